//! How a report says its figure has moved: "rose to 58", "bringing the toll to three", "revised down to 87".
//!
//! Where the words say so, two figures need no clocks to tell a later state from a conflict.

use super::Course;
use super::phrase::{before, word_is};
use crate::analysis::language::Document;
use crate::text::Span;

/// Verbs by which a figure grows to the number behind "to"; irregular forms beside their lemmas.
const RISE: &[&str] = &[
    "rise", "rose", "risen", "climb", "jump", "increase", "grow", "grew", "grown", "soar", "bring", "brings",
    "brought", "bringing", "push", "gone", "went", "swell", "mount", "creep", "raise", "take", "taking",
];

/// Verbs by which a figure is set right downwards.
const LOWER: &[&str] = &["lower", "reduce", "fall", "fell", "drop", "down", "downwards", "downgrade", "cut"];

/// How many words may stand between the verb and the number.
const REACH: usize = 12;

/// How the figure at a span has moved, where "to" stands before it and such a verb before that.
pub(crate) fn of(document: &Document<'_>, figure: Span) -> Course {
    let Some(first) = document.token_at(figure.start) else { return Course::Stands };
    let mut words = before(document, first);
    // "raised the number aboard to 39", "brings to 24 the number of"
    if !words.next().is_some_and(|token| word_is(document, token, &["to"])) {
        return Course::Stands;
    }
    let moved =
        |token, verbs: &[&str]| word_is(document, token, verbs) || verbs.contains(&document.lemma(token));
    let cue = words.take(REACH).find(|token| moved(*token, RISE) || moved(*token, LOWER));
    match cue {
        Some(token) if moved(token, LOWER) => Course::Lowered,
        Some(_) => Course::Risen,
        None => Course::Stands,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

    #[test]
    fn a_figure_moves_where_its_verb_says_so() {
        for (text, course) in [
            ("The death toll rose to 58 on Tuesday.", Course::Risen),
            ("Two more bodies were found, bringing the number of dead to 12.", Course::Risen),
            ("A boy died in hospital, taking the toll to 12.", Course::Risen),
            ("The governor revised the toll down to 87.", Course::Lowered),
            ("The number of missing fell to nine.", Course::Lowered),
            ("The toll stood at 58.", Course::Stands),
            ("He was sentenced to 12 years.", Course::Stands),
            ("The blast killed 58 people.", Course::Stands),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap().span;
            assert_eq!(of(&document, figure), course, "{text}");
        }
    }
}

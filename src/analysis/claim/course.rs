//! How a report says its figure has changed: "rose to 58", "bringing the toll to three", "revised down to 87".
//!
//! Where the words say so, no times are needed to distinguish a later state from a conflict.

use super::Course;
use super::lexicon::WordClass;
use super::phrase::{before, word_is};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// Verbs by which a figure grows to the number after "to"; irregular forms are listed with their lemmas.
static RISE: WordClass = WordClass::named("verbs of a figure that rose");

/// Verbs by which a figure is corrected downwards.
static LOWER: WordClass = WordClass::named("verbs of a figure that was lowered");

/// How many words may be between the verb and the number.
const REACH: usize = 12;

/// How the figure at a span has changed, if "to" precedes it and such a verb precedes that.
pub(crate) fn of(document: &Document<'_>, figure: Span) -> Course {
    let Some(first) = document.token_at(figure.start) else { return Course::Unchanged };
    let mut words = before(document, first);
    // "raised the number aboard to 39", "brings to 24 the number of"
    if !words.next().is_some_and(|token| word_is(document, token, &["to"])) {
        return Course::Unchanged;
    }
    let moved = |token: TokenId, verbs: &WordClass| {
        verbs.has_word(document, token) || verbs.has_lemma(document, token)
    };
    let cue = words.take(REACH).find(|token| moved(*token, &RISE) || moved(*token, &LOWER));
    match cue {
        Some(token) if moved(token, &LOWER) => Course::Lowered,
        Some(_) => Course::Risen,
        None => Course::Unchanged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

    #[test]
    fn a_figure_has_changed_if_its_verb_says_so() {
        for (text, course) in [
            ("The death toll rose to 58 on Tuesday.", Course::Risen),
            ("Two more bodies were found, bringing the number of dead to 12.", Course::Risen),
            ("A boy died in hospital, taking the toll to 12.", Course::Risen),
            ("The governor revised the toll down to 87.", Course::Lowered),
            ("The number of missing fell to nine.", Course::Lowered),
            ("The toll stood at 58.", Course::Unchanged),
            ("He was sentenced to 12 years.", Course::Unchanged),
            ("The blast killed 58 people.", Course::Unchanged),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap().span;
            assert_eq!(of(&document, figure), course, "{text}");
        }
    }
}

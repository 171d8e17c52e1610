//! A report's text in readable form: without invisible characters, with ligatures as letters, words broken over line
//! ends and drop caps whole, and without lines that are not part of the story.
//!
//! The text as shown does not change. The readers read a copy, and every span they find is mapped back to the words as
//! shown ([`Legible::restore`]). A text that needs no repair has no copy. The tables are in `glyph` for
//! characters and `beside` for lines; `broken` and `drop_cap` look words up in the lexicon.

mod beside;
mod broken;
mod drop_cap;
mod glyph;
mod map;
mod restore;

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::actor::lexicon;
use map::Map;

/// A text in readable form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legible {
    /// The copy.
    pub text: String,
    /// What was repaired, as one sentence.
    pub summary: String,
    map: Map,
}

/// A place of the text as shown that reads differently.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    /// Bytes as shown.
    shown: Range<usize>,
    /// Their replacement.
    read: &'static str,
    repair: Repair,
}

/// Why a place reads differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repair {
    /// A line that is not part of the story; it includes any other repair within it.
    Beside,
    /// A word broken at the end of a line.
    Broken,
    /// The large first letter of a paragraph, separated from its word.
    DropCap,
    /// An invisible character.
    Invisible,
    /// Letters written as one sign.
    Ligature,
}

/// Repairs in the order in which they are reported, with the singular and the plural.
const MESSAGES: &[(Repair, &str, &str)] = &[
    (Repair::Invisible, "1 invisible character was passed over", "invisible characters were passed over"),
    (Repair::Ligature, "1 ligature was read as its letters", "ligatures were read as their letters"),
    (
        Repair::Broken,
        "1 word broken at the end of a line was read whole",
        "words broken at the ends of lines were read whole",
    ),
    (Repair::DropCap, "1 drop cap was read with its word", "drop caps were read with their words"),
    (
        Repair::Beside,
        "1 line beside the story (a link to another, a photo credit) was not analysed",
        "lines beside the story (links to others, photo credits) were not analysed",
    ),
];

/// The copy to read; none if the text needs no repair.
#[must_use]
pub fn read(text: &str) -> Option<Legible> {
    let mut edits = Vec::new();
    beside::find(text, &mut edits);
    glyph::find(text, &mut edits);
    broken::find(text, &mut edits);
    drop_cap::find(text, &mut edits);
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| (edit.shown.start, edit.repair != Repair::Beside));
    let mut end = 0;
    edits.retain(|edit| {
        let free = edit.shown.start >= end;
        end = end.max(edit.shown.end);
        free
    });
    let summary = summary(&edits);
    let (text, map) = Map::apply(text, &edits);
    // A caption that is a whole report is its story.
    if text.trim().is_empty() {
        return None;
    }
    Some(Legible { text, summary, map })
}

/// A few words of a report in readable form: the words of a span, for a title or a name.
#[must_use]
pub fn words(shown: &str) -> Cow<'_, str> {
    let mut edits = Vec::new();
    glyph::find(shown, &mut edits);
    broken::find(shown, &mut edits);
    drop_cap::find(shown, &mut edits);
    if edits.is_empty() {
        return Cow::Borrowed(shown);
    }
    edits.sort_by_key(|edit| edit.shown.start);
    Cow::Owned(Map::apply(shown, &edits).0)
}

fn summary(edits: &[Edit]) -> String {
    let part = |(repair, one, several): &(Repair, &str, &str)| {
        let count = edits.iter().filter(|edit| edit.repair == *repair).count();
        match count {
            0 => None,
            1 => Some((*one).to_owned()),
            _ => Some(format!("{count} {several}")),
        }
    };
    MESSAGES.iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

/// Whether letters are an English word, in any case.
fn is_word(letters: &str) -> bool {
    let lower = letters.to_lowercase();
    let adverb = || lower.strip_suffix("ly").is_some_and(lexicon::is_english);
    letters.chars().nth(1).is_some()
        && (lexicon::calendar_word(&lower)
            || lexicon::is_function_word(&lower)
            || lexicon::is_english(&lower)
            || adverb())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::analyse;
    use crate::text::{Published, PublishedBasis, Report, Span};

    fn report(text: &str) -> Report {
        let published = Published { edtf: "2031-05-07".to_owned(), basis: PublishedBasis::Argument };
        Report { path: "a.txt".into(), text: text.into(), published: Some(published), ..Report::default() }
    }

    #[test]
    fn findings_in_repaired_words_point_at_the_words_as_shown() {
        for (text, shown, value) in [
            ("The dam burst on Mon\u{ad}day.", "Mon\u{ad}day", "2031-05-05"),
            ("The dam burst on Mon-\nday.", "Mon-\nday", "2031-05-05"),
            ("Soﬁa was calm.\n\nO n Monday the dam burst.", "Monday", "2031-05-05"),
            ("The oﬃcial said the dam burst on Tues\u{200b}day.", "Tues\u{200b}day", "2031-05-06"),
            ("Read more: Dam bursts on Sunday\n\nIt rained on Tuesday.", "Tuesday", "2031-05-06"),
        ] {
            let analysis = analyse(&report(text));
            let [time] = &analysis.times[..] else { panic!("{text}: {:?}", analysis.times) };
            assert_eq!((time.span.of(text), &*time.value), (shown, value), "{text}");
        }
    }

    #[test]
    fn numbers_and_actors_are_read_in_mended_words() {
        let text = "The ﬁre in Hel\u{ad}sinki killed ﬁve peo-\nple on Monday, oﬃcials said.";
        let analysis = analyse(&report(text));
        let killed = analysis.claims.iter().find(|claim| &*claim.predicate == "killed").expect("a toll");
        assert_eq!(killed.quantity.as_ref().and_then(|quantity| quantity.low), Some(5.0));
        assert_eq!(killed.quantity.as_ref().map(|quantity| quantity.span.of(text)), Some("ﬁve"));
        let name = analysis.actors.actors.iter().find(|actor| &*actor.name == "Helsinki");
        assert!(name.is_some(), "{:?}", analysis.actors.actors);
    }

    #[test]
    fn repairs_are_reported_once_for_a_report() {
        let analysis = analyse(&report("The ﬁre be\u{ad}gan on Mon\u{ad}day.\n\nRelated: Mill burns"));
        let messages: Vec<&str> = analysis.problems.iter().map(|problem| &*problem.message).collect();
        let expected = "2 invisible characters were passed over; 1 ligature was read as its letters; \
            1 line beside the story (a link to another, a photo credit) was not analysed";
        assert_eq!(messages, [expected]);
    }

    #[test]
    fn a_text_without_faults_has_no_copy() {
        for text in [
            "",
            "The ferry sank off Portsea on Monday.",
            "A long-term plan – the mayor’s – cost €5m.\n\nRelated incidents were rare.",
            "José Muñoz said “no”.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn words_of_a_span_read_as_they_do_in_the_text() {
        for (shown, read) in [
            ("Para\u{ad}guay", "Paraguay"),
            ("Hun-\ndreds fled", "Hundreds fled"),
            ("the ﬂood", "the flood"),
            ("plain", "plain"),
        ] {
            assert_eq!(words(shown), read);
        }
    }

    proptest! {
        #[test]
        fn every_span_of_the_copy_is_one_of_the_text(
            text in "(\\PC|[a-zA-Z]{1,6}|-\n|\n\n|\u{ad}|ﬁ|ﬃ|\u{200b}| |A t|Related: x\n|Photo: y\n){0,40}"
        ) {
            if let Some(legible) = read(&text) {
                let edges: Vec<usize> = (0..=legible.text.len())
                    .filter(|at| legible.text.is_char_boundary(*at)).collect();
                for (place, start) in edges.iter().enumerate() {
                    for end in &edges[place..] {
                        let span = legible.map.span(Span::new(*start, *end));
                        prop_assert!(span.start <= span.end);
                        prop_assert!(text.get(span.range()).is_some());
                        let kept = &legible.text[*start..*end];
                        // The letters of a ligature are not in the text; a line left out may be in between.
                        let ligature = |letter| ('\u{fb00}'..='\u{fb06}').contains(&letter);
                        let left_out = text.contains("Related") || text.contains("Photo");
                        if !left_out && !span.of(&text).contains(ligature) {
                            let bare = |text: &str| -> String {
                                text.chars().filter(char::is_ascii_alphanumeric).collect()
                            };
                            prop_assert_eq!(bare(span.of(&text)), bare(kept));
                        }
                    }
                }
            }
        }
    }
}

//! Where sentences end.
//!
//! `icu_segmenter` (Unicode UAX #29) proposes the boundaries inside a paragraph; a table of merges removes those after
//! abbreviations, initials, list numbers and inside reported speech.

use std::ops::Range;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use super::abbreviation::{self, Follow};
use super::dateline;
use super::ending::{self, Casing, Open};
use super::paragraph::{is_closing, paragraphs};
use crate::text::signature;

/// A sentence's bytes and its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Without white space at its ends.
    pub range: Range<usize>,
    /// Counted from 0.
    pub paragraph: u32,
}

/// Words that often begin a sentence, and seldom follow an abbreviation inside one.
pub(super) const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "Nearly",
    "No",
    "Nobody",
    "None",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "Over",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
    "Your",
];

/// Words with a capital that may follow a time of day: days, months, time zones.
#[rustfmt::skip]
const AFTER_HOURS: &[&str] = &[
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur",
    "Thurs", "Fri", "Sat", "Sun", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "GMT", "UTC",
    "BST", "CET", "CEST", "EET", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "IST", "JST",
    "AEST", "Eastern", "Central", "Mountain", "Pacific", "Atlantic", "Greenwich", "Moscow",
];

/// Verbs that resume a sentence after a question or an exclamation inside quotation marks.
const REPORTING: &[&str] =
    &["said", "says", "asked", "asks", "added", "replied", "wrote", "told", "shouted", "cried"];

/// All sentences of a text.
#[must_use]
pub fn sentences(text: &str) -> Vec<Piece> {
    decided(text, &mut |_, open| open.ends())
}

/// All sentences of a text, where `ends` says of each open place, with the byte at which a new sentence would begin, whether one
/// ends there.
fn decided(text: &str, ends: &mut dyn FnMut(usize, &Open<'_>) -> bool) -> Vec<Piece> {
    let mut found = Vec::new();
    for (paragraph, range) in (0..).zip(paragraphs(text)) {
        in_paragraph(text, range, paragraph, ends, &mut found);
    }
    found
}

fn in_paragraph(
    text: &str,
    range: Range<usize>,
    paragraph: u32,
    ends: &mut dyn FnMut(usize, &Open<'_>) -> bool,
    found: &mut Vec<Piece>,
) {
    let range = after_dateline(text, range, paragraph, found);
    let body = &text[range.clone()];
    let casing = Casing::of(body);
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut proposed =
        segmenter.segment_str(body).filter(|&place| place > 0 && place < body.len()).peekable();
    let mut gaps = ending::gaps(body).peekable();
    let mut start = 0;
    while let Some(boundary) = [proposed.peek(), gaps.peek()].into_iter().flatten().min().copied() {
        let is_proposed = proposed.next_if_eq(&boundary).is_some();
        let is_gap = gaps.next_if_eq(&boundary).is_some();
        let place = Place::of(body, start, boundary);
        let sure = MERGES.iter().filter(|(.., merges)| merges(&place)).map(|(_, sure, _)| *sure);
        let (mut is_merged, mut is_settled) = (false, !is_gap);
        for sure in sure {
            is_merged = true;
            is_settled |= sure == Sure::Always;
        }
        let ruled = is_proposed && !is_merged;
        let open = (!is_settled).then(|| Open::of((place.before, place.short), place.after, ruled, casing));
        if open.flatten().map_or(ruled, |open| ends(range.start + boundary, &open)) {
            push(text, range.start + start..range.start + boundary, paragraph, found);
            start = boundary;
        }
    }
    push(text, range.start + start..range.end, paragraph, found);
}

/// Adds the dateline, if the paragraph begins with one, as a piece of its own, and the headline before a signature; returns the rest of
/// the paragraph.
fn after_dateline(text: &str, range: Range<usize>, paragraph: u32, found: &mut Vec<Piece>) -> Range<usize> {
    let body = &text[range.clone()];
    if let Some(signature) = signature::find(body).filter(|found| begins(&body[found.span.end..])) {
        let at = |place: usize| range.start + place;
        push_whole(text, range.start..at(signature.span.start), paragraph, found);
        push_whole(text, at(signature.span.start)..at(signature.span.end), paragraph, found);
        return at(signature.span.end)..range.end;
    }
    let end = dateline::end(body).map_or(range.start, |length| range.start + length);
    push_whole(text, range.start..end, paragraph, found);
    end..range.end
}

/// Whether a sentence begins here: with a capital, a quotation or a number, and not with the hour of a date.
fn begins(rest: &str) -> bool {
    let rest = rest.trim_start();
    let first = rest.trim_start_matches(['"', '“', '‘', '\'']).chars().next();
    let is_clock = |word: &str| word.contains(':') && word.starts_with(|first: char| first.is_ascii_digit());
    first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
        && !rest.split_whitespace().take(3).any(is_clock)
}

/// Adds a sentence, split once more where a full stop joins two words: a space was lost.
fn push(text: &str, range: Range<usize>, paragraph: u32, found: &mut Vec<Piece>) {
    let mut start = range.start;
    for stop in memchr::memchr_iter(b'.', &text.as_bytes()[range.clone()]) {
        let stop = range.start + stop;
        if stop > start && is_glued(&text.as_bytes()[start..range.end], stop - start) {
            push_whole(text, start..stop + 1, paragraph, found);
            start = stop + 1;
        }
    }
    push_whole(text, start..range.end, paragraph, found);
}

/// Whether a full stop is between a word in small letters and a capitalised one, and not in an address.
fn is_glued(sentence: &[u8], stop: usize) -> bool {
    let (before, after) = (&sentence[..stop], &sentence[stop + 1..]);
    let word = before.iter().rev().take(40).take_while(|byte| !byte.is_ascii_whitespace());
    let small = before.iter().rev().take(3).filter(|byte| byte.is_ascii_lowercase()).count() == 3;
    small
        && matches!(after, [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase())
        && word.clone().all(|byte| !b"./@:".contains(byte))
}

fn push_whole(text: &str, range: Range<usize>, paragraph: u32, found: &mut Vec<Piece>) {
    let body = &text[range.clone()];
    let lead = body.len() - body.trim_start_matches(super::tokenise::is_blank).len();
    let length = body.trim_end_matches(super::tokenise::is_blank).len();
    if lead < length {
        found.push(Piece { range: range.start + lead..range.start + length, paragraph });
    }
}

/// How far a decision looks to either side, in bytes.
const WINDOW: usize = 120;

/// The context of a proposed boundary.
struct Place<'t> {
    /// The sentence so far, at most [`WINDOW`] bytes, without white space at the end.
    before: &'t str,
    /// What follows, at most [`WINDOW`] bytes, without white space at the start.
    after: &'t str,
    /// Whether the whole sentence so far is in `before`.
    short: bool,
    /// Whether white space or a line break is between them.
    spaced: bool,
}

/// How sure a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    /// No sentence ends there.
    Always,
    /// Where the place is open all the same, what was learned decides.
    Mostly,
}

/// A name, how sure it is, and whether it applies.
type Merge = (&'static str, Sure, fn(&Place<'_>) -> bool);

/// The reasons to remove a proposed boundary, each with its name.
const MERGES: &[Merge] = &[
    ("no word follows", Sure::Always, |place| !place.after.contains(char::is_alphanumeric)),
    ("goes on in small letters", Sure::Mostly, |place| {
        first_letter(place.after).is_some_and(char::is_lowercase)
    }),
    ("no space, as in an address", Sure::Always, |place| {
        !place.spaced && place.before.ends_with('.') && !place.after.starts_with(['"', '“', '‘', '«', '('])
    }),
    ("closing mark after a space", Sure::Always, |place| {
        place.after.starts_with(is_closing) && closes_alone(place.after)
    }),
    ("number of a list item", Sure::Always, |place| {
        place.short && place.before.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit())
    }),
    ("abbreviation", Sure::Always, after_abbreviation),
    ("reported question", Sure::Always, |place| {
        place.before.ends_with(['"', '”', '»', '’'])
            && place.before.trim_end_matches(is_closing).ends_with(['?', '!'])
            && place
                .after
                .split_whitespace()
                .take(3)
                .any(|word| REPORTING.contains(&word.trim_end_matches([',', ':', '.'])))
    }),
];

impl<'t> Place<'t> {
    /// The boundary of a paragraph's sentence that begins at `start`.
    fn of(body: &'t str, start: usize, boundary: usize) -> Self {
        let from = floor(body, boundary.saturating_sub(WINDOW).max(start));
        let to = floor(body, (boundary + WINDOW).min(body.len()));
        let (before, after) = (&body[from..boundary], &body[boundary..to]);
        Self {
            before: before.trim(),
            after: after.trim_start(),
            short: from == start,
            spaced: before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace),
        }
    }
}

fn floor(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

fn first_letter(text: &str) -> Option<char> {
    text.trim_start_matches(|letter: char| {
        matches!(letter, '-' | '–' | '—' | ',' | ';' | '(' | '.' | '…' | ' ')
    })
    .chars()
    .next()
}

/// Whether the closing marks at the start are followed by white space, so that they belong to the text before.
fn closes_alone(after: &str) -> bool {
    after.trim_start_matches(is_closing).chars().next().is_none_or(char::is_whitespace)
}

fn after_abbreviation(place: &Place<'_>) -> bool {
    let Some(before) = place.before.trim_end_matches(is_closing).strip_suffix('.') else { return false };
    let word = before.rsplit(|letter: char| letter.is_whitespace() || "([{“\"'‘-–—/".contains(letter)).next();
    let next = first_letter(place.after);
    let next_word = place.after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    match word.and_then(abbreviation::follow) {
        None => false,
        Some(Follow::Inner) => true,
        Some(Follow::Name) => {
            word != Some("I") && !OPENERS.contains(&next_word) || word.is_some_and(|word| word.len() > 1)
        }
        Some(Follow::Hour) => {
            let goes_on = |letter: char| letter.is_ascii_digit() || letter.is_lowercase();
            next.is_some_and(goes_on) || AFTER_HOURS.contains(&next_word) || is_zone_of_place(place.after)
        }
        Some(Follow::Number) => next.is_some_and(|letter| letter.is_ascii_digit()),
        Some(Follow::Any) => {
            next.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '$' | '£' | '€' | '&'))
                && !OPENERS.contains(&next_word)
        }
    }
}

/// Whether a text begins with capitalised words and "time": "London time", "New York time".
fn is_zone_of_place(text: &str) -> bool {
    /// How many words a place has at most.
    const LONGEST: usize = 3;
    let mut words = text.split_whitespace().take(LONGEST + 1).skip_while(|word| {
        word.starts_with(char::is_uppercase) && *word != "Time" && word.chars().all(char::is_alphabetic)
    });
    let is_time = |word: &str| word.trim_end_matches(|mark: char| !mark.is_alphabetic()) == "time";
    text.starts_with(char::is_uppercase) && words.next().is_some_and(is_time)
}

/// For learning which open places end a sentence.
pub mod learning {
    use super::Piece;

    /// An open place.
    #[derive(Clone, Debug)]
    pub struct Place {
        /// The byte at which a new sentence would begin.
        pub at: usize,
        /// Whether the rules alone end the sentence.
        pub ruled: bool,
        /// The names of its features.
        pub features: Vec<String>,
    }

    /// All sentences of a text, where `ends` decides at each open place.
    pub fn sentences(text: &str, mut ends: impl FnMut(Place) -> bool) -> Vec<Piece> {
        super::decided(text, &mut |at, open| {
            let mut features = Vec::new();
            open.features(&mut |name| features.push(name.to_owned()));
            ends(Place { at, ruled: open.ruled(), features })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|piece| &text[piece.range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, expected) in [
            ("Mr. Ode left. He was late.", vec!["Mr. Ode left.", "He was late."]),
            ("It left at 7:40 a.m. Twelve fled.", vec!["It left at 7:40 a.m.", "Twelve fled."]),
            ("It left at 7:40 a.m. Tuesday from Ode.", vec!["It left at 7:40 a.m. Tuesday from Ode."]),
            ("It left at 7:40 p.m. EDT.", vec!["It left at 7:40 p.m. EDT."]),
            ("It left at 7 p.m. New York time.", vec!["It left at 7 p.m. New York time."]),
            ("It left at 7 p.m. Time flew.", vec!["It left at 7 p.m.", "Time flew."]),
            ("It left at 7 p.m. Rain fell that time.", vec!["It left at 7 p.m.", "Rain fell that time."]),
            (
                "The U.S. Senate voted on Jan. 3 at 5 p.m. The bill fell.",
                vec!["The U.S. Senate voted on Jan. 3 at 5 p.m.", "The bill fell."],
            ),
            ("J. B. Ode wrote it. No. 5 won.", vec!["J. B. Ode wrote it.", "No. 5 won."]),
            (
                "“Why now?” she asked. “Nobody knows.” He shrugged.",
                vec!["“Why now?” she asked.", "“Nobody knows.”", "He shrugged."],
            ),
            ("Prices rose 3.5 percent... and then fell.", vec!["Prices rose 3.5 percent... and then fell."]),
            ("He said: \"We won.\" Then he left.", vec!["He said: \"We won.\"", "Then he left."]),
            (
                "Storm hits coast\nThousands fled on Monday.",
                vec!["Storm hits coast", "Thousands fled on Monday."],
            ),
            ("Demands:\n- higher pay\n- shorter days", vec!["Demands:", "- higher pay", "- shorter days"]),
            ("1. Open the door.\n2. Leave.", vec!["1. Open the door.", "2. Leave."]),
            (
                "Ode Inc. shares fell. Analysts at Ode Inc. The rest knew.",
                vec!["Ode Inc. shares fell.", "Analysts at Ode Inc.", "The rest knew."],
            ),
            (
                "It cost 6 U.S. $1.00 bills. G.V. & Sons paid.",
                vec!["It cost 6 U.S. $1.00 bills.", "G.V. & Sons paid."],
            ),
            ("They left on foot.The rest stayed.", vec!["They left on foot.", "The rest stayed."]),
            // Places that are open by the rules.
            ("He left in 1805. [17] He came back.", vec!["He left in 1805. [17]", "He came back."]),
            ("He left. [17][18]", vec!["He left. [17][18]"]),
            (
                "we ran to the shore. there was smoke everywhere. nobody came to help us",
                vec!["we ran to the shore.", "there was smoke everywhere.", "nobody came to help us"],
            ),
            ("Shares of Yahoo! rose. So did others.", vec!["Shares of Yahoo! rose.", "So did others."]),
            ("He drew a. 38 caliber revolver.", vec!["He drew a. 38 caliber revolver."]),
            ("It left at 5 p.m. and sank. Two drowned.", vec!["It left at 5 p.m. and sank.", "Two drowned."]),
            ("“Stop!” she cried. “Why?” he asked.", vec!["“Stop!” she cried.", "“Why?” he asked."]),
            (
                "ELMAU, May 3 (AP) - Snow fell. Roads closed.",
                vec!["ELMAU, May 3 (AP) -", "Snow fell.", "Roads closed."],
            ),
            ("   \n\t\n", vec![]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_wrapped_at_a_width_keeps_its_sentences_whole() {
        let text = "The council of the old harbour town met on Tuesday evening to\n\
                    discuss whether the ferry should still run in winter, and to\n\
                    hear the fishermen, who had asked for a later hour. No vote\n\
                    was taken before midnight, and the mayor went home without a\n\
                    word to the reporters who were waiting on the steps outside.\n\nA vote is due.";
        assert_eq!(cut(text).len(), 3);
    }

    #[test]
    fn paragraphs_are_counted() {
        let found = sentences("One. Two.\n\nThree.\nFour goes\non.");
        let paragraphs: Vec<u32> = found.iter().map(|piece| piece.paragraph).collect();
        assert_eq!(paragraphs, [0, 0, 1, 2]);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_visible_text_but_the_marks_of_headings_in_order(text in "(\\PC|\n|\n# ){0,120}") {
            let is_between = |c: char| super::super::tokenise::is_blank(c) || c.is_whitespace() || c == '#';
            let mut end = 0;
            for piece in sentences(&text) {
                prop_assert!(end <= piece.range.start && piece.range.start < piece.range.end);
                prop_assert!(text[end..piece.range.start].chars().all(is_between));
                end = piece.range.end;
            }
        }
    }
}

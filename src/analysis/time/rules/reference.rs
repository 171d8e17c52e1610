//! Words that refer to the past, the present or the future as such.

use super::super::lexer::{Kind, Token};
use super::super::pattern::Match;
use super::super::scene::{Scene, Timex};
use super::{TimeRule, reference, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("present", "now", now, "The bridge is [now] open.", "PRESENT_REF"),
    reference("present", "right now", "Nobody knows [right now].", "PRESENT_REF"),
    reference("present", "currently|presently|nowadays", "The bridge is [currently] closed.", "PRESENT_REF"),
    reference("present", "current", "The [current] owner lives abroad.", "PRESENT_REF"),
    rule("present", "the moment", moment, "Nobody knows at [the moment].", "PRESENT_REF"),
    reference("present", "the time being", "It stays shut for [the time being].", "PRESENT_REF"),
    rule("present", "this time", moment, "Nobody can say at [this time].", "PRESENT_REF"),
    rule("present", "the present", present_noun, "They live in [the present].", "PRESENT_REF"),
    reference("present", "these days", "Few people walk [these days].", "PRESENT_REF"),
    reference("past", "more|most? recently", "The bridge was [recently] painted.", "PAST_REF"),
    reference("past", "the recent|distant past", "It happened in [the distant past].", "PAST_REF"),
    rule("past", "the past", noun, "She never spoke of [the past].", "PAST_REF"),
    rule("past", "the time", at_the_time, "He was a student at [the time].", "PAST_REF"),
    reference("past", "the other day", "I met her [the other day].", "PAST_REF"),
    rule("past", "earlier", earlier, "[Earlier], the council had met.", "PAST_REF"),
    reference("future", "the near|immediate|foreseeable|distant future", "No vote is due in [the near future].", "FUTURE_REF"),
    reference("future", "the near|short term", "Growth will slow in [the near term].", "FUTURE_REF"),
    rule("future", "the future", noun_ahead, "Nobody knows [the future].", "FUTURE_REF"),
];

/// "now", but neither "now that" nor the network of that name.
fn now(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let glued = scene.words.get(found.end).is_some_and(|token| token.is(b'-') && !token.spaced());
    (!glued && !scene.before_any(found, &["that"])).then(|| Timex::reference("PRESENT_REF"))
}

fn moment(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let ends = scene.words.get(found.end).is_none_or(|token| matches!(token.kind, Kind::Mark(_)))
        || scene.before_any(found, &["and", "but", "because", "for", "in"]);
    (scene.after_any(found, &["at", "for"]) && ends).then(|| Timex::reference("PRESENT_REF"))
}

/// Whether a noun phrase ends with the match: "the past", but not "the past decade", "the future king".
fn ends_phrase(found: &Match, scene: &Scene<'_>) -> bool {
    const ON: &[&str] = &[
        "and", "but", "or", "as", "when", "is", "was", "will", "has", "have", "that", "to", "by", "for",
        "in", "with", "because", "he", "she", "they", "it", "we", "the", "on", "at", "if", "about", "than",
        "are", "were", "of",
    ];
    scene
        .words
        .get(found.end)
        .is_none_or(|token| matches!(token.kind, Kind::Mark(mark) if mark != b'-' && mark != b'\''))
        || scene.before_any(found, ON)
}

fn noun(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    ends_phrase(found, scene).then(|| Timex::reference("PAST_REF"))
}

fn present_noun(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    ends_phrase(found, scene).then(|| Timex::reference("PRESENT_REF"))
}

fn noun_ahead(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    ends_phrase(found, scene).then(|| Timex::reference("FUTURE_REF"))
}

fn at_the_time(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let ends = scene.words.get(found.end).is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
    (ends && scene.after_any(found, &["at", "by"])).then(|| Timex::reference("PAST_REF"))
}

/// "earlier" by itself: at the beginning of a sentence, or at the end of a clause; not "earlier reports", "earlier than".
fn earlier(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let mark = |at: usize| {
        scene.words.get(at).is_none_or(|token| matches!(token.kind, Kind::Mark(b',' | b'.' | b';')))
    };
    let opens = scene.words.get(found.start).is_some_and(Token::first);
    ((opens || mark(found.end)) && mark(found.end)).then(|| Timex::reference("PAST_REF"))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check_none;

    #[test]
    fn words_with_another_meaning_are_left() {
        for text in [
            "Now that it rains, we stay.",
            "The future king waved.",
            "It came earlier than hoped.",
            "The moment he left, it fell.",
        ] {
            check_none(text);
        }
    }
}

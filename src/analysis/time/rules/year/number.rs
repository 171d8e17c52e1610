//! Numbers that look like years and are not: counts, names and numbers of things.

use crate::analysis::time::lexer::{Kind, Token};
use crate::analysis::time::lexicon::LEXICON;
use crate::analysis::time::pattern::Match;
use crate::analysis::time::scene::Scene;

/// "2000 people", "Windows 2000", "the Russell 2000", "room 1901".
pub(super) fn names_something_else(found: &Match, scene: &Scene<'_>) -> bool {
    const COUNTED: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "troops",
        "soldiers",
        "workers",
        "jobs",
        "dollars",
        "euros",
        "pounds",
        "percent",
        "per",
        "miles",
        "km",
        "kilometers",
        "kilometres",
        "meters",
        "metres",
        "feet",
        "tons",
        "tonnes",
        "times",
        "points",
        "of",
        "rpm",
        "mhz",
        "acres",
        "hectares",
        "pages",
        "votes",
        "members",
        "employees",
        "words",
        "copies",
        "units",
        "barrels",
        "homes",
        "million",
        "billion",
        "hours",
        "local",
    ];
    const BEFORE: &[&str] = &[
        "no",
        "number",
        "room",
        "flight",
        "route",
        "highway",
        "nearly",
        "almost",
        "approximately",
        "least",
        "than",
        "some",
        "over",
        "model",
        "page",
        "section",
        "article",
        "resolution",
        "channel",
    ];
    // "020 7946 2019": after other digits it is part of a longer number.
    let digits_before = scene.words.before(found.start).is_some_and(|token| token.kind == Kind::Digits);
    if digits_before || scene.after_any(found, BEFORE) {
        return true;
    }
    let next = scene.words.get(found.end);
    if scene.before_any(found, COUNTED) && next.is_some_and(|next| !next.capital()) {
        return !scene.after_any(found, &["in", "since", "by", "until", "during", "of", "from"]);
    }
    if counts_subject(found, scene) {
        return true;
    }
    let Some(before) = scene.words.before(found.start) else { return false };
    let name = before.kind == Kind::Word
        && before.capital()
        && !before.first()
        && LEXICON.is_unclassed(before.word)
        && scene.words.get(found.start).is_some_and(Token::spaced);
    // "the Tokyo 2020 Games" and "Vision 2030" name things; a name before a year at the end of a headline is rare.
    name && next.is_some_and(|next| {
        next.kind == Kind::Word && !scene.before_any(found, &["was", "were", "is", "has", "had", "and"])
    })
}

/// "2020 seats were empty": a number that belongs to the subject at the head of its clause.
fn counts_subject(found: &Match, scene: &Scene<'_>) -> bool {
    let opens = scene.words.before(found.start).is_none_or(|token| {
        matches!(token.kind, Kind::Mark(b'.' | b';' | b':'))
            || scene.words.get(found.start).is_some_and(Token::first)
    });
    let plural = scene.words.get(found.end).is_some_and(|token| token.kind == Kind::Word && !token.capital())
        && scene.words.bytes(found.end).ends_with(b"s");
    opens
        && plural
        && scene.words.is_any(found.end + 1, &["were", "are", "have", "had", "remained", "remain"])
}

#[cfg(test)]
mod tests {
    use crate::analysis::time::tests::check_none;

    #[test]
    fn numbers_that_are_not_years_are_not_read() {
        for text in [
            "It cost $2020.",
            "Some 2,000 people came.",
            "The TV ad 30 was shown.",
            "It was late; 2020 seats were empty.",
            "They gave to the Fair Way 2000 Campaign.",
            "The firm 3 bc ltd closed.",
            "The Boeing 747 landed.",
            "Call 555-1984 at once.",
            "He runs Windows 2000 at home.",
            "At least 1900 soldiers died.",
            "The index rose to 2019.5 points.",
            "Leaves fall on the lawn.",
            "She is in her thirties.",
        ] {
            check_none(text);
        }
    }
}

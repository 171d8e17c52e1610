//! Stretches that refer to a date mentioned before: "the week", "that day", "the following year", "since then".

use super::{published, unresolved, weekend_is_over};
use crate::analysis::time::calendar::{Calendar, Unit, plus_days};
use crate::analysis::time::lexer::{Kind, Token};
use crate::analysis::time::pattern::Match;
use crate::analysis::time::scene::{Scene, Timex};
use crate::analysis::time::{Anchor, Basis};

/// Words before which "the week" is not a calendar week.
const THE_BEFORE: &[&str] = &[
    "of", "when", "that", "after", "before", "he", "she", "they", "we", "i", "you", "it", "to", "in",
    "where", "for", "s", "was", "is", "will", "had", "has", "his", "her", "long",
];

/// Words after which it is one.
const AFTER_THE: &[&str] = &[
    "during",
    "for",
    "end",
    "ended",
    "ending",
    "finish",
    "finished",
    "finishing",
    "close",
    "closed",
    "over",
    "throughout",
    "of",
    "in",
    "within",
    "through",
    "this",
    "started",
    "began",
    "start",
    "begin",
    "on",
    "earlier",
    "later",
    "by",
    "s",
];

/// "the week", "the year": the one mentioned before, else the current one.
pub(super) fn the_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| {
        matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade
        )
    })?;
    let glued = scene.words.get(found.end).is_some_and(|token| token.is(b'-') || token.is(b'\''));
    let marked = ["whole", "entire", "full"].iter().any(|word| scene.has(found, word));
    let cued = marked || scene.after_any(found, AFTER_THE) || matches!(unit, Unit::Week | Unit::Quarter);
    if glued || !cued || scene.before_any(found, THE_BEFORE) {
        return None;
    }
    let near = scene
        .antecedent(found, 1)
        .filter(|near| near.calendar.unit() <= unit && near.calendar.days().is_some());
    match near {
        Some(near) if unit == Unit::Day => {
            Some(Timex::date(near.calendar, Basis::Relative)?.anchored(Anchor::Expression(near.index)))
        }
        Some(near) => {
            let calendar = Calendar::of(unit, near.calendar.days()?.0)?;
            Some(Timex::date(calendar, Basis::Relative)?.anchored(Anchor::Expression(near.index)))
        }
        None => {
            let over = unit == Unit::Weekend && weekend_is_over(found, scene);
            published(scene, unit, -i64::from(over)).or_else(|| unresolved(scene, 0))
        }
    }
}

/// The stretch of a unit around the antecedent, some units later.
fn counted(found: &Match, scene: &Scene<'_>, unit: Unit, count: i64) -> Option<Timex> {
    let (origin, anchor) = scene.origin(found)?;
    if origin.unit() == unit || unit.is_clock() {
        return Some(Timex::date(origin.plus(count)?, Basis::Relative)?.anchored(anchor));
    }
    let start = origin.days()?.0;
    let calendar = match unit {
        // A span of days counted from a day is a day; counted from a week or month it is unclear which.
        Unit::Day => Calendar::Day(plus_days(start, count)?),
        _ => Calendar::of(unit, start)?.plus(count)?,
    };
    if origin.unit() > unit {
        return None;
    }
    Some(Timex::date(calendar, Basis::Relative)?.anchored(anchor))
}

pub(super) fn same_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| !unit.is_clock())?;
    if scene.antecedent(found, 2).is_none() {
        return (unit == Unit::Day).then(|| Timex::reference("PAST_REF"));
    }
    counted(found, scene, unit, 0)
}

/// Words that introduce what a day is before or after.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "he", "she", "they", "it", "we", "i", "you",
    "this", "that", "these", "those",
];

/// Words that may follow "the day before" or "two years after" without being what it is before or after.
const ENDS_BESIDE: &[&str] = &[
    "in", "at", "on", "by", "with", "to", "for", "from", "as", "of", "and", "but", "or", "when", "while",
    "because", "was", "were", "is", "had", "has", "would", "will", "near", "over", "under", "during", "into",
    "about", "than", "so",
];

/// Whether the next words say what the day is before or after: "the day after the vote".
pub(super) fn relates_to_event(found: &Match, scene: &Scene<'_>) -> bool {
    if !scene.has(found, "before") && !scene.has(found, "after") {
        return false;
    }
    let next = scene.words.get(found.end);
    let goes_on = scene.before_any(found, DETERMINERS)
        || next.is_some_and(|next| next.capital() || next.kind == Kind::Digits)
        || next.is_some_and(|next| scene.words.bytes(found.end).ends_with(b"ing") && next.spaced())
        || next.is_some_and(|next| next.kind == Kind::Word) && !scene.before_any(found, ENDS_BESIDE);
    let opens = scene.words.get(found.start).is_some_and(Token::first);
    // At the beginning of a sentence "the day before" may be complete: then no comma closes a clause of its own.
    goes_on && (!opens || comma_ahead(found, scene))
}

fn comma_ahead(found: &Match, scene: &Scene<'_>) -> bool {
    const CLAUSE: usize = 24;
    let sentence = scene.sentence(found);
    (found.end..found.end + CLAUSE)
        .map_while(|at| scene.words.get(at).filter(|token| token.sentence == sentence))
        .any(|token| token.is(b','))
}

pub(super) fn following(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if relates_to_event(found, scene) {
        return None;
    }
    counted(found, scene, found.unit()?, 1)
}

pub(super) fn following_day(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().or(Some(Unit::Day))?;
    if unit != Unit::Day || scene.before_any(found, &["or", "and"]) {
        return None;
    }
    counted(found, scene, unit, 1)
}

pub(super) fn preceding(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if relates_to_event(found, scene) {
        return None;
    }
    counted(found, scene, found.unit()?, -1)
}

pub(super) fn that_time(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if !scene.after_any(found, &["by", "at", "since", "until", "from", "before", "after"]) {
        return None;
    }
    let Some(near) = scene.antecedent(found, 1) else { return Some(Timex::reference("PAST_REF")) };
    let timex = match near.part {
        Some(part) => Timex::part(near.calendar, part, Basis::Relative),
        None => Timex::date(near.calendar, Basis::Relative),
    };
    Some(timex?.anchored(Anchor::Expression(near.index)))
}

pub(super) fn then(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if !scene.after_any(found, &["since", "until", "till"]) {
        return None;
    }
    that_time(found, scene)
}

/// "the same period last year": the year before the one mentioned.
pub(super) fn same_period(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let near = scene.antecedent(found, 1);
    match near.map(|near| (near.calendar, Anchor::Expression(near.index))) {
        Some((quarter @ Calendar::Quarter(..), anchor)) => {
            Some(Timex::date(quarter.plus(-4)?, Basis::Relative)?.anchored(anchor))
        }
        Some((half @ Calendar::Half(..), anchor)) => {
            Some(Timex::date(half.plus(-2)?, Basis::Relative)?.anchored(anchor))
        }
        Some((month @ Calendar::Month(..), anchor)) => {
            Some(Timex::date(month.plus(-12)?, Basis::Relative)?.anchored(anchor))
        }
        _ => published(scene, Unit::Year, -1),
    }
}

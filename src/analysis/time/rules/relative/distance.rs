//! A number of units from a day, and lengths up to or from it: "two years ago", "a month later", "the past two years".

use chrono::{Datelike, NaiveDate};

use super::anaphor::relates_to_event;
use super::{published, unresolved};
use crate::analysis::time::calendar::{Amount, Calendar, Unit, plus_units};
use crate::analysis::time::pattern::Match;
use crate::analysis::time::scene::{Scene, Timex, amount_of};
use crate::analysis::time::terminal::Terminal;
use crate::analysis::time::{Anchor, Basis, When};

/// "the past year" is the year up to now, not the last calendar year.
pub(super) fn past_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit()?;
    let to = scene.published();
    Some(Timex::length(Amount::Exact(1000), unit).spanning(to.and_then(|to| plus_units(to, unit, -1)), to))
}

pub(super) fn next_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| *unit != Unit::Day)?;
    let from = scene.published();
    Some(
        Timex::length(Amount::Exact(1000), unit)
            .spanning(from, from.and_then(|from| plus_units(from, unit, 1))),
    )
}

/// How many units the match gives; one for an article.
fn count_of(found: &Match) -> Amount {
    found.amount().unwrap_or(Amount::Exact(1000))
}

fn modifier(found: &Match, scene: &Scene<'_>, timex: Timex, back: bool) -> Timex {
    let name = match scene.which(found, &["nearly", "almost", "more", "less", "fewer", "least"]) {
        Some(0 | 1 | 3 | 4) if back => "AFTER",
        Some(2 | 5) if back => "BEFORE",
        _ => return timex,
    };
    timex.with_modifier(name)
}

pub(super) fn ago(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit()?;
    let count = match count_of(found) {
        Amount::Vague => return Some(Timex::reference("PAST_REF")),
        Amount::Exact(_) if scene.has(found, "half") && found.amount().is_none() => 2,
        Amount::Exact(thousandths) => thousandths.checked_add(999)? / 1000,
    };
    if unit.is_clock() {
        return hours_ago(scene);
    }
    let Some(timex) = from_publication(scene, unit, count.checked_neg()?) else {
        return unresolved(scene, -1);
    };
    Some(modifier(found, scene, timex, true))
}

/// "two or three days ago": from the one to the other.
pub(super) fn ago_between(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| !unit.is_clock())?;
    let count = |nth: usize| amount_of(found.capture(Terminal::Number, nth)?.value).whole();
    let (nearer, further) = (count(0)?, count(1)?);
    let days = |count: i64| scene.settled(|day| distant(day, unit, -count)).and_then(Calendar::days);
    let (Some(first), Some(last)) = (days(further.max(nearer)), days(nearer.min(further))) else {
        return unresolved(scene, -1);
    };
    let when = When::days(first.0, last.1, Basis::Relative);
    let timex = Timex::date(Calendar::Day(first.0), Basis::Relative)?.anchored(Anchor::Published);
    Some(Timex { value: when.edtf.to_string(), when: Some(when), ..timex })
}

/// Less than a day ago is the day of publication.
fn hours_ago(scene: &Scene<'_>) -> Option<Timex> {
    let Some(published) = scene.published() else { return Some(Timex::reference("PAST_REF")) };
    Some(Timex::date(Calendar::Day(published), Basis::Relative)?.anchored(Anchor::Published))
}

/// The stretch some units from a day; decades and centuries are resolved to the year.
fn distant(day: NaiveDate, unit: Unit, count: i64) -> Option<Calendar> {
    match unit {
        Unit::Decade => Calendar::Year(day.year()).plus(count.checked_mul(10)?),
        Unit::Century => Calendar::Year(day.year()).plus(count.checked_mul(100)?),
        Unit::Fortnight => Calendar::Week(day).plus(count.checked_mul(2)?),
        _ => Calendar::of(unit, day)?.plus(count),
    }
}

fn from_publication(scene: &Scene<'_>, unit: Unit, count: i64) -> Option<Timex> {
    let calendar = scene.settled(|day| distant(day, unit, count))?;
    Some(Timex::date(calendar, Basis::Relative)?.anchored(Anchor::Published))
}

pub(super) fn year_earlier(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit()?;
    if scene.has(found, "quarter") && unit == Unit::Year {
        let near = scene.antecedent(found, 1).map(|near| near.calendar);
        let quarter = near.filter(|near| matches!(near, Calendar::Quarter(..)));
        let quarter = quarter.or_else(|| scene.settled(|day| Calendar::of(Unit::Quarter, day)))?;
        return Some(Timex::date(quarter.plus(-4)?, Basis::Relative)?.anchored(Anchor::Published));
    }
    if unit.is_clock() {
        return None;
    }
    published(scene, unit, -1).or_else(|| unresolved(scene, -1))
}

pub(super) fn earlier(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    counted_from(found, scene, -1)
}

pub(super) fn later(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    // "two weeks on the road" is not relative to anything.
    if scene.has(found, "on")
        && !scene.words.get(found.end).is_none_or(|token| token.is(b',') || token.is(b'.'))
    {
        return None;
    }
    counted_from(found, scene, 1)
}

fn counted_from(found: &Match, scene: &Scene<'_>, sign: i64) -> Option<Timex> {
    let unit = found.unit()?;
    if relates_to_event(found, scene) {
        return None;
    }
    let Amount::Exact(thousandths) = count_of(found) else {
        return Some(Timex::reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }));
    };
    if unit.is_clock() {
        return Some(Timex::length(Amount::Exact(thousandths), unit));
    }
    let count = (thousandths.checked_add(999)? / 1000).checked_mul(sign)?;
    let (origin, anchor) = scene.origin(found)?;
    if origin.unit() == unit && unit <= Unit::Year {
        return Some(Timex::date(origin.plus(count)?, Basis::Relative)?.anchored(anchor));
    }
    let (first, last) = origin.days()?;
    let calendar =
        distant(first, unit, count).filter(|calendar| distant(last, unit, count) == Some(*calendar));
    match calendar {
        Some(calendar) => Some(Timex::date(calendar, Basis::Relative)?.anchored(anchor)),
        // A whole year is too coarse to count days from.
        None => Some(Timex::reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" })),
    }
}

pub(super) fn from_now(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit()?;
    let Amount::Exact(thousandths) = count_of(found) else { return Some(Timex::reference("FUTURE_REF")) };
    if unit.is_clock() {
        return hours_ago(scene);
    }
    from_publication(scene, unit, thousandths.checked_add(999)? / 1000).or_else(|| unresolved(scene, 1))
}

/// Words before the verb "last": "will last 72 hours", "is to last two weeks".
const BEFORE_A_VERB: &[&str] = &[
    "will", "would", "can", "could", "may", "might", "must", "should", "shall", "to", "not", "cannot", "did",
    "does", "they", "we", "only",
];

pub(super) fn past_units(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if scene.words.is_word(found.start, "last") && scene.after_any(found, BEFORE_A_VERB) {
        return None;
    }
    let (amount, unit) = (found.amount().unwrap_or(Amount::Vague), found.unit()?);
    let timex = Timex::length(amount, unit);
    let count = amount.whole().filter(|_| !scene.has(found, "previous") && !scene.has(found, "preceding"));
    let to = scene.published();
    let from = count.and_then(|count| plus_units(to?, unit, count.checked_neg()?));
    Some(timex.spanning(from, to))
}

pub(super) fn next_units(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (amount, unit) = (found.amount().unwrap_or(Amount::Vague), found.unit()?);
    let timex = Timex::length(amount, unit);
    let count = amount.whole().filter(|_| !scene.has(found, "following"));
    let from = scene.published();
    let to = count.and_then(|count| plus_units(from?, unit, count));
    Some(timex.spanning(from, to))
}

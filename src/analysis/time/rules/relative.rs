//! Stretches counted from another: "last week", "two years ago", "the day before", "a month later".

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Amount, Calendar, Unit, plus_days, plus_units};
use super::super::lexer::{Kind, Token};
use super::super::pattern::Match;
use super::super::scene::{Direction, Reading, Scene, amount_of};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis, When};
use super::year::{edge_of, refined};
use super::{TimeRule, reference, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("this, last, next unit", "this|last|next|past|coming UNIT", shifted, "Rents rose [last month].", "2021-02"),
    rule("this, last, next unit", "this past|coming UNIT", shifted, "Rents rose [this past week].", "2021-W09"),
    rule("this, last, next unit", "the current UNIT", shifted, "Rents rose in [the current quarter].", "2021-Q1"),
    rule("this, last, next unit", "current -? UNIT", shifted, "[Current-year] rents rose.", "2021"),
    rule("this, last, next unit", "EDGE|earlier|later this|last|next UNIT", shifted, "Rents rose [earlier this year].", "2021"),
    rule("this, last, next unit", "EDGE in this|last|next? UNIT", shifted, "Rents rose [late in last year].", "2020"),
    rule("edge of a unit", "the? very? beginning|start|middle|end|close of this|last|next|the UNIT", shifted, "Rents fell at [the end of last year].", "2020"),
    rule("edge of a unit", "EDGE|earlier|later in the UNIT", shifted, "Rents fell [early in the week].", "2021-W10"),
    rule("edge of a unit", "UNIT - end", edge_of_unit, "Rents will fall by [year-end].", "2021"),
    rule("edge of a unit", "UNIT end", edge_of_unit, "Rents will fall by [year end].", "2021"),
    rule("edge of a unit", "EDGE - UNIT", edge_of_unit, "Rents fell by [mid-year].", "2021"),
    rule("the last quarter", "the last|latest|past quarter", shifted, "Profit grew in [the last quarter].", "2020-Q4"),
    rule("the latest unit", "the latest UNIT", shifted, "Rents rose in [the latest month].", "2021-02"),
    rule("the next quarter", "the next|coming quarter|weekend", shifted, "Profit will grow in [the next quarter].", "2021-Q2"),
    rule("the last unit", "the last|past UNIT", past_unit, "Profit grew over [the past year].", "P1Y"),
    rule("the next unit", "the next|coming UNIT", next_unit, "Profit may grow over [the coming year].", "P1Y"),
    rule("the unit", "the UNIT", the_unit, "The index closed [the week] lower.", "2021-W10"),
    rule("the whole unit", "the whole|entire|full UNIT", the_unit, "It lost money for [the entire year].", "2021"),
    rule("anaphoric unit", "that UNIT", same_unit, "It opened on Friday and closed [that day].", "2021-03-05"),
    rule("anaphoric unit", "that|the same UNIT", same_unit, "It opened in 2018 and closed [the same year].", "2018"),
    rule("anaphoric unit", "that very UNIT", same_unit, "It opened in 2018 and closed [that very year].", "2018"),
    rule("anaphoric unit", "the next UNIT", following_day, "It opened on Friday and closed [the next day].", "2021-03-06"),
    rule("anaphoric unit", "the following UNIT", following, "It opened in 2018 and closed [the following year].", "2019"),
    rule("anaphoric unit", "the previous|preceding|prior UNIT", preceding, "It closed in 2018, having opened [the previous year].", "2017"),
    rule("anaphoric unit", "the UNIT before|earlier", preceding, "It closed on Friday; guests left [the day before].", "2021-03-04"),
    rule("anaphoric unit", "the UNIT after|later", following, "It opened on Friday; guests came [the day after].", "2021-03-06"),
    rule("anaphoric unit", "next day", following_day, "It opened on Friday and closed [next day].", "2021-03-06"),
    rule("that time", "that time", that_time, "It ends on March 20; by [that time] all will be sold.", "2021-03-20"),
    rule("since then", "then", then, "It opened in 2018; since [then] it has grown.", "2018"),
    rule("units ago", "NUM UNIT|UNITS ago", ago, "The firm was founded [two years ago].", "2019"),
    rule("units ago", "a|an UNIT ago", ago, "The firm was founded [a month ago].", "2021-02"),
    rule("units ago", "nearly|almost NUM UNITS ago", ago, "The firm was founded [nearly two years ago].", "2019"),
    rule("units ago", "nearly|almost a|an UNIT ago", ago, "The firm was founded [almost a year ago].", "2020"),
    rule("units ago", "more|less|fewer than NUM UNITS ago", ago, "The firm was founded [more than ten years ago].", "2011"),
    rule("units ago", "more|less than a|an UNIT ago", ago, "The firm was founded [less than a year ago].", "2020"),
    rule("units ago", "at least NUM UNITS ago", ago, "The firm was founded [at least ten years ago].", "2011"),
    rule("units ago", "a|an UNIT and a half ago", ago, "The firm was founded [a year and a half ago].", "2019"),
    rule("units ago", "NUM or|to|- NUM UNITS ago", ago_between, "He was seen [two or three days ago].", "2021-03-07/2021-03-08"),
    reference("vague units ago", "UNITS ago", "The firm was founded [years ago].", "PAST_REF"),
    reference("vague units ago", "not? long|some time ago", "The firm closed [long ago].", "PAST_REF"),
    reference("vague units ago", "not? so? long ago", "The firm closed [not so long ago].", "PAST_REF"),
    rule("unit ago", "UNIT - ago|earlier", year_earlier, "Profit fell from the [year-earlier] level.", "2020"),
    rule("unit ago", "the? UNIT - ago|earlier period|quarter", year_earlier, "Profit fell from [the year-ago quarter].", "2020-Q1"),
    rule("the same period", "the same period|quarter|month of? the? last year", same_period, "Profit was higher in [the same period last year].", "2020"),
    rule("the same period", "the same period|quarter|month a year earlier|ago|before", same_period, "Profit was higher in [the same period a year earlier].", "2020"),
    rule("units earlier", "NUM UNIT|UNITS earlier|before|previously", earlier, "It closed in 2018; it had opened [two years earlier].", "2016"),
    rule("units earlier", "a|an UNIT earlier|before|previously", earlier, "It closed on Friday; guests had left [a day earlier].", "2021-03-04"),
    rule("units later", "NUM UNIT|UNITS later|after|afterwards|afterward|on|hence", later, "It opened on March 1 and closed [two days later].", "2021-03-03"),
    rule("units later", "a|an UNIT later|afterwards|afterward", later, "It opened in 2018 and closed [a year later].", "2019"),
    rule("units from now", "NUM UNIT|UNITS from now|today", from_now, "The bridge opens [two weeks from now].", "2021-W12"),
    rule("units from now", "a|an UNIT from now|today", from_now, "The bridge opens [a month from now].", "2021-04"),
    rule("the past units", "the? last|past|previous|preceding|latest NUM FILLER? UNITS", past_units, "Rents rose in [the past two years].", "P2Y"),
    rule("the past units", "the? last|past NUM - UNIT period?", past_units, "Rents rose in [the past two-year period].", "P2Y"),
    rule("the past units", "the? last|past|previous UNITS", past_units, "Rents rose in [past weeks].", "PXW"),
    rule("the past units", "these last|past NUM? UNITS", past_units, "Rents rose in [these past weeks].", "PXW"),
    rule("the next units", "the? next|coming|following NUM FILLER? UNITS", next_units, "Rents may fall in [the next six months].", "P6M"),
    rule("the next units", "the? next|coming UNITS", next_units, "Rents may fall in [the coming weeks].", "PXW"),
    reference("recent units", "the? most? recent UNITS", "Rents rose in [recent years].", "PAST_REF"),
];

/// -1, 0 or +1 by the word for it.
fn step(found: &Match, scene: &Scene<'_>) -> i64 {
    match scene.which(found, &["last", "past", "latest", "next", "coming"]) {
        Some(0..3) => -1,
        Some(_) => 1,
        None => 0,
    }
}

fn published(scene: &Scene<'_>, unit: Unit, shift: i64) -> Option<Reading> {
    let calendar = scene.settled(|day| Calendar::of(unit, day)?.plus(shift))?;
    Some(Reading::date(calendar, Basis::Relative)?.anchored(Anchor::Published))
}

/// A relative stretch that the publication date does not resolve.
fn unresolved(scene: &Scene<'_>, shift: i64) -> Option<Reading> {
    let reference = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
    scene
        .published()
        .is_none()
        .then(|| Reading::reference(reference[usize::try_from(shift.signum() + 1).unwrap_or(1)]))
}

fn shifted(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().or_else(|| scene.has(found, "quarter").then_some(Unit::Quarter))?;
    let unit = if scene.has(found, "weekend") { Unit::Weekend } else { unit };
    let shift = step(found, scene);
    if unit == Unit::Day && !scene.has(found, "this") && edge_of(found, scene).is_none() || unit.is_clock() {
        return None;
    }
    let over = unit == Unit::Weekend && shift == 0 && scene.direction(found) == Direction::Past;
    let shift = if over && weekend_is_over(found, scene) { -1 } else { shift };
    let reading = published(scene, unit, shift).or_else(|| unresolved(scene, shift))?;
    Some(on_its_side(found, scene, refined(found, scene, reading)))
}

/// "Earlier this week" denotes the days of the week that are over, "later this week" those that remain.
fn on_its_side(found: &Match, scene: &Scene<'_>, mut reading: Reading) -> Reading {
    let Some(published) = scene.published() else { return reading };
    let Some((first, last, basis)) =
        reading.when.as_ref().and_then(|when| Some((when.first?, when.last?, when.basis)))
    else {
        return reading;
    };
    let side = if scene.has(found, "earlier") {
        published.pred_opt().map(|before| (first, before))
    } else if scene.has(found, "later") {
        published.succ_opt().map(|after| (after, last))
    } else {
        None
    };
    if let Some((from, to)) = side.filter(|(from, to)| first <= *from && from <= to && *to <= last) {
        reading.when = Some(When::days(from, to, basis));
    }
    reading
}

/// Whether "the weekend" is the one before the week of publication: on a working day, unless a cue points ahead.
fn weekend_is_over(found: &Match, scene: &Scene<'_>) -> bool {
    let working = scene.published().is_some_and(|day| day.weekday().num_days_from_monday() < 5);
    working && scene.direction(found) != Direction::Future
}

fn edge_of_unit(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().filter(|unit| *unit > Unit::Day && *unit != Unit::Weekend)?;
    let edge = edge_of(found, scene)?;
    Some(match published(scene, unit, 0) {
        Some(reading) => reading.at_edge(edge),
        None => unresolved(scene, 0)?.at_edge(edge),
    })
}

/// "the past year" is the year up to now, not the last calendar year.
fn past_unit(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit()?;
    let to = scene.published();
    Some(Reading::length(Amount::Exact(1000), unit).spanning(to.and_then(|to| plus_units(to, unit, -1)), to))
}

fn next_unit(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().filter(|unit| *unit != Unit::Day)?;
    let from = scene.published();
    Some(
        Reading::length(Amount::Exact(1000), unit)
            .spanning(from, from.and_then(|from| plus_units(from, unit, 1))),
    )
}

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
fn the_unit(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
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
            Some(Reading::date(near.calendar, Basis::Relative)?.anchored(Anchor::Expression(near.index)))
        }
        Some(near) => {
            let calendar = Calendar::of(unit, near.calendar.days()?.0)?;
            Some(Reading::date(calendar, Basis::Relative)?.anchored(Anchor::Expression(near.index)))
        }
        None => {
            let over = unit == Unit::Weekend && weekend_is_over(found, scene);
            published(scene, unit, -i64::from(over)).or_else(|| unresolved(scene, 0))
        }
    }
}

/// The stretch of a unit around the antecedent, some units later.
fn counted(found: &Match, scene: &Scene<'_>, unit: Unit, count: i64) -> Option<Reading> {
    let (origin, anchor) = scene.origin(found)?;
    if origin.unit() == unit || unit.is_clock() {
        return Some(Reading::date(origin.plus(count)?, Basis::Relative)?.anchored(anchor));
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
    Some(Reading::date(calendar, Basis::Relative)?.anchored(anchor))
}

fn same_unit(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().filter(|unit| !unit.is_clock())?;
    if scene.antecedent(found, 2).is_none() {
        return (unit == Unit::Day).then(|| Reading::reference("PAST_REF"));
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
fn relates_to_event(found: &Match, scene: &Scene<'_>) -> bool {
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

fn following(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    if relates_to_event(found, scene) {
        return None;
    }
    counted(found, scene, found.unit()?, 1)
}

fn following_day(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().or(Some(Unit::Day))?;
    if unit != Unit::Day || scene.before_any(found, &["or", "and"]) {
        return None;
    }
    counted(found, scene, unit, 1)
}

fn preceding(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    if relates_to_event(found, scene) {
        return None;
    }
    counted(found, scene, found.unit()?, -1)
}

fn that_time(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    if !scene.after_any(found, &["by", "at", "since", "until", "from", "before", "after"]) {
        return None;
    }
    let Some(near) = scene.antecedent(found, 1) else { return Some(Reading::reference("PAST_REF")) };
    let reading = match near.part {
        Some(part) => Reading::part(near.calendar, part, Basis::Relative),
        None => Reading::date(near.calendar, Basis::Relative),
    };
    Some(reading?.anchored(Anchor::Expression(near.index)))
}

fn then(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    if !scene.after_any(found, &["since", "until", "till"]) {
        return None;
    }
    that_time(found, scene)
}

/// How many units the match gives; one for an article.
fn count_of(found: &Match) -> Amount {
    found.amount().unwrap_or(Amount::Exact(1000))
}

fn modifier(found: &Match, scene: &Scene<'_>, reading: Reading, back: bool) -> Reading {
    let name = match scene.which(found, &["nearly", "almost", "more", "less", "fewer", "least"]) {
        Some(0 | 1 | 3 | 4) if back => "AFTER",
        Some(2 | 5) if back => "BEFORE",
        _ => return reading,
    };
    reading.with_modifier(name)
}

fn ago(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit()?;
    let count = match count_of(found) {
        Amount::Vague => return Some(Reading::reference("PAST_REF")),
        Amount::Exact(_) if scene.has(found, "half") && found.amount().is_none() => 2,
        Amount::Exact(thousandths) => thousandths.checked_add(999)? / 1000,
    };
    if unit.is_clock() {
        return hours_ago(scene);
    }
    let Some(reading) = from_publication(scene, unit, count.checked_neg()?) else {
        return unresolved(scene, -1);
    };
    Some(modifier(found, scene, reading, true))
}

/// "two or three days ago": from the one to the other.
fn ago_between(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit().filter(|unit| !unit.is_clock())?;
    let count = |nth: usize| amount_of(found.capture(Terminal::Number, nth)?.value).whole();
    let (nearer, further) = (count(0)?, count(1)?);
    let days = |count: i64| scene.settled(|day| distant(day, unit, -count)).and_then(Calendar::days);
    let (Some(first), Some(last)) = (days(further.max(nearer)), days(nearer.min(further))) else {
        return unresolved(scene, -1);
    };
    let when = When::days(first.0, last.1, Basis::Relative);
    let reading = Reading::date(Calendar::Day(first.0), Basis::Relative)?.anchored(Anchor::Published);
    Some(Reading { value: when.edtf.to_string(), when: Some(when), ..reading })
}

/// Less than a day ago is the day of publication.
fn hours_ago(scene: &Scene<'_>) -> Option<Reading> {
    let Some(published) = scene.published() else { return Some(Reading::reference("PAST_REF")) };
    Some(Reading::date(Calendar::Day(published), Basis::Relative)?.anchored(Anchor::Published))
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

fn from_publication(scene: &Scene<'_>, unit: Unit, count: i64) -> Option<Reading> {
    let calendar = scene.settled(|day| distant(day, unit, count))?;
    Some(Reading::date(calendar, Basis::Relative)?.anchored(Anchor::Published))
}

fn year_earlier(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit()?;
    if scene.has(found, "quarter") && unit == Unit::Year {
        let near = scene.antecedent(found, 1).map(|near| near.calendar);
        let quarter = near.filter(|near| matches!(near, Calendar::Quarter(..)));
        let quarter = quarter.or_else(|| scene.settled(|day| Calendar::of(Unit::Quarter, day)))?;
        return Some(Reading::date(quarter.plus(-4)?, Basis::Relative)?.anchored(Anchor::Published));
    }
    if unit.is_clock() {
        return None;
    }
    published(scene, unit, -1).or_else(|| unresolved(scene, -1))
}

/// "the same period last year": the year before the one mentioned.
fn same_period(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let near = scene.antecedent(found, 1);
    match near.map(|near| (near.calendar, Anchor::Expression(near.index))) {
        Some((quarter @ Calendar::Quarter(..), anchor)) => {
            Some(Reading::date(quarter.plus(-4)?, Basis::Relative)?.anchored(anchor))
        }
        Some((half @ Calendar::Half(..), anchor)) => {
            Some(Reading::date(half.plus(-2)?, Basis::Relative)?.anchored(anchor))
        }
        Some((month @ Calendar::Month(..), anchor)) => {
            Some(Reading::date(month.plus(-12)?, Basis::Relative)?.anchored(anchor))
        }
        _ => published(scene, Unit::Year, -1),
    }
}

fn earlier(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    counted_from(found, scene, -1)
}

fn later(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    // "two weeks on the road" is not relative to anything.
    if scene.has(found, "on")
        && !scene.words.get(found.end).is_none_or(|token| token.is(b',') || token.is(b'.'))
    {
        return None;
    }
    counted_from(found, scene, 1)
}

fn counted_from(found: &Match, scene: &Scene<'_>, sign: i64) -> Option<Reading> {
    let unit = found.unit()?;
    if relates_to_event(found, scene) {
        return None;
    }
    let Amount::Exact(thousandths) = count_of(found) else {
        return Some(Reading::reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }));
    };
    if unit.is_clock() {
        return Some(Reading::length(Amount::Exact(thousandths), unit));
    }
    let count = (thousandths.checked_add(999)? / 1000).checked_mul(sign)?;
    let (origin, anchor) = scene.origin(found)?;
    if origin.unit() == unit && unit <= Unit::Year {
        return Some(Reading::date(origin.plus(count)?, Basis::Relative)?.anchored(anchor));
    }
    let (first, last) = origin.days()?;
    let calendar =
        distant(first, unit, count).filter(|calendar| distant(last, unit, count) == Some(*calendar));
    match calendar {
        Some(calendar) => Some(Reading::date(calendar, Basis::Relative)?.anchored(anchor)),
        // A whole year is too coarse to count days from.
        None => Some(Reading::reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" })),
    }
}

fn from_now(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let unit = found.unit()?;
    let Amount::Exact(thousandths) = count_of(found) else { return Some(Reading::reference("FUTURE_REF")) };
    if unit.is_clock() {
        return hours_ago(scene);
    }
    from_publication(scene, unit, thousandths.checked_add(999)? / 1000).or_else(|| unresolved(scene, 1))
}

fn past_units(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let (amount, unit) = (found.amount().unwrap_or(Amount::Vague), found.unit()?);
    let reading = Reading::length(amount, unit);
    let count = amount.whole().filter(|_| !scene.has(found, "previous") && !scene.has(found, "preceding"));
    let to = scene.published();
    let from = count.and_then(|count| plus_units(to?, unit, count.checked_neg()?));
    Some(reading.spanning(from, to))
}

fn next_units(found: &Match, scene: &Scene<'_>) -> Option<Reading> {
    let (amount, unit) = (found.amount().unwrap_or(Amount::Vague), found.unit()?);
    let reading = Reading::length(amount, unit);
    let count = amount.whole().filter(|_| !scene.has(found, "following"));
    let from = scene.published();
    let to = count.and_then(|count| plus_units(from?, unit, count));
    Some(reading.spanning(from, to))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn what_is_relative_to_another_date_is_counted_from_it() {
        for (text, value) in [
            ("Snow fell over [the weekend].", "2021-W09-WE"),
            ("Snow will fall over [the weekend].", "2021-W10-WE"),
            ("He was shot on Sunday and died [two days later].", "2021-03-09"),
            ("The dam broke in 1963. [Three years later] it was rebuilt.", "1966"),
            ("[The day before] the mayor resigned.", "2021-03-09"),
            ("The fair ended in May 2019; [the following month] it reopened.", "2019-06"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn a_day_beside_an_event_without_a_date_is_no_date() {
        for text in ["He left the day after the vote.", "It was the day of the vote."] {
            check_none(text);
        }
    }
}

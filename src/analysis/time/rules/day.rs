//! Days: weekdays, today and its neighbours, dates, and parts of days.

mod part;

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Calendar, Edge, plus_days};
use super::super::numeric::decode;
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis, PartOfDay};
use super::{TimeRule, rule};
use crate::text::DateOrder;
use part::{bare_part, last_part, next_part, previous_part, same_part, the_part, this_part};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("weekday", "WEEKDAY", weekday, "The strike began on [Monday].", "2021-03-08"),
    rule("last weekday", "last|past WEEKDAY", last_weekday, "They met [last Wednesday].", "2021-03-03"),
    rule("last weekday", "this past WEEKDAY", last_weekday, "They met [this past Sunday].", "2021-03-07"),
    rule("next weekday", "next|coming WEEKDAY", next_weekday, "Voting opens [next Friday].", "2021-03-12"),
    rule("next weekday", "this coming WEEKDAY", next_weekday, "Voting opens [this coming Friday].", "2021-03-12"),
    rule("this weekday", "this WEEKDAY", this_weekday, "The museum opens [this Saturday].", "2021-03-13"),
    rule("weekday of this week", "WEEKDAY this|last|next week", weekday_of_week, "He left on [Tuesday last week].", "2021-03-02"),
    rule("weekday of this week", "WEEKDAY of this|last|next week", weekday_of_week, "He left on [Tuesday of last week].", "2021-03-02"),
    rule("edge of a weekday", "EDGE -? WEEKDAY", weekday, "Snow fell [late Tuesday].", "2021-03-09"),
    rule("edge of a weekday", "EDGE on WEEKDAY", weekday, "Snow fell [late on Tuesday].", "2021-03-09"),
    rule("part of a weekday", "EDGE? WEEKDAY PART", weekday_part, "Polls closed on [Sunday evening].", "2021-03-07TEV"),
    rule("part of a weekday", "last|past WEEKDAY PART", last_weekday, "Polls closed [last Sunday evening].", "2021-03-07TEV"),
    rule("part of a weekday", "next|this WEEKDAY PART", this_weekday, "She will speak [this Friday morning].", "2021-03-12TMO"),
    rule("part of a weekday", "the PART of WEEKDAY", weekday_part, "It happened on [the night of Saturday].", "2021-03-06TNI"),
    rule("weekday and date", "WEEKDAY ,? the? MONTH DAY", month_day, "It opened on [Friday, March 5].", "2021-03-05"),
    rule("weekday and date", "WEEKDAY ,? MONTH DAY ,? YEAR", month_day, "It opened on [Friday, March 5, 2021].", "2021-03-05"),
    rule("weekday and date", "WEEKDAY ,? the? DAY MONTH", month_day, "It opened on [Friday 5 March].", "2021-03-05"),
    rule("weekday and date", "WEEKDAY ,? the? DAY MONTH ,? YEAR", month_day, "It opened on [Friday, 5 March 2021].", "2021-03-05"),
    rule("weekday and date", "WEEKDAY ,? the NTH of? MONTH", month_day, "It opened on [Friday the 5th of March].", "2021-03-05"),
    rule("month and day", "MONTH DAY", month_day, "The law passed on [Dec. 3].", "2020-12-03"),
    rule("month and day", "MONTH the NTH", month_day, "The law passed on [December the third].", "2020-12-03"),
    rule("full date", "MONTH DAY ,? YEAR", month_day, "She was born on [July 4, 1962].", "1962-07-04"),
    rule("full date", "MONTH DAY of? last|this|next year", month_day, "It closed on [June 30 last year].", "2020-06-30"),
    rule("day and month", "DAY MONTH", month_day, "The law passed on [3 December].", "2020-12-03"),
    rule("day and month", "the? NTH of MONTH", month_day, "The law passed on [the 3rd of December].", "2020-12-03"),
    rule("day and month", "the NTH MONTH", month_day, "The law passed on [the 3rd December].", "2020-12-03"),
    rule("full date", "DAY MONTH ,? YEAR", month_day, "She was born on [4 July 1962].", "1962-07-04"),
    rule("full date", "the? NTH of? MONTH ,? YEAR", month_day, "She was born on [the 4th of July, 1962].", "1962-07-04"),
    rule("full date", "DAY MONTH of? last|this|next year", month_day, "It closed on [30 June last year].", "2020-06-30"),
    rule("part of a weekday", "EDGE? PART WEEKDAY", weekday_part, "Floods came before [dawn Tuesday].", "2021-03-09TMO"),
    rule("part of a weekday", "EDGE? PART on WEEKDAY", weekday_part, "They reached the port at [dusk on Tuesday].", "2021-03-09TEV"),
    rule("part of a date", "the PART of MONTH DAY ,? YEAR?", month_day, "It burned on [the night of March 2].", "2021-03-02TNI"),
    rule("part of a date", "the PART of DAY - DAY MONTH ,? YEAR?", night_of_pair, "It burned on [the night of 2-3 March].", "2021-03-02TNI"),
    rule("part of a date", "the PART of MONTH DAY - DAY ,? YEAR?", night_of_pair, "It burned on [the night of March 2-3].", "2021-03-02TNI"),
    rule("part of a date", "the PART of the? DAY MONTH YEAR?", month_day, "It burned on [the night of 2 March].", "2021-03-02TNI"),
    rule("day of the month", "the NTH", nth_of_month, "Payment was due on [the 5th].", "2021-03-05"),
    rule("date in digits", "DATE", digits, "The file is dated [2021-02-14].", "2021-02-14"),
    rule("today", "today", today, "The minister resigned [today].", "2021-03-10"),
    rule("today", "earlier|later|EDGE today", today, "The minister resigned [earlier today].", "2021-03-10"),
    rule("today", "yesterday|tomorrow", today, "The court sits [tomorrow].", "2021-03-11"),
    rule("today", "EDGE yesterday|tomorrow", today, "The court sat [late yesterday].", "2021-03-09"),
    rule("part of today", "yesterday|tomorrow PART", today, "The court sat [yesterday morning].", "2021-03-09TMO"),
    rule("tonight", "tonight", today, "The final is played [tonight].", "2021-03-10TNI"),
    rule("tonight", "earlier|later|EDGE tonight", today, "The final is played [later tonight].", "2021-03-10TNI"),
    rule("day before yesterday", "the day before yesterday", today, "He called [the day before yesterday].", "2021-03-08"),
    rule("day after tomorrow", "the day after tomorrow", today, "He calls [the day after tomorrow].", "2021-03-12"),
    rule("this part of day", "this PART", this_part, "Trains stopped [this morning].", "2021-03-10TMO"),
    rule("this part of day", "earlier|later|EDGE this PART", this_part, "Trains stopped [early this morning].", "2021-03-10TMO"),
    rule("last night", "last PART", last_part, "Shots were heard [last night].", "2021-03-09TNI"),
    rule("last night", "EDGE last PART", last_part, "Shots were heard [late last night].", "2021-03-09TNI"),
    rule("overnight", "overnight", last_part, "Snow fell [overnight].", "2021-03-09TNI"),
    rule("the night", "the PART", the_part, "Fires burned throughout [the night].", "2021-03-09TNI"),
    rule("part of day alone", "dawn|daybreak|sunrise|sunup|dusk|sunset|sundown|nightfall|midday", bare_part, "Police moved in at [dawn].", "2021-03-10TMO"),
    rule("part of day alone", "EDGE PART", bare_part, "The square was empty by [late afternoon].", "2021-03-10TAF"),
    rule("anaphoric part of day", "that PART", same_part, "He landed on Friday and spoke [that evening].", "2021-03-05TEV"),
    rule("anaphoric part of day", "that|the same PART", same_part, "He landed on Friday and spoke [that same evening].", "2021-03-05TEV"),
    rule("anaphoric part of day", "the next|following PART", next_part, "He landed on Friday and spoke [the next morning].", "2021-03-06TMO"),
    rule("anaphoric part of day", "the previous|preceding PART", previous_part, "He spoke on Friday, but had left [the previous evening].", "2021-03-04TEV"),
    rule("anaphoric part of day", "the PART before", previous_part, "He spoke on Friday, but had left [the evening before].", "2021-03-04TEV"),
    rule("anaphoric part of day", "the PART after", next_part, "He landed on Friday and spoke [the evening after].", "2021-03-06TEV"),
    rule("small hours", "the EDGE hours of WEEKDAY", weekday, "He died in [the early hours of Tuesday].", "2021-03-09"),
    rule("small hours", "the EDGE|small|wee hours of MONTH DAY ,? YEAR?", small_hours, "He vanished in [the early hours of March 2].", "2021-03-02TMO"),
    rule("small hours", "the EDGE|small|wee hours of the? DAY|NTH of? MONTH YEAR?", small_hours, "He vanished in [the small hours of 2 March].", "2021-03-02TMO"),
    rule("small hours", "the small|wee hours of WEEKDAY", small_hours, "He vanished in [the small hours of Tuesday].", "2021-03-09TMO"),
    rule("small hours", "the EDGE PART hours of MONTH DAY ,? YEAR?", month_day, "He vanished in [the early morning hours of March 2].", "2021-03-02TMO"),
    rule("small hours", "the EDGE PART hours of WEEKDAY", weekday_part, "He died in [the early morning hours of Tuesday].", "2021-03-09TMO"),
];

/// Whether a match is a full date that is not on the calendar: "Feb. 29, 2015".
pub fn is_impossible(found: &Match) -> bool {
    let (Some(year), Some(month), Some(day)) = (found.year(), found.month(), found.value(Terminal::Day))
    else {
        return false;
    };
    u32::try_from(day).is_ok_and(|day| NaiveDate::from_ymd_opt(year, month, day).is_none())
}

/// The day as a value, marked as resolved against the publication date.
pub(super) fn dated(day: Option<NaiveDate>, basis: Basis) -> Option<Timex> {
    Timex::date(Calendar::Day(day?), basis).map(|timex| timex.anchored(Anchor::Published))
}

/// The value with the edge and part of day that the match gives.
fn refined(found: &Match, timex: Timex) -> Option<Timex> {
    let timex = match (found.part(), timex.calendar) {
        (Some(part), Some(day)) => {
            let basis = timex.when.as_ref().map_or(Basis::Explicit, |when| when.basis);
            Timex::part(day, part, basis)?.anchored(timex.anchor)
        }
        _ => timex,
    };
    Some(match found.edge() {
        Some(edge) => timex.at_edge(edge),
        None => timex,
    })
}

/// A weekday that cannot be resolved.
pub(super) fn open_weekday(found: &Match) -> Option<Timex> {
    refined(found, Timex::date(Calendar::SomeWeekday(found.weekday()?), Basis::Explicit)?)
}

fn weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if lone_abbreviation(found, scene) {
        return None;
    }
    let direction = scene.direction(found);
    let Some(day) = scene.nearest_weekday(found.weekday()?, direction) else { return open_weekday(found) };
    refined(found, dated(Some(day), Basis::Explicit)?)
}

/// "Sat", "Sun" and "Wed" by themselves are more likely verbs, newspapers and stars.
fn lone_abbreviation(found: &Match, scene: &Scene<'_>) -> bool {
    let at = (found.start..found.end).find(|at| scene.words.terminal(Terminal::Weekday, *at).is_some());
    at.is_some_and(|at| {
        let short = scene.words.places(at) <= 5;
        let dotted = scene.words.glued_mark(at + 1, b'.');
        let cued = at > 0 && scene.words.is_any(at - 1, &["on", "late", "early", "last", "next", "this"]);
        short && !dotted && !cued
    })
}

fn weekday_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let direction = scene.direction(found);
    let Some(day) = scene.nearest_weekday(found.weekday()?, direction) else { return open_weekday(found) };
    refined(found, dated(Some(day), Basis::Explicit)?)
}

fn last_weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let Some(published) = scene.published() else { return open_weekday(found) };
    let day = scene.nearest_weekday(found.weekday()?, Direction::Past)?;
    let day = if day == published { plus_days(day, -7)? } else { day };
    refined(found, dated(Some(day), Basis::Explicit)?)
}

fn next_weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let Some(published) = scene.published() else { return open_weekday(found) };
    let day = scene.nearest_weekday(found.weekday()?, Direction::Future)?;
    let day = if day == published { plus_days(day, 7)? } else { day };
    refined(found, dated(Some(day), Basis::Explicit)?)
}

fn this_weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if scene.has(found, "next") {
        return next_weekday(found, scene);
    }
    let direction = match scene.direction(found) {
        Direction::Past => Direction::Past,
        _ => Direction::Future,
    };
    let Some(day) = scene.nearest_weekday(found.weekday()?, direction) else { return open_weekday(found) };
    refined(found, dated(Some(day), Basis::Explicit)?)
}

fn weekday_of_week(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let Some(published) = scene.published() else { return open_weekday(found) };
    let shift = step(found, scene, &["last", "this", "next"])?;
    let monday = plus_days(published, shift * 7 - i64::from(published.weekday().num_days_from_monday()))?;
    dated(plus_days(monday, i64::from(found.weekday()?.num_days_from_monday())), Basis::Explicit)
}

/// -1, 0, +1 by which of three words is in the match.
fn step(found: &Match, scene: &Scene<'_>, words: &[&str; 3]) -> Option<i64> {
    i64::try_from(scene.which(found, words)?).ok().map(|place| place - 1)
}

pub(super) fn month_day(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (month, day) = (found.month()?, found.day()?);
    if let Some(year) = found.year().or_else(|| year_beside(found, scene)) {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        return refined(found, Timex::date(Calendar::Day(day), Basis::Explicit)?);
    }
    match scene.nearest_day(month, day) {
        Some(day) => refined(found, dated(Some(day), Basis::Explicit)?),
        None if scene.published().is_none() && is_day_of_some_year(month, day) => {
            refined(found, Timex::date(Calendar::YearlessDay(month, day), Basis::Explicit)?)
        }
        None => None,
    }
}

pub(super) fn is_day_of_some_year(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

/// The year that "last year" and the like in the match mean.
pub(super) fn year_beside(found: &Match, scene: &Scene<'_>) -> Option<i32> {
    let shift = step(found, scene, &["last", "this", "next"]).filter(|_| scene.has(found, "year"))?;
    scene.published_year()?.checked_add(i32::try_from(shift).ok()?)
}

/// "the early hours of March 2": the morning of that day, before it is light.
fn small_hours(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let late = found.edge().is_some_and(|edge| edge != Edge::Start);
    let day = match found.weekday() {
        Some(weekday) => scene
            .nearest_weekday(weekday, scene.direction(found))
            .map_or(Calendar::SomeWeekday(weekday), Calendar::Day),
        None => month_day(found, scene)?.calendar?,
    };
    let part = if late { PartOfDay::Night } else { PartOfDay::EarlyMorning };
    Some(Timex::part(day, part, Basis::Explicit)?.anchored(Anchor::Published))
}

fn nth_of_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    use super::super::lexer::Kind;
    let digits = scene.words.get(found.start + 1).is_some_and(|token| token.kind == Kind::Digits);
    let cued = scene.after_any(found, &["on", "until", "by", "since"]);
    let ends = scene.words.get(found.end).is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
    if !digits || !cued || !ends {
        return None;
    }
    let day = found.day()?;
    dated(scene.settled(|published| published.with_day(day)), Basis::Explicit)
}

/// A date in digits; where the text does not show the order of day and month, the reading nearest to the publication date, and
/// both in EDTF.
fn digits(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let date = found.capture(Terminal::Date, 0)?;
    let first = decode(date.value)?;
    let Some(other) = decode(date.detail) else {
        return Timex::date(Calendar::Day(first), Basis::Explicit);
    };
    // With full stops the day comes first everywhere.
    let dotted = scene.words.get(found.start + 1).is_some_and(|mark| mark.is(b'.'));
    let day = match scene.order.or(dotted.then_some(DateOrder::DayFirst)) {
        Some(DateOrder::MonthFirst) => first,
        Some(DateOrder::DayFirst) => other,
        None => {
            let distance =
                |day: NaiveDate| scene.published().map_or(0, |published| (day - published).num_days().abs());
            let day = if distance(other) < distance(first) { other } else { first };
            let timex = Timex::date(Calendar::Day(day), Basis::Explicit)?;
            let edtf = format!("[{},{}]", first.min(other), first.max(other));
            let when = super::super::When::from_edtf(&edtf, None, Basis::Explicit);
            return Some(Timex { when, ..timex });
        }
    };
    Timex::date(Calendar::Day(day), Basis::Explicit)
}

fn today(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let shift = match () {
        () if scene.has(found, "before") => -2,
        () if scene.has(found, "after") => 2,
        () if scene.has(found, "yesterday") => -1,
        () if scene.has(found, "tomorrow") => 1,
        () => 0,
    };
    let Some(published) = scene.published() else { return coarse_today(found, scene, shift) };
    let timex = dated(plus_days(published, shift), Basis::Explicit)?;
    if scene.has(found, "tonight") {
        let night = Timex::part(timex.calendar?, PartOfDay::Night, Basis::Explicit)?;
        return refined(found, night.anchored(Anchor::Published));
    }
    refined(found, timex)
}

/// "today" where the day of publication is not known: the stretch in which the text was published.
fn coarse_today(found: &Match, scene: &Scene<'_>, shift: i64) -> Option<Timex> {
    if scene.has(found, "tonight") {
        return Some(Timex::open_part(PartOfDay::Night));
    }
    match scene.publication().filter(|_| shift == 0) {
        Some(stretch) => Some(Timex::date(stretch, Basis::Relative)?.anchored(Anchor::Published)),
        None => Some(Timex::reference(
            ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][usize::try_from(i64::signum(shift) + 1).ok()?],
        )),
    }
}

/// "the night of 2-3 March" begins on the first of the two days.
fn night_of_pair(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let second = found.capture(Terminal::Day, 1)?.value;
    (i64::from(found.day()?) + 1 == second).then(|| month_day(found, scene))?
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn weekdays_look_back_unless_a_cue_looks_ahead() {
        for (text, value) in [
            ("The minister said on [Friday] that it will rain.", "2021-03-05"),
            ("The minister will speak on [Friday].", "2021-03-12"),
            ("The border stays closed until [Monday].", "2021-03-15"),
            ("She spoke on [Wednesday].", "2021-03-10"),
            ("Voters go to the polls on [Friday].", "2021-03-12"),
            ("The inquest opens on [Tuesday].", "2021-03-16"),
            ("Lawmakers agreed on Monday to vote on [Friday].", "2021-03-12"),
            ("Lawmakers agreed on [Monday] to vote on Friday.", "2021-03-08"),
            ("Elections take place on [Sunday].", "2021-03-14"),
            ("The gunman opens fire on [Sunday].", "2021-03-07"),
            ("They stood in line shortly after opening [Friday].", "2021-03-05"),
            ("It could not be heard when the night ended on [Monday].", "2021-03-08"),
            ("It took about four minutes for them to open the gate on [Monday].", "2021-03-08"),
            ("The shop was open on [Sunday].", "2021-03-07"),
            ("They took part in talks to open the road on [Sunday].", "2021-03-07"),
            ("By [Sunday evening] it was over.", "2021-03-07TEV"),
            ("By [Sunday evening] it will be over.", "2021-03-14TEV"),
            ("The siege began at dawn; by [Sunday evening] it was over.", "2021-03-07TEV"),
            ("The army must leave by [Friday], officials said.", "2021-03-12"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn an_impossible_date_is_not_read() {
        for text in
            ["He wrote on February 30.", "The Sun reported it.", "They sat down.", "He wed in church."]
        {
            check_none(text);
        }
    }
}

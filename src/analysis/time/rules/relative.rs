//! Stretches counted from another: "last week", "two years ago", "the day before", "a month later".

mod anaphor;
mod distance;

use chrono::Datelike;

use super::super::calendar::{Calendar, Unit};
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex};
use super::super::{Anchor, Basis, When};
use super::year::{edge_of, refined};
use super::{TimeRule, reference, rule};
use anaphor::{following, following_day, preceding, same_period, same_unit, that_time, the_unit, then};
use distance::{
    ago, ago_between, earlier, from_now, later, next_unit, next_units, past_unit, past_units, year_earlier,
};

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

fn published(scene: &Scene<'_>, unit: Unit, shift: i64) -> Option<Timex> {
    let calendar = scene.settled(|day| Calendar::of(unit, day)?.plus(shift))?;
    Some(Timex::date(calendar, Basis::Relative)?.anchored(Anchor::Published))
}

/// A relative stretch that the publication date does not resolve.
fn unresolved(scene: &Scene<'_>, shift: i64) -> Option<Timex> {
    let reference = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
    scene
        .published()
        .is_none()
        .then(|| Timex::reference(reference[usize::try_from(shift.signum() + 1).unwrap_or(1)]))
}

fn shifted(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().or_else(|| scene.has(found, "quarter").then_some(Unit::Quarter))?;
    let unit = if scene.has(found, "weekend") { Unit::Weekend } else { unit };
    let shift = step(found, scene);
    if unit == Unit::Day && !scene.has(found, "this") && edge_of(found, scene).is_none() || unit.is_clock() {
        return None;
    }
    let over = unit == Unit::Weekend && shift == 0 && scene.direction(found) == Direction::Past;
    let shift = if over && weekend_is_over(found, scene) { -1 } else { shift };
    let timex = published(scene, unit, shift).or_else(|| unresolved(scene, shift))?;
    Some(on_its_side(found, scene, refined(found, scene, timex)))
}

/// "Earlier this week" denotes the days of the week that are over, "later this week" those that remain.
fn on_its_side(found: &Match, scene: &Scene<'_>, mut timex: Timex) -> Timex {
    let Some(published) = scene.published() else { return timex };
    let Some((first, last, basis)) =
        timex.when.as_ref().and_then(|when| Some((when.first?, when.last?, when.basis)))
    else {
        return timex;
    };
    let side = if scene.has(found, "earlier") {
        published.pred_opt().map(|before| (first, before))
    } else if scene.has(found, "later") {
        published.succ_opt().map(|after| (after, last))
    } else {
        None
    };
    if let Some((from, to)) = side.filter(|(from, to)| first <= *from && from <= to && *to <= last) {
        timex.when = Some(When::days(from, to, basis));
    }
    timex
}

/// Whether "the weekend" is the one before the week of publication: on a working day, unless a cue points ahead.
fn weekend_is_over(found: &Match, scene: &Scene<'_>) -> bool {
    let working = scene.published().is_some_and(|day| day.weekday().num_days_from_monday() < 5);
    working && scene.direction(found) != Direction::Future
}

fn edge_of_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| *unit > Unit::Day && *unit != Unit::Weekend)?;
    let edge = edge_of(found, scene)?;
    Some(match published(scene, unit, 0) {
        Some(timex) => timex.at_edge(edge),
        None => unresolved(scene, 0)?.at_edge(edge),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn relative_dates_count_from_the_date_they_refer_to() {
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
    fn a_day_relative_to_an_event_without_a_date_is_not_read() {
        for text in ["He left the day after the vote.", "It was the day of the vote."] {
            check_none(text);
        }
    }
}

//! Days given together with others: pairs and lists with one month, the night between two days; and days a week away or in another
//! year.

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Calendar, Unit, plus_days};
use super::super::lexer::Kind;
use super::super::numeric::century;
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex, weekday_of};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis, PartOfDay};
use super::day::{dated, is_day_of_some_year, month_day, open_weekday};
use super::{TimeRule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("second day of a pair", "DAY", second_of_pair, "It ran from March 4 to [6].", "2021-03-06"),
    rule("first days of a list", "DAY", day_of_list, "It rained on [4], 5 and 6 March.", "2021-03-04"),
    rule("night between weekdays", "overnight on|from? WEEKDAY into|to|- WEEKDAY", night_between, "Shells fell [overnight Friday into Saturday].", "2021-03-05TNI"),
    rule("night between weekdays", "the night of|from WEEKDAY into|to|- WEEKDAY", night_between, "Shells fell in [the night from Friday to Saturday].", "2021-03-05TNI"),
    rule("night between weekdays", "the night between WEEKDAY and WEEKDAY", night_between, "Shells fell in [the night between Friday and Saturday].", "2021-03-05TNI"),
    rule("night between weekdays", "WEEKDAY night into WEEKDAY", night_between, "Shells fell [Friday night into Saturday].", "2021-03-05TNI"),
    rule("weekday in a week", "WEEKDAY week|fortnight", weekday_in_a_week, "The inquest opens on [Tuesday week].", "2021-03-23"),
    rule("weekday in a week", "a week|fortnight on|from WEEKDAY", weekday_in_a_week, "The inquest opens [a week on Friday].", "2021-03-19"),
    rule("first days of a list", "WEEKDAY ,? DAY|NTH", day_of_list, "Shows are on [Thursday 22], Friday 23 and Saturday 24 April.", "2021-04-22"),
    rule("first days of a list", "the? NTH", day_of_list, "Talks are set for [the 15th] and 16th of March.", "2021-03-15"),
    rule("day of a month named nearby", "the? NTH of this|last|next month", nth_beside, "Talks are set for the 15th and [16th of this month].", "2021-03-16"),
    rule("this day in a year", "this day|date in YEAR", this_day_in_year, "On [this day in 1953], the dam burst.", "1953-03-10"),
    rule("date with a short year", "DAY - MONTH - YEAR", month_day, "The permit is dated [19-Nov-2012].", "2012-11-19"),
    rule("date with a short year", "DAY - MONTH - NUM", short_year_date, "The permit, dated [19-Nov-12], was forged.", "2012-11-19"),
];

/// "March 4 to 6": the month is that of the date just before.
fn second_of_pair(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let joint = found.start.checked_sub(1)?;
    let joined = scene.words.is_any(joint, &["to", "and", "or", "through", "until"])
        || scene.words.get(joint).is_some_and(|token| token.is(b'-'));
    let digits_before = joint.checked_sub(1).and_then(|at| scene.words.digits(at));
    let month_before = joint.checked_sub(2).is_some_and(|at| {
        scene.words.terminal(Terminal::Month, at).is_some() || scene.words.glued_mark(at, b'.')
    });
    if !joined || !month_before || !ends_pair(found, scene) {
        return None;
    }
    let second = found.day()?;
    let (first, day) = match scene.antecedent(found, 0)?.calendar {
        Calendar::Day(first) => (first.day(), Calendar::Day(first.with_day(second)?)),
        Calendar::YearlessDay(month, first) => (first, Calendar::YearlessDay(month, second)),
        _ => return None,
    };
    (Some(i64::from(first)) == digits_before && second > first).then(|| Timex::date(day, Basis::Explicit))?
}

/// Whether nothing countable follows: "March 4 to 6 people" is not a pair of days.
fn ends_pair(found: &Match, scene: &Scene<'_>) -> bool {
    scene.words.get(found.end).is_none_or(|token| {
        matches!(token.kind, Kind::Mark(mark) if mark != b'%' && mark != b'-')
            || scene
                .words
                .is_any(found.end, &["in", "at", "and", "the", "as", "when", "with", "to", "for", "by"])
    })
}

/// "overnight Friday into Saturday": the night that begins on the first of two consecutive days.
fn night_between(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let second = found.capture(Terminal::Weekday, 1).and_then(|second| weekday_of(second.value))?;
    let first = found.weekday().filter(|first| first.succ() == second)?;
    match scene.nearest_weekday(second, scene.direction(found)) {
        Some(day) => {
            let day = Calendar::Day(plus_days(day, -1)?);
            Some(Timex::part(day, PartOfDay::Night, Basis::Explicit)?.anchored(Anchor::Published))
        }
        None => Timex::part(Calendar::SomeWeekday(first), PartOfDay::Night, Basis::Explicit),
    }
}

/// "Tuesday week", "a week on Friday": the next day of that name, plus a week or two.
fn weekday_in_a_week(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let hyphened = scene.words.get(found.end).is_some_and(|token| token.is(b'-') || token.is(b'\''));
    let counted = scene.words.digits(found.end).is_some();
    if hyphened || counted || scene.before_any(found, &["of", "in", "ago", "later", "earlier"]) {
        return None;
    }
    let weeks = if scene.has(found, "fortnight") { 2 } else { 1 };
    let Some(day) = scene.nearest_weekday(found.weekday()?, Direction::Future) else {
        return open_weekday(found);
    };
    dated(plus_days(day, 7 * weeks), Basis::Explicit)
}

/// How many days a list of dates with one month may have.
const LISTED: usize = 8;

/// "Thursday 22, Friday 23 and Saturday 24 April": a day whose month is given at the end of its list.
fn day_of_list(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let words = &scene.words;
    let day = found.day()?;
    let mut at = found.end;
    let mut latest = i64::from(day);
    for _ in 0..LISTED {
        at = joint(scene, at)?;
        let weekday = words.terminal(Terminal::Weekday, at).map_or(at, |weekday| weekday.end);
        let article = weekday + usize::from(words.is_word(weekday, "the"));
        let next = [Terminal::Day, Terminal::Nth].iter().find_map(|kind| words.terminal(*kind, article))?;
        if next.value <= latest {
            return None;
        }
        latest = next.value;
        let of = next.end + usize::from(words.is_word(next.end, "of"));
        if let Some(month) = words.terminal(Terminal::Month, of) {
            let year = words.terminal(Terminal::Year, month.end);
            let month = u32::try_from(month.value).ok()?;
            // The days of a list are in the year of the last one.
            if let Some(year) = year.and_then(|year| i32::try_from(year.value).ok()) {
                let day = NaiveDate::from_ymd_opt(year, month, day)?;
                return Timex::date(Calendar::Day(day), Basis::Explicit);
            }
            let last = scene.nearest_day(month, u32::try_from(next.value).ok()?);
            return dated_in(scene, (month, day), last.map(|last| last.year()));
        }
        if let Some(shift) = month_beside(scene, of) {
            return day_of_month_beside(scene, shift, day);
        }
        at = next.end;
    }
    None
}

/// The token after what joins two days of a list: a comma, "and", "or", "to", a dash.
fn joint(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let comma = scene.words.get(at).is_some_and(|token| token.is(b','));
    let after = at + usize::from(comma);
    let word = scene.words.is_any(after, &["and", "or", "to", "&"])
        || scene.words.get(after).is_some_and(|token| token.is(b'-'));
    (comma || word).then_some(after + usize::from(word))
}

fn dated_in(scene: &Scene<'_>, (month, day): (u32, u32), year: Option<i32>) -> Option<Timex> {
    match year {
        Some(year) => dated(NaiveDate::from_ymd_opt(year, month, day), Basis::Explicit),
        None if scene.published().is_none() && is_day_of_some_year(month, day) => {
            Timex::date(Calendar::YearlessDay(month, day), Basis::Explicit)
        }
        None => None,
    }
}

/// "this month", "last month", "next month" at a token, as months from that of publication.
fn month_beside(scene: &Scene<'_>, at: usize) -> Option<i64> {
    let shift = ["last", "this", "next"].iter().position(|word| scene.words.is_word(at, word))?;
    scene.words.is_word(at + 1, "month").then(|| i64::try_from(shift).ok().map(|shift| shift - 1))?
}

fn day_of_month_beside(scene: &Scene<'_>, shift: i64, day: u32) -> Option<Timex> {
    let month = Calendar::of(Unit::Month, scene.published()?)?.plus(shift)?;
    dated(month.days()?.0.with_day(day), Basis::Explicit)
}

fn nth_beside(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    day_of_month_beside(scene, month_beside(scene, found.end - 2)?, found.day()?)
}

/// "on this day in 1953": the day of publication in another year.
fn this_day_in_year(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    dated(scene.published()?.with_year(found.year()?), Basis::Explicit)
}

/// "19-Nov-12".
fn short_year_date(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let last = found.end - 1;
    let year = scene.words.digits(last).filter(|_| scene.words.places(last) == 2).map(century)?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, found.month()?, found.day()?)?;
    Timex::date(Calendar::Day(day), Basis::Explicit)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn a_range_of_days_gives_both() {
        for (text, value) in [
            ("It runs on [4]-5 January 2022.", "2022-01-04"),
            ("It runs on 4-[5 January 2022].", "2022-01-05"),
            ("It ran on [March 4]-6.", "2021-03-04"),
            ("It ran on March 4–[6].", "2021-03-06"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn days_of_a_list_take_the_month_at_its_end() {
        for (text, value) in [
            ("They meet on [4], 5 and 6 April.", "2021-04-04"),
            ("They stayed from [the 7th] to the 14th of September.", "2020-09-07"),
            ("They meet on the 4th, [the 5th] and the 6th of April.", "2021-04-05"),
            ("They met on [Monday 1] and Tuesday 2 March 2020.", "2020-03-01"),
            ("The race is on [7.3.2019].", "2019-03-07"),
            ("It closed in [the night of Sunday to Monday].", "2021-03-07TNI"),
        ] {
            check(text, value);
        }
        for text in ["He came 4th, 5th and 6th.", "Rooms 4, 5 and 6 are free."] {
            check_none(text);
        }
    }
}

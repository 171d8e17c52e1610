//! Times of day: clock times, noon and midnight, with the day they belong to.

use super::super::calendar::Calendar;
use super::super::lexer::Kind;
use super::super::lexicon::Class;
use super::super::numeric::decode;
use super::super::pattern::Match;
use super::super::scene::{Scene, Timex, part_of_day};
use super::super::terminal::Terminal;
use super::super::zone::Zone;
use super::super::{Anchor, Basis, PartOfDay};
use super::{TimeRule, rule};

/// The name of the rule for a clock time without a day.
pub const CLOCK_ALONE: &str = "clock time";
/// The rule that reads "noon" and "midnight" without a day.
pub const NOON_ALONE: &str = "noon and midnight";
/// The rule that reads "six o'clock".
pub const HOUR_ALONE: &str = "hour";
/// The rule that reads "half past six in the evening".
const PAST_HOUR: &str = "half past";

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule(CLOCK_ALONE, "CLOCK", clock, "The plane landed at [10:30 p.m.]", "2021-03-10T22:30"),
    rule("clock time and weekday", "CLOCK ,? WEEKDAY", clock_of_weekday, "The plane landed at [18:00 UTC Monday].", "2021-03-08T18:00Z"),
    rule("clock time and day", "CLOCK today|yesterday|tomorrow", clock_of_day, "The plane landed at [9 a.m. yesterday].", "2021-03-09T09:00"),
    rule("clock time and part of day", "CLOCK this PART", clock, "The plane landed at [9 a.m. this morning].", "2021-03-10T09:00"),
    rule(NOON_ALONE, "noon|midnight", noon, "Polls close at [noon].", "2021-03-10T12:00"),
    rule("noon and midnight of a day", "noon|midnight on? WEEKDAY", clock_of_weekday, "Polls closed at [noon on Sunday].", "2021-03-07T12:00"),
    rule("noon and midnight of a day", "noon|midnight today|yesterday|tomorrow", clock_of_day, "Polls closed at [midnight yesterday].", "2021-03-09T24:00"),
    rule(HOUR_ALONE, "NUM o ' clock", hour, "The bells rang at [six o'clock].", "2021-03-10T06:00"),
    rule(HOUR_ALONE, "NUM o ' clock in the PART", hour, "The bells rang at [six o'clock in the evening].", "2021-03-10T18:00"),
    rule(PAST_HOUR, "half past NUM in the PART", past_hour, "The bells rang at [half past six in the evening].", "2021-03-10T18:30"),
    rule(PAST_HOUR, "quarter past NUM in the PART", past_hour, "The bells rang at [quarter past six in the morning].", "2021-03-10T06:15"),
    rule(PAST_HOUR, "quarter to NUM in the PART", past_hour, "The bells rang at a [quarter to six in the morning].", "2021-03-10T05:45"),
    rule("date and clock time in digits", "DATE t CLOCK", stamp, "The log says [2021-02-14T08:15:00Z].", "2021-02-14T08:15Z"),
];

/// The day of a time of day: one given in its sentence, before it or right after it; else the day of publication.
fn day_of(found: &Match, scene: &Scene<'_>) -> Option<(Calendar, Anchor)> {
    // "(21:18 GMT on Friday)": the day given with it, though another comes before.
    if scene.before_any(found, &["on"])
        && let Some(day @ Calendar::Day(_)) = scene.date_at(found.end + 1)
    {
        return Some((day, Anchor::Published));
    }
    let near = scene.antecedent(found, 0).filter(|near| matches!(near.calendar, Calendar::Day(_)));
    if let Some(near) = near {
        return Some((near.calendar, Anchor::Expression(near.index)));
    }
    let given = day_position(found, scene)
        .and_then(|at| scene.date_at(at))
        .filter(|calendar| matches!(calendar, Calendar::Day(_)));
    match given {
        Some(day) => Some((day, Anchor::Published)),
        None => scene.published().map(|day| (Calendar::Day(day), Anchor::Published)),
    }
}

/// The token where the day of a clock time may begin: after commas, brackets, the same time in another zone, and the other end of
/// a range: "3 a.m. (0300 GMT) on Sunday", "between 3:30 and 4:30 p.m. on Tuesday".
fn day_position(found: &Match, scene: &Scene<'_>) -> Option<usize> {
    const REACH: usize = 8;
    let words = &scene.words;
    let mut at = found.end;
    for _ in 0..REACH {
        // The next line is another entry: "6:30am - 8:00pm", and a day below it.
        let wrapped = words.get(at).is_some_and(|token| token.kind == Kind::Word && !token.capital());
        if words.begins_line(at) && !wrapped {
            return None;
        }
        let mark = |mark| words.get(at).is_some_and(|token| token.is(mark));
        let joint = words.is_any(at, &["and", "to", "until", "till"]) || mark(b'-');
        if mark(b',') || mark(b'(') || mark(b')') || words.is_any(at, &["on", "local", "time"]) {
            at += 1;
        } else if let Some(other) = words.terminal(Terminal::Clock, at + usize::from(joint)) {
            at = other.end;
        } else {
            break;
        }
    }
    Some(at)
}

fn clock(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let clock = found.capture(Terminal::Clock, 0)?;
    let late = clock.value < 12 * 60 && is_of_evening(found, scene, clock.value / 60);
    at(found, scene, clock.value + if late { 12 * 60 } else { 0 }, Zone::from_code(clock.detail))
}

/// "tonight at 9:30", "Friday evening at 8.15": an hour without its half of the day, right after a later part of the day.
fn is_of_evening(found: &Match, scene: &Scene<'_>, hour: i64) -> bool {
    let words = &scene.words;
    let halved = ["am", "pm", "a", "p", "morning", "afternoon", "evening", "night"];
    let certain = halved.iter().any(|half| scene.has(found, half)) || words.places(found.start) == 4;
    let leading_zero = words.bytes(found.start).starts_with(b"0");
    let at = (1..=2).find(|back| {
        found.start.checked_sub(*back).is_some_and(|at| !words.is_any(at, &["at", "around", "about", "by"]))
    });
    let Some(before) = at.and_then(|back| found.start.checked_sub(back)) else { return false };
    let part = words.value(before, Class::Part).and_then(part_of_day);
    let earliest = match part {
        _ if words.is_word(before, "tonight") => 5,
        Some(PartOfDay::Evening | PartOfDay::Night) => 5,
        Some(PartOfDay::Afternoon) => 1,
        _ => return false,
    };
    !certain && !leading_zero && hour >= earliest
}

fn at(found: &Match, scene: &Scene<'_>, minute: i64, zone: Zone) -> Option<Timex> {
    match day_of(found, scene) {
        Some((day, anchor)) => Some(Timex::clock(day, minute, zone, Basis::Explicit)?.anchored(anchor)),
        None => Some(Timex::open_clock(minute, zone)),
    }
}

fn minute_of(found: &Match, scene: &Scene<'_>) -> Option<(i64, Zone)> {
    match found.capture(Terminal::Clock, 0) {
        Some(clock) => Some((clock.value, Zone::from_code(clock.detail))),
        None if scene.has(found, "noon") => Some((12 * 60, Zone::Local)),
        None => scene.has(found, "midnight").then_some((24 * 60, Zone::Local)),
    }
}

fn noon(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (minute, zone) = minute_of(found, scene)?;
    at(found, scene, minute, zone)
}

fn clock_of_weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (minute, zone) = minute_of(found, scene)?;
    let day = scene.nearest_weekday(found.weekday()?, scene.direction(found));
    let calendar = day.map_or(Calendar::SomeWeekday(found.weekday()?), Calendar::Day);
    let anchor = if day.is_some() { Anchor::Published } else { Anchor::None };
    Some(Timex::clock(calendar, minute, zone, Basis::Explicit)?.anchored(anchor))
}

fn clock_of_day(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (minute, zone) = minute_of(found, scene)?;
    let shift = if scene.has(found, "yesterday") { -1 } else { i64::from(scene.has(found, "tomorrow")) };
    let Some(published) = scene.published() else { return Some(Timex::open_clock(minute, zone)) };
    let day = Calendar::Day(published).plus(shift)?;
    Some(Timex::clock(day, minute, zone, Basis::Explicit)?.anchored(Anchor::Published))
}

fn hour(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    at(found, scene, full_hour(found, scene)? * 60, Zone::Local)
}

fn past_hour(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let minutes = match (scene.has(found, "half"), scene.has(found, "to")) {
        (true, _) => 30,
        (false, true) => -15,
        (false, false) => 15,
    };
    at(found, scene, full_hour(found, scene)? * 60 + minutes, Zone::Local)
}

fn full_hour(found: &Match, scene: &Scene<'_>) -> Option<i64> {
    let hour = found.amount()?.whole().filter(|hour| (1..=24).contains(hour))?;
    let late = scene.has(found, "afternoon") || scene.has(found, "evening");
    Some(if late && hour < 12 { hour + 12 } else { hour })
}

fn stamp(found: &Match, _scene: &Scene<'_>) -> Option<Timex> {
    let date = decode(found.value(Terminal::Date)?)?;
    let clock = found.capture(Terminal::Clock, 0)?;
    Timex::clock(Calendar::Day(date), clock.value, Zone::from_code(clock.detail), Basis::Explicit)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn a_clock_time_takes_the_day_given_with_it() {
        for (text, value) in [
            ("It left Lisbon on Tuesday at [18:00 UTC].", "2021-03-09T18:00Z"),
            ("At [16:15 UTC], March 1st, the talks ended.", "2021-03-01T16:15Z"),
            ("The vote is at [9:30 a.m. EST].", "2021-03-10T09:30"),
            ("It shook on Tuesday at 02:18 local time ([21:18 GMT] on Monday).", "2021-03-08T21:18Z"),
            ("The plane left at [9 p.m. Lisbon time] on March 3.", "2021-03-03T21:00"),
            ("They left at [9 p.m.] This time all went well.", "2021-03-10T21:00"),
            ("They left at [7.30 in the morning].", "2021-03-10T07:30"),
            ("They left at about [9 in the evening].", "2021-03-10T21:00"),
            ("They left at [11 at night].", "2021-03-10T23:00"),
            ("The curfew starts tonight at [9:30].", "2021-03-10T21:30"),
            ("She spoke on Friday evening at [8:15].", "2021-03-05T20:15"),
            ("She spoke on Friday morning at [8:15].", "2021-03-05T08:15"),
            ("The dam burst at [3 a.m.] (0300 GMT) on Sunday.", "2021-03-07T03:00"),
            ("The dam burst at 3 a.m. ([0300 GMT]) on Sunday.", "2021-03-07T03:00Z"),
            ("The blast came between [3:30] and 4:30 p.m. on Tuesday.", "2021-03-09T15:30"),
            ("It happened between [2] and 3 a.m. on Sunday.", "2021-03-07T02:00"),
            ("Troops crossed the river at [0430hrs] on Monday.", "2021-03-08T04:30"),
            ("It opens at [6:30 a.m.] - 8:00 p.m.\nSunday is free.", "2021-03-10T06:30"),
            ("It closed at [6:30 p.m.]\non Sunday.", "2021-03-07T18:30"),
            ("They left at [1.30 at night].", "2021-03-10T01:30"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn scores_and_verses_are_not_clock_times() {
        for text in ["They won 10:30.", "He read John 3:16 aloud.", "It mixes 1:20 with water."] {
            check_none(text);
        }
    }
}

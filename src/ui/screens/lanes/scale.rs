//! Columns of time: at a scale each column represents so many minutes, and a long gap in which nothing begins or ends is
//! folded to a few columns.
//!
//! Minutes are counted from a Monday, so that weeks begin at whole numbers of them.

mod ticks;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use ticks::{TICKS, Tick};

/// Minutes of an hour, and on average of a month and a year.
const HOUR: i64 = 60;
/// Minutes of a day.
pub const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 43_830;
const YEAR: i64 = 12 * MONTH;

/// How much time a column can represent, in minutes and in words; the finest first.
pub const SCALES: &[(i64, &str)] = &[
    (1, "1 minute"),
    (2, "2 minutes"),
    (5, "5 minutes"),
    (15, "15 minutes"),
    (30, "30 minutes"),
    (HOUR, "1 hour"),
    (2 * HOUR, "2 hours"),
    (4 * HOUR, "4 hours"),
    (8 * HOUR, "8 hours"),
    (DAY, "1 day"),
    (2 * DAY, "2 days"),
    (7 * DAY, "1 week"),
    (14 * DAY, "2 weeks"),
    (MONTH, "1 month"),
    (3 * MONTH, "3 months"),
    (YEAR, "1 year"),
    (5 * YEAR, "5 years"),
    (20 * YEAR, "20 years"),
];

/// Columns of a folded gap: room for its length and a sign on each side.
pub const FOLD: i64 = 8;

/// The minute at which a day begins.
#[must_use]
pub fn minute_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 1) * DAY
}

/// The moment of a minute; the nearest day where the calendar has none.
#[must_use]
pub fn moment_of(minute: i64) -> NaiveDateTime {
    let days = i32::try_from(minute.div_euclid(DAY) + 1).unwrap_or(i32::MAX);
    let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
    let start = day.and_time(NaiveTime::MIN);
    start.checked_add_signed(TimeDelta::minutes(minute.rem_euclid(DAY))).unwrap_or(start)
}

fn minute_at(moment: NaiveDateTime) -> i64 {
    let day = moment.date();
    minute_of(day) + (moment - day.and_time(NaiveTime::MIN)).num_minutes()
}

/// The finest scale at which a stretch fits so many columns.
#[must_use]
pub fn fitting(minutes: i64, columns: u16) -> usize {
    let fits = |(per, _): &(i64, &str)| minutes / per < i64::from(columns.max(1));
    SCALES.iter().position(fits).unwrap_or(SCALES.len() - 1)
}

/// The columns of an axis at a scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Minutes of a column.
    per: i64,
    runs: Vec<Run>,
    /// How many columns there are.
    pub total: i64,
}

/// Minutes that follow each other on the axis, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: i64,
    to: i64,
    column: i64,
}

/// A gap that is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Its first column.
    pub column: i64,
    /// How many minutes it leaves out.
    pub minutes: i64,
}

impl Columns {
    /// The columns on which all these minutes, in order, have a place. A gap of more than `most` columns is folded.
    #[must_use]
    pub fn new(points: impl IntoIterator<Item = i64>, scale: usize, most: u16) -> Self {
        let per = SCALES[scale.min(SCALES.len() - 1)].0;
        let most = i64::from(most).max(2 * FOLD);
        let mut runs: Vec<Run> = Vec::new();
        for point in points {
            let from = point.div_euclid(per) * per;
            match runs.last_mut() {
                Some(run) if from <= run.to.saturating_add(most * per) => run.to = run.to.max(from + per),
                _ => runs.push(Run { from, to: from + per, column: 0 }),
            }
        }
        let mut total = 0;
        for (at, run) in runs.iter_mut().enumerate() {
            total += if at > 0 { FOLD } else { 0 };
            run.column = total;
            total += (run.to - run.from) / per;
        }
        Self { per, runs, total }
    }

    /// The column of a minute; the middle of the fold if it is in one.
    #[must_use]
    pub fn of(&self, minute: i64) -> i64 {
        let at = self.runs.partition_point(|run| run.to <= minute);
        match self.runs.get(at) {
            Some(run) if run.from <= minute => run.column + (minute - run.from) / self.per,
            Some(run) if at > 0 => run.column - FOLD / 2,
            Some(_) => -1,
            None => self.total,
        }
    }

    /// The first minute of a column; of a fold, the minute after it.
    #[must_use]
    pub fn minute(&self, column: i64) -> i64 {
        let at = self.runs.partition_point(|run| run.column <= column);
        let Some(run) = at.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return self.runs.first().map_or(0, |run| run.from);
        };
        let minute = run.from + (column - run.column) * self.per;
        match self.runs.get(at) {
            Some(next) if minute >= run.to => next.from,
            _ => minute,
        }
    }

    /// The folds between two columns.
    pub fn folds(&self, from: i64, to: i64) -> impl Iterator<Item = Fold> {
        let first = self.runs.partition_point(|run| run.column <= from).max(1);
        let pairs = self.runs.get(first - 1..).unwrap_or_default().windows(2);
        let folds =
            pairs.map(|pair| Fold { column: pair[1].column - FOLD, minutes: pair[1].from - pair[0].to });
        folds.take_while(move |fold| fold.column < to)
    }

    /// The dates and times to be written over the columns between two, and the room each label has.
    #[must_use]
    pub fn ticks(&self, from: i64, to: i64) -> Vec<(i64, String)> {
        let mut ticks = Vec::new();
        let fits = |tick: &&Tick| tick.minutes / self.per >= tick.label;
        let Some(tick) = TICKS.iter().find(fits).or(TICKS.last()) else { return ticks };
        let first = self.runs.partition_point(|run| run.column + (run.to - run.from) / self.per <= from);
        for run in self.runs[first..].iter().take_while(|run| run.column < to) {
            let seen = run.from.max(self.minute(from));
            let mut moment = tick.step.start(moment_of(seen));
            while ticks.len() < MOST_TICKS {
                let minute = minute_at(moment);
                let column = run.column + (minute - run.from).div_euclid(self.per);
                if minute >= run.to || column >= to {
                    break;
                }
                if minute >= run.from && column >= from {
                    ticks.push((column, moment.format(tick.format).to_string().trim().to_owned()));
                }
                let next = tick.step.after(moment);
                if next <= moment {
                    break;
                }
                moment = next;
            }
        }
        ticks
    }

    /// The same where nothing above says what the labels leave out: the day in place of its midnight.
    #[must_use]
    pub fn ticks_alone(&self, from: i64, to: i64) -> Vec<(i64, String)> {
        let mut ticks = self.ticks(from, to);
        for (column, words) in &mut ticks {
            if words == "00:00" {
                *words = moment_of(self.minute(*column)).format("%a %-d").to_string();
            }
        }
        ticks
    }

    /// What the labels over the columns leave out, at the columns where it changes: the day over hours, the month over days.
    #[must_use]
    pub fn context(&self, from: i64, to: i64) -> Vec<(i64, String)> {
        let fits = |tick: &&Tick| tick.minutes / self.per >= tick.label;
        let Some(tick) = TICKS.iter().find(fits).or(TICKS.last()) else { return Vec::new() };
        let mut found: Vec<(i64, String)> = Vec::new();
        if tick.context.is_empty() {
            return found;
        }
        let words =
            |column: i64| moment_of(self.minute(column)).format(tick.context).to_string().trim().to_owned();
        for column in from.max(0)..to.min(self.total) {
            let words = words(column);
            if found.last().is_none_or(|(_, last)| *last != words) {
                found.push((column, words));
            }
        }
        found
    }
}

/// More labels than any screen has room for.
const MOST_TICKS: usize = 400;

/// The length of a gap, short.
#[must_use]
pub fn length(minutes: i64) -> String {
    for (most, per, unit) in [
        (2 * HOUR, 1, "m"),
        (2 * DAY, HOUR, "h"),
        (90 * DAY, DAY, "d"),
        (2 * YEAR, MONTH, "mo"),
        (i64::MAX, YEAR, "y"),
    ] {
        if minutes < most {
            return format!("{} {unit}", minutes / per);
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minute(text: &str) -> i64 {
        minute_at(text.parse().unwrap())
    }

    fn scale(name: &str) -> usize {
        SCALES.iter().position(|(_, known)| *known == name).unwrap()
    }

    #[test]
    fn a_minute_and_its_moment_agree_and_weeks_begin_on_a_monday() {
        for text in ["2022-01-05T17:30:00", "0001-01-01T00:00:00", "1969-12-31T23:59:00"] {
            assert_eq!(moment_of(minute(text)), text.parse().unwrap());
        }
        assert_eq!(minute("2022-01-03T00:00:00") % (7 * DAY), 0);
    }

    #[test]
    fn a_long_gap_is_folded_and_says_how_long_it_is() {
        let points =
            [minute("1991-12-16T00:00:00"), minute("2022-01-02T00:00:00"), minute("2022-01-06T00:00:00")];
        let columns = Columns::new(points, scale("1 day"), 40);
        let folds: Vec<Fold> = columns.folds(0, columns.total).collect();
        assert_eq!((folds.len(), length(folds[0].minutes).as_str()), (1, "30 y"));
        assert_eq!(columns.of(points[1]) - columns.of(points[0]), 1 + FOLD);
        assert_eq!(columns.of(points[2]) - columns.of(points[1]), 4);
        assert_eq!(columns.total, 1 + FOLD + 5);
        assert_eq!(columns.minute(columns.of(points[2])), points[2]);
    }

    #[test]
    fn labels_have_room_and_the_context_says_what_they_leave_out() {
        let points = [minute("2022-01-02T00:00:00"), minute("2022-01-06T00:00:00")];
        for (name, first, context) in [
            ("1 hour", "00:00", "Sun 2 Jan 2022"),
            ("2 hours", "Sun 2", "Jan 2022"),
            ("8 hours", "2", "Jan 2022"),
        ] {
            let columns = Columns::new(points, scale(name), 40);
            let ticks = columns.ticks(0, columns.total);
            assert_eq!(ticks[0], (0, first.to_owned()), "{name}");
            assert_eq!(columns.context(0, columns.total)[0], (0, context.to_owned()), "{name}");
            let alone = if first == "00:00" { "Sun 2" } else { first };
            assert_eq!(columns.ticks_alone(0, columns.total)[0], (0, alone.to_owned()), "{name}");
            let apart =
                |pair: &[(i64, String)]| usize::try_from(pair[1].0 - pair[0].0).unwrap() > pair[0].1.len();
            assert!(ticks.windows(2).all(apart), "{ticks:?}");
        }
    }

    #[test]
    fn the_scale_that_fits_is_the_finest_with_room() {
        for (minutes, columns, expected) in [
            (60, 80, "1 minute"),
            (5 * DAY, 80, "2 hours"),
            (365 * DAY, 60, "1 week"),
            (i64::MAX / 2, 10, "20 years"),
        ] {
            assert_eq!(SCALES[fitting(minutes, columns)].1, expected, "{minutes} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn later_minutes_never_lie_further_left_and_every_point_is_on_the_axis(
            mut points in prop::collection::vec(0_i64..3_000_000_000, 1..60),
            scale in 0..SCALES.len(),
            most in 0_u16..300,
        ) {
            points.sort_unstable();
            let columns = Columns::new(points.clone(), scale, most);
            let places: Vec<i64> = points.iter().map(|point| columns.of(*point)).collect();
            prop_assert!(places.iter().all(|place| (0..columns.total).contains(place)));
            prop_assert!(places.is_sorted());
            for (point, place) in points.iter().zip(&places) {
                let first = columns.minute(*place);
                prop_assert!((first..first + SCALES[scale].0).contains(point));
            }
            let ticks = columns.ticks(0, columns.total.min(500));
            prop_assert!(ticks.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        }
    }
}

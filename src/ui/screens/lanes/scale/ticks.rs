//! The steps from label to label over the columns, and how dates are written there.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{DAY, HOUR, minute_at, moment_of};

/// A step from label to label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Minutes, counted from midnight.
    Minutes(i64),
    Days(u64),
    Weeks,
    Months(u32),
    Years(i32),
}

impl Step {
    /// The last step at or before a moment.
    pub fn start(self, moment: NaiveDateTime) -> NaiveDateTime {
        let day = moment.date();
        let start = match self {
            Self::Minutes(minutes) => {
                let minute = minute_at(moment);
                return moment_of(minute - minute.rem_euclid(minutes));
            }
            Self::Days(_) => Some(day),
            Self::Weeks => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
            Self::Months(months) => {
                NaiveDate::from_ymd_opt(day.year(), (day.month0() / months) * months + 1, 1)
            }
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year() - day.year().rem_euclid(years), 1, 1),
        };
        start.unwrap_or(day).and_time(NaiveTime::MIN)
    }

    /// The next step; the same moment where the calendar ends.
    pub fn after(self, start: NaiveDateTime) -> NaiveDateTime {
        let months = |months: u32| start.checked_add_months(Months::new(months));
        let next = match self {
            Self::Minutes(minutes) => start.checked_add_signed(TimeDelta::minutes(minutes)),
            Self::Days(days) => start.checked_add_days(Days::new(days)),
            Self::Weeks => start.checked_add_days(Days::new(7)),
            Self::Months(count) => months(count),
            Self::Years(years) => months(years.unsigned_abs() * 12),
        };
        next.unwrap_or(start)
    }
}

/// How dates are written over the columns.
#[derive(Clone, Copy, Debug)]
pub struct Tick {
    pub step: Step,
    /// The least minutes of a step.
    pub minutes: i64,
    /// Columns a label needs, with the space after it.
    pub label: i64,
    /// The label.
    pub format: &'static str,
    /// What the label leaves out.
    pub context: &'static str,
}

/// The steps from the finest on: the first whose labels have room is taken.
#[rustfmt::skip]
pub const TICKS: &[Tick] = &[
    Tick { step: Step::Minutes(5), minutes: 5, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(15), minutes: 15, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(30), minutes: 30, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(HOUR), minutes: HOUR, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(3 * HOUR), minutes: 3 * HOUR, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(6 * HOUR), minutes: 6 * HOUR, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Minutes(12 * HOUR), minutes: 12 * HOUR, label: 7, format: "%H:%M", context: "%a %-d %b %Y" },
    Tick { step: Step::Days(1), minutes: DAY, label: 7, format: "%a %-d", context: "%b %Y" },
    Tick { step: Step::Days(1), minutes: DAY, label: 3, format: "%-d", context: "%b %Y" },
    Tick { step: Step::Weeks, minutes: 7 * DAY, label: 7, format: "%-d %b", context: "%Y" },
    Tick { step: Step::Months(1), minutes: 28 * DAY, label: 4, format: "%b", context: "%Y" },
    Tick { step: Step::Months(3), minutes: 90 * DAY, label: 4, format: "%b", context: "%Y" },
    Tick { step: Step::Years(1), minutes: 365 * DAY, label: 5, format: "%Y", context: "" },
    Tick { step: Step::Years(5), minutes: 5 * 365 * DAY, label: 5, format: "%Y", context: "" },
    Tick { step: Step::Years(10), minutes: 10 * 365 * DAY, label: 5, format: "%Y", context: "" },
    Tick { step: Step::Years(50), minutes: 50 * 365 * DAY, label: 5, format: "%Y", context: "" },
    Tick { step: Step::Years(100), minutes: 100 * 365 * DAY, label: 5, format: "%Y", context: "" },
    Tick { step: Step::Years(500), minutes: 500 * 365 * DAY, label: 5, format: "%Y", context: "" },
];

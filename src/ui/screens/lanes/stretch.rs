//! Dates as stretches of minutes, with what is known of their ends. Worked out once for a library.

use chrono::NaiveDate;

use super::scale::{DAY, minute_of};
use crate::analysis::time::{Basis, When};
use crate::text::{Report, ReportId};
use crate::timeline::{EventId, Timeline};

/// What a date says of the time between its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A moment.
    Point,
    /// It happened at some time between them.
    Within,
    /// It lasted from one to the other.
    Lasting,
}

/// A date in minutes, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The earliest minute it may mean.
    pub from: i64,
    /// The minute after the latest.
    pub to: i64,
    /// What the date says of the time between them.
    pub shape: Shape,
    /// What is known of its beginning.
    pub begin: End,
    /// What is known of its end.
    pub end: End,
}

/// What is known of one end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is as reported.
    Known,
    /// It is uncertain or approximate.
    Uncertain,
    /// It has no bound.
    Open,
}

impl Stretch {
    /// The stretch of a date; none of an undated one.
    #[must_use]
    pub fn of(when: &When) -> Option<Self> {
        let first = when.first.map(minute_of);
        let last = when.last.map(|day: NaiveDate| minute_of(day) + DAY);
        let (from, to) = (first.or(last.map(|last| last - 1))?, last.or(first.map(|first| first + 1))?);
        let (begin, end) = when.edtf.split_once('/').unwrap_or((&when.edtf, &when.edtf));
        let known = |part: &str, bound: Option<i64>| match bound {
            None => End::Open,
            Some(_) if part.contains(['~', '?', '%']) => End::Uncertain,
            Some(_) => End::Known,
        };
        let (begin, end) = (known(begin, first), known(end, last));
        let lasting = begin == End::Open || end == End::Open || when.edtf.contains('/');
        let mut stretch =
            Self { from, to, shape: if lasting { Shape::Lasting } else { Shape::Within }, begin, end };
        if let (Some(day), false) = (when.single_day(), lasting) {
            let day = minute_of(day);
            if let Some(minute) = when.minute {
                let at = day + i64::from(minute);
                stretch = Self { from: at, to: at + 1, shape: Shape::Point, ..stretch };
            } else if let Some(part) = when.part {
                let (from, to) = part.minutes();
                stretch = Self { from: day + i64::from(from), to: day + i64::from(to), ..stretch };
            }
        }
        Some(stretch)
    }

    /// Where its mark is: where it begins if it lasts, else in the middle of what it may mean.
    #[must_use]
    pub fn mark(&self) -> i64 {
        match self.shape {
            Shape::Lasting if self.begin == End::Open => self.to - 1,
            Shape::Lasting | Shape::Point => self.from,
            Shape::Within => self.from + (self.to - self.from) / 2,
        }
    }
}

/// The minutes a date may mean, half-open: without a limit where an end is open, none of one that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    from: i64,
    to: i64,
}

impl Bounds {
    /// The bounds of a date.
    #[must_use]
    pub fn of(when: &When) -> Self {
        if when.is_dated() {
            Self { from: when.start_minute().unwrap_or(i64::MIN), to: when.end_minute().unwrap_or(i64::MAX) }
        } else {
            Self { from: i64::MAX, to: i64::MIN }
        }
    }

    /// Whether both dates are known and may share a moment.
    #[must_use]
    pub fn may_overlap(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// When the events of a timeline were, and when its reports were published.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    stretches: Vec<Option<Stretch>>,
    bounds: Vec<Bounds>,
    published: Vec<Option<i64>>,
}

impl Dates {
    /// The dates of a timeline.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        Self {
            stretches: timeline.events.iter().map(|event| Stretch::of(&event.when)).collect(),
            bounds: timeline.events.iter().map(|event| Bounds::of(&event.when)).collect(),
            published: timeline.reports.iter().map(publication).collect(),
        }
    }

    /// The stretch of an event; none of an undated one.
    #[must_use]
    pub fn stretch(&self, event: EventId) -> Option<Stretch> {
        self.stretches.get(event.0 as usize).copied().flatten()
    }

    /// The bounds of each event, in the timeline's order.
    #[must_use]
    pub fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// The minute that represents the publication of a report.
    #[must_use]
    pub fn published(&self, report: ReportId) -> Option<i64> {
        self.published.get(report.index()).copied().flatten()
    }
}

fn publication(report: &Report) -> Option<i64> {
    let published = report.published.as_ref()?;
    let when = When::from_edtf(published.edtf.trim_end_matches('Z'), None, Basis::Given)
        .or_else(|| published.day().map(|day| When::day(day, Basis::Given)))?;
    Stretch::of(&when).map(|stretch| stretch.mark())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::PartOfDay;

    #[test]
    fn a_date_is_the_stretch_it_may_mean() {
        let minutes = |edtf: &str, part: Option<PartOfDay>| {
            Stretch::of(&When::from_edtf(edtf, part, Basis::Explicit).unwrap()).unwrap()
        };
        let day = |text: &str| minute_of(text.parse().unwrap());
        for (edtf, part, shape, from, to) in [
            ("2022-01", None, Shape::Within, day("2022-01-01"), day("2022-02-01")),
            ("2022", None, Shape::Within, day("2022-01-01"), day("2023-01-01")),
            (
                "2022-01-05",
                Some(PartOfDay::Evening),
                Shape::Within,
                day("2022-01-05") + 960,
                day("2022-01-06"),
            ),
            ("2022-01-05T17:30:00", None, Shape::Point, day("2022-01-05") + 1050, day("2022-01-05") + 1051),
            ("2022-01-02/2022-01-05", None, Shape::Lasting, day("2022-01-02"), day("2022-01-06")),
        ] {
            let stretch = minutes(edtf, part);
            assert_eq!((stretch.shape, stretch.from, stretch.to), (shape, from, to), "{edtf}");
        }
        let month = minutes("2022-01", None);
        assert!(month.mark() > day("2022-01-14"), "a month is not marked on its first day");
        assert_eq!(Stretch::of(&When::unknown()), None);
    }

    #[test]
    fn bounds_overlap_where_the_dates_may() {
        let dates = [
            "2022-01-05",
            "2022-01-05T17:30:00",
            "2022-01-05T17:31:00",
            "2022-01",
            "../2022-01-05",
            "2022-01-06/..",
            "2022-01-02/2022-01-05",
            "2022~",
        ];
        let dates = dates.map(|edtf| When::from_edtf(edtf, None, Basis::Explicit).unwrap());
        for one in &dates {
            for other in &dates {
                let (bounds, expected) = (Bounds::of(one), one.may_overlap(other));
                assert_eq!(bounds.may_overlap(Bounds::of(other)), expected, "{one:?} {other:?}");
            }
            assert!(!Bounds::of(&When::unknown()).may_overlap(Bounds::of(one)));
        }
    }

    #[test]
    fn open_and_uncertain_ends_are_distinguished() {
        for (edtf, ends) in [
            ("../2022-01-05", (End::Open, End::Known)),
            ("2022-01-05/..", (End::Known, End::Open)),
            ("2022-01-02~/2022-01-05", (End::Uncertain, End::Known)),
            ("2022-01-02/2022-01-05?", (End::Known, End::Uncertain)),
            ("1990~", (End::Uncertain, End::Uncertain)),
            ("2022-01-05", (End::Known, End::Known)),
        ] {
            let stretch = Stretch::of(&When::from_edtf(edtf, None, Basis::Explicit).unwrap()).unwrap();
            assert_eq!((stretch.begin, stretch.end), ends, "{edtf}");
        }
    }
}

//! A horizontal time axis for a drawing of the timeline: long empty stretches are folded, and every date spans from the
//! earliest to the latest day it may mean.

use chrono::{Days, NaiveDate};

use crate::analysis::time::When;

/// A gap longer than this share of all shown days is folded.
const LONG_GAP: f64 = 0.2;

/// Gaps of at most this many days are not folded.
const SHORTEST_FOLD: i64 = 31;

/// The same where some dates are only the background of others, and the minimum length of such a date.
const BACKGROUND: i64 = 7;

/// The width of a folded gap, as a share of the axis.
const FOLD: f64 = 0.03;

/// The axis: runs of days in order, with folded gaps between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// The runs; between two of them a gap is folded.
    pub runs: Vec<Run>,
    /// Days shown in all runs.
    days: i64,
}

/// Consecutive days on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, inclusive.
    pub last: NaiveDate,
}

impl Run {
    fn of_day(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }
}

/// The position of a date on an axis, in shares of its length from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisStretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether it may have begun earlier.
    pub open_start: bool,
    /// Whether it may go on later.
    pub open_end: bool,
}

impl Axis {
    /// The axis on which all these dates have a place. Undated values have none.
    #[must_use]
    pub fn of<'w>(dates: impl IntoIterator<Item = &'w When>) -> Self {
        let stretch =
            |when: &When| Some(Run { first: when.first.or(when.last)?, last: when.last.or(when.first)? });
        let mut stretches: Vec<Run> = dates.into_iter().filter_map(stretch).collect();
        stretches.sort_by_key(|run| (run.first, run.last));
        stretches.dedup();
        let runs = match without_background(&stretches) {
            Some(parts) => fold(touching(parts), BACKGROUND),
            None => fold(touching(stretches), SHORTEST_FOLD),
        };
        let days = runs.iter().map(|run| run.days()).sum();
        Self { runs, days }
    }

    /// The position of a date; none for an undated one and for one that is not on the axis.
    #[must_use]
    pub fn place(&self, when: &When) -> Option<AxisStretch> {
        let (first, last) = (when.first.or(when.last)?, when.last.or(when.first)?);
        let (from, _) = self.day(first)?;
        let (_, to) = self.day(last)?;
        let mut stretch =
            AxisStretch { from, to, open_start: when.first.is_none(), open_end: when.last.is_none() };
        if let Some((minutes_from, minutes_to)) = minutes(when) {
            let day = to - from;
            stretch = AxisStretch { from: from + day * minutes_from, to: from + day * minutes_to, ..stretch };
        }
        Some(stretch)
    }

    /// Where a day begins and ends; none where no run contains it.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> Option<(f64, f64)> {
        let index = self.runs.partition_point(|run| run.last < day);
        let run = self.runs.get(index).filter(|run| run.first <= day)?;
        let (start, width) = self.run(index);
        #[allow(clippy::cast_precision_loss, reason = "days of a calendar are exact in a double")]
        let share = |days: i64| days as f64 / run.days() as f64;
        let before = (day - run.first).num_days();
        Some((start + width * share(before), start + width * share(before + 1)))
    }

    /// Where a run begins, and how wide it is.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "days of a calendar are exact in a double")]
    pub fn run(&self, index: usize) -> (f64, f64) {
        let folds = self.runs.len().saturating_sub(1);
        let room = (1.0 - FOLD * folds as f64).max(0.5);
        let fold = if folds == 0 { 0.0 } else { (1.0 - room) / folds as f64 };
        let before: i64 = self.runs[..index].iter().map(|run| run.days()).sum();
        let share = |days: i64| room * days as f64 / self.days.max(1) as f64;
        (share(before) + fold * index as f64, share(self.runs[index].days()))
    }
}

/// The part of its day that a clock time or a part of the day covers, in shares of the day.
fn minutes(when: &When) -> Option<(f64, f64)> {
    when.single_day()?;
    let day = f64::from(24 * 60);
    match (when.minute, when.part) {
        (Some(minute), _) => Some((f64::from(minute) / day, f64::from(minute) / day)),
        (None, Some(part)) => {
            let (from, to) = part.minutes();
            Some((f64::from(from) / day, f64::from(to.min(24 * 60)) / day))
        }
        (None, None) => None,
    }
}

/// Where long stretches are the exception: the ends of these and of the other stretches, in order. A year or month that a report
/// gives as background must not shrink the days of the news to a dot.
fn without_background(stretches: &[Run]) -> Option<Vec<Run>> {
    let is_long = |run: &Run| run.days() > BACKGROUND;
    let long = stretches.iter().filter(|run| is_long(run)).count();
    if long == 0 || 2 * long >= stretches.len() {
        return None;
    }
    let ends =
        |run: &Run| if is_long(run) { [run.first, run.last].map(Run::of_day).to_vec() } else { vec![*run] };
    let mut parts: Vec<Run> = stretches.iter().flat_map(ends).collect();
    parts.sort_by_key(|run| (run.first, run.last));
    Some(parts)
}

/// Stretches in order, with overlapping and adjacent ones merged.
fn touching(stretches: Vec<Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for stretch in stretches {
        match runs.last_mut() {
            Some(run) if stretch.first <= run.last.checked_add_days(Days::new(1)).unwrap_or(run.last) => {
                run.last = run.last.max(stretch.last);
            }
            _ => runs.push(stretch),
        }
    }
    runs
}

/// Joins runs over short gaps, so that only long ones stay folded.
///
/// A gap is long compared with what would be shown if all longer gaps were folded, so that one event of decades ago does not shrink
/// the days of the news to a dot, while events at regular intervals keep theirs. No gap of at most `shortest` days is folded.
fn fold(runs: Vec<Run>, shortest: i64) -> Vec<Run> {
    let gap = |pair: &[Run]| (pair[1].first - pair[0].last).num_days() - 1;
    let mut gaps: Vec<i64> = runs.windows(2).map(gap).collect();
    gaps.sort_unstable();
    let mut shown: i64 = runs.iter().map(|run| run.days()).sum::<i64>() + gaps.iter().sum::<i64>();
    while let Some(&gap) = gaps.last() {
        #[allow(clippy::cast_precision_loss, reason = "days of a calendar are exact in a double")]
        let is_long = gap > shortest && gap as f64 > LONG_GAP * shown as f64;
        if !is_long {
            break;
        }
        shown -= gap;
        gaps.pop();
    }
    let longest_kept = gaps.last().copied().unwrap_or(0);
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if gap(&[*last, run]) <= longest_kept => last.last = run.last,
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::time::{Basis, PartOfDay};

    fn dates(edtf: &[&str]) -> Vec<When> {
        edtf.iter().map(|edtf| When::from_edtf(edtf, None, Basis::Explicit).expect(edtf)).collect()
    }

    #[test]
    fn a_long_gap_or_a_long_date_of_the_background_is_folded_and_a_short_one_is_not() {
        for (edtf, runs) in [
            (&["2022-01-02", "2022-01-05", "2022-01-06"][..], 1),
            (&["1991-12-16", "2022-01-02", "2022-01-06"], 2),
            (&["1991", "2005-03", "2022-01-02/2022-01-06"], 3),
            (&["2001", "2002", "2003"], 1),
            (&["2019", "2022-01-02", "2022-01-03", "2022-01-05"], 3),
            (&["2022", "2022-01-02", "2022-01-03", "2022-01-05"], 2),
            (&["2023-11", "2024-03-13", "2024-03-14", "2024-03-15"], 3),
            (&["2019", "2022-01-02"], 2),
            (&["2001-01", "2001-04", "2001-07", "2001-10", "2002-01", "2002-04", "2002-07"], 1),
            (&[], 0),
        ] {
            let dates = dates(edtf);
            assert_eq!(Axis::of(&dates).runs.len(), runs, "{edtf:?}");
        }
    }

    #[test]
    fn a_month_is_drawn_as_its_stretch_and_an_hour_as_a_point_in_its_day() {
        let month = dates(&["2022-01"]).remove(0);
        let day = dates(&["2022-01-16"]).remove(0);
        let axis = Axis::of([&month, &day]);
        let stretch = axis.place(&month).unwrap();
        assert!(stretch.from == 0.0 && (stretch.to - 1.0).abs() < 1e-9, "{stretch:?}");
        let noon = axis.place(&day.clone().at_minute(720)).unwrap();
        let whole = axis.place(&day).unwrap();
        assert!((noon.from - noon.to).abs() < 1e-9 && whole.from < noon.from && noon.to < whole.to);
        let evening = When { part: Some(PartOfDay::Evening), ..day };
        assert!(axis.place(&evening).unwrap().from > noon.from);
        assert_eq!(axis.place(&When::unknown()), None);
    }

    proptest! {
        #[test]
        fn later_days_lie_further_right_and_within_the_axis(days in prop::collection::vec(0_u64..20_000, 1..40)) {
            let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
            let mut dates: Vec<When> =
                days.iter().map(|days| When::day(epoch + Days::new(*days), Basis::Explicit)).collect();
            let axis = Axis::of(&dates);
            dates.sort_by_key(When::order_key);
            let places: Vec<AxisStretch> = dates.iter().map(|date| axis.place(date).unwrap()).collect();
            prop_assert!(places.iter().all(|place| place.from >= -1e-9 && place.to <= 1.0 + 1e-9));
            prop_assert!(places.windows(2).all(|pair| pair[0].from <= pair[1].from + 1e-9));
        }
    }
}

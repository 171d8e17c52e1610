//! Hours of one incident that do not overlap: "at about 10 p.m." and "shortly before midnight".
//!
//! An hour is a range of minutes, as wide as its wording allows. A part of the day is such a range too.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::ledger::{ClaimRef, Story};
use super::rule::not_compared;
use super::times::{disagreement, names_day};
use super::{Disagreement, Explained, severity};
use crate::analysis::time::{PartOfDay, When};
use crate::text::ReportId;

const DAY: i64 = 24 * 60;

/// How many minutes must lie between two hours for the difference to be more than rounding.
pub(super) const APART: i64 = 30;

/// A range of minutes counted from the midnight at the beginning of a day, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    first: i64,
    last: i64,
    /// Whether it is a part of the day, whose limits vary with the speaker.
    part: bool,
}

impl Stretch {
    /// The hours that a claim allows, if its words or its value give any.
    pub(super) fn of(words: &str, when: &When) -> Option<Self> {
        let words = words.to_lowercase();
        let minute = when.minute.map(i64::from).or_else(|| words.contains("midnight").then_some(DAY));
        match (minute, when.part) {
            (Some(minute), _) if words.contains("between ") => {
                let opens = !words.contains(" and ");
                Some(if opens {
                    Self { last: minute + BETWEEN, ..Self::at(minute) }
                } else {
                    Self { first: minute - BETWEEN, ..Self::at(minute) }
                })
            }
            (Some(minute), _) => Some(hedge(&words).map_or(Self::at(minute), |hedge| hedge.around(minute))),
            (None, Some(part)) => {
                let (first, last) = part.minutes();
                Some(Self { first: first.into(), last: last.into(), part: true })
            }
            (None, None) => None,
        }
    }

    fn at(minute: i64) -> Self {
        Self { first: minute, last: minute, part: false }
    }

    fn moved(self, minutes: i64) -> Self {
        Self { first: self.first + minutes, last: self.last + minutes, ..self }
    }

    /// Whether it is a part of the day rather than a clock time.
    pub(super) fn is_part(self) -> bool {
        self.part
    }

    /// The minutes between the two; none where they overlap.
    pub(super) fn gap(self, other: Self) -> i64 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }
}

/// Words beside a clock time that widen it: how many minutes the range extends before and after it.
struct Hedge {
    words: &'static [&'static str],
    before: i64,
    after: i64,
}

impl Hedge {
    fn around(&self, minute: i64) -> Stretch {
        Stretch { first: minute - self.before, last: minute + self.after, part: false }
    }
}

/// How many minutes the ends of "between 9 and 10" may be apart.
const BETWEEN: i64 = 3 * 60;

/// How many minutes an open bound is taken to extend.
const OPEN: i64 = 6 * 60;

/// The hedges; the first match wins.
const HEDGES: &[Hedge] = &[
    Hedge {
        words: &["shortly before", "just before", "moments before", "minutes before"],
        before: 30,
        after: 0,
    },
    Hedge {
        words: &["shortly after", "just after", "moments after", "minutes after", "soon after"],
        before: 0,
        after: 30,
    },
    Hedge { words: &["before", "by", "until", "reported", "called"], before: OPEN, after: 0 },
    Hedge { words: &["after", "since", "from", "past"], before: 0, after: OPEN },
    Hedge {
        words: &[
            "about",
            "around",
            "approximately",
            "roughly",
            "circa",
            "some time",
            "sometime",
            "nearly",
            "almost",
        ],
        before: 15,
        after: 15,
    },
];

fn hedge(words: &str) -> Option<&'static Hedge> {
    let padded: String = words.split_whitespace().flat_map(|word| [" ", word]).collect::<String>() + " ";
    HEDGES.iter().find(|hedge| hedge.words.iter().any(|words| padded.contains(&format!(" {words} "))))
}

/// An hour that a report gives, with its day if it names one: by the clocks of the place, or in UTC where the report names a zone.
#[derive(Clone, Copy)]
struct Hour<'t> {
    claim: ClaimRef<'t>,
    stretch: Stretch,
    day: Option<NaiveDate>,
    in_utc: bool,
}

impl<'t> Hour<'t> {
    fn read(story: &Story<'_>, claim: &ClaimRef<'t>) -> Option<Self> {
        let when = claim.when.as_ref()?;
        let stretch = Stretch::of(story.words(claim.report, claim.span), when)?;
        // It is unclear to which of its two days a midnight belongs.
        let midnight = when.minute.is_none() && !stretch.part;
        let day = when.single_day().filter(|_| !midnight && names_day(story, claim));
        if let Some(offset) = offset(story, claim) {
            let (stretch, day) = in_utc(stretch, day, offset);
            return Some(Self { claim: *claim, stretch, day, in_utc: true });
        }
        Some(Self { claim: *claim, stretch, day, in_utc: false })
    }

    /// The minutes between two hours: by date if both name their day, else by the clock alone.
    fn gap(&self, other: &Self) -> i64 {
        match (self.day, other.day) {
            (Some(day), Some(other_day)) => {
                let days = i64::from(other_day.num_days_from_ce() - day.num_days_from_ce());
                self.stretch.gap(other.stretch.moved(days * DAY))
            }
            _ => [-DAY, 0, DAY]
                .map(|days| self.stretch.gap(other.stretch.moved(days)))
                .into_iter()
                .min()
                .unwrap_or(0),
        }
    }

    fn same_day(&self, other: &Self) -> bool {
        self.day.zip(other.day).is_none_or(|(day, other)| day == other)
    }

    /// Whether the two conflict by more than their wording allows.
    fn conflicts(&self, other: &Self) -> bool {
        let parts = self.stretch.part || other.stretch.part;
        let days_known = self.day.is_some() && other.day.is_some();
        // "In the early hours" and "at night" of one day may be the same hours, counted from the previous day.
        let night = |hour: &Self| {
            matches!(
                hour.claim.when.as_ref().and_then(|when| when.part),
                Some(PartOfDay::Night | PartOfDay::EarlyMorning)
            )
        };
        let gap = self.gap(other);
        if parts {
            days_known && self.same_day(other) && gap >= 2 * APART && !night(self) && !night(other)
        } else {
            self.same_day(other) && gap >= APART
        }
    }
}

/// Hours of a day by clocks that are `offset` minutes ahead of UTC, in UTC.
fn in_utc(stretch: Stretch, day: Option<NaiveDate>, offset: i16) -> (Stretch, Option<NaiveDate>) {
    let stretch = stretch.moved(-i64::from(offset));
    let days = stretch.first.div_euclid(DAY);
    let day = day.and_then(|day| day.checked_add_signed(TimeDelta::days(days)));
    (stretch.moved(-days * DAY), day)
}

/// Why hours are not compared where a report allows more than one.
const SEVERAL_HOURS: (&str, &str) =
    ("scope/hours", "one of the reports gives more than one hour, only a part of the day, or no day for it");

/// Finds the first two reports whose hours for an incident are all far apart.
pub(super) fn find(
    story: &Story<'_>,
    kind: &str,
    by_report: &BTreeMap<ReportId, Vec<ClaimRef<'_>>>,
    explained: &mut Explained,
) {
    let hours: Vec<[Vec<Hour<'_>>; 2]> = by_report
        .values()
        .map(|claims| {
            let hours: Vec<Hour<'_>> = claims.iter().filter_map(|claim| Hour::read(story, claim)).collect();
            [false, true].map(|in_utc| {
                let of_clock: Vec<_> = hours.iter().filter(|hour| hour.in_utc == in_utc).copied().collect();
                without_wider(&of_clock)
            })
        })
        .collect();
    for (place, own) in hours.iter().enumerate() {
        // A local hour and one in UTC are not comparable: the clocks of the place are not known.
        for (own, others) in hours[place + 1..].iter().flat_map(|others| own.iter().zip(others)) {
            let (Some(first), Some(second)) = (finest(own), finest(others)) else { continue };
            if own.iter().all(|one| others.iter().all(|other| one.conflicts(other))) {
                explained.disagreements.extend(apart(story, kind, [first, second]));
                return;
            }
            if first.gap(&second) >= APART {
                explained.not_compared.push(not_compared(
                    story,
                    SEVERAL_HOURS,
                    [&first.claim, &second.claim],
                ));
            }
        }
    }
}

/// The hours, without parts of the day that contain another of them: "in the afternoon", "at 4:15 p.m.".
fn without_wider<'t>(hours: &[Hour<'t>]) -> Vec<Hour<'t>> {
    let finer = |part: &Hour<'_>| hours.iter().any(|hour| !hour.stretch.part && hour.gap(part) == 0);
    let kept = |hour: &&Hour<'_>| !hour.stretch.part || !finer(hour);
    hours.iter().filter(kept).copied().collect()
}

/// The hour to show for a report: a clock time rather than a part of the day.
fn finest<'t>(hours: &[Hour<'t>]) -> Option<Hour<'t>> {
    hours.iter().min_by_key(|hour| hour.stretch.part).copied()
}

fn apart(story: &Story<'_>, kind: &str, pair: [Hour<'_>; 2]) -> Option<Disagreement> {
    let found = disagreement(story, kind, &pair.each_ref().map(|hour| &hour.claim))?;
    let parts = pair.iter().any(|hour| hour.stretch.part);
    let in_utc = pair.iter().all(|hour| hour.in_utc);
    let utc = pair.map(|hour| format!("{:02}:{:02}", hour.stretch.first / 60, hour.stretch.first % 60));
    let sides = pair.map(|hour| {
        let when = hour.claim.when.as_ref();
        let words = || story.words(hour.claim.report, hour.claim.span).to_lowercase();
        let clock = if when.is_some_and(|when| when.minute.is_some() || hour.stretch.part) {
            story.position(&hour.claim).statement
        } else {
            format!("{}, midnight", story.position(&hour.claim).statement)
        };
        let hedged = hedge(&words())
            .filter(|_| !hour.stretch.part)
            .and_then(|hedge| hedge.words.iter().find(|hedge| words().contains(**hedge)));
        let clock = hedged.map_or(clock.clone(), |hedge| match clock.rsplit_once(", ") {
            Some((day, hour)) => format!("{day}, {hedge} {hour}"),
            None => clock.clone(),
        });
        format!("{clock} ({})", hour.claim.report)
    });
    let rule = if parts { "times/part-of-day" } else { "times/hour" };
    Some(Disagreement {
        severity: severity::of(rule),
        summary: format!("Hour of the {kind}: {}", sides.join(" vs ")),
        rule,
        why: if parts {
            "the parts of the day given for it do not overlap".to_owned()
        } else if in_utc {
            format!(
                "in UTC the clock times given for it, {} and {}, are half an hour or more apart",
                utc[0], utc[1]
            )
        } else {
            "the clock times given for it are half an hour or more apart".to_owned()
        },
        ..found
    })
}

/// Minutes east of Greenwich of the zone that the report gives the clock time in, if its offset is known.
fn offset(story: &Story<'_>, claim: &ClaimRef<'_>) -> Option<i16> {
    let minute = claim.when.as_ref()?.minute?;
    let times = &story.timeline.analyses[claim.report.index()].times;
    let from = times.partition_point(|time| time.span.end <= claim.span.start);
    let mut over = times[from..].iter().take_while(|time| time.span.start < claim.span.end);
    over.find(|time| time.when.as_ref().is_some_and(|when| when.minute == Some(minute)))?.offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::Basis;

    fn stretch(words: &str, hour: i64, minute: i64) -> Stretch {
        let day = NaiveDate::from_ymd_opt(2031, 5, 8).unwrap();
        let minute = u16::try_from(hour * 60 + minute).unwrap();
        Stretch::of(words, &When::day(day, Basis::Explicit).at_minute(minute)).unwrap()
    }

    #[test]
    fn hedges_next_to_a_clock_time_widen_it() {
        for (words, first, last) in [
            ("crashed at 10 p.m.", 1320, 1320),
            ("crashed at about 10 p.m.", 1305, 1335),
            ("crashed shortly before 10 p.m.", 1290, 1320),
            ("crashed just after 10 p.m.", 1320, 1350),
            ("crashed before 10 p.m.", 960, 1320),
            ("crashed some time after 10 p.m.", 1320, 1680),
        ] {
            let found = stretch(words, 22, 0);
            assert_eq!((found.first, found.last), (first, last), "{words}");
        }
    }

    #[test]
    fn hours_in_utc_are_of_the_day_on_which_they_begin() {
        let day = |day| NaiveDate::from_ymd_opt(2031, 5, day);
        for (hour, offset, expected, expected_day) in
            [(10, 480, 2, 8), (1, 480, 17, 7), (22, -300, 3, 9), (12, 0, 12, 8)]
        {
            let found = in_utc(stretch("at", hour, 0), day(8), offset);
            assert_eq!(found, (stretch("at", expected, 0), day(expected_day)), "{hour} {offset}");
        }
    }

    #[test]
    fn midnight_ends_its_day() {
        let day = NaiveDate::from_ymd_opt(2031, 5, 8).unwrap();
        let found = Stretch::of("broke out at midnight on Thursday", &When::day(day, Basis::Explicit));
        assert_eq!(found, Some(Stretch::at(DAY)));
        assert_eq!(Stretch::of("broke out on Thursday", &When::day(day, Basis::Explicit)), None);
    }

    #[test]
    fn stretches_that_overlap_have_no_gap() {
        for (one, other, gap) in [
            (stretch("at about 10 p.m.", 22, 0), stretch("at 10:10 p.m.", 22, 10), 0),
            (stretch("at about 10 p.m.", 22, 0), stretch("shortly before 11 p.m.", 23, 0), 15),
            (stretch("at 10 p.m.", 22, 0), stretch("at 11 p.m.", 23, 0), 60),
            (stretch("before 11 p.m.", 23, 0), stretch("at 9 p.m.", 21, 0), 0),
        ] {
            assert_eq!(one.gap(other), gap);
            assert_eq!(other.gap(one), gap);
        }
    }
}

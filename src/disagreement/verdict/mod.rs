//! The verdict on two figures for one thing: a table of how their bounds and their clocks relate.
//!
//! Clocks order figures only as precisely as both are known. A vague word contradicts a figure only by its lower limit.

pub mod bounds;
pub mod clocks;

pub use bounds::{Bounds, bounds};
pub use clocks::{Clocks, clocks, earlier};

use super::Verdict;
use crate::analysis::claim::predicate::Growth;
use crate::analysis::claim::{Course, Quantity};
use crate::analysis::time::When;

/// What the table considers of one figure.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Its bounds.
    pub quantity: &'a Quantity,
    /// Its clock.
    pub as_of: &'a When,
    /// How its report says it has changed.
    pub course: Course,
}

/// A row of the table: its verdict applies where all of its conditions hold.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The rule's name.
    pub name: &'static str,
    bounds: &'static [Bounds],
    clocks: &'static [Clocks],
    growth: &'static [Growth],
    /// The verdict; none means that there is nothing to show.
    pub verdict: Option<Verdict>,
    /// The reason, as a sentence.
    pub why: &'static str,
}

use Bounds::{Apart, Falling, Rising, Same, VaguelyApart};
use Growth::{Changing, Cumulative, Single};

const ANY_CLOCKS: &[Clocks] =
    &[Clocks::Ordered, Clocks::Stated, Clocks::Same, Clocks::SameDay, Clocks::Coarse, Clocks::None];
const ANY_GROWTH: &[Growth] = &[Cumulative, Changing, Single];

/// The table; the first match wins.
pub const TABLE: &[Row] = &[
    Row {
        name: "counts/agree",
        bounds: &[Same],
        clocks: ANY_CLOCKS,
        growth: ANY_GROWTH,
        verdict: None,
        why: "",
    },
    Row {
        name: "counts/told-as-risen",
        bounds: &[Rising, Apart, VaguelyApart],
        clocks: &[Clocks::Stated],
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Update),
        why: "a report says that the figure has risen to its own",
    },
    Row {
        name: "counts/told-as-lowered",
        bounds: &[Falling, Apart, VaguelyApart],
        clocks: &[Clocks::Stated],
        growth: &[Cumulative, Single],
        verdict: Some(Verdict::Conditional),
        why: "a report says that the figure was revised downwards, so the higher one holds only if that is wrong",
    },
    Row {
        name: "counts/told-as-fallen",
        bounds: &[Falling, Apart, VaguelyApart],
        clocks: &[Clocks::Stated],
        growth: &[Changing],
        verdict: Some(Verdict::Update),
        why: "a report says that the figure has fallen to its own",
    },
    Row {
        name: "counts/bounds",
        bounds: &[Apart],
        clocks: ANY_CLOCKS,
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Compatible),
        why: "the figures are bounds that overlap, so both can hold",
    },
    Row {
        name: "counts/vague",
        bounds: &[VaguelyApart],
        clocks: ANY_CLOCKS,
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Compatible),
        why: "one of the figures is a vague word that can mean as many as the other",
    },
    Row {
        name: "counts/superseded",
        bounds: &[Rising],
        clocks: &[Clocks::Ordered],
        growth: &[Cumulative],
        verdict: Some(Verdict::Update),
        why: "the later figure is the higher one, as a running total grows",
    },
    Row {
        name: "counts/changed",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Ordered],
        growth: &[Changing],
        verdict: Some(Verdict::Update),
        why: "the figures are from different times, and such a figure goes up and down",
    },
    Row {
        name: "counts/later-and-lower",
        bounds: &[Falling],
        clocks: &[Clocks::Ordered],
        growth: &[Cumulative],
        verdict: Some(Verdict::Contradiction),
        why: "the earlier figure is the higher one, though a running total cannot shrink",
    },
    Row {
        name: "counts/disjoint",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Same, Clocks::SameDay, Clocks::Ordered],
        growth: &[Single],
        verdict: Some(Verdict::Contradiction),
        why: "there is one such figure, and no number satisfies both",
    },
    Row {
        name: "counts/undated",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Coarse, Clocks::None],
        growth: &[Single],
        verdict: Some(Verdict::Conditional),
        why: "an event has one such figure, and no number satisfies both: they conflict unless they are about two events",
    },
    Row {
        name: "counts/disjoint-as-of",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Same],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Contradiction),
        why: "both figures are from the same time, and no number satisfies both",
    },
    Row {
        name: "counts/same-day",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::SameDay],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Conditional),
        why: "both reports are from one day and give no hour: they conflict unless one has a later count of that day",
    },
    Row {
        name: "counts/coarse-clock",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Coarse],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Conditional),
        why: "they conflict if both are from the same hour; one of the times is too coarse to tell",
    },
    Row {
        name: "counts/no-clock",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::None],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Conditional),
        why: "they conflict unless one is a later count; nothing says when they were made",
    },
];

/// The verdict on two figures of one thing.
#[must_use]
pub fn judge(one: &Figure<'_>, other: &Figure<'_>, growth: Growth) -> &'static Row {
    // If both say that they moved away from the other, their words decide nothing.
    let (later_other, later_one) = (moved_from(one, other), moved_from(other, one));
    let stated = later_other != later_one;
    let clocks = if stated { Clocks::Stated } else { clocks(one.as_of, other.as_of) };
    let swapped = if stated { later_one } else { earlier(other.as_of, one.as_of) };
    let (first, second) = if swapped { (other, one) } else { (one, other) };
    let bounds = bounds(first.quantity, second.quantity);
    TABLE
        .iter()
        .find(|row| {
            row.bounds.contains(&bounds) && row.clocks.contains(&clocks) && row.growth.contains(&growth)
        })
        .unwrap_or(&TABLE[0])
}

/// Whether a report says that its figure has moved away from the other figure's value.
fn moved_from(other: &Figure<'_>, moved: &Figure<'_>) -> bool {
    let low = |figure: &Figure<'_>| figure.quantity.low.unwrap_or_default();
    let away = match moved.course {
        Course::Unchanged => false,
        Course::Risen => low(other) < low(moved),
        Course::Lowered => low(other) > low(moved),
    };
    away && !earlier(moved.as_of, other.as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;
    use crate::analysis::time::{Basis, PartOfDay};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        quantity::find(text).remove(0)
    }

    fn clock(text: &str) -> When {
        let day = |day| NaiveDate::from_ymd_opt(2031, 5, day).unwrap();
        match text {
            "-" => When::unknown(),
            "day 1" => When::day(day(1), Basis::Explicit),
            "day 2" => When::day(day(2), Basis::Explicit),
            "paper of day 1" => When::day(day(1), Basis::Published),
            "wire of noon 1" => When::day(day(1), Basis::Published).at_minute(12 * 60),
            "afternoon 1" => When::part(day(1), PartOfDay::Afternoon, Basis::Explicit),
            "morning 1" => When::part(day(1), PartOfDay::Morning, Basis::Explicit),
            "evening 1" => When::part(day(1), PartOfDay::Evening, Basis::Explicit),
            other => panic!("{other}"),
        }
    }

    fn course(text: &str) -> Course {
        match text.split(' ').next() {
            Some("risen") => Course::Risen,
            Some("lowered") => Course::Lowered,
            _ => Course::Unchanged,
        }
    }

    fn verdict(one: (&str, &str), other: (&str, &str), growth: Growth) -> (&'static str, Option<Verdict>) {
        let (a, b) = (quantity(one.0), quantity(other.0));
        let (at_a, at_b) = (clock(one.1), clock(other.1));
        let row = judge(
            &Figure { quantity: &a, as_of: &at_a, course: course(one.0) },
            &Figure { quantity: &b, as_of: &at_b, course: course(other.0) },
            growth,
        );
        (row.name, row.verdict)
    }

    #[test]
    fn every_row_of_the_table_has_an_example_that_it_decides() {
        let rows = [
            ("counts/agree", ("12", "day 1"), ("12", "day 2"), Cumulative),
            ("counts/agree", ("5,600", "day 1"), ("5,583", "day 1"), Single),
            ("counts/agree", ("43 percent", "day 1"), ("42.9 percent", "day 2"), Changing),
            ("counts/agree", ("more than a dozen", "day 1"), ("14", "day 1"), Cumulative),
            ("counts/agree", ("about 40", "day 1"), ("43", "day 1"), Cumulative),
            ("counts/agree", ("10 km", "day 1"), ("6.2 miles", "day 1"), Single),
            ("counts/agree", ("30 km", "day 1"), ("20 miles", "day 1"), Single),
            ("counts/agree", ("100 degrees Fahrenheit", "day 1"), ("38 degrees Celsius", "day 1"), Single),
            ("counts/agree", ("120 km/h", "day 1"), ("75 mph", "day 1"), Single),
            ("counts/agree", ("4,000 hectares", "day 1"), ("10,000 acres", "day 1"), Single),
            ("counts/disjoint", ("10 km", "day 1"), ("12 km", "day 1"), Single),
            ("counts/disjoint", ("10 km", "day 1"), ("9 miles", "day 1"), Single),
            ("counts/disjoint", ("magnitude 6.4", "day 1"), ("magnitude 6.5", "day 1"), Single),
            ("counts/bounds", ("at least 10", "day 1"), ("at least 18", "day 1"), Cumulative),
            ("counts/bounds", ("at least 34", "day 1"), ("71", "day 2"), Cumulative),
            ("counts/vague", ("several", "day 1"), ("dozens", "day 1"), Cumulative),
            ("counts/vague", ("dozens", "day 1"), ("400", "day 1"), Cumulative),
            ("counts/told-as-risen", ("3", "day 1"), ("risen to 5", "day 1"), Cumulative),
            ("counts/told-as-risen", ("at least 31", "day 1"), ("risen to 58", "day 2"), Cumulative),
            ("counts/told-as-lowered", ("112", "day 1"), ("lowered to 87", "day 1"), Cumulative),
            ("counts/told-as-fallen", ("30 missing", "day 1"), ("lowered to 12 missing", "-"), Changing),
            ("counts/superseded", ("3", "morning 1"), ("5", "evening 1"), Cumulative),
            ("counts/changed", ("30 missing", "day 1"), ("12 missing", "day 2"), Changing),
            ("counts/later-and-lower", ("5", "day 1"), ("3", "day 2"), Cumulative),
            ("counts/later-and-lower", ("at least ten", "day 1"), ("only eight", "day 2"), Cumulative),
            ("counts/disjoint", ("61 percent", "day 1"), ("68 percent", "day 2"), Single),
            ("counts/undated", ("40 hours", "-"), ("30 hours", "day 1"), Single),
            ("counts/disjoint-as-of", ("300", "day 1"), ("190", "day 1"), Cumulative),
            ("counts/same-day", ("3", "paper of day 1"), ("5", "paper of day 1"), Cumulative),
            ("counts/coarse-clock", ("3", "day 1"), ("5", "evening 1"), Cumulative),
            ("counts/coarse-clock", ("3", "wire of noon 1"), ("5", "afternoon 1"), Cumulative),
            ("counts/no-clock", ("3", "-"), ("5", "day 1"), Cumulative),
        ];
        for (name, one, other, growth) in rows {
            assert_eq!(verdict(one, other, growth).0, name, "{one:?} {other:?}");
            assert_eq!(verdict(other, one, growth).0, name, "{other:?} {one:?}");
        }
        for row in TABLE {
            assert!(rows.iter().any(|(name, ..)| *name == row.name), "{} has no example", row.name);
        }
    }

    #[test]
    fn a_vague_word_contradicts_only_by_its_lower_limit() {
        for (one, other, expected) in [
            ("dozens", "12", Some(Verdict::Compatible)),
            ("dozens", "11", Some(Verdict::Contradiction)),
            ("hundreds", "99", Some(Verdict::Contradiction)),
            ("scores", "25", Some(Verdict::Compatible)),
        ] {
            let (_, found) = verdict((one, "day 1"), (other, "day 1"), Cumulative);
            assert_eq!(found, expected, "{one} {other}");
        }
    }

    fn any_quantity() -> impl Strategy<Value = Quantity> {
        (0_u32..400, proptest::sample::select(vec!["", "at least ", "about ", "up to ", "only ", "over "]))
            .prop_map(|(number, hedge)| quantity(&format!("{hedge}{number}")))
    }

    fn any_clock() -> impl Strategy<Value = &'static str> {
        proptest::sample::select(vec!["-", "day 1", "day 2", "morning 1", "evening 1"])
    }

    fn any_growth() -> impl Strategy<Value = Growth> {
        proptest::sample::select(ANY_GROWTH.to_vec())
    }

    fn any_course() -> impl Strategy<Value = Course> {
        proptest::sample::select(vec![Course::Unchanged, Course::Risen, Course::Lowered])
    }

    proptest! {
        #[test]
        fn the_order_of_the_figures_changes_no_verdict(
            a in any_quantity(), b in any_quantity(), at_a in any_clock(), at_b in any_clock(), growth in any_growth(),
            course_a in any_course(), course_b in any_course(),
        ) {
            let (at_a, at_b) = (clock(at_a), clock(at_b));
            let one = Figure { quantity: &a, as_of: &at_a, course: course_a };
            let other = Figure { quantity: &b, as_of: &at_b, course: course_b };
            prop_assert_eq!(judge(&one, &other, growth).name, judge(&other, &one, growth).name);
        }

        #[test]
        fn widening_a_figure_never_makes_a_contradiction(
            a in any_quantity(), b in any_quantity(), at_a in any_clock(), at_b in any_clock(), growth in any_growth(),
            down in 0_u32..50, up in 0_u32..50,
        ) {
            let (at_a, at_b) = (clock(at_a), clock(at_b));
            let mut wider = a.clone();
            wider.low = a.low.map(|low| low - f64::from(down));
            wider.high = a.high.map(|high| high + f64::from(up));
            let judged = |quantity: &Quantity| {
                let one = Figure { quantity, as_of: &at_a, course: Course::Unchanged };
                let other = Figure { quantity: &b, as_of: &at_b, course: Course::Unchanged };
                judge(&one, &other, growth).verdict
            };
            let serious = |verdict| matches!(verdict, Some(Verdict::Contradiction | Verdict::Conditional | Verdict::Update));
            prop_assert!(serious(judged(&a)) || !serious(judged(&wider)) || bounds::rounded(&a, &b));
        }
    }
}

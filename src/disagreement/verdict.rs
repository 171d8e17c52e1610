//! What two figures for one thing amount to: a table over how their bounds and their clocks lie.
//!
//! Clocks order figures only as finely as both are known. A vague word contradicts by its floor alone.

use super::Verdict;
use crate::analysis::claim::Interval;
use crate::analysis::claim::predicate::Growth;
use crate::analysis::claim::quantity::OVER;
use crate::analysis::claim::{Course, Quantity};
use crate::analysis::time::{Basis, Granularity, When};

/// What the table looks at, of one figure.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Its bounds.
    pub quantity: &'a Quantity,
    /// Its clock.
    pub as_of: &'a When,
    /// How its report says it has moved.
    pub course: Course,
}

/// How the bounds of two figures lie, the first being that of the earlier clock where one is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// They say the same, or differ by rounding.
    Same,
    /// They can both hold, and differ by more than a reader would shrug at.
    Apart,
    /// Only what a vague word usually means keeps them apart.
    VaguelyApart,
    /// The first lies below the second.
    Rising,
    /// The first lies above the second.
    Falling,
}

/// How the clocks of two figures lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// One is certainly before the other.
    Ordered,
    /// The words of one report put it after the other: "rose to 58", "revised down to 87".
    Told,
    /// Both are known to the same grain and are not apart.
    Same,
    /// Two reports of one day, neither of which gives an hour.
    SameDay,
    /// They overlap, but one is known less finely than the other.
    Coarse,
    /// At least one has no clock.
    None,
}

/// A line of the table: where all of its conditions hold, its verdict is given.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The rule's name.
    pub name: &'static str,
    bounds: &'static [Bounds],
    clocks: &'static [Clocks],
    growth: &'static [Growth],
    /// The verdict; none is silence.
    pub verdict: Option<Verdict>,
    /// The reason, as a sentence.
    pub why: &'static str,
}

use Bounds::{Apart, Falling, Rising, Same, VaguelyApart};
use Growth::{Changing, Cumulative, Single};

const ANY_CLOCKS: &[Clocks] =
    &[Clocks::Ordered, Clocks::Told, Clocks::Same, Clocks::SameDay, Clocks::Coarse, Clocks::None];
const ANY_GROWTH: &[Growth] = &[Cumulative, Changing, Single];

/// The table, first match first.
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
        clocks: &[Clocks::Told],
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Update),
        why: "a report says that the figure has risen to its own",
    },
    Row {
        name: "counts/told-as-lowered",
        bounds: &[Falling, Apart, VaguelyApart],
        clocks: &[Clocks::Told],
        growth: &[Cumulative, Single],
        verdict: Some(Verdict::Conditional),
        why: "a report says that the figure was set right downwards, so the higher one holds only if that is wrong",
    },
    Row {
        name: "counts/told-as-fallen",
        bounds: &[Falling, Apart, VaguelyApart],
        clocks: &[Clocks::Told],
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
        why: "the figures stand at different times, and such a figure goes up and down",
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
        name: "counts/disjoint-as-of",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Same],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Contradiction),
        why: "both figures stand at the same clock, and no number satisfies both",
    },
    Row {
        name: "counts/same-day",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::SameDay],
        growth: &[Cumulative, Changing],
        verdict: Some(Verdict::Conditional),
        why: "both reports are of one day and give no hour: they conflict unless one has the later count of that day",
    },
    Row {
        name: "counts/coarse-clock",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::Coarse],
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Conditional),
        why: "they conflict if both stand at the same hour; one of the clocks is too coarse to tell",
    },
    Row {
        name: "counts/no-clock",
        bounds: &[Rising, Falling],
        clocks: &[Clocks::None],
        growth: ANY_GROWTH,
        verdict: Some(Verdict::Conditional),
        why: "they conflict unless one is the later count; nothing tells when they were made",
    },
];

/// What two figures of one thing amount to.
#[must_use]
pub fn judge(one: &Figure<'_>, other: &Figure<'_>, growth: Growth) -> &'static Row {
    // Where both say that they moved away from the other, their words decide nothing.
    let (later_other, later_one) = (moved_from(one, other), moved_from(other, one));
    let told = later_other != later_one;
    let clocks = if told { Clocks::Told } else { clocks(one.as_of, other.as_of) };
    let swapped = if told { later_one } else { earlier(other.as_of, one.as_of) };
    let (first, second) = if swapped { (other, one) } else { (one, other) };
    let bounds = bounds(first.quantity, second.quantity);
    TABLE
        .iter()
        .find(|row| {
            row.bounds.contains(&bounds) && row.clocks.contains(&clocks) && row.growth.contains(&growth)
        })
        .unwrap_or(&TABLE[0])
}

/// Whether a report says that its figure has moved away from the other, on the side where the other stands.
fn moved_from(other: &Figure<'_>, moved: &Figure<'_>) -> bool {
    let low = |figure: &Figure<'_>| figure.quantity.low.unwrap_or_default();
    let away = match moved.course {
        Course::Stands => false,
        Course::Risen => low(other) < low(moved),
        Course::Lowered => low(other) > low(moved),
    };
    away && !earlier(moved.as_of, other.as_of)
}

/// How two clocks lie.
#[must_use]
pub fn clocks(one: &When, other: &When) -> Clocks {
    if !one.is_dated() || !other.is_dated() {
        return Clocks::None;
    }
    if earlier(one, other) || earlier(other, one) {
        return Clocks::Ordered;
    }
    let grain = |when: &When| match when.granularity() {
        // "20:15" and "in the evening" are the same clock to a newsroom.
        Granularity::Minute | Granularity::PartOfDay => Some(0),
        Granularity::Day => Some(1),
        _ => None,
    };
    let of_report = |when: &When| when.basis == Basis::Published;
    match (grain(one), grain(other)) {
        (Some(1), Some(1)) if of_report(one) && of_report(other) => Clocks::SameDay,
        _ if opens_with(one, other) || opens_with(other, one) => Clocks::Coarse,
        (Some(a), Some(b)) if a == b => Clocks::Same,
        _ => Clocks::Coarse,
    }
}

/// Whether a report was published as the part of the day began that the other clock names: more may have come in it.
fn opens_with(report: &When, other: &When) -> bool {
    let opening = other.part.filter(|_| other.minute.is_none()).map(|part| part.minutes().0);
    report.basis == Basis::Published
        && report
            .minute
            .zip(opening)
            .is_some_and(|(minute, opening)| (opening..opening + 60).contains(&minute))
}

/// Whether a clock is the earlier one: over before the other begins, or of an earlier day. A night runs into the next day,
/// but a figure of that night is not one of that day.
#[must_use]
pub fn earlier(one: &When, other: &When) -> bool {
    let days = one.single_day().zip(other.single_day());
    one.certainly_before(other) || days.is_some_and(|(day, next)| day < next)
}

/// How the bounds of two figures lie, in the given order.
#[must_use]
pub fn bounds(first: &Quantity, second: &Quantity) -> Bounds {
    if rounded(first, second) {
        return Same;
    }
    let (one, other) = (first.usual(), second.usual());
    if one.compatible(other) {
        return if notably_apart(first, second) { Apart } else { Same };
    }
    if first.certain().compatible(second.certain()) {
        return VaguelyApart;
    }
    if one.below(other) { Rising } else { Falling }
}

/// By how much two bounds must differ to be worth telling.
const NOTABLE: f64 = 1.5;

/// The same of people counted one by one: "at least 14" and "16" are two counts, "more than 100" and "110" may be one.
const NOTABLE_OF_PEOPLE: f64 = 1.1;

/// Whether two compatible figures tell a reader different things: a least number far below the other figure.
fn notably_apart(first: &Quantity, second: &Quantity) -> bool {
    let (one, other) = (first.usual(), second.usual());
    let open = |interval: Interval| interval.high.is_infinite() && interval.low.is_finite();
    let told = |interval: Interval| open(interval) || interval.is_point();
    let ratio = |a: f64, b: f64| a.max(b) / a.min(b).max(1.0);
    let one_by_one = |quantity: &Quantity| &*quantity.unit == "people" && quantity.rule != OVER;
    let notable = if one_by_one(first) && one_by_one(second) { NOTABLE_OF_PEOPLE } else { NOTABLE };
    (open(one) || open(other)) && told(one) && told(other) && ratio(one.low, other.low) >= notable
}

/// Whether one figure is the other, rounded: "5,600" and "5,583", "10 km" and "6.2 miles".
fn rounded(first: &Quantity, second: &Quantity) -> bool {
    let point = |quantity: &Quantity| quantity.usual().is_point().then_some(quantity.low).flatten();
    let (Some(one), Some(other)) = (point(first), point(second)) else { return false };
    let apart = (one - other).abs();
    if &*first.unit == "s" && &*second.unit == "s" {
        return apart < grain(one).max(grain(other)) / 2.0;
    }
    let measured = !matches!(&*first.unit, "" | "people") && first.unit == second.unit;
    if measured && apart < resolution(first, second).max(resolution(second, first)) / 2.0 {
        return true;
    }
    let (coarse, fine) = if zeros(one) >= zeros(other) { (one, other) } else { (other, one) };
    let step = 10_f64.powi(zeros(coarse));
    zeros(coarse) >= 1
        && coarse >= 10.0 * step
        && ((fine / step).round() * step - coarse).abs() < 0.5
        && zeros(coarse) > zeros(fine)
}

/// How finely a measure was written, in the unit it is compared in: of "6.2 miles" a tenth of a mile. What was converted from
/// another unit is also taken to be rounded where it ends in zeros, to a fifth of it at most: "30 km" and "20 miles".
fn resolution(measure: &Quantity, other: &Quantity) -> f64 {
    let written = measure.low.unwrap_or_default() / measure.factor;
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6 * value.abs().max(1.0);
    let decimals = (0..4).find(|places| is_whole(written * 10_f64.powi(*places))).unwrap_or(4);
    let converted = (measure.factor - other.factor).abs() > 1e-9 * measure.factor;
    let step = if decimals == 0 && converted && written > 0.0 {
        10_f64.powi(zeros(written.round())).min(written / 5.0).max(1.0)
    } else {
        10_f64.powi(-decimals)
    };
    step * measure.factor
}

/// The unit a duration was measured in, in seconds: the longest that divides it.
fn grain(seconds: f64) -> f64 {
    const UNITS: &[f64] = &[604_800.0, 86_400.0, 3600.0, 60.0];
    UNITS.iter().copied().find(|unit| seconds >= *unit && seconds % unit == 0.0).unwrap_or(1.0)
}

/// How many zeros a whole number ends in.
fn zeros(value: f64) -> i32 {
    let mut zeros = 0;
    let mut power = 10.0;
    while zeros < 15 && value >= power && value % power == 0.0 {
        zeros += 1;
        power *= 10.0;
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;
    use crate::analysis::time::PartOfDay;
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
            _ => Course::Stands,
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
    fn every_row_of_the_table_has_an_example_it_decides() {
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
    fn a_vague_word_contradicts_by_its_floor_only() {
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
        proptest::sample::select(vec![Course::Stands, Course::Risen, Course::Lowered])
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
                let one = Figure { quantity, as_of: &at_a, course: Course::Stands };
                let other = Figure { quantity: &b, as_of: &at_b, course: Course::Stands };
                judge(&one, &other, growth).verdict
            };
            let grave = |verdict| matches!(verdict, Some(Verdict::Contradiction | Verdict::Conditional | Verdict::Update));
            prop_assert!(grave(judged(&a)) || !grave(judged(&wider)) || rounded(&a, &b));
        }
    }
}

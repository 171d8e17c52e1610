//! How the bounds of two figures relate: whether one number satisfies both, whether one is a rounded form of the other.

use crate::analysis::claim::quantity::OVER;
use crate::analysis::claim::{Interval, Quantity};

/// How the bounds of two figures relate; the first figure is the earlier one if one is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// They say the same, or differ by rounding.
    Same,
    /// They can both hold, but differ enough for a reader to notice.
    Apart,
    /// Only the usual meaning of a vague word keeps them apart.
    VaguelyApart,
    /// The first lies below the second.
    Rising,
    /// The first lies above the second.
    Falling,
}

/// How the bounds of two figures relate, in the given order.
#[must_use]
pub fn bounds(first: &Quantity, second: &Quantity) -> Bounds {
    if rounded(first, second) {
        return Bounds::Same;
    }
    let (one, other) = (first.usual(), second.usual());
    if one.compatible(other) {
        return if notably_apart(first, second) { Bounds::Apart } else { Bounds::Same };
    }
    if first.certain().compatible(second.certain()) {
        return Bounds::VaguelyApart;
    }
    if one.below(other) { Bounds::Rising } else { Bounds::Falling }
}

/// By what factor two bounds must differ to be worth showing.
const NOTABLE: f64 = 1.5;

/// The same for people counted one by one: "at least 14" and "16" are two counts, "more than 100" and "110" may be one.
const NOTABLE_OF_PEOPLE: f64 = 1.1;

/// Whether two compatible figures mean different things to a reader: a minimum far below the other figure.
fn notably_apart(first: &Quantity, second: &Quantity) -> bool {
    let (one, other) = (first.usual(), second.usual());
    let open = |interval: Interval| interval.high.is_infinite() && interval.low.is_finite();
    let definite = |interval: Interval| open(interval) || interval.is_point();
    let ratio = |a: f64, b: f64| a.max(b) / a.min(b).max(1.0);
    let one_by_one = |quantity: &Quantity| &*quantity.unit == "people" && quantity.rule != OVER;
    let notable = if one_by_one(first) && one_by_one(second) { NOTABLE_OF_PEOPLE } else { NOTABLE };
    (open(one) || open(other)) && definite(one) && definite(other) && ratio(one.low, other.low) >= notable
}

/// Whether one figure is a rounded form of the other: "5,600" and "5,583", "10 km" and "6.2 miles".
pub(super) fn rounded(first: &Quantity, second: &Quantity) -> bool {
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

/// The precision to which a measure was written, in the unit of comparison: for "6.2 miles", a tenth of a mile. A measure
/// converted from another unit is also taken to be rounded if it ends in zeros, by a fifth of it at most: "30 km" and "20
/// miles".
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

/// The unit in which a duration was measured, in seconds: the longest that divides it.
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

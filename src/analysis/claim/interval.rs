//! Numbers known within bounds. Both ends are inclusive and may be open.

use super::Quantity;
use crate::text::{Span, Term};

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The least possible number.
    pub low: f64,
    /// The greatest possible number.
    pub high: f64,
}

impl Interval {
    /// An interval from bounds; `None` is open.
    #[must_use]
    pub fn new(low: Option<f64>, high: Option<f64>) -> Self {
        Self { low: low.unwrap_or(f64::NEG_INFINITY), high: high.unwrap_or(f64::INFINITY) }
    }

    /// Whether some number lies in both, so that both can be true. Symmetric.
    #[must_use]
    pub fn compatible(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether every number of this one lies below every number of the other.
    #[must_use]
    pub fn below(self, other: Self) -> bool {
        self.high < other.low
    }

    /// Whether it contains only one number.
    #[must_use]
    pub fn is_point(self) -> bool {
        self.low >= self.high
    }
}

impl Quantity {
    /// A number of people counted one by one, read by a rule.
    #[must_use]
    pub fn of_people(count: f64, span: Span, rule: Term) -> Self {
        Self {
            low: Some(count),
            high: Some(count),
            approximate: false,
            floor: None,
            unit: "people".into(),
            factor: 1.0,
            span,
            rule,
        }
    }

    /// What the words usually mean.
    #[must_use]
    pub fn usual(&self) -> Interval {
        Interval::new(self.low, self.high)
    }

    /// What the words mean at the least: a vague word guarantees only its lower limit, "about" allows more on either side.
    #[must_use]
    pub fn certain(&self) -> Interval {
        match (self.approximate, self.floor) {
            (true, Some(floor)) => Interval { low: floor, high: f64::INFINITY },
            (true, None) => Interval::new(self.low.map(|low| low * 0.85), self.high.map(|high| high * 1.15)),
            (false, _) => self.usual(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds() -> impl Strategy<Value = Interval> {
        (proptest::option::of(0.0..1e6_f64), proptest::option::of(0.0..1e6_f64)).prop_map(|(a, b)| {
            match (a, b) {
                (Some(a), Some(b)) => Interval::new(Some(a.min(b)), Some(a.max(b))),
                (a, b) => Interval::new(a, b),
            }
        })
    }

    proptest! {
        #[test]
        fn compatible_is_symmetric(a in bounds(), b in bounds()) {
            prop_assert_eq!(a.compatible(b), b.compatible(a));
        }

        #[test]
        fn widening_never_creates_a_contradiction(a in bounds(), b in bounds(), down in 0.0..1e3_f64, up in 0.0..1e3_f64) {
            let wider = Interval { low: a.low - down, high: a.high + up };
            prop_assert!(!a.compatible(b) || wider.compatible(b));
        }

        #[test]
        fn two_intervals_are_compatible_or_one_lies_below_the_other(a in bounds(), b in bounds()) {
            prop_assert_eq!(a.compatible(b), !a.below(b) && !b.below(a));
        }

        #[test]
        fn the_certain_bounds_contain_the_usual_ones(
            low in 0.0..1e6_f64, span in 0.0..1e3_f64, approximate: bool, floor in proptest::option::of(0.0..1.0_f64),
        ) {
            let quantity = Quantity {
                low: Some(low), high: Some(low + span), approximate, floor: floor.map(|part| part * low),
                unit: "".into(), factor: 1.0, span: Span::default(), rule: "test",
            };
            let (certain, usual) = (quantity.certain(), quantity.usual());
            prop_assert!(certain.low <= usual.low && usual.high <= certain.high);
        }
    }
}

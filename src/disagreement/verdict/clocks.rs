//! How the clocks of two figures relate: which of the two is the later count, as precisely as both are known.

use crate::analysis::time::{Basis, Granularity, When};

/// How the clocks of two figures relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// One is certainly before the other.
    Ordered,
    /// The words of one report say that it is later: "rose to 58", "revised down to 87".
    Stated,
    /// Both are known to the same precision and are not apart.
    Same,
    /// Two reports of one day, neither of which gives an hour.
    SameDay,
    /// They overlap, but one is known less precisely than the other.
    Coarse,
    /// At least one has no clock.
    None,
}

/// How two clocks relate.
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

/// Whether a report was published just as the part of the day began that the other clock names: more may have become known
/// during it.
fn opens_with(report: &When, other: &When) -> bool {
    let opening = other.part.filter(|_| other.minute.is_none()).map(|part| part.minutes().0);
    report.basis == Basis::Published
        && report
            .minute
            .zip(opening)
            .is_some_and(|(minute, opening)| (opening..opening + 60).contains(&minute))
}

/// Whether a clock is the earlier one: it ends before the other begins, or is of an earlier day. A night extends into the
/// next day, but a figure from that night is not a figure of that day.
#[must_use]
pub fn earlier(one: &When, other: &When) -> bool {
    let days = one.single_day().zip(other.single_day());
    one.certainly_before(other) || days.is_some_and(|(day, next)| day < next)
}

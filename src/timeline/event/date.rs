//! One date of an event from all its tellings.

use super::telling::Telling;
use crate::analysis::time::{Basis, When};

/// The date that the best evidence gives: the narrowest of the value most tellings agree with. What is open on a side counts where
/// nothing else is told.
///
/// Tellings that say another date keep it; comparing them is `disagreement`'s matter.
pub fn of(tellings: &[&Telling<'_>]) -> When {
    let dated = || tellings.iter().map(|telling| &telling.mention.when).filter(|when| when.is_dated());
    let Some(basis) = dated().map(|when| evidence(when.basis)).min() else { return When::unknown() };
    let best: Vec<&When> = dated().filter(|when| evidence(when.basis) == basis).collect();
    let closed = best.iter().any(|when| when.first.is_some() && when.last.is_some());
    let best: Vec<&When> =
        best.into_iter().filter(|when| !closed || when.first.is_some() && when.last.is_some()).collect();
    let agreeing = |when: &When| best.iter().filter(|other| !when.disjoint(other)).count();
    let rank = |when: &When| (std::cmp::Reverse(agreeing(when)), when.granularity(), when.order_key());
    best.iter().min_by_key(|when| rank(when)).map_or_else(When::unknown, |when| (*when).clone())
}

/// What the words themselves tell, by name or by relation, and what they stand under is equally good evidence.
fn evidence(basis: Basis) -> Basis {
    if matches!(basis, Basis::Relative | Basis::Heading) { Basis::Explicit } else { basis }
}

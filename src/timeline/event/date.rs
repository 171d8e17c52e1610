//! One date for an event from all its accounts.

use super::account::Account;
use crate::analysis::time::{Basis, When};

/// The date with the best evidence: the narrowest of the value that most accounts agree on. An open-ended date counts only where
/// there is no other.
///
/// Accounts that give another date keep it; comparing them is the work of `disagreement`.
pub fn of(accounts: &[&Account<'_>]) -> When {
    let dated = || accounts.iter().map(|account| &*account.mention.when).filter(|when| when.is_dated());
    let Some(basis) = dated().map(|when| evidence(when.basis)).min() else { return When::unknown() };
    let best: Vec<&When> = dated().filter(|when| evidence(when.basis) == basis).collect();
    let closed = best.iter().any(|when| when.first.is_some() && when.last.is_some());
    let best: Vec<&When> =
        best.into_iter().filter(|when| !closed || when.first.is_some() && when.last.is_some()).collect();
    let overlaps = Overlaps::of(&best);
    let rank = |when: &When| (std::cmp::Reverse(overlaps.with(when)), when.granularity(), when.order_key());
    best.iter().min_by_key(|when| rank(when)).map_or_else(When::unknown, |when| (*when).clone())
}

/// What the words themselves say, by name or relative to the report, and what the heading above them says are equally good evidence.
fn evidence(basis: Basis) -> Basis {
    if matches!(basis, Basis::Relative | Basis::Heading) { Basis::Explicit } else { basis }
}

/// The ends of time spans, sorted, so that those disjoint from a given one need not be visited: an event of a large corpus
/// has thousands of accounts.
struct Overlaps {
    count: usize,
    starts: Vec<i64>,
    ends: Vec<i64>,
}

impl Overlaps {
    fn of(all: &[&When]) -> Self {
        let mut starts: Vec<i64> = all.iter().filter_map(|when| when.start_minute()).collect();
        let mut ends: Vec<i64> = all.iter().filter_map(|when| when.end_minute()).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Self { count: all.len(), starts, ends }
    }

    /// How many of them overlap it.
    fn with(&self, when: &When) -> usize {
        let over = |start: i64| self.ends.partition_point(|&end| end <= start);
        let to_come = |end: i64| self.starts.len() - self.starts.partition_point(|&start| start < end);
        let disjoint = when.start_minute().map_or(0, over) + when.end_minute().map_or(0, to_come);
        self.count.saturating_sub(disjoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_overlaps_is_that_of_a_pairwise_comparison() {
        let stated = [
            "2031-05-04",
            "2031-05-04",
            "2031-05-03",
            "2031-05",
            "2031-05-03/2031-05-05",
            "2031-06",
            "2031",
            "2031-05-04/..",
            "../2031-05-04",
            "2030-12-31",
            "2032-01-01",
            "XXXX-05-04",
            "2031-05-05",
        ];
        let all: Vec<When> = stated
            .iter()
            .filter_map(|edtf| When::from_edtf(edtf, None, Basis::Explicit))
            .chain([When::unknown()])
            .collect();
        assert!(all.len() > 8);
        let all: Vec<&When> = all.iter().collect();
        let overlaps = Overlaps::of(&all);
        for when in &all {
            let one_by_one = all.iter().filter(|other| !when.disjoint(other)).count();
            assert_eq!(overlaps.with(when), one_by_one, "{}", when.edtf);
        }
    }
}

//! Which rows of two lists are the same, found by keys in passes from the strictest to the loosest.
//!
//! A pass considers only rows that no earlier one paired, in time linear in their keys.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Rows of an old and a new list, each paired with at most one of the other.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    /// Per old row: its partner.
    to_new: Vec<Option<usize>>,
    /// Per new row: its partner.
    to_old: Vec<Option<usize>>,
}

impl Pairs {
    /// No pairs yet between lists of these lengths.
    pub fn new(old: usize, new: usize) -> Self {
        Self { to_new: vec![None; old], to_old: vec![None; new] }
    }

    pub fn old_len(&self) -> usize {
        self.to_new.len()
    }

    pub fn new_len(&self) -> usize {
        self.to_old.len()
    }

    /// The partner of an old row.
    pub fn new_of(&self, old: usize) -> Option<usize> {
        self.to_new[old]
    }

    /// The partner of a new row.
    pub fn old_of(&self, new: usize) -> Option<usize> {
        self.to_old[new]
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    fn free(partners: &[Option<usize>]) -> impl Iterator<Item = usize> + '_ {
        (0..partners.len()).filter(|row| partners[*row].is_none())
    }

    /// Pairs rows with the same key: of several the first with the first, the second with the second. A row without a
    /// key stays unpaired.
    pub fn by_key<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(usize) -> Option<K>,
        new_key: impl Fn(usize) -> Option<K>,
    ) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for row in Self::free(&self.to_old) {
            if let Some(key) = new_key(row) {
                waiting.entry(key).or_default().push_back(row);
            }
        }
        for old in 0..self.to_new.len() {
            if self.to_new[old].is_some() {
                continue;
            }
            let partner = old_key(old).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(new) = partner {
                self.pair(old, new);
            }
        }
    }

    /// Pairs rows whose key no other unpaired row of their list has.
    pub fn by_unique_key<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(usize) -> Option<K>,
        new_key: impl Fn(usize) -> Option<K>,
    ) {
        let unique = |free: &mut dyn Iterator<Item = usize>, key: &dyn Fn(usize) -> Option<K>| {
            let mut rows: HashMap<K, Option<usize>> = HashMap::new();
            for row in free {
                if let Some(key) = key(row) {
                    rows.entry(key).and_modify(|only| *only = None).or_insert(Some(row));
                }
            }
            rows
        };
        let old = unique(&mut Self::free(&self.to_new), &old_key);
        let new = unique(&mut Self::free(&self.to_old), &new_key);
        for (key, row) in old {
            if let (Some(old), Some(Some(new))) = (row, new.get(&key)) {
                self.pair(old, *new);
            }
        }
    }

    /// Pairs rows that share anchors, those with the most in common first. The first occurrence of an anchor in the old
    /// list is matched with the first in the new one, the second with the second, so that a common anchor costs no more than a rare one.
    pub fn by_anchors<K: Eq + Hash>(
        &mut self,
        old_anchors: impl Fn(usize) -> Vec<K>,
        new_anchors: impl Fn(usize) -> Vec<K>,
    ) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for row in Self::free(&self.to_old) {
            for anchor in new_anchors(row) {
                waiting.entry(anchor).or_default().push_back(row);
            }
        }
        let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
        for old in Self::free(&self.to_new) {
            for anchor in old_anchors(old) {
                if let Some(new) = waiting.get_mut(&anchor).and_then(VecDeque::pop_front) {
                    *shared.entry((old, new)).or_default() += 1;
                }
            }
        }
        let mut shared: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        shared.sort_unstable_by_key(|((old, new), count)| (std::cmp::Reverse(*count), *old, *new));
        for ((old, new), _) in shared {
            if self.to_new[old].is_none() && self.to_old[new].is_none() {
                self.pair(old, new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_keys_pair_in_order_and_leave_the_rest() {
        let (old, new) = (["a", "b", "a", "a"], ["a", "c", "a"]);
        let mut pairs = Pairs::new(old.len(), new.len());
        pairs.by_key(|row| Some(old[row]), |row| Some(new[row]));
        assert_eq!(pairs.to_new, [Some(0), None, Some(2), None]);
        assert_eq!(pairs.to_old, [Some(0), None, Some(2)]);
    }

    #[test]
    fn an_ambiguous_key_pairs_nothing_where_it_must_be_unique() {
        let (old, new) = (["a", "b", "c"], ["b", "a", "a"]);
        let mut pairs = Pairs::new(old.len(), new.len());
        pairs.by_unique_key(|row| Some(old[row]), |row| Some(new[row]));
        assert_eq!(pairs.to_new, [None, Some(0), None]);
    }

    #[test]
    fn rows_with_the_most_in_common_pair_first() {
        let old = [vec!["x", "y"], vec!["z"]];
        let new = [vec!["z", "w"], vec!["x", "y", "z"]];
        let mut pairs = Pairs::new(old.len(), new.len());
        pairs.by_anchors(|row| old[row].clone(), |row| new[row].clone());
        assert_eq!(pairs.to_new, [Some(1), Some(0)]);
    }

    proptest! {
        #[test]
        fn no_row_is_paired_twice_and_pairs_agree(
            old in prop::collection::vec(prop::collection::vec(0_u8..6, 0..4), 0..12),
            new in prop::collection::vec(prop::collection::vec(0_u8..6, 0..4), 0..12),
        ) {
            let mut pairs = Pairs::new(old.len(), new.len());
            pairs.by_unique_key(|row| old[row].first().copied(), |row| new[row].first().copied());
            pairs.by_key(|row| old[row].last().copied(), |row| new[row].last().copied());
            pairs.by_anchors(|row| old[row].clone(), |row| new[row].clone());
            for row in 0..old.len() {
                prop_assert!(pairs.new_of(row).is_none_or(|new| pairs.old_of(new) == Some(row)));
            }
            for row in 0..new.len() {
                prop_assert!(pairs.old_of(row).is_none_or(|old| pairs.new_of(old) == Some(row)));
            }
        }
    }
}

//! The best items of a search in progress, each by its best spelling.

use std::collections::{BTreeSet, HashMap};

use super::Hit;

/// The best items so far.
pub struct Best {
    limit: usize,
    /// By falling score, then by rank.
    order: BTreeSet<(std::cmp::Reverse<i64>, u32)>,
    /// The sort key of each item.
    items: HashMap<u32, (i64, u32)>,
}

impl Best {
    /// No items yet, and room for this many.
    pub fn new(limit: usize) -> Self {
        Self { limit, order: BTreeSet::new(), items: HashMap::new() }
    }

    /// Whether a name with this score and rank could still be among the best.
    pub fn admits(&self, score: i64, at: u32) -> bool {
        self.order.len() < self.limit
            || self.order.last().is_some_and(|last| (std::cmp::Reverse(score), at) <= *last)
    }

    /// Adds a name, if it is among the best.
    pub fn add(&mut self, score: i64, at: u32, item: u32) {
        let entry = (std::cmp::Reverse(score), at);
        if !self.admits(score, at) {
            return;
        }
        match self.items.get(&item) {
            Some((known, _)) if *known > score => return,
            Some((known, first)) if *known == score && *first < at => return,
            Some((known, first)) => {
                self.order.remove(&(std::cmp::Reverse(*known), *first));
            }
            None => {}
        }
        self.items.insert(item, (score, at));
        self.order.insert(entry);
        if self.order.len() > self.limit {
            self.order.pop_last();
        }
    }

    /// The best, best first.
    pub fn into_hits(self, owners: &[(u32, u32)]) -> Vec<Hit> {
        let hit = |(std::cmp::Reverse(score), at): (std::cmp::Reverse<i64>, u32)| {
            let (item, spelling) = owners[at as usize];
            Hit { item, spelling, score }
        };
        self.order.into_iter().map(hit).collect()
    }
}

//! Numbers in groups, looked up by group: the events of an actor, the disagreements of an event, the events of a lane.

/// Numbers in groups: all in one list, and where each group starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups pairs of group and item; the items of a group keep their order.
    pub fn new(groups: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let pairs: Vec<(u32, u32)> =
            pairs.into_iter().filter(|(group, _)| (*group as usize) < groups).collect();
        let mut starts = vec![0; groups + 1];
        for (group, _) in &pairs {
            starts[*group as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; pairs.len()];
        for (group, item) in pairs {
            let place = &mut next[group as usize];
            items[*place as usize] = item;
            *place += 1;
        }
        Self { starts, items }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Where a group starts among all items.
    pub fn start(&self, group: u32) -> usize {
        self.starts.get(group as usize).map_or(self.items.len(), |start| *start as usize)
    }

    /// The items of a group.
    pub fn of(&self, group: u32) -> &[u32] {
        let group = group as usize;
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&start), Some(&end)) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_of_their_items_and_ignore_unknown_groups() {
        let groups = Groups::new(3, [(2, 5), (0, 9), (2, 1), (7, 1)]);
        assert_eq!((groups.of(0), groups.of(1), groups.of(2)), (&[9][..], &[][..], &[5, 1][..]));
        assert_eq!(groups.of(9), &[] as &[u32]);
    }
}

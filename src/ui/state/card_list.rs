//! The explorer's list of disagreements: those about the selected event, then all others that pass, most serious first.

use std::sync::Arc;

use super::app::App;

/// The list of disagreements. What passes the filter is the same for all events, so that another selection costs no more than
/// its own disagreements.
#[derive(Clone, Debug, Default)]
pub struct CardList {
    /// Those about the selected event.
    own: Vec<u32>,
    /// Where those are among all that pass.
    own_places: Vec<usize>,
    /// All that pass, in order.
    passing: Arc<[u32]>,
    /// The selected one.
    pub at: usize,
    /// The first seen.
    pub top: usize,
}

impl CardList {
    /// Lists disagreements, the first of them selected. Those about the event are among the passing; both are in order.
    #[must_use]
    pub fn new(own: Vec<u32>, passing: Arc<[u32]>) -> Self {
        let own_places = own.iter().filter_map(|card| passing.binary_search(card).ok()).collect();
        Self { own, own_places, passing, at: 0, top: 0 }
    }

    /// How many are about the selected event.
    #[must_use]
    pub fn own(&self) -> usize {
        self.own.len()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.passing.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passing.is_empty()
    }

    /// The disagreement at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<u32> {
        let Some(mut other) = place.checked_sub(self.own.len()) else { return self.own.get(place).copied() };
        for own in &self.own_places {
            if *own > other {
                break;
            }
            other += 1;
        }
        self.passing.get(other).copied()
    }

    /// The place of a disagreement.
    #[must_use]
    pub fn position(&self, card: u32) -> Option<usize> {
        let own = self.own.iter().position(|own| *own == card);
        own.or_else(|| {
            let among_all = self.passing.binary_search(&card).ok()?;
            let own_before = self.own_places.partition_point(|own| *own < among_all);
            Some(self.own.len() + among_all - own_before)
        })
    }
}

impl App {
    /// Lists the disagreements: those of the selected event, then all others.
    pub(in crate::ui) fn order_cards(&mut self) {
        let own = self.subject.event.map_or(&[][..], |event| self.library.disagreements_of(event));
        let own = own.iter().copied().filter(|at| self.passes_disagreement(*at)).collect();
        self.cards = CardList::new(own, self.passing.listed.clone());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_events_own_come_first_and_all_others_follow_in_order(
            passing in prop::collection::btree_set(0_u32..40, 0..30),
            own in prop::collection::vec(any::<bool>(), 40),
        ) {
            let passing: Vec<u32> = passing.into_iter().collect();
            let is_own = |card: &u32| own[*card as usize];
            let (own, others): (Vec<u32>, Vec<u32>) = passing.iter().partition(|card| is_own(card));
            let expected: Vec<u32> = own.iter().chain(&others).copied().collect();
            let list = CardList::new(own, passing.into());
            let listed: Vec<u32> = (0..list.len()).filter_map(|place| list.get(place)).collect();
            prop_assert_eq!(&listed, &expected);
            prop_assert_eq!(list.get(list.len()), None);
            for (place, card) in expected.iter().enumerate() {
                prop_assert_eq!(list.position(*card), Some(place));
            }
            prop_assert_eq!(list.position(40), None);
        }
    }
}

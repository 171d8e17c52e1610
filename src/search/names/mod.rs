//! Fuzzy search over names with the scores of `fuzzy-matcher`, best first, exact and fast at a million names.
//!
//! The matcher folds ASCII case only and its scores depend on earlier calls: both sides are folded here, and its matrix
//! is put into a known state before every scored call. Only few names are scored. Each name has masks of its letters, of the
//! letters at word heads and of its neighbouring letters; from these follows an upper bound of its score, in steps of what a
//! letter in a worse position costs (a tier). Names of the best tier are examined letter by letter, which makes the bound
//! exact (an alignment with affine gaps, Gotoh 1982), and scored by descending bound until the last result wanted scores at least the
//! next bound.

mod best;
mod query;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Folded, fold};
use best::Best;
use query::{Losses, Query, TIER, bit, pair};

/// Names to search, each of an item and ranked by weight if scores are equal.
#[derive(Debug, Default)]
pub struct Names {
    /// All folded names, one after the other, those of the heaviest item first.
    arena: String,
    /// Where each name ends in the arena.
    ends: Vec<u32>,
    /// The first letter of each.
    firsts: Vec<u8>,
    letters: Vec<u32>,
    heads: Vec<u32>,
    pairs: Vec<u128>,
    /// The item of each name, and which of its spellings it is.
    owners: Vec<(u32, u32)>,
}

/// A name that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its item.
    pub item: u32,
    /// Which of the item's spellings matched: 0 for the first given.
    pub spelling: u32,
    /// The matcher's score.
    pub score: i64,
}

/// The names a query may match, for a longer query to narrow, and to be counted.
#[derive(Clone, Debug, Default)]
pub struct Survivors {
    /// The letters of the query; none if there was no query yet.
    needed: u32,
    /// Names that have them all; none are listed before the first query.
    listed: Option<Vec<u32>>,
}

impl Names {
    /// An index of items, each with its weight and its spellings.
    pub fn new<'n, S>(items: impl IntoIterator<Item = (u32, S)>) -> Self
    where
        S: IntoIterator<Item = &'n str>,
    {
        let mut items: Vec<(u32, u32, S)> =
            (0..).zip(items).map(|(item, (weight, spellings))| (weight, item, spellings)).collect();
        items.sort_by_key(|(weight, item, _)| (std::cmp::Reverse(*weight), *item));
        let mut names = Self::default();
        for (_, item, spellings) in items {
            for (spelling, name) in (0..).zip(spellings) {
                names.push(name, (item, spelling));
            }
        }
        names.arena.shrink_to_fit();
        names.ends.shrink_to_fit();
        names.firsts.shrink_to_fit();
        names.letters.shrink_to_fit();
        names.heads.shrink_to_fit();
        names.pairs.shrink_to_fit();
        names.owners.shrink_to_fit();
        names
    }

    fn push(&mut self, name: &str, owner: (u32, u32)) {
        let start = self.arena.len();
        fold(name, |letter, _| self.arena.push(letter));
        let (mut letters, mut heads, mut pairs) = (0, 0, 0);
        let mut before = b' ';
        for &letter in &self.arena.as_bytes()[start..] {
            letters |= bit(letter);
            heads |= if before.is_ascii_alphanumeric() { 0 } else { bit(letter) };
            pairs |= pair(before, letter);
            before = letter;
        }
        self.ends.push(u32::try_from(self.arena.len()).unwrap_or(u32::MAX));
        self.firsts.push(self.arena.as_bytes().get(start).copied().unwrap_or(b' '));
        self.letters.push(letters);
        self.heads.push(heads);
        self.pairs.push(pairs);
        self.owners.push(owner);
    }

    fn name(&self, at: u32) -> &str {
        &self.arena[self.extent(at)]
    }

    fn letters(&self, at: u32) -> &[u8] {
        &self.arena.as_bytes()[self.extent(at)]
    }

    fn extent(&self, at: u32) -> std::ops::Range<usize> {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        start..self.ends[at] as usize
    }

    /// The best items for a query, best first, each by its best spelling: every word of the query must match. An empty
    /// query gives the heaviest items. Names that failed an earlier, shorter query are not examined again.
    pub fn search(&self, query: &str, limit: usize, survivors: &mut Survivors) -> Vec<Hit> {
        let query = Query::new(query);
        let tiers = self.sift(&query, survivors);
        let listed = survivors.listed.as_deref().unwrap_or_default();
        let matcher = SkimMatcherV2::default().respect_case();
        let mut best = Best::new(limit);
        let mut losses = Losses::default();
        // Names by the minimum of points they lose, after their letters were examined.
        let mut known: Vec<Vec<u32>> = vec![Vec::new(); query.losses()];
        for lost in 0..known.len() {
            if lost % usize::from(TIER) == 0 {
                let tier = u8::try_from(lost / usize::from(TIER)).unwrap_or(u8::MAX);
                let mut names = memchr::memchr_iter(tier, &tiers).map(|place| listed[place]).peekable();
                // Names with the same bound come by rank, so that none after one that cannot enter can enter either.
                while let Some(at) = names.next_if(|at| best.admits(query.bound(lost), *at)) {
                    let name = self.letters(at);
                    if !query.matches(name) {
                        continue;
                    }
                    let exactly = query.least_lost(name, &mut losses);
                    if exactly > lost {
                        known[exactly.min(query.losses() - 1)].push(at);
                    } else {
                        self.score(&query, &matcher, at, &mut best);
                    }
                }
            }
            let mut names = std::mem::take(&mut known[lost]);
            // They come from several tiers; of the same bound, those of higher rank go first.
            names.sort_unstable();
            for at in names {
                if !best.admits(query.bound(lost), at) {
                    break;
                }
                self.score(&query, &matcher, at, &mut best);
            }
            if !best.admits(query.bound(lost + 1), 0) {
                break;
            }
        }
        best.into_hits(&self.owners)
    }

    fn score(&self, query: &Query, matcher: &SkimMatcherV2, at: u32, best: &mut Best) {
        if let Some(score) = query.score(matcher, self.name(at)) {
            best.add(score, at, self.owners[at as usize].0);
        }
    }

    /// Finds the names that have all letters of the query; returns, for each, the minimum of tiers it loses.
    fn sift(&self, query: &Query, survivors: &mut Survivors) -> Vec<u8> {
        let narrows = survivors.needed & query.needed == survivors.needed;
        let before = survivors.listed.take().filter(|_| narrows);
        let all = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let has = |at: &u32| self.letters[*at as usize] & query.needed == query.needed;
        let listed: Vec<u32> = match before {
            Some(before) => before.into_iter().filter(has).collect(),
            None => (0..all).filter(has).collect(),
        };
        let tier = |at: &u32| {
            let at = *at as usize;
            query.tiers_lost(self.firsts[at], self.heads[at], self.pairs[at])
        };
        let tiers = listed.iter().map(tier).collect();
        *survivors = Survivors { needed: query.needed, listed: Some(listed) };
        tiers
    }

    /// How many items match a query: the remaining names are checked one by one. None if it was stopped before the end.
    #[must_use]
    pub fn count(&self, query: &str, survivors: &Survivors, stop: impl Fn() -> bool) -> Option<usize> {
        let query = Query::new(query);
        let mut total = 0;
        let mut last = None;
        for names in survivors.listed.as_deref().unwrap_or_default().chunks(COUNTED) {
            if stop() {
                return None;
            }
            for &at in names {
                let item = self.owners[at as usize].0;
                if last != Some(item) && query.matches(self.letters(at)) {
                    total += 1;
                    last = Some(item);
                }
            }
        }
        Some(total)
    }

    /// The memory that the index takes, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.arena.capacity()
            + self.firsts.capacity()
            + self.ends.capacity() * size_of::<u32>()
            + (self.letters.capacity() + self.heads.capacity()) * size_of::<u32>()
            + self.pairs.capacity() * size_of::<u128>()
            + self.owners.capacity() * size_of::<(u32, u32)>()
    }
}

/// How many names are counted between checks whether to stop.
const COUNTED: usize = 1 << 13;

/// The bytes of a name at which the characters begin that a query matches.
#[must_use]
pub fn positions(name: &str, query: &str) -> Vec<u32> {
    let name = Folded::of(name);
    let query = Folded::of(query).letters;
    let matcher = SkimMatcherV2::default().respect_case();
    let mut found: Vec<u32> = Vec::new();
    for word in query.split_whitespace() {
        if let Some((_, letters)) = matcher.fuzzy_indices(&name.letters, word) {
            found.extend(letters.iter().filter_map(|&letter| name.origin.get(letter)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names() -> Names {
        let items: [(u32, &[&str]); 4] = [
            (3, &["Jean Dupont", "Dupont"]),
            (9, &["Jane Dupond"]),
            (1, &["Bureau of Public Order"]),
            (2, &["Zoë Çelik", "Celik"]),
        ];
        Names::new(items.map(|(weight, spellings)| (weight, spellings.iter().copied())))
    }

    fn found(query: &str) -> Vec<u32> {
        let hits = names().search(query, 9, &mut Survivors::default());
        hits.iter().map(|hit| hit.item).collect()
    }

    /// Every name scored by a matcher of its own: the reference ranking.
    fn naive(items: &[(u32, Vec<String>)], query: &str, limit: usize) -> Vec<Hit> {
        let query = Query::new(query);
        let mut ranked: Vec<(u32, u32)> =
            (0..).zip(items).map(|(item, (weight, _))| (*weight, item)).collect();
        ranked.sort_by_key(|(weight, item)| (std::cmp::Reverse(*weight), *item));
        let mut hits: Vec<Hit> = Vec::new();
        for (_, item) in ranked {
            let best = (0..).zip(&items[item as usize].1).filter_map(|(spelling, name)| {
                let fresh = || SkimMatcherV2::default().respect_case();
                let name = Folded::of(name).letters;
                let scores = query.words.iter().map(|word| fresh().fuzzy_match(&name, word));
                Some(Hit { item, spelling, score: scores.sum::<Option<i64>>()? })
            });
            hits.extend(best.min_by_key(|hit| (std::cmp::Reverse(hit.score), hit.spelling)));
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits.truncate(limit);
        hits
    }

    proptest! {
        #[test]
        fn the_best_are_those_of_scoring_every_name(
            items in proptest::collection::vec(
                (0u32..4, proptest::collection::vec("[a-dA-D é'.-]{0,12}", 1..3)), 0..40),
            query in "[a-d' .-]{0,5}",
            longer in "[a-d ]{0,3}",
            limit in 1usize..12,
        ) {
            let names = Names::new(items.iter().map(|(weight, s)| (*weight, s.iter().map(String::as_str))));
            let mut survivors = Survivors::default();
            for query in [query.clone(), format!("{query}{longer}"), query] {
                let hits = names.search(&query, limit, &mut survivors);
                prop_assert_eq!(&hits, &naive(&items, &query, limit));
                prop_assert_eq!(names.count(&query, &survivors, || false), Some(naive(&items, &query, 99).len()));
            }
        }
    }

    proptest! {
        #[test]
        fn no_name_scores_more_than_its_bound(name in "[a-c '.-]{1,14}", query in "[a-c'.]{1,6}") {
            let (name, query) = (Folded::of(&name).letters, Query::new(&query));
            let matcher = SkimMatcherV2::default().respect_case();
            if let (true, Some(score)) = (query.matches(name.as_bytes()), query.score(&matcher, &name)) {
                let lost = query.least_lost(name.as_bytes(), &mut Losses::default());
                prop_assert!(score <= query.bound(lost), "{score} is more than {}", query.bound(lost));
            }
        }
    }

    #[test]
    fn letters_in_order_match_and_accents_and_case_do_not_matter() {
        for (query, expected) in [
            ("", vec![1, 0, 3, 2]),
            ("dupont", vec![0]),
            ("celik", vec![3]),
            ("ÇELIK", vec![3]),
            ("zoe\u{308}", vec![3]),
            ("bpo", vec![2]),
            ("order bureau", vec![2]),
            ("xyz", vec![]),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
    }

    #[test]
    fn an_item_is_found_once_by_its_best_spelling() {
        let hits = names().search("dupont", 9, &mut Survivors::default());
        assert_eq!(hits.len(), 1);
        assert!(hits[0].score > 0);
    }

    #[test]
    fn matched_letters_are_found_in_the_name_as_written() {
        assert_eq!(positions("Zoë Çelik", "ce"), [5, 7]);
        assert_eq!(positions("Zoë", "x"), [] as [u32; 0]);
    }
}

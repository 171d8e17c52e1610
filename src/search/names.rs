//! Fuzzy search over names with the scores of `fuzzy-matcher`, the best first, exact and fast at a million names.
//!
//! The matcher folds ASCII case only and its scores depend on earlier calls: both sides are folded here, and its matrix
//! is put into a known state before every scored call. Only few names are scored. Each has masks of its letters, of the
//! letters at word heads and of its neighbouring letters; from these an upper bound of its score follows, and names are
//! scored by falling bound until the last one wanted scores at least the next bound. Before it is scored, a name is looked at
//! letter by letter, and put back under a lower bound where it deserves one.

use std::collections::{BTreeSet, HashMap};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Folded, fold};

/// Names to search, each standing for an item and ranked by weight where scores are equal.
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
    pairs: Vec<u64>,
    /// What each name stands for, and which of its spellings it is.
    owners: Vec<(u32, u32)>,
}

/// A name that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it stands for.
    pub item: u32,
    /// Which of the item's spellings matched: 0 for the first given.
    pub spelling: u32,
    /// The matcher's score.
    pub score: i64,
}

/// The names a query may match: what a longer query narrows, and what is counted.
#[derive(Clone, Debug, Default)]
pub struct Survivors {
    /// The letters the query asked for; none of nothing was asked yet.
    needed: u32,
    /// Whether these are all names, none of them listed.
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
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.arena[start..self.ends[at] as usize]
    }

    /// The best items for a query, best first, each by its best spelling: every word of the query must match. An empty
    /// query gives the heaviest. What survived an earlier, shorter query need not be looked at again.
    pub fn search(&self, query: &str, limit: usize, survivors: &mut Survivors) -> Vec<Hit> {
        let query = Query::new(query);
        let mut buckets = self.sift(&query, survivors);
        let matcher = SkimMatcherV2::default().respect_case();
        let mut best = Best::new(limit);
        let mut rows = Rows::default();
        for lost in 0..buckets.len() {
            let mut names = std::mem::take(&mut buckets[lost]);
            // What a closer look has put here stands behind those of higher rank.
            names.sort_unstable();
            for at in names {
                // Names of one bound come by rank, so that none after this one can enter either.
                if !best.admits(query.bound(lost), at) {
                    break;
                }
                let name = self.name(at);
                if !query.matches(name) {
                    continue;
                }
                let exactly = query.least_lost(name.as_bytes(), &mut rows);
                if exactly > lost {
                    buckets[exactly].push(at);
                } else if let Some(score) = query.score(&matcher, name) {
                    best.add(score, at, self.owners[at as usize].0);
                }
            }
        }
        best.into_hits(&self.owners)
    }

    /// Names that have all letters of the query, by the tiers they lose at least; those that lose alike by rank.
    fn sift(&self, query: &Query, survivors: &mut Survivors) -> Vec<Vec<u32>> {
        let narrows = survivors.needed & query.needed == survivors.needed;
        let before = survivors.listed.take().filter(|_| narrows);
        let all = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let has = |at: &u32| self.letters[*at as usize] & query.needed == query.needed;
        let listed: Vec<u32> = match before {
            Some(before) => before.into_iter().filter(has).collect(),
            None => (0..all).filter(has).collect(),
        };
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); query.tiers() + 1];
        for &at in &listed {
            let place = at as usize;
            let lost = query.tiers_lost(self.firsts[place], self.heads[place], self.pairs[place]);
            buckets[lost].push(at);
        }
        *survivors = Survivors { needed: query.needed, listed: Some(listed) };
        buckets
    }

    /// How many items match a query: the survivors of its search looked at one by one.
    #[must_use]
    pub fn count(&self, query: &str, survivors: &Survivors) -> usize {
        let query = Query::new(query);
        let Some(listed) = &survivors.listed else { return 0 };
        let mut total = 0;
        let mut last = None;
        for &at in listed {
            let item = self.owners[at as usize].0;
            if last != Some(item) && query.matches(self.name(at)) {
                total += 1;
                last = Some(item);
            }
        }
        total
    }

    /// The bytes the index takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.arena.capacity()
            + self.firsts.capacity()
            + self.ends.capacity() * size_of::<u32>()
            + (self.letters.capacity() + self.heads.capacity()) * size_of::<u32>()
            + self.pairs.capacity() * size_of::<u64>()
            + self.owners.capacity() * size_of::<(u32, u32)>()
    }
}

/// The bit of a folded letter; digits and signs share the six that are left.
fn bit(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << (26 + letter % 6),
    }
}

/// The bit of two neighbouring letters.
fn pair(before: u8, letter: u8) -> u64 {
    1 << (u32::from(before).wrapping_mul(31).wrapping_add(u32::from(letter).wrapping_mul(17)) % 64)
}

/// What a letter loses of the matcher's score when it stands in a place one tier worse.
const TIER: i64 = 8;

/// A folded query, word by word.
struct Query {
    words: Vec<String>,
    needed: u32,
}

impl Query {
    fn new(query: &str) -> Self {
        let folded = Folded::of(query).letters;
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let needed = words.iter().flat_map(|word| word.bytes()).fold(0, |all, letter| all | bit(letter));
        Self { words, needed }
    }

    /// The most a name can score: 31 for a first letter at the very beginning, 20 for each further one that follows its
    /// neighbour or begins a word, 4 more after a separator.
    fn most(&self) -> i64 {
        let word = |word: &String| {
            let separators = word.bytes().filter(|letter| !letter.is_ascii_alphanumeric()).count();
            let further = word.len().saturating_sub(1);
            31 + 20 * i64::try_from(further).unwrap_or(0) + 4 * i64::try_from(separators).unwrap_or(0)
        };
        self.words.iter().map(word).sum()
    }

    /// The most a name can score that loses so many tiers.
    fn bound(&self, lost: usize) -> i64 {
        self.most() - TIER * i64::try_from(lost).unwrap_or(0)
    }

    /// Most tiers a name can lose.
    fn tiers(&self) -> usize {
        self.words.iter().map(|word| word.len() + 1).sum()
    }

    /// How many tiers a name loses at least: one if the first letter does not begin it, two if it begins no word either,
    /// one for each further letter that neither follows its neighbour nor begins a word.
    fn tiers_lost(&self, first: u8, heads: u32, pairs: u64) -> usize {
        let mut lost = 0;
        for word in self.words.iter().map(String::as_bytes) {
            let begins = heads & bit(word[0]) != 0;
            lost += usize::from(word[0] != first) + usize::from(word[0] != first && !begins);
            for two in word.windows(2) {
                let follows = pairs & pair(two[0], two[1]) != 0;
                lost += usize::from(!follows && heads & bit(two[1]) == 0);
            }
        }
        lost
    }

    /// How many tiers a name that matches loses at least, in whatever way its letters are matched. What the masks tell of
    /// the name as a whole is seen here letter by letter, which costs less than a score.
    fn least_lost(&self, name: &[u8], rows: &mut Rows) -> usize {
        self.words.iter().map(|word| rows.least_lost(name, word.as_bytes())).sum()
    }

    /// The sum of the words' scores; none if one does not match.
    fn score(&self, matcher: &SkimMatcherV2, name: &str) -> Option<i64> {
        self.words.iter().try_fold(0, |sum, word| {
            matcher.fuzzy_match("a", "a");
            Some(sum + matcher.fuzzy_match(name, word)?)
        })
    }

    /// Whether every word's letters stand in the name in their order.
    fn matches(&self, name: &str) -> bool {
        self.words.iter().all(|word| {
            let mut letters = name.bytes();
            word.bytes().all(|wanted| letters.any(|letter| letter == wanted))
        })
    }
}

/// For each letter of a name, the tiers lost at least if the letters of the query so far end there.
#[derive(Default)]
struct Rows {
    before: Vec<u16>,
    now: Vec<u16>,
}

/// No match ends there. Twice this is still a number.
const NEVER: u16 = u16::MAX / 2;

impl Rows {
    fn least_lost(&mut self, name: &[u8], word: &[u8]) -> usize {
        let is_head = |at: usize| at == 0 || !name[at - 1].is_ascii_alphanumeric();
        self.before.clear();
        self.before.extend(name.iter().enumerate().map(|(at, letter)| {
            match (Some(letter) == word.first(), at) {
                (false, _) => NEVER,
                (true, 0) => 0,
                (true, _) => 2 - u16::from(is_head(at)),
            }
        }));
        for letter in word.iter().skip(1) {
            self.now.clear();
            let (mut least, mut neighbour) = (NEVER, NEVER);
            for (at, own) in name.iter().enumerate() {
                let ends = neighbour.min(least + u16::from(!is_head(at)));
                self.now.push(if own == letter { ends } else { NEVER });
                neighbour = self.before[at];
                least = least.min(neighbour);
            }
            std::mem::swap(&mut self.before, &mut self.now);
        }
        self.before.iter().copied().min().unwrap_or(0).into()
    }
}

/// The best items so far.
struct Best {
    limit: usize,
    /// By falling score, then by rank.
    order: BTreeSet<(std::cmp::Reverse<i64>, u32)>,
    /// What each item is in the order by.
    items: HashMap<u32, (i64, u32)>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit, order: BTreeSet::new(), items: HashMap::new() }
    }

    /// Whether a name of that score and rank is still wanted.
    fn admits(&self, score: i64, at: u32) -> bool {
        self.order.len() < self.limit
            || self.order.last().is_some_and(|last| (std::cmp::Reverse(score), at) <= *last)
    }

    fn add(&mut self, score: i64, at: u32, item: u32) {
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

    fn into_hits(self, owners: &[(u32, u32)]) -> Vec<Hit> {
        let hit = |(std::cmp::Reverse(score), at): (std::cmp::Reverse<i64>, u32)| {
            let (item, spelling) = owners[at as usize];
            Hit { item, spelling, score }
        };
        self.order.into_iter().map(hit).collect()
    }
}

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

    /// Every name scored by a matcher of its own: the ranking that is to be met.
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
                prop_assert_eq!(names.count(&query, &survivors), naive(&items, &query, 99).len());
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

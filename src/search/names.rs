//! Fuzzy search over names with the scores of `fuzzy-matcher`, the best first.
//!
//! The matcher folds ASCII case only and its scores depend on earlier calls: both sides are folded here, and its matrix
//! is put into a known state before every scored call.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Folded, fold};

/// Names to search, each standing for an item and ranked by weight where scores are equal.
#[derive(Debug, Default)]
pub struct Names {
    /// All folded names, one after the other, the heaviest first.
    arena: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    end: u32,
    item: u32,
    spelling: u32,
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

/// The best hits, and how many names match at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, best first, one for each item.
    pub hits: Vec<Hit>,
    /// How many items match.
    pub total: usize,
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
                let start = u32::try_from(names.arena.len()).unwrap_or(u32::MAX);
                fold(name, |letter, _| names.arena.push(letter));
                let end = u32::try_from(names.arena.len()).unwrap_or(u32::MAX);
                names.entries.push(Entry { start, end, item, spelling });
            }
        }
        names
    }

    /// The best items for a query: every word of it must match; an empty query gives the heaviest.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Found {
        let query = Folded::of(query).letters;
        let words: Vec<&str> = query.split_whitespace().collect();
        let matcher = SkimMatcherV2::default().respect_case();
        let mut found: Vec<(usize, Hit)> = Vec::new();
        let mut group: Option<Hit> = None;
        for (rank, entry) in self.entries.iter().enumerate() {
            let name = &self.arena[entry.start as usize..entry.end as usize];
            if let Some(last) = group.filter(|last| last.item != entry.item) {
                found.push((rank, last));
                group = None;
            }
            if let Some(score) = score(&matcher, name, &words)
                && group.is_none_or(|best| score > best.score)
            {
                group = Some(Hit { item: entry.item, spelling: entry.spelling, score });
            }
        }
        found.extend(group.map(|last| (self.entries.len(), last)));
        found.sort_by_key(|(rank, hit)| (std::cmp::Reverse(hit.score), *rank));
        let total = found.len();
        Found { hits: found.into_iter().take(limit).map(|(_, hit)| hit).collect(), total }
    }
}

/// The sum of the words' scores; none if one does not match.
fn score(matcher: &SkimMatcherV2, name: &str, words: &[&str]) -> Option<i64> {
    words.iter().try_fold(0, |sum, word| {
        matcher.fuzzy_match("a", "a");
        Some(sum + matcher.fuzzy_match(name, word)?)
    })
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
        names().search(query, 9).hits.iter().map(|hit| hit.item).collect()
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
        let hits = names().search("dupont", 9).hits;
        assert_eq!(hits.len(), 1);
        assert!(hits[0].score > 0);
    }

    #[test]
    fn matched_letters_are_found_in_the_name_as_written() {
        assert_eq!(positions("Zoë Çelik", "ce"), [5, 7]);
        assert_eq!(positions("Zoë", "x"), [] as [u32; 0]);
    }
}

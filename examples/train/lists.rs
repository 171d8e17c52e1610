//! The lists of names and nouns in `assets/lexicon`, word by word, as sets that the file of weights holds.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::language::model::feature::{list, list_key};
use rashomon::analysis::language::model::table;

/// For each word's key the set of lists that hold it.
#[derive(Debug)]
pub struct Lists {
    sets: BTreeMap<u64, u32>,
}

/// Which columns of a line hold names, the list of a name of one word, and that of a word of a longer name.
struct Source {
    file: &'static str,
    columns: &'static [(usize, u32, u32)],
}

const SOURCES: &[Source] = &[
    Source { file: "given-names.txt", columns: &[(0, list::GIVEN, 0)] },
    Source { file: "family-names.txt", columns: &[(0, list::FAMILY, 0)] },
    Source { file: "cities.txt", columns: &[(0, list::CITY, list::CITY_PART)] },
    Source {
        file: "countries.txt",
        columns: &[
            (1, list::COUNTRY, list::COUNTRY),
            (2, list::PEOPLE, list::PEOPLE),
            (3, list::CITY, list::CITY_PART),
        ],
    },
    Source { file: "regions.txt", columns: &[(0, list::REGION, list::REGION)] },
    Source { file: "organisations.txt", columns: &[(0, list::ORGANISATION, list::ORGANISATION)] },
    Source { file: "organisation-nouns.txt", columns: &[(0, list::ORGANISATION_NOUN, 0)] },
    Source { file: "place-nouns.txt", columns: &[(0, list::PLACE_NOUN, list::PLACE_NOUN)] },
    Source { file: "titles.txt", columns: &[(0, list::TITLE, 0)] },
];

/// Words of names that say nothing by themselves.
const COMMON: &[&str] = &[
    "of", "the", "and", "in", "on", "for", "de", "la", "le", "el", "al", "da", "do", "del", "des", "du",
    "der", "den", "an", "am", "upon", "by", "a", "to", "st", "i", "is", "it", "as", "at", "or", "no", "so",
    "he", "we", "be", "us",
];

impl Lists {
    /// Reads all lists.
    pub fn read() -> Result<Self> {
        let mut sets: BTreeMap<u64, u32> = BTreeMap::new();
        for source in SOURCES {
            let path = Path::new("assets/lexicon").join(source.file);
            let text =
                std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                for &(column, alone, part) in source.columns {
                    for name in cells.get(column).into_iter().flat_map(|cell| cell.split('|')) {
                        add(&mut sets, name, alone, part);
                    }
                }
            }
        }
        sets.retain(|_, set| *set != 0);
        Ok(Self { sets })
    }

    /// The set of a key.
    pub fn find(&self, key: u64) -> u32 {
        self.sets.get(&key).copied().unwrap_or(0)
    }

    /// The sets as a section's bytes.
    pub fn write(&self) -> Vec<u8> {
        table::write(&self.sets.iter().map(|(&key, &set)| (key, set)).collect::<Vec<_>>())
    }
}

fn add(sets: &mut BTreeMap<u64, u32>, name: &str, alone: u32, part: u32) {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let list = if words.len() == 1 { alone } else { part };
    for word in words {
        if !COMMON.contains(&word.to_lowercase().as_str()) {
            *sets.entry(list_key(word)).or_default() |= list;
        }
    }
}

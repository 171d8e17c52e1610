//! The lists of names and nouns in `assets/lexicon`, word by word, as sets stored in the file of weights.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rashomon::analysis::language::Xpos;
use rashomon::analysis::language::model::feature::{list, list_key};
use rashomon::analysis::language::model::table;

use super::inflect;

/// For each word's key the set of lists that contain it.
#[derive(Debug)]
pub struct Lists {
    sets: HashMap<u64, u32>,
}

/// Which columns of a line contain names, the list of a name of one word, and that of a word of a longer name.
struct Source {
    file: &'static str,
    columns: &'static [(usize, u32, u32)],
    /// Whether the plural of a noun is listed with it.
    plurals: bool,
}

const SOURCES: &[Source] = &[
    Source::names("given-names.txt", &[(0, list::GIVEN, 0)]),
    Source::names("family-names.txt", &[(0, list::FAMILY, 0)]),
    Source::names("cities.txt", &[(0, list::CITY, list::CITY_PART)]),
    Source::names(
        "countries.txt",
        &[
            (1, list::COUNTRY, list::COUNTRY),
            (2, list::PEOPLE, list::PEOPLE),
            (3, list::CITY, list::CITY_PART),
        ],
    ),
    Source::names("regions.txt", &[(0, list::REGION, list::REGION)]),
    Source::names("organisations.txt", &[(0, list::ORGANISATION, list::ORGANISATION)]),
    Source::nouns("organisation-nouns.txt", &[(0, list::ORGANISATION_NOUN, 0)]),
    Source::nouns("place-nouns.txt", &[(0, list::PLACE_NOUN, list::PLACE_NOUN)]),
    Source::nouns("titles.txt", &[(0, list::TITLE, 0)]),
    Source::nouns("groups.txt", &[(2, list::PERSON_NOUN, 0), (3, list::PERSON_NOUN, 0)]),
    Source::nouns("person-nouns.txt", &[(0, list::PERSON_NOUN, 0)]),
    Source::nouns("thing-nouns.txt", &[(0, list::THING_NOUN, 0)]),
];

impl Source {
    const fn names(file: &'static str, columns: &'static [(usize, u32, u32)]) -> Self {
        Self { file, columns, plurals: false }
    }

    const fn nouns(file: &'static str, columns: &'static [(usize, u32, u32)]) -> Self {
        Self { file, columns, plurals: true }
    }
}

/// The share of its uses, in tenths, from which a noun counts as one that mostly names an event.
const MOSTLY: u32 = 6;

/// Words of names that mean nothing by themselves.
const COMMON: &[&str] = &[
    "of", "the", "and", "in", "on", "for", "de", "la", "le", "el", "al", "da", "do", "del", "des", "du",
    "der", "den", "an", "am", "upon", "by", "a", "to", "st", "i", "is", "it", "as", "at", "or", "no", "so",
    "he", "we", "be", "us",
];

impl Lists {
    /// Reads all lists.
    pub fn read() -> Result<Self> {
        let mut sets: HashMap<u64, u32> = HashMap::new();
        for source in SOURCES {
            for line in lines(source.file)? {
                let cells: Vec<&str> = line.split('\t').collect();
                for &(column, alone, part) in source.columns {
                    for name in cells.get(column).into_iter().flat_map(|cell| cell.split(['|', ','])) {
                        add(&mut sets, name.trim(), alone, part);
                        if source.plurals {
                            add(&mut sets, &plural(name.trim()), alone, part);
                        }
                    }
                }
            }
        }
        for line in lines("event-nouns.txt")? {
            let cells: Vec<&str> = line.split('\t').collect();
            let tenths: u32 = cells.get(1).map_or(Ok(0), |tenths| tenths.parse())?;
            let list = if tenths >= MOSTLY { list::EVENT_NOUN } else { list::EVENTFUL_NOUN };
            add(&mut sets, cells[0], list, 0);
            add(&mut sets, &plural(cells[0]), list, 0);
        }
        add_classes(&mut sets)?;
        sets.retain(|_, set| *set != 0);
        Ok(Self { sets })
    }

    /// The set of a key.
    pub fn find(&self, key: u64) -> u32 {
        self.sets.get(&key).copied().unwrap_or(0)
    }

    /// The sets as a section's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut sets: Vec<(u64, u32)> = self.sets.iter().map(|(&key, &set)| (key, set)).collect();
        sets.sort_unstable();
        table::write(&sets)
    }
}

/// The lines of a list without its header.
pub fn lines(file: &str) -> Result<Vec<String>> {
    let path = Path::new("assets/lexicon").join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// The regular plural of a noun.
pub fn plural(noun: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|ending| noun.ends_with(ending));
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if hisses => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The classes a dictionary gives words, and their inflected forms.
fn add_classes(sets: &mut HashMap<u64, u32>) -> Result<()> {
    for line in lines("word-classes.txt")? {
        let (word, classes) = line.split_once('\t').with_context(|| format!("no classes: {line}"))?;
        for class in classes.chars() {
            let list = match class {
                'n' => list::NOUN,
                'v' => list::VERB,
                'a' => list::ADJECTIVE,
                'r' => list::ADVERB,
                other => bail!("no word class: {other}"),
            };
            *sets.entry(list_key(word)).or_default() |= list;
            if class == 'n' {
                *sets.entry(list_key(&plural(word))).or_default() |= list::PLURAL;
            }
        }
    }
    for form in inflect::all()? {
        let list = match form.xpos {
            Xpos::Nns => list::PLURAL,
            Xpos::Vbz => list::VERB_THIRD,
            Xpos::Vbg => list::VERB_ING,
            Xpos::Vbd => list::VERB_PAST,
            Xpos::Vbn => list::PARTICIPLE,
            _ => continue,
        };
        *sets.entry(list_key(&form.form)).or_default() |= list;
    }
    Ok(())
}

fn add(sets: &mut HashMap<u64, u32>, name: &str, alone: u32, part: u32) {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let list = if words.len() == 1 { alone } else { part };
    for word in words {
        if !COMMON.contains(&word.to_lowercase().as_str()) {
            *sets.entry(list_key(word)).or_default() |= list;
        }
    }
}

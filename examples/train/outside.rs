//! What is known of words from outside the treebanks: the lists that contain them, and the codes of their vectors.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use rashomon::analysis::language::model::codes::{BITS, CODES};
use rashomon::analysis::language::model::feature::{Known, list_key};

use super::lists::Lists;

/// Lists and codes.
#[derive(Debug)]
pub struct Outside {
    pub lists: Lists,
    /// By the key of each word, the commonest word first.
    pub codes: Vec<(u64, [u16; CODES])>,
    places: HashMap<u64, usize>,
}

impl Outside {
    /// Reads the lists of the project, and codes from a file of lines `word code …`, in which the commonest words come first.
    pub fn read(codes: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(codes).with_context(|| format!("cannot read {}", codes.display()))?;
        let (mut entries, mut places) = (Vec::new(), HashMap::new());
        for line in text.lines() {
            let (word, numbers) = line.split_once(' ').with_context(|| format!("no codes: {line}"))?;
            let key = list_key(word);
            // Numbers that differ only in their digits are one word to the reader.
            if places.contains_key(&key) {
                continue;
            }
            places.insert(key, entries.len());
            entries.push((key, parsed(numbers).with_context(|| format!("no sound codes: {line}"))?));
        }
        Ok(Self { lists: Lists::read()?, codes: entries, places })
    }

    /// What is known of a key.
    pub fn find(&self, key: u64) -> Known {
        let codes = self.places.get(&key).map(|&place| self.codes[place].1);
        Known { lists: self.lists.find(key), codes }
    }
}

fn parsed(numbers: &str) -> Result<[u16; CODES]> {
    let codes: Vec<u16> = numbers.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    ensure!(codes.iter().zip(BITS).all(|(&code, bits)| code >> bits == 0), "a code is too large");
    codes.try_into().ok().context("a word has eight codes")
}

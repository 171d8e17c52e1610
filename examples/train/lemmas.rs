//! The lemma table: the most frequent script of every word and ending, kept only if a shorter key would be wrong.

use std::collections::{BTreeMap, HashSet};

use rashomon::analysis::language::{Upos, Xpos};

use rashomon::analysis::language::lemma::{Capitals, Script, keys, write};

use super::inflect::Inflected;
use crate::treebank::Sentence;

/// A word's keys with its script, and how often it occurs in the text.
type Words = BTreeMap<(Vec<u64>, Script), usize>;

/// Fewer words than this do not make a rule.
const FEW: usize = 3;

/// Learns the table from the sentences, and from forms that they do not contain; returns it as a section's bytes.
pub fn learn(sentences: &[Sentence], forms: &[Inflected]) -> Vec<u8> {
    let mut words = counted(sentences);
    add_unmet(&mut words, sentences, forms);
    let mut votes: BTreeMap<u64, BTreeMap<&Script, usize>> = BTreeMap::new();
    for ((all, script), count) in &words {
        for (place, key) in all.iter().enumerate() {
            // Whole words count by how often they occur in the text, endings by how many words have them.
            let weight = if place < 2 { *count } else { 1 };
            *votes.entry(*key).or_default().entry(script).or_default() += weight;
        }
    }
    let mut bearers: BTreeMap<&Script, usize> = BTreeMap::new();
    for (_, script) in words.keys() {
        *bearers.entry(script).or_default() += 1;
    }
    let winner = |place: usize, key: &u64| {
        let (script, count) = votes.get(key)?.iter().max_by_key(|(_, count)| **count)?;
        // One word's slip is not a rule for others, and what occurs once and is like nothing else counts as a slip.
        let trusted = if place < 2 { *count > 1 || bearers[*script] >= FEW } else { *count >= FEW };
        trusted.then_some(*script)
    };
    // From the shortest key to the longest: a longer one is kept if it disagrees with a shorter one.
    let mut kept: BTreeMap<u64, &Script> = BTreeMap::new();
    let longest = words.keys().map(|(all, _)| all.len()).max().unwrap_or_default();
    for back in 1..=longest {
        for (all, _) in words.keys().filter(|(all, _)| all.len() >= back) {
            let place = all.len() - back;
            let key = all[place];
            let shorter = all[place + 1..].iter().find_map(|key| kept.get(key).copied());
            if let Some(script) = winner(place, &key).filter(|script| Some(*script) != shorter) {
                kept.insert(key, script);
            }
        }
    }
    let mut scripts: Vec<&Script> = kept.values().copied().collect();
    scripts.sort();
    scripts.dedup();
    let number = |script: &Script| scripts.binary_search(&script).expect("every kept script is listed");
    let entries: Vec<(u64, u32)> = kept
        .iter()
        .map(|(key, script)| (*key, u32::try_from(number(script)).expect("some hundred scripts")))
        .collect();
    let scripts: Vec<Script> = scripts.into_iter().cloned().collect();
    println!("lemmas: {} scripts, {} keys", scripts.len(), entries.len());
    write(&scripts, &entries)
}

/// Every word of the sentences.
fn counted(sentences: &[Sentence]) -> Words {
    let mut words = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let tags = (word.upos, word.xpos);
        let all: Vec<u64> = keys(&word.form, tags, Capitals::of(&word.form)).collect();
        let script = Script::between(&word.form, &word.lemma);
        if script.add.len() < 200 {
            *words.entry((all, script)).or_default() += 1;
        }
    }
    words
}

/// The weight of a listed form: more than any mistake is repeated.
const LISTED: usize = 1000;

/// Adds the listed forms, and those that no sentence has with that tag, in small letters and capitalised.
fn add_unmet(words: &mut Words, sentences: &[Sentence], forms: &[Inflected]) {
    let met: HashSet<(String, Upos, Xpos)> = sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .map(|word| (word.form.to_lowercase(), word.upos, word.xpos))
        .collect();
    for Inflected { form, lemma, upos, xpos, listed } in forms {
        if !listed && met.contains(&(form.clone(), *upos, *xpos)) {
            continue;
        }
        let script = Script::between(form, lemma);
        for capitals in [Capitals::None, Capitals::First] {
            let all: Vec<u64> = keys(form, (*upos, *xpos), capitals).collect();
            *words.entry((all, script.clone())).or_default() += if *listed { LISTED } else { 1 };
        }
    }
}

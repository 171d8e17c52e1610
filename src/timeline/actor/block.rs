//! Which spellings are compared at all: those that share a key. Never all pairs.
//!
//! Blocking with several keys, and a sorted neighbourhood within large blocks (Hernández and Stolfo, SIGMOD 1995).

use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::entry::{Entry, Form, Person};
use crate::analysis::actor::fold::skeleton;
use crate::analysis::actor::name::full_form;

/// How many neighbours in its block a full name is compared with at most.
const WINDOW: usize = 24;

/// All pairs of entries that share a key, each once, by index.
pub(super) fn pairs(entries: &[Entry]) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = entries
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, entry)| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            keys(entry).into_iter().map(move |key| (key, place))
        })
        .collect();
    keyed.par_sort_unstable();
    keyed.dedup();
    let mut pairs: Vec<(u32, u32)> = keyed
        .chunk_by(|one, other| one.0 == other.0)
        .flat_map(|block| {
            block.iter().enumerate().flat_map(move |(at, &(_, one))| {
                block[at + 1..].iter().take(WINDOW).map(move |&(_, other)| (one.min(other), one.max(other)))
            })
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The keys of one entry: two spellings of one actor share at least one.
fn keys(entry: &Entry) -> Vec<u64> {
    match &entry.form {
        Form::Person(Person { name, .. }) => {
            let family = skeleton(&name.family);
            let Some(first) = name.given.first() else { return vec![key("lone", &[&family])] };
            let given = skeleton(full_form(first));
            let opening = given.get(..1).unwrap_or_default();
            let edge = 3.min(name.family.len() / 2);
            let hard = skeleton(&name.family.replace("ch", "kh"));
            vec![
                key("sound", &[&family, opening]),
                key("sound", &[&hard, opening]),
                key("start", &[full_form(first), &name.family[..edge]]),
                key("end", &[full_form(first), &name.family[name.family.len() - edge..]]),
            ]
        }
        Form::Words(name) => {
            let mut sorted: Vec<&str> = name.words.iter().map(String::as_str).collect();
            sorted.sort_unstable();
            let skeletons: Vec<String> = name.words.iter().map(|word| skeleton(word)).collect();
            let skeletons: Vec<&str> = skeletons.iter().map(String::as_str).collect();
            let mut keys = vec![key("words", &sorted), key("sounds", &skeletons)];
            if let [.., _] = name.words.as_slice()
                && name.words.iter().any(|word| word.len() >= 8)
            {
                let edges = name.words.iter().map(|word| word.get(..3.min(word.len())).unwrap_or_default());
                keys.push(key("edges", &edges.collect::<Vec<_>>()));
            }
            keys
        }
        Form::Key => Vec::new(),
    }
}

fn key(name: &str, parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    parts.hash(&mut hasher);
    hasher.finish()
}

//! Groups entries that are one actor: full names first, best pairs first, then shortened names.

use std::collections::HashMap;

use rayon::prelude::*;

use super::block;
use super::entry::{Entry, Form, Person};
use super::rule::{self, CLEAR, Comparison, FITS, SAME};
use crate::analysis::actor::fold::skeleton;

/// Two entries and the rules that apply to them.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub one: u32,
    pub other: u32,
    pub comparison: Comparison,
}

/// Entries grouped into actors.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// For each entry the first entry of its cluster.
    parent: Vec<u32>,
    /// For each first entry the entries of its cluster.
    members: Vec<Vec<u32>>,
    /// The links that made the clusters, in the order they were made.
    pub links: Vec<Link>,
}

/// How many names of one cluster are checked against how many of another's, at most, before the two become one.
const REPRESENTATIVES: usize = 6;

/// A shortened name that fits more clusters than this belongs to none.
const MAX_CANDIDATES: usize = 48;

/// Groups entries into actors. Entries must be in their canonical order: the result depends on nothing else.
pub(super) fn sort_out(entries: &[Entry]) -> Clusters {
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut clusters = Clusters {
        parent: (0..count).collect(),
        members: (0..count).map(|place| vec![place]).collect(),
        links: Vec::new(),
    };
    for link in full_name_links(entries) {
        clusters.join(entries, link);
    }
    attach_shortened(entries, &mut clusters);
    clusters
}

/// The pairs of full names that are one actor, the best first.
fn full_name_links(entries: &[Entry]) -> Vec<Link> {
    let mut links: Vec<(i32, Link)> = block::pairs(entries)
        .into_par_iter()
        .filter_map(|(one, other)| {
            let comparison = rule::compare(&entries[one as usize], &entries[other as usize]);
            let score = comparison.score();
            (score >= SAME && !comparison.forbidden() && !comparison.rules.contains(&&rule::WITHOUT_COUNTRY))
                .then_some((score, Link { one, other, comparison }))
        })
        .collect();
    links.par_sort_by_key(|(score, link)| (-score, link.one, link.other));
    links.into_iter().map(|(_, link)| link).collect()
}

impl Clusters {
    /// The clusters, each as the indices of its entries, in canonical order.
    pub fn all(&self) -> impl Iterator<Item = &[u32]> {
        self.members.iter().filter(|members| !members.is_empty()).map(Vec::as_slice)
    }

    /// The first entry of an entry's cluster.
    pub fn of(&self, entry: u32) -> u32 {
        let mut here = entry;
        while self.parent[here as usize] != here {
            here = self.parent[here as usize];
        }
        here
    }

    /// Merges two clusters, unless a rule forbids that names of one and of the other are one actor.
    fn join(&mut self, entries: &[Entry], link: Link) {
        let (one, other) = (self.of(link.one), self.of(link.other));
        if one == other {
            return;
        }
        // Linked entries have been compared already.
        let both_lone = [one, other].iter().all(|&cluster| self.members[cluster as usize].len() == 1);
        if !both_lone && self.forbidden(entries, one, other) {
            return;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        self.parent[gone as usize] = kept;
        let moved = std::mem::take(&mut self.members[gone as usize]);
        self.members[kept as usize].extend(moved);
        self.links.push(link);
    }

    fn forbidden(&self, entries: &[Entry], one: u32, other: u32) -> bool {
        let names = |cluster: u32| self.members[cluster as usize].iter().take(REPRESENTATIVES);
        names(one).any(|&left| {
            names(other)
                .any(|&right| rule::compare(&entries[left as usize], &entries[right as usize]).forbidden())
        })
    }
}

/// Assigns each shortened name to the full name it fits, where it clearly fits only one.
fn attach_shortened(entries: &[Entry], clusters: &mut Clusters) {
    let index = index_full_names(entries, clusters);
    let links: Vec<Link> = entries
        .par_iter()
        .enumerate()
        .filter(|(_, entry)| is_shortened(entry))
        .filter_map(|(place, entry)| {
            best_full_name(entries, clusters, &index, u32::try_from(place).ok()?, entry)
        })
        .collect();
    for link in links {
        clusters.join_shortened(entries, link);
    }
}

impl Clusters {
    /// Like [`Clusters::join`], but only the shortened name itself must not be forbidden with the full names.
    fn join_shortened(&mut self, entries: &[Entry], link: Link) {
        let own = self.of(link.one);
        let short = self.members[own as usize].iter().all(|&member| is_shortened(&entries[member as usize]));
        if short {
            self.join(entries, link);
        }
    }
}

/// Whether a name may be short for another: a family name alone, initials, an acronym, any name of an organisation.
fn is_shortened(entry: &Entry) -> bool {
    match &entry.form {
        Form::Person(Person { name, .. }) => name.is_lone() || name.has_only_initials(),
        Form::Words(_) => true,
        Form::Key => false,
    }
}

/// Full names by the keys under which a shortened name looks them up.
type Index = HashMap<String, Vec<u32>>;

fn index_full_names(entries: &[Entry], clusters: &Clusters) -> Index {
    let mut index = Index::new();
    for (place, entry) in (0..).zip(entries) {
        for key in full_keys(entry) {
            let cluster = clusters.of(place);
            let list = index.entry(key).or_default();
            if list.last() != Some(&cluster) && list.len() <= MAX_CANDIDATES {
                list.push(cluster);
            }
        }
    }
    index
}

/// The keys a full name can be found by.
fn full_keys(entry: &Entry) -> Vec<String> {
    match &entry.form {
        Form::Person(Person { name, .. }) if !is_shortened(entry) => {
            let parts = name.given.iter().map(|given| format!("one {given}"));
            let family = skeleton(&name.family);
            let initial = name.given.first().map(|given| initial_key(&family, given));
            parts.chain([format!("family {family}")]).chain(initial).collect()
        }
        Form::Words(name) => {
            let kind = entry.kind;
            let mut keys: Vec<String> =
                entry.acronyms.iter().map(|acronym| format!("acronym {acronym}")).collect();
            if name.acronym.is_none() && name.words.len() + name.countries.len() >= 2 {
                keys.extend(name.initials.iter().map(|initials| format!("acronym {initials}")));
                if let [first, _, ..] = name.words.as_slice() {
                    keys.push(format!("{kind:?} first {first}"));
                }
            }
            if !name.countries.is_empty() {
                keys.push(format!("{kind:?} words {}", sorted(&name.words)));
            }
            keys.dedup();
            keys
        }
        _ => Vec::new(),
    }
}

/// The keys under which a shortened name looks up its full name.
fn short_keys(entry: &Entry) -> Vec<String> {
    match &entry.form {
        Form::Person(Person { name, .. }) => match name.given.first() {
            Some(initial) => vec![initial_key(&skeleton(&name.family), initial)],
            None => vec![format!("one {}", name.family), format!("family {}", skeleton(&name.family))],
        },
        Form::Words(name) => {
            let kind = entry.kind;
            let mut keys: Vec<String> =
                name.acronym.iter().map(|acronym| format!("acronym {acronym}")).collect();
            if name.countries.is_empty() {
                keys.push(format!("{kind:?} words {}", sorted(&name.words)));
            }
            keys.extend(name.words.first().map(|first| format!("{kind:?} first {first}")));
            keys
        }
        Form::Key => Vec::new(),
    }
}

/// The key that a family name with an initial shares with one that has the given name.
fn initial_key(family: &str, given: &str) -> String {
    format!("initial {} {family}", given.get(..1).unwrap_or_default())
}

fn sorted(words: &[String]) -> String {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}

fn best_full_name(
    entries: &[Entry],
    clusters: &Clusters,
    index: &Index,
    place: u32,
    entry: &Entry,
) -> Option<Link> {
    let own = clusters.of(place);
    let mut candidates: Vec<u32> = short_keys(entry)
        .iter()
        .filter_map(|key| index.get(key))
        .flatten()
        .copied()
        .filter(|&at| at != own)
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    if candidates.len() > MAX_CANDIDATES {
        return None;
    }
    let mut scored: Vec<(i32, Link)> = candidates
        .into_iter()
        .filter_map(|cluster| best_member(entries, &clusters.members[cluster as usize], place))
        .filter(|(score, _)| *score >= FITS)
        .collect();
    scored.sort_by_key(|(score, link)| (-score, link.other));
    match scored.as_slice() {
        [(best, _), (next, _), ..] if best - next < CLEAR => None,
        [(_, link), ..] => Some(link.clone()),
        [] => None,
    }
}

/// The member of a cluster that a shortened name fits best, if none forbids it and it is the shorter of the two.
fn best_member(entries: &[Entry], members: &[u32], place: u32) -> Option<(i32, Link)> {
    let short = &entries[place as usize];
    let mut best: Option<(i32, Link)> = None;
    for &member in members.iter().take(REPRESENTATIVES) {
        let full = &entries[member as usize];
        let comparison = rule::compare(short, full);
        if comparison.forbidden() {
            return None;
        }
        let score = comparison.score();
        if is_fuller(full, short) && best.as_ref().is_none_or(|(highest, _)| score > *highest) {
            best = Some((score, Link { one: place, other: member, comparison }));
        }
    }
    best
}

fn is_fuller(full: &Entry, short: &Entry) -> bool {
    match (&full.form, &short.form) {
        (Form::Person(Person { name: full, .. }), Form::Person(Person { name: short, .. })) => {
            !full.is_lone() && (short.is_lone() || !full.has_only_initials())
        }
        (Form::Words(full), Form::Words(short)) => {
            short.acronym.is_some() && full.acronym.is_none()
                || full.words.len() + full.countries.len() > short.words.len() + short.countries.len()
        }
        _ => false,
    }
}

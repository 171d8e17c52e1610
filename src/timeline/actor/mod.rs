//! One actor from all its mentions, in one report and across reports; every spelling is kept.
//!
//! Actors with the same name are one entry; entries that share a key are compared by the named rules of [`rule`]; full
//! names are joined first, then shortened ones (family names, acronyms) where they fit only one full name. The order of
//! the reports does not matter.

mod block;
mod cluster;
mod entry;
mod explain;
pub mod rule;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Actor;
use crate::analysis::Analysis;
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::lexicon::{self, CountryForm};
use crate::analysis::language::MentionForm;
use crate::analysis::legible;
use crate::text::{Passage, Report, ReportId};
use entry::Entry;

pub use explain::{Explanation, Reason, explain};

/// Merges the actors of all reports, the most mentioned first.
#[must_use]
pub fn merge(reports: &[Report], analyses: &[Arc<Analysis>]) -> Vec<Actor> {
    let entries = entry::collect(reports, analyses);
    let clusters = cluster::sort_out(&entries);
    let mentions = mentions_of_locals(analyses);
    let mut actors: Vec<Actor> = (clusters.all().collect::<Vec<_>>().into_par_iter())
        .map(|members| {
            let members: Vec<&Entry> = members.iter().map(|&member| &entries[member as usize]).collect();
            assemble(&members, analyses, &mentions)
        })
        .filter(|actor| !actor.mentions.is_empty())
        .collect();
    actors.par_sort_by(by_weight);
    actors
}

/// The order of the list of actors: the most mentioned first.
pub(super) fn by_weight(one: &Actor, other: &Actor) -> std::cmp::Ordering {
    let key = |actor: &Actor| std::cmp::Reverse(actor.mentions.len());
    (key(one), &one.name, one.kind, &one.mentions).cmp(&(
        key(other),
        &other.name,
        other.kind,
        &other.mentions,
    ))
}

/// The actor that these mentions name together, built from them alone.
pub(super) fn of_mentions(
    kind: ActorKind,
    reports: &[Report],
    analyses: &[Arc<Analysis>],
    mentions: &[(ReportId, u32)],
) -> Actor {
    let mut spellings: BTreeMap<String, u32> = BTreeMap::new();
    let mut described = String::new();
    let mut locals: Vec<(ReportId, u32)> = Vec::new();
    for &(report, index) in mentions {
        let Some(mention) = analyses[report.index()].actors.mentions.get(index as usize) else { continue };
        let words = legible::words(mention.span.of(&reports[report.index()].text));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        locals.push((report, mention.actor));
        match mention.form {
            MentionForm::Name => *spellings.entry(words).or_default() += 1,
            MentionForm::Nominal if described.is_empty() => described = words,
            MentionForm::Nominal | MentionForm::Pronoun => {}
        }
    }
    let spellings: BTreeMap<&str, u32> = spellings.iter().map(|(name, count)| (&**name, *count)).collect();
    locals.sort_unstable();
    locals.dedup();
    let first =
        locals.first().map(|&(report, local)| local_name(analyses, report, local)).unwrap_or_default();
    let described = if described.is_empty() { first } else { described };
    let name = shown_name(kind, &spellings).map_or(described, str::to_owned);
    let mut variants: Vec<(&str, u32)> =
        spellings.into_iter().filter(|(spelling, _)| *spelling != name).collect();
    variants.sort_by_key(|&(spelling, count)| (std::cmp::Reverse(count), spelling));
    let roles = locals.iter().flat_map(|&(report, local)| {
        let known = analyses[report.index()].actors.actors.get(local as usize);
        known.into_iter().flat_map(|local| &local.roles).map(move |&span| Passage { report, span })
    });
    let mut roles: Vec<Passage> = roles.collect();
    roles.sort_unstable();
    roles.dedup();
    let variants = variants.into_iter().map(|(spelling, _)| spelling.to_owned()).collect();
    Actor { name, kind, variants, roles, mentions: mentions.to_vec() }
}

/// For each report, for each of its actors, the mentions that refer to it.
fn mentions_of_locals(analyses: &[Arc<Analysis>]) -> Vec<Vec<Vec<u32>>> {
    let of_report = |analysis: &Arc<Analysis>| {
        let mut of_actor = vec![Vec::new(); analysis.actors.actors.len()];
        for (index, mention) in (0..).zip(&analysis.actors.mentions) {
            if let Some(list) = of_actor.get_mut(mention.actor as usize) {
                list.push(index);
            }
        }
        of_actor
    };
    analyses.par_iter().map(of_report).collect()
}

fn assemble(members: &[&Entry], analyses: &[Arc<Analysis>], mentions: &[Vec<Vec<u32>>]) -> Actor {
    let mut locals: Vec<(ReportId, u32)> =
        members.iter().flat_map(|entry| entry.locals.iter().copied()).collect();
    locals.sort_unstable();
    let mut spellings: BTreeMap<&str, u32> = BTreeMap::new();
    for (spelling, count) in members.iter().flat_map(|entry| &entry.spellings) {
        *spellings.entry(spelling).or_insert(0) += count;
    }
    let kind = members.first().map_or(ActorKind::Group, |entry| entry.kind);
    let described =
        locals.first().map(|&(report, local)| local_name(analyses, report, local)).unwrap_or_default();
    let named =
        |spelling: &&str| lexicon::country(spelling).is_some_and(|(_, form)| form == CountryForm::Name);
    let name = match shown_name(kind, &spellings) {
        Some(spelling) if kind != ActorKind::State || named(&spelling) => spelling.to_owned(),
        Some(spelling) if described.is_empty() => spelling.to_owned(),
        _ => described,
    };
    let mut variants: Vec<(&str, u32)> =
        spellings.into_iter().filter(|(spelling, _)| *spelling != name).collect();
    variants.sort_by_key(|&(spelling, count)| (std::cmp::Reverse(count), spelling));
    let mut all: Vec<(ReportId, u32)> = Vec::new();
    let mut roles = Vec::new();
    for &(report, local) in &locals {
        let of_local = mentions.get(report.index()).and_then(|locals| locals.get(local as usize));
        all.extend(of_local.into_iter().flatten().map(|&mention| (report, mention)));
        let spans =
            analyses.get(report.index()).and_then(|analysis| analysis.actors.actors.get(local as usize));
        roles.extend(spans.into_iter().flat_map(|local| &local.roles).map(|&span| Passage { report, span }));
    }
    all.sort_unstable();
    roles.sort_unstable();
    roles.dedup();
    let variants = variants.into_iter().map(|(spelling, _)| spelling.to_owned()).collect();
    Actor { name, kind, variants, roles, mentions: all }
}

fn local_name(analyses: &[Arc<Analysis>], report: ReportId, local: u32) -> String {
    let actor = analyses.get(report.index()).and_then(|analysis| analysis.actors.actors.get(local as usize));
    actor.map(|actor| actor.name.to_string()).unwrap_or_default()
}

/// The fullest spelling: no demonym or seat for a state, no acronym, most words, then the most used.
fn shown_name<'a>(kind: ActorKind, spellings: &BTreeMap<&'a str, u32>) -> Option<&'a str> {
    let rank = |(spelling, count): &(&&'a str, &u32)| {
        let named = kind == ActorKind::State
            && lexicon::country(spelling).is_some_and(|(_, form)| form == CountryForm::Name);
        let shouted = !spelling.chars().any(char::is_lowercase);
        let words = if kind == ActorKind::State { 0 } else { spelling.split(' ').count() };
        (named, !shouted, words, **count, std::cmp::Reverse(spelling.len()), std::cmp::Reverse(**spelling))
    };
    spellings.iter().max_by_key(rank).map(|(spelling, _)| *spelling)
}

//! Why spellings are one actor, or why they are not: what `rashomon actors --explain NAME` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::block;
use super::cluster::{self, Link};
use super::entry::{self, Entry};
use super::rule::{self, SpellingRule};
use crate::analysis::Analysis;
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::{ActorKind, LocalActor};
use crate::text::Report;

/// One actor, its spellings, the rules that made them one and those that kept others apart.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Its kind.
    pub kind: ActorKind,
    /// The evidence for its kind, in the reports' words around it.
    pub evidence: Vec<&'static str>,
    /// Every spelling with the number of its mentions, the most frequent first.
    pub spellings: Vec<(String, u32)>,
    /// The rules that made the spellings one.
    pub together: Vec<Reason>,
    /// Spellings that were compared and kept apart.
    pub apart: Vec<Reason>,
}

/// Two spellings and the rules that apply to them.
#[derive(Clone, Debug)]
pub struct Reason {
    /// One spelling.
    pub one: String,
    /// The other.
    pub other: String,
    /// The rules with their weights.
    pub rules: Vec<&'static SpellingRule>,
    /// The sum of the weights.
    pub score: i32,
}

/// Explains every actor that has a spelling with all words of `name`, whatever their case and accents.
#[must_use]
pub fn explain(reports: &[Report], analyses: &[Arc<Analysis>], name: &str) -> Vec<Explanation> {
    let entries = entry::collect(reports, analyses);
    let clusters = cluster::sort_out(&entries);
    let wanted = fold(name);
    let matches = |entry: &Entry| {
        entry.spellings.keys().any(|spelling| {
            let folded = fold(spelling);
            !wanted.is_empty() && wanted.split(' ').all(|word| folded.split(' ').any(|part| part == word))
        })
    };
    let mut explained: Vec<(u32, Explanation)> = clusters
        .all()
        .filter_map(|members| Some((members, *members.first()?)))
        .filter(|(members, _)| members.iter().any(|&member| matches(&entries[member as usize])))
        .map(|(members, lowest)| (lowest, together(&entries, members, &clusters.links, analyses)))
        .collect();
    for (one, other) in block::pairs(&entries) {
        let (left, right) = (clusters.of(one), clusters.of(other));
        if left == right {
            continue;
        }
        for (lowest, explanation) in &mut explained {
            if *lowest == left || *lowest == right {
                let comparison = rule::compare(&entries[one as usize], &entries[other as usize]);
                explanation.apart.push(reason(&entries, &Link { one, other, comparison }));
            }
        }
    }
    explained.into_iter().map(|(_, explanation)| explanation).collect()
}

fn together(entries: &[Entry], members: &[u32], links: &[Link], analyses: &[Arc<Analysis>]) -> Explanation {
    let locals = members.iter().flat_map(|&member| &entries[member as usize].locals);
    let locals =
        locals.filter_map(|&(report, local)| analyses.get(report.index())?.actors.actors.get(local as usize));
    let evidence: BTreeSet<&'static str> = locals.flat_map(LocalActor::evidence).collect();
    let mut spellings: BTreeMap<&str, u32> = BTreeMap::new();
    for (spelling, count) in members.iter().flat_map(|&member| &entries[member as usize].spellings) {
        *spellings.entry(spelling).or_insert(0) += count;
    }
    let mut spellings: Vec<(String, u32)> =
        spellings.into_iter().map(|(spelling, count)| (spelling.to_owned(), count)).collect();
    spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Explanation {
        kind: members.first().map_or(ActorKind::Group, |&member| entries[member as usize].kind),
        evidence: evidence.into_iter().collect(),
        spellings,
        together: links
            .iter()
            .filter(|link| members.contains(&link.one))
            .map(|link| reason(entries, link))
            .collect(),
        apart: Vec::new(),
    }
}

fn reason(entries: &[Entry], link: &Link) -> Reason {
    let spelling = |place: u32| {
        let entry = &entries[place as usize];
        let most = entry.spellings.iter().max_by_key(|(_, count)| **count);
        most.map_or_else(|| entry.key.clone(), |(spelling, _)| spelling.clone())
    };
    Reason {
        one: spelling(link.one),
        other: spelling(link.other),
        rules: link.comparison.rules.to_vec(),
        score: link.comparison.score(),
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = format!("{:?}", self.kind).to_lowercase();
        let spellings: Vec<String> =
            self.spellings.iter().map(|(spelling, count)| format!("{spelling} ×{count}")).collect();
        writeln!(f, "{kind}: {}", spellings.join(", "))?;
        if !self.evidence.is_empty() {
            writeln!(f, "  seen: {}", self.evidence.join(", "))?;
        }
        for reason in &self.together {
            writeln!(f, "  = {reason}")?;
        }
        for reason in &self.apart {
            writeln!(f, "  ≠ {reason}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}: ", self.one, self.other)?;
        for (place, rule) in self.rules.iter().enumerate() {
            let separator = if place == 0 { "" } else { ", " };
            match rule.weight {
                rule::FORBIDS => write!(f, "{separator}{}", rule.name)?,
                weight => write!(f, "{separator}{} {weight:+}", rule.name)?,
            }
        }
        match self.score {
            score if score <= rule::FORBIDS / 2 => Ok(()),
            score => write!(f, " → {score}"),
        }
    }
}

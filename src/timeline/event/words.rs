//! The words of a clause, by which two accounts are compared: the rarer in English, the more each counts (inverse document
//! frequency, Spärck Jones 1972; cosine of the two, Salton and others 1975).

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Context;
use super::account::{Symbol, is_account};
use super::story::product;
use crate::analysis::event::EventMention;
use crate::text::{Report, ReportId};
use crate::timeline::story::{stem, surprise};

/// Words with less surprise than this, those in more than one of twenty sentences, say nothing of what a clause is about.
const COMMON: f32 = 3.0;

/// The words of the clauses of all reports. They are many and used only while accounts are joined, so that they are not part
/// of the accounts.
#[derive(Clone, Debug, Default)]
pub struct Clauses(Vec<OfReport>);

/// The clauses of a report.
#[derive(Clone, Debug, Default)]
struct OfReport {
    /// By mention: where its words end.
    ends: Box<[u32]>,
    /// The rare words of each clause as a vector of length one, in order; none of a clause that has none.
    words: Box<[(u32, f32)]>,
    /// By mention: how many of the report have its word.
    repeats: Box<[u8]>,
}

impl Clauses {
    /// Reads the clauses of all reports.
    pub fn of(context: &Context<'_>) -> Self {
        let reports = context.reports.par_iter().zip(context.analyses);
        Self(reports.map(|(report, analysis)| OfReport::of(report, &analysis.events)).collect())
    }

    /// How alike the clauses of two mentions are, 0…1; each is an index into the event mentions of its report.
    pub fn likeness(&self, one: (ReportId, u32), other: (ReportId, u32)) -> f32 {
        product(self.words(one), self.words(other))
    }

    /// How many mentions of its report have the word of a mention.
    pub fn repeats(&self, (report, mention): (ReportId, u32)) -> u8 {
        let of_report = self.0.get(report.index());
        of_report.and_then(|report| report.repeats.get(mention as usize)).copied().unwrap_or(1)
    }

    fn words(&self, (report, mention): (ReportId, u32)) -> &[(u32, f32)] {
        self.0.get(report.index()).map_or(&[], |report| report.words(mention as usize))
    }
}

impl OfReport {
    fn of(report: &Report, mentions: &[EventMention]) -> Self {
        let mut all = Vec::new();
        let mut ends = Vec::with_capacity(mentions.len());
        let mut times: FxHashMap<&str, u8> = FxHashMap::default();
        for mention in mentions.iter().filter(|mention| is_account(mention)) {
            let known = times.entry(&*mention.lemma).or_default();
            *known = known.saturating_add(1);
        }
        let repeats = mentions.iter().map(|mention| times.get(&*mention.lemma).copied().unwrap_or(1));
        for mention in mentions {
            if is_account(mention) {
                all.extend(words(mention.span.of(&report.text), mention.trigger.of(&report.text)));
            }
            ends.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        }
        Self { ends: ends.into(), words: all.into(), repeats: repeats.collect() }
    }

    fn words(&self, mention: usize) -> &[(u32, f32)] {
        let end = |mention: usize| self.ends.get(mention).map_or(0, |&end| end as usize);
        let start = mention.checked_sub(1).map_or(0, end);
        self.words.get(start..end(mention)).unwrap_or_default()
    }
}

/// The rare words of a clause besides its trigger, as a vector of length one, in order; empty if it has none.
fn words(clause: &str, trigger: &str) -> Vec<(u32, f32)> {
    let own = Symbol::of(stem(&trigger.to_lowercase())).short();
    let mut words = Vec::new();
    for word in clause.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let stem = stem(&word);
        let (symbol, surprise) = (Symbol::of(stem).short(), surprise(stem));
        if surprise > COMMON && symbol != own {
            words.push((symbol, surprise));
        }
    }
    words.sort_unstable_by_key(|&(symbol, _)| symbol);
    words.dedup_by_key(|&mut (symbol, _)| symbol);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    for (_, weight) in &mut words {
        *weight /= length;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: (&str, &str), other: (&str, &str)) -> f32 {
        product(&words(one.0, one.1), &words(other.0, other.1))
    }

    #[test]
    fn clauses_with_the_same_rare_words_are_alike_whatever_else_they_say() {
        let tanker = ("A tanker ran aground off Skerryvore", "ran");
        let same = likeness(tanker, ("the Skerryvore tanker has run aground", "run"));
        let of_another = likeness(tanker, ("a ferry ran late off Mull", "ran"));
        assert!(same > 0.75 && of_another < same / 2.0, "{same}, {of_another}");
        assert!(likeness(tanker, ("it was the one that they had", "was")).abs() < f32::EPSILON);
        assert!((likeness(tanker, tanker) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_trigger_itself_does_not_count() {
        let strikes = likeness(("miners struck", "struck"), ("lightning struck", "struck"));
        assert!(strikes.abs() < f32::EPSILON, "{strikes}");
    }
}

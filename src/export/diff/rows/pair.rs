//! Which rows of two versions are the same.

use super::{ClaimRow, DisagreementRow, EventRow, file_name};
use crate::export::diff::Comparable;
use crate::export::diff::pairs::Pairs;
use crate::export::diff::version::Report;

/// Finds the reports that two versions share: by key, address, path, the file's name, and last by outlet and title.
pub(in super::super) fn pair_reports(old: &[Report], new: &[Report]) -> Pairs {
    type Key = fn(&Report) -> Option<(&str, &str)>;
    const KEYS: &[Key] = &[
        |report| Some((report.key.as_deref()?, file_name(&report.path))),
        |report| Some((report.key.as_deref()?, report.source.as_deref().unwrap_or_default())),
        |report| Some((report.url.as_deref()?, "")),
        |report| Some((&report.path, "")),
        |report| Some((file_name(&report.path), "")),
        |report| Some((report.source.as_deref()?, report.title.as_deref()?)),
    ];
    let mut pairs = Pairs::new(old.len(), new.len());
    for key in KEYS {
        pairs.by_unique_key(|row| key(&old[row]), |row| key(&new[row]));
    }
    pairs
}

/// Finds the events that two versions share: those that are equal in everything, those in the same words, then those
/// with the same title and date, or with a title that nothing else has.
pub(in super::super) fn pair_events(old: &[EventRow], new: &[EventRow]) -> Pairs {
    /// A shorter title says too little to identify an event by itself.
    const WORDS: usize = 3;
    let whole = |event: &EventRow| Some((event.fields(), event.anchors.clone()));
    let dated =
        |event: &EventRow| Some((event.title.to_lowercase(), event.date.clone(), event.place.clone()));
    let titled = |event: &EventRow| {
        let is_distinctive = event.title.split_whitespace().count() >= WORDS;
        is_distinctive.then(|| event.title.to_lowercase())
    };
    let mut pairs = Pairs::new(old.len(), new.len());
    pairs.by_key(|row| whole(&old[row]), |row| whole(&new[row]));
    pairs.by_anchors(|row| old[row].anchors.clone(), |row| new[row].anchors.clone());
    pairs.by_key(|row| dated(&old[row]), |row| dated(&new[row]));
    pairs.by_unique_key(|row| titled(&old[row]), |row| titled(&new[row]));
    pairs
}

/// Finds the claims that two versions share: those of one report that are equal in everything, those in the same words,
/// then those about the same thing.
pub(in super::super) fn pair_claims(old: &[ClaimRow], new: &[ClaimRow]) -> Pairs {
    let place = |claim: &ClaimRow| (claim.identity, claim.kind.clone(), claim.predicate.clone());
    let whole =
        |claim: &ClaimRow| Some((place(claim), claim.subject.clone(), claim.text.clone(), claim.fields()));
    let words = |claim: &ClaimRow| Some((place(claim), claim.text.clone()));
    let thing = |claim: &ClaimRow| Some((place(claim), claim.subject.to_lowercase(), claim.unit.clone()));
    let mut pairs = Pairs::new(old.len(), new.len());
    pairs.by_key(|row| whole(&old[row]), |row| whole(&new[row]));
    pairs.by_key(|row| words(&old[row]), |row| words(&new[row]));
    pairs.by_key(|row| thing(&old[row]), |row| thing(&new[row]));
    pairs
}

/// Finds the disagreements that two versions share: by all their passages, by some of them, then by the event and what the
/// summary names before its colon.
pub(in super::super) fn pair_disagreements(old: &[DisagreementRow], new: &[DisagreementRow]) -> Pairs {
    let whole = |one: &DisagreementRow| Some((one.aspect.clone(), one.fields(), one.anchors.clone()));
    let passages = |one: &DisagreementRow| Some((one.aspect.clone(), one.anchors.clone()));
    let some = |one: &DisagreementRow| -> Vec<(String, (usize, String))> {
        one.anchors.iter().map(|anchor| (one.aspect.clone(), anchor.clone())).collect()
    };
    let subject = |one: &DisagreementRow| {
        let (subject, _) = one.summary.split_once(": ")?;
        Some((one.event?, one.aspect.clone(), subject.to_lowercase()))
    };
    let mut pairs = Pairs::new(old.len(), new.len());
    pairs.by_key(|row| whole(&old[row]), |row| whole(&new[row]));
    pairs.by_key(|row| passages(&old[row]), |row| passages(&new[row]));
    pairs.by_anchors(|row| some(&old[row]), |row| some(&new[row]));
    pairs.by_key(|row| subject(&old[row]), |row| subject(&new[row]));
    pairs
}

//! Figures of one question in other words: "a probe passed at 120 km", "Meridian flew past the moon at a distance of 90 miles".
//!
//! All figures of a story are read (`figure`) and paired across reports; a learned model says how likely two of them answer one
//! question (`question`, `reason`). Of each two reports a figure answers one of the other at most. What claims of one kind
//! compare is left to them.

mod card;
mod figure;
pub mod learning;
mod question;
mod reason;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::names::Mentions;
use super::super::verdict::bounds::{Bounds, bounds};
use super::align::Sentence;
use super::referent::Referents;
use super::{Card, SideBySide};
use crate::analysis::claim::Quantity;
use crate::text::ReportId;
use figure::Figure;
use question::Pair;
pub use reason::{GROUNDS, Ground, Reason, Side, Weights};

/// The log-odds from which two figures answer one question, a probability of 35 %: of the figures of held-out topics that are paired from
/// there on nearly half agree (`learn -- figures` prints the shares), and of the rest many are what reports differ in.
const ENOUGH: f32 = -0.62;

/// What equal figures add: that they agree is itself a sign.
const EQUAL: f32 = 2.0;

/// How many times one figure may be the other: what lies further apart is of two things.
const MOST_APART: f64 = 5.0;

/// How many such cards a story shows, the surest first.
const MOST_CARDS: usize = 10;

/// Figures of several reports that answer one question.
struct Question<'f, 't> {
    /// The log-odds of the least sure of the pairs that join them.
    log_odds: f32,
    /// The reasons of that pair.
    reasons: &'f [Reason],
    /// One figure a report.
    figures: Vec<&'f Figure<'t>>,
}

/// Finds them.
pub(super) fn differ(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(beside.story, mentions);
    let figures = read(beside);
    let pairs = question::pairs(beside, &referents, &figures);
    let mut questions = questions(&figures, &pairs);
    questions.sort_by(|one, other| other.log_odds.total_cmp(&one.log_odds));
    let mut cards = Vec::new();
    let mut shown: Vec<Vec<&Figure<'_>>> = Vec::new();
    for question in &questions {
        let Some((figures, card)) = card::card(beside, question) else { continue };
        if cards.len() < MOST_CARDS && !shown.iter().any(|known| is_repeated(known, &figures)) {
            shown.push(figures);
            cards.push(card);
        }
    }
    cards
}

/// Whether the reports gave all figures of a card in one shown before.
fn is_repeated(shown: &[&Figure<'_>], figures: &[&Figure<'_>]) -> bool {
    figures.iter().all(|figure| {
        shown.iter().any(|known| {
            known.report == figure.report
                && known.quantity.unit == figure.quantity.unit
                && bounds(&known.quantity, &figure.quantity) == Bounds::Same
        })
    })
}

/// The figures of a story, by report and place.
fn read<'t>(beside: &SideBySide<'_, 't>) -> Vec<Figure<'t>> {
    let aligned = &beside.aligned;
    let mut sentences: BTreeMap<ReportId, Vec<InGroup<'_>>> = BTreeMap::new();
    let mut all: Vec<InGroup<'_>> = Vec::new();
    for (place, group) in aligned.groups.iter().enumerate() {
        all.extend(group.sentences.iter().map(|sentence| InGroup { sentence, group: Some(place) }));
    }
    all.extend(aligned.alone.iter().map(|sentence| InGroup { sentence, group: None }));
    for one in all {
        sentences.entry(one.sentence.passage.report).or_default().push(one);
    }
    let mut figures = Vec::new();
    for (report, mut sentences) in sentences {
        sentences.sort_by_key(|one| one.sentence.passage.span);
        figures.extend(figure::read(beside.story, aligned, report, &sentences));
    }
    figures
}

/// A sentence, and the group of those that say the same.
#[derive(Clone, Copy)]
struct InGroup<'a> {
    sentence: &'a Arc<Sentence>,
    group: Option<usize>,
}

/// A pair that is likely enough to answer one question.
struct Likely<'f> {
    log_odds: f32,
    /// The log-odds, more where the figures are equal.
    rank: f32,
    pair: &'f Pair,
}

/// The pairs that are likely enough, the most likely first. A figure does not differ from a report that gives the same figure at a
/// place that is as likely; and two claims are compared as claims.
fn likely<'f>(figures: &[Figure<'_>], pairs: &'f [Pair]) -> Vec<Likely<'f>> {
    let weights = Weights::learned();
    let ends = |pair: &Pair| {
        let (one, other) = pair.places;
        [(one, figures[other].report), (other, figures[one].report)]
    };
    let rated = |pair: &'f Pair| {
        let (one, other) = (&figures[pair.places.0].quantity, &figures[pair.places.1].quantity);
        (pair, weights.log_odds(&pair.reasons), bounds(one, other) == Bounds::Same)
    };
    let rated: Vec<(&Pair, f32, bool)> = pairs.iter().map(rated).collect();
    let mut agreed: BTreeMap<(usize, ReportId), f32> = BTreeMap::new();
    for &(pair, log_odds, _) in rated.iter().filter(|(.., equal)| *equal) {
        for end in ends(pair) {
            let known = agreed.entry(end).or_insert(f32::NEG_INFINITY);
            *known = known.max(log_odds);
        }
    }
    let read = |&(pair, log_odds, equal): &(&'f Pair, f32, bool)| {
        let (one, other) = (&figures[pair.places.0], &figures[pair.places.1]);
        let is_agreed =
            || ends(pair).iter().any(|end| agreed.get(end).is_some_and(|known| *known >= log_odds));
        let open = || are_near(&one.quantity, &other.quantity) && !is_agreed();
        let rank = log_odds + if equal { EQUAL } else { 0.0 };
        let claims = one.claimed && other.claimed;
        (log_odds >= ENOUGH && !claims && (equal || open())).then_some(Likely { log_odds, rank, pair })
    };
    let mut likely: Vec<Likely<'_>> = rated.iter().filter_map(read).collect();
    likely
        .sort_by(|one, other| other.rank.total_cmp(&one.rank).then(one.pair.places.cmp(&other.pair.places)));
    likely
}

/// The figures that answer one question, each group of at least two reports. Every two of a group can answer one question.
fn questions<'f, 't>(figures: &'f [Figure<'t>], pairs: &'f [Pair]) -> Vec<Question<'f, 't>> {
    let possible: BTreeSet<(usize, usize)> = pairs.iter().map(|pair| pair.places).collect();
    let mut taken: BTreeSet<(usize, ReportId)> = BTreeSet::new();
    let mut of: Vec<usize> = (0..figures.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..figures.len()).map(|one| vec![one]).collect();
    let mut weakest: Vec<(f32, &[Reason])> = vec![(f32::INFINITY, &[]); figures.len()];
    for Likely { log_odds, pair, .. } in likely(figures, pairs) {
        let (one, other) = pair.places;
        let ends = [(one, figures[other].report), (other, figures[one].report)];
        if ends.iter().any(|end| taken.contains(end)) {
            continue;
        }
        taken.extend(ends);
        let (kept, moved) = (of[one].min(of[other]), of[one].max(of[other]));
        let fit = |a: usize, b: usize| possible.contains(&(a.min(b), a.max(b)));
        if kept == moved || !members[kept].iter().all(|a| members[moved].iter().all(|b| fit(*a, *b))) {
            continue;
        }
        let joined = std::mem::take(&mut members[moved]);
        for member in &joined {
            of[*member] = kept;
        }
        members[kept].extend(joined);
        for reason in [weakest[moved], (log_odds, &pair.reasons)] {
            if reason.0 < weakest[kept].0 {
                weakest[kept] = reason;
            }
        }
    }
    let question = |(mut members, (log_odds, reasons)): (Vec<usize>, (f32, &'f [Reason]))| {
        members.sort_unstable();
        let figures = members.into_iter().map(|one| &figures[one]).collect();
        Question { log_odds, reasons, figures }
    };
    members.into_iter().zip(weakest).filter(|(members, _)| members.len() > 1).map(question).collect()
}

/// Whether two figures are of one order of size.
fn are_near(one: &Quantity, other: &Quantity) -> bool {
    let number = |quantity: &Quantity| quantity.low.or(quantity.high).filter(|number| *number > 0.0);
    number(one).zip(number(other)).is_some_and(|(a, b)| a.max(b) <= MOST_APART * a.min(b))
}

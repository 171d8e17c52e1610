//! Reports on one incident without a name in common: a first flash names no town, a second only the region.
//!
//! The same kind of incident, days that agree, places that do not conflict, and a figure or words in common make them one story.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::{LEAD, NEIGHBOURS, SubjectWords, incidents, near_in_time, plain_words};
use crate::analysis::Analysis;
use crate::analysis::actor::ActorKind;
use crate::analysis::claim::{Claim, ClaimKind, Extent, Status};
use crate::analysis::time::When;
use crate::text::Report;

/// How many days apart such reports may be published.
const DAYS: i64 = 2;

/// The smallest figure that two reports do not share by chance.
const SIGNIFICANT: f64 = 5.0;

/// The pairs of reports that belong together without a shared name.
pub(super) fn links(
    (reports, analyses): (&[Report], &[Arc<Analysis>]),
    subjects: &[SubjectWords],
) -> Vec<(u32, u32)> {
    let mut by_kind: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (subject, id) in subjects.iter().zip(0..) {
        for kind in incidents(subject) {
            by_kind.entry(kind).or_default().push(id);
        }
    }
    let mut links = Vec::new();
    for (kind, mut of_kind) in by_kind {
        let day = |id: &u32| reports[*id as usize].published.as_ref().and_then(crate::text::Published::day);
        of_kind.sort_by_key(|id| (day(id), *id));
        let incidents: Vec<IncidentReport<'_>> = of_kind
            .iter()
            .map(|&id| {
                IncidentReport::read(
                    (&reports[id as usize], analyses.get(id as usize).map(Arc::as_ref)),
                    id,
                    kind,
                    &subjects[id as usize],
                )
            })
            .collect();
        for (place, one) in incidents.iter().enumerate() {
            let others = incidents[place + 1..].iter().take(NEIGHBOURS);
            let same =
                others.filter(|other| near_in_time(reports, one.id, other.id, DAYS) && one.agrees(other));
            links.extend(same.map(|other| (one.id.min(other.id), one.id.max(other.id))));
        }
    }
    links
}

/// What a report says of one kind of incident.
#[derive(Default)]
struct IncidentReport<'t> {
    id: u32,
    /// The day of the incident, if it is given.
    days: BTreeSet<chrono::NaiveDate>,
    /// The places its lead names, folded, without datelines.
    places: BTreeSet<String>,
    /// Its exact figures of people, whole numbers only.
    figures: BTreeSet<(&'t str, u64)>,
    /// The hashes of its words, in order.
    words: Vec<u64>,
}

impl<'t> IncidentReport<'t> {
    fn read(
        (report, analysis): (&Report, Option<&'t Analysis>),
        id: u32,
        kind: &str,
        subject: &SubjectWords,
    ) -> Self {
        let mut words: Vec<u64> = plain_words(subject).map(hash).collect();
        words.sort_unstable();
        let Some(analysis) = analysis else {
            return Self { id, words, ..Self::default() };
        };
        let text = &report.text;
        let of_kind = |claim: &&Claim| claim.kind == ClaimKind::Time && *claim.predicate == *kind;
        let days = analysis
            .claims
            .iter()
            .filter(of_kind)
            .filter_map(|claim| claim.when.as_ref().and_then(When::single_day))
            .collect();
        let is_place = |actor: u32| {
            let kind = analysis.actors.actors.get(actor as usize).map(|actor| actor.kind);
            matches!(kind, Some(ActorKind::Place | ActorKind::State))
        };
        let places = analysis
            .actors
            .mentions
            .iter()
            .take_while(|mention| (mention.span.start as usize) < LEAD)
            .filter(|mention| is_place(mention.actor))
            .map(|mention| mention.span.of(text))
            .filter(|name| name.chars().any(char::is_lowercase))
            .map(|name| deunicode::deunicode(name).to_lowercase())
            .collect();
        let figures = analysis.claims.iter().filter_map(exact).collect();
        Self { id, days, places, figures, words }
    }

    fn agrees(&self, other: &Self) -> bool {
        let differ = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
            !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
        };
        let other_day = !self.days.is_empty() && !other.days.is_empty() && self.days.is_disjoint(&other.days);
        if other_day || differ(&self.places, &other.places) {
            return false;
        }
        let same_day = !self.days.is_disjoint(&other.days);
        let figures = self.figures.intersection(&other.figures).count();
        let words = || {
            let places = self.places.intersection(&other.places).count();
            self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count() + places
        };
        match figures {
            0 => words() >= if same_day { 1 } else { 3 },
            1 => words() >= 1,
            _ => true,
        }
    }
}

/// The same for the same word in every run: the hasher has no seed.
fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// A figure of people that is a single whole number.
fn exact(claim: &Claim) -> Option<(&str, u64)> {
    let quantity = claim.quantity.as_ref()?;
    let low = quantity
        .low
        .filter(|low| quantity.high == Some(*low) && *low >= SIGNIFICANT && low.fract() == 0.0)?;
    let is_exact =
        claim.extent == Extent::Whole && claim.status != Status::Withdrawn && &*quantity.unit == "people";
    // A figure of people is far below the largest integer that a float represents exactly.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    is_exact.then_some((&*claim.predicate, low as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline;

    /// Whether two reports of one day are linked without a shared name.
    fn linked(one: &str, other: &str) -> bool {
        let published = crate::text::Published {
            edtf: "2031-03-04".into(),
            basis: crate::text::PublishedBasis::Manifest,
        };
        let reports = (0..)
            .zip([one, other])
            .map(|(id, text)| Report {
                id: crate::text::ReportId(id),
                text: text.into(),
                published: Some(published.clone()),
                ..Default::default()
            })
            .collect();
        let timeline = timeline::build(timeline::Input { reports, ..Default::default() });
        let subjects: Vec<_> =
            timeline.reports.iter().map(|report| super::super::subject("", &report.text, "")).collect();
        !links((&timeline.reports, &timeline.analyses), &subjects).is_empty()
    }

    #[test]
    fn one_incident_of_one_day_is_one_story_without_a_name() {
        let first = "A coach and a lorry collided on a motorway on Tuesday, and 18 people were killed.";
        for (other, expected) in [
            ("Eighteen people died on Tuesday when a lorry and a coach collided.", true),
            ("Police said 18 people were killed when a coach crashed into a lorry.", true),
            ("A train hit a bus near Leeds on Tuesday, and two people were hurt.", false),
            ("A fire at a bank left 18 people dead on Tuesday.", false),
        ] {
            assert_eq!(linked(first, other), expected, "{other}");
        }
        let placed = "A coach and a lorry collided in Leeds on Tuesday, killing 18 people.";
        assert!(!linked(placed, "A coach and a lorry collided in Lyon on Tuesday, killing 18 people."));
    }
}

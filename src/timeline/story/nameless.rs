//! Reports on one incident without a name in common: a first flash names no town, a second only the region.
//!
//! The same kind of incident, days that agree, places that do not conflict, and a figure or words in common make them one story.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use ecow::EcoString;

use super::subject::{IncidentFacts, Subject};
use super::{NEIGHBOURS, are_near, incidents, plain_words};
use crate::analysis::claim::{Claim, Extent, Status};

/// How many days apart such reports may be published.
const DAYS: i64 = 2;

/// The smallest figure that two reports do not share by chance.
const SIGNIFICANT: f64 = 5.0;

/// The reports that are about incidents, by kind.
#[derive(Debug, Default)]
pub(super) struct Incidents {
    reports: Vec<Incident>,
    by_kind: BTreeMap<EcoString, Vec<u32>>,
}

impl Incidents {
    /// Adds what a report says of incidents, if it is about one; reports come in their order.
    pub fn add(&mut self, id: u32, subject: &Subject) {
        let mut kinds = incidents(&subject.words).peekable();
        if kinds.peek().is_none() {
            return;
        }
        let place = u32::try_from(self.reports.len()).unwrap_or(u32::MAX);
        for kind in kinds {
            self.by_kind.entry(kind.into()).or_default().push(place);
        }
        let mut words: Vec<u64> = plain_words(&subject.words).map(hash).collect();
        words.sort_unstable();
        let facts = subject.facts.clone().unwrap_or_default();
        self.reports.push(Incident { id, day: subject.day, facts, words: words.into() });
    }

    /// The pairs of reports that belong together without a shared name.
    pub fn links(&self) -> Vec<(u32, u32)> {
        let mut links = Vec::new();
        for (kind, of_kind) in &self.by_kind {
            let mut of_kind: Vec<&Incident> =
                of_kind.iter().map(|&place| &self.reports[place as usize]).collect();
            of_kind.sort_by_key(|one| (one.day, one.id));
            for (place, one) in of_kind.iter().enumerate() {
                let others = of_kind[place + 1..].iter().take(NEIGHBOURS);
                let same =
                    others.filter(|other| are_near(one.day, other.day, DAYS) && one.agrees(other, kind));
                links.extend(same.map(|other| (one.id.min(other.id), one.id.max(other.id))));
            }
        }
        links
    }
}

/// What a report says of the incidents it is about.
#[derive(Debug)]
struct Incident {
    id: u32,
    /// The day on which it was published.
    day: Option<NaiveDate>,
    facts: IncidentFacts,
    /// The hashes of its words, in order.
    words: Box<[u64]>,
}

impl Incident {
    fn agrees(&self, other: &Self, kind: &str) -> bool {
        fn differ<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
            !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
        }
        static NONE: BTreeSet<NaiveDate> = BTreeSet::new();
        let [days, days_of_other] = [self, other].map(|report| report.facts.days.get(kind).unwrap_or(&NONE));
        let (own, of_other) = (&self.facts, &other.facts);
        if differ(days, days_of_other) || differ(&own.places, &of_other.places) {
            return false;
        }
        let same_day = !days.is_disjoint(days_of_other);
        let figures = own.figures.intersection(&of_other.figures).count();
        let words = || {
            let places = own.places.intersection(&of_other.places).count();
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
pub(super) fn exact(claim: &Claim) -> Option<(EcoString, u64)> {
    let quantity = claim.quantity.as_ref()?;
    let low = quantity
        .low
        .filter(|low| quantity.high == Some(*low) && *low >= SIGNIFICANT && low.fract() == 0.0)?;
    let is_exact =
        claim.extent == Extent::Whole && claim.status != Status::Withdrawn && &*quantity.unit == "people";
    // A figure of people is far below the largest integer that a float represents exactly.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    is_exact.then(|| (claim.predicate.clone(), low as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Report;
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
        let mut incidents = Incidents::default();
        for (id, (report, analysis)) in (0..).zip(timeline.reports.iter().zip(&*timeline.analyses)) {
            incidents.add(id, &Subject::of(report, Some(analysis)));
        }
        !incidents.links().is_empty()
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

//! Words for one kind of people or event, of which some are loaded; the report's own words and quoted words are
//! compared separately.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{ClaimRef, Story};
use super::parallel::judges;
use super::quote::quoted;
use super::rule::{Rule, not_compared};
use super::{Aspect, Disagreement, Explained, NotCompared, Position, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::label::{self, is_loaded};
use crate::text::ReportId;

const OWN_VOICE: Rule = Rule {
    name: "labels/own-voice",
    aspect: Aspect::Label,
    verdict: Verdict::Framing,
    why: "one report uses a loaded word in its own voice where another does not",
};

const QUOTED_VOICE: Rule = Rule {
    name: "labels/quoted-voice",
    why: "somebody is quoted with a loaded word for what the reports name without one",
    ..OWN_VOICE
};

const SAME_FIGURE: Rule = Rule {
    name: "labels/same-figure",
    why: "the reports give one figure and call those counted by different words, of which one judges",
    ..OWN_VOICE
};

const HELD_BY: Rule = Rule {
    name: "labels/held-by",
    why: "the reports use different words for those who hold a place",
    ..OWN_VOICE
};

/// Why words none of which is loaded are not compared.
const NEUTRAL: (&str, &str) = ("scope/neutral-words", "neither word is loaded");

/// Why a loaded word that does not distinguish the reports is not compared.
const SAME_WORDS: (&str, &str) = (
    "scope/same-words",
    "each report uses the loaded word, or uses it only of what the other does not mention",
);

/// Finds labels that judge what another report names neutrally.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut families: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| claim.kind == ClaimKind::Label) {
        families.entry(family(claim)).or_default().push(*claim);
    }
    explained.disagreements.extend(held_by(story));
    explained.disagreements.extend(same_figures(story));
    for (family, claim) in families {
        match framing(story, family, &claim) {
            Some(found) => explained.disagreements.push(found),
            None => explained.not_compared.extend(neutral(story, &claim)),
        }
    }
}

/// The predicate of labels of people.
const PEOPLE: &str = "people";

/// How many figures of one kind and value are compared.
const MOST_FIGURES: usize = 32;

/// How many words for the holders of places are compared.
const MOST_HOLDERS: usize = 128;

/// Words for the people counted by one figure, one of which is loaded: "35 militants were killed", "35 jihadists were
/// killed".
fn same_figures(story: &Story<'_>) -> Vec<Disagreement> {
    // Grouped by what happened to them and by the bounds of the figure, whose bits serve as a key.
    let mut counted: BTreeMap<(&str, u64), Vec<(ClaimRef<'_>, ClaimRef<'_>)>> = BTreeMap::new();
    for figure in story.claims.iter().filter(|claim| claim.is_figure() && claim.is_live()) {
        let Some(low) = figure.low().filter(|low| *low > 1.0) else { continue };
        let of_people = |claim: &&ClaimRef<'_>| claim.kind == ClaimKind::Label && claim.predicate() == PEOPLE;
        let mut labels = story.of(figure.report).iter().filter(of_people);
        if let Some(label) = labels.rfind(|label| label.span.overlaps(figure.subject)) {
            let same = counted.entry((figure.predicate(), low.to_bits())).or_default();
            if same.len() < MOST_FIGURES {
                same.push((*figure, *label));
            }
        }
    }
    let mut found = Vec::new();
    for ((predicate, _), claims) in counted {
        let differ = |(one, a): &(ClaimRef<'_>, ClaimRef<'_>), (other, b): &(ClaimRef<'_>, ClaimRef<'_>)| {
            one.report != other.report
                && a.value() != b.value()
                && (judges(a.value()) || judges(b.value()))
                && story.comparable(one, other).is_ok()
        };
        let shown = claims.iter().filter(|one| claims.iter().any(|other| differ(one, other)));
        let mut positions: Vec<Position> = Vec::new();
        for (figure, label) in shown {
            let passage = figure.passage();
            if positions.iter().all(|known| known.passage != passage) {
                let statement = label.value().to_owned();
                positions.push(Position { passage, claim: Some(figure.id), statement });
            }
        }
        let head = format!("Words for those {predicate}");
        found.extend((!positions.is_empty()).then(|| SAME_FIGURE.told(story, &head, positions)));
    }
    found
}

/// Words for those who hold places, where two reports use none in common: "rebel-held", "opposition-held".
fn held_by(story: &Story<'_>) -> Option<Disagreement> {
    let holds = |claim: &&ClaimRef<'_>| {
        claim.kind == ClaimKind::Label && label::is_holder(claim.claim, story.text(claim.report))
    };
    let claims: Vec<ClaimRef<'_>> = story.claims.iter().filter(holds).copied().take(MOST_HOLDERS).collect();
    let mut words: BTreeMap<ReportId, BTreeSet<&str>> = BTreeMap::new();
    for claim in &claims {
        words.entry(claim.report).or_default().insert(claim.value());
    }
    let uses = |report: ReportId, word: &str| words.get(&report).is_some_and(|words| words.contains(word));
    // The two sides of a fight are not two words for one side.
    let side =
        |claim: &ClaimRef<'_>| claim.subject_group.is_some_and(|group| group::contains("authorities", group));
    let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        one.report != other.report
            && side(one) == side(other)
            && !uses(one.report, other.value())
            && !uses(other.report, one.value())
    };
    let mut positions: Vec<Position> = Vec::new();
    for one in claims.iter().filter(|one| claims.iter().any(|other| differ(one, other))) {
        let known = positions.iter().filter(|known| known.passage.report == one.report);
        if known.count() < MOST_PLACES {
            positions.push(Position {
                passage: one.passage(),
                claim: Some(one.id),
                statement: one.value().to_owned(),
            });
        }
    }
    (!positions.is_empty()).then(|| HELD_BY.told(story, "Who holds it", positions))
}

/// How many places are shown for one word of a report.
const MOST_PLACES: usize = 3;

/// Whose word a label is.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    /// The report's own.
    Own,
    /// Quoted or attributed.
    Others,
}

fn voice(claim: &ClaimRef<'_>) -> Voice {
    if claim.quoted || !claim.chain.is_empty() { Voice::Others } else { Voice::Own }
}

/// The widest group below "people", or the kind of event.
fn family<'t>(claim: &ClaimRef<'t>) -> &'t str {
    let Some(mut here) = claim.subject_group else { return claim.predicate() };
    while let Some(wider) = group::within(here).filter(|wider| *wider != "people") {
        here = wider;
    }
    here
}

/// A loaded word in one report where another names the same without it. A report's own words are compared separately
/// from those it quotes or attributes, which are shown in quotation marks.
fn framing(story: &Story<'_>, family: &str, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let differs = |of: Voice| {
        let mut words: BTreeMap<ReportId, BTreeSet<&str>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| of == Voice::Others || voice(claim) == Voice::Own) {
            if let Some(word) = claim.value.as_deref() {
                words.entry(claim.report).or_default().insert(word);
            }
        }
        claims.iter().filter(|claim| voice(claim) == of && is_loaded(claim.claim)).any(|one| {
            let word = one.value();
            words.iter().any(|(report, words)| *report != one.report && !words.contains(word))
        })
    };
    let of = [Voice::Own, Voice::Others].into_iter().find(|of| differs(*of))?;
    let mut positions: Vec<Position> = Vec::new();
    for one in claims {
        let word = one.value();
        let statement = if voice(one) == Voice::Others { quoted(word) } else { word.to_owned() };
        let known = positions
            .iter()
            .filter(|known| known.passage.report == one.report && known.statement == statement);
        if known.count() < MOST_PLACES {
            positions.push(Position { passage: one.passage(), claim: Some(one.id), statement });
        }
    }
    positions.sort_by_key(|position| position.passage);
    let first = positions.first()?.passage.report;
    let rule = if of == Voice::Own { OWN_VOICE } else { QUOTED_VOICE };
    let several = positions.iter().any(|position| position.passage.report != first);
    several.then(|| rule.found(story, summary(family, &positions), positions))
}

/// Words of two reports for one family, where none is loaded, or only those that both use.
fn neutral(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> Option<NotCompared> {
    let one = claims.first()?;
    let other = claims.iter().find(|other| other.report != one.report && other.value != one.value)?;
    let loaded = [one, other].iter().any(|claim| is_loaded(claim.claim));
    Some(not_compared(story, if loaded { SAME_WORDS } else { NEUTRAL }, [one, other]))
}

/// What kind of thing a family consists of.
fn kind(family: &str) -> &str {
    if group::within(family).is_some() { "people" } else { family }
}

/// "Words for one kind of people: protester, rioter (A) · attacker (B)".
fn summary(family: &str, positions: &[Position]) -> String {
    let mut sides: Vec<(ReportId, Vec<&str>)> = Vec::new();
    for position in positions {
        let report = position.passage.report;
        match sides.iter_mut().find(|(known, _)| *known == report) {
            Some((_, words)) if words.contains(&&*position.statement) => {}
            Some((_, words)) => words.push(&position.statement),
            None => sides.push((report, vec![&position.statement])),
        }
    }
    let sides: Vec<_> =
        sides.iter().map(|(report, words)| format!("{} ({report})", words.join(", "))).collect();
    format!("Words for one kind of {}: {}", kind(family), sides.join(" · "))
}

//! One kind of people or happening under differently loaded words, own voice and quoted voice apart.

use std::collections::{BTreeMap, HashSet};

use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, NotCompared, Position, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::called::CALLED;
use crate::analysis::claim::label::is_loaded;
use crate::text::{Passage, ReportId};

/// Finds the labels that judge what another report names without judging.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut families: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    let called = |told: &&ClaimRef<'_>| told.claim.predicate.starts_with(CALLED);
    explained
        .disagreements
        .extend(names_given(story, &story.told.iter().filter(called).copied().collect::<Vec<_>>()));
    for told in story.told.iter().filter(|told| told.claim.kind == ClaimKind::Label && !called(told)) {
        families.entry(family(told)).or_default().push(*told);
    }
    for (family, told) in families {
        match framing(story, family, &told) {
            Some(found) => explained.disagreements.push(found),
            None => explained.not_compared.extend(neutral(story, &told)),
        }
    }
}

/// What one person calls one kind of happening, where the words two reports quote have nothing in common.
fn names_given(story: &Story<'_>, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| word.chars().count() > 3)
            .map(|word| deunicode::deunicode(word).to_lowercase())
            .collect()
    };
    let speaker = |told: &ClaimRef<'_>| {
        let name = told.claim.chain.last().map_or("", |source| story.words(told.report, source.name));
        words(
            &name
                .split_whitespace()
                .filter(|word| word.starts_with(char::is_uppercase))
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    let value = |told: &ClaimRef<'_>| told.claim.value.as_deref().unwrap_or_default().to_owned();
    let pair = told.iter().enumerate().find_map(|(place, one)| {
        let other = told[place + 1..].iter().find(|other| {
            other.report != one.report
                && other.claim.predicate == one.claim.predicate
                && !speaker(one).is_disjoint(&speaker(other))
                && words(&value(one)).is_disjoint(&words(&value(other)))
        })?;
        Some([one, other])
    })?;
    let name = pair[0].claim.chain.last().map_or("", |source| story.words(pair[0].report, source.name));
    let kind = pair[0].claim.predicate.trim_start_matches(CALLED);
    let reports = pair.map(|told| told.report);
    Some(Disagreement {
        aspect: Aspect::Label,
        verdict: Verdict::Framing,
        severity: 0.45,
        event: None,
        summary: format!(
            "What {name} called the {kind}: “{}” ({}) \u{b7} “{}” ({})",
            value(pair[0]),
            reports[0],
            value(pair[1]),
            reports[1]
        ),
        rule: "labels/called",
        why: "the reports quote other words of the same speaker for it".to_owned(),
        silent: story.others(&reports),
        positions: pair.map(|told| story.position(told)).into(),
    })
}

/// How many places of one word of a report are pointed at.
const MOST_PLACES: usize = 3;

/// Whose word it is.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    /// The report's own.
    Own,
    /// Quoted or attributed.
    Others,
}

fn voice(told: &ClaimRef<'_>) -> Voice {
    if told.claim.quoted || !told.claim.chain.is_empty() { Voice::Others } else { Voice::Own }
}

/// The widest group below "people", or the kind of happening.
fn family<'t>(told: &ClaimRef<'t>) -> &'t str {
    let Some(mut here) = told.claim.subject_group else { return &told.claim.predicate };
    while let Some(wider) = group::within(here).filter(|wider| *wider != "people") {
        here = wider;
    }
    here
}

/// A loaded word in one report where another names the same without it. The words a report uses itself and those it
/// quotes or attributes are kept apart: the latter stand in quotation marks.
fn framing(story: &Story<'_>, family: &str, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let words_of = |report: ReportId, of: Voice| {
        let own = told.iter().filter(move |told| told.report == report && voice(told) == of);
        own.filter_map(|told| told.claim.value.as_deref()).collect::<Vec<_>>()
    };
    let differs = |of: Voice| {
        told.iter().filter(|told| voice(told) == of && is_loaded(told.claim)).any(|one| {
            let word = one.claim.value.as_deref().unwrap_or_default();
            story.reports.iter().filter(|report| **report != one.report).any(|report| {
                let mut words = words_of(*report, Voice::Own);
                if of == Voice::Others {
                    words.extend(words_of(*report, Voice::Others));
                }
                !words.is_empty() && !words.contains(&word)
            })
        })
    };
    let of = [Voice::Own, Voice::Others].into_iter().find(|of| differs(*of))?;
    let mut positions: Vec<Position> = Vec::new();
    for one in told {
        let word = one.claim.value.as_deref().unwrap_or_default();
        let statement = if voice(one) == Voice::Others { format!("“{word}”") } else { word.to_owned() };
        let known = positions
            .iter()
            .filter(|known| known.passage.report == one.report && known.statement == statement);
        if known.count() < MOST_PLACES {
            let passage = Passage { report: one.report, span: one.claim.span };
            positions.push(Position { passage, claim: Some(one.id), statement });
        }
    }
    positions.sort_by_key(|position| position.passage);
    let reports: Vec<_> = positions.iter().map(|position| position.passage.report).collect();
    let mut spread = reports.clone();
    spread.dedup();
    if spread.len() < 2 {
        return None;
    }
    let (rule, why) = match of {
        Voice::Own => {
            ("labels/own-voice", "a report uses a word of its own that judges where another does not")
        }
        Voice::Others => {
            ("labels/quoted-voice", "somebody is quoted with a word that judges where the reports name")
        }
    };
    Some(Disagreement {
        aspect: Aspect::Label,
        verdict: Verdict::Framing,
        severity: if of == Voice::Own { 0.5 } else { 0.4 },
        event: None,
        summary: summary(family, &positions),
        rule,
        why: why.to_owned(),
        silent: story.others(&reports),
        positions,
    })
}

/// Words of two reports for one family, where none of them judges what it names, or none but what all use.
fn neutral(story: &Story<'_>, told: &[ClaimRef<'_>]) -> Option<NotCompared> {
    let one = told.first()?;
    let other =
        told.iter().find(|other| other.report != one.report && other.claim.value != one.claim.value)?;
    let loaded = [one, other].iter().any(|told| is_loaded(told.claim));
    Some(NotCompared {
        rule: if loaded { "scope/same-words" } else { "scope/neutral-words" },
        why: if loaded {
            "each report uses the word that judges, or says it only of what the other does not name"
        } else {
            "neither word judges what it names"
        },
        positions: vec![story.position(one), story.position(other)],
    })
}

/// What a family is a family of.
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

//! States that follow each other: the suspect at large in one report and in custody in a later one, the wounded in danger
//! and then dead. Two ends that exclude each other are a contradiction.

use std::collections::BTreeMap;

use super::parallel::is_function_word;
use super::told::{ClaimRef, Story, is_figure, is_live};
use super::{Aspect, Disagreement, Explained, Verdict, verdict};
use crate::analysis::claim::Extent;
use crate::analysis::claim::state::{
    DEAD, HELD_CRAFT, LOST_CRAFT, MISSING, PATIENT, State, TRAPPED, of_claim,
};
use crate::text::{Published, ReportId};

/// Finds the states that a report supersedes.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut by_bearer: BTreeMap<&str, BTreeMap<ReportId, (ClaimRef<'_>, &State)>> = BTreeMap::new();
    for told in &story.told {
        let Some(state) = of_claim(told.claim).filter(|state| state.of != MANNER) else { continue };
        let latest = by_bearer.entry(state.of).or_default().entry(told.report).or_insert((*told, state));
        if state.rank > latest.1.rank {
            *latest = (*told, state);
        }
    }
    explained.disagreements.extend(manner(story));
    for (of, states) in by_bearer {
        let Some(low) =
            states.values().min_by_key(|(told, state)| (state.rank, told.claim.as_of.order_key()))
        else {
            continue;
        };
        let Some(high) =
            states.values().max_by_key(|(told, state)| (state.rank, told.claim.as_of.order_key()))
        else {
            continue;
        };
        let rule = RULES.iter().find(|rule| (rule.holds)(story, low, high));
        explained.disagreements.extend(rule.map(|rule| disagreement(story, of, rule, [low, high])));
    }
}

type InState<'t> = (ClaimRef<'t>, &'t State);

/// What two states of one bearer amount to.
struct Rule {
    name: &'static str,
    verdict: Verdict,
    why: &'static str,
    holds: fn(&Story<'_>, &InState<'_>, &InState<'_>) -> bool,
}

/// The rules, first match first; the lower state comes first.
const RULES: &[Rule] = &[
    Rule {
        name: "modality/dead-or-caught",
        verdict: Verdict::Contradiction,
        why: "who is dead cannot be arrested, and nothing says that the arrest came first",
        holds: |story, low, high| {
            let caught = low.1.of == "suspect" && low.1.rank > 1 && low.1.name != DEAD && high.1.name == DEAD;
            caught && !is_of_many(story) && !low.0.claim.as_of.certainly_before(&high.0.claim.as_of)
        },
    },
    Rule {
        name: "modality/state",
        verdict: Verdict::Update,
        why: "the one state follows the other in the usual course of things",
        holds: |story, low, high| {
            let in_order = !high.0.claim.as_of.certainly_before(&low.0.claim.as_of);
            let known = low.1.of == PATIENT && same_toll(story, low.0.report, high.0.report);
            // One of the wounded is not another: only a later report tells that they have died since.
            let since = low.1.of != PATIENT || verdict::earlier(&low.0.claim.as_of, &high.0.claim.as_of);
            // Where many died it is for the figures to tell that the wounded have.
            let many = low.1.of == PATIENT && toll(story, low.0.report).is_some_and(|dead| dead > MANY);
            let one = !are_others(story, &low.0, &high.0) && !is_of_another_time(story, &high.0);
            low.1.rank < high.1.rank
                && !many
                && in_order
                && since
                && !known
                && one
                && !leaves_some(story, high)
        },
    },
];

/// Whether two claims are about people of other names, or about one with a name and somebody not told of before: "one gentleman".
fn are_others(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let subject = |told: &ClaimRef<'_>| story.words(told.report, told.claim.subject);
    let names = |told: &ClaimRef<'_>| -> Vec<String> {
        let words = subject(told).split(|letter: char| !letter.is_alphanumeric());
        let names = words.filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2);
        names.filter(|word| !is_function_word(&word.to_lowercase())).map(str::to_lowercase).collect()
    };
    let (a, b) = (names(one), names(other));
    let stranger = |told: &ClaimRef<'_>| {
        const INDEFINITE: &[&str] = &["a", "an", "one", "another"];
        let first = subject(told).split_whitespace().next().unwrap_or_default().to_lowercase();
        INDEFINITE.contains(&&*first)
    };
    match (a.is_empty(), b.is_empty()) {
        (false, false) => a.iter().all(|name| !b.contains(name)),
        (false, true) => stranger(other),
        (true, false) => stranger(one),
        (true, true) => false,
    }
}

/// Whether a claim is told of before the story: "who had been previously convicted", "in 2005 he was convicted".
fn is_of_another_time(story: &Story<'_>, told: &ClaimRef<'_>) -> bool {
    const LONG: i64 = 365;
    let words = story.words(told.report, told.claim.span).to_lowercase();
    let before = words.split_whitespace().any(|word| matches!(word, "previously" | "formerly" | "prior"));
    let published = story.timeline.reports[told.report.index()].published.as_ref().and_then(Published::day);
    let years_ago = told.claim.when.as_ref().and_then(|when| when.last).zip(published);
    before || years_ago.is_some_and(|(last, published)| (published - last).num_days() > LONG)
}

/// More dead than a reader keeps apart.
const MANY: f64 = 9.5;

/// Whose states tell how one came to die.
const MANNER: &str = "manner";

/// By his own hand in one report, by the police in another, where each tells only the one.
fn manner(story: &Story<'_>) -> Option<Disagreement> {
    let told: Vec<InState<'_>> = story
        .told
        .iter()
        .filter_map(|told| Some((*told, of_claim(told.claim).filter(|state| state.of == MANNER)?)))
        .collect();
    let gives = |report: ReportId, name: &str| {
        told.iter().any(|(told, state)| told.report == report && state.name == name)
    };
    let pair = told.iter().enumerate().find_map(|(place, one)| {
        let other = told[place + 1..].iter().find(|other| {
            one.1.name != other.1.name
                && !gives(one.0.report, other.1.name)
                && !gives(other.0.report, one.1.name)
        })?;
        Some([one, other])
    });
    let rule = Rule {
        name: "modality/manner-of-death",
        verdict: Verdict::Contradiction,
        why: "who took his own life was not killed by others",
        holds: |_, _, _| true,
    };
    pair.filter(|_| !is_of_many(story)).map(|pair| disagreement(story, "suspect", &rule, pair))
}

/// Whether a report tells of several who did it: then each may have an end of his own.
pub(super) fn is_of_many(story: &Story<'_>) -> bool {
    story.told.iter().filter(|told| of_claim(told.claim).is_some_and(|state| state.of == "suspect")).any(
        |told| {
            let words = story.words(told.report, told.claim.subject).to_lowercase();
            words.ends_with('s') || words.ends_with("men")
        },
    )
}

/// Whether a report that tells of missing or trapped people as found also counts some who are not.
fn leaves_some(story: &Story<'_>, (told, state): &InState<'_>) -> bool {
    let predicate = match state.of {
        MISSING => "missing",
        TRAPPED => "stranded",
        _ => return false,
    };
    story.told.iter().any(|other| {
        let low = other.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
        other.report == told.report
            && *other.claim.predicate == *predicate
            && is_live(other.claim)
            && low > 0.5
    })
}

/// Whether two reports count the same dead: then nobody died between them.
fn same_toll(story: &Story<'_>, one: ReportId, other: ReportId) -> bool {
    toll(story, one).zip(toll(story, other)).is_some_and(|(one, other)| (one - other).abs() < 0.5)
}

/// Whether both of two reports tell states of the wounded: then what became of them is told by those.
pub(super) fn tell_of_wounded(story: &Story<'_>, one: ReportId, other: ReportId) -> bool {
    let of = |report: ReportId| {
        let told = story.told.iter().filter(move |told| told.report == report);
        told.filter_map(|told| of_claim(told.claim)).find(|state| state.of == PATIENT).map(|state| state.rank)
    };
    of(one).zip(of(other)).is_some_and(|(one, other)| one != other)
}

/// Whether an earlier report may count already whom a later one tells as dead.
pub(super) fn may_be_counted(story: &Story<'_>, earlier: ReportId, later: ReportId) -> bool {
    toll(story, earlier)
        .is_some_and(|before| before > 0.5 && toll(story, later).is_none_or(|after| after <= before))
}

/// The most dead a report counts.
fn toll(story: &Story<'_>, report: ReportId) -> Option<f64> {
    story
        .told
        .iter()
        .filter(|told| told.report == report && is_figure(told.claim) && is_live(told.claim))
        .filter(|told| &*told.claim.predicate == "killed" && told.claim.extent == Extent::Whole)
        .filter_map(|told| told.claim.quantity.as_ref()?.low)
        .fold(None, |most: Option<f64>, low| Some(most.map_or(low, |most| most.max(low))))
}

fn disagreement(story: &Story<'_>, of: &str, rule: &Rule, sides: [&InState<'_>; 2]) -> Disagreement {
    let [(first, low), (last, high)] = sides;
    let who = match of {
        PATIENT => "wounded",
        LOST_CRAFT | HELD_CRAFT => "craft",
        of => of,
    };
    let link = if rule.verdict == Verdict::Update { ", then" } else { " or" };
    Disagreement {
        aspect: Aspect::Modality,
        verdict: rule.verdict,
        severity: if rule.verdict == Verdict::Update { 0.45 } else { 0.8 },
        event: None,
        summary: format!("The {who}: {} ({}){link} {} ({})", low.name, first.report, high.name, last.report),
        rule: rule.name,
        why: rule.why.to_owned(),
        silent: story.others(&[first.report, last.report]),
        positions: vec![story.position(first), story.position(last)],
    }
}

//! One event affirmed and denied: done in one report, denied or said not to have happened in another.
//!
//! The actions must be of one class with the same agent or patient in both reports; where either differs, they are different
//! actions. Denials of responsibility in general are compared in `responsible`.

use std::collections::HashMap;

use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::one_action::{self, ActionRef, MOST_ACTIONS, clause, is_affirmed, is_one_action};
use super::referent::Referents;
use super::{Card, is_shown, responsible, sides};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::event::EventType;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Action, Slot};
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{Passage, ReportId};

/// How many denials of one class are examined.
pub(super) const MOST_DENIALS: usize = 12;

/// How many reports are shown for each side.
const MOST_SHOWN: usize = 4;

pub(super) const ONE_ACTION: Rule = Rule {
    name: "denials/one-action",
    aspect: Aspect::Event,
    verdict: Verdict::Contradiction,
    why: "one report says that it was done, the other that it was not",
};

const ONE_PLAN: Rule = Rule {
    name: "denials/one-plan",
    why: "one report says that it is to be done, the other that it is not",
    ..ONE_ACTION
};

/// Finds the actions that the reports of a story both affirm and deny, one card per class.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    let mut found = Vec::new();
    for (class, actions) in one_action::by_class(story) {
        // A denial is not itself compared as an action.
        if matches!(&*class, "deny" | "reject") {
            continue;
        }
        // A plan does not deny a past action, nor the other way round.
        for planned in [false, true] {
            let of = || actions.iter().filter(|one| (one.action.stance == Stance::Planned) == planned);
            let denies = |one: &&ActionRef<'_>| is_denied(one.action) && denies_it(story, one);
            let affirms = |one: &&ActionRef<'_>| {
                is_affirmed(one.action) || planned && one.action.polarity == Polarity::Affirmed
            };
            let against: Vec<ActionRef<'_>> = of().filter(denies).take(MOST_DENIALS).copied().collect();
            let affirmed: Vec<ActionRef<'_>> = of().filter(affirms).take(MOST_ACTIONS).copied().collect();
            let verbal = against.iter().any(|one| one.action.verbal);
            found.extend(card(story, &referents, &against, &affirmed).map(|card| (card, verbal)));
        }
    }
    let mut found = without_repetition(found);
    found.extend(responsible::find(story, &referents));
    found
}

/// The cards without those of a noun in an action that another card shows: "did not approve the survey" says nothing else of the
/// survey.
fn without_repetition(cards: Vec<(Card, bool)>) -> Vec<Card> {
    let (verbs, nouns): (Vec<_>, Vec<_>) = cards.into_iter().partition(|(_, verbal)| *verbal);
    let mut found: Vec<Card> = verbs.into_iter().map(|(card, _)| card).collect();
    for (card, _) in nouns {
        if !is_shown(&found, &card) {
            found.push(card);
        }
    }
    found
}

fn is_denied(action: &Action) -> bool {
    let outright = matches!(action.polarity, Polarity::Negated | Polarity::Denied | Polarity::Absent);
    outright && matches!(action.stance, Stance::Fact | Stance::Alleged | Stance::Likely | Stance::Planned)
}

/// Whether a negated action denies that it took place: "did not spread further" and "has not yet signed" are about extent and
/// timing, and rejecting a call or denying an offer is a refusal.
fn denies_it(story: &Story<'_>, action_ref: &ActionRef<'_>) -> bool {
    static HOW_FAR: WordClass = WordClass::named("adverbs of extent or timing");
    const NEAR: usize = 24;
    let text = &story.timeline.reports[action_ref.report.index()].text;
    let word = action_ref.action.word;
    let from = action_ref.action.mark.map_or(word.start, |mark| mark.start.min(word.start)) as usize;
    let patient =
        action_ref.fillers.iter().filter(|filler| filler.slot == Slot::Patient).map(|filler| filler.span.end);
    let end = patient.chain([word.end]).max().unwrap_or(word.end) as usize;
    let mut to = (end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let around = text.get(from..to).unwrap_or_default();
    let clause = around.split(['.', ';', '!', '?']).next().unwrap_or_default();
    let focused =
        clause.split(|letter: char| !letter.is_alphanumeric()).any(|word| HOW_FAR.has(&word.to_lowercase()));
    let refused = action_ref.action.polarity == Polarity::Denied
        && !action_ref.action.verbal
        && !HARMFUL.contains(&lexicon().kind(PartOfSpeech::Noun, action_ref.action.class));
    !focused && !refused
}

fn card(
    story: &Story<'_>,
    referents: &Referents,
    against: &[ActionRef<'_>],
    affirmed: &[ActionRef<'_>],
) -> Option<Card> {
    let mut sides_of: HashMap<ReportId, bool> = HashMap::new();
    let mut shown: Vec<(ActionRef<'_>, bool)> = Vec::new();
    for denial in against {
        for action_ref in affirmed.iter().filter(|action_ref| action_ref.report != denial.report) {
            // A report that says both makes clear which of them it maintains.
            let both = |report, by: &[ActionRef<'_>], than: &ActionRef<'_>| {
                by.iter().any(|own| own.report == report && is_one_action(story, referents, own, than))
            };
            if !is_one_action(story, referents, denial, action_ref)
                || both(denial.report, affirmed, denial)
                || both(action_ref.report, against, action_ref)
            {
                continue;
            }
            for (one, denies) in [(denial, true), (action_ref, false)] {
                let side = shown.iter().filter(|(_, known)| *known == denies).count();
                if side < MOST_SHOWN && sides_of.insert(one.report, denies).is_none() {
                    shown.push((*one, denies));
                }
            }
        }
    }
    let (first, _) = *shown.iter().find(|(_, denies)| !denies)?;
    shown.iter().find(|(_, denies)| *denies)?;
    shown.sort_by_key(|(action_ref, _)| (action_ref.report, action_ref.action.word));
    let said: Vec<(ReportId, String)> = shown
        .iter()
        .map(|(action_ref, denies)| (action_ref.report, (if *denies { "no" } else { "yes" }).to_owned()))
        .collect();
    let positions: Vec<Position> =
        shown.iter().map(|(action_ref, denies)| side(action_ref, *denies)).collect();
    let summary = format!("Whether {}: {}", clause(story, &first), sides(&said));
    let rule = if first.action.stance == Stance::Planned { &ONE_PLAN } else { &ONE_ACTION };
    Some(Card { weight: 1.0, disagreement: rule.found(story, summary, positions) })
}

/// An action as one side: its word with the patient, and the negating word.
fn side(action_ref: &ActionRef<'_>, denies: bool) -> Position {
    let word = action_ref.action.word;
    let span = action_ref.action.mark.filter(|_| denies).map_or(word, |mark| mark.cover(word));
    let patient = action_ref.fillers.iter().find(|filler| filler.slot == Slot::Patient);
    let span = patient.map_or(span, |patient| span.cover(patient.span));
    let passage = Passage { report: action_ref.report, span };
    Position::of(passage, if denies { "denied" } else { "reported" })
}

/// Kinds of actions that people are held responsible for.
pub(super) const HARMFUL: &[EventType] = &[
    EventType::Assault,
    EventType::Accident,
    EventType::Casualty,
    EventType::Coerce,
    EventType::Disaster,
    EventType::Crime,
];

//! One event affirmed and denied: done in one report, denied or said not to have happened in another.
//!
//! The actions must be of one class with the same agent or patient in both reports; where either differs, they are different
//! actions. Denials of responsibility in general are compared in `responsible`.

use std::collections::{BTreeMap, HashMap};

use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::origin::fold;
use super::super::quote::{opening, quoted};
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::referent::{Coreference, Referents, name_others};
use super::{Card, class_of, responsible, sides};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::event::EventType;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Action, Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{Passage, ReportId};
use crate::timeline::story::stem;

/// How many actions of one class are compared with each denial.
pub(super) const MOST_ACTIONS: usize = 24;

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

/// An action with its report.
#[derive(Clone, Copy)]
pub(super) struct ActionRef<'t> {
    pub report: ReportId,
    pub action: &'t Action,
    pub fillers: &'t [Filler],
}

/// Finds the actions that the reports of a story both affirm and deny, one card per class.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    // A plan does not deny a past action, nor the other way round.
    let mut by_class: BTreeMap<(String, bool), (Vec<ActionRef<'_>>, Vec<ActionRef<'_>>)> = BTreeMap::new();
    for &report in &story.reports {
        let frames = &story.timeline.analyses[report.index()].frames;
        for (index, action) in (0_u32..).zip(&frames.actions) {
            let class = class_of(story, report, action);
            // A denial is not itself compared as an action.
            if matches!(&*class, "deny" | "reject") {
                continue;
            }
            let planned = action.stance == Stance::Planned;
            let (against, affirmed) = by_class.entry((class, planned)).or_default();
            let action_ref = ActionRef { report, action, fillers: frames.of(index) };
            if is_denied(action) && denies_it(story, &action_ref) && against.len() < MOST_DENIALS {
                against.push(action_ref);
            } else if (is_affirmed(action) || planned && action.polarity == Polarity::Affirmed)
                && affirmed.len() < MOST_ACTIONS
            {
                affirmed.push(action_ref);
            }
        }
    }
    let of_actions =
        by_class.values().filter_map(|(against, affirmed)| card(story, &referents, against, affirmed));
    of_actions.chain(responsible::find(story, &referents)).collect()
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

/// Whether an action is said to have been done, for certain or not.
pub(super) fn is_affirmed(action: &Action) -> bool {
    action.polarity == Polarity::Affirmed
        && matches!(action.stance, Stance::Fact | Stance::Alleged | Stance::Likely)
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
    Position { passage, claim: None, statement: (if denies { "denied" } else { "reported" }).to_owned() }
}

/// The action with its agent and its patient, in text order.
fn clause(story: &Story<'_>, action_ref: &ActionRef<'_>) -> String {
    const WORDS: usize = 12;
    let core = action_ref.fillers.iter().filter(|filler| matches!(filler.slot, Slot::Agent | Slot::Patient));
    let span = core.fold(action_ref.action.word, |span, filler| span.cover(filler.span));
    quoted(&opening(story, action_ref.report, span, WORDS))
}

/// Whether two actions of one class are the same: their agent or their patient is certainly the same, and nothing else differs.
fn is_one_action(
    story: &Story<'_>,
    referents: &Referents,
    one: &ActionRef<'_>,
    other: &ActionRef<'_>,
) -> bool {
    let of = |action_ref: &ActionRef<'_>, slot: Slot| -> Vec<Filler> {
        // An unnamed site may lie in any place.
        let named = |filler: &&Filler| slot != Slot::Place || filler.form == MentionForm::Name;
        action_ref.fillers.iter().filter(|filler| filler.slot == slot).filter(named).copied().collect()
    };
    let coreference = |slot: Slot| -> Option<Coreference> {
        let (a, b) = (of(one, slot), of(other, slot));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let named = pairs.filter(|(a, b)| [a, b].iter().all(|filler| filler.form != MentionForm::Pronoun));
        let coreferences = named.map(|(a, b)| {
            let (a, b) = ((one.report, a), (other.report, b));
            let coreference = referents.coreference(story, a, b);
            if coreference == Coreference::Same && !are_certainly_one(story, referents, a, b) {
                Coreference::Unclear
            } else {
                coreference
            }
        });
        coreferences.min()
    };
    let (agent, patient, place) =
        (coreference(Slot::Agent), coreference(Slot::Patient), coreference(Slot::Place));
    let none = |slot: Slot| of(one, slot).is_empty() && of(other, slot).is_empty();
    let fits = |coreference: Option<Coreference>| matches!(coreference, None | Some(Coreference::Same));
    let denied = one.action.polarity == Polarity::Denied || other.action.polarity == Polarity::Denied;
    let verbal = one.action.verbal && other.action.verbal;
    let same = match (agent, patient) {
        (Some(Coreference::Same), Some(Coreference::Same)) => true,
        (None, Some(Coreference::Same)) => denied || none(Slot::Agent),
        (Some(Coreference::Same), None) => {
            let there = place == Some(Coreference::Same);
            let planned = one.action.stance == Stance::Planned;
            verbal && none(Slot::Patient) && (there || planned || is_complete_alone(one.action.class))
        }
        _ => false,
    };
    same && fits(place) && !of(one, Slot::Counted).iter().any(|_| !none(Slot::Counted) && !denied)
}

/// Whether actions of a class are identified by their patient alone: "resigned", "died", "fled".
fn is_complete_alone(class: &str) -> bool {
    const KINDS: &[EventType] = &[
        EventType::Casualty,
        EventType::Accident,
        EventType::Disaster,
        EventType::Retreat,
        EventType::Movement,
        EventType::Concede,
    ];
    class == "resign" || !class.is_empty() && KINDS.contains(&lexicon().kind(PartOfSpeech::Verb, class))
}

/// Whether two phrases that may refer to the same thing certainly do: they mention one actor or share a name, or their heads
/// are one noun that neither introduces as new: "a New York facility", "that facility".
pub(in super::super) fn are_certainly_one(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    static ANEW: WordClass = WordClass::named("words that introduce a new person");
    let brings_up = |(report, filler): (ReportId, &Filler)| {
        let first = story.words(report, filler.span).split_whitespace().next().unwrap_or_default();
        ANEW.has(&first.to_lowercase())
    };
    let head =
        |(report, filler): (ReportId, &Filler)| stem(&fold(story.words(report, filler.head))).to_owned();
    let same_head = head(one) == head(other) && !brings_up(one) && !brings_up(other);
    !name_others(story, one, other) && (same_head || referents.share_actor(one, other))
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

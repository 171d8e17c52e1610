//! Denials of what others attribute to a party: of responsibility in general or of the use of arms, compared with the actions
//! that other reports attribute to that party.

use super::super::external::state_named;
use super::super::ledger::{ClaimRef, Story};
use super::super::origin::fold;
use super::super::rule::Rule;
use super::super::{Aspect, Position};
use super::Card;
use super::denied::{HARMFUL, MOST_DENIALS, ONE_ACTION};
use super::one_action::{ActionRef, MOST_ACTIONS, is_affirmed};
use super::referent::{Coreference, Referents, name_others};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::perpetrator::PERPETRATOR;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Action, Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::Polarity;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

const RESPONSIBLE: Rule = Rule {
    name: "denials/responsibility",
    aspect: Aspect::Actor,
    why: "one report attributes it to somebody who, the other says, denies it",
    ..ONE_ACTION
};

/// Whether two phrases name one party: one actor, one head noun without different names, or the powers of one state.
fn is_one_party(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    let words = |(report, filler): (ReportId, &Filler)| -> Vec<&str> {
        let words = story.words(report, filler.span).split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).collect()
    };
    let state = |words: &[&str]| {
        words.iter().filter(|word| word.starts_with(char::is_uppercase)).find_map(|word| state_named(word))
    };
    let (a, b) = (words(one), words(other));
    let states = state(&a).zip(state(&b));
    if let Some((first, second)) = states {
        return first == second && holds_power(&a) && holds_power(&b);
    }
    // "his government", "government forces": the only government, which neither names.
    if state(&a).is_none() && state(&b).is_none() && is_government(&a) && is_government(&b) {
        return true;
    }
    let heads = (story.words(one.0, one.1.head), story.words(other.0, other.1.head));
    let same_head = stem(&fold(heads.0)) == stem(&fold(heads.1));
    referents.coreference(story, one, other) == Coreference::Same
        && same_head
        && !name_others(story, one, other)
}

/// Whether the words refer to a government or its forces by that noun.
fn is_government(words: &[&str]) -> bool {
    words.iter().any(|word| matches!(&*word.to_lowercase(), "government" | "regime"))
}

/// Whether the words refer to the holders of a state's power or its means of war, or name the state only by its capital.
fn holds_power(words: &[&str]) -> bool {
    static MIGHT: WordClass = WordClass::named("holders of state power");
    words.len() == 1 || words.iter().any(|word| MIGHT.has(&word.to_lowercase()))
}

/// What is denied by those who deny an action in general terms.
static RESPONSIBILITY: WordClass = WordClass::named("general objects of denial");

/// An action and its agent.
type OfParty<'t> = (ActionRef<'t>, &'t Filler);

/// Finds denials of responsibility with what other reports attribute to the denying party, one card per party.
pub(super) fn find(story: &Story<'_>, referents: &Referents) -> Vec<Card> {
    let action_refs = |report: ReportId| {
        let frames = story.frames(report);
        (0_u32..).zip(&frames.actions).map(move |(index, action)| ActionRef {
            report,
            action,
            fillers: frames.of(index),
        })
    };
    let all = || {
        story
            .reports
            .iter()
            .flat_map(|report| action_refs(*report))
            .filter(|action_ref| is_affirmed(action_ref.action))
    };
    let in_general: Vec<OfParty<'_>> = all()
        .filter(|action_ref| denies_responsibility(story, action_ref))
        .flat_map(with_agents)
        .take(MOST_DENIALS)
        .collect();
    let outright: Vec<OfParty<'_>> = all()
        .filter(|action_ref| denies_use_of_arms(story, action_ref))
        .flat_map(with_agents)
        .take(MOST_DENIALS)
        .collect();
    if in_general.is_empty() && outright.is_empty() {
        return Vec::new();
    }
    let attributed: Vec<OfParty<'_>> =
        all().filter(|action_ref| is_harmful(story, action_ref)).flat_map(with_agents).collect();
    let same = |one: &OfParty<'_>, other: &OfParty<'_>| {
        is_one_party(story, referents, (one.0.report, one.1), (other.0.report, other.1))
    };
    let mut cards = Vec::new();
    let mut known: Vec<OfParty<'_>> = Vec::new();
    for (denials, in_any_words) in [(&in_general, true), (&outright, false)] {
        for first in denials {
            if known.iter().any(|known| same(known, first)) {
                continue;
            }
            let denying: Vec<OfParty<'_>> =
                denials.iter().filter(|denial| same(first, denial)).copied().collect();
            // A report that contains any such denial leaves open whose forces it was.
            let all_denials = || in_general.iter().chain(&outright);
            let silent_on_it = |one: &&OfParty<'_>| {
                let denies = |denial: &OfParty<'_>| denial.0.report == one.0.report;
                if in_any_words { !denying.iter().any(denies) } else { !all_denials().any(denies) }
            };
            let attributing: Vec<OfParty<'_>> = attributed
                .iter()
                .filter(silent_on_it)
                .filter(|one| same(first, one))
                .take(MOST_ACTIONS)
                .copied()
                .collect();
            // Denials of only the use of arms are shown with them.
            let others = || outright.iter().filter(|denial| in_any_words && same(first, denial)).copied();
            let denying: Vec<OfParty<'_>> = denying.into_iter().chain(others()).collect();
            let card = card_of_party(story, &denying, &attributing);
            known.extend(card.iter().map(|_| *first));
            cards.extend(card);
        }
    }
    cards
}

/// An action with each of its agents that is more than a pronoun.
fn with_agents(action_ref: ActionRef<'_>) -> impl Iterator<Item = OfParty<'_>> {
    let spoken = |filler: &&Filler| filler.slot == Slot::Agent && filler.form != MentionForm::Pronoun;
    action_ref.fillers.iter().filter(spoken).map(move |agent| (action_ref, agent))
}

/// Whether somebody denies in general terms what is attributed to them.
fn denies_responsibility(story: &Story<'_>, action_ref: &ActionRef<'_>) -> bool {
    matches!(action_ref.action.class, "deny" | "reject")
        && action_ref.fillers.iter().any(|filler| {
            let noun = story.words(action_ref.report, filler.head).to_lowercase();
            filler.slot == Slot::Patient && RESPONSIBILITY.has(&noun)
        })
}

/// Whether somebody denies having used arms: "deny using barrel bombs", "denied that its planes had dropped any".
fn denies_use_of_arms(story: &Story<'_>, action_ref: &ActionRef<'_>) -> bool {
    static ARMS: WordClass = WordClass::named("nouns for arms");
    const REACH: u32 = 160;
    if action_ref.action.class != "deny" {
        return false;
    }
    let word = action_ref.action.word;
    let frames = story.frames(action_ref.report);
    let denied = |action: &Action| action.polarity == Polarity::Denied && action.mark == Some(word);
    let after = Span { start: word.end, end: word.end.saturating_add(REACH) };
    frames.within(after).filter(|(_, action)| denied(action)).any(|(index, _)| {
        frames.of(index).iter().filter(|filler| filler.slot == Slot::Patient).any(|filler| {
            let words = story.words(action_ref.report, filler.span).to_lowercase();
            words.split(|letter: char| !letter.is_alphanumeric()).any(|word| ARMS.has(word))
        })
    })
}

/// Whether an action does harm, by its class or by the noun it carries out: "carried out a raid"; or holds somebody responsible:
/// "bears responsibility".
fn is_harmful(story: &Story<'_>, action_ref: &ActionRef<'_>) -> bool {
    const ANSWERS: &[&str] = &["bear", "bears", "bore", "holds", "has", "had"];
    let harmful =
        |class: &str| !class.is_empty() && HARMFUL.contains(&lexicon().kind(PartOfSpeech::Verb, class));
    let word = story.words(action_ref.report, action_ref.action.word).to_lowercase();
    let answers = ANSWERS.contains(&&*word)
        && action_ref.fillers.iter().any(|filler| {
            let noun = story.words(action_ref.report, filler.head).to_lowercase();
            filler.slot == Slot::Patient && noun == "responsibility"
        });
    answers
        || harmful(action_ref.action.class)
        || action_ref.fillers.iter().any(|filler| {
            let noun = story.words(action_ref.report, filler.head).to_lowercase();
            filler.slot == Slot::Patient && harmful(lexicon().class(PartOfSpeech::Noun, &noun))
        })
}

/// Where reports that do not contain the denial attribute the attack to the forces of the state that the denying party
/// belongs to.
fn attacks_by(story: &Story<'_>, denier: &str, known: &[Position]) -> Vec<Position> {
    let names = denier.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(state) = names.filter(|word| word.starts_with(char::is_uppercase)).find_map(state_named) else {
        return Vec::new();
    };
    let denies =
        |report: ReportId| known.iter().any(|one| one.passage.report == report && one.statement == DENIED);
    let shown = |passage: Passage| {
        known
            .iter()
            .any(|one| one.passage.report == passage.report && one.passage.span.overlaps(passage.span))
    };
    let of_state =
        |claim: &ClaimRef<'_>| claim.value().split([' ']).any(|word| state_named(word) == Some(state));
    let claims = story.with_predicate(PERPETRATOR).filter(|claim| !denies(claim.report) && of_state(claim));
    let mut found: Vec<Position> = Vec::new();
    for claim in claims.filter(|claim| !shown(claim.passage())) {
        if found.iter().filter(|one| one.passage.report == claim.report).count() < MOST_PLACES {
            found.push(Position {
                passage: claim.passage(),
                claim: Some(claim.id),
                statement: ATTRIBUTED.to_owned(),
            });
        }
    }
    found
}

/// The statements shown for a report that denies it and for one that attributes it.
const DENIED: &str = "denied";
const ATTRIBUTED: &str = "attributed to it";

/// How many places are shown where one report denies something or attributes it to a party.
const MOST_PLACES: usize = 3;

fn card_of_party(story: &Story<'_>, denying: &[OfParty<'_>], attributing: &[OfParty<'_>]) -> Option<Card> {
    let (first, denier) = *denying.first()?;
    attributing.first()?;
    let mut shown: Vec<(ActionRef<'_>, &Filler, bool)> = Vec::new();
    for (side, denies) in [(denying, true), (attributing, false)] {
        for (action_ref, party) in side.iter().take(MOST_ACTIONS) {
            if shown.iter().filter(|(known, ..)| known.report == action_ref.report).count() < MOST_PLACES {
                shown.push((*action_ref, party, denies));
            }
        }
    }
    let mut positions: Vec<Position> = shown
        .iter()
        .map(|(action_ref, party, denies)| {
            let patient = action_ref.fillers.iter().find(|filler| filler.slot == Slot::Patient && *denies);
            let span = action_ref.action.word.cover(party.span);
            let passage =
                Passage { report: action_ref.report, span: patient.map_or(span, |own| span.cover(own.span)) };
            let statement = if *denies { DENIED } else { ATTRIBUTED };
            Position::of(passage, statement)
        })
        .collect();
    positions.extend(attacks_by(story, story.words(first.report, denier.span), &positions));
    positions.sort_by_key(|position| position.passage);
    let head = format!("Whether {} did it", story.words(first.report, denier.span));
    Some(Card { weight: 1.0, disagreement: RESPONSIBLE.told(story, &head, positions) })
}

//! Agents named as a fact by one report and as likely or alleged by another.

use super::super::accounts;
use super::super::ledger::Story;
use super::super::parallel::{Coreference, Referents, name_others};
use super::super::rule::Rule;
use super::super::{Aspect, Disagreement, Verdict};
use super::card;
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{Passage, ReportId, Span};
use crate::timeline::Event;

const HEDGED: Rule = Rule {
    name: "event/hedged-agent",
    aspect: Aspect::Modality,
    verdict: Verdict::Framing,
    why: "one report states as a fact who did it, another only as likely or alleged",
};

/// How many mentions of the agent are compared with each other, in their order.
const MOST_NAMED: usize = 64;

/// The agent that a mention names.
#[derive(Clone, Copy)]
struct Named<'t> {
    report: ReportId,
    agent: &'t Filler,
    /// The action, with the word that hedges it.
    span: Span,
    hedged: bool,
}

/// An agent that one report names as a fact and another only with a hedge.
pub(super) fn differ(story: &Story<'_>, referents: &Referents, event: &Event) -> Option<Disagreement> {
    let named = agents(story, event);
    let same = |one: &Named<'_>, other: &Named<'_>| {
        let (a, b) = ((one.report, one.agent), (other.report, other.agent));
        referents.coreference(story, a, b) == Coreference::Same && !name_others(story, a, b)
    };
    let states_it = |hedge: &Named<'_>| {
        named.iter().any(|fact| !fact.hedged && fact.report == hedge.report && same(fact, hedge))
    };
    let doubts = |fact: &Named<'_>, hedge: &Named<'_>| {
        hedge.report != fact.report && same(hedge, fact) && !states_it(hedge)
    };
    let pair = named.iter().filter(|named| !named.hedged).find_map(|fact| {
        let hedge = named.iter().filter(|named| named.hedged).find(|hedge| doubts(fact, hedge))?;
        Some([*fact, *hedge])
    })?;
    let side = |named: Named<'_>| {
        let passage = Passage { report: named.report, span: named.span };
        (passage, story.phrase(named.report, named.span))
    };
    Some(card(story, event, ("How certain it is who did it", &HEDGED), pair.map(side).into()))
}

/// The agents that the mentions of an event give.
fn agents<'t>(story: &Story<'t>, event: &'t Event) -> Vec<Named<'t>> {
    let mut named = Vec::new();
    for (report, _, mention) in accounts::mentions_of(story, event) {
        for index in accounts::actions(story, report, mention) {
            let action = &story.frames(report).actions[index as usize];
            let hedged = matches!(action.stance, Stance::Likely | Stance::Alleged);
            if action.polarity != Polarity::Affirmed || !hedged && action.stance != Stance::Fact {
                continue;
            }
            let agents = story.frames(report).of(index).iter().filter(|filler| filler.slot == Slot::Agent);
            // In "the strike was carried out", the event itself is not the agent.
            let agents = agents
                .filter(|agent| agent.form != MentionForm::Pronoun && !agent.head.overlaps(mention.trigger));
            if named.len() >= MOST_NAMED {
                return named;
            }
            named.extend(agents.map(|agent| {
                let span = action.mark.filter(|_| hedged).map_or(action.word, |mark| mark.cover(action.word));
                Named { report, agent, span: span.cover(agent.span), hedged }
            }));
        }
    }
    named
}

//! A plan and its execution: two events that are linked.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::event::Modality;
use crate::timeline::{ActorId, Event, EventId};

/// Executions that a plan is compared with at most, for one word and actor.
const CANDIDATES: usize = 8;

/// Links each planned event with those that report the same action of the same actor as a fact, not before the plan.
pub fn plans(events: &mut [Event], analyses: &[Arc<Analysis>]) {
    let class = |event: &Event| {
        let &(report, mention) = event.mentions.first()?;
        let mention = analyses.get(report.index())?.events.get(mention as usize)?;
        Some(if mention.class.is_empty() { mention.lemma.to_string() } else { mention.class.to_owned() })
    };
    let mut facts: HashMap<(String, ActorId), Vec<usize>> = HashMap::new();
    let mut planned = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let Some(class) = class(event) else { continue };
        match event.modality {
            Modality::Planned => planned.push((place, class)),
            Modality::Negated => {}
            _ => {
                for &(actor, _) in &event.actors {
                    facts.entry((class.clone(), actor)).or_default().push(place);
                }
            }
        }
    }
    let mut linked = HashSet::new();
    for (plan, class) in planned {
        let actors: Vec<ActorId> = events[plan].actors.iter().map(|&(actor, _)| actor).collect();
        for actor in actors {
            let found = facts.get(&(class.clone(), actor)).map_or(&[][..], Vec::as_slice);
            for &fact in found.iter().take(CANDIDATES) {
                if !events[fact].when.certainly_before(&events[plan].when) && linked.insert((plan, fact)) {
                    link(events, plan, fact);
                }
            }
        }
    }
}

fn link(events: &mut [Event], one: usize, other: usize) {
    for (from, to) in [(one, other), (other, one)] {
        let to = EventId(u32::try_from(to).unwrap_or(u32::MAX));
        events[from].linked.push(to);
    }
}

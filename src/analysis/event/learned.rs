//! Mentions whose triggers were found by the learned weights, merged with those that lists and grammar find.

use super::reading::Reading;
use super::trigger::Trigger;
use super::{Context, EventMention, dating, mention};
use crate::analysis::time::When;

/// Adds the mentions of learned triggers to those of listed ones, in order. They take their dates and governors from
/// others, and change nothing about them: a listed word is more certain.
pub(super) fn add(
    context: &Context<'_>,
    listed: Vec<(Trigger, EventMention)>,
    learned: Vec<Trigger>,
) -> Vec<EventMention> {
    if learned.is_empty() {
        return listed.into_iter().map(|(_, mention)| mention).collect();
    }
    let listed = listed.into_iter().map(|(trigger, mention)| (trigger, Some(mention)));
    let mut all: Vec<_> = listed.chain(learned.into_iter().map(|trigger| (trigger, None))).collect();
    all.sort_by_key(|(trigger, _)| trigger.token);
    let (triggers, mut known): (Vec<Trigger>, Vec<Option<EventMention>>) = all.into_iter().unzip();
    let places: Vec<u32> =
        (0..).zip(&known).filter(|(_, known)| known.is_some()).map(|(place, _)| place).collect();
    for governor in known.iter_mut().flatten().filter_map(|mention| mention.governor.as_mut()) {
        *governor = places[*governor as usize];
    }
    let reading = Reading::new(context, &triggers);
    let of_trigger = |(trigger, known): (&Trigger, &Option<EventMention>)| match known {
        Some(known) => {
            EventMention { when: When::unknown().into(), time: None, open_time: None, ..known.clone() }
        }
        None => mention(&reading, trigger),
    };
    let mut mentions: Vec<EventMention> = triggers.iter().zip(&known).map(of_trigger).collect();
    dating::date(&reading, &mut mentions);
    let with_known = |(mention, known): (EventMention, Option<EventMention>)| known.unwrap_or(mention);
    mentions.into_iter().zip(known).map(with_known).collect()
}

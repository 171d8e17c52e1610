//! Why mentions are one event, why it bears its title and its date, and why it is shown or folded.

use super::cluster;
use super::profile::Profile;
use super::score::{JoinRule, SAME, weigh};
use super::telling::{self, Telling};
use super::{salience, title};
use crate::text::Passage;
use crate::timeline::{EventId, Timeline};

/// Why an event is as it is.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The telling the others joined, with the trigger's words.
    pub opened_by: Passage,
    /// Each other telling, in the order in which they joined, with the rules that spoke for and against.
    pub joined: Vec<Joined>,
    /// The telling the title's words are from.
    pub titled_by: Passage,
    /// What speaks for that title and against it, with the weights by which titles are compared.
    pub title_grounds: Vec<(&'static str, i32)>,
    /// What speaks for showing it, and against.
    pub grounds: Vec<salience::Ground>,
}

/// Why a telling belongs to an event.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The trigger's words.
    pub passage: Passage,
    /// The rules that hold, with their weights.
    pub rules: Vec<JoinRule>,
}

impl Joined {
    /// The sum of the weights; a telling joins from `SAME` on.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.rules.iter().map(|rule| rule.weight).sum()
    }

    /// The score a telling needs.
    pub const NEEDED: f32 = SAME;
}

/// Explains one event; none if the timeline has no such event.
#[must_use]
pub fn explain(timeline: &Timeline, event: EventId) -> Option<Explanation> {
    let event = timeline.events.get(event.0 as usize)?;
    let context = timeline.context();
    let table = telling::Table::new(&context);
    let of_event = |telling: &Telling<'_>| event.mentions.contains(&(telling.report, telling.index));
    let tellings: Vec<Telling<'_>> = telling::all(&table).into_iter().filter(of_event).collect();
    let order = cluster::order(&tellings);
    let passage = |telling: &Telling<'_>| Passage { report: telling.report, span: telling.mention.trigger };
    let (first, rest) = order.split_first()?;
    let mut profile = Profile::of(&tellings[*first as usize]);
    let joined = rest.iter().map(|&place| {
        let mut rules = Vec::new();
        weigh(&tellings[place as usize], &profile, &mut |rule| rules.push(rule));
        profile.add(&tellings[place as usize]);
        Joined { passage: passage(&tellings[place as usize]), rules }
    });
    let joined = joined.collect();
    let all: Vec<&Telling<'_>> = tellings.iter().collect();
    let title = title::best(&context, &all);
    let (_, grounds) = salience::of(&all, &event.when, &title);
    Some(Explanation {
        opened_by: passage(&tellings[*first as usize]),
        joined,
        titled_by: passage(&tellings[title.from]),
        title_grounds: title.grounds,
        grounds,
    })
}

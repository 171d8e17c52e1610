//! Why mentions are one event, why it bears its title and its date, and why it is shown or folded.

use super::rule::{Reason, Weights};
use super::score::{fit, weigh};
use super::story::Likeness;
use super::telling::{self, Telling};
use super::{cluster, salience, title};
use crate::analysis::event::learning;
use crate::text::Passage;
use crate::timeline::{EventId, Timeline};

/// Why an event is as it is.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The telling the others joined, with the trigger's words.
    pub opened_by: Passage,
    /// Each other telling, in the order in which they joined, with the rules that spoke for and against.
    pub joined: Vec<Joined>,
    /// The mentions whose words no list has among events, with what was learned that says they are.
    pub learned: Vec<LearnedWord>,
    /// The telling the title's words are from.
    pub titled_by: Passage,
    /// What speaks for that title and against it, with the weights by which titles are compared.
    pub title_grounds: Vec<(&'static str, i32)>,
    /// What speaks for showing it, and against.
    pub grounds: Vec<salience::Ground>,
}

/// Why a word is taken for an event that no list has among them.
#[derive(Clone, Debug)]
pub struct LearnedWord {
    /// The trigger's words.
    pub passage: Passage,
    /// How likely it names an event, in percent.
    pub likelihood: u8,
    /// What is known of the word, with what that adds to the log-odds, the weightiest first.
    pub reasons: Vec<(String, f32)>,
}

/// Why a telling belongs to an event.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The trigger's words.
    pub passage: Passage,
    /// The telling before it that it fits best.
    pub beside: Passage,
    /// The rules that hold between both, with their weights.
    pub reasons: Vec<Reason>,
    /// How likely it is of one event with those before it, in log-odds; none where a person brought them together.
    pub log_odds: Option<f32>,
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
    let in_order: Vec<&Telling<'_>> = order.iter().map(|&place| &tellings[place as usize]).collect();
    let likeness = Likeness::of(&context);
    let (first, rest) = in_order.split_first()?;
    let joined = (1..).zip(rest).map(|(count, telling)| {
        let before = &in_order[..count];
        let log_odds = cluster::log_odds(telling, before, &likeness, Weights::learned());
        let (beside, reasons) = closest(telling, before, &likeness);
        Joined { passage: passage(telling), beside: passage(beside), reasons, log_odds }
    });
    let joined = joined.collect();
    let all: Vec<&Telling<'_>> = tellings.iter().collect();
    let title = title::best(&context, &all);
    let (salience, mut grounds) = salience::of(&all, &event.when, &title);
    if event.salience > salience {
        grounds.push((salience::OPENS_ALONE, event.salience - salience));
    }
    let learned = in_order.iter().filter_map(|telling| {
        let likelihood = telling.mention.likelihood?;
        let reasons = learning::reasons(&timeline.reports[telling.report.index()], telling.mention.trigger);
        Some(LearnedWord { passage: passage(telling), likelihood, reasons })
    });
    let learned = learned.collect();
    Some(Explanation {
        opened_by: passage(first),
        joined,
        learned,
        titled_by: passage(&tellings[title.from]),
        title_grounds: title.grounds,
        grounds,
    })
}

/// The telling among others, of which there is one at least, that a telling fits best, the first of equals, and the reasons between both.
fn closest<'a, 't>(
    telling: &Telling<'_>,
    others: &[&'a Telling<'t>],
    likeness: &Likeness,
) -> (&'a Telling<'t>, Vec<Reason>) {
    let mut best = (others[0], fit(telling, others[0], likeness, Weights::learned()));
    for other in &others[1..] {
        let fits = fit(telling, other, likeness, Weights::learned());
        if fits > best.1 {
            best = (other, fits);
        }
    }
    let mut reasons = Vec::new();
    weigh(telling, best.0, likeness, &mut |reason| reasons.push(reason));
    (best.0, reasons)
}

//! Why mentions are one event, why it has its title and its date, and why it is shown or folded.

use super::account::{self, Account};
use super::rule::{Reason, Weights};
use super::score::{fit, weigh};
use super::story::Likeness;
use super::{cluster, join, salience, title};
use crate::analysis::event::learning;
use crate::text::Passage;
use crate::timeline::{EventId, Timeline};

/// The reasons behind an event.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The most informative account, with the trigger's words.
    pub opened_by: Passage,
    /// Each other account, the most informative first, with the rules for and against it.
    pub joined: Vec<Joined>,
    /// Mentions whose words are on no list of event words, with the learned features that make them events.
    pub learned: Vec<LearnedWord>,
    /// The account that the title's words are from.
    pub titled_by: Passage,
    /// The reasons for and against that title, with the weights by which titles are compared.
    pub title_grounds: Vec<(&'static str, i32)>,
    /// The reasons for and against showing it.
    pub grounds: Vec<salience::Ground>,
}

/// Why a word that is on no list is taken for an event.
#[derive(Clone, Debug)]
pub struct LearnedWord {
    /// The trigger's words.
    pub passage: Passage,
    /// How likely it names an event, in percent.
    pub likelihood: u8,
    /// The features of the word with what they add to the log-odds, the largest first.
    pub reasons: Vec<(String, f32)>,
}

/// Why an account belongs to an event.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The trigger's words.
    pub passage: Passage,
    /// The account that it fits best.
    pub beside: Passage,
    /// The rules that apply to both, with their weights.
    pub reasons: Vec<Reason>,
    /// How likely it is of the same event as the others, in log-odds; none where a rule forbids it for one of them.
    pub log_odds: Option<f32>,
}

/// Explains one event; none if the timeline has no such event.
#[must_use]
pub fn explain(timeline: &Timeline, event: EventId) -> Option<Explanation> {
    let event = timeline.events.get(event.0 as usize)?;
    let context = timeline.context();
    let table = account::Table::new(&context);
    let of_event = |account: &Account<'_>| event.mentions.contains(&(account.report, account.index));
    let accounts: Vec<Account<'_>> = account::all(&table).into_iter().filter(of_event).collect();
    let order = cluster::order(&accounts);
    let passage = |account: &Account<'_>| Passage { report: account.report, span: account.mention.trigger };
    let in_order: Vec<&Account<'_>> = order.iter().map(|&place| &accounts[place as usize]).collect();
    let likeness = Likeness::of(&context);
    let (first, rest) = in_order.split_first()?;
    let joined = (1..).zip(rest).map(|(place, account)| {
        let others: Vec<&Account<'_>> =
            in_order[..place].iter().chain(&in_order[place + 1..]).copied().collect();
        let log_odds = join::log_odds(account, &others, &likeness, Weights::learned());
        let (beside, reasons) = closest(account, &others, &likeness);
        Joined { passage: passage(account), beside: passage(beside), reasons, log_odds }
    });
    let joined = joined.collect();
    let all: Vec<&Account<'_>> = accounts.iter().collect();
    let title = title::best(&context, &all);
    let (salience, mut grounds) = salience::of(&context, &all, &event.when, &title);
    if event.salience > salience {
        grounds.push((salience::OPENS_ALONE, event.salience - salience));
    } else if event.salience < salience {
        grounds.push((salience::CROWDED, event.salience - salience));
    }
    let learned = in_order.iter().filter_map(|account| {
        let likelihood = account.mention.likelihood?;
        let reasons = learning::reasons(&timeline.reports[account.report.index()], account.mention.trigger);
        Some(LearnedWord { passage: passage(account), likelihood, reasons })
    });
    let learned = learned.collect();
    Some(Explanation {
        opened_by: passage(first),
        joined,
        learned,
        titled_by: passage(&accounts[title.from]),
        title_grounds: title.grounds,
        grounds,
    })
}

/// The account that fits best among others (at least one; the first of equals), and the reasons that apply to the two.
fn closest<'a, 't>(
    account: &Account<'_>,
    others: &[&'a Account<'t>],
    likeness: &Likeness,
) -> (&'a Account<'t>, Vec<Reason>) {
    let mut best = (others[0], fit(account, others[0], likeness, Weights::learned()));
    for other in &others[1..] {
        let fits = fit(account, other, likeness, Weights::learned());
        if fits > best.1 {
            best = (other, fits);
        }
    }
    let mut reasons = Vec::new();
    weigh(account, best.0, likeness, &mut |reason| reasons.push(reason));
    (best.0, reasons)
}

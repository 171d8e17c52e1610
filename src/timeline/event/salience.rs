//! How much an event belongs on the timeline: reported by many, reported early, dated, with an agent and a patient.

use super::Context;
use super::account::{Account, Key};
use super::title::Title;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::{EventType, Form, Function, Modality, Role, Shape};
use crate::analysis::time::{Basis, When};
use crate::timeline::Event;

/// A reason for or against showing an event, with its weight.
pub type Ground = (&'static str, f32);

/// The ground for an event that would be folded but for [`show_openings`].
pub const OPENS_ALONE: &str = "nothing else at the beginning of its report is shown";
/// How many sentences a report begins with, its headline among them.
const BEGINNING: u32 = 3;
/// The salience from which an event can be the only one shown of the beginning of its report: what is below is no news by itself.
const NEWS: f32 = 0.2;

/// Shows the most salient event at the beginning of each report that would be folded from its beginning on: what a report opens
/// with is its news.
pub fn show_openings(events: &mut [Event], context: &Context<'_>) {
    let mut best: Vec<Option<usize>> = vec![None; context.reports.len()];
    for (place, event) in events.iter().enumerate().filter(|(_, event)| event.salience >= NEWS) {
        for &(report, index) in &event.mentions {
            let mention = context.analyses[report.index()].events.get(index as usize);
            let best = &mut best[report.index()];
            if mention.is_some_and(|mention| mention.sentence.0 < BEGINNING)
                && best.is_none_or(|known: usize| events[known].salience < event.salience)
            {
                *best = Some(place);
            }
        }
    }
    for place in best.into_iter().flatten() {
        events[place].salience = events[place].salience.max(Event::MAIN);
    }
}

/// The ground for an event that is folded by [`fold_crowded`].
pub const CROWDED: &str = "its report has enough other events that matter more";
/// How many of the events that only one report reports are shown for each [`LENGTH`] bytes of its text, and at least.
const MOST_SHOWN: usize = 12;
/// About 400 words, in bytes.
const LENGTH: usize = 2_400;
const LEAST_SHOWN: usize = 6;

/// Folds the least salient of the events that a report alone reports, where they are many for its length: a long list is not read.
/// The entries of a chronology are all shown.
pub fn fold_crowded(events: &mut [Event], context: &Context<'_>) {
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); context.reports.len()];
    for (place, event) in events.iter().enumerate().filter(|(_, event)| event.salience >= Event::MAIN) {
        if let [report] = event.reported_by[..]
            && event.when.basis != Basis::Heading
        {
            own[report.index()].push(place);
        }
    }
    for (report, mut places) in context.reports.iter().zip(own) {
        let most = (MOST_SHOWN * report.text.len() / LENGTH).max(LEAST_SHOWN);
        places.sort_by(|one, other| {
            events[*other].salience.total_cmp(&events[*one].salience).then_with(|| one.cmp(other))
        });
        for place in places.into_iter().skip(most) {
            events[place].salience = FOLDED;
        }
    }
}

/// The salience of an event that is folded only because there are many: the next ones to show.
const FOLDED: f32 = Event::MAIN - 0.01;

/// How much an event belongs on the timeline, from 0 to 1, with the reasons.
pub fn of(
    context: &Context<'_>,
    accounts: &[&Account<'_>],
    when: &When,
    title: &Title,
) -> (f32, Vec<Ground>) {
    let mut grounds = vec![("an event", 0.1)];
    grounds.extend(of_accounts(context, accounts));
    grounds.extend(of_participants(accounts));
    grounds.extend(of_wording(accounts));
    if when.basis <= Basis::Heading {
        grounds.push(("its date is given", 0.15));
    }
    if !title.flaws.is_empty() {
        grounds.push(("no report has words for it that can be read alone", -0.6));
    }
    let sum: f32 = grounds.iter().map(|(_, weight)| weight).sum();
    (sum.clamp(0.0, 1.0), grounds)
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn of_accounts(context: &Context<'_>, accounts: &[&Account<'_>]) -> Vec<Ground> {
    let mut reports: Vec<_> = accounts.iter().map(|account| account.report).collect();
    reports.sort();
    reports.dedup();
    // Copies of one report are one witness.
    let origins = context.origins.count(reports.iter().copied());
    let more = origins.saturating_sub(1).min(3) as f32;
    let first = accounts.iter().map(|account| account.mention.sentence.0).min().unwrap_or(u32::MAX);
    let mut grounds = vec![("it appears near the beginning", 0.12 / (1.0 + first.min(100) as f32 / 4.0))];
    if more > 0.0 {
        grounds.push(("several reports mention it", 0.1 + 0.1 * more));
    }
    if more == 0.0 && accounts.iter().all(|account| account.of_long_ago) {
        grounds.push(("only one report mentions it, and it happened long before", -0.25));
    }
    if accounts.iter().any(|account| account.opens) {
        grounds.push(("a report opens with it", 0.2));
    }
    if accounts.len() > reports.len() {
        grounds.push(("a report comes back to it", 0.05));
    }
    grounds
}

fn of_participants(accounts: &[&Account<'_>]) -> Vec<Ground> {
    let parts = || accounts.iter().flat_map(|account| &*account.parts);
    let mut grounds = Vec::new();
    if parts().any(|part| part.role == Role::Agent) {
        grounds.push(("the agent is given", 0.1));
    }
    if parts().any(|part| part.role == Role::Patient) {
        grounds.push(("the patient is given", 0.1));
    }
    if parts().any(|part| matches!(part.key, Key::Actor(_))) {
        grounds.push(("an actor takes part", 0.05));
    }
    if accounts.iter().any(|account| account.place.is_some()) {
        grounds.push(("its place is given", 0.05));
    }
    grounds
}

fn of_wording(accounts: &[&Account<'_>]) -> Vec<Ground> {
    let any = |test: fn(&Account<'_>) -> bool| accounts.iter().any(|account| test(account));
    let mut grounds = Vec::new();
    if any(|account| account.mention.form == Form::Verb) {
        grounds.push(("a clause states it", 0.1));
    }
    if any(|account| !matches!(account.mention.kind, EventType::Other | EventType::Statement)) {
        grounds.push(("it is of a kind that makes news", 0.15));
    }
    if !any(|account| !only_holds(account)) {
        grounds.push(("it only says what someone has or carries", -0.3));
    }
    if !any(|account| account.mention.wording.shape != Shape::Verb) {
        grounds.push(("no report names an agent", -0.2));
    }
    if !any(|account| !account.mention.usual || account.mention.when.basis <= Basis::Heading) {
        grounds.push(("it describes a state, not an event", -0.35));
    }
    if !any(|account| !account.leads) {
        grounds.push(("it only leads to another event", -0.5));
    }
    if !any(|account| matches!(account.mention.function, Function::Event | Function::Cause)) {
        grounds.push(("it only says that someone spoke", -0.6));
    }
    if !any(|account| account.mention.function != Function::Cause) {
        grounds.push(("it only says what led to what", -0.5));
    }
    if !any(|account| account.mention.likelihood.is_none()) {
        grounds.push(("its word is on no list of events", -0.3));
    }
    if !any(|account| account.mention.wording.shape != Shape::Infinitive) {
        grounds.push(("it only says what something is for", -0.5));
    }
    if !any(|account| matches!(account.mention.modality, Modality::Asserted | Modality::Reported)) {
        grounds.push(("no report says that it happened", -0.1));
    }
    grounds
}

/// "a coach carrying pupils", "bringing the toll to nine".
fn only_holds(account: &Account<'_>) -> bool {
    let mention = account.mention;
    let holds = lexicon().is(&mention.lemma, Part::Holding);
    holds && mention.wording.shape == Shape::Participle && mention.kind == EventType::Other
}

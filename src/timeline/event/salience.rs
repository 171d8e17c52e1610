//! How much an event belongs on the timeline: reported by many, reported early, dated, with an agent and a patient.

use super::account::{Account, Key};
use super::title::Title;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::{EventType, Form, Function, Modality, Role, Shape};
use crate::analysis::time::{Basis, When};

/// A reason for or against showing an event, with its weight.
pub type Ground = (&'static str, f32);

/// How much an event belongs on the timeline, from 0 to 1, with the reasons.
pub fn of(accounts: &[&Account<'_>], when: &When, title: &Title) -> (f32, Vec<Ground>) {
    let mut grounds = vec![("an event", 0.1)];
    grounds.extend(of_accounts(accounts));
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
fn of_accounts(accounts: &[&Account<'_>]) -> Vec<Ground> {
    let mut reports: Vec<_> = accounts.iter().map(|account| account.report).collect();
    reports.sort();
    reports.dedup();
    let more = (reports.len().saturating_sub(1)).min(3) as f32;
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
    if !any(|account| account.mention.function == Function::Event) {
        grounds.push(("it only says that someone spoke", -0.6));
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

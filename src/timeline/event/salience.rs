//! How much an event belongs on the timeline: told by many, told early, dated, with someone who does something to someone.

use super::Context;
use super::telling::{Key, Telling};
use super::title::Title;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::{EventType, Form, Function, Modality, Role, Shape};
use crate::analysis::time::{Basis, When};
use crate::timeline::Event;

/// What speaks for or against showing an event, with its weight.
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

/// How much an event belongs on the timeline, 0…1, with the grounds.
pub fn of(tellings: &[&Telling<'_>], when: &When, title: &Title) -> (f32, Vec<Ground>) {
    let mut grounds = vec![("an event", 0.1)];
    grounds.extend(of_tellings(tellings));
    grounds.extend(of_participants(tellings));
    grounds.extend(of_wording(tellings));
    if when.basis <= Basis::Heading {
        grounds.push(("its date is told", 0.15));
    }
    if !title.flaws.is_empty() {
        grounds.push(("no telling gives it words that read on their own", -0.6));
    }
    let sum: f32 = grounds.iter().map(|(_, weight)| weight).sum();
    (sum.clamp(0.0, 1.0), grounds)
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn of_tellings(tellings: &[&Telling<'_>]) -> Vec<Ground> {
    let mut reports: Vec<_> = tellings.iter().map(|telling| telling.report).collect();
    reports.sort();
    reports.dedup();
    let more = (reports.len().saturating_sub(1)).min(3) as f32;
    let first = tellings.iter().map(|telling| telling.mention.sentence.0).min().unwrap_or(u32::MAX);
    let mut grounds = vec![("it stands near the beginning", 0.12 / (1.0 + first.min(100) as f32 / 4.0))];
    if more > 0.0 {
        grounds.push(("several reports tell it", 0.1 + 0.1 * more));
    }
    if more == 0.0 && tellings.iter().all(|telling| telling.of_long_ago) {
        grounds.push(("one report tells it, of long before its news", -0.25));
    }
    if tellings.iter().any(|telling| telling.opens) {
        grounds.push(("a report opens with it", 0.2));
    }
    if tellings.len() > reports.len() {
        grounds.push(("a report comes back to it", 0.05));
    }
    grounds
}

fn of_participants(tellings: &[&Telling<'_>]) -> Vec<Ground> {
    let parts = || tellings.iter().flat_map(|telling| &*telling.parts);
    let mut grounds = Vec::new();
    if parts().any(|part| part.role == Role::Agent) {
        grounds.push(("who does it is told", 0.1));
    }
    if parts().any(|part| part.role == Role::Patient) {
        grounds.push(("whom it is done to is told", 0.1));
    }
    if parts().any(|part| matches!(part.key, Key::Actor(_))) {
        grounds.push(("an actor takes part", 0.05));
    }
    if tellings.iter().any(|telling| telling.place.is_some()) {
        grounds.push(("its place is told", 0.05));
    }
    grounds
}

fn of_wording(tellings: &[&Telling<'_>]) -> Vec<Ground> {
    let any = |test: fn(&Telling<'_>) -> bool| tellings.iter().any(|telling| test(telling));
    let mut grounds = Vec::new();
    if any(|telling| telling.mention.form == Form::Verb) {
        grounds.push(("a clause tells it", 0.1));
    }
    if any(|telling| !matches!(telling.mention.kind, EventType::Other | EventType::Statement)) {
        grounds.push(("it is of a kind that makes news", 0.15));
    }
    if !any(|telling| !only_holds(telling)) {
        grounds.push(("it only tells what someone has or carries", -0.3));
    }
    if !any(|telling| telling.mention.wording.shape != Shape::Verb) {
        grounds.push(("no telling says who does it", -0.2));
    }
    if !any(|telling| !telling.mention.usual || telling.mention.when.basis <= Basis::Heading) {
        grounds.push(("it tells what is so, not what happened", -0.35));
    }
    if !any(|telling| !telling.leads) {
        grounds.push(("it only leads over to another event", -0.5));
    }
    if !any(|telling| telling.mention.function == Function::Event) {
        grounds.push(("it only tells that someone spoke", -0.6));
    }
    if !any(|telling| telling.mention.likelihood.is_none()) {
        grounds.push(("no list has its word among events", -0.3));
    }
    if !any(|telling| telling.mention.wording.shape != Shape::Infinitive) {
        grounds.push(("it only tells what something is for", -0.5));
    }
    if !any(|telling| matches!(telling.mention.modality, Modality::Asserted | Modality::Reported)) {
        grounds.push(("no report says that it happened", -0.1));
    }
    grounds
}

/// "a coach carrying pupils", "bringing the toll to nine".
fn only_holds(telling: &Telling<'_>) -> bool {
    let mention = telling.mention;
    let holds = lexicon().is(&mention.lemma, Part::Holding);
    holds && mention.wording.shape == Shape::Participle && mention.kind == EventType::Other
}

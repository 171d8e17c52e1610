//! The corrections in a notebook, and the events, actors and passages that its entries mean in a timeline.

use crate::analysis::time::{Basis, PartOfDay, When};
use crate::text::{Passage, Published, PublishedBasis, Report};
use crate::timeline::correct::{Correction, Mention};
use crate::timeline::{Actor, Event, Timeline};

use super::notebook::{Field, Notebook, Subject, Value};
use super::quote::Quote;

/// Gives reports the title, source and publication date from a notebook; returns whether there are any.
pub fn describe(notebook: &Notebook, reports: &mut [Report]) -> bool {
    let mut described = false;
    for (subject, field, value) in notebook.said() {
        let (Subject::Report(quote), Value::Text(said)) = (subject, value) else { continue };
        let found = quote.find_report(reports).and_then(|id| reports.get_mut(id.index()));
        let Some(report) = found else { continue };
        match field {
            Field::Published => {
                report.published = Some(Published { edtf: said.clone(), basis: PublishedBasis::Notes });
            }
            Field::Source => report.source = Some(said.clone()),
            Field::Title => report.title = Some(said.clone()),
            _ => continue,
        }
        described = true;
    }
    described
}

/// The corrections of a notebook, for the timeline as it was built.
#[must_use]
pub fn corrections(notebook: &Notebook, timeline: &Timeline) -> Vec<Correction> {
    let mut found = Vec::new();
    for (subject, field, value) in notebook.said() {
        found.extend(correction(notebook, timeline, subject, field, value));
    }
    found
}

fn correction(
    notebook: &Notebook,
    timeline: &Timeline,
    subject: &Subject,
    field: Field,
    value: &Value,
) -> Option<Correction> {
    let others = |find: &dyn Fn(&Quote) -> Option<Mention>| -> Vec<Mention> {
        let Value::Quotes(quotes) = value else { return Vec::new() };
        quotes.iter().filter_map(find).collect()
    };
    match (subject, field, value) {
        (Subject::Event(quote), Field::Title, Value::Text(title)) => {
            Some(Correction::Title(event_mention(timeline, quote)?, title.clone()))
        }
        (Subject::Event(quote), Field::When, Value::Text(edtf)) => {
            let part = match notebook.get(subject, Field::Part) {
                Some(Value::Text(part)) => part_of_day(part),
                _ => None,
            };
            let when = When::from_edtf(edtf, part, Basis::Given)?;
            Some(Correction::Date(event_mention(timeline, quote)?, when))
        }
        (Subject::Event(quote), Field::Same | Field::Different, _) => {
            let own = event_mention(timeline, quote)?;
            let others = others(&|quote| event_mention(timeline, quote));
            Some(match field {
                Field::Same => Correction::JoinEvents(own, others),
                _ => Correction::SplitEvents(own, others),
            })
        }
        (Subject::Actor(quote), Field::Name, Value::Text(name)) => {
            Some(Correction::Name(actor_mention(timeline, quote)?, name.clone()))
        }
        (Subject::Actor(quote), Field::Same | Field::Different, _) => {
            let own = actor_mention(timeline, quote)?;
            let others = others(&|quote| actor_mention(timeline, quote));
            Some(match field {
                Field::Same => Correction::JoinActors(own, others),
                _ => Correction::SplitActors(own, others),
            })
        }
        _ => None,
    }
}

/// A part of the day by its name in words.
#[must_use]
pub fn part_of_day(name: &str) -> Option<PartOfDay> {
    const PARTS: [PartOfDay; 6] = [
        PartOfDay::EarlyMorning,
        PartOfDay::Morning,
        PartOfDay::Midday,
        PartOfDay::Afternoon,
        PartOfDay::Evening,
        PartOfDay::Night,
    ];
    PARTS.into_iter().find(|part| part.to_string() == name)
}

/// The event mention that quoted words mean: with exactly these words, else the one whose trigger is among them.
#[must_use]
pub fn event_mention(timeline: &Timeline, quote: &Quote) -> Option<Mention> {
    let quoted = quote.find(&timeline.reports)?;
    let Passage { report, span } = quoted.passage;
    let mentions = &timeline.analyses.get(report.index())?.events;
    let exact = mentions
        .iter()
        .position(|one| one.span == span && quoted.trigger.is_none_or(|trigger| trigger == one.trigger));
    let around = || mentions.iter().position(|one| quoted.trigger.unwrap_or(span).overlaps(one.trigger));
    Some((report, u32::try_from(exact.or_else(around)?).ok()?))
}

/// The actor mention that quoted words are.
#[must_use]
pub fn actor_mention(timeline: &Timeline, quote: &Quote) -> Option<Mention> {
    let Passage { report, span } = quote.find(&timeline.reports)?.passage;
    let mentions = &timeline.analyses.get(report.index())?.actors.mentions;
    let exact = mentions.iter().position(|one| one.span == span);
    let around = || mentions.iter().position(|one| one.span.overlaps(span));
    Some((report, u32::try_from(exact.or_else(around)?).ok()?))
}

/// The words that identify an event: those of its first mention.
#[must_use]
pub fn quote_event(timeline: &Timeline, event: &Event) -> Option<Quote> {
    quote_event_mention(timeline, *event.mentions.first()?)
}

/// The words of an event mention.
#[must_use]
pub fn quote_event_mention(timeline: &Timeline, (report, index): Mention) -> Option<Quote> {
    let mention = timeline.analyses.get(report.index())?.events.get(index as usize)?;
    Some(Quote::of(&timeline.reports, Passage { report, span: mention.span }, Some(mention.trigger)))
}

/// The words that identify an actor: the first mention with the name it is shown by, else its first mention.
#[must_use]
pub fn quote_actor(timeline: &Timeline, actor: &Actor) -> Option<Quote> {
    let shown = |mention: &&Mention| words(timeline, **mention) == Some(&actor.name);
    let mention = actor.mentions.iter().find(shown).or(actor.mentions.first())?;
    quote_actor_mention(timeline, *mention)
}

/// The words of an actor mention.
#[must_use]
pub fn quote_actor_mention(timeline: &Timeline, (report, index): Mention) -> Option<Quote> {
    let mention = timeline.analyses.get(report.index())?.actors.mentions.get(index as usize)?;
    Some(Quote::of(&timeline.reports, Passage { report, span: mention.span }, None))
}

fn words(timeline: &Timeline, (report, index): Mention) -> Option<&str> {
    let mention = timeline.analyses.get(report.index())?.actors.mentions.get(index as usize)?;
    let report: &Report = timeline.reports.get(report.index())?;
    Some(mention.span.of(&report.text))
}

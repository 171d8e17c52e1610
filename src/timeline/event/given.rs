//! Events that a person adds: read, checked, and merged with those of the reports.
//!
//! An added event whose quotation contains words that mention an event is that event, with the person's date and words; any other

use std::collections::HashMap;

use super::Context;
use crate::analysis::event::{EventType, Function, Modality, Role};
use crate::analysis::time::{Basis, When};
use crate::text::{Given, Problem, Report, ReportId, Span};
use crate::timeline::{Actor, ActorId, Event};

/// An added event as the timeline can use it.
#[derive(Clone, Debug)]
pub struct AddedEvent {
    /// Its index among the added events.
    index: u32,
    title: Option<String>,
    when: Option<When>,
    kind: Option<EventType>,
    place: Option<ActorId>,
    actors: Vec<ActorId>,
    /// The event mention that its quotation contains.
    mention: Option<(ReportId, u32)>,
}

/// Reads what was added; what cannot be used is reported with its path and line.
pub fn read(context: &Context<'_>, given: &[Given]) -> (Vec<AddedEvent>, Vec<Problem>) {
    let mut reader = Reader { context, names: HashMap::new(), problems: Vec::new() };
    if !given.is_empty() {
        reader.names = names(context.actors);
    }
    let added = (0..).zip(given).filter_map(|(index, given)| reader.event(index, given)).collect();
    (added, reader.problems)
}

/// The actors by every spelling, in lower case.
fn names(actors: &[Actor]) -> HashMap<String, ActorId> {
    let mut names = HashMap::new();
    for (id, actor) in (0..).map(ActorId).zip(actors) {
        for name in std::iter::once(&actor.name).chain(&actor.variants) {
            names.entry(name.to_lowercase()).or_insert(id);
        }
    }
    names
}

struct Reader<'a> {
    context: &'a Context<'a>,
    names: HashMap<String, ActorId>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn report(&mut self, given: &Given, message: String) {
        self.problems.push(Problem { path: given.path.clone(), line: Some(given.line), message });
    }

    fn event(&mut self, index: u32, given: &Given) -> Option<AddedEvent> {
        let when = self.when(given);
        let kind = given.kind.as_deref().and_then(|name| {
            let kind = EventType::named(&name.to_lowercase());
            if kind.is_none() {
                self.report(given, format!("`{name}` is not a type of event; it was ignored"));
            }
            kind
        });
        let mention = self.mention(given);
        if given.title.is_none() && mention.is_none() {
            self.report(
                given,
                "the event has no title, and no quotation that mentions one; it was ignored".to_owned(),
            );
            return None;
        }
        let known = |name: &String| self.names.get(&name.to_lowercase()).copied();
        Some(AddedEvent {
            index,
            title: given.title.clone(),
            when,
            kind,
            place: given.place.as_ref().and_then(known),
            actors: given.actors.iter().filter_map(known).collect(),
            mention,
        })
    }

    fn when(&mut self, given: &Given) -> Option<When> {
        let date = given.date.as_deref()?;
        let Some(when) = When::from_edtf(date, None, Basis::Given).filter(When::is_dated) else {
            self.report(
                given,
                format!(
                    "`{date}` is not a date in EDTF (write 2022-01-06, 2022-01 or 2022-01-06/2022-01-08)"
                ),
            );
            return None;
        };
        let Some(time) = given.time.as_deref() else { return Some(when) };
        if let Some(minute) = minute(time) {
            Some(when.at_minute(minute))
        } else {
            self.report(given, format!("`{time}` is not a time of day (write 23:40); it was ignored"));
            Some(when)
        }
    }

    /// The mention that the quoted words contain: the first that names an event itself.
    fn mention(&mut self, given: &Given) -> Option<(ReportId, u32)> {
        let (Some(name), Some(quote)) = (given.report.as_deref(), given.quote.as_deref()) else {
            if given.quote.is_some() {
                self.report(given, "the quotation has no `report`; it was ignored".to_owned());
            }
            return None;
        };
        let Some(report) = self.context.reports.iter().find(|report| is_called(report, name)) else {
            self.report(given, format!("there is no report `{name}`"));
            return None;
        };
        let Some(span) = find(&report.text, quote) else {
            self.report(given, format!("the quoted words do not occur in `{name}`"));
            return None;
        };
        let mentions = &self.context.analyses[report.id.index()].events;
        let first = mentions.partition_point(|mention| mention.trigger.start < span.start);
        let within = (first..mentions.len()).take_while(|&at| mentions[at].trigger.end <= span.end);
        let found = within.min_by_key(|&at| (mentions[at].function != Function::Event, at));
        found.and_then(|at| Some((report.id, u32::try_from(at).ok()?)))
    }
}

/// Whether a report goes by this name: its badge, its key, its path or the end of its path.
fn is_called(report: &Report, name: &str) -> bool {
    let ends = || {
        report.path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\', '#']))
    };
    report.id.to_string() == name || report.key.as_deref() == Some(name) || ends()
}

/// Where quoted words occur in a text, whatever white space is between them.
fn find(text: &str, quote: &str) -> Option<Span> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut end = start + first.len();
        for word in rest {
            let ahead = text[end..].trim_start();
            if ahead.len() == text.len() - end || !ahead.starts_with(word) {
                return None;
            }
            end = text.len() - ahead.len() + word.len();
        }
        Some(Span::new(start, end))
    })
}

/// Minutes after midnight of "23:40" or "23:40:05".
fn minute(time: &str) -> Option<u16> {
    let mut parts = time.split(':');
    let (hour, minute): (u16, u16) = (parts.next()?.trim().parse().ok()?, parts.next()?.trim().parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Merges the added events with those of the reports; those that match none are appended.
pub fn add(events: &mut Vec<Event>, added: &[AddedEvent]) {
    let mut of_mention: HashMap<(ReportId, u32), usize> = HashMap::new();
    if added.iter().any(|event| event.mention.is_some()) {
        for (place, event) in events.iter().enumerate() {
            of_mention.extend(event.mentions.iter().map(|&mention| (mention, place)));
        }
    }
    for own in added {
        let quoted = own.mention.and_then(|mention| of_mention.get(&mention).copied());
        if let Some(event) = quoted.and_then(|place| events.get_mut(place)) {
            own.apply_to(event);
        } else {
            let mut event = blank();
            own.apply_to(&mut event);
            events.push(event);
        }
    }
}

fn blank() -> Event {
    Event {
        title: String::new(),
        kind: EventType::Other,
        when: When::unknown(),
        place: None,
        actors: Vec::new(),
        modality: Modality::Asserted,
        mentions: Vec::new(),
        reported_by: Vec::new(),
        unknown: Vec::new(),
        linked: Vec::new(),
        salience: 1.0,
        given: None,
    }
}

impl AddedEvent {
    fn apply_to(&self, event: &mut Event) {
        if let Some(title) = &self.title {
            event.title.clone_from(title);
        }
        if let Some(when) = &self.when {
            event.when = when.clone();
        }
        event.kind = self.kind.unwrap_or(event.kind);
        event.place = self.place.or(event.place);
        for &actor in &self.actors {
            if event.actors.iter().all(|&(known, _)| known != actor) {
                event.actors.push((actor, Role::Other));
            }
        }
        event.salience = 1.0;
        event.given = Some(self.index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_found_across_line_ends() {
        let text = "The ferry\n left the harbour.  The ferry sank.";
        for (quote, expected) in [
            ("ferry left the", Some("ferry\n left the")),
            ("The ferry sank", Some("The ferry sank")),
            ("ferryleft", None),
            ("", None),
            ("The ferry swam", None),
        ] {
            assert_eq!(find(text, quote).map(|span| span.of(text)), expected, "{quote}");
        }
    }

    #[test]
    fn times_of_day_are_hours_and_minutes() {
        for (time, expected) in
            [("23:40", Some(1420)), ("7:05:30", Some(425)), ("24:00", None), ("noon", None), ("1:75", None)]
        {
            assert_eq!(minute(time), expected, "{time}");
        }
    }
}

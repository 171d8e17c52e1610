//! A brief in Markdown: what is agreed, what is disputed and by whom, what only one report says, what is unknown, and
//! what to ask.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::position::Side;
use super::{Selection, names, plain, questions};
use crate::analysis::claim::Status;
use crate::disagreement::{Disagreement, Verdict};
use crate::text::Report;
use crate::timeline::{Event, EventId, Timeline};

/// Writes the brief.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    writeln!(to, "# {}\n", plain::markdown(&timeline.title))?;
    for report in &timeline.reports {
        writeln!(to, "- **{}** {}{}", report.id, described(report), copied(timeline, report))?;
    }
    let (disputed, others): (Vec<_>, Vec<_>) =
        selection.disagreements().partition(|(_, one)| is_dispute(one.verdict));
    let is_disputed = |id: EventId| selection.disagreements_on(id).any(|(_, one)| is_dispute(one.verdict));
    let has_several = |event: &Event| timeline.origins.are_several(event.reported_by.iter().copied());
    let agreed = selection.events().filter(|(id, event)| has_several(event) && !is_disputed(*id));
    events(to, timeline, "What several reports agree on", agreed)?;
    section(to, "What is disputed", &disputed, |to, one| dispute(to, timeline, one))?;
    section(to, "Differences that may all hold", &others, |to, one| {
        writeln!(
            to,
            "- *{}*: {} – {}",
            names::verdict_in_words(one.verdict),
            plain::markdown(&one.summary),
            plain::markdown(&one.why)
        )
    })?;
    let single = selection.events().filter(|(_, event)| !event.reported_by.is_empty() && !has_several(event));
    events(to, timeline, "What only one report says", single)?;
    unknown(to, selection)?;
    let questions: Vec<_> = questions::all(selection).collect();
    section(to, "Questions to ask", &questions, |to, question| {
        let of: Vec<_> = question.of.iter().map(|name| plain::markdown(name)).collect();
        writeln!(to, "- {} Ask: {}.", plain::markdown(&question.asks), of.join("; "))
    })
}

/// Whether a difference is more than a matter of wording, precision or speaker.
pub(super) fn is_dispute(verdict: Verdict) -> bool {
    questions::is_open(verdict) || matches!(verdict, Verdict::Update | Verdict::External)
}

/// A report in a line: outlet, title, date, address.
fn described(report: &Report) -> String {
    let mut line = plain::markdown(report.name());
    if let Some(title) = report.title.as_deref().filter(|title| *title != report.name()) {
        let _ = write!(line, ": {}", plain::markdown(title));
    }
    let published = report.published.as_ref().map_or("date unknown", |published| &published.edtf);
    let _ = write!(line, " ({published})");
    if let Some(url) = &report.url {
        let _ = write!(line, " {}", plain::markdown(url));
    }
    line
}

/// That a report is a copy, and of which; empty for most.
fn copied(timeline: &Timeline, report: &Report) -> String {
    let first = timeline.origins.earlier(report.id);
    first.map(|first| format!(", nearly the same text as {first}: one origin")).unwrap_or_default()
}

/// A heading with its rows; nothing if there are none.
fn section<T>(
    to: &mut dyn Write,
    heading: &str,
    rows: &[T],
    mut write: impl FnMut(&mut dyn Write, &ContentOf<T>) -> io::Result<()>,
) -> io::Result<()>
where
    T: Listed,
{
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## {heading}\n")?;
    rows.iter().try_for_each(|row| write(to, row.content()))
}

/// The rows of a section; some lists have a number for each row that the brief does not show.
trait Listed {
    type Content: ?Sized;
    fn content(&self) -> &Self::Content;
}

type ContentOf<T> = <T as Listed>::Content;

impl Listed for (u32, &Disagreement) {
    type Content = Disagreement;
    fn content(&self) -> &Disagreement {
        self.1
    }
}

impl Listed for questions::Question {
    type Content = Self;
    fn content(&self) -> &Self {
        self
    }
}

fn events<'a>(
    to: &mut dyn Write,
    timeline: &Timeline,
    heading: &str,
    events: impl Iterator<Item = (EventId, &'a Event)>,
) -> io::Result<()> {
    let mut events = events.peekable();
    if events.peek().is_none() {
        return Ok(());
    }
    writeln!(to, "\n## {heading}\n")?;
    for (_, event) in events {
        writeln!(to, "- {}", event_line(timeline, event))?;
    }
    Ok(())
}

/// An event in a line: date, place, title, who reports it.
pub(super) fn event_line(timeline: &Timeline, event: &Event) -> String {
    let badges = timeline.origins.badges(&event.reported_by);
    let place = event.place.and_then(|place| timeline.actors.get(place.0 as usize));
    let place = place.map(|place| format!(", {}", plain::markdown(&place.name))).unwrap_or_default();
    let modality = event.standing().map(|standing| format!(" *({standing})*")).unwrap_or_default();
    let title = plain::markdown(&event.title);
    let when = plain::markdown(&event.when.in_full());
    format!("**{when}**{place}: {title}{modality} \\[{badges}\\]")
}

fn dispute(to: &mut dyn Write, timeline: &Timeline, one: &Disagreement) -> io::Result<()> {
    writeln!(to, "### {} ({})\n", plain::markdown(&one.summary), names::verdict_in_words(one.verdict))?;
    for position in &one.positions {
        let side = Side::of(timeline, position);
        let mut said = format!("- **{} {}**", side.report, plain::markdown(side.outlet));
        if !side.speakers.is_empty() {
            let speakers: Vec<_> = side.speakers.iter().map(|name| plain::markdown(name)).collect();
            let _ = write!(said, ", quoting {}", speakers.join(", who quotes "));
        }
        if let Some(as_of) = &side.as_of {
            let _ = write!(said, ", as of {}", plain::markdown(as_of));
        }
        let space = |text: &str, edge: bool| if edge && !text.is_empty() { " " } else { "" };
        let before = plain::markdown(side.before);
        let after = plain::markdown(side.after);
        writeln!(
            to,
            "{said}: “{before}{}**{}**{}{after}”",
            space(&before, side.before.ends_with(char::is_whitespace)),
            plain::markdown(side.words),
            space(&after, side.after.starts_with(char::is_whitespace)),
        )?;
    }
    writeln!(to, "\n{}\n", plain::markdown(&one.why))
}

/// What reports explicitly say that nobody knows.
fn unknown(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let lines = unknown_lines(selection);
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## What is said to be unknown\n")?;
    lines.iter().try_for_each(|line| writeln!(to, "- {line}"))
}

/// The words in which reports say that nobody knows, one line each.
pub(super) fn unknown_lines(selection: &Selection<'_>) -> Vec<String> {
    let timeline = selection.timeline;
    let mut lines = Vec::new();
    for id in &selection.claims {
        let entry = &timeline.ledger[id.0 as usize];
        let claim = &timeline.analyses[entry.report.index()].claims[entry.index as usize];
        if claim.status == Status::Unknown {
            let words = plain::markdown(timeline.words(entry.report, claim.span));
            lines.push(format!("“{words}” \\[{}\\]", entry.report));
        }
    }
    lines
}

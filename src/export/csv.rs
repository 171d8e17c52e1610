//! Tables: the timeline with the columns of TimelineJS, which read back as given events, and one table each for actors,
//! claims, disagreements, time expressions and questions.
//!
//! Cells are safe to open in a spreadsheet: see `plain::cell`.

use std::io::{self, Write};

use ::csv::Writer;

use super::calendar::{Stamp, StampRange};
use super::json::List;
use super::questions::{self, Question};
use super::{Selection, names, plain};
use crate::analysis::time::{Anchor, TimeExpression};
use crate::corpus::as_html;
use crate::disagreement::Disagreement;
use crate::text::{Passage, Report, ReportId};
use crate::timeline::{Event, EventId, LedgerEntry, Timeline};

/// The columns of the timeline. Those to `Type` are TimelineJS's own; `EDTF` holds the whole date.
pub const TIMELINE: &[&str] = &[
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Group",
    "Type",
    "EDTF",
    "Part",
    "Basis",
    "Place",
    "Actors",
    "Modality",
    "Reports",
    "Sources",
    "Disagreements",
    "Id",
];

const ACTORS: &[&str] = &["Id", "Name", "Kind", "Variants", "Roles", "Mentions", "Reports"];

const CLAIMS: &[&str] = &[
    "Id",
    "Report",
    "Source",
    "Event",
    "Kind",
    "Predicate",
    "Subject",
    "Low",
    "High",
    "Approximate",
    "Unit",
    "Value",
    "Status",
    "As of",
    "Said by",
    "Words",
];

const DISAGREEMENTS: &[&str] = &[
    "Id",
    "Verdict",
    "Aspect",
    "Severity",
    "Event",
    "Summary",
    "Why",
    "Rule",
    "Report",
    "Source",
    "Statement",
    "Words",
];

const TIMES: &[&str] = &["Report", "Source", "Words", "Type", "Value", "EDTF", "Part", "Rule", "Anchor"];

const QUESTIONS: &[&str] = &["Disagreement", "Question", "Ask"];

/// Writes the selected rows of one list.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>, list: List) -> io::Result<()> {
    match list {
        List::Times => times(to, selection.timeline),
        List::Actors => actors(to, selection),
        List::Events => timeline(to, selection),
        List::Claims => claims(to, selection),
        List::Disagreements => disagreements(to, selection),
    }
}

/// Writes the events, one per row.
///
/// # Errors
/// If the writer fails.
pub fn timeline(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut table = Table::new(to, TIMELINE)?;
    for (id, event) in selection.events() {
        table.row(event_cells(selection, id, event))?;
    }
    table.end()
}

fn event_cells(selection: &Selection<'_>, id: EventId, event: &Event) -> Vec<String> {
    let timeline = selection.timeline;
    let stretch = StampRange::of(&event.when);
    let [year, month, day] = stretch.map_or_else(Default::default, |stretch| date_cells(&stretch.start));
    let [end_year, end_month, end_day] =
        stretch.and_then(|stretch| stretch.end).map_or_else(Default::default, |end| date_cells(&end));
    let given = event.given.and_then(|index| timeline.given.get(index as usize));
    let place = event.place.and_then(|place| timeline.actors.get(place.0 as usize));
    let actors = event.actors.iter().filter_map(|(actor, _)| timeline.actors.get(actor.0 as usize));
    let disagreements: Vec<String> =
        selection.disagreements_on(id).map(|(_, one)| names::verdict(one.verdict).to_owned()).collect();
    vec![
        year,
        month,
        day,
        stretch.and_then(|stretch| stretch.start.clock()).unwrap_or_default(),
        end_year,
        end_month,
        end_day,
        event.when.in_full(),
        as_html(&event.title).into_owned(),
        as_html(&words_of(timeline, event)).into_owned(),
        given.and_then(|given| given.url.clone()).unwrap_or_default(),
        as_html(given.and_then(|given| given.group.as_deref()).unwrap_or_default()).into_owned(),
        names::event_type(event.kind).to_owned(),
        event.when.edtf.to_string(),
        event.when.part.map(names::part_of_day).unwrap_or_default().to_owned(),
        names::basis(event.when.basis).to_owned(),
        place.map(|place| place.name.clone()).or_else(|| given?.place.clone()).unwrap_or_default(),
        joined(actors.map(|actor| actor.name.clone())),
        names::modality(event.modality).to_owned(),
        joined(event.reported_by.iter().map(ToString::to_string)),
        joined(event.reported_by.iter().map(|report| source(timeline, *report))),
        joined(disagreements),
        format!("event-{}", id.0 + 1),
    ]
}

/// Year, month and day, as far as they are known.
fn date_cells(stamp: &Stamp) -> [String; 3] {
    let field = |field: Option<u32>| field.map(|value| value.to_string()).unwrap_or_default();
    [stamp.year.to_string(), field(stamp.month), field(stamp.day)]
}

/// The words of the first mention of an event.
fn words_of(timeline: &Timeline, event: &Event) -> String {
    let first = timeline.passages(event).next();
    first.map(|Passage { report, span }| timeline.words(report, span).to_owned()).unwrap_or_default()
}

/// Writes the actors, one per row.
///
/// # Errors
/// If the writer fails.
pub fn actors(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    let mut table = Table::new(to, ACTORS)?;
    for id in &selection.actors {
        let actor = &timeline.actors[id.0 as usize];
        let mut roles: Vec<String> =
            actor.roles.iter().map(|role| timeline.words(role.report, role.span).to_owned()).collect();
        roles.sort();
        roles.dedup();
        let mut reports: Vec<ReportId> = actor.mentions.iter().map(|(report, _)| *report).collect();
        reports.sort();
        reports.dedup();
        table.row([
            format!("actor-{}", id.0 + 1),
            actor.name.clone(),
            names::actor_kind(actor.kind).to_owned(),
            joined(actor.variants.iter().cloned()),
            joined(roles),
            actor.mentions.len().to_string(),
            joined(reports.iter().map(ToString::to_string)),
        ])?;
    }
    table.end()
}

/// Writes the claims, one per row.
///
/// # Errors
/// If the writer fails.
pub fn claims(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    let mut table = Table::new(to, CLAIMS)?;
    for id in &selection.claims {
        let entry = &timeline.ledger[id.0 as usize];
        table.row(claim_cells(timeline, id.0, entry))?;
    }
    table.end()
}

fn claim_cells(timeline: &Timeline, id: u32, entry: &LedgerEntry) -> Vec<String> {
    let claim = &timeline.analyses[entry.report.index()].claims[entry.index as usize];
    let quantity = claim.quantity.as_ref();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let speakers = claim.chain.iter().map(|link| timeline.words(entry.report, link.name).to_owned());
    vec![
        format!("claim-{}", id + 1),
        entry.report.to_string(),
        source(timeline, entry.report),
        entry.event.map(|event| format!("event-{}", event.0 + 1)).unwrap_or_default(),
        names::claim_kind(claim.kind).to_owned(),
        claim.predicate.to_string(),
        timeline.words(entry.report, claim.subject).to_owned(),
        number(quantity.and_then(|quantity| quantity.low)),
        number(quantity.and_then(|quantity| quantity.high)),
        quantity.is_some_and(|quantity| quantity.approximate).to_string(),
        quantity.map(|quantity| quantity.unit.to_string()).unwrap_or_default(),
        claim.value.as_ref().map(ToString::to_string).unwrap_or_default(),
        names::status(claim.status).to_owned(),
        claim.as_of.edtf.to_string(),
        joined(speakers),
        timeline.words(entry.report, claim.span).to_owned(),
    ]
}

/// Writes the disagreements, one position per row.
///
/// # Errors
/// If the writer fails.
pub fn disagreements(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut table = Table::new(to, DISAGREEMENTS)?;
    for (id, one) in selection.disagreements() {
        for cells in position_rows(selection.timeline, id, one) {
            table.row(cells)?;
        }
    }
    table.end()
}

fn position_rows(timeline: &Timeline, id: u32, one: &Disagreement) -> impl Iterator<Item = [String; 12]> {
    one.positions.iter().map(move |position| {
        let Passage { report, span } = position.passage;
        [
            format!("disagreement-{}", u64::from(id) + 1),
            names::verdict(one.verdict).to_owned(),
            names::aspect(one.aspect).to_owned(),
            format!("{:.2}", one.severity),
            one.event.map(|event| format!("event-{}", event.0 + 1)).unwrap_or_default(),
            one.summary.clone(),
            one.why.clone(),
            one.rule.to_owned(),
            report.to_string(),
            source(timeline, report),
            position.statement.clone(),
            timeline.words(report, span).to_owned(),
        ]
    })
}

/// Writes the time expressions, one per row.
///
/// # Errors
/// If the writer fails.
pub fn times(to: &mut dyn Write, timeline: &Timeline) -> io::Result<()> {
    let mut table = Table::new(to, TIMES)?;
    for (report, analysis) in timeline.reports.iter().zip(timeline.analyses.iter()) {
        for time in &analysis.times {
            let part = time.when.as_ref().and_then(|when| when.part);
            table.row([
                report.id.to_string(),
                report.name().to_owned(),
                time.span.of(&report.text).to_owned(),
                names::timex_type(time.kind).to_owned(),
                time.value.to_string(),
                time.edtf().unwrap_or_default().into_owned(),
                part.map(names::part_of_day).unwrap_or_default().to_owned(),
                time.rule.to_owned(),
                anchor(report, &analysis.times, time.anchor).to_owned(),
            ])?;
        }
    }
    table.end()
}

/// What a time expression was resolved against: the word `published`, or another expression's words.
#[must_use]
pub fn anchor<'r>(report: &'r Report, times: &[TimeExpression], anchor: Anchor) -> &'r str {
    match anchor {
        Anchor::None => "",
        Anchor::Published => "published",
        Anchor::Expression(index) => {
            times.get(index as usize).map_or("", |anchor| anchor.span.of(&report.text))
        }
    }
}

/// Writes the questions for open conflicts, one per row.
///
/// # Errors
/// If the writer fails.
pub fn questions(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut table = Table::new(to, QUESTIONS)?;
    for Question { disagreement, asks, of } in questions::all(selection) {
        table.row([format!("disagreement-{}", u64::from(disagreement) + 1), asks, joined(of)])?;
    }
    table.end()
}

/// Writes a table whose cells are plain words.
///
/// # Errors
/// If the writer fails.
pub fn table<const N: usize>(
    to: &mut dyn Write,
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> io::Result<()> {
    let mut table = Table::new(to, &header)?;
    rows.into_iter().try_for_each(|cells| table.row(cells))?;
    table.end()
}

fn source(timeline: &Timeline, report: ReportId) -> String {
    timeline.reports.get(report.index()).map(|report| report.name().to_owned()).unwrap_or_default()
}

/// Several values in one cell, as the given-events table reads them.
fn joined(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().map(|value| value.replace(';', ",")).collect::<Vec<_>>().join("; ")
}

/// A table that is written row by row.
struct Table<'w>(Writer<&'w mut dyn Write>);

impl<'w> Table<'w> {
    fn new(to: &'w mut dyn Write, header: &[&str]) -> io::Result<Self> {
        let mut table = Self(Writer::from_writer(to));
        table.0.write_record(header)?;
        Ok(table)
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let safe = cells.into_iter().map(|cell| plain::cell(&cell).into_owned());
        self.0.write_record(safe).map_err(io::Error::from)
    }

    fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

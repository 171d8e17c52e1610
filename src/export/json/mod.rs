//! The timeline as one JSON object: `rashomon.timeline/1`, described by `assets/rashomon.timeline-1.schema.json`.
//!
//! Rows are made and serialised a few at a time, on all processors, so that a large timeline is never in memory twice.

mod rows;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::{Characters, Selection, plain};
use crate::disagreement::Disagreement;
use crate::text::Report;
use crate::timeline::{ActorId, ClaimId, Timeline, event};

/// The name and version of the format.
pub const SCHEMA: &str = "rashomon.timeline/1";

/// The JSON Schema of the format.
pub const JSON_SCHEMA: &str = include_str!("../../../assets/rashomon.timeline-1.schema.json");

/// The most reports for which each event lists those that are silent on it. With more, the lists would grow with the
/// square of the corpus, and `silent` is null: every report neither in `told_by` nor in `unknown`.
pub const SILENT_LISTED: usize = 256;

/// Optional parts of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether each report's text is in it.
    pub with_text: bool,
}

/// Writes the export, as one line.
///
/// # Errors
/// If the writer fails.
pub fn write(
    to: &mut impl Write,
    timeline: &Timeline,
    disagreements: &[Disagreement],
    options: Options,
) -> io::Result<()> {
    write_selection(to, &Selection::whole(timeline, disagreements), options)
}

/// Writes the export with only the selected actors, events, claims and disagreements, as one line. Ids may refer to rows that
/// were left out, if a selected row names them.
///
/// # Errors
/// If the writer fails.
pub fn write_selection(to: &mut impl Write, selection: &Selection<'_>, options: Options) -> io::Result<()> {
    let export = Export::new(selection, options);
    to.write_all(b"{\"schema\":")?;
    plain::to_json(to, SCHEMA)?;
    to.write_all(b",\"title\":")?;
    plain::to_json(to, export.timeline.title.as_str())?;
    list(to, "reports", export.reports(), |&one| export.report(one))?;
    list(to, "times", export.times(), |one| export.time(one))?;
    list(to, "actors", export.actors(), |one| export.actor(one))?;
    list(to, "events", export.events(), |one| export.event(one))?;
    write!(to, ",\"claims\":[")?;
    export.claims(to, b',')?;
    to.write_all(b"]")?;
    list(to, "disagreements", export.disagreements(), |one| export.disagreement(one))?;
    list(to, "problems", export.timeline.problems.iter(), |&one| rows::ProblemRow::from(one))?;
    to.write_all(b"}\n")
}

/// One member of the object: a list of rows.
fn list<T: Sync, R: Serialize>(
    to: &mut impl Write,
    name: &str,
    things: impl Iterator<Item = T>,
    row: impl Fn(&T) -> R + Sync,
) -> io::Result<()> {
    write!(to, ",\"{name}\":[")?;
    put(to, things, row, b',')?;
    to.write_all(b"]")
}

/// One list of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the export's own")]
pub enum List {
    Times,
    Actors,
    Events,
    Claims,
    Disagreements,
}

/// Writes the selected rows of one list, one per line.
///
/// # Errors
/// If the writer fails.
pub fn write_selected_lines(to: &mut impl Write, selection: &Selection<'_>, list: List) -> io::Result<()> {
    let export = Export::new(selection, Options::default());
    match list {
        List::Times => lines(to, export.times(), |one| export.time(one)),
        List::Actors => lines(to, export.actors(), |one| export.actor(one)),
        List::Events => lines(to, export.events(), |one| export.event(one)),
        List::Claims => export.claims(to, b'\n'),
        List::Disagreements => lines(to, export.disagreements(), |one| export.disagreement(one)),
    }
}

/// Writes one row as a line.
///
/// # Errors
/// If the writer fails.
pub fn write_row(to: &mut impl Write, row: &impl Serialize) -> io::Result<()> {
    plain::to_json(to, row)?;
    to.write_all(b"\n")
}

fn lines<T: Sync, R: Serialize>(
    to: &mut impl Write,
    things: impl Iterator<Item = T>,
    row: impl Fn(&T) -> R + Sync,
) -> io::Result<()> {
    put(to, things, row, b'\n')
}

/// How many serialised rows are kept at a time.
const AT_ONCE: usize = 2048;

/// How many rows one processor serialises at a time.
const TOGETHER: usize = 64;

/// How many reports' claims one processor serialises at a time.
const REPORTS_TOGETHER: usize = 2;

/// Writes the rows of things with a separator, which as a line end follows the last as well. They are serialised a
/// few at a time, on all processors.
pub(super) fn put<T: Sync, R: Serialize>(
    to: &mut impl Write,
    things: impl Iterator<Item = T>,
    row: impl Fn(&T) -> R + Sync,
    mark: u8,
) -> io::Result<()> {
    put_together(to, things, TOGETHER, |thing, rows| rows.add(&row(thing)), mark)
}

/// Like [`put`], for things that each add some rows, at least one: this many of them on one processor at a time.
fn put_together<T: Sync>(
    to: &mut impl Write,
    things: impl Iterator<Item = T>,
    together: usize,
    add: impl Fn(&T, &mut Rows) -> io::Result<()> + Sync,
    mark: u8,
) -> io::Result<()> {
    let mut things = things.peekable();
    while things.peek().is_some() {
        let held: Vec<T> = things.by_ref().take(AT_ONCE / TOGETHER * together).collect();
        let in_words = |things: &[T]| {
            let mut rows = Rows { text: Vec::new(), mark };
            things.iter().try_for_each(|thing| add(thing, &mut rows)).map(|()| rows.text)
        };
        let mut texts: Vec<Vec<u8>> = held.par_chunks(together).map(in_words).collect::<io::Result<_>>()?;
        if mark != b'\n' && things.peek().is_none() {
            texts.last_mut().map(Vec::pop);
        }
        texts.iter().try_for_each(|text| to.write_all(text))?;
    }
    Ok(())
}

/// Serialised rows, each with a separator after it.
struct Rows {
    text: Vec<u8>,
    mark: u8,
}

impl Rows {
    fn add(&mut self, row: &impl Serialize) -> io::Result<()> {
        plain::to_json(&mut self.text, row)?;
        self.text.push(self.mark);
        Ok(())
    }
}

/// Everything the rows look up.
struct Export<'a> {
    timeline: &'a Timeline,
    selection: &'a Selection<'a>,
    options: Options,
    /// Per report.
    characters: Vec<Characters<'a>>,
    /// Per report: the actor across reports of each of its own actors.
    actor_of: Vec<Vec<Option<ActorId>>>,
    /// Per actor: the smallest place around it.
    around: Vec<Option<ActorId>>,
    /// Per report: the index of its first claim in the ledger, which has the claims report by report.
    first_claim: Vec<u32>,
}

impl<'a> Export<'a> {
    fn new(selection: &'a Selection<'a>, options: Options) -> Self {
        let timeline = selection.timeline;
        let characters = timeline.reports.par_iter().map(|report| Characters::new(&report.text)).collect();
        let own = timeline.analyses.iter().map(|analysis| vec![None; analysis.actors.actors.len()]);
        let mut actor_of: Vec<Vec<Option<ActorId>>> = own.collect();
        for (actor, id) in timeline.actors.iter().zip(0..) {
            for &(report, mention) in &actor.mentions {
                let mentions = &timeline.analyses[report.index()].actors.mentions;
                let own = mentions[mention as usize].actor as usize;
                if let Some(known) = actor_of[report.index()].get_mut(own) {
                    *known = Some(ActorId(id));
                }
            }
        }
        let first = |report: &Report| timeline.ledger.partition_point(|entry| entry.report < report.id);
        let first_claim =
            timeline.reports.iter().map(|report| u32::try_from(first(report)).unwrap_or(u32::MAX)).collect();
        let around = event::around(&timeline.context());
        Self { timeline, selection, options, characters, actor_of, around, first_claim }
    }

    /// Writes the rows of claims, report by report: claims of a report that nobody has used are decoded only for this.
    fn claims(&self, to: &mut impl Write, mark: u8) -> io::Result<()> {
        let report = |id: &ClaimId| self.timeline.ledger[id.0 as usize].report;
        let reports = self.selection.claims.chunk_by(|one, other| report(one) == report(other));
        let add = |ids: &&[ClaimId], rows: &mut Rows| {
            let Some(first) = ids.first() else { return Ok(()) };
            let claims = &self.timeline.analyses[report(first).index()].claims;
            let written =
                claims.show(|claims| ids.iter().try_for_each(|id| rows.add(&self.claim(*id, claims))));
            written.unwrap_or(Ok(()))
        };
        put_together(to, reports, REPORTS_TOGETHER, add, mark)
    }
}

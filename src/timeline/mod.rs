//! All analyses merged: actors across spellings, events across reports, the claims ledger.
//!
//! Draws nothing and reads no file. The order in which reports are given changes only their badges.

pub mod actor;
mod aside;
pub mod axis;
pub mod correct;
pub mod describe;
pub mod event;
mod merged;
pub mod origin;
pub mod story;

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::analysis::actor::ActorKind;
use crate::analysis::claim::Claim;
use crate::analysis::event::{EventType, Modality, Role};
use crate::analysis::scope;
use crate::analysis::time::When;
use crate::analysis::{self, Analysis};
use crate::corpus::Corpus;
use crate::text::{Given, Passage, Problem, Report, ReportId, Span};
use aside::Step;
pub use merged::{Memory, Merged};
use origin::Origins;
use story::Stories;

/// The dated timeline of a corpus, with everything that views need to show and quote it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The corpus's title.
    pub title: String,
    /// The reports, in the order of their ids.
    pub reports: Vec<Report>,
    /// The analysis of each, in the same order; shared between the timelines that contain the report.
    #[doc(hidden)]
    pub analyses: Arc<[Arc<Analysis>]>,
    /// Actors, the most mentioned first.
    pub actors: Vec<Actor>,
    /// Events, by date; the undated last.
    pub events: Vec<Event>,
    /// Every claim of every report, by report and place.
    #[doc(hidden)]
    pub ledger: Vec<LedgerEntry>,
    /// Which reports are about one story.
    #[doc(hidden)]
    pub stories: Stories,
    /// Which reports have nearly the same text.
    #[doc(hidden)]
    pub origins: Origins,
    /// The events a person added.
    #[doc(hidden)]
    pub given: Vec<Given>,
    /// Problems on the way, from the corpus and the analyses.
    pub problems: Vec<Problem>,
}

/// The input from which a timeline is built.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The title of the corpus.
    pub title: String,
    /// Its reports, each with its index as its id.
    pub reports: Vec<Report>,
    /// The events a person added.
    pub given: Vec<Given>,
    /// Problems met while they were read.
    pub problems: Vec<Problem>,
    /// Which of them are about one story, where they are a part of a larger corpus in which that was found.
    pub stories: Option<Stories>,
}

impl From<Corpus> for Input {
    fn from(Corpus { title, reports, given, problems, .. }: Corpus) -> Self {
        Self { title, reports, given, problems, stories: None }
    }
}

/// The stage that building a timeline is in, and how much of it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Reports are analysed, one by one.
    Reports(usize, usize),
    /// The mentions of all reports become actors.
    Actors(usize),
    /// The mentions of all reports become events.
    Events(usize),
}

/// Analyses all reports, in parallel, and merges them.
#[must_use]
pub fn build(input: Input) -> Timeline {
    build_with_progress(input, &analysis::analyse, &|_| {}, None)
}

/// A function that analyses a report: [`analysis::analyse`], or one that may have a stored result.
pub type Analyse<'a> = dyn Fn(&Report) -> Analysis + Sync + 'a;

/// Like [`build`], with a report of progress: after each report, from the thread that analysed it, and before each later stage.
#[must_use]
pub fn build_with_progress(
    input: Input,
    analyse: &Analyse<'_>,
    notify: &(dyn Fn(Progress) + Sync),
    memory: Option<&dyn Memory>,
) -> Timeline {
    let done = AtomicUsize::new(0);
    let reports = &input.reports;
    notify(Progress::Reports(0, reports.len()));
    let read = |report: &Report| {
        let analysis = analysed(report, reports.len(), analyse);
        notify(Progress::Reports(done.fetch_add(1, Ordering::Relaxed) + 1, reports.len()));
        analysis
    };
    let analyses = reports.par_iter().map(read).collect();
    assemble_with(input, analyses, notify, memory)
}

/// Reports of which all claims and frames are kept as they are; those of more are packed.
const UNPACKED: usize = 200;

/// The analysis of one of so many reports, in the form in which a corpus of that size keeps it.
pub(crate) fn analysed(report: &Report, of: usize, analyse: &Analyse<'_>) -> Arc<Analysis> {
    let mut analysis = analyse(report);
    if of > UNPACKED {
        analysis.pack();
    }
    Arc::new(analysis)
}

/// Merges reports that are already analysed: `analyses` are those of the reports, in their order.
///
/// # Panics
/// If the number of analyses is not that of the reports.
#[must_use]
pub fn assemble(input: Input, analyses: Vec<Arc<Analysis>>, notify: &(dyn Fn(Progress) + Sync)) -> Timeline {
    assemble_with(input, analyses, notify, None)
}

/// Like [`assemble`]; what `memory` has stored is not computed again.
///
/// # Panics
/// If the number of analyses is not that of the reports.
#[must_use]
pub fn assemble_with(
    input: Input,
    analyses: Vec<Arc<Analysis>>,
    notify: &(dyn Fn(Progress) + Sync),
    memory: Option<&dyn Memory>,
) -> Timeline {
    assert_eq!(input.reports.len(), analyses.len(), "each report has its analysis");
    let known = memory.and_then(Memory::recall).filter(|known| known.fits(&input, &analyses));
    if let Some(known) = known {
        return known.timeline(input, analyses);
    }
    let (merged, analyses, faults) = merged::merge(&input, analyses, notify);
    // A fault may not recur: its result is not stored.
    if let Some(memory) = memory.filter(|_| faults.is_empty()) {
        memory.keep(&merged);
    }
    let mut timeline = merged.timeline(input, analyses);
    timeline.problems.extend(faults);
    timeline
}

/// Every claim, with the event whose mention it is about.
fn ledger(analyses: &[Arc<Analysis>], events: &[Event]) -> Vec<LedgerEntry> {
    let mut event_of: Vec<Vec<Option<EventId>>> =
        analyses.iter().map(|analysis| vec![None; analysis.events.len()]).collect();
    for (event, id) in events.iter().zip(0..) {
        for &(report, mention) in &event.mentions {
            event_of[report.index()][mention as usize] = Some(EventId(id));
        }
    }
    let entries_of = |(report, analysis): (usize, &Arc<Analysis>)| {
        let report = ReportId(u32::try_from(report).unwrap_or(u32::MAX));
        let entry = |(index, claim): (u32, &Claim)| LedgerEntry {
            report,
            index,
            event: claim.event.and_then(|mention| *event_of[report.index()].get(mention as usize)?),
        };
        (0..).zip(&*analysis.claims.look()).map(entry).collect::<Vec<_>>()
    };
    analyses.par_iter().enumerate().flat_map_iter(entries_of).collect()
}

/// Index of an actor in [`Timeline::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct ActorId(pub u32);

/// Index of an event in [`Timeline::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct EventId(pub u32);

/// Index of a claim in [`Timeline::ledger`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct ClaimId(pub u32);

/// A person, organisation, state, place or group across all reports.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Actor {
    /// The name shown: the fullest spelling, in the reports' own words.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
    /// The other spellings, the most frequent first.
    pub variants: Vec<String>,
    /// Its descriptions, in the reports' own words.
    pub roles: Vec<Passage>,
    /// All mentions: the report, and the index into its actor mentions.
    pub mentions: Vec<(ReportId, u32)>,
}

/// An event, as all reports that mention it report it.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Event {
    /// Words of the reports, at most 60 columns.
    pub title: String,
    /// What kind of event.
    pub kind: EventType,
    /// The date, from all its mentions.
    pub when: When,
    /// The place.
    pub place: Option<ActorId>,
    /// The participants.
    pub actors: Vec<(ActorId, Role)>,
    /// The strongest modality among the mentions.
    pub modality: Modality,
    /// The mentions: the report, and the index into its event mentions; by report and position.
    #[doc(hidden)]
    pub mentions: Vec<(ReportId, u32)>,
    /// The reports that mention it.
    pub reported_by: Vec<ReportId>,
    /// The reports that say explicitly that they do not know.
    pub unknown: Vec<ReportId>,
    /// The plan it carries out, or the events that carry it out.
    pub linked: Vec<EventId>,
    /// The event a person added that it came from: an index into [`Timeline::given`].
    pub given: Option<u32>,
    /// How much it belongs on the timeline, from 0 to 1; below [`Event::MAIN`] it is folded.
    pub salience: f32,
}

impl Event {
    /// The salience from which an event is shown without unfolding.
    pub const MAIN: f32 = 0.5;

    /// How it is reported, in a word; none of a fact, nor where the title says itself that it did not happen.
    #[must_use]
    pub fn standing(&self) -> Option<&'static str> {
        match self.modality {
            Modality::Asserted | Modality::Reported => None,
            Modality::Alleged => Some("alleged"),
            Modality::Planned => Some("planned"),
            Modality::Negated => (!scope::has_negation(&self.title)).then_some("denied"),
        }
    }

    /// Its title, after a word for what is not reported as a fact: "planned: a second strike".
    #[must_use]
    pub fn titled(&self) -> Cow<'_, str> {
        match self.standing() {
            None => Cow::Borrowed(&self.title),
            Some(standing) => Cow::Owned(format!("{standing}: {}", self.title)),
        }
    }
}

/// A claim and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LedgerEntry {
    /// The report that makes it.
    pub report: ReportId,
    /// Index into the report's claims.
    pub index: u32,
    /// The event it is about, if it is about one.
    pub event: Option<EventId>,
}

impl Timeline {
    /// The context its events were merged from.
    #[doc(hidden)]
    #[must_use]
    pub fn context(&self) -> event::Context<'_> {
        event::Context {
            reports: &self.reports,
            analyses: &self.analyses,
            actors: &self.actors,
            stories: &self.stories,
            origins: &self.origins,
        }
    }

    /// The passages that mention an event, by report and position.
    pub fn passages<'t>(&'t self, event: &'t Event) -> impl Iterator<Item = Passage> + 't {
        event.mentions.iter().filter_map(|&(report, index)| {
            let mention = self.analyses.get(report.index())?.events.get(index as usize)?;
            Some(Passage { report, span: mention.span })
        })
    }

    /// The words of a span of a report.
    #[must_use]
    pub fn words(&self, report: ReportId, span: Span) -> &str {
        span.of(&self.reports[report.index()].text)
    }
}

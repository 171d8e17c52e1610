//! Results of earlier runs for reports that belong together: the timeline of a corpus, and the differences of each story.
//!
//! The key of a timeline is all its reports, so that a second start merges nothing that has not changed. The key of a story's
//! differences is what they depend on (see [`crate::disagreement::Memory`]), so that one changed report makes only its own
//! story be compared again, and a correction only the stories it touches. `shelf` stores the entries.

use std::path::Path;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use super::READER;
use super::shelf::{Kind, Shelf};
use crate::disagreement::Explained;
use crate::text::{Given, Report};
use crate::timeline::Merged;
use crate::timeline::origin::Origins;
use crate::timeline::story::Stories;

/// The entries of stories.
pub(super) const STORIES: Kind = Kind { folder: "stories", version: READER, most: 1 << 30, many: true };

/// The entries of timelines: few and large.
pub(super) const TIMELINES: Kind = Kind { folder: "timelines", version: READER, most: 1 << 30, many: false };

/// How many actors, events or claims are in one entry: large timelines are read in parallel, and never in memory as bytes as a whole.
const CHUNK: usize = 4096;

/// How many entries are read in parallel.
const BATCH: usize = 8;

/// Results of earlier runs for reports that belong together.
#[derive(Debug, Default)]
pub struct Results {
    shelves: Option<(Shelf, Shelf)>,
}

/// The first entry of a timeline: everything that grows only with the reports, and the sizes of the rest.
#[derive(Serialize, Deserialize)]
struct Head {
    stories: Stories,
    origins: Origins,
    problems: Vec<crate::text::Problem>,
    actors: usize,
    events: usize,
    ledger: usize,
}

impl Results {
    /// The results below the cache folder, which need not exist.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { shelves: Some((Shelf::new(folder, STORIES), Shelf::new(folder, TIMELINES))) }
    }

    /// Whether results are stored.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.shelves.as_ref().is_some_and(|(stories, timelines)| stories.keeps() || timelines.keeps())
    }

    /// The differences of a story.
    #[must_use]
    pub fn story(&self, name: u128) -> Option<Explained> {
        let (stories, _) = self.shelves.as_ref()?;
        stories.read(&digits(name), |body| postcard::from_bytes(body).ok())
    }

    /// Stores the differences of a story.
    pub fn keep_story(&self, name: u128, explained: &Explained) {
        if let (Some((stories, _)), Ok(body)) = (&self.shelves, postcard::to_allocvec(explained)) {
            stories.write(&digits(name), &body);
        }
    }

    /// The merged results of the reports of a corpus.
    #[must_use]
    pub fn timeline(&self, name: u128) -> Option<Merged> {
        let (_, timelines) = self.shelves.as_ref()?;
        let name = digits(name);
        let Head { stories, origins, problems, actors, events, ledger } =
            timelines.read(&name, |body| postcard::from_bytes(body).ok())?;
        let actors = read_list(timelines, &name, "actors", actors)?;
        let events = read_list(timelines, &name, "events", events)?;
        let ledger = read_list(timelines, &name, "claims", ledger)?;
        Some(Merged { actors, events, ledger, stories, origins, problems })
    }

    /// Stores the merged results of the reports of a corpus.
    pub fn keep_timeline(&self, name: u128, merged: &Merged) {
        let Some((_, timelines)) = &self.shelves else { return };
        let Merged { actors, events, ledger, stories, origins, problems } = merged;
        let name = digits(name);
        timelines.make_room();
        write_list(timelines, &name, "actors", actors);
        write_list(timelines, &name, "events", events);
        write_list(timelines, &name, "claims", ledger);
        let head = Head {
            stories: stories.clone(),
            origins: origins.clone(),
            problems: problems.clone(),
            actors: actors.len(),
            events: events.len(),
            ledger: ledger.len(),
        };
        if let Ok(body) = postcard::to_allocvec(&head) {
            timelines.write(&name, &body);
        }
    }
}

fn write_list<T: Serialize + Sync>(shelf: &Shelf, name: &str, what: &str, list: &[T]) {
    list.par_chunks(CHUNK).enumerate().for_each(|(number, chunk)| {
        if let Ok(body) = postcard::to_allocvec(chunk) {
            shelf.write(&format!("{name}.{what}.{number}"), &body);
        }
    });
}

fn read_list<T: DeserializeOwned + Send>(
    shelf: &Shelf,
    name: &str,
    what: &str,
    count: usize,
) -> Option<Vec<T>> {
    let read = |number: usize| -> Option<Vec<T>> {
        shelf.read(&format!("{name}.{what}.{number}"), |body| postcard::from_bytes(body).ok())
    };
    let chunks: Vec<usize> = (0..count.div_ceil(CHUNK)).collect();
    let mut list = Vec::new();
    for batch in chunks.chunks(BATCH) {
        let read: Vec<Vec<T>> = batch.par_iter().map(|&number| read(number)).collect::<Option<_>>()?;
        if list.is_empty() {
            // There is at least one entry, so that the count can be trusted.
            list.reserve_exact(count);
        }
        list.extend(read.into_iter().flatten());
    }
    (list.len() == count).then_some(list)
}

fn digits(name: u128) -> String {
    format!("{name:032x}")
}

/// The key of a report: if two differ in anything, text or description, their keys differ.
#[must_use]
pub fn name_of_report(report: &Report) -> u128 {
    name_of(report)
}

/// The key of a corpus: its reports, each by its own key, and the events that a person added.
#[must_use]
pub fn name_of_corpus(reports: &[u128], given: &[Given]) -> u128 {
    name_of(&(reports, given))
}

fn name_of(thing: &impl Serialize) -> u128 {
    // Plain data can always be written as bytes; if it could not, it would have no key and never be found.
    XxHash3_128::oneshot(&postcard::to_allocvec(thing).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::ReportId;
    use crate::timeline;

    fn merged() -> Merged {
        let timeline = timeline::build(Corpus::bundled().into());
        let timeline::Timeline { actors, events, ledger, stories, origins, .. } = timeline;
        Merged { actors, events, ledger, stories, origins, problems: Vec::new() }
    }

    #[test]
    fn a_timeline_comes_back_as_it_was_and_not_where_a_part_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut merged = merged();
        // Several entries.
        merged.events = merged.events.iter().cycle().take(2 * CHUNK + 7).cloned().collect();
        let results = Results::at(folder.path());
        results.keep_timeline(5, &merged);
        let back = Results::at(folder.path()).timeline(5).expect("it is kept");
        assert_eq!(format!("{back:?}"), format!("{merged:?}"));
        assert!(results.timeline(6).is_none());
        let part =
            folder.path().join(TIMELINES.folder).join(READER).join("all").join(digits(5) + ".events.1");
        std::fs::remove_file(part).expect("it is one of the parts");
        assert!(results.timeline(5).is_none());
    }

    #[test]
    fn a_report_is_known_by_all_it_says_and_all_that_is_said_of_it() {
        let report = Report { path: "a.txt".into(), text: "Ostwick burned.".into(), ..Report::default() };
        let others = [
            report.clone(),
            Report { id: ReportId(1), ..report.clone() },
            Report { path: "b.txt".into(), ..report.clone() },
            Report { source: Some("Harbour News".into()), ..report.clone() },
            Report { text: "Ostwick burns.".into(), ..report.clone() },
        ];
        let names: std::collections::BTreeSet<u128> = others.iter().map(name_of_report).collect();
        assert_eq!(names.len(), others.len());
        let [one, other] = [[name_of_report(&others[0])], [name_of_report(&others[1])]];
        assert_ne!(name_of_corpus(&one, &[]), name_of_corpus(&other, &[]));
        assert_ne!(name_of_corpus(&one, &[]), name_of_corpus(&one, &[Given::default()]));
    }
}

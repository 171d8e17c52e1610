//! Annotated topics: reports, with the mentions of events and the chain each belongs to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::corpus::{Corpus, Request};
use rashomon::text::{Published, PublishedBasis, Report, ReportId, Span};
use rashomon::timeline::{self, Timeline};
use serde::Deserialize;

/// The reports of one topic, read, and what is annotated in them.
pub struct Topic {
    /// What the program makes of the reports.
    pub timeline: Timeline,
    /// The annotated mentions that it found.
    pub mentions: Vec<Mention>,
}

/// An annotated mention that the program found.
pub struct Mention {
    /// Its report and its trigger's bytes.
    pub trigger: (ReportId, Span),
    /// The event it belongs to.
    pub chain: String,
    /// The folder of its report: which of the topic's happenings it reports.
    pub happening: String,
}

/// A line of `docs.jsonl`.
#[derive(Deserialize)]
struct Document {
    doc: String,
    file: String,
    published: Option<String>,
}

/// A line of `gold.jsonl`; offsets in characters.
#[derive(Deserialize)]
struct Gold {
    doc: String,
    start: usize,
    end: usize,
    kind: String,
    chain: String,
}

/// Reads all topics under a folder, in order.
pub fn read(root: &Path) -> Result<Vec<Topic>> {
    let entries = std::fs::read_dir(root).with_context(|| format!("cannot read {}", root.display()))?;
    let mut topics: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let topic: String = name.chars().take_while(char::is_ascii_digit).collect();
        if root.join(&name).join("docs.jsonl").is_file() {
            topics.entry(topic).or_default().push(name);
        }
    }
    let read = |mut happenings: Vec<String>| {
        happenings.sort_unstable();
        topic(root, &happenings)
    };
    topics.into_values().map(read).collect()
}

fn topic(root: &Path, happenings: &[String]) -> Result<Topic> {
    let mut paths = Vec::new();
    let mut published: HashMap<String, Option<String>> = HashMap::new();
    let mut annotated: HashMap<String, (String, Vec<Gold>)> = HashMap::new();
    for happening in happenings {
        let folder = root.join(happening);
        for document in lines::<Document>(&folder.join("docs.jsonl"))? {
            paths.push(folder.join(&document.file));
            published.insert(document.doc.clone(), document.published);
            annotated.insert(document.doc, (happening.clone(), Vec::new()));
        }
        for gold in lines::<Gold>(&folder.join("gold.jsonl"))?.into_iter().filter(|gold| gold.kind == "event")
        {
            let (_, of_report) =
                annotated.get_mut(&gold.doc).with_context(|| format!("no report {}", gold.doc))?;
            of_report.push(gold);
        }
    }
    let mut corpus = Corpus::read(&Request { paths, ..Request::default() });
    for report in &mut corpus.reports {
        if let Some(edtf) = published.remove(&*name(report)).flatten() {
            report.published = Some(Published { edtf, basis: PublishedBasis::Metadata });
        }
    }
    let timeline = timeline::build(corpus.into());
    let mut mentions = Vec::new();
    for (id, report) in (0..).map(ReportId).zip(&timeline.reports) {
        let Some((happening, gold)) = annotated.remove(&*name(report)) else { continue };
        let mention = |(span, chain)| Mention { trigger: (id, span), chain, happening: happening.clone() };
        mentions.extend(matched(&timeline, id, gold).into_iter().map(mention));
    }
    Ok(Topic { timeline, mentions })
}

/// The name of a report's file, without its ending.
fn name(report: &Report) -> Cow<'_, str> {
    Path::new(&report.path).file_stem().unwrap_or_default().to_string_lossy()
}

/// The triggers that annotated mentions of a report overlap, each with the chain of the first that does.
fn matched(timeline: &Timeline, report: ReportId, gold: Vec<Gold>) -> Vec<(Span, String)> {
    let text = &timeline.reports[report.index()].text;
    let byte = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte);
    let mut free: Vec<Span> =
        timeline.analyses[report.index()].events.iter().map(|mention| mention.trigger).collect();
    free.dedup();
    let mut found = Vec::new();
    for gold in gold {
        let (start, end) = (byte(gold.start), byte(gold.end));
        let overlaps = |span: &Span| (span.start as usize) < end && start < span.end as usize;
        if let Some(place) = free.iter().position(overlaps) {
            found.push((free.remove(place), gold.chain));
        }
    }
    found
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{number}", path.display()))
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

//! Annotated topics: reports, with the mentions of events and the chain each belongs to.
//!
//! One folder per incident, with its reports, `docs.jsonl` and `gold.jsonl`; folders of one topic, distinguished by the letters after
//! their number, are read as one corpus, so that two similar incidents have to be kept apart.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::corpus::{Corpus, Request};
use rashomon::text::{Published, PublishedBasis, Report, Span};
use serde::Deserialize;

/// The reports of one topic and their annotations.
pub struct Topic {
    /// The reports.
    pub corpus: Corpus,
    /// By report: its annotations.
    pub annotated: Vec<Annotated>,
}

/// The annotations of a report.
#[derive(Default)]
pub struct Annotated {
    /// Its folder: the incident it reports.
    pub incident: String,
    /// The sentences that were annotated, in bytes.
    pub sentences: Vec<Span>,
    /// The mentions of events in them.
    pub mentions: Vec<Mention>,
}

/// An annotated mention of an event.
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// The event it belongs to.
    pub chain: String,
}

/// A line of `docs.jsonl`.
#[derive(Deserialize)]
struct Document {
    doc: String,
    file: String,
    published: Option<String>,
    /// Each sentence: its number, its start and end, and whether it is annotated.
    sentences: Vec<(usize, usize, usize, u8)>,
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

/// The annotations of a report as in the files: positions in characters.
struct Raw {
    incident: String,
    sentences: Vec<(usize, usize)>,
    gold: Vec<Gold>,
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
    let read = |mut incidents: Vec<String>| {
        incidents.sort_unstable();
        topic(root, &incidents)
    };
    topics.into_values().map(read).collect()
}

fn topic(root: &Path, incidents: &[String]) -> Result<Topic> {
    let mut paths = Vec::new();
    let mut published: HashMap<String, Option<String>> = HashMap::new();
    let mut annotated: HashMap<String, Raw> = HashMap::new();
    for incident in incidents {
        let folder = root.join(incident);
        for document in lines::<Document>(&folder.join("docs.jsonl"))? {
            paths.push(folder.join(&document.file));
            published.insert(document.doc.clone(), document.published);
            let sentences = document.sentences.iter().filter(|sentence| sentence.3 == 1);
            let sentences = sentences.map(|&(_, start, end, _)| (start, end)).collect();
            annotated.insert(document.doc, Raw { incident: incident.clone(), sentences, gold: Vec::new() });
        }
        let gold = lines::<Gold>(&folder.join("gold.jsonl"))?;
        for gold in gold.into_iter().filter(|gold| gold.kind == "event") {
            let report = annotated.get_mut(&gold.doc).with_context(|| format!("no report {}", gold.doc))?;
            report.gold.push(gold);
        }
    }
    let mut corpus = Corpus::read(&Request { paths, ..Request::default() });
    for report in &mut corpus.reports {
        if let Some(edtf) = published.remove(&*name(report)).flatten() {
            report.published = Some(Published { edtf, basis: PublishedBasis::Metadata });
        }
    }
    let of_report = |report: &Report| {
        annotated.remove(&*name(report)).map(|raw| in_bytes(&report.text, raw)).unwrap_or_default()
    };
    let annotated = corpus.reports.iter().map(of_report).collect();
    Ok(Topic { corpus, annotated })
}

/// The name of a report's file, without its extension.
fn name(report: &Report) -> Cow<'_, str> {
    Path::new(&report.path).file_stem().unwrap_or_default().to_string_lossy()
}

fn in_bytes(text: &str, raw: Raw) -> Annotated {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let byte = |characters: usize| bytes.get(characters).copied().unwrap_or(text.len());
    let span = |start: usize, end: usize| Span::new(byte(start), byte(end));
    let mention = |gold: Gold| Mention { span: span(gold.start, gold.end), chain: gold.chain };
    Annotated {
        incident: raw.incident,
        sentences: raw.sentences.iter().map(|&(start, end)| span(start, end)).collect(),
        mentions: raw.gold.into_iter().map(mention).collect(),
    }
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{number}", path.display()))
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

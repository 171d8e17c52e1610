//! Annotated text in CoNLL-U (Universal Dependencies), with GUM's `Entity=` mentions, for the trainer and the evaluator.

#[allow(dead_code, reason = "the evaluator measures names, the trainer learns from them")]
pub mod names;
#[allow(dead_code, reason = "the evaluator measures raw text, the trainer does not")]
pub mod raw;
pub mod score;

use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::language::{MentionClass, Relation, Upos, Xpos};

use names::Name;

/// One annotated sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub words: Vec<Word>,
    /// Its mentions, if the treebank marks them.
    pub mentions: Option<Vec<Mention>>,
    /// Its names, if a file of names marks them.
    #[allow(dead_code, reason = "the trainer reads it, the evaluator does not")]
    pub names: Option<Vec<Name>>,
    /// Whether a new paragraph or document begins with it.
    pub opens_paragraph: bool,
    /// Whether a new document begins with it.
    pub opens_document: bool,
}

/// One annotated syntactic word.
#[derive(Clone, Debug)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub xpos: Xpos,
    /// 0 for the root, else the governor's position counted from 1.
    pub governor: usize,
    pub relation: Relation,
    /// Whether white space follows.
    #[allow(dead_code, reason = "the evaluator reads it, the trainer does not")]
    pub spaced: bool,
    #[allow(dead_code, reason = "the evaluator reads it, the trainer does not")]
    /// The surface token that consists of several words: its text, at its first word; empty at the others.
    pub surface: Option<String>,
}

/// An annotated mention: first and last word, head and class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    pub first: usize,
    pub last: usize,
    pub head: usize,
    pub class: MentionClass,
    /// The number of what it refers to, the same for all mentions of a document that refer to it.
    #[allow(dead_code, reason = "only the learner reads it")]
    pub entity: u32,
}

/// Reads a treebank.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let marks_mentions = text.contains("global.Entity");
    let mut sentences = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let sentence = sentence(block, marks_mentions)
            .with_context(|| format!("{}: sentence {}", path.display(), sentences.len() + 1))?;
        if !sentence.words.is_empty() {
            sentences.push(sentence);
        }
    }
    Ok(sentences)
}

fn sentence(block: &str, marks_mentions: bool) -> Result<Sentence> {
    let mut sentence = Sentence { mentions: marks_mentions.then(Vec::new), ..Sentence::default() };
    let mut open = Vec::new();
    let mut spans = Vec::new();
    let mut joined: Option<(usize, usize, bool)> = None;
    let mut surface = None;
    for line in block.lines() {
        if line.starts_with('#') {
            sentence.opens_document |= line.starts_with("# newdoc");
            sentence.opens_paragraph |= line.starts_with("# newpar") || sentence.opens_document;
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        anyhow::ensure!(columns.len() == 10, "a line has {} columns", columns.len());
        if columns[0].contains('.') {
            continue;
        }
        let spaced = !columns[9].split('|').any(|part| part == "SpaceAfter=No");
        if let Some((first, last)) = columns[0].split_once('-') {
            joined = Some((first.parse()?, last.parse()?, spaced));
            surface = Some(columns[1].to_owned());
            continue;
        }
        let place: usize = columns[0].parse()?;
        let (spaced, surface) = match joined {
            Some((_, last, after)) if place <= last => {
                (place == last && after, Some(surface.take().unwrap_or_default()))
            }
            _ => (spaced, None),
        };
        sentence.words.push(word(&columns, spaced, surface)?);
        if let Some(entity) = columns[9].split('|').find_map(|part| part.strip_prefix("Entity=")) {
            mentions(entity, place - 1, &mut open, &mut spans);
        }
    }
    if let Some(found) = &mut sentence.mentions {
        found.extend(spans.iter().filter_map(|&span| headed(span, &sentence.words)));
        found.sort_by_key(|mention| (mention.first, std::cmp::Reverse(mention.last)));
    }
    Ok(sentence)
}

fn word(columns: &[&str], spaced: bool, surface: Option<String>) -> Result<Word> {
    let relation = columns[7].parse().or_else(|()| columns[7].split(':').next().unwrap_or("").parse());
    Ok(Word {
        form: columns[1].to_owned(),
        lemma: if columns[2] == "_" { columns[1] } else { columns[2] }.to_owned(),
        upos: columns[3].parse().unwrap_or_default(),
        xpos: columns[4].parse().unwrap_or_default(),
        governor: columns[6].parse()?,
        relation: relation.unwrap_or_default(),
        spaced,
        surface,
    })
}

/// First and last word of a mention, its class, and what it refers to.
type Marked = (usize, usize, MentionClass, u32);

/// Reads one `Entity=` value: `(id-class…` opens, `id)` closes, `(id-class…)` does both.
fn mentions(entity: &str, place: usize, open: &mut Vec<(u32, usize, MentionClass)>, spans: &mut Vec<Marked>) {
    let number = |part: &str| part.parse().unwrap_or_default();
    let mut rest = entity;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('(') {
            let end = after.find(['(', ')']).unwrap_or(after.len());
            let mut parts = after[..end].split('-');
            let entity = number(parts.next().unwrap_or_default());
            let class = parts.next().and_then(|class| class.parse().ok()).unwrap_or_default();
            if after[end..].starts_with(')') {
                spans.push((place, place, class, entity));
                rest = &after[end + 1..];
            } else {
                open.push((entity, place, class));
                rest = &after[end..];
            }
        } else {
            let end = rest.find(['(', ')']).unwrap_or(rest.len());
            let entity = number(rest[..end].split('-').next().unwrap_or_default());
            if let Some(found) = open.iter().rposition(|&(opened, ..)| opened == entity) {
                let (_, first, class) = open.remove(found);
                spans.push((first, place, class, entity));
            }
            rest = rest[end..].strip_prefix(')').unwrap_or(&rest[end..]);
        }
    }
}

/// A span with the one word whose governor is outside it.
fn headed((first, last, class, entity): Marked, words: &[Word]) -> Option<Mention> {
    head((first, last), words).map(|head| Mention { first, last, head, class, entity })
}

/// The first word of a span whose governor is outside it.
fn head((first, last): (usize, usize), words: &[Word]) -> Option<usize> {
    (first..=last).find(|&place| {
        let governor = words[place].governor;
        governor == 0 || governor - 1 < first || governor - 1 > last
    })
}

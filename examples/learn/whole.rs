//! Reports in which every noun for an event is annotated, in the whole text: GUM's (Zeldes 2017). Annotated news marks a few sentences of a
//! report, most of them about one event, and would teach that whatever a report repeats is the same.

use std::path::Path;

use anyhow::Result;
use rashomon::analysis::language::{MentionClass, Upos};
use rashomon::corpus::Corpus;
use rashomon::text::{Report, ReportId, Span};

use super::corpus::{Annotated, Mention, Topic};
use super::treebank::{self, Sentence, raw};

/// The treebank that is learned from.
const TRAIN: &str = "gum-train.conllu";

/// Reads the treebank in a folder, each document as a topic of its own.
pub fn read(root: &Path) -> Result<Vec<Topic>> {
    let sentences = treebank::read(&root.join(TRAIN))?;
    let documents = sentences.chunk_by(|_, next| !next.opens_document);
    Ok(documents.enumerate().map(topic).collect())
}

fn topic((place, sentences): (usize, &[Sentence])) -> Topic {
    let (text, starts) = raw::laid_out(sentences);
    let path = format!("{TRAIN}#{place}");
    let mentions = sentences.iter().zip(&starts).flat_map(|(sentence, starts)| events(sentence, starts));
    let annotated = Annotated { incident: path.clone(), sentences: Vec::new(), mentions: mentions.collect() };
    let report = Report { id: ReportId(0), path, text: text.trim_end().into(), ..Report::default() };
    Topic { corpus: Corpus { reports: vec![report], ..Corpus::default() }, annotated: vec![annotated] }
}

/// The nouns and verbs of a sentence that mention events, each with what it refers to; no pronouns.
fn events<'s>(sentence: &'s Sentence, starts: &'s [usize]) -> impl Iterator<Item = Mention> + 's {
    let of_event = sentence.mentions.iter().flatten().filter(|mention| {
        mention.class == MentionClass::Event && sentence.words[mention.head].upos != Upos::Pron
    });
    of_event.map(|mention| {
        let (start, form) = (starts[mention.head], &sentence.words[mention.head].form);
        Mention { span: Span::new(start, start + form.len()), chain: mention.entity.to_string() }
    })
}

//! Names marked word by word (IOB2, as Universal NER has it): put beside the trees of the same sentences, and how well the names
//! of people, organisations and places are found.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::language::model::{Model, Scratch};
use rashomon::analysis::language::{MentionClass, Upos, pretokenised};

use super::score::Overlap;
use super::{Sentence, Word};

/// One sentence: its words, and the names in it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marked {
    words: Vec<String>,
    names: Vec<Name>,
    opens_document: bool,
}

/// A marked name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// None if it is of none of the three classes.
    pub class: Option<MentionClass>,
}

impl Name {
    /// The word whose governor is outside it.
    pub fn head(&self, words: &[Word]) -> Option<usize> {
        super::head((self.first, self.last), words)
    }
}

/// The classes that are distinguished, each as the file marks it.
const CLASSES: [(&str, MentionClass); 3] =
    [("PER", MentionClass::Person), ("ORG", MentionClass::Organization), ("LOC", MentionClass::Place)];

/// Measures the names of a file: all, then those of each class.
///
/// A marked name is found if the head of a name of its class is in it. Where a name ends is not checked, nor are names of other
/// classes. Of two heads in one marked name the second counts as wrong.
pub fn measure(model: &Model<'_>, path: &Path) -> Result<String> {
    let mut counts = [Overlap::default(); CLASSES.len()];
    let mut document: Vec<Marked> = Vec::new();
    for marked in read(path)? {
        if marked.opens_document {
            count(model, &std::mem::take(&mut document), &mut counts);
        }
        document.push(marked);
    }
    count(model, &document, &mut counts);
    let all = counts.iter().fold(Overlap::default(), |sum, one| sum.plus(*one));
    let mut line = format!("names F1 {:.1}", all.f1());
    for ((mark, _), one) in CLASSES.iter().zip(counts) {
        write!(line, " {mark} {:.1}", one.f1()).expect("a string takes all that is written");
    }
    Ok(line)
}

/// Puts the names of a file beside the sentences with the same words, and returns how many sentences these are.
pub fn mark(sentences: &mut [Sentence], path: &Path) -> Result<usize> {
    // Sentences that occur several times are taken in their order.
    let mut marked: HashMap<Vec<String>, VecDeque<Vec<Name>>> = HashMap::new();
    for Marked { words, names, .. } in read(path)? {
        marked.entry(words).or_default().push_back(names);
    }
    let mut count = 0;
    for sentence in sentences {
        let words: Vec<String> = sentence.words.iter().map(|word| word.form.clone()).collect();
        sentence.names = marked.get_mut(&words).and_then(VecDeque::pop_front);
        count += usize::from(sentence.names.is_some());
    }
    Ok(count)
}

fn read(path: &Path) -> Result<Vec<Marked>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.map(|block| parse(block).with_context(|| format!("{}: {block}", path.display()))).collect()
}

fn parse(block: &str) -> Result<Marked> {
    let mut marked = Marked::default();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('#') {
            marked.opens_document |= line.starts_with("# newdoc");
            continue;
        }
        let mut columns = line.split('\t').skip(1);
        let word = columns.next().context("a line lacks its word")?;
        let mark = columns.next().context("a line lacks its mark")?;
        let place = marked.words.len();
        marked.words.push(word.to_owned());
        let Some((position, class)) = mark.split_once('-') else { continue };
        let class = CLASSES.iter().find(|(known, _)| *known == class).map(|&(_, class)| class);
        match marked.names.last_mut() {
            Some(open) if position == "I" && open.last + 1 == place && open.class == class => {
                open.last = place;
            }
            _ => marked.names.push(Name { first: place, last: place, class }),
        }
    }
    Ok(marked)
}

/// Reads the sentences of a document, and counts what agrees once its names have settled on one class each.
fn count(model: &Model<'_>, document: &[Marked], counts: &mut [Overlap; CLASSES.len()]) {
    let (mut scratch, mut readings) = (Scratch::default(), Vec::new());
    // Sentence, head, key and class.
    let mut found: Vec<(usize, usize, u64, MentionClass)> = Vec::new();
    for (number, marked) in document.iter().enumerate() {
        let words: Vec<&str> = marked.words.iter().map(String::as_str).collect();
        model.read(&words, &mut scratch, &mut readings);
        let keys = pretokenised::name_keys(&words, &readings);
        for (head, reading) in readings.iter().enumerate().filter(|(_, reading)| reading.upos == Upos::Propn)
        {
            found.extend(reading.class.map(|class| (number, head, keys[head], class)));
        }
    }
    pretokenised::agree(found.iter_mut().map(|(_, _, key, class)| (*key, class)));
    for ((_, class), count) in CLASSES.iter().zip(counts) {
        let heads = || found.iter().filter(|found| found.3 == *class).map(|found| (found.0, found.1));
        let spans = || {
            let all = document.iter().enumerate();
            all.flat_map(|(number, marked)| marked.names.iter().map(move |name| (number, name)))
                .filter(|(_, name)| name.class == Some(*class))
        };
        let holds = |(number, name): (usize, &Name), head: (usize, usize)| {
            number == head.0 && (name.first..=name.last).contains(&head.1)
        };
        *count = count.plus(Overlap {
            found: heads().count(),
            wanted: spans().count(),
            both: spans().filter(|&span| heads().any(|head| holds(span, head))).count(),
        });
    }
}

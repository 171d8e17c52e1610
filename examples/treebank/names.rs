//! How well the names of people, organisations and places are found in text that marks them word by word (IOB2, as Universal
//! NER has it).

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::language::model::{Model, Scratch};
use rashomon::analysis::language::{MentionClass, Upos, pretokenised};

use super::score::Overlap;

/// One sentence: its words, and the names in it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marked {
    words: Vec<String>,
    /// First and last word, and the class.
    names: Vec<(usize, usize, MentionClass)>,
    opens_document: bool,
}

/// The classes that are distinguished, each as the file marks it.
const CLASSES: [(&str, MentionClass); 3] =
    [("PER", MentionClass::Person), ("ORG", MentionClass::Organization), ("LOC", MentionClass::Place)];

/// Measures the names of a file: all, then those of each class.
///
/// A marked name is found if the head of a name of its class is in it. Where a name ends is not checked, nor are names of other
/// classes. Of two heads in one marked name the second counts as wrong.
pub fn measure(model: &Model<'_>, path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut counts = [Overlap::default(); CLASSES.len()];
    let mut document: Vec<Marked> = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let marked = parse(block).with_context(|| format!("{}: {block}", path.display()))?;
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
        let Some(&(_, class)) = CLASSES.iter().find(|(known, _)| *known == class) else { continue };
        match marked.names.last_mut() {
            Some(open) if position == "I" && open.1 + 1 == place && open.2 == class => open.1 = place,
            _ => marked.names.push((place, place, class)),
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
                .filter(|(_, name)| name.2 == *class)
        };
        let holds = |(number, &(first, last, _)): (usize, &(usize, usize, MentionClass)),
                     head: (usize, usize)| {
            number == head.0 && (first..=last).contains(&head.1)
        };
        *count = count.plus(Overlap {
            found: heads().count(),
            wanted: spans().count(),
            both: spans().filter(|&span| heads().any(|head| holds(span, head))).count(),
        });
    }
}

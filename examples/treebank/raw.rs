//! How well raw text is read: the text is rebuilt from the treebank and read, and the result is aligned with
//! the gold words by their characters, white space left out, as in the CoNLL 2018 shared task (Zeman et al. 2018).

use rashomon::analysis::language::{Document, TokenId};

use super::score::{Overlap, same_relation};
use super::{Sentence, Word};

/// F1 of sentences, of syntactic words, and of their annotation.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawText {
    sentences: Overlap,
    words: Overlap,
    upos: usize,
    xpos: usize,
    attached: usize,
    labelled: usize,
    lemmas: usize,
}

/// A stretch of characters, white space left out.
type Stretch = (usize, usize);

/// Reads the treebank's text and compares.
pub fn raw_text(sentences: &[Sentence]) -> RawText {
    let text = put_together(sentences);
    let document = Document::read(&text);
    let gold = Gold::of(sentences);
    let found = Found::of(&text, &document);
    let mut counts = RawText {
        sentences: overlap(&gold.sentences, &found.sentences),
        words: overlap(&gold.words, &found.words),
        ..RawText::default()
    };
    let partner = partners(&gold.words, &found.words);
    let all = sentences.iter().flat_map(|sentence| sentence.words.iter());
    for ((place, word), &start) in all.enumerate().zip(&gold.starts) {
        if let Some(token) = partner[place] {
            counts.compare(word, &document, token, (start, &partner));
        }
    }
    counts
}

impl RawText {
    /// Counts the agreement of a gold word and the token with the same characters.
    fn compare(
        &mut self,
        word: &Word,
        document: &Document<'_>,
        id: TokenId,
        (start, partner): (usize, &[Option<TokenId>]),
    ) {
        let token = document.token(id);
        self.upos += usize::from(token.upos == word.upos);
        self.xpos += usize::from(token.xpos == word.xpos);
        self.lemmas += usize::from(document.lemma(id) == word.lemma);
        let attached = match (word.governor, document.head(id)) {
            (0, None) => true,
            (0, Some(_)) | (_, None) => false,
            (governor, Some(head)) => partner[start + governor - 1] == Some(head),
        };
        self.attached += usize::from(attached);
        self.labelled += usize::from(attached && same_relation(token.relation, word.relation));
    }
}

impl std::fmt::Display for RawText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = |both| Overlap { both, ..self.words }.f1();
        write!(
            f,
            "raw-text sentences {:.1} tokens {:.1} UPOS {:.1} XPOS {:.1} UAS {:.1} LAS {:.1} lemma {:.1}",
            self.sentences.f1(),
            self.words.f1(),
            of(self.upos),
            of(self.xpos),
            of(self.attached),
            of(self.labelled),
            of(self.lemmas)
        )
    }
}

/// The text: surface tokens with their white space, paragraphs apart.
fn put_together(sentences: &[Sentence]) -> String {
    laid_out(sentences).0
}

/// The same, and the byte at which each word begins, by sentence.
pub fn laid_out(sentences: &[Sentence]) -> (String, Vec<Vec<usize>>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for sentence in sentences {
        if sentence.opens_paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut of_words = Vec::new();
        for word in &sentence.words {
            of_words.push(text.len());
            text.push_str(word.surface.as_deref().unwrap_or(&word.form));
            if word.spaced {
                text.push(' ');
            }
        }
        starts.push(of_words);
    }
    (text, starts)
}

fn visible(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// The positions of the gold sentences and words.
#[derive(Default)]
struct Gold {
    sentences: Vec<Stretch>,
    words: Vec<Stretch>,
    /// For each word the index of its sentence's first word.
    starts: Vec<usize>,
}

impl Gold {
    fn of(sentences: &[Sentence]) -> Self {
        let mut gold = Self::default();
        let mut here = 0;
        for sentence in sentences {
            let (begin, start) = (here, gold.words.len());
            // How much of a joint surface token its words have not used up yet.
            let mut left = 0_usize;
            for word in &sentence.words {
                if let Some(surface) = word.surface.as_deref().filter(|surface| !surface.is_empty()) {
                    here += std::mem::take(&mut left);
                    left = visible(surface);
                }
                let length = visible(&word.form);
                gold.words.push((here, here + length));
                gold.starts.push(start);
                if word.surface.is_some() {
                    let used = length.min(left);
                    left -= used;
                    here += used;
                } else {
                    let last = gold.words.len() - 1;
                    here += std::mem::take(&mut left);
                    gold.words[last] = (here, here + length);
                    here += length;
                }
            }
            here += left;
            gold.sentences.push((begin, here));
        }
        gold
    }
}

/// The positions of the sentences and words found.
struct Found {
    sentences: Vec<Stretch>,
    words: Vec<Stretch>,
}

impl Found {
    fn of(text: &str, document: &Document<'_>) -> Self {
        let mut here = 0;
        let mut byte = 0;
        let mut words = Vec::new();
        for token in document.tokens() {
            let span = token.span.range();
            here += visible(&text[byte..span.start]);
            let start = here;
            here += visible(&text[span.clone()]);
            byte = span.end;
            words.push((start, here));
        }
        let sentences = document.sentences();
        let sentences = sentences
            .iter()
            .map(|sentence| (words[sentence.first.index()].0, words[sentence.end.index() - 1].1))
            .collect();
        Self { sentences, words }
    }
}

fn overlap(wanted: &[Stretch], found: &[Stretch]) -> Overlap {
    let both = partners(wanted, found).iter().flatten().count();
    Overlap { found: found.len(), wanted: wanted.len(), both }
}

/// For each wanted stretch the found one with the same ends.
fn partners(wanted: &[Stretch], found: &[Stretch]) -> Vec<Option<TokenId>> {
    let mut place = 0;
    wanted
        .iter()
        .map(|stretch| {
            while found.get(place).is_some_and(|other| other.0 < stretch.0) {
                place += 1;
            }
            let same = found.get(place) == Some(stretch);
            same.then(|| TokenId(u32::try_from(place).expect("treebanks are small")))
        })
        .collect()
}

//! A text as a sequence of words: hyphenated names whole, each with its shape and its position in the sentence.
//!
//! The treebanks split at hyphens ("Jean", "-", "Luc"); names are read in whole words.

use super::{lexicon, syllable};
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};
use crate::text::Span;

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    pub span: Span,
    pub first: TokenId,
    pub last: TokenId,
    pub shape: Shape,
    pub upos: Upos,
    /// Whether it begins its sentence, a quotation or a line, where any word is capitalised.
    pub opens: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `house`
    Lower,
    /// `House`, `eBay`, `al-Amin`, `A`
    Capital,
    /// `NATO`
    Caps,
    /// `24`
    Number,
    /// `,`
    Mark,
}

/// A sentence as words.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub words: Vec<Word<'t>>,
    pub style: Style,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Only names and first words are capitalised.
    Plain,
    /// A headline that capitalises most words.
    Title,
    /// A headline in capitals.
    Shouted,
}

impl<'t> Line<'t> {
    /// Reads one sentence.
    pub fn read(document: &Document<'t>, sentence: SentenceId) -> Self {
        let tokens: Vec<TokenId> = document.tokens_in(sentence).collect();
        let mut words: Vec<Word<'t>> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let named = words.last().is_some_and(|word| word.shape == Shape::Capital && !word.opens_only());
            let length = joined_length(document, &tokens[at..], named);
            let (first, last) = (tokens[at], tokens[at + length - 1]);
            let span = document.token(first).span.cover(document.token(last).span);
            let text = document.words(span);
            words.push(Word {
                text,
                span,
                first,
                last,
                shape: Shape::of(text),
                upos: document.token(if length > 1 { tokens[at] } else { last }).upos,
                opens: opens(document, &words),
            });
            at += length;
        }
        let style = style_of(&words);
        Self { words, style }
    }

    /// The words of a range as written in the text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        self.words[from].span.cover(self.words[to - 1].span)
    }
}

impl Word<'_> {
    /// Whether its capital may be due to its position only: a function word at the beginning.
    fn opens_only(&self) -> bool {
        self.opens && lexicon::is_function_word(&self.text.to_lowercase())
    }
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
        let Some(first) = letters.next() else {
            let number = text.bytes().any(|byte| byte.is_ascii_digit());
            return if number { Self::Number } else { Self::Mark };
        };
        let opens_with_digit = text.starts_with(|letter: char| letter.is_ascii_digit());
        let (mut upper, mut lower) = (usize::from(first.is_uppercase()), usize::from(first.is_lowercase()));
        for letter in letters {
            upper += usize::from(letter.is_uppercase());
            lower += usize::from(letter.is_lowercase());
        }
        match (upper, lower) {
            (0, _) if opens_with_digit => Self::Number,
            (0, _) => Self::Lower,
            (2.., 0) => Self::Caps,
            (2.., 1) if text.ends_with('s') && !opens_with_digit => Self::Caps,
            _ => Self::Capital,
        }
    }

    /// Whether a name may be written this way.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Caps)
    }
}

/// How many tokens from the first on are one word: parts joined by hyphens where a capital follows the hyphen and the
/// word before it is part of a name, or where all parts are lower case or numbers.
///
/// Two syllables after a name word, or before one, are an East Asian given name: "Ban Ki-moon", "Jae-in Moon".
fn joined_length(document: &Document<'_>, tokens: &[TokenId], named: bool) -> usize {
    let mut length = 1;
    while let [hyphen, next, ..] = tokens[length..] {
        let before = document.token(tokens[length - 1]).span;
        let (middle, after) = (document.token(hyphen).span, document.token(next).span);
        let touching = before.end == middle.start && middle.end == after.start;
        let joiner = matches!(document.words(middle), "-" | "‑" | "&" | "/" | "’" | "'");
        let name = document.token(next).upos == Upos::Propn
            && document.words(middle) == "-"
            && document.words(before).chars().next().is_some_and(char::is_uppercase);
        let given = document.words(middle) == "-" && length == 1 && {
            let beside = tokens.get(length + 2).is_some_and(|&after| {
                document.words(document.token(after).span).starts_with(char::is_uppercase)
            });
            (named || beside) && syllable::is_given_name(document.words(before), document.words(after))
        };
        let joined =
            name || given || joins(document.words(before), document.words(middle), document.words(after));
        if !touching || !joiner || !joined {
            break;
        }
        length += 2;
    }
    length
}

fn joins(before: &str, joiner: &str, after: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let digit = |word: &str| word.chars().next().is_some_and(|letter| letter.is_ascii_digit());
    match (joiner, capital(before), capital(after)) {
        ("&" | "-" | "‑" | "'" | "’", true, true) => true,
        ("-" | "‑", false, true) => ARTICLES.contains(&before) || digit(before),
        ("-" | "‑", true, false) => digit(after) || NAME_PARTS.contains(&after) || after.len() <= 2,
        ("-" | "‑", false, false) => !digit(before) && !digit(after),
        _ => false,
    }
}

/// Articles that begin a transcribed name before a hyphen.
const ARTICLES: &[&str] = &["al", "el", "ul", "as", "an", "ad", "ar", "at", "ash", "e", "i", "d"];

/// Lower-case second parts of hyphenated names and titles.
const NAME_PARTS: &[&str] =
    &["general", "elect", "il", "un", "hyun", "bin", "ur", "designate", "upon", "sur", "on", "le"];

/// Whether the next word begins a sentence or quotation, where any word is capitalised.
fn opens(document: &Document<'_>, before: &[Word<'_>]) -> bool {
    let Some(last) = before.last() else { return true };
    match last.text {
        "\"" | "“" | "``" | "'" | "‘" | "«" | "(" | "[" => {
            // Only the quotation of a whole clause capitalises its first word; that of a name does not.
            let inner = before.iter().rev().nth(1);
            matches!(last.text, "\"" | "“" | "``" | "'" | "‘" | "«")
                && inner.is_none_or(|word| word.shape == Shape::Mark)
        }
        ":" | "•" | "*" | "-" | "--" | "–" | "—" | "..." | "…" => true,
        _ => last.upos == Upos::Punct && document.words(last.span).starts_with(['.', '!', '?']),
    }
}

fn style_of(words: &[Word<'_>]) -> Style {
    let lettered = || words.iter().filter(|word| !matches!(word.shape, Shape::Mark | Shape::Number));
    let total = lettered().count();
    let shouted = lettered().filter(|word| word.shape == Shape::Caps).count();
    if total >= 3 && shouted * 10 >= total * 7 {
        return Style::Shouted;
    }
    let long = || lettered().filter(|word| word.text.len() >= 4 && !word.opens);
    let capital = long().filter(|word| word.shape.is_capital()).count();
    let stops = words.last().is_some_and(|word| matches!(word.text, "." | "!" | "?" | "\"" | "”"));
    let headed = long().any(|word| word.shape.is_capital() && is_common(word));
    if total >= 4 && !stops && headed && capital * 10 >= long().count() * 8 {
        Style::Title
    } else {
        Style::Plain
    }
}

/// Whether a capitalised word is not part of a name: a verb, an adverb, a common noun.
fn is_common(word: &Word<'_>) -> bool {
    matches!(word.upos, Upos::Verb | Upos::Noun | Upos::Adv | Upos::Adj | Upos::Aux)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("house", Shape::Lower),
            ("House", Shape::Capital),
            ("eBay", Shape::Capital),
            ("NATO", Shape::Caps),
            ("MPs", Shape::Caps),
            ("76ers", Shape::Number),
            ("24", Shape::Number),
            ("U.S.", Shape::Caps),
            ("É", Shape::Capital),
            ("—", Shape::Mark),
            ("", Shape::Mark),
        ] {
            assert_eq!(Shape::of(text), expected, "{text}");
        }
    }
}

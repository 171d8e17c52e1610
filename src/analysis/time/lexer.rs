//! Raw text → tokens: words with their entry in the lexicon, runs of digits, single marks; and the sentences they belong to.
//!
//! A light lexer of its own: it reads bytes once, keeps no text and needs no grammar. The meanings of words in time
//! expressions are in `lexicon`.

use super::lexicon::{Class, LEXICON, Lexicon, WordId};

/// A word, a run of digits or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its word in the lexicon.
    pub word: WordId,
    /// Its kind.
    pub kind: Kind,
    /// How it is written.
    pub flags: u8,
    /// Number of its sentence.
    pub sentence: u32,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Digits,
    /// A mark; every quotation mark is `"`, every dash `-`, every apostrophe `'`, every currency sign `$`.
    Mark(u8),
}

/// Whether white space precedes it.
pub const SPACED: u8 = 1;
/// Whether its first letter is a capital.
pub const CAPITAL: u8 = 2;
/// Whether it ends like a regular past tense.
pub const PAST_ENDING: u8 = 4;
/// Whether it is the first of its sentence.
pub const FIRST: u8 = 8;
/// Whether every letter is a capital.
pub const UPPER: u8 = 16;

impl Token {
    /// Whether white space precedes it.
    pub fn spaced(self) -> bool {
        self.flags & SPACED != 0
    }

    /// Whether its first letter is a capital.
    pub fn capital(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is the first of its sentence.
    pub fn first(self) -> bool {
        self.flags & FIRST != 0
    }

    /// Whether it is that mark.
    pub fn is(self, mark: u8) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Its bytes.
    pub fn of(self, text: &str) -> &[u8] {
        text.as_bytes().get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// The kind of token a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Space,
    Line,
    Letter,
    Digit,
    Mark,
    /// The lead byte of a character beyond ASCII.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Mark; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "the loop stays below 256")]
        let byte = at as u8;
        table[at] = match byte {
            b'\n' => Byte::Line,
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => Byte::Space,
            b'0'..=b'9' => Byte::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            0x80..=0xff => Byte::Wide,
            _ => Byte::Mark,
        };
        at += 1;
    }
    table
};

/// Characters beyond ASCII that are not letters, and what they count as: a mark, or white space (` `).
const WIDE: &[(&str, u8)] = &[
    ("\u{2019}", b'\''),
    ("\u{2018}", b'\''),
    ("\u{201c}", b'"'),
    ("\u{201d}", b'"'),
    ("\u{201e}", b'"'),
    ("\u{ab}", b'"'),
    ("\u{bb}", b'"'),
    ("\u{2013}", b'-'),
    ("\u{2014}", b'-'),
    ("\u{2010}", b'-'),
    ("\u{2011}", b'-'),
    ("\u{2212}", b'-'),
    ("\u{2026}", b'.'),
    ("\u{a3}", b'$'),
    ("\u{20ac}", b'$'),
    ("\u{a5}", b'$'),
    ("\u{a0}", b' '),
    ("\u{202f}", b' '),
    ("\u{2009}", b' '),
];

fn wide(bytes: &[u8]) -> Option<(usize, u8)> {
    WIDE.iter().find(|(form, _)| bytes.starts_with(form.as_bytes())).map(|&(form, mark)| (form.len(), mark))
}

struct Lexer<'a> {
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    sentence: u32,
    /// Flags of the next token.
    flags: u8,
    /// Line ends since the last token.
    lines: u32,
}

/// All tokens of a text, in order.
pub fn lex(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut lexer = Lexer {
        bytes,
        lexicon: &LEXICON,
        tokens: Vec::with_capacity(bytes.len() / 5 + 8),
        sentence: 0,
        flags: FIRST,
        lines: 0,
    };
    let mut at = 0;
    while at < bytes.len() {
        at = lexer.step(at);
    }
    lexer.tokens
}

impl Lexer<'_> {
    /// Reads from `at` to the end of the token that begins there.
    fn step(&mut self, at: usize) -> usize {
        match BYTES[usize::from(self.bytes[at])] {
            Byte::Space => {
                self.flags |= SPACED;
                at + 1
            }
            Byte::Line => {
                self.flags |= SPACED;
                self.lines += 1;
                at + 1
            }
            Byte::Digit => {
                let mut end = at + 1;
                while end < self.bytes.len() && self.bytes[end].is_ascii_digit() {
                    end += 1;
                }
                self.push(at, end, Kind::Digits, WordId::NONE);
                end
            }
            Byte::Letter => self.word(at),
            Byte::Mark => {
                let mark = if self.bytes[at] == b'`' { b'\'' } else { self.bytes[at] };
                self.push(at, at + 1, Kind::Mark(mark), WordId::NONE);
                at + 1
            }
            Byte::Wide => match wide(&self.bytes[at..]) {
                Some((length, b' ')) => {
                    self.flags |= SPACED;
                    at + length
                }
                Some((length, mark)) => {
                    self.push(at, at + length, Kind::Mark(mark), WordId::NONE);
                    at + length
                }
                None => self.word(at),
            },
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut ascii = true;
        while end < self.bytes.len() {
            match BYTES[usize::from(self.bytes[end])] {
                Byte::Letter => end += 1,
                Byte::Wide if !(0xc2..).contains(&self.bytes[end]) => end += 1,
                Byte::Wide if wide(&self.bytes[end..]).is_none() => {
                    ascii = false;
                    end += 1;
                }
                _ => break,
            }
        }
        let word = &self.bytes[at..end];
        let id = match super::lexicon::key(word) {
            Some(key) if ascii => self.lexicon.find(key),
            _ => WordId::NONE,
        };
        if word[0].is_ascii_uppercase() {
            self.flags |= CAPITAL;
            if word.iter().all(u8::is_ascii_uppercase) {
                self.flags |= UPPER;
            }
        } else if LEXICON.is_unclassed(id) && word.len() > 3 && word.ends_with(b"ed") {
            self.flags |= PAST_ENDING;
        }
        self.push(at, end, Kind::Word, id);
        end
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, word: WordId) {
        if !self.tokens.is_empty() && self.sentence_ends(start, kind) {
            self.sentence += 1;
            self.flags |= FIRST;
        }
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.tokens.push(Token {
            start: narrow(start),
            end: narrow(end),
            word,
            kind,
            flags: self.flags,
            sentence: self.sentence,
        });
        self.flags = 0;
        self.lines = 0;
    }

    /// Whether a sentence ends between the last token and the next: at an empty line; at a line end or a capital after a
    /// full stop that does not belong to an abbreviation.
    fn sentence_ends(&self, next: usize, kind: Kind) -> bool {
        if self.lines > 1 {
            return true;
        }
        if self.flags & SPACED == 0 {
            return false;
        }
        let opens = match kind {
            Kind::Word => self.bytes[next].is_ascii_uppercase() || !self.bytes[next].is_ascii(),
            Kind::Digits => true,
            Kind::Mark(mark) => matches!(mark, b'"' | b'\'' | b'(' | b'['),
        };
        let mut last = self.tokens.iter().rev();
        let mut stop = last.next();
        while stop
            .is_some_and(|token| !token.spaced() && (token.is(b'"') || token.is(b'\'') || token.is(b')')))
        {
            stop = last.next();
        }
        match stop {
            Some(token) if token.is(b'!') || token.is(b'?') => opens || self.lines > 0,
            Some(token) if token.is(b'.') => {
                self.lines > 0 || (opens && !last.next().is_some_and(|token| self.abbreviates(*token, kind)))
            }
            _ => false,
        }
    }

    fn abbreviates(&self, token: Token, next: Kind) -> bool {
        let letter = token.kind == Kind::Word && token.end - token.start == 1 && token.capital();
        let month = self.lexicon.is(token.word, Class::MonthShort) && next == Kind::Digits;
        let weekday = self.lexicon.is(token.word, Class::WeekdayShort);
        letter || month || weekday || self.lexicon.is(token.word, Class::Abbreviation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        lex(text).iter().map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn words_digits_and_marks_are_tokens_of_their_own() {
        for (text, expected) in [
            ("On Jan. 3, 2021", vec!["On", "Jan", ".", "3", ",", "2021"]),
            ("’82 “noon”", vec!["’", "82", "“", "noon", "”"]),
            ("Kraków–São", vec!["Kraków", "–", "São"]),
            ("3pm\u{a0}GMT", vec!["3", "pm", "GMT"]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_ends_at_a_stop_but_not_at_an_abbreviation() {
        for (text, sentences) in [
            ("It rained. Then it stopped.", 2),
            ("Mr. Hill left on Jan. 3. He returned.", 2),
            ("J. B. Hill left at 2.5 per cent", 1),
            ("“It rained.” She left.", 2),
            ("Heading\n\nBody", 2),
            ("wrapped\nline", 1),
            ("First line.\nsecond line", 2),
        ] {
            let last = lex(text).last().map_or(0, |token| token.sentence + 1);
            assert_eq!(last, sentences, "{text}");
        }
    }

    #[test]
    fn nothing_but_white_space_lies_between_tokens() {
        let text = "A “wide” … text\u{a0}– with 3½ marks, naïve café’s\u{202f}end";
        let mut at = 0;
        for token in lex(text) {
            let between = &text[at..token.start as usize];
            assert!(between.chars().all(char::is_whitespace), "{between:?}");
            at = token.end as usize;
        }
        assert_eq!(at, text.len());
    }
}

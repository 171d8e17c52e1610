//! The grammar's machine: patterns of rules compiled once, and tried only where a token can begin one.
//!
//! A pattern is a row of elements: words in lower case, marks, and terminals in capitals (`terminal`); `|` separates
//! alternatives, a `?` behind an element makes it optional. Patterns have no repetition, so that a match looks at a bounded
//! number of tokens and tagging takes time linear in the text.

use std::sync::LazyLock;

use super::lexer::{Kind, Token};
use super::lexicon::{LEXICON, WordId};
use super::rules::{self, Rule};
use super::terminal::{Capture, Terminal, Words};

/// What one alternative of an element matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Atom {
    Word(WordId),
    Mark(u8),
    Terminal(Terminal),
}

#[derive(Clone, Debug)]
struct Element {
    atoms: Vec<Atom>,
    optional: bool,
}

/// A compiled rule.
#[derive(Debug)]
struct Compiled {
    rule: &'static Rule,
    elements: Vec<Element>,
}

/// The rules, and which of them a token can begin.
#[derive(Debug)]
pub struct Grammar {
    rules: Vec<Compiled>,
    by_word: Vec<Vec<u16>>,
    by_digits: Vec<u16>,
    by_mark: Vec<Vec<u16>>,
}

/// The grammar of all rule tables.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::compile);

/// Most captures a pattern can hold.
const CAPTURES: usize = 8;

/// A rule that matches at a token.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The rule.
    pub rule: &'static Rule,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    captures: [Option<Capture>; CAPTURES],
    /// Place in the tables, by which equally long matches are ranked.
    rank: u16,
}

impl Match {
    /// The value of the first capture of a terminal.
    pub fn value(&self, terminal: Terminal) -> Option<i64> {
        self.capture(terminal, 0).map(|capture| capture.value)
    }

    /// The n-th capture of a terminal, counted from 0.
    pub fn capture(&self, terminal: Terminal, nth: usize) -> Option<Capture> {
        self.captures.iter().flatten().filter(|capture| capture.terminal == terminal).nth(nth).copied()
    }
}

/// The elements of a pattern as written, without their question marks.
pub fn elements(pattern: &str) -> impl Iterator<Item = (&str, bool)> {
    pattern.split_ascii_whitespace().map(|element| match element.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (element, false),
    })
}

/// Whether an alternative names a word, not a terminal or a mark.
pub fn is_literal(alternative: &str) -> bool {
    alternative.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn atom(alternative: &str) -> Option<Atom> {
    if is_literal(alternative) {
        return Some(Atom::Word(LEXICON.word(alternative)));
    }
    if let [mark] = alternative.as_bytes() {
        return Some(Atom::Mark(*mark));
    }
    Terminal::named(alternative).map(Atom::Terminal)
}

impl Grammar {
    fn compile() -> Self {
        let compiled = |rule: &'static Rule| Compiled {
            rule,
            elements: elements(rule.pattern)
                .map(|(alternatives, optional)| Element {
                    atoms: alternatives.split('|').filter_map(atom).collect(),
                    optional,
                })
                .collect(),
        };
        let rules: Vec<Compiled> = rules::all().map(compiled).collect();
        let mut grammar = Self {
            rules,
            by_word: vec![Vec::new(); LEXICON.len()],
            by_digits: Vec::new(),
            by_mark: vec![Vec::new(); 128],
        };
        for index in 0..grammar.rules.len() {
            grammar.index(index);
        }
        grammar
    }

    /// Enters a rule under everything that can begin it.
    fn index(&mut self, index: usize) {
        let Ok(id) = u16::try_from(index) else { return };
        let Self { rules, by_word, by_digits, by_mark } = self;
        let enter = |list: &mut Vec<u16>| {
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        for element in &rules[index].elements {
            for atom in &element.atoms {
                match *atom {
                    Atom::Word(word) => enter(&mut by_word[usize::from(word.0)]),
                    Atom::Mark(mark) => enter(&mut by_mark[usize::from(mark & 127)]),
                    Atom::Terminal(terminal) => {
                        for (word, list) in (0..).zip(by_word.iter_mut()) {
                            if terminal.begins_with(WordId(word)) {
                                enter(list);
                            }
                        }
                        if terminal.begins_with_digits() {
                            enter(by_digits);
                        }
                        if let Some(mark) = terminal.mark() {
                            enter(&mut by_mark[usize::from(mark & 127)]);
                        }
                    }
                }
            }
            if !element.optional {
                break;
            }
        }
    }

    /// The rules that a token can begin.
    fn starting_with(&self, token: Token) -> &[u16] {
        match token.kind {
            Kind::Word => &self.by_word[usize::from(token.word.0)],
            Kind::Digits => &self.by_digits,
            Kind::Mark(mark) => &self.by_mark[usize::from(mark & 127)],
        }
    }

    /// All rules that match at a token, the longest first, equally long ones in the order of the tables.
    pub fn matches(&self, words: &Words<'_>, at: usize) -> Vec<Match> {
        let starting = words.get(at).map_or(&[][..], |token| self.starting_with(token));
        let mut found: Vec<Match> = starting
            .iter()
            .filter_map(|&rank| {
                let Compiled { rule, elements } = &self.rules[usize::from(rank)];
                let mut captures = [None; CAPTURES];
                let end = match_elements(elements, words, at, &mut captures, 0)?;
                (end > at).then_some(Match { rule, start: at, end, captures, rank })
            })
            .collect();
        found.sort_by_key(|found| (std::cmp::Reverse(found.end), found.rank));
        found
    }
}

/// The end of the longest match of the elements; captures are those of that match.
fn match_elements(
    elements: &[Element],
    words: &Words<'_>,
    at: usize,
    captures: &mut [Option<Capture>; CAPTURES],
    filled: usize,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    for atom in &element.atoms {
        let kept = *captures;
        let next = match *atom {
            Atom::Word(word) => words
                .get(at)
                .filter(|token| word != WordId::NONE && token.word == word && token.kind == Kind::Word)
                .map(|_| (at + 1, filled)),
            Atom::Mark(mark) => words.get(at).filter(|token| token.is(mark)).map(|_| (at + 1, filled)),
            Atom::Terminal(terminal) => words.terminal(terminal, at).map(|capture| {
                if let Some(place) = captures.get_mut(filled) {
                    *place = Some(capture);
                }
                (capture.end, filled + 1)
            }),
        };
        if let Some((next, filled)) = next
            && let Some(end) = match_elements(rest, words, next, captures, filled)
        {
            return Some(end);
        }
        *captures = kept;
    }
    if element.optional { match_elements(rest, words, at, captures, filled) } else { None }
}

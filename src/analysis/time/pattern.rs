//! The grammar's engine: patterns of rules compiled once, and tried only where a token can begin one.
//!
//! A pattern is a row of elements: words in lower case, marks, and terminals in capitals (`terminal`); `|` separates
//! alternatives, a `?` after an element makes it optional. Patterns have no repetition, so that a match looks at a bounded
//! number of tokens and tagging takes time linear in the text.

use std::sync::LazyLock;

use super::lexer::{Kind, Token};
use super::lexicon::{LEXICON, WordId};
use super::rules::{self, TimeRule};
use super::terminal::{Capture, Terminal, TextTokens};

/// What an element matches: one of its words, marks or terminals.
#[derive(Clone, Debug, Default)]
struct Element {
    words: Vec<WordId>,
    marks: Vec<u8>,
    terminals: Vec<Terminal>,
    /// The terminals as bits, to be intersected with those a token can begin.
    mask: u32,
    optional: bool,
}

/// A compiled rule.
#[derive(Debug)]
struct Compiled {
    rule: &'static TimeRule,
    elements: Vec<Element>,
}

/// The rules, and which of them a token can begin.
#[derive(Debug)]
pub struct Grammar {
    rules: Vec<Compiled>,
    by_word: Vec<Vec<Start>>,
    by_digits: Vec<Start>,
    by_mark: Vec<Vec<Start>>,
    /// For each rule what can come second, after a word or mark that the rule names.
    seconds: Vec<Second>,
    /// The terminals that each word of the lexicon can begin, as bits.
    begun_by_word: Vec<u32>,
    /// The terminals that digits can begin.
    begun_by_digits: u32,
}

/// How a token can begin a rule: as one of some terminals, or as a word or mark that the rule names.
#[derive(Clone, Copy, Debug)]
struct Start {
    rule: u16,
    /// The terminals, as bits.
    terminals: u32,
    /// Whether the rule names the word or mark.
    named: bool,
}

/// What can come second in a rule that a named word begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Second {
    /// Whether the rule may end after its first word.
    anything: bool,
    words: Vec<WordId>,
    marks: Vec<u8>,
    terminals: u32,
}

impl Second {
    /// What can follow any of the elements that can come first.
    fn of(elements: &[Element]) -> Self {
        let mut second = Self::default();
        let firsts = elements.iter().take_while(|element| element.optional).count();
        for first in 0..=firsts {
            second.add(elements.get(first + 1..).unwrap_or_default());
        }
        second
    }

    /// Adds what the elements after a first one can begin with.
    fn add(&mut self, rest: &[Element]) {
        self.anything |= rest.iter().all(|element| element.optional);
        for element in rest {
            self.words.extend(&element.words);
            self.marks.extend(&element.marks);
            self.terminals |= element.mask;
            if !element.optional {
                break;
            }
        }
    }
}

/// The grammar of all rule tables.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::compile);

/// Most captures a pattern can hold.
const CAPTURES: usize = 5;

/// What terminals matched at the most recent tokens: many rules ask the same of a token.
#[derive(Debug)]
pub struct Memo {
    slots: [Slot; 4],
}

/// The terminals asked of one token.
#[derive(Clone, Copy, Debug)]
struct Slot {
    at: usize,
    asked: u32,
    found: u32,
    captures: [Capture; 32],
}

impl Default for Memo {
    fn default() -> Self {
        Self { slots: [Slot { at: usize::MAX, asked: 0, found: 0, captures: [Capture::NONE; 32] }; 4] }
    }
}

impl Memo {
    /// What a terminal matches at a token of one text.
    fn terminal(&mut self, words: &TextTokens<'_>, terminal: Terminal, at: usize) -> Option<Capture> {
        let slot = &mut self.slots[at % 4];
        if slot.at != at {
            (slot.at, slot.asked, slot.found) = (at, 0, 0);
        }
        let place = terminal as usize;
        if slot.asked & terminal.bit() == 0 {
            slot.asked |= terminal.bit();
            if let Some(capture) = words.terminal(terminal, at) {
                slot.found |= terminal.bit();
                slot.captures[place] = capture;
            }
        }
        (slot.found & terminal.bit() != 0).then(|| slot.captures[place])
    }
}

/// A text being matched: its words, and what is known of the most recent tokens.
struct Reader<'a> {
    grammar: &'a Grammar,
    words: &'a TextTokens<'a>,
    memo: &'a mut Memo,
    captures: [Capture; CAPTURES],
}

/// A rule that matches at a token.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The rule.
    pub rule: &'static TimeRule,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    captures: [Capture; CAPTURES],
    /// How many captures it has.
    filled: usize,
    /// Index in the tables, which ranks matches of equal length.
    rank: u16,
}

impl Match {
    /// The value of the first capture of a terminal.
    pub fn value(&self, terminal: Terminal) -> Option<i64> {
        self.capture(terminal, 0).map(|capture| capture.value)
    }

    /// The n-th capture of a terminal, counted from 0.
    pub fn capture(&self, terminal: Terminal, nth: usize) -> Option<Capture> {
        let filled = self.captures.iter().take(self.filled);
        filled.filter(|capture| capture.terminal == terminal).nth(nth).copied()
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

fn element(alternatives: &str, optional: bool) -> Element {
    let mut element = Element { optional, ..Element::default() };
    for alternative in alternatives.split('|') {
        if is_literal(alternative) {
            element.words.push(LEXICON.word(alternative));
        } else if let [mark] = alternative.as_bytes() {
            element.marks.push(*mark);
        } else if let Some(terminal) = Terminal::named(alternative) {
            element.terminals.push(terminal);
            element.mask |= terminal.bit();
        }
    }
    element
}

impl Grammar {
    fn compile() -> Self {
        let compiled = |rule: &'static TimeRule| Compiled {
            rule,
            elements: elements(rule.pattern)
                .map(|(alternatives, optional)| element(alternatives, optional))
                .collect(),
        };
        let begun = |begins: &dyn Fn(Terminal) -> bool| {
            Terminal::all()
                .filter(|terminal| begins(*terminal))
                .fold(0, |mask, terminal| mask | terminal.bit())
        };
        let begun_by_word = (0..LEXICON.len())
            .map(|word| WordId(u16::try_from(word).unwrap_or(0)))
            .map(|word| begun(&|terminal| terminal.begins_with(word)))
            .collect();
        let mut grammar = Self {
            rules: rules::all().map(compiled).collect(),
            by_word: vec![Vec::new(); LEXICON.len()],
            by_digits: Vec::new(),
            by_mark: vec![Vec::new(); 128],
            seconds: Vec::new(),
            begun_by_word,
            begun_by_digits: begun(&Terminal::begins_with_digits),
        };
        grammar.seconds = grammar.rules.iter().map(|rule| Second::of(&rule.elements)).collect();
        for index in 0..grammar.rules.len() {
            grammar.index(index);
        }
        grammar
    }

    /// Registers a rule under everything that can begin it.
    fn index(&mut self, index: usize) {
        let Ok(id) = u16::try_from(index) else { return };
        let Self { rules, by_word, by_digits, by_mark, begun_by_word, begun_by_digits, .. } = self;
        let enter = |list: &mut Vec<Start>, terminals: u32, named: bool| match list.last_mut() {
            Some(last) if last.rule == id => {
                last.terminals |= terminals;
                last.named |= named;
            }
            _ => list.push(Start { rule: id, terminals, named }),
        };
        for element in &rules[index].elements {
            for word in &element.words {
                enter(&mut by_word[usize::from(word.0)], 0, true);
            }
            for (list, begun) in by_word.iter_mut().zip(begun_by_word.iter()) {
                if begun & element.mask != 0 {
                    enter(list, element.mask, false);
                }
            }
            if *begun_by_digits & element.mask != 0 {
                enter(by_digits, element.mask, false);
            }
            for mark in &element.marks {
                enter(&mut by_mark[usize::from(mark & 127)], 0, true);
            }
            for mark in element.terminals.iter().filter_map(|terminal| terminal.mark()) {
                enter(&mut by_mark[usize::from(mark & 127)], element.mask, false);
            }
            if !element.optional {
                break;
            }
        }
    }

    /// The terminals that a token can begin, as bits.
    fn begun_by(&self, token: Token) -> u32 {
        match token.kind {
            Kind::Word => self.begun_by_word[usize::from(token.word.0)],
            Kind::Digits => self.begun_by_digits,
            Kind::Mark(mark) => Terminal::begun_by_mark(mark),
        }
    }

    /// The rules that a token can begin.
    fn starting_with(&self, token: Token) -> &[Start] {
        match token.kind {
            Kind::Word => &self.by_word[usize::from(token.word.0)],
            Kind::Digits => &self.by_digits,
            Kind::Mark(mark) => &self.by_mark[usize::from(mark & 127)],
        }
    }

    /// The terminals that match at a token, as bits.
    fn terminals_at(&self, words: &TextTokens<'_>, at: usize, memo: &mut Memo) -> u32 {
        let begun = words.get(at).map_or(0, |token| self.begun_by(token));
        Terminal::all()
            .filter(|terminal| begun & terminal.bit() != 0)
            .filter(|terminal| memo.terminal(words, *terminal, at).is_some())
            .fold(0, |mask, terminal| mask | terminal.bit())
    }

    /// Whether a token can come second in a rule that the word or mark before it begins.
    fn may_follow(&self, rule: u16, next: Option<Token>) -> bool {
        let second = &self.seconds[usize::from(rule)];
        second.anything
            || next.is_some_and(|token| {
                second.terminals & self.begun_by(token) != 0
                    || match token.kind {
                        Kind::Word => token.word != WordId::NONE && second.words.contains(&token.word),
                        Kind::Mark(mark) => second.marks.contains(&mark),
                        Kind::Digits => false,
                    }
            })
    }

    /// All rules that match at a token, the longest first, equally long ones in the order of the tables.
    pub fn matches(&self, words: &TextTokens<'_>, at: usize, memo: &mut Memo) -> Vec<Match> {
        let starting = words.get(at).map_or(&[][..], |token| self.starting_with(token));
        let inside = || words.get(at).is_some_and(|token| token.kind == Kind::Digits) && words.goes_on(at);
        if starting.is_empty() || inside() {
            return Vec::new();
        }
        let next = words.get(at + 1);
        let here = self.terminals_at(words, at, memo);
        let mut reader = Reader { grammar: self, words, memo, captures: [Capture::NONE; CAPTURES] };
        let mut found: Vec<Match> = starting
            .iter()
            .filter(|start| start.terminals & here != 0 || (start.named && self.may_follow(start.rule, next)))
            .filter_map(|start| {
                let rank = start.rule;
                let Compiled { rule, elements } = &self.rules[usize::from(rank)];
                let (end, filled) = reader.elements(elements, at, 0)?;
                (end > at).then_some(Match { rule, start: at, end, captures: reader.captures, filled, rank })
            })
            .collect();
        found.sort_by_key(|found| (std::cmp::Reverse(found.end), found.rank));
        found
    }
}

impl Reader<'_> {
    /// The end of a match of the elements, with optional ones taken where possible, and how many captures it fills.
    fn elements(&mut self, elements: &[Element], at: usize, filled: usize) -> Option<(usize, usize)> {
        let Some((element, rest)) = elements.split_first() else { return Some((at, filled)) };
        if let Some(token) = self.words.get(at) {
            let here = match token.kind {
                Kind::Word => token.word != WordId::NONE && element.words.contains(&token.word),
                Kind::Mark(mark) => element.marks.contains(&mark),
                Kind::Digits => false,
            };
            if here && let Some(found) = self.elements(rest, at + 1, filled) {
                return Some(found);
            }
            let begun = element.mask & self.grammar.begun_by(token);
            if begun != 0
                && let Some(found) = self.terminals(element, begun, (rest, at, filled))
            {
                return Some(found);
            }
        }
        if element.optional { self.elements(rest, at, filled) } else { None }
    }

    /// The same by the terminals of an element that the token can begin.
    fn terminals(
        &mut self,
        element: &Element,
        begun: u32,
        (rest, at, filled): (&[Element], usize, usize),
    ) -> Option<(usize, usize)> {
        for terminal in element.terminals.iter().filter(|terminal| begun & terminal.bit() != 0) {
            let Some(capture) = self.memo.terminal(self.words, *terminal, at) else { continue };
            if let Some(place) = self.captures.get_mut(filled) {
                *place = capture;
            }
            let found = self.elements(rest, capture.end, filled + 1);
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_names_words_and_terminals_that_exist() {
        for line in rules::all() {
            for (alternatives, _) in elements(line.pattern) {
                for alternative in alternatives.split('|') {
                    let known = if is_literal(alternative) {
                        LEXICON.word(alternative) != WordId::NONE
                    } else {
                        alternative.len() == 1 || Terminal::named(alternative).is_some()
                    };
                    assert!(known, "{}: {alternative}", line.pattern);
                }
            }
            let named = |names: &str| names.split('|').any(|name| Terminal::named(name).is_some());
            let terminals = elements(line.pattern).filter(|(names, _)| named(names)).count();
            assert!(terminals <= CAPTURES, "{}", line.pattern);
        }
    }
}

//! The figures of a report: how much, what of, in which action, between which words.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::super::ledger::Story;
use super::super::super::origin::fold;
use super::super::super::quote::word_before;
use super::super::align::{Aligned, Sentence, words};
use super::super::class_of;
use super::super::referent::is_function_word;
use super::InGroup;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::{Quantity, quantity};
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Action, Filler, Slot};
use crate::analysis::language::usage::Usage;
use crate::analysis::time::{TimexType, When};
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

/// A figure in its sentence.
pub struct Figure<'t> {
    pub report: ReportId,
    /// Index of its sentence among those of its report.
    pub place: usize,
    pub sentence: Arc<Sentence>,
    /// The group of sentences that say the same as its own.
    pub group: Option<usize>,
    /// Its words, with the noun it counts.
    pub span: Span,
    pub quantity: Quantity,
    pub measure: Measure,
    pub way: Way,
    /// Whether it counts some in a series, or more than were counted before.
    pub of_a_part: bool,
    /// The places in a series that the words after it name: "28 % in the first round".
    pub ordinals: BTreeSet<String>,
    /// Whether a claim has it, which is compared with claims of its kind.
    pub claimed: bool,
    pub action: Option<ActionOf<'t>>,
    /// The stems of the content words close to it.
    pub near: BTreeSet<u32>,
    /// Whether a word beside it says that something rose or fell by it or to it.
    pub moves: bool,
    /// The names beside it, as stems.
    pub names: BTreeSet<u32>,
    /// The stems of the sentences before and after its own.
    pub around: BTreeSet<u32>,
}

/// The action a figure belongs to.
pub struct ActionOf<'t> {
    pub action: &'t Action,
    /// Its class of synonyms, or its stem.
    pub class: String,
    pub usage: Option<Usage>,
    /// Who and what takes part, besides what is counted.
    pub parts: Vec<&'t Filler>,
    pub times: Vec<When>,
}

/// What is counted or measured.
pub enum Measure {
    /// A unit, by its name.
    Unit(String),
    /// A noun.
    Noun(Noun),
}

/// A noun that is counted.
pub struct Noun {
    pub span: Span,
    /// What its stem weighs.
    pub weight: f32,
    /// The class of events it names, so that raids may be strikes, else its stem.
    pub class: String,
    pub usage: Option<Usage>,
}

/// Which preposition is before a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    To,
    From,
    Other,
}

/// How many words to each side of a figure are close to it.
const NEAR: usize = 8;

/// How many words to each side of a figure a name may be to belong to it.
const BESIDE: usize = 4;

/// Reads the figures of a report, by place.
pub fn read<'t>(
    story: &Story<'t>,
    aligned: &Aligned,
    report: ReportId,
    sentences: &[InGroup<'_>],
) -> Vec<Figure<'t>> {
    let mut found = Vec::new();
    for (place, &InGroup { sentence, group }) in sentences.iter().enumerate() {
        let reader = Reader { story, aligned, report, sentence, group, place };
        let text = story.words(report, sentence.passage.span);
        let all = quantity::find(text);
        let before = found.len();
        found.extend(all.iter().filter_map(|quantity| reader.figure(text, quantity)));
        let mut around = BTreeSet::new();
        for other in [place.wrapping_sub(1), place + 1] {
            around.extend(sentences.get(other).into_iter().flat_map(|other| &other.sentence.stems).copied());
        }
        found[before..].iter_mut().for_each(|figure| figure.around.clone_from(&around));
    }
    found
}

struct Reader<'a, 't> {
    story: &'a Story<'t>,
    aligned: &'a Aligned,
    report: ReportId,
    sentence: &'a Arc<Sentence>,
    group: Option<usize>,
    place: usize,
}

impl<'t> Reader<'_, 't> {
    fn figure(&self, text: &str, quantity: &Quantity) -> Option<Figure<'t>> {
        let offset = self.sentence.passage.span.start;
        let in_report = |span: Span| span.shifted(offset);
        let span = in_report(quantity.span);
        let before = word_before(text, quantity.span.start);
        if self.is_of_a_date(span) || is_whole(text, quantity.span.start) {
            return None;
        }
        let filler = self.filler(span);
        let measure = self.measure(text, quantity, filler)?;
        let end = match &measure {
            Measure::Noun(noun) => noun.span.end.max(span.end),
            Measure::Unit(_) => span.end,
        };
        let words = text.get(quantity.span.start as usize..(end - offset) as usize).unwrap_or_default();
        Some(Figure {
            report: self.report,
            place: self.place,
            sentence: Arc::clone(self.sentence),
            group: self.group,
            span: with_hedge(self.story.text(self.report), Span { end, ..span }),
            quantity: Quantity { span, ..quantity.clone() },
            way: match before {
                "to" => Way::To,
                "from" => Way::From,
                _ => Way::Other,
            },
            of_a_part: is_of_a_part(words) || is_of_a_part(before),
            action: filler.and_then(|filler| self.action(filler)),
            near: self.near(text, Span { start: quantity.span.start, end: end - offset }),
            moves: moves(text, quantity.span),
            ordinals: ordinals(text.get((end - offset) as usize..).unwrap_or_default()),
            names: self.names(text, Span { start: quantity.span.start, end: end - offset }),
            claimed: self.story.is_claimed(Passage { report: self.report, span }),
            around: BTreeSet::new(),
            measure,
        })
    }

    /// Whether a number belongs to a date: "on 3 June", "three years ago".
    fn is_of_a_date(&self, span: Span) -> bool {
        let times = &self.story.timeline.analyses[self.report.index()].times;
        let from = times.partition_point(|time| time.span.end <= span.start);
        let mut over = times[from..].iter().take_while(|time| time.span.start < span.end);
        over.any(|time| time.kind != TimexType::Duration || time.when.as_ref().is_some_and(When::is_dated))
    }

    /// The phrase that a number counts in its clause.
    fn filler(&self, number: Span) -> Option<&'t Filler> {
        let frames = self.story.frames(self.report);
        let counted = frames.within(self.sentence.passage.span).flat_map(|(action, _)| frames.of(action));
        counted
            .filter(|filler| filler.slot == Slot::Counted)
            .find(|filler| number.overlaps(filler.span) && number.start <= filler.head.start)
    }

    fn measure(&self, text: &str, quantity: &Quantity, filler: Option<&Filler>) -> Option<Measure> {
        if !matches!(&*quantity.unit, "" | "people") {
            return Some(Measure::Unit(quantity.unit.to_string()));
        }
        let offset = self.sentence.passage.span.start;
        if belongs_to_a_name(text, quantity) {
            return None;
        }
        let after = || {
            let noun = plural_after(text, quantity.span.end)?;
            Some(noun.shifted(offset))
        };
        let head = filler.map(|filler| filler.head).filter(|head| {
            let noun = self.story.words(self.report, *head);
            let plain = noun.chars().all(char::is_alphabetic) && noun.starts_with(char::is_lowercase);
            // "the 2005 murder", "the 12000 block": a number before a singular noun names it.
            plain && (quantity.high == Some(1.0) || noun.ends_with('s') || PLURALS.contains(&noun))
        });
        let noun = head.or_else(after)?;
        let written = self.story.words(self.report, noun).to_lowercase();
        let usage = Usage::of(&written);
        let weight = self.aligned.stem(stem(&fold(&written))).map_or(0.0, |stem| self.aligned.weigh([stem]));
        Some(Measure::Noun(Noun { span: noun, weight, class: counted_noun(&written), usage }))
    }

    fn action(&self, filler: &Filler) -> Option<ActionOf<'t>> {
        let frames = self.story.frames(self.report);
        let action = frames.actions.get(filler.action as usize)?;
        let others = || frames.of(filler.action).iter();
        let takes_part = |other: &&Filler| {
            matches!(other.slot, Slot::Agent | Slot::Patient) && !other.span.overlaps(filler.head)
        };
        let when = |other: &Filler| {
            let time = self.story.time_at(self.report, other.span)?;
            // A clock time alone takes its day from the report, which may be about another.
            time.when.clone().filter(|when| when.is_dated() && !time.lacks_day())
        };
        let word = self.story.words(self.report, action.word).to_lowercase();
        Some(ActionOf {
            action,
            class: class_of(self.story, self.report, action),
            usage: Usage::of(&word),
            parts: others().filter(takes_part).collect(),
            times: others().filter(|other| other.slot == Slot::Time).filter_map(when).collect(),
        })
    }

    /// The names beside a figure.
    fn names(&self, text: &str, figure: Span) -> BTreeSet<u32> {
        let before = text.get(..figure.start as usize).unwrap_or_default();
        let after = text.get(figure.end as usize..).unwrap_or_default();
        let ends = |letter: char| matches!(letter, ',' | ';' | ':' | '.' | '(' | ')');
        let before = before.rsplit(ends).next().unwrap_or_default();
        let after = after.split(ends).next().unwrap_or_default();
        let words = words_of(before).rev().take(BESIDE).chain(words_of(after).take(BESIDE));
        let names = words.filter(|word| word.starts_with(char::is_uppercase)).map(fold);
        names
            .filter(|word| word.len() > 2 && !is_function_word(word))
            .filter_map(|word| self.aligned.stem(stem(&word)))
            .collect()
    }

    /// The stems of the content words close to a figure, numerals apart.
    fn near(&self, text: &str, figure: Span) -> BTreeSet<u32> {
        let before = text.get(..figure.start as usize).unwrap_or_default();
        let after = text.get(figure.end as usize..).unwrap_or_default();
        let words = words_of(before).rev().take(NEAR).chain(words_of(after).take(NEAR));
        let content = |word: &String| {
            word.len() > 2 && !is_function_word(word) && !word.bytes().any(|byte| byte.is_ascii_digit())
        };
        words.map(fold).filter(content).filter_map(|word| self.aligned.stem(stem(&word))).collect()
    }
}

/// Whether one of the two words before a figure, or the word after it, says that something rose or fell: "fell to 6 percent".
fn moves(text: &str, figure: Span) -> bool {
    static MOVES: WordClass = WordClass::named("verbs of a figure that moves by a step");
    let before = text.get(..figure.start as usize).unwrap_or_default();
    let after = text.get(figure.end as usize..).unwrap_or_default();
    let mut words = words_of(before).rev().take(2).chain(words_of(after).take(1));
    words.any(|word| MOVES.has(&word.to_lowercase()))
}

/// Whether a number is the whole of which another counts a part: the 41 of "28 of 41 passes", but not the 75 of "a distance of 75 miles".
fn is_whole(text: &str, at: u32) -> bool {
    let mut before = text.get(..at as usize).unwrap_or_default().split_whitespace().rev();
    let is_of = before.next() == Some("of");
    let part = before.next().unwrap_or_default().to_lowercase();
    is_of
        && (!quantity::find(&part).is_empty()
            || matches!(&*part, "out" | "half" | "most" | "all" | "some" | "any" | "none"))
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    words(text).map(|(_, word)| word)
}

/// The ordinals right after a figure.
fn ordinals(after: &str) -> BTreeSet<String> {
    static ORDINALS: WordClass = WordClass::named("ordinals of rounds and halves");
    words_of(after).take(BESIDE).map(str::to_lowercase).filter(|word| ORDINALS.has(word)).collect()
}

/// Whether a figure is of some in a series or of more than were counted before: "the first five drives", "two more games".
fn is_of_a_part(phrase: &str) -> bool {
    static PARTS: WordClass = WordClass::named("words for a part of a series");
    phrase.split(|letter: char| !letter.is_alphabetic()).any(|word| PARTS.has(&word.to_lowercase()))
}

/// A figure with the "at" of "at least".
fn with_hedge(text: &str, figure: Span) -> Span {
    const AT: u32 = 3;
    let words = text.get(figure.start as usize..).unwrap_or_default();
    let bounds = words.starts_with("least ") || words.starts_with("most ");
    let follows_at =
        bounds && text.get(..figure.start as usize).is_some_and(|before| before.ends_with("at "));
    if follows_at { Span { start: figure.start - AT, ..figure } } else { figure }
}

/// How many words may be between a number and the plural it counts.
const WORDS_BETWEEN: usize = 3;

/// The plural noun that the words after a number lead to: "four submarine cables".
fn plural_after(text: &str, number: u32) -> Option<Span> {
    let rest = text.get(number as usize..)?;
    let mut at = number as usize;
    for piece in rest.split_inclusive(' ').take(WORDS_BETWEEN + 2) {
        let word = piece.trim_end();
        let plain = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
        let letters = plain.chars().all(|letter| letter.is_lowercase() || letter == '-' || letter == '\'');
        if !letters || !plain.is_empty() && is_function_word(plain) {
            return None;
        }
        if plain.len() > 3 && plain.ends_with('s') && !plain.ends_with("ss") || PLURALS.contains(&plain) {
            return Some(Span::new(at, at + plain.len()));
        }
        if plain.len() < word.len() {
            return None;
        }
        at += piece.len();
    }
    None
}

/// Whether a number belongs to a name and counts nothing: "the Sea Me We 4 cable".
fn belongs_to_a_name(text: &str, quantity: &Quantity) -> bool {
    let ahead = text.get(..quantity.span.start as usize).unwrap_or_default();
    let word = ahead.split_whitespace().next_back().unwrap_or_default();
    let opens = ahead.trim() == word && is_function_word(&word.to_lowercase());
    word.starts_with(char::is_uppercase) && !opens
}

/// Plurals without an s.
const PLURALS: &[&str] =
    &["people", "men", "women", "children", "police", "aircraft", "troops", "feet", "sheep", "fish"];

/// What a noun counts: the class of events it names, so that raids may be strikes, else its stem.
fn counted_noun(lower: &str) -> String {
    let class =
        |word: &str| Some(lexicon().class(PartOfSpeech::Noun, word)).filter(|class| !class.is_empty());
    let of_event = class(lower).or_else(|| lower.strip_suffix('s').and_then(class));
    of_event.map_or_else(|| stem(&fold(lower)).to_owned(), str::to_owned)
}

//! Whether two phrases refer to the same thing: by their actor, their names, their nouns, and the groups people belong to.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::external::state_named;
use super::super::ledger::Story;
use super::super::names::{Mentions, alike};
use super::super::origin::fold;
use crate::analysis::actor::group;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::Filler;
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

/// The actors of a story's reports by where they are mentioned, and a cache of what phrases are compared by, since each
/// phrase is compared with many others.
pub(in super::super) struct Referents {
    by_report: HashMap<ReportId, Vec<(Span, usize)>>,
    phrases: RefCell<FxHashMap<Passage, Rc<[PhraseWord]>>>,
    heads: RefCell<FxHashMap<Passage, Head>>,
}

/// A word of a phrase, of at least three letters.
struct PhraseWord {
    /// As it is written.
    written: Box<str>,
    folded: Box<str>,
    /// Whether it says nothing by itself: "about".
    is_empty: bool,
    is_name: bool,
    /// The state that it names.
    state: Option<&'static str>,
}

/// How many words a noun for a group of people may have.
const MOST_OF_A_GROUP: usize = 3;

/// What the head of a phrase refers to.
#[derive(Clone, Copy)]
struct Head {
    /// The class of events.
    class: Option<&'static str>,
    /// The group of people.
    group: Option<&'static str>,
}

/// Whether two phrases in one slot refer to the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Coreference {
    /// They may refer to the same.
    Same,
    /// They use different words; nothing shows whether they refer to the same thing.
    Unclear,
    /// They are two different names.
    Different,
    /// Two groups of people on opposed sides, with no members in common: soldiers and rebels.
    Opposed,
}

impl Referents {
    pub(in super::super) fn read(story: &Story<'_>, mentions: &Mentions) -> Self {
        let mut by_report: HashMap<ReportId, Vec<(Span, usize)>> = HashMap::new();
        for (actor, mentions) in mentions.of(story) {
            for (report, index) in mentions {
                let mentions = &story.timeline.analyses[report.index()].actors.mentions;
                if let Some(mention) = mentions.get(index as usize) {
                    by_report.entry(report).or_default().push((mention.span, actor));
                }
            }
        }
        for mentions in by_report.values_mut() {
            mentions.sort_by_key(|(span, actor)| (span.start, *actor));
        }
        Self { by_report, phrases: RefCell::default(), heads: RefCell::default() }
    }

    /// The actors mentioned within a span of a report.
    fn actors(&self, report: ReportId, span: Span) -> impl Iterator<Item = usize> {
        let all = self.by_report.get(&report).map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|(mention, _)| mention.start < span.start);
        all[from..].iter().take_while(move |(mention, _)| mention.start < span.end).map(|(_, actor)| *actor)
    }

    /// Whether two phrases mention the same actor.
    pub(super) fn share_actor(
        &self,
        (one_in, one): (ReportId, &Filler),
        (other_in, other): (ReportId, &Filler),
    ) -> bool {
        self.actors(other_in, other.span)
            .any(|actor| self.actors(one_in, one.span).any(|known| known == actor))
    }

    /// Whether the heads of two phrases mention the same actor: not the town of "the mayor of Tolm".
    pub(super) fn are_one_actor(
        &self,
        (one_in, one): (ReportId, &Filler),
        (other_in, other): (ReportId, &Filler),
    ) -> bool {
        let known: Vec<usize> = self.actors_over(one_in, one.head).collect();
        self.actors_over(other_in, other.head).any(|actor| known.contains(&actor))
    }

    /// The actors whose mentions in a report overlap a word.
    fn actors_over(&self, report: ReportId, word: Span) -> impl Iterator<Item = usize> {
        /// How many mentions may begin between that of a word and the word.
        const NESTED: usize = 6;
        let all = self.by_report.get(&report).map(Vec::as_slice).unwrap_or_default();
        let until = all.partition_point(|(mention, _)| mention.start < word.end);
        let before = all[..until].iter().rev().take(NESTED);
        before.filter(move |(mention, _)| mention.overlaps(word)).map(|(_, actor)| *actor)
    }

    /// How the fillers of one slot in two reports relate.
    pub(in super::super) fn coreference(
        &self,
        story: &Story<'_>,
        (one_in, one): (ReportId, &Filler),
        (other_in, other): (ReportId, &Filler),
    ) -> Coreference {
        if one.form == MentionForm::Pronoun || other.form == MentionForm::Pronoun {
            return Coreference::Same;
        }
        if self.share_actor((one_in, one), (other_in, other)) {
            return Coreference::Same;
        }
        let words = |report, filler: &Filler| self.words(story, Passage { report, span: filler.span });
        if share_a_word(&words(one_in, one), &words(other_in, other)) {
            return Coreference::Same;
        }
        let head = |report, filler: &Filler| self.head(story, report, filler);
        let (a, b) = (head(one_in, one), head(other_in, other));
        if a.class.zip(b.class).is_some_and(|(one, other)| one == other) {
            return Coreference::Same;
        }
        if let Some((first, second)) = a.group.zip(b.group) {
            let nested = group::contains(first, second) || group::contains(second, first);
            return match () {
                () if nested => Coreference::Same,
                () if are_opposed(first, second) => Coreference::Opposed,
                () => Coreference::Different,
            };
        }
        let named = one.form == MentionForm::Name && other.form == MentionForm::Name;
        if named { Coreference::Different } else { Coreference::Unclear }
    }

    fn words(&self, story: &Story<'_>, phrase: Passage) -> Rc<[PhraseWord]> {
        let read = || read_words(story.words(phrase.report, phrase.span));
        Rc::clone(self.phrases.borrow_mut().entry(phrase).or_insert_with(read))
    }

    fn head(&self, story: &Story<'_>, report: ReportId, filler: &Filler) -> Head {
        let read = || {
            let class = class_of(story.words(report, filler.head));
            // "Opposition forces" are not "forces".
            let to_head = Span { start: filler.span.start.min(filler.head.start), end: filler.head.end };
            let words: Vec<&str> = story.words(report, to_head).split_whitespace().collect();
            let ends = (1..=MOST_OF_A_GROUP.min(words.len())).rev();
            let group =
                ends.map(|count| words[words.len() - count..].join(" ")).find_map(|end| group_of(&end));
            Head { class, group }
        };
        *self.heads.borrow_mut().entry(Passage { report, span: filler.head }).or_insert_with(read)
    }
}

/// Whether both phrases contain names, but share none: "traffic from Norland", "traffic to Sudland".
pub(in super::super) fn name_others(
    story: &Story<'_>,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    let names = |(report, filler): (ReportId, &Filler)| -> Vec<String> {
        let words = story.words(report, filler.span).split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(|word| stem(&fold(word)).to_owned())
            .collect()
    };
    let (a, b) = (names(one), names(other));
    !a.is_empty() && !b.is_empty() && a.iter().all(|name| !b.contains(name))
}

/// Whether two phrases share a content word, or a name spelt in two ways.
fn share_a_word(one: &[PhraseWord], other: &[PhraseWord]) -> bool {
    one.iter().any(|a| {
        other.iter().any(|b| {
            !a.is_empty && stem(&a.folded) == stem(&b.folded)
                || a.is_name && b.is_name && alike(&a.written, &b.written)
                || a.state.is_some() && a.state == b.state
        })
    })
}

/// The words of at least three letters.
fn read_words(text: &str) -> Rc<[PhraseWord]> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let read = |word: &str| {
        let (folded, is_name) = (fold(word), word.starts_with(char::is_uppercase));
        PhraseWord {
            written: word.into(),
            is_empty: is_function_word(&folded),
            folded: folded.into(),
            is_name,
            state: if is_name { state_named(word) } else { None },
        }
    };
    words.filter(|word| word.chars().count() > 2).map(read).collect()
}

pub(in super::super) fn is_function_word(word: &str) -> bool {
    super::align::FUNCTION_WORDS.has(word)
}

/// The class of events that a noun names.
fn class_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let of = |word: &str| Some(lexicon().class(PartOfSpeech::Noun, word)).filter(|class| !class.is_empty());
    of(&lower).or_else(|| singular(&lower).find_map(of))
}

/// Groups by their side in a fight or a crime. Two groups on one side, or groups without a side, may be the same people:
/// students and protesters, workers and residents.
const SIDES: &[&[&str]] = &[
    &["authorities", "security forces"],
    &["militants", "attackers", "criminals"],
    &[
        "civilians",
        "protesters",
        "children",
        "journalists",
        "health workers",
        "aid workers",
        "passengers",
        "tourists",
    ],
];

/// Whether two groups are on different sides.
fn are_opposed(one: &str, other: &str) -> bool {
    let side = |group: &str| SIDES.iter().position(|side| side.iter().any(|of| group::contains(of, group)));
    side(one).zip(side(other)).is_some_and(|(one, other)| one != other)
}

/// The group of people a noun names.
fn group_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    group::lookup(&lower).or_else(|| singular(&lower).find_map(group::lookup)).map(|found| found.group)
}

/// The singulars a plural may have: "strikes", "classes", "parties", "policemen".
fn singular(word: &str) -> impl Iterator<Item = &str> {
    [word.strip_suffix("s"), word.strip_suffix("es")].into_iter().flatten()
}

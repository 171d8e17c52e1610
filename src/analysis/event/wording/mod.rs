//! The words that can be an event's title: who does what to whom, in the text's own words and grammar.
//!
//! A clause gives its subject, its verb with auxiliaries, what the verb requires, and then, in the order of the text, what else
//! follows without a gap; a noun gives its phrase. What would not read well on its own is marked with a [`Flaw`], so that another
//! mention, or no title at all, is preferred.

mod clause;
mod phrase;

use super::Form;
use super::reading::Reading;
use super::trigger::Trigger;
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;
use crate::text::packed::{Pack, Packed, Packer, Unpacker};

/// Words of the text that can be a title.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wording {
    /// The grammatical form of the words.
    pub shape: Shape,
    /// The words, in reading order.
    pub pieces: Packed<Piece>,
    /// Why they may not read well on their own; empty for nearly all clauses.
    pub flaws: Flaws,
}

impl Wording {
    /// Words that read well on their own.
    #[must_use]
    pub fn whole(shape: Shape, span: Span) -> Self {
        Self { shape, pieces: Packed::from_iter([Piece::at(span, 0)]), flaws: Flaws::default() }
    }
}

/// A stretch of words of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Piece {
    /// The words.
    pub span: Span,
    /// 0 if the title requires it; optional parts are dropped from the highest rank down.
    pub rank: u8,
    /// The report's actor whose name replaces them, if they only point: "he".
    pub actor: Option<u32>,
    /// The report's actor that they name in more words than its name, which may replace them if space is short.
    pub name: Option<u32>,
}

impl Piece {
    /// Words that are shown unchanged.
    #[must_use]
    pub fn at(span: Span, rank: u8) -> Self {
        Self { span, rank, actor: None, name: None }
    }
}

impl Pack for Piece {
    fn pack(&self, to: &mut Packer) {
        to.span(self.span);
        // Nearly all have neither: two bits beside the rank say so.
        let points = u64::from(self.actor.is_some()) << 1 | u64::from(self.name.is_some());
        to.number(u64::from(self.rank) << 2 | points);
        [self.actor, self.name].into_iter().flatten().for_each(|actor| to.number(actor.into()));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let span = from.span()?;
        let packed = from.number()?;
        let mut index = |bit: u64| match packed & bit {
            0 => Some(None),
            _ => Some(Some(u32::try_from(from.number()?).ok()?)),
        };
        let (actor, name) = (index(2)?, index(1)?);
        Some(Self { span, rank: u8::try_from(packed >> 2).ok()?, actor, name })
    }
}

/// The grammatical form of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A finite clause: "The ferry sank".
    Clause,
    /// A subject with an infinitive: "engineers to inspect the dam".
    Infinitive,
    /// A subject with a participle: "two hikers rescued by firefighters".
    Participle,
    /// A noun with its complements: "evacuation of the village".
    Phrase,
    /// A verb alone.
    Verb,
}

/// Why words may not read well on their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// The verb has no subject.
    NoSubject,
    /// They refer to someone or something they do not name: "they", "two", "this plan".
    Pointing,
    /// The verb lacks a complement: "the company makes".
    Incomplete,
    /// They do not fit together grammatically.
    Unsound,
    /// One common noun: "storm".
    Bare,
}

impl Flaw {
    /// The number of flaws.
    const COUNT: usize = 5;

    /// The flaw as a sentence, without its full stop.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::NoSubject => "its words do not name an agent",
            Self::Pointing => "its words refer to someone they do not name",
            Self::Incomplete => "its verb lacks a complement",
            Self::Unsound => "its words do not fit together",
            Self::Bare => "it is one word that says little",
        }
    }
}

/// The flaws of one wording, each once, in order. A corpus has too many wordings for a list each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws([Option<Flaw>; Flaw::COUNT]);

impl Flaws {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Flaw> + '_ {
        self.0.iter().copied().flatten()
    }

    /// Adds a flaw, unless it is in the set.
    fn add(&mut self, flaw: Flaw) {
        let free = self.0.iter_mut().take_while(|known| **known != Some(flaw)).find(|known| known.is_none());
        if let Some(free) = free {
            *free = Some(flaw);
        }
    }
}

impl FromIterator<Flaw> for Flaws {
    fn from_iter<I: IntoIterator<Item = Flaw>>(all: I) -> Self {
        let mut flaws = Self::default();
        all.into_iter().for_each(|flaw| flaws.add(flaw));
        flaws
    }
}

impl serde::Serialize for Flaws {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().collect::<Vec<_>>())
    }
}

impl<'de> serde::Deserialize<'de> for Flaws {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<Flaw>::deserialize(from)?.into_iter().collect())
    }
}

/// The words that can be a mention's title.
pub(super) fn of(reading: &Reading<'_>, trigger: &Trigger) -> Wording {
    let modifies = reading.document.token(trigger.token).relation == Relation::Amod;
    match (trigger.form, trigger.carrier) {
        (Form::Verb, _) if modifies => match reading.document.head(trigger.token) {
            Some(noun) => Writer::new(reading).phrase(noun),
            None => Writer::new(reading).clause(trigger.token),
        },
        (Form::Verb, _) => Writer::new(reading).clause(trigger.token),
        (_, Some(carrier)) => {
            let carried = Writer::new(reading).clause(carrier);
            if carried.flaws.is_empty() { carried } else { Writer::new(reading).phrase(trigger.token) }
        }
        _ => Writer::new(reading).phrase(trigger.token),
    }
}

/// Builds a title, piece by piece.
struct Writer<'a> {
    reading: &'a Reading<'a>,
    pieces: Vec<Piece>,
    flaws: Flaws,
}

impl<'a> Writer<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, pieces: Vec::new(), flaws: Flaws::default() }
    }

    fn flaw(&mut self, flaw: Flaw) {
        self.flaws.add(flaw);
    }

    fn needed(&mut self, span: Span) {
        self.pieces.push(Piece::at(span, 0));
    }

    fn finish(mut self, shape: Shape) -> Wording {
        let overlap = |(place, piece): (usize, &Piece)| {
            self.pieces[..place].iter().any(|other| other.span.overlaps(piece.span))
        };
        if self.pieces.iter().enumerate().any(overlap) {
            self.flaw(Flaw::Unsound);
        }
        Wording { shape, pieces: self.pieces.into(), flaws: self.flaws }
    }

    /// Whether words refer to something they do not name.
    fn points(&self, span: Span) -> bool {
        let document = self.reading.document;
        // "Twelve boys and their coach" says whose coach.
        let named = |before: TokenId| {
            let mut words = document.tokens_within(span).take_while(|&word| word < before);
            words.any(|word| matches!(document.token(word).upos, Upos::Noun | Upos::Propn))
        };
        document.tokens_within(span).any(|id| match document.token(id).xpos {
            Xpos::PrpS => !named(id),
            Xpos::Prp | Xpos::WpS => true,
            Xpos::Dt => {
                matches!(&*document.word(id).to_lowercase(), "this" | "that" | "these" | "those" | "such")
            }
            _ => false,
        })
    }

    fn next_rank(&self) -> u8 {
        self.pieces.iter().map(|piece| piece.rank).max().unwrap_or(0).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flaws_keep_their_order_and_are_held_once_each() {
        use Flaw::{Bare, Incomplete, NoSubject, Pointing, Unsound};
        for (added, expected) in [
            (vec![], vec![]),
            (vec![Unsound, NoSubject], vec![Unsound, NoSubject]),
            (vec![Bare, Bare, Pointing, Bare], vec![Bare, Pointing]),
            (
                vec![Incomplete, Bare, Unsound, Pointing, NoSubject, Bare, Incomplete],
                vec![Incomplete, Bare, Unsound, Pointing, NoSubject],
            ),
        ] {
            let flaws: Flaws = added.into_iter().collect();
            assert_eq!(flaws.is_empty(), expected.is_empty());
            assert_eq!(flaws.iter().collect::<Vec<_>>(), expected);
            let stored = serde_json::to_string(&flaws).unwrap();
            assert_eq!(stored, serde_json::to_string(&expected).unwrap());
            assert_eq!(serde_json::from_str::<Flaws>(&stored).unwrap(), flaws);
        }
    }
}

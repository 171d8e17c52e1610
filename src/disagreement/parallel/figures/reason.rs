//! The reasons why two figures answer one question or not: a table with names and sentences, and their learned weights.
//!
//! A logistic regression over pairs of figures of two reports of one story. It is learned from figures that agree: where two reports
//! give one and the same figure, it mostly answers one question, so that everything else which such pairs have in common
//! says what figures of one question are like (distant supervision: Mintz and others 2009). The weights are in
//! `assets/model/same-question.txt`, which says what they were learned from; `examples/learn` writes it.

use std::sync::LazyLock;

use crate::text::learned;
pub use crate::text::learned::Side;

const LEARNED: &str = include_str!("../../../../assets/model/same-question.txt");

/// A reason that can apply to two figures: its index in [`GROUNDS`], since a story has many pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground(u8);

impl Ground {
    /// Its index in [`GROUNDS`] and in [`Weights::of_ground`].
    #[must_use]
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// Its name: `family/name`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        TABLE[self.place()].0
    }

    /// What it can be evidence for.
    #[must_use]
    pub const fn side(self) -> Side {
        TABLE[self.place()].1
    }

    /// Its sentence, without the full stop.
    #[must_use]
    pub const fn says(self) -> &'static str {
        TABLE[self.place()].2
    }

    /// The ground as a reason that applies to a degree.
    #[must_use]
    pub const fn to(self, degree: f32) -> Reason {
        Reason { ground: self, degree }
    }
}

/// A ground that applies, and to what degree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The ground.
    pub ground: Ground,
    /// The degree, from 0 to 1.
    pub degree: f32,
}

/// Declares the grounds.
macro_rules! grounds {
    ($($id:ident = $name:literal, $side:ident, $says:literal;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the grounds' own names, counted")]
        enum Place { $($id,)+ }
        $(pub(super) const $id: Ground = Ground(Place::$id as u8);)+
        /// Name, side and sentence of each ground.
        const TABLE: &[(&str, Side, &str)] = &[$(($name, Side::$side, $says),)+];
        /// All grounds.
        pub const GROUNDS: &[Ground] = &[$($id,)+];
    };
}

grounds! {
    MONEY = "measure/money", Either, "both are sums of money";
    SHARE = "measure/share", Either, "both are shares";
    DURATION = "measure/duration", Either, "both are lengths of time";
    PHYSICAL = "measure/physical", Either, "both are lengths, weights, speeds or the like";
    SAME_NOUN = "noun/same", For, "both count the same noun";
    CLOSE_NOUN = "noun/close", For, "the nouns counted are used alike";
    RARE_NOUN = "noun/rare", For, "the noun that both count is rare";
    OTHER_NOUN = "noun/other", Against, "they count different nouns";
    SAME_ACTION = "action/same", For, "they belong to one action";
    CLOSE_ACTION = "action/close", For, "their actions are named by words used alike";
    OTHER_ACTION = "action/other", Against, "they belong to different actions";
    SAME_EVENT = "action/event", For, "their actions are one event";
    SAME_PART = "action/participant", For, "one participant takes part in both";
    OTHER_STANDING = "action/standing", Against, "one is done and the other planned, denied or doubted";
    OTHER_WAY = "figure/way", Against, "one is reached and the other a step: \"to 5 %\", \"by 5 %\"";
    NEAR_WORDS = "words/near", For, "the words around them are shared";
    SENTENCE = "words/sentence", For, "much of their sentences is shared";
    SENTENCE_WEIGHT = "words/sentence-rare", For, "their sentences share rare words";
    OTHER_NAME = "name/other", Against, "different names are beside them";
    ALIGNED = "words/aligned", For, "their sentences say the same";
    AROUND = "words/around", For, "the sentences before and after share words";
    OTHER_FIGURE = "words/other-figure", For, "their sentences share another figure";
    OTHER_DAY = "time/other", Against, "their actions are of different days";
    RIVALS = "rivals/many", Against, "the reports give many figures of the kind";
    BEST = "rivals/best", For, "each shares more words with the other than with any other of its report";
    OPENING = "place/opening", For, "both are in the first sentences of their reports";
}

/// The weights of the grounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The log-odds before any ground.
    pub start: f32,
    /// By ground, in the order of [`GROUNDS`].
    pub of_ground: Vec<f32>,
}

impl Weights {
    /// The learned weights.
    #[must_use]
    pub fn learned() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(LEARNED));
        &WEIGHTS
    }

    /// Reads a table of names and weights, one a line; a ground without a line has weight zero.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let of = |name: &str| learned::weight(table, name);
        Self { start: of("start"), of_ground: GROUNDS.iter().map(|ground| of(ground.name())).collect() }
    }

    /// What a reason adds.
    #[must_use]
    pub fn of(&self, reason: &Reason) -> f32 {
        self.of_ground[reason.ground.place()] * reason.degree
    }

    /// What reasons add up to.
    #[must_use]
    pub fn log_odds(&self, reasons: &[Reason]) -> f32 {
        self.start + reasons.iter().map(|reason| self.of(reason)).sum::<f32>()
    }
}

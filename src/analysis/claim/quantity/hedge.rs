//! Words that change the bounds of the number next to them: "at least", "more than", "or so".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::Lexeme;
use super::super::lexicon::{self, WordClass};
use super::Quantity;
use super::phrases::Phrases;

/// The rule for a number that is exceeded: "more than 100", "over 2,000".
pub const OVER: &str = "hedge/over";

/// The rule for a number that is not reached: "fewer than 150".
pub const UNDER: &str = "hedge/under";

/// The effect of a hedge on the number next to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hedge {
    Least,
    Over,
    Most,
    Under,
    Nearly,
    About,
    Exact,
}

impl Hedge {
    /// Its name as a rule.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::Least => "hedge/at-least",
            Self::Over => OVER,
            Self::Most => "hedge/up-to",
            Self::Under => UNDER,
            Self::Nearly => "hedge/nearly",
            Self::About => "hedge/about",
            Self::Exact => "hedge/exact",
        }
    }

    /// Whether it bounds a number from above.
    pub(super) fn is_upper(self) -> bool {
        matches!(self, Self::Most | Self::Under)
    }
}

/// A hedge of the list.
#[derive(Clone, Copy)]
struct Entry {
    hedge: Hedge,
    /// Whether it is a hedge only after the noun of a figure.
    of_figure: bool,
}

static BEFORE: LazyLock<Phrases<Entry>> = LazyLock::new(|| entries("before").collect());
static AFTER: LazyLock<Phrases<Entry>> = LazyLock::new(|| entries("after").collect());

fn entries(side: &'static str) -> impl Iterator<Item = (&'static str, Entry)> {
    let meanings: FxHashMap<&str, Hedge> = [
        ("least", Hedge::Least),
        ("over", Hedge::Over),
        ("most", Hedge::Most),
        ("under", Hedge::Under),
        ("nearly", Hedge::Nearly),
        ("about", Hedge::About),
        ("exact", Hedge::Exact),
    ]
    .into_iter()
    .collect();
    lexicon::entries(include_str!("../../../../assets/lexicon/hedges.txt"))
        .filter(move |fields| fields.get(1) == Some(&side))
        .filter_map(move |fields| {
            let hedge = *meanings.get(*fields.get(2)?)?;
            Some((fields[0], Entry { hedge, of_figure: fields.get(3) == Some(&"figure") }))
        })
}

/// The hedge that ends before a word, and its length in words.
pub(super) fn until(words: &[Lexeme<'_>], free: usize, end: usize) -> Option<(usize, Hedge)> {
    let (length, entry) = BEFORE.until(&words[free..], end - free)?;
    let first = end - length;
    let fits = !is_risen(words, first, entry.hedge) && (!entry.of_figure || follows_a_figure(words, first));
    fits.then_some((length, entry.hedge))
}

/// The hedge before a number that begins at a word, and its length in words.
pub(super) fn from(words: &[Lexeme<'_>], at: usize) -> Option<(usize, Hedge)> {
    BEFORE.from(words, at).map(|(length, entry)| (length, entry.hedge))
}

/// The hedge after a number that ends before a word, and the number of words including its hyphen.
pub(super) fn after(words: &[Lexeme<'_>], end: usize) -> Option<(usize, Hedge)> {
    let hyphen = usize::from(words.get(end).is_some_and(|word| word.lower == "-"));
    let (length, entry) = AFTER.from(words, end + hyphen)?;
    fits_after(words, end, hyphen, entry.hedge).then_some((hyphen + length, entry.hedge))
}

/// "has gone up to 107": after a verb of motion, "up to" is not a bound.
fn is_risen(words: &[Lexeme<'_>], first: usize, hedge: Hedge) -> bool {
    static MOVES: WordClass = WordClass::named("verbs before \"up to\"");
    let up = words.get(first).is_some_and(|word| word.lower == "up");
    let moved = first.checked_sub(1).and_then(|place| words.get(place));
    hedge == Hedge::Most && up && moved.is_some_and(|word| MOVES.has(&word.lower))
}

/// "the toll has passed 500", but "the bus passed 12 villages".
fn follows_a_figure(words: &[Lexeme<'_>], first: usize) -> bool {
    static FIGURES: WordClass = WordClass::named("nouns of a figure");
    const REACH: usize = 6;
    words[first.saturating_sub(REACH)..first].iter().any(|word| FIGURES.has(&word.lower))
}

/// "-odd" needs its hyphen; "at least" after the number needs a pause or the end of the clause; "plus" needs nothing.
fn fits_after(words: &[Lexeme<'_>], end: usize, hyphen: usize, hedge: Hedge) -> bool {
    let word = &words[end + hyphen];
    match hedge {
        Hedge::About if word.lower == "odd" => true,
        Hedge::Least if word.lower == "at" => false,
        Hedge::Least if word.lower == "+" => word.joined,
        Hedge::Exact => hyphen == 0,
        _ => hyphen == 0 || word.lower == "plus",
    }
}

/// Changes the bounds according to a hedge; counts remain whole numbers.
pub(super) fn apply(quantity: &mut Quantity, hedge: Hedge) {
    let low = quantity.low.unwrap_or_default();
    let whole = quantity.unit.is_empty() && low.fract() == 0.0;
    let step = if whole { 1.0 } else { 0.0 };
    let tenth = |value: f64| {
        let tenth = value * 0.1;
        if whole { tenth.ceil() } else { tenth }
    };
    match hedge {
        Hedge::Exact if quantity.floor.is_some() => return,
        Hedge::Exact => {}
        Hedge::Least => quantity.high = None,
        Hedge::Over => {
            quantity.low = Some(low + step);
            quantity.floor =
                quantity.floor.map(|floor| floor.max(quantity.low.unwrap_or(floor).min(floor + step)));
            quantity.high = None;
        }
        Hedge::Most => quantity.low = None,
        Hedge::Under => {
            quantity.high = quantity.high.map(|high| high - step);
            quantity.low = None;
        }
        Hedge::Nearly => {
            quantity.low = Some(low - tenth(low));
            quantity.approximate = true;
        }
        Hedge::About => {
            quantity.low = Some(low - tenth(low));
            quantity.high = quantity.high.map(|high| high + tenth(high));
            quantity.approximate = true;
        }
    }
    quantity.rule = hedge.rule();
}

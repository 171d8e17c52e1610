//! Quantities with bounds: a number, vague or counted, with the words that hedge it and its unit.
//!
//! Reads words, not grammar: what is counted, and what is said of it, is bound in `count`. The hedges, vague words and
//! units are lists in `assets/lexicon/`.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Quantity;
use super::lexicon;
use super::number::{self, Number};
use super::word::{self, Word};

/// The rule of a round number that is passed: "more than 100", "over 2,000".
pub const OVER: &str = "hedge/over";

/// Finds every quantity of a text, by start; none overlap.
#[must_use]
pub fn find(text: &str) -> Vec<Quantity> {
    let words = word::cut(text);
    let mut found = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < words.len() {
        match quantity_at(&words, at, free) {
            Some((quantity, end)) => {
                found.push(quantity);
                (at, free) = (end, end);
            }
            None => at += 1,
        }
    }
    found
}

/// What a hedge does to the number beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hedge {
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
    fn rule(self) -> &'static str {
        match self {
            Self::Least => "hedge/at-least",
            Self::Over => OVER,
            Self::Most => "hedge/up-to",
            Self::Under => "hedge/under",
            Self::Nearly => "hedge/nearly",
            Self::About => "hedge/about",
            Self::Exact => "hedge/exact",
        }
    }
}

#[derive(Clone, Copy)]
struct Vague {
    low: f64,
    high: Option<f64>,
    floor: f64,
}

/// The longest phrase of the lists, in words.
const LONGEST_PHRASE: usize = 5;

/// Phrases with what they mean.
struct Phrases<T> {
    meanings: FxHashMap<&'static str, T>,
    /// By a phrase's first word, the words of the longest that it opens.
    longest: FxHashMap<&'static str, usize>,
}

impl<T> FromIterator<(&'static str, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let meanings: FxHashMap<&'static str, T> = entries.into_iter().collect();
        let mut longest = FxHashMap::default();
        for phrase in meanings.keys() {
            let first = phrase.split(' ').next().unwrap_or_default();
            let known = longest.entry(first).or_insert(0);
            *known = phrase.split(' ').count().max(*known);
        }
        Self { meanings, longest }
    }
}

static BEFORE: LazyLock<FxHashMap<&'static str, Hedge>> = LazyLock::new(|| hedges("before").collect());
static AFTER: LazyLock<Phrases<Hedge>> = LazyLock::new(|| hedges("after").collect());

fn hedges(side: &'static str) -> impl Iterator<Item = (&'static str, Hedge)> {
    lexicon::entries(include_str!("../../../assets/lexicon/hedges.txt"))
        .filter(move |fields| fields.get(1) == Some(&side))
        .filter_map(|fields| {
            let hedge = match *fields.get(2)? {
                "least" => Hedge::Least,
                "over" => Hedge::Over,
                "most" => Hedge::Most,
                "under" => Hedge::Under,
                "nearly" => Hedge::Nearly,
                "about" => Hedge::About,
                _ => Hedge::Exact,
            };
            Some((fields[0], hedge))
        })
}

static VAGUE: LazyLock<Phrases<Vague>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../assets/lexicon/vague-quantities.txt"))
        .filter_map(|fields| {
            let [phrase, low, high, floor] = fields[..] else { return None };
            Some((
                phrase,
                Vague { low: low.parse().ok()?, high: high.parse().ok(), floor: floor.parse().ok()? },
            ))
        })
        .collect()
});

static UNITS: LazyLock<Phrases<(&'static str, f64)>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../assets/lexicon/units.txt"))
        .filter_map(|fields| Some((fields[0], (*fields.get(1)?, fields.get(2)?.parse().ok()?))))
        .collect()
});

/// Bounds before units and hedges are applied.
#[derive(Clone, Copy)]
struct Core {
    first: usize,
    end: usize,
    low: f64,
    high: Option<f64>,
    floor: Option<f64>,
    rule: &'static str,
}

/// The quantity whose number begins at a word, and the word after it. Hedges and signs may reach back before that word, to
/// the first that no other quantity has taken.
fn quantity_at(words: &[Word<'_>], at: usize, free: usize) -> Option<(Quantity, usize)> {
    let core =
        range(words, at).or_else(|| vague(words, at)).or_else(|| none_at_all(words, at)).or_else(|| {
            number::read(words, at).map(|number| Core {
                first: at,
                end: number.end,
                low: number.value,
                high: Some(number.value),
                floor: None,
                rule: "number/bare",
            })
        })?;
    if ordinal_or_age(words, core.end) {
        return None;
    }
    let unit = unit(words, &core, free);
    Some(hedged(words, &core, &unit, free))
}

/// "between 20 and 30", "20 to 30", "20-30", "nine or ten".
fn range(words: &[Word<'_>], at: usize) -> Option<Core> {
    let between = words[at].lower == "between";
    let start = at + usize::from(between);
    let low = number::read(words, start)?;
    let (link, high_at) = link_after(words, &low)?;
    let high = number::read(words, high_at)?;
    let from = at > 0 && words[at - 1].lower == "from";
    let holds = match link {
        "and" => between,
        "or" => high.value > low.value,
        _ => !from && high.value > low.value,
    };
    let same_scale = if high.value >= 1000.0 * low.value { 1000.0 } else { 1.0 };
    let shared_scale = |value: f64| {
        let factor = scale_of(words, &high);
        // "12 or a million": what would pass the upper number has a scale of its own.
        let shared = value < 1000.0 && factor > 1.0 && same_scale > 1.0 && value * factor <= high.value;
        if shared { value * factor } else { value }
    };
    (holds && high.value > low.value).then(|| Core {
        first: at,
        end: high.end,
        low: shared_scale(low.value),
        high: Some(high.value),
        floor: None,
        rule: "number/range",
    })
}

/// The scale a number ends in: "2 to 3 million" means two million to three.
fn scale_of(words: &[Word<'_>], number: &Number) -> f64 {
    match &*words[number.end - 1].lower {
        "thousand" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        _ => 1.0,
    }
}

/// The word that joins two numbers to a range, and where the second begins.
fn link_after<'t>(words: &'t [Word<'_>], low: &Number) -> Option<(&'t str, usize)> {
    let link = words.get(low.end)?;
    let next = low.end + 1;
    words.get(next)?;
    match &*link.lower {
        "and" | "or" | "to" => Some((&link.lower, next)),
        "-" | "–" | "—" if link.joined && words[next].joined => Some(("to", next)),
        _ => None,
    }
}

/// A vague word or phrase; the longest wins.
fn vague(words: &[Word<'_>], at: usize) -> Option<Core> {
    let (length, entry) = phrase_from(words, at, &VAGUE)?;
    Some(Core {
        first: at,
        end: at + length,
        low: entry.low,
        high: entry.high,
        floor: Some(entry.floor),
        rule: "number/vague",
    })
}

/// "no", "none": nobody and nothing, said outright.
fn none_at_all(words: &[Word<'_>], at: usize) -> Option<Core> {
    const HEDGES_AND_IDIOMS: &[&str] = &["more", "less", "fewer", "longer", "doubt", "one", "matter", "."];
    let next = words.get(at + 1).map_or(".", |word| &*word.lower);
    // "no immediate toll" counts nobody.
    let no_count = words.iter().skip(at + 1).take(2).any(|word| &*word.lower == "toll");
    let zero = match &*words[at].lower {
        "no" => !HEDGES_AND_IDIOMS.contains(&next) && !no_count,
        "none" => true,
        _ => false,
    };
    let nobody = words[at].lower == "no" && next == "one" || words[at].lower == "nobody";
    (zero || nobody).then(|| Core {
        first: at,
        end: at + 1 + usize::from(next == "one"),
        low: 0.0,
        high: Some(0.0),
        floor: None,
        rule: "number/none",
    })
}

/// "34-year-old", "aged 34" and "5th" count nothing.
fn ordinal_or_age(words: &[Word<'_>], end: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |word| &*word.lower);
    let age = |at: usize| word(at) == "year" && matches!(word(at + 1), "-" | "old");
    age(end + usize::from(word(end) == "-"))
        || (word(end).starts_with("year") && word(end + 1) == "old")
        || (word(end).starts_with("year") && word(end + 1) == "of" && word(end + 2) == "age")
}

/// The unit beside a number: its name, its factor, and the words it takes before and after.
struct Unit {
    name: &'static str,
    factor: f64,
    first: usize,
    end: usize,
}

fn unit(words: &[Word<'_>], core: &Core, free: usize) -> Unit {
    let none = Unit { name: "", factor: 1.0, first: core.first, end: core.end };
    let before = core.first.checked_sub(1).filter(|at| *at >= free).map(|at| (at, &words[at]));
    if let Some((at, sign)) = before
        && let Some(&(name, factor)) = UNITS.meanings.get(&*sign.lower)
        && (sign.lower.ends_with(|last: char| !last.is_alphanumeric() && last != '%') || name == "magnitude")
    {
        return Unit { name, factor, first: at, ..none };
    }
    // "a magnitude of 6.4"
    if let Some(at) = core.first.checked_sub(2).filter(|at| *at >= free && words[at + 1].lower == "of")
        && let Some(&(name @ "magnitude", factor)) = UNITS.meanings.get(&*words[at].lower)
    {
        return Unit { name, factor, first: at, ..none };
    }
    let hyphen = usize::from(words.get(core.end).is_some_and(|word| word.lower == "-" && word.joined));
    match phrase_from(words, core.end + hyphen, &UNITS) {
        Some((length, (name, factor))) => Unit { name, factor, end: core.end + hyphen + length, ..none },
        None => none,
    }
}

/// The longest phrase of a list that begins at a word.
fn phrase_from<T: Copy>(words: &[Word<'_>], at: usize, list: &Phrases<T>) -> Option<(usize, T)> {
    let longest = *list.longest.get(&*words.get(at)?.lower)?;
    let most = LONGEST_PHRASE.min(words.len() - at).min(longest);
    let of_length = |length| list.meanings.get(&*joined(&words[at..at + length]));
    (1..=most).rev().find_map(|length| Some((length, *of_length(length)?)))
}

/// The longest phrase of a list that ends before a word.
fn phrase_until(
    words: &[Word<'_>],
    end: usize,
    list: &FxHashMap<&'static str, Hedge>,
) -> Option<(usize, Hedge)> {
    let most = LONGEST_PHRASE.min(end);
    (1..=most).rev().find_map(|length| Some((length, *list.get(&*joined(&words[end - length..end]))?)))
}

fn joined<'w>(words: &'w [Word<'_>]) -> Cow<'w, str> {
    if let [only] = words {
        return Cow::Borrowed(&only.lower);
    }
    let mut phrase = String::new();
    for word in words {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&word.lower);
    }
    Cow::Owned(phrase)
}

/// Applies the hedges on both sides, at most two before and one after: "at least some 20", "20 or more".
fn hedged(words: &[Word<'_>], core: &Core, unit: &Unit, free: usize) -> (Quantity, usize) {
    let mut first = unit.first;
    let mut end = unit.end;
    let mut hedges = Vec::new();
    for _ in 0..2 {
        if let Some((length, hedge)) = phrase_until(&words[free..], first - free, &BEFORE) {
            if is_risen(words, first - length, hedge) {
                break;
            }
            first -= length;
            hedges.push(hedge);
        }
    }
    let after = usize::from(words.get(end).is_some_and(|word| word.lower == "-"));
    if let Some((length, hedge)) = phrase_from(words, end + after, &AFTER)
        && core.rule != "number/none"
        && hedge_after_fits(words, end, after, hedge)
    {
        end += after + length;
        hedges.push(hedge);
    }
    let (low, high) = (core.low * unit.factor, core.high.map(|high| high * unit.factor));
    let span = words[first].span.cover(words[end - 1].span);
    let mut quantity = Quantity {
        low: Some(low),
        high,
        approximate: core.floor.is_some(),
        floor: core.floor.map(|floor| floor * unit.factor),
        unit: unit.name.into(),
        span,
        rule: core.rule,
    };
    for hedge in hedges {
        apply(&mut quantity, hedge);
    }
    (quantity, end)
}

/// "has gone up to 107": behind a verb of motion it is no bound.
fn is_risen(words: &[Word<'_>], first: usize, hedge: Hedge) -> bool {
    const MOVES: &[&str] = &[
        "gone", "goes", "go", "went", "going", "shot", "jumped", "climbed", "crept", "rose", "risen", "taken",
    ];
    let up = words.get(first).is_some_and(|word| word.lower == "up");
    let moved = first.checked_sub(1).and_then(|place| words.get(place));
    hedge == Hedge::Most && up && moved.is_some_and(|word| MOVES.contains(&&*word.lower))
}

/// "-odd" needs its hyphen, "at least" behind the number a pause or the clause's end, "plus" nothing.
fn hedge_after_fits(words: &[Word<'_>], end: usize, hyphen: usize, hedge: Hedge) -> bool {
    let word = &words[end + hyphen].lower;
    match hedge {
        Hedge::About if *word == "odd" => true,
        Hedge::Least if *word == "at" => false,
        Hedge::Exact => hyphen == 0,
        _ => hyphen == 0 || *word == "plus",
    }
}

/// Moves the bounds as a hedge says; counts stay whole.
fn apply(quantity: &mut Quantity, hedge: Hedge) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text, low, high, floor, unit, rule, words; NaN stands for an open bound.
    type Row = (&'static str, f64, f64, f64, &'static str, &'static str, &'static str);
    const OPEN: f64 = f64::NAN;

    const ROWS: &[Row] = &[
        ("Nurses counted 18 patients", 18.0, 18.0, OPEN, "", "number/bare", "18"),
        ("at least 18 miners died", 18.0, OPEN, OPEN, "", "hedge/at-least", "at least 18"),
        ("no fewer than six boats sank", 6.0, OPEN, OPEN, "", "hedge/at-least", "no fewer than six"),
        ("only eight of them", 8.0, 8.0, OPEN, "", "hedge/exact", "only eight"),
        ("over 2,000 fans", 2001.0, OPEN, OPEN, "", "hedge/over", "over 2,000"),
        ("more than a dozen goats", 13.0, OPEN, OPEN, "", "hedge/over", "more than a dozen"),
        ("nearly 50 houses", 45.0, 50.0, OPEN, "", "hedge/nearly", "nearly 50"),
        ("up to 300 jobs", OPEN, 300.0, OPEN, "", "hedge/up-to", "up to 300"),
        ("as many as 40 voters", OPEN, 40.0, OPEN, "", "hedge/up-to", "as many as 40"),
        ("fewer than ten cases", OPEN, 9.0, OPEN, "", "hedge/under", "fewer than ten"),
        ("about 200 marchers", 180.0, 220.0, OPEN, "", "hedge/about", "about 200"),
        ("some 40 passengers", 36.0, 44.0, OPEN, "", "hedge/about", "some 40"),
        ("a thousand or so people", 900.0, 1100.0, OPEN, "", "hedge/about", "a thousand or so"),
        ("fifty or more cars", 50.0, OPEN, OPEN, "", "hedge/at-least", "fifty or more"),
        ("between 20 and 30 cattle", 20.0, 30.0, OPEN, "", "number/range", "between 20 and 30"),
        ("nine or ten shots", 9.0, 10.0, OPEN, "", "number/range", "nine or ten"),
        ("a crowd of 200-250", 200.0, 250.0, OPEN, "", "number/range", "200-250"),
        ("2 to 3 million voters", 2e6, 3e6, OPEN, "", "number/range", "2 to 3 million"),
        ("12 or a million", 12.0, 1e6, OPEN, "", "number/range", "12 or a million"),
        ("a dozen shops", 12.0, 12.0, OPEN, "", "number/bare", "a dozen"),
        ("dozens of sailors", 24.0, 99.0, 12.0, "", "number/vague", "dozens of"),
        ("scores were hurt", 40.0, 199.0, 20.0, "", "number/vague", "scores"),
        ("several bridges", 3.0, 9.0, 2.0, "", "number/vague", "several"),
        ("a handful of ballots", 2.0, 9.0, 2.0, "", "number/vague", "a handful of"),
        ("tens of thousands of birds", 20000.0, 99999.0, 11000.0, "", "number/vague", "tens of thousands of"),
        (
            "at least several hundred tents",
            300.0,
            OPEN,
            200.0,
            "",
            "hedge/at-least",
            "at least several hundred",
        ),
        ("no deaths were reported", 0.0, 0.0, OPEN, "", "number/none", "no"),
        (
            "two thousand five hundred troops",
            2500.0,
            2500.0,
            OPEN,
            "",
            "number/bare",
            "two thousand five hundred",
        ),
        ("a fine of $1.2 million", 1.2e6, 1.2e6, OPEN, "USD", "number/bare", "$1.2 million"),
        ("more than US$3bn", 3e9, OPEN, OPEN, "USD", "hedge/over", "more than US$3bn"),
        ("rose by 7.5 per cent", 7.5, 7.5, OPEN, "%", "number/bare", "7.5 per cent"),
        ("12 miles off the coast", 19312.128, 19312.128, OPEN, "m", "number/bare", "12 miles"),
        ("a magnitude 6.3 quake", 6.3, 6.3, OPEN, "magnitude", "number/bare", "magnitude 6.3"),
        ("with a magnitude of 6.3", 6.3, 6.3, OPEN, "magnitude", "number/bare", "magnitude of 6.3"),
        ("a 6.3-magnitude quake", 6.3, 6.3, OPEN, "magnitude", "number/bare", "6.3-magnitude"),
        ("almost 4,000 hectares", 3.6e7, 4e7, OPEN, "m2", "hedge/nearly", "almost 4,000 hectares"),
        ("a three-day strike", 259_200.0, 259_200.0, OPEN, "s", "number/bare", "three-day"),
    ];

    fn same(found: Option<f64>, expected: f64) -> bool {
        match found {
            None => expected.is_nan(),
            Some(value) => (value - expected).abs() < 1e-6 * expected.abs().max(1.0),
        }
    }

    #[test]
    fn every_hedge_and_number_has_its_bounds() {
        for &(text, low, high, floor, unit, rule, words) in ROWS {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let quantity = &found[0];
            assert!(
                same(quantity.low, low) && same(quantity.high, high) && same(quantity.floor, floor),
                "{text}: {quantity:?}"
            );
            assert_eq!(
                (&*quantity.unit, quantity.rule, quantity.span.of(text)),
                (unit, rule, words),
                "{text}"
            );
        }
    }

    #[test]
    fn what_counts_nothing_gives_no_quantity() {
        for text in [
            "a 34-year-old driver",
            "he is 61 years old",
            "the third goal",
            "a B52 bomber",
            "no longer open",
            "no doubt about it",
            "the man and the dog",
            "Formula One",
        ] {
            let found = find(text);
            let harmless = found.is_empty() || text == "Formula One";
            assert!(harmless, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_rise_from_one_figure_to_another_is_two_figures() {
        let text = "the toll rose from 3 to 5";
        let values: Vec<_> = find(text).iter().map(|quantity| quantity.low).collect();
        assert_eq!(values, [Some(3.0), Some(5.0)]);
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_spans_on_character_boundaries(text in "\\PC{0,80}") {
            let mut before = 0;
            for quantity in find(&text) {
                prop_assert!(quantity.span.start >= before && !quantity.span.of(&text).is_empty());
                before = quantity.span.end;
            }
        }

        #[test]
        fn numbers_and_hedges_in_any_order_keep_low_below_high(text in "((at least|dozens|between|and|12|3|or|to|million|no|-|%|\\$|half|a|two|,|hundred|about) ?){0,12}") {
            for quantity in find(&text) {
                let usual = quantity.usual();
                prop_assert!(usual.low <= usual.high, "{}: {:?}", text, quantity);
            }
        }
    }
}

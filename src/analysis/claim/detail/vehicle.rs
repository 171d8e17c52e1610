//! The vehicle of the perpetrator: "fled in a silver BMW", "looking for two men in a black pickup". Types, makes and colours
//! are listed in `assets/lexicon/vehicles.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::phrase::{after, before, one_line, word_is};
use super::super::{lexicon, state};
use super::Detail;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos};

/// What a word says about a vehicle.
#[derive(Clone, Debug)]
struct Trait {
    sort: &'static str,
    value: &'static str,
    agrees_with: Vec<&'static str>,
}

static TRAITS: LazyLock<HashMap<&'static str, Trait>> = LazyLock::new(|| {
    let mut traits = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../../assets/lexicon/vehicles.txt")) {
        let [sort, value, agrees_with, words] = fields[..] else { continue };
        let agrees_with: Vec<_> = lexicon::words(agrees_with).collect();
        for word in words.split(", ") {
            traits.insert(word, Trait { sort, value, agrees_with: agrees_with.clone() });
        }
    }
    traits
});

/// What the words for a vehicle say about it, by sort.
fn traits_of(words: &str) -> HashMap<&'static str, &'static Trait> {
    let lower = words.to_lowercase();
    let stated = lower
        .split([' ', '\n'])
        .filter_map(|word| TRAITS.get(word).or_else(|| TRAITS.get(word.strip_suffix('s')?)));
    stated.map(|stated| (stated.sort, stated)).collect()
}

/// Whether two descriptions differ in colour, make or type, not only in wording.
pub(super) fn conflict(one: &str, other: &str) -> bool {
    let (one, other) = (traits_of(one), traits_of(other));
    one.iter().any(|(sort, own)| {
        other.get(sort).is_some_and(|rival| {
            own.value != rival.value
                && !own.agrees_with.contains(&rival.value)
                && !rival.agrees_with.contains(&own.value)
        })
    })
}

/// The vehicle whose description ends at a word, if the perpetrator was in it.
pub(super) fn at(document: &Document<'_>, word: TokenId) -> Option<Detail> {
    const REACH: usize = 10;
    let stated = trait_at(document, word).filter(|stated| stated.sort != "colour")?;
    let next = after(document, word).next().and_then(|next| trait_at(document, next));
    let goes_on = next.is_some_and(|next| next.sort != "colour");
    if goes_on || stated.value.is_empty() {
        return None;
    }
    let describes = |token: &TokenId| {
        trait_at(document, *token).is_some()
            || matches!(document.token(*token).upos, Upos::Adj | Upos::Propn | Upos::Num)
            || word_is(document, *token, &["-", "door", "colored", "coloured"])
    };
    let first = before(document, word).take(5).take_while(describes).last().unwrap_or(word);
    let light = |token: &TokenId| {
        document.token(*token).upos == Upos::Det
            || word_is(document, *token, &["what", "his", "her", "their"])
    };
    let mut words = before(document, first).take(REACH).skip_while(light);
    let cue = words.next()?;
    let drives = matches!(document.lemma(cue), "drive" | "steal");
    let aboard = word_is(document, cue, &["in", "into", "on", "inside"]) || drives;
    let flight = |token: TokenId| {
        matches!(
            document.lemma(token),
            "flee" | "leave" | "escape" | "speed" | "getaway" | "drive" | "away" | "off"
        ) || group::of_head(document, token).is_some_and(|found| {
            document.token(token).upos == Upos::Noun
                && (state::is_suspect(found.group) || found.group == "men")
        })
    };
    let of_suspect = words.any(flight);
    let named = document.token(first).span.cover(document.token(word).span);
    let value = one_line(document.words(named));
    (aboard && of_suspect).then(|| Detail { value, named, span: document.token(cue).span.cover(named) })
}

fn trait_at(document: &Document<'_>, word: TokenId) -> Option<&'static Trait> {
    TRAITS.get(document.word(word).to_lowercase().as_str()).or_else(|| TRAITS.get(document.lemma(word)))
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn a_vehicle_is_found_where_the_perpetrator_was_in_it() {
        for (text, expected) in [
            ("The robbers fled in a silver BMW.", Some("silver BMW")),
            ("Police are looking for two men in a black Dodge Charger.", Some("black Dodge")),
            ("The gunman got away in a white pickup truck.", Some("white pickup truck")),
            ("The victim was found in a silver BMW.", None),
            ("The shooter drove a red car.", Some("red car")),
            ("The mayor left the hall.", None),
            ("Gunmen on motorcycles attacked a village.", Some("motorcycles")),
        ] {
            assert_eq!(first(at, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn vehicles_differ_by_colour_make_and_type() {
        for (one, other, expected) in [
            ("silver BMW", "dark Audi", true),
            ("silver pickup", "black Dodge", true),
            ("white van", "dark sedan", true),
            ("black sedan", "dark car", false),
            ("Ford pickup", "silver truck", false),
            ("car", "BMW", false),
        ] {
            assert_eq!(conflict(one, other), expected, "{one} {other}");
        }
    }
}

//! Predicates stated by a noun for the figure itself or by a verb of imposing: "the toll rose to 71", "jailed for nine
//! years".

use super::super::lexicon::WordClass;
use super::super::predicate::{Counted, Use};
use super::{CountedPhrase, MOST_WORDS, Said, Sentence, add};
use crate::analysis::language::{TokenId, Upos};

/// "bringing to 24 the number of those who lost their lives", "taking to 24 the death toll".
pub(super) fn brought(
    sentence: &Sentence<'_, '_>,
    first: TokenId,
    counted: &CountedPhrase,
    found: &mut Vec<Said>,
) {
    let back = |steps: u32| first.0.checked_sub(steps).filter(|place| *place >= sentence.first);
    let to = back(1).is_some_and(|place| sentence.is(place, &["to"]));
    let moves = back(2).is_some_and(|place| {
        FIGURE_VERBS.has(sentence.lemma(place))
            || sentence.is(place, &["bringing", "brings", "taking", "takes"])
    });
    if !to || !moves {
        return;
    }
    let from = counted.end.0.min(first.0 + 1);
    let toll = (from..from + 5).find(|place| matches!(sentence.lemma(*place), "toll" | "number" | "tally"));
    let Some(toll) = toll else { return };
    if sentence.lemma(toll) == "toll" {
        add(sentence, Use::Noun, toll, false, found);
        return;
    }
    let said = [Use::Patient, Use::Adjective, Use::Noun, Use::Subject];
    for place in toll + 1..toll + 2 + MOST_WORDS {
        let lives = sentence.lemma(place) == "lose" && sentence.lemma(place + 2) == "life"
            || sentence.lemma(place) == "victim";
        if lives {
            found.extend(Said::of("killed", TokenId(place)));
        }
        if lives || said.into_iter().any(|usage| add(sentence, usage, place, false, found)) {
            return;
        }
    }
}

/// "sentenced him to nine years", "jailed for nine years", "defrauded investors of $14 million": the amount that a verb
/// imposes, after the person affected.
pub(super) fn term(sentence: &Sentence<'_, '_>, first: TokenId, found: &mut Vec<Said>) {
    let Some(link) = first.0.checked_sub(1).filter(|place| sentence.is(*place, &["to", "for", "of"])) else {
        return;
    };
    let light = |place: &u32| {
        matches!(sentence.upos(*place), Some(Upos::Pron | Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj))
    };
    let from = link.saturating_sub(5).max(sentence.first);
    let verb = (from..link).rev().find(|place| !light(place));
    let Some(verb) = verb.filter(|verb| sentence.upos(*verb) == Some(Upos::Verb)) else { return };
    let known = found.len();
    add(sentence, Use::Patient, verb, false, found);
    let handed = |said: &Said| matches!(said.predicate.counted, Counted::Duration | Counted::Money);
    let mut place = 0;
    found.retain(|said| {
        place += 1;
        place <= known || handed(said)
    });
}

/// Verbs that give a figure or say how it changed, with their irregular forms, which a tagger may take for nouns.
static FIGURE_VERBS: WordClass = WordClass::named("verbs of a toll");

/// "the toll rose to six", "the number of people killed has risen to six", "bringing the death toll to six".
pub(super) fn figure(sentence: &Sentence<'_, '_>, first: TokenId, found: &mut Vec<Said>) {
    let back = |place: u32| place.checked_sub(1).filter(|place| *place >= sentence.first);
    let Some(previous) = back(first.0) else { return };
    let moves = |place: u32| FIGURE_VERBS.has(sentence.lemma(place)) || sentence.is_of(place, &FIGURE_VERBS);
    let linked = sentence.is(previous, &["to", "at", "from", "reached"]) || moves(previous);
    let from = first.0.saturating_sub(2 * MOST_WORDS).max(sentence.first);
    if !linked || !(from..first.0).any(moves) {
        return;
    }
    let last = |nouns: &[&str]| (from..first.0).rev().find(|place| nouns.contains(&sentence.lemma(*place)));
    let noun = last(&["toll", "number", "count", "total", "tally", "figure"])
        .or_else(|| last(&["fire", "wildfire", "blaze"]));
    // "the number of dead at 73 and that of the injured at 248"
    let that = |noun: u32| {
        (noun + 1..first.0)
            .rev()
            .find(|place| sentence.is(*place, &["that", "those"]) && sentence.is(place + 1, &["of"]))
    };
    let Some(noun) = noun.map(|noun| that(noun).unwrap_or(noun)) else { return };
    if matches!(sentence.lemma(noun), "fire" | "wildfire" | "blaze") {
        found.extend(Said::of("burned", TokenId(noun)));
        return;
    }
    if sentence.lemma(noun) == "toll" {
        add(sentence, Use::Noun, noun, false, found);
        return;
    }
    for place in noun + 1..first.0 {
        let said = [Use::Patient, Use::Adjective, Use::Noun];
        if said.into_iter().any(|usage| add(sentence, usage, place, false, found)) {
            return;
        }
    }
    // "the number of passengers": people of whom only their presence is stated.
    let on_board = (noun + 1..first.0).find(|place| sentence.is(*place, &["passengers", "occupants"]));
    found.extend(on_board.and_then(|place| Said::of("aboard", TokenId(place))));
}

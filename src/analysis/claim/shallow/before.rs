//! The predicate in the words before a number: "killing six", "the death of ten soldiers", "the lives of 18 people".

use super::super::predicate::{self, Use};
use super::{CountedPhrase, Said, Sentence, add};
use crate::analysis::language::{TokenId, Upos, Xpos};

/// "killed six", "killing at least six", "the death of six", "a toll of six", "injuries to six".
pub(super) fn before(
    sentence: &Sentence<'_, '_>,
    first: TokenId,
    counted: &CountedPhrase,
    found: &mut Vec<Said>,
) {
    const TAKE: &[&str] = &["claim", "take", "cost"];
    const LINKS: &[&str] = &["of", "to", "among"];
    let mut place = first.0;
    let step = |place: u32| place.checked_sub(1).filter(|place| *place >= sentence.first);
    let Some(mut previous) = step(place) else { return };
    // An opening quotation mark, or words between the verb and its number.
    while sentence.upos(previous) == Some(Upos::Punct) && sentence.is(previous, &["“", "\"", "‘"])
        || sentence.is(previous, &["another", "the", "a", "further", "as", "many", "also", "all"])
    {
        place = previous;
        match step(place) {
            Some(next) => previous = next,
            None => return,
        }
    }
    let verb = sentence.upos(previous) == Some(Upos::Verb);
    // "launched a counter-offensive killing 29": the tagger may take the participle for another word.
    if !verb || predicate::lookup(Use::Patient, sentence.lemma(previous)).is_empty() {
        let word = TokenId(previous);
        let classes = participle_of(sentence, previous).map(|verb| predicate::lookup(Use::Patient, &verb));
        let classes = classes.unwrap_or_default();
        found.extend(classes.iter().map(|&predicate| Said { predicate, word, uncertain: false }));
    }
    let passive = sentence.xpos(previous) != Some(Xpos::Vbg)
        && step(previous)
            .is_some_and(|place| sentence.is(place, &["was", "were", "been", "are", "is", "being"]));
    if verb && !passive {
        let held = matches!(sentence.lemma(previous), "hold" | "take" | "keep" | "seize");
        if held && sentence.is(counted.end.0, &["hostage", "captive", "prisoner"]) {
            found.extend(Said::of("kidnapped", TokenId(previous)));
        }
        add(sentence, Use::Patient, previous, false, found);
        let lives = sentence.is(counted.noun.0, &["lives", "life", "victims", "victim"]);
        if TAKE.contains(&sentence.lemma(previous)) && lives {
            found.extend(Said::of("killed", TokenId(previous)));
        }
    }
    // "claimed the lives of 18 people"
    if sentence.is(previous, &["of"])
        && let Some(lives) = step(previous).filter(|lives| sentence.is(*lives, &["lives", "life"]))
        && let Some(verb) =
            (sentence.first..lives).rev().take(2).find(|verb| TAKE.contains(&sentence.lemma(*verb)))
    {
        found.extend(Said::of("killed", TokenId(verb)));
    }
    if sentence.is(previous, LINKS)
        && let Some(noun) = step(previous)
        && matches!(sentence.upos(noun), Some(Upos::Noun | Upos::Verb))
    {
        add(sentence, Use::Noun, noun, false, found);
    }
    // "with the loss of 24 lives"
    if sentence.is(previous, &["of"])
        && sentence.is(counted.noun.0, &["lives", "life"])
        && let Some(noun) = step(previous).filter(|noun| sentence.lemma(*noun) == "loss")
    {
        found.extend(Said::of("killed", TokenId(noun)));
    }
    let crowd = step(previous).filter(|noun| sentence.is(previous, &["of"]) && sentence.is(*noun, CROWDS));
    found.extend(crowd.and_then(|noun| Said::of("attended", TokenId(noun))));
}

/// The verb of a participle that governs a number, whatever it is tagged as: "killing 29", "wounding six".
fn participle_of(sentence: &Sentence<'_, '_>, place: u32) -> Option<String> {
    let word = sentence.lower(place);
    let stem = word.strip_suffix("ing")?;
    let verbs = [stem.to_owned(), format!("{stem}e")];
    verbs.into_iter().find(|verb| !predicate::lookup(Use::Patient, verb).is_empty())
}

/// Nouns for crowds and what they do.
const CROWDS: &[&str] = &["march", "rally", "demonstration", "crowd", "gathering", "procession", "vigil"];

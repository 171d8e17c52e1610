//! How an event is ranked among earlier ones: "the worst riot in 20 years", "the fiercest clash for a generation". A period
//! given by a number is converted to years, one without a number ("in decades") keeps its word.

use super::date::incident_noun;
use super::label::kind_of_event;
use super::lexicon::WordClass;
use super::phrase::{after, before, number_in, word_is};
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading};
use crate::analysis::language::{Document, TokenId, Upos};

/// The prefix of the predicate of such claims; the kind of event follows.
pub const RANK: &str = "rank of the ";

/// Words that rank.
static SUPERLATIVES: WordClass = WordClass::named("superlatives");

/// Units of the period, in years.
const UNITS: &[(&str, f64)] = &[("year", 1.0), ("decade", 10.0), ("generation", 25.0), ("century", 100.0)];

/// Kinds of incident that count as unrest.
const UNREST: &[&str] = &["violence", "protest"];

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let claim = |token: TokenId| {
        let (kind, thing, stretch, last) = ranked(document, token)?;
        let span = document.token(token).span.cover(document.token(last).span);
        Some(Claim {
            subject: document.token(thing).span,
            value: Some(stretch.into()),
            ..reading.claim(ClaimKind::Label, &format!("{RANK}{kind}"), token, span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// The kind of event a word ranks, its noun, the period it is ranked within and the last word of that.
fn ranked(document: &Document<'_>, token: TokenId) -> Option<(&'static str, TokenId, String, TokenId)> {
    const REACH: u32 = 6;
    let most = || {
        word_is(document, token, &["most"])
            && after(document, token).next().is_some_and(|next| document.token(next).upos == Upos::Adj)
    };
    if !SUPERLATIVES.has_word(document, token) && !most() {
        return None;
    }
    let (stretch, first, last) = stretch(&Sentence::of(document, token), token.0 + 1)?;
    let is_event = |noun: &TokenId| kind(document, *noun).is_some();
    let following = (token.0 + 1..first.min(token.0 + 1 + REACH)).map(TokenId).find(is_event);
    let thing = following.or_else(|| before(document, token).take(REACH as usize).find(is_event))?;
    Some((kind(document, thing)?, thing, stretch, last))
}

fn kind(document: &Document<'_>, noun: TokenId) -> Option<&'static str> {
    let noun = Some(noun).filter(|noun| document.token(*noun).upos == Upos::Noun)?;
    let incident = incident_noun(document.lemma(noun));
    let unrest = incident.filter(|kind| UNREST.contains(kind)).map(|_| "unrest");
    unrest.or(kind_of_event(document, noun)).or(incident)
}

/// "in years", "in more than two decades", "for a generation": the period, where it begins and its last word.
fn stretch(sentence: &Sentence<'_, '_>, from: u32) -> Option<(String, u32, TokenId)> {
    const REACH: u32 = 12;
    static LIGHT: WordClass = WordClass::named("words before a period");
    (from..from + REACH).filter(|place| sentence.is(*place, &["in", "for"])).find_map(|first| {
        let mut place = first + 1;
        while sentence.is_of(place, &LIGHT) {
            place += 1;
        }
        let value = number_in(&sentence.lower(place));
        let value = value.or_else(|| sentence.is(place, &["a", "an"]).then_some(1.0));
        let unit = sentence.at(place + u32::from(value.is_some()))?;
        let (_, years) = UNITS.iter().find(|(lemma, _)| *lemma == sentence.lemma(unit.0))?;
        let stretch = match value {
            Some(value) => format!("{} years", value * years),
            None => sentence.lower(unit.0),
        };
        Some((stretch, first, unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_ranked_within_a_period() {
        for (text, expected) in [
            ("It was the worst riot in 20 years.", Some(("unrest", "20 years"))),
            ("The riot was the fiercest in two decades.", Some(("unrest", "20 years"))),
            ("The biggest riot in years began on Monday.", Some(("unrest", "years"))),
            ("It was the deadliest crash in a decade.", Some(("crash", "10 years"))),
            ("The strike was the longest in a decade.", Some(("stoppage", "10 years"))),
            ("It was the worst of days.", None),
            ("She is the best player in years.", None),
            ("The largest shop in town was hit by a fire.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| ranked(&document, token));
            let found = found.as_ref().map(|(kind, _, stretch, _)| (*kind, stretch.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! How a happening is ranked against those before it: "the worst riot in 20 years", "the fiercest clash
//! for a generation". A stretch told by a number is its years, one told without ("in decades") stays its word.

use super::attribution::Attributions;
use super::clock::Clocks;
use super::date::incident_noun;
use super::label::kind_of_happening;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context, number, word};
use crate::analysis::language::{Document, TokenId, Upos};

/// What the predicate of such claims begins with; the kind of happening follows.
pub const RANK: &str = "rank of the ";

/// Words that rank.
const SUPERLATIVES: &[&str] = &[
    "worst",
    "biggest",
    "largest",
    "deadliest",
    "bloodiest",
    "gravest",
    "heaviest",
    "strongest",
    "fiercest",
    "costliest",
    "highest",
    "longest",
    "sharpest",
];

/// Units of the stretch and their years.
const UNITS: &[(&str, f64)] = &[("year", 1.0), ("decade", 10.0), ("generation", 25.0), ("century", 100.0)];

/// Kinds of incidents that are kinds of unrest.
const UNREST: &[&str] = &["violence", "protest"];

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let claim = |token: TokenId| {
        let (kind, thing, stretch, last) = ranked(document, token)?;
        let span = document.token(token).span.cover(document.token(last).span);
        let chain = attributions.chain(span);
        Some(Claim {
            subject: document.token(thing).span,
            value: Some(stretch.into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Label, &format!("{RANK}{kind}"), span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// The kind of happening a word ranks, its noun, the stretch it is ranked within and the last word of that.
fn ranked(document: &Document<'_>, token: TokenId) -> Option<(&'static str, TokenId, String, TokenId)> {
    const REACH: u32 = 6;
    let end = document.sentence(document.sentence_of(token)).end.0;
    let most = word_is(document, token, &["most"])
        && token.0 + 1 < end
        && document.token(TokenId(token.0 + 1)).upos == Upos::Adj;
    if !most && !SUPERLATIVES.contains(&document.word(token).to_lowercase().as_str()) {
        return None;
    }
    let (stretch, first, last) = stretch(document, token.0 + 1, end)?;
    let happening = |noun: &TokenId| kind(document, *noun).is_some();
    let behind = (token.0 + 1..first.min(token.0 + 1 + REACH)).map(TokenId).find(happening);
    let thing = behind.or_else(|| before(document, token).take(REACH as usize).find(happening))?;
    Some((kind(document, thing)?, thing, stretch, last))
}

fn kind(document: &Document<'_>, noun: TokenId) -> Option<&'static str> {
    let noun = Some(noun).filter(|noun| document.token(*noun).upos == Upos::Noun)?;
    let incident = incident_noun(document.lemma(noun));
    let unrest = incident.filter(|kind| UNREST.contains(kind)).map(|_| "unrest");
    unrest.or(kind_of_happening(document, noun)).or(incident)
}

/// "in years", "in more than two decades", "for a generation": the stretch, where it begins and its last word.
fn stretch(document: &Document<'_>, from: u32, end: u32) -> Option<(String, u32, TokenId)> {
    const REACH: u32 = 12;
    const LIGHT: &[&str] =
        &["the", "more", "than", "nearly", "almost", "last", "past", "over", "about", "at", "least"];
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    (from..end.min(from + REACH)).filter(|place| is(*place, &["in", "for"])).find_map(|first| {
        let mut place = first + 1;
        while is(place, LIGHT) {
            place += 1;
        }
        let value = (place < end).then(|| {
            let words = word::cut(document.word(TokenId(place)));
            number::read(&words, 0).filter(|read| read.end == words.len()).map(|read| read.value)
        })?;
        let value = value.or_else(|| is(place, &["a", "an"]).then_some(1.0));
        let unit = TokenId(place + u32::from(value.is_some()));
        let (_, years) = UNITS.iter().find(|(lemma, _)| unit.0 < end && *lemma == document.lemma(unit))?;
        let told = match value {
            Some(value) => format!("{} years", value * years),
            None => document.word(unit).to_lowercase(),
        };
        Some((told, first, unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_happening_is_ranked_within_a_stretch_of_time() {
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

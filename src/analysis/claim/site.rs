//! Where an incident of the lexicon happened, if its own words say so: "the crash in Leeds", "overturned in Leeds".

use super::clock::place_of;
use super::date::{incident_noun, incident_verb};
use super::phrase::previous_is;
use super::{Claim, ClaimKind, Reading};
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// Finds the places of incidents, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|token| {
            let (kind, place) = site_at(document, token)?;
            let span = document.token(token).span.cover(place);
            Some(Claim {
                subject: document.token(token).span,
                value: Some(place.of(document.source()).into()),
                place: Some(place),
                ..reading.claim(ClaimKind::Place, kind, token, span)
            })
        })
        .collect()
}

/// The kind of incident that a word denotes, and the place named with "in" after it.
fn site_at(document: &Document<'_>, word: TokenId) -> Option<(&'static str, Span)> {
    let lemma = document.lemma(word);
    let kind = match document.token(word).upos {
        Upos::Noun => incident_noun(lemma)?,
        Upos::Verb => incident_verb(lemma)?,
        _ => return None,
    };
    let place = place_of(document, word).filter(|place| place.start > document.token(word).span.end)?;
    previous_is(document, document.token_at(place.start)?, &["in"]).then_some((kind, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_has_the_place_its_own_words_name() {
        for (text, expected) in [
            ("The crash in Leeds closed a road.", Some(("crash", "Leeds"))),
            ("A lorry overturned in Leeds on Friday.", Some(("crash", "Leeds"))),
            ("The crash near Leeds closed a road.", None),
            ("The match in Leeds was moved.", None),
        ] {
            let document = Document::read(text);
            let tokens = u32::try_from(document.tokens().len()).unwrap();
            let found = (0..tokens).find_map(|place| site_at(&document, TokenId(place)));
            assert_eq!(found.map(|(kind, place)| (kind, place.of(text))), expected, "{text}");
        }
    }
}

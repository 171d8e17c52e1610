//! Parts of a figure that are given separately: "fourteen of the dead were women", "nine inmates died. Two were beheaded."

use super::super::phrase::after;
use super::super::predicate::{self, Predicate, Use};
use super::super::sentence::Sentence;
use super::super::shallow::Said;
use super::super::{Claim, Extent, Quantity, Reading};
use super::{CountedThing, kind_of};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::{TokenId, Upos};

/// Nouns for people affected, whatever happened to them.
const VICTIM_NOUNS: &[&str] = &["victim", "casualty"];

/// How many words may describe the whole that a part is of: "of the dead in Leeds".
const DESCRIBED: u32 = 4;

/// How many bytes before a bare number its total may be.
const NEAR: u32 = 240;

/// How many figures back the whole of a part may be.
const BACK: usize = 64;

impl Reading<'_> {
    /// "Fourteen of the dead were women": how many of those counted belong to a group.
    pub(super) fn part_of_a_group(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        claims: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let last = document.tokens_within(quantity.span).next_back()?;
        let sentence = Sentence::of(document, last);
        let of_those =
            sentence.is(last.0 + 1, &["of"]) && sentence.is(last.0 + 2, &["the", "those", "these"]);
        let noun = sentence.at(last.0 + 3).filter(|_| of_those && quantity.unit.is_empty())?;
        // "fourteen of the dead in Leeds were women"
        let described =
            |place: &u32| sentence.lemma(*place) != "be" && sentence.upos(*place) != Some(Upos::Verb);
        let end = (noun.0 + 1..noun.0 + 1 + DESCRIBED).find(|place| !described(place))?;
        let be = sentence.at(end).filter(|be| document.lemma(*be) == "be")?;
        let predicate = self.fate_named_by(noun, claims)?;
        let mut complement = after(document, be).take(4).take_while(|token| {
            matches!(document.token(*token).upos, Upos::Noun | Upos::Adj | Upos::Det | Upos::Num)
        });
        let who = complement.find(|token| document.token(*token).upos == Upos::Noun)?;
        let group = group::of_head(document, who).filter(|found| group::contains("people", found.group))?;
        let said = Said { predicate, word: noun, uncertain: false };
        let whole = claims
            .iter()
            .enumerate()
            .rev()
            .take(BACK)
            .find(|(_, claim)| *claim.predicate == *predicate.class && claim.extent == Extent::Whole);
        let claim = self.figure_claim(quantity, counted, said, &[])?;
        Some(Claim {
            subject: document.token(who).span,
            subject_group: Some(group.group),
            extent: Extent::Part,
            part_of: whole.and_then(|(place, _)| u32::try_from(place).ok()),
            span: claim.span.cover(document.token(who).span),
            ..claim
        })
    }

    /// The fate of those a noun denotes: the dead, the injured; for victims, that of the last figure.
    pub(super) fn fate_named_by(&self, noun: TokenId, claims: &[Claim]) -> Option<Predicate> {
        let document = self.document;
        if VICTIM_NOUNS.contains(&document.lemma(noun)) {
            let counted = claims.iter().rev().take(BACK).find(|claim| claim.counts_people());
            return counted.and_then(|claim| predicate::class(&claim.predicate));
        }
        let word = document.word(noun).to_lowercase();
        let said = [Use::Adjective, Use::Noun].into_iter();
        let mut classes = said.flat_map(|usage| predicate::lookup(usage, &word));
        classes.find(|predicate| predicate.counted == Counted::People).copied()
    }

    /// "Nine inmates died. Two were beheaded.": a number alone at the beginning of a sentence refers to those counted just
    /// before.
    pub(super) fn is_of_those_before(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<u32> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let sentence = document.sentence(document.sentence_of(first));
        let alone = quantity.span.contains(document.token(counted.near.noun).span);
        if !alone || sentence.first != first {
            return None;
        }
        let low = |quantity: &Quantity| quantity.low.unwrap_or_default();
        let (place, _) = earlier.iter().enumerate().rev().take(BACK).find(|(_, claim)| {
            *claim.predicate == *said.predicate.class
                && claim.kind == kind_of(said.predicate.counted)
                && claim.extent == Extent::Whole
                && claim.span.end + NEAR > sentence.span.start
                && claim.quantity.as_ref().is_some_and(|own| low(own) > low(quantity))
        })?;
        u32::try_from(place).ok()
    }
}

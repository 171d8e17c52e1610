//! Figures of a crime of which no lexicon word says anything: how many did it ("three masked men stole", "looking for four
//! gunmen") and what the loot is worth.

use super::super::phrase::{before, clause_of, word_is};
use super::super::predicate;
use super::super::shallow::Said;
use super::super::{Claim, ClaimKind, Extent, Quantity};
use super::{CountedThing, Finder};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::{SentenceId, TokenId, Upos, Xpos};

/// The group of those who did it, whatever a report calls them.
const ATTACKERS: &str = "attackers";

/// Groups whose members did it.
const DOERS: &[&str] = &["attackers", "robbers", "killers", "pirates"];

/// What only those do who did it: where these are told of, "men" did it.
const DEEDS: &[&str] = &[
    "steal", "rob", "storm", "raid", "attack", "ambush", "hijack", "kidnap", "abduct", "snatch", "burgle",
    "loot", "shoot", "stab", "gun", "burst", "barge",
];

/// Verbs whose object are those still sought.
const SEEK: &[&str] = &["seek", "hunt", "pursue", "chase"];

/// Words for taking what is not one's own.
const THEFT: &[&str] =
    &["steal", "theft", "rob", "robbery", "heist", "burglary", "raid", "loot", "burglar", "robber", "thief"];

/// How many sentences open a report.
const OPENING: u32 = 3;

impl Finder<'_> {
    /// "Three masked men stole …", "police are looking for four robbers": how many did it.
    pub(super) fn attackers(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        earlier: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let noun = counted.near.noun;
        let found = group::of_head(document, noun).map_or("", |found| found.group);
        let doers = DOERS.iter().any(|doers| group::contains(doers, found));
        let first = document.token_at(quantity.span.start)?;
        // "a gang of four robbed"
        let gang = before(document, first).next().is_some_and(|of| word_is(document, of, &["of"]))
            && before(document, first)
                .nth(1)
                .is_some_and(|noun| matches!(document.lemma(noun), "gang" | "band"));
        let masked = (first.0..noun.0)
            .map(TokenId)
            .any(|word| word_is(document, word, &["masked", "armed", "hooded"]));
        let verb = self.verb_of(noun);
        let deed = verb.is_some_and(|verb| DEEDS.contains(&document.lemma(verb)));
        let sought = before(document, first).next().is_some_and(|word| {
            let looked = before(document, word)
                .next()
                .is_some_and(|verb| matches!(document.lemma(verb), "look" | "search" | "hunt"));
            SEEK.contains(&document.lemma(word)) || word_is(document, word, &["for"]) && looked
        });
        let did_it =
            (doers || masked) && (verb.is_some() || sought) || (deed || sought) && found == "men" || gang;
        let word = verb.unwrap_or(first);
        let said = Said { predicate: predicate::class("involved")?, word, held: false };
        let mut claim = did_it.then(|| self.claim(quantity, counted, said, earlier)).flatten()?;
        claim.subject_group = Some(ATTACKERS);
        // "two other men": besides those already caught.
        let others = (first.0..=noun.0).map(TokenId).any(|word| word_is(document, word, &["other", "more"]));
        if others {
            claim.extent = Extent::Part;
        }
        Some(claim)
    }

    /// "A lone gunman", "the gunman acted alone": one did it.
    pub(super) fn lone_attackers(&self) -> Vec<Claim> {
        let document = self.document;
        let alone = |token: TokenId| {
            let end = document.sentence(document.sentence_of(token)).end.0;
            let noun = if word_is(document, token, &["lone", "sole"]) {
                (token.0 + 1..end.min(token.0 + 4)).map(TokenId).find(|noun| self.is_attacker(*noun))
            } else if word_is(document, token, &["alone"])
                && before(document, token).next().is_some_and(|verb| document.lemma(verb) == "act")
            {
                before(document, token).take(8).find(|noun| self.is_attacker(*noun))
            } else {
                None
            }?;
            let unsure = before(document, token)
                .take(8)
                .any(|word| word_is(document, word, &["whether", "if", "not", "n't", "may", "might"]));
            (!unsure).then_some((token, noun))
        };
        let claim = |(token, noun): (TokenId, TokenId)| {
            let (word, span) = (document.token(token).span, document.token(noun).span);
            let covering = self.attributions.covering(word);
            let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
            Claim {
                subject: span,
                subject_group: Some(ATTACKERS),
                quantity: Some(Quantity {
                    low: Some(1.0),
                    high: Some(1.0),
                    approximate: false,
                    floor: None,
                    unit: "people".into(),
                    span: word,
                    rule: "number/lone",
                }),
                as_of: self.clocks.as_of(clause_of(document, noun), &chain),
                chain,
                ..Claim::at(ClaimKind::Count, "involved", word.cover(span))
            }
        };
        document.token_ids().filter_map(alone).map(claim).collect()
    }

    /// Whether a noun names one who did it.
    fn is_attacker(&self, noun: TokenId) -> bool {
        let document = self.document;
        let singular = document.word(noun).eq_ignore_ascii_case(document.lemma(noun));
        let doer = group::of_head(document, noun)
            .is_some_and(|found| DOERS.iter().any(|doers| group::contains(doers, found.group)));
        document.token(noun).upos == Upos::Noun && singular && doer
    }

    /// The verb right behind a noun, light words and an aside apart, of which it is the subject in the active.
    fn verb_of(&self, noun: TokenId) -> Option<TokenId> {
        let document = self.document;
        let end = document.sentence(document.sentence_of(noun)).end.0;
        let mut behind = (noun.0 + 1..end.min(noun.0 + 9)).map(TokenId);
        behind.find(|token| {
            document.token(*token).upos == Upos::Verb
                && (document.subject_of(*token) == Some(noun) || token.0 == noun.0 + 1)
                && document.token(*token).xpos != Xpos::Vbn
                && !document.is_passive(*token)
        })
    }

    /// "jewellery worth 2.5 million euros", "put the value of the loot at 2.5 million euros".
    pub(super) fn loot(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        earlier: &[Claim],
    ) -> Option<Claim> {
        const REACH: usize = 9;
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let word = before(document, first).take(REACH).find(|word| {
            word_is(document, *word, &["worth", "valued"])
                || matches!(document.lemma(*word), "value" | "loot" | "haul")
        })?;
        let opening = (0..OPENING.min(u32::try_from(document.sentences().len()).ok()?)).map(SentenceId);
        let theft = opening
            .flat_map(|sentence| document.tokens_in(sentence))
            .any(|token| THEFT.contains(&document.lemma(token)));
        let said = Said { predicate: predicate::class("stolen")?, word, held: false };
        let money = counted.sorts.contains(&Counted::Money);
        (money && theft).then(|| self.claim(quantity, counted, said, earlier)).flatten()
    }
}

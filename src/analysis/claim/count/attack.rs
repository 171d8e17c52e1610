//! Figures of a crime that no lexicon word covers: the number of perpetrators ("three masked men stole", "looking for four
//! gunmen") and the value of the loot.

use super::super::lexicon::WordClass;
use super::super::phrase::{after, before, clause_of, is_singular, next_is, previous_is, word_is};
use super::super::shallow::Said;
use super::super::{Claim, ClaimKind, Extent, Quantity, Reading};
use super::CountedThing;
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::{SentenceId, TokenId, Upos, Xpos};
use crate::text::Span;

/// The group of the perpetrators, whatever a report calls them.
const ATTACKERS: &str = "attackers";

/// Groups whose members are perpetrators.
const PERPETRATORS: &[&str] = &["attackers", "robbers", "killers", "pirates", "suspects"];

/// Groups of which one member may act alone.
const SINGLE_PERPETRATOR_GROUPS: &[&str] = &["attackers", "robbers", "killers", "militants", "suspects"];

/// What only perpetrators do: where a report mentions such a verb, "men" refers to the perpetrators.
static ACTIONS: WordClass = WordClass::named("actions of an attacker");

/// What perpetrators do at the scene of a crime.
const ENTRY_VERBS: &[&str] = &["enter", "climb", "break", "flee", "escape", "approach", "fire", "open"];

/// The same with "in" or "into" after it.
const ENTRY_VERBS_WITH_IN: &[&str] = &["walk", "come", "run", "drive", "pull"];

/// Verbs whose object is a perpetrator still at large.
const SEEK: &[&str] = &["seek", "hunt", "pursue", "chase"];

/// Words for stealing.
static THEFT: WordClass = WordClass::named("theft");

/// How many sentences form the opening of a report.
const OPENING: u32 = 3;

impl Reading<'_> {
    /// "Three masked men stole …", "police are looking for four robbers": the number of perpetrators.
    pub(super) fn attackers(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        earlier: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let noun = counted.near.noun;
        let found = group::of_head(document, noun).map_or("", |found| found.group);
        let perpetrators = PERPETRATORS.iter().any(|perpetrators| group::contains(perpetrators, found));
        let first = document.token_at(quantity.span.start)?;
        // "a gang of four robbed"
        let gang = previous_is(document, first, &["of"])
            && before(document, first)
                .nth(1)
                .is_some_and(|noun| matches!(document.lemma(noun), "gang" | "band"));
        let masked = (first.0..noun.0)
            .map(TokenId)
            .any(|word| word_is(document, word, &["masked", "armed", "hooded"]));
        let verb = self.verb_of(noun);
        let came = |verb: TokenId| {
            let lemma = document.lemma(verb);
            let comes =
                ENTRY_VERBS.contains(&lemma) || ENTRY_VERBS_WITH_IN.contains(&lemma) && self.goes_in(verb);
            comes && self.opens_with_a_crime()
        };
        let action = verb.is_some_and(|verb| ACTIONS.has_lemma(document, verb) || came(verb));
        let male = matches!(found, "men" | "youths" | "teenagers");
        let sought = before(document, first).next().is_some_and(|word| {
            let looked = before(document, word)
                .next()
                .is_some_and(|verb| matches!(document.lemma(verb), "look" | "search" | "hunt"));
            SEEK.contains(&document.lemma(word)) || word_is(document, word, &["for"]) && looked
        });
        let did_it =
            (perpetrators || masked) && (verb.is_some() || sought) || (action || sought) && male || gang;
        let word = verb.unwrap_or(first);
        let said = Said::of("involved", word)?;
        let mut claim = did_it.then(|| self.figure_claim(quantity, counted, said, earlier)).flatten()?;
        claim.subject_group = Some(ATTACKERS);
        // "two other men": in addition to those already caught; "a fourth man was driving": in addition to the three who came
        // in.
        let others = (first.0..=noun.0).map(TokenId).any(|word| word_is(document, word, &["other", "more"]));
        let next = quantity.low.is_some_and(|low| self.mentions_one_more(low));
        if others || next {
            claim.extent = Extent::Part;
        }
        Some(claim)
    }

    /// "A lone gunman", "the gunman acted alone", "he was by himself": one perpetrator.
    pub(super) fn lone_attackers(&self) -> Vec<Claim> {
        let document = self.document;
        let alone = |token: TokenId| {
            let acts_alone = || {
                word_is(document, token, &["alone"])
                    && previous_is(document, token, &["act", "acts", "acted", "acting"])
            };
            let is_by_himself = || {
                word_is(document, token, &["by"])
                    && next_is(document, token, &["himself", "herself"])
                    && before(document, token).next().is_some_and(|verb| document.lemma(verb) == "be")
                    && self.opens_with_a_crime()
            };
            let noun = if word_is(document, token, &["lone", "sole", "single"]) {
                after(document, token).take(3).find(|noun| self.is_of(*noun, SINGLE_PERPETRATOR_GROUPS))
            } else if acts_alone() || is_by_himself() {
                before(document, token).take(8).find(|noun| self.is_one(*noun))
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
                quantity: Some(Box::new(Quantity::of_people(1.0, word, "number/lone"))),
                as_of: self.clocks.as_of(clause_of(document, noun), &chain),
                chain,
                ..Claim::at(ClaimKind::Count, "involved", self.with_himself(token).cover(span))
            }
        };
        document.token_ids().filter_map(alone).map(claim).collect()
    }

    /// Extends "by" to "by himself".
    fn with_himself(&self, word: TokenId) -> Span {
        let document = self.document;
        let himself =
            after(document, word).next().filter(|next| word_is(document, *next, &["himself", "herself"]));
        document.token(word).span.cover(document.token(himself.unwrap_or(word)).span)
    }

    /// Whether a word denotes one person: by name, by a pronoun or by a noun.
    fn is_one(&self, word: TokenId) -> bool {
        let document = self.document;
        match document.token(word).upos {
            Upos::Propn => true,
            Upos::Pron => word_is(document, word, &["he", "she"]),
            Upos::Noun => is_singular(document, word),
            _ => false,
        }
    }

    /// Whether a noun denotes one of some groups.
    fn is_of(&self, noun: TokenId, groups: &[&str]) -> bool {
        let document = self.document;
        let is_within = |found: &str| groups.iter().any(|group| group::contains(group, found));
        document.token(noun).upos == Upos::Noun
            && is_singular(document, noun)
            && group::of_head(document, noun).is_some_and(|found| is_within(found.group))
    }

    /// Whether the report mentions one person more than the count: "a fourth man".
    fn mentions_one_more(&self, count: f64) -> bool {
        const NEXT: &[(f64, &str)] =
            &[(1.0, "second"), (2.0, "third"), (3.0, "fourth"), (4.0, "fifth"), (5.0, "sixth")];
        let document = self.document;
        let ordinal =
            NEXT.iter().find(|(number, _)| (number - count).abs() < 0.5).map(|(_, ordinal)| *ordinal);
        ordinal.is_some_and(|ordinal| {
            document.token_ids().filter(|token| word_is(document, *token, &[ordinal])).any(|token| {
                after(document, token).next().is_some_and(|next| {
                    document.token(next).upos == Upos::Noun
                        && group::of_head(document, next).is_some_and(|found| {
                            found.group == "men"
                                || PERPETRATORS
                                    .iter()
                                    .any(|perpetrators| group::contains(perpetrators, found.group))
                        })
                })
            })
        })
    }

    /// Whether the report opens with a crime that somebody committed in person.
    fn opens_with_a_crime(&self) -> bool {
        const CRIMES: &[&str] = &["shooting", "shoot", "gunman", "gunfire", "stab", "stabbing", "carjacking"];
        self.opens_with(|lemma| THEFT.has(lemma) || CRIMES.contains(&lemma))
    }

    /// Whether one of the report's first sentences contains such a lemma.
    fn opens_with(&self, is_one: impl Fn(&str) -> bool) -> bool {
        let document = self.document;
        let sentences = u32::try_from(document.sentences().len()).unwrap_or(u32::MAX);
        (0..OPENING.min(sentences))
            .flat_map(|sentence| document.tokens_in(SentenceId(sentence)))
            .any(|token| is_one(document.lemma(token)))
    }

    /// The verb right after a noun, light words and asides aside, whose subject the noun is in the active voice.
    fn verb_of(&self, noun: TokenId) -> Option<TokenId> {
        let document = self.document;
        after(document, noun).take(8).find(|token| {
            document.token(*token).upos == Upos::Verb
                && (document.subject_of(*token) == Some(noun) || token.0 == noun.0 + 1)
                && (document.token(*token).xpos != Xpos::Vbn && !document.is_passive(*token)
                    || token.0 == noun.0 + 1 && self.takes_object(*token))
        })
    }

    /// "walked into", "came up".
    fn goes_in(&self, verb: TokenId) -> bool {
        next_is(self.document, verb, &["in", "into", "inside", "up", "through"])
    }

    /// Whether what follows a verb can be its object.
    fn takes_object(&self, verb: TokenId) -> bool {
        let document = self.document;
        let Some(next) = after(document, verb).next() else { return false };
        let least = word_is(document, next, &["at", "more"]) && next_is(document, next, &["least", "than"]);
        let aimed = document.lemma(verb) == "fire" && word_is(document, next, &["at", "into", "on"]);
        let noun = matches!(
            document.token(next).upos,
            Upos::Num | Upos::Det | Upos::Pron | Upos::Propn | Upos::Noun
        );
        least || aimed || noun
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
        let said = Said::of("stolen", word)?;
        let money = counted.sorts.contains(&Counted::Money);
        (money && self.opens_with(|lemma| THEFT.has(lemma)))
            .then(|| self.figure_claim(quantity, counted, said, earlier))
            .flatten()
    }
}

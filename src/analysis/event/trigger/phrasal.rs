//! Verbs that are more than one word: phrasal verbs, idioms with a noun, verbs with an adjective or a prepositional phrase.

use super::Finder;
use crate::analysis::event::lexicon::Part;
use crate::analysis::language::{Relation, TokenId, Upos};
use ecow::EcoString;

impl Finder<'_> {
    /// The lemma, lower-case, with the particle if both are a phrasal verb.
    pub(super) fn lemma_of_verb(&self, id: TokenId) -> EcoString {
        let lemma = self.bare_lemma(id);
        if let Some(adjective) = self.becoming(id) {
            let phrase = format!("{lemma} {}", self.document.lemma(adjective).to_lowercase());
            if self.lexicon.is_known_verb(&phrase) {
                return phrase.into();
            }
        }
        if let Some(particle) = self.document.children_by(id, &[Relation::CompoundPrt]).next() {
            let phrasal = format!("{lemma} {}", self.document.lemma(particle).to_lowercase());
            if self.lexicon.is_known_verb(&phrasal) {
                return phrasal.into();
            }
        }
        if let Some(idiom) = self.idiom(id, &lemma) {
            return idiom.into();
        }
        if let Some(phrase) = self.with_phrase(id, &lemma) {
            return phrase.into();
        }
        let prepositions = ["for", "on", "off", "out", "up", "down", "in"];
        let next = self.document.children(id).filter(|child| child.0 > id.0).filter_map(|child| {
            let own = matches!(self.document.token(child).relation, Relation::Advmod | Relation::Obl);
            let case = self.document.case_of(child);
            own.then_some(case.unwrap_or(child))
        });
        for word in next.map(|token| self.document.word(token).to_lowercase()) {
            let phrasal = format!("{lemma} {word}");
            if prepositions.contains(&&*word) && self.lexicon.is(&phrasal, Part::Planning) {
                return phrasal.into();
            }
        }
        lemma.into()
    }

    /// A verb that is an idiom with its noun or adverb: "opened fire", "lost their lives", "took six guards hostage", "ran aground".
    fn idiom(&self, verb: TokenId, lemma: &str) -> Option<String> {
        const PARTS: &[Relation] = &[Relation::Obj, Relation::Xcomp, Relation::Advmod];
        let parts = self.document.children_by(verb, PARTS).filter(|part| part.0 > verb.0);
        let light = self.lexicon.is(lemma, Part::Light);
        let own = |&part: &TokenId| {
            let verb = self.document.token(part).upos == Upos::Verb;
            let described = self.document.children_by(part, &[Relation::Det, Relation::Amod, Relation::Nmod]);
            // With a light verb the noun names the event: "held talks".
            let named_by_noun = light && self.lexicon.eventiveness(self.document.lemma(part)) >= Self::NOUN;
            described.into_iter().next().is_none() && !named_by_noun && !verb
        };
        let mut phrases =
            parts.filter(own).map(|part| format!("{lemma} {}", self.document.lemma(part).to_lowercase()));
        phrases.find(|phrase| self.lexicon.is_known_verb(phrase))
    }

    /// Whether a noun only says how something ended: "stabbed to death".
    pub(super) fn is_manner(&self, noun: TokenId) -> bool {
        let bare = self.document.children_by(noun, &[Relation::Det, Relation::NmodPoss]).next().is_none();
        let to = self.document.case_of(noun).is_some_and(|case| self.document.word(case) == "to");
        let verb = self.document.head(noun).is_some_and(|head| self.document.token(head).upos == Upos::Verb);
        bare && to && verb && self.document.lemma(noun) == "death"
    }

    /// "In response to the quake", "on behalf of the miners": the noun is one preposition with the words around it.
    pub(super) fn is_in_preposition(&self, noun: TokenId) -> bool {
        let sentence = self.document.sentence(self.document.sentence_of(noun));
        let is_preposition = |id: TokenId| {
            (sentence.first..sentence.end).contains(&id) && self.document.token(id).upos == Upos::Adp
        };
        let before = noun.0.checked_sub(1).is_some_and(|before| is_preposition(TokenId(before)));
        let known = || self.lexicon.is(&self.document.lemma(noun).to_lowercase(), Part::InPreposition);
        before && is_preposition(TokenId(noun.0 + 1)) && known()
    }

    /// A verb that is an idiom with a preposition or phrase right after it or after its object: "broke into", "taken into custody".
    fn with_phrase(&self, verb: TokenId, lemma: &str) -> Option<String> {
        let phrases = self.document.children_by(verb, &[Relation::Obl]).filter(|phrase| phrase.0 > verb.0);
        let joined = phrases.filter_map(|phrase| {
            let case = self.document.word(self.document.case_of(phrase)?).to_lowercase();
            let noun = self.document.lemma(phrase).to_lowercase();
            // Other prepositions may follow any verb: "held talks in Geneva".
            let governed = (case == "into").then(|| format!("{lemma} {case}"));
            Some([Some(format!("{lemma} {case} {noun}")), governed])
        });
        joined.flatten().flatten().find(|phrase| self.lexicon.is_classed_verb(phrase))
    }

    /// Whether a noun is part of its verb's idiom: "fire" in "opened fire".
    pub(super) fn is_in_idiom(&self, noun: TokenId) -> bool {
        let Some(verb) =
            self.document.head(noun).filter(|&verb| self.document.token(verb).upos == Upos::Verb)
        else {
            return false;
        };
        let object = matches!(self.document.token(noun).relation, Relation::Obj | Relation::Xcomp);
        let lemma = self.document.lemma(noun).to_lowercase();
        object
            && self
                .idiom(verb, &self.bare_lemma(verb))
                .is_some_and(|idiom| idiom.ends_with(&lemma) && idiom.len() > lemma.len())
    }

    /// The lemma of a verb alone; if it is on no list, the one with its silent e.
    fn bare_lemma(&self, id: TokenId) -> String {
        let lemma = self.document.lemma(id).to_lowercase();
        let with_e = format!("{lemma}e");
        if !self.lexicon.is_known_verb(&lemma) && self.lexicon.is_known_verb(&with_e) {
            with_e
        } else {
            lemma
        }
    }

    /// The adjective after a verb of change: "violent" in "turned violent".
    pub(super) fn becoming(&self, id: TokenId) -> Option<TokenId> {
        self.document
            .children_by(id, &[Relation::Xcomp])
            .find(|&word| self.document.token(word).upos == Upos::Adj)
    }
}

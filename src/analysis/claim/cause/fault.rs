//! What caused an incident of the lexicon: "caused by a gas leak", "a short circuit set off the fire", "blamed fog for the
//! crash". Reads words side by side, with the tree asked only for a verb's subject.

use super::date::incident_noun;
use super::phrase::{before, noun_after, word_is};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::text::Span;

/// A cause and what it caused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The kind of incident.
    pub of: &'static str,
    /// The cause, in lower case.
    pub what: String,
    /// The word for the incident.
    pub effect: Span,
    /// The words that tell it.
    pub span: Span,
}

/// Where the words of a pattern put cause and effect.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// "CAUSE set off EFFECT", and in the passive "EFFECT was set off by CAUSE".
    Verb,
    /// "EFFECT was due to CAUSE".
    Behind,
    /// "blamed CAUSE for EFFECT".
    Blamed,
    /// "attributed EFFECT to CAUSE", "blamed EFFECT on CAUSE"; in the passive "EFFECT was blamed on CAUSE".
    Laid(&'static str),
}

/// Words that tell a cause, by lemma, with their particle.
const PATTERNS: &[(&str, &str, Order)] = &[
    ("cause", "", Order::Verb),
    ("trigger", "", Order::Verb),
    ("spark", "", Order::Verb),
    ("ignite", "", Order::Verb),
    ("start", "", Order::Verb),
    ("set", "off", Order::Verb),
    ("touch", "off", Order::Verb),
    ("due", "to", Order::Behind),
    ("result", "of", Order::Behind),
    ("result", "from", Order::Behind),
    ("stem", "from", Order::Behind),
    ("blame", "", Order::Blamed),
    ("blame", "", Order::Laid("on")),
    ("attribute", "", Order::Laid("to")),
    ("put", "down", Order::Laid("to")),
];

/// How many words may stand between a cause and what it caused.
const REACH: u32 = 12;

/// The cause a word tells.
pub(crate) fn caused(document: &Document<'_>, word: TokenId) -> Option<Fault> {
    let lemma = document.lemma(word);
    let reader = Reader { document, word, end: document.sentence(document.sentence_of(word)).end.0 };
    PATTERNS.iter().filter(|(own, ..)| *own == lemma).find_map(|(_, particle, order)| {
        let next = word.0 + 1 + u32::from(!particle.is_empty());
        if !particle.is_empty() && !reader.is(word.0 + 1, &[particle]) {
            return None;
        }
        match order {
            Order::Verb => reader.by_verb(next),
            Order::Behind => reader.behind(next),
            Order::Blamed => reader.blamed(next),
            Order::Laid(link) => reader.laid(next, link),
        }
    })
}

struct Reader<'d, 't> {
    document: &'d Document<'t>,
    word: TokenId,
    end: u32,
}

impl Reader<'_, '_> {
    fn is(&self, place: u32, words: &[&str]) -> bool {
        place < self.end && word_is(self.document, TokenId(place), words)
    }

    fn is_incident(&self, token: TokenId) -> bool {
        self.document.token(token).upos == Upos::Noun && incident_noun(self.document.lemma(token)).is_some()
    }

    /// The nearest incident behind a place, before another clause begins.
    fn incident_behind(&self, place: u32, reach: u32) -> Option<TokenId> {
        (place..self.end.min(place + reach)).map(TokenId).find(|token| self.is_incident(*token))
    }

    fn by_verb(&self, next: u32) -> Option<Fault> {
        if self.document.token(self.word).upos != Upos::Verb {
            return None;
        }
        if self.is(next, &["by"]) {
            let cause = noun_after(self.document, TokenId(next), TokenId(self.end))?;
            let mut words = before(self.document, self.word).take(REACH as usize);
            return self.fault(cause, words.find(|token| self.is_incident(*token))?);
        }
        self.fault(self.agent()?, self.incident_behind(next, 5)?)
    }

    /// What stands before the verb: the noun right before it, over "appears to have" and the like.
    fn agent(&self) -> Option<TokenId> {
        const SEEMS: &[&str] =
            &["appear", "seem", "believe", "think", "suspect", "know", "say", "report", "find", "have", "be"];
        let light = |token: &TokenId| {
            matches!(self.document.token(*token).upos, Upos::Adv | Upos::Aux | Upos::Part)
                || SEEMS.contains(&self.document.lemma(*token))
        };
        let agent = before(self.document, self.word).find(|token| !light(token))?;
        matches!(self.document.token(agent).upos, Upos::Noun | Upos::Adj).then_some(agent)
    }

    /// "the crash was due to fog", "the fire is believed to have been the result of a fault": the effect is the subject.
    fn behind(&self, next: u32) -> Option<Fault> {
        let cause = noun_after(self.document, TokenId(next - 1), TokenId(self.end))?;
        let light = |token: &TokenId| {
            let plain = matches!(
                self.document.token(*token).upos,
                Upos::Adv | Upos::Aux | Upos::Part | Upos::Det | Upos::Adj
            );
            plain || self.document.token(*token).upos == Upos::Verb
        };
        let effect = before(self.document, self.word).take(REACH as usize).find(|token| !light(token))?;
        self.is_incident(effect).then(|| self.fault(cause, effect)).flatten()
    }

    fn blamed(&self, next: u32) -> Option<Fault> {
        let cause = noun_after(self.document, TokenId(next - 1), TokenId(self.end))?;
        let link = (cause.0 + 1..self.end.min(cause.0 + 4)).find(|place| self.is(*place, &["for"]))?;
        self.fault(cause, self.incident_behind(link + 1, 5)?)
    }

    fn laid(&self, next: u32, link: &str) -> Option<Fault> {
        let at = (next..self.end.min(next + REACH)).find(|place| self.is(*place, &[link]))?;
        let cause = noun_after(self.document, TokenId(at), TokenId(self.end))?;
        let object = (next..at).map(TokenId).find(|token| self.is_incident(*token));
        let subject = || {
            let mut words = before(self.document, self.word).take(REACH as usize);
            words.find(|token| self.is_incident(*token)).filter(|_| at == next)
        };
        self.fault(cause, object.or_else(subject)?)
    }

    /// Of things only: whom a report blames is for `responsibility`.
    fn fault(&self, cause: TokenId, effect: TokenId) -> Option<Fault> {
        let document = self.document;
        let name = matches!(document.token(cause).upos, Upos::Propn | Upos::Pron);
        let thing = !name && group::of_head(document, cause).is_none();
        let of = incident_noun(document.lemma(effect))?;
        let words = noun_words(document, cause);
        let not = before(document, self.word)
            .take(4)
            .any(|word| word_is(document, word, &["not", "n't", "never", "no"]));
        (thing && !not && !self.is_incident(cause)).then(|| Fault {
            of,
            what: document.words(words).to_lowercase(),
            effect: document.token(effect).span,
            span: words.cover(document.token(self.word).span),
        })
    }
}

/// A noun with the nouns, adjectives and participles right before it.
fn noun_words(document: &Document<'_>, noun: TokenId) -> Span {
    let describes = |token: &TokenId| {
        let participle = document.token(*token).relation == Relation::Amod;
        participle || matches!(document.token(*token).upos, Upos::Noun | Upos::Adj | Upos::Propn)
    };
    before(document, noun)
        .take_while(describes)
        .fold(document.token(noun).span, |span, token| span.cover(document.token(token).span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_tells_what_caused_an_incident() {
        for (text, expected) in [
            ("The fire was caused by a gas leak.", Some(("fire", "gas leak"))),
            ("A spark set off the explosion.", Some(("explosion", "spark"))),
            ("A dropped match may have sparked the blaze.", Some(("fire", "dropped match"))),
            ("The crash was due to thick fog.", Some(("crash", "thick fog"))),
            ("The collapse was the result of poor maintenance.", Some(("collapse", "poor maintenance"))),
            ("The fire resulted from faulty wiring.", Some(("fire", "faulty wiring"))),
            ("The mayor blamed black ice for the accident.", Some(("crash", "black ice"))),
            ("The inspector attributed the derailment to a broken rail.", Some(("crash", "broken rail"))),
            ("The blast was blamed on a gas cylinder.", Some(("explosion", "gas cylinder"))),
            ("The fire was not caused by a gas leak.", None),
            ("The ministry blamed the rebels for the explosion.", None),
            ("Trains were late due to the crash.", None),
            ("The crash caused long delays.", None),
            ("The match was set off by a drum.", None),
            ("The mayor blamed black ice for the late start.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| caused(&document, token));
            assert_eq!(found.as_ref().map(|fault| (fault.of, fault.what.as_str())), expected, "{text}");
        }
    }
}

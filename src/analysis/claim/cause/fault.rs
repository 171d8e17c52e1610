//! The cause of an incident of the lexicon: "caused by a gas leak", "a short circuit set off the fire", "blamed fog for the
//! crash". This reads adjacent words and uses the tree only for the subject of a verb.
//!
//! Where a pattern is only used for causes, anything may be the cause; after "after", "when" and the like, only words of the
//! classes of causes are read as one.

mod phrase;

use super::class::{self, Class};
use super::wording::{last_incident, status_of};
use crate::analysis::actor::group;
use crate::analysis::claim::Status;
use crate::analysis::claim::date::{incident_noun, incident_verb};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::phrase::{before, word_is};
use crate::analysis::claim::sentence::Sentence;
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;
use phrase::{BE, Cause};

/// A cause and its effect.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// The kind of incident.
    pub of: &'static str,
    /// The cause, in lower case.
    pub what: String,
    /// Its class, if its words denote one.
    pub class: Option<&'static Class>,
    /// The status of the statement.
    pub status: Status,
    /// The word for the incident, or the cue if the incident is named elsewhere.
    pub effect: Span,
    /// The words that state it.
    pub span: Span,
}

/// Where a pattern has its cause and its effect.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// "CAUSE set off EFFECT", and in the passive "EFFECT was set off by CAUSE".
    Verb,
    /// "EFFECT was due to CAUSE".
    EffectFirst,
    /// "blamed CAUSE for EFFECT".
    Blamed,
    /// "attributed EFFECT to CAUSE", "blamed EFFECT on CAUSE"; in the passive "EFFECT was blamed on CAUSE".
    Attributed(&'static str),
    /// "EFFECT happened because of CAUSE", "EFFECT began when CAUSE …".
    Clause,
    /// "the cause of EFFECT was CAUSE", "CAUSE was the cause of EFFECT".
    Named,
    /// "CAUSE was to blame", "findings point to CAUSE": the effect is elsewhere.
    Alone,
}

/// Words that introduce a cause, by lemma, with their particle.
const PATTERNS: &[(&str, &str, Order)] = &[
    ("cause", "", Order::Verb),
    ("trigger", "", Order::Verb),
    ("spark", "", Order::Verb),
    ("ignite", "", Order::Verb),
    ("start", "", Order::Verb),
    ("set", "off", Order::Verb),
    ("touch", "off", Order::Verb),
    ("due", "to", Order::EffectFirst),
    ("result", "of", Order::EffectFirst),
    ("result", "from", Order::EffectFirst),
    ("stem", "from", Order::EffectFirst),
    ("trace", "to", Order::EffectFirst),
    ("act", "of", Order::EffectFirst),
    ("work", "of", Order::EffectFirst),
    ("blame", "", Order::Blamed),
    ("blame", "", Order::Attributed("on")),
    ("attribute", "", Order::Attributed("to")),
    ("put", "down", Order::Attributed("to")),
    ("because", "of", Order::Clause),
    ("because", "", Order::Clause),
    ("when", "", Order::Clause),
    ("after", "", Order::Clause),
    ("cause", "", Order::Named),
    ("blame", "", Order::Alone),
    ("point", "to", Order::Alone),
];

/// How many words may be between a cause and its effect.
const REACH: u32 = 12;

/// The cause that a word introduces.
pub(super) fn caused(document: &Document<'_>, word: TokenId) -> Option<Fault> {
    let lemma = document.lemma(word);
    let reader = Reader { document, sentence: Sentence::of(document, word), word };
    PATTERNS.iter().filter(|(own, ..)| *own == lemma).find_map(|(_, particle, order)| {
        let next = word.0 + 1 + u32::from(!particle.is_empty());
        if !particle.is_empty() && !reader.sentence.is(word.0 + 1, &[particle]) {
            return None;
        }
        match order {
            Order::Verb => reader.by_verb(next),
            Order::EffectFirst => reader.effect_first(next),
            Order::Blamed => reader.blamed(next),
            Order::Attributed(link) => reader.attributed(next, link),
            Order::Clause => reader.clause(next),
            Order::Named => reader.named(next),
            Order::Alone => reader.alone(next),
        }
    })
}

struct Reader<'d, 't> {
    document: &'d Document<'t>,
    sentence: Sentence<'d, 't>,
    word: TokenId,
}

impl Reader<'_, '_> {
    fn by_verb(&self, next: u32) -> Option<Fault> {
        if self.document.token(self.word).upos != Upos::Verb {
            return None;
        }
        if self.sentence.is(next, &["by"]) {
            let cause = self.cause_after(next)?;
            let subject = self.document.subject_of(self.word).filter(|subject| self.is_incident(*subject));
            return self.fault(cause, subject.or_else(|| self.incident_before())?);
        }
        self.fault(self.agent()?, self.incident_after(next, 5)?)
    }

    /// "the crash was due to fog", "the fire is believed to have been the result of a fault": the effect is the subject.
    fn effect_first(&self, next: u32) -> Option<Fault> {
        let cause = self.cause_after(next - 1)?;
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
        let cause = self.cause_after(next - 1)?;
        let head = cause.head.0;
        let link =
            (head + 1..self.sentence.end.min(head + 4)).find(|place| self.sentence.is(*place, &["for"]))?;
        self.fault(cause, self.incident_after(link + 1, 5)?)
    }

    fn attributed(&self, next: u32, link: &str) -> Option<Fault> {
        let at =
            (next..self.sentence.end.min(next + REACH)).find(|place| self.sentence.is(*place, &[link]))?;
        let cause = self.cause_after(at)?;
        let object = (next..at).map(TokenId).find(|token| self.is_incident(*token));
        let subject = || self.incident_before().filter(|_| at == next);
        self.fault(cause, object.or_else(subject)?)
    }

    /// "derailed because of a broken rail", "broke out after a lightning strike".
    fn clause(&self, next: u32) -> Option<Fault> {
        static BEGINS: WordClass = WordClass::named("verbs of an outbreak");
        let verb = before(self.document, self.word).take(REACH as usize).find(|token| {
            let upos = self.document.token(*token).upos;
            let mistaken = || upos != Upos::Noun && incident_verb(self.document.lemma(*token)).is_some();
            upos == Upos::Verb || mistaken()
        })?;
        let lemma = self.document.lemma(verb);
        let effect = if incident_verb(lemma).is_some() {
            verb
        } else if BEGINS.has(lemma) {
            self.incident_before().filter(|noun| noun.0 < verb.0)?
        } else {
            return None;
        };
        let border = self.border(next);
        let found = class::within(self.document, next, border)?;
        self.fault(self.of_class(found), effect)
    }

    /// "the cause of the fire was a short circuit", "a short circuit was the cause".
    fn named(&self, next: u32) -> Option<Fault> {
        if self.document.token(self.word).upos != Upos::Noun {
            return None;
        }
        let effect = self.sentence.is(next, &["of"]).then(|| self.incident_after(next + 1, 5)).flatten();
        let following = effect.map_or(next, |effect| effect.0 + 1);
        let is_link = |place: &u32| self.sentence.is(*place, &["as"]) || self.sentence.is(*place, BE);
        let link = (following..following + 4).find(is_link);
        let forward = link.and_then(|link| class::within(self.document, link + 1, self.border(link + 1)));
        let backward = || {
            let link = before(self.document, self.word).take(4).find(|token| is_link(&token.0))?;
            self.class_before(link)
        };
        let found = forward.or_else(backward)?;
        self.anywhere(found, effect)
    }

    /// "a faulty heater was to blame", "blamed faulty wiring", "findings point to a short circuit".
    fn alone(&self, next: u32) -> Option<Fault> {
        let to = self.word.0 > self.sentence.first && self.sentence.is(self.word.0 - 1, &["to"]);
        let found = if to && word_is(self.document, self.word, &["blame"]) {
            self.class_before(self.be_before(4)?)?
        } else if self.document.token(self.word).upos == Upos::Verb {
            class::within(self.document, next, self.border(next).min(next + 5))?
        } else {
            return None;
        };
        let following = self.incident_after(found.end.max(next), 5).filter(|_| to);
        self.anywhere(found, following)
    }

    /// A cause with a class, and its effect, which may be elsewhere.
    fn anywhere(&self, found: class::Found, effect: Option<TokenId>) -> Option<Fault> {
        let cause = self.of_class(found);
        if let Some(effect) = effect.or_else(|| self.incident_before()) {
            return self.fault(cause, effect);
        }
        let of = last_incident(self.document, self.word, None)?;
        self.stated(cause, of, self.document.token(self.word).span)
    }

    /// For things only: people who are blamed are read in `responsibility`.
    fn fault(&self, cause: Cause, effect: TokenId) -> Option<Fault> {
        const OTHER: &[&str] = &["another", "other", "separate", "previous", "similar", "earlier"];
        let document = self.document;
        let known = cause.class.is_some();
        let name = matches!(document.token(cause.head).upos, Upos::Propn | Upos::Pron);
        let thing = known || !name && group::of_head(document, cause.head).is_none();
        let kind = |lemma| incident_noun(lemma).or_else(|| incident_verb(lemma));
        let of = kind(document.lemma(effect))?;
        let elsewhere = before(document, effect).take(3).any(|word| word_is(document, word, OTHER));
        let itself = self.is_incident(cause.head) && !known;
        (thing && !itself && !elsewhere && cause.head != effect).then_some(())?;
        self.stated(cause, of, document.token(effect).span)
    }

    fn stated(&self, cause: Cause, of: &'static str, effect: Span) -> Option<Fault> {
        let document = self.document;
        let span = cause.words.cover(document.token(self.word).span);
        let status = status_of(document, span)?;
        Some(Fault {
            of,
            what: document.words(cause.words).to_lowercase(),
            class: cause.class,
            status,
            effect,
            span,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Fault> {
        let document = Document::read(text);
        document.token_ids().find_map(|token| caused(&document, token))
    }

    #[test]
    fn every_pattern_finds_the_cause_of_an_incident() {
        for (text, expected) in [
            ("The fire was caused by a gas leak.", Some(("fire", "gas leak"))),
            ("A short circuit caused the fire.", Some(("fire", "short circuit"))),
            ("Lightning started the wildfire.", Some(("fire", "lightning"))),
            ("Sparks set off the explosion.", Some(("explosion", "sparks"))),
            ("A dropped match may have sparked the blaze.", Some(("fire", "dropped match"))),
            ("The crash was due to thick fog.", Some(("crash", "thick fog"))),
            ("The collapse was the result of poor maintenance.", Some(("collapse", "poor maintenance"))),
            ("The fire resulted from faulty wiring.", Some(("fire", "faulty wiring"))),
            ("The fire was caused by a fault in the wiring.", Some(("fire", "fault in the wiring"))),
            ("The mayor blamed black ice for the accident.", Some(("crash", "black ice"))),
            ("The inspector attributed the derailment to a broken rail.", Some(("crash", "broken rail"))),
            ("The blast was blamed on a gas cylinder.", Some(("explosion", "gas cylinder"))),
            ("The train derailed because of a broken rail.", Some(("crash", "broken rail"))),
            ("The bus crashed after its brakes failed.", Some(("crash", "brakes"))),
            ("The boat capsized because it was overloaded.", Some(("crash", "overloaded"))),
            ("Overcrowding caused the ferry to capsize.", Some(("crash", "overcrowding"))),
            ("The fire broke out after a lightning strike.", Some(("fire", "lightning strike"))),
            ("The fire began when a welding torch fell.", Some(("fire", "welding torch"))),
            ("The cause of the fire was an electrical fault.", Some(("fire", "electrical fault"))),
            ("A short circuit was the cause of the fire.", Some(("fire", "short circuit"))),
            ("The stampede began when officers beat pilgrims.", Some(("stampede", "officers beat"))),
            ("A barn burned in the fire. The cause was a heater.", Some(("fire", "heater"))),
            (
                "A barn burned in the fire. An overloaded socket was to blame.",
                Some(("fire", "overloaded socket")),
            ),
            (
                "The fire gutted a barn. Early findings point to a short circuit.",
                Some(("fire", "short circuit")),
            ),
            ("The derailment was an act of sabotage.", Some(("crash", "sabotage"))),
            ("The ministry blamed the rebels for the explosion.", None),
            ("Trains were late due to the crash.", None),
            ("The crash caused long delays.", None),
            ("The match was set off by a drum.", None),
            ("The mayor blamed black ice for the late start.", None),
            ("The cause of the fire is under investigation.", None),
            ("The cause of the fire was not known.", None),
            ("The blaze was put out after two hours.", None),
            ("Police questioned the driver after the crash because he was drunk.", None),
            ("The inquiry into the crash opened after rain had stopped.", None),
            ("Investigators will look into whether a short circuit caused the fire.", None),
            ("A separate fire was caused by a candle.", None),
        ] {
            let found = first(text);
            assert_eq!(found.as_ref().map(|fault| (fault.of, fault.what.as_str())), expected, "{text}");
        }
    }

    #[test]
    fn a_cause_is_as_certain_as_its_words() {
        for (text, expected) in [
            ("The fire was caused by a gas leak.", Some(Status::Asserted)),
            ("A gas leak may have caused the fire.", Some(Status::Alleged)),
            ("The fire is believed to have been caused by a gas leak.", Some(Status::Alleged)),
            ("Preliminary findings suggest the fire was caused by a gas leak.", Some(Status::Alleged)),
            ("The fire was not caused by a gas leak.", Some(Status::Denied)),
            ("The mayor ruled out a gas leak as the cause of the fire.", Some(Status::Denied)),
            ("The mayor could not rule out a gas leak as the cause of the fire.", None),
        ] {
            assert_eq!(first(text).map(|fault| fault.status), expected, "{text}");
        }
    }
}

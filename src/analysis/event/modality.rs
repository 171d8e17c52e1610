//! The stance of a report towards an event: a fact, reported by a source, alleged, planned, negated.
//!
//! After FactBank (Saurí and Pustejovsky 2009): the marks on the verb itself first, then those of its governors, from the inside out.

use super::lexicon::{Lexicon, Part, lexicon};
use super::participant::is_under_preposition;
use super::reading::Reading;
use super::trigger::Trigger;
use super::{Form, Modality};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::analysis::scope::{self, Polarity};

/// The stance of the text towards the event.
pub(super) fn of(reading: &Reading<'_>, trigger: &Trigger) -> Modality {
    let marks = Marks { reading, lexicon: lexicon() };
    let words = || [Some(trigger.token), trigger.carrier].into_iter().flatten();
    // "There were no reports of injuries"; but "no claim of responsibility for the attack" takes for granted that there was one.
    let is_absent = |word| scope::of(reading.document, word).polarity == Polarity::Absent;
    if words().any(|word| is_absent(word) && !marks.is_definite(word)) {
        return Modality::Negated;
    }
    let own = words().map(|word| marks.on(word)).fold(Modality::Asserted, stronger);
    if matches!(own, Modality::Negated | Modality::Planned) {
        return own;
    }
    let above = marks.above(trigger);
    let said = if marks.is_said(trigger.head()) { Modality::Reported } else { Modality::Asserted };
    stronger(stronger(own, above), said)
}

/// Whether a verb in the simple present describes a state, not an event. In a headline it describes an event.
pub(super) fn is_usual(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    let document = reading.document;
    let head = trigger.head();
    let present = matches!(document.token(head).xpos, Xpos::Vbz | Xpos::Vbp);
    let alone = document.children_by(head, &[Relation::Aux, Relation::AuxPass]).next().is_none();
    let headline = document.sentence(document.sentence_of(head)).headline;
    let past =
        document.token(head).xpos == Xpos::Vbp && lexicon().is(document.lemma(head), Part::PastLikePresent);
    present && alone && !headline && !past && document.token(head).upos == Upos::Verb
}

/// The reading that is further from a plain fact.
fn stronger(one: Modality, other: Modality) -> Modality {
    one.max(other)
}

struct Marks<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'static Lexicon,
}

impl Marks<'_> {
    fn is(&self, word: TokenId, part: Part) -> bool {
        let document = self.reading.document;
        self.lexicon.is(document.lemma(word), part)
            || self.lexicon.is(&document.word(word).to_lowercase(), part)
    }

    /// The marks among a word's own dependents.
    fn on(&self, word: TokenId) -> Modality {
        const MARKS: &[Relation] = &[
            Relation::Advmod,
            Relation::Aux,
            Relation::Det,
            Relation::Mark,
            Relation::Case,
            Relation::Amod,
            Relation::Cc,
        ];
        let document = self.reading.document;
        let mut found = Modality::Asserted;
        for mark in document.children_by(word, MARKS) {
            let modality = if self.is(mark, Part::Negation) {
                Modality::Negated
            } else if document.token(mark).relation == Relation::Aux && self.is(mark, Part::Modal) {
                Modality::Planned
            } else if self.is(mark, Part::Hedge) {
                Modality::Alleged
            } else {
                Modality::Asserted
            };
            found = stronger(found, modality);
        }
        if self.has_no_participant(word) {
            found = stronger(found, Modality::Negated);
        }
        if found == Modality::Asserted && (self.is_purpose(word) || self.is_request(word)) {
            return Modality::Planned;
        }
        found
    }

    /// Whether a noun is taken for known: "the attack", "Friday's attack".
    fn is_definite(&self, noun: TokenId) -> bool {
        let document = self.reading.document;
        let known = |word| matches!(document.lemma(word), "the" | "this" | "that" | "these" | "those");
        document.children_by(noun, &[Relation::Det]).any(known)
            || document.children_by(noun, &[Relation::NmodPoss]).next().is_some()
    }

    /// Whether nobody and nothing takes part in it: "no shots were fired", "police fired no shots", "nobody was hurt".
    fn has_no_participant(&self, word: TokenId) -> bool {
        const PARTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
        let document = self.reading.document;
        document
            .children_by(word, PARTS)
            .flat_map(|noun| document.children_by(noun, &[Relation::Det]).chain([noun]))
            .any(|word| self.is(word, Part::Negation))
    }

    /// Whether a clause asks for something: "Call the police", "please stay at home". A headline leaves out what would show it.
    fn is_request(&self, word: TokenId) -> bool {
        const OF_A_STATEMENT: &[Relation] = &[
            Relation::Nsubj,
            Relation::NsubjPass,
            Relation::Csubj,
            Relation::Expl,
            Relation::Aux,
            Relation::AuxPass,
            Relation::Mark,
        ];
        let document = self.reading.document;
        let token = document.token(word);
        token.upos == Upos::Verb
            && token.xpos == Xpos::Vb
            && matches!(token.relation, Relation::Root | Relation::Parataxis)
            && !document.sentence(document.sentence_of(word)).headline
            && document.children_by(word, OF_A_STATEMENT).next().is_none()
    }

    /// Whether a verb of a series is bare, so that it shares what is said of the first: "may close and [move]".
    fn is_bare(&self, word: TokenId) -> bool {
        const OWN: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark];
        let document = self.reading.document;
        let token = document.token(word);
        token.upos == Upos::Verb && token.xpos == Xpos::Vb && document.children_by(word, OWN).next().is_none()
    }

    /// Whether an infinitive lies ahead by the word before it: "is going to", "was ready to".
    fn is_ahead(&self, word: TokenId, governor: TokenId) -> bool {
        let document = self.reading.document;
        let infinitive = document
            .children_by(word, &[Relation::Mark])
            .any(|mark| document.word(mark).eq_ignore_ascii_case("to"));
        infinitive && document.token(word).xpos == Xpos::Vb && self.is(governor, Part::Prospective)
    }

    /// Whether an infinitive states an intention: "to restore order", a headline's "to host".
    fn is_purpose(&self, word: TokenId) -> bool {
        let document = self.reading.document;
        let token = document.token(word);
        let infinitive = token.xpos == Xpos::Vb
            && document
                .children_by(word, &[Relation::Mark])
                .any(|mark| document.word(mark) == "to" || document.word(mark) == "To");
        infinitive
            && matches!(
                token.relation,
                Relation::Advcl | Relation::Acl | Relation::Root | Relation::Parataxis
            )
    }

    /// The effect of the nearest governing verb or noun.
    fn above(&self, trigger: &Trigger) -> Modality {
        const ARGUMENTS: &[Relation] = &[
            Relation::Xcomp,
            Relation::Ccomp,
            Relation::Obj,
            Relation::Acl,
            Relation::Csubj,
            Relation::NsubjPass,
        ];
        let document = self.reading.document;
        let mut here = trigger.head();
        for _ in 0..4 {
            let Some(governor) = document.head(here) else { return Modality::Asserted };
            let relation = document.token(here).relation;
            let oblique = matches!(relation, Relation::Obl | Relation::Nmod) && trigger.form != Form::Verb;
            let governing = ARGUMENTS.contains(&relation)
                || oblique
                || relation == Relation::Advcl && self.is_purpose(here);
            if relation == Relation::Conj {
                let shared = if self.is_bare(here) { self.on(governor) } else { Modality::Asserted };
                if shared != Modality::Asserted {
                    return shared;
                }
                here = governor;
                continue;
            }
            if self.is_accused(here, governor) {
                return Modality::Alleged;
            }
            if !governing {
                return Modality::Asserted;
            }
            let modality = self.made_by(governor, oblique);
            if modality != Modality::Asserted {
                return modality;
            }
            // The complement of an aspect verb shares that verb's own marks: "will begin to".
            let own = self.on(governor);
            if relation == Relation::Xcomp && own != Modality::Asserted {
                return own;
            }
            if relation == Relation::Xcomp && self.is_ahead(here, governor) {
                return Modality::Planned;
            }
            if document.token(governor).upos != Upos::Verb {
                return Modality::Asserted;
            }
            here = governor;
        }
        Modality::Asserted
    }

    /// Whether someone is accused of what a word names: "accused of stabbing", "on suspicion of manslaughter".
    fn is_accused(&self, word: TokenId, governor: TokenId) -> bool {
        let document = self.reading.document;
        let phrase = matches!(document.token(word).relation, Relation::Nmod | Relation::Obl)
            && document.case_of(word).is_some_and(|case| matches!(document.word(case), "of" | "with"));
        let under_preposition = is_under_preposition(document, word) || phrase;
        under_preposition && (self.is(governor, Part::AllegingNoun) || self.is(governor, Part::Accusing))
    }

    fn made_by(&self, governor: TokenId, oblique: bool) -> Modality {
        let document = self.reading.document;
        if document.token(governor).upos != Upos::Verb {
            return if self.is(governor, Part::PlanningNoun) {
                Modality::Planned
            } else {
                Modality::Asserted
            };
        }
        // "Set off a stampede" is not "is set to".
        let trigger =
            self.reading.trigger_at(governor).map(|trigger| &self.reading.triggers[trigger as usize]);
        let lemma = trigger.filter(|trigger| trigger.token == governor).map(|trigger| &*trigger.lemma);
        let phrase = lemma.filter(|lemma| lemma.contains(' '));
        let is =
            |part| phrase.map_or_else(|| self.is(governor, part), |phrase| self.lexicon.is(phrase, part));
        if is(Part::Denying) && !oblique {
            // "Did not deny that he had lied": what is not denied is as it was.
            let refused = self.on(governor) == Modality::Negated;
            return if refused { Modality::Asserted } else { Modality::Negated };
        }
        if is(Part::Planning) {
            return Modality::Planned;
        }
        if is(Part::Alleging) && !oblique {
            return Modality::Alleged;
        }
        Modality::Asserted
    }

    /// Whether there is a source: the clause is in a quotation, below a verb of saying, or next to "according to".
    fn is_said(&self, word: TokenId) -> bool {
        let document = self.reading.document;
        let span = document.token(word).span;
        let opened = document.quotations().partition_point(|quotation| quotation.inner.start <= span.start);
        let around = opened.checked_sub(1).map(|last| document.quotations()[last]);
        if around.is_some_and(|quotation| !quotation.scare && quotation.inner.contains(span)) {
            return true;
        }
        let mut here = word;
        loop {
            if document
                .children_by(here, &[Relation::Parataxis, Relation::Obl])
                .any(|beside| self.attributes(beside))
            {
                return true;
            }
            let Some(governor) = document.head(here) else { return false };
            let content = matches!(document.token(here).relation, Relation::Ccomp | Relation::Parataxis);
            if content && self.is(governor, Part::Reporting) {
                return true;
            }
            here = governor;
        }
    }

    fn attributes(&self, beside: TokenId) -> bool {
        let document = self.reading.document;
        match document.token(beside).relation {
            Relation::Parataxis => self.is(beside, Part::Reporting),
            _ => document
                .case_of(beside)
                .is_some_and(|case| document.word(case).eq_ignore_ascii_case("according")),
        }
    }
}

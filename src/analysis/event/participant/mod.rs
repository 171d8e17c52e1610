//! Who takes part in an event: agent, patient and others, from the clause or the noun phrase that states it.
//!
//! Subjects and objects as in Universal Dependencies, with passives and relative clauses resolved; the subject of a clause
//! without one is that of the clause above (control), or the noun a participle modifies.

mod object;
mod subject;

use super::lexicon::{PartOfSpeech, lexicon};
use super::reading::Reading;
use super::trigger::Trigger;
use super::{Form, Participant, Role};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Relation, TokenId, Upos};
use object::noun_after_in;
pub(super) use object::{object, object_of_idiom};
use subject::is_passive;
pub(super) use subject::{
    describes_noun, is_under_preposition, own_subject, subject, subject_before_saying, subject_of_occurrence,
};

/// The participants of an event, agents first; co-ordinated ones separately.
pub(super) fn find(reading: &Reading<'_>, trigger: &Trigger) -> Vec<Participant> {
    let mut found = Found { reading, participants: Vec::new() };
    match trigger.form {
        Form::Verb => found.of_clause(trigger.token),
        Form::Noun | Form::Name => {
            found.of_noun(trigger.token);
            if let Some(carrier) = trigger.carrier {
                found.of_carrier(carrier, trigger.token);
            }
        }
    }
    found.participants.sort_by_key(|participant| (participant.role, participant.span));
    found.participants
}

/// The place of an event: an index into the report's actor mentions.
pub(super) fn place(reading: &Reading<'_>, trigger: &Trigger) -> Option<u32> {
    const AT: [&str; 13] = [
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "across",
        "around",
        "throughout",
        "off",
        "over",
        "within",
        "to",
    ];
    const PHRASES: &[Relation] = &[Relation::Obl, Relation::Nmod];
    let heads = [Some(trigger.token), trigger.carrier];
    let phrases = heads.into_iter().flatten().flat_map(|head| reading.document.children_by(head, PHRASES));
    let case =
        |word: TokenId| reading.document.case_of(word).map(|case| reading.document.word(case).to_lowercase());
    let at = |word: TokenId| case(word).is_some_and(|case| AT.contains(&&*case));
    // "in the main square of Lima", "in Lima's main square": the place is named within the phrase.
    let nested = phrases.filter(|&phrase| at(phrase)).flat_map(|phrase| {
        let parts =
            reading.document.children_by(phrase, &[Relation::Nmod, Relation::NmodPoss, Relation::Compound]);
        let named = parts.filter(|&part| {
            reading.document.token(part).relation != Relation::Nmod
                || at(part)
                || case(part).is_some_and(|case| case == "of")
        });
        std::iter::once(phrase).chain(named)
    });
    nested
        .filter(|&phrase| matches!(reading.actor_kind_at(phrase), Some(ActorKind::Place | ActorKind::State)))
        .find_map(|phrase| reading.actor_mention_at(phrase))
}

struct Found<'a> {
    reading: &'a Reading<'a>,
    participants: Vec<Participant>,
}

impl Found<'_> {
    /// Adds a noun and what is co-ordinated with it, unless it is itself an event or a time.
    fn add(&mut self, head: TokenId, role: Role) {
        let document = self.reading.document;
        let head = self.reading.antecedent(head);
        let all: Vec<TokenId> = std::iter::once(head).chain(document.conjuncts(head)).collect();
        for noun in all {
            let nominal = matches!(
                document.token(noun).upos,
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym
            );
            let span = document.token(noun).span;
            let is_time = self.reading.is_time(noun);
            let known = self.participants.iter().any(|known| known.head == span);
            if nominal && !is_time && !known {
                self.participants.push(self.reading.participant(noun, role));
            }
        }
    }

    fn of_clause(&mut self, verb: TokenId) {
        let document = self.reading.document;
        let passive = is_passive(self.reading, verb);
        if let Some(subject) = subject(self.reading, verb) {
            // Someone who dies is not an agent.
            let undergoes = passive || lexicon().class(PartOfSpeech::Verb, document.lemma(verb)) == "die";
            self.add(subject, if undergoes { Role::Patient } else { Role::Agent });
        }
        if let Some(object) = object(document, verb) {
            self.add(object, if passive { Role::Other } else { Role::Patient });
        }
        let obliques: Vec<TokenId> =
            document.children_by(verb, &[Relation::Iobj, Relation::OblAgent, Relation::Obl]).collect();
        for oblique in obliques {
            let by = document.case_of(oblique).is_some_and(|case| document.word(case) == "by");
            let role = if passive && by { Role::Agent } else { Role::Other };
            self.add(oblique, role);
        }
    }

    /// The arguments of a noun: "the city's evacuation of residents by soldiers".
    fn of_noun(&mut self, noun: TokenId) {
        const ARGUMENTS: &[Relation] = &[Relation::Nmod, Relation::NmodPoss, Relation::Compound];
        let document = self.reading.document;
        let arguments: Vec<TokenId> = document.children_by(noun, ARGUMENTS).collect();
        // "a rise in prices": what changes.
        let class = lexicon().class(PartOfSpeech::Noun, document.lemma(noun));
        let changes = ["raise", "fall", "cut"].contains(&class);
        let has_possessor = arguments.iter().any(|&word| document.token(word).relation == Relation::NmodPoss);
        for argument in arguments {
            let case = document.case_of(argument).map(|case| document.word(case).to_lowercase());
            let role = match (document.token(argument).relation, case.as_deref()) {
                (Relation::NmodPoss, _) | (_, Some("by")) => Role::Agent,
                (Relation::Compound, _) => Role::Patient,
                (_, Some("of")) if has_possessor => Role::Patient,
                (_, Some("of" | "on" | "against")) => Role::Patient,
                (_, Some("in")) if changes => Role::Patient,
                (_, Some("between" | "among")) => Role::Agent,
                _ => Role::Other,
            };
            self.add(argument, role);
        }
        if changes && let Some(changing) = noun_after_in(document, noun) {
            self.add(changing, Role::Patient);
        }
    }

    /// What the carrying verb adds: its agent.
    fn of_carrier(&mut self, carrier: TokenId, noun: TokenId) {
        let document = self.reading.document;
        let passive = is_passive(self.reading, carrier);
        if let Some(subject) = subject(self.reading, carrier).filter(|&subject| subject != noun && !passive) {
            self.add(subject, Role::Agent);
        }
        let obliques: Vec<TokenId> =
            document.children_by(carrier, &[Relation::Iobj, Relation::OblAgent, Relation::Obl]).collect();
        for oblique in obliques {
            let by = document.case_of(oblique).is_some_and(|case| document.word(case) == "by");
            self.add(oblique, if passive && by { Role::Agent } else { Role::Other });
        }
    }
}

//! Who takes part in an event: agent, patient and the rest, from the clause or the noun phrase that tells it.
//!
//! Subjects and objects as Universal Dependencies has them, passives and relative clauses undone; the subject of a clause
//! without one is that of the clause above (control), or the noun a participle modifies.

use super::reading::Reading;
use super::trigger::Trigger;
use super::{Form, Participant, Role};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};

/// The participants of an event, agents first; co-ordinated ones each by itself.
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

/// The place an event is told to happen at: an index into the report's actor mentions.
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
    let nested = phrases.flat_map(|phrase| {
        std::iter::once(phrase)
            .chain(reading.document.children_by(phrase, &[Relation::Nmod, Relation::Compound]))
    });
    nested
        .filter(|&phrase| {
            let kind = reading.actor_kind_at(phrase);
            let case =
                reading.document.case_of(phrase).map(|case| reading.document.word(case).to_lowercase());
            matches!(kind, Some(ActorKind::Place | ActorKind::State))
                && case.is_some_and(|case| AT.contains(&&*case))
        })
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
            self.add(subject, if passive { Role::Patient } else { Role::Agent });
        }
        if let Some(object) = document.object_of(verb) {
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
        let has_possessor = arguments.iter().any(|&word| document.token(word).relation == Relation::NmodPoss);
        for argument in arguments {
            let case = document.case_of(argument).map(|case| document.word(case).to_lowercase());
            let role = match (document.token(argument).relation, case.as_deref()) {
                (Relation::NmodPoss, _) | (_, Some("by")) => Role::Agent,
                (Relation::Compound, _) => Role::Patient,
                (_, Some("of")) if has_possessor => Role::Patient,
                (_, Some("of" | "on" | "against")) => Role::Patient,
                (_, Some("between" | "among")) => Role::Agent,
                _ => Role::Other,
            };
            self.add(argument, role);
        }
    }

    /// What the carrying verb adds: the one who makes, takes or holds it.
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

/// Whether a verb is passive; a participle that modifies a noun is so by its form.
fn is_passive(reading: &Reading<'_>, verb: TokenId) -> bool {
    let token = reading.document.token(verb);
    let participle = token.xpos == Xpos::Vbn && matches!(token.relation, Relation::Acl | Relation::Amod);
    participle || reading.document.is_passive(verb) || {
        let shared = token.relation == Relation::Conj && token.xpos == Xpos::Vbn;
        shared && reading.document.head(verb).is_some_and(|first| reading.document.is_passive(first))
    }
}

/// The subject of a clause, its own or the one it is understood with.
pub(super) fn subject(reading: &Reading<'_>, verb: TokenId) -> Option<TokenId> {
    let document = reading.document;
    if let Some(own) = document.subject_of(verb).filter(|_| document.token(verb).relation != Relation::Xcomp)
    {
        return Some(own);
    }
    let governor = document.head(verb)?;
    match document.token(verb).relation {
        Relation::Acl | Relation::Amod => Some(governor),
        // "asked residents to stay": whom one asks is the one to stay.
        Relation::Xcomp => document.object_of(governor).or_else(|| subject(reading, governor)),
        Relation::Advcl | Relation::Conj if document.token(governor).upos == Upos::Verb => {
            subject(reading, governor)
        }
        _ => None,
    }
}

//! Who takes part in an event: agent, patient and the rest, from the clause or the noun phrase that tells it.
//!
//! Subjects and objects as Universal Dependencies has them, passives and relative clauses undone; the subject of a clause
//! without one is that of the clause above (control), or the noun a participle modifies.

use super::lexicon::{Part, PartOfSpeech, lexicon};
use super::reading::Reading;
use super::trigger::Trigger;
use super::{EventType, Form, Participant, Role};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

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
            // Whoever dies does nothing to anybody.
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
        if changes && let Some(changing) = behind_in(document, noun) {
            self.add(changing, Role::Patient);
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

/// The object of a verb; also what a tree takes for a phrase with "at", and that of a verb joined to it.
pub(super) fn object(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let behind_at = || {
        document
            .children_by(verb, &[Relation::Obl])
            .find(|&noun| noun.0 > verb.0 && is_at_least(document, noun) && !document.is_passive(verb))
    };
    let own = document.object_of(verb).map(|object| {
        // The tree may give the first of two verbs what stands right behind the second.
        let before = object.0.checked_sub(1).map(TokenId).filter(|&other| document.head(other) == Some(verb));
        let joined = before.filter(|&other| document.token(other).relation == Relation::Conj);
        joined.and_then(|joined| object_of_idiom(document, joined)).unwrap_or(object)
    });
    own.or_else(behind_at).or_else(|| shared_object(document, verb))
}

/// "Rebels shelled and burned the village": a verb that takes an object and has none shares that of the verb joined to it, where
/// nothing else stands between the two.
fn shared_object(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let token = document.token(verb);
    let first = if token.relation == Relation::Conj { document.head(verb)? } else { verb };
    let noun_like = matches!(token.relation, Relation::Acl | Relation::Amod);
    let takes_one = lexicon().is(document.lemma(verb), Part::Object);
    if token.upos != Upos::Verb
        || noun_like
        || !takes_one
        || [verb, first].iter().any(|&verb| document.is_passive(verb))
    {
        return None;
    }
    let mut before = verb;
    for joined in document.children_by(first, &[Relation::Conj]).filter(|joined| joined.0 > verb.0) {
        // "set" and "cut" are written alike in all their forms.
        let one_form = document.word(joined).eq_ignore_ascii_case(document.lemma(joined));
        let alike = document.token(joined).upos == Upos::Verb
            && (document.token(joined).xpos == token.xpos || one_form);
        let joins = |id: TokenId| {
            matches!(document.token(id).relation, Relation::Cc | Relation::Punct | Relation::Advmod)
        };
        if !alike || !(before.0 + 1..joined.0).map(TokenId).all(joins) {
            return None;
        }
        if let Some(object) = document.object_of(joined).filter(|object| object.0 > joined.0) {
            // What a light verb takes is told with it: "took a bow".
            let own = !lexicon().is(document.lemma(joined), Part::Light);
            return object_of_idiom(document, joined).or_else(|| own.then_some(object));
        }
        before = joined;
    }
    None
}

/// "prices" in "the rise in prices", wherever the tree hangs the phrase that stands right behind the noun.
fn behind_in(document: &Document<'_>, noun: TokenId) -> Option<TokenId> {
    let preposition = TokenId(noun.0 + 1);
    let sentence = document.sentence(document.sentence_of(noun));
    let stands = preposition < sentence.end && document.word(preposition).eq_ignore_ascii_case("in");
    let governed = document.head(preposition).filter(|word| stands && word.0 > preposition.0)?;
    (document.case_of(governed) == Some(preposition)).then_some(governed)
}

/// "set fire to the shops": what the phrase behind a bare noun right behind a verb names is what both are done to.
pub(super) fn object_of_idiom(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let (bare, preposition) = (TokenId(verb.0 + 1), TokenId(verb.0 + 2));
    if preposition >= document.sentence(document.sentence_of(verb)).end {
        return None;
    }
    let (object, case) = (document.token(bare), document.token(preposition));
    if object.relation != Relation::Obj || object.xpos != Xpos::Nn || case.upos != Upos::Adp {
        return None;
    }
    let noun = document.head(preposition).filter(|noun| noun.0 > preposition.0)?;
    let near = [Some(verb), Some(bare), document.head(bare)].contains(&document.head(noun));
    (near && document.case_of(noun) == Some(preposition)).then_some(noun)
}

/// Whether a verb is passive; a participle that modifies a noun is so by its form.
fn is_passive(reading: &Reading<'_>, verb: TokenId) -> bool {
    let token = reading.document.token(verb);
    let participle = token.xpos == Xpos::Vbn
        && matches!(token.relation, Relation::Acl | Relation::Amod)
        && object(reading.document, verb).is_none();
    participle || reading.document.is_passive(verb) || {
        let shared = token.relation == Relation::Conj && token.xpos == Xpos::Vbn;
        shared && reading.document.head(verb).is_some_and(|first| reading.document.is_passive(first))
    }
}

/// The subject of a clause, its own or the one it is understood with.
pub(super) fn subject(reading: &Reading<'_>, verb: TokenId) -> Option<TokenId> {
    let document = reading.document;
    let token = document.token(verb);
    if let Some(own) = own_subject(document, verb).filter(|_| token.relation != Relation::Xcomp) {
        return Some(own);
    }
    let governor = document.head(verb)?;
    let beside_verb = document.token(governor).upos == Upos::Verb;
    let beside_predicate = beside_verb || document.children_by(governor, &[Relation::Cop]).next().is_some();
    match token.relation {
        Relation::Acl | Relation::Advcl if is_under_preposition(document, verb) => controller(reading, verb),
        Relation::Acl | Relation::Xcomp if let Some(outer) = subject_before_saying(document, verb) => {
            Some(outer)
        }
        // "An avalanche in the valley killed ten": with an object the participle is no passive, and tells of the outer noun.
        Relation::Acl if token.xpos == Xpos::Vbn && object(document, verb).is_some() => {
            Some(without_preposition(document, governor))
        }
        Relation::Acl | Relation::Amod | Relation::AclRelcl => Some(governor),
        // "A plane carrying nine people crashed": a verb with a tense completes no participle, it is told of the noun before.
        Relation::Xcomp if is_finite(document, verb) && describes(document, governor) => {
            document.head(governor)
        }
        // "searching for people trapped on roofs": without a comma the participle tells of the noun right before.
        Relation::Advcl if token.xpos == Xpos::Vbn && beside_verb && follows_other_noun(reading, verb) => {
            verb.0.checked_sub(1).map(TokenId)
        }
        // "asked residents to stay": whom one asks is the one to stay; who promises is the one who will.
        Relation::Xcomp if lexicon().is(document.lemma(governor), Part::Promising) => {
            subject(reading, governor)
        }
        Relation::Xcomp => {
            let asked = || document.children_by(governor, &[Relation::Iobj]).next();
            document.object_of(governor).or_else(asked).or_else(|| subject(reading, governor))
        }
        // A finite clause with "when" or "while" names its own subject: without one the tree is wrong.
        Relation::Advcl if beside_verb && is_participial(document, verb) => {
            shared_subject(reading, verb, governor)
        }
        Relation::Conj if describes_noun(document, verb) => noun_before_comma(document, verb),
        Relation::Conj if beside_predicate && !follows_noun(document, verb) => subject(reading, governor),
        _ => None,
    }
}

/// Whether a verb stands in its "-ing" form behind a preposition that the verb or noun above asks for: "accused of stabbing",
/// "jailed for taking bribes", "on suspicion of helping".
pub(super) fn is_under_preposition(document: &Document<'_>, verb: TokenId) -> bool {
    const PREPOSITIONS: [&str; 4] = ["of", "for", "with", "from"];
    let marks = || document.children_by(verb, &[Relation::Mark, Relation::Case]);
    document.token(verb).xpos == Xpos::Vbg
        && marks().any(|mark| PREPOSITIONS.contains(&&*document.word(mark).to_lowercase()))
}

/// Of whom a participle behind a preposition is told: of the one to whom the verb above is done, else of the one who does it.
/// What hangs on a plain noun is told of nobody: "the risk of flooding".
fn controller(reading: &Reading<'_>, participle: TokenId) -> Option<TokenId> {
    let document = reading.document;
    let governor = document.head(participle)?;
    let verbal = |word: TokenId| document.token(word).upos == Upos::Verb;
    let noun = !verbal(governor);
    if noun && !names_accusation(document, governor) && !is_phrase_of_court(document, governor) {
        return None;
    }
    let top = || std::iter::successors(Some(governor), |&word| document.head(word)).last();
    let clause = if noun { document.governing_clause(governor).or_else(top)? } else { governor };
    // "Paid two million for repairing": what is no actor does nothing.
    let done_to = object(document, clause).filter(|&object| {
        object != governor && !document.is_passive(clause) && reading.actor_kind_at(object).is_some()
    });
    done_to.or_else(|| subject(reading, clause))
}

/// Whether a noun says that someone is thought or said to have done something: "suspicion", "charges".
fn names_accusation(document: &Document<'_>, noun: TokenId) -> bool {
    lexicon().is(document.lemma(noun), Part::AllegingNoun)
}

/// Whether a noun stands with a verb of the courts, so that what it is for is what the verb is for: "sentenced to nine years in
/// prison for taking bribes".
fn is_phrase_of_court(document: &Document<'_>, noun: TokenId) -> bool {
    let verb = document.governing_clause(noun);
    verb.is_some_and(|verb| lexicon().kind(PartOfSpeech::Verb, document.lemma(verb)) == EventType::Court)
}

/// "A ferry carrying 74 people capsized, the coast guard said": where two subjects belong to the verb of saying, the first is that
/// of the clause said, whose verb was read as a participle.
pub(super) fn subject_before_saying(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass];
    let plain =
        document.children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::OblAgent]).next().is_none();
    let past = matches!(document.token(verb).xpos, Xpos::Vbn | Xpos::Vbd);
    let first = std::iter::successors(Some(verb), |&word| document.head(word))
        .find(|&word| SUBJECTS.contains(&document.token(word).relation))?;
    let says = document.head(first).filter(|&says| lexicon().is(document.lemma(says), Part::Reporting))?;
    let another = document.children_by(says, SUBJECTS).any(|other| other.0 > verb.0);
    (plain && past && another && says.0 > verb.0).then_some(first)
}

/// Whether a verb has a tense of its own.
fn is_finite(document: &Document<'_>, verb: TokenId) -> bool {
    matches!(document.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
}

/// Whether a participle describes a noun.
fn describes(document: &Document<'_>, participle: TokenId) -> bool {
    let token = document.token(participle);
    token.relation == Relation::Acl && matches!(token.xpos, Xpos::Vbg | Xpos::Vbn)
}

/// Whether a noun that is no time and no subject stands right before a bare participle.
fn follows_other_noun(reading: &Reading<'_>, participle: TokenId) -> bool {
    let document = reading.document;
    let bare = document
        .children_by(participle, &[Relation::Aux, Relation::AuxPass, Relation::Mark, Relation::Advmod]);
    let Some(noun) = participle.0.checked_sub(1).map(TokenId) else { return false };
    let token = document.token(noun);
    // "fans chanting slogans attacked": a clause that hangs on a participle is rather the clause itself.
    let governor = document.head(participle);
    let of_clause = governor.is_some_and(|governor| {
        let auxiliaries = document.children_by(governor, &[Relation::Aux, Relation::AuxPass]).next();
        auxiliaries.is_some() || is_finite(document, governor)
    });
    let subject = matches!(token.relation, Relation::Nsubj | Relation::NsubjPass);
    let beside = document.sentence_of(noun) == document.sentence_of(participle);
    beside
        && of_clause
        && token.upos == Upos::Noun
        && !subject
        && !reading.is_time(noun)
        && bare.into_iter().next().is_none()
}

/// "clashes in the square, held by troops": a participle that nothing joins to the verb before it and that says by whom is told
/// of the noun right before, whatever the tree says.
pub(super) fn describes_noun(document: &Document<'_>, participle: TokenId) -> bool {
    let alone =
        document.children_by(participle, &[Relation::Aux, Relation::AuxPass, Relation::Cc]).next().is_none();
    let by = document.children_by(participle, &[Relation::OblAgent]).next().is_some();
    let joined = |first: TokenId| {
        let mut later = document.children_by(first, &[Relation::Conj]).filter(|other| other.0 > participle.0);
        later.any(|other| document.children_by(other, &[Relation::Cc]).next().is_some())
    };
    document.token(participle).xpos == Xpos::Vbn
        && alone
        && by
        && !document.head(participle).is_some_and(joined)
        && noun_before_comma(document, participle).is_some()
}

/// The noun before the comma that a participle, with its adverbs, stands behind.
fn noun_before_comma(document: &Document<'_>, participle: TokenId) -> Option<TokenId> {
    let sentence = document.sentence(document.sentence_of(participle));
    let mut before = (sentence.first.0..participle.0).rev().map(TokenId);
    let comma = before.find(|&id| document.token(id).relation != Relation::Advmod)?;
    let noun = before.next()?;
    let nominal = matches!(document.token(noun).upos, Upos::Noun | Upos::Propn);
    (document.word(comma) == "," && nominal).then_some(noun)
}

/// The subject a participle shares with the verb it hangs on. "A man fled, wounding two, the sheriff said": who speaks behind the
/// clause does nothing in it, whatever the tree says.
fn shared_subject(reading: &Reading<'_>, participle: TokenId, governor: TokenId) -> Option<TokenId> {
    let document = reading.document;
    let told = subject(reading, governor)?;
    let speaks = lexicon().is(document.lemma(governor), Part::Reporting);
    if !speaks || told.0 < participle.0 || governor.0 < participle.0 {
        return Some(told);
    }
    let before = |subject: &TokenId| subject.0 < participle.0;
    document.children_by(governor, &[Relation::Nsubj, Relation::NsubjPass]).rfind(before)
}

/// The last of the words the tree gives as a verb's subject, put right where it cannot be the one.
pub(super) fn own_subject(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
    let before = |subject: &TokenId| subject.0 < verb.0;
    let told = document.children_by(verb, SUBJECTS);
    let nearest = document.children_by(verb, SUBJECTS).rfind(before).or_else(|| told.last());
    nearest
        .map(|subject| without_preposition(document, subject))
        .or_else(|| happening(document, verb))
        .or_else(|| behind_fronted_time(document, verb))
        .or_else(|| {
            // "At least 35 people drowned" has no preposition in it.
            document
                .children_by(verb, &[Relation::Obl])
                .filter(before)
                .find(|&noun| is_at_least(document, noun))
        })
}

/// "In 1997 a blast killed 60 people": the preposition at the front is that of the time, the noun behind it has none.
fn behind_fronted_time(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let determined = |noun: TokenId| {
        document.children_by(noun, &[Relation::Det, Relation::Nummod, Relation::NmodPoss]).next().is_some()
    };
    let passive = document.children_by(verb, &[Relation::AuxPass]).next().is_some();
    let phrases = document.children_by(verb, &[Relation::Obl, Relation::OblUnmarked]);
    let mut before = phrases.filter(|phrase| phrase.0 < verb.0);
    let fronted = before.next().filter(|&time| document.case_of(time).is_some() && !passive)?;
    before.find(|&noun| {
        noun.0 > fronted.0
            && document.token(noun).upos == Upos::Noun
            && document.case_of(noun).is_none()
            && determined(noun)
    })
}

/// The noun right before a verb of happening, which no passive can have: "after riots erupted" was read as a phrase.
pub(super) fn happening(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let noun = verb.0.checked_sub(1).map(TokenId)?;
    let token = document.token(noun);
    let near = [Some(verb), document.head(verb)].contains(&document.head(noun));
    let bare =
        document.children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).next().is_none();
    let past = matches!(document.token(verb).xpos, Xpos::Vbn | Xpos::Vbd);
    let happens = lexicon().is(document.lemma(verb), Part::Happening) && document.object_of(verb).is_none();
    let read_as_phrase = token.upos == Upos::Noun && matches!(token.relation, Relation::Obl | Relation::Nmod);
    (near && bare && past && happens && read_as_phrase).then_some(noun)
}

/// A noun behind a preposition is no subject: "a man armed with a rifle fled" is told of the man.
fn without_preposition(document: &Document<'_>, subject: TokenId) -> TokenId {
    const PREPOSITIONS: [&str; 9] = ["in", "of", "with", "by", "from", "at", "on", "for", "near"];
    let first = document.sentence(document.sentence_of(subject)).first;
    let case = document.case_of(subject).filter(|&case| {
        PREPOSITIONS.contains(&&*document.word(case).to_lowercase()) && !is_at_least(document, subject)
    });
    let Some(case) = case else { return subject };
    let mut before = (first.0..case.0).rev().map(TokenId);
    let nominal = |id: TokenId| matches!(document.token(id).upos, Upos::Noun | Upos::Propn);
    match before.next() {
        Some(id) if nominal(id) => id,
        Some(id) if matches!(document.token(id).upos, Upos::Verb | Upos::Adj) => {
            before.next().filter(|&id| nominal(id)).unwrap_or(subject)
        }
        _ => subject,
    }
}

/// Whether "at least" or its like stands before a counted noun, which a tree may take for a preposition.
pub(super) fn is_at_least(document: &Document<'_>, noun: TokenId) -> bool {
    let counted = document.children_by(noun, &[Relation::Nummod]).next().is_some();
    let hedged = |word: TokenId| {
        let hedge = matches!(&*document.word(word).to_lowercase(), "least" | "most");
        hedge && document.case_of(word).is_some_and(|at| document.word(at).eq_ignore_ascii_case("at"))
    };
    let below = document.children(noun).filter(|child| child.0 < noun.0);
    counted
        && document.case_of(noun).is_none()
        && below.flat_map(|child| document.children(child).chain([child])).any(hedged)
        || counted
            && document.case_of(noun).is_some_and(|at| {
                let next = document
                    .tokens()
                    .get(at.index() + 1)
                    .map(|next| document.words(next.span).to_lowercase());
                document.word(at).eq_ignore_ascii_case("at")
                    && matches!(next.as_deref(), Some("least" | "most"))
            })
}

/// Whether a clause without a tense shares the subject above it: "fleeing", "surrounded by", "to rebuild".
fn is_participial(document: &Document<'_>, verb: TokenId) -> bool {
    let finite =
        |id: TokenId| matches!(document.token(id).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let mut auxiliaries = document.children_by(verb, &[Relation::Aux, Relation::AuxPass]);
    let to = || {
        document
            .children_by(verb, &[Relation::Mark])
            .any(|mark| document.word(mark).eq_ignore_ascii_case("to"))
    };
    match document.token(verb).xpos {
        Xpos::Vbg | Xpos::Vbn => !auxiliaries.any(finite),
        Xpos::Vb => to(),
        _ => false,
    }
}

/// Whether a noun stands right before a verb with its auxiliaries: what is co-ordinated with another verb follows "and" or a
/// comma, so that the noun is likely the subject that the tree missed.
fn follows_noun(document: &Document<'_>, verb: TokenId) -> bool {
    let sentence = document.sentence(document.sentence_of(verb));
    let own = |id: TokenId| {
        let relation = document.token(id).relation;
        document.head(id) == Some(verb)
            && matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Advmod | Relation::Mark)
    };
    let before = (sentence.first.0..verb.0).rev().map(TokenId).find(|&id| !own(id));
    before.is_some_and(|id| matches!(document.token(id).upos, Upos::Noun | Upos::Propn | Upos::Pron))
}

//! The agent of a verb: its own subject, that of the clause above it, or the noun that a participle describes.

use super::object::object;
use crate::analysis::event::EventType;
use crate::analysis::event::lexicon::{Part, PartOfSpeech, lexicon};
use crate::analysis::event::reading::Reading;
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

/// Whether a verb is passive; for a participle that modifies a noun, by its form.
pub(super) fn is_passive(reading: &Reading<'_>, verb: TokenId) -> bool {
    let token = reading.document.token(verb);
    let participle = token.xpos == Xpos::Vbn
        && matches!(token.relation, Relation::Acl | Relation::Amod)
        && object(reading.document, verb).is_none();
    participle || reading.document.is_passive(verb) || {
        let shared = token.relation == Relation::Conj && token.xpos == Xpos::Vbn;
        shared && reading.document.head(verb).is_some_and(|first| reading.document.is_passive(first))
    }
}

/// The subject of a clause, its own or an understood one.
pub(in crate::analysis::event) fn subject(reading: &Reading<'_>, verb: TokenId) -> Option<TokenId> {
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
        // "An avalanche in the valley killed ten": with an object the participle is not passive, and its subject is the outer noun.
        Relation::Acl if token.xpos == Xpos::Vbn && object(document, verb).is_some() => {
            Some(without_preposition(document, governor))
        }
        Relation::Acl | Relation::Amod | Relation::AclRelcl => Some(governor),
        // "A plane carrying nine people crashed": a finite verb does not complete a participle; its subject is the noun before.
        Relation::Xcomp if is_finite(document, verb) && describes(document, governor) => {
            document.head(governor)
        }
        // "searching for people trapped on roofs": without a comma the participle describes the noun right before.
        Relation::Advcl if token.xpos == Xpos::Vbn && beside_verb && follows_other_noun(reading, verb) => {
            verb.0.checked_sub(1).map(TokenId)
        }
        // "asked residents to stay": the one who is asked stays; the one who promises acts.
        Relation::Xcomp if lexicon().is(document.lemma(governor), Part::Promising) => {
            subject(reading, governor)
        }
        Relation::Xcomp => {
            let asked = || document.children_by(governor, &[Relation::Iobj]).next();
            document.object_of(governor).or_else(asked).or_else(|| subject(reading, governor))
        }
        // A finite clause with "when" or "while" has its own subject: without one the tree is wrong.
        Relation::Advcl if beside_verb && is_participial(document, verb) => {
            shared_subject(reading, verb, governor)
        }
        Relation::Conj if describes_noun(document, verb) => noun_before_comma(document, verb),
        Relation::Conj if beside_predicate && !follows_noun(document, verb) => subject(reading, governor),
        _ => None,
    }
}

/// Whether a verb is in its "-ing" form after a preposition that the verb or noun above requires: "accused of stabbing",
/// "jailed for taking bribes", "on suspicion of helping".
pub(in crate::analysis::event) fn is_under_preposition(document: &Document<'_>, verb: TokenId) -> bool {
    const PREPOSITIONS: [&str; 4] = ["of", "for", "with", "from"];
    let marks = || document.children_by(verb, &[Relation::Mark, Relation::Case]);
    document.token(verb).xpos == Xpos::Vbg
        && marks().any(|mark| PREPOSITIONS.contains(&&*document.word(mark).to_lowercase()))
}

/// The subject of a participle after a preposition: the patient of the verb above, else its agent.
/// A participle below a plain noun has none: "the risk of flooding".
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
    // "Paid two million for repairing": only an actor can be an agent.
    let done_to = object(document, clause).filter(|&object| {
        object != governor && !document.is_passive(clause) && reading.actor_kind_at(object).is_some()
    });
    done_to.or_else(|| subject(reading, clause))
}

/// Whether a noun says that someone is thought or said to have done something: "suspicion", "charges".
fn names_accusation(document: &Document<'_>, noun: TokenId) -> bool {
    lexicon().is(document.lemma(noun), Part::AllegingNoun)
}

/// Whether a noun comes with a verb of the courts, so that both have the same complement: "sentenced to nine years in
/// prison for taking bribes".
fn is_phrase_of_court(document: &Document<'_>, noun: TokenId) -> bool {
    let verb = document.governing_clause(noun);
    verb.is_some_and(|verb| lexicon().kind(PartOfSpeech::Verb, document.lemma(verb)) == EventType::Court)
}

/// "A ferry carrying 74 people capsized, the coast guard said": where two subjects are attached to the verb of saying, the first is
/// that of the clause said, whose verb was read as a participle.
pub(in crate::analysis::event) fn subject_before_saying(
    document: &Document<'_>,
    verb: TokenId,
) -> Option<TokenId> {
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

/// Whether a noun that is neither a time nor a subject comes right before a bare participle.
fn follows_other_noun(reading: &Reading<'_>, participle: TokenId) -> bool {
    let document = reading.document;
    let bare = document
        .children_by(participle, &[Relation::Aux, Relation::AuxPass, Relation::Mark, Relation::Advmod]);
    let Some(noun) = participle.0.checked_sub(1).map(TokenId) else { return false };
    let token = document.token(noun);
    // "fans chanting slogans attacked": a clause below a participle is more likely the main clause.
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

/// "clashes in the square, held by troops": a participle that nothing joins to the verb before it and that names its agent describes
/// the noun right before, whatever the tree says.
pub(in crate::analysis::event) fn describes_noun(document: &Document<'_>, participle: TokenId) -> bool {
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

/// The noun before the comma that a participle, with its adverbs, follows.
fn noun_before_comma(document: &Document<'_>, participle: TokenId) -> Option<TokenId> {
    let sentence = document.sentence(document.sentence_of(participle));
    let mut before = (sentence.first.0..participle.0).rev().map(TokenId);
    let comma = before.find(|&id| document.token(id).relation != Relation::Advmod)?;
    let noun = before.next()?;
    let nominal = matches!(document.token(noun).upos, Upos::Noun | Upos::Propn);
    (document.word(comma) == "," && nominal).then_some(noun)
}

/// The subject that a participle shares with its governor. "A man fled, wounding two, the sheriff said": a speaker named after the
/// clause has no role in it, whatever the tree says.
fn shared_subject(reading: &Reading<'_>, participle: TokenId, governor: TokenId) -> Option<TokenId> {
    let document = reading.document;
    let subject = subject(reading, governor)?;
    let speaks = lexicon().is(document.lemma(governor), Part::Reporting);
    if !speaks || subject.0 < participle.0 || governor.0 < participle.0 {
        return Some(subject);
    }
    let before = |subject: &TokenId| subject.0 < participle.0;
    document.children_by(governor, &[Relation::Nsubj, Relation::NsubjPass]).rfind(before)
}

/// The last of the words that the tree has as a verb's subject, corrected where it cannot be the subject.
pub(in crate::analysis::event) fn own_subject(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
    let before = |subject: &TokenId| subject.0 < verb.0;
    let subjects = document.children_by(verb, SUBJECTS);
    let nearest = document.children_by(verb, SUBJECTS).rfind(before).or_else(|| subjects.last());
    nearest
        .map(|subject| without_preposition(document, subject))
        .or_else(|| subject_of_occurrence(document, verb))
        .or_else(|| after_fronted_time(document, verb))
        .or_else(|| {
            // "At least 35 people drowned" has no preposition in it.
            document
                .children_by(verb, &[Relation::Obl])
                .filter(before)
                .find(|&noun| is_at_least(document, noun))
        })
}

/// "In 1997 a blast killed 60 people": the preposition at the front belongs to the time, the noun after it has none.
fn after_fronted_time(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
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

/// The noun right before a verb of occurrence, which cannot be passive: "after riots erupted" was read as a phrase.
pub(in crate::analysis::event) fn subject_of_occurrence(
    document: &Document<'_>,
    verb: TokenId,
) -> Option<TokenId> {
    let noun = verb.0.checked_sub(1).map(TokenId)?;
    let token = document.token(noun);
    let near = [Some(verb), document.head(verb)].contains(&document.head(noun));
    let bare =
        document.children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).next().is_none();
    let past = matches!(document.token(verb).xpos, Xpos::Vbn | Xpos::Vbd);
    let happens = lexicon().is(document.lemma(verb), Part::Occurrence) && document.object_of(verb).is_none();
    let read_as_phrase = token.upos == Upos::Noun && matches!(token.relation, Relation::Obl | Relation::Nmod);
    (near && bare && past && happens && read_as_phrase).then_some(noun)
}

/// A noun after a preposition is not a subject: in "a man armed with a rifle fled" the man fled.
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

/// Whether "at least" or its like precedes a counted noun, which a tree may take for a preposition.
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

/// Whether a noun comes right before a verb with its auxiliaries: the second of two co-ordinated verbs follows "and" or a
/// comma, so that the noun is probably a subject that the tree missed.
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

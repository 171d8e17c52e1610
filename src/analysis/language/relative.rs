//! Participles that the model read as the verb of a clause whose real verb comes later: "the pupils kidnapped last week have been
//! freed", "fans chanting slogans attacked shops".
//!
//! Two verbs of one subject need a conjunction or a comma between them. Where a later finite verb has neither that nor a subject of
//! its own, the earlier one describes the subject and the later one is the verb of the clause.

use super::model::Reading;
use super::{Relation, Upos, Xpos};

/// Repairs every such pair in a sentence.
pub(super) fn participles_on_subjects(words: &[&str], readings: &mut [Reading]) {
    for finite in 2..readings.len() {
        let verb = is_finite(readings, finite) && !has_subject(readings, finite);
        let participle = (1..finite).rev().find(|&place| readings[place].upos == Upos::Verb).filter(|_| verb);
        let pair = participle.filter(|&participle| is_pair(words, readings, participle, finite));
        if let Some((participle, subject)) =
            pair.and_then(|place| Some((place, subject_of(readings, place)?)))
        {
            reattach(readings, (participle, subject), finite);
        }
    }
    for finite in 2..readings.len() {
        if let Some(noun) = noun_of_clause(words, readings, finite) {
            let passive =
                children(readings, finite).any(|child| readings[child].relation == Relation::AuxPass);
            take_marks(readings, noun, finite);
            readings[finite] = Reading {
                governor: readings[noun].governor,
                relation: readings[noun].relation,
                ..readings[finite]
            };
            readings[noun].governor = finite + 1;
            readings[noun].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
        }
    }
}

/// Attaches the punctuation after a verb to it instead of to another word.
fn take_marks(readings: &mut [Reading], from: usize, verb: usize) {
    for mark in
        readings[verb..].iter_mut().filter(|mark| mark.governor == from + 1 && mark.upos == Upos::Punct)
    {
        mark.governor = verb + 1;
    }
}

/// Makes the clause the sentence where everything was attached to the time before it: "The day before the authorities reported ten
/// deaths."
pub(super) fn time_before_clause(words: &[&str], readings: &mut [Reading]) {
    const TIMES: &[&str] = &["day", "night", "evening", "morning", "week", "month", "year"];
    let Some(time) = (0..readings.len().min(3)).find(|&place| readings[place].relation == Relation::Root)
    else {
        return;
    };
    let opener = time + 1;
    let opens = words.get(opener).is_some_and(|word| matches!(*word, "before" | "after"));
    if !opens || !TIMES.contains(&words[time].to_lowercase().as_str()) || words.contains(&",") {
        return;
    }
    let clause = |&verb: &usize| {
        matches!(readings[verb].relation, Relation::Acl | Relation::AclRelcl | Relation::Advcl)
            && readings[opener].governor == verb + 1
            && is_finite(readings, verb)
            && has_subject(readings, verb)
    };
    let Some(verb) = children(readings, time).find(clause) else { return };
    take_marks(readings, time, verb);
    readings[verb] = Reading { governor: 0, relation: Relation::Root, ..readings[verb] };
    readings[time] = Reading { governor: verb + 1, relation: Relation::OblUnmarked, ..readings[time] };
}

/// The noun that was read as the head of a sentence with two clauses attached, the later of which has no subject: "the man who fled
/// was caught".
fn noun_of_clause(words: &[&str], readings: &[Reading], finite: usize) -> Option<usize> {
    let clause = |word: usize| matches!(readings[word].relation, Relation::Acl | Relation::AclRelcl);
    let noun = readings[finite].governor.checked_sub(1).filter(|noun| *noun < finite && clause(finite))?;
    let earlier = children(readings, noun)
        .filter(|&child| child > noun && child < finite)
        .find(|&child| clause(child))?;
    let apart = words[earlier + 1..finite].iter().any(|word| [",", ";", ":", "—", "–"].contains(word));
    let joined = (earlier + 1..finite).any(|place| {
        matches!(readings[place].upos, Upos::Cconj | Upos::Sconj)
            || readings[place].governor == finite + 1 && readings[place].relation == Relation::Mark
    });
    let root =
        readings[noun].relation == Relation::Root && matches!(readings[noun].upos, Upos::Noun | Upos::Propn);
    (root && is_finite(readings, finite) && !has_subject(readings, finite) && !apart && !joined)
        .then_some(noun)
}

fn children(readings: &[Reading], word: usize) -> impl Iterator<Item = usize> {
    (0..readings.len()).filter(move |&child| readings[child].governor == word + 1)
}

fn has_auxiliary(readings: &[Reading], verb: usize) -> bool {
    children(readings, verb)
        .any(|child| matches!(readings[child].relation, Relation::Aux | Relation::AuxPass))
}

/// Whether a verb is the finite one of a clause: in a tense, or with an auxiliary.
fn is_finite(readings: &[Reading], verb: usize) -> bool {
    readings[verb].upos == Upos::Verb
        && (matches!(readings[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || has_auxiliary(readings, verb)
            || readings[verb].xpos == Xpos::Vbn && is_joined_to_past(readings, verb))
}

/// "attacked and set fire": whether a verb in the past tense is joined to one that could be in the past tense as well.
fn is_joined_to_past(readings: &[Reading], verb: usize) -> bool {
    children(readings, verb).any(|child| {
        readings[child].relation == Relation::Conj
            && readings[child].xpos == Xpos::Vbd
            && !has_subject(readings, child)
    })
}

fn has_subject(readings: &[Reading], verb: usize) -> bool {
    subject_of(readings, verb).is_some()
        || children(readings, verb)
            .any(|child| matches!(readings[child].relation, Relation::Csubj | Relation::Expl))
}

fn subject_of(readings: &[Reading], verb: usize) -> Option<usize> {
    let subject = |&child: &usize| {
        matches!(readings[child].relation, Relation::Nsubj | Relation::NsubjPass) && child < verb
    };
    children(readings, verb).find(subject)
}

/// Whether the later verb is that of the clause in which the earlier one was read as the verb.
fn is_pair(words: &[&str], readings: &[Reading], participle: usize, finite: usize) -> bool {
    let form = match readings[participle].xpos {
        Xpos::Vbn | Xpos::Vbg => true,
        Xpos::Vbd => words[participle].ends_with("ed"),
        _ => false,
    };
    let (one, other) = (&readings[participle], &readings[finite]);
    let together = other.governor == participle + 1
        && matches!(
            other.relation,
            Relation::Ccomp | Relation::Xcomp | Relation::Conj | Relation::Parataxis | Relation::Advcl
        )
        || one.governor == other.governor && other.governor != 0 && one.relation == other.relation;
    let near_subject = subject_of(readings, participle).is_some_and(|subject| {
        subject + 1 == participle && matches!(readings[subject].upos, Upos::Noun | Upos::Propn)
    });
    let apart =
        words[participle + 1..finite].iter().any(|word| [",", ";", ":", "—", "–", "\"", "”"].contains(word));
    let joined = (participle + 1..finite).any(|place| {
        matches!(readings[place].upos, Upos::Cconj | Upos::Sconj)
            || readings[place].governor == finite + 1 && readings[place].relation == Relation::Mark
    });
    form && together && near_subject && !has_auxiliary(readings, participle) && !apart && !joined
}

/// Makes the later verb that of the clause, with the subject and what came before it; the participle describes the subject.
fn reattach(readings: &mut [Reading], (participle, subject): (usize, usize), finite: usize) {
    let passive = children(readings, finite).any(|child| readings[child].relation == Relation::AuxPass);
    if readings[finite].governor == participle + 1 {
        readings[finite] = Reading {
            governor: readings[participle].governor,
            relation: readings[participle].relation,
            ..readings[finite]
        };
    }
    for reading in readings[..subject].iter_mut().filter(|reading| reading.governor == participle + 1) {
        reading.governor = finite + 1;
    }
    readings[subject].governor = finite + 1;
    readings[subject].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
    readings[participle] = Reading { governor: subject + 1, relation: Relation::Acl, ..readings[participle] };
    if readings[participle].xpos == Xpos::Vbd {
        readings[participle].xpos = Xpos::Vbn;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Reading {
        Reading { upos, xpos, governor, relation, ..Reading::default() }
    }

    #[test]
    fn a_participle_before_the_verb_of_its_clause_describes_the_subject() {
        for (between, upos, mended) in
            [("yesterday", Upos::Noun, true), (",", Upos::Punct, false), ("and", Upos::Cconj, false)]
        {
            let words = ["pupils", "kidnapped", between, "were", "freed"];
            let mut readings = [
                reading(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                reading(upos, Xpos::Nn, 2, Relation::OblUnmarked),
                reading(Upos::Aux, Xpos::Vbd, 5, Relation::AuxPass),
                reading(Upos::Verb, Xpos::Vbn, 2, Relation::Ccomp),
            ];
            participles_on_subjects(&words, &mut readings);
            let found = (readings[0].governor, readings[1].governor, readings[4].governor);
            assert_eq!(found, if mended { (5, 1, 0) } else { (2, 0, 2) }, "{between}");
            assert_eq!(readings[0].relation == Relation::NsubjPass, mended);
        }
    }

    #[test]
    fn co_ordinated_clauses_share_the_subject_of_the_first() {
        let words = ["fell", "when", "fans", "chanting", "slogans", "attacked"];
        let mut readings = [
            reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
            reading(Upos::Adv, Xpos::Wrb, 4, Relation::Advmod),
            reading(Upos::Noun, Xpos::Nns, 4, Relation::Nsubj),
            reading(Upos::Verb, Xpos::Vbg, 1, Relation::Advcl),
            reading(Upos::Noun, Xpos::Nns, 4, Relation::Obj),
            reading(Upos::Verb, Xpos::Vbd, 1, Relation::Advcl),
        ];
        participles_on_subjects(&words, &mut readings);
        assert_eq!(readings.map(|reading| reading.governor), [0, 6, 6, 3, 4, 1]);
    }

    #[test]
    fn a_time_at_the_beginning_of_a_sentence_is_not_a_sentence() {
        for (time, mended) in [("day", true), ("house", false)] {
            let words = ["The", time, "before", "guards", "reported", "deaths", "."];
            let mut readings = [
                reading(Upos::Det, Xpos::Dt, 2, Relation::Det),
                reading(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                reading(Upos::Sconj, Xpos::In, 5, Relation::Mark),
                reading(Upos::Noun, Xpos::Nns, 5, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 2, Relation::Acl),
                reading(Upos::Noun, Xpos::Nns, 5, Relation::Obj),
                reading(Upos::Punct, Xpos::Stop, 2, Relation::Punct),
            ];
            time_before_clause(&words, &mut readings);
            let governors = readings.map(|reading| reading.governor);
            assert_eq!(governors, if mended { [2, 5, 5, 5, 0, 5, 5] } else { [2, 0, 5, 5, 2, 5, 2] });
        }
    }

    #[test]
    fn a_noun_with_two_clauses_is_the_subject_of_the_one_without() {
        for (pronoun, mended) in [(Upos::Aux, true), (Upos::Cconj, false)] {
            let words = ["men", "who", "fled", "were", "caught", "."];
            let mut readings = [
                reading(Upos::Noun, Xpos::Nns, 0, Relation::Root),
                reading(Upos::Pron, Xpos::Wp, 3, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 1, Relation::AclRelcl),
                reading(pronoun, Xpos::Vbd, 5, Relation::AuxPass),
                reading(Upos::Verb, Xpos::Vbn, 1, Relation::AclRelcl),
                reading(Upos::Punct, Xpos::Stop, 1, Relation::Punct),
            ];
            participles_on_subjects(&words, &mut readings);
            let governors = readings.map(|reading| reading.governor);
            assert_eq!(governors, if mended { [5, 3, 1, 5, 0, 5] } else { [0, 3, 1, 5, 1, 1] });
        }
    }

    #[test]
    fn a_verb_with_a_subject_of_its_own_stays() {
        let words = ["Police", "announced", "plans", "changed"];
        let before = [
            reading(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
            reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
            reading(Upos::Noun, Xpos::Nns, 4, Relation::Nsubj),
            reading(Upos::Verb, Xpos::Vbd, 2, Relation::Ccomp),
        ];
        let mut readings = before;
        participles_on_subjects(&words, &mut readings);
        assert_eq!(readings, before);
    }
}

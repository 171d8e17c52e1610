//! The bearer of a state: its subject if possible, or else the nearest one before it.

use super::super::lexeme::lower;
use super::super::phrase::{after, before, clause_of, mentions_before, next_is, word_is};
use super::super::{date, role};
use super::{DEAD, DETAINED, HELD_CRAFT, HOSTAGE, PATIENT, State, is_suspect};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, MentionClass, Relation, SentenceId, TokenId, Upos, Xpos};

/// Groups any member of which may be a suspect who was arrested, charged or found guilty.
const ANYBODY: &[&str] = &["men", "women", "youths", "teenagers", "adults", "relatives"];

/// Groups that report on the injured, treat them or look for the perpetrator, and do not belong to them.
const BYSTANDERS: &[&str] =
    &["authorities", "health workers", "rescuers", "spokespeople", "investigators", "lawyers", "witnesses"];

/// How many words may be between the bearer and the state.
const REACH: usize = 14;

/// The bearer of the state: its subject if possible, or else the nearest person before it or, as its object, after it.
pub(super) fn bearer(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    if is_negated(document, token) {
        return None;
    }
    if state.of == "suspect" && word_is(document, token, &["no", "nobody", "manhunt", "have", "has"]) {
        return mentions_suspects(document).then_some(token);
    }
    match (state.of, state.rank) {
        (HOSTAGE, 1) => return Some(token),
        (HOSTAGE, 2) => return taken(document, token).or_else(|| all_of_them(document, token)),
        (HELD_CRAFT, _) => return craft(document, token),
        (DETAINED, 2) => return detained(document, token),
        _ => {}
    }
    if lives_on(document, token) {
        return None;
    }
    if is_sought(document, token) {
        return sought(document, token);
    }
    let fits = |noun: &TokenId| can_be(document, *noun, state);
    if let Some(subject) =
        subject(document, token, state).filter(|subject| fits(subject) || is_hurt(document, *subject, state))
    {
        return Some(subject);
    }
    // "The man accused of killing two people died": only the subject of "died" can have died.
    let stated = document.subject_of(token).filter(|_| state.of == PATIENT && state.name == DEAD);
    if let Some(subject) = stated {
        return is_named_person(document, subject).then_some(subject);
    }
    match (state.of, state.name) {
        ("suspect", DEAD) | ("manner", _) => perpetrator(document, token, state),
        _ => {
            let near = || before(document, token).take(REACH).filter(fits);
            // "the clerk hurt by a motorist on the bridge has died": a noun after a preposition is not the subject.
            let nearest = near().find(|noun| document.case_of(*noun).is_none()).or_else(|| near().next());
            nearest.or_else(|| object(document, token, state))
        }
    }
}

/// Whether a word is a verb of searching: "searching for", "looking for".
fn is_sought(document: &Document<'_>, token: TokenId) -> bool {
    next_is(document, token, &["for"])
        && matches!(document.lemma(token), "search" | "hunt" | "look" | "hunting")
}

/// Whom the police seek: a perpetrator, or any person if the report mentions a perpetrator and nobody is missing.
fn sought(document: &Document<'_>, token: TokenId) -> Option<TokenId> {
    const REACH: usize = 8;
    const LOST: &[&str] = &["missing", "disappeared", "vanished", "survivors", "lost", "witnesses"];
    let found = |noun: &TokenId| group::of_head(document, *noun).map(|found| found.group);
    let noun = after(document, token).skip(1).take(REACH).find(|noun| {
        document.token(*noun).upos == Upos::Noun && found(noun).is_some() || is_named_person(document, *noun)
    })?;
    let group = found(&noun).unwrap_or(ANYBODY[0]);
    let lost = || document.tokens_in(document.sentence_of(token)).any(|word| word_is(document, word, LOST));
    let anybody = || ANYBODY.contains(&group) && !lost() && mentions_suspects(document);
    (is_suspect(group) || anybody()).then_some(noun)
}

/// Whether words before a state negate it or make it only possible.
fn is_negated(document: &Document<'_>, token: TokenId) -> bool {
    let not = before(document, token)
        .take(3)
        .any(|word| word_is(document, word, &["not", "n't", "n’t", "no", "never", "without", "if"]));
    let verb = matches!(document.token(token).upos, Upos::Verb | Upos::Aux);
    not || verb && before(document, token).take(2).any(|word| word_is(document, word, &["to"]))
}

/// The subject of the verb that gives a state, or of the clause with a phrase that gives it: "was flown out in critical
/// condition".
fn subject(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let verb = match document.token(token).upos {
        Upos::Aux => document.head(token)?,
        Upos::Adp if state.of == PATIENT => {
            let clause = clause_of(document, token);
            Some(clause).filter(|verb| document.is_passive(*verb) || document.lemma(*verb) == "remain")?
        }
        _ => token,
    };
    document.subject_of(verb)
}

/// Whether somebody who might only report on the injured is the person affected: "the deputy has died".
fn is_hurt(document: &Document<'_>, subject: TokenId, state: &State) -> bool {
    let person = group::of_head(document, subject).map(|found| found.group);
    state.of == PATIENT
        && document.token(subject).upos == Upos::Noun
        && person.is_some_and(|found| group::contains("people", found) && !is_suspect(found))
}

/// The injured perpetrator: the nearest person, if that is a perpetrator; the manner of others' deaths may intervene.
fn perpetrator(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let fits = |noun: &TokenId| can_be(document, *noun, state);
    let person = |noun: &TokenId| {
        group::of_head(document, *noun).is_some_and(|found| group::contains("people", found.group))
            && document.token(*noun).upos == Upos::Noun
    };
    let nearest = before(document, token).take(REACH).find(|noun| person(noun) || fits(noun)).filter(fits);
    // "A gunman killed six people before being shot by police": the subject is the person shot.
    let light = |word: &TokenId| {
        word_is(document, *word, &["was", "being", "been"]) || document.token(*word).upos == Upos::Adv
    };
    let cue = before(document, token).find(|word| !light(word));
    let first = cue.filter(|cue| word_is(document, *cue, &["he", "she", "before"])).and_then(|_| {
        document.tokens_in(document.sentence_of(token)).find(|noun| person(noun) || fits(noun)).filter(fits)
    });
    // Somebody who turned a gun on themselves was the gunman, whatever the report calls them.
    let himself = after(document, token)
        .take(5)
        .any(|word| word_is(document, word, &["himself", "herself", "themselves"]));
    if himself {
        let he = cue.filter(|cue| word_is(document, *cue, &["he", "she"]));
        if let Some(he) = he.filter(|_| nearest.is_none()) {
            return mentions_suspects(document).then_some(he);
        }
        return nearest.or_else(|| {
            before(document, token).take(2 * REACH).find(|noun| {
                group::of_head(document, *noun).is_some_and(|found| ANYBODY.contains(&found.group))
            })
        });
    }
    nearest.or(first).or_else(|| object(document, token, state))
}

/// Whether somebody who shot themselves is later reported alive, or did so by accident.
fn lives_on(document: &Document<'_>, token: TokenId) -> bool {
    const ALIVE: &[&str] = &["accidentally", "critical", "hospital", "hospitalized", "survived", "stable"];
    let sentence = document.sentence_of(token);
    let last =
        SentenceId(sentence.0 + 2).0.min(u32::try_from(document.sentences().len()).unwrap_or(u32::MAX));
    let himself = after(document, token).take(3).any(|word| word_is(document, word, &["himself", "herself"]));
    let shoots = document.lemma(token) == "shoot" && himself;
    let mut near = (sentence.0..last).flat_map(|sentence| document.tokens_in(SentenceId(sentence)));
    shoots && near.any(|word| word_is(document, word, ALIVE))
}

/// "police arrested the suspect"
fn object(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let takes_object =
        matches!(state.of, "suspect" | DETAINED) && state.name != DEAD || state.name == "killed by police";
    after(document, token).take(5).find(|noun| takes_object && can_be(document, *noun, state))
}

/// Released people of whom a clause says that they had been taken: "two Danes who were abducted in May were freed".
fn taken(document: &Document<'_>, token: TokenId) -> Option<TokenId> {
    const TAKEN: &[&str] = &["abduct", "kidnap", "seize", "capture", "hold"];
    let verb = if document.token(token).upos == Upos::Aux { document.head(token)? } else { token };
    let subject = document.subject_of(verb)?;
    let mut clauses = document.children_by(subject, &[Relation::Acl, Relation::AclRelcl]);
    let of_some = before(document, subject).take(3).any(|word| word_is(document, word, &["of", "some"]));
    (!of_some && clauses.any(|clause| TAKEN.contains(&document.lemma(clause)))).then_some(subject)
}

/// The vessel or aircraft of the sentence.
fn craft(document: &Document<'_>, token: TokenId) -> Option<TokenId> {
    let is_craft = |noun: &TokenId| {
        document.token(*noun).upos == Upos::Noun
            && group::of_head(document, *noun).is_some_and(|found| group::contains("craft", found.group))
    };
    let another = |noun: &TokenId| {
        before(document, *noun)
            .take(3)
            .any(|word| word_is(document, word, &["another", "second", "other", "overturned"]))
    };
    let border = |word: &TokenId| word_is(document, *word, &["when", "while", "after", "before", ";"]);
    let near = before(document, token).take(REACH).take_while(|word| !border(word)).find(is_craft);
    let following = || after(document, token).take(8).take_while(|word| !border(word)).find(is_craft);
    near.or_else(following).filter(|noun| !another(noun))
}

/// Released people of whom the same sentence says that they were held: "the three people detained earlier".
fn detained(document: &Document<'_>, token: TokenId) -> Option<TokenId> {
    let held = |word: TokenId| {
        matches!(document.lemma(word), "detain" | "arrest" | "custody" | "suspect" | "question")
    };
    let person = |noun: &TokenId| {
        document.token(*noun).upos == Upos::Noun
            && group::of_head(document, *noun).is_some_and(|found| group::contains("people", found.group))
    };
    let noun = before(document, token).take(REACH).find(person)?;
    let definite = before(document, noun).take(4).any(|word| {
        word_is(document, word, &["the", "all", "both"]) || document.token(word).upos == Upos::Num
    });
    (definite && document.tokens_in(document.sentence_of(token)).any(held)).then_some(noun)
}

/// Whether a report mentions a perpetrator: only then does the lack of an arrest mean that one is at large.
fn mentions_suspects(document: &Document<'_>) -> bool {
    let suspect = |token: TokenId| {
        let noun = matches!(document.token(token).upos, Upos::Noun | Upos::Verb);
        let crime = matches!(
            date::incident_noun(document.lemma(token))
                .or_else(|| date::incident_noun(&lower(document.word(token)))),
            Some("shooting" | "stabbing" | "robbery" | "kidnapping" | "hijacking")
        );
        noun && (crime || group::lookup(document.lemma(token)).is_some_and(|found| is_suspect(found.group)))
    };
    document.token_ids().any(suspect)
}

/// The hostages of a report, if it says that this is over for all of them: "all five", "the captives".
fn all_of_them(document: &Document<'_>, token: TokenId) -> Option<TokenId> {
    let fits = |noun: &TokenId| match document.token(*noun).upos {
        Upos::Num => true,
        Upos::Noun => {
            document.lemma(*noun) == "captive"
                || group::of_head(document, *noun).is_some_and(|found| found.group == "hostages")
        }
        _ => false,
    };
    let noun = before(document, token).take(REACH).find(fits)?;
    let words: Vec<TokenId> = before(document, noun).take(4).collect();
    let has = |words_of: &[&str]| words.iter().any(|word| word_is(document, *word, words_of));
    let definite = has(&["the", "last", "remaining"]) && document.token(noun).xpos == Xpos::Nns;
    (!has(&["of", "some", "most"]) && (has(&["all", "both"]) || definite)).then_some(noun)
}

fn is_bystander(found: &str) -> bool {
    BYSTANDERS.iter().any(|group| group::contains(group, found))
}

/// Whether a word denotes somebody who can be in a state.
fn can_be(document: &Document<'_>, noun: TokenId, state: &State) -> bool {
    let token = document.token(noun);
    let found = group::of_head(document, noun).map(|found| found.group).filter(|_| token.upos == Upos::Noun);
    let caught = !matches!(state.name, "at large" | DEAD) && state.of == "suspect";
    if state.of == DETAINED {
        return found.is_some_and(|found| group::contains("people", found) && !is_bystander(found));
    }
    if state.of != PATIENT {
        let aged = caught
            && document.lemma(noun) == "old"
            && before(document, noun).take(2).any(|year| document.lemma(year) == "year");
        let known = caught || state.name == "at large";
        return aged
            || found.is_some_and(|found| is_suspect(found) || caught && ANYBODY.contains(&found))
            || caught && token.upos == Upos::Propn && is_named_person(document, noun)
            || known && role::of(document, noun).is_some();
    }
    found.is_some_and(|found| group::contains("people", found) && !is_bystander(found) && !is_suspect(found))
        || token.upos == Upos::Num
        || word_is(document, noun, &["he", "she", "they", "both"])
}

fn is_named_person(document: &Document<'_>, noun: TokenId) -> bool {
    mentions_before(document, document.token(noun).span.start)
        .take(4)
        .any(|mention| mention.class == MentionClass::Person && mention.head == noun)
}

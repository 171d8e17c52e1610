//! States people are in: the suspect at large or in custody, the wounded in danger or dead. The order of states is a list
//! in `assets/lexicon/states.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::count::in_marks;
use super::phrase::{clause_of, word_is};
use super::word::lower;
use super::{Claim, ClaimKind, Context, lexicon};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, MentionClass, TokenId, Upos};

/// A state of the list.
#[derive(Clone, Debug)]
pub struct State {
    /// Whose state: "suspect", "patient".
    pub of: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its place in the usual order.
    pub rank: u32,
    phrases: Vec<Vec<&'static str>>,
}

/// The state a claim names.
#[must_use]
pub fn of_claim(claim: &Claim) -> Option<&'static State> {
    let value = claim.value.as_deref()?;
    STATES
        .iter()
        .find(|state| claim.kind == ClaimKind::Status && *state.of == *claim.predicate && state.name == value)
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../assets/lexicon/states.txt"))
        .filter_map(|fields| {
            let [of, name, rank, phrases] = fields[..] else { return None };
            let phrases = phrases.split(", ").map(|phrase| phrase.split(' ').collect()).collect();
            Some(State { of, name, rank: rank.parse().ok()?, phrases })
        })
        .collect()
});

/// The phrases by their first words: the place of the state and that of the phrase among its own.
static OPENED_BY: LazyLock<HashMap<&'static str, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut opened: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (state, phrases) in STATES.iter().map(|state| &state.phrases).enumerate() {
        for (place, phrase) in phrases.iter().enumerate() {
            opened.entry(phrase[0]).or_default().push((state, place));
        }
    }
    opened
});

/// Groups of which a suspect may be one.
const SUSPECTS: &[&str] = &["suspects", "gunmen", "attackers", "bombers", "robbers", "killers", "hijackers"];

/// Whether a group is of those who may have done it.
#[must_use]
pub fn is_suspect(group: &str) -> bool {
    SUSPECTS.contains(&group)
}

/// Whether a claim tells that who did it is dead.
#[must_use]
pub fn is_dead_suspect(claim: &Claim) -> bool {
    of_claim(claim).is_some_and(|state| state.of == "suspect" && state.name == DEAD)
}

/// The name of the last state of all.
pub const DEAD: &str = "dead";

/// Groups any member of which may be the one who was arrested, charged or found guilty.
const ANYBODY: &[&str] = &["men", "women", "youths", "teenagers", "adults", "relatives"];

/// Groups that tell of the wounded, treat them or look for who did it, and are none of them.
const BYSTANDERS: &[&str] =
    &["authorities", "health workers", "rescuers", "spokespeople", "investigators", "lawyers", "witnesses"];

/// How many words may stand between who it is and the state.
const REACH: u32 = 14;

/// Finds the states of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    document
        .token_ids()
        .flat_map(|token| states_at(document, token).map(move |found| (token, found)))
        .filter_map(|(token, (state, length))| {
            let who = bearer(document, token, state)?;
            let last = TokenId(token.0 + length - 1);
            let span =
                document.token(who).span.cover(document.token(token).span).cover(document.token(last).span);
            Some(Claim {
                subject: document.token(who).span,
                subject_group: group::of_head(document, who).map(|found| found.group),
                value: Some(state.name.into()),
                as_of: clocks.as_of(clause_of(document, token), &[]),
                chain: attributions.chain(span),
                quoted: in_marks(document, span),
                ..Claim::at(ClaimKind::Status, state.of, span)
            })
        })
        .collect()
}

/// The states whose words begin at a token, and how many they are: one of the usual order, and how one came to die.
fn states_at(document: &Document<'_>, token: TokenId) -> impl Iterator<Item = (&'static State, u32)> + use<> {
    let opened = |word: &str| OPENED_BY.get(&*lower(word)).map_or(&[][..], Vec::as_slice);
    let candidates = opened(document.lemma(token)).iter().chain(opened(document.word(token)));
    let (mut state, mut manner) = (None, None);
    for &candidate in candidates {
        let best = if STATES[candidate.0].of == "manner" { &mut manner } else { &mut state };
        if best.is_none_or(|best| candidate < best) && stands_at(document, token, phrase(candidate)) {
            *best = Some(candidate);
        }
    }
    let found = [state, manner].into_iter().flatten();
    found.filter_map(|place| Some((&STATES[place.0], u32::try_from(phrase(place).len()).ok()?)))
}

fn phrase((state, place): (usize, usize)) -> &'static [&'static str] {
    &STATES[state].phrases[place]
}

/// Whether the words of a phrase stand side by side from a token on.
fn stands_at(document: &Document<'_>, token: TokenId, phrase: &[&str]) -> bool {
    let end = document.sentence(document.sentence_of(token)).end;
    let mut words = (token.0..end.0).map(TokenId);
    phrase.iter().all(|word| words.next().is_some_and(|token| is(document, token, word)))
}

fn is(document: &Document<'_>, token: TokenId, word: &str) -> bool {
    document.lemma(token).eq_ignore_ascii_case(word) || word_is(document, token, &[word])
}

/// Who is in the state: its subject where it can be, else the nearest person before it or, as its object, behind it.
fn bearer(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let sentence = document.sentence(document.sentence_of(token));
    let negated = super::phrase::before(document, token)
        .take(3)
        .any(|word| word_is(document, word, &["not", "n't", "n’t", "no", "never", "without", "to", "if"]));
    if negated {
        return None;
    }
    let fits = |noun: &TokenId| can_be(document, *noun, state);
    let verb = if document.token(token).upos == Upos::Aux { document.head(token) } else { Some(token) };
    if let Some(subject) = verb.and_then(|verb| document.subject_of(verb)).filter(fits) {
        return Some(subject);
    }
    let person = |noun: &TokenId| {
        group::of_head(document, *noun).is_some_and(|found| group::contains("people", found.group))
            && document.token(*noun).upos == Upos::Noun
    };
    let mut before = super::phrase::before(document, token).take(REACH as usize);
    let nearest = match (state.of, state.name) {
        // What others died of may stand between: only the nearest person counts.
        ("suspect", DEAD) | ("manner", _) => before.find(|noun| person(noun) || fits(noun)).filter(fits),
        _ => before.find(fits),
    };
    // Who turned a gun on himself is the one who held it, whatever the report calls him.
    let himself = (token.0..sentence.end.0.min(token.0 + 6))
        .any(|place| word_is(document, TokenId(place), &["himself", "herself", "themselves"]));
    let alone = || {
        let mut before = super::phrase::before(document, token).take(2 * REACH as usize);
        before
            .find(|noun| group::of_head(document, *noun).is_some_and(|found| ANYBODY.contains(&found.group)))
    };
    if state.of == "manner" && himself || state.name == DEAD && state.of == "suspect" && himself {
        return nearest.or_else(alone);
    }
    let takes_object = state.of == "suspect" && state.name != DEAD || state.name == "killed by police";
    let behind = || (token.0 + 1..sentence.end.0.min(token.0 + 6)).map(TokenId).find(fits);
    nearest.or_else(|| takes_object.then(behind).flatten())
}

/// Whether a word names somebody who can be in a state.
fn can_be(document: &Document<'_>, noun: TokenId, state: &State) -> bool {
    let token = document.token(noun);
    let found = group::of_head(document, noun).map(|found| found.group).filter(|_| token.upos == Upos::Noun);
    let caught = !matches!(state.name, "at large" | DEAD) && state.of == "suspect";
    if state.of != "patient" {
        return found.is_some_and(|found| is_suspect(found) || caught && ANYBODY.contains(&found))
            || caught && token.upos == Upos::Propn && is_named_person(document, noun);
    }
    let bystander = |found: &str| BYSTANDERS.iter().any(|group| group::contains(group, found));
    found.is_some_and(|found| group::contains("people", found) && !bystander(found) && !is_suspect(found))
        || token.upos == Upos::Num
        || word_is(document, noun, &["he", "she", "they", "both"])
}

fn is_named_person(document: &Document<'_>, noun: TokenId) -> bool {
    let mentions = document.mentions();
    let span = document.token(noun).span;
    let until = mentions.partition_point(|mention| mention.span.start <= span.start);
    mentions[..until]
        .iter()
        .rev()
        .take(4)
        .any(|mention| mention.class == MentionClass::Person && mention.head == noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_told_of_those_who_can_be_in_them() {
        for (text, expected) in [
            ("The gunman fled in a grey van.", Some("at large")),
            ("Police arrested the suspect at a motel.", Some("in custody")),
            ("The suspected attackers remain on the run.", Some("at large")),
            ("Two boys are in critical condition.", Some("in danger")),
            ("Residents fled their homes.", None),
            ("The attacker was shot dead by officers.", Some("dead")),
            ("The gunman opened fire and six people died.", None),
            ("A man shot two neighbours before turning the gun on himself.", Some("dead")),
            ("A man was charged with murder.", Some("charged")),
            ("The mayor said the three were expected to live.", Some("expected to live")),
            ("The mayor was expected to speak.", None),
            ("Police have not arrested the suspect.", None),
            ("The fire is in custody.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| {
                let (state, _) = states_at(&document, token).next()?;
                bearer(&document, token, state).map(|_| state.name)
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

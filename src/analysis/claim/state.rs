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
use crate::analysis::language::{Document, MentionClass, TokenId, Upos, Xpos};

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
        .flat_map(|token| states_at(document, token).into_iter().map(move |found| (token, found)))
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

/// The states whose words begin at a token, of each sort of bearer the first of the list, and how many words they are.
fn states_at(document: &Document<'_>, token: TokenId) -> Vec<(&'static State, u32)> {
    let end = document.sentence(document.sentence_of(token)).end.0;
    let opened = |word: &str| OPENED_BY.get(&*lower(word)).map_or(&[][..], Vec::as_slice);
    let candidates = opened(document.lemma(token)).iter().chain(opened(document.word(token)));
    let mut best: Vec<((usize, usize), u32)> = Vec::new();
    for &(state, place) in candidates {
        let of = STATES[state].of;
        let known = best.iter().position(|((known, _), _)| STATES[*known].of == of);
        if known.is_some_and(|known| best[known].0 <= (state, place)) {
            continue;
        }
        let Some(length) = length_at(document, token.0, end, &STATES[state].phrases[place]) else { continue };
        match known {
            Some(known) => best[known] = ((state, place), length),
            None => best.push(((state, place), length)),
        }
    }
    best.sort_unstable();
    best.into_iter().map(|((state, _), length)| (&STATES[state], length)).collect()
}

/// How many words `*` may stand for.
const GAP: u32 = 4;

/// How many words of a text a phrase takes that begins at a place.
fn length_at(document: &Document<'_>, place: u32, end: u32, phrase: &[&str]) -> Option<u32> {
    let Some((word, rest)) = phrase.split_first() else { return Some(0) };
    let holds = |word: &str| place < end && is(document, TokenId(place), word);
    match word.strip_prefix('!') {
        Some(other) => (!holds(other)).then(|| length_at(document, place, end, rest)).flatten(),
        None if *word == "*" => {
            (0..=GAP).find_map(|gap| Some(gap + length_at(document, place + gap, end, rest)?))
        }
        None => holds(word).then(|| Some(1 + length_at(document, place + 1, end, rest)?)).flatten(),
    }
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
    if state.of == "suspect" && word_is(document, token, &["no", "nobody"]) {
        return tells_of_suspects(document).then_some(token);
    }
    match (state.of, state.rank) {
        (HOSTAGE, 1) => return Some(token),
        (MISSING | TRAPPED | HOSTAGE, 2) => return all_of_them(document, token, state),
        _ => {}
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
        ("suspect", DEAD) | ("manner", _) => {
            let nearest = before.find(|noun| person(noun) || fits(noun)).filter(fits);
            // "A gunman killed six people before being shot by police": it befell the subject.
            let mut words = super::phrase::before(document, token);
            let light = |word: &TokenId| word_is(document, *word, &["was", "being", "been"]);
            let cue = words.find(|word| !light(word));
            let subject =
                cue.filter(|cue| word_is(document, *cue, &["he", "she", "before"])).and_then(|_| {
                    document
                        .tokens_in(document.sentence_of(token))
                        .find(|noun| person(noun) || fits(noun))
                        .filter(fits)
                });
            nearest.or(subject)
        }
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

/// Whether a report tells of somebody who did it: only then nobody's arrest leaves him at large.
fn tells_of_suspects(document: &Document<'_>) -> bool {
    let suspect = |token: TokenId| {
        let noun = matches!(document.token(token).upos, Upos::Noun | Upos::Verb);
        let crime = matches!(
            super::date::incident_noun(document.lemma(token)),
            Some("shooting" | "stabbing" | "robbery" | "kidnapping" | "hijacking")
        );
        noun && (crime || group::lookup(document.lemma(token)).is_some_and(|found| is_suspect(found.group)))
    };
    document.token_ids().any(suspect)
}

/// Whom a report has as missing, held or trapped, where it tells the end of that of all of them: "all five", "the girl".
fn all_of_them(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let fits = |noun: &TokenId| {
        let found = group::of_head(document, *noun).map(|found| found.group);
        match document.token(*noun).upos {
            Upos::Num => true,
            Upos::Noun if state.of == HOSTAGE => {
                found == Some("hostages") || document.lemma(*noun) == "captive"
            }
            Upos::Noun => found.is_some_and(|found| {
                group::contains("people", found)
                    && !is_suspect(found)
                    && !is_bystander(found)
                    && found != "victims"
            }),
            _ => false,
        }
    };
    let noun = super::phrase::before(document, token).take(REACH as usize).find(fits)?;
    let words: Vec<TokenId> = super::phrase::before(document, noun).take(4).collect();
    let has = |words_of: &[&str]| words.iter().any(|word| word_is(document, *word, words_of));
    let plural = document.token(noun).xpos == Xpos::Nns;
    let all = has(&["all", "both"]);
    let definite = has(&["the", "last", "remaining"]) && (plural || state.of == MISSING);
    (!has(&["of", "some", "most"]) && (all || definite)).then_some(noun)
}

/// Whose states come in pairs: those of the missing, the held and the trapped.
pub const MISSING: &str = "missing";
const HOSTAGE: &str = "hostage";
/// Those who cannot get out.
pub const TRAPPED: &str = "trapped";

fn is_bystander(found: &str) -> bool {
    BYSTANDERS.iter().any(|group| group::contains(group, found))
}

/// Whether a word names somebody who can be in a state.
fn can_be(document: &Document<'_>, noun: TokenId, state: &State) -> bool {
    let token = document.token(noun);
    let found = group::of_head(document, noun).map(|found| found.group).filter(|_| token.upos == Upos::Noun);
    let caught = !matches!(state.name, "at large" | DEAD) && state.of == "suspect";
    if matches!(state.of, MISSING | TRAPPED) {
        let someone = |found| group::contains("people", found) && !is_bystander(found) && !is_suspect(found);
        return found.is_some_and(someone) || token.upos == Upos::Num;
    }
    if state.of != "patient" {
        return found.is_some_and(|found| is_suspect(found) || caught && ANYBODY.contains(&found))
            || caught && token.upos == Upos::Propn && is_named_person(document, noun);
    }
    found.is_some_and(|found| group::contains("people", found) && !is_bystander(found) && !is_suspect(found))
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
            ("A gunman killed six people before being shot by police.", Some("killed by police")),
            ("The fire is in custody.", None),
            ("A gunman shot two clerks, and no arrests have been made.", Some("at large")),
            ("No arrests were made at the match.", None),
            ("Two clerks were hurt in a shooting. No arrests have been made.", Some("at large")),
            ("Two hikers are missing.", Some("missing")),
            ("All five hikers reported missing have been found.", Some("missing")),
            ("All five hikers have been found.", Some("found")),
            ("The girl was found safe on Friday.", Some("found")),
            ("The missing girl was found dead.", Some("found dead")),
            ("A girl was found alive.", None),
            ("The two men have been found guilty.", Some("convicted")),
            ("He was holding seven clerks hostage.", Some("held")),
            ("All seven hostages were freed.", Some("free")),
            ("Four hostages were freed.", None),
            ("Six miners are trapped.", Some("trapped")),
            ("The miners were brought to the surface.", Some("brought out")),
            ("The documents have been found.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| {
                let told = states_at(&document, token);
                told.into_iter().find_map(|(state, _)| bearer(&document, token, state).map(|_| state.name))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! States of people: the suspect at large or in custody, the injured in danger or dead. The states are listed in order in
//! `assets/lexicon/states.txt`; the bearer of a state is found in `bearer`.

mod bearer;

use std::sync::LazyLock;

use super::count::in_marks;
use super::lexicon::{self, PhraseTable};
use super::phrase::clause_of;
use super::{Claim, ClaimKind, Reading, age};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId};
use bearer::bearer;

/// A state of the list.
#[derive(Clone, Debug)]
pub struct State {
    /// The kind of bearer: "suspect", "patient".
    pub of: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its place in the usual order.
    pub rank: u32,
    phrases: Vec<&'static str>,
}

/// The state in the value of a claim.
#[must_use]
pub fn of_claim(claim: &Claim) -> Option<&'static State> {
    let value = claim.value.as_deref()?;
    STATES
        .iter()
        .find(|state| claim.kind == ClaimKind::Status && *state.of == *claim.predicate && state.name == value)
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../../assets/lexicon/states.txt"))
        .filter_map(|[of, name, rank, phrases]| {
            Some(State { of, name, rank: rank.parse().ok()?, phrases: phrases.split(", ").collect() })
        })
        .collect()
});

/// The phrases, each with the index of its state and its own index within the state.
static PHRASES: LazyLock<PhraseTable<(usize, usize)>> = LazyLock::new(|| {
    let of_state = |(state, phrases): (usize, &State)| {
        phrases
            .phrases
            .iter()
            .enumerate()
            .map(move |(place, phrase)| (*phrase, (state, place)))
            .collect::<Vec<_>>()
    };
    STATES.iter().enumerate().flat_map(of_state).collect()
});

/// Groups of possible suspects.
const SUSPECTS: &[&str] = &["suspects", "gunmen", "attackers", "bombers", "robbers", "killers", "hijackers"];

/// Whether the members of a group may be perpetrators.
#[must_use]
pub fn is_suspect(group: &str) -> bool {
    SUSPECTS.contains(&group)
}

/// Whether a noun denotes a possible perpetrator.
pub(crate) fn names_suspect(document: &Document<'_>, noun: TokenId) -> bool {
    group::of_head(document, noun).is_some_and(|found| is_suspect(found.group))
}

/// Whether a claim says that the perpetrator is dead.
#[must_use]
pub fn is_dead_suspect(claim: &Claim) -> bool {
    of_claim(claim).is_some_and(|state| state.of == "suspect" && state.name == DEAD)
}

/// The name of the final state.
pub const DEAD: &str = "dead";

/// Finds the states of a report, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .flat_map(|token| states_at(document, token).into_iter().map(move |found| (token, found)))
        .filter_map(|(token, (state, length))| {
            let who = bearer(document, token, state)?;
            let last = TokenId(token.0 + length - 1);
            let span =
                document.token(who).span.cover(document.token(token).span).cover(document.token(last).span);
            let name = age::name_of(document, who).filter(|_| state.of == "suspect");
            Some(Claim {
                subject: name.unwrap_or(document.token(who).span),
                subject_group: group::of_head(document, who).map(|found| found.group),
                value: Some(state.name.into()),
                as_of: reading.clocks.as_of(clause_of(document, token), &[]),
                chain: reading.attributions.chain(span),
                quoted: in_marks(document, span),
                ..Claim::at(ClaimKind::Status, state.of, span)
            })
        })
        .collect()
}

/// The states whose words begin at a token, for each kind of bearer the first in the list, and how many words they have.
fn states_at(document: &Document<'_>, token: TokenId) -> Vec<(&'static State, u32)> {
    let mut found: Vec<((usize, usize), u32)> =
        PHRASES.at(document, token).map(|(place, length)| (*place, length)).collect();
    found.sort_unstable();
    let mut states: Vec<(&'static State, u32)> = Vec::new();
    for ((state, _), length) in found {
        if states.iter().all(|(known, _)| known.of != STATES[state].of) {
            states.push((&STATES[state], length));
        }
    }
    states
}

/// People held by others than the police as bearers of states.
const HOSTAGE: &str = "hostage";
/// The injured as bearers of states.
pub const PATIENT: &str = "patient";
/// People held by the police as bearers of states.
pub const DETAINED: &str = "detained";
/// A vessel or aircraft that cannot move on as a bearer of states.
pub const HELD_CRAFT: &str = "held craft";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_assigned_only_to_possible_bearers() {
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
            ("The two men have been found guilty.", Some("convicted")),
            ("He was holding seven clerks hostage.", Some("held")),
            ("All seven hostages were freed.", Some("free")),
            ("Four hostages were freed.", None),
            ("The deputy was flown to a hospital in serious condition.", Some("in danger")),
            ("A deputy has died, the sheriff said.", Some("dead")),
            ("She was taken to a hospital in serious condition.", Some("in danger")),
            ("Police said the road is in serious condition.", None),
            ("The driver fled on foot.", Some("at large")),
            ("The headmaster was arrested.", Some("in custody")),
            ("A 15-year-old was in custody.", Some("in custody")),
            ("He killed himself after the shooting.", Some("dead")),
            ("The tanker was hijacked on Monday.", Some("held")),
            ("The ship was freed on Monday.", Some("free")),
            ("The three people detained on Monday have been released.", Some("released")),
            ("The film was released on Monday.", None),
            ("Police have not made an arrest in the shooting.", Some("at large")),
            ("The man suspected of setting fire to the mill has not been arrested.", Some("at large")),
            ("The gunman evaded capture for two days.", Some("at large")),
            ("A boy accidentally shot himself.", None),
            ("The gunman shot himself and is in critical condition.", None),
            (
                "He held his daughter for hours before he killed himself. The shooting began at noon.",
                Some("dead"),
            ),
            ("Thieves drained the overturned tanker when it was found.", None),
            ("A clerk died on Monday.", None),
            ("Police are looking for a man who opened fire. The shooting began at noon.", Some("at large")),
            ("Police are looking for a missing man.", None),
            ("Rescuers are searching for survivors.", None),
            ("He then shot himself. The shooting began at noon.", Some("dead")),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| {
                let mut stated = states_at(&document, token).into_iter();
                stated.find_map(|(state, _)| bearer(&document, token, state).map(|_| state.name))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! States people are in: the suspect at large or in custody, the wounded in danger or dead. The order of states is a list
//! in `assets/lexicon/states.txt`.

use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::count::in_marks;
use super::phrase::{clause_of, word_is};
use super::{Claim, ClaimKind, Context, Extent, Status, lexicon};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};

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

/// Groups of which a suspect may be one.
const SUSPECTS: &[&str] = &["suspects", "gunmen", "attackers", "bombers", "robbers", "killers", "hijackers"];

/// How many words may stand between who it is and the state.
const REACH: u32 = 10;

/// Finds the states of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let sentences = (0..u32::try_from(document.sentences().len()).unwrap_or(u32::MAX)).map(SentenceId);
    sentences
        .flat_map(|sentence| document.tokens_in(sentence))
        .filter_map(|token| {
            let (state, length) = state_at(document, token)?;
            let who = bearer(document, token, state)?;
            let last = TokenId(token.0 + length - 1);
            let span =
                document.token(who).span.cover(document.token(token).span).cover(document.token(last).span);
            Some(Claim {
                kind: ClaimKind::Status,
                predicate: state.of.into(),
                subject: document.token(who).span,
                subject_group: group::of_head(document, who).map(|found| found.group),
                quantity: None,
                value: Some(state.name.into()),
                event: None,
                part_of: None,
                extent: Extent::Whole,
                when: None,
                place: None,
                as_of: clocks.as_of(clause_of(document, token), &[]),
                chain: attributions.chain(span),
                quoted: in_marks(document, span),
                status: Status::Asserted,
                span,
            })
        })
        .collect()
}

/// The state whose words begin at a token, and how many they are.
fn state_at(document: &Document<'_>, token: TokenId) -> Option<(&'static State, u32)> {
    let end = document.sentence(document.sentence_of(token)).end;
    STATES.iter().find_map(|state| {
        let phrase = state.phrases.iter().find(|phrase| {
            (token.0..end.0)
                .map(TokenId)
                .zip(phrase.iter())
                .filter(|(token, word)| is(document, *token, word))
                .count()
                == phrase.len()
        })?;
        Some((state, u32::try_from(phrase.len()).ok()?))
    })
}

fn is(document: &Document<'_>, token: TokenId, word: &str) -> bool {
    document.lemma(token).eq_ignore_ascii_case(word) || word_is(document, token, &[word])
}

/// Who is in the state: the nearest noun of the right sort before it, or behind it as its object.
fn bearer(document: &Document<'_>, token: TokenId, state: &State) -> Option<TokenId> {
    let fits = |noun: &TokenId| {
        let found = group::of_head(document, *noun).map(|found| found.group);
        document.token(*noun).upos == Upos::Noun
            && found.is_some_and(|found| match state.of {
                "suspect" => SUSPECTS.contains(&found),
                _ => group::contains("people", found),
            })
    };
    let sentence = document.sentence(document.sentence_of(token));
    let negated = super::phrase::before(document, token)
        .take(3)
        .any(|word| word_is(document, word, &["not", "n't", "n’t", "no", "never", "without", "to", "if"]));
    if negated {
        return None;
    }
    let before = super::phrase::before(document, token).take(REACH as usize).find(fits);
    let behind = || (token.0 + 1..sentence.end.0.min(token.0 + 5)).map(TokenId).find(fits);
    before.or_else(|| (state.of == "suspect").then(behind).flatten())
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
            ("Police have not arrested the suspect.", None),
            ("The fire is in custody.", None),
        ] {
            let document = Document::read(text);
            let tokens = u32::try_from(document.tokens().len()).unwrap();
            let found = (0..tokens).map(TokenId).find_map(|token| {
                let (state, _) = state_at(&document, token)?;
                bearer(&document, token, state).map(|_| state.name)
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! What a report explicitly says it does not know: "no information on casualties so far", "it is unclear how many were hurt",
//! "the cause remains unclear", "no group has claimed the attack".
//!
//! Unknown is not zero: the claim has no number.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::date::{incident_noun, incident_verb};
use super::lexeme::lower;
use super::lexicon::{self, PhraseTable, WordClass};
use super::phrase::{after, before, word_is};
use super::responsibility::RESPONSIBILITY;
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::{Document, TokenId, Upos};

/// The value of a claim about something unknown.
pub const UNKNOWN: &str = "unknown";

/// The predicate of an unknown cause.
pub const CAUSE: &str = "cause";

/// The lists of `assets/lexicon/unknown-figures.txt`.
struct Lists {
    /// Words that say that nothing is known about what follows.
    cues: PhraseTable<()>,
    /// Words that say so about what follows or about their subject.
    open: PhraseTable<()>,
    /// What may be unknown, and its predicate.
    things: HashMap<&'static str, &'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<&str>> = HashMap::new();
    for [name, words] in lexicon::rows(include_str!("../../../assets/lexicon/unknown-figures.txt")) {
        rows.entry(name).or_default().extend(lexicon::words(words));
    }
    let mut phrases =
        |name: &str| rows.remove(name).unwrap_or_default().into_iter().map(|cue| (cue, ())).collect();
    let (cues, open) = (phrases("cue"), phrases("open"));
    let of_predicate = |(predicate, words): (_, Vec<_>)| words.into_iter().map(move |word| (word, predicate));
    Lists { cues, open, things: rows.into_iter().flat_map(of_predicate).collect() }
});

/// How many words may be between the cue and the thing.
const REACH: usize = 6;

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|token| {
            let (thing, predicate) = unknown_at(document, token)
                .or_else(|| open_cause(document, token))
                .or_else(|| unclaimed(document, token))?;
            let span = document.token(token).span.cover(document.token(thing).span);
            let civil = (token.0..thing.0).any(|place| word_is(document, TokenId(place), &["civilian"]));
            Some(Claim {
                subject: document.token(thing).span,
                subject_group: Some(if civil { "civilians" } else { "people" }),
                value: Some(UNKNOWN.into()),
                status: Status::Unknown,
                ..reading.claim(ClaimKind::Status, predicate, token, span)
            })
        })
        .collect()
}

/// The thing that is unknown according to the cue that begins at a word.
fn unknown_at(document: &Document<'_>, token: TokenId) -> Option<(TokenId, &'static str)> {
    let (&(), length) = LISTS.cues.at(document, token).next()?;
    let last = TokenId(token.0 + length - 1);
    after(document, last).take(REACH).find_map(|token| {
        let by_form = || LISTS.things.get(&*lower(document.word(token)));
        let predicate = LISTS.things.get(document.lemma(token)).or_else(by_form)?;
        Some((token, *predicate)).filter(|_| ![CAUSE, RESPONSIBILITY].contains(predicate))
    })
}

/// The question word of a cause that the cue at a word leaves open: "unclear what caused it", "the causes of the cut remain
/// unclear", "for unknown reasons".
fn open_cause(document: &Document<'_>, token: TokenId) -> Option<(TokenId, &'static str)> {
    /// How many words before the cue its subject may be.
    const BEFORE: usize = 18;
    let (&(), length) = LISTS.open.at(document, token).next()?;
    let last = TokenId(token.0 + length - 1);
    // "why the officers went in" does not ask for the cause of an incident.
    let incident = |why: TokenId| {
        after(document, why).take(REACH).any(|word| {
            let lemma = document.lemma(word);
            incident_verb(lemma).or_else(|| incident_noun(lemma)).is_some()
        })
    };
    let asks = |word: &TokenId| {
        LISTS.things.get(document.lemma(*word)) == Some(&CAUSE)
            && (!word_is(document, *word, &["why"]) || incident(*word))
    };
    let following = after(document, last).take(REACH).find(asks);
    let subject = || {
        before(document, token)
            .take(BEFORE)
            .find(|word| asks(word) && document.token(*word).upos == Upos::Noun)
    };
    Some((following.or_else(subject)?, CAUSE))
}

/// The word for a claim of responsibility that nobody made: "no immediate claim of responsibility", "no group has claimed the
/// attack".
fn unclaimed(document: &Document<'_>, token: TokenId) -> Option<(TokenId, &'static str)> {
    const NOBODY: &[&str] = &["no", "nobody", "none"];
    if !word_is(document, token, NOBODY) {
        return None;
    }
    let claim = after(document, token).take(REACH).find(|word| document.lemma(*word) == "claim")?;
    let objects = || after(document, claim).take(3);
    let responsible = objects().any(|word| word_is(document, word, &["responsibility"]));
    let verb = document.token(claim).upos == Upos::Verb;
    let attack = || objects().any(|word| ATTACKS.has_lemma(document, word));
    (responsible || verb && attack()).then_some((claim, RESPONSIBILITY))
}

/// What somebody may claim responsibility for.
static ATTACKS: WordClass = WordClass::named("what somebody is blamed for");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explicitly_unknown_figures_are_read() {
        for (text, expected) in [
            ("There was no information on casualties so far.", Some("killed")),
            ("It was not clear how many people were hurt.", Some("injured")),
            ("There was no immediate word on civilian deaths.", Some("killed")),
            ("There was no information on the train.", None),
            ("Six people were killed, and there is no doubt about it.", None),
            ("Nobody was killed.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| unknown_at(&document, token));
            assert_eq!(found.map(|(_, predicate)| predicate), expected, "{text}");
        }
    }

    #[test]
    fn an_open_cause_and_an_unclaimed_attack_are_read() {
        for (text, expected) in [
            ("It remains unclear what caused the fire.", Some(CAUSE)),
            ("The causes of the outage, which began at noon, remain unclear.", Some(CAUSE)),
            ("The bridge fell for unknown reasons.", Some(CAUSE)),
            ("We have no idea what caused it, he said.", Some(CAUSE)),
            ("Police do not know why the train derailed.", Some(CAUSE)),
            ("He did not know why the officers went in.", None),
            ("There was no immediate claim of responsibility.", Some(RESPONSIBILITY)),
            ("No group has claimed the bombing.", Some(RESPONSIBILITY)),
            ("The cause was a gas leak.", None),
            ("No insurer has received a claim.", None),
            ("The singer, unknown then, won the prize.", None),
        ] {
            let document = Document::read(text);
            let find = |token| open_cause(&document, token).or_else(|| unclaimed(&document, token));
            let found = document.token_ids().find_map(find);
            assert_eq!(found.map(|(_, predicate)| predicate), expected, "{text}");
        }
    }
}

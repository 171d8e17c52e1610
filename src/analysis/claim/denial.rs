//! What a report says took place and what it says did not: "there was no explosion", "no ransom was paid". The events are
//! listed in `assets/lexicon/denied-actions.txt`.

use std::sync::LazyLock;

use super::count::in_marks;
use super::lexicon::{self, PhraseTable, WordClass};
use super::phrase::{before, clause_of};
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::{Document, SentenceId, TokenId};

/// The prefix of the predicate of such claims; the event follows.
pub const ACTION: &str = "whether there was ";

/// An event, and whether a phrase denies it.
struct Phrase {
    action: &'static str,
    denies: bool,
}

static PHRASES: LazyLock<PhraseTable<Phrase>> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    for [action, stated, denied] in lexicon::rows(include_str!("../../../assets/lexicon/denied-actions.txt"))
    {
        for (list, denies) in [(stated, false), (denied, true)] {
            phrases.extend(list.split(", ").map(|phrase| (phrase, Phrase { action, denies })));
        }
    }
    phrases.into_iter().collect()
});

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let claim = |token: TokenId| {
        let (phrase, length) = phrase_at(document, token)?;
        let last = TokenId(token.0 + length - 1);
        let span = document.token(token).span.cover(document.token(last).span);
        Some(Claim {
            value: Some(phrase.action.into()),
            when: reading.clocks.happened(clause_of(document, token)),
            quoted: in_marks(document, span),
            status: if phrase.denies { Status::Denied } else { Status::Asserted },
            ..reading.claim(ClaimKind::Status, &format!("{ACTION}{}", phrase.action), token, span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// How many sentences form the opening of a report: what is affirmed later may be about another event.
const OPENING: u32 = 8;

/// The phrase that begins at a word, if it is affirmed or denied without reservation, and how many words it has.
fn phrase_at(document: &Document<'_>, token: TokenId) -> Option<(&'static Phrase, u32)> {
    static UNSURE: WordClass = WordClass::named("words that leave an action open");
    let (phrase, length) =
        PHRASES.at(document, token).max_by_key(|(phrase, length)| (phrase.denies, *length))?;
    let unsure = || before(document, token).take(5).any(|word| UNSURE.has_word(document, word));
    let stated = document.sentence_of(token) < SentenceId(OPENING) && !unsure();
    (phrase.denies || stated).then_some((phrase, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_affirmed_or_denied_by_its_own_words() {
        for (text, expected) in [
            ("A boiler exploded at a mill on Monday.", Some(("an explosion", false))),
            ("There was no explosion, the company said.", Some(("an explosion", true))),
            ("It is not known whether there was an explosion.", None),
            ("Police opened fire on the crowd.", Some(("firing by the forces", false))),
            ("No police officer fired a shot, the minister said.", Some(("firing by the forces", true))),
            ("No live rounds were used.", Some(("firing by the forces", true))),
            ("A ransom of two million was paid.", Some(("payment of a ransom", false))),
            ("The minister denied that a ransom had been paid.", Some(("payment of a ransom", true))),
            ("The kidnappers want a ransom to be paid.", None),
            ("A gunman opened fire.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| phrase_at(&document, token));
            assert_eq!(found.map(|(phrase, _)| (phrase.action, phrase.denies)), expected, "{text}");
        }
    }
}

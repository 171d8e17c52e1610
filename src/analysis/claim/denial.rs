//! What a report tells as having happened, and what it says did not: "there was no explosion", "no ransom was paid". The deeds
//! are a list in `assets/lexicon/denied-deeds.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::count::in_marks;
use super::phrase::{before, clause_of, length_at, word_is};
use super::word::lower;
use super::{Claim, ClaimKind, Context, Status, lexicon};
use crate::analysis::language::{Document, SentenceId, TokenId};

/// What the predicate of such claims begins with; the deed follows.
pub const DEED: &str = "whether there was ";

struct Phrase {
    deed: &'static str,
    denies: bool,
    words: Vec<&'static str>,
}

/// The phrases by their first word.
static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../assets/lexicon/denied-deeds.txt")) {
        let [deed, told, denied] = fields[..] else { continue };
        for (list, denies) in [(told, false), (denied, true)] {
            for phrase in list.split(", ") {
                let words: Vec<_> = phrase.split(' ').collect();
                phrases.entry(words[0]).or_default().push(Phrase { deed, denies, words });
            }
        }
    }
    phrases
});

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let claim = |token: TokenId| {
        let (phrase, length) = told_at(document, token)?;
        let last = TokenId(token.0 + length - 1);
        let span = document.token(token).span.cover(document.token(last).span);
        let chain = attributions.chain(span);
        Some(Claim {
            value: Some(phrase.deed.into()),
            when: clocks.happened(clause_of(document, token)),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            quoted: in_marks(document, span),
            status: if phrase.denies { Status::Denied } else { Status::Asserted },
            ..Claim::at(ClaimKind::Status, &format!("{DEED}{}", phrase.deed), span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// How many sentences open a report: what is told without a denial behind them may be of another happening.
const OPENING: u32 = 8;

/// The phrase that begins at a word, where it is told or denied outright, and how many words it is.
fn told_at(document: &Document<'_>, token: TokenId) -> Option<(&'static Phrase, u32)> {
    const UNSURE: &[&str] = &[
        "no", "not", "n't", "never", "if", "whether", "deny", "denied", "denies", "may", "might", "could",
        "another", "to", "risk", "fear", "fears", "feared", "threat", "danger", "prevent",
    ];
    let sentence = document.sentence_of(token);
    let end = document.sentence(sentence).end.0;
    let opened = |word: &str| PHRASES.get(&*lower(word)).map_or(&[][..], Vec::as_slice);
    let candidates = opened(document.lemma(token)).iter().chain(opened(document.word(token)));
    let (phrase, length) = candidates
        .filter_map(|phrase| Some((phrase, length_at(document, token.0, end, &phrase.words)?)))
        .max_by_key(|(phrase, length)| (phrase.denies, *length))?;
    let unsure = || before(document, token).take(5).any(|word| word_is(document, word, UNSURE));
    let told = sentence < SentenceId(OPENING) && !unsure();
    (phrase.denies || told).then_some((phrase, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_told_or_denied_by_its_own_words() {
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
            let found = document.token_ids().find_map(|token| told_at(&document, token));
            assert_eq!(found.map(|(phrase, _)| (phrase.deed, phrase.denies)), expected, "{text}");
        }
    }
}

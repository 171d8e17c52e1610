//! Who is said to have done it: who claimed responsibility, and who was blamed, by name; and that nobody has claimed it.

use super::lexicon::WordClass;
use super::phrase::{after, before, next_is, noun_phrase, one_line, word_is};
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// The predicate of claims about who did it.
pub const RESPONSIBILITY: &str = "responsibility";

/// The predicate of claims about who claimed it, and that nobody has.
pub const CLAIMED: &str = "claim of responsibility";

/// Finds them by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let by_whom = |predicate: &str, token: TokenId, who: Who| {
        let span = document.token(token).span.cover(who.span);
        Claim {
            subject: who.span,
            value: Some(who.name.into()),
            ..reading.claim(ClaimKind::Status, predicate, token, span)
        }
    };
    let by_nobody = |token: TokenId, span: Span| Claim {
        value: Some(NOBODY.into()),
        status: Status::Unknown,
        ..reading.claim(ClaimKind::Status, CLAIMED, token, span)
    };
    let mut found = Vec::new();
    for token in document.token_ids() {
        let claimed = claimed(document, token);
        let blamed = if claimed.is_none() { blamed(document, token) } else { None };
        found.extend(claimed.map(|who| by_whom(RESPONSIBILITY, token, who)));
        found.extend(blamed.map(|who| by_whom(RESPONSIBILITY, token, who)));
        found.extend(claimed_by(document, token).map(|who| by_whom(CLAIMED, token, who)));
        found.extend(unclaimed(document, token).map(|span| by_nobody(token, span)));
    }
    found
}

/// Who has claimed what nobody has.
const NOBODY: &str = "nobody";

/// What may be claimed.
const CLAIMS: &[&str] = &[
    "responsibility",
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "kidnapping",
    "abduction",
    "assault",
    "blast",
    "blasts",
];

/// "X claimed responsibility", "X said it was behind the attack", and in the passive "the attack was claimed by X".
fn claimed_by(document: &Document<'_>, token: TokenId) -> Option<Who> {
    if document.lemma(token) == "claim" && next_is(document, token, &["by"]) {
        let subject = document.subject_of(token).into_iter().chain(before(document, token).take(6));
        let what = subject.into_iter().any(|word| word_is(document, word, CLAIMS));
        let agents = after(document, token).skip(1).take(8);
        let agents = agents.take_while(|word| !word_is(document, *word, &[",", "and", "which", "who"]));
        let named = agents.filter(|_| what).filter_map(|noun| named(document, noun));
        return named.max_by_key(|who| who.span.len());
    }
    claimed(document, token)
}

/// "no immediate claim of responsibility", "no group has claimed the attack", "has not been claimed".
fn unclaimed(document: &Document<'_>, token: TokenId) -> Option<Span> {
    static NONE: WordClass = WordClass::named("words for nobody");
    const BACK: u32 = 7;
    if !word_is(document, token, CLAIMS) {
        return None;
    }
    let sentence = Sentence::of(document, token);
    let mut ahead = (token.0.saturating_sub(3).max(sentence.first)..token.0).rev();
    let responsibility = word_is(document, token, &["responsibility"]);
    let claims = |place: &u32| match sentence.lemma(*place) {
        "claim" => true,
        "take" => responsibility,
        _ => false,
    };
    let claim = ahead.find(claims)?;
    let reach = claim.saturating_sub(BACK).max(sentence.first)..claim;
    let none = reach.rev().find(|place| sentence.is_of(*place, &NONE))?;
    Some(document.token(TokenId(none)).span.cover(document.token(token).span))
}

/// Somebody by name.
#[derive(Debug)]
struct Who {
    name: String,
    span: Span,
}

/// "X claimed responsibility", but not "no group has claimed responsibility".
fn claimed(document: &Document<'_>, token: TokenId) -> Option<Who> {
    // "claimed responsibility for", "claimed the attack"
    if !word_is(document, token, CLAIMS) {
        return None;
    }
    let verb = before(document, token).take(3).find(|word| document.lemma(*word) == "claim")?;
    let between = (verb.0 + 1..token.0).map(TokenId);
    let object = between
        .into_iter()
        .all(|word| document.token(word).upos == Upos::Det || document.token(word).upos == Upos::Adj);
    if !object {
        return None;
    }
    let words: Vec<TokenId> = before(document, verb).take(8).collect();
    let nobody = &["no", "nobody", "none", "not", "n't", "neither"];
    if words.iter().any(|word| word_is(document, *word, nobody)) {
        return None;
    }
    let subject = document.subject_of(verb).into_iter().chain(words);
    subject.into_iter().find_map(|noun| named(document, noun))
}

/// "officials blamed X for the attack".
fn blamed(document: &Document<'_>, verb: TokenId) -> Option<Who> {
    static ATTACKS: WordClass = WordClass::named("what somebody is blamed for");
    if !word_is(document, verb, &["blame", "blames", "blamed", "blaming"])
        || document.token(verb).upos != Upos::Verb
    {
        return None;
    }
    let object = after(document, verb)
        .take(8)
        .take_while(|token| !word_is(document, *token, &["for", "on", ",", "and"]));
    let who = object.filter_map(|token| named(document, token)).max_by_key(|who| who.span.len())?;
    let last = document.tokens_within(who.span).next_back()?;
    after(document, last).take(8).any(|token| ATTACKS.has_lemma(document, token)).then_some(who)
}

/// The phrase of a noun where it holds a name: a word with a capital after its first.
fn named(document: &Document<'_>, noun: TokenId) -> Option<Who> {
    if !matches!(document.token(noun).upos, Upos::Propn | Upos::Noun) {
        return None;
    }
    let span = noun_phrase(document, noun);
    let name = one_line(document.words(span));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = document.token(noun).upos == Upos::Propn || name.split(' ').skip(1).any(capital);
    is_name.then_some(Who { name, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_it_is_read_where_it_is_claimed_or_attributed_to_somebody_by_name() {
        for (text, expected) in [
            ("The Valley Front claimed responsibility for the attack.", Some("Valley")),
            ("No group has claimed responsibility.", None),
            ("Neither the Valley Front nor the Lowland Army claimed the attack.", None),
            ("The Valley Front claimed the attack on Monday.", Some("Valley")),
            ("The minister claimed the attack was over.", None),
            ("The ministry blamed the Valley Front for the bombing.", Some("Valley")),
            ("The minister blamed the weather for the delay.", None),
            ("The minister blamed Brussels for high prices.", None),
            ("He took responsibility for the defeat.", None),
        ] {
            let document = Document::read(text);
            let found = document
                .token_ids()
                .find_map(|token| claimed(&document, token).or_else(|| blamed(&document, token)));
            match expected {
                Some(part) => {
                    assert!(found.as_ref().is_some_and(|who| who.name.contains(part)), "{text}: {found:?}");
                }
                None => assert!(found.is_none(), "{text}: {found:?}"),
            }
        }
    }

    #[test]
    fn who_claimed_it_and_that_nobody_has_are_read() {
        for (text, by, nobody) in [
            ("The attack was claimed by the Valley Front, which sent fighters.", Some("Valley"), false),
            ("The Valley Front claimed responsibility for the attack.", Some("Valley"), false),
            ("There was no immediate claim of responsibility for the attack.", None, true),
            ("No group has claimed responsibility for the blast.", None, true),
            ("No one has yet claimed responsibility.", None, true),
            ("No group has taken responsibility for the attack so far.", None, true),
            ("No driver would take the attack lightly.", None, false),
            ("Nobody immediately claimed the attack.", None, true),
            ("No bank would pay the claim. The attack was over.", None, false),
            ("The benefit was claimed by the widow.", None, false),
            ("The minister claimed that no attack was planned.", None, false),
        ] {
            let document = Document::read(text);
            let claimed = document.token_ids().find_map(|token| claimed_by(&document, token));
            assert_eq!(claimed.is_some(), by.is_some(), "{text}: {claimed:?}");
            assert!(by.is_none_or(|by| claimed.is_some_and(|who| who.name.contains(by))), "{text}");
            assert_eq!(
                document.token_ids().any(|token| unclaimed(&document, token).is_some()),
                nobody,
                "{text}"
            );
        }
    }
}

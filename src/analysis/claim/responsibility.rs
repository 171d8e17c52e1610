//! Responsibility: who claimed it, and who was blamed, by name.

use super::lexicon::WordClass;
use super::phrase::{after, before, noun_phrase, one_line, word_is};
use super::{Claim, ClaimKind, Reading};
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::text::Span;

/// The predicate of claims about who is responsible.
pub const RESPONSIBILITY: &str = "responsibility";

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|token| {
            let who = claimed(document, token).or_else(|| blamed(document, token))?;
            let span = document.token(token).span.cover(who.span);
            Some(Claim {
                subject: who.span,
                value: Some(who.name.into()),
                ..reading.claim(ClaimKind::Status, RESPONSIBILITY, token, span)
            })
        })
        .collect()
}

/// A person or group by name.
#[derive(Debug)]
struct Who {
    name: String,
    span: Span,
}

/// "X claimed responsibility", but not "no group has claimed responsibility".
fn claimed(document: &Document<'_>, token: TokenId) -> Option<Who> {
    // "claimed responsibility for", "claimed the attack"
    if !word_is(
        document,
        token,
        &[
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
        ],
    ) {
        return None;
    }
    if let Some(who) = claimed_by(document, token) {
        return Some(who);
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

/// "that attack was claimed by X".
fn claimed_by(document: &Document<'_>, attack: TokenId) -> Option<Who> {
    let verb = document.head(attack).filter(|verb| document.lemma(*verb) == "claim")?;
    let subject = document.token(attack).relation == Relation::NsubjPass;
    let agent = document
        .children_by(verb, &[Relation::OblAgent, Relation::Obl])
        .find(|agent| document.case_of(*agent).is_some_and(|case| word_is(document, case, &["by"])))?;
    subject.then(|| named(document, agent)).flatten()
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

/// The noun phrase, if it contains a name: a capitalised word after the first word.
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
    fn responsibility_is_read_where_a_named_party_claims_it_or_is_blamed() {
        for (text, expected) in [
            ("The Valley Front claimed responsibility for the attack.", Some("Valley")),
            ("No group has claimed responsibility.", None),
            ("Neither the Valley Front nor the Lowland Army claimed the attack.", None),
            ("The Valley Front claimed the attack on Monday.", Some("Valley")),
            ("That attack was claimed by the Valley Front.", Some("Valley")),
            ("The attack was claimed to be the worst.", None),
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
}

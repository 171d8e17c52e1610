//! Who is said to have done it: who claimed responsibility, and who was blamed, by name.

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{before, clause_of, noun_phrase, word_is};
use super::{Claim, ClaimKind, Context};
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// The predicate of claims about who did it.
pub const RESPONSIBILITY: &str = "responsibility";
/// The value where nobody has claimed it.
pub const NOBODY: &str = "nobody";

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    document
        .token_ids()
        .filter_map(|token| {
            let who = claimed(document, token)
                .or_else(|| nobody_behind(document, token))
                .or_else(|| blamed(document, token))?;
            let span = document.token(token).span.cover(who.span);
            let chain = attributions.chain(span);
            Some(Claim {
                subject: who.span,
                value: Some(who.name.into()),
                as_of: clocks.as_of(clause_of(document, token), &chain),
                chain,
                ..Claim::at(ClaimKind::Status, RESPONSIBILITY, span)
            })
        })
        .collect()
}

/// Somebody by name.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) span: Span,
}

/// "X claimed responsibility", "no group has claimed responsibility".
fn claimed(document: &Document<'_>, token: TokenId) -> Option<Who> {
    // "claimed responsibility for", "claimed the attack"
    if !word_is(
        document,
        token,
        &["responsibility", "attack", "bombing", "kidnapping", "abduction", "assault"],
    ) {
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
    let nobody = words
        .iter()
        .copied()
        .find(|word| word_is(document, *word, &["no", "nobody", "none", "not", "n't", "neither"]));
    if let Some(word) = nobody {
        return Some(Who { name: NOBODY.to_owned(), span: document.token(word).span });
    }
    let subject = document.subject_of(verb).into_iter().chain(words);
    subject.into_iter().find_map(|noun| named(document, noun))
}

/// "no group has said it was behind the attack".
fn nobody_behind(document: &Document<'_>, token: TokenId) -> Option<Who> {
    if !word_is(document, token, &["behind"]) {
        return None;
    }
    let words: Vec<TokenId> = before(document, token).take(8).collect();
    let says = words.iter().any(|word| document.lemma(*word) == "say");
    let no = words.iter().copied().find(|word| word_is(document, *word, &["no", "nobody", "none"]))?;
    says.then(|| Who { name: NOBODY.to_owned(), span: document.token(no).span })
}

/// "officials blamed X for the attack".
fn blamed(document: &Document<'_>, verb: TokenId) -> Option<Who> {
    if !word_is(document, verb, &["blame", "blames", "blamed", "blaming"])
        || document.token(verb).upos != Upos::Verb
    {
        return None;
    }
    let end = document.sentence(document.sentence_of(verb)).end.0;
    let behind: Vec<TokenId> = (verb.0 + 1..end.min(verb.0 + 9)).map(TokenId).collect();
    let object = behind.iter().take_while(|token| !word_is(document, **token, &["for", "on", ",", "and"]));
    let who = object.filter_map(|token| named(document, *token)).max_by_key(|who| who.span.len())?;
    let attack = |token: &TokenId| {
        matches!(
            document.lemma(*token),
            "attack"
                | "blast"
                | "bombing"
                | "explosion"
                | "killing"
                | "shooting"
                | "strike"
                | "assault"
                | "kidnapping"
                | "crash"
                | "raid"
                | "hack"
        )
    };
    let rest = document.token_at(who.span.end)?.0;
    (rest..end.min(rest + 8)).map(TokenId).any(|token| attack(&token)).then_some(who)
}

/// The phrase of a noun where it holds a name: a word with a capital behind its first.
pub(super) fn named(document: &Document<'_>, noun: TokenId) -> Option<Who> {
    if !matches!(document.token(noun).upos, Upos::Propn | Upos::Noun) {
        return None;
    }
    let span = noun_phrase(document, noun);
    let words: Vec<&str> = span.of(document.source()).split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let name = document.token(noun).upos == Upos::Propn || words.iter().skip(1).any(capital);
    name.then(|| Who { name: words.join(" "), span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_it_is_read_where_it_is_claimed_or_laid_to_somebody_by_name() {
        for (text, expected) in [
            ("The Valley Front claimed responsibility for the attack.", Some("Valley")),
            ("No group has claimed responsibility.", Some(NOBODY)),
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
}

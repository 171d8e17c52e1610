//! Which of two happenings came first, where a report says so: "opened fire after police stormed the building".
//!
//! A happening is named by its verb, a light verb by its object; the claim's value is "first < second".

use super::attribution::{Attributions, verb_cue};
use super::clock::Clocks;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context};
use crate::analysis::language::{Document, TokenId, Upos};

/// The predicate of claims about order.
pub const ORDER: &str = "order";

/// Verbs that say nothing without their object.
const LIGHT: &[&str] =
    &["open", "take", "make", "give", "hold", "set", "start", "begin", "hit", "get", "go", "come"];

/// Verbs that tell no happening.
const EMPTY: &[&str] = &["be", "have", "do", "can", "will", "happen", "occur", "seem", "become"];

/// How many words before "after" its first happening may stand, and behind it the second.
const REACH: usize = 8;

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    document
        .token_ids()
        .filter_map(|token| {
            let (first, second) = ordered(document, token)?;
            let (low, high) = (first.min(second), first.max(second));
            let span = document.token(low).span.cover(document.token(high).span);
            let chain = attributions.chain(span);
            Some(Claim {
                value: Some(format!("{} < {}", key(document, first)?, key(document, second)?).into()),
                as_of: clocks.as_of(clause_of(document, token), &chain),
                chain,
                ..Claim::at(ClaimKind::Time, ORDER, span)
            })
        })
        .collect()
}

/// The verbs of the happenings that "after" or "before" puts in order, the earlier first.
fn ordered(document: &Document<'_>, link: TokenId) -> Option<(TokenId, TokenId)> {
    let after = word_is(document, link, &["after"]);
    if !after && !word_is(document, link, &["before"]) {
        return None;
    }
    let end = document.sentence(document.sentence_of(link)).end;
    // "shortly after 11 a.m. and": a time, and no happening.
    let timed = link.0 + 1 < end.0
        && (document.token(TokenId(link.0 + 1)).upos == Upos::Num
            || word_is(document, TokenId(link.0 + 1), &["noon", "midnight", "midday", "dawn", "dusk"]));
    if timed {
        return None;
    }
    let tells = |token: &TokenId| {
        let lemma = document.lemma(*token);
        document.token(*token).upos == Upos::Verb && verb_cue(lemma).is_none() && !EMPTY.contains(&lemma)
    };
    let border = |token: &TokenId| {
        word_is(
            document,
            *token,
            &[";", ":", "“", "”", "\"", "that", "which", "who", "when", "after", "before"],
        )
    };
    let left = before(document, link).take(REACH).take_while(|token| !border(token)).find(tells)?;
    let right = (link.0 + 1..end.0)
        .map(TokenId)
        .take(REACH)
        .take_while(|token| !border(token) && !word_is(document, *token, &[","]))
        .find(tells)?;
    Some(if after { (right, left) } else { (left, right) })
}

/// A verb by its lemma, a light one with its object.
fn key(document: &Document<'_>, verb: TokenId) -> Option<String> {
    let lemma = document.lemma(verb).to_lowercase();
    if !LIGHT.contains(&lemma.as_str()) {
        return Some(lemma);
    }
    let end = document.sentence(document.sentence_of(verb)).end.0;
    let object = (verb.0 + 1..end.min(verb.0 + 4))
        .map(TokenId)
        .find(|token| document.token(*token).upos == Upos::Noun)?;
    Some(format!("{lemma} {}", document.lemma(object).to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_and_before_put_two_happenings_in_order() {
        for (text, expected) in [
            ("Police stormed the building after the man opened fire.", Some("open fire < storm")),
            ("The man opened fire only after police stormed the building.", Some("storm < open fire")),
            ("The roof collapsed before crews arrived.", Some("collapse < arrive")),
            ("The shop was looted after dark.", None),
            ("She spoke after the match.", None),
            ("The mayor resigned, police said after the vote.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| {
                let (first, second) = ordered(&document, token)?;
                Some(format!("{} < {}", key(&document, first)?, key(&document, second)?))
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}

//! Which of two events came first, if a report says so: "opened fire after police stormed the building".
//!
//! An event is named by its verb, or by its object where the verb is light; the claim's value is "first < second".

use super::attribution::verb_cue;
use super::lexicon::WordClass;
use super::phrase::{after, before, word_is};
use super::{Claim, ClaimKind, Reading};
use crate::analysis::language::{Document, TokenId, Upos};

/// The predicate of claims about order.
pub const ORDER: &str = "order";

/// Verbs that mean little without their object.
static LIGHT: WordClass = WordClass::named("light verbs");

/// Verbs that do not denote an event.
static EMPTY: WordClass = WordClass::named("verbs of no event");

/// How many words before "after" its first event may be, and how many after it the second.
const REACH: usize = 8;

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|token| {
            let (first, second) = ordered(document, token)?;
            let (low, high) = (first.min(second), first.max(second));
            let span = document.token(low).span.cover(document.token(high).span);
            Some(Claim {
                value: Some(format!("{} < {}", key(document, first)?, key(document, second)?).into()),
                ..reading.claim(ClaimKind::Time, ORDER, token, span)
            })
        })
        .collect()
}

/// The verbs of the two events that "after" or "before" puts in order, the earlier first.
fn ordered(document: &Document<'_>, link: TokenId) -> Option<(TokenId, TokenId)> {
    let is_after = word_is(document, link, &["after"]);
    if !is_after && !word_is(document, link, &["before"]) {
        return None;
    }
    // "shortly after 11 a.m. and": a time, not an event.
    let timed = after(document, link).next().is_some_and(|next| {
        document.token(next).upos == Upos::Num
            || word_is(document, next, &["noon", "midnight", "midday", "dawn", "dusk"])
    });
    if timed {
        return None;
    }
    let is_event = |token: &TokenId| {
        let lemma = document.lemma(*token);
        document.token(*token).upos == Upos::Verb && verb_cue(lemma).is_none() && !EMPTY.has(lemma)
    };
    let border = |token: &TokenId| {
        word_is(
            document,
            *token,
            &[";", ":", "“", "”", "\"", "that", "which", "who", "when", "after", "before"],
        )
    };
    let left = before(document, link).take(REACH).take_while(|token| !border(token)).find(is_event)?;
    let right = after(document, link)
        .take(REACH)
        .take_while(|token| !border(token) && !word_is(document, *token, &[","]))
        .find(is_event)?;
    Some(if is_after { (right, left) } else { (left, right) })
}

/// A verb by its lemma, a light one with its object.
fn key(document: &Document<'_>, verb: TokenId) -> Option<String> {
    let lemma = document.lemma(verb).to_lowercase();
    if !LIGHT.has(&lemma) {
        return Some(lemma);
    }
    let object = after(document, verb).take(3).find(|token| document.token(*token).upos == Upos::Noun)?;
    Some(format!("{lemma} {}", document.lemma(object).to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_and_before_put_two_events_in_order() {
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

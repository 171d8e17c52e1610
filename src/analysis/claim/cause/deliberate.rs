//! Deliberate causes: "the blaze was set deliberately", "arson is suspected", "sabotage was ruled out".
//!
//! These words state a cause by themselves, without a verb of causing.

use super::class::Class;
use super::fault::Fault;
use super::wording::{last_incident, status_of};
use crate::analysis::claim::Status;
use crate::analysis::claim::date::incident_noun;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::phrase::{after, before, next_is, word_is};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// Nouns for a deliberate cause, their class, and the kind of incident they cause; none if it may be any kind.
const NOUNS: &[(&str, &str, Option<&str>)] =
    &[("arson", "arson", Some("fire")), ("sabotage", "sabotage", None)];

/// Nouns after which the word refers to investigators, charges in general or several cases.
static OF_AN_OFFICE: WordClass = WordClass::named("arson in general");

/// The deliberate cause that a word states.
pub(super) fn meant(document: &Document<'_>, word: TokenId) -> Option<Fault> {
    by_noun(document, word).or_else(|| by_adverb(document, word))
}

fn by_noun(document: &Document<'_>, word: TokenId) -> Option<Fault> {
    let lemma = document.lemma(word).to_lowercase();
    let (noun, class, kind) = NOUNS.iter().find(|(noun, ..)| *noun == lemma)?;
    let end = document.sentence(document.sentence_of(word)).end;
    let other = after(document, word).next().is_some_and(|next| OF_AN_OFFICE.has_word(document, next));
    // "a spate of arson" is about more than one fire.
    let many = before(document, word)
        .take(3)
        .any(|before| word_is(document, before, &["spate", "string", "series", "wave"]));
    let of = last_incident(document, end, *kind).or_else(|| kind.and_then(|_| Some("fire")))?;
    if other || many {
        return None;
    }
    let span = document.token(word).span;
    let status = status_of(document, span)?;
    let span = if status == Status::Denied { with_denial(document, word) } else { span };
    Some(Fault { of, what: (*noun).to_owned(), class: Class::named(class), status, effect: span, span })
}

/// The word together with a denial before it: "ruled out arson".
fn with_denial(document: &Document<'_>, word: TokenId) -> Span {
    const DENIAL: &[&str] =
        &["ruled", "rule", "rules", "denied", "excluded", "dismissed", "rejected", "not", "no"];
    let span = document.token(word).span;
    let denial = before(document, word).take(6).find(|token| word_is(document, *token, DENIAL));
    denial.map_or(span, |token| span.cover(document.token(token).span))
}

/// "was set deliberately", "was started on purpose".
fn by_adverb(document: &Document<'_>, word: TokenId) -> Option<Fault> {
    const LIGHT: &[&str] = &["set", "start", "light", "ignite", "cause", "lit"];
    let end = document.sentence(document.sentence_of(word)).end;
    let next = after(document, word).next();
    let purpose = word_is(document, word, &["on"]) && next_is(document, word, &["purpose"]);
    if !purpose && !word_is(document, word, &["deliberately", "intentionally", "maliciously", "deliberate"]) {
        return None;
    }
    let lit =
        before(document, word).take(3).chain(next).find(|token| LIGHT.contains(&document.lemma(*token)));
    let fire = |token: TokenId| incident_noun(document.lemma(token)) == Some("fire");
    // "the blaze was deliberate", "a deliberate fire"
    let adjective = || {
        let copula = before(document, word)
            .take(2)
            .any(|token| word_is(document, token, &["was", "is", "been", "be"]));
        word_is(document, word, &["deliberate"])
            && (copula && before(document, word).take(8).any(fire) || next.is_some_and(fire))
    };
    let cue = match lit {
        Some(cue) => cue,
        None if adjective() => word,
        None => return None,
    };
    let of = last_incident(document, end, Some("fire"))?;
    let last = next.filter(|_| purpose).unwrap_or(word);
    let span = document.token(word).span.cover(document.token(last).span).cover(document.token(cue).span);
    let status = status_of(document, span)?;
    let what = document.words(span).to_lowercase();
    Some(Fault { of, what, class: Class::named("arson"), status, effect: span, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_intent_state_a_cause_by_themselves() {
        for (text, expected) in [
            ("The blaze was set deliberately, police said.", Some(Status::Asserted)),
            ("The fire was deliberately set.", Some(Status::Asserted)),
            ("The fire was started on purpose.", Some(Status::Asserted)),
            ("The fire was deliberate, the sheriff said.", Some(Status::Asserted)),
            ("Police are treating the fire as arson.", Some(Status::Alleged)),
            ("The fire gutted a barn. Arson is suspected.", Some(Status::Alleged)),
            ("The fire was arson, the sheriff said.", Some(Status::Asserted)),
            ("Fire officials ruled out arson.", Some(Status::Denied)),
            ("Police said arson had been ruled out.", Some(Status::Denied)),
            ("There was no sign of arson in the fire.", Some(Status::Denied)),
            ("The derailment was sabotage, the railway said.", Some(Status::Asserted)),
            ("Police have not ruled out arson.", None),
            ("Arson investigators were at the scene of the fire.", None),
            ("Police are looking into whether the fire was arson.", None),
            ("A string of arson attacks hit the town.", None),
            ("The vote on sabotage laws was put off.", None),
            ("He was set deliberately apart.", None),
            ("The prices were set deliberately low.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| meant(&document, token));
            assert_eq!(found.map(|fault| fault.status), expected, "{text}");
        }
    }
}

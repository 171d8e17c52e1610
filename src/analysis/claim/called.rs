//! What somebody calls an event, in quotation marks: "called the unrest “a threat to the state”", "riots, which he described
//! as a “plot”".

use super::label;
use super::lexicon::WordClass;
use super::phrase::{after, before, clause_of, mentions_before, noun_phrase, word_is};
use super::{Claim, ClaimKind, Reading, Source};
use crate::analysis::language::{Document, MentionClass, TokenId, Upos};
use crate::text::Span;

/// The prefix of the predicate of such claims; the kind of event follows.
pub const CALLED: &str = "called ";

/// Verbs of naming.
static VERBS: WordClass = WordClass::named("naming verbs");

/// How many words after the verb the quotation may begin.
const REACH: usize = 8;

/// Finds such claims, ordered by verb.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|verb| {
            let named = named_by(document, verb)?;
            let cue = document.token(verb).span;
            let span = cue.cover(named.words);
            let own = Source { name: named.speaker, cue, actor: None };
            let chain: Vec<Source> = reading.attributions.chain(span).into_iter().chain([own]).collect();
            Some(Claim {
                subject: named.thing,
                value: Some(document.words(named.words).trim_end_matches([',', '.', ' ']).into()),
                as_of: reading.clocks.as_of(clause_of(document, verb), &chain),
                chain,
                quoted: true,
                ..Claim::at(ClaimKind::Label, &format!("{CALLED}{}", named.kind), span)
            })
        })
        .collect()
}

struct Named {
    kind: &'static str,
    thing: Span,
    words: Span,
    speaker: Span,
}

fn named_by(document: &Document<'_>, verb: TokenId) -> Option<Named> {
    let naming = document.token(verb).upos == Upos::Verb && VERBS.has_lemma(document, verb);
    if !naming || document.is_passive(verb) {
        return None;
    }
    let following = || after(document, verb).take(REACH);
    let from = document.token(verb).span.end;
    let quotations = document.quotations();
    let first = quotations.partition_point(|quotation| quotation.span.start < from);
    let quotation = quotations
        .get(first)
        .filter(|quotation| following().any(|token| document.token(token).span.overlaps(quotation.span)))?;
    let is_thing = |token: &TokenId| label::kind_of_event(document, *token).is_some();
    // "riots, which he described as": the thing precedes the clause.
    let object = following()
        .take_while(|token| document.token(*token).span.end <= quotation.span.start)
        .find(is_thing);
    let relative = before(document, verb).take(4).find(|word| word_is(document, *word, &["which"]));
    let thing = object.or_else(|| before(document, relative?).take(3).find(is_thing))?;
    Some(Named {
        kind: label::kind_of_event(document, thing)?,
        thing: document.token(thing).span,
        words: quotation.inner,
        speaker: speaker_of(document, verb)?,
    })
}

/// Who uses the name: the subject of the verb; for "who" and for a pronoun, the last person named.
fn speaker_of(document: &Document<'_>, verb: TokenId) -> Option<Span> {
    let subject = document.subject_of(verb).or_else(|| before(document, verb).next())?;
    if document.token(subject).upos != Upos::Pron
        && !word_is(document, subject, &["which", "who", "he", "she"])
    {
        return Some(noun_phrase(document, subject));
    }
    let mention = mentions_before(document, document.token(verb).span.start).take(12).find(|mention| {
        mention.class == MentionClass::Person
            && mention.span.of(document.source()).starts_with(char::is_uppercase)
    })?;
    // The name itself, without the clause that depends on it.
    let is_name =
        |token: &TokenId| document.token(*token).upos == Upos::Propn || word_is(document, *token, &["-"]);
    let head = mention.head;
    let following = std::iter::once(head).chain(after(document, head)).take_while(is_name);
    let words = before(document, head).take_while(is_name).chain(following);
    words.map(|token| document.token(token).span).reduce(Span::cover).or(Some(mention.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_for_an_event_are_read_with_their_speaker() {
        for (text, expected) in [
            ("President Dana Orr called the unrest “a plot”.", Some(("Dana Orr", "a plot"))),
            (
                "Dana Orr asked for help against the riots, which she described as a “threat”.",
                Some(("Dana Orr", "threat")),
            ),
            ("Dana Orr, who called the protest “a party”, left.", Some(("Dana Orr", "a party"))),
            ("Dana Orr called the mayor “a friend”.", None),
            ("Dana Orr called the unrest over.", None),
            ("Dana Orr said the unrest was “a plot”.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|verb| named_by(&document, verb));
            let found = found.map(|named| (named.speaker.of(text), named.words.of(text)));
            match (found, expected) {
                (Some((speaker, words)), Some((name, called))) => {
                    assert!(speaker.contains(name) && words == called, "{text}: {speaker} {words}");
                }
                (found, expected) => assert_eq!(found, expected, "{text}"),
            }
        }
    }
}

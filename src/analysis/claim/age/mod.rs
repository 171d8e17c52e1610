//! Ages of people: "Dana Orr, 45,", "47-year-old Dana Orr", "Dana Orr, aged 45"; also of people given by their role in the
//! event (`role`, `victim`). Bare numbers that are ages are recognised in `bare`.

mod bare;
mod role;
mod victim;

pub(crate) use bare::is_bare;
pub(super) use role::attacks;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::phrase::after;
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading};
use crate::analysis::actor::{group, lexicon};
use crate::analysis::language::{Document, MentionClass, SentenceId, TokenId, Upos};
use crate::text::Span;
use crate::text::byline::is_particle;

/// The predicate of ages.
pub const AGE: &str = "age";
/// The prefix of the predicate for the age of somebody with a role.
pub const AGE_OF_ROLE: &str = "age of the ";
/// The role of the only victim.
pub const VICTIM: &str = "victim";

/// Finds the ages, ordered by the start of the name.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let mut found: Vec<Aged> = beside_names(document);
    for token in document.token_ids() {
        found.extend(role::aged(document, token));
        found.extend(victim::aged(document, token));
        found.extend(of_one_named_before(document, token));
    }
    found.sort_by_key(|aged| aged.span);
    let claim = |aged: Aged| {
        let predicate = aged.of.map_or_else(|| AGE.to_owned(), |role| format!("{AGE_OF_ROLE}{role}"));
        Claim {
            subject: aged.subject,
            subject_group: aged.group,
            value: Some(aged.age.to_string().into()),
            ..reading.claim(ClaimKind::Status, &predicate, aged.token, aged.span)
        }
    };
    found.into_iter().map(claim).collect()
}

/// A person and their age.
#[derive(Debug)]
struct Aged {
    /// The name, or the noun for the person.
    subject: Span,
    /// Their role in the event, or the victim.
    of: Option<String>,
    /// The group that the noun denotes, if it is not a name.
    group: Option<&'static str>,
    age: u32,
    /// A word of the clause that states the age.
    token: TokenId,
    span: Span,
}

/// "Dana Orr, 45,", "47-year-old Dana Orr"; also "Orr, 45," where the report gives the full name elsewhere.
fn beside_names(document: &Document<'_>) -> Vec<Aged> {
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let names = full_names(document);
    let whole = people
        .map(|mention| mention.head)
        .filter_map(|head| name_of(document, head).or_else(|| single_name(document, head)));
    let last = document.token_ids().filter_map(|token| {
        single_name(document, token).filter(|name| names.contains_key(document.words(*name)))
    });
    let mut spans: Vec<Span> = whole.chain(last.filter(|name| is_single_name(document, *name))).collect();
    spans.sort_unstable();
    let mut found: Vec<Aged> = Vec::new();
    for name in spans {
        let Some((age, token)) = age_after(document, name).or_else(|| age_before(document, name)) else {
            continue;
        };
        let span = name.cover(document.token(token).span);
        if found.last().is_none_or(|last| !last.span.overlaps(span)) {
            let subject = names.get(document.words(name)).copied().unwrap_or(name);
            found.push(Aged { subject, of: None, group: None, age, token, span });
        }
    }
    found
}

/// Whether a one-word name is not next to another name.
fn is_single_name(document: &Document<'_>, name: Span) -> bool {
    document.token_at(name.start).is_some_and(|token| name_of(document, token).is_none())
}

/// The full names of a report by their last word.
fn full_names<'d>(document: &'d Document<'_>) -> HashMap<&'d str, Span> {
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let mut names = HashMap::new();
    for name in people.filter_map(|mention| name_of(document, mention.head)) {
        if let Some(last) = document.tokens_within(name).next_back() {
            names.entry(document.word(last)).or_insert(name);
        }
    }
    names
}

/// A one-word name.
fn single_name(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let proper =
        document.token(word).upos == Upos::Propn && document.word(word).starts_with(char::is_uppercase);
    proper.then(|| document.token(word).span)
}

/// The name and age of a person mentioned in two sentences: "Dana Orr has died. He was 62."
fn of_one_named_before(document: &Document<'_>, token: TokenId) -> Option<Aged> {
    let (name, age) = named_then_aged(document, token)?;
    let span = document.token(token).span;
    Some(Aged { subject: name, of: None, group: None, age, token, span })
}

fn named_then_aged(document: &Document<'_>, pronoun: TokenId) -> Option<(Span, u32)> {
    let age = age_of_subject(document, pronoun)?;
    let before = SentenceId(document.sentence_of(pronoun).0.checked_sub(1)?);
    let span = document.sentence(before).span;
    let mentions = document.mentions();
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let mut people = mentions[from..]
        .iter()
        .take_while(|mention| mention.span.end <= span.end)
        .filter(|mention| mention.class == MentionClass::Person && name_of(document, mention.head).is_some());
    let one = people.next().filter(|_| people.next().is_none())?;
    name_of(document, one.head).map(|name| (name, age))
}

/// "He was 44", "The man, who is 46,": the age that the first words of a sentence give for its subject.
fn age_of_subject(document: &Document<'_>, first: TokenId) -> Option<u32> {
    const SOMEBODY: &[&str] = &["man", "woman", "teenager", "boy", "girl"];
    let sentence = Sentence::of(document, first);
    if sentence.first != first.0 {
        return None;
    }
    let pronoun = sentence.is(first.0, &["he", "she"]);
    let noun = sentence.is(first.0, &["the"])
        && sentence.is(first.0 + 1, SOMEBODY)
        && sentence.is(first.0 + 2, &[","])
        && sentence.is(first.0 + 3, &["who"]);
    let verb = first.0 + if noun { 4 } else { 1 };
    stated(&sentence, verb).filter(|_| pronoun || noun)
}

/// The full name that a word belongs to: two or more adjacent names, with the particles between them.
pub(super) fn name_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let sentence = document.sentence(document.sentence_of(word));
    let is_name = |place: &u32| {
        let token = TokenId(*place);
        document.token(token).upos == Upos::Propn && document.word(token).starts_with(char::is_uppercase)
    };
    let is_part = |place: &u32| is_name(place) || is_small_particle(document, TokenId(*place));
    let mut first = (sentence.first.0..=word.0).rev().take_while(is_part).filter(is_name).last()?;
    let last = (word.0..sentence.end.0).take_while(is_part).filter(is_name).last()?;
    // "Clerk Dana Orr", "Sgt. Paul Reyes": a title is not part of the name.
    while last > first + 1 && is_title(document, TokenId(first)) {
        first += 1;
    }
    let span = document.token(TokenId(first)).span.cover(document.token(TokenId(last)).span);
    (last > first).then_some(span)
}

/// Whether a word is a particle within a name: "Pieter van Dalen", not "gave Dana Orr ten Swiss francs".
fn is_small_particle(document: &Document<'_>, word: TokenId) -> bool {
    let acts_or_counts = matches!(document.token(word).upos, Upos::Num | Upos::Verb | Upos::Aux);
    !acts_or_counts && document.word(word).starts_with(char::is_lowercase) && is_particle(document.word(word))
}

/// Whether a capitalised word is a title or occupation: "Witness", "Sgt."
fn is_title(document: &Document<'_>, word: TokenId) -> bool {
    let lower = document.word(word).to_lowercase();
    let bare = lower.trim_end_matches('.');
    group::lookup(bare).is_some() || lexicon::title(bare).is_some()
}

/// "…, 45," and "…, aged 45" and "… (45)".
fn age_after(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let last = document.tokens_within(name).next_back()?;
    let sentence = Sentence::of(document, last);
    let mark = last.0 + 1;
    if !sentence.is(mark, &[",", "("]) {
        return None;
    }
    let place = mark + 1 + u32::from(sentence.is(mark + 1, &["aged"]));
    // "Dana Orr, the 45-year-old clerk", "Dana Orr, a 45-year-old"
    if sentence.is(mark + 1, &["a", "an", "the"]) {
        let article = TokenId(mark + 1);
        let text = document.source().get(document.token(article).span.end as usize..)?.trim_start();
        let (age, rest) = leading_age(text)?;
        return rest.starts_with("-year-old").then_some((age, article));
    }
    let age = years(&sentence, place)?;
    // "Dana Orr, 45 miles away" is not an age.
    let closed = place + 1 >= sentence.end || sentence.is(place + 1, &[",", ")", ".", ";", "and"]);
    closed.then_some((age, TokenId(place)))
}

/// "47-year-old Dana Orr".
fn age_before(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let first = document.tokens_within(name).next()?;
    let age = trailing_age(document.source().get(..name.start as usize)?.trim_end())?;
    // "a 27-year-old Leeds man": the name is that of a place.
    let last = document.tokens_within(name).next_back()?;
    let describes = after(document, last).next().is_some_and(|next| {
        document.token(next).upos == Upos::Noun && group::of_head(document, next).is_some()
    });
    (!describes).then_some((age, first))
}

/// Possible ages.
const AGES: RangeInclusive<u32> = 1..=115;

/// The age in digits that a text begins with, and the rest of it.
fn leading_age(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    digits.parse().ok().filter(|age| AGES.contains(age)).map(|age| (age, rest))
}

/// The age in digits before the "-year-old" that a text ends with.
fn trailing_age(text: &str) -> Option<u32> {
    let stem = text.strip_suffix("-year-old")?;
    let digits = stem.len() - stem.bytes().rev().take_while(u8::is_ascii_digit).count();
    stem[digits..].parse().ok().filter(|age| AGES.contains(age))
}

/// The age that the word at a place gives.
fn years(sentence: &Sentence<'_, '_>, place: u32) -> Option<u32> {
    let word = sentence.document.word(sentence.at(place)?);
    word.parse().ok().filter(|age| AGES.contains(age))
}

/// "was 44": the age that a verb states.
fn stated(sentence: &Sentence<'_, '_>, verb: u32) -> Option<u32> {
    let age = years(sentence, verb + 1).filter(|_| sentence.is(verb, &["was", "is"]))?;
    let closed = verb + 2 >= sentence.end || sentence.is(verb + 2, &[",", ".", ";", "and"]);
    closed.then_some(age)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_and_a_name_may_be_in_two_sentences() {
        for (text, expected) in [
            ("Dana Orr has died in Leeds. He was 62.", Some(("Dana Orr", 62))),
            ("Dana Orr spoke to Paul Reyes. He was 62.", None),
            ("Dana Orr has died in Leeds. He was late.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| of_one_named_before(&document, token));
            assert_eq!(found.map(|aged| (aged.subject.of(text), aged.age)), expected, "{text}");
        }
    }

    #[test]
    fn ages_are_next_to_full_names() {
        for (text, expected) in [
            ("Dana Orr, 45, was found guilty.", Some((45, "Dana Orr"))),
            ("Police named the driver as Paul Reyes, aged 31.", Some((31, "Paul Reyes"))),
            ("The court heard 47-year-old Dana Orr.", Some((47, "Dana Orr"))),
            ("Dana Orr, the 45-year-old clerk, was held.", Some((45, "Dana Orr"))),
            ("Pieter van Dalen, 63, was freed.", Some((63, "Pieter van Dalen"))),
            ("Maria de la Cruz, 41, was hurt.", Some((41, "Maria de la Cruz"))),
            ("Dana Orr, the clerk of 45 courts, was held.", None),
            ("Dana Orr was found guilty on 45 counts.", None),
            ("In New York, 45 people were hurt.", None),
        ] {
            let document = Document::read(text);
            let found = document.mentions().iter().find_map(|mention| {
                let name = name_of(&document, mention.head)?;
                let (age, _) = age_after(&document, name).or_else(|| age_before(&document, name))?;
                Some((age, name.of(text)))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

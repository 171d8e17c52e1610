//! How old people are said to be: "Dana Orr, 45,", "47-year-old Dana Orr", "Dana Orr, aged 45"; also by what they are in
//! the happening (`role`, `victim`). Which bare numbers are ages is for `bare` to tell.

mod bare;
mod role;
mod victim;

pub(crate) use bare::is_bare;
pub(super) use role::attacks;

use std::collections::HashMap;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{clause_of, word_is};
use super::{Claim, ClaimKind, Context};
use crate::analysis::actor::{group, lexicon};
use crate::analysis::language::{Document, MentionClass, SentenceId, TokenId, Upos};
use crate::text::Span;

/// The predicate of ages.
pub const AGE: &str = "age";
/// What the predicate of the age of one who bears a role begins with.
pub const AGE_OF_ROLE: &str = "age of the ";
/// The role of whoever is the one victim.
pub const VICTIM: &str = "victim";

/// Finds the ages, by start of the name.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let mut found: Vec<Aged> = beside_names(document);
    for token in document.token_ids() {
        found.extend(role::aged(document, token));
        found.extend(victim::aged(document, token));
        found.extend(of_one_named_by(document, token));
    }
    found.sort_by_key(|aged| aged.span);
    let claim = |aged: Aged| {
        let chain = attributions.chain(aged.span);
        let predicate = aged.of.map_or_else(|| AGE.to_owned(), |role| format!("{AGE_OF_ROLE}{role}"));
        Claim {
            subject: aged.subject,
            subject_group: aged.group,
            value: Some(aged.age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, aged.token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, &predicate, aged.span)
        }
    };
    found.into_iter().map(claim).collect()
}

/// Somebody and the age told of him.
#[derive(Debug)]
struct Aged {
    /// His name, or the word for him.
    subject: Span,
    /// What he is in the happening: a role of its own, the victim.
    of: Option<String>,
    /// The group his word names, where it is no name.
    group: Option<&'static str>,
    age: u32,
    /// A word of the clause that tells it.
    token: TokenId,
    span: Span,
}

/// "Dana Orr, 45,", "47-year-old Dana Orr"; also "Orr, 45," of one whose full name the report has.
fn beside_names(document: &Document<'_>) -> Vec<Aged> {
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let names = full_names(document);
    let whole = people
        .map(|mention| mention.head)
        .filter_map(|head| name_of(document, head).or_else(|| single_name(document, head)));
    let last = document.token_ids().filter_map(|token| {
        single_name(document, token).filter(|name| names.contains_key(document.words(*name)))
    });
    let mut spans: Vec<Span> = whole.chain(last.filter(|name| stands_alone(document, *name))).collect();
    spans.sort_unstable();
    let mut found: Vec<Aged> = Vec::new();
    for name in spans {
        let Some((age, token)) = age_behind(document, name).or_else(|| age_before(document, name)) else {
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

/// Whether no other name stands beside a name of one word.
fn stands_alone(document: &Document<'_>, name: Span) -> bool {
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

/// A name of one word.
fn single_name(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let proper =
        document.token(word).upos == Upos::Propn && document.word(word).starts_with(char::is_uppercase);
    proper.then(|| document.token(word).span)
}

/// The name and age of one told of in two places: "A nine-year-old girl survived. The girl, Dana Orr, …", "Dana Orr has
/// died. He was 62."
fn of_one_named_by(document: &Document<'_>, token: TokenId) -> Option<Aged> {
    let (name, age) = described_then_named(document, token).or_else(|| named_then_aged(document, token))?;
    let span = document.token(token).span;
    Some(Aged { subject: name, of: None, group: None, age, token, span })
}

/// How many sentences behind a description its name may stand.
const NAMED_WITHIN: u32 = 3;

fn described_then_named(document: &Document<'_>, noun: TokenId) -> Option<(Span, u32)> {
    if document.token(noun).upos != Upos::Noun || group::of_head(document, noun).is_none() {
        return None;
    }
    let age = role::age_ahead(document, noun)?;
    let sentence = document.sentence_of(noun).0;
    let last = u32::try_from(document.sentences().len()).ok()?;
    let word = document.word(noun);
    (sentence + 1..last.min(sentence + 1 + NAMED_WITHIN)).map(SentenceId).find_map(|sentence| {
        let tokens: Vec<TokenId> = document.tokens_in(sentence).take(8).collect();
        let the = tokens.windows(4).find(|words| {
            word_is(document, words[0], &["the"])
                && word_is(document, words[1], &[word])
                && word_is(document, words[2], &[","])
        })?;
        name_of(document, the[3]).map(|name| (name, age))
    })
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

/// "He was 44", "The man, who is 46,": the age a sentence's first words give its subject.
fn age_of_subject(document: &Document<'_>, first: TokenId) -> Option<u32> {
    const SOMEBODY: &[&str] = &["man", "woman", "teenager", "boy", "girl"];
    let sentence = document.sentence(document.sentence_of(first));
    if sentence.first != first {
        return None;
    }
    let end = sentence.end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let pronoun = is(first.0, &["he", "she"]);
    let noun = is(first.0, &["the"])
        && is(first.0 + 1, SOMEBODY)
        && is(first.0 + 2, &[","])
        && is(first.0 + 3, &["who"]);
    let verb = first.0 + if noun { 4 } else { 1 };
    let age = years(document, verb + 1, end).filter(|_| (pronoun || noun) && is(verb, &["was", "is"]))?;
    let closed = verb + 2 >= end || is(verb + 2, &[",", ".", ";", "and"]);
    closed.then_some(age)
}

/// The full name a word belongs to: two or more names side by side.
pub(super) fn name_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let sentence = document.sentence(document.sentence_of(word));
    let is_name = |place: &u32| {
        let token = TokenId(*place);
        document.token(token).upos == Upos::Propn && document.word(token).starts_with(char::is_uppercase)
    };
    let mut first = (sentence.first.0..=word.0).rev().take_while(is_name).last()?;
    let last = (word.0..sentence.end.0).take_while(is_name).last()?;
    // "Clerk Dana Orr", "Sgt. Paul Reyes": what somebody is belongs to no name.
    while last > first + 1 && is_title(document, TokenId(first)) {
        first += 1;
    }
    let span = document.token(TokenId(first)).span.cover(document.token(TokenId(last)).span);
    (last > first).then_some(span)
}

/// Whether a word with a capital says what somebody is: "Witness", "Sgt."
fn is_title(document: &Document<'_>, word: TokenId) -> bool {
    let lower = document.word(word).to_lowercase();
    let bare = lower.trim_end_matches('.');
    group::lookup(bare).is_some() || lexicon::title(bare).is_some()
}

/// "…, 45," and "…, aged 45" and "… (45)".
fn age_behind(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let last = document.tokens_within(name).next_back()?;
    let end = document.sentence(document.sentence_of(last)).end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let mark = last.0 + 1;
    if !is(mark, &[",", "("]) {
        return None;
    }
    let place = mark + 1 + u32::from(is(mark + 1, &["aged"]));
    // "Dana Orr, the 45-year-old clerk", "Dana Orr, a 45-year-old"
    if is(mark + 1, &["a", "an", "the"]) {
        let text = document.source().get(document.token(TokenId(mark + 1)).span.end as usize..)?.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let age = text[..digits].parse().ok().filter(|age| (1..=115).contains(age))?;
        return text[digits..].starts_with("-year-old").then_some((age, TokenId(mark + 1)));
    }
    let age = years(document, place, end)?;
    // "Dana Orr, 45 miles away" is no age.
    let closed = place + 1 >= end || is(place + 1, &[",", ")", ".", ";", "and"]);
    closed.then_some((age, TokenId(place)))
}

/// "47-year-old Dana Orr".
fn age_before(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let first = document.tokens_within(name).next()?;
    let text = document.source().get(..name.start as usize)?.trim_end();
    let stem = text.strip_suffix("-year-old")?;
    let digits = stem.len() - stem.bytes().rev().take_while(u8::is_ascii_digit).count();
    let age = stem[digits..].parse().ok().filter(|age| (1..=115).contains(age))?;
    // "a 27-year-old Leeds man": the name is that of a place.
    let last = document.tokens_within(name).next_back()?;
    let end = document.sentence(document.sentence_of(last)).end.0;
    let next = TokenId(last.0 + 1);
    let describes = last.0 + 1 < end
        && document.token(next).upos == Upos::Noun
        && group::of_head(document, next).is_some();
    (!describes).then_some((age, first))
}

fn years(document: &Document<'_>, place: u32, end: u32) -> Option<u32> {
    let word = document.word(TokenId(place).min(TokenId(end.checked_sub(1)?)));
    let age: u32 = word.parse().ok()?;
    (place < end && (1..=115).contains(&age)).then_some(age)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_and_a_name_may_stand_in_two_sentences() {
        for (text, expected) in [
            ("A nine-year-old girl survived. The girl, Dana Orr, was flown out.", Some(("Dana Orr", 9))),
            ("Dana Orr has died in Leeds. He was 62.", Some(("Dana Orr", 62))),
            ("Dana Orr spoke to Paul Reyes. He was 62.", None),
            ("Dana Orr has died in Leeds. He was late.", None),
            ("A nine-year-old girl survived. The teacher, Dana Orr, was flown out.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| of_one_named_by(&document, token));
            assert_eq!(found.map(|aged| (aged.subject.of(text), aged.age)), expected, "{text}");
        }
    }

    #[test]
    fn ages_stand_beside_full_names() {
        for (text, expected) in [
            ("Dana Orr, 45, was found guilty.", Some((45, "Dana Orr"))),
            ("Police named the driver as Paul Reyes, aged 31.", Some((31, "Paul Reyes"))),
            ("The court heard 47-year-old Dana Orr.", Some((47, "Dana Orr"))),
            ("Dana Orr, the 45-year-old clerk, was held.", Some((45, "Dana Orr"))),
            ("Dana Orr, the clerk of 45 courts, was held.", None),
            ("Dana Orr was found guilty on 45 counts.", None),
            ("In New York, 45 people were hurt.", None),
        ] {
            let document = Document::read(text);
            let found = document.mentions().iter().find_map(|mention| {
                let name = name_of(&document, mention.head)?;
                let (age, _) = age_behind(&document, name).or_else(|| age_before(&document, name))?;
                Some((age, name.of(text)))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

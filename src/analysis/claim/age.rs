//! How old named people are said to be: "Dana Orr, 45,", "47-year-old Dana Orr", "Dana Orr, aged 45".

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{clause_of, word_is};
use super::{Claim, ClaimKind, Context};
use crate::analysis::language::{Document, MentionClass, TokenId, Upos};
use crate::text::Span;

/// The predicate of ages.
pub const AGE: &str = "age";

/// Finds the ages, by start of the name.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let mut found: Vec<Claim> = Vec::new();
    for mention in people {
        let Some(name) = name_of(document, mention.head) else { continue };
        let Some((age, token)) = age_behind(document, name).or_else(|| age_before(document, name)) else {
            continue;
        };
        let span = name.cover(document.token(token).span);
        if found.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        let chain = attributions.chain(span);
        found.push(Claim {
            subject: name,
            value: Some(age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, AGE, span)
        });
    }
    found
}

/// The full name a word belongs to: two or more names side by side.
fn name_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let sentence = document.sentence(document.sentence_of(word));
    let is_name = |place: &u32| {
        let token = TokenId(*place);
        document.token(token).upos == Upos::Propn && document.word(token).starts_with(char::is_uppercase)
    };
    let first = (sentence.first.0..=word.0).rev().take_while(is_name).last()?;
    let last = (word.0..sentence.end.0).take_while(is_name).last()?;
    let span = document.token(TokenId(first)).span.cover(document.token(TokenId(last)).span);
    (last > first).then_some(span)
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
    Some((age, first))
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
    fn ages_stand_beside_full_names() {
        for (text, expected) in [
            ("Dana Orr, 45, was found guilty.", Some((45, "Dana Orr"))),
            ("Police named the driver as Paul Reyes, aged 31.", Some((31, "Paul Reyes"))),
            ("The court heard 47-year-old Dana Orr.", Some((47, "Dana Orr"))),
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

//! The names of role holders: "the gunman, Karl Orr,", "identified the driver as Karl Orr", "Karl Orr was charged".

use super::age::{attacks, name_of};
use super::phrase::{after, before, is_singular, mentions_before, next_is, one_line, word_is};
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading, role, state};
use crate::analysis::language::{Document, MentionClass, TokenId, Upos};
use crate::text::Span;

/// The prefix of the predicate of such claims; the role follows.
pub const NAME_OF: &str = "name of the ";
/// The role of the perpetrator.
pub const SUSPECT: &str = "suspect";

/// Finds such claims, ordered by the start of the role or name.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let claim = |token: TokenId| {
        let (role, name) = borne(document, token)?;
        let span = document.token(token).span.cover(name);
        Some(Claim {
            subject: name,
            value: Some(one_line(document.words(name)).into()),
            ..reading.claim(ClaimKind::Status, &format!("{NAME_OF}{role}"), token, span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// The role that a word denotes, or that the name ending at it has, and that name.
fn borne(document: &Document<'_>, token: TokenId) -> Option<(String, Span)> {
    match document.token(token).upos {
        Upos::Noun => {
            let role = role_of(document, token)?;
            name_after(document, token).map(|name| (role, name))
        }
        Upos::Propn => {
            let name = name_of(document, token).filter(|name| name.end == document.token(token).span.end)?;
            is_suspect(document, token).then(|| (SUSPECT.to_owned(), name))
        }
        _ => None,
    }
}

fn role_of(document: &Document<'_>, noun: TokenId) -> Option<String> {
    const OTHER: &[&str] = &["second", "other", "another", "third", "no"];
    let other = before(document, noun).take(3).any(|word| word_is(document, word, OTHER));
    if !is_singular(document, noun) || other {
        return None;
    }
    let own = role::of(document, noun).map(|role| role.rsplit(' ').next().unwrap_or_default().to_owned());
    own.or_else(|| state::names_suspect(document, noun).then(|| SUSPECT.to_owned()))
}

/// "the gunman, Karl Orr", "suspect Karl Orr", "the driver was identified as Karl Orr", "the mayor of Leeds, Dana Orr".
fn name_after(document: &Document<'_>, noun: TokenId) -> Option<Span> {
    const LINKS: &[&str] = &[",", "as", "was", "is", "named", "identified"];
    let first = after(document, noun).take(4).find(|word| !word_is(document, *word, LINKS))?;
    let adjacent = name_of(document, first).filter(|name| name.start == document.token(first).span.start);
    adjacent.or_else(|| name_after_its_place(document, noun))
}

/// "the mayor of the town of Leeds, Dana Orr"
fn name_after_its_place(document: &Document<'_>, noun: TokenId) -> Option<Span> {
    const REACH: usize = 8;
    let of = next_is(document, noun, &["of", "for"]);
    let mark =
        after(document, noun).take(REACH).find(|token| word_is(document, *token, &[","])).filter(|_| of)?;
    let plain = (noun.0 + 1..mark.0).map(TokenId).all(|token| document.token(token).upos != Upos::Verb);
    let first = after(document, mark).next().filter(|_| plain)?;
    let span = document.token(first).span;
    let person = mentions_before(document, span.start)
        .take(4)
        .any(|mention| mention.class == MentionClass::Person && mention.span.contains(span));
    name_of(document, first).filter(|name| person && name.start == span.start)
}

/// "Karl Orr was charged", "Karl Orr, 31, turned himself in", "Karl Orr, the clerk who shot two people".
fn is_suspect(document: &Document<'_>, last: TokenId) -> bool {
    let sentence = Sentence::of(document, last);
    let described = sentence.is(last.0 + 1, &[","])
        && sentence.is(last.0 + 2, &["the", "a"])
        && after(document, last).skip(2).take(4).any(|noun| {
            let accused = || next_is(document, noun, &["accused", "suspected"]);
            let attacks = || next_is(document, noun, &["who"]) && attacks(document, noun);
            document.token(noun).upos == Upos::Noun && (accused() || attacks())
        });
    let charged = after(document, last).take(9).any(|verb| {
        let caught = matches!(document.lemma(verb), "arrest" | "charge" | "indict")
            && document.is_passive(verb)
            || document.lemma(verb) == "turn" && next_is(document, verb, &["himself", "herself"]);
        let negated =
            before(document, verb).take(3).any(|word| word_is(document, word, &["not", "n't", "never"]));
        caught
            && !negated
            && document.subject_of(verb).is_some_and(|subject| {
                document.token(last).span == document.token(subject).span
                    || name_of(document, subject)
                        .is_some_and(|name| name.end == document.token(last).span.end)
            })
    });
    described || charged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_role_holder_is_next_to_the_role() {
        for (text, expected) in [
            ("The gunman, Karl Orr, fled.", Some(("suspect", "Karl Orr"))),
            ("Police identified the suspect as Karl Orr.", Some(("suspect", "Karl Orr"))),
            ("The driver was identified as Karl Orr.", Some(("driver", "Karl Orr"))),
            ("Karl Orr, 31, was charged with murder.", Some(("suspect", "Karl Orr"))),
            ("Karl Orr, the clerk who shot two people, fled.", Some(("suspect", "Karl Orr"))),
            ("The mayor of the town of Leeds, Dana Orr, was shot.", Some(("mayor", "Dana Orr"))),
            ("Karl Orr was not charged.", None),
            ("Karl Orr, the clerk who saw it, fled.", None),
            ("A second suspect, Karl Orr, fled.", None),
            ("Karl Orr was shot.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| borne(&document, token));
            let found = found.as_ref().map(|(role, name)| (role.as_str(), name.of(text)));
            assert_eq!(found, expected, "{text}");
        }
    }
}

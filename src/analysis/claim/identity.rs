//! Who bears a role, by name: "the gunman, Karl Orr,", "identified the driver as Karl Orr", "Karl Orr was charged".

use super::age::{attacks, name_of};
use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{clause_of, word_is};
use super::{Claim, ClaimKind, Context, role, state};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, MentionClass, TokenId, Upos};
use crate::text::Span;

/// What the predicate of such claims begins with; the role follows.
pub const NAME_OF: &str = "name of the ";
/// The role of who did it.
pub const SUSPECT: &str = "suspect";

/// Finds them by start of the role or name.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let claim = |token: TokenId| {
        let (role, name) = borne(document, token)?;
        let span = document.token(token).span.cover(name);
        let chain = attributions.chain(span);
        Some(Claim {
            subject: name,
            value: Some(document.words(name).split_whitespace().collect::<Vec<_>>().join(" ").into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, &format!("{NAME_OF}{role}"), span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// The role that a word names or that is told of the name ending at it, and that name.
fn borne(document: &Document<'_>, token: TokenId) -> Option<(String, Span)> {
    match document.token(token).upos {
        Upos::Noun => {
            let role = role_of(document, token)?;
            named_behind(document, token).map(|name| (role, name))
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
    let singular = document.word(noun).eq_ignore_ascii_case(document.lemma(noun));
    let other = super::phrase::before(document, noun).take(3).any(|word| word_is(document, word, OTHER));
    let suspect = || group::of_head(document, noun).is_some_and(|found| state::is_suspect(found.group));
    if !singular || other {
        return None;
    }
    let own = role::of(document, noun).map(|role| role.rsplit(' ').next().unwrap_or_default().to_owned());
    own.or_else(|| suspect().then(|| SUSPECT.to_owned()))
}

/// "the gunman, Karl Orr", "suspect Karl Orr", "the driver was identified as Karl Orr", "the mayor of Leeds, Dana Orr".
fn named_behind(document: &Document<'_>, noun: TokenId) -> Option<Span> {
    const LINKS: &[&str] = &[",", "as", "was", "is", "named", "identified"];
    let end = document.sentence(document.sentence_of(noun)).end.0;
    let linked = |place: &u32| *place < end && word_is(document, TokenId(*place), LINKS);
    let place = (noun.0 + 1..noun.0 + 5).find(|place| !linked(place)).filter(|place| *place < end)?;
    let adjacent = name_of(document, TokenId(place))
        .filter(|name| name.start == document.token(TokenId(place)).span.start);
    adjacent.or_else(|| behind_its_place(document, noun))
}

/// "the mayor of the town of Leeds, Dana Orr"
fn behind_its_place(document: &Document<'_>, noun: TokenId) -> Option<Span> {
    const REACH: u32 = 9;
    let end = document.sentence(document.sentence_of(noun)).end.0;
    let of = noun.0 + 1 < end && word_is(document, TokenId(noun.0 + 1), &["of", "for"]);
    let mut behind = (noun.0 + 1..end.min(noun.0 + REACH)).map(TokenId);
    let mark = behind.find(|token| word_is(document, *token, &[","])).filter(|_| of)?;
    let plain = (noun.0 + 1..mark.0).map(TokenId).all(|token| document.token(token).upos != Upos::Verb);
    let first = Some(TokenId(mark.0 + 1)).filter(|first| plain && first.0 < end)?;
    let mentions = document.mentions();
    let until = mentions.partition_point(|mention| mention.span.start <= document.token(first).span.start);
    let person = mentions[..until].iter().rev().take(4).any(|mention| {
        mention.class == MentionClass::Person && mention.span.contains(document.token(first).span)
    });
    name_of(document, first).filter(|name| person && name.start == document.token(first).span.start)
}

/// "Karl Orr was charged", "Karl Orr, 31, turned himself in", "Karl Orr, the clerk who shot two people".
fn is_suspect(document: &Document<'_>, last: TokenId) -> bool {
    let end = document.sentence(document.sentence_of(last)).end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let described = is(last.0 + 1, &[","])
        && is(last.0 + 2, &["the", "a"])
        && (last.0 + 3..end.min(last.0 + 7)).map(TokenId).any(|noun| {
            document.token(noun).upos == Upos::Noun
                && is(noun.0 + 1, &["who", "accused", "suspected"])
                && (attacks(document, noun) || is(noun.0 + 1, &["accused", "suspected"]))
        });
    let charged = (last.0 + 1..end.min(last.0 + 10)).map(TokenId).any(|verb| {
        let caught = matches!(document.lemma(verb), "arrest" | "charge" | "indict")
            && document.is_passive(verb)
            || document.lemma(verb) == "turn" && is(verb.0 + 1, &["himself", "herself"]);
        let negated = super::phrase::before(document, verb)
            .take(3)
            .any(|word| word_is(document, word, &["not", "n't", "never"]));
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
    fn who_bears_a_role_stands_beside_it_by_name() {
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

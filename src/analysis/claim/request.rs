//! Who was asked for help, by name: "asked Veltia for help", "requested troops from the Northern League".

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{clause_of, word_is};
use super::responsibility::{Who, named};
use super::{Claim, ClaimKind, Context};
use crate::analysis::language::{Document, TokenId, Upos};

/// The predicate of such claims.
pub const ASKED: &str = "asked for help";

/// What one asks for in need, by lemma.
const HELP: &[&str] = &[
    "help",
    "assistance",
    "aid",
    "support",
    "troop",
    "reinforcement",
    "backup",
    "intervention",
    "rescue",
    "loan",
];

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    document
        .token_ids()
        .filter_map(|verb| {
            let who = asked(document, verb)?;
            let span = document.token(verb).span.cover(who.span);
            let chain = attributions.chain(span);
            Some(Claim {
                subject: who.span,
                value: Some(who.name.into()),
                as_of: clocks.as_of(clause_of(document, verb), &chain),
                chain,
                ..Claim::at(ClaimKind::Status, ASKED, span)
            })
        })
        .collect()
}

/// How many words a request may take.
const REACH: u32 = 12;

/// Whom a verb asks: "asked WHO for help", "appealed to WHO for help", "requested help from WHO".
fn asked(document: &Document<'_>, verb: TokenId) -> Option<Who> {
    if document.token(verb).upos != Upos::Verb || document.is_passive(verb) {
        return None;
    }
    let end = document.sentence(document.sentence_of(verb)).end.0.min(verb.0 + REACH);
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let help = |place: u32| place < end && HELP.contains(&document.lemma(TokenId(place)));
    let link = |from: u32, words: &[&str]| (from..end).find(|place| is(*place, words));
    let (from, until) = match document.lemma(verb) {
        "ask" => (verb.0 + 1, link(verb.0 + 1, &["for"])?),
        "appeal" | "turn" if is(verb.0 + 1, &["to"]) => (verb.0 + 2, link(verb.0 + 2, &["for"])?),
        "request" | "seek" => (link(verb.0 + 1, &["from"])? + 1, end),
        _ => return None,
    };
    let wanted = if until == end { verb.0 + 1..from } else { until + 1..end.min(until + 5) };
    if !wanted.into_iter().any(help) {
        return None;
    }
    (from..until).map(TokenId).find_map(|token| named(document, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_asked_for_help_is_named() {
        for (text, expected) in [
            ("The mayor asked Veltia for help.", Some("Veltia")),
            ("The king requested help from the Northern League.", Some("League")),
            ("The minister appealed to Veltia for aid.", Some("Veltia")),
            ("The mayor asked Dana Orr for a pen.", None),
            ("The mayor asked residents for help.", None),
            ("The king received a letter from the Northern League.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|verb| asked(&document, verb));
            match expected {
                Some(part) => {
                    assert!(found.as_ref().is_some_and(|who| who.name.contains(part)), "{text}: {found:?}");
                }
                None => assert!(found.is_none(), "{text}: {found:?}"),
            }
        }
    }
}

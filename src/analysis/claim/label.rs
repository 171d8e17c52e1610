//! What people and happenings are called: nouns that name one group or one kind of happening, neutral or loaded, in the
//! report's own voice or in words it quotes or attributes.
//!
//! The nouns for people are those of `actor::group`; those for happenings are `assets/lexicon/happenings.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::count::in_marks;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context, Status, lexicon};
use crate::analysis::actor::group::{self, Tone};
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::text::Span;

/// Finds every label of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let tokens = document.tokens().len();
    (0..u32::try_from(tokens).unwrap_or(u32::MAX))
        .map(TokenId)
        .filter(|token| matches!(document.token(*token).upos, Upos::Noun | Upos::Propn))
        .filter_map(|token| {
            let label = label_at(document, token)?;
            let chain = attributions.chain(label.span);
            Some(Claim {
                subject: label.span,
                subject_group: label.group,
                value: Some(label.word.into()),
                as_of: clocks.as_of(clause_of(document, token), &[]),
                quoted: in_marks(document, label.span),
                chain,
                status: if label.loaded { Status::Alleged } else { Status::Asserted },
                ..Claim::at(ClaimKind::Label, label.sort, label.span)
            })
        })
        .collect()
}

/// Whether a label judges what it names; the kind of happening or the group it belongs to is its predicate.
#[must_use]
pub fn is_loaded(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Label && claim.status == Status::Alleged
}

struct Label {
    /// "people" or the kind of happening.
    sort: &'static str,
    group: Option<&'static str>,
    word: String,
    loaded: bool,
    span: Span,
}

static HAPPENINGS: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    let mut nouns = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../assets/lexicon/happenings.txt")) {
        let [kind, neutral, loaded] = fields[..] else { continue };
        nouns.extend(neutral.split(", ").map(|noun| (noun, (kind, false))));
        nouns.extend(loaded.split(", ").map(|noun| (noun, (kind, true))));
    }
    nouns
});

/// The label a noun is, with the compound it heads: "riot", "counter-terrorist operation".
fn label_at(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    if let Some(label) = holder(document, noun) {
        return Some(label);
    }
    if matches!(document.token(noun).relation, Relation::Compound | Relation::Flat) {
        return None;
    }
    // What was attempted did not come to be what the noun calls it.
    if before(document, noun).next().is_some_and(|word| word_is(document, word, &["attempted"])) {
        return None;
    }
    called(document, noun).filter(|_| !is_charge(document, noun))
}

/// Participles by which a place or a body is in somebody's hands: "rebel-held", "militant-run".
const HELD: &[&str] =
    &["held", "controlled", "run", "backed", "led", "occupied", "ruled", "besieged", "dominated"];

/// Those in whose hands something is: the rebels of "the rebel-held town".
fn holder(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    let end = document.sentence(document.sentence_of(noun)).end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let held = is(noun.0 + 1, &["-"]) && is(noun.0 + 2, HELD);
    let word = document.lemma(noun).to_lowercase();
    let found = group::lookup(&word).filter(|_| held)?;
    let loaded = found.tone == Tone::Loaded;
    Some(Label { sort: "people", group: Some(found.group), loaded, word, span: document.token(noun).span })
}

/// What a noun calls people or a happening, charge or not.
fn called(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    if let Some(found) = group::of_head(document, noun).filter(|_| document.token(noun).upos == Upos::Noun) {
        let span = document.token(noun).span;
        let word = document.lemma(noun).to_lowercase();
        // "scores of rioters": the portion is no label, the noun behind "of" is one of its own.
        let portions =
            document.children_by(noun, &[Relation::Nmod]).next().is_some() && group::lookup(&word).is_none();
        let own = !portions && group::lookup(&word).is_none_or(|own| own.group == found.group);
        return own.then_some(Label {
            sort: "people",
            group: Some(found.group),
            loaded: found.tone == Tone::Loaded,
            word,
            span,
        });
    }
    let (kind, loaded, word, span) = happening(document, noun)?;
    Some(Label { sort: kind, group: None, word, loaded, span })
}

/// The kind of happening a word names, whatever part of speech it passes for.
pub(super) fn kind_of_happening(document: &Document<'_>, noun: TokenId) -> Option<&'static str> {
    let plain = HAPPENINGS.get(document.word(noun).to_lowercase().as_str()).map(|(kind, _)| *kind);
    plain.or_else(|| happening(document, noun).map(|(kind, ..)| kind))
}

/// "charged with murder", "convicted of terrorism": the law's name for a count, and nobody's choice of words.
fn is_charge(document: &Document<'_>, noun: TokenId) -> bool {
    const CHARGES: &[&str] = &[
        "charge",
        "accuse",
        "convict",
        "count",
        "suspicion",
        "plead",
        "sentence",
        "jail",
        "indict",
        "acquit",
        "guilty",
    ];
    let words: Vec<TokenId> = before(document, noun).take(5).collect();
    let linked = words.iter().any(|word| word_is(document, *word, &["with", "of", "for", "to", "and"]));
    linked && words.iter().any(|word| CHARGES.contains(&document.lemma(*word)))
}

/// The longest phrase of the lexicon that ends at a noun.
fn happening(document: &Document<'_>, noun: TokenId) -> Option<(&'static str, bool, String, Span)> {
    const MOST_WORDS: u32 = 4;
    let first = document.sentence(document.sentence_of(noun)).first.0;
    let lowest = (noun.0 + 1).saturating_sub(MOST_WORDS).max(first);
    (lowest..=noun.0).find_map(|start| {
        let start = TokenId(start);
        let head = document.token(noun).span;
        let before = Span { start: document.token(start).span.start, end: head.start };
        let phrase =
            format!("{}{}", document.words(before).to_lowercase(), document.lemma(noun).to_lowercase());
        let &(kind, loaded) = HAPPENINGS.get(phrase.as_str())?;
        Some((kind, loaded, phrase, Span { start: before.start, end: head.end }))
    })
}

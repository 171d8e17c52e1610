//! What people and events are called: nouns that denote a group or a kind of event, neutral or loaded, in the report's own
//! voice or in words it quotes or attributes.
//!
//! The nouns for people are those of `actor::group`; those for events are `assets/lexicon/event-labels.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::count::in_marks;
use super::lexicon::{self, WordClass};
use super::phrase::{after, before, clause_of, previous_is, word_is};
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::actor::group::{self, Tone};
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::text::Span;

/// Finds every label of a report, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter(|token| matches!(document.token(*token).upos, Upos::Noun | Upos::Propn))
        .filter_map(|token| {
            let label = label_at(document, token)?;
            Some(Claim {
                subject: label.span,
                subject_group: label.group,
                value: Some(label.word.into()),
                as_of: reading.clocks.as_of(clause_of(document, token), &[]),
                chain: reading.attributions.chain(label.span),
                quoted: in_marks(document, label.span),
                status: if label.loaded { Status::Alleged } else { Status::Asserted },
                ..Claim::at(ClaimKind::Label, label.sort, label.span)
            })
        })
        .collect()
}

/// Whether a label is loaded; its predicate is the kind of event or group it belongs to.
#[must_use]
pub fn is_loaded(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Label && claim.status == Status::Alleged
}

/// Whether a label denotes those who hold something: the rebels of "the rebel-held town".
#[must_use]
pub fn is_holder(claim: &Claim, text: &str) -> bool {
    let after = text.get(claim.span.end as usize..).and_then(|rest| rest.strip_prefix('-'));
    let word = after.and_then(|rest| rest.split(|letter: char| !letter.is_alphabetic()).next());
    claim.kind == ClaimKind::Label && word.is_some_and(|word| HELD.has(word))
}

struct Label {
    /// "people" or the kind of event.
    sort: &'static str,
    group: Option<&'static str>,
    word: String,
    loaded: bool,
    span: Span,
}

static EVENT_LABELS: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    let mut nouns = HashMap::new();
    for [kind, neutral, loaded] in lexicon::rows(include_str!("../../../assets/lexicon/event-labels.txt")) {
        nouns.extend(neutral.split(", ").map(|noun| (noun, (kind, false))));
        nouns.extend(loaded.split(", ").map(|noun| (noun, (kind, true))));
    }
    nouns
});

/// The label that a noun is, with the compound it heads: "riot", "counter-terrorist operation".
fn label_at(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    if let Some(label) = holder(document, noun) {
        return Some(label);
    }
    if matches!(document.token(noun).relation, Relation::Compound | Relation::Flat) {
        return None;
    }
    // An attempted act did not become what the noun calls it.
    if previous_is(document, noun, &["attempted"]) {
        return None;
    }
    called(document, noun).filter(|_| !is_charge(document, noun))
}

/// Participles that say who holds a place or an organisation: "rebel-held", "militant-run".
static HELD: WordClass = WordClass::named("participles of control");

/// Those who hold something: the rebels of "the rebel-held town".
fn holder(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    let mut following = after(document, noun);
    let hyphen = following.next().is_some_and(|mark| word_is(document, mark, &["-"]));
    let held = hyphen && following.next().is_some_and(|word| HELD.has_word(document, word));
    let word = document.lemma(noun).to_lowercase();
    let found = group::lookup(&word).filter(|_| held)?;
    let loaded = found.tone == Tone::Loaded;
    Some(Label { sort: "people", group: Some(found.group), loaded, word, span: document.token(noun).span })
}

/// What a noun calls people or an event, even if it is part of a criminal charge.
fn called(document: &Document<'_>, noun: TokenId) -> Option<Label> {
    if let Some(found) = group::of_head(document, noun).filter(|_| document.token(noun).upos == Upos::Noun) {
        let span = document.token(noun).span;
        let word = document.lemma(noun).to_lowercase();
        // "scores of rioters": the quantity is not a label, the noun after "of" is.
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
    let (kind, loaded, word, span) = event_phrase(document, noun)?;
    Some(Label { sort: kind, group: None, word, loaded, span })
}

/// The kind of event that a word denotes, whatever part of speech it is tagged as.
pub(super) fn kind_of_event(document: &Document<'_>, noun: TokenId) -> Option<&'static str> {
    let plain = EVENT_LABELS.get(document.word(noun).to_lowercase().as_str()).map(|(kind, _)| *kind);
    plain.or_else(|| event_phrase(document, noun).map(|(kind, ..)| kind))
}

/// "charged with murder", "convicted of terrorism": the legal name of an offence, not a choice of words.
fn is_charge(document: &Document<'_>, noun: TokenId) -> bool {
    static CHARGES: WordClass = WordClass::named("words of a charge");
    let words: Vec<TokenId> = before(document, noun).take(5).collect();
    let linked = words.iter().any(|word| word_is(document, *word, &["with", "of", "for", "to", "and"]));
    linked && words.iter().any(|word| CHARGES.has_lemma(document, *word))
}

/// The longest phrase of the lexicon that ends at a noun.
fn event_phrase(document: &Document<'_>, noun: TokenId) -> Option<(&'static str, bool, String, Span)> {
    const MOST_WORDS: u32 = 4;
    let first = document.sentence(document.sentence_of(noun)).first.0;
    let lowest = (noun.0 + 1).saturating_sub(MOST_WORDS).max(first);
    (lowest..=noun.0).find_map(|start| {
        let start = TokenId(start);
        let head = document.token(noun).span;
        let before = Span { start: document.token(start).span.start, end: head.start };
        let phrase =
            format!("{}{}", document.words(before).to_lowercase(), document.lemma(noun).to_lowercase());
        let &(kind, loaded) = EVENT_LABELS.get(phrase.as_str())?;
        Some((kind, loaded, phrase, Span { start: before.start, end: head.end }))
    })
}

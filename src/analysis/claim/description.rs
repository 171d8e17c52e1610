//! How a named place or organisation is described: "Brennerhof, the valley's largest town", "the port city Brennerhof".
//!
//! This reads adjacent words; the mere kind of thing ("the town of", "the company") says nothing and is not a claim.

use std::sync::LazyLock;

use super::lexicon::{self, WordClass};
use super::phrase::{before, one_line, previous_is, word_is};
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading};
use crate::analysis::actor::{ActorKind, group};
use crate::analysis::language::{Document, MentionForm, TokenId, Upos};
use crate::text::Span;

/// The predicate of such claims.
pub const DESCRIPTION: &str = "description";

/// The predicate of claims about what kind of thing a name denotes: "the town of Tabor", "the Tabor district".
pub const KIND: &str = "kind";

/// Nouns for the kind of place or organisation that introduce a name: those on one line may denote the same kind.
static KINDS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../assets/lexicon/kinds-of-place.txt"))
        .filter_map(|fields| Some(lexicon::words(fields.first()?).collect()))
        .collect()
});

/// Words before a name that dispute it.
const SO_CALLED: &[&str] = &["so-called", "self-styled", "self-proclaimed", "self-declared"];

/// Whether the words of such a claim distance themselves from the name: "the so-called NAME".
#[must_use]
pub fn keeps_distance(words: &str) -> bool {
    SO_CALLED.contains(&words.to_lowercase().as_str())
}

/// The noun for the kind in the words of such a claim; the words themselves if they contain none.
#[must_use]
pub fn kind_noun(words: &str) -> &str {
    let mut all = words.split(|letter: char| letter.is_whitespace());
    all.rfind(|word| line_of(word).is_some()).unwrap_or(words)
}

/// Whether two nouns may denote the same kind of thing.
#[must_use]
pub fn are_one_kind(one: &str, other: &str) -> bool {
    let (a, b) = (one.to_lowercase(), other.to_lowercase());
    a == b || line_of(&a).is_some_and(|line| line_of(&b) == Some(line))
}

/// The line of kinds that contains a noun, in the singular.
fn line_of(noun: &str) -> Option<usize> {
    KINDS.iter().position(|line| line.contains(&noun))
}

/// Nouns that only say what kind of thing a name denotes.
static SORTS: WordClass = WordClass::named("kinds of place or organisation");

/// Finds the descriptions, ordered by the start of the name.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let actors = reading.context.actors;
    let claim = |name: Span, words: Span, predicate: &str| {
        let token = document.token_at(name.start)?;
        Some(Claim {
            subject: name,
            value: Some(one_line(document.words(words)).into()),
            ..reading.claim(ClaimKind::Status, predicate, token, name.cover(words))
        })
    };
    let mut found = Vec::new();
    for mention in &actors.mentions {
        let name = mention.span;
        let kind = actors.actors.get(mention.actor as usize).map(|actor| actor.kind);
        let body = matches!(kind, Some(ActorKind::Place | ActorKind::Organisation | ActorKind::State));
        if !body || !name.of(document.source()).chars().any(char::is_uppercase) {
            continue;
        }
        let described = following(document, name).or_else(|| ahead(document, name));
        found.extend(described.and_then(|words| claim(name, words, DESCRIPTION)));
        if mention.form == MentionForm::Name {
            found.extend(kind_beside(document, name).and_then(|words| claim(name, words, KIND)));
        }
    }
    found
}

/// Kinds of thing that, with "of" and a name, are a part of what is named: "a district of Palermo", "the capital of Chad".
static OF_A_WHOLE: WordClass = WordClass::named("parts of what is named");

/// The words for the kind of thing a name denotes: "the rebel stronghold of NAME", "NAME district", "the so-called NAME".
fn kind_beside(document: &Document<'_>, name: Span) -> Option<Span> {
    let first = document.tokens_within(name).next()?;
    let is_kind = |token: TokenId| {
        document.token(token).upos == Upos::Noun
            && line_of(&document.lemma(token).to_lowercase()).is_some()
            && document.word(token).to_lowercase() == document.lemma(token).to_lowercase()
    };
    let mut words = before(document, first);
    let last = words.next();
    // Whether or not the tokeniser splits it at its hyphen.
    let ahead = document.source().get(..name.start as usize).unwrap_or_default().trim_end();
    let called = |words: &&&str| {
        let from = ahead.len().saturating_sub(words.len());
        ahead.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(words))
    };
    if let Some(words) = SO_CALLED.iter().find(called) {
        return Some(Span::new(ahead.len() - words.len(), ahead.len()));
    }
    if last.is_some_and(|word| word_is(document, word, &["of"])) {
        let noun = words.next().filter(|noun| is_kind(*noun) && !OF_A_WHOLE.has_lemma(document, *noun))?;
        let describes = |token: &TokenId| {
            matches!(document.token(*token).upos, Upos::Adj | Upos::Noun | Upos::Propn)
                || word_is(document, *token, &["-"])
        };
        let from = words.take(4).take_while(describes).last().unwrap_or(noun);
        return Some(document.token(from).span.cover(document.token(noun).span));
    }
    let next = document.token_at(name.end)?;
    let same = document.sentence_of(next) == document.sentence_of(first);
    let determined = last.is_some_and(|word| word_is(document, word, &["the"]));
    (same && determined && is_kind(next)).then(|| document.token(next).span)
}

/// How many words a description may have.
const MOST_WORDS: u32 = 12;

/// "Veltram, a maker of trams,": a phrase with an article between commas or up to the end of the sentence.
fn following(document: &Document<'_>, name: Span) -> Option<Span> {
    let last = document.tokens_within(name).next_back()?;
    let sentence = Sentence::of(document, last);
    let mut mark = last.0 + 1;
    // An acronym or an aside in brackets.
    if sentence.is(mark, &["("]) {
        mark = (mark..mark + 5).find(|place| sentence.is(*place, &[")"]))? + 1;
    }
    if !sentence.is(mark, &[","]) {
        return None;
    }
    let first = mark + 1;
    let closes = (first..first + MOST_WORDS).find(|place| sentence.is(*place, &[",", ".", ";", "(", ")"]))?;
    let opens = sentence.is(first, &["a", "an", "the", "its", "his"])
        || sentence.is(first + 1, &["'s", "\u{2019}s"])
        || sentence.upos(first) == Some(Upos::Adj);
    let plain = (first..closes).map(TokenId).all(|token| {
        !matches!(document.token(token).upos, Upos::Aux | Upos::Pron | Upos::Sconj)
            && (document.token(token).upos != Upos::Verb || document.word(token).ends_with("ed"))
    });
    let head = (first..closes).map(TokenId).find(|token| document.token(*token).upos == Upos::Noun)?;
    let last = TokenId(closes - 1);
    (opens && plain && is_informative(document, first, closes) && !is_person(document, head))
        .then(|| document.token(TokenId(first)).span.cover(document.token(last).span))
}

/// "the port city Brennerhof", "the country's economic heart Brennerhof".
fn ahead(document: &Document<'_>, name: Span) -> Option<Span> {
    let first = document.tokens_within(name).next()?;
    let describes = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Noun | Upos::Adj | Upos::Propn)
            || word_is(document, *token, &["'s", "\u{2019}s", "-"])
    };
    let words: Vec<TokenId> = before(document, first).take(6).take_while(describes).collect();
    let noun = *words.first().filter(|noun| document.token(**noun).upos == Upos::Noun)?;
    let from = *words.last()?;
    let definite = previous_is(document, from, &["the", "its"]);
    let owned = words.iter().any(|word| word_is(document, *word, &["'s", "\u{2019}s"]));
    (definite || owned).then_some(())?;
    (is_informative(document, from.0, noun.0 + 1) && !is_person(document, noun))
        .then(|| document.token(from).span.cover(document.token(noun).span))
}

fn is_person(document: &Document<'_>, noun: TokenId) -> bool {
    group::of_head(document, noun).is_some_and(|found| group::contains("people", found.group))
}

/// Whether the words say more than what kind of thing it is.
fn is_informative(document: &Document<'_>, first: u32, end: u32) -> bool {
    let mut content = (first..end).map(TokenId).filter(|token| {
        matches!(document.token(*token).upos, Upos::Noun | Upos::Adj)
            && !SORTS.has(&document.lemma(*token).to_lowercase())
    });
    content.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_a_kind_of_thing() {
        for (text, name, expected) in [
            ("He lives in the town of Leeds.", "Leeds", Some("town")),
            (
                "Fighting reached the northern rebel stronghold of Leeds.",
                "Leeds",
                Some("northern rebel stronghold"),
            ),
            ("Bombs fell on the Leeds district overnight.", "Leeds", Some("district")),
            ("The so-called Leeds Council met.", "Leeds Council", Some("so-called")),
            ("He was held in a suburb of Leeds.", "Leeds", None),
            ("The people of Leeds voted.", "Leeds", None),
            ("He is the mayor of Leeds.", "Leeds", None),
            ("The towns of Leeds and York were hit.", "Leeds", None),
            ("Leeds district courts closed.", "Leeds", None),
        ] {
            let document = Document::read(text);
            let at = text.find(name).unwrap();
            let found = kind_beside(&document, Span::new(at, at + name.len()));
            assert_eq!(found.map(|words| document.words(words)), expected, "{text}");
        }
    }

    #[test]
    fn kinds_on_one_line_may_be_the_same() {
        for (one, other, expected) in [
            ("town", "city", false),
            ("village", "stronghold", false),
            ("district", "neighborhood", true),
            ("company", "firm", true),
            ("so-called", "monitor", false),
        ] {
            assert_eq!(are_one_kind(one, other), expected, "{one} {other}");
        }
        assert_eq!(kind_noun("northern Syrian city"), "city");
        assert_eq!(kind_noun("so-called"), "so-called");
    }

    #[test]
    fn descriptions_are_next_to_their_names() {
        for (text, name, expected) in [
            ("Leeds, the county's largest town, was quiet.", "Leeds", Some("the county's largest town")),
            ("He lives in the textile capital Leeds.", "Leeds", Some("textile capital")),
            ("Veltram (VTM), a maker of trams, shut a plant.", "Veltram", Some("a maker of trams")),
            ("He lives in the town of Leeds.", "Leeds", None),
            ("In Leeds, the driver of a bus was hurt.", "Leeds", None),
            ("In Leeds, the police were called.", "Leeds", None),
            ("He went to Leeds, and the match began.", "Leeds", None),
        ] {
            let document = Document::read(text);
            let at = text.find(name).unwrap();
            let span = Span::new(at, at + name.len());
            let found = following(&document, span).or_else(|| ahead(&document, span));
            assert_eq!(found.map(|words| document.words(words)), expected, "{text}");
        }
    }
}

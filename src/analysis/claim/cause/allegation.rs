//! Serious things that people are accused of, by the words of `assets/lexicon/allegations.txt`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::{ALLEGATION, Statement};
use crate::analysis::claim::lexeme::lower;
use crate::analysis::claim::{ClaimKind, Status, lexicon};
use crate::analysis::language::{Document, SentenceId};
use crate::text::Span;

struct Allegation {
    name: &'static str,
    one: Vec<&'static str>,
    other: Vec<&'static str>,
}

static ALLEGATIONS: LazyLock<Vec<Allegation>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../../assets/lexicon/allegations.txt"))
        .filter_map(|fields| {
            let [name, one, other] = fields[..] else { return None };
            let [one, other] = [one, other].map(|words| lexicon::words(words).collect());
            Some(Allegation { name, one, other })
        })
        .collect()
});

/// The words and pairs of words of all allegations, and the first words of the pairs.
static ALLEGING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = ALLEGATIONS.iter().flat_map(|allegation| allegation.one.iter().chain(&allegation.other));
    words.flat_map(|words| [Some(*words), words.split_once(' ').map(|pair| pair.0)]).flatten().collect()
});

/// The allegations whose words occur in a sentence.
pub(super) fn find(document: &Document<'_>, sentence: SentenceId) -> Vec<Statement> {
    let mut lemmas: Vec<(Cow<'_, str>, Span)> = Vec::new();
    let mut last: Option<(Cow<'_, str>, Span)> = None;
    for token in document.tokens_in(sentence) {
        let lemma = lower(document.lemma(token));
        let span = document.token(token).span;
        if let Some((last, before)) = last.filter(|(last, _)| ALLEGING.contains(&**last)) {
            let pair = (Cow::Owned(format!("{last} {lemma}")), before.cover(span));
            lemmas.extend([(last, before), pair]);
        }
        last = Some((lemma, span));
    }
    lemmas.extend(last);
    let occurs =
        |words: &[&str]| lemmas.iter().find(|(lemma, _)| words.contains(&&**lemma)).map(|(_, span)| *span);
    ALLEGATIONS
        .iter()
        .filter_map(|allegation| {
            let one = occurs(&allegation.one)?;
            let other = if allegation.other.is_empty() { one } else { occurs(&allegation.other)? };
            Some(Statement {
                kind: ClaimKind::Status,
                predicate: ALLEGATION.to_owned(),
                value: allegation.name.to_owned(),
                class: None,
                status: Status::Asserted,
                subject: one,
                span: one.cover(other),
            })
        })
        .collect()
}

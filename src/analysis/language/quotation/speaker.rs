//! Who says quoted words, and by which word: from the tree, else from the words next to the marks.

use super::{Pair, Quotation, mark};
use crate::analysis::language::{Document, Relation, TokenId, Upos};

/// Lemmas of verbs that introduce speech.
const CUES: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "affirm",
    "agree",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "boast",
    "brand",
    "call",
    "caution",
    "claim",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "continue",
    "counter",
    "cry",
    "declare",
    "demand",
    "denounce",
    "deny",
    "describe",
    "dub",
    "emphasise",
    "emphasize",
    "exclaim",
    "explain",
    "express",
    "hail",
    "insist",
    "joke",
    "label",
    "maintain",
    "mention",
    "murmur",
    "mutter",
    "note",
    "observe",
    "order",
    "plead",
    "pledge",
    "post",
    "predict",
    "proclaim",
    "promise",
    "quip",
    "quote",
    "read",
    "recall",
    "recount",
    "refer",
    "remark",
    "remember",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "say",
    "scream",
    "shout",
    "signal",
    "slam",
    "sneer",
    "state",
    "stress",
    "suggest",
    "swear",
    "tell",
    "testify",
    "think",
    "threaten",
    "tweet",
    "urge",
    "vow",
    "warn",
    "whisper",
    "wonder",
    "write",
    "yell",
];

/// Finds each quotation's cue and speaker; a quotation without its own shares those of the previous one in the
/// paragraph.
pub(super) fn attribute(document: &Document<'_>, quotations: &mut [Quotation]) {
    for place in 0..quotations.len() {
        let quotation = quotations[place];
        let Some(first) = document.token_at(quotation.inner.start) else { continue };
        let words: Vec<TokenId> = document.tokens_within(quotation.inner).collect();
        let (Some(&from), Some(&to)) = (words.first(), words.last()) else { continue };
        let inside = |token: TokenId| from <= token && token <= to;
        let cue =
            cue_in_tree(document, &words, &inside).or_else(|| cue_beside(document, &quotation, from, to));
        let (cue, speaker) = match cue {
            Some(cue) => {
                let speaker = speaker_of(document, cue).filter(|&speaker| !inside(speaker));
                (Some(cue), speaker.or_else(|| if cue > to { inverted(document, cue) } else { None }))
            }
            None => inherited(document, quotations, place, first),
        };
        quotations[place].cue = cue;
        quotations[place].speaker = speaker;
        // Words attributed to a speaker are speech, however short, if a mark of speech closes them.
        let comma = document.word(to) == ",";
        quotations[place].scare &= !(cue.is_some() && comma);
    }
}

/// A cue that governs the quoted words, or that is a parenthesis below them.
fn cue_in_tree(
    document: &Document<'_>,
    words: &[TokenId],
    inside: &impl Fn(TokenId) -> bool,
) -> Option<TokenId> {
    let is_cue = |token: TokenId| {
        document.token(token).upos == Upos::Verb && CUES.binary_search(&document.lemma(token)).is_ok()
    };
    for &word in words {
        let token = document.token(word);
        if token.relation == Relation::Punct {
            continue;
        }
        if let Some(governor) = document.head(word).filter(|&governor| !inside(governor)) {
            let speech = matches!(
                token.relation,
                Relation::Ccomp
                    | Relation::Obj
                    | Relation::Parataxis
                    | Relation::Xcomp
                    | Relation::Obl
                    | Relation::Dep
            );
            if speech && is_cue(governor) {
                return Some(governor);
            }
        }
    }
    let top = words.iter().copied().find(|&word| {
        document.token(word).relation != Relation::Punct
            && document.head(word).is_none_or(|head| !inside(head))
    })?;
    document
        .children(top)
        .filter(|&child| !inside(child))
        .find(|&child| {
            let relation = document.token(child).relation;
            matches!(relation, Relation::Parataxis | Relation::Ccomp | Relation::Advcl) && is_cue(child)
        })
        .or_else(|| {
            let governor = document.governing_clause(top).filter(|&governor| !inside(governor))?;
            is_cue(governor).then_some(governor)
        })
}

/// A cue next to the marks: the verb after the closing mark or before the opening one, or *according to*.
fn cue_beside(document: &Document<'_>, quotation: &Quotation, from: TokenId, to: TokenId) -> Option<TokenId> {
    let is_cue = |token: &TokenId| {
        let lemma = document.lemma(*token);
        (document.token(*token).upos == Upos::Verb && CUES.binary_search(&lemma).is_ok())
            || document.word(*token).eq_ignore_ascii_case("according")
    };
    let outside = |token: &TokenId| !quotation.span.overlaps(document.token(*token).span);
    let no_mark = |token: &TokenId| mark(document, *token).is_none_or(|(pair, _)| pair == Pair::Single);
    let after = document.tokens_in(document.sentence_of(to)).filter(|&token| token > to).filter(outside);
    let before =
        document.tokens_in(document.sentence_of(from)).rev().filter(|&token| token < from).filter(outside);
    let after = after.take(REACH).take_while(no_mark).find(is_cue);
    after.or_else(|| before.take(REACH).take_while(no_mark).find(is_cue))
}

/// The head of the phrase that names the speaker, given the cue.
fn speaker_of(document: &Document<'_>, cue: TokenId) -> Option<TokenId> {
    if document.word(cue).eq_ignore_ascii_case("according") {
        let governor = document.head(cue)?;
        return (document.token(cue).relation == Relation::Case)
            .then_some(governor)
            .or_else(|| document.children_by(cue, &[Relation::Obl, Relation::Nmod]).next());
    }
    document.subject_of(cue).or_else(|| {
        let relation = document.token(cue).relation;
        let governor = document.head(cue)?;
        match relation {
            Relation::Advcl => document.subject_of(governor),
            Relation::Acl | Relation::AclRelcl => Some(governor),
            _ => None,
        }
    })
}

/// The noun right after a cue, as in *said the mayor*, whatever its place in the tree.
fn inverted(document: &Document<'_>, cue: TokenId) -> Option<TokenId> {
    let nominal =
        |token: &TokenId| matches!(document.token(*token).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let modifier = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Det | Upos::Adj | Upos::Num) || nominal(token)
    };
    let end = document.sentence(document.sentence_of(cue)).end;
    let mut noun = (cue.0 + 1..end.0).map(TokenId).take_while(modifier).find(nominal)?;
    while let Some(head) = document.head(noun).filter(|&head| head > cue && nominal(&head)) {
        noun = head;
    }
    Some(noun)
}

/// Cue and speaker of the previous quotation, if it is in the same paragraph or left its paragraph open.
fn inherited(
    document: &Document<'_>,
    quotations: &[Quotation],
    place: usize,
    first: TokenId,
) -> (Option<TokenId>, Option<TokenId>) {
    let paragraph = |token: TokenId| document.sentence(document.sentence_of(token)).paragraph;
    let quotation = quotations[place];
    let Some(before) = place.checked_sub(1).map(|before| quotations[before]).filter(|_| !quotation.scare)
    else {
        return (None, None);
    };
    let Some(start) = document.token_at(before.inner.start) else { return (None, None) };
    let same = paragraph(start) == paragraph(first);
    let open = paragraph(start) + 1 == paragraph(first) && before.span.end == before.inner.end;
    if (same || open) && !before.scare { (before.cue, before.speaker) } else { (None, None) }
}

/// How many tokens from the marks a cue is looked for if the tree has none.
const REACH: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_sorted_for_the_search() {
        assert!(CUES.is_sorted());
    }
}

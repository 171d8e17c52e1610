//! Where somebody was hit: "shot in the chest", "stabbed twice in the neck". The parts are listed in
//! `assets/lexicon/body-parts.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::phrase::{after, before, next_is, word_is};
use super::super::{lexicon, state};
use super::Detail;
use crate::analysis::language::{Document, TokenId, Upos};

static PARTS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::names_by_word(include_str!("../../../../assets/lexicon/body-parts.txt")));

/// The part of the body that a word names, if somebody other than the perpetrator was hit there.
pub(super) fn at(document: &Document<'_>, word: TokenId) -> Option<Detail> {
    const REACH: usize = 8;
    let part = PARTS.get(document.lemma(word))?;
    let light = |token: &TokenId| {
        word_is(document, *token, &["the", "his", "her", "left", "right", "upper", "lower"])
    };
    let mut words = before(document, word).skip_while(light);
    words.next().filter(|cue| word_is(document, *cue, &["in", "to"]))?;
    let hit = |verb: &TokenId| {
        matches!(document.lemma(*verb), "shoot" | "stab" | "hit" | "wound" | "strike" | "knife")
    };
    let verb = before(document, word)
        .take(REACH)
        .take_while(|token| !word_is(document, *token, &[",", ";", "and", "before", "after"]))
        .find(|token| hit(token) || word_is(document, *token, &["wound", "wounds", "bullet"]))?;
    let suspect = document
        .subject_of(verb)
        .is_some_and(|subject| document.is_passive(verb) && state::names_suspect(document, subject));
    let himself = before(document, word)
        .take(REACH)
        .any(|word| word_is(document, word, &["himself", "herself", "itself", "themselves"]));
    let describes = after(document, word).next().is_some_and(|next| document.token(next).upos == Upos::Noun);
    // "in the back of the head", "in the back of the end zone": not the person's back.
    let of_another = next_is(document, word, &["of"]);
    let named = document.token(word).span;
    (!describes && !of_another && !suspect && !himself).then(|| Detail {
        value: (*part).to_owned(),
        named,
        span: document.token(verb).span.cover(named),
    })
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn a_wound_is_where_somebody_was_hit() {
        for (text, expected) in [
            ("The clerk was shot in the chest.", Some("chest")),
            ("A man was stabbed twice in the neck.", Some("neck")),
            ("She was shot once in the left shoulder.", Some("shoulder")),
            ("The clerk was hit in the upper leg by a bullet.", Some("leg")),
            ("The gunman was shot in the leg.", None),
            ("He shot himself in the head.", None),
            ("She was shot in the back yard.", None),
            ("The clerk was shot in the town of Head.", None),
            ("He was treated for a wound to the hand.", Some("arm")),
            ("The clerk was shot in the back of the van.", None),
            ("The team shot itself in the foot.", None),
        ] {
            assert_eq!(first(at, text).as_deref(), expected, "{text}");
        }
    }
}

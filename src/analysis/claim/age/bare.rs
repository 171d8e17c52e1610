//! Bare numbers that are ages and count nothing: "two brothers, 8 and 10, died", "a boy of seven".

use super::super::Quantity;
use super::super::party;
use super::super::phrase::{after, before, word_is};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos, Xpos};

/// The greatest age considered possible.
const OLDEST: f64 = 115.0;

/// Whether a number without a unit is an age: "two brothers, 8 and 10, died", "aged between 14 and 41", "a boy of seven".
pub(crate) fn is_bare(document: &Document<'_>, quantity: &Quantity) -> bool {
    let Some(number) = document.token_at(quantity.span.start) else { return false };
    let young = quantity.high.is_some_and(|high| high <= OLDEST) && quantity.unit.is_empty();
    let one = quantity.rule == "number/bare" && document.tokens_within(quantity.span).count() == 1;
    young
        && (is_aged(document, number)
            || one && (is_between_commas(document, number) || is_of_one(document, number)))
}

/// "aged 45", "ages 3, 5 and 8", "between the ages of 14 and 41".
fn is_aged(document: &Document<'_>, number: TokenId) -> bool {
    let listed = |token: &TokenId| {
        document.token(*token).upos == Upos::Num
            || word_is(document, *token, &[",", "and", "to", "between", "from", "of"])
    };
    let cue = before(document, number).find(|token| !listed(token));
    let between = |cue: TokenId| {
        let mut listed = before(document, number).take_while(listed).chain(std::iter::once(number));
        listed.any(|word| word_is(document, word, &["between"]))
            && document.token(cue).xpos == Xpos::Nns
            && group::of_head(document, cue).is_some()
    };
    // "six men between 39 and 60"
    cue.is_some_and(|cue| word_is(document, cue, &["aged", "ages", "age"]) || between(cue))
}

/// "two brothers, 8 and 10, died", "Dana Orr, 45, and her son": numbers between commas after the people they describe.
fn is_between_commas(document: &Document<'_>, number: TokenId) -> bool {
    let listed = |token: &TokenId| {
        word_is(document, *token, &[",", "and"]) || document.token(*token).upos == Upos::Num
    };
    let left: Vec<_> = before(document, number).take_while(listed).collect();
    let Some(mark) = left.last().filter(|mark| word_is(document, **mark, &[","])) else { return false };
    let right: Vec<_> = after(document, number).take_while(listed).collect();
    let closed = match right.first() {
        Some(first) if word_is(document, *first, &["and"]) => {
            right.last().is_some_and(|last| word_is(document, *last, &[","]))
        }
        Some(first) => word_is(document, *first, &[","]),
        None => {
            after(document, number).next().is_none_or(|word| word_is(document, word, &[".", ";", ")", ":"]))
        }
    };
    let described = before(document, *mark).next();
    let named = described.is_some_and(|token| match document.token(token).upos {
        Upos::Noun => group::of_head(document, token).is_some(),
        Upos::Propn => true,
        _ => false,
    });
    closed && named
}

/// "a boy of seven", "a man of 71".
fn is_of_one(document: &Document<'_>, number: TokenId) -> bool {
    let words: Vec<TokenId> = before(document, number).take(4).collect();
    let [of, noun, rest @ ..] = words.as_slice() else { return false };
    word_is(document, *of, &["of"])
        && document.token(*noun).upos == Upos::Noun
        && group::of_head(document, *noun).is_some()
        && !party::COLLECTIVE.has_lemma(document, *noun)
        && rest.iter().any(|word| word_is(document, *word, &["a", "an"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

    #[test]
    fn bare_numbers_next_to_people_are_ages() {
        for (text, expected) in [
            ("The driver, Dana Orr, 45, and a clerk died.", true),
            ("Two brothers, 8, died.", true),
            ("The dead were aged 45.", true),
            ("A boy of seven was found.", true),
            ("Among them was a man of 71.", true),
            ("Twenty-two people aged between 14 and 41 were held.", true),
            ("In Leeds, 45 people were hurt.", false),
            ("A crowd of 71 was counted.", false),
            ("Of the injured, 12 were children.", false),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap();
            assert_eq!(is_bare(&document, &figure), expected, "{text}");
        }
    }
}

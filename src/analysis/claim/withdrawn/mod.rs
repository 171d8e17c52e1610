//! Figures that a report withdraws: "not five as first reported", "initially said three", "revising an earlier figure of 12".

pub(super) mod rows;

use std::sync::LazyLock;

use super::attribution::Attributions;
use super::lexicon::WordClass;
use super::pattern::Rows;
use super::phrase::{after, before, previous_is, word_is};
use super::{Claim, ClaimKind, Extent, Quantity, Reading, Status};
use crate::analysis::language::{Document, TokenId, Upos};
use rows::{ROWS, Withdrawal};

/// Words that mark an earlier figure.
static EARLIER: WordClass = WordClass::named("words of an earlier figure");

/// Those of them that describe a figure: "an earlier toll".
const OLD: &[&str] = &["initial", "preliminary", "previous", "earlier", "early"];

/// What the rows say of a figure.
pub(super) const READS: &str = "an earlier figure";

/// The predicate of claims that figures were corrected.
pub const REVISION: &str = "revision";

/// Statements that figures were corrected: "the commission revised the results", "the count was corrected".
pub(super) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let revision = |verb: TokenId| {
        let figures = revised(document, verb)?;
        let span = document.token(verb).span.cover(document.token(figures).span);
        let claim = reading.claim(ClaimKind::Status, REVISION, verb, span);
        Some(Claim { subject: document.token(figures).span, ..claim })
    };
    document.token_ids().filter_map(revision).collect()
}

/// The noun for the figures that a verb corrects.
fn revised(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    const CORRECT: &[&str] = &["revise", "correct", "amend", "recalculate", "recount"];
    static FIGURES: WordClass = WordClass::named("figures that are corrected");
    static OPEN: WordClass = WordClass::named("words that leave a correction open");
    let sets = matches!(document.token(verb).upos, Upos::Verb | Upos::Adj)
        && (CORRECT.contains(&document.lemma(verb))
            || word_is(document, verb, &["revised", "corrected", "amended"]));
    let figures = |token: &TokenId| FIGURES.has_lemma(document, *token);
    let following = after(document, verb).take(5).find(figures);
    let modal = before(document, verb).take(2).any(|aux| OPEN.has_word(document, aux));
    let passive = || before(document, verb).take(5).find(figures);
    following.or_else(passive).filter(|_| sets && !modal)
}

/// The earlier figure that a number is said to replace: "four people, not five", "up from an earlier toll of five".
pub(super) fn replaced(document: &Document<'_>, quantity: &Quantity, claims: &[Claim]) -> Option<Claim> {
    let first = document.token_at(quantity.span.start)?;
    let sentence = document.sentence(document.sentence_of(first)).span;
    let last = claims.last().filter(|claim| claim.quantity.is_some())?;
    // An old figure is compared with the whole, even if its parts are given in between.
    let whole = || claims.iter().rev().take(MOST_PARTS).find(|claim| claim.extent == Extent::Whole);
    let old = is_said(document, first, &[Withdrawal::Old]);
    let near = if old { whole().unwrap_or(last) } else { last };
    let own = near.quantity.as_ref()?;
    let same_unit = own.unit == quantity.unit || quantity.unit.is_empty();
    let same_sentence = near.span.end >= sentence.start;
    let close = near.span.end + NEAR > sentence.start;
    let beside = same_sentence && is_said(document, first, &[Withdrawal::Replaced]) || close && old;
    (same_unit && beside).then(|| Claim {
        quantity: Some(Box::new(Quantity { unit: own.unit.clone(), ..quantity.clone() })),
        status: Status::Withdrawn,
        span: quantity.span,
        ..near.clone()
    })
}

/// How many parts may be given between a figure and the old one that it replaces.
const MOST_PARTS: usize = 4;

/// How many bytes before a sentence the figure that it corrects may be: "nine died. … an earlier figure of 11".
const NEAR: u32 = 240;

/// Whether the words around a figure say that it was stated earlier and is no longer valid: "initially said three".
pub(super) fn is_earlier_figure(
    document: &Document<'_>,
    attributions: &Attributions,
    quantity: &Quantity,
    clause: TokenId,
) -> bool {
    let Some(first) = document.token_at(quantity.span.start) else { return false };
    let mut around = document.tokens_in(document.sentence_of(first)).filter(|token| {
        let head = document.head(*token);
        head == Some(clause) || head.is_some_and(|head| document.head(clause) == Some(head) || head == clause)
    });
    let end = document.sentence(document.sentence_of(first)).end;
    let following = document.token_at(quantity.span.end).filter(|token| *token < end);
    let from = previous_is(document, first, &["from"])
        && following.is_some_and(|token| word_is(document, token, &["to"]));
    let cue = around.any(|token| {
        EARLIER.has_word(document, token)
            && document.token(token).upos == Upos::Adv
            && !word_is(document, token, &["earlier", "first", "early"])
    });
    previous_is(document, first, &["not"])
        || from
        || cue
        || is_said(document, first, &[Withdrawal::Old, Withdrawal::Wrong, Withdrawal::Retracted])
        || is_said_earlier(document, attributions, quantity)
}

/// Whether the verb that gives the number beginning at a word says that it was given before: "had earlier spoken of 11", or
/// takes it back.
pub(super) fn is_retracted(document: &Document<'_>, first: TokenId) -> bool {
    is_said(document, first, &[Withdrawal::Retracted])
}

static TABLE: LazyLock<Rows<Withdrawal>> = LazyLock::new(|| Rows::of(ROWS));

/// Whether a row with one of these meanings matches at the first word of a figure.
fn is_said(document: &Document<'_>, first: TokenId, meanings: &[Withdrawal]) -> bool {
    TABLE.at(document, first, |means| meanings.contains(means)).next().is_some()
}

/// The cue of the source contains the word: "officials had initially put the toll at five".
fn is_said_earlier(document: &Document<'_>, attributions: &Attributions, quantity: &Quantity) -> bool {
    attributions.covering(quantity.span).iter().any(|one| {
        document.token_at(one.source.cue.start).is_some_and(|cue| {
            let adverb = before(document, cue).take(2).any(|adverb| EARLIER.has_word(document, adverb));
            let earlier = document.children(cue).any(|adverb| EARLIER.has_word(document, adverb));
            let old = document.tokens_within(one.source.name).any(|token| word_is(document, token, OLD));
            adverb || earlier || old
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::pattern::check_rows;
    use crate::analysis::claim::quantity;

    #[test]
    fn figures_are_corrected_by_verbs_that_are_not_plans() {
        for (text, expected) in [
            ("The board revised the results of the vote.", Some("results")),
            ("The toll was later corrected, officials said.", Some("toll")),
            ("The board may revise the results.", None),
            ("The board revised its plans for the school.", None),
            ("Nobody would correct the mistake.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| revised(&document, token));
            assert_eq!(found.map(|token| document.word(token)), expected, "{text}");
        }
    }

    #[test]
    fn every_row_reads_its_examples_and_nothing_that_only_looks_alike() {
        check_rows(ROWS, |document, token, row| {
            let figure = quantity::find(document.source()).pop()?;
            let first = document.token_at(figure.span.start).filter(|first| *first == token)?;
            TABLE.at(document, first, |means| *means == row.means).next().map(|(_, found)| found)
        });
    }
}

//! Figures that a report withdraws: "not five as first reported", "initially said three", "revising an earlier figure of 12".

use super::attribution::Attributions;
use super::lexicon::WordClass;
use super::phrase::{after, before, previous_is, word_is};
use super::{Claim, ClaimKind, Extent, Quantity, Reading, Status};
use crate::analysis::language::{Document, TokenId, Upos};

/// Words that mark an earlier figure.
static EARLIER: WordClass = WordClass::named("words of an earlier figure");

/// Those of them that describe a figure: "an earlier toll".
const OLD: &[&str] = &["initial", "preliminary", "previous", "earlier", "early"];

/// Nouns for a figure itself.
static FIGURE: WordClass = WordClass::named("nouns for a figure itself");

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
    let near = if old_figure(document, first) { whole().unwrap_or(last) } else { last };
    let own = near.quantity.as_ref()?;
    let same_unit = own.unit == quantity.unit || quantity.unit.is_empty();
    let same_sentence = near.span.end >= sentence.start;
    let close = near.span.end + NEAR > sentence.start;
    let beside =
        same_sentence && is_beside_its_replacement(document, first) || close && old_figure(document, first);
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

/// "not five", "instead of five", "rather than five", "down from five", "up from five".
fn is_beside_its_replacement(document: &Document<'_>, first: TokenId) -> bool {
    const PHRASES: &[[&str; 2]] = &[["instead", "of"], ["rather", "than"], ["down", "from"], ["up", "from"]];
    let mut words = before(document, first);
    let Some(cue) = words.next() else { return false };
    let previous = words.next();
    let phrase = |[one, other]: &[&str; 2]| {
        word_is(document, cue, &[other])
            && previous.is_some_and(|previous| word_is(document, previous, &[one]))
    };
    // "raised to 39 from the 38 announced on Friday"
    let from = || {
        let link = if word_is(document, cue, &["the"]) { previous } else { Some(cue) };
        let announced = document.token_at(document.token(first).span.end).is_some()
            && is_announced_figure(document, first);
        announced && link.is_some_and(|link| word_is(document, link, &["from"]))
    };
    word_is(document, cue, &["not"]) || PHRASES.iter().any(phrase) || from()
}

/// "… announced on Friday", "… reported earlier": a figure that was given before.
fn is_announced_figure(document: &Document<'_>, number: TokenId) -> bool {
    const GIVEN: &[&str] = &["announced", "reported", "given", "stated", "published", "told"];
    after(document, number).take(3).any(|word| word_is(document, word, GIVEN))
}

/// "an earlier figure of five", "the initial toll of at least five".
fn old_figure(document: &Document<'_>, first: TokenId) -> bool {
    let words: Vec<TokenId> = before(document, first).take(4).collect();
    let [of, noun, rest @ ..] = words.as_slice() else { return false };
    word_is(document, *of, &["of", "that"])
        && FIGURE.has_lemma(document, *noun)
        && rest.iter().any(|word| word_is(document, *word, OLD))
}

/// Whether the words around a figure say that it was stated earlier and is no longer valid: "initially said three".
pub(super) fn is_earlier_figure(
    document: &Document<'_>,
    attributions: &Attributions,
    quantity: &Quantity,
    clause: TokenId,
) -> bool {
    let Some(first) = document.token_at(quantity.span.start) else { return false };
    let not = previous_is(document, first, &["not"]);
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
    not || from
        || cue
        || is_old(document, first)
        || old_figure(document, first)
        || is_called_wrong(document, first)
        || is_retracted(document, first)
        || is_said_earlier(document, attributions, quantity)
}

/// "had earlier spoken of 11", "after first saying that 11 had died", "at first there had been talk of 11", "withdrew a
/// statement that 11 had died".
pub(super) fn is_retracted(document: &Document<'_>, first: TokenId) -> bool {
    const REACH: usize = 14;
    static SAY: WordClass = WordClass::named("verbs that give a figure");
    const BACK: &[&str] = &["withdraw", "retract"];
    let words: Vec<TokenId> = before(document, first)
        .take(REACH)
        .take_while(|word| !word_is(document, *word, &[";", "“", "\"", "but"]))
        .collect();
    let has = |words: &[TokenId], of: &[&str]| words.iter().any(|word| word_is(document, *word, of));
    let Some(said) =
        words.iter().position(|word| SAY.has_lemma(document, *word) || BACK.contains(&document.lemma(*word)))
    else {
        return false;
    };
    // The cue is right before the verb; "at first" is at the beginning of the clause.
    let around = &words[said..words.len().min(said + 5)];
    let past = has(around, &["had", "'d"]) || document.word(words[said]).ends_with("ing");
    let at_first = words[said..]
        .windows(2)
        .any(|pair| word_is(document, pair[0], &["first"]) && word_is(document, pair[1], &["at"]));
    let back = words[said..].iter().take(4).any(|word| BACK.contains(&document.lemma(*word)));
    past && has(around, &["earlier", "first", "initially", "originally", "previously"]) || at_first || back
}

/// "Reports that five had died were wrong", "the figure of five is incorrect".
fn is_called_wrong(document: &Document<'_>, first: TokenId) -> bool {
    const REACH: usize = 12;
    const WRONG: &[&str] =
        &["wrong", "incorrect", "inaccurate", "untrue", "false", "mistaken", "erroneous", "unfounded"];
    let is_figure = before(document, first).take(REACH / 2).any(|word| {
        FIGURE.has_lemma(document, word) || matches!(document.lemma(word), "claim" | "rumour" | "rumor")
    });
    let mut following = after(document, first).take(REACH).skip_while(|word| document.lemma(*word) != "be");
    is_figure && following.next().is_some() && following.take(2).any(|word| word_is(document, word, WRONG))
}

/// "An earlier toll had stood at five", "the initial count was five": the sentence is about an old figure.
fn is_old(document: &Document<'_>, first: TokenId) -> bool {
    const REACH: usize = 9;
    let words: Vec<TokenId> = before(document, first)
        .take(REACH)
        .take_while(|word| document.token(*word).upos != Upos::Num && !word_is(document, *word, &[",", ";"]))
        .collect();
    let occurs = words.iter().any(|word| matches!(document.lemma(*word), "be" | "stand" | "put" | "have"));
    let old = |pair: &[TokenId]| FIGURE.has_lemma(document, pair[0]) && word_is(document, pair[1], OLD);
    let compound = |three: &[TokenId]| old(&[three[0], three[2]]);
    occurs && (words.windows(2).any(old) || words.windows(3).any(compound))
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
    fn a_figure_stated_earlier_and_no_longer_valid_is_withdrawn() {
        for (text, expected) in [
            ("Officials had earlier spoken of 12.", true),
            ("The mayor said so after first saying that 12 had died.", true),
            ("The coastguard had first said that 12 clerks were missing.", true),
            ("At first there had been talk of 12 dead.", true),
            ("Police withdrew a statement that 12 had died.", true),
            ("The mayor said that 12 had died.", false),
            ("The first report said that 12 had died.", false),
            ("The mayor, who was first elected in May, said 12 had died.", false),
            ("Police had said that 12 had died.", false),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap();
            let first = document.token_at(figure.span.start).unwrap();
            assert_eq!(is_retracted(&document, first), expected, "{text}");
        }
    }

    #[test]
    fn a_figure_named_as_the_earlier_one_is_replaced() {
        for (text, expected) in [
            ("Four people were shot, not five as first reported.", true),
            ("Sixteen clerks were hurt, police said, revising an earlier figure of 12.", true),
            ("The toll stood at nine, down from 12.", true),
            ("The toll exceeded the initial estimate of at least 12.", true),
            ("An earlier toll had stood at 12.", true),
            ("The initial death toll was 12.", true),
            ("Earlier this year the toll was 12.", false),
            ("Four clerks were hurt, correcting an earlier report that 12 had been hit.", true),
            ("He read a report that 12 had been hit.", false),
            ("The report of 12 January named nobody.", false),
            ("A group of 12 arrived earlier.", false),
            ("Early reports of 12 deaths were wrong.", true),
            ("Reports that 12 had died were false, he said.", true),
            ("Reports that 12 had died were read with care.", false),
            ("The 12 who died were wrong to trust him.", false),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap();
            let first = document.token_at(figure.span.start).unwrap();
            let found = [is_beside_its_replacement, old_figure, is_old, is_called_wrong]
                .iter()
                .any(|rule| rule(&document, first));
            assert_eq!(found, expected, "{text}");
        }
    }
}

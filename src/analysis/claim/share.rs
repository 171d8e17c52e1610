//! Shares of the vote, by candidate: "Lena Harrow had 48 percent", "Brand took 42.9 percent of the vote".
//!
//! This is read only if the sentence or the opening of the report is about a vote; the value of the claim is the candidate's
//! last name.

use super::lexicon::WordClass;
use super::phrase::{after, before, word_is};
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};
use crate::text::Span;

/// The class of such figures.
pub(crate) const VOTE_SHARE: &str = "vote share";

/// Verbs by which a candidate obtains a share, and the words that may link the two.
static WINS: WordClass = WordClass::named("verbs of a vote share");
const LINKS: &[&str] = &["with", "on", "at", "by"];

/// Words about voting.
static VOTES: WordClass = WordClass::named("words of a vote");

/// How many sentences form the opening of a report.
const OPENING: u32 = 3;

/// A candidate with the words that give the share.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Holder {
    /// The last name, folded.
    pub name: String,
    /// The name in the report's words.
    pub span: Span,
}

/// The candidate whose share of the vote a percentage is, given its first word.
pub(crate) fn holder(document: &Document<'_>, number: TokenId) -> Option<Holder> {
    let sentence = document.sentence_of(number);
    let opening = (0..OPENING.min(u32::try_from(document.sentences().len()).ok()?)).map(SentenceId);
    let of_a_vote = opening
        .chain([sentence])
        .any(|sentence| document.tokens_in(sentence).any(|token| VOTES.has_lemma(document, token)));
    let about_votes =
        |token: TokenId| word_is(document, token, &["turnout", "counted", "ballots", "stations"]);
    let beside = std::iter::once(number).chain(after(document, number).take(5)).any(about_votes);
    if !of_a_vote || beside || before(document, number).take(3).any(about_votes) {
        return None;
    }
    let light = |token: &TokenId| {
        WINS.has_lemma(document, *token)
            || word_is(document, *token, LINKS)
            || matches!(document.token(*token).upos, Upos::Adv | Upos::Aux)
    };
    let last = before(document, number).take(6).find(|token| !light(token))?;
    let is_name = |token: &TokenId| document.token(*token).upos == Upos::Propn;
    if !is_name(&last) {
        return None;
    }
    let first = before(document, last).take_while(is_name).last().unwrap_or(last);
    let span = document.token(first).span.cover(document.token(last).span);
    Some(Holder { name: deunicode::deunicode(document.word(last)).to_lowercase(), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

    #[test]
    fn a_share_of_the_vote_belongs_to_the_candidate_before_it() {
        for (text, expected) in [
            ("Lena Harrow had 48 percent of the vote.", Some("harrow")),
            ("In the election, Lena Harrow led with 48 percent.", Some("harrow")),
            ("The election went to Otto Brand, and Lena Harrow took 48 percent.", Some("harrow")),
            ("With most ballots counted, Lena Harrow had 48 percent.", Some("harrow")),
            ("Turnout in the election was 48 percent.", None),
            ("Sales of Velmor rose 48 percent.", None),
            ("In the election, the bank cut rates by 48 percent.", None),
            ("After 48 percent of the votes had been counted, Harrow led.", None),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap();
            let number = document.token_at(figure.span.start).unwrap();
            assert_eq!(holder(&document, number).map(|holder| holder.name).as_deref(), expected, "{text}");
        }
    }
}

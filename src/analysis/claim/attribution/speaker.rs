//! The speaker: the subject of a verb of speech, wherever it is.

use super::super::phrase::{after, before, next_is, noun_after, word_is};
use super::Finder;
use crate::analysis::actor::group;
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;

impl Finder<'_> {
    /// The agent of a passive verb: the noun after "by".
    pub(super) fn agent_of(&self, verb: TokenId) -> Option<TokenId> {
        let document = self.document;
        if next_is(document, verb, &["by"]) {
            return noun_after(document, TokenId(verb.0 + 1));
        }
        let is_by =
            |noun: &TokenId| document.case_of(*noun).is_some_and(|case| word_is(document, case, &["by"]));
        document.children_by(verb, &[Relation::OblAgent, Relation::Obl]).find(is_by)
    }

    /// Whether a noun is among the quoted words that the cue before or after them attributes.
    pub(super) fn is_said_itself(&self, noun: TokenId, cue: TokenId) -> bool {
        let (noun, cue) = (self.document.token(noun).span, self.document.token(cue).span);
        let quotations = self.document.quotations();
        let until = quotations.partition_point(|quotation| quotation.span.start <= noun.start);
        let quoted =
            |span: Span| quotations[..until].iter().rev().take(4).find(|one| one.span.contains(span));
        quoted(noun).is_some_and(|quotation| !quotation.span.contains(cue))
    }

    /// Whether a noun names a time: "the day before the authorities reported".
    pub(super) fn is_time(&self, noun: TokenId) -> bool {
        let span = self.document.token(noun).span;
        let times = self.context.times;
        let until = times.partition_point(|time| time.span.start <= span.start);
        times[..until].iter().rev().take(2).any(|time| time.span.overlaps(span))
            || matches!(
                self.document.lemma(noun),
                "day" | "week" | "month" | "year" | "night" | "morning" | "evening"
            )
    }

    /// The subject, including one that follows the verb: "reported the agency".
    pub(super) fn speaker_of(&self, cue: TokenId) -> Option<TokenId> {
        let document = self.document;
        let speaks = |noun: &TokenId| !self.is_time(*noun) && !self.is_said_itself(*noun, cue);
        let subject = self
            .inverted(cue)
            .or_else(|| self.noun_after_a_mark(cue).filter(speaks))
            .or_else(|| document.subject_of(cue).filter(speaks))
            .or_else(|| self.neighbour_of(cue).filter(speaks))?;
        let relative = word_is(document, subject, &["who", "which", "that"]);
        let noun = if relative { document.head(cue)? } else { subject };
        let speaks = matches!(document.token(noun).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let thing = word_is(document, noun, &["it", "this", "that", "there", "what", "toll", "number"]);
        (speaks && !thing).then_some(noun)
    }

    /// "…, reported the agency": the noun after a verb that directly follows a comma or a closing quotation mark.
    fn inverted(&self, cue: TokenId) -> Option<TokenId> {
        let document = self.document;
        let after_mark =
            before(document, cue).next().is_some_and(|token| document.token(token).upos == Upos::Punct);
        let noun =
            noun_after(document, cue).filter(|noun| after_mark || self.speaks_at_the_end(cue, *noun))?;
        let opens = matches!(document.token(TokenId(cue.0 + 1)).upos, Upos::Det | Upos::Propn | Upos::Noun);
        (opens && !self.is_time(noun)).then_some(noun)
    }

    /// "The raid wounded 60 people said the Observatory": a speaker after a complete clause, with no clause following.
    pub(super) fn speaks_at_the_end(&self, cue: TokenId, noun: TokenId) -> bool {
        let document = self.document;
        let speaks = document.token(noun).upos == Upos::Propn || group::of_head(document, noun).is_some();
        let near = noun.0 <= cue.0 + 6 && matches!(document.lemma(cue), "say" | "add" | "report");
        let ends = after(document, cue).all(|token| !self.is_finite(token));
        speaks && near && ends && self.follows_a_clause(cue)
    }

    /// Whether a complete clause precedes a word, with nothing that joins the two.
    pub(super) fn follows_a_clause(&self, token: TokenId) -> bool {
        let document = self.document;
        let joined = before(document, token).next().is_none_or(|last| {
            let last = document.token(last);
            matches!(
                last.upos,
                Upos::Cconj | Upos::Sconj | Upos::Adp | Upos::Punct | Upos::Pron | Upos::Aux | Upos::Adv
            )
        });
        !joined && before(document, token).any(|word| self.is_finite(word))
    }

    fn is_finite(&self, token: TokenId) -> bool {
        let token = self.document.token(token);
        token.upos == Upos::Aux
            || token.upos == Upos::Verb && matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    }

    /// "…, the sheriff said": the noun right before a verb whose phrase follows a comma or a closing quotation mark, whatever
    /// clause precedes it.
    fn noun_after_a_mark(&self, verb: TokenId) -> Option<TokenId> {
        const REACH: usize = 8;
        let document = self.document;
        let noun = before(document, verb).next().filter(|token| {
            matches!(document.token(*token).upos, Upos::Noun | Upos::Propn)
                || word_is(document, *token, &["he", "she", "they"])
        })?;
        let of_phrase = |token: &TokenId| {
            matches!(
                document.token(*token).upos,
                Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn | Upos::Part
            ) || word_is(document, *token, &["-", "'s", "’s", "of", "for", "the"])
        };
        let opened = before(document, noun).take(REACH).find(|token| !of_phrase(token))?;
        word_is(document, opened, &[",", "”", "\"", "’", "—", "–"]).then_some(noun)
    }

    /// The noun right before a verb, skipping adverbs and auxiliaries, or else the one right after it.
    fn neighbour_of(&self, verb: TokenId) -> Option<TokenId> {
        let document = self.document;
        let light = |token: &TokenId| matches!(document.token(*token).upos, Upos::Adv | Upos::Aux);
        let noun =
            |token: &TokenId| matches!(document.token(*token).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        before(document, verb)
            .find(|token| !light(token))
            .filter(noun)
            .or_else(|| noun_after(document, verb).filter(|after| after.0 <= verb.0 + 4))
    }
}

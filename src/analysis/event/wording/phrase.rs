//! The words of nouns in a title: a phrase by itself, and the parts of a clause.

use super::{Flaw, Piece, Shape, Wording, Writer};
use crate::analysis::event::{Form, Role};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;

impl Writer<'_> {
    pub(super) fn phrase(mut self, noun: TokenId) -> Wording {
        let document = self.reading.document;
        let own = self.reading.phrase(noun);
        let trigger = self.reading.trigger_at(noun).map(|index| &self.reading.triggers[index as usize]);
        let name = trigger.filter(|trigger| trigger.token == noun && trigger.form == Form::Name);
        let own = name.map_or(own, |name| name.span.cover(own));
        let span = self.without_determiner(noun, own);
        if self.points(span) {
            self.flaw(Flaw::Pointing);
        }
        self.needed(span);
        self.tail_of_noun(noun, own.end);
        let single = document.tokens_within(span).nth(1).is_none();
        let common = document.token(noun).upos != Upos::Propn;
        let alone = self.pieces.len() == 1;
        if single && common && alone {
            self.flaw(Flaw::Bare);
        }
        // "their mission", with no owner named.
        if alone && span.start > own.start && self.points(Span { end: span.start, ..own }) {
            self.flaw(Flaw::Pointing);
        }
        self.finish(Shape::Phrase)
    }

    /// A noun's words without an article, a demonstrative or a possessive pronoun before them.
    fn without_determiner(&self, noun: TokenId, span: Span) -> Span {
        let document = self.reading.document;
        let Some(first) = document.token_at(span.start).filter(|&first| first.0 < noun.0) else {
            return span;
        };
        let drops = match document.token(first).xpos {
            Xpos::PrpS => true,
            Xpos::Dt => !matches!(&*document.word(first).to_lowercase(), "no" | "all" | "both" | "every"),
            _ => false,
        };
        let rest = Span { start: document.token(TokenId(first.0 + 1)).span.start, ..span };
        if drops && rest.start < rest.end { rest } else { span }
    }

    /// Adds the phrases that follow a noun without a gap; returns where they end.
    pub(super) fn tail_of_noun(&mut self, noun: TokenId, from: u32) -> u32 {
        let document = self.reading.document;
        let followers: Vec<TokenId> =
            document.children_by(noun, &[Relation::Nmod]).filter(|child| child.0 > noun.0).collect();
        let mut end = from;
        for follower in followers {
            let span = self.extent(follower);
            if span.end <= end {
                continue;
            }
            if !self.joins(end, span) {
                break;
            }
            end = span.end;
            if !self.reading.is_time(follower) && !self.points(span) {
                let rank = self.next_rank();
                self.pieces.push(Piece::at(span, rank));
            }
        }
        end
    }

    /// Whether a phrase begins where the words so far end, with or without a quotation mark.
    pub(super) fn joins(&self, end: u32, phrase: Span) -> bool {
        let gap = Span { start: end, end: phrase.start };
        let between = |letter: char| letter.is_whitespace() || "\"“«‘".contains(letter);
        phrase.start >= end && self.reading.document.words(gap).chars().all(between)
    }

    /// A name with the article it is used with, a number with the hedge before it: "at least", "over".
    pub(super) fn with_article(&self, noun: TokenId, span: Span) -> Span {
        let document = self.reading.document;
        // An office before a name is attached to it as a description: "Mayor Ines Duarte".
        let mut before: Vec<Span> = document
            .children_by(noun, &[Relation::Det, Relation::NmodDesc])
            .map(|child| document.subtree(child))
            .collect();
        before.reverse();
        let with = before.into_iter().fold(span, |span, word| {
            let beside = word.end <= span.start && span.start - word.end <= 1;
            if beside { span.cover(word) } else { span }
        });
        self.with_hedge(with)
    }

    fn with_hedge(&self, span: Span) -> Span {
        const HEDGES: [&str; 17] = [
            "at least",
            "at most",
            "more than",
            "less than",
            "fewer than",
            "up to",
            "close to",
            "over",
            "under",
            "about",
            "around",
            "nearly",
            "almost",
            "some",
            "approximately",
            "roughly",
            "only",
        ];
        let document = self.reading.document;
        let Some(first) = document.token_at(span.start) else { return span };
        // The tree may attach "least" to the number and "at" to the noun.
        let split =
            matches!(&*document.word(first).to_lowercase(), "least" | "most" | "than" | "to" | "half");
        if document.token(first).upos != Upos::Num && !split {
            return span;
        }
        let split = split && !document.word(first).eq_ignore_ascii_case("half");
        let opening = document.sentence(document.sentence_of(first)).first;
        let begin = |back: u32| {
            (opening.0 + back <= first.0).then(|| document.token(TokenId(first.0 - back)).span.start)
        };
        let starts = [begin(2), begin(1)].into_iter().flatten();
        let end = if split { document.token(first).span.end } else { span.start };
        let mut hedges = starts.map(|start| Span { start, end });
        let hedge = hedges.find(|&hedge| HEDGES.contains(&&*document.words(hedge).trim().to_lowercase()));
        hedge.map_or(span, |hedge| hedge.cover(span))
    }

    /// A noun's words with those of the co-ordinated nouns, if there are not many.
    pub(super) fn together(&self, first: TokenId, own: Span) -> Span {
        const WIDEST: usize = 45;
        let conjuncts: Vec<TokenId> = self.reading.document.conjuncts(first).collect();
        let parts = conjuncts
            .into_iter()
            .map(|other| self.with_article(other, self.reading.participant(other, Role::Other).span));
        let mut whole = own;
        for part in parts {
            let gap = Span { start: whole.end, end: part.start.max(whole.end) };
            let between = self.reading.document.words(gap).trim();
            if part.start < whole.end || !matches!(between, "," | "and" | ", and" | "or" | ", or" | "&") {
                return own;
            }
            whole = whole.cover(part);
        }
        if whole.len() > WIDEST { own } else { whole }
    }

    /// The words of one part of the tail: a phrase with its preposition, or a whole clause.
    pub(super) fn extent(&self, follower: TokenId) -> Span {
        let document = self.reading.document;
        match document.token(follower).relation {
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl => self.short_clause(follower),
            Relation::CompoundPrt => document.token(follower).span,
            _ => {
                let part = self.with_article(follower, self.reading.participant(follower, Role::Other).span);
                let own = self.together(follower, part);
                let cases =
                    document.children_by(follower, &[Relation::Case]).map(|case| document.token(case).span);
                cases.fold(own, Span::cover)
            }
        }
    }
}

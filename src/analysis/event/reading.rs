//! A report's grammar, actors and triggers combined, so that each can be looked up by word.

use super::lexicon::{Part, lexicon};
use super::trigger::Trigger;
use super::{Context, Participant, Role};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Document, MentionForm, Relation, TokenId, Upos};
use crate::text::Span;

/// An index of a report by token.
pub(super) struct Reading<'a> {
    pub context: &'a Context<'a>,
    pub document: &'a Document<'a>,
    pub triggers: &'a [Trigger],
    /// By token: the trigger it is or carries.
    trigger: Vec<Option<u32>>,
    /// By token: the shortest actor mention that contains it.
    actor: Vec<Option<u32>>,
    /// By token: whether it belongs to a time expression.
    time: Vec<bool>,
    /// By actor of the report: whether a name refers to it.
    named: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub fn new(context: &'a Context<'a>, triggers: &'a [Trigger]) -> Self {
        let document = context.document;
        let mut trigger = vec![None; document.tokens().len()];
        for (index, found) in (0..).zip(triggers) {
            for token in found.carrier.into_iter().chain([found.token]) {
                trigger[token.index()] = Some(index);
            }
        }
        let mut actor: Vec<Option<u32>> = vec![None; document.tokens().len()];
        let length = |mention: u32| context.actors.mentions[mention as usize].span.len();
        for (index, mention) in (0..).zip(&context.actors.mentions) {
            for token in document.tokens_within(mention.span) {
                let place = &mut actor[token.index()];
                if place.is_none_or(|other| length(index) < length(other)) {
                    *place = Some(index);
                }
            }
        }
        let mut time = vec![false; document.tokens().len()];
        for token in context.times.iter().flat_map(|time| document.tokens_within(time.span)) {
            time[token.index()] = true;
        }
        let mut named = vec![false; context.actors.actors.len()];
        for mention in context.actors.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
            if let Some(named) = named.get_mut(mention.actor as usize) {
                *named = true;
            }
        }
        Self { context, document, triggers, trigger, actor, time, named }
    }

    /// Whether a name refers to an actor of the report.
    pub fn is_named(&self, actor: u32) -> bool {
        self.named.get(actor as usize).is_some_and(|named| *named)
    }

    /// Whether a word belongs to a time expression.
    pub fn is_time(&self, token: TokenId) -> bool {
        self.time[token.index()]
    }

    /// The trigger a word is or carries.
    pub fn trigger_at(&self, token: TokenId) -> Option<u32> {
        self.trigger[token.index()]
    }

    /// The nearest trigger above a word in the tree.
    pub fn trigger_above(&self, token: TokenId) -> Option<u32> {
        let own = self.trigger_at(token);
        let mut here = token;
        while let Some(governor) = self.document.head(here) {
            match self.trigger_at(governor) {
                Some(found) if Some(found) != own => return Some(found),
                _ => here = governor,
            }
        }
        None
    }

    /// The actor mention that contains a word: an index into the report's actor mentions.
    pub fn actor_mention_at(&self, token: TokenId) -> Option<u32> {
        self.actor[token.index()]
    }

    /// The kind of actor that a word refers to.
    pub fn actor_kind_at(&self, token: TokenId) -> Option<ActorKind> {
        let mention = self.context.actors.mentions.get(self.actor_mention_at(token)? as usize)?;
        self.context.actors.actors.get(mention.actor as usize).map(|actor| actor.kind)
    }

    /// A noun as a participant: the actor it refers to, or its phrase.
    pub fn participant(&self, head: TokenId, role: Role) -> Participant {
        let mention = self.actor_mention_at(head).map(|index| self.context.actors.mentions[index as usize]);
        let word = self.document.token(head).span;
        match mention {
            // An actor inside a longer phrase is not that phrase: "the police buildings". A name is one whatever its tree.
            Some(mention) if mention.form == MentionForm::Name || self.is_head_of(head, mention.span) => {
                Participant { span: mention.span, head: word, actor: Some(mention.actor), role }
            }
            _ => Participant { span: self.phrase(head), head: word, actor: None, role },
        }
    }

    /// Whether a word is the last governor within a span.
    fn is_head_of(&self, word: TokenId, span: Span) -> bool {
        self.document.head(word).is_none_or(|governor| !span.contains(self.document.token(governor).span))
    }

    /// A noun with the words before it and its "of" phrases, without clauses and appositions.
    pub fn phrase(&self, head: TokenId) -> Span {
        const WITHIN: &[Relation] = &[
            Relation::Det,
            Relation::Amod,
            Relation::Compound,
            Relation::Nummod,
            Relation::NmodPoss,
            Relation::Flat,
            Relation::Fixed,
        ];
        let own = self.document.token(head).span;
        let before = self.document.children_by(head, WITHIN).map(|child| self.document.subtree(child));
        let after = self.document.children_by(head, &[Relation::Nmod]).filter_map(|child| {
            let case = self.document.case_of(child)?;
            (self.document.word(case) == "of").then(|| {
                self.document.token(case).span.cover(self.phrase_shallow(child)).cover(self.whole_time(child))
            })
        });
        before.chain(after).fold(self.with_amount(head, own), Span::cover)
    }

    /// A word of a time expression with those that follow it: a date is never cut.
    fn whole_time(&self, word: TokenId) -> Span {
        let document = self.document;
        let end = document.sentence(document.sentence_of(word)).end;
        let following = (word.0..end.0).map(TokenId).take_while(|&next| self.is_time(next));
        following.fold(document.token(word).span, |span, next| span.cover(document.token(next).span))
    }

    /// A currency sign with the number after it, whatever that is attached to: "€", "300", "million".
    fn with_amount(&self, head: TokenId, own: Span) -> Span {
        if self.document.token(head).upos != Upos::Sym {
            return own;
        }
        let end = self.document.sentence(self.document.sentence_of(head)).end;
        let following = (head.0 + 1..end.0).map(TokenId);
        let number = following.take_while(|&word| self.document.token(word).upos == Upos::Num);
        number.fold(own, |span, word| span.cover(self.document.token(word).span))
    }

    /// A noun with the words before it.
    fn phrase_shallow(&self, head: TokenId) -> Span {
        const WITHIN: &[Relation] = &[
            Relation::Det,
            Relation::Amod,
            Relation::Compound,
            Relation::Nummod,
            Relation::NmodPoss,
            Relation::Flat,
        ];
        let own = self.document.token(head).span;
        self.document
            .children_by(head, WITHIN)
            .fold(own, |span, child| span.cover(self.document.subtree(child)))
    }

    /// A verb with its auxiliaries, negation and particle, if nothing else is between them.
    pub fn verb_group(&self, verb: TokenId) -> Span {
        const BESIDE: &[Relation] =
            &[Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::CompoundPrt, Relation::Advmod];
        let beside = |token: TokenId| {
            self.document.head(token) == Some(verb) && BESIDE.contains(&self.document.token(token).relation)
        };
        // "no longer": a negation may be attached to the adverb after it.
        let denies = |token: TokenId, adverb: TokenId| {
            self.document.head(token) == Some(adverb)
                && lexicon().is(&self.document.word(token).to_lowercase(), Part::Negation)
        };
        let sentence = self.document.sentence(self.document.sentence_of(verb));
        let mut first = verb;
        while first > sentence.first
            && (beside(TokenId(first.0 - 1)) || first < verb && denies(TokenId(first.0 - 1), first))
        {
            first = TokenId(first.0 - 1);
        }
        let next = TokenId(verb.0 + 1);
        let directs = |token: TokenId| {
            self.document.token(token).relation == Relation::CompoundPrt
                || lexicon().is(&self.document.word(token).to_lowercase(), Part::Direction)
        };
        let particle = next < sentence.end && beside(next) && directs(next);
        let becomes = next < sentence.end
            && self.document.head(next) == Some(verb)
            && self.document.token(next).relation == Relation::Xcomp
            && self.document.token(next).upos == Upos::Adj;
        let last = if particle || becomes { next } else { verb };
        self.document.token(first).span.cover(self.document.token(last).span)
    }

    /// A verb group with the verb that leads to it: "tried to storm".
    pub fn led_verb_group(&self, verb: TokenId) -> Span {
        let own = self.verb_group(verb);
        let leads = |governor: &TokenId| {
            self.document.token(verb).relation == Relation::Xcomp
                && lexicon().is(self.document.lemma(*governor), Part::Leading)
        };
        let Some(governor) = self.document.head(verb).filter(leads) else { return own };
        let lead = self.verb_group(governor);
        let between = Span { start: lead.end, end: own.start };
        let close = lead.end <= own.start && matches!(self.document.words(between).trim(), "to" | "");
        if close { lead.cover(own) } else { own }
    }

    /// The noun that a relative pronoun refers to, the word itself otherwise.
    pub fn antecedent(&self, word: TokenId) -> TokenId {
        const RELATIVES: [&str; 4] = ["who", "which", "that", "whom"];
        let token = self.document.token(word);
        if token.upos != Upos::Pron || !RELATIVES.contains(&&*self.document.word(word).to_lowercase()) {
            return word;
        }
        let mut here = word;
        while let Some(governor) = self.document.head(here) {
            if self.document.token(here).relation == Relation::AclRelcl {
                return governor;
            }
            here = governor;
        }
        word
    }
}

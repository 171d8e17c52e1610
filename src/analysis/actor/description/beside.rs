//! The name next to a description: whose title, apposition or predicate it is.

use super::{Describer, Description};
use crate::analysis::actor::{ActorKind, ActorMention, lexicon};
use crate::analysis::language::{Relation, TokenId, Upos};

impl Describer<'_, '_> {
    /// The person whose title or apposition the description is: "coach Fiona Quarles", "Fiona Quarles, the coach".
    pub(super) fn named_beside(&mut self, description: &Description) -> Option<u32> {
        let document = self.document;
        if description.plural {
            return None;
        }
        if let Some(organisation) = self.organisation_beside(description) {
            return Some(organisation);
        }
        let next = document.token_at(description.span.end)?;
        let titled = self.name_over(document.token(next).span).filter(|name| {
            let gap = document.source().get(description.span.end as usize..name.span.start as usize);
            gap.is_some_and(|gap| gap.trim().is_empty()) && lexicon::title(&description.lemma).is_some()
        });
        let apposed = || {
            let token = document.token(description.head);
            let governor =
                (token.relation == Relation::Appos).then(|| document.head(description.head)).flatten();
            let dependent = document.appositions(description.head).next();
            let other = governor.or(dependent)?;
            self.name_over(document.token(other).span)
        };
        let copular = || {
            let verb_be = document.children_by(description.head, &[Relation::Cop]).next()?;
            let negated = document.children(description.head).any(|word| document.lemma(word) == "not");
            let subject = document.children_by(description.head, &[Relation::Nsubj]).next()?;
            (!negated && verb_be > subject).then(|| self.name_over(document.token(subject).span)).flatten()
        };
        let body = lexicon::organisation_noun(&description.lemma).is_some();
        let fits = |name: &ActorMention| match self.actors.actors[name.actor as usize].kind {
            ActorKind::Person => true,
            ActorKind::Organisation => body,
            _ => false,
        };
        let name = titled
            .filter(fits)
            .or_else(|| apposed().filter(fits))
            .or_else(|| copular().filter(fits))
            .or_else(|| self.named_after_phrase(description))
            .or_else(|| self.named_before_comma(description))?;
        let actor = self.actors.actors.get_mut(name.actor as usize)?;
        if !actor.roles.iter().any(|role| role.overlaps(description.span)) {
            actor.roles.push(description.span);
        }
        self.titles.entry(description.lemma.clone()).or_default().push((description.span, name.actor));
        Some(name.actor)
    }

    /// "the spokeswoman for the city police, Fiona Quarles": the person whose name closes the phrase about the office.
    fn named_after_phrase(&self, description: &Description) -> Option<ActorMention> {
        const REACH: u32 = 9;
        let document = self.document;
        lexicon::title(&description.lemma)?;
        let first = document.token_at(description.span.end)?;
        let opens = matches!(document.word(first), "for" | "of" | "at" | "in" | "with" | "to");
        let comma = (first.0..first.0 + REACH).map(TokenId).find(|&token| {
            token.index() >= document.tokens().len()
                || matches!(document.token(token).upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Pron)
        })?;
        let next = TokenId(comma.0 + 1);
        if !opens || next.index() >= document.tokens().len() || document.word(comma) != "," {
            return None;
        }
        let same = document.sentence_of(next) == document.sentence_of(description.head);
        let name = self.name_over(document.token(next).span).filter(|_| same)?;
        let person = self.actors.actors[name.actor as usize].kind == ActorKind::Person;
        let opens_here = name.span.start == document.token(next).span.start;
        let full = document.words(name.span).contains(' ');
        (person && opens_here && full).then_some(name)
    }

    /// "the Southern Pact (SP), a military alliance": the organisation right before the comma, unless the phrase after it
    /// has its own role in the sentence.
    fn named_before_comma(&self, description: &Description) -> Option<ActorMention> {
        lexicon::organisation_noun(&description.lemma)?;
        let document = self.document;
        let part = matches!(
            document.token(description.head).relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Obj | Relation::Obl
        );
        let names = self.names();
        let at = names.partition_point(|name| name.span.end <= description.span.start);
        let name = names.get(at.checked_sub(1)?)?;
        let gap = document.source().get(name.span.end as usize..description.span.start as usize)?;
        let organisation = self.actors.actors[name.actor as usize].kind == ActorKind::Organisation;
        (organisation && !part && matches!(gap.trim_end(), "," | "),")).then_some(*name)
    }

    /// The organisation that a noun before or after its name describes: "the news agency Zarya", "Zarya news agency".
    fn organisation_beside(&self, description: &Description) -> Option<u32> {
        lexicon::organisation_noun(&description.lemma)?;
        let document = self.document;
        let before = description.span.start.checked_sub(2)?;
        let names = self.names();
        let at = names.partition_point(|name| name.span.end <= before);
        let close = |name: &&ActorMention| {
            let (left, right) = if name.span.start < description.span.start {
                (name.span.end, description.span.start)
            } else {
                (description.span.end, name.span.start)
            };
            let gap = document.source().get(left as usize..right as usize);
            gap.is_some_and(|gap| gap.len() <= 2 && gap.trim().is_empty())
        };
        let organisation =
            |name: &&ActorMention| self.actors.actors[name.actor as usize].kind == ActorKind::Organisation;
        names[at..].iter().take(2).find(|name| close(name) && organisation(name)).map(|name| name.actor)
    }
}

//! The claim made by a number and its predicate, unless its clause only supposes or negates it.

use super::super::attribution::{Stance, adverb_cue};
use super::super::clock::{place_beside, place_of};
use super::super::phrase::{after, before, clause_of, mentions_before, next_is, word_is};
use super::super::predicate::Counted;
use super::super::quantity::share;
use super::super::shallow::{self, Said};
use super::super::{Claim, Course, Extent, Quantity, Reading, Status, binding, course, withdrawn};
use super::void::{is_capacity, is_double_count, is_future, negated, supposed};
use super::{BODIES, CountedThing, in_marks, kind_of};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;

impl Reading<'_> {
    /// All predicates of what is counted in the sentence.
    pub(super) fn bindings(&self, quantity: &Quantity, counted: &CountedThing) -> Vec<Said> {
        let mut found = Vec::new();
        if let Some(first) = self.document.tokens_within(quantity.span).next() {
            let near = shallow::said(self.document, first, &counted.near);
            found.extend(near);
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        // "all 62 people aboard were killed": being aboard is not a fate.
        if found.iter().all(|said| said.predicate.class == "aboard") {
            found.extend(binding::of(self.document, counted.pivot, counted.noun));
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        if found.is_empty() {
            found.extend(self.by_verb_phrase(quantity, counted));
        }
        if found.is_empty() {
            found.extend(self.measure(quantity, counted));
        }
        if found.is_empty() && counted.sorts.contains(&Counted::Duration) {
            found.extend(self.duration_of_noun(quantity));
        }
        if found.is_empty() && &*quantity.unit == "magnitude" {
            found.extend(self.main_shock(quantity));
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        // "shot dead", "stabbed to death": one fate, reported with its means.
        if found.iter().any(|said| said.predicate.class == "killed") {
            found.retain(|said| !matches!(said.predicate.class, "shot" | "stabbed"));
        }
        // "freed 80 hostages", "killed two hostages": the noun says who they are, the verb what happened to them.
        if found.iter().any(|said| said.predicate.class != "kidnapped") {
            found.retain(|said| {
                said.predicate.class != "kidnapped" || self.document.token(said.word).upos != Upos::Noun
            });
        }
        found.retain(|said| self.is_said_of_the_whole(quantity, counted, said));
        let mut seen = Vec::new();
        found.retain(|said| {
            let new = !seen.contains(&said.predicate.class);
            seen.push(said.predicate.class);
            new
        });
        found
    }

    /// "Two of the four dead were women": only its own noun phrase says anything about the whole of a share, not the clause.
    fn is_said_of_the_whole(&self, quantity: &Quantity, counted: &CountedThing, said: &Said) -> bool {
        let document = self.document;
        let next = document.token_at(quantity.span.end).map_or(0, |token| token.0);
        quantity.rule != share::WHOLE || said.word.0 <= counted.noun.0.max(next)
    }

    /// The claim that a number and its predicate make, unless its clause only supposes or negates it.
    pub(super) fn figure_claim(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let clause = clause_of(document, said.word);
        // Durations are distinguished by their noun: a siege of two days and a blackout of two hours are two different
        // figures.
        let lasting = match said.predicate.class {
            "lasted" => Some(self.what_lasted(said.word)?.into()),
            "sentenced" if self.is_time_served(said.word) => return None,
            "sentenced" => self.convict(said.word).map(Into::into),
            _ => None,
        };
        // "two men carried out the attack": nobody was aboard.
        let particle = next_is(document, said.word, &["out", "off", "away", "on"]);
        let able = said.predicate.class == "aboard"
            && (is_capacity(document, said.word) || particle && document.lemma(said.word) == "carry");
        // "no one else was hurt": apart from those mentioned before.
        let else_none = quantity.rule == "number/none" && next_is(document, counted.near.noun, &["else"]);
        if able
            || else_none
            || is_double_count(document, said.word)
            || supposed(document, clause)
            || (negated(document, said.word) && quantity.rule != "number/none")
        {
            return None;
        }
        let words = document.token(said.word).span;
        let covering = self.attributions.covering(quantity.span);
        let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
        let mut quantity = quantity.clone();
        if quantity.unit.is_empty() && said.predicate.counted == Counted::People {
            quantity.unit = "people".into();
        }
        // However many bodies are found, there may be more dead.
        if said.predicate.class == "killed" && self.are_found_bodies(counted) {
            quantity.rule = BODIES;
        }
        let subject = self.subject_of(&quantity, counted);
        let extent = self.extent(&quantity, counted, said, earlier);
        let part_of = self.whole_of(&quantity, counted, said, earlier);
        let course = course::of(document, quantity.span);
        Some(Claim {
            kind: kind_of(said.predicate.counted),
            predicate: said.predicate.class.into(),
            subject,
            subject_group: counted
                .group
                .or_else(|| self.group_corrected(&quantity, counted, said, earlier))
                .or((said.predicate.counted == Counted::People).then_some("people")),
            value: lasting,
            event: self.event_of(said.word, clause),
            part_of,
            extent: if part_of.is_some() { Extent::Part } else { extent },
            course,
            // The date given with a toll that rose is the date of the rise.
            when: self.clocks.happened(clause).filter(|_| course == Course::Unchanged),
            place: place_beside(document, counted.noun).or_else(|| place_of(document, said.word)),
            as_of: self.clocks.as_of(clause, &chain),
            chain,
            quoted: in_marks(document, quantity.span),
            status: self.status(&quantity, clause, said, covering.iter().map(|one| one.stance)),
            span: if part_of.is_some() && self.is_listed_after(&quantity, words) {
                quantity.span.cover(subject)
            } else {
                quantity.span.cover(subject).cover(words)
            },
            quantity: Some(Box::new(quantity)),
        })
    }

    /// Whether a list begins between the words for what occurred and a number: "a toll of 36, among them 15 children".
    fn is_listed_after(&self, quantity: &Quantity, words: Span) -> bool {
        let first = self.document.token_at(quantity.span.start);
        let cue = first.and_then(|first| self.cue_of_list(first));
        cue.is_some_and(|cue| words.end <= self.document.token(cue).span.start)
    }

    /// "Eighteen bodies had been recovered", "the bodies of 18 people were found".
    fn are_found_bodies(&self, counted: &CountedThing) -> bool {
        const FIND: &[&str] = &["recover", "find", "pull", "retrieve", "identify", "discover", "locate"];
        let document = self.document;
        let body = |token: TokenId| matches!(document.lemma(token), "body" | "corpse" | "remains");
        let bodies = body(counted.noun) || before(document, counted.noun).take(4).any(body);
        let sentence = document.sentence_of(counted.noun);
        bodies && document.tokens_in(sentence).any(|token| FIND.contains(&document.lemma(token)))
    }

    /// Whether the length of a sentence is the time served: "served a reduced sentence of four months", not "is serving a sentence
    /// of nine years".
    fn is_time_served(&self, word: TokenId) -> bool {
        let verb = clause_of(self.document, word);
        self.document.lemma(verb) == "serve" && self.document.token(verb).xpos == Xpos::Vbd
    }

    /// Who was sentenced, by last name: "jailed Dana Orr for nine years", "Dana Orr received a sentence of two years".
    fn convict(&self, word: TokenId) -> Option<String> {
        let document = self.document;
        let verb = clause_of(document, word);
        let receives = matches!(document.lemma(verb), "receive" | "get" | "serve" | "face" | "begin");
        let who = if document.is_passive(verb) || receives {
            document.subject_of(verb)
        } else {
            document.object_of(verb)
        }?;
        // "his deputy, Dana Orr,", "the former mayor Dana Orr"
        let is_name = |token: &TokenId| document.token(*token).upos == Upos::Propn;
        let who = std::iter::once(who).chain(after(document, who)).take(3).find(is_name)?;
        let span = document.token(who).span;
        let name = mentions_before(document, span.start).take(3).find(|mention| mention.span.contains(span));
        let words = name.map_or(span, |mention| mention.span);
        let last = document.tokens_within(words).rfind(is_name)?;
        Some(deunicode::deunicode(document.word(last)).to_lowercase())
    }

    /// "an earlier version said three pupils were hurt; two were": the corrected number counts the same people as the withdrawn one.
    fn group_corrected(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<&'static str> {
        const NEAR: u32 = 160;
        let alone = quantity.span.contains(self.document.token(counted.noun).span);
        let back = earlier.last().filter(|claim| {
            claim.status == Status::Withdrawn && claim.span.end + NEAR > quantity.span.start
        })?;
        (alone && *back.predicate == *said.predicate.class).then_some(back.subject_group).flatten()
    }

    /// "The 331 injured will be paid": they are already injured.
    fn is_known_group(&self, quantity: &Quantity, said: Said) -> bool {
        let document = self.document;
        let definite = document
            .token_at(quantity.span.start)
            .and_then(|first| before(document, first).next())
            .is_some_and(|article| word_is(document, article, &["the"]));
        definite && document.token_at(quantity.span.end) == Some(said.word)
    }

    /// The event mention whose trigger is the word or its clause.
    fn event_of(&self, word: TokenId, clause: TokenId) -> Option<u32> {
        let events = self.context.events;
        [word, clause].into_iter().find_map(|token| {
            let span = self.document.token(token).span;
            let at = events.partition_point(|event| event.trigger.start < span.start);
            events.get(at).filter(|event| event.trigger.overlaps(span))?;
            u32::try_from(at).ok()
        })
    }

    fn status(
        &self,
        quantity: &Quantity,
        clause: TokenId,
        said: Said,
        stances: impl Iterator<Item = Stance>,
    ) -> Status {
        let document = self.document;
        if withdrawn::is_earlier_figure(document, self.attributions, quantity, clause) {
            return Status::Withdrawn;
        }
        if !self.is_known_group(quantity, said)
            && (is_future(document, clause) || is_future(document, said.word))
        {
            return Status::Planned;
        }
        let adverbs = document
            .children_by(clause, &[Relation::Advmod])
            .chain(document.children_by(said.word, &[Relation::Advmod]))
            .filter_map(|adverb| adverb_cue(document.lemma(adverb)));
        let stances: Vec<_> = stances.chain(adverbs).collect();
        if said.uncertain {
            Status::Alleged
        } else if stances.contains(&Stance::Deny) {
            Status::Denied
        } else if stances.contains(&Stance::Confirm) {
            Status::Confirmed
        } else if stances.iter().any(|stance| matches!(stance, Stance::Claim | Stance::Think)) {
            Status::Alleged
        } else {
            Status::Asserted
        }
    }
}

//! A title from a clause: the subject, the verb with its auxiliaries, what the verb requires, what follows without a gap.

use super::{Flaw, Piece, Shape, Wording, Writer};
use crate::analysis::event::Role;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::participant;
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;

/// A verb in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Finite,
    Infinitive,
    Participle,
}

impl Writer<'_> {
    pub(super) fn clause(mut self, verb: TokenId) -> Wording {
        let (top, group) = self.whole_verb(verb);
        let mood = self.mood(top);
        let subject = participant::subject(self.reading, top).map(|subject| self.reading.antecedent(subject));
        let before = self.pieces.len();
        let subject_span = subject.and_then(|subject| self.subject(subject));
        let has_subject = self.pieces.len() > before;
        let own = subject.is_some() && participant::own_subject(self.reading.document, top) == subject;
        let subject_span =
            subject_span.map(|span| if own { self.up_to_verb(top, span, group) } else { span });
        if let Some(span) = subject_span.filter(|span| span.start > group.start) {
            // "… , said the mayor" is inverted; any other such order is a wrong tree.
            if span.overlaps(group) || !self.is(verb, Part::Reporting) {
                self.flaw(Flaw::Unsound);
            }
        }
        if !participant::describes_noun(self.reading.document, top) {
            self.shared_with_first_conjunct(top, mood, group);
        }
        self.needed(group);
        let end = self.object(verb, group);
        self.tail(verb, end);
        let idiom = participant::object_of_idiom(self.reading.document, verb).is_some();
        let completed = idiom || self.governs_phrase(verb) || self.says_what_becomes(verb);
        if self.lacks_object(verb) && !completed {
            self.flaw(Flaw::Incomplete);
        } else if completed || self.needs_more(verb) || self.says_little(verb) {
            // The first part after the verb is what it requires.
            self.pieces.iter_mut().filter(|piece| piece.rank == 1).for_each(|piece| piece.rank = 0);
        }
        let shape = match mood {
            _ if !has_subject => Shape::Verb,
            Mood::Finite => Shape::Clause,
            Mood::Infinitive => Shape::Infinitive,
            Mood::Participle => Shape::Participle,
        };
        self.finish(shape)
    }

    /// The verb with its auxiliaries and, if nothing is between, the verbs it completes: "had refused to sign".
    fn whole_verb(&self, verb: TokenId) -> (TokenId, Span) {
        let document = self.reading.document;
        let mut top = verb;
        let mut group = self.with_to(verb, self.reading.verb_group(verb));
        while document.token(top).relation == Relation::Xcomp {
            let Some(governor) = document.head(top) else { break };
            let lead = self.with_to(governor, self.reading.verb_group(governor));
            let gap = Span { start: lead.end, end: group.start.max(lead.end) };
            let verbal = document.token(governor).upos == Upos::Verb;
            let alone = document.object_of(governor).is_none();
            if !verbal || !alone || lead.end > group.start || !document.words(gap).trim().is_empty() {
                break;
            }
            group = lead.cover(group);
            top = governor;
        }
        (top, group)
    }

    /// A verb's words with the "to" before them.
    fn with_to(&self, verb: TokenId, group: Span) -> Span {
        let document = self.reading.document;
        let to = document.children_by(verb, &[Relation::Mark]).find(|&mark| {
            let span = document.token(mark).span;
            span.end <= group.start && document.word(mark).eq_ignore_ascii_case("to")
        });
        to.map_or(group, |to| document.token(to).span.cover(group))
    }

    fn mood(&self, verb: TokenId) -> Mood {
        let document = self.reading.document;
        let token = document.token(verb);
        let finite =
            |id: TokenId| matches!(document.token(id).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        if finite(verb)
            || self.auxiliaries(verb).any(finite)
            || participant::subject_of_occurrence(document, verb).is_some()
            || participant::subject_before_saying(document, verb).is_some()
        {
            return Mood::Finite;
        }
        let own_to = self.with_to(verb, token.span) != token.span;
        if token.relation == Relation::Conj
            && !own_to
            && !participant::describes_noun(document, verb)
            && let Some(first) = document.head(verb).filter(|&first| document.token(first).xpos == token.xpos)
        {
            return self.mood(first);
        }
        match token.xpos {
            Xpos::Vb if own_to => Mood::Infinitive,
            Xpos::Vbg | Xpos::Vbn => Mood::Participle,
            _ => Mood::Finite,
        }
    }

    fn auxiliaries(&self, verb: TokenId) -> impl Iterator<Item = TokenId> {
        self.reading.document.children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
    }

    /// "were" in "were found and buried", "to" in "to search and rescue", for the title of the second.
    fn shared_with_first_conjunct(&mut self, verb: TokenId, mood: Mood, group: Span) {
        let document = self.reading.document;
        let token = document.token(verb);
        let own = self.auxiliaries(verb).next().is_some();
        if token.relation != Relation::Conj || mood == Mood::Participle || own {
            return;
        }
        let Some(first) = document.head(verb).filter(|&first| document.token(first).xpos == token.xpos)
        else {
            return;
        };
        let to = document.children_by(first, &[Relation::Mark]).filter(|&mark| document.word(mark) == "to");
        let shared = match mood {
            Mood::Infinitive => to.map(|id| document.token(id).span).next(),
            _ => self.auxiliaries(first).map(|id| document.token(id).span).reduce(Span::cover),
        };
        if let Some(shared) = shared.filter(|shared| shared.end <= group.start) {
            self.needed(shared);
        }
    }

    /// Extends the subject by the words before the verb if there are few: the text is more reliable than the tree.
    fn up_to_verb(&mut self, verb: TokenId, subject: Span, group: Span) -> Span {
        const WIDEST: usize = 44;
        let document = self.reading.document;
        let is_here = |piece: &&mut Piece| piece.actor.is_none() && piece.span.overlaps(subject);
        let Some(piece) = self.pieces.last_mut().filter(is_here) else { return subject };
        // Two subjects side by side are one: "Mayor Ellen Cho".
        let nominal = |id: TokenId| {
            matches!(document.token(id).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Det)
        };
        let others = document.children_by(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        let first = others.map(|id| document.token(id).span).find(|span| {
            let between = Span { start: span.start, end: piece.span.start.max(span.start) };
            span.end <= piece.span.start && document.tokens_within(between).all(nominal)
        });
        let start = first.map_or(piece.span.start, |first| first.start);
        let whole = Span { start, end: group.start.max(start) };
        let plain = |id: TokenId| {
            let token = document.token(id);
            token.upos != Upos::Punct && !matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::Md)
                || piece.span.contains(token.span)
        };
        let before = subject.end <= group.start && whole.len() <= WIDEST;
        if before && document.tokens_within(whole).all(plain) {
            let words = document.words(whole).trim_end();
            piece.span = Span { start: whole.start, end: whole.start + Span::new(0, words.len()).end };
            return piece.span;
        }
        subject
    }

    /// Adds the subject; returns the index of its words, if it has any.
    fn subject(&mut self, subject: TokenId) -> Option<Span> {
        let document = self.reading.document;
        let token = document.token(subject);
        if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Det) {
            self.flaw(Flaw::NoSubject);
            return None;
        }
        let part = self.reading.participant(subject, Role::Agent);
        if token.upos == Upos::Pron || matches!(token.upos, Upos::Num | Upos::Det) && part.span == token.span
        {
            let named = part.actor.filter(|&actor| token.upos == Upos::Pron && self.reading.is_named(actor));
            if named.is_some() {
                self.pieces.push(Piece { actor: named, ..Piece::at(part.span, 0) });
            } else if let Some(speaker) = self.speaker(subject, part.actor) {
                let speaker_span = self.reading.participant(speaker, Role::Agent).span;
                let span = self.with_article(speaker, speaker_span);
                if self.points(span) {
                    self.flaw(Flaw::Pointing);
                }
                self.needed(span);
            } else {
                self.flaw(Flaw::Pointing);
                self.needed(part.span);
            }
            return Some(token.span);
        }
        let span = self.together(subject, self.with_article(subject, part.span));
        if self.points(span) {
            self.flaw(Flaw::Pointing);
        }
        let name = part.actor.filter(|&actor| self.reading.is_named(actor));
        self.pieces.push(Piece { name, ..Piece::at(span, 0) });
        Some(span)
    }

    /// The speaker as the subject of the pronoun that refers to it: "the ministry announced that it will …".
    fn speaker(&self, pronoun: TokenId, actor: Option<u32>) -> Option<TokenId> {
        let document = self.reading.document;
        let content =
            document.head(pronoun).filter(|&verb| document.token(verb).relation == Relation::Ccomp)?;
        let says = document.head(content)?;
        let leads = self.is(says, Part::Reporting) || self.is(says, Part::Planning);
        let speaker = participant::own_subject(document, says).filter(|_| leads)?;
        let nominal = matches!(document.token(speaker).upos, Upos::Noun | Upos::Propn);
        let done = || participant::object(document, content).or_else(|| self.phrase_of(content));
        let same = if actor.is_some() {
            self.reading.participant(speaker, Role::Agent).actor == actor
        } else {
            // "… said it would close two plants": a subject with a will is not the weather.
            self.wills(content) && done().is_some()
        };
        (nominal && same).then_some(speaker)
    }

    /// Whether "will" or "would" precedes a verb.
    fn wills(&self, verb: TokenId) -> bool {
        self.auxiliaries(verb).any(|aux| matches!(self.reading.document.lemma(aux), "will" | "would"))
    }

    /// The first phrase after a verb.
    fn phrase_of(&self, verb: TokenId) -> Option<TokenId> {
        self.reading.document.children_by(verb, &[Relation::Obl]).find(|phrase| phrase.0 > verb.0)
    }

    /// Adds the object; returns how far the clause is written.
    fn object(&mut self, verb: TokenId, group: Span) -> u32 {
        let document = self.reading.document;
        let Some(object) = participant::object(document, verb) else { return group.end };
        let antecedent = self.reading.antecedent(object);
        let own = self.with_article(antecedent, self.reading.participant(antecedent, Role::Patient).span);
        let span = self.together(antecedent, own);
        let pronoun = document.token(antecedent).upos == Upos::Pron;
        let word = document.word(antecedent).to_lowercase();
        if pronoun && !word.ends_with("self") && !word.ends_with("selves") {
            self.flaw(Flaw::Pointing);
        }
        if antecedent == object && span.end <= group.start {
            self.flaw(Flaw::Unsound);
        }
        let receiver = document.children_by(verb, &[Relation::Iobj]).next();
        let receiver = receiver.map(|word| self.reading.participant(word, Role::Other).span);
        if let Some(receiver) =
            receiver.filter(|receiver| group.end <= receiver.start && receiver.end <= span.start)
        {
            self.needed(receiver);
        }
        if let Some(between) = self.verbs_between(verb, Span { start: group.end, end: span.start }) {
            self.needed(between);
        }
        self.needed(span);
        let end = span.end.max(group.end);
        if antecedent == object { self.tail_of_noun(object, end) } else { end }
    }

    /// The other verbs of an object that follows the last of them: "and looted" in "burned and looted shops", "and set fire
    /// to" in "attacked and set fire to shops".
    fn verbs_between(&self, verb: TokenId, gap: Span) -> Option<Span> {
        let document = self.reading.document;
        let within = |span: Span| span.start >= gap.start && span.end <= gap.end;
        let spaces = document.words(gap).len() - document.words(gap).trim_start().len();
        let mut verbs = document.children_by(verb, &[Relation::Conj]);
        let last = verbs.rfind(|&other| within(self.reading.verb_group(other)))?;
        let mut end = self.reading.verb_group(last).end;
        if participant::object_of_idiom(document, last).is_some() {
            let words = document.tokens_within(Span { start: end, end: gap.end });
            end = words.map(|word| document.token(word).span.end).next_back().unwrap_or(end);
        }
        let reaches = document.words(Span { start: end, end: gap.end }).trim().is_empty();
        reaches.then_some(Span::new(gap.start as usize + spaces, end as usize))
    }

    /// Adds what follows the verb without a gap, each part with a lower priority than the one before; times are left out.
    fn tail(&mut self, verb: TokenId, from: u32) {
        const TAIL: &[Relation] = &[
            Relation::Iobj,
            Relation::Obl,
            Relation::OblAgent,
            Relation::Xcomp,
            Relation::Ccomp,
            Relation::Advcl,
            Relation::CompoundPrt,
            Relation::OblUnmarked,
        ];
        let document = self.reading.document;
        let followers: Vec<TokenId> =
            document.children_by(verb, TAIL).filter(|child| child.0 > verb.0).collect();
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
            if !self.reading.is_time(follower) {
                // "Blew themselves up" is one verb.
                let particle = document.token(follower).relation == Relation::CompoundPrt;
                let rank = if particle { 0 } else { self.next_rank() };
                self.pieces.push(Piece::at(span, rank));
                if matches!(document.token(follower).relation, Relation::Iobj | Relation::Obl) {
                    end = self.tail_of_noun(follower, end);
                }
            }
        }
    }

    /// A clause from its first word to its object or the first phrase after its verb.
    pub(super) fn short_clause(&self, verb: TokenId) -> Span {
        const SHORT: usize = 36;
        let document = self.reading.document;
        let whole = document.subtree(verb);
        if whole.len() <= SHORT {
            return whole;
        }
        let after_verb = |id: &TokenId| id.0 > verb.0;
        let object = document.object_of(verb).filter(after_verb);
        let first = || document.children_by(verb, &[Relation::Obl, Relation::Xcomp]).find(after_verb);
        let end = object.or_else(first).map_or_else(|| document.token(verb).span, |id| self.extent(id));
        Span { start: whole.start, end: end.end }
    }

    fn is(&self, verb: TokenId, part: Part) -> bool {
        lexicon().is(self.reading.document.lemma(verb), part)
    }

    /// Whether a verb means nothing without an object and has none.
    fn lacks_object(&self, verb: TokenId) -> bool {
        let passive = self.reading.document.is_passive(verb);
        let followed = self.pieces.iter().any(|piece| piece.rank > 0);
        let needs = self.is(verb, Part::Light) || self.is(verb, Part::Transitive);
        !passive && !self.has_object(verb) && (needs || self.needs_more(verb) && !followed)
    }

    /// Whether a verb gets its meaning from the phrase after it: "called for restraint".
    fn governs_phrase(&self, verb: TokenId) -> bool {
        let document = self.reading.document;
        let lemma = document.lemma(verb).to_lowercase();
        let mut cases = document
            .children_by(verb, &[Relation::Obl])
            .filter(|child| child.0 > verb.0)
            .filter_map(|child| document.case_of(child));
        cases.any(|case| {
            lexicon().is(&format!("{lemma} {}", document.word(case).to_lowercase()), Part::Planning)
        })
    }

    /// Whether what a verb makes of its object follows it: "left three others wounded", "called the strike a betrayal".
    fn says_what_becomes(&self, verb: TokenId) -> bool {
        let document = self.reading.document;
        let Some(object) = document.object_of(verb).filter(|object| object.0 > verb.0) else { return false };
        let mut complements = document.children_by(verb, &[Relation::Xcomp]).filter(|word| word.0 > object.0);
        complements.any(|word| {
            let token = document.token(word);
            let complement = matches!(token.upos, Upos::Adj | Upos::Noun) || token.xpos == Xpos::Vbn;
            self.is(verb, Part::Common) && complement
        })
    }

    /// Whether a verb only introduces what follows it: "asked", "said".
    fn needs_more(&self, verb: TokenId) -> bool {
        let leads = [Part::Reporting, Part::Planning, Part::Leading].iter().any(|&part| self.is(verb, part));
        leads && !self.has_object(verb) && !self.becomes(verb)
    }

    /// Whether a verb alone says little, though it can be used alone.
    fn says_little(&self, verb: TokenId) -> bool {
        let passive = self.reading.document.is_passive(verb);
        self.is(verb, Part::Common) && !passive && !self.has_object(verb) && !self.becomes(verb)
    }

    /// Whether the words right after a verb say what its subject becomes: "turned violent".
    fn becomes(&self, verb: TokenId) -> bool {
        let document = self.reading.document;
        document
            .children_by(verb, &[Relation::Xcomp])
            .any(|word| word.0 == verb.0 + 1 && document.token(word).upos == Upos::Adj)
    }

    fn has_object(&self, verb: TokenId) -> bool {
        participant::object(self.reading.document, verb).is_some()
    }
}

//! The words an event can be titled with: who, does what, to whom, in the text's own words and grammar.
//!
//! A clause gives its subject, its verb with auxiliaries, what the verb needs, and then, in the order of the text, what else
//! follows without a gap; a noun gives its phrase. What would not read on its own is told as a [`Flaw`], so that another
//! telling, or no title at all, is preferred.

use super::lexicon::{Part, lexicon};
use super::participant;
use super::reading::Reading;
use super::trigger::Trigger;
use super::{Form, Role};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::text::Span;

/// Words of the text that can stand as a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What the words are.
    pub shape: Shape,
    /// The words, in the order in which they read.
    pub pieces: Box<[Piece]>,
    /// Why they may not read on their own; empty for nearly all clauses.
    pub flaws: Box<[Flaw]>,
}

impl Wording {
    /// Words that are known to read on their own.
    #[must_use]
    pub fn whole(shape: Shape, span: Span) -> Self {
        Self { shape, pieces: [Piece { span, rank: 0, actor: None }].into(), flaws: [].into() }
    }
}

/// A stretch of words of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub span: Span,
    /// 0 where the title needs it; what may be left out is left out from the highest rank down.
    pub rank: u8,
    /// The report's actor whose name stands for them, where they only point: "he".
    pub actor: Option<u32>,
}

/// What the words of a title are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A finite clause: "The ferry sank".
    Clause,
    /// A subject with an infinitive: "engineers to inspect the dam".
    Infinitive,
    /// A subject with a participle: "two hikers rescued by firefighters".
    Participle,
    /// A noun with what belongs to it: "evacuation of the village".
    Phrase,
    /// A verb alone.
    Verb,
}

/// Why words may not read on their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// Nobody is named of whom the verb tells something.
    NoSubject,
    /// They point at someone or something they do not name: "they", "two", "this plan".
    Pointing,
    /// The verb lacks what it needs: "the company makes".
    Incomplete,
    /// They cannot belong together as the grammar has it.
    Unsound,
    /// One common noun: "storm".
    Bare,
}

impl Flaw {
    /// What is wrong, as a sentence without its end.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::NoSubject => "its words do not say who does it",
            Self::Pointing => "its words point at someone they do not name",
            Self::Incomplete => "its verb lacks what it needs",
            Self::Unsound => "its words do not fit together",
            Self::Bare => "it is one word that says little",
        }
    }
}

/// The words a mention can be titled with.
pub(super) fn of(reading: &Reading<'_>, trigger: &Trigger) -> Wording {
    let modifies = reading.document.token(trigger.token).relation == Relation::Amod;
    match (trigger.form, trigger.carrier) {
        (Form::Verb, _) if modifies => match reading.document.head(trigger.token) {
            Some(noun) => Writer::new(reading).phrase(noun),
            None => Writer::new(reading).clause(trigger.token),
        },
        (Form::Verb, _) => Writer::new(reading).clause(trigger.token),
        (_, Some(carrier)) => {
            let carried = Writer::new(reading).clause(carrier);
            if carried.flaws.is_empty() { carried } else { Writer::new(reading).phrase(trigger.token) }
        }
        _ => Writer::new(reading).phrase(trigger.token),
    }
}

/// How a verb stands in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Finite,
    Infinitive,
    Participle,
}

struct Writer<'a> {
    reading: &'a Reading<'a>,
    pieces: Vec<Piece>,
    flaws: Vec<Flaw>,
}

impl<'a> Writer<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, pieces: Vec::new(), flaws: Vec::new() }
    }

    fn flaw(&mut self, flaw: Flaw) {
        if !self.flaws.contains(&flaw) {
            self.flaws.push(flaw);
        }
    }

    fn needed(&mut self, span: Span) {
        self.pieces.push(Piece { span, rank: 0, actor: None });
    }

    fn finish(mut self, shape: Shape) -> Wording {
        let overlap = |(place, piece): (usize, &Piece)| {
            self.pieces[..place].iter().any(|other| other.span.overlaps(piece.span))
        };
        if self.pieces.iter().enumerate().any(overlap) {
            self.flaw(Flaw::Unsound);
        }
        Wording { shape, pieces: self.pieces.into(), flaws: self.flaws.into() }
    }

    // ---- clauses

    fn clause(mut self, verb: TokenId) -> Wording {
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
            // "… , said the mayor" is turned round; anything else is a tree gone wrong.
            if span.overlaps(group) || !self.is(verb, Part::Reporting) {
                self.flaw(Flaw::Unsound);
            }
        }
        self.shared_with_first_conjunct(top, mood, group);
        self.needed(group);
        let end = self.object(verb, group);
        self.tail(verb, end);
        if self.lacks_object(verb) {
            self.flaw(Flaw::Incomplete);
        } else if self.needs_more(verb) || self.says_little(verb) {
            // What the verb cannot do without is the first part that follows it.
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

    /// The verb with its auxiliaries and, where nothing stands between, the verbs it completes: "had refused to sign".
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
        if finite(verb) || self.auxiliaries(verb).any(finite) {
            return Mood::Finite;
        }
        let own_to = self.with_to(verb, token.span) != token.span;
        if token.relation == Relation::Conj
            && !own_to
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

    /// Widens the subject by what stands before the verb where that is not much: the words of the text are surer than the tree.
    fn up_to_verb(&mut self, verb: TokenId, subject: Span, group: Span) -> Span {
        const WIDEST: usize = 44;
        let document = self.reading.document;
        let Some(piece) = self.pieces.last_mut().filter(|piece| piece.actor.is_none()) else {
            return subject;
        };
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

    /// Adds the subject; its words' place, where it has any.
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
            if named.is_none() {
                self.flaw(Flaw::Pointing);
            }
            self.pieces.push(Piece { span: part.span, rank: 0, actor: named });
            return Some(token.span);
        }
        let span = self.together(subject, self.with_article(subject, part.span));
        if self.points(span) {
            self.flaw(Flaw::Pointing);
        }
        self.needed(span);
        Some(span)
    }

    /// A name with the article it is used with, a number with the hedge before it: "at least", "over".
    fn with_article(&self, noun: TokenId, span: Span) -> Span {
        let document = self.reading.document;
        // An office before a name hangs on it as a description: "Mayor Ines Duarte".
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
        const HEDGES: [&str; 16] = [
            "at least",
            "at most",
            "more than",
            "less than",
            "fewer than",
            "up to",
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
        // The tree may hang "least" on the number and "at" on the noun.
        let split = matches!(&*document.word(first).to_lowercase(), "least" | "most" | "than");
        if document.token(first).upos != Upos::Num && !split {
            return span;
        }
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

    /// A noun's words with those of the nouns co-ordinated with it, where they are not many.
    fn together(&self, first: TokenId, own: Span) -> Span {
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

    /// Whether words point at what they do not name.
    fn points(&self, span: Span) -> bool {
        let document = self.reading.document;
        document.tokens_within(span).any(|id| match document.token(id).xpos {
            Xpos::Prp | Xpos::PrpS => true,
            Xpos::Dt => {
                matches!(&*document.word(id).to_lowercase(), "this" | "that" | "these" | "those" | "such")
            }
            _ => false,
        })
    }

    /// Adds the object; returns where the clause has come to.
    fn object(&mut self, verb: TokenId, group: Span) -> u32 {
        let document = self.reading.document;
        let Some(object) = participant::object(document, verb) else { return group.end };
        let antecedent = self.reading.antecedent(object);
        let own = self.with_article(antecedent, self.reading.participant(antecedent, Role::Patient).span);
        let span = self.together(antecedent, own);
        let pronoun = document.token(antecedent).upos == Upos::Pron;
        if pronoun && !document.word(antecedent).to_lowercase().ends_with("self") {
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

    /// The other verbs of an object that stands behind the last of them: "and looted" in "burned and looted shops".
    fn verbs_between(&self, verb: TokenId, gap: Span) -> Option<Span> {
        let document = self.reading.document;
        let spaces = document.words(gap).len() - document.words(gap).trim_start().len();
        let mut verbs =
            document.children_by(verb, &[Relation::Conj]).map(|other| self.reading.verb_group(other));
        let last = verbs.rfind(|group| group.start >= gap.start && group.end <= gap.end)?;
        let reaches = document.words(Span { start: last.end, end: gap.end }).trim().is_empty();
        reaches.then_some(Span::new(gap.start as usize + spaces, last.end as usize))
    }

    /// Adds what follows the verb without a gap, each part behind the one before it in rank; times are left out.
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
            let gap = Span { start: end, end: span.start.max(end) };
            if span.start < end || !document.words(gap).trim().is_empty() {
                break;
            }
            end = span.end;
            if !self.reading.is_time(follower) {
                let rank = self.next_rank();
                self.pieces.push(Piece { span, rank, actor: None });
                if matches!(document.token(follower).relation, Relation::Iobj | Relation::Obl) {
                    end = self.tail_of_noun(follower, end);
                }
            }
        }
    }

    /// The words of one part of the tail: a phrase with its preposition, a clause whole.
    fn extent(&self, follower: TokenId) -> Span {
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

    /// A clause from its first word to its object or the first phrase behind its verb.
    fn short_clause(&self, verb: TokenId) -> Span {
        const SHORT: usize = 36;
        let document = self.reading.document;
        let whole = document.subtree(verb);
        if whole.len() <= SHORT {
            return whole;
        }
        let behind = |id: &TokenId| id.0 > verb.0;
        let object = document.object_of(verb).filter(behind);
        let first = || document.children_by(verb, &[Relation::Obl, Relation::Xcomp]).find(behind);
        let end = object.or_else(first).map_or_else(|| document.token(verb).span, |id| self.extent(id));
        Span { start: whole.start, end: end.end }
    }

    fn next_rank(&self) -> u8 {
        self.pieces.iter().map(|piece| piece.rank).max().unwrap_or(0).saturating_add(1)
    }

    fn is(&self, verb: TokenId, part: Part) -> bool {
        lexicon().is(self.reading.document.lemma(verb), part)
    }

    /// Whether a verb says nothing without an object and has none.
    fn lacks_object(&self, verb: TokenId) -> bool {
        let passive = self.reading.document.is_passive(verb);
        let followed = self.pieces.iter().any(|piece| piece.rank > 0);
        let needs = self.is(verb, Part::Light) || self.is(verb, Part::Transitive);
        !passive && !self.has_object(verb) && (needs || self.needs_more(verb) && !followed)
    }

    /// Whether a verb only leads up to what follows it: "asked", "said".
    fn needs_more(&self, verb: TokenId) -> bool {
        let leads = [Part::Reporting, Part::Planning, Part::Leading].iter().any(|&part| self.is(verb, part));
        leads && !self.has_object(verb) && !self.becomes(verb)
    }

    /// Whether a verb alone says little, though it can stand alone.
    fn says_little(&self, verb: TokenId) -> bool {
        let passive = self.reading.document.is_passive(verb);
        self.is(verb, Part::Common) && !passive && !self.has_object(verb) && !self.becomes(verb)
    }

    /// Whether the words right behind a verb say what its subject becomes: "turned violent".
    fn becomes(&self, verb: TokenId) -> bool {
        let document = self.reading.document;
        document
            .children_by(verb, &[Relation::Xcomp])
            .any(|word| word.0 == verb.0 + 1 && document.token(word).upos == Upos::Adj)
    }

    fn has_object(&self, verb: TokenId) -> bool {
        participant::object(self.reading.document, verb).is_some()
    }

    // ---- nouns

    fn phrase(mut self, noun: TokenId) -> Wording {
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
        // "their mission", of whom nothing is told.
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
    fn tail_of_noun(&mut self, noun: TokenId, from: u32) -> u32 {
        let document = self.reading.document;
        let followers: Vec<TokenId> =
            document.children_by(noun, &[Relation::Nmod]).filter(|child| child.0 > noun.0).collect();
        let mut end = from;
        for follower in followers {
            let span = self.extent(follower);
            if span.end <= end {
                continue;
            }
            let gap = Span { start: end, end: span.start.max(end) };
            if span.start < end || !document.words(gap).trim().is_empty() {
                break;
            }
            end = span.end;
            if !self.reading.is_time(follower) && !self.points(span) {
                let rank = self.next_rank();
                self.pieces.push(Piece { span, rank, actor: None });
            }
        }
        end
    }
}

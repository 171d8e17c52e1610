//! Counts and amounts: each number bound, through the tree, to what is counted and what is said of it.
//!
//! A number nothing of the predicate lexicon governs is no claim: "18 million inhabitants" is compared with nothing.

use super::attribution::{Attributions, Stance, adverb_cue};
use super::clock::{Clocks, place_of};
use super::phrase::{before, clause_of, is_verb, word_is};
use super::predicate::{self, Counted, Predicate, Use};
use super::shallow;
use super::{Claim, ClaimKind, Context, Extent, Quantity, Status, quantity};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos, Xpos};
use crate::analysis::time::TimexType;
use crate::text::Span;

/// Finds the counts of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let clocks = Clocks::new(context);
    let finder = Finder { context, document: context.document, attributions, clocks };
    let mut claims: Vec<Claim> = Vec::new();
    for quantity in quantity::find(context.document.source()) {
        if finder.is_calendar(&quantity) {
            continue;
        }
        if let Some(withdrawn) = finder.taken_back(&quantity, &claims) {
            claims.push(withdrawn);
        } else if let Some(counted) = finder.counted(&quantity) {
            let earlier = claims.len();
            for binding in finder.bindings(&quantity, &counted) {
                let claim = finder.claim(&quantity, &counted, binding, &claims[..earlier]);
                claims.extend(claim);
            }
            if claims.len() == earlier {
                claims.extend(finder.unsaid_part(&quantity, &counted, &claims));
            }
        }
    }
    claims
}

/// What a number counts, before anything is said of it.
struct CountedThing {
    /// The head of the phrase the number belongs to: the counted noun, or the number where it stands alone.
    pivot: TokenId,
    /// The noun that says who is counted; behind "of" in "dozens of sailors".
    noun: TokenId,
    /// Whether a definite whole stands behind "of": "two of the victims".
    of_whole: bool,
    /// The words next to the number.
    near: shallow::Counted,
    /// What sort of thing it is.
    sorts: Vec<Counted>,
    /// The group of people.
    group: Option<&'static str>,
}

/// A predicate with the word that carries it.
#[derive(Clone, Copy)]
struct Binding {
    predicate: Predicate,
    /// The verb, noun or adjective.
    word: TokenId,
    /// Whether it is only feared, believed or expected.
    held: bool,
}

struct Finder<'a> {
    context: &'a Context<'a>,
    document: &'a Document<'a>,
    attributions: &'a Attributions,
    clocks: Clocks<'a>,
}

/// Verbs by which a figure stands, moves or is put somewhere: "the toll rose to 71".
const FIGURE_VERBS: &[&str] = &[
    "rise", "climb", "stand", "reach", "jump", "increase", "go", "grow", "put", "raise", "revise", "lower",
    "fall", "drop", "hit", "pass", "exceed", "top", "surpass", "number", "total", "be", "bring", "set",
    "update", "soar", "come", "give",
];

/// Words that make a number one more beside those told before.
const MORE: &[&str] = &["another", "further", "additional", "more", "other", "others", "extra"];

/// Words under which a number is a part of what was just told.
const AMONG: &[&str] = &["including", "among", "whom", "which", "includes", "include", "included"];

/// Words that hand back an earlier figure.
const EARLIER: &[&str] = &[
    "initially",
    "originally",
    "previously",
    "earlier",
    "first",
    "initial",
    "preliminary",
    "previous",
    "early",
];

impl Finder<'_> {
    /// Whether the number is part of a date, a clock time or an age; durations are numbers.
    fn is_calendar(&self, quantity: &Quantity) -> bool {
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.end <= quantity.span.start);
        times[from..]
            .iter()
            .take_while(|time| time.span.start < quantity.span.end)
            .any(|time| time.kind != TimexType::Duration)
    }

    /// "four people, not five as first reported": the figure that a claim just made is told to replace.
    fn taken_back(&self, quantity: &Quantity, claims: &[Claim]) -> Option<Claim> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let sentence = document.sentence(document.sentence_of(first)).span;
        let mut words = before(document, first);
        let cue = words.next()?;
        let previous = words.next();
        let phrase = |one: &str, other: &str| {
            word_is(document, cue, &[other])
                && previous.is_some_and(|previous| word_is(document, previous, &[one]))
        };
        let replaced = word_is(document, cue, &["not"])
            || phrase("instead", "of")
            || phrase("rather", "than")
            || phrase("down", "from")
            || phrase("up", "from");
        let near =
            claims.last().filter(|claim| claim.span.end >= sentence.start && claim.quantity.is_some())?;
        let replacement =
            near.quantity.as_ref().is_some_and(|own| own.unit == quantity.unit || quantity.unit.is_empty());
        (replaced && replacement).then(|| {
            let unit = near.quantity.as_ref().map_or_else(|| quantity.unit.clone(), |own| own.unit.clone());
            Claim {
                quantity: Some(Quantity { unit, ..quantity.clone() }),
                status: Status::Withdrawn,
                span: quantity.span,
                ..near.clone()
            }
        })
    }

    /// "three died, two of them in the harbour": a part that leaves to its whole what is said of it.
    fn unsaid_part(&self, quantity: &Quantity, counted: &CountedThing, claims: &[Claim]) -> Option<Claim> {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(counted.pivot)).span;
        let pronoun = word_is(document, counted.noun, &["them", "whom"]);
        let (place, whole) = claims.iter().enumerate().next_back()?;
        let near = whole.span.end >= sentence.start
            && whole.quantity.as_ref().is_some_and(|own| &*own.unit == "people");
        (pronoun && near).then(|| Claim {
            quantity: Some(Quantity { unit: "people".into(), ..quantity.clone() }),
            extent: Extent::Part,
            part_of: whole.part_of.or_else(|| u32::try_from(place).ok()),
            place: None,
            span: quantity.span,
            ..whole.clone()
        })
    }

    /// The word the number hangs on the rest of the sentence by.
    fn top(&self, span: Span) -> Option<TokenId> {
        let outward = |token: &TokenId| {
            self.document.head(*token).is_none_or(|head| !span.contains(self.document.token(head).span))
        };
        let tokens: Vec<_> = self.document.tokens_within(span).filter(outward).collect();
        let numeric = |token: &&TokenId| {
            self.document.token(**token).upos == Upos::Num || self.document.token(**token).xpos == Xpos::Cd
        };
        let content = |token: &&TokenId| {
            !matches!(self.document.token(**token).upos, Upos::Adp | Upos::Adv | Upos::Punct)
        };
        tokens
            .iter()
            .rev()
            .find(numeric)
            .or_else(|| tokens.iter().rev().find(content))
            .or(tokens.last())
            .copied()
    }

    fn counted(&self, quantity: &Quantity) -> Option<CountedThing> {
        let document = self.document;
        let top = self.top(quantity.span)?;
        let last = document.tokens_within(quantity.span).next_back()?;
        let near = shallow::counted(document, last);
        let modifies = matches!(
            document.token(top).relation,
            Relation::Nummod | Relation::Det | Relation::Amod | Relation::Compound | Relation::NmodUnmarked
        );
        let pivot = if modifies { document.head(top)? } else { top };
        let group = self.group_of(&near);
        let sorts = self.sorts_of(quantity, near.noun, group);
        (!sorts.is_empty()).then_some(CountedThing {
            pivot,
            noun: near.noun,
            of_whole: near.of_whole && !portions_a_kind(document, near.noun),
            near,
            sorts,
            group,
        })
    }

    /// The group of the people counted, of both co-ordinated nouns together: "eight officers and soldiers".
    fn group_of(&self, counted: &shallow::Counted) -> Option<&'static str> {
        let group = |noun| {
            let word = self.document.lemma(noun);
            group::of_head(self.document, noun).or_else(|| group::lookup(word)).map(|found| found.group)
        };
        let own = group(counted.noun)?;
        let other = counted.with.and_then(group);
        Some(other.map_or(own, |other| common(own, other)))
    }

    fn sorts_of(&self, quantity: &Quantity, noun: TokenId, group: Option<&'static str>) -> Vec<Counted> {
        let document = self.document;
        if let Some(counted) = predicate::counted_by_unit(&quantity.unit) {
            return vec![counted];
        }
        if !quantity.unit.is_empty() {
            return Vec::new();
        }
        let bare = quantity.span.contains(document.token(noun).span);
        let pronoun = document.token(noun).upos == Upos::Pron;
        let lemma = document.lemma(noun);
        let person = group.is_some()
            || bare
            || pronoun
            || !predicate::lookup(Use::Noun, lemma).is_empty()
            || !predicate::lookup(Use::Adjective, lemma).is_empty()
            || self.is_person(noun);
        let mut sorts = predicate::counted_by_noun(lemma).to_vec();
        if person && sorts.is_empty() {
            sorts.push(Counted::People);
        }
        sorts
    }

    fn is_person(&self, noun: TokenId) -> bool {
        let span = self.document.token(noun).span;
        let mentions = self.document.mentions();
        let until = mentions.partition_point(|mention| mention.span.start <= span.start);
        mentions[..until]
            .iter()
            .rev()
            .take(6)
            .any(|mention| mention.head == noun && mention.class == MentionClass::Person)
    }

    /// Everything the sentence says of what is counted.
    fn bindings(&self, quantity: &Quantity, counted: &CountedThing) -> Vec<Binding> {
        let mut found = Vec::new();
        if let Some(first) = self.document.tokens_within(quantity.span).next() {
            let near = shallow::said(self.document, first, &counted.near);
            found.extend(near.into_iter().map(|said| Binding {
                predicate: said.predicate,
                word: said.word,
                held: said.held,
            }));
        }
        found.retain(|binding| counted.sorts.contains(&binding.predicate.counted));
        if found.is_empty() {
            for pivot in [counted.pivot, counted.noun] {
                self.said_by_noun(pivot, &mut found);
                self.said_by_modifiers(pivot, &mut found);
            }
            self.said_above(counted.pivot, 0, &mut found);
        }
        found.retain(|binding| counted.sorts.contains(&binding.predicate.counted));
        let mut seen = Vec::new();
        found.retain(|binding| {
            let new = !seen.contains(&binding.predicate.class);
            seen.push(binding.predicate.class);
            new
        });
        found
    }

    fn add(&self, usage: Use, word: TokenId, held: bool, found: &mut Vec<Binding>) {
        let lemma = self.document.lemma(word);
        let form = self.document.word(word).to_lowercase();
        let classes = predicate::lookup(usage, lemma);
        let classes = if classes.is_empty() { predicate::lookup(usage, &form) } else { classes };
        found.extend(classes.iter().map(|&predicate| Binding { predicate, word, held }));
        if classes.is_empty()
            && let Some(particle) = self.document.children_by(word, &[Relation::CompoundPrt]).next()
        {
            let phrasal = format!("{lemma} {}", self.document.word(particle).to_lowercase());
            found.extend(predicate::lookup(usage, &phrasal).iter().map(|&predicate| Binding {
                predicate,
                word,
                held,
            }));
        }
    }

    /// "12 deaths", "71 bodies", "death toll": the counted noun itself says it.
    fn said_by_noun(&self, noun: TokenId, found: &mut Vec<Binding>) {
        self.add(Use::Noun, noun, false, found);
        self.add(Use::Adjective, noun, false, found);
        let document = self.document;
        if let Some(part) = document.children_by(noun, &[Relation::Compound]).last() {
            let phrase = format!("{} {}", document.lemma(part), document.lemma(noun));
            let classes = predicate::lookup(Use::Noun, &phrase);
            found.extend(classes.iter().map(|&predicate| Binding { predicate, word: noun, held: false }));
        }
    }

    /// "12 injured workers", "18 people killed", "three who died".
    fn said_by_modifiers(&self, noun: TokenId, found: &mut Vec<Binding>) {
        let document = self.document;
        for modifier in document.children(noun) {
            match document.token(modifier).relation {
                Relation::Amod => self.add(Use::Adjective, modifier, false, found),
                Relation::Acl if document.token(modifier).xpos == Xpos::Vbg => {
                    self.add(Use::Subject, modifier, false, found);
                }
                Relation::Acl => {
                    self.add(Use::Patient, modifier, false, found);
                    self.add(Use::Adjective, modifier, false, found);
                }
                Relation::AclRelcl => self.said_by_clause(modifier, document.is_passive(modifier), found),
                _ => {}
            }
        }
    }

    /// A clause of which the counted are the subject.
    fn said_by_clause(&self, verb: TokenId, passive: bool, found: &mut Vec<Binding>) {
        let document = self.document;
        let participle = document.token(verb).xpos == Xpos::Vbn && !has_auxiliary(document, verb, "have");
        if passive || participle {
            self.add(Use::Patient, verb, false, found);
        } else {
            self.add(Use::Subject, verb, false, found);
            self.lives_lost(verb, found);
        }
        self.add(Use::Adjective, verb, false, found);
        let held = matches!(super::attribution::verb_cue(document.lemma(verb)), Some(Stance::Think));
        for inner in document.children_by(verb, &[Relation::Xcomp]) {
            self.add(Use::Adjective, inner, held, found);
            if held || super::attribution::verb_cue(document.lemma(verb)).is_some() {
                self.add(Use::Patient, inner, held, found);
                self.add(Use::Subject, inner, held, found);
            }
        }
        for next in document.conjuncts(verb) {
            let own_subject =
                document.children_by(next, &[Relation::Nsubj, Relation::NsubjPass]).next().is_some();
            let own_object = document.object_of(next).is_some();
            if !own_subject && !own_object {
                let usage = if passive || participle { Use::Patient } else { Use::Subject };
                self.add(usage, next, held, found);
                self.add(Use::Adjective, next, held, found);
            }
        }
    }

    /// "six lost their lives".
    fn lives_lost(&self, verb: TokenId, found: &mut Vec<Binding>) {
        let life = self.document.object_of(verb).filter(|object| self.document.lemma(*object) == "life");
        if self.document.lemma(verb) == "lose" && life.is_some() {
            found.extend(predicate::class("killed").map(|predicate| Binding {
                predicate,
                word: verb,
                held: false,
            }));
        }
    }

    /// What governs the phrase: a verb of which it is subject or object, a noun it complements, a figure it is.
    fn said_above(&self, pivot: TokenId, depth: u8, found: &mut Vec<Binding>) {
        let document = self.document;
        let Some(head) = document.head(pivot) else { return self.said_as_predicate(pivot, found) };
        match document.token(pivot).relation {
            Relation::NsubjPass => self.said_by_clause(head, true, found),
            Relation::Nsubj if is_verb(document, head) => {
                self.said_by_clause(head, document.is_passive(head), found);
            }
            Relation::Nsubj => {
                self.add(Use::Adjective, head, false, found);
                for next in document.conjuncts(head) {
                    self.add(Use::Adjective, next, false, found);
                }
            }
            Relation::Obj | Relation::Xcomp | Relation::Ccomp => self.said_of_object(head, pivot, found),
            Relation::Obl | Relation::OblUnmarked => self.said_of_figure(head, found),
            Relation::Nmod => {
                self.add(Use::Noun, head, false, found);
                if depth == 0 && document.lemma(head) == "toll" {
                    self.said_by_noun(head, found);
                }
            }
            Relation::Conj if depth < 4 => self.said_above(head, depth + 1, found),
            Relation::Appos => self.add(Use::Noun, head, false, found),
            _ => self.said_as_predicate(pivot, found),
        }
    }

    /// A verb with the counted as its object, and the verbs co-ordinated with it that share the object.
    fn said_of_object(&self, verb: TokenId, object: TokenId, found: &mut Vec<Binding>) {
        const TAKE: &[&str] = &["claim", "take", "cost"];
        let document = self.document;
        self.add(Use::Patient, verb, false, found);
        if TAKE.contains(&document.lemma(verb)) && document.lemma(object) == "life" {
            found.extend(predicate::class("killed").map(|predicate| Binding {
                predicate,
                word: verb,
                held: false,
            }));
        }
        for result in document.children_by(verb, &[Relation::Xcomp]) {
            self.add(Use::Adjective, result, false, found);
        }
        if document.token(verb).relation == Relation::Conj
            && let Some(first) = document.head(verb)
            && document.object_of(first).is_none()
        {
            self.add(Use::Patient, first, false, found);
        }
        self.said_of_figure(verb, found);
    }

    /// "the toll rose to 71", "officials put the number of dead at 71": the figure's noun says what is counted.
    fn said_of_figure(&self, verb: TokenId, found: &mut Vec<Binding>) {
        let document = self.document;
        if !FIGURE_VERBS.contains(&document.lemma(verb)) {
            return;
        }
        for noun in document.subject_of(verb).into_iter().chain(document.object_of(verb)) {
            self.said_by_figure_noun(noun, found);
        }
    }

    /// "turnout was 61 percent", "the dead number 71".
    fn said_as_predicate(&self, pivot: TokenId, found: &mut Vec<Binding>) {
        for subject in self.document.children_by(pivot, &[Relation::Nsubj, Relation::NsubjPass]) {
            self.said_by_figure_noun(subject, found);
        }
    }

    /// "the death toll", "the number of people killed", "the number of dead", "turnout".
    fn said_by_figure_noun(&self, noun: TokenId, found: &mut Vec<Binding>) {
        let document = self.document;
        self.said_by_noun(noun, found);
        if matches!(document.lemma(noun), "number" | "count" | "tally" | "total" | "figure") {
            for of in document.children_by(noun, &[Relation::Nmod]) {
                self.said_by_noun(of, found);
                self.said_by_modifiers(of, found);
            }
        }
    }

    /// The claim a binding makes, unless its clause only supposes or negates it.
    fn claim(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        binding: Binding,
        earlier: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let clause = clause_of(document, binding.word);
        if supposed(document, clause) || (negated(document, binding.word) && quantity.rule != "number/none") {
            return None;
        }
        let words = document.token(binding.word).span;
        let covering = self.attributions.covering(quantity.span);
        let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
        let mut quantity = quantity.clone();
        if quantity.unit.is_empty() && binding.predicate.counted == Counted::People {
            quantity.unit = "people".into();
        }
        let subject = self.subject_of(&quantity, counted);
        let extent = self.extent(&quantity, counted, binding, earlier);
        let part_of = self.whole_of(&quantity, counted, binding, earlier);
        Some(Claim {
            kind: kind_of(binding.predicate.counted),
            predicate: binding.predicate.class.into(),
            subject,
            subject_group: counted
                .group
                .or((binding.predicate.counted == Counted::People).then_some("people")),
            value: None,
            event: self.event_of(binding.word, clause),
            part_of,
            extent: if part_of.is_some() { Extent::Part } else { extent },
            when: self.clocks.happened(clause),
            place: place_of(document, binding.word),
            as_of: self.clocks.as_of(clause, &chain),
            chain,
            quoted: in_marks(document, quantity.span),
            status: self.status(&quantity, clause, binding, covering.iter().map(|one| one.stance)),
            span: quantity.span.cover(subject).cover(words),
            quantity: Some(quantity),
        })
    }

    /// The counted nouns with the words between them: "policemen and soldiers", "members of the security forces".
    fn subject_of(&self, quantity: &Quantity, counted: &CountedThing) -> Span {
        let document = self.document;
        let last = counted.near.with.unwrap_or(counted.noun);
        let end = document.token(last).span;
        if quantity.span.contains(end) {
            return end;
        }
        let inner = document.token_at(quantity.span.end).map_or(end, |first| document.token(first).span);
        if inner.start <= end.start { inner.cover(end) } else { end }
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

    fn extent(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        binding: Binding,
        earlier: &[Claim],
    ) -> Extent {
        let document = self.document;
        let repeated = earlier.iter().any(|claim| *claim.predicate == *binding.predicate.class);
        let near = document.tokens_within(quantity.span.cover(document.token(counted.pivot).span)).chain(
            document
                .token_at(quantity.span.start)
                .into_iter()
                .flat_map(|first| before(document, first).take(2)),
        );
        let more = repeated && near.into_iter().any(|token| word_is(document, token, MORE));
        let local = self.is_local(binding);
        if counted.of_whole || more || local { Extent::Part } else { Extent::Whole }
    }

    /// "died at the scene", "died in hospital": a figure for one place of dying, not for all.
    fn is_local(&self, binding: Binding) -> bool {
        const PLACES: &[&str] = &["scene", "hospital", "spot", "way", "home", "site"];
        let document = self.document;
        binding.predicate.class == "killed"
            && document
                .children_by(binding.word, &[Relation::Obl, Relation::Advmod])
                .any(|place| PLACES.contains(&document.lemma(place)) || document.lemma(place) == "instantly")
    }

    /// The earlier claim this one is a part of: "including two …", "two of them", "among the dead".
    fn whole_of(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        binding: Binding,
        earlier: &[Claim],
    ) -> Option<u32> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let sentence = document.sentence(document.sentence_of(first)).span;
        let among = counted.of_whole
            || {
                let mut words = before(document, first).take(6);
                words.any(|token| word_is(document, token, AMONG))
            }
            || self.among_the_counted(counted);
        if !among {
            return None;
        }
        let whole = |claim: &&Claim| {
            claim.extent == Extent::Whole && claim.kind == kind_of(binding.predicate.counted)
        };
        let near = |claim: &&Claim| claim.span.end + 400 > sentence.start;
        let same = |claim: &&Claim| *claim.predicate == *binding.predicate.class;
        let mut places = earlier.iter().enumerate().rev().filter(|(_, claim)| whole(claim) && near(claim));
        let (place, _) = places.clone().find(|(_, claim)| same(claim)).or_else(|| places.next())?;
        u32::try_from(place).ok()
    }

    /// "Among the dead are six children", "the dead include six children".
    fn among_the_counted(&self, counted: &CountedThing) -> bool {
        let document = self.document;
        let clause = clause_of(document, counted.pivot);
        document.lemma(clause) == "include"
            || document
                .children_by(counted.pivot, &[Relation::Obl, Relation::Nmod])
                .any(|noun| document.case_of(noun).is_some_and(|case| word_is(document, case, &["among"])))
    }

    fn status(
        &self,
        quantity: &Quantity,
        clause: TokenId,
        binding: Binding,
        stances: impl Iterator<Item = Stance>,
    ) -> Status {
        let document = self.document;
        if self.is_withdrawn(quantity, clause) {
            return Status::Withdrawn;
        }
        if is_future(document, clause) || is_future(document, binding.word) {
            return Status::Planned;
        }
        let adverbs = document
            .children_by(clause, &[Relation::Advmod])
            .chain(document.children_by(binding.word, &[Relation::Advmod]))
            .filter_map(|adverb| adverb_cue(document.lemma(adverb)));
        let stances: Vec<_> = stances.chain(adverbs).collect();
        if binding.held {
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

    /// "not five as first reported", "initially said three": what was said before and holds no longer.
    fn is_withdrawn(&self, quantity: &Quantity, clause: TokenId) -> bool {
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let not = before(document, first).next().is_some_and(|token| word_is(document, token, &["not"]));
        let mut around = document.tokens_in(document.sentence_of(first)).filter(|token| {
            let head = document.head(*token);
            head == Some(clause)
                || head.is_some_and(|head| document.head(clause) == Some(head) || head == clause)
        });
        let end = document.sentence(document.sentence_of(first)).end;
        let behind = document.token_at(quantity.span.end).filter(|token| *token < end);
        let from = before(document, first).next().is_some_and(|token| word_is(document, token, &["from"]))
            && behind.is_some_and(|token| word_is(document, token, &["to"]));
        let cue = around.any(|token| {
            word_is(document, token, EARLIER)
                && document.token(token).upos == Upos::Adv
                && !word_is(document, token, &["earlier", "first", "early"])
        });
        not || from || cue || self.said_earlier(quantity)
    }

    /// The source's own cue carries the word: "officials had initially put the toll at five".
    fn said_earlier(&self, quantity: &Quantity) -> bool {
        let document = self.document;
        self.attributions.covering(quantity.span).iter().any(|one| {
            document.token_at(one.source.cue.start).is_some_and(|cue| {
                let adverb = document
                    .children_by(cue, &[Relation::Advmod, Relation::Obl])
                    .any(|adverb| word_is(document, adverb, EARLIER));
                adverb
                    || document.tokens_within(one.source.name).any(|token| {
                        word_is(document, token, &["initial", "preliminary", "previous", "earlier", "early"])
                    })
            })
        })
    }
}

fn kind_of(counted: Counted) -> ClaimKind {
    match counted {
        Counted::Money | Counted::Percent | Counted::Area | Counted::Magnitude => ClaimKind::Amount,
        Counted::Duration => ClaimKind::Duration,
        _ => ClaimKind::Count,
    }
}

/// The narrowest group that holds both.
fn common(one: &'static str, other: &'static str) -> &'static str {
    let mut here = one;
    while !group::contains(here, other) {
        match group::within(here) {
            Some(wider) => here = wider,
            None => return "people",
        }
    }
    here
}

/// "dozens of the country's soldiers" names a kind; "two of the soldiers" a part of those told.
fn portions_a_kind(document: &Document<'_>, whole: TokenId) -> bool {
    document.children_by(whole, &[Relation::NmodPoss]).next().is_some()
}

fn has_auxiliary(document: &Document<'_>, verb: TokenId, lemma: &str) -> bool {
    document.children_by(verb, &[Relation::Aux]).any(|aux| document.lemma(aux) == lemma)
}

fn is_future(document: &Document<'_>, verb: TokenId) -> bool {
    document.children_by(verb, &[Relation::Aux]).any(|aux| {
        word_is(document, aux, &["will", "would", "should", "shall", "may", "might", "could", "can", "must"])
    })
}

/// Whether a clause stands under "if", "unless" or "whether".
fn supposed(document: &Document<'_>, clause: TokenId) -> bool {
    document
        .children_by(clause, &[Relation::Mark])
        .any(|mark| word_is(document, mark, &["if", "unless", "whether", "lest"]))
}

fn negated(document: &Document<'_>, word: TokenId) -> bool {
    document
        .children_by(word, &[Relation::Advmod])
        .any(|adverb| word_is(document, adverb, &["not", "n't", "n’t", "never"]))
}

/// Whether a span stands within quotation marks around a word or phrase.
pub(crate) fn in_marks(document: &Document<'_>, span: Span) -> bool {
    let quotations = document.quotations();
    let until = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    quotations[..until].iter().rev().take(4).any(|quotation| quotation.inner.contains(span))
}

//! What a number counts: the noun it belongs to, who or what that is, and whether it counts anything at all.

use super::super::phrase::{after, before, mentions_before, word_is};
use super::super::predicate::{self, Counted, Use};
use super::super::{Quantity, Reading, date, party::common, shallow};
use crate::analysis::actor::group;
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos, Xpos};
use crate::analysis::time::{TimeExpression, TimexType};
use crate::text::Span;

/// What a number counts, before its predicate is known.
pub(super) struct CountedThing {
    /// The head of the phrase the number belongs to: the counted noun, or the number if there is none.
    pub(super) pivot: TokenId,
    /// The noun that says who is counted: in "dozens of sailors", the noun after "of".
    pub(super) noun: TokenId,
    /// Whether a definite whole follows "of": "two of the victims".
    pub(super) of_whole: bool,
    /// The words next to the number.
    pub(super) near: shallow::CountedPhrase,
    /// The kind of thing it is.
    pub(super) sorts: Vec<Counted>,
    /// The group of people.
    pub(super) group: Option<&'static str>,
}

impl Reading<'_> {
    /// Whether the number is part of a date, a clock time or an age; durations are figures.
    pub(super) fn is_calendar(&self, quantity: &Quantity) -> bool {
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.end <= quantity.span.start);
        // "120 kilometres an hour": the unit is not a calendar unit.
        let within = |time: &TimeExpression| {
            let unit = !quantity.unit.is_empty() && &*quantity.unit != "s";
            !(unit && time.span.start > quantity.span.start)
        };
        times[from..]
            .iter()
            .take_while(|time| time.span.start < quantity.span.end)
            .any(|time| time.kind != TimexType::Duration && within(time))
    }

    /// "The Orlan 42 was carrying 34 passengers", "Flight 417": a number that is part of a name counts nothing.
    pub(super) fn is_of_a_name(&self, quantity: &Quantity, counted: &CountedThing) -> bool {
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let bare =
            quantity.rule == "number/bare" && quantity.span.contains(document.token(counted.near.noun).span);
        let digits = document.word(first).bytes().all(|byte| byte.is_ascii_digit());
        let mut words = before(document, first);
        let Some(name) = words.next().filter(|_| bare && digits) else { return false };
        let proper =
            document.token(name).upos == Upos::Propn && !calendar_word(&document.word(name).to_lowercase());
        let opened = words
            .find(|word| document.token(*word).upos != Upos::Propn)
            .is_some_and(|word| document.token(word).upos == Upos::Det);
        proper && opened
    }

    /// The word by which the number is attached to the rest of the sentence.
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

    pub(super) fn counted(&self, quantity: &Quantity) -> Option<CountedThing> {
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

    /// The group of the people counted, covering both of two co-ordinated nouns: "eight officers and soldiers".
    pub(super) fn group_of(&self, counted: &shallow::CountedPhrase) -> Option<&'static str> {
        let group = |noun| {
            let word = self.document.lemma(noun);
            group::of_head(self.document, noun).or_else(|| group::lookup(word)).map(|found| found.group)
        };
        let own = group(counted.noun).or_else(|| group(self.affected_group(counted.noun)?))?;
        let other = counted.with.and_then(group);
        Some(other.map_or(own, |other| common(own, other)))
    }

    /// "No injuries to children", "deaths among migrants": who was affected.
    fn affected_group(&self, noun: TokenId) -> Option<TokenId> {
        let document = self.document;
        let mut following = after(document, noun);
        following.next().filter(|link| word_is(document, *link, &["to", "among", "of"]))?;
        let mut following = following
            .take(4)
            .skip_while(|token| matches!(document.token(*token).upos, Upos::Det | Upos::Adj | Upos::Num));
        let is_harm = !predicate::lookup(Use::Noun, document.lemma(noun)).is_empty();
        following.next().filter(|token| is_harm && document.token(*token).upos == Upos::Noun)
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
            || word_is(document, noun, &["more", "killed", "wounded", "injured"])
            || self.is_person(noun);
        let mut sorts = predicate::counted_by_noun(lemma).to_vec();
        // A coach may be a vehicle or a person.
        if person && (sorts.is_empty() || sorts == [Counted::Vehicles]) {
            sorts.push(Counted::People);
        }
        sorts
    }

    fn is_person(&self, noun: TokenId) -> bool {
        mentions_before(self.document, self.document.token(noun).span.start)
            .take(6)
            .any(|mention| mention.head == noun && mention.class == MentionClass::Person)
            && date::incident_noun(self.document.lemma(noun)).is_none()
    }

    /// The counted nouns with the words between them: "policemen and soldiers", "members of the security forces".
    pub(super) fn subject_of(&self, quantity: &Quantity, counted: &CountedThing) -> Span {
        let document = self.document;
        let last = counted.near.with.unwrap_or(counted.noun);
        let end = document.token(last).span;
        if quantity.span.contains(end) {
            return end;
        }
        let inner = document.token_at(quantity.span.end).map_or(end, |first| document.token(first).span);
        if inner.start <= end.start { inner.cover(end) } else { end }
    }
}

/// "dozens of the country's soldiers" denotes a kind; "two of the soldiers" a part of those already mentioned.
fn portions_a_kind(document: &Document<'_>, whole: TokenId) -> bool {
    document.children_by(whole, &[Relation::NmodPoss]).next().is_some()
}

//! Figures that add up with others next to them: "the mayor and nine others", "two in Leeds and one in York".

use super::super::phrase::{after, before, mentions_before, next_is, number_in, word_is};
use super::super::sentence::Sentence;
use super::super::{Claim, Course, Extent, Quantity, Reading};
use super::{CountedThing, party};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::{Document, MentionClass, TokenId, Upos, Xpos};

/// Words by which a number is of people in addition to those given before it.
const OTHERS: &[&str] = &["other", "others", "more", "another", "further"];

impl Reading<'_> {
    /// "The mayor and nine others", "two officers and five others": those given before are included in the sum.
    pub(super) fn with_companions(&self, quantity: &Quantity, counted: &CountedThing) -> Option<Quantity> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let mut words = before(document, first);
        let people = quantity.unit.is_empty() && counted.sorts.contains(&Counted::People);
        words.next().filter(|and| people && word_is(document, *and, &["and"]))?;
        let noun = words.next()?;
        // "nineteen people and two gunmen": two groups, each with its own figure.
        let alike = document.token(noun).upos == Upos::Propn || self.is_of_others(quantity);
        let (more, begins) = self
            .numbered(noun)
            .filter(|_| alike)
            .or_else(|| self.single(noun, quantity).map(|noun| (1.0, noun)))?;
        Some(Quantity {
            low: quantity.low.map(|low| low + more),
            high: quantity.high.map(|high| high + more),
            span: document.token(begins).span.cover(quantity.span),
            rule: party::LIST,
            ..quantity.clone()
        })
    }

    /// People with a number of their own, by their noun: the number and its word.
    fn numbered(&self, noun: TokenId) -> Option<(f64, TokenId)> {
        let document = self.document;
        let demonym = document.token(noun).upos == Upos::Propn && document.word(noun).ends_with('s');
        let people =
            demonym || document.token(noun).upos == Upos::Noun && group::of_head(document, noun).is_some();
        let number = before(document, noun)
            .take(3)
            .take_while(|word| !word_is(document, *word, &[",", "and", "of"]))
            .find(|word| document.token(*word).upos == Upos::Num)
            .filter(|_| people)?;
        Some((number_in(document.word(number))?, number))
    }

    /// One person mentioned with others, by name or noun; not the last of a list.
    fn single(&self, noun: TokenId, quantity: &Quantity) -> Option<TokenId> {
        let document = self.document;
        let named = document.token(noun).upos == Upos::Propn && self.is_person_name(noun);
        let one = document.token(noun).upos == Upos::Noun
            && document.token(noun).xpos == Xpos::Nn
            && group::of_head(document, noun).is_some();
        let listed = before(document, noun)
            .take(6)
            .any(|word| word_is(document, word, &[","]) || document.token(word).upos == Upos::Num);
        (self.is_of_others(quantity) && (named || one) && !listed).then_some(noun)
    }

    fn is_of_others(&self, quantity: &Quantity) -> bool {
        let document = self.document;
        let last = document.tokens_within(quantity.span).next_back();
        last.is_some_and(|last| next_is(document, last, &["other", "others"]))
    }

    /// "her parents and two siblings": with people who are not counted, a number is a part.
    pub(super) fn is_beside_uncounted(&self, quantity: &Quantity) -> bool {
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let words: Vec<TokenId> = before(document, first).take(4).collect();
        let [and, noun, rest @ ..] = words.as_slice() else { return false };
        word_is(document, *and, &["and"])
            && document.token(*noun).upos == Upos::Noun
            && document.token(*noun).xpos == Xpos::Nns
            && group::of_head(document, *noun).is_some()
            && !rest.iter().any(|word| document.token(*word).upos == Upos::Num)
    }

    fn is_person_name(&self, name: TokenId) -> bool {
        let span = self.document.token(name).span;
        mentions_before(self.document, span.start)
            .take(3)
            .any(|mention| mention.span.contains(span) && mention.class == MentionClass::Person)
    }
}

/// Marks figures as parts where they form a sum with others.
pub(super) fn mark_addends(document: &Document<'_>, claims: &mut [Claim]) {
    for place in 0..claims.len() {
        let claim = &claims[place];
        let total =
            claim.extent == Extent::Whole && claim.course == Course::Unchanged && claim.part_of.is_none();
        let part = is_of_a_list_by_place(document, claim)
            || others_follow(document, claims, place)
            || raises_a_toll(document, claims, place);
        if total && part {
            claims[place].extent = Extent::Part;
        }
    }
}

/// How many claims away another claim about the same thing may be.
const NEAR: usize = 4;

/// "killed 19 people, and at least five others died": the next such figure is of others.
fn others_follow(document: &Document<'_>, claims: &[Claim], place: usize) -> bool {
    let claim = &claims[place];
    let Some(sentence) = document.token_at(claim.span.start).map(|token| document.sentence_of(token)) else {
        return false;
    };
    claims[place + 1..].iter().take(NEAR).any(|other| {
        let Some(number) = other.quantity.as_ref().and_then(|own| document.token_at(own.span.start)) else {
            return false;
        };
        let near = document.sentence_of(number).0 <= sentence.0 + 1;
        let same =
            other.predicate == claim.predicate && other.part_of.is_none() && other.extent == Extent::Part;
        near && same && other.span.start >= claim.span.end && counts_others(document, number)
    })
}

/// "Nine people were killed, bringing the toll to 40": the dead of one day within the total toll.
fn raises_a_toll(document: &Document<'_>, claims: &[Claim], place: usize) -> bool {
    let claim = &claims[place];
    let sentence =
        |claim: &Claim| document.token_at(claim.span.start).map(|token| document.sentence_of(token));
    let near = &claims[place.saturating_sub(NEAR)..(place + 1 + NEAR).min(claims.len())];
    near.iter().any(|other| {
        other.course == Course::Risen
            && other.predicate == claim.predicate
            && other.low() > claim.low()
            && sentence(other) == sentence(claim)
    })
}

/// "five others", "another two", "three more"; not "three more than".
fn counts_others(document: &Document<'_>, number: TokenId) -> bool {
    let ahead = before(document, number).take(2).any(|word| word_is(document, word, &["another", "further"]));
    let more = after(document, number).take(3).find(|word| word_is(document, *word, OTHERS));
    let compared = more.is_some_and(|more| next_is(document, more, &["than"]));
    (ahead || more.is_some()) && !compared
}

/// "Four people died in Leeds, two in York and one in Hull": one of several figures by place.
fn is_of_a_list_by_place(document: &Document<'_>, claim: &Claim) -> bool {
    const REACH: u32 = 24;
    let Some(last) = document.tokens_within(claim.span).next_back() else { return false };
    let sentence = Sentence::of(document, last);
    let name = |place: u32| (place + 1..place + 5).any(|place| sentence.upos(place) == Some(Upos::Propn));
    let placed = |place: u32| sentence.is(place, &["in", "at", "near"]) && name(place);
    let own = (last.0 + 1..last.0 + 4).any(|place| placed(place) || sentence.is(place, &["there"]));
    let elsewhere = |place: u32| {
        sentence.is(place, &["elsewhere"])
            || sentence.is(place, &["in", "at", "on"])
                && sentence.is(place + 1, &["other", "another", "nearby", "hospital", "the"])
    };
    own && (last.0 + 1..last.0 + REACH).any(|place| {
        let joined = sentence.is(place, &[",", "and"]);
        let more = place + 2 + u32::from(sentence.is(place + 2, OTHERS));
        joined && sentence.upos(place + 1) == Some(Upos::Num) && (placed(more) || elsewhere(more))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::ClaimKind;

    #[test]
    fn a_figure_by_place_is_one_of_several_where_another_follows() {
        for (text, words, expected) in [
            ("Four people died in Leeds, two in York and one in Hull.", "Four people died", true),
            ("Eleven people died in Leeds and three more in nearby York.", "Eleven people died", true),
            (
                "A dozen people died in Leeds, where a dam broke, and five in other towns.",
                "A dozen people died",
                true,
            ),
            ("Seven people died there and one on the way to hospital.", "Seven people died", true),
            ("Eleven people died in Leeds and a bridge fell in York.", "Eleven people died", false),
            ("Eleven people died and three were hurt in York.", "Eleven people died", false),
        ] {
            let document = Document::read(text);
            let at = text.find(words).unwrap();
            let claim = Claim::at(ClaimKind::Count, "killed", crate::text::Span::new(at, at + words.len()));
            assert_eq!(is_of_a_list_by_place(&document, &claim), expected, "{text}");
        }
    }

    #[test]
    fn others_are_people_besides_those_mentioned() {
        for (text, expected) in [
            ("Another five died.", true),
            ("Five others died.", true),
            ("Five more people died.", true),
            ("Five more than on Monday died.", false),
            ("Five people died.", false),
        ] {
            let document = Document::read(text);
            let number = document.token_ids().find(|token| document.token(*token).upos == Upos::Num).unwrap();
            assert_eq!(counts_others(&document, number), expected, "{text}");
        }
    }
}

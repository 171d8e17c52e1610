//! People listed as some of those counted, or in addition to them: "including 25 children and 15 women", "the dead included
//! nine children", "22 pupils were killed along with six teachers".

use super::super::lexicon::WordClass;
use super::super::party::{self, Party};
use super::super::phrase::{before, word_is};
use super::super::shallow::Said;
use super::super::{Claim, Course, Extent, Quantity, Reading};
use super::CountedThing;
use super::extent::opens_part;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::{TokenId, Upos};
use crate::text::Span;

/// How many words back a list of people may begin.
const REACH: usize = 20;

/// Words besides nouns and numbers that may be in a list or before it: "among the dead are at least nine children".
static LINKS: WordClass = WordClass::named("links in a list of people");

/// How many figures back the whole of a part may be.
const BACK: usize = 64;

impl Reading<'_> {
    /// "three people, including the gunman": people named by a noun after that word are parts of the figure before.
    pub(super) fn included_party(&self, party: &Party, claims: &mut Vec<Claim>) {
        for single in party.singles() {
            let Some((place, whole)) = self.counted_before(single.span, claims) else { break };
            if !party::SAID.contains(&&*whole.predicate) {
                break;
            }
            let claim = Claim {
                subject: self.document.token(single.last_noun).span,
                subject_group: Some(single.group),
                quantity: Some(Box::new(single.quantity())),
                span: single.span,
                ..part_of(whole, place)
            };
            claims.push(claim);
        }
    }

    /// "… including 25 children and 15 women", "the dead included nine children": a part of those counted before, or of those
    /// the noun denotes.
    pub(super) fn included(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        claims: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let first = document.token_at(quantity.span.start).filter(|_| is_of_people(quantity, counted))?;
        let cue = self.cue_of_list(first)?;
        let span = document.token(cue).span;
        if let Some((place, whole)) = self.counted_before(span, claims) {
            return Some(self.of_others(quantity, counted, part_of(whole, place)));
        }
        // "among the dead were nine children"
        let among = word_is(document, cue, &["among", "amongst"]);
        let after =
            (cue.0 + 1..first.0).map(TokenId).find(|token| self.fate_named_by(*token, claims).is_some());
        let noun = if among { after } else { before(document, cue).next() }?;
        let predicate = self.fate_named_by(noun, claims)?;
        let is_whole = |claim: &Claim| *claim.predicate == *predicate.class && claim.extent == Extent::Whole;
        let whole = claims.iter().enumerate().rev().take(BACK).find(|(_, claim)| is_whole(claim));
        let claim =
            self.figure_claim(quantity, counted, Said { predicate, word: noun, uncertain: false }, &[])?;
        let part_of = whole.and_then(|(place, _)| u32::try_from(place).ok());
        Some(Claim { extent: Extent::Part, part_of, ..claim })
    }

    /// "22 pupils were killed along with six teachers": the accompanying people met the same fate.
    pub(super) fn accompanying(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        claims: &[Claim],
    ) -> Option<Claim> {
        // The phrases in reverse, as they are met going back from the number.
        const COMPANY: &[&[&str]] = &[&["with", "along"], &["with", "together"], &["as", "well", "as"]];
        let document = self.document;
        let first = document.token_at(quantity.span.start).filter(|_| is_of_people(quantity, counted))?;
        let ends_with = |words: &&&[&str]| {
            let ahead = before(document, first).take(words.len());
            ahead.zip(**words).filter(|(token, word)| word_is(document, *token, &[word])).count()
                == words.len()
        };
        COMPANY.iter().find(ends_with)?;
        let (_, known) = self.counted_before(quantity.span, claims)?;
        Some(self.of_others(quantity, counted, known.clone()))
    }

    /// A claim transferred to other people, who have a number of their own.
    fn of_others(&self, quantity: &Quantity, counted: &CountedThing, known: Claim) -> Claim {
        let subject = self.subject_of(quantity, counted);
        Claim {
            subject,
            subject_group: counted.group.or(Some("people")),
            quantity: Some(Box::new(Quantity { unit: "people".into(), ..quantity.clone() })),
            course: Course::Unchanged,
            span: quantity.span.cover(subject),
            ..known
        }
    }

    /// The last figure of people before a passage in its sentence, and its index.
    fn counted_before<'c>(&self, passage: Span, claims: &'c [Claim]) -> Option<(usize, &'c Claim)> {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(document.token_at(passage.start)?)).span;
        let (place, last) = claims.iter().enumerate().next_back()?;
        // The members of a list are parts of the same whole as the first of them.
        let whole = last.part_of.filter(|_| last.extent == Extent::Part && self.is_listed(last));
        let place = whole.map_or(place, |whole| whole as usize);
        let claim = claims.get(place)?;
        (claim.counts_people() && claim.span.end >= sentence.start && claim.span.start < passage.start)
            .then_some((place, claim))
    }

    /// Whether a part is a member of such a list; "six civilians, including a child, were among the 22" has a verb of its
    /// own.
    fn is_listed(&self, part: &Claim) -> bool {
        let first = self.document.token_at(part.span.start);
        first.is_some_and(|first| self.cue_of_list(first).is_some())
    }

    /// The word that makes a list a part of the figure before it, preceding all of its members.
    pub(super) fn cue_of_list(&self, member: TokenId) -> Option<TokenId> {
        let document = self.document;
        let listed = |token: &TokenId| {
            matches!(
                document.token(*token).upos,
                Upos::Num | Upos::Noun | Upos::Adj | Upos::Det | Upos::Pron | Upos::Punct | Upos::Cconj
            ) || LINKS.has_word(document, *token)
        };
        let mut words = before(document, member).take(REACH);
        let cue = words.find(|token| opens_part(document, *token) || !listed(token))?;
        opens_part(document, cue).then_some(cue)
    }
}

fn is_of_people(quantity: &Quantity, counted: &CountedThing) -> bool {
    quantity.unit.is_empty() && counted.sorts.contains(&Counted::People)
}

/// The claim about a whole, applied to a part of it.
fn part_of(whole: &Claim, place: usize) -> Claim {
    Claim {
        extent: Extent::Part,
        part_of: u32::try_from(place).ok(),
        course: Course::Unchanged,
        ..whole.clone()
    }
}

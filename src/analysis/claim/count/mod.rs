//! Counts and amounts: each number is bound, through the tree, to what is counted and to its predicate.
//!
//! A number that no word of the predicate lexicon governs is not a claim: "18 million inhabitants" is compared with nothing.

mod attack;
mod binding;
mod counted;
mod extent;
mod listed;
mod loose;
mod measure;
mod multiplier_nouns;
mod portion;
mod together;
mod verb_phrase;
mod void;

use std::collections::HashMap;

use counted::CountedThing;
use ecow::EcoString;
use void::is_block;

use super::party::{self, Party};
use super::phrase::{before, word_is};
use super::predicate::Counted;
use super::quantity::{self, share};
use super::shallow::{self, Said};
use super::{Claim, ClaimKind, Course, Extent, Quantity, Reading, Status, age, withdrawn};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// The rule for bodies found: there may be more dead.
pub const BODIES: &str = "number/bodies";

/// Finds the counts of a report, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let mut claims: Vec<Claim> = Vec::new();
    let mut parties = party::find(document).into_iter().peekable();
    let mut last: Option<(Party, std::ops::Range<usize>)> = None;
    for quantity in quantity::find(document.source()) {
        while let Some(party) = parties.next_if(|party| party.span.start <= quantity.span.start) {
            last = Some(reading.party(party, &mut claims));
        }
        let of_party =
            last.as_ref().filter(|(party, of)| party.span.overlaps(quantity.span) && !of.is_empty());
        if let Some((_, of)) = of_party {
            reading.members(&quantity, of.clone(), &mut claims);
        } else if !is_block(document, &quantity)
            && !reading.is_calendar(&quantity)
            && !age::is_bare(document, &quantity)
        {
            reading.figure(&quantity, &mut claims);
        }
    }
    for party in parties {
        reading.party(party, &mut claims);
    }
    claims.extend(reading.lone_attackers());
    claims.extend(reading.multiplier_nouns());
    leave_parts_to_their_whole(&mut claims);
    together::mark_addends(document, &mut claims);
    claims
}

/// A person mentioned without a numeral is a total only if the report gives no other such figure.
fn leave_parts_to_their_whole(claims: &mut [Claim]) {
    let low = |claim: &Claim| claim.low().unwrap_or_default();
    let mut totals: HashMap<EcoString, (f64, usize)> = HashMap::new();
    for claim in claims.iter().filter(|claim| claim.status != Status::Withdrawn && low(claim) >= 1.0) {
        let (most, figures) = totals.entry(claim.predicate.clone()).or_default();
        *most = most.max(low(claim));
        *figures += 1;
    }
    for claim in claims {
        let Some(quantity) = claim.quantity.as_ref().filter(|quantity| party::is_rule(quantity.rule)) else {
            continue;
        };
        let (most, figures) = totals.get(&claim.predicate).copied().unwrap_or_default();
        if most > low(claim) || quantity.rule == party::ONE && figures > 1 {
            claim.extent = Extent::Part;
        }
    }
}

/// Finds the claim of a number without a predicate next to it, from the claims before it.
type Fallback = fn(&Reading<'_>, &Quantity, &CountedThing, &[Claim]) -> Option<Claim>;

/// The fallbacks; the first match wins.
const FALLBACKS: &[Fallback] = &[
    |reading, quantity, counted, earlier| reading.included(quantity, counted, earlier),
    |reading, quantity, counted, earlier| reading.accompanying(quantity, counted, earlier),
    |reading, quantity, counted, earlier| reading.unsaid_part(quantity, counted, earlier),
    |reading, quantity, _, earlier| reading.same_figure(quantity, earlier),
    |reading, quantity, counted, earlier| reading.attackers(quantity, counted, earlier),
    |reading, quantity, counted, earlier| reading.loot(quantity, counted, earlier),
    |reading, quantity, _, _| reading.vote_share(quantity),
];

impl Reading<'_> {
    /// The claims of one number.
    fn figure(&self, quantity: &Quantity, claims: &mut Vec<Claim>) {
        if let Some(withdrawn) = withdrawn::replaced(self.document, quantity, claims) {
            claims.push(withdrawn);
            return;
        }
        let counted = self.counted(quantity).filter(|counted| !self.is_of_a_name(quantity, counted));
        let Some(counted) = counted else { return };
        let joint = self.with_companions(quantity, &counted);
        let quantity = joint.as_ref().unwrap_or(quantity);
        let known = claims.len();
        claims.extend(self.part_of_a_group(quantity, &counted, claims));
        if claims.len() == known {
            for said in self.bindings(quantity, &counted) {
                let claim = self.figure_claim(quantity, &counted, said, &claims[..known]);
                claims.extend(claim);
            }
        }
        if claims.len() == known && quantity.rule != share::WHOLE {
            let found = FALLBACKS.iter().find_map(|find| find(self, quantity, &counted, claims));
            claims.extend(found);
        }
    }

    /// The claims of people given without a plain numeral, and their range among the claims.
    fn party(&self, party: Party, claims: &mut Vec<Claim>) -> (Party, std::ops::Range<usize>) {
        let quantity = party.quantity();
        let counted = CountedThing {
            pivot: party.first_noun,
            noun: party.last_noun,
            of_whole: false,
            near: party.counted(),
            sorts: vec![Counted::People],
            group: Some(party.group),
        };
        let earlier = claims.len();
        let first = self.document.token_at(party.span.start);
        if first.is_some_and(|first| self.cue_of_list(first).is_some()) {
            self.included_party(&party, claims);
            return (party, earlier..earlier);
        }
        let near = first.map_or_else(Vec::new, |first| shallow::said(self.document, first, &counted.near));
        let said = match first.and_then(|first| self.named_as_dead(first)) {
            Some(said) => vec![said],
            None if near.is_empty() && party.is_alone() && !party.is_ordinal() => near,
            None => self.bindings(&quantity, &counted),
        };
        for said in said.into_iter().filter(|said| party::SAID.contains(&said.predicate.class)) {
            let claim = self.figure_claim(&quantity, &counted, said, &claims[..earlier]);
            claims.extend(claim.map(|claim| party.as_worded(claim)));
        }
        (party, earlier..claims.len())
    }

    /// "the dead were the driver and a guard": those named next are all of the dead.
    fn named_as_dead(&self, first: TokenId) -> Option<Said> {
        let document = self.document;
        let mut words = before(document, first);
        words.next().filter(|word| word_is(document, *word, &["were", "are", "was", "is"]))?;
        let dead =
            words.next().filter(|word| word_is(document, *word, &["dead", "victims", "victim", "killed"]))?;
        words.next().filter(|word| word_is(document, *word, &["the"]))?;
        Said::of("killed", dead)
    }

    /// The numbers within a list of people count parts of it: the two children of "a woman and her two children".
    fn members(&self, quantity: &Quantity, of: std::ops::Range<usize>, claims: &mut Vec<Claim>) {
        let document = self.document;
        let Some(last) = document.tokens_within(quantity.span).next_back() else { return };
        let near = shallow::counted(document, last);
        for place in of {
            let whole = claims[place].clone();
            if quantity.span.contains(whole.span) || document.token(near.noun).span.end > whole.span.end {
                continue;
            }
            claims.push(Claim {
                subject: document.token(near.noun).span,
                subject_group: self.group_of(&near).or(whole.subject_group),
                quantity: Some(Box::new(Quantity { unit: "people".into(), ..quantity.clone() })),
                extent: Extent::Part,
                part_of: u32::try_from(place).ok(),
                course: Course::Unchanged,
                span: quantity.span.cover(document.token(near.noun).span),
                ..whole
            });
        }
    }
}

fn kind_of(counted: Counted) -> ClaimKind {
    match counted {
        Counted::Money
        | Counted::Percent
        | Counted::Area
        | Counted::Magnitude
        | Counted::Speed
        | Counted::Length => ClaimKind::Amount,
        Counted::Duration => ClaimKind::Duration,
        _ => ClaimKind::Count,
    }
}

/// Whether a span is within quotation marks around a word or phrase.
pub(crate) fn in_marks(document: &Document<'_>, span: Span) -> bool {
    let quotations = document.quotations();
    let until = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    quotations[..until].iter().rev().take(4).any(|quotation| quotation.inner.contains(span))
}

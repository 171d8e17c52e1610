//! Sentences of several reports that say the same, side by side, and how they differ.
//!
//! This depends on no claims of a certain kind, and but for `slots` on no events. `align` finds the sentences by the words they share, and
//! each of the other modules compares one thing in them: `voice` their sources, `wording` loaded and distancing words,
//! `slots` the fillers of one slot of an action, `detail` whatever else differs (in each `stretch` of words), `spelling` names. `figures` compares numbers in any
//! sentences, and `only` lists what a single report says or leaves out. What reports may choose freely where they agree
//! (details, judgements, whom a fact is attributed to) is shown only if they disagree on something. `one_action`
//! finds actions of two reports that are one, anywhere in the story: it is a contradiction if one is affirmed and denied (`denied`).
//! `responsible` examines who denies what others attribute to them. `referent` decides whether two phrases refer to the same thing.

mod align;
mod denied;
mod detail;
pub mod figures;
mod one_action;
mod only;
mod referent;
mod responsible;
mod slots;
mod spelling;
mod stretch;
mod voice;
mod wording;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ledger::{ClaimRef, Story};
use super::names::Mentions;
use super::origin::fold;
use super::quote::{opening, quoted};
use super::rule::{Rule, sides};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::claim::attribution::SAID;
use crate::analysis::frame::Action;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;
use align::{Aligned, Group, Sentence};

pub use align::{Thresholds, aligned};
pub(super) use one_action::are_certainly_one;
pub(super) use referent::{Coreference, Referents, is_function_word, name_others};
pub(super) use wording::{judges, judges_action};

/// How many differences of one kind a story shows, those with the greatest weight first.
const MOST_OF_A_KIND: usize = 12;

/// Finds the differences between sentences with the same content.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let mut side_by_side = SideBySide::read(story, &explained.disagreements);
    let mut found = weightiest(denied::find(story, mentions));
    found.extend(weightiest(spelling::words(&side_by_side)));
    found.extend(weightiest(spelling::forms(&side_by_side, mentions)));
    let by_ear = weightiest(spelling::by_ear(&side_by_side, mentions));
    let new: Vec<Card> = by_ear.into_iter().filter(|card| !is_shown(&found, card)).collect();
    found.extend(new);
    let of_groups = |side_by_side: &SideBySide<'_, '_>, compare: Comparison| {
        let cards = side_by_side.aligned.groups.iter().filter_map(|group| compare(side_by_side, group));
        weightiest(cards.collect())
    };
    let disputes = |cards: &[Card]| cards.iter().any(|card| is_dispute(&card.disagreement));
    side_by_side.disputed = explained.disagreements.iter().any(is_dispute) || disputes(&found);
    // So many independently worded reports differ on something, whether or not a rule has found it.
    side_by_side.disputed |= of_own_wording(story) >= MANY_REPORTS;
    // One side's loaded words, or a doubt that another report leaves out, are a dispute by themselves.
    let comparisons: [Comparison; 3] = [wording::judge, wording::hedge, voice::differ];
    if !side_by_side.disputed {
        side_by_side.disputed =
            comparisons[..2].iter().any(|compare| disputes(&of_groups(&side_by_side, *compare)));
    }
    found.extend(comparisons.iter().flat_map(|compare| of_groups(&side_by_side, *compare)));
    let slots = slots::differ(&side_by_side, mentions);
    side_by_side.disputed |= disputes(&slots);
    // Where reports agree, what one leaves out is a matter of space.
    if side_by_side.disputed {
        let details = of_groups(&side_by_side, detail::differ).into_iter();
        found.extend(details.filter(|card| !is_shown(&slots, card)));
        found.extend(only::only_in_one(&side_by_side));
        found.extend(only::left_out(&side_by_side));
    }
    found.extend(slots);
    found.extend(figures::differ(&side_by_side, mentions));
    explained.disagreements.extend(found.into_iter().map(|card| card.disagreement));
}

/// Whether an earlier difference has a side that overlaps each side of a card.
fn is_shown(found: &[Card], card: &Card) -> bool {
    let over = |known: &Card, side: &Position| {
        let mut sides = known.disagreement.positions.iter().map(|one| one.passage);
        sides.any(|one| one.report == side.passage.report && one.span.overlaps(side.passage.span))
    };
    found.iter().any(|known| card.disagreement.positions.iter().all(|side| over(known, side)))
}

/// With this many reports, differences of wording and detail are shown even where nothing else is disputed.
const MANY_REPORTS: usize = 6;

/// How many reports of a story are not near-copies of another.
fn of_own_wording(story: &Story<'_>) -> usize {
    let shared = story.timeline.origins.shared(story.reports.iter().copied());
    let copies: usize = shared.iter().map(|reports| reports.len() - 1).sum();
    story.reports.len() - copies
}

/// A comparison of the sentences of a group.
type Comparison = fn(&SideBySide<'_, '_>, &Group) -> Option<Card>;

/// Whether a difference shows that the reports disagree about what happened, or that one of them judges it.
pub(super) fn is_dispute(one: &Disagreement) -> bool {
    matches!(
        one.verdict,
        Verdict::Contradiction | Verdict::Conditional | Verdict::Internal | Verdict::Framing
    )
}

/// A story with what the comparisons look up, indexed by report so that no lookup goes through the whole story.
struct SideBySide<'s, 't> {
    story: &'s Story<'t>,
    aligned: Aligned,
    /// The attributed statements.
    said: HashMap<ReportId, Vec<ClaimRef<'t>>>,
    /// Where earlier differences are: the words, the index of the difference, its verdict.
    known: HashMap<ReportId, Vec<(Span, usize, Verdict)>>,
    /// The aspect of each of those differences.
    aspects: Vec<Aspect>,
    /// Whether the reports have been found to contradict each other.
    disputed: bool,
    /// The toned words of the sentences examined so far.
    toned: RefCell<HashMap<Passage, Vec<wording::TonedWord>>>,
}

impl<'s, 't> SideBySide<'s, 't> {
    fn read(story: &'s Story<'t>, found: &[Disagreement]) -> Self {
        let mut said: HashMap<ReportId, Vec<ClaimRef<'t>>> = HashMap::new();
        for claim in story.with_predicate(SAID) {
            said.entry(claim.report).or_default().push(claim);
        }
        let mut known: HashMap<ReportId, Vec<_>> = HashMap::new();
        // Differences of certainty are not about loaded words.
        let of_words = |one: &Disagreement| one.aspect != Aspect::Modality || one.verdict != Verdict::Framing;
        for (place, one) in found.iter().enumerate().filter(|(_, one)| of_words(one)) {
            for Position { passage, .. } in &one.positions {
                known.entry(passage.report).or_default().push((passage.span, place, one.verdict));
            }
        }
        let aligned = Aligned::read(story, Thresholds::default());
        let aspects = found.iter().map(|one| one.aspect).collect();
        Self { story, aligned, said, known, aspects, disputed: false, toned: RefCell::default() }
    }

    /// The statements of a report.
    fn said(&self, report: ReportId) -> &[ClaimRef<'t>] {
        self.said.get(&report).map(Vec::as_slice).unwrap_or_default()
    }

    /// The earlier differences with a verdict that are within a passage.
    fn known_in(&self, passage: Passage, verdict: Verdict) -> impl Iterator<Item = usize> {
        let of_report = self.known.get(&passage.report).map(Vec::as_slice).unwrap_or_default();
        let within =
            of_report.iter().filter(move |(span, _, of)| *of == verdict && span.overlaps(passage.span));
        within.map(|(_, place, _)| *place)
    }

    /// Whether an earlier difference between figures has a side within a phrase.
    fn is_figure_known(&self, report: ReportId, phrase: Span) -> bool {
        let of_report = self.known.get(&report).map(Vec::as_slice).unwrap_or_default();
        let within = of_report.iter().filter(|(span, ..)| span.overlaps(phrase));
        within.into_iter().any(|(_, place, _)| self.aspects.get(*place) == Some(&Aspect::Quantity))
    }

    /// Whether an earlier difference of an aspect has a side that overlaps each of the passages.
    fn is_covered(&self, aspect: Aspect, passages: &[Passage]) -> bool {
        let over = passages.iter().map(|passage| self.known_over(aspect, *passage));
        over.reduce(|shared, here| shared.intersection(&here).copied().collect())
            .is_some_and(|shared| !shared.is_empty())
    }

    /// The earlier differences of an aspect that have a side that overlaps a passage.
    fn known_over(&self, aspect: Aspect, passage: Passage) -> BTreeSet<usize> {
        let of_report = self.known.get(&passage.report).map(Vec::as_slice).unwrap_or_default();
        let over = of_report.iter().filter(|(span, ..)| span.overlaps(passage.span));
        over.map(|(_, place, _)| *place).filter(|place| self.aspects.get(*place) == Some(&aspect)).collect()
    }

    /// Whether an earlier difference with a verdict has a side in sentences of every report of a group.
    fn is_known(&self, group: &Group, verdict: Verdict) -> bool {
        let mut within: BTreeMap<usize, BTreeSet<ReportId>> = BTreeMap::new();
        for sentence in &group.sentences {
            for place in self.known_in(sentence.passage, verdict) {
                within.entry(place).or_default().insert(sentence.passage.report);
            }
        }
        let all = group.reports().len();
        within.values().any(|reports| reports.len() >= all)
    }
}

/// A difference, and how much of the story's content it covers.
struct Card {
    weight: f32,
    disagreement: Disagreement,
}

fn weightiest(mut cards: Vec<Card>) -> Vec<Card> {
    cards.sort_by(|one, other| {
        let summary = |card: &Card| card.disagreement.summary.len();
        other.weight.total_cmp(&one.weight).then_with(|| summary(one).cmp(&summary(other)))
    });
    cards.truncate(MOST_OF_A_KIND);
    cards
}

/// A card with one side for each sentence of a group: where its words are, and what they state.
fn card(
    story: &Story<'_>,
    group: &Group,
    rule: &Rule,
    summary: String,
    side: impl Fn(&Sentence) -> (Passage, String),
) -> Card {
    let position = |(passage, statement): (Passage, String)| Position::of(passage, statement);
    let mut positions: Vec<Position> =
        group.sentences.iter().map(|sentence| position(side(sentence))).collect();
    positions.sort_by_key(|position| position.passage);
    Card { weight: group.weight, disagreement: rule.found(story, summary, positions) }
}

/// The class of an action: that of its synonyms, or else its stem.
pub(super) fn class_of(story: &Story<'_>, report: ReportId, action: &Action) -> String {
    match action.class {
        "" => stem(&fold(story.words(report, action.word))).to_owned(),
        class => class.to_owned(),
    }
}

/// The first words of a group's shortest sentence.
fn lead(story: &Story<'_>, group: &Group) -> String {
    const WORDS: usize = 9;
    // The shortest sentence comes to the point soonest.
    let shortest = group.sentences.iter().min_by_key(|sentence| {
        (sentence.passage.span.len(), story.words(sentence.passage.report, sentence.passage.span))
    });
    let words = |Passage { report, span }| quoted(&opening(story, report, span, WORDS));
    shortest.map(|sentence| words(sentence.passage)).unwrap_or_default()
}

#[cfg(test)]
mod tests;

//! Which reasons apply for and against two figures answering one question.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::super::super::ledger::Story;
use super::super::SideBySide;
use super::super::align::Sentence;
use super::super::are_certainly_one;
use super::super::referent::{Coreference, Referents};
use super::figure::{ActionOf, Figure, Measure, Way};
use super::reason::{
    ALIGNED, AROUND, BEST, CLOSE_ACTION, CLOSE_NOUN, DURATION, MONEY, NEAR_WORDS, OPENING, OTHER_ACTION,
    OTHER_DAY, OTHER_FIGURE, OTHER_NAME, OTHER_NOUN, OTHER_STANDING, OTHER_WAY, PHYSICAL, RARE_NOUN, RIVALS,
    Reason, SAME_ACTION, SAME_EVENT, SAME_NOUN, SAME_PART, SENTENCE, SENTENCE_WEIGHT, SHARE,
};
use crate::analysis::language::MentionForm;
use crate::analysis::language::usage::{Alike, Usage};
use crate::analysis::scope::Stance;
use crate::text::{Published, ReportId};
use crate::timeline::story::stem;

/// How many figures of one kind are compared; of more the first are taken.
const MOST_OF_A_KIND: usize = 96;

/// Two figures of two reports, with the reasons that apply to them.
#[derive(Debug)]
pub struct Pair {
    /// Their indices.
    pub places: (usize, usize),
    /// The reasons.
    pub reasons: Vec<Reason>,
}

/// The pairs of figures of two reports that can be of one kind, in order.
pub fn pairs(beside: &SideBySide<'_, '_>, referents: &Referents, figures: &[Figure<'_>]) -> Vec<Pair> {
    let kinds = kinds(figures);
    let mut places: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in kinds.values() {
        for (count, &other) in members.iter().enumerate() {
            let of_others =
                members[..count].iter().filter(|one| figures[**one].report != figures[other].report);
            places.extend(of_others.map(|&one| (one.min(other), one.max(other))));
        }
    }
    let context: Vec<((usize, usize), Context)> = places
        .into_iter()
        .map(|(one, other)| ((one, other), Context::of(beside, &figures[one], &figures[other])))
        .filter(|(_, context)| context.sentence > 0.0)
        .collect();
    let mut best: FxHashMap<(usize, ReportId), f32> = FxHashMap::default();
    let mut rivals: FxHashMap<(usize, ReportId), usize> = FxHashMap::default();
    for ((one, other), context) in &context {
        for (figure, against) in [(*one, *other), (*other, *one)] {
            let known = best.entry((figure, figures[against].report)).or_default();
            *known = known.max(context.shared());
            *rivals.entry((figure, figures[against].report)).or_default() += 1;
        }
    }
    let weigher = Weigher { beside, referents, events: events(beside.story) };
    let read = |((one, other), context): ((usize, usize), Context)| {
        let (first, second) = (&figures[one], &figures[other]);
        let mut reasons = Vec::new();
        if !weigher.weigh(first, second, &context, &mut |reason| reasons.push(reason)) {
            return None;
        }
        let ends = [(one, second.report), (other, first.report)];
        if ends.iter().all(|end| best.get(end).is_some_and(|best| *best <= context.shared())) {
            reasons.push(BEST.to(1.0));
        }
        let many = ends.iter().filter_map(|end| rivals.get(end)).max().copied().unwrap_or(1);
        reasons.push(RIVALS.to(degree(logarithm(many), 3.0)));
        Some(Pair { places: (one, other), reasons })
    };
    context.into_iter().filter_map(read).collect()
}

/// The figures by what they can be compared for: a unit, a noun, nouns used alike, nouns of one action.
fn kinds(figures: &[Figure<'_>]) -> BTreeMap<String, Vec<usize>> {
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut add = |kind: String, place: usize| {
        let known = kinds.entry(kind).or_default();
        if known.len() < MOST_OF_A_KIND {
            known.push(place);
        }
    };
    for (place, figure) in figures.iter().enumerate() {
        match &figure.measure {
            Measure::Unit(unit) => add(format!("unit {unit}"), place),
            Measure::Noun(noun) => {
                add(format!("noun {}", noun.class), place);
                // Nouns of one cluster may be other words for the same, and so may any two nouns of one action.
                if let Some(usage) = noun.usage {
                    add(format!("usage {}", usage.narrow()), place);
                }
                if let Some(of) = &figure.action {
                    add(format!("action {}", of.class), place);
                    if let Some(usage) = of.usage {
                        add(format!("action usage {}", usage.narrow()), place);
                    }
                }
            }
        }
    }
    kinds
}

/// The events of a story by the actions that report them.
fn events(story: &Story<'_>) -> FxHashMap<(ReportId, u32), usize> {
    let mut events = FxHashMap::default();
    for (number, event) in story.events().enumerate() {
        for &(report, index) in &event.mentions {
            let mention = story.timeline.analyses[report.index()].events.get(index as usize);
            events.extend(mention.map(|mention| ((report, mention.trigger.start), number)));
        }
    }
    events
}

/// What the words around two figures have in common.
struct Context {
    /// The weight of the words close to them that both have.
    near: f32,
    /// Its share of the weight of the side whose words weigh less.
    near_part: f32,
    /// The weight of the words that their sentences share.
    sentence: f32,
    /// How alike their sentences are, 0…1.
    likeness: f32,
}

impl Context {
    fn of(beside: &SideBySide<'_, '_>, one: &Figure<'_>, other: &Figure<'_>) -> Self {
        let aligned = &beside.aligned;
        let near = aligned.weigh(one.near.intersection(&other.near).copied());
        let weight = |stems: &BTreeSet<u32>| aligned.weigh(stems.iter().copied());
        let least = weight(&one.near).min(weight(&other.near)).max(LIGHTEST);
        let sentence = aligned.shared_content(&one.sentence, &other.sentence);
        let both = one.sentence.weight + other.sentence.weight;
        Self {
            near,
            near_part: degree(near, least),
            sentence,
            likeness: degree(2.0 * sentence, both.max(LIGHTEST)),
        }
    }

    /// How much they share, to choose the best of several.
    fn shared(&self) -> f32 {
        self.near + self.sentence
    }
}

/// The least weight of a side: that its only word is shared says little.
const LIGHTEST: f32 = 10.0;

/// The weight from which shared words count in full.
const MUCH_IN_SENTENCE: f32 = 40.0;
/// The weight from which a noun counts in full.
const MUCH_FOR_A_WORD: f32 = 8.0;

struct Weigher<'a, 's, 't> {
    beside: &'a SideBySide<'s, 't>,
    referents: &'a Referents,
    events: FxHashMap<(ReportId, u32), usize>,
}

impl Weigher<'_, '_, '_> {
    /// Passes each reason that applies to `sink`. Returns whether the figures can answer one question at all: unlike nouns do so
    /// only where one action has one participant, "cut 1,200 jobs" beside "cut 1,500 posts".
    fn weigh(
        &self,
        one: &Figure<'_>,
        other: &Figure<'_>,
        context: &Context,
        sink: &mut impl FnMut(Reason),
    ) -> bool {
        let unlike = !of_measure(&one.measure, &other.measure, sink);
        let mut of_one_action = false;
        if let Some((a, b)) = one.action.as_ref().zip(other.action.as_ref()) {
            of_one_action = self.of_actions((one.report, a), (other.report, b), sink);
        }
        if unlike && !of_one_action || self.are_two_questions(one, other) {
            return false;
        }
        if one.way != other.way && [one.way, other.way].iter().any(|way| matches!(way, Way::To | Way::From)) {
            sink(OTHER_WAY.to(1.0));
        }
        sink(NEAR_WORDS.to(context.near_part));
        sink(SENTENCE.to(context.likeness));
        sink(SENTENCE_WEIGHT.to(degree(context.sentence, MUCH_IN_SENTENCE)));
        if !one.names.is_empty() && !other.names.is_empty() && one.names.is_disjoint(&other.names) {
            sink(OTHER_NAME.to(1.0));
        }
        if one.group.is_some() && one.group == other.group {
            sink(ALIGNED.to(1.0));
        }
        let around = one.around.intersection(&other.around).copied();
        sink(AROUND.to(degree(self.beside.aligned.weigh(around), MUCH_IN_SENTENCE)));
        if self.shares_a_figure(one, other) {
            sink(OTHER_FIGURE.to(1.0));
        }
        if one.place < 2 && other.place < 2 {
            sink(OPENING.to(1.0));
        }
        true
    }

    /// Whether something shows that two figures answer two questions: one is of a part or of another round, one is a level and the
    /// other a step ("fell to 6 percent", "fell 5 percent"), one verb has subjects of two kinds (profits, shares), two sums belong to
    /// two actions (used, paid back), or only one action is of a day after the other report, whose action is not planned.
    fn are_two_questions(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        let both_move = one.moves && other.moves;
        let of_two_actions = one.action.as_ref().zip(other.action.as_ref()).is_some_and(|(a, b)| {
            let (is_one, is_close) = (a.class == b.class, alike(a.usage, b.usage) == Alike::Closely);
            let aligned = one.group.is_some() && one.group == other.group;
            let sums = matches!(&one.measure, Measure::Unit(unit) if is_currency(unit));
            (is_one || both_move) && self.have_other_subjects((one.report, a), (other.report, b), both_move)
                || sums && !is_one && !is_close && !aligned
        });
        let is_later = |one: &Figure<'_>, other: &Figure<'_>| {
            let published = self.beside.story.timeline.reports[other.report.index()].published.as_ref();
            let times = one.action.as_ref().map(|action| &action.times).filter(|times| !times.is_empty());
            let planned = other.action.as_ref().is_none_or(|of| of.action.stance == Stance::Planned);
            let after = times.zip(published.and_then(Published::day)).is_some_and(|(times, day)| {
                times.iter().all(|when| when.first.is_some_and(|first| first > day))
            });
            after && !planned
        };
        one.of_a_part != other.of_a_part
            || is_later(one, other)
            || is_later(other, one)
            || one.ordinals != other.ordinals
            || both_move && (one.way == Way::To) != (other.way == Way::To)
            || of_two_actions
    }

    /// Whether both actions have subjects that are described by nouns, which are neither the same nor used alike. What rises or falls can
    /// be read as agent or as patient.
    fn have_other_subjects(
        &self,
        (one_in, one): (ReportId, &ActionOf<'_>),
        (other_in, other): (ReportId, &ActionOf<'_>),
        any_slot: bool,
    ) -> bool {
        let subject = |report: ReportId, action: &ActionOf<'_>| {
            // Of "Halden's profit" the head is a noun, though a name makes it one.
            let subject = action.parts.first().filter(|part| part.form != MentionForm::Pronoun)?;
            let head = self.beside.story.words(report, subject.head);
            let is_noun = subject.form == MentionForm::Nominal || head.starts_with(char::is_lowercase);
            is_noun.then(|| (subject.slot, head.to_lowercase()))
        };
        let subjects = subject(one_in, one).zip(subject(other_in, other));
        subjects.is_some_and(|((slot, one), (other_slot, other))| {
            let unlike = || alike(Usage::of(&one), Usage::of(&other)) != Alike::Closely;
            (any_slot || slot == other_slot) && stem(&one) != stem(&other) && unlike()
        })
    }

    /// The reasons of their actions. Returns whether these seem to be one, with a participant in common.
    fn of_actions(
        &self,
        (one_in, one): (ReportId, &ActionOf<'_>),
        (other_in, other): (ReportId, &ActionOf<'_>),
        sink: &mut impl FnMut(Reason),
    ) -> bool {
        let ground = match () {
            () if one.class == other.class => SAME_ACTION,
            () if alike(one.usage, other.usage) == Alike::Closely => CLOSE_ACTION,
            () => OTHER_ACTION,
        };
        sink(ground.to(1.0));
        let event =
            |report: ReportId, action: &ActionOf<'_>| self.events.get(&(report, action.action.word.start));
        if event(one_in, one).is_some_and(|event_of_one| event(other_in, other) == Some(event_of_one)) {
            sink(SAME_EVENT.to(1.0));
        }
        let story = self.beside.story;
        let same = one.parts.iter().any(|a| {
            other.parts.iter().any(|b| {
                let (a, b) = ((one_in, *a), (other_in, *b));
                a.1.form != MentionForm::Pronoun
                    && b.1.form != MentionForm::Pronoun
                    && self.referents.coreference(story, a, b) == Coreference::Same
                    && are_certainly_one(story, self.referents, a, b)
            })
        });
        if same {
            sink(SAME_PART.to(1.0));
        }
        if (one.action.polarity, one.action.stance) != (other.action.polarity, other.action.stance) {
            sink(OTHER_STANDING.to(1.0));
        }
        let apart = || one.times.iter().all(|a| other.times.iter().all(|b| a.disjoint(b)));
        if !one.times.is_empty() && !other.times.is_empty() && apart() {
            sink(OTHER_DAY.to(1.0));
        }
        ground != OTHER_ACTION && same
    }

    /// Whether the sentences of two figures have a numeral in common besides them.
    fn shares_a_figure(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        let own = |figure: &Figure<'_>| {
            let words = self.beside.story.words(figure.report, figure.span);
            self.beside.aligned.numerals(words)
        };
        let (of_one, of_other) = (own(one), own(other));
        let numerals = |sentence: &Sentence| self.beside.aligned.numerals_of(sentence);
        let others = numerals(&other.sentence);
        numerals(&one.sentence)
            .iter()
            .any(|stem| others.contains(stem) && !of_one.contains(stem) && !of_other.contains(stem))
    }
}

/// The reasons of what is counted or measured. Returns whether it can be the same, judged by its words.
fn of_measure(one: &Measure, other: &Measure, sink: &mut impl FnMut(Reason)) -> bool {
    let (one, other) = match (one, other) {
        (Measure::Noun(one), Measure::Noun(other)) => (one, other),
        (Measure::Unit(unit), _) | (_, Measure::Unit(unit)) => {
            let ground = match &**unit {
                "%" => SHARE,
                "s" => DURATION,
                unit if is_currency(unit) => MONEY,
                _ => PHYSICAL,
            };
            sink(ground.to(1.0));
            return true;
        }
    };
    if one.class == other.class {
        sink(SAME_NOUN.to(1.0));
        sink(RARE_NOUN.to(degree(one.weight.min(other.weight), MUCH_FOR_A_WORD)));
        return true;
    }
    let close = alike(one.usage, other.usage) == Alike::Closely;
    sink(if close { CLOSE_NOUN } else { OTHER_NOUN }.to(1.0));
    close
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase())
}

fn alike(one: Option<Usage>, other: Option<Usage>) -> Alike {
    one.zip(other).map_or(Alike::No, |(one, other)| one.alike(other))
}

/// A part of a whole, 0…1.
fn degree(part: f32, whole: f32) -> f32 {
    (part / whole).clamp(0.0, 1.0)
}

/// The natural logarithm of a small count.
#[allow(clippy::cast_precision_loss, reason = "counts of figures of a report")]
fn logarithm(count: usize) -> f32 {
    (count as f32).ln()
}

//! Which actions of two reports are one: of one class, with the same agent or patient, and nothing else that differs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::ledger::Story;
use super::super::origin::fold;
use super::super::quote::{opening, quoted};
use super::class_of;
use super::referent::{Coreference, Referents, is_function_word, name_others};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::frame::{Action, Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{ReportId, Span};
use crate::timeline::story::stem;

/// How many actions of one class are compared with each denial.
pub(super) const MOST_ACTIONS: usize = 24;

/// An action with its report.
#[derive(Clone, Copy)]
pub(super) struct ActionRef<'t> {
    pub report: ReportId,
    pub action: &'t Action,
    pub fillers: &'t [Filler],
}

/// The actions of a story's reports, by class.
pub(super) fn by_class<'t>(story: &Story<'t>) -> BTreeMap<String, Vec<ActionRef<'t>>> {
    let mut by_class: BTreeMap<String, Vec<ActionRef<'t>>> = BTreeMap::new();
    for &report in &story.reports {
        let frames = story.frames(report);
        for (index, action) in (0_u32..).zip(&frames.actions) {
            let action_ref = ActionRef { report, action, fillers: frames.of(index) };
            by_class.entry(class_of(story, report, action)).or_default().push(action_ref);
        }
    }
    by_class
}

/// Whether an action is said to have been done, for certain or not.
pub(super) fn is_affirmed(action: &Action) -> bool {
    action.polarity == Polarity::Affirmed
        && matches!(action.stance, Stance::Fact | Stance::Alleged | Stance::Likely)
}

/// The action with its agent and its patient, in text order.
pub(super) fn clause(story: &Story<'_>, action_ref: &ActionRef<'_>) -> String {
    const WORDS: usize = 12;
    let core = action_ref.fillers.iter().filter(|filler| matches!(filler.slot, Slot::Agent | Slot::Patient));
    let span = core.fold(action_ref.action.word, |span, filler| span.cover(filler.span));
    quoted(&opening(story, action_ref.report, span, WORDS))
}

/// Whether two actions of one class are the same: their agent or their patient is certainly the same, and nothing else differs.
pub(super) fn is_one_action(
    story: &Story<'_>,
    referents: &Referents,
    one: &ActionRef<'_>,
    other: &ActionRef<'_>,
) -> bool {
    // What did not take place did so with nothing of the kind: "without signing an agreement".
    let is_of_any = |(in_one, a): (ReportId, &Filler), (in_other, b): (ReportId, &Filler)| {
        let is_new = |report, filler: &Filler| {
            let words = story.words(report, filler.span).to_lowercase();
            words.split_whitespace().next().is_some_and(|first| matches!(first, "a" | "an" | "any" | "no"))
        };
        let head = |report, filler: &Filler| stem(&fold(story.words(report, filler.head))).to_owned();
        one.action.stance != Stance::Planned
            && head(in_one, a) == head(in_other, b)
            && (one.action.polarity.is_against() && is_new(in_one, a)
                || other.action.polarity.is_against() && is_new(in_other, b))
    };
    let of = |action_ref: &ActionRef<'_>, slot: Slot| -> Vec<Filler> {
        // An unnamed site may lie in any place.
        let named = |filler: &&Filler| slot != Slot::Place || filler.form == MentionForm::Name;
        action_ref.fillers.iter().filter(|filler| filler.slot == slot).filter(named).copied().collect()
    };
    let coreference = |slot: Slot| -> Option<Coreference> {
        let (a, b) = (of(one, slot), of(other, slot));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let resolved = pairs
            .filter_map(|(a, b)| Some((resolved(story, one.report, a)?, resolved(story, other.report, b)?)));
        let coreferences = resolved.map(|(a, b)| {
            let (a, b) = ((one.report, &a), (other.report, &b));
            let coreference = referents.coreference(story, a, b);
            let certain =
                || are_certainly_one(story, referents, a, b) || slot == Slot::Patient && is_of_any(a, b);
            if coreference == Coreference::Same && !certain() { Coreference::Unclear } else { coreference }
        });
        coreferences.min()
    };
    let (agent, patient, place) =
        (coreference(Slot::Agent), coreference(Slot::Patient), coreference(Slot::Place));
    let none = |slot: Slot| of(one, slot).is_empty() && of(other, slot).is_empty();
    let fits = |coreference: Option<Coreference>| matches!(coreference, None | Some(Coreference::Same));
    let denied = one.action.polarity == Polarity::Denied || other.action.polarity == Polarity::Denied;
    let averted = [one, other].iter().any(|one| one.action.polarity == Polarity::Averted);
    let verbal = one.action.verbal && other.action.verbal;
    // "No shots were fired in the strait" denies it of everybody.
    let by_nobody = |action_ref: &ActionRef<'_>| {
        action_ref.action.polarity == Polarity::Negated && of(action_ref, Slot::Agent).is_empty()
    };
    let there = place == Some(Coreference::Same);
    let (days, days_of_other) = (days(story, one), days(story, other));
    let same_day = days.iter().any(|day| days_of_other.contains(day));
    if !same_day && !days.is_empty() && !days_of_other.is_empty() {
        return false;
    }
    let same = match (agent, patient) {
        (Some(Coreference::Same), Some(Coreference::Same)) => true,
        // Somebody else may have done what one failed or refused to do.
        (None, Some(Coreference::Same)) if !averted => {
            denied || none(Slot::Agent) || there && (by_nobody(one) || by_nobody(other))
        }
        (Some(Coreference::Same), None) => {
            let planned = one.action.stance == Stance::Planned;
            verbal && none(Slot::Patient) && (there || planned || same_day)
        }
        _ => false,
    };
    // "Did not kill ten" does not deny that five were killed.
    let counts = |action_ref: &ActionRef<'_>| -> BTreeSet<String> {
        let counted = of(action_ref, Slot::Counted).into_iter();
        counted.map(|filler| fold(story.words(action_ref.report, filler.span))).collect()
    };
    same && fits(place) && (denied || counts(one).is_empty() || counts(one) == counts(other))
}

/// A filler that is no pronoun, or the speaker for whom one stands.
fn resolved(story: &Story<'_>, report: ReportId, filler: &Filler) -> Option<Filler> {
    if filler.form != MentionForm::Pronoun {
        return Some(*filler);
    }
    let head = story.words(report, filler.head);
    let speaker = !is_function_word(&head.to_lowercase());
    let form = if head.starts_with(char::is_uppercase) { MentionForm::Name } else { MentionForm::Nominal };
    speaker.then_some(Filler { form, ..*filler })
}

/// The days that an action is dated to.
fn days(story: &Story<'_>, action_ref: &ActionRef<'_>) -> Vec<NaiveDate> {
    let times = &story.timeline.analyses[action_ref.report.index()].times;
    let own = action_ref.fillers.iter().filter(|filler| filler.slot == Slot::Time);
    let day = |filler: &Filler| {
        let from = times.partition_point(|time| time.span.end <= filler.span.start);
        times.get(from).filter(|time| time.span.overlaps(filler.span))?.when.as_ref()?.single_day()
    };
    own.filter_map(day).collect()
}

/// Whether two phrases that may refer to the same thing certainly do: they mention one actor or share a name, or their heads
/// are one noun that neither introduces as new: "a New York facility", "that facility".
pub(in super::super) fn are_certainly_one(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    static ANEW: WordClass = WordClass::named("words that introduce a new person");
    let brings_up = |(report, filler): (ReportId, &Filler)| {
        let first = story.words(report, filler.span).split_whitespace().next().unwrap_or_default();
        ANEW.has(&first.to_lowercase())
    };
    let head =
        |(report, filler): (ReportId, &Filler)| stem(&fold(story.words(report, filler.head))).to_owned();
    let same_head = head(one) == head(other)
        && !brings_up(one)
        && !brings_up(other)
        && !are_told_apart(story, one, other);
    !name_others(story, one, other) && (same_head || referents.are_one_actor(one, other))
}

/// Whether both phrases describe their noun, before it or with "of", in words of which they share none: "similar rules", "looser
/// rules"; "planes of the navy", "army planes".
fn are_told_apart(story: &Story<'_>, one: (ReportId, &Filler), other: (ReportId, &Filler)) -> bool {
    let described = |(report, filler): (ReportId, &Filler)| -> BTreeSet<String> {
        let part = |start: u32, end: u32| story.words(report, Span { start, end: end.max(start) });
        let before = part(filler.span.start, filler.head.start);
        let after = part(filler.head.end, filler.span.end);
        let of = after.trim_start().strip_prefix("of ").unwrap_or_default();
        let of = of
            .split_whitespace()
            .skip_while(|word| *word == "the")
            .take_while(|word| !is_function_word(word));
        let before = before.split(|letter: char| !letter.is_alphanumeric());
        let own = before.filter(|word| !is_function_word(word)).chain(of).filter(|word| word.len() > 2);
        own.map(|word| stem(&fold(word)).to_owned()).collect()
    };
    let (one, other) = (described(one), described(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

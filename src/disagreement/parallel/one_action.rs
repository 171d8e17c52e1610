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
    let of = |action_ref: &ActionRef<'_>, slot: Slot| -> Vec<Filler> {
        // An unnamed site may lie in any place.
        let named = |filler: &&Filler| slot != Slot::Place || filler.form == MentionForm::Name;
        action_ref.fillers.iter().filter(|filler| filler.slot == slot).filter(named).copied().collect()
    };
    let none = |slot: Slot| of(one, slot).is_empty() && of(other, slot).is_empty();
    let denied = one.action.polarity == Polarity::Denied || other.action.polarity == Polarity::Denied;
    // Without an agent, too little is known to be the same.
    let of_any = denied || !none(Slot::Agent);
    let coreference = |slot: Slot| -> Option<Coreference> {
        let (a, b) = (of(one, slot), of(other, slot));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let named = pairs.filter(|(a, b)| [a, b].iter().all(|filler| filler.form != MentionForm::Pronoun));
        let coreferences = named.map(|(a, b)| {
            let coreference = referents.coreference(story, (one.report, a), (other.report, b));
            let certain = || {
                are_certainly_one(story, referents, (one.report, a), (other.report, b))
                    || slot == Slot::Patient && of_any && is_denied_of_any(story, (one, a), (other, b))
            };
            if coreference == Coreference::Same && !certain() { Coreference::Unclear } else { coreference }
        });
        coreferences.min()
    };
    let (agent, patient, place) =
        (coreference(Slot::Agent), coreference(Slot::Patient), coreference(Slot::Place));
    let fits = |coreference: Option<Coreference>| matches!(coreference, None | Some(Coreference::Same));
    let verbal = one.action.verbal && other.action.verbal;
    let (days, days_of_other) = (days(story, one), days(story, other));
    if !days.is_empty() && !days_of_other.is_empty() && !days.iter().any(|day| days_of_other.contains(day)) {
        return false;
    }
    let same = match (agent, patient) {
        (Some(Coreference::Same), Some(Coreference::Same)) => true,
        (None, Some(Coreference::Same)) => denied || none(Slot::Agent),
        (Some(Coreference::Same), None) => {
            let there = place == Some(Coreference::Same);
            let planned = one.action.stance == Stance::Planned;
            verbal && none(Slot::Patient) && (there || planned)
        }
        _ => false,
    };
    // "Did not kill ten" does not deny that five were killed.
    let counts = |action_ref: &ActionRef<'_>| -> BTreeSet<String> {
        let counted = of(action_ref, Slot::Counted).into_iter();
        counted.map(|filler| fold(story.words(action_ref.report, filler.span))).collect()
    };
    let one_verb = particle(story, one) == particle(story, other);
    same && one_verb && fits(place) && (denied || counts(one).is_empty() || counts(one) == counts(other))
}

/// The particle of a phrasal verb, which makes it another verb: "locked up", "locked in talks".
fn particle(story: &Story<'_>, action_ref: &ActionRef<'_>) -> Option<&'static str> {
    const PARTICLES: [&str; 7] = ["up", "out", "off", "down", "away", "back", "over"];
    let after =
        story.text(action_ref.report).get(action_ref.action.word.end as usize..)?.strip_prefix(' ')?;
    let next = after.split(|letter: char| !letter.is_alphabetic()).next()?;
    PARTICLES.into_iter().find(|particle| action_ref.action.verbal && *particle == next)
}

/// Whether an action is denied of anything of a kind, the object of the other action among them: "had not used any such weapons",
/// "without signing a treaty".
fn is_denied_of_any(
    story: &Story<'_>,
    one: (&ActionRef<'_>, &Filler),
    other: (&ActionRef<'_>, &Filler),
) -> bool {
    let is_any = |(action_ref, filler): (&ActionRef<'_>, &Filler)| {
        let words = story.words(action_ref.report, filler.span).to_lowercase();
        let first = words.split_whitespace().next().unwrap_or_default();
        action_ref.action.polarity.is_against() && matches!(first, "a" | "an" | "any" | "no")
    };
    one.0.action.stance != Stance::Planned
        && head_stem(story, (one.0.report, one.1)) == head_stem(story, (other.0.report, other.1))
        && (is_any(one) || is_any(other))
}

/// The stem of the head of a phrase.
fn head_stem(story: &Story<'_>, (report, filler): (ReportId, &Filler)) -> String {
    stem(&fold(story.words(report, filler.head))).to_owned()
}

/// The days that an action is dated to.
fn days(story: &Story<'_>, action_ref: &ActionRef<'_>) -> Vec<NaiveDate> {
    let own = action_ref.fillers.iter().filter(|filler| filler.slot == Slot::Time);
    own.filter_map(|filler| story.time_at(action_ref.report, filler.span)?.when.as_ref()?.single_day())
        .collect()
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
    let same_head = head_stem(story, one) == head_stem(story, other)
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

//! One action that two reports date to different days, where they name whom or what it concerns: "the museum in Castel was opened
//! on 3 May", "opened the museum in Castel on 5 May".

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::one_action::{self, ActionRef, MOST_ACTIONS, clause, is_affirmed, is_one_action};
use super::referent::Referents;
use super::{Card, sides};
use crate::analysis::frame::Slot;
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};

const OTHER_DAY: Rule = Rule {
    name: "dates/one-action",
    aspect: Aspect::Time,
    verdict: Verdict::Conditional,
    why: "the reports date one action to different days: they conflict unless it was done twice",
};

/// How many days apart one action may be dated; what lies further apart was done twice.
const MOST_DAYS: i64 = 31;

/// The same for a day that is counted from the report's own: two reports of different weeks may mean different Mondays.
const MOST_RELATIVE: i64 = 3;

/// An action with the day that its clause gives.
struct Dated<'t> {
    of: ActionRef<'t>,
    day: NaiveDate,
    words: Span,
    /// Whether the words give the day by its number.
    numbered: bool,
}

/// Finds them, one card per class of actions.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    let by_class = one_action::by_class(story).into_values();
    by_class.filter_map(|actions| card(story, &referents, &actions)).collect()
}

fn card(story: &Story<'_>, referents: &Referents, actions: &[ActionRef<'_>]) -> Option<Card> {
    let dated: Vec<Dated<'_>> = actions
        .iter()
        .filter(|one| one.action.verbal && is_affirmed(one.action) && names_somebody(story, one))
        .filter_map(|one| dated(story, one))
        .take(MOST_ACTIONS)
        .collect();
    let differ = |one: &Dated<'_>, other: &Dated<'_>| {
        let apart = (one.day - other.day).num_days().abs();
        let most = if one.numbered && other.numbered { MOST_DAYS } else { MOST_RELATIVE };
        let words = |dated: &Dated<'_>| story.phrase(dated.of.report, dated.words).to_lowercase();
        // "This morning" in two reports: one of them may be older than it says.
        one.of.report != other.of.report
            && words(one) != words(other)
            && (1..=most).contains(&apart)
            && is_one_action(story, referents, &one.of, &other.of)
    };
    // A report that gives both days reports two actions.
    let gives = |report: ReportId, day: NaiveDate| {
        dated.iter().any(|known| known.of.report == report && known.day == day)
    };
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for (place, one) in dated.iter().enumerate() {
        for (count, other) in dated.iter().enumerate().skip(place + 1) {
            if differ(one, other) && !gives(one.of.report, other.day) && !gives(other.of.report, one.day) {
                shown.extend([place, count]);
            }
        }
    }
    let mut shown: Vec<&Dated<'_>> = shown.into_iter().map(|place| &dated[place]).collect();
    shown.sort_by_key(|one| (one.of.report, one.words));
    shown.dedup_by_key(|one| one.of.report);
    let first = shown.first()?;
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|one| (one.of.report, story.phrase(one.of.report, one.words))).collect();
    let positions = shown
        .iter()
        .map(|one| Position {
            passage: Passage { report: one.of.report, span: one.words },
            claim: None,
            statement: story.phrase(one.of.report, one.words),
        })
        .collect();
    let summary = format!("When, {}: {}", clause(story, &first.of), sides(&said));
    Some(Card { weight: 1.0, disagreement: OTHER_DAY.found(story, summary, positions) })
}

/// Whether who did it or to whom is named: many were arrested on many days, one museum was opened once.
fn names_somebody(story: &Story<'_>, action: &ActionRef<'_>) -> bool {
    let slot =
        if action.fillers.iter().any(|one| one.slot == Slot::Patient) { Slot::Patient } else { Slot::Agent };
    let mut core = action.fillers.iter().filter(|one| one.slot == slot);
    core.any(|filler| {
        let mut words = story.words(action.report, filler.span).split_whitespace().skip(1);
        filler.form == MentionForm::Name || words.any(|word| word.starts_with(char::is_uppercase))
    })
}

/// The only day that the clause of an action gives.
fn dated<'t>(story: &Story<'_>, action: &ActionRef<'t>) -> Option<Dated<'t>> {
    let times = &story.timeline.analyses[action.report.index()].times;
    let mut found: Option<Dated<'t>> = None;
    for filler in action.fillers.iter().filter(|filler| filler.slot == Slot::Time) {
        let from = times.partition_point(|time| time.span.end <= filler.span.start);
        let time = times.get(from).filter(|time| time.span.overlaps(filler.span) && !time.lacks_day());
        let Some((time, day)) = time.and_then(|time| Some((time, time.when.as_ref()?.single_day()?))) else {
            continue;
        };
        if found.as_ref().is_some_and(|known| known.day != day) {
            return None;
        }
        let numbered = story.words(action.report, time.span).contains(|letter: char| letter.is_ascii_digit());
        found.get_or_insert(Dated { of: *action, day, words: time.span, numbered });
    }
    found
}

//! The times that the reports give for an event.

use std::collections::BTreeMap;

use super::super::accounts::{actions, mentions_of};
use super::super::ledger::Story;
use super::super::quote::word_before;
use super::moment::Moment;
use crate::analysis::event::{Form, Function};
use crate::analysis::frame::Slot;
use crate::analysis::scope::Polarity;
use crate::text::{ReportId, Span};
use crate::timeline::Event;

/// A time that a report gives, and its words.
pub(super) struct Time {
    pub span: Span,
    pub moment: Moment,
    /// Whether it surely dates the event, not one that governs its noun.
    pub dates: bool,
}

/// The times that the reports give for an event, by report.
pub(super) fn times(story: &Story<'_>, event: &Event) -> BTreeMap<ReportId, Vec<Time>> {
    let mut found: BTreeMap<ReportId, Vec<Time>> = BTreeMap::new();
    for (report, analysis, mention) in mentions_of(story, event) {
        let actions = actions(story, report, mention);
        // The day of what an event led to may be later.
        let governor = mention.governor.and_then(|governor| analysis.events.get(governor as usize));
        let led = governor.is_some_and(|governor| governor.function == Function::Cause);
        let dates = mention.form == Form::Verb || !led && !is_in_phrase(story.text(report), mention.span);
        let affirmed = actions
            .into_iter()
            .filter(|action| story.frames(report).actions[*action as usize].polarity == Polarity::Affirmed);
        let fillers = affirmed.flat_map(|action| story.frames(report).of(action));
        for filler in fillers.filter(|filler| filler.slot == Slot::Time) {
            let Some(time) = story.time_at(report, filler.span) else { continue };
            if is_bound(story.text(report), time.span) {
                continue;
            }
            if let Some(moment) = Moment::of(time, &story.timeline.reports[report.index()].text) {
                found.entry(report).or_default().push(Time { span: time.span, moment, dates });
            }
        }
    }
    found
}

/// Whether a noun is part of a phrase with a preposition, whose day may be that of what governs it: "took action with missile
/// strikes on Friday".
fn is_in_phrase(text: &str, noun: Span) -> bool {
    const PREPOSITIONS: [&str; 8] = ["with", "by", "in", "during", "after", "before", "amid", "despite"];
    let word = word_before(text, noun.start);
    PREPOSITIONS.iter().any(|preposition| word.eq_ignore_ascii_case(preposition))
}

/// Whether a time only bounds that of the event: "since Wednesday".
fn is_bound(text: &str, time: Span) -> bool {
    const BOUNDS: [&str; 5] = ["since", "until", "till", "before", "after"];
    let word = word_before(text, time.start);
    BOUNDS.iter().any(|bound| word.eq_ignore_ascii_case(bound))
}

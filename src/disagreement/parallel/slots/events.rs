//! The events that several reports describe, each as the group of its sentences, and what its accounts answer: where it was
//! done and with what, however the sentences are worded.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::SideBySide;
use super::super::align::{Group, Sentence};
use super::{Answer, Question, Value};
use crate::analysis::frame::Slot;
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::disagreement::accounts::{actions, mentions_of};
use crate::text::{Passage, ReportId};
use crate::timeline::Event;

/// How many accounts of one event are compared, in their order.
const MOST_ACCOUNTS: usize = 24;

/// The events of a story in at least two reports, with their questions.
pub(super) fn groups(beside: &SideBySide<'_, '_>) -> Vec<(Group, BTreeMap<Question, Vec<Answer>>)> {
    let by_report = sentences(beside);
    let several = |event: &&Event| event.reported_by.len() > 1;
    beside.story.events().filter(several).filter_map(|event| group(beside, &by_report, event)).collect()
}

/// All sentences of the reports, by place.
fn sentences<'a>(beside: &'a SideBySide<'_, '_>) -> BTreeMap<ReportId, Vec<&'a Arc<Sentence>>> {
    let aligned = &beside.aligned;
    let all = aligned.groups.iter().flat_map(|group| &group.sentences).chain(&aligned.alone);
    let mut by_report: BTreeMap<ReportId, Vec<&Arc<Sentence>>> = BTreeMap::new();
    for sentence in all {
        by_report.entry(sentence.passage.report).or_default().push(sentence);
    }
    for sentences in by_report.values_mut() {
        sentences.sort_by_key(|one| one.passage.span);
    }
    by_report
}

fn group(
    beside: &SideBySide<'_, '_>,
    by_report: &BTreeMap<ReportId, Vec<&Arc<Sentence>>>,
    event: &Event,
) -> Option<(Group, BTreeMap<Question, Vec<Answer>>)> {
    let story = beside.story;
    let mut questions: BTreeMap<Question, Vec<Answer>> = BTreeMap::new();
    let mut members: Vec<Arc<Sentence>> = Vec::new();
    for (report, _, mention) in mentions_of(story, event).take(MOST_ACCOUNTS) {
        let own = by_report.get(&report)?;
        let place = own.partition_point(|one| one.passage.span.end <= mention.trigger.start);
        let Some(sentence) = own.get(place).filter(|one| one.passage.span.contains(mention.trigger)) else {
            continue;
        };
        if !members.iter().any(|known| Arc::ptr_eq(known, sentence)) {
            members.push(Arc::clone(sentence));
        }
        for index in actions(story, report, mention) {
            let action = &story.frames(report).actions[index as usize];
            if action.polarity != Polarity::Affirmed
                || !matches!(action.stance, Stance::Fact | Stance::Planned)
            {
                continue;
            }
            for filler in story.frames(report).of(index) {
                let is_event = filler.head.overlaps(mention.trigger);
                // Who did it and to whom makes an event the same: accounts that differ in it may be of two.
                let compared = matches!(filler.slot, Slot::Place | Slot::Means);
                if compared && !is_event && filler.form != MentionForm::Pronoun {
                    let passage = Passage { report, span: filler.span };
                    let answer = Answer { passage, asked: action.word, value: Value::Filler(*filler) };
                    questions.entry((filler.slot, event.title.clone())).or_default().push(answer);
                }
            }
        }
    }
    let weight = members.iter().map(|sentence| sentence.weight).fold(0.0, f32::max);
    (members.len() > 1).then_some((Group { sentences: members, weight }, questions))
}

//! The accounts of an event: its mentions in the reports of a story, and the actions by which they describe it.

use super::ledger::Story;
use crate::analysis::Analysis;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::event::{EventMention, EventType, Form};
use crate::analysis::frame::{Action, Slot};
use crate::text::{ReportId, Span};
use crate::timeline::Event;
use crate::timeline::story::stem;

/// Verbs that only say that their subject took place; irregular past forms are listed too, since actions keep their word and
/// not its lemma.
static OCCURRENCE: WordClass = WordClass::named("stems of verbs of occurrence");

/// Verbs that only say that somebody did what their object names.
static PERFORMANCE: WordClass = WordClass::named("stems of verbs of performance");

/// Verbs for harm that an event does where and when it takes place: "the fire destroyed the mill on Friday".
static HARM: WordClass = WordClass::named("stems of verbs of harm by an event");

/// How many bytes the verb of a noun's clause may be away from the noun.
const NEAR: u32 = 300;

/// The mentions of an event in the reports of a story, each with its report and that report's analysis; speech events have
/// none.
pub(super) fn mentions_of<'t>(
    story: &Story<'t>,
    event: &'t Event,
) -> impl Iterator<Item = (ReportId, &'t Analysis, &'t EventMention)> {
    let timeline = story.timeline;
    let of_story =
        move |mention: &&(ReportId, u32)| event.kind != EventType::Statement && story.holds(mention.0);
    let mentions = event.mentions.iter().filter(of_story);
    mentions.filter_map(|&(report, index)| {
        let analysis: &Analysis = &timeline.analyses[report.index()];
        Some((report, analysis, analysis.events.get(index as usize)?))
    })
}

/// The action of a mention, and the actions that only say that the noun's event took place, was carried out or did harm: "the
/// explosion occurred on Friday".
pub(super) fn actions(story: &Story<'_>, report: ReportId, mention: &EventMention) -> Vec<u32> {
    let frames = story.frames(report);
    let mut found: Vec<u32> = frames.within(mention.trigger).map(|(index, _)| index).collect();
    if mention.form == Form::Verb {
        return found;
    }
    let carries = |(index, action): &(u32, &Action)| {
        let word = story.words(report, action.word).to_lowercase();
        let is = |verbs: &WordClass| verbs.has(stem(&word));
        let fills = |slot: Slot| {
            let fillers = frames.of(*index).iter();
            fillers.filter(|filler| filler.slot == slot).any(|filler| filler.head.overlaps(mention.trigger))
        };
        action.verbal
            && (fills(Slot::Agent) && (is(&OCCURRENCE) || is(&HARM))
                || fills(Slot::Patient) && is(&PERFORMANCE))
    };
    let near = Span {
        start: mention.trigger.start.saturating_sub(NEAR),
        end: mention.trigger.end.saturating_add(NEAR),
    };
    found.extend(frames.within(near).filter(carries).map(|(index, _)| index));
    found.sort_unstable();
    found.dedup();
    found
}

//! Events that one report names by a word that judges, "massacre", and another by a neutral one.

use std::collections::BTreeMap;

use super::super::accounts::mentions_of;
use super::super::ledger::Story;
use super::super::parallel::judges_action;
use super::super::rule::Rule;
use super::super::{Aspect, Disagreement, Verdict};
use super::card;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::Event;

const JUDGED: Rule = Rule {
    name: "event/judging-word",
    aspect: Aspect::Label,
    verdict: Verdict::Framing,
    why: "one report names the event with a loaded word, another with a neutral one",
};

/// The words by which reports name an event, where some judge and a report has none that does.
pub(super) fn judge(story: &Story<'_>, event: &Event) -> Option<Disagreement> {
    // If a report uses a word that judges, it is shown for the report, otherwise the first.
    let mut named: BTreeMap<ReportId, (Span, bool)> = BTreeMap::new();
    for (report, _, mention) in mentions_of(story, event) {
        let judges = judges_action(story.words(report, mention.trigger));
        let known = named.entry(report).or_insert((mention.trigger, judges));
        if judges && !known.1 {
            *known = (mention.trigger, true);
        }
    }
    let judging = named.values().filter(|(_, judges)| *judges).count();
    let side = |(report, (span, _)): (&ReportId, &(Span, bool))| {
        (Passage { report: *report, span: *span }, story.words(*report, *span).to_lowercase())
    };
    (judging > 0 && judging < named.len())
        .then(|| card(story, event, ("Words for the event", &JUDGED), named.iter().map(side).collect()))
}

//! Which reports say explicitly that they do not know of an event: "no word on casualties" beside another report's toll.

use std::collections::{HashMap, HashSet};

use super::{Context, story};
use crate::analysis::claim::Status;
use crate::text::ReportId;
use crate::timeline::Event;

/// What is said to be unknown, by the predicate of the claim, and the classes of the events it is about.
const ABOUT: &[(&str, &[&str])] = &[
    ("killed", &["kill", "die"]),
    ("injured", &["injure"]),
    ("arrested", &["arrest"]),
    ("missing", &["vanish"]),
];

/// Records, for each event, the reports of its story that say they do not know of it and do not mention it elsewhere.
pub fn mark(events: &mut [Event], context: &Context<'_>) {
    let mut ignorant: HashMap<(u32, &str), Vec<ReportId>> = HashMap::new();
    let unknown = |report: ReportId| {
        let claims = context.analyses[report.index()].claims.iter();
        claims.filter(|claim| claim.status == Status::Unknown).map(|claim| &*claim.predicate)
    };
    let reports = || (0..).map(ReportId).take(context.analyses.len());
    if reports().all(|report| unknown(report).next().is_none()) {
        return;
    }
    let stories = story::of_reports(context);
    for report in reports() {
        for predicate in unknown(report) {
            for class in
                ABOUT.iter().filter(|(about, _)| *about == predicate).flat_map(|(_, classes)| *classes)
            {
                ignorant.entry((stories[report.index()], *class)).or_default().push(report);
            }
        }
    }
    for event in events {
        let stated: HashSet<(u32, &str)> = event
            .mentions
            .iter()
            .map(|&(report, mention)| {
                let class = context.analyses[report.index()].events[mention as usize].class;
                (stories[report.index()], class)
            })
            .collect();
        let all = stated.iter().filter_map(|key| ignorant.get(key)).flatten();
        event.unknown =
            all.copied().filter(|report| event.reported_by.binary_search(report).is_err()).collect();
        event.unknown.sort_unstable();
        event.unknown.dedup();
    }
}

//! Which reports say explicitly that they do not know of an event: "no word on casualties" beside another report's toll.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::*;

use super::{Context, story};
use crate::analysis::Analysis;
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
    let unknown_in = |analysis: &Arc<Analysis>| {
        let claims = analysis.claims.look();
        let unknown = claims.iter().filter(|claim| claim.status == Status::Unknown);
        unknown.map(|claim| claim.predicate.clone()).collect()
    };
    let unknown: Vec<Vec<EcoString>> = context.analyses.par_iter().map(unknown_in).collect();
    if unknown.iter().all(Vec::is_empty) {
        return;
    }
    let stories = story::of_reports(context);
    for (report, predicates) in (0..).map(ReportId).zip(&unknown) {
        for predicate in predicates {
            for class in ABOUT
                .iter()
                .filter(|(about, _)| *about == predicate.as_str())
                .flat_map(|(_, classes)| *classes)
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

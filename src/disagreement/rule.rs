//! What all differences found by one rule have in common, and how they are turned into what is shown.

use super::ledger::{ClaimRef, Story};
use super::{Aspect, Disagreement, NotCompared, Position, Verdict, severity};
use crate::text::ReportId;

/// A rule for comparisons: a row of a table, or a constant next to the only place that uses it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Its name: `family/name`.
    pub name: &'static str,
    /// What its differences are about.
    pub aspect: Aspect,
    /// What they amount to.
    pub verdict: Verdict,
    /// Why, as a sentence.
    pub why: &'static str,
}

impl Rule {
    /// How serious its differences are, 0…1.
    pub(super) fn severity(&self) -> f32 {
        severity::of(self.name)
    }

    /// A difference with its sides; the other reports of the story are silent about it.
    pub(super) fn found(&self, story: &Story<'_>, summary: String, positions: Vec<Position>) -> Disagreement {
        let reports: Vec<ReportId> = positions.iter().map(|position| position.passage.report).collect();
        Disagreement {
            aspect: self.aspect,
            verdict: self.verdict,
            severity: self.severity(),
            event: None,
            summary,
            rule: self.name,
            why: self.why.to_owned(),
            silent: story.others(&reports),
            positions,
        }
    }

    /// A difference with its sides, whose statements make the summary: "Who Dana Orr is: mayor (A, C) · chief (B)".
    pub(super) fn told(&self, story: &Story<'_>, head: &str, positions: Vec<Position>) -> Disagreement {
        self.found(story, format!("{head}: {}", statements_of(&positions)), positions)
    }

    /// A difference between claims: "Age of Dana Orr: 44 (A) vs 46 (B)".
    pub(super) fn between(&self, story: &Story<'_>, head: &str, claims: &[&ClaimRef<'_>]) -> Disagreement {
        self.versus(story, head, claims.iter().map(|claim| story.position(claim)).collect())
    }

    /// The same between positions.
    pub(super) fn versus(&self, story: &Story<'_>, head: &str, positions: Vec<Position>) -> Disagreement {
        self.found(story, format!("{head}: {}", listed(&positions, " vs ")), positions)
    }
}

/// The statements of positions, each with its report: "44 (A) vs 46 (B)".
pub(super) fn listed(positions: &[Position], link: &str) -> String {
    let side = |one: &Position| format!("{} ({})", one.statement, one.passage.report);
    positions.iter().map(side).collect::<Vec<_>>().join(link)
}

/// What each report says, with equal statements grouped: "regime, stronghold (A, C) · none (B)".
pub(super) fn sides(said: &[(ReportId, String)]) -> String {
    let mut sides: Vec<(&str, Vec<ReportId>)> = Vec::new();
    for (report, words) in said {
        match sides.iter_mut().find(|(known, _)| known == words) {
            Some((_, reports)) if !reports.contains(report) => reports.push(*report),
            Some(_) => {}
            None => sides.push((words, vec![*report])),
        }
    }
    let side = |(words, reports): &(&str, Vec<ReportId>)| {
        let reports: Vec<String> = reports.iter().map(ToString::to_string).collect();
        format!("{words} ({})", reports.join(", "))
    };
    sides.iter().map(side).collect::<Vec<_>>().join(" \u{b7} ")
}

/// The statements of positions, each once, with the reports that make it.
pub(super) fn statements_of(positions: &[Position]) -> String {
    let said: Vec<_> = positions.iter().map(|one| (one.passage.report, one.statement.clone())).collect();
    sides(&said)
}

/// Two claims that look alike and are not compared.
pub(super) fn not_compared(
    story: &Story<'_>,
    (rule, why): (&'static str, &'static str),
    claims: [&ClaimRef<'_>; 2],
) -> NotCompared {
    NotCompared { rule, why, positions: claims.map(|claim| story.position(claim)).into() }
}

/// The first two elements of a list, in its order, that satisfy a condition.
pub(super) fn first_pair<T>(all: &[T], holds: impl Fn(&T, &T) -> bool) -> Option<[&T; 2]> {
    all.iter().enumerate().find_map(|(place, one)| {
        let other = all[place + 1..].iter().find(|other| holds(one, other))?;
        Some([one, other])
    })
}

/// A text with its first letter capitalised.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

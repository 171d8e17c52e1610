//! The rows of a comparison, and the keys by which rows of two versions are recognised as the same.

mod pair;

pub(super) use pair::{pair_claims, pair_disagreements, pair_events, pair_reports};

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Number;

use super::Comparable;
use super::pairs::Pairs;
use super::version::{Claim, Date, Disagreement, Event, Mention, Report, Version};

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Its badge in its own version.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its date of publication, as EDTF.
    pub published: Option<String>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its id in its own version.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date as EDTF, with the part of the day; empty if it has none.
    pub date: String,
    /// The place.
    pub place: Option<String>,
    /// Whether it is asserted, planned, denied …
    pub modality: String,
    /// The reports that mention it, by name.
    pub told_by: Vec<String>,
    /// The reports that say they do not know, by name.
    pub unknown: Vec<String>,
    /// How much it matters, from 0 to 1.
    pub salience: f32,
    #[serde(skip)]
    anchors: Vec<Anchor>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimRow {
    /// Its id in its own version.
    pub id: String,
    /// The report that makes it, by name.
    pub report: String,
    /// What kind of claim.
    pub kind: String,
    /// The predicate.
    pub predicate: String,
    /// The subject.
    pub subject: String,
    /// The number or the value.
    pub statement: String,
    /// The time it is about, as EDTF.
    pub as_of: String,
    /// Whether it is asserted, denied, unknown …
    pub status: String,
    /// The source, outermost first.
    pub sources: Vec<String>,
    /// The words.
    pub text: String,
    #[serde(skip)]
    identity: usize,
    #[serde(skip)]
    unit: Option<String>,
    /// Whether its report is only in one of the versions.
    #[serde(skip)]
    pub(super) of_one_version: bool,
}

/// A disagreement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DisagreementRow {
    /// Its id in its own version.
    pub id: String,
    /// What the reports disagree on.
    pub aspect: String,
    /// The verdict.
    pub verdict: String,
    /// How serious it is, from 0 to 1.
    pub severity: f32,
    /// The disagreement in a sentence.
    pub summary: String,
    /// What each report says.
    pub sides: Vec<Side>,
    #[serde(skip)]
    anchors: Vec<(usize, String)>,
    #[serde(skip)]
    event: Option<usize>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Side {
    /// The report, by name.
    pub report: String,
    /// Its value, in short.
    pub statement: String,
    /// Its words.
    pub text: String,
}

impl Comparable for ReportRow {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", self.title.clone().unwrap_or_default()),
            ("published", self.published.clone().unwrap_or_default()),
        ]
    }
}

impl Comparable for EventRow {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", self.title.clone()),
            ("date", self.date.clone()),
            ("place", self.place.clone().unwrap_or_default()),
            ("modality", self.modality.clone()),
            ("reported by", self.told_by.join(", ")),
            ("not known to", self.unknown.join(", ")),
        ]
    }
}

impl Comparable for ClaimRow {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("claim", self.statement.clone()),
            ("as of", self.as_of.clone()),
            ("status", self.status.clone()),
            ("sources", self.sources.join(", ")),
        ]
    }
}

impl Comparable for DisagreementRow {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut sides: Vec<String> =
            self.sides.iter().map(|side| format!("{}: {}", side.report, side.statement)).collect();
        sides.sort();
        sides.dedup();
        vec![("verdict", self.verdict.clone()), ("sides", sides.join(" · "))]
    }
}

/// Words of a report that mention an event: the report, the words, and where in them the trigger is.
type Anchor = (usize, String, usize);

/// The reports of both versions: which are the same, and their names.
#[derive(Debug)]
pub(super) struct Identities<'v> {
    /// Per version: the number of each badge, the same for the two sides of a pair.
    numbers: [HashMap<&'v str, usize>; 2],
    /// Per number: its name.
    names: Vec<String>,
    /// Per number: whether only one version has it.
    alone: Vec<bool>,
}

/// The reports of one version.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    numbers: &'v HashMap<&'v str, usize>,
    names: &'v [String],
    alone: &'v [bool],
}

impl<'v> Identities<'v> {
    pub fn new(old: &'v Version, new: &'v Version, pairs: &Pairs) -> Self {
        let identity = |row: usize| pairs.old_of(row).unwrap_or(old.reports.len() + row);
        let before = old.reports.iter().zip(0..).map(|(report, row)| (&*report.id, row)).collect();
        let after = new.reports.iter().zip(0..).map(|(report, row)| (&*report.id, identity(row))).collect();
        // A report of both versions has its name in the new one.
        let mut known: Vec<&Report> = old.reports.iter().chain(&new.reports).collect();
        let mut alone = vec![true; known.len()];
        for (row, report) in new.reports.iter().enumerate() {
            known[identity(row)] = report;
            alone[identity(row)] = pairs.old_of(row).is_none();
        }
        Self { numbers: [before, after], names: names(&known, pairs, old.reports.len()), alone }
    }

    pub fn old(&self) -> View<'_> {
        View { numbers: &self.numbers[0], names: &self.names, alone: &self.alone }
    }

    pub fn new_side(&self) -> View<'_> {
        View { numbers: &self.numbers[1], names: &self.names, alone: &self.alone }
    }
}

impl View<'_> {
    fn number(&self, badge: &str) -> usize {
        // Larger than all numbers: a badge that the export does not list is not a report that could be found again.
        self.numbers.get(badge).copied().unwrap_or(usize::MAX)
    }

    fn name(&self, badge: &str) -> String {
        self.names.get(self.number(badge)).map_or_else(|| badge.to_owned(), Clone::clone)
    }

    fn is_alone(&self, badge: &str) -> bool {
        self.alone.get(self.number(badge)).copied().unwrap_or(true)
    }
}

/// A name for each report: its outlet, or its file; if several have the same outlet, both.
fn names(reports: &[&Report], pairs: &Pairs, old: usize) -> Vec<String> {
    let plain = |report: &Report| report.source.clone().unwrap_or_else(|| file_name(&report.path).to_owned());
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (number, report) in reports.iter().enumerate() {
        // The second number of a pair is unused.
        if number.checked_sub(old).is_none_or(|row| pairs.old_of(row).is_none()) {
            *uses.entry(plain(report)).or_default() += 1;
        }
    }
    let name = |report: &&Report| {
        let (plain, file) = (plain(report), file_name(&report.path));
        if uses.get(&plain).is_some_and(|count| *count > 1) && plain != file {
            format!("{plain} ({file})")
        } else {
            plain
        }
    };
    reports.iter().map(name).collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

pub(super) fn report(view: &View<'_>, report: &Report) -> ReportRow {
    ReportRow {
        id: report.id.clone(),
        name: view.name(&report.id),
        title: report.title.clone(),
        published: report.published.clone(),
    }
}

pub(super) fn event(view: &View<'_>, event: &Event) -> EventRow {
    let anchor = |mention: &Mention| {
        let trigger = mention.trigger.start.saturating_sub(mention.start);
        (view.number(&mention.report), mention.text.clone(), trigger)
    };
    let mut anchors: Vec<Anchor> = event.mentions.iter().map(anchor).collect();
    anchors.sort_unstable();
    EventRow {
        id: event.id.clone(),
        title: event.title.clone(),
        date: date(&event.when),
        place: event.place.clone(),
        modality: event.modality.clone(),
        told_by: sorted(event.told_by.iter().map(|badge| view.name(badge))),
        unknown: sorted(event.unknown.iter().map(|badge| view.name(badge))),
        salience: event.salience,
        anchors,
    }
}

pub(super) fn claim(view: &View<'_>, claim: &Claim) -> ClaimRow {
    ClaimRow {
        id: claim.id.clone(),
        report: view.name(&claim.report),
        kind: claim.kind.clone(),
        predicate: claim.predicate.clone(),
        subject: claim.subject.clone(),
        statement: statement(claim),
        as_of: with_part(claim.as_of.as_deref(), claim.as_of_part.as_deref()),
        status: claim.status.clone(),
        sources: claim.chain.iter().map(|link| link.name.clone()).collect(),
        text: claim.text.clone(),
        identity: view.number(&claim.report),
        unit: claim.unit.clone(),
        of_one_version: view.is_alone(&claim.report),
    }
}

pub(super) fn disagreement(
    view: &View<'_>,
    one: &Disagreement,
    events: &HashMap<&str, usize>,
) -> DisagreementRow {
    let mut anchors: Vec<(usize, String)> =
        one.positions.iter().map(|position| (view.number(&position.report), position.text.clone())).collect();
    anchors.sort_unstable();
    let sides = one.positions.iter().map(|position| Side {
        report: view.name(&position.report),
        statement: position.statement.clone(),
        text: position.text.clone(),
    });
    DisagreementRow {
        id: one.id.clone(),
        aspect: one.aspect.clone(),
        verdict: one.verdict.clone(),
        severity: one.severity,
        summary: one.summary.clone(),
        sides: sides.collect(),
        anchors,
        event: one.event.as_deref().and_then(|id| events.get(id)).copied(),
    }
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn date(when: &Date) -> String {
    with_part(when.edtf.as_deref(), when.part.as_deref())
}

fn with_part(edtf: Option<&str>, part: Option<&str>) -> String {
    match (edtf, part) {
        (Some(edtf), Some(part)) => format!("{edtf} {part}"),
        (Some(edtf), None) => edtf.to_owned(),
        (None, _) => String::new(),
    }
}

/// The content of a claim: its number with its bounds, or its value.
fn statement(claim: &Claim) -> String {
    let about = if claim.approximate { "about " } else { "" };
    let number = |number: &Number| number.to_string();
    let amount = match (&claim.low, &claim.high) {
        (Some(low), Some(high)) if low == high => format!("{about}{}", number(low)),
        (Some(low), Some(high)) => format!("{about}{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{about}≥ {}", number(low)),
        (None, Some(high)) => format!("{about}≤ {}", number(high)),
        (None, None) => String::new(),
    };
    match (&claim.value, amount.is_empty()) {
        (Some(value), true) => value.clone(),
        (Some(value), false) => format!("{amount} ({value})"),
        (None, _) => amount,
    }
}

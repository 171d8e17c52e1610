//! The claims of one story as the rules see them, and whether two of them may be compared at all.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Position;
use crate::analysis::actor::ActorKind;
use crate::analysis::claim::{Claim, ClaimKind, Course, Extent, Quantity, Status};
use crate::analysis::claim::{date, quantity, state};
use crate::analysis::time::{Basis, Granularity, When};
use crate::text::{Passage, Published, ReportId, Span};
use crate::timeline::{ClaimId, Event, EventId, LedgerEntry, Timeline};

/// What the stories of a timeline are read from.
pub(super) struct Ledger<'t> {
    timeline: &'t Timeline,
    /// The events that several reports tell, by the first of them.
    events: BTreeMap<ReportId, Vec<EventId>>,
}

/// A claim in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimRef<'t> {
    /// Its place in the ledger.
    pub id: ClaimId,
    /// Who tells it.
    pub report: ReportId,
    /// What is told.
    pub claim: &'t Claim,
    /// The event it is about.
    pub event: Option<EventId>,
}

/// The claims of the reports of one story, by report and place.
pub(super) struct Story<'t> {
    /// The timeline they are from.
    pub timeline: &'t Timeline,
    /// The reports.
    pub reports: Vec<ReportId>,
    /// Their claims.
    pub told: Vec<ClaimRef<'t>>,
    /// The events that several of them tell.
    events: Vec<EventId>,
    /// Where the claims of each report lie among them.
    places: BTreeMap<ReportId, Range<usize>>,
    /// The texts of the reports in lower case, each from when it is first asked for.
    lower: BTreeMap<ReportId, OnceCell<String>>,
}

impl<'t> Ledger<'t> {
    pub(super) fn read(timeline: &'t Timeline) -> Self {
        let mut events: BTreeMap<ReportId, Vec<EventId>> = BTreeMap::new();
        for (event, id) in timeline.events.iter().zip(0..) {
            if let [first, _, ..] = event.told_by[..] {
                events.entry(first).or_default().push(EventId(id));
            }
        }
        Self { timeline, events }
    }

    /// The events that several reports tell and this one first.
    pub(super) fn events_of(&self, report: ReportId) -> &[EventId] {
        self.events.get(&report).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where a report's claims are in the timeline's ledger, which holds them report by report; and they.
    pub(super) fn entries_of(&self, report: ReportId) -> (u32, &'t [LedgerEntry]) {
        let ledger = &self.timeline.ledger;
        let first = ledger.partition_point(|entry| entry.report < report);
        let count = ledger[first..].partition_point(|entry| entry.report == report);
        (u32::try_from(first).unwrap_or(u32::MAX), &ledger[first..first + count])
    }

    fn claims_of(&self, report: ReportId) -> impl Iterator<Item = ClaimRef<'t>> {
        let (first, own) = self.entries_of(report);
        let claims = &self.timeline.analyses[report.index()].claims;
        (first..).zip(own).map(move |(id, entry)| ClaimRef {
            id: ClaimId(id),
            report,
            claim: &claims[entry.index as usize],
            event: entry.event,
        })
    }

    pub(super) fn story(&self, reports: &[ReportId]) -> Story<'t> {
        let mut told: Vec<ClaimRef<'t>> = Vec::new();
        let mut places = BTreeMap::new();
        for &report in reports {
            let from = told.len();
            told.extend(self.claims_of(report));
            places.insert(report, from..told.len());
        }
        let lower = reports.iter().map(|&report| (report, OnceCell::new())).collect();
        let events = reports.iter().flat_map(|report| self.events_of(*report)).copied().collect();
        Story { timeline: self.timeline, reports: reports.to_vec(), told, events, places, lower }
    }
}

impl<'t> Story<'t> {
    /// The claims of one of the story's reports: a question about one report does not go through the whole story.
    pub(super) fn of(&self, report: ReportId) -> &[ClaimRef<'t>] {
        self.places.get(&report).and_then(|place| self.told.get(place.clone())).unwrap_or_default()
    }

    /// Whether a report is one of the story's.
    pub(super) fn holds(&self, report: ReportId) -> bool {
        self.places.contains_key(&report)
    }

    /// The events that several reports tell, the first of them one of the story's.
    pub(super) fn events(&self) -> impl Iterator<Item = &'t Event> {
        let timeline = self.timeline;
        self.events.iter().filter_map(|id| timeline.events.get(id.0 as usize))
    }

    /// The words of a span of a report.
    pub(super) fn words(&self, report: ReportId, span: Span) -> &'t str {
        self.timeline.words(report, span)
    }

    /// The text of one of the story's reports in lower case.
    pub(super) fn lower_text(&self, report: ReportId) -> &str {
        let lowered = || self.timeline.reports[report.index()].text.to_lowercase();
        self.lower.get(&report).map_or("", |text| text.get_or_init(lowered))
    }

    /// Whether a report of the story says that it tells of events apart: "two separate shootings", "unrelated crashes".
    pub(super) fn tells_of_several(&self) -> bool {
        const APART: &[&str] = &["separate ", "unrelated "];
        const ANY: &[&str] = &["incident", "case", "attack", "killing", "death"];
        let is_happening = |word: &str| {
            let one = word.strip_suffix("s").map(|one| one.strip_suffix("e").unwrap_or(one));
            let forms = [word.strip_suffix("s"), one];
            forms.into_iter().flatten().any(|form| date::incident_noun(form).is_some() || ANY.contains(&form))
        };
        let behind = |text: &str, cue: &str| {
            text.match_indices(cue).any(|(at, _)| {
                let words = text[at + cue.len()..].split(|letter: char| !letter.is_alphabetic()).take(2);
                words.into_iter().any(is_happening)
            })
        };
        self.reports.iter().any(|&report| APART.iter().any(|cue| behind(self.lower_text(report), cue)))
    }

    /// The reports of the story without those.
    pub(super) fn others(&self, than: &[ReportId]) -> Vec<ReportId> {
        self.reports.iter().copied().filter(|report| !than.contains(report)).collect()
    }

    /// One side of a disagreement that rests on a claim.
    pub(super) fn position(&self, told: &ClaimRef<'_>) -> Position {
        let claim = told.claim;
        let statement = match (&claim.quantity, &claim.when, &claim.value) {
            (Some(quantity), ..) => self.figure(told.report, quantity),
            (None, Some(when), _) if claim.kind == ClaimKind::Time => when.in_words(),
            (None, _, Some(value)) if claim.status == Status::Denied => format!("not {value}"),
            (None, _, Some(value)) => value.to_string(),
            (None, _, None) => self.words(told.report, claim.span).to_owned(),
        };
        Position {
            passage: Passage { report: told.report, span: told.claim.span },
            claim: Some(told.id),
            statement,
        }
    }

    /// A figure in short: its bounds, or its own words where it is vague or has a unit.
    pub(super) fn figure(&self, report: ReportId, quantity: &Quantity) -> String {
        figure(&self.timeline.reports[report.index()].text, quantity)
    }

    /// Whether two claims of one predicate may be compared; if not, the rule and the reason.
    pub(super) fn comparable(&self, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Result<(), Apart> {
        SCOPES.iter().find(|scope| (scope.apart)(self, one, other)).map_or(Ok(()), Err)
    }

    /// Whether two claims are not about events at different times; if they are, the rule and the reason.
    pub(super) fn comparable_in_time(&self, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Result<(), Apart> {
        let mut scopes = SCOPES.iter().filter(|scope| scope.name == TIME);
        scopes.find(|scope| (scope.apart)(self, one, other)).map_or(Ok(()), Err)
    }

    /// The stretch of time a claim without a date of its own can be about: the weeks before its report.
    fn weeks_before(&self, told: &ClaimRef<'_>, reach: u64) -> Option<When> {
        let day = self.timeline.reports[told.report.index()].published.as_ref().and_then(Published::day)?;
        let first = day.checked_sub_days(chrono::Days::new(reach))?;
        Some(When::days(first, day, Basis::Published))
    }

    fn place(&self, told: &ClaimRef<'_>) -> Option<(String, bool)> {
        let span = told.claim.place?;
        let name = self.words(told.report, span).trim_start_matches("the ").to_lowercase();
        let actors = &self.timeline.analyses[told.report.index()].actors;
        let state = actors
            .mentions
            .iter()
            .find(|mention| mention.span == span)
            .and_then(|mention| actors.actors.get(mention.actor as usize))
            .is_some_and(|actor| actor.kind == ActorKind::State);
        Some((name, state))
    }
}

/// A figure of a report in short: its bounds, or its own words where it is vague or has a unit.
#[must_use]
pub fn figure(text: &str, figure: &Quantity) -> String {
    let counted = matches!(&*figure.unit, "" | "people");
    let words = || figure.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match (figure.low, figure.high) {
        _ if !counted || figure.approximate || figure.rule == quantity::share::OF => words(),
        // As it was put: "more than 100" is no "at least 101".
        (Some(low), None) if figure.rule == quantity::OVER => format!("> {}", grouped(low - 1.0)),
        (None, Some(high)) if figure.rule == quantity::UNDER => format!("< {}", grouped(high + 1.0)),
        (Some(low), Some(high)) if low >= high => grouped(low),
        (Some(low), Some(high)) => format!("{}–{}", grouped(low), grouped(high)),
        (Some(low), None) => format!("≥ {}", grouped(low)),
        (None, Some(high)) => format!("≤ {}", grouped(high)),
        (None, None) => words(),
    }
}

/// How many days before its publication a report's undated events may lie.
const DAYS_BEFORE: u64 = 40;

/// The same beside what is dated to a month or more: "in December" is said of what is no news any more.
const DAYS_BEFORE_COARSE: u64 = 10;

/// Whether a time is known to a month at best.
pub(super) fn is_coarse(when: &When) -> bool {
    !matches!(
        when.granularity(),
        Granularity::Minute | Granularity::PartOfDay | Granularity::Day | Granularity::Days
    )
}

/// A reason not to compare.
type Apart = &'static Scope;

/// A way in which two claims of one predicate are about different things.
pub(super) struct Scope {
    /// The rule's name.
    pub name: &'static str,
    /// The reason, as a sentence.
    pub why: &'static str,
    apart: fn(&Story<'_>, &ClaimRef<'_>, &ClaimRef<'_>) -> bool,
}

/// The name of the way by time.
const TIME: &str = "scope/time";

/// Every way, first match first.
const SCOPES: &[Scope] = &[
    Scope {
        name: "scope/status",
        why: "one of them is planned, denied or unknown, the other told as fact",
        apart: |_, one, other| !is_live(one.claim) || !is_live(other.claim),
    },
    Scope {
        name: "scope/part",
        why: "one of them counts a part of what the other counts",
        apart: |_, one, other| {
            let parts = one.claim.extent == Extent::Part || other.claim.extent == Extent::Part;
            parts && !are_one_part(one.claim, other.claim) && !is_none_of_group(one.claim, other.claim)
        },
    },
    Scope {
        name: "scope/attacker",
        why: "one of them counts the attacker among the dead, the other does not",
        apart: |story, one, other| counts_attacker(story, one, other) || counts_attacker(story, other, one),
    },
    Scope {
        name: TIME,
        why: "they are about events at different times",
        apart: |story, one, other| {
            let (own, others) = (&one.claim.when, &other.claim.when);
            if own.is_none() && others.is_none() {
                return false;
            }
            let coarse = |when: &Option<When>| when.as_ref().is_some_and(is_coarse);
            let reach = if coarse(own) || coarse(others) { DAYS_BEFORE_COARSE } else { DAYS_BEFORE };
            let when =
                |told: &ClaimRef<'_>| told.claim.when.clone().or_else(|| story.weeks_before(told, reach));
            when(one).zip(when(other)).is_some_and(|(a, b)| !a.may_overlap(&b))
        },
    },
    Scope {
        name: "scope/place",
        why: "they are about different places",
        apart: |story, one, other| match (story.place(one), story.place(other)) {
            (Some((a, _)), Some((b, _))) => a != b,
            (Some((name, state)), None) | (None, Some((name, state))) => {
                let moved = one.claim.course != Course::Stands || other.claim.course != Course::Stands;
                !state
                    && !moved
                    && !in_both(story, &name, one, other)
                    && !is_place_of_story(story, &name, one, other)
            }
            (None, None) => false,
        },
    },
];

/// Whether two parts are the same part of their wholes: "including three officers", "four of them officers".
fn are_one_part(one: &Claim, other: &Claim) -> bool {
    let named =
        |claim: &Claim| claim.part_of.is_some() && claim.subject_group.is_some_and(|group| group != "people");
    let of_all = |claim: &Claim| claim.part_of.is_some() && &*claim.predicate == "recaptured";
    named(one) && named(other) && one.subject_group == other.subject_group || of_all(one) && of_all(other)
}

/// Whether one says that nobody of a group was, the other that somebody of it was: "no children were hurt".
fn is_none_of_group(one: &Claim, other: &Claim) -> bool {
    let low = |claim: &Claim| claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let none = |claim: &Claim| claim.quantity.as_ref().is_some_and(|own| own.high == Some(0.0));
    let group = one.subject_group.filter(|group| *group != "people");
    group.is_some()
        && group == other.subject_group
        && (none(one) && low(other) > 0.0 || none(other) && low(one) > 0.0)
}

/// Whether a figure of the dead is higher than the other by those who did it: named as a part of it, or told as dead by
/// the other's report.
fn counts_attacker(story: &Story<'_>, wider: &ClaimRef<'_>, narrower: &ClaimRef<'_>) -> bool {
    let low = |claim: &Claim| claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let more = low(wider.claim) - low(narrower.claim);
    if &*wider.claim.predicate != "killed" || !(1.0..=2.0).contains(&more) {
        return false;
    }
    let own_part = |told: &ClaimRef<'_>| {
        let whole = told.claim.part_of;
        told.report == wider.report
            && told.claim.subject_group.is_some_and(state::is_suspect)
            && whole == Some(story.timeline.ledger[wider.id.0 as usize].index)
            && (low(told.claim) - more).abs() < 0.5
    };
    let dead = |told: &ClaimRef<'_>| {
        (told.report == narrower.report || told.report == wider.report) && state::is_dead_suspect(told.claim)
    };
    [wider, narrower].iter().flat_map(|told| story.of(told.report)).any(|told| own_part(told) || dead(told))
}

/// Whether the report that names a place opens with it and tells no such figure of another place, nor anybody the figure
/// as a part.
fn is_place_of_story(story: &Story<'_>, name: &str, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let placed = if one.claim.place.is_some() { one } else { other };
    let text = &story.timeline.reports[placed.report.index()].text;
    let lead = text.char_indices().nth(OPENING).map_or(&**text, |(end, _)| &text[..end]);
    let elsewhere = story.of(placed.report).iter().any(|told| {
        is_figure(told.claim)
            && told.claim.predicate == placed.claim.predicate
            && story.place(told).is_some_and(|(other, _)| other != name)
    });
    let known_part = || {
        story.told.iter().any(|told| {
            told.claim.extent == Extent::Part
                && told.claim.predicate == placed.claim.predicate
                && told.claim.quantity.as_ref().and_then(|quantity| quantity.low)
                    == placed.claim.quantity.as_ref().and_then(|quantity| quantity.low)
        })
    };
    lead.to_lowercase().contains(name) && !elsewhere && !known_part()
}

/// How many characters open a report with where it happened.
const OPENING: usize = 300;

fn in_both(story: &Story<'_>, name: &str, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    [one, other].iter().all(|told| story.lower_text(told.report).contains(name))
}

/// Whether a claim is told as a fact, by whomever.
pub(super) fn is_live(claim: &Claim) -> bool {
    matches!(claim.status, Status::Asserted | Status::Confirmed | Status::Alleged)
}

/// Whether a claim has bounds.
pub(super) fn is_figure(claim: &Claim) -> bool {
    matches!(claim.kind, ClaimKind::Count | ClaimKind::Amount | ClaimKind::Duration)
        && claim.quantity.is_some()
}

/// A number with commas between its thousands.
fn grouped(value: f64) -> String {
    let digits = format!("{value}");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && digit.is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_commas() {
        for (value, text) in [(8.0, "8"), (2001.0, "2,001"), (1_234_567.0, "1,234,567"), (6.5, "6.5")] {
            assert_eq!(grouped(value), text);
        }
    }
}

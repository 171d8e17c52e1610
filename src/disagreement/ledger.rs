//! The claims of one story as the rules see them. Whether two of them may be compared at all is decided in
//! `comparable`.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::LazyLock;

use super::Position;
use crate::analysis::claim::phrase::one_line;
use crate::analysis::claim::{Claim, ClaimKind, Quantity, Status, date, quantity};
use crate::analysis::frame::Frames;
use crate::analysis::time::TimeExpression;
use crate::text::{Look, Passage, ReportId, Span};
use crate::timeline::{ClaimId, Event, EventId, LedgerEntry, Timeline};

/// The most reports that a difference lists as silent: in a story of thousands of reports there are thousands of differences.
const MOST_SILENT: usize = 256;

/// What the stories of a timeline are read from.
pub(super) struct Ledger<'t> {
    timeline: &'t Timeline,
    /// The events that several reports mention, by the first of these reports.
    events: BTreeMap<ReportId, Vec<EventId>>,
}

/// A claim with its place in the ledger.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimRef<'t> {
    /// Its place in the ledger.
    pub id: ClaimId,
    /// The report that makes it.
    pub report: ReportId,
    /// The claim itself.
    pub claim: &'t Claim,
    /// The event it is about.
    pub event: Option<EventId>,
}

impl Deref for ClaimRef<'_> {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        self.claim
    }
}

impl<'t> ClaimRef<'t> {
    /// Its predicate.
    pub(super) fn predicate(&self) -> &'t str {
        &self.claim.predicate
    }

    /// Its value if it is not a figure; empty if it has none.
    pub(super) fn value(&self) -> &'t str {
        self.claim.value()
    }

    /// The words that express it.
    pub(super) fn passage(&self) -> Passage {
        Passage { report: self.report, span: self.span }
    }

    /// Whether one number satisfies both figures: "three people were killed", "killing at least three people".
    pub(super) fn may_be_one_with(&self, other: &Self) -> bool {
        let figures = self.quantity.as_ref().zip(other.quantity.as_ref());
        figures.is_some_and(|(one, other)| one.usual().compatible(other.usual()))
    }
}

/// The claims and the frames of some reports, decoded for as long as this lives.
pub(super) struct Facts<'t>(BTreeMap<ReportId, (Look<'t, Vec<Claim>>, Look<'t, Frames>)>);

impl<'t> Facts<'t> {
    pub(super) fn read(timeline: &'t Timeline, reports: &[ReportId]) -> Self {
        let of_report = |report: &ReportId| {
            let analysis = &timeline.analyses[report.index()];
            (*report, (analysis.claims.look(), analysis.frames.look()))
        };
        Self(reports.iter().map(of_report).collect())
    }

    fn claims(&self, report: ReportId) -> &[Claim] {
        self.0.get(&report).map(|(claims, _)| claims.as_slice()).unwrap_or_default()
    }
}

/// The claims of a story's reports, by report and place.
pub(super) struct Story<'t> {
    /// The timeline they are from.
    pub timeline: &'t Timeline,
    /// The claims and frames of its reports.
    facts: &'t Facts<'t>,
    /// The reports.
    pub reports: Vec<ReportId>,
    /// Their claims.
    pub claims: Vec<ClaimRef<'t>>,
    /// The events that several of them report.
    events: Vec<EventId>,
    /// Where each report's claims are among them.
    places: BTreeMap<ReportId, Range<usize>>,
    /// The reports in lower case, each computed when first used.
    lower: BTreeMap<ReportId, OnceCell<String>>,
}

impl<'t> Ledger<'t> {
    pub(super) fn read(timeline: &'t Timeline) -> Self {
        let mut events: BTreeMap<ReportId, Vec<EventId>> = BTreeMap::new();
        for (event, id) in timeline.events.iter().zip(0..) {
            if let [first, _, ..] = event.reported_by[..] {
                events.entry(first).or_default().push(EventId(id));
            }
        }
        Self { timeline, events }
    }

    /// The events that several reports mention, of which this report is the first.
    pub(super) fn events_of(&self, report: ReportId) -> &[EventId] {
        self.events.get(&report).map(Vec::as_slice).unwrap_or_default()
    }

    /// A report's entries in the timeline's ledger, which is ordered by report, and the index of the first.
    pub(super) fn entries_of(&self, report: ReportId) -> (u32, &'t [LedgerEntry]) {
        let ledger = &self.timeline.ledger;
        let first = ledger.partition_point(|entry| entry.report < report);
        let count = ledger[first..].partition_point(|entry| entry.report == report);
        (u32::try_from(first).unwrap_or(u32::MAX), &ledger[first..first + count])
    }

    fn claims_of<'f>(&self, report: ReportId, facts: &'f Facts<'f>) -> impl Iterator<Item = ClaimRef<'f>>
    where
        't: 'f,
    {
        let (first, own) = self.entries_of(report);
        let claims = facts.claims(report);
        (first..).zip(own).map(move |(id, entry)| ClaimRef {
            id: ClaimId(id),
            report,
            claim: &claims[entry.index as usize],
            event: entry.event,
        })
    }

    /// The story of some reports, whose facts were read for it.
    pub(super) fn story<'f>(&self, reports: &[ReportId], facts: &'f Facts<'f>) -> Story<'f>
    where
        't: 'f,
    {
        let mut claims: Vec<ClaimRef<'f>> = Vec::new();
        let mut places = BTreeMap::new();
        for &report in reports {
            let from = claims.len();
            claims.extend(self.claims_of(report, facts));
            places.insert(report, from..claims.len());
        }
        let lower = reports.iter().map(|&report| (report, OnceCell::new())).collect();
        let events = reports.iter().flat_map(|report| self.events_of(*report)).copied().collect();
        Story { timeline: self.timeline, facts, reports: reports.to_vec(), claims, events, places, lower }
    }
}

impl<'t> Story<'t> {
    /// What each clause of one of the story's reports says.
    pub(super) fn frames(&self, report: ReportId) -> &'t Frames {
        static NONE: LazyLock<Frames> = LazyLock::new(Frames::default);
        self.facts.0.get(&report).map_or(&NONE, |(_, frames)| frames)
    }

    /// The claims of one of the story's reports, by their index in the report.
    pub(super) fn all_claims(&self, report: ReportId) -> &'t [Claim] {
        self.facts.claims(report)
    }

    /// The claims of one of the story's reports, without going through the whole story.
    pub(super) fn of(&self, report: ReportId) -> &[ClaimRef<'t>] {
        self.places.get(&report).and_then(|place| self.claims.get(place.clone())).unwrap_or_default()
    }

    /// Whether a passage contains a figure that is already compared as a claim; of what is planned or denied none is.
    pub(super) fn is_claimed(&self, passage: Passage) -> bool {
        /// How many bytes before the end of a claim its words may begin.
        const LONGEST: u32 = 400;
        let claims = self.of(passage.report);
        let from = claims.partition_point(|claim| claim.span.start + LONGEST < passage.span.start);
        let near = claims[from..].iter().take_while(|claim| claim.span.start < passage.span.end);
        let mut figures = near
            .filter(|claim| claim.is_figure() && claim.is_live())
            .filter_map(|claim| claim.quantity.as_ref());
        figures.any(|figure| figure.span.overlaps(passage.span))
    }

    /// The claims with a predicate.
    pub(super) fn with_predicate<'s>(&'s self, predicate: &'s str) -> impl Iterator<Item = ClaimRef<'t>> {
        self.claims.iter().filter(move |claim| claim.predicate() == predicate).copied()
    }

    /// The figures, by predicate.
    pub(super) fn figures(&self) -> BTreeMap<&'t str, Vec<ClaimRef<'t>>> {
        let mut figures: BTreeMap<&str, Vec<ClaimRef<'t>>> = BTreeMap::new();
        for claim in self.claims.iter().filter(|claim| claim.is_figure()) {
            figures.entry(claim.predicate()).or_default().push(*claim);
        }
        figures
    }

    /// The claims whose predicate has this prefix, by the rest of the predicate.
    pub(super) fn by_rest_of_predicate(&self, opening: &str) -> BTreeMap<&'t str, Vec<ClaimRef<'t>>> {
        let mut by_rest: BTreeMap<&str, Vec<ClaimRef<'t>>> = BTreeMap::new();
        for claim in &self.claims {
            if let Some(rest) = claim.predicate().strip_prefix(opening) {
                by_rest.entry(rest).or_default().push(*claim);
            }
        }
        by_rest
    }

    /// Whether a report is one of the story's.
    pub(super) fn holds(&self, report: ReportId) -> bool {
        self.places.contains_key(&report)
    }

    /// The events that several reports mention, the first of these reports being one of the story's.
    pub(super) fn events(&self) -> impl Iterator<Item = &'t Event> {
        let timeline = self.timeline;
        self.events.iter().filter_map(|id| timeline.events.get(id.0 as usize))
    }

    /// The words of a span of a report.
    pub(super) fn words(&self, report: ReportId, span: Span) -> &'t str {
        self.timeline.words(report, span)
    }

    /// The words of a span of a report on one line.
    pub(super) fn phrase(&self, report: ReportId, span: Span) -> String {
        one_line(self.words(report, span))
    }

    /// The time expression that overlaps a span of a report.
    pub(super) fn time_at(&self, report: ReportId, span: Span) -> Option<&'t TimeExpression> {
        let times = &self.timeline.analyses[report.index()].times;
        let from = times.partition_point(|time| time.span.end <= span.start);
        times.get(from).filter(|time| time.span.overlaps(span))
    }

    /// The text of a report.
    pub(super) fn text(&self, report: ReportId) -> &'t str {
        &self.timeline.reports[report.index()].text
    }

    /// The text of one of the story's reports in lower case.
    pub(super) fn lower_text(&self, report: ReportId) -> &str {
        let lowered = || self.timeline.reports[report.index()].text.to_lowercase();
        self.lower.get(&report).map_or("", |text| text.get_or_init(lowered))
    }

    /// Whether a report of the story speaks of separate events: "two separate shootings", "unrelated crashes".
    pub(super) fn is_of_several_events(&self) -> bool {
        const APART: &[&str] = &["separate ", "unrelated "];
        const ANY: &[&str] = &["incident", "case", "attack", "killing", "death"];
        let is_event = |word: &str| {
            let one = word.strip_suffix("s").map(|one| one.strip_suffix("e").unwrap_or(one));
            let forms = [word.strip_suffix("s"), one];
            forms.into_iter().flatten().any(|form| date::incident_noun(form).is_some() || ANY.contains(&form))
        };
        let follows = |text: &str, cue: &str| {
            text.match_indices(cue).any(|(at, _)| {
                let words = text[at + cue.len()..].split(|letter: char| !letter.is_alphabetic()).take(2);
                words.into_iter().any(is_event)
            })
        };
        self.reports.iter().any(|&report| APART.iter().any(|cue| follows(self.lower_text(report), cue)))
    }

    /// The story's other reports, at most the first [`MOST_SILENT`].
    pub(super) fn others(&self, than: &[ReportId]) -> Vec<ReportId> {
        let others = self.reports.iter().copied().filter(|report| !than.contains(report));
        others.take(MOST_SILENT).collect()
    }

    /// A claim as one side of a disagreement.
    pub(super) fn position(&self, claim: &ClaimRef<'_>) -> Position {
        let statement = match (&claim.quantity, &claim.when, &claim.value) {
            (Some(quantity), ..) => figure(&self.timeline.reports[claim.report.index()].text, quantity),
            (None, Some(when), _) if claim.kind == ClaimKind::Time => when.in_words(),
            (None, _, Some(value)) if claim.status == Status::Denied => format!("not {value}"),
            (None, _, Some(value)) => value.to_string(),
            (None, _, None) => self.words(claim.report, claim.span).to_owned(),
        };
        Position { passage: claim.passage(), claim: Some(claim.id), statement }
    }
}

/// A report's figure in short: its bounds, or its own words if it is vague or has a unit.
#[must_use]
pub fn figure(text: &str, figure: &Quantity) -> String {
    let counted = matches!(&*figure.unit, "" | "people");
    let words = || one_line(figure.span.of(text));
    match (figure.low, figure.high) {
        _ if !counted || figure.approximate || figure.rule == quantity::share::OF => words(),
        // As it was put: "more than 100" is not shown as "at least 101".
        (Some(low), None) if figure.rule == quantity::OVER => format!("> {}", grouped(low - 1.0)),
        (None, Some(high)) if figure.rule == quantity::UNDER => format!("< {}", grouped(high + 1.0)),
        (Some(low), Some(high)) if low >= high => grouped(low),
        (Some(low), Some(high)) => format!("{}–{}", grouped(low), grouped(high)),
        (Some(low), None) => format!("≥ {}", grouped(low)),
        (None, Some(high)) => format!("≤ {}", grouped(high)),
        (None, None) => words(),
    }
}

/// A number with commas as thousands separators.
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

    #[test]
    fn a_difference_lists_the_silent_reports_of_a_story_and_of_a_large_one_the_first() {
        let timeline = Timeline::default();
        let facts = Facts::read(&timeline, &[]);
        let mut story = Ledger::read(&timeline).story(&[], &facts);
        story.reports = (0..4).map(ReportId).collect();
        assert_eq!(story.others(&[ReportId(1), ReportId(3)]), [ReportId(0), ReportId(2)]);
        story.reports = (0..10_000).map(ReportId).collect();
        let silent = story.others(&[ReportId(0)]);
        assert_eq!((silent.len(), silent[0], silent[255]), (MOST_SILENT, ReportId(1), ReportId(256)));
    }
}

//! A disagreement as a small table: for each side its value, who says so, as of when, and how it compares with another side;
//! and the trend of a figure over time where there are enough of them. Drawn elsewhere.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::card::{chain, claim};
use crate::analysis::claim::{Claim, ClaimKind, Extent, Status};
use crate::disagreement::verdict::{Bounds, bounds, earlier};
use crate::disagreement::{Disagreement, Position, Verdict, figure};
use crate::text::ReportId;
use crate::ui::state::library::Library;
use crate::ui::widget::time_axis;
use crate::ui::widget::wrap::display_width;

/// One side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideRow {
    /// Whose.
    pub report: ReportId,
    /// What it says.
    pub value: String,
    /// Who says so, in the report's words; empty where it is the report's own voice, none where no claim says it.
    pub source: Option<String>,
    /// As of when; empty where that is not known.
    pub clock: String,
    /// How it compares with the side that the table is read against.
    pub relation: Relation,
}

/// How one side compares with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is that side.
    Itself,
    /// It says the same.
    Same,
    /// Both can be true.
    Fits,
    /// A later figure that may replace an earlier one.
    Later,
    /// An earlier figure that may have been replaced.
    Earlier,
    /// They cannot both be true as worded.
    Conflicts,
    /// They differ, and the verdict is not that they contradict each other.
    Differs,
}

impl Relation {
    /// Its mark and its word.
    #[must_use]
    pub fn shown(self) -> (&'static str, &'static str) {
        match self {
            Self::Itself => ("", ""),
            Self::Same => ("=", "the same"),
            Self::Fits => ("≈", "both can be true"),
            Self::Later => ("↑", "later"),
            Self::Earlier => ("↓", "earlier"),
            Self::Conflicts => ("✗", "conflicts"),
            Self::Differs => ("≠", "differs"),
        }
    }
}

/// The places of the sides of a disagreement that differ in what a row says: a report that says the same of the same source
/// twice has one row.
#[must_use]
pub fn distinct_sides(library: &Library, found: &Disagreement) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut places: Vec<usize> = (0..found.positions.len()).collect();
    places.retain(|at| {
        let side = &found.positions[*at];
        let claim = claim(library, side);
        let source = claim.map(|claim| chain(library, side.passage.report, claim));
        let clock = claim.filter(|claim| claim.as_of.is_dated()).map(|claim| claim.as_of.in_words());
        seen.insert((side.passage.report, &side.statement, source, clock))
    });
    places
}

/// The rows of a disagreement, one for each distinct side, read against one of them.
#[must_use]
pub fn rows(library: &Library, found: &Disagreement, against: usize) -> Vec<SideRow> {
    let sides = distinct_sides(library, found);
    let chosen = sides.get(against).map(|at| &found.positions[*at]);
    let row = |(at, side): (usize, &Position)| {
        let claim = claim(library, side);
        let dated = claim.filter(|claim| claim.as_of.is_dated());
        SideRow {
            report: side.passage.report,
            value: side.statement.clone(),
            source: claim.map(|claim| chain(library, side.passage.report, claim)),
            clock: dated.map(|claim| claim.as_of.in_words()).unwrap_or_default(),
            relation: match chosen {
                Some(chosen) if at != against => relation(library, found, chosen, side),
                _ => Relation::Itself,
            },
        }
    };
    sides.iter().map(|at| &found.positions[*at]).enumerate().map(row).collect()
}

/// How a side compares with the chosen one.
fn relation(library: &Library, found: &Disagreement, chosen: &Position, side: &Position) -> Relation {
    if chosen.statement == side.statement {
        return Relation::Same;
    }
    let claims = claim(library, chosen).zip(claim(library, side));
    let figures =
        claims.and_then(|(one, other)| Some((one, one.quantity.as_ref()?, other, other.quantity.as_ref()?)));
    let Some((one, first, other, second)) = figures.filter(|(_, one, _, other)| one.unit == other.unit)
    else {
        return if found.verdict == Verdict::Contradiction { Relation::Conflicts } else { Relation::Differs };
    };
    let (later, sooner) = (earlier(&one.as_of, &other.as_of), earlier(&other.as_of, &one.as_of));
    let lie = if sooner { bounds(second, first) } else { bounds(first, second) };
    match lie {
        Bounds::Same | Bounds::Apart | Bounds::VaguelyApart => Relation::Fits,
        Bounds::Rising if later => Relation::Later,
        Bounds::Rising if sooner => Relation::Earlier,
        _ if found.verdict == Verdict::Update && (later || sooner) => {
            if later {
                Relation::Later
            } else {
                Relation::Earlier
            }
        }
        _ => Relation::Conflicts,
    }
}

/// A figure over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Each figure with its clock, in the order of the clocks.
    pub points: Vec<(NaiveDateTime, f64, String)>,
}

/// Fewest dated figures that make a trend.
const FEWEST: usize = 3;
/// Most claims examined for one: more than a line has columns.
const MOST: usize = 1000;

/// Bars from the least figure to the greatest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The trend of the figure that a disagreement is about: of all that the reports say of the same event, counted of the same
/// with the same predicate. None where fewer than three figures have clocks, or all have the same.
#[must_use]
pub fn trend(library: &Library, found: &Disagreement) -> Option<Trend> {
    let wanted =
        found.positions.iter().find_map(|side| claim(library, side).filter(|claim| is_figure(claim)))?;
    let of_event = found.event.map_or(&[][..], |event| library.claims_of(event));
    let timeline = &library.timeline;
    let entries = of_event.iter().take(MOST).filter_map(|at| timeline.ledger.get(*at as usize));
    let claims = entries.filter_map(|entry| {
        let claim = timeline.analyses.get(entry.report.index())?.claims.get(entry.index as usize)?;
        Some((entry.report, claim))
    });
    let sides = found.positions.iter().filter_map(|side| Some((side.passage.report, claim(library, side)?)));
    let alike = claims.filter(|(_, claim)| is_figure(claim) && counts_alike(claim, wanted));
    let mut points: Vec<(NaiveDateTime, f64, String)> = Vec::new();
    for (report, claim) in alike.chain(sides) {
        let Some(quantity) = &claim.quantity else { continue };
        let (Some(at), Some(value)) = (time_axis::moment(&claim.as_of), quantity.low.or(quantity.high))
        else {
            continue;
        };
        let words = figure(library.text(report), quantity);
        // "Dozens" and "several" have no height that can be compared.
        if value.is_finite() && quantity.floor.is_none() {
            points.push((at, value, words));
        }
    }
    points
        .sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2)));
    points.dedup_by(|one, other| (one.0, &one.2) == (other.0, &other.2));
    let (first, last) = (points.first()?, points.last()?);
    let moves = points.iter().any(|point| point.1.total_cmp(&first.1).is_ne());
    (points.len() >= FEWEST && first.0 < last.0 && moves).then_some(Trend { points })
}

/// Whether two claims count the same, with the same predicate.
#[must_use]
pub fn counts_alike(one: &Claim, other: &Claim) -> bool {
    let unit = |claim: &Claim| claim.quantity.as_ref().map(|quantity| quantity.unit.clone());
    one.predicate == other.predicate && one.subject_group == other.subject_group && unit(one) == unit(other)
}

/// Whether a claim counts all of its subject, and still does.
fn is_figure(claim: &Claim) -> bool {
    matches!(claim.kind, ClaimKind::Count | ClaimKind::Amount)
        && claim.quantity.is_some()
        && claim.extent == Extent::Whole
        && claim.part_of.is_none()
        && claim.status == Status::Asserted
}

impl Trend {
    /// A bar for each figure, from the least to the greatest.
    #[must_use]
    pub fn bars(&self) -> String {
        let values = || self.points.iter().map(|(_, value, _)| *value);
        let least = values().fold(f64::INFINITY, f64::min);
        let most = values().fold(f64::NEG_INFINITY, f64::max);
        let top = BARS.len() - 1;
        let bar = |value: f64| {
            let share = if most > least { (value - least) / (most - least) } else { 0.0 };
            // A share is between 0 and 1.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let step = (share * top as f64).round() as usize;
            BARS[step.min(top)]
        };
        values().map(bar).collect()
    }

    /// The same in so many columns: without the days where there is no room for them.
    #[must_use]
    pub fn fitted(&self, room: usize) -> String {
        let words = self.words();
        if display_width(&words) <= room {
            return words;
        }
        words.split(" · ").next().unwrap_or_default().to_owned()
    }

    /// The first and the last figure with their days, and the bars between: `9 ▁▅█ 17 · 13 Mar – 15 Mar`.
    #[must_use]
    pub fn words(&self) -> String {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return String::new();
        };
        let day = |at: NaiveDateTime| at.format("%-d %b").to_string();
        let (from, to) = (day(first.0), day(last.0));
        let when = if from == to { from } else { format!("{from} – {to}") };
        format!("{} {} {} · {when}", first.2, self.bars(), last.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    fn toll(library: &Library) -> Disagreement {
        let toll = story::event(library, "killed");
        let all = &library.disagreements;
        let mut of_toll = library.disagreements_of(toll).iter().map(|at| &all[*at as usize]);
        of_toll.find(|found| found.positions.len() >= 2).expect("the toll is disputed").clone()
    }

    #[test]
    fn a_row_says_the_value_who_says_so_and_as_of_when() {
        let library = story::library();
        let found = toll(&library);
        let rows = rows(&library, &found, 0);
        assert_eq!(rows.len(), found.positions.len());
        assert_eq!(rows[0].relation, Relation::Itself);
        let post = rows.iter().find(|row| row.report == ReportId(0)).expect("the Post has a side");
        assert_eq!((&*post.value, post.source.as_deref()), ("≥ 14", Some("according to the fire service")));
        assert_eq!(post.clock, "Thu 14 Mar, evening");
    }

    #[test]
    fn who_says_so_is_left_open_where_there_is_no_claim() {
        let library = story::library();
        let mut found = toll(&library);
        found.positions.iter_mut().for_each(|side| side.claim = None);
        assert!(rows(&library, &found, 0).iter().all(|row| row.source.is_none()));
    }

    #[test]
    fn sides_that_cannot_both_be_true_conflict_whichever_is_read_against() {
        let library = story::library();
        let found = toll(&library);
        assert_eq!(rows(&library, &found, 0)[1].relation, Relation::Conflicts);
        assert_eq!(rows(&library, &found, 1)[0].relation, Relation::Conflicts);
        assert!(rows(&library, &found, 99).iter().all(|row| row.relation == Relation::Itself));
    }

    #[test]
    fn a_trend_needs_three_dated_figures_that_move() {
        let library = story::library();
        let trend = trend(&library, &toll(&library)).expect("three reports give the toll");
        let figures: Vec<&str> = trend.points.iter().map(|(_, _, words)| &**words).collect();
        assert!(figures.len() >= 3, "{figures:?}");
        assert!(trend.points.is_sorted_by_key(|point| point.0));
        assert_eq!(trend.bars().chars().count(), figures.len());
        assert!(trend.words().contains(" Mar"), "{}", trend.words());
        let label =
            library.disagreements.iter().find(|found| found.aspect == crate::disagreement::Aspect::Label);
        assert!(label.is_none_or(|found| super::trend(&library, found).is_none()));
    }

    #[test]
    fn a_trend_is_of_numbers_and_not_of_vague_words() {
        let vague = story::timeline_with(|_, claim| {
            claim.quantity.as_mut().expect("the toll is a figure").floor = Some(2.0);
        });
        let library = Library::new(vague, story::disagreements());
        assert_eq!(trend(&library, &toll(&library)), None);
    }

    #[test]
    fn bars_go_from_the_least_to_the_greatest() {
        let at = |hour| chrono::NaiveDate::from_ymd_opt(2031, 5, 4).unwrap().and_hms_opt(hour, 0, 0).unwrap();
        let point = |hour, value: f64| (at(hour), value, value.to_string());
        let trend = Trend { points: vec![point(1, 8.0), point(2, 8.0), point(3, 13.0), point(4, 18.0)] };
        assert_eq!(trend.bars(), "▁▁▅█");
        assert_eq!(trend.words(), "8 ▁▁▅█ 18 · 4 May");
        assert_eq!((trend.fitted(17), trend.fitted(16)), (trend.words(), "8 ▁▁▅█ 18".to_owned()));
    }
}

//! Whether two claims with the same predicate may be compared at all: the ways in which they can be about different
//! things.

use super::ledger::{ClaimRef, Story};
use crate::analysis::actor::ActorKind;
use crate::analysis::claim::{Claim, Course, Extent, state};
use crate::analysis::time::{Basis, Granularity, When};
use crate::text::Published;

impl Story<'_> {
    /// Whether two claims with the same predicate may be compared; if not, the rule and the reason.
    pub(super) fn comparable(&self, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Result<(), Apart> {
        SCOPES.iter().find(|scope| (scope.apart)(self, one, other)).map_or(Ok(()), Err)
    }

    /// Whether two claims may be about events at the same time; if not, the rule and the reason.
    pub(super) fn comparable_in_time(&self, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Result<(), Apart> {
        let mut scopes = SCOPES.iter().filter(|scope| scope.name == TIME);
        scopes.find(|scope| (scope.apart)(self, one, other)).map_or(Ok(()), Err)
    }

    /// The period that a claim without a date of its own can be about: the weeks before its report.
    fn weeks_before(&self, claim: &ClaimRef<'_>, reach: u64) -> Option<When> {
        let day = self.timeline.reports[claim.report.index()].published.as_ref().and_then(Published::day)?;
        let first = day.checked_sub_days(chrono::Days::new(reach))?;
        Some(When::days(first, day, Basis::Published))
    }

    /// When an undated figure is of what its report dates, once, with another figure of the same kind and event: the headline's toll
    /// is of the day in the text below it.
    fn day_of_event(&self, claim: &ClaimRef<'_>) -> Option<When> {
        if claim.event.is_none() || claim.course != Course::Unchanged {
            return None;
        }
        let same = |own: &&ClaimRef<'_>| {
            own.event == claim.event && own.predicate == claim.predicate && own.is_figure()
        };
        let figures = self.of(claim.report).iter().filter(same);
        let mut dates = figures.filter_map(|own| own.when.as_ref());
        let first = dates.next()?;
        dates.all(|other| other.edtf == first.edtf).then(|| first.clone())
    }

    fn place(&self, claim: &ClaimRef<'_>) -> Option<(String, bool)> {
        let span = claim.place?;
        let name = self.words(claim.report, span).trim_start_matches("the ").to_lowercase();
        let actors = &self.timeline.analyses[claim.report.index()].actors;
        let state = actors
            .mentions
            .iter()
            .find(|mention| mention.span == span)
            .and_then(|mention| actors.actors.get(mention.actor as usize))
            .is_some_and(|actor| actor.kind == ActorKind::State);
        Some((name, state))
    }
}

/// How many days before its publication an undated event of a report may lie.
const DAYS_BEFORE: u64 = 40;

/// The same, compared with a claim dated only to the month or coarser: "in December" refers to what is no longer news.
const DAYS_BEFORE_COARSE: u64 = 10;

/// Whether a time is known only to the month or more coarsely.
pub(super) fn is_coarse(when: &When) -> bool {
    !matches!(
        when.granularity(),
        Granularity::Minute | Granularity::PartOfDay | Granularity::Day | Granularity::Days
    )
}

/// A reason not to compare.
type Apart = &'static Scope;

/// A way in which two claims with the same predicate are about different things.
pub(super) struct Scope {
    /// The rule's name.
    pub name: &'static str,
    /// The reason, as a sentence.
    pub why: &'static str,
    apart: fn(&Story<'_>, &ClaimRef<'_>, &ClaimRef<'_>) -> bool,
}

/// The name of the scope rule for time.
const TIME: &str = "scope/time";

/// All scope rules; the first match wins.
const SCOPES: &[Scope] = &[
    Scope {
        name: "scope/status",
        why: "one of them is planned, denied or unknown, the other stated as fact",
        apart: |_, one, other| !one.is_live() || !other.is_live(),
    },
    Scope {
        name: "scope/part",
        why: "one of them counts a part of what the other counts",
        apart: |story, one, other| {
            let parts = one.extent == Extent::Part || other.extent == Extent::Part;
            parts && !are_one_part(story, one, other)
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
            let dated = |claim: &ClaimRef<'_>| claim.when.clone().or_else(|| story.day_of_event(claim));
            let (own, others) = (dated(one), dated(other));
            if own.is_none() && others.is_none() {
                return false;
            }
            let coarse = |when: &Option<When>| when.as_ref().is_some_and(is_coarse);
            let reach = if coarse(&own) || coarse(&others) { DAYS_BEFORE_COARSE } else { DAYS_BEFORE };
            let (own, others) = (
                own.or_else(|| story.weeks_before(one, reach)),
                others.or_else(|| story.weeks_before(other, reach)),
            );
            own.zip(others).is_some_and(|(a, b)| !a.may_overlap(&b))
        },
    },
    Scope {
        name: "scope/place",
        why: "they are about different places",
        apart: |story, one, other| match (story.place(one), story.place(other)) {
            (Some((a, _)), Some((b, _))) => a != b,
            (Some((name, state)), None) | (None, Some((name, state))) => {
                let moved = one.course != Course::Unchanged || other.course != Course::Unchanged;
                !state
                    && !moved
                    && !in_both(story, &name, one, other)
                    && !is_place_of_story(story, &name, one, other)
            }
            (None, None) => false,
        },
    },
];

/// Whether two figures are of the same part ("including three officers", "four of them officers"), or one counts a
/// group by itself and the other counts it among all ("killed 22 children", "36 dead, among them 15 children").
fn are_one_part(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let parts = is_named_part(one) && is_named_part(other);
    let alone = |group: &ClaimRef<'_>, part: &ClaimRef<'_>| {
        group.extent == Extent::Whole && is_group_among(story, part)
    };
    let of_group = parts || alone(one, other) || alone(other, one);
    let of_all = |claim: &Claim| claim.part_of.is_some() && &*claim.predicate == "recaptured";
    of_group && one.subject_group == other.subject_group || of_all(one) && of_all(other)
}

/// Whether a figure counts a part that has a group of its own.
fn is_named_part(claim: &Claim) -> bool {
    claim.part_of.is_some() && claim.subject_group.is_some_and(|group| group != "people")
}

/// Whether a figure counts all members of a group among others: the children of "36 dead, among them 15 children", but
/// not those who escaped in "72 pupils, 15 of whom escaped".
pub(super) fn is_group_among(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    let claims = story.all_claims(claim.report);
    let whole = claim.part_of.and_then(|whole| claims.get(whole as usize));
    is_named_part(claim) && whole.is_some_and(|whole| whole.subject_group != claim.subject_group)
}

/// Whether one death toll is higher than the other by the number of attackers: the report names them as a part of its
/// figure, or the other report gives them as dead.
fn counts_attacker(story: &Story<'_>, wider: &ClaimRef<'_>, narrower: &ClaimRef<'_>) -> bool {
    let low = |claim: &Claim| claim.low().unwrap_or_default();
    let more = low(wider.claim) - low(narrower.claim);
    if &*wider.predicate != "killed" || !(1.0..=2.0).contains(&more) {
        return false;
    }
    let own_part = |claim: &ClaimRef<'_>| {
        let whole = claim.part_of;
        claim.report == wider.report
            && claim.subject_group.is_some_and(state::is_suspect)
            && whole == Some(story.timeline.ledger[wider.id.0 as usize].index)
            && (low(claim.claim) - more).abs() < 0.5
    };
    let dead = |claim: &ClaimRef<'_>| {
        (claim.report == narrower.report || claim.report == wider.report)
            && state::is_dead_suspect(claim.claim)
    };
    [wider, narrower]
        .iter()
        .flat_map(|claim| story.of(claim.report))
        .any(|claim| own_part(claim) || dead(claim))
}

/// Whether the report that names a place begins with it, gives no such figure for another place, and neither report
/// gives the figure as a part.
fn is_place_of_story(story: &Story<'_>, name: &str, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let placed = if one.place.is_some() { one } else { other };
    let text = &story.timeline.reports[placed.report.index()].text;
    let lead = text.char_indices().nth(OPENING).map_or(&**text, |(end, _)| &text[..end]);
    let elsewhere = story.of(placed.report).iter().any(|claim| {
        claim.is_figure()
            && claim.predicate == placed.predicate
            && story.place(claim).is_some_and(|(other, _)| other != name)
    });
    let known_part = || {
        story.claims.iter().any(|claim| {
            claim.extent == Extent::Part && claim.predicate == placed.predicate && claim.low() == placed.low()
        })
    };
    lead.to_lowercase().contains(name) && !elsewhere && !known_part()
}

/// How many characters of a report are its opening, which says where the event happened.
const OPENING: usize = 300;

fn in_both(story: &Story<'_>, name: &str, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    [one, other].iter().all(|claim| story.lower_text(claim.report).contains(name))
}

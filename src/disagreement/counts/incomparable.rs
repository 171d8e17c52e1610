//! Reasons not to compare two figures that follow from the other figures of their reports: the reports agree on another
//! figure, or one of the two is a part, a sum, or not its report's main figure.

use super::super::comparable::{is_coarse, is_group_among};
use super::super::ledger::{ClaimRef, Story};
use super::super::verdict::bounds::{Bounds, bounds};
use super::judge::is_casualty;
use super::subject::{SENTENCED, Subject};
use crate::analysis::claim::predicate::Counted;
use crate::analysis::claim::{Course, Extent, Quantity, Status, party};
use crate::text::ReportId;
use crate::timeline::EventId;

/// A reason not to compare two figures that follows from the other figures of their reports.
pub(super) struct Incomparable {
    /// The rule's name.
    pub(super) name: &'static str,
    /// The reason, as a sentence.
    pub(super) why: &'static str,
    pub(super) holds: fn(&Subject<'_, '_>, &[ClaimRef<'_>], &ClaimRef<'_>, &ClaimRef<'_>) -> bool,
}

/// The name of the rule for reports that agree on another figure.
pub(super) const AGREED: &str = "scope/agreed";

/// Whether two figures could be of one event, leaving aside what the other figures of their reports suggest: then both
/// can be shown for it.
pub(super) fn may_be_of_one_event(
    subject: &Subject<'_, '_>,
    claims: &[ClaimRef<'_>],
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
) -> bool {
    const OF_OTHER_FIGURES: &[&str] = &[AGREED, "scope/secondary", "scope/nearer", "scope/other-order"];
    let mut reasons = INCOMPARABLE.iter().filter(|reason| !OF_OTHER_FIGURES.contains(&reason.name));
    !reasons.any(|reason| (reason.holds)(subject, claims, one, other))
}

/// A day in seconds.
const DAY: f64 = 86_400.0;

/// All such reasons; the first match wins.
pub(super) const INCOMPARABLE: &[Incomparable] = &[
    Incomparable {
        name: "scope/several",
        why: "a report mentions several such events that have nothing to do with each other",
        holds: |subject, _, _, _| subject.several,
    },
    Incomparable {
        name: "scope/other-event",
        why: "the reports give them for two events, and nothing shows that these are one",
        holds: |subject, claim, one, other| {
            let lasted = subject.predicate.counted == Counted::Duration && !are_of_one_convict(one, other);
            are_of_other_events(claim, one, other, lasted)
        },
    },
    Incomparable {
        name: "scope/feared",
        why: "one of the reports says how many are feared dead or injured, the other how many are known to be",
        holds: |subject, _, one, other| is_feared(subject.story, one) != is_feared(subject.story, other),
    },
    Incomparable {
        name: AGREED,
        why: "both reports also give the same figure elsewhere, so these are of parts of it or of something else",
        holds: |subject, claim, one, other| agree(subject, claim, one.report, other.report),
    },
    Incomparable {
        name: "scope/known-part",
        why: "the other report gives the figure as a part of its own",
        holds: |subject, _, one, other| {
            is_part_of(subject.story, one, other) || is_part_of(subject.story, other, one)
        },
    },
    Incomparable {
        name: "scope/secondary",
        why: "one of the reports gives another figure first, so this one is of a part or of something else",
        holds: |subject, claim, one, other| {
            let people = subject.predicate.counted == Counted::People;
            !(is_principal(claim, one) && is_principal(claim, other)
                || !people && are_nearest(claim, one, other))
        },
    },
    Incomparable {
        name: "scope/nearer",
        why: "a report gives another figure that is closer to the other's",
        holds: |subject, claim, one, other| {
            subject.predicate.counted != Counted::People && !are_nearest(claim, one, other)
        },
    },
    Incomparable {
        name: "scope/other-order",
        why: "one figure is many times the other, and neither report says that it rose: they may be of two events",
        holds: |subject, _, one, other| is_of_other_order(subject, one, other),
    },
    Incomparable {
        name: "scope/hours-of-days",
        why: "one is in hours, the other in days: hours may count only working time",
        holds: |subject, _, one, other| {
            let unit = |claim: &ClaimRef<'_>| claim.quantity.as_ref().map(|own| own.factor);
            let units = unit(one).zip(unit(other));
            subject.predicate.counted == Counted::Duration
                && units.is_some_and(|(a, b)| a.min(b) < DAY && DAY <= a.max(b))
        },
    },
    Incomparable {
        name: "scope/own-losses",
        why: "each source counts its own people",
        holds: |subject, _, one, other| {
            let own = |claim: &ClaimRef<'_>| {
                let words = subject.story.words(claim.report, claim.subject).to_lowercase();
                words.split_whitespace().any(|word| matches!(word, "its" | "our" | "their"))
            };
            let source = |claim: &ClaimRef<'_>| {
                claim
                    .claim
                    .chain
                    .first()
                    .map(|source| subject.story.words(claim.report, source.name).to_lowercase())
            };
            (own(one) || own(other)) && source(one) != source(other)
        },
    },
    Incomparable {
        name: "scope/sum",
        why: "one figure is the sum of those the other report gives one by one",
        holds: |_, claim, one, other| is_sum(claim, one.report, other) || is_sum(claim, other.report, one),
    },
];

/// Whether two figures are of two events, and one of the reports also gives a figure for the other's event. Where no
/// report mentions both events, one event may have been taken for two. For durations, `sure` makes the two events
/// enough.
fn are_of_other_events(
    claims: &[ClaimRef<'_>],
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
    sure: bool,
) -> bool {
    let events = |figure: &ClaimRef<'_>| -> Vec<EventId> {
        let again = claims.iter().filter(|own| own.report == figure.report && is_same(own, figure));
        again.filter_map(|own| own.event).collect()
    };
    let (of_one, of_other) = (events(one), events(other));
    let knows = |report: ReportId, events: &[EventId]| {
        claims.iter().any(|own| own.report == report && own.event.is_some_and(|own| events.contains(&own)))
    };
    let unchanged = |claim: &ClaimRef<'_>| claim.course == Course::Unchanged;
    !is_same(one, other)
        && unchanged(one)
        && unchanged(other)
        && one.event.is_some()
        && other.event.is_some()
        && !of_one.iter().any(|event| of_other.contains(event))
        && (sure || knows(one.report, &of_other) || knows(other.report, &of_one))
}

/// Whether both are the sentence of the same person, whichever words report it: "was jailed for six years", "a five-year sentence".
fn are_of_one_convict(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let convict = |claim: &ClaimRef<'_>| {
        let name = claim.claim.value.clone().filter(|_| &*claim.predicate == SENTENCED);
        name.filter(|name| !name.is_empty())
    };
    convict(one).is_some_and(|name| convict(other) == Some(name))
}

/// Whether a figure is only feared: "forty are feared drowned", "12 presumed dead".
fn is_feared(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    const FEARED: &[&str] = &["feared", "presumed", "believed", "thought", "assumed"];
    let words = story.words(claim.report, claim.span).to_lowercase();
    words.split(|letter: char| !letter.is_alphabetic()).any(|word| FEARED.contains(&word))
}

/// How many times lower another source's figure may be than the first, for the two to count the same.
const MOST_BELOW_FIRST: f64 = 2.0;

/// How many times higher it may be: the dead of a war are not another count of a day's dead.
const MOST_ABOVE_FIRST: f64 = 4.0;

/// How many times larger one count of casualties may be than another of the same event.
const MOST_OF_CASUALTIES: f64 = 4.0;

/// How many times larger one count of other people may be than another of the same day; estimates of crowds vary
/// widely.
const MOST_OF_A_DAY: f64 = 9.5;

/// Whether one of two counts of people is many times the other, and neither report says that the figure has changed.
pub(super) fn is_of_other_order(subject: &Subject<'_, '_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let (Some(a), Some(b)) = (&one.quantity, &other.quantity) else { return false };
    let moved = [one, other].iter().any(|figure| figure.course != Course::Unchanged);
    if moved || subject.predicate.counted != Counted::People {
        return false;
    }
    let times = a.low.zip(b.low).filter(|(a, b)| a.min(*b) > 0.0).map_or(1.0, |(a, b)| a.max(b) / a.min(b));
    // "At least 15" was counted one by one, "up to 15" was not.
    let counted = |own: &Quantity| own.low.is_some_and(|low| own.high.is_none_or(|high| high <= low));
    let days = one.as_of.single_day().zip(other.as_of.single_day());
    let of_a_day = days.is_some_and(|(a, b)| (a - b).num_days().abs() <= 1) && counted(a) && counted(b);
    if is_casualty(subject.predicate.class) {
        let exclude = matches!(bounds(a, b), Bounds::Rising | Bounds::Falling);
        times >= MOST_OF_CASUALTIES && (of_a_day || exclude)
    } else {
        times >= MOST_OF_A_DAY && of_a_day
    }
}

/// Whether neither report gives a figure that is clearly closer to the other's.
fn are_nearest(claims: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const NEARER: f64 = 0.75;
    let low = |claim: &ClaimRef<'_>| claim.low().filter(|low| *low > 0.0);
    let apart = |a: &ClaimRef<'_>, b: &ClaimRef<'_>| low(a).zip(low(b)).map(|(a, b)| (a / b).ln().abs());
    let Some(gap) = apart(one, other) else { return true };
    let nearer = |from: &ClaimRef<'_>, than: &ClaimRef<'_>| {
        claims
            .iter()
            .filter(|alternative| {
                alternative.report == than.report && alternative.id != than.id && alternative.is_live()
            })
            .any(|alternative| apart(from, alternative).is_some_and(|near| near < gap * NEARER))
    };
    !nearer(one, other) && !nearer(other, one)
}

/// Whether a figure is its report's main one: the one reported as changed, else the first in numerals, else another
/// source's count of the same.
fn is_principal(claims: &[ClaimRef<'_>], figure: &ClaimRef<'_>) -> bool {
    let coarse = |claim: &ClaimRef<'_>| claim.when.as_ref().is_some_and(is_coarse);
    let alternatives = || {
        claims.iter().filter(|claim| {
            claim.report == figure.report
                && claim.extent == Extent::Whole
                && claim.is_live()
                && !coarse(claim)
                && match (&claim.when, &figure.when) {
                    (Some(own), Some(other)) => coarse(figure) || own.may_overlap(other),
                    _ => true,
                }
                && (claim.id == figure.id || claim.place.is_none() || figure.place.is_none())
        })
    };
    let counted = |claim: &&ClaimRef<'_>| {
        let numeral = |own: &Quantity| !party::is_rule(own.rule) && own.floor.is_none();
        claim.quantity.as_deref().is_some_and(numeral)
    };
    let moved = alternatives().rfind(|claim| claim.course != Course::Unchanged);
    let Some(first) = moved.or_else(|| alternatives().find(counted)).or_else(|| alternatives().next()) else {
        return true;
    };
    let low = |claim: &ClaimRef<'_>| claim.low().unwrap_or_default();
    let names = |claim: &ClaimRef<'_>| claim.chain.first().map(|source| source.name);
    let another_source = moved.is_none()
        && !coarse(figure)
        && names(figure).is_some()
        && names(figure) != names(first)
        && low(figure) * MOST_BELOW_FIRST >= low(first)
        && low(figure) <= low(first) * MOST_ABOVE_FIRST;
    first.id == figure.id || is_same(first, figure) || another_source || figure.extent == Extent::Part
}

/// Whether a figure is the sum of several figures of another report.
fn is_sum(claims: &[ClaimRef<'_>], of: ReportId, figure: &ClaimRef<'_>) -> bool {
    let low = |claim: &ClaimRef<'_>| claim.low().unwrap_or_default();
    let mut parts: Vec<f64> = claims
        .iter()
        .filter(|claim| claim.report == of && claim.extent == Extent::Whole && claim.is_live())
        .map(low)
        .collect();
    parts.sort_unstable_by(f64::total_cmp);
    parts.dedup();
    parts.len() > 1 && (parts.iter().sum::<f64>() - low(figure)).abs() < 0.5
}

/// Whether the other report gives the figure as a part of its own: "three died, two of them in the harbour". A part of
/// another figure says nothing about this one.
fn is_part_of(story: &Story<'_>, figure: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let claims = story.all_claims(other.report);
    let of_other = |part: &ClaimRef<'_>| {
        let whole = part.part_of.and_then(|whole| claims.get(whole as usize));
        whole.is_none_or(|whole| whole.low() == other.low())
    };
    story.of(other.report).iter().any(|claim| {
        claim.extent == Extent::Part
            && claim.predicate == figure.predicate
            && is_same(claim, figure)
            && of_other(claim)
    })
}

/// Whether two claims give the same figure.
pub(super) fn is_same(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    one.claim
        .quantity
        .as_ref()
        .zip(other.quantity.as_ref())
        .is_some_and(|(one, other)| bounds(one, other) == Bounds::Same)
}

/// Whether two reports give the same figure for the subject somewhere: their other figures are then about parts of it.
///
/// `claims` are all figures of the subject: the answer is kept for further pairs of figures from these reports.
pub(super) fn agree(
    subject: &Subject<'_, '_>,
    claims: &[ClaimRef<'_>],
    one: ReportId,
    other: ReportId,
) -> bool {
    if let Some(&known) = subject.agreed.borrow().get(&(one, other)) {
        return known;
    }
    let agreed = find_agreed(subject, claims, one, other);
    subject.agreed.borrow_mut().insert((one, other), agreed);
    agreed
}

fn find_agreed(subject: &Subject<'_, '_>, claims: &[ClaimRef<'_>], one: ReportId, other: ReportId) -> bool {
    let of = |report: ReportId| {
        claims.iter().filter(move |claim| {
            let whole = claim.extent == Extent::Whole || is_group_among(subject.story, claim);
            claim.report == report && whole && claim.status != Status::Withdrawn
        })
    };
    of(one).any(|a| {
        of(other).any(|b| {
            let (Some(a_figure), Some(b_figure)) = (&a.quantity, &b.quantity) else {
                return false;
            };
            // "up to 60" agrees with everything below, and "dozens" with many numbers.
            let counted = |figure: &Quantity| figure.low.is_some() && figure.floor.is_none();
            let known = counted(a_figure) && counted(b_figure);
            known && subject.story.comparable(a, b).is_ok() && bounds(a_figure, b_figure) == Bounds::Same
        })
    })
}

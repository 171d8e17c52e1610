//! What the other figures of two reports say against comparing two of them: both give one in common, one is a part or a sum,
//! or not the figure its report stands by.

use super::super::comparable::{is_coarse, is_group_among};
use super::super::ledger::{ClaimRef, Story};
use super::super::verdict::bounds::{Bounds, bounds};
use super::judge::is_casualty;
use super::subject::Subject;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::claim::{Course, Extent, Quantity, Status, party};
use crate::text::ReportId;
use crate::timeline::EventId;

/// What the other figures of two reports say against comparing these two.
pub(super) struct Incomparable {
    /// The rule's name.
    pub(super) name: &'static str,
    /// The reason, as a sentence.
    pub(super) why: &'static str,
    pub(super) holds: fn(&Subject<'_, '_>, &[ClaimRef<'_>], &ClaimRef<'_>, &ClaimRef<'_>) -> bool,
}

/// The name of the reason that both reports give one figure in common.
pub(super) const AGREED: &str = "scope/agreed";

/// Whether two figures are of one thing but for what their reports say of other figures: both figures can be shown of an event.
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

/// Every such reason, first match first.
pub(super) const INCOMPARABLE: &[Incomparable] = &[
    Incomparable {
        name: "scope/several",
        why: "a report mentions several such events that have nothing to do with each other",
        holds: |subject, _, _, _| subject.several,
    },
    Incomparable {
        name: "scope/other-event",
        why: "the reports give them for two events that nothing shows to be one",
        holds: |subject, claim, one, other| {
            let lasted = subject.predicate.counted == Counted::Duration;
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
        why: "both reports also give one figure in common, so these are of parts of it or of something else",
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
        why: "one is in hours, the other in days: hours may be only those at work",
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

/// Whether two figures are of two events, and one of the reports gives a figure of its own for the other's event: where no
/// report knows both, what is one may have been taken for two. How long two things lasted is `sure` to be of two events.
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
    let occurs = |claim: &ClaimRef<'_>| claim.course == Course::Unchanged;
    !is_same(one, other)
        && occurs(one)
        && occurs(other)
        && one.event.is_some()
        && other.event.is_some()
        && !of_one.iter().any(|event| of_other.contains(event))
        && (sure || knows(one.report, &of_other) || knows(other.report, &of_one))
}

/// Whether a figure is only feared: "forty are feared drowned", "12 presumed dead".
fn is_feared(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    const FEARED: &[&str] = &["feared", "presumed", "believed", "thought", "assumed"];
    let words = story.words(claim.report, claim.span).to_lowercase();
    words.split(|letter: char| !letter.is_alphabetic()).any(|word| FEARED.contains(&word))
}

/// How many times another source's figure may lie below the first to be one for the same.
const RIVALRY: f64 = 2.0;

/// How many times it may lie above it: a war's dead are not another count of a day's.
const HIGHEST_RIVALRY: f64 = 4.0;

/// How many times one count of casualties may be another for both to be of one event.
const MOST_OF_CASUALTIES: f64 = 4.0;

/// How many times one count of other people may be another of the same day; crowds are estimated far apart.
const MOST_OF_A_DAY: f64 = 9.5;

/// Whether of two counts of people one is many times the other, and neither report says how it moved.
pub(super) fn is_of_other_order(subject: &Subject<'_, '_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let (Some(a), Some(b)) = (&one.quantity, &other.quantity) else { return false };
    let moved = [one, other].iter().any(|figure| figure.course != Course::Unchanged);
    if moved || subject.predicate.counted != Counted::People {
        return false;
    }
    let times = a.low.zip(b.low).filter(|(a, b)| a.min(*b) > 0.0).map_or(1.0, |(a, b)| a.max(b) / a.min(b));
    // "At least 15" is counted one by one, "up to 15" is not.
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

/// Whether neither report gives a figure that is clearly nearer to the other's.
fn are_nearest(claims: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const NEARER: f64 = 0.75;
    let low = |claim: &ClaimRef<'_>| claim.low().filter(|low| *low > 0.0);
    let apart = |a: &ClaimRef<'_>, b: &ClaimRef<'_>| low(a).zip(low(b)).map(|(a, b)| (a / b).ln().abs());
    let Some(gap) = apart(one, other) else { return true };
    let nearer = |from: &ClaimRef<'_>, than: &ClaimRef<'_>| {
        claims
            .iter()
            .filter(|rival| rival.report == than.report && rival.id != than.id && rival.is_live())
            .any(|rival| apart(from, rival).is_some_and(|near| near < gap * NEARER))
    };
    !nearer(one, other) && !nearer(other, one)
}

/// Whether a figure is the one its report stands by: the one it says has moved, else the first it gives in numerals, else
/// another source's for the same.
fn is_principal(claims: &[ClaimRef<'_>], figure: &ClaimRef<'_>) -> bool {
    let coarse = |claim: &ClaimRef<'_>| claim.when.as_ref().is_some_and(is_coarse);
    let rivals = || {
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
    let moved = rivals().rfind(|claim| claim.course != Course::Unchanged);
    let Some(first) = moved.or_else(|| rivals().find(counted)).or_else(|| rivals().next()) else {
        return true;
    };
    let low = |claim: &ClaimRef<'_>| claim.low().unwrap_or_default();
    let names = |claim: &ClaimRef<'_>| claim.chain.first().map(|source| source.name);
    let another_source = moved.is_none()
        && !coarse(figure)
        && names(figure).is_some()
        && names(figure) != names(first)
        && low(figure) * RIVALRY >= low(first)
        && low(figure) <= low(first) * HIGHEST_RIVALRY;
    first.id == figure.id || is_same(first, figure) || another_source || figure.extent == Extent::Part
}

/// Whether a figure is what several figures of another report make together.
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

/// Whether the other's report knows a figure as a part of its own: "three died, two of them in the harbour". A part of another
/// figure says nothing of this one.
fn is_part_of(story: &Story<'_>, figure: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let claims = &story.timeline.analyses[other.report.index()].claims;
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

/// Whether two claims give one figure.
pub(super) fn is_same(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    one.claim
        .quantity
        .as_ref()
        .zip(other.quantity.as_ref())
        .is_some_and(|(one, other)| bounds(one, other) == Bounds::Same)
}

/// Whether two reports give one figure in common for the subject: then their other figures are about parts of it.
///
/// `claims` are all the subject's figures: the answer is kept for the next pair of figures of these reports.
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

//! Dates of one incident that share no moment.

use std::collections::BTreeMap;

use super::told::{ClaimRef, Story, is_live};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict, hours};
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::claim::date::is_lasting;
use crate::analysis::claim::{ClaimKind, Extent};
use crate::analysis::time::When;
use crate::text::ReportId;

/// How many days apart two dates may lie to be of one incident; what is farther apart is another incident.
const SAME_INCIDENT: i64 = 4;

/// Finds incidents whose earliest dates differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    if story.tells_of_several() {
        return;
    }
    let mut kinds: BTreeMap<&str, BTreeMap<ReportId, Vec<ClaimRef<'_>>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| told.claim.kind == ClaimKind::Time && is_live(told.claim)) {
        kinds.entry(&told.claim.predicate).or_default().entry(told.report).or_default().push(*told);
    }
    for (kind, by_report) in kinds {
        let dates: Vec<ClaimRef<'_>> = by_report.values().filter_map(|told| earliest(story, told)).collect();
        let mut grave: Vec<ClaimRef<'_>> = Vec::new();
        for one in &dates {
            // A clock of another zone may be a day ahead.
            let zoned =
                |told: &ClaimRef<'_>| by_report[&told.report].iter().any(|own| hours::names_zone(story, own));
            let next_day = |other: &ClaimRef<'_>| {
                (zoned(one) || zoned(other)) && days_apart(one, other).is_some_and(|days| days <= 1)
            };
            let differs = dates.iter().any(|other| {
                conflict(one, other, &by_report)
                    && !opens_with_day(story, one, other)
                    && !opens_with_day(story, other, one)
                    && !hours::meet(story, one, other)
                    && !next_day(other)
            });
            if differs {
                grave.push(*one);
            }
        }
        explained.disagreements.extend(disagreement(story, kind, &grave));
        if grave.is_empty() {
            hours::find(story, kind, &by_report, explained);
        }
        let far = |one: &&ClaimRef<'_>| {
            dates.first().and_then(|first| days_apart(first, one)).is_some_and(|days| days > SAME_INCIDENT)
        };
        if let (Some(first), Some(other)) = (dates.first(), dates.iter().find(far)) {
            explained.not_compared.push(NotCompared {
                rule: "scope/other-incident",
                why: "the dates lie too far apart to be of one incident",
                positions: vec![story.position(first), story.position(other)],
            });
        }
    }
}

/// The earliest date a report gives, where it gives no two that contradict each other by weeks.
fn earliest<'t>(story: &Story<'_>, told: &[ClaimRef<'t>]) -> Option<ClaimRef<'t>> {
    let near = told
        .iter()
        .filter(|told| told.claim.extent == Extent::Whole)
        .filter(|told| told.claim.when.as_ref().is_some_and(When::is_dated) && names_day(story, told));
    near.clone()
        .max_by_key(|told| {
            told.claim.when.as_ref().map(|when| (when.first, std::cmp::Reverse(told.claim.span)))
        })
        .and_then(|latest| {
            near.filter(|told| days_apart(told, latest).is_some_and(|days| days <= SAME_INCIDENT))
                .min_by_key(|told| told.claim.when.as_ref().map(When::order_key))
        })
        .copied()
}

/// Whether a date is told, not only the hour: the day of a bare hour is a guess.
pub(super) fn names_day(story: &Story<'_>, told: &ClaimRef<'_>) -> bool {
    const DAYS: &[&str] = &["today", "yesterday", "tonight", "overnight", "this", "last", "day"];
    let words = story.words(told.report, told.claim.span).to_lowercase();
    let fine = |when: &When| when.minute.is_some() || when.part.is_some();
    let hour = told.claim.when.as_ref().is_some_and(fine) || words.contains("midnight");
    let mut words = words.split(|letter: char| !letter.is_alphanumeric());
    !hour || words.any(|word| DAYS.contains(&word) || calendar_word(word))
}

fn days_apart(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Option<i64> {
    let first = |told: &ClaimRef<'_>| told.claim.when.as_ref().and_then(|when| when.first);
    Some((first(one)? - first(other)?).num_days().abs())
}

/// Whether the dates of two reports share no moment, and neither report also gives the other's.
fn conflict(
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
    by_report: &BTreeMap<ReportId, Vec<ClaimRef<'_>>>,
) -> bool {
    let (Some(a), Some(b)) = (&one.claim.when, &other.claim.when) else { return false };
    let near = days_apart(one, other).is_some_and(|days| (1..=SAME_INCIDENT).contains(&days));
    let apart = match (a.first, a.last, b.first, b.last) {
        // A stretch of days tells when it began: its first day against the other's.
        (Some(first), Some(last), Some(other_first), Some(other_last))
            if first != last || other_first != other_last =>
        {
            first != other_first
        }
        _ => a.disjoint(b),
    };
    let gives = |report: ReportId, when: &When| {
        by_report.get(&report).is_some_and(|told| {
            told.iter().any(|told| told.claim.when.as_ref().is_some_and(|own| own.first == when.first))
        })
    };
    let agreed = !is_lasting(&one.claim.predicate) && (gives(one.report, b) || gives(other.report, a));
    one.report != other.report && near && apart && !agreed
}

/// Whether a report opens with the other's day and tells its own date of such an incident only later: that is of another one.
fn opens_with_day(story: &Story<'_>, told: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const OPENING: u32 = 250;
    let Some(day) = other.claim.when.as_ref().and_then(When::single_day) else { return false };
    let times = &story.timeline.analyses[told.report.index()].times;
    let mut opening = times.iter().take_while(|time| time.span.start < OPENING);
    !is_lasting(&told.claim.predicate)
        && told.claim.span.start >= OPENING
        && opening.any(|time| time.when.as_ref().and_then(When::single_day) == Some(day))
}

pub(super) fn disagreement(story: &Story<'_>, kind: &str, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    if told.len() < 2 {
        return None;
    }
    let positions: Vec<_> = told.iter().map(|told| story.position(told)).collect();
    let reports: Vec<_> = told.iter().map(|told| told.report).collect();
    let sides: Vec<_> = positions
        .iter()
        .map(|position| format!("{} ({})", position.statement, position.passage.report))
        .collect();
    let (what, rule, why) = if is_lasting(kind) {
        ("Beginning", "times/beginning", "the earliest days the reports give for it differ")
    } else {
        ("Date", "times/disjoint", "the dates given for it share no day")
    };
    Some(Disagreement {
        aspect: Aspect::Time,
        verdict: Verdict::Contradiction,
        severity: 0.9,
        event: None,
        summary: format!("{what} of the {kind}: {}", sides.join(" vs ")),
        rule,
        why: why.to_owned(),
        silent: story.others(&reports),
        positions,
    })
}

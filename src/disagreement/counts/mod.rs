//! Comparison of figures: the same predicate with the same people or things, or with groups of people one of which
//! contains the other.

mod card;
mod incomparable;
mod judge;
pub(super) mod series;
mod subject;
mod totals;
mod withdrawal;

use std::collections::BTreeSet;

use card::{disagreement, not_compared};
use incomparable::{INCOMPARABLE, agree, is_same};
use judge::{is_corrected, judge};
use subject::{PEOPLE, Subject, by_group, by_predicate, by_unit};
use withdrawal::withdrawn_figure;

pub(super) use judge::is_casualty;

use super::ledger::{ClaimRef, Story};
use super::verdict::bounds::{Bounds, bounds};
use super::{Explained, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate;
use crate::timeline::ClaimId;

/// Finds the disagreements between figures of one story.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let several = story.is_of_several_events();
    if !several {
        explained.disagreements.extend(totals::find(story));
    }
    for (class, claims) in by_predicate(story) {
        let Some(predicate) = predicate::class(class) else { continue };
        let groups = by_group(story, &claims);
        for (group, claims) in
            groups.iter().flat_map(|(group, claims)| by_unit(claims).map(move |claims| (group, claims)))
        {
            let subject = Subject::new(story, predicate, group, several);
            let mut found = same_group(&subject, &claims, explained);
            for (inner, parts) in groups.iter().filter(|(inner, _)| *inner != group && !several) {
                if group::contains(group, inner) {
                    found.pairs.extend(nested_groups(&subject, inner, &claims, parts));
                }
            }
            for pairs in questions(found) {
                explained.disagreements.extend(disagreement(&subject, &pairs));
            }
            explained.disagreements.extend(withdrawn_figure(&subject, &claims));
        }
    }
}

/// Two figures of different reports and what they amount to.
struct Pair<'t> {
    one: ClaimRef<'t>,
    other: ClaimRef<'t>,
    judged: Judged,
    /// The inner group, where the second figure counts only a group within the other's.
    inner: Option<&'t str>,
}

/// The result of comparing the figures of one subject.
struct Compared<'t> {
    /// The pairs that differ.
    pairs: Vec<Pair<'t>>,
    /// The pairs that are not about the same thing.
    apart: BTreeSet<(ClaimId, ClaimId)>,
}

#[derive(Clone, Copy)]
struct Judged {
    rule: &'static str,
    verdict: Verdict,
    why: &'static str,
}

/// How many pairs not compared are listed for one subject: more would explain nothing further.
const MOST_INCOMPARABLE: usize = 48;

/// Compares figures for the same group: those that differ, and those that are not about the same thing.
fn same_group<'t>(
    subject: &Subject<'_, 't>,
    claims: &[ClaimRef<'t>],
    explained: &mut Explained,
) -> Compared<'t> {
    let mut found = Compared { pairs: Vec::new(), apart: BTreeSet::new() };
    let known = explained.not_compared.len();
    for (place, one) in claims.iter().enumerate() {
        for other in claims[place + 1..].iter().filter(|other| other.report != one.report) {
            let apart = INCOMPARABLE
                .iter()
                .find(|kept| (kept.holds)(subject, claims, one, other))
                .filter(|_| !is_corrected(claims, one, other))
                .map(|kept| (kept.name, kept.why));
            let compared = apart.map_or_else(
                || subject.story.comparable(one, other).map_err(|apart| (apart.name, apart.why)),
                Err,
            );
            match compared {
                Ok(()) => {
                    let judged = judge(subject, claims, one, other);
                    let pair = |judged| Pair { one: *one, other: *other, judged, inner: None };
                    found.pairs.extend(judged.map(pair));
                }
                Err(apart) => {
                    // Two reports that give one figure can both conflict with a third.
                    if apart.0 != incomparable::AGREED || !is_same(one, other) {
                        found.apart.insert((one.id, other.id));
                    }
                    if explained.not_compared.len() - known < MOST_INCOMPARABLE {
                        not_compared(subject, one, other, apart, explained);
                    }
                }
            }
        }
    }
    found
}

/// Groups the pairs that answer one question: no two of its figures were kept apart or contradict each other within one
/// report.
fn questions(Compared { mut pairs, apart }: Compared<'_>) -> Vec<Vec<Pair<'_>>> {
    let excludes = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let within_report = one.report == other.report && one.id != other.id && !one.may_be_one_with(other);
        within_report || apart.contains(&(one.id, other.id)) || apart.contains(&(other.id, one.id))
    };
    pairs.sort_by_key(|pair| (pair.judged.verdict, pair.judged.rule, pair.one.id, pair.other.id));
    let mut questions: Vec<Vec<Pair<'_>>> = Vec::new();
    for pair in pairs {
        let fits = |question: &&mut Vec<Pair<'_>>| {
            let mut members = question.iter().flat_map(|known| [known.one, known.other]);
            let shares = question.iter().any(|known| {
                [known.one.id, known.other.id].iter().any(|id| [pair.one.id, pair.other.id].contains(id))
                    || is_same(&known.one, &pair.one) && is_same(&known.other, &pair.other)
                    || is_same(&known.one, &pair.other) && is_same(&known.other, &pair.one)
            });
            shares && members.all(|member| !excludes(&member, &pair.one) && !excludes(&member, &pair.other))
        };
        match questions.iter_mut().find(fits) {
            Some(question) => question.push(pair),
            None => questions.push(vec![pair]),
        }
    }
    questions
}

/// A group within a group: the part may not exceed the whole.
fn nested_groups<'t>(
    subject: &Subject<'_, 't>,
    inner: &'t str,
    wholes: &[ClaimRef<'t>],
    parts: &[ClaimRef<'t>],
) -> Vec<Pair<'t>> {
    let all: Vec<_> = wholes.iter().chain(parts).copied().collect();
    let mut pairs = Vec::new();
    for whole in wholes {
        for part in parts.iter().filter(|part| part.report != whole.report) {
            let known = |report| wholes.iter().any(|claim| claim.report == report);
            if known(part.report) && agree(subject, wholes, whole.report, part.report) {
                continue;
            }
            if subject.story.comparable(whole, part).is_err() {
                continue;
            }
            let (Some(of_whole), Some(of_part)) = (&whole.quantity, &part.quantity) else {
                continue;
            };
            let exceeds = of_whole.certain().below(of_part.certain());
            let apart = subject.group != PEOPLE
                && of_whole.high.is_none()
                && of_part.high.is_none()
                && bounds(of_whole, of_part) == Bounds::Apart;
            if exceeds || apart {
                let judged = judge(subject, &all, whole, part);
                let pair = |judged| Pair { one: *whole, other: *part, judged, inner: Some(inner) };
                pairs.extend(judged.map(pair));
            }
        }
    }
    pairs
}

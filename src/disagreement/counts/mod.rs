//! Figures laid beside each other: the same predicate of the same people or things, or of people one group of which lies
//! within the other.

mod incomparable;
mod judge;
pub(super) mod series;
mod totals;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use incomparable::{INCOMPARABLE, agree, is_same};
use judge::{is_corrected, judge};

pub(super) use judge::is_casualty;

use super::told::{ClaimRef, Story, is_coarse, is_figure, is_live};
use super::verdict;
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::{self, Counted, Predicate};
use crate::analysis::claim::{Extent, Status, party};
use crate::text::ReportId;
use crate::timeline::ClaimId;

/// Finds the disagreements between figures of one story.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    explained.disagreements.extend(handed_back_in_other_words(story));
    let several = story.tells_of_several();
    if !several {
        explained.disagreements.extend(totals::find(story));
    }
    for (class, told) in by_predicate(story) {
        let Some(predicate) = predicate::class(class) else { continue };
        let groups = by_group(story, &told);
        for (group, told) in
            groups.iter().flat_map(|(group, told)| by_unit(told).map(move |told| (group, told)))
        {
            let subject = Subject { story, predicate, group, several, agreed: RefCell::default() };
            let mut found = same_group(&subject, &told, explained);
            for (inner, parts) in groups.iter().filter(|(inner, _)| *inner != group && !several) {
                if group::contains(group, inner) {
                    found.pairs.extend(nested_groups(&subject, inner, &told, parts));
                }
            }
            for pairs in questions(found) {
                explained.disagreements.extend(disagreement(&subject, &pairs));
            }
            explained.disagreements.extend(handed_back(&subject, &told));
        }
    }
}

/// What a comparison is about.
struct Subject<'s, 't> {
    story: &'s Story<'t>,
    predicate: Predicate,
    group: &'s str,
    /// Whether the story is of several events that have nothing to do with each other.
    several: bool,
    /// Which pairs of reports give one of the figures in common, as far as it was asked.
    agreed: RefCell<FxHashMap<(ReportId, ReportId), bool>>,
}

type ByName<'s, 't> = BTreeMap<&'s str, Vec<ClaimRef<'t>>>;

/// How many figures of one sort a story is compared by; beyond it the earliest told are taken.
const MOST_FIGURES: usize = 96;

fn by_predicate<'t>(story: &Story<'t>) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    for told in story.told.iter().filter(|told| is_figure(told.claim) && !is_part_of_a_person(told)) {
        let figures = groups.entry(&*told.claim.predicate).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*told);
        }
    }
    groups
}

/// Whether people are counted by a number that is not whole: it measures something else.
fn is_part_of_a_person(told: &ClaimRef<'_>) -> bool {
    let people =
        predicate::class(&told.claim.predicate).is_some_and(|predicate| predicate.counted == Counted::People);
    people && low(told).is_some_and(|low| low < 1000.0 && low.fract() != 0.0)
}

/// Figures by whom or what they are of: a name where the claim has one, else the group.
fn by_group<'t>(story: &Story<'t>, told: &[ClaimRef<'t>]) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    let names: BTreeSet<&str> = told
        .iter()
        .filter(|told| &*told.claim.predicate == "sentenced")
        .filter_map(|told| told.claim.value.as_deref())
        .collect();
    for figure in told {
        let group = figure
            .claim
            .subject_group
            .map(|group| if is_everybody(told, figure.report, group) { PEOPLE } else { group });
        // Where all reports that tell of a sentence know the one who is sentenced by name, it is that one's.
        let known = |name: &str| told.iter().all(|told| story.lower_text(told.report).contains(name));
        let own = figure.claim.value.as_deref();
        let own = own.filter(|name| names.len() != 1 || !names.contains(name) || !known(name));
        let of = own.or(group);
        groups.entry(of.unwrap_or("")).or_default().push(*figure);
    }
    groups
}

/// The figures of each unit: euros say nothing of pounds.
fn by_unit<'t>(told: &[ClaimRef<'t>]) -> impl Iterator<Item = Vec<ClaimRef<'t>>> + use<'t> {
    let mut units: BTreeMap<&str, Vec<ClaimRef<'t>>> = BTreeMap::new();
    for figure in told {
        let unit = figure.claim.quantity.as_ref().map_or("", |quantity| &*quantity.unit);
        units.entry(if unit == PEOPLE { "" } else { unit }).or_default().push(*figure);
    }
    units.into_values()
}

/// The group that holds all.
const PEOPLE: &str = "people";

/// Groups that are, where something befalls them, all it befell: a mine's accident its miners, a bus's its passengers.
const THOSE_THERE: &[&str] = &[
    "miners",
    "workers",
    "passengers",
    "crew",
    "tourists",
    "guests",
    "audience",
    "crowd",
    "fans",
    "climbers",
    "divers",
    "athletes",
    "believers",
    "students",
    "pupils",
    "migrants",
    "prisoners",
    "hostages",
    "patients",
    "customers",
    "members",
    "victims",
    "wounded",
];

/// Whether a group is all a report tells such a figure of, while another report tells it of people: "two skiers were
/// killed", "the toll rose to six".
fn is_everybody(told: &[ClaimRef<'_>], report: ReportId, group: &str) -> bool {
    let whole = |told: &&ClaimRef<'_>| is_live(told.claim) && told.claim.extent == Extent::Whole;
    let own = |told: &&ClaimRef<'_>| told.report == report;
    let numeral =
        |told: &ClaimRef<'_>| told.claim.quantity.as_ref().is_some_and(|own| !party::is_rule(own.rule));
    let part = |told: &ClaimRef<'_>| {
        told.claim.subject_group == Some(group) && told.claim.extent == Extent::Part && numeral(told)
    };
    let recent = |told: &&ClaimRef<'_>| !told.claim.when.as_ref().is_some_and(is_coarse);
    // Who is aboard besides the passengers is another count.
    let befalls = told.iter().all(|told| &*told.claim.predicate != "aboard");
    befalls
        && THOSE_THERE.contains(&group)
        && !told.iter().any(part)
        && told
            .iter()
            .filter(whole)
            .filter(own)
            .filter(recent)
            .all(|told| told.claim.subject_group == Some(group))
        && told.iter().filter(whole).any(|told| !own(&told) && told.claim.subject_group == Some(PEOPLE))
}

/// Two figures of different reports and what they amount to.
struct Pair<'t> {
    one: ClaimRef<'t>,
    other: ClaimRef<'t>,
    judged: Judged,
    /// The group within the other's that the second counts.
    inner: Option<&'t str>,
}

/// What comparing the figures of one subject gave.
struct Compared<'t> {
    /// Those that differ.
    pairs: Vec<Pair<'t>>,
    /// Those that are not about the same.
    apart: BTreeSet<(ClaimId, ClaimId)>,
}

#[derive(Clone, Copy)]
struct Judged {
    rule: &'static str,
    verdict: Verdict,
    why: &'static str,
}

/// How many pairs of figures that are not compared are kept for one thing counted: more explain no more.
const MOST_INCOMPARABLE: usize = 48;

/// Figures for the same group: those that differ, and those that are not about the same.
fn same_group<'t>(
    subject: &Subject<'_, 't>,
    told: &[ClaimRef<'t>],
    explained: &mut Explained,
) -> Compared<'t> {
    let mut found = Compared { pairs: Vec::new(), apart: BTreeSet::new() };
    let known = explained.not_compared.len();
    for (place, one) in told.iter().enumerate() {
        for other in told[place + 1..].iter().filter(|other| other.report != one.report) {
            let apart = INCOMPARABLE
                .iter()
                .find(|kept| (kept.holds)(subject, told, one, other))
                .filter(|_| !is_corrected(told, one, other))
                .map(|kept| (kept.name, kept.why));
            let compared = apart.map_or_else(
                || subject.story.comparable(one, other).map_err(|apart| (apart.name, apart.why)),
                Err,
            );
            match compared {
                Ok(()) => {
                    let judged = judge(subject, told, one, other);
                    let pair = |judged| Pair { one: *one, other: *other, judged, inner: None };
                    found.pairs.extend(judged.map(pair));
                }
                Err(apart) => {
                    // Two reports that give one figure can both stand against a third.
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

/// Puts the pairs together that answer one question: figures no two of which were kept apart or stand against each other in
/// one report.
fn questions(Compared { mut pairs, apart }: Compared<'_>) -> Vec<Vec<Pair<'_>>> {
    let against = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let in_itself = one.report == other.report && one.id != other.id && !may_be_one(one, other);
        in_itself || apart.contains(&(one.id, other.id)) || apart.contains(&(other.id, one.id))
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
            shares && members.all(|member| !against(&member, &pair.one) && !against(&member, &pair.other))
        };
        match questions.iter_mut().find(fits) {
            Some(question) => question.push(pair),
            None => questions.push(vec![pair]),
        }
    }
    questions
}

/// Whether one number satisfies both figures: "three people were killed", "killing at least three people".
fn may_be_one(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let figures = one.claim.quantity.as_ref().zip(other.claim.quantity.as_ref());
    figures.is_some_and(|(one, other)| one.usual().compatible(other.usual()))
}

/// A figure that another report hands back as an earlier one without giving one of its own.
fn handed_back(subject: &Subject<'_, '_>, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let withdrawn = |told: &&ClaimRef<'_>| told.claim.status == Status::Withdrawn;
    let own = |report| told.iter().any(|told| told.report == report && is_live(told.claim));
    told.iter().filter(withdrawn).filter(|back| !own(back.report)).find_map(|back| {
        let given = told.iter().find(|told| {
            told.report != back.report
                && is_live(told.claim)
                && told.claim.extent == Extent::Whole
                && is_same(told, back)
        })?;
        withdrawal(subject, given, back)
    })
}

/// Predicates by which one report tells what another tells by the next: "five people were shot", "four were wounded".
const HARM: &[&str] = &["shot", "stabbed", "injured", "hospitalised"];

/// A figure of harm that another report hands back in other words.
fn handed_back_in_other_words(story: &Story<'_>) -> Option<Disagreement> {
    let of_harm = |told: &&ClaimRef<'_>| is_figure(told.claim) && HARM.contains(&&*told.claim.predicate);
    let told: Vec<ClaimRef<'_>> = story.told.iter().filter(of_harm).take(MOST_FIGURES).copied().collect();
    // "three were hurt, two of them stabbed, not three": the figure still holds for the other word.
    let gives_itself = |figure: &ClaimRef<'_>, report: ReportId| {
        told.iter().any(|own| {
            own.report == report
                && is_live(own.claim)
                && own.claim.predicate == figure.claim.predicate
                && is_same(own, figure)
        })
    };
    told.iter().filter(|told| told.claim.status == Status::Withdrawn).find_map(|back| {
        let given = told.iter().find(|told| {
            told.report != back.report
                && told.claim.predicate != back.claim.predicate
                && told.claim.extent == Extent::Whole
                && is_live(told.claim)
                && is_same(told, back)
                && !gives_itself(told, back.report)
        })?;
        let predicate = predicate::class(&given.claim.predicate)?;
        let subject = Subject { story, predicate, group: PEOPLE, several: false, agreed: RefCell::default() };
        withdrawal(&subject, given, back)
    })
}

/// A figure and its withdrawal by another report.
fn withdrawal(subject: &Subject<'_, '_>, given: &ClaimRef<'_>, back: &ClaimRef<'_>) -> Option<Disagreement> {
    let judged = Judged {
        rule: "counts/withdrawn",
        verdict: Verdict::Conditional,
        why: "the other report says outright that it was an earlier figure and does not hold",
    };
    let found = disagreement(subject, &[Pair { one: *given, other: *back, judged, inner: None }])?;
    let figure = subject.story.position(given).statement;
    let head = head(subject);
    let summary = format!("{head}: {figure} ({}), withdrawn ({})", given.report, back.report);
    Some(Disagreement { summary, ..found })
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
            let known = |report| wholes.iter().any(|told| told.report == report);
            if known(part.report) && agree(subject, wholes, whole.report, part.report) {
                continue;
            }
            if subject.story.comparable(whole, part).is_err() {
                continue;
            }
            let (Some(of_whole), Some(of_part)) = (&whole.claim.quantity, &part.claim.quantity) else {
                continue;
            };
            let exceeds = of_whole.certain().below(of_part.certain());
            let bounds = subject.group != "people"
                && of_whole.high.is_none()
                && of_part.high.is_none()
                && verdict::bounds(of_whole, of_part) == verdict::Bounds::Apart;
            if exceeds || bounds {
                let judged = judge(subject, &all, whole, part);
                let pair = |judged| Pair { one: *whole, other: *part, judged, inner: Some(inner) };
                pairs.extend(judged.map(pair));
            }
        }
    }
    pairs
}

/// The least a figure can mean: what a later report hands back is told by its number, with or without "at least".
fn low(told: &ClaimRef<'_>) -> Option<f64> {
    told.claim.quantity.as_ref()?.low
}

/// A figure's bounds as a key, to four places after the point: without a lower bound it comes first, without an upper one last.
fn value(told: &ClaimRef<'_>) -> Option<(i128, i128)> {
    // Numbers that no report gives are all the largest.
    #[allow(clippy::cast_possible_truncation)]
    let places = |bound: f64| (bound * 1e4).round_ties_even() as i128;
    let quantity = told.claim.quantity.as_ref()?;
    Some((places(quantity.low.unwrap_or(-1.0)), quantity.high.map_or(i128::MAX, places)))
}

/// One disagreement of all pairs that answer one question; the gravest verdict among them stands, the others are named.
fn disagreement(subject: &Subject<'_, '_>, pairs: &[Pair<'_>]) -> Option<Disagreement> {
    let gravest = pairs.iter().min_by_key(|pair| (pair.judged.verdict, pair.judged.rule))?;
    let mut told: Vec<ClaimRef<'_>> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    told.sort_by_key(|told| (value(told), told.report, told.claim.span));
    told.dedup_by_key(|told| told.id);
    told.dedup_by(|later, earlier| later.report == earlier.report && value(later) == value(earlier));
    let reports: Vec<_> = told.iter().map(|told| told.report).collect();
    let positions: Vec<_> = told
        .iter()
        .flat_map(|told| places(subject.story, told))
        .map(|told| subject.story.position(&told))
        .collect();
    Some(Disagreement {
        aspect: Aspect::Quantity,
        verdict: gravest.judged.verdict,
        severity: severity(subject.predicate, gravest.judged.verdict),
        event: told.iter().find_map(|told| told.event),
        summary: summary(subject, &told),
        rule: gravest.judged.rule,
        why: why(subject, gravest, pairs),
        silent: subject.story.others(&reports),
        positions,
    })
}

/// How often one report's figure is pointed at.
const MOST_PLACES: usize = 3;

/// The places where a report gives a figure, with or without "at least", the one that is compared first: its headline and its
/// text may put it in other words.
fn places<'t>(story: &Story<'t>, told: &ClaimRef<'t>) -> Vec<ClaimRef<'t>> {
    let again = story.of(told.report).iter().filter(|other| {
        other.id != told.id
            && other.claim.predicate == told.claim.predicate
            && other.claim.status == told.claim.status
            && !other.claim.span.overlaps(told.claim.span)
            && low(other) == low(told)
            && may_be_one(other, told)
            && is_of_one_group(other, told)
    });
    std::iter::once(*told).chain(again.copied()).take(MOST_PLACES).collect()
}

/// Whether two figures are of one group or of one within the other; a figure of nobody in particular is of none.
fn is_of_one_group(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    match (one.claim.subject_group, other.claim.subject_group) {
        (Some(one), Some(other)) => group::contains(one, other) || group::contains(other, one),
        (one, other) => one == other,
    }
}

fn why(subject: &Subject<'_, '_>, pair: &Pair<'_>, pairs: &[Pair<'_>]) -> String {
    let mut others: Vec<&str> = pairs
        .iter()
        .filter(|other| other.judged.verdict != pair.judged.verdict)
        .map(|other| other.judged.why)
        .collect();
    others.dedup();
    let beside: Vec<String> = others.iter().map(|why| format!("; of others of them {why}")).collect();
    let beside = beside.concat();
    match pair.inner {
        Some(inner) => format!("{}; {inner} are counted among {}{beside}", pair.judged.why, subject.group),
        None => format!("{}{beside}", pair.judged.why),
    }
}

/// "Security forces killed: 8 (B) vs ≥ 10 (C)".
fn summary(subject: &Subject<'_, '_>, told: &[ClaimRef<'_>]) -> String {
    let mut values: Vec<(String, Vec<ReportId>)> = Vec::new();
    for told in told {
        let figure = subject.story.position(told).statement;
        match values.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, reports)) => reports.push(told.report),
            None => values.push((figure, vec![told.report])),
        }
    }
    let sides: Vec<_> = values
        .iter()
        .map(|(figure, reports)| {
            let badges: Vec<_> = reports.iter().map(ToString::to_string).collect();
            format!("{figure} ({})", badges.join(", "))
        })
        .collect();
    format!("{}: {}", head(subject), sides.join(" vs "))
}

/// "Security forces killed".
fn head(subject: &Subject<'_, '_>) -> String {
    let group = if subject.group.is_empty() { String::new() } else { format!("{} ", subject.group) };
    capitalised(&format!("{group}{}", subject.predicate.class))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Counts of people weigh most, and of them the dead.
fn severity(predicate: Predicate, verdict: Verdict) -> f32 {
    let weight = match (predicate.class, predicate.counted) {
        ("killed", _) => 1.0,
        (_, Counted::People) => 0.85,
        _ => 0.7,
    };
    let grave = match verdict {
        Verdict::Contradiction => 0.95,
        Verdict::Conditional => 0.75,
        Verdict::Update => 0.6,
        _ => 0.3,
    };
    weight * grave
}

fn not_compared(
    subject: &Subject<'_, '_>,
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
    (rule, why): (&'static str, &'static str),
    explained: &mut Explained,
) {
    let differ = match (&one.claim.quantity, &other.claim.quantity) {
        (Some(a), Some(b)) => verdict::bounds(a, b) != verdict::Bounds::Same,
        _ => false,
    };
    if differ {
        explained.not_compared.push(NotCompared {
            rule,
            why,
            positions: vec![subject.story.position(one), subject.story.position(other)],
        });
    }
}

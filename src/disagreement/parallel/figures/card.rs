//! What a question with different figures shows: the rule, the figure of each report, and why they are taken for one question.

use std::collections::BTreeSet;

use super::super::super::ledger::Story;
use super::super::super::quote::{opening, quoted};
use super::super::super::rule::Rule;
use super::super::super::verdict::bounds::{Bounds, bounds};
use super::super::super::{Aspect, Position, Verdict};
use super::super::{Card, SideBySide, sides};
use super::figure::{Figure, Measure};
use super::{Question, Reason, Side, Weights};
use crate::analysis::claim::Quantity;
use crate::text::{Passage, ReportId, Span};

const DIFFER: Rule = Rule {
    name: "figures/differ",
    aspect: Aspect::Quantity,
    verdict: Verdict::Conditional,
    why: "the reports give different figures for what seems to be one question: they conflict unless they measure or count different parts of it",
};

const APART: Rule = Rule {
    name: "figures/apart",
    aspect: Aspect::Quantity,
    verdict: Verdict::Compatible,
    why: "the reports give different figures in similar words; nothing says whether they count or measure the same",
};

const FINER: Rule = Rule {
    name: "figures/finer",
    aspect: Aspect::Quantity,
    verdict: Verdict::Compatible,
    why: "one report gives a figure, the other a bound that holds with it",
};

/// The log-odds from which two figures that exclude each other are a possible conflict.
const SURE: f32 = 0.5;

/// How many reasons a card names.
const NAMED: usize = 2;

/// A card of a question, with the figures it shows; none where all figures agree or another card shows them.
pub(super) fn card<'f, 't>(
    beside: &SideBySide<'_, '_>,
    question: &Question<'f, 't>,
) -> Option<(Vec<&'f Figure<'t>>, Card)> {
    let story = beside.story;
    let (rule, shown) = compared(story, question)?;
    let passages: Vec<Passage> =
        shown.iter().map(|figure| Passage { report: figure.report, span: figure.span }).collect();
    if is_shown(beside, &shown) {
        return None;
    }
    let said: Vec<(ReportId, String)> =
        passages.iter().map(|passage| (passage.report, story.phrase(passage.report, passage.span))).collect();
    let first = shown.first()?;
    let head = match &first.measure {
        Measure::Unit(unit) if unit == "s" => "How long".to_owned(),
        Measure::Unit(..) => "How much".to_owned(),
        Measure::Noun(_) => format!("How many {}", counted(story, &shown)),
    };
    let summary = format!("{head}, {}: {}", quoted(&asked(story, first)), sides(&said));
    let positions =
        passages.into_iter().zip(said).map(|(passage, (_, figure))| Position::of(passage, figure));
    let mut disagreement = rule.found(story, summary, positions.collect());
    disagreement.why = format!("{}; {}", rule.why, grounds(question));
    Some((shown, Card { weight: question.log_odds, disagreement }))
}

/// Whether a difference found before shows these figures, each by itself or in another report that gives the same.
fn is_shown(beside: &SideBySide<'_, '_>, figures: &[&Figure<'_>]) -> bool {
    let over = |figure: &Figure<'_>| {
        let equal = figures.iter().filter(|one| bounds(&one.quantity, &figure.quantity) == Bounds::Same);
        let passages = equal.map(|one| Passage { report: one.report, span: one.span });
        passages.flat_map(|passage| beside.known_over(Aspect::Quantity, passage)).collect::<BTreeSet<_>>()
    };
    let known = figures.iter().map(|figure| over(figure));
    known.reduce(|shared, here| &shared & &here).is_some_and(|shared| !shared.is_empty())
}

/// The rule that the figures of a question meet, and those that do.
fn compared<'f, 't>(
    story: &Story<'_>,
    question: &Question<'f, 't>,
) -> Option<(&'static Rule, Vec<&'f Figure<'t>>)> {
    let of = |holds: &dyn Fn(&Figure<'_>, &Figure<'_>) -> bool| -> Vec<&'f Figure<'t>> {
        let all = &question.figures;
        all.iter().filter(|one| all.iter().any(|other| holds(one, other))).copied().collect()
    };
    let differ = |one: &Figure<'_>, other: &Figure<'_>| bounds(&one.quantity, &other.quantity);
    let excluded =
        |one: &Figure<'_>, other: &Figure<'_>| matches!(differ(one, other), Bounds::Rising | Bounds::Falling);
    let apart = |one: &Figure<'_>, other: &Figure<'_>| {
        differ(one, other) != Bounds::Same || is_bounded(&one.quantity, &other.quantity)
    };
    let conflict = |one: &Figure<'_>, other: &Figure<'_>| {
        excluded(one, other) && !has_grown(story, one, other) && !has_grown(story, other, one)
    };
    let is_conflict = question.log_odds >= SURE && !of(&conflict).is_empty();
    let differing = if is_conflict { &DIFFER } else { &APART };
    let tried = [(differing, of(&excluded)), (&FINER, of(&apart))];
    tried.into_iter().find(|(_, figures)| !figures.is_empty())
}

/// The noun that figures count, in the plural if a report has it.
fn counted(story: &Story<'_>, figures: &[&Figure<'_>]) -> String {
    let noun = |figure: &&Figure<'_>| match &figure.measure {
        Measure::Noun(noun) => Some(story.phrase(figure.report, noun.span)),
        Measure::Unit(_) => None,
    };
    let plural = figures.iter().filter_map(noun).find(|noun| noun.ends_with('s'));
    plural.or_else(|| figures.first().and_then(noun)).unwrap_or_default()
}

/// Whether a figure is the lower one, of a report published earlier that day: as votes are counted, more are.
fn has_grown(story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let published = |figure: &Figure<'_>| story.timeline.reports[figure.report.index()].published.as_ref();
    let is_later = published(one).zip(published(other)).is_some_and(|(one, other)| {
        let hours = one.edtf.contains('T') && other.edtf.contains('T');
        hours && one.day() == other.day() && one.edtf < other.edtf
    });
    is_later && bounds(&one.quantity, &other.quantity) == Bounds::Rising
}

/// Why the figures are taken for answers to one question: the best reasons, one of a family.
fn grounds(question: &Question<'_, '_>) -> String {
    let weights = Weights::learned();
    let counts = |reason: &&Reason| weights.of(reason) > 0.0 && reason.ground.side() == Side::For;
    let mut reasons: Vec<&Reason> = question.reasons.iter().filter(counts).collect();
    reasons.sort_by(|one, other| weights.of(other).total_cmp(&weights.of(one)));
    let family = |reason: &Reason| reason.ground.name().split_once('/').map(|(family, _)| family);
    let mut named: Vec<&Reason> = Vec::new();
    for reason in reasons {
        if named.len() < NAMED && named.iter().all(|known| family(known) != family(reason)) {
            named.push(reason);
        }
    }
    let says: Vec<&str> = named.into_iter().map(|reason| reason.ground.says()).collect();
    let percent = 100.0 / (1.0 + (-question.log_odds).exp());
    format!("taken for one question ({percent:.0} %) since {}", says.join(" and "))
}

/// Whether one of two figures is a number and the other the same number as a bound: "18" and "at least 18".
fn is_bounded(one: &Quantity, other: &Quantity) -> bool {
    let (a, b) = (one.usual(), other.usual());
    let near =
        |a: f64, b: f64| a.is_finite() && b.is_finite() && (a - b).abs() <= 1.0_f64.max(a.abs() / 100.0);
    a.is_point() != b.is_point() && (near(a.low, b.low) || near(a.high, b.high))
}

/// What the figure is asked of: who or what takes part, with the verb; else the words around it.
fn asked(story: &Story<'_>, figure: &Figure<'_>) -> String {
    /// How long the words may be.
    const LONGEST: u32 = 60;
    let clause = figure.action.as_ref().map(|of| {
        let words = of.parts.first().map(|part| part.span.cover(of.action.word));
        let short = words.filter(|words| words.len() <= LONGEST as usize && !words.overlaps(figure.span));
        short.unwrap_or(of.action.word)
    });
    clause.map_or_else(
        || opening(story, figure.report, figure.sentence.passage.span, 9),
        |words: Span| story.phrase(figure.report, words),
    )
}

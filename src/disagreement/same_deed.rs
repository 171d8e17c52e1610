//! Figures of one deed: how far a profit fell, how high a plume rises, how long ministers met.
//!
//! This compares frames, not sentences or events. Two figures of one unit or noun answer the same question if their deeds are
//! of one class of words and share a participant, or if both measure one thing, whatever the verb: "the plume rises 40 km",
//! "the plume reaches 65 km in height". A report that gives two figures for one question is not compared.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::ledger::Story;
use super::names::Mentions;
use super::origin::fold;
use super::parallel::{Coreference, Referents, are_certainly_one, class_of, sides};
use super::quote::quoted;
use super::rule::Rule;
use super::verdict::bounds::{Bounds, bounds};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::{Quantity, quantity};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::Polarity;
use crate::analysis::time::When;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

const FIGURES: Rule = Rule {
    name: "deed/figures",
    aspect: Aspect::Quantity,
    verdict: Verdict::Conditional,
    why: "the reports give different figures for one thing: they conflict unless they measure or count different parts of it",
};

/// How many figures of one unit or noun are compared in a story; if there are more, a shared unit says little.
const MOST_OF_A_MEASURE: usize = 48;

/// How many such cards a story shows, those with most reports first.
const MOST_CARDS: usize = 8;

/// How many times one figure may be another: figures further apart are about two things.
const MOST_APART: f64 = 5.0;

/// How many bytes before a phrase the words that hedge its number may begin.
const HEDGE: usize = 16;

/// What is counted or measured, and how a figure is reached: "to 5 %" is not "by 5 %".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Measure {
    Unit(String, Way),
    Noun(String),
}

/// The preposition before a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    To,
    From,
    Other,
}

/// A figure with its deed.
struct Figure<'t> {
    report: ReportId,
    /// Its words.
    span: Span,
    quantity: Quantity,
    /// The deed's word, and its class or stem.
    deed: Span,
    class: String,
    /// The participants, except what is counted.
    parts: Vec<&'t Filler>,
    times: Vec<&'t Filler>,
}

/// Finds the differing figures, those that most reports give first.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let referents = Referents::read(story, mentions);
    let mut by_measure: FxHashMap<Measure, Vec<Figure<'_>>> = FxHashMap::default();
    for &report in &story.reports {
        for (measure, figure) in figures(story, report) {
            by_measure.entry(measure).or_default().push(figure);
        }
    }
    let mut cards: Vec<Disagreement> = Vec::new();
    for (measure, figures) in &by_measure {
        if figures.len() <= MOST_OF_A_MEASURE {
            let questions = questions(story, &referents, measure, figures);
            cards.extend(questions.iter().filter_map(|question| card(story, measure, question)));
        }
    }
    let order = |card: &Disagreement| {
        let places: Vec<Passage> = card.positions.iter().map(|one| one.passage).collect();
        (std::cmp::Reverse(places.len()), places)
    };
    cards.sort_by_key(order);
    cards.truncate(MOST_CARDS);
    explained.disagreements.extend(cards);
}

/// The figures of what a report states as done, planned or likely, except those compared as claims.
fn figures<'t>(story: &Story<'t>, report: ReportId) -> Vec<(Measure, Figure<'t>)> {
    let frames = &story.timeline.analyses[report.index()].frames;
    let counted = frames.fillers.iter().filter(|filler| filler.slot == Slot::Counted);
    let read = |filler: &Filler| {
        let deed = frames.deeds.get(filler.deed as usize)?;
        let (measure, quantity) = measured(story, report, filler)?;
        let span = with_hedge(story.text(report), quantity.span.cover(filler.head));
        if deed.polarity != Polarity::Affirmed || story.is_claimed(Passage { report, span }) {
            return None;
        }
        let others = || frames.of(filler.deed).iter().filter(|other| !other.span.overlaps(filler.head));
        let takes_part = |other: &&Filler| {
            matches!(other.slot, Slot::Agent | Slot::Patient) && other.form != MentionForm::Pronoun
        };
        let class = class_of(story, report, deed);
        let parts = others().filter(takes_part).collect();
        let times = others().filter(|other| other.slot == Slot::Time).collect();
        Some((measure, Figure { report, span, quantity, deed: deed.word, class, parts, times }))
    };
    counted.filter_map(read).filter(|(_, figure)| !figure.parts.is_empty()).collect()
}

/// What a counted phrase measures, and how much; the span is a span of the report.
fn measured(story: &Story<'_>, report: ReportId, filler: &Filler) -> Option<(Measure, Quantity)> {
    let text = story.text(report);
    // "at least" precedes the phrase that contains its number.
    let mut start = (filler.span.start as usize).saturating_sub(HEDGE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let words = text.get(start..filler.span.end as usize).unwrap_or_default();
    let of_report = |quantity: Quantity| {
        let span = Span::new(start + quantity.span.start as usize, start + quantity.span.end as usize);
        Quantity { span, ..quantity }
    };
    let mut all = quantity::find(words).into_iter().map(of_report);
    let quantity = all.find(|own| own.span.overlaps(filler.span) && own.span.start <= filler.head.start)?;
    let noun = story.words(report, filler.head);
    // "28 of 41 passes" counts 28.
    let is_whole = word_before(text, quantity.span.start) == "of";
    if is_whole || is_of_a_part(story.words(report, filler.span)) {
        return None;
    }
    if !matches!(&*quantity.unit, "" | "people") {
        return Some((
            Measure::Unit(quantity.unit.to_string(), way(story, report, quantity.span.start)),
            quantity,
        ));
    }
    let plain = noun.chars().all(char::is_alphabetic) && noun.starts_with(char::is_lowercase);
    plain.then(|| (Measure::Noun(stem(&fold(noun)).to_owned()), quantity))
}

/// Whether a figure counts some in a series or some in addition to those counted before: "the first five drives", "two more
/// games".
fn is_of_a_part(phrase: &str) -> bool {
    static PARTS: WordClass = WordClass::named("words for a part of a series");
    phrase.split(|letter: char| !letter.is_alphabetic()).any(|word| PARTS.has(&word.to_lowercase()))
}

/// The preposition before a place in a report.
fn way(story: &Story<'_>, report: ReportId, at: u32) -> Way {
    match word_before(story.text(report), at) {
        "to" => Way::To,
        "from" => Way::From,
        _ => Way::Other,
    }
}

/// The word before a place in a text; none at its beginning.
fn word_before(text: &str, at: u32) -> &str {
    text.get(..at as usize).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default()
}

/// A figure extended by the "at" of "at least".
fn with_hedge(text: &str, figure: Span) -> Span {
    const AT: u32 = 3;
    let words = text.get(figure.start as usize..).unwrap_or_default();
    let bounds = words.starts_with("least ") || words.starts_with("most ");
    let follows_at =
        bounds && text.get(..figure.start as usize).is_some_and(|before| before.ends_with("at "));
    if follows_at { Span { start: figure.start - AT, ..figure } } else { figure }
}

/// The figures that answer one question, each group from at least two reports.
fn questions<'f, 't>(
    story: &Story<'t>,
    referents: &Referents,
    measure: &Measure,
    figures: &'f [Figure<'t>],
) -> Vec<Vec<&'f Figure<'t>>> {
    let mut of: Vec<usize> = (0..figures.len()).collect();
    for (other, second) in figures.iter().enumerate() {
        for (one, first) in figures[..other].iter().enumerate() {
            if of[one] != of[other] && answer_one(story, referents, measure, first, second) {
                let (kept, moved) = (of[one].min(of[other]), of[one].max(of[other]));
                of.iter_mut().filter(|group| **group == moved).for_each(|group| *group = kept);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Figure<'t>>> = BTreeMap::new();
    for (group, figure) in of.into_iter().zip(figures) {
        groups.entry(group).or_default().push(figure);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Whether two figures of one measure answer one question.
fn answer_one(
    story: &Story<'_>,
    referents: &Referents,
    measure: &Measure,
    one: &Figure<'_>,
    other: &Figure<'_>,
) -> bool {
    if one.report == other.report
        || !are_near(&one.quantity, &other.quantity)
        || are_of_other_days(story, one, other)
    {
        return false;
    }
    let pairs = || one.parts.iter().flat_map(|a| other.parts.iter().map(move |b| (*a, *b)));
    let same = |a: &Filler, b: &Filler| {
        let (a, b) = ((one.report, a), (other.report, b));
        a.1.slot == b.1.slot
            && referents.coreference(story, a, b) == Coreference::Same
            && are_certainly_one(story, referents, a, b)
    };
    if one.class == other.class {
        return pairs().any(|(a, b)| same(a, b));
    }
    // Whatever the verb, a thing has one height; people and companies have many.
    let is_thing = |report: ReportId, filler: &Filler| {
        let noun = story.words(report, filler.head).to_lowercase();
        filler.form == MentionForm::Nominal
            && group::lookup(noun.strip_suffix('s').unwrap_or(&noun)).is_none()
    };
    let head = |report: ReportId, filler: &Filler| stem(&fold(story.words(report, filler.head))).to_owned();
    matches!(measure, Measure::Unit(unit, _) if is_physical(unit))
        && pairs().any(|(a, b)| {
            is_thing(one.report, a)
                && is_thing(other.report, b)
                && head(one.report, a) == head(other.report, b)
                && same(a, b)
        })
}

/// Whether a unit measures length, weight, speed or the like, of which a thing has one value; percentages, sums of money and
/// durations belong to the deed: "shares fell 6 percent", "shares closed 4 percent lower".
fn is_physical(unit: &str) -> bool {
    let is_currency = unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase());
    !is_currency && !matches!(unit, "%" | "s")
}

/// Whether two figures are of similar size.
fn are_near(one: &Quantity, other: &Quantity) -> bool {
    let number = |quantity: &Quantity| quantity.low.or(quantity.high).filter(|number| *number > 0.0);
    number(one).zip(number(other)).is_some_and(|(a, b)| a.max(b) <= MOST_APART * a.min(b))
}

/// Whether both deeds are dated, and no date of one can be a date of the other.
fn are_of_other_days(story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let whens = |figure: &Figure<'_>| {
        let times = &story.timeline.analyses[figure.report.index()].times;
        let at = |filler: &&Filler| {
            let from = times.partition_point(|time| time.span.end <= filler.span.start);
            times.get(from).filter(|time| time.span.overlaps(filler.span))?.when.clone()
        };
        figure.times.iter().filter_map(at).filter(When::is_dated).collect::<Vec<_>>()
    };
    let (a, b) = (whens(one), whens(other));
    !a.is_empty() && !b.is_empty() && a.iter().all(|one| b.iter().all(|other| one.disjoint(other)))
}

/// A card with the figure of each report, where two exclude each other and no report gives two.
fn card(story: &Story<'_>, measure: &Measure, question: &[&Figure<'_>]) -> Option<Disagreement> {
    let mut of_report: BTreeMap<ReportId, &Figure<'_>> = BTreeMap::new();
    for figure in question {
        let known = of_report.entry(figure.report).or_insert(figure);
        if bounds(&known.quantity, &figure.quantity) != Bounds::Same {
            return None;
        }
    }
    let figures: Vec<&Figure<'_>> = of_report.into_values().collect();
    let excluded = |one: &&Figure<'_>, other: &&Figure<'_>| {
        matches!(bounds(&one.quantity, &other.quantity), Bounds::Rising | Bounds::Falling)
    };
    let differing: BTreeSet<ReportId> = figures
        .iter()
        .filter(|one| figures.iter().any(|other| excluded(one, other)))
        .map(|figure| figure.report)
        .collect();
    let shown: Vec<&&Figure<'_>> =
        figures.iter().filter(|figure| differing.contains(&figure.report)).collect();
    let first = shown.first()?;
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|figure| (figure.report, story.phrase(figure.report, figure.span))).collect();
    let head = match measure {
        Measure::Unit(unit, _) if unit == "s" => "How long",
        Measure::Unit(..) => "How much",
        Measure::Noun(_) => "How many",
    };
    let positions = shown.iter().zip(&said).map(|(figure, (report, statement))| Position {
        passage: Passage { report: *report, span: figure.deed.cover(figure.span) },
        claim: None,
        statement: statement.clone(),
    });
    let summary = format!("{head}, {}: {}", quoted(&asked(story, first)), sides(&said));
    Some(FIGURES.found(story, summary, positions.collect()))
}

/// What the figure answers: the participants with the verb.
fn asked(story: &Story<'_>, figure: &Figure<'_>) -> String {
    /// The maximum length of these words in bytes.
    const LONGEST: u32 = 60;
    let words = figure.parts.first().map(|part| part.span.cover(figure.deed));
    let short = words.filter(|words| words.len() <= LONGEST as usize && !words.overlaps(figure.span));
    story.phrase(figure.report, short.unwrap_or(figure.deed))
}

#[cfg(test)]
mod tests {
    use super::super::two_reports::check;

    #[test]
    fn figures_of_one_deed_or_one_thing_are_shown_where_they_exclude_each_other() {
        let shared = " Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday.";
        for (one, other, expected) in [
            (
                "The plume rises 40 kilometres above the surface.",
                "The plume reaches 65 kilometres in height, researchers said.",
                Some("40 kilometres (A) \u{b7} 65 kilometres (B)"),
            ),
            (
                "The quarterly profit fell 35 percent.",
                "The profit fell by 30 percent in the quarter.",
                Some("35 percent (A) \u{b7} 30 percent (B)"),
            ),
            (
                "Foreign ministers Petrenko and Marsh met for two days in Geneva.",
                "Petrenko and Marsh had met for three days.",
                Some("two days (A) \u{b7} three days (B)"),
            ),
            // The same value, in other units or with a bound that it satisfies.
            ("The plume rises 40 kilometres.", "The plume reaches 25 miles in height.", None),
            ("The profit fell 35 percent.", "The profit fell by more than 30 percent.", None),
            // Two things, two ways of counting, two days, two figures in one report.
            ("The plume rises 40 kilometres.", "The crater reaches 65 kilometres.", None),
            ("Profit fell by 5 percent.", "Profit fell to 6 percent of sales.", None),
            ("Shares fell 5 percent on Monday.", "Shares fell 7 percent on Tuesday.", None),
            (
                "Profit fell 5 percent in May and profit fell 9 percent in June.",
                "Profit fell 7 percent.",
                None,
            ),
            ("The youths attacked two banks.", "The youths attacked the first three banks.", None),
            ("The player completed 28 passes.", "The player completed 28 of 41 passes.", None),
            (
                "The youths attacked at least three banks.",
                "The youths attacked two banks.",
                Some("at least three banks (A) \u{b7} two banks (B)"),
            ),
            ("Shares fell 6 percent in early trading.", "Shares closed 4.5 percent lower.", None),
            // People and companies spend more than one sum.
            ("The company paid 3 million dollars for a ship.", "The company lost 5 million dollars.", None),
        ] {
            check("deed/figures", &[&format!("{one}{shared}"), &format!("{other}{shared}")], expected);
        }
    }
}

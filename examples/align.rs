//! Chooses how similar two sentences of different reports must be to say the same (`disagreement::parallel::Thresholds`).
//!
//! `cargo run --release --example align -- DIR…`: each DIR contains stories, each a folder with `reports.jsonl` (`id`, `published`,
//! `text`) and `gold.json` (`differences` and `traps`, each with `positions` of `report` and `quote`). Two sentences that contain
//! quotes of one difference say the same; two that contain quotes of different differences, or of a trap, do not. For each story the
//! thresholds are chosen on all others and measured on it; the thresholds chosen on all are the ones to use. Nothing is random.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use rashomon::analysis::language::sentence;
use rashomon::disagreement::parallel::{Thresholds, aligned};
use rashomon::text::{Passage, Published, PublishedBasis, Report, ReportId, Span};
use rashomon::timeline::{self, Input, Timeline};
use serde_json::Value;

/// A story, and the sentences quoted in it: by difference, and whether it is a real one.
struct Story {
    name: String,
    timeline: Timeline,
    questions: Vec<(bool, Vec<Passage>)>,
}

/// Pairs of sentences paired rightly, paired wrongly, and left unpaired wrongly.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
}

fn main() {
    let mut folders: Vec<PathBuf> =
        env::args().skip(1).flat_map(|root| stories_in(Path::new(&root))).collect();
    folders.sort();
    let stories: Vec<Story> = folders.iter().filter_map(|folder| read(folder)).collect();
    let grid = grid();
    let tallies: Vec<Vec<Tally>> = grid
        .iter()
        .map(|thresholds| stories.iter().map(|story| tally(story, *thresholds)).collect())
        .collect();
    let best = |left_out: Option<usize>| {
        let score = |of_stories: &Vec<Tally>| f1(&sum(of_stories, |place| Some(place) != left_out));
        // Of equal ones the first: the loosest.
        let better = |best: usize, next: usize| {
            if score(&tallies[next]) > score(&tallies[best]) { next } else { best }
        };
        (0..grid.len()).fold(0, better)
    };
    let mut held_out = Tally::default();
    for (place, story) in stories.iter().enumerate() {
        let chosen = best(Some(place));
        held_out = plus(held_out, tallies[chosen][place]);
        println!("{:<28} {:?} F1 {:.3}", story.name, grid[chosen], f1(&tallies[chosen][place]));
    }
    println!("held out, story by story: F1 {:.3}", f1(&held_out));
    let all = best(None);
    println!("chosen: {:?} F1 {:.3}", grid[all], f1(&sum(&tallies[all], |_| true)));
}

fn grid() -> Vec<Thresholds> {
    let mut grid = Vec::new();
    for alike in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45] {
        for second in [0.1, 0.15, 0.2, 0.25, 0.3] {
            for least_weight in [15.0, 25.0, 35.0] {
                grid.push(Thresholds { alike, second, least_weight });
            }
        }
    }
    grid
}

fn stories_in(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.join("gold.json").is_file()).collect()
}

fn read(folder: &Path) -> Option<Story> {
    let lines = fs::read_to_string(folder.join("reports.jsonl")).ok()?;
    let mut reports = Vec::new();
    let mut ids = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).ok()?;
        let id = ReportId(u32::try_from(reports.len()).ok()?);
        ids.insert(value["id"].as_str()?.to_owned(), id);
        let published = value["published"]
            .as_str()
            .map(|edtf| Published { edtf: edtf.to_owned(), basis: PublishedBasis::Metadata });
        reports.push(Report { id, published, text: Arc::from(value["text"].as_str()?), ..Report::default() });
    }
    let gold: Value = serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).ok()?).ok()?;
    let mut questions = Vec::new();
    for (key, holds) in [("differences", true), ("traps", false)] {
        for one in gold[key].as_array().into_iter().flatten() {
            let positions = one["positions"].as_array().into_iter().flatten();
            questions
                .push((holds, positions.filter_map(|position| passage(&reports, &ids, position)).collect()));
        }
    }
    let name = folder.file_name()?.to_string_lossy().into_owned();
    Some(Story { name, timeline: timeline::build(Input { reports, ..Input::default() }), questions })
}

/// The sentence that contains a quote.
fn passage(reports: &[Report], ids: &BTreeMap<String, ReportId>, position: &Value) -> Option<Passage> {
    let report = *ids.get(position["report"].as_str()?)?;
    let quote = position["quote"].as_str()?;
    let text = &reports.get(report.index())?.text;
    let at = text.find(quote)?;
    let holds = |range: &Range<usize>| range.start < at + quote.len() && at < range.end;
    let sentence = sentence::sentences(text).into_iter().map(|sentence| sentence.range).find(holds)?;
    Some(Passage { report, span: Span::new(sentence.start, sentence.end) })
}

fn tally(story: &Story, thresholds: Thresholds) -> Tally {
    let groups = aligned(&story.timeline, thresholds);
    let group_of = |passage: &Passage| -> Option<usize> {
        let holds = |one: &Passage| one.report == passage.report && one.span.overlaps(passage.span);
        groups.iter().position(|group| group.iter().any(holds))
    };
    let together =
        |one: &Passage, other: &Passage| group_of(one).is_some_and(|group| group_of(other) == Some(group));
    let mut held: BTreeSet<(Passage, Passage)> = BTreeSet::new();
    for (_, quotes) in story.questions.iter().filter(|(holds, _)| *holds) {
        held.extend(pairs(quotes, quotes));
    }
    let mut tally = Tally::default();
    for (one, other) in &held {
        if together(one, other) { tally.right += 1 } else { tally.missed += 1 }
    }
    for (place, (_, quotes)) in story.questions.iter().enumerate() {
        for (next, (holds, others)) in story.questions.iter().enumerate().skip(place) {
            if place == next && *holds {
                continue;
            }
            let apart = pairs(quotes, others).into_iter().filter(|pair| !held.contains(pair));
            tally.wrong +=
                u32::try_from(apart.filter(|(one, other)| together(one, other)).count()).unwrap_or(u32::MAX);
        }
    }
    tally
}

/// The pairs of passages of different reports, each in order.
fn pairs(quotes: &[Passage], others: &[Passage]) -> BTreeSet<(Passage, Passage)> {
    let pair = |one: &Passage, other: &Passage| (*one.min(other), *one.max(other));
    let all = quotes.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    all.filter(|(one, other)| one.report != other.report).map(|(one, other)| pair(one, other)).collect()
}

fn plus(one: Tally, other: Tally) -> Tally {
    Tally {
        right: one.right + other.right,
        wrong: one.wrong + other.wrong,
        missed: one.missed + other.missed,
    }
}

fn sum(tallies: &[Tally], counts: impl Fn(usize) -> bool) -> Tally {
    let counted = tallies.iter().enumerate().filter(|(place, _)| counts(*place));
    counted.fold(Tally::default(), |sum, (_, tally)| plus(sum, *tally))
}

fn f1(tally: &Tally) -> f32 {
    // Far below the largest integer that a float represents exactly.
    #[allow(clippy::cast_precision_loss)]
    let (right, off) = (tally.right as f32, (tally.wrong + tally.missed) as f32);
    if tally.right == 0 { 0.0 } else { 2.0 * right / (2.0 * right + off) }
}

//! How fast reports become a timeline: bytes a second of the analysis, reports a second of the whole.
//!
//! The corpora are grown from the bundled reports: each copy changes the names it speaks of and the days, so that stories and
//! events stay as many as the copies. Run with `cargo bench --bench timeline`.

use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use rashomon::text::{Published, PublishedBasis, Report, ReportId};
use rashomon::{analysis, timeline};

fn main() {
    divan::main();
}

const SEEDS: [&str; 3] = [
    include_str!("../seeds/000_ec41b109b2ab3423.txt"),
    include_str!("../seeds/001_14209256aeec99c3.txt"),
    include_str!("../seeds/002_c7bacac9fa78d526.txt"),
];

/// Reports that tell as much as the bundled ones, each group of three of another country and year.
fn grown(count: usize) -> Vec<Report> {
    const LETTERS: [&str; 8] = ["Bar", "Dol", "Fen", "Gor", "Hal", "Lum", "Mir", "Tor"];
    (0..count)
        .map(|place| {
            let story = place / SEEDS.len();
            let name = format!(
                "{}{}{}",
                LETTERS[story % 8],
                LETTERS[story / 8 % 8].to_lowercase(),
                LETTERS[story / 64 % 8].to_lowercase()
            );
            let text = SEEDS[place % SEEDS.len()]
                .replace("Kazakh", &name)
                .replace("Almaty", &format!("{name}ville"))
                .replace("Tokayev", &format!("{name}ov"));
            Report {
                id: ReportId(u32::try_from(place).expect("a bench has few reports")),
                path: format!("{place}.txt"),
                published: Some(Published {
                    edtf: format!("{}-01-06", 1900 + story % 120),
                    basis: PublishedBasis::Metadata,
                }),
                text: Arc::from(text),
                ..Report::default()
            }
        })
        .collect()
}

fn bytes(reports: &[Report]) -> usize {
    reports.iter().map(|report| report.text.len()).sum()
}

#[divan::bench(sample_count = 20)]
fn analysis_of_one_report(bencher: divan::Bencher<'_, '_>) {
    let reports = grown(3);
    bencher.counter(BytesCount::new(bytes(&reports[2..]))).bench(|| analysis::analyse(&reports[2]));
}

#[divan::bench(args = [30, 300, 3000], sample_count = 3)]
fn corpus_to_timeline(bencher: divan::Bencher<'_, '_>, count: usize) {
    let reports = grown(count);
    bencher
        .counter(BytesCount::new(bytes(&reports)))
        .counter(ItemsCount::new(count))
        .with_inputs(|| reports.clone())
        .bench_values(|reports| timeline::build(timeline::Input { reports, ..timeline::Input::default() }));
}

#[divan::bench(args = [300, 3000], sample_count = 3)]
fn merging_alone(bencher: divan::Bencher<'_, '_>, count: usize) {
    let built = timeline::build(timeline::Input { reports: grown(count), ..timeline::Input::default() });
    let context = timeline::event::Context {
        reports: &built.reports,
        analyses: &built.analyses,
        actors: &built.actors,
    };
    bencher.counter(ItemsCount::new(count)).bench(|| timeline::event::merge(&context));
}

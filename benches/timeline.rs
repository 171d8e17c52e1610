//! How fast reports become a timeline: bytes a second of the analysis, reports a second of the whole.
//!
//! The corpora are grown from the bundled reports: each copy changes the names in it and the days, so that there are as many stories
//! and events as copies. Run with `cargo bench --bench timeline`.

use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use rashomon::text::{Published, PublishedBasis, Report, ReportId};
use rashomon::{analysis, timeline};
use rayon::prelude::*;

fn main() {
    divan::main();
    if let Some(peak) = peak_memory() {
        println!("peak memory of the whole run: {peak}");
    }
}

/// The most memory this process has used, if the system provides it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

const SEEDS: [&str; 3] = [
    include_str!("../seeds/000_ec41b109b2ab3423.txt"),
    include_str!("../seeds/001_14209256aeec99c3.txt"),
    include_str!("../seeds/002_c7bacac9fa78d526.txt"),
];

/// Reports with as much content as the bundled ones, each group about another country and year.
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

/// Short reports of very many stories of several kinds, two to six of each, in words that differ from report to report.
fn varied(count: usize) -> Vec<Report> {
    const HEADS: [&str; 12] =
        ["Bar", "Dol", "Fen", "Gor", "Hal", "Lum", "Mir", "Tor", "Vel", "Kas", "Rin", "Sul"];
    const TAILS: [&str; 12] =
        ["ville", "grad", "mouth", "stad", "ford", "holm", "burg", "ton", "wick", "haven", "dale", "mere"];
    const STORIES: [[&str; 6]; 5] = [
        [
            "A fire swept through a warehouse in {place} on {day}, killing {few} people, {person} of the fire service said.",
            "{few} people died when a warehouse burned down in {place} late on {day}.",
            "More than {many} residents were evacuated. Police opened an investigation into the cause of the blaze.",
            "Mayor {person} visited the site on {day} and promised help to the families.",
            "Firefighters brought the blaze under control after {few} hours, the {org} reported.",
            "The owner of the warehouse was arrested on {day}, according to the {org}.",
        ],
        [
            "{org} agreed on {day} to buy {rival} for {many} million euros, the company said in {place}.",
            "{rival} accepted the offer by {org}. Its shares rose {few} percent on {day}.",
            "Chief executive {person} said the deal would create the largest maker of pumps in the region.",
            "Unions in {place} warned that {many} jobs could be lost.",
            "The takeover of {rival} must still be approved by regulators.",
            "{person} announced the deal at a news conference in {place} on {day}.",
        ],
        [
            "Thousands of people protested in {place} on {day} against a plan to close {few} hospitals.",
            "Police fired tear gas and detained {many} demonstrators, the {org} said.",
            "Governor {person} withdrew the plan on {day}. The protests in {place} continued.",
            "{person} called the protesters hooligans and refused to resign.",
            "At least {few} officers were injured in clashes outside the governor's office.",
            "The demonstration in {place} was the largest in {few} years.",
        ],
        [
            "{org} beat {rival} {few}-1 in the cup final in {place} on {day}.",
            "{person} scored twice and was named player of the match.",
            "{rival} lost the final to {org} after leading at half-time.",
            "Coach {person} praised his team. About {many} fans celebrated in {place}.",
            "The club won its first title in {few} years.",
            "{rival} dismissed its coach on {day}, two days after the defeat.",
        ],
        [
            "A court in {place} sentenced former minister {person} to {few} years in prison on {day}.",
            "{person} was found guilty of taking bribes from {org}.",
            "The judge said the minister had received {many} thousand euros.",
            "Lawyers for {person} announced an appeal on {day}.",
            "Prosecutors had asked for {few} years. {rival} welcomed the verdict.",
            "The trial of {person} began in {place} last year and heard {many} witnesses.",
        ],
    ];
    let pick = |seed: usize, from: &[&str]| from[seed % from.len()].to_owned();
    let mixed =
        |seed: usize, salt: usize| (seed + 1).wrapping_mul(2_654_435_761).wrapping_add(salt * 40_503) >> 7;
    (0..count)
        .map(|place| {
            let story = place / 4;
            let name = |salt: usize| {
                let seed = mixed(story, salt);
                format!("{}{}", pick(seed, &HEADS), pick(seed / 12, &TAILS))
            };
            let day = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][mixed(story, 9) % 5];
            let kind = STORIES[mixed(story, 3) % STORIES.len()];
            let text = (0..4)
                .map(|line| kind[(place + line * (1 + place % 5)) % kind.len()])
                .collect::<Vec<_>>()
                .join(" ");
            let text = text
                .replace("{place}", &name(1))
                .replace("{person}", &format!("{} {}son", pick(mixed(story, 4), &HEADS), name(5)))
                .replace(
                    "{org}",
                    &format!("{} {}", name(6), ["Group", "United", "Institute"][kind.len() % 3]),
                )
                .replace("{rival}", &format!("{} Holdings", name(7)))
                .replace("{day}", day)
                .replace("{few}", &(2 + mixed(story, 8) % 17).to_string())
                .replace("{many}", &(20 + mixed(story, 2) % 900).to_string());
            Report {
                id: ReportId(u32::try_from(place).expect("a bench has few reports")),
                path: format!("{place}.txt"),
                published: Some(Published {
                    edtf: format!(
                        "{}-{:02}-{:02}",
                        1990 + story % 40,
                        1 + story / 40 % 12,
                        1 + story / 480 % 28
                    ),
                    basis: PublishedBasis::Metadata,
                }),
                text: Arc::from(text),
                ..Report::default()
            }
        })
        .collect()
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 1, sample_size = 1)]
fn short_reports(bencher: divan::Bencher<'_, '_>, count: usize) {
    let reports = varied(count);
    bencher
        .counter(BytesCount::new(bytes(&reports)))
        .counter(ItemsCount::new(count))
        .with_inputs(|| reports.clone())
        .bench_values(|reports| timeline::build(timeline::Input { reports, ..timeline::Input::default() }));
}

fn bytes(reports: &[Report]) -> usize {
    reports.iter().map(|report| report.text.len()).sum()
}

#[divan::bench(sample_count = 20)]
fn analysis_of_one_report(bencher: divan::Bencher<'_, '_>) {
    let reports = grown(3);
    bencher.counter(BytesCount::new(bytes(&reports[2..]))).bench(|| analysis::analyse(&reports[2]));
}

/// The whole analysis of many reports in all threads, before anything is merged.
#[divan::bench(args = [30, 300], sample_count = 3)]
fn analysis_of_all_reports(bencher: divan::Bencher<'_, '_>, count: usize) {
    let reports = grown(count);
    bencher
        .counter(BytesCount::new(bytes(&reports)))
        .counter(ItemsCount::new(count))
        .bench(|| reports.par_iter().map(analysis::analyse).collect::<Vec<_>>());
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
    bencher.counter(ItemsCount::new(count)).bench(|| timeline::event::merge(&built.context()));
}

//! How fast actors are recognised once the grammar is read, and merged across reports.
//!
//! Run with `cargo bench --bench actors`. The names to merge are given and family names of the lexicons, paired at random
//! with a fixed seed, each in three spellings in three reports.

use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use rashomon::analysis::Analysis;
use rashomon::analysis::actor::{self, ActorKind, ActorMention, Actors, LocalActor};
use rashomon::analysis::language::{Document, MentionForm};
use rashomon::text::{Report, ReportId, Span};
use rashomon::timeline;

fn main() {
    divan::main();
}

const SEEDS: [&str; 3] = [
    include_str!("../seeds/000_ec41b109b2ab3423.txt"),
    include_str!("../seeds/001_14209256aeec99c3.txt"),
    include_str!("../seeds/002_c7bacac9fa78d526.txt"),
];

#[divan::bench]
fn recognise_after_the_grammar(bencher: divan::Bencher<'_, '_>) {
    let documents: Vec<Document<'_>> = SEEDS.iter().map(|text| Document::read(text)).collect();
    let bytes: usize = SEEDS.iter().map(|text| text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| documents.iter().map(|document| actor::find(document).mentions.len()).sum::<usize>());
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 3)]
fn merge_distinct_names_with_variants(bencher: divan::Bencher<'_, '_>, names: usize) {
    let (reports, analyses) = corpus(names);
    bencher.counter(ItemsCount::new(names)).bench(|| timeline::actor::merge(&reports, &analyses).len());
}

/// How a person, by given and family name, is spelled.
type Spelling = fn(&(String, String)) -> String;

/// Names in each report.
const NAMES: usize = 60;

fn corpus(names: usize) -> (Vec<Report>, Vec<Arc<Analysis>>) {
    let given = column(include_str!("../assets/lexicon/given-names.txt"));
    let family = column(include_str!("../assets/lexicon/family-names.txt"));
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % below
    };
    let people: Vec<(String, String)> = (0..names)
        .map(|_| (capital(given[next(given.len())]), capital(family[next(family.len())])))
        .collect();
    let spellings: [Spelling; 3] = [
        |(given, family)| format!("{given} {family}"),
        |(given, family)| format!("{given} {}", family.replace('i', "y").replace('k', "kh")),
        |(given, family)| format!("{}. {family}", &given[..1]),
    ];
    let mut reports = Vec::new();
    let mut analyses = Vec::new();
    for (people, spell) in
        people.chunks(NAMES).flat_map(|people| spellings.iter().map(move |spell| (people, spell)))
    {
        let mut text = String::new();
        let mut actors = Actors::default();
        for (person, index) in people.iter().zip(0..) {
            let name = spell(person);
            let start = text.len();
            text.push_str(&name);
            let span = Span::new(start, text.len());
            actors.mentions.push(ActorMention { span, actor: index, form: MentionForm::Name });
            actors.actors.push(LocalActor { sure: true, ..LocalActor::new(&name, ActorKind::Person) });
            text.push('\n');
        }
        let id = ReportId(u32::try_from(reports.len()).expect("a bench has few reports"));
        reports.push(Report { id, path: format!("{id}"), text: text.into(), ..Report::default() });
        analyses.push(Arc::new(Analysis { actors, ..Analysis::default() }));
    }
    (reports, analyses)
}

fn column(lexicon: &'static str) -> Vec<&'static str> {
    let rows = lexicon.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').next())
        .filter(|name| name.is_ascii() && name.len() >= 3)
        .collect()
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

//! A keystroke of the fuzzy search over a million names, compared with scoring every name with the matcher, and with
//! nucleo-matcher, a peer with a ranking of its own.
//!
//! `cargo bench --bench search` prints, for each way, the median, 95th and 99th percentile and the worst of a keystroke in
//! milliseconds, the time the index takes to build and its size.

use std::hint::black_box;
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rashomon::search::{Names, Survivors};

const NAMES: usize = 1_000_000;
const LISTED: usize = 200;
/// Typed letter by letter: starts of names, letters from within, two words, a slip, something rare.
const TYPED: &[&str] =
    &["mart", "kova", "sand", "torv", "bauc", "ele mar", "zqk", "oriano", "dvk", "s tev", "annamarta"];

const SYLLABLES: &[&str] = &[
    "an", "mar", "ta", "ko", "va", "le", "ri", "sand", "tor", "vel", "bau", "cher", "ste", "fan", "el", "di",
    "mi", "ro", "ka", "lin", "dor", "es", "jo", "han", "nes", "pe", "tr", "ov", "ic", "ski", "zu", "qua",
    "hy", "wen", "ox", "gra",
];

/// Names of two or three words of syllables, the same every time.
fn names() -> Vec<String> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % end
    };
    let mut word = |name: &mut String| {
        for _ in 0..2 + below(3) {
            name.push_str(SYLLABLES[below(SYLLABLES.len())]);
        }
    };
    let mut all = Vec::with_capacity(NAMES);
    for at in 0..NAMES {
        let mut name = String::new();
        word(&mut name);
        name.push(' ');
        word(&mut name);
        if at % 5 == 0 {
            name.push(' ');
            word(&mut name);
        }
        all.push(name);
    }
    all
}

/// Every prefix of what is typed.
fn keystrokes() -> impl Iterator<Item = &'static str> {
    TYPED.iter().flat_map(|query| (1..=query.len()).map(|end| &query[..end]))
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{what:<28} median {:7.2}  p95 {:7.2}  p99 {:7.2}  worst {:7.2} ms",
        at(50),
        at(95),
        at(99),
        at(100)
    );
}

fn main() {
    let names = names();
    let began = Instant::now();
    let index = Names::new(names.iter().map(|name| (0, [name.as_str()])));
    println!("index of {NAMES} names: {:.2} s, {} MB", began.elapsed().as_secs_f64(), index.size() >> 20);
    let mut survivors = Survivors::default();
    let (mut listing, mut counting) = (Vec::new(), Vec::new());
    for query in std::iter::repeat_n((), 20).flat_map(|()| keystrokes()) {
        let began = Instant::now();
        black_box(index.search(query, LISTED, &mut survivors));
        listing.push(began.elapsed());
        let began = Instant::now();
        black_box(index.count(query, &survivors, || false));
        counting.push(began.elapsed());
    }
    report("list of the best 200", listing);
    report("number of all hits", counting);
    let matcher = SkimMatcherV2::default().ignore_case();
    let naive = keystrokes().map(|query| {
        let began = Instant::now();
        let scored =
            names.iter().enumerate().filter_map(|(at, name)| Some((matcher.fuzzy_match(name, query)?, at)));
        let mut scored: Vec<(i64, usize)> = scored.collect();
        scored.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        scored.truncate(LISTED);
        black_box(scored);
        began.elapsed()
    });
    report("every name scored", naive.collect());
    report("nucleo, every name scored", keystrokes().map(|query| nucleo(&names, query)).collect());
}

/// A keystroke of nucleo-matcher: every name scored by its own measure, the best 200 by score and rank.
fn nucleo(names: &[String], query: &str) -> Duration {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    use nucleo_matcher::{Config, Matcher, Utf32Str};
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let began = Instant::now();
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let score = pattern.score(Utf32Str::new(name, &mut letters), &mut matcher);
        scored.extend(score.map(|score| (score, at)));
    }
    scored.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    scored.truncate(LISTED);
    black_box(scored);
    began.elapsed()
}

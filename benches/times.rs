//! How fast time expressions are tagged, in bytes a second on one core: plain news, and inputs made to be slow.
//!
//! `cargo bench --bench times`. The adversarial inputs must not cost more than ten times as much a byte as the plain ones,
//! and a text ten times as long not more than ten times as much.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rashomon::analysis::time::{Context, tag};

const REPORTS: [&str; 3] = [
    include_str!("../seeds/000_ec41b109b2ab3423.txt"),
    include_str!("../seeds/001_14209256aeec99c3.txt"),
    include_str!("../seeds/002_c7bacac9fa78d526.txt"),
];

const MEGABYTE: usize = 1 << 20;

fn main() {
    divan::main();
}

/// A text of at least `bytes` bytes, made of repetitions.
fn repeated(text: &str, bytes: usize) -> String {
    text.repeat(bytes.div_ceil(text.len()))
}

fn measure(bencher: Bencher<'_, '_>, text: &str) {
    let context = "2022-01-06".parse().map(Context::published_on).unwrap_or_default();
    black_box(tag(text, &context));
    bencher.counter(BytesCount::of_str(text)).bench(|| tag(black_box(text), black_box(&context)));
}

#[divan::bench(args = [1, 10])]
fn plain_news(bencher: Bencher<'_, '_>, megabytes: usize) {
    measure(bencher, &repeated(&REPORTS.join("\n\n"), megabytes * MEGABYTE));
}

#[divan::bench(args = ["7", "last ", "Wednesday ", "in 1999 and ", "the ", "a hundred ", "1/2/3/4/", "1,000,", "the day before ", "to 6 and 7 ", "10:30 ", "Ramadan, Diwali ", "' s "])]
fn adversarial(bencher: Bencher<'_, '_>, piece: &str) {
    measure(bencher, &repeated(piece, MEGABYTE));
}

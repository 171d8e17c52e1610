//! How fast the grammar of a text is read: `cargo bench --bench language [-- FILE…]`. Prints megabytes and words a second on one
//! core, for the whole and for its parts, how long the weights take to load, and the memory in use at the end. It counts the
//! processor time of this thread, if the system provides it, so that other work on the machine does not count.

#![allow(clippy::cast_precision_loss, reason = "counts and seconds")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use rashomon::analysis::language::model::Model;
use rashomon::analysis::language::{Document, sentence, tokenise};

/// How long each part is repeated.
const SPELL: Duration = Duration::from_secs(3);

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let texts: Vec<String> = if files.is_empty() {
        let bundled = [
            include_str!("../seeds/000_ec41b109b2ab3423.txt"),
            include_str!("../seeds/001_14209256aeec99c3.txt"),
            include_str!("../seeds/002_c7bacac9fa78d526.txt"),
        ];
        bundled.map(str::to_owned).to_vec()
    } else {
        files.iter().map(|file| std::fs::read_to_string(file).expect("a UTF-8 file")).collect()
    };
    let begin = Clock::begin();
    black_box(Model::shipped());
    println!("load    {:.2?}", begin.elapsed());
    measure("cut", &texts, |text| {
        let mut ranges = Vec::new();
        for piece in sentence::sentences(text) {
            tokenise::tokens(text, piece.range, &mut ranges);
        }
        ranges.len()
    });
    measure("read", &texts, |text| Document::read(text).tokens().len());
    if let Some(most) = most_memory() {
        println!("memory  {most} at most, texts and program included");
    }
}

fn measure(name: &str, texts: &[String], read: impl Fn(&str) -> usize) {
    let (mut bytes, mut words) = (0, 0);
    let begin = Clock::begin();
    while begin.wall.elapsed() < SPELL {
        for text in texts {
            bytes += text.len();
            words += black_box(read(black_box(text)));
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!("{name:7} {:.2} MB/s  {:.0} words/s", bytes as f64 / seconds / 1e6, words as f64 / seconds);
}

/// The processor time of this thread.
struct Clock {
    wall: Instant,
    running: Option<Duration>,
}

impl Clock {
    fn begin() -> Self {
        Self { wall: Instant::now(), running: running() }
    }

    fn elapsed(&self) -> Duration {
        match (self.running, running()) {
            (Some(before), Some(now)) if now > before => now.saturating_sub(before),
            _ => self.wall.elapsed(),
        }
    }
}

/// The processor time of this thread, as Linux counts it.
fn running() -> Option<Duration> {
    let counts = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counts.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory the program has used, as Linux counts it.
fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|most| most.trim().to_owned())
}

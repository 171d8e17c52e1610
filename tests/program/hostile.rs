//! Texts as nobody would write them: every text of the repository, broken at random, is read to the end without a fault.
//!
//! More of it: `RASHOMON_MUTATIONS=200 cargo test hostile`.

use std::fs;
use std::path::{Path, PathBuf};

use rashomon::corpus::Corpus;
use rashomon::export::json;
use rashomon::reading::Reading;
use rashomon::text::{Report, ReportId};

/// Broken versions of each text that are read together.
const MUTATIONS: u64 = 3;

/// A generator of pseudo-random numbers (Steele, Lea and Flood 2014: SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn one_of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices.get(self.below(choices.len())).copied().unwrap_or_default()
    }
}

/// Words that readers stumble over.
const ODD: &[&str] = &[
    "-",
    "-year-old",
    "20 -year-old",
    "year-old",
    "-year-old boy",
    "0",
    "00",
    "1,",
    ",5",
    "1.2.3",
    "1/0/0",
    "99999999999999999999",
    "-1",
    "½",
    "٣",
    "³",
    "IV",
    "no.",
    "half a",
    "between",
    "between 20 and",
    "two-",
    "-two",
    "hundred hundred million",
    "zero",
    "$",
    "£-",
    "%",
    "#",
    "“",
    "”",
    "\"",
    "''",
    "(",
    ")",
    "—",
    "…",
    "...",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "ﬁ",
    "ß",
    "İ",
    "🏴‍☠️",
    "\t",
    "\r",
    "\r\n\r\n",
    "\n",
    "'s",
    "'",
    "s'",
    "of",
    "the",
    "according to",
    "said",
    "including",
    "at least",
    "a.m.",
    "31 February",
    "24:60",
    "13/13/13",
    "the 1990s",
    "-s",
    "Mr.",
    "St.",
    "J.",
    "A",
    "the other",
    "one of the",
    "first",
    "not",
    "killed",
];

/// A text with words dropped, doubled, moved, joined, cut, in capitals, or odd ones inserted.
pub fn mutated(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let often = 3 + random.below(25);
    let mut broken = String::with_capacity(text.len() * 2);
    for word in &words {
        if !random.one_in(often) {
            broken.push_str(word);
            continue;
        }
        match random.below(9) {
            0 => {}
            1 => broken.extend([*word, *word]),
            2 => broken.push_str(words[random.below(words.len())]),
            3 => broken.push_str(word.trim_end()),
            4 => broken.push_str(&word[..word.floor_char_boundary(random.below(word.len()))]),
            5 => broken.push_str(&word.to_uppercase()),
            6 => broken.extend([random.one_of(ODD), *word]),
            7 => broken.extend([random.one_of(ODD), " ", *word]),
            _ => broken.extend([*word, "\n", random.one_of(ODD), " "]),
        }
    }
    broken
}

/// Every text of the repository, split at the headings of the fixtures.
pub fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["seeds", "tests/disagreements", "tests/stories"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flat_map(|folder| folder.flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let read =
        files.iter().map(|path| String::from_utf8_lossy(&fs::read(path).expect("it is there")).into_owned());
    let texts: Vec<String> =
        read.flat_map(|text| text.split("\n=== ").map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(texts.len() > 300, "the texts are there: {}", texts.len());
    texts
}

pub fn corpus(texts: impl IntoIterator<Item = String>) -> Corpus {
    let report = |(id, text): (u32, String)| Report {
        id: ReportId(id),
        path: format!("{id}.txt"),
        text: text.into(),
        published: rashomon::corpus::published("2031-05-04", rashomon::text::PublishedBasis::Argument).ok(),
        ..Report::default()
    };
    Corpus { reports: (0..).zip(texts).map(report).collect(), ..Corpus::default() }
}

/// Processes texts all the way to the export; returns reported faults of the program.
fn faults(texts: Vec<String>) -> Vec<String> {
    let reading = Reading::of(corpus(texts));
    json::write(&mut std::io::sink(), &reading.timeline, &reading.disagreements, json::Options::default())
        .expect("nothing is in the way");
    let problems = reading.timeline.problems.iter().map(ToString::to_string);
    problems.filter(|problem| problem.contains("fault of this program")).collect()
}

#[test]
fn no_text_however_broken_is_a_fault() {
    let rounds =
        std::env::var("RASHOMON_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(MUTATIONS);
    let texts = texts();
    for round in 0..rounds {
        let mut random = Random(round);
        let broken = texts.iter().map(|text| mutated(text, &mut random)).collect();
        let found = faults(broken);
        assert!(found.is_empty(), "round {round}:\n{}", found.join("\n"));
    }
}

#[test]
fn words_that_are_not_numbers_before_an_age_cause_no_fault() {
    let texts = [
        "A 20 -year-old man was shot dead in Ostwick on Monday, police said.",
        "-year-old boy was killed by a car in Ostwick.",
        "The – -year-old suspect and the year-old girl were arrested.",
        "Between",
        "between 20 and",
        "half a",
        "$",
        "",
    ];
    assert_eq!(faults(texts.map(str::to_owned).to_vec()), [] as [String; 0]);
}

//! Wording that reports share: runs of at least five words that occur in both, after spelling is normalised, and are not only names.
//!
//! Shared wording indicates a common origin: two reports that copy one agency are one witness. Windows of words are
//! hashed, so that the cost is linear in the length of the text.

use std::collections::HashMap;

use super::ledger::Story;
use super::quote::{opening, quoted};
use crate::analysis::claim::lexicon::WordClass;
use crate::text::{Passage, ReportId, Span};

/// A run of words two reports share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shared {
    /// The words of the earlier report.
    pub one: Passage,
    /// The words of the later report.
    pub other: Passage,
}

/// How many words make a window.
pub(super) const WINDOW: usize = 5;

/// The fewest content words of a run besides names: whoever quotes somebody's lawyer writes "lawyer, Ines Kok, said he".
const LEAST_CONTENT: usize = 2;

/// How many places may contain a window before it counts as a stock phrase.
const MOST_PLACES: usize = 8;

/// Words that indicate no common origin by themselves.
static FUNCTION_WORDS: WordClass = WordClass::named("function words of shared wording");

/// Finds the shared runs of a story's reports.
pub(super) fn find(story: &Story<'_>) -> Vec<Shared> {
    let texts: Vec<_> = story.reports.iter().map(|report| words(story, *report)).collect();
    let mut windows: Vec<(u64, usize, usize)> = Vec::new();
    for (report, words) in texts.iter().enumerate() {
        for (at, window) in words.windows(WINDOW).enumerate() {
            if window.iter().filter(|word| word.content).count() >= 2 {
                windows.push((hash(window), report, at));
            }
        }
    }
    windows.sort_unstable();
    let mut pairs: Vec<(usize, usize, usize, usize)> = windows
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|places| places.len() <= MOST_PLACES)
        .flat_map(|places| {
            places.iter().enumerate().flat_map(|(place, &(_, a, at_a))| {
                places[place + 1..]
                    .iter()
                    .filter(move |(_, b, _)| *b != a)
                    .map(move |&(_, b, at_b)| (a, b, at_a, at_b))
            })
        })
        .collect();
    pairs.sort_unstable();
    let mut runs: Vec<(usize, usize, usize, usize, usize)> = Vec::new();
    for (a, b, at_a, at_b) in pairs {
        match runs.last_mut() {
            Some((run_a, run_b, from_a, from_b, length))
                if (*run_a, *run_b) == (a, b) && *from_a + *length == at_a && *from_b + *length == at_b =>
            {
                *length += 1;
            }
            _ => runs.push((a, b, at_a, at_b, 1)),
        }
    }
    runs.into_iter()
        .map(|(a, b, at_a, at_b, length)| {
            let words = |report: usize, at: usize| &texts[report][at..at + length + WINDOW - 1];
            (words(a, at_a), words(b, at_b), a, b)
        })
        .filter(|(one, ..)| one.iter().filter(|word| word.content && !word.capital).count() >= LEAST_CONTENT)
        .map(|(one, other, a, b)| Shared {
            one: passage(story.reports[a], one),
            other: passage(story.reports[b], other),
        })
        .collect()
}

/// Shared runs by the earlier of the two reports, so that a disagreement examines only those of its own reports.
pub(super) struct ByReport<'s> {
    runs: &'s [Shared],
    places: HashMap<ReportId, Vec<usize>>,
}

impl<'s> ByReport<'s> {
    pub(super) fn new(runs: &'s [Shared]) -> Self {
        let mut places: HashMap<ReportId, Vec<usize>> = HashMap::new();
        for (at, run) in runs.iter().enumerate() {
            places.entry(run.one.report).or_default().push(at);
        }
        Self { runs, places }
    }

    fn of(&self, report: ReportId) -> &[usize] {
        self.places.get(&report).map_or(&[], Vec::as_slice)
    }
}

/// How many bytes around a position are searched for shared wording.
const NEAR: u32 = 80;

/// Adds to the reason of a disagreement whose sides are in shared wording that the two reports have a common origin
/// there.
pub(super) fn name_shared(story: &Story<'_>, shared: &ByReport<'_>, found: &mut super::Disagreement) {
    let sides = found.positions.iter().map(|position| position.passage.report);
    let one_origin = story.timeline.origins.shared(sides);
    if !one_origin.is_empty() {
        let badges = |reports: &Vec<ReportId>| {
            reports.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
        };
        let of_each = |reports: &Vec<ReportId>| {
            format!("{} reports, one origin: {} have nearly the same text", reports.len(), badges(reports))
        };
        let origins: Vec<String> = one_origin.iter().map(of_each).collect();
        found.why = format!("{}; {}", found.why, origins.join("; "));
        return;
    }
    let near = |passage: Passage, run: Passage| {
        let around = Span { start: passage.span.start.saturating_sub(NEAR), end: passage.span.end + NEAR };
        passage.report == run.report && around.overlaps(run.span)
    };
    let sides = |run: Passage| found.positions.iter().any(|position| near(position.passage, run));
    let of_sides = found.positions.iter().flat_map(|position| shared.of(position.passage.report));
    let mut of_sides: Vec<usize> = of_sides.copied().collect();
    of_sides.sort_unstable();
    of_sides.dedup();
    let runs = of_sides.into_iter().filter_map(|at| shared.runs.get(at));
    let run = runs.filter(|run| sides(run.one) && sides(run.other)).max_by_key(|run| run.one.span.len());
    if let Some(run) = run {
        let (one, other) = (run.one.report, run.other.report);
        let words = quoted(&opening(story, one, run.one.span, 12));
        found.why =
            format!("{}; two reports, one origin: {one} and {other} share the words {words}", found.why);
    }
}

struct FoldedWord {
    key: u64,
    content: bool,
    capital: bool,
    span: Span,
}

fn passage(report: ReportId, words: &[FoldedWord]) -> Passage {
    let span = words.iter().map(|word| word.span).reduce(Span::cover).unwrap_or_default();
    Passage { report, span }
}

fn words(story: &Story<'_>, report: ReportId) -> Vec<FoldedWord> {
    let text = &story.timeline.reports[report.index()].text;
    let mut found = Vec::new();
    let mut folded = String::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                fold_into(&mut folded, &text[from..at]);
                let content = !FUNCTION_WORDS.has(&folded);
                let capital = text[from..at].starts_with(char::is_uppercase);
                let span = Span::new(from, at);
                found.push(FoldedWord { key: key(folded.bytes()), content, capital, span });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Folds British and American, accented and plain spellings into one.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, word);
    folded
}

/// Writes the folded word into a buffer, so that folding a whole text does not allocate for each word.
pub(super) fn fold_into(folded: &mut String, word: &str) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&deunicode::deunicode(word).to_lowercase());
    }
    for (british, american) in
        [("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("isation", "ization")]
    {
        if folded.len() > british.len() + 3 && folded.ends_with(british) {
            folded.truncate(folded.len() - british.len());
            folded.push_str(american);
        }
    }
}

/// FNV-1a: without a seed, so that the same text gives the same runs everywhere.
fn key(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn hash(window: &[FoldedWord]) -> u64 {
    key(window.iter().flat_map(|word| word.key.to_le_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_together() {
        for (one, other) in
            [("Organisation", "organization"), ("Tomáš", "tomas"), ("STABILISED", "stabilized")]
        {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("rise"), fold("rize"));
    }
}

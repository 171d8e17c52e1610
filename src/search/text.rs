//! Exact words in the texts of reports, whatever the case of their ASCII letters.
//!
//! Each text is copied in lower case, which is as fast as memory is read, and searched by `memchr`.

use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::text::{Passage, Report, Span};

/// Where some words occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextHits {
    /// The first hits, in the order of the reports.
    pub hits: Vec<Passage>,
    /// The number of hits, up to a limit of counting.
    pub total: usize,
}

/// Reports that are searched together: enough to be worth a thread, few enough to stop early.
const TOGETHER: usize = 256;

/// Places are counted up to here.
const COUNTED: usize = 10_000;

/// Finds words in all texts; the first `limit` places are kept, ten thousand counted at most.
#[must_use]
pub fn find_text(reports: &[Report], words: &str, limit: usize) -> TextHits {
    TextSearch::default().find(reports, words, limit)
}

/// A search in the same texts for words that are being typed: what has not the first of them has not all of them.
#[derive(Clone, Debug, Default)]
pub struct TextSearch {
    /// The words last looked for.
    words: String,
    /// The reports that may contain them, by their places; none before the first search.
    survivors: Option<Vec<u32>>,
}

impl TextSearch {
    /// Like [`find_text`]. The texts must be those of the search before.
    pub fn find(&mut self, reports: &[Report], words: &str, limit: usize) -> TextHits {
        let mut found = TextHits::default();
        let Some(needle) = Needle::new(words) else { return found };
        let words = needle.words();
        let survivors = self.survivors.take().filter(|_| words.contains(&self.words));
        let candidates =
            survivors.unwrap_or_else(|| (0..u32::try_from(reports.len()).unwrap_or(u32::MAX)).collect());
        let mut left = Vec::new();
        let mut searched = 0;
        for places in candidates.chunks(TOGETHER * rayon::current_num_threads().max(1)) {
            let search = |places: &[u32]| needle.find_all(reports, places, limit);
            let parts: Vec<(TextHits, Vec<u32>)> = places.par_chunks(TOGETHER).map(search).collect();
            searched += places.len();
            for (part, with_hits) in parts {
                found.total += part.total;
                let room = limit.saturating_sub(found.hits.len());
                found.hits.extend(part.hits.into_iter().take(room));
                left.extend(with_hits);
            }
            if found.total >= COUNTED {
                break;
            }
        }
        left.extend_from_slice(&candidates[searched..]);
        (self.words, self.survivors) = (words, Some(left));
        found.total = found.total.min(COUNTED);
        found
    }
}

/// Words to look for, in lower case.
struct Needle(Finder<'static>);

impl Needle {
    /// None where there are no words.
    fn new(words: &str) -> Option<Self> {
        let words = words.trim().to_ascii_lowercase();
        (!words.is_empty()).then(|| Self(Finder::new(&words).into_owned()))
    }

    fn words(&self) -> String {
        String::from_utf8_lossy(self.0.needle()).into_owned()
    }

    /// The hits in the reports at some places, and the places of those that have any.
    fn find_all(&self, reports: &[Report], places: &[u32], limit: usize) -> (TextHits, Vec<u32>) {
        let mut found = TextHits::default();
        let mut with_hits = Vec::new();
        let mut lowered = Vec::new();
        for place in places {
            let Some(report) = reports.get(*place as usize) else { continue };
            let before = found.total;
            lowered.clear();
            lowered.extend_from_slice(report.text.as_bytes());
            lowered.make_ascii_lowercase();
            for start in self.0.find_iter(&lowered) {
                found.total += 1;
                if found.hits.len() < limit {
                    let span = Span::new(start, start + self.0.needle().len());
                    found.hits.push(Passage { report: report.id, span });
                }
            }
            if found.total > before {
                with_hits.push(*place);
            }
        }
        (found, with_hits)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::ReportId;

    #[test]
    fn words_are_found_in_every_report_in_any_case() {
        let report = |id, text: &str| Report { id: ReportId(id), text: text.into(), ..Report::default() };
        let reports = [report(0, "The Port and the port."), report(1, "No harbour."), report(2, "PORT")];
        let found = find_text(&reports, " port", 2);
        assert_eq!(found.total, 3);
        let starts: Vec<(u32, u32)> = found.hits.iter().map(|hit| (hit.report.0, hit.span.start)).collect();
        assert_eq!(starts, [(0, 4), (0, 17)]);
        assert_eq!(find_text(&reports, "  ", 2), TextHits::default());
    }

    proptest! {
        #[test]
        fn the_places_are_those_of_a_plain_search(
            texts in prop::collection::vec("[abAB é.]{0,60}", 0..5),
            words in "[abAB é.]{1,4}",
        ) {
            let reports: Vec<Report> = (0..)
                .zip(&texts)
                .map(|(id, text)| Report { id: ReportId(id), text: text.as_str().into(), ..Report::default() })
                .collect();
            let words = words.trim();
            let mut expected = Vec::new();
            for (report, text) in (0..).zip(&texts) {
                let mut from = 0;
                while let Some(at) = text[from..].to_ascii_lowercase().find(&words.to_ascii_lowercase()) {
                    if words.is_empty() {
                        break;
                    }
                    let span = Span::new(from + at, from + at + words.len());
                    expected.push(Passage { report: ReportId(report), span });
                    from += at + words.len();
                }
            }
            let found = find_text(&reports, words, 1000);
            prop_assert_eq!(found.total, expected.len());
            prop_assert_eq!(found.hits, expected);
        }

        #[test]
        fn what_is_typed_on_is_found_as_if_it_were_looked_for_alone(
            texts in prop::collection::vec("[abAB ]{0,20}", 0..9),
            typed in prop::collection::vec("[ab ]{0,5}", 1..6),
        ) {
            let reports: Vec<Report> = (0..)
                .zip(&texts)
                .map(|(id, text)| Report { id: ReportId(id), text: text.as_str().into(), ..Report::default() })
                .collect();
            let mut search = TextSearch::default();
            for words in &typed {
                for end in 1..=words.len() {
                    let alone = find_text(&reports, &words[..end], 10);
                    prop_assert_eq!(search.find(&reports, &words[..end], 10), alone);
                }
            }
        }

        #[test]
        fn the_first_places_are_kept_and_the_others_counted(count in 0_u32..700, limit in 0_usize..5) {
            let report = |id| Report { id: ReportId(id), text: "a port".into(), ..Report::default() };
            let reports: Vec<Report> = (0..count).map(report).collect();
            let found = find_text(&reports, "port", limit);
            prop_assert_eq!(found.total, count as usize);
            let first: Vec<u32> = found.hits.iter().map(|hit| hit.report.0).collect();
            prop_assert_eq!(first, (0..count).take(limit).collect::<Vec<u32>>());
        }
    }
}

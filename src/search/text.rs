//! Exact words in the texts of reports, in any case.

use aho_corasick::AhoCorasick;

use crate::text::{Passage, Report, Span};

/// Where some words occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextHits {
    /// The first hits, in the order of the reports.
    pub hits: Vec<Passage>,
    /// The number of hits, up to a limit of counting.
    pub total: usize,
}

/// Finds words in all texts; the first `limit` places are kept, ten thousand counted at most.
#[must_use]
pub fn find_text(reports: &[Report], words: &str, limit: usize) -> TextHits {
    const COUNTED: usize = 10_000;
    let words = words.trim();
    let searcher = AhoCorasick::builder().ascii_case_insensitive(true).build([words]);
    let Ok(searcher) = searcher else { return TextHits::default() };
    if words.is_empty() {
        return TextHits::default();
    }
    let mut found = TextHits::default();
    for report in reports {
        for hit in searcher.find_iter(&*report.text) {
            found.total += 1;
            if found.hits.len() < limit {
                found.hits.push(Passage { report: report.id, span: Span::new(hit.start(), hit.end()) });
            }
        }
        if found.total >= COUNTED {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
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
}

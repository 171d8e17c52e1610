//! Words of a report quoted in the sentences that this module writes.

use super::ledger::Story;
use crate::analysis::claim::phrase::one_line;
use crate::text::{ReportId, Span};

/// The word before a place of a text; none at its beginning.
pub(super) fn word_before(text: &str, at: u32) -> &str {
    text.get(..at as usize).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default()
}

/// A text in quotation marks; marks within it become single ones, and one without its partner is dropped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("“");
    let mut open: Vec<usize> = Vec::new();
    let mut before = ' ';
    for letter in text.chars() {
        let opens =
            letter == '“' || letter == '"' && !before.is_alphanumeric() && before != '.' && before != ',';
        match letter {
            '“' | '"' if opens => {
                open.push(out.len());
                out.push('‘');
            }
            '”' | '"' => {
                if open.pop().is_some() {
                    out.push('’');
                }
            }
            letter => out.push(letter),
        }
        before = letter;
    }
    for place in open.into_iter().rev() {
        out.remove(place);
    }
    out + "”"
}

/// The first words of a passage, with an ellipsis if there are more.
pub(super) fn opening(story: &Story<'_>, report: ReportId, span: Span, words: usize) -> String {
    let text = one_line(story.words(report, span));
    match text.match_indices(' ').nth(words - 1) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_a_quotation_are_single_and_in_pairs() {
        for (text, expected) in [
            ("nine people died", "“nine people died”"),
            ("a “plot” by \"rebels\"", "“a ‘plot’ by ‘rebels’”"),
            ("“I saw it,” he said", "“‘I saw it,’ he said”"),
            ("“I saw nothing of", "“I saw nothing of”"),
            ("saw nothing,” he said", "“saw nothing, he said”"),
            ("the town’s bakers", "“the town’s bakers”"),
            ("", "“”"),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}

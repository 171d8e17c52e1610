//! Which words one text has and the others do not: a word-level difference between texts, each in its own order.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// Longest wording that is compared word by word; a longer one is shown without marks.
const LONGEST: usize = 4_000;

/// The words of a text that are in none of the others, as spans of it. Without others, none.
#[must_use]
pub fn only_here(text: &str, others: &[&str]) -> Vec<Span> {
    if others.is_empty() || text.len() > LONGEST {
        return Vec::new();
    }
    let own = folded(text);
    let mut shared = vec![false; own.len()];
    let words: Vec<&str> = own.iter().map(|(_, word)| word.as_str()).collect();
    for other in others.iter().filter(|other| other.len() <= LONGEST) {
        let other = folded(other);
        let other: Vec<&str> = other.iter().map(|(_, word)| word.as_str()).collect();
        for operation in capture_diff_slices(Algorithm::Myers, &words, &other) {
            if let DiffOp::Equal { old_index, len, .. } = operation {
                shared[old_index..old_index + len].fill(true);
            }
        }
    }
    let differing = own.into_iter().zip(shared).filter(|(_, shared)| !shared);
    differing.map(|((span, _), _)| span).collect()
}

/// A passage as it reads by itself: without the spaces and signs that join it to the words before and after.
#[must_use]
pub fn whole(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let joins = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | ')' | '–' | '—');
    let start = words.len() - words.trim_start_matches(joins).len();
    let end =
        words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—')).len();
    if start >= end {
        return span;
    }
    Span::new(span.start as usize + start, span.start as usize + end)
}

fn folded(text: &str) -> Vec<(Span, String)> {
    let words = text.unicode_word_indices();
    words.map(|(at, word)| (Span::new(at, at + word.len()), word.to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing<'t>(text: &'t str, others: &[&str]) -> Vec<&'t str> {
        only_here(text, others).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_that_no_other_text_has_are_marked() {
        let text = "At least 14 people were killed";
        assert_eq!(differing(text, &["at least nine people died"]), ["14", "were", "killed"]);
        assert_eq!(differing(text, &["nine people", "14 dead were killed"]), ["At", "least"]);
        assert_eq!(differing(text, &[]), [] as [&str; 0]);
    }
}

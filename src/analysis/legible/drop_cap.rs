//! Drop caps: the large first letter of a paragraph, which copying separates from the rest of its word ("A t least").

use super::{Edit, Repair, is_word};
use crate::analysis::actor::lexicon;

/// Letters that are words by themselves.
const WORDS: &[char] = &['A', 'I', 'O'];

/// The most white space between the letter and its word.
const GAP: usize = 3;

/// How many bytes of a paragraph are examined.
const LOOKED_AT: usize = 60;

pub(super) fn find(text: &str, edits: &mut Vec<Edit>) {
    let mut at = 0;
    let mut opens = true;
    let mut letter = false;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if (opens || letter) && !blank {
            edits.extend(of_paragraph(text, at));
        }
        letter = false;
        opens = blank;
        at += line.len();
    }
}

fn of_paragraph(text: &str, at: usize) -> Option<Edit> {
    let end = text.floor_char_boundary((at + LOOKED_AT).min(text.len()));
    let paragraph = text.get(at..end)?;
    let body = paragraph.trim_start_matches(|mark: char| mark.is_whitespace() || "\"“‘'".contains(mark));
    let first = body.chars().next().filter(|letter| letter.is_uppercase())?;
    let start = at + (paragraph.len() - body.len()) + first.len_utf8();
    let rest = &body[first.len_utf8()..];
    let tail = rest.trim_start_matches([' ', '\u{a0}', '\n', '\r']);
    let gap = rest.len() - tail.len();
    let blank_line = rest[..gap].matches('\n').count() > 1;
    if gap == 0 || gap > GAP || blank_line {
        return None;
    }
    let length = tail.find(|letter: char| !letter.is_alphabetic()).unwrap_or(tail.len());
    let (word, after) = tail.split_at(length);
    let ends = after.chars().next().is_none_or(|mark| mark.is_whitespace() || ",.;:’'".contains(mark));
    (ends && is_drop_cap(first, word, after)).then(|| Edit {
        shown: start..start + gap,
        read: "",
        repair: Repair::DropCap,
    })
}

fn is_drop_cap(first: char, word: &str, after: &str) -> bool {
    let joined = format!("{first}{word}").to_lowercase();
    let long = word.chars().nth(1).is_some();
    let known = if long { is_word(&joined) } else { lexicon::is_function_word(&joined) };
    let small = word.chars().all(char::is_lowercase) && !word.is_empty();
    let shouted = long && word.chars().all(char::is_uppercase);
    // "R and B", "Q and A".
    let pair = || {
        let next = after.split_whitespace().next().unwrap_or_default();
        matches!(word, "and" | "AND") && next.trim_matches(|mark: char| !mark.is_alphabetic()).len() < 2
    };
    if WORDS.contains(&first) {
        known && small && !(long && is_word(word))
    } else {
        known && (small || shouted) && !pair()
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;

    #[test]
    fn a_drop_cap_is_read_with_its_word() {
        for (shown, read) in [
            ("A t least 12 died.", "At least 12 died."),
            ("T he ferry sank.", "The ferry sank."),
            ("T\nhe ferry sank.", "The ferry sank."),
            ("“W e fled,” she said.", "“We fled,” she said."),
            ("I n March it rained.", "In March it rained."),
            ("Title\n\nS oldiers fired.", "Title\n\nSoldiers fired."),
            ("T HE ferry sank.", "THE ferry sank."),
            ("A fter dark it ceased.", "After dark it ceased."),
        ] {
            assert_eq!(words(shown), read);
        }
    }

    #[test]
    fn a_letter_that_is_a_word_stays_by_itself() {
        for shown in [
            "A man died.",
            "A long road.",
            "I was there.",
            "I do.",
            "E coli was found.",
            "C major.",
            "X marks the spot.",
            "R and B was played.",
            "U S troops left.",
            "A bout of flu.",
            "He got a B in art.",
            "Plan B failed.",
            "A",
            "A ",
            "Q\n\nhe left",
        ] {
            assert_eq!(words(shown), shown);
        }
    }
}

//! Words broken at the end of a line: the hyphen is removed if the parts are one word, and kept if they are two.

use super::{Edit, Repair, is_word};
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon;

/// The most white space at the beginning of the next line.
const INDENT: usize = 12;

/// Parts that keep their hyphen before a capital: "mid-March".
const BEFORE_NAMES: &[&str] =
    &["anti", "ex", "mid", "non", "pan", "post", "pre", "pro", "trans", "sub", "un", "neo", "inter", "multi"];

pub(super) fn find(text: &str, edits: &mut Vec<Edit>) {
    for hyphen in ["-", "\u{ad}", "\u{2010}"] {
        if hyphen != "-" && text.is_ascii() {
            continue;
        }
        for line_end in ["\n", "\r\n"] {
            let mark = format!("{hyphen}{line_end}");
            let places = memchr::memmem::find_iter(text.as_bytes(), mark.as_bytes());
            edits.extend(places.filter_map(|at| mended(text, at, hyphen, at + mark.len())));
        }
    }
}

/// The replacement for a hyphen at `at` and the line end after it, with `next` the first byte of the next line.
fn mended(text: &str, at: usize, hyphen: &str, next: usize) -> Option<Edit> {
    let rest = text.get(next..)?;
    let second = rest.trim_start_matches([' ', '\t']);
    let indent = rest.len() - second.len();
    if indent > INDENT {
        return None;
    }
    let first = last_letters(text.get(..at)?);
    let before = text[..at - first.len()].chars().next_back();
    let length = second.find(|letter: char| !letter.is_alphabetic()).unwrap_or(second.len());
    let second = &second[..length];
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let end = next + indent;
    let edit = |start| Edit { shown: start..end, read: "", repair: Repair::Broken };
    let compound =
        before.is_some_and(|letter| matches!(letter, '-' | '\u{2010}' | '\'' | '’') || letter.is_numeric());
    if hyphen == "\u{ad}" {
        return Some(edit(at));
    }
    let whole = is_one_word(first, second)? && !compound;
    Some(edit(if whole { at } else { at + hyphen.len() }))
}

fn last_letters(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, letter)| letter.is_alphabetic()).last();
    start.map_or("", |(start, _)| &text[start..])
}

/// Whether the parts are one word, or two with a hyphen; none where the hyphen may be a dash.
fn is_one_word(first: &str, second: &str) -> Option<bool> {
    let joined = format!("{first}{second}");
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let shouted = first.chars().nth(1).is_some() && joined.chars().all(char::is_uppercase);
    if capital(second) && !shouted {
        let joins = capital(first) || BEFORE_NAMES.contains(&first);
        return joins.then_some(false);
    }
    if first.chars().nth(1).is_none() {
        return Some(false);
    }
    if is_word(&joined) || (capital(first) && is_place(&joined)) {
        return Some(true);
    }
    // Two words that do not make a third keep their hyphen, and so does a name before a word: "Ostwick-based".
    let name = capital(first) && !shouted;
    Some(!(is_word(second) && (is_word(first) || name)))
}

/// Whether a name is that of a city or a region.
fn is_place(name: &str) -> bool {
    let folded = fold(name);
    lexicon::CITIES.contains(&folded) || lexicon::REGIONS.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::super::words;

    #[test]
    fn a_word_broken_at_the_end_of_a_line_is_read_whole() {
        for (shown, read) in [
            ("Hun-\ndreds fled", "Hundreds fled"),
            ("the gov-\r\nernment said", "the government said"),
            ("in Eliza-\n    beth's name", "in Elizabeth's name"),
            ("Buda-\npest", "Budapest"),
            ("Mel-\nbourne", "Melbourne"),
            ("on Thurs-\nday", "on Thursday"),
            ("EVACU-\nATION", "EVACUATION"),
            ("soft\u{ad}\nware", "software"),
            ("evac\u{2010}\nuated", "evacuated"),
            ("the explo-\nsion", "the explosion"),
        ] {
            assert_eq!(words(shown), read);
        }
    }

    #[test]
    fn a_hyphen_that_belongs_to_its_word_stays() {
        for (shown, read) in [
            ("a long-\nterm plan", "a long-term plan"),
            ("Ostwick-\nbased rebels", "Ostwick-based rebels"),
            ("a three-year-\nold boy", "a three-year-old boy"),
            ("Anglo-\nAmerican", "Anglo-American"),
            ("mid-\nMarch", "mid-March"),
            ("e-\nmail", "e-mail"),
        ] {
            assert_eq!(words(shown), read);
        }
    }

    #[test]
    fn other_hyphens_at_line_ends_are_kept() {
        for shown in [
            "he said -\nand left",
            "on the way-\n\nthe end",
            "the years 2010-\n2012",
            "he paused-\nThe men left",
            "- one\n- two",
            "-\n",
            "end-",
        ] {
            assert_eq!(words(shown), shown);
        }
    }
}

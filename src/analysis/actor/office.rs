//! Offices and bodies whose names are lists: "Minister for Women and Equalities", "Ministry of Agriculture, Fisheries and Food".

use super::lexicon;
use super::span::is_given_name;
use super::word::{Shape, Word};

/// How many words of a list are read at most.
const LONGEST_LIST: usize = 14;

/// The end of a list of fields that goes on at a comma: the name before it has opened with a body and "of" or "for"; each
/// part is of common words of English, and the last one follows an "and".
pub(super) fn list_ends(words: &[Word<'_>], from: usize, comma: usize) -> Option<usize> {
    let opened = words[from..comma].windows(2).any(|pair| {
        matches!(pair[1].text, "of" | "for" | "on")
            && lexicon::organisation_noun(&pair[0].text.to_lowercase()).is_some()
    });
    if !opened {
        return None;
    }
    fields(words, comma)
}

/// One past the last of the fields that follow: ", Fisheries and Food".
fn fields(words: &[Word<'_>], start: usize) -> Option<usize> {
    let mut at = start;
    while at < words.len().min(start + LONGEST_LIST) {
        let joins = matches!(words[at].text, "," | "and" | "&");
        let last =
            words[at].text != "," || words.get(at + 1).is_some_and(|next| matches!(next.text, "and" | "&"));
        if !joins {
            return None;
        }
        at += 1;
        if words.get(at).is_some_and(|word| matches!(word.text, "and" | "&")) {
            at += 1;
        }
        let end = (at..words.len()).find(|&place| !is_field(&words[place])).unwrap_or(words.len());
        if end == at || end - at > 3 {
            return None;
        }
        if last {
            return Some(end);
        }
        at = end;
    }
    None
}

/// A capitalised common word: "Fisheries", "Rural".
fn is_field(word: &Word<'_>) -> bool {
    let lower = word.text.to_lowercase();
    word.shape == Shape::Capital
        && (lexicon::is_english(&lower) && lexicon::country(word.text).is_none() || lower.ends_with("ies"))
        && lexicon::organisation_noun(&lower).is_none_or(|sort| sort != "company" && sort != "military")
}

/// Where the holder of an office begins whose title goes on with what it is for: the name after "Former Minister for Women and
/// Equalities".
pub(super) fn holder(words: &[Word<'_>], at: usize) -> Option<usize> {
    if !words[at].shape.is_capital() {
        return None;
    }
    let mut head = at;
    while words.get(head).is_some_and(|word| PREFIXES.contains(&word.text.to_lowercase().as_str())) {
        head += 1;
    }
    let title = words.get(head).filter(|word| word.shape == Shape::Capital)?;
    let office = lexicon::title(&title.text.to_lowercase())
        .is_some_and(|title| title.sort == lexicon::TitleSort::Office);
    if !office || !words.get(head + 1).is_some_and(|word| matches!(word.text, "for" | "of")) {
        return None;
    }
    let start = head + 2;
    let longest = words.len().min(start + LONGEST_LIST);
    let joined = |place: usize| {
        matches!(words[place].text, "the" | "and" | "&" | "," | "of") || is_field(&words[place])
    };
    let end = (start..longest).find(|&place| !joined(place) || is_person(words, place)).unwrap_or(longest);
    (end > start && is_person(words, end) && is_field(&words[end - 1])).then_some(end)
}

/// A given name before a word of a name.
fn is_person(words: &[Word<'_>], at: usize) -> bool {
    let next = words.get(at + 1).is_some_and(|next| {
        next.shape == Shape::Capital && !lexicon::calendar_word(&next.text.to_lowercase())
    });
    next && words.get(at).is_some_and(|word| word.shape == Shape::Capital && is_given_name(word.text))
}

/// Words before an office.
const PREFIXES: &[&str] = &["former", "then", "acting", "deputy", "interim", "outgoing", "incoming"];

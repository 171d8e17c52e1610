//! Offices and bodies whose names are lists: "Minister for Women and Equalities", "Ministry of Agriculture, Fisheries and Food".

use super::lexicon;
use super::span::is_given_name;
use super::word::{Shape, Word};

/// How many words of a list are read at most.
const LONGEST_LIST: usize = 14;

/// The end of a list of fields that continues at a comma: the name before it began with a body and "of" or "for"; each
/// part consists of common English words, and the last one follows an "and".
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
        && (lexicon::is_english(&lower) && lexicon::country(word.text).is_none()
            || lower.ends_with("ies")
            || lower == "media")
        && lexicon::organisation_noun(&lower).is_none_or(|sort| {
            !matches!(sort, "company" | "military" | "police" | "party" | "court" | "union")
        })
}

/// Where the fields of an office begin: after "Former Minister for".
fn after_title(words: &[Word<'_>], at: usize) -> Option<usize> {
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
    Some(head + 2)
}

/// Where an office ends whose title continues with its fields, and where the name of the person begins: after "Former Minister for
/// Women and Equalities", "Minister of Trade and Finance,".
pub(super) fn person_after(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let start = after_title(words, at)?;
    let longest = words.len().min(start + LONGEST_LIST);
    let joined = |place: usize| {
        matches!(words[place].text, "the" | "and" | "&" | "," | "of") || is_field(&words[place])
    };
    let end = (start..longest).find(|&place| !joined(place) || is_person(words, place)).unwrap_or(longest);
    if end == start || !is_person(words, end) {
        return None;
    }
    let office = if words[end - 1].text == "," && end - 1 > start { end - 1 } else { end };
    is_field(&words[office - 1]).then_some((office, end))
}

/// One past the last word of a minister's office that no name follows: its fields name nobody.
pub(super) fn without_person(words: &[Word<'_>], at: usize) -> Option<usize> {
    const FIELDED: &[&str] = &["minister", "secretary", "undersecretary", "commissioner"];
    let start = after_title(words, at)?;
    if !FIELDED.contains(&words[start - 2].text.to_lowercase().as_str()) {
        return None;
    }
    let start = if words.get(start).is_some_and(|word| word.text == "the") { start + 1 } else { start };
    let end = (start..words.len()).find(|&place| !is_field(&words[place])).unwrap_or(words.len());
    (end > start && end - start <= 3).then(|| fields(words, end).unwrap_or(end))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::actor::word::Line;
    use crate::analysis::language::{Document, SentenceId};

    #[test]
    fn offices_continue_with_their_fields_up_to_the_person() {
        for (text, office, first) in [
            ("Former Minister for Women and Equalities Nadia Holm left.", 6, Some("Nadia")),
            ("Minister of Trade and Finance, Nadia Holm, left.", 5, Some("Nadia")),
            ("Minister of Trade and Finance left.", 5, None),
            ("Secretary of State for Health spoke.", 3, None),
            ("President of Kelso spoke.", 0, None),
            ("Nadia Holm spoke.", 0, None),
        ] {
            let document = Document::read(text);
            let line = Line::read(&document, SentenceId(0));
            let found = person_after(&line.words, 0);
            let end = found
                .map(|(office, _)| office)
                .or_else(|| without_person(&line.words, 0))
                .unwrap_or_default();
            let person = found.map(|(_, person)| line.words[person].text);
            assert_eq!((end, person), (office, first), "{text}");
        }
    }
}

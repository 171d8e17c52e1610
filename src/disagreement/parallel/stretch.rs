//! The stretches of a sentence that differ from sentences with the same content.

use super::align::Word;
use crate::text::Span;

/// A stretch of a sentence that begins and ends with words that not all sentences use, apart from function words before them.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Where it is.
    pub span: Span,
    /// The stems that not all sentences use.
    pub stems: Vec<u32>,
}

/// How many content words that all sentences use may be between two that they do not: the "police" of "the Lodz police chief".
const MOST_SHARED: usize = 1;

/// The stretches of a sentence with words for which `is_partial` holds, in text order. None contains a mark that separates phrases.
pub(super) fn stretches(sentence: &str, words: &[Word], is_partial: impl Fn(u32) -> bool) -> Vec<Stretch> {
    let is_one_phrase = |one: &Word, next: &Word| !separates(&sentence[one.range.end..next.range.start]);
    words.chunk_by(is_one_phrase).flat_map(|phrase| of_phrase(sentence, phrase, &is_partial)).collect()
}

fn of_phrase(sentence: &str, words: &[Word], is_partial: impl Fn(u32) -> bool) -> Vec<Stretch> {
    let partial: Vec<(usize, u32)> = words
        .iter()
        .enumerate()
        .filter_map(|(place, word)| Some((place, word.stem?)))
        .filter(|(_, stem)| is_partial(*stem))
        .collect();
    let is_content = |word: &&Word| word.stem.is_some();
    let is_near = |one: &(usize, u32), next: &(usize, u32)| {
        words[one.0 + 1..next.0].iter().filter(is_content).count() <= MOST_SHARED
    };
    let stretch = |run: &[(usize, u32)]| {
        let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { return None };
        let before = words[..*first].iter().rposition(|word| word.stem.is_some());
        let led = &words[before.map_or(0, |before| before + 1)..=*first];
        let begins = led.iter().find(|word| !is_after_apostrophe(sentence, word.range.start));
        let begins = begins.unwrap_or(&words[*first]);
        let span = Span::new(begins.range.start, words[*last].range.end);
        Some(Stretch { span, stems: run.iter().map(|(_, stem)| *stem).collect() })
    };
    partial.chunk_by(is_near).filter_map(stretch).collect()
}

/// Whether what begins at a place of a text is only the end of a word: "s" in "Marek's colleague", but not the "rebels" of "the 'rebels'".
fn is_after_apostrophe(text: &str, place: usize) -> bool {
    let before = text[..place].strip_suffix(['\'', '’']);
    before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Whether what is between two words separates phrases: a comma, a bracket, a dash. A period within a sentence abbreviates.
fn separates(between: &str) -> bool {
    const MARKS: [char; 8] = [',', ';', ':', '(', ')', '–', '—', '…'];
    between.contains(" -") || between.contains(MARKS) && between.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a sentence in which the stem of a word is its length, capitals are function words and long words are used by all.
    fn check(sentence: &str, expected: &str) {
        let word = |text: &str| {
            let start = text.as_ptr() as usize - sentence.as_ptr() as usize;
            let stem = u32::try_from(text.len()).ok().filter(|_| !text.starts_with(char::is_uppercase));
            Word { range: start..start + text.len(), stem }
        };
        let pieces = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|text| !text.is_empty());
        let words: Vec<Word> = pieces.map(word).collect();
        let found = stretches(sentence, &words, |stem| stem < 6);
        let found: Vec<&str> = found.iter().map(|stretch| stretch.span.of(sentence)).collect();
        assert_eq!(found.join(" | "), expected, "{sentence}");
    }

    #[test]
    fn stretches_are_the_words_that_not_all_use_with_the_function_words_before_them() {
        for (sentence, expected) in [
            ("", ""),
            ("protesters gathered", ""),
            ("protesters burned A car", "A car"),
            ("A bus IN Lodz", "A bus"),
            ("wounded IN THE town hall AND elsewhere", "IN THE town hall"),
            ("THE chief wounded seven", "THE chief wounded seven"),
            ("THE chief received wounds seven", "THE chief | seven"),
            ("THE chief, wounded seven", "THE chief | seven"),
            ("some – among others", "some | among"),
            ("paid $35,000 IN cash", "paid $35,000 IN cash"),
            ("marchers'S car burned", "car"),
            ("burned 'THE car' AND 'bus' windows", "THE car' AND 'bus"),
            ("injured 'local' workers", "local"),
            ("injured'local workers", "local"),
            ("Capt. tom hall", "Capt. tom hall"),
        ] {
            check(sentence, expected);
        }
    }
}

//! Bylines: the lines that say who wrote a text, and the particles of the names in them.

/// Particles of family names: "von", "bin", "de".
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "das", "do", "dos", "du", "des", "la", "le", "el", "al", "von", "van",
    "vom", "zu", "der", "den", "ter", "ten", "te", "af", "av", "bin", "ibn", "bint", "ben", "abu", "y", "e",
    "st", "san", "ould", "wald",
];

/// Other words with a small letter that a byline may have: "By Ana Ruiz and Jo Lee in Lisbon for the Courier".
const JOINING: &[&str] = &["and", "for", "in", "the", "of", "at"];

/// The most words of a byline, with an outlet and a date.
const MOST_WORDS: usize = 16;

/// Whether a word is a particle of a family name.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || PARTICLES.contains(&word.to_lowercase().as_str())
}

/// Whether a line only says who wrote the text, and perhaps for which outlet, where and when: "By Jan de Wit, Northern Courier,
/// 15 May 2024".
#[must_use]
pub fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let mut words = line.split_whitespace();
    let by = words.next().is_some_and(|first| first.eq_ignore_ascii_case("by"));
    let name = words.clone().next().is_some_and(|first| first.starts_with(char::is_uppercase));
    let fits =
        |word: &str| !word.starts_with(char::is_lowercase) || is_particle(word) || JOINING.contains(&word);
    by && name
        && !line.ends_with(['.', '!', '?', ':'])
        && words.clone().count() < MOST_WORDS
        && words.all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_has_names_and_no_sentence() {
        for (line, expected) in [
            ("By Jan de Wit, Northern Courier, 15 May 2024", true),
            ("BY DANA ORR", true),
            ("By Ana Ruiz and Jo Lee in Lisbon", true),
            ("by Anne-Marie von Troll | 14.30", true),
            ("By law of 3 May 2024", false),
            ("By Friday the water had reached the bridge", false),
            ("By Friday, Ruiz was free.", false),
            ("By the harbour", false),
            ("By", false),
            ("Dana Orr, Northern Courier", false),
            ("", false),
        ] {
            assert_eq!(is_byline(line), expected, "{line}");
        }
    }
}

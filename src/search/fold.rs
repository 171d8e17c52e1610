//! Names and queries in one form: lower-case ASCII, in whatever way they were composed, with a mapping back.

use deunicode::deunicode_char;

/// A text in lower-case ASCII, and the byte of the text each of its letters comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The letters.
    pub letters: String,
    /// For each letter, where its original character begins.
    pub origin: Vec<u32>,
}

impl Folded {
    /// Folds a text. Combining marks vanish, so a composed and a decomposed é are the same.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        fold(text, |letter, origin| {
            folded.letters.push(letter);
            folded.origin.push(origin);
        });
        folded
    }
}

/// Calls `each` with every folded letter and the byte its character begins at.
pub(super) fn fold(text: &str, mut each: impl FnMut(char, u32)) {
    for (at, c) in text.char_indices() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        if c.is_ascii() {
            each(c.to_ascii_lowercase(), at);
        } else {
            let plain = deunicode_char(c).unwrap_or(if c.is_alphanumeric() { "?" } else { "" });
            plain.chars().for_each(|letter| each(letter.to_ascii_lowercase(), at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_the_same_text() {
        for (text, expected) in [
            ("Zoë", "zoe"),
            ("Zoe\u{308}", "zoe"),
            ("ŁÓDŹ", "lodz"),
            ("O’Neill", "o'neill"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(Folded::of(text).letters, expected);
        }
    }

    #[test]
    fn every_letter_knows_the_character_it_came_from() {
        let folded = Folded::of("Œu\u{301}x");
        assert_eq!(folded.letters, "oeux");
        assert_eq!(folded.origin, [0, 0, 2, 5]);
    }
}

//! Invisible characters, and letters written as one sign.

use super::{Edit, Repair};

/// Invisible characters within or beside words: soft hyphen, joiners, marks of direction, the byte order mark.
const INVISIBLE: &[char] = &[
    '\u{ad}', '\u{34f}', '\u{61c}', '\u{180e}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}',
    '\u{202c}', '\u{202d}', '\u{202e}', '\u{2060}', '\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}',
];

/// Those that separate words where nothing else does: after a small letter, before a capital.
const SEPARATING: &[char] = &['\u{200b}', '\u{feff}'];

/// Characters that join signs of other scripts and pictures, and are invisible between Latin letters.
const JOINING: &[char] = &['\u{200c}', '\u{200d}'];

/// Latin letters written as one sign (Unicode block Alphabetic Presentation Forms).
const LIGATURES: &[(char, &str)] = &[
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
    ('\u{fb05}', "st"),
    ('\u{fb06}', "st"),
];

pub(super) fn find(text: &str, edits: &mut Vec<Edit>) {
    if text.is_ascii() {
        return;
    }
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let next = || text[end..].chars().next();
        if letter.is_ascii() {
            before = Some(letter);
            continue;
        }
        if let Some((_, letters)) = LIGATURES.iter().find(|(ligature, _)| *ligature == letter) {
            edits.push(Edit { shown: at..end, read: letters, repair: Repair::Ligature });
        } else if is_invisible(letter, before, next()) {
            edits.push(Edit { shown: at..end, read: "", repair: Repair::Invisible });
            continue;
        }
        before = Some(letter);
    }
}

fn is_invisible(letter: char, before: Option<char>, next: Option<char>) -> bool {
    if JOINING.contains(&letter) {
        let latin = |side: Option<char>| side.is_some_and(|side| side.is_alphanumeric() && side < '\u{250}');
        return latin(before) && latin(next);
    }
    let parts = || {
        SEPARATING.contains(&letter)
            && before.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_punctuation())
            && next.is_some_and(char::is_uppercase)
    };
    // A soft hyphen at the end of a line belongs to a broken word.
    let ends_line = letter == '\u{ad}' && matches!(next, Some('\n' | '\r'));
    INVISIBLE.contains(&letter) && !ends_line && !parts()
}

#[cfg(test)]
mod tests {
    use super::super::words;

    #[test]
    fn invisible_characters_are_passed_over_where_they_say_nothing() {
        for (shown, read) in [
            ("Mon\u{ad}day", "Monday"),
            ("\u{200e}Paris\u{200f}", "Paris"),
            ("Para\u{200b}guay", "Paraguay"),
            ("12\u{2060}0 dead", "120 dead"),
            ("\u{feff}The ferry", "The ferry"),
            ("fi\u{200d}re", "fire"),
            // Two sentences without any other separator.
            ("on Monday\u{200b}The ferry", "on Monday\u{200b}The ferry"),
            // A family is one picture, and Persian needs its joiners.
            ("👩\u{200d}👧", "👩\u{200d}👧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(words(shown), read);
        }
    }

    #[test]
    fn ligatures_are_read_as_their_letters() {
        for (shown, read) in [
            ("ﬁve oﬃcers ﬂed", "five officers fled"),
            ("ﬀ ﬄ ﬅ ﬆ", "ff ffl st st"),
            ("cæsium, œuvre, straße", "cæsium, œuvre, straße"),
        ] {
            assert_eq!(words(shown), read);
        }
    }
}

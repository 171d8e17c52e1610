//! Text from outside, made harmless for a terminal: characters that would move the cursor, change colours or reverse the reading
//! order are shown as a sign instead. The text itself is never changed; this is for the moment before it is printed.

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Characters that reorder or hide the text around them: directional marks, embeddings, overrides and isolates, line
/// separators, the byte order mark, annotations and tags.
const HIDDEN: &[RangeInclusive<char>] = &[
    '\u{61c}'..='\u{61c}',
    '\u{200e}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0000}'..='\u{e007f}',
];

/// The replacement for a character that a terminal must not see: a picture of the control, or a lozenge for those that reorder or
/// hides the words around it; none for all other characters.
///
/// Line feed and tab have a sign too: a caller that lays text out itself handles them before it asks.
#[must_use]
pub fn sign(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('␦'),
        _ => HIDDEN.iter().any(|range| range.contains(&c)).then_some('◊'),
    }
}

/// A text as one line: white space runs become one space, the rest as [`sign`] says.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let clean = |c: char| sign(c).is_none() && (c == ' ' || !c.is_whitespace());
    if text.chars().all(clean) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            _ if is_space(c) && out.ends_with(' ') => {}
            _ if is_space(c) => out.push(' '),
            sign => out.push(sign.unwrap_or(c)),
        }
    }
    Cow::Owned(out)
}

/// White space that only separates words.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_that_control_a_terminal_are_shown_as_signs() {
        for (text, shown) in [
            ("plain words", "plain words"),
            ("  two\r\n  lines\tand  tab ", "two lines and tab"),
            ("\u{1b}]52;c;aGk=\u{7}", "␛]52;c;aGk=␇"),
            ("\u{9b}31mred", "␦31mred"),
            ("abc\u{202e}fed", "abc◊fed"),
            ("NUL\0", "NUL␀"),
            ("naïve 東京 👩‍👩‍👧", "naïve 東京 👩‍👩‍👧"),
            ("", ""),
        ] {
            assert_eq!(line(text), shown);
        }
    }

    proptest! {
        #[test]
        fn no_line_holds_anything_that_drives_a_terminal(text in any::<String>()) {
            prop_assert!(line(&text).chars().all(|c| sign(c).is_none()));
        }
    }
}

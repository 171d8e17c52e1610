//! A text split into words, numerals and signs, for reading numbers. This uses no grammar: numbers are read the same way
//! whatever the parse tree.

use std::borrow::Cow;

use super::quantity::currency;
use crate::text::Span;

/// A word, a numeral or a single sign.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lexeme<'t> {
    /// Its byte range.
    pub span: Span,
    /// As written.
    pub written: &'t str,
    /// In lower case; numerals as written.
    pub lower: Cow<'t, str>,
    /// Its value, if it is written in digits.
    pub numeral: Option<f64>,
    /// Whether it follows the previous one without white space.
    pub joined: bool,
}

/// Splits a text. Hyphens are signs of their own, so "twenty-five" gives three words; a currency mark before digits is
/// separate as well, so "Rs500" gives two.
pub(crate) fn cut(text: &str) -> Vec<Lexeme<'_>> {
    let mut words: Vec<Lexeme<'_>> = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        let digits = first.is_ascii_digit();
        let length = match first {
            _ if digits => numeral_length(&text[start..], follows_a_name(&words)),
            _ if first.is_alphabetic() => word_length(&text[start..]),
            _ => first.len_utf8(),
        };
        let written = &text[start..start + length];
        words.push(Lexeme {
            span: Span::new(start, start + length),
            written,
            lower: lower(written),
            numeral: if digits { numeral(written) } else { None },
            joined: words.last().is_some_and(|last| last.span.end as usize == start),
        });
        start += length;
    }
    words
}

/// The length in bytes of the digits at the start of a text, with their separators. A plain space separates thousands unless
/// a name precedes: "12 000 people", but "Flight 370 239 passengers".
fn numeral_length(text: &str, after_a_name: bool) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if (1..=3).contains(&end) && bytes[0] != b'0' {
        while let Some(separator) = text[end..].chars().next().filter(|one| is_separator(*one)) {
            let group = end + separator.len_utf8();
            let thousand = (0..3).all(|place| digit(group + place)) && !digit(group + 3);
            if !thousand || separator == ' ' && after_a_name {
                break;
            }
            end = group + 3;
        }
    }
    while matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1) {
        end += 1;
        end += bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    end
}

/// A space or an apostrophe between groups of three digits, as in ISO 80000-1 and Swiss usage.
fn is_separator(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

/// Whether the last word is a name or a month, and not at the beginning of a sentence.
fn follows_a_name(words: &[Lexeme<'_>]) -> bool {
    let [.., before, last] = words else { return false };
    let opens = matches!(before.written, "." | "!" | "?" | ":" | "\"" | "“" | ";");
    last.written.starts_with(char::is_uppercase) && !opens
}

/// The length in bytes of the word at the start of a text.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let inner = matches!(letter, '\'' | '’' | '/') && followed_by_letter(text, at + letter.len_utf8());
        if letter == '$' && at <= 3 {
            return at + 1;
        }
        let currency = letter.is_ascii_digit() && currency::is_mark(&text[..at]);
        if currency || !(letter.is_alphanumeric() || inner) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// A word in lower case.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}

/// The value of digits with grouping signs or one decimal point; anything else written with digits is not a number.
fn numeral(digits: &str) -> Option<f64> {
    let ungrouped: Cow<'_, str> = if digits.contains(is_separator) {
        if digits.contains(',') {
            return None;
        }
        Cow::Owned(digits.replace(is_separator, ""))
    } else {
        Cow::Borrowed(digits)
    };
    let digits = &*ungrouped;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let head = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let well_grouped = groups.all(|group| (2..=3).contains(&group.len()));
    let plain = digits.len() <= 24
        && !fraction.contains(['.', ','])
        && (!grouped || (head.len() <= 3 && well_grouped && whole.rsplit(',').next()?.len() == 3));
    if !plain {
        return None;
    }
    digits.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_take_their_commas_and_point_and_nothing_else() {
        for (digits, value) in [
            ("18", Some(18.0)),
            ("2,500", Some(2500.0)),
            ("1.2", Some(1.2)),
            ("12,34,567", Some(1_234_567.0)),
            ("1,2", None),
            ("10.30.45", None),
            ("2020,21", None),
            ("12 000", Some(12_000.0)),
            ("1\u{a0}250\u{a0}000", Some(1_250_000.0)),
            ("3’500.5", Some(3500.5)),
            ("12 000,5", None),
        ] {
            assert_eq!(numeral(digits), value, "{digits}");
        }
    }

    #[test]
    fn a_space_groups_thousands_and_nothing_else() {
        for (text, expected) in [
            ("12 000 people fled", &["12 000", "people", "fled"][..]),
            ("Some 12 000 fled", &["some", "12 000", "fled"]),
            ("the 1 250 000 voters", &["the", "1 250 000", "voters"]),
            ("on March 12 300 people died", &["on", "march", "12", "300", "people", "died"]),
            ("of Flight 370 239 died", &["of", "flight", "370", "239", "died"]),
            ("in 2021 300 fled", &["in", "2021", "300", "fled"]),
            ("between 10 12 13", &["between", "10", "12", "13"]),
            ("call 12 0004", &["call", "12", "0004"]),
            ("Rs500 and KSh1,200", &["rs", "500", "and", "ksh", "1,200"]),
            ("the B52 and the G20", &["the", "b52", "and", "the", "g20"]),
        ] {
            let words = cut(text);
            let cut: Vec<_> = words.iter().map(|word| &*word.lower).collect();
            assert_eq!(cut, expected, "{text}");
        }
    }

    #[test]
    fn hyphens_and_stops_are_words_of_their_own() {
        let words = cut("Twenty-five died at 9.30, it’s said.");
        let cut: Vec<_> = words.iter().map(|word| &*word.lower).collect();
        assert_eq!(cut, ["twenty", "-", "five", "died", "at", "9.30", ",", "it’s", "said", "."]);
        assert!(words[1].joined && words[2].joined && !words[3].joined);
    }
}

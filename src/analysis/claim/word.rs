//! A text cut into words, numerals and signs, for reading numbers. Knows no grammar: numbers are read the same way
//! whatever tree stands above them.

use std::borrow::Cow;

use crate::text::Span;

/// A word, a numeral or a single sign.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word<'t> {
    /// Its bytes.
    pub span: Span,
    /// Its letters in lower case; numerals as written.
    pub lower: Cow<'t, str>,
    /// Its value, where it is written in digits.
    pub numeral: Option<f64>,
    /// Whether it follows the one before without white space.
    pub joined: bool,
}

/// Cuts a text. Hyphens are signs of their own: "twenty-five" is three words.
pub(crate) fn cut(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut last_end = None;
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let digits = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        if digits {
            while let Some(&(at, next)) = rest.peek() {
                let inner = matches!(next, ',' | '.') && followed_by_digit(text, at + 1);
                if !(next.is_ascii_digit() || inner) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
        } else if first.is_alphabetic() {
            while let Some(&(at, next)) = rest.peek() {
                let inner =
                    matches!(next, '\'' | '’' | '/') && followed_by_letter(text, at + next.len_utf8());
                let sign = next == '$' && end - start <= 2;
                if !(next.is_alphanumeric() || inner || sign) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
                if sign {
                    break;
                }
            }
        }
        let word = &text[start..end];
        words.push(Word {
            span: Span::new(start, end),
            lower: lower(word),
            numeral: if digits { numeral(word) } else { None },
            joined: last_end == Some(start),
        });
        last_end = Some(end);
    }
    words
}

fn followed_by_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// A word in lower case.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}

/// The value of digits with grouping commas or one decimal point; anything else written with digits is no number.
fn numeral(digits: &str) -> Option<f64> {
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
        ] {
            assert_eq!(numeral(digits), value, "{digits}");
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

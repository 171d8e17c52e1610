//! Text from outside made fit for the screen: what each grapheme shows as, how wide it is, where lines break.
//!
//! Works on grapheme clusters (UAX 29) and display width, never on bytes or characters. A report can never drive the
//! terminal: control characters and bidirectional overrides become visible signs here, and nothing draws without this.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::visible::sign;

/// One row of wrapped text: bytes `[start, end)` of it, without the white space at which it was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Breaks a text into rows of at most `width` columns, at spaces where there are any.
///
/// A grapheme wider than the row is on a row of its own. A text of no bytes has one empty row.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<TextRow> {
    let width = usize::from(width.max(1));
    let mut rows = Vec::with_capacity(text.len() / width + 1);
    let mut start = 0;
    for line in text.split_inclusive(is_newline) {
        wrap_line(line.trim_end_matches(is_newline), start, width, &mut rows);
        start += line.len();
    }
    if text.is_empty() || text.ends_with(is_newline) {
        rows.push(row(start, start));
    }
    rows
}

/// What ends a line: the Unicode line breaks, except the carriage return, which is part of one.
fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn row(start: usize, end: usize) -> TextRow {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    TextRow { start: narrow(start), end: narrow(end) }
}

fn wrap_line(line: &str, base: usize, width: usize, rows: &mut Vec<TextRow>) {
    let indent = line.len() - line.trim_start().len();
    if display_width(&line[..indent]) * 2 > width {
        return wrap_line(&line[indent..], base + indent, width, rows);
    }
    let mut start = 0;
    let mut columns = 0;
    let mut at_break = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = columns_of(grapheme, columns);
        let space = grapheme.chars().all(char::is_whitespace);
        // Twice where what follows the break leaves no room for a wide grapheme.
        while columns + wide > width && at > start && !space {
            let (end, next) = at_break.take().unwrap_or((at, at));
            rows.push(row(base + start, base + end));
            start = next;
            columns = display_width(&line[start..at]);
        }
        columns += wide;
        let after = at + grapheme.len();
        if space {
            let end = start + line[start..at].trim_end().len();
            at_break = (end > start).then_some((end, after)).or(at_break);
        } else if breaks_after(grapheme) {
            at_break = Some((after, after));
        }
    }
    rows.push(row(base + start, base + start + line[start..].trim_end().len()));
}

/// Whether a row may end after this grapheme though no space follows: hyphens, dashes, slashes, and scripts without spaces.
fn breaks_after(grapheme: &str) -> bool {
    let first = grapheme.chars().next().unwrap_or(' ');
    matches!(first, '-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '…')
        || matches!(u32::from(first), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x0E00..=0x0EFF)
}

/// How many columns a text takes when shown.
#[must_use]
pub fn display_width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    text.graphemes(true).fold(0, |columns, grapheme| columns + columns_of(grapheme, columns))
}

fn columns_of(grapheme: &str, column: usize) -> usize {
    match grapheme {
        "\t" => TAB - column % TAB,
        _ => shown(grapheme).width(),
    }
}

/// Distance between tab stops.
const TAB: usize = 4;

/// Longest grapheme drawn as it is, in bytes: no script needs more, and a pile of combining marks could be megabytes.
const LONGEST_GRAPHEME: usize = 64;

/// What a grapheme shows as: itself, or a visible sign where it is a control, an override or a tab.
#[must_use]
pub fn shown(grapheme: &str) -> Cow<'_, str> {
    if let [byte] = grapheme.as_bytes()
        && (0x20..0x7f).contains(byte)
    {
        return Cow::Borrowed(grapheme);
    }
    if grapheme == "\r\n" || grapheme == "\n" {
        return Cow::Borrowed(" ");
    }
    if !grapheme.chars().any(|c| sign(c).is_some()) {
        return match grapheme.len() {
            0..=LONGEST_GRAPHEME => Cow::Borrowed(grapheme),
            _ => Cow::Owned(grapheme.chars().take(8).collect()),
        };
    }
    let safe = |c: char| if c == '\t' { ' ' } else { sign(c).unwrap_or(c) };
    grapheme.chars().take(8).map(safe).collect::<String>().into()
}

/// A text in one line, fit for the screen: tabs and line breaks as spaces, signs for what is unsafe.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.graphemes(true).map(shown).collect())
}

/// A text in one line of at most `width` columns, ending in `…` where it was cut.
#[must_use]
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    let text = visible(text);
    if display_width(&text) <= width {
        return text;
    }
    let mut columns = 0;
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        columns += grapheme.width();
        if columns + 1 > width {
            break;
        }
        cut.push_str(grapheme);
    }
    if width > 0 {
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    Cow::Owned(cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, width: u16) -> Vec<&str> {
        wrap(text, width).iter().map(|row| &text[row.start as usize..row.end as usize]).collect()
    }

    #[test]
    fn rows_break_at_spaces_and_only_inside_words_that_are_too_long() {
        for (text, width, expected) in [
            ("", 5, vec![""]),
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two", 3, vec!["one", "two"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("to abcdefgh", 4, vec!["to", "abcd", "efgh"]),
            ("well-known fact", 6, vec!["well-", "known", "fact"]),
            ("a\n\nb\n", 9, vec!["a", "", "b", ""]),
            ("a\r\nb", 9, vec!["a", "b"]),
            ("水曜日の夜", 4, vec!["水曜", "日の", "夜"]),
            ("a🌞b", 2, vec!["a", "🌞", "b"]),
            ("🌞🌞", 1, vec!["🌞", "🌞"]),
            ("cafe\u{301}s", 4, vec!["cafe\u{301}", "s"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text:?} at {width}");
        }
    }

    #[test]
    fn what_steers_a_terminal_is_shown_as_a_sign() {
        for (text, expected) in [
            ("\u{1b}[31mred", "␛[31mred"),
            ("\u{1b}]52;c;aGk=\u{7}", "␛]52;c;aGk=␇"),
            ("a\u{202E}b\u{2066}", "a◊b◊"),
            ("nul\0", "nul␀"),
            ("\u{9b}31m", "␦31m"),
            ("a\tb\nc", "a b c"),
            ("👩\u{200d}🚒 ok", "👩\u{200d}🚒 ok"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_within_its_width() {
        for (text, width, expected) in [
            ("abcdef", 6, "abcdef"),
            ("abcdef", 4, "abc…"),
            ("ab cd", 4, "ab…"),
            ("水曜日", 4, "水…"),
            ("ab", 0, ""),
        ] {
            assert_eq!(fit(text, width), expected);
        }
    }

    #[test]
    fn a_pile_of_combining_marks_is_cut_to_a_few() {
        let pile = format!("a{}", "\u{301}".repeat(100_000));
        assert!(visible(&pile).len() < 64);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_white_space_and_keeps_the_width(text in "\\PC*|[a-z \n\t🌞水é]{0,80}", width in 1u16..30) {
            let rows = wrap(&text, width);
            let kept: String = rows.iter().map(|row| &text[row.start as usize..row.end as usize]).collect();
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
            for row in rows {
                let words = &text[row.start as usize..row.end as usize];
                prop_assert!(display_width(words) <= usize::from(width).max(4) || words.graphemes(true).count() == 1);
            }
        }

        #[test]
        fn nothing_unsafe_is_ever_shown(text in any::<String>()) {
            prop_assert!(visible(&text).chars().all(|c| sign(c).is_none()));
        }
    }
}

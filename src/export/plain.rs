//! Words of reports in the form other formats accept: nothing that controls a terminal or reverses the reading order, and the
//! escapes of each format.

use std::borrow::Cow;
use std::io;

use crate::text::visible;

/// Text for HTML, XML and SVG: one line, with `& < > " '` as entities.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not characters of XML 1.0.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Text for Markdown: one line, with what Markdown would read as a mark escaped.
#[must_use]
pub fn markdown(text: &str) -> String {
    let line = visible::line(text);
    let mut out = String::with_capacity(line.len());
    for (place, c) in line.char_indices() {
        let opens_a_block = place == 0 && matches!(c, '#' | '+' | '-' | '=');
        if opens_a_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    // "12. " at the beginning would number a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// A cell of a table that a spreadsheet opens: anything it would run as a formula gets an apostrophe (OWASP, "CSV
/// injection").
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    let line = visible::line(text);
    let is_formula = line.starts_with(['=', '+', '-', '@']) && line.parse::<f64>().is_err();
    if is_formula { Cow::Owned(format!("'{line}")) } else { line }
}

/// Writes JSON in which everything that could control a terminal or reverse the reading order is escaped.
#[derive(Clone, Copy, Debug, Default)]
pub struct SafeJson;

impl serde_json::ser::Formatter for SafeJson {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        // Most are plain ASCII, which needs no escapes.
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return to.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((place, c)) = rest.char_indices().find(|(_, c)| visible::sign(*c).is_some()) {
            to.write_all(&rest.as_bytes()[..place])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = &rest[place + c.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }
}

/// Writes a value as one line of safe JSON, without a line end.
///
/// # Errors
/// If the writer fails.
pub fn to_json(to: &mut impl io::Write, value: &(impl serde::Serialize + ?Sized)) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(to, SafeJson);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_format_reads_marks_as_text() {
        assert_eq!(xml("<b>\"A\" & 'B'</b>\u{202e}"), "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;◊");
        for (text, expected) in [
            ("# no heading", "\\# no heading"),
            ("a * b_c", "a \\* b\\_c"),
            ("12. no list", "12\\. no list"),
            ("in 2021. Then", "in 2021. Then"),
            ("<script>", "\\<script\\>"),
            ("plain", "plain"),
        ] {
            assert_eq!(markdown(text), expected);
        }
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@cmd", "'@cmd"),
            ("-5 degrees", "'-5 degrees"),
            ("-44", "-44"),
            ("5 = five", "5 = five"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    proptest! {
        #[test]
        fn json_is_safe_and_means_the_same(text in any::<String>()) {
            let mut out = Vec::new();
            to_json(&mut out, &text).unwrap();
            let written = String::from_utf8(out).unwrap();
            prop_assert!(written.chars().all(|c| visible::sign(c).is_none()));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}

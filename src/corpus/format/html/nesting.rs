//! How deeply the markup of a page is nested and how many attributes its tags have, counted before anything parses it: building the
//! tree takes time quadratic in both, and walking it is recursive.

use std::collections::HashMap;

/// How many attributes one tag may have.
const ATTRIBUTES: usize = 2_000;

/// Elements that are empty or that the parser closes by itself at the next of their kind; tables and lists count by their
/// content.
const NOT_NESTING: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html",
    "head", "body",
];

/// Elements whose content is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noembed", "noframes", "iframe", "xmp"];

/// What is wrong with the markup, as the end of a sentence; none if it can be parsed.
pub fn fault(page: &str, nesting: usize) -> Option<String> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut rest) = (0_usize, page);
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let (closing, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
        let name = tag[..length].to_ascii_lowercase();
        let (end, attributes) = extent(&tag[length..]);
        let inside = &tag[length..length + end];
        if attributes > ATTRIBUTES {
            return Some(format!("a tag in it has more than {ATTRIBUTES} attributes; it was left out"));
        }
        rest = &tag[length + end..];
        if closing {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if RAW.contains(&&*name) {
            rest = after_raw(rest, &name);
        } else if !NOT_NESTING.contains(&&*name) && !inside.ends_with('/') {
            *open.entry(name).or_default() += 1;
            depth += 1;
            if depth > nesting {
                return Some(format!(
                    "its elements lie more than {nesting} deep inside each other; it was left out (--max-nesting allows more)"
                ));
            }
        }
    }
    None
}

/// Where a tag ends, and how many attributes it has. A quotation mark opens a value only after `=`; anywhere else it is a letter of
/// a name or a value, as in `title=O'Neill`.
fn extent(tag: &str) -> (usize, usize) {
    let (mut count, mut quote, mut last) = (0, None, b' ');
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(mark)) => {
                if byte == mark {
                    // Another attribute may follow without a space.
                    (quote, last) = (None, b' ');
                }
                continue;
            }
            (b'>', None) => return (at, count),
            (b'"' | b'\'', None) if last == b'=' => quote = Some(byte),
            (byte, None) if byte.is_ascii_whitespace() || byte == b'/' => {
                if last != b'=' {
                    last = b' ';
                }
                continue;
            }
            // `a = 1` is one attribute.
            _ if last == b' ' && byte != b'=' => count += 1,
            _ => {}
        }
        last = byte;
    }
    // A quotation mark that is never closed hides the rest from a careful reader, but not from a parser.
    let end = tag.find('>').unwrap_or(tag.len());
    (end, if quote.is_some() { tag[..end].split_whitespace().count() } else { count })
}

/// What follows the end tag of an element whose content is not markup.
fn after_raw<'p>(content: &'p str, name: &str) -> &'p str {
    for (at, _) in content.match_indices("</") {
        let after = &content[at + 2..];
        if after.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return &after[name.len()..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn deep_markup_is_refused_and_ordinary_markup_is_not() {
        let nested = |tag: &str, times: usize| format!("<{tag}>").repeat(times);
        for (page, refused) in [
            ("<p>One<p>Two".repeat(2_000), false),
            ("<div><b>x</b></div>".repeat(2_000), false),
            ("<ul><li>x</ul>".repeat(2_000), false),
            ("<br><img src='>'>".repeat(2_000), false),
            (format!("<script>{}</script>", "<div>".repeat(2_000)), false),
            (format!("<!-- {} -->", "<div>".repeat(2_000)), false),
            (nested("div", 2_000), true),
            (nested("b", 2_000), true),
            ("<b></p></i>".repeat(2_000), true),
            ("<b></x>".repeat(2_000), true),
            ("<p><b>".repeat(2_000), true),
            (nested("div", 400), false),
        ] {
            assert_eq!(fault(&page, 500).is_some(), refused, "{}", &page[..40]);
        }
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_refused() {
        let many = " a=1".repeat(5_000);
        assert!(fault(&format!("<div{many}>"), 500).is_some());
        assert_eq!(fault("<a href='x?a=1&b=2' class=\"y\">", 500), None);
        let long = format!("<div data-page='{}'>", "a=1 b=2 ".repeat(5_000));
        assert_eq!(fault(&long, 500), None, "one attribute with a long value");
        let hidden = format!("<div a=x'{many} b='y'>");
        assert!(fault(&hidden, 500).is_some(), "a mark within a value opens nothing");
    }

    #[test]
    fn attributes_are_counted_as_a_parser_counts_them() {
        for (inside, expected) in [
            ("", 0),
            (" a", 1),
            (" a b=1 c='x y' d=\"e f\"", 4),
            (" a='1'b='2'", 2),
            (" a = 'x y' b", 2),
            (" a=x'y z' b", 3),
            ("/a/b", 2),
        ] {
            assert_eq!(extent(&format!("{inside}>x='")), (inside.len(), expected), "{inside}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_counted_without_a_panic(page in "[<>/ab \"'=!é-]{0,60}") {
            let _ = fault(&page, 3);
        }
    }
}

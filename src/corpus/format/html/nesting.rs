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
        let end = end_of_tag(&tag[length..]);
        let inside = &tag[length..length + end];
        if inside.bytes().filter(|byte| *byte == b'=').count().min(inside.split_whitespace().count())
            > ATTRIBUTES
        {
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

/// Where a tag ends, taking account of quotation marks.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(mark)) if byte == mark => quote = None,
            _ => {}
        }
    }
    // A quotation mark that is never closed hides the rest from a careful reader, but not from a parser.
    tag.find('>').unwrap_or(tag.len())
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
    }

    proptest! {
        #[test]
        fn any_text_is_counted_without_a_panic(page in "[<>/ab \"'=!é-]{0,60}") {
            let _ = fault(&page, 3);
        }
    }
}

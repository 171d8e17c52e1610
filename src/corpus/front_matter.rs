//! The header that some files have before their text: `key: value` lines between two lines of `---`, or without these marks down to
//! the first blank line.
//!
//! A small part of what such headers may contain in YAML or TOML, on purpose: if a line between the marks is neither a plain
//! `key: value` nor nested below one, there is no front matter and the whole file is text. Without the marks every key must be
//! one of [`KEYS`]: a text may well have a colon in its first line.

use super::metadata::Metadata;
use crate::text::PublishedBasis;

/// A longer header is text.
const LINES: usize = 40;

/// Keys of a header or a record, with their meanings.
pub const KEYS: &[(&str, Field)] = &[
    ("id", Field::Key),
    ("key", Field::Key),
    ("source", Field::Source),
    ("outlet", Field::Source),
    ("publisher", Field::Source),
    ("title", Field::Title),
    ("headline", Field::Title),
    ("url", Field::Url),
    ("link", Field::Url),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("published", Field::Published),
    ("date", Field::Published),
    ("pubdate", Field::Published),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byline", Field::Author),
    ("by", Field::Author),
    ("site", Field::Source),
    ("publication", Field::Source),
    ("newspaper", Field::Source),
    ("subtitle", Field::Other),
    ("description", Field::Other),
    ("summary", Field::Other),
    ("tags", Field::Other),
    ("keywords", Field::Other),
    ("categories", Field::Other),
    ("category", Field::Other),
    ("section", Field::Other),
    ("topic", Field::Other),
    ("retrieved", Field::Other),
    ("accessed", Field::Other),
    ("length", Field::Other),
    ("words", Field::Other),
    ("updated", Field::Other),
    ("modified", Field::Other),
    ("copyright", Field::Other),
    ("edition", Field::Other),
    ("page", Field::Other),
    ("layout", Field::Other),
    ("draft", Field::Other),
    ("slug", Field::Other),
];

/// The part of a report that a name means; `text` is the text itself.
#[must_use]
pub fn field(name: &str) -> Option<Field> {
    if name == "text" {
        return Some(Field::Text);
    }
    KEYS.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, field)| *field)
        .filter(|field| *field != Field::Other)
}

/// The meaning of a key of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The report's identifier.
    Key,
    /// The outlet.
    Source,
    /// The headline.
    Title,
    /// The address where it was published.
    Url,
    /// BCP 47 tag.
    Language,
    /// The publication date.
    Published,
    /// Who wrote it.
    Author,
    /// The text itself.
    Text,
    /// Not used here.
    Other,
}

/// The content of a header, and where the text begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The content of the header.
    pub metadata: Metadata,
    /// The byte at which the text begins.
    pub end: usize,
    /// Lines that could not be used, with the reason.
    pub remarks: Vec<(usize, String)>,
}

/// Reads the header of a file; if there is none, everything is text.
#[must_use]
pub fn split(text: &str) -> FrontMatter {
    fenced(text).or_else(|| open(text)).unwrap_or_default()
}

/// The end of the blank lines that begin at a byte.
fn after_blank(text: &str, start: usize) -> usize {
    text.len() - text[start..].trim_start_matches(['\r', '\n']).len()
}

fn open(text: &str) -> Option<FrontMatter> {
    let mut head = FrontMatter::default();
    for (line, number) in text.split_inclusive('\n').zip(1..=LINES) {
        let content = line.trim();
        if content.is_empty() && number > 1 {
            head.end = after_blank(text, head.end + line.len());
            return Some(head);
        }
        head.end += line.len();
        let (key, value) = content.split_once(':')?;
        let key = key.to_ascii_lowercase();
        KEYS.iter().find(|(known, _)| *known == key)?;
        head.set(number, &key, unquoted(value));
    }
    None
}

/// A header in YAML between lines of `---`, or in TOML between lines of `+++`. Of YAML, plain `key: value` lines are read and lists
/// and nested lines below a key are skipped.
fn fenced(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++"))?;
    let (fence, sign) = if first.starts_with('-') { ("---", ':') } else { ("+++", '=') };
    let mut head = FrontMatter { end: first.len(), ..FrontMatter::default() };
    let mut keys = 0;
    for (line, number) in lines.zip(2..=LINES) {
        head.end += line.len();
        let content = line.trim();
        if content == fence || (fence == "---" && content == "...") {
            head.end = after_blank(text, head.end);
            return Some(head);
        }
        let nested =
            keys > 0 && (line.starts_with([' ', '\t']) || content.starts_with("- ") || content == "]");
        if content.is_empty() || content.starts_with('#') || nested {
            continue;
        }
        let (key, value) = content.split_once(sign)?;
        let key = key.trim_end();
        if !is_key(key) {
            return None;
        }
        keys += 1;
        head.set(number, &key.to_ascii_lowercase(), &one_of_list(unquoted(value)));
    }
    None
}

/// The items of a list in brackets, separated by commas: `[Dana Orr, "Lee Fox"]`.
fn one_of_list(value: &str) -> std::borrow::Cow<'_, str> {
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        Some(items) => items.split(',').map(unquoted).collect::<Vec<_>>().join(", ").into(),
        None => value.into(),
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |mark| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// A byline without its "By".
fn without_by(byline: &str) -> &str {
    byline
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("by "))
        .map_or(byline, |_| byline[3..].trim_start())
}

impl FrontMatter {
    fn set(&mut self, line: usize, key: &str, value: &str) {
        let Some((_, field)) = KEYS.iter().find(|(name, _)| *name == key) else { return };
        if value.is_empty() {
            return;
        }
        let said = &mut self.metadata;
        let place = match field {
            Field::Key => &mut said.key,
            Field::Source => &mut said.source,
            Field::Title => &mut said.title,
            Field::Url => &mut said.url,
            Field::Language => &mut said.language,
            Field::Author => &mut said.author,
            Field::Text | Field::Other => return,
            Field::Published => {
                match super::published(value, PublishedBasis::FrontMatter) {
                    Ok(published) => said.published = Some(published),
                    Err(reason) => self.remarks.push((line, format!("{reason}; the date was ignored"))),
                }
                return;
            }
        };
        let value = if *field == Field::Author { without_by(value) } else { value };
        *place = Some(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_describes_the_report_and_is_not_part_of_its_text() {
        let text = "---\ntitle: \"Ferry sinks: 3 missing\"\nsource: Harbour News\ndate: 2021-05-04\ntags: x\n---\n\nThe ferry";
        let head = split(text);
        assert_eq!(&text[head.end..], "The ferry");
        assert_eq!(head.metadata.title.as_deref(), Some("Ferry sinks: 3 missing"));
        assert_eq!(head.metadata.source.as_deref(), Some("Harbour News"));
        assert_eq!(head.metadata.published.unwrap().edtf, "2021-05-04");
    }

    #[test]
    fn a_head_needs_no_marks_where_all_its_keys_are_known() {
        let text = "Title: Ferry sinks\nSource: Harbour News\nDate: 2021-05-04\n\nThe ferry";
        let head = split(text);
        assert_eq!(&text[head.end..], "The ferry");
        assert_eq!(head.metadata.source.as_deref(), Some("Harbour News"));
        assert_eq!(head.metadata.published.unwrap().edtf, "2021-05-04");
    }

    #[test]
    fn authors_and_lists_of_yaml_and_toml_heads_are_read_and_keys_of_no_use_passed_over() {
        for text in [
            "---\ntitle: Ferry sinks\nauthor: [Dana Orr, \"Lee Fox\"]\ntags:\n  - sea\n  - ferry\ndate: 2021-05-04\n---\nThe ferry",
            "+++\ntitle = \"Ferry sinks\"\nauthor = \"Dana Orr, Lee Fox\"\ntags = [\"sea\"]\ndate = 2021-05-04\n+++\nThe ferry",
            "Title: Ferry sinks\nByline: By Dana Orr, Lee Fox\nSection: Sea\nDate: 2021-05-04\n\nThe ferry",
        ] {
            let head = split(text);
            assert_eq!(&text[head.end..], "The ferry");
            assert_eq!(head.metadata.title.as_deref(), Some("Ferry sinks"), "{text}");
            assert_eq!(head.metadata.author.as_deref(), Some("Dana Orr, Lee Fox"), "{text}");
            assert_eq!(
                head.metadata.published.map(|published| published.edtf).as_deref(),
                Some("2021-05-04")
            );
        }
    }

    #[test]
    fn lines_that_only_look_like_a_header_are_text() {
        for text in [
            "",
            "\nDate: 2021-05-04\n\nText",
            "Date: 2021-05-04\nThe ferry sank.\n\nText",
            "Date: 2021-05-04",
            "Witnesses: it was dark\n\nText",
            "---\nA ferry sank: three are missing.\n---\n",
            "---\ntitle: x\n",
            "title: x\n---\n",
            "--- \n",
            "---",
        ] {
            assert_eq!(split(text).end, 0, "{text}");
        }
    }

    #[test]
    fn a_wrong_date_in_a_header_is_reported_with_its_line() {
        let head = split("---\nsource: X\ndate: soon\n---\nText");
        assert_eq!(head.metadata.published, None);
        assert_eq!(head.remarks[0].0, 3);
    }
}

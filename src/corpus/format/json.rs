//! JSON other than JSON Lines: an array of records, an object that contains one, or one record; also the slides of TimelineJS.
//!
//! Records are found by the usual names of their parts, at the top or one level down ([`of_value`]); `--map text=article.body`
//! names others.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Document, Found, Settings, html};
use crate::corpus::decode;
use crate::corpus::front_matter::Field;
use crate::corpus::given;
use crate::corpus::metadata::Metadata;
use crate::text::{Given, PublishedBasis};

/// Keys of an object that contain its records.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "results",
    "records",
    "reports",
    "documents",
    "docs",
    "data",
    "stories",
    "posts",
    "entries",
    "hits",
    "news",
    "response",
];

/// The names of the parts of a record, in order of preference.
const PARTS: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "articleBody",
            "article_text",
            "full_text",
            "fulltext",
            "fullText",
            "maintext",
            "body_text",
            "bodyText",
            "article",
            "story",
            "plain_text",
            "raw_text",
            "contents",
            "message",
        ],
    ),
    (Field::Key, &["id", "guid", "key", "_id", "uuid", "uri"]),
    (Field::Title, &["title", "headline", "webTitle", "name"]),
    (Field::Author, &["author", "byline", "authors", "creator"]),
    (
        Field::Source,
        &["source", "outlet", "publisher", "publication", "site", "site_name", "source_domain", "domain"],
    ),
    (Field::Url, &["url", "link", "webUrl", "web_url", "permalink", "canonical"]),
    (Field::Language, &["language", "lang", "inLanguage"]),
    (
        Field::Published,
        &[
            "published",
            "date",
            "publishedAt",
            "published_at",
            "datePublished",
            "date_published",
            "date_publish",
            "pub_date",
            "pubDate",
            "publication_date",
            "publish_date",
            "webPublicationDate",
            "published_date",
            "timestamp",
            "created_at",
            "time",
        ],
    ),
];

/// Reads an array of records or an object that contains one.
#[must_use]
pub fn read(bytes: &[u8], settings: &Settings) -> Found {
    let text = match decode::decode(bytes.to_vec()) {
        Ok(decoded) => decoded.text,
        Err(what) => return Found::remark(format!("it is {what}, not text; it was left out")),
    };
    let mut found = Found::default();
    let mut number = 0_usize;
    let mut slides = Vec::new();
    let mut hear = |value: &Value| {
        number += 1;
        if given::json::are_slides(value) {
            slides.extend(value.as_array().into_iter().flatten().cloned());
            return;
        }
        if let Some((event, remark)) = given::json::of_entry(value) {
            found.events.push(Given { line: number, ..event });
            found.remarks.extend(remark.map(|remark| (None, format!("record {number}: {remark}"))));
            return;
        }
        match of_value(value, settings) {
            Some((mut document, remarks)) => {
                if document.metadata.key.is_none() {
                    document.place = Some(number.to_string());
                }
                found.documents.push(document);
                found
                    .remarks
                    .extend(remarks.into_iter().map(|remark| (None, format!("record {number}: {remark}"))));
            }
            None => found.remarks.push((None, format!("record {number} has no text; it was left out"))),
        }
    };
    let mut parser = serde_json::Deserializer::from_str(&text);
    let result = Records { hear: &mut hear, depth: 0 }.deserialize(&mut parser).and_then(|()| parser.end());
    if let Err(error) = result {
        let rest = if found.documents.is_empty() { "it was left out" } else { "what comes before was read" };
        found.remarks.push((Some(error.line()), format!("it is not valid JSON ({error}); {rest}")));
    }
    for (slide, line) in slides.iter().zip(given::json::lines_of_slides(&text)) {
        match given::json::of_slide(slide) {
            Ok(event) => found.events.push(Given { line, ..event }),
            Err(reason) => found.remarks.push((Some(line), format!("{reason}; the event was ignored"))),
        }
    }
    if found.documents.is_empty() && found.events.is_empty() && found.remarks.is_empty() {
        return Found::remark("it contains no records".to_owned());
    }
    found
}

/// Visits the records one by one, so that the whole need not be in memory as values.
struct Records<'h> {
    hear: &'h mut dyn FnMut(&Value),
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(value) = items.next_element::<Value>()? {
            (self.hear)(&value);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut rest = Map::new();
        let mut listed = false;
        while let Some(key) = entries.next_key::<String>()? {
            if self.depth < 3 && LISTS.contains(&&*key) {
                listed = true;
                entries.next_value_seed(Records { hear: &mut *self.hear, depth: self.depth + 1 })?;
            } else if key == "events" && self.depth == 0 {
                // Slides of TimelineJS; a record may have events of its own.
                let value: Value = entries.next_value()?;
                if given::json::are_slides(&value) {
                    listed = true;
                    (self.hear)(&value);
                } else {
                    rest.insert(key, value);
                }
            } else {
                rest.insert(key, entries.next_value()?);
            }
        }
        if !listed {
            (self.hear)(&Value::Object(rest));
        }
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The report of a record, with what could not be used; none if it has no text.
#[must_use]
pub fn of_value(value: &Value, settings: &Settings) -> Option<(Document, Vec<String>)> {
    let get = |field| part(value, field, settings);
    let raw = get(Field::Text)?;
    let marked = ["</p>", "<p>", "<br", "</div>", "</a>"].iter().any(|tag| raw.contains(tag));
    let text = if marked { html::text_of_piece(&raw, settings)? } else { raw };
    if text.trim().is_empty() {
        return None;
    }
    let mut remarks = Vec::new();
    let published = get(Field::Published).and_then(|date| {
        crate::corpus::published(&date, PublishedBasis::Metadata)
            .map_err(|reason| remarks.push(format!("{reason}; the date was ignored")))
            .ok()
    });
    let metadata = Metadata {
        key: get(Field::Key),
        source: get(Field::Source),
        title: get(Field::Title),
        author: get(Field::Author),
        url: get(Field::Url),
        language: get(Field::Language),
        published,
        date_order: None,
    };
    Some((Document { metadata, text, ..Document::default() }, remarks))
}

/// A part of a record: where a mapping says, else by its usual names.
fn part(value: &Value, field: Field, settings: &Settings) -> Option<String> {
    let mapped = settings.map.iter().find(|mapping| mapping.field == field);
    if let Some(mapping) = mapped {
        let at = mapping.keys.iter().try_fold(value, |value, key| match value {
            Value::Array(all) => all.get(key.parse::<usize>().ok()?),
            other => other.get(key),
        });
        return at.and_then(scalar);
    }
    let (_, names) = PARTS.iter().find(|(known, _)| *known == field)?;
    names.iter().find_map(|name| value.get(name).and_then(scalar))
}

/// A value as text: also the name in an object, or the texts of a list.
fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) if all.len() <= 1_000 => {
            let texts: Vec<String> = all.iter().filter_map(scalar).collect();
            let joint = if texts.iter().any(|text| text.len() > 60) { "\n\n" } else { ", " };
            texts.join(joint)
        }
        Value::Object(object) => {
            let inner = ["rendered", "value", "name", "title", "#text", "_text"];
            return inner
                .iter()
                .find_map(|key| object.get(*key).filter(|value| value.is_string()))
                .and_then(scalar);
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// JSON with what strict readers reject made harmless: `NaN` and `Infinity` as null, half characters as `\u{fffd}`. None if
/// there is nothing of the kind.
#[must_use]
pub fn mended(text: &str) -> Option<String> {
    const NUMBERS: &[&str] = &["-Infinity", "Infinity", "NaN", "undefined"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let (mut quoted, mut changed) = (false, false);
    while let Some(c) = rest.chars().next() {
        let length = c.len_utf8();
        if quoted && c == '\\' {
            let (kept, length) = escape(rest);
            changed |= kept != &rest[..length];
            out.push_str(kept);
            rest = &rest[length..];
            continue;
        }
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && let Some(word) = NUMBERS.iter().find(|word| rest.starts_with(**word)) {
            out.push_str("null");
            changed = true;
            rest = &rest[word.len()..];
            continue;
        }
        out.push(c);
        rest = &rest[length..];
    }
    changed.then_some(out)
}

/// The replacement of an escape at the start of a text, and its length: half a character becomes the replacement character.
fn escape(text: &str) -> (&str, usize) {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u").and_then(|rest| rest.get(..4))?;
        u32::from_str_radix(digits, 16).ok()
    };
    match unit(text) {
        Some(0xd800..0xdc00) => match text.get(6..).and_then(unit) {
            Some(0xdc00..0xe000) => (&text[..12], 12),
            _ => ("\\ufffd", 6),
        },
        Some(0xdc00..0xe000) => ("\\ufffd", 6),
        _ => {
            let length = 1 + text.chars().nth(1).map_or(0, char::len_utf8);
            (&text[..length], length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<String> {
        read(json.as_bytes(), &Settings::default())
            .documents
            .into_iter()
            .map(|document| document.text)
            .collect()
    }

    #[test]
    fn records_are_found_in_arrays_and_in_objects_around_them() {
        for json in [
            r#"[{"text": "One."}, {"body": "Two."}]"#,
            r#"{"status": "ok", "articles": [{"content": "One."}, {"articleBody": "Two."}]}"#,
            r#"{"response": {"total": 2, "results": [{"text": "One."}, {"text": "Two."}]}}"#,
            r#"[{"content": {"rendered": "<p>One.</p>"}}, {"text": ["Two."]}]"#,
        ] {
            assert_eq!(texts(json), ["One.", "Two."], "{json}");
        }
    }

    #[test]
    fn a_mapping_leads_to_nested_parts() {
        let settings = Settings {
            map: ["text=article.body", "date=meta.0.when"]
                .iter()
                .map(|text| crate::corpus::mapping(text).unwrap())
                .collect(),
            ..Settings::default()
        };
        let json = r#"[{"text": "no", "article": {"body": "Yes."}, "meta": [{"when": 1620122400}]}]"#;
        let found = read(json.as_bytes(), &settings);
        assert_eq!(found.documents[0].text, "Yes.");
        let published = found.documents[0].metadata.published.as_ref();
        assert_eq!(published.map(|published| &*published.edtf), Some("2021-05-04T10:00:00Z"));
    }

    #[test]
    fn slides_and_log_entries_are_events() {
        let json = r#"{"title": {"text": {"headline": "The ferry"}}, "events": [
            {"start_date": {"year": 2031, "month": 5}, "text": {"headline": "Ferry sinks"}},
            {"start_date": {"year": "x"}, "text": {"headline": "Nothing"}}]}"#;
        let found = read(json.as_bytes(), &Settings::default());
        let titles: Vec<_> = found.events.iter().map(|event| (event.title.as_deref(), event.line)).collect();
        assert_eq!(titles, [(Some("Ferry sinks"), 2)]);
        assert_eq!(found.remarks, [(Some(3), "`x` is not a valid year; the event was ignored".to_owned())]);
        assert!(found.documents.is_empty());
        let json =
            r#"[{"level": "info", "msg": "stopped", "time": "2031-05-04T10:00:02Z"}, {"text": "One."}]"#;
        let found = read(json.as_bytes(), &Settings::default());
        assert_eq!((found.events.len(), found.documents.len()), (1, 1));
        let json = r#"{"text": "One.", "events": [{"name": "x"}]}"#;
        assert_eq!(texts(json), ["One."]);
    }

    #[test]
    fn everything_before_a_fault_is_read_from_a_broken_file() {
        let found = read(br#"[{"text": "One."}, {"text": "#, &Settings::default());
        assert_eq!((found.documents.len(), found.remarks.len()), (1, 1));
        for json in ["[]", "[1, 2]", "{}", "[", "", "7", "{\"a\": [[[[]]]]}"] {
            let found = read(json.as_bytes(), &Settings::default());
            assert!(found.documents.is_empty() && !found.remarks.is_empty(), "{json}");
        }
    }

    #[test]
    fn json_that_strict_readers_refuse_is_made_harmless() {
        for (text, expected) in [
            (r#"{"a": NaN, "b": -Infinity}"#, Some(r#"{"a": null, "b": null}"#)),
            (r#"{"a": "NaN"}"#, None),
            (r#"{"a": "\ud800x"}"#, Some(r#"{"a": "\ufffdx"}"#)),
            (r#"{"a": "\ud83d\ude00"}"#, None),
            (r#"{"a": "\\ud800"}"#, None),
            (r#"{"a": "\"NaN"}"#, None),
            ("\"\\", None),
        ] {
            assert_eq!(mended(text).as_deref(), expected, "{text}");
        }
    }
}

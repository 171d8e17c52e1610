//! RSS, Atom and JSON Feed: an item is a report.
//!
//! An item that has only a summary is a report of that; their number is reported.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;

use super::{Document, Found, Settings, html};
use crate::corpus::metadata::Metadata;
use crate::corpus::{date, decode, written_date};
use crate::text::{Published, PublishedBasis};

/// The moments of a feed as it writes them: the parser keeps only their instant, not their zone.
type Moments = Arc<Mutex<HashMap<DateTime<Utc>, String>>>;

/// Reads a feed.
#[must_use]
pub fn read(bytes: &[u8], settings: &Settings) -> Found {
    let moments = Moments::default();
    let feed = match parse(bytes, &moments) {
        Ok(feed) => feed,
        Err(first) => match decode::decode(bytes.to_vec()).map(|text| mended(&text.text)) {
            Ok(mended) => match parse(mended.as_bytes(), &moments) {
                Ok(feed) => {
                    let mut found = items(&feed, &moments, settings);
                    found
                        .remarks
                        .insert(0, (None, format!("it is not a valid feed ({first}) and was mended")));
                    return found;
                }
                Err(_) => {
                    return Found::remark(format!("it is not a readable feed ({first}); it was left out"));
                }
            },
            Err(what) => return Found::remark(format!("it is {what}, not text; it was left out")),
        },
    };
    items(&feed, &moments, settings)
}

fn parse(bytes: &[u8], moments: &Moments) -> Result<Feed, String> {
    let kept = Arc::clone(moments);
    let parser = parser::Builder::new()
        .timestamp_parser(move |text| {
            let edtf = moment(text)?;
            let instant = DateTime::parse_from_rfc3339(&edtf)
                .map(|moment| moment.to_utc())
                .or_else(|_| format!("{}T00:00:00Z", &edtf[..10]).parse::<DateTime<Utc>>())
                .ok()?;
            kept.lock().unwrap_or_else(PoisonError::into_inner).entry(instant).or_insert(edtf);
            Some(instant)
        })
        // The parser makes up random ids if it finds nothing to derive them from.
        .id_generator(|links, _, _| links.first().map(|link| link.href.clone()).unwrap_or_default())
        .build();
    parser.parse(bytes).map_err(|error| short(&error.to_string()))
}

/// A moment as EDTF, in any way the feed writes it.
fn moment(text: &str) -> Option<String> {
    let full = |edtf: &String| edtf.len() >= 10;
    let machine = date::parse(text).ok().filter(full);
    machine.or_else(|| written_date::read(text, None).map(|written| written.edtf()))
}

fn short(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.chars().take(120).collect()
}

/// Attributes that libraries write and no parser knows, and what they mean.
const FAULTS: &[(&str, &str)] = &[("type=\"CDATA\"", "type=\"html\""), ("type='CDATA'", "type='html'")];

/// XML with stray ampersands, controls and unknown types made harmless for the parser.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text.trim_start();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        out.push_str(if is_known_entity(rest) { "&" } else { "&amp;" });
    }
    out.push_str(rest);
    out.retain(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    FAULTS
        .iter()
        .fold(out, |out, (fault, meant)| if out.contains(fault) { out.replace(fault, meant) } else { out })
}

/// Whether an ampersand before this begins an entity that XML knows.
fn is_known_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';').filter(|(name, _)| name.len() <= 8) else { return false };
    let number =
        |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).is_some();
    match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(code) => number(code, 16),
            None => number(code, 10),
        },
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
    }
}

fn items(feed: &Feed, moments: &Moments, settings: &Settings) -> Found {
    let mut found = Found::default();
    let mut short = 0;
    for entry in &feed.entries {
        let full = entry.content.as_ref().and_then(|content| content.body.as_deref());
        let summary = entry.summary.as_ref().map(|summary| &*summary.content);
        short += usize::from(full.is_none() && summary.is_some());
        let text = full.or(summary).and_then(|body| html::text_of_piece(body, settings)).unwrap_or_default();
        if text.trim().is_empty() {
            let title = entry.title.as_ref().map_or(&*entry.id, |title| &*title.content);
            found.remarks.push((None, format!("the item “{title}” contains no text; it was left out")));
            continue;
        }
        found.documents.push(Document {
            metadata: metadata(feed, entry, moments),
            text,
            ..Document::default()
        });
    }
    if short > 0 {
        found.remarks.push((None, format!("{short} of its items have only a summary, which was read")));
    }
    if feed.entries.is_empty() {
        found.remarks.push((None, "it is a feed without items".to_owned()));
    }
    found
}

fn metadata(feed: &Feed, entry: &Entry, moments: &Moments) -> Metadata {
    let plain = |text: &str| html::blocks::of_markup(text).replace('\n', " ");
    let edtf = entry.published.or(entry.updated).map(|instant| {
        moments
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&instant)
            .cloned()
            .unwrap_or_else(|| instant.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    });
    let people = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let names = people.iter().filter_map(|person| person.name.as_deref()).map(without_brackets);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let url = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or(entry.links.first())
        .map(|link| link.href.clone());
    let source = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    Metadata {
        key: Some(entry.id.clone()).filter(|id| !id.is_empty()),
        source: source.or_else(|| url.as_deref().and_then(html::host)),
        title: entry.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty()),
        author: (!names.is_empty()).then(|| names.join(", ")),
        url,
        language: entry.language.clone().or_else(|| feed.language.clone()),
        published: edtf.map(|edtf| Published { edtf, basis: PublishedBasis::Metadata }),
        date_order: None,
    }
}

/// The name of `dana@harbour.example (Dana Orr)`, of which the parser leaves the brackets.
fn without_brackets(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).map_or(name, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><language>en-gb</language>
        <item><title>Ferry sinks & three missing</title><link>https://example.org/1</link><guid>g1</guid>
        <pubDate>Tue, 04 May 2021 23:30:00 -0500</pubDate><author>d@example.org (Dana Orr)</author>
        <description>&lt;p&gt;The ferry sank.&lt;/p&gt;&lt;p&gt;Three are missing.&lt;/p&gt;</description></item>
        <item><title>Empty</title></item></channel></rss>"#;

    #[test]
    fn an_item_without_an_id_has_none_or_its_link_and_never_one_by_chance() {
        for (inside, expected) in [
            ("", None),
            ("<link>https://example.org/2</link>", Some("https://example.org/2")),
            ("<guid>r17</guid>", Some("r17")),
        ] {
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>Wire</title><item><title>Fire</title>{inside}\
                 <description>Four people were hurt.</description></item></channel></rss>"
            );
            let found = read(feed.as_bytes(), &Settings::default());
            let keys: Vec<_> = found.documents.iter().map(|item| item.metadata.key.as_deref()).collect();
            assert_eq!(keys, [expected], "{inside}");
        }
    }

    #[test]
    fn an_item_is_a_report_with_its_hour_and_zone_and_a_stray_ampersand_is_mended() {
        let found = read(RSS.as_bytes(), &Settings::default());
        let [item] = &found.documents[..] else { panic!("one item with a text: {:?}", found.remarks) };
        assert_eq!(item.text, "The ferry sank.\n\nThree are missing.");
        let said = &item.metadata;
        assert_eq!(said.title.as_deref(), Some("Ferry sinks & three missing"));
        assert_eq!(said.source.as_deref(), Some("Harbour News"));
        assert_eq!(said.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(
            said.published.as_ref().map(|published| &*published.edtf),
            Some("2021-05-04T23:30:00-05:00")
        );
        assert!(found.remarks.iter().any(|(_, remark)| remark.contains("was mended")));
        assert!(found.remarks.iter().any(|(_, remark)| remark.contains("“Empty” contains no text")));
    }

    #[test]
    fn a_json_feed_is_read() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Radio", "items": [
            {"id": "7", "content_text": "A storm hit.", "date_published": "2021-05-04T10:00:00+02:00", "title": "Storm"}]}"#;
        let found = read(feed.as_bytes(), &Settings::default());
        assert_eq!(found.documents.len(), 1, "{:?}", found.remarks);
        assert_eq!(found.documents[0].text, "A storm hit.");
        let published = found.documents[0].metadata.published.as_ref();
        assert_eq!(published.map(|published| &*published.edtf), Some("2021-05-04T10:00:00+02:00"));
    }

    #[test]
    fn entities_that_xml_knows_stay_and_others_are_escaped() {
        for (text, expected) in [
            ("a & b", "a &amp; b"),
            ("&amp;&#38;&#x26;", "&amp;&#38;&#x26;"),
            ("&nbsp;&bogus;&#0;", "&amp;nbsp;&amp;bogus;&#0;"),
            ("&", "&amp;"),
        ] {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn an_invalid_feed_is_reported() {
        for text in ["", "<rss", "<feed/>", "{}", "<html></html>"] {
            let found = read(text.as_bytes(), &Settings::default());
            assert!(found.documents.is_empty() && !found.remarks.is_empty(), "{text}");
        }
    }
}

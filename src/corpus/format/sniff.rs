//! The format of some bytes: by their first kilobytes, then by the file's name.

use std::path::Path;

use memchr::memmem;

use super::log;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// JSON Lines.
    Records,
    /// A JSON array of records, or an object with one.
    Json,
    /// A table with a report per row.
    Table,
    /// A table in columns (Parquet) with a report per row.
    Parquet,
    /// A PDF document.
    Pdf,
    /// An RTF document.
    Rtf,
    /// One mail, or a page saved as one (MHTML).
    Mail,
    /// Several mails (mbox).
    Mailbox,
    /// A zip file: an office document, a book or an archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A file compressed with gzip.
    Gzip,
    /// A file compressed with Zstandard.
    Zstd,
    /// A web archive.
    Warc,
    /// Lines with a time each.
    Log,
    /// Plain text, with or without a head.
    Text,
}

/// How many bytes are examined.
pub const HEAD: usize = 8 << 10;

/// Signatures that no text begins with.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF-", Format::Pdf),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\x1f\x8b", Format::Gzip),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"{\\rtf", Format::Rtf),
    (b"WARC/1.", Format::Warc),
    (b"PAR1", Format::Parquet),
];

/// Extensions, and the formats they select if the bytes could be several.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("markdown", Format::Text),
    ("jsonl", Format::Records),
    ("ndjson", Format::Records),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("shtml", Format::Html),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("json", Format::Json),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("tab", Format::Table),
    ("pdf", Format::Pdf),
    ("rtf", Format::Rtf),
    ("eml", Format::Mail),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("mbox", Format::Mailbox),
    ("zip", Format::Zip),
    ("docx", Format::Zip),
    ("odt", Format::Zip),
    ("epub", Format::Zip),
    ("wacz", Format::Zip),
    ("tar", Format::Tar),
    ("gz", Format::Gzip),
    ("tgz", Format::Gzip),
    ("zst", Format::Zstd),
    ("warc", Format::Warc),
    ("parquet", Format::Parquet),
];

/// The format that an extension selects.
#[must_use]
pub fn by_name(name: &Path) -> Option<Format> {
    let ending = name.extension()?.to_string_lossy().to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

/// The format of a file from its first bytes and its name.
#[must_use]
pub fn sniff(head: &[u8], name: Option<&Path>) -> Format {
    let named = name.and_then(by_name);
    let head = &head[..head.len().min(HEAD)];
    if let Some(format) = of_bytes(head) {
        return format;
    }
    // A record file or a table may begin with anything.
    if let Some(format @ (Format::Records | Format::Table)) = named {
        return format;
    }
    of_text(head, named).or(named.filter(|format| !is_binary(*format))).unwrap_or(Format::Text)
}

fn of_bytes(head: &[u8]) -> Option<Format> {
    // Some writers put a few bytes before the head of a PDF.
    let late = || memmem::find(&head[..head.len().min(1024)], b"%PDF-1.").filter(|_| !head.is_ascii());
    let magic = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, format)| *format);
    let tar = || (head.get(257..262) == Some(b"ustar")).then_some(Format::Tar);
    magic.or_else(tar).or_else(|| late().map(|_| Format::Pdf))
}

/// Whether a format always has a signature: a file of this name without it is something else.
fn is_binary(format: Format) -> bool {
    MAGIC.iter().any(|(_, known)| *known == format) || format == Format::Tar
}

/// What the beginning of a text shows.
fn of_text(head: &[u8], named: Option<Format>) -> Option<Format> {
    let start = without_mark(head);
    let first = start.first()?;
    let found = match first {
        b'<' => of_markup(&start),
        // A text may begin with a brace.
        b'{' if named == Some(Format::Text) => None,
        b'{' if is_json_feed(&start) => Some(Format::Feed),
        b'{' if named == Some(Format::Json) => Some(Format::Json),
        b'{' if is_spread_out(&start) => Some(Format::Json),
        b'{' if crate::corpus::records::look_like_records(&start) => Some(Format::Records),
        b'[' if named != Some(Format::Text) && is_list_of_objects(&start) => Some(Format::Json),
        _ => of_mail(&start),
    };
    found.or_else(|| log::looks_like_log(&start).then_some(Format::Log))
}

/// The beginning as ASCII letters, in any encoding: UTF-16 without its zeros, without the mark and the white space before the
/// first character.
fn without_mark(head: &[u8]) -> Vec<u8> {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(if wide { &head[2..] } else { head });
    let narrow: Vec<u8> = head.iter().copied().filter(|byte| !wide || *byte != 0).collect();
    narrow.trim_ascii_start().to_vec()
}

/// A page or a feed, by its first tags; other XML is neither.
fn of_markup(head: &[u8]) -> Option<Format> {
    let small = head.to_ascii_lowercase();
    let finds = |tags: &[&str]| tags.iter().filter_map(|tag| memmem::find(&small, tag.as_bytes())).min();
    let feed = finds(&["<rss", "<feed", "<rdf:rdf", "<channel"]);
    let page = finds(&["<!doctype html", "<html", "<head>", "<body", "<head ", "<meta "]);
    match (feed, page) {
        (Some(feed), Some(page)) => Some(if feed < page { Format::Feed } else { Format::Html }),
        (Some(_), None) => Some(Format::Feed),
        (None, Some(_)) => Some(Format::Html),
        (None, None) => None,
    }
}

/// Whether an object continues over several lines, as no record of JSON Lines does.
fn is_spread_out(head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    first == b"{" && crate::corpus::records::look_like_records(head)
}

fn is_list_of_objects(head: &[u8]) -> bool {
    head[1..].trim_ascii_start().starts_with(b"{")
}

/// A mail by the fields of its header, a mailbox by its first line.
fn of_mail(head: &[u8]) -> Option<Format> {
    const FIELDS: &[&str] = &[
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
        "snapshot-content-location",
        "reply-to",
        "cc",
        "dkim-signature",
        "x-mailer",
        "content-transfer-encoding",
    ];
    const OF_MAIL_ALONE: &[&str] = &[
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "to",
        "snapshot-content-location",
        "x-mailer",
        "dkim-signature",
    ];
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines();
    if let Some(first) = text.lines().next().and_then(|line| line.strip_prefix("From ")) {
        let year = first
            .split_whitespace()
            .any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
        let field =
            lines.nth(1).and_then(|line| line.split_once(':')).map(|(name, _)| name.to_ascii_lowercase());
        let is_field = field.is_some_and(|name| !name.contains(' ') && name.len() < 40);
        return (year && first.contains(':') && is_field).then_some(Format::Mailbox);
    }
    let (mut known, mut mail) = (0, false);
    for line in lines.take_while(|line| !line.trim().is_empty()).take(80) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, _) = line.split_once(':').filter(|(name, _)| !name.is_empty() && !name.contains(' '))?;
        let name = name.to_ascii_lowercase();
        known += usize::from(FIELDS.contains(&&*name));
        mail |= OF_MAIL_ALONE.contains(&&*name);
    }
    (known >= 3 && mail).then_some(Format::Mail)
}

fn is_json_feed(head: &[u8]) -> bool {
    memmem::find(head, b"jsonfeed.org/version").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str =
        "2031-05-04 10:00:02 stopped\n2031-05-04 10:00:03 started\n2031-05-04 10:00:04 stopped\n";

    #[test]
    fn bytes_decide_the_format_and_the_name_settles_the_rest() {
        for (head, name, expected) in [
            ("<!DOCTYPE html><html>", "a.txt", Format::Html),
            ("\n<html lang=en>", "a", Format::Html),
            ("<!-- saved --><HTML>", "page.php", Format::Html),
            ("<p>A paragraph", "a.html", Format::Html),
            ("<p>A paragraph", "a.txt", Format::Text),
            ("<?xml version='1.0'?><rss version='2.0'>", "a.xml", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", "a", Format::Feed),
            ("<?xml version='1.0'?><html xmlns='x'>", "a", Format::Html),
            ("{\"version\": \"https://jsonfeed.org/version/1\"}", "a.json", Format::Feed),
            ("{\"text\": \"x\"}", "a.data", Format::Records),
            ("{\"text\": \"x\"}", "a.txt", Format::Text),
            ("not json", "a.jsonl", Format::Records),
            ("{ill} and", "a.data", Format::Text),
            ("A ferry <html>", "a", Format::Text),
            ("", "a", Format::Text),
            ("%PDF-1.7", "a.txt", Format::Pdf),
            ("no such thing", "a.pdf", Format::Text),
            ("{\\rtf1 x}", "a.doc", Format::Rtf),
            ("[{\"text\": 1}]", "a", Format::Json),
            ("[1] A note", "a", Format::Text),
            ("{\n \"text\": 1}", "a", Format::Json),
            ("From: a\nTo: b\nSubject: c\n\nText", "a", Format::Mail),
            ("Source: a\nDate: b\n\nText", "a", Format::Text),
            ("From: a\nThe harbour was shut.", "a", Format::Text),
            ("From a@example.org Tue May  4 10:00:00 2021\nSubject: x\n", "a", Format::Mailbox),
            ("From Monday 10:00 on, 2021 was wet.\nIt rained", "a", Format::Text),
            ("WARC/1.1\r\n", "a", Format::Warc),
            ("PAR1\u{15}\u{4}", "part-0000", Format::Parquet),
            ("PART 1: the harbour", "a.parquet", Format::Text),
            (LOG, "a.log", Format::Log),
            (LOG, "a.txt", Format::Log),
            ("2031-05-04 10:00:02 stopped", "a.log", Format::Text),
            ("Year,Headline\n", "a.csv", Format::Table),
        ] {
            assert_eq!(sniff(head.as_bytes(), Some(Path::new(name))), expected, "{name}: {head}");
        }
        let wide: Vec<u8> = "\u{feff}<!doctype html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&wide, None), Format::Html);
    }
}

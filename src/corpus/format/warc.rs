//! WARC (ISO 28500): the pages and texts of a web archive, each with its address. Requests, revisits and other records are
//! skipped; so are answers that are neither a page, a feed nor a document.

use std::io::Read;

use flate2::read::{GzDecoder, ZlibDecoder};

use super::packed::{Member, Unpacked};
use super::sniff::{self, sniff};
use super::{Format, Settings};

/// The longest header of a record or an answer.
const HEAD: usize = 64 << 10;

/// The members of a web archive.
#[must_use]
pub fn unpack(bytes: &[u8], settings: &Settings) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let mut left = settings.bounds.unpacked;
    let (mut rest, mut skipped) = (bytes, 0_usize);
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            break;
        }
        let Some(record) = Record::read(&mut rest) else {
            unpacked.remarks.push("it is damaged or ends too early; the rest was left out".to_owned());
            break;
        };
        match record.member(&mut left) {
            Ok(Some(member)) => unpacked.members.push(member),
            Ok(None) => skipped += usize::from(record.kind == "response" || record.kind == "resource"),
            Err(reason) => unpacked.remarks.push(format!("{} cannot be read: {reason}", record.address)),
        }
    }
    if skipped > 0 {
        unpacked.remarks.push(format!("{skipped} answers in it that are not pages were left out"));
    }
    if unpacked.members.is_empty() && unpacked.remarks.is_empty() {
        unpacked.remarks.push("it contains no pages".to_owned());
    }
    unpacked
}

struct Record<'b> {
    kind: String,
    address: String,
    body: &'b [u8],
}

impl<'b> Record<'b> {
    fn read(rest: &mut &'b [u8]) -> Option<Self> {
        let (head, body) = split_head(rest).filter(|(head, _)| head.starts_with("WARC/"))?;
        let length: usize = field(&head, "content-length")?.parse().ok()?;
        let content = body.get(..length)?;
        *rest = &body[length..];
        let address = field(&head, "warc-target-uri").unwrap_or_default();
        Some(Self {
            kind: field(&head, "warc-type").unwrap_or_default().to_ascii_lowercase(),
            address: address.trim_matches(['<', '>']).to_owned(),
            body: content,
        })
    }

    /// The page or text of the record.
    fn member(&self, left: &mut u64) -> Result<Option<Member>, String> {
        let (body, kind) = match &*self.kind {
            "response" => {
                let Some((head, body)) = split_head(self.body) else { return Ok(None) };
                let status = head.split_whitespace().nth(1).unwrap_or_default();
                if head.starts_with("HTTP/") && status != "200" {
                    return Ok(None);
                }
                let chunked = field(&head, "transfer-encoding").is_some_and(|how| how.contains("chunked"));
                let body = if chunked { unchunked(body) } else { body.to_vec() };
                let packed = field(&head, "content-encoding").unwrap_or_default();
                (decoded(body, &packed, *left)?, field(&head, "content-type").unwrap_or_default())
            }
            "resource" => (self.body.to_vec(), String::new()),
            "conversion" => (self.body.to_vec(), "text/plain".to_owned()),
            _ => return Ok(None),
        };
        let format = sniff(&body[..body.len().min(sniff::HEAD)], None);
        let page = match format {
            Format::Text => kind.contains("text/plain") || kind.contains("html"),
            Format::Records => false,
            _ => true,
        };
        if !page || body.is_empty() {
            return Ok(None);
        }
        *left = left
            .checked_sub(body.len() as u64)
            .ok_or("it unpacks to more than is allowed (--max-unpacked allows more)")?;
        let url = self.address.starts_with("http").then(|| self.address.clone());
        // A page without a tag near its top is recognised by its content type.
        let ending = if format == Format::Text && kind.contains("html") { "#.html" } else { "" };
        Ok(Some(Member { name: format!("{}{ending}", self.address), bytes: body, url }))
    }
}

/// A header and what follows its empty line.
fn split_head(bytes: &[u8]) -> Option<(String, &[u8])> {
    let window = &bytes[..bytes.len().min(HEAD)];
    let (end, length) = memchr::memmem::find(window, b"\r\n\r\n")
        .map(|end| (end, 4))
        .or_else(|| memchr::memmem::find(window, b"\n\n").map(|end| (end, 2)))?;
    Some((String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + length..]))
}

fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// A body without the lengths of its chunks.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let line = String::from_utf8_lossy(&rest[..end]);
        let size = line.trim().split(';').next().and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        let chunk = &rest[end + 1..];
        let chunk = &chunk[..size.min(chunk.len())];
        out.extend_from_slice(chunk);
        rest = &rest[end + 1 + chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    // Records stored without chunks have the header all the same.
    if out.is_empty() { body.to_vec() } else { out }
}

fn decoded(body: Vec<u8>, packed: &str, left: u64) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let limit = left.saturating_add(1);
    let read = match packed {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            GzDecoder::new(&body[..]).take(limit).read_to_end(&mut out)
        }
        "deflate" => ZlibDecoder::new(&body[..]).take(limit).read_to_end(&mut out),
        "br" | "zstd" => return Err(format!("it is compressed with {packed}")),
        _ => return Ok(body),
    };
    read.map(|_| out).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/ferry\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    #[test]
    fn pages_are_taken_out_with_their_address() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n3\r\n<p>\r\n0\r\n\r\n";
        let archive = [
            record("warcinfo", "software: x"),
            record("request", "GET / HTTP/1.1\r\n\r\n"),
            record("response", page),
            record("response", "HTTP/1.1 404 Not Found\r\n\r\n<html>no"),
            record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
        ]
        .concat();
        let unpacked = unpack(archive.as_bytes(), &Settings::default());
        let [member] = &unpacked.members[..] else { panic!("{unpacked:?}") };
        assert_eq!(member.bytes, b"<html><p>");
        assert_eq!(member.url.as_deref(), Some("https://example.org/ferry"));
        assert_eq!(unpacked.remarks, ["2 answers in it that are not pages were left out"]);
    }

    #[test]
    fn everything_before_the_damage_is_read_from_an_archive() {
        let whole = record("conversion", "The ferry sank.");
        let archive = format!("{whole}{}", &whole[..whole.len() - 10]);
        let unpacked = unpack(archive.as_bytes(), &Settings::default());
        assert_eq!((unpacked.members.len(), unpacked.remarks.len()), (1, 1));
    }
}

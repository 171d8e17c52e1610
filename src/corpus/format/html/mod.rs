//! A saved page → its main text and its metadata.
//!
//! The main text is found by trafilatura (Adrien Barbaresi, "Trafilatura: A Web Scraping Library", ACL 2021) with precision
//! preferred to recall; its paragraphs are the blocks of the markup it keeps. A live blog that lists its posts as linked data is read
//! from there: each post with its clock.

pub mod blocks;
mod linked_data;
mod metadata;
mod nesting;
mod page;
mod published;

use encoding_rs::Encoding;
use scraper::Html;

use self::linked_data::Post;
use super::{Document, Found, Settings};
use crate::corpus::bounds::MIB;
use crate::corpus::{decode, written_date};

pub use metadata::host;

/// Reads a page. `saved_from` is its address if its container gives one.
#[must_use]
pub fn read(bytes: Vec<u8>, saved_from: Option<&str>, settings: &Settings) -> Found {
    let mut found = Found::default();
    let (page, remark) = match text_of(bytes) {
        Ok(decoded) => decoded,
        Err(what) => return Found::remark(format!("it is {what}, not text; it was left out")),
    };
    found.remarks.extend(remark.map(|remark| (None, remark)));
    let most = settings.bounds.markup();
    if page.len() as u64 > most {
        let message =
            format!("it is a page of more than {} MiB; it was left out (--max-text allows more)", most / MIB);
        found.remarks.push((None, message));
        return found;
    }
    if let Some(fault) = nesting::fault(&page, settings.bounds.nesting) {
        found.remarks.push((None, fault));
        return found;
    }
    let tree = Html::parse_document(&page);
    let gathered = page::gather(&tree);
    let data = linked_data::read(&gathered.linked_data);
    let saved_from = saved_from.map(str::to_owned).or_else(|| saved_from_comment(&page));
    let metadata = metadata::of(&gathered, &data, saved_from.as_deref());
    let main = main_text(&page);
    let text = match posts(&data.posts) {
        live if live.len() > main.len() / 2 && !data.posts.is_empty() => live,
        _ if main.is_empty() => blocks::of_tree(&tree),
        _ => main,
    };
    found.documents.push(Document { metadata, text, ..Document::default() });
    found
}

/// The text of markup inside something else: an item of a feed, the body of a mail.
#[must_use]
pub fn text_of_piece(markup: &str, settings: &Settings) -> Option<String> {
    nesting::fault(markup, settings.bounds.nesting).is_none().then(|| blocks::of_markup(markup))
}

/// Decodes a page: by its mark, as UTF-8, by the encoding it declares, else by guess.
fn text_of(bytes: Vec<u8>) -> Result<(String, Option<String>), &'static str> {
    if Encoding::for_bom(&bytes).is_none()
        && str::from_utf8(&bytes).is_err()
        && let Some(encoding) = declared(&bytes)
    {
        let (text, _, damaged) = encoding.decode(&bytes);
        if !damaged {
            return Ok((text.into_owned(), None));
        }
    }
    // A page may hold a stray NUL, which a browser skips.
    let bytes = if memchr::memchr(0, &bytes).is_some() && Encoding::for_bom(&bytes).is_none() {
        bytes.into_iter().filter(|byte| *byte != 0).collect()
    } else {
        bytes
    };
    decode::decode(bytes).map(|decoded| (decoded.text, decoded.remark))
}

/// The encoding that the head of a page declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after =
        &head[head.find("charset=").map(|at| at + 8).or_else(|| Some(head.find("encoding=")? + 9))?..];
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

/// The address in the comment that browsers write into a page they save.
fn saved_from_comment(page: &str) -> Option<String> {
    let head = &page[..page.floor_char_boundary(2_000)];
    let after = head.split_once("<!-- saved from url=(")?.1.split_once(')')?.1;
    let url = after.split_whitespace().next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// The main text; empty if none is found.
fn main_text(page: &str) -> String {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_focus(trafilatura::ExtractionFocus::FavorPrecision);
    trafilatura::extract(page, &options)
        .map(|result| blocks::of_markup(&result.content_html))
        .unwrap_or_default()
}

/// The posts of a live blog: a line with day and clock, the headline, the text.
fn posts(posts: &[Post]) -> String {
    let mut out = String::new();
    for post in posts {
        let clock = post.published.as_deref().and_then(|text| written_date::read(text, None)).map(clock_line);
        let body = blocks::of_markup(&post.body);
        for part in
            [clock, post.title.clone(), Some(body)].into_iter().flatten().filter(|part| !part.is_empty())
        {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&part);
        }
    }
    out
}

/// "4 May 2021, 10:05 GMT", as live blogs head their posts.
fn clock_line(written: written_date::Written) -> String {
    let day = written.day.format("%-d %B %Y");
    match (written.time, written.zone) {
        (None, _) => day.to_string(),
        (Some(time), None) => format!("{day}, {}", time.format("%H:%M")),
        (Some(time), Some(zone)) if zone.local_minus_utc() == 0 => {
            format!("{day}, {} GMT", time.format("%H:%M"))
        }
        (Some(time), Some(zone)) => format!("{day}, {} UTC{zone}", time.format("%H:%M")),
    }
}

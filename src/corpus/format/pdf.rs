//! PDF → its paragraphs, read by unpdf. Running heads and page numbers are dropped, paragraphs split by a page break are joined.
//!
//! The dates in a PDF are those of the file, not of the report: they are no evidence of publication.

use std::collections::HashMap;

use unpdf::{Block, ErrorKind, PageSelection, ParseOptions};

use super::{Document, Found, Settings};
use crate::corpus::metadata::Metadata;

/// A line at the top or bottom of this share of the pages is a running head.
const RUNNING: usize = 2;

/// How many blocks at the top and at the bottom of a page may be running heads.
const EDGE: usize = 2;

/// The longest running head in bytes.
const LONGEST_HEAD: usize = 160;

/// Reads a PDF document.
#[must_use]
pub fn read(bytes: &[u8], settings: &Settings) -> Found {
    let limit = settings.bounds.pages;
    let options = || ParseOptions::new().lenient().sequential();
    let first = unpdf::parse_bytes_with_options(bytes, options().with_pages(PageSelection::Range(1..=limit)));
    // A selection beyond the last page may be refused: then there are fewer pages than the limit.
    let parsed = first.or_else(|error| match error.kind() {
        ErrorKind::PageOutOfRange | ErrorKind::InvalidPageRange => {
            unpdf::parse_bytes_with_options(bytes, options())
        }
        _ => Err(error),
    });
    let document = match parsed {
        Ok(document) => document,
        Err(error) => return Found::remark(refused(error.kind(), &error.to_string())),
    };
    let mut found = Found::default();
    let count = document.metadata.page_count;
    if count > limit {
        found.remarks.push((
            None,
            format!("it has {count} pages; the first {limit} were read (--max-pages allows more)"),
        ));
    }
    let pages: Vec<Vec<String>> = document
        .pages
        .iter()
        .map(|page| page.elements.iter().map(paragraph).filter(|text| !text.is_empty()).collect())
        .collect();
    let text = joined(&without_running_heads(pages));
    if text.is_empty() {
        let scanned = "it has no text: its pages are pictures (scanned?); it was left out";
        let message = if count == 0 { "it has no pages; it was left out" } else { scanned };
        found.remarks.push((None, message.to_owned()));
        return found;
    }
    let lost: usize = document.pages.iter().map(|page| page.suppressed_text_runs).sum();
    if lost > 0 {
        found.remarks.push((None, format!("{lost} pieces of its text could not be decoded and are missing")));
    }
    let said = |text: Option<&String>| text.map(|text| text.trim().to_owned()).filter(|text| is_title(text));
    let metadata = Metadata {
        title: said(document.metadata.title.as_ref()),
        author: said(document.metadata.author.as_ref()),
        ..Metadata::default()
    };
    found.documents.push(Document { metadata, text, ..Document::default() });
    found
}

fn refused(kind: ErrorKind, message: &str) -> String {
    match kind {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => {
            "it is encrypted and asks for a password; it was left out".to_owned()
        }
        _ => {
            let short: String = message.lines().next().unwrap_or_default().chars().take(120).collect();
            format!("it is not a readable PDF ({short}); it was left out")
        }
    }
}

/// Whether a person chose the title: word processors write the file's name.
fn is_title(text: &str) -> bool {
    const ENDINGS: &[&str] = &[".doc", ".docx", ".pdf", ".odt", ".tex", ".indd", ".dvi", ".qxd", ".rtf"];
    let small = text.to_lowercase();
    let file = ENDINGS.iter().any(|ending| small.ends_with(ending));
    !text.is_empty() && !file && small != "untitled" && !small.starts_with("microsoft word -")
}

/// A block as one line, words split at a line end joined and ligatures written out.
fn paragraph(block: &Block) -> String {
    let mut raw = String::new();
    block.append_plain_text(&mut raw);
    let mut out = String::with_capacity(raw.len());
    for line in raw.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if out.is_empty() {
            out.push_str(line);
        } else if let Some(stem) = split_word(&out, line) {
            out.truncate(stem);
            out.push_str(line);
        } else {
            out.push(' ');
            out.push_str(line);
        }
    }
    unicode_ligatures(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words before a hyphen end, if the hyphen at the end of a line splits a word that the next line continues.
fn split_word(before: &str, next: &str) -> Option<usize> {
    let stem = before.strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
    let goes_on = next.starts_with(char::is_lowercase) && stem.ends_with(char::is_lowercase);
    goes_on.then_some(stem.len())
}

/// Text with ﬁ, ﬂ and their like as letters.
fn unicode_ligatures(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let letters = match c {
                'ﬀ' => "ff",
                'ﬁ' => "fi",
                'ﬂ' => "fl",
                'ﬃ' => "ffi",
                'ﬄ' => "ffl",
                'ﬅ' | 'ﬆ' => "st",
                _ => "",
            };
            let kept = letters.is_empty().then_some(c).filter(|c| *c != '\u{ad}');
            letters.chars().chain(kept)
        })
        .collect()
}

/// The pages without lines that most of them repeat at an edge, numbers aside.
fn without_running_heads(pages: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        let mut shapes: Vec<String> = edges(page).map(|at| shape(&page[at])).collect();
        shapes.sort_unstable();
        shapes.dedup();
        for shape in shapes {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let enough = (pages.len() / RUNNING).max(3);
    pages
        .into_iter()
        .map(|page| {
            let drop: Vec<usize> = edges(&page)
                .filter(|at| {
                    let number = page[*at].chars().all(|c| c.is_ascii_digit() || "-–— .".contains(c));
                    let repeated = page[*at].len() <= LONGEST_HEAD
                        && seen.get(&shape(&page[*at])).is_some_and(|count| *count >= enough);
                    number || repeated
                })
                .collect();
            page.into_iter().enumerate().filter(|(at, _)| !drop.contains(at)).map(|(_, text)| text).collect()
        })
        .collect()
}

/// The indices of the first and last blocks of a page.
fn edges(page: &[String]) -> impl Iterator<Item = usize> {
    let (count, top) = (page.len(), EDGE.min(page.len()));
    (0..top).chain(count.saturating_sub(EDGE).max(top)..count)
}

/// A line without its numbers, which change from page to page.
fn shape(line: &str) -> String {
    line.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().to_lowercase()
}

/// The paragraphs of all pages; one that continues on the next page is one.
fn joined(pages: &[Vec<String>]) -> String {
    let mut out = String::new();
    for page in pages {
        for (text, at) in page.iter().zip(0..) {
            let goes_on = at == 0
                && text.starts_with(char::is_lowercase)
                && out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–'));
            match (out.is_empty(), goes_on) {
                (true, _) => {}
                (_, true) => match split_word(&out, text) {
                    Some(stem) => out.truncate(stem),
                    None => out.push(' '),
                },
                _ => out.push_str("\n\n"),
            }
            out.push_str(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_are_joined_and_broken_words_made_whole() {
        for (block, expected) in [
            ("The ferry sank off the har-\nbour on Monday.", "The ferry sank off the harbour on Monday."),
            ("The Anglo-\nIrish talks", "The Anglo- Irish talks"),
            ("The ﬁre was out", "The fire was out"),
            ("one\ntwo  three", "one two three"),
        ] {
            assert_eq!(paragraph(&Block::Raw { content: block.to_owned() }), expected);
        }
    }

    #[test]
    fn running_heads_and_page_numbers_are_dropped_and_split_paragraphs_joined() {
        let page = |number: usize, text: &str| {
            vec![format!("Harbour News · page {number}"), text.to_owned(), number.to_string()]
        };
        let pages = vec![page(1, "The ferry sank on"), page(2, "a calm day."), page(3, "It was found.")];
        assert_eq!(joined(&without_running_heads(pages)), "The ferry sank on a calm day.\n\nIt was found.");
    }

    #[test]
    fn an_invalid_pdf_is_reported() {
        for bytes in [&b"%PDF-1.7\n"[..], b"", b"%PDF-1.4\n1 0 obj\n<</Length 9999999999>>stream\nxx"] {
            let found = read(bytes, &Settings::default());
            assert!(found.documents.is_empty() && found.remarks.len() == 1, "{found:?}");
        }
    }
}

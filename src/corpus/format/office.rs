//! DOCX and ODT: the paragraphs of the document and the title and author of its properties.
//!
//! Text deleted under change tracking, comments and field codes are left out. The dates of the properties are those of the file.

use super::packed::Zip;
use super::xml::{self, Listener};
use super::{Document, Found, Settings};
use crate::corpus::metadata::Metadata;

/// Reads a DOCX document.
#[must_use]
pub fn read_docx(zip: &mut Zip, settings: &Settings) -> Found {
    let properties = zip.text("docProps/core.xml", settings).unwrap_or_default();
    read(zip.text("word/document.xml", settings), &properties, &mut Paragraphs::new(DOCX))
}

/// Reads an ODT document.
#[must_use]
pub fn read_odt(zip: &mut Zip, settings: &Settings) -> Found {
    let properties = zip.text("meta.xml", settings).unwrap_or_default();
    read(zip.text("content.xml", settings), &properties, &mut Paragraphs::new(ODT))
}

fn read(document: Result<String, String>, properties: &str, paragraphs: &mut Paragraphs) -> Found {
    let document = match document {
        Ok(document) => document,
        Err(reason) => return Found::remark(format!("it cannot be read: {reason}; it was left out")),
    };
    let mut found = Found::default();
    if let Err(fault) = xml::listen(&document, paragraphs) {
        found.remarks.push((None, format!("it is damaged ({fault}); what comes before the damage was read")));
    }
    let mut said = xml::texts(properties, &["title", "creator", "initial-creator", "language"]);
    let mut first = |name| said.remove(name).and_then(|all| all.into_iter().next());
    let metadata = Metadata {
        title: first("title"),
        author: first("initial-creator").or_else(|| first("creator")),
        language: first("language"),
        ..Metadata::default()
    };
    let text = std::mem::take(&mut paragraphs.out).trim().to_owned();
    found.documents.push(Document { metadata, text, ..Document::default() });
    found
}

/// The elements of an office format by their meaning.
#[derive(Clone, Copy)]
struct Elements {
    /// Paragraphs.
    paragraph: &'static [&'static str],
    /// Elements that contain characters within a paragraph; none if the paragraph itself does.
    run: Option<&'static str>,
    /// A space that is an element.
    space: &'static str,
    /// Line ends within a paragraph.
    line: &'static [&'static str],
    /// Elements that contain no text of the document.
    skipped: &'static [&'static str],
}

const DOCX: Elements = Elements {
    paragraph: &["p"],
    run: Some("t"),
    space: "noBreakHyphen",
    line: &["br", "cr"],
    skipped: &["del", "instrText", "Fallback", "moveFrom"],
};

const ODT: Elements = Elements {
    paragraph: &["p", "h"],
    run: None,
    space: "s",
    line: &["line-break"],
    skipped: &["annotation", "tracked-changes", "note", "sequence-decls", "forms", "desc", "title"],
};

struct Paragraphs {
    elements: Elements,
    out: String,
    open_count: usize,
    runs: usize,
    skipped: usize,
}

impl Paragraphs {
    fn new(elements: Elements) -> Self {
        Self { elements, out: String::new(), open_count: 0, runs: 0, skipped: 0 }
    }

    fn is_text(&self) -> bool {
        self.skipped == 0 && self.open_count > 0 && (self.elements.run.is_none() || self.runs > 0)
    }
}

impl Listener for Paragraphs {
    fn open(&mut self, name: &str, _: &dyn Fn(&str) -> Option<String>) {
        let elements = self.elements;
        self.skipped += usize::from(elements.skipped.contains(&name));
        self.open_count += usize::from(elements.paragraph.contains(&name));
        self.runs += usize::from(elements.run == Some(name));
        if self.skipped > 0 || self.open_count == 0 {
            return;
        }
        if name == "tab" || name == elements.space {
            self.out.push(if name == "noBreakHyphen" { '-' } else { ' ' });
        } else if elements.line.contains(&name) {
            self.out.push('\n');
        }
    }

    fn close(&mut self, name: &str) {
        let elements = self.elements;
        if elements.paragraph.contains(&name) {
            self.open_count = self.open_count.saturating_sub(1);
            if self.skipped == 0 && !self.out.is_empty() && !self.out.ends_with("\n\n") {
                self.out.push_str("\n\n");
            }
        }
        self.runs -= usize::from(elements.run == Some(name) && self.runs > 0);
        self.skipped -= usize::from(elements.skipped.contains(&name) && self.skipped > 0);
    }

    fn text(&mut self, text: &str) {
        if self.is_text() {
            self.out.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(document: &str, elements: Elements) -> String {
        let found = read(Ok(document.to_owned()), "", &mut Paragraphs::new(elements));
        found.documents[0].text.clone()
    }

    #[test]
    fn a_docx_gives_its_paragraphs_without_deletions_and_field_codes() {
        let document = r#"<w:document><w:body><w:p><w:r><w:t>The ferry </w:t></w:r><w:del><w:r><w:t>swam</w:t></w:r></w:del>
            <w:r><w:t xml:space="preserve">sank &amp; was</w:t><w:tab/><w:t>lost.</w:t></w:r></w:p><w:p/>
            <w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Three are missing.</w:t></w:r></w:p></w:body></w:document>"#;
        assert_eq!(text(document, DOCX), "The ferry sank & was lost.\n\nThree are missing.");
    }

    #[test]
    fn an_odt_gives_its_paragraphs_without_comments() {
        let document = "<office:text><text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:h>Ferry sinks</text:h>\
            <text:p>The ferry<text:s/><text:span>sank</text:span><office:annotation><text:p>Really?</text:p></office:annotation>.</text:p></office:text>";
        assert_eq!(text(document, ODT), "Ferry sinks\n\nThe ferry sank.");
    }

    #[test]
    fn everything_before_the_damage_is_read_from_a_document() {
        let found =
            read(Ok("<d><p><t>The ferry sank.</t></p></x>".to_owned()), "", &mut Paragraphs::new(DOCX));
        assert_eq!(found.documents[0].text, "The ferry sank.");
        assert_eq!(found.remarks.len(), 1);
    }
}

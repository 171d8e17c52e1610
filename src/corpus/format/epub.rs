//! EPUB: the chapters in the order of the book's spine, as one report, and its Dublin Core metadata.

use std::collections::HashMap;

use super::packed::Zip;
use super::xml::{self, Listener};
use super::{Document, Found, Settings, html};
use crate::corpus::metadata::Metadata;
use crate::text::PublishedBasis;

/// Reads a book.
#[must_use]
pub fn read(zip: &mut Zip, settings: &Settings) -> Found {
    match package(zip, settings) {
        Ok((folder, package)) => chapters(zip, &folder, &package, settings),
        Err(reason) => Found::remark(format!("it is not a readable book ({reason}); it was left out")),
    }
}

/// The folder of the package document, and its text.
fn package(zip: &mut Zip, settings: &Settings) -> Result<(String, String), String> {
    #[derive(Default)]
    struct Root(Option<String>);
    impl Listener for Root {
        fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
            if name == "rootfile" && self.0.is_none() {
                self.0 = attribute("full-path");
            }
        }
        fn close(&mut self, _: &str) {}
        fn text(&mut self, _: &str) {}
    }
    let mut root = Root::default();
    xml::listen(&zip.text("META-INF/container.xml", settings)?, &mut root)?;
    let path = root.0.ok_or("its container names no package")?;
    let folder = path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    Ok((folder, zip.text(&path, settings)?))
}

/// What the package lists: the files by their ids, and the ids in reading order.
#[derive(Default)]
struct Package {
    files: HashMap<String, String>,
    spine: Vec<String>,
}

impl Listener for Package {
    fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "item" => {
                let markup = attribute("media-type").is_none_or(|kind| kind.contains("html"));
                if let (Some(id), Some(path), true) = (attribute("id"), attribute("href"), markup) {
                    self.files.insert(id, path);
                }
            }
            "itemref" => self.spine.extend(attribute("idref")),
            _ => {}
        }
    }
    fn close(&mut self, _: &str) {}
    fn text(&mut self, _: &str) {}
}

fn chapters(zip: &mut Zip, folder: &str, package: &str, settings: &Settings) -> Found {
    let mut found = Found::default();
    let mut listed = Package::default();
    if let Err(fault) = xml::listen(package, &mut listed) {
        found.remarks.push((None, format!("its package is damaged ({fault})")));
    }
    let mut text = String::new();
    for id in &listed.spine {
        let Some(path) = listed.files.get(id) else { continue };
        let path = format!("{folder}{}", percent_decoded(path));
        match zip.text(&path, settings) {
            Ok(markup) => {
                let chapter = html::text_of_piece(&markup, settings).unwrap_or_default();
                if !text.is_empty() && !chapter.is_empty() {
                    text.push_str("\n\n");
                }
                text.push_str(&chapter);
            }
            Err(reason) => found.remarks.push((None, format!("the chapter {path} cannot be read: {reason}"))),
        }
    }
    let mut said =
        xml::texts(package, &["title", "creator", "publisher", "date", "language", "identifier", "source"]);
    let mut first = |name| said.remove(name).and_then(|all| all.into_iter().next());
    let metadata = Metadata {
        key: first("identifier"),
        title: first("title"),
        author: first("creator"),
        source: first("publisher"),
        url: first("source").filter(|address| address.starts_with("http")),
        language: first("language"),
        published: first("date")
            .and_then(|date| crate::corpus::published(&date, PublishedBasis::Metadata).ok()),
        date_order: None,
    };
    found.documents.push(Document { metadata, text, ..Document::default() });
    found
}

/// A path of a package with `%20` and its like decoded.
fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

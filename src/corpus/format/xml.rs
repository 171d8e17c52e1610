//! Small helpers for XML in office files and books: text under elements, entities resolved, nothing fetched.

use std::collections::HashMap;

use quick_xml::events::{BytesRef, Event};
use quick_xml::{Reader, XmlVersion};

/// A visitor of the events of a document.
pub trait Listener {
    /// An element begins; `attribute` looks one up by its name without prefix.
    fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>);
    /// An element ends.
    fn close(&mut self, name: &str);
    /// Characters.
    fn text(&mut self, text: &str);
}

/// Reads a document; stops at its first fault with the reason, after visiting what precedes it.
///
/// # Errors
/// What is wrong with it.
pub fn listen(xml: &str, listener: &mut dyn Listener) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                let find = |name: &str| attribute(&element, name);
                listener.open(element.local_name().as_ref(), &find);
            }
            Event::Empty(element) => {
                let find = |name: &str| attribute(&element, name);
                listener.open(element.local_name().as_ref(), &find);
                listener.close(element.local_name().as_ref());
            }
            Event::End(element) => listener.close(element.local_name().as_ref()),
            Event::Text(text) => listener.text(&text),
            Event::CData(text) => listener.text(&text),
            Event::GeneralRef(entity) => {
                if let Some(c) = character(&entity) {
                    listener.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut all = attributes.with_checks(false).flatten();
    let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

/// The texts of some elements by their names without prefix, at any depth.
#[must_use]
pub fn texts(xml: &str, names: &[&'static str]) -> HashMap<&'static str, Vec<String>> {
    struct Texts<'n> {
        names: &'n [&'static str],
        open: Option<(&'static str, String)>,
        found: HashMap<&'static str, Vec<String>>,
    }
    impl Listener for Texts<'_> {
        fn open(&mut self, name: &str, _: &dyn Fn(&str) -> Option<String>) {
            if let Some(name) = self.names.iter().find(|known| **known == name) {
                self.open = Some((name, String::new()));
            }
        }
        fn close(&mut self, name: &str) {
            if let Some((_, text)) = self.open.take_if(|(open, _)| *open == name)
                && let Some(name) = self.names.iter().find(|known| **known == name)
                && !text.trim().is_empty()
            {
                self.found.entry(name).or_default().push(text.trim().to_owned());
            }
        }
        fn text(&mut self, text: &str) {
            if let Some((_, so_far)) = &mut self.open {
                so_far.push_str(text);
            }
        }
    }
    let mut texts = Texts { names, open: None, found: HashMap::new() };
    // What precedes a fault is read.
    let _ = listen(xml, &mut texts);
    texts.found
}

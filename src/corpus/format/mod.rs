//! The formats of reports, one file each. The bytes of a file decide its format; its name only settles what they leave open.

mod epub;
pub mod feed;
pub mod guard;
pub mod html;
pub mod json;
pub mod log;
mod mail;
mod office;
pub mod packed;
mod parquet;
mod pdf;
mod rtf;
mod sniff;
pub mod table;
mod warc;
mod xml;

use std::num::NonZeroU32;

use super::bounds::Bounds;
use super::front_matter::Field;
use super::metadata::Metadata;
use crate::text::Given;
use packed::Unpacked;

pub use sniff::{Format, HEAD, by_name, sniff};

/// What reading depends on besides the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The limits of reading one input.
    pub bounds: Bounds,
    /// Where the parts of records are, in addition to the usual keys.
    pub map: Vec<Mapping>,
    /// The number of the first line, counted from 1, where the input is a part of JSON Lines.
    pub from_line: Option<NonZeroU32>,
}

/// Where a part of a record is: `text=article.body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The part.
    pub field: Field,
    /// The keys that lead to it, outermost first.
    pub keys: Vec<String>,
}

/// One report as its format stores it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its name in its container, if it is not a key: the path in an archive, the number in a mailbox.
    pub place: Option<String>,
    /// What the format says about it.
    pub metadata: Metadata,
    /// Its text.
    pub text: String,
}

/// The result of a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The reports, in their order.
    pub documents: Vec<Document>,
    /// Events, in their order; the file they are in is not yet set.
    pub events: Vec<Given>,
    /// Problems, with the line if it is known.
    pub remarks: Vec<(Option<usize>, String)>,
}

impl Found {
    /// Only a remark.
    fn remark(message: String) -> Self {
        Self { remarks: vec![(None, message)], ..Self::default() }
    }
}

/// The content of a file: reports, or further files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Reports.
    Reports(Found),
    /// Files in an archive.
    Members(Unpacked),
}

/// A file that is read whole.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its name without the folders.
    pub name: String,
    /// The address it was fetched from, if its container gives one.
    pub url: Option<String>,
}

/// Reads a format that is read whole, in a thread of its own; text, records and logs are read elsewhere, line by line.
#[must_use]
pub fn read(format: Format, file: Whole, settings: &Settings) -> Content {
    let limit = settings.bounds.time;
    let settings = settings.clone();
    let work = move || content(format, file, &settings);
    guard::run(limit, work).unwrap_or_else(|stopped| Content::Reports(Found::remark(stopped.message(limit))))
}

fn content(format: Format, file: Whole, settings: &Settings) -> Content {
    let Whole { bytes, name, url } = file;
    Content::Reports(match format {
        Format::Html => html::read(bytes, url.as_deref(), settings),
        Format::Feed => feed::read(&bytes, settings),
        Format::Json => json::read(&bytes, settings),
        Format::Table => table::read(bytes, settings),
        Format::Parquet => parquet::read(bytes, settings),
        Format::Pdf => pdf::read(&bytes, settings),
        Format::Rtf => rtf::read(&bytes),
        Format::Mail => mail::read(&bytes, settings),
        Format::Mailbox => mail::read_mailbox(&bytes, settings),
        Format::Zip => return zipped(bytes, &name, settings),
        Format::Warc => return Content::Members(warc::unpack(&bytes, settings)),
        Format::Gzip | Format::Zstd | Format::Tar => {
            return Content::Members(packed::unpack(format, bytes, &name, settings));
        }
        Format::Records | Format::Text | Format::Log => Found::default(),
    })
}

/// A zip file by its content.
fn zipped(bytes: Vec<u8>, name: &str, settings: &Settings) -> Content {
    // A second index costs little compared with unpacking.
    let Ok(mut zip) = packed::Zip::open(bytes.clone()) else {
        return Content::Members(packed::unpack(Format::Zip, bytes, name, settings));
    };
    // Books and OpenDocument texts state their type, even if the rest of them is lost.
    let kind = zip.text("mimetype", settings).unwrap_or_default();
    let found = if zip.has("word/document.xml") {
        office::read_docx(&mut zip, settings)
    } else if zip.has("META-INF/container.xml") || kind.trim() == "application/epub+zip" {
        epub::read(&mut zip, settings)
    } else if zip.has("content.xml") && zip.has("META-INF/manifest.xml")
        || kind.trim() == "application/vnd.oasis.opendocument.text"
    {
        office::read_odt(&mut zip, settings)
    } else {
        return Content::Members(packed::unpack(Format::Zip, bytes, name, settings));
    };
    Content::Reports(found)
}

//! The timeline as files that other programs read: one small file per format.
//!
//! The core counts bytes; exports count characters (Unicode scalar values). `characters` has the only conversion.
//! Formats take a [`Selection`]: the rows of the timeline that pass a [`Filter`].

pub mod brief;
mod calendar;
mod characters;
pub mod claimreview;
pub mod csv;
pub mod diff;
mod format;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod mermaid;
pub mod names;
pub(crate) mod plain;
mod position;
pub mod questions;
mod reading;
mod selection;
pub mod svg;
pub mod tei;
pub mod timelinejs;

pub use characters::Characters;
pub use format::{FORMATS, Format};
pub use selection::{Filter, Selection, Unknown};

//! The timeline as files other programs read: one small file a format.
//!
//! The core counts bytes; exports count characters (Unicode scalar values). `characters` holds the one conversion.

mod characters;
pub mod json;
pub mod names;

pub use characters::Characters;

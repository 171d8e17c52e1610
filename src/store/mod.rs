//! What a person adds to a corpus: stars, tags, notes and corrections, stored where they can be read and edited.
//!
//! Everything refers to quoted words of a report, never to an id, so that it survives reloading, a changed corpus and a
//! new version of the program.

pub mod cache;
pub mod corrections;
mod document;
pub mod exchange;
mod notebook;
mod place;
mod quote;
pub mod results;
mod session;
mod shelf;
mod write;

/// The version that made an analysis: another version, or the same with other code, lexicons or models, may read a text differently.
pub const ANALYSER: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("RASHOMON_ANALYSER"));

/// The version that merged and compared reports, in the same way.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("RASHOMON_READER"));

pub use notebook::{Change, Field, Notebook, State, Subject, Value};
pub use place::place;
pub use quote::{Quote, Quoted};
pub use session::Session;
pub use write::write_atomically;

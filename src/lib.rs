//! Several reports of the same events, read as one dated timeline with the places where they disagree.
//!
//! ```text
//!  bytes ──► corpus ──► analysis ──► timeline ──► disagreement ──► ui · export · cli
//!            Report     Analysis     Timeline     Disagreement      views
//! ```
//!
//! [`read`] goes the whole way and is the place to begin:
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let harbour = folder.path().join("harbour.txt");
//! let radio = folder.path().join("radio.txt");
//! std::fs::write(&harbour, "A ferry sank off Portsea on 4 May 2031. Three passengers drowned, police said.")?;
//! std::fs::write(&radio, "A ferry sank off Portsea on 4 May 2031. Nine passengers drowned, police said.")?;
//!
//! let reading = rashomon::read([harbour, radio]);
//! let found = &reading.disagreements[0];
//! assert_eq!(found.summary, "Passengers killed: 3 (A) vs 9 (B)");
//! for position in &found.positions {
//!     let words = reading.timeline.words(position.passage.report, position.passage.span);
//!     println!("{}: {} – “{words}”", position.passage.report, position.statement);
//! }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The [`guide`] explains, a page for each topic, what the program reads, what its verdicts mean and how it is used.
//!
//! Imports point from right to left, never back. `text`, `analysis`, `timeline`, `disagreement` and `search` touch no
//! file, clock, environment or terminal; `tests/architecture.rs` holds it.

pub mod analysis;
pub mod cli;
pub mod corpus;
pub mod disagreement;
pub mod export;
pub mod guide;
pub mod reading;
pub mod search;
pub mod store;
pub mod text;
pub mod timeline;
pub mod ui;

pub use reading::{Reading, read};

#[cfg(test)]
extern crate self as rashomon;

//! Several reports of the same events, read as one dated timeline with the places where they disagree.
//!
//! ```text
//!  bytes ──► corpus ──► analysis ──► timeline ──► disagreement ──► ui · export · cli
//!            Report     Analysis     Timeline     Disagreement      views
//! ```
//!
//! [`read`] goes the whole way and is the place to start:
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
//! [`Reading::write`] writes it in any [`Format`] of `rashomon export`, restricted by a [`Filter`]. The [`guide`] explains, one
//! page for each topic, what the program reads, what its verdicts mean and how it is used.
//!
//! The items on this page are the library: a version that changes them in a way that breaks callers says so in its number. The
//! modules below are public only for the program's own tests and examples, and may change in any version.
//!
//! Imports point from right to left, never back. `text`, `analysis`, `timeline`, `disagreement` and `search` touch no
//! file, clock, environment or terminal; `tests/architecture.rs` enforces it.

pub mod guide;

#[doc(hidden)]
pub mod analysis;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod disagreement;
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod reading;
#[doc(hidden)]
pub mod search;
#[doc(hidden)]
pub mod store;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod timeline;
#[doc(hidden)]
pub mod ui;

pub use analysis::actor::ActorKind;
pub use analysis::event::{EventType, Modality, Role};
pub use analysis::time::{Basis, PartOfDay, When};
pub use disagreement::{Aspect, Disagreement, Position, Verdict};
pub use export::{FORMATS, Filter, Format};
pub use reading::{Reading, read};
pub use text::{Passage, Problem, Published, PublishedBasis, Report, ReportId, Span, visible};
pub use timeline::{Actor, ActorId, Event, EventId, Timeline};

#[cfg(test)]
extern crate self as rashomon;

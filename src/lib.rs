//! Several reports of the same happenings, read as one dated timeline with the places where the accounts part.
//!
//! ```text
//!  bytes ──► corpus ──► analysis ──► timeline ──► disagreement ──► ui · export · cli
//!            Report     Analysis     Timeline     Disagreement      views
//! ```
//!
//! [`reading::Reading`] goes the whole way and is the place to begin.
//!
//! Imports point from right to left, never back. `text`, `analysis`, `timeline`, `disagreement` and `search` touch no
//! file, clock, environment or terminal; `tests/architecture.rs` holds it.

pub mod analysis;
pub mod cli;
pub mod corpus;
pub mod disagreement;
pub mod export;
pub mod reading;
pub mod search;
pub mod store;
pub mod text;
pub mod timeline;
pub mod ui;

#[cfg(test)]
extern crate self as rashomon;

//! The terminal interface. Shows a timeline and its disagreements; analyses nothing.
//!
//! ```text
//!  key, mouse ──keymap──► Action ──► App::update ──► Effect ──► run
//!  loader, search ──────► News ────►      │
//!                                    view(&App, &Theme) ──► one frame
//! ```
//!
//! `App` is plain data. `update` decides and does no I/O; `arrange` works out what is seen; `view` draws and changes
//! nothing; `run` alone talks to the terminal and to threads.

mod about_report;
pub mod action;
pub mod actors;
pub mod app;
mod arrange;
mod arrive;
mod background;
pub mod card;
mod carry;
mod compare;
pub mod config;
mod explorer;
pub mod filter;
pub mod find;
mod groups;
pub mod keymap;
pub mod lanes;
pub mod library;
pub mod manner;
pub mod matrix;
mod mouse;
pub mod notes;
mod own;
pub mod palette;
pub mod panes;
mod passages;
mod popups;
pub mod prompt;
pub mod quarrels;
pub mod read;
mod run;
pub mod search;
mod session;
pub mod span;
pub mod table;
pub mod theme;
mod undo;
pub mod update;
pub mod value;
pub mod view;
pub mod widget;
mod words;
pub mod wrap;
mod written_date;

pub use app::Settings;
pub use run::{Desk, run};

#[cfg(test)]
#[path = "../../tests/story/mod.rs"]
pub(crate) mod story;

#[cfg(test)]
mod tests;

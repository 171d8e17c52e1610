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
mod compare;
pub mod config;
pub mod disagreement_list;
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
mod notebook_actions;
pub mod notes;
pub mod palette;
pub mod panes;
mod passages;
mod popups;
pub mod prompt;
pub mod read;
mod restore_selection;
mod run;
pub mod search;
mod session;
pub mod table;
pub mod theme;
pub mod time_axis;
mod undo;
pub mod update;
pub mod value;
pub mod view;
pub mod widget;
mod word_diff;
pub mod wrap;
mod written_date;

pub use app::Settings;
pub use run::{Desk, run};

#[cfg(test)]
#[path = "../../tests/story/mod.rs"]
pub(crate) mod story;

#[cfg(test)]
mod tests;

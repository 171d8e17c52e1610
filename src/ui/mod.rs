//! The terminal interface. Shows a timeline and its disagreements; analyses nothing.
//!
//! ```text
//!  key, mouse ──keymap──► Action ──► App::update ──► Effect ──► run
//!  loader, search ──────► News ────►      │
//!                                    view(&App, &Theme) ──► one frame
//! ```
//!
//! `state` is plain data: its `update` decides and does no I/O, its `arrange` works out what is seen. `screens` holds what belongs
//! to one screen. `view` draws and changes nothing, out of the parts in `widget`. `run` alone talks to the terminal, to files and to
//! threads.

pub mod run;
pub mod screens;
pub mod state;
pub mod view;
pub mod widget;

pub use run::{NewsSender, run};
pub use state::app::Settings;

#[cfg(test)]
#[path = "../../tests/story/mod.rs"]
pub(crate) mod story;

#[cfg(test)]
mod tests;

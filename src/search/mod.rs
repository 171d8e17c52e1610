//! Fuzzy search over names, and exact search over texts. Touches no file and no thread: the caller decides where it runs.

mod fold;
mod names;
mod text;

pub use fold::Folded;
pub use names::{Hit, Names, Survivors, positions};
pub use text::{TextHits, TextSearch, find_text};

//! Drawing parts that know nothing of events: a line that fills from both ends, boxes, wrapped text with marks, bars.

pub mod histogram;
pub mod prose;
pub mod strip;

pub use histogram::Histogram;
pub use prose::Prose;
pub use strip::{Strip, bordered, scrollbar};

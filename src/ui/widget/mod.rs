//! Drawing parts that know nothing of events: colours by role, wrapping, a line that fills from both ends, boxes, text with
//! marks, bars over time. They import no other part of the interface.

pub mod histogram;
pub mod prose;
pub mod strip;
pub mod theme;
pub mod time_axis;
pub mod wrap;

pub use histogram::Histogram;
pub use prose::Prose;
pub use strip::{Strip, bordered, scrollbar};

//! Disagreements and events in outline: small copies of what lists need of them, since there are many and they are large.

use chrono::NaiveDateTime;

use crate::disagreement::{Aspect, Verdict};
use crate::text::Span;
use crate::timeline::EventId;

/// What listing the disagreements needs of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardOutline {
    /// The event it is about.
    pub event: Option<EventId>,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its aspect.
    pub aspect: Aspect,
    /// Whether it is worth a mark, and a person is not done with it.
    pub open: bool,
}

/// What listing the events needs of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The number of its date: the same for events that follow each other under one date.
    pub date: u32,
    /// Where it is on the bars of the timeline.
    pub moment: Option<NaiveDateTime>,
}

/// An event where a report mentions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventInText {
    /// The words that describe it.
    pub span: Span,
    /// The event.
    pub event: EventId,
}

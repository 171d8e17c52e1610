//! The rows of the timeline from its events: each event under its date, minor ones folded.

use super::library::Outline;
use crate::timeline::EventId;

/// A row of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineRow {
    /// The date of the events below it, which is that of this event.
    Day(EventId),
    /// An event.
    Event(EventId),
    /// Minor events, folded: the first, and how many.
    Fold(EventId, u32),
}

impl TimelineRow {
    /// The event of a row of one event.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match self {
            Self::Event(id) => Some(*id),
            _ => None,
        }
    }
}

/// Appends the rows of events, each with whether it is folded. Below its date are the events of a day, then its minor ones as a
/// fold. Days with nothing but minor events become one fold without a date above it.
pub fn push_rows(rows: &mut Vec<TimelineRow>, events: impl Iterator<Item = (EventId, Outline, bool)>) {
    let mut day: Option<u32> = None;
    // Whether the heading of the day is there: it comes with the first event that is not folded.
    let mut headed = false;
    // Minor events of the day, and of the days before it that have no heading.
    let (mut own, mut earlier): (Fold, Fold) = (None, None);
    for (id, event, folded) in events {
        if day != Some(event.date) {
            if headed {
                rows.extend(row_of_fold(own.take()));
            } else {
                earlier = joined(earlier, own.take());
            }
            day = Some(event.date);
            headed = false;
        }
        if folded {
            own = joined(own, Some((id, 1)));
            continue;
        }
        if !headed {
            rows.extend(row_of_fold(earlier.take()));
            rows.push(TimelineRow::Day(id));
            headed = true;
        }
        rows.push(TimelineRow::Event(id));
    }
    rows.extend(row_of_fold(if headed { own } else { joined(earlier, own) }));
}

/// The first of some folded events, and how many there are.
type Fold = Option<(EventId, u32)>;

fn joined(one: Fold, other: Fold) -> Fold {
    match (one, other) {
        (Some((first, count)), Some((_, more))) => Some((first, count + more)),
        (one, other) => one.or(other),
    }
}

fn row_of_fold(fold: Fold) -> Option<TimelineRow> {
    fold.map(|(first, count)| TimelineRow::Fold(first, count))
}

//! The rows of the timeline from its events: each event under its date, minor ones folded.

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

/// How the timeline lists an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It does not pass the filter.
    Out,
    /// It is in a fold.
    Folded,
    /// It has a row of its own.
    Shown,
}

/// Appends the rows of dates, each with its first event and how its events are listed. Below a date are its events, then its
/// minor ones as a fold. Dates with nothing but minor events become one fold without a date above it.
pub fn push_rows<'l>(rows: &mut Vec<TimelineRow>, dates: impl Iterator<Item = (EventId, &'l [Listing])>) {
    // Minor events of the dates before that have no heading.
    let mut earlier: Fold = None;
    for (first, listed) in dates {
        let folded = fold(first, listed);
        let place = |listing| listed.iter().position(|one| *one == listing);
        let Some(headed) = place(Listing::Shown) else {
            earlier = joined(earlier, folded);
            continue;
        };
        rows.extend(row_of_fold(earlier.take()));
        let event = |at: u32| EventId(first.0 + at);
        rows.push(TimelineRow::Day(event(u32::try_from(headed).unwrap_or(0))));
        let shown = (0..).zip(listed).filter(|(_, listing)| **listing == Listing::Shown);
        rows.extend(shown.map(|(at, _)| TimelineRow::Event(event(at))));
        rows.extend(row_of_fold(folded));
    }
    rows.extend(row_of_fold(earlier));
}

/// The folded events of a date.
fn fold(first: EventId, listed: &[Listing]) -> Fold {
    // Counted first, since a date may have thousands of events: this is fast on so few bytes.
    let count = listed.iter().filter(|listing| **listing == Listing::Folded).count();
    let at = listed.iter().position(|listing| *listing == Listing::Folded)?;
    Some((EventId(first.0 + u32::try_from(at).ok()?), u32::try_from(count).ok()?))
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

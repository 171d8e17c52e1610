//! The timeline as a calendar: iCalendar (RFC 5545), one `VEVENT` a dated event.
//!
//! Undated events and open dates have no place in a calendar and are left out; a comment at the top counts them.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use super::{Selection, names};
use crate::text::visible;
use crate::timeline::{Event, EventId};

/// Writes the calendar.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let name = escaped(&selection.timeline.title);
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rashomon//timeline//EN", "CALSCALE:GREGORIAN"] {
        content_line(to, line)?;
    }
    content_line(to, &format!("X-WR-CALNAME:{name}"))?;
    let left_out = selection.events().filter(|(_, event)| days(event).is_none()).count();
    if left_out > 0 {
        content_line(to, &format!("X-RASHOMON-UNDATED:{left_out}"))?;
    }
    for (id, event) in selection.events() {
        if let Some((first, last)) = days(event) {
            calendar_event(to, selection, id, event, first, last)?;
        }
    }
    content_line(to, "END:VCALENDAR")
}

/// The first and the last day, if both are known and a calendar can represent them.
fn days(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (event.when.first?, event.when.last?);
    ((1..=9998).contains(&first.year()) && last.year() <= 9998).then_some((first, last))
}

fn calendar_event(
    to: &mut dyn Write,
    selection: &Selection<'_>,
    id: EventId,
    event: &Event,
    first: NaiveDate,
    last: NaiveDate,
) -> io::Result<()> {
    let timeline = selection.timeline;
    let outlets: Vec<&str> = event
        .reported_by
        .iter()
        .filter_map(|report| timeline.reports.get(report.index()))
        .map(crate::text::Report::name)
        .collect();
    let mut description = format!("{} · {}", event.when.in_full(), names::modality(event.modality));
    if !outlets.is_empty() {
        let _ = write!(description, " · reported by {}", outlets.join(", "));
    }
    for (_, one) in selection.disagreements_on(id) {
        let _ = write!(description, "\n{}: {}", names::verdict_in_words(one.verdict), one.summary);
    }
    content_line(to, "BEGIN:VEVENT")?;
    content_line(to, &format!("UID:event-{}-{}@rashomon", id.0 + 1, first.format("%Y%m%d")))?;
    // The same input gives the same file: the stamp is the event's own day.
    content_line(to, &format!("DTSTAMP:{}T000000Z", first.format("%Y%m%d")))?;
    match (event.when.single_day(), event.when.minute) {
        // In local time: "floating" time, in the words of RFC 5545.
        (Some(day), Some(minute)) if minute < 24 * 60 => {
            let clock = format!("{}T{:02}{:02}00", day.format("%Y%m%d"), minute / 60, minute % 60);
            content_line(to, &format!("DTSTART:{clock}"))?;
        }
        _ => {
            content_line(to, &format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")))?;
            let end = last.succ_opt().unwrap_or(last);
            content_line(to, &format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")))?;
        }
    }
    content_line(to, &format!("SUMMARY:{}", escaped(&event.titled())))?;
    let place = event.place.and_then(|place| timeline.actors.get(place.0 as usize));
    if let Some(place) = place {
        content_line(to, &format!("LOCATION:{}", escaped(&place.name)))?;
    }
    content_line(to, &format!("DESCRIPTION:{}", escaped(&description)))?;
    content_line(to, "TRANSP:TRANSPARENT")?;
    content_line(to, "END:VEVENT")
}

/// TEXT of RFC 5545, section 3.3.11.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| visible::line(line).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,"))
        .collect();
    lines.join("\\n")
}

/// Writes a content line, folded after at most 75 bytes (RFC 5545, section 3.1).
fn content_line(to: &mut dyn Write, line: &str) -> io::Result<()> {
    const WIDEST: usize = 75;
    let mut rest = line;
    let mut room = WIDEST;
    while rest.len() > room {
        let mut cut = room;
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        to.write_all(&rest.as_bytes()[..cut])?;
        to.write_all(b"\r\n ")?;
        rest = &rest[cut..];
        room = WIDEST - 1;
    }
    to.write_all(rest.as_bytes())?;
    to.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold_to_the_line(text in "\\PC{0,300}") {
            let mut out = Vec::new();
            content_line(&mut out, &text).unwrap();
            let written = String::from_utf8(out).unwrap();
            prop_assert!(written.split("\r\n").all(|line| line.len() <= 75));
            let unfolded = written.replace("\r\n ", "");
            prop_assert_eq!(unfolded.trim_end_matches("\r\n"), text.trim_end_matches("\r\n"));
        }
    }
}

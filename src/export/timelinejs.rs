//! JSON for TimelineJS 3 (Knight Lab). It accepts no undated slides, so undated events are in the text
//! of the title slide.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::calendar::{Stamp, StampRange};
use super::json::put;
use super::{Selection, plain};
use crate::text::Passage;
use crate::timeline::{Event, EventId};

/// Writes the events as one JSON object.
///
/// # Errors
/// If the writer fails.
pub fn write(mut to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let is_dated = |(_, event): &(EventId, &Event)| StampRange::of(&event.when).is_some();
    let undated: Vec<String> = selection
        .events()
        .filter(|one| !is_dated(one))
        .map(|(_, event)| plain::xml(&event.titled()))
        .collect();
    let mut about = format!("<p>{} reports</p>", selection.timeline.reports.len());
    if !undated.is_empty() {
        let _ = write!(about, "<p>Without a date: {}</p>", undated.join("; "));
    }
    let title = json!({ "text": { "headline": plain::xml(&selection.timeline.title), "text": about } });
    to.write_all(b"{\"title\":")?;
    plain::to_json(&mut to, &title)?;
    to.write_all(b",\"events\":[")?;
    let dated = selection.events().filter(is_dated);
    put(&mut to, dated, |&(id, event)| slide(selection, id, event), b',')?;
    to.write_all(b"]}\n")
}

fn slide(selection: &Selection<'_>, id: EventId, event: &Event) -> Option<Value> {
    let stretch = StampRange::of(&event.when)?;
    let mut slide = Map::new();
    slide.insert("start_date".into(), date(&stretch.start));
    if let Some(end) = &stretch.end {
        slide.insert("end_date".into(), date(end));
    }
    slide.insert("display_date".into(), plain::xml(&event.when.in_full()).into());
    slide.insert("unique_id".into(), format!("event-{}", id.0 + 1).into());
    slide.insert(
        "text".into(),
        json!({ "headline": plain::xml(&event.titled()), "text": body(selection, id, event) }),
    );
    let given = event.given.and_then(|index| selection.timeline.given.get(index as usize));
    if let Some(url) = given.and_then(|given| given.url.as_deref()).filter(|url| is_web(url)) {
        slide.insert("media".into(), json!({ "url": url }));
    }
    if let Some(group) = given.and_then(|given| given.group.as_deref()) {
        slide.insert("group".into(), plain::xml(group).into());
    }
    Some(slide.into())
}

/// What each report says of an event, and where they disagree, as HTML.
fn body(selection: &Selection<'_>, id: EventId, event: &Event) -> String {
    let timeline = selection.timeline;
    let mut html = String::new();
    let mut last = None;
    for Passage { report, span } in timeline.passages(event) {
        if last.replace(report) == Some(report) {
            continue;
        }
        let outlet = plain::xml(timeline.reports[report.index()].name());
        let words = plain::xml(timeline.words(report, span));
        let _ = write!(html, "<p><b>{outlet}</b>: “{words}”</p>");
    }
    for (_, one) in selection.disagreements_on(id) {
        let _ = write!(html, "<p>≠ {}</p>", plain::xml(&one.summary));
    }
    html
}

/// Whether a link goes to the web, and not to a script.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

fn date(stamp: &Stamp) -> Value {
    let mut date = Map::new();
    date.insert("year".into(), stamp.year.into());
    if let Some(month) = stamp.month {
        date.insert("month".into(), month.into());
    }
    if let Some(day) = stamp.day {
        date.insert("day".into(), day.into());
    }
    if let Some(minute) = stamp.minute {
        date.insert("hour".into(), (minute.min(1439) / 60).into());
        date.insert("minute".into(), (minute.min(1439) % 60).into());
    }
    date.into()
}

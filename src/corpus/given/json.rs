//! Events in JSON: slides of TimelineJS, rows of Timesketch, and what programs log as objects.

use serde_json::{Map, Value};

use super::{TITLE, in_words, title};
use crate::corpus::date;
use crate::text::Given;

/// Keys that a log entry has besides its time and its message, and no report has.
const OF_LOGS: &[&str] = &["timestamp_desc", "level", "severity", "lvl", "levelname", "log.level"];

/// Names of the moment of a log entry, in order of preference.
const MOMENTS: &[&str] = &["datetime", "@timestamp", "timestamp", "time", "ts", "asctime"];

/// Names of its message.
const MESSAGES: &[&str] = &["message", "msg", "event"];

/// Names of what it comes from.
const GROUPS: &[&str] = &["source_short", "source", "data_type", "logger", "name", "component"];

/// Whether a value is the list of slides of TimelineJS.
#[must_use]
pub fn are_slides(value: &Value) -> bool {
    value.as_array().and_then(|slides| slides.first()).is_some_and(|first| first.get("start_date").is_some())
}

/// The lines of a file in which its slides are, in their order: each has one such key.
pub fn lines_of_slides(text: &str) -> impl Iterator<Item = usize> {
    let mut line = 1;
    let mut last = 0;
    memchr::memmem::find_iter(text.as_bytes(), b"\"start_date\"").collect::<Vec<_>>().into_iter().map(
        move |at| {
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[last..at]).count();
            last = at;
            line
        },
    )
}

/// A slide of TimelineJS as an event.
///
/// # Errors
/// The reason, as a clause.
pub fn of_slide(slide: &Value) -> Result<Given, String> {
    let begin = Moment::of(slide.get("start_date"))?.ok_or("it has no beginning")?;
    let end = Moment::of(slide.get("end_date"))?;
    let text = |part: &str| {
        let words = slide.get("text").and_then(|text| text.get(part)).and_then(Value::as_str).map(in_words);
        words.filter(|words| !words.is_empty())
    };
    let string = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let url = slide.get("media").and_then(|media| string(media.get("url"))).filter(|url| !url.is_empty());
    let end = end.filter(|end| end.day != begin.day);
    let date = match &end {
        Some(end) => format!("{}/{}", begin.day, end.day),
        None => begin.day,
    };
    Ok(Given {
        // Of a slide without a headline the text is shown.
        title: text("headline").or_else(|| text("text").map(|text| title(&text))),
        date: Some(date),
        time: begin.clock,
        note: text("text"),
        url,
        group: string(slide.get("group")).map(|group| in_words(&group)),
        ..Given::default()
    })
}

/// A date of TimelineJS.
struct Moment {
    /// EDTF of a year, a month or a day.
    day: String,
    /// `HH:MM`
    clock: Option<String>,
}

impl Moment {
    fn of(value: Option<&Value>) -> Result<Option<Self>, String> {
        let Some(Value::Object(parts)) = value else { return Ok(None) };
        let number = |name: &str| number(parts, name);
        let (year, month, day) = (number("year")?, number("month")?, number("day")?);
        let Some(year) = year else { return Err("its date has no year".to_owned()) };
        let written = if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") };
        let date = match (month, day) {
            (None, None) => written,
            (Some(month), None) => format!("{written}-{month:02}"),
            (Some(month), Some(day)) => format!("{written}-{month:02}-{day:02}"),
            (None, Some(_)) => return Err("its date has a day and no month".to_owned()),
        };
        let clock = number("hour")?.filter(|_| day.is_some());
        let minute = number("minute")?.unwrap_or(0);
        Ok(Some(Self { day: date, clock: clock.map(|hour| format!("{hour:02}:{minute:02}")) }))
    }
}

/// A number, or its digits; an empty string is none.
fn number(parts: &Map<String, Value>, name: &str) -> Result<Option<i64>, String> {
    match parts.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(digits)) if digits.trim().is_empty() => Ok(None),
        Some(Value::String(digits)) => {
            digits.trim().parse().map(Some).map_err(|_| format!("`{digits}` is not a valid {name}"))
        }
        Some(value) => value.as_i64().map(Some).ok_or_else(|| format!("`{value}` is not a valid {name}")),
    }
}

/// An entry of a log, or a row of Timesketch, as an event, with what could not be read of it; none for any other record.
#[must_use]
pub fn of_entry(record: &Value) -> Option<(Given, Option<String>)> {
    let record = record.as_object()?;
    let is_one = OF_LOGS.iter().any(|key| record.contains_key(*key)) && !record.contains_key("title");
    let text = |names: &[&str]| names.iter().find_map(|name| scalar(record.get(*name)?));
    let message = text(MESSAGES).filter(|_| is_one)?;
    let moments = || MOMENTS.iter().filter_map(|name| scalar(record.get(*name)?));
    // A record that has no moment at all is no entry.
    let stated = moments().next()?;
    let date = moments().find_map(|moment| date::parse(&moment).ok().or_else(|| date::epoch(&moment)));
    let remark =
        date.is_none().then(|| format!("`{}` is not a date; the event has none", date::short(&stated)));
    let whole = (message.len() > TITLE).then(|| message.clone());
    let event = Given {
        title: Some(title(&message)),
        date,
        note: [scalar_of(record, "timestamp_desc"), whole]
            .into_iter()
            .flatten()
            .reduce(|a, b| format!("{a}: {b}")),
        url: scalar_of(record, "url"),
        group: text(GROUPS),
        ..Given::default()
    };
    Some((event, remark))
}

fn scalar_of(record: &Map<String, Value>, name: &str) -> Option<String> {
    scalar(record.get(name)?)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_slide_is_an_event_with_its_dates_and_words() {
        let slide = json!({
            "start_date": { "year": "2031", "month": 5, "day": 4, "hour": 10, "minute": "5" },
            "end_date": { "year": 2031, "month": 5, "day": 6 },
            "text": { "headline": "The <b>ferry</b> sinks", "text": "<p>Off Portsea &amp; far out</p>" },
            "media": { "url": "https://example.org/ferry.jpg" },
            "group": "Ships",
        });
        let event = of_slide(&slide).expect("it is one");
        assert_eq!(event.title.as_deref(), Some("The ferry sinks"));
        assert_eq!(
            (event.date.as_deref(), event.time.as_deref()),
            (Some("2031-05-04/2031-05-06"), Some("10:05"))
        );
        assert_eq!(event.note.as_deref(), Some("Off Portsea & far out"));
        assert_eq!(
            (event.url.as_deref(), event.group.as_deref()),
            (Some("https://example.org/ferry.jpg"), Some("Ships"))
        );
        for (date, expected) in [
            (json!({ "year": -44 }), Some("-0044")),
            (json!({ "year": 2031, "month": "5", "day": "" }), Some("2031-05")),
            (json!({ "year": "soon" }), None),
            (json!({ "month": 5 }), None),
            (json!({ "year": 2031, "day": 5 }), None),
            (json!("2031"), None),
        ] {
            let event = of_slide(&json!({ "start_date": date, "text": { "headline": "x" } }));
            assert_eq!(event.ok().and_then(|event| event.date).as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn slides_are_counted_by_their_lines() {
        let text = "{\"events\": [\n{\"start_date\": {}},\n\n{\"start_date\": {}}, {\"start_date\": {}}]}";
        assert_eq!(lines_of_slides(text).collect::<Vec<_>>(), [2, 4, 4]);
    }

    #[test]
    fn an_entry_has_a_moment_a_message_and_a_mark_of_logs() {
        for (record, date, title) in [
            (
                json!({ "message": "A file was made", "datetime": "2031-05-04T10:00:02.117+00:00", "timestamp_desc": "Creation Time" }),
                Some("2031-05-04T10:00:02Z"),
                "A file was made",
            ),
            (
                json!({ "message": "A file was made", "timestamp": 1_620_122_402_117_000_i64, "timestamp_desc": "Creation Time" }),
                Some("2021-05-04T10:00:02Z"),
                "A file was made",
            ),
            (
                json!({ "level": "info", "msg": "stopped", "ts": 1_620_122_402.117 }),
                Some("2021-05-04T10:00:02Z"),
                "stopped",
            ),
            (json!({ "severity": 3, "message": "stopped", "time": "later" }), None, "stopped"),
        ] {
            let (event, remark) = of_entry(&record).expect("it is one");
            assert_eq!(remark.is_some(), date.is_none());
            assert_eq!((event.date.as_deref(), event.title.as_deref()), (date, Some(title)), "{record}");
        }
        for record in [
            json!({ "message": "The ferry sank.", "date": "2031-05-04" }),
            json!({ "message": "The ferry sank.", "timestamp": 1_620_122_402 }),
            json!({ "title": "Ferry", "level": 1, "message": "The ferry sank.", "time": "2031-05-04" }),
            json!({ "level": "info", "msg": "no time" }),
            json!({ "level": "info", "time": "2031-05-04" }),
            json!([]),
        ] {
            assert_eq!(of_entry(&record), None, "{record}");
        }
    }

    #[test]
    fn a_long_message_is_cut_for_the_title_and_kept_as_a_note() {
        let (event, _) =
            of_entry(&json!({ "level": "info", "msg": "word ".repeat(100), "time": "2031-05-04" }))
                .expect("one");
        let title = event.title.expect("it has one");
        assert!(title.len() <= TITLE + 4 && title.ends_with("word …"), "{title}");
        assert_eq!(event.note.map(|note| note.len()), Some(499));
    }
}

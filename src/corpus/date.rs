//! Publication dates as inputs write them → EDTF level 0. Nothing relative, nothing ambiguous.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Years that news can be from; a number outside this range is not a year.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2199;

/// Formats of a day. A purely numeric one must begin with the year: `06/01/2022` is ambiguous.
const DAYS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d %B %Y",
    "%d. %B %Y",
    "%d %B, %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
];

/// Formats of a day with a time of day and no zone.
const MOMENTS: &[&str] = &[
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y%m%dT%H%M%S",
    "%Y%m%d%H%M%S",
];

/// Formats of a moment with a zone, besides RFC 3339 and RFC 2822.
const ZONED: &[&str] = &["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y%m%dT%H%M%S%#z"];

/// Reads a date; fractions of a second are dropped, since EDTF has none.
///
/// # Errors
/// The reason, as the end of a sentence.
pub fn parse(text: &str) -> Result<String, String> {
    let text = text.trim();
    year(text)
        .or_else(|| month(text))
        .or_else(|| day(text).map(|day| day.to_string()))
        .or_else(|| moment(text))
        .ok_or_else(|| format!("`{}` is not an unambiguous date (write 2022-01-06)", short(text)))
}

/// The one full day in a file name: `2022-01-06-title.txt`, `title_20220106.txt`.
#[must_use]
pub fn in_file_name(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let compact = stem.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() == 8);
    let mut days: Vec<NaiveDate> = compact.filter_map(day).collect();
    let numbers: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    for window in numbers.windows(3) {
        if let ([4, 2, 2], true) = (lengths(window), window.iter().all(|part| is_number(part))) {
            days.extend(day(&window.join("-")));
        }
    }
    days.dedup();
    match days[..] {
        [only] => Some(only.to_string()),
        _ => None,
    }
}

fn lengths(window: &[&str]) -> [usize; 3] {
    [0, 1, 2].map(|index| window.get(index).map_or(0, |part| part.len()))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_range(date: NaiveDate) -> Option<NaiveDate> {
    YEARS.contains(&chrono::Datelike::year(&date)).then_some(date)
}

/// A moment as seconds, milliseconds or microseconds since 1970, between the years 1990 and 2030: other numbers are rarely moments.
pub fn epoch(text: &str) -> Option<String> {
    const SECONDS: std::ops::Range<i64> = 631_152_000..1_893_456_000;
    let whole = text.trim().split('.').next()?;
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        15.. => number / 1_000_000,
        12.. => number / 1000,
        _ => number,
    };
    let moment = DateTime::from_timestamp(seconds, 0).filter(|_| SECONDS.contains(&seconds))?;
    Some(moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn year(text: &str) -> Option<String> {
    let plausible = text.len() == 4 && text.parse().is_ok_and(|year: i32| YEARS.contains(&year));
    plausible.then(|| text.to_owned())
}

fn month(text: &str) -> Option<String> {
    let (year_part, month) = text.split_once('-')?;
    let plausible = month.len() == 2 && is_number(month) && (1..=12).contains(&month.parse().unwrap_or(0));
    (plausible && year(year_part).is_some()).then(|| text.to_owned())
}

fn day(text: &str) -> Option<NaiveDate> {
    DAYS.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok()).and_then(in_range)
}

/// A moment; local if the input names no zone.
fn moment(text: &str) -> Option<String> {
    let zoned = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc2822(text))
        .ok()
        .or_else(|| ZONED.iter().find_map(|format| DateTime::parse_from_str(text, format).ok()));
    if let Some(zoned) = zoned {
        in_range(zoned.date_naive())?;
        let utc = zoned.offset().local_minus_utc() == 0;
        return Some(
            zoned.format(if utc { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S%:z" }).to_string(),
        );
    }
    let local = MOMENTS.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    in_range(local.date())?;
    Some(local.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// The first words of a text, for a message.
pub fn short(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_forms_that_inputs_use() {
        for (text, edtf) in [
            ("2022-01-06", "2022-01-06"),
            (" 2022-01-06\n", "2022-01-06"),
            ("2022/01/06", "2022-01-06"),
            ("20220106", "2022-01-06"),
            ("6 January 2022", "2022-01-06"),
            ("Jan 6, 2022", "2022-01-06"),
            ("January 6, 2022", "2022-01-06"),
            ("Thursday, January 6, 2022", "2022-01-06"),
            ("2022-01", "2022-01"),
            ("1914", "1914"),
            ("2022-01-06T15:04:05Z", "2022-01-06T15:04:05Z"),
            ("2022-01-06T15:04:05.123Z", "2022-01-06T15:04:05Z"),
            ("2022-01-06T15:04:05+06:00", "2022-01-06T15:04:05+06:00"),
            ("2022-01-06 15:04:05", "2022-01-06T15:04:05"),
            ("2022-01-06T15:04", "2022-01-06T15:04:00"),
            ("Thu, 06 Jan 2022 15:04:05 +0600", "2022-01-06T15:04:05+06:00"),
            ("20220106T150405Z", "2022-01-06T15:04:05Z"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(edtf), "{text}");
        }
    }

    #[test]
    fn an_invalid_or_ambiguous_date_is_refused() {
        for text in
            ["", "06/01/2022", "2022-13-06", "2022-02-30", "Thursday", "9999", "0000", "12", "yesterday", "—"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_since_1970_are_moments() {
        for (text, edtf) in [
            ("1615161600", Some("2021-03-08T00:00:00Z")),
            ("1615161600000", Some("2021-03-08T00:00:00Z")),
            ("1615161600.25", Some("2021-03-08T00:00:00Z")),
            ("12", None),
            ("2021031012", None),
            ("-1615161600", None),
            ("99999999999999999999", None),
            ("soon", None),
        ] {
            assert_eq!(epoch(text).as_deref(), edtf, "{text}");
        }
    }

    #[test]
    fn a_file_name_dates_its_report_only_where_it_holds_one_full_day() {
        for (name, edtf) in [
            ("2022-01-06-protests.txt", Some("2022-01-06")),
            ("protests_2022_01_06.txt", Some("2022-01-06")),
            ("reuters 20220106.txt", Some("2022-01-06")),
            ("2022-01-06.txt", Some("2022-01-06")),
            ("000_14209256aeec99c3.txt", None),
            ("report-14209256.txt", None),
            ("2022-01.txt", None),
            ("2022-01-06 to 2022-01-09.txt", None),
            ("version-10-12-14.txt", None),
            ("notes.txt", None),
        ] {
            assert_eq!(in_file_name(name).as_deref(), edtf, "{name}");
        }
    }
}

//! Dates as a person writes them into a field, and as a field shows them.

use crate::analysis::time::{Basis, When};
use crate::corpus;
use crate::store::corrections::part_of_day;

/// Why a line is no date.
pub fn no_date(line: &str) -> String {
    format!("“{line}” is no date: write 2022-01-05, 2022-01, 2022-01-05 night or 2022-01-05 18:22 CET")
}

/// A date as a person writes it: EDTF, and after a space a part of the day or a time by the clock.
pub fn date_words(when: &When) -> String {
    match (when.part, when.minute) {
        (Some(part), _) => format!("{} {part}", when.edtf),
        (None, Some(minute)) if !when.edtf.contains('T') => {
            format!("{} {:02}:{:02}", when.edtf, minute / 60, minute % 60)
        }
        _ => when.edtf.to_string(),
    }
}

/// Reads a date, and the part of the day after it; none where it is none.
pub fn read_date(line: &str) -> Option<(String, Option<&str>)> {
    let (date, rest) = line.split_once(' ').map_or((line, None), |(date, rest)| (date, Some(rest.trim())));
    let (edtf, part) = match rest {
        None => (date.to_owned(), None),
        Some(clock) if clock.contains(':') => (format!("{date}T{}", clock_and_zone(clock)?), None),
        Some(name) => (date.to_owned(), Some(name)),
    };
    let known = match part {
        Some(name) => Some(part_of_day(name)?),
        None => None,
    };
    When::from_edtf(&edtf, known, Basis::Given).map(|_| (edtf, part))
}

/// `18:22` or `18:22 CET` as EDTF wants a time, with seconds and the offset of the zone; none where it is no time.
fn clock_and_zone(words: &str) -> Option<String> {
    let (clock, zone) =
        words.split_once(' ').map_or((words, None), |(clock, zone)| (clock, Some(zone.trim())));
    let (hour, minute) = clock.split_once(':')?;
    let number =
        |digits: &str, most: u16| digits.parse::<u16>().ok().filter(|n| *n <= most && digits.len() <= 2);
    let offset = zone.map_or(Some(String::new()), corpus::zone)?;
    Some(format!("{:02}:{:02}:00{offset}", number(hour, 23)?, number(minute, 59)?))
}

/// Reads a time to narrow to: a date, or an interval between two.
pub fn period(line: &str) -> Option<When> {
    When::from_edtf(line, None, Basis::Given).filter(When::is_dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_edtf_with_a_part_of_the_day_or_none() {
        for (line, expected) in [
            ("2022-01-05", Some(("2022-01-05", None))),
            ("2022-01-05 night", Some(("2022-01-05", Some("night")))),
            ("2022-01-05/2022-01-06", Some(("2022-01-05/2022-01-06", None))),
            ("1990~", Some(("1990~", None))),
            ("2025-03-11 18:22", Some(("2025-03-11T18:22:00", None))),
            ("2025-03-11 8:05", Some(("2025-03-11T08:05:00", None))),
            ("2025-03-11 18:22 +02:00", Some(("2025-03-11T18:22:00+02:00", None))),
            ("2025-03-11 18:22 CET", Some(("2025-03-11T18:22:00+01:00", None))),
            ("2025-03-11 18:22 UTC", Some(("2025-03-11T18:22:00Z", None))),
            ("1812-09-07 5:30 +0230", Some(("1812-09-07T05:30:00+02:30", None))),
            ("2025-03-11 18:22 XYZ", None),
            ("2025-03-11 24:05", None),
            ("2025-03-11 18:x", None),
            ("2025-03 18:22", None),
            ("5 January", None),
            ("2022-01-05 soon", None),
            ("2022-13-05", None),
        ] {
            let expected = expected.map(|(edtf, part): (&str, Option<&str>)| (edtf.to_owned(), part));
            assert_eq!(read_date(line), expected, "{line}");
        }
    }
}

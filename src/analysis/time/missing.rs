//! What an unknown publication date leaves open, and which years the text itself allows.

use chrono::{Datelike, NaiveDate};

use super::rules::{self, Meaning};
use super::scene::weekday_of;
use super::terminal::{Terminal, Words};
use super::{TimeExpression, TimexType, lexer};

/// The years that are named where a weekday beside a month and day allows only some.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2035;

/// A sentence that says what stays unresolved without a publication date; none where nothing does.
#[must_use]
pub fn without_publication_date(text: &str, times: &[TimeExpression]) -> Option<String> {
    let open = |pick: &dyn Fn(&TimeExpression) -> bool| times.iter().filter(|time| pick(time)).count();
    let weekdays = open(&|time| time.kind != TimexType::Set && time.value.starts_with("XXXX-W"));
    let yearless = open(&|time| {
        time.kind != TimexType::Set && time.value.starts_with("XXXX-") && !time.value.starts_with("XXXX-W")
    });
    let relative = open(&|time| time.value.ends_with("_REF") && !refers_as_such(time.rule));
    let counted = [
        (weekdays, "weekday", "weekdays"),
        (yearless, "date without a year", "dates without a year"),
        (relative, "relative date", "relative dates"),
    ];
    let counted: Vec<String> = counted
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    if counted.is_empty() {
        return None;
    }
    let years = allowed_years(text, times)
        .map_or_else(String::new, |years| format!("; its weekdays and dates together allow only {years}"));
    let stay = if weekdays + yearless + relative == 1 { "stays" } else { "stay" };
    Some(format!(
        "no publication date is known, so that {} {stay} open{years}; give it with --published DATE or in corpus.toml",
        counted.join(", ")
    ))
}

/// Whether a rule reads a reference that no date would resolve: "recently", "the future".
fn refers_as_such(rule: &str) -> bool {
    rules::all().any(|line| line.name == rule && matches!(line.meaning, Meaning::Reference))
}

/// The years in which every weekday told beside a month and day falls on that day.
fn allowed_years(text: &str, times: &[TimeExpression]) -> Option<String> {
    let pairs: Vec<_> = times.iter().filter_map(|time| weekday_and_day(text, time)).collect();
    let fits = |year: i32| {
        pairs.iter().all(|&(weekday, month, day)| {
            NaiveDate::from_ymd_opt(year, month, day).is_some_and(|date| date.weekday() == weekday)
        })
    };
    let years: Vec<String> = YEARS.filter(|year| fits(*year)).map(|year| year.to_string()).collect();
    (!pairs.is_empty() && !years.is_empty()).then(|| years.join(", "))
}

fn weekday_and_day(text: &str, time: &TimeExpression) -> Option<(chrono::Weekday, u32, u32)> {
    let (month, day) = time.value.strip_prefix("XXXX-")?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let text = time.span.of(text);
    let tokens = lexer::lex(text);
    let words = Words { text, tokens: &tokens };
    let weekday = (0..tokens.len()).find_map(|at| words.terminal(Terminal::Weekday, at))?;
    Some((weekday_of(weekday.value)?, month, day))
}

#[cfg(test)]
mod tests {
    use super::super::{Context, tag};
    use super::*;

    fn message(text: &str) -> Option<String> {
        without_publication_date(text, &tag(text, &Context::default()))
    }

    #[test]
    fn what_stays_open_is_said_with_the_years_the_text_allows() {
        for (text, part) in [
            ("They met on Friday and on Monday.", "2 weekdays stay open;"),
            ("They met on June 3.", "1 date without a year stays open"),
            ("They met yesterday.", "1 relative date stays open"),
            ("They met on Friday, March 5.", "allow only 1993, 1999, 2004, 2010, 2021, 2027, 2032;"),
            ("It opened on Friday, March 5 and closed on Saturday, February 28.", "allow only 2004, 2032;"),
        ] {
            let message = message(text).unwrap_or_default();
            assert!(message.contains(part), "{text}: {message}");
        }
    }

    #[test]
    fn nothing_is_said_where_nothing_stays_open() {
        for text in
            ["It fell in 1989.", "It recently fell.", "It rains every Friday.", "He left on 2021-03-05."]
        {
            assert_eq!(message(text), None, "{text}");
        }
    }
}

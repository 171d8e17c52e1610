//! What the text and its publication date leave open: a sentence for each question, for a person who can answer it.

use chrono::{Datelike, NaiveDate};

use super::pattern::{GRAMMAR, Memo};
use super::rules::{self, Meaning};
use super::scene::weekday_of;
use super::terminal::{Terminal, TextTokens};
use super::{Context, Publication, TimeExpression, TimexType, lexer};

/// The years that are named where a weekday given with a month and day allows only some.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2035;

/// The open questions of a text, a sentence each.
#[must_use]
pub fn problems(text: &str, context: &Context, times: &[TimeExpression]) -> Vec<String> {
    publication(text, context, times).into_iter().chain(orders(text, times)).chain(impossible(text)).collect()
}

/// The questions that are open because the day of publication is not known.
fn publication(text: &str, context: &Context, times: &[TimeExpression]) -> Option<String> {
    let known = match context.published {
        Some(Publication::Day(_)) => return None,
        Some(Publication::Month(year, month)) => format!("the report is dated only {year:04}-{month:02}"),
        Some(Publication::Year(year)) => format!("the report is dated only {year:04}"),
        None => "no publication date is known".to_owned(),
    };
    let open = open_in(times);
    let within = within_year(context, times);
    if open.is_empty() && within.is_none() {
        return None;
    }
    let years = allowed_years(text, times)
        .map_or_else(String::new, |years| format!("; its weekdays and dates together allow only {years}"));
    let left = match (open.is_empty(), within) {
        (true, Some(within)) => within,
        (false, Some(within)) => format!("{within}, and {}", stays(&open)),
        (_, None) => stays(&open),
    };
    let ask = if context.published.is_some() { "give the day" } else { "give it" };
    Some(format!("{known}, so that {left}{years}; {ask} with --published DATE or in corpus.toml"))
}

/// How many expressions of each kind are open, with the kind in the right number.
fn open_in(times: &[TimeExpression]) -> Vec<(usize, &'static str)> {
    let open = |pick: &dyn Fn(&TimeExpression) -> bool| {
        times.iter().filter(|time| time.kind != TimexType::Set && pick(time)).count()
    };
    let weekday = |time: &TimeExpression| time.value.starts_with("XXXX-W");
    let dayless = |time: &TimeExpression| time.value.starts_with("XXXX-XX-XX");
    let counted = [
        (open(&weekday), "weekday", "weekdays"),
        (
            open(&|time| time.value.starts_with("XXXX-") && !weekday(time) && !dayless(time)),
            "date without a year",
            "dates without a year",
        ),
        (open(&dayless), "time of an unknown day", "times of unknown days"),
        (
            open(&|time| time.value.ends_with("_REF") && !refers_as_such(time.rule)),
            "relative date",
            "relative dates",
        ),
    ];
    let counted_kind = |(count, one, many): (usize, &'static str, &'static str)| match count {
        0 => None,
        1 => Some((1, one)),
        _ => Some((count, many)),
    };
    counted.into_iter().filter_map(counted_kind).collect()
}

fn stays(open: &[(usize, &str)]) -> String {
    let parts: Vec<String> = open.iter().map(|(count, kind)| format!("{count} {kind}")).collect();
    let stay = if matches!(open, [(1, _)]) { "stays" } else { "stay" };
    let (last, rest) = parts.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    let joint = if rest.is_empty() { "" } else { " and " };
    format!("{}{joint}{last} {stay} open", rest.join(", "))
}

/// What was resolved to the year of publication because its day is not known: days and months without a year.
fn within_year(context: &Context, times: &[TimeExpression]) -> Option<String> {
    let Some(Publication::Year(year)) = context.published else { return None };
    let inside = format!("{year:04}-");
    let count = times
        .iter()
        .filter(|time| time.anchor == super::Anchor::Published && time.value.starts_with(&inside))
        .count();
    match count {
        0 => None,
        1 => Some(format!("1 date without a year is read as of {year:04}")),
        _ => Some(format!("{count} dates without a year are read as of {year:04}")),
    }
}

/// Dates in digits whose day and month may be in either order.
fn orders(text: &str, times: &[TimeExpression]) -> Option<String> {
    let two = |time: &&TimeExpression| time.when.as_ref().is_some_and(|when| when.edtf.starts_with('['));
    let mut open = times.iter().filter(two);
    let first = open.next()?.span.of(text);
    let more = match open.count() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!(
        "`{first}`{more} can be read with the day or the month first; set date-order in corpus.toml"
    ))
}

/// Full dates that no calendar has: "Feb. 29, 2015".
fn impossible(text: &str) -> Option<String> {
    // Only the last days of a month can be missing from the calendar.
    let days = ["29", "30", "31"].iter().flat_map(|day| text.match_indices(day));
    let mut found: Vec<(usize, &str)> = days.filter_map(|(at, _)| impossible_at(text, at)).collect();
    found.sort_unstable();
    found.dedup();
    let first = found.first()?.1;
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!("`{first}`{more} is a date that no calendar has; it is left without a value"))
}

/// The impossible date around a day in digits, with its position.
fn impossible_at(text: &str, at: usize) -> Option<(usize, &str)> {
    const AROUND: usize = 24;
    let start = text.floor_char_boundary(at.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((at + AROUND).min(text.len()));
    let part = &text[start..end];
    let tokens = lexer::lex(part);
    let words = TextTokens { text: part, tokens: &tokens };
    let mut memo = Memo::default();
    (0..tokens.len()).find_map(|first| {
        let found = GRAMMAR.matches(&words, first, &mut memo).into_iter().find(rules::is_impossible)?;
        let span = tokens[found.start].start as usize..tokens[found.end - 1].end as usize;
        let around = span.start <= at - start && at - start < span.end;
        around.then(|| (start + span.start, &part[span]))
    })
}

/// Whether a rule reads a reference that no date would resolve: "recently", "the future".
fn refers_as_such(rule: &str) -> bool {
    rules::all().any(|line| line.name == rule && matches!(line.meaning, Meaning::Reference))
}

/// The years in which every weekday given with a month and day falls on that day.
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
    let words = TextTokens { text, tokens: &tokens };
    let weekday = (0..tokens.len()).find_map(|at| words.terminal(Terminal::Weekday, at))?;
    Some((weekday_of(weekday.value)?, month, day))
}

#[cfg(test)]
mod tests {
    use super::super::tag;
    use super::*;

    fn message(text: &str, published: Option<Publication>) -> Option<String> {
        let context = Context { published, order: None };
        let problems = problems(text, &context, &tag(text, &context));
        assert!(problems.len() < 2, "{problems:?}");
        problems.into_iter().next()
    }

    #[test]
    fn open_dates_are_reported_with_the_years_the_text_allows() {
        for (text, part) in [
            ("They met on Friday and on Monday.", "2 weekdays stay open;"),
            ("They met on June 3.", "1 date without a year stays open"),
            ("They met yesterday.", "1 relative date stays open"),
            ("They met overnight.", "1 time of an unknown day stays open"),
            ("They met at Easter.", "1 time of an unknown day stays open"),
            ("They met on Friday, March 5.", "allow only 1993, 1999, 2004, 2010, 2021, 2027, 2032;"),
            ("It opened on Friday, March 5 and closed on Saturday, February 28.", "allow only 2004, 2032;"),
            ("It was signed on Feb. 29, 2015.", "`Feb. 29, 2015` is a date that no calendar has"),
            ("It was signed on 31 June 2015.", "`31 June 2015` is a date that no calendar has"),
            ("The file is of 3/4/21.", "`3/4/21` can be read with the day or the month first"),
        ] {
            let message = message(text, None).unwrap_or_default();
            assert!(message.contains(part), "{text}: {message}");
        }
    }

    #[test]
    fn a_coarse_publication_date_says_what_it_was_used_for() {
        for (text, published, part) in [
            (
                "They met on Friday, and on January 6.",
                Publication::Month(2022, 1),
                "the report is dated only 2022-01, so that 1 weekday stays open; give the day with",
            ),
            (
                "They met on January 6.",
                Publication::Year(2022),
                "the report is dated only 2022, so that 1 date without a year is read as of 2022; give the day",
            ),
            (
                "They met on January 6, and again yesterday.",
                Publication::Year(2022),
                "1 date without a year is read as of 2022, and 1 relative date stays open;",
            ),
        ] {
            let message = message(text, Some(published)).unwrap_or_default();
            assert!(message.contains(part), "{text}: {message}");
        }
        assert_eq!(message("They met on January 6.", Some(Publication::Month(2022, 1))), None);
    }

    #[test]
    fn nothing_is_said_where_nothing_stays_open() {
        for text in [
            "It fell in 1989.",
            "It recently fell.",
            "It was signed on Feb. 29, 2016, in room 29 or 30.",
            "It rains every Friday.",
            "He left on 2021-03-05.",
            "It is of 3/4/21, not of 25/4/21.",
        ] {
            assert_eq!(message(text, None), None, "{text}");
        }
    }
}

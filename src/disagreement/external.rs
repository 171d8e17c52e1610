//! Statements that conflict with a bundled list that names its source: so far, which city is the capital of which
//! country in which year.
//!
//! This looks at words, not at claims: "the capital X", "X, the capital of Y", "Y's capital X". Regional and figurative
//! capitals ("the provincial capital", "the business capital") are not errors.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Datelike;

use super::{Aspect, Disagreement, Explained, Position, Verdict, severity};
use crate::analysis::claim::lexicon;
use crate::text::{Passage, Published, Report, Span};
use crate::timeline::Timeline;

/// The name of the rule.
const RULE: &str = "external/capital";

/// How the list is named in reasons.
const LIST: &str = "the GeoNames country list";

/// Checks every report of a corpus.
pub(super) fn find(timeline: &Timeline, explained: &mut Explained) {
    for report in &timeline.reports {
        let mut seen = Vec::new();
        for wrong in wrong_capitals(report) {
            if !seen.contains(&wrong.summary) {
                seen.push(wrong.summary.clone());
                explained.disagreements.push(wrong);
            }
        }
    }
}

/// A city that is or was the capital of a country.
struct Capital {
    country: &'static str,
    city: &'static str,
    since: Option<i32>,
    until: Option<i32>,
}

impl Capital {
    fn in_year(&self, year: i32) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }
}

struct Capitals {
    all: Vec<Capital>,
    /// By spelling of the city.
    cities: HashMap<String, Vec<usize>>,
    /// The country of each of its names and words for its people.
    countries: HashMap<String, &'static str>,
}

/// The country meant by its name, by a word for its people, or by its capital: "Moscow" for its government.
pub(super) fn state_named(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let of_capital = || CAPITALS.cities.get(&lower)?.iter().map(|&place| CAPITALS.all[place].country).next();
    CAPITALS.countries.get(&lower).copied().or_else(of_capital)
}

static CAPITALS: LazyLock<Capitals> = LazyLock::new(|| {
    let mut capitals = Capitals { all: Vec::new(), cities: HashMap::new(), countries: HashMap::new() };
    for [_, names, cities, since, until] in lexicon::rows(include_str!("../../assets/lexicon/capitals.txt")) {
        let country = names.split('|').next().unwrap_or_default();
        capitals.countries.extend(names.split('|').map(|name| (name.to_lowercase(), country)));
        let city = cities.split('|').next().unwrap_or_default();
        for spelling in cities.split('|') {
            capitals.cities.entry(spelling.to_lowercase()).or_default().push(capitals.all.len());
        }
        capitals.all.push(Capital { country, city, since: since.parse().ok(), until: until.parse().ok() });
    }
    capitals
});

/// How many words the name of a city or a country may have.
const LONGEST_NAME: usize = 4;

fn wrong_capitals(report: &Report) -> Vec<Disagreement> {
    let text = &*report.text;
    let year = report.published.as_ref().and_then(Published::day).map(|day| day.year());
    let mut found = Vec::new();
    for (at, _) in text.match_indices("capital") {
        if let Some(statement) = statement_at(text, at)
            && let Some(wrong) = check(&statement, year)
        {
            found.push(disagreement(report, &statement, &wrong));
        }
    }
    found
}

/// A city called the capital, possibly of a named country.
#[derive(Debug, PartialEq)]
struct Statement<'t> {
    city: &'t str,
    country: Option<&'static str>,
    span: Span,
}

/// Reads the statement around the word "capital".
fn statement_at(text: &str, at: usize) -> Option<Statement<'_>> {
    let end = at + "capital".len();
    let before = text.get(..at)?;
    let after = text.get(end..)?;
    if before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
        || after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-')
    {
        return None;
    }
    let (country_before, introduced) = introduction(before.trim_end())?;
    let of = after.trim_start().strip_prefix("of ").map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    let (country_after, rest) = match of {
        Some(rest) => {
            let (country, length) = country_from(rest)?;
            (Some(country), &rest[length..])
        }
        None => (None, after),
    };
    let country = country_before.or(country_after);
    let named = name_from(rest.trim_start_matches([',', ' '])).filter(|_| !rest.starts_with(['.', ';']));
    let city = named.or_else(|| name_until(introduced.trim_end().strip_suffix(',')?))?;
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let span = Span::new(at.min(offset(city)), end.max(offset(city) + city.len()));
    Some(Statement { city, country, span })
}

/// What precedes "capital": an article, or a country with its article; nothing that narrows it ("provincial").
fn introduction(before: &str) -> Option<(Option<&'static str>, &str)> {
    let article = |text: &str| {
        ["the", "The", "its", "their"].iter().find_map(|word| {
            text.strip_suffix(word)
                .filter(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '\u{2014}']))
                .map(str::len)
        })
    };
    if let Some(length) = article(before) {
        return Some((None, &before[..length]));
    }
    let possessive = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")).unwrap_or(before);
    let (country, start) = country_until(possessive)?;
    let rest = before[..start].trim_end();
    Some((Some(country), &rest[..article(rest).unwrap_or(rest.len())]))
}

/// The country that a text ends with, by name or by a word for its people, and where it begins.
fn country_until(text: &str) -> Option<(&'static str, usize)> {
    let mut starts: Vec<usize> =
        text.match_indices(' ').map(|(at, _)| at + 1).rev().take(LONGEST_NAME).collect();
    starts.push(text.rfind('\n').map_or(0, |at| at + 1));
    starts.iter().rev().find_map(|&start| {
        let word = text.get(start..)?;
        let country =
            CAPITALS.countries.get(&word.to_lowercase()).filter(|_| word.starts_with(char::is_uppercase))?;
        Some((*country, start))
    })
}

/// The country that a text begins with, and the length of its name.
fn country_from(text: &str) -> Option<(&'static str, usize)> {
    ends(text).into_iter().rev().find_map(|end| {
        let word = text.get(..end)?;
        CAPITALS
            .countries
            .get(&word.to_lowercase())
            .filter(|_| word.starts_with(char::is_uppercase))
            .map(|country| (*country, end))
    })
}

/// The listed city that a text begins with, or else its capitalised first word.
fn name_from(text: &str) -> Option<&str> {
    let listed = ends(text).into_iter().rev().find_map(|end| {
        text.get(..end).filter(|name| {
            name.starts_with(char::is_uppercase) && CAPITALS.cities.contains_key(&name.to_lowercase())
        })
    });
    listed.or_else(|| {
        let word = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').next()?;
        (word.starts_with(char::is_uppercase) && word.len() > 2).then_some(word)
    })
}

/// The listed city that a text ends with.
fn name_until(text: &str) -> Option<&str> {
    let mut starts: Vec<usize> =
        text.match_indices([' ', '\n']).map(|(at, _)| at + 1).rev().take(LONGEST_NAME).collect();
    starts.push(0);
    starts.iter().rev().find_map(|&start| {
        text.get(start..).filter(|name| {
            name.starts_with(char::is_uppercase) && CAPITALS.cities.contains_key(&name.to_lowercase())
        })
    })
}

/// Where each of the first words of a text ends.
fn ends(text: &str) -> Vec<usize> {
    let boundary = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '\'' | '’');
    text.match_indices(boundary).map(|(at, _)| at).chain([text.len()]).take(LONGEST_NAME).collect()
}

/// What is wrong with a statement.
struct Wrong {
    country: &'static str,
    right: &'static str,
    until: Option<i32>,
}

fn check(statement: &Statement<'_>, year: Option<i32>) -> Option<Wrong> {
    let known = CAPITALS.cities.get(&statement.city.to_lowercase()).map_or(&[][..], Vec::as_slice);
    let is_capital = |index: &&usize| {
        let capital = &CAPITALS.all[**index];
        let right_country = statement.country.is_none_or(|country| country == capital.country);
        right_country && year.map_or(capital.until.is_none(), |year| capital.in_year(year))
    };
    let year_matters = known.iter().any(|index| CAPITALS.all[*index].until.is_some());
    if known.iter().find(is_capital).is_some() || (year_matters && year.is_none()) {
        return None;
    }
    let former = known.iter().map(|index| &CAPITALS.all[*index]).find(|capital| capital.until.is_some());
    let country = statement.country.or(former.map(|former| former.country))?;
    let right = CAPITALS.all.iter().find(|capital| {
        capital.country == country && year.map_or(capital.until.is_none(), |year| capital.in_year(year))
    })?;
    let until = former.filter(|former| former.country == country).and_then(|former| former.until);
    Some(Wrong { country, right: right.city, until })
}

fn disagreement(report: &Report, statement: &Statement<'_>, wrong: &Wrong) -> Disagreement {
    let city = statement.city;
    let since = wrong.until.map_or_else(String::new, |year| format!("; {city} was it until {year}"));
    Disagreement {
        aspect: Aspect::Place,
        verdict: Verdict::External,
        severity: severity::of(RULE),
        event: None,
        summary: format!(
            "{city} is called the capital of {} ({}); it is {}",
            wrong.country, report.id, wrong.right
        ),
        rule: RULE,
        why: format!("{LIST} has {} as the capital of {}{since}", wrong.right, wrong.country),
        positions: vec![Position::of(
            Passage { report: report.id, span: statement.span },
            format!("capital: {city}"),
        )],
        silent: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::PublishedBasis;

    fn summaries(text: &str, published: &str) -> Vec<String> {
        let report = Report {
            text: text.into(),
            published: Some(Published { edtf: published.into(), basis: PublishedBasis::Manifest }),
            ..Report::default()
        };
        wrong_capitals(&report).into_iter().map(|wrong| wrong.summary).collect()
    }

    #[test]
    fn a_city_called_capital_is_checked_against_the_list_for_its_year() {
        for (text, year, wrong) in [
            ("Crowds gathered in the capital Lagos on Monday.", "2015-03-01", true),
            ("Crowds gathered in the capital Lagos on Monday.", "1988-03-01", false),
            ("the capital, Abuja, was calm", "2015-03-01", false),
            ("Sydney, the capital of Australia, was calm", "2015-03-01", false),
            ("the Australian capital Sydney was calm", "2015-03-01", true),
            ("Australia's capital, Melbourne", "2015-03-01", true),
            ("Rangoon, the capital of Myanmar", "2015-03-01", true),
            ("the Dutch capital Amsterdam", "2015-03-01", false),
            ("the South African capital Cape Town", "2015-03-01", false),
        ] {
            assert_eq!(!summaries(text, year).is_empty(), wrong, "{text} in {year}");
        }
    }

    #[test]
    fn other_kinds_of_capital_are_not_errors() {
        for text in [
            "the provincial capital Almondsville",
            "Lagos, Nigeria's commercial capital",
            "the business capital Lagos",
            "the former capital Lagos",
            "capital Lagos needs",
            "capital punishment in Lagos",
            "the capital gains of Karachi",
            "The regional capital Karachi was calm",
            "",
        ] {
            assert_eq!(summaries(text, "2015-03-01"), [] as [&str; 0], "{text}");
        }
    }
}

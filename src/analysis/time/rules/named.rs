//! Named days: feasts, holidays, the national days of countries.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Calendar, plus_days};
use super::super::name::{self, Name};
use super::super::pattern::Match;
use super::super::scene::{Scene, Timex};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis};
use super::day::{dated, year_beside};
use super::{TimeRule, rule};
use crate::analysis::actor::lexicon::country;

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("named day", "NAME", named, "Shops close on [Christmas Eve].", "2020-12-24"),
    rule("named day", "NAME ,? YEAR", named, "They married on [Easter Monday, 2019].", "2019-04-22"),
    rule("named day", "last|this|next NAME", named, "They married [last Halloween].", "2020-10-31"),
    rule("named day", "NAME last|this|next year", named, "They married on [Boxing Day last year].", "2020-12-26"),
    rule("day beside a named day", "the day before|after NAME", beside_named, "They met on [the day before Christmas].", "2020-12-24"),
];

/// The named day of a match. Of those that share a name, the nearest to the day of publication among those of no country in
/// particular and those of countries the text names; where it names none of them, one that is only days away.
fn named_of(found: &Match, scene: &Scene<'_>) -> Option<&'static Name> {
    let name = name::TABLE.get(usize::try_from(found.value(Terminal::Name)?).ok()?)?;
    let alike: Vec<&'static Name> = name::alike(name).collect();
    let [_, _, ..] = alike[..] else { return alike.first().copied() };
    let countries = scene.countries.get_or_init(|| countries_in(scene.words.text));
    let known = alike.iter().filter(|name| name.country.is_none_or(|country| countries.contains(country)));
    nearest(known.copied(), scene)
        .or_else(|| nearest(alike.iter().copied(), scene).filter(|(_, days)| *days <= NEAR))
        .map(|(name, _)| name)
}

/// The maximum distance from publication, in days, of a day whose country is unknown.
const NEAR: i64 = 4;

/// The named day nearest to the day of publication, and the number of days between them.
fn nearest(names: impl Iterator<Item = &'static Name>, scene: &Scene<'_>) -> Option<(&'static Name, i64)> {
    let published = scene.published();
    let apart = |name: &Name| {
        let Some(published) = published else { return Some(0) };
        let years = (-1..=1).filter_map(|shift| name.in_year(published.year().checked_add(shift)?));
        years.map(|(first, _)| (first - published).num_days().abs()).min()
    };
    names.filter_map(|name| Some((name, apart(name)?))).min_by_key(|(_, days)| *days)
}

/// The countries a text names, by code. Computed only where several countries share a day's name.
fn countries_in(text: &str) -> BTreeSet<&'static str> {
    const MOST_WORDS: usize = 3;
    let words: Vec<&str> = text
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '\''))
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let starts = words.iter().enumerate().filter(|(_, word)| capital(word)).map(|(place, _)| place);
    starts
        .flat_map(|place| {
            (1..=MOST_WORDS).filter_map(move |length| Some((place, place.checked_add(length)?)))
        })
        .filter_map(|(from, end)| country(&words.get(from..end)?.join(" ")))
        .map(|(country, _)| country.code)
        .collect()
}

fn named(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let name = named_of(found, scene)?;
    // "Father Christmas", "a National Day of Prayer"
    if scene.after_any(found, &["father"]) || name.country.is_some() && scene.before_any(found, &["of"]) {
        return None;
    }
    let stretch = |(first, last): (NaiveDate, NaiveDate)| {
        let timex = Timex::date(Calendar::Day(first), Basis::Explicit)?;
        let when = super::super::When::days(first, last, Basis::Explicit);
        Some(if first == last { timex } else { Timex { when: Some(when), ..timex } })
    };
    if let Some(day) = name.once() {
        return stretch((day, day));
    }
    if let Some(year) = found.year().or_else(|| year_beside(found, scene)) {
        return stretch(name.in_year(year)?);
    }
    let beside = scene.which(found, &["last", "next"]);
    match near(name, scene, beside) {
        Some(days) => stretch(days).map(|timex| timex.anchored(Anchor::Published)),
        None if scene.published().is_some() => None,
        None => match name.fixed() {
            Some((month, day)) => Timex::date(Calendar::YearlessDay(month, day), Basis::Explicit),
            None => Some(Timex::open_day()),
        },
    }
}

/// The days of a named day nearest to the publication date; the last before it or the next after it for 0 and 1.
fn near(name: &Name, scene: &Scene<'_>, beside: Option<usize>) -> Option<(NaiveDate, NaiveDate)> {
    let chosen = |published: NaiveDate| {
        let mut years = (-1..=1).filter_map(|shift| name.in_year(published.year().checked_add(shift)?));
        match beside {
            Some(0) => years.rfind(|(first, _)| *first < published),
            Some(_) => years.find(|(first, _)| *first > published),
            None => years.min_by_key(|(first, _)| (*first - published).num_days().abs()),
        }
    };
    let recurring = || scene.in_published_year(|year| name.in_year(year)).filter(|_| beside.is_none());
    scene.settled(chosen).or_else(recurring)
}

fn beside_named(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let name = named_of(found, scene)?;
    let (first, last) = near(name, scene, None)?;
    let day = if scene.has(found, "before") { plus_days(first, -1) } else { plus_days(last, 1) };
    dated(day, Basis::Explicit)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check_none, check_on};

    #[test]
    fn national_days_are_those_of_the_country_the_report_speaks_of() {
        for (published, text, value) in [
            ("2018-01-28", "Clashes broke out in Kasganj on [Republic Day].", "2018-01-26"),
            ("2018-11-02", "Clashes broke out on [Republic Day], Turkish media said.", "2018-10-29"),
            ("2018-01-28", "Italy will parade on [Republic Day].", "2018-06-02"),
            ("2021-08-20", "Kabul was quiet on [Independence Day], Afghan officials said.", "2021-08-19"),
            ("2021-07-06", "The fair was held on [Independence Day].", "2021-07-04"),
            ("2021-07-06", "Visitors from Mexico came to the fair on [Independence Day].", "2021-07-04"),
            (
                "2021-08-30",
                "Kyiv marked [Independence Day] with a parade, Ukraine's president said.",
                "2021-08-24",
            ),
        ] {
            check_on(published, text, value);
        }
    }

    #[test]
    fn a_national_day_of_no_known_country_is_left_open() {
        check_none("They met on Liberation Day.");
        check_none("The bishops called for a National Day of Prayer.");
    }
}

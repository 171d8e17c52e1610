//! Months: alone, with a year, early and late in them.

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Calendar, Edge};
use super::super::lexicon::LEXICON;
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis};
use super::{TimeRule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("month", "MONTH", month, "Sales fell in [November].", "2020-11"),
    rule("edge of a month", "EDGE -? MONTH", month, "Sales fell in [mid-January].", "2021-01"),
    rule("month and year", "MONTH ,? YEAR", month_of_year, "The bridge opened in [October 1997].", "1997-10"),
    rule("month and year", "MONTH of YEAR", month_of_year, "The bridge opened in [October of 1997].", "1997-10"),
    rule("month and year", "MONTH YY", month_of_year, "The bridge opened in [October '97].", "1997-10"),
    rule("edge of a month", "EDGE -? MONTH ,? YEAR", month_of_year, "The bridge opened in [early October 1997].", "1997-10"),
    rule("edge of a month", "the EDGE|middle|beginning|start|end|close of? MONTH", month, "It opened at [the end of January].", "2021-01"),
    rule("edge of a month", "the? middle|beginning|start|end|close of MONTH YEAR?", month_of_year, "It opened at [the end of January 2020].", "2020-01"),
    rule("edge of a month", "EDGE|earlier|later in MONTH", month, "It opened [late in January].", "2021-01"),
    rule("last month of that name", "last MONTH", last_month, "The bill failed [last March].", "2020-03"),
    rule("next month of that name", "next MONTH", next_month, "The vote is due [next March].", "2022-03"),
    rule("this month of that name", "this MONTH", month, "The vote is due [this May].", "2021-05"),
    rule("month beside a year", "MONTH of? last|this|next year", month_beside, "The mine closed in [August last year].", "2020-08"),
    rule("edge of a month", "EDGE -? MONTH of? last|this|next year", month_beside, "The mine closed in [late August last year].", "2020-08"),
];

/// Words that precede a month and not a name or verb spelled the same.
const BEFORE: &[&str] = &[
    "in", "of", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "from", "to",
    "through", "during", "before", "after", "and", "or", "between", "for", "every", "each", "around",
    "about",
];

/// Those of them that precede a name as often: "Eva Dahl and Jan Kubis", "a song by April Jones".
const BEFORE_NAMES: &[&str] =
    &["of", "by", "from", "to", "before", "after", "and", "or", "between", "for", "around", "about"];

/// Whether a word that is also a name or a verb is a month here.
fn is_month(found: &Match, scene: &Scene<'_>) -> bool {
    let Some(at) = (found.start..found.end).find(|at| scene.words.terminal(Terminal::Month, *at).is_some())
    else {
        return false;
    };
    let short = scene.words.places(at) <= 4 && !scene.words.is_any(at, &["june", "july"]);
    let doubtful = short || scene.words.is_any(at, &["march", "april", "august", "june"]);
    // A name continues with another capital: "April Jones", "August Wilson".
    let named = scene
        .words
        .get(at + 1)
        .is_some_and(|next| next.capital() && next.spaced() && LEXICON.is_unclassed(next.word));
    let cued = at > 0
        && (scene.words.is_any(at - 1, BEFORE) || scene.words.get(at - 1).is_some_and(|mark| mark.is(b'-')))
        && !(doubtful && named && scene.words.is_any(at - 1, BEFORE_NAMES));
    let determined = at > 0 && scene.words.is_any(at - 1, &["the", "a", "an", "its", "their", "his", "her"]);
    if !doubtful {
        return !named || cued || determined;
    }
    cued || (!short && determined && !named) || (found.end - found.start > 1 && !short)
}

fn year_of(found: &Match) -> Option<i32> {
    let short = found.value(Terminal::ShortYear).map(super::super::numeric::century);
    found.year().or_else(|| short.and_then(|year| i32::try_from(year).ok()))
}

fn refined(found: &Match, scene: &Scene<'_>, timex: Timex) -> Timex {
    let edge = found.edge().or_else(|| {
        match scene.which(found, &["beginning", "start", "middle", "end", "close"]) {
            Some(0 | 1) => Some(Edge::Start),
            Some(2) => Some(Edge::Mid),
            Some(_) => Some(Edge::End),
            None => None,
        }
    });
    match edge {
        Some(edge) => timex.at_edge(edge),
        None => timex,
    }
}

fn open_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let timex = Timex::date(Calendar::YearlessMonth(found.month()?), Basis::Explicit)?;
    Some(refined(found, scene, timex))
}

fn month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if !is_month(found, scene) {
        return None;
    }
    let month = found.month()?;
    // A number after it that is not a day of that month: "February 30".
    if scene.words.places(found.end) <= 2 && scene.words.digits(found.end).is_some() {
        return None;
    }
    if let Some(year) = year_after(found, scene) {
        return Some(refined(found, scene, Timex::date(Calendar::Month(year, month), Basis::Explicit)?));
    }
    let direction = match scene.direction(found) {
        Direction::Unclear if !scene.has(found, "this") => Direction::Past,
        Direction::Past if scene.has(found, "this") => Direction::Unclear,
        direction => direction,
    };
    let Some(calendar) = scene.recurring(direction, 0, |year| Calendar::Month(year, month)) else {
        return open_month(found, scene);
    };
    let timex = Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published);
    Some(refined(found, scene, timex))
}

/// "between April and June 2019": a month joined to one with a year is in the same year.
fn year_after(found: &Match, scene: &Scene<'_>) -> Option<i32> {
    let joined = scene.before_any(found, &["and", "to", "or", "through", "until"])
        || scene.words.get(found.end).is_some_and(|token| token.is(b'-'));
    let month = scene.words.terminal(Terminal::Month, found.end + 1).filter(|_| joined)?;
    let year = scene.words.terminal(Terminal::Year, month.end)?;
    let year = i32::try_from(year.value).ok()?;
    let first = i64::from(found.month()?);
    Some(if first <= month.value { year } else { year - 1 })
}

fn month_of_year(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let Some(year) = year_of(found) else { return month(found, scene) };
    let timex = Timex::date(Calendar::Month(year, found.month()?), Basis::Explicit)?;
    Some(refined(found, scene, timex))
}

fn last_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let month = found.month()?;
    let before = |day: NaiveDate| Some(day.year() - i32::from(month >= day.month()));
    let Some(year) = scene.settled(before) else { return open_month(found, scene) };
    Some(Timex::date(Calendar::Month(year, month), Basis::Explicit)?.anchored(Anchor::Published))
}

fn next_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let month = found.month()?;
    let after = |day: NaiveDate| Some(day.year() + i32::from(month <= day.month()));
    let Some(year) = scene.settled(after) else { return open_month(found, scene) };
    Some(Timex::date(Calendar::Month(year, month), Basis::Explicit)?.anchored(Anchor::Published))
}

fn month_beside(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let Some(year) = scene.published_year() else { return open_month(found, scene) };
    let shift = i32::try_from(scene.which(found, &["last", "this", "next"])?).ok()? - 1;
    let calendar = Calendar::Month(year.checked_add(shift)?, found.month()?);
    let timex = Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published);
    Some(refined(found, scene, timex))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn months_look_back_unless_a_cue_looks_ahead() {
        for (text, value) in [
            ("The plant, which opened in [June], is idle.", "2020-06"),
            ("The plant will open in [June].", "2021-06"),
            ("The plant is expected to open by [May].", "2021-05"),
            ("Output rose in [March].", "2021-03"),
            ("Sales fell between [April] and June 2019.", "2019-04"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn verbs_and_names_are_not_months() {
        for text in [
            "It may rain.",
            "May he rest in peace.",
            "They march north.",
            "April Jones spoke.",
            "An august body met.",
            "The Women's March drew a crowd.",
            "Jan Kubis spoke.",
            "Eva Dahl and Jan Kubis met.",
            "The play by August Wilson opened.",
        ] {
            check_none(text);
        }
    }
}

//! Years and their parts and multiples: quarters, halves, seasons, fiscal years, decades, centuries.

mod number;

use chrono::{Datelike, NaiveDate};

use super::super::calendar::{Calendar, Edge, Unit};
use super::super::lexicon::{Class, LEXICON};
use super::super::numeric::century;
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex, amount_of};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis, When};
use super::{TimeRule, rule};
use number::names_something_else;

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("year", "YEAR", year, "The factory was built in [1974].", "1974"),
    rule("year", "the year YEAR", year, "It dates from [the year 1812].", "1812"),
    rule("year", "YY", year, "Prices were last so low in ['86].", "1986"),
    rule("edge of a year", "EDGE -? YEAR", year, "The factory was built in [early 1974].", "1974"),
    rule("edge of a year", "the? very? beginning|start|middle|end|close of YEAR", year, "It was built by [the end of 1974].", "1974"),
    rule("edge of a year", "EDGE|earlier|later in YEAR", year, "The factory was built [late in 1974].", "1974"),
    rule("edge of a year", "UNIT - end YEAR", year_end, "The factory was idle at [year-end 1974].", "1974"),
    rule("fiscal year", "fiscal|financial year? YEAR", fiscal, "Profit grew in [fiscal 2019].", "FY2019"),
    rule("fiscal year", "last|this|next|the|its|their|current|previous fiscal|financial year", fiscal, "Profit grew [last fiscal year].", "FY2020"),
    rule("fiscal year", "the last|next|current|previous fiscal|financial year", fiscal, "Profit grew in [the previous fiscal year].", "FY2020"),
    rule("quarter", "the? NTH|final -? quarter", quarter, "Profit fell in [the third quarter].", "2020-Q3"),
    rule("quarter", "its|their|our|his NTH|final -? quarter", quarter, "The firm reported [its third quarter].", "2020-Q3"),
    rule("quarter", "the? NTH|final quarter of YEAR", quarter, "Profit fell in [the third quarter of 2018].", "2018-Q3"),
    rule("quarter", "the? NTH|final quarter of? last|this|next year", quarter, "Profit fell in [the first quarter of last year].", "2020-Q1"),
    rule("quarter", "the? NTH|final quarter YEAR", quarter, "Profit fell in [the third quarter 2018].", "2018-Q3"),
    rule("quarter", "NTH - quarter YEAR", quarter, "[Third-quarter 2018] profit fell.", "2018-Q3"),
    rule("quarter", "YEAR ' s NTH quarter", quarter, "Profit fell in [2018's third quarter].", "2018-Q3"),
    rule("quarter", "last|this|next year ' s NTH quarter", quarter, "Profit fell in [last year's third quarter].", "2020-Q3"),
    rule("quarter", "the NTH quarter of fiscal YEAR", quarter, "Profit fell in [the third quarter of fiscal 2018].", "FY2018-Q3"),
    rule("quarter", "the fiscal NTH quarter", quarter, "Profit fell in [the fiscal first quarter].", "2021-Q1"),
    rule("quarter", "the YEAR NTH -? quarter", quarter, "Profit fell in [the 2018 third quarter].", "2018-Q3"),
    rule("quarter", "YEAR ' s? NTH -? half", half, "Profit fell in [2018's first half].", "2018-H1"),
    rule("quarter code", "QUARTER", quarter_code, "Sales grew in [Q2].", "2020-Q2"),
    rule("quarter code", "QUARTER ,? of? YEAR", quarter_code, "Sales grew in [Q2 2019].", "2019-Q2"),
    rule("quarter code", "YEAR ,|-? QUARTER", quarter_code, "Output shrank in [2017 Q2].", "2017-Q2"),
    rule("half of a year", "the? NTH -? half", half, "Exports rose in [the first half].", "2021-H1"),
    rule("half of a year", "the? NTH half of YEAR", half, "Exports rose in [the second half of 2019].", "2019-H2"),
    rule("half of a year", "the? NTH half of? last|this|next year", half, "Exports rose in [the second half of last year].", "2020-H2"),
    rule("half of a year", "the? NTH half of the year", half, "Exports will rise in [the second half of the year].", "2021-H2"),
    rule("season", "SEASON", season, "It rained in [winter].", "2020-WI"),
    rule("season", "the SEASON", season, "It rained in [the autumn].", "2020-FA"),
    rule("season", "EDGE -? SEASON", season, "It rained in [late summer].", "2020-SU"),
    rule("season", "last|this|next|past|coming SEASON", season_beside, "It rained [last summer].", "2020-SU"),
    rule("season", "this past|coming SEASON", season_beside, "It rained [this past summer].", "2020-SU"),
    rule("season", "the? SEASON of? YEAR", season, "It rained in [the spring of 2019].", "2019-SP"),
    rule("season", "EDGE -? SEASON of? YEAR", season, "It rained in [late summer 2019].", "2019-SU"),
    rule("decade", "the DECADE", decade, "Disco ruled [the 1970s].", "197"),
    rule("decade", "DECADE", decade, "Disco was a [1970s] fashion.", "197"),
    rule("decade", "the? EDGE -? DECADE", decade, "Disco faded in [the late 1970s].", "197"),
    rule("decade", "the? very? beginning|start|middle|end|close of the DECADE", decade, "Disco faded by [the end of the 1970s].", "197"),
    rule("decade", "the EDGE to EDGE DECADE", decade, "Disco ruled from [the mid to late '70s].", "197"),
    rule("century", "the NTH century", century_of, "The abbey is of [the 12th century].", "11"),
    rule("century", "NTH -? century", century_of, "It is a [19th-century] house.", "18"),
    rule("century", "the? EDGE -? NTH -? century", century_of, "It was built in [the late 19th century].", "18"),
    rule("century before Christ", "the? NTH -? century bc|bce", century_before, "The bridge is of [the fifth century BC].", "BC04"),
    rule("century before Christ", "the? NTH -? century b .? c .?", century_before, "The bridge is of [the fifth century B.C.]", "BC04"),
    rule("century", "the? NTH -? century ad|ce", century_of, "The bridge is of [the fifth century AD].", "04"),
    rule("year before Christ", "NUM bc|bce", year_before, "The king died in [323 BC].", "BC0323"),
    rule("year before Christ", "NUM b .? c .?", year_before, "The king died in [323 B.C.]", "BC0323"),
    rule("year of our era", "NUM ad|ce", year_of_era, "The city fell in [410 AD].", "0410"),
    rule("year of our era", "ad NUM", year_of_era, "The city fell in [AD 410].", "0410"),
    rule("turn of a year", "the turn of the year|century", turn, "Rates rose at [the turn of the year].", "2021"),
];

/// The edge that the match gives: "early", "the end of".
pub(super) fn edge_of(found: &Match, scene: &Scene<'_>) -> Option<Edge> {
    found.edge().or_else(|| match scene.which(found, &["beginning", "start", "middle", "end", "close"]) {
        Some(0 | 1) => Some(Edge::Start),
        Some(2) => Some(Edge::Mid),
        Some(_) => Some(Edge::End),
        None => None,
    })
}

pub(super) fn refined(found: &Match, scene: &Scene<'_>, timex: Timex) -> Timex {
    match edge_of(found, scene) {
        Some(edge) => timex.at_edge(edge),
        None => timex,
    }
}

/// Years that a bare four-digit number may mean.
const BARE: std::ops::RangeInclusive<i32> = 1800..=2099;

fn year(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if let Some(short) = found.value(Terminal::ShortYear) {
        let year = i32::try_from(century(short)).ok()?;
        return Some(refined(found, scene, Timex::date(Calendar::Year(year), Basis::Explicit)?));
    }
    let year = found.year()?;
    let named = scene.has(found, "year");
    if !named && (!BARE.contains(&year) || names_something_else(found, scene)) {
        return None;
    }
    Some(refined(found, scene, Timex::date(Calendar::Year(year), Basis::Explicit)?))
}

fn year_end(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let yearly = found.unit()? == Unit::Year;
    let timex = Timex::date(Calendar::Year(found.year()?), Basis::Explicit)?;
    yearly.then(|| timex.at_edge(Edge::End))
}

fn fiscal(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if let Some(year) = found.year() {
        return Timex::date(Calendar::Fiscal(year), Basis::Explicit);
    }
    let shift = match scene.which(found, &["last", "previous", "next"]) {
        Some(0 | 1) => -1,
        Some(_) => 1,
        None => 0,
    };
    let year = scene.published_year()?.checked_add(shift)?;
    Some(Timex::date(Calendar::Fiscal(year), Basis::Relative)?.anchored(Anchor::Published))
}

/// The year given in the match, or next to the publication date.
fn year_given(found: &Match, scene: &Scene<'_>) -> Option<i32> {
    if let Some(year) = found.year() {
        return Some(year);
    }
    let shift = i32::try_from(scene.which(found, &["last", "this", "next"])?).ok()? - 1;
    scene.published_year()?.checked_add(shift)
}

fn quarter(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let quarter = if scene.has(found, "final") { 4 } else { found.day()? };
    if !(1..=4).contains(&quarter) {
        return None;
    }
    if scene.has(found, "fiscal") && found.year().is_some() {
        return Timex::date(Calendar::FiscalQuarter(found.year()?, quarter), Basis::Explicit);
    }
    if year_given(found, scene).is_none() && is_of_a_match(found, scene, &[]) {
        return None;
    }
    part_of_year(found, scene, |year| Calendar::Quarter(year, quarter), Calendar::YearlessQuarter(quarter))
}

fn quarter_code(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let quarter = u32::try_from(found.value(Terminal::Quarter)?).ok()?;
    part_of_year(found, scene, |year| Calendar::Quarter(year, quarter), Calendar::YearlessQuarter(quarter))
}

fn half(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let half = found.day().filter(|half| (1..=2).contains(half))?;
    let cued = year_given(found, scene).is_some()
        || scene.has(found, "year")
        || scene.after_any(found, &["in", "during", "for", "s"]);
    let counted = scene.words.get(found.start + 1).is_some_and(|token| token.is(b'-'));
    if !cued && !counted || scene.before_any(found, &["of", "dozen"]) {
        return None;
    }
    if year_given(found, scene).is_none() && is_of_a_match(found, scene, &["goal", "goals"]) {
        return None;
    }
    if scene.has(found, "year") && !scene.has(found, "last") && !scene.has(found, "next") {
        let year = scene.published_year()?;
        return Some(Timex::date(Calendar::Half(year, half), Basis::Explicit)?.anchored(Anchor::Published));
    }
    part_of_year(found, scene, |year| Calendar::Half(year, half), Calendar::YearlessHalf(half))
}

/// Whether the sentence is about a match, by a word of sport near the expression or one of `others`.
fn is_of_a_match(found: &Match, scene: &Scene<'_>, others: &[&str]) -> bool {
    const REACH: usize = 15;
    let sentence = scene.sentence(found);
    let near = found.start.saturating_sub(REACH)..found.end + REACH;
    near.filter_map(|at| Some((at, scene.words.get(at)?))).any(|(at, token)| {
        token.sentence == sentence && (LEXICON.is(token.word, Class::Match) || scene.words.is_any(at, others))
    })
}

/// A quarter that has just ended is reported on: "the firm will announce third-quarter results" in October means the one that ended.
const REPORTED: i64 = 45;

/// A part of the year given, else the one that the cues or nearness suggest.
fn part_of_year(
    found: &Match,
    scene: &Scene<'_>,
    of: impl Fn(i32) -> Calendar,
    open: Calendar,
) -> Option<Timex> {
    if let Some(year) = year_given(found, scene) {
        return Some(refined(found, scene, Timex::date(of(year), Basis::Explicit)?));
    }
    let Some(calendar) = scene.recurring(scene.direction(found), REPORTED, of) else {
        return Some(refined(found, scene, Timex::date(open, Basis::Explicit)?));
    };
    let timex = Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published);
    Some(refined(found, scene, timex))
}

fn season(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let season = u32::try_from(found.value(Terminal::Season)?).ok()?;
    let verb = scene.has(found, "fall") || scene.has(found, "spring");
    let cued = scene.after_any(found, &["in", "during", "by", "since", "until", "of", "from", "through"]);
    if found.year().is_none() && !cued && (verb || found.end - found.start == 1) {
        return None;
    }
    if verb
        && scene.before_any(found, &["of", "from", "into", "in", "by", "below", "water"])
        && found.year().is_none()
    {
        return None;
    }
    if let Some(year) = found.year() {
        return Some(refined(found, scene, Timex::date(Calendar::Season(year, season), Basis::Explicit)?));
    }
    let direction = match scene.direction(found) {
        Direction::Unclear => Direction::Past,
        direction => direction,
    };
    recurring_season(found, scene, season, direction)
}

fn recurring_season(found: &Match, scene: &Scene<'_>, season: u32, direction: Direction) -> Option<Timex> {
    let Some(calendar) = scene.recurring(direction, 0, |year| Calendar::Season(year, season)) else {
        return Some(refined(found, scene, Timex::date(Calendar::YearlessSeason(season), Basis::Explicit)?));
    };
    let timex = Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published);
    Some(refined(found, scene, timex))
}

fn season_beside(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let season = u32::try_from(found.value(Terminal::Season)?).ok()?;
    let open = || Timex::date(Calendar::YearlessSeason(season), Basis::Explicit);
    if !scene.has(found, "last") && !scene.has(found, "past") {
        // "this fall" is that of the current year, whatever the tense; a winter is shared by two.
        if scene.has(found, "this") && !scene.has(found, "coming") && season < 4 {
            let Some(year) = scene.published_year() else { return open() };
            let calendar = Calendar::Season(year, season);
            return Some(Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published));
        }
        let direction = if scene.has(found, "this") { Direction::Unclear } else { Direction::Future };
        return recurring_season(found, scene, season, direction);
    }
    let last = |published: NaiveDate| {
        let mut over = (-2..=0).filter_map(|shift| {
            let calendar = Calendar::Season(published.year().checked_add(shift)?, season);
            calendar.days().filter(|(_, last)| *last < published).map(|_| calendar)
        });
        over.next_back()
    };
    let Some(calendar) = scene.settled(last) else { return open() };
    Some(Timex::date(calendar, Basis::Explicit)?.anchored(Anchor::Published))
}

fn decade(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let capture = found.capture(Terminal::Decade, 0)?;
    let short = capture.detail == 1;
    // "in her thirties", "temperatures in the 30s": an age and a number, not a decade.
    let counted =
        short && (scene.after_any(found, &["his", "her", "their", "my", "mid"]) || !scene.has(found, "the"));
    if counted && scene.words.get(found.start).is_none_or(|token| !token.is(b'\'')) {
        return None;
    }
    let first =
        if short { capture.value + if capture.value < 30 { 2000 } else { 1900 } } else { capture.value };
    let calendar = Calendar::Decade(i32::try_from(first / 10).ok()?);
    Some(refined(found, scene, Timex::date(calendar, Basis::Explicit)?))
}

fn century_of(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let nth = i32::try_from(found.day()?).ok().filter(|nth| (1..=30).contains(nth))?;
    Some(refined(found, scene, Timex::date(Calendar::Century(nth - 1), Basis::Explicit)?))
}

/// Whether the mark of an era is written in capitals: "ad" and "ce" are other words.
fn era_in_capitals(found: &Match, scene: &Scene<'_>) -> bool {
    let era = (found.start..found.end).find(|at| scene.words.is_any(*at, &["bc", "bce", "ad", "ce", "b"]));
    era.is_some_and(|at| scene.words.bytes(at).iter().all(u8::is_ascii_uppercase))
}

/// A stretch before Christ, by the years it begins and ends with, counted back; EDTF has a year 0.
fn before_christ(value: &str, (from, to): (i64, i64)) -> Option<Timex> {
    let astronomical = |year: i64| match year - 1 {
        0 => "0000".to_owned(),
        year => format!("-{year:04}"),
    };
    let edtf =
        if from == to { astronomical(from) } else { format!("{}/{}", astronomical(from), astronomical(to)) };
    let when = When::from_edtf(&edtf, None, Basis::Explicit)?;
    Some(Timex { when: Some(when), ..Timex::reference(value) })
}

fn century_before(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let nth =
        found.value(Terminal::Nth).filter(|nth| (1..=30).contains(nth) && era_in_capitals(found, scene))?;
    before_christ(&format!("BC{:02}", nth - 1), (nth * 100, nth * 100 - 99))
}

fn year_in_digits(found: &Match, scene: &Scene<'_>) -> Option<i64> {
    let digits = (found.start..found.end).any(|at| scene.words.digits(at).is_some());
    amount_of(found.value(Terminal::Number)?)
        .whole()
        .filter(|year| digits && era_in_capitals(found, scene) && (1..=9999).contains(year))
}

fn year_before(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let year = year_in_digits(found, scene)?;
    before_christ(&format!("BC{year:04}"), (year, year))
}

fn year_of_era(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let year = year_in_digits(found, scene).and_then(|year| i32::try_from(year).ok())?;
    Timex::date(Calendar::Year(year), Basis::Explicit)
}

fn turn(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    if scene.has(found, "century") {
        return Some(Timex::date(Calendar::Year(2000), Basis::Explicit)?.with_modifier("APPROX"));
    }
    let year = scene.published_year()?;
    Some(Timex::date(Calendar::Year(year), Basis::Relative)?.at_edge(Edge::Start).anchored(Anchor::Published))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn parts_of_the_year_without_a_year_are_the_nearest() {
        for (text, value) in [
            ("Output fell in [the fourth quarter].", "2020-Q4"),
            ("Output will rise in [the second quarter].", "2021-Q2"),
            ("[First-quarter] sales rose.", "2021-Q1"),
            ("Trade will pick up [this fall].", "2021-FA"),
        ] {
            check(text, value);
        }
    }
}

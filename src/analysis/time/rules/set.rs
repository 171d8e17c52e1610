//! Times that recur.

use super::super::PartOfDay;
use super::super::calendar::{Amount, Calendar, Unit, duration};
use super::super::lexer::Kind;
use super::super::lexicon::Class;
use super::super::pattern::Match;
use super::super::scene::{Scene, Timex};
use super::super::terminal::Terminal;
use super::{TimeRule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("every unit", "every|each UNIT", every, "The choir sings [every week].", "P1W"),
    rule("every unit", "every single UNIT", every, "The choir sings [every single day].", "P1D"),
    rule("every so many units", "every NUM UNITS", every, "The choir sings [every two weeks].", "P2W"),
    rule("every other unit", "every other UNIT", every_other, "The choir sings [every other day].", "P2D"),
    rule("every weekday", "every|each WEEKDAY", every_weekday, "The choir sings [every Sunday].", "XXXX-WXX-7"),
    rule("every weekday", "every other WEEKDAY", every_weekday, "The choir sings [every other Sunday].", "XXXX-WXX-7"),
    rule("every night", "nightly", every_part, "The choir sings [nightly].", "XXXX-XX-XXTNI"),
    rule("every weekday", "WEEKDAYS", every_weekday, "The choir sings on [Sundays].", "XXXX-WXX-7"),
    rule("every part of a weekday", "WEEKDAY PARTS", every_weekday, "The choir sings on [Sunday mornings].", "XXXX-WXX-7TMO"),
    rule("every part of a weekday", "every|each WEEKDAY PART", every_weekday, "The choir sings [every Sunday morning].", "XXXX-WXX-7TMO"),
    rule("every part of day", "every|each PART", every_part, "The choir sings [every evening].", "XXXX-XX-XXTEV"),
    rule("every month of that name", "every|each MONTH", every_month, "The choir sings [every December].", "XXXX-12"),
    rule("every season", "every|each SEASON", every_season, "The choir sings [every summer].", "XXXX-SU"),
    rule("every weekend", "UNITS", weekends, "The choir sings on [weekends].", "XXXX-WXX-WE"),
    rule("recurring", "EVERY", recurring, "The choir sings [daily].", "P1D"),
    rule("per unit", "per UNIT", per_unit, "It costs ten dollars [per day].", "P1D"),
    rule("per unit", "a|an UNIT", rate, "It costs 10 dollars [a day].", "P1D"),
    rule("times a unit", "once|twice a|an|every|each|per UNIT", every, "The choir sings [twice a month].", "P1M"),
    rule("times a unit", "NUM times a|an|every|each|per UNIT", every_time, "The choir sings [three times a week].", "P1W"),
    rule("year after year", "UNIT after UNIT", per_unit, "They return [year after year].", "P1Y"),
];

fn every(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let amount = found.amount().unwrap_or(Amount::Exact(1000));
    Some(Timex::set(duration(amount, found.unit()?)))
}

fn every_time(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    Some(Timex::set(duration(Amount::Exact(1000), found.unit()?)))
}

fn every_other(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    Some(Timex::set(duration(Amount::Exact(2000), found.unit()?)))
}

fn every_weekday(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let weekday = found.weekday()?;
    if scene.words.places(found.start) < 6 && found.end - found.start == 1 {
        return None;
    }
    let timex = match found.part() {
        Some(part) => Timex::part(Calendar::SomeWeekday(weekday), part, super::super::Basis::Explicit)?,
        None => Timex::date(Calendar::SomeWeekday(weekday), super::super::Basis::Explicit)?,
    };
    Some(Timex::set(timex.value))
}

fn every_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let part = found.part().or_else(|| scene.has(found, "nightly").then_some(PartOfDay::Night))?;
    Some(Timex::set(Timex::open_part(part).value))
}

fn every_month(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    Some(Timex::set(Calendar::YearlessMonth(found.month()?).timex()?))
}

fn every_season(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let season = u32::try_from(found.value(Terminal::Season)?).ok()?;
    Some(Timex::set(Calendar::YearlessSeason(season).timex()?))
}

fn weekends(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    (found.unit()? == Unit::Weekend).then(|| Timex::set("XXXX-WXX-WE".to_owned()))
}

/// "daily", "annual"; not the Daily Mail.
fn recurring(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let token = scene.words.get(found.start)?;
    let named = token.capital()
        && (!token.first()
            || scene.words.get(found.end).is_some_and(|next| next.capital() && next.kind == Kind::Word));
    (!named).then(|| Some(Timex::set(duration(Amount::Exact(1000), found.unit()?))))?
}

fn per_unit(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit()?;
    let second = found.capture(Terminal::Unit, 1).and_then(|unit| Unit::from_value(unit.value));
    (second.is_none() || second == Some(unit)).then(|| Timex::set(duration(Amount::Exact(1000), unit)))
}

/// "10 dollars a day", "15 a year": a unit after an amount.
fn rate(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let before = found.start.checked_sub(1)?;
    let number = |at: usize| {
        scene.words.get(at).is_some_and(|token| token.kind == Kind::Digits)
            || [Class::Cardinal, Class::Tens, Class::Magnitude]
                .iter()
                .any(|class| scene.words.value(at, *class).is_some())
    };
    let counted = scene.words.bytes(before).ends_with(b"s") && before.checked_sub(1).is_some_and(number);
    let percent = scene.words.get(before).is_some_and(|token| token.is(b'%'))
        || scene.words.is_any(before, &["percent", "cent"]);
    (number(before) || counted || percent)
        .then(|| Some(Timex::set(duration(Amount::Exact(1000), found.unit()?))))?
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn recurring_times_are_sets() {
        for (text, value) in [
            ("It builds 15 [a year].", "P1Y"),
            ("Prices rose 3 percent [a month].", "P1M"),
            ("Its [annual] loss grew.", "P1Y"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn names_of_newspapers_do_not_recur() {
        for text in ["She told the Daily Mail so.", "He reads the Weekly Standard."] {
            check_none(text);
        }
    }
}

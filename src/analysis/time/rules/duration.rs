//! Lengths of time.

use super::super::calendar::{Amount, Unit};
use super::super::lexer::Kind;
use super::super::number;
use super::super::pattern::Match;
use super::super::scene::{Scene, Timex};
use super::super::terminal::Terminal;
use super::{TimeRule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("counted units", "NUM UNIT|UNITS", counted, "The siege lasted [five months].", "P5M"),
    rule("counted units", "the NUM UNITS", counted, "In [the three decades] of its life it grew.", "P30Y"),
    rule("counted units", "NUM FILLER UNITS", counted, "It rained for [six straight days].", "P6D"),
    rule("counted units", "NUM - UNIT|UNITS", counted, "They signed a [three-month] lease.", "P3M"),
    rule("counted units", "NUM - UNIT - long", counted, "The [three-month-long] siege ended.", "P3M"),
    rule("bounded units", "nearly|almost NUM FILLER? UNITS", bounded, "It lasted [nearly six years].", "P6Y"),
    rule("bounded units", "more|less|fewer than NUM FILLER? UNITS", bounded, "It lasted [more than six years].", "P6Y"),
    rule("bounded units", "at least|most NUM FILLER? UNITS", bounded, "It lasted [at least six years].", "P6Y"),
    rule("bounded units", "no more|less|fewer than NUM UNITS", bounded, "It lasted [no more than six days].", "P6D"),
    rule("bounded units", "nearly|almost a|an UNIT", bounded, "It lasted [almost a year].", "P1Y"),
    rule("bounded units", "more|less than a|an UNIT", bounded, "It lasted [less than a year].", "P1Y"),
    rule("bounded units", "at least a|an UNIT", bounded, "It lasted [at least a week].", "P1W"),
    rule("first of counted units", "NUM", first_of_pair, "It will take between [60] and 90 days.", "P60D"),
    rule("a unit", "a|an FILLER? UNIT", a_unit, "He was jailed for [a year].", "P1Y"),
    rule("a unit and a half", "a|an UNIT and a half", and_a_half, "He was jailed for [a year and a half].", "P1.5Y"),
    rule("half a unit", "half the UNIT", half, "He was away [half the year].", "P6M"),
    rule("units", "UNITS", bare_units, "The talks went on for [weeks].", "PXW"),
    rule("units", "UNITS - long", bare_units, "The [decades-long] feud ended.", "PXY"),
    rule("units", "UNIT - long", a_unit, "The [year-long] feud ended.", "P1Y"),
    rule("first units", "the first|last|final NUM UNITS", counted, "It lost money in [the first nine months].", "P9M"),
];

fn counted(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (amount, unit) = (found.amount()?, found.unit()?);
    if is_second(found, scene, unit) || in_speed(found, scene) {
        return None;
    }
    Some(Timex::length(amount, unit))
}

/// "one second", but not "one second chance" or "a second term".
fn is_second(found: &Match, scene: &Scene<'_>, unit: Unit) -> bool {
    let singular = found.capture(Terminal::Unit, 0).is_some();
    unit == Unit::Second
        && singular
        && scene.words.get(found.end).is_some_and(|next| next.kind == Kind::Word && next.spaced())
        && scene.words.get(found.end - 2).is_none_or(|token| !token.is(b'-'))
}

/// "the two-minute warning" of a match and the like are lengths; so is "top 10 minutes": only codes are excluded.
fn in_speed(found: &Match, scene: &Scene<'_>) -> bool {
    scene.after_any(found, &["no", "route", "channel", "article", "section", "g", "f"])
        && found.capture(Terminal::Unit, 0).is_some()
}

fn bounded(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (amount, unit) = (found.amount().unwrap_or(Amount::Exact(1000)), found.unit()?);
    let timex = Timex::length(amount, unit);
    let no = scene.has(found, "no");
    Some(match scene.which(found, &["nearly", "almost", "more", "less", "fewer", "least", "most"])? {
        2 if no => timex.with_modifier("EQUAL_OR_LESS"),
        2 => timex.with_modifier("MORE_THAN"),
        3 | 4 if no => timex.with_modifier("EQUAL_OR_MORE"),
        0 | 1 | 3 | 4 => timex.with_modifier("LESS_THAN"),
        5 => timex.with_modifier("EQUAL_OR_MORE"),
        _ => timex.with_modifier("EQUAL_OR_LESS"),
    })
}

/// "between 60 and 90 days", "two to three weeks": the first number has the unit of the second.
fn first_of_pair(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let joint = scene.before_any(found, &["to", "or"])
        || scene.words.get(found.end).is_some_and(|token| token.is(b'-'))
        || (scene.before_any(found, &["and"]) && scene.after_any(found, &["between"]));
    if !joint {
        return None;
    }
    let (value, end) = number::cardinal(&scene.words, found.end + 1)?;
    let amount = found.amount()?;
    let unit = scene.words.terminal(Terminal::Units, end)?;
    let unit = Unit::from_value(unit.value)?;
    let rising = matches!(amount, Amount::Exact(first) if value > first);
    rising.then(|| Timex::length(amount, unit))
}

fn a_unit(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| !matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend))?;
    // "a day that will be remembered", "an hour's drive", "a century-old house".
    let goes_on = scene.before_any(found, &["of", "when", "that", "which", "in", "after", "before"])
        && unit == Unit::Day;
    let compound = scene.words.get(found.end).is_some_and(|token| token.is(b'-'));
    let many = scene.after_any(found, &["many", "such", "what", "quite", "not"]);
    (!goes_on && !compound && !many).then(|| Timex::length(Amount::Exact(1000), unit))
}

fn and_a_half(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    Some(Timex::length(Amount::Exact(1500), found.unit()?))
}

fn half(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| *unit != Unit::Century && *unit != Unit::Second)?;
    Some(Timex::length(Amount::Exact(500), unit))
}

/// Words before bare units that make them a length; "office hours" and "school days" are none.
const CUES: &[&str] = &[
    "for", "in", "of", "after", "within", "over", "lasted", "lasts", "last", "took", "take", "takes",
    "spent", "spend", "spending", "and", "or", "just", "only", "weeks", "waited", "waiting", "mere", "by",
    "before", "are", "were", "was",
];

fn bare_units(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let unit = found.unit().filter(|unit| !matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend))?;
    let long = scene.has(found, "long");
    let cued = scene.after_any(found, CUES) || scene.before_any(found, &["later", "after", "before"]);
    let other = scene.before_any(found, &["of", "old"])
        && !matches!(unit, Unit::Year | Unit::Decade | Unit::Month | Unit::Week);
    let possessed = scene.words.get(found.end).is_some_and(|token| token.is(b'-')) && !long;
    (long || (cued && !other && !possessed)).then(|| Timex::length(Amount::Vague, unit))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};

    #[test]
    fn lengths_keep_their_unit_and_vague_ones_are_x() {
        for (text, value) in [
            ("It took [72 hours].", "PT72H"),
            ("It took [several days].", "PXD"),
            ("It took [a couple of weeks].", "P2W"),
            ("It took [two and a half years].", "P2.5Y"),
            ("It could last a few days or [weeks].", "PXW"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn ages_and_idioms_are_not_lengths() {
        for text in
            ["She is 27 years old.", "A 27-year-old won.", "A second term followed.", "Office hours vary."]
        {
            check_none(text);
        }
    }
}

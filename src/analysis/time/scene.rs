//! What a rule's meaning may use: the words around, the publication date, and the expressions read before.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Amount, Calendar, Edge, Unit, duration};
use super::pattern::{GRAMMAR, Match, Memo};
use super::rules::Meaning;
use super::terminal::{Terminal, TextTokens};
use super::zone::Zone;
use super::{Anchor, Basis, Context, PartOfDay, TimexType, When};
use crate::text::DateOrder;

/// The TIMEX3 annotation of an expression, with what it denotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// TIMEX3 `type`.
    pub kind: TimexType,
    /// TIMEX3 `value`.
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<&'static str>,
    /// The stretch of the calendar it denotes.
    pub when: Option<When>,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// The stretch in the calendar's own units: later expressions count from it.
    pub calendar: Option<Calendar>,
    /// Minutes east of Greenwich of a clock time.
    pub offset: Option<i16>,
}

/// An expression already read, as later ones refer to it.
#[derive(Clone, Copy, Debug)]
pub struct Antecedent {
    /// The stretch it denotes.
    pub calendar: Calendar,
    /// The part of the day, if it has one.
    pub part: Option<PartOfDay>,
    /// Its index among the expressions.
    pub index: u32,
    /// Its sentence.
    pub sentence: u32,
}

/// Everything known when an expression is read.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The text and its tokens.
    pub words: TextTokens<'a>,
    /// What the text's expressions are resolved against.
    pub context: &'a Context,
    /// The order of its dates in digits.
    pub order: Option<DateOrder>,
    /// The dated expressions so far, the latest last.
    pub antecedents: &'a [Antecedent],
    /// The countries the text names, by ISO 3166-1 code; computed on first use.
    pub countries: &'a OnceCell<BTreeSet<&'static str>>,
}

/// Whether the event is past or future, by the verbs and cues around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Past,
    Future,
    Unclear,
}

impl Timex {
    /// A stretch of the calendar.
    pub fn date(calendar: Calendar, basis: Basis) -> Option<Self> {
        let when = match (calendar, calendar.days(), calendar.edtf()) {
            (Calendar::Fiscal(_) | Calendar::FiscalQuarter(..), _, edtf) | (_, None, edtf) => {
                edtf.and_then(|edtf| When::from_edtf(&edtf, None, basis))
            }
            (_, Some(days), edtf) => edtf.map(|edtf| When::stretch(edtf, days, basis)),
        };
        Some(Self {
            kind: TimexType::Date,
            value: calendar.timex()?,
            modifier: None,
            when,
            anchor: Anchor::None,
            calendar: Some(calendar),
            offset: None,
        })
    }

    /// A part of a day.
    pub fn part(day: Calendar, part: PartOfDay, basis: Basis) -> Option<Self> {
        let timex = Self::date(day, basis)?;
        let when = timex.when.map(|when| When { part: Some(part), ..when });
        Some(Self { kind: TimexType::Time, value: timex.value + part_code(part), when, ..timex })
    }

    /// A part of an unknown day.
    pub fn open_part(part: PartOfDay) -> Self {
        Self::plain(TimexType::Time, format!("{OPEN_DAY}{}", part_code(part)))
    }

    /// A day of which only the name is known.
    pub fn open_day() -> Self {
        Self::reference(OPEN_DAY)
    }

    /// A clock time of a day.
    pub fn clock(day: Calendar, minute: i64, zone: Zone, basis: Basis) -> Option<Self> {
        let timex = Self::date(day, basis)?;
        let offset = match day {
            Calendar::Day(day) => zone.offset_at(day, minute),
            _ => zone.offset(),
        };
        let when = timex.when.map(|when| match u16::try_from(minute) {
            Ok(minute) => when.at_minute(minute),
            Err(_) => when,
        });
        let value = timex.value + &clock_code(minute, zone);
        Some(Self { kind: TimexType::Time, value, when, offset, ..timex })
    }

    /// A clock time of an unknown day.
    pub fn open_clock(minute: i64, zone: Zone) -> Self {
        let value = format!("{OPEN_DAY}{}", clock_code(minute, zone));
        Self { offset: zone.offset(), ..Self::plain(TimexType::Time, value) }
    }

    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    pub fn reference(value: &str) -> Self {
        Self::plain(TimexType::Date, value.to_owned())
    }

    /// A length of time.
    pub fn length(amount: Amount, unit: Unit) -> Self {
        Self::plain(TimexType::Duration, duration(amount, unit))
    }

    /// A time that recurs.
    pub fn set(value: String) -> Self {
        Self::plain(TimexType::Set, value)
    }

    fn plain(kind: TimexType, value: String) -> Self {
        Self { kind, value, modifier: None, when: None, anchor: Anchor::None, calendar: None, offset: None }
    }

    /// The same, at the beginning, in the middle or at the end of it.
    pub fn at_edge(self, edge: Edge) -> Self {
        let Some(when) = self.when else { return Self { modifier: Some(edge.modifier()), ..self } };
        let when = match (self.calendar, edge) {
            (Some(Calendar::Day(_)), Edge::Start) if when.part.is_none() => {
                When { part: Some(PartOfDay::EarlyMorning), ..when }
            }
            (Some(Calendar::Day(_)), Edge::End) if when.part.is_none() => {
                When { part: Some(PartOfDay::Night), ..when }
            }
            (Some(calendar), _) if when.part.is_none() => {
                calendar.edge(edge).and_then(|edtf| When::from_edtf(&edtf, None, when.basis)).unwrap_or(when)
            }
            _ => when,
        };
        Self { modifier: Some(edge.modifier()), when: Some(when), ..self }
    }

    /// The same with a TIMEX3 `mod`.
    pub fn with_modifier(self, modifier: &'static str) -> Self {
        Self { modifier: Some(modifier), ..self }
    }

    /// The same, with what it was resolved against.
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same length of time, placed on the calendar from one day to another.
    pub fn spanning(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let (Some(from), Some(to)) = (from, to) else { return self };
        if !(0..=9999).contains(&from.year()) || !(0..=9999).contains(&to.year()) {
            return self;
        }
        Self { when: Some(When::days(from, to, Basis::Relative)), anchor: Anchor::Published, ..self }
    }
}

/// TIMEX3 for an unknown day.
const OPEN_DAY: &str = "XXXX-XX-XX";

fn part_code(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::EarlyMorning | PartOfDay::Morning => "TMO",
        PartOfDay::Midday => "TMI",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
    }
}

fn clock_code(minute: i64, zone: Zone) -> String {
    format!("T{:02}:{:02}{}", minute / 60, minute % 60, zone.suffix())
}

/// The numbers of the parts of the day in the lexicon.
pub fn part_of_day(value: i64) -> Option<PartOfDay> {
    const PARTS: [PartOfDay; 6] = [
        PartOfDay::EarlyMorning,
        PartOfDay::Morning,
        PartOfDay::Midday,
        PartOfDay::Afternoon,
        PartOfDay::Evening,
        PartOfDay::Night,
    ];
    PARTS.get(usize::try_from(value).ok()?).copied()
}

/// A weekday by its number in the lexicon.
pub fn weekday_of(value: i64) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(value - 1).ok()?).ok()
}

/// A captured number as an amount.
pub fn amount_of(value: i64) -> Amount {
    if value == super::number::VAGUE { Amount::Vague } else { Amount::Exact(value) }
}

impl Match {
    /// The captured unit.
    pub fn unit(&self) -> Option<Unit> {
        let value = self.value(Terminal::Unit).or_else(|| self.value(Terminal::Units));
        value.or_else(|| self.value(Terminal::Every)).and_then(Unit::from_value)
    }

    /// The captured number.
    pub fn amount(&self) -> Option<Amount> {
        self.value(Terminal::Number).map(amount_of)
    }

    /// The captured part of the day.
    pub fn part(&self) -> Option<PartOfDay> {
        self.value(Terminal::Part).or_else(|| self.value(Terminal::Parts)).and_then(part_of_day)
    }

    /// The captured edge.
    pub fn edge(&self) -> Option<Edge> {
        self.value(Terminal::Edge).and_then(Edge::from_value)
    }

    /// The captured month.
    pub fn month(&self) -> Option<u32> {
        self.value(Terminal::Month).and_then(|month| u32::try_from(month).ok())
    }

    /// The captured day of the month.
    pub fn day(&self) -> Option<u32> {
        self.value(Terminal::Day)
            .or_else(|| self.value(Terminal::Nth))
            .and_then(|day| u32::try_from(day).ok())
    }

    /// The captured year of four digits.
    pub fn year(&self) -> Option<i32> {
        self.value(Terminal::Year).and_then(|year| i32::try_from(year).ok())
    }

    /// The captured weekday.
    pub fn weekday(&self) -> Option<Weekday> {
        self.value(Terminal::Weekday).or_else(|| self.value(Terminal::Weekdays)).and_then(weekday_of)
    }
}

impl Scene<'_> {
    /// Whether a word occurs in the match.
    pub fn has(&self, found: &Match, word: &str) -> bool {
        (found.start..found.end).any(|at| self.words.is_word(at, word))
    }

    /// The first of those words that occurs in the match, by its index in the list.
    pub fn which(&self, found: &Match, words: &[&str]) -> Option<usize> {
        words.iter().position(|word| self.has(found, word))
    }

    /// Whether the word before the match is one of those.
    pub fn after_any(&self, found: &Match, words: &[&str]) -> bool {
        found.start > 0 && self.words.is_any(found.start - 1, words)
    }

    /// Whether the word after the match is one of those.
    pub fn before_any(&self, found: &Match, words: &[&str]) -> bool {
        self.words.is_any(found.end, words)
    }

    /// The sentence of the match.
    pub fn sentence(&self, found: &Match) -> u32 {
        self.words.get(found.start).map_or(0, |token| token.sentence)
    }

    /// The latest dated expression of this sentence or of at most that many before it.
    pub fn antecedent(&self, found: &Match, reach: u32) -> Option<Antecedent> {
        let sentence = self.sentence(found);
        self.antecedents.last().copied().filter(|last| sentence - last.sentence <= reach)
    }

    /// What an expression counts from: its antecedent nearby, else the publication date; with the kind of anchor.
    pub fn origin(&self, found: &Match) -> Option<(Calendar, Anchor)> {
        match self.antecedent(found, 1) {
            Some(antecedent) => Some((antecedent.calendar, Anchor::Expression(antecedent.index))),
            None => self.publication().map(|calendar| (calendar, Anchor::Published)),
        }
    }

    /// The date that begins at a token, whatever rule reads it.
    pub fn date_at(&self, at: usize) -> Option<Calendar> {
        let found = GRAMMAR.matches(&self.words, at, &mut Memo::default());
        let Meaning::Read(read) = found.first()?.rule.meaning else { return None };
        // Clock times look ahead for their date, but never into another clock time, which would look ahead in turn.
        if found.first()?.capture(Terminal::Clock, 0).is_some() {
            return None;
        }
        read(found.first()?, self)?.calendar
    }
}

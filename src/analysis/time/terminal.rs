//! The terminals of the grammar: what a name in capitals matches in a rule's pattern.
//!
//! Numbers, clock times and dates in digits span several tokens and are read by `number`, `clock` and `numeric`.

use super::lexer::{Kind, Token};
use super::lexicon::{Class, LEXICON, WordId};
use super::{clock, name, number, numeric};

/// The tokens of a text with the text itself.
#[derive(Clone, Copy, Debug)]
pub struct TextTokens<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
}

/// What a terminal matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The terminal.
    pub terminal: Terminal,
    /// Its value: a weekday, a month, a number in thousandths …
    pub value: i64,
    /// A second value, where the terminal has one.
    pub detail: i64,
    /// One past its last token.
    pub end: usize,
}

impl Capture {
    /// The placeholder where nothing is captured yet.
    pub const NONE: Self = Self { terminal: Terminal::Weekday, value: 0, detail: 0, end: 0 };
}

/// A name in capitals in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Terminal {
    /// A weekday, in full or short: 1 Monday … 7 Sunday.
    Weekday,
    /// "Fridays".
    Weekdays,
    /// A month, in full or short, with a capital.
    Month,
    /// A day of the month in digits: `6`, `6th`.
    Day,
    /// An ordinal number: `first`, `21st`, `twenty-first`.
    Nth,
    /// A year of four digits.
    Year,
    /// A year of two digits after an apostrophe; the value has no century.
    ShortYear,
    /// `1990s`, `'90s`, `nineties`: the first year; the detail is 1 where the century is not given.
    Decade,
    /// A unit in the singular.
    Unit,
    /// A unit in the plural.
    Units,
    /// A number, in thousandths; -1 where it is vague.
    Number,
    /// A part of the day.
    Part,
    /// Parts of the day in the plural.
    Parts,
    /// "Q1" to "Q4".
    Quarter,
    /// "H1" and "H2".
    Half,
    /// "FY2023", "FY 2021-22": the year it ends in.
    Fiscal,
    /// "2018/19", "2014-2018": the first year; the detail is the last.
    Years,
    /// A season.
    Season,
    /// "early", "mid", "late".
    Edge,
    /// "daily", "annual": the unit.
    Every,
    /// "consecutive", "straight", "full".
    Filler,
    /// A named day: its index in the table of names.
    Name,
    /// A clock time: the minute of the day; the detail is the code of its zone, see `clock`.
    Clock,
    /// A date in digits: year, month and day as `YYYYMMDD`; the detail is the other reading, or 0.
    Date,
}

/// A terminal's name, and the word class that begins it.
struct Shape {
    name: &'static str,
    terminal: Terminal,
    classes: &'static [Class],
    digits: bool,
    mark: Option<u8>,
}

const fn words(name: &'static str, terminal: Terminal, classes: &'static [Class]) -> Shape {
    Shape { name, terminal, classes, digits: false, mark: None }
}

const fn digits(name: &'static str, terminal: Terminal, classes: &'static [Class]) -> Shape {
    Shape { name, terminal, classes, digits: true, mark: None }
}

const NUMBERS: &[Class] = &[
    Class::Cardinal,
    Class::Tens,
    Class::Magnitude,
    Class::Magnitudes,
    Class::Vague,
    Class::Article,
    Class::Half,
];

const SHAPES: &[Shape] = &[
    words("WEEKDAY", Terminal::Weekday, &[Class::Weekday, Class::WeekdayShort]),
    words("WEEKDAYS", Terminal::Weekdays, &[Class::WeekdayPlural]),
    words("MONTH", Terminal::Month, &[Class::Month, Class::MonthShort]),
    digits("DAY", Terminal::Day, &[]),
    digits("NTH", Terminal::Nth, &[Class::Ordinal, Class::Tens]),
    digits("YEAR", Terminal::Year, &[]),
    Shape { mark: Some(b'\''), digits: false, ..digits("YY", Terminal::ShortYear, &[]) },
    Shape { mark: Some(b'\''), ..digits("DECADE", Terminal::Decade, &[Class::DecadeName]) },
    words("UNIT", Terminal::Unit, &[Class::Unit]),
    words("UNITS", Terminal::Units, &[Class::Units]),
    digits("NUM", Terminal::Number, NUMBERS),
    words("PART", Terminal::Part, &[Class::Part]),
    words("PARTS", Terminal::Parts, &[Class::Parts]),
    words("QUARTER", Terminal::Quarter, &[Class::QuarterCode]),
    words("HALF", Terminal::Half, &[Class::HalfCode]),
    words("FISCAL", Terminal::Fiscal, &[Class::FiscalCode]),
    digits("YEARS", Terminal::Years, &[]),
    words("SEASON", Terminal::Season, &[Class::Season]),
    words("EDGE", Terminal::Edge, &[Class::Edge]),
    words("EVERY", Terminal::Every, &[Class::Every]),
    words("FILLER", Terminal::Filler, &[Class::Filler]),
    digits("NAME", Terminal::Name, &[Class::Name]),
    digits("CLOCK", Terminal::Clock, &[]),
    digits("DATE", Terminal::Date, &[]),
];

impl Terminal {
    /// The terminal of that name.
    pub fn named(name: &str) -> Option<Self> {
        SHAPES.iter().find(|shape| shape.name == name).map(|shape| shape.terminal)
    }

    /// All terminals.
    pub fn all() -> impl Iterator<Item = Self> {
        SHAPES.iter().map(|shape| shape.terminal)
    }

    /// The terminal as a bit.
    pub fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// The terminals that a mark can begin, as bits.
    pub fn begun_by_mark(mark: u8) -> u32 {
        if mark == b'\'' { Self::ShortYear.bit() | Self::Decade.bit() } else { 0 }
    }

    fn shape(self) -> &'static Shape {
        SHAPES.iter().find(|shape| shape.terminal == self).unwrap_or(&SHAPES[0])
    }

    /// Whether a word of the lexicon can begin it.
    pub fn begins_with(self, word: WordId) -> bool {
        self.shape().classes.iter().any(|class| LEXICON.is(word, *class))
    }

    /// Whether digits can begin it.
    pub fn begins_with_digits(self) -> bool {
        self.shape().digits
    }

    /// The mark that can begin it.
    pub fn mark(self) -> Option<u8> {
        self.shape().mark
    }
}

impl<'a> TextTokens<'a> {
    /// The token there.
    pub fn get(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The token before.
    pub fn before(&self, at: usize) -> Option<Token> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// The words of a token.
    pub fn bytes(&self, at: usize) -> &'a [u8] {
        self.get(at).map_or(&[], |token| token.of(self.text))
    }

    /// Whether the token there is that word, in any case.
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.bytes(at).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the token there is one of those words, in any case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(at, word))
    }

    /// Whether the token there is that mark, with nothing between it and the token before.
    pub fn glued_mark(&self, at: usize, mark: u8) -> bool {
        self.get(at).is_some_and(|token| token.is(mark) && !token.spaced())
    }

    /// Whether a token is the first of its line.
    pub fn begins_line(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return at == 0 };
        self.get(at).is_some_and(|token| token.spaced() && self.gap(before.end, token.start).contains(&b'\n'))
    }

    /// The text between two of its bytes.
    pub fn gap(&self, from: u32, to: u32) -> &'a [u8] {
        self.text.as_bytes().get(from as usize..to as usize).unwrap_or_default()
    }

    /// The value of digits, at most nine of them.
    pub fn digits(&self, at: usize) -> Option<i64> {
        let token = self.get(at).filter(|token| token.kind == Kind::Digits)?;
        let bytes = token.of(self.text);
        (bytes.len() <= 9)
            .then(|| bytes.iter().fold(0, |value, digit| value * 10 + i64::from(digit.wrapping_sub(b'0'))))
    }

    /// How many digits are there.
    pub fn places(&self, at: usize) -> usize {
        self.bytes(at).len()
    }

    /// The value of the word there in a class.
    pub fn value(&self, at: usize, class: Class) -> Option<i64> {
        LEXICON.value(self.get(at)?.word, class)
    }

    /// Whether digits there continue a number before them: the `30` of "10:30", the `000` of "1,000".
    pub fn goes_on(&self, at: usize) -> bool {
        let glued = |at: usize| self.get(at).is_some_and(|token| !token.spaced());
        glued(at)
            && self.before(at).is_some_and(|mark| matches!(mark.kind, Kind::Mark(b'.' | b',' | b'/' | b':')))
            && glued(at - 1)
            && at.checked_sub(2).and_then(|at| self.get(at)).is_some_and(|token| token.kind == Kind::Digits)
    }

    /// Whether digits there are a whole number by themselves: not part of a price, a decimal, a fraction, a code or a phone number.
    pub fn stands_alone(&self, at: usize, end: usize) -> bool {
        let digits = |at: usize| self.get(at).filter(|token| token.kind == Kind::Digits);
        let joined_before = self.get(at).is_some_and(|token| !token.spaced())
            && self.before(at).is_some_and(|token| match token.kind {
                Kind::Mark(b'.' | b',' | b'/' | b':' | b'-') => {
                    !token.spaced() && at >= 2 && digits(at - 2).is_some()
                }
                Kind::Mark(mark) => b"$#+%@_&=".contains(&mark),
                Kind::Word | Kind::Digits => true,
            });
        let priced = self.before(at).is_some_and(|token| token.is(b'$') || token.is(b'#'));
        let joined_after = self.get(end).is_some_and(|token| {
            !token.spaced()
                && match token.kind {
                    Kind::Mark(b'.' | b',' | b'/' | b':') => {
                        digits(end + 1).is_some_and(|next| !next.spaced())
                    }
                    Kind::Mark(mark) => b"%$@_=+".contains(&mark),
                    Kind::Word | Kind::Digits => true,
                }
        });
        !(joined_before || priced || joined_after)
    }

    /// The longest match of a terminal at a token.
    pub fn terminal(&self, terminal: Terminal, at: usize) -> Option<Capture> {
        let capture = |value: i64, end: usize| Some(Capture { terminal, value, detail: 0, end });
        let word = |class: Class| self.value(at, class).and_then(|value| capture(value, at + 1));
        match terminal {
            Terminal::Weekday => self.weekday(at).and_then(|(value, end)| capture(value, end)),
            Terminal::Weekdays => word(Class::WeekdayPlural),
            Terminal::Month => self.month(at).and_then(|(value, end)| capture(value, end)),
            Terminal::Day => self.day(at).and_then(|(value, end)| capture(value, end)),
            Terminal::Nth => number::ordinal(self, at).and_then(|(value, end)| capture(value, end)),
            Terminal::Year => self.year(at).and_then(|value| capture(value, at + 1)),
            Terminal::ShortYear => self.short_year(at).and_then(|(value, end)| capture(value, end)),
            Terminal::Decade => self.decade(at).map(|(value, detail, end)| Capture {
                terminal,
                value,
                detail: i64::from(detail),
                end,
            }),
            Terminal::Unit => word(Class::Unit),
            Terminal::Units => word(Class::Units),
            Terminal::Number => number::cardinal(self, at).and_then(|(value, end)| capture(value, end)),
            Terminal::Part => word(Class::Part),
            Terminal::Parts => word(Class::Parts),
            Terminal::Quarter => {
                self.code(at, Class::QuarterCode, 4).and_then(|value| capture(value, at + 2))
            }
            Terminal::Half => self.code(at, Class::HalfCode, 2).and_then(|value| capture(value, at + 2)),
            Terminal::Fiscal => self.fiscal(at).and_then(|(value, end)| capture(value, end)),
            Terminal::Years => {
                self.years(at).map(|(value, detail)| Capture { terminal, value, detail, end: at + 3 })
            }
            Terminal::Season => word(Class::Season),
            Terminal::Edge => word(Class::Edge),
            Terminal::Every => word(Class::Every),
            Terminal::Filler => word(Class::Filler),
            Terminal::Name => name::at(self, at).and_then(|(value, end)| capture(value, end)),
            Terminal::Clock => clock::read(self, at).map(|clock| Capture {
                terminal,
                value: clock.minute,
                detail: clock.zone.code(),
                end: clock.end,
            }),
            Terminal::Date => numeric::read(self, at).map(|date| Capture {
                terminal,
                value: date.value,
                detail: date.other,
                end: date.end,
            }),
        }
    }

    /// A full stop attached to an abbreviation belongs to it.
    fn after_stop(&self, at: usize) -> usize {
        if self.glued_mark(at, b'.') { at + 1 } else { at }
    }

    fn weekday(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(day) = self.value(at, Class::Weekday) {
            return Some((day, at + 1));
        }
        let token = self.get(at).filter(|token| token.capital())?;
        LEXICON.value(token.word, Class::WeekdayShort).map(|day| (day, self.after_stop(at + 1)))
    }

    fn month(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.get(at).filter(|token| token.capital())?;
        if let Some(month) = LEXICON.value(token.word, Class::Month) {
            return Some((month, at + 1));
        }
        LEXICON.value(token.word, Class::MonthShort).map(|month| (month, self.after_stop(at + 1)))
    }

    fn day(&self, at: usize) -> Option<(i64, usize)> {
        let day = self.digits(at).filter(|day| (1..=31).contains(day) && self.places(at) <= 2)?;
        let suffix = self.get(at + 1).is_some_and(|token| !token.spaced())
            && self.is_any(at + 1, &["st", "nd", "rd", "th"]);
        let end = if suffix { at + 2 } else { at + 1 };
        (self.stands_alone(at, end) || self.ends_range(at, day, end)).then_some((day, end))
    }

    /// "4-5 January", "March 4–6": a day after a dash and an earlier one.
    fn ends_range(&self, at: usize, day: i64, end: usize) -> bool {
        let (Some(first), Some(dash)) = (at.checked_sub(2), at.checked_sub(1)) else { return false };
        let joined = self.glued_mark(dash, b'-') && self.get(at).is_some_and(|token| !token.spaced());
        let earlier =
            self.digits(first).is_some_and(|first| (1..day).contains(&first)) && self.places(first) <= 2;
        let more = self.get(end).is_some_and(|token| {
            !token.spaced()
                && (token.kind != Kind::Word)
                && !token.is(b',')
                && !token.is(b'.')
                && !token.is(b')')
        });
        joined && earlier && !more && self.stands_alone(first, dash)
    }

    fn year(&self, at: usize) -> Option<i64> {
        let year = self.digits(at).filter(|year| (1000..=2999).contains(year) && self.places(at) == 4)?;
        self.stands_alone(at, at + 1).then_some(year)
    }

    /// A capital followed directly by a number of at most `most`: "Q3", "H1".
    fn code(&self, at: usize, class: Class, most: i64) -> Option<i64> {
        self.value(at, class).filter(|_| self.get(at).is_some_and(Token::capital))?;
        let glued = self.get(at + 1).is_some_and(|token| !token.spaced());
        let ends = self.get(at + 2).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        self.digits(at + 1).filter(|part| glued && ends && (1..=most).contains(part))
    }

    fn fiscal(&self, at: usize) -> Option<(i64, usize)> {
        if self.bytes(at) != b"FY" {
            return None;
        }
        let mark = self.glued_mark(at + 1, b'-') || self.glued_mark(at + 1, b'\'');
        let first = if mark { at + 2 } else { at + 1 };
        if let Some((_, last)) = self.years_after(first, true) {
            return Some((last, first + 3));
        }
        let year = self.digits(first)?;
        let ends =
            self.get(first + 1).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        let year = match self.places(first) {
            2 => numeric::century(year),
            4 if (1900..=2099).contains(&year) => year,
            _ => return None,
        };
        ends.then_some((year, first + 1))
    }

    /// Two years with a slash or a dash between them, the second perhaps by its last two digits.
    fn years(&self, at: usize) -> Option<(i64, i64)> {
        self.years_after(at, false)
    }

    /// The same, where the first digits may be attached to the word before them.
    fn years_after(&self, at: usize, glued: bool) -> Option<(i64, i64)> {
        let plausible = 1800..=2099;
        let first = self.digits(at).filter(|year| plausible.contains(year) && self.places(at) == 4)?;
        let joined = (at + 1..=at + 2).all(|at| self.get(at).is_some_and(|token| !token.spaced()));
        let mark = self.get(at + 1).filter(|mark| joined && (mark.is(b'/') || mark.is(b'-')))?;
        let last = match self.places(at + 2) {
            4 => self.digits(at + 2)?,
            2 => first - first % 100 + self.digits(at + 2)?,
            _ => return None,
        };
        let last = if last < first && first % 100 == 99 { last + 100 } else { last };
        // Two digits must be the next year's, or they could be a month or a score.
        let furthest = if self.places(at + 2) == 4 && mark.is(b'-') { 100 } else { 1 };
        let fits = (1..=furthest).contains(&(last - first)) && plausible.contains(&last);
        (fits && self.ends_span(at, glued)).then_some((first, last))
    }

    /// Whether the digits of a span of years are a number by themselves.
    fn ends_span(&self, at: usize, glued: bool) -> bool {
        let first = glued
            || self.get(at).is_none_or(Token::spaced)
            || self
                .before(at)
                .is_none_or(|before| matches!(before.kind, Kind::Mark(b'(' | b'[' | b'\'' | b'"')));
        let more = self.get(at + 3).is_some_and(|token| {
            !token.spaced()
                && match token.kind {
                    Kind::Mark(mark @ (b'-' | b'/' | b'.' | b',' | b':')) => {
                        let digits =
                            self.get(at + 4).is_some_and(|next| next.kind == Kind::Digits && !next.spaced());
                        digits || mark == b'/'
                    }
                    Kind::Mark(mark) => b"%$@_=+".contains(&mark),
                    Kind::Word | Kind::Digits => true,
                }
        });
        first && !more
    }

    fn short_year(&self, at: usize) -> Option<(i64, usize)> {
        let opens = self.get(at).is_some_and(|token| token.is(b'\'') && (token.spaced() || at == 0));
        let glued = self.get(at + 1).is_some_and(|token| !token.spaced());
        let alone =
            self.get(at + 2).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        let year = self.digits(at + 1).filter(|_| self.places(at + 1) == 2)?;
        (opens && glued && alone).then_some((year, at + 2))
    }

    fn decade(&self, at: usize) -> Option<(i64, bool, usize)> {
        if let Some(decade) = self.value(at, Class::DecadeName) {
            return Some((decade, true, at + 1));
        }
        let open = self.get(at)?.is(b'\'');
        let first = if open { at + 1 } else { at };
        let year = self.digits(first).filter(|year| year % 10 == 0)?;
        let (century_given, short) =
            ((1000..3000).contains(&year) && self.places(first) == 4, self.places(first) == 2);
        let mark = self.get(first + 1).is_some_and(|token| token.is(b'\'') && !token.spaced());
        let last = if mark { first + 2 } else { first + 1 };
        let plural = self.get(last).is_some_and(|token| !token.spaced()) && self.bytes(last) == b"s";
        ((century_given && !open || short) && plural).then_some((year, !century_given, last + 1))
    }
}

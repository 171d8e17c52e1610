//! The terminals of the grammar: what a name in capitals matches in a rule's pattern.
//!
//! Numbers, clock times and dates in digits span several tokens and are read by `number`, `clock` and `numeric`.

mod calendar;

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
}

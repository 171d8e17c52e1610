//! A date or clock time that a line opens with: "## 19 March 2011", "19.03.2011 – text", "[22:45]", "Day 3 (Monday)".
//!
//! A line that opens like a sentence ("Monday was quiet", "March 19, 2011, brought rain") does not count.

use chrono::Weekday;

use super::super::clock;
use super::super::lexer::{Kind, Token};
use super::super::scene::weekday_of;
use super::super::terminal::{Terminal, TextTokens};
use crate::text::Span;

/// How finely a line's date divides the page; the coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Year,
    Month,
    Day,
    Clock,
}

/// What follows the date on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// Nothing.
    Line,
    /// A colon, a dash, a closing bracket, a tab: the date is separate from what follows.
    Mark,
    /// A word with a capital: "18:31 Police arrive".
    Word,
}

/// A date in digits as written, with its separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// `YYYYMMDD`, the month first where the year comes last; 0 if that is not a date.
    pub month_first: i64,
    /// The same with the day first.
    pub day_first: i64,
    /// Whether its fields are separated by dots, which implies day before month.
    pub dotted: bool,
}

/// The fields of a date and clock time, as far as a line gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pub weekday: Option<Weekday>,
    pub day: Option<u32>,
    /// The last day of "19–20 March".
    pub until: Option<u32>,
    pub month: Option<u32>,
    pub year: Option<i32>,
    pub digits: Option<Digits>,
    /// Minute of the day.
    pub minute: Option<u16>,
    /// The number of "Day 3".
    pub nth: Option<i64>,
    /// Whether the hour of the clock time has one digit and nothing beside it shows that it is an hour.
    doubtful: bool,
}

/// A line that opens with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words of the date.
    pub span: Span,
    /// The first byte of the line.
    pub start: u32,
    /// Its fields.
    pub fields: Fields,
    /// What follows.
    pub breaks: Break,
}

impl Fields {
    /// How finely it divides a page.
    pub fn level(&self) -> Level {
        if self.digits.is_some() || self.day.is_some() || self.weekday.is_some() || self.nth.is_some() {
            Level::Day
        } else if self.month.is_some() {
            Level::Month
        } else if self.year.is_some() {
            Level::Year
        } else {
            Level::Clock
        }
    }

    /// Whether the clock time might be something else: "3:16".
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    fn has_date(&self) -> bool {
        self.digits.is_some() || self.day.is_some() || self.month.is_some() || self.year.is_some()
    }

    fn is_empty(&self) -> bool {
        !self.has_date() && self.weekday.is_none() && self.minute.is_none() && self.nth.is_none()
    }
}

/// Every line of a text that opens with a date or a clock time.
pub fn lines(words: &TextTokens<'_>) -> Vec<Line> {
    let mut found = Vec::new();
    for at in 0..words.tokens.len() {
        if words.begins_line(at)
            && let Some(line) = line(words, at)
        {
            found.push(line);
        }
    }
    found
}

/// The longest title, in bytes.
const TITLE: usize = 160;

/// The first line above a byte of the text that names one day among other words and is no sentence, as titles do: "Minutes of the
/// meeting of 6 May 2031".
pub fn title_above(words: &TextTokens<'_>, below: u32) -> Option<Line> {
    let above = words.tokens.partition_point(|token| token.start < below);
    let starts: Vec<usize> = (0..above).filter(|&at| words.begins_line(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([above]);
    starts.iter().zip(ends).find_map(|(&first, end)| title(words, first, end))
}

fn title(words: &TextTokens<'_>, first: usize, end: usize) -> Option<Line> {
    let (start, last) = (words.get(first)?.start, words.get(end.checked_sub(1)?)?);
    let is_sentence = matches!(last.kind, Kind::Mark(b'.' | b'!' | b'?'));
    if is_sentence || (last.end - start) as usize > TITLE {
        return None;
    }
    let mut found = None;
    let mut at = first;
    while at < end {
        let read = fields(words, at).filter(|(fields, _)| fields.day.is_some() || fields.digits.is_some());
        let Some((fields, after)) = read else {
            at += 1;
            continue;
        };
        let span = Span { start: words.get(at)?.start, end: words.get(after.checked_sub(1)?)?.end };
        // Of two days neither is known to be the page's.
        if found.replace(Line { span, start, fields, breaks: Break::Line }).is_some() {
            return None;
        }
        at = after;
    }
    found
}

/// Whether lines open with figures that look like clock times but are not, as in lists of scores: "25:23".
pub fn has_scores(words: &TextTokens<'_>) -> bool {
    let score = |at: usize| {
        let pair = words.glued_mark(at + 1, b':') && words.get(at + 2).is_some_and(|token| !token.spaced());
        let figures = words.digits(at).zip(words.digits(at + 2)).filter(|_| pair);
        figures.is_some_and(|(hour, minute)| hour > 24 || minute > 59 || words.places(at + 2) == 1)
    };
    (0..words.tokens.len()).any(|at| score(at) && words.begins_line(at))
}

/// How many marks may precede a date: "## **[".
const OPENING_MARKS: usize = 8;

fn line(words: &TextTokens<'_>, first: usize) -> Option<Line> {
    let start = words.get(first)?.start;
    let mut at = first;
    while at - first < OPENING_MARKS && is_opening(words, at) && !words.begins_line(at + 1) {
        at += 1;
    }
    let updated = words.is_any(at, &["update", "updated"]);
    if updated {
        at += 1;
        if words.get(at).is_some_and(|token| token.is(b':')) || words.is_word(at, "at") {
            at += 1;
        }
    }
    let (fields, end) = fields(words, at)?;
    // "Updated March 4, 2016" is about the page itself.
    if updated && fields.level() != Level::Clock {
        return None;
    }
    let breaks = breaks(words, end)?;
    let coarse = fields.level() < Level::Day || fields.level() == Level::Day && !fields.has_date();
    if coarse && breaks == Break::Word {
        return None;
    }
    let span = Span { start: words.get(at)?.start, end: words.get(end.checked_sub(1)?)?.end };
    Some(Line { span, start, fields, breaks })
}

fn is_opening(words: &TextTokens<'_>, at: usize) -> bool {
    words.get(at).is_some_and(|token| match token.kind {
        Kind::Mark(mark) => b"#*_[(>|-=~".contains(&mark),
        Kind::Word => matches!(token.of(words.text), b"\xe2\x80\xa2" | b"\xe2\x96\xba" | b"\xe2\x96\xaa"),
        Kind::Digits => false,
    })
}

/// Reads fields in any order, for as long as they continue.
fn fields(words: &TextTokens<'_>, first: usize) -> Option<(Fields, usize)> {
    let mut fields = Fields::default();
    let mut at = first;
    let mut end = None;
    loop {
        if at > first && words.begins_line(at) {
            break;
        }
        if let Some(next) = fields.take(words, at) {
            (at, end) = (next, Some(next));
        } else if let Some(after) = end.filter(|&end| at - end < 2 && fields.may_go_on(words, at)) {
            at = at.max(after) + 1;
        } else {
            break;
        }
    }
    end.filter(|_| !fields.is_empty() && (fields.day.is_none() || fields.month.is_some()))
        .map(|end| (fields, end))
}

impl Fields {
    /// Whether a mark or word may come between two fields.
    fn may_go_on(&self, words: &TextTokens<'_>, at: usize) -> bool {
        let Some(token) = words.get(at) else { return false };
        match token.kind {
            Kind::Mark(b',' | b'(' | b'|') => true,
            Kind::Mark(b'.') => !token.spaced(),
            // After a dash comes what happened, unless a clock time follows a date.
            Kind::Mark(b'-') => {
                self.minute.is_none() && self.has_date() && clock_at(words, at + 1).is_some()
                    || self.nth.is_some() && !self.has_date()
            }
            Kind::Mark(b':') => self.nth.is_some() && !self.has_date(),
            Kind::Word => words.is_any(at, &["at", "of", "on", "the"]),
            _ => false,
        }
    }

    /// Reads the field that begins at a token, and returns the token after it.
    fn take(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        if self.nth.is_none() && self.is_empty() && words.is_word(at, "day") {
            let number = words.terminal(Terminal::Number, at + 1)?;
            let whole = (number.value % 1000 == 0).then_some(number.value / 1000);
            self.nth = Some(whole.filter(|day| (1..=400).contains(day))?);
            return Some(number.end);
        }
        self.take_digits(words, at)
            .or_else(|| self.take_clock(words, at))
            .or_else(|| self.take_weekday(words, at))
            .or_else(|| self.take_day_before_month(words, at))
            .or_else(|| self.take_month(words, at))
            .or_else(|| self.take_year(words, at))
    }

    fn take_digits(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        let date = words.terminal(Terminal::Date, at).filter(|_| !self.has_date())?;
        let year_first = words.places(at) == 4;
        let first = words.digits(at)?;
        let (month_first, day_first) = match date.detail {
            _ if year_first => (date.value, date.value),
            0 if first > 12 => (0, date.value),
            0 if words.digits(at + 2)? == first => (date.value, date.value),
            0 => (date.value, 0),
            other => (date.value, other),
        };
        self.digits = Some(Digits { month_first, day_first, dotted: words.glued_mark(at + 1, b'.') });
        Some(date.end)
    }

    fn take_clock(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        if self.minute.is_some() {
            return None;
        }
        let stamp = words.is_word(at, "t") && words.get(at).is_some_and(|token| !token.spaced());
        let (minute, doubtful, end) = clock_at(words, if stamp { at + 1 } else { at })?;
        self.minute = Some(minute);
        self.doubtful = doubtful && !self.has_date();
        Some(end)
    }

    fn take_weekday(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        let day = words.terminal(Terminal::Weekday, at).filter(|_| self.weekday.is_none())?;
        self.weekday = weekday_of(day.value);
        Some(day.end)
    }

    /// "19 March", "the 19th of March", "1. March", "19–20 March".
    fn take_day_before_month(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        if self.month.is_some() || self.digits.is_some() {
            return None;
        }
        let (day, end) = day_at(words, at)?;
        let last = words.get(end).filter(|token| token.is(b'-')).and_then(|_| day_at(words, end + 1));
        let (until, end) = last.filter(|(last, _)| *last > day).map_or((None, end), |(l, e)| (Some(l), e));
        let skipped = usize::from(words.is_word(end, "of") || words.glued_mark(end, b'.'));
        let month = words.terminal(Terminal::Month, end + skipped)?;
        (self.day, self.until, self.month) = (Some(day), until, u32::try_from(month.value).ok());
        Some(month.end)
    }

    /// "March", "March 19", "March 19–20".
    fn take_month(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        if self.month.is_some() || self.digits.is_some() {
            return None;
        }
        let month = words.terminal(Terminal::Month, at)?;
        self.month = u32::try_from(month.value).ok();
        let Some((day, end)) = day_at(words, month.end).filter(|_| !words.begins_line(month.end)) else {
            return Some(month.end);
        };
        let last = words.get(end).filter(|token| token.is(b'-')).and_then(|_| day_at(words, end + 1));
        self.day = Some(day);
        let Some((last, end)) = last.filter(|(last, _)| *last > day) else { return Some(end) };
        self.until = Some(last);
        Some(end)
    }

    fn take_year(&mut self, words: &TextTokens<'_>, at: usize) -> Option<usize> {
        if self.year.is_some() || self.digits.is_some() {
            return None;
        }
        let year = words.terminal(Terminal::Year, at).filter(|year| (1500..=2099).contains(&year.value))?;
        self.year = i32::try_from(year.value).ok();
        Some(year.end)
    }
}

/// A day of the month with or without its ending; the caller checks what follows it.
fn day_at(words: &TextTokens<'_>, at: usize) -> Option<(u32, usize)> {
    let day = words.digits(at).filter(|day| (1..=31).contains(day) && words.places(at) <= 2)?;
    let glued = |at: usize| words.get(at).is_some_and(|token| !token.spaced());
    let suffix = glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
    let end = at + 1 + usize::from(suffix);
    let joined = glued(end)
        && words.get(end).is_some_and(|token| match token.kind {
            Kind::Mark(mark) => {
                b":/.".contains(&mark)
                    && words.get(end + 1).is_some_and(|next| next.kind == Kind::Digits && !next.spaced())
            }
            _ => true,
        });
    (!joined).then_some((u32::try_from(day).ok()?, end))
}

/// A clock time at the head of a line: its minute, whether it might be something else, and the token after it.
fn clock_at(words: &TextTokens<'_>, at: usize) -> Option<(u16, bool, usize)> {
    if let Some(clock) = clock::read(words, at) {
        return Some((
            u16::try_from(clock.minute).ok().filter(|minute| *minute < 24 * 60)?,
            false,
            clock.end,
        ));
    }
    let two_digits = |at: usize| {
        words.places(at) == 2
            && words.get(at).is_some_and(|token| token.kind == Kind::Digits && !token.spaced())
    };
    let hour = words.digits(at).filter(|hour| *hour < 24 && words.places(at) <= 2)?;
    let dotted = words.glued_mark(at + 1, b'.');
    if !(words.glued_mark(at + 1, b':') || dotted) || !two_digits(at + 2) {
        return None;
    }
    let minute = words.digits(at + 2).filter(|minute| *minute < 60)?;
    let mut end = at + 3;
    if !dotted && words.glued_mark(end, b':') && two_digits(end + 1) {
        end += 2;
        // Fractions of a second: "14:05:33,123".
        let fraction = words.get(end + 1).is_some_and(|token| token.kind == Kind::Digits && !token.spaced());
        if fraction && (words.glued_mark(end, b'.') || words.glued_mark(end, b',')) {
            end += 2;
        }
    }
    let apart =
        |token: Token| token.spaced() || matches!(token.kind, Kind::Mark(mark) if b":-|])*_".contains(&mark));
    // Prices and section numbers have dots as well: brackets or bold type show that it is an hour, and on a
    // line of its own it may be one.
    let enclosed = words.before(at).is_some_and(|token| token.is(b'[') || token.is(b'*'))
        && words.get(end).is_some_and(|token| token.is(b']') || token.is(b'*'));
    let alone = words.begins_line(at) && (words.get(end).is_none() || words.begins_line(end));
    let whole = words.get(end).is_none_or(apart) && (!dotted || (enclosed || alone) && words.places(at) == 2);
    let minute = u16::try_from(hour * 60 + minute).ok().filter(|_| whole)?;
    Some((minute, words.places(at) == 1 || dotted && !enclosed, end))
}

/// What follows a date that ends before a token; none where a sentence continues.
fn breaks(words: &TextTokens<'_>, end: usize) -> Option<Break> {
    let mut at = end;
    let mut marked = false;
    while let Some(token) = words.get(at).filter(|_| !words.begins_line(at)) {
        let Kind::Mark(mark) = token.kind else { break };
        let spaced_after = words.get(at + 1).is_none_or(Token::spaced);
        match mark {
            // "2011-12" and "8:00-9:00" are not dates followed by text.
            b'-' if !token.spaced() && !spaced_after && token.of(words.text).len() == 1 => return None,
            b':' | b'-' | b'|' | b']' | b')' | b'*' | b'_' => marked = true,
            b'.' | b'#' => {}
            _ => break,
        }
        at += 1;
    }
    let Some(token) = words.get(at).filter(|_| !words.begins_line(at)) else { return Some(Break::Line) };
    let before = words.before(at).map_or(token.start, |before| before.end);
    let between = words.gap(before, token.start);
    // After a stretch of time comes a programme: "9:00 – 10:00 Prayers".
    let stretch =
        marked && words.before(at).is_some_and(|token| token.is(b'-')) && clock_at(words, at).is_some();
    match () {
        () if stretch => None,
        () if marked || between.len() > 1 || between == b"\t" => Some(Break::Mark),
        () if token.spaced() && (token.capital() || token.is(b'"')) => Some(Break::Word),
        () => None,
    }
}

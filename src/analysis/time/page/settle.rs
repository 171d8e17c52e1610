//! Which dates at the heads of lines divide a page, and which day each means.
//!
//! A single date may be anything; dates that recur down the page are its structure. What a date leaves out (its year, its day)
//! comes from the chapter above it, else from its neighbours, else from the day of publication.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::super::calendar::Calendar;
use super::super::numeric::{decode, order_of};
use super::super::scene::Timex;
use super::super::terminal::TextTokens;
use super::line::{Break, Level, Line, has_scores, title_above};
use super::{Basis, Context, Heading, Publication, When};
use crate::text::{DateOrder, Span};

/// How many clock times or days without a separator before the following words make a page of them.
const WITHOUT_MARK: usize = 3;
/// How far back a clock may go from one entry to the next before it counts as another day, in minutes.
const TURN: i32 = 6 * 60;

/// How long before its publication the day in the title of a page may be, in days: titles also name what is remembered.
const TITLED: i64 = 183;

/// The headings among lines that open with a date; their scopes have no end yet.
pub fn headings(words: &TextTokens<'_>, lines: Vec<Line>, context: &Context) -> Vec<Heading> {
    if lines.len() < 2 {
        return Vec::new();
    }
    let mut lines = dividing(lines, has_scores(words));
    if lines.is_empty() {
        return Vec::new();
    }
    let order = context.order.or_else(|| order_of(words.text, words.tokens)).or_else(|| order_seen(&lines));
    if let Some((place, title)) = title_of_clocks(words, &lines)
        && Settling::new(&[title], order, context).is_recent(&title)
    {
        lines.insert(place, title);
    }
    let mut headings = Settling::new(&lines, order, context).all();
    if filled(words.text, &headings) < 2 {
        headings.clear();
    }
    headings
}

/// The title that gives the day of a page's first clock times, and its place among the lines; none if a line above them is a day.
fn title_of_clocks(words: &TextTokens<'_>, lines: &[Line]) -> Option<(usize, Line)> {
    let place = lines.iter().position(|line| line.fields.level() >= Level::Day)?;
    let first = lines.get(place).filter(|line| line.fields.level() == Level::Clock)?;
    Some((place, title_above(words, first.start)?))
}

/// The lines of the levels that recur as the structure of a page does.
fn dividing(lines: Vec<Line>, scores: bool) -> Vec<Line> {
    let of = |level: Level| lines.iter().filter(move |line| line.fields.level() == level);
    let marked = |level: Level| of(level).filter(|line| line.breaks != Break::Word).count();
    let days = marked(Level::Day) >= 2 || of(Level::Day).count() >= WITHOUT_MARK;
    let sure = of(Level::Clock).any(|line| !line.fields.is_doubtful());
    let many = marked(Level::Clock) >= 2 || !scores && of(Level::Clock).count() >= WITHOUT_MARK;
    let clocks = sure && many && run_one_way(&lines);
    let years: Vec<i32> = of(Level::Year).filter_map(|line| line.fields.year).collect();
    let sorted = years.is_sorted() || years.iter().rev().is_sorted();
    let is = |level: Level| match level {
        Level::Year => sorted && (years.len() >= 2 || days),
        Level::Month => marked(Level::Month) >= 2 || days,
        Level::Day => days || clocks && marked(Level::Day) > 0,
        Level::Clock => clocks,
    };
    let kept = [Level::Year, Level::Month, Level::Day, Level::Clock].map(is);
    lines.into_iter().filter(|line| kept[line.fields.level() as usize]).collect()
}

/// Whether the clock times of a page run forwards or backwards throughout, as those of a log or a live blog do and scores do not.
fn run_one_way(lines: &[Line]) -> bool {
    let clocks: Vec<i32> = minutes(lines).collect();
    let turned = |step: i32| step.abs() > 12 * 60;
    let steps = clocks.windows(2).map(|pair| pair[1] - pair[0]);
    let steps: Vec<bool> = steps.filter(|step| *step != 0).map(|step| (step > 0) != turned(step)).collect();
    let onwards = steps.iter().filter(|onward| **onward).count();
    4 * onwards.max(steps.len() - onwards) >= 3 * steps.len()
}

fn minutes(lines: &[Line]) -> impl Iterator<Item = i32> {
    lines.iter().filter_map(|line| line.fields.minute).map(i32::from)
}

/// The order of day and month in which the dates of a page are monotonic.
fn order_seen(lines: &[Line]) -> Option<DateOrder> {
    let digits = || lines.iter().filter_map(|line| line.fields.digits);
    if digits().any(|date| date.dotted) {
        return Some(DateOrder::DayFirst);
    }
    let sorted =
        |values: Vec<i64>| !values.contains(&0) && (values.is_sorted() || values.iter().rev().is_sorted());
    let month_first = sorted(digits().map(|date| date.month_first).collect());
    let day_first = sorted(digits().map(|date| date.day_first).collect());
    match (month_first, day_first) {
        (true, false) => Some(DateOrder::MonthFirst),
        (false, true) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// How many headings have words below them.
fn filled(text: &str, headings: &[Heading]) -> usize {
    let ends = headings.iter().skip(1).map(|next| next.scope.start as usize).chain([text.len()]);
    let under = headings.iter().zip(ends).filter(|(heading, end)| {
        let below = text.get(heading.span.end as usize..*end).unwrap_or_default();
        below.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).nth(1).is_some()
    });
    under.count()
}

/// The state on the way down a page.
struct Settling<'a> {
    lines: &'a [Line],
    order: Option<DateOrder>,
    published: Option<Publication>,
    /// The year a chapter is headed by.
    year: Option<i32>,
    /// The last day seen.
    day: Option<NaiveDate>,
    /// The last minute seen on it.
    minute: Option<u16>,
    /// Whether clock times run backwards: the newest entry first.
    newest_first: bool,
    /// The day before "Day 1".
    zeroth: Option<NaiveDate>,
}

impl<'a> Settling<'a> {
    fn new(lines: &'a [Line], order: Option<DateOrder>, context: &Context) -> Self {
        let clocks: Vec<i32> = minutes(lines).collect();
        let steps = || clocks.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| step.abs() <= 12 * 60);
        let back = steps().filter(|step| *step < 0).count();
        let onward = steps().filter(|step| *step > 0).count();
        let mut settling = Self {
            lines,
            order,
            published: context.published,
            year: None,
            day: None,
            minute: None,
            newest_first: back > onward,
            zeroth: None,
        };
        settling.zeroth = lines.iter().find_map(|line| {
            let back = u64::try_from(line.fields.nth?).ok()?;
            settling.dated(line)?.checked_sub_days(Days::new(back))
        });
        settling
    }

    fn all(mut self) -> Vec<Heading> {
        let weekdays = self.weekdays();
        let mut headings = Vec::new();
        for (line, weekday) in self.lines.iter().zip(weekdays) {
            let Some((calendar, last)) = self.calendar(line, weekday) else { continue };
            let Some(heading) = heading(line, calendar, last) else { continue };
            headings.push(heading);
        }
        headings
    }

    /// The stretch a line gives, and the last day of a range.
    fn calendar(&mut self, line: &Line, weekday: Option<NaiveDate>) -> Option<(Calendar, Option<NaiveDate>)> {
        let fields = &line.fields;
        match fields.level() {
            Level::Year => {
                self.year = fields.year;
                (self.day, self.minute) = (None, None);
                self.year.map(|year| (Calendar::Year(year), None))
            }
            Level::Month => {
                let month = fields.month?;
                let year = fields.year.or(self.year).or_else(|| {
                    let near = self.nearest(|year| NaiveDate::from_ymd_opt(year, month, 15))?;
                    Some(near.year())
                })?;
                // Days below it are resolved near it.
                self.day = NaiveDate::from_ymd_opt(year, month, 15);
                self.minute = None;
                Some((Calendar::Month(year, month), None))
            }
            Level::Day => {
                let day = self.dated(line).or_else(|| self.numbered(line)).or(weekday)?;
                (self.day, self.minute) = (Some(day), fields.minute);
                let last = fields.until.and_then(|last| day.with_day(last));
                Some((Calendar::Day(day), last))
            }
            Level::Clock => {
                let day = self.day.or_else(|| self.published.and_then(Publication::day))?;
                let day = self.turned(day, fields.minute?).unwrap_or(day);
                (self.day, self.minute) = (Some(day), fields.minute);
                Some((Calendar::Day(day), None))
            }
        }
    }

    /// The day of an entry whose clock has passed midnight since the previous one.
    fn turned(&self, day: NaiveDate, minute: u16) -> Option<NaiveDate> {
        let step = i32::from(minute) - i32::from(self.minute?);
        match self.newest_first {
            true if step > TURN => day.pred_opt(),
            false if step < -TURN => day.succ_opt(),
            _ => None,
        }
    }

    /// The day a line names, with a year from the line or its context.
    fn dated(&self, line: &Line) -> Option<NaiveDate> {
        let fields = &line.fields;
        if let Some(digits) = fields.digits {
            let (month_first, day_first) = (decode(digits.month_first), decode(digits.day_first));
            return match (month_first, day_first, self.order) {
                (Some(day), None, _) | (None, Some(day), _) => Some(day),
                (Some(one), Some(other), _) if one == other => Some(one),
                (_, day, Some(DateOrder::DayFirst)) | (day, _, Some(DateOrder::MonthFirst)) => day,
                (_, day, None) if digits.dotted => day,
                _ => None,
            };
        }
        let (month, day) = (fields.month?, fields.day?);
        let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        match fields.year.or(self.year) {
            Some(year) => on(year),
            None => self.nearest(on),
        }
    }

    /// Whether the day of a title is the publication's or shortly before it, as far as that is known.
    fn is_recent(&self, title: &Line) -> bool {
        let published = self.published.and_then(Publication::day);
        self.dated(title).is_some_and(|day| {
            published.is_none_or(|published| (0..=TITLED).contains(&(published - day).num_days()))
        })
    }

    /// The day of the year nearest to the last one seen, else to the publication, else to the first full date of the page.
    fn nearest(&self, on: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let published = || match self.published? {
            Publication::Day(day) => Some(day),
            Publication::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 15),
            Publication::Year(year) => on(year),
        };
        let near = self.day.or_else(published).or_else(|| self.first_dated())?;
        let years = near.year().saturating_sub(1)..=near.year().saturating_add(1);
        years.filter_map(on).min_by_key(|day| (*day - near).num_days().abs())
    }

    fn first_dated(&self) -> Option<NaiveDate> {
        self.lines.iter().find_map(|line| {
            let fields = &line.fields;
            match (fields.year, fields.month, fields.digits) {
                (Some(year), Some(month), _) => {
                    NaiveDate::from_ymd_opt(year, month, fields.day.unwrap_or(15))
                }
                (_, _, Some(_)) => self.dated(line),
                _ => None,
            }
        })
    }

    /// The day of "Day 3" where another such heading has a date.
    fn numbered(&self, line: &Line) -> Option<NaiveDate> {
        self.zeroth?.checked_add_days(Days::new(u64::try_from(line.fields.nth?).ok()?))
    }

    /// By line: the day of a heading that is only a weekday. They run in one direction; the latest is the last such day up to the
    /// publication.
    fn weekdays(&self) -> Vec<Option<NaiveDate>> {
        let bare = |line: &Line| {
            let fields = &line.fields;
            fields.weekday.filter(|_| fields.day.is_none() && fields.digits.is_none() && fields.nth.is_none())
        };
        let named: Vec<(usize, Weekday)> =
            self.lines.iter().enumerate().filter_map(|(at, line)| Some((at, bare(line)?))).collect();
        let mut days = vec![None; self.lines.len()];
        let Some(published) = self.published.and_then(Publication::day) else { return days };
        let forward = |from: Weekday, to: Weekday| u64::from(to.days_since(from));
        let onward: u64 = named.windows(2).map(|pair| forward(pair[0].1, pair[1].1)).sum();
        let back: u64 = named.windows(2).map(|pair| forward(pair[1].1, pair[0].1)).sum();
        let latest_last = onward <= back;
        let mut above: Option<(NaiveDate, Weekday)> = None;
        let mut set = |at: usize, weekday: Weekday| {
            let (from, of) = above.unwrap_or((published, published.weekday()));
            let day = from.checked_sub_days(Days::new(forward(weekday, of)));
            if let Some(day) = day {
                above = Some((day, weekday));
            }
            days[at] = day;
        };
        if latest_last {
            for &(at, weekday) in named.iter().rev() {
                set(at, weekday);
            }
        } else {
            for &(at, weekday) in &named {
                set(at, weekday);
            }
        }
        days
    }
}

fn heading(line: &Line, calendar: Calendar, last: Option<NaiveDate>) -> Option<Heading> {
    let clock = match calendar {
        Calendar::Day(day) => Publication::Day(day),
        Calendar::Month(year, month) => Publication::Month(year, month),
        Calendar::Year(year) => Publication::Year(year),
        _ => return None,
    };
    let when = Timex::date(calendar, Basis::Heading)?.when?;
    let when = match (when.first, last, line.fields.minute) {
        (Some(first), Some(last), _) => When::days(first, last, Basis::Heading),
        (_, None, Some(minute)) => when.at_minute(minute),
        _ => when,
    };
    Some(Heading { span: line.span, scope: Span { start: line.start, end: line.span.end }, when, clock })
}

//! Time expressions (TIMEX3, TimeML 1.2.1), normalised against the publication date, and the calendar they denote.
//!
//! A rule-based tagger that covers what HeidelTime does (Strötgen and Gertz, LRE 2013), by other means: a light lexer, tables of
//! patterns (`rules`), each with a meaning that resolves it, and the direction from the tense and cue words around it.

mod calendar;
mod clock;
mod direction;
mod lexer;
mod lexicon;
mod moon;
mod name;
mod number;
mod numeric;
mod page;
mod pattern;
mod problem;
mod publication;
mod rules;
mod scene;
mod shared;
mod terminal;
mod when;
mod zone;

pub use page::{Heading, Page};
pub use problem::problems;
pub use publication::Publication;
pub use shared::SharedWhen;
pub use when::{Basis, Granularity, OrderKey, PartOfDay, When};

use std::borrow::Cow;
use std::cell::OnceCell;

use ecow::EcoString;

use crate::text::{DateOrder, Report, Span, Term, term};
use lexer::{Kind, Token};
use pattern::{GRAMMAR, Match, Memo};
use rules::Meaning;
use scene::{Antecedent, Scene, Timex};
use terminal::TextTokens;

/// The context that a text's expressions are resolved against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The publication date (TimeML's document creation time), as precisely as it is known.
    pub published: Option<Publication>,
    /// The order of day and month in dates like 6/1/22; where none is given, it is inferred from the text.
    pub order: Option<DateOrder>,
}

impl Context {
    /// The context of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let published = report.published.as_ref();
        Self {
            published: published.and_then(|published| Publication::from_edtf(&published.edtf)),
            order: report.date_order,
        }
    }

    /// A text published on a day.
    #[must_use]
    pub fn published_on(day: chrono::NaiveDate) -> Self {
        Self { published: Some(Publication::Day(day)), order: None }
    }
}

/// Finds and normalises every time expression of a text, by start; none overlap.
#[must_use]
pub fn tag(text: &str, context: &Context) -> Vec<TimeExpression> {
    read(text, context).0
}

/// The time expressions of a text, as [`tag`] gives them, and the scenes of its page, whose clocks they are read by.
#[must_use]
pub fn read(text: &str, context: &Context) -> (Vec<TimeExpression>, Page) {
    let tokens = lexer::lex(text);
    let words = TextTokens { text, tokens: &tokens };
    let page = Page::of(&words, context);
    let mut clocks = Clocks { context: context.clone(), page: &page, next: 0 };
    let mut expressions = Vec::new();
    let mut antecedents: Vec<Antecedent> = Vec::new();
    let mut memo = Memo::default();
    let mut order = context.order.map(Some);
    let countries = OnceCell::new();
    let mut at = 0;
    while at < tokens.len() {
        if clocks.turn(tokens[at].start) {
            antecedents.clear();
        }
        let matches = GRAMMAR.matches(&words, at, &mut memo);
        if !matches.is_empty() && order.is_none() {
            order = Some(numeric::order_of(text, &tokens));
        }
        let scene = Scene {
            words,
            context: &clocks.context,
            order: order.flatten(),
            antecedents: &antecedents,
            countries: &countries,
        };
        match matches.iter().find_map(|found| Some((found, outcome(found, &scene)?))) {
            Some((found, Some(timex))) => {
                if let Some(calendar) = timex.calendar {
                    let index = u32::try_from(expressions.len()).unwrap_or(u32::MAX);
                    let part = timex.when.as_ref().and_then(|when| when.part);
                    antecedents.push(Antecedent { calendar, part, index, sentence: tokens[at].sentence });
                }
                expressions.push(expression(found, timex, &tokens));
                at = found.end;
            }
            Some((found, None)) => at = found.end,
            None => at += 1,
        }
    }
    (expressions, page)
}

/// What expressions are resolved against along a page: the day of publication, then the clock of each scene.
struct Clocks<'a> {
    context: Context,
    page: &'a Page,
    /// The index of the next heading.
    next: usize,
}

impl Clocks<'_> {
    /// Moves on to a byte of the text; returns whether another scene began on the way.
    fn turn(&mut self, offset: u32) -> bool {
        let before = self.next;
        while let Some(heading) =
            self.page.headings().get(self.next).filter(|next| next.scope.start <= offset)
        {
            self.context.published = Some(heading.clock);
            self.next += 1;
        }
        self.next > before
    }
}

/// The result of a match: a reading, nothing for a trap; none where its rule declines.
#[allow(clippy::option_option, reason = "a trap settles the words without a reading")]
fn outcome(found: &Match, scene: &Scene<'_>) -> Option<Option<Timex>> {
    match found.rule.meaning {
        Meaning::Trap => Some(None),
        Meaning::Reference => Some(Some(Timex::reference(found.rule.value))),
        Meaning::Read(_) if rules::is_impossible(found) => Some(None),
        Meaning::Read(read) => read(found, scene).map(Some),
    }
}

fn expression(found: &Match, timex: Timex, tokens: &[Token]) -> TimeExpression {
    // A dash at the end of a match belongs to what follows.
    let last =
        tokens[found.start..found.end].iter().rposition(|token| !token.is(b'-') || token.kind == Kind::Word);
    let last = found.start + last.unwrap_or(0);
    TimeExpression {
        span: Span { start: tokens[found.start].start, end: tokens[last].end },
        kind: timex.kind,
        value: timex.value.into(),
        modifier: timex.modifier,
        when: timex.when,
        rule: found.rule.name,
        anchor: timex.anchor,
        offset: timex.offset,
    }
}

/// A line of the grammar, in a form for people to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrammarLine {
    /// The rule's name, which expressions give as their reason.
    pub rule: &'static str,
    /// What it matches: words, marks, and word classes in capitals.
    pub pattern: &'static str,
    /// A sentence with the expression in brackets; one without brackets for a trap.
    pub example: &'static str,
    /// The TIMEX3 value of the example, read on Wednesday, 10 March 2021.
    pub value: &'static str,
}

/// All lines of the grammar, in the order in which equally long matches are tried.
pub fn grammar() -> impl Iterator<Item = GrammarLine> {
    rules::all().map(|rule| GrammarLine {
        rule: rule.name,
        pattern: rule.pattern,
        example: rule.example,
        value: rule.value,
    })
}

/// A time expression with its TIMEX3 attributes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TimeExpression {
    /// Its exact words.
    pub span: Span,
    /// TIMEX3 `type`.
    pub kind: TimexType,
    /// TIMEX3 `value`: `2022-01-06`, `2022-W01`, `P3D`, `PRESENT_REF` …; from one to another as in
    /// ISO 8601, for which TIMEX3 has no value: `2018/2019`.
    pub value: EcoString,
    /// TIMEX3 `mod`: `START`, `APPROX`, `MORE_THAN` …
    #[serde(deserialize_with = "term::maybe")]
    pub modifier: Option<Term>,
    /// The stretch of the calendar it denotes, if it denotes one.
    pub when: Option<When>,
    /// The rule that read it.
    #[serde(deserialize_with = "term::one")]
    pub rule: Term,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// Minutes east of Greenwich, where a clock time has a zone that had one offset at that time.
    pub offset: Option<i16>,
}

impl TimeExpression {
    /// Whether it is a clock time alone, whose day only its context gives; its value takes the day of the report.
    #[must_use]
    pub fn lacks_day(&self) -> bool {
        [rules::CLOCK_ALONE, rules::HOUR_ALONE, rules::NOON_ALONE].contains(&self.rule)
    }

    /// Whether it names a day or month that only the report's unknown date would place: a weekday, a day without a year.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let dated = self.when.as_ref().is_some_and(When::is_dated);
        self.kind == TimexType::Date
            && !dated
            && self.value.starts_with("XXXX-")
            && !self.value.ends_with("XX")
    }

    /// The stretch of the calendar it denotes, in EDTF; a clock time of one day with its offset, where it is given.
    #[must_use]
    pub fn edtf(&self) -> Option<Cow<'_, str>> {
        let when = self.when.as_ref().filter(|when| !when.edtf.is_empty())?;
        // The day's end is no time of day in EDTF.
        let minute = when.minute.filter(|minute| *minute < 24 * 60);
        let (Some(day), Some(minute)) = (when.single_day(), minute) else {
            return Some((&*when.edtf).into());
        };
        let offset = self.offset.map_or_else(String::new, |offset| zone::offset_suffix(offset.into()));
        Some(format!("{day}T{:02}:{:02}:00{offset}", minute / 60, minute % 60).into())
    }
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are TimeML's own")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// What a relative expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// Nothing: it is absolute, or could not be resolved.
    None,
    /// The report's publication date.
    Published,
    /// An earlier expression of the same report, by its index.
    Expression(u32),
}

#[cfg(test)]
mod tests;

//! `rashomon times`: every time expression, its value, and why.

use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::output::Format;
use super::screen::Screen;
use super::table::Table;
use super::{Run, input, rules};
use crate::analysis::time::{self, TimeExpression};
use crate::export::json::List;
use crate::export::{Selection, csv, names};
use crate::timeline::Timeline;

/// Arguments of `rashomon times`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Print the rules of the grammar, each with its pattern and example, and read nothing
    #[arg(long, conflicts_with_all = ["paths", "published", "strict", "map"])]
    rules: bool,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.rules {
            write_rules(to, self.format)?;
            return Ok(Outcome::Done);
        }
        let loaded = self.input.load()?;
        let selection = Selection::whole(&loaded.timeline, &loaded.disagreements);
        match self.format.rows() {
            None => print(to, &loaded.timeline)?,
            Some(rows) => rows.write(to, &selection, List::Times)?,
        }
        Ok(loaded.outcome)
    }
}

fn print(to: &mut dyn Write, timeline: &Timeline) -> io::Result<()> {
    let mut table = Table::new(["IN", "LINE", "TEXT", "TYPE", "VALUE", "EDTF", "RULE", "ANCHOR"]);
    for (report, analysis) in timeline.reports.iter().zip(timeline.analyses.iter()) {
        let mut place = Place::default();
        for expression in &analysis.times {
            table.row([
                &report.id.to_string(),
                &place.line_of(&report.text, expression).to_string(),
                expression.span.of(&report.text),
                names::timex_type(expression.kind),
                &expression.value,
                &edtf(expression),
                expression.rule,
                csv::anchor(report, &analysis.times, expression.anchor),
            ]);
        }
    }
    table.write(to, Screen::of_stdout())
}

/// The calendar stretch with its part of day, as in `2022-01-05 night`.
fn edtf(expression: &TimeExpression) -> String {
    let Some(edtf) = expression.edtf() else { return String::new() };
    match expression.when.as_ref().and_then(|when| when.part) {
        Some(part) => format!("{edtf} {part}"),
        None => edtf.into_owned(),
    }
}

/// A position in a text whose lines are counted once, from one expression to the next.
#[derive(Debug, Default)]
struct Place {
    offset: usize,
    lines: usize,
}

impl Place {
    /// The line an expression is in, counted from 1; expressions must come in their order.
    fn line_of(&mut self, text: &str, expression: &TimeExpression) -> usize {
        let start = expression.span.start as usize;
        self.lines += text[self.offset..start].matches('\n').count();
        self.offset = start;
        self.lines + 1
    }
}

/// The columns of the rules.
const RULES: [&str; 4] = ["RULE", "PATTERN", "VALUE", "EXAMPLE"];

fn write_rules(to: &mut dyn Write, format: Format) -> io::Result<()> {
    let row = |line: time::GrammarLine| {
        let value = if line.value.is_empty() { "no time" } else { line.value };
        [line.rule, line.pattern, value, line.example]
    };
    rules::write(to, format, RULES, time::grammar().map(row))
}

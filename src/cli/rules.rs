//! The rules of a command, as `--rules` prints them: a table, or rows for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::output::Format;
use super::screen::Screen;
use super::table::Table;
use crate::export::{csv, json};

/// Writes the rules, a row each.
pub(super) fn write<const N: usize>(
    mut to: &mut dyn Write,
    format: Format,
    columns: [&str; N],
    rules: impl Iterator<Item = [&'static str; N]>,
) -> io::Result<()> {
    match format {
        Format::Table => {
            let mut table = Table::new(columns);
            rules.for_each(|rule| table.row(rule));
            table.write(to, Screen::of_stdout())
        }
        Format::Csv => csv::table(to, columns, rules.map(|rule| rule.map(str::to_owned))),
        Format::Jsonl => rules.into_iter().try_for_each(|rule| {
            let cells = columns.iter().map(|name| name.to_lowercase()).zip(rule.map(str::to_owned));
            json::write_row(&mut to, &cells.collect::<BTreeMap<String, String>>())
        }),
    }
}

//! Aligned columns of text for a terminal or a pager, by display width; on a terminal they fit its lines.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::screen::{Role, Screen};
use crate::text::visible;

/// The widest a cell that is followed by another may be, in columns.
const WIDEST: usize = 60;

/// The width that a column keeps on any terminal.
const NARROWEST: usize = 8;

/// The columns between two cells.
const GAP: usize = 2;

/// Rows of text under a header.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these column names.
    pub fn new<const N: usize>(header: [&str; N]) -> Self {
        Self { rows: vec![header.map(str::to_owned).to_vec()] }
    }

    /// Adds a row; characters that could control a terminal are made visible, and all but the last cell are cut to a sensible width.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) {
        let fit = |(index, cell): (usize, &&str)| {
            let line = visible::line(cell);
            if index + 1 < N { cut(&line, WIDEST) } else { line.into_owned() }
        };
        self.rows.push(cells.iter().enumerate().map(fit).collect());
    }

    /// Writes all rows, each cell but the last padded to its column.
    pub fn write(&self, to: &mut dyn Write, screen: Screen) -> io::Result<()> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        if let Some(columns) = screen.width {
            shrink(&mut widths, columns);
        }
        for (at, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let cell = cut(cell, *width);
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
            }
            let line = line.trim_end();
            let line = if at == 0 { screen.paint(line, Role::Heading) } else { line.to_owned() };
            writeln!(to, "{line}")?;
        }
        Ok(())
    }
}

/// Shortens the widest cells to fit a line of this many columns.
fn shrink(widths: &mut [usize], columns: usize) {
    for width in &mut *widths {
        *width = (*width).min(columns);
    }
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > columns {
        let Some(widest) = widths.iter_mut().max().filter(|width| **width > NARROWEST) else { return };
        *widest -= 1;
    }
}

/// A line of at most `width` columns, ending in `…` if it was longer.
fn cut(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in line.graphemes(true) {
        used += grapheme.width();
        if used >= width {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(table: &Table) -> String {
        let mut out = Vec::new();
        table.write(&mut out, Screen::NONE).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn on_a_terminal_the_widest_cells_are_cut_until_a_row_fits() {
        let mut table = Table::new(["WHEN", "EVENT", "BY"]);
        table.row(["Thu 14 Mar", &"long ".repeat(12), "A B C"]);
        let text = |width| {
            let mut out = Vec::new();
            table.write(&mut out, Screen::terminal(width, false)).unwrap();
            String::from_utf8(out).unwrap()
        };
        for width in [40, 50, 79, 200] {
            let wide = text(width);
            assert!(wide.lines().all(|line| line.width() <= width), "{wide}");
            assert!(wide.contains("Thu 14 Mar") && wide.ends_with("A B C\n"), "{wide}");
        }
        assert!(text(40).contains('…') && !text(200).contains('…'));
    }

    #[test]
    fn the_names_of_the_columns_are_bold_where_that_is_seen() {
        let mut out = Vec::new();
        Table::new(["A", "B"]).write(&mut out, Screen::terminal(80, true)).unwrap();
        assert_eq!(out, b"\x1b[1mA  B\x1b[0m\n");
    }

    #[test]
    fn columns_align_by_display_width() {
        let mut table = Table::new(["NAME", "KIND"]);
        table.row(["東京", "place"]);
        table.row(["Zoe\u{301}", "person"]);
        assert_eq!(written(&table), "NAME  KIND\n東京  place\nZoe\u{301}   person\n");
    }

    #[test]
    fn a_long_cell_is_cut_unless_it_is_the_last() {
        let mut table = Table::new(["A", "B"]);
        table.row([&"長".repeat(99), &"b".repeat(99)]);
        let text = written(&table);
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with(&"長".repeat(29)) && row.contains('…') && row.ends_with(&"b".repeat(99)));
    }

    #[test]
    fn no_cell_drives_the_terminal() {
        let mut table = Table::new(["A"]);
        table.row(["\u{1b}[2Jgone\r\n"]);
        assert_eq!(written(&table), "A\n␛[2Jgone\n");
    }
}

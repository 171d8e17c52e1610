//! A comparison for people: as text for a terminal, as Markdown for a page.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Changes, ClaimRow, Comparable, Diff, DisagreementRow, EventRow, ReportRow};
use crate::export::plain;
use crate::text::visible;
use crate::timeline;

/// Writes a comparison as text: `+` is new, `-` is gone, `~` changed. Minor events and the claims of added or removed
/// reports are only counted, unless all are asked for. Nothing is written if nothing changed.
///
/// # Errors
/// If the writer fails.
pub fn text(to: &mut dyn Write, diff: &Diff, all: bool) -> io::Result<()> {
    write(&mut Page { to, style: Style::Text, all, begun: false }, diff)
}

/// Writes a comparison as Markdown.
///
/// # Errors
/// If the writer fails.
pub fn markdown(to: &mut dyn Write, diff: &Diff, all: bool) -> io::Result<()> {
    write(&mut Page { to, style: Style::Markdown, all, begun: false }, diff)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Text,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Added,
    Removed,
    Changed,
}

struct Page<'a> {
    to: &'a mut dyn Write,
    style: Style,
    all: bool,
    begun: bool,
}

fn write(page: &mut Page<'_>, diff: &Diff) -> io::Result<()> {
    page.section("Reports", &diff.reports, |_| true)?;
    page.section("Events", &diff.events, |event| event.salience >= timeline::Event::MAIN)?;
    page.section("Disagreements", &diff.disagreements, |_| true)?;
    page.section("Claims", &diff.claims, |claim| !claim.of_one_version)
}

impl Page<'_> {
    fn section<R: Shown>(
        &mut self,
        heading: &str,
        changes: &Changes<R>,
        matters: impl Fn(&R) -> bool,
    ) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        if self.begun {
            writeln!(self.to)?;
        }
        self.begun = true;
        match self.style {
            Style::Text => writeln!(self.to, "{heading}")?,
            Style::Markdown => writeln!(self.to, "## {heading}\n")?,
        }
        let shown = |row: &&R| self.all || matters(row);
        let (added, removed): (Vec<&R>, Vec<&R>) =
            (changes.added.iter().filter(shown).collect(), changes.removed.iter().filter(shown).collect());
        let folded = [changes.added.len() - added.len(), changes.removed.len() - removed.len()];
        added.into_iter().try_for_each(|row| self.row(Change::Added, row))?;
        removed.into_iter().try_for_each(|row| self.row(Change::Removed, row))?;
        for changed in &changes.changed {
            self.row(Change::Changed, &changed.new)?;
            for field in &changed.fields {
                let or_nothing =
                    |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
                let (old, new) = (or_nothing(&field.old), or_nothing(&field.new));
                let (old, new) = (self.clean(&old), self.clean(&new));
                let indent = if self.style == Style::Text { "    " } else { "  - " };
                writeln!(self.to, "{indent}{}: {old} → {new}", field.name)?;
            }
        }
        self.folded(R::FOLDED, folded)
    }

    fn row<R: Shown>(&mut self, change: Change, row: &R) -> io::Result<()> {
        let line = row.line();
        let line = self.clean(&line);
        let sign = match (self.style, change) {
            (Style::Text, Change::Added) => "  +",
            (Style::Text, Change::Removed) => "  -",
            (Style::Text, Change::Changed) => "  ~",
            (Style::Markdown, Change::Added) => "- **new**",
            (Style::Markdown, Change::Removed) => "- **gone**",
            (Style::Markdown, Change::Changed) => "- **changed**",
        };
        writeln!(self.to, "{sign} {line}")
    }

    /// Says how many rows are left out.
    fn folded(&mut self, what: &str, [added, removed]: [usize; 2]) -> io::Result<()> {
        if added + removed == 0 {
            return Ok(());
        }
        let indent = if self.style == Style::Text { "  " } else { "- " };
        writeln!(self.to, "{indent}{added} new and {removed} gone {what} (listed with --all)")
    }

    /// Text from outside in the form of this style.
    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.style {
            Style::Text => visible::line(text),
            Style::Markdown => Cow::Owned(plain::markdown(text)),
        }
    }
}

/// A row as one line.
trait Shown: Comparable {
    /// The name of the rows that are not listed.
    const FOLDED: &'static str;

    fn line(&self) -> String;
}

impl Shown for ReportRow {
    const FOLDED: &'static str = "reports";

    fn line(&self) -> String {
        match &self.title {
            Some(title) => format!("{} {}: {title}", self.id, self.name),
            None => format!("{} {}", self.id, self.name),
        }
    }
}

impl Shown for EventRow {
    const FOLDED: &'static str = "minor events";

    fn line(&self) -> String {
        let date = if self.date.is_empty() { "undated" } else { &self.date };
        let by =
            if self.told_by.is_empty() { String::new() } else { format!(" ({})", self.told_by.join(", ")) };
        format!("{date}  {}{by}", self.title)
    }
}

impl Shown for ClaimRow {
    const FOLDED: &'static str = "claims of reports that only one version has";

    fn line(&self) -> String {
        let says = match &*self.statement {
            "" => String::new(),
            statement => format!("{statement} – "),
        };
        format!("{}, {}: {says}“{}”", self.report, self.kind, self.text)
    }
}

impl Shown for DisagreementRow {
    const FOLDED: &'static str = "disagreements";

    fn line(&self) -> String {
        format!("{}: {}", self.verdict, self.summary)
    }
}

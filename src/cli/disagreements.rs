//! `rashomon disagreements`: where reports disagree, with the words of each side.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::output::Format;
use super::screen::{Role, Screen};
use super::{Run, input, legend, rules};
use crate::analysis::claim::{self, PatternLine};
use crate::disagreement::{Disagreement, NotCompared, Position, Verdict};
use crate::export::json::List;
use crate::export::{Selection, names};
use crate::text::{ReportId, visible};
use crate::timeline::Timeline;

/// Arguments of `rashomon disagreements`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// List also what looks alike and was not compared, with the rule that kept it apart (as text only)
    #[arg(long)]
    explain: bool,
    /// Print the patterns by which claims are read, each with a sentence it reads and one it does not, and read nothing
    #[arg(long, conflicts_with_all = ["paths", "published", "strict", "map", "explain"])]
    rules: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.rules {
            let row = |line: PatternLine| [line.rule, line.pattern, line.reads, line.example, line.never];
            rules::write(to, self.format, RULES, claim::patterns().map(row))?;
            return Ok(Outcome::Done);
        }
        if self.explain {
            self.format.for_explanation()?;
        }
        let loaded = self.input.load()?;
        let filter = self.filter.select(&self.input, &loaded, Events::All);
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        if let Some(rows) = self.format.rows() {
            rows.write(to, &selection, List::Disagreements)?;
            return Ok(loaded.outcome);
        }
        let screen = Screen::of_stdout();
        let timeline = &loaded.timeline;
        let mut paragraphs = Paragraphs { to, timeline, screen, named: BTreeSet::new() };
        selection.disagreements().try_for_each(|(_, one)| paragraphs.disagreement(one))?;
        if self.explain {
            loaded.not_compared.iter().try_for_each(|one| paragraphs.apart(one))?;
        }
        let named = paragraphs.named;
        legend::write(to, screen, timeline, &named)?;
        Ok(loaded.outcome)
    }
}

/// The columns of the rules.
const RULES: [&str; 5] = ["RULE", "PATTERN", "READS", "EXAMPLE", "NOT"];

/// The column at which the lines of a disagreement begin, after its verdict.
const INDENT: usize = 19;

/// Writes disagreements as paragraphs.
struct Paragraphs<'a> {
    to: &'a mut dyn Write,
    timeline: &'a Timeline,
    screen: Screen,
    /// The reports that were named.
    named: BTreeSet<ReportId>,
}

impl Paragraphs<'_> {
    /// One disagreement: verdict and summary, each side with its words, the reason.
    fn disagreement(&mut self, one: &Disagreement) -> io::Result<()> {
        let role = match one.verdict {
            Verdict::Contradiction => Role::Conflict,
            Verdict::Conditional | Verdict::Internal | Verdict::Update | Verdict::External => Role::Difference,
            _ => Role::Quiet,
        };
        self.lead(names::verdict_in_words(one.verdict), role, &one.summary)?;
        self.positions(&one.positions)?;
        self.reason(&format!("{} [{}]", visible::line(&one.why), one.rule))
    }

    /// Statements that were not compared, and why.
    fn apart(&mut self, apart: &NotCompared) -> io::Result<()> {
        self.lead("not compared", Role::Quiet, apart.why)?;
        self.positions(&apart.positions)?;
        self.reason(&format!("[{}]", apart.rule))
    }

    fn lead(&mut self, verdict: &str, role: Role, words: &str) -> io::Result<()> {
        let padding = " ".repeat(INDENT.saturating_sub(verdict.len()));
        let first = format!("{}{padding}", self.screen.paint(verdict, role));
        self.lines(&visible::line(words), &first)
    }

    fn positions(&mut self, positions: &[Position]) -> io::Result<()> {
        for position in positions {
            let report = position.passage.report;
            self.named.insert(report);
            let words = visible::line(self.timeline.words(report, position.passage.span));
            let statement = visible::line(&position.statement);
            let first = format!("{report:>width$}  ", width = INDENT - 2);
            self.lines(&format!("{statement} · “{words}”"), &first)?;
        }
        Ok(())
    }

    fn reason(&mut self, words: &str) -> io::Result<()> {
        self.lines(words, &" ".repeat(INDENT))?;
        writeln!(self.to)
    }

    fn lines(&mut self, words: &str, first: &str) -> io::Result<()> {
        self.screen.wrap(words, first, INDENT).iter().try_for_each(|line| writeln!(self.to, "{line}"))
    }
}

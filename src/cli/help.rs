//! `rashomon help`: the help of the program and its commands, and the pages of the guide.

use std::fmt::Write as _;
use std::io::Write;

use super::exit::{Failure, Outcome};
use super::screen::{Role, Screen};
use super::{COMMANDS, Run, arguments};
use crate::guide::{Block, Look, StyledText, TOPICS, Topic, blocks};

/// Arguments of `rashomon help`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A command, or a topic: its page of the guide
    #[arg(value_name = "COMMAND|TOPIC", value_parser = names(), hide_possible_values = true)]
    topic: Option<String>,
}

/// Everything that help can be asked for.
fn names() -> clap::builder::PossibleValuesParser {
    let topics = TOPICS.iter().map(|topic| topic.name);
    clap::builder::PossibleValuesParser::new(COMMANDS.iter().copied().chain(topics))
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let screen = Screen::of_stdout();
        let text = match &self.topic {
            None => of_command(arguments(), screen),
            Some(name) => match Topic::named(name) {
                Some(topic) => page(topic, screen),
                None => of_subcommand(name, screen),
            },
        };
        to.write_all(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}

/// The topics with their titles, as the help of the program lists them.
pub fn topics() -> String {
    let widest = TOPICS.iter().map(|topic| topic.name.len()).max().unwrap_or(0);
    TOPICS.iter().fold(String::new(), |mut list, topic| {
        let _ = writeln!(list, "  {:widest$}  {}", topic.name, topic.title());
        list
    })
}

fn of_command(mut command: clap::Command, screen: Screen) -> String {
    let help = command.render_long_help();
    if screen.is_styled() { help.ansi().to_string() } else { help.to_string() }
}

fn of_subcommand(name: &str, screen: Screen) -> String {
    let mut program = arguments();
    program.build();
    program.find_subcommand(name).map(|command| of_command(command.clone(), screen)).unwrap_or_default()
}

/// The maximum width of a page, also if the output is not a terminal: longer lines are hard to read.
const WIDEST: usize = 100;

/// The column at which the second cell of a table begins, at most.
const SECOND: usize = 30;

/// A page laid out for a terminal.
fn page(topic: &Topic, screen: Screen) -> String {
    let screen = screen.at_most(WIDEST);
    let mut text = String::new();
    let mut in_list = false;
    for block in blocks(topic.text) {
        let is_item = matches!(block, Block::Item(..));
        if !(text.is_empty() || is_item && in_list) {
            text.push('\n');
        }
        in_list = is_item;
        for line in lines(&block, screen) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn lines(block: &Block, screen: Screen) -> Vec<String> {
    match block {
        Block::Heading(1, words) => vec![screen.paint(&plain(words).to_uppercase(), Role::Heading)],
        Block::Heading(_, words) => vec![screen.paint(&plain(words), Role::Heading)],
        Block::Paragraph(words) => screen.wrap(&painted(words, screen), "", 0),
        Block::Item(mark, words) => {
            let mark = format!("  {mark} ");
            screen.wrap(&painted(words, screen), &mark, mark.len())
        }
        Block::Code(lines) => {
            lines.iter().map(|line| format!("    {}", screen.paint(line, Role::Code))).collect()
        }
        Block::Table(rows) => table(rows, screen),
    }
}

/// A table as a list: the first cell, then the others.
fn table(rows: &[Vec<Vec<StyledText>>], screen: Screen) -> Vec<String> {
    let width = |row: &Vec<Vec<StyledText>>| row.first().map_or(0, |cell| textwrap::core::display_width(&plain(cell)));
    let second = rows.iter().map(width).max().unwrap_or(0).saturating_add(4).min(SECOND);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some((first, others)) = row.split_first() else { continue };
        let others = others.iter().filter(|cell| !cell.is_empty()).map(|cell| painted(cell, screen));
        let others = others.collect::<Vec<_>>().join(" – ");
        let padding = second.checked_sub(width(row) + 4).map(|blanks| " ".repeat(blanks + 2));
        let role = if at == 0 { Role::Heading } else { Role::Code };
        let name = screen.paint(&plain(first), role);
        if let Some(padding) = padding {
            lines.extend(screen.wrap(&others, &format!("  {name}{padding}"), second));
        } else {
            lines.push(format!("  {name}"));
            lines.extend(screen.wrap(&others, &" ".repeat(second), second));
        }
    }
    lines
}

fn plain(words: &[StyledText]) -> String {
    words.iter().map(|run| run.text.as_str()).collect()
}

fn painted(words: &[StyledText], screen: Screen) -> String {
    let paint = |run: &StyledText| match run.look {
        Look::Plain => run.text.clone(),
        Look::Code => screen.paint(&run.text, Role::Code),
        Look::Strong => screen.paint(&run.text, Role::Heading),
    };
    words.iter().map(paint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_topic_is_named_like_a_command() {
        assert!(TOPICS.iter().all(|topic| !COMMANDS.contains(&topic.name)));
        let program = arguments();
        let known: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(known, COMMANDS);
    }

    #[test]
    fn every_page_fits_a_narrow_terminal_but_for_its_code() {
        for topic in TOPICS {
            let text = page(topic, Screen::terminal(60, false));
            for line in text.lines().filter(|line| !line.starts_with("    ")) {
                assert!(textwrap::core::display_width(line) <= 60, "{}: {line}", topic.name);
            }
            assert!(!text.contains('`') && !text.contains("**"), "{}: no marks of Markdown are left", topic.name);
        }
    }

    #[test]
    fn a_page_is_laid_out() {
        let topic = Topic {
            name: "x",
            text: "# The title\n\nSome `words`.\n\n| k | v | w |\n|---|---|---|\n| `a` | one two | |\n| `b` | | three |\n\n- x\n- y\n\n```sh\nls\n```\n",
        };
        let expected =
            "THE TITLE\n\nSome words.\n\n  k  v – w\n  a  one two\n  b  three\n\n  - x\n  - y\n\n    ls\n";
        assert_eq!(page(&topic, Screen::terminal(60, false)), expected);
    }
}

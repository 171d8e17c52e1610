//! The properties of standard output: how wide a line is, and whether colours and bold letters are visible.

use std::io::{self, IsTerminal};

use anstyle::{AnsiColor, Style};

use super::progress;

/// A narrower line is not used for tables and paragraphs.
const NARROWEST: usize = 40;

/// Where results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How many columns a line has; none if the output is not a terminal, and lines may have any length.
    pub width: Option<usize>,
    /// Whether styles are shown.
    styled: bool,
}

/// The role of some words, for their style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The name of a column, a title.
    Heading,
    /// Something to be typed.
    Code,
    /// A contradiction.
    Conflict,
    /// Any other difference.
    Difference,
    /// Minor text.
    Quiet,
}

impl Role {
    fn style(self) -> Style {
        match self {
            Self::Heading => Style::new().bold(),
            Self::Code => AnsiColor::Cyan.on_default(),
            Self::Conflict => AnsiColor::Red.on_default().bold(),
            Self::Difference => AnsiColor::Yellow.on_default(),
            Self::Quiet => Style::new().dimmed(),
        }
    }
}

impl Screen {
    /// Not a terminal: lines of any length, no styles.
    pub const NONE: Self = Self { width: None, styled: false };

    /// The properties of standard output.
    pub fn of_stdout() -> Self {
        if !io::stdout().is_terminal() {
            return Self::NONE;
        }
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let styled = !is_set("NO_COLOR") && progress::places_cursor(std::env::var_os("TERM").as_deref());
        Self { width: width.map(|width| width.max(NARROWEST)), styled }
    }

    /// A terminal of this width.
    #[cfg(test)]
    pub const fn terminal(width: usize, styled: bool) -> Self {
        Self { width: Some(width), styled }
    }

    /// Whether styles are shown.
    pub fn is_styled(self) -> bool {
        self.styled
    }

    /// The same, with lines of at most this many columns.
    pub fn at_most(self, columns: usize) -> Self {
        Self { width: Some(self.width.unwrap_or(columns).min(columns)), ..self }
    }

    /// Words in the style of their role. They must be harmless already.
    pub fn paint(self, words: &str, role: Role) -> String {
        let style = role.style();
        if self.styled && !words.is_empty() { format!("{style}{words}{style:#}") } else { words.to_owned() }
    }

    /// Lines of a paragraph, the first after `first`, the others after `indent` blanks; one line if lines may have
    /// any length.
    pub fn wrap(self, words: &str, first: &str, indent: usize) -> Vec<String> {
        let Some(width) = self.width else { return vec![format!("{first}{words}")] };
        let indent = " ".repeat(indent);
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(&indent)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        textwrap::wrap(words, options).into_iter().map(std::borrow::Cow::into_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_wrapped_by_display_width_and_only_on_a_terminal() {
        let screen = Screen::terminal(12, true);
        let words = format!("one {} three-four", screen.paint("two", Role::Heading));
        let lines = screen.wrap(&words, "- ", 2);
        assert_eq!(lines, ["- one \u{1b}[1mtwo\u{1b}[0m", "  three-four"]);
        assert_eq!(Screen::NONE.wrap("one two three four", "- ", 2), ["- one two three four"]);
    }

    #[test]
    fn styles_are_written_only_where_they_are_shown() {
        assert_eq!(Screen::terminal(80, false).paint("x", Role::Conflict), "x");
        assert_eq!(Screen::NONE.paint("x", Role::Conflict), "x");
        assert!(Screen::terminal(80, true).paint("x", Role::Conflict).contains("\u{1b}["));
        assert_eq!(Screen::terminal(80, true).paint("", Role::Conflict), "");
    }
}

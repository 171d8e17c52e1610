//! What is written in at the bottom of the screen: a note of one or more lines, tags, a title, a date, a file.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::search::Target;
use crate::export::Format;
use crate::text::ReportId;
use crate::ui::state::action::{Action, Erase, Step};
use crate::ui::state::app::{App, Popup};
use crate::ui::state::notes::Item;
use crate::ui::state::update::Effect;

/// A line being written.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What is asked.
    pub purpose: Purpose,
    /// What is written.
    pub field: Field,
    /// Why the input was not accepted; the field stays open until it is, or is left.
    pub reason: Option<String>,
    /// The file that the person knows to exist: entered again, it is overwritten.
    pub exists: Option<String>,
}

impl Prompt {
    /// What is before the field; of a file also the format its name says, and how to get another.
    #[must_use]
    pub fn words(&self) -> Cow<'static, str> {
        match (self.purpose, Format::of_file(&self.field.text)) {
            (Purpose::File, Some(format)) => {
                format!("export as {} (Tab: another format) to", format.about).into()
            }
            (purpose, _) => purpose.words(),
        }
    }
}

/// What a prompt asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A note on something.
    Note(Item),
    /// Its tags.
    Tags(Item),
    /// The title of an event or the name of an actor.
    Name(Item),
    /// The date of an event.
    Date(Item),
    /// When a report was published.
    Published(ReportId),
    /// The outlet a report is from.
    Source(ReportId),
    /// The headline of a report.
    Headline(ReportId),
    /// The spelling that means another actor.
    Spelling(Item),
    /// The time to which everything is narrowed.
    Period,
    /// The words to which everything is narrowed.
    Words,
    /// The file to export to.
    File,
    /// Words to find in the view.
    Find,
    /// Words to find among the problems, of which this is the first seen.
    FindProblem(usize),
}

impl Purpose {
    /// Whether what is written may have several lines.
    #[must_use]
    pub fn takes_lines(self) -> bool {
        matches!(self, Self::Note(_))
    }

    /// Whether it asks for words to be found in what is seen.
    #[must_use]
    pub fn finds(self) -> bool {
        matches!(self, Self::Find | Self::FindProblem(_))
    }

    /// What is before the field.
    #[must_use]
    pub fn words(self) -> Cow<'static, str> {
        let fixed = match self {
            Self::Note(_) => "note",
            Self::Tags(_) => "tags, separated by commas",
            Self::Name(Item::Actor(_)) => "name",
            Self::Name(_) => "title",
            Self::Date(_) => "date (2022-01-05, 2022-01, 2022~, 2022-01-05/2022-01-06; night, 18:22)",
            Self::Period => "only this time (2022-01-05, 2022-01, 2022-01-05/2022-01-06; empty: all)",
            Self::Words => "only what contains these words (empty: all)",
            Self::Spelling(_) => "the spelling that means another",
            Self::File => "export to",
            Self::Find | Self::FindProblem(_) => "find here (Tab: everywhere)",
            Self::Published(report) => {
                return format!("{report} published (2022-01-06 18:22; empty: its own date)").into();
            }
            Self::Source(report) => {
                return format!("{report} is from (outlet; empty: as in the report)").into();
            }
            Self::Headline(report) => return format!("{report} is titled (empty: as in the report)").into(),
        };
        fixed.into()
    }

    /// The same for what replaced an item; none if nothing did.
    #[must_use]
    pub fn carried(self, now: impl Fn(Item) -> Option<Item>) -> Option<Self> {
        let report = |id| match now(Item::Report(id))? {
            Item::Report(id) => Some(id),
            _ => None,
        };
        Some(match self {
            Self::Note(item) => Self::Note(now(item)?),
            Self::Tags(item) => Self::Tags(now(item)?),
            Self::Name(item) => Self::Name(now(item)?),
            Self::Date(item) => Self::Date(now(item)?),
            Self::Spelling(item) => Self::Spelling(now(item)?),
            Self::Published(id) => Self::Published(report(id)?),
            Self::Source(id) => Self::Source(report(id)?),
            Self::Headline(id) => Self::Headline(report(id)?),
            Self::Period | Self::Words | Self::File | Self::Find | Self::FindProblem(_) => self,
        })
    }
}

/// A text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The text.
    pub text: String,
    /// The byte the cursor is before.
    pub at: usize,
}

/// Longest text, in bytes: what is longer was pasted by mistake.
const LONGEST: usize = 10_000;

impl Field {
    /// A text with the cursor at its end.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { at: text.len(), text }
    }

    /// Puts a character before the cursor.
    pub fn insert(&mut self, letter: char) {
        if self.text.len() < LONGEST && !letter.is_control() {
            self.text.insert(self.at, letter);
            self.at += letter.len_utf8();
        }
    }

    /// Ends the line at the cursor.
    pub fn break_line(&mut self) {
        if self.text.len() < LONGEST {
            self.text.insert(self.at, '\n');
            self.at += 1;
        }
    }

    /// The first byte of the cursor's line, and the one after its last.
    fn line(&self) -> (usize, usize) {
        let start = self.text[..self.at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |newline| self.at + newline);
        (start, end)
    }

    /// Moves the cursor to the line below or above, as far from its start as it is now.
    pub fn climb(&mut self, down: bool) {
        let (start, end) = self.line();
        let column = self.text[start..self.at].graphemes(true).count();
        self.at = match (down, start.checked_sub(1)) {
            (true, _) if end == self.text.len() => return,
            (true, _) => end + 1,
            (false, None) => return,
            (false, Some(above)) => above,
        };
        let (start, end) = self.line();
        let mut letters = self.text[start..end].grapheme_indices(true).map(|(at, _)| start + at);
        self.at = letters.nth(column).unwrap_or(end);
    }

    /// Takes out what is before the cursor.
    pub fn erase(&mut self, erase: Erase) {
        let mut before = self.text[..self.at].to_owned();
        super::popups::erase_end(&mut before, erase);
        self.text.replace_range(before.len()..self.at, "");
        self.at = before.len();
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step) {
        self.at = match step {
            Step::Left => self.text[..self.at].grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Step::Right => self.at + self.text[self.at..].graphemes(true).next().map_or(0, str::len),
            Step::Start => self.line().0,
            Step::End => self.line().1,
        };
    }
}

impl App {
    pub(in crate::ui) fn open_prompt(&mut self, purpose: Purpose, text: String) {
        let field = Field::new(text);
        self.popup = Some(Popup::Prompt(Prompt { purpose, field, reason: None, exists: None }));
    }

    /// Closes the field; from among the problems, back to them.
    fn leave_prompt(&mut self) {
        self.popup = match &self.popup {
            Some(Popup::Prompt(Prompt { purpose: Purpose::FindProblem(top), .. })) => {
                Some(Popup::Problems(*top))
            }
            _ => None,
        };
    }

    pub(in crate::ui) fn act_in_prompt(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Prompt(prompt)) = &mut self.popup else { return Vec::new() };
        if matches!(action, Action::Type(_) | Action::Erase(_) | Action::NextTarget) {
            (prompt.reason, prompt.exists) = (None, None);
        }
        match action {
            Action::Type(letter) => prompt.field.insert(letter),
            Action::Erase(erase) => prompt.field.erase(erase),
            Action::Move(step) => prompt.field.step(step),
            Action::NextTarget if prompt.purpose == Purpose::File => {
                prompt.field = Field::new(Format::next_name(prompt.field.text.trim()));
            }
            Action::NextTarget if prompt.purpose.finds() => {
                let words = prompt.field.text.clone();
                return self.search_for(Target::All, words);
            }
            Action::Back => self.leave_prompt(),
            Action::Add if prompt.purpose.takes_lines() => prompt.field.break_line(),
            Action::Up | Action::Down => prompt.field.climb(action == Action::Down),
            Action::Open | Action::Add => {
                let prompt = prompt.clone();
                self.popup = None;
                match self.accept(&prompt) {
                    Ok(effects) => return effects,
                    Err(reason) => {
                        let reason = Some(reason);
                        self.popup = Some(Popup::Prompt(Prompt { reason, ..prompt }));
                    }
                }
            }
            _ => {}
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_edited_by_graphemes_at_its_cursor() {
        let mut field = Field::new("cafe\u{301} 水".to_owned());
        field.step(Step::Left);
        field.step(Step::Left);
        field.erase(Erase::Letter);
        assert_eq!((&*field.text, field.at), ("caf 水", 3));
        field.insert('é');
        field.step(Step::Start);
        field.erase(Erase::Word);
        field.step(Step::Right);
        field.insert('-');
        assert_eq!((&*field.text, field.at), ("c-afé 水", 2));
        field.step(Step::End);
        field.erase(Erase::All);
        assert_eq!(field, Field::default());
        field.insert('\u{7}');
        assert_eq!(field, Field::default());
    }

    #[test]
    fn the_cursor_climbs_between_lines_and_stays_near_its_column() {
        let mut field = Field::new("three wörds here\nno".to_owned());
        field.break_line();
        field.climb(false);
        field.step(Step::End);
        assert_eq!(&field.text[..field.at], "three wörds here\nno");
        field.climb(false);
        assert_eq!(&field.text[..field.at], "th");
        field.climb(false);
        field.step(Step::End);
        field.climb(true);
        assert_eq!(&field.text[..field.at], "three wörds here\nno");
        field.climb(true);
        field.climb(true);
        assert_eq!(field.at, field.text.len());
    }
}

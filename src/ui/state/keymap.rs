//! The one table of bindings: handler, help, hint bar, palette and the README's key table are all made from it.
//!
//! Modelled on yazi's keymap and helix's command table. A person's file may rebind any command by its name; a key that
//! would mean two things where both could be pressed is an error that names both.

use std::collections::BTreeMap;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Rub, Step};
use crate::ui::screens::search::Target;

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere but in a text field.
    Anywhere,
    /// In the explorer.
    Explorer,
    /// In the split view.
    Compare,
    /// In the view of all disagreements.
    Disagreements,
    /// On the lanes.
    Lanes,
    /// In a text field.
    Field,
}

impl Scope {
    /// Whether a key could mean either.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self == other
            || (self == Self::Anywhere && other != Self::Field)
            || (other == Self::Anywhere && self != Self::Field)
    }
}

/// A thing to do, with its name in files, its default keys and its description.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its name in the config file.
    pub name: &'static str,
    /// Its default keys, separated by spaces.
    pub keys: &'static str,
    /// What it does.
    pub action: Action,
    /// Where.
    pub scope: Scope,
    /// What it does, in words; empty for variants that the help leaves out.
    pub about: &'static str,
}

const fn command(
    name: &'static str,
    keys: &'static str,
    action: Action,
    scope: Scope,
    about: &'static str,
) -> Command {
    Command { name, keys, action, scope, about }
}

/// Every command, in the order the help shows them.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    command("down", "down j", Action::Down, Scope::Anywhere, "next event, line or row"),
    command("up", "up k", Action::Up, Scope::Anywhere, "previous"),
    command("right", "right l", Action::Right, Scope::Anywhere, "next day, or column to the right"),
    command("left", "left h", Action::Left, Scope::Anywhere, "day before, or column to the left"),
    command("page-down", "pagedown ctrl-f", Action::PageDown, Scope::Anywhere, "a page down"),
    command("page-up", "pageup ctrl-b", Action::PageUp, Scope::Anywhere, "a page up"),
    command("first", "home g", Action::First, Scope::Anywhere, "to the beginning"),
    command("last", "end G", Action::Last, Scope::Anywhere, "to the end"),
    command("next-pane", "tab", Action::NextPane, Scope::Anywhere, "next pane"),
    command("previous-pane", "shift-tab", Action::PreviousPane, Scope::Anywhere, "pane before"),
    command("next-disagreement", "n", Action::NextDisagreement, Scope::Anywhere, "next disagreement, or next place found"),
    command("previous-disagreement", "N", Action::PreviousDisagreement, Scope::Anywhere, "disagreement, or place found, before"),
    command("next-of-actor", "]", Action::NextOfActor, Scope::Anywhere, "next event of the same actor"),
    command("previous-of-actor", "[", Action::PreviousOfActor, Scope::Anywhere, "event of the same actor before"),
    command("next-passage", ")", Action::NextPassage, Scope::Anywhere, "next passage on this event"),
    command("previous-passage", "(", Action::PreviousPassage, Scope::Anywhere, "passage on this event before"),
    command("next-telling", "}", Action::NextTelling, Scope::Anywhere, "next passage of the same report"),
    command("previous-telling", "{", Action::PreviousTelling, Scope::Anywhere, "passage of the same report before"),
    command("open", "enter", Action::Open, Scope::Anywhere, "open: a disagreement's passages, a fold"),
    command("back", "esc", Action::Back, Scope::Anywhere, "close, or take the last filter away"),
    command("undo", "u", Action::Undo, Scope::Anywhere, "undo the last filter, note or correction"),
    command("redo", "U ctrl-r", Action::Redo, Scope::Anywhere, "do again what was undone"),
    command("unfold", "z", Action::Unfold, Scope::Anywhere, "show or fold minor events"),
    command("strip", "W", Action::Strip, Scope::Explorer, "show or hide the strip of lanes"),
    command("zoom-in", "+ =", Action::ZoomIn, Scope::Explorer, "closer; without the strip, finer bars"),
    command("zoom-out", "-", Action::ZoomOut, Scope::Explorer, "further off; without it, coarser bars"),
    command("fit", "0", Action::Fit, Scope::Explorer, "as much as most events need"),
    command("pan-left", "H shift-left", Action::PanLeft, Scope::Explorer, "earlier, by a third of the strip"),
    command("pan-right", "L shift-right", Action::PanRight, Scope::Explorer, "later"),
    command("strip-kind", "v", Action::LaneKind, Scope::Explorer, "a lane for each report, actor or place"),
    command("search", "/", Action::Search(Target::All), Scope::Anywhere, "search; in a text or a list, within it"),
    command("search-all", "ctrl-k", Action::SearchAll, Scope::Anywhere, "search everything, from any view"),
    command("period", "p", Action::Period, Scope::Anywhere, "only a time: a date, or an interval"),
    command("words", "&", Action::Words, Scope::Anywhere, "only what holds some words"),
    command("only-own", "f", Action::OnlyOwn, Scope::Anywhere, "only events with a star, a tag or a note"),
    command("report-1", "1", Action::ToggleReport(0), Scope::Anywhere, "leave report A out, or in (2: B …)"),
    command("report-2", "2", Action::ToggleReport(1), Scope::Anywhere, ""),
    command("report-3", "3", Action::ToggleReport(2), Scope::Anywhere, ""),
    command("report-4", "4", Action::ToggleReport(3), Scope::Anywhere, ""),
    command("report-5", "5", Action::ToggleReport(4), Scope::Anywhere, ""),
    command("report-6", "6", Action::ToggleReport(5), Scope::Anywhere, ""),
    command("report-7", "7", Action::ToggleReport(6), Scope::Anywhere, ""),
    command("report-8", "8", Action::ToggleReport(7), Scope::Anywhere, ""),
    command("report-9", "9", Action::ToggleReport(8), Scope::Anywhere, ""),
    command("explorer", "x", Action::Explorer, Scope::Anywhere, "back to the explorer"),
    command("lanes", "w", Action::Lanes, Scope::Anywhere, "lanes: events on an axis of time"),
    command("lanes-zoom-in", "+ =", Action::ZoomIn, Scope::Lanes, "closer: year, month, day, hour, minute"),
    command("lanes-zoom-out", "-", Action::ZoomOut, Scope::Lanes, "further off"),
    command("lanes-fit", "0", Action::Fit, Scope::Lanes, "as much as most events need"),
    command("lanes-left", "H shift-left", Action::PanLeft, Scope::Lanes, "earlier, by a third of the screen"),
    command("lanes-right", "L shift-right", Action::PanRight, Scope::Lanes, "later"),
    command("lanes-kind", "v", Action::LaneKind, Scope::Lanes, "a lane for each report, actor or place"),
    command("lanes-only", "c", Action::OnlySeen, Scope::Lanes, "only the time that is seen here, or all again"),
    command("compare", "s", Action::Compare, Scope::Anywhere, "split view: reports aligned by event"),
    command("align", "t", Action::Align, Scope::Compare, "aligned by event, or full texts"),
    command("report-before", "<", Action::ReportBefore, Scope::Anywhere, "another report in the column"),
    command("report-after", ">", Action::ReportAfter, Scope::Anywhere, "another report in the column"),
    command("reports-before", ",", Action::ReportsBefore, Scope::Compare, "the reports before these"),
    command("reports-after", ".", Action::ReportsAfter, Scope::Compare, "the next reports"),
    command("read", "r", Action::Read, Scope::Anywhere, "read one report, the others in the margin"),
    command("matrix", "m", Action::Matrix, Scope::Anywhere, "who says what"),
    command("actors", "a", Action::Actors, Scope::Anywhere, "actors and what they are called"),
    command("disagreements", "d", Action::Disagreements, Scope::Anywhere, "all disagreements"),
    command("next-verdict", "v", Action::NextVerdict, Scope::Disagreements, "only one verdict"),
    command("next-aspect", "c", Action::NextAspect, Scope::Disagreements, "only one aspect"),
    command("star", "*", Action::Star, Scope::Anywhere, "star on or off"),
    command("tag", "#", Action::Tag, Scope::Anywhere, "tags"),
    command("note", "i", Action::Note, Scope::Anywhere, "note"),
    command("rename", "R", Action::Rename, Scope::Anywhere, "another name, or a report's outlet"),
    command("redate", "D", Action::Redate, Scope::Anywhere, "another date; when a report appeared"),
    command("join", "J", Action::Join, Scope::Anywhere, "join: here, then on what is the same"),
    command("part", "P", Action::Part, Scope::Anywhere, "part: these words mean another"),
    command("settle", "S", Action::Settle, Scope::Anywhere, "this disagreement is settled, or is not"),
    command("refute", "F", Action::Refute, Scope::Anywhere, "this is no disagreement, or is one"),
    command("copy", "y", Action::Copy, Scope::Anywhere, "copy the passage with its citation"),
    command("export", "e", Action::Export, Scope::Anywhere, "export what is shown to a file"),
    command("edit", "E", Action::Edit, Scope::Anywhere, "open the report in $EDITOR"),
    command("browse", "o", Action::Browse, Scope::Anywhere, "open the report's URL in the browser"),
    command("problems", "!", Action::Problems, Scope::Anywhere, "what could not be read"),
    command("palette", "ctrl-p", Action::Palette, Scope::Anywhere, "all commands, by name"),
    command("theme", "T", Action::NextTheme, Scope::Anywhere, "dark, light, monochrome"),
    command("mouse", "M", Action::ToggleMouse, Scope::Anywhere, "mouse on or off"),
    command("redraw", "ctrl-l", Action::Redraw, Scope::Anywhere, "redraw"),
    command("help", "? f1", Action::Help, Scope::Anywhere, "keys"),
    command("suspend", "ctrl-z", Action::Suspend, Scope::Anywhere, "to the shell; fg comes back"),
    command("quit", "q ctrl-c", Action::Quit, Scope::Anywhere, "quit"),
    command("field-down", "down ctrl-n", Action::Down, Scope::Field, "next in the list"),
    command("field-up", "up ctrl-p", Action::Up, Scope::Field, "previous"),
    command("field-page-down", "pagedown", Action::PageDown, Scope::Field, ""),
    command("field-page-up", "pageup", Action::PageUp, Scope::Field, ""),
    command("field-target", "tab", Action::NextTarget, Scope::Field, "one kind of find; search everywhere; another format"),
    command("field-open", "enter", Action::Open, Scope::Field, "filter by the choice"),
    command("field-add", "alt-enter shift-enter ctrl-a ctrl-j", Action::Add, Scope::Field, "add the choice to the filter; a new line in a note"),
    command("field-back", "esc", Action::Back, Scope::Field, "leave all as it was"),
    command("field-quit", "ctrl-c", Action::Back, Scope::Field, ""),
    command("field-left", "left", Action::Move(Step::Left), Scope::Field, ""),
    command("field-right", "right", Action::Move(Step::Right), Scope::Field, ""),
    command("field-start", "home", Action::Move(Step::Start), Scope::Field, ""),
    command("field-end", "end ctrl-e", Action::Move(Step::End), Scope::Field, ""),
    command("field-rub", "backspace ctrl-h", Action::Rub(Rub::Letter), Scope::Field, ""),
    command("field-rub-word", "ctrl-w", Action::Rub(Rub::Word), Scope::Field, "take out a word"),
    command("field-rub-all", "ctrl-u", Action::Rub(Rub::All), Scope::Field, "take out all"),
];

/// The headings of the help, each with the first command below it.
pub const GROUPS: &[(&str, &str)] = &[
    ("down", "Moving"),
    ("next-disagreement", "From one to the next"),
    ("open", "Opening, closing, undoing"),
    ("strip", "The strip of lanes"),
    ("search", "Finding and leaving out"),
    ("explorer", "Views"),
    ("star", "Your own words"),
    ("copy", "Taking along"),
    ("problems", "The program"),
    ("field-down", "In a field"),
];

/// A key with its modifiers. Shift is part of a letter, not a modifier of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Chord {
    /// The chord of a key event.
    #[must_use]
    pub fn of(key: &KeyEvent) -> Self {
        let modifiers = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        match key.code {
            KeyCode::BackTab => Self { code: KeyCode::Tab, modifiers: modifiers | KeyModifiers::SHIFT },
            code @ KeyCode::Char(_) => Self { code, modifiers: modifiers - KeyModifiers::SHIFT },
            code => Self { code, modifiers },
        }
    }

    /// Reads `down`, `ctrl-p`, `shift-tab`, `G`; none if it names no key.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let (mut modifiers, mut rest) = (KeyModifiers::NONE, name);
        for (prefix, modifier) in
            [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
        {
            if let Some(after) = rest.strip_prefix(prefix) {
                modifiers |= modifier;
                rest = after;
            }
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(letter), None) => KeyCode::Char(letter),
            _ => match (KEYS.iter().find(|(key, _, _)| *key == rest), rest.strip_prefix('f')) {
                (Some((_, code, _)), _) => *code,
                (None, Some(number)) => KeyCode::F(number.parse().ok().filter(|n| (1..=24).contains(n))?),
                (None, None) => return None,
            },
        };
        Some(Self { code, modifiers })
    }

    /// As a file writes it: [`Chord::read`] reads it back.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        for (modifier, prefix) in
            [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
        {
            if self.modifiers.contains(modifier) {
                name.push_str(prefix);
            }
        }
        match (KEYS.iter().find(|(_, known, _)| *known == self.code), self.code) {
            (Some((key, _, _)), _) => name.push_str(key),
            (None, KeyCode::Char(letter)) => name.push(letter),
            (None, KeyCode::F(number)) => name.extend(["f", &number.to_string()]),
            (None, _) => {}
        }
        name
    }

    /// As the help shows it: `↓`, `⏎`, `Ctrl-P`.
    #[must_use]
    pub fn shown(self) -> String {
        let mut name = String::new();
        for (modifier, prefix) in
            [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            if self.modifiers.contains(modifier) {
                name.push_str(prefix);
            }
        }
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() => name.push(letter),
            KeyCode::Char(letter) => name.extend(letter.to_uppercase()),
            KeyCode::F(number) => name.extend(["F", &number.to_string()]),
            code => name.push_str(KEYS.iter().find(|(_, known, _)| *known == code).map_or("?", |key| key.2)),
        }
        name
    }
}

/// Keys with names: in files, as crossterm calls them, on the screen.
const KEYS: &[(&str, KeyCode, &str)] = &[
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("pageup", KeyCode::PageUp, "PgUp"),
    ("pagedown", KeyCode::PageDown, "PgDn"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("tab", KeyCode::Tab, "Tab"),
    ("enter", KeyCode::Enter, "⏎"),
    ("esc", KeyCode::Esc, "Esc"),
    ("backspace", KeyCode::Backspace, "⌫"),
    ("delete", KeyCode::Delete, "Del"),
    ("insert", KeyCode::Insert, "Ins"),
    ("space", KeyCode::Char(' '), "Space"),
];

/// A mistake in a keymap.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// One key, two meanings.
    #[error("the key `{key}` is bound to both `{first}` and `{second}`")]
    Conflict {
        /// The key.
        key: String,
        /// One command.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A command that does not exist.
    #[error("there is no command `{0}`")]
    UnknownCommand(String),
    /// A key that does not exist.
    #[error("`{key}`, bound to `{command}`, is no key: write it as down, ctrl-p, shift-tab, f1 or a letter")]
    UnknownKey {
        /// As written.
        key: String,
        /// What it was to do.
        command: &'static str,
    },
}

/// Keys bound to commands.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Chord, &'static Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::read(&BTreeMap::new()).expect("a test reads the default keymap")
    }
}

impl Keymap {
    /// The default keymap with some commands bound to other keys.
    ///
    /// # Errors
    /// If a command or a key does not exist, or a key would mean two things.
    pub fn read(changes: &BTreeMap<String, String>) -> Result<Self, KeymapError> {
        if let Some(stranger) = changes.keys().find(|name| !COMMANDS.iter().any(|c| c.name == **name)) {
            return Err(KeymapError::UnknownCommand(stranger.clone()));
        }
        let mut bindings: Vec<(Chord, &'static Command)> = Vec::new();
        for command in COMMANDS {
            let keys = changes.get(command.name).map_or(command.keys, String::as_str);
            for key in keys.split_whitespace() {
                let chord = Chord::read(key)
                    .ok_or_else(|| KeymapError::UnknownKey { key: key.to_owned(), command: command.name })?;
                let clash =
                    bindings.iter().find(|(other, c)| *other == chord && c.scope.meets(command.scope));
                if let Some((_, other)) = clash {
                    let (first, second) = (other.name, command.name);
                    return Err(KeymapError::Conflict { key: key.to_owned(), first, second });
                }
                bindings.push((chord, command));
            }
        }
        Ok(Self { bindings })
    }

    /// What a key means in a place; in a field, a plain letter types itself.
    #[must_use]
    pub fn action(&self, scope: Scope, key: &KeyEvent) -> Option<Action> {
        let chord = Chord::of(key);
        let bound = self.bindings.iter().find(|(known, c)| *known == chord && c.scope.meets(scope));
        match (bound, chord.code) {
            (Some((_, command)), _) => Some(command.action),
            (None, KeyCode::Char(letter)) if scope == Scope::Field && chord.modifiers.is_empty() => {
                Some(Action::Type(letter))
            }
            _ => None,
        }
    }

    /// The keys of a command as the help shows them.
    #[must_use]
    pub fn keys(&self, command: &Command) -> Vec<String> {
        self.bindings.iter().filter(|(_, c)| c.name == command.name).map(|(chord, _)| chord.shown()).collect()
    }

    /// The keys of a command as a config file writes them.
    #[must_use]
    pub fn names(&self, command: &Command) -> Vec<String> {
        self.bindings.iter().filter(|(_, c)| c.name == command.name).map(|(chord, _)| chord.name()).collect()
    }

    /// The first key of an action as the hint bar shows it; empty if it has none.
    #[must_use]
    pub fn hint(&self, action: Action) -> String {
        let bound = self.bindings.iter().find(|(_, c)| c.action == action && c.scope != Scope::Field);
        bound.map(|(chord, _)| chord.shown()).unwrap_or_default()
    }

    /// The first key of an action in a text field, as shown.
    #[must_use]
    pub fn field_hint(&self, action: Action) -> String {
        let bound = self.bindings.iter().find(|(_, c)| c.action == action && c.scope == Scope::Field);
        bound.map(|(chord, _)| chord.shown()).unwrap_or_default()
    }

    /// The commands that can be given in a place and have a description.
    pub fn commands(scope: Scope) -> impl Iterator<Item = &'static Command> {
        COMMANDS.iter().filter(move |command| command.scope.meets(scope) && !command.about.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    fn changed(changes: &[(&str, &str)]) -> Result<Keymap, KeymapError> {
        Keymap::read(&changes.iter().map(|(name, keys)| ((*name).to_owned(), (*keys).to_owned())).collect())
    }

    #[test]
    fn the_default_keymap_has_no_conflict_and_no_name_twice() {
        changed(&[]).unwrap();
        let mut names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_key_means_what_the_table_says_and_types_itself_in_a_field() {
        let keymap = Keymap::default();
        for (code, modifiers, scope, expected) in [
            (KeyCode::Char('j'), KeyModifiers::NONE, Scope::Explorer, Some(Action::Down)),
            (KeyCode::Char('j'), KeyModifiers::NONE, Scope::Field, Some(Action::Type('j'))),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, Scope::Explorer, Some(Action::Last)),
            (KeyCode::BackTab, KeyModifiers::SHIFT, Scope::Explorer, Some(Action::PreviousPane)),
            (KeyCode::Char('t'), KeyModifiers::NONE, Scope::Compare, Some(Action::Align)),
            (KeyCode::Char('t'), KeyModifiers::NONE, Scope::Explorer, None),
            (KeyCode::Char('u'), KeyModifiers::CONTROL, Scope::Field, Some(Action::Rub(Rub::All))),
        ] {
            assert_eq!(keymap.action(scope, &press(code, modifiers)), expected, "{code:?} in {scope:?}");
        }
    }

    #[test]
    fn a_conflict_names_both_commands() {
        let error = changed(&[("quit", "j")]).unwrap_err();
        assert_eq!(error.to_string(), "the key `j` is bound to both `down` and `quit`");
        assert!(changed(&[("quit", "j"), ("down", "down")]).is_ok());
    }

    #[test]
    fn an_unknown_command_or_key_is_an_error_that_names_it() {
        assert!(changed(&[("dwon", "j")]).unwrap_err().to_string().contains("dwon"));
        assert!(changed(&[("down", "hyper-j")]).unwrap_err().to_string().contains("hyper-j"));
        assert!(changed(&[("down", "f99")]).is_err());
    }

    #[test]
    fn keys_are_shown_as_a_person_reads_them() {
        for (name, shown) in [
            ("down", "↓"),
            ("ctrl-p", "Ctrl-P"),
            ("G", "G"),
            ("shift-tab", "Shift-Tab"),
            ("f1", "F1"),
            ("-", "-"),
        ] {
            assert_eq!(Chord::read(name).unwrap().shown(), shown);
        }
    }
}

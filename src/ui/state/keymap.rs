//! The one table of bindings: handler, help, hint bar, palette and the README's key table are all made from it.
//!
//! Modelled on yazi's keymap and helix's command table. A person's file may rebind any command by its name; a key that
//! would mean two things where both could be pressed is an error that names both.

mod chord;
mod commands;

use std::collections::BTreeMap;

use ratatui::crossterm::event::KeyEvent;

pub use self::chord::Chord;
pub use self::commands::{COMMANDS, Command, GROUPS};
use super::action::Action;

/// Where a binding applies.
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
        match (bound, chord.letter()) {
            (Some((_, command)), _) => Some(command.action),
            (None, Some(letter)) if scope == Scope::Field => Some(Action::Type(letter)),
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

    /// The commands that are available in a place and have a description.
    pub fn commands(scope: Scope) -> impl Iterator<Item = &'static Command> {
        COMMANDS.iter().filter(move |command| command.scope.meets(scope) && !command.about.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    use super::*;
    use crate::ui::state::action::Erase;

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
            (KeyCode::Char('u'), KeyModifiers::CONTROL, Scope::Field, Some(Action::Erase(Erase::All))),
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
}

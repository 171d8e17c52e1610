//! Keys with their modifiers, as the terminal sends them, as files write them and as the screen shows them.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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

    /// The letter that it types; none of another key, or with a modifier.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() => Some(letter),
            _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

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

//! The terminal's answer to the question for its background colour (xterm's OSC 11), picked out of the keys it arrives among.
//!
//! Nothing waits for it: a terminal that does not answer costs nothing. Keys that only look like the beginning of an answer
//! are passed on.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The question.
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// What every answer begins with, after the escape sequence's own beginning.
const HEAD: &str = "11;rgb";
/// Longer than any answer.
const LONGEST: usize = 40;

/// Where in an answer one is.
#[derive(Debug, Default)]
pub struct Answer {
    asked: bool,
    held: Vec<Event>,
    words: String,
}

impl Answer {
    /// An answer that is to come.
    #[must_use]
    pub fn asked() -> Self {
        Self { asked: true, ..Self::default() }
    }

    /// Removes the answer from some events; returns the rest, and whether the background is light once that is known.
    pub fn take(&mut self, events: Vec<Event>) -> (Vec<Event>, Option<bool>) {
        if !self.asked {
            return (events, None);
        }
        let mut rest = Vec::with_capacity(events.len());
        let mut light = None;
        for event in events {
            match (self.held.is_empty(), key(&event)) {
                (true, Some((']', KeyModifiers::ALT))) if self.asked => self.held.push(event),
                (true, _) => rest.push(event),
                (false, Some(('\\', KeyModifiers::ALT) | ('g', KeyModifiers::CONTROL))) => {
                    light = is_light(&self.words);
                    *self = Self::default();
                }
                (false, Some((letter, KeyModifiers::NONE | KeyModifiers::SHIFT))) if self.fits(letter) => {
                    self.words.push(letter);
                    self.held.push(event);
                }
                (false, _) => {
                    rest.append(&mut self.held);
                    rest.push(event);
                    *self = Self::default();
                }
            }
        }
        (rest, light)
    }

    fn fits(&self, letter: char) -> bool {
        match HEAD.chars().nth(self.words.len()) {
            Some(expected) => letter == expected,
            None => {
                self.words.len() < LONGEST
                    && (letter.is_ascii_hexdigit() || matches!(letter, ':' | '/' | 'a'))
            }
        }
    }
}

fn key(event: &Event) -> Option<(char, KeyModifiers)> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }) => Some((*letter, *modifiers)),
        _ => None,
    }
}

/// Whether `11;rgb:RRRR/GGGG/BBBB` is a light colour, by its luma (ITU-R BT.601).
fn is_light(words: &str) -> Option<bool> {
    let mut parts = words.split_once(':')?.1.split('/').map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (most > 0).then(|| f64::from(value) / f64::from(most))
    });
    let mut part = || parts.next().flatten();
    let (red, green, blue) = (part()?, part()?, part()?);
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as crossterm reads them from bytes: `^` before a control key, `!` before an Alt one.
    fn keys(written: &str) -> Vec<Event> {
        let mut modifiers = KeyModifiers::NONE;
        let mut events = Vec::new();
        for letter in written.chars() {
            match letter {
                '^' => modifiers = KeyModifiers::CONTROL,
                '!' => modifiers = KeyModifiers::ALT,
                _ => {
                    events.push(Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers)));
                    modifiers = KeyModifiers::NONE;
                }
            }
        }
        events
    }

    #[test]
    fn an_answer_is_taken_out_and_read_and_keys_around_it_stay() {
        for (written, rest, light) in [
            ("!]11;rgb:ffff/ffff/ffff!\\", "", Some(true)),
            ("j!]11;rgb:1e/1e/2e^gk", "jk", Some(false)),
            ("!]11;rgba:fdf6/e3e3/0000/ffff!\\", "", Some(true)),
            ("!]", "", None),
            ("!]x", "!]x", None),
            ("!]11x", "!]11x", None),
            ("11;rgb", "11;rgb", None),
        ] {
            assert_eq!(Answer::asked().take(keys(written)), (keys(rest), light), "{written}");
        }
    }

    #[test]
    fn an_answer_may_come_in_pieces_and_nothing_is_taken_where_nothing_was_asked() {
        let mut answer = Answer::asked();
        assert_eq!(answer.take(keys("!]11;r")), (Vec::new(), None));
        assert_eq!(answer.take(keys("gb:0/0/0!\\")), (Vec::new(), Some(false)));
        assert_eq!(answer.take(keys("!]11")), (keys("!]11"), None));
    }
}

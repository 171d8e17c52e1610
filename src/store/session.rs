//! Where a person was in a corpus when they left it: what was selected, what was filtered out, which view was open. Stored for
//! each corpus in a small file among the person's own state, and read when the corpus is opened again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::place::name;
use super::quote::Quote;
use super::write_atomically;

/// A larger file was not written by this program.
const LARGEST: u64 = 1 << 20;

/// The state of a session. Subjects are found again by their words; those that no longer exist are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Session {
    /// The view that was open, by its command; empty for the explorer.
    pub view: String,
    /// Names of the actors in the filter.
    pub actors: Vec<String>,
    /// Paths of the reports that were filtered out.
    pub without: Vec<String>,
    /// The time in the filter, as EDTF.
    pub period: String,
    /// The verdict, by its name.
    pub verdict: String,
    /// The words.
    pub words: String,
    /// Whether only subjects with a star, a tag or a note were shown.
    pub own: bool,
    /// Whether minor events were shown.
    pub unfolded: bool,
    /// The time unit of a bar of the timeline, if a person chose it.
    pub bars: String,
    /// What the lanes were grouped by.
    pub lanes: String,
    /// Whether the strip of lanes over the explorer was hidden.
    pub no_strip: bool,
    /// The time unit of a column of the lanes, if a person chose it.
    pub column: String,
    /// The selected event, by the words that describe it.
    pub event: Option<Quote>,
}

impl Session {
    /// The file for these paths; none for standard input, and if there is no place for it.
    #[must_use]
    pub fn place(paths: &[PathBuf]) -> Option<PathBuf> {
        if paths.iter().any(|path| path == Path::new("-")) {
            return None;
        }
        let own = etcetera::choose_base_strategy().ok()?;
        let state = own.state_dir().unwrap_or_else(|| own.data_dir());
        Some(state.join("rashomon").join("sessions").join(name(paths)))
    }

    /// Reads a session; none if there is none that can be read.
    #[must_use]
    pub fn open(place: &Path) -> Option<Self> {
        if fs::metadata(place).ok()?.len() > LARGEST {
            return None;
        }
        toml::from_str(&fs::read_to_string(place).ok()?).ok()
    }

    /// Writes it, completely or not at all.
    ///
    /// # Errors
    /// If writing fails.
    pub fn save(&self, place: &Path) -> io::Result<()> {
        let words = toml::to_string(self).map_err(io::Error::other)?;
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        write_atomically(place, |to| to.write_all(words.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_comes_back_as_it_was_saved_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("sessions").join("flood.toml");
        assert_eq!(Session::open(&place), None);
        let event = Quote {
            report: "a.txt".to_owned(),
            words: "\"Nine\" people\ndied".to_owned(),
            occurrence: 2,
            trigger: Some("died".to_owned()),
        };
        let session = Session {
            view: "lanes".to_owned(),
            actors: vec!["Ada".to_owned(), "O’Neil".to_owned()],
            own: true,
            event: Some(event),
            ..Session::default()
        };
        session.save(&place).unwrap();
        assert_eq!(Session::open(&place), Some(session));
        fs::write(&place, "view = 3").unwrap();
        assert_eq!(Session::open(&place), None);
    }

    #[test]
    fn standard_input_has_no_session() {
        assert_eq!(Session::place(&["-".into()]), None);
    }
}

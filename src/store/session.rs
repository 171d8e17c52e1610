//! Where a person was in a corpus when they left it: what was selected, what was left out, which view was open. Kept for
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

/// Where somebody was. What is named is found again by its words; what is no longer there is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Session {
    /// The view that was open, by its command; empty for the explorer.
    pub view: String,
    /// Names of the actors to which everything was narrowed.
    pub actors: Vec<String>,
    /// Paths of the reports that were left out.
    pub without: Vec<String>,
    /// The time to which everything was narrowed, as EDTF.
    pub period: String,
    /// The verdict, by its name.
    pub verdict: String,
    /// The words.
    pub words: String,
    /// Whether only what had a star, a tag or a note was shown.
    pub own: bool,
    /// Whether minor events were shown.
    pub unfolded: bool,
    /// What a bar of the timeline stood for, where a person chose that.
    pub bars: String,
    /// What the lanes stood for.
    pub lanes: String,
    /// Whether there was no strip of lanes over the explorer.
    pub no_strip: bool,
    /// What a column of the lanes stood for, where a person chose that.
    pub column: String,
    /// The selected event, by the words that describe it.
    pub event: Option<Quote>,
}

impl Session {
    /// The file for what these paths name; none for standard input, and where there is no place for it.
    #[must_use]
    pub fn place(paths: &[PathBuf]) -> Option<PathBuf> {
        if paths.iter().any(|path| path == Path::new("-")) {
            return None;
        }
        let own = etcetera::choose_base_strategy().ok()?;
        let state = own.state_dir().unwrap_or_else(|| own.data_dir());
        Some(state.join("rashomon").join("sessions").join(name(paths)))
    }

    /// Reads one; none where there is none that can be read.
    #[must_use]
    pub fn open(place: &Path) -> Option<Self> {
        if fs::metadata(place).ok()?.len() > LARGEST {
            return None;
        }
        toml::from_str(&fs::read_to_string(place).ok()?).ok()
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// Whatever writing fails with.
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
    fn what_comes_through_standard_input_has_no_session() {
        assert_eq!(Session::place(&["-".into()]), None);
    }
}

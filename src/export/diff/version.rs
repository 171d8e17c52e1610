//! One side of a comparison: the compared parts of a JSON export. Other keys are ignored.

use serde::Deserialize;
use serde_json::Number;

use crate::export::json::SCHEMA;

/// Why bytes cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// They are not JSON, or lack what every export has.
    #[error("is not a JSON export: {0}")]
    Malformed(#[from] serde_json::Error),
    /// They are an export of another version of the format, or something else.
    #[error("has the format `{0}`; this program reads `{SCHEMA}`")]
    Format(String),
}

/// The rows of a JSON export that are compared.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Version {
    schema: String,
    #[serde(default)]
    pub(super) title: String,
    pub(super) reports: Vec<Report>,
    pub(super) events: Vec<Event>,
    pub(super) claims: Vec<Claim>,
    pub(super) disagreements: Vec<Disagreement>,
}

impl Version {
    /// Reads a JSON export.
    ///
    /// # Errors
    /// If the bytes are not an export, or one of another version of the format.
    pub fn read(bytes: &[u8]) -> Result<Self, VersionError> {
        let version: Self = serde_json::from_slice(bytes)?;
        if version.schema == SCHEMA { Ok(version) } else { Err(VersionError::Format(version.schema)) }
    }

    /// Whether bytes begin like an export, in any layout.
    #[must_use]
    pub fn is_export(beginning: &[u8]) -> bool {
        const NAME: &[u8] = b"\"rashomon.timeline/";
        let beginning = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(beginning);
        beginning.trim_ascii_start().starts_with(b"{") && memchr::memmem::find(beginning, NAME).is_some()
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Report {
    pub id: String,
    pub path: String,
    pub key: Option<String>,
    pub source: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    pub id: String,
    pub title: String,
    pub when: Date,
    pub place: Option<String>,
    pub modality: String,
    #[serde(default)]
    pub salience: f32,
    pub mentions: Vec<Mention>,
    pub told_by: Vec<String>,
    #[serde(default)]
    pub unknown: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Date {
    pub edtf: Option<String>,
    pub part: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Mention {
    pub report: String,
    pub start: usize,
    pub text: String,
    pub trigger: Trigger,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Trigger {
    pub start: usize,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Claim {
    pub id: String,
    pub report: String,
    pub text: String,
    pub kind: String,
    pub predicate: String,
    pub subject: String,
    pub low: Option<Number>,
    pub high: Option<Number>,
    #[serde(default)]
    pub approximate: bool,
    pub unit: Option<String>,
    pub value: Option<String>,
    pub as_of: Option<String>,
    pub as_of_part: Option<String>,
    pub status: String,
    pub chain: Vec<Link>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Link {
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Disagreement {
    pub id: String,
    pub aspect: String,
    pub verdict: String,
    #[serde(default)]
    pub severity: f32,
    pub event: Option<String>,
    pub summary: String,
    pub positions: Vec<Position>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Position {
    pub report: String,
    pub text: String,
    pub statement: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_recognised_by_its_beginning() {
        for (beginning, is_export) in [
            (&br#"{"schema":"rashomon.timeline/1","title":"#[..], true),
            (b"\xef\xbb\xbf{\n  \"schema\": \"rashomon.timeline/1\"", true),
            (br#"{"title": "x", "schema": "rashomon.timeline/2"}"#, true),
            (br#"{"text": "A ferry sank."}"#, false),
            (b"The format \"rashomon.timeline/1\" is described here.", false),
            (b"", false),
        ] {
            assert_eq!(Version::is_export(beginning), is_export, "{}", String::from_utf8_lossy(beginning));
        }
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        for (bytes, why) in [
            (&b"{"[..], "not a JSON export"),
            (br#"{"schema": "rashomon.timeline/1"}"#, "missing field `reports`"),
            (
                br#"{"schema": "x/9", "reports": [], "events": [], "claims": [], "disagreements": []}"#,
                "`x/9`",
            ),
        ] {
            let error = Version::read(bytes).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}

//! An event that a person adds to a corpus, as it was written down: `timeline` interprets it.

/// An event that a person adds to those of the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Given {
    /// The file it is in.
    pub path: String,
    /// The line it begins at, counted from 1.
    pub line: usize,
    /// Its title; optional if `quote` names words that mention it.
    pub title: Option<String>,
    /// The date, as EDTF.
    pub date: Option<String>,
    /// The clock time it begins, as `HH:MM`.
    pub time: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The participants.
    pub actors: Vec<String>,
    /// The kind of event, by its name in the export.
    pub kind: Option<String>,
    /// The report that mentions it, by path, key or badge.
    pub report: Option<String>,
    /// The words of that report that mention it.
    pub quote: Option<String>,
    /// Further remarks.
    pub note: Option<String>,
    /// A picture, a film or a page about it.
    pub url: Option<String>,
    /// The row it belongs to in a TimelineJS table.
    pub group: Option<String>,
}

//! A happening that a person adds to a corpus, as it was written down: its meaning is `timeline`'s matter.

/// What a person says of a happening beside what the reports tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Given {
    /// The file it stands in.
    pub path: String,
    /// The line it begins at, counted from 1.
    pub line: usize,
    /// What it is called; may be left out where `quote` points at words that tell it.
    pub title: Option<String>,
    /// When, as EDTF.
    pub date: Option<String>,
    /// The clock time it begins, as `HH:MM`.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who takes part.
    pub actors: Vec<String>,
    /// What kind of event, as the export names kinds.
    pub kind: Option<String>,
    /// The report that tells it, by path, key or badge.
    pub report: Option<String>,
    /// Words of that report which tell it.
    pub quote: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// A picture, a film or a page about it.
    pub url: Option<String>,
    /// The row it belongs to in a TimelineJS table.
    pub group: Option<String>,
}

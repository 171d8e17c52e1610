//! Files, folders, manifests and feeds → [`Report`]s. Decodes and reads metadata; reads no meaning.

use crate::text::{Problem, Report};

/// Reports read together, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// What the corpus is called: the manifest's title, else the folder's or file's name.
    pub title: String,
    /// The reports; each one's id is its place here.
    pub reports: Vec<Report>,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
}

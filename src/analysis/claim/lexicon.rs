//! Reads the word lists in `assets/lexicon/`: one entry a line, fields between tabs, `#` opens a comment.

/// The entries of a word list, each as its fields.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

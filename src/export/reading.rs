//! A reading written in one call, for programs that use the library.

use std::io::{self, Write};

use super::{Filter, Format, Selection};
use crate::reading::Reading;

impl Reading {
    /// Writes what passes the filter in one of the [`FORMATS`](super::FORMATS): like `rashomon export`, but with minor events
    /// in every format, unless the filter leaves them out.
    ///
    /// ```
    /// let folder = tempfile::tempdir()?;
    /// let report = folder.path().join("harbour.txt");
    /// std::fs::write(&report, "A ferry sank off Portsea on 4 May 2031. Three passengers drowned, police said.")?;
    ///
    /// let reading = rashomon::read([report]);
    /// let mut page = Vec::new();
    /// let html = rashomon::Format::named("html").expect("a format of the program");
    /// reading.write(html, &rashomon::Filter::default(), &mut page)?;
    /// assert!(page.starts_with(b"<!DOCTYPE html>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the writer fails.
    pub fn write(&self, format: &Format, filter: &Filter, to: &mut dyn Write) -> io::Result<()> {
        format.write(to, &Selection::new(&self.timeline, &self.disagreements, filter))
    }
}

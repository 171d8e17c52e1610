//! Analyses read back from lines: each checked, and made again where it would not be the same.

use std::collections::HashSet;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use twox_hash::XxHash3_128;

use super::{BATCH, Line, Place, SCHEMA};
use crate::analysis::{self, Analysis};
use crate::corpus::Corpus;
use crate::store::ANALYSER;
use crate::text::{Problem, ReportId};
use crate::timeline::story::Stories;

/// The longest line that is read: one report and its analysis.
const LONGEST: u64 = 1 << 30;

/// A corpus with the analyses of its reports, in their order.
#[derive(Clone, Debug, Default)]
pub struct Analysed {
    /// The reports and what came with them.
    pub corpus: Corpus,
    /// The analysis of each report.
    pub analyses: Vec<Arc<Analysis>>,
    /// The story of each report among more reports, if the lines name it.
    places: Vec<Option<Place>>,
    /// Hashes of the lines that hold reports.
    seen: HashSet<u128>,
}

impl Analysed {
    /// Adds the content of some lines. A line that is not of this format, or occurred before, is a problem of that path. `progress` is
    /// called every few lines with the number of reports so far and of bytes read here.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn read(
        &mut self,
        from: &mut dyn BufRead,
        path: &str,
        progress: &mut dyn FnMut(usize, u64),
    ) -> io::Result<()> {
        let mut number = 0;
        let mut bytes = 0;
        loop {
            let lines = batch(from)?;
            if lines.is_empty() {
                return Ok(());
            }
            bytes += lines.iter().map(|line| line.len() as u64).sum::<u64>();
            for read in lines.par_iter().map(|line| parse(line)).collect::<Vec<_>>() {
                number += 1;
                let added = read.and_then(|line| line.map_or(Ok(()), |line| self.add(line)));
                if let Err(message) = added {
                    let path = path.to_owned();
                    self.corpus.problems.push(Problem { path, line: Some(number), message });
                }
            }
            progress(self.corpus.reports.len(), bytes);
        }
    }

    fn add(&mut self, (line, hash): (Line, u128)) -> Result<(), String> {
        if line.report.is_some() && !self.seen.insert(hash) {
            return Err("it is the same as a line before it; it was left out".to_owned());
        }
        if let Some(title) = line.title.filter(|_| self.corpus.title.is_empty()) {
            self.corpus.title = title;
        }
        self.corpus.given.extend(line.given);
        self.corpus.problems.extend(line.problems);
        if let (Some(mut report), Some(mut analysis)) = (line.report, line.analysis) {
            // Lists that were read from JSON have more capacity than they need.
            analysis.shrink();
            analysis.pack();
            report.id = ReportId(u32::try_from(self.corpus.reports.len()).unwrap_or(u32::MAX));
            self.corpus.reports.push(report);
            self.analyses.push(Arc::new(analysis));
            self.places.push(line.story);
        }
        Ok(())
    }

    /// The stories that the lines name; none if they are to be found. That only some lines name one is a problem.
    pub(crate) fn stories(&mut self) -> Option<Stories> {
        let named: Vec<(u32, u32)> =
            self.places.iter().flatten().map(|place| (place.first, place.by_name)).collect();
        if !named.is_empty() && named.len() < self.places.len() {
            let message = format!(
                "{} of {} reports name no story: the stories were found anew, among these reports alone",
                self.places.len() - named.len(),
                self.places.len()
            );
            let path = self.corpus.reports.first().map(|report| report.path.clone()).unwrap_or_default();
            self.corpus.problems.push(Problem { path, line: None, message });
            return None;
        }
        (!named.is_empty()).then(|| Stories::among_others(&named))
    }
}

/// The next lines; none at the end.
pub(super) fn batch(from: &mut dyn BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::with_capacity(BATCH);
    while lines.len() < BATCH {
        let mut line = Vec::new();
        if Read::take(&mut *from, LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LONGEST && line.last() != Some(&b'\n') {
            from.skip_until(b'\n')?;
        }
        lines.push(line);
    }
    Ok(lines)
}

/// Reads a line, with its hash; nothing if it is blank. An analysis that this program would not have made is made again.
fn parse(bytes: &[u8]) -> Result<Option<(Line, u128)>, String> {
    let bytes = bytes.trim_ascii();
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut line: Line = serde_json::from_slice(bytes).map_err(|error| refusal(bytes, &error))?;
    if line.schema != SCHEMA {
        return Err(of_another(&line.schema));
    }
    if let Some(report) = &line.report {
        let own = line.analyser == ANALYSER;
        let sound = line.analysis.take().filter(|analysis| own && analysis.fits(&report.text));
        line.analysis = Some(sound.unwrap_or_else(|| analysis::analyse(report)));
    }
    Ok(Some((line, XxHash3_128::oneshot(bytes))))
}

/// Why a line cannot be used: it may be of another version of the format, with other parts.
pub(super) fn refusal(bytes: &[u8], error: &serde_json::Error) -> String {
    #[derive(Deserialize)]
    struct Named {
        schema: String,
    }
    match serde_json::from_slice::<Named>(bytes) {
        Ok(named) if named.schema != SCHEMA => of_another(&named.schema),
        _ => format!("it is not a line of {SCHEMA} ({error}); it was left out"),
    }
}

fn of_another(schema: &str) -> String {
    format!("it is not of {SCHEMA} but of “{schema}”; it was left out")
}

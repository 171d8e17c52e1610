//! A passage identified by its words, so that it can be found again when offsets and ids have changed.

use memchr::memmem;

use crate::text::{Passage, Report, ReportId, Span};

/// Words of a report, as a person could look them up.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Quote {
    /// The report, by the last part of its path with the id of its record: `harbour-news.txt`, `all.jsonl#r17`.
    pub report: String,
    /// The exact words.
    pub words: String,
    /// Which of several places with these words, counted from 1.
    pub occurrence: usize,
    /// The word among them that is meant, if the words contain more than one thing: the trigger of an event.
    pub trigger: Option<String>,
}

/// Where quoted words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub passage: Passage,
    /// The trigger among them, if the quote names one.
    pub trigger: Option<Span>,
}

impl Quote {
    /// Quotes a passage; `trigger` is a span within it.
    #[must_use]
    pub fn of(reports: &[Report], passage: Passage, trigger: Option<Span>) -> Self {
        let Some(report) = reports.get(passage.report.index()) else { return Self::default() };
        let words = passage.span.of(&report.text);
        let before = report.text.get(..passage.span.start as usize).unwrap_or_default();
        Self {
            report: short_name(&report.path).to_owned(),
            words: words.to_owned(),
            occurrence: 1 + places(before, words).count(),
            trigger: trigger.map(|span| span.of(&report.text).to_owned()),
        }
    }

    /// Names a report: by the last part of its path, and by its opening words if others have the same name.
    #[must_use]
    pub fn of_report(reports: &[Report], report: &Report) -> Self {
        let name = short_name(&report.path);
        let shared = reports.iter().filter(|other| short_name(&other.path) == name).nth(1).is_some();
        let words = if shared { opening(&report.text) } else { "" };
        Self {
            report: name.to_owned(),
            words: words.to_owned(),
            occurrence: usize::from(shared),
            trigger: None,
        }
    }

    /// Finds a report again: the only one with that name, else the only one with that name and these words, else the only one
    /// with these words at all.
    #[must_use]
    pub fn find_report(&self, reports: &[Report]) -> Option<ReportId> {
        let named = || reports.iter().filter(|report| short_name(&report.path) == self.report);
        let holds = |report: &&Report| !self.words.is_empty() && report.text.contains(&*self.words);
        let found = only(named())
            .or_else(|| only(named().filter(holds)))
            .or_else(|| only(reports.iter().filter(holds)))?;
        Some(found.id)
    }

    /// Finds the words again: in the report with that name, else in the only report that has them.
    #[must_use]
    pub fn find(&self, reports: &[Report]) -> Option<Quoted> {
        let named = reports.iter().filter(|report| short_name(&report.path) == self.report);
        let in_named: Vec<Quoted> = named.filter_map(|report| self.find_in(report)).collect();
        if let [only] = in_named[..] {
            return Some(only);
        }
        let mut elsewhere = reports.iter().filter_map(|report| self.find_in(report));
        let first = elsewhere.next()?;
        elsewhere.next().is_none().then_some(first)
    }

    fn find_in(&self, report: &Report) -> Option<Quoted> {
        if self.words.is_empty() {
            return None;
        }
        let found: Vec<usize> = places(&report.text, &self.words).take(self.occurrence.max(1)).collect();
        let start = *found.last()?;
        let span = Span::new(start, start + self.words.len());
        let trigger = self.trigger.as_deref().and_then(|trigger| {
            let within = memmem::find(self.words.as_bytes(), trigger.as_bytes())?;
            Some(Span::new(start + within, start + within + trigger.len()))
        });
        Some(Quoted { passage: Passage { report: report.id, span }, trigger })
    }
}

/// The only item; none if there are several.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// The starts of all places with these words, without overlap.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let words = if words.is_empty() { None } else { Some(words) };
    words.into_iter().flat_map(move |words| memmem::find_iter(text.as_bytes(), words.as_bytes()))
}

/// How many letters of a report are quoted to distinguish it from others with its name.
const OPENING: usize = 80;

/// The first line of a text that has letters, or its beginning.
fn opening(text: &str) -> &str {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let end = line.char_indices().nth(OPENING).map_or(line.len(), |(at, _)| at);
    &line[..end]
}

/// The part of a path that stays when a corpus moves.
fn short_name(path: &str) -> &str {
    let file_end = path.find('#').unwrap_or(path.len());
    let start = path[..file_end].rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    &path[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: u32, path: &str, text: &str) -> Report {
        Report { id: ReportId(id), path: path.to_owned(), text: text.into(), ..Report::default() }
    }

    fn quote(
        reports: &[Report],
        report: usize,
        words: &str,
        nth: usize,
        trigger: Option<&str>,
    ) -> (Quote, Passage) {
        let text = &reports[report].text;
        let start = text.match_indices(words).nth(nth).expect("the words occur there").0;
        let span = Span::new(start, start + words.len());
        let passage = Passage { report: reports[report].id, span };
        let trigger = trigger.map(|word| {
            let at = start + words.find(word).expect("the trigger is among the words");
            Span::new(at, at + word.len())
        });
        (Quote::of(reports, passage, trigger), passage)
    }

    #[test]
    fn words_are_found_again_after_the_text_around_them_and_the_order_changed() {
        let before = [
            report(0, "news/a.txt", "The ferry sank. The ferry burned."),
            report(1, "b.txt", "The ferry sank."),
        ];
        let (second, _) = quote(&before, 0, "The ferry", 1, None);
        let (sank, _) = quote(&before, 0, "The ferry sank", 0, Some("sank"));
        let after = [
            report(0, "b.txt", "The ferry sank."),
            report(1, "moved/a.txt", "Oh — The ferry sank. The ferry burned."),
        ];
        let found = second.find(&after).unwrap();
        assert_eq!((found.passage.report, found.passage.span), (ReportId(1), Span::new(23, 32)));
        let found = sank.find(&after).unwrap();
        assert_eq!(found.trigger.unwrap().of(&after[1].text), "sank");
    }

    #[test]
    fn words_of_a_renamed_report_are_found_only_where_no_other_has_them() {
        let before = [report(0, "a.txt", "The ferry sank.")];
        let (quoted, _) = quote(&before, 0, "ferry", 0, None);
        assert!(quoted.find(&[report(0, "c.txt", "A ferry.")]).is_some());
        assert!(quoted.find(&[report(0, "c.txt", "A ferry."), report(1, "d.txt", "A ferry.")]).is_none());
        assert!(quoted.find(&[report(0, "a.txt", "Nothing.")]).is_none());
    }

    #[test]
    fn a_report_is_found_by_its_name_and_where_several_have_it_by_its_opening_words() {
        let same = [
            report(0, "one/index.html", "\nThe ferry sank.\nIt was old."),
            report(1, "two/index.html", "The bus burned."),
            report(2, "two/wire.txt", "The bus burned."),
        ];
        for (at, words) in [(0, "The ferry sank."), (1, "The bus burned."), (2, "")] {
            let quote = Quote::of_report(&same, &same[at]);
            assert_eq!(&*quote.words, words);
            assert_eq!(quote.find_report(&same), Some(same[at].id), "{at}");
        }
        let named = |name: &str| Quote { report: name.to_owned(), ..Quote::default() };
        assert_eq!(named("index.html").find_report(&same), None, "two have the name");
        assert_eq!(named("gone.txt").find_report(&same), None);
        let moved = Quote { words: "The ferry".to_owned(), ..named("gone.txt") };
        assert_eq!(moved.find_report(&same), Some(ReportId(0)), "renamed, and known by its words");
    }

    #[test]
    fn a_record_is_named_with_its_id() {
        assert_eq!(short_name("x/y/all.jsonl#a/b"), "all.jsonl#a/b");
        assert_eq!(short_name("C:\\x\\a.txt"), "a.txt");
        assert_eq!(short_name("a.txt"), "a.txt");
    }
}

//! The brief on one screen: the first lines of each section of the long one, without passages and reasons.

use std::io::{self, Write};

use super::markdown::{event_line, is_dispute, unknown_lines};
use super::{Selection, names, plain, questions};
use crate::timeline::{Event, EventId};

/// The most lines of a section.
const DISPUTED: usize = 7;
const AGREED: usize = 6;
const UNKNOWN: usize = 3;
const QUESTIONS: usize = 4;

/// The most reports that are named.
const REPORTS: usize = 6;

/// Writes the brief.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    writeln!(to, "# {}\n", plain::markdown(&timeline.title))?;
    let named = timeline.reports.iter().take(REPORTS);
    let named: Vec<String> =
        named.map(|report| format!("**{}** {}", report.id, plain::markdown(report.name()))).collect();
    let more = match timeline.reports.len().saturating_sub(REPORTS) {
        0 => String::new(),
        more => format!(" · and {more} more reports"),
    };
    writeln!(to, "{}{more}", named.join(" · "))?;

    let disputed: Vec<String> = selection
        .disagreements()
        .filter(|(_, one)| is_dispute(one.verdict))
        .map(|(_, one)| {
            format!("{} ({})", plain::markdown(&one.summary), names::verdict_in_words(one.verdict))
        })
        .collect();
    section(to, "What is disputed", &disputed, DISPUTED)?;
    let (agreed, all) = agreed(selection);
    let agreed: Vec<String> = agreed.iter().map(|event| event_line(timeline, event)).collect();
    lines(to, "What several reports agree on", &agreed, all)?;
    section(to, "What is said to be unknown", &unknown_lines(selection), UNKNOWN)?;
    let questions: Vec<String> = questions::all(selection)
        .map(|question| {
            let of: Vec<_> = question.of.iter().map(|name| plain::markdown(name)).collect();
            format!("{} Ask: {}.", plain::markdown(&question.asks), of.join("; "))
        })
        .collect();
    section(to, "Questions to ask", &questions, QUESTIONS)
}

/// The events that most reports agree on, by date, and how many there are in all.
fn agreed<'a>(selection: &Selection<'a>) -> (Vec<&'a Event>, usize) {
    let timeline = selection.timeline;
    let is_disputed = |id: EventId| selection.disagreements_on(id).any(|(_, one)| is_dispute(one.verdict));
    let mut agreed: Vec<(usize, &Event)> = selection
        .events()
        .filter(|(id, event)| {
            timeline.origins.are_several(event.reported_by.iter().copied()) && !is_disputed(*id)
        })
        .map(|(_, event)| event)
        .enumerate()
        .collect();
    let all = agreed.len();
    let reports = |event: &Event| timeline.origins.count(event.reported_by.iter().copied());
    agreed.sort_by(|(_, one), (_, other)| {
        reports(other).cmp(&reports(one)).then(other.salience.total_cmp(&one.salience))
    });
    agreed.truncate(AGREED);
    agreed.sort_by_key(|(place, _)| *place);
    (agreed.into_iter().map(|(_, event)| event).collect(), all)
}

fn section(to: &mut dyn Write, heading: &str, all: &[String], most: usize) -> io::Result<()> {
    lines(to, heading, &all[..all.len().min(most)], all.len())
}

/// A heading with its lines, and how many more there are; nothing if there are none.
fn lines(to: &mut dyn Write, heading: &str, shown: &[String], all: usize) -> io::Result<()> {
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## {heading}\n")?;
    shown.iter().try_for_each(|line| writeln!(to, "- {line}"))?;
    match all.saturating_sub(shown.len()) {
        0 => Ok(()),
        more => writeln!(to, "- … and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::reading::Reading;

    #[test]
    fn the_brief_fits_a_screen_and_says_how_much_it_leaves_out() {
        let reading = Reading::of(Corpus::bundled());
        let mut out = Vec::new();
        write(&mut out, &Selection::whole(&reading.timeline, &reading.disagreements)).unwrap();
        let brief = String::from_utf8(out).unwrap();
        assert!(brief.lines().count() <= 40, "{brief}");
        for heading in ["## What is disputed", "## What several reports agree on", "## Questions to ask"] {
            assert!(brief.contains(heading), "{heading}");
        }
        assert!(brief.contains("- … and "), "{brief}");
    }

    #[test]
    fn a_brief_of_nothing_has_no_sections() {
        let mut out = Vec::new();
        write(&mut out, &Selection::whole(&crate::timeline::Timeline::default(), &[])).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains("##"));
    }
}

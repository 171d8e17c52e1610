//! The reports behind the badges, below a table on a terminal.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::screen::{Role, Screen};
use crate::text::{Report, ReportId, visible};
use crate::timeline::Timeline;

/// Reports in a legend at most: with more it would be longer than the table.
const SHOWN: usize = 26;

/// Writes the report of each badge, if the output is a terminal; output for programs stays unchanged.
pub fn write(
    to: &mut dyn Write,
    screen: Screen,
    timeline: &Timeline,
    shown: &BTreeSet<ReportId>,
) -> io::Result<()> {
    if screen.width.is_none() || shown.is_empty() {
        return Ok(());
    }
    let known = shown.iter().take(SHOWN).filter_map(|id| timeline.reports.get(id.index()));
    let mut words: Vec<String> = known.map(|report| words(screen, timeline, report)).collect();
    if shown.len() > SHOWN {
        words.push(format!("and {} more", shown.len() - SHOWN));
    }
    writeln!(to)?;
    screen.wrap(&words.join(" · "), "", 2).iter().try_for_each(|line| writeln!(to, "{line}"))
}

/// `A Harbour News (2021-05-04)`, `B Coast Herald (2021-05-04, nearly the same text as A)`
fn words(screen: Screen, timeline: &Timeline, report: &Report) -> String {
    let badge = screen.paint(&report.id.to_string(), Role::Heading);
    let name = visible::line(report.name()).into_owned();
    let day = report
        .published
        .as_ref()
        .map(|published| visible::line(published.edtf.split('T').next().unwrap_or_default()).into_owned());
    let copied = timeline.origins.earlier(report.id).map(|first| format!("nearly the same text as {first}"));
    let said: Vec<String> = day.into_iter().chain(copied).collect();
    if said.is_empty() { format!("{badge} {name}") } else { format!("{badge} {name} ({})", said.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Published, PublishedBasis};

    fn reports(count: u32) -> Vec<Report> {
        let report = |id| Report {
            id: ReportId(id),
            source: Some(format!("Paper\u{1b} {id}")),
            published: (id == 0)
                .then(|| Published { edtf: "2021-05-04T20:00:00".into(), basis: PublishedBasis::Manifest }),
            ..Report::default()
        };
        (0..count).map(report).collect()
    }

    fn legend(screen: Screen, count: u32) -> String {
        let mut out = Vec::new();
        let timeline = Timeline { reports: reports(count), ..Timeline::default() };
        write(&mut out, screen, &timeline, &(0..count).map(ReportId).collect()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_badge_is_explained_on_a_terminal_and_harmlessly() {
        let text = legend(Screen::terminal(80, false), 2);
        assert_eq!(text, "\nA Paper␛ 0 (2021-05-04) · B Paper␛ 1\n");
        assert_eq!(legend(Screen::NONE, 2), "");
        assert_eq!(legend(Screen::terminal(80, false), 0), "");
    }

    #[test]
    fn a_long_legend_is_wrapped_and_ends_with_how_many_are_left() {
        let text = legend(Screen::terminal(40, false), 30);
        assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
        assert!(text.ends_with("and 4 more\n"), "{text}");
    }
}

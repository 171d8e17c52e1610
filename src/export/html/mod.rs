//! One page with everything: a scaled timeline with a lane for each report, the disagreements with their passages
//! side by side, the events by date. It loads nothing, and can be read and printed without its script, which only filters.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::plain::xml;
use super::position::Side;
use super::{Selection, names, questions, svg};
use crate::disagreement::Disagreement;
use crate::text::{Passage, Report};
use crate::timeline::{Event, EventId};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    let title = xml(&timeline.title);
    write!(
        to,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"rashomon\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )?;
    let open = selection.disagreements().filter(|(_, one)| questions::is_open(one.verdict)).count();
    writeln!(to, "<header>\n<h1>{title}</h1>")?;
    writeln!(
        to,
        "<p>{} · {} · {}, {open} open</p>",
        counted(timeline.reports.len(), "report"),
        counted(selection.events.len(), "event"),
        counted(selection.disagreements().count(), "disagreement"),
    )?;
    writeln!(
        to,
        "<p class=\"filter\" hidden><label>Filter <input type=\"search\" id=\"filter\"></label> <span id=\"count\" role=\"status\"></span></p>\n</header>\n<main>"
    )?;
    writeln!(
        to,
        "<section>\n<h2>Timeline</h2>\n<div class=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline with a lane for each report\">"
    )?;
    svg::element(to, selection, None)?;
    writeln!(to, "</div>\n</section>")?;
    disagreements(to, selection)?;
    events(to, selection)?;
    reports(to, selection)?;
    writeln!(to, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn disagreements(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    writeln!(to, "<section>\n<h2>Where reports disagree</h2>")?;
    if selection.disagreements().next().is_none() {
        writeln!(to, "<p>No disagreement was found.</p>")?;
    }
    for (number, one) in selection.disagreements() {
        card(to, selection, number, one)?;
    }
    writeln!(to, "</section>")
}

fn card(to: &mut dyn Write, selection: &Selection<'_>, number: u32, one: &Disagreement) -> io::Result<()> {
    let verdict = names::verdict(one.verdict);
    writeln!(
        to,
        "<article class=\"card {verdict}\" id=\"disagreement-{}\">\n<h3><span class=\"verdict\">{}</span> {}</h3>",
        u64::from(number) + 1,
        names::verdict_in_words(one.verdict),
        xml(&one.summary)
    )?;
    if let Some(event) = one.event.filter(|event| selection.events.binary_search(event).is_ok()) {
        let title = &selection.timeline.events[event.0 as usize].title;
        writeln!(to, "<p class=\"on\">on <a href=\"#event-{}\">{}</a></p>", event.0 + 1, xml(title))?;
    }
    writeln!(to, "<div class=\"sides\">")?;
    for position in &one.positions {
        let side = Side::of(selection.timeline, position);
        writeln!(
            to,
            "<figure>\n<figcaption><b class=\"badge\">{}</b> {} · <strong>{}</strong></figcaption>",
            side.report,
            xml(side.outlet),
            xml(side.statement)
        )?;
        let space = |edge: bool| if edge { " " } else { "" };
        writeln!(
            to,
            "<blockquote>{}{}<mark>{}</mark>{}{}</blockquote>",
            xml(side.before),
            space(side.before.ends_with(char::is_whitespace)),
            xml(side.words),
            space(side.after.starts_with(char::is_whitespace)),
            xml(side.after)
        )?;
        let mut notes = Vec::new();
        if !side.speakers.is_empty() {
            notes.push(format!("says {}", side.speakers.join(", quoting ")));
        }
        notes.extend(side.as_of.as_ref().map(|as_of| format!("as of {as_of}")));
        if !notes.is_empty() {
            writeln!(to, "<p class=\"note\">{}</p>", xml(&notes.join(" · ")))?;
        }
        writeln!(to, "</figure>")?;
    }
    writeln!(to, "</div>\n<p class=\"why\">{}</p>\n</article>", xml(&one.why))
}

fn events(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    writeln!(to, "<section>\n<h2>Events</h2>")?;
    let mut date = None;
    for (id, event) in selection.events() {
        let this = event.when.in_full();
        if date.as_ref() != Some(&this) {
            if date.is_some() {
                writeln!(to, "</ul>")?;
            }
            writeln!(to, "<h3 class=\"date\">{}</h3>\n<ul class=\"events\">", xml(&this))?;
            date = Some(this);
        }
        row(to, selection, id, event)?;
    }
    if date.is_some() {
        writeln!(to, "</ul>")?;
    }
    writeln!(to, "</section>")
}

fn row(to: &mut dyn Write, selection: &Selection<'_>, id: EventId, event: &Event) -> io::Result<()> {
    let timeline = selection.timeline;
    let badges: Vec<String> =
        event.reported_by.iter().map(|report| format!("<b class=\"badge\">{report}</b>")).collect();
    let modality = event.standing().map(|standing| format!(" <em class=\"modality\">{standing}</em>"));
    let modality = modality.unwrap_or_default();
    write!(to, "<li id=\"event-{}\">{}{modality} {}", id.0 + 1, xml(&event.title), badges.join(" "))?;
    for (number, one) in selection.disagreements_on(id) {
        let verdict = names::verdict(one.verdict);
        write!(
            to,
            " <a class=\"verdict {verdict}\" href=\"#disagreement-{}\">{}</a>",
            u64::from(number) + 1,
            names::verdict_in_words(one.verdict)
        )?;
    }
    write!(to, "<details><summary>Passages</summary>")?;
    for Passage { report, span } in timeline.passages(event) {
        let words = xml(timeline.words(report, span));
        write!(to, "<blockquote><b class=\"badge\">{report}</b> {words}</blockquote>")?;
    }
    writeln!(to, "</details></li>")
}

fn reports(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    writeln!(to, "<section>\n<h2>Reports</h2>\n<ul class=\"reports\">")?;
    for report in &selection.timeline.reports {
        writeln!(to, "<li><b class=\"badge\">{}</b> {}</li>", report.id, described(report))?;
    }
    writeln!(to, "</ul>\n</section>")
}

fn described(report: &Report) -> String {
    let title = report.title.as_deref().filter(|title| *title != report.name());
    let mut line = xml(report.name());
    if let Some(title) = title {
        let _ = write!(line, ": {}", xml(title));
    }
    let published = report.published.as_ref().map_or("date unknown", |published| &published.edtf);
    let _ = write!(line, " · {}", xml(published));
    if let Some(url) = report.url.as_deref().filter(|url| super::timelinejs::is_web(url)) {
        let _ = write!(line, " · <a href=\"{0}\" rel=\"noreferrer\">{0}</a>", xml(url));
    }
    line
}

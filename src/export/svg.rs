//! The timeline as a picture: a scaled axis with folded gaps, a lane for each report, a mark or bar for each event.

use std::io::{self, Write};

use chrono::{Datelike, Months, NaiveDate};

use super::{Selection, plain, questions};
use crate::text::ReportId;
use crate::timeline::axis::{Axis, AxisStretch, Run};
use crate::timeline::{Event, EventId};

/// How many reports have a lane of their own; further reports share one.
const LANES: usize = 12;

/// The space at the left for the names of the lanes, and at the right.
const LEFT: f64 = 130.0;
const RIGHT: f64 = 20.0;

/// The space above the lanes for the dates of the axis.
const TOP: f64 = 34.0;

/// One lane.
const LANE: f64 = 30.0;

/// The width of the picture, in pixels at its natural size.
const WIDTH: f64 = 1000.0;

/// The colours of a picture by itself. In a page the page's own style sets them.
const STYLE: &str = "\
svg{background:#fff;color:#1f2328;font:12px system-ui,sans-serif}\
.lane{stroke:#d0d7de}.fold{fill:#eaeef2}.tick{stroke:#d0d7de;stroke-dasharray:2 3}\
.event{fill:#0969da;fill-opacity:.75}.event.disputed{fill:#cf222e}.open{fill-opacity:.3}\
text{fill:currentColor}";

/// Writes the picture as a file.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    element(to, selection, Some(STYLE))
}

/// Writes the `svg` element: with a style of its own, or for a page that has one.
pub(super) fn element(to: &mut dyn Write, selection: &Selection<'_>, style: Option<&str>) -> io::Result<()> {
    let axis = Axis::of(selection.events().map(|(_, event)| &event.when));
    let reports = &selection.timeline.reports;
    let shared = reports.len() > LANES;
    let lanes = reports.len().min(LANES) + usize::from(shared);
    #[allow(clippy::cast_precision_loss, reason = "there are few lanes")]
    let bottom = TOP + LANE * lanes.max(1) as f64;
    let height = bottom + 12.0;
    writeln!(
        to,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Timeline: {}\">",
        plain::xml(&selection.timeline.title)
    )?;
    if let Some(style) = style {
        writeln!(to, "<style>{style}</style>")?;
    }
    folds(to, &axis, bottom)?;
    ticks(to, &axis, bottom)?;
    for lane in 0..lanes {
        let name = match reports.get(lane).filter(|_| lane < LANES) {
            Some(report) => format!("{} {}", report.id, report.name()),
            None => format!("{} more", reports.len() - LANES),
        };
        let y = middle(lane);
        writeln!(
            to,
            "<line class=\"lane\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
            WIDTH - RIGHT
        )?;
        writeln!(to, "<text x=\"4\" y=\"{:.1}\">{}</text>", y + 4.0, plain::xml(&shortened(&name)))?;
    }
    for (id, event) in selection.events() {
        if let Some(stretch) = axis.place(&event.when) {
            mark(to, selection, id, event, stretch)?;
        }
    }
    writeln!(to, "</svg>")
}

/// The middle of a lane.
fn middle(lane: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "there are few lanes")]
    let lane = lane as f64;
    TOP + LANE * (lane + 0.5)
}

/// A share of the axis in pixels.
fn pixel(share: f64) -> f64 {
    LEFT + share * (WIDTH - LEFT - RIGHT)
}

/// The name of a lane, cut to the available space.
fn shortened(name: &str) -> String {
    const LETTERS: usize = 20;
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A grey band for each folded gap, with its length.
fn folds(to: &mut dyn Write, axis: &Axis, bottom: f64) -> io::Result<()> {
    for (index, pair) in axis.runs.windows(2).enumerate() {
        let (start, width) = axis.run(index);
        let (next, _) = axis.run(index + 1);
        let (x, end) = (pixel(start + width), pixel(next));
        let gap = length(pair[0].last, pair[1].first);
        writeln!(
            to,
            "<rect class=\"fold\" x=\"{x:.1}\" y=\"{TOP}\" width=\"{:.1}\" height=\"{:.1}\"><title>{gap} left out</title></rect>",
            end - x,
            bottom - TOP
        )?;
    }
    Ok(())
}

/// The length of a gap in words.
fn length(from: NaiveDate, to: NaiveDate) -> String {
    let days = (to - from).num_days();
    let (count, unit) = match days {
        ..90 => (days, "day"),
        90..730 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// The dates of the axis: as many as fit, at beginnings of days, months or years.
fn ticks(to: &mut dyn Write, axis: &Axis, bottom: f64) -> io::Result<()> {
    /// The space a label needs.
    const ROOM: f64 = 76.0;
    let mut free_from = 0.0;
    for (index, run) in axis.runs.iter().enumerate() {
        let (_, width) = axis.run(index);
        let room = ((pixel(width) - LEFT) / ROOM).max(1.0);
        for (day, label) in dates(*run, room) {
            let Some((share, _)) = axis.day(day) else { continue };
            let x = pixel(share);
            if x < free_from {
                continue;
            }
            free_from = x + ROOM;
            writeln!(
                to,
                "<line class=\"tick\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{bottom:.1}\"/>"
            )?;
            writeln!(to, "<text x=\"{x:.1}\" y=\"{:.1}\">{label}</text>", TOP - 8.0)?;
        }
    }
    Ok(())
}

/// The dates to label in a run with space for this many: days, months or years apart.
fn dates(run: Run, room: f64) -> Vec<(NaiveDate, String)> {
    #[allow(clippy::cast_precision_loss, reason = "days of a calendar are exact in a double")]
    let days = (run.last - run.first).num_days() as f64 + 1.0;
    let per_label = days / room;
    let full = |day: NaiveDate| (day, day.format("%-d %b %Y").to_string());
    let mut found = vec![full(run.first)];
    let mut day = run.first;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive count of days")]
    loop {
        let next = if per_label < 20.0 {
            day.checked_add_days(chrono::Days::new(per_label.ceil().max(1.0) as u64))
        } else {
            let months = (per_label / 30.0).ceil().max(1.0) as u32;
            let months = if months > 6 { months.div_ceil(12) * 12 } else { months };
            let first = if months >= 12 {
                day.with_day(1).and_then(|day| day.with_month(1))
            } else {
                day.with_day(1)
            };
            first.and_then(|day| day.checked_add_months(Months::new(months)))
        };
        match next {
            Some(next) if next <= run.last && next > day => {
                let label = if per_label < 20.0 {
                    next.format("%-d %b").to_string()
                } else if per_label < 180.0 {
                    next.format("%b %Y").to_string()
                } else {
                    next.year().to_string()
                };
                found.push((next, label));
                day = next;
            }
            _ => return found,
        }
    }
}

/// One event in the lane of each report that mentions it: a point, or a bar for a period.
fn mark(
    to: &mut dyn Write,
    selection: &Selection<'_>,
    id: EventId,
    event: &Event,
    stretch: AxisStretch,
) -> io::Result<()> {
    let disputed = selection.disagreements_on(id).any(|(_, one)| questions::is_open(one.verdict));
    let class = if disputed { "event disputed" } else { "event" };
    let (from, end) = (pixel(stretch.from), pixel(stretch.to));
    let title = format!("{}: {}", event.when.in_full(), event.titled());
    let lanes = lanes_of(&event.reported_by);
    writeln!(
        to,
        "<g class=\"{class}\"><title>{}{}</title>",
        plain::xml(&title),
        if disputed { " (disputed)" } else { "" }
    )?;
    for lane in lanes {
        let y = middle(lane);
        if end - from <= 9.0 {
            writeln!(to, "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>", f64::midpoint(from, end))?;
        } else {
            let open = if stretch.open_start || stretch.open_end { " class=\"open\"" } else { "" };
            writeln!(
                to,
                "<rect{open} x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"7\" rx=\"3\"/>",
                y - 3.5,
                end - from
            )?;
        }
        if stretch.open_end {
            writeln!(to, "<path d=\"M{end:.1} {:.1}l7 4.5l-7 4.5z\"/>", y - 4.5)?;
        }
        if stretch.open_start {
            writeln!(to, "<path d=\"M{from:.1} {:.1}l-7 4.5l7 4.5z\"/>", y - 4.5)?;
        }
    }
    writeln!(to, "</g>")
}

/// The lanes of these reports; an added event that no report mentions is in the first.
fn lanes_of(reports: &[ReportId]) -> Vec<usize> {
    let mut lanes: Vec<usize> = reports.iter().map(|report| report.index().min(LANES)).collect();
    lanes.dedup();
    if lanes.is_empty() { vec![0] } else { lanes }
}

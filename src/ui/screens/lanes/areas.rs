//! Where the parts of the lanes are, in their view and in the strip over the explorer.

use ratatui::layout::Rect;

use super::model::Kind;
use crate::ui::state::panes::{cut_left, cut_top, inside};

/// Where the parts of the view are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The border around all.
    pub frame: Rect,
    /// The names of the lanes.
    pub names: Rect,
    /// Context, labels and density above the lanes.
    pub ruler: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// What is said of the selected event.
    pub detail: Rect,
}

/// The parts of the view in a body.
#[must_use]
pub fn areas(body: Rect) -> Areas {
    let inner = inside(body);
    let detail = match inner.height {
        0..5 => 0,
        5..10 => 1,
        10..18 => 3,
        _ => 5,
    };
    let ruler = match inner.height {
        0..4 => 0,
        4..8 => 1,
        8..12 => 2,
        _ => 3,
    };
    let (upper, detail) = cut_top(inner, inner.height - detail);
    let (names, ruler, lanes) = parts(upper, (inner.width / 5).clamp(6, 24), ruler);
    Areas { frame: body, names, ruler, lanes, detail }
}

/// The parts of the strip over the explorer.
#[must_use]
pub fn strip_areas(strip: Rect) -> Areas {
    let ruler = if strip.height > RULER { RULER } else { strip.height.min(RULER - 1) };
    let inner = Rect { width: strip.width.saturating_sub(1), ..strip };
    let (names, ruler, lanes) = parts(inner, (inner.width / 4).clamp(8, 26), ruler);
    Areas { frame: strip, names, ruler, lanes, detail: Rect::default() }
}

/// The names, the ruler and the lanes of an area.
fn parts(area: Rect, names: u16, ruler: u16) -> (Rect, Rect, Rect) {
    let (names, right) = cut_left(area, names);
    let (ruler, lanes) = cut_top(right, ruler);
    (Rect { y: lanes.y, height: lanes.height, ..names }, ruler, lanes)
}

/// From this height of the terminal on there is a strip. In a lower one it would take from the list more than the bars of the
/// timeline, whose place it takes.
pub const STRIP_FROM: u16 = 24;
/// Lines of context, labels and density.
const RULER: u16 = 3;
/// Most lanes of the strip.
const MOST_LANES: u16 = 8;

/// The lines of the strip in a terminal of a height, over so many reports: at first labels and density, then, for every four
/// lines more, a lane.
#[must_use]
pub fn strip_lines(height: u16, kind: Kind, reports: usize) -> u16 {
    let Some(spare) = height.checked_sub(STRIP_FROM) else { return 0 };
    let room = (spare / 4).min(MOST_LANES);
    let wanted = if kind == Kind::Reports { u16::try_from(reports).unwrap_or(u16::MAX) } else { u16::MAX };
    match room {
        0 | 1 => RULER - 1,
        room => RULER + room.min(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strip_has_as_many_lanes_as_the_height_allows_and_there_are_reports() {
        for (height, reports, lines) in [
            (10, 3, 0),
            (23, 3, 0),
            (24, 3, 2),
            (31, 3, 2),
            (32, 3, 5),
            (40, 3, 6),
            (40, 9, 7),
            (50, 10_000, 9),
        ] {
            assert_eq!(
                strip_lines(height, Kind::Reports, reports),
                lines,
                "{height} lines, {reports} reports"
            );
        }
        assert_eq!(strip_lines(40, Kind::Places, 1), 7, "there may be more places than reports");
        assert_eq!(strip_lines(500, Kind::Reports, 10_000), 11);
    }

    #[test]
    fn the_parts_of_the_strip_lie_within_it_at_every_size() {
        for (width, height) in [(0, 0), (1, 1), (5, 2), (80, 2), (120, 4), (200, 9)] {
            let strip = Rect::new(3, 2, width, height);
            let areas = strip_areas(strip);
            for part in [areas.names, areas.ruler, areas.lanes] {
                assert!(part.is_empty() || strip.union(part) == strip, "{part:?} in {strip:?}");
            }
            assert_eq!(areas.ruler.height + areas.lanes.height, height);
        }
    }
}

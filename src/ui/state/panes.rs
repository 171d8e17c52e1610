//! Where everything is on the screen, from its size alone: shared by drawing, scrolling and the mouse.
//!
//! ```text
//!  header
//!  breadcrumb                                          filter chips
//!  strip of lanes                                                      where the terminal is high enough
//! ┌ timeline ─────────┐┌ source ────────┐┌ disagreements ────────┐   from 110 columns
//! │ histogram         │├ source ────────┤│                       │
//! │ events            │├ source ────────┤│                       │
//! └───────────────────┘└────────────────┘└───────────────────────┘
//!  hint bar
//! ```
//!
//! Under 110 columns the disagreements are below the timeline; under 70 one pane is seen at a time, with tabs.

use ratatui::layout::{Rect, Size};

use crate::ui::widget::histogram;

/// What can have the focus in the explorer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The timeline.
    #[default]
    Timeline,
    /// The source pane of this place among those shown.
    Source(usize),
    /// The disagreements.
    Disagreements,
}

/// What the areas depend on apart from the size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The pane with the focus.
    pub focus: Focus,
    /// Sizes a person gave the panes.
    pub shares: Shares,
    /// Lines of the strip of lanes.
    pub strip: u16,
}

/// The areas of the explorer. A pane that is not seen has no size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// Title and counts.
    pub header: Rect,
    /// Breadcrumb and chips, or tabs.
    pub crumbs: Rect,
    /// All between crumbs and hints.
    pub body: Rect,
    /// The strip of lanes.
    pub strip: Rect,
    /// All between the strip and the hints.
    pub below: Rect,
    /// The timeline with its border.
    pub timeline: Rect,
    /// All source panes together.
    pub sources: Rect,
    /// The disagreements with their border.
    pub disagreements: Rect,
    /// The hint bar.
    pub hints: Rect,
    /// Whether tabs are in place of the breadcrumb.
    pub tabs: bool,
}

/// Shares a person gave the panes by dragging borders, in thousandths; 0 means as designed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Width of the timeline.
    pub timeline: u16,
    /// Width of the disagreements, or their height where they are below.
    pub disagreements: u16,
}

/// From this width on three columns.
pub const THREE_COLUMNS: u16 = 110;
/// From this width on two columns.
pub const TWO_COLUMNS: u16 = 70;

/// The areas for a size.
#[must_use]
pub fn panes(size: Size, arrangement: Arrangement) -> Panes {
    let Arrangement { focus, shares, strip } = arrangement;
    let whole = Rect::new(0, 0, size.width, size.height);
    let (header, rest) = cut_top(whole, 1);
    let (crumbs, rest) = cut_top(rest, 1);
    let hints_height = u16::from(rest.height > 2);
    let (body, hints) = cut_top(rest, rest.height - hints_height);
    let (strip, below) = cut_top(body, strip);
    let frame = Panes { header, crumbs, body, strip, below, hints, ..Panes::default() };
    match size.width {
        THREE_COLUMNS.. => three_columns(frame, shares),
        TWO_COLUMNS.. => two_columns(frame, shares),
        _ => one_pane(frame, focus),
    }
}

fn three_columns(frame: Panes, shares: Shares) -> Panes {
    let width = frame.below.width;
    let timeline = share(width, shares.timeline, 370);
    let disagreements = share(width, shares.disagreements, 270);
    let (timeline, rest) = cut_left(frame.below, timeline);
    let (sources, disagreements) = cut_left(rest, rest.width.saturating_sub(disagreements));
    Panes { timeline, sources, disagreements, ..frame }
}

fn two_columns(frame: Panes, shares: Shares) -> Panes {
    let (left, sources) = cut_left(frame.below, share(frame.below.width, shares.timeline, 500));
    let below = share(left.height, shares.disagreements, 420);
    let (timeline, disagreements) = cut_top(left, left.height.saturating_sub(below));
    Panes { timeline, sources, disagreements, ..frame }
}

fn one_pane(frame: Panes, focus: Focus) -> Panes {
    let frame = Panes { tabs: true, ..frame };
    match focus {
        Focus::Timeline => Panes { timeline: frame.below, ..frame },
        Focus::Source(_) => Panes { sources: frame.below, ..frame },
        Focus::Disagreements => Panes { disagreements: frame.below, ..frame },
    }
}

fn share(whole: u16, given: u16, designed: u16) -> u16 {
    let part = if given == 0 { designed } else { given.clamp(150, 700) };
    u16::try_from(u32::from(whole) * u32::from(part) / 1000).unwrap_or(whole)
}

impl Panes {
    /// The histogram, inside the timeline's border; of no height where there is no room for it, or where the strip says the same.
    #[must_use]
    pub fn histogram(&self) -> Rect {
        let inner = inside(self.timeline);
        let height = if inner.height >= 7 && self.strip.is_empty() { histogram::HEIGHT } else { 0 };
        cut_top(inner, height).0
    }

    /// The list of events, inside the timeline's border.
    #[must_use]
    pub fn events(&self) -> Rect {
        cut_top(inside(self.timeline), self.histogram().height).1
    }

    /// The list of disagreements, inside its border.
    #[must_use]
    pub fn cards(&self) -> Rect {
        cut_left(inside(self.disagreements), 1).1
    }

    /// The panes of so many sources, and the lines below them that name the silent reports.
    #[must_use]
    pub fn source_panes(&self, sources: usize, notes: u16) -> (Vec<Rect>, Rect) {
        let notes = if self.sources.height > notes + LEAST_SOURCE { notes } else { 0 };
        let (area, note) = cut_top(self.sources, self.sources.height.saturating_sub(notes));
        if self.tabs {
            return (vec![area; sources.min(1)], note);
        }
        let columns = if area.width >= 2 * READABLE && sources > 1 { 2 } else { 1 };
        let room = usize::from(area.height / LEAST_SOURCE).max(1) * columns;
        let shown = sources.min(room).min(MOST_SOURCES);
        let left = shown.div_ceil(columns);
        let (first, second) = cut_left(area, area.width / u16::try_from(columns).unwrap_or(1));
        let mut panes = stack(first, left);
        panes.extend(stack(second, shown - left));
        (panes, note)
    }
}

/// Fewest lines of a source pane, border included.
const LEAST_SOURCE: u16 = 6;
/// From this width on a column of prose reads well.
const READABLE: u16 = 42;
/// Most source panes at once: more would be too small to read in.
const MOST_SOURCES: usize = 6;

/// Equal boxes, one below the other.
#[must_use]
pub fn stack(area: Rect, panes: usize) -> Vec<Rect> {
    let count = u16::try_from(panes).unwrap_or(u16::MAX);
    let mut rest = area;
    let mut areas = Vec::new();
    for left in (1..=count).rev() {
        let (pane, below) = cut_top(rest, rest.height / left);
        areas.push(pane);
        rest = below;
    }
    areas
}

/// Equal columns of an area.
#[must_use]
pub fn columns(area: Rect, count: usize) -> Vec<Rect> {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let mut rest = area;
    let mut areas = Vec::new();
    for left in (1..=count).rev() {
        let (column, right) = cut_left(rest, rest.width / left);
        areas.push(column);
        rest = right;
    }
    areas
}

/// An area within its border.
#[must_use]
pub fn inside(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Some lines from the top, and the rest.
#[must_use]
pub fn cut_top(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// Some columns from the left, and the rest.
#[must_use]
pub fn cut_left(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    (Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area })
}

/// The middle of an area, at most so large.
#[must_use]
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16, focus: Focus) -> Panes {
        panes(Size { width, height }, Arrangement { focus, ..Arrangement::default() })
    }

    #[test]
    fn panes_cover_the_body_without_overlap_at_every_size() {
        for (width, height) in
            [(0, 0), (1, 1), (40, 10), (69, 24), (80, 24), (110, 30), (120, 40), (500, 200)]
        {
            for focus in [Focus::Timeline, Focus::Source(0), Focus::Disagreements] {
                for strip in [0, 2, 7] {
                    let arrangement = Arrangement { focus, strip, ..Arrangement::default() };
                    let panes = panes(Size { width, height }, arrangement);
                    let parts = [panes.strip, panes.timeline, panes.sources, panes.disagreements];
                    let covered: u32 = parts.iter().map(|part| part.area()).sum();
                    assert_eq!(covered, panes.body.area(), "{width}x{height}");
                    let within = |part: &Rect| panes.body.union(*part) == panes.body || part.is_empty();
                    assert!(parts.iter().all(within));
                }
            }
        }
    }

    #[test]
    fn forty_by_ten_shows_one_pane_of_use() {
        let panes = at(40, 10, Focus::Timeline);
        assert!(panes.tabs && panes.events().height >= 5, "{panes:?}");
    }

    #[test]
    fn three_sources_fit_beside_the_timeline_at_eighty_by_twenty_four() {
        let (sources, _) = at(80, 24, Focus::Timeline).source_panes(3, 0);
        assert_eq!(sources.len(), 3);
        assert!(sources.iter().all(|pane| pane.height >= LEAST_SOURCE && pane.width == 40));
    }
}

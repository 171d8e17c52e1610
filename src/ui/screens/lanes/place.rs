//! Lanes laid out in the columns that are seen: which event each cell shows, and where a title has room next to its mark.

use super::model::{Item, Model};
use super::scale::{Columns, SCALES};
use super::stretch::{End, Shape, Stretch};
use crate::timeline::EventId;
use crate::ui::state::library::Agreement;

/// What a cell of a lane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Nothing.
    #[default]
    Empty,
    /// The time an event lasted.
    Lasting,
    /// The time in which it happened at some moment.
    Within,
    /// An end that is uncertain, or the way to one that is open.
    Faded,
    /// It began earlier, without a bound.
    OpenStart,
    /// It goes on, without a bound.
    OpenEnd,
    /// The event itself.
    Mark,
}

/// A cell of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub part: Part,
    /// The item, where it shows one.
    pub item: u32,
    /// How many marks fall into it.
    pub count: u32,
}

/// A title next to its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The item.
    pub item: u32,
    /// The first column.
    pub column: u16,
    /// How many columns it has.
    pub width: u16,
}

/// A line of a lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What each column shows.
    pub cells: Vec<Cell>,
    /// Titles that have room.
    pub labels: Vec<Label>,
}

/// The columns that are seen.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// The axis.
    pub columns: &'a Columns,
    /// Its scale.
    pub scale: usize,
    /// The first column seen.
    pub left: i64,
    /// How many.
    pub width: u16,
}

/// Columns of an end that is open.
const STUB: i64 = 5;
/// Columns of an end that is uncertain, at most.
const UNCERTAIN: i64 = 3;
/// Longest title next to a mark, and the shortest that is useful.
const LABEL: (i64, i64) = (34, 6);

/// Where an item is, in columns of the window: first, last, and that of its mark.
#[derive(Clone, Copy)]
struct Place {
    item: u32,
    event: EventId,
    first: i64,
    last: i64,
    mark: i64,
    stretch: Stretch,
}

impl Window<'_> {
    /// The column of the window in which a minute is seen.
    #[must_use]
    pub fn column(&self, minute: i64) -> Option<u16> {
        let column = self.columns.of(minute) - self.left;
        u16::try_from(column).ok().filter(|column| *column < self.width)
    }

    /// The minutes that are seen, half-open, and those that reach into them with an open end.
    fn minutes(&self) -> (i64, i64) {
        let slack = STUB * SCALES[self.scale.min(SCALES.len() - 1)].0;
        let from = self.columns.minute(self.left - STUB).saturating_sub(slack);
        let to = self.columns.minute(self.left + i64::from(self.width) + STUB).saturating_add(slack);
        (from, to)
    }

    fn place(&self, at: u32, item: &Item) -> Place {
        let stretch = item.stretch;
        let column = |minute: i64| self.columns.of(minute) - self.left;
        let (mut first, mut last) = (column(stretch.from), column(stretch.to - 1));
        let mark = column(stretch.mark()).clamp(first, last.max(first));
        if stretch.begin == End::Open {
            first -= STUB;
        }
        if stretch.end == End::Open {
            last += STUB;
        }
        Place { item: at, event: item.event, first, last, mark, stretch }
    }
}

/// The room for a lane.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The most lines it may take.
    pub lines: usize,
    /// A column that the titles of one line at least leave free.
    pub kept: Option<u16>,
}

/// Lays out a lane in the room there is; returns the lines it needs.
#[must_use]
pub fn lay_out(
    model: &Model,
    lane: usize,
    window: &Window<'_>,
    room: Room,
    look: &EventLookup<'_>,
) -> Vec<Line> {
    let (from, to) = window.minutes();
    let width = i64::from(window.width);
    let seen = model.within(lane, from, to).filter_map(|at| Some(window.place(at, model.item(at)?)));
    let mut places: Vec<Place> = seen.filter(|place| place.last >= 0 && place.first < width).collect();
    places.sort_by_key(|place| (place.first, std::cmp::Reverse(place.last), place.item));
    let mut pack = Pack { lines: Vec::new(), most: room.lines.max(1), width };
    for place in &places {
        pack.add(*place, look.label);
    }
    if let Some(column) = room.kept {
        pack.keep(column);
    }
    pack.lines.into_iter().map(|packed| packed.draw(model, window.width, look)).collect()
}

/// What is asked of events to lay them out.
pub struct EventLookup<'a> {
    /// The selected one: where several fall into one cell, it is seen.
    pub selected: Option<EventId>,
    /// How the reports relate to one: of several, the most serious is seen.
    pub agreement: &'a dyn Fn(EventId) -> Agreement,
    /// Columns of its title.
    pub label: &'a dyn Fn(EventId) -> usize,
}

/// Lines being filled.
struct Pack {
    lines: Vec<Packed>,
    most: usize,
    width: i64,
}

#[derive(Default)]
struct Packed {
    places: Vec<Place>,
    labels: Vec<Label>,
    /// The column after the last bar or mark, and the one after the last title.
    bars: i64,
    end: i64,
}

impl Pack {
    fn add(&mut self, place: Place, label: &dyn Fn(EventId) -> usize) {
        let free = self.lines.iter().position(|line| line.end < place.first);
        let at = free
            .or_else(|| (self.lines.len() < self.most).then_some(self.lines.len()))
            .or_else(|| self.lines.iter().position(|line| line.bars < place.first));
        let at = at.unwrap_or(self.most - 1);
        if at == self.lines.len() {
            self.lines.push(Packed { bars: i64::MIN, end: i64::MIN, ..Packed::default() });
        }
        let column = place.last.max(place.mark) + 2;
        let line = &mut self.lines[at];
        line.cut_label(place.first);
        line.places.push(place);
        line.bars = line.bars.max(place.last);
        line.end = line.end.max(place.last);
        if line.bars != place.last || column < 0 || column >= self.width {
            return;
        }
        let wanted = i64::try_from(label(place.event)).unwrap_or(LABEL.0).min(LABEL.0);
        let room = wanted.min(self.width - column);
        if room >= LABEL.1.min(wanted) && room > 0 {
            let label = Label {
                item: place.item,
                column: u16::try_from(column).unwrap_or(0),
                width: u16::try_from(room).unwrap_or(0),
            };
            line.labels.push(label);
            line.end = column + room;
        }
    }
}

impl Pack {
    /// Keeps a column free of titles on one line at least: where it is covered on all, the title is cut that loses least.
    fn keep(&mut self, column: u16) {
        let is_free = |line: &Packed| !line.has_mark(column) && line.covering(column).is_none();
        if self.lines.iter().any(is_free) {
            return;
        }
        let lost = |label: &Label| label.column + label.width - column;
        let lines = self.lines.iter_mut().filter(|line| !line.has_mark(column));
        let covered = lines.filter_map(|line| Some((line.covering(column)?, line)));
        let Some((at, line)) = covered.min_by_key(|(at, line)| lost(&line.labels[*at])) else { return };
        let label = &mut line.labels[at];
        label.width = column.saturating_sub(label.column + 1);
        if i64::from(label.width) < LABEL.1 {
            line.labels.remove(at);
        }
    }
}

impl Packed {
    fn has_mark(&self, column: u16) -> bool {
        self.places.iter().any(|place| place.mark == i64::from(column))
    }

    /// The place of the title that covers a column.
    fn covering(&self, column: u16) -> Option<usize> {
        self.labels.iter().position(|label| (label.column..label.column + label.width).contains(&column))
    }

    /// Makes room for what begins where the last title still is.
    fn cut_label(&mut self, first: i64) {
        let Some(label) = self.labels.last_mut() else { return };
        let room = first - 1 - i64::from(label.column);
        if room < i64::from(label.width) {
            label.width = u16::try_from(room).unwrap_or(0);
            if i64::from(label.width) < LABEL.1 {
                self.labels.pop();
            }
        }
    }

    fn draw(self, model: &Model, width: u16, look: &EventLookup<'_>) -> Line {
        let mut cells = vec![Cell::default(); width.into()];
        for place in &self.places {
            let first = usize::try_from(place.first.max(0)).unwrap_or(0);
            let end = usize::try_from(place.last + 1).unwrap_or(0).min(cells.len());
            for (column, cell) in cells.iter_mut().enumerate().take(end).skip(first) {
                let part = place.part(i64::try_from(column).unwrap_or(0));
                if part > cell.part {
                    *cell = Cell { part, item: place.item, count: 0 };
                }
            }
        }
        let rank = |item: u32| {
            let event = model.item(item).map(|item| item.event);
            (event.is_some() && event == look.selected, event.map(look.agreement))
        };
        for place in &self.places {
            let Some(cell) = usize::try_from(place.mark).ok().and_then(|at| cells.get_mut(at)) else {
                continue;
            };
            let better = cell.part != Part::Mark || rank(place.item) > rank(cell.item);
            let item = if better { place.item } else { cell.item };
            *cell = Cell { part: Part::Mark, item, count: cell.count + 1 };
        }
        // Where several marks are in one cell, a title beside it must be of the one that is seen, and beside a count there is none.
        let is_seen = |label: &Label| {
            let place = self.places.iter().find(|place| place.item == label.item);
            let column = place.and_then(|place| usize::try_from(place.mark).ok());
            let Some(cell) = column.and_then(|at| cells.get(at)).filter(|cell| cell.count > 1) else {
                return true;
            };
            let (selected, agreement) = rank(cell.item);
            cell.item == label.item && (selected || agreement >= Some(Agreement::Different))
        };
        let labels = self.labels.iter().copied().filter(is_seen).collect();
        Line { cells, labels }
    }
}

impl Place {
    /// What a column between its ends shows.
    fn part(&self, column: i64) -> Part {
        let Stretch { begin, end, .. } = self.stretch;
        let loose = UNCERTAIN.min((self.last - self.first) / 3);
        match column {
            at if begin == End::Open && at == self.first => Part::OpenStart,
            at if end == End::Open && at == self.last => Part::OpenEnd,
            at if begin == End::Open && at < self.first + STUB => Part::Faded,
            at if end == End::Open && at > self.last - STUB => Part::Faded,
            at if begin == End::Uncertain && at < self.first + loose => Part::Faded,
            at if end == End::Uncertain && at > self.last - loose => Part::Faded,
            _ if self.stretch.shape == Shape::Lasting => Part::Lasting,
            _ => Part::Within,
        }
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Part {
    /// Where two events overlap, the greater is seen.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |part: &Self| match part {
            Self::Empty => 0,
            Self::Within => 1,
            Self::Faded => 2,
            Self::Lasting => 3,
            Self::OpenStart | Self::OpenEnd => 4,
            Self::Mark => 5,
        };
        rank(self).cmp(&rank(other))
    }
}

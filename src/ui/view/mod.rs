//! Drawing: from the state and a theme to cells. Nothing here changes the state, waits or computes what could be kept.

mod actors;
mod compare;
mod disagreement_list;
mod disagreements;
pub mod header;
pub mod help;
mod hints;
mod lanes;
mod matrix;
mod note;
mod palette;
mod passages;
mod read;
pub mod search;
mod source;
mod strip;
mod table;
mod timeline;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::state::app::{App, Popup, Reading, Screen};
use crate::ui::state::library::Agreement;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Focus, Panes, middle};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap;
use crate::ui::widget::{Strip, bordered};

/// The style of an event's mark.
fn agreement_style(theme: &Theme, agreement: Agreement) -> Style {
    match agreement {
        Agreement::Contradicted => theme.contradiction,
        Agreement::Different => theme.difference,
        Agreement::Shared => theme.shared,
        Agreement::Single | Agreement::Copied => theme.quiet,
    }
}

/// Draws everything.
pub fn view(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    // A terminal resized since the layout was made announces it: the frame after this one is laid out for it.
    if area.as_size() == app.size {
        draw(app, theme, area, frame.buffer_mut());
    }
}

/// Draws everything into a buffer.
pub fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let panes = app.panes();
    buffer.set_style(area, ground(theme));
    header::header(app, theme, panes.header, buffer);
    match app.screens.last() {
        None => explorer(app, theme, &panes, buffer),
        Some(Screen::Passages(screen)) => passages::passages(app, theme, screen, buffer),
        Some(Screen::Compare(screen)) => compare::compare(app, theme, screen, &panes, buffer),
        Some(Screen::Disagreements(screen)) => disagreement_list::list(app, theme, screen, &panes, buffer),
        Some(Screen::Read(screen)) => read::read(app, theme, screen, &panes, buffer),
        Some(Screen::Lanes(screen)) => lanes::lanes(app, theme, screen, &panes, buffer),
        Some(Screen::Matrix(screen)) => matrix::matrix(app, theme, screen, &panes, buffer),
        Some(Screen::Actors(screen)) => actors::actors(app, theme, screen, &panes, buffer),
    }
    hints::hints(app, theme, panes.hints, buffer);
    match &app.popup {
        None => {}
        Some(Popup::Prompt(prompt)) => note::note(app, theme, prompt, panes.body, buffer),
        Some(Popup::Help(popup)) => help::help(app, theme, popup, panes.body, buffer),
        Some(Popup::Search(popup)) => search::search(app, theme, popup, buffer),
        Some(Popup::Palette(popup)) => palette::palette(app, theme, popup, buffer),
        Some(Popup::Problems(top)) => help::problems(app, theme, *top, panes.body, buffer),
    }
}

fn explorer(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    if app.library.reports().is_empty() {
        header::crumbs(app, theme, panes.crumbs, buffer);
        return waiting(app, theme, panes.body, buffer);
    }
    if panes.tabs {
        header::draw_tabs(app, theme, panes.crumbs, buffer);
    } else {
        header::crumbs(app, theme, panes.crumbs, buffer);
    }
    strip::strip(app, theme, panes.strip, buffer);
    timeline::timeline(app, theme, panes, app.focus == Focus::Timeline, buffer);
    source::sources(app, theme, panes, buffer);
    disagreements::disagreements(app, theme, panes, app.focus == Focus::Disagreements, buffer);
}

/// What is seen before there is anything to see.
fn waiting(app: &App, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let (words, style) = match &app.reading {
        Reading::Failed(why) => (why.clone(), theme.problem),
        Reading::Done => ("No report could be read: press ! for the reasons.".to_owned(), theme.problem),
        Reading::Progress(progress) => (header::progress(*progress), theme.quiet),
        Reading::Waiting => ("reading …".to_owned(), theme.quiet),
    };
    let area = middle(body, 60, 4);
    lines(&words, style, area, buffer);
}

/// Why no disagreement is listed.
fn none_to_list(app: &App) -> &'static str {
    let done = matches!(app.reading, Reading::Done | Reading::Failed(_));
    match app.library.reports().len() {
        _ if !app.filter.is_open() => "No disagreement passes the filter. Esc in the explorer takes it away.",
        _ if !done => "The reports are still being read.",
        0 => "No report was read.",
        1 => "One report: nothing to compare. Name several reports of the same events, or their folder.",
        _ => "The reports were compared, and nothing was found on which they differ.",
    }
}

/// Words of ours in as many lines as they need, the last cut where there are not as many; the lines used.
fn lines(words: &str, style: Style, area: Rect, buffer: &mut Buffer) -> u16 {
    let rows = wrap::wrap(words, area.width);
    let mut used = 0;
    for (row, y) in rows.iter().zip(area.y..area.bottom()) {
        let line = Rect { y, height: 1, ..area };
        used += 1;
        let is_cut = y + 1 == area.bottom() && rows.len() > usize::from(used);
        let end = if is_cut { words.len() } else { row.end as usize };
        Strip::new(buffer, line).put(&words[row.start as usize..end], style);
    }
    used
}

/// A pane's border: brighter where the focus is.
fn pane(
    buffer: &mut Buffer,
    area: Rect,
    title: &[(&str, Style)],
    note: &str,
    (theme, focused): (&Theme, bool),
) -> Rect {
    let line = if focused { theme.accent } else { theme.faint };
    bordered(buffer, area, title, note, line)
}

/// The colours under everything: no modifiers, which what is drawn upon them could not take away.
fn ground(theme: &Theme) -> Style {
    Style { fg: theme.text.fg, bg: theme.text.bg, ..Style::new() }
}

/// The mark of a person's own star or note, before a title.
fn own(app: &App, theme: &Theme, item: Item, strip: &mut Strip<'_>) {
    let mark = disagreements::own_mark(app, item);
    if !mark.is_empty() {
        strip.put(mark, theme.accent).put(" ", theme.text);
    }
}

/// Clears an area for what is over the view.
fn clear(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let area = area.intersection(buffer.area);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            buffer[(x, y)].reset();
        }
    }
    buffer.set_style(area, ground(theme));
}

//! The strip of lanes over the explorer's panes.

use super::*;
use crate::ui::screens::lanes::areas::{STRIP_FROM, strip_areas};
use crate::ui::screens::lanes::model::Kind;
use crate::ui::screens::lanes::{Areas, Lanes};

fn areas(app: &App) -> Areas {
    strip_areas(app.panes().strip)
}

/// The column of the selected event's mark in the strip.
fn column(app: &App) -> Option<u16> {
    let lanes: &Lanes = &app.strip.lanes;
    let item = *lanes.model.item(lanes.at?)?;
    lanes.window(areas(app).lanes.width).column(item.stretch.mark())
}

#[test]
fn the_strip_shows_where_it_does_not_cost_the_list_its_room() {
    for (width, height, lanes) in
        [(40, 10, None), (60, 20, None), (80, 24, Some(0)), (120, 40, Some(4)), (200, 50, Some(4))]
    {
        let mut app = open(width, height);
        let with = (app.panes().strip, app.panes().events().height);
        assert_eq!(lanes, (!with.0.is_empty()).then(|| areas(&app).lanes.height), "{width}x{height}");
        app.strip.hidden = true;
        let (without, list) = (app.panes().strip, app.panes().events().height);
        assert!(without.is_empty());
        assert!(with.1 + lanes.unwrap_or(0) + 1 >= list, "{width}x{height}: {} lines of {list}", with.1);
        assert!(height >= 30 || with.1 >= list, "{width}x{height}: {} lines of {list}", with.1);
    }
}

#[test]
fn the_selection_is_in_sight_on_the_strip_wherever_one_goes() {
    for (width, height) in [(60, STRIP_FROM), (80, 24), (120, 40), (200, 50)] {
        let mut app = open(width, height);
        let keys = [
            "", "<Home>", "<Down>", "+", "+", "<Right>", "+", "<Down>", "L", "-", "H", "n", "0", "v",
            "<Home>",
        ];
        for keys in keys {
            press(&mut app, keys);
            assert!(column(&app).is_some(), "after {keys} at {width}x{height}:\n{}", screen(&app));
            assert_eq!(app.strip.lanes.selected, app.subject.event);
        }
    }
}

#[test]
fn the_selected_event_is_marked_on_the_axis_without_colour() {
    for (width, height) in [(80, 24), (120, 40)] {
        let app = open(width, height);
        let mono = Theme::built_in("mono").unwrap();
        let buffer = picture(&app, &mono);
        let ruler = areas(&app).ruler;
        let cell = &buffer[(ruler.x + column(&app).unwrap(), ruler.bottom() - 1)];
        assert!(cell.modifier.contains(mono.selected.add_modifier), "{width}x{height}: {cell:?}");
        assert!(!mono.selected.add_modifier.is_empty());
    }
}

#[test]
fn a_key_does_without_the_strip_and_brings_it_back() {
    let mut app = open(120, 40);
    assert!(screen(&app).contains("a column: "));
    press(&mut app, "W");
    assert!(!screen(&app).contains("a column: ") && app.panes().histogram().height > 0);
    press(&mut app, "+");
    assert!(app.timeline.unit.is_some(), "the bars are zoomed where there is no strip");
    press(&mut app, "W");
    assert!(screen(&app).contains("a column: "));
    let mut low = open(80, 20);
    press(&mut low, "WW");
    assert!(screen(&low).contains("from 24 lines on"), "{}", screen(&low));
}

#[test]
fn the_strip_and_the_view_of_lanes_have_one_scale_and_one_kind() {
    let mut app = open(120, 40);
    press(&mut app, "++v");
    let (scale, kind) = (app.strip.lanes.scale, app.strip.lanes.kind);
    assert_eq!(kind, Kind::Actors);
    assert!(app.timeline.unit.is_none());
    press(&mut app, "w");
    let Some(Screen::Lanes(view)) = app.screens.last() else { panic!("another view") };
    assert_eq!((view.scale, view.kind), (scale, kind));
    press(&mut app, "-v<Esc>");
    assert_eq!((app.strip.lanes.scale, app.strip.lanes.kind), (scale + 1, Kind::Places));
    press(&mut app, "w0<Esc>");
    assert_eq!(app.lanes.scale, None);
}

#[test]
fn a_click_on_a_lane_or_on_the_axis_selects_and_the_wheel_zooms() {
    let mut app = open(120, 40);
    let wanted = story::event(&app.library, "killed");
    let lanes = &app.strip.lanes;
    let mark = lanes.model.item(lanes.model.place(wanted).unwrap()).unwrap().stretch.mark();
    let at = areas(&app);
    let column = |app: &App| {
        app.strip.lanes.window(at.lanes.width).column(mark).unwrap_or_else(|| panic!("{}", screen(app)))
    };
    for y in [at.lanes.y, at.ruler.bottom() - 1] {
        press(&mut app, "<Home><Down>");
        let column = column(&app);
        act(&mut app, Action::Click(at.lanes.x + column, y));
        assert_eq!(title(&app), "People killed in the flood", "line {y}:\n{}", screen(&app));
        assert_eq!(app.dragged, None);
    }
    let (before, column) = (app.strip.lanes.scale, column(&app));
    act(&mut app, Action::Wheel(at.lanes.x + column, at.lanes.y, -1));
    assert_eq!(app.strip.lanes.scale, before - 1);
    act(&mut app, Action::Wheel(at.lanes.x + column, at.lanes.y, 1));
    assert_eq!(app.strip.lanes.scale, before);
    assert_eq!(app.focus, Focus::Timeline, "the strip does not take the focus");
}

#[test]
fn what_is_filtered_away_leaves_the_strip_and_comes_back() {
    let mut app = open(120, 40);
    let all = app.strip.lanes.model.len();
    let height = app.panes().strip.height;
    press(&mut app, "1");
    assert_eq!(app.strip.lanes.rows.len(), 3);
    assert_eq!(app.panes().strip.height, height, "the panes stay where they are");
    press(&mut app, "up1805<Enter>");
    assert!(screen(&app).contains("No dated event passes the filter."), "{}", screen(&app));
    press(&mut app, "u");
    assert_eq!(app.strip.lanes.model.len(), all);
}

#[test]
fn of_many_lanes_those_of_the_selected_event_are_shown() {
    let mut timeline = story::timeline();
    let mut more = timeline.reports[0].clone();
    for at in 4..40 {
        more.id = crate::text::ReportId(at);
        more.path = format!("flood/{at}.txt");
        timeline.reports.push(more.clone());
    }
    let none = std::iter::repeat_n(std::sync::Arc::new(crate::analysis::Analysis::default()), 36);
    timeline.analyses = timeline.analyses.iter().cloned().chain(none).collect();
    let toll = timeline.events.iter().position(|event| event.title.contains("killed")).unwrap();
    timeline.events[toll].reported_by.extend([20, 30].map(crate::text::ReportId));
    let library = crate::ui::state::library::Library::new(timeline, story::disagreements());
    let mut app = App::new(Settings::default(), Size { width: 120, height: 44 });
    app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
    app.prepare_frame();
    let seen: Vec<usize> = app.strip.lanes.rows.iter().map(|row| row.lane).collect();
    assert_eq!(seen, [0, 1, 2, 20, 30], "{}", screen(&app));
    press(&mut app, "<Home>");
    let seen: Vec<usize> = app.strip.lanes.rows.iter().map(|row| row.lane).collect();
    assert_eq!(seen, [0, 1, 2, 3, 4], "A and C report it, the next ones fill the room: {}", screen(&app));
}

#[test]
fn the_strip_takes_over_a_scale_that_was_chosen_before_the_filter_changed() {
    let mut app = open(120, 40);
    press(&mut app, "w+1z");
    let Some(Screen::Lanes(view)) = app.screens.last() else { panic!("another view") };
    let scale = view.scale;
    press(&mut app, "<Esc>");
    assert_eq!(app.strip.lanes.scale, scale);
}

#[test]
fn the_strip_says_how_many_of_the_lanes_it_shows() {
    let mut app = open(120, 32);
    assert!(screen(&app).contains("reports · 2 of 4"), "{}", screen(&app));
    app.update(Message::Resize(120, 40));
    app.prepare_frame();
    assert!(!screen(&app).contains(" of 4"), "{}", screen(&app));
}

//! The lanes: what is selected, what is seen, and what is where.

use super::*;
use crate::ui::screens::lanes::model::Kind;
use crate::ui::screens::lanes::{Lanes, areas};

fn view(app: &App) -> &Lanes {
    match app.screens.last() {
        Some(Screen::Lanes(view)) => view,
        other => panic!("another view: {other:?}"),
    }
}

/// The column of the selected event's mark, counted from the left end of the lanes.
fn column(app: &App) -> Option<u16> {
    let view = view(app);
    let item = *view.model.item(view.at?)?;
    view.window(areas(app.panes().body).lanes.width).column(item.stretch.mark())
}

#[test]
fn arrows_go_from_event_to_event_in_the_order_of_time_and_the_selection_is_always_seen() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40), (200, 50)] {
        let mut app = open(width, height);
        press(&mut app, "w<Home>");
        assert_eq!(title(&app), "Engineers warn of cracks in the levee");
        let mut titles = vec![title(&app)];
        for keys in ["<Right>", "+", "<Right>", "+", "+", "<Right>", "-", "<Right>", "<Right>", "<Right>"] {
            press(&mut app, keys);
            assert!(column(&app).is_some(), "after {keys} at {width}x{height}:\n{}", screen(&app));
            titles.push(title(&app));
        }
        titles.dedup();
        assert_eq!(titles.len(), 7, "{titles:?}");
        assert_eq!(titles.last().unwrap(), "Crowd before the town hall");
        press(&mut app, "<Esc>");
        assert_eq!((app.screens.len(), title(&app).as_str()), (0, "Crowd before the town hall"));
    }
}

#[test]
fn a_long_gap_is_folded_and_its_length_is_shown() {
    let mut app = open(120, 40);
    press(&mut app, "w<Home>");
    let shown = screen(&app);
    assert!(shown.contains("‹2 y›") && shown.contains("░░░░"), "{shown}");
}

#[test]
fn a_year_is_drawn_as_its_stretch_with_the_mark_in_its_middle() {
    let mut app = open(120, 40);
    press(&mut app, "w<Home>");
    press(&mut app, &"-".repeat(20));
    press(&mut app, "++++++");
    let shown = screen(&app);
    let lane = shown.lines().find(|line| line.contains("Harbour Post")).unwrap();
    let cells: Vec<char> = lane.chars().collect();
    let mark = cells.iter().position(|sign| *sign == '●').unwrap_or_else(|| panic!("{shown}"));
    assert_eq!((cells[mark - 1], cells[mark + 1]), ('┄', '┄'), "{lane}");
}

#[test]
fn up_and_down_go_from_lane_to_lane_and_a_key_changes_what_lanes_represent() {
    let mut app = open(120, 40);
    press(&mut app, "w");
    assert_eq!(view(&app).lane, 0);
    press(&mut app, "<Down>");
    assert_eq!(view(&app).lane, 1);
    assert_eq!(title(&app), "People killed in the flood", "it is on both lanes");
    press(&mut app, "v");
    assert_eq!(view(&app).kind, Kind::Actors);
    assert!(screen(&app).contains("Ada Lindqvist"));
    press(&mut app, "v");
    assert_eq!(view(&app).kind, Kind::Places);
    assert!(screen(&app).contains("Brenmouth  "), "{}", screen(&app));
    press(&mut app, "v");
    assert_eq!(view(&app).kind, Kind::Reports);
    press(&mut app, "v<Esc>w");
    assert_eq!(view(&app).kind, Kind::Actors, "the choice is kept");
}

#[test]
fn panning_takes_the_selection_along_so_that_it_stays_in_sight() {
    let mut app = open(40, 10);
    press(&mut app, "w<Home>+++");
    let mut lefts = Vec::new();
    for _ in 0..6 {
        press(&mut app, "L");
        assert!(column(&app).is_some(), "{}", screen(&app));
        lefts.push(view(&app).left);
    }
    assert!(lefts.is_sorted() && lefts.first() < lefts.last(), "{lefts:?}");
    press(&mut app, "HHHHHHHHHH");
    assert_eq!(title(&app), "Engineers warn of cracks in the levee");
}

#[test]
fn a_click_selects_what_is_under_it_and_the_wheel_zooms() {
    let mut app = open(120, 40);
    press(&mut app, "w");
    let shown = screen(&app);
    let (y, line) = shown.lines().enumerate().find(|(_, line)| line.contains("Crowd before")).unwrap();
    let x = line.split("Crowd before").next().unwrap().chars().count();
    let (x, y) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
    act(&mut app, Action::Click(x, y));
    assert_eq!(title(&app), "Crowd before the town hall");
    let before = view(&app).scale;
    act(&mut app, Action::Wheel(x, y, -1));
    assert_eq!(view(&app).scale, before - 1);
    act(&mut app, Action::Wheel(x, y, 1));
    assert_eq!(view(&app).scale, before);
    let names = areas(app.panes().body).names;
    act(&mut app, Action::Wheel(names.x + 1, names.y, 1));
    assert_eq!(view(&app).scale, before, "over the names it goes through the lanes");
}

#[test]
fn what_is_filtered_away_leaves_the_lanes_and_comes_back() {
    let mut app = open(120, 40);
    press(&mut app, "w");
    let all = (view(&app).model.lanes.len(), view(&app).model.len());
    press(&mut app, "1");
    assert_eq!(view(&app).model.lanes.len(), all.0 - 1);
    press(&mut app, "u");
    assert_eq!((view(&app).model.lanes.len(), view(&app).model.len()), all);
    press(&mut app, "z");
    assert_eq!(view(&app).model.len(), all.1 + 1, "a minor event");
}

#[test]
fn a_lane_of_one_line_has_a_title_where_there_is_room() {
    let mut app = open(120, 40);
    press(&mut app, "wv");
    let shown = screen(&app);
    let lane = shown.lines().find(|line| line.contains("fire service")).unwrap();
    assert!(lane.contains("People killed in the flood"), "{shown}");
}

#[test]
fn each_report_has_its_publication_on_its_lane_whatever_else_is_there() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        let mut app = open(width, height);
        press(&mut app, "w");
        let shown = screen(&app);
        let lines: Vec<&str> = shown.lines().collect();
        let lanes = lines.iter().position(|line| line.contains("A Harbour")).unwrap();
        let end = lines.iter().position(|line| line.contains("──────") && !line.contains('╭')).unwrap();
        let marks: usize = lines[lanes..end].iter().map(|line| line.matches('▿').count()).sum();
        assert_eq!(marks, 4, "{shown}");
    }
}

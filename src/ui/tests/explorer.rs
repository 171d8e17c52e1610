//! The explorer: moving, filtering, loading, the mouse, and what text from outside looks like.

use super::*;
use crate::ui::screens::card::Line;

#[test]
fn a_terminal_resized_since_the_layout_is_left_for_the_next_frame() {
    let mut app = open(200, 50);
    for keys in ["", "w", "<Esc>m", "<Esc>d"] {
        press(&mut app, keys);
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
        terminal.draw(|frame| view(&app, &app.theme, frame)).expect("a frame");
        let blank = terminal.backend().buffer().content().iter().all(|cell| cell.symbol() == " ");
        assert!(blank, "after {keys}");
    }
}

#[test]
fn it_opens_on_the_most_serious_contradiction_with_both_passages_in_sight() {
    let app = open(120, 40);
    assert_eq!(title(&app), "People killed in the flood");
    let screen = screen(&app);
    for words in ["At least 14 people were killed", "Nine people died", "✗ People killed: 9 (B) vs at"] {
        assert!(screen.contains(words), "{words} is not on the screen:\n{screen}");
    }
}

#[test]
fn arrows_go_through_events_and_days_and_never_stop_on_a_date() {
    let mut app = open(120, 40);
    press(&mut app, "<Home>");
    assert_eq!(title(&app), "Engineers warn of cracks in the levee");
    press(&mut app, "<Down>");
    assert_eq!(title(&app), "Rain falls");
    press(&mut app, "<Right><Right>");
    assert_eq!(title(&app), "People killed in the flood");
    press(&mut app, "<Left>");
    assert_eq!(title(&app), "The levee breaks");
    press(&mut app, "<End>");
    assert_eq!(title(&app), "Ada Lindquist refuses to step down");
    press(&mut app, "<Down><Up><Up><Home><Up>");
    assert_eq!(title(&app), "Engineers warn of cracks in the levee");
}

#[test]
fn n_goes_through_the_disagreements_in_the_order_of_time() {
    let mut app = open(120, 40);
    press(&mut app, "<Home>");
    let mut seen = Vec::new();
    for _ in 0..5 {
        press(&mut app, "n");
        seen.push(app.card().map(|at| app.library.disagreements[at as usize].rule).unwrap_or_default());
    }
    assert_eq!(seen[..4], ["time/night-and-morning", "count/disjoint", "count/later-higher", "label/loaded"]);
    assert_eq!(seen[4], seen[3]);
    press(&mut app, "N");
    assert_eq!(app.card().map(|at| at as usize), Some(2));
}

#[test]
fn the_selection_is_shared_between_timeline_sources_and_disagreements() {
    let mut app = open(120, 40);
    press(&mut app, "<Home><Tab><Tab><Tab>");
    assert_eq!(app.focus, Focus::Disagreements);
    while app.card() != Some(3) {
        press(&mut app, "<Down>");
    }
    assert_eq!(title(&app), "Crowd before the town hall");
    let mention: Vec<u32> = app.sources.reporting.iter().map(|report| report.0).collect();
    assert_eq!(mention, [2, 3]);
}

#[test]
fn choosing_an_actor_filters_the_timeline_and_the_chip_takes_it_away() {
    let mut app = open(120, 40);
    let all = app.timeline.shown;
    press(&mut app, "/lindquist");
    let Some(Popup::Search(search)) = &app.popup else { panic!("no popup") };
    assert_eq!(search.found.count(Target::Actors), Some(1));
    press(&mut app, "<Enter>");
    assert!(app.timeline.shown < all && app.timeline.shown > 1);
    assert!(screen(&app).contains("Ada Lindqvist ✕"));
    press(&mut app, "<Esc>");
    assert_eq!(app.timeline.shown, all);
    press(&mut app, "u");
    assert!(app.timeline.shown < all, "undo brings the filter back");
}

#[test]
fn a_search_that_is_left_changes_nothing() {
    let mut app = open(120, 40);
    let before = (app.timeline.rows.clone(), app.timeline.at, app.filter.clone());
    press(&mut app, "/tarn<Down><Tab><Esc>");
    assert_eq!((app.timeline.rows.clone(), app.timeline.at, app.filter.clone()), before);
}

#[test]
fn a_hit_in_the_full_text_is_shown_where_it_occurs() {
    let mut app = open(120, 40);
    act(&mut app, Action::Search(Target::Text));
    press(&mut app, "six boats<Enter>");
    assert_eq!(title(&app), "The army sends soldiers and boats");
    assert!(screen(&app).contains("six boats"));
}

#[test]
fn minor_events_are_folded_until_they_are_asked_for() {
    let mut app = open(120, 40);
    assert!(!screen(&app).contains("Volunteers at work") && screen(&app).contains("1 minor event"));
    press(&mut app, "z");
    assert!(screen(&app).contains("Volunteers at work"));
    press(&mut app, "z");
    let fold = app.timeline.rows.iter().position(|row| matches!(row, TimelineRow::Fold(..))).unwrap();
    app.timeline.at = fold;
    press(&mut app, "<Enter>");
    assert_eq!(title(&app), "Volunteers at work");
}

#[test]
fn a_report_left_out_is_no_longer_shown_and_comes_back() {
    let mut app = open(120, 40);
    press(&mut app, "1");
    assert!(!app.sources.reporting.iter().any(|report| report.0 == 0));
    assert!(screen(&app).contains("without A ✕"));
    press(&mut app, "1");
    assert!(app.sources.reporting.iter().any(|report| report.0 == 0));
}

#[test]
fn a_passage_is_copied_with_its_citation() {
    let mut app = open(120, 40);
    press(&mut app, "<Enter>");
    let effects = press(&mut app, "y");
    let [Effect::Copy { words, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(words, "“Nine people died” (North Wire, 2019-03-14, flood/north-wire.txt)");
    // In every other view it is what is selected there, not what the explorer shows.
    for (keys, expected) in
        [("<Esc>m", "Harbour Post"), ("<Right>", "North Wire"), ("<Esc>s", "Harbour Post")]
    {
        press(&mut app, keys);
        let effects = press(&mut app, "y");
        let [Effect::Copy { words, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert!(words.contains(expected), "after {keys}: {words}");
    }
    press(&mut app, "<Esc>a");
    assert!(press(&mut app, "y").is_empty());
    assert!(screen(&app).contains("no passage to copy"));
}

#[test]
fn every_event_of_an_actor_can_be_gone_through() {
    let mut app = open(120, 40);
    press(&mut app, "/ada<Enter><Esc><Home>");
    press(&mut app, "/refuses<Esc>");
    let evacuation = story::event(&app.library, "evacuation");
    app.reveal(Some(evacuation));
    app.follow_timeline();
    press(&mut app, "]");
    assert_ne!(title(&app), "Ada Lindqvist orders the evacuation of the lower town");
    press(&mut app, "[");
    assert_eq!(title(&app), "Ada Lindqvist orders the evacuation of the lower town");
}

#[test]
fn an_empty_corpus_says_so() {
    let mut app = App::new(Settings::default(), Size { width: 80, height: 24 });
    app.prepare_frame();
    assert!(screen(&app).contains("reading …"));
    app.update(Message::News(News::Failed("there is no such folder: flood".to_owned())));
    app.prepare_frame();
    assert!(screen(&app).contains("there is no such folder: flood"));
    for keys in [
        "n",
        "s",
        "<Enter>",
        "<Tab><Down>",
        "]",
        "/x<Enter><Esc>",
        "?<Esc>",
        "y",
        "wvL+<Right><Down><Esc>",
        "m<Esc>",
    ] {
        press(&mut app, keys);
        screen(&app);
    }
}

#[test]
fn a_corpus_can_be_used_while_the_rest_of_it_is_read() {
    let mut app = App::new(Settings::default(), Size { width: 140, height: 40 });
    let progress =
        |stage, done, total| Message::News(News::Progress(Progress { stage, done, total, seconds: 2.0 }));
    app.update(progress(Stage::Inputs, 900, 4000));
    assert!(
        screen(&app).contains("reading 900 of about 4000 reports · 450/s · 7 s left"),
        "{}",
        screen(&app)
    );
    app.update(of_story(News::Begun));
    app.update(progress(Stage::Reports, 64, 4000));
    app.prepare_frame();
    press(&mut app, "<Home><Down>");
    let before = title(&app);
    assert!(!before.is_empty() && screen(&app).contains(&before), "{}", screen(&app));
    assert!(screen(&app).contains("analysing 64 of 4000 reports"), "{}", screen(&app));
    app.update(of_story(News::Loaded));
    app.prepare_frame();
    assert_eq!(title(&app), before);
    assert!(!screen(&app).contains("analysing"), "{}", screen(&app));
}

#[test]
fn a_corpus_read_again_keeps_the_selected_event() {
    let mut app = open(120, 40);
    press(&mut app, "<Home><Down>");
    let before = title(&app);
    app.update(Message::News(News::Loaded(Loaded::new(story::library(), Notebook::default()))));
    app.prepare_frame();
    assert_eq!(title(&app), before);
}

#[test]
fn a_drag_moves_the_border_and_a_click_selects() {
    let mut app = open(120, 40);
    let before = app.panes().timeline.width;
    act(&mut app, Action::Click(before, 20));
    act(&mut app, Action::Drag(before + 10, 20));
    act(&mut app, Action::Release);
    assert_eq!(app.panes().timeline.width, before + 10);
    let list = app.panes().events();
    let first = app.timeline.rows.iter().position(|row| matches!(row, TimelineRow::Event(_))).unwrap();
    let y = list.y + u16::try_from(first - app.timeline.top).unwrap();
    act(&mut app, Action::Click(list.x + 5, y));
    assert_eq!(title(&app), "Engineers warn of cracks in the levee");
}

#[test]
fn text_that_would_steer_the_terminal_is_shown_as_signs() {
    let mut timeline = story::timeline();
    let evil = "\u{1b}[31mred\u{1b}]52;c;aGk=\u{7} \u{202e}desrever\u{2066} NUL\0 \u{9b}2J ".repeat(30);
    for report in &mut timeline.reports {
        report.text = format!("{}{evil}", report.text).into();
        report.source = Some(evil.clone());
    }
    for event in &mut timeline.events {
        event.title = format!("{}{evil}", event.title);
    }
    timeline.title.clone_from(&evil);
    let mut disagreements = story::disagreements();
    for found in &mut disagreements {
        found.summary.clone_from(&evil);
        found.why.clone_from(&evil);
        found.positions.iter_mut().for_each(|side| side.statement.clone_from(&evil));
    }
    let library = crate::ui::state::library::Library::new(timeline, disagreements);
    let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
    app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
    for keys in ["", "<Enter>", "<Esc>s", "t<Esc>r", "<Esc>m", "<Esc>a", "<Esc>d", "<Esc>/", "<Esc>!"] {
        press(&mut app, keys);
        let buffer = picture(&app, &app.theme);
        for cell in &buffer.content {
            assert!(
                cell.symbol().chars().all(|c| crate::text::visible::sign(c).is_none()),
                "{:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn marks_are_distinct_without_colour() {
    let app = open(80, 24);
    let mono = Theme::built_in("mono").unwrap();
    let buffer = picture(&app, &mono);
    let shown = screen(&app);
    let (y, line) =
        shown.lines().enumerate().find(|(_, line)| line.contains("Nine people died when")).unwrap();
    let x = line.split("Nine people").next().unwrap().chars().count();
    let look = |column: usize| {
        let cell = &buffer[(u16::try_from(x + column).unwrap(), u16::try_from(y).unwrap())];
        cell.style().add_modifier
    };
    let (disputed, passage, around) = (look(0), look(5), look(17));
    assert_eq!(disputed, mono.disputed.add_modifier);
    assert_eq!(passage, mono.passage.add_modifier);
    assert_eq!(around, mono.text.add_modifier);
    assert!(disputed != passage && passage != around);
}

#[test]
fn a_followed_disagreement_stays_open_on_its_card_when_it_is_settled() {
    let mut app = open(120, 40);
    let is_open = |app: &App| app.card_lines(0, 40).iter().any(|line| matches!(line, Line::Position { .. }));
    assert!(is_open(&app));
    press(&mut app, "S");
    assert!(is_open(&app), "{}", screen(&app));
    app.update(Message::Action(Action::Settle));
    assert_eq!(app.notice.as_deref(), Some("this disagreement is open again: u undoes"));
}

#[test]
fn a_card_that_is_cut_says_so() {
    let app = open(80, 24);
    let area = app.panes().disagreements;
    let shown = screen(&app);
    let last = shown.lines().nth(usize::from(area.bottom() - 2)).unwrap();
    let last: String = last.chars().take(usize::from(area.width)).collect();
    assert!(last.trim_end_matches(['│', '┃', '╾']).ends_with('…'), "{last}\n{shown}");
}

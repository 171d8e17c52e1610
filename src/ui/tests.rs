//! The interface driven by actions and keys, and its pictures.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};

use super::story;
use super::view::{draw, view};
use crate::reading::Stage;
use crate::store::Notebook;
use crate::ui::screens::search::{Searcher, Target};
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Popup, Progress, Screen, Settings, TimelineRow};
use crate::ui::state::keymap::{COMMANDS, Scope};
use crate::ui::state::panes::Focus;
use crate::ui::state::update::{Effect, Loaded, Message, News};
use crate::ui::widget::theme::Theme;

mod anything;
mod filtering;
mod find;
mod folds;
mod lanes;
mod notes;
mod pictures;
mod session;
mod strip;
mod views;

/// An interface to the story at a size.
fn open(width: u16, height: u16) -> App {
    let mut app = App::new(Settings::default(), Size { width, height });
    app.update(Message::News(News::Loaded(Loaded::new(story::library(), Notebook::default()))));
    app.settle();
    app
}

/// Gives an action; what it asks of the search worker is answered at once.
fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let mut left = Vec::new();
    for effect in app.update(Message::Action(action)) {
        match effect {
            Effect::Search(question) => {
                let mut answers = Vec::new();
                Searcher::default().answer(&question, || false, |answer| answers.push(answer));
                for answer in answers {
                    app.update(Message::News(News::Found(answer)));
                }
            }
            Effect::Keep(job) => {
                app.update(Message::News(News::Kept(job.run())));
            }
            other => left.push(other),
        }
    }
    app.settle();
    left
}

/// Presses keys as a person does: letters as themselves, others by name in angle brackets.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut left = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let (code, taken) = match rest.split_once('>') {
            Some((name, _)) if first == '<' => (named(&name[1..]), name.len() + 1),
            _ => (KeyCode::Char(first), first.len_utf8()),
        };
        rest = &rest[taken..];
        let modifiers = match code {
            KeyCode::Char(_) if taken > 1 => KeyModifiers::CONTROL,
            _ => KeyModifiers::NONE,
        };
        let key = KeyEvent::new(code, modifiers);
        if let Some(action) = app.keymap.action(app.scope(), &key) {
            left.extend(act(app, action));
        }
    }
    left
}

fn named(name: &str) -> KeyCode {
    if let Some(letter) = name.strip_prefix("Ctrl-").and_then(|name| name.chars().next()) {
        return KeyCode::Char(letter.to_ascii_lowercase());
    }
    match name {
        "Tab" => KeyCode::Tab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        other => panic!("no key {other}"),
    }
}

fn picture(app: &App, theme: &Theme) -> Buffer {
    let area = Rect::new(0, 0, app.size.width, app.size.height);
    let mut buffer = Buffer::empty(area);
    draw(app, theme, area, &mut buffer);
    buffer
}

/// The screen as text.
fn screen(app: &App) -> String {
    let buffer = picture(app, &app.theme);
    let line = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let lines: Vec<String> = (0..buffer.area.height).map(|y| line(y).trim_end().to_owned()).collect();
    lines.join("\n")
}

fn title(app: &App) -> String {
    app.subject
        .event
        .and_then(|id| app.library.event(id))
        .map(|event| event.title.clone())
        .unwrap_or_default()
}

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
fn it_opens_on_the_gravest_contradiction_with_both_passages_in_sight() {
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
    let telling: Vec<u32> = app.sources.telling.iter().map(|report| report.0).collect();
    assert_eq!(telling, [2, 3]);
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
fn a_hit_in_the_full_text_is_shown_where_it_stands() {
    let mut app = open(120, 40);
    act(&mut app, Action::Search(Target::Text));
    press(&mut app, "six boats<Enter>");
    assert_eq!(title(&app), "The army sends soldiers and boats");
    assert!(screen(&app).contains("six boats"));
}

#[test]
fn lesser_events_are_folded_until_they_are_asked_for() {
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
    assert!(!app.sources.telling.iter().any(|report| report.0 == 0));
    assert!(screen(&app).contains("without A ✕"));
    press(&mut app, "1");
    assert!(app.sources.telling.iter().any(|report| report.0 == 0));
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
fn a_corpus_of_nothing_says_so() {
    let mut app = App::new(Settings::default(), Size { width: 80, height: 24 });
    app.settle();
    assert!(screen(&app).contains("reading …"));
    app.update(Message::News(News::Failed("there is no such folder: flood".to_owned())));
    app.settle();
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

/// News of the story, or of its first part.
fn of_story(news: impl Fn(Loaded) -> News) -> Message {
    Message::News(news(Loaded::new(story::library(), Notebook::default())))
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
    app.settle();
    press(&mut app, "<Home><Down>");
    let before = title(&app);
    assert!(!before.is_empty() && screen(&app).contains(&before), "{}", screen(&app));
    assert!(screen(&app).contains("analysing 64 of 4000 reports"), "{}", screen(&app));
    app.update(of_story(News::Loaded));
    app.settle();
    assert_eq!(title(&app), before);
    assert!(!screen(&app).contains("analysing"), "{}", screen(&app));
}

#[test]
fn a_corpus_read_again_keeps_the_selected_event() {
    let mut app = open(120, 40);
    press(&mut app, "<Home><Down>");
    let before = title(&app);
    app.update(Message::News(News::Loaded(Loaded::new(story::library(), Notebook::default()))));
    app.settle();
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
fn marks_are_told_apart_without_colour() {
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

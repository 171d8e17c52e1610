//! The interface driven by actions and keys, and its pictures.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};

use super::action::{Action, Rub};
use super::app::{App, Popup, Screen, Settings, TimelineRow};
use super::keymap::{COMMANDS, Scope};
use super::panes::Focus;
use super::search::{Searcher, Target};
use super::story;
use super::theme::Theme;
use super::update::{Effect, Message, News};
use super::view::draw;

/// An interface to the story at a size.
fn open(width: u16, height: u16) -> App {
    let mut app = App::new(Settings::default(), Size { width, height });
    app.update(Message::News(News::Loaded(Arc::new(story::library()))));
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
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        if let Some(action) = app.keymap.action(app.scope(), &key) {
            left.extend(act(app, action));
        }
    }
    left
}

fn named(name: &str) -> KeyCode {
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
fn it_opens_on_the_gravest_contradiction_with_both_passages_in_sight() {
    let app = open(120, 40);
    assert_eq!(title(&app), "People killed in the flood");
    let screen = screen(&app);
    for words in ["At least 14 people were killed", "Nine people died", "✗ People killed: 9 (B) or at"] {
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
fn enter_on_a_disagreement_shows_its_passages_beside_each_other() {
    let mut app = open(120, 40);
    press(&mut app, "<Enter>");
    let shown = screen(&app);
    for words in
        ["North Wire", "Harbour Post", "said police", "as of Thu 14 Mar, evening", "rule count/disjoint"]
    {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "n");
    assert!(screen(&app).contains("count/later-higher"));
    press(&mut app, "<Esc>");
    assert!(app.screens.is_empty());
}

#[test]
fn choosing_an_actor_filters_the_timeline_and_the_chip_takes_it_away() {
    let mut app = open(120, 40);
    let all = app.timeline.shown;
    press(&mut app, "/lindquist");
    let Some(Popup::Search(search)) = &app.popup else { panic!("no popup") };
    assert_eq!(search.found.total, Some(1));
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
    assert!(!screen(&app).contains("Volunteers at work") && screen(&app).contains("1 lesser event"));
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
fn the_split_view_aligns_reports_by_event() {
    let mut app = open(120, 40);
    press(&mut app, "s");
    let shown = screen(&app);
    for words in ["aligned by event", "Nine people died", "Seventeen people have now died in"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "t");
    assert!(screen(&app).contains("full texts"));
    press(&mut app, "t><Down><Esc>");
    assert!(app.screens.is_empty());
}

#[test]
fn a_passage_is_copied_with_its_citation() {
    let mut app = open(120, 40);
    press(&mut app, "<Enter>");
    let effects = press(&mut app, "y");
    let [Effect::Copy(words)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(words, "“Nine people died” (North Wire, 2019-03-14, flood/north-wire.txt)");
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
fn help_shows_every_command_of_the_table_with_its_keys() {
    let mut app = open(200, 50);
    press(&mut app, "?");
    let shown = screen(&app);
    for command in
        COMMANDS.iter().filter(|command| command.scope.meets(Scope::Explorer) && !command.about.is_empty())
    {
        assert!(shown.contains(command.about), "{} is missing:\n{shown}", command.name);
    }
}

#[test]
fn a_corpus_of_nothing_says_so() {
    let mut app = App::new(Settings::default(), Size { width: 80, height: 24 });
    app.settle();
    assert!(screen(&app).contains("reading …"));
    app.update(Message::News(News::Failed("there is no such folder: flood".to_owned())));
    app.settle();
    assert!(screen(&app).contains("there is no such folder: flood"));
    for keys in ["n", "s", "<Enter>", "<Tab><Down>", "]", "/x<Enter><Esc>", "?<Esc>", "y"] {
        press(&mut app, keys);
        screen(&app);
    }
}

#[test]
fn a_corpus_read_again_keeps_the_selected_event() {
    let mut app = open(120, 40);
    press(&mut app, "<Home><Down>");
    let before = title(&app);
    app.update(Message::News(News::Loaded(Arc::new(story::library()))));
    app.settle();
    assert_eq!(title(&app), before);
}

/// Any action a person can give.
fn any_action() -> impl Strategy<Value = Action> {
    let table: Vec<Action> = COMMANDS.iter().map(|command| command.action).collect();
    prop_oneof![
        6 => proptest::sample::select(table),
        1 => any::<char>().prop_map(Action::Type),
        1 => Just(Action::Rub(Rub::Letter)),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Click(x, y)),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Drag(x, y)),
        1 => (0u16..130, 0u16..60, -3i8..3).prop_map(|(x, y, lines)| Action::Wheel(x, y, lines)),
    ]
}

/// What happens between two frames.
#[derive(Clone, Debug)]
enum Step {
    Act(Action),
    Resize(u16, u16),
    Paste(String),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => any_action().prop_map(Step::Act),
        2 => (0u16..220, 0u16..70).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (0u16..6, 0u16..6).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => any::<String>().prop_map(Step::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_selection_stays_in_bounds_and_everything_draws(
        steps in proptest::collection::vec(any_step(), 1..40)
    ) {
        let mut app = open(80, 24);
        for step in steps {
            match step {
                Step::Act(action) => { act(&mut app, action); }
                Step::Resize(width, height) => {
                    app.update(Message::Resize(width, height));
                    app.settle();
                }
                Step::Paste(words) => { app.update(Message::Paste(words)); app.settle(); }
            }
            let list = &app.timeline;
            prop_assert!(list.at < list.rows.len().max(1));
            prop_assert!(!matches!(list.rows.get(list.at), Some(TimelineRow::Day(_))));
            prop_assert!(app.cards.at < app.cards.order.len().max(1));
            for pane in &app.sources.panes {
                prop_assert!(pane.top <= pane.rows.len());
            }
            if let Some(Screen::Compare(compare)) = app.screens.last() {
                prop_assert!(compare.at < compare.events.len().max(1));
            }
            picture(&app, &app.theme);
        }
    }
}

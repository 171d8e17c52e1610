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
mod explorer;
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
    app.prepare_frame();
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
            Effect::SaveNotes(job) => {
                app.update(Message::News(News::Saved(job.run())));
            }
            other => left.push(other),
        }
    }
    app.prepare_frame();
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

/// News of the story, or of its first part.
fn of_story(news: impl Fn(Loaded) -> News) -> Message {
    Message::News(news(Loaded::new(story::library(), Notebook::default())))
}

//! The command palette: every available command, found by its words.

use super::popups::erase_end;
use crate::search::{Names, Survivors};
use crate::ui::state::action::{Action, Step};
use crate::ui::state::app::{App, Popup};
use crate::ui::state::keymap::{Command, Keymap, Scope};
use crate::ui::state::update::Effect;

/// The popup.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What was typed.
    pub query: String,
    /// The commands that match, the best first.
    pub hits: Vec<&'static Command>,
    /// The chosen row.
    pub at: usize,
    /// The first row seen.
    pub top: usize,
}

impl App {
    /// The scope of the view below a popup.
    #[must_use]
    pub fn view_scope(&self) -> Scope {
        match self.screens.last() {
            None => Scope::Explorer,
            Some(crate::ui::state::app::Screen::Compare(_)) => Scope::Compare,
            Some(crate::ui::state::app::Screen::Disagreements(_)) => Scope::Disagreements,
            Some(crate::ui::state::app::Screen::Lanes(_)) => Scope::Lanes,
            Some(_) => Scope::Anywhere,
        }
    }

    pub(in crate::ui) fn open_palette(&mut self) {
        self.popup = Some(Popup::Palette(Palette::default()));
        self.find_commands();
    }

    /// A few dozen commands: found at once, without the worker.
    fn find_commands(&mut self) {
        let scope = self.view_scope();
        let Some(Popup::Palette(palette)) = &mut self.popup else { return };
        let commands: Vec<&'static Command> = Keymap::commands(scope).collect();
        let names = Names::new(commands.iter().map(|command| (0, [command.about, command.name])));
        let hits = names.search(&palette.query, commands.len(), &mut Survivors::default());
        palette.hits = hits.into_iter().map(|hit| commands[hit.item as usize]).collect();
        palette.at = 0;
        palette.top = 0;
    }

    pub(in crate::ui) fn act_in_palette(&mut self, action: Action) -> Vec<Effect> {
        let rows = self.search_rows();
        let Some(Popup::Palette(palette)) = &mut self.popup else { return Vec::new() };
        let last = palette.hits.len().saturating_sub(1);
        match action {
            Action::Down | Action::Wheel(_, _, 0..) => palette.at = (palette.at + 1).min(last),
            Action::Up | Action::Wheel(_, _, ..0) => palette.at = palette.at.saturating_sub(1),
            Action::PageDown => palette.at = (palette.at + rows).min(last),
            Action::PageUp => palette.at = palette.at.saturating_sub(rows),
            Action::Move(Step::Start) => palette.at = 0,
            Action::Move(Step::End) => palette.at = last,
            Action::Type(letter) if palette.query.len() < 60 => {
                palette.query.push(letter);
                self.find_commands();
            }
            Action::Erase(erase) => {
                erase_end(&mut palette.query, erase);
                self.find_commands();
            }
            Action::Open => {
                let chosen = palette.hits.get(palette.at).map(|command| command.action);
                self.popup = None;
                return chosen.map_or(Vec::new(), |action| self.act(action));
            }
            Action::Back => self.popup = None,
            _ => {}
        }
        if let Some(Popup::Palette(palette)) = &mut self.popup {
            let least = (palette.at + 1).saturating_sub(rows);
            palette.top = palette.top.clamp(least, palette.at.max(least));
        }
        Vec::new()
    }
}

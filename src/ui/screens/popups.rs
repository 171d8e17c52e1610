//! What keys do while something is over the view: search, help, problems.

use super::prompt::Purpose;
use super::search::{Answer, Hit, Question, Search, Target};
use crate::search::find_text;
use crate::text::Passage;
use crate::timeline::{ActorId, EventId};
use crate::ui::state::action::{Action, Erase, Step};
use crate::ui::state::app::{App, Popup};
use crate::ui::state::update::Effect;

/// Longest query, in bytes: what is longer was pasted by mistake.
const LONGEST_QUERY: usize = 200;

/// Most places marked in a text where the words of a search are.
const MARKED: usize = 1000;

impl App {
    pub(in crate::ui) fn open_search(&mut self, target: Target) -> Vec<Effect> {
        self.search_for(target, String::new())
    }

    /// Opens the search with words in its field.
    pub(in crate::ui) fn search_for(&mut self, target: Target, query: String) -> Vec<Effect> {
        self.popup = Some(Popup::Search(Search { target, query, ..Search::default() }));
        self.ask()
    }

    pub(in crate::ui) fn act_in_popup(&mut self, action: Action) -> Vec<Effect> {
        match &mut self.popup {
            Some(Popup::Search(_)) => return self.act_in_search(action),
            Some(Popup::Palette(_)) => return self.act_in_palette(action),
            Some(Popup::Prompt(_)) => return self.act_in_prompt(action),
            Some(Popup::Help(_)) => self.act_in_help(action),
            Some(Popup::Problems(top)) => match action {
                Action::Down | Action::Wheel(_, _, 0..) => *top += 1,
                Action::Up | Action::Wheel(_, _, ..0) => *top = top.saturating_sub(1),
                Action::PageDown => *top += 10,
                Action::PageUp => *top = top.saturating_sub(10),
                Action::First => *top = 0,
                Action::Search(_) => {
                    let top = *top;
                    self.open_prompt(Purpose::FindProblem(top), String::new());
                }
                Action::SearchAll => return self.open_search(Target::All),
                Action::NextDisagreement | Action::PreviousDisagreement => {
                    let top = *top;
                    let next = self.next_problem(top, (false, action == Action::NextDisagreement));
                    self.popup = Some(Popup::Problems(next.unwrap_or(top)));
                }
                Action::Quit => return vec![Effect::Quit],
                Action::Suspend => return vec![Effect::Suspend],
                Action::Release | Action::Drag(..) => {}
                _ => self.popup = None,
            },
            None => {}
        }
        if let Some(Popup::Problems(top)) = &mut self.popup {
            *top = (*top).min(self.library.timeline.problems.len().saturating_sub(1));
        }
        Vec::new()
    }

    /// Scrolls the help, or narrows it to what is typed. The key that opened it closes it too.
    fn act_in_help(&mut self, action: Action) {
        let lines = crate::ui::view::help::lines(self).len();
        let Some(Popup::Help(help)) = &mut self.popup else { return };
        match action {
            Action::Down | Action::Wheel(_, _, 0..) => help.top += 1,
            Action::Up | Action::Wheel(_, _, ..0) => help.top = help.top.saturating_sub(1),
            Action::PageDown => help.top += 10,
            Action::PageUp => help.top = help.top.saturating_sub(10),
            Action::Move(Step::Start) => help.top = 0,
            Action::Move(Step::End) => help.top = lines,
            Action::Type('?') if help.query.is_empty() => self.popup = None,
            Action::Type(letter) if help.query.len() < 60 => {
                help.query.push(letter);
                help.top = 0;
            }
            Action::Erase(erase) => erase_end(&mut help.query, erase),
            Action::Release | Action::Drag(..) | Action::Type(_) | Action::Move(_) | Action::NextTarget => {}
            _ => self.popup = None,
        }
        if let Some(Popup::Help(help)) = &mut self.popup {
            help.top = help.top.min(lines);
        }
    }

    fn act_in_search(&mut self, action: Action) -> Vec<Effect> {
        let page = self.search_rows();
        let Some(Popup::Search(search)) = &mut self.popup else { return Vec::new() };
        let last = search.found.hits.len().saturating_sub(1);
        match action {
            Action::Down | Action::Wheel(_, _, 0..) => search.at = (search.at + 1).min(last),
            Action::Up | Action::Wheel(_, _, ..0) => search.at = search.at.saturating_sub(1),
            Action::PageDown => search.at = (search.at + page).min(last),
            Action::PageUp => search.at = search.at.saturating_sub(page),
            Action::Move(Step::Start) => search.at = 0,
            Action::Move(Step::End) => search.at = last,
            Action::NextTarget => {
                search.target = search.target.next();
                search.found = Answer::default();
                return self.ask();
            }
            Action::Type(letter) if search.query.len() < LONGEST_QUERY => {
                search.query.push(letter);
                return self.ask();
            }
            Action::Erase(erase) => {
                erase_end(&mut search.query, erase);
                return self.ask();
            }
            Action::Open | Action::Add => return self.choose(action == Action::Add),
            Action::Click(_, y) => self.click_in_search(y),
            Action::Back => self.popup = None,
            _ => {}
        }
        self.scroll_search();
        Vec::new()
    }

    /// Words pasted into a field; nowhere else do they mean anything.
    pub(in crate::ui) fn paste(&mut self, words: &str) -> Vec<Effect> {
        let mut lines = words.lines();
        let signs = lines.next().unwrap_or_default().chars().filter(|c| !c.is_control());
        match &mut self.popup {
            Some(Popup::Search(search)) => {
                let room = LONGEST_QUERY.saturating_sub(search.query.len());
                search.query.extend(signs.take(room / 4));
                self.ask()
            }
            Some(Popup::Prompt(prompt)) => {
                signs.for_each(|sign| prompt.field.insert(sign));
                for line in lines.filter(|_| prompt.purpose.takes_lines()) {
                    prompt.field.break_line();
                    line.chars().for_each(|sign| prompt.field.insert(sign));
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::ui) fn ask(&mut self) -> Vec<Effect> {
        self.questions += 1;
        let number = self.questions;
        let library = self.library.clone();
        let Some(Popup::Search(search)) = &mut self.popup else { return Vec::new() };
        search.asked = number;
        search.chosen_ahead = None;
        let (target, query) = (search.target, search.query.clone());
        vec![Effect::Search(Question { number, target, query, library, collects_words: false })]
    }

    /// Shows an answer, unless a newer one is shown already.
    pub(in crate::ui) fn take_answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(Popup::Search(search)) = &mut self.popup else { return Vec::new() };
        if answer.number < search.found.number {
            return Vec::new();
        }
        if answer.number > search.found.number {
            search.at = 0;
            search.top = 0;
        }
        let answered = answer.number == search.asked;
        search.found = answer;
        match search.chosen_ahead.filter(|_| answered) {
            Some(add) => self.choose(add),
            None => Vec::new(),
        }
    }

    fn choose(&mut self, add: bool) -> Vec<Effect> {
        let Some(Popup::Search(search)) = &mut self.popup else { return Vec::new() };
        // Hits for fewer letters are not what is meant: the choice waits for the answer.
        if search.found.number < search.asked {
            search.chosen_ahead = Some(add);
            return Vec::new();
        }
        search.chosen_ahead = None;
        let Some(hit) = search.found.hits.get(search.at).copied() else { return Vec::new() };
        let query = search.found.query.clone();
        self.popup = None;
        match hit {
            Hit::Actor(actor, _) => self.filter_by(actor, add),
            Hit::Event(event) => self.show_event(event),
            Hit::Text(passage) => self.show_found(passage, &query),
        }
        Vec::new()
    }

    pub(in crate::ui) fn filter_by(&mut self, actor: ActorId, add: bool) {
        let library = self.library.clone();
        let name = library.timeline.actors.get(actor.0 as usize).map_or("", |actor| &actor.name);
        if self.library.events_of(actor).is_empty() {
            self.notice = Some(format!("no event names {name}"));
            return;
        }
        let mut filter = self.filter.clone();
        if !add {
            filter.actors.clear();
        }
        if !filter.actors.contains(&actor) {
            filter.actors.push(actor);
        }
        self.set_filter(filter);
        self.notice = Some(format!("only what names {name}: {} undoes", self.keymap.hint(Action::Undo)));
    }

    pub(in crate::ui) fn go_to(&mut self, event: EventId) {
        self.reveal(Some(event));
        self.follow_timeline();
    }

    /// Goes to the event mentioned nearest to some words of a report.
    pub(in crate::ui) fn go_to_words(&mut self, passage: Passage, query: &str) {
        let mentions = self.library.mentions_in(passage.report);
        let after = mentions.partition_point(|mention| mention.span.start <= passage.span.start);
        let nearest = mentions.get(after.saturating_sub(1)).map(|mention| mention.event);
        match nearest {
            Some(event) => self.go_to(event),
            None => self.notice = Some("no event is mentioned in this report".to_owned()),
        }
        self.show_words(passage, query);
    }

    /// Brings words of a report to the top of its pane; all of them in the report are marked as found.
    fn show_words(&mut self, passage: Passage, query: &str) {
        use crate::ui::widget::prose::{Mark, Marks, Role};
        let Some(at) = self.sources.reporting.iter().position(|known| *known == passage.report) else {
            return;
        };
        let report = passage.report;
        let text = self.library.report(report).map_or(&[][..], std::slice::from_ref);
        let found = find_text(text, query, MARKED);
        self.focus = crate::ui::state::panes::Focus::Source(at);
        self.prepare_frame();
        if let Some(pane) = self.sources.panes.iter_mut().find(|pane| pane.report == report) {
            let mut marks: Vec<Mark> = pane.marks.within(&(0..u32::MAX)).collect();
            marks.extend(found.hits.iter().map(|hit| Mark { span: hit.span, role: Role::Hit }));
            pane.marks = Marks::new(marks).into();
            pane.top = pane.row_of(passage.span.start).saturating_sub(2);
        }
    }

    /// Lines of the list of hits that are seen.
    #[must_use]
    pub fn search_rows(&self) -> usize {
        usize::from(crate::ui::view::search::list(self.size).height).max(1)
    }

    fn scroll_search(&mut self) {
        let rows = self.search_rows();
        if let Some(Popup::Search(search)) = &mut self.popup {
            let least = (search.at + 1).saturating_sub(rows);
            search.top = search.top.clamp(least, search.at.max(least));
        }
    }

    fn click_in_search(&mut self, y: u16) {
        let list = crate::ui::view::search::list(self.size);
        if let Some(Popup::Search(search)) = &mut self.popup
            && (list.y..list.bottom()).contains(&y)
        {
            let row = search.top + usize::from(y - list.y);
            search.at = row.min(search.found.hits.len().saturating_sub(1));
        }
    }
}

/// Takes letters out of a field, from its end.
pub(in crate::ui) fn erase_end(query: &mut String, erase: Erase) {
    use unicode_segmentation::UnicodeSegmentation;
    let keep = match erase {
        Erase::Letter => query.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
        Erase::Word => query.trim_end().rfind(' ').map_or(0, |at| at + 1),
        Erase::All => 0,
    };
    query.truncate(keep);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn erasing_removes_whole_graphemes_and_words() {
        for (query, erase, left) in [
            ("cafe\u{301}", Erase::Letter, "caf"),
            ("two words ", Erase::Word, "two "),
            ("two words", Erase::All, ""),
            ("", Erase::Letter, ""),
        ] {
            let mut query = query.to_owned();
            erase_end(&mut query, erase);
            assert_eq!(query, left);
        }
    }
}

//! Changes of the notebook and of the filter: made, saved, undone and redone.

use std::sync::Arc;

use super::app::{App, Filter, Past, Screen};
use super::notes::{Job, Notes, Saved, corrections_said};
use super::update::Effect;
use crate::store::{Change, Field, Notebook};

impl App {
    /// Makes changes in the notebook and has them saved; undo reverts them.
    pub(in crate::ui) fn make(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        let (effects, undo) = self.apply(changes);
        self.past.push(Past::Notebook(undo));
        self.future.clear();
        effects
    }

    fn apply(&mut self, changes: Vec<Change>) -> (Vec<Effect>, Vec<Change>) {
        let corrects = changes.iter().any(|change| change.field.corrects());
        let undo = self.notes.apply(changes);
        (self.save_notes(corrects), undo)
    }

    /// Takes over what another program wrote into the notebook; what is not saved yet takes precedence.
    pub(in crate::ui) fn take_notebook(&mut self, book: Notebook) -> Vec<Effect> {
        let before = corrections_said(&self.notes.book);
        if self.library.reports().is_empty() || !self.notes.book.follow(book) {
            return Vec::new();
        }
        self.notice = Some("another program changed the notes; they are shown as they are now".to_owned());
        self.save_notes(before != corrections_said(&self.notes.book))
    }

    /// Has the notebook saved, and the library rebuilt where corrections changed.
    fn save_notes(&mut self, corrects: bool) -> Vec<Effect> {
        self.forget_margins();
        self.jobs += 1;
        if self.filter.own {
            self.list_events();
        }
        let job = Job {
            number: self.jobs,
            book: self.notes.book.clone(),
            base: self.base.clone(),
            library: self.library.clone(),
            corrects,
        };
        vec![Effect::SaveNotes(job)]
    }

    /// The margins are rewritten: what is in them has changed.
    fn forget_margins(&mut self) {
        for screen in &mut self.screens {
            if let Screen::Read(read) = screen {
                read.notes.clear();
            }
        }
    }

    /// Narrows or widens what is shown; undo brings back what was.
    pub(in crate::ui) fn set_filter(&mut self, filter: Filter) {
        let before = std::mem::replace(&mut self.filter, filter);
        self.past.push(Past::Filter(before));
        self.future.clear();
        self.list_events();
        self.list_screens();
    }

    pub(in crate::ui) fn undo(&mut self) -> Vec<Effect> {
        let Some(past) = self.past.pop() else {
            self.notice = Some("nothing to undo".to_owned());
            return Vec::new();
        };
        let words = match &past {
            Past::Filter(before) => format!("filter undone: {}", self.filter_change(before, &self.filter)),
            Past::Notebook(changes) => format!("undone: {}", said(changes)),
        };
        let (effects, back) = self.return_to(past);
        self.notice = Some(words);
        self.future.push(back);
        effects
    }

    pub(in crate::ui) fn redo(&mut self) -> Vec<Effect> {
        let Some(future) = self.future.pop() else {
            self.notice = Some("nothing to redo".to_owned());
            return Vec::new();
        };
        let words = match &future {
            Past::Filter(after) => format!("filter redone: {}", self.filter_change(&self.filter, after)),
            Past::Notebook(changes) => format!("redone: {}", said(changes)),
        };
        let (effects, back) = self.return_to(future);
        self.notice = Some(words);
        self.past.push(back);
        effects
    }

    fn return_to(&mut self, past: Past) -> (Vec<Effect>, Past) {
        match past {
            Past::Filter(filter) => {
                let back = std::mem::replace(&mut self.filter, filter);
                self.list_events();
                self.list_screens();
                (Vec::new(), Past::Filter(back))
            }
            Past::Notebook(changes) => {
                let (effects, back) = self.apply(changes);
                (effects, Past::Notebook(back))
            }
        }
    }

    /// Takes over what was saved. Of the notes only the newest count, and a library only if nothing was read again since.
    pub(in crate::ui) fn take_saved(&mut self, kept: Saved) -> Vec<Effect> {
        let Saved { number, base, notes, library, failed } = kept;
        if let Some(why) = failed {
            self.notice = Some(format!("the notes are not saved: {why}"));
        }
        if !Arc::ptr_eq(&base, &self.base) {
            return Vec::new();
        }
        let newest = number == self.jobs;
        let mut effects = Vec::new();
        if let Some(library) = library {
            let own = if newest { notes } else { Notes::new(std::mem::take(&mut self.notes.book), &library) };
            self.notes = own;
            effects = self.replace_library(&library);
        } else if newest {
            self.notes = notes;
            self.forget_margins();
            if self.filter.own {
                self.list_events();
            }
        }
        effects
    }
}

/// What changes of the notebook are about, in words.
fn said(changes: &[Change]) -> String {
    let field = changes.first().map(|change| change.field);
    FIELDS.iter().find(|(known, _)| Some(*known) == field).map_or("", |(_, words)| *words).to_owned()
}

/// What a person says of things, as undo names it.
const FIELDS: &[(Field, &str)] = &[
    (Field::Star, "the star"),
    (Field::Tags, "the tags"),
    (Field::Note, "the note"),
    (Field::Title, "the title"),
    (Field::Name, "the name"),
    (Field::When, "the date"),
    (Field::Part, "the part of the day"),
    (Field::Same, "the join"),
    (Field::Different, "the separation"),
    (Field::State, "the state of the disagreement"),
    (Field::Published, "the report's date of publication"),
    (Field::Source, "the report's source"),
];

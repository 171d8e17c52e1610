//! What a person does to the notebook: star, tag, note, rename, date, join, part, settle.

use super::action::Action;
use super::app::{App, Filter, Popup, Screen};
use super::notes::{Item, Notes};
use super::panes::Focus;
use super::update::{Effect, Export};
use super::written_date::{date_words, no_date, period, read_date};
use crate::export::{self, FORMATS, Format};
use crate::store::corrections::{quote_actor_mention, quote_event_mention};
use crate::store::{Change, Field, Quote, State, Subject, Value};
use crate::text::ReportId;
use crate::timeline::correct::Mention;
use crate::timeline::{Actor, EventId, Timeline};
use crate::ui::screens::prompt::{self, Prompt, Purpose};
use crate::ui::screens::search::Question;

impl App {
    pub(in crate::ui) fn act_on_notes(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::OnlyOwn => {
                let filter = Filter { own: !self.filter.own, ..self.filter.clone() };
                self.set_filter(filter);
                return Vec::new();
            }
            Action::Period => {
                let period = self.filter.period.as_ref().map(|when| when.edtf.to_string());
                self.open_prompt(Purpose::Period, period.unwrap_or_default());
                return Vec::new();
            }
            Action::Words => {
                self.open_prompt(Purpose::Words, self.filter.words.clone());
                // Collected while the person writes. They take memory: not before they are needed.
                let library = self.library.clone();
                return vec![Effect::Search(Question {
                    library,
                    collects_words: true,
                    ..Question::default()
                })];
            }
            Action::Export => {
                self.open_prompt(Purpose::File, "timeline.json".to_owned());
                return Vec::new();
            }
            Action::Settle => return self.close(State::Settled),
            Action::Refute => return self.close(State::False),
            Action::Rename | Action::Redate if self.report_in_focus().is_some() => {
                self.ask_about_report(action);
                return Vec::new();
            }
            _ => {}
        }
        let Some(item) = self.item() else {
            self.notice = Some("nothing is selected".to_owned());
            return Vec::new();
        };
        match action {
            Action::Star => {
                let value = if self.notes.star(item) { None } else { Some(Value::Yes) };
                return self.write_notes(&[(item, Field::Star, value)]);
            }
            Action::Note => {
                let text = self.notes.note(item).unwrap_or_default().to_owned();
                self.open_prompt(Purpose::Note(item), text);
            }
            Action::Tag => {
                let text = self.notes.tags(item).join(", ");
                self.open_prompt(Purpose::Tags(item), text);
            }
            Action::Rename => {
                let item = self.correctable(item);
                let name = match item {
                    Item::Event(id) => self.library.event(id).map(|event| event.title.clone()),
                    Item::Actor(id) => self.actor(id.0).map(|actor| actor.name.clone()),
                    Item::Disagreement(_) | Item::Report(_) => None,
                };
                if let Some(name) = name {
                    self.open_prompt(Purpose::Name(item), name);
                }
            }
            Action::Redate => {
                let item = self.correctable(item);
                if let Item::Event(id) = item {
                    let when = self.library.event(id).map(|event| date_words(&event.when));
                    self.open_prompt(Purpose::Date(item), when.unwrap_or_default());
                } else {
                    self.notice = Some("only events have a date".to_owned());
                }
            }
            Action::Join => return self.join(self.correctable(item)),
            Action::Part => return self.part(self.correctable(item)),
            _ => {}
        }
        Vec::new()
    }

    /// What the view has selected.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        let event = || self.subject.event.map(Item::Event);
        match self.screens.last() {
            Some(Screen::Actors(list)) => {
                let id = u32::try_from(list.at).ok()?;
                self.actor(id).map(|_| Item::Actor(crate::timeline::ActorId(id)))
            }
            Some(Screen::Passages(passages)) => Some(Item::Disagreement(passages.disagreement)),
            Some(Screen::Disagreements(view)) => view.selected().map(Item::Disagreement),
            Some(Screen::Compare(compare)) => compare.events.get(compare.at).copied().map(Item::Event),
            Some(Screen::Matrix(matrix)) => matrix.events.get(matrix.at).copied().map(Item::Event),
            Some(Screen::Read(read)) => read.notes.get(read.at).map(|note| note.about).or_else(event),
            None if self.focus == Focus::Disagreements => self.card().map(Item::Disagreement),
            None | Some(Screen::Lanes(_)) => event(),
        }
    }

    /// What of an item can be renamed, dated, joined and parted: of a disagreement, its event.
    fn correctable(&self, item: Item) -> Item {
        match item {
            Item::Disagreement(at) => {
                let found = self.library.disagreements.get(at as usize);
                found.and_then(|found| found.event).map_or(item, Item::Event)
            }
            _ => item,
        }
    }

    fn actor(&self, id: u32) -> Option<&Actor> {
        self.library.timeline.actors.get(id as usize)
    }

    /// Marks the selected disagreement as settled or false, or takes that back.
    fn close(&mut self, state: State) -> Vec<Effect> {
        let followed = self.subject.disagreement.or_else(|| self.card().filter(|_| self.cards.own() > 0));
        let at = match self.item() {
            Some(Item::Disagreement(at)) => Some(at),
            _ => followed,
        };
        let Some(at) = at else {
            self.notice = Some("no disagreement is selected".to_owned());
            return Vec::new();
        };
        let is_taken_back = self.library.state(at) == Some(state);
        let words = match (is_taken_back, state) {
            (true, _) => "this disagreement is open again",
            (false, State::Settled) => "this disagreement is settled",
            (false, State::False) => "marked as no disagreement",
        };
        self.notice = Some(format!("{words}: {} undoes", self.keymap.hint(Action::Undo)));
        let value = if is_taken_back { None } else { Some(text(state.name())) };
        self.write_notes(&[(Item::Disagreement(at), Field::State, value)])
    }

    /// Carries out what was entered; if it is not accepted, returns the reason.
    pub(in crate::ui) fn accept(&mut self, prompt: &Prompt) -> Result<Vec<Effect>, String> {
        let line = prompt.field.text.trim();
        let given = Some(line).filter(|line| !line.is_empty());
        let effects = match prompt.purpose {
            Purpose::Note(item) => self.write_notes(&[(item, Field::Note, given.map(text))]),
            Purpose::Tags(item) => {
                let mut tags: Vec<String> = Vec::new();
                for tag in line.split(',').map(|tag| tag.trim().trim_start_matches('#')) {
                    if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                        tags.push(tag.to_owned());
                    }
                }
                let value = Some(Value::List(tags.clone())).filter(|_| !tags.is_empty());
                self.write_notes(&[(item, Field::Tags, value)])
            }
            Purpose::Name(item) => {
                let field = if matches!(item, Item::Actor(_)) { Field::Name } else { Field::Title };
                self.write_notes(&[(item, field, given.map(text))])
            }
            Purpose::Date(item) => {
                match given.map(|line| read_date(line).ok_or_else(|| no_date(line))).transpose()? {
                    None => self.write_notes(&[(item, Field::When, None), (item, Field::Part, None)]),
                    Some((edtf, part)) => self.write_notes(&[
                        (item, Field::When, Some(text(&edtf))),
                        (item, Field::Part, part.map(text)),
                    ]),
                }
            }
            Purpose::Published(report) => self.set_published(report, line)?,
            Purpose::Source(report) => self.set_source(report, line),
            Purpose::Headline(report) => self.set_headline(report, line),
            Purpose::Spelling(item) => self.part_spelling(item, line)?,
            Purpose::Period => {
                let period = given.map(|line| period(line).ok_or_else(|| no_date(line))).transpose()?;
                self.set_filter(Filter { period, ..self.filter.clone() });
                Vec::new()
            }
            Purpose::Words => {
                self.set_filter(Filter { words: line.to_owned(), ..self.filter.clone() });
                Vec::new()
            }
            Purpose::File => match given {
                Some(path) => vec![self.export_to(path, prompt)?],
                None => return Err("write the name of a file".to_owned()),
            },
            Purpose::Find => {
                self.find(line)?;
                Vec::new()
            }
            Purpose::FindProblem(top) => {
                self.find_problem(line, top)?;
                Vec::new()
            }
        };
        Ok(effects)
    }

    /// What is shown, in the format that the file's name says.
    fn export_to(&self, path: &str, prompt: &Prompt) -> Result<Effect, String> {
        let endings = || FORMATS.iter().map(|format| format.ending).collect::<Vec<_>>().join(" ");
        let format = Format::of_file(path).ok_or_else(|| format!("end it with one of {}", endings()))?;
        let main_only = format.for_people && !self.timeline.unfolded;
        Ok(Effect::Export(Export {
            path: path.to_owned(),
            format,
            overwrite: prompt.exists.as_deref() == Some(path),
            library: self.library.clone(),
            filter: export::Filter { main_only, ..self.export_filter() },
        }))
    }

    /// A file to export to is there already: the person is asked.
    pub(in crate::ui) fn ask_to_overwrite(&mut self, path: String) {
        let key = self.keymap.field_hint(Action::Open);
        self.popup = Some(Popup::Prompt(Prompt {
            purpose: Purpose::File,
            field: prompt::Field::new(path.clone()),
            reason: Some(format!(
                "{path} is there already: {key} again overwrites it, or write another name"
            )),
            exists: Some(path),
        }));
    }

    /// Begins a join, or completes the one begun.
    fn join(&mut self, item: Item) -> Vec<Effect> {
        let Some(first) = self.joining.take() else {
            self.joining = Some(item);
            return Vec::new();
        };
        if first == item || std::mem::discriminant(&first) != std::mem::discriminant(&item) {
            self.notice = Some("not joined: choose another of the same kind".to_owned());
            return Vec::new();
        }
        // One quotation identifies all of it; all are needed to remove what separated them.
        let quotes: Vec<Quote> = [item, first].iter().flat_map(|item| self.quotes_of(*item)).collect();
        self.write_same(first, &quotes)
    }

    /// Separates what one report says from what the others say, or asks for the spelling that means another actor.
    fn part(&mut self, item: Item) -> Vec<Effect> {
        match item {
            Item::Actor(id) => {
                let last = self.actor(id.0).and_then(|actor| actor.variants.last().cloned());
                match last {
                    Some(variant) => self.open_prompt(Purpose::Spelling(item), variant),
                    None => {
                        self.notice = Some("it has one spelling: there is nothing to separate".to_owned());
                    }
                }
                Vec::new()
            }
            Item::Event(id) => self.part_event(id),
            Item::Disagreement(_) | Item::Report(_) => Vec::new(),
        }
    }

    fn part_event(&mut self, id: EventId) -> Vec<Effect> {
        let Some(event) = self.library.event(id) else { return Vec::new() };
        let all = event.mentions.clone();
        let (one_report, report) = (event.reported_by.len() == 1, self.focused_report());
        let parted: Vec<Mention> = match report {
            Some(report) if !one_report => all.iter().copied().filter(|(by, _)| *by == report).collect(),
            _ if one_report => all.iter().copied().skip(1).collect(),
            _ => Vec::new(),
        };
        if parted.is_empty() || parted.len() == all.len() {
            let why = if all.len() == 1 {
                "one passage mentions it: there is nothing to separate"
            } else {
                "go to the report whose words mean something else, then separate them"
            };
            self.notice = Some(why.to_owned());
            return Vec::new();
        }
        let kept = all.iter().find(|mention| !parted.contains(mention)).copied();
        let timeline = &self.library.timeline;
        let quotes: Vec<Quote> =
            parted.iter().filter_map(|mention| quote_event_mention(timeline, *mention)).collect();
        let kept = kept.and_then(|mention| quote_event_mention(timeline, mention));
        self.write_different(kept.map(Subject::Event), &quotes)
    }

    fn part_spelling(&mut self, item: Item, spelling: &str) -> Result<Vec<Effect>, String> {
        let Item::Actor(id) = item else { return Ok(Vec::new()) };
        let Some(actor) = self.actor(id.0) else { return Ok(Vec::new()) };
        let timeline = &self.library.timeline;
        let spelled = |mention: &Mention| {
            quote_actor_mention(timeline, *mention)
                .is_some_and(|quote| quote.words.split_whitespace().eq(spelling.split_whitespace()))
        };
        let (parted, kept): (Vec<Mention>, Vec<Mention>) =
            actor.mentions.iter().partition(|one| spelled(one));
        if parted.is_empty() || kept.is_empty() {
            return Err(format!("no words spell it “{spelling}”, or all do"));
        }
        let named = kept.iter().filter_map(|mention| quote_actor_mention(timeline, *mention));
        let named: Vec<Quote> = named.collect();
        let kept = named.iter().find(|quote| quote.words == actor.name).or(named.first()).cloned();
        let quotes: Vec<Quote> =
            parted.iter().filter_map(|mention| quote_actor_mention(timeline, *mention)).collect();
        Ok(self.write_different(kept.map(Subject::Actor), &quotes))
    }

    /// The report whose words have the focus.
    fn focused_report(&self) -> Option<ReportId> {
        match (self.screens.last(), self.focus) {
            (Some(Screen::Compare(compare)), _) => compare.reports.get(compare.column).copied(),
            (Some(Screen::Read(read)), _) => Some(read.report),
            (Some(Screen::Matrix(matrix)), _) => self.passing.reports.get(matrix.column).copied(),
            _ => self.report_in_focus(),
        }
    }

    /// The words that mean an item.
    fn quotes_of(&self, item: Item) -> Vec<Quote> {
        let timeline = &self.library.timeline;
        let quotes = |mentions: &[Mention], quote: fn(&Timeline, Mention) -> Option<Quote>| {
            mentions.iter().filter_map(|mention| quote(timeline, *mention)).collect()
        };
        match item {
            Item::Event(id) => self
                .library
                .event(id)
                .map_or(Vec::new(), |event| quotes(&event.mentions, quote_event_mention)),
            Item::Actor(id) => {
                self.actor(id.0).map_or(Vec::new(), |actor| quotes(&actor.mentions, quote_actor_mention))
            }
            Item::Disagreement(_) | Item::Report(_) => Vec::new(),
        }
    }

    /// Notes that the first of some words mean an item too, and removes every note that one of these words means another.
    fn write_same(&mut self, item: Item, quotes: &[Quote]) -> Vec<Effect> {
        let library = self.library.clone();
        let Some(subject) = self.notes.subject(&library, item, Field::Same) else { return Vec::new() };
        if quotes.is_empty() {
            return Vec::new();
        }
        let mut changes = vec![longer(&self.notes, &subject, Field::Same, &quotes[..1])];
        for (subject, field, value) in self.notes.book.said() {
            let (Field::Different, Value::Quotes(known)) = (field, value) else { continue };
            let (Subject::Event(own) | Subject::Actor(own)) = subject else { continue };
            let left: Vec<Quote> = known.iter().filter(|quote| !quotes.contains(quote)).cloned().collect();
            if left.len() < known.len() && quotes.contains(own) {
                let value = Some(Value::Quotes(left)).filter(|value| *value != Value::Quotes(Vec::new()));
                changes.push(Change { subject: subject.clone(), field: Field::Different, value });
            }
        }
        self.make(changes)
    }

    /// Notes that some words mean something other than those of a subject.
    fn write_different(&mut self, subject: Option<Subject>, quotes: &[Quote]) -> Vec<Effect> {
        let Some(subject) = subject else { return Vec::new() };
        let change = longer(&self.notes, &subject, Field::Different, quotes);
        self.make(vec![change])
    }

    /// Writes values for items into the notebook.
    pub(in crate::ui) fn write_notes(&mut self, said: &[(Item, Field, Option<Value>)]) -> Vec<Effect> {
        let library = self.library.clone();
        let mut changes = Vec::new();
        for (item, field, value) in said {
            let Some(subject) = self.notes.subject(&library, *item, *field) else { continue };
            if self.notes.book.get(&subject, *field) != value.as_ref() {
                changes.push(Change { subject, field: *field, value: value.clone() });
            }
        }
        self.make(changes)
    }
}

pub(in crate::ui) fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// A list of words made longer.
fn longer(notes: &Notes, subject: &Subject, field: Field, quotes: &[Quote]) -> Change {
    let mut all = match notes.book.get(subject, field) {
        Some(Value::Quotes(known)) => known.clone(),
        _ => Vec::new(),
    };
    all.extend(quotes.iter().filter(|quote| !all.contains(quote)).cloned().collect::<Vec<_>>());
    Change { subject: subject.clone(), field, value: Some(Value::Quotes(all)) }
}

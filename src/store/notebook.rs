//! What a person has noted about a corpus, as single facts that can be set, cleared and merged.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::document;
use super::quote::Quote;
use crate::text::Problem;

/// The subject of a note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The event that these words describe.
    Event(Quote),
    /// The actor whom these words name.
    Actor(Quote),
    /// The difference between these words.
    Disagreement(Vec<Quote>),
    /// A report itself; the quote has words only where its name alone does not distinguish it.
    Report(Quote),
}

/// What is noted about a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A star: `star = true`.
    Star,
    /// Tags.
    Tags,
    /// A note.
    Note,
    /// The title of the event; of a report, its headline.
    Title,
    /// The name of the actor.
    Name,
    /// The date, as EDTF.
    When,
    /// The part of the day.
    Part,
    /// Other words that mean the same event or actor.
    Same,
    /// Other words that do not mean it, although the program thinks so.
    Different,
    /// The state of a disagreement: `settled` or `false`.
    State,
    /// When a report was published, as EDTF level 0.
    Published,
    /// The outlet a report is from.
    Source,
}

/// The state of a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It has been looked into; it is clear which report is right.
    Settled,
    /// The program saw a difference where there is none.
    False,
}

impl State {
    /// All values, by their words in the file.
    pub const NAMES: &[(&'static str, State)] = &[("settled", Self::Settled), ("false", Self::False)];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

impl Field {
    /// Whether it changes the timeline itself.
    #[must_use]
    pub fn corrects(self) -> bool {
        !matches!(self, Self::Star | Self::Tags | Self::Note)
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A flag that is set.
    Yes,
    /// In words.
    Text(String),
    /// As several words.
    List(Vec<String>),
    /// By other words of the reports.
    Quotes(Vec<Quote>),
}

/// One note, set or cleared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its subject.
    pub subject: Subject,
    /// Its field.
    pub field: Field,
    /// Its value; none clears the field.
    pub value: Option<Value>,
}

/// All that a person has noted about a corpus, and the file it is stored in.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    place: PathBuf,
    said: BTreeMap<Subject, BTreeMap<Field, Value>>,
    unsaved: Vec<Change>,
}

impl Field {
    /// All fields, by the key of the file.
    pub const NAMES: &[(&'static str, Field)] = &[
        ("star", Self::Star),
        ("tags", Self::Tags),
        ("note", Self::Note),
        ("title", Self::Title),
        ("name", Self::Name),
        ("when", Self::When),
        ("part", Self::Part),
        ("same", Self::Same),
        ("different", Self::Different),
        ("state", Self::State),
        ("published", Self::Published),
        ("source", Self::Source),
    ];
}

impl Notebook {
    /// Opens the notebook in a file; a file that does not exist is an empty one. What cannot be used is reported and left
    /// in the file.
    #[must_use]
    pub fn open(place: &Path) -> (Self, Vec<Problem>) {
        let mut notebook = Self { place: place.to_path_buf(), ..Self::default() };
        let problems = notebook.reload();
        (notebook, problems)
    }

    /// Reads the file again; unsaved changes are kept on top of it.
    pub fn reload(&mut self) -> Vec<Problem> {
        let shown = self.place.display().to_string();
        let problem = |(line, message)| Problem { path: shown.clone(), line, message };
        let (said, remarks) = match document::load(&self.place) {
            Ok(document) => document::read(&document),
            Err(error) => (Vec::new(), vec![(None, format!("the notes cannot be read: {error}"))]),
        };
        self.take(said);
        remarks.into_iter().map(problem).collect()
    }

    /// Takes the content of a file, and unsaved changes on top of it.
    fn take(&mut self, said: Vec<Change>) {
        self.said.clear();
        for change in said.into_iter().chain(self.unsaved.clone()) {
            self.set(change);
        }
    }

    /// The value of a field of a subject.
    #[must_use]
    pub fn get(&self, subject: &Subject, field: Field) -> Option<&Value> {
        self.said.get(subject)?.get(&field)
    }

    /// Everything that is noted, by subject.
    pub fn said(&self) -> impl Iterator<Item = (&Subject, Field, &Value)> {
        self.said
            .iter()
            .flat_map(|(subject, said)| said.iter().map(move |(field, value)| (subject, *field, value)))
    }

    /// Sets or clears a field; returns the change that undoes it.
    pub fn apply(&mut self, change: Change) -> Change {
        self.unsaved.push(change.clone());
        self.set(change)
    }

    /// Takes the content of another copy of the notebook, which was read later; unsaved changes are kept on top of it. Returns
    /// whether anything has changed.
    pub fn follow(&mut self, other: Self) -> bool {
        let before = std::mem::replace(&mut self.said, other.said);
        for change in self.unsaved.clone() {
            self.set(change);
        }
        self.said != before
    }

    /// Takes over the unsaved changes of another copy of the notebook.
    pub fn carry(&mut self, other: &Self) {
        for change in other.unsaved.clone() {
            self.apply(change);
        }
    }

    /// Whether there is something that [`Notebook::save`] would write.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// Writes the unsaved changes into the file as it is now: what others wrote in between, comments and
    /// keys of other programs are kept.
    ///
    /// # Errors
    /// If the file cannot be read, is not TOML, or cannot be written. Nothing is lost then: the next call saves it.
    pub fn save(&mut self) -> io::Result<()> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        if self.place.as_os_str().is_empty() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there is no folder to keep them in"));
        }
        // Not read again: another program may be in the middle of writing it.
        let written = document::update(&self.place, &self.unsaved)?;
        self.unsaved.clear();
        self.take(document::read(&written).0);
        Ok(())
    }

    fn set(&mut self, Change { subject, field, value }: Change) -> Change {
        let said = self.said.entry(subject.clone()).or_default();
        let before = match value {
            Some(value) => said.insert(field, value),
            None => said.remove(&field),
        };
        if said.is_empty() {
            self.said.remove(&subject);
        }
        Change { subject, field, value: before }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn quote(words: &str) -> Quote {
        Quote { report: "a.txt".to_owned(), words: words.to_owned(), occurrence: 1, trigger: None }
    }

    fn star(words: &str) -> Change {
        Change { subject: Subject::Event(quote(words)), field: Field::Star, value: Some(Value::Yes) }
    }

    fn all_kinds() -> Vec<Change> {
        let event = Subject::Event(Quote {
            trigger: Some("sank".to_owned()),
            occurrence: 2,
            ..quote("the “ferry” sank\nat 5 \\ o'clock")
        });
        let actor = Subject::Actor(quote("Anna"));
        let difference = Subject::Disagreement(vec![quote("two died"), quote("three died")]);
        let by_name = Subject::Report(Quote { report: "b.txt".to_owned(), ..Quote::default() });
        let by_words = Subject::Report(quote("The ferry"));
        let change =
            |subject: &Subject, field, value| Change { subject: subject.clone(), field, value: Some(value) };
        vec![
            change(&event, Field::Star, Value::Yes),
            change(&event, Field::Tags, Value::List(vec!["toll".to_owned(), "ask".to_owned()])),
            change(&event, Field::When, Value::Text("2021-05-04".to_owned())),
            change(&event, Field::Same, Value::Quotes(vec![quote("went down")])),
            change(&actor, Field::Name, Value::Text("Anna \"Ann\" Smith".to_owned())),
            change(&actor, Field::Different, Value::Quotes(vec![quote("Anne"), quote("Hanna")])),
            change(&difference, Field::State, Value::Text("settled".to_owned())),
            change(&difference, Field::Note, Value::Text("Two lines\nof it".to_owned())),
            change(&by_name, Field::Published, Value::Text("2021-05-04T18:22:00Z".to_owned())),
            change(&by_name, Field::Source, Value::Text("Harbour News".to_owned())),
            change(&by_words, Field::Title, Value::Text("Down".to_owned())),
        ]
    }

    #[test]
    fn everything_said_is_there_after_saving_and_opening_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("deep/notes.toml");
        let (mut notebook, problems) = Notebook::open(&place);
        assert_eq!(problems, []);
        for change in all_kinds() {
            notebook.apply(change);
        }
        notebook.save().unwrap();
        assert!(!notebook.is_unsaved());
        assert!(
            fs::read_to_string(&place).unwrap().starts_with("# Stars, tags, notes"),
            "the head comes first"
        );
        let (again, problems) = Notebook::open(&place);
        assert_eq!(problems, []);
        for change in all_kinds() {
            assert_eq!(again.get(&change.subject, change.field), change.value.as_ref(), "{:?}", change.field);
        }
        assert_eq!(again.said().count(), all_kinds().len());
    }

    #[test]
    fn undoing_all_leaves_nothing_said() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("notes.toml");
        let (mut notebook, _) = Notebook::open(&place);
        let undo: Vec<Change> = all_kinds().into_iter().map(|change| notebook.apply(change)).collect();
        notebook.save().unwrap();
        let redo: Vec<Change> = undo.into_iter().rev().map(|change| notebook.apply(change)).collect();
        assert_eq!(notebook.said().count(), 0);
        notebook.save().unwrap();
        assert_eq!(Notebook::open(&place).0.said().count(), 0);
        redo.into_iter().rev().for_each(|change| drop(notebook.apply(change)));
        assert_eq!(notebook.said().count(), all_kinds().len());
    }

    #[test]
    fn changes_by_another_program_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("notes.toml");
        let (mut one, _) = Notebook::open(&place);
        let (mut two, _) = Notebook::open(&place);
        one.apply(star("ferry"));
        one.save().unwrap();
        let by_hand = fs::read_to_string(&place).unwrap()
            + "\n# mine\n[[event]]\nreport = \"a.txt\"\nwords = \"hand\"\nnote = \"x\"\nmood = 3\n";
        fs::write(&place, by_hand).unwrap();
        two.apply(star("bus"));
        two.save().unwrap();
        let text = fs::read_to_string(&place).unwrap();
        assert!(text.contains("# mine") && text.contains("mood = 3"), "{text}");
        let (after, _) = Notebook::open(&place);
        for words in ["ferry", "bus"] {
            assert_eq!(after.get(&Subject::Event(quote(words)), Field::Star), Some(&Value::Yes));
        }
        assert_eq!(
            after.get(&Subject::Event(quote("hand")), Field::Note),
            Some(&Value::Text("x".to_owned()))
        );
        assert_eq!(two.get(&Subject::Event(quote("ferry")), Field::Star), Some(&Value::Yes));
    }

    #[test]
    fn a_copy_read_later_is_followed_and_unsaved_changes_are_kept_on_top_of_it() {
        let mut one = Notebook::default();
        let mut later = Notebook::default();
        one.apply(star("bus"));
        assert!(!one.follow(Notebook::default()), "what is not saved is still said");
        later.apply(star("ferry"));
        assert!(one.follow(later.clone()));
        for words in ["ferry", "bus"] {
            assert_eq!(one.get(&Subject::Event(quote(words)), Field::Star), Some(&Value::Yes));
        }
        assert!(!one.follow(later), "nothing new is said");
        assert!(one.is_unsaved());
    }

    #[test]
    fn a_broken_file_is_reported_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("notes.toml");
        fs::write(&place, "[[event]]\nwords = \n").unwrap();
        let (mut notebook, problems) = Notebook::open(&place);
        assert_eq!(problems.len(), 1);
        notebook.apply(star("ferry"));
        assert!(notebook.save().is_err() && notebook.is_unsaved());
        assert_eq!(fs::read_to_string(&place).unwrap(), "[[event]]\nwords = \n");
        fs::write(&place, "").unwrap();
        notebook.save().unwrap();
        assert_eq!(Notebook::open(&place).0.said().count(), 1);
    }

    #[test]
    fn unusable_entries_are_reported_with_their_line_and_left_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("notes.toml");
        let text = "[[event]]\nnote = \"about nothing\"\n\n[[actor]]\nreport = \"a.txt\"\nwords = \"Anna\"\nstar = 3\nname = \"Ann\"\n\n[[report]]\nreport = \"a.txt\"\npublished = \"last Tuesday\"\n\n[[report]]\npublished = 2021\n";
        fs::write(&place, text).unwrap();
        let (mut notebook, problems) = Notebook::open(&place);
        assert_eq!(
            problems.iter().map(|problem| problem.line).collect::<Vec<_>>(),
            [Some(1), Some(7), Some(12), Some(14)]
        );
        notebook.apply(star("ferry"));
        notebook.save().unwrap();
        let after = fs::read_to_string(&place).unwrap();
        assert!(after.contains("about nothing") && after.contains("star = 3"), "{after}");
    }
}

//! Stars, tags, notes and corrections as a person makes them, and where they are stored.

use std::fs;
use std::path::Path;

use super::*;
use crate::store::{Field, Notebook, Value};
use crate::text::PublishedBasis;
use crate::ui::state::notes::Item;

/// An interface to the story with its notebook in a file.
fn open_with(place: &Path) -> App {
    let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
    let (book, problems) = Notebook::open(place);
    assert_eq!(problems, []);
    app.update(Message::News(News::Loaded(Loaded::new(story::library(), book))));
    app.prepare_frame();
    app
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_star_a_tag_and_a_note_are_seen_kept_and_there_again() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>*iAsk the engineers<Enter>#warning, levee<Enter>");
    let shown = screen(&app);
    for words in ["★ Engineers warn", "#warning #levee ✎ Ask the engineers"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    let file = fs::read_to_string(&place).unwrap();
    assert!(file.contains("Engineers had warned of cracks in the levee in 2016"), "{file}");
    let mut again = open_with(&place);
    press(&mut again, "<Home>");
    assert!(screen(&again).contains("★ #warning #levee ✎ Ask the engineers"));
    press(&mut again, "*i<Ctrl-U><Enter>#<Ctrl-U><Enter>");
    assert!(!screen(&again).contains('★') && !screen(&again).contains('✎'));
    assert_eq!(Notebook::open(&place).0.said().count(), 0);
}

#[test]
fn a_note_of_several_lines_is_written_in_a_box_and_kept_with_its_lines() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>iAsk the engineers");
    act(&mut app, Action::Add);
    press(&mut app, "and the mayor");
    let shown = screen(&app);
    for words in ["note on “", "│ Ask the engineers", "│ and the mayor▏", "save", "new line"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "<Enter>");
    assert!(screen(&app).contains("✎ Ask the engineers and the mayor"), "{}", screen(&app));
    let kept = Notebook::open(&place).0;
    let notes: Vec<&Value> =
        kept.said().filter(|(_, field, _)| *field == Field::Note).map(|said| said.2).collect();
    assert_eq!(notes, [&Value::Text("Ask the engineers\nand the mayor".to_owned())]);
    app.update(Message::Paste("never\ntwice".to_owned()));
    press(&mut app, "i");
    app.update(Message::Paste(" today\nor tomorrow".to_owned()));
    app.prepare_frame();
    assert!(screen(&app).contains("│ and the mayor today") && screen(&app).contains("│ or tomorrow▏"));
}

#[test]
fn what_another_program_writes_is_shown_together_with_what_is_not_saved_yet() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>*");
    let mine = fs::read_to_string(&place).unwrap();
    fs::write(&place, mine.replace("star = true", "note = \"not mine\"\ntitle = \"Cracks\"")).unwrap();
    // Said, but the worker has not saved it yet.
    let unsaved = app.update(Message::Action(Action::Star));
    assert!(matches!(unsaved[..], [Effect::SaveNotes(_)]));
    let effects = app.update(Message::News(News::Noted(Notebook::open(&place).0)));
    let [Effect::SaveNotes(job)] = &effects[..] else { panic!("{effects:?}") };
    app.update(Message::News(News::Saved(job.clone().run())));
    app.prepare_frame();
    press(&mut app, "<Home>");
    let shown = screen(&app);
    assert!(shown.contains("Cracks") && shown.contains("✎ not mine"), "{shown}");
    assert!(app.update(Message::News(News::Noted(Notebook::open(&place).0))).is_empty(), "nothing is new");
}

#[test]
fn a_field_left_with_esc_changes_nothing() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>iHalf a thou<Esc>");
    assert!(app.popup.is_none() && !place.exists());
}

#[test]
fn undo_and_redo_go_through_notes_corrections_and_filters() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>*R<Ctrl-U>A warning unheard<Enter>1");
    assert_eq!(title(&app), "A warning unheard");
    press(&mut app, "uu");
    assert_eq!(title(&app), "Engineers warn of cracks in the levee");
    assert!(app.filter.is_open() && screen(&app).contains('★'));
    press(&mut app, "u");
    assert!(!screen(&app).contains('★'));
    assert_eq!(Notebook::open(&place).0.said().count(), 0);
    press(&mut app, "uUU");
    assert_eq!(title(&app), "A warning unheard");
    assert!(fs::read_to_string(&place).unwrap().contains("A warning unheard"));
    press(&mut app, "u*U");
    assert_eq!(
        title(&app),
        "Engineers warn of cracks in the levee",
        "what was undone is gone after a new change"
    );
}

#[test]
fn what_another_program_writes_in_between_is_taken_in() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Home>*");
    let by_hand = "\n# mine\n[[event]]\nreport = \"north-wire.txt\"\nwords = \"Rain had fallen since Sunday\"\ntitle = \"It pours\"\nnote = \"by hand\"\n";
    fs::write(&place, fs::read_to_string(&place).unwrap() + by_hand).unwrap();
    press(&mut app, "<Down>*");
    let file = fs::read_to_string(&place).unwrap();
    assert!(file.contains("# mine") && file.contains("by hand"), "{file}");
    assert_eq!(title(&app), "It pours");
    assert_eq!(app.notes.note(app.item().unwrap()), Some("by hand"));
}

#[test]
fn events_are_joined_separated_and_dated_and_all_of_it_survives_opening_again() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    let all = app.library.events().len();
    let find = |app: &App, words: &str| story::event(&app.library, words);
    let go = |app: &mut App, id| {
        app.reveal(Some(id));
        app.follow_timeline();
        app.prepare_frame();
    };
    let id = find(&app, "Rain falls");
    go(&mut app, id);
    press(&mut app, "J");
    assert!(screen(&app).contains("join “Rain falls” with: go there and press J"));
    let id = find(&app, "The levee breaks");
    go(&mut app, id);
    press(&mut app, "J");
    assert_eq!(app.library.events().len(), all - 1);
    let joined = app.library.event(app.subject.event.unwrap()).unwrap();
    assert_eq!(joined.mentions.len(), 5, "the selection stays on the event joined");
    press(&mut app, "<Tab><Tab><Tab>");
    let Focus::Source(_) = app.focus else { panic!("{:?}", app.focus) };
    press(&mut app, "P");
    assert_eq!(app.library.events().len(), all);
    // In the source pane the date would be the report's own.
    app.focus = Focus::Timeline;
    press(&mut app, "D<Ctrl-U>2019-03-09<Enter>");
    let dated = app.library.event(app.subject.event.unwrap()).unwrap();
    assert_eq!(&*dated.when.edtf, "2019-03-09");
    press(&mut app, "D<Ctrl-U>yesterday<Enter>");
    assert!(screen(&app).contains("“yesterday” is no date"));
    assert!(app.popup.is_some(), "the field stays open");
    press(&mut app, "<Esc>");
    let titles =
        |app: &App| -> Vec<String> { app.library.events().iter().map(|event| event.title.clone()).collect() };
    assert_eq!(titles(&open_with(&place)), titles(&app));
    for _ in 0..3 {
        press(&mut app, "u");
    }
    assert_eq!(titles(&app), titles(&open(120, 40)));
    assert_eq!(Notebook::open(&place).0.said().count(), 0);
}

#[test]
fn actors_are_joined_separated_by_spelling_and_named() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    let all = app.library.timeline.actors.len();
    press(&mut app, "a<Home>P<Ctrl-U>Ada Lindquist<Enter>");
    assert_eq!(app.library.timeline.actors.len(), all + 1);
    let other = story::actor(&app.library, "Ada Lindquist");
    let Some(Screen::Actors(list)) = app.screens.last_mut() else { panic!("another view") };
    assert_eq!(list.at, story::actor(&app.library, "Ada Lindqvist").0 as usize, "the selection stays");
    list.at = other.0 as usize;
    app.prepare_frame();
    press(&mut app, "R<Ctrl-U>The other Lindquist<Enter>");
    assert!(screen(&app).contains("The other Lindquist"));
    press(&mut app, "J<Home>J");
    assert_eq!(app.library.timeline.actors.len(), all, "joined again: {}", screen(&app));
    let names = |app: &App| -> Vec<String> {
        app.library.timeline.actors.iter().map(|actor| actor.name.clone()).collect()
    };
    assert_eq!(names(&open_with(&place)), names(&app));
}

#[test]
fn a_disagreement_that_is_settled_or_false_is_quiet() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    assert!(screen(&app).contains("✗ 1 contradiction"));
    press(&mut app, "S");
    let shown = screen(&app);
    assert!(shown.contains("✗ 0 contradictions") && shown.contains("✓ People killed"), "{shown}");
    press(&mut app, "<Enter>");
    assert!(!screen(&app).contains("rule count/disjoint"), "what is settled is no longer the first to see");
    press(&mut app, "<Esc>");
    let again = open_with(&place);
    assert!(screen(&again).contains("✗ 0 contradictions"));
    press(&mut app, "u");
    assert!(screen(&app).contains("✗ 1 contradiction"));
    press(&mut app, "d<Home>F");
    assert!(screen(&app).contains("– People killed"), "{}", screen(&app));
    press(&mut app, "F");
    assert!(screen(&app).contains("✗ People killed"));
}

#[test]
fn a_trend_stays_when_its_disagreement_is_settled_or_its_event_renamed() {
    let folder = folder();
    let mut app = open_with(&folder.path().join("notes.toml"));
    let trend = "9 ▁▅█ 17 · 14 Mar – 15 Mar";
    for keys in ["<Enter>", "S", "<Esc>R<Ctrl-U>The toll<Enter>d<Home><Enter>"] {
        press(&mut app, keys);
        assert!(screen(&app).contains(trend), "after {keys}:\n{}", screen(&app));
    }
}

#[test]
fn a_note_on_a_disagreement_is_on_its_card_and_one_on_an_event_in_the_margin() {
    let folder = folder();
    let mut app = open_with(&folder.path().join("notes.toml"));
    press(&mut app, "d<Home>iAsk the police<Enter><Esc>");
    assert!(screen(&app).contains("✎ Ask the police"));
    let rain = story::event(&app.library, "Rain falls");
    app.reveal(Some(rain));
    app.follow_timeline();
    app.prepare_frame();
    press(&mut app, "iSee the gauge<Enter>r");
    assert!(screen(&app).contains("✎ See the gauge"), "{}", screen(&app));
}

#[test]
fn only_what_a_person_marked_is_shown_where_they_want_it() {
    let folder = folder();
    let mut app = open_with(&folder.path().join("notes.toml"));
    press(&mut app, "<Home>*f");
    assert_eq!(app.timeline.shown, 1);
    press(&mut app, "<Esc>");
    assert!(app.timeline.shown > 1);
}

#[test]
fn notes_that_cannot_be_saved_say_so_and_stay_on_the_screen() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    fs::create_dir(&place).unwrap();
    press(&mut app, "<Home>*");
    assert!(screen(&app).contains("the notes are not saved"), "{}", screen(&app));
    assert!(app.notes.star(app.item().unwrap()));
    fs::remove_dir(&place).unwrap();
    press(&mut app, "<Down>*");
    assert_eq!(Notebook::open(&place).0.said().count(), 2, "what was not saved is saved with the next");
}

#[test]
fn a_view_stays_open_and_where_it_was_when_the_reports_are_read_again() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    for keys in [
        "<End><Up>",
        "<Home>s",
        "r",
        "d<Down><Down>",
        "m<Down>",
        "a<Down><Down>",
        "1",
        "<Tab><Down><Down>",
        "<Enter>",
    ] {
        let mut app = open_with(&place);
        press(&mut app, keys);
        let before = screen(&app);
        let (book, _) = Notebook::open(&place);
        app.update(Message::News(News::Loaded(Loaded::new(story::library(), book))));
        app.prepare_frame();
        assert_eq!(screen(&app), before, "{keys}");
    }
}

#[test]
fn a_starred_event_is_not_folded_away() {
    let folder = folder();
    let mut app = open_with(&folder.path().join("notes.toml"));
    press(&mut app, "z");
    let lesser = story::event(&app.library, "Volunteers at work");
    app.reveal(Some(lesser));
    app.follow_timeline();
    app.prepare_frame();
    press(&mut app, "*z");
    assert!(screen(&app).contains("★ Volunteers at work"));
    assert!(app.notes.get(Item::Event(lesser), Field::Star).is_some());
}

#[test]
fn in_a_source_pane_the_date_is_the_reports_own_and_its_relative_dates_follow() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    let rain = story::event(&app.library, "Rain falls");
    app.reveal(Some(rain));
    app.follow_timeline();
    press(&mut app, "<Tab>");
    let report = app.report_in_focus().expect("a source pane has the focus");
    let published = |app: &App| app.library.report(report).unwrap().published.clone().unwrap();
    let before = published(&app);
    let dates = |app: &App| {
        let timeline = &app.library.timeline;
        let of = timeline.analyses[report.index()].events.iter();
        of.map(|mention| mention.when.edtf.to_string()).collect::<Vec<_>>()
    };
    let dated = dates(&app);
    press(&mut app, "D");
    assert!(screen(&app).contains(&format!("{report} published (")), "{}", screen(&app));
    press(&mut app, "<Ctrl-U>soon<Enter>");
    assert!(
        screen(&app).contains("is not an unambiguous date"),
        "a wrong entry keeps the field open: {}",
        screen(&app)
    );
    press(&mut app, "<Ctrl-U>2031-03-04<Enter>");
    assert_eq!((&*published(&app).edtf, published(&app).basis), ("2031-03-04", PublishedBasis::Notes));
    assert_ne!(dates(&app), dated, "what it dates relatively is counted from there");
    assert!(screen(&app).contains(&format!("{report} is read again as published 2031-03-04")));
    let file = fs::read_to_string(&place).unwrap();
    assert!(file.contains("[[report]]") && file.contains("published = \"2031-03-04\""), "{file}");
    assert_eq!(published(&open_with(&place)).edtf, "2031-03-04");
    press(&mut app, "u");
    assert!(screen(&app).contains("undone: the report's date of publication"));
    assert_eq!((published(&app), dates(&app)), (before, dated));
    assert_eq!(Notebook::open(&place).0.said().count(), 0);
}

#[test]
fn in_a_source_pane_the_name_is_the_reports_source_and_then_its_title() {
    let folder = folder();
    let place = folder.path().join("notes.toml");
    let mut app = open_with(&place);
    press(&mut app, "<Tab>");
    let report = app.report_in_focus().expect("a source pane has the focus");
    let named = |app: &App| {
        let report = app.library.report(report).unwrap();
        (report.source.clone().unwrap_or_default(), report.title.clone().unwrap_or_default())
    };
    let before = named(&app);
    press(&mut app, "R<Enter><Enter>");
    assert!(!place.exists(), "what is left as it is, is not said");
    press(&mut app, "R<Ctrl-U>Valley Voice<Enter><Ctrl-U>The night of the flood<Enter>");
    assert_eq!(named(&app), ("Valley Voice".to_owned(), "The night of the flood".to_owned()));
    assert!(screen(&app).contains("Valley Voice"), "{}", screen(&app));
    press(&mut app, "uu");
    assert_eq!(named(&app), before);
}

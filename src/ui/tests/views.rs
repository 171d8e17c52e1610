//! The views over the explorer.

use super::*;
use crate::text::{Report, ReportId};
use crate::timeline::{self, EventId};
use crate::ui::state::library::{Agreement, Library};

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
fn all_disagreements_can_be_narrowed_to_a_verdict_and_an_aspect() {
    let mut app = open(120, 40);
    press(&mut app, "d");
    let all = app.library.disagreements.len();
    let shown = |app: &App| match app.screens.last() {
        Some(Screen::Disagreements(view)) => view.order.clone(),
        _ => panic!("another view"),
    };
    assert_eq!(shown(&app).len(), all);
    press(&mut app, "v");
    assert_eq!(shown(&app), [0]);
    press(&mut app, "v");
    assert_eq!(shown(&app), [1]);
    press(&mut app, "vvvvv");
    assert_eq!(shown(&app).len(), all, "after the last verdict come all");
    press(&mut app, "c");
    assert_eq!(shown(&app), [0, 2]);
    press(&mut app, "<Down><Enter>");
    assert!(screen(&app).contains("count/later-higher"));
    press(&mut app, "<Esc><Esc>");
    assert_eq!((app.screens.len(), title(&app)), (0, "People killed in the flood".to_owned()));
}

#[test]
fn reading_a_report_shows_in_the_margin_what_the_others_say() {
    let mut app = open(120, 40);
    press(&mut app, "<Tab>r");
    let shown = screen(&app);
    for words in ["Nine people died when the levee", "✗ People killed: 9 (B) vs at least 14", "A  ≥ 14"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, ">");
    let Some(Screen::Read(read)) = app.screens.last() else { panic!("another view") };
    assert_eq!((read.report.0, read.notes.len()), (2, 3));
    press(&mut app, "nn<Enter>");
    assert!(matches!(app.screens.last(), Some(Screen::Passages(_))));
}

#[test]
fn the_matrix_shows_who_says_what_and_who_does_not_know() {
    let mut app = open(120, 40);
    press(&mut app, "m");
    let shown = screen(&app);
    let toll = shown.lines().find(|line| line.contains("✗ People killed")).unwrap();
    for value in ["≥ 14", " 9 ", " 17 ", "?"] {
        assert!(toll.contains(value), "{value} is missing: {toll}");
    }
    press(&mut app, "<Right><Enter>");
    assert_eq!(app.sources.reporting[0].0, 1);
    assert_eq!(app.focus, Focus::Source(0));
}

/// An interface to some texts.
fn open_texts(texts: &[&str]) -> App {
    let report = |(id, text): (u32, &&str)| Report {
        id: ReportId(id),
        path: format!("{id}.txt"),
        source: Some(format!("Paper {id}")),
        text: (*text).into(),
        ..Report::default()
    };
    let reports = (0..).zip(texts).map(report).collect();
    let timeline = timeline::build(timeline::Input { reports, ..timeline::Input::default() });
    let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
    let library = Library::new(timeline, Vec::new());
    app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
    app.prepare_frame();
    app
}

#[test]
fn the_matrix_names_a_copy_and_counts_it_with_the_text_it_copies() {
    let wire = "A goods train left the rails near Ostwick on 5 May 2031 and blocked both tracks of the coast line, the operator \
        Veltram said. Forty wagons lay beside the embankment, and a crane was on its way from Pelham. Trains were turned back at \
        Ostwick until the evening, and buses took their place. The cause was not known, said a spokeswoman.";
    let copy = format!("Train off the rails\n\n{wire}");
    let other = "A goods train left the rails near Ostwick on 5 May 2031, a driver of Veltram wrote. The union met in Pelham.";
    let agreements = |app: &App| -> Vec<Agreement> {
        let events = (0..).map(EventId).zip(app.library.events());
        events.filter(|(_, event)| event.reported_by.len() > 1).map(|(id, _)| app.agreement(id)).collect()
    };
    let mut app = open_texts(&[wire, &copy]);
    let of_copies = agreements(&app);
    assert!(!of_copies.is_empty() && of_copies.iter().all(|one| *one == Agreement::Copied), "{of_copies:?}");
    press(&mut app, "m");
    assert!(screen(&app).contains(" B=A "), "{}", screen(&app));
    press(&mut app, "<Right>");
    assert!(screen(&app).contains("Paper 1 · nearly the same text as A: one origin"), "{}", screen(&app));
    let mut app = open_texts(&[wire, &copy, other]);
    assert!(agreements(&app).contains(&Agreement::Shared));
    // Without the only other report it is again a matter of copies.
    press(&mut app, "3");
    assert!(agreements(&app).iter().all(|one| *one == Agreement::Copied), "{:?}", agreements(&app));
}

#[test]
fn actors_are_listed_with_all_they_are_called_and_enter_filters_by_one() {
    let mut app = open(120, 40);
    press(&mut app, "a<Home>");
    let shown = screen(&app);
    for words in ["Ada Lindqvist", "A. Lindqvist", "A 2×", "person"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "<Enter>");
    assert!(app.screens.is_empty() && !app.filter.actors.is_empty());
}

#[test]
fn the_palette_finds_a_command_by_its_words_and_gives_it() {
    let mut app = open(120, 40);
    act(&mut app, Action::Palette);
    press(&mut app, "who says<Enter>");
    assert!(matches!(app.screens.last(), Some(Screen::Matrix(_))));
}

#[test]
fn enter_on_a_disagreement_shows_its_passages_beside_each_other() {
    let mut app = open(120, 40);
    press(&mut app, "<Enter>");
    let shown = screen(&app);
    for words in ["North Wire", "Harbour Post", "police said", "Thu 14 Mar, evening", "rule count/disjoint"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "n");
    assert!(screen(&app).contains("count/later-higher"));
    press(&mut app, "<Esc>");
    assert!(app.screens.is_empty());
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
fn the_passages_of_an_event_in_a_report_can_be_gone_through() {
    let mut app = open(40, 10);
    let seen = |app: &App| app.sources.panes[0].top;
    press(&mut app, "<Tab><Right><Home>");
    assert_eq!(seen(&app), 0);
    let anchors = app.sources.panes[0].anchors.len();
    let mut tops = vec![0];
    for _ in 0..=anchors {
        press(&mut app, ")");
        tops.push(seen(&app));
    }
    assert!(tops.is_sorted() && tops.last() > Some(&0), "{tops:?}");
    assert!(screen(&app).contains("no further passage of"), "{}", screen(&app));
    press(&mut app, "(");
    assert!(seen(&app) <= *tops.last().unwrap());
}

#[test]
fn reading_on_passes_over_reports_that_are_left_out() {
    let mut app = open(120, 40);
    let reading = |app: &App| match app.screens.last() {
        Some(Screen::Read(read)) => read.report.0,
        _ => panic!("{}", screen(app)),
    };
    press(&mut app, "3r");
    let mut seen = vec![reading(&app)];
    for _ in 0..3 {
        press(&mut app, ">");
        seen.push(reading(&app));
    }
    assert_eq!(seen, [1, 3, 0, 1], "C is left out");
    assert!(screen(&app).contains("2/3"), "{}", screen(&app));
    press(&mut app, "<");
    assert_eq!(reading(&app), 0);
    press(&mut app, "1");
    assert_eq!(reading(&app), 1, "the report that is left out is turned away from");
    press(&mut app, "24");
    assert!(app.screens.is_empty(), "without any report there is nothing to read");
}

#[test]
fn the_list_of_disagreements_names_its_verdict_once() {
    let mut app = open(120, 40);
    press(&mut app, "dv");
    let shown = screen(&app);
    let crumbs = shown.lines().nth(1).unwrap();
    assert_eq!(crumbs.matches("contradiction").count(), 1, "{crumbs}");
    press(&mut app, "1");
    assert!(screen(&app).lines().nth(1).unwrap().contains("without A ✕"), "{}", screen(&app));
}

#[test]
fn a_report_that_says_the_same_of_the_same_source_twice_has_one_row_and_one_column() {
    let mut disagreements = story::disagreements();
    let twice = disagreements[0].positions[0].clone();
    let sides = disagreements[0].positions.len();
    disagreements[0].positions.insert(1, twice);
    let library = Library::new(story::timeline(), disagreements);
    let mut app = App::new(Settings::default(), Size { width: 200, height: 50 });
    app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
    app.prepare_frame();
    press(&mut app, "<Enter>");
    let Some(Screen::Passages(view)) = app.screens.last() else { panic!("{}", screen(&app)) };
    assert_eq!(view.panes.len(), sides);
    press(&mut app, "<Right>");
    let effects = press(&mut app, "y");
    let [Effect::Copy { words, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert!(words.contains("Harbour Post"), "the second column is copied: {words}");
}

#[test]
fn a_report_that_says_that_it_does_not_know_is_not_silent_in_the_split_view() {
    let mut app = open(200, 50);
    press(&mut app, "s");
    assert_eq!(screen(&app).matches("? says it is not known").count(), 1, "{}", screen(&app));
}

#[test]
fn the_last_line_says_what_keys_do_in_what_is_over_the_view() {
    for (keys, words, other) in
        [("?", "Esc close", "passages"), ("!", "Esc close", "passages"), ("<Ctrl-P>", "⏎ run", "passages")]
    {
        let mut app = open(80, 24);
        press(&mut app, keys);
        let shown = screen(&app);
        let last = shown.lines().last().unwrap();
        assert!(last.contains(words) && !last.contains(other), "after {keys}: {last}");
    }
}

#[test]
fn a_number_keeps_its_cell_of_the_matrix_where_it_fits_without_its_space() {
    let mut app = open(40, 10);
    press(&mut app, "m");
    assert!(screen(&app).contains("≥14 9   17  ?"), "{}", screen(&app));
}

#[test]
fn the_reason_against_an_input_is_whole_on_a_narrow_screen() {
    let mut app = open(60, 20);
    press(&mut app, "DMarch the twelfth<Enter>");
    let shown = screen(&app);
    assert!(shown.contains("is no date") && shown.contains("18:22 CET"), "{shown}");
}

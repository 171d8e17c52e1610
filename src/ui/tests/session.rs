//! Leaving and coming back; what is narrowed, everywhere; fields that stay open.

use super::*;
use crate::disagreement::Verdict;
use crate::store::Session;
use crate::ui::state::update::Export;

/// The story opened again with a session.
fn again(session: &Session) -> App {
    let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
    app.update(Message::News(News::Resume(Box::new(session.clone()))));
    app.update(Message::News(News::Loaded(Loaded::new(story::library(), Notebook::default()))));
    app.prepare_frame();
    app
}

#[test]
fn a_person_who_comes_back_is_where_they_left() {
    let mut app = open(120, 40);
    press(&mut app, "/lindquist<Enter>3z<Home><Down>Ww+");
    let left = app.session();
    let back = again(&left);
    assert_eq!(title(&back), title(&app));
    assert_eq!(back.filter, app.filter);
    assert!(back.timeline.unfolded);
    assert_eq!(back.lanes, app.lanes);
    assert!(back.strip.hidden);
    assert!(matches!(back.screens.last(), Some(Screen::Lanes(_))));
    assert_eq!(back.session(), left);
}

#[test]
fn where_one_left_waits_for_the_whole_corpus_and_gives_way_to_what_one_does_meanwhile() {
    let mut app = open(120, 40);
    press(&mut app, "3zw");
    let left = app.session();
    for (keys, expected) in [("", true), ("<Home>", false)] {
        let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
        app.update(Message::News(News::Resume(Box::new(left.clone()))));
        app.update(of_story(News::Begun));
        assert!(app.resume.is_some() && app.filter.is_open());
        press(&mut app, keys);
        app.update(of_story(News::Loaded));
        app.prepare_frame();
        assert!(app.resume.is_none());
        assert_eq!(app.session() == left, expected, "{keys:?}");
    }
}

#[test]
fn a_session_of_another_corpus_does_no_harm() {
    let mut left = open(120, 40).session();
    left.actors = vec!["Nobody".to_owned()];
    left.without = vec!["gone.txt".to_owned()];
    (left.period, left.verdict) = ("soon".to_owned(), "no verdict".to_owned());
    (left.bars, left.lanes, left.view) = ("aeon".to_owned(), "rivers".to_owned(), "cellar".to_owned());
    if let Some(event) = &mut left.event {
        event.words = "words of no report".to_owned();
    }
    let app = again(&left);
    assert!(app.filter.is_open() && app.screens.is_empty());
    assert!(!app.timeline.rows.is_empty());
}

#[test]
fn a_report_left_out_is_left_out_of_the_counts_the_lists_the_matrix_and_the_export() {
    let mut app = open(120, 40);
    let all = (app.passing.contradictions, app.cards.len());
    assert_eq!(all.0, 1);
    press(&mut app, "2");
    assert_eq!(app.passing.contradictions, 0, "its other side is gone");
    assert!(screen(&app).contains("✗ 0 contradictions"), "{}", screen(&app));
    assert!(app.cards.len() < all.1);
    press(&mut app, "m");
    let shown = screen(&app);
    let toll = shown.lines().find(|line| line.contains("People killed")).unwrap();
    assert!(!toll.contains('✗') && !toll.contains(" 9 "), "{toll}");
    press(&mut app, "d");
    assert!(!screen(&app).contains("9 (B)"), "{}", screen(&app));
    press(&mut app, "x");
    let effects = press(&mut app, "e<Enter>");
    let [Effect::Export(Export { filter, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(filter.sources, ["A", "C", "D"]);
    press(&mut app, "u");
    assert!(screen(&app).contains("filter undone: without B"), "{}", screen(&app));
    assert_eq!((app.passing.contradictions, app.cards.len()), all);
}

#[test]
fn a_time_a_verdict_and_words_narrow_everything_and_are_shown_as_chips() {
    let mut app = open(160, 40);
    let all = app.timeline.shown;
    for (keys, chip, undone) in [
        ("p2019-03-14<Enter>", "14 Mar ✕", "only"),
        ("&levee<Enter>", "“levee” ✕", "only “levee”"),
        ("dv<Esc>", "contradiction ✕", "only contradiction"),
    ] {
        press(&mut app, keys);
        let shown = screen(&app);
        assert!(shown.contains(chip), "{chip} is missing:\n{shown}");
        assert!((1..all).contains(&app.timeline.shown), "{keys}: {}", app.timeline.shown);
        press(&mut app, "u");
        assert!(screen(&app).contains(undone), "{}", screen(&app));
        assert_eq!(app.timeline.shown, all);
    }
    press(&mut app, "dv");
    assert_eq!(app.filter.verdict, Some(Verdict::Contradiction));
    assert_eq!(app.cards.len(), 1);
    press(&mut app, "<Esc><Esc>");
    assert!(app.filter.is_open());
}

#[test]
fn undo_distinguishes_a_filter_from_an_edit() {
    let mut app = open(120, 40);
    press(&mut app, "*1");
    let mut said = |action| {
        app.update(Message::Action(action));
        app.notice.clone().unwrap_or_default()
    };
    assert_eq!(said(Action::Undo), "filter undone: without A");
    assert_eq!(said(Action::Undo), "undone: the star");
    assert_eq!(said(Action::Redo), "redone: the star");
    assert_eq!(said(Action::Redo), "filter redone: without A");
}

#[test]
fn a_wrong_entry_keeps_the_field_open_with_the_reason_under_it() {
    let mut app = open(120, 40);
    press(&mut app, "p5 Marchember<Enter>");
    let shown = screen(&app);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[lines.len() - 2].contains("5 Marchember▏"), "{shown}");
    assert!(lines[lines.len() - 1].contains("“5 Marchember” is no date"), "{shown}");
    press(&mut app, "<Ctrl-U>2019-03<Enter>");
    assert!(app.popup.is_none() && app.filter.period.is_some());
}

#[test]
fn a_file_that_is_there_is_overwritten_only_when_asked_again() {
    let mut app = open(120, 40);
    let wanted = |effects: &[Effect]| match effects {
        [Effect::Export(export)] => export.overwrite,
        other => panic!("{other:?}"),
    };
    let first = press(&mut app, "e<Enter>");
    assert!(!wanted(&first));
    app.update(Message::News(News::FileExists("timeline.json".to_owned())));
    app.prepare_frame();
    assert!(screen(&app).contains("timeline.json is there already"), "{}", screen(&app));
    assert!(wanted(&press(&mut app, "<Enter>")));
    press(&mut app, "e<Enter>");
    app.update(Message::News(News::FileExists("timeline.json".to_owned())));
    assert!(!wanted(&press(&mut app, "<Ctrl-U>other.json<Enter>")), "another name is not there yet");
}

#[test]
fn the_help_is_grouped_and_narrows_to_what_is_typed() {
    let mut app = open(120, 40);
    press(&mut app, "?");
    assert!(screen(&app).contains("Moving"));
    press(&mut app, "matrix");
    press(&mut app, "<Ctrl-U>denied");
    let shown = screen(&app);
    assert!(shown.contains("How an event is reported") && shown.contains("⊘"), "{shown}");
    assert!(!shown.contains("next event, line or row"), "{shown}");
    press(&mut app, "zzz");
    assert!(screen(&app).contains("Nothing of this name."));
    press(&mut app, "<Esc>");
    assert!(app.popup.is_none());
}

#[test]
fn what_is_denied_planned_or_alleged_is_marked_named_and_set_apart() {
    use crate::analysis::event::Modality;
    use ratatui::style::Modifier;
    for (modality, mark, word) in [
        (Modality::Negated, "⊘", "denied"),
        (Modality::Planned, "◇", "planned"),
        (Modality::Alleged, "◌", "alleged"),
    ] {
        let mut timeline = story::timeline();
        let toll = timeline.events.iter().position(|event| event.title.contains("killed")).unwrap();
        timeline.events[toll].modality = modality;
        let library = crate::ui::state::library::Library::new(timeline, story::disagreements());
        let mut app = App::new(Settings::default(), Size { width: 160, height: 40 });
        app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
        app.prepare_frame();
        for keys in ["", "s", "<Esc>m", "<Esc>w"] {
            press(&mut app, keys);
            let shown = screen(&app);
            assert!(shown.contains(&format!("{mark} ")), "{mark} is missing after {keys}:\n{shown}");
        }
        press(&mut app, "x");
        assert!(screen(&app).contains(word), "{}", screen(&app));
        let buffer = picture(&app, &Theme::built_in("mono").unwrap());
        let struck = buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::CROSSED_OUT));
        assert_eq!(struck, modality == Modality::Negated);
    }
}

//! What search leads to, and finding words within a view.

use super::*;
use crate::text::ReportId;
use crate::ui::screens::search::Hit;

/// The report that is read and its first row seen.
fn read(app: &App) -> (ReportId, usize) {
    let Some(Screen::Read(read)) = app.screens.last() else { panic!("nothing is read: {}", screen(app)) };
    (read.report, read.pane.as_ref().expect("it is arranged").top)
}

#[test]
fn one_list_shows_all_kinds_and_tab_narrows_it_to_one() {
    let mut app = open(120, 40);
    press(&mut app, "/levee");
    let shown = screen(&app);
    for words in ["The levee breaks", "The levee on the river Osk broke", " all ", " events "] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    press(&mut app, "<Tab><Tab>");
    let Some(Popup::Search(search)) = &app.popup else { panic!("no popup") };
    assert_eq!(search.target, Target::Events);
    assert!(search.found.hits.iter().all(|hit| matches!(hit, Hit::Event(_))));
}

#[test]
fn where_a_kind_has_no_hit_the_others_are_shown() {
    let mut app = open(120, 40);
    press(&mut app, "/lindqvist<Tab><Tab><Tab>");
    let shown = screen(&app);
    assert!(shown.contains("none of the places") && shown.contains("Ada Lindqvist"), "{shown}");
}

#[test]
fn enter_on_an_event_selects_it_in_the_view_that_is_open() {
    for (keys, kind) in [
        ("m", "Matrix"),
        ("s", "Compare"),
        ("w", "Lanes"),
        ("r", "Read"),
        ("<Enter>", "rule"),
        ("d", "verdict: "),
        ("a", "Actors"),
    ] {
        let mut app = open(120, 40);
        press(&mut app, keys);
        let over = app.screens.len();
        press(&mut app, "<Ctrl-K><Tab><Tab>people killed<Enter>");
        assert!(app.popup.is_none(), "{kind}");
        assert_eq!(app.screens.len(), over, "the view stays open: {kind}");
        assert!(screen(&app).contains(kind), "{kind}:\n{}", screen(&app));
        assert_eq!(title(&app), "People killed in the flood", "{kind}");
    }
}

#[test]
fn what_is_not_found_in_a_view_is_searched_everywhere_without_being_typed_again() {
    for keys in ["r", "st", "d", "a", "!"] {
        let mut app = open(120, 40);
        press(&mut app, keys);
        let over = app.screens.len();
        press(&mut app, "/six boats");
        assert!(screen(&app).contains("find here (Tab: everywhere)"), "after {keys}:\n{}", screen(&app));
        press(&mut app, "<Tab>");
        let Some(Popup::Search(search)) = &app.popup else { panic!("no search after {keys}") };
        assert_eq!((&*search.query, search.target), ("six boats", Target::All));
        assert!(search.found.hits.iter().any(|hit| matches!(hit, Hit::Text(_))), "after {keys}");
        press(&mut app, "<Esc>");
        assert!(app.popup.is_none() && app.screens.len() == over, "the view is still there after {keys}");
    }
}

#[test]
fn the_footer_of_a_view_that_finds_within_itself_says_how_to_search_everything() {
    for keys in ["r", "st", "d", "a"] {
        let mut app = open(120, 40);
        press(&mut app, keys);
        app.notice = None;
        let shown = screen(&app);
        let footer = shown.lines().last().unwrap();
        assert!(
            footer.contains("/ find here") && footer.contains("Ctrl-K search everything"),
            "{keys}: {footer}"
        );
    }
}

#[test]
fn an_actor_chosen_in_a_view_narrows_it_and_the_view_stays() {
    let mut app = open(120, 40);
    press(&mut app, "m/lindqvist<Enter>");
    assert!(matches!(app.screens.last(), Some(Screen::Matrix(_))), "{}", screen(&app));
    assert_eq!(app.filter.actors.len(), 1);
    press(&mut app, "u");
    assert!(app.filter.is_open());
}

#[test]
fn words_found_from_a_view_without_texts_are_read_over_it_and_esc_comes_back() {
    let mut app = open(120, 40);
    press(&mut app, "m/six boats<Enter>");
    assert_eq!(read(&app).0, ReportId(0));
    assert!(screen(&app).contains("“six boats” 1 of 1"), "{}", screen(&app));
    press(&mut app, "<Esc><Esc>");
    assert!(matches!(app.screens.last(), Some(Screen::Matrix(_))));
}

#[test]
fn in_a_report_that_is_read_words_are_found_and_gone_through_until_esc() {
    let mut app = open(80, 14);
    press(&mut app, "r<Home>/the<Enter>");
    let (report, first) = read(&app);
    assert!(screen(&app).contains("“the” 1 of "), "{}", screen(&app));
    press(&mut app, "nnnnn");
    assert!(screen(&app).contains("“the” 6 of "), "{}", screen(&app));
    assert!(read(&app).1 >= first);
    press(&mut app, "N");
    assert!(screen(&app).contains("“the” 5 of "));
    assert_eq!(read(&app).0, report);
    press(&mut app, "/xyzzy<Enter>");
    assert!(screen(&app).contains("was not found here") && app.popup.is_some(), "the field stays open");
    press(&mut app, "<Esc>/the<Enter><Esc>");
    assert_eq!(read(&app).0, report, "the first Esc ends the search alone");
    press(&mut app, "n");
    assert!(!screen(&app).contains("“the”"), "n goes to the notes again");
    press(&mut app, "<Esc>");
    assert!(app.screens.is_empty());
}

#[test]
fn in_full_texts_words_are_found_in_the_column_in_focus() {
    let mut app = open(120, 40);
    press(&mut app, "st<Right>/people<Enter>");
    let shown = screen(&app);
    assert!(shown.contains("“people” 1 of "), "{shown}");
    press(&mut app, "<Esc><Esc>st/mayor<Enter>n");
    assert!(screen(&app).contains("“mayor”"), "{}", screen(&app));
    assert!(matches!(app.screens.last(), Some(Screen::Compare(_))));
}

#[test]
fn lists_are_gone_through_by_words() {
    let mut app = open(120, 40);
    press(&mut app, "a<Home>/lindquist<Enter>");
    let Some(Screen::Actors(list)) = app.screens.last() else { panic!("another view") };
    assert_eq!(list.at, story::actor(&app.library, "Ada Lindqvist").0 as usize);
    press(&mut app, "<Esc>n");
    assert!(screen(&app).contains("finds an actor first"), "{}", screen(&app));
    let mut app = open(120, 40);
    press(&mut app, "d<Home>/killed<Enter>");
    let Some(Screen::Disagreements(view)) = app.screens.last() else { panic!("another view") };
    let at = view.selected().expect("one is selected");
    let found = &app.library.disagreements[at as usize];
    assert!(format!("{found:?}").to_lowercase().contains("killed"));
}

#[test]
fn problems_are_gone_through_by_words() {
    let mut app = open(120, 40);
    let mut library = story::library();
    for words in ["one is odd", "two is even", "three is odd"] {
        let message = words.to_owned();
        library.timeline.problems.push(crate::text::Problem {
            path: "a.txt".to_owned(),
            line: None,
            message,
        });
    }
    app.library = std::sync::Arc::new(library);
    let first = app.library.timeline.problems.len() - 3;
    press(&mut app, "!/odd<Enter>");
    assert!(matches!(app.popup, Some(Popup::Problems(at)) if at == first), "{:?}", app.popup);
    press(&mut app, "n");
    assert!(matches!(app.popup, Some(Popup::Problems(at)) if at == first + 2), "{:?}", app.popup);
    press(&mut app, "n");
    assert!(matches!(app.popup, Some(Popup::Problems(at)) if at == first), "around the end");
    press(&mut app, "/nowhere<Enter>");
    assert!(screen(&app).contains("no problem has the words"), "{}", screen(&app));
    press(&mut app, "<Esc>");
    assert!(matches!(app.popup, Some(Popup::Problems(_))), "back among the problems");
}

#[test]
fn a_file_to_export_to_says_its_format_and_tab_goes_through_all() {
    let mut app = open(120, 40);
    press(&mut app, "e");
    assert!(
        screen(&app).contains("export as JSON with everything (Tab: another format)"),
        "{}",
        screen(&app)
    );
    press(&mut app, "<Tab><Tab><Tab>");
    assert!(screen(&app).contains("a brief in Markdown") && screen(&app).contains("timeline.md"));
    let effects = press(&mut app, "<Enter>");
    let [Effect::Export(export)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(
        (export.format.name, &*export.path, export.filter.main_only),
        ("markdown", "timeline.md", true)
    );
    press(&mut app, "e<Ctrl-U>timeline.odd<Enter>");
    assert!(screen(&app).contains("end it with one of .json") && app.popup.is_some(), "{}", screen(&app));
}

#[test]
fn compared_reports_are_paged_and_counted() {
    let mut app = open(80, 24);
    press(&mut app, "s");
    let shown = |app: &App| match app.screens.last() {
        Some(Screen::Compare(compare)) => compare.reports.clone(),
        _ => panic!("another view"),
    };
    let first = shown(&app);
    assert!(screen(&app).contains(&format!("{} of 4 reports", first.len())), "{}", screen(&app));
    press(&mut app, ".");
    let second = shown(&app);
    assert_eq!(second.len(), first.len());
    assert_ne!(second, first);
    let mut seen: Vec<ReportId> = first.iter().chain(&second).copied().collect();
    for _ in 0..3 {
        press(&mut app, ".");
        seen.extend(shown(&app));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4, "every report comes up");
    press(&mut app, ",");
    assert_eq!(shown(&app).len(), first.len());
}

#[test]
fn reports_that_do_not_mention_an_event_are_named_or_counted() {
    for width in [40, 60, 80, 120, 200] {
        let mut app = open(width, 40);
        press(&mut app, "<Home><Tab>");
        let shown = screen(&app);
        let silent = app.sources.silent_count;
        let Some(line) = shown.lines().find_map(|line| line.split_once("not mentioned by ")) else {
            continue;
        };
        let named =
            app.sources.silent.iter().filter(|id| line.1.contains(app.library.report(**id).unwrap().name()));
        let named = named.count();
        let rest = silent - named;
        let counted = rest == 0
            || line.1.contains(&format!("and {rest} more"))
            || line.1.contains(&format!("{rest} reports"));
        assert!(counted, "{width}: {named} of {silent} named:\n{shown}");
    }
}

#[test]
fn a_card_is_a_table_of_values_sources_and_clocks_with_the_trend_of_the_figure() {
    let mut app = open(120, 40);
    press(&mut app, "<Enter>");
    let shown = screen(&app);
    for words in ["who says so", "as of", "vs B", "✗ conflicts", "according to the fire service"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    assert!(shown.contains('▁') && shown.contains('█'), "the toll over time is drawn:\n{shown}");
    let Some(Screen::Passages(passages)) = app.screens.last() else { panic!("another view") };
    let found = &app.library.disagreements[passages.disagreement as usize];
    for pane in &passages.panes {
        let own = found.positions.iter().filter(|side| side.passage.report == pane.report);
        let own: Vec<crate::text::Span> = own.map(|side| side.passage.span).collect();
        for mark in pane.marks.within(&(0..u32::MAX)) {
            assert!(own.iter().any(|span| span.contains(mark.span)), "only the card's words are marked");
        }
    }
}

#[test]
fn a_choice_made_before_the_answer_waits_for_it() {
    let mut app = open(120, 40);
    press(&mut app, "/lindq");
    let effects = app.update(Message::Action(Action::Type('v')));
    let [Effect::Search(question)] = &effects[..] else { panic!("{effects:?}") };
    app.update(Message::Action(Action::Open));
    assert!(matches!(app.popup, Some(Popup::Search(_))), "nothing is chosen of what fewer letters found");
    let mut answers = Vec::new();
    Searcher::default().answer(question, || false, |answer| answers.push(answer));
    for answer in answers {
        app.update(Message::News(News::Found(answer)));
    }
    app.prepare_frame();
    assert!(app.popup.is_none() && screen(&app).contains("Ada Lindqvist ✕"), "{}", screen(&app));
}

#[test]
fn home_and_end_go_to_the_ends_of_the_hits() {
    let mut app = open(120, 40);
    press(&mut app, "/the<End>");
    let at = |app: &App| match &app.popup {
        Some(Popup::Search(search)) => (search.at, search.found.hits.len()),
        _ => panic!("no popup"),
    };
    let (last, hits) = at(&app);
    assert!(hits > 3 && last == hits - 1);
    press(&mut app, "<Home>");
    assert_eq!(at(&app).0, 0);
}

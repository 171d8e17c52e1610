//! Folds that are opened one event at a time: rows and lanes are what they would be if they were rebuilt.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::analysis::time::{Basis, When};
use crate::text::ReportId;
use crate::timeline::{ActorId, Event, EventId};
use crate::ui::screens::lanes::model::Kind;
use crate::ui::state::library::Library;

/// An event: its day, counted from the first, and whether it is a minor one.
type Sketch = (u8, bool);

/// The story with these events in place of its own.
fn sketched(events: &[Sketch]) -> App {
    let mut timeline = story::timeline();
    let first = NaiveDate::from_ymd_opt(2019, 3, 9).unwrap();
    let template = timeline.events[0].clone();
    let mut days: Vec<(usize, &Sketch)> = events.iter().enumerate().collect();
    days.sort_by_key(|(_, (day, _))| *day);
    let event = |(at, (day, minor)): (usize, &Sketch)| {
        let when = When::day(first.checked_add_days(Days::new((*day).into())).unwrap(), Basis::Explicit);
        let report = ReportId(u32::try_from(at % 3).unwrap());
        let actors = template.actors.iter().map(|(_, role)| (ActorId(u32::try_from(at % 2).unwrap()), *role));
        let actors = actors.take(1).collect();
        let salience = if *minor { 0.1 } else { 0.9 };
        Event { when, salience, actors, reported_by: vec![report], mentions: Vec::new(), ..template.clone() }
    };
    timeline.events = days.into_iter().map(event).collect();
    timeline.ledger.clear();
    let mut app = App::new(Settings::default(), Size { width: 120, height: 40 });
    let library = Library::new(timeline, Vec::new());
    app.update(Message::News(News::Loaded(Loaded::new(library, Notebook::default()))));
    app.prepare_frame();
    app
}

/// What a list of events holds, in words.
fn listed(app: &App) -> String {
    let list = &app.timeline;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {}",
        list.rows, list.before, list.row_of, list.different, list.contradicted, list.shown
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn rows_and_lanes_are_the_same_however_folds_are_opened(
        events in proptest::collection::vec((0u8..6, any::<bool>()), 1..24),
        opened in proptest::collection::vec((any::<bool>(), any::<proptest::sample::Index>()), 1..8),
    ) {
        let mut app = sketched(&events);
        for (whole, which) in opened {
            app.lanes.kind = Kind::ALL[which.index(Kind::ALL.len())];
            let _ = Kind::ALL.map(|kind| app.lane_model(kind));
            let at = which.index(app.library.events().len());
            if whole {
                app.open_fold(which.index(app.timeline.rows.len()));
            } else {
                let event = EventId(u32::try_from(at).unwrap());
                app.reveal(Some(event));
                prop_assert_eq!(app.timeline.event(), Some(event));
            }
            let (rows, lanes) = (listed(&app), Kind::ALL.map(|kind| app.lane_model(kind)));
            app.list_rows();
            prop_assert_eq!(rows, listed(&app));
            prop_assert_eq!(lanes, Kind::ALL.map(|kind| app.lane_model(kind)));
        }
    }
}

#[test]
fn minor_events_of_a_day_are_folded_below_its_date_and_other_days_into_one() {
    let app = sketched(&[(0, true), (0, false), (0, true), (1, true), (2, true), (2, true), (3, false)]);
    let rows = app.timeline.rows.iter().map(|row| match row {
        TimelineRow::Day(_) => "day".to_owned(),
        TimelineRow::Event(id) => format!("event {}", id.0),
        TimelineRow::Fold(first, count) => format!("{count} from {}", first.0),
    });
    let rows: Vec<String> = rows.collect();
    assert_eq!(rows, ["day", "event 1", "2 from 0", "3 from 3", "day", "event 6"]);
}

#[test]
fn a_folded_event_that_is_gone_to_is_on_the_lanes_as_well() {
    let mut app = sketched(&[(0, false), (1, true), (2, false)]);
    press(&mut app, "w<Home>]");
    let Some(Screen::Lanes(view)) = app.screens.last() else { panic!("another view") };
    assert!(view.at.is_some(), "{}", screen(&app));
    assert_eq!(view.model.len(), 2 + usize::from(app.timeline.shown == 3));
}

#[test]
fn beside_a_count_of_events_there_is_no_title_of_one_of_them() {
    let mut app = sketched(&[(0, false), (0, false), (0, false), (0, false)]);
    press(&mut app, "<Home><Down>");
    let shown = screen(&app);
    let lane = |name: &str| shown.lines().find(|line| line.contains(name)).unwrap();
    assert!(lane("A Harbour Post").contains('2') && !lane("A Harbour Post").contains("Engin"), "{shown}");
    assert!(lane("C Osk Courier").contains("Engin"), "{shown}");
}

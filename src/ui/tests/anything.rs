//! Whatever a person does, in whatever order and at whatever size.

use proptest::prelude::*;

use super::*;
use crate::ui::state::action::Erase;
use crate::ui::state::keymap::COMMANDS;

/// Any action a person can give.
fn any_action() -> impl Strategy<Value = Action> {
    let table: Vec<Action> = COMMANDS.iter().map(|command| command.action).collect();
    prop_oneof![
        6 => proptest::sample::select(table),
        1 => any::<char>().prop_map(Action::Type),
        1 => Just(Action::Erase(Erase::Letter)),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Click(x, y)),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Drag(x, y)),
        1 => (0u16..130, 0u16..60, -3i8..3).prop_map(|(x, y, lines)| Action::Wheel(x, y, lines)),
    ]
}

/// What happens between two frames.
#[derive(Clone, Debug)]
enum Step {
    Act(Action),
    Resize(u16, u16),
    Paste(String),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => any_action().prop_map(Step::Act),
        2 => (0u16..220, 0u16..70).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (0u16..6, 0u16..6).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => any::<String>().prop_map(Step::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_selection_stays_in_bounds_and_everything_draws(
        steps in proptest::collection::vec(any_step(), 1..40)
    ) {
        let mut app = open(80, 24);
        for step in steps {
            match step {
                Step::Act(action) => { act(&mut app, action); }
                Step::Resize(width, height) => {
                    app.update(Message::Resize(width, height));
                    app.prepare_frame();
                }
                Step::Paste(words) => { app.update(Message::Paste(words)); app.prepare_frame(); }
            }
            let list = &app.timeline;
            prop_assert!(list.at < list.rows.len().max(1));
            prop_assert!(!matches!(list.rows.get(list.at), Some(TimelineRow::Day(_))));
            prop_assert!(app.cards.at < app.cards.len().max(1));
            for pane in &app.sources.panes {
                prop_assert!(pane.top <= pane.rows.len());
            }
            if let Some(Screen::Lanes(view)) = app.screens.last() {
                prop_assert!(view.lane < view.model.lanes.len().max(1));
                prop_assert!(view.at.is_none_or(|at| (at as usize) < view.model.len()));
            }
            let strip = &app.strip.lanes;
            prop_assert!(strip.lane < strip.model.lanes.len().max(1));
            prop_assert!(strip.at.is_none_or(|at| (at as usize) < strip.model.len()));
            if let Some(Screen::Compare(compare)) = app.screens.last() {
                prop_assert!(compare.at < compare.events.len().max(1));
            }
            picture(&app, &app.theme);
        }
    }
}

//! What the interface knows, and what changes it: the state itself, the actions and news that come in, the filter, notes, undoing.
//! What belongs to one screen alone is in `screens`.

pub(super) mod about_report;
pub mod action;
pub mod app;
pub(super) mod arrange;
pub(super) mod card_list;
pub(super) mod event_list;
pub(super) mod event_rows;
pub mod filter;
pub(super) mod filter_change;
pub(super) mod groups;
pub mod keymap;
pub mod library;
pub(super) mod mouse;
pub(super) mod notebook_actions;
pub mod notes;
pub(super) mod open_hit;
pub mod panes;
pub(super) mod restore_selection;
pub(super) mod session;
pub(super) mod text_pane;
pub(super) mod undo;
pub mod update;
pub(super) mod written_date;

//! The screens and popups: what each shows, in words and numbers, and what keys do there. Drawing is in `view`.

pub mod actors;
pub mod card;
pub(super) mod compare;
pub mod disagreement_list;
pub(super) mod explorer;
pub mod find;
pub mod lanes;
pub mod manner;
pub mod matrix;
pub mod palette;
pub(super) mod passages;
pub(super) mod popups;
pub mod prompt;
pub(super) mod quote;
pub mod read;
pub mod search;
pub mod table;
pub mod value;
pub(super) mod word_diff;

//! Parts of a day: "this morning", "during the night", "at dawn", "the same evening".

use super::{dated, refined};
use crate::analysis::time::calendar::{Calendar, plus_days};
use crate::analysis::time::lexicon::Class;
use crate::analysis::time::pattern::Match;
use crate::analysis::time::scene::{Direction, Scene, Timex, part_of_day};
use crate::analysis::time::{Anchor, Basis, PartOfDay};

pub(super) fn this_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    match scene.published() {
        Some(published) => refined(found, dated(Some(published), Basis::Explicit)?),
        None => Some(Timex::open_part(found.part()?)),
    }
}

pub(super) fn last_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let night = found.part().unwrap_or(PartOfDay::Night);
    if scene.has(found, "overnight") && !overnight_is_adverb(found, scene) {
        return None;
    }
    let Some(published) = scene.published() else { return Some(Timex::open_part(night)) };
    let day = Calendar::Day(plus_days(published, -1)?);
    let timex = Timex::part(day, night, Basis::Explicit)?.anchored(Anchor::Published);
    Some(match found.edge() {
        Some(edge) => timex.at_edge(edge),
        None => timex,
    })
}

/// "overnight success", "overnight stay" are not nights.
fn overnight_is_adverb(found: &Match, scene: &Scene<'_>) -> bool {
    !scene.before_any(found, &["success", "sensation", "stay", "stays", "bag", "flight", "trip", "delivery"])
        && !scene.after_any(found, &["an"])
}

/// "during the night": that of the day given nearby; where that is the day of publication, the night before it.
pub(super) fn the_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let throughout = scene.after_any(found, &["during", "throughout", "through", "all"]);
    let cued = throughout || scene.after_any(found, &["in", "by", "for", "into", "of"]);
    let related = scene.before_any(found, &["of", "before", "after"])
        || (!throughout && scene.before_any(found, &["when", "that"]));
    if !cued || related {
        return None;
    }
    let published = scene.published();
    let part = found.part()?;
    let (day, anchor) = match scene.antecedent(found, 1).map(|near| (near.calendar, near.index)) {
        Some((Calendar::Day(day), index)) if Some(day) != published => (day, Anchor::Expression(index)),
        _ => match published {
            Some(published) => (published, Anchor::Published),
            None => return Some(Timex::open_part(part)),
        },
    };
    let night_before =
        part == PartOfDay::Night && Some(day) == published && scene.direction(found) != Direction::Future;
    let day = if night_before { plus_days(day, -1)? } else { day };
    Timex::part(Calendar::Day(day), part, Basis::Relative).map(|timex| timex.anchored(anchor))
}

/// "at dawn", "by late afternoon": of the day given nearby, else of the day of publication.
pub(super) fn bare_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    const BEFORE: &[&str] =
        &["at", "by", "before", "until", "till", "after", "around", "since", "from", "in"];
    let part = found.part().or_else(|| {
        let word = scene.words.value(found.start, Class::Part)?;
        part_of_day(word)
    })?;
    if !scene.after_any(found, BEFORE) || scene.before_any(found, &["of"]) {
        return None;
    }
    let edge = |timex: Timex| match found.edge() {
        Some(edge) => timex.at_edge(edge),
        None => timex,
    };
    let (day, anchor) = match scene.antecedent(found, 1).map(|near| (near.calendar, near.index)) {
        Some((day @ Calendar::Day(_), index)) => (day, Anchor::Expression(index)),
        _ => match scene.published() {
            Some(published) => (Calendar::Day(published), Anchor::Published),
            None => return Some(edge(Timex::open_part(part))),
        },
    };
    Timex::part(day, part, Basis::Relative).map(|timex| edge(timex.anchored(anchor)))
}

fn beside(found: &Match, scene: &Scene<'_>, shift: i64) -> Option<Timex> {
    let (origin, anchor) = scene.origin(found)?;
    let Calendar::Day(day) = origin else { return None };
    let day = Calendar::Day(plus_days(day, shift)?);
    Timex::part(day, found.part()?, Basis::Relative).map(|timex| timex.anchored(anchor))
}

pub(super) fn same_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    beside(found, scene, 0)
}

pub(super) fn next_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    beside(found, scene, 1)
}

pub(super) fn previous_part(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    beside(found, scene, -1)
}

#[cfg(test)]
mod tests {
    use crate::analysis::time::tests::{check, check_none};

    #[test]
    fn parts_of_the_day_alone_are_of_the_day_given_nearby() {
        for (text, value) in [
            ("They landed on Friday and were gone before [dawn].", "2021-03-05TMO"),
            ("The town fell by [nightfall].", "2021-03-10TEV"),
        ] {
            check(text, value);
        }
        for text in ["A dawn chorus sang.", "The sunset was red.", "It was the dawn of an era."] {
            check_none(text);
        }
    }
}

//! Names that mean one person: a family name, a shorter form, a monarch without a number.

use std::collections::HashMap;

use super::{Group, NameMention, join};
use crate::analysis::actor::lexicon;
use crate::analysis::actor::name::{self, GivenLikeness, given_likeness};

/// "Maurice Cheeks" and "Mo Cheeks": the same family name, and given names that are compatible.
pub(super) fn link_full_names(groups: &mut [Group]) {
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| !person.is_lone()) else { continue };
        if !group.gone && group.is_person() {
            by_family.entry(person.family.clone()).or_default().push(at);
        }
    }
    let mut families: Vec<Vec<usize>> = by_family.into_values().filter(|list| list.len() > 1).collect();
    families.sort_unstable();
    for family in families {
        for (place, &later) in family.iter().enumerate().skip(1).take(MAX_NAMESAKES) {
            let fits: Vec<usize> = family[..place]
                .iter()
                .copied()
                .filter(|&earlier| !groups[earlier].gone && fit(&groups[earlier], &groups[later]))
                .collect();
            if let [only] = fits.as_slice() {
                join(groups, *only, later);
            }
        }
    }
}

/// If more people than this share a family name, they are not compared with each other.
const MAX_NAMESAKES: usize = 50;

fn fit(one: &Group, other: &Group) -> bool {
    let (Some(left), Some(right)) = (&one.person, &other.person) else { return false };
    let (Some(first), Some(second)) = (left.given.first(), right.given.first()) else { return false };
    // A name in full both with "Jr." and without it in one report belongs to father and son.
    let generation = left.generation == right.generation;
    let middle = match (left.given.get(1), right.given.get(1)) {
        (Some(one), Some(other)) => given_likeness(one, other).is_some(),
        _ => true,
    };
    generation
        && middle
        && matches!(
            given_likeness(first, second),
            Some(
                GivenLikeness::Same
                    | GivenLikeness::ShortForm
                    | GivenLikeness::Initial
                    | GivenLikeness::Transliteration
            )
        )
}

/// "Garcia Marquez" for "Gabriel Garcia Marquez": two or more words that end the name of only one person of the report;
/// or a given name and a patronymic that begin it.
pub(super) fn link_endings(groups: &mut [Group]) {
    let mut by_ending: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let words: Vec<&str> = group.key.split(' ').collect();
        if group.gone
            || group.person.is_none()
            || !group.may_be_person()
            || !(3..=MAX_PERSON).contains(&words.len())
        {
            continue;
        }
        for start in 1..words.len() - 1 {
            by_ending.entry(words[start..].join(" ")).or_default().push(at);
        }
        if name::is_patronymic(words[1]) {
            by_ending.entry(words[..2].join(" ")).or_default().push(at);
        }
    }
    for short in 0..groups.len() {
        let group = &groups[short];
        let Some([long]) = by_ending.get(&group.key).map(Vec::as_slice) else { continue };
        let person = group.is_person() || groups[*long].is_person();
        if !group.gone && person && group.may_be_person() && genders_fit(group, &groups[*long]) {
            join(groups, *long, short);
        }
    }
}

/// How many words a person's name has at most.
const MAX_PERSON: usize = 7;

/// "Elizabeth" for "Elizabeth II", "John Paul" for "John Paul II", where only one monarch or pope of that name is in the report.
pub(super) fn link_regnal(groups: &mut [Group]) {
    let mut by_bare: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| person.generation.is_some()) else {
            continue;
        };
        let numbered = !matches!(person.generation, Some("junior" | "senior"));
        let regnal = person.is_lone()
            || numbered && person.given.len() == 1 && lexicon::gender_of_given_name(&person.family).is_some();
        if let (false, true, Some((bare, _))) = (group.gone, regnal, group.key.rsplit_once(' ')) {
            by_bare.entry(bare.to_owned()).or_default().push(at);
        }
    }
    for short in 0..groups.len() {
        if let Some([long]) = by_bare.get(&groups[short].key).map(Vec::as_slice)
            && groups[short].may_be_person()
        {
            join(groups, *long, short);
        }
    }
}

/// A lone name that is the family name (or else another name) of only one person of the report.
pub(super) fn link_family_names(groups: &mut [Group], mentions: &[NameMention]) {
    let mut by_part: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| !person.is_lone()) else { continue };
        if group.gone || !(group.is_person() || group.looks_like_person() || group.reads_as_person()) {
            continue;
        }
        for part in person.parts() {
            by_part.entry(part.to_owned()).or_default().push((at, part == person.family));
        }
    }
    for lone in 0..groups.len() {
        let group = &groups[lone];
        let Some(person) = group.person.as_ref().filter(|person| person.is_lone()) else { continue };
        if group.gone || !group.may_be_person() {
            continue;
        }
        let Some(bearers) = by_part.get(&person.family) else { continue };
        let fits = |family: bool| -> Vec<usize> {
            bearers
                .iter()
                .filter(|(at, is_family)| {
                    let full = &groups[*at];
                    let person = full.is_person() || group.is_person();
                    *is_family == family && !full.gone && person && genders_fit(group, full)
                })
                .map(|(at, _)| *at)
                .collect()
        };
        let families = fits(true);
        let bearers = if families.is_empty() { fits(false) } else { families };
        let bearer = match bearers.as_slice() {
            [only] => Some(*only),
            [] => None,
            many => {
                nearest_before(groups, many, group.mentions.first().copied().unwrap_or_default(), mentions)
            }
        };
        if let Some(bearer) = bearer {
            join(groups, bearer, lone);
        }
    }
}

fn genders_fit(one: &Group, other: &Group) -> bool {
    // "Moon" of "Moon Jae-in" is the family name: people with the given name Moon say nothing about it.
    let called = |group: &Group| {
        group.person.as_ref().filter(|person| person.is_lone()).map(|person| person.family.clone())
    };
    let called = called(one).or_else(|| called(other));
    let gender = |group: &Group| {
        let given = group.person.as_ref().and_then(|person| person.given.first());
        let given = given.filter(|given| Some(*given) != called.as_ref());
        group.gender.or_else(|| given.and_then(|given| lexicon::gender_of_given_name(given)))
    };
    !matches!((gender(one), gender(other)), (Some(left), Some(right)) if left != right)
}

/// Of several people with the name, the one named last before; readers resolve it that way too.
fn nearest_before(
    groups: &[Group],
    bearers: &[usize],
    first: usize,
    mentions: &[NameMention],
) -> Option<usize> {
    let last_before =
        |&bearer: &usize| groups[bearer].mentions.iter().copied().filter(|&mention| mention < first).max();
    let mut named: Vec<(usize, usize)> =
        bearers.iter().filter_map(|bearer| Some((last_before(bearer)?, *bearer))).collect();
    named.sort_unstable();
    match named.as_slice() {
        [] => None,
        [.., (before, _), (nearest, bearer)] => {
            // Two people of that name close together leave open which one is meant.
            let gap = mentions[*nearest].span.start.saturating_sub(mentions[*before].span.end);
            (gap > NEAR).then_some(*bearer)
        }
        [(_, bearer)] => Some(*bearer),
    }
}

/// If two namesakes are this many bytes apart or less, a lone name after them may mean either.
const NEAR: u32 = 200;

//! Names where capitals are no evidence, at the beginning of a sentence and in headlines: only names that are known, or that occur
//! elsewhere in the report, can be distinguished from other words there.

use super::fold::fold;
use super::known::Known;
use super::lexicon::{self, CountryForm};
use super::span::{Found, group_noun, is_demonym, is_given_name, is_name, known_organisation, stops_run};
use super::surname;
use super::word::{Line, Shape, Word};
use crate::analysis::language::Upos;

/// Adds the words of a line that are certainly a name elsewhere, whatever the tagger takes them for here.
pub(super) fn add_known(line: &Line<'_>, known: &Known, found: &mut Vec<Found>) {
    let words = &line.words;
    let mut at = 0;
    let (mut more, mut surnames) = (Vec::new(), Vec::new());
    while at < words.len() {
        if let Some(inside) = found.iter().find(|name| name.from <= at && at < name.to) {
            at = inside.to;
            continue;
        }
        let free = |to: usize| found.iter().all(|name| to <= name.from || name.to <= at);
        // A surname that is another word too is judged by the words around it, not by the word alone.
        let called = known.is_part(&words[at]) && surname::is_part_of_person(words, at)
            || known.is_ending(&words[at]) && surname::is_said_of_person(words, at);
        if called && known.longest(words, at).is_none_or(|to| to == at + 1) {
            let given = at.checked_sub(1).filter(|&before| {
                let free = found.iter().chain(&more).all(|name| before < name.from || name.to <= before);
                free && words[before].shape == Shape::Capital && is_given_name(words[before].text)
            });
            surnames.push(Found { from: given.unwrap_or(at), to: at + 1, role: None });
            at += 1;
            continue;
        }
        match known.longest(words, at).filter(|&to| free(to)) {
            Some(to) => {
                let given = at.checked_sub(1).filter(|&before| {
                    let free = found.iter().chain(&more).all(|name| before < name.from || name.to <= before);
                    free && to == at + 1
                        && words[before].shape == Shape::Capital
                        && is_given_name(words[before].text)
                });
                more.push(Found { from: given.unwrap_or(at), to, role: None });
                at = to;
            }
            None => at += 1,
        }
    }
    more.retain(|name| is_name(words, *name));
    found.extend(more);
    found.extend(surnames);
    found.sort_by_key(|name| name.from);
}

/// Finds the names of a headline: only known names, or those that occur elsewhere, can be distinguished from other words there.
pub(super) fn read(line: &Line<'_>, known: &Known) -> Vec<Found> {
    let words = &line.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let to = known_organisation(words, at)
            .or_else(|| known.longest(words, at))
            .or_else(|| person(words, at))
            .or_else(|| national_body(words, at))
            .or_else(|| place_or_state(words, at));
        match to {
            Some(to) => {
                found.push(Found { from: at, to, role: None });
                at = to;
            }
            None => at += 1,
        }
    }
    found.retain(|name| is_name(words, *name));
    found
}

/// A given name and the words after it in a headline: one or two that are not common words.
fn person(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = fold(words[at].text);
    let name_word = |place: usize| {
        words.get(place).is_some_and(|word| {
            word.shape.is_capital() && word.upos == Upos::Propn && !stops_run(word) && !group_noun(word.text)
        })
    };
    if !lexicon::GIVEN_NAMES.contains(&first) || !name_word(at) || !name_word(at + 1) {
        return None;
    }
    let family = |place: usize| name_word(place) && lexicon::FAMILY_NAMES.contains(&fold(words[place].text));
    if family(at + 1) {
        return Some(at + 2);
    }
    Some(if name_word(at + 2) && family(at + 2) { at + 3 } else { at + 2 })
}

/// The forces or an institution of a country in a headline: "Indian Navy".
fn national_body(words: &[Word<'_>], at: usize) -> Option<usize> {
    let next = words.get(at + 1).filter(|next| next.shape.is_capital())?;
    let body = lexicon::organisation_noun(&next.text.to_lowercase()).is_some();
    (body && is_demonym(words, at, at + 1)).then_some(at + 2)
}

/// A country or a large city in a headline, its longest name first.
fn place_or_state(words: &[Word<'_>], at: usize) -> Option<usize> {
    if !words[at].shape.is_capital() {
        return None;
    }
    (at + 1..=words.len().min(at + 3)).rev().find(|&to| {
        let spelled: Vec<&str> = words[at..to].iter().map(|word| word.text).collect();
        let spelled = spelled.join(" ");
        let named = words[at].upos == Upos::Propn || to > at + 1;
        lexicon::country(&spelled).is_some_and(|(_, form)| form == CountryForm::Name)
            || named && lexicon::city(&fold(&spelled)).is_some_and(|city| city.thousands >= 300)
    })
}

//! A run of name words split into names: at titles, which go to the person after them, and at demonyms.

use super::{Found, is_given_name, is_possessive, known_organisation};
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{self, CountryForm, PlaceNoun};
use crate::analysis::actor::surname;
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::language::Upos;

/// Splits a run into names: titles go to the person after them, a demonym before a person or a known name is separate.
pub(super) fn cut(words: &[Word<'_>], from: usize, to: usize, found: &mut Vec<Found>) {
    let before = found.len();
    let mut end = to;
    while let Some((title, person)) = last_title(words, from, end) {
        if person < end {
            found.push(Found { from: person, to: end, role: Some((title, person)) });
        }
        let named = title > from && !is_demonym(words, from, title);
        let goes_on = named && (person < end || is_named_body(words, from, title));
        end = if goes_on { title } else { from };
        if !goes_on {
            break;
        }
    }
    if end > from {
        found.push(without_demonym(words, from, end));
    }
    found[before..].reverse();
}

/// A run without a demonym before a person or a known name.
fn without_demonym(words: &[Word<'_>], from: usize, to: usize) -> Found {
    let demonym = lexicon::country(words[from].text).is_some_and(|(_, form)| form == CountryForm::Demonym);
    if demonym && to - from >= 2 {
        let rest = from + 1;
        let given = to - rest >= 2 && lexicon::GIVEN_NAMES.contains(&fold(words[rest].text));
        let ends_as_body = lexicon::organisation_noun(&words[to - 1].text.to_lowercase()).is_some();
        if given && !ends_as_body || known_organisation(words, rest) == Some(to) {
            return Found { from: rest, to, role: Some((from, rest)) };
        }
    }
    Found { from, to, role: None }
}

/// How many words from its end a title is looked for in a run: no name is longer.
const LONGEST_NAME: usize = 24;

/// The last title within a run that is before a person's name or ends the run: its words.
fn last_title(words: &[Word<'_>], from: usize, to: usize) -> Option<(usize, usize)> {
    (from.max(to.saturating_sub(LONGEST_NAME))..to)
        .filter_map(|at| title_at(words, at, to).map(|end| (at, end)))
        .filter(|&(at, _)| at == from || words[at - 1].text != "&")
        .filter(|&(at, end)| !surname::is_title_as_surname(words, from, (at, end), to))
        .filter(|&(at, end)| !(end == to && is_team(words, from, at, end)))
        .filter(|&(at, end)| end == to || before_person(words, at, end, to))
        .max_by_key(|&(at, end)| (end, std::cmp::Reverse(at)))
}

/// Whether the plural of a title names a team: of a town or region ("the Ottawa Senators"), or a plural that is no form of address
/// ("the Saints").
fn is_team(words: &[Word<'_>], from: usize, at: usize, end: usize) -> bool {
    let plural = words[at].text.to_lowercase();
    let Some(one) = plural.strip_suffix('s').filter(|_| end - at == 1 && words[at].shape == Shape::Capital)
    else {
        return false;
    };
    let town = || {
        let spelled: Vec<&str> = words[from..at].iter().map(|word| word.text).collect();
        let folded = fold(&spelled.join(" "));
        lexicon::city(&folded).is_some() || lexicon::REGIONS.contains(&folded)
    };
    let is_honorific =
        || lexicon::title(one).is_some_and(|title| title.sort == lexicon::TitleSort::Honorific);
    let article = || from > 0 && matches!(words[from - 1].text, "the" | "The");
    if at > from { town() } else { article() && is_honorific() }
}

/// Whether the words before a final title are a name of their own: "State Department Spokesman", "Denver Nuggets Coach".
fn is_named_body(words: &[Word<'_>], from: usize, title: usize) -> bool {
    if title - from >= 2 {
        return true;
    }
    let spelled: Vec<&str> = words[from..title].iter().map(|word| word.text).collect();
    lexicon::known_organisation(&spelled.join(" ")).is_some()
        || words[from].shape == Shape::Caps
        || spelled[0].ends_with('s') && words[from].upos == Upos::Propn
}

/// Whether words are only the adjective of one or more countries: "Kenyan", "Central Asian".
pub(in crate::analysis::actor) fn is_demonym(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let spelled: Vec<&str> =
        words[from.max(to.saturating_sub(LONGEST_NAME))..to].iter().map(|word| word.text).collect();
    lexicon::country(&spelled.join(" ")).is_some_and(|(_, form)| form == CountryForm::Demonym)
        || lexicon::adjective_of_many(&spelled[spelled.len() - 1].to_lowercase())
}

/// The end of the longest title that begins at a word.
pub(super) fn title_at(words: &[Word<'_>], at: usize, to: usize) -> Option<usize> {
    let longest = to.min(at + 4);
    (at + 1..=longest).rev().find(|&end| {
        let spelled: Vec<String> = words[at..end].iter().map(|word| word.text.to_lowercase()).collect();
        let letters = end == at + 1 && words[at].shape == Shape::Caps;
        // "PRO" in capitals is an acronym, not a pro.
        let initial =
            words[at].text == "M." && words.get(end).is_some_and(|next| surname::is_initial(next.text));
        !initial
            && lexicon::title(&spelled.join(" "))
                .is_some_and(|title| !(letters && title.sort == lexicon::TitleSort::Person))
    })
}

/// Whether the words after a title can be a person's name, and the title is not part of it.
fn before_person(words: &[Word<'_>], at: usize, end: usize, to: usize) -> bool {
    let lower = |place: usize| words[place].text.to_lowercase();
    let ends_as_body = lexicon::organisation_noun(&lower(to - 1)).is_some();
    if to - end >= 2 && is_given_name(words[end].text) && !ends_as_body {
        return true;
    }
    if to - end == 1 && end - at == 1 && surname::is_form_of_address(words[at].text) {
        return true;
    }
    let body = |word: &str| lexicon::organisation_noun(word).is_some() || lexicon::thing_noun(word);
    let place = matches!(lexicon::place_noun(&lower(to - 1)), Some(PlaceNoun::After));
    let name_itself = end - at == 1 && to - end == 1 && !ROYAL.contains(&lower(at).as_str()) && {
        let folded = fold(words[at].text);
        lexicon::GIVEN_NAMES.contains(&folded)
            && lexicon::title(&lower(at)).is_some_and(|title| title.sort != lexicon::TitleSort::Honorific)
    };
    !body(&lower(end))
        && !body(&lower(to - 1))
        && !place
        && !name_itself
        && words[end].text != "of"
        && !is_possessive(&words[end])
}

/// Titles that are used before a given name alone.
const ROYAL: &[&str] =
    &["king", "queen", "prince", "princess", "pope", "emperor", "sir", "saint", "father", "sister"];

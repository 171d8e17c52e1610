//! Where names begin and end: runs of capitalised words, split at titles and joined over "of", "and" and particles.
//!
//! `run` finds how far a run continues, `cut` splits it into names.

mod cut;
mod run;

use super::attribute;
use super::fold::fold;
use super::group;
use super::lexicon::{self, PlaceNoun};
use super::name;
use super::office;
use super::surname;
use super::word::{Line, Shape, Word};
use crate::analysis::language::Upos;
use crate::text::byline::is_particle;
pub(super) use cut::is_demonym;
use cut::{cut, title_at};

/// A name in a line, as a range of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    /// The words before it that describe the person: titles, and whose.
    pub role: Option<(usize, usize)>,
}

/// Finds the names of a line with ordinary capitals.
pub(super) fn in_plain(line: &Line<'_>) -> Vec<Found> {
    let words = &line.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(to) = known_organisation(words, at) {
            found.push(Found { from: at, to, role: None });
            at = to;
        } else if let Some((office, person)) = office::person_after(words, at) {
            let to = run::end(words, person);
            found.push(Found { from: person, to, role: Some((at, office)) });
            at = to;
        } else if let Some(to) = office::without_person(words, at) {
            at = to;
        } else if can_open(words, at) {
            let to = run::end(words, at);
            cut(words, at, to, &mut found);
            at = to;
        } else {
            at += 1;
        }
    }
    found.retain(|name| is_name(words, *name));
    found
}

/// How many words a name of the lexicon has at most.
const MAX_KNOWN: usize = 9;

/// The end of the longest organisation of the lexicon that begins here and is not the beginning of a longer name.
pub(super) fn known_organisation(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words[at];
    if !first.shape.is_capital() || !lexicon::opens_known_organisation(first.text) {
        return None;
    }
    let small = matches!(
        first.upos,
        Upos::Det | Upos::Pron | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Adv | Upos::Aux | Upos::Part
    );
    let odd = first.opens && small;
    let longest = words.len().min(at + MAX_KNOWN);
    let to = (at + 1..=longest).rev().find(|&to| {
        let spelled: Vec<&str> = words[at..to].iter().map(|word| word.text).collect();
        let alone = to == at + 1;
        !(alone && (odd || group_noun(spelled[0])))
            && (lexicon::known_organisation(&spelled.join(" ")).is_some()
                || alone
                    && possessive(words, to)
                        .is_some_and(|whole| lexicon::known_organisation(&whole).is_some()))
    })?;
    let goes_on = words.get(to).is_some_and(|next| {
        next.shape == Shape::Capital
            && (next.upos == Upos::Propn || lexicon::organisation_noun(&next.text.to_lowercase()).is_some())
            && lexicon::title(&next.text.to_lowercase()).is_none()
            && !lexicon::GIVEN_NAMES.contains(&fold(next.text))
    });
    let whole = words[at..to].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let to = if lexicon::known_organisation(&whole).is_some() { to } else { to + 1 };
    (!goes_on).then_some(to)
}

/// "McDonald" with the "'s" that follows it.
fn possessive(words: &[Word<'_>], at: usize) -> Option<String> {
    let mark = words.get(at).filter(|mark| is_possessive(mark))?;
    Some(format!("{}{}", words[at - 1].text, mark.text.replace('’', "'")))
}

fn is_possessive(word: &Word<'_>) -> bool {
    matches!(word.text, "'s" | "’s" | "'" | "’" | "'S") && word.upos != Upos::Punct
}

/// Whether a name may begin with this word.
fn can_open(words: &[Word<'_>], at: usize) -> bool {
    let word = words[at];
    let next_capital = words.get(at + 1).is_some_and(|next| next.shape.is_capital());
    match word.shape {
        Shape::Lower => {
            let sure = word.upos == Upos::Propn || surname::is_sure_particle(word.text);
            sure && is_particle(word.text) && next_capital && !stops_run(&words[at + 1])
        }
        Shape::Number => {
            word.upos == Upos::Propn && word.text.ends_with(char::is_lowercase) && word.text.len() >= 4
        }
        Shape::Mark => false,
        Shape::Capital | Shape::Caps if word.opens => {
            let named = matches!(word.upos, Upos::Propn | Upos::X);
            let noun = matches!(word.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::Intj);
            let followed = next_capital && words[at + 1].upos == Upos::Propn && is_given_name(word.text);
            let title = next_capital && title_at(words, at, words.len()).is_some();
            let titled = title && lexicon::title(&word.text.to_lowercase()).is_none();
            let known = titled || noun && (followed || title || lexicon::country(word.text).is_some());
            let caps = noun && word.shape == Shape::Caps;
            (named || known || caps || surname::opens_name(words, at)) && !stops_run(&word)
                || surname::is_given_month(words, at)
        }
        Shape::Capital | Shape::Caps => {
            let named = matches!(word.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Intj);
            let first = word.upos == Upos::Verb && next_capital;
            (named || first) && !lexicon::calendar_word(&word.text.to_lowercase())
                || surname::is_given_month(words, at)
        }
    }
}

pub(super) fn is_given_name(word: &str) -> bool {
    let folded = fold(word);
    lexicon::GIVEN_NAMES.contains(&folded) || name::is_short_name(&folded)
}

/// Whether a capitalised word is in no name unless there is other evidence: a month, a day, a pronoun.
pub(super) fn stops_run(word: &Word<'_>) -> bool {
    lexicon::names_no_actor(&word.text.to_lowercase()) && !(word.shape == Shape::Caps && word.text.len() > 1)
}

/// Nouns that begin the names of things that are not actors.
const THINGS_FIRST: &[&str] = &["hurricane", "typhoon", "cyclone", "storm", "operation", "windows", "battle"];

/// Whether a run is a name at all.
pub(super) fn is_name(words: &[Word<'_>], found: Found) -> bool {
    let Found { from, to, .. } = found;
    let lower: Vec<String> = words[from..to].iter().map(|word| word.text.to_lowercase()).collect();
    let spelled = lower.join(" ");
    let cased: Vec<&str> = words[from..to].iter().map(|word| word.text).collect();
    if to - from > 1 && lexicon::known_organisation(&cased.join(" ")).is_some() {
        return true;
    }
    if attribute::is_tag(&words[from..to]) {
        return false;
    }
    let addressed = |(at, end): (usize, usize)| at < end && surname::is_form_of_address(words[end - 1].text);
    if found.role.is_some_and(addressed) && to - from == 1 && lexicon::FAMILY_NAMES.contains(&spelled) {
        return true;
    }
    if lexicon::names_no_actor(&spelled)
        || lower.iter().all(|word| lexicon::names_no_actor(word) || word.len() == 1)
    {
        return false;
    }
    if to - from > 1 {
        let adjective = is_demonym(words, from, to)
            || lexicon::adjective_of_many(&lower[to - from - 1]) && modifies(words, to)
            || lower[to - from - 1] == "tv" && is_demonym(words, from, to - 1);
        let troops = to - from == 2
            && words[from].upos == Upos::Adj
            && group_noun(&lower[1])
            && !is_demonym(words, from, from + 1);
        let storm = THINGS_FIRST.contains(&lower[0].as_str());
        let thing = (lexicon::thing_noun(&lower[to - from - 1]) || storm) && found.role.is_none();
        return !(thing || adjective || troops);
    }
    let word = words[from];
    let known = lexicon::known_organisation(word.text).is_some();
    let demonym = is_demonym(words, from, to);
    let people =
        demonym && spelled.ends_with('s') && word.upos != Upos::Adj && !lexicon::adjective_of_many(&spelled);
    let common =
        word.upos != Upos::Propn && word.upos != Upos::X && (group_noun(&spelled) || word.upos == Upos::Verb);
    let named_before = from > 0 && words[from - 1].text == "the" && word.upos != Upos::Adj;
    let general = lexicon::organisation_noun(&spelled).is_some() && !named_before
        || matches!(lexicon::place_noun(&spelled), Some(PlaceNoun::After | PlaceNoun::Before))
        || lexicon::thing_noun(&spelled)
        || lexicon::title(&spelled).is_some() && (word.upos != Upos::Propn || word.opens)
        || group_noun(&spelled);
    found.role.is_some() || known || !(common || general || demonym && !people || modifies(words, to))
}

/// Whether a capitalised adjective only modifies the noun after it.
fn modifies(words: &[Word<'_>], to: usize) -> bool {
    words[to - 1].upos == Upos::Adj
        && words
            .get(to)
            .is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Propn) || next.text == "-")
}

pub(super) fn group_noun(word: &str) -> bool {
    let lower = word.to_lowercase();
    let men = || lower.strip_suffix("men").map(|stem| format!("{stem}man"));
    group::lookup(&lower).is_some()
        || lower.strip_suffix('s').is_some_and(|one| group::lookup(one).is_some())
        || men().is_some_and(|one| group::lookup(&one).is_some())
}

//! How far a run of name words continues: over particles, "of", "and", numbers and marks that belong to the name.

use super::{is_given_name, is_possessive, stops_run};
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{self, PlaceNoun};
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::actor::{office, surname};
use crate::analysis::language::Upos;
use crate::text::byline::is_particle;

/// One past the last word of the run of name words that begins here.
pub(super) fn end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = from + 1;
    while let Some(next) = step(words, from, to) {
        to = next;
    }
    to
}

/// How far the run continues from a word, if it does.
fn step(words: &[Word<'_>], from: usize, at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let before = &words[at - 1];
    if is_possessive(word) {
        return mark_belongs(words, from, at);
    }
    match word.shape {
        Shape::Capital | Shape::Caps => {
            let month = lexicon::calendar_word(&word.text.to_lowercase());
            if month {
                return surname::is_month_surname(words, at).then_some(at + 1);
            }
            let small = matches!(word.upos, Upos::Det | Upos::Pron | Upos::Adp | Upos::Sconj | Upos::Aux);
            let verb =
                word.upos == Upos::Verb && words.get(at + 1).is_some_and(|next| next.shape.is_capital());
            let stops = (small || verb) && word.shape == Shape::Capital;
            let named = is_given_name(before.text) && !lexicon::is_function_word(&word.text.to_lowercase());
            (!stops || small && named).then_some(at + 1)
        }
        Shape::Number => number_belongs(words, at).then_some(at + 1),
        Shape::Lower => connector(words, from, at),
        Shape::Mark => mark_belongs(words, from, at),
    }
}

/// "Channel 4", "Group of 20", "the Philadelphia 76ers", but not a count, year or age.
fn number_belongs(words: &[Word<'_>], at: usize) -> bool {
    let (word, before) = (words[at], words[at - 1]);
    if word.text.len() > 2 && word.text.ends_with(char::is_lowercase) {
        return before.shape.is_capital();
    }
    let counted = words.get(at + 1).is_some_and(|next| {
        matches!(next.shape, Shape::Lower)
            && matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn)
            || matches!(next.text, "%" | "-" | ":" | "." | "," | "–")
                && words.get(at + 2).is_some_and(|after| after.shape == Shape::Number)
    });
    let numbered = lexicon::organisation_noun(&before.text.to_lowercase()).is_some()
        || matches!(before.upos, Upos::Propn) && before.shape == Shape::Capital;
    word.text.len() <= 3
        && word.text.bytes().all(|byte| byte.is_ascii_digit())
        && numbered
        && !counted
        && !lexicon::names_no_actor(&before.text.to_lowercase())
}

/// How far a run continues over a lower-case word: a particle, "of", "for", "and".
fn connector(words: &[Word<'_>], from: usize, at: usize) -> Option<usize> {
    let (word, before) = (&words[at], &words[at - 1]);
    let name_at =
        |place: usize| words.get(place).is_some_and(|next| next.shape.is_capital() && !stops_run(next));
    let past_article = |place: usize| {
        if words.get(place).is_some_and(|next| next.text == "the") { place + 1 } else { place }
    };
    if !before.shape.is_capital() {
        return None;
    }
    let head = before.text.to_lowercase();
    match word.text {
        "of" => {
            let next = past_article(at + 1);
            (takes_of(&words[from..at], &head) && (name_at(next) || number_after(words, next)))
                .then_some(next + 1)
        }
        "for" | "on" | "against" | "in" | "to" => {
            let next = past_article(at + 1);
            let body = matches!(
                lexicon::organisation_noun(&head),
                Some("body" | "union" | "court" | "education" | "party")
            );
            let wide = word.text != "in" && word.text != "to" && word.text != "on"
                || head == "committee"
                || head == "commission";
            (body && wide && name_at(next)).then_some(next + 1)
        }
        "and" => {
            let opened = words[from..at].iter().any(|word| matches!(word.text, "of" | "for" | "on"));
            let next = at + 1;
            (opened && name_at(next) && and_joins(words, from, next)).then_some(next + 1)
        }
        _ if is_particle(word.text) && word.upos != Upos::Num => {
            let next = (at..words.len().min(at + 4)).find(|&place| !is_particle(words[place].text))?;
            (name_at(next) && !is_verb(word)).then_some(next + 1)
        }
        _ => None,
    }
}

fn is_verb(word: &Word<'_>) -> bool {
    matches!(word.upos, Upos::Verb | Upos::Aux)
}

fn number_after(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.shape == Shape::Number && word.text.len() <= 2)
}

/// Whether the words so far can be followed by "of": "University of", "Bank of", "Secretary of".
fn takes_of(run: &[Word<'_>], head: &str) -> bool {
    lexicon::organisation_noun(head).is_some()
        || lexicon::place_noun(head).is_some_and(|noun| noun != PlaceNoun::Name)
        || OF_HEADS.contains(&head)
        || run.len() == 1 && matches!(head, "secretary" | "duke" | "duchess" | "prince" | "princess" | "earl")
}

/// Further nouns whose names continue with "of".
const OF_HEADS: &[&str] = &[
    "knights",
    "sons",
    "daughters",
    "brotherhood",
    "chamber",
    "secretary",
    "speaker",
    "chief",
    "strait",
    "horn",
    "kingdom",
    "republic",
    "emirate",
    "isle",
    "rock",
    "voice",
    "friends",
    "order",
    "sea",
    "states",
    "tower",
    "museum",
    "duchy",
    "district",
    "organisation",
    "organization",
    "centres",
];

/// Whether the words after "and" are part of the same name: "Health and Human Services", not a second name.
fn and_joins(words: &[Word<'_>], from: usize, next: usize) -> bool {
    let mut end = next;
    while words.get(end).is_some_and(|word| word.shape.is_capital()) {
        end += 1;
    }
    let last = words[end - 1].text.to_lowercase();
    let first = words[next];
    let body = lexicon::organisation_noun(&words[from].text.to_lowercase()).is_some()
        || words[from..next]
            .iter()
            .any(|word| lexicon::organisation_noun(&word.text.to_lowercase()).is_some());
    body && end - next <= 3
        && lexicon::organisation_noun(&last).is_none()
        && lexicon::country(first.text).is_none()
        && lexicon::city(&fold(first.text)).is_none_or(|city| city.thousands < 300)
        && !(lexicon::GIVEN_NAMES.contains(&fold(first.text))
            && end - next >= 2
            && !words[next..end].iter().all(|word| lexicon::is_english(&word.text.to_lowercase())))
        && first.shape != Shape::Caps
}

/// Marks within names: ", Inc.", ", Jr.", "D.C.", the quotes of a nickname, a possessive that is part of the name.
fn mark_belongs(words: &[Word<'_>], from: usize, at: usize) -> Option<usize> {
    let (mark, next) = (words[at], words.get(at + 1)?);
    if is_possessive(&mark) {
        if people_of_party(words, at) || house_of_saint(words, at) {
            return Some(at + 2);
        }
        let office =
            next.shape == Shape::Capital && lexicon::organisation_noun(&next.text.to_lowercase()).is_some();
        return (office && lexicon::title(&words[at - 1].text.to_lowercase()).is_some()).then_some(at + 2);
    }
    match mark.text {
        "," if office::list_ends(words, from, at).is_some() => office::list_ends(words, from, at),
        "," => {
            let tail = matches!(
                next.text,
                "Inc" | "Inc." | "Ltd" | "Ltd." | "LLC" | "Jr" | "Jr." | "Sr" | "Sr." | "D.C." | "DC"
            );
            tail.then_some(at + 2)
        }
        "\"" | "“" | "``" | "'" | "‘" => {
            let closes = |place: &usize| {
                words.get(*place).is_some_and(|close| matches!(close.text, "\"" | "”" | "''" | "'" | "’"))
            };
            let close = (at + 2..at + 2 + LONGEST_NICKNAME).find(closes)?;
            let capital = |word: &Word<'_>| word.shape == Shape::Capital;
            let nickname = words[at + 1..close].iter().all(capital);
            let goes_on = words.get(close + 1).is_some_and(capital);
            let before = at == from + 1 && is_given_name(words[at - 1].text);
            (capital(next) && nickname && goes_on && before).then_some(close + 2)
        }
        "&" => (next.shape.is_capital()).then_some(at + 2),
        _ => None,
    }
}

/// How many words a nickname has at most: "The Old Man".
const LONGEST_NICKNAME: usize = 3;

/// "Fishermen's Front", "Workers' Party": the possessive is part of the name.
fn people_of_party(words: &[Word<'_>], mark: usize) -> bool {
    let party = words.get(mark + 1).is_some_and(|next| {
        next.shape == Shape::Capital && lexicon::organisation_noun(&next.text.to_lowercase()).is_some()
    });
    party && super::group_noun(words[mark - 1].text)
}

/// "St. Anne's Hospital", "Children's Hospital": the possessive is part of the name of a building.
fn house_of_saint(words: &[Word<'_>], mark: usize) -> bool {
    const OWNERS: &[&str] = &["children", "women", "king", "queen", "veterans"];
    let saint = mark >= 2 && matches!(words[mark - 2].text, "St." | "St" | "Saint");
    let owner = saint || OWNERS.contains(&words[mark - 1].text.to_lowercase().as_str());
    owner
        && words.get(mark + 1).is_some_and(|next| {
            let lower = next.text.to_lowercase();
            next.shape == Shape::Capital
                && (lexicon::organisation_noun(&lower).is_some() || lexicon::place_noun(&lower).is_some())
        })
}

//! Where names begin and end: runs of capitalised words, split at titles and joined over "of", "and" and particles.

use super::attribute;
use super::fold::fold;
use super::group;
use super::lexicon::{self, CountryForm, PlaceNoun};
use super::name::{self, is_particle};
use super::office;
use super::surname;
use super::word::{Line, Shape, Word};
use crate::analysis::language::Upos;

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
            let to = run_end(words, person);
            found.push(Found { from: person, to, role: Some((at, office)) });
            at = to;
        } else if let Some(to) = office::without_person(words, at) {
            at = to;
        } else if can_open(words, at) {
            let to = run_end(words, at);
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

/// One past the last word of the run of name words that begins here.
fn run_end(words: &[Word<'_>], from: usize) -> usize {
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
    party && group_noun(words[mark - 1].text)
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

/// Splits a run into names: titles go to the person after them, a demonym before a person or a known name is separate.
fn cut(words: &[Word<'_>], from: usize, to: usize, found: &mut Vec<Found>) {
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
        .filter(|&(at, end)| end == to || before_person(words, at, end, to))
        .max_by_key(|&(at, end)| (end, std::cmp::Reverse(at)))
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
pub(super) fn is_demonym(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let spelled: Vec<&str> =
        words[from.max(to.saturating_sub(LONGEST_NAME))..to].iter().map(|word| word.text).collect();
    lexicon::country(&spelled.join(" ")).is_some_and(|(_, form)| form == CountryForm::Demonym)
        || lexicon::adjective_of_many(&spelled[spelled.len() - 1].to_lowercase())
}

/// The end of the longest title that begins at a word.
fn title_at(words: &[Word<'_>], at: usize, to: usize) -> Option<usize> {
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

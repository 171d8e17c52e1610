//! Names that are given differently: similar words in sentences that say the same, and an actor under a longer or different
//! name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rustc_hash::FxHashSet;

use super::super::ledger::Story;
use super::super::names::{MOST_PLACES, Mentions, alike};
use super::super::origin::{fold, fold_into};
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::align::Sentence;
use super::{Card, SideBySide};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::Actor;

const SPELLING: Rule = Rule {
    name: "parallel/spelling",
    aspect: Aspect::Name,
    verdict: Verdict::Name,
    why: "the names are alike, in sentences that say the same",
};

const OTHER_NAME: Rule = Rule { name: "parallel/name", why: "both names are of one actor", ..SPELLING };

/// The minimum length of names that are compared by their letters.
const SHORTEST: usize = 4;

/// Names in sentences with the same content that are alike but not the same.
pub(super) fn words(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    let (story, aligned) = (beside.story, &beside.aligned);
    let common = common_words(story);
    let mut spelt: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in &aligned.groups {
        for (place, one) in group.sentences.iter().enumerate() {
            for other in &group.sentences[place + 1..] {
                for (a, b) in alike_names(story, one, other) {
                    if !common.contains(&fold(a)) && !common.contains(&fold(b)) {
                        let (first, second) = if a < b { (a, b) } else { (b, a) };
                        spelt.entry(first.to_owned()).or_default().insert(second.to_owned());
                    }
                }
            }
        }
    }
    let families = spelt.into_iter().map(|(first, mut others)| {
        others.insert(first);
        others
    });
    let first = first_places(story);
    families.filter_map(|family| spellings(beside, &first, &family)).collect()
}

const BY_EAR: Rule = Rule {
    name: "parallel/by-ear",
    why: "the names are one name written by ear in two ways, or two alike",
    ..SPELLING
};

/// A word of a name, and the name it occurs in.
struct NameWord<'t> {
    word: &'t str,
    passage: Passage,
    /// The other words of the name, folded.
    rest: BTreeSet<String>,
    of_person: bool,
}

/// How many names with one sound are compared.
const MOST_ALIKE: usize = 48;

/// Names transcribed in two ways, anywhere in the reports: names of people that share another word, "Khan Sheikhoun" and
/// "Khan Shaykhun", or names of places or organisations.
pub(super) fn by_ear(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let story = beside.story;
    let mut sounds: BTreeMap<(char, String), Vec<NameWord<'_>>> = BTreeMap::new();
    for (actor, mentions) in mentions.of(story) {
        let of_person = story.timeline.actors[actor].kind == ActorKind::Person;
        for (report, index) in mentions {
            let of_report = &story.timeline.analyses[report.index()].actors.mentions;
            let Some(mention) = of_report.get(index as usize).filter(|one| one.form == MentionForm::Name)
            else {
                continue;
            };
            let passage = Passage { report, span: mention.span };
            for name_word in name_words(story, passage, of_person) {
                let folded = fold(name_word.word);
                let Some(first) = folded.chars().next() else { continue };
                let alike = sounds.entry((first, consonants(&folded))).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(name_word);
                }
            }
        }
    }
    let common = common_words(story);
    sounds.into_values().filter_map(|alike| respelt(beside, &common, &alike)).collect()
}

fn name_words<'t>(story: &Story<'t>, passage: Passage, of_person: bool) -> Vec<NameWord<'t>> {
    let words = capitals(story, passage);
    let rest = |word: &str| {
        words.iter().map(|(other, _)| fold(other)).filter(|other| *other != fold(word)).collect()
    };
    let name_word = |(word, _): &(&'t str, Span)| NameWord { word, passage, rest: rest(word), of_person };
    words.iter().map(name_word).collect()
}

/// The card for names with one sound that are spelt in two ways, where they may be one name.
fn respelt(beside: &SideBySide<'_, '_>, common: &FxHashSet<String>, alike: &[NameWord<'_>]) -> Option<Card> {
    const LONG: usize = 5;
    let may_be_one = |one: &NameWord<'_>, other: &NameWord<'_>| {
        let shared = !one.rest.is_disjoint(&other.rest);
        let alone = one.rest.is_empty() && other.rest.is_empty() && !one.of_person && !other.of_person;
        let long =
            |word: &NameWord<'_>| word.word.chars().count() >= LONG && !common.contains(&fold(word.word));
        one.word != other.word
            && (shared || alone)
            && long(one)
            && long(other)
            && is_respelt(one.word, other.word)
    };
    let mut shown: Vec<&NameWord<'_>> =
        alike.iter().filter(|one| alike.iter().any(|other| may_be_one(one, other))).collect();
    let mut positions: Vec<Position> = Vec::new();
    shown.sort_by_key(|one| one.passage);
    for one in shown {
        let known = positions
            .iter()
            .filter(|known| known.passage.report == one.passage.report && known.statement == one.word);
        if known.count() < MOST_PLACES {
            positions.push(Position::of(one.passage, one.word));
        }
    }
    named(beside, &BY_EAR, positions)
}

/// The words that a story also writes in lower case: they are not names.
fn common_words(story: &Story<'_>) -> FxHashSet<String> {
    let mut common = FxHashSet::default();
    let mut folded = String::new();
    for &report in &story.reports {
        let text = &story.timeline.reports[report.index()].text;
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        for word in words.filter(|word| word.starts_with(char::is_lowercase)) {
            fold_into(&mut folded, word);
            if !common.contains(&folded) {
                common.insert(folded.clone());
            }
        }
    }
    common
}

/// The capitalised words in a span of a report, each with its place.
fn capitals<'t>(story: &Story<'t>, passage: Passage) -> Vec<(&'t str, Span)> {
    let text = story.words(passage.report, passage.span);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize + passage.span.start as usize;
    words
        .filter(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase))
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| (word, Span::new(start(word), start(word) + word.len())))
        .collect()
}

/// The names in two sentences of different reports that are alike, where neither sentence has both.
fn alike_names<'t>(story: &Story<'t>, one: &Sentence, other: &Sentence) -> Vec<(&'t str, &'t str)> {
    if one.passage.report == other.passage.report {
        return Vec::new();
    }
    let of = |sentence: &Sentence| -> BTreeSet<&str> {
        capitals(story, sentence.passage).into_iter().map(|(word, _)| word).collect()
    };
    let (own, others) = (of(one), of(other));
    let mut found = Vec::new();
    for a in own.difference(&others) {
        for b in others.difference(&own) {
            if is_respelt(a, b) {
                found.push((*a, *b));
            }
        }
    }
    found
}

/// Whether two words are transcriptions of one name: the same first letter, and the same consonants or only one letter
/// different.
fn is_respelt(one: &str, other: &str) -> bool {
    let (a, b) = (fold(one), fold(other));
    let first = |word: &str| word.chars().next();
    if first(&a) != first(&b) || is_form(&a, &b) {
        return false;
    }
    let by_ear = strsim::damerau_levenshtein(&a, &b) <= 1 + a.len().min(b.len()) / 4;
    alike(one, other) || by_ear && consonants(&a) == consonants(&b)
}

/// Whether two words are the same or forms of one: "Turks" and "Turkish", "Syrias" and "Syrian".
fn is_form(one: &str, other: &str) -> bool {
    const ENDINGS: &[&str] = &["", "s", "es", "n", "ns", "i", "is", "an", "ans", "ian", "ians", "ish", "ese"];
    let shared: usize =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let is_ending = |word: &str| word.get(shared..).is_some_and(|rest| ENDINGS.contains(&rest));
    is_ending(one) && is_ending(other)
}

/// The consonants of a word, doubled ones once.
fn consonants(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().filter(|letter| !"aeiouywh".contains(*letter)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Where each report of a story has each capitalised word, its first places, ordered by report.
fn first_places<'t>(story: &Story<'t>) -> HashMap<&'t str, Vec<Passage>> {
    let mut first: HashMap<&'t str, Vec<Passage>> = HashMap::new();
    for &report in &story.reports {
        let text = &story.timeline.reports[report.index()].text;
        let whole = Passage { report, span: Span::new(0, text.len()) };
        for (word, span) in capitals(story, whole) {
            let places = first.entry(word).or_default();
            if places.iter().rev().take_while(|known| known.report == report).count() < MOST_PLACES {
                places.push(Passage { report, span });
            }
        }
    }
    first
}

/// The spellings of a name, each with its first places in each report.
fn spellings(
    beside: &SideBySide<'_, '_>,
    first: &HashMap<&str, Vec<Passage>>,
    family: &BTreeSet<String>,
) -> Option<Card> {
    let places = |word: &String| first.get(word.as_str()).map(|places| (word.clone(), places));
    let of_word = |(word, places): (String, &Vec<Passage>)| {
        places.iter().map(|passage| Position::of(*passage, &*word)).collect::<Vec<_>>()
    };
    let mut positions: Vec<Position> = family.iter().filter_map(places).flat_map(of_word).collect();
    positions.sort_by_key(|position| position.passage);
    named(beside, &SPELLING, positions)
}

/// Actors that reports call by different or longer names: "Ann Lee" and "Ann B. Lee", an organisation by its aliases.
pub(super) fn forms(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let story = beside.story;
    let mentions = mentions.of(story);
    let actors = mentions.into_iter().map(|(actor, mentions)| (&story.timeline.actors[actor], mentions));
    actors.filter_map(|(actor, mentions)| of_actor(beside, actor, &mentions)).collect()
}

fn of_actor(beside: &SideBySide<'_, '_>, actor: &Actor, mentions: &[(ReportId, u32)]) -> Option<Card> {
    let story = beside.story;
    let mut positions: Vec<Position> = Vec::new();
    let mut known: HashSet<(ReportId, String)> = HashSet::new();
    for &(report, index) in mentions {
        let of_report = &story.timeline.analyses[report.index()].actors.mentions;
        let Some(mention) = of_report.get(index as usize).filter(|one| one.form == MentionForm::Name) else {
            continue;
        };
        let name = story.phrase(report, mention.span);
        let full = actor.kind != ActorKind::Person || name.contains(' ');
        if full && known.insert((report, bare(&name))) {
            let passage = Passage { report, span: mention.span };
            positions.push(Position::of(passage, name));
        }
    }
    let other_name = name_otherwise(actor.kind, &positions);
    named(beside, &OTHER_NAME, positions).filter(|_| other_name)
}

/// How many names of one actor are compared.
const MOST_NAMES: usize = 64;

/// Whether two reports name an actor differently: a person by more or different names, any other actor by a name that shares
/// no word.
fn name_otherwise(kind: ActorKind, positions: &[Position]) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        // An initial counts as a name, the "s" of a possessive does not.
        let words = name.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty() && *word != "s").map(fold).collect()
    };
    let mut named: BTreeMap<&str, BTreeSet<ReportId>> = BTreeMap::new();
    for position in positions {
        named.entry(&position.statement).or_default().insert(position.passage.report);
    }
    let named: Vec<_> =
        named.into_iter().take(MOST_NAMES).map(|(name, reports)| (words(name), reports)).collect();
    named.iter().enumerate().any(|(place, (one, in_one))| {
        named[place + 1..].iter().any(|(other, in_other)| {
            let apart = match kind {
                ActorKind::Person => one != other,
                ActorKind::Organisation | ActorKind::Place => one.is_disjoint(other),
                ActorKind::State | ActorKind::Group => false,
            };
            apart && in_one.union(in_other).nth(1).is_some()
        })
    })
}

/// A name in lower case without full stops and possessive ending.
fn bare(name: &str) -> String {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    fold(name).replace(['.', '-'], "")
}

/// The card for an actor's names, where two reports do not use the same ones and no earlier card mentions them.
fn named(beside: &SideBySide<'_, '_>, rule: &Rule, positions: Vec<Position>) -> Option<Card> {
    let story = beside.story;
    let is_known = |position: &Position| beside.known_in(position.passage, Verdict::Name).next().is_some();
    let reports: BTreeSet<ReportId> = positions.iter().map(|one| one.passage.report).collect();
    let names: BTreeSet<&str> = positions.iter().map(|one| one.statement.as_str()).collect();
    if reports.len() < 2 || names.len() < 2 || positions.iter().any(is_known) {
        return None;
    }
    // Far below the limit of exact floats.
    #[allow(clippy::cast_precision_loss)]
    let weight = reports.len() as f32;
    Some(Card { weight, disagreement: rule.told(story, "One name", positions) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_written_by_ear_twice_is_one_and_other_words_are_not() {
        for (one, other, expected) in [
            ("Khaled", "Khalid", true),
            ("Gaddafi", "Gadhafi", true),
            ("Lviv", "Lvov", true),
            ("Syrias", "Syrian", false),
            ("Turkish", "Turkey", false),
            ("Hassan", "Hassans", false),
            ("Smith", "Smart", false),
            ("Boston", "Houston", false),
        ] {
            assert_eq!(is_respelt(one, other), expected, "{one} {other}");
        }
    }
}

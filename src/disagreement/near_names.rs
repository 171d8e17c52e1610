//! Names that are nearly one: "Giannis Panagopoulos" in one report, "Yiannis Panagopoulos" in another; "Gavarzin" and "Gabardin".
//!
//! The timeline keeps such actors apart, since two may be meant. Where no report mentions both, one of the names is more likely
//! spelt differently, or wrong.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Story;
use super::names::{Mentions, alike};
use super::rule::Rule;
use super::{Aspect, Explained, Position, Verdict};
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::fold::{fold, likeness};
use crate::analysis::actor::lexicon::{self, TitleSort};
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};

const NEARLY_ONE: Rule = Rule {
    name: "names/nearly-one",
    aspect: Aspect::Name,
    verdict: Verdict::Name,
    why: "the names are nearly the same, and no report has both: one is spelt differently or wrong, unless two are meant",
};

/// How many names of one story are compared, those mentioned most first.
const MOST_NAMES: usize = 400;

/// From how many names shown beside another on no further card of a story is made.
const MOST_SHOWN: usize = 8;

/// How many letters the only word of a name has at least: one letter changes most shorter words into others.
const SHORTEST_ALONE: usize = 6;

/// How many letters two surnames in one office have at least for a letter between them to be a slip.
const SHORTEST_SURNAME: usize = 4;

/// Finds the actors of a story that have nearly the same name and are never in one report.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let names = names(story, mentions);
    let mut by_initial: BTreeMap<Option<char>, Vec<usize>> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        by_initial.entry(name.initial()).or_default().push(place);
    }
    let mut shown = BTreeSet::new();
    for (place, name) in names.iter().enumerate() {
        if shown.contains(&place) {
            continue;
        }
        let others = by_initial[&name.initial()].iter().copied().filter(|&other| other > place);
        let near: Vec<usize> = others.filter(|&other| are_nearly_one(name, &names[other])).collect();
        if near.is_empty() {
            continue;
        }
        if shown.len() >= MOST_SHOWN {
            break;
        }
        let passages = near.iter().chain([&place]).flat_map(|&place| &names[place].passages);
        let side = |passage: &Passage| Position::of(*passage, story.phrase(passage.report, passage.span));
        let mut positions: Vec<Position> = passages.map(side).collect();
        positions.sort_by_key(|position| position.passage);
        shown.extend(near);
        explained.disagreements.push(NEARLY_ONE.told(story, "Names that are nearly one", positions));
    }
}

/// The name of an actor: a given name and a surname, or a single word.
struct Name {
    is_person: bool,
    /// Its first and its last word, without case, accents, hyphens and spaces.
    first: String,
    last: String,
    /// Where each report first has it.
    passages: Vec<Passage>,
    /// The reports that mention the actor by any name.
    reports: BTreeSet<ReportId>,
    /// The offices that reports give the actor, by their last words.
    offices: BTreeSet<String>,
}

impl Name {
    /// What two names that are nearly one share.
    fn initial(&self) -> Option<char> {
        self.last.chars().next()
    }

    fn is_single(&self) -> bool {
        self.first == self.last
    }
}

fn are_nearly_one(one: &Name, other: &Name) -> bool {
    let near = match (one.is_single(), other.is_single()) {
        (true, true) => are_near_words(&one.last, &other.last),
        (false, false) => one.is_person && other.is_person && are_near_people(one, other),
        _ => false,
    };
    near && one.reports.is_disjoint(&other.reports)
}

/// Whether two single words are spellings of one name: neither is an English word or a form of the other, and they are not both
/// known names.
fn are_near_words(one: &str, other: &str) -> bool {
    let is_listed = |word: &str| {
        lexicon::GIVEN_NAMES.contains(word)
            || lexicon::FAMILY_NAMES.contains(word)
            || lexicon::country(word).is_some()
            || lexicon::city(word).is_some()
    };
    let words = [one, other];
    let [singular, of_other] = words.map(|word| word.strip_suffix('s').unwrap_or(word));
    words.iter().all(|word| word.len() >= SHORTEST_ALONE && !lexicon::is_english(word))
        && alike(one, other)
        && alike(singular, of_other)
        && !words.iter().all(|word| is_listed(word))
}

/// Whether the full names of two people differ in the spelling of one part, or by a letter in the surname of the holder of one office.
fn are_near_people(one: &Name, other: &Name) -> bool {
    let near = |one: &str, other: &str| alike(one, other) || likeness(one, other).is_some();
    let slip_in_office = || {
        one.first.chars().next() == other.first.chars().next()
            && strsim::osa_distance(&one.last, &other.last) == 1
            && one.last.len().min(other.last.len()) >= SHORTEST_SURNAME
            && !one.offices.is_disjoint(&other.offices)
    };
    match (one.first == other.first, one.last == other.last) {
        (true, true) => false,
        (false, true) => near(&one.first, &other.first),
        (true, false) => near(&one.last, &other.last),
        (false, false) => slip_in_office(),
    }
}

/// The names of a story's people, places and organisations.
fn names(story: &Story<'_>, mentions: &Mentions) -> Vec<Name> {
    let has_name = |kind| matches!(kind, ActorKind::Person | ActorKind::Place | ActorKind::Organisation);
    let of_story = mentions.of(story).into_iter();
    let named = of_story.filter(|(actor, _)| has_name(story.timeline.actors[*actor].kind));
    let mut names: Vec<(usize, Name)> = named
        .filter_map(|(actor, mentions)| Some((mentions.len(), name(story, actor, &mentions)?)))
        .collect();
    names.sort_by_key(|(count, name)| (Reverse(*count), name.passages.first().copied()));
    names.into_iter().take(MOST_NAMES).map(|(_, name)| name).collect()
}

fn name(story: &Story<'_>, actor: usize, mentions: &[(ReportId, u32)]) -> Option<Name> {
    let mut passages: BTreeMap<ReportId, (Passage, usize)> = BTreeMap::new();
    let mut offices = BTreeSet::new();
    for &(report, index) in mentions {
        let actors = &story.timeline.analyses[report.index()].actors;
        let Some(mention) = actors.mentions.get(index as usize) else { continue };
        let words = story.words(report, mention.span).split_whitespace().count();
        let fuller = passages.get(&report).is_none_or(|(_, known)| words.min(2) > *known);
        if mention.form == MentionForm::Name && fuller && ends(story, report, mention.span).is_some() {
            passages.insert(report, (Passage { report, span: mention.span }, words.min(2)));
        }
        let local = actors.actors.get(mention.actor as usize);
        let roles = local.map(|local| local.roles.as_slice()).unwrap_or_default();
        offices.extend(roles.iter().filter_map(|role| office(story.words(report, *role))));
    }
    let most = passages.values().map(|(_, words)| *words).max()?;
    let passages: Vec<Passage> =
        passages.into_values().filter(|(_, words)| *words == most).map(|(passage, _)| passage).collect();
    let shown = passages.first()?;
    let (first, last) = ends(story, shown.report, shown.span)?;
    let reports = mentions.iter().map(|(report, _)| *report).collect();
    let is_person = story.timeline.actors[actor].kind == ActorKind::Person;
    Some(Name { is_person, first, last, passages, reports, offices })
}

/// The last word of a role that names an office or a rank.
fn office(role: &str) -> Option<String> {
    let words = fold(role);
    let last = words.split(' ').next_back()?;
    let title = lexicon::title(last)?;
    matches!(title.sort, TitleSort::Office | TitleSort::Rank).then(|| last.to_owned())
}

/// The first and the last word of a name in comparable form; none if one of them is an initial, an abbreviation or a title.
fn ends(story: &Story<'_>, report: ReportId, span: Span) -> Option<(String, String)> {
    let words = story.phrase(report, span);
    let plain = |word: &str| fold(word).replace(' ', "");
    let is_name = |word: &&str| {
        let shouted = word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
        word.chars().any(char::is_uppercase) && !shouted && lexicon::title(&plain(word)).is_none()
    };
    let first = words.split_whitespace().next().filter(is_name)?;
    let last = words.split_whitespace().next_back().filter(is_name)?;
    let strip =
        |word: &str| plain(word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word));
    Some((strip(first), strip(last)))
}

#[cfg(test)]
mod tests {
    use crate::disagreement::two_reports::check;

    #[test]
    fn names_of_different_reports_that_are_nearly_one_are_shown() {
        for (one, other, expected) in [
            // The given name in two transcriptions, and in two spellings.
            ("Giannis Panagopoulos", "Yiannis Panagopoulos", Some("Yiannis Panagopoulos (B)")),
            ("Catherine Gomes", "Katherine Gomes", Some("Catherine Gomes (A)")),
            // Two people of one family.
            ("Doug Gomes", "Larry Gomes", None),
            ("Catherine Gomes", "Catherine Gomes", None),
            ("Betty Gomes", "Betty Ford Gomes", None),
            // Two people whose offices nobody names.
            ("Alan Lane", "Anthony Lake", None),
        ] {
            let text =
                |name: &str| format!("{name} said on Tuesday that the bridge over the Oru had fallen.");
            check("names/nearly-one", &[&text(one), &text(other)], expected);
        }
    }

    #[test]
    fn the_holder_of_one_office_is_not_another_whose_surname_differs_by_a_letter() {
        let text =
            |name: &str| format!("UNICEF director {name} said on Tuesday that the school had been hit.");
        let deputy = "Governor Anthony Lake said on Tuesday that the school had been hit.".to_owned();
        for (texts, expected) in [
            ([text("Alan Lane"), text("Anthony Lake")], Some("Alan Lane (A) · Anthony Lake (B)")),
            ([text("Alan Lane"), text("Alan Stone")], None),
            ([text("Alan Lane"), deputy], None),
            // A report that names both knows them apart.
            ([text("Alan Lane"), format!("{} {}", text("Anthony Lake"), text("Alan Lane"))], None),
        ] {
            check("names/nearly-one", &[&texts[0], &texts[1]], expected);
        }
    }

    #[test]
    fn single_words_are_nearly_one_unless_both_are_known_or_english() {
        for (one, other, expected) in [
            ("Gavarzin", "Gabardin", Some("Gavarzin (A) · Gabardin (B)")),
            ("Boston", "Bolton", None),
            ("Ireland", "Iceland", None),
        ] {
            let text = |name: &str| {
                format!(
                    "The quake hit the village of {name} on Tuesday, and {name} lost ten houses. \
                    Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday."
                )
            };
            check("names/nearly-one", &[&text(one), &text(other)], expected);
        }
    }
}

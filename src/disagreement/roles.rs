//! How a named person is described: "federal agent David Wilhelm", "Customs Agent David Wilhelm". Both may be true, so
//! this is shown only for reports that disagree on something; honorifics, abbreviations and one office under two names
//! are not differences.

use std::collections::BTreeMap;

use super::ledger::Story;
use super::names::Mentions;
use super::origin::fold;
use super::rule::Rule;
use super::{Aspect, Explained, Position, Verdict};
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::lexicon::{self, TitleSort};
use crate::analysis::claim::lexicon::WordClass;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

/// For how many people of one story several roles are shown, those mentioned most first.
const MOST_PEOPLE: usize = 8;

/// How many roles of one person are read in a report.
const MOST_ROLES: usize = 8;

/// Groups of words for one office.
const ONE_OFFICE: &[&[&str]] = &[
    &["attorney", "barrister", "counsel", "lawyer", "solicitor"],
    &["spokesman", "spokesperson", "spokeswoman"],
    &["boss", "chief", "director", "head", "leader"],
    &["cop", "officer", "policeman", "policewoman"],
    &["ex", "former", "ousted"],
];

/// Nouns that say nothing specific about a person.
static ANYBODY: WordClass = WordClass::named("nouns for any person");

const OTHER_ROLE: Rule = Rule {
    name: "people/role",
    aspect: Aspect::Actor,
    verdict: Verdict::Compatible,
    why: "the reports introduce one person in words that have nothing in common; both may hold",
};

/// Finds the people whom two reports introduce differently.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let mut found = Vec::new();
    for (actor, mentions) in mentions.of(story) {
        let person = &story.timeline.actors[actor];
        if person.kind != ActorKind::Person {
            continue;
        }
        let roles = roles(story, &mentions);
        let differing = differing(&roles);
        if differing.len() > 1 {
            found.push((mentions.len(), &person.name, differing));
        }
    }
    found.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    for (_, name, roles) in found.into_iter().take(MOST_PEOPLE) {
        let positions = roles.into_iter().map(|role| Position::of(role.passage, role.words)).collect();
        explained.disagreements.push(OTHER_ROLE.told(story, &format!("Who {name} is"), positions));
    }
}

/// A role as a report words it.
struct Role {
    passage: Passage,
    words: String,
    /// Its content words, folded.
    content: Vec<String>,
}

/// The roles of a person by report.
fn roles(story: &Story<'_>, mentions: &[(ReportId, u32)]) -> BTreeMap<ReportId, Vec<Role>> {
    let mut known: BTreeMap<ReportId, Vec<u32>> = BTreeMap::new();
    for &(report, index) in mentions {
        let actors = &story.timeline.analyses[report.index()].actors;
        let Some(local) = actors.mentions.get(index as usize).map(|mention| mention.actor) else { continue };
        let of_report = known.entry(report).or_default();
        if !of_report.contains(&local) {
            of_report.push(local);
        }
    }
    let of_report = |(report, locals): (ReportId, Vec<u32>)| {
        let actors = &story.timeline.analyses[report.index()].actors;
        let spans = locals.iter().filter_map(|local| actors.actors.get(*local as usize));
        let spans = spans.flat_map(|local| local.roles.iter().copied()).take(MOST_ROLES);
        (report, spans.filter_map(|span| role(story, report, span)).collect())
    };
    known.into_iter().map(of_report).collect()
}

fn role(story: &Story<'_>, report: ReportId, span: Span) -> Option<Role> {
    let words = story.phrase(report, span);
    let all: Vec<String> = words
        .split(|letter: char| !letter.is_alphanumeric() && letter != '.')
        .map(|word| fold(word).trim_end_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let last = all.last()?;
    let title = lexicon::title(last).or_else(|| lexicon::title(&format!("{last}.")));
    // A noun that is also a verb form ("hire", "pursued") is a role only if an article or another word precedes it.
    let office = title.is_some_and(|title| match title.sort {
        TitleSort::Honorific => false,
        TitleSort::Person => all.len() > 1 && !last.ends_with("ed"),
        TitleSort::Office | TitleSort::Rank | TitleSort::Trade => true,
    });
    let content: Vec<String> = all.iter().filter(|word| !lexicon::is_function_word(word)).cloned().collect();
    (office && !ANYBODY.has(last)).then_some(Role { passage: Passage { report, span }, words, content })
}

/// One role of each report that has none in common with those of another report.
fn differing(roles: &BTreeMap<ReportId, Vec<Role>>) -> Vec<Role> {
    let agree = |one: &[Role], other: &[Role]| one.iter().any(|a| other.iter().any(|b| are_one(a, b)));
    let apart = |report: &ReportId, own: &[Role]| {
        roles.iter().any(|(other, roles)| other != report && !roles.is_empty() && !agree(own, roles))
    };
    let named = roles.iter().filter(|(report, roles)| !roles.is_empty() && apart(report, roles));
    // The longest wording says most.
    let fullest = |roles: &[Role]| {
        let best = roles.iter().max_by_key(|role| (role.content.len(), std::cmp::Reverse(role.passage)))?;
        Some(Role { passage: best.passage, words: best.words.clone(), content: best.content.clone() })
    };
    named.filter_map(|(_, roles)| fullest(roles)).collect()
}

/// Whether two roles may be the same: a word in common, one office under two names, an abbreviation.
fn are_one(one: &Role, other: &Role) -> bool {
    one.content.iter().any(|a| other.content.iter().any(|b| are_one_word(a, b)))
}

fn are_one_word(one: &str, other: &str) -> bool {
    let office = |word: &str| ONE_OFFICE.iter().position(|names| names.contains(&word));
    stem(one) == stem(other)
        || office(one).is_some_and(|of_one| office(other) == Some(of_one))
        || is_short_for(one, other)
        || is_short_for(other, one)
}

/// Whether the letters of a word occur in order in a longer word, from its first letter: "sgt" for "sergeant".
fn is_short_for(short: &str, long: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    let mut letters = long.chars();
    short.len() >= 2
        && short.len() <= MOST_LETTERS
        && short.len() < long.len()
        && short.chars().next() == long.chars().next()
        && short.chars().all(|letter| letters.any(|own| own == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_office_are_distinguished_from_two_offices() {
        for (one, other, expected) in [
            ("lawyer", "attorney", true),
            ("sgt", "sergeant", true),
            ("gov", "governor", true),
            ("head", "chief", true),
            ("ministers", "minister", true),
            ("agent", "officer", false),
            ("governor", "senator", false),
            ("sergeant", "deputy", false),
            ("captain", "cook", false),
        ] {
            assert_eq!(are_one_word(one, other), expected, "{one} {other}");
        }
    }
}

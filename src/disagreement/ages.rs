//! Ages that differ: of a person by name, of the holder of a role, of the suspect, of the only victim.
//!
//! A report may refer to one person by name and by role: where the reports give only one name for the role, both are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{ClaimRef, Story};
use super::people::{is_of_several_perpetrators, is_of_several_victims};
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::age::{AGE, AGE_OF_ROLE, VICTIM};
use crate::analysis::claim::identity::{NAME_OF, SUSPECT};
use crate::text::{Passage, Published, ReportId};

const TWO_AGES: Rule = Rule {
    name: "people/age",
    aspect: Aspect::Actor,
    verdict: Verdict::Contradiction,
    why: "nobody has two ages",
};

const A_YEAR_APART: Rule = Rule {
    name: "people/age-by-a-year",
    verdict: Verdict::Conditional,
    why: "they conflict unless a birthday falls between the reports",
    ..TWO_AGES
};

/// Finds the ages that differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let several = (is_of_several_perpetrators(story), is_of_several_victims(story));
    let mut ages: BTreeMap<String, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for claim in &story.claims {
        let who = match claim.predicate.strip_prefix(AGE_OF_ROLE) {
            Some(role) => format!("the {role}"),
            None if *claim.predicate != *AGE => continue,
            None if claim.subject_group.is_some() => format!("the {SUSPECT}"),
            None => full_name(story, claim),
        };
        ages.entry(who).or_default().push(*claim);
    }
    join_first_names(&mut ages);
    join_roles(story, &mut ages);
    if several.0 {
        ages.remove(&format!("the {SUSPECT}"));
    }
    if several.1 {
        ages.remove(&format!("the {VICTIM}"));
    }
    let mut known: BTreeSet<[Passage; 2]> = BTreeSet::new();
    // By name first: somebody also given by role is the same person.
    for (who, claim) in
        ages.iter().filter(|(who, _)| !is_role(who)).chain(ages.iter().filter(|(who, _)| is_role(who)))
    {
        let name = if is_role(who) { who.clone() } else { written(story, claim) };
        let found = age(story, &name, claim).filter(|found| {
            let mut sides = found.positions.iter().map(|side| side.passage);
            sides.next().zip(sides.next()).is_none_or(|(one, other)| known.insert([one, other]))
        });
        explained.disagreements.extend(found);
    }
}

fn is_role(who: &str) -> bool {
    who.starts_with("the ")
}

/// A person's name as the first report writes it.
fn written(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> String {
    claims.first().map_or_else(String::new, |claim| story.words(claim.report, claim.subject).to_owned())
}

/// Adds the ages of a name to those of its role, where the reports give the role one name.
fn join_roles(story: &Story<'_>, ages: &mut BTreeMap<String, Vec<ClaimRef<'_>>>) {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for claim in &story.claims {
        if let Some(role) = claim.predicate.strip_prefix(NAME_OF) {
            names.entry(role).or_default().insert(last_name(claim.value()));
        }
    }
    for (role, names) in names {
        let one = names.first().filter(|_| names.len() == 1);
        let Some(name) = one.filter(|name| !name.is_empty()) else { continue };
        let named = ages.iter().filter(|(who, _)| !is_role(who) && last_name(who) == *name);
        let mut of_one = named.map(|(_, claims)| claims.clone());
        // Two of one last name are two people.
        if let Some(claims) = of_one.next().filter(|_| of_one.next().is_none()) {
            ages.entry(format!("the {role}")).or_default().extend(claims);
        }
    }
}

fn last_name(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase().split_whitespace().next_back().unwrap_or_default().to_owned()
}

/// "Carl, 34," is the person whose full name begins with this name, if there is only one.
fn join_first_names(ages: &mut BTreeMap<String, Vec<ClaimRef<'_>>>) {
    let mut full: BTreeMap<String, Option<String>> = BTreeMap::new();
    for name in ages.keys() {
        if let Some((first, _)) =
            name.split_once(' ').filter(|(first, last)| first != last && *first != "the")
        {
            full.entry(format!("{first} {first}"))
                .and_modify(|one| *one = None)
                .or_insert(Some(name.clone()));
        }
    }
    for (single, one) in full {
        let Some((claims, one)) = ages.remove(&single).zip(one) else { continue };
        ages.entry(one).or_default().extend(claims);
    }
}

/// The first and the last of a person's names, folded.
fn full_name(story: &Story<'_>, claim: &ClaimRef<'_>) -> String {
    let name = deunicode::deunicode(story.words(claim.report, claim.subject)).to_lowercase();
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    format!("{first} {}", words.next_back().unwrap_or_default())
}

/// What a word for somebody says of their sex.
#[derive(PartialEq)]
enum Sex {
    Female,
    Male,
}

fn sex(word: &str) -> Option<Sex> {
    const MALE: &[&str] = &["man", "boy", "father", "husband", "son", "brother", "grandfather"];
    const FEMALE: &[&str] = &["woman", "girl", "mother", "wife", "daughter", "sister", "grandmother"];
    let is = |words: &[&str]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    if is(FEMALE) { Some(Sex::Female) } else { is(MALE).then_some(Sex::Male) }
}

/// Two ages of one person; a year apart they conflict only if no birthday lies between.
fn age(story: &Story<'_>, who: &str, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let gives = |report, age: &str| claims.iter().any(|claim| claim.report == report && claim.value() == age);
    let years = |claim: &ClaimRef<'_>| claim.value().parse::<i32>().unwrap_or_default();
    // "Robert Hale, 61, and his son Robert Hale, 34": two people.
    let mut of_report: BTreeMap<ReportId, &str> = BTreeMap::new();
    let two =
        claims.iter().any(|claim| *of_report.entry(claim.report).or_insert(claim.value()) != claim.value());
    if two {
        return None;
    }
    let sex = |claim: &ClaimRef<'_>| sex(story.words(claim.report, claim.subject));
    let differs = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        other.report != one.report
            && sex(one).zip(sex(other)).is_none_or(|(one, other)| one == other)
            && other.value() != one.value()
            && !gives(one.report, other.value())
            && !gives(other.report, one.value())
    };
    let youngest = claims.iter().min_by_key(|claim| years(claim))?;
    let oldest = claims.iter().filter(|claim| differs(youngest, claim)).max_by_key(|claim| years(claim))?;
    let mut pair = [youngest, oldest];
    pair.sort_by_key(|claim| claim.report);
    let [one, other] = pair.map(years);
    let published = pair.map(|claim| {
        story.timeline.reports[claim.report.index()].published.as_ref().and_then(Published::day)
    });
    let one_day = published[0].is_some() && published[0] == published[1];
    let rule = if (one - other).abs() > 1 || one_day { TWO_AGES } else { A_YEAR_APART };
    Some(rule.between(story, &format!("Age of {who}"), &pair))
}

//! Ages that differ: of one person by name, of one who bears a role, of the suspect, of the one victim.
//!
//! A report may tell the same person by name and by role: where one name alone bears the role, both are laid together.

use std::collections::{BTreeMap, BTreeSet};

use super::people::{disagreement, is_of_several_doers, is_of_several_victims, value};
use super::told::{ClaimRef, Story};
use super::{Disagreement, Explained, Verdict};
use crate::analysis::claim::age::{AGE, AGE_OF_ROLE, VICTIM};
use crate::analysis::claim::identity::{NAME_OF, SUSPECT};
use crate::text::ReportId;

/// Finds the ages that differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let several = (is_of_several_doers(story), is_of_several_victims(story));
    let mut ages: BTreeMap<String, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for told in &story.told {
        let who = match told.claim.predicate.strip_prefix(AGE_OF_ROLE) {
            Some(role) => format!("the {role}"),
            None if *told.claim.predicate != *AGE => continue,
            None if told.claim.subject_group.is_some() => format!("the {SUSPECT}"),
            None => full_name(story, told),
        };
        ages.entry(who).or_default().push(*told);
    }
    join_first_names(&mut ages);
    join_roles(story, &mut ages);
    if several.0 {
        ages.remove(&format!("the {SUSPECT}"));
    }
    if several.1 {
        ages.remove(&format!("the {VICTIM}"));
    }
    let mut known: BTreeSet<[crate::text::Passage; 2]> = BTreeSet::new();
    // By name first: whoever is told by role too is the same.
    for (who, told) in
        ages.iter().filter(|(who, _)| !is_role(who)).chain(ages.iter().filter(|(who, _)| is_role(who)))
    {
        let name = if is_role(who) { who.clone() } else { written(story, told) };
        let found = age(story, &name, told).filter(|found| {
            let mut sides = found.positions.iter().map(|side| side.passage);
            sides.next().zip(sides.next()).is_none_or(|(one, other)| known.insert([one, other]))
        });
        explained.disagreements.extend(found);
    }
}

fn is_role(who: &str) -> bool {
    who.starts_with("the ")
}

/// A person as the first report writes him.
fn written(story: &Story<'_>, told: &[ClaimRef<'_>]) -> String {
    told.first().map_or_else(String::new, |told| story.words(told.report, told.claim.subject).to_owned())
}

/// Lays the ages of a name to those of the role it bears, where the reports give the role one name.
fn join_roles(story: &Story<'_>, ages: &mut BTreeMap<String, Vec<ClaimRef<'_>>>) {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for told in &story.told {
        if let Some(role) = told.claim.predicate.strip_prefix(NAME_OF) {
            names.entry(role).or_default().insert(last_name(told.claim.value.as_deref().unwrap_or_default()));
        }
    }
    for (role, names) in names {
        let one = names.first().filter(|_| names.len() == 1);
        let Some(name) = one.filter(|name| !name.is_empty()) else { continue };
        let named = ages.iter().filter(|(who, _)| !is_role(who) && last_name(who) == *name);
        let mut of_one = named.map(|(_, told)| told.clone());
        // Two of one last name are two people.
        if let Some(told) = of_one.next().filter(|_| of_one.next().is_none()) {
            ages.entry(format!("the {role}")).or_default().extend(told);
        }
    }
}

fn last_name(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase().split_whitespace().next_back().unwrap_or_default().to_owned()
}

/// "Carl, 34," is the one whose full name begins so, where there is one such.
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
        let Some((told, one)) = ages.remove(&single).zip(one) else { continue };
        ages.entry(one).or_default().extend(told);
    }
}

/// The first and the last of a person's names, folded.
fn full_name(story: &Story<'_>, told: &ClaimRef<'_>) -> String {
    let name = deunicode::deunicode(story.words(told.report, told.claim.subject)).to_lowercase();
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    format!("{first} {}", words.next_back().unwrap_or_default())
}

/// Whether a word for somebody tells that it is a woman.
fn sex(word: &str) -> Option<bool> {
    const MALE: &[&str] = &["man", "boy", "father", "husband", "son", "brother", "grandfather"];
    const FEMALE: &[&str] = &["woman", "girl", "mother", "wife", "daughter", "sister", "grandmother"];
    let is = |words: &[&str]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    if is(FEMALE) { Some(true) } else { is(MALE).then_some(false) }
}

/// Two ages of one person; a year apart they conflict only if no birthday lies between.
fn age(story: &Story<'_>, who: &str, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let gives = |report, age: &str| told.iter().any(|told| told.report == report && value(told) == age);
    let years = |told: &ClaimRef<'_>| value(told).parse::<i32>().unwrap_or_default();
    // "Robert Hale, 61, and his son Robert Hale, 34": two people.
    let mut of_report: BTreeMap<ReportId, &str> = BTreeMap::new();
    let two = told.iter().any(|told| *of_report.entry(told.report).or_insert(value(told)) != value(told));
    if two {
        return None;
    }
    let sex = |told: &ClaimRef<'_>| sex(story.words(told.report, told.claim.subject));
    let differs = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        other.report != one.report
            && sex(one).zip(sex(other)).is_none_or(|(one, other)| one == other)
            && value(other) != value(one)
            && !gives(one.report, value(other))
            && !gives(other.report, value(one))
    };
    let youngest = told.iter().min_by_key(|told| years(told))?;
    let oldest = told.iter().filter(|told| differs(youngest, told)).max_by_key(|told| years(told))?;
    let mut pair = [*youngest, *oldest];
    pair.sort_by_key(|told| told.report);
    let years = pair.map(|told| years(&told));
    let published = pair.map(|told| {
        story.timeline.reports[told.report.index()].published.as_ref().and_then(crate::text::Published::day)
    });
    let one_day = published[0].is_some() && published[0] == published[1];
    let (rule, verdict, why) = if (years[0] - years[1]).abs() > 1 || one_day {
        ("people/age", Verdict::Contradiction, "nobody has two ages")
    } else {
        (
            "people/age-by-a-year",
            Verdict::Conditional,
            "they conflict unless a birthday lies between the reports",
        )
    };
    let found = disagreement(story, &pair, &format!("Age of {who}"), (rule, verdict, why));
    Some(Disagreement { severity: 0.5, ..found })
}

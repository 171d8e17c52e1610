//! People told differently: the age of a named person or the suspect, who is said to have done it, and with what weapon.

use std::collections::BTreeMap;

use super::states;
use super::told::{Story, Told};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::age::{AGE, AGE_OF_ROLE};
use crate::analysis::claim::request::ASKED;
use crate::analysis::claim::responsibility::{NOBODY, RESPONSIBILITY};
use crate::analysis::claim::weapon::{WEAPON, are_rivals};

/// Finds the ages that differ and the names that are held responsible beside each other.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut ages: BTreeMap<String, Vec<Told<'_>>> = BTreeMap::new();
    let mut suspects: Vec<Told<'_>> = Vec::new();
    let mut blamed: Vec<Told<'_>> = Vec::new();
    let mut asked: Vec<Told<'_>> = Vec::new();
    let mut armed: Vec<Told<'_>> = Vec::new();
    for told in &story.told {
        if let Some(role) = told.claim.predicate.strip_prefix(AGE_OF_ROLE) {
            ages.entry(format!("the {role}")).or_default().push(*told);
        }
        match &*told.claim.predicate {
            AGE if told.claim.subject_group.is_some() => suspects.push(*told),
            AGE => ages.entry(full_name(story, told)).or_default().push(*told),
            RESPONSIBILITY => blamed.push(*told),
            ASKED => asked.push(*told),
            WEAPON => armed.push(*told),
            _ => {}
        }
    }
    join_first_names(&mut ages);
    for told in ages.values() {
        explained.disagreements.extend(age(story, told));
    }
    if !states::is_of_many(story) && !arrests_several(story) {
        explained.disagreements.extend(age(story, &suspects));
        explained.disagreements.extend(weapon(story, &armed));
    }
    explained.disagreements.extend(responsible(story, &blamed));
    let why = "they conflict if one alone was asked";
    explained.disagreements.extend(rivals(story, &asked).map(|pair| {
        disagreement(story, &pair, "Who was asked for help", ("people/asked", Verdict::Conditional, why))
    }));
}

/// "Carl, 34," is the one whose full name begins so, where there is one such.
fn join_first_names(ages: &mut BTreeMap<String, Vec<Told<'_>>>) {
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

/// Whether a report counts more than one who was arrested or did it: then each has an age of his own.
fn arrests_several(story: &Story<'_>) -> bool {
    story.told.iter().any(|told| {
        let low = told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
        matches!(&*told.claim.predicate, "arrested" | "charged" | "involved") && low > 1.5
    })
}

/// The first and the last of a person's names, folded.
fn full_name(story: &Story<'_>, told: &Told<'_>) -> String {
    let name = deunicode::deunicode(story.words(told.report, told.claim.subject)).to_lowercase();
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    format!("{first} {}", words.next_back().unwrap_or_default())
}

fn value<'t>(told: &Told<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

/// Two ages of one person; a year apart they conflict only if no birthday lies between.
fn age(story: &Story<'_>, told: &[Told<'_>]) -> Option<Disagreement> {
    let gives = |report, age: &str| told.iter().any(|told| told.report == report && value(told) == age);
    let years = |told: &Told<'_>| value(told).parse::<i32>().unwrap_or_default();
    // "Robert Hale, 61, and his son Robert Hale, 34": two people.
    let two = told
        .iter()
        .any(|one| told.iter().any(|other| one.report == other.report && value(one) != value(other)));
    if two {
        return None;
    }
    let differs = |one: &Told<'_>, other: &Told<'_>| {
        other.report != one.report
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
    let role = pair[0].claim.predicate.strip_prefix(AGE_OF_ROLE);
    let name = match (role, pair[0].claim.subject_group) {
        (Some(role), _) => format!("the {role}"),
        (None, Some(_)) => "the suspect".to_owned(),
        (None, None) => story.words(pair[0].report, pair[0].claim.subject).to_owned(),
    };
    Some(disagreement(story, &pair, &format!("Age of {name}"), (rule, verdict, why)))
}

/// Two weapons of one kind, each the only one of its report.
fn weapon(story: &Story<'_>, told: &[Told<'_>]) -> Option<Disagreement> {
    let alone =
        |one: &Told<'_>| told.iter().all(|other| other.report != one.report || value(other) == value(one));
    let pair = told.iter().enumerate().find_map(|(at, one)| {
        let rival = |other: &&Told<'_>| {
            other.report != one.report && are_rivals(value(one), value(other)) && alone(one) && alone(other)
        };
        Some([*one, *told[at + 1..].iter().find(rival)?])
    })?;
    let why = "they conflict if one weapon was used";
    Some(disagreement(story, &pair, "Weapon", ("people/weapon", Verdict::Conditional, why)))
}

/// Two names of two reports, neither of which the other's report gives.
fn rivals<'t>(story: &Story<'_>, named: &[Told<'t>]) -> Option<[Told<'t>; 2]> {
    let knows = |told: &Told<'_>, name: &str| {
        let text = story.timeline.reports[told.report.index()].text.to_lowercase();
        let words = name
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_uppercase));
        words.into_iter().any(|word| text.contains(&word.to_lowercase()))
    };
    named.iter().enumerate().find_map(|(at, one)| {
        let other = named[at + 1..].iter().find(|other| {
            other.report != one.report && !knows(one, value(other)) && !knows(other, value(one))
        })?;
        Some([*one, *other])
    })
}

/// Two names held responsible, neither of which the other's report gives; or nobody yet, and then somebody.
fn responsible(story: &Story<'_>, told: &[Told<'_>]) -> Option<Disagreement> {
    let head = "Who did it";
    let named: Vec<_> = told.iter().filter(|told| value(told) != NOBODY).copied().collect();
    if let Some(pair) = rivals(story, &named) {
        let why = "they conflict if one alone did it";
        return Some(disagreement(story, &pair, head, ("people/responsible", Verdict::Conditional, why)));
    }
    let nobody = told.iter().find(|told| value(told) == NOBODY)?;
    let later = named.iter().find(|named| nobody.claim.as_of.certainly_before(&named.claim.as_of))?;
    let why = "the later report names somebody where nobody had come forward";
    Some(disagreement(story, &[*nobody, *later], head, ("people/then-claimed", Verdict::Update, why)))
}

fn disagreement(
    story: &Story<'_>,
    pair: &[Told<'_>; 2],
    head: &str,
    (rule, verdict, why): (&'static str, Verdict, &str),
) -> Disagreement {
    let [one, other] = pair;
    Disagreement {
        aspect: Aspect::Actor,
        verdict,
        severity: if rule.starts_with("people/age") { 0.5 } else { 0.65 },
        event: None,
        summary: format!("{head}: {} ({}) or {} ({})", value(one), one.report, value(other), other.report),
        rule,
        why: why.to_owned(),
        silent: story.others(&[one.report, other.report]),
        positions: pair.iter().map(|told| story.position(told)).collect(),
    }
}

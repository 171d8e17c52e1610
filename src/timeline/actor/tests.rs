//! Spellings that are one actor, spellings that are not, and the order of reports, which does not matter.

use std::sync::Arc;

use super::*;
use crate::analysis::actor::{ActorMention, Actors, LocalActor};
use crate::analysis::language::MentionForm;
use crate::text::Span;
use ActorKind::{Organisation, Person, Place, State};
use proptest::prelude::*;

/// A report whose text is its actors' names, one a line: name, kind, role before it (empty for none).
fn report(id: u32, actors: &[(&str, ActorKind, &str)]) -> (Report, Arc<Analysis>) {
    let mut text = String::new();
    let mut found = Actors::default();
    for (place, &(name, kind, role)) in (0..).zip(actors) {
        let start = text.len();
        text.push_str(role);
        let roles = if role.is_empty() { vec![] } else { vec![Span::new(start, text.len())] };
        text.push(' ');
        let start = text.len();
        text.push_str(name);
        found.mentions.push(ActorMention {
            span: Span::new(start, text.len()),
            actor: place,
            form: MentionForm::Name,
        });
        let acronym = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).map(Into::into);
        found.actors.push(LocalActor {
            roles,
            sure: true,
            acronym,
            ..LocalActor::new(name.split(" (").next().unwrap_or(name), kind)
        });
        text.push('\n');
    }
    let report =
        Report { id: ReportId(id), path: format!("report-{id}"), text: text.into(), ..Report::default() };
    (report, Arc::new(Analysis { actors: found, ..Analysis::default() }))
}

type Named<'a> = &'a [(&'a str, ActorKind, &'a str)];

fn merged(reports: &[Named<'_>]) -> Vec<Actor> {
    let (reports, analyses): (Vec<_>, Vec<_>) =
        (0..).zip(reports).map(|(id, actors)| report(id, actors)).unzip();
    merge(&reports, &analyses)
}

/// Whether two names, each in its own report, beside the given others, come out as one actor.
fn one_actor(one: &str, other: &str, kind: ActorKind, role: &str) -> bool {
    let actors = merged(&[&[(one, kind, role)], &[(other, kind, role)]]);
    actors.len() == 1
}

#[test]
fn names_that_a_report_distinguishes_by_generation_stay_apart() {
    let apart = merged(&[
        &[("Samuel Okoro", Person, ""), ("Samuel Okoro Jr.", Person, "")],
        &[("Samuel Okoro", Person, "")],
    ]);
    assert_eq!(apart.len(), 2, "{apart:?}");
    let one = merged(&[&[("Samuel Okoro Jr.", Person, "")], &[("Samuel Okoro", Person, "")]]);
    assert_eq!(one.len(), 1, "{one:?}");
}

#[test]
fn a_river_is_not_the_town_it_is_named_like() {
    for (one, other, count) in
        [("Meru River", "Meru", 2), ("Meru Province", "Meru", 1), ("New York City", "New York", 1)]
    {
        let actors = merged(&[&[(one, Place, "")], &[(other, Place, "")]]);
        assert_eq!(actors.len(), count, "{one} · {other}");
    }
}

#[test]
fn variants_of_one_name_are_one_actor() {
    let mut wrong = Vec::new();
    for (one, other, kind) in [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", Person),
        ("Volodymyr Zelenskiy", "Vladimir Zelensky", Person),
        ("Muammar Gaddafi", "Muammar Qadhafi", Person),
        ("Moammar Kadafi", "Muammar al-Gaddafi", Person),
        ("Muhammad Morsi", "Mohammed Mursi", Person),
        ("Kim Jong-un", "Kim Jong Un", Person),
        ("Mikhail Khodorkovsky", "Michail Chodorkowski", Person),
        ("Pyotr Tchaikovsky", "Piotr Chaikovskiy", Person),
        ("Dzhokhar Tsarnaev", "Djokhar Tsarnayev", Person),
        ("Hosni Mubarak", "Husni Mubarak", Person),
        ("Usama Ben Laden", "Osama bin Laden", Person),
        ("Jean-Luc Cousteau", "Jean Luc Cousteau", Person),
        ("Daniel Prunnner", "Daniel Prunner", Person),
        ("José Manuel Barroso", "Jose Manuel Barroso", Person),
        ("ANGELA MERKEL", "Angela Merkel", Person),
        ("Bill Clinton", "William Clinton", Person),
        ("Boris Berezovsky", "Berezovsky", Person),
        ("J. Rowling", "Joanne Rowling", Person),
        ("Luiz Inácio Lula da Silva", "Lula", Person),
        ("Micheal Jordan", "Michael Jordan", Person),
        ("World Health Organisation", "World Health Organization", Organisation),
        ("Ministry of Defence", "Defense Ministry", Organisation),
        ("Hizbollah", "Hezbollah", Organisation),
        ("Kholod 9", "Jolod 9", Organisation),
        ("Southern Baltic Fishing Association (SBFA)", "SBFA", Organisation),
        ("Southern Baltic Fishing Association", "SBFA", Organisation),
        ("Lehman Brothers", "Lehman Brothers Holdings Inc.", Organisation),
        ("Médecins Sans Frontières", "Doctors Without Borders", Organisation),
        ("the Royal Society", "Royal Society", Organisation),
        ("Kiev", "Kyiv", Place),
        ("Bombay", "Mumbai", Place),
        ("Britain", "United Kingdom", State),
        ("Burma", "Myanmar", State),
    ] {
        if !one_actor(one, other, kind, "") {
            wrong.push(format!("{one} · {other}"));
        }
    }
    assert!(wrong.is_empty(), "apart: {wrong:#?}");
}

#[test]
fn near_misses_stay_apart() {
    let mut wrong = Vec::new();
    for (one, other, kind) in [
        ("George Bush Sr.", "George Bush Jr.", Person),
        ("George H. Bush", "George W. Bush", Person),
        ("Bill Clinton", "Hillary Clinton", Person),
        ("Mr. Clinton", "Mrs. Clinton", Person),
        ("Venus Williams", "Serena Williams", Person),
        ("John Martin", "John Marten", Person),
        ("Anna Schmidt", "Anna Schmid", Person),
        ("Jan Hansen", "Jan Jansen", Person),
        ("Don Smith", "Dan Smith", Person),
        ("Julia Roberts", "Julie Roberts", Person),
        ("Eric Petersen", "Eric Peterson", Person),
        ("Daniel Brown", "Daniela Brown", Person),
        ("Kim Jong-il", "Kim Jong-un", Person),
        ("Barack Obama", "Michelle Obama", Person),
        ("Ivan Petrov", "Igor Petrov", Person),
        ("Lee", "Li", Person),
        ("Iranian Foreign Ministry", "Iraqi Foreign Ministry", Organisation),
        ("Channel 4", "Channel 5", Organisation),
        ("Bank of England", "Bank of Japan", Organisation),
        ("Boston University", "Boston College", Organisation),
        ("World Bank", "World Health Organization", Organisation),
        ("National Guard", "National Bank", Organisation),
        ("CBS", "BBC", Organisation),
        ("Austria", "Australia", State),
        ("Niger", "Nigeria", State),
        ("Slovakia", "Slovenia", State),
        ("Guinea", "Guinea-Bissau", State),
        ("Springfield", "Springdale", Place),
    ] {
        if one_actor(one, other, kind, "") {
            wrong.push(format!("{one} · {other}"));
        }
    }
    assert!(wrong.is_empty(), "together: {wrong:#?}");
}

#[test]
fn a_shared_role_makes_one_of_spellings_that_alone_do_not_suffice() {
    for (one, other, role, count) in [
        ("Tom Kovacek", "Tomas Kovacek", "harbour master", 1),
        ("Tom Kovacek", "Tomas Kovacek", "", 2),
        ("Karin Lindqvist", "Karin Lindquist", "mayor", 1),
        ("Daniel Brown", "Daniela Brown", "mayor", 2),
    ] {
        let actors = merged(&[&[(one, Person, role)], &[(other, Person, role)]]);
        assert_eq!(actors.len(), count, "{one} · {other} · {role}");
    }
}

#[test]
fn a_family_name_alone_belongs_to_the_only_one_of_that_name() {
    let names =
        |reports: &[Named<'_>]| merged(reports).into_iter().map(|actor| actor.name).collect::<Vec<_>>();
    assert_eq!(
        names(&[&[("Theresa Villiers", Person, "")], &[("Villiers", Person, "")]]),
        ["Theresa Villiers"]
    );
    let two =
        names(&[&[("Ned Price", Person, "")], &[("Vincent Price", Person, "")], &[("Price", Person, "")]]);
    assert_eq!(two.len(), 3, "{two:?}");
}

#[test]
fn a_shared_role_decides_whose_a_family_name_is() {
    let actors = merged(&[
        &[("Ned Price", Person, "spokesman")],
        &[("Vincent Price", Person, "actor")],
        &[("Price", Person, "spokesman")],
    ]);
    let ned = actors.iter().find(|actor| actor.name == "Ned Price").expect("Ned is there");
    assert_eq!(ned.variants, ["Price"]);
}

#[test]
fn a_ministry_without_its_country_stays_apart_where_there_are_two() {
    let two = merged(&[
        &[("Polish Interior Ministry", Organisation, "")],
        &[("Czech Interior Ministry", Organisation, "")],
        &[("Interior Ministry", Organisation, "")],
    ]);
    assert_eq!(two.len(), 3);
    let one = merged(&[
        &[("Polish Interior Ministry", Organisation, "")],
        &[("Interior Ministry", Organisation, "")],
    ]);
    assert_eq!(one.len(), 1);
}

#[test]
fn a_person_and_the_place_or_team_of_that_name_are_two() {
    let actors = merged(&[
        &[("Washington", Person, "")],
        &[("Washington", Place, "")],
        &[("Washington", Organisation, "")],
    ]);
    assert_eq!(actors.len(), 3);
}

#[test]
fn the_shown_name_is_the_fullest_spelling() {
    let actors = merged(&[
        &[("MERKEL", Person, ""), ("UN", Organisation, "")],
        &[("Angela Merkel", Person, ""), ("United Nations", Organisation, "")],
        &[("Merkel", Person, "")],
    ]);
    let names: Vec<_> = actors.iter().map(|actor| (actor.name.as_str(), actor.variants.join(" "))).collect();
    assert_eq!(names, [("Angela Merkel", "MERKEL Merkel".to_owned()), ("United Nations", "UN".to_owned())]);
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    let mut names: Vec<_> = rule::RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn an_explanation_names_the_rules() {
    let (reports, analyses): (Vec<_>, Vec<_>) = [
        report(0, &[("Volodymyr Zelensky", Person, "")]),
        report(1, &[("Volodymyr Zelenskyy", Person, ""), ("Olena Zelenska", Person, "")]),
    ]
    .into_iter()
    .unzip();
    let explained = explain(&reports, &analyses, "zelensky");
    assert_eq!(explained.len(), 1);
    let shown = explained[0].to_string();
    assert!(shown.contains("family name in another transcription +40, same given name +50 → 90"), "{shown}");
    assert!(explain(&reports, &analyses, "").is_empty());
}

fn any_name() -> impl Strategy<Value = String> {
    let given = prop::sample::select(vec!["", "John", "J.", "Jon", "Maria", "Mr.", "Kim", "al-Amin"]);
    let family = prop::sample::select(vec![
        "Smith",
        "Smyth",
        "Petrov",
        "Petroff",
        "Lee",
        "Li",
        "UN",
        "United Nations",
    ]);
    (given, family).prop_map(|(given, family)| format!("{given} {family}").trim().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_report_that_names_nobody_new_changes_no_actor(
        names in prop::collection::vec((any_name(), prop::bool::ANY), 1..12),
        again in 0..12_usize,
    ) {
        let lists: Vec<Vec<(&str, ActorKind, &str)>> = names
            .iter()
            .map(|(name, person)| vec![(name.as_str(), if *person { Person } else { Organisation }, "")])
            .collect();
        let before: Vec<Named<'_>> = lists.iter().map(Vec::as_slice).collect();
        let mut after = before.clone();
        after.push(&lists[again % lists.len()]);
        let shape = |reports: &[Named<'_>]| {
            let mut shape: Vec<_> = merged(reports)
                .into_iter()
                .map(|actor| {
                    let mut names = actor.variants;
                    names.push(actor.name);
                    names.sort();
                    (actor.kind, names)
                })
                .collect();
            shape.sort();
            shape
        };
        prop_assert_eq!(shape(&before), shape(&after));
    }

    #[test]
    fn the_order_of_reports_does_not_change_the_actors(
        names in prop::collection::vec((any_name(), prop::bool::ANY), 1..12),
    ) {
        let lists: Vec<Vec<(&str, ActorKind, &str)>> = names
            .iter()
            .map(|(name, person)| vec![(name.as_str(), if *person { Person } else { Organisation }, "")])
            .collect();
        let forward: Vec<Named<'_>> = lists.iter().map(Vec::as_slice).collect();
        let backward: Vec<Named<'_>> = lists.iter().rev().map(Vec::as_slice).collect();
        let shape = |reports: &[Named<'_>]| {
            let mut shape: Vec<_> = merged(reports)
                .into_iter()
                .map(|actor| (actor.name, actor.kind, actor.variants, actor.mentions.len()))
                .collect();
            shape.sort();
            shape
        };
        prop_assert_eq!(shape(&forward), shape(&backward));
    }
}

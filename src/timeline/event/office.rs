//! Who leads which state: "Norland asked" and "the president of Norland asked" can be the same event.
//!
//! A state acts through the head of it or of its government. The reports say in a person's roles who that is.

use std::collections::HashMap;

use super::Context;
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::lexicon::country;
use crate::timeline::{Actor, ActorId};

/// The offices in which one person acts for a whole state.
const OFFICES: &[&str] = &[
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emperor",
    "emir",
    "taoiseach",
];
/// Words that turn an office into another one.
const LESSER: &[&str] = &["vice", "deputy", "former", "ex", "acting", "then"];

/// By actor: the state it leads, where the reports name office and state in one role and the state is an actor itself.
pub fn of_actors(context: &Context<'_>) -> Vec<Option<ActorId>> {
    let mut states: HashMap<&'static str, ActorId> = HashMap::new();
    for (id, actor) in (0..).map(ActorId).zip(context.actors) {
        if actor.kind == ActorKind::State
            && let Some((country, _)) = country(&actor.name)
        {
            states.entry(country.code).or_insert(id);
        }
    }
    let led = |actor: &Actor| {
        let leads = actor.kind == ActorKind::Person;
        let mut roles = actor.roles.iter().filter(|_| leads).filter_map(|role| {
            let report = context.reports.get(role.report.index())?;
            state_led(role.span.of(&report.text))
        });
        roles.find_map(|code| states.get(code).copied())
    };
    context.actors.iter().map(led).collect()
}

/// The country code in a role that names the head of a state or its government.
fn state_led(role: &str) -> Option<&'static str> {
    let words: Vec<String> = role
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "s")
        .map(str::to_lowercase)
        .collect();
    let spaced = format!(" {} ", words.join(" "));
    let holds = |word: &&str| spaced.contains(&format!(" {word} "));
    if !OFFICES.iter().any(&holds) || LESSER.iter().any(holds) {
        return None;
    }
    let original: Vec<&str> =
        role.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // The longest run of words first: "South Korean President".
    (1..=3.min(original.len()))
        .rev()
        .flat_map(|length| original.windows(length).map(|run| run.join(" ")).collect::<Vec<_>>())
        .find_map(|name| country(&name).map(|(country, _)| country.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_state_lead_their_state_and_others_do_not() {
        for (role, leads) in [
            ("French President", true),
            ("South Korean President", true),
            ("prime minister of Norway", true),
            ("Peru’s president", true),
            ("French Foreign Minister", false),
            ("former Norwegian prime minister", false),
            ("deputy prime minister of Norway", false),
            ("president of the chess club", false),
            ("Prime Minister", false),
        ] {
            assert_eq!(state_led(role).is_some(), leads, "{role}");
        }
        assert_ne!(state_led("South Korean President"), state_led("North Korean President"));
    }
}

//! Which place lies within which: by the reports' own words ("Lyon, France", "the harbour in Oslo"), else by the gazetteer.

use std::collections::HashMap;

use super::Context;
use super::account::Locals;
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{CountryForm, city, country};
use crate::text::{Report, Span};
use crate::timeline::{Actor, ActorId};

/// What the gazetteer knows of an actor that is a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// ISO 3166-1 code of its country.
    country: Option<&'static str>,
    /// Its folded main name, where it is a city.
    city: Option<String>,
    /// The places that contain it, the nearest first.
    pub around: Vec<ActorId>,
}

/// How two places are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are the same place.
    Same,
    /// One lies within the other.
    Within,
    /// They do not overlap.
    Apart,
    /// Nothing is known.
    Unknown,
}

impl Location {
    /// Where an actor is; unknown for people, organisations and places the gazetteer lacks.
    pub fn of(actor: &Actor) -> Self {
        if !matches!(actor.kind, ActorKind::Place | ActorKind::State) {
            return Self::default();
        }
        if let Some((country, CountryForm::Name)) = country(&actor.name) {
            return Self { country: Some(country.code), ..Self::default() };
        }
        let folded = fold(&actor.name);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        let bare = bare.strip_prefix("city of ").unwrap_or(bare);
        city(bare).map_or_else(Self::default, |found| Self {
            country: Some(found.country),
            city: Some(found.main.unwrap_or(bare).to_owned()),
            around: Vec::new(),
        })
    }

    /// How two places are related.
    pub fn relation(&self, other: &Self) -> Relation {
        match (self.country, other.country) {
            (Some(one), Some(another)) if one != another => Relation::Apart,
            (Some(_), Some(_)) => match (&self.city, &other.city) {
                (Some(one), Some(another)) if one != another => Relation::Apart,
                (None, Some(_)) | (Some(_), None) => Relation::Within,
                _ => Relation::Same,
            },
            _ => Relation::Unknown,
        }
    }
}

/// For each actor that is a place, the smallest place that contains it, where the reports or the gazetteer say so.
pub fn around(context: &Context<'_>) -> Vec<Option<ActorId>> {
    let locations: Vec<Location> = context.actors.iter().map(Location::of).collect();
    around_all(context, &locations, &Locals::of(context))
}

/// As [`around`], of actors whose locations are already known.
pub fn around_all(context: &Context<'_>, locations: &[Location], actors: &Locals) -> Vec<Option<ActorId>> {
    let mut states: HashMap<&'static str, ActorId> = HashMap::new();
    for (id, location) in (0..).map(ActorId).zip(locations) {
        if let (Some(country), None) = (location.country, &location.city) {
            states.entry(country).or_insert(id);
        }
    }
    let mut around: Vec<Option<ActorId>> = locations
        .iter()
        .map(|location| {
            location.city.as_ref().and(location.country).and_then(|code| states.get(code).copied())
        })
        .collect();
    for (inner, outer) in stated(context, actors) {
        around[inner.0 as usize] = Some(outer);
    }
    around
}

/// The places that contain a place, the nearest first; a circle in what the reports say ends where it closes.
pub fn chain(around: &[Option<ActorId>], place: ActorId) -> Vec<ActorId> {
    const MOST: usize = 6;
    let mut chain = Vec::new();
    let mut here = place;
    while let Some(outer) = around.get(here.0 as usize).copied().flatten() {
        if outer == place || chain.contains(&outer) || chain.len() == MOST {
            break;
        }
        chain.push(outer);
        here = outer;
    }
    chain
}

/// Each place with the place that the reports' words most often say contains it.
fn stated(context: &Context<'_>, actors: &Locals) -> Vec<(ActorId, ActorId)> {
    let mut votes: HashMap<(ActorId, ActorId), usize> = HashMap::new();
    for (report, analysis) in context.reports.iter().zip(context.analyses) {
        let global = |local: u32| {
            let id = actors.get(report.id, local)?;
            Some((id, context.actors.get(id.0 as usize)?.kind))
        };
        for pair in analysis.actors.mentions.windows(2) {
            let (Some(first), Some(second)) = (global(pair[0].actor), global(pair[1].actor)) else {
                continue;
            };
            if let Some(first_is_inner) =
                says_within(report, [pair[0].span, pair[1].span], [first.1, second.1])
            {
                let (inner, outer) = if first_is_inner { (first.0, second.0) } else { (second.0, first.0) };
                if inner != outer {
                    *votes.entry((inner, outer)).or_default() += 1;
                }
            }
        }
    }
    let mut votes: Vec<((ActorId, ActorId), usize)> = votes.into_iter().collect();
    // The most frequent comes last, so that it is the one kept.
    votes.sort_by_key(|&((inner, outer), times)| (inner, times, std::cmp::Reverse(outer)));
    votes.into_iter().map(|(pair, _)| pair).collect()
}

/// Whether the words between two mentions say that the first lies within the second (true) or the reverse (false).
fn says_within(report: &Report, [first, second]: [Span; 2], kinds: [ActorKind; 2]) -> Option<bool> {
    const LONGEST: usize = 30;
    if first.end > second.start || (second.start - first.end) as usize > LONGEST {
        return None;
    }
    let between = Span { start: first.end, end: second.start }.of(&report.text);
    let after = report.text.get(second.end as usize..).unwrap_or_default();
    match (kinds, between.trim()) {
        ([ActorKind::Place, ActorKind::Place | ActorKind::State], "in") => Some(true),
        // "Lyon, France" – but not "Lyon, France and Italy", where a list continues.
        ([ActorKind::Place, ActorKind::State], ",") if !goes_on(after) => Some(true),
        ([ActorKind::State, ActorKind::Place], words) => {
            let words = words.strip_prefix("'s").or_else(|| words.strip_prefix("’s"))?;
            let plain = |letter: char| letter.is_lowercase() || letter == ' ';
            (words.trim().contains(|letter: char| letter.is_lowercase()) && words.chars().all(plain))
                .then_some(false)
        }
        _ => None,
    }
}

/// Whether a list of places continues.
fn goes_on(after: &str) -> bool {
    let rest = after.trim_start_matches(',').trim_start();
    let next: String = rest.chars().take_while(|letter| letter.is_alphabetic()).collect();
    matches!(&*next, "and" | "or") || after.starts_with(',') && next.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> Location {
        let kind = ActorKind::Place;
        let name = name.to_owned();
        Location::of(&Actor { name, kind, variants: Vec::new(), roles: Vec::new(), mentions: Vec::new() })
    }

    #[test]
    fn the_words_between_two_places_say_which_lies_within() {
        use ActorKind::{Place, State};
        for (text, names, kinds, expected) in [
            ("A bomb went off in Lyon, France, on Monday.", ["Lyon", "France"], [Place, State], Some(true)),
            ("He toured Lyon, France and Italy.", ["Lyon", "France"], [Place, State], None),
            ("Fire in Riverside Park in Oslo.", ["Riverside Park", "Oslo"], [Place, Place], Some(true)),
            ("Peru's second city Arequipa shook.", ["Peru", "Arequipa"], [State, Place], Some(false)),
            ("Peru and Arequipa agreed.", ["Peru", "Arequipa"], [State, Place], None),
            ("Oslo, Bergen and Molde.", ["Oslo", "Bergen"], [Place, Place], None),
        ] {
            let report = Report { text: text.into(), ..Report::default() };
            let span = |name: &str| {
                let start = text.find(name).expect("the name occurs in the text");
                Span::new(start, start + name.len())
            };
            assert_eq!(says_within(&report, names.map(span), kinds), expected, "{text}");
        }
    }

    #[test]
    fn a_chain_of_places_ends_even_in_a_circle() {
        let [a, b, c] = [0, 1, 2].map(ActorId);
        assert_eq!(chain(&[Some(b), Some(c), None], a), [b, c]);
        assert_eq!(chain(&[Some(b), Some(a), None], a), [b]);
    }

    #[test]
    fn cities_lie_in_their_countries() {
        for (one, other, expected) in [
            ("Lyon", "France", Relation::Within),
            ("Peru", "the city of Lima", Relation::Within),
            ("Lyon", "Marseille", Relation::Apart),
            ("Lyon", "Italy", Relation::Apart),
            ("Nairobi", "Nairobi", Relation::Same),
            ("Nairobi", "the old mill", Relation::Unknown),
        ] {
            assert_eq!(place(one).relation(&place(other)), expected, "{one}, {other}");
            assert_eq!(place(other).relation(&place(one)), expected, "{other}, {one}");
        }
    }
}

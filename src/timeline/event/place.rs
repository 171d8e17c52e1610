//! Which place lies within which: a city in its country, by the gazetteer.

use crate::analysis::actor::ActorKind;
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{CountryForm, city, country};
use crate::timeline::Actor;

/// What the gazetteer knows of an actor that is a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// ISO 3166-1 code of its country.
    country: Option<&'static str>,
    /// Its folded main name, where it is a city.
    city: Option<String>,
}

/// How two places lie to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are one.
    Same,
    /// The one lies within the other.
    Within,
    /// They share no ground.
    Apart,
    /// Nothing tells.
    Unknown,
}

impl Location {
    /// Where an actor lies; unknown for people, organisations and places the gazetteer lacks.
    pub fn of(actor: &Actor) -> Self {
        if !matches!(actor.kind, ActorKind::Place | ActorKind::State) {
            return Self::default();
        }
        if let Some((country, CountryForm::Name)) = country(&actor.name) {
            return Self { country: Some(country.code), city: None };
        }
        let folded = fold(&actor.name);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        let bare = bare.strip_prefix("city of ").unwrap_or(bare);
        city(bare).map_or_else(Self::default, |found| Self {
            country: Some(found.country),
            city: Some(found.main.unwrap_or(bare).to_owned()),
        })
    }

    /// How two places lie to one another.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> Location {
        let kind = ActorKind::Place;
        let name = name.to_owned();
        Location::of(&Actor { name, kind, variants: Vec::new(), roles: Vec::new(), mentions: Vec::new() })
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

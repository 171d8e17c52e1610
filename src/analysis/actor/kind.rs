//! What kind of actor a name names: a table of evidence, each piece with a weight for one kind, summed over all mentions of the name.
//!
//! There is no list of famous names: the evidence is titles, nouns, verbs, prepositions, the gazetteer and the class from the mention
//! finder.

mod sight;

use super::ActorKind;
pub(super) use sight::Sight;
use sight::organisation::{
    acronym, ampersand, article, branch, camel_case, class_organisation, described_as_organisation,
    known_organisation, opening, organisation_noun, organisation_noun_after, organisation_noun_before,
    organisation_noun_of, phrase, plays, plural_team, ship, state_university, supported, town_team,
};
use sight::person::{
    addressed, age, byline, class_person, described, family_first, family_name_last, foreign_words,
    full_name, generation, given_name_first, harmed, initials, particle, speaks, tagged, titled, who,
};
pub(super) use sight::place::{acting_seat, governed};
use sight::place::{
    class_place, class_thing, country, dateline, government, idle_seat, known_place, large_city, located,
    place_noun, place_noun_before, region, ruled, seat_acts, town, whole_people, within_larger,
};

/// What a piece of evidence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    Kind(ActorKind),
    /// A thing that is not an actor: a prize, a product, a work.
    Thing,
}

/// A piece of evidence.
pub(super) struct Evidence {
    pub name: &'static str,
    pub speaks: For,
    pub weight: i32,
    pub seen: fn(&Sight<'_, '_>) -> bool,
    /// A sentence in which it occurs, and the name.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the examples"))]
    pub example: (&'static str, &'static str),
}

const PERSON: For = For::Kind(ActorKind::Person);
const ORGANISATION: For = For::Kind(ActorKind::Organisation);
const STATE: For = For::Kind(ActorKind::State);
const PLACE: For = For::Kind(ActorKind::Place);
const GROUP: For = For::Kind(ActorKind::Group);

macro_rules! evidence {
    ($($name:literal $speaks:ident $weight:literal $seen:ident $example:literal $of:literal;)+) => {
        /// All evidence; a name's is a set of bits in this order.
        pub(super) const EVIDENCE: &[Evidence] = &[$(Evidence {
            name: $name, speaks: $speaks, weight: $weight, seen: $seen, example: ($example, $of),
        }),+];
    };
}

#[allow(non_upper_case_globals, reason = "the table reads as a table")]
const Thing: For = For::Thing;

evidence! {
    "title" PERSON 6 titled "Prime Minister Helle Thorning-Schmidt resigned." "Helle Thorning-Schmidt";
    "form of address" PERSON 6 addressed "Mr. Quint refused to comment." "Quint";
    "family name first" PERSON 5 family_first "They met Park Geun-hye there." "Park Geun-hye";
    "given name first" PERSON 4 given_name_first "Fiona Quarles left early." "Fiona Quarles";
    "family name last" PERSON 1 family_name_last "They met Fiona Quarles there." "Fiona Quarles";
    "full name" PERSON 2 full_name "Zendaya Moore left early." "Zendaya Moore";
    "initials" PERSON 4 initials "The book by J. R. Moehringer sold well." "J. R. Moehringer";
    "particle" PERSON 2 particle "The painter Vincent van Gogh died." "Vincent van Gogh";
    "generation" PERSON 5 generation "Sammy Davis Jr. sang." "Sammy Davis Jr.";
    "age" PERSON 5 age "Marla Quint, 34, was hurt." "Marla Quint";
    "who" PERSON 4 who "They met Fiona Quint, who lives nearby." "Fiona Quint";
    "described as a person" PERSON 4 described "The farmer, Kevin Quint, ran away." "Kevin Quint";
    "by-line" PERSON 4 byline "By Fiona Quarles" "Fiona Quarles";
    "speaks" PERSON 2 speaks "In the end Fiona Quint said nothing." "Fiona Quint";
    "words of no English" PERSON 2 foreign_words "They met Yoshihide Sugatani there." "Yoshihide Sugatani";
    "arrested, hurt or killed" PERSON 4 harmed "Rebels killed Muammar Quint there." "Muammar Quint";
    "tag of a party" PERSON 6 tagged "Dianne Quint, D-Calif., voted." "Dianne Quint";
    "class person" PERSON 3 class_person "Fiona Quarles left early." "Fiona Quarles";
    "known organisation" ORGANISATION 9 known_organisation "Officials at UNICEF agreed." "UNICEF";
    "organisation noun" ORGANISATION 6 organisation_noun "The Harbour Workers Union called a strike." "Harbour Workers Union";
    "organisation noun with of" ORGANISATION 6 organisation_noun_of "The Ministry of Culture closed." "Ministry of Culture";
    "noun of an organisation after it" ORGANISATION 5 organisation_noun_after "The Zarya news agency reported it." "Zarya";
    "noun of an organisation before it" ORGANISATION 5 organisation_noun_before "The news channel Zarya reported it." "Zarya";
    "phrase of common words" ORGANISATION 8 phrase "Supporters of Black Lives Matter marched." "Black Lives Matter";
    "word in two cases" ORGANISATION 5 camel_case "Shares in NorthCoast fell." "NorthCoast";
    "word that opens names of organisations" ORGANISATION 6 opening "They heard it on Radio Zarya." "Radio Zarya";
    "described as an organisation" ORGANISATION 6 described_as_organisation "They paid Zarya, a construction company, for it." "Zarya";
    "branch in a country" ORGANISATION 6 branch "The report is by Zarya-Uruguay." "Zarya-Uruguay";
    "university of a state" ORGANISATION 12 state_university "He sued Ohio State for it." "Ohio State";
    "ampersand" ORGANISATION 4 ampersand "They hired Marks & Partridge for it." "Marks & Partridge";
    "acronym" ORGANISATION 3 acronym "Workers of the XQZ voted." "XQZ";
    "plural team" ORGANISATION 6 plural_team "The Denver Nuggets won." "Denver Nuggets";
    "ship" ORGANISATION 7 ship "The frigate USS Barlow sank." "USS Barlow";
    "beaten or met in a match" ORGANISATION 9 plays "They won 3-2 against Varden." "Varden";
    "town as its team" ORGANISATION 13 town_team "Top-ranked Hamburg won again." "Hamburg";
    "supporters or players" ORGANISATION 4 supported "Fans of Varden cheered." "Varden";
    "article" ORGANISATION 1 article "Supporters of the Varden cheered." "Varden";
    "class organisation" ORGANISATION 3 class_organisation "He joined the Ministry of Culture." "Ministry of Culture";
    "country" STATE 9 country "Norway signed it." "Norway";
    "government of a country" STATE 12 government "The French Government agreed." "French Government";
    "seat of government acts" STATE 9 seat_acts "Ankara denied the report." "Ankara";
    "city of millions" PLACE 4 large_city "The train left Hamburg." "Hamburg";
    "town" PLACE 2 town "The train left Reutlingen." "Reutlingen";
    "region" PLACE 3 region "The road through Saskatchewan is closed." "Saskatchewan";
    "place noun" PLACE 6 place_noun "They crossed the Tannu River." "Tannu River";
    "known place" PLACE 7 known_place "Birds leave Europe in autumn." "Europe";
    "noun of a place before it" PLACE 6 place_noun_before "It sank off the island of Kelso." "Kelso";
    "ruled or led" PLACE 5 ruled "The bishop of Kelso retired." "Kelso";
    "seat of government as a place" PLACE 14 idle_seat "Tourists walked past the Kremlin." "Kremlin";
    "in or at it" PLACE 5 located "She was born in Kelso." "Kelso";
    "place in a larger one" PLACE 4 within_larger "A fire in Paris, Texas, killed one." "Paris";
    "dateline" PLACE 6 dateline "HAMBURG, March 3 (Reuters) - Trains stopped." "HAMBURG";
    "class place" PLACE 3 class_place "They crossed the Tannu River." "Tannu River";
    "people of a country" GROUP 9 whole_people "Two Indonesians were hurt." "Indonesians";
    "class thing" Thing 3 class_thing "They studied Darwinism at school." "Darwinism";
}

/// The names of evidence, from its bits.
pub(super) fn names(evidence: u64) -> impl Iterator<Item = &'static str> {
    (0..).zip(EVIDENCE).filter(move |(bit, _)| evidence & (1_u64 << bit) != 0).map(|(_, piece)| piece.name)
}

/// The evidence seen at one mention, as bits.
pub(super) fn seen(sight: &Sight<'_, '_>) -> u64 {
    (0..)
        .zip(EVIDENCE)
        .filter(|(_, evidence)| (evidence.seen)(sight))
        .map(|(bit, _): (u32, _)| 1 << bit)
        .sum()
}

/// The result of the evidence of all mentions of a name: the kind, and whether it is certain. None: it is not an actor.
pub(super) fn decide(evidence: u64) -> Option<(ActorKind, bool)> {
    // Of kinds with the same weight the earlier one: a name of which nothing is known is most often that of an organisation.
    const KINDS: [For; 6] = [ORGANISATION, PERSON, STATE, PLACE, GROUP, Thing];
    let mut sums = KINDS.map(|speaks| (0, speaks));
    let seen = EVIDENCE.iter().enumerate().filter(|(bit, _)| evidence & (1 << bit) != 0);
    for (_, piece) in seen {
        for (sum, speaks) in &mut sums {
            if *speaks == piece.speaks {
                *sum += piece.weight;
            }
        }
    }
    sums.sort_by_key(|(sum, _)| std::cmp::Reverse(*sum));
    let [(best, speaks), (next, _), ..] = sums;
    match speaks {
        For::Kind(kind) => Some((kind, best >= SURE && best - next >= CLEARLY)),
        For::Thing => None,
    }
}

/// A kind is certain from this weight on, if it leads by [`CLEARLY`].
const SURE: i32 = 5;
const CLEARLY: i32 = 3;

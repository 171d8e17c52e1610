//! Evidence for organisations.

use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{self, CountryForm};
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::language::{MentionClass, Upos};

use super::{Sight, lower};

pub(in crate::analysis::actor::kind) fn known_organisation(sight: &Sight<'_, '_>) -> bool {
    let name = sight.name;
    lexicon::known_organisation(name).is_some()
        || sight
            .after(0)
            .is_some_and(|mark| lexicon::known_organisation(&format!("{name}{}", mark.text)).is_some())
}

pub(in crate::analysis::actor::kind) fn organisation_noun(sight: &Sight<'_, '_>) -> bool {
    let noun = |word: &Word<'_>| lexicon::organisation_noun(&lower(word)).is_some();
    let last = sight.last();
    let numbered = last.shape == Shape::Number && sight.length() >= 2 && {
        let before = &sight.words[sight.to - 2];
        noun(before)
    };
    sight.length() >= 2 && noun(last) || numbered
}

pub(in crate::analysis::actor::kind) fn organisation_noun_of(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    words.windows(2).any(|pair| {
        matches!(pair[1].text, "of" | "for" | "on" | "against" | "to")
            && lexicon::organisation_noun(&lower(&pair[0])).is_some()
    }) || words.len() >= 3
        && lexicon::organisation_noun(&lower(&words[0]))
            .is_some_and(|sort| sort == "education" || sort == "body")
}

pub(in crate::analysis::actor::kind) fn organisation_noun_after(sight: &Sight<'_, '_>) -> bool {
    let noun = |ahead: usize| {
        sight.after(ahead).is_some_and(|word| {
            word.shape == Shape::Lower
                && (lexicon::organisation_noun(&lower(word)).is_some_and(|sort| sort != "people")
                    || matches!(
                        word.text,
                        "newspaper" | "website" | "outlet" | "chain" | "firm" | "giant" | "maker"
                    ))
        })
    };
    let compound = sight.after(0).is_some_and(|word| word.upos == Upos::Noun);
    noun(0) || compound && noun(1)
}

pub(in crate::analysis::actor::kind) fn organisation_noun_before(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| {
        word.shape == Shape::Lower
            && matches!(
                word.text,
                "agency"
                    | "station"
                    | "channel"
                    | "newspaper"
                    | "daily"
                    | "magazine"
                    | "website"
                    | "outlet"
                    | "network"
                    | "company"
                    | "firm"
                    | "group"
                    | "party"
                    | "broadcaster"
                    | "charity"
                    | "bank"
                    | "airline"
                    | "carrier"
                    | "retailer"
                    | "manufacturer"
                    | "carmaker"
                    | "giant"
                    | "club"
                    | "team"
                    | "band"
                    | "union"
                    | "coalition"
                    | "movement"
            )
    })
}

/// "Radio Zarya", "Grupo Zarya", "Sporting Zarya": a word that begins the names of organisations.
pub(in crate::analysis::actor::kind) fn opening(sight: &Sight<'_, '_>) -> bool {
    const OPENINGS: &[&str] = &[
        "ac",
        "afc",
        "association",
        "athletic",
        "atletico",
        "banca",
        "banco",
        "banque",
        "club",
        "deportivo",
        "dinamo",
        "dynamo",
        "fc",
        "groupe",
        "grupo",
        "gruppo",
        "lokomotiv",
        "ministerio",
        "partido",
        "parti",
        "radio",
        "sporting",
        "television",
        "tv",
        "universidad",
        "universite",
        "universitat",
    ];
    sight.length() >= 2 && OPENINGS.contains(&fold(sight.first().text).as_str())
}

/// "Zarya, a construction company": a noun phrase with an article after the comma that ends in an organisation noun.
pub(in crate::analysis::actor::kind) fn described_as_organisation(sight: &Sight<'_, '_>) -> bool {
    const LONGEST: usize = 7;
    let article = sight.after(1).is_some_and(|word| matches!(word.text, "a" | "an" | "the"));
    if !sight.is_after(0, ",") || !article {
        return false;
    }
    let phrase = |ahead: &usize| {
        sight.after(*ahead).is_some_and(|word| {
            matches!(word.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num) || word.text == "-"
        })
    };
    let end = (2..LONGEST).take_while(phrase).last();
    let closes = |end: usize| {
        sight.after(end + 1).is_none_or(|word| {
            matches!(
                word.text,
                "," | "." | ";" | ")" | "of" | "in" | "that" | "which" | "based" | "for" | "with" | "led"
            )
        })
    };
    end.is_some_and(|end| {
        closes(end)
            && sight.after(end).is_some_and(|word| {
                lexicon::organisation_noun(&lower(word)).is_some_and(|sort| sort != "people")
            })
    })
}

/// "Zarya-Uruguay": the branch of an organisation in a country, where the hyphen does not join two countries.
pub(in crate::analysis::actor::kind) fn branch(sight: &Sight<'_, '_>) -> bool {
    let named = |part: &str| matches!(lexicon::country(part), Some((_, CountryForm::Name)));
    sight.length() == 1
        && sight.name.rsplit_once('-').is_some_and(|(stem, country)| {
            stem.len() >= 2 && named(country) && lexicon::country(stem).is_none()
        })
        && lexicon::country(sight.name).is_none()
}

/// "Ohio State": the university or its team; only the two states whose cities share their names are called so themselves.
pub(in crate::analysis::actor::kind) fn state_university(sight: &Sight<'_, '_>) -> bool {
    let state = sight.name.strip_suffix(" State").map(fold);
    state.is_some_and(|state| {
        lexicon::REGIONS.get(&state).is_some_and(|row| row.split('\t').next() == Some("US"))
            && !matches!(state.as_str(), "washington" | "new york")
    })
}

/// Three or more English words that are not a person by title, given name or place: "Black Lives Matter".
pub(in crate::analysis::actor::kind) fn phrase(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    let common = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape == Shape::Capital
            && (lexicon::is_english(&lower) || lower == "without")
            && lexicon::title(&lower).is_none()
            && lexicon::place_noun(&lower).is_none()
    };
    let person = || lexicon::GIVEN_NAMES.contains(&fold(sight.first().text)) && words.len() == 3;
    words.len() >= 3 && words.iter().all(common) && !person()
}

/// "NorthCoast", "JPMorgan": capitals within the word, as in names of companies and products, but not "McCain", "DeLay".
pub(in crate::analysis::actor::kind) fn camel_case(sight: &Sight<'_, '_>) -> bool {
    sight.words[sight.from..sight.to].iter().any(|word| {
        let inner = word.text.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase());
        inner.is_some_and(|(at, _)| {
            let joined = word.text.chars().all(char::is_alphabetic);
            let opening = word.text.get(..at).unwrap_or_default();
            joined
                && word.shape == Shape::Capital
                && !PREFIXES.contains(&opening)
                && !(at <= 2 && lexicon::FAMILY_NAMES.contains(&fold(word.text)))
        })
    })
}

/// Prefixes of family names before a further capital.
const PREFIXES: &[&str] =
    &["Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "O", "D", "Del", "Des", "St"];

/// The opponent in a match: "beat Varden 3-2", "a 20-13 win over Varden", "the game against Varden".
pub(in crate::analysis::actor::kind) fn plays(sight: &Sight<'_, '_>) -> bool {
    let article = usize::from(
        sight.before(1).is_some_and(|word| matches!(lower(word).as_str(), "the" | "visiting" | "host")),
    );
    let met = sight.before(1 + article).is_some_and(|word| OPPOSED.contains(&word.text));
    met && lexicon::country(sight.name).is_none() && (has_score(sight) || is_of_a_match(sight))
}

/// A town or region as the name of its team: "beat Portland 3-2", "Portland edged Kelso 3-2", "top-ranked Portland", "Portland (10-0)",
/// "Portland's scoring record".
pub(in crate::analysis::actor::kind) fn town_team(sight: &Sight<'_, '_>) -> bool {
    let town = || lexicon::city(sight.folded).is_some() || lexicon::REGIONS.contains(sight.folded);
    let opposed = |word: Option<&Word<'_>>| {
        word.is_some_and(|word| word.upos != Upos::Noun && OPPOSED.contains(&word.text))
    };
    let scores = || (opposed(sight.before(1)) || opposed(sight.after(0))) && has_score(sight);
    (scores() || is_ranked(sight) || has_record(sight)) && town()
}

fn has_score(sight: &Sight<'_, '_>) -> bool {
    sight.words.windows(3).any(is_score)
}

fn is_of_a_match(sight: &Sight<'_, '_>) -> bool {
    sight.words.iter().any(|word| MATCH_WORDS.contains(&word.text))
}

/// Whether a place in a ranking is before it: "top-ranked Portland".
fn is_ranked(sight: &Sight<'_, '_>) -> bool {
    const RANKED: &[&str] = &["ranked", "seeded"];
    // The hyphen is a word of its own or part of the word.
    sight.before(1).is_some_and(|word| {
        let last = word.text.rsplit('-').next().unwrap_or_default();
        let joined = last.len() < word.text.len() || sight.before(2).is_some_and(|mark| mark.text == "-");
        joined && RANKED.contains(&last)
    })
}

/// Whether wins and losses follow it in brackets, "Portland (10-0)", or its score or scoring is spoken of: "Portland's scoring record".
fn has_record(sight: &Sight<'_, '_>) -> bool {
    let score = sight.words.get(sight.to + 1..sight.to + 4);
    let bracketed = sight.is_after(0, "(")
        && score.is_some_and(is_score)
        && sight.words[sight.to + 4..].iter().take(3).any(|word| word.text == ")");
    let own = sight.after(0).is_some_and(|mark| matches!(mark.text, "'s" | "’s"));
    let of_a_match =
        || (1..=3).filter_map(|ahead| sight.after(ahead)).any(|word| MATCH_WORDS.contains(&word.text));
    bracketed || own && of_a_match()
}

/// Words before an opponent.
const OPPOSED: &[&str] = &[
    "beat",
    "beating",
    "beats",
    "defeat",
    "defeated",
    "defeating",
    "defeats",
    "edged",
    "face",
    "faces",
    "over",
    "against",
    "outlasted",
    "overcame",
    "past",
    "thrashed",
    "versus",
    "vs",
    "vs.",
];

/// "20-13", "3:2": two numbers of at most three digits with a mark between them.
fn is_score(words: &[Word<'_>]) -> bool {
    let number =
        |word: &Word<'_>| word.text.len() <= 3 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words, [one, mark, other] if number(one) && matches!(mark.text, "-" | "–" | ":") && number(other))
}

/// Words about matches and leagues that are not used of wars or elections.
const MATCH_WORDS: &[&str] = &[
    "game",
    "games",
    "semifinal",
    "semifinals",
    "quarterfinal",
    "quarterfinals",
    "playoff",
    "playoffs",
    "play-offs",
    "goal",
    "goals",
    "touchdown",
    "touchdowns",
    "innings",
    "wicket",
    "wickets",
    "unbeaten",
    "scored",
    "scoring",
    "rebounds",
    "halftime",
    "half-time",
    "league",
    "tournament",
    "NFL",
    "NBA",
    "MLB",
    "NHL",
];

pub(in crate::analysis::actor::kind) fn ampersand(sight: &Sight<'_, '_>) -> bool {
    sight.words[sight.from..sight.to].iter().any(|word| word.text.contains('&'))
}

pub(in crate::analysis::actor::kind) fn acronym(sight: &Sight<'_, '_>) -> bool {
    let word = sight.first();
    sight.length() == 1
        && word.shape == Shape::Caps
        && word.text.len() <= 7
        && lexicon::country(word.text).is_none()
        && lexicon::city(&fold(word.text)).is_none_or(|city| city.thousands < 100)
}

pub(in crate::analysis::actor::kind) fn plural_team(sight: &Sight<'_, '_>) -> bool {
    let last = sight.last();
    let article = sight.before(1).is_some_and(|word| matches!(word.text, "the" | "The"));
    let plural = last.text.ends_with('s') && !last.text.ends_with("ss") && last.text.len() >= 5;
    let place = sight.length() >= 2
        && (lexicon::city(&fold(sight.first().text)).is_some()
            || lexicon::REGIONS.contains(&fold(sight.first().text)))
        || sight.length() >= 3 && {
            let two = format!("{} {}", sight.first().text, sight.words[sight.from + 1].text);
            lexicon::city(&fold(&two)).is_some()
        };
    plural
        && (place
            || article && !lexicon::FAMILY_NAMES.contains(&fold(last.text)) && last.shape != Shape::Caps)
        && lexicon::place_noun(&lower(last)).is_none()
        && lexicon::country(sight.name).is_none()
}

pub(in crate::analysis::actor::kind) fn ship(sight: &Sight<'_, '_>) -> bool {
    let before_last = &sight.words[sight.from..sight.to - 1];
    before_last.iter().any(|word| SHIP_PREFIXES.contains(&word.text))
}

/// Words before the name of a ship.
const SHIP_PREFIXES: &[&str] = &[
    "USS", "HMS", "INS", "HMAS", "HMCS", "HMNZS", "RMS", "MV", "MS", "RFA", "USNS", "USCGC", "FS", "Ship",
    "Warship", "Vessel",
];

/// Whether it has fans or players: a club, though it has the name of a town.
pub(in crate::analysis::actor::kind) fn supported(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| word.text == "of")
        && sight.before(2).is_some_and(|word| SUPPORTERS.contains(&lower(word).as_str()))
}

/// Nouns for people that a club has and a town has not.
const SUPPORTERS: &[&str] =
    &["fans", "fan", "goalkeeper", "midfielder", "players", "striker", "defender", "ultras"];

pub(in crate::analysis::actor::kind) fn article(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| matches!(word.text, "the" | "The"))
        && sight.after(0).is_none_or(|word| word.upos != Upos::Noun)
}

pub(in crate::analysis::actor::kind) fn class_organisation(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Organization)
}

//! What is seen at a name where it stands: one question for each piece of evidence.

use crate::analysis::actor::fold::fold;
use crate::analysis::actor::group;
use crate::analysis::actor::lexicon::{self, CountryForm, PlaceNoun, TitleSort};
use crate::analysis::actor::name::is_particle;
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos};

/// A name where it stands.
#[derive(Clone, Copy)]
pub(in crate::analysis::actor) struct Sight<'a, 't> {
    pub document: &'a Document<'t>,
    pub words: &'a [Word<'t>],
    pub from: usize,
    pub to: usize,
    /// Whether a title stands before it.
    pub titled: bool,
    /// The class the mention finder gives it.
    pub class: Option<MentionClass>,
    /// The word of the name that governs the others.
    pub head: TokenId,
    /// The name on one line.
    pub name: &'a str,
    /// The name folded.
    pub folded: &'a str,
}

impl Sight<'_, '_> {
    fn first(&self) -> &Word<'_> {
        &self.words[self.from]
    }

    fn last(&self) -> &Word<'_> {
        &self.words[self.to - 1]
    }

    fn before(&self, back: usize) -> Option<&Word<'_>> {
        self.from.checked_sub(back).map(|at| &self.words[at])
    }

    fn after(&self, ahead: usize) -> Option<&Word<'_>> {
        self.words.get(self.to + ahead)
    }

    fn is_after(&self, ahead: usize, text: &str) -> bool {
        self.after(ahead).is_some_and(|word| word.text == text)
    }

    fn length(&self) -> usize {
        self.to - self.from
    }
}

fn lower(word: &Word<'_>) -> String {
    word.text.to_lowercase()
}

pub(super) fn titled(sight: &Sight<'_, '_>) -> bool {
    if sight.titled {
        return true;
    }
    // Titles in lower case: "the opposition leader Fiona Quarles".
    let name_follows = sight.length() >= 2 || sight.class == Some(MentionClass::Person);
    let title = |back: usize| {
        let from = sight.from.checked_sub(back)?;
        let words: Vec<String> = sight.words[from..sight.from].iter().map(lower).collect();
        lexicon::title(&words.join(" "))
    };
    let organisation = lexicon::organisation_noun(&lower(sight.last())).is_some() || country(sight);
    name_follows
        && !organisation
        && (1..=3).any(|back| title(back).is_some_and(|title| title.sort != TitleSort::Person))
        && sight.before(1).is_some_and(|word| word.shape == Shape::Lower)
}

pub(super) fn given_name_first(sight: &Sight<'_, '_>) -> bool {
    let first = sight.first();
    let body = |word: &Word<'_>| lexicon::organisation_noun(&lower(word)).is_some();
    let initial = first.text.len() <= 2 && first.text.ends_with('.');
    sight.length() >= 2
        && !initial
        && first.shape == Shape::Capital
        && first.text.split('-').any(|part| lexicon::GIVEN_NAMES.contains(&fold(part)))
        && !body(sight.last())
        && lexicon::city(sight.folded).is_none()
}

pub(super) fn family_name_last(sight: &Sight<'_, '_>) -> bool {
    lexicon::FAMILY_NAMES.contains(&fold(sight.last().text))
}

/// Capitalised words that end in a family name and of which none says otherwise: "Zendaya Quint".
pub(super) fn full_name(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    let says_otherwise = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape != Shape::Capital
            || lexicon::organisation_noun(&lower).is_some()
            || lexicon::place_noun(&lower).is_some()
            || lexicon::thing_noun(&lower)
            || lexicon::title(&lower).is_some()
            || lexicon::country(word.text).is_some()
    };
    let first = fold(words[0].text);
    let placed = lexicon::city(&first).is_some() || lexicon::REGIONS.contains(&first);
    (2..=3).contains(&words.len())
        && family_name_last(sight)
        && !placed
        && !words.iter().any(says_otherwise)
        && words.iter().all(|word| word.upos == Upos::Propn)
        && !sight.before(1).is_some_and(|word| word.text.eq_ignore_ascii_case("the"))
}

pub(super) fn initials(sight: &Sight<'_, '_>) -> bool {
    let initial = |word: &Word<'_>| {
        word.text.len() >= 2
            && word.text.ends_with('.')
            && word.text.len() <= 4
            && word.text.chars().all(|letter| letter.is_uppercase() || letter == '.')
    };
    let name = &sight.words[sight.from..sight.to];
    name.len() >= 2
        && name[..name.len() - 1].iter().any(initial)
        && lexicon::country(name[0].text).is_none()
        && lexicon::organisation_noun(&lower(sight.last())).is_none()
}

pub(super) fn particle(sight: &Sight<'_, '_>) -> bool {
    sight.words[sight.from..sight.to].iter().any(|word| {
        word.shape == Shape::Lower
            && is_particle(word.text)
            && !matches!(word.text, "of" | "de" | "la" | "del")
    })
}

pub(super) fn generation(sight: &Sight<'_, '_>) -> bool {
    sight.length() >= 2 && matches!(sight.last().text, "Jr." | "Jr" | "Sr." | "Sr" | "III")
}

pub(super) fn age(sight: &Sight<'_, '_>) -> bool {
    let number = |word: &Word<'_>| word.text.len() <= 3 && word.text.parse::<u8>().is_ok_and(|age| age < 120);
    let bracket = sight.is_after(0, "(") && sight.is_after(2, ")");
    (sight.is_after(0, ",") && (sight.is_after(2, ",") || sight.is_after(2, ".") || sight.is_after(2, "of"))
        || bracket)
        && sight.after(1).is_some_and(number)
}

pub(super) fn who(sight: &Sight<'_, '_>) -> bool {
    let relative = |word: &Word<'_>| matches!(word.text, "who" | "whose");
    sight.after(0).is_some_and(relative)
        || matches!(sight.after(0).map(|word| word.text), Some("," | "-" | "—" | "–"))
            && sight.after(1).is_some_and(relative)
}

/// Apposed to a noun that names one person: "the plumber, Quint"; "Quint, a plumber".
pub(super) fn described(sight: &Sight<'_, '_>) -> bool {
    let document = sight.document;
    let above = match document.token(sight.head).relation {
        Relation::Appos | Relation::Flat | Relation::NmodDesc => document.head(sight.head),
        _ => None,
    };
    let comma = sight.before(1).is_some_and(|word| word.text == ",");
    let before = sight.before(2).filter(|word| comma && word.shape == Shape::Lower).map(|word| word.last);
    let nouns = above.into_iter().chain(before).chain(document.appositions(sight.head));
    nouns.into_iter().any(|noun| one_person(document, noun))
}

fn one_person(document: &Document<'_>, noun: TokenId) -> bool {
    let lemma = document.lemma(noun);
    let singular = document.token(noun).upos == Upos::Noun && lemma.eq_ignore_ascii_case(document.word(noun));
    singular
        && (lexicon::title(lemma).is_some()
            || group::lookup(lemma).is_some_and(|noun| {
                !COLLECTIVES.iter().any(|&collective| group::contains(collective, noun.group))
                    || matches!(lemma, "policeman" | "soldier" | "officer")
            }))
}

/// Groups whose singular noun names many: "the army", "the team".
const COLLECTIVES: &[&str] = &[
    "security forces",
    "authorities",
    "team",
    "crowd",
    "media",
    "families",
    "audience",
    "gang",
    "challengers",
];

pub(super) fn byline(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| matches!(word.text, "By" | "BY") && word.opens) && sight.length() >= 2
}

/// The lemma of the verb whose subject the name is.
fn verb_of_subject<'d>(sight: &Sight<'d, '_>) -> Option<&'d str> {
    let document = sight.document;
    let token = document.token(sight.head);
    let first = if token.relation == Relation::Conj { document.head(sight.head)? } else { sight.head };
    if !matches!(document.token(first).relation, Relation::Nsubj | Relation::NsubjOuter) {
        return None;
    }
    document
        .head(first)
        .filter(|&verb| document.token(verb).upos == Upos::Verb)
        .map(|verb| document.lemma(verb))
}

pub(super) fn speaks(sight: &Sight<'_, '_>) -> bool {
    verb_of_subject(sight).is_some_and(lexicon::speech_verb)
}

pub(super) fn class_person(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Person)
}

pub(super) fn known_organisation(sight: &Sight<'_, '_>) -> bool {
    let name = sight.name;
    lexicon::known_organisation(name).is_some()
        || sight
            .after(0)
            .is_some_and(|mark| lexicon::known_organisation(&format!("{name}{}", mark.text)).is_some())
}

pub(super) fn organisation_noun(sight: &Sight<'_, '_>) -> bool {
    let noun = |word: &Word<'_>| lexicon::organisation_noun(&lower(word)).is_some();
    let last = sight.last();
    let numbered = last.shape == Shape::Number && sight.length() >= 2 && {
        let before = &sight.words[sight.to - 2];
        noun(before)
    };
    sight.length() >= 2 && noun(last) || numbered
}

pub(super) fn organisation_noun_of(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    words.windows(2).any(|pair| {
        matches!(pair[1].text, "of" | "for" | "on" | "against" | "to")
            && lexicon::organisation_noun(&lower(&pair[0])).is_some()
    }) || words.len() >= 3
        && lexicon::organisation_noun(&lower(&words[0]))
            .is_some_and(|sort| sort == "education" || sort == "body")
}

pub(super) fn organisation_noun_after(sight: &Sight<'_, '_>) -> bool {
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

pub(super) fn organisation_noun_before(sight: &Sight<'_, '_>) -> bool {
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

/// "Radio Zarya", "Grupo Zarya", "Sporting Zarya": a word that opens the names of organisations.
pub(super) fn opening(sight: &Sight<'_, '_>) -> bool {
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

/// "Zarya, a construction company": a noun phrase with an article behind the comma, which an organisation noun ends.
pub(super) fn described_as_organisation(sight: &Sight<'_, '_>) -> bool {
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

/// "Zarya-Uruguay": the branch of an organisation in a country, where the hyphen joins no two countries.
pub(super) fn branch(sight: &Sight<'_, '_>) -> bool {
    let named = |part: &str| matches!(lexicon::country(part), Some((_, CountryForm::Name)));
    sight.length() == 1
        && sight.name.rsplit_once('-').is_some_and(|(stem, country)| {
            stem.len() >= 2 && named(country) && lexicon::country(stem).is_none()
        })
        && lexicon::country(sight.name).is_none()
}

/// "Ohio State": the university or its team; only the two whose cities share their names are called so themselves.
pub(super) fn state_university(sight: &Sight<'_, '_>) -> bool {
    let state = sight.name.strip_suffix(" State").map(fold);
    state.is_some_and(|state| {
        lexicon::REGIONS.get(&state).is_some_and(|row| row.split('\t').next() == Some("US"))
            && !matches!(state.as_str(), "washington" | "new york")
    })
}

pub(super) fn ampersand(sight: &Sight<'_, '_>) -> bool {
    sight.words[sight.from..sight.to].iter().any(|word| word.text.contains('&'))
}

pub(super) fn acronym(sight: &Sight<'_, '_>) -> bool {
    let word = sight.first();
    sight.length() == 1
        && word.shape == Shape::Caps
        && word.text.len() <= 7
        && lexicon::country(word.text).is_none()
        && lexicon::city(&fold(word.text)).is_none_or(|city| city.thousands < 100)
}

pub(super) fn plural_team(sight: &Sight<'_, '_>) -> bool {
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

pub(super) fn ship(sight: &Sight<'_, '_>) -> bool {
    let before_last = &sight.words[sight.from..sight.to - 1];
    before_last.iter().any(|word| SHIP_PREFIXES.contains(&word.text))
}

/// What stands before the name of a ship.
const SHIP_PREFIXES: &[&str] = &[
    "USS", "HMS", "INS", "HMAS", "HMCS", "HMNZS", "RMS", "MV", "MS", "RFA", "USNS", "USCGC", "FS", "Ship",
    "Warship", "Vessel",
];

/// Whether it has fans or players: a club, though named after a town.
pub(super) fn supported(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| word.text == "of")
        && sight.before(2).is_some_and(|word| SUPPORTERS.contains(&lower(word).as_str()))
}

/// Nouns for those whom a club has and a town has not.
const SUPPORTERS: &[&str] =
    &["fans", "fan", "goalkeeper", "midfielder", "players", "striker", "defender", "ultras"];

pub(super) fn article(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| matches!(word.text, "the" | "The"))
        && sight.after(0).is_none_or(|word| word.upos != Upos::Noun)
}

pub(super) fn class_organisation(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Organization)
}

pub(super) fn country(sight: &Sight<'_, '_>) -> bool {
    lexicon::country(sight.name).is_some_and(|(_, form)| form == CountryForm::Name)
}

/// The country a name names with its government: "French Government", "Government of France".
pub(in crate::analysis::actor) fn governed(words: &[Word<'_>]) -> Option<lexicon::Country> {
    let government =
        |word: &Word<'_>| matches!(word.text.to_lowercase().as_str(), "government" | "administration");
    let spelled = |words: &[Word<'_>]| words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let country = |words: &[Word<'_>]| lexicon::country(&spelled(words)).map(|(country, _)| country);
    match words {
        [before @ .., last] if government(last) => country(before),
        [first, of, rest @ ..] if government(first) && of.text == "of" => country(rest),
        _ => None,
    }
}

pub(super) fn government(sight: &Sight<'_, '_>) -> bool {
    governed(&sight.words[sight.from..sight.to]).is_some()
}

/// A capital that says or decides something stands for its government.
pub(super) fn seat_acts(sight: &Sight<'_, '_>) -> bool {
    acting_seat(sight).is_some()
}

/// The country whose government a capital stands for here.
pub(in crate::analysis::actor) fn acting_seat(sight: &Sight<'_, '_>) -> Option<lexicon::Country> {
    let country = lexicon::seat(sight.name)?;
    let by = sight.before(1).is_some_and(|word| word.text == "by")
        && sight.before(2).is_some_and(|word| word.upos == Upos::Verb);
    let rules = || verb_of_subject(sight).is_some_and(|verb| STATE_VERBS.contains(&verb));
    (by || speaks(sight) || rules()).then_some(country)
}

/// Verbs whose subject, where it is a capital, is the government there.
const STATE_VERBS: &[&str] = &[
    "abolish",
    "annex",
    "approve",
    "back",
    "ban",
    "congratulate",
    "cut",
    "decide",
    "enact",
    "expel",
    "extradite",
    "favor",
    "favour",
    "fear",
    "fund",
    "insist",
    "invade",
    "lift",
    "mull",
    "plan",
    "ratify",
    "retaliate",
    "sanction",
    "seek",
    "summon",
    "suspend",
    "tighten",
    "try",
    "vote",
];

pub(super) fn large_city(sight: &Sight<'_, '_>) -> bool {
    city_of(sight, 500, u32::MAX)
}

pub(super) fn town(sight: &Sight<'_, '_>) -> bool {
    city_of(sight, 0, 499)
}

fn city_of(sight: &Sight<'_, '_>, least: u32, most: u32) -> bool {
    lexicon::city(sight.folded).is_some_and(|city| (least..=most).contains(&city.thousands))
}

pub(super) fn region(sight: &Sight<'_, '_>) -> bool {
    lexicon::REGIONS.contains(sight.folded)
}

pub(super) fn place_noun(sight: &Sight<'_, '_>) -> bool {
    let noun = |word: &Word<'_>| lexicon::place_noun(&lower(word));
    let after =
        sight.length() >= 2 && matches!(noun(sight.last()), Some(PlaceNoun::After | PlaceNoun::Before));
    let before = sight.length() >= 2 && noun(sight.first()) == Some(PlaceNoun::Before);
    let of = sight.length() >= 3 && sight.words[sight.from + 1].text == "of" && noun(sight.first()).is_some();
    after || before || of
}

pub(super) fn known_place(sight: &Sight<'_, '_>) -> bool {
    lexicon::place_noun(&sight.name.to_lowercase()) == Some(PlaceNoun::Name)
}

pub(super) fn located(sight: &Sight<'_, '_>) -> bool {
    let article = usize::from(sight.before(1).is_some_and(|word| word.text == "the"));
    let preposition = sight.before(1 + article);
    let person = sight.titled;
    !person
        && preposition.is_some_and(|word| {
            matches!(
                word.text,
                "in" | "In" | "near" | "outside" | "inside" | "across" | "throughout" | "around" | "off"
            )
        })
        && !sight.after(0).is_some_and(|word| is_possessive_mark(word) && sight.after(1).is_some())
}

/// "the island of Kelso", "off the coast of Kelso".
pub(super) fn place_noun_before(sight: &Sight<'_, '_>) -> bool {
    const PARTS: &[&str] = &["coast", "outskirts", "suburbs", "shores", "streets", "waters", "inhabitants"];
    let noun = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape == Shape::Lower
            && (matches!(lexicon::place_noun(&lower), Some(PlaceNoun::After | PlaceNoun::Before))
                || PARTS.contains(&lower.as_str()))
    };
    sight.before(1).is_some_and(|word| word.text == "of") && sight.before(2).is_some_and(noun)
}

fn is_possessive_mark(word: &Word<'_>) -> bool {
    matches!(word.text, "'s" | "’s")
}

/// "Paris, Texas": a place, a comma and a larger place.
pub(super) fn within_larger(sight: &Sight<'_, '_>) -> bool {
    let larger = |from: usize, to: usize| {
        let spelled = sight.words.get(from..to)?.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let capital = spelled.starts_with(char::is_uppercase);
        let named = lexicon::country(&spelled).is_some_and(|(_, form)| form == CountryForm::Name)
            || lexicon::REGIONS.contains(&fold(&spelled));
        (capital && named).then_some(())
    };
    sight.is_after(0, ",")
        && (larger(sight.to + 1, sight.to + 2).is_some() || larger(sight.to + 1, sight.to + 3).is_some())
        && sight.length() <= 3
        && (city_of(sight, 100, u32::MAX) || !lexicon::GIVEN_NAMES.contains(&fold(sight.first().text)))
        && !country(sight)
}

/// "HAMBURG, March 3 (Reuters) -"
pub(super) fn dateline(sight: &Sight<'_, '_>) -> bool {
    let agency_or_date = sight.words[sight.to..]
        .iter()
        .take(8)
        .any(|word| matches!(word.text, "-" | "–" | "—" | "--" | "(Reuters)"));
    sight.from == 0
        && sight.words[..sight.to].iter().all(|word| word.shape == Shape::Caps)
        && sight.after(0).is_some_and(|word| matches!(word.text, "," | "(" | "-" | "–" | "—" | "--"))
        && agency_or_date
}

pub(super) fn class_place(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Place)
}

/// "Indonesians": the word for one of a country's people, in the plural.
pub(super) fn whole_people(sight: &Sight<'_, '_>) -> bool {
    let people = |words: &str| lexicon::country(words).is_some_and(|(_, form)| form == CountryForm::Demonym);
    sight.length() == 1 && people(sight.name) && sight.name.strip_suffix('s').is_some_and(people)
}

pub(super) fn class_thing(sight: &Sight<'_, '_>) -> bool {
    let thing = matches!(
        sight.class,
        Some(
            MentionClass::Event
                | MentionClass::Time
                | MentionClass::Abstract
                | MentionClass::Object
                | MentionClass::Animal
                | MentionClass::Plant
                | MentionClass::Substance
        )
    );
    thing
}

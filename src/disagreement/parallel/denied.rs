//! One deed told with two polarities: done in one report, denied or told not to have happened in another.
//!
//! The deed must be of one class, and who did it or whom it befell must be the same in both; what differs in either is another
//! deed. A denial of responsibility is laid beside the deeds that others lay to the one who denies.

use std::collections::{BTreeMap, HashMap};

use super::super::external::state_named;
use super::super::names::Mentions;
use super::super::origin::fold;
use super::super::told::Story;
use super::super::{Aspect, Position, Verdict};
use super::referent::{Lie, Referents, name_others};
use super::{Card, Finding, class_of, disagreement, sides};
use crate::analysis::event::EventType;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Deed, Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{Passage, ReportId};
use crate::timeline::story::stem;

/// How many tellings of one class of deed are laid beside each denial.
const MOST_TELLINGS: usize = 24;

/// How many denials of one class are looked at.
const MOST_DENIALS: usize = 12;

/// How many reports of a side are shown.
const MOST_SHOWN: usize = 4;

/// A deed in its report.
#[derive(Clone, Copy)]
struct Telling<'t> {
    report: ReportId,
    deed: &'t Deed,
    fillers: &'t [Filler],
}

/// Finds the deeds that the reports of a story tell with two polarities, one card a class.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    let mut told: BTreeMap<String, (Vec<Telling<'_>>, Vec<Telling<'_>>)> = BTreeMap::new();
    for &report in &story.reports {
        let frames = &story.timeline.analyses[report.index()].frames;
        for (index, deed) in (0_u32..).zip(&frames.deeds) {
            let class = class_of(story, report, deed);
            // A denial is itself no deed that another denies.
            if matches!(&*class, "deny" | "reject") {
                continue;
            }
            let (against, affirmed) = told.entry(class).or_default();
            let telling = Telling { report, deed, fillers: frames.of(index) };
            if is_told_against(deed) && denies_it(story, &telling) && against.len() < MOST_DENIALS {
                against.push(telling);
            } else if is_told(deed) && affirmed.len() < MOST_TELLINGS {
                affirmed.push(telling);
            }
        }
    }
    let of_deeds = told.values().filter_map(|(against, affirmed)| card(story, &referents, against, affirmed));
    of_deeds.chain(responsibility(story, &referents)).collect()
}

fn is_told_against(deed: &Deed) -> bool {
    let outright = matches!(deed.polarity, Polarity::Negated | Polarity::Denied | Polarity::Absent);
    outright && matches!(deed.stance, Stance::Fact | Stance::Alleged | Stance::Likely)
}

/// Whether a denial is of the deed itself: "did not spread further" and "has not yet signed" are of how far and how soon, and who
/// rejects a call or denies an offer refuses it.
fn denies_it(story: &Story<'_>, telling: &Telling<'_>) -> bool {
    const HOW_FAR: &[&str] = &[
        "yet",
        "further",
        "again",
        "anymore",
        "fairly",
        "fully",
        "properly",
        "completely",
        "entirely",
        "immediately",
        "enough",
        "well",
        "only",
        "just",
        "always",
        "even",
        "merely",
        "simply",
    ];
    const NEAR: usize = 24;
    let text = &story.timeline.reports[telling.report.index()].text;
    let word = telling.deed.word;
    let from = telling.deed.mark.map_or(word.start, |mark| mark.start.min(word.start)) as usize;
    let patient =
        telling.fillers.iter().filter(|filler| filler.slot == Slot::Patient).map(|filler| filler.span.end);
    let end = patient.chain([word.end]).max().unwrap_or(word.end) as usize;
    let mut to = (end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let around = text.get(from..to).unwrap_or_default();
    let clause = around.split(['.', ';', '!', '?']).next().unwrap_or_default();
    let focused = clause
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| HOW_FAR.contains(&&*word.to_lowercase()));
    let refused = telling.deed.polarity == Polarity::Denied
        && !telling.deed.verbal
        && !HARMFUL.contains(&lexicon().kind(PartOfSpeech::Noun, telling.deed.class));
    !focused && !refused
}

fn is_told(deed: &Deed) -> bool {
    deed.polarity == Polarity::Affirmed
        && matches!(deed.stance, Stance::Fact | Stance::Alleged | Stance::Likely)
}

fn card(
    story: &Story<'_>,
    referents: &Referents,
    against: &[Telling<'_>],
    affirmed: &[Telling<'_>],
) -> Option<Card> {
    let mut sides_of: HashMap<ReportId, bool> = HashMap::new();
    let mut shown: Vec<(Telling<'_>, bool)> = Vec::new();
    for denial in against {
        for telling in affirmed.iter().filter(|telling| telling.report != denial.report) {
            // A report that tells both says itself which of them it stands by.
            let both = |report, by: &[Telling<'_>], than: &Telling<'_>| {
                by.iter().any(|own| own.report == report && is_one_deed(story, referents, own, than))
            };
            if !is_one_deed(story, referents, denial, telling)
                || both(denial.report, affirmed, denial)
                || both(telling.report, against, telling)
            {
                continue;
            }
            for (one, denies) in [(denial, true), (telling, false)] {
                let side = shown.iter().filter(|(_, known)| *known == denies).count();
                if side < MOST_SHOWN && sides_of.insert(one.report, denies).is_none() {
                    shown.push((*one, denies));
                }
            }
        }
    }
    let (first, _) = *shown.iter().find(|(_, denies)| !denies)?;
    shown.iter().find(|(_, denies)| *denies)?;
    shown.sort_by_key(|(telling, _)| (telling.report, telling.deed.word));
    let said: Vec<(ReportId, String)> = shown
        .iter()
        .map(|(telling, denies)| (telling.report, (if *denies { "no" } else { "yes" }).to_owned()))
        .collect();
    let positions: Vec<Position> = shown.iter().map(|(telling, denies)| side(telling, *denies)).collect();
    let finding = Finding {
        aspect: Aspect::Event,
        verdict: Verdict::Contradiction,
        severity: 0.7,
        rule: "denials/one-deed",
        why: "one report tells as done what the other says was not",
        summary: format!("Whether “{}”: {}", clause(story, &first), sides(&said)),
    };
    Some(Card { weight: 1.0, disagreement: disagreement(story, finding, positions) })
}

/// A telling as one side: the deed with whom it befalls, and the word that denies it.
fn side(telling: &Telling<'_>, denies: bool) -> Position {
    let word = telling.deed.word;
    let span = telling.deed.mark.filter(|_| denies).map_or(word, |mark| mark.cover(word));
    let patient = telling.fillers.iter().find(|filler| filler.slot == Slot::Patient);
    let span = patient.map_or(span, |patient| span.cover(patient.span));
    let passage = Passage { report: telling.report, span };
    Position { passage, claim: None, statement: (if denies { "denied" } else { "told" }).to_owned() }
}

/// The deed with whoever does it and whom it befalls, in the order of the text.
fn clause(story: &Story<'_>, telling: &Telling<'_>) -> String {
    const WORDS: usize = 12;
    let core = telling.fillers.iter().filter(|filler| matches!(filler.slot, Slot::Agent | Slot::Patient));
    let span = core.fold(telling.deed.word, |span, filler| span.cover(filler.span));
    let words: Vec<&str> = story.words(telling.report, span).split_whitespace().collect();
    let more = if words.len() > WORDS { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(WORDS)].join(" "))
}

/// Whether two tellings of one class are of one deed: whom it befell or who did it is surely the same, and nothing is other.
fn is_one_deed(story: &Story<'_>, referents: &Referents, one: &Telling<'_>, other: &Telling<'_>) -> bool {
    let of = |telling: &Telling<'_>, slot: Slot| -> Vec<Filler> {
        telling.fillers.iter().filter(|filler| filler.slot == slot).copied().collect()
    };
    let lie = |slot: Slot| -> Option<Lie> {
        let (a, b) = (of(one, slot), of(other, slot));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let told = pairs.filter(|(a, b)| [a, b].iter().all(|filler| filler.form != MentionForm::Pronoun));
        let lies = told.map(|(a, b)| {
            let (a, b) = ((one.report, a), (other.report, b));
            let lie = referents.lie(story, a, b);
            if lie == Lie::Same && !are_surely_one(story, referents, a, b) { Lie::Unlike } else { lie }
        });
        lies.min()
    };
    let (agent, patient, place) = (lie(Slot::Agent), lie(Slot::Patient), lie(Slot::Place));
    let none = |slot: Slot| of(one, slot).is_empty() && of(other, slot).is_empty();
    let fits = |lie: Option<Lie>| matches!(lie, None | Some(Lie::Same));
    let denied = one.deed.polarity == Polarity::Denied || other.deed.polarity == Polarity::Denied;
    let verbal = one.deed.verbal && other.deed.verbal;
    let same = match (agent, patient) {
        (Some(Lie::Same), Some(Lie::Same)) => true,
        (None, Some(Lie::Same)) => denied || none(Slot::Agent),
        (Some(Lie::Same), None) => {
            let there = place == Some(Lie::Same);
            verbal && none(Slot::Patient) && (there || befalls_alone(one.deed.class))
        }
        _ => false,
    };
    same && fits(place) && !of(one, Slot::Counted).iter().any(|_| !none(Slot::Counted) && !denied)
}

/// Whether a class of deeds is told whole with no more than who it befalls: "resigned", "died", "fled".
fn befalls_alone(class: &str) -> bool {
    const KINDS: &[EventType] = &[
        EventType::Casualty,
        EventType::Accident,
        EventType::Disaster,
        EventType::Retreat,
        EventType::Movement,
        EventType::Concede,
    ];
    class == "resign" || !class.is_empty() && KINDS.contains(&lexicon().kind(PartOfSpeech::Verb, class))
}

/// Whether two phrases that may refer to the same surely do: they name one actor or share a name, or their heads are one noun that
/// neither brings up anew: "a New York facility", "that facility".
fn are_surely_one(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    const ANEW: &[&str] =
        &["a", "an", "any", "some", "more", "most", "many", "no", "other", "another", "few", "several"];
    let brings_up = |(report, filler): (ReportId, &Filler)| {
        let first = story.words(report, filler.span).split_whitespace().next().unwrap_or_default();
        ANEW.contains(&&*first.to_lowercase())
    };
    let head =
        |(report, filler): (ReportId, &Filler)| stem(&fold(story.words(report, filler.head))).to_owned();
    let same_head = head(one) == head(other) && !brings_up(one) && !brings_up(other);
    !name_others(story, one, other) && (same_head || referents.share_actor(one, other))
}

/// Whether two phrases name one party: one actor, one head noun with no other name, or the powers of one state.
fn is_one_party(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    let words = |(report, filler): (ReportId, &Filler)| -> Vec<&str> {
        let words = story.words(report, filler.span).split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).collect()
    };
    let state = |words: &[&str]| {
        words.iter().filter(|word| word.starts_with(char::is_uppercase)).find_map(|word| state_named(word))
    };
    let (a, b) = (words(one), words(other));
    let states = state(&a).zip(state(&b));
    if let Some((first, second)) = states {
        return first == second && holds_power(&a) && holds_power(&b);
    }
    let heads = (story.words(one.0, one.1.head), story.words(other.0, other.1.head));
    let same_head = stem(&fold(heads.0)) == stem(&fold(heads.1));
    referents.lie(story, one, other) == Lie::Same && same_head && !name_others(story, one, other)
}

/// Whether the words name those who hold a state's power or what they fight with, or name it by its capital alone.
fn holds_power(words: &[&str]) -> bool {
    const MIGHT: &[&str] = &[
        "army",
        "military",
        "navy",
        "regime",
        "government",
        "forces",
        "force",
        "troops",
        "jets",
        "warplanes",
        "planes",
        "aircraft",
        "helicopters",
        "strikes",
        "ministry",
        "president",
    ];
    words.len() == 1 || words.iter().any(|word| MIGHT.contains(&word.to_lowercase().as_str()))
}

/// What those who deny a deed in general deny.
const RESPONSIBILITY: &[&str] = &[
    "responsibility",
    "involvement",
    "role",
    "part",
    "accusation",
    "allegation",
    "accusations",
    "allegations",
    "charges",
];

/// Kinds of deeds for which one is held responsible.
const HARMFUL: &[EventType] = &[
    EventType::Assault,
    EventType::Accident,
    EventType::Casualty,
    EventType::Coerce,
    EventType::Disaster,
    EventType::Crime,
];

/// A telling and who does its deed.
type OfParty<'t> = (Telling<'t>, &'t Filler);

/// Denials of responsibility, each beside what other reports lay to the one who denies, one card for each who does.
fn responsibility(story: &Story<'_>, referents: &Referents) -> Vec<Card> {
    let tellings = |report: ReportId| {
        let frames = &story.timeline.analyses[report.index()].frames;
        (0_u32..).zip(&frames.deeds).map(move |(index, deed)| Telling {
            report,
            deed,
            fillers: frames.of(index),
        })
    };
    let all =
        || story.reports.iter().flat_map(|report| tellings(*report)).filter(|telling| is_told(telling.deed));
    let denials: Vec<OfParty<'_>> = all()
        .filter(|telling| denies_all(story, telling))
        .filter_map(with_agent)
        .take(MOST_DENIALS)
        .collect();
    if denials.is_empty() {
        return Vec::new();
    }
    let laid: Vec<OfParty<'_>> =
        all().filter(|telling| is_harmful(story, telling)).filter_map(with_agent).collect();
    let same = |one: &OfParty<'_>, other: &OfParty<'_>| {
        is_one_party(story, referents, (one.0.report, one.1), (other.0.report, other.1))
    };
    let mut cards = Vec::new();
    for (place, first) in denials.iter().enumerate() {
        if denials[..place].iter().any(|known| same(known, first)) {
            continue;
        }
        let denying: Vec<OfParty<'_>> =
            denials.iter().filter(|denial| same(first, denial)).copied().collect();
        let silent_on_it = |one: &&OfParty<'_>| denying.iter().all(|denial| denial.0.report != one.0.report);
        let laying: Vec<OfParty<'_>> = laid
            .iter()
            .filter(silent_on_it)
            .filter(|one| same(first, one))
            .take(MOST_TELLINGS)
            .copied()
            .collect();
        cards.extend(card_of_party(story, &denying, &laying));
    }
    cards
}

/// A telling with who does its deed, where it says so by more than a pronoun.
fn with_agent(telling: Telling<'_>) -> Option<OfParty<'_>> {
    let spoken = |filler: &&Filler| filler.slot == Slot::Agent && filler.form != MentionForm::Pronoun;
    telling.fillers.iter().find(spoken).map(|agent| (telling, agent))
}

/// Whether somebody denies in general what is laid to him.
fn denies_all(story: &Story<'_>, telling: &Telling<'_>) -> bool {
    matches!(telling.deed.class, "deny" | "reject")
        && telling.fillers.iter().any(|filler| {
            let noun = story.words(telling.report, filler.head).to_lowercase();
            filler.slot == Slot::Patient && RESPONSIBILITY.contains(&&*noun)
        })
}

/// Whether a deed does harm by its class or by the noun it carries out: "carried out a raid".
fn is_harmful(story: &Story<'_>, telling: &Telling<'_>) -> bool {
    let harmful =
        |class: &str| !class.is_empty() && HARMFUL.contains(&lexicon().kind(PartOfSpeech::Verb, class));
    harmful(telling.deed.class)
        || telling.fillers.iter().any(|filler| {
            let noun = story.words(telling.report, filler.head).to_lowercase();
            filler.slot == Slot::Patient && harmful(lexicon().class(PartOfSpeech::Noun, &noun))
        })
}

/// How often one report is shown to deny or to lay something to a party.
const MOST_PLACES: usize = 3;

fn card_of_party(story: &Story<'_>, denying: &[OfParty<'_>], laying: &[OfParty<'_>]) -> Option<Card> {
    let (first, denier) = *denying.first()?;
    laying.first()?;
    let mut shown: Vec<(Telling<'_>, &Filler, bool)> = Vec::new();
    for (side, denies) in [(denying, true), (laying, false)] {
        for (telling, party) in side.iter().take(MOST_TELLINGS) {
            if shown.iter().filter(|(known, ..)| known.report == telling.report).count() < MOST_PLACES {
                shown.push((*telling, party, denies));
            }
        }
    }
    shown.sort_by_key(|(telling, ..)| (telling.report, telling.deed.word));
    let said: Vec<(ReportId, String)> = shown
        .iter()
        .map(|(telling, _, denies)| {
            (telling.report, (if *denies { "denied" } else { "laid to it" }).to_owned())
        })
        .collect();
    let positions = shown
        .iter()
        .map(|(telling, party, denies)| {
            let patient = telling.fillers.iter().find(|filler| filler.slot == Slot::Patient && *denies);
            let span = telling.deed.word.cover(party.span);
            let passage =
                Passage { report: telling.report, span: patient.map_or(span, |own| span.cover(own.span)) };
            let statement = (if *denies { "denied" } else { "laid to it" }).to_owned();
            Position { passage, claim: None, statement }
        })
        .collect();
    let finding = Finding {
        aspect: Aspect::Actor,
        verdict: Verdict::Contradiction,
        severity: 0.7,
        rule: "denials/responsibility",
        why: "one report lays to somebody what the other says that it denies",
        summary: format!("Whether {} did it: {}", story.words(first.report, denier.span), sides(&said)),
    };
    Some(Card { weight: 1.0, disagreement: disagreement(story, finding, positions) })
}

//! One event affirmed and denied: done in one report, denied or said not to have happened in another.
//!
//! The deeds must be of one class with the same agent or patient in both reports; where either differs, they are different
//! deeds. Denials of responsibility in general are compared in `responsible`.

use std::collections::{BTreeMap, HashMap};

use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::origin::fold;
use super::super::quote::{opening, quoted};
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::referent::{Coreference, Referents, name_others};
use super::{Card, class_of, responsible, sides};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::event::EventType;
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Deed, Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::{Polarity, Stance};
use crate::text::{Passage, ReportId};
use crate::timeline::story::stem;

/// How many deeds of one class are compared with each denial.
pub(super) const MOST_DEEDS: usize = 24;

/// How many denials of one class are examined.
pub(super) const MOST_DENIALS: usize = 12;

/// How many reports are shown for each side.
const MOST_SHOWN: usize = 4;

pub(super) const ONE_DEED: Rule = Rule {
    name: "denials/one-deed",
    aspect: Aspect::Event,
    verdict: Verdict::Contradiction,
    why: "one report says that it was done, the other that it was not",
};

const ONE_PLAN: Rule = Rule {
    name: "denials/one-plan",
    why: "one report says that it is to be done, the other that it is not",
    ..ONE_DEED
};

/// A deed with its report.
#[derive(Clone, Copy)]
pub(super) struct DeedRef<'t> {
    pub report: ReportId,
    pub deed: &'t Deed,
    pub fillers: &'t [Filler],
}

/// Finds the deeds that the reports of a story both affirm and deny, one card per class.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    // A plan does not deny a past deed, nor the other way round.
    let mut by_class: BTreeMap<(String, bool), (Vec<DeedRef<'_>>, Vec<DeedRef<'_>>)> = BTreeMap::new();
    for &report in &story.reports {
        let frames = &story.timeline.analyses[report.index()].frames;
        for (index, deed) in (0_u32..).zip(&frames.deeds) {
            let class = class_of(story, report, deed);
            // A denial is not itself compared as a deed.
            if matches!(&*class, "deny" | "reject") {
                continue;
            }
            let planned = deed.stance == Stance::Planned;
            let (against, affirmed) = by_class.entry((class, planned)).or_default();
            let deed_ref = DeedRef { report, deed, fillers: frames.of(index) };
            if is_denied(deed) && denies_it(story, &deed_ref) && against.len() < MOST_DENIALS {
                against.push(deed_ref);
            } else if (is_affirmed(deed) || planned && deed.polarity == Polarity::Affirmed)
                && affirmed.len() < MOST_DEEDS
            {
                affirmed.push(deed_ref);
            }
        }
    }
    let of_deeds =
        by_class.values().filter_map(|(against, affirmed)| card(story, &referents, against, affirmed));
    of_deeds.chain(responsible::find(story, &referents)).collect()
}

fn is_denied(deed: &Deed) -> bool {
    let outright = matches!(deed.polarity, Polarity::Negated | Polarity::Denied | Polarity::Absent);
    outright && matches!(deed.stance, Stance::Fact | Stance::Alleged | Stance::Likely | Stance::Planned)
}

/// Whether a negated deed denies that it took place: "did not spread further" and "has not yet signed" are about extent and
/// timing, and rejecting a call or denying an offer is a refusal.
fn denies_it(story: &Story<'_>, deed_ref: &DeedRef<'_>) -> bool {
    static HOW_FAR: WordClass = WordClass::named("adverbs of extent or timing");
    const NEAR: usize = 24;
    let text = &story.timeline.reports[deed_ref.report.index()].text;
    let word = deed_ref.deed.word;
    let from = deed_ref.deed.mark.map_or(word.start, |mark| mark.start.min(word.start)) as usize;
    let patient =
        deed_ref.fillers.iter().filter(|filler| filler.slot == Slot::Patient).map(|filler| filler.span.end);
    let end = patient.chain([word.end]).max().unwrap_or(word.end) as usize;
    let mut to = (end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let around = text.get(from..to).unwrap_or_default();
    let clause = around.split(['.', ';', '!', '?']).next().unwrap_or_default();
    let focused =
        clause.split(|letter: char| !letter.is_alphanumeric()).any(|word| HOW_FAR.has(&word.to_lowercase()));
    let refused = deed_ref.deed.polarity == Polarity::Denied
        && !deed_ref.deed.verbal
        && !HARMFUL.contains(&lexicon().kind(PartOfSpeech::Noun, deed_ref.deed.class));
    !focused && !refused
}

/// Whether a deed is said to have been done, for certain or not.
pub(super) fn is_affirmed(deed: &Deed) -> bool {
    deed.polarity == Polarity::Affirmed
        && matches!(deed.stance, Stance::Fact | Stance::Alleged | Stance::Likely)
}

fn card(
    story: &Story<'_>,
    referents: &Referents,
    against: &[DeedRef<'_>],
    affirmed: &[DeedRef<'_>],
) -> Option<Card> {
    let mut sides_of: HashMap<ReportId, bool> = HashMap::new();
    let mut shown: Vec<(DeedRef<'_>, bool)> = Vec::new();
    for denial in against {
        for deed_ref in affirmed.iter().filter(|deed_ref| deed_ref.report != denial.report) {
            // A report that says both makes clear which of them it maintains.
            let both = |report, by: &[DeedRef<'_>], than: &DeedRef<'_>| {
                by.iter().any(|own| own.report == report && is_one_deed(story, referents, own, than))
            };
            if !is_one_deed(story, referents, denial, deed_ref)
                || both(denial.report, affirmed, denial)
                || both(deed_ref.report, against, deed_ref)
            {
                continue;
            }
            for (one, denies) in [(denial, true), (deed_ref, false)] {
                let side = shown.iter().filter(|(_, known)| *known == denies).count();
                if side < MOST_SHOWN && sides_of.insert(one.report, denies).is_none() {
                    shown.push((*one, denies));
                }
            }
        }
    }
    let (first, _) = *shown.iter().find(|(_, denies)| !denies)?;
    shown.iter().find(|(_, denies)| *denies)?;
    shown.sort_by_key(|(deed_ref, _)| (deed_ref.report, deed_ref.deed.word));
    let said: Vec<(ReportId, String)> = shown
        .iter()
        .map(|(deed_ref, denies)| (deed_ref.report, (if *denies { "no" } else { "yes" }).to_owned()))
        .collect();
    let positions: Vec<Position> = shown.iter().map(|(deed_ref, denies)| side(deed_ref, *denies)).collect();
    let summary = format!("Whether {}: {}", clause(story, &first), sides(&said));
    let rule = if first.deed.stance == Stance::Planned { &ONE_PLAN } else { &ONE_DEED };
    Some(Card { weight: 1.0, disagreement: rule.found(story, summary, positions) })
}

/// A deed as one side: its word with the patient, and the negating word.
fn side(deed_ref: &DeedRef<'_>, denies: bool) -> Position {
    let word = deed_ref.deed.word;
    let span = deed_ref.deed.mark.filter(|_| denies).map_or(word, |mark| mark.cover(word));
    let patient = deed_ref.fillers.iter().find(|filler| filler.slot == Slot::Patient);
    let span = patient.map_or(span, |patient| span.cover(patient.span));
    let passage = Passage { report: deed_ref.report, span };
    Position { passage, claim: None, statement: (if denies { "denied" } else { "reported" }).to_owned() }
}

/// The deed with its agent and its patient, in text order.
fn clause(story: &Story<'_>, deed_ref: &DeedRef<'_>) -> String {
    const WORDS: usize = 12;
    let core = deed_ref.fillers.iter().filter(|filler| matches!(filler.slot, Slot::Agent | Slot::Patient));
    let span = core.fold(deed_ref.deed.word, |span, filler| span.cover(filler.span));
    quoted(&opening(story, deed_ref.report, span, WORDS))
}

/// Whether two deeds of one class are the same: their agent or their patient is certainly the same, and nothing else differs.
fn is_one_deed(story: &Story<'_>, referents: &Referents, one: &DeedRef<'_>, other: &DeedRef<'_>) -> bool {
    let of = |deed_ref: &DeedRef<'_>, slot: Slot| -> Vec<Filler> {
        // An unnamed site may lie in any place.
        let named = |filler: &&Filler| slot != Slot::Place || filler.form == MentionForm::Name;
        deed_ref.fillers.iter().filter(|filler| filler.slot == slot).filter(named).copied().collect()
    };
    let coreference = |slot: Slot| -> Option<Coreference> {
        let (a, b) = (of(one, slot), of(other, slot));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let named = pairs.filter(|(a, b)| [a, b].iter().all(|filler| filler.form != MentionForm::Pronoun));
        let coreferences = named.map(|(a, b)| {
            let (a, b) = ((one.report, a), (other.report, b));
            let coreference = referents.coreference(story, a, b);
            if coreference == Coreference::Same && !are_certainly_one(story, referents, a, b) {
                Coreference::Unclear
            } else {
                coreference
            }
        });
        coreferences.min()
    };
    let (agent, patient, place) =
        (coreference(Slot::Agent), coreference(Slot::Patient), coreference(Slot::Place));
    let none = |slot: Slot| of(one, slot).is_empty() && of(other, slot).is_empty();
    let fits = |coreference: Option<Coreference>| matches!(coreference, None | Some(Coreference::Same));
    let denied = one.deed.polarity == Polarity::Denied || other.deed.polarity == Polarity::Denied;
    let verbal = one.deed.verbal && other.deed.verbal;
    let same = match (agent, patient) {
        (Some(Coreference::Same), Some(Coreference::Same)) => true,
        (None, Some(Coreference::Same)) => denied || none(Slot::Agent),
        (Some(Coreference::Same), None) => {
            let there = place == Some(Coreference::Same);
            let planned = one.deed.stance == Stance::Planned;
            verbal && none(Slot::Patient) && (there || planned || is_complete_alone(one.deed.class))
        }
        _ => false,
    };
    same && fits(place) && !of(one, Slot::Counted).iter().any(|_| !none(Slot::Counted) && !denied)
}

/// Whether deeds of a class are identified by their patient alone: "resigned", "died", "fled".
fn is_complete_alone(class: &str) -> bool {
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

/// Whether two phrases that may refer to the same thing certainly do: they mention one actor or share a name, or their heads
/// are one noun that neither introduces as new: "a New York facility", "that facility".
pub(in super::super) fn are_certainly_one(
    story: &Story<'_>,
    referents: &Referents,
    one: (ReportId, &Filler),
    other: (ReportId, &Filler),
) -> bool {
    static ANEW: WordClass = WordClass::named("words that introduce a new person");
    let brings_up = |(report, filler): (ReportId, &Filler)| {
        let first = story.words(report, filler.span).split_whitespace().next().unwrap_or_default();
        ANEW.has(&first.to_lowercase())
    };
    let head =
        |(report, filler): (ReportId, &Filler)| stem(&fold(story.words(report, filler.head))).to_owned();
    let same_head = head(one) == head(other) && !brings_up(one) && !brings_up(other);
    !name_others(story, one, other) && (same_head || referents.share_actor(one, other))
}

/// Kinds of deeds that people are held responsible for.
pub(super) const HARMFUL: &[EventType] = &[
    EventType::Assault,
    EventType::Accident,
    EventType::Casualty,
    EventType::Coerce,
    EventType::Disaster,
    EventType::Crime,
];

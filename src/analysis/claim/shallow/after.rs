//! The predicate in the words after what is counted: "18 people were killed", "six dead", "nine fans taken to hospital".

use super::super::attribution::{Stance, verb_cue};
use super::super::predicate::{self, Use};
use super::{
    CountedPhrase, MOST_OF_ASIDE, MOST_WORDS, Said, Sentence, add, names_affected, noun_group, says,
    says_together,
};
use crate::analysis::language::{TokenId, Upos, Xpos};

/// "… were killed", "… have been arrested", "… died", "… dead", "… who were hurt", "… killed in the blast".
pub(super) fn after(sentence: &Sentence<'_, '_>, counted: &CountedPhrase, found: &mut Vec<Said>) {
    let mut place = verb_group(sentence, counted);
    if sentence.is(place, &["who", "that"]) {
        place += 1;
    }
    if among(sentence, place, found) {
        return;
    }
    let verb = Verb::read(sentence, place);
    if verb.form == VerbForm::Passive && among(sentence, verb.place, found) {
        return;
    }
    let hit = verb.add_own_class(sentence, found);
    let with_its_object = WITH_OBJECT.iter().filter(|(_, holds)| holds(sentence, &verb, hit));
    found.extend(with_its_object.filter_map(|(class, _)| verb.says(class)));
    // "eight were shot, one fatally"
    if sentence.is(counted.end.0, &["fatally", "mortally"]) {
        found.extend(Said::of("killed", counted.end));
    }
    // "killed and wounded", "dead or missing".
    if hit && sentence.is(verb.place + 1, &["and", "or"]) {
        verb.add_joined(sentence, found);
    }
}

/// The main word of a verb group, and how the words before it modify it.
struct Verb {
    place: u32,
    form: VerbForm,
    /// Whether it is only feared, believed or expected.
    uncertain: bool,
    /// Whether the people are found or reported to be in that state: "were found dead".
    found_so: bool,
}

/// How the auxiliaries modify a verb.
#[derive(Clone, Copy, PartialEq)]
enum VerbForm {
    /// A form of "be" precedes it.
    Passive,
    /// A form of "have" precedes it.
    Perfect,
    /// Neither precedes it.
    Finite,
}

impl Verb {
    /// Reads a verb group from its first word on.
    fn read(sentence: &Sentence<'_, '_>, first: u32) -> Self {
        let mut verb = Self { place: first, form: VerbForm::Finite, uncertain: false, found_so: false };
        // The form apart from the passive.
        let mut active = VerbForm::Finite;
        for _ in 0..MOST_WORDS {
            let place = verb.place;
            let light = matches!(sentence.upos(place), Some(Upos::Adv | Upos::Aux)) && !says(sentence, place)
                || verb.found_so && sentence.is(place, &["to"]);
            let finds = verb.form == VerbForm::Passive
                && sentence.upos(place) == Some(Upos::Verb)
                && is_finding(sentence.lemma(place));
            if sentence.is(place, &["was", "were", "is", "are", "been", "being", "be", "got"]) {
                verb.form = VerbForm::Passive;
            } else if sentence.is(place, &["has", "have", "had", "having"]) {
                active = VerbForm::Perfect;
                if verb.form == VerbForm::Finite {
                    verb.form = active;
                }
            } else if finds {
                // "are known to have died": those who are said to have died are not the patient of the saying.
                if sentence.is(place + 1, &["to"]) {
                    verb.form = active;
                }
                verb.found_so = true;
                verb.uncertain |=
                    verb_cue(sentence.lemma(place)) == Some(Stance::Think) && sentence.lemma(place) != "find";
            } else if !light {
                break;
            }
            verb.place += 1;
        }
        verb
    }

    /// Whether it is a past form or a participle.
    fn is_past(&self, sentence: &Sentence<'_, '_>) -> bool {
        matches!(sentence.xpos(self.place), Some(Xpos::Vbn | Xpos::Vbd))
    }

    /// A class that the verb states together with other words.
    fn says(&self, class: &str) -> Option<Said> {
        Said::of(class, TokenId(self.place)).map(|said| Said { uncertain: self.uncertain, ..said })
    }

    /// Adds the classes that the word states by itself, in the use that the words before it determine; returns whether there
    /// are any.
    fn add_own_class(&self, sentence: &Sentence<'_, '_>, found: &mut Vec<Said>) -> bool {
        let phrasal = format!("{} {}", sentence.lemma(self.place), sentence.lower(self.place + 1));
        let takes_part = !predicate::lookup(Use::Subject, &phrasal).is_empty();
        let past = self.form == VerbForm::Finite && self.is_past(sentence);
        let uses: &[Use] = if past && has_object(sentence, self.place) && !takes_part {
            &[Use::Subject]
        } else if past || self.form == VerbForm::Passive {
            &[Use::Patient, Use::Adjective, Use::Subject]
        } else {
            &[Use::Subject, Use::Adjective]
        };
        uses.iter().any(|usage| add(sentence, *usage, self.place, self.uncertain, found))
    }

    /// Adds the predicate of a word joined to it by "and" or "or".
    fn add_joined(&self, sentence: &Sentence<'_, '_>, found: &mut Vec<Said>) {
        let joined = self.place + 2;
        let usage = if self.form == VerbForm::Passive || self.is_participle(sentence) {
            Use::Patient
        } else {
            Use::Subject
        };
        let noun = sentence.upos(joined) == Some(Upos::Noun) && !sentence.is(joined, &["wounded", "injured"]);
        if !noun && !has_object(sentence, joined) {
            let mut uses = [usage, Use::Adjective].into_iter();
            uses.any(|usage| add(sentence, usage, joined, self.uncertain, found));
        }
    }

    /// Whether it is a participle, including one after "found" that the tagger takes for a noun.
    fn is_participle(&self, sentence: &Sentence<'_, '_>) -> bool {
        self.is_past(sentence)
            || self.found_so && sentence.is(self.place, &["shot", "stabbed", "beaten", "strangled"])
    }
}

/// Whether a verb states a class together with the words next to it; the last argument is whether the verb states a class by
/// itself.
type Together = fn(&Sentence<'_, '_>, &Verb, bool) -> bool;

/// The classes that a verb states only together with the words next to it.
const WITH_OBJECT: &[(&str, Together)] = &[
    // "lost their lives"
    ("killed", |sentence, verb, hit| {
        !hit && sentence.lemma(verb.place) == "lose"
            && sentence.is(verb.place + 1, &["their", "his", "her"])
            && sentence.lemma(verb.place + 2) == "life"
    }),
    // "were left dead", "shot dead"
    ("killed", |sentence, verb, _| {
        sentence.is(verb.place + 1, &["dead"])
            && (verb.form == VerbForm::Passive || sentence.is(verb.place, &["shot", "found", "stabbed"]))
    }),
    // "were found shot": the tagger may take the participle for a noun.
    ("shot", |sentence, verb, hit| verb.found_so && !hit && sentence.is(verb.place, &["shot"])),
    ("stabbed", |sentence, verb, hit| verb.found_so && !hit && sentence.is(verb.place, &["stabbed"])),
    // "fatally shot", "beaten to death"
    ("killed", |sentence, verb, _| {
        let place = verb.place;
        let fatally = place > sentence.first && sentence.is(place - 1, &["fatally", "mortally"]);
        let to_death = sentence.is(place + 1, &["to"]) && sentence.is(place + 2, &["death"]);
        verb.is_participle(sentence) && (fatally || to_death)
    }),
    // "took to the streets"
    ("attended", |sentence, verb, _| {
        sentence.lemma(verb.place) == "take"
            && sentence.is(verb.place + 1, &["to"])
            && matches!(sentence.lemma(verb.place + 3), "street" | "square")
    }),
    ("hospitalised", |sentence, verb, _| verb.form == VerbForm::Passive && to_hospital(sentence, verb.place)),
    ("injured", |sentence, verb, _| with_injuries(sentence, verb.place)),
];

/// "six civilians were among the 22 killed", "seven children among the dead": the fate of all of them.
fn among(sentence: &Sentence<'_, '_>, place: u32, found: &mut Vec<Said>) -> bool {
    const REACH: u32 = 6;
    if !sentence.is(place, &["among", "amongst"]) {
        return false;
    }
    let stop =
        (place + 1..place + 1 + REACH).find(|place| sentence.is(*place, &[",", ";", "and", "but", "in"]));
    let whole = (place + 1..stop.unwrap_or(place + 1 + REACH)).find(|place| names_affected(sentence, *place));
    let uses = [Use::Adjective, Use::Patient, Use::Noun];
    whole.is_some_and(|whole| uses.into_iter().any(|usage| add(sentence, usage, whole, false, found)))
}

pub(super) fn verb_group(sentence: &Sentence<'_, '_>, counted: &CountedPhrase) -> u32 {
    after_aside(sentence, after_members(sentence, after_phrases(sentence, counted.end.0)))
}

/// Skips a list of some of those counted that is not set off by a comma: "18 civilians including five children and a nurse
/// were killed".
fn after_members(sentence: &Sentence<'_, '_>, place: u32) -> u32 {
    const MOST_MEMBERS: usize = 5;
    if !sentence.is(place, &["including"]) {
        return place;
    }
    let mut here = place + 1;
    for _ in 0..MOST_MEMBERS {
        let from = here + u32::from(sentence.is(here, &["at", "about", "around", "some", "nearly"]));
        let from = from + u32::from(sentence.is(from, &["least", "most"]));
        let Some((_, end)) = noun_group(sentence, from) else { return place };
        here = end;
        let comma = u32::from(sentence.is(here, &[","]));
        let and = u32::from(sentence.is(here + comma, &["and"]));
        if comma + and == 0 {
            break;
        }
        here += comma + and;
    }
    here
}

/// Skips phrases that say where those counted are or come from: "six people in a minibus were killed", "two boys from Leeds
/// died".
fn after_phrases(sentence: &Sentence<'_, '_>, place: u32) -> u32 {
    const PLACED: &[&str] = &["in", "on", "at", "from", "near", "inside", "outside", "aboard", "of"];
    let mut here = place;
    for _ in 0..3 {
        if !sentence.is(here, PLACED) || says_together(sentence, here) {
            break;
        }
        let from = here + 1 + u32::from(sentence.is(here + 1, &["the", "a", "an", "his", "her", "their"]));
        let Some((_, end)) = noun_group(sentence, from) else { return place };
        // "in Leeds, Ohio, were killed"
        let of_state = sentence.is(end, &[","])
            && sentence.upos(end + 1) == Some(Upos::Propn)
            && sentence.is(end + 2, &[","]);
        here = if of_state { end + 3 } else { end };
    }
    // Only if a verb follows directly: otherwise the phrase may be about something else.
    let verb = sentence.is(here, &["was", "were", "has", "have", "had", "is", "are"])
        || sentence.xpos(here) == Some(Xpos::Vbd);
    if verb { here } else { place }
}

/// Skips an aside between commas that contains no predicate: "three people, all of them from Leeds, died".
fn after_aside(sentence: &Sentence<'_, '_>, place: u32) -> u32 {
    if !sentence.is(place, &[","]) {
        return place;
    }
    let speaks = |place: u32| {
        let lemma = sentence.lemma(place);
        [Use::Patient, Use::Subject, Use::Adjective]
            .into_iter()
            .any(|usage| !predicate::lookup(usage, lemma).is_empty())
    };
    (place + 1..place + 2 + MOST_OF_ASIDE)
        .take_while(|place| !speaks(*place) && !sentence.is(*place, &["and", "but"]))
        .find(|place| sentence.is(*place, &[","]))
        .map_or(place, |closing| closing + 1)
}

/// "were taken to hospital", "was rushed to a nearby hospital".
fn to_hospital(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let taken =
        matches!(sentence.lemma(verb), "take" | "rush" | "bring" | "airlift" | "transport" | "fly" | "admit");
    let mut following = (verb + 1..verb + 6).take_while(|place| !sentence.is(*place, &["and", ",", ";"]));
    taken && following.any(|place| matches!(sentence.lemma(place), "hospital" | "clinic"))
}

/// What the injured suffer from or are treated for.
const HURTS: &[&str] = &["injury", "wound", "burn", "cut", "bruise", "fracture", "concussion", "inhalation"];

/// "suffered minor injuries", "were treated for burns", "survived with injuries".
fn with_injuries(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let suffers =
        matches!(sentence.lemma(verb), "suffer" | "sustain" | "receive" | "survive" | "treat" | "escape");
    let near = |reach: u32| {
        (verb + 1..verb + reach).take_while(|place| !sentence.is(*place, &["and", ",", ";", "no", "without"]))
    };
    // "received treatment after being injured"
    let treated =
        sentence.lemma(verb) == "receive" && near(4).any(|place| sentence.is(place, &["treatment", "care"]));
    let hurt = |place: u32| {
        HURTS.contains(&sentence.lemma(place)) || sentence.is(place, &["injured", "wounded", "hurt"])
    };
    suffers && near(5).any(|place| HURTS.contains(&sentence.lemma(place))) || treated && near(8).any(hurt)
}

/// Verbs between "were" and the predicate: "were found dead", "are feared drowned", "were reported killed".
fn is_finding(lemma: &str) -> bool {
    verb_cue(lemma).is_some()
        || matches!(lemma, "leave" | "discover" | "list" | "pronounce" | "feel" | "presume" | "know")
}

/// Whether a noun phrase directly follows a verb: then its subject is the agent.
fn has_object(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    matches!(sentence.upos(place + 1), Some(Upos::Det | Upos::Num | Upos::Pron | Upos::Propn | Upos::Noun))
        || sentence.is(place + 1, &["at"]) && sentence.is(place + 2, &["least"])
}

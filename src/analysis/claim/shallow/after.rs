//! What the words after the counted say of them: "18 people were killed", "six dead", "nine fans taken to hospital".

use super::super::attribution::{Stance, verb_cue};
use super::super::predicate::{self, Use};
use super::{
    Counted, MOST_OF_ASIDE, MOST_WORDS, Said, Sentence, add, befalls, noun_group, says, says_together,
};
use crate::analysis::language::{TokenId, Upos, Xpos};

/// "… were killed", "… have been arrested", "… died", "… dead", "… who were hurt", "… killed in the blast".
pub(super) fn after(sentence: &Sentence<'_, '_>, counted: &Counted, found: &mut Vec<Said>) {
    let mut place = verb_group(sentence, counted);
    if sentence.is(place, &["who", "that"]) {
        place += 1;
    }
    if among(sentence, place, found) {
        return;
    }
    let (mut passive, mut perfect, mut held, mut found_so) = (false, false, false, false);
    for _ in 0..MOST_WORDS {
        let light = matches!(sentence.upos(place), Some(Upos::Adv | Upos::Aux)) && !says(sentence, place)
            || found_so && sentence.is(place, &["to"]);
        let finds = passive && sentence.upos(place) == Some(Upos::Verb) && is_finding(sentence.lemma(place));
        if sentence.is(place, &["was", "were", "is", "are", "been", "being", "be", "got"]) {
            passive = true;
        } else if sentence.is(place, &["has", "have", "had", "having"]) {
            perfect = true;
        } else if finds {
            // "are known to have died": who is said to have died is no patient of the saying.
            (passive, found_so) = (!sentence.is(place + 1, &["to"]), true);
            held |= verb_cue(sentence.lemma(place)) == Some(Stance::Think) && sentence.lemma(place) != "find";
        } else if !light {
            break;
        }
        place += 1;
    }
    if passive && among(sentence, place, found) {
        return;
    }
    let finite = !passive && !perfect;
    let vbn = sentence.xpos(place) == Some(Xpos::Vbn) || sentence.xpos(place) == Some(Xpos::Vbd);
    let phrasal = format!(
        "{} {}",
        sentence.lemma(place),
        sentence.at(place + 1).map_or("", |next| sentence.document.word(next)).to_lowercase()
    );
    let takes_part = !predicate::lookup(Use::Subject, &phrasal).is_empty();
    let acts = finite && vbn && has_object(sentence, place) && !takes_part;
    let hit = if acts {
        add(sentence, Use::Subject, place, held, found)
    } else if passive || (finite && vbn) {
        add(sentence, Use::Patient, place, held, found)
            || add(sentence, Use::Adjective, place, held, found)
            || add(sentence, Use::Subject, place, held, found)
    } else {
        add(sentence, Use::Subject, place, held, found) || add(sentence, Use::Adjective, place, held, found)
    };
    if !hit
        && sentence.lemma(place) == "lose"
        && sentence.is(place + 1, &["their", "his", "her"])
        && sentence.lemma(place + 2) == "life"
    {
        let word = TokenId(place);
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held }));
    }
    if passive && sentence.is(place + 1, &["dead"])
        || sentence.is(place, &["shot", "found", "stabbed"]) && sentence.is(place + 1, &["dead"])
    {
        let word = TokenId(place);
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held }));
    }
    // "were found shot": the tagger may take the participle for a noun.
    if found_so && !hit && sentence.is(place, &["shot", "stabbed"]) {
        let word = TokenId(place);
        let class = if sentence.is(place, &["shot"]) { "shot" } else { "stabbed" };
        found.extend(predicate::class(class).map(|predicate| Said { predicate, word, held }));
    }
    let vbn = vbn || found_so && sentence.is(place, &["shot", "stabbed", "beaten", "strangled"]);
    let fatally = place > sentence.first && sentence.is(place - 1, &["fatally", "mortally"]);
    let to_death = sentence.is(place + 1, &["to"]) && sentence.is(place + 2, &["death"]);
    if vbn && (fatally || to_death) {
        let word = TokenId(place);
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held }));
    }
    if sentence.lemma(place) == "take"
        && sentence.is(place + 1, &["to"])
        && matches!(sentence.lemma(place + 3), "street" | "square")
    {
        let word = TokenId(place);
        found.extend(predicate::class("attended").map(|predicate| Said { predicate, word, held }));
    }
    // "eight were shot, one fatally"
    if sentence.is(counted.end.0, &["fatally", "mortally"]) {
        let word = counted.end;
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held: false }));
    }
    if passive && to_hospital(sentence, place) {
        let word = TokenId(place);
        found.extend(predicate::class("hospitalised").map(|predicate| Said { predicate, word, held }));
    }
    if with_injuries(sentence, place) {
        let word = TokenId(place);
        found.extend(predicate::class("injured").map(|predicate| Said { predicate, word, held }));
    }
    // "killed and wounded", "dead or missing".
    if hit && sentence.is(place + 1, &["and", "or"]) {
        let usage = if passive || vbn { Use::Patient } else { Use::Subject };
        let _ = (sentence.upos(place + 2) != Some(Upos::Noun)
            || sentence.is(place + 2, &["wounded", "injured"]))
            && !has_object(sentence, place + 2)
            && (add(sentence, usage, place + 2, held, found)
                || add(sentence, Use::Adjective, place + 2, held, found));
    }
}

/// "six civilians were among the 22 killed", "seven children among the dead": what befell all of them.
fn among(sentence: &Sentence<'_, '_>, place: u32, found: &mut Vec<Said>) -> bool {
    const REACH: u32 = 6;
    if !sentence.is(place, &["among", "amongst"]) {
        return false;
    }
    let stop =
        (place + 1..place + 1 + REACH).find(|place| sentence.is(*place, &[",", ";", "and", "but", "in"]));
    let whole = (place + 1..stop.unwrap_or(place + 1 + REACH)).find(|place| befalls(sentence, *place));
    let uses = [Use::Adjective, Use::Patient, Use::Noun];
    whole.is_some_and(|whole| uses.into_iter().any(|usage| add(sentence, usage, whole, false, found)))
}

pub(super) fn verb_group(sentence: &Sentence<'_, '_>, counted: &Counted) -> u32 {
    after_aside(sentence, after_members(sentence, after_phrases(sentence, counted.end.0)))
}

/// After a list of some of the counted that no comma sets off: "18 civilians including five children and a nurse were killed".
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

/// After what tells where the counted are or belong: "six people in a minibus were killed", "two boys from Leeds died".
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
    // Only where a verb follows at once: otherwise the phrase may be about something else.
    let verb = sentence.is(here, &["was", "were", "has", "have", "had", "is", "are"])
        || sentence.xpos(here) == Some(Xpos::Vbd);
    if verb { here } else { place }
}

/// After an aside between commas that says nothing of the counted itself: "three people, all of them from Leeds, died".
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
    let mut behind = (verb + 1..verb + 6).take_while(|place| !sentence.is(*place, &["and", ",", ";"]));
    taken && behind.any(|place| matches!(sentence.lemma(place), "hospital" | "clinic"))
}

/// What the injured suffer or are treated for.
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

/// Verbs between "were" and the word that says it: "were found dead", "are feared drowned", "were reported killed".
fn is_finding(lemma: &str) -> bool {
    verb_cue(lemma).is_some()
        || matches!(lemma, "leave" | "discover" | "list" | "pronounce" | "feel" | "presume" | "know")
}

/// Whether a noun phrase follows a verb at once: then its subject is who did it.
fn has_object(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    matches!(sentence.upos(place + 1), Some(Upos::Det | Upos::Num | Upos::Pron | Upos::Propn | Upos::Noun))
        || sentence.is(place + 1, &["at"]) && sentence.is(place + 2, &["least"])
}

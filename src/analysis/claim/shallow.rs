//! What is said of a number by the words next to it: "18 people were killed", "killing six", "the death of ten soldiers".
//!
//! Adjacent words leave little room for a wrong tree; `count` asks here first and the tree for the rest.

use super::attribution::{Stance, verb_cue};
use super::phrase::word_is;
use super::predicate::{self, Counted as Counts, Predicate, Use};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

/// A predicate and the word that carries it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Said {
    /// What is said.
    pub predicate: Predicate,
    /// The verb, noun or adjective that says it.
    pub word: TokenId,
    /// Whether it is only feared, believed or expected.
    pub held: bool,
}

/// The noun phrase a number begins: its last word, and the noun that says who is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Counted {
    /// The head of the innermost "of" phrase, or the number where no noun follows.
    pub noun: TokenId,
    /// Co-ordinated noun, where one follows: "policemen and soldiers".
    pub with: Option<TokenId>,
    /// One past its last word.
    pub end: TokenId,
    /// Whether a definite whole stands behind "of": "two of the victims".
    pub of_whole: bool,
}

/// How many words a noun phrase, a verb group or an aside may take.
const MOST_WORDS: u32 = 9;

/// How many words an aside between commas may take: "one of them a 9-year-old girl".
const MOST_OF_ASIDE: u32 = 14;

/// A cursor over one sentence.
struct Sentence<'d, 't> {
    document: &'d Document<'t>,
    first: u32,
    end: u32,
}

impl Sentence<'_, '_> {
    fn at(&self, place: u32) -> Option<TokenId> {
        (self.first <= place && place < self.end).then_some(TokenId(place))
    }

    fn upos(&self, place: u32) -> Option<Upos> {
        self.at(place).map(|token| self.document.token(token).upos)
    }

    fn is(&self, place: u32, words: &[&str]) -> bool {
        self.at(place).is_some_and(|token| word_is(self.document, token, words))
    }

    fn lemma(&self, place: u32) -> &str {
        self.at(place).map_or("", |token| self.document.lemma(token))
    }

    fn xpos(&self, place: u32) -> Option<Xpos> {
        self.at(place).map(|token| self.document.token(token).xpos)
    }
}

fn sentence<'d, 't>(document: &'d Document<'t>, token: TokenId) -> Sentence<'d, 't> {
    let sentence = document.sentence(document.sentence_of(token));
    Sentence { document, first: sentence.first.0, end: sentence.end.0 }
}

/// The noun phrase of a number whose last word is given.
pub(crate) fn counted(document: &Document<'_>, number: TokenId) -> Counted {
    let sentence = sentence(document, number);
    let mut place = number.0 + 1;
    let vague_of = word_is(document, number, &["of"]);
    let mut of_whole = false;
    // A closing mark behind a number in scare quotes.
    if sentence.is(place, &["”", "\"", "'", "’"]) {
        place += 1;
    }
    let mut portioned = vague_of;
    if sentence.is(place, &["of"]) {
        portioned = true;
        place += 1;
    }
    if portioned {
        if sentence.is(place, &["them", "whom", "those", "us", "these"]) {
            return Counted { noun: TokenId(place), with: None, end: TokenId(place + 1), of_whole: true };
        }
        // "two of the victims", "three of seven hostages"
        if sentence.is(place, &["the", "these", "those"])
            || !vague_of && sentence.upos(place) == Some(Upos::Num)
        {
            of_whole = true;
        }
    }
    let Some((noun, end)) = noun_group(&sentence, place) else {
        // "three of the killed"
        let befallen = place + 1;
        let those = of_whole && sentence.is(place, &["the", "those"]) && befalls(&sentence, befallen);
        let (noun, end) = if those { (befallen, befallen + 1) } else { (number.0, number.0 + 1) };
        return Counted { noun: TokenId(noun), with: None, end: TokenId(end), of_whole };
    };
    let (mut noun, mut end) = (noun, end);
    if sentence.is(end, &["of"])
        && is_portion(sentence.lemma(noun.0))
        && let Some((inner, after)) = noun_group(&sentence, end + 1)
    {
        // "members of a ski club": they are counted, not the club.
        let of_people = sentence.lemma(noun.0) != "member" || group::of_head(document, inner).is_some();
        (noun, end) = (if of_people { inner } else { noun }, after);
    }
    let with = sentence
        .is(end, &["and", "or"])
        .then(|| noun_group(&sentence, end + 1))
        .flatten()
        .filter(|(_, after)| *after == end + 2 && !sentence.is(end + 1, &["others"]));
    match with {
        Some((other, after)) => Counted { noun, with: Some(other), end: TokenId(after), of_whole },
        None => Counted { noun, with: None, end: TokenId(end), of_whole },
    }
}

fn is_portion(lemma: &str) -> bool {
    matches!(lemma, "member" | "group" | "unit" | "family" | "contingent" | "crowd" | "number")
}

/// The noun group that begins at a place: determiners and adjectives, then nouns; its last noun and its end.
fn noun_group(sentence: &Sentence<'_, '_>, from: u32) -> Option<(TokenId, u32)> {
    let mut place = from;
    let mut noun = None;
    while place < from + MOST_WORDS {
        let adverb = sentence.is(place, &["mostly", "other", "more", "further"]);
        match sentence.upos(place) {
            // "seven people hostage"
            Some(Upos::Noun) if noun.is_some() && sentence.is(place, &["hostage"]) => break,
            Some(Upos::Noun | Upos::Propn) => noun = sentence.at(place),
            Some(Upos::Det | Upos::Num | Upos::Pron) if noun.is_none() && place == from => {}
            // "two thirds of the 90 homes"
            Some(Upos::Num)
                if noun.is_none() && place == from + 1 && sentence.upos(from) == Some(Upos::Det) => {}
            Some(Upos::Adj) if noun.is_none() && !says(sentence, place) => {}
            // "three masked men"
            Some(Upos::Verb) if noun.is_none() && describes(sentence, place) => {}
            _ if adverb && noun.is_none() => {}
            Some(Upos::Part) if sentence.is(place, &["'s", "’s"]) => {}
            Some(Upos::Punct) if sentence.is(place, &["-"]) => {}
            _ => break,
        }
        place += 1;
    }
    noun.map(|noun| (noun, noun.0 + 1))
}

/// Whether a word is a participle right before a noun that says nothing of what is counted: "masked men".
fn describes(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let said = [Use::Patient, Use::Subject].into_iter();
    let describing =
        || sentence.at(place).is_some_and(|token| sentence.document.token(token).relation == Relation::Amod);
    (sentence.xpos(place) == Some(Xpos::Vbn) || describing())
        && sentence.upos(place + 1) == Some(Upos::Noun)
        && said.flat_map(|usage| predicate::lookup(usage, sentence.lemma(place))).next().is_none()
        && !says(sentence, place)
}

/// Whether two words together say what is counted: "on board".
fn says_together(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let word = |place| sentence.at(place).map_or("", |token| sentence.document.word(token)).to_lowercase();
    !predicate::lookup(Use::Adjective, &format!("{} {}", word(place), word(place + 1))).is_empty()
}

/// Whether a word names those whom something befell: "the killed", "the dead", "those wounded".
fn befalls(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let form = sentence.at(place).map_or("", |token| sentence.document.word(token)).to_lowercase();
    let uses = [(Use::Adjective, &*form), (Use::Noun, &*form), (Use::Patient, sentence.lemma(place))];
    uses.into_iter().any(|(usage, word)| !predicate::lookup(usage, word).is_empty())
}

/// Whether a word is an adjective that says itself what is counted: "dead".
fn says(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    sentence.at(place).is_some_and(|token| {
        let word = sentence.document.word(token).to_lowercase();
        !predicate::lookup(Use::Adjective, &word).is_empty()
    })
}

/// What the words on both sides of a number say of it. `first` and `last` are the number's own words, hedges included.
pub(crate) fn said(document: &Document<'_>, first: TokenId, counted: &Counted) -> Vec<Said> {
    let sentence = sentence(document, first);
    let mut found = Vec::new();
    behind(&sentence, counted, &mut found);
    before(&sentence, first, counted, &mut found);
    figure(&sentence, first, &mut found);
    term(&sentence, first, &mut found);
    brought(&sentence, first, counted, &mut found);
    found
}

/// "bringing to 24 the number of those who lost their lives", "taking to 24 the death toll".
fn brought(sentence: &Sentence<'_, '_>, first: TokenId, counted: &Counted, found: &mut Vec<Said>) {
    let back = |steps: u32| first.0.checked_sub(steps).filter(|place| *place >= sentence.first);
    let to = back(1).is_some_and(|place| sentence.is(place, &["to"]));
    let moves = back(2).is_some_and(|place| {
        STAND.contains(&sentence.lemma(place))
            || sentence.is(place, &["bringing", "brings", "taking", "takes"])
    });
    if !to || !moves {
        return;
    }
    let from = counted.end.0.min(first.0 + 1);
    let toll = (from..from + 5).find(|place| matches!(sentence.lemma(*place), "toll" | "number" | "tally"));
    let Some(toll) = toll else { return };
    if sentence.lemma(toll) == "toll" {
        add(sentence, Use::Noun, toll, false, found);
        return;
    }
    let said = [Use::Patient, Use::Adjective, Use::Noun, Use::Subject];
    for place in toll + 1..toll + 2 + MOST_WORDS {
        let lives = sentence.lemma(place) == "lose" && sentence.lemma(place + 2) == "life"
            || sentence.lemma(place) == "victim";
        if lives {
            let word = TokenId(place);
            found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held: false }));
        }
        if lives || said.into_iter().any(|usage| add(sentence, usage, place, false, found)) {
            return;
        }
    }
}

fn add(sentence: &Sentence<'_, '_>, usage: Use, place: u32, held: bool, found: &mut Vec<Said>) -> bool {
    let Some(word) = sentence.at(place) else { return false };
    let lemma = sentence.document.lemma(word);
    let form = sentence.document.word(word).to_lowercase();
    let particle =
        sentence.at(place + 1).map(|next| sentence.document.word(next).to_lowercase()).unwrap_or_default();
    let phrasal = format!("{lemma} {particle}");
    let classes = [lemma, &form, &phrasal]
        .into_iter()
        .map(|key| predicate::lookup(usage, key))
        .find(|all| !all.is_empty());
    let Some(classes) = classes else { return false };
    found.extend(classes.iter().map(|&predicate| Said { predicate, word, held }));
    true
}

/// "… were killed", "… have been arrested", "… died", "… dead", "… who were hurt", "… killed in the blast".
fn behind(sentence: &Sentence<'_, '_>, counted: &Counted, found: &mut Vec<Said>) {
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

/// Where what is said of the counted begins: after what tells where they are or belong, and after an aside.
pub(crate) fn behind_aside(document: &Document<'_>, counted: &Counted) -> u32 {
    verb_group(&sentence(document, counted.noun), counted)
}

fn verb_group(sentence: &Sentence<'_, '_>, counted: &Counted) -> u32 {
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

/// Behind what tells where the counted are or belong: "six people in a minibus were killed", "two boys from Leeds died".
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

/// Behind an aside between commas that says nothing of the counted itself: "three people, all of them from Leeds, died".
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

/// "killed six", "killing at least six", "the death of six", "a toll of six", "injuries to six".
fn before(sentence: &Sentence<'_, '_>, first: TokenId, counted: &Counted, found: &mut Vec<Said>) {
    const TAKE: &[&str] = &["claim", "take", "cost"];
    const LINKS: &[&str] = &["of", "to", "among"];
    let mut place = first.0;
    let step = |place: u32| place.checked_sub(1).filter(|place| *place >= sentence.first);
    let Some(mut previous) = step(place) else { return };
    // An opening mark, or what stands between the verb and its number.
    while sentence.upos(previous) == Some(Upos::Punct) && sentence.is(previous, &["“", "\"", "‘"])
        || sentence.is(previous, &["another", "the", "a", "further", "as", "many", "also", "all"])
    {
        place = previous;
        match step(place) {
            Some(next) => previous = next,
            None => return,
        }
    }
    let verb = sentence.upos(previous) == Some(Upos::Verb);
    // "launched a counter-offensive killing 29": the tagger may take the participle for another word.
    if !verb || predicate::lookup(Use::Patient, sentence.lemma(previous)).is_empty() {
        let word = TokenId(previous);
        let classes = participle_of(sentence, previous).map(|verb| predicate::lookup(Use::Patient, &verb));
        let classes = classes.unwrap_or_default();
        found.extend(classes.iter().map(|&predicate| Said { predicate, word, held: false }));
    }
    let passive = sentence.xpos(previous) != Some(Xpos::Vbg)
        && step(previous)
            .is_some_and(|place| sentence.is(place, &["was", "were", "been", "are", "is", "being"]));
    if verb && !passive {
        let held = matches!(sentence.lemma(previous), "hold" | "take" | "keep" | "seize");
        if held && sentence.is(counted.end.0, &["hostage", "captive", "prisoner"]) {
            let word = TokenId(previous);
            found.extend(predicate::class("kidnapped").map(|predicate| Said {
                predicate,
                word,
                held: false,
            }));
        }
        add(sentence, Use::Patient, previous, false, found);
        let lives = sentence.is(counted.noun.0, &["lives", "life", "victims", "victim"]);
        let fighters = sentence.lemma(previous) == "lose"
            && group::of_head(sentence.document, counted.noun)
                .is_some_and(|found| COMBATANTS.iter().any(|group| group::contains(group, found.group)));
        if TAKE.contains(&sentence.lemma(previous)) && lives || fighters {
            let word = TokenId(previous);
            found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held: false }));
        }
    }
    // "claimed the lives of 18 people"
    if sentence.is(previous, &["of"])
        && let Some(lives) = step(previous).filter(|lives| sentence.is(*lives, &["lives", "life"]))
        && let Some(verb) =
            (sentence.first..lives).rev().take(2).find(|verb| TAKE.contains(&sentence.lemma(*verb)))
    {
        let word = TokenId(verb);
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held: false }));
    }
    if sentence.is(previous, LINKS)
        && let Some(noun) = step(previous)
        && matches!(sentence.upos(noun), Some(Upos::Noun | Upos::Verb))
    {
        add(sentence, Use::Noun, noun, false, found);
    }
    // "with the loss of 24 lives"
    if sentence.is(previous, &["of"])
        && sentence.is(counted.noun.0, &["lives", "life"])
        && let Some(noun) = step(previous).filter(|noun| sentence.lemma(*noun) == "loss")
    {
        let word = TokenId(noun);
        found.extend(predicate::class("killed").map(|predicate| Said { predicate, word, held: false }));
    }
    let crowd = step(previous).filter(|noun| sentence.is(previous, &["of"]) && sentence.is(*noun, CROWDS));
    if let Some(word) = crowd.map(TokenId) {
        found.extend(predicate::class("attended").map(|predicate| Said { predicate, word, held: false }));
    }
}

/// Those of whom a side in a fight loses some: "the militia lost 14 fighters".
const COMBATANTS: &[&str] = &["troops", "militants"];

/// The verb of a participle that governs a number, whatever it was taken for: "killing 29", "wounding six".
fn participle_of(sentence: &Sentence<'_, '_>, place: u32) -> Option<String> {
    let word = sentence.document.word(sentence.at(place)?).to_lowercase();
    let stem = word.strip_suffix("ing")?;
    let verbs = [stem.to_owned(), format!("{stem}e")];
    verbs.into_iter().find(|verb| !predicate::lookup(Use::Patient, verb).is_empty())
}

/// What a crowd is or does: "a march of 9,000 people".
const CROWDS: &[&str] = &["march", "rally", "demonstration", "crowd", "gathering", "procession", "vigil"];

/// "sentenced him to nine years", "jailed for nine years", "defrauded investors of $14 million": what a verb hands out,
/// behind whom it is done to.
fn term(sentence: &Sentence<'_, '_>, first: TokenId, found: &mut Vec<Said>) {
    let Some(link) = first.0.checked_sub(1).filter(|place| sentence.is(*place, &["to", "for", "of"])) else {
        return;
    };
    let light = |place: &u32| {
        matches!(sentence.upos(*place), Some(Upos::Pron | Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj))
    };
    let from = link.saturating_sub(5).max(sentence.first);
    let verb = (from..link).rev().find(|place| !light(place));
    let Some(verb) = verb.filter(|verb| sentence.upos(*verb) == Some(Upos::Verb)) else { return };
    let known = found.len();
    add(sentence, Use::Patient, verb, false, found);
    let handed = |said: &Said| matches!(said.predicate.counted, Counts::Duration | Counts::Money);
    let mut place = 0;
    found.retain(|said| {
        place += 1;
        place <= known || handed(said)
    });
}

/// Verbs by which a figure stands or moves; their irregular forms beside them, which a tagger may take for nouns.
const STAND: &[&str] = &[
    "rise", "rose", "risen", "climb", "stand", "stood", "jump", "increase", "grow", "grew", "grown", "soar",
    "reach", "put", "raise", "bring", "brought", "hit", "go", "went", "gone", "lower", "lowered", "reduce",
    "reduced", "revise", "revised", "cut", "drop", "take", "taking", "fall", "fell", "fallen",
];

/// "the toll rose to six", "the number of people killed has risen to six", "bringing the death toll to six".
fn figure(sentence: &Sentence<'_, '_>, first: TokenId, found: &mut Vec<Said>) {
    let back = |place: u32| place.checked_sub(1).filter(|place| *place >= sentence.first);
    let Some(previous) = back(first.0) else { return };
    let stands = |place: u32| STAND.contains(&sentence.lemma(place)) || sentence.is(place, STAND);
    let linked = sentence.is(previous, &["to", "at", "from", "reached"]) || stands(previous);
    let from = first.0.saturating_sub(2 * MOST_WORDS).max(sentence.first);
    let moves = (from..first.0).any(stands);
    if !linked || !moves {
        return;
    }
    let last = |nouns: &[&str]| (from..first.0).rev().find(|place| nouns.contains(&sentence.lemma(*place)));
    let noun = last(&["toll", "number", "count", "total", "tally", "figure"])
        .or_else(|| last(&["fire", "wildfire", "blaze"]));
    // "the number of dead at 73 and that of the injured at 248"
    let that = |noun: u32| {
        (noun + 1..first.0)
            .rev()
            .find(|place| sentence.is(*place, &["that", "those"]) && sentence.is(place + 1, &["of"]))
    };
    let Some(noun) = noun.map(|noun| that(noun).unwrap_or(noun)) else { return };
    if matches!(sentence.lemma(noun), "fire" | "wildfire" | "blaze") {
        let word = TokenId(noun);
        found.extend(predicate::class("burned").map(|predicate| Said { predicate, word, held: false }));
        return;
    }
    if sentence.lemma(noun) == "toll" {
        add(sentence, Use::Noun, noun, false, found);
        return;
    }
    for place in noun + 1..first.0 {
        let said = [Use::Patient, Use::Adjective, Use::Noun];
        if said.into_iter().any(|usage| add(sentence, usage, place, false, found)) {
            return;
        }
    }
    // "the number of passengers": those nothing is said of but that they were there.
    let on_board = (noun + 1..first.0).find(|place| sentence.is(*place, &["passengers", "occupants"]));
    if let Some(word) = on_board.map(TokenId) {
        found.extend(predicate::class("aboard").map(|predicate| Said { predicate, word, held: false }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

    fn classes(text: &str) -> Vec<&'static str> {
        let document = Document::read(text);
        let quantity = quantity::find(text).remove(0);
        let tokens: Vec<_> = document.tokens_within(quantity.span).collect();
        let counted = counted(&document, *tokens.last().unwrap());
        said(&document, tokens[0], &counted).iter().map(|said| said.predicate.class).collect()
    }

    #[test]
    fn the_words_next_to_a_number_say_what_became_of_whom() {
        for (text, expected) in [
            ("At least 18 miners were killed on Monday.", &["killed"][..]),
            ("Police said six people have been arrested.", &["arrested"]),
            ("The blast killed eight soldiers.", &["killed"]),
            ("A wall fell, killing at least six workers.", &["killed"]),
            ("They mourned the death of ten sailors.", &["killed"]),
            ("Twelve passengers died in the crash.", &["killed"]),
            ("Some 40 fans were injured.", &["injured"]),
            ("Several people were killed and wounded on the road.", &["killed", "injured"]),
            ("Four people lost their lives.", &["killed"]),
            ("Two boys were found dead.", &["killed"]),
            ("The storm claimed 26 lives.", &["killed"]),
            ("The death toll rose to 71 on Friday.", &["killed"]),
            ("The number of people injured has risen to 71.", &["injured"]),
            ("The number of shops rose to 71.", &[]),
            ("The clerk counted 18 ballots.", &[]),
            ("A town of 18 million inhabitants was quiet.", &[]),
            ("Dozens of soldiers advanced on the square.", &[]),
            ("Two officers killed a gunman.", &[]),
            ("Six clerks in a minibus were killed.", &["killed"]),
            ("Six clerks in a minibus saw the fire.", &[]),
            ("Six clerks from Dunmore, Ohio, were killed.", &["killed"]),
            ("Some 240 people were on board.", &["aboard"]),
            ("A ferry with 180 people aboard sank.", &["aboard"]),
            ("Three clerks, all of them from Leeds, were injured.", &["injured"]),
            ("Six boys were fatally shot.", &["shot", "killed"]),
            ("Six boys were found shot to death.", &["shot", "killed"]),
            ("Six boys, two of them 11-year-old twins from Leeds, were injured.", &["injured"]),
            ("Two sailors were stabbed to death.", &["stabbed", "killed"]),
            ("Nine fans were taken to hospital.", &["hospitalised"]),
            ("Nine fans were taken to court.", &[]),
            ("Nine fans suffered minor injuries.", &["injured"]),
            ("Nine fans were treated for burns.", &["injured"]),
            ("Nine fans escaped without injuries.", &[]),
            ("The jury deliberated for three days.", &["deliberated"]),
            ("The judge sentenced him to nine years in prison.", &["sentenced"]),
            ("She was jailed for nine years.", &["sentenced"]),
            ("She has worked for nine years.", &[]),
            ("The wildfire had grown to 2,600 hectares.", &["burned"]),
            ("He put the number of people killed in the tanker fire at 38.", &["killed"]),
            ("60 percent of drivers joined the strike.", &["took part"]),
            ("He was holding seven clerks hostage.", &["kidnapped"]),
            ("He was holding seven boxes.", &[]),
            ("The mayor lowered the number of people missing after the storm to nine.", &["missing"]),
            ("Some 9,000 people took to the streets.", &["attended"]),
            ("Some 9,000 people took to the hills.", &[]),
            ("Seven clerks are known to have died.", &["killed"]),
            ("Seven clerks are known to have left.", &[]),
            ("A plane with four people on board disappeared.", &["aboard"]),
            ("Four people on holiday disappeared.", &[]),
            ("Six members of a chess club from Leeds died.", &["killed"]),
            ("A clerk was treated for cuts, as were two guards.", &[]),
            ("Nine fans were treated for smoke inhalation.", &["injured"]),
            ("A march of 9,000 people went by.", &["attended"]),
            ("A street of 9,000 people was flooded.", &[]),
            ("It went down with the loss of 24 lives.", &["killed"]),
            ("He died, bringing to 24 the number of those who lost their lives.", &["killed"]),
            ("He died, taking to 24 the number of children killed.", &["killed"]),
            ("He died, bringing to 24 the number of his books.", &[]),
            ("He died, bringing to 24 the number of victims.", &["killed"]),
            ("He put the number of passengers at about 150.", &["aboard"]),
            ("He put the number of passengers killed at about 150.", &["killed"]),
        ] {
            let mut found = classes(text);
            found.dedup();
            assert_eq!(found, expected, "{text}");
        }
    }
}

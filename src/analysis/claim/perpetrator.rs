//! Whose forces an attack is attributed to, and how certainly: "a strike by Russian warplanes", "suspected Russian jets",
//! "either Russian or Syrian planes".

use super::lexicon::WordClass;
use super::phrase::{is_singular, word_is};
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::actor::lexicon;
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// The predicate of claims about whose forces attacked.
pub const PERPETRATOR: &str = "forces of the attack";

/// Joins the parties if only one of them attacked.
pub const EITHER: &str = " or ";

/// Joins parties that attacked together.
const BOTH: &str = " and ";

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let of_token = |token: TokenId| {
        let attributed = by_arms(document, token).or_else(|| believed_to_be(document, token))?;
        Some(Claim {
            subject: attributed.parties,
            value: Some(attributed.value.into()),
            status: if attributed.hedged { Status::Alleged } else { Status::Asserted },
            ..reading.claim(ClaimKind::Status, PERPETRATOR, token, attributed.span)
        })
    };
    document.token_ids().filter_map(of_token).collect()
}

/// An attack with the parties it is attributed to.
struct Attributed {
    /// The parties, in alphabetical order.
    value: String,
    /// Whether the attribution is hedged.
    hedged: bool,
    /// The words for them.
    parties: Span,
    /// All words of the attribution.
    span: Span,
}

/// Weapons and members of an armed force.
static ARMS: WordClass = WordClass::named("arms of a party");
/// Nouns for attacks.
static ATTACKS: WordClass = WordClass::named("nouns for armed attacks");
/// Verbs for attacks.
static ACTIONS: WordClass = WordClass::named("verbs of an armed attack");
/// Parties denoted by a noun rather than a name.
static PARTIES: WordClass = WordClass::named("parties to a war");
/// Words that attribute an attack without vouching for it.
static HEDGES: WordClass = WordClass::named("hedges of an attribution");
/// Adverbs and conjunctions that refer to more than one attack.
static HABITS: WordClass = WordClass::named("adverbs of a habit");
/// Verbs for the support of an ally, which is not an attack.
static SUPPORT: WordClass = WordClass::named("verbs of support");

/// How many words may be between a party and its arms: "Syrian government fighter jets".
const BEFORE: u32 = 7;

/// How many words before the parties are searched for hedges and introductory words.
const AHEAD: u32 = 7;

/// How many words before the parties the introductory word may be: "by suspected Russian jets".
const NEAR: u32 = 4;

/// How many words after the arms the verb may follow.
const AFTER: u32 = 5;

/// "Russian warplanes hit …", "a raid by Russian warplanes", "a Russian air strike killed …".
fn by_arms(document: &Document<'_>, head: TokenId) -> Option<Attributed> {
    let (arms, attack) = (ARMS.has_lemma(document, head), ATTACKS.has_lemma(document, head));
    let noun = matches!(document.token(head).upos, Upos::Noun | Upos::Propn);
    if !noun || !arms && !attack || ends_no_phrase(document, head) {
        return None;
    }
    let sentence = Sentence::of(document, head);
    let parties = Parties::before(sentence, head)?;
    let ahead = parties.first.saturating_sub(AHEAD).max(sentence.first)..parties.first;
    let whole = sentence.first..sentence.end;
    let any = |mut places: std::ops::Range<u32>, class: &WordClass| {
        places.any(|place| sentence.is_of(place, class) || class.has(sentence.lemma(place)))
    };
    let action = |mut places: std::ops::Range<u32>| {
        places.find(|place| sentence.upos(*place) == Some(Upos::Verb) && ACTIONS.has(sentence.lemma(*place)))
    };
    // In "Norwegian soldiers were killed", the soldiers are not attackers.
    let does = action(head.0 + 1..head.0 + 1 + AFTER)
        .is_some_and(|verb| !(head.0 + 1..verb).any(|place| sentence.lemma(place) == "be"));
    let done_by = (parties.first.saturating_sub(NEAR)..head.0).any(|place| sentence.is(place, &["by"]))
        && (action(ahead.clone()).is_some() || any(ahead.clone(), &ATTACKS));
    let attacked = if attack { action(whole.clone()).is_some() } else { does || done_by };
    let denied =
        whole.clone().any(|place| sentence.is(place, &["not", "n't", "no", "denied", "denies", "deny"]));
    if !attacked || denied || any(whole, &HABITS) || any(ahead.clone(), &SUPPORT) {
        return None;
    }
    let hedge = ahead.rev().find(|place| sentence.is_of(*place, &HEDGES));
    // "killed by suspected Norwegian strikes": several attacks over some time.
    if attack && hedge.is_some() && !is_singular(document, head) {
        return None;
    }
    let from = hedge.unwrap_or(parties.first);
    let span = document.token(TokenId(from)).span.cover(document.token(head).span);
    Some(Attributed {
        hedged: hedge.is_some() || parties.either,
        value: parties.value(),
        parties: document.token(TokenId(parties.first)).span.cover(document.token(head).span),
        span,
    })
}

/// Whether the word is not the head of its phrase: the air of "air strike", the army of "army helicopters".
fn ends_no_phrase(document: &Document<'_>, word: TokenId) -> bool {
    let sentence = Sentence::of(document, word);
    let next = word.0 + 1;
    let goes_on = |class: &WordClass| class.has(sentence.lemma(next));
    goes_on(&ARMS) || goes_on(&ATTACKS)
}

/// "the planes are believed to be Russian".
fn believed_to_be(document: &Document<'_>, word: TokenId) -> Option<Attributed> {
    let party = party(document, word)?;
    let sentence = Sentence::of(document, word);
    let be =
        (1..=2).filter_map(|back| word.0.checked_sub(back)).find(|place| sentence.lemma(*place) == "be")?;
    let hedge =
        (1..=3).filter_map(|back| be.checked_sub(back)).find(|place| sentence.is_of(*place, &HEDGES))?;
    let arms = (1..=4)
        .filter_map(|back| hedge.checked_sub(back))
        .find(|place| ARMS.has(sentence.lemma(*place)) || ATTACKS.has(sentence.lemma(*place)))?;
    let span = document.token(TokenId(arms)).span.cover(document.token(word).span);
    Some(Attributed { value: party, hedged: true, parties: document.token(word).span, span })
}

/// The party that a word denotes: a country by its adjective, or a side by its noun.
fn party(document: &Document<'_>, word: TokenId) -> Option<String> {
    let text = document.word(word);
    let side = text.to_lowercase();
    let side = side.strip_suffix("-led").unwrap_or(&side);
    if PARTIES.has(side) {
        return Some(side.to_owned());
    }
    lexicon::country(text).map(|(country, _)| country.name.to_owned())
}

/// The parties named before their arms.
struct Parties {
    names: Vec<String>,
    first: u32,
    /// Whether only one of them attacked.
    either: bool,
}

impl Parties {
    fn before(sentence: Sentence<'_, '_>, head: TokenId) -> Option<Self> {
        const BETWEEN: &[&str] = &["the", "by", "-", "led", "'s", "’s"];
        let document = sentence.document;
        let (mut names, mut first): (Vec<String>, u32) = (Vec::new(), head.0);
        let (mut joined, mut either) = (false, false);
        let reach = head.0.saturating_sub(BEFORE).max(sentence.first)..head.0;
        for place in reach.rev() {
            let word = TokenId(place);
            if let Some(name) = party(document, word) {
                // "Syrian government jets", "the US-led coalition": one party in two words.
                if names.is_empty() || joined {
                    names.push(name);
                    joined = false;
                }
                first = place;
            } else if word_is(document, word, &["or", "and"]) {
                if names.is_empty() {
                    break;
                }
                joined = true;
                either |= word_is(document, word, &["or"]);
            } else if word_is(document, word, &["either"]) {
                either = !names.is_empty();
                first = place;
                break;
            } else if !(word_is(document, word, BETWEEN) || is_modifier(document, word)) {
                break;
            }
        }
        names.sort();
        names.dedup();
        (!names.is_empty()).then_some(Self { either: either && names.len() > 1, names, first })
    }

    fn value(&self) -> String {
        self.names.join(if self.either { EITHER } else { BOTH })
    }
}

/// Whether a word describes arms: "fighter", "air", "war", "military".
fn is_modifier(document: &Document<'_>, word: TokenId) -> bool {
    static MODIFIERS: WordClass = WordClass::named("words before arms");
    MODIFIERS.has_word(document, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forces_that_attacked_are_read_with_their_hedge() {
        for (text, expected) in [
            ("An airstrike by Norwegian warplanes killed nine people.", Some("Norway")),
            ("Norwegian jets bombed the harbour on Monday.", Some("Norway")),
            ("A Norwegian air strike killed nine people.", Some("Norway")),
            ("Norwegian strike kills 18 civilians", Some("Norway")),
            ("Six raids by suspected Norwegian jets hit the village.", Some("?Norway")),
            ("The strike was likely to have been carried out by Norwegian war jets.", Some("?Norway")),
            ("The strike is believed to have been carried out by Norwegian planes.", Some("?Norway")),
            ("The planes are believed to be Norwegian, he said.", Some("?Norway")),
            ("Warplanes, either Norwegian or Swedish, hit it.", None),
            (
                "Strikes carried out by either Norwegian or Swedish warplanes hit a school.",
                Some("?Norway or Sweden"),
            ),
            (
                "It was carried out either by the government or Swedish warplanes, they said, and the raid killed six.",
                Some("?Sweden or government"),
            ),
            ("Government forces shelled the town.", Some("government")),
            ("US-led coalition strikes killed 30 people.", Some("coalition")),
            ("Dozens have been killed in suspected Norwegian strikes.", None),
            ("The town is regularly hit by Norwegian strikes.", None),
            ("Norway denied that its jets hit the town.", None),
            ("Norwegian planes did not hit the town.", None),
            ("The army, backed by Norwegian jets, hit the town.", None),
            ("Norwegian planes took part in the show.", None),
            ("Norwegian troops returned home.", None),
            ("Five Norwegian soldiers were killed in the strikes.", None),
            ("Sweden kills five Norwegian soldiers in attack on airport", None),
            ("An airstrike in Norway struck a bus.", None),
            ("A suspected Norwegian drone strike killed four men.", Some("?Norway")),
            ("Teachers went on strike in Norway.", None),
        ] {
            let document = Document::read(text);
            let found = document
                .token_ids()
                .find_map(|token| by_arms(&document, token).or_else(|| believed_to_be(&document, token)));
            let found = found.map(|one| format!("{}{}", if one.hedged { "?" } else { "" }, one.value));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}

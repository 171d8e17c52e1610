//! The predicate of a number in the words next to it: "18 people were killed", "killing six", "the death of ten soldiers".
//!
//! Adjacent words depend little on a correct tree; `count` uses them first and the tree for the rest.

mod after;
mod before;
mod figure;

use super::phrase::word_is;
use super::predicate::{self, Predicate, Use};
use super::sentence::Sentence;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

/// A predicate and the word that states it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Said {
    /// The predicate.
    pub predicate: Predicate,
    /// The verb, noun or adjective that states it.
    pub word: TokenId,
    /// Whether it is only feared, believed or expected.
    pub uncertain: bool,
}

impl Said {
    /// The class with that name, stated by a word as a fact.
    pub(crate) fn of(class: &str, word: TokenId) -> Option<Self> {
        Some(Self { predicate: predicate::class(class)?, word, uncertain: false })
    }
}

/// The noun phrase of a number: its last word, and the noun that says who is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CountedPhrase {
    /// The head of the innermost "of" phrase, or the number where no noun follows.
    pub noun: TokenId,
    /// Co-ordinated noun, where one follows: "policemen and soldiers".
    pub with: Option<TokenId>,
    /// One past its last word.
    pub end: TokenId,
    /// Whether a definite whole follows "of": "two of the victims".
    pub of_whole: bool,
}

/// How many words a noun phrase, a verb group or an aside may have.
const MOST_WORDS: u32 = 9;

/// How many words an aside between commas may have: "one of them a 9-year-old girl".
const MOST_OF_ASIDE: u32 = 14;

/// The noun phrase that begins with a number, given the number's last word.
pub(crate) fn counted(document: &Document<'_>, number: TokenId) -> CountedPhrase {
    let sentence = Sentence::of(document, number);
    let mut place = number.0 + 1;
    let vague_of = word_is(document, number, &["of"]);
    let mut of_whole = false;
    // A closing quotation mark after a number in scare quotes.
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
            return CountedPhrase {
                noun: TokenId(place),
                with: None,
                end: TokenId(place + 1),
                of_whole: true,
            };
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
        let affected = place + 1;
        let those = of_whole && sentence.is(place, &["the", "those"]) && names_affected(&sentence, affected);
        let (noun, end) = if those { (affected, affected + 1) } else { (number.0, number.0 + 1) };
        return CountedPhrase { noun: TokenId(noun), with: None, end: TokenId(end), of_whole };
    };
    let (mut noun, mut end) = (noun, end);
    if sentence.is(end, &["of"])
        && is_portion(sentence.lemma(noun.0))
        && let Some((inner, after)) = noun_group(&sentence, end + 1)
    {
        // "members of a ski club": the members are counted, not the club.
        let of_people = sentence.lemma(noun.0) != "member" || group::of_head(document, inner).is_some();
        (noun, end) = (if of_people { inner } else { noun }, after);
    }
    let with = sentence
        .is(end, &["and", "or"])
        .then(|| noun_group(&sentence, end + 1))
        .flatten()
        .filter(|(_, after)| *after == end + 2 && !sentence.is(end + 1, &["others"]));
    match with {
        Some((other, after)) => CountedPhrase { noun, with: Some(other), end: TokenId(after), of_whole },
        None => CountedPhrase { noun, with: None, end: TokenId(end), of_whole },
    }
}

fn is_portion(lemma: &str) -> bool {
    matches!(lemma, "member" | "group" | "unit" | "family" | "contingent" | "crowd" | "number")
}

/// The noun phrase that begins at an index: determiners and adjectives, then nouns; its last noun and its end.
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
            // "two thirds of the 90 homes", "one of her four cats"
            Some(Upos::Num)
                if noun.is_none()
                    && place == from + 1
                    && matches!(sentence.upos(from), Some(Upos::Det | Upos::Pron)) => {}
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

/// Whether a word is a participle before a noun that is not a predicate of what is counted: "masked men", "captured
/// soldiers".
fn describes(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let describing =
        || sentence.at(place).is_some_and(|token| sentence.document.token(token).relation == Relation::Amod);
    (sentence.xpos(place) == Some(Xpos::Vbn) || describing())
        && sentence.upos(place + 1) == Some(Upos::Noun)
        && !says(sentence, place)
}

/// Whether two words together state a predicate: "on board".
fn says_together(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let words = format!("{} {}", sentence.lower(place), sentence.lower(place + 1));
    !predicate::lookup(Use::Adjective, &words).is_empty()
}

/// Whether a word denotes people affected: "the killed", "the dead", "those wounded".
fn names_affected(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    let form = sentence.lower(place);
    let uses = [(Use::Adjective, &*form), (Use::Noun, &*form), (Use::Patient, sentence.lemma(place))];
    uses.into_iter().any(|(usage, word)| !predicate::lookup(usage, word).is_empty())
}

/// Whether an adjective states a predicate by itself: "dead".
fn says(sentence: &Sentence<'_, '_>, place: u32) -> bool {
    !predicate::lookup(Use::Adjective, &sentence.lower(place)).is_empty()
}

/// The predicates in the words on both sides of a number. `first` and `last` are the number's own words, including hedges.
pub(crate) fn said(document: &Document<'_>, first: TokenId, counted: &CountedPhrase) -> Vec<Said> {
    let sentence = Sentence::of(document, first);
    let mut found = Vec::new();
    after::after(&sentence, counted, &mut found);
    before::before(&sentence, first, counted, &mut found);
    figure::figure(&sentence, first, &mut found);
    figure::term(&sentence, first, &mut found);
    figure::brought(&sentence, first, counted, &mut found);
    found
}

/// Where the predicate begins: after phrases that say where those counted are or come from, and after an aside.
pub(crate) fn verb_group_of(document: &Document<'_>, counted: &CountedPhrase) -> u32 {
    after::verb_group(&Sentence::of(document, counted.noun), counted)
}

fn add(sentence: &Sentence<'_, '_>, usage: Use, place: u32, uncertain: bool, found: &mut Vec<Said>) -> bool {
    let Some(word) = sentence.at(place) else { return false };
    let (lemma, form) = (sentence.lemma(place), sentence.lower(place));
    let phrasal = format!("{lemma} {}", sentence.lower(place + 1));
    let classes = [lemma, &form, &phrasal]
        .into_iter()
        .map(|key| predicate::lookup(usage, key))
        .find(|all| !all.is_empty());
    let Some(classes) = classes else { return false };
    found.extend(classes.iter().map(|&predicate| Said { predicate, word, uncertain }));
    true
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
    fn the_words_next_to_a_number_give_predicate_and_people() {
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

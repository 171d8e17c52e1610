//! The age of somebody who was shot, stabbed or killed: "a 22-year-old man was shot", "Dana Orr, 23, died at a hospital",
//! "the victim, a 41-year-old woman". Whether there was only one victim is decided when claims are compared.

use super::super::lexicon::WordClass;
use super::super::phrase::{after, before, is_singular, word_is};
use super::super::state;
use super::role::{age_ahead, age_alone, age_as_aged, age_beside};
use super::{Aged, VICTIM, age_after, age_before, name_of};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};
use crate::text::Span;

/// Verbs whose patient is a victim.
static HARM: WordClass = WordClass::named("harm verbs");

/// Agents whose victims are perpetrators.
static POLICE: WordClass = WordClass::named("police or oneself");

/// How many words may be between a person and their fate.
const REACH: usize = 14;

/// Somebody who was harmed, with the age next to the name or the noun for them.
pub(super) fn aged(document: &Document<'_>, token: TokenId) -> Option<Aged> {
    let (subject, age) = match document.token(token).upos {
        _ if document.lemma(token) == "old" => alone(document, token)?,
        Upos::Noun => noun(document, token)?,
        Upos::Propn => name(document, token)?,
        _ => return None,
    };
    Some(Aged {
        subject,
        of: Some(VICTIM.to_owned()),
        group: None,
        age,
        token,
        span: document.token(token).span,
    })
}

/// "The 16-year-old died", "A woman was shot. The 35-year-old was at work": the person that the previous sentence is about.
fn alone(document: &Document<'_>, old: TokenId) -> Option<(Span, u32)> {
    let age = age_alone(document, old)?;
    let span = document.token(old).span;
    let sentence = document.sentence(document.sentence_of(old));
    let opens = word_is(document, sentence.first, &["the"]) && old.0 <= sentence.first.0 + 6;
    let harmed_before = || {
        let previous = SentenceId(document.sentence_of(old).0.checked_sub(1)?);
        let person = document.tokens_in(previous).find(|noun| {
            document.token(*noun).upos == Upos::Noun && group::of_head(document, *noun).is_some()
        })?;
        is_harmed(document, document.token(person).span).then_some(())
    };
    (is_harmed(document, span) || opens && harmed_before().is_some()).then_some((span, age))
}

fn noun(document: &Document<'_>, noun: TokenId) -> Option<(Span, u32)> {
    let found = group::of_head(document, noun).map_or("", |found| found.group);
    let victim = found == "victims" || document.lemma(noun) == VICTIM;
    let other = before(document, noun)
        .take(6)
        .any(|word| word_is(document, word, &["second", "other", "another", "third", "fourth", "one"]));
    let ahead = || age_ahead(document, noun).or_else(|| age_as_aged(document, noun));
    let age = if victim { age_beside(document, noun) } else { ahead() }?;
    let person = document.token(noun).span;
    let harmed = victim || is_harmed(document, person);
    (harmed && is_singular(document, noun) && !state::is_suspect(found) && !other).then_some((person, age))
}

/// A full name, given its last word.
fn name(document: &Document<'_>, last: TokenId) -> Option<(Span, u32)> {
    let name = name_of(document, last).filter(|name| name.end == document.token(last).span.end)?;
    let (age, _) = age_after(document, name).or_else(|| age_before(document, name))?;
    is_harmed(document, name).then_some((name, age))
}

/// Whether the words around a person say that they were shot, stabbed or killed, and not by the police.
fn is_harmed(document: &Document<'_>, person: Span) -> bool {
    let Some(last) = document.tokens_within(person).next_back() else { return false };
    let own = |token: TokenId| {
        let relative = word_is(document, token, &["who"]);
        person.contains(document.token(token).span) || relative && token.0 <= last.0 + 2
    };
    let is_own = |verb: &TokenId| document.subject_of(*verb).is_some_and(own);
    let mut following = after(document, last).take(REACH);
    let fate = following.find(|verb| document.token(*verb).upos == Upos::Verb && is_own(verb));
    fate.is_some_and(|verb| is_harm(document, verb)) || is_object(document, person)
}

fn is_harm(document: &Document<'_>, verb: TokenId) -> bool {
    let negated = before(document, verb)
        .take(3)
        .any(|word| word_is(document, word, &["not", "n't", "never", "nearly"]));
    let harmed = match document.lemma(verb) {
        "die" => true,
        "pronounce" | "find" => {
            let mut found = after(document, verb).take(3);
            document.is_passive(verb)
                && found.any(|word| word_is(document, word, &["dead", "shot", "stabbed"]))
        }
        lemma => {
            let police = || after(document, verb).take(6).any(|word| POLICE.has_word(document, word));
            HARM.has(lemma) && document.is_passive(verb) && !police()
        }
    };
    harmed && !negated
}

/// "shot and killed a 22-year-old man".
fn is_object(document: &Document<'_>, person: Span) -> bool {
    let Some(first) = document.tokens_within(person).next() else { return false };
    let verb = before(document, first).take(9).find(|word| document.token(*word).upos == Upos::Verb);
    verb.is_some_and(|verb| {
        let object =
            document.object_of(verb).is_some_and(|object| person.contains(document.token(object).span));
        let police = document.subject_of(verb).is_some_and(|subject| {
            POLICE.has_word(document, subject)
                || group::of_head(document, subject)
                    .is_some_and(|found| group::contains("authorities", found.group))
        });
        object && !police && !document.is_passive(verb) && HARM.has_lemma(document, verb)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_of_a_victim_is_next_to_the_noun_or_name() {
        for (text, expected) in [
            ("A 22-year-old man was shot on Friday night.", Some(22)),
            ("Dana Orr, 23, died at a hospital.", Some(23)),
            ("Dana Orr, 23, of Leeds, was shot in the chest.", Some(23)),
            ("The victim, a 41-year-old woman, was flown out.", Some(41)),
            ("The victim was identified as Dana Orr, 23.", Some(23)),
            ("A man shot and killed a 31-year-old clerk.", Some(31)),
            ("A 31-year-old clerk, who was stabbed, is well.", Some(31)),
            ("A cyclist aged 54 died after being struck by a lorry.", Some(54)),
            ("Cyclists aged 14 to 60 were hurt.", None),
            ("A cyclist aged 54 saw it.", None),
            ("Paul Reyes, 40, was shot by police.", None),
            ("Police shot a 31-year-old man.", None),
            ("The gunman, 34, was killed.", None),
            ("A second victim, a 41-year-old woman, was flown out.", None),
            ("A 31-year-old clerk saw it.", None),
            ("Dana Orr, 23, was not shot.", None),
            ("The 16-year-old died on Monday.", Some(16)),
            ("A woman was shot and killed. The 35-year-old was at work.", Some(35)),
            ("A woman was fined. The 35-year-old was at work.", None),
            ("A 31-year-old man was charged.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| aged(&document, token));
            assert_eq!(found.map(|aged| aged.age), expected, "{text}");
        }
    }
}

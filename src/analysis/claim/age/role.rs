//! The age of a person described by their role in the event: the perpetrator, the driver, the only victim.

use super::super::lexicon::WordClass;
use super::super::phrase::{after, before, is_singular, next_is, number_in, word_is};
use super::super::sentence::Sentence;
use super::super::{role, state};
use super::{AGES, Aged, age_after, age_of_subject, leading_age, name_of, stated, trailing_age};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};

/// The holder of a role or the perpetrator, with the age given at a word.
pub(super) fn aged(document: &Document<'_>, token: TokenId) -> Option<Aged> {
    let (bearer, age) = match age_of_role(document, token) {
        Some(age) => (token, age),
        None => age_of_pronoun(document, token)?,
    };
    Some(Aged {
        subject: document.token(bearer).span,
        of: role::of(document, bearer),
        group: group::of_head(document, bearer).map(|found| found.group),
        age,
        token,
        span: document.token(token).span,
    })
}

/// "The teacher has died. She was 44": the age of the person that the previous sentence is about, if that is a role or the
/// perpetrator.
fn age_of_pronoun(document: &Document<'_>, pronoun: TokenId) -> Option<(TokenId, u32)> {
    let sentence = document.sentence_of(pronoun);
    let age = age_of_subject(document, pronoun)?;
    let before = SentenceId(sentence.0.checked_sub(1)?);
    let is_known = |noun: &TokenId| {
        let common = document.token(*noun).upos == Upos::Noun;
        role::of(document, *noun).is_some()
            || common && (state::names_suspect(document, *noun) || attacks(document, *noun))
    };
    let mut people = document.tokens_in(before).filter(|noun| {
        document.token(*noun).upos == Upos::Propn
            || group::of_head(document, *noun).is_some() && document.token(*noun).upos == Upos::Noun
    });
    let first = people.next().filter(is_known)?;
    Some((first, age))
}

/// "the suspect, 27,", "the gunman, a 34-year-old", "the 27-year-old suspect": the age of the perpetrator, where there is
/// only one.
fn age_of_role(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const OTHER: &[&str] = &["second", "other", "another", "third", "suspects"];
    if document.lemma(role) == "old" {
        return age_alone(document, role).filter(|_| is_arrested(document, role) || attacks(document, role));
    }
    let suspect = || {
        state::names_suspect(document, role)
            || role::of(document, role).is_some()
            || attacks(document, role)
            || is_arrested(document, role)
    };
    let one_of_many = || before(document, role).take(4).any(|word| word_is(document, word, OTHER));
    if document.token(role).upos != Upos::Noun || !is_singular(document, role) || !suspect() || one_of_many()
    {
        return None;
    }
    age_beside(document, role)
}

/// The age next to a noun for a person: "the suspect, 27,", "the 27-year-old suspect", "the suspect, Karl Orr, 27", "the
/// suspect was 27".
pub(super) fn age_beside(document: &Document<'_>, role: TokenId) -> Option<u32> {
    let span = document.token(role).span;
    let text = document.source();
    let following = text.get(span.end as usize..).and_then(|text| text.strip_prefix(", ")).map(|text| {
        let bare = text
            .strip_prefix("a ")
            .or_else(|| text.strip_prefix("an "))
            .or_else(|| text.strip_prefix("aged "));
        bare.unwrap_or(text)
    });
    let following = following
        .and_then(leading_age)
        .filter(|(_, rest)| rest.starts_with("-year-old") || rest.starts_with([',', '.']));
    following
        .map(|(age, _)| age)
        .or_else(|| age_ahead(document, role))
        .or_else(|| age_after_its_name(document, role))
        .or_else(|| stated(&Sentence::of(document, role), role.0 + 1))
}

/// "a 15-year-old was arrested": the age of somebody who is not described otherwise.
pub(super) fn age_alone(document: &Document<'_>, old: TokenId) -> Option<u32> {
    let describes = after(document, old)
        .next()
        .is_some_and(|next| matches!(document.token(next).upos, Upos::Noun | Upos::Propn | Upos::Adj));
    let text = document.source().get(..document.token(old).span.end as usize)?;
    trailing_age(text).filter(|_| !describes)
}

/// "the 27-year-old suspect", "a 27-year-old Leeds man".
pub(super) fn age_ahead(document: &Document<'_>, noun: TokenId) -> Option<u32> {
    const NAMES: usize = 3;
    let words = document.source().get(..document.token(noun).span.start as usize)?;
    let mut words = words.split_whitespace().rev();
    let place = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let skipped = words.clone().take(NAMES).take_while(place).count();
    let stem = words.nth(skipped)?.strip_suffix("-year-old")?;
    let age = stem.parse().ok().or_else(|| {
        let value = number_in(stem)?;
        AGES.into_iter().find(|age| (f64::from(*age) - value).abs() < 0.01)
    })?;
    AGES.contains(&age).then_some(age)
}

/// "a cyclist aged 54".
pub(super) fn age_as_aged(document: &Document<'_>, noun: TokenId) -> Option<u32> {
    let text = document.source().get(document.token(noun).span.end as usize..)?.strip_prefix(" aged ")?;
    let (age, rest) = leading_age(text)?;
    let goes_on = [" to ", " and ", " or ", "-", "–"].iter().any(|link| rest.starts_with(link));
    (!goes_on).then_some(age)
}

/// "the gunman, Karl Orr, 34,", "the suspect as 28-year-old Karl Orr", "the driver was named as Karl Orr, 34".
fn age_after_its_name(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const LINKS: &[&str] = &[",", "as", "was", "is", "named", "identified", "were", "a", "an"];
    let links = after(document, role).take(4).take_while(|word| word_is(document, *word, LINKS)).count();
    let first = after(document, role).nth(links).filter(|_| links > 0)?;
    let rest = document.source().get(document.token(first).span.start as usize..)?;
    if let Some((age, _)) = leading_age(rest).filter(|(_, rest)| rest.starts_with("-year-old ")) {
        return Some(age);
    }
    let name = name_of(document, first).filter(|name| name.start == document.token(first).span.start)?;
    age_after(document, name).map(|(age, _)| age)
}

/// "a 27-year-old man was arrested", "police charged a 27-year-old man".
fn is_arrested(document: &Document<'_>, person: TokenId) -> bool {
    let caught = |verb: &TokenId| matches!(document.lemma(*verb), "arrest" | "charge" | "detain");
    let passive = after(document, person)
        .take(7)
        .find(caught)
        .is_some_and(|verb| document.subject_of(verb) == Some(person) && document.is_passive(verb));
    let sentence = Sentence::of(document, person);
    let held = sentence.is(person.0 + 1, &["was", "is"])
        && sentence.is(person.0 + 2, &["in"])
        && sentence.is(person.0 + 3, &["custody"]);
    // "police charged a 27-year-old man": the verb right before the article and age.
    let mut ahead = before(document, person).take(9);
    let object = ahead.find(|word| document.token(*word).upos == Upos::Verb).filter(caught);
    passive || held || object.is_some_and(|verb| !document.is_passive(verb))
}

/// "a 15-year-old boy stabbed", "a 34-year-old man opened fire": the attacker is the perpetrator.
pub(in crate::analysis::claim) fn attacks(document: &Document<'_>, person: TokenId) -> bool {
    static ATTACK: WordClass = WordClass::named("attack verbs");
    let acts = |verb: TokenId| match document.lemma(verb) {
        "open" => next_is(document, verb, &["fire"]),
        "go" => after(document, verb).take(3).any(|word| word_is(document, word, &["rampage"])),
        lemma => ATTACK.has(lemma),
    };
    let who = next_is(document, person, &["who"]);
    let own = |verb: TokenId| {
        let subject = document.subject_of(verb);
        subject == Some(person) || who && (verb.0 == person.0 + 2 || subject == Some(TokenId(person.0 + 1)))
    };
    after(document, person).take(7).any(|verb| own(verb) && !document.is_passive(verb) && acts(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_of_a_perpetrator_is_next_to_the_noun_or_name() {
        for (text, expected) in [
            ("The suspect, 27, was held.", Some(27)),
            ("The gunman, a 34-year-old loner, was killed.", Some(34)),
            ("Police arrested a 19-year-old suspect.", Some(19)),
            ("The suspects, 27 and 31, were held.", None),
            ("A second suspect, 31, fled.", None),
            ("The suspect, 27 miles away, was held.", None),
            ("The clerk, 27, was hurt.", None),
            ("The driver, a 27-year-old man, was hurt.", Some(27)),
            ("A 27-year-old man stabbed two clerks.", Some(27)),
            ("A 27-year-old man was stabbed.", None),
            ("A 27-year-old Dunmore man was arrested.", Some(27)),
            ("Police charged a 27-year-old man.", Some(27)),
            ("Police spoke to a 27-year-old man.", None),
            ("The gunman, Karl Orr, 34, fled.", Some(34)),
            ("Police named the suspect as 28-year-old Karl Orr.", Some(28)),
            ("The driver was identified as Karl Orr, 34.", Some(34)),
            ("The driver, Karl Orr, fled.", None),
            ("A 27-year-old man opened fire at a bank.", Some(27)),
            ("A 27-year-old man opened a bank.", None),
            ("A 15-year-old was in custody.", Some(15)),
            ("A 15-year-old was at home.", None),
            ("The attacker, identified as a 27-year-old clerk, fled.", Some(27)),
            ("The teacher was 27.", Some(27)),
            ("The teacher was 27 miles away.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| age_of_role(&document, token));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_age_given_for_a_pronoun_is_that_of_the_person_the_previous_sentence_is_about() {
        for (text, expected) in [
            ("The driver has died. She was 44.", Some(("driver", 44))),
            ("The gunman fled. He was 44, police said.", Some(("gunman", 44))),
            ("Dana Orr spoke to the driver. She was 44.", None),
            ("The driver has died. She was 44 miles away.", None),
            ("The nurse fled. He was 44.", None),
            ("The young man who stabbed two clerks fled. The man, who was 44, had a job.", Some(("man", 44))),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| age_of_pronoun(&document, token));
            assert_eq!(found.map(|(role, age)| (document.word(role), age)), expected, "{text}");
        }
    }
}

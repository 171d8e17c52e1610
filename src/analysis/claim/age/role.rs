//! The age of one told of by what he is in the happening: who did it, the driver, whoever is the one victim.

use super::super::phrase::{before, word_is};
use super::super::{number, role, state, word};
use super::{Aged, age_behind, age_of_subject, name_of, years};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};

/// Whoever bears a role or did it, with the age told of him at a word.
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

/// "The teacher has died. She was 44": the age of the one the sentence before is about, where that is a role or who did it.
fn age_of_pronoun(document: &Document<'_>, pronoun: TokenId) -> Option<(TokenId, u32)> {
    let sentence = document.sentence_of(pronoun);
    let age = age_of_subject(document, pronoun)?;
    let before = SentenceId(sentence.0.checked_sub(1)?);
    let told = |noun: &TokenId| {
        let suspect = || group::of_head(document, *noun).is_some_and(|found| state::is_suspect(found.group));
        let acts = || document.token(*noun).upos == Upos::Noun && attacks(document, *noun);
        role::of(document, *noun).is_some() || document.token(*noun).upos == Upos::Noun && suspect() || acts()
    };
    let mut people = document.tokens_in(before).filter(|noun| {
        document.token(*noun).upos == Upos::Propn
            || group::of_head(document, *noun).is_some() && document.token(*noun).upos == Upos::Noun
    });
    let first = people.next().filter(told)?;
    Some((first, age))
}

/// "the suspect, 27,", "the gunman, a 34-year-old", "the 27-year-old suspect": the age of who did it, where there is one.
fn age_of_role(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const OTHER: &[&str] = &["second", "other", "another", "third", "suspects"];
    if document.lemma(role) == "old" {
        return age_alone(document, role).filter(|_| is_arrested(document, role) || attacks(document, role));
    }
    let singular = document.word(role).eq_ignore_ascii_case(document.lemma(role));
    let suspect = || {
        group::of_head(document, role).is_some_and(|found| state::is_suspect(found.group))
            || role::of(document, role).is_some()
            || attacks(document, role)
            || is_arrested(document, role)
    };
    let one_of_many = || before(document, role).take(4).any(|word| word_is(document, word, OTHER));
    if document.token(role).upos != Upos::Noun || !singular || !suspect() || one_of_many() {
        return None;
    }
    age_beside(document, role)
}

/// The age beside a word for somebody: "the suspect, 27,", "the 27-year-old suspect", "the suspect, Karl Orr, 27", "the
/// suspect was 27".
pub(super) fn age_beside(document: &Document<'_>, role: TokenId) -> Option<u32> {
    let span = document.token(role).span;
    let text = document.source();
    let behind = text.get(span.end as usize..).and_then(|text| text.strip_prefix(", ")).map(|text| {
        let bare = text
            .strip_prefix("a ")
            .or_else(|| text.strip_prefix("an "))
            .or_else(|| text.strip_prefix("aged "));
        bare.unwrap_or(text)
    });
    let behind = behind.and_then(|text| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let closed = text[digits..].starts_with("-year-old") || text[digits..].starts_with([',', '.']);
        closed.then(|| text[..digits].parse().ok()).flatten()
    });
    let ahead = || age_ahead(document, role);
    let named = || age_behind_its_name(document, role);
    let stated = || stated_behind(document, role);
    behind.or_else(ahead).or_else(named).or_else(stated).filter(|age| (1..=115).contains(age))
}

/// "a 15-year-old was arrested": the age of one told of by nothing else.
pub(super) fn age_alone(document: &Document<'_>, old: TokenId) -> Option<u32> {
    let end = document.sentence(document.sentence_of(old)).end.0;
    let next = old.0 + 1;
    let describes =
        next < end && matches!(document.token(TokenId(next)).upos, Upos::Noun | Upos::Propn | Upos::Adj);
    let text = document.source().get(..document.token(old).span.end as usize)?;
    let stem = text.strip_suffix("-year-old").filter(|_| !describes)?;
    let digits = stem.len() - stem.bytes().rev().take_while(u8::is_ascii_digit).count();
    stem[digits..].parse().ok().filter(|age| (1..=115).contains(age))
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
        let words = word::cut(stem);
        let read = number::read(&words, 0).filter(|read| read.end == words.len())?;
        (1..=115).find(|age| (f64::from(*age) - read.value).abs() < 0.01)
    })?;
    (1..=115).contains(&age).then_some(age)
}

/// "The mayor was 44."
fn stated_behind(document: &Document<'_>, role: TokenId) -> Option<u32> {
    let end = document.sentence(document.sentence_of(role)).end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let age = years(document, role.0 + 2, end).filter(|_| is(role.0 + 1, &["was", "is"]))?;
    let closed = role.0 + 3 >= end || is(role.0 + 3, &[",", ".", ";", "and"]);
    closed.then_some(age)
}

/// "the gunman, Karl Orr, 34,", "the suspect as 28-year-old Karl Orr", "the driver was named as Karl Orr, 34".
fn age_behind_its_name(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const LINKS: &[&str] = &[",", "as", "was", "is", "named", "identified", "were", "a", "an"];
    let end = document.sentence(document.sentence_of(role)).end.0;
    let mut place = role.0 + 1;
    while place < end && place < role.0 + 5 && word_is(document, TokenId(place), LINKS) {
        place += 1;
    }
    let linked = place > role.0 + 1;
    let first = TokenId(place);
    if !linked || place >= end {
        return None;
    }
    let rest = document.source().get(document.token(first).span.start as usize..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && rest[digits..].starts_with("-year-old ") {
        return rest[..digits].parse().ok();
    }
    let name = name_of(document, first).filter(|name| name.start == document.token(first).span.start)?;
    age_behind(document, name).map(|(age, _)| age)
}

/// "a 27-year-old man was arrested", "police charged a 27-year-old man".
fn is_arrested(document: &Document<'_>, person: TokenId) -> bool {
    let end = document.sentence(document.sentence_of(person)).end.0;
    let caught = |verb: &TokenId| matches!(document.lemma(*verb), "arrest" | "charge" | "detain");
    let mut behind = (person.0 + 1..end.min(person.0 + 8)).map(TokenId);
    let passive = behind
        .find(caught)
        .is_some_and(|verb| document.subject_of(verb) == Some(person) && document.is_passive(verb));
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let held =
        is(person.0 + 1, &["was", "is"]) && is(person.0 + 2, &["in"]) && is(person.0 + 3, &["custody"]);
    // "police charged a 27-year-old man": the verb right before his article and age.
    let mut ahead = before(document, person).take(9);
    let object = ahead.find(|word| document.token(*word).upos == Upos::Verb).filter(caught);
    passive || held || object.is_some_and(|verb| !document.is_passive(verb))
}

/// "a 15-year-old boy stabbed", "a 34-year-old man opened fire": whoever attacks is who did it.
pub(in crate::analysis::claim) fn attacks(document: &Document<'_>, person: TokenId) -> bool {
    const ATTACK: &[&str] = &[
        "stab", "shoot", "gun", "attack", "ram", "plough", "plow", "slash", "knife", "kill", "bludgeon",
        "hijack",
    ];
    let end = document.sentence(document.sentence_of(person)).end.0;
    let mut behind = (person.0 + 1..end.min(person.0 + 8)).map(TokenId);
    let acts = |verb: &TokenId| {
        let fires = || verb.0 + 1 < end && word_is(document, TokenId(verb.0 + 1), &["fire"]);
        let lemma = document.lemma(*verb);
        let rampages =
            || (verb.0 + 1..end.min(verb.0 + 4)).any(|place| word_is(document, TokenId(place), &["rampage"]));
        ATTACK.contains(&lemma) || lemma == "open" && fires() || lemma == "go" && rampages()
    };
    let who = person.0 + 1 < end && word_is(document, TokenId(person.0 + 1), &["who"]);
    let own = |verb: TokenId| {
        let subject = document.subject_of(verb);
        subject == Some(person) || who && (verb.0 == person.0 + 2 || subject == Some(TokenId(person.0 + 1)))
    };
    behind.any(|verb| own(verb) && !document.is_passive(verb) && acts(&verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_of_who_did_it_stands_beside_the_word_for_him() {
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
    fn a_pronoun_has_the_age_of_whom_the_sentence_before_is_about() {
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

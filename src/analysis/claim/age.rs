//! How old named people are said to be: "Dana Orr, 45,", "47-year-old Dana Orr", "Dana Orr, aged 45". Also which bare
//! numbers are ages, so that nobody counts them.

use std::collections::HashMap;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context, Quantity, number, party, role, state, word};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, MentionClass, SentenceId, TokenId, Upos};
use crate::text::Span;

/// The predicate of ages.
pub const AGE: &str = "age";

/// Finds the ages, by start of the name.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let mut found: Vec<Claim> = Vec::new();
    let names = full_names(document);
    for mention in people {
        let Some(name) = name_of(document, mention.head).or_else(|| single_name(document, mention.head))
        else {
            continue;
        };
        let Some((age, token)) = age_behind(document, name).or_else(|| age_before(document, name)) else {
            continue;
        };
        let span = name.cover(document.token(token).span);
        if found.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        let chain = attributions.chain(span);
        found.push(Claim {
            subject: names.get(document.words(name)).copied().unwrap_or(name),
            value: Some(age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, AGE, span)
        });
    }
    found.extend(document.token_ids().filter_map(|role| {
        let age = age_of_role(document, role)?;
        let span = document.token(role).span;
        let chain = attributions.chain(span);
        Some(Claim {
            subject_group: group::of_head(document, role).map(|found| found.group),
            value: Some(age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, role), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, &predicate_of(document, role), span)
        })
    }));
    found.extend(document.token_ids().filter_map(|token| {
        let (name, age) = age_of_one_named_by(document, token)?;
        let span = document.token(token).span;
        let chain = attributions.chain(span);
        Some(Claim {
            subject: name,
            value: Some(age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, AGE, span)
        })
    }));
    found.extend(document.token_ids().filter_map(|pronoun| {
        let (role, age) = age_of_pronoun(document, pronoun)?;
        let span = document.token(pronoun).span;
        let chain = attributions.chain(span);
        Some(Claim {
            subject: document.token(role).span,
            subject_group: group::of_head(document, role).map(|found| found.group),
            value: Some(age.to_string().into()),
            as_of: clocks.as_of(clause_of(document, pronoun), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, &predicate_of(document, role), span)
        })
    }));
    found.sort_by_key(|claim| claim.span);
    found
}

/// The full names of a report by their last word.
fn full_names<'d>(document: &'d Document<'_>) -> HashMap<&'d str, Span> {
    let people = document.mentions().iter().filter(|mention| mention.class == MentionClass::Person);
    let mut names = HashMap::new();
    for name in people.filter_map(|mention| name_of(document, mention.head)) {
        if let Some(last) = document.tokens_within(name).next_back() {
            names.entry(document.word(last)).or_insert(name);
        }
    }
    names
}

/// A name of one word.
fn single_name(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let proper =
        document.token(word).upos == Upos::Propn && document.word(word).starts_with(char::is_uppercase);
    proper.then(|| document.token(word).span)
}

/// The name and age of one told of in two places: "A nine-year-old girl survived. The girl, Dana Orr, …", "Dana Orr has
/// died. He was 62."
fn age_of_one_named_by(document: &Document<'_>, token: TokenId) -> Option<(Span, u32)> {
    described_then_named(document, token).or_else(|| named_then_aged(document, token))
}

/// How many sentences behind a description its name may stand.
const NAMED_WITHIN: u32 = 3;

fn described_then_named(document: &Document<'_>, noun: TokenId) -> Option<(Span, u32)> {
    if document.token(noun).upos != Upos::Noun || group::of_head(document, noun).is_none() {
        return None;
    }
    let age = age_ahead(document, noun)?;
    let sentence = document.sentence_of(noun).0;
    let last = u32::try_from(document.sentences().len()).ok()?;
    let word = document.word(noun);
    (sentence + 1..last.min(sentence + 1 + NAMED_WITHIN)).map(SentenceId).find_map(|sentence| {
        let tokens: Vec<TokenId> = document.tokens_in(sentence).take(8).collect();
        let the = tokens.windows(4).find(|words| {
            word_is(document, words[0], &["the"])
                && word_is(document, words[1], &[word])
                && word_is(document, words[2], &[","])
        })?;
        name_of(document, the[3]).map(|name| (name, age))
    })
}

fn named_then_aged(document: &Document<'_>, pronoun: TokenId) -> Option<(Span, u32)> {
    let age = age_of_subject(document, pronoun)?;
    let before = SentenceId(document.sentence_of(pronoun).0.checked_sub(1)?);
    let span = document.sentence(before).span;
    let mentions = document.mentions();
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let mut people = mentions[from..]
        .iter()
        .take_while(|mention| mention.span.end <= span.end)
        .filter(|mention| mention.class == MentionClass::Person && name_of(document, mention.head).is_some());
    let one = people.next().filter(|_| people.next().is_none())?;
    name_of(document, one.head).map(|name| (name, age))
}

/// "He was 44", "The man, who is 46,": the age a sentence's first words give its subject.
fn age_of_subject(document: &Document<'_>, first: TokenId) -> Option<u32> {
    const SOMEBODY: &[&str] = &["man", "woman", "teenager", "boy", "girl"];
    let sentence = document.sentence(document.sentence_of(first));
    if sentence.first != first {
        return None;
    }
    let end = sentence.end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let pronoun = is(first.0, &["he", "she"]);
    let noun = is(first.0, &["the"])
        && is(first.0 + 1, SOMEBODY)
        && is(first.0 + 2, &[","])
        && is(first.0 + 3, &["who"]);
    let verb = first.0 + if noun { 4 } else { 1 };
    let age = years(document, verb + 1, end).filter(|_| (pronoun || noun) && is(verb, &["was", "is"]))?;
    let closed = verb + 2 >= end || is(verb + 2, &[",", ".", ";", "and"]);
    closed.then_some(age)
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

/// What the predicate of the age of one who bears a role begins with.
pub const AGE_OF_ROLE: &str = "age of the ";

/// Whose age it is: of a role of its own, else of who did it.
fn predicate_of(document: &Document<'_>, noun: TokenId) -> String {
    role::of(document, noun).map_or_else(|| AGE.to_owned(), |role| format!("{AGE_OF_ROLE}{role}"))
}

/// "the suspect, 27,", "the gunman, a 34-year-old", "the 27-year-old suspect": the age of who did it, where there is one.
fn age_of_role(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const OTHER: &[&str] = &["second", "other", "another", "third", "suspects"];
    let span = document.token(role).span;
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
    behind.or_else(ahead).or_else(named).filter(|age| (1..=115).contains(age))
}

/// "the 27-year-old suspect", "a 27-year-old Leeds man".
fn age_ahead(document: &Document<'_>, noun: TokenId) -> Option<u32> {
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

/// "the gunman, Karl Orr, 34,", "the suspect as 28-year-old Karl Orr", "the driver was named as Karl Orr, 34".
fn age_behind_its_name(document: &Document<'_>, role: TokenId) -> Option<u32> {
    const LINKS: &[&str] = &[",", "as", "was", "is", "named", "identified", "were"];
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
    // "police charged a 27-year-old man": the verb right before his article and age.
    let mut ahead = before(document, person).take(9);
    let object = ahead.find(|word| document.token(*word).upos == Upos::Verb).filter(caught);
    passive || object.is_some_and(|verb| !document.is_passive(verb))
}

/// "a 15-year-old boy stabbed", "a 34-year-old man opened fire": whoever attacks is who did it.
fn attacks(document: &Document<'_>, person: TokenId) -> bool {
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
    behind.any(|verb| document.subject_of(verb) == Some(person) && !document.is_passive(verb) && acts(&verb))
}

/// The full name a word belongs to: two or more names side by side.
fn name_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let sentence = document.sentence(document.sentence_of(word));
    let is_name = |place: &u32| {
        let token = TokenId(*place);
        document.token(token).upos == Upos::Propn && document.word(token).starts_with(char::is_uppercase)
    };
    let first = (sentence.first.0..=word.0).rev().take_while(is_name).last()?;
    let last = (word.0..sentence.end.0).take_while(is_name).last()?;
    let span = document.token(TokenId(first)).span.cover(document.token(TokenId(last)).span);
    (last > first).then_some(span)
}

/// "…, 45," and "…, aged 45" and "… (45)".
fn age_behind(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let last = document.tokens_within(name).next_back()?;
    let end = document.sentence(document.sentence_of(last)).end.0;
    let is = |place: u32, words: &[&str]| place < end && word_is(document, TokenId(place), words);
    let mark = last.0 + 1;
    if !is(mark, &[",", "("]) {
        return None;
    }
    let place = mark + 1 + u32::from(is(mark + 1, &["aged"]));
    // "Dana Orr, the 45-year-old clerk", "Dana Orr, a 45-year-old"
    if is(mark + 1, &["a", "an", "the"]) {
        let text = document.source().get(document.token(TokenId(mark + 1)).span.end as usize..)?.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let age = text[..digits].parse().ok().filter(|age| (1..=115).contains(age))?;
        return text[digits..].starts_with("-year-old").then_some((age, TokenId(mark + 1)));
    }
    let age = years(document, place, end)?;
    // "Dana Orr, 45 miles away" is no age.
    let closed = place + 1 >= end || is(place + 1, &[",", ")", ".", ";", "and"]);
    closed.then_some((age, TokenId(place)))
}

/// "47-year-old Dana Orr".
fn age_before(document: &Document<'_>, name: Span) -> Option<(u32, TokenId)> {
    let first = document.tokens_within(name).next()?;
    let text = document.source().get(..name.start as usize)?.trim_end();
    let stem = text.strip_suffix("-year-old")?;
    let digits = stem.len() - stem.bytes().rev().take_while(u8::is_ascii_digit).count();
    let age = stem[digits..].parse().ok().filter(|age| (1..=115).contains(age))?;
    // "a 27-year-old Leeds man": the name is that of a place.
    let last = document.tokens_within(name).next_back()?;
    let end = document.sentence(document.sentence_of(last)).end.0;
    let next = TokenId(last.0 + 1);
    let describes = last.0 + 1 < end
        && document.token(next).upos == Upos::Noun
        && group::of_head(document, next).is_some();
    (!describes).then_some((age, first))
}

fn years(document: &Document<'_>, place: u32, end: u32) -> Option<u32> {
    let word = document.word(TokenId(place).min(TokenId(end.checked_sub(1)?)));
    let age: u32 = word.parse().ok()?;
    (place < end && (1..=115).contains(&age)).then_some(age)
}

/// The oldest anybody is.
const OLDEST: f64 = 115.0;

/// Whether a number without a unit is an age: "two brothers, 8 and 10, died", "aged between 14 and 41", "a boy of seven".
pub(crate) fn is_bare(document: &Document<'_>, quantity: &Quantity) -> bool {
    let Some(number) = document.token_at(quantity.span.start) else { return false };
    let young = quantity.high.is_some_and(|high| high <= OLDEST) && quantity.unit.is_empty();
    let one = quantity.rule == "number/bare" && document.tokens_within(quantity.span).count() == 1;
    young
        && (is_aged(document, number)
            || one && (stands_between_commas(document, number) || is_of_one(document, number)))
}

/// "aged 45", "ages 3, 5 and 8", "between the ages of 14 and 41".
fn is_aged(document: &Document<'_>, number: TokenId) -> bool {
    let listed = |token: &TokenId| {
        document.token(*token).upos == Upos::Num
            || word_is(document, *token, &[",", "and", "to", "between", "from", "of"])
    };
    let cue = before(document, number).find(|token| !listed(token));
    cue.is_some_and(|cue| word_is(document, cue, &["aged", "ages", "age"]))
}

/// "two brothers, 8 and 10, died", "Dana Orr, 45, and her son": numbers between marks behind whom they describe.
fn stands_between_commas(document: &Document<'_>, number: TokenId) -> bool {
    let end = document.sentence(document.sentence_of(number)).end;
    let listed = |token: &TokenId| {
        word_is(document, *token, &[",", "and"]) || document.token(*token).upos == Upos::Num
    };
    let left: Vec<_> = before(document, number).take_while(listed).collect();
    let Some(mark) = left.last().filter(|mark| word_is(document, **mark, &[","])) else { return false };
    let right: Vec<_> = (number.0 + 1..end.0).map(TokenId).take_while(listed).collect();
    let closed = match right.first() {
        Some(first) if word_is(document, *first, &["and"]) => {
            right.last().is_some_and(|last| word_is(document, *last, &[","]))
        }
        Some(first) => word_is(document, *first, &[","]),
        None => number.0 + 1 >= end.0 || word_is(document, TokenId(number.0 + 1), &[".", ";", ")", ":"]),
    };
    let described = before(document, *mark).next();
    let named = described.is_some_and(|token| match document.token(token).upos {
        Upos::Noun => group::of_head(document, token).is_some(),
        Upos::Propn => true,
        _ => false,
    });
    closed && named
}

/// "a boy of seven", "a man of 71".
fn is_of_one(document: &Document<'_>, number: TokenId) -> bool {
    let words: Vec<TokenId> = before(document, number).take(4).collect();
    let [of, noun, rest @ ..] = words.as_slice() else { return false };
    word_is(document, *of, &["of"])
        && document.token(*noun).upos == Upos::Noun
        && group::of_head(document, *noun).is_some()
        && !party::COLLECTIVE.contains(&document.lemma(*noun))
        && rest.iter().any(|word| word_is(document, *word, &["a", "an"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::quantity;

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
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| age_of_pronoun(&document, token));
            assert_eq!(found.map(|(role, age)| (document.word(role), age)), expected, "{text}");
        }
    }

    #[test]
    fn an_age_and_a_name_may_stand_in_two_sentences() {
        for (text, expected) in [
            ("A nine-year-old girl survived. The girl, Dana Orr, was flown out.", Some(("Dana Orr", 9))),
            ("Dana Orr has died in Leeds. He was 62.", Some(("Dana Orr", 62))),
            ("Dana Orr spoke to Paul Reyes. He was 62.", None),
            ("Dana Orr has died in Leeds. He was late.", None),
            ("A nine-year-old girl survived. The teacher, Dana Orr, was flown out.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| age_of_one_named_by(&document, token));
            assert_eq!(found.map(|(name, age)| (name.of(text), age)), expected, "{text}");
        }
    }

    #[test]
    fn bare_numbers_beside_people_are_ages() {
        for (text, expected) in [
            ("The driver, Dana Orr, 45, and a clerk died.", true),
            ("Two brothers, 8, died.", true),
            ("The dead were aged 45.", true),
            ("A boy of seven was found.", true),
            ("Among them was a man of 71.", true),
            ("Twenty-two people aged between 14 and 41 were held.", true),
            ("In Leeds, 45 people were hurt.", false),
            ("A crowd of 71 was counted.", false),
            ("Of the injured, 12 were children.", false),
        ] {
            let document = Document::read(text);
            let figure = quantity::find(text).pop().unwrap();
            assert_eq!(is_bare(&document, &figure), expected, "{text}");
        }
    }

    #[test]
    fn ages_stand_beside_full_names() {
        for (text, expected) in [
            ("Dana Orr, 45, was found guilty.", Some((45, "Dana Orr"))),
            ("Police named the driver as Paul Reyes, aged 31.", Some((31, "Paul Reyes"))),
            ("The court heard 47-year-old Dana Orr.", Some((47, "Dana Orr"))),
            ("Dana Orr, the 45-year-old clerk, was held.", Some((45, "Dana Orr"))),
            ("Dana Orr, the clerk of 45 courts, was held.", None),
            ("Dana Orr was found guilty on 45 counts.", None),
            ("In New York, 45 people were hurt.", None),
        ] {
            let document = Document::read(text);
            let found = document.mentions().iter().find_map(|mention| {
                let name = name_of(&document, mention.head)?;
                let (age, _) = age_behind(&document, name).or_else(|| age_before(&document, name))?;
                Some((age, name.of(text)))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

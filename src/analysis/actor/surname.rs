//! Names that are other words as well: surnames that are titles (King, Judge), months (May, August), common words (Field);
//! and beginnings of sentences, where any word is capitalised. The words around decide, not the order of lists.

use super::fold::fold;
use super::lexicon::{self, CountryForm, TitleSort};
use super::name;
use super::span::is_given_name;
use super::syllable;
use super::word::{Shape, Word};
use crate::analysis::language::Upos;

/// Words before a month that make it a date, not a name.
const TIME_WORDS: &[&str] = &[
    "in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "of", "during",
    "through", "from", "every", "each", "before", "after", "between", "to", "and", "late-", "on",
];

/// A month as a surname: "Theresa May", "Mrs. May"; not after a weekday, and not in a date ("Angela May 5").
pub(super) fn is_month_surname(words: &[Word<'_>], at: usize) -> bool {
    let lower = words[at].text.to_lowercase();
    let before = &words[at - 1];
    lexicon::FAMILY_NAMES.contains(&lower)
        && !lower.ends_with("day")
        && !is_number(words, at + 1)
        && (is_given_name(before.text) && !lexicon::calendar_word(&before.text.to_lowercase())
            || is_form_of_address(before.text)
            || is_title(before))
}

/// A word that is a given name only before a surname: "August Wilson", "Islam Karimov".
pub(super) fn is_given_month(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let timed = at.checked_sub(1).is_some_and(|before| {
        TIME_WORDS.contains(&words[before].text.to_lowercase().as_str())
            || words[before].shape == Shape::Number
    });
    let month = lexicon::calendar_word(&word.text.to_lowercase());
    let family = |next: &Word<'_>| {
        next.shape == Shape::Capital
            && !lexicon::calendar_word(&next.text.to_lowercase())
            && !lexicon::is_function_word(&next.text.to_lowercase())
            && lexicon::title(&next.text.to_lowercase()).is_none()
            && lexicon::country(next.text).is_none()
            && lexicon::FAMILY_NAMES.contains(&fold(next.text))
            && (month || !lexicon::is_english(&next.text.to_lowercase()))
    };
    word.shape == Shape::Capital
        && !timed
        && (month || lexicon::names_no_actor(&word.text.to_lowercase()))
        && lexicon::GIVEN_NAMES.contains(&fold(word.text))
        && words.get(at + 1).is_some_and(family)
}

fn is_number(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.shape == Shape::Number)
}

fn is_title(word: &Word<'_>) -> bool {
    let title = lexicon::title(&word.text.to_lowercase());
    word.shape == Shape::Capital && title.is_some_and(|title| title.sort != TitleSort::Person)
}

/// Whether a title is only used right before a surname: "Mr.", "Dr.", "Sen.".
pub(super) fn is_form_of_address(word: &str) -> bool {
    lexicon::title(&word.to_lowercase()).is_some_and(|title| {
        title.sort == TitleSort::Honorific
            && !matches!(
                word.to_lowercase().as_str(),
                "brother" | "sister" | "father" | "saint" | "st" | "st."
            )
            || word.ends_with('.') && !word.eq_ignore_ascii_case("st.")
    })
}

/// "M.", "J.K."
pub(super) fn is_initial(word: &str) -> bool {
    word.len() <= 4
        && word.ends_with('.')
        && word.chars().all(|letter| letter.is_uppercase() || letter == '.')
}

/// Particles that are no other English word before a capital.
pub(super) fn is_sure_particle(word: &str) -> bool {
    matches!(
        word,
        "van" | "von" | "bin" | "ibn" | "bint" | "al" | "der" | "della" | "dos" | "du" | "de" | "da"
    )
}

/// Whether a title in a run is the surname of the given name before it: "Rodney King", "Martin Luther King Jr.", "Mr. Judge";
/// or an Arabic honorific inside a name, "Khalid Sheikh Mohammed". But "Texas Governor" and "Chelsea Captain" are not.
pub(super) fn is_title_as_surname(words: &[Word<'_>], from: usize, title: (usize, usize), to: usize) -> bool {
    let (at, end) = title;
    if at == from || end - at != 1 || !lexicon::FAMILY_NAMES.contains(&fold(words[at].text)) {
        return false;
    }
    let before = &words[from..at];
    let spelled = before.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let folded = fold(&spelled);
    let placed = lexicon::country(&spelled).is_some()
        || lexicon::REGIONS.contains(&folded)
        || lexicon::city(&folded).is_some_and(|city| city.thousands >= 100)
        || lexicon::known_organisation(&spelled).is_some();
    let nickname = |word: &Word<'_>| word.shape == Shape::Mark;
    let named = is_given_name(before[0].text) && !placed && {
        let part = |word: &Word<'_>| {
            let part = fold(word.text);
            is_initial(word.text)
                || nickname(word)
                || is_given_name(word.text)
                || lexicon::FAMILY_NAMES.contains(&part)
        };
        before.len() <= 3 && before.iter().all(part)
    };
    let closes = words[end..to]
        .iter()
        .all(|word| matches!(word.text, "," | "Jr." | "Jr" | "Sr." | "Sr") || name::is_regnal(word.text));
    let addressed = before.len() == 1 && is_form_of_address(before[0].text);
    let inside =
        named && end < to && matches!(fold(words[at].text).as_str(), "sheikh" | "shaikh" | "imam" | "emir");
    closes && (named || addressed) || inside
}

/// Whether the first word of a sentence begins a name, whatever the tagger takes it for: a given name, or a word that is not
/// English, before another capital; a common word before two that are not a person ("Black Lives Matter").
pub(super) fn opens_name(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let lower = word.text.to_lowercase();
    let Some(next) = words.get(at + 1).filter(|next| next.shape == Shape::Capital) else { return false };
    let next_lower = next.text.to_lowercase();
    if word.shape != Shape::Capital || lexicon::is_function_word(&lower) || lexicon::names_no_actor(&lower) {
        return false;
    }
    let named = is_given_name(word.text) && !matches!(word.upos, Upos::Aux | Upos::Verb)
        || !lexicon::is_english(&lower) && lower.chars().all(char::is_alphabetic);
    let named = named || is_family_first(&lower, &next_lower);
    if lexicon::calendar_word(&next_lower) {
        return named && is_month_surname(words, at + 1);
    }
    let third = words.get(at + 2).filter(|third| third.shape == Shape::Capital);
    named && !lexicon::names_no_actor(&next_lower) || third.is_some_and(|third| is_phrase(word, next, third))
}

/// Whether two lower-case words can be a family name and a given name in East Asian order: a syllable, and a word that is not
/// English.
pub(super) fn is_family_first(family: &str, given: &str) -> bool {
    family.len() <= 5
        && syllable::is_syllable(family)
        && !lexicon::is_function_word(family)
        && !lexicon::is_english(given)
        && given.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

/// Three capitalised common words that are not a person with a title, a people or a verb with its object.
fn is_phrase(first: &Word<'_>, second: &Word<'_>, third: &Word<'_>) -> bool {
    let lower = [first, second, third].map(|word| word.text.to_lowercase());
    let common = lower.iter().all(|word| lexicon::is_english(word) || word == "without");
    let titled = lower.iter().any(|word| lexicon::title(word).is_some());
    let demonym = [first, second, third]
        .iter()
        .any(|word| lexicon::country(word.text).is_some_and(|(_, form)| form == CountryForm::Demonym));
    common && !titled && !demonym && matches!(first.upos, Upos::Adj | Upos::Noun | Upos::Propn)
}

/// Whether a word that is part of a person's name elsewhere in the report is that name here, and not the other word it can be.
pub(super) fn is_part_of_person(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let lower = word.text.to_lowercase();
    let before = at.checked_sub(1).map(|before| words[before].text.to_lowercase());
    let next = words.get(at + 1);
    let next_named = next.is_some_and(|next| next.shape.is_capital() && next.upos != Upos::Verb);
    if word.shape != Shape::Capital || next_named {
        return false;
    }
    let determined = before.as_deref().is_some_and(|before| {
        matches!(
            before,
            "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their" | "its" | "our" | "my"
        )
    });
    if determined && (lexicon::is_english(&lower) || lexicon::title(&lower).is_some()) {
        return false;
    }
    let verb = next.is_some_and(|next| {
        matches!(next.upos, Upos::Verb | Upos::Aux)
            || next.text.ends_with("ed")
            || matches!(next.text, "'s" | "’s" | ",")
    });
    if lexicon::calendar_word(&lower) {
        let timed = before.as_deref().is_some_and(|before| TIME_WORDS.contains(&before));
        let numbered = is_number(words, at + 1) || at > 0 && is_number(words, at - 1);
        return verb && !timed && !numbered;
    }
    if lexicon::is_function_word(&lower) {
        return lower.len() >= 3 && matches!(word.upos, Upos::Propn | Upos::Noun) && verb;
    }
    // A common word at the beginning of a sentence is the name if a verb or a possessive follows: "Felt died", "Page's book".
    let common = word.opens && lexicon::is_english(&lower) && word.upos != Upos::Propn;
    !common || verb
}

/// Whether the text after a lone word is only said of people: "Woods, 43,", "Price said".
pub(super) fn is_said_of_person(words: &[Word<'_>], at: usize) -> bool {
    let text = |ahead: usize| words.get(at + ahead).map_or("", |word| word.text);
    let determined = at.checked_sub(1).is_some_and(|before| {
        words[before].shape.is_capital()
            || matches!(words[before].text.to_lowercase().as_str(), "the" | "a" | "an" | "of")
    });
    let age =
        text(1) == "," && text(2).parse::<u8>().is_ok_and(|age| age < 120) && matches!(text(3), "," | ".");
    let speaks = matches!(text(1), "said" | "says" | "told" | "added");
    !determined && (age || speaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address_precede_surnames_and_saints_do_not() {
        for (word, expected) in [
            ("Mr.", true),
            ("Sen.", true),
            ("Dr", true),
            ("St.", false),
            ("President", false),
            ("Hamburg", false),
            ("", false),
        ] {
            assert_eq!(is_form_of_address(word), expected, "{word}");
        }
    }
}

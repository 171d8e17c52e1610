//! A person's name split into parts: titles, given names, particles, family name, generation.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{Likeness, fold, likeness};
use super::lexicon::{self, Gender, TitleSort};
use crate::text::byline::is_particle;

/// A person's name, folded, in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Given names and initials, in order.
    pub given: Vec<String>,
    /// The family name without particles and article; the only name if there is just one.
    pub family: String,
    /// The particles before the family name.
    pub particles: Vec<String>,
    /// Junior, senior, the third.
    pub generation: Option<&'static str>,
    /// The gender that its title implies.
    pub gender: Option<Gender>,
}

impl PersonName {
    /// Splits a name. Any words give a name; those that are not a person's give one that resembles nothing.
    #[must_use]
    pub fn parse(words: &str) -> Self {
        let words = words.split([' ', ',', '\u{a0}', '\n', '\t']).filter(|word| !word.is_empty());
        let words: Vec<&str> = without_nickname(words);
        let (gender, first) = leading_titles(&words);
        let mut rest = &words[first..];
        let mut name = Self { gender, ..Self::default() };
        if let [before @ .., last] = rest
            && !before.is_empty()
            && let Some(&(_, generation)) = GENERATIONS.iter().find(|(form, _)| *form == last.to_lowercase())
        {
            name.generation = Some(generation);
            rest = before;
        }
        let Some((last, before)) = rest.split_last() else { return name };
        bare_family(last).clone_into(&mut name.family);
        let split = before.iter().rposition(|word| !is_particle(word)).map_or(0, |at| at + 1);
        name.particles = before[split..].iter().map(|word| joined(word)).collect();
        name.given = before[..split].iter().map(|word| joined(word)).collect();
        if name.family.is_empty() {
            name.family = name.given.pop().unwrap_or_default();
        }
        name
    }

    /// Whether only a family name, or only one name, is known.
    #[must_use]
    pub fn is_lone(&self) -> bool {
        self.given.is_empty()
    }

    /// Whether its given names are all initials.
    #[must_use]
    pub fn has_only_initials(&self) -> bool {
        self.given.iter().all(|given| is_initial(given))
    }

    /// All its parts without particles, the family name last.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.given.iter().map(String::as_str).chain([self.family.as_str()])
    }
}

/// Whether a folded given name is an initial: "j", "jk".
#[must_use]
pub fn is_initial(folded: &str) -> bool {
    folded.len() == 1 || (folded.len() == 2 && !folded.bytes().any(|letter| b"aeiouy".contains(&letter)))
}

/// Whether a folded word is a patronymic, as the second of Russian names is: "petrovich", "ivanovna".
#[must_use]
pub fn is_patronymic(folded: &str) -> bool {
    folded.len() >= 7
        && ["ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna"]
            .iter()
            .any(|end| folded.ends_with(end))
}

/// Whether a folded given name is a short or familiar form of another.
#[must_use]
pub fn is_short_form(one: &str, other: &str) -> bool {
    let belongs = |short: &str, full: &str| SHORT_FORMS.get(short).is_some_and(|fulls| fulls.contains(&full));
    belongs(one, other) || belongs(other, one)
}

/// Whether a folded word is a short form of a given name.
#[must_use]
pub fn is_short_name(folded: &str) -> bool {
    SHORT_FORMS.contains_key(folded)
}

/// The full form of a folded given name if it is a short form of only one; else the name itself.
#[must_use]
pub fn full_form(folded: &str) -> &str {
    match SHORT_FORMS.get(folded).map(Vec::as_slice) {
        Some([only]) => only,
        _ => folded,
    }
}

/// How similar two given names are.
#[must_use]
pub fn given_likeness(one: &str, other: &str) -> Option<GivenLikeness> {
    match likeness(one, other) {
        Some(Likeness::Same) => Some(GivenLikeness::Same),
        _ if is_short_form(one, other) => Some(GivenLikeness::ShortForm),
        _ if is_initial(one) || is_initial(other) => {
            (one.as_bytes().first() == other.as_bytes().first()).then_some(GivenLikeness::Initial)
        }
        Some(Likeness::Transliteration) => Some(GivenLikeness::Transliteration),
        Some(Likeness::Misspelling) => Some(GivenLikeness::Misspelling),
        None => None,
    }
}

/// How similar two given names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "plain words")]
pub enum GivenLikeness {
    Same,
    ShortForm,
    Initial,
    Transliteration,
    Misspelling,
}

const GENERATIONS: &[(&str, &str)] = &[
    ("jr", "junior"),
    ("jr.", "junior"),
    ("jnr", "junior"),
    ("junior", "junior"),
    ("sr", "senior"),
    ("sr.", "senior"),
    ("snr", "senior"),
    ("senior", "senior"),
    ("ii", "second"),
    ("iii", "third"),
    ("iv", "fourth"),
    ("v", "fifth"),
    ("vi", "sixth"),
    ("vii", "seventh"),
    ("viii", "eighth"),
    ("ix", "ninth"),
    ("x", "tenth"),
    ("xi", "eleventh"),
    ("xii", "twelfth"),
    ("xiii", "thirteenth"),
    ("xiv", "fourteenth"),
    ("xv", "fifteenth"),
    ("xvi", "sixteenth"),
    ("xvii", "seventeenth"),
    ("xxiii", "twenty-third"),
];

/// The full forms of each short form.
static SHORT_FORMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut fulls: HashMap<_, Vec<_>> = HashMap::new();
    let rows =
        include_str!("../../../assets/lexicon/short-names.txt").lines().filter(|line| !line.starts_with('#'));
    for (full, forms) in rows.filter_map(|line| line.split_once('\t')) {
        for form in forms.split(", ") {
            fulls.entry(form).or_default().push(full);
        }
    }
    fulls
});

/// The gender implied by the titles before a name, and how many words they are. The last word is never a title.
fn leading_titles(words: &[&str]) -> (Option<Gender>, usize) {
    let (mut first, mut gender) = (0, None);
    while first + 1 < words.len() {
        let mut longest = (1..=MAX_TITLE.min(words.len() - first - 1)).rev();
        let found = longest.find_map(|length| {
            Some((length, lexicon::title(&words[first..first + length].join(" ").to_lowercase())?))
        });
        let Some((length, title)) = found else { break };
        let named = length == 1 && title.sort != TitleSort::Honorific && words.len() - first == 2;
        if named && lexicon::GIVEN_NAMES.contains(&fold(words[first])) {
            break;
        }
        gender = gender.or(title.gender);
        first += length;
    }
    (gender, first)
}

/// How many words a title has at most.
const MAX_TITLE: usize = 4;

fn joined(word: &str) -> String {
    fold(word).replace(' ', "")
}

/// An Arabic article joined to the name: "alassad" from "al-Assad".
fn without_article(family: &str) -> &str {
    let bare = ["al", "el"].iter().find_map(|article| family.strip_prefix(article));
    bare.filter(|rest| rest.len() >= 5 && !lexicon::FAMILY_NAMES.contains(family)).unwrap_or(family)
}

/// A family name without the Arabic article: "sisi" from "al-Sisi".
fn bare_family(word: &str) -> String {
    let article = |(article, rest): &(&str, &str)| {
        rest.len() >= 3 && ARTICLES.contains(&article.to_lowercase().as_str())
    };
    match word.split_once(['-', '‑']).filter(article) {
        Some((_, rest)) => joined(rest),
        None => without_article(&joined(word)).to_owned(),
    }
}

/// The Arabic article before a hyphen, as its first consonant is written.
const ARTICLES: &[&str] =
    &["al", "el", "as", "es", "ad", "ed", "ar", "er", "at", "et", "ash", "esh", "an", "en", "az"];

/// The words of a name without those in quotation marks or brackets after the first: Dwayne "The Rock" Johnson.
fn without_nickname<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let (mut kept, mut within) = (Vec::new(), false);
    for word in words {
        within |= !kept.is_empty() && word.starts_with(['"', '“', '\'', '‘', '(']);
        if !within {
            kept.push(word);
        }
        within &= !word.ends_with(['"', '”', '\'', '’', ')']);
    }
    kept
}

/// Whether a name has several bearers distinguished by number, as monarchs and popes have: "XVI".
#[must_use]
pub fn is_regnal(word: &str) -> bool {
    REGNAL.contains(&word)
}

/// Numbers of monarchs and popes.
const REGNAL: &[&str] = &[
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        for (words, given, particles, family) in [
            ("Angela Merkel", "angela", "", "merkel"),
            ("Mr. Hollande", "", "", "hollande"),
            ("Prime Minister Jacinda Ardern", "jacinda", "", "ardern"),
            ("Ursula von der Leyen", "ursula", "von der", "leyen"),
            ("Abdullah bin Zayed", "abdullah", "bin", "zayed"),
            ("J. K. Rowling", "j k", "", "rowling"),
            ("J.K. Rowling", "jk", "", "rowling"),
            ("Jean-Luc Cousteau", "jeanluc", "", "cousteau"),
            ("Bashar al-Assad", "bashar", "", "assad"),
            ("Ken Griffey Jr.", "ken", "", "griffey"),
            ("Robert Downey, Jr.", "robert", "", "downey"),
            ("Maurice \"Mo\" Greene", "maurice", "", "greene"),
            ("Pelé", "", "", "pele"),
            ("Colonel Tom", "", "", "tom"),
            ("Earl Warren", "earl", "", "warren"),
            ("Abdel Fattah al-Sisi", "abdel fattah", "", "sisi"),
            ("As-Sisi", "", "", "sisi"),
            ("Dwayne \"The Rock\" Johnson", "dwayne", "", "johnson"),
            ("Pope Benedict XVI", "", "", "benedict"),
            ("", "", "", ""),
        ] {
            let name = PersonName::parse(words);
            let parts = (name.given.join(" "), name.particles.join(" "), name.family);
            assert_eq!(parts, (given.into(), particles.into(), family.into()), "{words}");
        }
        assert_eq!(PersonName::parse("Cal Ripken Jr").generation, Some("junior"));
        assert_eq!(PersonName::parse("Mrs. Clooney").gender, Some(Gender::Female));
    }

    #[test]
    fn short_forms_are_known_in_both_directions_and_not_across() {
        for (one, other, expected) in [
            ("william", "bill", true),
            ("bob", "robert", true),
            ("bob", "bobby", false),
            ("kate", "katherine", true),
            ("jack", "james", false),
            ("tim", "tom", false),
        ] {
            assert_eq!(is_short_form(one, other), expected, "{one} · {other}");
        }
    }
}

//! What reports count, and the predicates of counts: the lexicon `assets/lexicon/claim-predicates.txt`.
//!
//! It contains only classes of synonyms; `count` determines which number belongs to which word.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;

/// A class of words that state the same predicate of what they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Predicate {
    /// Its name: "killed", "arrested".
    pub class: &'static str,
    /// The kind of thing it counts.
    pub counted: Counted,
    /// How the figure behaves as a story develops.
    pub growth: Growth,
}

/// How a figure behaves as a story develops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Growth {
    /// It only grows, so that a later and higher one supersedes the earlier: the dead.
    Cumulative,
    /// It goes up and down: the missing.
    Changing,
    /// It has one final value: the turnout.
    Single,
}

/// The kind of thing that is counted or measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Counted {
    People,
    Jobs,
    Buildings,
    Households,
    Vehicles,
    Area,
    Money,
    Percent,
    Duration,
    Magnitude,
    Speed,
    Length,
}

/// How a word relates to what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// A verb whose object or passive subject is counted: "killed six".
    Patient,
    /// A verb whose own subject is counted: "six died".
    Subject,
    /// A noun for the figure or one case of it: "six deaths", "a toll of six".
    Noun,
    /// An adjective: "six dead".
    Adjective,
}

/// The class with that name.
#[must_use]
pub fn class(name: &str) -> Option<Predicate> {
    LEXICON.classes.iter().find(|predicate| predicate.class == name).copied()
}

/// The classes that a lemma belongs to in a given use.
pub(crate) fn lookup(usage: Use, lemma: &str) -> &'static [Predicate] {
    LEXICON.words[usage as usize].get(lemma).map_or(&[], Vec::as_slice)
}

/// Every word of the lexicon.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    LEXICON.words.iter().flat_map(|words| words.keys().copied())
}

/// The kind of thing that a unit of measure counts.
pub(crate) fn counted_by_unit(unit: &str) -> Option<Counted> {
    match unit {
        "m2" => Some(Counted::Area),
        "%" => Some(Counted::Percent),
        "s" => Some(Counted::Duration),
        "magnitude" => Some(Counted::Magnitude),
        "km/h" => Some(Counted::Speed),
        "m" => Some(Counted::Length),
        unit if unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()) => Some(Counted::Money),
        _ => None,
    }
}

/// The kinds of thing that a noun for anything but people counts, by lemma; a noun may be of several kinds.
pub(crate) fn counted_by_noun(lemma: &str) -> &'static [Counted] {
    THINGS.get(lemma).map_or(&[], Vec::as_slice)
}

struct Lexicon {
    classes: Vec<Predicate>,
    /// By use, then by lemma.
    words: [HashMap<&'static str, Vec<Predicate>>; 4],
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { classes: Vec::new(), words: Default::default() };
    for [class, counted, growth, patient, subject, nouns, adjectives] in
        lexicon::rows(include_str!("../../../assets/lexicon/claim-predicates.txt"))
    {
        let Some(counted) = sort(counted) else { continue };
        let growth = match growth {
            "cumulative" => Growth::Cumulative,
            "changing" => Growth::Changing,
            _ => Growth::Single,
        };
        let predicate = Predicate { class, counted, growth };
        lexicon.classes.push(predicate);
        let uses = [
            (Use::Patient, patient),
            (Use::Subject, subject),
            (Use::Noun, nouns),
            (Use::Adjective, adjectives),
        ];
        for (usage, words) in uses {
            for word in words.split(", ").filter(|word| *word != "-") {
                lexicon.words[usage as usize].entry(word).or_default().push(predicate);
            }
        }
    }
    lexicon
});

static THINGS: LazyLock<HashMap<&'static str, Vec<Counted>>> = LazyLock::new(|| {
    let mut things: HashMap<_, Vec<_>> = HashMap::new();
    for [name, nouns] in lexicon::rows(include_str!("../../../assets/lexicon/counted-things.txt")) {
        let Some(counted) = sort(name) else { continue };
        for noun in nouns.split(", ") {
            things.entry(noun).or_default().push(counted);
        }
    }
    things
});

fn sort(name: &str) -> Option<Counted> {
    Some(match name {
        "people" => Counted::People,
        "jobs" => Counted::Jobs,
        "buildings" => Counted::Buildings,
        "households" => Counted::Households,
        "vehicles" => Counted::Vehicles,
        "area" => Counted::Area,
        "money" => Counted::Money,
        "percent" => Counted::Percent,
        "duration" => Counted::Duration,
        "magnitude" => Counted::Magnitude,
        "speed" => Counted::Speed,
        "length" => Counted::Length,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        let lines = lexicon::entries(include_str!("../../../assets/lexicon/claim-predicates.txt")).count();
        assert_eq!(LEXICON.classes.len(), lines);
        let things = lexicon::entries(include_str!("../../../assets/lexicon/counted-things.txt"));
        assert!(things.into_iter().all(|fields| fields.len() == 2 && sort(fields[0]).is_some()));
    }

    #[test]
    fn synonyms_share_a_class_and_one_word_may_count_several_sorts() {
        let classes = |usage, lemma| lookup(usage, lemma).iter().map(|found| found.class).collect::<Vec<_>>();
        assert_eq!(classes(Use::Patient, "kill"), classes(Use::Subject, "perish"));
        assert_eq!(classes(Use::Patient, "eliminate"), ["killed", "laid off"]);
        assert_eq!(classes(Use::Noun, "table"), [] as [&str; 0]);
    }
}

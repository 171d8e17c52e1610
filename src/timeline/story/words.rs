//! The words of a report that identify its subject: names, places, kinds of incident and rare words of its title and lead.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::LEAD;
use crate::analysis::actor::{group, lexicon};
use crate::analysis::claim::lexicon::entries;
use crate::analysis::claim::{attribution, date, predicate};

/// The prefix of the key of a kind of incident.
pub(super) const INCIDENT: &str = "incident: ";

/// A name that is on no list.
pub(super) const NAME: u8 = 4;

/// A city or region of the gazetteer.
pub(super) const CITY: u8 = 2;

/// A country, or a common word.
const WORD: u8 = 1;

/// The words that identify a report's subject, folded, each with its weight.
pub(super) type SubjectWords = BTreeMap<String, Weight>;

/// The weight of a word, and whether it is surely written as a name: the first word of a sentence is capitalised anyway.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(from = "u8", into = "u8")]
pub(super) struct Weight {
    pub(super) value: u8,
    pub(super) sure: bool,
    /// Whether it occurs only in the outlet's name: a local paper is named after its town.
    pub(super) of_outlet: bool,
}

impl Weight {
    /// Its weight for two reports: a name that opens a sentence is a name if the other report has it inside one.
    pub(super) fn shared(self, other: Self) -> u8 {
        let value = self.value.min(other.value);
        if self.of_outlet && other.of_outlet {
            return 0;
        }
        if self.sure || other.sure { value } else { value.min(WORD) }
    }

    fn heavier(self, other: Self) -> Self {
        if (self.value, self.sure) >= (other.value, other.sure) { self } else { other }
    }
}

/// As one number: the value, and two bits.
impl From<Weight> for u8 {
    fn from(Weight { value, sure, of_outlet }: Weight) -> Self {
        value << 2 | Self::from(sure) << 1 | Self::from(of_outlet)
    }
}

impl From<u8> for Weight {
    fn from(number: u8) -> Self {
        Self { value: number >> 2, sure: number & 2 != 0, of_outlet: number & 1 != 0 }
    }
}

/// The words of a title, a lead and an outlet's name that identify their subject.
pub(super) fn subject(title: &str, text: &str, outlet: &str) -> SubjectWords {
    let mut words = BTreeMap::new();
    read(title, true, &mut words);
    read(text, false, &mut words);
    let mut of_outlet = BTreeMap::new();
    read(outlet, true, &mut of_outlet);
    for (word, weight) in of_outlet.into_iter().filter(|(word, _)| !word.starts_with(INCIDENT)) {
        words.entry(word).or_insert(Weight { of_outlet: true, ..weight });
    }
    words
}

/// Adds the words of the beginning of a text; in a title every word may have a capital.
fn read(text: &str, title: bool, words: &mut BTreeMap<String, Weight>) {
    let mut end = LEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lead = &text[..end];
    let mut opens = true;
    let base = lead.as_ptr() as usize;
    for word in lead.split(|letter: char| !letter.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        let at = word.as_ptr() as usize - base;
        opens |= title || lead[..at].trim_end().ends_with(['.', '!', '?', '\n', '”', '"', ':']) || at == 0;
        let folded = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            deunicode::deunicode(word).to_lowercase()
        };
        let capital = word.starts_with(char::is_uppercase);
        if let Some(kind) = incident_of(stem(&folded)) {
            words.insert(format!("{INCIDENT}{kind}"), Weight { value: CITY, sure: true, of_outlet: false });
        }
        let long = folded.len() >= SHORTEST || SHORT.contains(&folded.as_str());
        if long && !COMMON.contains(folded.as_str()) {
            let value = weight(&folded, word, capital);
            let weight = Weight { value, sure: !capital || !opens, of_outlet: false };
            let stem = stem(&folded);
            let known = words.entry(stem.to_owned()).or_insert(weight);
            *known = weight.heavier(*known);
        }
        opens = false;
    }
}

/// The shortest word that identifies a subject.
const SHORTEST: usize = 4;

/// Words too short to count that still identify a subject.
const SHORT: &[&str] = &[
    "bus", "car", "van", "jet", "dam", "gas", "oil", "mud", "fog", "gun", "bar", "pub", "mob", "zoo", "tax",
    "spy", "tram",
];

/// Words of news that belong to no particular story.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = entries(include_str!("../../../assets/lexicon/common-news-words.txt"));
    entries.filter_map(|fields| fields.first().copied()).collect()
});

/// The kind of incident that a word names, by its stem.
fn incident_of(stemmed: &str) -> Option<&'static str> {
    static KINDS: LazyLock<HashMap<&'static str, &'static str>> =
        LazyLock::new(|| date::incident_words().map(|(word, kind)| (stem(word), kind)).collect());
    KINDS.get(stemmed).copied()
}

/// The weight of a shared word for one story.
fn weight(folded: &str, word: &str, capital: bool) -> u8 {
    let of_group =
        |word: &str| group::lookup(word).is_some_and(|found| !group::contains("craft", found.group));
    let general = of_group(folded)
        || of_group(folded.strip_suffix('s').unwrap_or(folded))
        || attribution::verb_cue(folded).is_some()
        || word.bytes().all(|byte| byte.is_ascii_digit());
    match capital {
        _ if general => 0,
        false => WORD,
        true if lexicon::country(word).is_some() => WORD,
        true if lexicon::city(folded).is_some() || lexicon::REGIONS.contains(folded) => CITY,
        true => NAME,
    }
}

/// The kinds of incident that a report's lead is about.
pub(super) fn incidents(subject: &SubjectWords) -> impl Iterator<Item = &str> {
    subject.keys().filter_map(|word| word.strip_prefix(INCIDENT))
}

/// Whether a word is used of incidents of all kinds: killed, wounded.
pub(super) fn is_of_any_incident(stemmed: &str) -> bool {
    static OF_ANY_INCIDENT: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| predicate::words().map(stem).collect());
    OF_ANY_INCIDENT.contains(stemmed)
}

/// Whether a lead surely contains a name of somebody, or of a place that is not a country.
pub(super) fn names_somebody(subject: &SubjectWords) -> bool {
    subject.iter().any(|(word, weight)| {
        !word.starts_with(INCIDENT) && weight.value >= CITY && weight.sure && !weight.of_outlet
    })
}

/// The words of a subject besides those for its incidents.
pub(super) fn plain_words(subject: &SubjectWords) -> impl Iterator<Item = &str> {
    let is_plain = |(word, weight): &(&String, &Weight)| {
        let plain = !weight.of_outlet && !word.starts_with(INCIDENT) && incident_of(word).is_none();
        weight.value > 0 && plain && !is_of_any_incident(word)
    };
    subject.iter().filter(is_plain).map(|(word, _)| word.as_str())
}

/// A word without its inflection: "stabbed" and "stabbing", "crash" and "crashes", "Bavaria" and "Bavarian".
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] =
        &["ings", "ing", "ers", "ed", "er", "es", "ians", "ian", "ia", "ans", "an", "s", "e", "a"];
    const SHORTEST_STEM: usize = 4;
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.len() >= SHORTEST_STEM && word.is_ascii())
        .map_or(word, |stem| {
            let doubled = stem
                .as_bytes()
                .windows(2)
                .last()
                .is_some_and(|pair| pair[0] == pair[1] && !b"sl".contains(&pair[0]));
            if doubled && stem.len() > SHORTEST_STEM { &stem[..stem.len() - 1] } else { stem }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (one, other) in [
            ("stabbed", "stabbing"),
            ("crash", "crashes"),
            ("saxonia", "saxonian"),
            ("shooting", "shootings"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("station"), stem("stated"));
    }
}

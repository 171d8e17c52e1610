//! The words that name events: which verbs and nouns do, the class of event they name, and which words can name the same.
//!
//! Reads the lists in `assets/lexicon/event-*.txt` once, on first use. Knows nothing of sentences.
//! Classes are hand-made after PLOVER; families and synonyms are WordNet's (see the header of each list).

mod part;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::EventType;
pub use part::Part;

const VERBS: &str = include_str!("../../../assets/lexicon/event-verbs.txt");
const NOUNS: &str = include_str!("../../../assets/lexicon/event-nouns.txt");
const SYNONYMS: &str = include_str!("../../../assets/lexicon/event-synonyms.txt");
const CLASSES: &str = include_str!("../../../assets/lexicon/event-classes.txt");
const TRANSITIVES: &str = include_str!("../../../assets/lexicon/transitive-verbs.txt");
const NAMES: &str = include_str!("../../../assets/lexicon/event-names.txt");
const PARTS: &str = include_str!("../../../assets/lexicon/event-roles.txt");

/// The lexicon, read on first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

const _: () = assert!(Part::ALL.len() <= u64::BITS as usize);

/// All word lists of events.
#[derive(Debug)]
pub struct Lexicon {
    // The keys come from the lists: no attacker can choose them to collide.
    verbs: FxHashMap<&'static str, VerbEntry>,
    nouns: FxHashMap<&'static str, NounEntry>,
    /// By part of speech.
    groups: [FxHashMap<&'static str, Vec<Membership>>; 2],
    types: FxHashMap<&'static str, EventType>,
    /// By word: its roles, a bit each.
    parts: FxHashMap<&'static str, u64>,
    /// Names of events, each with the form its variants share.
    names: FxHashMap<&'static str, &'static str>,
}

/// A word in its part of speech.
type TaggedWord = (PartOfSpeech, &'static str);

/// Whether a word is looked up as a verb or as a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOfSpeech {
    /// A verb, with its particle where it has one: "break out".
    Verb,
    /// A noun.
    Noun,
}

/// What is known of a verb.
#[derive(Clone, Copy, Debug)]
struct VerbEntry {
    lemma: &'static str,
    field: &'static str,
    tenths: u8,
}

/// What is known of a noun.
#[derive(Clone, Copy, Debug)]
struct NounEntry {
    lemma: &'static str,
    tenths: u8,
    verb: Option<&'static str>,
    field: &'static str,
}

/// A word's membership in a group of words that can name the same event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Membership {
    /// The group: a class by its name, a set of synonyms by its first word.
    pub group: &'static str,
    /// How certainly the word names what the group does, from 0 to 1.
    pub weight: f32,
}

/// How certainly a loose member names what its class does.
const LOOSE: f32 = 0.6;
/// How certainly words that share a frequent WordNet sense name the same event.
const SYNONYM: f32 = 0.7;
/// The share of a verb's membership that the noun derived from it has.
const DERIVED: f32 = 0.95;

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            verbs: FxHashMap::with_capacity_and_hasher(11_000, FxBuildHasher),
            nouns: FxHashMap::with_capacity_and_hasher(9_000, FxBuildHasher),
            groups: [
                FxHashMap::with_capacity_and_hasher(8_000, FxBuildHasher),
                FxHashMap::with_capacity_and_hasher(6_000, FxBuildHasher),
            ],
            types: FxHashMap::default(),
            parts: FxHashMap::default(),
            names: FxHashMap::default(),
        };
        for [lemma, field, tenths] in rows(VERBS) {
            let entry = VerbEntry { lemma, field, tenths: tenths.parse().unwrap_or(9) };
            lexicon.verbs.insert(lemma, entry);
        }
        for [lemma, tenths, verb, field] in rows(NOUNS) {
            let verb = (verb != "-").then_some(verb);
            lexicon
                .nouns
                .insert(lemma, NounEntry { lemma, tenths: tenths.parse().unwrap_or(0), verb, field });
        }
        for row in rows(CLASSES) {
            lexicon.add_class(row);
        }
        for [pos, words] in rows(SYNONYMS) {
            let pos = if pos == "n" { PartOfSpeech::Noun } else { PartOfSpeech::Verb };
            for word in words.split(", ") {
                lexicon.add((pos, word), Membership { group: words, weight: SYNONYM });
            }
        }
        for [part, words] in rows(PARTS) {
            let Some(part) = Part::named(part) else { continue };
            for word in words.split(", ") {
                *lexicon.parts.entry(word).or_default() |= 1 << part as u8;
            }
        }
        for [verb] in rows(TRANSITIVES) {
            *lexicon.parts.entry(verb).or_default() |= 1 << Part::Object as u8;
        }
        for [kind, words] in rows(NAMES) {
            for word in words.split(", ") {
                lexicon.add_name(kind, word);
            }
        }
        lexicon
    }

    fn add_name(&mut self, kind: &str, forms: &'static str) {
        if let Some(part) = Part::named(kind) {
            *self.parts.entry(forms).or_default() |= 1 << part as u8;
        } else {
            let first = forms.split('|').next().unwrap_or(forms);
            self.names.extend(forms.split('|').map(|form| (form, first)));
        }
    }

    /// The canonical form of an event's name, in lower case: "academy awards" is "oscars".
    #[must_use]
    pub fn named_event(&self, name: &str) -> Option<&'static str> {
        self.names.get(name).copied()
    }

    fn add_class(&mut self, [class, kind, verbs, nouns]: [&'static str; 4]) {
        self.types.insert(class, EventType::named(kind).unwrap_or(EventType::Other));
        for (pos, words) in [(PartOfSpeech::Verb, verbs), (PartOfSpeech::Noun, nouns)] {
            for word in words.split(", ").filter(|word| *word != "~" && !word.is_empty()) {
                let loose = word.strip_prefix('~');
                let weight = if loose.is_some() { LOOSE } else { 1.0 };
                self.add((pos, loose.unwrap_or(word)), Membership { group: class, weight });
            }
        }
    }

    fn add(&mut self, word: TaggedWord, membership: Membership) {
        let known = self.groups[word.0 as usize].entry(word.1).or_default();
        if !known.iter().any(|other| other.group == membership.group) {
            known.push(membership);
        }
    }

    /// Whether a word has a role around events.
    #[must_use]
    pub fn is(&self, word: &str, part: Part) -> bool {
        self.parts.get(word).is_some_and(|parts| parts & (1 << part as u8) != 0)
    }

    /// The roles of a word around events.
    pub fn parts(&self, word: &str) -> impl Iterator<Item = Part> + use<> {
        let parts = self.parts.get(word).copied().unwrap_or_default();
        Part::ALL.iter().copied().filter(move |part| parts & (1 << *part as u8) != 0)
    }

    /// Whether a verb mostly describes a state.
    #[must_use]
    pub fn is_stative(&self, verb: &str) -> bool {
        self.is(verb, Part::Stative)
            || self.verbs.get(verb).is_some_and(|entry| entry.tenths < 3)
                && self.own_groups(PartOfSpeech::Verb, verb).is_empty()
    }

    /// Whether a verb, with its particle or adjective, is in the lists: "break out".
    #[must_use]
    pub fn is_known_verb(&self, verb: &str) -> bool {
        self.verbs.contains_key(verb) || !self.own_groups(PartOfSpeech::Verb, verb).is_empty()
    }

    /// Whether a verb is in a class of news events: "break into".
    #[must_use]
    pub fn is_classed_verb(&self, verb: &str) -> bool {
        !self.own_groups(PartOfSpeech::Verb, verb).is_empty()
    }

    /// How often a noun names an event, from 0 to 1.
    #[must_use]
    pub fn eventiveness(&self, noun: &str) -> f32 {
        if self.is_strong(PartOfSpeech::Noun, noun) {
            return 1.0;
        }
        let Some(entry) = self.nouns.get(noun) else { return 0.0 };
        let general = if self.is(noun, Part::GeneralNoun) { 0.4 } else { 1.0 };
        f32::from(entry.tenths) / 9.0 * general
    }

    /// The verb a noun is derived from: "deployment" from "deploy".
    #[must_use]
    pub fn verb_of(&self, noun: &str) -> Option<&'static str> {
        self.nouns.get(noun).and_then(|entry| entry.verb)
    }

    /// The WordNet field that a word mostly belongs to: "communication", "motion", "act".
    #[must_use]
    pub fn field(&self, pos: PartOfSpeech, lemma: &str) -> &'static str {
        match pos {
            PartOfSpeech::Verb => self.verbs.get(lemma).map_or("", |entry| entry.field),
            PartOfSpeech::Noun => self.nouns.get(lemma).map_or("", |entry| entry.field),
        }
    }

    /// Whether a word is a full member of a class.
    #[must_use]
    pub fn is_strong(&self, pos: PartOfSpeech, lemma: &str) -> bool {
        self.own_groups(pos, lemma).iter().any(|member| self.is_class(*member, 1.0))
    }

    fn is_class(&self, member: Membership, least: f32) -> bool {
        member.weight >= least && self.types.contains_key(member.group)
    }

    /// The class of a trigger: the news class it is a full member of, else the verb it is derived from,
    /// else its own lemma; empty for words on no list.
    #[must_use]
    pub fn class(&self, pos: PartOfSpeech, lemma: &str) -> &'static str {
        if let Some(member) = self.own_groups(pos, lemma).iter().find(|member| self.is_class(**member, 1.0)) {
            return member.group;
        }
        match pos {
            PartOfSpeech::Noun => match self.nouns.get(lemma) {
                Some(NounEntry { verb: Some(verb), .. }) => self.class(PartOfSpeech::Verb, verb),
                Some(entry) => entry.lemma,
                None => "",
            },
            PartOfSpeech::Verb => self.verbs.get(lemma).map_or("", |entry| entry.lemma),
        }
    }

    /// The type of a trigger: that of its class, else that of the first class it loosely belongs to.
    #[must_use]
    pub fn kind(&self, pos: PartOfSpeech, lemma: &str) -> EventType {
        let members = self.memberships(pos, lemma);
        let best = members.iter().filter(|member| self.is_class(**member, LOOSE * DERIVED)).fold(
            None,
            |best: Option<Membership>, member| match best {
                Some(best) if best.weight >= member.weight => Some(best),
                _ => Some(*member),
            },
        );
        best.and_then(|member| self.types.get(member.group)).copied().unwrap_or(EventType::Other)
    }

    /// Whether one of the classes of a word is of a type: "fire" can be an assault.
    #[must_use]
    pub fn can_be(&self, pos: PartOfSpeech, lemma: &str, kind: EventType) -> bool {
        self.memberships(pos, lemma).iter().any(|member| self.types.get(member.group) == Some(&kind))
    }

    fn own_groups(&self, pos: PartOfSpeech, lemma: &str) -> &[Membership] {
        self.groups[pos as usize].get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The groups of a trigger, including those of the verb it is derived from where it has no class of its own: "a fire" shares
    /// nothing with "fired a clerk".
    #[must_use]
    pub fn memberships(&self, pos: PartOfSpeech, lemma: &str) -> Vec<Membership> {
        let mut all = self.own_groups(pos, lemma).to_vec();
        let classed = all.iter().any(|member| self.is_class(*member, 1.0));
        if let (PartOfSpeech::Noun, Some(verb), false) = (pos, self.verb_of(lemma), classed) {
            let derived = self.own_groups(PartOfSpeech::Verb, verb).iter();
            for member in derived.map(|member| Membership { weight: member.weight * DERIVED, ..*member }) {
                if !all.iter().any(|known| known.group == member.group) {
                    all.push(member);
                }
            }
        }
        all
    }
}

/// The rows of a list: its lines without comments, split at tabs into as many cells as the list has.
fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let cells = |line: &'static str| {
        let mut cells = line.split('\t');
        let row: [&'static str; N] = std::array::from_fn(|_| cells.next().unwrap_or_default());
        row
    };
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(cells)
}

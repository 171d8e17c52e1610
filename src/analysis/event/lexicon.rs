//! The words that name events: which verbs and nouns do, the class of event they name, and which words can name the same.
//!
//! Reads the lists in `assets/lexicon/event-*.txt` once, on first use. Knows nothing of sentences.
//! Classes are hand-made after PLOVER; families and synonyms are WordNet's (see the header of each list).

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::EventType;

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

/// All word lists of events.
#[derive(Debug)]
pub struct Lexicon {
    // The keys come from the lists: no attacker can choose them to collide.
    verbs: FxHashMap<&'static str, VerbEntry>,
    nouns: FxHashMap<&'static str, NounEntry>,
    /// By part of speech.
    groups: [FxHashMap<&'static str, Vec<Membership>>; 2],
    types: FxHashMap<&'static str, EventType>,
    parts: FxHashMap<&'static str, u32>,
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

/// Declares the roles of words around events, with the names the list uses.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// The role of a word around an event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Part { $($(#[$doc])* $name,)+ }

        impl Part {
            const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name the list uses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            fn named(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

parts! {
    /// Says that an event begins, continues or ends.
    Aspect = "aspect",
    /// Says that someone says something.
    Reporting = "reporting",
    /// Says that someone says something, with distance.
    Alleging = "alleging",
    /// Its complement did not happen.
    Denying = "denying",
    /// Its complement is intended, asked for or due.
    Planning = "planning",
    /// A noun of that kind.
    PlanningNoun = "planning-noun",
    /// Its object is the event.
    Light = "light",
    /// Says that its subject occurs.
    Occurrence = "happening",
    /// Describes a state.
    Stative = "stative",
    /// The word it modifies has not happened, or not yet.
    Modal = "modal",
    /// Marks distance from what is reported.
    Hedge = "hedge",
    /// Says that something did not happen.
    Negation = "negation",
    /// Introduces a supposition.
    Hypothetical = "hypothetical",
    /// A participle that is used as a preposition: "following".
    Prepositional = "prepositional",
    /// It leads to the event that the next verb names: "tried to".
    Leading = "leading",
    /// The last word of an event's name.
    NameLast = "last",
    /// Precedes an event's name.
    NameBefore = "before",
    /// A noun that names an event only incidentally.
    GeneralNoun = "general-noun",
    /// A verb that means nothing without an object.
    Transitive = "transitive",
    /// Its participle says what someone has, or what a toll reported elsewhere has become.
    Holding = "holding",
    /// Its complement is attempted.
    Attempting = "attempting",
    /// Names a thought or a statement that someone did something.
    AllegingNoun = "alleging-noun",
    /// Says that someone is thought to have done what follows its preposition.
    Accusing = "accusing",
    /// Has the same form in its past and its present.
    PastLikePresent = "past-like-present",
    /// Names a deed and not speech if its object is a thing.
    Performing = "performing",
    /// Its subject is also the subject of its complement, even if another person is named.
    Promising = "promising",
    /// Distinguishes an event from another of its kind.
    Another = "another",
    /// Says where a verb of motion leads.
    Direction = "direction",
    /// A verb that mostly takes an object.
    Object = "object",
    /// So frequent in any news that two mentions with it are probably of two events.
    Common = "common",
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

#[cfg(test)]
mod tests {
    use super::*;
    use PartOfSpeech::{Noun, Verb};

    #[test]
    fn a_noun_shares_the_class_of_its_verb() {
        for (noun, verb) in [
            ("deployment", "deploy"),
            ("withdrawal", "withdraw"),
            ("arrival", "arrive"),
            ("killing", "kill"),
            ("investigation", "investigate"),
            ("collision", "collide"),
            ("amputation", "amputate"),
        ] {
            assert_eq!(lexicon().class(Noun, noun), lexicon().class(Verb, verb), "{noun}, {verb}");
        }
    }

    #[test]
    fn words_for_one_event_share_a_group_and_others_do_not() {
        let share = |one: (PartOfSpeech, &str), other: (PartOfSpeech, &str)| {
            let (one, other) = (lexicon().memberships(one.0, one.1), lexicon().memberships(other.0, other.1));
            one.iter().any(|member| other.iter().any(|also| also.group == member.group))
        };
        for (one, other) in [
            ((Verb, "send"), (Noun, "deployment")),
            ((Verb, "slay"), (Noun, "murder")),
            ((Verb, "request"), (Verb, "ask for")),
            ((Verb, "thwart"), (Verb, "foil")),
            ((Noun, "earthquake"), (Noun, "tremor")),
            ((Verb, "resign"), (Verb, "step down")),
        ] {
            assert!(share(one, other), "{one:?} {other:?}");
        }
        for (one, other) in [
            ((Verb, "arrest"), (Verb, "kill")),
            ((Verb, "resign"), (Verb, "appoint")),
            ((Noun, "flood"), (Noun, "earthquake")),
            ((Verb, "win"), (Verb, "announce")),
        ] {
            assert!(!share(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn events_are_distinguished_from_things_and_states() {
        for noun in ["explosion", "earthquake", "election", "ceremony", "collision", "verdict", "inspection"]
        {
            assert!(lexicon().eventiveness(noun) > 0.6, "{noun}");
        }
        for noun in ["hospital", "table", "lawyer", "way", "government", "river"] {
            assert!(lexicon().eventiveness(noun) < 0.5, "{noun}");
        }
        for verb in ["be", "seem", "belong", "contain", "resemble"] {
            assert!(lexicon().is_stative(verb), "{verb}");
        }
        for verb in ["arrive", "collapse", "sue", "vaccinate"] {
            assert!(!lexicon().is_stative(verb), "{verb}");
        }
    }

    #[test]
    fn types_are_those_of_the_classes() {
        for (pos, lemma, kind) in [
            (Verb, "sack", EventType::Other),
            (Noun, "riot", EventType::Protest),
            (Verb, "deploy", EventType::Mobilize),
            (Noun, "verdict", EventType::Court),
            (Noun, "merger", EventType::Business),
            (Verb, "derail", EventType::Accident),
            (Verb, "plead", EventType::Request),
        ] {
            assert_eq!(lexicon().kind(pos, lemma), kind, "{lemma}");
        }
    }

    #[test]
    fn every_type_has_a_word_that_gives_it() {
        let examples = [
            (Noun, "treaty", EventType::Agree),
            (Noun, "summit", EventType::Consult),
            (Verb, "praise", EventType::Support),
            (Verb, "pardon", EventType::Concede),
            (Verb, "collaborate", EventType::Cooperate),
            (Verb, "rescue", EventType::Aid),
            (Noun, "withdrawal", EventType::Retreat),
            (Verb, "beg", EventType::Request),
            (Verb, "denounce", EventType::Accuse),
            (Verb, "veto", EventType::Reject),
            (Verb, "menace", EventType::Threaten),
            (Noun, "riot", EventType::Protest),
            (Verb, "mobilise", EventType::Mobilize),
            (Noun, "embargo", EventType::Sanction),
            (Verb, "arrest", EventType::Coerce),
            (Verb, "bombard", EventType::Assault),
            (Noun, "earthquake", EventType::Disaster),
            (Noun, "derailment", EventType::Accident),
            (Verb, "kidnap", EventType::Crime),
            (Noun, "verdict", EventType::Court),
            (Noun, "referendum", EventType::Election),
            (Noun, "touchdown", EventType::Sport),
            (Noun, "merger", EventType::Business),
            (Verb, "vaccinate", EventType::Science),
            (Noun, "massacre", EventType::Casualty),
            (Verb, "depart", EventType::Movement),
            (Verb, "announce", EventType::Statement),
            (Verb, "resign", EventType::Other),
        ];
        for (pos, lemma, kind) in examples {
            assert_eq!(lexicon().kind(pos, lemma), kind, "{lemma}");
        }
        let covered = |kind: &EventType| examples.iter().any(|(_, _, example)| example == kind);
        assert!(EventType::ALL.iter().all(covered));
    }

    #[test]
    fn every_row_of_the_hand_made_lists_is_well_formed() {
        for row @ [class, kind, verbs, nouns] in rows::<4>(CLASSES) {
            assert!(EventType::named(kind).is_some(), "{row:?}");
            assert!(!class.is_empty(), "{row:?}");
            assert!(!verbs.is_empty() || !nouns.is_empty(), "{row:?}");
        }
        for [part, words] in rows::<2>(PARTS) {
            assert!(Part::named(part).is_some() && !words.is_empty(), "{part}");
        }
    }
}

//! Groups of people named by what they do or are, and which group contains which: soldiers within troops within security forces.
//!
//! A noun belongs to one group and is neutral or loaded ("protester" and "rioter"): a loaded noun names the same people
//! and is recorded as a label. Whether two mentions mean the same people is decided elsewhere.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::language::{Document, Relation, TokenId, Upos};

/// Looks up a noun or noun phrase by its lemma, in any case: `rioter`, `security force`, `law enforcement officer`.
#[must_use]
pub fn lookup(noun: &str) -> Option<GroupNoun> {
    match ORDER.nouns.get(noun) {
        Some(&found) => Some(found),
        None if noun.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            ORDER.nouns.get(noun.to_lowercase().as_str()).copied()
        }
        None => None,
    }
}

/// Whether every member of `inner` is a member of `outer`; a group contains itself. Unknown names contain nothing.
#[must_use]
pub fn contains(outer: &str, inner: &str) -> bool {
    let mut here = ORDER.groups.get_key_value(inner).map(|(&name, _)| name);
    while let Some(group) = here {
        if group == outer {
            return true;
        }
        here = within(group);
    }
    false
}

/// A group's place in the alphabet, where it is kept many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(u16);

impl GroupId {
    /// Looks up a group by its name in the lexicon.
    #[must_use]
    pub fn of(group: &str) -> Option<Self> {
        let place = ORDER.names.binary_search(&group).ok()?;
        u16::try_from(place).ok().map(Self)
    }

    /// The group's name in the lexicon.
    #[must_use]
    pub fn name(self) -> &'static str {
        ORDER.names[usize::from(self.0)]
    }
}

/// The group that directly contains a group.
#[must_use]
pub fn within(group: &str) -> Option<&'static str> {
    ORDER.groups.get(group).copied().flatten()
}

/// The group that a noun in a text names, read with its modifiers ("law enforcement officers") and through nouns that only
/// give a portion of it ("members of the security forces", "dozens of protesters").
#[must_use]
pub fn of_head(document: &Document<'_>, head: TokenId) -> Option<GroupNoun> {
    let mut here = head;
    for _ in 0..MAX_PORTIONS {
        let Some(whole) = whole_of(document, here) else { break };
        here = whole;
    }
    of_compound(document, here).or_else(|| of_compound(document, head))
}

/// A noun's group and the noun's attitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupNoun {
    /// The group's name in the lexicon.
    pub group: &'static str,
    /// Whether the noun judges the people it names.
    pub tone: Tone,
}

/// The attitude of a noun to the people it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// It states what they do or are.
    Neutral,
    /// It judges them: "rioter", "regime", "freedom fighter".
    Loaded,
}

/// How many portioning nouns are read through: "some members of a group of soldiers".
const MAX_PORTIONS: usize = 3;

/// How many words a noun phrase of the lexicon has at most.
const MAX_WORDS: usize = 3;

/// Nouns that name not people but a portion of those named after "of".
const PORTIONS: &[&str] = &[
    "member",
    "group",
    "number",
    "dozen",
    "dozens",
    "score",
    "scores",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "ten",
    "tens",
    "million",
    "millions",
    "majority",
    "minority",
    "handful",
    "couple",
    "crowd",
    "unit",
    "part",
    "band",
    "column",
    "contingent",
    "family",
    "lot",
    "rest",
    "half",
    "most",
    "many",
    "some",
    "one",
    "several",
];

/// Whether a noun names not people but a portion of those named after it.
pub(super) fn is_portion(lemma: &str) -> bool {
    PORTIONS.contains(&lemma) && lookup(lemma).is_none()
}

/// Portions that are a single person.
const SINGLE: &[&str] = &["member", "one"];

/// Whether a noun is a portion of several: "a number of residents", but not "a member of the council".
pub(super) fn portions_out_several(document: &Document<'_>, head: TokenId) -> bool {
    !SINGLE.contains(&document.lemma(head)) && whole_of(document, head).is_some()
}

/// The whole of which a portioning noun is a part: its "of" phrase.
fn whole_of(document: &Document<'_>, portion: TokenId) -> Option<TokenId> {
    let lemma = document.lemma(portion);
    if !PORTIONS.contains(&lemma) && document.token(portion).upos != Upos::Num {
        return None;
    }
    let of = |noun: &TokenId| {
        document.case_of(*noun).is_some_and(|case| document.word(case).eq_ignore_ascii_case("of"))
    };
    document.children_by(portion, &[Relation::Nmod]).find(of)
}

/// The longest phrase of the lexicon that ends at a head noun.
fn of_compound(document: &Document<'_>, head: TokenId) -> Option<GroupNoun> {
    if !may_end(document.word(head)) && !may_end(document.lemma(head)) {
        return None;
    }
    let first = document.sentence(document.sentence_of(head)).first.0;
    let lowest = (head.0 + 1).saturating_sub(u32::try_from(MAX_WORDS).unwrap_or(u32::MAX)).max(first);
    (lowest..=head.0).find_map(|start| {
        let span = document.token(TokenId(start)).span.cover(document.token(head).span);
        let words = document.words(span).to_lowercase();
        let one = words.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let one = one.as_deref().or_else(|| words.strip_suffix('s'));
        lookup(&words).or_else(|| one.and_then(lookup)).or_else(|| {
            let before = words.len().checked_sub(document.word(head).to_lowercase().len())?;
            lookup(&format!("{}{}", words.get(..before)?, document.lemma(head)))
        })
    })
}

/// Whether a phrase of the lexicon may end in a word, in its singular or its plural.
fn may_end(word: &str) -> bool {
    let word = &word[end_of(word)..];
    let ends = |word: &str| {
        let one = word.strip_suffix('s');
        let stem = word.strip_suffix("ies");
        ORDER.ends.contains(word)
            || one.is_some_and(|one| ORDER.ends.contains(one))
            || stem.is_some_and(|stem| ORDER.ends.contains(format!("{stem}y").as_str()))
    };
    if word.chars().any(char::is_uppercase) { ends(&word.to_lowercase()) } else { ends(word) }
}

/// Where the last run of letters of a word or phrase begins.
fn end_of(words: &str) -> usize {
    let letters = words.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric());
    letters.last().map_or(words.len(), |(start, _)| start)
}

/// The lexicon in memory.
struct Order {
    nouns: FxHashMap<&'static str, GroupNoun>,
    /// The last words of the nouns.
    ends: FxHashSet<&'static str>,
    groups: FxHashMap<&'static str, Option<&'static str>>,
    /// The names of the groups, in the order of the alphabet.
    names: Box<[&'static str]>,
}

static ORDER: LazyLock<Order> =
    LazyLock::new(|| Order::read(include_str!("../../../assets/lexicon/groups.txt")));

impl Order {
    fn read(lexicon: &'static str) -> Self {
        let mut order = Self {
            nouns: FxHashMap::default(),
            ends: FxHashSet::default(),
            groups: FxHashMap::default(),
            names: Box::default(),
        };
        for line in lexicon.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(group), Some(within)) = (columns.next(), columns.next()) else { continue };
            order.groups.insert(group, (within != "-").then_some(within));
            for (tone, nouns) in [Tone::Neutral, Tone::Loaded].into_iter().zip(columns) {
                let nouns = nouns.split(", ").filter(|noun| !noun.is_empty());
                order.nouns.extend(nouns.map(|noun| (noun, GroupNoun { group, tone })));
            }
        }
        order.ends = order.nouns.keys().map(|noun| &noun[end_of(noun)..]).collect();
        order.names = order.groups.keys().copied().collect();
        order.names.sort_unstable();
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEXICON: &str = include_str!("../../../assets/lexicon/groups.txt");

    fn entries() -> impl Iterator<Item = Vec<&'static str>> {
        LEXICON.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    #[test]
    fn every_noun_occurs_once_and_every_group_is_in_a_group() {
        let mut seen = FxHashMap::default();
        for entry in entries() {
            assert_eq!(entry.len(), 4, "{entry:?}");
            assert!(entry[1] == "-" || ORDER.groups.contains_key(entry[1]), "{entry:?}");
            let rooted = ["people", "craft"].iter().any(|root| contains(root, entry[0]));
            assert!(rooted, "{} has no root", entry[0]);
            for noun in entry[2..].iter().flat_map(|nouns| nouns.split(", ")).filter(|noun| !noun.is_empty())
            {
                assert_eq!(noun.trim(), noun);
                assert_eq!(noun.to_lowercase(), noun);
                assert!(noun.split(' ').count() <= MAX_WORDS, "{noun}");
                assert_eq!(seen.insert(noun, entry[0]), None, "{noun} occurs twice");
            }
        }
    }

    #[test]
    fn a_group_is_found_by_its_name_and_named_by_its_number() {
        for name in ORDER.groups.keys() {
            assert_eq!(GroupId::of(name).map(GroupId::name), Some(*name));
        }
        assert_eq!(GroupId::of("the weather"), None);
        assert!(GroupId::of("craft") < GroupId::of("people"));
    }

    #[test]
    fn which_group_contains_which() {
        for (outer, inner, expected) in [
            ("security forces", "soldiers", true),
            ("security forces", "police", true),
            ("troops", "soldiers", true),
            ("troops", "troops", true),
            ("people", "nurses", true),
            ("challengers", "protesters", true),
            ("soldiers", "troops", false),
            ("police", "soldiers", false),
            ("protesters", "militants", false),
            ("civilians", "soldiers", false),
            ("nonsense", "nonsense", false),
        ] {
            assert_eq!(contains(outer, inner), expected, "{outer} ⊃ {inner}");
        }
    }

    #[test]
    fn a_loaded_noun_names_the_group_of_its_neutral_synonym() {
        for (noun, group, tone) in [
            ("protester", "protesters", Tone::Neutral),
            ("rioter", "protesters", Tone::Loaded),
            ("terrorist", "militants", Tone::Loaded),
            ("rebel", "militants", Tone::Neutral),
            ("government", "government", Tone::Neutral),
            ("regime", "authorities", Tone::Loaded),
            ("Security Force", "security forces", Tone::Neutral),
        ] {
            assert_eq!(lookup(noun), Some(GroupNoun { group, tone }), "{noun}");
        }
        for noun in ["table", "", "price", "Thursday"] {
            assert_eq!(lookup(noun), None, "{noun}");
        }
    }
}

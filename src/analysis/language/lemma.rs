//! Lemmas by rule: remove some letters, add some others. The rule is looked up by the word and its tag,
//! else by its longest known ending and tag; the table is learned from the treebanks and stored with the weights.
//!
//! Method: edit scripts as classes (Chrupała 2006), in a back-off trie of endings.

use super::model::table;
use super::{Upos, Xpos};

/// Longest ending looked up, in characters.
const LONGEST: usize = 6;

/// How to derive a lemma from a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Script {
    /// Whether capitals are kept.
    pub as_written: bool,
    /// Characters removed from the end.
    pub cut: u8,
    /// What is put in their place.
    pub add: String,
}

impl Script {
    /// The script that makes `lemma` from `form`.
    #[must_use]
    pub fn between(form: &str, lemma: &str) -> Self {
        let lower = form.to_lowercase();
        let same =
            |one: &str, other: &str| one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        let as_written = same(form, lemma) > same(&lower, lemma);
        let base = if as_written { form } else { &lower };
        let kept = same(base, lemma);
        let cut = u8::try_from(base.chars().count() - kept).unwrap_or(u8::MAX);
        Self { as_written, cut, add: lemma.chars().skip(kept).collect() }
    }

    /// Appends the lemma of `form`.
    pub fn apply(&self, form: &str, out: &mut String) {
        let kept = match form.char_indices().rev().nth(usize::from(self.cut).wrapping_sub(1)) {
            _ if self.cut == 0 => form.len(),
            Some((place, _)) => place,
            None => 0,
        };
        let start = out.len();
        if self.as_written {
            out.push_str(&form[..kept]);
        } else {
            out.extend(form[..kept].chars().flat_map(char::to_lowercase));
        }
        out.push_str(&self.add);
        if out.len() == start {
            out.push_str(form);
        }
    }
}

/// How a word is capitalised, as far as it matters for its lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// It does not begin with a capital.
    None,
    /// Only its first letter is a capital.
    First,
    /// More capitals.
    More,
}

impl Capitals {
    /// Of a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                if letters.any(char::is_uppercase) {
                    Self::More
                } else {
                    Self::First
                }
            }
            _ => Self::None,
        }
    }
}

/// The keys under which a word's script is looked up, the most specific first.
pub fn keys(word: &str, (upos, xpos): (Upos, Xpos), capitals: Capitals) -> impl Iterator<Item = u64> + use<> {
    let mut ending = ['\0'; LONGEST];
    let mut length = 0;
    let mut whole = 0xcbf2_9ce4_8422_2325_u64;
    for letter in word.chars().rev() {
        let letter = match letter {
            '\u{2019}' => '\'',
            other => other.to_lowercase().next().unwrap_or(other),
        };
        whole = (whole ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
        if length < LONGEST {
            ending[length] = letter;
            length += 1;
        }
    }
    let tag = (xpos as u64) << 8 | (capitals as u64) << 16;
    let exact = [
        table::mix(whole ^ table::mix(tag | upos as u64 | 1 << 24)),
        table::mix(whole ^ table::mix(tag | 2 << 24)),
    ];
    let endings = (0..=length).rev().map(move |taken| {
        let hash = ending[..taken]
            .iter()
            .fold(tag | 3 << 24, |state, &letter| table::mix(state ^ u64::from(u32::from(letter)) << 32));
        table::mix(hash ^ taken as u64)
    });
    exact.into_iter().chain(endings)
}

/// The learned table.
#[derive(Clone, Debug)]
pub struct Lemmatiser<'m> {
    scripts: Vec<Script>,
    table: table::Table<'m>,
}

impl<'m> Lemmatiser<'m> {
    /// Reads what `write` wrote.
    #[must_use]
    pub fn load(bytes: &'m [u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let mut scripts = Vec::new();
        for _ in 0..u32::from_le_bytes(*count) {
            let (&[as_written, cut, length], after) = rest.split_first_chunk::<3>()?;
            let (add, after) = after.split_at_checked(usize::from(length))?;
            let add = std::str::from_utf8(add).ok()?.to_owned();
            scripts.push(Script { as_written: as_written == 1, cut, add });
            rest = after;
        }
        let table = table::Table::load(rest, scripts.len())?;
        Some(Self { scripts, table })
    }

    /// Appends the lemma of a word to `out`.
    pub fn lemma(&self, word: &str, tags: (Upos, Xpos), capitals: Capitals, out: &mut String) {
        match keys(word, tags, capitals).find_map(|key| self.table.find(key)) {
            Some(script) => self.scripts[script].apply(word, out),
            None => out.push_str(word),
        }
    }
}

/// The bytes of a table of scripts, and of the keys that point to them.
#[must_use]
pub fn write(scripts: &[Script], entries: &[(u64, u32)]) -> Vec<u8> {
    let mut bytes = u32::try_from(scripts.len()).expect("some hundred scripts").to_le_bytes().to_vec();
    for script in scripts {
        let length = u8::try_from(script.add.len()).expect("scripts add a few letters");
        bytes.extend([u8::from(script.as_written), script.cut, length]);
        bytes.extend(script.add.bytes());
    }
    bytes.extend(table::write(entries));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_makes_the_lemma_it_was_made_for() {
        for (form, lemma) in [
            ("went", "go"),
            ("Cities", "city"),
            ("DNA", "DNA"),
            ("’s", "be"),
            ("Oslo", "Oslo"),
            ("MEN", "man"),
        ] {
            let mut out = String::new();
            Script::between(form, lemma).apply(form, &mut out);
            assert_eq!(out, lemma);
        }
        let mut out = String::new();
        Script::between("cities", "city").apply("Ponies", &mut out);
        assert_eq!(out, "pony");
    }

    #[test]
    fn a_script_longer_than_the_word_still_gives_a_lemma() {
        for script in [("wasn't", ""), ("abcdef", "z")] {
            let mut out = String::new();
            Script::between(script.0, script.1).apply("é", &mut out);
            assert!(!out.is_empty());
        }
    }
}

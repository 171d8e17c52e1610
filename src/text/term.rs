//! Words of the program's own lists – names and reasons of rules, classes and groups – that are read back from storage.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde::de::{Deserialize, Deserializer, Error};

/// A word from one of the program's lists or rules.
pub type Term = &'static str;

/// The longest word that is accepted; the reason of a rule is a sentence.
const LONGEST: usize = 256;

/// How many different words are accepted; the lists and rules have far fewer.
const MOST: usize = 1 << 16;

/// The words read so far, each kept once and for the rest of the run.
static KNOWN: Mutex<Option<HashSet<Term>>> = Mutex::new(None);

thread_local! {
    /// Those this thread has seen.
    static MET: RefCell<HashSet<Term>> = RefCell::default();
}

/// Reads a word.
///
/// # Errors
/// If it is longer than any of the program's, or there are more different ones than there can be.
pub fn one<'de, D: Deserializer<'de>>(from: D) -> Result<Term, D::Error> {
    let word = std::borrow::Cow::<str>::deserialize(from)?;
    keep(&word).ok_or_else(|| D::Error::custom("it is no word of this program's lists"))
}

/// Reads a word that may be absent.
///
/// # Errors
/// As [`one`].
pub fn maybe<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Term>, D::Error> {
    let word = Option::<std::borrow::Cow<'_, str>>::deserialize(from)?;
    word.map(|word| keep(&word).ok_or_else(|| D::Error::custom("it is no word of this program's lists")))
        .transpose()
}

fn keep(word: &str) -> Option<Term> {
    MET.with_borrow_mut(|met| {
        if let Some(known) = met.get(word) {
            return Some(*known);
        }
        let known = keep_for_all(word)?;
        met.insert(known);
        Some(known)
    })
}

fn keep_for_all(word: &str) -> Option<Term> {
    if word.is_empty() {
        return Some("");
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(word) = known.get(word) {
        return Some(*word);
    }
    if word.len() > LONGEST || known.len() >= MOST {
        return None;
    }
    let kept: Term = String::leak(word.to_owned());
    known.insert(kept);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_once_and_one_that_is_too_long_not_at_all() {
        let (one, other) = (keep("count/some-rule"), keep(&String::from("count/some-rule")));
        assert_eq!(one.map(str::as_ptr), other.map(str::as_ptr));
        assert_eq!(keep(&"x".repeat(LONGEST + 1)), None);
        assert_eq!(keep(""), Some(""));
    }
}

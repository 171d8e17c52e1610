//! Values kept as deflated bytes until they are needed: most parts of most reports of a large corpus are never needed again
//! once the reports have been compared.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::deflate::{beginning, deflate, inflate};

/// A value, or the bytes from which it is read on first use. In formats for people it is written as the value itself,
/// in others as bytes.
pub struct Later<T> {
    read: OnceLock<T>,
    /// Deflated; used only until the value is there. Copies share it.
    packed: Mutex<Arc<[u8]>>,
}

impl<T> Later<T> {
    /// Calls the first function with the value or, if nobody has used it yet, the second with its bytes.
    fn with<R>(&self, thing: impl FnOnce(&T) -> R, bytes: impl FnOnce(&[u8]) -> R) -> R {
        if let Some(read) = self.read.get() {
            return thing(read);
        }
        let packed = self.packed();
        match self.read.get() {
            Some(read) => thing(read),
            None => bytes(&packed),
        }
    }

    fn packed(&self) -> MutexGuard<'_, Arc<[u8]>> {
        self.packed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: DeserializeOwned> Later<T> {
    /// Passes the value to a function without keeping it; none if the bytes are not valid.
    pub fn show<R>(&self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let mut look = Some(look);
        let read =
            self.with(|thing| look.take().map(|look| look(thing)).ok_or(None), |bytes| Err(unpacked(bytes)));
        read.map_or_else(|thing| Some(look?(&thing?)), Some)
    }
}

impl<T: Serialize> Later<T> {
    /// Keeps only the bytes of the value, which take a fraction of its memory.
    pub fn pack(&mut self) {
        if let Some(bytes) = self.read.get().and_then(packed) {
            *self = Self { read: OnceLock::new(), packed: Mutex::new(bytes.into()) };
        }
    }
}

impl<T: DeserializeOwned + Default> Later<T> {
    /// The value: if nobody has used it yet, a copy that is dropped after use; an empty one if the bytes are not valid.
    pub fn look(&self) -> Look<'_, T> {
        if let Some(read) = self.read.get() {
            return Look::Kept(read);
        }
        let packed = self.packed().clone();
        match self.read.get() {
            Some(read) => Look::Kept(read),
            None => Look::Copy(unpacked(&packed).unwrap_or_default()),
        }
    }

    fn get(&self) -> &T {
        if let Some(read) = self.read.get() {
            return read;
        }
        let read = self.read.get_or_init(|| unpacked(&self.packed()).unwrap_or_default());
        *self.packed() = Arc::default();
        read
    }
}

/// A value for as long as somebody looks at it.
pub enum Look<'l, T> {
    /// Kept where it is.
    Kept(&'l T),
    /// Read for this look.
    Copy(T),
}

impl<T> Deref for Look<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Kept(kept) => kept,
            Self::Copy(copy) => copy,
        }
    }
}

impl<T> Later<Vec<T>> {
    /// The number of items in the list, without reading them.
    pub fn count(&self) -> usize {
        self.with(Vec::len, |bytes| {
            // A list begins with its length, which takes at most ten bytes.
            let first = beginning(bytes, 10).unwrap_or_default();
            postcard::take_from_bytes::<usize>(&first).map_or(0, |(count, _)| count)
        })
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T> From<T> for Later<T> {
    fn from(thing: T) -> Self {
        Self { read: OnceLock::from(thing), packed: Mutex::default() }
    }
}

/// The value, kept from now on; an empty one if the bytes are not valid, which [`Later::show`] reports earlier.
impl<T: DeserializeOwned + Default> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.get()
    }
}

impl<T: DeserializeOwned + Default> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.get();
        self.read.get_mut().expect("it was read just now")
    }
}

impl<T: Clone> Clone for Later<T> {
    fn clone(&self) -> Self {
        if let Some(read) = self.read.get() {
            return Self::from(read.clone());
        }
        let packed = self.packed().clone();
        match self.read.get() {
            Some(read) => Self::from(read.clone()),
            None => Self { read: OnceLock::new(), packed: Mutex::new(packed) },
        }
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(|thing| thing.fmt(f)).unwrap_or(Err(fmt::Error))
    }
}

impl<'l, T> IntoIterator for &'l Later<Vec<T>>
where
    Vec<T>: DeserializeOwned,
{
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.get().iter()
    }
}

impl<'l, T> IntoIterator for &'l mut Later<Vec<T>>
where
    Vec<T>: DeserializeOwned,
{
    type Item = &'l mut T;
    type IntoIter = std::slice::IterMut<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        (**self).iter_mut()
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            let packed = || S::Error::custom("its bytes cannot be read");
            // The serialiser cannot be tried twice.
            let mut to = Some(to);
            let written = self.show(|thing| to.take().map(|to| thing.serialize(to)));
            return written.flatten().unwrap_or_else(|| Err(packed()));
        }
        let packed = self.with(|thing| packed(thing), |bytes| Some(bytes.to_vec()));
        to.serialize_bytes(&packed.ok_or_else(|| S::Error::custom("it cannot be written as bytes"))?)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            return T::deserialize(from).map(Self::from);
        }
        let packed = from.deserialize_bytes(Bytes)?;
        Ok(Self { read: OnceLock::new(), packed: Mutex::new(packed) })
    }
}

/// Reads bytes as they are.
struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Arc<[u8]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(bytes.into())
    }
}

/// The bytes of a value.
fn packed<T: Serialize>(thing: &T) -> Option<Vec<u8>> {
    deflate(&postcard::to_allocvec(thing).ok()?)
}

/// The value of some bytes.
fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(&inflate(bytes)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Words = Later<Vec<String>>;

    fn stored(words: &[&str]) -> Words {
        let words = Words::from(words.iter().map(ToString::to_string).collect::<Vec<_>>());
        postcard::from_bytes(&postcard::to_allocvec(&words).unwrap()).unwrap()
    }

    #[test]
    fn a_value_is_read_on_first_use_and_its_bytes_are_freed() {
        let words = stored(&["storm", "flood"]);
        assert!(words.read.get().is_none());
        assert_eq!((words.show(Vec::len), words.count()), (Some(2), 2));
        assert!(words.read.get().is_none(), "a look keeps nothing");
        assert_eq!(words.clone().iter().count(), 2);
        assert_eq!(words[1], "flood");
        assert!(words.read.get().is_some() && words.packed().is_empty());
        assert_eq!((words.show(Vec::len), words.count()), (Some(2), 2));
        assert_eq!(words.clone()[0], "storm");
    }

    #[test]
    fn a_value_is_stored_the_same_way_whether_or_not_it_was_used() {
        let words = stored(&["storm"]);
        let (bytes, text) = (postcard::to_allocvec(&words).unwrap(), serde_json::to_string(&words).unwrap());
        assert_eq!(words[0], "storm");
        assert_eq!(postcard::to_allocvec(&words).unwrap(), bytes);
        assert_eq!(serde_json::to_string(&words).unwrap(), text);
        assert_eq!(text, "[\"storm\"]");
        assert_eq!(serde_json::from_str::<Words>(&text).unwrap()[0], "storm");
    }

    #[test]
    fn a_packed_value_is_only_its_bytes_and_a_look_at_it_keeps_nothing() {
        let mut words = Words::from(vec!["storm".to_owned()]);
        assert!(matches!(words.look(), Look::Kept(_)));
        words.pack();
        words.pack();
        assert!(words.read.get().is_none() && !words.packed().is_empty());
        assert!(matches!(words.look(), Look::Copy(_)));
        assert_eq!(words.look()[0], "storm");
        assert!(words.read.get().is_none());
        assert_eq!(words[0], "storm");
        assert!(matches!(words.look(), Look::Kept(_)));
    }

    #[test]
    fn bytes_of_another_type_show_nothing() {
        let words = Words { read: OnceLock::new(), packed: Mutex::new([250, 1, 2].into()) };
        assert_eq!(words.show(Vec::len), None);
        assert!(words.look().is_empty());
        assert!(words.is_empty());
    }

    #[test]
    fn a_later_value_can_be_changed_like_the_value_itself() {
        let mut words = stored(&["storm"]);
        words.push("flood".to_owned());
        for word in &mut words {
            word.push('s');
        }
        assert_eq!((&words).into_iter().map(String::as_str).collect::<Vec<_>>(), ["storms", "floods"]);
    }
}

//! Short lists of small things in few bytes: a corpus has millions of them, and most need no memory of their own.
//!
//! An item is a sequence of numbers, and a number is a sequence of six-bit digits, the lowest first; offsets are relative to the item before.
//! The digits are ASCII characters, so that the list is a string whose first fifteen need no allocation ([`EcoString`]).

use std::fmt;
use std::marker::PhantomData;

use ecow::EcoString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Span;

/// Bits of a digit; the next one says that more digits follow.
const BITS: u32 = 6;
const MORE: u8 = 1 << BITS;

/// An item of a packed list.
pub trait Pack: Sized {
    /// Writes the item as numbers.
    fn pack(&self, to: &mut Packer);

    /// Reads it back, number by number in the same order.
    fn unpack(from: &mut Unpacker<'_>) -> Option<Self>;
}

/// A packed list.
pub struct Packed<T> {
    digits: EcoString,
    items: PhantomData<T>,
}

impl<T: Pack> Packed<T> {
    /// The items, in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { from: Unpacker { digits: self.digits.as_bytes(), last: 0 }, items: PhantomData }
    }

    /// The number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }
}

impl<T: Pack> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut to = Packer::default();
        items.into_iter().for_each(|item| item.pack(&mut to));
        Self { digits: to.digits.as_str().into(), items: PhantomData }
    }
}

impl<T: Pack> From<Vec<T>> for Packed<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<'p, T: Pack> IntoIterator for &'p Packed<T> {
    type Item = T;
    type IntoIter = Iter<'p, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Self { digits: self.digits.clone(), items: PhantomData }
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { digits: EcoString::new(), items: PhantomData }
    }
}

impl<T> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl<T> Eq for Packed<T> {}

impl<T: Pack + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// As the list of its items.
impl<T: Pack + Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.iter().collect::<Vec<T>>().serialize(to)
    }
}

impl<'de, T: Pack + Deserialize<'de>> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(from).map(Self::from)
    }
}

/// The items of a packed list.
#[derive(Clone, Debug)]
pub struct Iter<'p, T> {
    from: Unpacker<'p>,
    items: PhantomData<T>,
}

impl<T: Pack> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.from.digits.is_empty() { None } else { T::unpack(&mut self.from) }
    }
}

/// A writer of items.
#[derive(Clone, Debug, Default)]
pub struct Packer {
    digits: String,
    /// Where the last span begins.
    last: u32,
}

impl Packer {
    /// Writes a number.
    pub fn number(&mut self, number: u64) {
        let mut rest = number;
        loop {
            let digit = u8::try_from(rest & u64::from(MORE - 1)).unwrap_or(0);
            rest >>= BITS;
            self.digits.push(char::from(if rest > 0 { digit | MORE } else { digit }));
            if rest == 0 {
                return;
            }
        }
    }

    /// Writes a number that may be absent.
    pub fn maybe(&mut self, number: Option<u32>) {
        self.number(number.map_or(0, |number| u64::from(number) + 1));
    }

    /// Writes a span.
    pub fn span(&mut self, span: Span) {
        let back = span.start < self.last;
        self.number(u64::from(span.start.abs_diff(self.last)) << 1 | u64::from(back));
        // A span that ends before it begins is kept as well: nothing is checked here.
        self.number(span.end.wrapping_sub(span.start).into());
        self.last = span.start;
    }
}

/// A reader of items.
#[derive(Clone, Debug)]
pub struct Unpacker<'p> {
    digits: &'p [u8],
    last: u32,
}

impl Unpacker<'_> {
    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(BITS as usize) {
            let (digit, rest) = self.digits.split_first()?;
            self.digits = rest;
            number |= u64::from(digit & (MORE - 1)) << shift;
            if digit & MORE == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a number that may be absent.
    pub fn maybe(&mut self) -> Option<Option<u32>> {
        Some(self.number()?.checked_sub(1).and_then(|number| u32::try_from(number).ok()))
    }

    /// Reads a span.
    pub fn span(&mut self) -> Option<Span> {
        let moved = self.number()?;
        let by = u32::try_from(moved >> 1).ok()?;
        let start = if moved & 1 == 1 { self.last.wrapping_sub(by) } else { self.last.wrapping_add(by) };
        let end = start.wrapping_add(u32::try_from(self.number()?).ok()?);
        self.last = start;
        Some(Span { start, end })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Pack for (Span, Option<u32>, u64) {
        fn pack(&self, to: &mut Packer) {
            to.span(self.0);
            to.maybe(self.1);
            to.number(self.2);
        }

        fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
            Some((from.span()?, from.maybe()?, from.number()?))
        }
    }

    type Item = (Span, Option<u32>, u64);

    proptest! {
        #[test]
        fn packed_items_are_read_back_unchanged(
            items in prop::collection::vec((any::<(u32, u32)>(), any::<Option<u32>>(), any::<u64>()), 0..6),
        ) {
            let items: Vec<Item> =
                items.into_iter().map(|(span, maybe, number)| (span.into(), maybe, number)).collect();
            let packed = Packed::from(items.clone());
            prop_assert_eq!(packed.iter().collect::<Vec<Item>>(), items.clone());
            prop_assert_eq!((packed.len(), packed.is_empty()), (items.len(), items.is_empty()));
            let written = postcard::to_allocvec(&packed).unwrap();
            prop_assert_eq!(&written, &postcard::to_allocvec(&items).unwrap());
            prop_assert_eq!(postcard::from_bytes::<Packed<Item>>(&written).unwrap(), packed);
        }
    }

    #[test]
    fn a_few_words_of_a_report_need_no_memory_of_their_own() {
        let items = [(2_000, 2_012), (2_013, 2_020), (2_021, 2_040)];
        let packed: Packed<Item> = items.into_iter().map(|span| (span.into(), None, 3)).collect();
        assert!(packed.digits.len() <= 15, "{}", packed.digits.len());
    }
}

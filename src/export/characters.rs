//! Byte offsets → character offsets, the way Python and most notebooks count.

use crate::text::Span;

/// Bytes between two entries of the table.
const STRIDE: usize = 128;

/// The number of characters before each stretch of a text; any offset costs one look-up and one short count.
#[derive(Clone, Debug)]
pub struct Characters<'t> {
    text: &'t [u8],
    /// Characters before byte `STRIDE * index`; empty for ASCII, where bytes are characters.
    before: Vec<u32>,
    total: usize,
}

impl<'t> Characters<'t> {
    /// Counts the characters of a text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        if text.is_ascii() {
            return Self { text: bytes, before: Vec::new(), total: bytes.len() };
        }
        let mut before = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut total = 0;
        for stretch in bytes.chunks(STRIDE) {
            before.push(u32::try_from(total).expect("a report is smaller than 4 GiB"));
            total += starts(stretch);
        }
        Self { text: bytes, before, total }
    }

    /// All characters of the text.
    #[must_use]
    pub fn count(&self) -> usize {
        self.total
    }

    /// The characters before a byte; an offset past the end counts as the end.
    #[must_use]
    pub fn at(&self, byte: u32) -> usize {
        let byte = byte as usize;
        if byte >= self.text.len() {
            return self.total;
        }
        match self.before.get(byte / STRIDE) {
            Some(before) => *before as usize + starts(&self.text[byte / STRIDE * STRIDE..byte]),
            None => byte,
        }
    }

    /// Both ends of a span.
    #[must_use]
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn offsets_count_scalar_values_not_bytes_or_columns() {
        let characters = Characters::new("a“é”\u{301}🌞b");
        assert_eq!(characters.count(), 7);
        assert_eq!(
            [0, 1, 4, 6, 9, 11, 15, 16, 99].map(|byte| characters.at(byte)),
            [0, 1, 2, 3, 4, 5, 6, 7, 7]
        );
    }

    proptest! {
        #[test]
        fn every_boundary_is_where_counting_puts_it(text in "(\\PC|[a-z ]){0,600}") {
            let characters = Characters::new(&text);
            for (index, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(characters.at(u32::try_from(byte).unwrap()), index);
            }
            prop_assert_eq!(characters.count(), text.chars().count());
        }
    }
}

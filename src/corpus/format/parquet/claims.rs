//! What a Parquet file claims about its sizes, checked before memory is reserved for them: the nesting of its schema, and what a page
//! unpacks to. Both are structures in the compact protocol of Apache Thrift.

use bytes::{Buf, Bytes};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// `PAR1`, and before it at the end of a file the length of the footer.
const MARK: &[u8] = b"PAR1";
const TAIL: usize = 8;

/// How many columns and groups of columns a schema may have.
const COLUMNS: usize = 50_000;

/// Encodings whose values are read a batch at a time: plain, the two with a dictionary, runs, single bits and split floats. The
/// others reserve memory for as many values as they claim.
const ENCODINGS: &[i64] = &[0, 2, 3, 4, 8, 9];

/// Checks the shape of the schema: readers recurse into it, and reserve memory for the children that a group claims.
///
/// # Errors
/// What is wrong with it.
pub fn check_schema(bytes: &[u8], nesting: usize) -> std::result::Result<(), String> {
    let broken = || "it is not a whole Parquet file (its end is missing or damaged)".to_owned();
    let tail = bytes.len().checked_sub(TAIL).map(|start| &bytes[start..]).ok_or_else(broken)?;
    let length = tail.strip_suffix(MARK).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
    let length = length.and_then(|length| usize::try_from(length).ok()).ok_or_else(broken)?;
    let start = (bytes.len() - TAIL).checked_sub(length).ok_or_else(broken)?;
    let children = Compact::new(&bytes[start..bytes.len() - TAIL]).schema().ok_or_else(broken)?;
    if children.len() > COLUMNS {
        return Err(format!("it has more than {COLUMNS} columns"));
    }
    // The groups that are open, with how many of their children are still to come.
    let mut open: Vec<i64> = Vec::new();
    for (place, &count) in children.iter().enumerate() {
        if let Some(left) = open.last_mut() {
            *left -= 1;
        }
        if usize::try_from(count).is_ok_and(|count| count > children.len() - place) {
            return Err(broken());
        }
        if count > 0 {
            open.push(count);
        }
        if open.len() > nesting {
            return Err(format!(
                "its columns are nested more than {nesting} levels deep (--max-nesting allows more)"
            ));
        }
        while open.last() == Some(&0) {
            open.pop();
        }
    }
    Ok(())
}

/// A file whose pages are looked at before they are unpacked.
pub struct Checked {
    /// The whole file.
    pub bytes: Bytes,
    /// How many bytes a page may unpack to.
    pub most: usize,
}

impl Length for Checked {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl ChunkReader for Checked {
    type T = bytes::buf::Reader<Bytes>;

    /// The library asks for a reader only where a page begins, and at the end of the file.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let at = usize::try_from(start).ok().filter(|start| *start <= self.bytes.len());
        let rest =
            self.bytes.slice(at.ok_or_else(|| ParquetError::EOF("a page beyond the end".to_owned()))?..);
        if rest.len() > TAIL {
            let page = Compact::new(&rest).page();
            let page = page.ok_or_else(|| ParquetError::General("a page without a header".to_owned()))?;
            page.check(self.most)?;
        }
        Ok(rest.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        match start.checked_add(length).filter(|end| *end <= self.bytes.len()) {
            Some(end) => Ok(self.bytes.slice(start..end)),
            None => Err(ParquetError::EOF("a page that ends beyond the file".to_owned())),
        }
    }
}

/// What the header of a page claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Page {
    /// Bytes it unpacks to.
    unpacked: i64,
    /// Values of a dictionary.
    values: i64,
    /// The encoding of its values.
    encoding: i64,
}

impl Page {
    fn check(self, most: usize) -> Result<()> {
        let Ok(unpacked) = usize::try_from(self.unpacked) else {
            return Err(ParquetError::General("a page with a negative size".to_owned()));
        };
        if unpacked > most {
            let message = "a page unpacks to more than is allowed (--max-unpacked allows more)";
            return Err(ParquetError::General(message.to_owned()));
        }
        // A value of a dictionary takes a byte at least.
        if !(0..=self.unpacked).contains(&self.values) {
            return Err(ParquetError::General("a dictionary of more values than bytes".to_owned()));
        }
        if !ENCODINGS.contains(&self.encoding) {
            let message = "an encoding of version 2 of the format, which is not read";
            return Err(ParquetError::NYI(message.to_owned()));
        }
        Ok(())
    }
}

/// The compact protocol of Thrift, as far as these structures use it.
struct Compact<'b> {
    bytes: &'b [u8],
}

/// Kinds of values.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const I16: u8 = 4;
const I64: u8 = 6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;

/// How deeply values that are skipped may be nested.
const DEPTH: usize = 32;

impl<'b> Compact<'b> {
    const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// How many children each element of the schema claims, from the metadata of a file; of too many elements, one more than allowed.
    fn schema(&mut self) -> Option<Vec<i64>> {
        let mut children = Vec::new();
        let read = self.fields(|from, id, kind| {
            if (id, kind) != (2, LIST) {
                return from.skip(kind, DEPTH);
            }
            let (count, _) = from.list()?;
            for _ in 0..count {
                if children.len() > COLUMNS {
                    return None;
                }
                let mut claimed = 0;
                from.fields(|from, id, kind| match id {
                    5 => from.number(kind).map(|count| claimed = count),
                    _ => from.skip(kind, DEPTH),
                })?;
                children.push(claimed);
            }
            Some(())
        });
        read.or((children.len() > COLUMNS).then_some(()))?;
        Some(children)
    }

    /// The header of a page.
    fn page(&mut self) -> Option<Page> {
        let mut page = Page::default();
        self.fields(|from, id, kind| match id {
            2 => from.number(kind).map(|size| page.unpacked = size),
            // Of values in pages, of values in a dictionary, of values in pages of version 2.
            5 | 7 | 8 => from.fields(|from, inner, kind| match (id, inner) {
                (7, 1) => from.number(kind).map(|count| page.values = count),
                (5 | 7, 2) | (8, 4) => from.number(kind).map(|encoding| page.encoding = encoding),
                _ => from.skip(kind, DEPTH),
            }),
            _ => from.skip(kind, DEPTH),
        })?;
        Some(page)
    }

    /// Calls `read` with the number and the kind of each field of a structure.
    fn fields(&mut self, mut read: impl FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut id = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            id = match head >> 4 {
                0 => self.zigzag()?,
                step => id.checked_add(i64::from(step))?,
            };
            read(self, id, head & 15)?;
        }
    }

    /// How many values a list has, and of which kind.
    fn list(&mut self) -> Option<(usize, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.varint()?,
            count => u64::from(count),
        };
        // Each takes a byte at least.
        Some((usize::try_from(count).ok().filter(|count| *count <= self.bytes.len())?, head & 15))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            TRUE | FALSE => Some(()),
            BYTE => self.byte().map(drop),
            I16..=I64 => self.varint().map(drop),
            DOUBLE => self.advance(8),
            BINARY => {
                let length = self.varint()?;
                self.advance(usize::try_from(length).ok()?)
            }
            LIST | SET => {
                let (count, kind) = self.list()?;
                (0..count).try_for_each(|_| self.skip_in_list(kind, depth))
            }
            MAP => {
                let count = self.varint()?;
                let kinds = if count == 0 { 0 } else { self.byte()? };
                (0..count).try_for_each(|_| {
                    self.skip_in_list(kinds >> 4, depth)?;
                    self.skip_in_list(kinds & 15, depth)
                })
            }
            STRUCT => self.fields(|from, _, kind| from.skip(kind, depth)),
            _ => None,
        }
    }

    /// In a list truth values are bytes; in a structure the kind of the field says which it is.
    fn skip_in_list(&mut self, kind: u8, depth: usize) -> Option<()> {
        if matches!(kind, TRUE | FALSE) { self.advance(1) } else { self.skip(kind, depth) }
    }

    fn number(&mut self, kind: u8) -> Option<i64> {
        if (I16..=I64).contains(&kind) { self.zigzag() } else { None }
    }

    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        i64::try_from(number >> 1).ok().map(|half| half ^ -i64::from(number & 1 == 1))
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn advance(&mut self, length: usize) -> Option<()> {
        self.bytes = self.bytes.get(length..)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A file with this footer.
    fn with_footer(footer: &[u8]) -> Vec<u8> {
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        [MARK, footer, &length, MARK].concat()
    }

    /// A footer with a schema of groups that claim so many children each.
    fn schema(children: &[u8]) -> Vec<u8> {
        // Field 2, a list of structures with its length as a varint.
        let mut footer = vec![0x29, 0xfc];
        let count = children.len();
        footer.extend(
            [count & 127 | 128, count >> 7 & 127 | 128, count >> 14].map(|byte| u8::try_from(byte).unwrap()),
        );
        for count in children {
            // Field 5, a 32-bit number.
            footer.extend([0x55, count << 1, 0]);
        }
        footer.push(0);
        with_footer(&footer)
    }

    #[test]
    fn a_schema_is_as_deep_as_its_groups_are_nested() {
        let deep: Vec<u8> = (0..300).map(|_| 1).chain([0]).collect();
        for (children, nesting, expected) in [
            (&[2, 0, 0][..], 1, true),
            (&[1, 1, 1, 0], 3, true),
            (&[1, 1, 1, 0], 2, false),
            (&[2, 1, 0, 1, 0], 2, true),
            (&[60, 0], 500, false),
            (&deep, 500, true),
            (&deep, 299, false),
        ] {
            assert_eq!(check_schema(&schema(children), nesting).is_ok(), expected, "{children:?}");
        }
        let wide = check_schema(&schema(&vec![0; COLUMNS + 1]), 500).unwrap_err();
        assert_eq!(wide, "it has more than 50000 columns");
        for bytes in
            [&b""[..], b"PAR1", b"PAR1PAR1", b"PAR1\xff\xff\xff\x7fPAR1", &with_footer(&[0x29, 0xfc, 1])]
        {
            assert!(check_schema(bytes, 500).unwrap_err().contains("not a whole Parquet file"));
        }
    }

    #[test]
    fn a_page_that_claims_more_than_is_allowed_is_not_unpacked() {
        // Kind, size unpacked, size packed, and of a data page (5) or a dictionary (7) the count of values and the encoding.
        let page = |size: u8, part: u8, count: u8, encoding: u8| {
            let bytes = [
                0x15,
                0,
                0x15,
                size << 1,
                0x15,
                2,
                (part - 3) << 4 | STRUCT,
                0x15,
                count << 1,
                0x15,
                encoding << 1,
                0,
                0,
            ];
            let bytes = Bytes::from([&bytes[..], &[0; 9]].concat());
            Checked { bytes, most: 40 }.get_read(0).is_ok()
        };
        for (size, part, count, encoding, expected) in [
            (40, 5, 60, 0, true),
            (41, 5, 60, 0, false),
            (40, 7, 40, 2, true),
            (40, 7, 41, 2, false),
            (40, 5, 1, 7, false),
        ] {
            assert_eq!(page(size, part, count, encoding), expected, "{size} {part} {count} {encoding}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = check_schema(&with_footer(&bytes), 500);
            let _ = Compact::new(&bytes).page();
        }
    }
}

//! The file format of the weights: named sections after a magic number, a version and a checksum. The reader borrows from
//! the bytes; a damaged file is refused.

use thiserror::Error;

const MAGIC: [u8; 4] = *b"RSHM";
/// Incremented whenever a section or a feature changes its meaning.
const VERSION: u32 = 4;
const NAME: usize = 16;
const HEAD: usize = 20;
const ENTRY: usize = NAME + 8;
/// Bodies begin at multiples of this.
const ALIGNMENT: usize = 16;

/// Why a file of weights was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// It does not begin like such a file.
    #[error("this is no language model: it does not begin with the mark of one")]
    Magic,
    /// Made for another version of the program.
    #[error(
        "the language model is of version {found}, this program reads version {VERSION}: train or fetch it again"
    )]
    Version {
        /// The version found.
        found: u32,
    },
    /// The bytes have changed since it was written.
    #[error("the language model is damaged: its checksum does not fit its content")]
    Checksum,
    /// A section is missing or has the wrong size.
    #[error("the language model lacks a sound section “{0}”")]
    Section(String),
}

/// The sections of a file with a correct checksum.
#[derive(Clone, Debug)]
pub struct Sections<'m> {
    bytes: &'m [u8],
    checksum: u64,
    entries: Vec<(&'m [u8], usize, usize)>,
}

impl<'m> Sections<'m> {
    /// Opens a file of weights.
    ///
    /// # Errors
    /// If it is not such a file, is of another version, or is damaged.
    pub fn open(bytes: &'m [u8]) -> Result<Self, ModelError> {
        if bytes.get(..4) != Some(&MAGIC) {
            return Err(ModelError::Magic);
        }
        let version = number(bytes, 4).ok_or(ModelError::Checksum)?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let stored = bytes.get(8..16).and_then(|eight| eight.try_into().ok()).map(u64::from_le_bytes);
        let checksum =
            stored.filter(|_| stored == bytes.get(16..).map(checksum)).ok_or(ModelError::Checksum)?;
        let count = number(bytes, 16).ok_or(ModelError::Checksum)? as usize;
        let entries = (0..count)
            .map(|place| {
                let start = HEAD + place * ENTRY;
                let name = bytes.get(start..start + NAME)?;
                let offset = number(bytes, start + NAME)? as usize;
                let length = number(bytes, start + NAME + 4)? as usize;
                bytes.get(offset..offset.checked_add(length)?)?;
                Some((name, offset, length))
            })
            .collect::<Option<Vec<_>>>()
            .ok_or(ModelError::Checksum)?;
        Ok(Self { bytes, checksum, entries })
    }

    /// All of them, with their names.
    pub fn all(&self) -> impl Iterator<Item = (&'m str, &'m [u8])> + '_ {
        self.entries.iter().map(|&(name, offset, length)| {
            let name = std::str::from_utf8(name).unwrap_or_default().trim_end_matches('\0');
            (name, &self.bytes[offset..offset + length])
        })
    }

    /// The checksum of all of them.
    #[must_use]
    pub fn checksum(&self) -> u64 {
        self.checksum
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn bytes(&self, name: &str) -> Result<&'m [u8], ModelError> {
        let padded = padded(name);
        self.entries
            .iter()
            .find(|(entry, ..)| *entry == padded)
            .map(|&(_, offset, length)| &self.bytes[offset..offset + length])
            .ok_or_else(|| ModelError::Section(name.to_owned()))
    }

    /// The numbers of a section that must have `count` of them.
    ///
    /// # Errors
    /// If there is none of that name, or it has another size.
    pub fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name)?;
        if bytes.len() != count * 4 {
            return Err(ModelError::Section(name.to_owned()));
        }
        Ok(bytes.as_chunks::<4>().0.iter().map(|&four| f32::from_le_bytes(four)).collect())
    }
}

/// Joins sections to a file.
#[must_use]
pub fn write(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend([0; 8]);
    bytes.extend(small(sections.len()).to_le_bytes());
    let mut offset = (HEAD + sections.len() * ENTRY).next_multiple_of(ALIGNMENT);
    for (name, body) in sections {
        bytes.extend(padded(name));
        bytes.extend(small(offset).to_le_bytes());
        bytes.extend(small(body.len()).to_le_bytes());
        offset = (offset + body.len()).next_multiple_of(ALIGNMENT);
    }
    for (_, body) in sections {
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
        bytes.extend(body);
    }
    let sum = checksum(&bytes[16..]);
    bytes[8..16].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Numbers as a section's bytes.
#[must_use]
pub fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn padded(name: &str) -> [u8; NAME] {
    let mut padded = [0; NAME];
    for (place, byte) in padded.iter_mut().zip(name.bytes()) {
        *place = byte;
    }
    padded
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a model is a few megabytes")
}

fn number(bytes: &[u8], start: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(start..start + 4)?.try_into().ok()?))
}

/// Four interleaved multiplicative hashes over words of eight bytes: a few gigabytes a second.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |state: u64, word: u64| (state ^ word).wrapping_mul(PRIME).rotate_left(29);
    let mut states = [1_u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (state, word) in states.iter_mut().zip(block.as_chunks::<8>().0) {
            *state = step(*state, u64::from_le_bytes(*word));
        }
    }
    let folded = states.into_iter().fold(bytes.len() as u64, step);
    rest.iter().fold(folded, |state, &byte| step(state, u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(&[("one", vec![1, 2, 3]), ("two", floats(&[0.5, -2.0]))])
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let sections = Sections::open(&bytes).unwrap();
        assert_eq!(sections.bytes("one").unwrap(), [1, 2, 3]);
        assert_eq!(sections.floats("two", 2).unwrap(), [0.5, -2.0]);
        assert_eq!(sections.bytes("three"), Err(ModelError::Section("three".into())));
        assert_eq!(sections.floats("two", 3), Err(ModelError::Section("two".into())));
    }

    #[test]
    fn every_damaged_byte_and_every_shorter_file_is_refused() {
        let bytes = sample();
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x10;
            assert!(Sections::open(&damaged).is_err(), "byte {place}");
            assert!(Sections::open(&bytes[..place]).is_err(), "cut at {place}");
        }
    }
}

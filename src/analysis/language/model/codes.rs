//! Codes of words that no treebank has: the clusters of word vectors each belongs to, packed and searched in place.
//!
//! Method: words clustered by their contexts, as features (Brown et al. 1992; Turian, Ratinov & Bengio 2010), here by
//! k-means and product quantisation (Jégou et al. 2011) of vectors learned elsewhere.

/// Codes of one word.
pub const CODES: usize = 8;
/// How many bits each code takes: two clusterings of whole vectors, six of their parts.
pub const BITS: [u32; CODES] = [8, 11, 6, 6, 6, 6, 6, 6];
/// Bytes of a word's key, and of its codes.
const KEY: usize = 4;
const PACKED: usize = 7;

/// The codes of all words, borrowed from the file of weights: the keys in order, then the codes in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Codes<'m> {
    keys: &'m [[u8; KEY]],
    packed: &'m [[u8; PACKED]],
}

impl<'m> Codes<'m> {
    /// A table of codes; none if the bytes are not such a table.
    #[must_use]
    pub fn load(bytes: &'m [u8]) -> Option<Self> {
        let words = bytes.len() / (KEY + PACKED);
        let (keys, packed) = bytes.split_at_checked(words * KEY)?;
        let (keys, rest) = (keys.as_chunks().0, packed.as_chunks());
        let rising = keys.is_sorted_by(|one, next| u32::from_le_bytes(*one) < u32::from_le_bytes(*next));
        (rest.1.is_empty() && rest.0.len() == words && rising).then_some(Self { keys, packed: rest.0 })
    }

    /// The codes of the word with a key.
    #[must_use]
    pub fn find(&self, key: u64) -> Option<[u16; CODES]> {
        let wanted = shortened(key);
        let place = self.keys.binary_search_by_key(&wanted, |key| u32::from_le_bytes(*key)).ok()?;
        self.packed.get(place).copied().map(unpacked)
    }
}

/// The bytes of a table. Of two words with one key the first is kept.
#[must_use]
pub fn write(entries: &[(u64, [u16; CODES])]) -> Vec<u8> {
    let mut sorted: Vec<(u32, [u8; PACKED])> =
        entries.iter().map(|(key, codes)| (shortened(*key), packed(codes))).collect();
    sorted.sort_by_key(|(key, _)| *key);
    sorted.dedup_by_key(|(key, _)| *key);
    let mut bytes: Vec<u8> = sorted.iter().flat_map(|(key, _)| key.to_le_bytes()).collect();
    bytes.extend(sorted.iter().flat_map(|(_, packed)| packed));
    bytes
}

/// The upper half of a key, which is uniformly distributed.
fn shortened(key: u64) -> u32 {
    u32::try_from(key >> 32).unwrap_or_default()
}

fn packed(codes: &[u16; CODES]) -> [u8; PACKED] {
    let together = codes.iter().zip(BITS).rev().fold(0_u64, |sum, (&code, bits)| {
        let most = (1 << bits) - 1;
        sum << bits | u64::from(code).min(most)
    });
    let mut packed = [0; PACKED];
    packed.copy_from_slice(&together.to_le_bytes()[..PACKED]);
    packed
}

fn unpacked(packed: [u8; PACKED]) -> [u16; CODES] {
    let mut whole = [0; 8];
    whole[..PACKED].copy_from_slice(&packed);
    let mut rest = u64::from_le_bytes(whole);
    BITS.map(|bits| {
        let code = rest & ((1 << bits) - 1);
        rest >>= bits;
        u16::try_from(code).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::mix;
    use super::*;

    #[test]
    fn every_word_has_the_codes_it_was_given_and_others_have_none() {
        let codes = |n: u16| [n % 256, n * 2 % 2048, n % 64, 63, 0, 1, n / 64 % 64, 62];
        let entries: Vec<(u64, [u16; CODES])> =
            (0..1000).map(|n| (mix(u64::from(n) + 1), codes(n))).collect();
        let bytes = write(&entries);
        let table = Codes::load(&bytes).unwrap();
        assert!(entries.iter().all(|&(key, codes)| table.find(key) == Some(codes)));
        assert!((2000..3000).all(|n| table.find(mix(n)).is_none()));
    }

    #[test]
    fn of_two_words_with_one_key_the_first_is_kept() {
        let bytes = write(&[(7 << 32, [1; CODES]), (7 << 32, [2; CODES])]);
        assert_eq!(Codes::load(&bytes).unwrap().find(7 << 32), Some([1; CODES]));
    }

    #[test]
    fn bytes_cut_short_or_out_of_order_are_refused() {
        let mut bytes = write(&[(1 << 32, [3; CODES]), (2 << 32, [4; CODES])]);
        assert!(Codes::load(&bytes).is_some());
        assert!(Codes::load(&bytes[1..]).is_none());
        bytes.swap(0, 4);
        assert!(Codes::load(&bytes).is_none());
        assert!(Codes::load(&[]).is_some_and(|table| table.find(0).is_none()));
    }
}

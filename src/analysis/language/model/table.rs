//! A table from hashes to small numbers that is searched in place: open addressing over slots of eight bytes, seven tenths of them
//! filled.

/// A table, borrowed from the file of weights.
#[derive(Clone, Copy, Debug)]
pub struct Table<'m> {
    slots: &'m [[u8; 8]],
}

impl<'m> Table<'m> {
    /// A table whose values are all below `limit`; none if the bytes are not such a table.
    #[must_use]
    pub fn load(bytes: &'m [u8], limit: usize) -> Option<Self> {
        let (slots, rest) = bytes.as_chunks::<8>();
        let addressable = u32::try_from(slots.len()).is_ok();
        let sound = slots.iter().all(|slot| parts(*slot).1 as usize <= limit)
            && slots.iter().any(|slot| parts(*slot).1 == 0);
        (rest.is_empty() && addressable && sound).then_some(Self { slots })
    }

    /// The value of a hash.
    #[inline]
    #[must_use]
    pub fn find(&self, hash: u64) -> Option<usize> {
        let (fingerprint, mut slot) = split(hash, self.slots.len());
        loop {
            let (held, value) = parts(self.slots[slot]);
            if value == 0 {
                return None;
            }
            if held == fingerprint {
                return Some(value as usize - 1);
            }
            slot = following(slot, self.slots.len());
        }
    }
}

/// The bytes of a table. Of two entries with one hash the first is found.
#[must_use]
pub fn write(entries: &[(u64, u32)]) -> Vec<u8> {
    let count = entries.len() * 10 / 7 + 1;
    let mut slots = vec![[0_u8; 8]; count];
    for &(hash, value) in entries {
        let (fingerprint, mut slot) = split(hash, count);
        while slots[slot] != [0; 8] {
            slot = following(slot, count);
        }
        slots[slot][..4].copy_from_slice(&fingerprint.to_le_bytes());
        slots[slot][4..].copy_from_slice(&(value + 1).to_le_bytes());
    }
    slots.concat()
}

/// Fingerprint and value + 1 of a slot.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the halves of eight bytes")]
fn parts(slot: [u8; 8]) -> (u32, u32) {
    let both = u64::from_le_bytes(slot);
    ((both & 0xffff_ffff) as u32, (both >> 32) as u32)
}

/// The fingerprint of a hash that a slot stores, and the slot to look in first: its upper half, scaled to the number of slots.
#[inline]
fn split(hash: u64, slots: usize) -> (u32, usize) {
    let (fingerprint, place) = parts(hash.to_le_bytes());
    (fingerprint, ((u64::from(place) * slots as u64) >> 32) as usize)
}

#[inline]
fn following(slot: usize, slots: usize) -> usize {
    if slot + 1 == slots { 0 } else { slot + 1 }
}

/// Spreads a state over all bits (the finaliser of `SplitMix64`).
#[inline]
#[must_use]
pub fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let entries: Vec<(u64, u32)> = (0..1000).map(|n| (mix(u64::from(n) + 1), n)).collect();
        let bytes = write(&entries);
        let table = Table::load(&bytes, 1000).unwrap();
        assert!(entries.iter().all(|&(hash, value)| table.find(hash) == Some(value as usize)));
        assert!((2000..3000).all(|n| table.find(mix(n)).is_none()));
        assert!(Table::load(&bytes, 999).is_none());
        assert!(Table::load(&bytes[4..], 1000).is_none());
    }
}

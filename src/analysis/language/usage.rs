//! Whether two words are used alike, by the clusters of their word vectors: "prison" and "jail", "shares" and "stock".

use super::model::{CODES, Model, word_key};

/// The clusters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage([u16; CODES]);

/// How alike two words are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Not noticeably.
    No,
    /// They are of one of 256 clusters.
    Broadly,
    /// They are of one of 2,048 clusters.
    Closely,
}

impl Usage {
    /// The clusters of a word in lower case; none for a word without a vector.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Model::shipped().codes(word_key(word)).map(Self)
    }

    /// The broader of its two clusters of whole vectors, of 256.
    #[must_use]
    pub fn broad(self) -> u16 {
        self.0[0]
    }

    /// The narrower of its two clusters of whole vectors, of 2,048.
    #[must_use]
    pub fn narrow(self) -> u16 {
        self.0[1]
    }

    /// How alike two words are used.
    #[must_use]
    pub fn alike(self, other: Self) -> Alike {
        match () {
            () if self.narrow() == other.narrow() => Alike::Closely,
            () if self.broad() == other.broad() => Alike::Broadly,
            () => Alike::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_cluster_are_used_alike() {
        for (one, other, expected) in [
            ("prison", "jail", Alike::Closely),
            ("shares", "stock", Alike::Closely),
            ("profit", "revenue", Alike::Broadly),
            ("prison", "shares", Alike::No),
        ] {
            let usages = Usage::of(one).zip(Usage::of(other));
            assert_eq!(usages.map(|(one, other)| one.alike(other)), Some(expected), "{one}, {other}");
        }
        assert_eq!(Usage::of("qwxzt"), None);
    }
}

//! A large list searched in place: a block of text sorted by its folded first column.

use std::sync::OnceLock;

/// A lexicon sorted by its first column, searched in place.
#[derive(Debug)]
pub struct Sorted {
    pub(super) text: &'static str,
    /// Where the lines with each prefix of three letters begin, by [`Sorted::bucket`].
    buckets: OnceLock<Box<[usize]>>,
}

/// How many classes of letters [`Sorted::bucket`] distinguishes.
const LETTERS: usize = 37;

impl Sorted {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, buckets: OnceLock::new() }
    }

    /// The bucket of a key, in the order of keys: by its first three letters.
    fn bucket(key: &[u8]) -> usize {
        let class = |at: usize| match key.get(at) {
            Some(digit @ b'0'..=b'9') => usize::from(digit - b'0') + 1,
            Some(letter @ b'a'..=b'z') => usize::from(letter - b'a') + 11,
            _ => 0,
        };
        (class(0) * LETTERS + class(1)) * LETTERS + class(2)
    }

    /// The byte at which each bucket begins, and the end of the last.
    fn buckets(text: &str) -> Box<[usize]> {
        let mut starts = Vec::with_capacity(LETTERS.pow(3) + 1);
        let mut at = 0;
        while at < text.len() {
            let bucket = Self::bucket(&text.as_bytes()[at..]);
            while starts.len() <= bucket {
                starts.push(at);
            }
            at = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1);
        }
        starts.resize(LETTERS.pow(3) + 1, text.len());
        starts.into_boxed_slice()
    }

    /// The columns after a folded key; empty if it has none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let text = self.text;
        let buckets = self.buckets.get_or_init(|| Self::buckets(text));
        let bucket = Self::bucket(key.as_bytes());
        let (mut low, mut high) = (buckets[bucket], buckets[bucket + 1]);
        while low < high {
            let middle = low.midpoint(high);
            let start =
                text.as_bytes()[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
            let start = start.max(low);
            let end = text.as_bytes()[start..]
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(text.len(), |at| start + at);
            let line = &text[start..end];
            let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
            match first.cmp(key) {
                _ if line.starts_with('#') => low = end + 1,
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// Whether a folded key is in the list.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// All entries, in order: key and further columns.
    #[cfg(test)]
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        super::rows(self.text).map(|line| line.split_once('\t').unwrap_or((line, "")))
    }
}

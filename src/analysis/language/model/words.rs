//! A cache of words with the first computations of the network: most words of a text have occurred before.

use super::feature::Casing;
use super::packed::{Activations, Packed};
use super::shape::{GATES, WIDTH};
use super::table::mix;

/// How many words are cached, a power of two. Two words share a set; the more recent one stays.
const PLACES: usize = 4096;

/// A cache of words.
#[derive(Debug, Default)]
pub struct WordCache {
    /// The model whose results are cached.
    model: u64,
    keys: Vec<u64>,
    vectors: Vec<[f32; WIDTH]>,
    gates: Vec<[f32; GATES]>,
    /// For each pair of entries whether the second one was used last.
    second: Vec<bool>,
    /// Words of the current sentence that were not cached: their position in it, and their key.
    new: Vec<(usize, u64)>,
    /// Words of the sentence that were looked up.
    looked: usize,
    /// The vectors of the new words.
    packed: Vec<f32>,
    steps: Activations,
    out: Vec<f32>,
}

impl WordCache {
    /// Begins a sentence read with a model, identified by its number.
    pub fn begin(&mut self, model: u64) {
        if self.keys.is_empty() || self.model != model {
            self.model = model;
            self.keys = vec![0; PLACES];
            self.vectors = vec![[0.0; WIDTH]; PLACES];
            self.gates = vec![[0.0; GATES]; PLACES];
            self.second = vec![false; PLACES / 2];
        }
        self.new.clear();
        self.looked = 0;
    }

    /// Fills in what is cached of the sentence's next word, if anything.
    pub fn recall(
        &mut self,
        word: &str,
        setting: (Casing, bool),
        vector: &mut [f32; WIDTH],
        gates: &mut [f32; GATES],
    ) -> bool {
        let key = key(word, setting);
        let pair = pair(key);
        let second = self.keys[2 * pair + 1] == key;
        let place = 2 * pair + usize::from(second);
        let known = self.keys[place] == key;
        if known {
            *vector = self.vectors[place];
            *gates = self.gates[place];
            self.second[pair] = second;
        } else {
            self.new.push((self.looked, key));
        }
        self.looked += 1;
        known
    }

    /// Multiplies the vectors of the new words by the first layer's weights, fills in the products and caches both.
    pub fn learn(&mut self, weights: &Packed, vectors: &[f32], gates: &mut [f32]) {
        let (vectors, gates) = (vectors.as_chunks::<WIDTH>().0, gates.as_chunks_mut::<GATES>().0);
        self.packed.clear();
        for &(word, _) in &self.new {
            self.packed.extend_from_slice(&vectors[word]);
        }
        self.steps.set(&self.packed, WIDTH);
        self.out.clear();
        self.out.resize(self.new.len() * GATES, 0.0);
        weights.multiply(&mut self.out, &self.steps);
        for (&(word, key), product) in self.new.iter().zip(self.out.as_chunks::<GATES>().0) {
            gates[word] = *product;
            let pair = pair(key);
            self.second[pair] ^= true;
            let place = 2 * pair + usize::from(self.second[pair]);
            (self.keys[place], self.vectors[place], self.gates[place]) = (key, vectors[word], *product);
        }
    }
}

/// A word in its context as a number that is never 0.
fn key(word: &str, (casing, first): (Casing, bool)) -> u64 {
    let mut state = (word.len() as u64) << 8 | (casing as u64) << 1 | u64::from(first);
    let (blocks, rest) = word.as_bytes().as_chunks::<8>();
    for block in blocks {
        state = mix(state ^ u64::from_le_bytes(*block));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(state) ^ u64::from_le_bytes(last)) | 1
}

fn pair(key: u64) -> usize {
    usize::try_from(key >> 32).unwrap_or_default() & (PLACES / 2 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_seen_again_is_the_same_and_one_in_another_context_is_not() {
        let weights = Packed::new(&vec![0.01; WIDTH * GATES], WIDTH, GATES);
        let mut words = WordCache::default();
        let setting = (Casing::Mixed, false);
        let (mut vector, mut gates) = ([0.0; WIDTH], [0.0; GATES]);
        words.begin(1);
        assert!(!words.recall("harbour", setting, &mut vector, &mut gates));
        words.learn(&weights, &[0.5; WIDTH], &mut gates);
        assert!(gates.iter().all(|&gate| gate > 0.7));
        let (learned, mut again) = (gates, [0.0; GATES]);
        words.begin(1);
        assert!(words.recall("harbour", setting, &mut vector, &mut again));
        assert_eq!((vector, again), ([0.5; WIDTH], learned));
        assert!(!words.recall("harbour", (Casing::Mixed, true), &mut vector, &mut again));
        assert!(!words.recall("harbours", setting, &mut vector, &mut again));
        words.begin(2);
        assert!(!words.recall("harbour", setting, &mut vector, &mut again));
    }

    #[test]
    fn keys_distinguish_words_of_any_length() {
        let words = ["", "a", "b", "abcdefgh", "abcdefgi", "abcdefgha", "abcdefghab", "\0", "\0\0"];
        let mut keys: Vec<u64> = words.iter().map(|word| key(word, (Casing::Mixed, false))).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), words.len());
    }
}

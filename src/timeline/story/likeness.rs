//! How strongly the words that two leads share suggest one story: the rarer in English, the more (the inverse document frequency
//! of Spärck Jones 1972), against how unlikely it is that two of so many reports are about the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon::entries;

/// The number of sentences that were counted.
const SENTENCES: f32 = 19_969.0;

/// The weight of a word that occurs in one of four hundred sentences, as a logarithm: such a word and commoner ones say nothing.
const USUAL: f32 = 6.0;

/// The largest weight of a word: one word alone never joins two of more than four reports.
const RAREST: f32 = 3.0;

/// The total weight the words must have for two of three reports. Chosen on pairs of incidents of many kinds, read alone and
/// together in one folder.
const OF_THREE: f32 = 1.5;

/// How much more is needed each time the number of reports grows by a factor of e.
const OF_MORE: f32 = 3.0;

/// How much more is needed where both leads have names and none in common.
pub(super) const OTHER_NAMES: f32 = 2.0;

/// The largest weight of a city or region of the gazetteer: much happens in one.
pub(super) const OF_A_CITY: f32 = 1.0;

/// The number of sentences in which the stem of each word occurs.
static SENTENCES_WITH: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let entries = entries(include_str!("../../../assets/lexicon/word-counts.txt"));
    entries.filter_map(|fields| Some((*fields.first()?, fields.get(1)?.parse().ok()?))).collect()
});

/// The weight of a stem for one story if two leads share it.
pub(super) fn rarity(stem: &str) -> f32 {
    (surprise(stem) - USUAL).clamp(0.0, RAREST)
}

/// The logarithm of the number of English sentences it takes to meet a stem.
pub(super) fn surprise(stem: &str) -> f32 {
    let sentences = SENTENCES_WITH.get(stem).copied().unwrap_or_default();
    (SENTENCES / (sentences + 1.0)).ln()
}

/// The total weight that the shared stems of two leads need: a few reports are opened together because they are about one thing,
/// but most pairs of many reports are not.
pub(super) fn enough(reports: usize) -> f32 {
    // Far below the largest integer that a float represents exactly, or so large that precision does not matter.
    #[allow(clippy::cast_precision_loss)]
    let times = reports as f32 / 3.0;
    OF_THREE + OF_MORE * times.ln()
}

#[cfg(test)]
mod tests {
    use super::super::stem;
    use super::*;

    #[test]
    fn a_rare_word_weighs_more_than_a_common_one() {
        let of = |word: &str| rarity(stem(word));
        assert!(of("stampede") > of("bridge"));
        assert!(of("bridge") > of("people"));
        assert!(of("people").abs() < f32::EPSILON);
    }

    #[test]
    fn the_more_reports_the_more_words_must_be_shared() {
        let needed = [2, 3, 6, 50, 100_000].map(enough);
        assert!(needed.is_sorted());
        assert!(needed[1] < RAREST);
        assert!(needed[3] > 2.0 * RAREST);
    }
}

//! How much the words that two leads share say for one story: the rarer in English, the more (the inverse document frequency
//! of Spärck Jones 1972), against how unlikely it is that two reports of so many tell the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon::entries;

/// How many sentences the counts are of.
const SENTENCES: f32 = 19_969.0;

/// What a word weighs that one sentence in four hundred holds, as a logarithm: from there on it tells nothing.
const USUAL: f32 = 6.0;

/// The most a word weighs: one alone never joins two of more than four reports.
const RAREST: f32 = 3.0;

/// What the words must weigh together for two of three reports. Chosen on pairs of incidents of many kinds, read alone and
/// laid into one folder.
const OF_THREE: f32 = 1.5;

/// By how much more for each time the reports are e times as many.
const OF_MORE: f32 = 3.0;

/// What they must weigh besides where each of two leads has names and none in common.
pub(super) const OTHER_NAMES: f32 = 2.0;

/// The most a city or region of the gazetteer weighs: much happens in one.
pub(super) const OF_A_CITY: f32 = 1.0;

/// In how many sentences the stems of words stand.
static SENTENCES_WITH: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let entries = entries(include_str!("../../../assets/lexicon/word-counts.txt"));
    entries.filter_map(|fields| Some((*fields.first()?, fields.get(1)?.parse().ok()?))).collect()
});

/// What a stem says for one story where two leads share it.
pub(super) fn rarity(stem: &str) -> f32 {
    (surprise(stem) - USUAL).clamp(0.0, RAREST)
}

/// The logarithm of how many sentences of English it takes to meet a stem.
pub(super) fn surprise(stem: &str) -> f32 {
    let sentences = SENTENCES_WITH.get(stem).copied().unwrap_or_default();
    (SENTENCES / (sentences + 1.0)).ln()
}

/// What the stems two leads share must say together: a few reports are opened together because they tell of one thing, of
/// many most do not.
pub(super) fn enough(reports: usize) -> f32 {
    // Far below what a float holds exactly, or so many that it does not matter.
    #[allow(clippy::cast_precision_loss)]
    let times = reports as f32 / 3.0;
    OF_THREE + OF_MORE * times.ln()
}

#[cfg(test)]
mod tests {
    use super::super::stem;
    use super::*;

    #[test]
    fn a_rare_word_says_more_than_a_usual_one() {
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

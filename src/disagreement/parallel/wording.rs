//! Wording that differs: words that judge in one report and not in another, and words by which one report distances itself
//! from what another states as a fact. The words are in `assets/lexicon/judging-words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::origin::fold;
use super::super::rule::Rule;
use super::super::{Aspect, Verdict};
use super::align::{Group, Sentence};
use super::{Card, SideBySide, card, lead, sides};
use crate::analysis::claim::lexicon::rows;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

const JUDGING: Rule = Rule {
    name: "parallel/judging-words",
    aspect: Aspect::Label,
    verdict: Verdict::Framing,
    why: "the reports say the same with different loaded words",
};

const HEDGED: Rule = Rule {
    name: "parallel/hedge",
    aspect: Aspect::Modality,
    verdict: Verdict::Framing,
    why: "one report does not vouch for what another states as a fact",
};

/// The tone a word gives to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// The word of one side.
    Charged,
    /// It judges.
    Judging,
    /// It attributes the statement to somebody, or does not vouch for it.
    Doubt,
    /// It presents the statement as likely or possible.
    Hedge,
}

/// The tones that judge, and those that express distance.
const JUDGE: &[Tone] = &[Tone::Charged, Tone::Judging];
const DISTANCING: &[Tone] = &[Tone::Doubt, Tone::Hedge];

/// The toned words, those that express distance as they are and the others by their stems, and whether they name an action.
static TONES: LazyLock<HashMap<String, (Tone, bool)>> = LazyLock::new(|| {
    const CLASSES: &[(&str, Tone)] = &[
        ("charged", Tone::Charged),
        ("judging", Tone::Judging),
        ("doubt", Tone::Doubt),
        ("hedge", Tone::Hedge),
    ];
    let mut tones = HashMap::new();
    for [class, words] in rows(include_str!("../../../assets/lexicon/judging-words.txt")) {
        let (class, action) = class.strip_suffix("-action").map_or((class, false), |class| (class, true));
        let Some((_, tone)) = CLASSES.iter().find(|(name, _)| *name == class) else { continue };
        for word in words.split(", ") {
            let key = if DISTANCING.contains(tone) { word } else { stem(word) };
            tones.entry(key.to_owned()).or_insert((*tone, action));
        }
    }
    tones
});

/// Whether a word names an action and judges it: "massacre", "liberated".
pub(in super::super) fn judges_action(word: &str) -> bool {
    TONES.get(stem(&fold(word))).is_some_and(|(_, action)| *action)
}

/// Whether a word judges what it names: "jihadist", "thug".
pub(in super::super) fn judges(word: &str) -> bool {
    TONES.get(stem(&fold(word))).is_some_and(|(tone, _)| JUDGE.contains(tone))
}

/// Words that judge, where the reports of a group do not use the same ones.
pub(super) fn judge(beside: &SideBySide<'_, '_>, group: &Group) -> Option<Card> {
    let story = beside.story;
    let used = used(beside, group, JUDGE);
    let words = |report: &ReportId| used.get(report).map(Vec::as_slice).unwrap_or_default();
    let reports = group.reports();
    // Where nothing else is disputed, only partisan words are worth showing.
    let matters = |word: &TonedWord| beside.disputed || word.tone == Tone::Charged;
    let same = |one: &[TonedWord], other: &[TonedWord]| {
        one.iter()
            .filter(|word| matters(word))
            .all(|word| other.iter().any(|known| stem(&known.text) == stem(&word.text)))
    };
    let differ = reports.iter().any(|one| reports.iter().any(|other| !same(words(one), words(other))));
    if !differ || beside.is_known(group, Verdict::Framing) {
        return None;
    }
    let said: Vec<_> = reports.iter().map(|report| (*report, listed(words(report), "none"))).collect();
    let summary = format!("Loaded words in {}: {}", lead(story, group), sides(&said));
    Some(card(story, group, &JUDGING, summary, |one| at_words(one, &toned(beside, one, JUDGE), "none")))
}

/// Words that express distance, where another report of the group uses none.
pub(super) fn hedge(beside: &SideBySide<'_, '_>, group: &Group) -> Option<Card> {
    let story = beside.story;
    let used = used(beside, group, DISTANCING);
    let reports = group.reports();
    let doubts = used.values().flatten().any(|word| word.tone == Tone::Doubt);
    if used.is_empty() || used.len() == reports.len() || !beside.disputed && !doubts {
        return None;
    }
    let said: Vec<_> = reports
        .iter()
        .map(|report| (*report, listed(used.get(report).map(Vec::as_slice).unwrap_or_default(), "as a fact")))
        .collect();
    let summary = format!("How certain {} is: {}", lead(story, group), sides(&said));
    Some(card(story, group, &HEDGED, summary, |one| {
        at_words(one, &toned(beside, one, DISTANCING), "as a fact")
    }))
}

/// A word with a tone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TonedWord {
    text: String,
    tone: Tone,
    span: Span,
}

/// The words of a sentence as one side; the whole sentence if there are none.
fn at_words(sentence: &Sentence, words: &[TonedWord], none: &str) -> (Passage, String) {
    let spans = words.iter().map(|word| word.span).reduce(Span::cover);
    let span = spans.unwrap_or(sentence.passage.span);
    (Passage { span, ..sentence.passage }, listed(words, none))
}

/// The toned words of each report that uses any.
fn used(beside: &SideBySide<'_, '_>, group: &Group, tones: &[Tone]) -> HashMap<ReportId, Vec<TonedWord>> {
    let mut used: HashMap<ReportId, Vec<TonedWord>> = HashMap::new();
    for sentence in &group.sentences {
        for word in toned(beside, sentence, tones) {
            let words = used.entry(sentence.passage.report).or_default();
            if words.iter().all(|known| known.text != word.text) {
                words.push(word);
            }
        }
    }
    used
}

/// The words of a sentence with one of the given tones, in text order.
fn toned(beside: &SideBySide<'_, '_>, sentence: &Sentence, of: &[Tone]) -> Vec<TonedWord> {
    let Passage { report, span } = sentence.passage;
    let mut known = beside.toned.borrow_mut();
    let words = known.entry(sentence.passage).or_insert_with(|| tones(beside.story.words(report, span)));
    let placed = |word: &TonedWord| TonedWord { span: word.span.shifted(span.start), ..word.clone() };
    words.iter().filter(|word| of.contains(&word.tone)).map(placed).collect()
}

/// The words of a text that have a tone, each once.
fn tones(text: &str) -> Vec<TonedWord> {
    let mut found: Vec<TonedWord> = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
        // Capitalised, "May" is a month.
        if word == "May" {
            continue;
        }
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + word.len());
        let folded = fold(word.trim_matches('-'));
        let parts = folded.split('-').filter(|_| folded.contains('-')).map(str::to_owned);
        for part in std::iter::once(folded.clone()).chain(parts) {
            let of = |key: &str, tones: &[Tone]| {
                TONES.get(key).map(|(tone, _)| *tone).filter(|tone| tones.contains(tone))
            };
            let tone = of(&part, DISTANCING).or_else(|| of(stem(&part), JUDGE));
            if let Some(tone) = tone.filter(|_| found.iter().all(|known| known.text != part)) {
                found.push(TonedWord { text: part, tone, span });
            }
        }
    }
    found
}

fn listed(words: &[TonedWord], none: &str) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    if texts.is_empty() { none.to_owned() } else { texts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_judge_or_express_distance_are_recognised_in_any_form() {
        for (text, expected) in [
            ("The regime massacred the villagers", "!regime !massacred"),
            ("The government attacked the villagers", ""),
            ("A so-called committee met", "!so-called"),
            ("A committee met on May 4", ""),
            ("The allegedly stolen car", "?allegedly"),
            ("The stolen car", ""),
            ("The rebel-held town fell", "!rebel"),
        ] {
            let mark = |word: &TonedWord| match word.tone {
                Tone::Charged => format!("!{}", word.text),
                Tone::Judging => word.text.clone(),
                Tone::Doubt | Tone::Hedge => format!("?{}", word.text),
            };
            let found: Vec<_> = tones(text).iter().map(mark).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}

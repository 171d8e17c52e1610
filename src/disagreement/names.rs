//! Different spellings of one actor's name in different reports.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Story;
use super::origin::fold;
use super::rule::{Rule, statements_of};
use super::{Aspect, Disagreement, Explained, NotCompared, Position, Verdict};
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::{Actor, Timeline};

const SPELLING: Rule = Rule {
    name: "names/spelling",
    aspect: Aspect::Name,
    verdict: Verdict::Name,
    why: "the spellings are alike and have the same place in the name of one actor",
};

/// How many words of one actor's name are compared; a reader needs no further spellings.
const MOST_SPELLINGS: usize = 4;

/// How many words of one actor's names are examined.
const MOST_WORDS: usize = 32;

/// The mentions of actors by report: the actor, and the index into the report's actor mentions.
pub(super) struct Mentions(Vec<Vec<(usize, u32)>>);

impl Mentions {
    /// Read once for all stories, so that a story costs only as much as its own reports.
    pub(super) fn read(timeline: &Timeline) -> Self {
        let mut by_report = vec![Vec::new(); timeline.reports.len()];
        for (place, actor) in timeline.actors.iter().enumerate() {
            for &(report, index) in &actor.mentions {
                by_report[report.index()].push((place, index));
            }
        }
        Self(by_report)
    }

    /// The mentions in a story's reports, by actor.
    pub(super) fn of(&self, story: &Story<'_>) -> BTreeMap<usize, Vec<(ReportId, u32)>> {
        self.in_reports(&story.reports)
    }

    /// The mentions in the given reports, by actor.
    pub(super) fn in_reports(&self, reports: &[ReportId]) -> BTreeMap<usize, Vec<(ReportId, u32)>> {
        let mut of_story: BTreeMap<usize, Vec<(ReportId, u32)>> = BTreeMap::new();
        for &report in reports {
            for &(actor, index) in &self.0[report.index()] {
                of_story.entry(actor).or_default().push((report, index));
            }
        }
        of_story
    }
}

/// Finds the actors that the reports of a story spell differently.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    for (actor, mentions) in mentions.of(story) {
        let spellings = spellings(story, &mentions);
        match differing(story, &story.timeline.actors[actor], &spellings) {
            Some(found) => explained.disagreements.push(found),
            None => explained.not_compared.extend(one_spelling(&spellings)),
        }
    }
}

/// How many places are shown for one spelling in a report.
pub(super) const MOST_PLACES: usize = 3;

/// A word of a name, and the full names it occurs in: the longest first, then the others in text order.
type Spelling<'t> = (&'t str, Vec<Span>);

/// The words of an actor's name in each report, with the names each occurs in.
fn spellings<'t>(story: &Story<'t>, mentions: &[(ReportId, u32)]) -> BTreeMap<ReportId, Vec<Spelling<'t>>> {
    let mut spellings: BTreeMap<ReportId, Vec<Spelling<'t>>> = BTreeMap::new();
    for &(report, index) in mentions {
        let Some(mention) = story.timeline.analyses[report.index()].actors.mentions.get(index as usize)
        else {
            continue;
        };
        if mention.form != MentionForm::Name {
            continue;
        }
        let words = spellings.entry(report).or_default();
        let room = words.len() < MOST_WORDS;
        for word in name_words(story.words(report, mention.span)) {
            match words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, places)) if places[0].len() < mention.span.len() => places.insert(0, mention.span),
                Some((_, places)) if places.len() < MOST_PLACES => places.push(mention.span),
                None if room => words.push((word, vec![mention.span])),
                _ => {}
            }
        }
    }
    spellings
}

/// The capitalised words of a mention, without a possessive ending.
fn name_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || letter == '-').filter_map(|word| {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        is_name(word).then_some(word)
    })
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().count() > 3
        && word.chars().any(char::is_lowercase)
}

/// A word that two reports spell differently: alike in sound and shape, and not the same.
fn differing(
    story: &Story<'_>,
    actor: &Actor,
    spellings: &BTreeMap<ReportId, Vec<Spelling<'_>>>,
) -> Option<Disagreement> {
    let mut positions: Vec<Position> = Vec::new();
    let mut statements: BTreeSet<String> = BTreeSet::new();
    let variants = variants(spellings);
    for (report, words) in spellings {
        for (word, places) in words {
            let variant =
                variants.get(word).is_some_and(|reports| reports.iter().any(|other| other != report));
            let name = story.phrase(*report, places[0]);
            let room = statements.len() < MOST_SPELLINGS || statements.contains(&name);
            if !variant || !room {
                continue;
            }
            statements.insert(name.clone());
            for span in places.iter().take(MOST_PLACES) {
                let passage = Passage { report: *report, span: *span };
                if !positions
                    .iter()
                    .any(|known| known.passage.report == *report && known.passage.span.overlaps(passage.span))
                {
                    positions.push(Position::of(passage, &*name));
                }
            }
        }
    }
    if statements.len() < 2 {
        return None;
    }
    let across = positions.iter().any(|one| one.passage.report != positions[0].passage.report);
    let summary = format!("{} is spelt {}", actor.name, statements_of(&positions));
    across.then(|| SPELLING.found(story, summary, positions))
}

/// For each word, the reports that contain a word like it; each pair of words is compared once, however many reports
/// contain it.
fn variants<'t>(spellings: &BTreeMap<ReportId, Vec<Spelling<'t>>>) -> BTreeMap<&'t str, BTreeSet<ReportId>> {
    let mut reports_of: BTreeMap<&'t str, BTreeSet<ReportId>> = BTreeMap::new();
    for (report, words) in spellings {
        for (word, _) in words {
            reports_of.entry(word).or_default().insert(*report);
        }
    }
    let words: Vec<&'t str> = reports_of.keys().copied().collect();
    let mut variants: BTreeMap<&'t str, BTreeSet<ReportId>> = BTreeMap::new();
    for (place, one) in words.iter().enumerate() {
        for other in words[place + 1..].iter().filter(|other| alike(one, other)) {
            variants.entry(one).or_default().extend(&reports_of[other]);
            variants.entry(other).or_default().extend(&reports_of[one]);
        }
    }
    variants
}

/// How many reports are searched for words that look like two spellings but are one.
const MOST_REPORTS: usize = 8;

/// Two words of one actor's names that look like two spellings but are one.
fn one_spelling(spellings: &BTreeMap<ReportId, Vec<Spelling<'_>>>) -> Option<NotCompared> {
    let position = |report: ReportId, (word, places): &Spelling<'_>| {
        Position::of(Passage { report, span: places[0] }, *word)
    };
    let reports: Vec<_> = spellings.iter().take(MOST_REPORTS).collect();
    reports.iter().enumerate().find_map(|(place, (report, words))| {
        let (word, other, variant) = reports[place + 1..].iter().find_map(|(other, variants)| {
            let pair = words.iter().find_map(|word| {
                variants.iter().find(|variant| is_form_of(word.0, variant.0)).map(|variant| (word, variant))
            })?;
            Some((pair.0, **other, pair.1))
        })?;
        Some(NotCompared {
            rule: "scope/one-spelling",
            why: "one is a form of the other, or its British or American spelling",
            positions: vec![position(**report, word), position(other, variant)],
        })
    })
}

/// Whether two words differ only by an ending or between British and American spelling.
fn is_form_of(one: &str, other: &str) -> bool {
    let plain = |word: &str| deunicode::deunicode(word).to_lowercase();
    let (a, b) = (plain(one), plain(other));
    a != b && (fold(one) == fold(other) || is_inflected(&a, &b))
}

fn is_inflected(one: &str, other: &str) -> bool {
    let rest = one.strip_prefix(other).or_else(|| other.strip_prefix(one));
    rest.is_some_and(|rest| ENDINGS.contains(&rest))
}

/// Endings that make a different word of a name, not a different spelling.
const ENDINGS: &[&str] = &["s", "es", "n", "an", "ian", "i", "ish", "ese", "er"];

/// Whether two words are spellings of one name.
pub(super) fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let apart = |one: &str, other: &str| 1 + one.len().min(other.len()) / 8;
    let too_long = |one: &str, other: &str| one.len().abs_diff(other.len()) > apart(one, other);
    // Most pairs of words end here.
    if one.is_ascii() && other.is_ascii() && too_long(one, other) {
        return false;
    }
    let plain = |word: &str| deunicode::deunicode(word).to_lowercase();
    let (a, b) = (plain(one), plain(other));
    if too_long(&a, &b) {
        return false;
    }
    let apart = apart(&a, &b);
    // British and American spellings are not different names.
    let same_word = a != b && fold(one) == fold(other);
    let case_only = one.to_lowercase() == other.to_lowercase();
    let inflected = is_inflected(&a, &b);
    !case_only && !same_word && !inflected && (a == b || strsim::damerau_levenshtein(&a, &b) <= apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_name_are_alike_and_other_words_are_not() {
        for (one, other, expected) in [
            ("Organization", "Organisation", false),
            ("Tomáš", "Tomas", true),
            ("Zelensky", "Zelenskyy", true),
            ("Moreno", "Merino", false),
            ("Prunner", "Pruner", true),
            ("Iran", "Iranian", false),
            ("BANK", "Bank", false),
            ("Smith", "Smith", false),
        ] {
            assert_eq!(alike(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn forms_of_a_word_are_one_spelling() {
        for (one, other, expected) in [
            ("Organization", "Organisation", true),
            ("Iran", "Iranian", true),
            ("Zelensky", "Zelenskyy", false),
            ("Smith", "Smith", false),
        ] {
            assert_eq!(is_form_of(one, other), expected, "{one} {other}");
        }
    }
}

//! One utterance, two speakers: words that two reports share, attributed to different sources.

use super::ledger::{ClaimRef, Story};
use super::origin::{Shared, WINDOW};
use super::quote::{opening, quoted};
use super::rule::Rule;
use super::verdict::bounds::{Bounds, bounds};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::actor::lexicon;
use crate::analysis::claim::Source;
use crate::analysis::claim::attribution::SAID;
use crate::analysis::claim::lexicon::WordClass;
use crate::text::{Passage, ReportId, Span};

const SHARED_WORDS: Rule = Rule {
    name: "attribution/shared-words",
    aspect: Aspect::Attribution,
    verdict: Verdict::Attribution,
    why: "both reports give the same words and attribute them to different sources",
};

/// Finds what is attributed to different speakers.
pub(super) fn find(story: &Story<'_>, shared: &[Shared], explained: &mut Explained) {
    let mut seen: Vec<[Passage; 2]> = Vec::new();
    let mut runs: Vec<Shared> = shared.iter().filter_map(|run| unbroken(story, run)).collect();
    runs.retain(|run| is_informative(story, run));
    runs.sort_by_key(|run| std::cmp::Reverse(run.one.span.len()));
    for run in runs.iter().take(MOST_RUNS) {
        let (Some(one), Some(other)) = (said(story, run.one), said(story, run.other)) else { continue };
        let names_itself = speaks_within(&one, run.one) || speaks_within(&other, run.other);
        let unnamed = is_pronoun(story, &one) || is_pronoun(story, &other);
        if figures_differ(story, &one, &other) || names_itself || unnamed || breaks_off(story, run) {
            continue;
        }
        let sides = [(one, run.one), (other, run.other)];
        explained.disagreements.extend(two_speakers(story, sides, &mut seen));
    }
}

/// Whether the shared words contain the name they are attributed to: the name is then part of the content, not its
/// source.
fn speaks_within(claim: &ClaimRef<'_>, words: Passage) -> bool {
    claim.chain.last().is_some_and(|source| words.span.overlaps(source.name))
}

/// Whether a source is given only by a pronoun, which may refer to anyone the other report names.
pub(super) fn is_pronoun(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    static PRONOUNS: WordClass = WordClass::named("pronouns for a source");
    let name = claim.chain.last().map_or("", |source| story.words(claim.report, source.name));
    PRONOUNS.has(&name.to_lowercase())
}

/// Whether a shared run stops short of what matters: in "the landslide on Tuesday was caused by", the point follows the
/// shared words.
fn breaks_off(story: &Story<'_>, run: &Shared) -> bool {
    static OPEN: WordClass = WordClass::named("words that end no statement");
    let last = story.words(run.one.report, run.one.span).split_whitespace().next_back().unwrap_or_default();
    OPEN.has(&last.to_lowercase())
}

/// How many shared runs of one story are examined, the longest first.
const MOST_RUNS: usize = 400;

/// Whether two statements give different figures for one predicate: they are then two statements, however alike.
fn figures_differ(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let within = |claim: &ClaimRef<'_>| {
        let (report, span) = (claim.report, claim.span);
        story.of(report).iter().filter(move |figure| figure.is_figure() && figure.span.overlaps(span))
    };
    within(one).any(|a| {
        within(other).any(|b| {
            let quantities = a.quantity.as_ref().zip(b.quantity.as_ref());
            a.predicate == b.predicate && quantities.is_some_and(|(a, b)| bounds(a, b) != Bounds::Same)
        })
    })
}

/// The longest stretch of a run that no punctuation breaks in either report, if it is still long enough to be a run.
fn unbroken(story: &Story<'_>, run: &Shared) -> Option<Shared> {
    let stretch = |passage: Passage| {
        let text = story.words(passage.report, passage.span);
        let mut start = 0;
        let mut pieces: Vec<&str> = Vec::new();
        for (at, mark) in text.match_indices([',', ';', '.', ':', '(', ')', '“', '”', '"', '\n', '—']) {
            pieces.push(&text[start..at]);
            start = at + mark.len();
        }
        pieces.push(&text[start..]);
        let piece =
            pieces.into_iter().max_by_key(|piece| piece.split_whitespace().count()).unwrap_or_default();
        let piece = piece.trim();
        let from = passage.span.start as usize + (piece.as_ptr() as usize - text.as_ptr() as usize);
        let span = Span::new(from, from + piece.len());
        (piece.split_whitespace().count() >= WINDOW).then_some(Passage { report: passage.report, span })
    };
    Some(Shared { one: stretch(run.one)?, other: stretch(run.other)? })
}

/// Longer words that only link others.
static LINKS: WordClass = WordClass::named("longer linking words");

/// Whether a run is informative: at least two of its longer words are not part of a name.
fn is_informative(story: &Story<'_>, run: &Shared) -> bool {
    let words = story.words(run.one.report, run.one.span).split(|letter: char| !letter.is_alphanumeric());
    let is_content =
        |word: &&str| word.chars().count() > 4 && word.starts_with(char::is_lowercase) && !LINKS.has(word);
    words.filter(is_content).count() >= 2
}

/// The narrowest attributed statement that contains a passage.
fn said<'t>(story: &Story<'t>, passage: Passage) -> Option<ClaimRef<'t>> {
    story
        .of(passage.report)
        .iter()
        .filter(|claim| claim.predicate() == SAID && claim.span.overlaps(passage.span))
        .min_by_key(|claim| claim.span.len())
        .copied()
}

/// The disagreement, where the innermost sources differ and the pair of sentences is new.
fn two_speakers(
    story: &Story<'_>,
    sides: [(ClaimRef<'_>, Passage); 2],
    seen: &mut Vec<[Passage; 2]>,
) -> Option<Disagreement> {
    let speakers = sides.map(|(claim, _)| claim.chain.last().copied());
    let [Some(one), Some(other)] = speakers else { return None };
    let reports = sides.map(|(claim, _)| claim.report);
    if same_source(story, (reports[0], one), (reports[1], other)) {
        return None;
    }
    let pair = sides.map(|(claim, _)| claim.passage());
    if seen
        .iter()
        .any(|known| known.iter().zip(&pair).all(|(a, b)| a.report == b.report && a.span.overlaps(b.span)))
    {
        return None;
    }
    seen.push(pair);
    let positions: Vec<_> = sides
        .iter()
        .map(|(claim, passage)| Position {
            passage: with_speaker(claim, *passage),
            claim: Some(claim.id),
            statement: path(story, claim),
        })
        .collect();
    let (Passage { report, span }, [first, second]) = (sides[0].1, reports);
    let summary = format!(
        "Who said {}: {} ({first}) vs {} ({second})",
        quoted(&opening(story, report, span, 8)),
        story.words(first, one.name),
        story.words(second, other.name),
    );
    let event = sides.iter().find_map(|(claim, _)| claim.event);
    Some(Disagreement { event, ..SHARED_WORDS.found(story, summary, positions) })
}

/// How many bytes a position may span when it covers both the words and their speaker.
const MOST_WORDS: usize = 500;

/// The words together with their speaker, where the speaker is near: the reports differ in the speaker.
fn with_speaker(claim: &ClaimRef<'_>, words: Passage) -> Passage {
    let speaker = claim.chain.last().map(|source| source.name.cover(words.span));
    let span = speaker.filter(|span| span.len() <= MOST_WORDS).unwrap_or(words.span);
    Passage { span, ..words }
}

/// "← agency ← channel ← spokesperson".
fn path(story: &Story<'_>, claim: &ClaimRef<'_>) -> String {
    let sources: Vec<_> = claim.chain.iter().map(|source| story.words(claim.report, source.name)).collect();
    format!("← {}", sources.join(" ← "))
}

/// Whether two sources are the same: one actor, or names that share a content word.
pub(super) fn same_source(story: &Story<'_>, one: (ReportId, Source), other: (ReportId, Source)) -> bool {
    static TITLES: WordClass = WordClass::named("words of a source without a name");
    let words = |(report, source): (ReportId, Source)| {
        let name = deunicode::deunicode(story.words(report, source.name)).to_lowercase();
        name.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 1 && !TITLES.has(word))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(one), words(other));
    let vague = a.is_empty() || b.is_empty();
    let name = |(report, source): (ReportId, Source)| story.words(report, source.name);
    let may_be_one = is_role(name(one)) != is_role(name(other));
    vague || may_be_one || a.iter().any(|word| b.iter().any(|other| word == other || share_stem(word, other)))
}

/// "prosecution", "prosecutors": words of at least six letters with a common beginning.
fn share_stem(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    alike >= STEM
}

/// How many letters two words of one stem share at least.
const STEM: usize = 6;

/// Whether a speaker is given only by the role of one person: "the doctor". This may be anyone the other report names.
fn is_role(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let lower = !name.trim_start_matches("The ").chars().any(char::is_uppercase);
    let person = lexicon::PERSON_NOUNS.contains(last)
        || lexicon::title(last).is_some_and(|title| title.sort != lexicon::TitleSort::Honorific)
            && !last.ends_with('s');
    lower && person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_may_be_anyone_named_elsewhere_but_a_name_or_a_crowd_is_itself() {
        for (name, expected) in [
            ("the doctor", true),
            ("The prosecutor", true),
            ("a neighbour", true),
            ("witnesses", false),
            ("police", false),
            ("Fiona Quarles", false),
            ("", false),
        ] {
            assert_eq!(is_role(name), expected, "{name}");
        }
    }

    #[test]
    fn words_of_one_stem_have_a_common_beginning() {
        for (one, other, expected) in [
            ("prosecution", "prosecutors", true),
            ("coroner", "colonel", false),
            ("police", "pilots", false),
            ("witness", "fire", false),
        ] {
            assert_eq!(share_stem(one, other), expected, "{one} · {other}");
        }
    }
}

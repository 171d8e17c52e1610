//! One utterance, two speakers: words that two reports share, or one vague figure of one group, laid to different sources.

use super::origin::{Shared, WINDOW};
use super::told::{ClaimRef, Story, is_figure, is_live};
use super::verdict::{self, Bounds};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::actor::lexicon;
use crate::analysis::claim::{ClaimKind, Source};
use crate::text::{Passage, ReportId, Span};

/// Finds what is laid to different speakers.
pub(super) fn find(story: &Story<'_>, shared: &[Shared], explained: &mut Explained) {
    let mut seen: Vec<[Passage; 2]> = Vec::new();
    let mut runs: Vec<Shared> = shared.iter().filter_map(|run| unbroken(story, run)).collect();
    runs.retain(|run| is_telling(story, run));
    runs.sort_by_key(|run| std::cmp::Reverse(run.one.span.len()));
    for run in runs.iter().take(MOST_RUNS) {
        let (Some(one), Some(other)) = (said(story, run.one), said(story, run.other)) else { continue };
        let names_itself = speaks_within(&one, run.one) || speaks_within(&other, run.other);
        let unnamed = is_pronoun(story, &one) || is_pronoun(story, &other);
        if figures_differ(story, &one, &other) || names_itself || unnamed || breaks_off(story, run) {
            continue;
        }
        if let Some(found) = two_speakers(story, [(one, run.one), (other, run.other)], &mut seen) {
            explained.disagreements.push(Disagreement {
                rule: "attribution/shared-words",
                why: "both reports give the same words, and lay them to different sources".to_owned(),
                ..found
            });
        }
    }
    figures(story, &mut seen, explained);
}

/// Whether the shared words hold the name they are laid to: then they are what is told, not who tells it.
fn speaks_within(told: &ClaimRef<'_>, words: Passage) -> bool {
    told.claim.chain.last().is_some_and(|source| words.span.overlaps(source.name))
}

/// Whether a source is told by a pronoun alone: it may be whoever the other report names.
pub(super) fn is_pronoun(story: &Story<'_>, told: &ClaimRef<'_>) -> bool {
    const PRONOUNS: &[&str] = &["he", "she", "they", "it", "we", "i", "you", "who", "one"];
    let name = told.claim.chain.last().map_or("", |source| story.words(told.report, source.name));
    PRONOUNS.contains(&name.to_lowercase().as_str())
}

/// "the landslide on Tuesday was caused by": what was said first comes behind the words both reports share.
fn breaks_off(story: &Story<'_>, run: &Shared) -> bool {
    const OPEN: &[&str] = &[
        "by", "of", "to", "in", "at", "on", "for", "with", "from", "a", "an", "the", "was", "were", "is",
        "are", "that",
    ];
    let last = story.words(run.one.report, run.one.span).split_whitespace().next_back().unwrap_or_default();
    OPEN.contains(&last.to_lowercase().as_str())
}

/// How many shared runs of one story are looked at, the longest first.
const MOST_RUNS: usize = 400;

/// One vague or quoted figure for one named group, from two mouths.
fn figures(story: &Story<'_>, seen: &mut Vec<[Passage; 2]>, explained: &mut Explained) {
    let telling: Vec<_> = story
        .told
        .iter()
        .filter(|told| is_figure(told.claim) && is_live(told.claim) && !told.claim.chain.is_empty())
        .filter(|told| told.claim.subject_group.is_some_and(|group| group != "people"))
        .filter(|told| told.claim.quantity.as_ref().is_some_and(|quantity| quantity.approximate))
        .take(MOST_FIGURES)
        .collect();
    for (place, one) in telling.iter().enumerate() {
        for other in telling[place + 1..].iter().filter(|other| other.report != one.report) {
            let same_words = one.claim.predicate == other.claim.predicate
                && one.claim.subject_group == other.claim.subject_group
                && match (&one.claim.quantity, &other.claim.quantity) {
                    (Some(a), Some(b)) => verdict::bounds(a, b) == Bounds::Same && a.low == b.low,
                    _ => false,
                };
            if !same_words || story.comparable(one, other).is_err() {
                continue;
            }
            let passage = |told: &ClaimRef<'_>| Passage { report: told.report, span: told.claim.span };
            let sides = [(**one, passage(one)), (**other, passage(other))];
            if let Some(found) = two_speakers(story, sides, seen) {
                explained.disagreements.push(Disagreement {
                    rule: "attribution/figure",
                    why: "both reports give the same figure for the same people, and lay it to different sources".to_owned(),
                    ..found
                });
            }
        }
    }
}

const MOST_FIGURES: usize = 64;

/// Whether two statements give different figures of one predicate: then they are two statements, however alike.
fn figures_differ(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let within = |told: &ClaimRef<'_>| {
        let (report, span) = (told.report, told.claim.span);
        let told = story.of(report).iter();
        told.filter(move |figure| is_figure(figure.claim) && figure.claim.span.overlaps(span))
    };
    within(one).any(|a| {
        within(other).any(|b| {
            let bounds = a.claim.quantity.as_ref().zip(b.claim.quantity.as_ref());
            a.claim.predicate == b.claim.predicate
                && bounds.is_some_and(|(a, b)| verdict::bounds(a, b) != Bounds::Same)
        })
    })
}

/// The longest stretch of a run that no mark breaks in either report, where it still is a run.
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
const LINKS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "before",
    "behind",
    "below",
    "beside",
    "between",
    "during",
    "inside",
    "outside",
    "since",
    "their",
    "there",
    "these",
    "those",
    "through",
    "under",
    "until",
    "where",
    "which",
    "while",
    "within",
    "would",
    "could",
    "should",
    "according",
];

/// Whether a run says something: at least two of its longer words are no part of a name.
fn is_telling(story: &Story<'_>, run: &Shared) -> bool {
    let words = story.words(run.one.report, run.one.span).split(|letter: char| !letter.is_alphanumeric());
    let tells = |word: &&str| {
        word.chars().count() > 4 && word.starts_with(char::is_lowercase) && !LINKS.contains(word)
    };
    words.filter(tells).count() >= 2
}

/// The narrowest attributed statement that holds a passage.
fn said<'t>(story: &Story<'t>, passage: Passage) -> Option<ClaimRef<'t>> {
    story
        .of(passage.report)
        .iter()
        .filter(|told| told.claim.kind == ClaimKind::Status)
        .filter(|told| &*told.claim.predicate == "said" && told.claim.span.overlaps(passage.span))
        .min_by_key(|told| told.claim.span.len())
        .copied()
}

/// The disagreement, where the innermost sources differ and the pair of sentences is new.
fn two_speakers(
    story: &Story<'_>,
    sides: [(ClaimRef<'_>, Passage); 2],
    seen: &mut Vec<[Passage; 2]>,
) -> Option<Disagreement> {
    let speakers = sides.map(|(told, _)| told.claim.chain.last().copied());
    let [Some(one), Some(other)] = speakers else { return None };
    let reports = sides.map(|(told, _)| told.report);
    if same_source(story, (reports[0], one), (reports[1], other)) {
        return None;
    }
    let pair = sides.map(|(told, _)| Passage { report: told.report, span: told.claim.span });
    if seen
        .iter()
        .any(|known| known.iter().zip(&pair).all(|(a, b)| a.report == b.report && a.span.overlaps(b.span)))
    {
        return None;
    }
    seen.push(pair);
    let positions: Vec<_> = sides
        .iter()
        .map(|(told, passage)| Position {
            passage: *passage,
            claim: Some(told.id),
            statement: path(story, told),
        })
        .collect();
    let words =
        story.words(sides[0].1.report, sides[0].1.span).split_whitespace().take(8).collect::<Vec<_>>();
    Some(Disagreement {
        aspect: Aspect::Attribution,
        verdict: Verdict::Attribution,
        severity: 0.5,
        event: sides.iter().find_map(|(told, _)| told.event),
        summary: format!(
            "Who said “{}”: {} ({}) vs {} ({})",
            words.join(" "),
            story.words(reports[0], one.name),
            reports[0],
            story.words(reports[1], other.name),
            reports[1],
        ),
        rule: "",
        why: String::new(),
        silent: story.others(&reports),
        positions,
    })
}

/// "← agency ← channel ← spokesperson".
fn path(story: &Story<'_>, told: &ClaimRef<'_>) -> String {
    let sources: Vec<_> =
        told.claim.chain.iter().map(|source| story.words(told.report, source.name)).collect();
    format!("← {}", sources.join(" ← "))
}

/// Whether two sources are one: the same actor, or names that share a telling word.
pub(super) fn same_source(story: &Story<'_>, one: (ReportId, Source), other: (ReportId, Source)) -> bool {
    const TITLES: &[&str] = &[
        "the",
        "a",
        "an",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "representative",
        "official",
        "officials",
        "of",
        "for",
        "department",
        "office",
        "from",
        "minister",
        "ministry",
        "president",
        "agency",
        "russian",
        "local",
        "state",
    ];
    let words = |(report, source): (ReportId, Source)| {
        let name = deunicode::deunicode(story.words(report, source.name)).to_lowercase();
        name.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 1 && !TITLES.contains(word))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(one), words(other));
    let vague = a.is_empty() || b.is_empty();
    let name = |(report, source): (ReportId, Source)| story.words(report, source.name);
    let may_be_one = is_role(name(one)) != is_role(name(other));
    vague
        || may_be_one
        || a.iter().any(|word| b.iter().any(|other| word == other || share_stem(word, other)))
        || acronym(&a, &b)
        || acronym(&b, &a)
}

/// "prosecution", "prosecutors": words of six letters and more that open alike.
fn share_stem(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    alike >= STEM
}

/// How many letters two words share at least that have one stem.
const STEM: usize = 6;

/// Whether a speaker is told by one person's role alone: "the doctor". He may be whoever the other report names.
fn is_role(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let lower = !name.trim_start_matches("The ").chars().any(char::is_uppercase);
    let person = lexicon::PERSON_NOUNS.contains(last)
        || lexicon::title(last).is_some_and(|title| title.sort != lexicon::TitleSort::Honorific)
            && !last.ends_with('s');
    lower && person
}

/// Whether one name is the other's initials.
fn acronym(short: &[String], long: &[String]) -> bool {
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    initials.len() > 1 && short.contains(&initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_may_be_whoever_is_named_elsewhere_but_a_name_or_a_crowd_is_itself() {
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
    fn words_of_one_stem_open_alike() {
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

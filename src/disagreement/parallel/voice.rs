//! Sources that differ: one content attributed to different sources, or stated as a fact by one report and attributed by
//! another.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::attribution::{is_pronoun, same_source};
use super::super::ledger::{ClaimRef, Story};
use super::super::rule::Rule;
use super::super::{Aspect, Verdict};
use super::align::{Group, Sentence};
use super::{Card, SideBySide, card, lead, sides};
use crate::analysis::actor::{group, lexicon};
use crate::analysis::claim::Source;
use crate::analysis::claim::lexicon::entries;
use crate::analysis::event::lexicon as events;
use crate::text::{Passage, ReportId, Span};

const SPEAKERS: Rule = Rule {
    name: "parallel/speakers",
    aspect: Aspect::Attribution,
    verdict: Verdict::Attribution,
    why: "the reports say the same and attribute it to different sources",
};

const OWN_VOICE: Rule = Rule {
    name: "parallel/own-voice",
    why: "one report states as a fact what another attributes to somebody",
    ..SPEAKERS
};

/// A source, and the report that names it.
type Named = (ReportId, Source);

/// Where the sources of a group differ.
pub(super) fn differ(beside: &SideBySide<'_, '_>, group: &Group) -> Option<Card> {
    let story = beside.story;
    if group.sentences.iter().any(|sentence| is_attributed_to_no_actor(beside, sentence)) {
        return None;
    }
    let voices: Vec<(&Sentence, Vec<Named>)> =
        group.sentences.iter().map(|sentence| (&**sentence, sources(beside, sentence))).collect();
    let own = |report: ReportId| {
        voices.iter().filter(|(one, _)| one.passage.report == report).all(|(_, sources)| sources.is_empty())
    };
    let (own, attributed): (Vec<ReportId>, Vec<ReportId>) =
        group.reports().into_iter().partition(|report| own(*report));
    let named: Vec<&Named> = voices.iter().flat_map(|(_, sources)| sources).collect();
    let apart = named.iter().enumerate().any(|(place, one)| {
        named[place + 1..].iter().any(|other| one.0 != other.0 && !is_one(story, &voices, one, other))
    });
    let mixed = !own.is_empty() && !attributed.is_empty();
    let matters = beside.disputed || named.iter().any(|one| is_unofficial(story, one));
    if !(apart || mixed) || !matters || beside.is_known(group, Verdict::Attribution) {
        return None;
    }
    let said: Vec<(ReportId, String)> = voices
        .iter()
        .filter(|(sentence, sources)| !sources.is_empty() || own.contains(&sentence.passage.report))
        .map(|(sentence, sources)| (sentence.passage.report, voice(story, sources)))
        .collect();
    let rule = if apart { &SPEAKERS } else { &OWN_VOICE };
    let summary = format!("Who says {}: {}", lead(story, group), sides(&said));
    Some(card(story, group, rule, summary, |sentence| {
        let sources = sources(beside, sentence);
        (Passage { span: statement(beside, sentence), ..sentence.passage }, voice(story, &sources))
    }))
}

/// What a sentence attributes to somebody, including the source; the whole sentence where nothing is attributed.
fn statement(beside: &SideBySide<'_, '_>, sentence: &Sentence) -> Span {
    let of_sentence = sentence.passage.span;
    let attributed = beside.said(sentence.passage.report).iter().find(|claim| attributes(claim, sentence));
    let clipped =
        |span: Span| Span { start: span.start.max(of_sentence.start), end: span.end.min(of_sentence.end) };
    attributed.map_or(of_sentence, |claim| {
        let name = claim.chain.last().map(|source| source.name).filter(|name| name.overlaps(of_sentence));
        clipped(name.map_or(claim.span, |name| name.cover(claim.span)))
    })
}

/// Nouns for sources that take a side or hold no office.
static UNOFFICIAL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = entries(include_str!("../../../assets/lexicon/unofficial-sources.txt"));
    rows.filter_map(|fields| fields.get(1).copied()).flat_map(|words| words.split(", ")).collect()
});

/// Whether a source takes a side or holds no office: then it matters that another report says the same in its own voice.
fn is_unofficial(story: &Story<'_>, (report, source): &Named) -> bool {
    let words = story.words(*report, source.name).to_lowercase();
    let known = |word: &str| {
        UNOFFICIAL.contains(word) || word.strip_suffix('s').is_some_and(|one| UNOFFICIAL.contains(one))
    };
    words.split(|letter: char| !letter.is_alphanumeric()).any(known)
}

/// Whether two reports name the same source, or one of them names nobody in particular; a report that names several sources
/// agrees with one that names any of them.
fn is_one(story: &Story<'_>, voices: &[(&Sentence, Vec<Named>)], one: &Named, other: &Named) -> bool {
    let of = |report: ReportId| {
        voices.iter().flat_map(|(_, sources)| sources).filter(move |(named, _)| *named == report)
    };
    of(one.0).any(|a| of(other.0).any(|b| same_source(story, *a, *b)))
}

/// Whether a sentence is attributed to something that is neither an actor nor a noun for sources, which is probably a
/// misreading: "an end".
fn is_attributed_to_no_actor(beside: &SideBySide<'_, '_>, sentence: &Sentence) -> bool {
    let attributed = beside.said(sentence.passage.report).iter().filter(|claim| attributes(claim, sentence));
    attributed.filter(|claim| !is_pronoun(beside.story, claim)).any(|claim| {
        let nobody = |source: &&Source| source.actor.is_none();
        claim
            .chain
            .last()
            .filter(nobody)
            .is_some_and(|source| !is_source(beside.story, (claim.report, *source)))
    })
}

/// Whether a phrase refers to a source or to people: "a monitor", "authorities"; never "nobody".
fn is_source(story: &Story<'_>, (report, source): Named) -> bool {
    let words = story.words(report, source.name).to_lowercase();
    let last = words.split_whitespace().next_back().unwrap_or_default();
    if events::lexicon().is(last, events::Part::Negation) {
        return false;
    }
    let people = [Some(last), last.strip_suffix('s')];
    let person = |word: &str| lexicon::PERSON_NOUNS.contains(word) || group::lookup(word).is_some();
    is_unofficial(story, &(report, source)) || people.into_iter().flatten().any(person)
}

/// The innermost sources of a sentence, in text order.
fn sources(beside: &SideBySide<'_, '_>, sentence: &Sentence) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for claim in beside.said(sentence.passage.report).iter().filter(|claim| attributes(claim, sentence)) {
        let Some(source) = claim.chain.last().filter(|_| !is_pronoun(beside.story, claim)) else {
            continue;
        };
        if found.iter().all(|(_, known)| known.name != source.name) {
            found.push((claim.report, *source));
        }
    }
    found
}

/// Whether a claim attributes a large part of a sentence.
fn attributes(claim: &ClaimRef<'_>, sentence: &Sentence) -> bool {
    /// How many bytes of a sentence make a statement of their own.
    const STATEMENT: u32 = 25;
    let (said, span) = (claim.span, sentence.passage.span);
    let shared = said.end.min(span.end).saturating_sub(said.start.max(span.start));
    said.overlaps(span) && (shared > STATEMENT || shared as usize * 3 > span.len())
}

fn voice(story: &Story<'_>, sources: &[Named]) -> String {
    if sources.is_empty() {
        return "in its own voice".to_owned();
    }
    let name = |(report, source): &Named| story.phrase(*report, source.name);
    sources.iter().map(name).collect::<Vec<_>>().join(", ")
}

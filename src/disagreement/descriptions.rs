//! One place or organisation that reports describe in words with nothing in common, or call by different kinds of noun.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::ledger::{ClaimRef, Story};
use super::names::Mentions;
use super::origin::fold;
use super::rule::{Rule, first_pair, listed, sides};
use super::{Aspect, Explained, Position, Verdict};
use crate::analysis::claim::description::{DESCRIPTION, KIND, are_one_kind, keeps_distance, kind_noun};
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId, Span};

const OTHER_WORDS: Rule = Rule {
    name: "labels/description",
    aspect: Aspect::Label,
    verdict: Verdict::Framing,
    why: "the reports describe it in words that have nothing in common",
};

/// Finds the names that two reports describe differently.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let claims: Vec<ClaimRef<'_>> = story.with_predicate(DESCRIPTION).collect();
    if claims.len() < 2 {
        return;
    }
    for (actor, claims) in by_actor(story, mentions, &claims) {
        let mut by_report: BTreeMap<ReportId, ClaimRef<'_>> = BTreeMap::new();
        for claim in claims {
            by_report.entry(claim.report).or_insert(claim);
        }
        let sides: Vec<ClaimRef<'_>> = by_report.into_values().collect();
        if first_pair(&sides, |one, other| content(one).is_disjoint(&content(other))).is_some() {
            let positions: Vec<Position> = sides.iter().map(|claim| story.position(claim)).collect();
            let name = &story.timeline.actors[actor].name;
            let summary = format!("What {name} is: {}", listed(&positions, " \u{b7} "));
            explained.disagreements.push(OTHER_WORDS.found(story, summary, positions));
        }
    }
}

/// Claims about names, by the actor that each name refers to.
fn by_actor<'t>(
    story: &Story<'_>,
    mentions: &Mentions,
    claims: &[ClaimRef<'t>],
) -> Vec<(usize, Vec<ClaimRef<'t>>)> {
    let named: HashMap<(ReportId, Span), ClaimRef<'t>> =
        claims.iter().map(|claim| ((claim.report, claim.subject), *claim)).collect();
    let mut found = Vec::new();
    for (actor, mentions) in mentions.of(story) {
        let of_mention = |&(report, index): &(ReportId, u32)| {
            let actors = &story.timeline.analyses[report.index()].actors;
            named.get(&(report, actors.mentions.get(index as usize)?.span)).copied()
        };
        let claims: Vec<ClaimRef<'t>> = mentions.iter().filter_map(of_mention).collect();
        if claims.len() > 1 {
            found.push((actor, claims));
        }
    }
    found
}

const OTHER_KIND: Rule = Rule {
    name: "labels/kind",
    aspect: Aspect::Label,
    verdict: Verdict::Compatible,
    why: "the reports call it by nouns for different kinds of thing; both may hold",
};

const DISTANT: Rule = Rule {
    name: "labels/distant",
    verdict: Verdict::Framing,
    why: "one report keeps a distance from the name, another gives it plainly",
    ..OTHER_KIND
};

/// Finds the names from which one report distances itself ("the so-called council") and another does not.
fn distances(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let distant = |claim: &ClaimRef<'_>| keeps_distance(claim.value());
    let claims: Vec<ClaimRef<'_>> = story.with_predicate(KIND).filter(distant).collect();
    if claims.is_empty() {
        return;
    }
    let marked: HashSet<(ReportId, Span)> =
        claims.iter().map(|claim| (claim.report, claim.subject)).collect();
    for (actor, mentions) in mentions.of(story) {
        // The first name of each report, preferring one with a distancing word.
        let mut named: BTreeMap<ReportId, (bool, Span)> = BTreeMap::new();
        for (report, index) in mentions {
            let of_report = &story.timeline.analyses[report.index()].actors.mentions;
            let Some(mention) = of_report.get(index as usize).filter(|one| one.form == MentionForm::Name)
            else {
                continue;
            };
            let distant = marked.contains(&(report, mention.span));
            let known = named.entry(report).or_insert((distant, mention.span));
            if distant && !known.0 {
                *known = (true, mention.span);
            }
        }
        let apart = named.values().filter(|(distant, _)| *distant).count();
        if apart == 0 || apart == named.len() {
            continue;
        }
        let position = |(report, (distant, span)): (&ReportId, &(bool, Span))| {
            let statement = if *distant { "with a distance" } else { "plainly" };
            Position::of(Passage { report: *report, span: *span }, statement)
        };
        let positions: Vec<Position> = named.iter().map(position).collect();
        let head = format!("How {} is named", story.timeline.actors[actor].name);
        explained.disagreements.push(DISTANT.told(story, &head, positions));
    }
}

/// How many claims about one name are compared.
const MOST_KINDS: usize = 32;

/// Finds the names that two reports call different kinds of thing: a town and a city, a village and a stronghold.
pub(super) fn kinds(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    distances(story, mentions, explained);
    let plain = |claim: &ClaimRef<'_>| !keeps_distance(claim.value());
    let claims: Vec<ClaimRef<'_>> = story.with_predicate(KIND).filter(plain).collect();
    for (actor, claims) in by_actor(story, mentions, &claims) {
        let considered = &claims[..claims.len().min(MOST_KINDS)];
        let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| !are_one_kind(kind(one), kind(other));
        let apart = |one: &ClaimRef<'_>, report: ReportId| {
            let mut of_report = claims.iter().filter(|other| other.report == report).peekable();
            of_report.peek().is_some() && of_report.all(|other| differ(one, other))
        };
        let reports: BTreeSet<ReportId> = claims.iter().map(|claim| claim.report).collect();
        let mut seen = BTreeSet::new();
        let shown: Vec<ClaimRef<'_>> = considered
            .iter()
            .filter(|one| reports.iter().any(|report| *report != one.report && apart(one, *report)))
            .filter(|one| seen.insert(one.report))
            .copied()
            .collect();
        if shown.len() < 2 {
            continue;
        }
        let said: Vec<(ReportId, String)> =
            shown.iter().map(|claim| (claim.report, claim.value().to_owned())).collect();
        let name = &story.timeline.actors[actor].name;
        let summary = format!("What kind of place or body {name} is: {}", sides(&said));
        let positions = shown.iter().map(|claim| story.position(claim)).collect();
        explained.disagreements.push(OTHER_KIND.found(story, summary, positions));
    }
}

/// The noun for the kind of thing, or the whole value where it contains none: "so-called".
fn kind<'t>(claim: &ClaimRef<'t>) -> &'t str {
    kind_noun(claim.value())
}

/// The content words of a description, folded.
fn content(claim: &ClaimRef<'_>) -> HashSet<String> {
    let words =
        claim.value().split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.filter(|word| word.starts_with(char::is_lowercase)).map(fold).collect()
}

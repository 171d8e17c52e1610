//! Where reports disagree: claims are compared, and each difference has a verdict, a rule and a reason.
//!
//! This reads only the timeline. It is better to miss a difference than to report a false one.

mod accounts;
mod ages;
mod attribution;
mod basis;
mod causes;
mod comparable;
mod counts;
mod descriptions;
mod external;
mod faults;
mod hours;
mod internal;
mod labels;
mod ledger;
mod modality;
mod names;
mod near_names;
mod omission;
mod origin;
pub mod parallel;
mod people;
mod perpetrators;
mod quote;
mod ranks;
mod roles;
mod rule;
mod same_event;
mod sequence;
mod severity;
mod states;
mod times;
mod topics;
mod unknown;
pub mod verdict;

use rayon::prelude::*;

pub use basis::Memory;
pub use ledger::figure;

use crate::text::{Passage, Problem, ReportId, Term, fault, term};
use crate::timeline::{ClaimId, EventId, Timeline};
use ledger::{Facts, Ledger, Story};

/// Finds every difference worth showing, the most serious first.
#[must_use]
pub fn find(timeline: &Timeline) -> Vec<Disagreement> {
    explain(timeline).disagreements
}

/// Finds every difference worth showing, and what was found not to be comparable.
#[must_use]
pub fn explain(timeline: &Timeline) -> Explained {
    explain_with(timeline, None)
}

/// Like [`explain`], but a story that `memory` knows from an earlier run is not compared again.
#[must_use]
pub fn explain_with(timeline: &Timeline, memory: Option<&dyn Memory>) -> Explained {
    let ledger = Ledger::read(timeline);
    let mentions = names::Mentions::read(timeline);
    let compare = |reports: &[ReportId]| {
        let facts = Facts::read(timeline, reports);
        within(&ledger.story(reports, &facts), &mentions)
    };
    let known = memory
        .map(|memory| (memory, basis::Index { timeline, ledger: &ledger, mentions: &mentions, memory }));
    let of_story = |reports: Vec<ReportId>| match &known {
        Some((memory, index)) => index.of(&reports).recall_or(*memory, || compare(&reports)),
        None => compare(&reports),
    };
    let of_stories: Vec<Explained> = timeline.stories.shared().into_par_iter().map(of_story).collect();
    let mut explained = Explained::default();
    for of_story in of_stories {
        explained.disagreements.extend(of_story.disagreements);
        explained.not_compared.extend(of_story.not_compared);
        explained.problems.extend(of_story.problems);
    }
    external::find(timeline, &mut explained);
    explained.disagreements.sort_by_key(Disagreement::order);
    explained
}

/// The differences within one story. If a family of rules panics, it finds nothing in this story, and a problem is
/// recorded.
fn within(story: &Story<'_>, mentions: &names::Mentions) -> Explained {
    let mut families = Families { story, explained: Explained::default() };
    families.run("counts", |found| counts::find(story, found));
    families.run("times", |found| times::find(story, found));
    families.run("one report's own words", |found| internal::find(story, found));
    families.run("what is not known", |found| unknown::find(story, found));
    families.run("questions with one answer", |found| topics::find(story, found));
    families.run("order of events", |found| sequence::find(story, found));
    families.run("whose forces attacked", |found| perpetrators::find(story, found));
    families.run("ages", |found| ages::find(story, found));
    let shared = families.run("shared wording", |_| Some(origin::find(story)));
    if let Some(shared) = &shared {
        families.run("sources", |found| attribution::find(story, shared, found));
    }
    families.run("causes", |found| causes::find(story, found));
    if let Some(shared) = &shared {
        families.run("certainty", |found| modality::find(story, shared, found));
    }
    families.run("states", |found| states::find(story, found));
    families.run("labels", |found| labels::find(story, found));
    families.run("descriptions", |found| descriptions::find(story, mentions, found));
    families.run("ranks", |found| ranks::find(story, found));
    families.run("names", |found| names::find(story, mentions, found));
    families.run("nearly the same names", |found| near_names::find(story, mentions, found));
    families.run("omissions", |found| omission::find(story, found));
    families.run("parallel sentences", |found| parallel::find(story, mentions, found));
    families.run("one event", |found| same_event::find(story, mentions, found));
    families.run("figures of one event", |found| counts::series::find(story, found));
    // Reports choose freely how they introduce a person or a place; this is shown only if they disagree on something.
    if families.explained.disagreements.iter().any(parallel::is_dispute) {
        families.run("roles", |found| roles::find(story, mentions, found));
        families.run("kinds of place", |found| descriptions::kinds(story, mentions, found));
    }
    if let Some(shared) = &shared {
        families.run("shared wording", |found| {
            let by_report = origin::ByReport::new(shared);
            found.disagreements.iter_mut().for_each(|one| origin::name_shared(story, &by_report, one));
        });
    }
    families.explained
}

/// The families of rules that run on one story.
struct Families<'s> {
    story: &'s Story<'s>,
    explained: Explained,
}

impl Families<'_> {
    /// Runs a family of rules; if it panics, what other families have found is kept.
    fn run<T: Default>(&mut self, what: &str, family: impl FnOnce(&mut Explained) -> T) -> T {
        let explained = &mut self.explained;
        fault::contain(|| family(explained)).unwrap_or_else(|fault| {
            let path = |id: &ReportId| Some(self.story.timeline.reports.get(id.index())?.path.clone());
            let message = format!(
                "the {what} of the {} reports of its story could not all be compared: a fault of this program ({fault})",
                self.story.reports.len()
            );
            let path = self.story.reports.first().and_then(path).unwrap_or_default();
            self.explained.problems.push(Problem { path, line: None, message });
            T::default()
        })
    }
}

/// What was found, and what was not compared.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Explained {
    /// The differences, most serious first.
    pub disagreements: Vec<Disagreement>,
    /// Pairs that a reader might expect to be compared, and why they were not.
    pub not_compared: Vec<NotCompared>,
    /// What could not be compared because of a fault of the program.
    pub problems: Vec<Problem>,
}

/// Two statements that look alike and were not compared.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NotCompared {
    /// The rule that kept them apart: `scope/name`.
    #[serde(deserialize_with = "term::one")]
    pub rule: Term,
    /// Why, as a sentence.
    #[serde(deserialize_with = "term::one")]
    pub why: Term,
    /// The two statements.
    pub positions: Vec<Position>,
}

/// A difference between reports, or within one.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Disagreement {
    /// What the difference is about.
    pub aspect: Aspect,
    /// What it amounts to.
    pub verdict: Verdict,
    /// 0…1, for sorting.
    pub severity: f32,
    /// The event it concerns; none if it spans several.
    pub event: Option<EventId>,
    /// One line that says what differs.
    pub summary: String,
    /// The rule that found it: `family/name`.
    #[serde(deserialize_with = "term::one")]
    pub rule: Term,
    /// Why the verdict is what it is, as a sentence.
    pub why: String,
    /// Who says what; at least one position.
    pub positions: Vec<Position>,
    /// The reports of its story that say nothing about it; at most the first 256.
    pub silent: Vec<ReportId>,
}

impl Disagreement {
    /// Its sort key in a list: verdict, severity, place in the reports.
    fn order(&self) -> (Verdict, std::cmp::Reverse<u32>, Option<Passage>) {
        // A severity lies between 0 and 1.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let severity = (self.severity.clamp(0.0, 1.0) * 1000.0) as u32;
        (self.verdict, std::cmp::Reverse(severity), self.positions.first().map(|position| position.passage))
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The exact words.
    pub passage: Passage,
    /// The claim, if the position is based on one.
    #[doc(hidden)]
    pub claim: Option<ClaimId>,
    /// The value in short: "≥ 10", "Wed 5 Jan", "rioters".
    pub statement: String,
}

impl Position {
    /// A side that is not based on a claim.
    fn of(passage: Passage, statement: impl Into<String>) -> Self {
        Self { passage, claim: None, statement: statement.into() }
    }
}

/// What a disagreement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs, reason = "plain words, explained in the export's schema")]
pub enum Aspect {
    Quantity,
    Time,
    Place,
    Actor,
    Cause,
    Label,
    Attribution,
    Sequence,
    Modality,
    Name,
    Event,
}

/// What a disagreement amounts to; most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Verdict {
    /// The statements cannot all be true as worded.
    Contradiction,
    /// The statements conflict only under an assumption, which the reason states.
    Conditional,
    /// One report disagrees with itself.
    Internal,
    /// A later figure or state supersedes the earlier.
    Update,
    /// Conflicts with a bundled reference list, which the reason names.
    External,
    /// The same content from a different speaker or channel.
    Attribution,
    /// The same referent under a differently loaded word.
    Framing,
    /// Differs in bound, vagueness, granularity or scope, and can all hold.
    Compatible,
    /// Reported by some, not by others.
    Omission,
    /// The same actor under another spelling.
    Name,
}

impl Verdict {
    /// All verdicts, most serious first.
    pub const ALL: &[Self] = &[
        Self::Contradiction,
        Self::Conditional,
        Self::Internal,
        Self::Update,
        Self::External,
        Self::Attribution,
        Self::Framing,
        Self::Compatible,
        Self::Omission,
        Self::Name,
    ];
}

#[cfg(test)]
mod two_reports;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_one_family_panics_the_findings_of_the_others_are_kept() {
        let timeline = Timeline::default();
        let facts = Facts::read(&timeline, &[]);
        let story = Ledger::read(&timeline).story(&[], &facts);
        let mut families = Families { story: &story, explained: Explained::default() };
        let found = NotCompared { rule: "scope/place", why: "they are elsewhere", positions: Vec::new() };
        families.run("places", |explained| explained.not_compared.push(found.clone()));
        families.run("ages", |_| -> () { panic!("no age") });
        families.run("names", |explained| explained.not_compared.push(found.clone()));
        let Explained { not_compared, problems, .. } = families.explained;
        assert_eq!(not_compared.len(), 2);
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.message.contains("the ages") && problem.message.contains("no age"), "{problem}");
    }
}

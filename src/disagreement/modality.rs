//! Something that one report says is planned or demanded and another says is done.

use super::ledger::Story;
use super::origin::Shared;
use super::rule::{Rule, listed};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::event::{EventMention, Modality, Role};
use crate::text::{Passage, Published, ReportId};

const CARRIED_OUT: Rule = Rule {
    name: "modality/carried-out",
    aspect: Aspect::Modality,
    verdict: Verdict::Update,
    why: "what one report says is intended, the other says is done",
};

/// How many plans of one story are examined.
const MOST_PLANS: usize = 200;

/// Finds the plans that another report says were carried out.
pub(super) fn find(story: &Story<'_>, shared: &[Shared], explained: &mut Explained) {
    let mut seen: Vec<&str> = Vec::new();
    for (report, plan) in
        mentions(story).filter(|(report, plan)| is_plan(story, (*report, plan))).take(MOST_PLANS)
    {
        if seen.contains(&plan.class) {
            continue;
        }
        let done = mentions(story).find(|(other, done)| {
            *other != report
                && done.class == plan.class
                && done.lemma == plan.lemma
                && is_done(story, (*other, done))
                && in_order(story, report, *other)
                && !is_of_another_time(story, (*other, done))
                && acts(story, (report, plan)).zip(acts(story, (*other, done))).is_none_or(|(a, b)| a == b)
                && carries_out(story, shared, (report, plan), (*other, done))
        });
        if let Some((other, done)) = done {
            seen.push(plan.class);
            explained.disagreements.push(update(story, [(report, plan), (other, done)]));
        }
    }
}

/// Words that put a clause into the future.
static TO_COME: WordClass = WordClass::named("future auxiliaries");
/// Those of them that announce it: "would wander" is a habit, "could win" a possibility.
const ANNOUNCED: &[&str] = &["will", "shall", "should", "must", "'ll"];
/// Words that put a completed action at another time than the plan's.
static OF_ANOTHER_TIME: WordClass = WordClass::named("adverbs of another time");
/// Words without which a form in "-ing" or a bare verb does not say that something was done.
const DONE: &[&str] = &["was", "were", "has", "have", "had"];

fn is_put(story: &Story<'_>, event: (ReportId, &EventMention), words: &[&str]) -> bool {
    has_word(story, event, |word| words.contains(&word))
}

/// Whether the words of an event include a word of a certain sort.
fn has_word(
    story: &Story<'_>,
    (report, event): (ReportId, &EventMention),
    is_one: impl Fn(&str) -> bool,
) -> bool {
    story.words(report, event.core).split_whitespace().any(|word| is_one(&word.to_lowercase()))
}

fn is_plan(story: &Story<'_>, plan: (ReportId, &EventMention)) -> bool {
    plan.1.modality == Modality::Planned && is_put(story, plan, ANNOUNCED)
}

/// Whether a mention says that its event is done: with a past auxiliary, or by a past form alone.
fn is_done(story: &Story<'_>, done: (ReportId, &EventMention)) -> bool {
    let (report, event) = done;
    let trigger = story.words(report, event.trigger).to_lowercase();
    let past = trigger != *event.lemma && !trigger.ends_with("ing") && !trigger.ends_with('s');
    let open = has_word(story, done, |word| TO_COME.has(word))
        || is_put(story, done, &["being", "to", "not", "never"]);
    matches!(event.modality, Modality::Asserted | Modality::Reported)
        && !open
        && (is_put(story, done, DONE) || past)
}

/// Whether a word near the event puts it at another time: "previously hosted".
fn is_of_another_time(story: &Story<'_>, (report, event): (ReportId, &EventMention)) -> bool {
    const NEAR: u32 = 14;
    let text = &story.timeline.reports[report.index()].text;
    let mut from = event.core.start.saturating_sub(NEAR) as usize;
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let words = text.get(from..event.core.end as usize).unwrap_or_default();
    words.split_whitespace().any(|word| OF_ANOTHER_TIME.has(&word.to_lowercase()))
}

/// The last word of the agent, in lower case; none for a pronoun.
fn acts(story: &Story<'_>, (report, event): (ReportId, &EventMention)) -> Option<String> {
    let agent = event.participants.iter().find(|participant| participant.role == Role::Agent)?;
    let word = story.words(report, agent.span).split_whitespace().last()?.to_lowercase();
    (word.len() > 4).then_some(word)
}

/// Whether the first report is known to be no later than the second.
fn in_order(story: &Story<'_>, first: ReportId, then: ReportId) -> bool {
    let day =
        |report: ReportId| story.timeline.reports[report.index()].published.as_ref().and_then(Published::day);
    day(first).zip(day(then)).is_some_and(|(first, then)| first <= then)
}

fn mentions<'s>(story: &'s Story<'_>) -> impl Iterator<Item = (ReportId, &'s EventMention)> {
    let analyses = &story.timeline.analyses;
    story
        .reports
        .iter()
        .flat_map(move |report| analyses[report.index()].events.iter().map(|event| (*report, event)))
}

/// Whether the two mentions are about one thing: the words around them are shared, or they act on the same named thing.
fn carries_out(
    story: &Story<'_>,
    shared: &[Shared],
    plan: (ReportId, &EventMention),
    done: (ReportId, &EventMention),
) -> bool {
    let holds = |passage: Passage, (report, event): (ReportId, &EventMention)| {
        passage.report == report && passage.span.overlaps(event.span)
    };
    let same_words = shared.iter().any(|run| {
        holds(run.one, plan) && holds(run.other, done) || holds(run.one, done) && holds(run.other, plan)
    });
    same_words || patient(story, plan).is_some_and(|thing| patient(story, done).as_deref() == Some(&thing))
}

/// The last word of what is acted on, in lower case.
fn patient(story: &Story<'_>, (report, event): (ReportId, &EventMention)) -> Option<String> {
    let patient = event.participants.iter().find(|participant| participant.role == Role::Patient)?;
    let words = story.words(report, patient.span);
    let head = words
        .split([',', '('])
        .next()?
        .split(" of ")
        .next()?
        .split(" in ")
        .next()?
        .split_whitespace()
        .last()?;
    (head.len() > 3).then(|| head.to_lowercase())
}

fn update(story: &Story<'_>, sides: [(ReportId, &EventMention); 2]) -> Disagreement {
    let positions = sides.map(|(report, event)| {
        Position::of(Passage { report, span: event.core }, story.phrase(report, event.core))
    });
    CARRIED_OUT.found(story, format!("Planned, then done: {}", listed(&positions, ", ")), positions.into())
}

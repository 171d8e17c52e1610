//! How well a telling fits an event: rules with names and weights, summed; what contradicts outright is kept apart.
//!
//! A linear model after the pairwise features of cross-document event coreference (Bejan and Harabagiu 2010; Cybulska and Vossen
//! 2015): trigger, participants by role, time, place, and the story both belong to. Every rule names itself, so that a merge can
//! be explained.

use chrono::NaiveDate;

use super::place::{Location, Relation};
use super::profile::{EventWord, Profile};
use super::telling::{Key, Part, Telling};
use crate::analysis::actor::{ActorKind, group};
use crate::analysis::event::{EventType, Form, Function, Modality, Role};
use crate::analysis::time::{Basis, Granularity, When};
use crate::timeline::ActorId;

/// A reason for or against, with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JoinRule {
    /// Its name: `family/name`.
    pub name: &'static str,
    /// What it adds to the score.
    pub weight: f32,
    /// What it says, as a sentence without its end.
    pub says: &'static str,
}

/// Declares the rules.
macro_rules! rules {
    ($($id:ident = $name:literal, $weight:literal, $says:literal;)+) => {
        $(const $id: JoinRule = JoinRule { name: $name, weight: $weight, says: $says };)+
        /// All rules.
        pub const RULES: &[JoinRule] = &[$($id,)+];
    };
}

/// The score from which a telling belongs to an event.
pub const SAME: f32 = 0.7;
/// Days within which news goes on telling of the same event without giving its date again.
const RECENT: i64 = 14;
/// The weight of a contradiction: nothing outweighs it.
const NEVER: f32 = -9.0;

rules! {
    SAME_WORD = "trigger/same-word", 1.0, "the same word tells it";
    SAME_CLASS = "trigger/same-class", 0.6, "words of one class tell it";
    COMMON_WORD = "trigger/common-word", 0.2, "a word tells it that tells many things";
    SYNONYM = "trigger/synonym", 0.2, "words that can name the same tell it";
    LENT_TIME = "time/lent", -0.25, "only one says when, and the other is told of others";
    TOLD_TWICE = "report/noun-beside-clause", -0.15, "a noun, and its report tells it in a clause already";
    TOLD_APART = "report/told-apart", -1.5, "its report tells one apart from the other: \"another\", \"the last\"";
    ONE_MORE = "patient/one-more", -1.3, "one tells of one more who died, the other of those before or of all";
    SAME_STORY = "story/same", 0.3, "both reports tell of the same matter";
    OTHER_STORY = "story/other", -0.9, "the reports tell of different matters";
    STRANGERS = "story/strangers", -9.0, "the reports tell of different matters, and no name is the same";
    SAME_TIME = "time/same", 0.25, "both say the same time";
    NEAR_TIME = "time/compatible", 0.1, "the times they say can be one";
    TIME_APART = "time/apart", -9.0, "they say different times";
    SAME_OPEN_TIME = "time/same-words", 0.25, "both name the same weekday or day of the year";
    OTHER_OPEN_TIME = "time/other-words", -9.0, "they name different weekdays or days of the year, or one a weekday, the other a year";
    OTHER_AGE = "time/other-age", -1.1, "one tells of long before, the other gives no date of its own";
    OTHER_AGE_HERE = "time/other-age-in-report", -9.0, "a report tells one of long before, and the other without a date of its own";
    TIME_DOUBTFUL = "time/doubtful", -0.2, "the times their surroundings suggest differ";
    SAME_AGENT = "agent/same", 0.2, "the same one does it";
    ACTS_FOR = "agent/acts-for", 0.25, "a state does it, and the one who leads it";
    OTHER_AGENT = "agent/other", -0.15, "different ones do it";
    OTHER_ORGANISATION = "agent/other-organisation", -0.35, "organisations of other names do it to the same";
    OTHER_NAMED_AGENT = "agent/other-name", -0.9, "others by name do it";
    SAME_PATIENT = "patient/same", 0.35, "it is done to the same";
    OTHER_PATIENT = "patient/other", -0.2, "it is done to different ones";
    OTHER_NAMED_PATIENT = "patient/other-name", -0.7, "it is done to others by name";
    ALL_OTHERS = "participant/all-other", -0.2, "neither who does it nor whom it is done to is the same";
    SWAPPED = "participant/swapped", -0.9, "who does it here is whom it is done to there, and the other way round";
    SHARED = "participant/shared", 0.15, "the same one takes part";
    SAME_PLACE = "place/same", 0.15, "it happens at the same place";
    PLACE_WITHIN = "place/within", 0.1, "one place lies within the other";
    OTHER_PLACE = "place/other", -0.3, "it happens at different places";
    PLAN_AND_FACT = "modality/plan-and-fact", -0.9, "one tells a plan, the other a fact";
    ATTEMPT = "modality/attempt-and-fact", -0.4, "one tells that it was tried, the other that it was done";
    NEGATED = "modality/negated", -0.25, "one says it happened, the other that it did not";
    OTHER_SPEAKER = "saying/other-speaker", -9.0, "it is said by different ones, or on another occasion";
}

/// Passes each rule that holds between a telling and an event to `sink`.
pub fn weigh(telling: &Telling<'_>, event: &Profile<'_>, sink: &mut impl FnMut(JoinRule)) {
    match of_trigger(telling, event) {
        Some(trigger) => {
            let head = Head { trigger, story: of_story(telling, event), time: of_times(telling, event) };
            weigh_all(head, telling, event, sink);
        }
        None => sink(JoinRule { weight: NEVER, ..SYNONYM }),
    }
}

/// What is asked first: it most often forbids.
#[derive(Clone, Copy)]
struct Head {
    trigger: JoinRule,
    story: JoinRule,
    time: Option<JoinRule>,
}

fn of_times(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    of_time(telling, event).or_else(|| of_open_time(telling, event))
}

fn weigh_all(head: Head, telling: &Telling<'_>, event: &Profile<'_>, sink: &mut impl FnMut(JoinRule)) {
    sink(head.trigger);
    if telling.mention.form == Form::Noun && event.clauses.contains(&telling.report) {
        sink(TOLD_TWICE);
    }
    if event.reports.contains(&(telling.report, !telling.mention.another)) {
        sink(TOLD_APART);
    }
    let other_dead = |&(_, another): &(_, bool)| another != telling.mention.another;
    if telling.mention.kind == EventType::Casualty
        && telling.mention.form == Form::Verb
        && event.reports.iter().all(other_dead)
    {
        sink(ONE_MORE);
    }
    sink(head.story);
    head.time.map(&mut *sink);
    let mut of_others = false;
    of_participants(telling, event, &mut |rule: JoinRule| {
        of_others |= rule.name == ALL_OTHERS.name;
        sink(rule);
    });
    of_place(telling, event).map(&mut *sink);
    of_modality(telling, event).map(&mut *sink);
    let told = |when: &When| when.is_dated() && when.basis <= Basis::Heading;
    if of_others && told(&telling.mention.when) != told(event.when) {
        sink(LENT_TIME);
    }
    if telling.attempted != event.attempted {
        sink(ATTEMPT);
    }
}

/// The sum of all rules; where one of the first forbids it, the others are not asked.
pub fn score(telling: &Telling<'_>, event: &Profile<'_>) -> f32 {
    let forbids = |rule: &JoinRule| rule.weight <= NEVER;
    let Some(trigger) = of_trigger(telling, event) else { return NEVER };
    let story = of_story(telling, event);
    if forbids(&story) {
        return NEVER;
    }
    let time = of_times(telling, event);
    if time.as_ref().is_some_and(forbids) {
        return NEVER;
    }
    let mut sum = 0.0;
    weigh_all(Head { trigger, story, time }, telling, event, &mut |rule| sum += rule.weight);
    sum
}

/// Whether [`score`] forbids a telling the event that one other telling tells, as far as that shows without the event's profile:
/// most pairs end here. Says no where it does not know.
pub fn surely_other(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    are_told_apart(&telling.mention.when, &other.mention.when) || are_strangers(telling, other)
}

/// Whether [`STRANGERS`] holds.
fn are_strangers(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    let known = |part: &Part| other.parts.iter().any(|known| known.key == part.key);
    telling.story != other.story
        && (telling.place.is_none() || telling.place != other.place)
        && !telling.parts.iter().any(|part| part.named.is_some() && known(part))
}

/// Whether the words of both tell a date, and those are days without one in common: [`TIME_APART`], never a row of events.
fn are_told_apart(one: &When, other: &When) -> bool {
    let told = |when: &When| when.is_dated() && when.basis <= Basis::Heading;
    let days = |when: &When| when.first.zip(when.last).filter(|_| told(when));
    // A night runs into the next day, and clocks differ: only what lies days apart is sure.
    let before = |last: NaiveDate, first: NaiveDate| last < first && (first - last).num_days() > 2;
    days(one).zip(days(other)).is_some_and(|(one, other)| before(one.1, other.0) || before(other.1, one.0))
}

fn of_trigger(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    // "Fired a clerk" and "a fire" are one word of two classes.
    let same = |word: &EventWord| {
        let alike = word.form == telling.mention.form || word.class == telling.class;
        word.lemma == telling.lemma && alike
    };
    if event.words.iter().any(same) {
        return Some(if telling.is_common() { COMMON_WORD } else { SAME_WORD });
    }
    if event.classes.contains(&telling.class) {
        return Some(if telling.is_common() { COMMON_WORD } else { SAME_CLASS });
    }
    let shared = |group: &super::telling::Group| {
        let other = event.groups.iter().find(|(name, _)| *name == group.name)?.1;
        Some(group.weight * other)
    };
    let best = telling.groups.iter().filter_map(shared).fold(0.0, f32::max);
    (best > 0.0).then(|| JoinRule {
        weight: SYNONYM.weight + (SAME_CLASS.weight - SYNONYM.weight) * best.powi(2),
        ..SYNONYM
    })
}

fn of_story(telling: &Telling<'_>, event: &Profile<'_>) -> JoinRule {
    if event.stories.contains(&telling.story) {
        return SAME_STORY;
    }
    let known = |part: &Part| event.parts.iter().any(|other| other.key == part.key);
    let name = telling.parts.iter().filter(|part| part.named.is_some()).any(known);
    let place = telling.place.is_some_and(|place| event.places.iter().any(|&(other, _)| other == place));
    if name || place { OTHER_STORY } else { STRANGERS }
}

fn of_time(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    let when = &telling.mention.when;
    if !when.is_dated() || !event.when.is_dated() {
        return None;
    }
    if is_in_row(when, event.when) || is_in_row(event.when, when) {
        return Some(OTHER_AGE);
    }
    let told = |basis: Basis| basis <= Basis::Heading;
    let both_told = told(when.basis) && told(event.when.basis);
    if when.disjoint(event.when) {
        if !both_told && is_of_other_age(telling, event) {
            let here = telling.mention.form == Form::Verb && event.clauses.contains(&telling.report);
            return Some(if here { OTHER_AGE_HERE } else { OTHER_AGE });
        }
        return match (both_told, when.basis.max(event.when.basis)) {
            (true, _) => Some(TIME_APART),
            (false, Basis::Inherited) => Some(TIME_DOUBTFUL),
            _ => None,
        };
    }
    match (both_told, when.single_day().is_some() && when.single_day() == event.when.single_day()) {
        (true, true) => Some(SAME_TIME),
        (true, false) => Some(NEAR_TIME),
        (false, true) if when.basis.max(event.when.basis) == Basis::Inherited => Some(NEAR_TIME),
        _ => None,
    }
}

/// Whether one tells of all that happened since long before the other: "eleven have been kidnapped since 2015".
fn is_in_row(row: &When, one: &When) -> bool {
    let open = row.last.is_none() && row.basis <= Basis::Heading;
    let begins = row.first.zip(one.first).map(|(begin, first)| (first - begin).num_days());
    open && one.last.is_some() && begins.is_some_and(|days| days > RECENT)
}

/// Whether one side has a date that its words tell, or at least one that its clause shares with those around it, and that lies long
/// before what the other is dated by.
fn is_of_other_age(telling: &Telling<'_>, event: &Profile<'_>) -> bool {
    let (when, other) = (&telling.mention.when, event.when);
    let long_before = |one: &When, other: &When| matches!((one.last, other.first), (Some(last), Some(first)) if (first - last).num_days() > RECENT);
    let shared = when.basis == Basis::Inherited && telling.mention.form == Form::Verb;
    (shared || when.basis <= Basis::Heading) && long_before(when, other)
        || other.basis <= Basis::Heading && long_before(other, when)
        || shared && long_before(other, when)
}

/// Two weekdays, or two days of the year, of reports that do not tell their dates.
fn of_open_time(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    let is_weekday = |time: &str| time.contains('W');
    let is_vague = |when: &When| {
        when.basis <= Basis::Inherited
            && (Granularity::Month..=Granularity::Years).contains(&when.granularity())
    };
    let weekday_here = telling.open_time.is_some_and(is_weekday);
    let weekday_there = event.open_times.iter().any(|time| is_weekday(time));
    // Whoever names a weekday speaks of these days, whoever names a year alone of others.
    if weekday_here && is_vague(event.when) || weekday_there && is_vague(&telling.mention.when) {
        return Some(OTHER_OPEN_TIME);
    }
    let own = telling.open_time?;
    if event.open_times.contains(&own) {
        return Some(SAME_OPEN_TIME);
    }
    let comparable = |other: &str| other.len() == own.len() && other.contains('W') == own.contains('W');
    event.open_times.iter().any(|other| comparable(other)).then_some(OTHER_OPEN_TIME)
}

fn of_participants(telling: &Telling<'_>, event: &Profile<'_>, sink: &mut impl FnMut(JoinRule)) {
    let shared = |role: Option<Role>| {
        let own = telling.parts.iter().filter(|part| role.is_none_or(|role| part.role == role));
        let same = |part: &Part, other: &Part| other.key == part.key && !matches!(part.key, Key::Office(_));
        own.into_iter().any(|part| {
            event.parts.iter().any(|other| role.is_none_or(|role| other.role == role) && same(part, other))
        })
    };
    let agents = shared(Some(Role::Agent));
    let patients = shared(Some(Role::Patient));
    let differ = |role, words, names| match differ(telling, event, role) {
        Difference::None => None,
        Difference::Words => Some(words),
        Difference::Organisations if patients => Some(OTHER_ORGANISATION),
        Difference::Organisations | Difference::Names => Some(names),
    };
    let acts = |part: &Part| {
        event.parts.iter().any(|other| other.role == Role::Agent && other.key.acts_for(part.key))
    };
    let mut other_agent = None;
    if agents {
        sink(SAME_AGENT);
    } else if telling.parts.iter().any(|part| part.role == Role::Agent && acts(part)) {
        sink(ACTS_FOR);
    } else if telling.mention.function == Function::Reporting && !is_unspoken_for(telling, event) {
        sink(OTHER_SPEAKER);
    } else {
        other_agent = differ(Role::Agent, OTHER_AGENT, OTHER_NAMED_AGENT);
    }
    let other_patient = if patients {
        sink(SAME_PATIENT);
        None
    } else {
        differ(Role::Patient, OTHER_PATIENT, OTHER_NAMED_PATIENT)
    };
    if other_agent.is_some() && other_patient.is_some() {
        sink(if are_swapped(telling, event) { SWAPPED } else { ALL_OTHERS });
    }
    other_agent.into_iter().chain(other_patient).for_each(&mut *sink);
    if !agents && !patients && shared(None) {
        sink(SHARED);
    }
}

/// Whether one side says who speaks and the other does not, and both speak of the same by name: "the bank announced that Perez
/// will resign", "it was announced that Perez …".
fn is_unspoken_for(telling: &Telling<'_>, event: &Profile<'_>) -> bool {
    let silent = |parts: &[Part]| parts.iter().all(|part| part.role != Role::Agent);
    let named = telling.parts.iter().filter(|part| part.named.is_some() && part.role != Role::Agent);
    let of_same = named.into_iter().any(|part| event.parts.iter().any(|other| other.key == part.key));
    (silent(&telling.parts) || silent(&event.parts)) && of_same
}

/// "Rebels attacked soldiers" beside "soldiers attacked rebels".
fn are_swapped(telling: &Telling<'_>, event: &Profile<'_>) -> bool {
    let stands =
        |part: &Part, role| event.parts.iter().any(|other| other.role == role && other.key == part.key);
    let turned = |own, other| telling.parts.iter().any(|part| part.role == own && stands(part, other));
    turned(Role::Agent, Role::Patient) && turned(Role::Patient, Role::Agent)
}

/// How those named in a role differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    /// They do not, or one side names nobody.
    None,
    /// None of them can be the same, as far as the words tell.
    Words,
    /// Both sides give names, among them those of organisations, of which one can be a part of another.
    Organisations,
    /// Both sides name people or states, and no name is the same.
    Names,
}

fn differ(telling: &Telling<'_>, event: &Profile<'_>, role: Role) -> Difference {
    let own = || telling.parts.iter().filter(|part| part.role == role);
    let others = || event.parts.iter().filter(|part| part.role == role);
    let may_be = |one: &Part, other: &Part| match (one.key, other.key) {
        (Key::Group(one), Key::Group(other)) => group::contains(one, other) || group::contains(other, one),
        (Key::Office(_), Key::Office(_)) => false,
        (one, other) => one == other || one.acts_for(other),
    };
    let shared = || own().any(|one| others().any(|other| may_be(one, other)));
    if own().next().is_none() || others().next().is_none() || shared() {
        return Difference::None;
    }
    let all = || own().chain(others());
    let person = |part: &Part| part.named == Some(ActorKind::Person);
    let of_many = |part: &Part| matches!(part.key, Key::Group(_) | Key::Word(_));
    let one_of_many =
        || own().all(person) && others().all(of_many) || others().all(person) && own().all(of_many);
    if telling.mention.kind == EventType::Casualty && one_of_many() {
        // "The captain died" is not "fifty people died".
        Difference::Names
    } else if all().any(|part| part.named.is_none()) {
        Difference::Words
    } else if all().any(|part| part.named == Some(ActorKind::Organisation)) {
        Difference::Organisations
    } else {
        Difference::Names
    }
}

fn of_place(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    let place = telling.place?;
    let relation = |other: Option<&Location>| match (telling.location, other) {
        (Some(own), Some(other)) => own.relation(other),
        _ => Relation::Unknown,
    };
    let relations = || event.places.iter().map(|(_, other)| relation(*other));
    if event.places.iter().any(|&(other, _)| other == place)
        || relations().any(|known| known == Relation::Same)
    {
        return Some(SAME_PLACE);
    }
    let lies_in = |location: Option<&Location>, outer: ActorId| {
        location.is_some_and(|place| place.around.contains(&outer))
    };
    let within = |(other, location): &(ActorId, Option<&Location>)| {
        lies_in(telling.location, *other) || lies_in(*location, place)
    };
    if relations().any(|known| known == Relation::Within) || event.places.iter().any(within) {
        return Some(PLACE_WITHIN);
    }
    relations().any(|known| known == Relation::Apart).then_some(OTHER_PLACE)
}

fn of_modality(telling: &Telling<'_>, event: &Profile<'_>) -> Option<JoinRule> {
    let stands = |modality: Modality| match modality {
        Modality::Planned => 1,
        Modality::Negated => 2,
        _ => 0,
    };
    match (stands(telling.mention.modality), stands(event.modality)) {
        (one, other) if one == other => None,
        (2, _) | (_, 2) => Some(NEGATED),
        _ => Some(PLAN_AND_FACT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_sentence() {
        let names: std::collections::HashSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(
            RULES.iter().all(|rule| rule.name.contains('/') && rule.says.len() > 10 && rule.weight != 0.0)
        );
    }
}

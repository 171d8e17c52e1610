//! How likely two tellings are of one event: which rules hold between them, and the sum of their learned weights.

use chrono::NaiveDate;

use super::place::{Location, Relation};
use super::rule::{
    ACTS_FOR, ALIKE, ALL_OTHER_NAMES, ALL_OTHERS, ATTEMPT, COMMON_WORD, JoinRule, LENT_TIME, NAMELESS,
    NEAR_SYNONYM, NEAR_TIME, NEGATED, ONE_MORE, OTHER_AGE, OTHER_AGE_HERE, OTHER_AGENT, OTHER_NAMED_AGENT,
    OTHER_NAMED_PATIENT, OTHER_NAMED_SPEAKER, OTHER_OPEN_TIME, OTHER_ORGANISATION, OTHER_PATIENT,
    OTHER_PLACE, OTHER_SPEAKER, OTHER_STORY, OTHERS_HERE, PLACE_WITHIN, PLAN_AND_FACT, Reason, SAME_AGENT,
    SAME_CLASS, SAME_OPEN_TIME, SAME_PATIENT, SAME_PLACE, SAME_REPORT, SAME_STORY, SAME_TIME, SAME_WORD,
    SHARED, STRANGERS, SWAPPED, SYNONYM, Side, TIME_APART, TIME_DOUBTFUL, TOLD_APART, TOLD_TWICE, Weights,
};
use super::story::Likeness;
use super::telling::{Group, Key, Part, Telling};
use crate::analysis::actor::{ActorKind, group};
use crate::analysis::event::{EventType, Form, Function, Modality, Role};
use crate::analysis::time::{Basis, Granularity, When};

/// Days within which news goes on telling of the same event without giving its date again.
const RECENT: i64 = 14;

/// Passes each reason that holds between two tellings to `sink`. Says whether their words can name the same; where they cannot,
/// there is no reason for anything.
pub fn weigh(
    telling: &Telling<'_>,
    other: &Telling<'_>,
    likeness: &Likeness,
    sink: &mut impl FnMut(Reason),
) -> bool {
    let Some((trigger, sureness)) = of_trigger(telling, other) else { return false };
    sink(trigger.into());
    if trigger == SYNONYM {
        sink(NEAR_SYNONYM.to(sureness));
    }
    let story = of_story(telling, other);
    let time = of_time(telling, other).or_else(|| of_open_time(telling, other));
    [Some(story), time].into_iter().flatten().for_each(|rule| sink(rule.into()));
    of_reports(telling, other, likeness, sink);
    of_the_rest(telling, other, sink);
    true
}

/// How two tellings fit together, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Fit {
    /// A rule forbids that they are of one event.
    Forbidden,
    /// Their words cannot name the same, or say days that lie apart.
    Unrelated,
    /// The log-odds that they are of one event.
    LogOdds(f32),
}

/// How two tellings fit together.
pub fn fit(telling: &Telling<'_>, other: &Telling<'_>, likeness: &Likeness, weights: &Weights) -> Fit {
    if are_strangers(telling, other) {
        return Fit::Forbidden;
    }
    // Before all that has to look at names and places.
    if are_days_apart(telling, other) {
        return Fit::Unrelated;
    }
    let (mut sum, mut forbidden) = (weights.start, false);
    let related = weigh(telling, other, likeness, &mut |reason| {
        forbidden |= reason.rule.side == Side::Forbids;
        sum += weights.of(&reason);
    });
    match (forbidden, related) {
        (true, _) => Fit::Forbidden,
        (false, true) => Fit::LogOdds(sum),
        (false, false) => Fit::Unrelated,
    }
}

/// What the reports are to one another.
fn of_reports(
    telling: &Telling<'_>,
    other: &Telling<'_>,
    likeness: &Likeness,
    sink: &mut impl FnMut(Reason),
) {
    if telling.report != other.report {
        let alike = likeness.between(telling.report, other.report);
        sink(alike.map_or(NAMELESS.into(), |alike| ALIKE.to(alike)));
        return;
    }
    sink(SAME_REPORT.into());
    if matches!(
        (telling.mention.form, other.mention.form),
        (Form::Noun, Form::Verb) | (Form::Verb, Form::Noun)
    ) {
        sink(TOLD_TWICE.into());
    }
    if telling.mention.another != other.mention.another {
        sink(TOLD_APART.into());
    }
}

/// What the clauses say.
fn of_the_rest(telling: &Telling<'_>, other: &Telling<'_>, sink: &mut impl FnMut(Reason)) {
    let death = |telling: &Telling<'_>| {
        telling.mention.kind == EventType::Casualty && telling.mention.form == Form::Verb
    };
    if death(telling) && death(other) && telling.mention.another != other.mention.another {
        sink(ONE_MORE.into());
    }
    let mut of_others = false;
    of_participants(telling, other, &mut |rule: JoinRule| {
        of_others |= rule == ALL_OTHERS;
        sink(rule.into());
    });
    let told = |telling: &Telling<'_>| telling.mention.when.is_dated() && is_told(telling.mention.when.basis);
    let lent = (of_others && told(telling) != told(other)).then_some(LENT_TIME);
    let tried = (telling.attempted != other.attempted).then_some(ATTEMPT);
    let rules = [of_place(telling, other), of_modality(telling, other), lent, tried];
    rules.into_iter().flatten().for_each(|rule| sink(rule.into()));
}

/// Whether a date is said by the telling's words or by the heading over them.
fn is_told(basis: Basis) -> bool {
    basis <= Basis::Heading
}

/// Whether [`STRANGERS`] holds.
fn are_strangers(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    let known = |part: &Part| other.parts.iter().any(|known| known.key == part.key);
    telling.story != other.story
        && (telling.place.is_none() || telling.place != other.place)
        && !telling.parts.iter().any(|part| part.named.is_some() && known(part))
}

/// Whether the words of both say dates that lie apart: what [`TIME_APART`] says, at a glance.
fn are_days_apart(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    // A night runs into the next day, and clocks differ: only what lies days apart is sure.
    let before = |last: NaiveDate, first: NaiveDate| last < first && (first - last).num_days() > 2;
    let apart = |(one, other): ((NaiveDate, NaiveDate), (NaiveDate, NaiveDate))| {
        before(one.1, other.0) || before(other.1, one.0)
    };
    telling.days.zip(other.days).is_some_and(apart)
}

/// The rule that holds between the words, with how surely both name the same.
fn of_trigger(telling: &Telling<'_>, other: &Telling<'_>) -> Option<(JoinRule, f32)> {
    // "Fired a clerk" and "a fire" are one word of two classes.
    let one_word = telling.lemma == other.lemma
        && (telling.mention.form == other.mention.form || telling.class == other.class);
    if one_word || telling.class == other.class {
        let of_news = if one_word { SAME_WORD } else { SAME_CLASS };
        return Some((if telling.is_common { COMMON_WORD } else { of_news }, 1.0));
    }
    let shared = |group: &Group| {
        let known = other.groups.iter().find(|known| known.name == group.name)?;
        Some(group.weight * known.weight)
    };
    let sureness = telling.groups.iter().filter_map(shared).fold(0.0, f32::max);
    (sureness > 0.0).then_some((SYNONYM, sureness.powi(2)))
}

fn of_story(telling: &Telling<'_>, other: &Telling<'_>) -> JoinRule {
    if telling.story == other.story {
        SAME_STORY
    } else if are_strangers(telling, other) {
        STRANGERS
    } else {
        OTHER_STORY
    }
}

fn of_time(telling: &Telling<'_>, other: &Telling<'_>) -> Option<JoinRule> {
    let (when, known) = (&telling.mention.when, &other.mention.when);
    if !when.is_dated() || !known.is_dated() {
        return None;
    }
    if is_in_row(when, known) || is_in_row(known, when) {
        return Some(OTHER_AGE);
    }
    let both_told = is_told(when.basis) && is_told(known.basis);
    if when.disjoint(known) {
        if !both_told && is_of_other_age(telling, other) {
            let verbs = telling.mention.form == Form::Verb && other.mention.form == Form::Verb;
            let here = verbs && telling.report == other.report;
            return Some(if here { OTHER_AGE_HERE } else { OTHER_AGE });
        }
        return match (both_told, when.basis.max(known.basis)) {
            (true, _) => Some(TIME_APART),
            (false, Basis::Inherited) => Some(TIME_DOUBTFUL),
            _ => None,
        };
    }
    match (both_told, when.single_day().is_some() && when.single_day() == known.single_day()) {
        (true, true) => Some(SAME_TIME),
        (true, false) => Some(NEAR_TIME),
        (false, true) if when.basis.max(known.basis) == Basis::Inherited => Some(NEAR_TIME),
        _ => None,
    }
}

/// Whether one tells of all that happened since long before the other: "eleven have been kidnapped since 2015".
fn is_in_row(row: &When, one: &When) -> bool {
    let open = row.last.is_none() && row.basis <= Basis::Heading;
    let begins = row.first.zip(one.first).map(|(begin, first)| (first - begin).num_days());
    open && one.last.is_some() && begins.is_some_and(|days| days > RECENT)
}

/// Whether one side has a date that its words say, or at least one that its clause shares with those around it, and that lies long
/// before what the other is dated by.
fn is_of_other_age(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    let long_before = |one: &Telling<'_>, other: &Telling<'_>| {
        let ends = one.mention.when.last.zip(other.mention.when.first);
        ends.is_some_and(|(last, first)| (first - last).num_days() > RECENT)
    };
    let shared = |telling: &Telling<'_>| {
        telling.mention.when.basis == Basis::Inherited && telling.mention.form == Form::Verb
    };
    let of_old = |one: &Telling<'_>, other: &Telling<'_>| {
        (is_told(one.mention.when.basis) || shared(one)) && long_before(one, other)
    };
    of_old(telling, other) || of_old(other, telling)
}

/// Two weekdays, or two days of the year, of reports that do not give their dates.
fn of_open_time(telling: &Telling<'_>, other: &Telling<'_>) -> Option<JoinRule> {
    let is_weekday = |time: &str| time.contains('W');
    let is_vague = |telling: &Telling<'_>| {
        let when = &telling.mention.when;
        when.basis <= Basis::Inherited
            && (Granularity::Month..=Granularity::Years).contains(&when.granularity())
    };
    let names_weekday = |telling: &Telling<'_>| telling.open_time.is_some_and(is_weekday);
    // Who names a weekday speaks of these days, who names a year alone of others.
    if names_weekday(telling) && is_vague(other) || names_weekday(other) && is_vague(telling) {
        return Some(OTHER_OPEN_TIME);
    }
    let (own, known) = telling.open_time.zip(other.open_time)?;
    if own == known {
        return Some(SAME_OPEN_TIME);
    }
    (own.len() == known.len() && is_weekday(own) == is_weekday(known)).then_some(OTHER_OPEN_TIME)
}

fn of_participants(telling: &Telling<'_>, other: &Telling<'_>, sink: &mut impl FnMut(JoinRule)) {
    let shared = |role: Option<Role>| {
        let own = telling.parts.iter().filter(|part| role.is_none_or(|role| part.role == role));
        let same = |part: &Part, other: &Part| other.key == part.key && !matches!(part.key, Key::Office(_));
        own.into_iter().any(|part| {
            other.parts.iter().any(|other| role.is_none_or(|role| other.role == role) && same(part, other))
        })
    };
    let agents = shared(Some(Role::Agent));
    let patients = shared(Some(Role::Patient));
    let differ = |role, words, names| match difference(telling, other, role) {
        Difference::None => None,
        Difference::Words => Some(words),
        Difference::Organisations if patients => Some(OTHER_ORGANISATION),
        Difference::Organisations | Difference::Names => Some(names),
    };
    let acts = |part: &Part| {
        other.parts.iter().any(|other| other.role == Role::Agent && other.key.acts_for(part.key))
    };
    let mut other_agent = None;
    if agents {
        sink(SAME_AGENT);
    } else if telling.parts.iter().any(|part| part.role == Role::Agent && acts(part)) {
        sink(ACTS_FOR);
    } else if telling.mention.function == Function::Reporting && !is_unspoken_for(telling, other) {
        sink(match difference(telling, other, Role::Agent) {
            Difference::Organisations | Difference::Names => OTHER_NAMED_SPEAKER,
            Difference::None | Difference::Words => OTHER_SPEAKER,
        });
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
        sink(if are_swapped(telling, other) { SWAPPED } else { ALL_OTHERS });
    }
    let (agents_differ, patients_differ) =
        (other_agent == Some(OTHER_NAMED_AGENT), other_patient == Some(OTHER_NAMED_PATIENT));
    if agents_differ && patients_differ {
        sink(ALL_OTHER_NAMES);
    }
    let all_differ = other_agent.is_some() && other_patient.is_some();
    if telling.report == other.report && (agents_differ || patients_differ || all_differ) {
        sink(OTHERS_HERE);
    }
    other_agent.into_iter().chain(other_patient).for_each(&mut *sink);
    if !agents && !patients && shared(None) {
        sink(SHARED);
    }
}

/// Whether one side says who speaks and the other does not, and both speak of the same by name: "the bank announced that Perez
/// will resign", "it was announced that Perez …".
fn is_unspoken_for(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    let silent = |parts: &[Part]| parts.iter().all(|part| part.role != Role::Agent);
    let named = telling.parts.iter().filter(|part| part.named.is_some() && part.role != Role::Agent);
    let of_same = named.into_iter().any(|part| other.parts.iter().any(|known| known.key == part.key));
    (silent(&telling.parts) || silent(&other.parts)) && of_same
}

/// "Rebels attacked soldiers" beside "soldiers attacked rebels".
fn are_swapped(telling: &Telling<'_>, other: &Telling<'_>) -> bool {
    let stands =
        |part: &Part, role| other.parts.iter().any(|other| other.role == role && other.key == part.key);
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

fn difference(telling: &Telling<'_>, other: &Telling<'_>, role: Role) -> Difference {
    let own = || telling.parts.iter().filter(|part| part.role == role);
    let others = || other.parts.iter().filter(|part| part.role == role);
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

fn of_place(telling: &Telling<'_>, other: &Telling<'_>) -> Option<JoinRule> {
    let (place, known) = telling.place.zip(other.place)?;
    let relation = match (telling.location, other.location) {
        (Some(own), Some(known)) => own.relation(known),
        _ => Relation::Unknown,
    };
    let lies_in = |location: Option<&Location>, outer| {
        location.is_some_and(|location| location.around.contains(&outer))
    };
    if place == known || relation == Relation::Same {
        Some(SAME_PLACE)
    } else if relation == Relation::Within
        || lies_in(telling.location, known)
        || lies_in(other.location, place)
    {
        Some(PLACE_WITHIN)
    } else {
        (relation == Relation::Apart).then_some(OTHER_PLACE)
    }
}

fn of_modality(telling: &Telling<'_>, other: &Telling<'_>) -> Option<JoinRule> {
    let stands = |modality: Modality| match modality {
        Modality::Planned => 1,
        Modality::Negated => 2,
        _ => 0,
    };
    match (stands(telling.mention.modality), stands(other.mention.modality)) {
        (one, other) if one == other => None,
        (2, _) | (_, 2) => Some(NEGATED),
        _ => Some(PLAN_AND_FACT),
    }
}

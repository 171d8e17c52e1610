//! How likely two accounts are of one event: which rules apply to them, and the sum of the learned weights.

use chrono::NaiveDate;
use ecow::EcoString;

use super::account::{Account, Group, Key, Part};
use super::place::{Location, Relation};
use super::rule::{
    ACTS_FOR, ALIKE, ALL_OTHER_NAMES, ALL_OTHERS, ATTEMPT, CLAUSES_ALIKE, COMMON_WORD, GOVERNS, JoinRule,
    LENT_TIME, NAMELESS, NEAR_SYNONYM, NEAR_TIME, NEGATED, NOUN_BESIDE_CLAUSE, ONE_MORE, OTHER_AGE,
    OTHER_AGE_HERE, OTHER_AGENT, OTHER_NAMED_AGENT, OTHER_NAMED_PATIENT, OTHER_NAMED_SPEAKER,
    OTHER_OPEN_TIME, OTHER_ORGANISATION, OTHER_PATIENT, OTHER_PLACE, OTHER_SPEAKER, OTHER_STORY,
    OTHER_WORDS_HERE, OTHERS_HERE, PLACE_WITHIN, PLAN_AND_FACT, REPEATED, Reason, SAME_AGENT, SAME_CLASS,
    SAME_OPEN_TIME, SAME_PATIENT, SAME_PLACE, SAME_REPORT, SAME_SENTENCE, SAME_STORY, SAME_TIME, SAME_WORD,
    SET_APART, SHARED, STRANGERS, SWAPPED, SYNONYM, Side, TIME_APART, TIME_DOUBTFUL, Weights,
};
use super::story::Likeness;
use crate::analysis::actor::{ActorKind, group};
use crate::analysis::event::{EventType, Form, Function, Modality, Role};
use crate::analysis::time::{Basis, Granularity, When};

/// Days within which news goes on reporting the same event without giving its date again.
const RECENT: i64 = 14;

/// Passes each reason that applies to two accounts to `sink`. Returns whether their words can name the same event; where they
/// cannot, no reason is passed.
pub fn weigh(
    account: &Account<'_>,
    other: &Account<'_>,
    likeness: &Likeness,
    sink: &mut impl FnMut(Reason),
) -> bool {
    let Some((trigger, sureness)) = of_trigger(account, other) else { return false };
    sink(trigger.into());
    if trigger == SYNONYM {
        sink(NEAR_SYNONYM.to(sureness));
    }
    let story = of_story(account, other);
    let time = of_time(account, other).or_else(|| of_open_time(account, other));
    [Some(story), time].into_iter().flatten().for_each(|rule| sink(rule.into()));
    of_reports(account, other, likeness, sink);
    of_the_rest(account, other, likeness, sink);
    true
}

/// With how many mentions of its word in a report [`REPEATED`] applies in full; with fewer in proportion to the logarithm.
const MANY: f32 = 8.0;

/// How well two accounts fit together, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Fit {
    /// A rule forbids that they are of one event.
    Forbidden,
    /// Their words cannot name the same event, or they give days that lie apart.
    Unrelated,
    /// The log-odds that they are of one event.
    LogOdds(f32),
}

/// How well two accounts fit together.
pub fn fit(account: &Account<'_>, other: &Account<'_>, likeness: &Likeness, weights: &Weights) -> Fit {
    if are_strangers(account, other) {
        return Fit::Forbidden;
    }
    // Comes before everything that looks at names and places.
    if are_days_apart(account, other) {
        return Fit::Unrelated;
    }
    let (mut sum, mut forbidden) = (weights.start, false);
    let related = weigh(account, other, likeness, &mut |reason| {
        forbidden |= reason.rule.side == Side::Forbids;
        sum += weights.of(&reason);
    });
    match (forbidden, related) {
        (true, _) => Fit::Forbidden,
        (false, true) => Fit::LogOdds(sum),
        (false, false) => Fit::Unrelated,
    }
}

/// How the reports are related.
fn of_reports(
    account: &Account<'_>,
    other: &Account<'_>,
    likeness: &Likeness,
    sink: &mut impl FnMut(Reason),
) {
    if account.report != other.report {
        let alike = likeness.between(account.report, other.report);
        sink(alike.map_or(NAMELESS.into(), |alike| ALIKE.to(alike)));
        return;
    }
    sink(SAME_REPORT.into());
    if account.lemma != other.lemma {
        sink(OTHER_WORDS_HERE.into());
    }
    if account.mention.sentence == other.mention.sentence {
        sink(SAME_SENTENCE.into());
    }
    if account.mention.governor == Some(other.index) || other.mention.governor == Some(account.index) {
        sink(GOVERNS.into());
    }
    if matches!((account.form, other.form), (Form::Noun, Form::Verb) | (Form::Verb, Form::Noun)) {
        sink(NOUN_BESIDE_CLAUSE.into());
    }
    if account.mention.another != other.mention.another {
        sink(SET_APART.into());
    }
}

/// What the clauses say.
fn of_the_rest(
    account: &Account<'_>,
    other: &Account<'_>,
    likeness: &Likeness,
    sink: &mut impl FnMut(Reason),
) {
    let death =
        |account: &Account<'_>| account.mention.kind == EventType::Casualty && account.form == Form::Verb;
    if death(account) && death(other) && account.mention.another != other.mention.another {
        sink(ONE_MORE.into());
    }
    let mut of_others = false;
    of_participants(account, other, &mut |rule: JoinRule| {
        of_others |= rule == ALL_OTHERS;
        sink(rule.into());
    });
    let stated =
        |account: &Account<'_>| account.mention.when.is_dated() && is_stated(account.mention.when.basis);
    let lent = (of_others && stated(account) != stated(other)).then_some(LENT_TIME);
    let tried = (account.attempted != other.attempted).then_some(ATTEMPT);
    let rules = [of_place(account, other), of_modality(account, other), lent, tried];
    rules.into_iter().flatten().for_each(|rule| sink(rule.into()));
    let repeats = likeness.repeats(account).max(likeness.repeats(other));
    if repeats > 1 {
        sink(REPEATED.to(f32::from(repeats).ln() / MANY.ln()));
    }
    let alike = likeness.of_clauses(account, other);
    if alike > 0.0 {
        sink(CLAUSES_ALIKE.to(alike));
    }
}

/// Whether a date comes from the account's own words or from the heading above them.
fn is_stated(basis: Basis) -> bool {
    basis <= Basis::Heading
}

/// Whether two accounts are of different stories and share no name and no place: whether [`STRANGERS`] applies.
pub fn are_strangers(account: &Account<'_>, other: &Account<'_>) -> bool {
    let known = |part: &Part| other.parts.iter().any(|known| known.key == part.key);
    account.story != other.story
        && (account.place.is_none() || account.place != other.place)
        && !account.parts.iter().any(|part| part.named.is_some() && known(part))
}

/// Whether the words of both give dates that lie apart: a quick form of [`TIME_APART`].
fn are_days_apart(account: &Account<'_>, other: &Account<'_>) -> bool {
    // A night runs into the next day, and time zones differ: only dates that lie days apart are certain.
    let before = |last: NaiveDate, first: NaiveDate| last < first && (first - last).num_days() > 2;
    let apart = |(one, other): ((NaiveDate, NaiveDate), (NaiveDate, NaiveDate))| {
        before(one.1, other.0) || before(other.1, one.0)
    };
    account.days.zip(other.days).is_some_and(apart)
}

/// The rule that applies to the words, with the certainty that both name the same event.
fn of_trigger(account: &Account<'_>, other: &Account<'_>) -> Option<(JoinRule, f32)> {
    // "Led to a strike" and "led the strike".
    if account.is_cause != other.is_cause {
        return None;
    }
    // "Fired a clerk" and "a fire" have one lemma and two classes.
    let one_word =
        account.lemma == other.lemma && (account.form == other.form || account.class == other.class);
    if one_word || account.class == other.class {
        let of_news = if one_word { SAME_WORD } else { SAME_CLASS };
        return Some((if account.is_common { COMMON_WORD } else { of_news }, 1.0));
    }
    let shared = |group: &Group| {
        let known = other.groups.iter().find(|known| known.name == group.name)?;
        Some(group.weight * known.weight)
    };
    let sureness = account.groups.iter().filter_map(shared).fold(0.0, f32::max);
    (sureness > 0.0).then_some((SYNONYM, sureness.powi(2)))
}

fn of_story(account: &Account<'_>, other: &Account<'_>) -> JoinRule {
    if account.story == other.story {
        SAME_STORY
    } else if are_strangers(account, other) {
        STRANGERS
    } else {
        OTHER_STORY
    }
}

fn of_time(account: &Account<'_>, other: &Account<'_>) -> Option<JoinRule> {
    let (when, known) = (&account.mention.when, &other.mention.when);
    if !when.is_dated() || !known.is_dated() {
        return None;
    }
    if is_in_row(when, known) || is_in_row(known, when) {
        return Some(OTHER_AGE);
    }
    let both_stated = is_stated(when.basis) && is_stated(known.basis);
    if when.disjoint(known) {
        if !both_stated && is_of_other_age(account, other) {
            let verbs = account.form == Form::Verb && other.form == Form::Verb;
            let here = verbs && account.report == other.report;
            return Some(if here { OTHER_AGE_HERE } else { OTHER_AGE });
        }
        return match (both_stated, when.basis.max(known.basis)) {
            (true, _) => Some(TIME_APART),
            (false, Basis::Inherited) => Some(TIME_DOUBTFUL),
            _ => None,
        };
    }
    match (both_stated, when.single_day().is_some() && when.single_day() == known.single_day()) {
        (true, true) => Some(SAME_TIME),
        (true, false) => Some(NEAR_TIME),
        (false, true) if when.basis.max(known.basis) == Basis::Inherited => Some(NEAR_TIME),
        _ => None,
    }
}

/// Whether one covers all that has happened since long before the other: "eleven have been kidnapped since 2015".
fn is_in_row(row: &When, one: &When) -> bool {
    let open = row.last.is_none() && row.basis <= Basis::Heading;
    let begins = row.first.zip(one.first).map(|(begin, first)| (first - begin).num_days());
    open && one.last.is_some() && begins.is_some_and(|days| days > RECENT)
}

/// Whether one side has a date that its own words give, or at least one that its clause shares with those around it, and this date
/// lies long before that of the other.
fn is_of_other_age(account: &Account<'_>, other: &Account<'_>) -> bool {
    let long_before = |one: &Account<'_>, other: &Account<'_>| {
        let ends = one.mention.when.last.zip(other.mention.when.first);
        ends.is_some_and(|(last, first)| (first - last).num_days() > RECENT)
    };
    let shared =
        |account: &Account<'_>| account.mention.when.basis == Basis::Inherited && account.form == Form::Verb;
    let of_old = |one: &Account<'_>, other: &Account<'_>| {
        (is_stated(one.mention.when.basis) || shared(one)) && long_before(one, other)
    };
    of_old(account, other) || of_old(other, account)
}

/// Two weekdays, or two days of the year, in reports whose own dates are unknown.
fn of_open_time(account: &Account<'_>, other: &Account<'_>) -> Option<JoinRule> {
    let is_weekday = |time: &EcoString| time.contains('W');
    let is_vague = |account: &Account<'_>| {
        let when = &account.mention.when;
        when.basis <= Basis::Inherited
            && (Granularity::Month..=Granularity::Years).contains(&when.granularity())
    };
    let names_weekday = |account: &Account<'_>| account.open_time.is_some_and(is_weekday);
    // A text that names a weekday is about recent days, one that names only a year is not.
    if names_weekday(account) && is_vague(other) || names_weekday(other) && is_vague(account) {
        return Some(OTHER_OPEN_TIME);
    }
    let (own, known) = account.open_time.zip(other.open_time)?;
    if own == known {
        return Some(SAME_OPEN_TIME);
    }
    (own.len() == known.len() && is_weekday(own) == is_weekday(known)).then_some(OTHER_OPEN_TIME)
}

fn of_participants(account: &Account<'_>, other: &Account<'_>, sink: &mut impl FnMut(JoinRule)) {
    let shared = |role: Option<Role>| {
        let own = account.parts.iter().filter(|part| role.is_none_or(|role| part.role == role));
        let same = |part: &Part, other: &Part| other.key == part.key && !matches!(part.key, Key::Office(_));
        own.into_iter().any(|part| {
            other.parts.iter().any(|other| role.is_none_or(|role| other.role == role) && same(part, other))
        })
    };
    let agents = shared(Some(Role::Agent));
    let patients = shared(Some(Role::Patient));
    let differ = |role, words, names| match difference(account, other, role) {
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
    } else if account.parts.iter().any(|part| part.role == Role::Agent && acts(part)) {
        sink(ACTS_FOR);
    } else if account.mention.function == Function::Reporting && !is_unspoken_for(account, other) {
        sink(match difference(account, other, Role::Agent) {
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
        sink(if are_swapped(account, other) { SWAPPED } else { ALL_OTHERS });
    }
    let (agents_differ, patients_differ) =
        (other_agent == Some(OTHER_NAMED_AGENT), other_patient == Some(OTHER_NAMED_PATIENT));
    if agents_differ && patients_differ {
        sink(ALL_OTHER_NAMES);
    }
    let all_differ = other_agent.is_some() && other_patient.is_some();
    if account.report == other.report && (agents_differ || patients_differ || all_differ) {
        sink(OTHERS_HERE);
    }
    other_agent.into_iter().chain(other_patient).for_each(&mut *sink);
    if !agents && !patients && shared(None) {
        sink(SHARED);
    }
}

/// Whether one side names its speaker and the other does not, and both are about the same named actor: "the bank announced that
/// Perez will resign", "it was announced that Perez …".
fn is_unspoken_for(account: &Account<'_>, other: &Account<'_>) -> bool {
    let silent = |parts: &[Part]| parts.iter().all(|part| part.role != Role::Agent);
    let named = account.parts.iter().filter(|part| part.named.is_some() && part.role != Role::Agent);
    let of_same = named.into_iter().any(|part| other.parts.iter().any(|known| known.key == part.key));
    (silent(&account.parts) || silent(&other.parts)) && of_same
}

/// "Rebels attacked soldiers" beside "soldiers attacked rebels".
fn are_swapped(account: &Account<'_>, other: &Account<'_>) -> bool {
    let has = |part: &Part, role| other.parts.iter().any(|other| other.role == role && other.key == part.key);
    let turned = |own, other| account.parts.iter().any(|part| part.role == own && has(part, other));
    turned(Role::Agent, Role::Patient) && turned(Role::Patient, Role::Agent)
}

/// How the participants in a role differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    /// They do not differ, or one side has none.
    None,
    /// None of them can be the same, judged by their words.
    Words,
    /// Both sides have names, some of them of organisations, one of which can be part of another.
    Organisations,
    /// Both sides name people or states, and share no name.
    Names,
}

fn difference(account: &Account<'_>, other: &Account<'_>, role: Role) -> Difference {
    let own = || account.parts.iter().filter(|part| part.role == role);
    let others = || other.parts.iter().filter(|part| part.role == role);
    let may_be = |one: &Part, other: &Part| match (one.key, other.key) {
        (Key::Group(one), Key::Group(other)) => {
            let (one, other) = (one.name(), other.name());
            group::contains(one, other) || group::contains(other, one)
        }
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
    if account.mention.kind == EventType::Casualty && one_of_many() {
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

fn of_place(account: &Account<'_>, other: &Account<'_>) -> Option<JoinRule> {
    let (place, known) = account.place.zip(other.place)?;
    let relation = match (account.location, other.location) {
        (Some(own), Some(known)) => own.relation(known),
        _ => Relation::Unknown,
    };
    let lies_in = |location: Option<&Location>, outer| {
        location.is_some_and(|location| location.around.contains(&outer))
    };
    if place == known || relation == Relation::Same {
        Some(SAME_PLACE)
    } else if relation == Relation::Within
        || lies_in(account.location, known)
        || lies_in(other.location, place)
    {
        Some(PLACE_WITHIN)
    } else {
        (relation == Relation::Apart).then_some(OTHER_PLACE)
    }
}

fn of_modality(account: &Account<'_>, other: &Account<'_>) -> Option<JoinRule> {
    let happened = |modality: Modality| match modality {
        Modality::Planned => 1,
        Modality::Negated => 2,
        _ => 0,
    };
    match (happened(account.mention.modality), happened(other.mention.modality)) {
        (one, other) if one == other => None,
        (2, _) | (_, 2) => Some(NEGATED),
        _ => Some(PLAN_AND_FACT),
    }
}

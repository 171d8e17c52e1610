//! Merging on mentions made by hand, without any grammar.

mod handmade;
mod invariants;

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::analysis::actor::{ActorKind, ActorMention, Actors, LocalActor};
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::event::{EventMention, Flaw, Form, Function, Participant, Piece, Shape, Wording};
use crate::analysis::language::{MentionForm, SentenceId};
use crate::analysis::time::{Anchor, Basis, TimeExpression, TimexType, When};
use crate::text::Span;
use crate::timeline::origin::Origins;
use crate::timeline::story::Stories;
use handmade::{Corpus, Sentence, check, corpus, events, sentence, triggers};

#[test]
fn one_event_reported_in_other_words_is_one_event() {
    check(
        &[
            vec![sentence("Norland", "deployed", "deploy", "Guard").on(4)],
            vec![sentence("Norland", "dispatched", "dispatch", "Guard").on(4)],
        ],
        &[&["deployed", "dispatched"]],
    );
    check(
        &[
            vec![sentence("Acme", "acquired", "acquire", "Widgetco")],
            vec![sentence("Acme", "bought", "buy", "Widgetco")],
        ],
        &[&["acquired", "bought"]],
    );
}

#[test]
fn organisations_of_other_names_can_do_one_thing_to_one_person() {
    check(
        &[
            vec![sentence("Acme", "dismissed", "dismiss", "Perez")],
            vec![sentence("Board", "dismissed", "dismiss", "Perez")],
        ],
        &[&["dismissed", "dismissed"]],
    );
}

#[test]
fn an_announcement_without_a_speaker_joins_one_of_the_same_content() {
    let announced = |agent, patient| sentence(agent, "announced", "announce", patient).saying();
    check(&[vec![announced("Bank", "Perez")], vec![announced("", "Perez")]], &[&["announced", "announced"]]);
    check(
        &[vec![announced("Bank", "Perez")], vec![announced("Union", "Perez")]],
        &[&["announced"], &["announced"]],
    );
    check(
        &[vec![announced("Bank", "Perez")], vec![announced("", "Okafor")]],
        &[&["announced"], &["announced"]],
    );
}

#[test]
fn a_weekday_counts_though_no_report_gives_its_date() {
    let crash = |day| vec![sentence("", "crashed", "crash", "train").on_weekday(day)];
    check(&[crash("XXXX-WXX-5"), crash("XXXX-WXX-5")], &[&["crashed", "crashed"]]);
    let strike = |day| {
        vec![
            sentence("Union", "struck", "strike", "").on_weekday(day),
            sentence("Union", "met", "meet", "Acme"),
        ]
    };
    check(&[strike("XXXX-WXX-2"), strike("XXXX-WXX-5")], &[&["met", "met"], &["struck"], &["struck"]]);
    let years_ago = Sentence { year: Some(2004), ..sentence("", "crashed", "crash", "train") };
    check(&[crash("XXXX-WXX-5"), vec![years_ago]], &[&["crashed"], &["crashed"]]);
}

#[test]
fn an_event_long_before_is_not_the_news() {
    let news =
        || Sentence { published: true, ..sentence("Norland", "attacked", "attack", "villagers").on(20) };
    let years_ago = |agent| Sentence { year: Some(2019), ..sentence(agent, "raided", "attack", "villagers") };
    check(&[vec![news()], vec![years_ago("Norland")]], &[&["attacked"], &["raided"]]);
    check(&[vec![news(), years_ago("Norland")]], &[&["attacked"], &["raided"]]);
    check(&[vec![news(), years_ago("rebels")]], &[&["attacked"], &["raided"]]);
    check(&[vec![news()], vec![years_ago("rebels")]], &[&["attacked"], &["raided"]]);
    check(
        &[vec![news()], vec![years_ago("rebels")], vec![news()]],
        &[&["attacked", "attacked"], &["raided"]],
    );
}

#[test]
fn events_that_a_report_sets_apart_stay_apart() {
    let struck = || sentence("Union", "struck", "strike", "port");
    let mut corpus = corpus(&[vec![struck(), struck()], vec![struck()]]);
    assert_eq!(events(&corpus).len(), 1);
    Arc::make_mut(&mut corpus.analyses[0]).events[1].another = true;
    assert_eq!(events(&corpus).len(), 2);
}

#[test]
fn one_more_death_is_not_the_deaths_before_it() {
    let died = || sentence("", "died", "die", "people");
    let mut corpus = corpus(&[vec![died()], vec![died()]]);
    assert_eq!(events(&corpus).len(), 1);
    let later = &mut Arc::make_mut(&mut corpus.analyses[1]).events[0];
    (later.another, later.kind) = (true, EventType::Casualty);
    assert_eq!(events(&corpus).len(), 2);
}

#[test]
fn old_background_in_one_report_belongs_less_on_the_timeline() {
    let salience = |published: &str| {
        let mut corpus = corpus(&[vec![sentence("Norland", "attacked", "attack", "Guard").on(4)]]);
        let basis = crate::text::PublishedBasis::Manifest;
        corpus.reports[0].published = Some(crate::text::Published { edtf: published.into(), basis });
        events(&corpus)[0].salience
    };
    assert!(salience("2031-05-05") > salience("2033-05-05"));
}

#[test]
fn a_word_of_two_meanings_joins_no_two_events() {
    let fired = |trigger, lemma| sentence("Acme", trigger, lemma, "Perez");
    check(&[vec![fired("fired", "fire")], vec![fired("sacked", "sack")]], &[&["fired", "sacked"]]);
    let corpus = || {
        let mut corpus = corpus(&[vec![fired("fired", "fire")], vec![fired("blaze", "fire")]]);
        let noun = &mut Arc::make_mut(&mut corpus.analyses[1]).events[0];
        noun.form = Form::Noun;
        noun.class = lexicon().class(PartOfSpeech::Noun, "fire");
        corpus
    };
    assert_eq!(events(&corpus()).len(), 2);
}

#[test]
fn the_same_words_on_two_days_are_two_events() {
    check(
        &[
            vec![sentence("Rebels", "attacked", "attack", "Fort").on(4)],
            vec![sentence("Rebels", "attacked", "attack", "Fort").on(5)],
        ],
        &[&["attacked"], &["attacked"]],
    );
}

#[test]
fn the_same_thing_done_by_others_to_others_is_another_event() {
    check(
        &[
            vec![
                sentence("Ministry", "dismissed", "dismiss", "Marlow"),
                sentence("Ministry", "warned", "warn", "Union"),
            ],
            vec![sentence("Club", "fired", "fire", "Perez"), sentence("Ministry", "warned", "warn", "Union")],
        ],
        &[&["dismissed"], &["fired"], &["warned", "warned"]],
    );
    let warned = || sentence("Union", "warned", "warn", "Ministry");
    check(
        &[
            vec![sentence("Acme", "acquired", "acquire", "Widgetco"), warned()],
            vec![sentence("Beta", "acquired", "acquire", "Gadgetco"), warned()],
        ],
        &[&["acquired"], &["acquired"], &["warned", "warned"]],
    );
    check(
        &[
            vec![sentence("rebels", "killed", "kill", "soldiers"), warned()],
            vec![sentence("soldiers", "killed", "kill", "rebels"), warned()],
        ],
        &[&["killed"], &["killed"], &["warned", "warned"]],
    );
}

#[test]
fn a_plan_and_its_execution_are_one_event_unless_something_else_is_against_it() {
    let planned = || sentence("Norland", "withdraw", "withdraw", "").planned();
    let done = |agent| sentence(agent, "withdrew", "withdraw", "");
    check(&[vec![planned()], vec![done("Norland")]], &[&["withdraw", "withdrew"]]);
    check(&[vec![planned()], vec![done("Sudland")]], &[&["withdraw"], &["withdrew"]]);
    check(&[vec![planned().on(3)], vec![done("Norland").on(9)]], &[&["withdraw"], &["withdrew"]]);
}

#[test]
fn a_plan_is_linked_with_its_execution() {
    let corpus = corpus(&[
        vec![sentence("Norland", "withdraw", "withdraw", "").planned().on(3)],
        vec![
            sentence("Norland", "withdrew", "withdraw", "").on(5),
            sentence("Sudland", "withdrew", "withdraw", "").on(5),
        ],
    ]);
    let events = events(&corpus);
    let linked = |event: &Event| !event.linked.is_empty();
    assert_eq!(events.iter().map(linked).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn unrelated_stories_read_together_stay_apart() {
    for (one, other) in [
        (("Perez", "resigned", "resign", ""), ("Okafor", "resigned", "resign", "")),
        (("Rebels", "attacked", "attack", "Fort"), ("Critics", "attacked", "attack", "Budget")),
        (("", "killed", "kill", "miners"), ("", "killed", "kill", "passengers")),
    ] {
        let sentence = |(agent, trigger, lemma, patient)| sentence(agent, trigger, lemma, patient);
        check(&[vec![sentence(one)], vec![sentence(other)]], &[&[one.1], &[other.1]]);
    }
}

#[test]
fn an_event_is_titled_with_agent_trigger_and_patient() {
    let corpus = corpus(&[vec![sentence("Norland", "deployed", "deploy", "Guard")]]);
    assert_eq!(events(&corpus)[0].title, "Norland deployed Guard");
}

#[test]
fn an_explanation_names_the_rules_that_joined_each_account() {
    let made = corpus(&[
        vec![sentence("Norland", "deployed", "deploy", "Guard").on(4)],
        vec![sentence("Norland", "sent", "send", "Guard").on(4)],
    ]);
    let events = events(&made);
    let timeline = crate::timeline::Timeline {
        reports: made.reports,
        analyses: made.analyses.into(),
        actors: made.actors,
        events,
        ..Default::default()
    };
    let explanation = explain(&timeline, crate::timeline::EventId(0)).expect("the event is there");
    let rules: Vec<&str> = explanation.joined[0].reasons.iter().map(|reason| reason.rule.name).collect();
    for expected in ["trigger/synonym", "story/same", "time/same", "agent/same", "patient/same"] {
        assert!(rules.contains(&expected), "{expected} in {rules:?}");
    }
    assert!(explanation.joined[0].log_odds >= Some(Weights::learned().enough));
}

#[test]
fn an_event_of_other_people_takes_no_date_from_them() {
    let undated = sentence("farmers", "controlled", "control", "harbour");
    let dated = sentence("miners", "controlled", "control", "valley").on(3);
    assert_eq!(events(&corpus(&[vec![dated.clone(), undated]])).len(), 2);
    assert_eq!(
        events(&corpus(&[vec![dated, sentence("miners", "controlled", "control", "valley")]])).len(),
        1
    );
}

#[test]
fn the_event_a_report_opens_with_is_shown_even_if_its_salience_is_low() {
    // A word that only learning takes for an event counts little.
    let shown = |sentences: &[Sentence], learned: usize| {
        let mut corpus = corpus(&[sentences.to_vec()]);
        for mention in &mut Arc::make_mut(&mut corpus.analyses[0]).events[..learned] {
            mention.likelihood = Some(70);
        }
        let events = events(&corpus);
        let shown = events.iter().filter(|event| event.salience >= Event::MAIN);
        shown.map(|event| event.title.clone()).collect::<Vec<_>>()
    };
    let weak = || sentence("farmers", "gathered", "gather", "");
    assert_eq!(shown(&[weak()], 1), ["Farmers gathered"]);
    // Where another event of the beginning is shown anyway, no more is.
    let strong = || sentence("Norland", "attacked", "attack", "Acme").on(3);
    assert_eq!(shown(&[weak(), strong()], 1), ["Norland attacked Acme"]);
}

#[test]
fn of_a_short_report_with_many_events_the_most_salient_are_shown() {
    let sentences: Vec<Sentence> =
        (1..=9).map(|day| sentence("Norland", "attacked", "attack", "Acme").on(day)).collect();
    let shown = |corpus: &Corpus| {
        let events = events(corpus);
        (events.len(), events.iter().filter(|event| event.salience >= Event::MAIN).count())
    };
    assert_eq!(shown(&corpus(&[sentences[..5].to_vec()])), (5, 5));
    assert_eq!(shown(&corpus(std::slice::from_ref(&sentences))), (9, 6));
    // What another report confirms does not count.
    assert_eq!(shown(&corpus(&[sentences.clone(), sentences])), (9, 9));
}

#[test]
fn an_attempt_is_distinguished_from_an_action() {
    let stormed = || sentence("miners", "stormed", "storm", "office");
    let mut corpus = corpus(&[vec![sentence("miners", "tried", "try", ""), stormed()], vec![stormed()]]);
    let mentions = &mut Arc::make_mut(&mut corpus.analyses[0]).events;
    mentions[1].governor = Some(0);
    mentions[1].core = mentions[0].trigger.cover(mentions[1].trigger);
    let stories = Stories::default();
    let context = corpus.context(&stories);
    let table = account::Table::new(&context);
    let accounts = account::all(&table);
    let attempt = accounts.iter().find(|account| account.attempted).expect("one was tried");
    for other in accounts.iter().filter(|other| *other.mention.lemma == *attempt.mention.lemma) {
        let mut rules = Vec::new();
        let likeness = story::Likeness::default();
        score::weigh(other, attempt, &likeness, &mut |reason: Reason| rules.push(reason.rule.name));
        assert_eq!(rules.contains(&"modality/attempt-and-fact"), !other.attempted);
    }
}

//! Merging on mentions made by hand, without any grammar.

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
use crate::timeline::story::Stories;

/// One sentence of a report: who, what, whom, and the day of the month, if told.
#[derive(Clone, Debug)]
struct Sentence {
    agent: &'static str,
    trigger: &'static str,
    lemma: &'static str,
    patient: &'static str,
    day: Option<u32>,
    /// A year without a day.
    year: Option<i32>,
    /// Whether only the report's date tells the day.
    published: bool,
    /// A weekday in TIMEX3 that the report's unknown date leaves open.
    weekday: Option<&'static str>,
    modality: Modality,
    function: Function,
}

fn told(agent: &'static str, trigger: &'static str, lemma: &'static str, patient: &'static str) -> Sentence {
    Sentence {
        agent,
        trigger,
        lemma,
        patient,
        day: None,
        year: None,
        published: false,
        weekday: None,
        modality: Modality::Asserted,
        function: Function::Event,
    }
}

impl Sentence {
    fn on(self, day: u32) -> Self {
        Self { day: Some(day), ..self }
    }

    fn when(&self) -> When {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of the year");
        match (self.day, self.year) {
            (Some(day), _) if self.published => When::day(date(2031, 5, day), Basis::Published),
            (Some(day), _) => When::day(date(2031, 5, day), Basis::Explicit),
            (None, Some(year)) => When::days(date(year, 1, 1), date(year, 12, 31), Basis::Explicit),
            (None, None) => When::unknown(),
        }
    }

    fn on_weekday(self, value: &'static str) -> Self {
        Self { weekday: Some(value), ..self }
    }

    fn saying(self) -> Self {
        Self { function: Function::Reporting, ..self }
    }

    fn planned(self) -> Self {
        Self { modality: Modality::Planned, ..self }
    }
}

/// A corpus as the rooms before would hand it on: an actor for every capitalised agent and patient.
struct Corpus {
    reports: Vec<Report>,
    analyses: Vec<Arc<Analysis>>,
    actors: Vec<Actor>,
}

fn corpus(of_reports: &[Vec<Sentence>]) -> Corpus {
    let mut corpus = Corpus { reports: Vec::new(), analyses: Vec::new(), actors: Vec::new() };
    for (id, sentences) in (0..).map(ReportId).zip(of_reports) {
        let mut text = String::new();
        let mut analysis = Analysis::default();
        for (place, sentence) in (0..).zip(sentences) {
            let mut word = |word: &str| {
                let start = text.len();
                text.push_str(word);
                text.push(' ');
                Span::new(start, start + word.len())
            };
            let (agent, trigger, patient) =
                (word(sentence.agent), word(sentence.trigger), word(sentence.patient));
            let mut participants = Vec::new();
            for (span, name, role) in
                [(agent, sentence.agent, Role::Agent), (patient, sentence.patient, Role::Patient)]
            {
                if !name.is_empty() {
                    let actor = corpus_actor(&mut corpus.actors, &mut analysis.actors, id, (span, name));
                    participants.push(Participant { span, head: span, actor, role });
                }
            }
            let mention = EventMention {
                trigger,
                span: agent.cover(patient),
                core: trigger,
                wording: Wording {
                    shape: if agent.is_empty() { Shape::Verb } else { Shape::Clause },
                    pieces: [agent, trigger, patient]
                        .into_iter()
                        .filter(|span| !span.is_empty())
                        .map(|span| Piece::at(span, 0))
                        .collect(),
                    flaws: agent.is_empty().then_some(Flaw::NoSubject).into_iter().collect(),
                },
                lemma: sentence.lemma.into(),
                class: lexicon().class(PartOfSpeech::Verb, sentence.lemma),
                kind: lexicon().kind(PartOfSpeech::Verb, sentence.lemma),
                form: Form::Verb,
                function: sentence.function,
                likelihood: None,
                participants: participants.into(),
                place: None,
                when: sentence.when().into(),
                time: None,
                open_time: sentence.weekday.map(|value| {
                    analysis.times.push(weekday(value, trigger));
                    u32::try_from(analysis.times.len() - 1).expect("few times")
                }),
                modality: sentence.modality,
                another: false,
                usual: false,
                governor: None,
                sentence: SentenceId(place),
            };
            analysis.events.push(mention);
        }
        corpus.reports.push(Report { id, text: Arc::from(text), ..Report::default() });
        corpus.analyses.push(Arc::new(analysis));
    }
    corpus
}

fn weekday(value: &str, span: Span) -> TimeExpression {
    TimeExpression {
        span,
        kind: TimexType::Date,
        value: value.into(),
        modifier: None,
        when: None,
        rule: "weekday",
        anchor: Anchor::None,
        offset: None,
    }
}

fn corpus_actor(
    actors: &mut Vec<Actor>,
    local: &mut Actors,
    report: ReportId,
    (span, name): (Span, &str),
) -> Option<u32> {
    if !name.starts_with(char::is_uppercase) {
        return None;
    }
    let own = local.actors.iter().position(|actor| &*actor.name == name).unwrap_or_else(|| {
        local.actors.push(LocalActor::new(name, ActorKind::Organisation));
        local.actors.len() - 1
    });
    let own = u32::try_from(own).expect("few actors");
    local.mentions.push(ActorMention { span, actor: own, form: MentionForm::Name });
    let mention = (report, u32::try_from(local.mentions.len() - 1).expect("few mentions"));
    match actors.iter_mut().find(|actor| actor.name == name) {
        Some(known) => known.mentions.push(mention),
        None => actors.push(Actor {
            name: name.into(),
            kind: ActorKind::Organisation,
            variants: Vec::new(),
            roles: Vec::new(),
            mentions: vec![mention],
        }),
    }
    Some(own)
}

/// The events as sets of trigger words, each with its report's first words, so that no order shows.
fn events(corpus: &Corpus) -> Vec<Event> {
    merge(&Context {
        reports: &corpus.reports,
        analyses: &corpus.analyses,
        actors: &corpus.actors,
        stories: &Stories::default(),
    })
}

fn triggers(corpus: &Corpus, events: &[Event]) -> Vec<Vec<String>> {
    let word = |&(report, mention): &(ReportId, u32)| {
        let text = &corpus.reports[report.index()].text;
        corpus.analyses[report.index()].events[mention as usize].trigger.of(text).to_owned()
    };
    let mut all: Vec<Vec<String>> = events
        .iter()
        .map(|event| {
            let mut words: Vec<String> = event.mentions.iter().map(word).collect();
            words.sort();
            words
        })
        .collect();
    all.sort();
    all
}

fn check(of_reports: &[Vec<Sentence>], expected: &[&[&str]]) {
    let corpus = corpus(of_reports);
    let mut expected: Vec<Vec<String>> =
        expected.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect();
    expected.sort();
    assert_eq!(triggers(&corpus, &events(&corpus)), expected, "{of_reports:#?}");
}

#[test]
fn one_happening_told_in_other_words_is_one_event() {
    check(
        &[
            vec![told("Norland", "deployed", "deploy", "Guard").on(4)],
            vec![told("Norland", "dispatched", "dispatch", "Guard").on(4)],
        ],
        &[&["deployed", "dispatched"]],
    );
    check(
        &[
            vec![told("Acme", "acquired", "acquire", "Widgetco")],
            vec![told("Acme", "bought", "buy", "Widgetco")],
        ],
        &[&["acquired", "bought"]],
    );
}

#[test]
fn organisations_of_other_names_can_do_one_thing_to_one_person() {
    check(
        &[
            vec![told("Acme", "dismissed", "dismiss", "Perez")],
            vec![told("Board", "dismissed", "dismiss", "Perez")],
        ],
        &[&["dismissed", "dismissed"]],
    );
}

#[test]
fn what_was_announced_by_nobody_named_joins_the_announcement_of_the_same() {
    let announced = |agent, patient| told(agent, "announced", "announce", patient).saying();
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
fn a_weekday_speaks_though_no_report_tells_its_date() {
    let crash = |day| vec![told("", "crashed", "crash", "train").on_weekday(day)];
    check(&[crash("XXXX-WXX-5"), crash("XXXX-WXX-5")], &[&["crashed", "crashed"]]);
    let strike = |day| {
        vec![told("Union", "struck", "strike", "").on_weekday(day), told("Union", "met", "meet", "Acme")]
    };
    check(&[strike("XXXX-WXX-2"), strike("XXXX-WXX-5")], &[&["met", "met"], &["struck"], &["struck"]]);
    let years_ago = Sentence { year: Some(2004), ..told("", "crashed", "crash", "train") };
    check(&[crash("XXXX-WXX-5"), vec![years_ago]], &[&["crashed"], &["crashed"]]);
}

#[test]
fn what_happened_long_before_is_not_the_news() {
    let news = || Sentence { published: true, ..told("Norland", "attacked", "attack", "villagers").on(20) };
    let years_ago = |agent| Sentence { year: Some(2019), ..told(agent, "raided", "attack", "villagers") };
    check(&[vec![news()], vec![years_ago("Norland")]], &[&["attacked", "raided"]]);
    check(&[vec![news(), years_ago("Norland")]], &[&["attacked"], &["raided"]]);
    check(&[vec![news(), years_ago("rebels")]], &[&["attacked"], &["raided"]]);
    check(&[vec![news()], vec![years_ago("rebels")]], &[&["attacked"], &["raided"]]);
    check(
        &[vec![news()], vec![years_ago("rebels")], vec![news()]],
        &[&["attacked", "attacked"], &["raided"]],
    );
}

#[test]
fn what_a_report_tells_apart_stays_apart() {
    let struck = || told("Union", "struck", "strike", "port");
    let mut corpus = corpus(&[vec![struck(), struck()], vec![struck()]]);
    assert_eq!(events(&corpus).len(), 1);
    Arc::make_mut(&mut corpus.analyses[0]).events[1].another = true;
    assert_eq!(events(&corpus).len(), 2);
}

#[test]
fn one_more_death_is_not_the_deaths_before_it() {
    let died = || told("", "died", "die", "people");
    let mut corpus = corpus(&[vec![died()], vec![died()]]);
    assert_eq!(events(&corpus).len(), 1);
    let later = &mut Arc::make_mut(&mut corpus.analyses[1]).events[0];
    (later.another, later.kind) = (true, EventType::Casualty);
    assert_eq!(events(&corpus).len(), 2);
}

#[test]
fn what_one_report_tells_of_long_before_its_news_belongs_less_on_the_timeline() {
    let salience = |published: &str| {
        let mut corpus = corpus(&[vec![told("Norland", "attacked", "attack", "Guard").on(4)]]);
        let basis = crate::text::PublishedBasis::Manifest;
        corpus.reports[0].published = Some(crate::text::Published { edtf: published.into(), basis });
        events(&corpus)[0].salience
    };
    assert!(salience("2031-05-05") > salience("2033-05-05"));
}

#[test]
fn a_word_of_two_meanings_joins_no_two_events() {
    let fired = |trigger, lemma| told("Acme", trigger, lemma, "Perez");
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
            vec![told("Rebels", "attacked", "attack", "Fort").on(4)],
            vec![told("Rebels", "attacked", "attack", "Fort").on(5)],
        ],
        &[&["attacked"], &["attacked"]],
    );
}

#[test]
fn the_same_thing_done_by_others_to_others_is_another_event() {
    check(
        &[
            vec![
                told("Ministry", "dismissed", "dismiss", "Marlow"),
                told("Ministry", "warned", "warn", "Union"),
            ],
            vec![told("Club", "fired", "fire", "Perez"), told("Ministry", "warned", "warn", "Union")],
        ],
        &[&["dismissed"], &["fired"], &["warned", "warned"]],
    );
    let warned = || told("Union", "warned", "warn", "Ministry");
    check(
        &[
            vec![told("Acme", "acquired", "acquire", "Widgetco"), warned()],
            vec![told("Beta", "acquired", "acquire", "Gadgetco"), warned()],
        ],
        &[&["acquired"], &["acquired"], &["warned", "warned"]],
    );
    check(
        &[
            vec![told("rebels", "killed", "kill", "soldiers"), warned()],
            vec![told("soldiers", "killed", "kill", "rebels"), warned()],
        ],
        &[&["killed"], &["killed"], &["warned", "warned"]],
    );
}

#[test]
fn a_plan_and_its_execution_stay_apart_without_more_in_common_than_their_words() {
    check(
        &[
            vec![told("Norland", "withdraw", "withdraw", "").planned()],
            vec![told("Norland", "withdrew", "withdraw", "")],
        ],
        &[&["withdraw"], &["withdrew"]],
    );
}

#[test]
fn a_plan_is_linked_with_its_execution() {
    let corpus = corpus(&[
        vec![told("Norland", "withdraw", "withdraw", "").planned().on(3)],
        vec![
            told("Norland", "withdrew", "withdraw", "").on(5),
            told("Sudland", "withdrew", "withdraw", "").on(5),
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
        let sentence = |(agent, trigger, lemma, patient)| told(agent, trigger, lemma, patient);
        check(&[vec![sentence(one)], vec![sentence(other)]], &[&[one.1], &[other.1]]);
    }
}

#[test]
fn an_event_is_titled_with_agent_trigger_and_patient() {
    let corpus = corpus(&[vec![told("Norland", "deployed", "deploy", "Guard")]]);
    assert_eq!(events(&corpus)[0].title, "Norland deployed Guard");
}

#[test]
fn an_explanation_names_the_rules_that_joined_each_telling() {
    let made = corpus(&[
        vec![told("Norland", "deployed", "deploy", "Guard").on(4)],
        vec![told("Norland", "sent", "send", "Guard").on(4)],
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
fn what_is_told_of_others_takes_no_date_from_them() {
    let undated = told("farmers", "controlled", "control", "harbour");
    let dated = told("miners", "controlled", "control", "valley").on(3);
    assert_eq!(events(&corpus(&[vec![dated.clone(), undated]])).len(), 2);
    assert_eq!(events(&corpus(&[vec![dated, told("miners", "controlled", "control", "valley")]])).len(), 1);
}

#[test]
fn what_a_report_opens_with_is_shown_even_where_little_speaks_for_it() {
    let shown = |reports: &[Vec<Sentence>]| {
        let events = events(&corpus(reports));
        let shown = events.iter().filter(|event| event.salience >= Event::MAIN);
        shown.map(|event| event.title.clone()).collect::<Vec<_>>()
    };
    let weak = || told("", "met", "meet", "miners");
    assert_eq!(shown(&[vec![weak()]]).len(), 1);
    // Beside an event that is shown anyway nothing more is.
    let strong = || told("Norland", "attacked", "attack", "Acme").on(3);
    assert_eq!(shown(&[vec![strong(), weak()]]), shown(&[vec![strong()]]));
}

#[test]
fn what_was_tried_is_told_apart_from_what_was_done() {
    let stormed = || told("miners", "stormed", "storm", "office");
    let mut corpus = corpus(&[vec![told("miners", "tried", "try", ""), stormed()], vec![stormed()]]);
    let mentions = &mut Arc::make_mut(&mut corpus.analyses[0]).events;
    mentions[1].governor = Some(0);
    mentions[1].core = mentions[0].trigger.cover(mentions[1].trigger);
    let context = Context {
        reports: &corpus.reports,
        analyses: &corpus.analyses,
        actors: &corpus.actors,
        stories: &Stories::default(),
    };
    let table = telling::Table::new(&context);
    let tellings = telling::all(&table);
    let attempt = tellings.iter().find(|telling| telling.attempted).expect("one was tried");
    for other in tellings.iter().filter(|other| *other.mention.lemma == *attempt.mention.lemma) {
        let mut rules = Vec::new();
        let likeness = story::Likeness::default();
        score::weigh(other, attempt, &likeness, &mut |reason: Reason| rules.push(reason.rule.name));
        assert_eq!(rules.contains(&"modality/attempt-and-fact"), !other.attempted);
    }
}

/// Whether a named rule speaks against a telling in an event, or more speaks for the event it stands in.
fn speaks_against(corpus: &Corpus, mention: (ReportId, u32), own: &Event, other: &Event) -> bool {
    let context = Context {
        reports: &corpus.reports,
        analyses: &corpus.analyses,
        actors: &corpus.actors,
        stories: &Stories::default(),
    };
    let table = telling::Table::new(&context);
    let tellings = telling::all(&table);
    let likeness = story::Likeness::of(&context);
    let place = |telling: &Telling<'_>| (telling.report, telling.index);
    let own_telling = tellings.iter().find(|telling| place(telling) == mention).expect("it is told");
    let others = |event: &Event| {
        let is_other = |told: &&Telling<'_>| event.mentions.contains(&place(told)) && place(told) != mention;
        tellings.iter().filter(is_other).collect::<Vec<_>>()
    };
    let log_odds =
        |event: &Event| cluster::log_odds(own_telling, &others(event), &likeness, Weights::learned());
    let against = others(other).iter().any(|other| {
        let mut against = false;
        score::weigh(own_telling, other, &likeness, &mut |reason: Reason| against |= reason.weight() < 0.0);
        against
    });
    against || log_odds(own) >= log_odds(other)
}

/// How two mentions of a corpus fit together.
fn fit_of(corpus: &Corpus, one: (ReportId, u32), other: (ReportId, u32)) -> score::Fit {
    let context = Context {
        reports: &corpus.reports,
        analyses: &corpus.analyses,
        actors: &corpus.actors,
        stories: &Stories::default(),
    };
    let table = telling::Table::new(&context);
    let tellings = telling::all(&table);
    let find = |place| tellings.iter().find(|telling| (telling.report, telling.index) == place);
    let (one, other) = (find(one).expect("it is told"), find(other).expect("it is told"));
    score::fit(one, other, &story::Likeness::of(&context), Weights::learned())
}

fn sentences() -> impl Strategy<Value = Vec<Sentence>> {
    const NAMES: &[&str] = &["Norland", "Acme", "Perez", "soldiers", "miners", ""];
    const TRIGGERS: &[(&str, &str)] = &[
        ("deployed", "deploy"),
        ("sent", "send"),
        ("killed", "kill"),
        ("attacked", "attack"),
        ("met", "meet"),
    ];
    let one = (
        proptest::sample::select(NAMES),
        proptest::sample::select(TRIGGERS),
        proptest::sample::select(NAMES),
        proptest::option::of(1u32..5),
        any::<bool>(),
    );
    let sentence = one.prop_map(|(agent, (trigger, lemma), patient, day, planned)| Sentence {
        day,
        modality: if planned { Modality::Planned } else { Modality::Asserted },
        ..told(agent, trigger, lemma, patient)
    });
    proptest::collection::vec(sentence, 0..6)
}

proptest! {
    #[test]
    fn the_order_of_the_reports_changes_nothing(
        (given, shuffled) in proptest::collection::vec(sentences(), 1..6)
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle()))
    ) {
        let (one, other) = (corpus(&given), corpus(&shuffled));
        let (of_one, of_other) = (events(&one), events(&other));
        prop_assert_eq!(triggers(&one, &of_one), triggers(&other, &of_other));
        let titles = |events: &[Event]| events.iter().map(|event| event.title.clone()).collect::<Vec<_>>();
        prop_assert_eq!(titles(&of_one), titles(&of_other));
    }

    #[test]
    fn a_report_added_parts_an_event_only_for_a_reason_that_can_be_named(
        (given, more) in (proptest::collection::vec(sentences(), 1..5), sentences())
    ) {
        let before = corpus(&given);
        let all: Vec<_> = given.into_iter().chain([more]).collect();
        let after = corpus(&all);
        let grouped = events(&after);
        let holder = |mention| grouped.iter().find(|event| event.mentions.contains(mention)).expect("it is told");
        for event in &events(&before) {
            for (place, one) in event.mentions.iter().enumerate() {
                for other in &event.mentions[..place] {
                    let (mine, yours) = (holder(one), holder(other));
                    let reason = mine.mentions == yours.mentions
                        || speaks_against(&after, *one, mine, yours)
                        || speaks_against(&after, *other, yours, mine)
                        // The names that both reports share are no longer as rare.
                        || fit_of(&after, *one, *other) < fit_of(&before, *one, *other);
                    prop_assert!(reason, "{:?} and {:?} of {:?}", one, other, all);
                }
            }
        }
    }

    #[test]
    fn every_mention_stands_in_exactly_one_event(reports in proptest::collection::vec(sentences(), 0..6)) {
        let corpus = corpus(&reports);
        let mut mentions: Vec<_> = events(&corpus).into_iter().flat_map(|event| event.mentions).collect();
        let count = mentions.len();
        mentions.sort_unstable();
        mentions.dedup();
        prop_assert_eq!(mentions.len(), count);
        prop_assert_eq!(count, reports.iter().map(Vec::len).sum::<usize>());
    }

    #[test]
    fn titles_fit_their_column(reports in proptest::collection::vec(sentences(), 0..4)) {
        use unicode_width::UnicodeWidthStr;
        prop_assert!(events(&corpus(&reports)).iter().all(|event| event.title.width() <= title::WIDTH));
    }
}

//! An invented story in four reports, built by hand into a timeline: the data of the interface's tests.
//!
//! Spans are found by searching the words, so that the texts can be edited.

#![allow(dead_code, missing_docs, reason = "shared by several test crates")]

use std::sync::Arc;

use chrono::NaiveDate;
use rashomon::analysis::Analysis;
use rashomon::analysis::actor::{ActorKind, ActorMention, LocalActor};
use rashomon::analysis::claim::{Claim, ClaimKind, Extent, Quantity, Source, Status};
use rashomon::analysis::event::{EventMention, EventType, Form, Function, Modality, Role, Shape, Wording};
use rashomon::analysis::language::{MentionForm, SentenceId};
use rashomon::analysis::time::{Anchor, Basis, PartOfDay, TimeExpression, TimexType, When};
use rashomon::disagreement::{Aspect, Disagreement, Position, Verdict};
use rashomon::text::packed::Packed;
use rashomon::text::{Passage, Published, PublishedBasis, Report, ReportId, Span};
use rashomon::timeline::origin::Origins;
use rashomon::timeline::story::Stories;
use rashomon::timeline::{Actor, ActorId, ClaimId, Event, EventId, LedgerEntry, Timeline};
use rashomon::ui::state::library::Library;

const POST: &str = "BRENMOUTH - The levee on the river Osk broke on Tuesday night after three days of rain, and the \
lower town stood under two metres of water by morning.\n\nAt least 14 people were killed, according to the fire \
service. Mayor Ada Lindqvist ordered the evacuation of the lower town on Wednesday.\n\nThe army sent 200 soldiers and \
six boats on Thursday. \"Nobody could have foreseen this,\" Lindqvist told reporters.\n\nEngineers had warned of cracks \
in the levee in 2016. What became of the warning is not known.\n";

const WIRE: &str = "Nine people died when the levee at Brenmouth gave way early on Wednesday, police said. Rain had \
fallen since Sunday.\n\nTroops reached the town on Thursday, a spokesman for the Ministry of Defence said. Volunteers \
from Tarn had been at work for a day by then.\n\nThe mayor, A. Lindqvist, said the council had never been warned.\n";

const OSK: &str = "Seventeen people have now died in the flood, the fire service said on Friday morning; it had counted \
14 the evening before.\n\nThe mob that stormed the town hall on Thursday evening demanded that mayor Ada Lindquist step \
down. She refused.\n\nThe levee broke at 11.40 p.m. on Tuesday, according to the log of the lock keeper, Piet Hollander. \
An engineers' report of 2016 that named cracks was laid before the council, this paper has learned.\n";

const RADIO: &str = "Residents gathered peacefully before the town hall of Brenmouth on Thursday evening. They asked why \
the levee had not been repaired. There is no information on how many are missing.\n\n日本の記者も水曜日に到着した。 Help arrived \
from abroad 🚒.\n";

/// The reports with their sources and days of publication.
const REPORTS: &[(&str, &str, &str)] = &[
    ("Harbour Post", "2019-03-14", POST),
    ("North Wire", "2019-03-14", WIRE),
    ("Osk Courier", "2019-03-15", OSK),
    ("Radio Tarn", "2019-03-15", RADIO),
];

const ACTORS: &[(&str, ActorKind, &[&str])] = &[
    ("Ada Lindqvist", ActorKind::Person, &["Lindqvist", "A. Lindqvist", "Ada Lindquist"]),
    ("Brenmouth", ActorKind::Place, &["BRENMOUTH"]),
    ("fire service", ActorKind::Organisation, &[]),
    ("Ministry of Defence", ActorKind::Organisation, &[]),
    ("Piet Hollander", ActorKind::Person, &[]),
    ("Tarn", ActorKind::Place, &[]),
    ("soldiers", ActorKind::Group, &["Troops"]),
    ("police", ActorKind::Organisation, &[]),
];

/// Where an event is mentioned: the report, the words, and the trigger among them.
type Words = (u32, &'static str, &'static str);

struct StoryEvent {
    title: &'static str,
    kind: EventType,
    when: When,
    actors: &'static [u32],
    mentions: &'static [Words],
    unknown: &'static [u32],
    salience: f32,
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 3, day).expect("a day of March")
}

#[allow(clippy::too_many_lines, reason = "a table")]
fn story_events() -> Vec<StoryEvent> {
    let on = |d| When::day(day(d), Basis::Explicit);
    let part = |d, p| When::part(day(d), p, Basis::Explicit);
    let event = |title, kind, when, actors, mentions| StoryEvent {
        title,
        kind,
        when,
        actors,
        mentions,
        unknown: &[],
        salience: 0.9,
    };
    vec![
        event(
            "Engineers warn of cracks in the levee",
            EventType::Statement,
            When::from_edtf("2016", None, Basis::Explicit).expect("a year"),
            &[],
            &[
                (0, "Engineers had warned of cracks in the levee in 2016", "warned"),
                (2, "An engineers' report of 2016 that named cracks", "named"),
            ],
        ),
        event(
            "Rain falls",
            EventType::Other,
            When::since(day(10), Basis::Explicit),
            &[],
            &[(0, "three days of rain", "rain"), (1, "Rain had fallen since Sunday", "fallen")],
        ),
        event(
            "The levee breaks",
            EventType::Disaster,
            part(12, PartOfDay::Night),
            &[1],
            &[
                (0, "The levee on the river Osk broke on Tuesday night", "broke"),
                (1, "the levee at Brenmouth gave way early on Wednesday", "gave way"),
                (2, "The levee broke at 11.40 p.m. on Tuesday", "broke"),
            ],
        ),
        StoryEvent {
            unknown: &[3],
            ..event(
                "People killed in the flood",
                EventType::Casualty,
                on(13),
                &[2],
                &[
                    (0, "At least 14 people were killed", "killed"),
                    (1, "Nine people died", "died"),
                    (2, "Seventeen people have now died in the flood", "died"),
                ],
            )
        },
        event(
            "Ada Lindqvist orders the evacuation of the lower town",
            EventType::Request,
            on(13),
            &[0],
            &[(0, "Mayor Ada Lindqvist ordered the evacuation of the lower town on Wednesday", "ordered")],
        ),
        StoryEvent {
            salience: 0.2,
            ..event(
                "Volunteers at work",
                EventType::Aid,
                on(13),
                &[5],
                &[(1, "Volunteers from Tarn had been at work for a day", "work")],
            )
        },
        event(
            "The army sends soldiers and boats",
            EventType::Aid,
            on(14),
            &[3, 6],
            &[
                (0, "The army sent 200 soldiers and six boats on Thursday", "sent"),
                (1, "Troops reached the town on Thursday", "reached"),
            ],
        ),
        event(
            "Crowd before the town hall",
            EventType::Protest,
            part(14, PartOfDay::Evening),
            &[0],
            &[
                (2, "The mob that stormed the town hall on Thursday evening", "stormed"),
                (
                    3,
                    "Residents gathered peacefully before the town hall of Brenmouth on Thursday evening",
                    "gathered",
                ),
            ],
        ),
        event(
            "Ada Lindquist refuses to step down",
            EventType::Reject,
            When::unknown(),
            &[0],
            &[(2, "She refused", "refused")],
        ),
    ]
}

/// The positions of words in a report.
fn find(report: u32, words: &str) -> Span {
    let text = REPORTS[report as usize].2;
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in report {report}"));
    Span::new(start, start + words.len())
}

fn reports() -> Vec<Report> {
    let report = |(id, (source, published, text)): (u32, &(&str, &str, &str))| Report {
        id: ReportId(id),
        path: format!("flood/{}.txt", source.to_lowercase().replace(' ', "-")),
        source: Some((*source).to_owned()),
        published: Some(Published { edtf: (*published).to_owned(), basis: PublishedBasis::Manifest }),
        text: (*text).into(),
        ..Report::default()
    };
    (0..).zip(REPORTS).map(report).collect()
}

/// Every position of a spelling of an actor, the longest spelling first.
fn actor_mentions(report: u32) -> Vec<(Span, u32)> {
    let text = REPORTS[report as usize].2;
    let mut found: Vec<(Span, u32)> = Vec::new();
    let mut spellings: Vec<(&str, u32)> = (0..)
        .zip(ACTORS)
        .flat_map(|(id, (name, _, variants))| variants.iter().map(move |v| (*v, id)).chain([(*name, id)]))
        .collect();
    spellings.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, id) in spellings {
        for (start, _) in text.match_indices(name) {
            let span = Span::new(start, start + name.len());
            if !found.iter().any(|(other, _)| other.overlaps(span)) {
                found.push((span, id));
            }
        }
    }
    found.sort();
    found
}

fn time(report: u32, words: &str, when: &When) -> TimeExpression {
    TimeExpression {
        span: find(report, words),
        kind: TimexType::Date,
        value: when.edtf.clone(),
        modifier: None,
        when: Some(when.clone()),
        rule: "test",
        anchor: Anchor::Published,
        offset: None,
    }
}

fn toll(
    report: u32,
    words: &str,
    number: (&str, Option<f64>, Option<f64>),
    chain: Vec<Source>,
    as_of: When,
) -> Claim {
    Claim {
        kind: ClaimKind::Count,
        predicate: "killed".into(),
        subject: find(report, "people"),
        subject_group: None,
        quantity: Some(Box::new(Quantity {
            low: number.1,
            high: number.2,
            approximate: false,
            floor: None,
            unit: "people".into(),
            factor: 1.0,
            span: find(report, number.0),
            rule: "test",
        })),
        value: None,
        event: None,
        part_of: None,
        extent: Extent::Whole,
        course: rashomon::analysis::claim::Course::Unchanged,
        when: None,
        place: None,
        as_of: as_of.into(),
        chain,
        quoted: false,
        status: Status::Asserted,
        span: find(report, words),
    }
}

fn analyses() -> Vec<Analysis> {
    let mut analyses: Vec<Analysis> = (0..4)
        .map(|report| {
            let mut analysis = Analysis::default();
            for (span, actor) in actor_mentions(report) {
                analysis.actors.mentions.push(ActorMention { span, actor, form: MentionForm::Name });
            }
            analysis.actors.actors =
                ACTORS.iter().map(|(name, kind, _)| LocalActor::new(name, *kind)).collect();
            analysis
        })
        .collect();
    for event in story_events() {
        for &(report, words, trigger) in event.mentions {
            let span = find(report, words);
            let within = words.find(trigger).expect("the trigger is among the words");
            let start = span.start as usize + within;
            analyses[report as usize].events.push(EventMention {
                trigger: Span::new(start, start + trigger.len()),
                span,
                core: span,
                wording: Wording::whole(Shape::Clause, span),
                lemma: trigger.into(),
                class: "test",
                kind: event.kind,
                form: Form::Verb,
                function: Function::Event,
                likelihood: None,
                participants: Packed::default(),
                place: None,
                when: event.when.clone().into(),
                time: None,
                open_time: None,
                modality: Modality::Asserted,
                another: false,
                usual: false,
                governor: None,
                sentence: SentenceId(0),
            });
        }
    }
    let by = |report, name, cue| Source { name: find(report, name), cue: find(report, cue), actor: None };
    let thursday = || When::part(day(14), PartOfDay::Evening, Basis::Published);
    analyses[0].claims.push(toll(
        0,
        "At least 14 people were killed",
        ("At least 14", Some(14.0), None),
        vec![by(0, "the fire service", "according to")],
        thursday(),
    ));
    analyses[1].claims.push(toll(
        1,
        "Nine people died",
        ("Nine", Some(9.0), Some(9.0)),
        vec![by(1, "police", "said")],
        thursday(),
    ));
    analyses[2].claims.push(toll(
        2,
        "Seventeen people have now died",
        ("Seventeen", Some(17.0), Some(17.0)),
        vec![by(2, "the fire service", "said")],
        When::part(day(15), PartOfDay::Morning, Basis::Explicit),
    ));
    for Analysis { claims, events, .. } in &mut analyses {
        for claim in claims.iter_mut() {
            claim.event =
                (0..).zip(&*events).find(|(_, mention)| mention.span.contains(claim.span)).map(|(at, _)| at);
        }
    }
    let night = When::part(day(12), PartOfDay::Night, Basis::Explicit);
    analyses[0].times.push(time(0, "Tuesday night", &night));
    analyses[1].times.push(time(1, "early on Wednesday", &When::day(day(13), Basis::Explicit)));
    analyses[2].times.push(time(2, "11.40 p.m. on Tuesday", &night));
    analyses
}

/// The timeline of the story.
#[must_use]
pub fn timeline() -> Timeline {
    let analyses = analyses();
    let actors = (0..).zip(ACTORS).map(|(id, (name, kind, variants))| Actor {
        name: (*name).to_owned(),
        kind: *kind,
        variants: variants.iter().map(|v| (*v).to_owned()).collect(),
        roles: Vec::new(),
        mentions: (0..)
            .zip(&analyses)
            .flat_map(|(report, analysis): (u32, &Analysis)| {
                let own = (0..).zip(&analysis.actors.mentions).filter(move |(_, m)| m.actor == id);
                own.map(move |(at, _)| (ReportId(report), at))
            })
            .collect(),
    });
    let actors: Vec<Actor> = actors.collect();
    let events = story_events().into_iter().map(|event| {
        let mentions: Vec<(ReportId, u32)> = event
            .mentions
            .iter()
            .map(|&(report, words, _)| {
                let span = find(report, words);
                let at = analyses[report as usize].events.iter().position(|m| m.span == span);
                (ReportId(report), u32::try_from(at.expect("mentioned above")).expect("few"))
            })
            .collect();
        let mut reported_by: Vec<ReportId> = mentions.iter().map(|(report, _)| *report).collect();
        reported_by.dedup();
        Event {
            title: event.title.to_owned(),
            kind: event.kind,
            when: event.when,
            place: Some(ActorId(1)),
            actors: event.actors.iter().map(|&id| (ActorId(id), Role::Agent)).collect(),
            modality: Modality::Asserted,
            mentions,
            reported_by,
            unknown: event.unknown.iter().map(|&id| ReportId(id)).collect(),
            linked: Vec::new(),
            given: None,
            salience: event.salience,
        }
    });
    let events = events.collect();
    let entry =
        |report, event| LedgerEntry { report: ReportId(report), index: 0, event: Some(EventId(event)) };
    Timeline {
        title: "Brenmouth, March 2019".to_owned(),
        reports: reports(),
        actors,
        events,
        ledger: vec![entry(0, 3), entry(1, 3), entry(2, 3)],
        stories: Stories::default(),
        origins: Origins::default(),
        given: Vec::new(),
        problems: Vec::new(),
        analyses: analyses.into_iter().map(Arc::new).collect(),
    }
}

/// The timeline of the story, its claims changed: each with the number of its report.
#[must_use]
pub fn timeline_with(change: impl Fn(u32, &mut Claim)) -> Timeline {
    let mut analyses = analyses();
    for (report, analysis) in (0..).zip(&mut analyses) {
        analysis.claims.iter_mut().for_each(|claim| change(report, claim));
    }
    Timeline { analyses: analyses.into_iter().map(Arc::new).collect(), ..timeline() }
}

/// Where the story's reports disagree, the most serious first.
#[must_use]
pub fn disagreements() -> Vec<Disagreement> {
    let position = |report, words: &str, statement: &str, claim: Option<u32>| Position {
        passage: Passage { report: ReportId(report), span: find(report, words) },
        claim: claim.map(ClaimId),
        statement: statement.to_owned(),
    };
    let base = Disagreement {
        aspect: Aspect::Quantity,
        verdict: Verdict::Contradiction,
        severity: 0.9,
        event: Some(EventId(3)),
        summary: "People killed: 9 (B) vs at least 14 (A)".to_owned(),
        rule: "count/disjoint",
        why: "Both stand at Thursday evening, and no count can be 9 and at least 14.".to_owned(),
        positions: vec![
            position(1, "Nine people died", "9", Some(1)),
            position(0, "At least 14 people were killed", "≥ 14", Some(0)),
        ],
        silent: vec![ReportId(3)],
    };
    vec![
        base.clone(),
        Disagreement {
            aspect: Aspect::Time,
            verdict: Verdict::Conditional,
            severity: 0.6,
            event: Some(EventId(2)),
            summary: "The levee breaks: Tue night (A, C) vs early Wed (B)".to_owned(),
            rule: "time/night-and-morning",
            why: "They agree if the night of Tuesday is meant to run into Wednesday.".to_owned(),
            positions: vec![
                position(0, "Tuesday night", "Tue 12 Mar, night", None),
                position(1, "early on Wednesday", "Wed 13 Mar, early morning", None),
                position(2, "11.40 p.m. on Tuesday", "Tue 12 Mar, 23:40", None),
            ],
            silent: vec![ReportId(3)],
        },
        Disagreement {
            verdict: Verdict::Update,
            severity: 0.5,
            summary: "People killed: at least 14 (A), later 17 (C)".to_owned(),
            rule: "count/later-higher",
            why: "The later figure is the higher one: the count went on.".to_owned(),
            positions: vec![
                position(0, "At least 14 people were killed", "≥ 14", Some(0)),
                position(2, "Seventeen people have now died", "17", Some(2)),
            ],
            ..base.clone()
        },
        Disagreement {
            aspect: Aspect::Label,
            verdict: Verdict::Framing,
            severity: 0.4,
            event: Some(EventId(7)),
            summary: "Before the town hall: “mob” (C) vs “residents” (D)".to_owned(),
            rule: "label/loaded",
            why: "The same people under a word that condemns and one that does not.".to_owned(),
            positions: vec![position(2, "The mob", "mob", None), position(3, "Residents", "residents", None)],
            silent: vec![ReportId(0), ReportId(1)],
        },
        Disagreement {
            aspect: Aspect::Event,
            verdict: Verdict::Omission,
            severity: 0.1,
            event: Some(EventId(4)),
            summary: "Only A reports the evacuation".to_owned(),
            rule: "omission/event",
            why: "One of four reports tells it.".to_owned(),
            positions: vec![position(0, "ordered the evacuation", "told", None)],
            silent: vec![ReportId(1), ReportId(2), ReportId(3)],
        },
        Disagreement {
            aspect: Aspect::Name,
            verdict: Verdict::Name,
            severity: 0.05,
            event: None,
            summary: "Ada Lindqvist (A) is Ada Lindquist (C)".to_owned(),
            rule: "name/spelling",
            why: "One letter differs, and both are the mayor.".to_owned(),
            positions: vec![
                position(0, "Ada Lindqvist", "Ada Lindqvist", None),
                position(2, "Ada Lindquist", "Ada Lindquist", None),
            ],
            silent: Vec::new(),
        },
    ]
}

/// The story, ready to be shown.
#[must_use]
pub fn library() -> Library {
    Library::new(timeline(), disagreements())
}

/// The event whose title contains some words.
#[must_use]
pub fn event(library: &Library, words: &str) -> EventId {
    let at = library.events().iter().position(|event| event.title.contains(words));
    EventId(u32::try_from(at.expect("there is such an event")).expect("few"))
}

/// The actor with a name.
#[must_use]
pub fn actor(library: &Library, name: &str) -> ActorId {
    let at = library.timeline.actors.iter().position(|actor| actor.name == name);
    ActorId(u32::try_from(at.expect("there is such an actor")).expect("few"))
}

//! Mentions made by hand: sentences as a few words each, and the corpus that the earlier stages would make of them.

use super::*;

/// One sentence of a report: agent, trigger, patient, and the day of the month, if given.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) agent: &'static str,
    pub(super) trigger: &'static str,
    pub(super) lemma: &'static str,
    pub(super) patient: &'static str,
    pub(super) day: Option<u32>,
    /// A year without a day.
    pub(super) year: Option<i32>,
    /// Whether the day is known only from the report's date.
    pub(super) published: bool,
    /// A weekday in TIMEX3 that the report's unknown date leaves open.
    pub(super) weekday: Option<&'static str>,
    pub(super) modality: Modality,
    pub(super) function: Function,
}

pub(super) fn sentence(
    agent: &'static str,
    trigger: &'static str,
    lemma: &'static str,
    patient: &'static str,
) -> Sentence {
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
    pub(super) fn on(self, day: u32) -> Self {
        Self { day: Some(day), ..self }
    }

    pub(super) fn when(&self) -> When {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of the year");
        match (self.day, self.year) {
            (Some(day), _) if self.published => When::day(date(2031, 5, day), Basis::Published),
            (Some(day), _) => When::day(date(2031, 5, day), Basis::Explicit),
            (None, Some(year)) => When::days(date(year, 1, 1), date(year, 12, 31), Basis::Explicit),
            (None, None) => When::unknown(),
        }
    }

    pub(super) fn on_weekday(self, value: &'static str) -> Self {
        Self { weekday: Some(value), ..self }
    }

    pub(super) fn saying(self) -> Self {
        Self { function: Function::Reporting, ..self }
    }

    pub(super) fn planned(self) -> Self {
        Self { modality: Modality::Planned, ..self }
    }
}

/// A corpus as the earlier stages would produce it: an actor for every capitalised agent and patient.
#[derive(Default)]
pub(super) struct Corpus {
    pub(super) reports: Vec<Report>,
    pub(super) analyses: Vec<Arc<Analysis>>,
    pub(super) actors: Vec<Actor>,
    pub(super) origins: Origins,
}

impl Corpus {
    pub(super) fn context<'a>(&'a self, stories: &'a Stories) -> Context<'a> {
        let Self { reports, analyses, actors, origins } = self;
        Context { reports, analyses, actors, stories, origins }
    }
}

pub(super) fn corpus(of_reports: &[Vec<Sentence>]) -> Corpus {
    let mut corpus = Corpus::default();
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

/// The events as sets of trigger words, each with the first words of its report, so that the order does not matter.
pub(super) fn events(corpus: &Corpus) -> Vec<Event> {
    merge(&corpus.context(&Stories::default()))
}

pub(super) fn triggers(corpus: &Corpus, events: &[Event]) -> Vec<Vec<String>> {
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

pub(super) fn check(of_reports: &[Vec<Sentence>], expected: &[&[&str]]) {
    let corpus = corpus(of_reports);
    let mut expected: Vec<Vec<String>> =
        expected.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect();
    expected.sort();
    assert_eq!(triggers(&corpus, &events(&corpus)), expected, "{of_reports:#?}");
}

//! Which mentions are of one event: the weights of the rules by which two mentions are joined.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::text::{ReportId, Span};
use rashomon::timeline::event::{JoinRule, RULES, Reason, Side, Weights, learning};
use rashomon::timeline::{self, Timeline};

use super::FOLDS;
use super::corpus::{self, Topic};
use super::logistic::{self, Bounds, Example};
use super::measure::Counts;
use super::whole;

/// The strength of the penalty on squared weights. 1, 3 and 10 differ by less than the folds do.
const PENALTY: f64 = 3.0;
/// The log-odds from which an account may belong to an event, as tried.
const ENOUGH: [f32; 11] = [-1.2, -1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.1, 0.2, 0.4, 0.6];
/// The chosen value, from what [`measure`] prints: the highest of those with nearly the best F1, since two events joined into one
/// mislead more than one event shown twice.
const TAKEN: f32 = 0.2;

/// In how many topics a rule must apply for its weight to be learned.
const TOPICS: usize = 5;
/// The weights of rules that apply in fewer: what annotated news hardly shows is set by what the words mean.
const RARE: [(&str, f64); 9] = [
    ("report/nameless", 2.55),
    ("participant/all-other-name", -3.0),
    ("patient/one-more", -5.0),
    ("story/other", -2.0),
    ("agent/acts-for", 0.5),
    ("agent/other-organisation", -0.5),
    ("participant/swapped", -5.0),
    ("place/within", 0.4),
    ("modality/attempt-and-fact", -1.0),
];
/// The weights that are set whatever the annotations say: two dates that exclude each other separate two accounts, unless many
/// others hold them together; an event long before a report is not its news; and an event of other people is another event.
const SET: [(&str, f64); 4] =
    [("time/other-age", -6.0), ("time/apart", -9.0), ("time/other-words", -9.0), ("report/others", -5.0)];
/// A set weight so low that it decides a pair: nothing is learned from it.
const SETTLING: f64 = -9.0;

/// Where the weights go.
pub const FILE: &str = "assets/model/same-event.txt";

/// The program's reading of a topic.
pub struct Known {
    /// Its reports, read.
    pub timeline: Timeline,
    /// The mentions it found.
    pub mentions: Vec<Found>,
}

/// A mention that the program found.
pub struct Found {
    /// Its report and its trigger's bytes.
    pub trigger: (ReportId, Span),
    /// The event it belongs to, if it is annotated.
    pub chain: Option<String>,
    /// The incident that its report is about.
    pub incident: String,
}

/// Learns the weights from topics of news under one folder and from a treebank in another, prints how good they are on held-out topics and
/// documents, and writes them.
pub fn learn(root: &Path, treebanks: &Path, out: &Path) -> Result<()> {
    let [news, whole] =
        [corpus::read(root)?, whole::read(treebanks)?].map(|topics| topics.into_iter().map(Learned::from));
    let (news, whole): (Vec<Learned>, Vec<Learned>) = (news.collect(), whole.collect());
    let by_hand = by_hand(&news);
    let mut weights = fit(news.iter().chain(&whole), &by_hand);
    weights.enough = TAKEN;
    measure(&news, &whole, &by_hand);
    let set: Vec<&str> =
        RULES.iter().zip(&by_hand).filter_map(|(rule, set)| set.map(|_| rule.name)).collect();
    std::fs::write(out, table(&weights, &set, &news, &whole))
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} and {}", out.display(), pairs(&news), pairs(&whole));
    Ok(())
}

/// The pairs of some topics, and how many are of one event, in words.
fn pairs(topics: &[Learned]) -> String {
    let pairs: usize = topics.iter().map(|topic| topic.examples.len()).sum();
    let same = topics.iter().flat_map(|topic| &topic.examples).filter(|example| example.holds).count();
    format!("{pairs} pairs ({same} of one event)")
}

/// A topic as it was read, and what is learned from it.
struct Learned {
    known: Known,
    examples: Vec<Example>,
}

impl From<Topic> for Learned {
    fn from(topic: Topic) -> Self {
        let known = known(topic);
        let examples = examples(&known);
        Self { known, examples }
    }
}

fn known(topic: Topic) -> Known {
    let paths = topic.corpus.reports.iter().map(|report| report.path.clone());
    let mut annotated: HashMap<_, _> = paths.zip(topic.annotated).collect();
    let timeline = timeline::build(topic.corpus.into());
    let mut mentions = Vec::new();
    for (id, report) in (0..).map(ReportId).zip(&timeline.reports) {
        let Some(of_report) = annotated.remove(&report.path) else { continue };
        let incident = of_report.incident;
        let found = |(span, chain)| Found { trigger: (id, span), chain, incident: incident.clone() };
        mentions.extend(matched(&timeline, id, of_report.mentions).into_iter().map(found));
    }
    Known { timeline, mentions }
}

/// The triggers of a report, each with the chain of the first annotated mention that it overlaps and no trigger before.
fn matched(timeline: &Timeline, report: ReportId, gold: Vec<corpus::Mention>) -> Vec<(Span, Option<String>)> {
    let mut free: Vec<Span> =
        timeline.analyses[report.index()].events.iter().map(|mention| mention.trigger).collect();
    free.dedup();
    let mut found = Vec::new();
    for gold in gold {
        if let Some(place) = free.iter().position(|trigger| trigger.overlaps(gold.span)) {
            found.push((free.remove(place), Some(gold.chain)));
        }
    }
    found.extend(free.into_iter().map(|trigger| (trigger, None)));
    found
}

/// The annotated pairs of a topic that no rule excludes outright.
///
/// Pairs of other sentences that are of two incidents would be more examples of different events. With them events of one
/// story join more easily: the similarity of reports then outweighs everything else.
fn examples(topic: &Known) -> Vec<Example> {
    let triggers: Vec<_> = topic.mentions.iter().map(|mention| mention.trigger).collect();
    let pairs = learning::pairs(&topic.timeline, &triggers).into_iter();
    let settles = |reason: &Reason| {
        let set = SET.iter().any(|&(name, weight)| name == reason.rule.name && weight <= SETTLING);
        set || reason.rule.side == Side::Forbids
    };
    let open = pairs.filter(|pair| !pair.reasons.iter().any(settles));
    let example = |pair: learning::Pair| {
        let chain = |place: usize| topic.mentions[place].chain.as_ref();
        let holds = chain(pair.places.0)? == chain(pair.places.1)?;
        let degrees = pair.reasons.iter().map(|reason| (reason.rule.place(), f64::from(reason.degree)));
        Some(Example { features: degrees.collect(), holds, weight: 1.0 })
    };
    open.filter_map(example).collect()
}

/// By rule: the weight set by hand, if none is learned.
fn by_hand(learned: &[Learned]) -> Vec<Option<f64>> {
    let holds = |place: usize| {
        let in_topic = |examples: &[Example]| {
            examples.iter().any(|example| example.features.iter().any(|&(other, _)| other == place))
        };
        learned.iter().filter(|topic| in_topic(&topic.examples)).count()
    };
    let weight = |table: &[(&str, f64)], name: &str| {
        table.iter().find(|(known, _)| *known == name).map(|&(_, weight)| weight)
    };
    let of_rule = |rule: &JoinRule| {
        let rare = holds(rule.place()) < TOPICS || rule.side == Side::Forbids;
        weight(&SET, rule.name).or_else(|| rare.then(|| weight(&RARE, rule.name).unwrap_or(0.0)))
    };
    RULES.iter().map(of_rule).collect()
}

/// The weights that fit some examples best, each with the sign of its rule.
fn fit<'l>(topics: impl Iterator<Item = &'l Learned>, by_hand: &[Option<f64>]) -> Weights {
    let bounds: Vec<Bounds> = RULES
        .iter()
        .zip(by_hand)
        .map(|(rule, by_hand)| match (by_hand, rule.side) {
            (Some(weight), _) => Bounds { least: *weight, most: *weight },
            (None, side) => side.into(),
        })
        .collect();
    let examples: Vec<&Example> = topics.flat_map(|topic| &topic.examples).collect();
    let (start, of_rule) = logistic::fit(&examples, &bounds, PENALTY);
    #[allow(clippy::cast_possible_truncation, reason = "weights are of a few digits")]
    let short = |weight: f64| (weight * 100.0).round() as f32 / 100.0;
    Weights { start: short(start), enough: 0.0, of_rule: of_rule.into_iter().map(short).collect() }
}

/// The topics that are not in a fold.
fn outside(topics: &[Learned], fold: usize) -> impl Iterator<Item = &Learned> {
    topics.iter().enumerate().filter(move |(place, _)| place % FOLDS != fold).map(|(_, topic)| topic)
}

/// Prints the results of each threshold on held-out topics of news and documents of the treebank.
fn measure(news: &[Learned], whole: &[Learned], by_hand: &[Option<f64>]) {
    let of_fold = |fold: usize| fit(outside(news, fold).chain(outside(whole, fold)), by_hand);
    let weights: Vec<Weights> = (0..FOLDS).map(of_fold).collect();
    println!(
        "enough  B³ precision, recall, F1; events that mix two incidents, of annotated mentions and of all; B³ in whole texts"
    );
    let counts = |topics: &[Learned], enough: f32| {
        let mut counts = Counts::default();
        for (place, topic) in topics.iter().enumerate() {
            let weights = Weights { enough, ..weights[place % FOLDS].clone() };
            counts.add(&topic.known, &learning::events(&topic.known.timeline, &weights));
        }
        counts
    };
    for enough in ENOUGH {
        let (news, whole) = (counts(news, enough), counts(whole, enough));
        println!("{enough:5.1}   {news}; {}", whole.b_cubed());
    }
}

/// The file of weights.
fn table(weights: &Weights, set: &[&str], news: &[Learned], whole: &[Learned]) -> String {
    let mut text = format!(
        "# How much each reason weighs for two accounts being of one event, in log-odds; see `timeline::event::rule` for the meaning of each.\n\
         # \"start\" is the value before any reason, \"enough\" the one from which an account belongs to an event.\n\
         # Learned by `cargo run --release --example learn -- events ROOT TREEBANKS` from {} in {} topics of ECB+ (Agata Cybulska\n\
         # and Piek Vossen 2014, CC BY 3.0) and {} in {} documents of GUM (Amir Zeldes and others; annotations CC BY 4.0): logistic regression,\n\
         # penalty {PENALTY} on squared weights, each weight with the sign of its rule; the texts are not part of the project. A weight of 0 means that other rules say it already. Set by hand, since fewer than {TOPICS} topics have\n\
         # them or by their meaning: {}.\n\
         # Licence: as the program.\n",
        pairs(news),
        news.len(),
        pairs(whole),
        whole.len(),
        set.join(", ")
    );
    let mut line = |name: &str, weight: f32| writeln!(text, "{name} {weight}").expect("a string takes all");
    line("start", weights.start);
    line("enough", weights.enough);
    RULES.iter().zip(&weights.of_rule).for_each(|(rule, &weight)| line(rule.name, weight));
    text
}

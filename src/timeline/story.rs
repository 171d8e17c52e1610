//! Which reports are about one story: those whose leads share names and words and that are close in time. Only within a story are
//! events merged without a name in common, and claims compared.
//!
//! Rare names weigh most; cities and countries of the gazetteer weigh less, since unrelated stories share those too. Forms of one
//! word and the words for one kind of incident count as one. Words that occur in many reports link nothing, so the cost
//! stays linear.

mod likeness;
mod nameless;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analysis::actor::{group, lexicon};
use crate::analysis::claim::lexicon::entries;
use crate::analysis::claim::{attribution, date, predicate};
use crate::text::{Published, Report, ReportId};

/// The story of each report, by its index in the corpus; stories are numbered by their first report.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Stories {
    of: Vec<u32>,
    /// The same by shared names alone: a report without any may be about another event of the same kind.
    by_name: Vec<u32>,
}

/// How many reports each report that has a word is compared with at most.
const NEIGHBOURS: usize = 12;

/// How many days apart two reports of one story may be published.
const DAYS: i64 = 30;

/// The same where the rarest name they share is that of a city: more than one such event happens in a city in a month.
const DAYS_OF_A_CITY: i64 = 10;

/// The prefix of the key of a kind of incident.
const INCIDENT: &str = "incident: ";

/// The total weight that shared words must have.
const ENOUGH: u32 = 5;

/// How many bytes of a report count as its lead.
pub(super) const LEAD: usize = 1800;

/// The shortest word that identifies a subject.
const SHORTEST: usize = 4;

/// Words of news that belong to no particular story.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = entries(include_str!("../../assets/lexicon/common-news-words.txt"));
    entries.filter_map(|fields| fields.first().copied()).collect()
});

impl Stories {
    /// Finds the stories.
    #[must_use]
    pub fn find(reports: &[Report], analyses: &[Arc<Analysis>]) -> Self {
        let of_report = |report: &Report| {
            let source = report.source.as_deref().unwrap_or_default();
            subject(report.title.as_deref().unwrap_or_default(), &report.text, source)
        };
        let subjects: Vec<SubjectWords> = reports.par_iter().map(of_report).collect();
        let by_word = by_word(&subjects);
        let enough = likeness::enough(reports.len());
        let named: Vec<bool> = subjects.iter().map(names_somebody).collect();
        let links_of = |(place, subject): (usize, &SubjectWords)| {
            let mut links = Links::default();
            let report = u32::try_from(place).unwrap_or(u32::MAX);
            // One report at a time: the pairs of all reports would take more memory than their texts.
            for (other, shared) in shared_with_later(report, subject, &by_word) {
                let pair = (report, other);
                let near = |days| near_in_time(reports, report, other, days);
                let is_named = shared.weight >= ENOUGH
                    && shared.best >= CITY
                    && near(if shared.best < NAME { DAYS_OF_A_CITY } else { DAYS });
                if is_named {
                    links.by_name.push(pair);
                    continue;
                }
                let others = shared.best < CITY && named[place] && named[other as usize];
                let needed = enough + if others { likeness::OTHER_NAMES } else { 0.0 };
                if shared.rarity >= needed && near(DAYS) {
                    links.by_words.push(pair);
                }
            }
            links
        };
        let found: Vec<Links> = subjects.par_iter().enumerate().map(links_of).collect();
        let mut links: Vec<(u32, u32)> = found.iter().flat_map(|links| &links.by_name).copied().collect();
        let by_name = joined(reports.len(), &links);
        links.extend(found.iter().flat_map(|links| &links.by_words));
        links.extend(nameless::links((reports, analyses), &subjects));
        Self { of: joined(reports.len(), &links), by_name }
    }

    /// Whether they are consistent with this number of reports.
    pub(super) fn are_of(&self, reports: usize) -> bool {
        let within = |of: &[u32]| of.len() == reports && of.iter().all(|&first| (first as usize) < reports);
        within(&self.of) && within(&self.by_name)
    }

    /// The first report that a report shares names with; itself where no stories were looked for.
    #[must_use]
    pub fn by_name(&self, report: ReportId) -> ReportId {
        self.by_name.get(report.index()).map_or(report, |&first| ReportId(first))
    }

    /// The reports of each story that has more than one, in order.
    #[must_use]
    pub fn shared(&self) -> Vec<Vec<ReportId>> {
        let mut stories: BTreeMap<u32, Vec<ReportId>> = BTreeMap::new();
        for (report, &story) in (0..).zip(&self.of) {
            stories.entry(story).or_default().push(ReportId(report));
        }
        stories.into_values().filter(|reports| reports.len() > 1).collect()
    }
}

/// A name that is on no list.
const NAME: u32 = 4;
/// A city or region of the gazetteer.
const CITY: u32 = 2;
/// A country, or a common word.
const WORD: u32 = 1;

/// Pairs of reports that are about one story, the earlier first.
#[derive(Debug, Default)]
struct Links {
    /// By names and words.
    by_name: Vec<(u32, u32)>,
    /// By the rarity of words alone.
    by_words: Vec<(u32, u32)>,
}

/// The reports whose leads contain a word, and the weight of the word.
#[derive(Debug)]
struct Postings {
    /// Whether it can be a name, and is not a kind of incident.
    is_name: bool,
    /// How rare it is in English.
    rarity: f32,
    /// The reports in order, each with the weight of the word there.
    reports: Vec<(u32, Weight)>,
}

fn by_word(subjects: &[SubjectWords]) -> HashMap<&str, Postings> {
    let mut by_word: HashMap<&str, Postings> = HashMap::new();
    for (subject, id) in subjects.iter().zip(0..) {
        for (word, &weight) in subject {
            let postings = by_word.entry(word).or_insert_with(|| {
                let is_name = !word.starts_with(INCIDENT);
                let counts = is_name && !is_of_any_incident(word);
                let rarity = if counts { likeness::rarity(word) } else { 0.0 };
                Postings { is_name, rarity, reports: Vec::new() }
            });
            postings.reports.push((id, weight));
        }
    }
    by_word
}

/// What the lead of a report shares with those of later reports. Words are visited in their order, so that sums are the same in
/// every run.
fn shared_with_later(
    report: u32,
    subject: &SubjectWords,
    by_word: &HashMap<&str, Postings>,
) -> BTreeMap<u32, Shared> {
    let mut shared = BTreeMap::<u32, Shared>::new();
    for (word, weight) in subject {
        let Some(postings) = by_word.get(&**word) else { continue };
        let later = postings.reports.partition_point(|&(other, _)| other <= report);
        for &(other, other_weight) in postings.reports[later..].iter().take(NEIGHBOURS) {
            let link = shared.entry(other).or_default();
            let weight = weight.shared(other_weight);
            link.weight += weight;
            link.best = link.best.max(if postings.is_name { weight } else { 0 });
            link.rarity += match weight {
                0 => 0.0,
                CITY => postings.rarity.min(likeness::OF_A_CITY),
                _ => postings.rarity,
            };
        }
    }
    shared
}

/// What the leads of two reports share.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// The total weight of all names and words.
    weight: u32,
    /// The largest weight of a name.
    best: u32,
    /// How rare the words are in English.
    rarity: f32,
}

/// The weight of a word, and whether it is surely written as a name: the first word of a sentence is capitalised anyway.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Weight {
    value: u32,
    sure: bool,
    /// Whether it occurs only in the outlet's name: a local paper is named after its town.
    of_outlet: bool,
}

impl Weight {
    /// Its weight for two reports: a name that opens a sentence is a name if the other report has it inside one.
    fn shared(self, other: Self) -> u32 {
        let value = self.value.min(other.value);
        if self.of_outlet && other.of_outlet {
            return 0;
        }
        if self.sure || other.sure { value } else { value.min(WORD) }
    }

    fn heavier(self, other: Self) -> Self {
        if (self.value, self.sure) >= (other.value, other.sure) { self } else { other }
    }
}

/// Words too short to count that still identify a subject.
const SHORT: &[&str] = &[
    "bus", "car", "van", "jet", "dam", "gas", "oil", "mud", "fog", "gun", "bar", "pub", "mob", "zoo", "tax",
    "spy", "tram",
];

/// The words that identify a report's subject, folded, each with its weight.
type SubjectWords = BTreeMap<String, Weight>;

/// The kinds of incident that a report's lead is about.
fn incidents(subject: &SubjectWords) -> impl Iterator<Item = &str> {
    subject.keys().filter_map(|word| word.strip_prefix(INCIDENT))
}

/// Whether a word is used of incidents of all kinds: killed, wounded.
fn is_of_any_incident(stemmed: &str) -> bool {
    static OF_ANY_INCIDENT: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| predicate::words().map(stem).collect());
    OF_ANY_INCIDENT.contains(stemmed)
}

/// Whether a lead surely contains a name of somebody, or of a place that is not a country.
fn names_somebody(subject: &SubjectWords) -> bool {
    subject.iter().any(|(word, weight)| {
        !word.starts_with(INCIDENT) && weight.value >= CITY && weight.sure && !weight.of_outlet
    })
}

/// The words of a subject besides those for its incidents.
fn plain_words(subject: &SubjectWords) -> impl Iterator<Item = &str> {
    let is_plain = |(word, weight): &(&String, &Weight)| {
        let plain = !weight.of_outlet && !word.starts_with(INCIDENT) && incident_of(word).is_none();
        weight.value > 0 && plain && !is_of_any_incident(word)
    };
    subject.iter().filter(is_plain).map(|(word, _)| word.as_str())
}

/// The words of a title, a lead and an outlet's name that identify their subject.
fn subject(title: &str, text: &str, outlet: &str) -> SubjectWords {
    let mut words = BTreeMap::new();
    read(title, true, &mut words);
    read(text, false, &mut words);
    let mut of_outlet = BTreeMap::new();
    read(outlet, true, &mut of_outlet);
    for (word, weight) in of_outlet.into_iter().filter(|(word, _)| !word.starts_with(INCIDENT)) {
        words.entry(word).or_insert(Weight { of_outlet: true, ..weight });
    }
    words
}

/// Adds the words of the beginning of a text; in a title every word may have a capital.
fn read(text: &str, title: bool, words: &mut BTreeMap<String, Weight>) {
    let mut end = LEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lead = &text[..end];
    let mut opens = true;
    let base = lead.as_ptr() as usize;
    for word in lead.split(|letter: char| !letter.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        let at = word.as_ptr() as usize - base;
        opens |= title || lead[..at].trim_end().ends_with(['.', '!', '?', '\n', '”', '"', ':']) || at == 0;
        let folded = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            deunicode::deunicode(word).to_lowercase()
        };
        let capital = word.starts_with(char::is_uppercase);
        if let Some(kind) = incident_of(stem(&folded)) {
            words.insert(format!("{INCIDENT}{kind}"), Weight { value: CITY, sure: true, of_outlet: false });
        }
        let long = folded.len() >= SHORTEST || SHORT.contains(&folded.as_str());
        if long && !COMMON.contains(folded.as_str()) {
            let value = weight(&folded, word, capital);
            let weight = Weight { value, sure: !capital || !opens, of_outlet: false };
            let stem = stem(&folded);
            let known = words.entry(stem.to_owned()).or_insert(weight);
            *known = weight.heavier(*known);
        }
        opens = false;
    }
}

/// A word without its inflection: "stabbed" and "stabbing", "crash" and "crashes", "Bavaria" and "Bavarian".
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] =
        &["ings", "ing", "ers", "ed", "er", "es", "ians", "ian", "ia", "ans", "an", "s", "e", "a"];
    const SHORTEST_STEM: usize = 4;
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.len() >= SHORTEST_STEM && word.is_ascii())
        .map_or(word, |stem| {
            let doubled = stem
                .as_bytes()
                .windows(2)
                .last()
                .is_some_and(|pair| pair[0] == pair[1] && !b"sl".contains(&pair[0]));
            if doubled && stem.len() > SHORTEST_STEM { &stem[..stem.len() - 1] } else { stem }
        })
}

/// How much weight the rarity of a stem in English has, from nothing for a word of every sentence: the logarithm of the number of
/// sentences it takes to meet it.
pub(crate) fn surprise(stem: &str) -> f32 {
    likeness::surprise(stem)
}

/// The kind of incident that a word names, by its stem.
fn incident_of(stemmed: &str) -> Option<&'static str> {
    static KINDS: LazyLock<HashMap<&'static str, &'static str>> =
        LazyLock::new(|| date::incident_words().map(|(word, kind)| (stem(word), kind)).collect());
    KINDS.get(stemmed).copied()
}

/// The weight of a shared word for one story.
fn weight(folded: &str, word: &str, capital: bool) -> u32 {
    let of_group =
        |word: &str| group::lookup(word).is_some_and(|found| !group::contains("craft", found.group));
    let general = of_group(folded)
        || of_group(folded.strip_suffix('s').unwrap_or(folded))
        || attribution::verb_cue(folded).is_some()
        || word.bytes().all(|byte| byte.is_ascii_digit());
    match capital {
        _ if general => 0,
        false => WORD,
        true if lexicon::country(word).is_some() => WORD,
        true if lexicon::city(folded).is_some() || lexicon::REGIONS.contains(folded) => CITY,
        true => NAME,
    }
}

fn near_in_time(reports: &[Report], one: u32, other: u32, days: i64) -> bool {
    let day = |report: u32| reports[report as usize].published.as_ref().and_then(Published::day);
    match (day(one), day(other)) {
        (Some(a), Some(b)) => (a - b).num_days().abs() <= days,
        _ => true,
    }
}

/// For each of so many reports, the lowest-numbered of those it is joined with.
fn joined(reports: usize, links: &[(u32, u32)]) -> Vec<u32> {
    let mut of: Vec<u32> = (0..u32::try_from(reports).unwrap_or(u32::MAX)).collect();
    for &(one, other) in links {
        let (a, b) = (root(&mut of, one), root(&mut of, other));
        of[a.max(b) as usize] = a.min(b);
    }
    (0..u32::try_from(of.len()).unwrap_or(u32::MAX)).map(|report| root(&mut of, report)).collect()
}

/// The lowest number joined with a given one, in a forest of numbers.
pub(super) fn root(of: &mut [u32], report: u32) -> u32 {
    let mut here = report;
    while of[here as usize] != here {
        let above = of[of[here as usize] as usize];
        of[here as usize] = above;
        here = above;
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (one, other) in [
            ("stabbed", "stabbing"),
            ("crash", "crashes"),
            ("saxonia", "saxonian"),
            ("shooting", "shootings"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("station"), stem("stated"));
    }

    #[test]
    fn reports_that_share_names_and_words_in_their_leads_are_about_one_story() {
        let texts = [
            ("A tram hit a lorry in Ostwick on Monday, the operator Veltram said.", 0),
            ("Monday's tram collision in Ostwick is being looked into, Veltram said.", 0),
            ("Ostwick's tram collision left two hurt.", 0),
            ("A tram hit a wall in Pelham, police in the United Kingdom said on Monday.", 3),
            ("Police in the United Kingdom said on Monday that a bank in Leeds was robbed.", 4),
        ];
        let reports: Vec<Report> = (0..)
            .zip(texts)
            .map(|(id, (text, _))| Report { id: ReportId(id), text: text.into(), ..Report::default() })
            .collect();
        let expected: Vec<u32> = texts.iter().map(|(_, story)| *story).collect();
        assert_eq!(Stories::find(&reports, &[]).of, expected);
    }

    #[test]
    fn a_few_reports_that_share_rare_words_alone_are_about_one_story_and_many_are_not() {
        let texts = [
            "Pilgrims fell into a gorge when the railing of a footbridge gave way on Sunday, a monk said.",
            "A monk told of screams as the railing broke and pilgrims slid towards the gorge.",
            "The council put off a vote on the price of parking until spring.",
        ];
        let stories = |others: usize| {
            let more = (0..others).map(|number| format!("Nothing was decided in case {number}."));
            let texts = texts.map(String::from).into_iter().chain(more);
            let report = |(id, text): (u32, String)| Report {
                id: ReportId(id),
                text: text.into(),
                ..Report::default()
            };
            let reports: Vec<Report> = (0..).zip(texts).map(report).collect();
            Stories::find(&reports, &[]).of[..3].to_vec()
        };
        assert_eq!(stories(0), [0, 0, 2]);
        assert_eq!(stories(200), [0, 1, 2]);
    }
}

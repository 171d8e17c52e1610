//! Which reports are about one story: those whose leads share names and words and that are close in time. Only within a story are
//! events merged without a name in common, and claims compared.
//!
//! Rare names weigh most; cities and countries of the gazetteer weigh less, since unrelated stories share those too. Forms of one
//! word and the words for one kind of incident count as one. Words that occur in many reports link nothing, so the cost
//! stays linear.

mod likeness;
mod nameless;
mod subject;
mod words;

pub use subject::Subject;
pub(crate) use words::stem;
use words::{CITY, INCIDENT, NAME, Weight, incidents, is_of_any_incident, names_somebody, plain_words};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::text::{Report, ReportId};

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

/// The total weight that shared words must have.
const ENOUGH: u32 = 5;

/// How many bytes of a report count as its lead.
pub(super) const LEAD: usize = 1800;

/// Reports whose subjects are read in parallel.
const BATCH: usize = 1024;

impl Stories {
    /// Finds the stories.
    #[must_use]
    pub fn find(reports: &[Report], analyses: &[Arc<Analysis>]) -> Self {
        let mut subjects = Subjects::default();
        for first in (0..reports.len()).step_by(BATCH) {
            let read = |place: usize| Subject::of(&reports[place], analyses.get(place).map(Arc::as_ref));
            let batch = first..(first + BATCH).min(reports.len());
            let batch: Vec<Subject> = batch.into_par_iter().map(read).collect();
            for subject in &batch {
                subjects.add(subject);
            }
        }
        subjects.stories()
    }

    /// The stories of some reports among others: for each the first report of its story, and of those that share its names.
    #[must_use]
    pub fn among_others(firsts: &[(u32, u32)]) -> Self {
        fn numbered(firsts: impl Iterator<Item = u32>) -> Vec<u32> {
            let mut places: HashMap<u32, u32> = HashMap::new();
            (0..).zip(firsts).map(|(place, first)| *places.entry(first).or_insert(place)).collect()
        }
        Self {
            of: numbered(firsts.iter().map(|(story, _)| *story)),
            by_name: numbered(firsts.iter().map(|(_, by_name)| *by_name)),
        }
    }

    /// For each report, in order, the first report of its story, and of those that share its names.
    pub fn firsts(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.of.iter().copied().zip(self.by_name.iter().copied())
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

/// Pairs of reports that are about one story, the earlier first.
#[derive(Debug, Default)]
struct Links {
    /// By names and words.
    by_name: Vec<(u32, u32)>,
    /// By the rarity of words alone.
    by_words: Vec<(u32, u32)>,
}

/// The subjects of reports, in a form in which those of very many fit in memory.
#[derive(Debug, Default)]
pub struct Subjects {
    /// The number of each word.
    numbers: FxHashMap<String, u32>,
    /// By word.
    postings: Vec<Postings>,
    reports: Vec<Indexed>,
    incidents: nameless::Incidents,
}

/// The subject of one report.
#[derive(Debug)]
struct Indexed {
    day: Option<NaiveDate>,
    /// Whether it surely names somebody.
    named: bool,
    /// Its words, in the order of the alphabet: sums are the same in every run.
    words: Box<[(u32, Weight)]>,
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

impl Subjects {
    /// Adds the subject of the next report.
    pub fn add(&mut self, subject: &Subject) {
        let id = u32::try_from(self.reports.len()).unwrap_or(u32::MAX);
        let words = subject.words.iter().map(|(word, weight)| {
            let number = self.number(word);
            self.postings[number as usize].reports.push((id, *weight));
            (number, *weight)
        });
        let words = words.collect();
        self.reports.push(Indexed { day: subject.day, named: names_somebody(&subject.words), words });
        self.incidents.add(id, subject);
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let is_name = !word.starts_with(INCIDENT);
        let counts = is_name && !is_of_any_incident(word);
        let rarity = if counts { likeness::rarity(word) } else { 0.0 };
        self.postings.push(Postings { is_name, rarity, reports: Vec::new() });
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The stories of the reports.
    #[must_use]
    pub fn stories(&self) -> Stories {
        let count = self.reports.len();
        let enough = likeness::enough(count);
        let found: Vec<Links> =
            (0..count).into_par_iter().map(|report| self.links_of(report, enough)).collect();
        let mut links: Vec<(u32, u32)> = found.iter().flat_map(|links| &links.by_name).copied().collect();
        let by_name = joined(count, &links);
        links.extend(found.iter().flat_map(|links| &links.by_words));
        links.extend(self.incidents.links());
        Stories { of: joined(count, &links), by_name }
    }

    /// The links of a report with later ones. One report at a time: the pairs of all reports would take more memory than their
    /// texts.
    fn links_of(&self, report: usize, enough: f32) -> Links {
        let mut links = Links::default();
        let own = &self.reports[report];
        let id = u32::try_from(report).unwrap_or(u32::MAX);
        for (other, shared) in self.shared_with_later(id, own) {
            let near = |days| are_near(own.day, self.reports[other as usize].day, days);
            let is_named = shared.weight >= ENOUGH
                && shared.best >= CITY
                && near(if shared.best < NAME { DAYS_OF_A_CITY } else { DAYS });
            if is_named {
                links.by_name.push((id, other));
                continue;
            }
            let others = shared.best < CITY && own.named && self.reports[other as usize].named;
            let needed = enough + if others { likeness::OTHER_NAMES } else { 0.0 };
            if shared.rarity >= needed && near(DAYS) {
                links.by_words.push((id, other));
            }
        }
        links
    }

    /// What the lead of a report shares with those of later reports.
    fn shared_with_later(&self, report: u32, own: &Indexed) -> BTreeMap<u32, Shared> {
        let mut shared = BTreeMap::<u32, Shared>::new();
        for (word, weight) in &own.words {
            let postings = &self.postings[*word as usize];
            let later = postings.reports.partition_point(|&(other, _)| other <= report);
            for &(other, other_weight) in postings.reports[later..].iter().take(NEIGHBOURS) {
                let link = shared.entry(other).or_default();
                let weight = weight.shared(other_weight);
                link.weight += u32::from(weight);
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
}

/// What the leads of two reports share.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// The total weight of all names and words.
    weight: u32,
    /// The largest weight of a name.
    best: u8,
    /// How rare the words are in English.
    rarity: f32,
}

/// How much weight the rarity of a stem in English has, from nothing for a word of every sentence: the logarithm of the number of
/// sentences it takes to meet it.
pub(crate) fn surprise(stem: &str) -> f32 {
    likeness::surprise(stem)
}

/// Whether two days are at most so many apart; one that is not known may be any.
fn are_near(one: Option<NaiveDate>, other: Option<NaiveDate>, days: i64) -> bool {
    one.zip(other).is_none_or(|(one, other)| (one - other).num_days().abs() <= days)
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
    fn the_stories_of_some_reports_are_those_they_have_among_all() {
        let all = Stories { of: vec![0, 1, 0, 3, 1], by_name: vec![0, 1, 2, 3, 1] };
        let firsts: Vec<(u32, u32)> = all.firsts().collect();
        let some = Stories::among_others(&[firsts[2], firsts[4], firsts[0], firsts[1]]);
        assert_eq!((some.of, some.by_name), (vec![0, 1, 0, 1], vec![0, 1, 2, 1]));
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

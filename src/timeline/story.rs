//! Which reports are about one story: those whose leads share names and words and that are close in time. Only within a story are
//! events merged without a name in common, and claims compared.
//!
//! Rare names weigh most; cities and countries of the gazetteer weigh less, since unrelated stories share those too. Forms of one
//! word and the words for one kind of incident count as one. Words that occur in many reports link nothing, so the cost
//! stays linear.

mod likeness;
mod nameless;
mod words;

pub(crate) use words::stem;
use words::{
    CITY, INCIDENT, NAME, SubjectWords, Weight, incidents, is_of_any_incident, names_somebody, plain_words,
    subject,
};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
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

/// The total weight that shared words must have.
const ENOUGH: u32 = 5;

/// How many bytes of a report count as its lead.
pub(super) const LEAD: usize = 1800;

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

/// How much weight the rarity of a stem in English has, from nothing for a word of every sentence: the logarithm of the number of
/// sentences it takes to meet it.
pub(crate) fn surprise(stem: &str) -> f32 {
    likeness::surprise(stem)
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

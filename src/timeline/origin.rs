//! Reports whose texts are nearly the same: one agency report in two papers, shortened or with another headline. They count
//! as one witness and are shown as such.
//!
//! Runs of four words are hashed. The smallest hashes of each report are its sketch (bottom-k, Broder 1997): a text that contains
//! most of another shares most of its sketch, wherever it was cut. Only reports whose sketches overlap are compared, each with
//! a few at most, so that the cost grows with the texts and not with the pairs of reports.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::story::root;
use crate::text::{Problem, Report, ReportId};

/// The number of words in a run.
const RUN: usize = 4;

/// The number of hashes in a sketch.
const SKETCH: usize = 32;

/// The fewest hashes two sketches must share for the texts to be compared.
const LEAST_SHARED: usize = 5;

/// How many reports a report is compared with at most, those first that share most of its sketch.
const MOST_COMPARED: usize = 3;

/// The fewest runs a report must have to be compared: two short notes may be alike by chance.
const LEAST_RUNS: usize = 30;

/// What part of the shorter report's runs the longer one must contain, in percent, for the two to have one origin.
const ENOUGH: usize = 70;

/// What part of each half of it, in percent: a note of one outlet may have a long standing paragraph in common with others, at its
/// end or at its beginning.
const OF_HALF: usize = 60;

/// How many times as long the longer report may be: a long report may quote a short one in full and say much more.
const TIMES: usize = 4;

/// For each report, the first of those with nearly the same text; itself for most.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Origins(Vec<u32>);

impl Origins {
    /// Finds reports of one origin.
    #[must_use]
    pub fn find(reports: &[Report]) -> Self {
        let sketches: Vec<Vec<u64>> = reports.par_iter().map(|report| sketch(&report.text)).collect();
        let pairs: Vec<(usize, usize)> = candidates(&sketches);
        let same: Vec<(usize, usize)> = pairs
            .into_par_iter()
            .filter(|&(one, other)| are_one(&reports[one].text, &reports[other].text))
            .collect();
        let mut of: Vec<u32> = (0..u32::try_from(reports.len()).unwrap_or(u32::MAX)).collect();
        let id = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        for (one, other) in same {
            let (a, b) = (root(&mut of, id(one)), root(&mut of, id(other)));
            of[a.max(b) as usize] = a.min(b);
        }
        Self((0..id(of.len())).map(|report| root(&mut of, report)).collect())
    }

    /// Whether they are consistent with this number of reports.
    pub(super) fn are_of(&self, reports: usize) -> bool {
        self.0.len() == reports && self.0.iter().all(|&first| (first as usize) < reports)
    }

    /// The first report with the same origin; itself where there is no other.
    #[must_use]
    pub fn of(&self, report: ReportId) -> ReportId {
        self.0.get(report.index()).map_or(report, |&first| ReportId(first))
    }

    /// The earlier report that has nearly the same text, if there is one.
    #[must_use]
    pub fn earlier(&self, report: ReportId) -> Option<ReportId> {
        Some(self.of(report)).filter(|first| *first != report)
    }

    /// How many origins some reports have: copies of one text count once.
    #[must_use]
    pub fn count(&self, reports: impl IntoIterator<Item = ReportId>) -> usize {
        let mut origins: Vec<ReportId> = reports.into_iter().map(|report| self.of(report)).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    }

    /// Whether two of some reports have different origins.
    #[must_use]
    pub fn are_several(&self, reports: impl IntoIterator<Item = ReportId>) -> bool {
        let mut origins = reports.into_iter().map(|report| self.of(report));
        origins.next().is_some_and(|first| origins.any(|other| other != first))
    }

    /// The badges of some reports, copies of one text joined: "A=C B".
    #[must_use]
    pub fn badges(&self, reports: &[ReportId]) -> String {
        let mut of: Vec<(ReportId, String)> = Vec::new();
        let mut place_of: FxHashMap<ReportId, usize> = FxHashMap::default();
        for report in reports {
            let origin = self.of(*report);
            if let Some(&place) = place_of.get(&origin) {
                let _ = write!(of[place].1, "={report}");
            } else {
                place_of.insert(origin, of.len());
                of.push((origin, report.to_string()));
            }
        }
        of.into_iter().map(|(_, badges)| badges).collect::<Vec<_>>().join(" ")
    }

    /// The reports among these that share their origin with another of them, by origin.
    #[must_use]
    pub fn shared(&self, reports: impl IntoIterator<Item = ReportId>) -> Vec<Vec<ReportId>> {
        let mut of: BTreeMap<ReportId, Vec<ReportId>> = BTreeMap::new();
        for report in reports {
            let known = of.entry(self.of(report)).or_default();
            if !known.contains(&report) {
                known.push(report);
            }
        }
        of.into_values().filter(|reports| reports.len() > 1).collect()
    }

    /// The notes about reports of one origin.
    pub(super) fn problems(&self, reports: &[Report]) -> Vec<Problem> {
        let note = |report: &Report| {
            let first = reports.get(self.earlier(report.id)?.index())?;
            let message = format!(
                "it is nearly the same text as {} ({}): the two count as one origin",
                first.path, first.id
            );
            Some(Problem { path: report.path.clone(), line: None, message })
        };
        reports.iter().filter_map(note).collect()
    }
}

/// Pairs of reports that may have one origin, the earlier first. A hash that many reports have pairs each of them only with the
/// first and with the previous one.
fn candidates(sketches: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut reports_of: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (report, sketch) in sketches.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for hash in sketch {
            let (first, last) = reports_of.entry(*hash).or_insert((report, report));
            for other in [Some(*first), Some(*last).filter(|last| last != first)].into_iter().flatten() {
                if other != report {
                    *shared.entry(other).or_default() += 1;
                }
            }
            *last = report;
        }
        let mut shared: Vec<(usize, usize)> =
            shared.into_iter().filter(|(_, count)| *count >= LEAST_SHARED).collect();
        shared.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        pairs.extend(shared.into_iter().take(MOST_COMPARED).map(|(other, _)| (other, report)));
    }
    pairs
}

/// The smallest hashes of a text's runs; none for a short text.
fn sketch(text: &str) -> Vec<u64> {
    let mut runs = runs(text);
    if runs.len() < LEAST_RUNS {
        return Vec::new();
    }
    runs.truncate(SKETCH);
    runs
}

/// Whether the longer of two texts contains most of the shorter, and much of either half of it.
fn are_one(one: &str, other: &str) -> bool {
    let (one, other) = (runs_in_order(one), runs_in_order(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < LEAST_RUNS || long.len() > short.len() * TIMES {
        return false;
    }
    let known = each_once(long);
    let shared = |part: &[u64]| part.iter().filter(|run| known.binary_search(run).is_ok()).count();
    let contains = |part: &[u64], percent: usize| shared(part) * 100 >= part.len() * percent;
    let (first, second) = short.split_at(short.len() / 2);
    contains(&short, ENOUGH) && contains(first, OF_HALF) && contains(second, OF_HALF)
}

/// The hashes of a text's runs of words, each once, the smallest first.
fn runs(text: &str) -> Vec<u64> {
    each_once(runs_in_order(text))
}

fn each_once(mut runs: Vec<u64>) -> Vec<u64> {
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The hashes of a text's runs of words in the order of the text.
fn runs_in_order(text: &str) -> Vec<u64> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<u64> = words.map(hash_of_word).collect();
    let hash = |run: &[u64]| mixed(run.iter().fold(0, |hash, word| mixed(hash ^ word)));
    words.windows(RUN).map(hash).collect()
}

/// FNV-1a of the letters in lower case: no seed, so that the same text gives the same sketch everywhere.
fn hash_of_word(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The last steps of SplitMix64 (Steele, Lea and Flood 2014): every bit affects the order of the hashes.
fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "A goods train left the rails near Ostwick early on Monday and blocked both tracks of the coast line, the \
        operator Veltram said. Nobody was hurt. Forty empty wagons lay beside the embankment, and a crane was on its way from \
        Pelham. Trains were turned back at Ostwick until the evening, and buses took their place. The cause was not known, said \
        a spokeswoman, who added that the points had been checked only last week.";

    const OTHER: &str = "Travellers between Pelham and Ostwick had to change to buses on Monday after freight cars jumped the \
        track. Veltram, which runs the line, promised free tickets to those who had waited for more than an hour. A union of \
        drivers called for the old points to be replaced, as it had done in the spring, and said that the company had saved at \
        the wrong end.";

    fn origins(texts: &[&str]) -> Vec<u32> {
        let report = |(id, text): (u32, &&str)| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: (*text).into(),
            ..Report::default()
        };
        Origins::find(&(0..).zip(texts).map(report).collect::<Vec<_>>()).0
    }

    #[test]
    fn the_same_wire_text_is_one_origin_and_another_report_of_the_same_is_not() {
        let headed =
            format!("Goods train derails on coast line\n\nOSTWICK – {WIRE}\n\n(Reporting by our own staff)");
        let cut = WIRE.split_inclusive('.').take(3).collect::<String>();
        let reworded =
            WIRE.replace("goods train", "freight train").replace("Nobody was hurt", "No one was injured");
        for (texts, expected) in [
            (vec![WIRE, WIRE], vec![0, 0]),
            (vec![WIRE, OTHER, &headed], vec![0, 1, 0]),
            (vec![OTHER, WIRE, &cut], vec![0, 1, 1]),
            (vec![&reworded, WIRE], vec![0, 0]),
            (vec![&headed, OTHER, &reworded, &cut], vec![0, 1, 0, 0]),
            (vec![WIRE, OTHER], vec![0, 1]),
            (vec!["Nobody was hurt.", "Nobody was hurt."], vec![0, 1]),
            (vec!["", ""], vec![0, 1]),
            (vec![], vec![]),
        ] {
            assert_eq!(origins(&texts), expected);
        }
    }

    /// Pairs that are one report: as agencies and papers edit them.
    #[test]
    fn an_edited_report_has_the_origin_of_what_it_was_made_from() {
        let other_lead = WIRE.replacen(
            "A goods train left the rails near Ostwick early on Monday and blocked",
            "Commuters faced a day of delays after a goods train derailed near Ostwick before dawn on Monday, blocking",
            1,
        );
        let new_toll =
            WIRE.replace("Nobody was hurt", "Two people were slightly hurt").replace("Forty", "Forty-two");
        let with_own_end = format!("{WIRE} {}", OTHER.split_inclusive('.').take(2).collect::<String>());
        let end_first = {
            let (head, tail) = WIRE.split_at(WIRE.find("Trains were").expect("the sentence"));
            format!("{tail} {head}")
        };
        let typographic = WIRE.replace(' ', "\u{a0}\n").to_uppercase();
        for edited in [other_lead, new_toll, with_own_end, end_first, typographic] {
            assert_eq!(origins(&[WIRE, &edited]), [0, 0], "{edited}");
        }
    }

    /// Pairs with much wording in common that are two reports.
    #[test]
    fn a_quotation_a_standing_paragraph_or_a_template_in_common_is_no_common_origin() {
        const STATEMENT: &str = "“We are deeply sorry for what happened on the coast line this morning. The safety of those who travel \
            with us and of those who live beside our tracks comes first, and we shall not rest until we know how this could \
            happen,” the company said in a statement.";
        const ABOUT: &str = "The Harbour News is an independent paper for the coast between Pelham and Ostwick. It has been printed \
            since 1912 and is owned by its readers. Write to us if you have seen something that others should know of, and help \
            us with a gift if you like what you read here every day of the week.";
        const TREMOR: &str = "A magnitude 4.1 tremor was felt on Monday morning four miles from Ostwick, the survey said. It happened \
            at 5:08 at a depth of two miles. It was 24 miles from Pelham, 31 miles from Carrow, 45 miles from Lindgate and 60 \
            miles from Norham. In the past ten days there were three tremors of magnitude 3.0 or greater nearby. This was written \
            by a program that watches what the survey measures.";
        const LATER: &str = "A magnitude 3.6 tremor was felt on Friday evening nine miles from Brackley, the survey said. It happened \
            at 21:44 at a depth of seven miles. It was 12 miles from Holt, 19 miles from Tarn, 33 miles from Wexcombe and 52 \
            miles from Pelham. In the past ten days there were no tremors of magnitude 3.0 or greater nearby. This was written \
            by a program that watches what the survey measures.";
        let first =
            |text: &str, sentences: usize| text.split_inclusive('.').take(sentences).collect::<String>();
        let quoting = [format!("{WIRE} {STATEMENT}"), format!("{OTHER} {STATEMENT}")];
        let ending = [format!("{} {ABOUT}", first(WIRE, 1)), format!("{} {ABOUT}", first(OTHER, 1))];
        let beginning = [format!("{ABOUT} {}", first(WIRE, 1)), format!("{ABOUT} {}", first(OTHER, 1))];
        for [one, other] in [quoting, ending, beginning, [TREMOR.to_owned(), LATER.to_owned()]] {
            assert_eq!(origins(&[&one, &other]), [0, 1], "{one}\n{other}");
        }
    }

    #[test]
    fn copies_count_once_and_their_badges_are_joined() {
        let origins = Origins(vec![0, 1, 0, 1, 4]);
        let reports = |ids: &[u32]| ids.iter().copied().map(ReportId).collect::<Vec<_>>();
        for (ids, count, badges) in [
            (&[0, 1, 2, 3, 4][..], 3, "A=C B=D E"),
            (&[0, 2], 1, "A=C"),
            (&[2], 1, "C"),
            (&[1, 4], 2, "B E"),
            (&[], 0, ""),
        ] {
            let reports = reports(ids);
            assert_eq!(origins.count(reports.iter().copied()), count);
            assert_eq!(origins.are_several(reports.iter().copied()), count > 1);
            assert_eq!(origins.badges(&reports), badges);
        }
    }

    #[test]
    fn a_long_report_that_quotes_a_short_one_has_an_origin_of_its_own() {
        let words: Vec<String> = (0..700).map(|number| format!("word{number}")).collect();
        let long = format!("{WIRE} {}", words.join(" "));
        assert_eq!(origins(&[WIRE, &long]), [0, 1]);
    }

    #[test]
    fn many_copies_of_one_text_are_one_origin() {
        let copies: Vec<String> = (0..60).map(|number| format!("{WIRE} Copy {number}.")).collect();
        let copies: Vec<&str> = copies.iter().map(String::as_str).collect();
        assert!(origins(&copies).iter().all(|first| *first == 0));
    }

    #[test]
    fn reports_of_one_origin_are_noted_together() {
        let origins = Origins(vec![0, 1, 0, 1, 4]);
        let reports = |ids: &[u32]| ids.iter().copied().map(ReportId).collect::<Vec<_>>();
        assert_eq!(origins.shared(reports(&[0, 1, 2, 4, 0])), [reports(&[0, 2])]);
        assert_eq!(origins.shared(reports(&[0, 1, 4])), Vec::<Vec<ReportId>>::new());
        assert_eq!((origins.earlier(ReportId(3)), origins.earlier(ReportId(1))), (Some(ReportId(1)), None));
    }
}

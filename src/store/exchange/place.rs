//! Which story each of very many reports belongs to, from the subjects in their lines: the stories can then be merged apart from
//! each other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::{self, BufRead, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::read::{batch, refusal};
use crate::timeline::story::{Stories, Subject, Subjects};

/// The story of a report among all reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The number of the first report of its story.
    pub first: u32,
    /// The number of the first report that shares its names.
    pub by_name: u32,
}

/// What is read of a line.
#[derive(Debug, Default, Deserialize)]
struct Named {
    #[serde(default)]
    subject: Option<Subject>,
}

/// The lines of a corpus, of which only the subjects are kept.
#[derive(Debug, Default)]
pub struct Places {
    subjects: Subjects,
    /// For each line, whether it has a subject.
    lines: Vec<bool>,
    /// What could not be read, by the number of the line, counted from 1.
    pub problems: Vec<(usize, String)>,
}

/// The place of a line: its bucket, and the story of its report if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The bucket, counted from 0.
    pub bucket: usize,
    /// The story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<Place>,
}

impl Placed {
    /// Writes a line of that place, with its story.
    ///
    /// # Errors
    /// If the writer fails.
    pub fn write(&self, line: &[u8], to: &mut dyn Write) -> io::Result<()> {
        let line = line.trim_ascii();
        match (self.story, line.strip_prefix(b"{")) {
            (Some(story), Some(rest)) => {
                to.write_all(b"{\"story\":")?;
                serde_json::to_writer(&mut *to, &story)?;
                to.write_all(b",")?;
                to.write_all(rest)?;
            }
            _ => to.write_all(line)?,
        }
        to.write_all(b"\n")
    }
}

impl Places {
    /// The number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds the subjects of some lines. A line without one, or that cannot be read, has no story. `progress` is called now and
    /// then with the number of lines so far.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn read(&mut self, from: &mut dyn BufRead, progress: &mut dyn FnMut(usize)) -> io::Result<()> {
        loop {
            let lines = batch(from)?;
            if lines.is_empty() {
                return Ok(());
            }
            for read in lines.par_iter().map(|line| parse(line)).collect::<Vec<_>>() {
                let subject = read.unwrap_or_else(|message| {
                    self.problems.push((self.lines.len() + 1, message));
                    None
                });
                self.lines.push(subject.is_some());
                if let Some(subject) = &subject {
                    self.subjects.add(subject);
                }
            }
            progress(self.lines.len());
        }
    }

    /// The place of each line, in their order. The reports of a story are in one bucket; buckets have about as many reports. Lines
    /// without a report are in the first.
    #[must_use]
    pub fn in_buckets(&self, buckets: usize) -> Vec<Placed> {
        let stories = self.subjects.stories();
        let bucket_of = in_buckets(&stories, buckets);
        let mut firsts = stories.firsts();
        let place = |is_report: &bool| {
            let story = if *is_report { firsts.next() } else { None };
            let bucket = story.map_or(0, |(first, _)| bucket_of[&first]);
            Placed { bucket, story: story.map(|(first, by_name)| Place { first, by_name }) }
        };
        self.lines.iter().map(place).collect()
    }
}

/// For each story, named by its first report, its bucket: the largest stories first, each into the bucket with the fewest reports.
fn in_buckets(stories: &Stories, buckets: usize) -> BTreeMap<u32, usize> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    stories.firsts().for_each(|(first, _)| *sizes.entry(first).or_default() += 1);
    let mut by_size: Vec<(u32, usize)> = sizes.into_iter().collect();
    by_size.sort_by_key(|&(first, size)| (Reverse(size), first));
    let mut room: BinaryHeap<Reverse<(usize, usize)>> =
        (0..buckets.max(1)).map(|one| Reverse((0, one))).collect();
    let place = |(first, size): (u32, usize)| {
        let Reverse((reports, bucket)) = room.pop().unwrap_or_default();
        room.push(Reverse((reports + size, bucket)));
        (first, bucket)
    };
    by_size.into_iter().map(place).collect()
}

fn parse(line: &[u8]) -> Result<Option<Subject>, String> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return Ok(None);
    }
    let named: Named = serde_json::from_slice(line).map_err(|error| refusal(line, &error))?;
    Ok(named.subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_in_one_bucket_and_buckets_are_about_as_large() {
        let pairs: Vec<(u32, u32)> =
            [0, 1, 0, 3, 1, 0, 6, 7, 8].into_iter().map(|first| (first, first)).collect();
        let stories = Stories::among_others(&pairs);
        let buckets = in_buckets(&stories, 3);
        let mut sizes = [0; 3];
        stories.firsts().for_each(|(first, _)| sizes[buckets[&first]] += 1);
        assert_eq!(sizes, [3, 3, 3]);
        assert_eq!(in_buckets(&stories, 0).values().max(), Some(&0), "there is always one");
    }
}

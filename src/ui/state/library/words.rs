//! The words of the events in one text: their titles, the words that mention them, and what the reports disagree on about them;
//! then those of the disagreements about no single event.

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::Library;
use crate::timeline::{Event, EventId};

/// The words of all events in lower case, one event after the other, and of the disagreements about none.
#[derive(Debug, Default)]
pub struct EventWords {
    text: String,
    /// Where the words of each event end, and after them those of each disagreement about none.
    ends: Vec<usize>,
    /// How many events there are.
    events: usize,
    /// The disagreements about no event.
    without_event: Vec<u32>,
}

/// Where words were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsFound {
    /// Whether each event has them.
    pub events: Vec<bool>,
    /// The disagreements about no event that have them, in order.
    pub without_event: Vec<u32>,
}

/// Events that are searched together: enough to be worth a thread.
const TOGETHER: usize = 4096;

impl EventWords {
    /// Collects the words of all events.
    #[must_use]
    pub fn new(library: &Library) -> Self {
        let cards = (0..).zip(library.cards()).filter(|(_, card)| card.event.is_none());
        let without_event: Vec<u32> = cards.map(|(at, _)| at).collect();
        let parts: Vec<Part> = library
            .events()
            .par_chunks(TOGETHER)
            .enumerate()
            .map(|(part, events)| Part::of_events(library, part * TOGETHER, events))
            .collect();
        let last = Part::of_disagreements(library, &without_event);
        let mut all = Self { events: library.events().len(), without_event, ..Self::default() };
        let parts = || parts.iter().chain([&last]);
        all.text.reserve_exact(parts().map(|part| part.text.len()).sum());
        for part in parts() {
            let start = all.text.len();
            all.text.push_str(&part.text);
            all.ends.extend(part.ends.iter().map(|end| start + end));
        }
        all
    }

    /// Finds some words, which are one line, in any case.
    #[must_use]
    pub fn find(&self, words: &str) -> WordsFound {
        let words = words.to_lowercase();
        let finder = Finder::new(&words);
        let mut found = vec![false; self.ends.len()];
        found.par_chunks_mut(TOGETHER).enumerate().for_each(|(part, found)| {
            let first = part * TOGETHER;
            let ends = &self.ends[first..first + found.len()];
            let start = first.checked_sub(1).map_or(0, |before| self.ends[before]);
            let text = &self.text[start..ends.last().copied().unwrap_or(start)];
            for place in finder.find_iter(text.as_bytes()) {
                found[ends.partition_point(|end| *end <= start + place)] = true;
            }
        });
        let others = found.split_off(self.events);
        let without_event = self.without_event.iter().zip(others).filter(|(_, found)| *found);
        WordsFound { events: found, without_event: without_event.map(|(at, _)| *at).collect() }
    }
}

/// The words of some events or disagreements, and where those of each end.
#[derive(Default)]
struct Part {
    text: String,
    ends: Vec<usize>,
}

impl Part {
    /// The words of events, of which the first has this place among all.
    fn of_events(library: &Library, first: usize, events: &[Event]) -> Self {
        let mut part = Self::default();
        for (at, event) in events.iter().enumerate() {
            part.add(&event.title);
            for &(report, mention) in &event.mentions {
                let span = library.mention(report, mention).map(|mention| mention.span);
                part.add(span.map_or("", |span| span.of(library.text(report))));
            }
            let id = EventId(u32::try_from(first + at).unwrap_or(u32::MAX));
            library.disagreements_of(id).iter().for_each(|at| part.add_disagreement(library, *at));
            part.ends.push(part.text.len());
        }
        part
    }

    fn of_disagreements(library: &Library, disagreements: &[u32]) -> Self {
        let mut part = Self::default();
        for at in disagreements {
            part.add_disagreement(library, *at);
            part.ends.push(part.text.len());
        }
        part
    }

    fn add_disagreement(&mut self, library: &Library, at: u32) {
        self.add(library.disagreements.get(at as usize).map_or("", |found| &found.summary));
    }

    /// Adds words and a line break, which nothing that is looked for contains: it is never found across two of these.
    fn add(&mut self, words: &str) {
        let start = self.text.len();
        if words.is_ascii() {
            self.text.push_str(words);
            self.text[start..].make_ascii_lowercase();
        } else {
            self.text.push_str(&words.to_lowercase());
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ui::story;

    fn found(library: &Library, words: &str) -> Vec<EventId> {
        let found = (0..).zip(EventWords::new(library).find(words).events);
        found.filter(|(_, found)| *found).map(|(id, _)| EventId(id)).collect()
    }

    #[test]
    fn an_event_is_found_by_its_title_its_mentions_and_its_disagreements_in_any_case() {
        let library = story::library();
        let toll = story::event(&library, "killed");
        for words in ["people killed in the FLOOD", "Nine people died", "at least 14"] {
            assert!(found(&library, words).contains(&toll), "{words}");
        }
        assert_eq!(found(&library, "xyzzy"), []);
    }

    #[test]
    fn a_disagreement_about_no_event_is_found_by_its_summary() {
        let mut disagreements = story::disagreements();
        disagreements[1].event = None;
        let library = Library::new(story::timeline(), disagreements);
        let words = EventWords::new(&library);
        let summary = library.disagreements[1].summary.to_uppercase();
        assert_eq!(words.find(&summary).without_event, [1]);
        assert_eq!(words.find("xyzzy").without_event, [] as [u32; 0]);
    }

    proptest! {
        #[test]
        fn events_are_found_as_by_looking_at_each(words in "[a-eA-E ]{1,3}") {
            let library = story::library();
            let holds = |text: &str| text.to_lowercase().contains(&words.to_lowercase());
            let expected = (0..).map(EventId).zip(library.events()).filter(|(id, event)| {
                let mut mentions = event.mentions.iter();
                let mut disagreements = library.disagreements_of(*id).iter();
                holds(&event.title)
                    || mentions.any(|(report, at)| {
                        let mention = library.mention(*report, *at).expect("a mention");
                        holds(mention.span.of(library.text(*report)))
                    })
                    || disagreements.any(|at| holds(&library.disagreements[*at as usize].summary))
            });
            let expected: Vec<EventId> = expected.map(|(id, _)| id).collect();
            prop_assert_eq!(found(&library, &words), expected);
        }
    }
}

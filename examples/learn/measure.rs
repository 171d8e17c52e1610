//! How good events are: B³ over the annotated mentions that were found (Bagga and Baldwin 1998), and how many events mix two
//! happenings of a topic.

use std::collections::{HashMap, HashSet};
use std::fmt;

use rashomon::text::{ReportId, Span};

use crate::events::Known;

/// What was counted over some topics.
#[derive(Default)]
pub struct Counts {
    mentions: f64,
    precision: f64,
    recall: f64,
    events: f64,
    mixed: f64,
}

impl Counts {
    /// Adds the events that were made of a topic.
    pub fn add(&mut self, topic: &Known, events: &[Vec<(ReportId, Span)>]) {
        let event_of: HashMap<(ReportId, Span), usize> = (0..)
            .zip(events)
            .flat_map(|(event, triggers)| triggers.iter().map(move |trigger| (*trigger, event)))
            .collect();
        let found: Vec<(usize, &str, &str)> = topic
            .mentions
            .iter()
            .filter_map(|mention| {
                Some((*event_of.get(&mention.trigger)?, &*mention.chain, &*mention.happening))
            })
            .collect();
        let (mut of_event, mut of_chain, mut of_both) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut happenings: HashMap<usize, HashSet<&str>> = HashMap::new();
        for &(event, chain, happening) in &found {
            *of_event.entry(event).or_insert(0.0) += 1.0;
            *of_chain.entry(chain).or_insert(0.0) += 1.0;
            *of_both.entry((event, chain)).or_insert(0.0) += 1.0;
            happenings.entry(event).or_default().insert(happening);
        }
        for ((event, chain), both) in of_both {
            self.mentions += both;
            self.precision += both * both / of_event[&event];
            self.recall += both * both / of_chain[&chain];
        }
        for (event, tellings) in of_event {
            if tellings > 1.0 {
                self.events += 1.0;
                self.mixed += f64::from(u8::from(happenings[&event].len() > 1));
            }
        }
    }

    /// The harmonic mean of precision and recall.
    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.mentions * (self.precision + self.recall))
    }

    /// The share of the events of several tellings that mix two happenings.
    fn mixed(&self) -> f64 {
        self.mixed / self.events
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |sum: f64| 100.0 * sum / self.mentions;
        let (precision, recall) = (share(self.precision), share(self.recall));
        let (f1, mixed) = (100.0 * self.f1(), 100.0 * self.mixed());
        write!(to, "{precision:5.1} {recall:5.1} {f1:5.1}; {mixed:4.1} % of {}", self.events)
    }
}

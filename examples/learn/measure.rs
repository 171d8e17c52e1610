//! How good events are: B³ over the annotated mentions that were found (Bagga and Baldwin 1998), and how many events mix two
//! incidents of a topic, of the annotated mentions and of all.

use std::collections::HashMap;
use std::fmt;

use rashomon::text::{ReportId, Span};

use crate::events::{Found, Known};

/// Counts over some topics.
#[derive(Default)]
pub struct Counts {
    mentions: f64,
    precision: f64,
    recall: f64,
    annotated: Mixed,
    all: Mixed,
}

/// How many events of several mentions mix two incidents.
#[derive(Default)]
struct Mixed {
    events: usize,
    mixed: usize,
}

impl Mixed {
    /// Adds the events of some mentions.
    fn add<'m>(&mut self, mentions: impl Iterator<Item = (usize, &'m Found)>) {
        let mut events: HashMap<usize, Vec<&str>> = HashMap::new();
        for (event, mention) in mentions {
            events.entry(event).or_default().push(&mention.incident);
        }
        for incidents in events.values().filter(|incidents| incidents.len() > 1) {
            self.events += 1;
            self.mixed += usize::from(incidents.iter().any(|incident| *incident != incidents[0]));
        }
    }
}

impl fmt::Display for Mixed {
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:4.1} % of {}", 100.0 * self.mixed as f64 / self.events as f64, self.events)
    }
}

impl Counts {
    /// Adds the events found in a topic.
    pub fn add(&mut self, topic: &Known, events: &[Vec<(ReportId, Span)>]) {
        let event_of: HashMap<(ReportId, Span), usize> = (0..)
            .zip(events)
            .flat_map(|(event, triggers)| triggers.iter().map(move |trigger| (*trigger, event)))
            .collect();
        let found = || {
            let events = topic.mentions.iter().map(|mention| event_of.get(&mention.trigger));
            events.zip(&topic.mentions).filter_map(|(event, mention)| Some((*event?, mention)))
        };
        let annotated = || found().filter_map(|(event, mention)| Some((event, mention.chain.as_deref()?)));
        let (mut of_event, mut of_chain, mut of_both) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (event, chain) in annotated() {
            *of_event.entry(event).or_insert(0.0) += 1.0;
            *of_chain.entry(chain).or_insert(0.0) += 1.0;
            *of_both.entry((event, chain)).or_insert(0.0) += 1.0;
        }
        for ((event, chain), both) in of_both {
            self.mentions += both;
            self.precision += both * both / of_event[&event];
            self.recall += both * both / of_chain[&chain];
        }
        self.annotated.add(found().filter(|(_, mention)| mention.chain.is_some()));
        self.all.add(found());
    }

    /// Precision, recall and their harmonic mean, in percent.
    pub fn b_cubed(&self) -> String {
        let (precision, recall) = (self.precision / self.mentions, self.recall / self.mentions);
        let f1 = 2.0 * precision * recall / (precision + recall);
        format!("{:5.1} {:5.1} {:5.1}", 100.0 * precision, 100.0 * recall, 100.0 * f1)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}; {}; {}", self.b_cubed(), self.annotated, self.all)
    }
}

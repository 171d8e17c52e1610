//! What a filter means elsewhere: for an export, and in words when it changes.

use super::app::{App, Filter};
use crate::export;
use crate::export::names::verdict_in_words;
use crate::timeline::EventId;

impl App {
    /// The rows of an export: those that pass.
    #[must_use]
    pub fn export_filter(&self) -> export::Filter {
        if self.filter.is_open() {
            return export::Filter::default();
        }
        let events = u32::try_from(self.library.events().len()).unwrap_or(u32::MAX);
        let chosen = (0..events).map(EventId).filter(|id| self.passes(*id)).collect();
        let badges = self.passing.reports.iter().map(ToString::to_string);
        export::Filter {
            chosen: Some(chosen),
            sources: if self.filter.without.is_empty() { Vec::new() } else { badges.collect() },
            verdicts: self.filter.verdict.into_iter().collect(),
            ..export::Filter::default()
        }
    }

    /// What a change of the filter did, in words.
    #[must_use]
    pub fn filter_change(&self, before: &Filter, after: &Filter) -> String {
        let mut said = Vec::new();
        let name = |id: &crate::timeline::ActorId| {
            self.library.timeline.actors.get(id.0 as usize).map_or("", |actor| &actor.name).to_owned()
        };
        if before.actors != after.actors {
            let names: Vec<String> = after.actors.iter().map(name).collect();
            said.push(if names.is_empty() {
                "all actors".to_owned()
            } else {
                format!("only {}", names.join(", "))
            });
        }
        said.extend(after.without.difference(&before.without).map(|report| format!("without {report}")));
        said.extend(before.without.difference(&after.without).map(|report| format!("with {report} again")));
        if before.period != after.period {
            said.push(
                after
                    .period
                    .as_ref()
                    .map_or("at any time".to_owned(), |when| format!("only {}", when.in_words())),
            );
        }
        if before.verdict != after.verdict {
            said.push(
                after.verdict.map_or("any verdict".to_owned(), |verdict| {
                    format!("only {}", verdict_in_words(verdict))
                }),
            );
        }
        if before.words != after.words {
            let words = &after.words;
            said.push(if words.is_empty() {
                "with any words".to_owned()
            } else {
                format!("only “{words}”")
            });
        }
        if before.own != after.own {
            said.push(if after.own { "only what is marked" } else { "marked or not" }.to_owned());
        }
        said.join(", ")
    }
}

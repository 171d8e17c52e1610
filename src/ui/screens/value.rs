//! What a report says of an event in a word or a number, as a cell of the matrix shows it.

use super::card::claim;
use super::manner::Manner;
use super::table::counts_alike;
use crate::analysis::claim::phrase::one_line;
use crate::analysis::claim::{Claim, ClaimKind, Extent, Status};
use crate::disagreement::{Aspect, Disagreement, figure};
use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::state::library::Library;

/// What the numbers are of that the reports give of an event: all of one row count the same.
struct Question<'l> {
    /// Where they are disputed, the disagreement.
    disputed: Option<&'l Disagreement>,
    /// A claim that answers it.
    answer: Option<(ReportId, &'l Claim)>,
}

impl Library {
    /// The number a report gives of an event: of what is disputed, else of what is counted first; else how it reports the event
    /// where that is not as a fact. None where it says no more than that it happened.
    #[must_use]
    pub fn value(&self, event: EventId, report: ReportId) -> Option<String> {
        self.number(event, report).or_else(|| self.manner_word(event, report))
    }

    /// What the numbers count that [`Library::value`] gives; none where no report gives one.
    #[must_use]
    pub fn counted(&self, event: EventId) -> Option<String> {
        let question = self.question(event);
        if let Some(found) = question.disputed {
            return found.summary.split_once(": ").map(|(words, _)| words.to_owned());
        }
        let (report, claim) = question.answer?;
        let subject = one_line(claim.subject.of(self.text(report)));
        Some(format!("{subject} {}", claim.predicate))
    }

    fn question(&self, event: EventId) -> Question<'_> {
        let found = self.disagreements_of(event).iter().filter_map(|at| self.disagreements.get(*at as usize));
        let disputed = found.into_iter().find(|found| found.aspect == Aspect::Quantity);
        let answer = match disputed {
            Some(found) => found.positions.iter().find_map(|side| {
                Some((side.passage.report, claim(self, side)?)).filter(|(_, claim)| is_figure(claim))
            }),
            None => self.figures(event).next(),
        };
        Question { disputed, answer }
    }

    /// The claims about an event that count something.
    fn figures(&self, event: EventId) -> impl Iterator<Item = (ReportId, &Claim)> {
        let entries = self.claims_of(event).iter().filter_map(|at| self.timeline.ledger.get(*at as usize));
        let claims = entries.filter_map(|entry| {
            let claim = self.timeline.analyses.get(entry.report.index())?.claims.get(entry.index as usize)?;
            Some((entry.report, claim))
        });
        claims.filter(|(_, claim)| is_figure(claim))
    }

    fn number(&self, event: EventId, report: ReportId) -> Option<String> {
        let question = self.question(event);
        let mut sides = question.disputed.iter().flat_map(|found| &found.positions);
        if let Some(side) = sides.find(|side| side.passage.report == report) {
            return Some(side.statement.clone());
        }
        let (_, answer) = question.answer?;
        let mut own = self.figures(event).filter(|(by, claim)| *by == report && counts_alike(claim, answer));
        let (_, claim) = own.next()?;
        let number = figure(self.text(report), claim.quantity.as_ref()?);
        Some(if claim.status == Status::Denied { format!("not {number}") } else { number })
    }

    fn manner_word(&self, event: EventId, report: ReportId) -> Option<String> {
        let manner = self.manner_in(event, report)?;
        (manner != Manner::Fact).then(|| manner.word().to_owned())
    }
}

/// Whether a claim counts all of its subject.
fn is_figure(claim: &Claim) -> bool {
    matches!(claim.kind, ClaimKind::Count | ClaimKind::Amount)
        && claim.quantity.is_some()
        && claim.extent == Extent::Whole
        && claim.part_of.is_none()
        && !matches!(claim.status, Status::Withdrawn | Status::Unknown)
}

/// A value cut to a cell: without its spaces where that is enough; none where it does not fit.
#[must_use]
pub fn fitted(value: &str, room: usize) -> Option<String> {
    let fits = |words: &str| crate::ui::widget::wrap::display_width(words) <= room;
    let close: String = value.split_whitespace().collect();
    if fits(value) {
        Some(value.to_owned())
    } else if fits(&close) {
        Some(close)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    #[test]
    fn a_report_is_quoted_with_the_number_it_gives() {
        let library = story::library();
        let toll = story::event(&library, "killed");
        let values: Vec<Option<String>> =
            (0..4).map(|report| library.value(toll, ReportId(report))).collect();
        assert_eq!(values[0].as_deref(), Some("≥ 14"));
        assert_eq!(values[1].as_deref(), Some("9"));
        assert_eq!(values[3], None, "it says that it does not know");
    }

    #[test]
    fn the_numbers_of_an_event_all_count_the_same() {
        let library = story::library();
        let toll = story::event(&library, "killed");
        assert_eq!(library.counted(toll).as_deref(), Some("People killed"));
        let other = story::timeline_with(|report, claim| {
            if report == 1 {
                claim.predicate = "injured".into();
            }
        });
        let library = Library::new(other, Vec::new());
        assert_eq!(library.counted(toll).as_deref(), Some("people killed"));
        let values: Vec<Option<String>> =
            (0..4).map(|report| library.value(toll, ReportId(report))).collect();
        assert_eq!((values[0].as_deref(), values[2].as_deref()), (Some("≥ 14"), Some("17")));
        assert_eq!(values[1], None, "those who were injured are not those who were killed");
        let rain = story::event(&library, "Rain falls");
        assert_eq!(library.counted(rain), None);
    }

    #[test]
    fn a_value_loses_its_spaces_before_it_is_left_out() {
        for (room, expected) in [(4, Some("≥ 14")), (3, Some("≥14")), (2, None)] {
            assert_eq!(fitted("≥ 14", room).as_deref(), expected);
        }
    }
}

//! What a report says of an event in a word or a number, as a cell of the matrix shows it.

use super::manner::Manner;
use crate::analysis::claim::{Claim, ClaimKind, Extent, Status};
use crate::disagreement::{Aspect, figure};
use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::state::library::Library;

impl Library {
    /// The number a report gives of an event: the one that is disputed, else the first it counts; else how it reports the event
    /// where that is not as a fact. None where it says no more than that it happened.
    #[must_use]
    pub fn value(&self, event: EventId, report: ReportId) -> Option<String> {
        let disputed =
            self.disagreements_of(event).iter().filter_map(|at| self.disagreements.get(*at as usize));
        let numbers = disputed.filter(|found| found.aspect == Aspect::Quantity);
        let mut sides = numbers.flat_map(|found| &found.positions);
        let side = sides.find(|side| side.passage.report == report).map(|side| side.statement.clone());
        side.or_else(|| self.counted(event, report)).or_else(|| self.manner_word(event, report))
    }

    fn counted(&self, event: EventId, report: ReportId) -> Option<String> {
        let entries = self.claims_of(event).iter().filter_map(|at| self.timeline.ledger.get(*at as usize));
        let own = entries.filter(|entry| entry.report == report);
        let mut claims = own
            .filter_map(|entry| self.timeline.analyses.get(report.index())?.claims.get(entry.index as usize));
        let claim = claims.find(|claim| is_figure(claim))?;
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
    fn a_value_loses_its_spaces_before_it_is_left_out() {
        for (room, expected) in [(4, Some("≥ 14")), (3, Some("≥14")), (2, None)] {
            assert_eq!(fitted("≥ 14", room).as_deref(), expected);
        }
    }
}

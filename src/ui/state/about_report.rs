//! What a person corrects about a report itself, where its text is shown: when it was published, where, and under which title.

use super::action::Action;
use super::app::{App, Popup};
use super::notebook_actions::text;
use super::notes::Item;
use super::panes::Focus;
use super::update::Effect;
use crate::corpus;
use crate::store::Field;
use crate::text::{PublishedBasis, Report, ReportId};
use crate::ui::screens::prompt::{Field as Line, Prompt, Purpose};

impl App {
    /// The report whose text has the focus in the explorer.
    #[must_use]
    pub fn report_in_focus(&self) -> Option<ReportId> {
        match (self.screens.last(), self.focus) {
            (None, Focus::Source(at)) => self.sources.reporting.get(at).copied(),
            _ => None,
        }
    }

    /// Asks for the date, or for the source and then the title, of the report in focus.
    pub(in crate::ui) fn ask_about_report(&mut self, action: Action) {
        let Some(report) = self.report_in_focus() else { return };
        match action {
            Action::Redate => self.ask_of(Purpose::Published(report), report),
            _ => self.ask_of(Purpose::Source(report), report),
        }
    }

    fn ask_of(&mut self, purpose: Purpose, report: ReportId) {
        let known = match (purpose, self.library.report(report)) {
            (Purpose::Published(_), Some(report)) => shown_date(report),
            (Purpose::Source(_), Some(report)) => report.source.clone().unwrap_or_default(),
            (_, Some(report)) => report.title.clone().unwrap_or_default(),
            (_, None) => return,
        };
        self.popup =
            Some(Popup::Prompt(Prompt { purpose, field: Line::new(known), reason: None, exists: None }));
    }

    /// Sets when a report was published: its relative dates are counted from there.
    pub(in crate::ui) fn set_published(
        &mut self,
        report: ReportId,
        line: &str,
    ) -> Result<Vec<Effect>, String> {
        let edtf = match line {
            "" => String::new(),
            line => corpus::published(line, PublishedBasis::Notes)?.edtf,
        };
        let known = self.library.report(report).and_then(|report| report.published.as_ref());
        if known.is_some_and(|known| known.edtf == edtf) {
            return Ok(Vec::new());
        }
        let effects = self.write_about_report(report, Field::Published, &edtf);
        if !effects.is_empty() {
            self.notice = Some(match &*edtf {
                "" => format!("{report} is read again with the date it gives itself"),
                date => format!("{report} is read again as published {date}"),
            });
        }
        Ok(effects)
    }

    /// Sets where a report is from, then asks for its title.
    pub(in crate::ui) fn set_source(&mut self, report: ReportId, line: &str) -> Vec<Effect> {
        let known = self.library.report(report).and_then(|report| report.source.as_deref());
        let same = known.unwrap_or_default() == line;
        let effects = if same { Vec::new() } else { self.write_about_report(report, Field::Source, line) };
        self.ask_of(Purpose::Headline(report), report);
        effects
    }

    pub(in crate::ui) fn set_headline(&mut self, report: ReportId, line: &str) -> Vec<Effect> {
        let known = self.library.report(report).and_then(|report| report.title.as_deref());
        let same = known.unwrap_or_default() == line;
        if same { Vec::new() } else { self.write_about_report(report, Field::Title, line) }
    }

    /// Writes a value for a report into the notebook; an empty one removes it.
    fn write_about_report(&mut self, report: ReportId, field: Field, line: &str) -> Vec<Effect> {
        let value = Some(line).filter(|line| !line.is_empty()).map(text);
        self.write_notes(&[(Item::Report(report), field, value)])
    }
}

/// The date of publication as a field shows it, so that it is read back as the same.
fn shown_date(report: &Report) -> String {
    report.published.as_ref().map(|published| published.edtf.clone()).unwrap_or_default()
}

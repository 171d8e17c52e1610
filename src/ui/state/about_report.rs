//! What a person says of a report itself, where its text is seen: when it was published, where, and under which title.

use super::action::Action;
use super::app::{App, Popup};
use super::notebook_actions::text;
use super::notes::Item;
use super::panes::Focus;
use super::update::Effect;
use crate::corpus;
use crate::store::Field;
use crate::text::{PublishedBasis, Report, ReportId};
use crate::ui::screens::prompt::{Asks, Field as Line, Prompt};

impl App {
    /// The report whose text has the focus in the explorer.
    #[must_use]
    pub fn report_in_focus(&self) -> Option<ReportId> {
        match (self.screens.last(), self.focus) {
            (None, Focus::Source(at)) => self.sources.telling.get(at).copied(),
            _ => None,
        }
    }

    /// Asks for the date, or for the source and then the title, of the report in focus.
    pub(in crate::ui) fn ask_about_report(&mut self, action: Action) {
        let Some(report) = self.report_in_focus() else { return };
        match action {
            Action::Redate => self.ask_of(Asks::Published(report), report),
            _ => self.ask_of(Asks::Source(report), report),
        }
    }

    fn ask_of(&mut self, asks: Asks, report: ReportId) {
        let known = match (asks, self.library.report(report)) {
            (Asks::Published(_), Some(report)) => shown_date(report),
            (Asks::Source(_), Some(report)) => report.source.clone().unwrap_or_default(),
            (_, Some(report)) => report.title.clone().unwrap_or_default(),
            (_, None) => return,
        };
        self.popup = Some(Popup::Prompt(Prompt { asks, field: Line::new(known), reason: None, there: None }));
    }

    /// Says when a report was published: its relative dates are counted from there.
    pub(in crate::ui) fn say_published(
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
        let effects = self.say_of_report(report, Field::Published, &edtf);
        if !effects.is_empty() {
            self.notice = Some(match &*edtf {
                "" => format!("{report} is read again with the date it gives itself"),
                date => format!("{report} is read again as published {date}"),
            });
        }
        Ok(effects)
    }

    /// Says where a report is from, then asks for its title.
    pub(in crate::ui) fn say_source(&mut self, report: ReportId, line: &str) -> Vec<Effect> {
        let known = self.library.report(report).and_then(|report| report.source.as_deref());
        let same = known.unwrap_or_default() == line;
        let effects = if same { Vec::new() } else { self.say_of_report(report, Field::Source, line) };
        self.ask_of(Asks::Headline(report), report);
        effects
    }

    pub(in crate::ui) fn say_headline(&mut self, report: ReportId, line: &str) -> Vec<Effect> {
        let known = self.library.report(report).and_then(|report| report.title.as_deref());
        let same = known.unwrap_or_default() == line;
        if same { Vec::new() } else { self.say_of_report(report, Field::Title, line) }
    }

    /// Says something of a report; nothing takes back what was said.
    fn say_of_report(&mut self, report: ReportId, field: Field, line: &str) -> Vec<Effect> {
        let value = Some(line).filter(|line| !line.is_empty()).map(text);
        self.say(&[(Item::Report(report), field, value)])
    }
}

/// The date of publication as a field shows it, so that it is read back as the same.
fn shown_date(report: &Report) -> String {
    report.published.as_ref().map(|published| published.edtf.clone()).unwrap_or_default()
}

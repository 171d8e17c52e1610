//! The disagreements as a critical apparatus: TEI P5, one `app` per disagreement with one `rdg` per position, the reports as
//! witnesses.

use std::io::{self, Write};

use super::plain::xml;
use super::position::Side;
use super::{Selection, names};

/// Writes the document.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    let title = xml(&timeline.title);
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">")?;
    writeln!(to, "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>")?;
    writeln!(to, "<publicationStmt><p>Collated by rashomon</p></publicationStmt><sourceDesc><listWit>")?;
    for report in &timeline.reports {
        let published = report.published.as_ref().map(|date| date.edtf.as_str());
        let date = published.map(|date| format!(" <date>{}</date>", xml(date))).unwrap_or_default();
        writeln!(to, "<witness xml:id=\"{}\">{}{date}</witness>", report.id, xml(report.name()))?;
    }
    writeln!(to, "</listWit></sourceDesc></fileDesc></teiHeader>")?;
    writeln!(to, "<text><body><listApp>")?;
    for (number, one) in selection.disagreements() {
        writeln!(
            to,
            "<app xml:id=\"disagreement-{}\" type=\"{}\">",
            u64::from(number) + 1,
            names::verdict(one.verdict)
        )?;
        for position in &one.positions {
            let side = Side::of(timeline, position);
            writeln!(to, "<rdg wit=\"#{}\">{}</rdg>", side.report, xml(side.words))?;
        }
        writeln!(to, "<note>{}</note>", xml(&format!("{} – {}", one.summary, one.why)))?;
        writeln!(to, "</app>")?;
    }
    // An empty list of apparatus entries would not be valid.
    if selection.disagreements().next().is_none() {
        writeln!(to, "<app><rdg/></app>")?;
    }
    writeln!(to, "</listApp></body></text></TEI>")
}

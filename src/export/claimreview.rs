//! JSON-LD with one `ClaimReview` (schema.org) for each claim in an open conflict, as a form for a fact-checker to
//! complete: what is claimed, by whom, where, and what contradicts it. The rating says that it is disputed, never
//! that it is true or false.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::position::Side;
use super::timelinejs::is_web;
use super::{Selection, names, plain, questions};
use crate::disagreement::Disagreement;
use crate::timeline::Timeline;

/// Writes a JSON array.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let open = selection.disagreements().filter(|(_, one)| questions::is_open(one.verdict));
    let mut to = to;
    to.write_all(b"[")?;
    let mut separator: &[u8] = b"\n";
    for (_, one) in open {
        for review in reviews(selection.timeline, one) {
            to.write_all(separator)?;
            plain::to_json(&mut to, &review)?;
            separator = b",\n";
        }
    }
    to.write_all(b"\n]\n")
}

fn reviews<'a>(timeline: &'a Timeline, one: &'a Disagreement) -> impl Iterator<Item = Value> + 'a {
    one.positions.iter().map(move |position| {
        let side = Side::of(timeline, position);
        let report = timeline.reports.get(side.report.index());
        let author = match side.speakers.first() {
            Some(speaker) => json!({ "@type": "Person", "name": speaker }),
            None => json!({ "@type": "Organization", "name": side.outlet }),
        };
        let mut appearance = json!({
            "@type": "NewsArticle",
            "name": report.and_then(|report| report.title.as_deref()).unwrap_or(side.outlet),
            "publisher": { "@type": "Organization", "name": side.outlet },
        });
        if let Some(url) = report.and_then(|report| report.url.as_deref()).filter(|url| is_web(url)) {
            appearance["url"] = url.into();
        }
        if let Some(published) = report.and_then(|report| report.published.as_ref()) {
            appearance["datePublished"] = published.edtf.as_str().into();
        }
        json!({
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "claimReviewed": side.words,
            "itemReviewed": { "@type": "Claim", "author": author, "appearance": appearance },
            "reviewBody": format!("{} ({}): {}", one.summary, names::verdict_in_words(one.verdict), one.why),
            "reviewRating": { "@type": "Rating", "alternateName": "Disputed between reports" },
        })
    })
}

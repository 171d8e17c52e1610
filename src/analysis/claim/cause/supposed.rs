//! Supposed causes of an incident without a verb of causing: "it could have been an earthquake", "there may have been a
//! landslide".

use super::class;
use super::fault::Fault;
use super::wording::last_incident;
use crate::analysis::claim::Status;
use crate::analysis::claim::sentence::Sentence;
use crate::analysis::language::{Document, TokenId, Upos};

/// Modal verbs of supposition.
const MODALS: &[&str] = &["could", "may", "might"];

/// Subjects that refer to the incident.
const SUBJECTS: &[&str] = &["it", "this", "that", "there"];

/// How many words may be between the verb and the supposed cause: "an underwater", "the result of an".
const REACH: u32 = 5;

/// The kind of incident where the report mentions none nearby.
const INCIDENT: &str = "incident";

/// The cause that a modal verb introduces as a supposition.
pub(super) fn supposed(document: &Document<'_>, modal: TokenId) -> Option<Fault> {
    let sentence = Sentence::of(document, modal);
    let subject = modal.0.checked_sub(1).filter(|place| sentence.is(*place, SUBJECTS))?;
    if !sentence.is(modal.0, MODALS) {
        return None;
    }
    let have = u32::from(sentence.is(modal.0 + 1, &["have"]));
    let be = modal.0 + 1 + have;
    if sentence.lemma(be) != "be" {
        return None;
    }
    let mut after = (be + 1..be + 1 + REACH).take_while(|place| {
        matches!(sentence.upos(*place), Some(Upos::Det | Upos::Adj | Upos::Noun | Upos::Adp | Upos::Propn))
    });
    let (head, class) = after.find_map(|place| {
        let word = sentence.at(place)?;
        Some((word, class::at(document, word)?.0))
    })?;
    let span = document.token(TokenId(subject)).span.cover(document.token(head).span);
    Some(Fault {
        of: last_incident(document, modal, None).filter(|kind| *kind != class.name).unwrap_or(INCIDENT),
        what: document.word(head).to_lowercase(),
        class: Some(class),
        status: Status::Alleged,
        effect: document.token(TokenId(subject)).span,
        span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supposition_about_an_incident_is_read_if_it_is_a_cause() {
        for (text, expected) in [
            ("It could have been an underwater earthquake, she said.", Some("earthquake")),
            ("There may have been a landslide.", Some("landslide")),
            ("It might be arson.", Some("arson")),
            ("There may have been a meeting.", None),
            ("It was a gas leak.", None),
            ("It could not be repaired after the storm.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| supposed(&document, token));
            assert_eq!(found.map(|fault| fault.what).as_deref(), expected, "{text}");
        }
    }
}

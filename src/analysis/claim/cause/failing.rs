//! What failed in a crash, or what the driver did, stated without a verb of causing: "the brakes had failed", "the driver
//! fell asleep", "was travelling too fast". Readers take this as the cause, and its denial as the denial of a cause.

use std::sync::LazyLock;

use super::class::Class;
use super::fault::Fault;
use super::wording::{incident_at, last_incident, status_of};
use crate::analysis::claim::Status;
use crate::analysis::claim::lexicon::{self, PhraseTable};
use crate::analysis::claim::phrase::word_is;
use crate::analysis::language::{Document, TokenId};

/// The kind of incident that these words are about.
const CRASH: &str = "crash";

/// The phrases of `assets/lexicon/crash-causes.txt`, each with the class of cause and whether it is denied.
static PHRASES: LazyLock<PhraseTable<(&'static str, bool)>> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    for [class, named, denied] in lexicon::rows(include_str!("../../../../assets/lexicon/crash-causes.txt")) {
        phrases.extend(lexicon::words(named).map(|phrase| (phrase, (class, false))));
        phrases.extend(lexicon::words(denied).map(|phrase| (phrase, (class, true))));
    }
    phrases.into_iter().collect()
});

/// What failed, if the phrase begins at a word and the report mentions a crash.
pub(super) fn failed(document: &Document<'_>, token: TokenId) -> Option<Fault> {
    let (&(class, denies), length) = PHRASES.at(document, token).next()?;
    if last_incident(document, token, Some(CRASH)).is_none() && !opens_with_a_crash(document) {
        return None;
    }
    let last = TokenId(token.0 + length - 1);
    let span = document.token(token).span.cover(document.token(last).span);
    let own_not = (token.0..=last.0).any(|place| word_is(document, TokenId(place), &["not", "n't"]));
    let status = match status_of(document, span)? {
        _ if denies => Status::Denied,
        Status::Denied if own_not => Status::Asserted,
        other => other,
    };
    Some(Fault {
        of: CRASH,
        what: document.words(span).to_lowercase(),
        class: Class::named(class),
        status,
        effect: span,
        span,
    })
}

/// Whether one of the first words of a report mentions a crash.
fn opens_with_a_crash(document: &Document<'_>) -> bool {
    const OPENING: usize = 80;
    document.token_ids().take(OPENING).any(|token| incident_at(document, token) == Some(CRASH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_in_a_crash_is_a_cause_without_a_verb_of_causing() {
        for (text, expected) in [
            (
                "A bus crashed in Leeds. The brakes had failed, the driver said.",
                Some(("brakes", Status::Asserted)),
            ),
            ("A train crashed. The brakes were working normally.", Some(("brakes", Status::Denied))),
            ("A bus crashed. The driver appeared to have fallen asleep.", Some(("asleep", Status::Alleged))),
            (
                "A bus crashed. It was travelling too fast, a passenger said.",
                Some(("speed", Status::Asserted)),
            ),
            ("The ferry capsized after a cargo of cement shifted.", Some(("overload", Status::Asserted))),
            ("The brakes had failed on a car in a shop.", None),
            ("The children fell asleep.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| failed(&document, token));
            let found = found.map(|fault| (fault.class.map_or("", |class| class.name), fault.status));
            assert_eq!(found, expected, "{text}");
        }
    }
}

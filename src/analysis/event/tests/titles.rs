//! The titles of events in sentences of many kinds of news.

use super::{all, with_trigger};
use crate::analysis::event::EventMention;

/// The words of a mention's title that are required.
fn title(mention: &EventMention, text: &str) -> String {
    let needed = mention.wording.pieces.iter().filter(|piece| piece.rank == 0);
    needed.map(|piece| piece.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_title_is_a_clause_or_a_phrase_that_reads_on_its_own() {
    all(
        [
            ("Rescuers found two divers in a cave.", "found", "Rescuers found two divers"),
            ("The bridge was closed and inspected on Friday.", "inspected", "The bridge was inspected"),
            ("The senator refused to sign the bill.", "sign", "The senator refused to sign the bill"),
            ("Engineers were sent to inspect and repair the dam.", "repair", "Engineers to repair the dam"),
            (
                "The evacuation of the village began at dawn.",
                "evacuation",
                "The evacuation of the village began",
            ),
            (
                "The march became violent when fans chanting slogans attacked and set fire to shops.",
                "attacked",
                "fans chanting slogans attacked and set fire to shops",
            ),
            ("Mayor Ines Duarte opened the bridge.", "opened", "Mayor Ines Duarte opened the bridge"),
            ("Rebels shelled and burned the village.", "shelled", "Rebels shelled and burned the village"),
            ("The crowd marched and blocked the road.", "marched", "The crowd marched"),
            ("Vandals set fire to a bus.", "set", "Vandals set fire to a bus"),
            (
                "The mayor no longer accepted the result.",
                "accepted",
                "The mayor no longer accepted the result",
            ),
            ("Notes on the meeting of 6 May 2031.", "meeting", "meeting of 6 May 2031"),
            ("10:00 The chair, Dana Orr, opened the meeting.", "opened", "The chair opened the meeting"),
            ("The bishop called for restraint.", "called", "The bishop called for restraint"),
            (
                "The minister called the strike \"a betrayal\" on Monday.",
                "called",
                "The minister called the strike \"a betrayal\"",
            ),
            ("The blast left two guards wounded.", "left", "The blast left two guards wounded"),
            ("The company said it would close two plants.", "close", "The company would close two plants"),
            ("The minister resigned after riots erupted.", "riots", "riots erupted"),
            (
                "In 1997 a blast at a refinery killed 60 people.",
                "killed",
                "a blast at a refinery killed 60 people",
            ),
            ("In 2014 a paint store burned down.", "burned", "a paint store burned down"),
            (
                "A ferry carrying 74 people capsized on Monday, the coast guard said.",
                "capsized",
                "A ferry capsized",
            ),
            ("Twelve children were unhurt and were picked up.", "picked", "Twelve children were picked up"),
            ("Up to nine inches of rain fell.", "fell", "Up to nine inches of rain fell"),
            ("Two men blew themselves up.", "blew", "Two men blew themselves up"),
            (
                "Nine boys and their coach were found alive.",
                "found",
                "Nine boys and their coach were found alive",
            ),
            ("The governor asked the ministry to send troops.", "send", "the ministry to send troops"),
            ("The mayor promised the union to resign.", "resign", "The mayor to resign"),
            ("Up to 2,400 jobs will be cut.", "cut", "Up to 2,400 jobs will be cut"),
            ("The plane came down in a field.", "came", "The plane came down in a field"),
            (
                "The plant released at least 40 tonnes of ash.",
                "released",
                "The plant released at least 40 tonnes of ash",
            ),
        ],
        |(text, trigger, expected)| {
            with_trigger(text, trigger, |mention| (title(mention, text), mention.wording.flaws.is_empty()))
                == Some(((*expected).to_owned(), true))
        },
    );
}

#[test]
fn words_that_do_not_read_on_their_own_are_not_a_title() {
    all(
        [
            ("They were released on Monday.", "released"),
            ("Two were later arrested.", "arrested"),
            ("Closely watching the talks, investors waited.", "talks"),
            ("The captain, whose ferry sank in 2015, fled.", "sank"),
        ],
        |(text, trigger)| {
            with_trigger(text, trigger, |mention| mention.wording.flaws.is_empty()) == Some(false)
        },
    );
}

//! What says that a figure was given earlier and is no longer valid: a row each, anchored at the first word of the figure.

use crate::analysis::claim::pattern::Row;

/// What a row says of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis::claim) enum Withdrawal {
    /// The figure beside it replaces it.
    Replaced,
    /// The words for it say that it is an old one.
    Old,
    /// A clause says that it is an old one or wrong.
    Wrong,
    /// The verb that gives it says that it was given before, or takes it back.
    Retracted,
}

use Withdrawal::{Old, Replaced, Retracted, Wrong};

/// The rows.
pub(in crate::analysis::claim) const ROWS: &[Row<Withdrawal>] = &[
    Row {
        name: "not five",
        pattern: "not @ANY",
        means: Replaced,
        examples: &["Four people were shot, [not 12] as first reported."],
        never: &["A group of 12 arrived earlier."],
    },
    Row {
        name: "instead of five",
        pattern: "instead|rather|up|down of|than|from @ANY",
        means: Replaced,
        examples: &["Nine people [rather than 12] were hurt.", "The toll stood at nine, [down from 12]."],
        never: &["More than 12 were hurt.", "The 12 who died were wrong to trust him."],
    },
    Row {
        name: "from the figure announced",
        pattern: "from the? @ANY ..2 announced|reported|given|stated|published|told",
        means: Replaced,
        examples: &["The number aboard was raised to 39 [from the 38 announced] on Friday."],
        never: &["The 38 announced on Friday came from Leeds."],
    },
    Row {
        name: "an earlier figure of",
        pattern: "initial|preliminary|previous|earlier|early ..1 {nouns for a figure itself} of|that @ANY",
        means: Old,
        examples: &[
            "Sixteen clerks were hurt, police said, revising an [earlier figure of 12].",
            "The toll exceeded the [initial estimate of at] least 12.",
            "Four clerks were hurt, correcting an [earlier report that 12] had been hit.",
        ],
        never: &["He read a report that 12 had been hit.", "The report of 12 January named nobody."],
    },
    Row {
        name: "an earlier toll had stood at",
        pattern: "initial|preliminary|previous|earlier|early ..1 {nouns for a figure itself} ..6!NUM|,|; \
            be|stand|put|have ..5!NUM|,|; @ANY",
        means: Wrong,
        examples: &["An [earlier toll had stood at 12].", "The [initial death toll was 12]."],
        never: &["Earlier this year the toll was 12."],
    },
    Row {
        name: "reports that five died were wrong",
        pattern: "{nouns for a figure itself}|claim|rumour|rumor ..5 @ANY ..11!be be \
            ..1 wrong|incorrect|inaccurate|untrue|false|mistaken|erroneous|unfounded",
        means: Wrong,
        examples: &[
            "Early [reports of 12 deaths were wrong].",
            "[Reports that 12 had died were false], he said.",
        ],
        never: &["Reports that 12 had died were read with care."],
    },
    Row {
        name: "had earlier spoken of",
        pattern: "had|'d ..2 earlier|first|initially|originally|previously ..2 {verbs that give a figure} \
            ..12!{verbs that give a figure}|;|“|\"|but @ANY",
        means: Retracted,
        examples: &[
            "Officials [had earlier spoken of 12].",
            "The coastguard [had first said that 12] clerks were missing.",
        ],
        never: &["The first report said that 12 had died.", "Police had said that 12 had died."],
    },
    Row {
        name: "after first saying",
        pattern: "earlier|first|initially|originally|previously ..3 {giving a figure} \
            ..12!{verbs that give a figure}|;|“|\"|but @ANY",
        means: Retracted,
        examples: &["The mayor said so after [first saying that 12] had died."],
        never: &["The mayor, who was first elected in May, said 12 had died."],
    },
    Row {
        name: "at first there had been talk of",
        pattern: "at first ..9!;|“|\"|but {verbs that give a figure} \
            ..9!{verbs that give a figure}|;|“|\"|but @ANY",
        means: Retracted,
        examples: &["[At first there had been talk of 12] dead."],
        never: &["The mayor said that 12 had died."],
    },
    Row {
        name: "withdrew a statement that",
        pattern: "withdraw|retract ..9!{verbs that give a figure}|;|“|\"|but @ANY",
        means: Retracted,
        examples: &["Police [withdrew a statement that 12] had died."],
        never: &["Police made a statement that 12 had died."],
    },
];

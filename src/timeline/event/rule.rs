//! The reasons why two tellings are of one event or not: a table of rules with names and sentences, and their learned weights.
//!
//! A logistic regression over pairs of tellings, whose features are the rules (pairwise models of cross-document event
//! coreference: Bejan and Harabagiu 2010; Cybulska and Vossen 2015). The weights are in `assets/model/same-event.txt`, which says
//! what they were learned from; `examples/learn` makes it anew. A rule that speaks for an event never gets a weight against it.

use std::sync::LazyLock;

const LEARNED: &str = include_str!("../../../assets/model/same-event.txt");

/// What a rule can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// For one event: its weight is not negative.
    For,
    /// Against it: its weight is not positive.
    Against,
    /// For or against, as the annotated data say.
    Either,
    /// Against it, and nothing outweighs that.
    Forbids,
}

/// A rule that can hold between two tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinRule {
    /// Its name: `family/name`.
    pub name: &'static str,
    /// What it can say.
    pub side: Side,
    /// What it says, as a sentence without its end.
    pub says: &'static str,
    /// Its place among [`RULES`].
    place: usize,
}

/// A rule that holds, and how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The rule.
    pub rule: JoinRule,
    /// How much it holds: 1, or a degree from 0 to 1.
    pub degree: f32,
}

impl JoinRule {
    /// Its place among [`RULES`] and in [`Weights::of_rule`].
    #[must_use]
    pub const fn place(self) -> usize {
        self.place
    }

    /// The rule as a reason that holds to a degree.
    #[must_use]
    pub const fn to(self, degree: f32) -> Reason {
        Reason { rule: self, degree }
    }
}

impl From<JoinRule> for Reason {
    fn from(rule: JoinRule) -> Self {
        rule.to(1.0)
    }
}

impl Reason {
    /// What it adds to the log-odds that both tellings are of one event.
    #[must_use]
    pub fn weight(&self) -> f32 {
        Weights::learned().of(self)
    }
}

/// Declares the rules.
macro_rules! rules {
    ($($id:ident = $name:literal, $side:ident, $says:literal;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the rules' own names, counted")]
        enum Place { $($id,)+ }
        $(pub(super) const $id: JoinRule =
            JoinRule { name: $name, side: Side::$side, says: $says, place: Place::$id as usize };)+
        /// All rules.
        pub const RULES: &[JoinRule] = &[$($id,)+];
    };
}

rules! {
    SAME_WORD = "trigger/same-word", Either, "the same word names it";
    SAME_CLASS = "trigger/same-class", Either, "words of one class name it";
    COMMON_WORD = "trigger/common-word", Either, "the word is one of many uses";
    SYNONYM = "trigger/synonym", Either, "the words can name the same";
    LENT_TIME = "time/lent", Against, "only one says when, and the other is about others";
    TOLD_TWICE = "report/noun-beside-clause", Against, "one report puts one in a noun and the other in a clause";
    TOLD_APART = "report/told-apart", Forbids, "its report sets one apart from the other: \"another\", \"the last\"";
    ONE_MORE = "patient/one-more", Against, "one is about one more who died, the other about those before or all";
    NEAR_SYNONYM = "trigger/near-synonym", For, "the more surely both words name the same, the more it counts";
    ALIKE = "report/alike", For, "the more names both reports share, the more it counts";
    NAMELESS = "report/nameless", For, "one of the reports names nobody by which it could be told from the other";
    SAME_REPORT = "report/same", Either, "one report says both";
    OTHERS_HERE = "report/others", Against, "one report says it of others";
    SAME_STORY = "story/same", For, "both reports are about the same matter";
    OTHER_STORY = "story/other", Against, "the reports are about different matters";
    STRANGERS = "story/strangers", Forbids, "the reports are about different matters, and no name is the same";
    SAME_TIME = "time/same", For, "both say the same time";
    NEAR_TIME = "time/compatible", For, "the times they say can be one";
    TIME_APART = "time/apart", Against, "they say different times";
    SAME_OPEN_TIME = "time/same-words", For, "both name the same weekday or day of the year";
    OTHER_OPEN_TIME = "time/other-words", Against, "they name different weekdays or days of the year, or one a weekday, the other a year";
    OTHER_AGE = "time/other-age", Against, "one is about long before, the other gives no date of its own";
    OTHER_AGE_HERE = "time/other-age-in-report", Against, "a report dates one long before, and gives the other no date";
    TIME_DOUBTFUL = "time/doubtful", Against, "the times their surroundings suggest differ";
    SAME_AGENT = "agent/same", For, "the same one does it";
    ACTS_FOR = "agent/acts-for", For, "a state does it, and the one who leads it";
    OTHER_AGENT = "agent/other", Against, "different ones do it";
    OTHER_ORGANISATION = "agent/other-organisation", Against, "organisations of other names do it to the same";
    OTHER_NAMED_AGENT = "agent/other-name", Against, "others by name do it";
    SAME_PATIENT = "patient/same", For, "it is done to the same";
    OTHER_PATIENT = "patient/other", Against, "it is done to different ones";
    OTHER_NAMED_PATIENT = "patient/other-name", Against, "it is done to others by name";
    ALL_OTHERS = "participant/all-other", Against, "neither who does it nor whom it is done to is the same";
    ALL_OTHER_NAMES = "participant/all-other-name", Against, "others by name do it to others by name";
    SWAPPED = "participant/swapped", Against, "who does it here is whom it is done to there, and the other way round";
    SHARED = "participant/shared", For, "the same one takes part";
    SAME_PLACE = "place/same", For, "it happens at the same place";
    PLACE_WITHIN = "place/within", For, "one place lies within the other";
    OTHER_PLACE = "place/other", Against, "it happens at different places";
    PLAN_AND_FACT = "modality/plan-and-fact", Against, "one is a plan, the other a fact";
    ATTEMPT = "modality/attempt-and-fact", Against, "one says that it was tried, the other that it was done";
    NEGATED = "modality/negated", Against, "one says it happened, the other that it did not";
    OTHER_NAMED_SPEAKER = "saying/other-named-speaker", Forbids, "it is said by others by name";
    OTHER_SPEAKER = "saying/other-speaker", Against, "it is said by different ones, or on another occasion";
}

/// The weights of a logistic regression over reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The log-odds of two tellings that no rule holds between.
    pub start: f32,
    /// From which log-odds a telling belongs to an event.
    pub enough: f32,
    /// By rule, in the order of [`RULES`].
    pub of_rule: Vec<f32>,
}

impl Weights {
    /// Those that were learned.
    #[must_use]
    pub fn learned() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(LEARNED));
        &WEIGHTS
    }

    /// Reads a table of names and weights, one a line; a rule without a line weighs nothing.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let of = |wanted: &str| {
            let rows = table.lines().filter(|line| !line.starts_with('#'));
            let found = rows.filter_map(|line| line.split_once(' ')).find(|(name, _)| *name == wanted);
            found.and_then(|(_, weight)| weight.trim().parse().ok()).unwrap_or(0.0)
        };
        Self {
            start: of("start"),
            enough: of("enough"),
            of_rule: RULES.iter().map(|rule| of(rule.name)).collect(),
        }
    }

    /// What a reason adds to the log-odds.
    #[must_use]
    pub fn of(&self, reason: &Reason) -> f32 {
        self.of_rule[reason.rule.place] * reason.degree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_sentence() {
        let names: std::collections::HashSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(RULES.iter().all(|rule| rule.name.contains('/') && rule.says.len() > 10));
    }

    #[test]
    fn every_line_of_the_learned_table_is_a_rule_and_weighs_on_its_side() {
        let lines = LEARNED.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let names: Vec<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
        let expected = ["start", "enough"].into_iter().chain(RULES.iter().map(|rule| rule.name));
        assert_eq!(names, expected.collect::<Vec<_>>());
        for rule in RULES {
            let weight = rule.to(1.0).weight();
            let right = match rule.side {
                Side::For => weight >= 0.0,
                Side::Against | Side::Forbids => weight <= 0.0,
                Side::Either => true,
            };
            assert!(right, "{} weighs {weight}", rule.name);
        }
    }
}

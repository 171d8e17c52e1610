//! The reasons why two accounts are of one event or not: a table of rules with names and sentences, and their learned weights.
//!
//! A logistic regression over pairs of accounts, whose features are the rules (pairwise models of cross-document event
//! coreference: Bejan and Harabagiu 2010; Cybulska and Vossen 2015). The weights are in `assets/model/same-event.txt`, which says
//! what they were learned from; `examples/learn` writes it. A rule that supports an event never gets a weight against it.

use std::sync::LazyLock;

use crate::text::learned;
pub use crate::text::learned::Side;

const LEARNED: &str = include_str!("../../../assets/model/same-event.txt");

/// A rule that can apply to two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinRule {
    /// Its name: `family/name`.
    pub name: &'static str,
    /// What it can be evidence for.
    pub side: Side,
    /// Its sentence, without the full stop.
    pub says: &'static str,
    /// Its index in [`RULES`].
    place: usize,
}

/// A rule that applies, and to what degree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The rule.
    pub rule: JoinRule,
    /// The degree, from 0 to 1.
    pub degree: f32,
}

impl JoinRule {
    /// Its index in [`RULES`] and in [`Weights::of_rule`].
    #[must_use]
    pub const fn place(self) -> usize {
        self.place
    }

    /// The rule as a reason that applies to a degree.
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
    /// What it adds to the log-odds that both accounts are of one event.
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
    SAME_WORD = "trigger/same-word", Either, "both use the same word";
    SAME_CLASS = "trigger/same-class", Either, "their words are of the same class";
    COMMON_WORD = "trigger/common-word", Either, "the word has many uses";
    SYNONYM = "trigger/synonym", Either, "the words can name the same event";
    REPEATED = "trigger/repeated", Against, "the more often a report uses the word, the more it counts";
    LENT_TIME = "time/lent", Against, "only one gives a date, and the other is about other people";
    NOUN_BESIDE_CLAUSE = "report/noun-beside-clause", Against, "one report has one in a noun and the other in a clause";
    SET_APART = "report/told-apart", Forbids, "its report says that it is another one: \"another\", \"the last\"";
    ONE_MORE = "patient/one-more", Against, "one is about one more death, the other about earlier deaths or all";
    NEAR_SYNONYM = "trigger/near-synonym", For, "the more surely both words name the same event, the more it counts";
    ALIKE = "report/alike", For, "the more names both reports share, the more it counts";
    NAMELESS = "report/nameless", For, "one of the reports names nobody who could distinguish it from the other";
    SAME_REPORT = "report/same", Either, "both are in the same report";
    OTHER_WORDS_HERE = "report/other-words", Against, "one report uses a different word for each";
    SAME_SENTENCE = "report/same-sentence", Against, "both are in one sentence";
    GOVERNS = "report/governs", Against, "one is what the other reports, plans, requests or denies";
    OTHERS_HERE = "report/others", Against, "one report says it of different people";
    SAME_STORY = "story/same", For, "both reports are about the same story";
    OTHER_STORY = "story/other", Against, "the reports are about different stories";
    STRANGERS = "story/strangers", Forbids, "the reports are about different stories and share no name";
    SAME_TIME = "time/same", For, "both give the same time";
    NEAR_TIME = "time/compatible", For, "the times they give can be the same";
    TIME_APART = "time/apart", Against, "they give different times";
    SAME_OPEN_TIME = "time/same-words", For, "both name the same weekday or day of the year";
    OTHER_OPEN_TIME = "time/other-words", Against, "they name different weekdays or days of the year, or one names a weekday and the other a year";
    OTHER_AGE = "time/other-age", Against, "one happened long before, and the other has no date of its own";
    OTHER_AGE_HERE = "time/other-age-in-report", Forbids, "one report dates one long before, and gives no date for the other";
    TIME_DOUBTFUL = "time/doubtful", Against, "the times that their context suggests differ";
    SAME_AGENT = "agent/same", For, "the agent is the same";
    ACTS_FOR = "agent/acts-for", For, "one agent is a state, the other its leader";
    OTHER_AGENT = "agent/other", Against, "the agents differ";
    OTHER_ORGANISATION = "agent/other-organisation", Against, "organisations with different names do it to the same patient";
    OTHER_NAMED_AGENT = "agent/other-name", Against, "the agents have different names";
    SAME_PATIENT = "patient/same", For, "the patient is the same";
    OTHER_PATIENT = "patient/other", Against, "the patients differ";
    OTHER_NAMED_PATIENT = "patient/other-name", Against, "the patients have different names";
    ALL_OTHERS = "participant/all-other", Against, "both agent and patient differ";
    ALL_OTHER_NAMES = "participant/all-other-name", Against, "both agent and patient have different names";
    SWAPPED = "participant/swapped", Against, "agent and patient are swapped";
    SHARED = "participant/shared", For, "they share a participant";
    CLAUSES_ALIKE = "clause/alike", For, "the more rare words both clauses share, the more it counts";
    SAME_PLACE = "place/same", For, "the place is the same";
    PLACE_WITHIN = "place/within", For, "one place lies within the other";
    OTHER_PLACE = "place/other", Against, "the places differ";
    PLAN_AND_FACT = "modality/plan-and-fact", Against, "one is a plan, the other a fact";
    ATTEMPT = "modality/attempt-and-fact", Against, "one says that it was attempted, the other that it was done";
    NEGATED = "modality/negated", Against, "one says it happened, the other that it did not";
    OTHER_NAMED_SPEAKER = "saying/other-named-speaker", Forbids, "the speakers have different names";
    OTHER_SPEAKER = "saying/other-speaker", Against, "the speakers differ, or the occasion does";
}

/// The weights of a logistic regression over reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The log-odds of two accounts that no rule applies to.
    pub start: f32,
    /// The log-odds from which an account belongs to an event.
    pub enough: f32,
    /// By rule, in the order of [`RULES`].
    pub of_rule: Vec<f32>,
}

impl Weights {
    /// The learned weights.
    #[must_use]
    pub fn learned() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(LEARNED));
        &WEIGHTS
    }

    /// Reads a table of names and weights, one a line; a rule without a line has weight zero.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let of = |name: &str| learned::weight(table, name);
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
            assert!(rule.side.allows(weight), "{} weighs {weight}", rule.name);
        }
    }
}

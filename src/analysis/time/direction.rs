//! Whether an expression points back or ahead, by the tense and the cue words around it in its sentence.
//!
//! News reports what has happened: without a cue a weekday is the last one. The nearest cue on the left decides, else the
//! nearest on the right: "said on Friday it will" looks back, "will meet on Friday" ahead.
//!
//! What each choice contributes, on a development set of annotated news (66 articles, 204 expressions; value F1 as in TempEval-3 of
//! all expressions, and of those that denote a stretch of the calendar), each tried alone:
//!
//! | choice | instead | value F1 | calendar |
//! |---|---|--:|--:|
//! | all choices as below | | 83.1 | 89.8 |
//! | tense and cue words | no cues | 81.1 | 86.9 |
//! | tense and cue words | everything is past | 80.6 | 86.2 |
//! | the nearest cue on the left, else on the right | on the right, else on the left | 80.1 | 85.5 |
//! | the nearest cue on the left, else on the right | on the left only | 83.1 | 89.8 |
//! | "by", "until" point ahead | no deadlines | 82.6 | 89.0 |
//! | a weekday: the last up to and including the day of publication | the last before it | 77.1 | 81.3 |
//! | a weekday: the next where cues point ahead | always the last | 81.6 | 87.6 |
//! | a weekday: the last, or the next | the nearest | 83.1 | 89.8 |
//! | month and day: the nearest year | the last such day | 81.1 | 86.9 |
//! | month and day: the nearest year | the year of publication | 83.1 | 89.8 |
//! | a month alone: the last, the next where cues point ahead | the nearest | 81.6 | 87.6 |
//! | anaphors count from the expression they refer to | from the publication date | 81.6 | 87.9 |
//! | "two years ago" is as coarse as its unit | a day | 83.6 | 90.5 |
//!
//! The last line loses here, and is kept: TIMEX3 has it so, and the set has three such expressions. Where this set shows no difference,
//! counts over 1,822 expressions of other annotated news decided: a weekday is the last up to the day of publication in 90.6 % of its
//! occurrences; a month and day are of the nearest year in 94.0 %, of the last one in 63.1 %; a month alone is the last one
//! unless a cue points ahead in 81.8 %, without cues in 69.7 %.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Calendar, plus_days};
use super::lexer::{Kind, PAST_ENDING};
use super::lexicon::{Class, LEXICON};
use super::pattern::Match;
use super::scene::{Direction, Scene};

/// Words right before an expression that make it a deadline.
const DEADLINE: &[&str] = &["by", "until", "till", "through"];

/// How many tokens away a cue may be.
const WINDOW: usize = 12;

impl Scene<'_> {
    /// Where the expression points.
    pub fn direction(&self, found: &Match) -> Direction {
        let sentence = self.sentence(found);
        // A season is more likely one that recurs: "they resume growing in spring".
        let dated = found.weekday().is_some() || found.day().is_some() || found.month().is_some();
        let cue = |at: usize| {
            let token = self.words.get(at).filter(|token| token.sentence == sentence)?;
            let due = LEXICON.is(token.word, Class::FutureTo) || self.words.is_any(at, &["is", "are"]);
            let infinitive = due && self.words.is_word(at + 1, "to");
            if infinitive
                || LEXICON.is(token.word, Class::Future)
                || dated && self.is_scheduled(at)
                || self.is_agreed(at)
            {
                return Some(Some(Direction::Future));
            }
            let past = token.flags & PAST_ENDING != 0 || LEXICON.is(token.word, Class::Past);
            // "Will be held", "to hit the coast", "the injured": these words are no evidence of past time.
            let timeless = at > 0 && self.words.is_any(at - 1, &["be", "to", "the", "a", "an"]);
            Some((past && !timeless).then_some(Direction::Past))
        };
        let bounds = found.start > 0 && self.words.is_any(found.start - 1, DEADLINE);
        let start = found.start - usize::from(bounds);
        let left = (start.saturating_sub(WINDOW)..start).rev().map_while(cue).flatten().next();
        // The tense of a relative clause says nothing about its main clause: "on Monday she read the verdict that will be remembered".
        let relative = |at: &usize| self.words.is_any(*at, &["that", "which", "who", "whose"]);
        let clause = || (found.end..found.end + WINDOW).take_while(|at| !relative(at));
        let right = || clause().map_while(cue).flatten().next();
        if bounds {
            // "By Sunday evening it was over": a deadline with a past tense.
            let comma =
                |at: &usize| self.words.get(*at).is_some_and(|token| token.is(b',') || token.is(b';'));
            let clause = (found.end..found.end + WINDOW).take_while(|at| !comma(at));
            let after = clause.map_while(cue).flatten().next();
            let over = left != Some(Direction::Future) && after == Some(Direction::Past);
            let over = over || left == Some(Direction::Past) && !self.sets_deadline(found);
            return if over { Direction::Past } else { Direction::Future };
        }
        if self.is_called_for(found) {
            return Direction::Future;
        }
        left.or_else(right).unwrap_or(Direction::Unclear)
    }

    /// Whether a verb in the present tense is about something scheduled: "talks resume on Monday", "the court sits". A word after a
    /// determiner or preposition is not such a verb.
    fn is_scheduled(&self, at: usize) -> bool {
        const NO_SUBJECT: &[&str] = &[
            "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "from", "his", "her", "its",
            "their", "our", "my", "s", "is", "was", "are", "were", "be", "been", "remain", "remains",
            "remained", "very", "did", "does", "do", "not", "let", "as", "so", "and", "or", "this", "that",
            "these", "those",
        ];
        // What follows "take" and "go" where they are about something scheduled.
        const ONLY_WITH: &[&str] =
            &["place", "effect", "over", "office", "part", "to", "on", "ahead", "live"];
        let Some(token) = self.words.get(at).filter(|token| !token.capital()) else { return false };
        let Some(before) = self.words.before(at).filter(|before| before.sentence == token.sentence) else {
            return false;
        };
        LEXICON.is(token.word, Class::Scheduled)
            && before.kind == Kind::Word
            && !self.words.is_any(at - 1, NO_SUBJECT)
            && !self.words.is_any(at + 1, &["fire"])
            && (!self.words.is_any(at, &["take", "takes", "go", "goes"])
                || self.words.is_any(at + 1, ONLY_WITH))
    }

    /// The "to" after a verb of agreement or promise, with a time in between: "agreed on Monday to vote on Friday".
    fn is_agreed(&self, at: usize) -> bool {
        const REACH: usize = 5;
        let sentence = self.words.get(at).map(|token| token.sentence);
        let promised = |at: usize| {
            self.words.get(at).is_some_and(|token| {
                Some(token.sentence) == sentence && LEXICON.is(token.word, Class::Commitment)
            })
        };
        self.words.is_word(at, "to") && (at.saturating_sub(REACH)..at).any(promised)
    }

    /// Whether a past tense sets a deadline: "was closed until Friday", "agreed to leave by Friday", but not "had fled by
    /// Friday".
    fn sets_deadline(&self, found: &Match) -> bool {
        let sentence = self.sentence(found);
        let sets = |at: usize| {
            let token = self.words.get(at).filter(|token| token.sentence == sentence);
            token.is_some_and(|token| LEXICON.is(token.word, Class::Deadline)) || self.words.is_word(at, "to")
        };
        let until = found.start > 0 && self.words.is_any(found.start - 1, &["until", "till"]);
        let went_on =
            |at: usize| self.words.get(at).is_some_and(|token| LEXICON.is(token.word, Class::GoingOn));
        let before = || found.start.saturating_sub(WINDOW)..found.start;
        before().any(sets) || until && !before().any(went_on)
    }

    /// "Called a strike for Friday", but not "for Friday's attack".
    fn is_called_for(&self, found: &Match) -> bool {
        let sentence = self.sentence(found);
        let calls = |at: usize| {
            let token = self.words.get(at).filter(|token| token.sentence == sentence);
            token.is_some_and(|token| LEXICON.is(token.word, Class::FutureFor))
        };
        let start = found.start;
        start > 0
            && self.words.is_word(start - 1, "for")
            && !self.words.is_any(found.end, &["'", "’"])
            && (start.saturating_sub(WINDOW)..start).any(calls)
    }

    /// The day of that name: the last one up to and including the publication date, or the next one where cues point ahead.
    pub fn nearest_weekday(&self, weekday: Weekday, direction: Direction) -> Option<NaiveDate> {
        let published = self.published()?;
        let back =
            i64::from((7 + published.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7);
        match direction {
            Direction::Future if back > 0 => plus_days(published, 7 - back),
            _ => plus_days(published, -back),
        }
    }

    /// The day of that month and day nearest to the publication date.
    pub fn nearest_day(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let nearest = |published: NaiveDate| {
            (-1..=1)
                .filter_map(|shift| NaiveDate::from_ymd_opt(published.year().checked_add(shift)?, month, day))
                .min_by_key(|date| (*date - published).num_days().abs())
        };
        self.settled(nearest)
            .or_else(|| self.in_published_year(|year| NaiveDate::from_ymd_opt(year, month, day)))
    }

    /// A part of the year that recurs: the last one begun up to the publication date, the next one not yet over where cues point
    /// ahead, the nearest where that is unclear. `of` gives it for a year; for `grace` days after its end it still counts as ahead.
    pub fn recurring(
        &self,
        direction: Direction,
        grace: i64,
        of: impl Fn(i32) -> Calendar,
    ) -> Option<Calendar> {
        let chosen = |published: NaiveDate| {
            let year = published.year();
            let mut candidates = (-2..=1)
                .filter_map(|shift| of(year.checked_add(shift)?).days().map(|days| (of(year + shift), days)));
            let distance = |(first, last): (NaiveDate, NaiveDate)| {
                (first - published).num_days().max((published - last).num_days()).max(0)
            };
            match direction {
                Direction::Past => candidates.filter(|(_, days)| days.0 <= published).last(),
                Direction::Future => candidates.find(|(_, days)| (published - days.1).num_days() <= grace),
                Direction::Unclear => candidates.min_by_key(|(_, days)| distance(*days)),
            }
            .map(|(calendar, _)| calendar)
        };
        self.settled(chosen).or_else(|| self.in_published_year(|year| Some(of(year))))
    }
}

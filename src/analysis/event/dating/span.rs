//! Events dated relative to each other: "four days after gunmen stormed the school", "a year after the quake", "on the eve of the vote".
//!
//! The time expression is a length of time; the event it counts from follows "after" or "before" below it. The one of
//! the two events that has a date dates the other.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::{EventMention, Form};
use super::Dating;
use crate::analysis::language::TokenId;
use crate::analysis::time::{Basis, Granularity, TimeExpression, TimexType, When};

/// A length of time as TIMEX3 writes it, for the units from a day up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Days(u64),
    Weeks(u64),
    Months(u32),
    Years(u32),
}

impl Length {
    fn of(value: &str) -> Option<Self> {
        let (digits, unit) = value.strip_prefix('P')?.split_at_checked(value.len().checked_sub(2)?)?;
        Some(match unit {
            "D" => Self::Days(digits.parse().ok()?),
            "W" => Self::Weeks(digits.parse().ok()?),
            "M" => Self::Months(digits.parse().ok()?),
            "Y" => Self::Years(digits.parse().ok()?),
            _ => return None,
        })
    }

    /// The stretch at this distance before or after a day: exact in days, else as coarse as its unit.
    fn from(self, day: NaiveDate, later: bool) -> Option<When> {
        let days = |count: u64| {
            let count = Days::new(count);
            if later { day.checked_add_days(count) } else { day.checked_sub_days(count) }
        };
        let months = |count: u32| {
            let count = Months::new(count);
            if later { day.checked_add_months(count) } else { day.checked_sub_months(count) }
        };
        let about = |day: NaiveDate| format!("{:04}-{:02}~", day.year(), day.month());
        let edtf = match self {
            Self::Days(count) => return days(count).map(|day| When::day(day, Basis::Relative)),
            Self::Weeks(count) => format!("{}~", days(count.checked_mul(7)?)?),
            Self::Months(count) => about(months(count)?),
            Self::Years(count) => about(months(count.checked_mul(12)?)?),
        };
        When::from_edtf(&edtf, None, Basis::Relative)
    }
}

/// Dates events relative to each other by the lengths of time given between them.
pub(super) fn relate(dating: &Dating<'_>, mentions: &mut [EventMention]) {
    for (index, time) in (0..).zip(dating.reading.context.times) {
        let Some((upper, lower, later)) = dating.apart(time, mentions) else { continue };
        let Some(length) = Length::of(&time.value) else { continue };
        let day = |event: usize| {
            let when = &mentions.get(event)?.when;
            let own = mentions[event].time.is_some() && when.granularity() <= Granularity::Day;
            when.single_day().filter(|_| own)
        };
        let (event, when) = match (day(upper), day(lower)) {
            (Some(day), None) => (lower, length.from(day, !later)),
            (None, Some(day)) => (upper, length.from(day, later)),
            _ => continue,
        };
        if let (Some(when), Some(mention)) = (when, mentions.get_mut(event))
            && mention.time.is_none()
        {
            mention.when = when.into();
            mention.time = Some(index);
        }
    }
}

impl Dating<'_> {
    /// The two events that a length of time connects, and whether the upper one is the later.
    fn apart(&self, time: &TimeExpression, mentions: &[EventMention]) -> Option<(usize, usize, bool)> {
        if time.kind != TimexType::Duration {
            return None;
        }
        let document = self.reading.document;
        let last = document.tokens_within(time.span).last()?;
        let opener = TokenId(last.0.checked_add(1)?);
        if opener.index() >= document.tokens().len()
            || document.sentence_of(opener) != document.sentence_of(last)
        {
            return None;
        }
        let later = match &*document.word(opener).to_lowercase() {
            "after" => true,
            "before" => false,
            _ => return None,
        };
        let (upper, lower) = self.fronted(time, opener, mentions).or_else(|| {
            let below = document.head(opener)?;
            let lower = self.reading.trigger_at(below)?;
            let upper = self.reading.trigger_above(below)?;
            Some((upper as usize, lower as usize))
        })?;
        (upper != lower).then_some((upper, lower, later))
    }

    /// "A year after a quake killed 300 people, residents marched": where the length of time begins the sentence, the comma
    /// separates the two clauses more reliably than the tree does.
    fn fronted(
        &self,
        time: &TimeExpression,
        opener: TokenId,
        mentions: &[EventMention],
    ) -> Option<(usize, usize)> {
        const BEFORE_THE_TIME: u32 = 2;
        let document = self.reading.document;
        let sentence = document.sentence(document.sentence_of(opener));
        let first = document.tokens_within(time.span).next()?;
        if first.0.saturating_sub(sentence.first.0) > BEFORE_THE_TIME {
            return None;
        }
        let mut after = (opener.0..sentence.end.0).map(TokenId);
        let comma = document.token(after.find(|token| document.word(*token) == ",")?).span;
        let clause = document.token(opener).span.end..comma.start;
        let rest = comma.end..sentence.span.end;
        let verb_in = |range: &std::ops::Range<u32>| {
            let from = mentions.partition_point(|mention| mention.trigger.start < range.start);
            let within = (from..mentions.len()).take_while(|place| mentions[*place].trigger.end <= range.end);
            within.into_iter().find(|place| mentions[*place].form == Form::Verb)
        };
        Some((verb_in(&rest)?, verb_in(&clause)?))
    }

    /// The last day of a range that an expression begins: "from Jan. 3 to Feb. 6", "between Friday and Sunday".
    pub(super) fn range_end(&self, time: &TimeExpression) -> Option<NaiveDate> {
        let times = self.reading.context.times;
        let next = times.get(times.partition_point(|other| other.span.start <= time.span.start))?;
        let document = self.reading.document;
        let text = document.source();
        let between = text.get(time.span.end as usize..next.span.start as usize)?.trim();
        let first = document.tokens_within(time.span).next()?;
        let opener = first.0.checked_sub(1).map(|before| document.word(TokenId(before)).to_lowercase());
        let joined = match between.to_lowercase().as_str() {
            "to" | "until" | "till" => opener.as_deref() == Some("from"),
            "and" => opener.as_deref() == Some("between"),
            "through" | "-" | "–" | "—" => true,
            _ => false,
        };
        let last = next.when.as_ref().filter(|_| joined && next.kind != TimexType::Duration)?.last?;
        let begin = time.when.as_ref()?.first?;
        (begin < last && (last - begin).num_days() < LONGEST).then_some(last)
    }
}

/// How many days a range of dates may have.
const LONGEST: i64 = 366 * 200;

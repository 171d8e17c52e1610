//! When an event happened: the time expression that governs it in the tree, else the time of what it belongs to, else what the
//! report's opening and its date suggest (`inherit`).
//!
//! A time expression dates the nearest trigger above it, not the nearest in characters: in "the march, which began with a
//! rally on Monday, turned violent on Tuesday" each event gets its own day.

mod inherit;
mod span;

use chrono::NaiveDate;

use super::reading::Reading;
use super::{EventMention, Form, Function, Modality};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::analysis::time::{Basis, Granularity, Heading, PartOfDay, TimeExpression, TimexType, When};
use crate::text::{Published, Span};

/// Dates all mentions of a report.
pub(super) fn date(reading: &Reading<'_>, mentions: &mut [EventMention]) {
    let dating = Dating { reading };
    let (clocks, days): (Vec<_>, Vec<_>) = (0..)
        .zip(reading.context.times)
        .filter(|(_, time)| !dating.heads(time))
        .partition(|(_, time)| time.lacks_day());
    for (index, time) in days {
        dating.apply(index, time, mentions);
        dating.apply_to_clause(index, time, mentions);
    }
    span::relate(&dating, mentions);
    let opening = inherit::inherit(&dating, mentions);
    for (index, time) in clocks {
        dating.set_clock((index, time), opening, mentions);
    }
}

/// The minimum span, in days, that a count for the year or season so far covers.
const LONG_AGO: i64 = 20;

/// Whether a word is a position in a sequence: "second", "40th".
pub(super) fn is_ordinal(word: &str) -> bool {
    const ORDINALS: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = word.to_lowercase();
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
    ORDINALS.contains(&&*word)
        || !digits.is_empty() && digits.len() < word.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

struct Dating<'a> {
    reading: &'a Reading<'a>,
}

impl<'a> Dating<'a> {
    /// The heading above an event.
    fn heading(&self, event: Span) -> Option<&'a Heading> {
        self.reading.context.page.heading_at(event.start)
    }

    /// Whether an expression heads a scene of the page: it dates the whole scene, not just the first event in it.
    fn heads(&self, time: &TimeExpression) -> bool {
        self.heading(time.span).is_some_and(|heading| heading.span.overlaps(time.span))
    }

    /// The day from which an event is reported: that of its scene, else of publication.
    fn today(&self, event: Span) -> Option<NaiveDate> {
        match self.heading(event) {
            Some(heading) => heading.clock.day(),
            None => self.reading.context.published.and_then(Published::day),
        }
    }

    /// Gives an expression's date to the event it belongs to.
    fn apply(&self, index: u32, time: &TimeExpression, mentions: &mut [EventMention]) {
        if matches!(time.kind, TimexType::Duration | TimexType::Set) {
            return;
        }
        let dated = time.when.as_ref().filter(|when| when.is_dated());
        if dated.is_none() && !time.is_open() {
            return;
        }
        let Some(head) = self.head_of(time) else { return };
        let governor = self.said_before(time).or_else(|| self.dated_by(head));
        // "One is dead after a shooting Saturday night": the day is attached to a word that names no event, but the noun before does.
        let Some(governor) =
            governor.or_else(|| self.noun_under_its_case(time, head)).or_else(|| self.noun_before(head))
        else {
            return;
        };
        // A second date of one verb dates the noun right before it: "resigned on Tuesday after a vote on Monday".
        let again = mentions.get(governor as usize).is_some_and(|mention| mention.time.is_some());
        let meant = self.case_of(head).as_deref() == Some("for");
        let event = self.noun_before(head).filter(|_| again || meant).unwrap_or(governor);
        // "Another since 2009" is part of a series that began then.
        let of_row = mentions.get(event as usize).is_some_and(|mention| mention.form != Form::Verb);
        if of_row && self.case_of(head).as_deref() == Some("since") {
            return;
        }
        // "Were hurt after a shooting Tuesday morning", "after a shooting on Tuesday": the day comes right after the noun, whatever
        // it is attached to in the tree.
        let happened = || self.noun_before(head).filter(|noun| self.is_of_what_happened(*noun));
        let noun = self.noun_under_its_case(time, head).or_else(happened).filter(|noun| *noun != event);
        if let Some((noun, when)) = noun.and_then(|noun| mentions.get_mut(noun as usize)).zip(dated)
            && noun.time.is_none()
        {
            noun.when = when.clone().into();
            noun.time = Some(index);
        }
        let Some(mention) = mentions.get_mut(event as usize) else { return };
        if self.is_quoted_apart(time.span, mention.trigger) {
            return;
        }
        match dated {
            Some(when) if mention.time.is_none() => {
                mention.when = self.bounded(time, (head, event), when, mention.modality).into();
                mention.time = Some(index);
            }
            None if mention.open_time.is_none() => mention.open_time = Some(index),
            _ => {}
        }
    }

    /// Gives a date to the event of the clause that follows it: "since 2019, when four people drowned".
    fn apply_to_clause(&self, index: u32, time: &TimeExpression, mentions: &mut [EventMention]) {
        let document = self.reading.document;
        let Some(when) = time.when.as_ref().filter(|when| when.is_dated()) else { return };
        let Some(last) = document.tokens_within(time.span).last() else { return };
        let mut after = document.tokens()[last.index() + 1..].iter().zip(last.0 + 1..);
        let opener = after.find(|(token, _)| token.span.of(document.source()) != ",");
        let Some(opener) = opener.map(|(_, id)| TokenId(id)) else { return };
        let follows = document.sentence_of(opener) == document.sentence_of(last);
        if !follows || time.kind != TimexType::Date || !document.word(opener).eq_ignore_ascii_case("when") {
            return;
        }
        let event = document.head(opener).and_then(|verb| self.reading.trigger_at(verb));
        let Some(mention) = event.and_then(|event| mentions.get_mut(event as usize)) else { return };
        if mention.time.is_none() {
            mention.when = when.clone().into();
            mention.time = Some(index);
        }
    }

    /// Gives a clock time without a day to the event it belongs to, whose day is now known or inherited: of the
    /// days on which it may have happened, the one that the report opens with.
    fn set_clock(
        &self,
        (index, time): (u32, &TimeExpression),
        opening: Option<NaiveDate>,
        mentions: &mut [EventMention],
    ) {
        let Some(minute) = time.when.as_ref().and_then(|when| when.minute) else { return };
        let Some(event) = self.head_of(time).and_then(|head| self.dated_by(head)) else { return };
        let Some(mention) = mentions.get_mut(event as usize) else { return };
        let opening = opening.filter(|&day| mention.when.first == Some(day));
        let Some(day) = mention.when.single_day().or(opening) else { return };
        let day =
            if self.is_later_than_report(mention, minute) { day.pred_opt().unwrap_or(day) } else { day };
        // The hour of a heading is that of the entry; an hour in the words is that of the event.
        let open = mention.when.minute.is_none() || mention.when.basis == Basis::Heading;
        if !self.is_quoted_apart(time.span, mention.trigger) && open {
            mention.when = When::day(day, mention.when.basis).at_minute(minute).into();
            mention.time = mention.time.or(Some(index));
        }
    }

    /// Whether an hour of the report's own day would be later than its publication, which is impossible for something that happened.
    fn is_later_than_report(&self, mention: &EventMention, minute: u16) -> bool {
        let published = self.reading.context.published;
        let at = published.and_then(|published| When::from_edtf(&published.edtf, None, Basis::Published));
        // An hour in another time zone is not comparable.
        let own_clock = published.is_some_and(|published| !published.edtf.ends_with('Z'));
        let late = at.and_then(|at| at.minute).is_some_and(|at| minute > at);
        mention.when.basis == Basis::Published && mention.modality != Modality::Planned && own_clock && late
    }

    /// Whether a time, or the event it dates, is in a quotation and the other event is outside: something said about Tuesday was not
    /// said on Tuesday.
    fn is_quoted_apart(&self, time: Span, event: Span) -> bool {
        let quotations = self.reading.document.quotations();
        let until = quotations.partition_point(|quotation| quotation.span.start <= time.start);
        let mut around = quotations[..until].iter().rev().take(4);
        around.any(|quoted| !quoted.scare && quoted.inner.contains(time) && !quoted.inner.contains(event))
    }

    /// The head word of an expression.
    fn head_of(&self, time: &TimeExpression) -> Option<TokenId> {
        let document = self.reading.document;
        let outside = |token: &TokenId| {
            document.head(*token).is_none_or(|head| !time.span.overlaps(document.token(head).span))
        };
        document.tokens_within(time.span).find(outside)
    }

    /// The preposition before a word, in lower case.
    fn case_of(&self, word: TokenId) -> Option<String> {
        self.reading.document.case_of(word).map(|case| self.reading.document.word(case).to_lowercase())
    }

    /// The verb of saying right before a day, whatever the day is attached to in the tree: "said Tuesday it will close".
    fn said_before(&self, time: &TimeExpression) -> Option<u32> {
        let first = self.reading.document.tokens_within(time.span).next()?;
        let before = first.0.checked_sub(1).map(TokenId)?;
        let said = self.reading.trigger_at(before)?;
        (self.reading.triggers[said as usize].function == Function::Reporting).then_some(said)
    }

    /// The event that a time word dates: the trigger above it, without crossing a clause with another event, or a thing that it
    /// only describes: "Monday's price".
    fn dated_by(&self, word: TokenId) -> Option<u32> {
        const GOVERNED: &[Relation] = &[Relation::Xcomp, Relation::Obj, Relation::Nsubj, Relation::NsubjPass];
        const DESCRIBING: &[Relation] =
            &[Relation::NmodPoss, Relation::Compound, Relation::Amod, Relation::Nummod];
        let document = self.reading.document;
        let thing = document.head(word).filter(|_| DESCRIBING.contains(&document.token(word).relation));
        // "In March robbers stole": without an article the tree is wrong.
        let bare = document.token(word).relation != Relation::NmodPoss
            && word.0.checked_sub(1).is_some_and(|before| document.token(TokenId(before)).upos == Upos::Adp);
        if let Some(thing) = thing.filter(|_| !bare) {
            return self.reading.trigger_at(thing).or_else(|| self.possessed(word));
        }
        if let Some(aside) = self.aside_before(word) {
            return Some(aside);
        }
        let found = self.reading.trigger_above(word)?;
        // The aspect of an event dates the event: "began the march on Monday".
        let trigger = &self.reading.triggers[found as usize];
        if trigger.function != Function::Aspect {
            return Some(found);
        }
        let with =
            |&child: &TokenId| document.case_of(child).is_some_and(|case| document.word(case) == "with");
        let first = document.children_by(trigger.token, &[Relation::Obl]).filter(with);
        let mut below = first.chain(document.children_by(trigger.token, GOVERNED));
        below.find_map(|child| self.reading.trigger_at(child)).or(Some(found))
    }

    /// "Friday's deadly road rage shooting": the last noun of the phrase that a time possesses.
    fn possessed(&self, word: TokenId) -> Option<u32> {
        const REACH: usize = 7;
        let document = self.reading.document;
        let end = document.sentence(document.sentence_of(word)).end.0;
        let mut following = (word.0 + 1..end).map(TokenId);
        following.next().filter(|mark| document.token(*mark).upos == Upos::Part)?;
        let describes = |token: &TokenId| {
            matches!(
                document.token(*token).upos,
                Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num | Upos::Adv | Upos::Punct
            ) && document.word(*token) != ","
        };
        let noun = following
            .take(REACH)
            .take_while(describes)
            .filter(|token| document.token(*token).upos == Upos::Noun);
        noun.last().and_then(|noun| self.reading.trigger_at(noun))
    }

    /// "A man who escaped this week was killed on Friday", "a girl wounded on Saturday died early Monday": a time before a
    /// verb and after a clause or a participle on its subject belongs to that clause or participle.
    fn aside_before(&self, word: TokenId) -> Option<u32> {
        const ON_SUBJECT: &[Relation] = &[Relation::AclRelcl, Relation::Acl];
        let document = self.reading.document;
        let above = document.head(word)?;
        // The tree may attach the time to the subject itself.
        let of_noun = above.0 < word.0 && matches!(document.token(above).upos, Upos::Noun | Upos::Propn);
        let subject =
            if of_noun { Some(above) } else { document.subject_of(above).filter(|_| above.0 > word.0) };
        let subject = subject.filter(|subject| subject.0 < word.0)?;
        let clause = document.children_by(subject, ON_SUBJECT).find(|clause| clause.0 < word.0);
        let participle = || {
            let mut between = (subject.0 + 1..word.0).rev().map(TokenId);
            let verb = between.find(|token| document.token(*token).upos == Upos::Verb)?;
            let other = matches!(document.token(verb).xpos, Xpos::Vbg | Xpos::Vbz);
            (!other).then_some(verb)
        };
        let clause = clause.filter(|_| !of_noun).or_else(participle)?;
        let gap = Span { start: document.token(clause).span.end, end: document.token(word).span.start };
        let broken = document.words(gap).contains(',') || document.words(gap).contains(" and ");
        self.reading.trigger_at(clause).filter(|_| !broken)
    }

    /// The event that a noun names right before a time word and its preposition.
    fn noun_before(&self, word: TokenId) -> Option<u32> {
        let document = self.reading.document;
        let first = document.case_of(word).map_or(word, |case| case.min(word));
        let noun = first.0.checked_sub(1).map(TokenId)?;
        (document.token(noun).upos == Upos::Noun).then(|| self.reading.trigger_at(noun)).flatten()
    }

    /// The event of the noun right before a time, when both share a preposition: "after a shooting Tuesday morning".
    fn noun_under_its_case(&self, time: &TimeExpression, head: TokenId) -> Option<u32> {
        let document = self.reading.document;
        let first = document.tokens_within(time.span).next()?;
        let noun = first.0.checked_sub(1).map(TokenId)?;
        let case = document.case_of(head).filter(|case| *case < noun)?;
        let near = document.sentence_of(case) == document.sentence_of(noun);
        (near && document.token(noun).upos == Upos::Noun).then(|| self.reading.trigger_at(noun)).flatten()
    }

    /// Whether a noun follows a preposition that introduces something that happened, not something said or planned: "in a crash", not
    /// "called a strike".
    fn is_of_what_happened(&self, noun: u32) -> bool {
        let case = self.case_of(self.reading.triggers[noun as usize].token);
        matches!(case.as_deref(), Some("after" | "following" | "in" | "during"))
    }

    /// Whether the time is the year or season so far, and the event is one of a count for it: "three officers have
    /// been shot this year", "the fourth shooting this year".
    fn is_of_a_row(&self, event: u32, when: &When) -> bool {
        let document = self.reading.document;
        let token = self.reading.triggers[event as usize].token;
        let today = self.today(document.token(token).span);
        let so_far = when.basis == Basis::Relative
            && when.granularity() >= Granularity::Month
            && today.zip(when.first).is_some_and(|(today, first)| (today - first).num_days() > LONG_AGO)
            && today.zip(when.last).is_some_and(|(today, last)| today <= last);
        let perfect = || {
            let mut auxiliaries = document.children_by(token, &[Relation::Aux]);
            auxiliaries.any(|word| document.lemma(word) == "have")
        };
        let counted = || {
            let mut words = document.children_by(token, &[Relation::Amod]);
            words.any(|word| document.token(word).upos == Upos::Adj && is_ordinal(document.word(word)))
        };
        so_far && (perfect() || counted())
    }

    /// The effect of "since", "before" and the like on a date.
    fn bounded(
        &self,
        time: &TimeExpression,
        (word, event): (TokenId, u32),
        when: &When,
        modality: Modality,
    ) -> When {
        let today = self.today(self.reading.triggers[event as usize].span);
        if let Some(first) = when.first.filter(|_| self.is_of_a_row(event, when)) {
            return When::since(first, when.basis);
        }
        if self.noun_under_its_case(time, word).is_some() {
            return when.clone();
        }
        if let (Some(first), Some(last)) = (when.first, self.range_end(time)) {
            return When::days(first, last, when.basis);
        }
        match (self.case_of(word).as_deref(), when.first, when.last) {
            // "Before dawn on Friday" is a part of that day.
            (Some("before"), _, _) if when.part == Some(PartOfDay::EarlyMorning) => when.clone(),
            // "Shortly after 6 p.m. Friday" is on that day.
            (Some("after" | "before"), Some(first), _) if when.minute.is_some() => {
                When::day(first, when.basis)
            }
            (Some("since" | "after" | "from"), Some(first), _) => When::since(first, when.basis),
            // What is planned for a future time lies between now and then.
            (Some("before" | "until" | "till" | "by"), _, Some(last))
                if modality == Modality::Planned && today.is_some_and(|today| today < last) =>
            {
                When::days(today.unwrap_or(last), last, when.basis)
            }
            (Some("before" | "until" | "till" | "by"), _, Some(last)) => {
                When::before(last.succ_opt().unwrap_or(last), when.basis)
            }
            _ => when.clone(),
        }
    }
}

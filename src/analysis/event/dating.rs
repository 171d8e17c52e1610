//! When an event happened: the time expression that governs it in the tree, else the time of what it belongs to, else the
//! report's date.
//!
//! A time expression dates the nearest trigger above it, not the nearest in characters: in "the march, which began with a
//! rally on Monday, turned violent on Tuesday" each event gets its own day.

use super::reading::Reading;
use super::{EventMention, Function, Modality};
use crate::analysis::language::{Relation, TokenId, Upos};
use crate::analysis::time::{Basis, TimeExpression, TimexType, When};
use crate::text::{Published, Span};

/// Dates all mentions of a report.
pub(super) fn date(reading: &Reading<'_>, mentions: &mut [EventMention]) {
    let dating = Dating { reading };
    let (clocks, days): (Vec<_>, Vec<_>) =
        (0..).zip(reading.context.times).partition(|(_, time)| time.lacks_day());
    for (index, time) in days {
        dating.apply(index, time, mentions);
    }
    let own: Vec<Option<u32>> = mentions.iter().map(|mention| mention.time).collect();
    dating.inherit(&own, mentions);
    for (index, time) in clocks {
        dating.set_clock(index, time, mentions);
    }
}

struct Dating<'a> {
    reading: &'a Reading<'a>,
}

impl Dating<'_> {
    /// Gives an expression's date to the event it stands below.
    fn apply(&self, index: u32, time: &TimeExpression, mentions: &mut [EventMention]) {
        if matches!(time.kind, TimexType::Duration | TimexType::Set) {
            return;
        }
        let dated = time.when.as_ref().filter(|when| when.is_dated());
        if dated.is_none() && !time.is_open() {
            return;
        }
        let Some(head) = self.head_of(time) else { return };
        let Some(governor) = self.dated_by(head) else { return };
        // A second date of one verb dates the noun right before it: "resigned on Tuesday after a vote on Monday".
        let again = mentions.get(governor as usize).is_some_and(|mention| mention.time.is_some());
        let event = self.noun_before(head).filter(|_| again).unwrap_or(governor);
        let Some(mention) = mentions.get_mut(event as usize) else { return };
        if self.is_quoted_apart(time.span, mention.trigger) {
            return;
        }
        match dated {
            Some(when) if mention.time.is_none() => {
                mention.when = self.bounded(head, when);
                mention.time = Some(index);
            }
            None if mention.open_time.is_none() => mention.open_time = Some(index),
            _ => {}
        }
    }

    /// Gives a clock time without a day to the event it stands below, whose day is known by now or taken from elsewhere.
    fn set_clock(&self, index: u32, time: &TimeExpression, mentions: &mut [EventMention]) {
        let Some(minute) = time.when.as_ref().and_then(|when| when.minute) else { return };
        let Some(event) = self.head_of(time).and_then(|head| self.dated_by(head)) else { return };
        let Some(mention) = mentions.get_mut(event as usize) else { return };
        let apart = self.is_quoted_apart(time.span, mention.trigger);
        if !apart && mention.when.single_day().is_some() && mention.when.minute.is_none() {
            mention.when = std::mem::replace(&mut mention.when, When::unknown()).at_minute(minute);
            mention.time = mention.time.or(Some(index));
        }
    }

    /// Whether a time, or what it dates, stands in a quotation that an event stands outside of: what was said of Tuesday was not
    /// said on Tuesday.
    fn is_quoted_apart(&self, time: Span, event: Span) -> bool {
        let quotations = self.reading.document.quotations();
        let until = quotations.partition_point(|quotation| quotation.span.start <= time.start);
        let mut around = quotations[..until].iter().rev().take(4);
        around.any(|quoted| !quoted.scare && quoted.inner.contains(time) && !quoted.inner.contains(event))
    }

    /// The word of an expression that the rest of it hangs on.
    fn head_of(&self, time: &TimeExpression) -> Option<TokenId> {
        let document = self.reading.document;
        let outside = |token: &TokenId| {
            document.head(*token).is_none_or(|head| !time.span.overlaps(document.token(head).span))
        };
        document.tokens_within(time.span).find(outside)
    }

    /// The event a time word dates: the trigger it stands below, without crossing a clause that tells another.
    fn dated_by(&self, word: TokenId) -> Option<u32> {
        const GOVERNED: &[Relation] = &[Relation::Xcomp, Relation::Obj, Relation::Nsubj, Relation::NsubjPass];
        let found = self.reading.trigger_above(word)?;
        // The aspect of an event dates the event: "began the march on Monday".
        let trigger = &self.reading.triggers[found as usize];
        if trigger.function != Function::Aspect {
            return Some(found);
        }
        let document = self.reading.document;
        let with =
            |&child: &TokenId| document.case_of(child).is_some_and(|case| document.word(case) == "with");
        let first = document.children_by(trigger.token, &[Relation::Obl]).filter(with);
        let mut below = first.chain(document.children_by(trigger.token, GOVERNED));
        below.find_map(|child| self.reading.trigger_at(child)).or(Some(found))
    }

    /// The event a noun tells right before a time word and its preposition.
    fn noun_before(&self, word: TokenId) -> Option<u32> {
        let document = self.reading.document;
        let first = document.case_of(word).map_or(word, |case| case.min(word));
        let noun = first.0.checked_sub(1).map(TokenId)?;
        (document.token(noun).upos == Upos::Noun).then(|| self.reading.trigger_at(noun)).flatten()
    }

    /// What "since", "before" and the like make of a date.
    fn bounded(&self, word: TokenId, when: &When) -> When {
        let document = self.reading.document;
        let case = document.case_of(word).map(|case| document.word(case).to_lowercase());
        match (case.as_deref(), when.first, when.last) {
            (Some("since" | "after" | "from"), Some(first), _) => When::since(first, when.basis),
            (Some("before" | "until" | "till" | "by"), _, Some(last)) => {
                When::before(last.succ_opt().unwrap_or(last), when.basis)
            }
            _ => when.clone(),
        }
    }

    /// Dates what has no expression of its own: from the event it belongs to, its sentence, its paragraph, the report.
    fn inherit(&self, own: &[Option<u32>], mentions: &mut [EventMention]) {
        let mut last = None;
        for index in 0..mentions.len() {
            if own[index].is_some() {
                last = Some(index);
                continue;
            }
            if mentions[index].open_time.is_some() {
                continue;
            }
            let from = self.relative_in_tree(index, own).or_else(|| in_sentence(index, own, mentions));
            let from = from.or_else(|| last.filter(|&last| self.continues(last, index, mentions)));
            let apart = |other: usize| self.is_quoted_apart(mentions[other].trigger, mentions[index].trigger);
            let from = from.filter(|&other| !apart(other));
            mentions[index].when = match from {
                Some(other) => self.beside(index, other, &mentions[other].when),
                None => self.of_report(mentions[index].modality),
            };
        }
    }

    /// The time of an event told beside one whose time is known: the same, unless "after" or "before" stands between them.
    fn beside(&self, index: usize, other: usize, when: &When) -> When {
        let order =
            self.order_told(index, other).or_else(|| self.order_told(other, index).map(Order::turned));
        let told = match (order, when.first, when.last) {
            (Some(Order::Earlier), _, Some(last)) => {
                When::before(last.succ_opt().unwrap_or(last), when.basis)
            }
            (Some(Order::Later), Some(first), _) => When::since(first, when.basis),
            _ => when.clone(),
        };
        told.on_basis(Basis::Inherited)
    }

    /// How the lower of two events lies to the one it stands below, by the word that opens its clause or phrase.
    fn order_told(&self, lower: usize, upper: usize) -> Option<Order> {
        let document = self.reading.document;
        let above = self.reading.triggers[upper].head();
        let mut here = self.reading.triggers[lower].head();
        let mut order = None;
        while here != above {
            // A conjunction may hang on the subject as if it were a preposition: "before the team lost".
            let subject = document.subject_of(here).filter(|subject| subject.0 < here.0);
            for word in std::iter::once(here).chain(subject) {
                let openers = document.children_by(word, &[Relation::Case, Relation::Mark, Relation::Advmod]);
                for opener in openers.filter(|opener| opener.0 < word.0) {
                    order = order.or_else(|| Order::told_by(&document.word(opener).to_lowercase()));
                }
            }
            let answers = matches!(document.lemma(here), "response" | "reaction" | "retaliation" | "reply");
            if answers && self.reading.triggers[lower].head() != here {
                order = order.or(Some(Order::Earlier));
            }
            here = document.head(here)?;
        }
        order
    }

    /// Whether a clause goes on telling of the time of a dated event before it in its paragraph.
    fn continues(&self, before: usize, index: usize, mentions: &[EventMention]) -> bool {
        let paragraph = |place: usize| self.reading.document.sentence(mentions[place].sentence).paragraph;
        let head = self.reading.triggers[index].head();
        paragraph(before) == paragraph(index) && self.reading.document.token(head).upos == Upos::Verb
    }

    /// The dated event nearest above, along clauses that tell of the same time: co-ordination, participles, purposes.
    fn relative_in_tree(&self, index: usize, own: &[Option<u32>]) -> Option<usize> {
        let mut here = index;
        for _ in 0..4 {
            let head = self.reading.triggers[here].head();
            let relation = self.reading.document.token(head).relation;
            let shares = matches!(
                relation,
                Relation::Conj
                    | Relation::Xcomp
                    | Relation::Advcl
                    | Relation::Obj
                    | Relation::Nsubj
                    | Relation::Obl
                    | Relation::NsubjPass
                    | Relation::Nmod
            );
            let above = self.reading.trigger_above(head).map(|above| above as usize).filter(|_| shares)?;
            if own[above].is_some() && self.reading.triggers[above].function != Function::Reporting {
                return Some(above);
            }
            here = above;
        }
        None
    }

    /// What the publication date tells of an event: what happened did so by then, what is planned comes after.
    fn of_report(&self, modality: Modality) -> When {
        let published = self.reading.context.published.and_then(Published::day);
        match (published, modality) {
            (Some(day), Modality::Planned) => When::since(day, Basis::Published),
            (Some(day), _) => When::day(day, Basis::Published),
            (None, _) => When::unknown(),
        }
    }
}

/// How one event lies to another in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Earlier,
    Later,
}

impl Order {
    /// What a preposition or conjunction says of what it governs: what comes "after" something is the later, so that the thing
    /// itself is the earlier; so is a cause.
    fn told_by(word: &str) -> Option<Self> {
        match word {
            "after" | "following" | "because" | "due" | "since" | "over" => Some(Self::Earlier),
            "before" | "until" | "till" | "ahead" => Some(Self::Later),
            _ => None,
        }
    }

    fn turned(self) -> Self {
        match self {
            Self::Earlier => Self::Later,
            Self::Later => Self::Earlier,
        }
    }
}

/// The only dated event of the sentence, where it has just one date.
fn in_sentence(index: usize, own: &[Option<u32>], mentions: &[EventMention]) -> Option<usize> {
    let sentence = mentions[index].sentence;
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let mut dated = (first..mentions.len())
        .take_while(|&other| mentions[other].sentence == sentence)
        .filter(|&other| own[other].is_some());
    let only = dated.next()?;
    (dated.next().is_none()).then_some(only)
}

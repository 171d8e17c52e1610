//! Dates for events without an expression of their own: from the event they belong to, the sentence, the paragraph, the report.
//!
//! An event without a date in its paragraph lies between the day the report opens with and its publication: news opens
//! with its main event, and continues from there (the inverted pyramid). A report of the next day is about the day before.

use chrono::{Days, NaiveDate};

use super::Dating;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::{EventMention, EventType, Form, Function, Modality};
use crate::analysis::language::{Relation, TokenId, Upos, Xpos};
use crate::analysis::time::{Basis, Granularity, When};
use crate::text::{Published, Span};

/// How many sentences are a report's opening.
const OPENING: u32 = 4;
/// How many days before its publication a report's news may be.
const RECENT: u64 = 7;

/// Kinds of verbs about something that happened before: an arrest "in the shooting" is on another day.
const LOOKING_BACK: &[EventType] = &[
    EventType::Court,
    EventType::Coerce,
    EventType::Accuse,
    EventType::Statement,
    EventType::Consult,
    EventType::Request,
    EventType::Reject,
    EventType::Sanction,
];

/// Kinds of events that immediately follow their cause: "were hurt after a bus skidded".
const AT_ONCE: &[EventType] =
    &[EventType::Casualty, EventType::Accident, EventType::Disaster, EventType::Aid, EventType::Assault];

/// Dates what has no date yet; returns the day that the report opens with.
pub(super) fn inherit(dating: &Dating<'_>, mentions: &mut [EventMention]) -> Option<NaiveDate> {
    let own: Vec<Option<u32>> = mentions.iter().map(|mention| mention.time).collect();
    let published = dating.reading.context.published.and_then(Published::day);
    let outside = |mention: &EventMention| dating.heading(mention.trigger).is_none();
    let opening = published.and_then(|day| opening(day, mentions.iter().filter(|mention| outside(mention))));
    let lines = lines(dating.reading.document.source(), mentions);
    let inheritance = Inheritance { dating, own: &own, lines: &lines, published, opening };
    let mut last = None;
    for index in 0..mentions.len() {
        if own[index].is_some() {
            last = Some(index);
        } else if mentions[index].open_time.is_none() {
            mentions[index].when = inheritance.of(index, last, mentions).into();
        }
    }
    opening
}

/// The day of the first dated event in a report, if that is recent.
fn opening<'a>(published: NaiveDate, mentions: impl Iterator<Item = &'a EventMention>) -> Option<NaiveDate> {
    let recent = published.checked_sub_days(Days::new(RECENT))?..=published;
    let first = mentions.take_while(|mention| mention.sentence.0 < OPENING);
    let dated = first.filter(|mention| {
        mention.modality != Modality::Planned
            && mention.when.basis <= Basis::Relative
            && mention.when.single_day().is_some_and(|day| recent.contains(&day))
    });
    // Of an event rather than of speech.
    dated.min_by_key(|mention| mention.function == Function::Reporting)?.when.single_day()
}

struct Inheritance<'a> {
    dating: &'a Dating<'a>,
    /// By mention: the expression that dates it.
    own: &'a [Option<u32>],
    /// By mention: its line in the text.
    lines: &'a [u32],
    published: Option<NaiveDate>,
    opening: Option<NaiveDate>,
}

impl Inheritance<'_> {
    /// The date of an event without an expression of its own; `last` is the last event before it that has one.
    fn of(&self, index: usize, last: Option<usize>, mentions: &[EventMention]) -> When {
        if self.refers_back(index, mentions) {
            return self.of_report(index, &mentions[index]);
        }
        let from = self.relative_in_tree(index);
        let lends = |other: &usize| self.lends(*other, index, mentions);
        let from = from.or_else(|| in_sentence(index, self.own, mentions).filter(lends));
        let from = from.or_else(|| last.filter(|&last| self.continues(last, index, mentions)).filter(lends));
        let apart =
            |other: usize| self.dating.is_quoted_apart(mentions[other].trigger, mentions[index].trigger);
        match from.filter(|&other| !apart(other)) {
            Some(other) => self.within_news((index, other), mentions),
            None => self.of_report(index, &mentions[index]),
        }
    }

    /// The time of an event next to one whose time is known: the same, unless "after" or "before" is between them.
    fn beside(&self, index: usize, other: usize, when: &When) -> When {
        let order =
            self.order_between(index, other).or_else(|| self.order_between(other, index).map(Order::turned));
        let order =
            order.filter(|_| when.granularity() < Granularity::Month && !self.dates_both(index, other));
        let time = match (order, when.first, when.last) {
            (Some(Order::Earlier), _, Some(last)) => {
                When::before(last.succ_opt().unwrap_or(last), when.basis)
            }
            (Some(Order::Later), Some(first), _) => When::since(first, when.basis),
            _ => when.clone(),
        };
        time.on_basis(Basis::Inherited)
    }

    /// The time of an event next to another; if it is news, between the report's opening and its publication: harm "after"
    /// something followed at once.
    fn within_news(&self, (index, other): (usize, usize), mentions: &[EventMention]) -> When {
        let when = self.beside(index, other, &mentions[other].when);
        let mention = &mentions[index];
        let (published, opening) = match self.dating.heading(mention.trigger) {
            Some(heading) => (heading.clock.day(), None),
            None => (self.published, self.opening),
        };
        if mention.form != Form::Verb || !self.is_news(index, mention) {
            return when;
        }
        let at_once = AT_ONCE.contains(&mentions[other].kind) && self.order_between(index, other).is_some();
        let follows = AT_ONCE.contains(&mention.kind) && self.order_between(other, index).is_some();
        match (opening.filter(|_| at_once), published, when.first, when.last) {
            (_, _, Some(first), None) if follows => When::day(first, when.basis),
            (Some(opening), _, None, Some(last)) if opening <= last => When::days(opening, last, when.basis),
            (_, Some(published), Some(first), None) if first <= published => {
                When::days(first, published, when.basis)
            }
            _ => when,
        }
    }

    /// Whether a date attached to one verb also follows another: "was hurt after a bus skidded on Monday".
    fn dates_both(&self, index: usize, dated: usize) -> bool {
        let reading = self.dating.reading;
        let Some(time) = self.own[dated].map(|time| reading.context.times[time as usize].span) else {
            return false;
        };
        let verb = reading.triggers[index].head();
        let (own, other) = (reading.document.token(verb), reading.triggers[dated].span);
        let between = Span { start: own.span.end, end: time.start.max(own.span.end) };
        own.upos == Upos::Verb
            && other.start < own.span.start
            && own.span.end <= time.start
            && reading.document.sentence_of(verb)
                == reading.document.sentence_of(reading.triggers[dated].token)
            && !reading.document.words(between).contains(',')
    }

    /// The order in time between an event and the one that governs it, by the word that introduces its clause or phrase.
    fn order_between(&self, lower: usize, upper: usize) -> Option<Order> {
        let document = self.dating.reading.document;
        let above = self.dating.reading.triggers[upper].head();
        let mut here = self.dating.reading.triggers[lower].head();
        let mut order = None;
        while here != above {
            // A conjunction may be attached to the subject as if it were a preposition: "before the team lost".
            let subject = document.subject_of(here).filter(|subject| subject.0 < here.0);
            for word in std::iter::once(here).chain(subject) {
                let openers = document.children_by(word, &[Relation::Case, Relation::Mark, Relation::Advmod]);
                for opener in openers.filter(|opener| opener.0 < word.0) {
                    order = order.or_else(|| Order::of_opener(&document.word(opener).to_lowercase()));
                }
            }
            let answers = matches!(document.lemma(here), "response" | "reaction" | "retaliation" | "reply");
            if answers && self.dating.reading.triggers[lower].head() != here {
                order = order.or(Some(Order::Earlier));
            }
            here = document.head(here)?;
        }
        order
    }

    /// Whether an event may have the date of another near it.
    fn lends(&self, dated: usize, index: usize, mentions: &[EventMention]) -> bool {
        let when = &mentions[dated].when;
        let ahead = self
            .dating
            .today(mentions[index].trigger)
            .zip(when.last.or(when.first))
            .map(|(today, last)| last > today);
        let planned = mentions[index].modality == Modality::Planned;
        ahead.is_none_or(|ahead| ahead == planned) && !self.is_aside(dated, index)
    }

    /// Whether the clause with the dated event describes someone or something, or continues from its own date, and another event
    /// is outside it: "the baker, who had come in 1987, sold the shop". A description of an event is not an aside.
    fn is_aside(&self, dated: usize, index: usize) -> bool {
        let reading = self.dating.reading;
        let document = reading.document;
        let outside = |clause: TokenId| !self.is_below(reading.triggers[index].head(), clause);
        let time = self.own[dated].map(|time| reading.context.times[time as usize].span);
        let mut here = Some(reading.triggers[dated].head());
        while let Some(word) = here {
            here = document.head(word);
            let aside = match document.token(word).relation {
                Relation::Acl | Relation::AclRelcl => {
                    here.is_some_and(|noun| reading.trigger_at(noun).is_none())
                }
                Relation::Advcl | Relation::AdvclRelcl => {
                    time.is_some_and(|time| time.end <= document.subtree(word).start)
                }
                _ => false,
            };
            if aside && outside(word) {
                return true;
            }
        }
        false
    }

    fn is_below(&self, word: TokenId, above: TokenId) -> bool {
        std::iter::successors(Some(word), |&word| self.dating.reading.document.head(word))
            .any(|word| word == above)
    }

    /// Whether a clause continues at the time of a dated event before it in its paragraph.
    fn continues(&self, before: usize, index: usize, mentions: &[EventMention]) -> bool {
        let reading = self.dating.reading;
        let paragraph = |place: usize| reading.document.sentence(mentions[place].sentence).paragraph;
        let head = reading.triggers[index].head();
        // Under a heading each line is an entry of its own.
        let apart =
            self.lines[before] != self.lines[index] && self.dating.heading(mentions[index].trigger).is_some();
        !apart && paragraph(before) == paragraph(index) && reading.document.token(head).upos == Upos::Verb
    }

    /// The nearest dated event above, along clauses of the same time: co-ordination, participles, purposes.
    fn relative_in_tree(&self, index: usize) -> Option<usize> {
        let reading = self.dating.reading;
        let mut here = index;
        for _ in 0..4 {
            let head = reading.triggers[here].head();
            let relation = reading.document.token(head).relation;
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
            let above = reading.trigger_above(head).map(|above| above as usize).filter(|_| shares)?;
            if self.own[above].is_some() && reading.triggers[above].function != Function::Reporting {
                return Some(above);
            }
            here = above;
        }
        None
    }

    /// Whether a noun names what its verb refers to, which has a time of its own: "arrested in the shooting".
    fn refers_back(&self, index: usize, mentions: &[EventMention]) -> bool {
        let reading = self.dating.reading;
        let head = reading.triggers[index].head();
        let relation = reading.document.token(head).relation;
        let Some(above) = reading.trigger_above(head).map(|above| above as usize) else { return false };
        mentions[index].form != Form::Verb
            && matches!(relation, Relation::Obl | Relation::Nmod)
            && LOOKING_BACK.contains(&mentions[above].kind)
            && self.order_between(index, above).is_none()
    }

    /// The date of an event that nothing near it dates: a plan comes after publication, an event before it
    /// and from the day the report opens with.
    /// Under a heading it happened at the time of the heading.
    fn of_report(&self, index: usize, mention: &EventMention) -> When {
        if let Some(heading) = self.dating.heading(mention.trigger) {
            return match heading.when.first.filter(|_| mention.modality == Modality::Planned) {
                Some(first) => When::since(first, Basis::Heading),
                None => heading.when.clone(),
            };
        }
        let Some(published) = self.published.filter(|_| !self.is_of_an_age(index)) else {
            return When::unknown();
        };
        match self.opening {
            _ if mention.modality == Modality::Planned => When::since(published, Basis::Published),
            Some(opening) if opening < published && self.is_news(index, mention) => {
                let next_day = opening.succ_opt() == Some(published);
                When::days(opening, if next_day { opening } else { published }, Basis::Inherited)
            }
            _ => When::day(published, Basis::Published),
        }
    }

    /// Whether the clause of a mention begins or ends with a time that it only names, by a bare noun: "following independence",
    /// "since childhood". That may be long ago.
    fn is_of_an_age(&self, index: usize) -> bool {
        let reading = self.dating.reading;
        let document = reading.document;
        let is_bare = |noun: TokenId| {
            let mut relations = document.children(noun).map(|child| document.token(child).relation);
            relations.all(|relation| matches!(relation, Relation::Case | Relation::Punct))
        };
        let names_age = |noun: TokenId| {
            let case = document.case_of(noun).map(|case| document.word(case).to_lowercase());
            document.token(noun).upos == Upos::Noun
                && matches!(case.as_deref(), Some("following" | "since" | "until"))
                && is_bare(noun)
                && reading.trigger_at(noun).is_none()
                && !reading.is_time(noun)
        };
        let head = reading.triggers[index].head();
        document.children_by(head, &[Relation::Obl]).any(names_age)
    }

    /// Whether a mention is of the current news, by its form: a noun or a simple past. A headline is
    /// in the present.
    fn is_news(&self, index: usize, mention: &EventMention) -> bool {
        let document = self.dating.reading.document;
        let head = self.dating.reading.triggers[index].head();
        let auxiliaries = || document.children_by(head, &[Relation::Aux, Relation::AuxPass]);
        let perfect = auxiliaries().any(|word| document.lemma(word) == "have");
        let past = |word| document.token(word).xpos == Xpos::Vbd;
        let finite = match document.token(head).xpos {
            Xpos::Vbd | Xpos::Vbn | Xpos::Vbg => auxiliaries().next().is_none() || auxiliaries().any(past),
            Xpos::Vb => auxiliaries().any(past),
            // "They burst in" has the same form in both tenses.
            Xpos::Vbp if lexicon().is(document.lemma(head), Part::PastLikePresent) => true,
            Xpos::Vbz | Xpos::Vbp => document.sentence(mention.sentence).headline,
            _ => true,
        };
        mention.function != Function::Reporting && !perfect && finite
    }
}

/// The order of two events in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Earlier,
    Later,
}

impl Order {
    /// What a preposition or conjunction says of its complement: what comes "after" something is the later one, so that the
    /// complement is the earlier; so is a cause.
    fn of_opener(word: &str) -> Option<Self> {
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

/// The line of the text of each mention.
fn lines(text: &str, mentions: &[EventMention]) -> Vec<u32> {
    let (mut line, mut at) = (0, 0);
    let of = |mention: &EventMention| {
        let start = mention.trigger.start as usize;
        let ends = text.as_bytes().get(at..start).unwrap_or_default().iter().filter(|byte| **byte == b'\n');
        line += u32::try_from(ends.count()).unwrap_or(u32::MAX);
        at = at.max(start);
        line
    };
    mentions.iter().map(of).collect()
}

/// The only dated event of the sentence, where it has just one date; its content may have happened before it is said.
fn in_sentence(index: usize, own: &[Option<u32>], mentions: &[EventMention]) -> Option<usize> {
    let sentence = mentions[index].sentence;
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let mut dated = (first..mentions.len())
        .take_while(|&other| mentions[other].sentence == sentence)
        .filter(|&other| own[other].is_some() && mentions[other].function != Function::Reporting);
    let only = dated.next()?;
    (dated.next().is_none()).then_some(only)
}

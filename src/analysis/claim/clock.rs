//! The clock a statement stands at: "by Monday evening", "so far", "officials said on Thursday", else its passage's, else
//! the report's own.
//!
//! A report was written after the last moment it tells of, so on its day of publication that moment is its clock where no
//! finer one is known.

use super::phrase::{clause_of, word_is};
use super::{Context, Source};
use crate::analysis::language::{Relation, SentenceId, TokenId};
use crate::analysis::time::{Basis, TimeExpression, TimexType, When};
use crate::text::Span;

/// The clocks of one report.
pub(crate) struct Clocks<'a> {
    context: &'a Context<'a>,
    report: When,
}

impl<'a> Clocks<'a> {
    pub(crate) fn new(context: &'a Context<'a>) -> Self {
        Self { context, report: report_clock(context) }
    }

    /// When the figure in a clause stood so: its own time, its speaker's, its passage's or the report's.
    pub(crate) fn as_of(&self, clause: TokenId, chain: &[Source]) -> When {
        self.own(clause)
            .or_else(|| chain.iter().rev().find_map(|source| self.said_at(source)))
            .or_else(|| self.passage(clause))
            .unwrap_or_else(|| self.report.clone())
    }

    /// When the happening of a clause took place, where the clause says so.
    pub(crate) fn happened(&self, clause: TokenId) -> Option<When> {
        self.of_clause(clause).filter(|time| !self.bounds_a_count(time)).find_map(|time| time.when.clone())
    }

    /// "by Monday", "as of noon", "so far on Friday": the clause's own clock.
    fn own(&self, clause: TokenId) -> Option<When> {
        self.of_clause(clause).find(|time| self.bounds_a_count(time)).and_then(|time| time.when.clone())
    }

    /// The time a speaker spoke.
    fn said_at(&self, source: &Source) -> Option<When> {
        let cue = self.context.document.token_at(source.cue.start)?;
        self.of_clause(cue).filter_map(|time| time.when.clone()).find(|when| when.single_day().is_some())
    }

    /// Calendar times a clause governs directly.
    fn of_clause(&self, clause: TokenId) -> impl Iterator<Item = &'a TimeExpression> + '_ {
        let document = self.context.document;
        self.in_sentence(document.sentence_of(clause)).filter(move |time| {
            document
                .tokens_within(time.span)
                .find(|token| {
                    document.head(*token).is_none_or(|head| !time.span.contains(document.token(head).span))
                })
                .is_some_and(|top| clause_of(document, top) == clause)
        })
    }

    fn in_sentence(&self, sentence: SentenceId) -> impl Iterator<Item = &'a TimeExpression> + use<'a> {
        let span = self.context.document.sentence(sentence).span;
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.start < span.start);
        times[from..]
            .iter()
            .take_while(move |time| time.span.end <= span.end)
            .filter(|time| matches!(time.kind, TimexType::Date | TimexType::Time))
    }

    /// Whether a time bounds a count ("by", "as of", "until") instead of dating what is counted.
    fn bounds_a_count(&self, time: &TimeExpression) -> bool {
        let text = self.context.document.source();
        let before = text.get(..time.span.start as usize).unwrap_or_default().trim_end();
        let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let as_of = || before.to_ascii_lowercase().ends_with("as of");
        matches!(word, "by" | "By" | "until" | "Until") || word == "of" && before.len() < 4096 && as_of()
    }

    /// The finest clock of the sentence or, going back, of the two before: a part of one day.
    fn passage(&self, clause: TokenId) -> Option<When> {
        let sentence = self.context.document.sentence_of(clause);
        let clock = |time: &TimeExpression| {
            let when = time.when.as_ref()?;
            let fine = when.single_day().is_some() && (when.part.is_some() || when.minute.is_some());
            let near = self.report.first.is_none() || when.first == self.report.first;
            (fine && near && self.is_told(time)).then(|| when.clone().on_basis(Basis::Inherited))
        };
        (0..=2)
            .filter_map(|back| sentence.0.checked_sub(back))
            .find_map(|back| self.in_sentence(SentenceId(back)).filter_map(clock).last())
    }

    /// Whether a time is told of as past, not announced.
    fn is_told(&self, time: &TimeExpression) -> bool {
        is_told(self.context, time)
    }
}

/// The publication date, made finer by the latest moment the report tells of on that day.
fn report_clock(context: &Context<'_>) -> When {
    let Some(published) = context.published else { return When::unknown() };
    let Some(clock) = When::from_edtf(&published.edtf, None, Basis::Published) else {
        return When::unknown();
    };
    if clock.minute.is_some() {
        return clock;
    }
    let latest = context
        .times
        .iter()
        .filter(|time| is_told(context, time))
        .filter_map(|time| time.when.as_ref())
        .filter(|when| when.single_day().is_some() && when.single_day() == clock.single_day())
        .filter_map(|when| when.part)
        .max();
    match (clock.single_day(), latest) {
        (Some(day), Some(part)) => When::part(day, part, Basis::Published),
        _ => clock,
    }
}

/// Whether the clause of a time is in no future and no wish: none of its auxiliaries is modal.
fn is_told(context: &Context<'_>, time: &TimeExpression) -> bool {
    let document = context.document;
    let Some(token) = document.token_at(time.span.start) else { return true };
    let clause = clause_of(document, token);
    let mut auxiliaries = document.children_by(clause, &[Relation::Aux]);
    !auxiliaries.any(|aux| {
        word_is(document, aux, &["will", "would", "should", "shall", "may", "might", "could", "'ll"])
    })
}

/// The place a clause or noun names with "in", "at" or "near": the words of the name.
pub(crate) fn place_of(context: &Context<'_>, clause: TokenId) -> Option<Span> {
    use crate::analysis::actor::ActorKind;
    let document = context.document;
    let actors = context.actors;
    let located = document.children_by(clause, &[Relation::Obl, Relation::Nmod]).filter(|noun| {
        document
            .case_of(*noun)
            .is_some_and(|case| word_is(document, case, &["in", "at", "near", "outside", "across"]))
    });
    located.into_iter().find_map(|noun| {
        let span = document.token(noun).span;
        let from = actors.mentions.partition_point(|mention| mention.span.end < span.end);
        actors.mentions[from..].iter().take(4).find(|mention| mention.span.contains(span)).and_then(
            |mention| {
                let kind = actors.actors.get(mention.actor as usize)?.kind;
                matches!(kind, ActorKind::Place | ActorKind::State).then_some(mention.span)
            },
        )
    })
}

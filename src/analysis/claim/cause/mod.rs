//! Causes: products whose price rose, the cause of an incident, deliberate acts.

pub mod class;
mod deliberate;
mod failing;
mod fault;
mod price;
mod supposed;
mod wording;

pub use price::{is_kind_of, widest};

use std::collections::HashSet;

use super::count::in_marks;
use super::phrase::clause_of;
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::SentenceId;
use crate::analysis::time::When;
use crate::text::Span;
use fault::Fault;

/// The predicate of claims about what rose in price.
pub const PRICE_RISE: &str = "price rise";
/// The prefix of the predicate of a cause; the kind of incident follows.
pub const CAUSE_OF: &str = "cause of the ";

/// Finds the causes, ordered by sentence.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let (document, clocks) = (reading.document, &reading.clocks);
    let mut found = Vec::new();
    for sentence in (0..u32::try_from(document.sentences().len()).unwrap_or(u32::MAX)).map(SentenceId) {
        let tokens = || document.tokens_in(sentence);
        found.extend(tokens().filter_map(|token| price::rise(document, token)));
        let faults: Vec<Fault> = tokens().filter_map(|token| fault::caused(document, token)).collect();
        let known: HashSet<String> = faults.iter().map(|fault| fault.what.clone()).collect();
        let meant = tokens().filter_map(|token| deliberate::meant(document, token));
        let meant = meant.filter(|fault| !known.contains(&fault.what));
        let class = |fault: &Fault| fault.class.map(|class| class.name);
        let named: HashSet<_> = faults.iter().map(class).collect();
        let failed = tokens().filter_map(|token| failing::failed(document, token));
        let failed: Vec<Fault> = failed.filter(|fault| !named.contains(&class(fault))).collect();
        let supposed = tokens().filter_map(|token| supposed::supposed(document, token));
        let supposed = supposed.filter(|fault| !named.contains(&class(fault)));
        found.extend(faults.into_iter().chain(meant).chain(failed).chain(supposed).map(Statement::of_fault));
    }
    let claim = |stated: Statement| {
        let clause = document.token_at(stated.span.start).map(|token| clause_of(document, token));
        Claim {
            subject: stated.subject,
            subject_group: stated.class,
            value: Some(stated.value.into()),
            when: clause.filter(|_| stated.class.is_some()).and_then(|clause| clocks.happened(clause)),
            as_of: clause.map_or_else(|| When::unknown().into(), |clause| clocks.as_of(clause, &[])),
            chain: reading.attributions.chain(stated.span),
            quoted: in_marks(document, stated.span),
            status: stated.status,
            ..Claim::at(ClaimKind::Cause, &stated.predicate, stated.span)
        }
    };
    found.into_iter().map(claim).collect()
}

/// A cause as its words state it.
struct Statement {
    predicate: String,
    value: String,
    class: Option<&'static str>,
    status: Status,
    subject: Span,
    span: Span,
}

impl Statement {
    fn of_fault(fault: Fault) -> Self {
        Self {
            predicate: format!("{CAUSE_OF}{}", fault.of),
            value: fault.what,
            class: fault.class.map(|class| class.name),
            status: fault.status,
            subject: fault.effect,
            span: fault.span,
        }
    }
}

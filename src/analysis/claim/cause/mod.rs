//! What set something off: a price that rose, or, from `fault`, the cause of an incident. Also grave allegations, by name.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::count::in_marks;
use super::fault::{self, Fault};
use super::phrase::{before, clause_of, word_is};
use super::word::lower;
use super::{Claim, ClaimKind, Context, lexicon};
use crate::analysis::language::{Document, SentenceId, TokenId};
use crate::text::Span;

/// The predicate of claims about what rose in price.
pub const PRICE_RISE: &str = "price rise";
/// The predicate of grave allegations.
pub const ALLEGATION: &str = "allegation";

/// Finds causes and allegations, by sentence.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let mut found = Vec::new();
    for sentence in (0..u32::try_from(document.sentences().len()).unwrap_or(u32::MAX)).map(SentenceId) {
        for token in document.tokens_in(sentence) {
            found.extend(price_rise(document, token));
            found.extend(fault::caused(document, token).map(Told::of_fault));
        }
        found.extend(allegations(document, sentence));
    }
    let claim = |told: Told| {
        let clause = document.token_at(told.span.start).map(|token| clause_of(document, token));
        Claim {
            subject: told.subject,
            value: Some(told.value.into()),
            as_of: clause
                .map_or_else(crate::analysis::time::When::unknown, |clause| clocks.as_of(clause, &[])),
            chain: attributions.chain(told.span),
            quoted: in_marks(document, told.span),
            ..Claim::at(told.kind, &told.predicate, told.span)
        }
    };
    found.into_iter().map(claim).collect()
}

struct Told {
    kind: ClaimKind,
    predicate: String,
    value: String,
    subject: Span,
    span: Span,
}

impl Told {
    fn of_fault(fault: Fault) -> Self {
        Self {
            kind: ClaimKind::Cause,
            predicate: format!("cause of the {}", fault.of),
            value: fault.what,
            subject: fault.effect,
            span: fault.span,
        }
    }
}

/// A product of the list: its name and what it is a kind of.
struct Product {
    name: &'static str,
    within: Option<&'static str>,
}

static PRODUCTS: LazyLock<HashMap<&'static str, Product>> = LazyLock::new(|| {
    let mut products = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../assets/lexicon/products.txt")) {
        let [name, within, others] = fields[..] else { continue };
        let within = (within != "-").then_some(within);
        products.insert(name, Product { name, within });
        for other in others.split(", ").filter(|other| *other != "-") {
            products.insert(other, Product { name, within });
        }
    }
    products
});

/// Whether a product is of a kind, or that kind itself.
#[must_use]
pub fn is_kind_of(inner: &str, outer: &str) -> bool {
    let mut here = Some(inner);
    while let Some(product) = here {
        if product == outer {
            return true;
        }
        here = PRODUCTS.get(product).and_then(|product| product.within);
    }
    false
}

/// The widest kind a product lies in.
#[must_use]
pub fn widest(product: &str) -> &str {
    let mut here = product;
    while let Some(wider) = PRODUCTS.get(here).and_then(|product| product.within) {
        here = wider;
    }
    here
}

/// "increased fuel prices", "an increase in the price of bread", "the gasoline price increase".
fn price_rise(document: &Document<'_>, price: TokenId) -> Option<Told> {
    const RISE: &[&str] = &[
        "rise",
        "increase",
        "hike",
        "jump",
        "surge",
        "soar",
        "raise",
        "high",
        "higher",
        "increased",
        "rising",
        "soaring",
        "climb",
        "doubling",
        "double",
        "rocketing",
    ];
    if !matches!(document.lemma(price), "price" | "fare" | "tariff" | "cost") {
        return None;
    }
    let sentence = document.sentence(document.sentence_of(price));
    let end = sentence.end.0.min(price.0 + 7);
    let behind = (price.0 + 1..end).map(TokenId);
    let around = before(document, price).take(6).chain(behind.clone().take(3));
    let rises = around.into_iter().any(|token| {
        RISE.contains(&document.lemma(token)) || RISE.contains(&document.word(token).to_lowercase().as_str())
    });
    let of = TokenId(price.0 + 1);
    let after = (of.0 < sentence.end.0 && word_is(document, of, &["of", "for"]))
        .then(|| product_after(document, of, sentence.end))
        .flatten();
    let (product, span) = match after {
        Some(product) => product,
        None => {
            product_until(document, TokenId(price.0.checked_sub(1).filter(|at| *at >= sentence.first.0)?))?
        }
    };
    rises.then(|| Told {
        kind: ClaimKind::Cause,
        predicate: PRICE_RISE.to_owned(),
        value: product.to_owned(),
        subject: span,
        span: span.cover(document.token(price).span),
    })
}

/// The product named behind "of" by the words themselves, whatever part of speech they pass for: "of liquefied gas".
fn product_after(document: &Document<'_>, of: TokenId, end: TokenId) -> Option<(&'static str, Span)> {
    const LONGEST: u32 = 4;
    let words = (of.0 + 1..end.0.min(of.0 + 1 + LONGEST)).map(TokenId);
    words.filter_map(|last| product_until(document, last)).max_by_key(|(_, span)| span.len())
}

/// The product whose name ends at a word; a word for selling or retail may stand between.
fn product_until(document: &Document<'_>, last: TokenId) -> Option<(&'static str, Span)> {
    let first = document.sentence(document.sentence_of(last)).first.0;
    let last = if word_is(document, last, &["sales", "retail", "market"]) {
        TokenId(last.0.checked_sub(1).filter(|at| *at >= first)?)
    } else {
        last
    };
    (last.0.saturating_sub(2).max(first)..=last.0).find_map(|start| {
        let span = document.token(TokenId(start)).span.cover(document.token(last).span);
        let words = document.words(span).to_lowercase();
        let singular = document.token(TokenId(start)).span.start as usize;
        let lemma = format!(
            "{}{}",
            document.source().get(singular..document.token(last).span.start as usize)?.to_lowercase(),
            document.lemma(last)
        );
        let product = PRODUCTS.get(words.as_str()).or_else(|| PRODUCTS.get(lemma.as_str()))?;
        Some((product.name, span))
    })
}

struct Allegation {
    name: &'static str,
    one: Vec<&'static str>,
    other: Vec<&'static str>,
}

static ALLEGATIONS: LazyLock<Vec<Allegation>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../assets/lexicon/allegations.txt"))
        .filter_map(|fields| {
            let [name, one, other] = fields[..] else { return None };
            let words = |list: &'static str| list.split(", ").filter(|word| *word != "-").collect();
            Some(Allegation { name, one: words(one), other: words(other) })
        })
        .collect()
});

/// The words and pairs of words of all allegations, and what the pairs begin with.
static ALLEGING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = ALLEGATIONS.iter().flat_map(|allegation| allegation.one.iter().chain(&allegation.other));
    words.flat_map(|words| [Some(*words), words.split_once(' ').map(|pair| pair.0)]).flatten().collect()
});

/// The allegations whose words stand in a sentence.
fn allegations(document: &Document<'_>, sentence: SentenceId) -> Vec<Told> {
    let mut lemmas: Vec<(Cow<'_, str>, Span)> = Vec::new();
    let mut last: Option<(Cow<'_, str>, Span)> = None;
    for token in document.tokens_in(sentence) {
        let lemma = lower(document.lemma(token));
        let span = document.token(token).span;
        if let Some((last, before)) = last.filter(|(last, _)| ALLEGING.contains(&**last)) {
            let pair = (Cow::Owned(format!("{last} {lemma}")), before.cover(span));
            lemmas.extend([(last, before), pair]);
        }
        last = Some((lemma, span));
    }
    lemmas.extend(last);
    let find =
        |words: &[&str]| lemmas.iter().find(|(lemma, _)| words.contains(&&**lemma)).map(|(_, span)| *span);
    ALLEGATIONS
        .iter()
        .filter_map(|allegation| {
            let one = find(&allegation.one)?;
            let other = if allegation.other.is_empty() { one } else { find(&allegation.other)? };
            Some(Told {
                kind: ClaimKind::Status,
                predicate: ALLEGATION.to_owned(),
                value: allegation.name.to_owned(),
                subject: one,
                span: one.cover(other),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_products_nest() {
        assert!(is_kind_of("gasoline", "fuel") && is_kind_of("gasoline", "energy"));
        assert!(!is_kind_of("gasoline", "liquefied gas") && !is_kind_of("fuel", "gasoline"));
        assert_eq!(widest("bread"), "food");
    }

    #[test]
    fn prices_that_rise_name_their_product() {
        for (text, expected) in [
            ("Crowds marched against an increase in the price of bread.", Some("bread")),
            ("Anger over higher diesel prices spread.", Some("diesel")),
            ("The minister reversed the metro fare increase.", Some("metro")),
            ("An increase in the price of liquefied petroleum gas set it off.", Some("liquefied gas")),
            ("The price of the ticket is five dollars.", None),
            ("The bread was good.", None),
        ] {
            let document = Document::read(text);
            let tokens = u32::try_from(document.tokens().len()).unwrap();
            let found = (0..tokens).find_map(|token| price_rise(&document, TokenId(token)));
            assert_eq!(found.map(|told| told.value).as_deref(), expected, "{text}");
        }
    }
}

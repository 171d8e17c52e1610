//! Products whose price rose, by the list `assets/lexicon/products.txt`, which also says what they are kinds of.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{PRICE_RISE, Statement};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::phrase::{after, before, next_is, word_is};
use crate::analysis::claim::{Status, lexicon};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// A product of the list: its name, and the product that it is a kind of.
struct Product {
    name: &'static str,
    within: Option<&'static str>,
}

static PRODUCTS: LazyLock<HashMap<&'static str, Product>> = LazyLock::new(|| {
    let mut products = HashMap::new();
    for [name, within, others] in lexicon::rows(include_str!("../../../../assets/lexicon/products.txt")) {
        let within = (within != "-").then_some(within);
        products.insert(name, Product { name, within });
        for other in others.split(", ").filter(|other| *other != "-") {
            products.insert(other, Product { name, within });
        }
    }
    products
});

/// Whether a product is a kind of another, or the same.
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

/// The widest kind that a product belongs to.
#[must_use]
pub fn widest(product: &str) -> &str {
    let mut here = product;
    while let Some(wider) = PRODUCTS.get(here).and_then(|product| product.within) {
        here = wider;
    }
    here
}

/// "increased fuel prices", "an increase in the price of bread", "the gasoline price increase".
pub(super) fn rise(document: &Document<'_>, price: TokenId) -> Option<Statement> {
    static RISE: WordClass = WordClass::named("words for a rise");
    if !matches!(document.lemma(price), "price" | "fare" | "tariff" | "cost") {
        return None;
    }
    let mut around = before(document, price).take(6).chain(after(document, price).take(3));
    let rises = around.any(|token| RISE.has_lemma(document, token) || RISE.has_word(document, token));
    let named = next_is(document, price, &["of", "for"])
        .then(|| product_after(document, TokenId(price.0 + 1)))
        .flatten();
    let (product, span) = match named {
        Some(product) => product,
        None => product_until(document, before(document, price).next()?)?,
    };
    rises.then(|| Statement {
        predicate: PRICE_RISE.to_owned(),
        value: product.to_owned(),
        class: None,
        status: Status::Asserted,
        subject: span,
        span: span.cover(document.token(price).span),
    })
}

/// The product whose name follows "of", whatever part of speech its words are tagged as: "of liquefied gas".
fn product_after(document: &Document<'_>, of: TokenId) -> Option<(&'static str, Span)> {
    const LONGEST: usize = 4;
    let words = after(document, of).take(LONGEST);
    words.filter_map(|last| product_until(document, last)).max_by_key(|(_, span)| span.len())
}

/// The product whose name ends at a word; a word for selling or retail may intervene.
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
            let found = (0..tokens).find_map(|token| rise(&document, TokenId(token)));
            assert_eq!(found.map(|stated| stated.value).as_deref(), expected, "{text}");
        }
    }
}

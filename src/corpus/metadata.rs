//! What is known about a report from outside its text, and which evidence wins.

use std::sync::Arc;

use super::dateline;
use crate::text::{DateOrder, Published, PublishedBasis, Report};

/// What an input, a manifest or the command line says about a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The identifier from the input.
    pub key: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Its authors, separated by commas.
    pub author: Option<String>,
    /// The address where it was published.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The order of day and month in its dates in digits.
    pub date_order: Option<DateOrder>,
}

impl Metadata {
    /// This evidence, with gaps filled from the weaker one.
    #[must_use]
    pub fn or(self, weaker: &Self) -> Self {
        Self {
            key: self.key.or_else(|| weaker.key.clone()),
            source: self.source.or_else(|| weaker.source.clone()),
            title: self.title.or_else(|| weaker.title.clone()),
            author: self.author.or_else(|| weaker.author.clone()),
            url: self.url.or_else(|| weaker.url.clone()),
            language: self.language.or_else(|| weaker.language.clone()),
            published: self.published.or_else(|| weaker.published.clone()),
            date_order: self.date_order.or(weaker.date_order),
        }
    }

    /// The report; its id is set when all are numbered.
    #[must_use]
    pub fn report(self, path: String, text: Arc<str>) -> Report {
        let Self { key, source, title, author, url, language, published, date_order } = self;
        let in_text = || Some(Published { edtf: dateline::read(&text)?, basis: PublishedBasis::FrontMatter });
        let published = published.or_else(in_text);
        Report {
            path,
            key,
            source,
            title,
            author,
            url,
            language,
            published,
            date_order,
            text,
            ..Report::default()
        }
    }
}

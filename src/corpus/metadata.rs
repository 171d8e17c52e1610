//! What is said about a report from outside its text, and which evidence wins.

use std::sync::Arc;

use super::dateline;
use crate::text::{DateOrder, Published, PublishedBasis, Report};

/// What an input, a manifest or the command line says about a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The identifier the input gave.
    pub key: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, by comma.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// What its dates in digits begin with.
    pub date_order: Option<DateOrder>,
}

impl Metadata {
    /// This evidence, and where it is silent the weaker.
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

    /// The report it is about; its id is given when all are counted through.
    #[must_use]
    pub fn report(self, path: String, text: Arc<str>) -> Report {
        let Self { key, source, title, author, url, language, published, date_order } = self;
        let told = || Some(Published { edtf: dateline::read(&text)?, basis: PublishedBasis::FrontMatter });
        let published = published.or_else(told);
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

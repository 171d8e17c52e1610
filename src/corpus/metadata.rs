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
        let in_text = |edtf| Published { edtf, basis: PublishedBasis::FrontMatter };
        let published = match published {
            Some(known) => {
                dateline::stated(&text).map(in_text).filter(|own| is_of_copy(&known, own)).or(Some(known))
            }
            None => dateline::read(&text).map(in_text),
        };
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

/// Whether a date that came with a text, not from a person, is that of a later copy or wrong: the text itself says that it was
/// published days before or after. One day may be a matter of time zones.
fn is_of_copy(known: &Published, own: &Published) -> bool {
    let given = !matches!(known.basis, PublishedBasis::Metadata | PublishedBasis::FileName);
    let days = known.day().zip(own.day()).map(|(known, own)| (known - own).num_days().abs());
    !given && days.is_some_and(|days| days > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_a_text_states_is_that_of_its_publication_unless_a_person_gave_another() {
        let text = "Published October 2 2017 Seventeen people were hurt on Monday.";
        for (edtf, basis, expected) in [
            ("2017-10-14", PublishedBasis::Metadata, "2017-10-02"),
            ("2017-09-14", PublishedBasis::FileName, "2017-10-02"),
            ("2017-10-03T01:00:00", PublishedBasis::Metadata, "2017-10-03T01:00:00"),
            ("2017-10", PublishedBasis::Metadata, "2017-10"),
            ("2017-10-14", PublishedBasis::Argument, "2017-10-14"),
            ("2017-10-14", PublishedBasis::Manifest, "2017-10-14"),
        ] {
            let published = Some(Published { edtf: edtf.into(), basis });
            let report = Metadata { published, ..Metadata::default() }.report("a.txt".into(), text.into());
            assert_eq!(report.published.map(|own| own.edtf).as_deref(), Some(expected), "{edtf} {basis:?}");
        }
    }
}

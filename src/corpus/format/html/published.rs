//! When a page was published: the evidence in the order of its weight, the first unambiguous one wins.
//!
//! Linked data, `<meta>`, `itemprop`, `<time>` marked as publication, any `<time>` of the main text, elements that
//! are marked as a date, the address, and last what is only about a change.

use chrono::NaiveDate;

use super::linked_data::LinkedData;
use super::page::Page;
use crate::corpus::{date, written_date};
use crate::text::DateOrder;

/// `<meta>` names for the day of publication, in order of preference.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "rnews:datepublished",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "publication_date",
    "publication-date",
    "published_time",
    "published",
    "originalpublicationdate",
    "article_date_original",
    "article.published",
    "article:post_date",
    "bt:pubdate",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dc.created",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "displaydate",
    "gentime",
    "issue_date",
    "datecreated",
    "date_published",
    "created",
    "creation_date",
    "timestamp",
    "date",
    "og:pubdate",
    "vr:published_time",
    "shareaholic:article_published_time",
    "analyticsattributes.articledate",
    "release_date",
    "doc_date",
    "time",
];

/// `<meta>` names for a change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:updated",
    "og:article:modified_time",
    "last-modified",
    "lastmod",
    "modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "updated_time",
    "date.modified",
    "article:updated_time",
];

/// Words in a class or id that make its text the date of the page.
const DATE_HINTS: &[&str] = &[
    "date",
    "time",
    "publish",
    "posted",
    "datum",
    "fecha",
    "submitted",
    "byline",
    "entry-meta",
    "post-meta",
    "postmeta",
    "article-meta",
    "meta",
    "post-info",
    "postinfo",
    "article-info",
    "entry-info",
    "created",
    "issued",
    "author",
    "updated",
    "credit",
];

/// Words in a class or id whose dates are of something else.
const OTHER_HINTS: &[&str] =
    &["comment", "sidebar", "widget", "related", "event", "recent", "popular", "copyright"];

/// When the page was published, as EDTF.
#[must_use]
pub fn of(page: &Page, data: &LinkedData, address: Option<&str>) -> Option<String> {
    let order = order(page);
    let read = |text: &str| read(text, order);
    let first = |mut texts: Box<dyn Iterator<Item = &str> + '_>| texts.find_map(&read);
    data.published
        .as_deref()
        .and_then(read)
        .or_else(|| first(Box::new(PUBLISHED.iter().flat_map(|name| page.all_meta(name)))))
        .or_else(|| first(Box::new(page.property("datepublished"))))
        .or_else(|| data.created.as_deref().and_then(read))
        .or_else(|| first(Box::new(page.property("datecreated"))))
        .or_else(|| times(page, order))
        .or_else(|| hinted(page, order))
        .or_else(|| address.and_then(in_address))
        .or_else(|| first(Box::new(MODIFIED.iter().flat_map(|name| page.all_meta(name)))))
        .or_else(|| data.modified.as_deref().and_then(read))
        .or_else(|| first(Box::new(page.property("datemodified"))))
}

/// A date for programs, else one for people.
fn read(text: &str, order: Option<DateOrder>) -> Option<String> {
    let full = |edtf: &String| edtf.len() >= "2022-01-06".len();
    let machine = date::parse(text).ok().filter(full);
    let edtf = machine.or_else(|| written_date::read(text, order).map(|written| written.edtf()))?;
    is_plausible(&edtf).then_some(edtf)
}

/// Pages exist since 1990.
fn is_plausible(edtf: &str) -> bool {
    edtf.get(..4).and_then(|year| year.parse().ok()).is_some_and(|year: i32| (1990..=2100).contains(&year))
}

/// The order of day and month in 4/5/2021 on the page, by its language and country.
fn order(page: &Page) -> Option<DateOrder> {
    let language = page.language.as_deref().or(page.meta(&["og:locale", "content-language"]))?;
    let language = language.to_ascii_lowercase().replace('_', "-");
    match &*language {
        "en-us" => Some(DateOrder::MonthFirst),
        "en" => None,
        _ => Some(DateOrder::DayFirst),
    }
}

fn times(page: &Page, order: Option<DateOrder>) -> Option<String> {
    let usable = || page.times.iter().filter(|time| !time.changed);
    let of = |time: &super::page::Time| {
        time.machine.as_deref().and_then(|text| read(text, order)).or_else(|| read(&time.shown, order))
    };
    usable()
        .filter(|time| time.published)
        .find_map(of)
        .or_else(|| usable().filter(|time| time.in_main).find_map(of))
        .or_else(|| usable().find_map(of))
}

fn hinted(page: &Page, order: Option<DateOrder>) -> Option<String> {
    let has = |hint: &str, words: &[&str]| words.iter().any(|word| hint.contains(word));
    let usable = |words: &'static [&'static str]| {
        page.hinted
            .iter()
            .filter(move |one| has(&one.hint, words) && !has(&one.hint, OTHER_HINTS))
            .find_map(|one| read(published_part(&one.text), order))
    };
    usable(&["publish", "posted", "date", "datum", "fecha"]).or_else(|| usable(DATE_HINTS))
}

/// The part before words for a change: "Posted 3 May 2021 · Updated 4 May 2021".
fn published_part(text: &str) -> &str {
    const CHANGES: &[&str] =
        &["updated", "modified", "Updated", "UPDATED", "Modified", "aktualisiert", "Aktualisiert"];
    let cut = CHANGES.iter().filter_map(|word| text.find(word)).filter(|at| *at > 8).min();
    cut.map_or(text, |at| &text[..at])
}

/// The day in an address: `/2021/05/04/ferry-sinks`, `/2021-05-04-ferry`.
fn in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbers: Vec<(&str, bool)> = {
        let mut parts = Vec::new();
        for part in path.split(|c: char| !c.is_ascii_alphanumeric()) {
            parts.push((part, !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())));
        }
        parts
    };
    let day = |year: &str, month: &str, day: &str| {
        let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        Some(day.to_string()).filter(|edtf| is_plausible(edtf))
    };
    let triple = numbers.windows(3).find_map(|window| match window {
        [(year, true), (month, true), (date, true)]
            if year.len() == 4 && month.len() <= 2 && date.len() <= 2 =>
        {
            day(year, month, date)
        }
        _ => None,
    });
    triple.or_else(|| {
        let compact = numbers.iter().filter(|(part, digits)| *digits && part.len() == 8);
        compact.map(|(part, _)| *part).find_map(|part| day(&part[..4], &part[4..6], &part[6..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_a_full_day_alone() {
        for (address, expected) in [
            ("https://example.org/2021/05/04/ferry-sinks", Some("2021-05-04")),
            ("https://example.org/news/2021-5-4-ferry.html", Some("2021-05-04")),
            ("https://example.org/a/20210504/ferry", Some("2021-05-04")),
            ("https://example.org/2021/05/ferry", None),
            ("https://example.org/a-99999999.html", None),
            ("https://example.org/?d=2021/05/04", None),
            ("", None),
        ] {
            assert_eq!(in_address(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_day_of_publication_precedes_that_of_a_change() {
        assert_eq!(published_part("Posted 3 May 2021 · Updated 4 May 2021"), "Posted 3 May 2021 · ");
        assert_eq!(published_part("Updated 4 May 2021"), "Updated 4 May 2021");
    }
}

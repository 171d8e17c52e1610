//! When a page was published: the evidence in the order of its weight, the first unambiguous one wins.
//!
//! Linked data, `<meta>`, `itemprop`, `<time>` marked as publication, any `<time>` of the main text, elements that
//! are marked as a date, the address, a line near the heading that is hardly more than a date, and last what is only about a change.

use chrono::{DateTime, NaiveDate};

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
    let found = data
        .published
        .as_deref()
        .and_then(read)
        .or_else(|| first(Box::new(PUBLISHED.iter().flat_map(|name| page.all_meta(name)))))
        .or_else(|| first(Box::new(page.property("datepublished"))))
        .or_else(|| data.created.as_deref().and_then(read))
        .or_else(|| first(Box::new(page.property("datecreated"))))
        .or_else(|| times(page, order))
        .or_else(|| hinted(page, order))
        .or_else(|| address.and_then(in_address))
        .or_else(|| near_heading(page, order))
        .or_else(|| first(Box::new(MODIFIED.iter().flat_map(|name| page.all_meta(name)))))
        .or_else(|| data.modified.as_deref().and_then(read))
        .or_else(|| first(Box::new(page.property("datemodified"))))?;
    Some(in_own_zone(found, page, data, (address, order)))
}

/// The same moment in the zone of the outlet, where the evidence has it in that of Greenwich: a report of Monday evening in Denver is
/// of Monday. Where only the address shows the outlet's day, that day.
fn in_own_zone(
    found: String,
    page: &Page,
    data: &LinkedData,
    (address, order): (Option<&str>, Option<DateOrder>),
) -> String {
    /// Two systems of an outlet may differ by this many seconds.
    const SAME: i64 = 120;
    let moment = |edtf: &str| DateTime::parse_from_rfc3339(edtf).ok();
    let Some(there) = moment(&found).filter(|moment| moment.offset().local_minus_utc() == 0) else {
        return found;
    };
    let is_same = |edtf: &String| {
        moment(edtf).is_some_and(|here| {
            here.offset().local_minus_utc() != 0 && (here - there).num_seconds().abs() <= SAME
        })
    };
    let stated = [&data.published, &data.created].into_iter().filter_map(Option::as_deref);
    let stated = stated
        .chain(PUBLISHED.iter().flat_map(|name| page.all_meta(name)))
        .chain(page.property("datepublished"))
        .chain(page.times.iter().filter_map(|time| time.machine.as_deref()));
    let local = stated.filter_map(|text| read(text, order)).find(is_same);
    let day_of_address = || {
        let day = address.and_then(in_address)?;
        let apart = (NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()? - there.date_naive()).num_days();
        (apart.abs() == 1).then_some(day)
    };
    local.or_else(day_of_address).unwrap_or(found)
}

/// The date in a short line just after the first headings, or just before them; else the only one that such lines have.
fn near_heading(page: &Page, order: Option<DateOrder>) -> Option<String> {
    /// How many elements after and before a heading are near, and how many headings are examined: the first may be the outlet's name.
    const AFTER: usize = 40;
    const BEFORE: usize = 12;
    const HEADINGS: usize = 3;
    /// The most characters of a line that is a date anywhere on the page.
    const ALONE: usize = 30;
    let dated: Vec<(usize, String, bool)> = page
        .lines
        .iter()
        .filter_map(|line| Some((line.at, read(&line.text, order)?, line.text.chars().count() <= ALONE)))
        .collect();
    let near = |&heading: &usize| {
        let after = dated.iter().find(|(at, ..)| (heading..=heading + AFTER).contains(at));
        let before = || dated.iter().rev().find(|(at, ..)| *at < heading && at + BEFORE >= heading);
        after.or_else(before)
    };
    let only = || {
        let day = |edtf: &String| edtf.get(..10).map(str::to_owned);
        let (_, first, alone) = dated.first()?;
        let one_day = dated.iter().all(|(_, other, _)| day(other) == day(first));
        (one_day && *alone).then(|| first.clone())
    };
    let found = page.headings_at.iter().take(HEADINGS).find_map(near);
    found.map(|(_, edtf, _)| edtf.clone()).or_else(only)
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
            .filter(move |one| !one.beside && has(&one.hint, words) && !has(&one.hint, OTHER_HINTS))
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

    fn day_of(page: &str) -> Option<String> {
        let page = super::super::page::gather(&scraper::Html::parse_document(page));
        of(&page, &LinkedData::default(), page.canonical.as_deref())
    }

    #[test]
    fn a_line_near_the_heading_gives_the_day_and_one_of_another_text_does_not() {
        for (body, expected) in [
            ("<h1>Ferry sinks</h1><div><span>4.5.2031</span> Harbour</div>", Some("2031-05-04")),
            ("<small>Sunday, 4 May 2031, 19:51</small><h1>Ferry sinks</h1>", Some("2031-05-04T19:51:00")),
            (
                "<h1>News</h1><p>More than a line of words, and no day in it</p><h1>Ferry</h1><p>Date: 4 May 2031</p>",
                Some("2031-05-04"),
            ),
            ("<p>It sank.</p><p>4 May 2031</p>", Some("2031-05-04")),
            ("<p>4 May 2031</p><p>5 May 2031</p>", None),
            (
                "<h1>Ferry</h1><p>On 4 May 2031 the ferry left the harbour with nine people on board, as it did each day.</p>",
                None,
            ),
            ("<h1>Ferry</h1><div class='comments'><p>4 May 2031</p></div>", None),
            (
                "<h1>Ferry</h1><ul class='related-posts'><li><time datetime='2031-05-04'>4 May</time></li></ul>",
                None,
            ),
            ("<h1>Ferry</h1><footer><p>4 May 2031</p></footer>", None),
            ("<h1>Ferry</h1><p>Room 12 34</p>", None),
        ] {
            assert_eq!(day_of(&format!("<html><body>{body}</body></html>")).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn a_moment_of_greenwich_is_given_in_the_zone_of_the_outlet() {
        let meta = "<meta property='article:published_time' content='2031-05-05T03:28:35+00:00'>";
        for (more, expected) in [
            ("", "2031-05-05T03:28:35Z"),
            ("<meta name='pubdate' content='2031-05-04T22:28:35-05:00'>", "2031-05-04T22:28:35-05:00"),
            ("<meta name='pubdate' content='2031-05-04T20:28:35-05:00'>", "2031-05-05T03:28:35Z"),
            ("<link rel='canonical' href='https://example.org/2031/05/04/ferry'>", "2031-05-04"),
            ("<link rel='canonical' href='https://example.org/2031/04/04/ferry'>", "2031-05-05T03:28:35Z"),
        ] {
            assert_eq!(
                day_of(&format!("<html><head>{meta}{more}</head></html>")).as_deref(),
                Some(expected),
                "{more}"
            );
        }
    }
}

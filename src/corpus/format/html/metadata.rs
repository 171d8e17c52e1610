//! Title, outlet, author, address and language of a page, from its own metadata.

use super::linked_data::LinkedData;
use super::page::Page;
use super::published;
use crate::corpus::metadata::Metadata;
use crate::text::{Published, PublishedBasis};

/// The longest name of one author.
const LONGEST_NAME: usize = 60;

/// How many authors are named at most.
const AUTHORS: usize = 8;

/// Evaluates a page's metadata. `saved_from` is the address from the file around it.
#[must_use]
pub fn of(page: &Page, data: &LinkedData, saved_from: Option<&str>) -> Metadata {
    let url = address(page, data, saved_from);
    let source = source(page, data, url.as_deref());
    let published = published::of(page, data, url.as_deref());
    Metadata {
        title: title(page, data, source.as_deref()),
        author: author(page, data, source.as_deref()),
        language: language(page, data),
        published: published.map(|edtf| Published { edtf, basis: PublishedBasis::Metadata }),
        source,
        url,
        ..Metadata::default()
    }
}

fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

fn address(page: &Page, data: &LinkedData, saved_from: Option<&str>) -> Option<String> {
    let said =
        [page.canonical.as_deref(), page.meta(&["og:url", "twitter:url"]), data.url.as_deref(), saved_from];
    said.into_iter().flatten().map(str::trim).find(|text| is_address(text)).map(str::to_owned)
}

/// The outlet: its name, else the host it is published on.
fn source(page: &Page, data: &LinkedData, url: Option<&str>) -> Option<String> {
    let named = page.meta(&["og:site_name"]).or(data.publisher.as_deref());
    let named = named.or_else(|| {
        page.meta(&["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "cre"])
    });
    named
        .map(str::trim)
        .filter(|name| !name.is_empty() && name.len() <= 100 && !name.starts_with("http"))
        .map(str::to_owned)
        .or_else(|| url.and_then(host))
}

/// The host of an address, without `www.`.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then(|| host.to_owned())
}

fn title(page: &Page, data: &LinkedData, source: Option<&str>) -> Option<String> {
    let heading = match &page.headings[..] {
        [only] => Some(&**only),
        _ => None,
    };
    let said = [
        page.meta(&["og:title"]),
        data.title.as_deref(),
        page.meta(&[
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "sailthru.title",
            "headline",
            "parsely-title",
        ]),
        page.property("headline").next(),
        heading,
        page.title.as_deref(),
        page.headings.first().map(|heading| &**heading),
    ];
    let said = said.into_iter().flatten().map(str::trim).find(|text| !text.is_empty())?;
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(without_outlet(&words, page, source))
}

/// A title without the outlet's name after a dash or bar: "Ferry sinks | Harbour News".
fn without_outlet(title: &str, page: &Page, source: Option<&str>) -> String {
    let headings = || page.headings.iter().map(|heading| &**heading);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let folded = |text: &str| text.to_lowercase().replace(' ', "");
            let outlet = source.is_some_and(|source| {
                let (source, tail) = (folded(source), folded(tail));
                !tail.is_empty() && (source.contains(&tail) || tail.contains(&source))
            });
            if outlet || headings().any(|heading| heading == head) {
                return without_outlet(head.trim(), page, source);
            }
        }
    }
    title.to_owned()
}

fn language(page: &Page, data: &LinkedData) -> Option<String> {
    let said = page.language.as_deref().or(data.language.as_deref());
    let said = said.or_else(|| page.meta(&["content-language", "og:locale", "dc.language", "language"]))?;
    let tag = said.split([',', ';']).next()?.trim().replace('_', "-");
    let plausible =
        (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plausible.then_some(tag)
}

/// `<meta>` names of authors, in order of preference.
const METAS: &[&str] = &[
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "article:author",
    "rbauthors",
    "authors",
    "dc.contributor",
    "creator",
    "og:article:author",
    "cxenseparse:author",
    "twitter:data1",
];

fn author(page: &Page, data: &LinkedData, source: Option<&str>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        for name in people(text, source) {
            if names.len() < AUTHORS && !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
        !names.is_empty()
    };
    let mut linked = false;
    for name in &data.authors {
        linked |= add(name);
    }
    let _ = linked
        || METAS.iter().any(|name| page.all_meta(name).filter(|text| add(text)).count() > 0)
        || hinted_authors(page).into_iter().any(|text| add(&text));
    (!names.is_empty()).then(|| names.join(", "))
}

/// Texts of elements marked as the author's, the most certain first.
fn hinted_authors(page: &Page) -> Vec<String> {
    const SURE: &[&str] =
        &["rel-author", "author-name", "author_name", "authorname", "byline-name", "byline__name"];
    let of = |words: &[&str]| -> Vec<String> {
        let other = ["comment", "bio", "related", "avatar", "social", "share", "count"];
        page.hinted
            .iter()
            .filter(|one| words.iter().any(|word| one.hint.contains(word)))
            .filter(|one| !other.iter().any(|word| one.hint.contains(word)))
            .map(|one| one.text.clone())
            .collect()
    };
    [of(SURE), of(&["author", "autor", "auteur"]), of(&["byline", "by-line", "writer", "reporter"])].concat()
}

/// The names in a byline, without "By" and what is around; none if it is not a byline.
fn people(text: &str, source: Option<&str>) -> Vec<String> {
    const OPENERS: &[&str] = &[
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "text: ",
        "author: ",
        "posted by ",
        "written by ",
        "words by ",
        "autor: ",
    ];
    const JOINTS: &[&str] = &[" and ", " und ", " et ", " & ", ", ", "; ", " | ", " with ", ";"];
    const NOBODY: &[&str] =
        &["admin", "editor", "staff", "redaktion", "author", "webmaster", "newsroom", "anonymous", "guest"];
    let mut text = text.trim();
    while let Some(opener) = OPENERS
        .iter()
        .find(|opener| text.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener)))
    {
        text = text[opener.len()..].trim_start();
    }
    let mut parts = vec![text.to_owned()];
    for joint in JOINTS {
        parts =
            parts.iter().flat_map(|part| part.split(joint).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    let is_name = |name: &str| {
        let plain = name.len() > 1
            && name.len() <= LONGEST_NAME
            && name.split_whitespace().count() <= 5
            && !name.contains(['@', '/', ':', '=', '{', '<', '!', '?', '©', '|'])
            && !name.bytes().any(|byte| byte.is_ascii_digit())
            && name.chars().next().is_some_and(char::is_alphabetic);
        let outlet = source.is_some_and(|source| source.eq_ignore_ascii_case(name));
        plain && !outlet && !NOBODY.iter().any(|nobody| nobody.eq_ignore_ascii_case(name))
    };
    let names = parts.iter().map(|part| part.trim().trim_end_matches([',', '.', '·', '-']).trim());
    // The words after the names of a byline are its outlet, place or date: the first one that is not a name ends them.
    names.take_while(|name| is_name(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_its_names() {
        for (text, expected) in [
            ("By Dana Orr", vec!["Dana Orr"]),
            ("by Dana Orr and Lee Fox, Harbour News", vec!["Dana Orr", "Lee Fox"]),
            ("Von Jürgen Maß", vec!["Jürgen Maß"]),
            ("https://example.org/dana", vec![]),
            ("admin", vec![]),
            ("Posted on 3 May 2021", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(people(text, Some("Harbour News")), expected, "{text}");
        }
    }

    #[test]
    fn a_title_loses_the_outlets_name() {
        let page = Page { headings: vec!["Ferry - the inquiry".to_owned()], ..Page::default() };
        for (title, expected) in [
            ("Ferry sinks | Harbour News", "Ferry sinks"),
            ("Ferry sinks - HarbourNews", "Ferry sinks"),
            ("Ferry sinks – three missing", "Ferry sinks – three missing"),
            ("Ferry - the inquiry | Something", "Ferry - the inquiry"),
        ] {
            assert_eq!(without_outlet(title, &page, Some("Harbour News")), expected, "{title}");
        }
    }

    #[test]
    fn a_host_is_named_without_www() {
        for (url, expected) in [
            ("https://www.example.org/a", Some("example.org")),
            ("http://news.example.org:80", Some("news.example.org")),
            ("file:///a.html", None),
            ("x", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }
}

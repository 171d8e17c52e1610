//! The metadata in the markup of a page, gathered in one walk over its tree and not yet evaluated.

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// The longest text of an element that says who wrote a page, or when.
const SHORT: usize = 240;

/// How many pieces of one kind are kept: the metadata of a page is near its top.
const KEPT: usize = 400;

/// The metadata of a page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// `<meta>`: the name, in small letters, and the content.
    pub metas: Vec<(String, String)>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The texts of `<h1>`.
    pub headings: Vec<String>,
    /// Linked data in JSON, unchanged.
    pub linked_data: Vec<String>,
    /// `<html lang>`.
    pub language: Option<String>,
    /// `itemprop`: the name and the value.
    pub properties: Vec<(String, String)>,
    /// `<time>`, and `<abbr>` with a moment in its title.
    pub times: Vec<Time>,
    /// Elements with a class, id or `rel` for an author or a date.
    pub hinted: Vec<Hinted>,
    /// Short lines with digits, which may be a date and nothing else.
    pub lines: Vec<Line>,
    /// Where the headings are, as the number of elements before them.
    pub headings_at: Vec<usize>,
}

/// A short line of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// How many elements are before it.
    pub at: usize,
    /// Its words.
    pub text: String,
}

/// A moment on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// The moment for programs.
    pub machine: Option<String>,
    /// The moment for people.
    pub shown: String,
    /// Whether its class, or an attribute, marks it as that of publication.
    pub published: bool,
    /// Whether its class or the words before it mark it as that of a change.
    pub changed: bool,
    /// Whether it is in an element around the main text.
    pub in_main: bool,
}

/// A short text whose element's class, id or `rel` says what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hinted {
    /// The class, the id and the `rel`, in small letters.
    pub hint: String,
    /// Its text.
    pub text: String,
    /// Whether it is marked as being about another text.
    pub beside: bool,
}

/// Words in a class or id that mark an author or a date.
const HINTS: &[&str] = &[
    "author",
    "byline",
    "by-line",
    "date",
    "time",
    "publish",
    "posted",
    "post-meta",
    "postmeta",
    "entry-meta",
    "entry-info",
    "article-meta",
    "article-info",
    "meta-info",
    "dateline",
    "datum",
    "fecha",
    "submitted",
    "postinfo",
    "post-info",
    "writer",
    "reporter",
    "autor",
    "auteur",
    "post_meta",
    "created",
    "meta",
    "pubdate",
    "article__info",
    "article-details",
    "credit",
    "issued",
    "veroeffentlicht",
    "updated",
];

/// Gathers the metadata of a page.
#[must_use]
pub fn gather(tree: &Html) -> Page {
    let mut page = Page::default();
    let elements = tree.tree.root().descendants().filter_map(ElementRef::wrap);
    for (at, element) in elements.enumerate() {
        page.element(element);
        page.line(element, at);
    }
    page
}

/// The first bytes of an element's text as one line.
fn short_text(element: ElementRef<'_>, limit: usize) -> String {
    let mut out = String::new();
    for part in element.text() {
        for word in part.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        if out.len() > limit {
            break;
        }
    }
    out
}

fn push<T>(to: &mut Vec<T>, one: T) {
    if to.len() < KEPT {
        to.push(one);
    }
}

impl Page {
    /// The first content of a `<meta>` of one of these names, in the order of the names.
    pub fn meta<'p>(&'p self, names: &[&str]) -> Option<&'p str> {
        let content =
            |name: &&str| self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| &**content);
        names.iter().find_map(content)
    }

    /// All contents of `<meta>` of a name.
    pub fn all_meta<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| &**content)
    }

    /// The values of an `itemprop`.
    pub fn property<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.properties.iter().filter(move |(known, _)| known == name).map(|(_, value)| &**value)
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        match value.name() {
            "html" => self.language = value.attr("lang").or(value.attr("xml:lang")).map(str::to_owned),
            "meta" => self.meta_element(element),
            "link" if value.attr("rel") == Some("canonical") && self.canonical.is_none() => {
                self.canonical = value.attr("href").map(str::to_owned);
            }
            "title" if self.title.is_none() && !is_within(element, &["svg"]) => {
                self.title = Some(short_text(element, 500)).filter(|title| !title.is_empty());
            }
            "h1" => push(&mut self.headings, short_text(element, 500)),
            "script" if value.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                push(&mut self.linked_data, element.text().collect());
            }
            "time" | "abbr" | "relative-time" => self.time(element),
            _ => {}
        }
        if let Some(name) = value.attr("itemprop") {
            let stated = ["content", "datetime"].iter().find_map(|key| value.attr(key));
            let text = stated.map_or_else(|| short_text(element, SHORT), str::to_owned);
            for name in name.split_whitespace() {
                push(&mut self.properties, (name.to_ascii_lowercase(), text.trim().to_owned()));
            }
        }
        self.hint(element);
    }

    fn meta_element(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let name = ["property", "name", "http-equiv"].iter().find_map(|key| value.attr(key));
        if let (Some(name), Some(content)) = (name, value.attr("content")) {
            let content = content.trim();
            if !content.is_empty() {
                push(&mut self.metas, (name.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
    }

    fn time(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let hint = hint_of(element);
        let machine = value.attr("datetime").or(value.attr("title")).map(|text| text.trim().to_owned());
        if is_beside(element, BESIDE) {
            return;
        }
        if value.name() == "abbr" && !["date", "time", "publish"].iter().any(|word| hint.contains(word)) {
            return;
        }
        let words = |names: &[&str]| names.iter().any(|name| hint.contains(name));
        let shown = short_text(element, SHORT);
        push(
            &mut self.times,
            Time {
                published: value.attr("pubdate").is_some()
                    || words(&[
                        "publish",
                        "entry-date",
                        "entry-time",
                        "post-date",
                        "posted",
                        "pubdate",
                        "datepublished",
                    ]),
                changed: words(&["updated", "modified"]) && !words(&["publish", "entry-date"]),
                in_main: is_within(element, &["article", "main"])
                    && !is_within(element, &["aside", "footer"]),
                machine,
                shown,
            },
        );
    }

    /// Keeps an element that may say the day of the page without any mark.
    fn line(&mut self, element: ElementRef<'_>, at: usize) {
        /// The most characters of a line that is hardly more than a date, the fewest digits, and the fewest outside further elements.
        const LONGEST: usize = 60;
        const DIGITS: usize = 4;
        const OWN: usize = 2;
        const OUTSIDE: &[&str] = &[
            "head",
            "script",
            "style",
            "noscript",
            "footer",
            "aside",
            "nav",
            "figcaption",
            "select",
            "option",
        ];
        if element.value().name() == "h1" {
            push(&mut self.headings_at, at);
        }
        let own = element.children().filter_map(|child| child.value().as_text());
        // The rest of the digits may be in elements within it.
        let digits = own.clone().flat_map(|text| text.bytes()).filter(u8::is_ascii_digit).take(OWN).count();
        if digits < OWN || self.lines.len() >= KEPT || OUTSIDE.contains(&element.value().name()) {
            return;
        }
        let mut text = short_text(element, LONGEST);
        if text.chars().count() > LONGEST {
            text = own.flat_map(|text| text.split_whitespace()).take(LONGEST).collect::<Vec<_>>().join(" ");
        }
        let is_line = text.chars().count() <= LONGEST
            && text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS
            && !is_within(element, OUTSIDE)
            && !is_beside(element, &[BESIDE, LISTED].concat());
        if is_line {
            self.lines.push(Line { at, text });
        }
    }

    fn hint(&mut self, element: ElementRef<'_>) {
        if matches!(element.value().name(), "html" | "body" | "script" | "style" | "meta" | "link") {
            return;
        }
        let hint = hint_of(element);
        if hint.is_empty() || !HINTS.iter().any(|word| hint.contains(word)) || self.hinted.len() >= KEPT {
            return;
        }
        let text = short_text(element, SHORT);
        if !text.is_empty() && text.len() <= SHORT && !is_within(element, &["footer", "aside"]) {
            self.hinted.push(Hinted { hint, text, beside: is_beside(element, BESIDE) });
        }
    }
}

fn hint_of(element: ElementRef<'_>) -> String {
    let value = element.value();
    let parts =
        ["class", "id", "rel", "itemprop", "data-testid"].map(|key| value.attr(key).unwrap_or_default());
    parts.join(" ").trim().to_ascii_lowercase()
}

/// Whether an element is inside one of these.
fn is_within(element: ElementRef<'_>, names: &[&str]) -> bool {
    element.ancestors().any(|node| match node.value() {
        Node::Element(around) => names.contains(&around.name()),
        _ => false,
    })
}

/// Words in the class or id of what is about other texts than that of the page.
const BESIDE: &[&str] = &["comment", "kommentar", "related", "recent", "popular", "sidebar"];

/// The same of lists, whose items have a line with a date each.
const LISTED: &[&str] = &["widget", "copyright", "teaser", "footer", "archive", "calendar"];

/// Whether an element or one closely around it is marked as beside the text of the page.
fn is_beside(element: ElementRef<'_>, words: &[&str]) -> bool {
    /// How many elements around are examined: a word far out is of the whole page.
    const AROUND: usize = 6;
    let around = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element)
        .chain(around)
        .take(AROUND)
        .filter(|one| !matches!(one.value().name(), "html" | "body"))
        .any(|one| {
            ["class", "id"].iter().filter_map(|key| one.value().attr(key)).any(|mark| {
                let mark = mark.to_ascii_lowercase();
                words.iter().any(|word| mark.contains(word))
            })
        })
}

//! JSON-LD of a page (schema.org): what its `NewsArticle` says, and the posts of a `LiveBlogPosting`.

use serde_json::Value;

/// Types of schema.org that are a text of the page.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "SocialMediaPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
];

/// Types that are the page itself; they count if there is no article.
const PAGES: &[&str] = &["WebPage", "ItemPage", "CreativeWork", "VideoObject"];

/// How many objects of a page are examined, and how deep.
const OBJECTS: usize = 5_000;
const DEPTH: usize = 12;

/// What linked data says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedData {
    /// The headline.
    pub title: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was made, as written.
    pub created: Option<String>,
    /// When it was changed, as written.
    pub modified: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The posts of a live blog, in their order.
    pub posts: Vec<Post>,
}

/// A post of a live blog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Its headline.
    pub title: Option<String>,
    /// Its text, which may contain markup.
    pub body: String,
    /// Its moment, as written.
    pub published: Option<String>,
}

/// Reads the scripts of a page; the first article wins, gaps are filled from others.
#[must_use]
pub fn read(scripts: &[String]) -> LinkedData {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut found = LinkedData::default();
    for types in [ARTICLES, PAGES] {
        let mut left = OBJECTS;
        for value in &values {
            visit(value, types, &mut left, 0, &mut found);
        }
    }
    if found == LinkedData::default() {
        for script in scripts {
            found.published = found.published.or_else(|| loose(script, "datePublished"));
            found.title = found.title.or_else(|| loose(script, "headline"));
        }
    }
    found
}

/// Parses a script, with what pages put around or into their JSON repaired.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let body = script.get(start..=end)?;
    // Line ends within strings are the usual fault; between them a space does no harm.
    let mended: String = body.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).or_else(|_| serde_json::from_str(&without_trailing_commas(&mended))).ok()
}

fn without_trailing_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if quoted {
            (quoted, escaped) = (escaped || c != '"', !escaped && c == '\\');
        } else if c == '"' {
            quoted = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        out.push(c);
    }
    out
}

/// The first string of a key in JSON that cannot be parsed.
fn loose(script: &str, key: &str) -> Option<String> {
    let after = &script[script.find(&format!("\"{key}\""))? + key.len() + 2..];
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next().map(str::to_owned)
}

fn visit(value: &Value, types: &[&str], left: &mut usize, depth: usize, found: &mut LinkedData) {
    if depth > DEPTH || *left == 0 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(all) => all.iter().for_each(|one| visit(one, types, left, depth + 1, found)),
        Value::Object(object) => {
            if is_a(value, types) {
                found.add(value);
                return;
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"] {
                if let Some(inner) = object.get(key) {
                    visit(inner, types, left, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

fn is_a(value: &Value, types: &[&str]) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| types.contains(&kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)))
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// A string, also the first of a list or the value of an object.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(plain(text)).filter(|text| !text.is_empty()),
        Value::Array(all) => all.iter().find_map(|one| text(Some(one))),
        Value::Object(object) => {
            ["@value", "name", "@id", "url"].iter().find_map(|key| text(object.get(*key)))
        }
        _ => None,
    }
}

/// Text with the entities that some pages leave in their JSON decoded.
fn plain(text: &str) -> String {
    if text.contains('&') { super::blocks::of_markup(text) } else { text.trim().to_owned() }
}

fn names(value: Option<&Value>, to: &mut Vec<String>) {
    match value {
        Some(Value::Array(all)) => all.iter().take(40).for_each(|one| names(Some(one), to)),
        Some(Value::Object(object)) => names(object.get("name"), to),
        Some(Value::String(name)) => to.push(plain(name)),
        _ => {}
    }
}

impl LinkedData {
    fn add(&mut self, article: &Value) {
        let get = |key: &str| text(article.get(key));
        fill(&mut self.title, || get("headline").or_else(|| get("name")));
        fill(&mut self.published, || get("datePublished"));
        fill(&mut self.created, || get("dateCreated"));
        fill(&mut self.modified, || get("dateModified"));
        fill(&mut self.publisher, || get("publisher").filter(|name| !name.starts_with("http")));
        fill(&mut self.url, || get("url").or_else(|| get("mainEntityOfPage")));
        fill(&mut self.language, || get("inLanguage"));
        if self.authors.is_empty() {
            names(article.get("author"), &mut self.authors);
        }
        if self.posts.is_empty()
            && let Some(Value::Array(posts)) = article.get("liveBlogUpdate")
        {
            self.posts = posts.iter().filter_map(post).collect();
        }
    }
}

fn fill(place: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if place.is_none() {
        *place = value();
    }
}

fn post(value: &Value) -> Option<Post> {
    let body = text(value.get("articleBody")).or_else(|| text(value.get("text"))).unwrap_or_default();
    let title = text(value.get("headline"));
    let published = text(value.get("datePublished")).or_else(|| text(value.get("dateModified")));
    (title.is_some() || !body.is_empty()).then_some(Post { title, body, published })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> LinkedData {
        read(&[script.to_owned()])
    }

    #[test]
    fn the_article_speaks_wherever_it_lies() {
        for script in [
            r#"{"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2021-05-04T10:00:00+01:00", "author": {"name": "D. Orr"}}"#,
            r#"[{"@type": "WebSite", "name": "X"}, {"@type": ["Article", "Thing"], "headline": "Ferry sinks", "datePublished": "2021-05-04T10:00:00+01:00", "author": ["D. Orr"]}]"#,
            "{\"@graph\": [{\"@type\": \"http://schema.org/NewsArticle\", \"headline\": \"Ferry\nsinks\", \"datePublished\": \"2021-05-04T10:00:00+01:00\", \"author\": [{\"name\": \"D. Orr\"}],}]}",
        ] {
            let data = of(script);
            assert_eq!(data.title.as_deref(), Some("Ferry sinks"), "{script}");
            assert_eq!(data.published.as_deref(), Some("2021-05-04T10:00:00+01:00"));
            assert_eq!(data.authors, ["D. Orr"]);
        }
    }

    #[test]
    fn broken_json_still_gives_its_date() {
        let data = of(r#"{"@type": "NewsArticle" "datePublished" : "2021-05-04", oops"#);
        assert_eq!(data.published.as_deref(), Some("2021-05-04"));
    }

    #[test]
    fn a_live_blog_has_posts() {
        let data = of(r#"{"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": [
            {"headline": "Bridge shut", "articleBody": "The bridge is shut.", "datePublished": "2021-05-04T10:05:00Z"},
            {"articleBody": ""}, 7]}"#);
        assert_eq!(data.posts.len(), 1);
        assert_eq!(data.posts[0].title.as_deref(), Some("Bridge shut"));
    }

    #[test]
    fn types_other_than_articles_are_ignored() {
        for script in ["", "7", "{}", "[]", r#"{"@type": "Organization", "name": "X"}"#, "var x = {", "null"]
        {
            assert_eq!(of(script), LinkedData::default(), "{script}");
        }
    }
}

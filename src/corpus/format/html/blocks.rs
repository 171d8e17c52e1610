//! Markup → text: a block element is a paragraph, `<br>` a line end; white space runs are one space.

use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::Node;

/// Elements that are complete by themselves on a page.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is not part of what a person reads as the text.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "head",
    // Of a piece of a page, whose head is no element.
    "title",
    "figure",
    "figcaption",
    "svg",
    "math",
    "iframe",
    "button",
    "select",
    "textarea",
    "audio",
    "video",
    "object",
    "nav",
];

/// The text of a piece of markup.
#[must_use]
pub fn of_markup(markup: &str) -> String {
    of_tree(&Html::parse_fragment(markup))
}

/// The text of a parsed page or piece of one.
#[must_use]
pub fn of_tree(tree: &Html) -> String {
    let mut text = Text::default();
    let mut skipped = 0_usize;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) if skipped == 0 => text.words(words),
                Node::Element(element) => {
                    let name = element.name();
                    skipped += usize::from(SKIPPED.contains(&name));
                    text.open(name);
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    let name = element.name();
                    skipped -= usize::from(SKIPPED.contains(&name));
                    text.close(name);
                }
            }
        }
    }
    text.out
}

/// The text so far, and a pending space before its next word.
#[derive(Default)]
struct Text {
    out: String,
    due: Due,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

impl Text {
    fn owe(&mut self, due: Due) {
        self.due = self.due.max(due);
    }

    fn open(&mut self, name: &str) {
        self.owe(match name {
            "br" => Due::Line,
            "td" | "th" => Due::Space,
            _ if BLOCKS.contains(&name) => Due::Paragraph,
            _ => Due::Nothing,
        });
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.owe(Due::Paragraph);
        }
    }

    fn words(&mut self, words: &str) {
        if words.starts_with(char::is_whitespace) {
            self.owe(Due::Space);
        }
        for word in words.split_whitespace() {
            if !self.out.is_empty() {
                self.out.push_str(match self.due {
                    Due::Nothing => "",
                    Due::Space => " ",
                    Due::Line => "\n",
                    Due::Paragraph => "\n\n",
                });
            }
            self.out.push_str(word);
            self.due = Due::Space;
        }
        if !words.ends_with(char::is_whitespace) && !words.is_empty() {
            self.due = Due::Nothing;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_are_not() {
        for (markup, expected) in [
            ("<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word.\n\nTwo."),
            ("<p>A<b>B</b>C</p>", "ABC"),
            ("<div>One\n   two<br>three</div>four", "One two\nthree\n\nfour"),
            ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
            ("<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n\n3"),
            ("<p>Fish &amp; chips &lt;3&nbsp;</p>", "Fish & chips <3"),
            ("<figure><img><figcaption>A caption</figcaption></figure><p>Text</p>", "Text"),
            ("<script>var a = '<p>no</p>'</script><p>Text</p><style>p {}</style>", "Text"),
            ("", ""),
        ] {
            assert_eq!(of_markup(markup), expected, "{markup}");
        }
    }
}

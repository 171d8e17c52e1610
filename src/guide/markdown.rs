//! A page as blocks of words, so that a terminal and a manual page can each lay it out in their own way.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The style of some words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Like the words around them.
    #[default]
    Plain,
    /// Code: as typed or printed.
    Code,
    /// Emphasised.
    Strong,
}

/// Words of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledText {
    /// The words; the end of a source line is a blank.
    pub text: String,
    /// Their style.
    pub look: Look,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, and how deep it is: 1 is the title.
    Heading(u8, Vec<StyledText>),
    /// A paragraph.
    Paragraph(Vec<StyledText>),
    /// An item of a list, with its mark.
    Item(String, Vec<StyledText>),
    /// Lines that are kept as they are.
    Code(Vec<String>),
    /// The rows of a table, the header first, each with its cells.
    Table(Vec<Vec<Vec<StyledText>>>),
}

/// The blocks of a page in Markdown: headings, paragraphs, lists of one level, code and tables.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut page = Page::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        page.take(event);
    }
    page.blocks
}

/// The blocks so far, and the one being read.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    words: Vec<StyledText>,
    look: Look,
    /// The number of the next item in a numbered list.
    number: Option<u64>,
    in_item: bool,
    /// The lines of code being read.
    code: Option<String>,
    rows: Vec<Vec<Vec<StyledText>>>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.push(&text, self.look),
            },
            Event::Code(text) => self.push(&text, Look::Code),
            Event::SoftBreak | Event::HardBreak => self.push(" ", self.look),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, look: Look) {
        self.words.push(StyledText { text: text.to_owned(), look });
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => self.number = *first,
            Tag::Item => self.in_item = true,
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Strong | Tag::Emphasis => self.look = Look::Strong,
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(Block::Heading(level as u8, words));
            }
            // A loose item contains a paragraph: its words are the item's.
            TagEnd::Paragraph if !self.in_item => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(Block::Paragraph(words));
            }
            TagEnd::Item => self.end_item(),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.blocks.push(Block::Code(code.lines().map(str::to_owned).collect()));
            }
            TagEnd::Strong | TagEnd::Emphasis => self.look = Look::Plain,
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                self.rows.last_mut().into_iter().for_each(|row| row.push(words.clone()));
            }
            TagEnd::Table => self.blocks.push(Block::Table(std::mem::take(&mut self.rows))),
            _ => {}
        }
    }

    fn end_item(&mut self) {
        let mark = self.number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        self.number = self.number.map(|number| number + 1);
        self.in_item = false;
        let words = std::mem::take(&mut self.words);
        self.blocks.push(Block::Item(mark, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, look: Look) -> StyledText {
        StyledText { text: text.to_owned(), look }
    }

    fn plain(text: &str) -> Vec<StyledText> {
        vec![run(text, Look::Plain)]
    }

    #[test]
    fn each_kind_of_block_is_read() {
        for (text, expected) in [
            ("## Two words", vec![Block::Heading(2, plain("Two words"))]),
            (
                "a `b c`\n**d**",
                vec![Block::Paragraph(vec![
                    run("a ", Look::Plain),
                    run("b c", Look::Code),
                    run(" ", Look::Plain),
                    run("d", Look::Strong),
                ])],
            ),
            ("- x\n- y", vec![Block::Item("-".into(), plain("x")), Block::Item("-".into(), plain("y"))]),
            ("3. x\n4. y", vec![Block::Item("3.".into(), plain("x")), Block::Item("4.".into(), plain("y"))]),
            ("- x\n\n- y", vec![Block::Item("-".into(), plain("x")), Block::Item("-".into(), plain("y"))]),
            ("```sh\na *b*\n\nc\n```", vec![Block::Code(vec!["a *b*".into(), String::new(), "c".into()])]),
            (
                "| k | v |\n|---|---|\n| `a` | |",
                vec![Block::Table(vec![
                    vec![plain("k"), plain("v")],
                    vec![vec![run("a", Look::Code)], vec![]],
                ])],
            ),
            ("", vec![]),
        ] {
            assert_eq!(blocks(text), expected, "{text}");
        }
    }
}

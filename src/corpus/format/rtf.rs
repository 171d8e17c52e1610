//! RTF: the text of the document, its title and its author. Fonts, styles, pictures, headers and footers are left out.

use encoding_rs::Encoding;

use super::{Document, Found};
use crate::corpus::metadata::Metadata;

/// How deeply groups may be nested.
const DEPTH: usize = 1_000;

/// Destinations whose content is no text.
const SKIPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "annotation",
    "atnauthor",
    "footnote",
    "filetbl",
    "revtbl",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "template",
    "company",
    "operator",
    "category",
    "keywords",
    "comment",
    "doccomm",
    "creatim",
    "revtim",
    "printim",
    "buptim",
    "subject",
    "manager",
    "hlinkbase",
    "userprops",
    "pgdsctbl",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "listtext",
    "pntext",
    "pnseclvl",
    "title",
    "author",
    "info",
];

/// Control words that are characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("par", "\n\n"),
    ("sect", "\n\n"),
    ("page", "\n\n"),
    ("row", "\n\n"),
    ("cell", " "),
    ("line", "\n"),
    ("tab", " "),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", " "),
    ("enspace", " "),
];

/// Where the characters of a group go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    Title,
    Author,
    Nowhere,
}

#[derive(Clone, Copy)]
struct State {
    destination: Destination,
    /// Bytes that replace a Unicode character where it cannot be shown.
    substitutes: usize,
}

struct Rtf<'b> {
    rest: &'b [u8],
    state: State,
    around: Vec<State>,
    encoding: &'static Encoding,
    /// Bytes in the document's encoding that are not decoded yet.
    pending: Vec<u8>,
    /// How many of the next characters only repeat the last one.
    skip: usize,
    /// The first half of a character that takes two.
    half: Option<u16>,
    text: String,
    title: String,
    author: String,
}

/// Reads an RTF document.
#[must_use]
pub fn read(bytes: &[u8]) -> Found {
    let mut rtf = Rtf {
        rest: bytes,
        state: State { destination: Destination::Text, substitutes: 1 },
        around: Vec::new(),
        encoding: encoding_rs::WINDOWS_1252,
        pending: Vec::new(),
        skip: 0,
        half: None,
        text: String::new(),
        title: String::new(),
        author: String::new(),
    };
    rtf.read();
    let mut found = Found::default();
    if !rtf.around.is_empty() {
        found.remarks.push((None, "it ends before its last group does; what is there was read".to_owned()));
    }
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let metadata = Metadata { title: said(&rtf.title), author: said(&rtf.author), ..Metadata::default() };
    let paragraphs: Vec<&str> =
        rtf.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
    found.documents.push(Document { metadata, text: paragraphs.join("\n\n"), ..Document::default() });
    found
}

impl Rtf<'_> {
    fn read(&mut self) {
        while let Some((first, after)) = self.rest.split_first() {
            self.rest = after;
            match first {
                b'{' => {
                    self.flush();
                    if self.around.len() == DEPTH {
                        return;
                    }
                    self.around.push(self.state);
                }
                b'}' => {
                    self.flush();
                    match self.around.pop() {
                        Some(state) => self.state = state,
                        None => return,
                    }
                    if self.around.is_empty() {
                        return;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Decodes the pending bytes.
    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
            self.put(&text);
        }
    }

    fn put(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text => self.text.push_str(text),
            Destination::Title => self.title.push_str(text),
            Destination::Author => self.author.push_str(text),
            Destination::Nowhere => {}
        }
    }

    fn control(&mut self) {
        let Some((first, after)) = self.rest.split_first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = after;
            return self.symbol(*first);
        }
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&self.rest[..length.min(32)]).into_owned();
        self.rest = &self.rest[length..];
        let digits = self.rest.iter().enumerate();
        let digits =
            digits.take_while(|(at, byte)| byte.is_ascii_digit() || (*at == 0 && **byte == b'-')).count();
        let number = str::from_utf8(&self.rest[..digits]).ok().and_then(|digits| digits.parse::<i64>().ok());
        self.rest = &self.rest[digits..];
        self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
        self.word(&word, number);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let code = self.rest.get(..2).and_then(|code| str::from_utf8(code).ok());
                if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                    self.rest = &self.rest[2..];
                    self.byte(byte);
                }
            }
            b'*' => {
                self.flush();
                self.state.destination = Destination::Nowhere;
            }
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            b'\r' | b'\n' => {
                self.flush();
                self.put("\n\n");
            }
            b'\\' | b'{' | b'}' => self.byte(symbol),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match (word, number) {
            ("u", Some(code)) => return self.unicode(code),
            ("uc", Some(count)) => self.state.substitutes = usize::try_from(count).unwrap_or(1).min(16),
            ("bin", Some(count)) => {
                let count = usize::try_from(count).unwrap_or(0).min(self.rest.len());
                self.rest = &self.rest[count..];
            }
            ("ansicpg", Some(page)) => {
                let label = if page == 65001 { "utf-8".to_owned() } else { format!("windows-{page}") };
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(self.encoding);
            }
            ("mac", _) => self.encoding = encoding_rs::MACINTOSH,
            _ => {}
        }
        self.flush();
        if let Some((_, text)) = CHARACTERS.iter().find(|(known, _)| *known == word) {
            return self.put(text);
        }
        let hidden = self.state.destination == Destination::Nowhere;
        match word {
            // Title and author are in a group that is skipped itself.
            "title" => self.state.destination = Destination::Title,
            "author" => self.state.destination = Destination::Author,
            _ if !hidden && SKIPPED.contains(&word) => self.state.destination = Destination::Nowhere,
            _ => {}
        }
    }

    fn unicode(&mut self, code: i64) {
        self.flush();
        self.skip = self.state.substitutes;
        // Codes above 32767 are written as negative numbers.
        let Ok(unit) = u16::try_from(if code < 0 { code + 0x1_0000 } else { code }) else { return };
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        for c in char::decode_utf16(units) {
            self.put(c.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_text_is_read_with_its_paragraphs_and_characters() {
        for (rtf, expected) in [
            (r"{\rtf1\ansi One.\par Two.\par}", "One.\n\nTwo."),
            (r"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator X;}{\header Page}Text}", "Text"),
            (r"{\rtf1\ansicpg1252 caf\'e9 \u8220?quoted\u8221? \{x\}}", "café “quoted” {x}"),
            (r"{\rtf1\ansicpg1251 \'cf\'ee}", "По"),
            (r"{\rtf1\uc0 \u-10179 \u-8704 .}", "😀."),
            (r"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt here}} it is}", "here it is"),
            (r"{\rtf1\b bold\b0  and plain}", "bold and plain"),
            (r"{\rtf1 open", "open"),
        ] {
            assert_eq!(read(rtf.as_bytes()).documents[0].text, expected, "{rtf}");
        }
    }

    #[test]
    fn title_and_author_are_read() {
        let found =
            read(br"{\rtf1{\info{\title Ferry sinks}{\author Dana Orr}{\creatim\yr2021}}The ferry sank.}");
        let metadata = &found.documents[0].metadata;
        assert_eq!(metadata.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(metadata.author.as_deref(), Some("Dana Orr"));
        assert_eq!(found.documents[0].text, "The ferry sank.");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(text in r"[{}\\a-z0-9' *-]{0,60}") {
            let _ = read(text.as_bytes());
        }
    }
}

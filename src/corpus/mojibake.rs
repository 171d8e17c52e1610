//! Text that was written as UTF-8 and read as a Windows code page (`JosÃ©`, `donâ€™t`), repaired if that is certain.
//!
//! A run of characters is repaired if the code page gives them the bytes of a UTF-8 sequence and the characters cannot be
//! meant as written: after ftfy (Robyn Speer 2012), but with the few signs that news needs instead of a measure of oddness.
//! Text decoded wrongly twice is repaired twice.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// The code pages that UTF-8 is mistaken for, the commonest first.
const PAGES: &[&Encoding] = &[WINDOWS_1252, WINDOWS_1250, WINDOWS_1251];

/// How often a text may have been decoded wrongly.
const TIMES: usize = 3;

/// How many characters of a script in a row are not a coincidence.
const RUN: usize = 3;

/// A repaired text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text as it was meant.
    pub text: String,
    /// How many characters were repaired.
    pub places: usize,
    /// The code page it was read as.
    pub page: &'static str,
}

/// Repairs a text; none if nothing in it is certainly wrong.
#[must_use]
pub fn repaired(text: &str) -> Option<Repaired> {
    let mut whole = once(text)?;
    for _ in 1..TIMES {
        let Some(again) = once(&whole.text) else { break };
        whole = Repaired { places: whole.places, ..again };
    }
    Some(whole)
}

fn once(text: &str) -> Option<Repaired> {
    if text.is_ascii() {
        return None;
    }
    PAGES.iter().find_map(|page| by_page(text, page))
}

fn by_page(text: &str, page: &'static Encoding) -> Option<Repaired> {
    let mut out = String::new();
    let mut places = 0;
    let mut copied = 0;
    // The script being repaired, and where it ended.
    let mut script = None;
    // Whether nothing but spaces and punctuation is between the last repair and here.
    let mut adjoins = false;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let after = at + letter.len_utf8();
        if letter.is_ascii() {
            adjoins &= !letter.is_ascii_alphanumeric();
            at = after;
            continue;
        }
        let run = run(&text[at..], page);
        let Some(sequence) = run.first() else {
            adjoins = false;
            at = after;
            continue;
        };
        let before = text[..at].chars().next_back();
        let next = text[at + sequence.length..].chars().next();
        let goes_on = adjoins && script == Some(block(sequence.meant));
        adjoins = goes_on || is_sure(sequence, &run, before, next);
        if adjoins {
            out.push_str(&text[copied..at]);
            out.push(sequence.meant);
            places += 1;
            copied = at + sequence.length;
            script = Some(block(sequence.meant)).filter(|_| sequence.meant >= '\u{370}');
        }
        at += sequence.length;
    }
    out.push_str(&text[copied..]);
    (places > 0).then(|| Repaired { text: out, places, page: page.name() })
}

/// Characters that are the bytes of one UTF-8 sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sequence {
    /// The character that was meant.
    meant: char,
    /// The length of the wrong characters in bytes.
    length: usize,
    /// The last of them.
    last: char,
    /// How many they are.
    count: usize,
}

/// The sequences at the start of a text, directly after each other, as many as it takes to judge the first.
fn run(text: &str, page: &'static Encoding) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < RUN
        && let Some(sequence) = text.get(at..).and_then(|rest| sequence(rest, page))
    {
        at += sequence.length;
        found.push(sequence);
        // Words of a script have ASCII between them.
        at += text[at..].len() - text[at..].trim_start_matches([' ', ',', '.']).len();
    }
    found
}

fn sequence(text: &str, page: &'static Encoding) -> Option<Sequence> {
    let mut letters = text.chars();
    let lead = byte(letters.next()?, page)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [0_u8; 4];
    let (mut length, mut last) = (0, ' ');
    for (place, letter) in text.chars().take(count).enumerate() {
        bytes[place] = byte(letter, page)?;
        length += letter.len_utf8();
        last = letter;
    }
    let meant = str::from_utf8(bytes.get(..count)?).ok()?;
    let mut meant = meant.chars();
    Some(Sequence { meant: meant.next().filter(|_| meant.next().is_none())?, length, last, count })
}

/// The byte of a character above ASCII; the bytes a page leaves undefined appear as C1 controls, as browsers read them.
fn byte(letter: char, page: &'static Encoding) -> Option<u8> {
    if letter.is_ascii() {
        return None;
    }
    let mut buffer = [0_u8; 4];
    let (bytes, _, lost) = page.encode(letter.encode_utf8(&mut buffer));
    match bytes[..] {
        [byte] if !lost => Some(byte),
        _ => u8::try_from(u32::from(letter)).ok().filter(|byte| (0x80..0xa0).contains(byte)),
    }
}

/// Closing and opening marks and white space: they may follow a capital that ends a word.
fn is_mark(letter: char) -> bool {
    letter.is_whitespace() || "‘’‚“”„‹›«»–—…•·".contains(letter)
}

/// Whether the characters cannot be meant as written.
fn is_sure(sequence: &Sequence, run: &[Sequence], before: Option<char>, next: Option<char>) -> bool {
    let small = |side: Option<char>| side.is_some_and(char::is_lowercase);
    let letter = |side: Option<char>| side.is_some_and(char::is_alphabetic);
    match sequence.meant {
        // Letters of Latin script and signs such as £: a wrong capital with a sign or letter that occurs in no word there.
        '\u{a0}'..='\u{17f}' if sequence.count == 2 => {
            let alone = sequence.meant < '\u{c0}' && !letter(before);
            !is_mark(sequence.last)
                || small(before)
                || (!letter(before) && small(next))
                || alone && !is_quote(sequence.last)
        }
        // Quotation marks, dashes, ellipses, currencies, pictures and the like.
        '\u{2010}'..='\u{206f}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2100}'..='\u{27bf}'
        | '\u{fb00}'..='\u{fb06}'
        | '\u{feff}'
        | '\u{fffd}'
        | '\u{1f300}'..='\u{1faff}' => true,
        meant => run.len() >= RUN && run.iter().all(|other| block(other.meant) == block(meant)),
    }
}

fn is_quote(letter: char) -> bool {
    "‘’‚“”„‹›«»".contains(letter)
}

/// The script of a character, roughly.
fn block(letter: char) -> u32 {
    match u32::from(letter) {
        0x370..=0x3ff => 1,
        0x400..=0x52f => 2,
        0x590..=0x5ff => 3,
        0x600..=0x6ff => 4,
        0x3000..=0x30ff | 0x4e00..=0x9fff => 5,
        0xac00..=0xd7ff => 6,
        other => 0x100 + (other >> 7),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text as it looks when it is written as UTF-8 and read as a code page.
    fn misread(text: &str, page: &'static Encoding) -> String {
        page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn text_read_in_a_wrong_code_page_is_repaired() {
        for text in [
            "José Muñoz died on Monday.",
            "“We don’t know,” she said – and left…",
            "The café in Zürich cost £5 and €7.",
            "Ólafur met Øystein in Århus.",
            "Šibenik and Łódź, Žižkov, İstanbul",
            "Élysée 25 °C",
            "a naïve façade",
            "Привет мир",
            "😀 fine",
        ] {
            for page in PAGES.iter().copied() {
                let wrong = misread(text, page);
                let found = repaired(&wrong).map(|repaired| repaired.text);
                // Cyrillic and central European pages share few letters with the western one: what they garble is left alone.
                if page.name() == "windows-1252" {
                    assert_eq!(found.as_deref(), Some(text), "{wrong}");
                }
            }
        }
        let quotes = misread("“We don’t know,” she said – and left…", WINDOWS_1251);
        assert_eq!(repaired(&quotes).unwrap().text, "“We don’t know,” she said – and left…");
        let twice = misread(&misread("don’t, José", WINDOWS_1252), WINDOWS_1252);
        assert_eq!(repaired(&twice).unwrap().text, "don’t, José");
    }

    #[test]
    fn only_the_wrong_places_of_a_mixed_text_are_repaired() {
        let repaired = repaired("José and JosÃ© met at the “Café”.").unwrap();
        assert_eq!((&*repaired.text, repaired.places), ("José and José met at the “Café”.", 1));
        assert_eq!(repaired.page, "windows-1252");
    }

    #[test]
    fn text_that_is_meant_as_written_stays() {
        for text in [
            "plain",
            "José Muñoz – “no”… £5, 25 °C, 3 × 4, naïve",
            "“SÃO PAULO”, “IRMÃ”, “BEYONCÉ’S”, SKÅ–VÄST",
            "« né…” » À côté, « Â »",
            "São João, Århus, Ångström, Österreich, Œuvre",
            "Привет, мир. “Да”",
            "Łódź Đorđe Żółć",
            "北京 東京",
            "Ελλάδα",
            "Tiếng Việt: Ấn Độ, Đà Nẵng",
            "naïve 👩‍👩‍👧",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_without_a_fault(text in "(\\PC|[Ã©â€™Â£ðŸ]){0,40}") {
            if let Some(repaired) = repaired(&text) {
                prop_assert!(repaired.places > 0 && repaired.text != text);
            }
        }

        #[test]
        fn text_in_small_latin_letters_comes_back(text in "[a-zäöüéèñçßåø ]{0,40}") {
            let wrong = misread(&text, WINDOWS_1252);
            prop_assert_eq!(repaired(&wrong).map_or(wrong.clone(), |repaired| repaired.text), text);
        }
    }
}

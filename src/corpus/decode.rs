//! Bytes → text. UTF-8 by default, UTF-16 by its mark, anything else by a guess that is always reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A text and, if reading it took a guess or lost something, a sentence about that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What was assumed or lost.
    pub remark: Option<String>,
}

/// Signatures of files that are not text, even if a NUL comes late or never.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
];

/// Decodes a file.
///
/// # Errors
/// What the bytes are instead, as a noun phrase, if they are not text.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(what);
    }
    let mark = Encoding::for_bom(&bytes).filter(|_| !bytes.starts_with(b"\xff\xfe\0\0"));
    match mark {
        Some((encoding, length)) if encoding == UTF_8 && is_binary(&bytes[length..]) => Err(BINARY),
        Some((encoding, length)) => Ok(with(encoding, &bytes[length..])),
        None if is_binary(&bytes) => Err(BINARY),
        None => Ok(unmarked(bytes)),
    }
}

const BINARY: &str = "binary data";

fn is_binary(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_some()
}

fn unmarked(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, remark: None },
        Err(error) => error.into_bytes(),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if let Some(text) = mostly_utf8(&bytes) {
        return text;
    }
    let decoded = with(guess, &bytes);
    let remark =
        decoded.remark.unwrap_or_else(|| format!("it is not UTF-8 and was read as {}", guess.name()));
    Decoded { remark: Some(remark), ..decoded }
}

/// UTF-8 with a few damaged bytes: more likely than another encoding that happens to contain valid sequences.
fn mostly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut sequences, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    (sequences > 4 * damaged).then(|| Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        remark: Some(damage(damaged, "UTF-8")),
    })
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let remark = damaged.then(|| {
        let lost = text.matches('\u{fffd}').count();
        format!("it was read as {}; {}", encoding.name(), damage(lost, encoding.name()))
    });
    Decoded { text: text.into_owned(), remark }
}

fn damage(places: usize, encoding: &str) -> String {
    match places {
        1 => format!("1 place is not {encoding} and is shown as `\u{fffd}`"),
        _ => format!("{places} places are not {encoding} and are shown as `\u{fffd}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).expect("the bytes are text").text
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_not_part_of_the_text() {
        assert_eq!(text(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
        assert_eq!(text(b"\xff\xfec\0a\0f\0\xe9\0"), "café");
        assert_eq!(text(b"\xfe\xff\0c\0a\0f\0\xe9"), "café");
    }

    #[test]
    fn line_ends_and_control_characters_stay_as_they_are() {
        assert_eq!(text(b"one\r\ntwo\rthree\x1b[31m\x0b"), "one\r\ntwo\rthree\u{1b}[31m\u{b}");
    }

    #[test]
    fn another_encoding_is_guessed_and_reported() {
        let decoded = decode(b"The caf\xe9 in M\xfcnchen was closed, officials said.".to_vec()).unwrap();
        assert_eq!(decoded.text, "The café in München was closed, officials said.");
        assert!(decoded.remark.unwrap().contains("windows-1252"));
        assert_eq!(decode(b"plain".to_vec()).unwrap().remark, None);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let decoded = decode(
            "“Ünrest” – “quelled” \u{2026} ".repeat(3).into_bytes().into_iter().chain([0xff]).collect(),
        );
        let decoded = decoded.unwrap();
        assert!(decoded.text.starts_with("“Ünrest” – “quelled”") && decoded.text.ends_with('\u{fffd}'));
        assert_eq!(decoded.remark.unwrap(), "1 place is not UTF-8 and is shown as `\u{fffd}`");
    }

    #[test]
    fn files_that_are_not_text_are_refused_by_name() {
        assert_eq!(decode(b"abc\0def".to_vec()), Err(BINARY));
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0".to_vec()), Err(BINARY));
        assert_eq!(decode(b"%PDF-1.7 \xe2\xe3".to_vec()), Err("a PDF document"));
    }

    #[test]
    fn nothing_is_an_empty_text() {
        assert_eq!(text(b""), "");
        assert_eq!(text(b"\xef\xbb\xbf"), "");
    }
}

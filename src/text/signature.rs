//! The words by which a text says on which day it was published: "Published October 4, 2014", "Date of publication: 8 April 2017",
//! "Ferry sinks AFP Saturday 20 Sep 2014 A ferry sank …". Pages whose lines were joined have them in the middle of a line.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Such words, in bytes of their line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// All of them.
    pub span: Range<usize>,
    /// The full date.
    pub date: Range<usize>,
}

/// How many bytes of a line may contain them.
const OPENING: usize = 240;

/// Words that a line may begin with, before its date of publication.
const LABELS: &[&[&str]] =
    &[&["published"], &["posted"], &["date", "of", "publication"], &["publication", "date"]];

/// News agencies, as they sign.
static AGENCIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/news-agencies.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Finds them near the beginning of a line.
#[must_use]
pub fn find(line: &str) -> Option<Signature> {
    let end = (0..=OPENING.min(line.len())).rev().find(|end| line.is_char_boundary(*end))?;
    let opening = &line[..end];
    // Few lines have a year.
    if !opening.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let words = words(opening);
    let labelled = LABELS.iter().find(|label| {
        words.len() > label.len() && label.iter().zip(&words).all(|(own, word)| word.bare == *own)
    });
    let signed =
        (0..words.len()).filter(|place| AGENCIES.contains(words[*place].text)).map(|at| (at, at + 1));
    labelled.map(|label| (0, label.len())).into_iter().chain(signed).find_map(|(first, after)| {
        let date = date(&words[after..])?;
        let enclosed = usize::from(line[..words[first].start].ends_with('('));
        Some(Signature { span: words[first].start - enclosed..date.end, date })
    })
}

/// Whether a text says when it was published, and nothing else.
#[must_use]
pub fn is_all_of(text: &str) -> bool {
    let text = text.trim();
    find(text).is_some_and(|found| found.span == (0..text.len()))
}

struct Word<'l> {
    start: usize,
    /// Without marks around it.
    text: &'l str,
    /// The same in lower case.
    bare: String,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_month(&self) -> bool {
        self.bare == "sept" || self.bare.parse::<chrono::Month>().is_ok()
    }

    fn is_number(&self, digits: Range<usize>) -> bool {
        digits.contains(&self.text.len()) && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it may be between the label and the date.
    fn leads(&self) -> bool {
        self.bare == "on" || self.bare.parse::<chrono::Weekday>().is_ok()
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let text = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !text.is_empty() {
            let lead = piece.find(text).unwrap_or_default();
            found.push(Word { start: at + lead, text, bare: text.to_lowercase() });
        }
        at += piece.len();
    }
    found
}

/// The full date that words begin with, after "on" or a weekday.
fn date(words: &[Word<'_>]) -> Option<Range<usize>> {
    let leads = words.iter().take(2).take_while(|word| word.leads()).count();
    let [one, two, year, ..] = &words[leads..] else { return None };
    let in_order = one.is_number(1..3) && two.is_month() || one.is_month() && two.is_number(1..3);
    (in_order && year.is_number(4..5)).then(|| one.start..year.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_say_when_it_was_published() {
        for (line, expected) in [
            (
                "Published October 4 2014 At least 35 miners were saved.",
                Some(("Published October 4 2014", "October 4 2014")),
            ),
            (
                "Date of publication: 8 April 2017 Miners were saved.",
                Some(("Date of publication: 8 April 2017", "8 April 2017")),
            ),
            ("Posted on July 2, 2016 by Dana Orr", Some(("Posted on July 2, 2016", "July 2, 2016"))),
            (
                "35 miners saved AFP Saturday 20 Sep 2014 At least 35 were saved.",
                Some(("AFP Saturday 20 Sep 2014", "20 Sep 2014")),
            ),
            ("Mine owner fined (Reuters) Fri 3 May 2019", Some(("(Reuters) Fri 3 May 2019", "3 May 2019"))),
            ("Published by Orr & Sons on 4 May 2019", None),
            ("Updated May 2, 2016", None),
            ("The mine opened on 4 May 1931 and closed in 1990.", None),
            ("He joined AFP in Paris on Saturday 20 Sep 2014.", None),
            ("He worked for AP. Monday 3 marched 2014 times.", None),
            ("5 January 1905", None),
            ("", None),
        ] {
            let found = find(line).map(|found| (&line[found.span], &line[found.date]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_text_may_say_nothing_but_when_it_was_published() {
        for (text, expected) in [
            ("Date of publication 10 July 2016", true),
            (" Published October 4, 2014\n", true),
            ("AFP Saturday 20 Sep 2014", true),
            ("Published October 4 2014 At least 35 miners were saved.", false),
            ("Miners saved (Reuters) Fri 3 May 2019", false),
            ("The mine opened on 4 May 1931.", false),
        ] {
            assert_eq!(is_all_of(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read_without_a_panic(line in ".{0,300}") {
            if let Some(found) = find(&line) {
                proptest::prop_assert!(line.get(found.span).is_some() && line.get(found.date).is_some());
            }
        }
    }
}

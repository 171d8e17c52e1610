//! Where paragraphs end: at a blank line, and at a single line break unless the text is wrapped at a fixed width or the next
//! line begins with a small letter.

use std::ops::Range;

/// The paragraphs that contain anything visible. A Markdown heading is one, without its mark.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let wrapped = is_wrapped(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut place = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2029}', '\u{85}', '\u{c}']) {
        let start = place;
        place += line.len();
        let trimmed = line.trim_end();
        let lead = trimmed.len() - after_heading_mark(trimmed.trim_start()).len();
        if trimmed.len() == lead {
            // A blank line, unless it is the second half of "\r\n".
            if line != "\n" || !text[..start].ends_with('\r') {
                found.extend(open.take());
            }
            continue;
        }
        let here = start + lead..start + trimmed.len();
        let is_heading = trimmed[..lead].contains('#');
        open = match open.take() {
            Some(before) if !is_heading && goes_on(&text[before.clone()], &text[here.clone()], wrapped) => {
                Some(before.start..here.end)
            }
            before => {
                found.extend(before);
                Some(here)
            }
        };
        if is_heading {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// A line without the mark of a Markdown heading before it: "## ".
fn after_heading_mark(line: &str) -> &str {
    const DEEPEST: usize = 6;
    let title = line.trim_start_matches('#');
    let depth = line.len() - title.len();
    let is_mark = (1..=DEEPEST).contains(&depth) && (title.is_empty() || title.starts_with(' '));
    if is_mark { title.trim_start() } else { line }
}

/// Whether a line continues the paragraph before it.
fn goes_on(before: &str, line: &str, wrapped: bool) -> bool {
    if is_bullet(line) {
        return false;
    }
    let small = line.starts_with(|letter: char| letter.is_lowercase());
    if wrapped {
        let last = before.rsplit('\n').next().unwrap_or(before);
        return small || !ends_sentence(last) || last.len() >= 50;
    }
    small && !ends_sentence(before)
}

/// Whether a line is an item of a list.
fn is_bullet(line: &str) -> bool {
    let mut letters = line.chars();
    matches!(letters.next(), Some('•' | '·' | '‣' | '▪' | '-' | '–' | '—' | '*' | '+'))
        && letters.next().is_some_and(char::is_whitespace)
}

/// Whether lines are broken at a fixed width, so that a single break means nothing.
fn is_wrapped(text: &str) -> bool {
    const SAMPLE: usize = 200;
    const WIDEST: usize = 110;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(SAMPLE);
    let (mut count, mut unfinished, mut long, mut widest) = (0, 0, 0, 0);
    for line in lines {
        count += 1;
        unfinished += usize::from(!ends_sentence(line));
        long += usize::from(line.len() >= 50);
        widest = widest.max(line.len());
        if widest > 4 * WIDEST {
            return false;
        }
    }
    count >= 5 && widest <= WIDEST && unfinished * 2 > count && long * 2 > count
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|letter: char| letter.is_whitespace() || is_closing(letter));
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

/// Whether a character closes what another opened.
pub(super) fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_paragraph_ends_at_a_blank_line_or_a_break_before_a_capital() {
        check("One.\n\nTwo.", &["One.", "Two."]);
        check("One.\r\n\r\nTwo.", &["One.", "Two."]);
        check("Storm hits coast\nThousands fled.", &["Storm hits coast", "Thousands fled."]);
        check("Three goes\non here.", &["Three goes\non here."]);
        check("Demands:\n- higher pay\n- shorter days", &["Demands:", "- higher pay", "- shorter days"]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn the_mark_of_a_heading_is_no_part_of_it() {
        check("# Storm hits coast\nthousands fled", &["Storm hits coast", "thousands fled"]);
        check("  ### Storm hits coast\n\nThousands fled.", &["Storm hits coast", "Thousands fled."]);
        check("#storm was trending.", &["#storm was trending."]);
        check("# \n\nThousands fled.", &["Thousands fled."]);
        check("It is the\n# 1 song.", &["It is the", "1 song."]);
    }
}

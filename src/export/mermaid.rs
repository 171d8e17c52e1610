//! The timeline as a Mermaid diagram (`timeline`), for pages that render Markdown.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::Selection;
use crate::analysis::time::When;
use crate::text::visible;

/// Writes the diagram: a section per year and month, a period per date, the events of that date in it.
///
/// # Errors
/// If the writer fails.
pub fn write(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    writeln!(to, "timeline")?;
    writeln!(to, "    title {}", words(&selection.timeline.title))?;
    let (mut section, mut period) = (String::new(), String::new());
    for (_, event) in selection.events() {
        let this = section_of(&event.when);
        if this != section {
            writeln!(to, "    section {this}")?;
            section = this;
            period.clear();
        }
        let date = words(&event.when.in_full());
        if date == period {
            writeln!(to, "             : {}", words(&event.titled()))?;
        } else {
            writeln!(to, "        {date} : {}", words(&event.titled()))?;
            period = date;
        }
    }
    Ok(())
}

/// The month of a date, or its year if the month is not known.
fn section_of(when: &When) -> String {
    let month = |day: NaiveDate| day.format("%B %Y").to_string();
    match (when.first, when.last) {
        (Some(first), Some(last)) if month(first) != month(last) => first.format("%Y").to_string(),
        (Some(day), _) | (None, Some(day)) => month(day),
        (None, None) => "Without a date".to_owned(),
    }
}

/// Words without what the diagram's grammar reads as a mark: colons separate events, semicolons and `#` begin comments.
fn words(text: &str) -> String {
    let line = visible::line(text);
    let safe = line.chars().map(|c| match c {
        ':' => '∶',
        ';' => ',',
        '#' => '＃',
        '%' => '％',
        '<' => '‹',
        '>' => '›',
        '{' | '[' => '(',
        '}' | ']' => ')',
        '`' => '\'',
        c => c,
    });
    let safe: String = safe.collect();
    if safe.is_empty() { "untitled".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_grammar_become_look_alikes() {
        assert_eq!(words("At 10:30; #2 %% <b>"), "At 10∶30, ＃2 ％％ ‹b›");
        assert_eq!(words(""), "untitled");
    }
}

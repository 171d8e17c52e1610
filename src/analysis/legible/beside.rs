//! Lines next to a story that are not part of it: links to other stories, photo credits and captions with one, and the
//! page's own notes on itself. An event in such a line is another story's, or a repetition.
//!
//! A line counts by how it begins or ends, as the tables say; a sentence that merely begins with such words is kept.

use super::{Edit, Repair};

/// A longer line is a paragraph of the story.
const LONGEST: usize = 600;

/// Where a credit may be: at most this many bytes before the end of its line.
const CREDIT: usize = 100;

/// What must follow the words a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// A mark: `:`, `|`, `-`, `>`; or nothing if the words are in capitals and the rest is not.
    Mark,
    /// A mark, or the end of the line.
    MarkOrEnd,
    /// The end of the line.
    End,
    /// A date: "on", a mark, a number or a name.
    Date,
    /// Anything.
    Any,
}

/// Beginnings of such lines, in small letters, with an example.
const OPENINGS: &[(&str, Then, &str)] = &[
    ("related", Then::Mark, "Related: Explosion at mill kills three"),
    ("related article", Then::MarkOrEnd, "Related article: Mill burns"),
    ("related articles", Then::MarkOrEnd, "Related Articles"),
    ("related content", Then::MarkOrEnd, "Related content"),
    ("related coverage", Then::MarkOrEnd, "RELATED COVERAGE: Mill burns"),
    ("related links", Then::MarkOrEnd, "Related links"),
    ("related news", Then::MarkOrEnd, "Related news"),
    ("related stories", Then::MarkOrEnd, "Related stories"),
    ("related story", Then::MarkOrEnd, "Related story | Mill burns"),
    ("related topics", Then::MarkOrEnd, "Related Topics"),
    ("read more", Then::MarkOrEnd, "READ MORE Mill burns in Ostwick"),
    ("read also", Then::MarkOrEnd, "Read also: Mill burns"),
    ("read next", Then::MarkOrEnd, "Read next: Mill burns"),
    ("read the full story", Then::MarkOrEnd, "Read the full story"),
    ("also read", Then::MarkOrEnd, "ALSO READ: Mill burns"),
    ("see also", Then::MarkOrEnd, "See also: Mill burns"),
    ("see more", Then::MarkOrEnd, "See more"),
    ("more on this story", Then::MarkOrEnd, "More on this story"),
    ("more on this topic", Then::MarkOrEnd, "More on this topic: Mill burns"),
    ("more stories", Then::MarkOrEnd, "More stories"),
    ("more coverage", Then::MarkOrEnd, "More coverage: Mill burns"),
    ("most read", Then::MarkOrEnd, "Most read"),
    ("most popular", Then::End, "Most popular"),
    ("recommended", Then::MarkOrEnd, "Recommended: Mill burns"),
    ("recommended stories", Then::MarkOrEnd, "Recommended stories"),
    ("you may also like", Then::MarkOrEnd, "You may also like: Mill burns"),
    ("you might also like", Then::MarkOrEnd, "You might also like"),
    ("don't miss", Then::Mark, "Don't miss: Mill burns"),
    ("watch", Then::Mark, "WATCH: Mill burns"),
    ("watch more", Then::MarkOrEnd, "Watch more"),
    ("watch live", Then::MarkOrEnd, "Watch live: Mill burns"),
    ("listen", Then::Mark, "LISTEN: The night the mill burned"),
    ("in pictures", Then::MarkOrEnd, "In pictures: Mill burns"),
    ("last modified", Then::Date, "Last modified on Thu 11 Mar 2021 10.00 GMT"),
    ("article last modified", Then::Date, "Article last modified on March 3, 2021"),
    ("advertisement", Then::End, "Advertisement"),
    ("share this article", Then::End, "Share this article"),
    ("share this story", Then::End, "Share this story"),
    ("photo", Then::Mark, "Photo: The mill on Monday"),
    ("photos", Then::Mark, "Photos: Dana Orr"),
    ("photo credit", Then::MarkOrEnd, "Photo credit: Dana Orr"),
    ("photograph", Then::Mark, "Photograph: Dana Orr/Harbour News"),
    ("picture", Then::Mark, "Picture: Dana Orr"),
    ("pictures", Then::Mark, "Pictures: Dana Orr"),
    ("image", Then::Mark, "Image: The mill on Monday"),
    ("image credit", Then::MarkOrEnd, "Image credit: Dana Orr"),
    ("image source", Then::Any, "Image source, Harbour News"),
    ("image caption", Then::Any, "Image caption, The mill burned on Monday"),
    ("image copyright", Then::Any, "Image copyright Harbour News"),
    ("media caption", Then::Any, "Media caption The mill burned on Monday"),
    ("caption", Then::Mark, "Caption: The mill on Monday"),
    ("credit", Then::Mark, "Credit: Dana Orr"),
    ("file photo", Then::MarkOrEnd, "FILE PHOTO: The mill in 2019"),
    ("file", Then::Mark, "FILE - In this May 3, 2021 file photo, the mill burns."),
];

/// Beginnings that count only in capitals: without them they may begin a heading of the story.
const IN_CAPITALS: &[&str] = &["file", "watch", "listen"];

/// The end of a caption: who took the picture.
const CREDITS: &[(&str, &str)] = &[
    ("(AP Photo", "The mill burns on Monday. (AP Photo/Dana Orr)"),
    ("(Photo by ", "The mill burns on Monday. (Photo by Dana Orr/Harbour News)"),
    ("(Photo: ", "The mill burns. (Photo: Dana Orr)"),
    ("[Photo: ", "The mill burns. [Photo: Dana Orr]"),
    ("(Image: ", "The mill burns. (Image: Dana Orr)"),
    ("(File photo", "The mill in 2019. (File photo)"),
    ("[File:", "The mill in 2019 [File: Dana Orr/Reuters]"),
    (" Photograph: ", "The mill burns on Monday. Photograph: Dana Orr/AFP"),
    (". Photo: ", "The mill burns on Monday. Photo: Dana Orr"),
    (". Picture: ", "The mill burns on Monday. Picture: Dana Orr"),
    (" REUTERS/", "The mill burns on Monday. REUTERS/Dana Orr"),
    ("/Getty Images", "The mill burns on Monday. Dana Orr/Getty Images"),
    (" via Getty Images", "The mill burns on Monday. Harbour News via Getty Images"),
    (" via AP)", "The mill burns on Monday. (Dana Orr/Harbour News via AP)"),
    ("/AFP)", "The mill burns on Monday. (Dana Orr/AFP)"),
    ("[Reuters]", "The mill burns on Monday [Reuters]"),
    ("/Reuters]", "The mill burns on Monday [Dana Orr/Reuters]"),
    ("/AFP]", "The mill burns on Monday [Dana Orr/AFP]"),
    ("/AP Photo]", "The mill burns on Monday [Dana Orr/AP Photo]"),
];

pub(super) fn find(text: &str, edits: &mut Vec<Edit>) {
    let mut at = 0;
    // Whether the line before may continue in this one.
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let lead = line.len() - line.trim_start().len();
        if !content.is_empty() && content.len() <= LONGEST && !open && is_beside(content) {
            let shown = at + lead..at + lead + content.len();
            edits.push(Edit { shown, read: "", repair: Repair::Beside });
        } else {
            let small = |letter: char| letter.is_lowercase() || letter == ',';
            open = content.len() >= 50 && content.ends_with(small);
        }
        at += line.len();
    }
}

fn is_beside(line: &str) -> bool {
    let line = line.trim_start_matches(['•', '»', '>', '►', '▶', '*', '#', '-', '–', '[', '(', ' ']);
    opens_beside(line) || ends_with_credit(line)
}

fn opens_beside(line: &str) -> bool {
    // Every beginning consists of letters and spaces that are as long in capitals.
    let opens = |words: &str| {
        let start = line.get(..words.len()).filter(|start| start.eq_ignore_ascii_case(words))?;
        let rest = &line[words.len()..];
        let whole = rest.chars().next().is_none_or(|next| !next.is_alphanumeric());
        whole.then_some((start, rest))
    };
    let curly = |words: &str| words.contains('\'').then(|| words.replace('\'', "’"));
    OPENINGS.iter().any(|(words, then, _)| {
        let found = opens(words).or_else(|| opens(&curly(words)?));
        let Some((start, rest)) = found else { return false };
        let capitals = start.chars().all(|letter| !letter.is_lowercase());
        (capitals || !IN_CAPITALS.contains(words)) && follows(*then, rest, capitals && words.contains(' '))
    })
}

fn follows(then: Then, rest: &str, capitals: bool) -> bool {
    let trimmed = rest.trim();
    let end = trimmed.trim_matches(|mark: char| !mark.is_alphanumeric()).is_empty();
    let mark = || {
        let marks = trimmed.starts_with([':', '|', '>', '»', '→', '►', '▶']);
        // A hyphen within a word is not a mark, and two dashes enclose a part of a sentence.
        let after = trimmed.strip_prefix(['-', '–', '—']).filter(|_| !rest.starts_with('-'));
        let dash = after.is_some_and(|after| ![" - ", " – ", " — "].iter().any(|dash| after.contains(dash)));
        let shouted = capitals && trimmed.chars().any(char::is_lowercase);
        marks || dash || shouted
    };
    match then {
        Then::Mark => !end && mark(),
        Then::MarkOrEnd => end || mark(),
        Then::End => end,
        Then::Date => {
            let next = trimmed.trim_start_matches("on ");
            next.starts_with(|letter: char| letter.is_numeric() || letter.is_uppercase() || letter == ':')
        }
        Then::Any => true,
    }
}

fn ends_with_credit(line: &str) -> bool {
    let from = line.ceil_char_boundary(line.len().saturating_sub(CREDIT));
    let end = &line[from..];
    CREDITS.iter().any(|(credit, _)| {
        let Some(at) = end.rfind(credit) else { return false };
        let rest = &end[at + credit.len()..];
        // "Dana Orr/AFP" took the picture; "(Reuters/AFP)" are the agencies of the story.
        let name = end[..at].rsplit(['(', '[', '.']).next().unwrap_or_default().trim();
        let by_somebody = !credit.starts_with('/') || name.contains(' ');
        // A sentence that continues after the credit mentions the picture and is not a caption.
        by_somebody && rest.split_whitespace().count() <= 8 && !rest.contains(". ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(text: &str) -> Vec<&str> {
        let mut edits = Vec::new();
        find(text, &mut edits);
        edits.into_iter().map(|edit| &text[edit.shown]).collect()
    }

    #[test]
    fn every_entry_of_the_tables_finds_its_example() {
        let examples = OPENINGS.iter().map(|(_, _, example)| example);
        for example in examples.chain(CREDITS.iter().map(|(_, example)| example)) {
            assert_eq!(beside(example), [*example]);
            let text = format!("The mill burned.\n\n{example}\nIt rained.");
            assert_eq!(beside(&text), [*example]);
        }
    }

    #[test]
    fn sentences_of_the_story_that_begin_the_same_way_stay() {
        for text in [
            "Related incidents were reported in Ostwick.",
            "Related to the mayor, he was released.",
            "Read more than one report before you judge, she said.",
            "Watch officers saw the fire first.",
            "Watch: a new word for guard.",
            "Photos showed three bodies.",
            "Photographs of the mill were sold to an agency.",
            "Image rights cost the club two million.",
            "Image-conscious voters stayed away.",
            "Pictures from the scene showed smoke.",
            "Credit agencies lowered the rating.",
            "Files were seized. File - or burn, he said.",
            "Listen to the crowd, he said.",
            "Recommended doses were exceeded.",
            "Advertisement spending fell by a third.",
            "He sued Reuters over a picture of the mill.",
            "The photo by a neighbour showed the gunman. Police confirmed it.",
            "Most read the report as a warning.",
            "See also what the court said in 2019.",
            "Credit – already tight – dried up within days.",
            "Last modified in 2019, the law bans fishing.",
            "The minister resigned on Monday. (Reuters/AFP)",
        ] {
            assert_eq!(beside(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn the_rest_of_a_wrapped_sentence_is_not_a_separate_line() {
        let text = "The club said on Monday that it had sold a picture and the\nimage: both were burned.";
        assert_eq!(beside(text), [] as [&str; 0]);
    }
}

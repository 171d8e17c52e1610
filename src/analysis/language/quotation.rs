//! Direct speech and other words in quotation marks: straight and curly, single and double, and guillemets.
//!
//! Marks are paired on a small stack. A quotation that a paragraph leaves open continues if the next paragraph opens with a
//! mark, as is usual in print; otherwise it ends with the paragraph and is marked as unbalanced. `speaker`
//! finds the cue and the speaker (after Pareti 2016: source, cue, content).

mod speaker;

use super::{Document, TokenId, Upos, Xpos};
use crate::text::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks.
    pub span: Span,
    /// The words without their marks.
    pub inner: Span,
    /// Whether only a word or a phrase is quoted ("scare quotes"), not a clause.
    pub scare: bool,
    /// The word that introduces the speech: *said*, *according*.
    pub cue: Option<TokenId>,
    /// The head of the phrase that names the speaker.
    pub speaker: Option<TokenId>,
    /// Whether the closing mark was missing and the quotation ends with the paragraph.
    pub unbalanced: bool,
}

/// How deep quotations nest; deeper marks are ignored.
const DEPTH: usize = 4;

/// The pair a mark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    Double,
    Single,
    Guillemet,
}

/// What a mark can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// The marks, each with its pair and side.
const MARKS: &[(&str, Pair, Side)] = &[
    ("\"", Pair::Double, Side::Either),
    ("“", Pair::Double, Side::Either),
    ("”", Pair::Double, Side::Closes),
    ("„", Pair::Double, Side::Opens),
    ("``", Pair::Double, Side::Opens),
    ("''", Pair::Double, Side::Closes),
    ("«", Pair::Guillemet, Side::Opens),
    ("»", Pair::Guillemet, Side::Closes),
    ("‘", Pair::Single, Side::Opens),
    ("’", Pair::Single, Side::Closes),
    ("'", Pair::Single, Side::Either),
    ("`", Pair::Single, Side::Opens),
];

/// A mark whose partner is still to come.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: TokenId,
    pair: Pair,
}

/// All quotations of a document, by start.
pub(super) fn find(document: &Document<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut sentence = 0;
    while sentence < document.sentences.len() {
        let paragraph = document.sentences[sentence].paragraph;
        let first = document.sentences[sentence].first;
        while document.sentences.get(sentence).is_some_and(|next| next.paragraph == paragraph) {
            sentence += 1;
        }
        let end = document.sentences[sentence - 1].end;
        for token in (first.0..end.0).map(TokenId) {
            pair_up(document, token, &mut stack, &mut found);
        }
        let resumes = sentence < document.sentences.len() && {
            let next = document.sentences[sentence].first;
            mark(document, next).is_some_and(|(pair, side)| {
                side != Side::Closes && stack.first().is_some_and(|open| open.pair == pair)
            })
        };
        close_all(document, &mut stack, end, resumes, &mut found);
    }
    found.sort_by_key(|quotation: &Quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    speaker::attribute(document, &mut found);
    found
}

fn mark(document: &Document<'_>, token: TokenId) -> Option<(Pair, Side)> {
    let word = document.word(token);
    let &(_, pair, side) = MARKS.iter().find(|(mark, ..)| *mark == word)?;
    Some((pair, side))
}

/// Lets one token open or close a quotation.
fn pair_up(document: &Document<'_>, token: TokenId, stack: &mut Vec<Open>, found: &mut Vec<Quotation>) {
    let Some((pair, side)) = mark(document, token) else { return };
    let span = document.token(token).span;
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let before = document.text[..span.start as usize].chars().next_back();
    let after = document.text[span.end as usize..].chars().next();
    let curly = document.word(token) == "“";
    // After “ a “ closes only in the German style „…“.
    let german = stack.last().is_some_and(|open| document.word(open.mark) == "„");
    let partner = stack.iter().rposition(|open| open.pair == pair).filter(|_| !curly || german);
    let may_close = side != Side::Opens && partner.is_some() && !is_apostrophe(document, token, pair, after);
    let looks_open =
        !blank(after) && before.is_none_or(|letter| letter.is_whitespace() || "([{—–-“\"‘'".contains(letter));
    match partner {
        Some(place) if may_close && (side == Side::Closes || !looks_open || blank(after)) => {
            let open = stack[place];
            stack.truncate(place);
            found.push(quotation(document, open.mark, token));
        }
        _ if side == Side::Closes || stack.len() >= DEPTH => {}
        _ if pair == Pair::Single && !looks_open => {}
        // A straight mark that could only close and finds nothing to close does not open anything either.
        _ if side == Side::Either && !curly && !looks_open && !blank(before) => {}
        _ => stack.push(Open { mark: token, pair }),
    }
}

/// Whether a single mark is the possessive of a plural or is inside a word.
fn is_apostrophe(document: &Document<'_>, token: TokenId, pair: Pair, after: Option<char>) -> bool {
    let tagged = matches!(document.token(token).xpos, Xpos::Pos);
    pair == Pair::Single && (tagged || after.is_some_and(char::is_alphanumeric))
}

/// Ends the quotations that the paragraph leaves open. A single mark without a partner was an apostrophe.
fn close_all(
    document: &Document<'_>,
    stack: &mut Vec<Open>,
    end: TokenId,
    resumes: bool,
    found: &mut Vec<Quotation>,
) {
    for open in stack.drain(..) {
        let last = TokenId(end.0 - 1);
        if open.pair == Pair::Single || open.mark >= last {
            continue;
        }
        let whole = document.token(open.mark).span.cover(document.token(last).span);
        let inner = Span { start: document.token(TokenId(open.mark.0 + 1)).span.start, end: whole.end };
        let unbalanced = !resumes;
        let scare = is_phrase(document, open.mark.0 + 1, end.0);
        found.push(Quotation { span: whole, inner, scare, cue: None, speaker: None, unbalanced });
    }
}

fn quotation(document: &Document<'_>, open: TokenId, close: TokenId) -> Quotation {
    let span = document.token(open).span.cover(document.token(close).span);
    let inner = Span { start: document.token(open).span.end, end: document.token(close).span.start };
    let scare = is_phrase(document, open.0 + 1, close.0);
    Quotation { span, inner, scare, cue: None, speaker: None, unbalanced: false }
}

/// Whether the tokens contain no clause: no finite verb, and no punctuation that ends one.
fn is_phrase(document: &Document<'_>, first: u32, end: u32) -> bool {
    let finite = |token: TokenId| {
        let token = document.token(token);
        matches!(token.upos, Upos::Verb | Upos::Aux)
            && matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    let ends = end > first && matches!(document.word(TokenId(end - 1)), "." | "!" | "?" | "…" | "...");
    !ends && !(first..end).map(TokenId).any(finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quoted words with cue and speaker.
    fn read(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let document = Document::read(text);
        let word = |id: Option<TokenId>| id.map(|id| document.word(id).to_owned());
        let one = |quotation: &Quotation| {
            (document.words(quotation.inner).to_owned(), word(quotation.cue), word(quotation.speaker))
        };
        document.quotations().iter().map(one).collect()
    }

    fn inner(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(inner, ..)| inner).collect()
    }

    #[test]
    fn marks_of_every_custom_are_paired() {
        for (text, expected) in [
            ("He said “we won” and left.", vec!["we won"]),
            ("He said \"we won\" and left.", vec!["we won"]),
            ("He said «we won» and left.", vec!["we won"]),
            ("He said ‘we won’ and left.", vec!["we won"]),
            ("The workers’ union and the miners' union met.", vec![]),
            ("It’s the ’90s, she’d say.", vec![]),
            (
                "“He told me ‘never again’ and left,” she said.",
                vec!["He told me ‘never again’ and left,", "never again"],
            ),
            ("A 12\" pipe burst.", vec![]),
        ] {
            assert_eq!(inner(text), expected, "{text}");
        }
    }

    #[test]
    fn speakers_are_found_before_and_after_their_words() {
        for (text, cue, speaker) in [
            ("“We will rebuild the harbour,” the mayor said on Monday.", "said", "mayor"),
            ("The mayor said: “We will rebuild the harbour.”", "said", "mayor"),
            ("“We will rebuild the harbour,” said Anna Lind, a councillor.", "said", "Anna"),
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].1.as_deref(), Some(cue), "{text}");
            assert_eq!(found[0].2.as_deref(), Some(speaker), "{text}");
        }
    }

    #[test]
    fn a_second_quotation_of_the_paragraph_has_the_same_speaker() {
        let found = read("“We lost everything,” said Lind. “Nobody came to help us.”");
        assert_eq!(found[1].2.as_deref(), Some("Lind"));
    }

    #[test]
    fn a_quotation_over_paragraphs_is_balanced_and_an_open_one_is_not() {
        let flags = |text: &str| {
            Document::read(text).quotations().iter().map(|quotation| quotation.unbalanced).collect::<Vec<_>>()
        };
        assert_eq!(flags("“We lost it all.\n\n“Nobody came,” he said."), [false, false]);
        assert_eq!(flags("“We lost it all.\n\nNobody came."), [true]);
    }

    #[test]
    fn quoted_phrases_are_distinguished_from_speech() {
        let flags = |text: &str| {
            Document::read(text).quotations().iter().map(|quotation| quotation.scare).collect::<Vec<_>>()
        };
        assert_eq!(flags("The rebels set up a “people’s court” in the town."), [true]);
        assert_eq!(flags("“They took everything,” she said."), [false]);
    }
}

//! A document as CoNLL-U, the format of Universal Dependencies, and as trees for human readers.

use std::fmt::{self, Write as _};

use super::{Document, MentionForm, SentenceId, TokenId};
use crate::text::Span;

/// A document that displays as CoNLL-U: one line a token, mentions in the last column as in GUM
/// (`Entity=(person` … `person)`), white space after a token as `SpaceAfter`.
#[derive(Clone, Copy, Debug)]
pub struct Conllu<'d>(pub &'d Document<'d>);

/// A document that displays as indented trees, with mentions and quotations below each sentence.
#[derive(Clone, Copy, Debug)]
pub struct Trees<'d>(pub &'d Document<'d>);

fn sentences<'d>(document: &'d Document<'d>) -> impl Iterator<Item = SentenceId> + 'd {
    (0_u32..).zip(document.sentences()).map(|(place, _)| SentenceId(place))
}

impl fmt::Display for Conllu<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = self.0;
        let mut paragraph = None;
        for id in sentences(document) {
            let sentence = document.sentence(id);
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                writeln!(f, "# newpar")?;
            }
            writeln!(f, "# sent_id = {}", id.0 + 1)?;
            let text: Vec<&str> = document.words(sentence.span).split_whitespace().collect();
            writeln!(f, "# text = {}", text.join(" "))?;
            for token in document.tokens_in(id) {
                line(f, document, token, sentence.first)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn line(f: &mut fmt::Formatter<'_>, document: &Document<'_>, id: TokenId, first: TokenId) -> fmt::Result {
    let token = document.token(id);
    let head = document.head(id).map_or(0, |head| head.0 - first.0 + 1);
    let number = id.0 - first.0 + 1;
    let (word, lemma) = (document.word(id), document.lemma(id));
    write!(
        f,
        "{number}\t{word}\t{lemma}\t{}\t{}\t_\t{head}\t{}\t_\t",
        token.upos, token.xpos, token.relation
    )?;
    let entity = entity(document, token.span);
    let glued = document.tokens().get(id.index() + 1).is_some_and(|next| next.span.start == token.span.end);
    match (entity.is_empty(), glued) {
        (true, false) => writeln!(f, "_"),
        (true, true) => writeln!(f, "SpaceAfter=No"),
        (false, false) => writeln!(f, "Entity={entity}"),
        (false, true) => writeln!(f, "Entity={entity}|SpaceAfter=No"),
    }
}

/// The brackets of the mentions that begin or end with a token.
fn entity(document: &Document<'_>, span: Span) -> String {
    let mut brackets = String::new();
    let mentions = document.mentions();
    let begins = mentions.partition_point(|mention| mention.span.start < span.start);
    let opened = mentions[begins..].iter().take_while(|mention| mention.span.start == span.start);
    for mention in opened {
        let close = if mention.span.end == span.end { ")" } else { "" };
        let _ = write!(brackets, "({}{close}", mention.class);
    }
    // Mentions are sorted by start: those that end here began at most one sentence earlier.
    let sentence =
        document.token_at(span.start).map(|token| document.sentence(document.sentence_of(token)).span);
    let from = sentence
        .map_or(begins, |sentence| mentions.partition_point(|mention| mention.span.start < sentence.start));
    let closed = mentions[from..begins].iter().rev().filter(|mention| mention.span.end == span.end);
    for mention in closed {
        let _ = write!(brackets, "{})", mention.class);
    }
    brackets
}

impl fmt::Display for Trees<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = self.0;
        for id in sentences(document) {
            let sentence = document.sentence(id);
            let kind = if sentence.headline { "headline" } else { "sentence" };
            writeln!(f, "{kind} {} · paragraph {}", id.0 + 1, sentence.paragraph + 1)?;
            for root in document.tokens_in(id).filter(|&token| document.head(token).is_none()) {
                branch(f, document, root)?;
            }
            for mention in document.mentions().iter().filter(|mention| sentence.span.contains(mention.span)) {
                let form = match mention.form {
                    MentionForm::Name => "name",
                    MentionForm::Nominal => "nominal",
                    MentionForm::Pronoun => "pronoun",
                };
                writeln!(f, "  [{}, {form}] {}", mention.class, document.words(mention.span))?;
            }
            for quotation in document.quotations().iter().filter(|quotation| {
                sentence.span.start <= quotation.span.start && quotation.span.start < sentence.span.end
            }) {
                let speaker = quotation.speaker.map_or("?", |speaker| document.word(speaker));
                writeln!(f, "  [quoted, {speaker}] {}", document.words(quotation.inner))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// A word and, indented below it, the words it governs. Uses a stack: trees may be as deep as sentences are long.
fn branch(f: &mut fmt::Formatter<'_>, document: &Document<'_>, root: TokenId) -> fmt::Result {
    let mut open = vec![(root, 1)];
    while let Some((token, depth)) = open.pop() {
        let (word, held) = (document.word(token), document.token(token));
        let pad = depth * 2;
        writeln!(f, "{:pad$}{word}  {} {} {}", "", held.relation, held.upos, document.lemma(token))?;
        open.extend(document.children(token).rev().map(|child| (child, depth + 1)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_ten_columns_and_say_where_mentions_begin_and_end() {
        let document = Document::read("The mayor of Oslo resigned.\n\nNobody knew why.");
        let table = Conllu(&document).to_string();
        let rows: Vec<&str> =
            table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(rows.len(), document.tokens().len());
        assert!(rows.iter().all(|row| row.split('\t').count() == 10));
        assert_eq!(table.matches('(').count(), table.matches(')').count());
        assert_eq!(table.matches("# newpar").count(), 2);
    }

    #[test]
    fn the_trees_show_every_word_once() {
        let document = Document::read("The mayor of Oslo resigned.");
        let trees = Trees(&document).to_string();
        let words = trees.lines().filter(|line| line.starts_with("  ") && !line.contains('[')).count();
        assert_eq!(words, document.tokens().len());
    }
}

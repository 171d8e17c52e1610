//! The correspondence between the bytes of the copy and those of the text as shown.

use super::Edit;
use crate::text::Span;

/// Stretches of the copy, by start; together they cover it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map(Vec<Stretch>);

/// Bytes of the copy and the corresponding bytes as shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    read: Span,
    shown: Span,
    /// Whether they are the same bytes, so that parts of them correspond as well.
    same: bool,
}

impl Map {
    /// The copy of a text with edits applied, and its map. The edits are sorted and do not overlap.
    pub fn apply(text: &str, edits: &[Edit]) -> (String, Self) {
        let mut copy = String::with_capacity(text.len());
        let mut stretches = Vec::with_capacity(2 * edits.len() + 1);
        let mut add = |copy: &mut String, words: &str, shown: std::ops::Range<usize>, same| {
            if !words.is_empty() {
                let start = copy.len();
                copy.push_str(words);
                let (read, shown) = (Span::new(start, copy.len()), Span::new(shown.start, shown.end));
                stretches.push(Stretch { read, shown, same });
            }
        };
        let mut at = 0;
        for edit in edits {
            let kept = text.get(at..edit.shown.start).unwrap_or_default();
            add(&mut copy, kept, at..edit.shown.start, true);
            add(&mut copy, edit.read, edit.shown.clone(), false);
            at = edit.shown.end;
        }
        add(&mut copy, text.get(at..).unwrap_or_default(), at..text.len(), true);
        (copy, Self(stretches))
    }

    /// The words as shown that correspond to words of the copy. An empty span stays empty.
    pub fn span(&self, read: Span) -> Span {
        let start = self.start(read.start);
        if read.is_empty() {
            return Span { start, end: start };
        }
        Span { start, end: self.end(read.end).max(start) }
    }

    fn start(&self, at: u32) -> u32 {
        let after = self.0.partition_point(|stretch| stretch.read.end <= at);
        match (self.0.get(after), self.0.last()) {
            (Some(stretch), _) if stretch.same => stretch.shown.start + at.saturating_sub(stretch.read.start),
            (Some(stretch), _) => stretch.shown.start,
            (None, last) => last.map_or(0, |last| last.shown.end),
        }
    }

    fn end(&self, at: u32) -> u32 {
        let within = self.0.partition_point(|stretch| stretch.read.end < at);
        match (self.0.get(within), self.0.last()) {
            (Some(stretch), _) if stretch.same => stretch.shown.start + at.saturating_sub(stretch.read.start),
            (Some(stretch), _) => stretch.shown.end,
            (None, last) => last.map_or(0, |last| last.shown.end),
        }
    }
}

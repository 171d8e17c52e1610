//! Variants of a training sentence in other styles: title case, capitals, small letters, no full stop.

use super::tensor::Chance;
use crate::treebank::{Mention, Sentence, Word};

/// A style, and how often in a thousand it is drawn.
type Style = (fn(&str) -> String, usize);
const STYLES: &[Style] = &[(str::to_lowercase, 50), (str::to_uppercase, 50), (titled, 70)];
/// How often in a thousand the closing full stop is left out.
const UNPUNCTUATED: usize = 80;

/// The sentence, or at random a variant of it.
pub fn varied(sentence: &Sentence, chance: &mut Chance) -> Sentence {
    let mut varied = sentence.clone();
    let mut draw = chance.below(1000);
    for &(style, share) in STYLES {
        if draw < share {
            restyle(&mut varied.words, style);
            break;
        }
        draw = draw.wrapping_sub(share);
    }
    if chance.below(1000) < UNPUNCTUATED {
        strip_stop(&mut varied);
    }
    varied
}

fn restyle(words: &mut [Word], style: fn(&str) -> String) {
    for word in words {
        let styled = style(&word.form);
        if !styled.is_empty() {
            word.form = styled;
        }
    }
}

/// A word as in a headline: function words stay small.
fn titled(word: &str) -> String {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "with", "'s",
        "n't",
    ];
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !SMALL.contains(&word) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// Drops the last word if it is a full stop without dependents.
fn strip_stop(sentence: &mut Sentence) {
    let last = sentence.words.len();
    let is_free = sentence.words.iter().all(|word| word.governor != last);
    if last > 2 && is_free && sentence.words[last - 1].form == "." {
        sentence.words.pop();
        if let Some(mentions) = &mut sentence.mentions {
            mentions.retain(|&Mention { head, .. }| head != last - 1);
            for mention in mentions {
                mention.last = mention.last.min(last - 2);
            }
        }
        if let Some(names) = &mut sentence.names {
            names.retain(|name| name.first < last - 1);
            for name in names {
                name.last = name.last.min(last - 2);
            }
        }
    }
}

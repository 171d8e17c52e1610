//! Which answers to "does this word head a mention, and of which class?" the annotation of a sentence allows.
//!
//! GUM marks every mention, so of each word exactly one answer is right. Universal NER marks only names of people, organisations and
//! places, by a scheme of its own: it decides about most proper nouns, and says nothing of what GUM marks besides.

use rashomon::analysis::language::model::feature::{list, list_key};
use rashomon::analysis::language::{MentionClass, Relation, Upos, Xpos};

use super::lists::Lists;
use crate::treebank::{Sentence, Word};

/// A set of answers: bit 0 is "no mention", bit `class + 1` a mention of that class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers(u16);

impl Answers {
    /// Nothing is known.
    pub const ANY: Self = Self(u16::MAX);
    /// The word heads no mention.
    const NONE: Self = Self(1);

    /// The word heads a mention of this class.
    fn only(class: MentionClass) -> Self {
        Self(1 << (class as usize + 1))
    }

    /// All but mentions of these classes.
    fn except(classes: &[MentionClass]) -> Self {
        classes.iter().fold(Self::ANY, |rest, &class| Self(rest.0 & !Self::only(class).0))
    }

    /// Whether this answer, counted as the network counts them, is right.
    pub fn contains(self, answer: usize) -> bool {
        self.0 >> answer & 1 == 1
    }
}

/// The answers for each word; none if nothing is known of any.
pub fn answers(sentence: &Sentence, lists: &Lists) -> Option<Vec<Answers>> {
    if let Some(mentions) = &sentence.mentions {
        let mut answers = vec![Answers::NONE; sentence.words.len()];
        // Of two mentions with one head the shorter is the head's own; the longer is a co-ordination.
        for mention in mentions {
            answers[mention.head] = Answers::only(mention.class);
        }
        return Some(answers);
    }
    let names = sentence.names.as_ref()?;
    let mut answers: Vec<Answers> = sentence.words.iter().map(|word| unnamed(word, lists)).collect();
    for name in names {
        // What a name contains may be a name by GUM's scheme ("New York" in "New York Times").
        answers[name.first..=name.last].fill(Answers::ANY);
        let Some((head, class)) = name.head(&sentence.words).zip(name.class) else { continue };
        let word = &sentence.words[head];
        // A name that depends on its title is part of the title's mention.
        if word.upos == Upos::Propn && word.relation != Relation::Flat {
            answers[head] = Answers::only(class);
        }
    }
    Some(answers)
}

/// The answers for a word outside all names: a proper noun is none of the three, unless it is like those that GUM marks all the
/// same, peoples ("Iraqis"), titles ("the President") and nouns with a capital ("the Senate").
fn unnamed(word: &Word, lists: &Lists) -> Answers {
    const THREE: [MentionClass; 3] = [MentionClass::Person, MentionClass::Organization, MentionClass::Place];
    const OPEN: u32 =
        list::TITLE | list::PEOPLE | list::PERSON_NOUN | list::ORGANISATION_NOUN | list::PLACE_NOUN;
    let is_open = lists.find(list_key(&word.form.to_lowercase())) & OPEN != 0;
    if word.upos == Upos::Propn && word.xpos == Xpos::Nnp && !is_open {
        Answers::except(&THREE)
    } else {
        Answers::ANY
    }
}

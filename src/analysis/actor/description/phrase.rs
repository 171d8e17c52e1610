//! The noun phrase of a description: its first and last word, and the country that its people belong to.

use super::{Describer, Description};
use crate::analysis::actor::group;
use crate::analysis::actor::lexicon::{self, Country};
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos};

impl Describer<'_, '_> {
    /// The description a noun heads, if it describes people.
    pub(super) fn read(&self, head: TokenId) -> Option<Description> {
        let document = self.document;
        let token = document.token(head);
        if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj) || is_modifier(document, head) {
            return None;
        }
        let lemma = document.lemma(head).to_lowercase();
        let word = document.word(head).to_lowercase();
        let plural = word != lemma
            || token.xpos == crate::analysis::language::Xpos::Nns
            || group::portions_out_several(document, head);
        let noun = group::of_head(document, head);
        let title = lexicon::title(&lemma).is_some_and(|title| {
            !matches!(title.sort, lexicon::TitleSort::Honorific | lexicon::TitleSort::Person)
        });
        let listed = lexicon::PERSON_NOUNS.contains(&lemma);
        let seen = matches!(self.classes.get(&head), Some(MentionClass::Person));
        let person = seen && listed;
        let organisation = matches!(self.classes.get(&head), Some(MentionClass::Organization));
        if token.upos == Upos::Adj && !(noun.is_some() && person) {
            return None;
        }
        let body = organisation && !plural && lexicon::organisation_noun(&lemma).is_some();
        // Some titles are other words as well: "the latest count", "a general", "a chair".
        let titled = title && token.upos == Upos::Noun && (seen || listed);
        let describes = noun.is_some() || person || body || titled;
        if !describes {
            return None;
        }
        let portion = noun.is_none_or(|noun| noun.group == "people") && group::is_portion(&lemma);
        if portion {
            return None;
        }
        let first = self.first_word(head);
        // "Taken hostage", "elected mayor": what somebody becomes, not somebody else.
        if first == head && token.relation == Relation::Xcomp {
            return None;
        }
        let last = self.last_word(head, noun.is_some());
        let opening = document.word(first).to_lowercase();
        let definite = matches!(
            opening.as_str(),
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their" | "its"
        );
        // "A number of residents" are people, "the number of residents" is a number.
        if definite && lemma == "number" {
            return None;
        }
        if matches!(opening.as_str(), "no" | "neither" | "zero") || NOBODY.contains(&lemma.as_str()) {
            return None;
        }
        let span = document.token(first).span.cover(document.token(last).span);
        Some(Description {
            head,
            span,
            group: noun.map(|noun| noun.group),
            lemma,
            plural,
            definite,
            owner: self.owner(first, head),
        })
    }

    /// The first word of the noun phrase that is not part of a name or of another phrase.
    fn first_word(&self, head: TokenId) -> TokenId {
        let document = self.document;
        let mut first = head;
        while let Some(before) = first.0.checked_sub(1).map(TokenId) {
            let same_sentence = document.sentence_of(before) == document.sentence_of(head);
            let token = document.token(before);
            let within = token.head == head || token.head > before && token.head <= head;
            let relation = matches!(
                token.relation,
                Relation::Amod
                    | Relation::Compound
                    | Relation::Det
                    | Relation::DetPredet
                    | Relation::Nummod
                    | Relation::NmodPoss
                    | Relation::Punct
                    | Relation::NmodUnmarked
            );
            let mark = token.upos == Upos::Punct && document.word(before) != "-";
            // "19-year-old": one word to the reader, whatever tree its parts have.
            let glued = token.span.end == document.token(first).span.start;
            let part = glued || within && relation;
            if !same_sentence || !part || mark || self.in_name(before) {
                break;
            }
            first = before;
        }
        first
    }

    /// The last word: that of the whole where the head is only a portion of it ("members of the security forces").
    fn last_word(&self, head: TokenId, grouped: bool) -> TokenId {
        let document = self.document;
        let whole = document
            .children_by(head, &[Relation::Nmod])
            .find(|&noun| {
                noun > head && document.case_of(noun).is_some_and(|case| document.word(case) == "of")
            })
            .filter(|&noun| {
                grouped
                    && noun.0 - head.0 <= MAX_REACH
                    && group::of_head(document, head) == group::of_head(document, noun)
            });
        whole.unwrap_or(head)
    }

    /// The country whose people the phrase describes: a demonym or a possessive before the head, or "of" and a country after it.
    fn owner(&self, first: TokenId, head: TokenId) -> Option<Country> {
        let document = self.document;
        let before = (first.0..head.0).map(TokenId).rev();
        let named = before
            .filter_map(|token| lexicon::country(document.word(token)))
            .map(|(country, _)| country)
            .next();
        let possessor = || {
            let owner = document.children_by(head, &[Relation::NmodPoss]).next()?;
            lexicon::country(document.word(owner)).map(|(country, _)| country)
        };
        let of = || {
            let owner = document
                .children_by(head, &[Relation::Nmod])
                .find(|&noun| document.case_of(noun).is_some_and(|case| document.word(case) == "of"))?;
            lexicon::country(document.word(owner)).map(|(country, _)| country)
        };
        named.or_else(possessor).or_else(of)
    }
}

/// Nouns for people that identify nobody: they count victims, or say who had a post before or after somebody.
const NOBODY: &[&str] = &[
    "casualty",
    "fatality",
    "predecessor",
    "successor",
    "namesake",
    "nobody",
    "anyone",
    "anybody",
    "everyone",
    "someone",
    "counterpart",
];

/// How many words after a portioning noun its whole may come.
const MAX_REACH: u32 = 6;

/// Whether a noun only modifies another: "police buildings".
fn is_modifier(document: &Document<'_>, noun: TokenId) -> bool {
    match document.token(noun).relation {
        Relation::Compound | Relation::Amod | Relation::Flat | Relation::Goeswith => {
            document.head(noun).is_some_and(|governor| !matches!(document.token(governor).upos, Upos::Propn))
        }
        _ => false,
    }
}

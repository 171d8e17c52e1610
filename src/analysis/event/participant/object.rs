//! The patient of a verb: its own object, one it shares with a co-ordinated verb, and those after a preposition.

use super::subject::is_at_least;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

/// The object of a verb; also a phrase that the tree attaches with "at", and the object of a co-ordinated verb.
pub(in crate::analysis::event) fn object(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let after_at = || {
        document
            .children_by(verb, &[Relation::Obl])
            .find(|&noun| noun.0 > verb.0 && is_at_least(document, noun) && !document.is_passive(verb))
    };
    let own = document.object_of(verb).map(|object| {
        // The tree may attach to the first of two verbs what comes right after the second.
        let before = object.0.checked_sub(1).map(TokenId).filter(|&other| document.head(other) == Some(verb));
        let joined = before.filter(|&other| document.token(other).relation == Relation::Conj);
        joined.and_then(|joined| object_of_idiom(document, joined)).unwrap_or(object)
    });
    own.or_else(after_at).or_else(|| shared_object(document, verb))
}

/// "Rebels shelled and burned the village": a transitive verb without an object shares that of the co-ordinated verb, if
/// nothing else is between the two.
fn shared_object(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let token = document.token(verb);
    let first = if token.relation == Relation::Conj { document.head(verb)? } else { verb };
    let noun_like = matches!(token.relation, Relation::Acl | Relation::Amod);
    let takes_one = lexicon().is(document.lemma(verb), Part::Object);
    if token.upos != Upos::Verb
        || noun_like
        || !takes_one
        || [verb, first].iter().any(|&verb| document.is_passive(verb))
    {
        return None;
    }
    let mut before = verb;
    for joined in document.children_by(first, &[Relation::Conj]).filter(|joined| joined.0 > verb.0) {
        // "set" and "cut" have the same form in all tenses.
        let one_form = document.word(joined).eq_ignore_ascii_case(document.lemma(joined));
        let alike = document.token(joined).upos == Upos::Verb
            && (document.token(joined).xpos == token.xpos || one_form);
        let joins = |id: TokenId| {
            matches!(document.token(id).relation, Relation::Cc | Relation::Punct | Relation::Advmod)
        };
        if !alike || !(before.0 + 1..joined.0).map(TokenId).all(joins) {
            return None;
        }
        if let Some(object) = document.object_of(joined).filter(|object| object.0 > joined.0) {
            // The object of a light verb is part of it: "took a bow".
            let own = !lexicon().is(document.lemma(joined), Part::Light);
            return object_of_idiom(document, joined).or_else(|| own.then_some(object));
        }
        before = joined;
    }
    None
}

/// "prices" in "the rise in prices", whatever the phrase right after the noun is attached to.
pub(super) fn noun_after_in(document: &Document<'_>, noun: TokenId) -> Option<TokenId> {
    let preposition = TokenId(noun.0 + 1);
    let sentence = document.sentence(document.sentence_of(noun));
    let follows = preposition < sentence.end && document.word(preposition).eq_ignore_ascii_case("in");
    let governed = document.head(preposition).filter(|word| follows && word.0 > preposition.0)?;
    (document.case_of(governed) == Some(preposition)).then_some(governed)
}

/// "set fire to the shops": the noun in the phrase after a bare noun right after a verb is the patient of both.
pub(in crate::analysis::event) fn object_of_idiom(document: &Document<'_>, verb: TokenId) -> Option<TokenId> {
    let (bare, preposition) = (TokenId(verb.0 + 1), TokenId(verb.0 + 2));
    if preposition >= document.sentence(document.sentence_of(verb)).end {
        return None;
    }
    let (object, case) = (document.token(bare), document.token(preposition));
    if object.relation != Relation::Obj || object.xpos != Xpos::Nn || case.upos != Upos::Adp {
        return None;
    }
    let noun = document.head(preposition).filter(|noun| noun.0 > preposition.0)?;
    let near = [Some(verb), Some(bare), document.head(bare)].contains(&document.head(noun));
    (near && document.case_of(noun) == Some(preposition)).then_some(noun)
}

//! Words whose part of speech was read wrongly, recognised by the grammar around them and by the lexicon.
//!
//! Taggers confuse a noun with a verb, a participle with an adjective; the tree around the word often knows better.

use super::lexicon::{Lexicon, PartOfSpeech};
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};

/// A plural noun read as a verb: "where clashes between fans and stewards …".
///
/// It ends in -s, has no subject of its own nor a place among co-ordinated verbs, and names an event as a noun.
pub(super) fn is_noun_read_as_verb(document: &Document<'_>, lexicon: &Lexicon, id: TokenId) -> bool {
    const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
    let token = document.token(id);
    token.upos == Upos::Verb
        && token.xpos == Xpos::Vbz
        && !matches!(token.relation, Relation::Conj | Relation::AclRelcl)
        && document.children_by(id, SUBJECTS).next().is_none()
        && document.object_of(id).is_none()
        && lexicon.is_strong(PartOfSpeech::Noun, &document.lemma(id).to_lowercase())
}

/// A verbal noun read as a verb: "Friday's stabbing", "the fatal bombing of a bridge".
pub(super) fn is_verbal_noun_read_as_verb(document: &Document<'_>, lexicon: &Lexicon, id: TokenId) -> bool {
    let token = document.token(id);
    let first = document.sentence(document.sentence_of(id)).first;
    let before = (id > first).then(|| document.token(TokenId(id.0 - 1)).xpos);
    token.upos == Upos::Verb
        && token.xpos == Xpos::Vbg
        && matches!(before, Some(Xpos::Pos | Xpos::Dt))
        && lexicon.is_strong(PartOfSpeech::Noun, &document.word(id).to_lowercase())
}

/// A noun read as an adjective: "to quell the unrest". It has a noun's place in the clause, and is on a list of events.
pub(super) fn is_noun_read_as_adjective(document: &Document<'_>, lexicon: &Lexicon, id: TokenId) -> bool {
    const PLACES: &[Relation] = &[
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::Obj,
        Relation::Obl,
        Relation::OblAgent,
        Relation::Nmod,
        Relation::Conj,
    ];
    let token = document.token(id);
    let has_article = document.children_by(id, &[Relation::Det]).next().is_some();
    token.upos == Upos::Adj
        && has_article
        && PLACES.contains(&token.relation)
        && lexicon.is_strong(PartOfSpeech::Noun, &document.lemma(id).to_lowercase())
}

/// The verb of a participle that was read as an adjective: "disable" in "the network has been disabled"; "die" of those who "are
/// dead".
///
/// Only after a perfect "been": "has been closed" is an event, while "was closed" may be a state.
pub(super) fn verb_of_adjective(document: &Document<'_>, lexicon: &Lexicon, id: TokenId) -> Option<String> {
    let token = document.token(id);
    if is_dead(document, id) {
        return Some("die".to_owned());
    }
    let been = || {
        document
            .children_by(id, &[Relation::Cop, Relation::AuxPass])
            .any(|be| document.word(be).eq_ignore_ascii_case("been"))
    };
    if token.upos != Upos::Adj || !been() {
        return None;
    }
    let word = document.word(id).to_lowercase();
    let stem = word.strip_suffix("ed")?;
    let doubled = stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    let undoubled = if doubled { stem.get(..stem.len() - 1) } else { None };
    let candidates = [Some(format!("{stem}e")), Some(stem.to_owned()), undoubled.map(str::to_owned)];
    candidates.into_iter().flatten().find(|verb| lexicon.is_known_verb(verb) && !lexicon.is_stative(verb))
}

/// Whether a word says that somebody is dead: "four people are dead after a shooting".
fn is_dead(document: &Document<'_>, id: TokenId) -> bool {
    document.token(id).upos == Upos::Adj
        && document.word(id).eq_ignore_ascii_case("dead")
        && document.children_by(id, &[Relation::Cop]).next().is_some()
        && document.subject_of(id).is_some()
}

/// Whether a word of a sentence without a verb is the verb, misread: headlines capitalise all words alike.
pub(super) fn is_headline_verb(
    document: &Document<'_>,
    lexicon: &Lexicon,
    verbless: bool,
    id: TokenId,
) -> bool {
    let lemma = document.lemma(id).to_lowercase();
    let bare = lemma.strip_suffix('s').unwrap_or(&lemma);
    let first = document.sentence(document.sentence_of(id)).first == id;
    !first && verbless && lexicon.is_strong(PartOfSpeech::Verb, bare) && lexicon.eventiveness(bare) < 0.5
}

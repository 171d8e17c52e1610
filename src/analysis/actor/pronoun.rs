//! Pronouns where it is certain whom they mean: "I" in the words of a known speaker, "he" and "she" where only one person
//! can be meant, "who" after its noun. All others are left out.

use super::lexicon::{self, Gender};
use super::{ActorKind, ActorMention, Actors};
use crate::analysis::language::{
    Document, MentionForm, Quotation, Relation, SentenceId, TokenId, Upos, Xpos,
};

/// Adds the mentions by pronoun.
pub(super) fn add(document: &Document<'_>, actors: &mut Actors) {
    let mut found: Vec<ActorMention> = Vec::new();
    for pronoun in document.token_ids().filter(|&token| document.token(token).upos == Upos::Pron) {
        let span = document.token(pronoun).span;
        if at(&actors.mentions, span.start).is_some() {
            continue;
        }
        let word = document.word(pronoun).to_lowercase();
        let actor = match word.as_str() {
            "i" | "me" | "my" | "myself" => speaker(document, actors, pronoun),
            "he" | "him" | "his" | "himself" => person(document, actors, &found, pronoun, Gender::Male),
            "she" | "her" | "hers" | "herself" => person(document, actors, &found, pronoun, Gender::Female),
            "who" | "whom" | "whose" | "which" | "that" => relative(document, actors, pronoun),
            "it" | "they" => said_of_itself(document, actors, pronoun, &word),
            "itself" | "themselves" => reflexive(document, actors, pronoun),
            _ => None,
        };
        if let Some(actor) = actor {
            found.push(ActorMention { span, actor, form: MentionForm::Pronoun });
        }
    }
    for mention in &found {
        learn_gender(document, actors, mention);
    }
    actors.mentions.extend(found);
    actors.mentions.sort_unstable_by_key(|mention| mention.span);
}

/// The mention that covers a byte.
fn at(mentions: &[ActorMention], byte: u32) -> Option<&ActorMention> {
    let place = mentions.partition_point(|mention| mention.span.end <= byte);
    mentions.get(place).filter(|mention| mention.span.start <= byte)
}

fn quotation_over<'d>(document: &'d Document<'_>, byte: u32) -> Option<&'d Quotation> {
    let quotations = document.quotations();
    let before = quotations.partition_point(|quotation| quotation.span.start <= byte);
    quotations[..before].iter().rev().take(3).find(|quotation| byte < quotation.span.end)
}

/// The person who says "I".
fn speaker(document: &Document<'_>, actors: &Actors, pronoun: TokenId) -> Option<u32> {
    let quotation = quotation_over(document, document.token(pronoun).span.start)?;
    let speaker = at(&actors.mentions, document.token(quotation.speaker?).span.start)?;
    (actors.actors[speaker.actor as usize].kind == ActorKind::Person).then_some(speaker.actor)
}

/// The noun that a relative pronoun refers to.
fn relative(document: &Document<'_>, actors: &Actors, pronoun: TokenId) -> Option<u32> {
    let mut here = document.head(pronoun)?;
    for _ in 0..3 {
        if document.token(here).relation == Relation::AclRelcl {
            let noun = document.head(here)?;
            return at(&actors.mentions, document.token(noun).span.start).map(|mention| mention.actor);
        }
        here = document.head(here)?;
    }
    None
}

/// "The ministry said it had closed": "it" or "they" right after a verb of speech is the speaker.
fn said_of_itself(document: &Document<'_>, actors: &Actors, pronoun: TokenId, word: &str) -> Option<u32> {
    let subject = matches!(document.token(pronoun).relation, Relation::Nsubj | Relation::NsubjPass);
    let clause = document.head(pronoun).filter(|_| subject)?;
    let speech =
        (document.token(clause).relation == Relation::Ccomp).then(|| document.head(clause)).flatten()?;
    if !lexicon::speech_verb(document.lemma(speech)) || speech > pronoun {
        return None;
    }
    let speaker = document.subject_of(speech).filter(|&speaker| speaker < speech)?;
    let mention = at(&actors.mentions, document.token(speaker).span.start)?;
    let fits = match actors.actors[mention.actor as usize].kind {
        ActorKind::Organisation | ActorKind::State => true,
        ActorKind::Group => word == "they" || document.token(speaker).xpos == Xpos::Nn,
        ActorKind::Person | ActorKind::Place => false,
    };
    fits.then_some(mention.actor)
}

/// "itself" and "themselves" mean the subject of their clause.
fn reflexive(document: &Document<'_>, actors: &Actors, pronoun: TokenId) -> Option<u32> {
    let verb = document.head(pronoun)?;
    let subject = document.subject_of(verb).filter(|&subject| subject < pronoun)?;
    at(&actors.mentions, document.token(subject).span.start).map(|mention| mention.actor)
}

/// The only person a "he" or "she" can mean: the only one of that gender earlier in this sentence and in the sentence
/// before, or the subject of that sentence, if the passage is about one person.
fn person(
    document: &Document<'_>,
    actors: &Actors,
    pronouns: &[ActorMention],
    pronoun: TokenId,
    gender: Gender,
) -> Option<u32> {
    let here = document.sentence_of(pronoun);
    let byte = document.token(pronoun).span.start;
    let quoted = quotation_over(document, byte).map(|quotation| quotation.span);
    let mut candidates: Vec<u32> = Vec::new();
    for back in 0..=2 {
        let Some(sentence) = here.0.checked_sub(back).map(SentenceId) else { break };
        let area = document.sentence(sentence).span;
        if document.sentence(sentence).headline && back > 0 {
            break;
        }
        let named = actors
            .mentions
            .iter()
            .skip(actors.mentions.partition_point(|mention| mention.span.end <= area.start));
        let named = named.take_while(|mention| mention.span.start < area.end);
        let earlier = pronouns.iter().rev().take_while(|mention| mention.span.start >= area.start);
        for mention in named.chain(earlier).filter(|mention| mention.span.end <= byte) {
            let actor = &actors.actors[mention.actor as usize];
            let own_words = quoted.is_some_and(|quoted| !quoted.contains(mention.span));
            let fits = actor.kind == ActorKind::Person && actor.gender.is_none_or(|known| known == gender);
            if fits && !own_words && !candidates.contains(&mention.actor) {
                candidates.push(mention.actor);
            }
        }
        if !candidates.is_empty() && back >= 1 {
            break;
        }
    }
    let sure: Vec<u32> = candidates
        .iter()
        .copied()
        .filter(|&actor| actors.actors[actor as usize].gender == Some(gender))
        .collect();
    match (sure.as_slice(), candidates.as_slice()) {
        ([only], _) | ([], [only]) => Some(*only),
        _ => None,
    }
}

/// A pronoun implies the gender of the person it means.
fn learn_gender(document: &Document<'_>, actors: &mut Actors, mention: &ActorMention) {
    let gender = match document.words(mention.span).to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Gender::Male,
        "she" | "her" | "hers" | "herself" => Gender::Female,
        _ => return,
    };
    if let Some(actor) = actors.actors.get_mut(mention.actor as usize) {
        actor.gender = actor.gender.or(Some(gender));
    }
}

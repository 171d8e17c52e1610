//! Referents of the sources in "he said", "they said" and "the report said".

use super::super::Source;
use super::{Attribution, Finder, REACH};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{MentionForm, SentenceId};

impl Finder<'_> {
    fn is_person(&self, actor: Option<u32>) -> bool {
        let actor = actor.and_then(|actor| self.context.actors.actors.get(actor as usize));
        actor.is_some_and(|actor| actor.kind == ActorKind::Person)
    }

    /// The last person named before a cue, within the sentences that "he" may refer back to.
    fn person_before(&self, one: &Attribution) -> Option<Source> {
        const MOST: usize = 12;
        let first = SentenceId(one.sentence.0.saturating_sub(REACH));
        let start = self.document.sentence(first).span.start;
        let mentions = &self.context.actors.mentions;
        let until = mentions.partition_point(|mention| mention.span.end <= one.source.cue.start);
        let mut before =
            mentions[..until].iter().rev().take(MOST).take_while(|mention| mention.span.start >= start);
        let person = before
            .find(|mention| mention.form == MentionForm::Name && self.is_person(Some(mention.actor)))?;
        Some(Source { name: person.span, cue: one.source.cue, actor: Some(person.actor) })
    }

    /// "he stressed" refers to the speaker of the sentences before; "the report said" repeats the whole chain of that
    /// speaker.
    pub(super) fn resolve_anaphors(&self, first: usize, found: &mut Vec<Attribution>) {
        let mut at = first;
        while at < found.len() {
            let one = found[at];
            let words = self.document.words(one.source.name).to_lowercase();
            let earlier =
                found[..first].iter().rev().take_while(|known| known.sentence.0 + REACH >= one.sentence.0);
            if matches!(&*words, "he" | "she" | "they" | "it") {
                let speaker =
                    earlier.max_by_key(|known| (known.sentence.0, known.depth)).map(|known| known.source);
                // "It angered Ann Lee, the head of the agency. “It is a shame”, she said": an organisation is never "she".
                let of_person = matches!(&*words, "he" | "she")
                    && speaker.is_none_or(|speaker| !self.is_person(speaker.actor));
                let named = of_person.then(|| self.person_before(&one)).flatten();
                let speaker = named.or(speaker);
                if let Some(speaker) = speaker.filter(|_| one.source.actor.is_none()) {
                    found[at].source = Source { cue: one.source.cue, ..speaker };
                }
            } else if matches!(
                &*words,
                "the report" | "the reports" | "the statement" | "that report" | "the dispatch"
            ) {
                let sentence = earlier.clone().map(|known| known.sentence).max();
                let chain: Vec<_> = earlier
                    .filter(|known| Some(known.sentence) == sentence)
                    .map(|known| Attribution {
                        source: Source { cue: one.source.cue, ..known.source },
                        content: one.content,
                        sentence: one.sentence,
                        from: one.from,
                        ..*known
                    })
                    .collect();
                if !chain.is_empty() {
                    found.splice(at..=at, chain.iter().copied());
                    at += chain.len() - 1;
                }
            }
            at += 1;
        }
    }
}

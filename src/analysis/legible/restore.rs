//! Findings in the copy, mapped back to the words as shown.

use super::Legible;
use crate::analysis::Analysis;
use crate::analysis::claim::Claim;
use crate::analysis::event::{EventMention, Participant, Piece};
use crate::text::Span;

impl Legible {
    /// Maps every span of an analysis of the copy to the words as shown.
    pub fn restore(&self, analysis: &mut Analysis) {
        let Analysis { times, actors, events, claims, frames, problems: _ } = analysis;
        let put = |span: &mut Span| *span = self.map.span(*span);
        for time in times {
            put(&mut time.span);
        }
        for mention in &mut actors.mentions {
            put(&mut mention.span);
        }
        actors.actors.iter_mut().flat_map(|actor| &mut actor.roles).for_each(put);
        for event in events {
            restore_event(event, put);
        }
        for claim in claims {
            restore_claim(claim, put);
        }
        for action in &mut frames.actions {
            put(&mut action.word);
            action.mark.iter_mut().for_each(put);
        }
        for filler in &mut frames.fillers {
            put(&mut filler.head);
            put(&mut filler.span);
        }
    }
}

fn restore_event(event: &mut EventMention, put: impl Fn(&mut Span)) {
    let EventMention { trigger, span, core, wording, participants, .. } = event;
    [trigger, span, core].into_iter().for_each(&put);
    let moved = |mut span: Span| {
        put(&mut span);
        span
    };
    wording.pieces = wording.pieces.iter().map(|piece| Piece { span: moved(piece.span), ..piece }).collect();
    let part = |part: Participant| Participant { span: moved(part.span), head: moved(part.head), ..part };
    *participants = participants.iter().map(part).collect();
}

fn restore_claim(claim: &mut Claim, put: impl Fn(&mut Span)) {
    let Claim { subject, quantity, place, chain, span, .. } = claim;
    put(subject);
    put(span);
    place.iter_mut().for_each(&put);
    if let Some(quantity) = quantity {
        put(&mut quantity.span);
    }
    for source in chain {
        put(&mut source.name);
        put(&mut source.cue);
    }
}

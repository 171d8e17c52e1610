//! Whether an analysis that came from outside – a cache, another machine – is consistent with a text: later modules use its indices
//! and cut the text at its spans.

use super::Analysis;
use super::claim::Claim;
use super::frame::Frames;
use super::time::Anchor;
use crate::text::Span;

impl Analysis {
    /// Whether its spans lie within the text and its indices within its lists.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let span = |span: Span| {
            let (start, end) = (span.start as usize, span.end as usize);
            start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
        };
        let within = |index: Option<u32>, length: usize| index.is_none_or(|index| (index as usize) < length);
        let (times, events) = (self.times.len(), self.events.len());
        let (mentions, actors) = (self.actors.mentions.len(), self.actors.actors.len());
        let anchored = |anchor| match anchor {
            Anchor::Expression(index) => within(Some(index), times),
            Anchor::None | Anchor::Published => true,
        };
        let times_fit = self.times.iter().all(|time| span(time.span) && anchored(time.anchor))
            && self.times.is_sorted_by_key(|time| time.span.start);
        let mentions_fit = self
            .actors
            .mentions
            .iter()
            .all(|mention| span(mention.span) && within(Some(mention.actor), actors));
        let actors_fit = self
            .actors
            .actors
            .iter()
            .all(|actor| actor.roles.iter().copied().all(span) && within(actor.of, actors));
        let events_fit = self.events.iter().all(|event| {
            let pieces = event.wording.pieces.iter();
            [event.trigger, event.span, event.core].into_iter().all(span)
                && pieces.clone().all(|piece| {
                    span(piece.span) && within(piece.actor, actors) && within(piece.name, actors)
                })
                && event
                    .participants
                    .iter()
                    .all(|part| span(part.span) && span(part.head) && within(part.actor, actors))
                && within(event.place, mentions)
                && within(event.time, times)
                && within(event.open_time, times)
                && within(event.governor, events)
        });
        let claim_fits = |claim: &Claim, claims: usize| {
            span(claim.span)
                && span(claim.subject)
                && claim.place.is_none_or(span)
                && claim.quantity.as_ref().is_none_or(|quantity| span(quantity.span))
                && claim
                    .chain
                    .iter()
                    .all(|source| span(source.name) && span(source.cue) && within(source.actor, actors))
                && within(claim.event, events)
                && within(claim.part_of, claims)
        };
        let claims_fit = |claims: &Vec<Claim>| claims.iter().all(|claim| claim_fits(claim, claims.len()));
        let frames_fit = |Frames { actions, fillers }: &Frames| {
            actions.iter().all(|action| span(action.word) && action.mark.is_none_or(span))
                && actions.is_sorted_by_key(|action| action.word.start)
                && fillers.is_sorted_by_key(|filler| filler.action)
                && fillers.iter().all(|filler| {
                    span(filler.head) && span(filler.span) && within(Some(filler.action), actions.len())
                })
        };
        times_fit
            && mentions_fit
            && actors_fit
            && events_fit
            && self.claims.show(claims_fit).unwrap_or(false)
            && self.frames.show(frames_fit).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Analysis, analyse};
    use crate::text::Report;

    #[test]
    fn an_analysis_fits_its_own_text_but_no_shorter_one() {
        let text =
            "Mayor Ada Lindqvist said on 4 May 2031 that 18 people were killed by the blast in Östwick.";
        let analysis = analyse(&Report { text: text.into(), ..Report::default() });
        assert!(!analysis.claims.is_empty());
        assert!(analysis.fits(text));
        assert!(!analysis.fits("Mayor"));
        let mut wrong = analysis.clone();
        wrong.claims[0].event = Some(99);
        assert!(!wrong.fits(text));
    }

    #[test]
    fn an_analysis_comes_back_from_json_as_it_was() {
        let text = "Police said about 30 of the 200 strikers were arrested on Monday night, not 12 as first reported.";
        let analysis = analyse(&Report { text: text.into(), ..Report::default() });
        let written = serde_json::to_string(&analysis).expect("it is plain data");
        let read: Analysis = serde_json::from_str(&written).expect("it is what was written");
        assert_eq!(format!("{read:?}"), format!("{analysis:?}"));
    }
}

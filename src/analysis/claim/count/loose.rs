//! Figures whose neighbouring words contain no predicate: another figure for what was just counted, a share of the vote, the
//! duration of a siege, the magnitude of the earthquake of the sentence.

use super::super::lexicon::WordClass;
use super::super::phrase::{after, before, clause_of, noun_phrase, word_is};
use super::super::shallow::{self, Said};
use super::super::{
    Claim, ClaimKind, Course, Extent, Quantity, Reading, Source, Status, course, date, share, withdrawn,
};
use super::CountedThing;
use crate::analysis::language::{SentenceId, TokenId, Upos};

impl Reading<'_> {
    /// "Organisers put the number at 90,000": another figure for what was just counted.
    pub(super) fn same_figure(&self, quantity: &Quantity, claims: &[Claim]) -> Option<Claim> {
        static FIGURE: WordClass = WordClass::named("nouns for a figure of a crowd");
        const CROWD: &[&str] = &["crowd", "attendance"];
        const NEAR: u32 = 300;
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let words: Vec<TokenId> = before(document, first).take(6).collect();
        let put = words
            .first()
            .filter(|at| word_is(document, **at, &["at"]))
            .and_then(|_| words.iter().find(|token| document.token(**token).upos == Upos::Noun))
            .is_some_and(|noun| FIGURE.has_lemma(document, *noun));
        // "organisers spoke of 90,000", "the union counted 90,000"
        let spoken = match words.as_slice() {
            [of, verb, ..] if word_is(document, *of, &["of"]) => document.lemma(*verb) == "speak",
            [verb, ..] => matches!(document.lemma(*verb), "count" | "estimate" | "claim"),
            [] => false,
        };
        let last = document.tokens_within(quantity.span).next_back()?;
        let bare = shallow::counted(document, last).noun == last;
        let sentence = document.sentence(document.sentence_of(first)).span;
        let near = claims.last().filter(|claim| {
            claim.kind == ClaimKind::Count
                && claim.extent == Extent::Whole
                && claim.span.end + NEAR > sentence.start
        });
        let crowd = || {
            let noun = words.iter().copied().find(|word| CROWD.contains(&document.lemma(*word)))?;
            put.then(|| Claim {
                subject_group: Some("people"),
                quantity: Some(Box::new(Quantity { unit: "people".into(), ..quantity.clone() })),
                ..Claim::at(ClaimKind::Count, "attended", document.token(noun).span)
            })
        };
        let counted = near.cloned().or_else(crowd)?;
        let covering = self.attributions.covering(quantity.span);
        let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
        let source_verb = words
            .iter()
            .copied()
            .find(|word| matches!(document.lemma(*word), "speak" | "put" | "count" | "estimate" | "claim"));
        let source = source_verb.filter(|_| chain.is_empty()).and_then(|cue| {
            let name = noun_phrase(document, document.subject_of(cue)?);
            Some(Source { name, cue: document.token(cue).span, actor: None })
        });
        let chain: Vec<_> = chain.into_iter().chain(source).collect();
        let unit = counted.quantity.as_ref()?.unit.clone();
        ((put || spoken) && bare && quantity.unit.is_empty()).then(|| Claim {
            quantity: Some(Box::new(Quantity { unit, ..quantity.clone() })),
            as_of: self.clocks.as_of(clause_of(document, first), &chain),
            chain,
            course: Course::Unchanged,
            status: if withdrawn::is_retracted(document, first) {
                Status::Withdrawn
            } else {
                Status::Asserted
            },
            span: quantity.span,
            subject: quantity.span,
            ..counted
        })
    }

    /// "Lena Harrow had 48 percent": a figure of a named candidate.
    pub(super) fn vote_share(&self, quantity: &Quantity) -> Option<Claim> {
        let document = self.document;
        let number = document.token_at(quantity.span.start).filter(|_| &*quantity.unit == "%")?;
        let holder = share::holder(document, number)?;
        let clause = clause_of(document, number);
        let span = quantity.span.cover(holder.span);
        let covering = self.attributions.covering(quantity.span);
        let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
        Some(Claim {
            subject: holder.span,
            value: Some(holder.name.into()),
            course: course::of(document, quantity.span),
            as_of: self.clocks.as_of(clause, &chain),
            chain,
            quantity: Some(Box::new(quantity.clone())),
            ..Claim::at(ClaimKind::Amount, share::VOTE_SHARE, span)
        })
    }

    /// "a nine-hour standoff": a duration without a verb.
    pub(super) fn duration_of_noun(&self, quantity: &Quantity) -> Option<Said> {
        static LASTING: WordClass = WordClass::named("things with a duration");
        let document = self.document;
        let last = document.tokens_within(quantity.span).next_back()?;
        let word = after(document, last).take(3).find(|token| document.token(*token).upos == Upos::Noun)?;
        Said::of("lasted", word).filter(|_| LASTING.has_lemma(document, word))
    }

    /// What a duration is of: the subject of the verb or the noun itself, with different words for one kind of incident
    /// treated alike.
    pub(super) fn what_lasted(&self, word: TokenId) -> Option<String> {
        let document = self.document;
        let noun = if document.token(word).upos == Upos::Noun { word } else { document.subject_of(word)? };
        let lemma = document.lemma(noun).to_lowercase();
        Some(date::incident_noun(&lemma).map_or(lemma, str::to_owned))
    }

    /// "the quake had a magnitude of 6.4": the earthquake of the sentence, unless another shock is mentioned.
    pub(super) fn main_shock(&self, quantity: &Quantity) -> Option<Said> {
        const OTHERS: &[&str] = &["aftershock", "foreshock", "strongest", "largest", "another", "second"];
        let document = self.document;
        let number = document.token_at(quantity.span.start)?;
        let sentence = document.sentence_of(number);
        let words = || document.tokens_in(sentence);
        let is_quake = |token: &TokenId| date::incident_noun(document.lemma(*token)) == Some("earthquake");
        let other =
            words().any(|token| OTHERS.contains(&document.lemma(token)) || word_is(document, token, OTHERS));
        // "The agency measured a magnitude of 6.6": of the earthquake mentioned just before.
        let stated = || {
            let back = (1..=2).filter_map(|back| sentence.0.checked_sub(back)).map(SentenceId);
            let measures =
                words().any(|token| matches!(document.lemma(token), "measure" | "put" | "register" | "give"));
            back.flat_map(|sentence| document.tokens_in(sentence)).find(is_quake).filter(|_| measures)
        };
        let word = words().find(is_quake).or_else(stated).filter(|_| !other)?;
        Said::of("magnitude", word)
    }

    /// "three died, two of them in the harbour": a part that takes its predicate from its whole.
    pub(super) fn unsaid_part(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        claims: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(counted.pivot)).span;
        let pronoun = word_is(document, counted.noun, &["them", "whom"]);
        let (place, whole) = claims.iter().enumerate().next_back()?;
        let near = whole.span.end >= sentence.start && whole.counts_people();
        (pronoun && near).then(|| Claim {
            quantity: Some(Box::new(Quantity { unit: "people".into(), ..quantity.clone() })),
            extent: Extent::Part,
            part_of: whole.part_of.or_else(|| u32::try_from(place).ok()),
            place: None,
            span: quantity.span,
            ..whole.clone()
        })
    }
}

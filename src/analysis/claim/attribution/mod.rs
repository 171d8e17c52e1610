//! Attributions: sources, cues and contents as in PARC 3.0 (Pareti 2012), nested where sources quote sources.
//!
//! A content is a span of the text. The chain of a claim consists of the attributions whose content covers it, the outermost
//! first. The cues with their stances are listed in `assets/lexicon/attribution-cues.txt`.

mod anaphor;
mod speaker;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrase::{is_verb, noun_phrase, word_is};
use super::{Claim, ClaimKind, Context, Reading, Source, Status, lexicon};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::language::{Document, Quotation, Relation, SentenceId, TokenId, Upos, Xpos};
use crate::text::Span;

/// A source, the words that attribute, and what is attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source.
    pub source: Source,
    /// What is said; the source and the cue may be within it.
    pub content: Span,
    /// How the cue presents the content.
    pub stance: Stance,
    /// Its position among the sources of one content: a lower value is closer to the report.
    depth: u8,
    /// The sentence of the cue.
    sentence: SentenceId,
    /// Where that sentence begins.
    from: u32,
}

/// How a cue presents what it attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Neutral: "said".
    Say,
    /// It vouches for the content: "confirmed".
    Confirm,
    /// It distances itself from it: "alleged".
    Claim,
    /// It rejects it as untrue: "denied".
    Deny,
    /// It considers it likely: "estimated".
    Think,
}

impl Stance {
    /// The status of a claim under such a cue.
    fn status(self) -> Status {
        match self {
            Self::Say => Status::Asserted,
            Self::Confirm => Status::Confirmed,
            Self::Claim | Self::Think => Status::Alleged,
            Self::Deny => Status::Denied,
        }
    }
}

/// The attributions of a report, ordered by content.
#[derive(Clone, Debug, Default)]
pub struct Attributions {
    found: Vec<Attribution>,
}

impl Attributions {
    /// Finds all attributions of a report.
    #[must_use]
    pub fn find(context: &Context<'_>) -> Self {
        let finder = Finder { context, document: context.document };
        let mut found = Vec::new();
        for sentence in 0..u32::try_from(context.document.sentences().len()).unwrap_or(u32::MAX) {
            let before = found.len();
            finder.sentence(SentenceId(sentence), &mut found);
            finder.resolve_anaphors(before, &mut found);
        }
        Self { found }
    }

    /// All of them, in sentence order.
    #[must_use]
    pub fn all(&self) -> &[Attribution] {
        &self.found
    }

    /// The attributions that cover a span, the outermost first.
    #[must_use]
    pub fn covering(&self, span: Span) -> Vec<&Attribution> {
        let from = self.found.partition_point(|one| one.from + REACH_OF_SPEECH < span.start);
        let mut covering: Vec<_> = self.found[from..]
            .iter()
            .take_while(|one| one.from < span.end + REACH_OF_SPEECH)
            .filter(|one| one.content.contains(span) && !span_within_source(one, span))
            .collect();
        covering.sort_by_key(|one| (one.depth, std::cmp::Reverse(one.content.len()), one.source.cue));
        covering.dedup_by_key(|one| one.source.name);
        covering
    }

    /// The chain of sources of a span, the outermost first.
    #[must_use]
    pub fn chain(&self, span: Span) -> Vec<Source> {
        self.covering(span).into_iter().map(|one| one.source).collect()
    }
}

/// The predicate of attributed statements.
pub const SAID: &str = "said";

/// Every attributed statement as a claim of its own: what is said, with the chain of sources.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for one in reading.attributions.found.iter().filter(|one| !one.content.is_empty()) {
        if claims.last().is_some_and(|last| last.span == one.content) {
            continue;
        }
        let chain = reading.attributions.chain(one.content);
        let Some(cue) = reading.document.token_at(one.source.cue.start) else { continue };
        claims.push(Claim {
            subject: one.source.name,
            as_of: reading.clocks.as_of(cue, &chain),
            chain: if chain.is_empty() { vec![one.source] } else { chain },
            status: one.stance.status(),
            ..Claim::at(ClaimKind::Status, SAID, one.content)
        });
    }
    claims
}

/// Whether the span is part of the name of the source, which the source does not say.
fn span_within_source(one: &Attribution, span: Span) -> bool {
    one.source.name.contains(span)
}

/// How many bytes a quotation may extend from the sentence that gives its speaker.
const REACH_OF_SPEECH: u32 = 8192;

/// The cues of one part of speech, by lemma.
type Cues = HashMap<&'static str, Stance>;

static VERBS: LazyLock<Cues> = LazyLock::new(|| cues("verb"));
static ADVERBS: LazyLock<Cues> = LazyLock::new(|| cues("adverb"));

fn cues(part_of_speech: &str) -> Cues {
    lexicon::rows(include_str!("../../../../assets/lexicon/attribution-cues.txt"))
        .filter_map(|[word, class, stance]| {
            if class != part_of_speech {
                return None;
            }
            let stance = match stance {
                "confirm" => Stance::Confirm,
                "claim" => Stance::Claim,
                "deny" => Stance::Deny,
                "think" => Stance::Think,
                _ => Stance::Say,
            };
            Some((word, stance))
        })
        .collect()
}

/// The stance of a verb that attributes.
pub fn verb_cue(lemma: &str) -> Option<Stance> {
    VERBS.get(lemma).copied()
}

/// The stance of an adverb that attributes without a source: "reportedly".
pub(crate) fn adverb_cue(lemma: &str) -> Option<Stance> {
    ADVERBS.get(lemma).copied()
}

/// Closest to the report, in between, and farthest from it.
const OUTER: u8 = 0;
const PLAIN: u8 = 1;
const INNER: u8 = 2;

/// How many words may name the addressee and the day.
const MOST_ADDRESSED: usize = 12;

/// Verbs that pass on another source's words.
const RELAYS: &[&str] = &["quote", "cite"];

/// How many sentences back the speaker meant by "he" or "the report" may be.
const REACH: u32 = 3;

struct Finder<'a> {
    context: &'a Context<'a>,
    document: &'a Document<'a>,
}

impl Finder<'_> {
    fn sentence(&self, sentence: SentenceId, found: &mut Vec<Attribution>) {
        let first = found.len();
        for token in self.document.tokens_in(sentence) {
            let lemma = self.document.lemma(token);
            if lemma == "accord" || word_is(self.document, token, &["according"]) {
                self.according(token, found);
            } else if !is_verb(self.document, token) {
            } else if RELAYS.contains(&lemma) {
                self.relay(token, first, found);
            } else if let Some(stance) = verb_cue(lemma).filter(|_| !self.describes(token)) {
                self.speech(token, stance, found);
            } else {
                found.extend(self.figure(token));
            }
        }
        self.quotations(sentence, first, found);
    }

    /// "the Observatory put the toll at 58", "gave a toll of 36": the source of a figure is the source of the rest of the
    /// clause.
    fn figure(&self, verb: TokenId) -> Option<Attribution> {
        static FIGURES: WordClass = WordClass::named("nouns for a figure itself");
        let document = self.document;
        if !matches!(document.lemma(verb), "give" | "put") {
            return None;
        }
        let source = document.subject_of(verb)?;
        let is_figure = |token: &TokenId| FIGURES.has_lemma(document, *token);
        let object = document.children_by(verb, &[Relation::Obj]).find(is_figure)?;
        let start = document.token(object).span.start;
        let end = self.sentence_span(verb).end;
        (!document.is_passive(verb) && source != object)
            .then(|| self.attribution(source, verb, Span { start, end }, Stance::Say))
    }

    /// "a suspected gas attack": a participle before its noun does not attribute anything.
    fn describes(&self, cue: TokenId) -> bool {
        let document = self.document;
        document.token(cue).relation == Relation::Amod && document.head(cue).is_some_and(|noun| noun > cue)
    }

    fn attribution(&self, source: TokenId, cue: TokenId, content: Span, stance: Stance) -> Attribution {
        let name = noun_phrase(self.document, source);
        let cue_span = self.document.token(cue).span;
        let actor = self.actor_at(source);
        let sentence = self.document.sentence_of(cue);
        Attribution {
            source: Source { name, cue: cue_span, actor },
            content,
            stance,
            depth: PLAIN,
            sentence,
            from: self.document.sentence(sentence).span.start,
        }
    }

    /// The actor whose mention contains a word; the shortest such mention.
    fn actor_at(&self, token: TokenId) -> Option<u32> {
        let span = self.document.token(token).span;
        let mentions = &self.context.actors.mentions;
        let until = mentions.partition_point(|mention| mention.span.start <= span.start);
        mentions[..until]
            .iter()
            .rev()
            .take(8)
            .filter(|mention| mention.span.contains(span))
            .min_by_key(|mention| mention.span.len())
            .map(|mention| mention.actor)
    }

    fn sentence_span(&self, token: TokenId) -> Span {
        self.document.sentence(self.document.sentence_of(token)).span
    }

    /// "according to X": everything else in its sentence.
    fn according(&self, token: TokenId, found: &mut Vec<Attribution>) {
        let document = self.document;
        let nominal = |token: &TokenId| {
            matches!(document.token(*token).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
        };
        let own = document
            .children_by(token, &[Relation::Obl, Relation::Nmod, Relation::Obj])
            .find(nominal)
            .or_else(|| document.head(token).filter(|head| *head > token).filter(nominal));
        let Some(source) = own else { return };
        let content = self.sentence_span(token);
        found.push(Attribution { depth: OUTER, ..self.attribution(source, token, content, Stance::Say) });
    }

    /// "X quoted Y as saying", "Y, quoted by X", "…, citing Y": two sources of one content.
    fn relay(&self, cue: TokenId, first: usize, found: &mut Vec<Attribution>) {
        let document = self.document;
        let content = self.sentence_span(cue);
        let push = |source: TokenId, depth: u8, content: Span, found: &mut Vec<Attribution>| {
            let new = self.attribution(source, cue, content, Stance::Say);
            if let Some(known) =
                found[first..].iter_mut().find(|known| known.source.name.overlaps(new.source.name))
            {
                known.depth = known.depth.max(depth);
                known.content = known.content.cover(content);
            } else {
                found.push(Attribution { depth, ..new });
            }
        };
        if let Some(agent) = self.agent_of(cue) {
            push(agent, OUTER, content, found);
            let quoted =
                document.subject_of(cue).filter(|noun| !self.is_said_itself(*noun, cue)).or_else(|| {
                    document.head(cue).filter(|head| document.token(*head).upos != Upos::Verb && *head < cue)
                });
            if let Some(quoted) = quoted {
                push(quoted, INNER, content, found);
            }
            return;
        }
        let Some(object) = document.object_of(cue) else { return };
        push(object, INNER, content, found);
        if let Some(subject) = document.subject_of(cue).filter(|subject| *subject != object) {
            push(subject, PLAIN, content, found);
        }
    }

    /// "gases believed to be sarin": the participle attributes as little as the clause "which are believed".
    fn is_reduced(&self, cue: TokenId) -> bool {
        const OPINION: &[&str] =
            &["believe", "think", "say", "report", "suppose", "presume", "suspect", "know"];
        let document = self.document;
        let token = document.token(cue);
        let to = document.token_at(token.span.end).is_some_and(|next| word_is(document, next, &["to"]));
        let relative = token.relation == Relation::Acl && token.xpos == Xpos::Vbn;
        relative || to && OPINION.contains(&document.lemma(cue))
    }

    /// A verb of speech or thought with its source.
    fn speech(&self, cue: TokenId, stance: Stance, found: &mut Vec<Attribution>) {
        let document = self.document;
        let passive =
            self.is_reduced(cue) || document.children_by(cue, &[Relation::AuxPass]).next().is_some();
        let by = self.agent_of(cue).filter(|_| passive || document.subject_of(cue).is_none());
        let source = by.or_else(|| self.speaker_of(cue).filter(|_| !passive));
        let Some(source) = source.filter(|source| !self.is_said_itself(*source, cue)) else { return };
        let content = if by.is_some() { self.sentence_span(cue) } else { self.content_of(cue, source) };
        found.push(self.attribution(source, cue, content, stance));
    }

    /// What is said: the words after the verb, or the whole sentence where source and verb are an aside in it.
    fn content_of(&self, cue: TokenId, source: TokenId) -> Span {
        let document = self.document;
        let sentence = self.sentence_span(cue);
        let (from, to) = (document.token(cue).span, noun_phrase(document, source));
        let first = from.start.min(to.start);
        let aside = document
            .source()
            .get(sentence.start as usize..first as usize)
            .is_some_and(|before| before.trim_end().ends_with([',', '”', '"', '’', '—', '–']));
        let clause_before = document.children_by(cue, &[Relation::Ccomp]).any(|clause| clause < cue);
        let following =
            Span { start: from.end.max(if source > cue { to.end } else { 0 }), end: sentence.end };
        let rest = following.of(document.source()).trim_matches(|letter: char| !letter.is_alphanumeric());
        // "The raid killed nine people an army source told the agency": only the addressee or the day follows.
        let addressed = || {
            let start = document.token_at(first).filter(|start| *start <= cue);
            let after: Vec<TokenId> = document.tokens_within(following).collect();
            let day = after
                .first()
                .is_some_and(|word| document.token(*word).upos == Upos::Adp || self.is_time(*word));
            (day || document.lemma(cue) == "tell")
                && after.len() <= MOST_ADDRESSED
                && after
                    .iter()
                    .all(|word| !matches!(document.token(*word).upos, Upos::Verb | Upos::Aux | Upos::Sconj))
                && start.is_some_and(|start| self.follows_a_clause(start))
        };
        let whole = aside || clause_before || rest.is_empty() || addressed();
        let ends = || source > cue && self.speaks_at_the_end(cue, source);
        if whole || ends() { sentence } else { following }
    }

    /// Direct speech whose speaker the grammar found, where no verb has already been found for it.
    fn quotations(&self, sentence: SentenceId, first: usize, found: &mut Vec<Attribution>) {
        let span = self.document.sentence(sentence).span;
        let quotations = self.document.quotations();
        let from = quotations.partition_point(|quotation| quotation.span.start < span.start);
        for quotation in quotations[from..].iter().take_while(|quotation| quotation.span.start < span.end) {
            let Quotation { inner, speaker: Some(speaker), cue: Some(cue), scare: false, .. } = *quotation
            else {
                continue;
            };
            if self.is_said_itself(speaker, cue) {
                continue;
            }
            let known = found[first..].iter_mut().find(|known| {
                known.source.cue == self.document.token(cue).span
                    || known.source.name.contains(self.document.token(speaker).span)
            });
            match known {
                Some(known) => known.content = known.content.cover(inner),
                None => found.push(self.attribution(speaker, cue, inner, Stance::Say)),
            }
        }
    }
}

//! The questions that other modules ask of the grammar. Each is at most linear in the sentence.

use super::{Document, NounMention, Quotation, Relation, SentenceId, SentenceSpan, Token, TokenId};
use crate::text::Span;

impl<'t> Document<'t> {
    /// The text it was made from.
    #[must_use]
    pub fn source(&self) -> &'t str {
        self.text
    }

    /// All tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All tokens in order, by their ids.
    pub fn token_ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        (0..u32::try_from(self.tokens.len()).unwrap_or(u32::MAX)).map(TokenId)
    }

    /// All sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[SentenceSpan] {
        &self.sentences
    }

    /// All mentions, by start and, where nested, the longer first.
    #[must_use]
    pub fn mentions(&self) -> &[NounMention] {
        &self.mentions
    }

    /// All quotations, by start.
    #[must_use]
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// One token.
    ///
    /// # Panics
    /// If the id is from another, longer document.
    #[must_use]
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// A token's words.
    #[must_use]
    pub fn word(&self, id: TokenId) -> &'t str {
        self.token(id).span.of(self.text)
    }

    /// A token's lemma, lower-case unless it is a name.
    #[must_use]
    pub fn lemma(&self, id: TokenId) -> &str {
        let (start, end) = self.token(id).lemma;
        self.lemmas.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The sentence of a token.
    #[must_use]
    pub fn sentence_of(&self, id: TokenId) -> SentenceId {
        let after = self.sentences.partition_point(|sentence| sentence.first <= id);
        SentenceId(u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// One sentence.
    ///
    /// # Panics
    /// If the id is from another, longer document.
    #[must_use]
    pub fn sentence(&self, id: SentenceId) -> &SentenceSpan {
        &self.sentences[id.0 as usize]
    }

    /// The tokens of a sentence.
    pub fn tokens_in(&self, sentence: SentenceId) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        let SentenceSpan { first, end, .. } = *self.sentence(sentence);
        (first.0..end.0).map(TokenId)
    }

    /// The token that covers or follows a byte offset, if there is one.
    #[must_use]
    pub fn token_at(&self, offset: u32) -> Option<TokenId> {
        let place = self.tokens.partition_point(|token| token.span.end <= offset);
        (place < self.tokens.len()).then(|| TokenId(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    /// The tokens that lie within a span.
    pub fn tokens_within(&self, span: Span) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end).max(first);
        (first..end).map(|index| TokenId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// A token's governor; none at the root.
    #[must_use]
    pub fn head(&self, id: TokenId) -> Option<TokenId> {
        let head = self.token(id).head;
        (head != id).then_some(head)
    }

    /// The words a token governs, in order.
    pub fn children(&self, id: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.tokens_in(self.sentence_of(id)).filter(move |&child| child != id && self.token(child).head == id)
    }

    /// The words a token governs by one of the relations.
    pub fn children_by<'s>(
        &'s self,
        id: TokenId,
        relations: &'s [Relation],
    ) -> impl DoubleEndedIterator<Item = TokenId> + 's {
        self.children(id).filter(|&child| relations.contains(&self.token(child).relation))
    }

    /// The subject of a clause, active or passive; for a verb without one, that of the verb it is co-ordinated with.
    #[must_use]
    pub fn subject_of(&self, verb: TokenId) -> Option<TokenId> {
        const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
        let own = self.children_by(verb, SUBJECTS).next();
        own.or_else(|| match self.token(verb).relation {
            Relation::Conj | Relation::Xcomp => {
                self.head(verb).and_then(|governor| self.subject_of(governor))
            }
            _ => None,
        })
    }

    /// The direct object of a verb.
    #[must_use]
    pub fn object_of(&self, verb: TokenId) -> Option<TokenId> {
        self.children_by(verb, &[Relation::Obj]).next()
    }

    /// Whether a verb is passive.
    #[must_use]
    pub fn is_passive(&self, verb: TokenId) -> bool {
        const PASSIVE: &[Relation] = &[Relation::NsubjPass, Relation::AuxPass, Relation::CsubjPass];
        self.children_by(verb, PASSIVE).next().is_some()
    }

    /// The words co-ordinated with a word, without itself.
    pub fn conjuncts(&self, id: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.children_by(id, &[Relation::Conj])
    }

    /// The words in apposition to a word.
    pub fn appositions(&self, id: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.children_by(id, &[Relation::Appos])
    }

    /// The preposition or case marker of a noun, if it has one.
    #[must_use]
    pub fn case_of(&self, noun: TokenId) -> Option<TokenId> {
        self.children_by(noun, &[Relation::Case]).next()
    }

    /// The nearest governor that heads a clause.
    #[must_use]
    pub fn governing_clause(&self, id: TokenId) -> Option<TokenId> {
        let mut here = id;
        while let Some(governor) = self.head(here) {
            if self.token(governor).upos == super::Upos::Verb || self.token(here).relation.opens_clause() {
                return Some(governor);
            }
            here = governor;
        }
        None
    }

    /// The bytes from the first to the last word that a token governs, including itself.
    #[must_use]
    pub fn subtree(&self, id: TokenId) -> Span {
        let sentence = self.sentence_of(id);
        let within = |token: TokenId| {
            let mut here = token;
            loop {
                if here == id {
                    return true;
                }
                match self.head(here) {
                    Some(governor) => here = governor,
                    None => return false,
                }
            }
        };
        self.tokens_in(sentence)
            .filter(|&token| within(token))
            .fold(self.token(id).span, |span, token| span.cover(self.token(token).span))
    }
}

impl Relation {
    /// Whether a word with this relation heads a clause of its own.
    #[must_use]
    pub fn opens_clause(self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Acl
                | Self::AclRelcl
                | Self::Advcl
                | Self::AdvclRelcl
                | Self::Ccomp
                | Self::Csubj
                | Self::CsubjPass
                | Self::Parataxis
                | Self::Xcomp
        )
    }
}

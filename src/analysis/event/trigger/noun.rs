//! Nouns and names that are triggers: by the lexicon, by their place in the sentence and by the verb that carries them.

use super::{Finder, Trigger};
use crate::analysis::event::lexicon::{Part, PartOfSpeech};
use crate::analysis::event::{Form, misread, participant};
use crate::analysis::language::{MentionClass, Relation, TokenId, Upos};
use ecow::EcoString;

impl Finder<'_> {
    /// The evidence a noun needs to count as an event.
    pub(super) const NOUN: f32 = 0.55;

    pub(super) fn noun(&self, id: TokenId) -> Option<Trigger> {
        let token = self.document.token(id);
        let verbal = misread::is_verbal_noun_read_as_verb(self.document, self.lexicon, id);
        let misread = verbal
            || misread::is_noun_read_as_verb(self.document, self.lexicon, id)
            || misread::is_noun_read_as_adjective(self.document, self.lexicon, id);
        if !misread && !matches!(token.upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        if let Some(named) = self.name(id) {
            return Some(named);
        }
        if self.taken[id.index()] || self.is_in_idiom(id) || self.is_manner(id) || self.is_in_preposition(id)
        {
            return None;
        }
        let lemma = if verbal { self.document.word(id) } else { self.document.lemma(id) };
        let lemma: EcoString = lemma.to_lowercase().into();
        let verbless = self.verbless[self.document.sentence_of(id).0 as usize];
        if misread::is_headline_verb(self.document, self.lexicon, verbless, id) {
            let lemma = lemma.strip_suffix('s').map_or(lemma.clone(), Into::into);
            return Some(Trigger::listed(id, token.span, lemma, Form::Verb));
        }
        (misread || token.upos == Upos::Noun && self.noun_score(id) >= Self::NOUN).then(|| {
            let carrier = self.carrier(id);
            Trigger { carrier, ..Trigger::listed(id, token.span, lemma, Form::Noun) }
        })
    }

    /// The name of an event that ends in this word: "the Olympics", "the 12th annual Harbour Cup".
    fn name(&self, id: TokenId) -> Option<Trigger> {
        let is_name = |id: TokenId| self.document.token(id).upos == Upos::Propn;
        let sentence = *self.document.sentence(self.document.sentence_of(id));
        let next = TokenId(id.0 + 1);
        if !is_name(id) || next < sentence.end && is_name(next) {
            return None;
        }
        let mut first = id;
        while first > sentence.first && is_name(TokenId(first.0 - 1)) {
            first = TokenId(first.0 - 1);
        }
        let words: Vec<String> =
            (first.0..=id.0).map(|word| bare(self.document.word(TokenId(word)))).collect();
        let listed = (0..words.len()).find_map(|from| {
            self.lexicon.named_event(&words[from..].join(" ")).filter(|_| from == 0 || words.len() - from > 1)
        });
        if listed.is_none() && (self.taken[id.index()] || !self.looks_like_event_name(first, id)) {
            return None;
        }
        let lemma = listed.map_or_else(|| words.join(" "), str::to_owned).into();
        let span = self.document.token(first).span.cover(self.document.token(id).span);
        Some(Trigger::listed(id, span, lemma, Form::Name))
    }

    /// Whether a name on no list is that of an event, by its last word, by the words before it, by its grammar.
    fn looks_like_event_name(&self, first: TokenId, last: TokenId) -> bool {
        let ends_so = first < last && self.lexicon.is(&bare(self.document.word(last)), Part::NameLast);
        let marked = matches!(self.mention[last.index()], Some((MentionClass::Event, _)));
        let before = self.document.children(last).filter(|&child| child < first).any(|child| {
            let word = self.document.word(child).to_lowercase();
            self.lexicon.is(&word, Part::NameBefore) || is_ordinal(&word)
        });
        ends_so || marked || before
    }

    pub(super) fn noun_score(&self, id: TokenId) -> f32 {
        let lemma = self.document.lemma(id).to_lowercase();
        let known = self.lexicon.eventiveness(&lemma);
        let derived = self.lexicon.verb_of(&lemma).is_some();
        if known <= 0.0 && !derived {
            return 0.0;
        }
        let marked = match self.mention[id.index()] {
            Some((MentionClass::Event, _)) => 0.3,
            Some((MentionClass::Abstract, _)) | None => 0.0,
            Some(_) => -0.25,
        };
        let field = match self.lexicon.field(PartOfSpeech::Noun, &lemma) {
            "person" | "artifact" | "group" | "location" | "object" | "substance" | "animal" | "food"
            | "body" => -0.3,
            _ => 0.0,
        };
        let field = if known >= 1.0 { 0.0 } else { field };
        let base = if derived { known.max(0.3) } else { known };
        base * 0.75 + marked + field + self.setting(id, derived, known)
    }

    /// The evidence from a noun's place in the sentence: its governor, its dependents, its phrase.
    fn setting(&self, id: TokenId, derived: bool, known: f32) -> f32 {
        const AROUND: [&str; 6] = ["during", "after", "before", "since", "following", "amid"];
        let token = self.document.token(id);
        let mut score = 0.0;
        if self.carrier(id).is_some() {
            score += 0.3;
        }
        if derived && self.governs_participant(id) {
            score += 0.15;
        }
        if self
            .document
            .case_of(id)
            .is_some_and(|case| AROUND.contains(&&*self.document.word(case).to_lowercase()))
        {
            score += 0.25;
        }
        if token.relation == Relation::Compound && known < 1.0 {
            score -= 0.25;
        }
        score
    }

    fn governs_participant(&self, id: TokenId) -> bool {
        self.document.children_by(id, &[Relation::Nmod, Relation::NmodPoss]).next().is_some()
    }

    /// The verb that only carries a noun: a light verb whose object it is, or a verb of occurrence or of aspect whose
    /// subject or object it is.
    fn carrier(&self, id: TokenId) -> Option<TokenId> {
        let verb = self.document.head(id)?;
        let token = self.document.token(verb);
        if token.upos != Upos::Verb {
            return None;
        }
        let lemma = self.lemma_of_verb(verb);
        let carries = match self.document.token(id).relation {
            Relation::Obj | Relation::NsubjPass => {
                self.lexicon.is(&lemma, Part::Light) || self.lexicon.is(&lemma, Part::Aspect)
            }
            Relation::Nsubj => {
                let object = self.document.object_of(verb);
                let takes_place = |object| {
                    let phrase = format!("{lemma} {}", self.document.lemma(object).to_lowercase());
                    self.lexicon.is(&phrase, Part::Occurrence)
                };
                let happens = object.is_some_and(takes_place);
                let idiom = lemma.contains(' ') && self.lexicon.is(&lemma, Part::Occurrence);
                happens
                    || idiom
                    || object.is_none()
                        && (self.lexicon.is(&lemma, Part::Occurrence)
                            || self.lexicon.is(&lemma, Part::Aspect))
            }
            _ => participant::subject_of_occurrence(self.document, verb) == Some(id),
        };
        carries.then_some(verb)
    }
}

/// A word in lower case without the marks around it: "#Oscars®".
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Whether a word is an ordinal in digits: "81st".
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(ending, "st" | "nd" | "rd" | "th")
}

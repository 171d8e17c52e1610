//! Which words of a report name events: verbs, nouns, and nouns with a verb that says little itself.
//!
//! Verbs are triggers unless they describe states; nouns are if the lexicon and their place in the sentence make an event
//! likely. What counts as an event follows TimeML's annotation guidelines (Saurí et al. 2006) and the light verbs of English. Of the
//! words this leaves open, those that `likelihood` takes for events are triggers. `noun` finds nouns, `phrasal` verbs of several
//! words.

mod noun;
mod phrasal;

use super::lexicon::{Lexicon, Part, PartOfSpeech, lexicon};
use super::likelihood::{self, OpenWord};
use super::{Context, Form, Function, misread};
use ecow::EcoString;

use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Document, MentionClass, MentionForm, Relation, TokenId, Upos, Xpos};
use crate::analysis::time::TimexType;
use crate::text::Span;

/// A word that names an event, before its participants and date are known.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The word; of a name the last.
    pub token: TokenId,
    /// The word's bytes; of a name all its words.
    pub span: Span,
    /// The verb that carries a noun: "carried out" in "carried out an attack", "erupted" in "clashes erupted".
    pub carrier: Option<TokenId>,
    /// Its lemma, with the particle of a phrasal verb.
    pub lemma: EcoString,
    /// How it names the event.
    pub form: Form,
    /// Whether it names an event itself.
    pub function: Function,
    /// How likely it names an event, in percent, if it was found only by the learned weights.
    pub likelihood: Option<u8>,
}

impl Trigger {
    /// A word that names an event itself, as lists and grammar find it.
    fn listed(token: TokenId, span: Span, lemma: EcoString, form: Form) -> Self {
        Self { token, span, carrier: None, lemma, form, function: Function::Event, likelihood: None }
    }

    /// The word that heads the clause: the carrier, else the trigger itself.
    pub fn head(&self) -> TokenId {
        self.carrier.unwrap_or(self.token)
    }

    /// Its part of speech in the lexicon.
    pub fn pos(&self) -> PartOfSpeech {
        match self.form {
            Form::Verb => PartOfSpeech::Verb,
            Form::Noun | Form::Name => PartOfSpeech::Noun,
        }
    }
}

/// Finds the triggers of a report by lists and grammar, and those by learned weights, each in order.
pub(super) fn find(context: &Context<'_>) -> (Vec<Trigger>, Vec<Trigger>) {
    let finder = Finder::new(context);
    let listed = finder.listed();
    let learned = finder.open(&listed).iter().filter_map(|word| finder.learned(word)).collect();
    (listed, learned)
}

/// The triggers that lists and grammar find, and the words they leave open.
pub(super) fn candidates<'a>(context: &Context<'a>) -> (Vec<Span>, Vec<OpenWord<'a>>) {
    let finder = Finder::new(context);
    let listed = finder.listed();
    let open = finder.open(&listed);
    (listed.into_iter().map(|trigger| trigger.span).collect(), open)
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lexicon: &'static Lexicon,
    /// By token: the class of the mention it heads.
    mention: Vec<Option<(MentionClass, MentionForm)>>,
    /// By token: whether it belongs to a time expression that denotes a date, or to an actor's name.
    taken: Vec<bool>,
    /// By sentence: whether none of its words was read as a verb.
    verbless: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(context: &Context<'a>) -> Self {
        let document = context.document;
        let mut finder = Self {
            document,
            lexicon: lexicon(),
            mention: vec![None; document.tokens().len()],
            taken: vec![false; document.tokens().len()],
            verbless: Vec::new(),
        };
        for mention in document.mentions() {
            finder.mention[mention.head.index()] = Some((mention.class, mention.form));
        }
        let names = context.actors.mentions.iter().filter(|mention| {
            let actor = context.actors.actors.get(mention.actor as usize);
            mention.form == MentionForm::Name && actor.is_some_and(|actor| actor.kind != ActorKind::Group)
        });
        let dates = context.times.iter().filter(|time| time.kind != TimexType::Duration);
        for span in names.map(|name| name.span).chain(dates.map(|time| time.span)) {
            for token in document.tokens_within(span) {
                finder.taken[token.index()] = true;
            }
        }
        finder.verbless = document
            .sentences()
            .iter()
            .map(|sentence| {
                (sentence.first.0..sentence.end.0).all(|id| document.token(TokenId(id)).upos != Upos::Verb)
            })
            .collect();
        finder
    }

    /// The triggers that lists and grammar find.
    fn listed(&self) -> Vec<Trigger> {
        let mut triggers: Vec<Trigger> = self.nouns().collect();
        let mut carriers = vec![false; self.document.tokens().len()];
        for carrier in triggers.iter().filter_map(|trigger| trigger.carrier) {
            carriers[carrier.index()] = true;
        }
        triggers.extend(self.verbs(&carriers));
        triggers.sort_by_key(|trigger| trigger.token);
        triggers
    }

    /// The other words that may still name an event.
    fn open(&self, listed: &[Trigger]) -> Vec<OpenWord<'a>> {
        let mut settled = self.taken.clone();
        for trigger in listed {
            let carrier = trigger.carrier.map(|carrier| self.document.token(carrier).span);
            for token in
                carrier.into_iter().chain([trigger.span]).flat_map(|span| self.document.tokens_within(span))
            {
                settled[token.index()] = true;
            }
        }
        let open = self.document.token_ids().filter(|&id| !settled[id.index()] && self.is_open(id));
        let word = |id: TokenId| OpenWord {
            document: self.document,
            lexicon: self.lexicon,
            id,
            mention: self.mention[id.index()],
        };
        open.map(word).collect()
    }

    /// Whether a word can name an event by its part of speech and its place in the clause.
    fn is_open(&self, id: TokenId) -> bool {
        let token = self.document.token(id);
        match token.upos {
            Upos::Noun => !self.is_in_idiom(id) && !self.is_manner(id) && !self.is_in_preposition(id),
            Upos::Verb => {
                let lemma = self.document.lemma(id);
                // "The museum belongs to the city", "there were two guards".
                let holds = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp)
                    && self.lexicon.is(lemma, Part::Stative)
                    || matches!(lemma, "be" | "have");
                self.clausal(id) && !holds && !self.is_supposed(id) && !self.is_label(id)
            }
            Upos::Adj => {
                // "Turned violent" is one event.
                let becomes = token.relation == Relation::Xcomp
                    && self.document.head(id).is_some_and(|verb| {
                        self.document.token(verb).upos == Upos::Verb && self.becoming(verb) == Some(id)
                    });
                self.clausal(id) && token.relation != Relation::Amod && !becomes && !self.is_supposed(id)
            }
            _ => false,
        }
    }

    /// A word left open as a trigger, if it is likely enough to name an event.
    fn learned(&self, word: &OpenWord<'_>) -> Option<Trigger> {
        let log_odds = likelihood::log_odds(word);
        if log_odds < likelihood::ENOUGH {
            return None;
        }
        let (id, token) = (word.id, self.document.token(word.id));
        let lemma = match token.upos {
            Upos::Verb => self.lemma_of_verb(id),
            _ => self.document.lemma(id).to_lowercase().into(),
        };
        let form = if token.upos == Upos::Noun { Form::Noun } else { Form::Verb };
        let likelihood = Some(likelihood::percent(log_odds));
        Some(Trigger { likelihood, ..Trigger::listed(id, token.span, lemma, form) })
    }

    fn nouns(&self) -> impl Iterator<Item = Trigger> {
        self.document.token_ids().filter_map(|id| self.noun(id))
    }

    fn verbs(&self, carriers: &[bool]) -> impl Iterator<Item = Trigger> {
        self.document.token_ids().filter(|id| !carriers[id.index()]).filter_map(|id| self.verb(id))
    }

    fn verb(&self, id: TokenId) -> Option<Trigger> {
        let token = self.document.token(id);
        let adjective = misread::verb_of_adjective(self.document, self.lexicon, id);
        let noun = misread::is_noun_read_as_verb(self.document, self.lexicon, id)
            || misread::is_verbal_noun_read_as_verb(self.document, self.lexicon, id);
        if token.upos != Upos::Verb && adjective.is_none() || noun || !self.clausal(id) || self.is_label(id) {
            return None;
        }
        let lemma = adjective.map_or_else(|| self.lemma_of_verb(id), Into::into);
        if self.lexicon.is_stative(&lemma) || self.is_supposed(id) || !self.names_event(id, &lemma) {
            return None;
        }
        let function = if self.lexicon.is(&lemma, Part::Aspect) && self.governs_event(id) {
            Function::Aspect
        } else if self.lexicon.is(&lemma, Part::Reporting) && !self.performs(id, &lemma) {
            Function::Reporting
        } else if self.is_cause(id, &lemma) {
            Function::Cause
        } else {
            Function::Event
        };
        Some(Trigger { function, ..Trigger::listed(id, token.span, lemma, Form::Verb) })
    }

    /// Whether a verb says that one thing led to another, alone or with its preposition: "sparked", "led to".
    fn is_cause(&self, id: TokenId, lemma: &str) -> bool {
        let phrases = self.document.children_by(id, &[Relation::Obl]);
        let mut cases = phrases.filter_map(|phrase| self.document.case_of(phrase));
        let with = |case: TokenId| {
            let case = self.document.word(case).to_lowercase();
            let listed =
                if lemma.ends_with(&format!(" {case}")) { lemma } else { &format!("{lemma} {case}") };
            self.lexicon.is(listed, Part::Causing)
        };
        // "The crew set off" leads to nothing.
        let affects = || {
            self.document.object_of(id).is_some()
                || self.document.is_passive(id)
                || self.document.token(id).xpos == Xpos::Vbn
        };
        self.lexicon.is(lemma, Part::Causing) && affects() || cases.any(with)
    }

    /// Whether a line only gives the date of the page: "Last updated at 14:00 GMT on 10 June 2013".
    fn is_label(&self, id: TokenId) -> bool {
        const LABELS: &[&str] = &["published", "updated", "posted", "modified", "created", "filed"];
        let sentence = self.document.sentence(self.document.sentence_of(id));
        let is_of_date = |token: TokenId| {
            let zone = || self.document.word(token).chars().all(char::is_uppercase);
            let upos = self.document.token(token).upos;
            token == id
                || self.taken[token.index()]
                || matches!(upos, Upos::Punct | Upos::Adp | Upos::Adv | Upos::Adj | Upos::Num | Upos::Sym)
                || zone()
        };
        LABELS.contains(&&*self.document.word(id).to_lowercase())
            && (sentence.first.0..sentence.end.0).map(TokenId).all(is_of_date)
    }

    /// Whether a verb of saying names an action, because its object is a thing: "recalled 600 cars".
    fn performs(&self, id: TokenId, lemma: &str) -> bool {
        let says = self.document.children_by(id, &[Relation::Ccomp, Relation::Parataxis]).next().is_some();
        let object =
            self.document.object_of(id).filter(|_| self.lexicon.is(lemma, Part::Performing) && !says);
        object.is_some_and(|object| {
            let token = self.document.token(object);
            token.upos == Upos::Noun && self.lexicon.eventiveness(self.document.lemma(object)) < Self::NOUN
        })
    }

    /// Whether a verb heads a clause or a participle with a meaning of its own: not a preposition ("including", "following").
    fn clausal(&self, id: TokenId) -> bool {
        let token = self.document.token(id);
        let function_word = matches!(
            token.relation,
            Relation::Case
                | Relation::Mark
                | Relation::Fixed
                | Relation::Flat
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
        );
        !(function_word || self.taken[id.index()])
    }

    /// Whether a participle names an event: before a noun only if it names a kind of news, never as a preposition.
    fn names_event(&self, id: TokenId, lemma: &str) -> bool {
        let token = self.document.token(id);
        let participle = matches!(token.xpos, Xpos::Vbg | Xpos::Vbn);
        let prepositional = participle
            && self.lexicon.is(lemma, Part::Prepositional)
            && matches!(token.relation, Relation::Acl | Relation::Advcl | Relation::Obl | Relation::Nmod)
            && self.document.subject_of(id).is_none();
        let adjective = token.relation == Relation::Amod
            && (token.xpos == Xpos::Vbg || !self.lexicon.is_strong(PartOfSpeech::Verb, lemma));
        !(prepositional || adjective)
    }

    /// Whether a clause is introduced by "if" or its like.
    fn is_supposed(&self, id: TokenId) -> bool {
        self.document
            .children_by(id, &[Relation::Mark])
            .any(|mark| self.lexicon.is(&self.document.word(mark).to_lowercase(), Part::Hypothetical))
    }

    /// Whether a verb has a clause or an event noun beside it that it can be the aspect of.
    fn governs_event(&self, id: TokenId) -> bool {
        const ARGUMENTS: &[Relation] =
            &[Relation::Xcomp, Relation::Obj, Relation::Nsubj, Relation::Ccomp, Relation::NsubjPass];
        let with = |&child: &TokenId| {
            self.document.case_of(child).is_some_and(|case| self.document.word(case) == "with")
        };
        let first = self.document.children_by(id, &[Relation::Obl]).filter(with);
        first.chain(self.document.children_by(id, ARGUMENTS)).any(|argument| {
            match self.document.token(argument).upos {
                Upos::Verb => !self.lexicon.is_stative(self.document.lemma(argument)),
                Upos::Noun => self.noun_score(argument) >= Self::NOUN,
                _ => false,
            }
        })
    }
}

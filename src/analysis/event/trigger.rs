//! Which words of a report name events: verbs, nouns, and nouns carried by a verb that says little itself.
//!
//! Verbs are triggers unless they tell states; nouns are where the lexicon and their place in the sentence make a happening
//! likely. After TimeML's annotation guidelines (Saurí et al. 2006) for what is an event, and the light verbs of English.

use super::lexicon::{Lexicon, Part, PartOfSpeech, lexicon};
use super::{Context, Form, Function};
use crate::analysis::actor::ActorKind;
use crate::analysis::language::{Document, MentionClass, MentionForm, Relation, TokenId, Upos, Xpos};
use crate::analysis::time::TimexType;

/// A word that names an event, before it is known who takes part and when.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The word.
    pub token: TokenId,
    /// The verb that carries a noun: "carried out" in "carried out an attack", "erupted" in "clashes erupted".
    pub carrier: Option<TokenId>,
    /// Its lemma, with the particle of a phrasal verb.
    pub lemma: Box<str>,
    /// How it names the event.
    pub form: Form,
    /// Whether it tells an event itself.
    pub function: Function,
}

impl Trigger {
    /// The word that heads the clause: the carrier, else the trigger itself.
    pub fn head(&self) -> TokenId {
        self.carrier.unwrap_or(self.token)
    }

    /// The part of speech the lexicon knows it under.
    pub fn pos(&self) -> PartOfSpeech {
        match self.form {
            Form::Verb => PartOfSpeech::Verb,
            Form::Noun | Form::Name => PartOfSpeech::Noun,
        }
    }
}

/// Finds all triggers of a report, in order.
pub(super) fn find(context: &Context<'_>) -> Vec<Trigger> {
    let finder = Finder::new(context);
    let mut triggers: Vec<Trigger> = finder.nouns().collect();
    let carriers: Vec<TokenId> = triggers.iter().filter_map(|trigger| trigger.carrier).collect();
    triggers.extend(finder.verbs(&carriers));
    triggers.sort_by_key(|trigger| trigger.token);
    triggers
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lexicon: &'static Lexicon,
    /// By token: the class of the mention it heads.
    mention: Vec<Option<(MentionClass, MentionForm)>>,
    /// By token: whether it belongs to a time expression that denotes a date, or to an actor's name.
    taken: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(context: &Context<'a>) -> Self {
        let document = context.document;
        let mut finder = Self {
            document,
            lexicon: lexicon(),
            mention: vec![None; document.tokens().len()],
            taken: vec![false; document.tokens().len()],
        };
        for mention in document.mentions() {
            finder.mention[mention.head.index()] = Some((mention.class, mention.form));
        }
        let names = context.actors.mentions.iter().filter(|mention| {
            let group = context.actors.actors.get(mention.actor as usize);
            mention.form == MentionForm::Name && group.is_some_and(|actor| actor.kind != ActorKind::Group)
        });
        let dates = context.times.iter().filter(|time| time.kind != TimexType::Duration);
        for span in names.map(|name| name.span).chain(dates.map(|time| time.span)) {
            for token in document.tokens_within(span) {
                finder.taken[token.index()] = true;
            }
        }
        finder
    }

    fn ids(&self) -> impl Iterator<Item = TokenId> + use<> {
        (0..u32::try_from(self.document.tokens().len()).unwrap_or(u32::MAX)).map(TokenId)
    }

    fn nouns(&self) -> impl Iterator<Item = Trigger> {
        self.ids().filter_map(|id| self.noun(id))
    }

    fn verbs(&self, carriers: &[TokenId]) -> impl Iterator<Item = Trigger> {
        self.ids().filter(|id| !carriers.contains(id)).filter_map(|id| self.verb(id))
    }

    fn verb(&self, id: TokenId) -> Option<Trigger> {
        let token = self.document.token(id);
        if token.upos != Upos::Verb || !self.clausal(id) {
            return None;
        }
        let lemma = self.lemma_of_verb(id);
        if self.lexicon.is_stative(&lemma) || self.is_supposed(id) {
            return None;
        }
        let function = if self.lexicon.is(&lemma, Part::Aspect) && self.governs_event(id) {
            Function::Aspect
        } else if self.lexicon.is(&lemma, Part::Reporting) {
            Function::Reporting
        } else {
            Function::Event
        };
        Some(Trigger { token: id, carrier: None, lemma, form: Form::Verb, function })
    }

    /// Whether a verb heads a clause or a participle that tells something: not a preposition ("including", "following").
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
        let adjective = token.relation == Relation::Amod && token.xpos == Xpos::Vbg;
        !(function_word || adjective || self.taken[id.index()])
    }

    /// The lemma, lower-case, with the particle where both are a verb of their own.
    fn lemma_of_verb(&self, id: TokenId) -> Box<str> {
        let lemma = self.document.lemma(id).to_lowercase();
        if let Some(particle) = self.document.children_by(id, &[Relation::CompoundPrt]).next() {
            let phrasal = format!("{lemma} {}", self.document.lemma(particle).to_lowercase());
            if self.lexicon.is_phrasal(&phrasal) {
                return phrasal.into();
            }
        }
        let prepositions = ["for", "on", "off", "out", "up", "down", "in"];
        let next = self.document.children(id).filter(|child| child.0 > id.0).filter_map(|child| {
            let own = matches!(self.document.token(child).relation, Relation::Advmod | Relation::Obl);
            let case = self.document.case_of(child);
            own.then_some(case.unwrap_or(child))
        });
        for word in next.map(|token| self.document.word(token).to_lowercase()) {
            let phrasal = format!("{lemma} {word}");
            if prepositions.contains(&&*word) && self.lexicon.is(&phrasal, Part::Planning) {
                return phrasal.into();
            }
        }
        lemma.into()
    }

    /// Whether a clause is opened by "if" or its like.
    fn is_supposed(&self, id: TokenId) -> bool {
        self.document
            .children_by(id, &[Relation::Mark])
            .any(|mark| self.lexicon.is(&self.document.word(mark).to_lowercase(), Part::Hypothetical))
    }

    /// Whether a verb has a clause or an event noun beside it that it can be the aspect of.
    fn governs_event(&self, id: TokenId) -> bool {
        const ARGUMENTS: &[Relation] =
            &[Relation::Xcomp, Relation::Obj, Relation::Nsubj, Relation::Ccomp, Relation::NsubjPass];
        self.document.children_by(id, ARGUMENTS).any(|argument| match self.document.token(argument).upos {
            Upos::Verb => !self.lexicon.is_stative(self.document.lemma(argument)),
            Upos::Noun => self.noun_score(argument) >= Self::NOUN,
            _ => false,
        })
    }

    /// The evidence a noun needs to count as an event.
    const NOUN: f32 = 0.6;

    fn noun(&self, id: TokenId) -> Option<Trigger> {
        let token = self.document.token(id);
        if !matches!(token.upos, Upos::Noun | Upos::Propn) || self.taken[id.index()] {
            return None;
        }
        let score = if token.upos == Upos::Propn { self.name_score(id) } else { self.noun_score(id) };
        if score < Self::NOUN {
            return None;
        }
        let form = if token.upos == Upos::Propn { Form::Name } else { Form::Noun };
        let lemma = self.document.lemma(id).to_lowercase().into();
        Some(Trigger { token: id, carrier: self.carrier(id), lemma, form, function: Function::Event })
    }

    /// Evidence that a name is that of a happening: "the Olympics".
    fn name_score(&self, id: TokenId) -> f32 {
        match self.mention[id.index()] {
            Some((MentionClass::Event, _)) => 1.0,
            _ => 0.0,
        }
    }

    fn noun_score(&self, id: TokenId) -> f32 {
        let lemma = self.document.lemma(id).to_lowercase();
        let known = self.lexicon.eventiveness(&lemma);
        let derived = self.lexicon.verb_of(&lemma).is_some();
        let marked = match self.mention[id.index()] {
            Some((MentionClass::Event, _)) => 0.35,
            Some((MentionClass::Abstract, _)) | None => 0.0,
            Some(_) => -0.4,
        };
        if known <= 0.0 && !derived && marked <= 0.0 {
            return 0.0;
        }
        let base = if derived { known.max(0.3) } else { known };
        base * 0.75 + marked + self.setting(id, derived)
    }

    /// What a noun's place in the sentence tells: what carries it, what it governs, what it is part of.
    fn setting(&self, id: TokenId, derived: bool) -> f32 {
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
        if token.relation == Relation::Compound {
            score -= 0.25;
        }
        score
    }

    fn governs_participant(&self, id: TokenId) -> bool {
        self.document.children_by(id, &[Relation::Nmod, Relation::NmodPoss]).next().is_some()
    }

    /// The verb that only carries a noun: a light verb whose object it is, or a verb of happening or of aspect whose
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
                let intransitive = self.document.object_of(verb).is_none();
                intransitive
                    && (self.lexicon.is(&lemma, Part::Happening) || self.lexicon.is(&lemma, Part::Aspect))
            }
            _ => false,
        };
        carries.then_some(verb)
    }
}

//! Which words of a report name events: verbs, nouns, and nouns with a verb that says little itself.
//!
//! Verbs are triggers unless they describe states; nouns are if the lexicon and their place in the sentence make an event
//! likely. What counts as an event follows TimeML's annotation guidelines (Saurí et al. 2006) and the light verbs of English. Of the
//! words this leaves open, those that `likelihood` takes for events are triggers.

use super::lexicon::{Lexicon, Part, PartOfSpeech, lexicon};
use super::likelihood::{self, Word};
use super::{Context, Form, Function, misread, participant};
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
pub(super) fn candidates<'a>(context: &Context<'a>) -> (Vec<Span>, Vec<Word<'a>>) {
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
    fn open(&self, listed: &[Trigger]) -> Vec<Word<'a>> {
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
        let word = |id: TokenId| Word {
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
            Upos::Noun => !self.is_in_idiom(id) && !self.is_manner(id),
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
    fn learned(&self, word: &Word<'_>) -> Option<Trigger> {
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
        } else {
            Function::Event
        };
        Some(Trigger { function, ..Trigger::listed(id, token.span, lemma, Form::Verb) })
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

    /// Whether a verb of saying names a deed, because its object is a thing: "recalled 600 cars".
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

    /// The lemma, lower-case, with the particle if both are a phrasal verb.
    fn lemma_of_verb(&self, id: TokenId) -> EcoString {
        let lemma = self.bare_lemma(id);
        if let Some(adjective) = self.becoming(id) {
            let phrase = format!("{lemma} {}", self.document.lemma(adjective).to_lowercase());
            if self.lexicon.is_known_verb(&phrase) {
                return phrase.into();
            }
        }
        if let Some(particle) = self.document.children_by(id, &[Relation::CompoundPrt]).next() {
            let phrasal = format!("{lemma} {}", self.document.lemma(particle).to_lowercase());
            if self.lexicon.is_known_verb(&phrasal) {
                return phrasal.into();
            }
        }
        if let Some(idiom) = self.idiom(id, &lemma) {
            return idiom.into();
        }
        if let Some(phrase) = self.with_phrase(id, &lemma) {
            return phrase.into();
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

    /// A verb that is an idiom with its noun or adverb: "opened fire", "lost their lives", "took six guards hostage", "ran aground".
    fn idiom(&self, verb: TokenId, lemma: &str) -> Option<String> {
        const PARTS: &[Relation] = &[Relation::Obj, Relation::Xcomp, Relation::Advmod];
        let parts = self.document.children_by(verb, PARTS).filter(|part| part.0 > verb.0);
        let light = self.lexicon.is(lemma, Part::Light);
        let own = |&part: &TokenId| {
            let verb = self.document.token(part).upos == Upos::Verb;
            let described = self.document.children_by(part, &[Relation::Det, Relation::Amod, Relation::Nmod]);
            // With a light verb the noun names the event: "held talks".
            let named_by_noun = light && self.lexicon.eventiveness(self.document.lemma(part)) >= Self::NOUN;
            described.into_iter().next().is_none() && !named_by_noun && !verb
        };
        let mut phrases =
            parts.filter(own).map(|part| format!("{lemma} {}", self.document.lemma(part).to_lowercase()));
        phrases.find(|phrase| self.lexicon.is_known_verb(phrase))
    }

    /// Whether a noun only says how something ended: "stabbed to death".
    fn is_manner(&self, noun: TokenId) -> bool {
        let bare = self.document.children_by(noun, &[Relation::Det, Relation::NmodPoss]).next().is_none();
        let to = self.document.case_of(noun).is_some_and(|case| self.document.word(case) == "to");
        let verb = self.document.head(noun).is_some_and(|head| self.document.token(head).upos == Upos::Verb);
        bare && to && verb && self.document.lemma(noun) == "death"
    }

    /// A verb that is an idiom with a preposition or phrase right after it or after its object: "broke into", "taken into custody".
    fn with_phrase(&self, verb: TokenId, lemma: &str) -> Option<String> {
        let phrases = self.document.children_by(verb, &[Relation::Obl]).filter(|phrase| phrase.0 > verb.0);
        let joined = phrases.filter_map(|phrase| {
            let case = self.document.word(self.document.case_of(phrase)?).to_lowercase();
            let noun = self.document.lemma(phrase).to_lowercase();
            // Other prepositions may follow any verb: "held talks in Geneva".
            let governed = (case == "into").then(|| format!("{lemma} {case}"));
            Some([Some(format!("{lemma} {case} {noun}")), governed])
        });
        joined.flatten().flatten().find(|phrase| self.lexicon.is_classed_verb(phrase))
    }

    /// Whether a noun is part of its verb's idiom: "fire" in "opened fire".
    fn is_in_idiom(&self, noun: TokenId) -> bool {
        let Some(verb) =
            self.document.head(noun).filter(|&verb| self.document.token(verb).upos == Upos::Verb)
        else {
            return false;
        };
        let object = matches!(self.document.token(noun).relation, Relation::Obj | Relation::Xcomp);
        let lemma = self.document.lemma(noun).to_lowercase();
        object
            && self
                .idiom(verb, &self.bare_lemma(verb))
                .is_some_and(|idiom| idiom.ends_with(&lemma) && idiom.len() > lemma.len())
    }

    /// The lemma of a verb alone; if it is on no list, the one with its silent e.
    fn bare_lemma(&self, id: TokenId) -> String {
        let lemma = self.document.lemma(id).to_lowercase();
        let with_e = format!("{lemma}e");
        if !self.lexicon.is_known_verb(&lemma) && self.lexicon.is_known_verb(&with_e) {
            with_e
        } else {
            lemma
        }
    }

    /// The adjective after a verb of change: "violent" in "turned violent".
    fn becoming(&self, id: TokenId) -> Option<TokenId> {
        self.document
            .children_by(id, &[Relation::Xcomp])
            .find(|&word| self.document.token(word).upos == Upos::Adj)
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

    /// The evidence a noun needs to count as an event.
    const NOUN: f32 = 0.55;

    fn noun(&self, id: TokenId) -> Option<Trigger> {
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
        if self.taken[id.index()] || self.is_in_idiom(id) || self.is_manner(id) {
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

    fn noun_score(&self, id: TokenId) -> f32 {
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

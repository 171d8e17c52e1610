//! What each clause says, slot by slot: the action, who did it, to whom, where, when, with what and why, and whether the report
//! says that it is so.
//!
//! Kept small, since every report keeps its frames when its grammar is dropped: spans, a class of synonyms and a scope. What a
//! slot's words mean (a number, a day, an actor) is looked up when they are compared. The slots are the roles of PropBank
//! (Palmer and others 2005) as far as the dependency relation and the preposition determine them.

use std::collections::BTreeSet;

use super::actor::group;
use super::claim::attribution::{Stance as Cue, verb_cue};
use super::claim::lexicon::WordClass;
use super::event::lexicon::{PartOfSpeech, lexicon};
use super::event::{EventMention, EventType, Form};
use super::language::{Document, MentionClass, MentionForm, Relation, TokenId, Upos, Xpos};
use super::scope::{self, Polarity, Stance};
use super::time::TimeExpression;
use crate::text::{Span, Term, term};

#[cfg(test)]
mod tests;

/// The actions of a report and the fillers of their slots.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Frames {
    /// Actions, by position.
    #[serde(rename = "deeds")]
    pub actions: Box<[Action]>,
    /// The fillers of their slots, by action.
    pub fillers: Box<[Filler]>,
}

/// A verb, or a noun that names an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Action {
    /// The word.
    pub word: Span,
    /// Whether it is a verb.
    pub verbal: bool,
    /// Its class of synonyms; empty for a word on no list.
    #[serde(deserialize_with = "term::one")]
    pub class: Term,
    /// Its polarity.
    pub polarity: Polarity,
    /// Its certainty.
    pub stance: Stance,
    /// The word that turns the polarity or sets the stance.
    pub mark: Option<Span>,
}

/// The filler of a slot of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Filler {
    /// Index of the action.
    #[serde(rename = "deed")]
    pub action: u32,
    /// Which slot.
    pub slot: Slot,
    /// Its head word.
    pub head: Span,
    /// Its words, without the preposition.
    pub span: Span,
    /// Whether it is a name, a description or a pronoun.
    pub form: MentionForm,
}

/// The role of a filler in its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// The agent.
    Agent,
    /// The patient.
    Patient,
    /// Where.
    Place,
    /// When.
    Time,
    /// With what.
    Means,
    /// Why.
    Cause,
    /// The thing counted in its clause, with its number.
    Counted,
}

impl Frames {
    /// The fillers of an action.
    #[must_use]
    pub fn of(&self, action: u32) -> &[Filler] {
        let start = self.fillers.partition_point(|filler| filler.action < action);
        let end = self.fillers.partition_point(|filler| filler.action <= action);
        self.fillers.get(start..end).unwrap_or_default()
    }

    /// The actions whose words lie in a span, by index.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (u32, &Action)> {
        let start = self.actions.partition_point(|action| action.word.start < span.start);
        let inside = self.actions.iter().skip(start).take_while(move |action| action.word.end <= span.end);
        (u32::try_from(start).unwrap_or(u32::MAX)..).zip(inside)
    }
}

/// Reads the frames of a report. Linear in its words but for the depth of its trees.
#[must_use]
pub fn find(document: &Document<'_>, events: &[EventMention], times: &[TimeExpression]) -> Frames {
    let reader = Reader { document, times };
    let mut index: Vec<Option<u32>> = vec![None; document.tokens().len()];
    let mut heads: Vec<TokenId> = document.token_ids().filter(|token| is_action(document, *token)).collect();
    let nouns = events.iter().filter(|event| event.form == Form::Noun);
    heads.extend(nouns.filter_map(|event| document.token_at(event.trigger.start)));
    heads.sort_unstable();
    heads.dedup();
    for (place, head) in (0_u32..).zip(&heads) {
        index[head.index()] = Some(place);
    }
    let mut fillers = reader.fillers(&index, &heads);
    fillers.sort_by_key(|filler| (filler.action, filler.slot, filler.span));
    fillers.dedup();
    let actions = heads.into_iter().map(|head| reader.action(head)).collect();
    Frames { actions, fillers: fillers.into() }
}

/// Verbs that carry the meaning of another word.
const LIGHT: &[&str] =
    &["be", "have", "do", "get", "make", "go", "come", "let", "seem", "appear", "become", "remain", "need"];

/// Whether a word is a verb with content of its own: of verbs of saying, only those that deny.
fn is_action(document: &Document<'_>, token: TokenId) -> bool {
    let read = document.token(token);
    let lemma = document.lemma(token);
    read.upos == Upos::Verb
        && !matches!(read.relation, Relation::Amod | Relation::Compound | Relation::Aux | Relation::AuxPass)
        && !LIGHT.contains(&lemma)
        && verb_cue(lemma).is_none_or(|cue| cue == Cue::Deny)
}

struct Reader<'a> {
    document: &'a Document<'a>,
    times: &'a [TimeExpression],
}

impl Reader<'_> {
    fn action(&self, head: TokenId) -> Action {
        let scope = scope::of(self.document, head);
        let noun = self.document.token(head).upos != Upos::Verb;
        let part = if noun { PartOfSpeech::Noun } else { PartOfSpeech::Verb };
        Action {
            word: self.document.token(head).span,
            verbal: !noun,
            class: lexicon().class(part, self.document.lemma(head)),
            polarity: scope.polarity,
            stance: scope.stance,
            mark: scope.mark,
        }
    }

    /// Fills the slots of all actions.
    fn fillers(&self, index: &[Option<u32>], heads: &[TokenId]) -> Vec<Filler> {
        let document = self.document;
        let mut found = Vec::new();
        // The slot of each word that fills one, for co-ordinated words.
        let mut slots: Vec<Option<(u32, Slot)>> = vec![None; index.len()];
        for token in document.token_ids() {
            let Some(head) = document.head(token) else { continue };
            let slot = if document.token(token).relation == Relation::Conj {
                slots.get(head.index()).copied().flatten()
            } else {
                let action = index.get(head.index()).copied().flatten();
                action.and_then(|action| Some((action, self.slot(head, token)?)))
            };
            if document.token(token).relation == Relation::Nummod {
                let action = self.action_above(index, head);
                found.extend(action.and_then(|action| self.filler(action, Slot::Counted, head)));
            }
            if let Some((action, slot)) = slot {
                slots[token.index()] = Some((action, slot));
                found.extend(self.filler(action, slot, self.antecedent(token)));
            }
        }
        let mut filled: BTreeSet<(u32, Slot)> =
            found.iter().map(|one: &Filler| (one.action, one.slot)).collect();
        for (action, head) in (0_u32..).zip(heads) {
            for (slot, noun) in self.described(*head).into_iter().chain(self.shared_subject(*head)) {
                if filled.insert((action, slot)) {
                    found.extend(self.filler(action, slot, noun));
                }
            }
        }
        found
    }

    /// The antecedent of a relative pronoun: the captain of "the captain, who has not been arrested". Any other word is its own.
    fn antecedent(&self, word: TokenId) -> TokenId {
        let document = self.document;
        let relative = matches!(document.lemma(word), "who" | "which" | "that" | "whom")
            && document.token(word).upos == Upos::Pron;
        let clause = document.head(word).filter(|verb| document.token(*verb).relation == Relation::AclRelcl);
        clause.filter(|_| relative).and_then(|verb| document.head(verb)).unwrap_or(word)
    }

    /// The action of the clause that a word is in.
    fn action_above(&self, index: &[Option<u32>], word: TokenId) -> Option<u32> {
        const STEPS: usize = 8;
        let above = std::iter::successors(self.document.head(word), |here| self.document.head(*here));
        above.take(STEPS).find_map(|here| index.get(here.index()).copied().flatten())
    }

    /// The noun that a clause describes, and its slot: "a bomb planted by", "men carrying flags".
    fn described(&self, head: TokenId) -> Option<(Slot, TokenId)> {
        let document = self.document;
        let token = document.token(head);
        let noun = document.head(head).filter(|noun| document.token(*noun).upos != Upos::Verb)?;
        match (token.relation, token.xpos) {
            (Relation::Acl, Xpos::Vbn) => Some((Slot::Patient, noun)),
            (Relation::Acl, Xpos::Vbg) => Some((Slot::Agent, noun)),
            _ => None,
        }
    }

    /// The subject a verb shares with the verb it is co-ordinated with or depends on.
    fn shared_subject(&self, head: TokenId) -> Option<(Slot, TokenId)> {
        let document = self.document;
        let token = document.token(head);
        let governor = document.head(head)?;
        let shares = match token.relation {
            Relation::Conj => token.upos == Upos::Verb,
            Relation::Xcomp => true,
            Relation::Advcl => token.xpos == Xpos::Vbg,
            _ => false,
        };
        let passive = document.is_passive(head) || token.xpos == Xpos::Vbn && document.is_passive(governor);
        let slot = if passive { Slot::Patient } else { Slot::Agent };
        shares.then(|| document.subject_of(governor)).flatten().map(|subject| (slot, subject))
    }

    /// The slot that a word fills in its governor's clause.
    fn slot(&self, action: TokenId, word: TokenId) -> Option<Slot> {
        let document = self.document;
        let verbal = document.token(action).upos == Upos::Verb;
        match document.token(word).relation {
            Relation::Nsubj | Relation::NsubjOuter if verbal => Some(Slot::Agent),
            Relation::NsubjPass | Relation::Obj if verbal => Some(Slot::Patient),
            Relation::OblAgent => Some(Slot::Agent),
            Relation::Obl | Relation::OblUnmarked | Relation::Nmod | Relation::NmodUnmarked => {
                self.oblique(action, word)
            }
            Relation::Advmod => self.is_time(word).then_some(Slot::Time),
            Relation::Amod | Relation::Compound | Relation::NmodPoss if !verbal => {
                self.is_party(word).then_some(Slot::Agent)
            }
            _ => None,
        }
    }

    /// The slot of a phrase by its preposition and by what it refers to.
    fn oblique(&self, action: TokenId, word: TokenId) -> Option<Slot> {
        const PLACES: &[&str] = &[
            "in",
            "at",
            "near",
            "on",
            "outside",
            "inside",
            "off",
            "between",
            "around",
            "into",
            "from",
            "to",
            "across",
            "through",
            "along",
            "behind",
            "towards",
            "toward",
            "north",
            "south",
            "east",
            "west",
            "over",
            "within",
            "throughout",
            "beside",
            "under",
            "by",
        ];
        const PLACES_OF_SITES: &[&str] = &[
            "in", "at", "near", "on", "outside", "inside", "behind", "beside", "into", "off", "between", "to",
        ];
        static SITES: WordClass = WordClass::named("sites");
        if self.is_time(word) {
            return Some(Slot::Time);
        }
        let case = self.document.case_of(word).map(|case| self.document.word(case).to_lowercase());
        let place = self.class(word) == Some(MentionClass::Place);
        // "in the courtroom", "outside a market": no name is needed for a site.
        let site = || SITES.has(self.document.lemma(word));
        match case.as_deref()? {
            "of" if self.document.token(action).upos != Upos::Verb => Some(Slot::Patient),
            "by" if !place => Some(Slot::Agent),
            "with" | "using" => Some(Slot::Means),
            "because" | "due" | "amid" => Some(Slot::Cause),
            case if place && PLACES.contains(&case) => Some(Slot::Place),
            case if PLACES_OF_SITES.contains(&case) && site() => Some(Slot::Place),
            "on" | "upon" | "at" | "against" if self.is_aimed(action) => Some(Slot::Patient),
            _ => None,
        }
    }

    /// Whether an action can be an assault whose target follows a preposition: "fired on a boat", "an attack on the convoy".
    fn is_aimed(&self, action: TokenId) -> bool {
        let token = self.document.token(action);
        let pos = if token.upos == Upos::Verb { PartOfSpeech::Verb } else { PartOfSpeech::Noun };
        let open = self.document.object_of(action).is_none() && !self.document.is_passive(action);
        open && lexicon().can_be(pos, &self.document.lemma(action).to_lowercase(), EventType::Assault)
    }

    fn is_time(&self, word: TokenId) -> bool {
        let span = self.document.token(word).span;
        let from = self.times.partition_point(|time| time.span.end <= span.start);
        self.times.get(from).is_some_and(|time| time.span.overlaps(span))
    }

    /// The class of what a word refers to, if it heads a mention.
    fn class(&self, word: TokenId) -> Option<MentionClass> {
        self.mention(word).map(|(class, _)| class)
    }

    fn mention(&self, word: TokenId) -> Option<(MentionClass, MentionForm)> {
        let mentions = self.document.mentions();
        let start = self.document.token(word).span.start;
        let after = mentions.partition_point(|mention| mention.span.start <= start);
        // Mentions that contain a word begin at most a few before it.
        let near = mentions[..after].iter().rev().take(NEAR);
        near.into_iter().find(|mention| mention.head == word).map(|mention| (mention.class, mention.form))
    }

    /// Whether a word beside a noun names the agent of its action: "Russian strikes", "government shelling".
    fn is_party(&self, word: TokenId) -> bool {
        let acts = matches!(self.class(word), Some(MentionClass::Person | MentionClass::Organization));
        let nation = || self.document.token(word).upos == Upos::Propn;
        acts && nation()
            || group::lookup(self.document.lemma(word)).is_some_and(|group| group.group != "people")
    }

    fn filler(&self, action: u32, slot: Slot, word: TokenId) -> Option<Filler> {
        let document = self.document;
        let token = document.token(word);
        let form = match token.upos {
            Upos::Propn => MentionForm::Name,
            Upos::Pron | Upos::Det => MentionForm::Pronoun,
            Upos::Noun | Upos::Num | Upos::Adj | Upos::Adv | Upos::Sym | Upos::X => {
                self.mention(word).map_or(MentionForm::Nominal, |(_, form)| form)
            }
            _ => return None,
        };
        let beside = matches!(token.relation, Relation::Amod | Relation::Compound | Relation::NmodPoss);
        let span = if beside { token.span } else { phrase(document, word) };
        Some(Filler { action, slot, head: token.span, span, form })
    }
}

/// How many earlier mentions are checked for having a word as their head.
const NEAR: usize = 12;

/// A noun with its close dependents: no clause, no apposition, no conjunct.
fn phrase(document: &Document<'_>, noun: TokenId) -> Span {
    const KEPT: &[Relation] = &[
        Relation::Det,
        Relation::Amod,
        Relation::Advmod,
        Relation::Compound,
        Relation::Flat,
        Relation::Nummod,
        Relation::NmodPoss,
        Relation::NmodDesc,
        Relation::NmodUnmarked,
        Relation::Nmod,
    ];
    document
        .children_by(noun, KEPT)
        .fold(document.token(noun).span, |span, child| span.cover(document.subtree(child)))
}

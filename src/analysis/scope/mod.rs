//! The stance of a report towards what one of its words says: a fact, alleged, likely, possible, supposed, planned, feared; and
//! its polarity: whether the report affirms it or says that it is not so.
//!
//! Decided once, from the clause and the tree, for events and claims alike: first the marks beside the word, then its governors,
//! from the inside out (FactBank, Saurí and Pustejovsky 2009). The marking words are in `assets/lexicon/scope.txt`, the verbs that
//! only carry their object in the event lexicon. Knows neither events nor claims, nor their source: that is for `attribution`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon::rows;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::language::{Document, Relation, TokenId, Upos, Xpos};
use crate::text::Span;

#[cfg(test)]
mod tests;

/// The polarity and stance of a report towards what a word says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The polarity.
    pub polarity: Polarity,
    /// The stance.
    pub stance: Stance,
    /// The word that reverses the polarity, else the one that sets the stance; none for a plain fact.
    pub mark: Option<Span>,
}

/// Whether something is said to be so.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It did not happen: "failed to", "avoided", "refused to".
    Averted,
    /// It is not so: "did not".
    Negated,
    /// There is nothing to support it: "no reports of", "no evidence that".
    Absent,
    /// Stated before and retracted.
    Withdrawn,
    /// Somebody denies it: "denied that", "dismissed reports of".
    Denied,
}

impl Polarity {
    /// Whether it is said not to be so, in any way.
    #[must_use]
    pub fn is_against(self) -> bool {
        self != Self::Affirmed
    }
}

/// How certain a report presents something.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// A fact.
    #[default]
    Fact,
    /// Likely: "believed to", "apparently".
    Likely,
    /// Alleged, or with distance: "allegedly", "accused of", "suspected".
    Alleged,
    /// Possible: "may have".
    Possible,
    /// Intended, asked for, due or attempted.
    Planned,
    /// Feared.
    Feared,
    /// A supposition: "if".
    Supposed,
}

/// The effect of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Polarity(Polarity),
    Stance(Stance),
}

/// Where a mark is in relation to the word it affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    On,
    Verb,
    Infinitive,
    Noun,
    Absence,
}

static MARKS: LazyLock<HashMap<&'static str, Vec<(Place, Effect)>>> = LazyLock::new(|| {
    let mut marks: HashMap<_, Vec<_>> = HashMap::new();
    for [class, place, words] in rows(include_str!("../../../assets/lexicon/scope.txt")) {
        let (Some(effect), Some(place)) = (effect_named(class), place_named(place)) else { continue };
        for word in words.split(", ") {
            marks.entry(word).or_default().push((place, effect));
        }
    }
    marks
});

/// Whether one of some words negates, whatever their grammar: "could not be reached", "wasn't hurt", "nobody was hurt".
#[must_use]
pub fn has_negation(words: &str) -> bool {
    const NEGATED_IN_ITSELF: [&str; 4] = ["cannot", "nobody", "none", "nothing"];
    let negates = |mark: &(Place, Effect)| matches!(mark, (Place::On, Effect::Polarity(Polarity::Negated)));
    words.split_whitespace().any(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        NEGATED_IN_ITSELF.contains(&&*word)
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || MARKS.get(&*word).is_some_and(|marks| marks.iter().any(negates))
    })
}

fn effect_named(class: &str) -> Option<Effect> {
    const CLASSES: &[(&str, Effect)] = &[
        ("negated", Effect::Polarity(Polarity::Negated)),
        ("denied", Effect::Polarity(Polarity::Denied)),
        ("averted", Effect::Polarity(Polarity::Averted)),
        ("absent", Effect::Polarity(Polarity::Absent)),
        ("withdrawn", Effect::Polarity(Polarity::Withdrawn)),
        ("supposed", Effect::Stance(Stance::Supposed)),
        ("possible", Effect::Stance(Stance::Possible)),
        ("likely", Effect::Stance(Stance::Likely)),
        ("alleged", Effect::Stance(Stance::Alleged)),
        ("planned", Effect::Stance(Stance::Planned)),
        ("feared", Effect::Stance(Stance::Feared)),
    ];
    CLASSES.iter().find(|(name, _)| *name == class).map(|(_, effect)| *effect)
}

fn place_named(place: &str) -> Option<Place> {
    const PLACES: &[(&str, Place)] = &[
        ("on", Place::On),
        ("verb", Place::Verb),
        ("infinitive", Place::Infinitive),
        ("noun", Place::Noun),
        ("absence", Place::Absence),
    ];
    PLACES.iter().find(|(name, _)| *name == place).map(|(_, place)| *place)
}

/// How many governors are examined: those further out affect other words.
const REACH: usize = 6;

/// The scope of a word. At most linear in the sentence, for a bounded number of governors.
#[must_use]
pub fn of(document: &Document<'_>, word: TokenId) -> Scope {
    let mut scope = Scope::default();
    scope.mark_beside(document, word);
    let mut here = word;
    for _ in 0..REACH {
        let Some(governor) = document.head(here) else { break };
        let relation = document.token(here).relation;
        // A co-ordinated verb shares the governors of the first verb, and the auxiliary it leaves out.
        if relation == Relation::Conj {
            if shares_auxiliary(document, here) {
                scope.mark_beside(document, governor);
            }
            here = governor;
            continue;
        }
        if !is_governed(document, here, governor) {
            break;
        }
        scope.mark_above(document, here, governor);
        // Marks on the verb of an infinitive affect the infinitive as well: "did not want to".
        // But lacking the "expertise to judge the start of a project" says nothing about the start.
        // "Did not provide the cause of death" does not deny the cause.
        let object = || {
            relation == Relation::Obj
                && here == word
                && (is_light(document, governor) || !is_definite(document, here))
        };
        if object() || matches!(relation, Relation::Xcomp | Relation::Cop) {
            scope.mark_beside(document, governor);
        }
        here = governor;
    }
    scope
}

impl Scope {
    fn apply(&mut self, document: &Document<'_>, mark: TokenId, effect: Effect) {
        let span = document.token(mark).span;
        match effect {
            Effect::Polarity(polarity) if polarity > self.polarity => {
                (self.polarity, self.mark) = (polarity, Some(span));
            }
            Effect::Stance(stance) if stance > self.stance => {
                self.stance = stance;
                if !self.polarity.is_against() {
                    self.mark = Some(span);
                }
            }
            _ => {}
        }
    }

    /// The marks among a word's own dependents.
    fn mark_beside(&mut self, document: &Document<'_>, word: TokenId) {
        const BESIDE: &[Relation] = &[
            Relation::Advmod,
            Relation::Aux,
            Relation::Det,
            Relation::Mark,
            Relation::Case,
            Relation::Amod,
            Relation::Cc,
        ];
        const PARTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
        // A mark before a compound applies to the whole: "a suspected gas leak".
        let of_parts = document
            .children_by(word, &[Relation::Compound])
            .flat_map(|part| document.children_by(part, &[Relation::Amod]));
        for mark in document.children_by(word, BESIDE).chain(of_parts) {
            let more = document
                .token_ids()
                .nth(mark.index() + 1)
                .is_some_and(|next| matches!(document.word(next), "only" | "just" | "longer"));
            if let Some(effect) = look_up(document, Place::On, mark).filter(|_| !more) {
                self.apply(document, mark, effect);
            }
        }
        // "No shots were fired", "police fired no shots": there is no participant.
        let none = document
            .children_by(word, PARTS)
            .flat_map(|noun| document.children_by(noun, &[Relation::Det]).chain(std::iter::once(noun)))
            .find(|part| {
                matches!(
                    document.word(*part).to_lowercase().as_str(),
                    "no" | "none" | "nobody" | "nothing" | "neither"
                )
            });
        if let Some(none) = none.filter(|_| document.token(word).upos == Upos::Verb) {
            self.apply(document, none, Effect::Polarity(Polarity::Negated));
        }
        if is_purpose(document, word) {
            self.apply(document, word, Effect::Stance(Stance::Planned));
        }
    }

    /// The effect of the governing word on its complement.
    fn mark_above(&mut self, document: &Document<'_>, here: TokenId, governor: TokenId) {
        let is_verb = matches!(document.token(governor).upos, Upos::Verb | Upos::Aux | Upos::Adj);
        let effect = if is_verb {
            // "Stopped Bell to keep the title": only some of what averts takes an infinitive.
            let to = has_to(document, here);
            let averts = |effect: &Effect| *effect == Effect::Polarity(Polarity::Averted);
            let of_infinitive = look_up(document, Place::Infinitive, governor).filter(|_| to);
            let of_verb = look_up(document, Place::Verb, governor).filter(|effect| !(to && averts(effect)));
            of_infinitive.or(of_verb).or_else(|| {
                // "Is likely to", "is unlikely to".
                look_up(document, Place::On, governor).filter(|_| document.token(governor).upos == Upos::Adj)
            })
        } else {
            let absent =
                look_up(document, Place::Absence, governor).filter(|_| is_refused(document, governor));
            absent.or_else(|| look_up(document, Place::Noun, governor))
        };
        let Some(effect) = effect else { return };
        // "Did not deny that": what is not denied stays as it was.
        let refused = is_verb && matches!(effect, Effect::Polarity(_)) && is_negated(document, governor);
        // "Denied him access": to deny somebody something is not to say that it is untrue.
        let denied = matches!(effect, Effect::Polarity(Polarity::Denied));
        let withheld = denied && document.children_by(governor, &[Relation::Iobj]).next().is_some();
        // An order, a plan or a fear is about an infinitive, an action or a clause, not about the thing it acts on: "approved the shop".
        let thing = document.token(here).relation == Relation::Obj
            && matches!(effect, Effect::Stance(Stance::Planned))
            && matches!(document.lemma(governor), "tell" | "warn" | "set" | "try" | "need");
        if !refused && !thing && !withheld {
            self.apply(document, governor, effect);
        }
    }
}

fn look_up(document: &Document<'_>, place: Place, word: TokenId) -> Option<Effect> {
    let form = document.word(word).to_lowercase();
    [document.lemma(word), form.as_str()]
        .into_iter()
        .filter_map(|word| MARKS.get(word))
        .flatten()
        .find(|(at, _)| *at == place)
        .map(|(_, effect)| *effect)
}

/// Whether a verb is negated with "not".
fn is_negated(document: &Document<'_>, verb: TokenId) -> bool {
    document
        .children_by(verb, &[Relation::Advmod, Relation::Aux])
        .any(|mark| matches!(document.word(mark).to_lowercase().as_str(), "not" | "n't" | "n’t" | "never"))
}

/// Whether a noun has "no", or its verb "not": "no evidence that", "had not received any reports of".
fn is_refused(document: &Document<'_>, noun: TokenId) -> bool {
    let own = document
        .children_by(noun, &[Relation::Det])
        .any(|word| matches!(document.word(word).to_lowercase().as_str(), "no" | "little" | "neither"));
    let above = document.token(noun).relation == Relation::Obj
        && document.head(noun).is_some_and(|verb| is_negated(document, verb));
    own || above
}

/// Whether a verb only carries its object: "launch an attack", "carry out a raid".
fn is_light(document: &Document<'_>, verb: TokenId) -> bool {
    let lemma = document.lemma(verb);
    let particle = document.children_by(verb, &[Relation::CompoundPrt]).next();
    let phrasal = particle.map(|particle| format!("{lemma} {}", document.word(particle).to_lowercase()));
    lexicon().is(phrasal.as_deref().unwrap_or(lemma), Part::Light)
}

/// Whether a noun phrase refers to something known: "the attack", "his arrest", "that deal".
fn is_definite(document: &Document<'_>, noun: TokenId) -> bool {
    document.children_by(noun, &[Relation::NmodPoss]).next().is_some()
        || document.children_by(noun, &[Relation::Det]).any(|word| {
            matches!(document.word(word).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        })
}

/// Whether a verb of a series has no auxiliary of its own where the first has one.
fn shares_auxiliary(document: &Document<'_>, verb: TokenId) -> bool {
    let own = document.children_by(verb, &[Relation::Aux, Relation::Nsubj, Relation::NsubjPass]).next();
    own.is_none() && document.token(verb).upos == Upos::Verb && document.token(verb).xpos != Xpos::Vbd
}

/// Whether a word is the content of what its governor says, wants, fears or denies.
fn is_governed(document: &Document<'_>, here: TokenId, governor: TokenId) -> bool {
    const ARGUMENTS: &[Relation] = &[
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Obj,
        Relation::Acl,
        Relation::Csubj,
        Relation::NsubjPass,
        Relation::Nmod,
    ];
    let relation = document.token(here).relation;
    // "No reports of injuries in the blast": there was a blast.
    if relation == Relation::Nmod && is_setting(document, here) {
        return false;
    }
    // "Kept pirates from attacking a ship flying a flag": it flew one.
    let describes = relation == Relation::Acl && document.token(here).xpos == Xpos::Vbg;
    if describes && document.token(governor).relation == Relation::Obj {
        return false;
    }
    if ARGUMENTS.contains(&relation) {
        // A participle that describes a noun is not the noun's content: "a plan unveiled on Monday", "a charge laid".
        return relation != Relation::Acl
            || document.token(here).xpos != Xpos::Vbn
            || document.children_by(here, &[Relation::Mark]).next().is_some();
    }
    // "No evidence that the bridge collapsed" is read like "no evidence that they found".
    let content = |word: TokenId| {
        document.word(word).eq_ignore_ascii_case("that") && document.token(word).relation == Relation::Obj
    };
    if relation == Relation::AclRelcl && document.subject_of(here).is_some() {
        return document.children_by(here, &[Relation::Obj]).any(content);
    }
    let phrase = matches!(relation, Relation::Obl | Relation::Advcl);
    let of = document
        .children_by(here, &[Relation::Case, Relation::Mark])
        .any(|case| matches!(document.word(case), "of" | "from" | "with" | "as" | "for" | "about"));
    phrase && of && document.token(governor).upos == Upos::Verb
}

/// Whether a noun says where, when or amid what: "in the blast", "after the match".
fn is_setting(document: &Document<'_>, noun: TokenId) -> bool {
    const SETTINGS: [&str; 9] = ["in", "at", "on", "during", "after", "before", "since", "near", "amid"];
    document
        .case_of(noun)
        .is_some_and(|case| SETTINGS.iter().any(|word| document.word(case).eq_ignore_ascii_case(word)))
}

/// Whether an infinitive states a purpose: "to restore order".
fn is_purpose(document: &Document<'_>, word: TokenId) -> bool {
    let token = document.token(word);
    token.xpos == Xpos::Vb
        && matches!(token.relation, Relation::Advcl | Relation::Root | Relation::Parataxis)
        && has_to(document, word)
}

fn has_to(document: &Document<'_>, verb: TokenId) -> bool {
    let mut marks = document.children_by(verb, &[Relation::Mark]);
    marks.any(|mark| document.word(mark).eq_ignore_ascii_case("to"))
}

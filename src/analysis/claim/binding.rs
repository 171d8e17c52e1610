//! What the tree says about a counted noun: the verbs, nouns and adjectives that govern it or depend on it.
//!
//! `shallow` reads the words next to the number and is asked first; this module covers words further away.

use super::attribution::{Stance, verb_cue};
use super::lexicon::WordClass;
use super::phrase::is_verb;
use super::predicate::{self, Use};
use super::shallow::Said;
use crate::analysis::language::{Document, Relation, TokenId, Xpos};

/// Everything the tree says about a counted noun; `pivot` is the word that the number depends on.
pub(crate) fn of(document: &Document<'_>, pivot: TokenId, noun: TokenId) -> Vec<Said> {
    let tree = Tree { document };
    let mut found = Vec::new();
    for word in [pivot, noun] {
        tree.said_by_noun(word, &mut found);
        tree.said_by_modifiers(word, &mut found);
    }
    tree.said_above(pivot, 0, &mut found);
    found
}

struct Tree<'a> {
    document: &'a Document<'a>,
}

/// Verbs that give a figure or say how it changed: "the toll rose to 71".
static FIGURE_VERBS: WordClass = WordClass::named("figure verbs");

impl Tree<'_> {
    fn add(&self, usage: Use, word: TokenId, uncertain: bool, found: &mut Vec<Said>) {
        let lemma = self.document.lemma(word);
        let form = self.document.word(word).to_lowercase();
        let classes = predicate::lookup(usage, lemma);
        let classes = if classes.is_empty() { predicate::lookup(usage, &form) } else { classes };
        found.extend(classes.iter().map(|&predicate| Said { predicate, word, uncertain }));
        if classes.is_empty()
            && let Some(particle) = self.document.children_by(word, &[Relation::CompoundPrt]).next()
        {
            let phrasal = format!("{lemma} {}", self.document.word(particle).to_lowercase());
            found.extend(predicate::lookup(usage, &phrasal).iter().map(|&predicate| Said {
                predicate,
                word,
                uncertain,
            }));
        }
    }

    /// "12 deaths", "71 bodies", "death toll": the counted noun itself is the predicate.
    fn said_by_noun(&self, noun: TokenId, found: &mut Vec<Said>) {
        self.add(Use::Noun, noun, false, found);
        self.add(Use::Adjective, noun, false, found);
        let document = self.document;
        if let Some(part) = document.children_by(noun, &[Relation::Compound]).last() {
            let phrase = format!("{} {}", document.lemma(part), document.lemma(noun));
            let classes = predicate::lookup(Use::Noun, &phrase);
            found.extend(classes.iter().map(|&predicate| Said { predicate, word: noun, uncertain: false }));
        }
    }

    /// "12 injured workers", "18 people killed", "three who died".
    fn said_by_modifiers(&self, noun: TokenId, found: &mut Vec<Said>) {
        let document = self.document;
        for modifier in document.children(noun) {
            match document.token(modifier).relation {
                Relation::Amod => self.add(Use::Adjective, modifier, false, found),
                Relation::Acl if document.token(modifier).xpos == Xpos::Vbg => {
                    self.add(Use::Subject, modifier, false, found);
                }
                Relation::Acl => {
                    self.add(Use::Patient, modifier, false, found);
                    self.add(Use::Adjective, modifier, false, found);
                }
                Relation::AclRelcl => self.said_by_clause(modifier, document.is_passive(modifier), found),
                _ => {}
            }
        }
    }

    /// A clause whose subject is counted.
    fn said_by_clause(&self, verb: TokenId, passive: bool, found: &mut Vec<Said>) {
        let document = self.document;
        let participle = document.token(verb).xpos == Xpos::Vbn && !has_auxiliary(document, verb, "have");
        if passive || participle {
            self.add(Use::Patient, verb, false, found);
        } else {
            self.add(Use::Subject, verb, false, found);
            self.lives_lost(verb, found);
        }
        self.add(Use::Adjective, verb, false, found);
        let uncertain = matches!(verb_cue(document.lemma(verb)), Some(Stance::Think));
        for inner in document.children_by(verb, &[Relation::Xcomp]) {
            self.add(Use::Adjective, inner, uncertain, found);
            if uncertain || verb_cue(document.lemma(verb)).is_some() {
                self.add(Use::Patient, inner, uncertain, found);
                self.add(Use::Subject, inner, uncertain, found);
            }
        }
        for next in document.conjuncts(verb) {
            let own_subject =
                document.children_by(next, &[Relation::Nsubj, Relation::NsubjPass]).next().is_some();
            let own_object = document.object_of(next).is_some();
            if !own_subject && !own_object {
                let usage = if passive || participle { Use::Patient } else { Use::Subject };
                self.add(usage, next, uncertain, found);
                self.add(Use::Adjective, next, uncertain, found);
            }
        }
    }

    /// "six lost their lives".
    fn lives_lost(&self, verb: TokenId, found: &mut Vec<Said>) {
        let life = self.document.object_of(verb).filter(|object| self.document.lemma(*object) == "life");
        if self.document.lemma(verb) == "lose" && life.is_some() {
            found.extend(Said::of("killed", verb));
        }
    }

    /// What governs the phrase: a verb whose subject or object it is, a noun it complements, or a figure.
    fn said_above(&self, pivot: TokenId, depth: u8, found: &mut Vec<Said>) {
        let document = self.document;
        let Some(head) = document.head(pivot) else { return self.said_as_predicate(pivot, found) };
        match document.token(pivot).relation {
            Relation::NsubjPass => self.said_by_clause(head, true, found),
            Relation::Nsubj if is_verb(document, head) => {
                self.said_by_clause(head, document.is_passive(head), found);
            }
            Relation::Nsubj => {
                self.add(Use::Adjective, head, false, found);
                for next in document.conjuncts(head) {
                    self.add(Use::Adjective, next, false, found);
                }
            }
            Relation::Obj | Relation::Xcomp | Relation::Ccomp => self.said_of_object(head, pivot, found),
            Relation::Obl | Relation::OblUnmarked => self.said_of_figure(head, found),
            Relation::Nmod => {
                self.add(Use::Noun, head, false, found);
                if depth == 0 && document.lemma(head) == "toll" {
                    self.said_by_noun(head, found);
                }
            }
            Relation::Conj if depth < 4 => self.said_above(head, depth + 1, found),
            Relation::Appos => self.add(Use::Noun, head, false, found),
            _ => self.said_as_predicate(pivot, found),
        }
    }

    /// A verb whose object is counted, and the co-ordinated verbs that share the object.
    fn said_of_object(&self, verb: TokenId, object: TokenId, found: &mut Vec<Said>) {
        const TAKE: &[&str] = &["claim", "take", "cost"];
        let document = self.document;
        self.add(Use::Patient, verb, false, found);
        if TAKE.contains(&document.lemma(verb)) && document.lemma(object) == "life" {
            found.extend(Said::of("killed", verb));
        }
        for result in document.children_by(verb, &[Relation::Xcomp]) {
            self.add(Use::Adjective, result, false, found);
        }
        if document.token(verb).relation == Relation::Conj
            && let Some(first) = document.head(verb)
            && document.object_of(first).is_none()
        {
            self.add(Use::Patient, first, false, found);
        }
        self.said_of_figure(verb, found);
    }

    /// "the toll rose to 71", "officials put the number of dead at 71": the noun for the figure says what is counted.
    fn said_of_figure(&self, verb: TokenId, found: &mut Vec<Said>) {
        let document = self.document;
        if !FIGURE_VERBS.has_lemma(document, verb) {
            return;
        }
        for noun in document.subject_of(verb).into_iter().chain(document.object_of(verb)) {
            self.said_by_figure_noun(noun, found);
        }
    }

    /// "turnout was 61 percent", "the dead number 71".
    fn said_as_predicate(&self, pivot: TokenId, found: &mut Vec<Said>) {
        for subject in self.document.children_by(pivot, &[Relation::Nsubj, Relation::NsubjPass]) {
            self.said_by_figure_noun(subject, found);
        }
    }

    /// "the death toll", "the number of people killed", "the number of dead", "turnout".
    fn said_by_figure_noun(&self, noun: TokenId, found: &mut Vec<Said>) {
        let document = self.document;
        self.said_by_noun(noun, found);
        if matches!(document.lemma(noun), "number" | "count" | "tally" | "total" | "figure") {
            for of in document.children_by(noun, &[Relation::Nmod]) {
                self.said_by_noun(of, found);
                self.said_by_modifiers(of, found);
            }
        }
    }
}

fn has_auxiliary(document: &Document<'_>, verb: TokenId, lemma: &str) -> bool {
    document.children_by(verb, &[Relation::Aux]).any(|aux| document.lemma(aux) == lemma)
}

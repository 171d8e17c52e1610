//! How much of its subject a figure covers, and the whole it is a part of: "including two", "13 hurt, three critically",
//! "died at the scene".

use super::super::lexicon::WordClass;
use super::super::phrase::{before, clause_of, next_is, previous_is, word_is};
use super::super::predicate::Counted;
use super::super::sentence::Sentence;
use super::super::shallow::Said;
use super::super::{Claim, Extent, Quantity, Reading};
use super::{CountedThing, kind_of};
use crate::analysis::language::{Document, Relation, TokenId, Upos};

/// Words by which a number is in addition to those given before.
const MORE: &[&str] = &["another", "further", "additional", "more", "other", "others", "extra"];

/// Words by which a number is a part of the figure before.
const AMONG: &[&str] = &["including", "among", "whom", "which", "includes", "include", "included"];

impl Reading<'_> {
    pub(super) fn extent(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Extent {
        let document = self.document;
        let repeated = earlier.iter().any(|claim| *claim.predicate == *said.predicate.class);
        // "four prior arrests" are unrelated.
        let before_now = document
            .tokens_within(quantity.span.cover(document.token(counted.noun).span))
            .any(|token| word_is(document, token, &["prior", "previous", "past", "earlier"]));
        let near = document.tokens_within(quantity.span.cover(document.token(counted.pivot).span)).chain(
            document
                .token_at(quantity.span.start)
                .into_iter()
                .flat_map(|first| before(document, first).take(2)),
        );
        // "three more bodies": more bodies are always in addition to those found before.
        let bodies = matches!(document.lemma(counted.noun), "body" | "corpse" | "victim");
        // "Five more people have died", even where no figure was given before.
        let besides = || {
            document
                .token_at(quantity.span.end)
                .is_some_and(|more| word_is(document, more, &["more"]) && !self.is_comparison(more))
        };
        let adds = |token| word_is(document, token, MORE) && !self.is_comparison(token);
        let more = (repeated || bodies || besides())
            && near.into_iter().any(adds)
            && !self.is_beside_another_fate(quantity, said, earlier);
        let local = before_now
            || self.is_local(said)
            || self.is_among(counted)
            || self.is_named_among(quantity)
            || self.is_of_a_season(said)
            || self.is_beside_uncounted(quantity);
        // "the dead: two brothers and their aunt": a complete list.
        let named = (document.token(said.word).span.end < quantity.span.start)
            && document.token_at(quantity.span.start).is_some_and(|first| {
                before(document, first).take(12).any(|mark| word_is(document, mark, &[":"]))
            })
            && document.token(said.word).upos != Upos::Verb;
        let portion = counted.of_whole
            && !self.is_of_counted_whole(quantity, said)
            && !self.is_everyone_affected(quantity, said, earlier);
        if portion || more || local || named { Extent::Part } else { Extent::Whole }
    }

    /// "killed three people and wounded five others": in addition to those just given, who met another fate, these are all
    /// who met this one.
    fn is_beside_another_fate(&self, quantity: &Quantity, said: Said, earlier: &[Claim]) -> bool {
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let sentence = document.sentence(document.sentence_of(first)).span;
        let before = earlier.iter().rev().find(|claim| claim.counts_people());
        before.is_some_and(|claim| {
            claim.span.start >= sentence.start
                && claim.span.end <= quantity.span.start
                && *claim.predicate != *said.predicate.class
        })
    }

    /// Whether a word compares: "more than 40 people" is the total, "40 more people" are in addition to others.
    fn is_comparison(&self, word: TokenId) -> bool {
        next_is(self.document, word, &["than"])
    }

    /// "killing 49 of the 71 people on board", "arrested two of the owners": a portion of those there, and everyone
    /// affected.
    fn is_everyone_affected(&self, quantity: &Quantity, said: Said, earlier: &[Claim]) -> bool {
        const OUTCOMES: &[&str] = &["killed", "injured", "rescued", "freed", "arrested", "kidnapped"];
        let document = self.document;
        let done = document.token(said.word).upos == Upos::Verb
            && document.token(said.word).span.end <= quantity.span.start
            && document.token_at(quantity.span.start).is_some_and(|first| first.0 - said.word.0 <= 3);
        let first = earlier.iter().all(|claim| *claim.predicate != *said.predicate.class);
        OUTCOMES.contains(&said.predicate.class) && done && first && !document.is_passive(said.word)
    }

    /// "Twelve of the 40 passengers were killed": everyone affected among those there; but "two of the four dead" is a part.
    fn is_of_counted_whole(&self, quantity: &Quantity, said: Said) -> bool {
        let document = self.document;
        let Some(last) = document.tokens_within(quantity.span).next_back() else { return false };
        let sentence = Sentence::of(document, last);
        let of = last.0 + 1;
        let number = of + 1 + u32::from(sentence.is(of + 1, &["the", "its", "their", "these", "those"]));
        let counted = sentence.is(of, &["of"]) && sentence.upos(number) == Some(Upos::Num);
        let verb = document.token(said.word).upos == Upos::Verb;
        counted && verb && said.word.0 > number
    }

    /// "eight children are among the dead": a part of them. "Six civilians were among 22 people killed": these are all the
    /// civilians.
    fn is_among(&self, counted: &CountedThing) -> bool {
        let sentence = Sentence::of(self.document, counted.noun);
        let from = counted.near.end.0;
        let among = (from..from + 8)
            .find(|place| sentence.is(*place, &["among"]) && sentence.is(place + 1, &["the", "those"]));
        // "There were seven children among the dead", next to "six civilians were among them".
        among.is_some_and(|among| {
            let mut ahead = among.saturating_sub(2)..among;
            among == from || ahead.any(|place| sentence.is(place, &["are", "were", "is", "was"]))
        })
    }

    /// "Among the victims were eight pupils": a part of them, in the other order.
    fn is_named_among(&self, quantity: &Quantity) -> bool {
        const WORDS: usize = 6;
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let mut ahead = before(document, first).take(WORDS);
        let be = ahead.next().is_some_and(|word| document.lemma(word) == "be");
        be && ahead.any(|word| word_is(document, word, &["among"]))
    }

    /// "13 people have died in avalanches this winter": a figure for a season, not for one event.
    fn is_of_a_season(&self, said: Said) -> bool {
        static SEASONS: WordClass = WordClass::named("seasons");
        let sentence = Sentence::of(self.document, said.word);
        let is_number = |place: u32| sentence.upos(place) == Some(Upos::Num);
        let people = said.predicate.counted == Counted::People;
        let mut near = said.word.0.saturating_sub(12).max(sentence.first)..said.word.0 + 12;
        // "eleven accidents in three years, in which 60 died"
        let of_years = |place: u32| {
            sentence.is(place, &["years", "months", "decades"])
                && is_number(place - 1)
                && (2..=4)
                    .filter_map(|back| place.checked_sub(back))
                    .any(|place| sentence.is(place, &["in", "over", "during", "within"]))
        };
        // "Seven days of air raids left 75 people dead"
        let opening = sentence.first;
        let days_of = is_number(opening)
            && sentence.is(opening + 1, &["days", "weeks", "months", "years"])
            && sentence.is(opening + 2, &["of"]);
        people
            && (days_of
                || near.any(|place| {
                    sentence.is(place, &["this", "last"]) && sentence.is_of(place + 1, &SEASONS)
                        || place > sentence.first && of_years(place)
                }))
    }

    /// "died at the scene", "died in hospital": a figure for one place of death, not for all.
    pub(super) fn is_local(&self, said: Said) -> bool {
        const PLACES: &[&str] = &["scene", "hospital", "spot", "way", "home", "site"];
        let document = self.document;
        said.predicate.class == "killed"
            && document
                .children_by(said.word, &[Relation::Obl, Relation::Advmod])
                .any(|place| PLACES.contains(&document.lemma(place)) || document.lemma(place) == "instantly")
    }

    /// The earlier claim that this one is a part of: "including two …", "two of them", "among the dead".
    pub(super) fn whole_of(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<u32> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let sentence = document.sentence(document.sentence_of(first)).span;
        let all = self.is_everyone_affected(quantity, said, earlier);
        if let Some(whole) = self.is_of_those_before(quantity, counted, said, earlier) {
            return Some(whole);
        }
        let among = counted.of_whole && !all
            || self.cue_of_list(first).is_some_and(|cue| {
                // "Six were among the 22 killed": the number right after the word is the whole.
                let nearest = before(document, first)
                    .find(|word| !word_is(document, *word, &["the", "those", "some", "at", "least"]));
                nearest != Some(cue) || !word_is(document, cue, &["among"])
            })
            || !all && self.among_the_counted(counted)
            || self.goes_on(quantity, counted, said, earlier);
        if !among {
            return None;
        }
        let whole =
            |claim: &&Claim| claim.extent == Extent::Whole && claim.kind == kind_of(said.predicate.counted);
        let near = |claim: &&Claim| claim.span.end + 400 > sentence.start;
        let same = |claim: &&Claim| *claim.predicate == *said.predicate.class;
        let mut places = earlier.iter().enumerate().rev().filter(|(_, claim)| whole(claim) && near(claim));
        let (place, _) = places.clone().find(|(_, claim)| same(claim)).or_else(|| places.next())?;
        u32::try_from(place).ok()
    }

    /// "13 were injured, three critically": a bare number after a comma that shares the predicate of the figure before.
    pub(super) fn goes_on(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> bool {
        let document = self.document;
        let words = document.token(said.word).span;
        let bare = quantity.span.contains(document.token(counted.noun).span);
        let comma = document
            .token_at(quantity.span.start)
            .and_then(|first| before(document, first).next())
            .is_some_and(|mark| word_is(document, mark, &[","]));
        let shared = |claim: &Claim| *claim.predicate == *said.predicate.class && claim.span.contains(words);
        bare && comma && words.end <= quantity.span.start && earlier.iter().rev().take(3).any(shared)
    }

    /// "Among the dead are six children", "the dead include six children".
    pub(super) fn among_the_counted(&self, counted: &CountedThing) -> bool {
        let document = self.document;
        let clause = clause_of(document, counted.pivot);
        document.lemma(clause) == "include"
            || document
                .children_by(counted.pivot, &[Relation::Obl, Relation::Nmod])
                .any(|noun| document.case_of(noun).is_some_and(|case| word_is(document, case, &["among"])))
    }
}

/// Whether a word makes the following number a part of the figure before: "including", "of whom"; not "in which".
pub(super) fn opens_part(document: &Document<'_>, token: TokenId) -> bool {
    let of = || previous_is(document, token, &["of", "among"]);
    word_is(document, token, AMONG) && (!word_is(document, token, &["which"]) || of())
}

//! People listed individually instead of counted by a numeral: "a man and his two sons", "the pilot and both passengers", "a couple".
//!
//! This reads adjacent words. A list with a member of unknown number ("a man and several others", "a woman and her children") is not
//! a figure.

use super::lexicon::WordClass;
use super::phrase::number_in;
use super::predicate::{self, Use};
use super::sentence::Sentence;
use super::shallow::CountedPhrase;
use super::{Claim, Course, Extent, Quantity};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, SentenceId, TokenId, Upos, Xpos};
use crate::text::Span;

/// The rule for one person given without a numeral: "a man was shot".
pub const ONE: &str = "number/one";
/// The rule for one person more than before: "a third child has died".
pub const ORDINAL: &str = "number/ordinal";
/// The rule for people added up.
pub const LIST: &str = "number/list";

/// Whether a quantity was read without a numeral.
#[must_use]
pub fn is_rule(rule: &str) -> bool {
    rule == ONE || rule == LIST || rule == ORDINAL
}

/// The predicates for which a reader would count people listed individually.
pub(crate) const SAID: &[&str] = &[
    "killed",
    "aboard",
    "injured",
    "shot",
    "stabbed",
    "hospitalised",
    "missing",
    "kidnapped",
    "rescued",
    "freed",
    "stranded",
];

/// People listed individually.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    /// How many they are.
    pub size: u32,
    /// The noun of the first.
    pub first_noun: TokenId,
    /// The noun of the last.
    pub last_noun: TokenId,
    /// The narrowest group that contains them all.
    pub group: &'static str,
    /// Their words.
    pub span: Span,
    rule: &'static str,
    /// Whether it is one person in addition to others: "another man".
    more: bool,
    /// The members, each kind with its own number.
    members: Vec<Member>,
}

impl Party {
    /// Those who are mentioned without a numeral, individually: the nurse of "a nurse and two guards".
    pub(crate) fn singles(&self) -> impl Iterator<Item = Self> {
        self.members.iter().filter(|member| member.article != Article::Number).map(|member| Self {
            size: member.size,
            first_noun: member.noun,
            last_noun: member.noun,
            group: member.group,
            span: member.span,
            rule: ONE,
            more: false,
            members: vec![*member],
        })
    }

    /// A claim about them as worded: one more is a part, and a third implies that there are three or more.
    pub(crate) fn as_worded(&self, claim: Claim) -> Claim {
        match self.rule {
            // "A sixth clerk was wounded" after five dead: only for the dead does the ordinal give their number.
            ORDINAL if &*claim.predicate != "killed" => Claim { extent: Extent::Part, ..claim },
            ORDINAL => Claim { extent: Extent::Whole, course: Course::Risen, ..claim },
            _ if self.more => Claim { extent: Extent::Part, ..claim },
            _ => claim,
        }
    }

    /// Their number; a third child implies at least three.
    pub(crate) fn quantity(&self) -> Quantity {
        let number = Quantity::of_people(self.size.into(), self.span, self.rule);
        Quantity { high: number.high.filter(|_| !self.is_ordinal()), ..number }
    }

    /// Whether it is one person.
    pub(crate) fn is_alone(&self) -> bool {
        self.rule != LIST
    }

    /// Whether it is one person more than before: "a third child".
    pub(crate) fn is_ordinal(&self) -> bool {
        self.rule == ORDINAL
    }

    /// The noun phrase, as for a number.
    pub(crate) fn counted(&self) -> CountedPhrase {
        CountedPhrase {
            noun: self.last_noun,
            with: None,
            end: TokenId(self.last_noun.0 + 1),
            of_whole: false,
        }
    }
}

/// Finds all such lists, by start.
pub(crate) fn find(document: &Document<'_>) -> Vec<Party> {
    let sentences = (0..u32::try_from(document.sentences().len()).unwrap_or(u32::MAX)).map(SentenceId);
    let mut found = Vec::new();
    for sentence in sentences {
        let sentence = Sentence::of(document, document.sentence(sentence).first);
        let reader = Reader { sentence };
        let mut at = sentence.first;
        while at < sentence.end {
            match reader.party(at) {
                Some(party) => {
                    at = party.last_noun.0 + 1;
                    found.push(party);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// One member of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Member {
    size: u32,
    noun: TokenId,
    group: &'static str,
    /// Its words, beginning with the article or number.
    span: Span,
    article: Article,
    /// Whether its number is an ordinal.
    ordinal: bool,
}

/// How a member begins.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Article {
    /// "a man", "another woman".
    Indefinite,
    /// "the pilot", "his wife".
    Definite,
    /// "two sons", "both passengers".
    Number,
}

/// Singular nouns for several people.
pub(crate) static COLLECTIVE: WordClass = WordClass::named("singular nouns for many");

/// Possessives for people listed with somebody.
const OWN: &[&str] = &["his", "her", "their"];

/// How many words a member may have.
const MOST_WORDS: u32 = 9;
/// How many members a list may have.
const MOST_MEMBERS: usize = 8;

/// A reader of the people listed in one sentence.
struct Reader<'d, 't> {
    sentence: Sentence<'d, 't>,
}

impl Reader<'_, '_> {
    fn party(&self, from: u32) -> Option<Party> {
        if from > self.sentence.first
            && (self.sentence.is(from - 1, &["of", "-"]) || self.sentence.upos(from - 1) == Some(Upos::Num))
        {
            return None;
        }
        let mut members = vec![self.member(from)?];
        let mut apposed = false;
        let mut next = members[0].noun.0 + 1;
        while members.len() < MOST_MEMBERS {
            let Some((separator, begins)) = self.separator(next) else { break };
            let Some(member) = self.member(begins) else {
                // "a man and several others": the number is unknown; "killed a man and hurt six" continues with another
                // predicate.
                if separator && !matches!(self.sentence.upos(begins), Some(Upos::Verb | Upos::Aux)) {
                    return None;
                }
                break;
            };
            apposed |= !separator && members.len() == 1 && members[0].article == Article::Number;
            next = member.noun.0 + 1;
            members.push(member);
        }
        // "Two people, a man and a woman": the same people counted twice; "three clerks, two guards and a cook" is a list.
        apposed &= members[1..].iter().map(|member| member.size).sum::<u32>() == members[0].size;
        let closed = members.len() == 1 || self.closes(&members);
        let alone = members.len() == 1;
        let among = from > self.sentence.first
            && self.sentence.is(from - 1, &["including", "include", "includes", "included"]);
        if !closed || apposed || alone && members[0].article != Article::Indefinite && !among {
            return None;
        }
        let (first, last) = (members.first()?, members.last()?);
        let group = members.iter().skip(1).fold(first.group, |group, member| common(group, member.group));
        Some(Party {
            size: members.iter().map(|member| member.size).sum(),
            first_noun: first.noun,
            last_noun: last.noun,
            group,
            span: self
                .sentence
                .document
                .token(TokenId(from))
                .span
                .cover(self.sentence.document.token(last.noun).span),
            rule: match (alone, first.size) {
                (true, 1) => ONE,
                (true, _) if first.article == Article::Indefinite && first.ordinal => ORDINAL,
                (true, _) => ONE,
                (false, _) => LIST,
            },
            more: alone && self.sentence.is(from, &["another"]),
            members,
        })
    }

    /// Whether "and" comes before the last member.
    fn closes(&self, members: &[Member]) -> bool {
        let [.., before, last] = members else { return false };
        (before.noun.0 + 1..last.noun.0).any(|place| self.sentence.is(place, &["and"]))
    }

    /// Whether the separator is "and", and where the next member begins.
    fn separator(&self, place: u32) -> Option<(bool, u32)> {
        // "a man, 34, and a woman"
        let aged = self.sentence.is(place, &[","])
            && self.sentence.upos(place + 1) == Some(Upos::Num)
            && self.sentence.is(place + 2, &[","]);
        let place = if aged { place + 2 } else { place };
        let comma = self.sentence.is(place, &[","]);
        let and = place + u32::from(comma);
        match (comma, self.sentence.is(and, &["and"])) {
            (_, true) => Some((true, and + 1)),
            (true, false) => Some((false, place + 1)),
            (false, false) => None,
        }
    }

    fn member(&self, from: u32) -> Option<Member> {
        let (article, number, mut place) = self.opening(from)?;
        let mut noun = None;
        while place < from + MOST_WORDS {
            match self.sentence.upos(place) {
                Some(Upos::Noun) => noun = self.sentence.at(place),
                // "found a man dead"
                Some(Upos::Adj) if noun.is_some() && self.gives_fate(place) => break,
                Some(Upos::Adj | Upos::Propn | Upos::Num) => noun = None,
                Some(Upos::Punct) if self.sentence.is(place, &["-"]) => noun = None,
                // "her daughter's friend"
                Some(Upos::Part) if noun.is_some() && self.sentence.upos(place + 1) == Some(Upos::Noun) => {
                    noun = None;
                }
                _ => break,
            }
            place += 1;
        }
        // A hyphen or an adjective after the noun belongs to the following noun.
        let noun = noun.filter(|noun| noun.0 + 1 == place)?;
        let document = self.sentence.document;
        let plural = document.token(noun).xpos == Xpos::Nns;
        let lemma = document.lemma(noun).to_lowercase();
        let couple = lemma == "couple";
        let group = group::of_head(document, noun).map(|found| found.group)?;
        let person = group::contains("people", group) && !COLLECTIVE.has(&lemma);
        if !person || self.sentence.is(noun.0 + 1, &["'s", "’s", "'", "’"]) || plural == (number == 1) {
            return None;
        }
        let nth = (article == Article::Indefinite).then(|| self.ordinal(from + 1)).flatten();
        let size = if couple { 2 * number } else { nth.unwrap_or(number) };
        let span = document.token(TokenId(from)).span.cover(document.token(noun).span);
        Some(Member { size, noun, group, span, article, ordinal: nth.is_some() })
    }

    /// Whether an adjective gives somebody's fate: "dead", "missing".
    fn gives_fate(&self, place: u32) -> bool {
        !predicate::lookup(Use::Adjective, &self.sentence.lower(place)).is_empty()
    }

    /// The beginning of a member: its article, its number, and where its other words begin.
    fn opening(&self, from: u32) -> Option<(Article, u32, u32)> {
        if self.sentence.is(from, &["a", "an", "another"]) {
            return Some((Article::Indefinite, 1, from + 1));
        }
        let owned = self.sentence.is(from, &["the", "his", "her", "their"]);
        if self.sentence.is(from, &["both"]) {
            return Some((Article::Number, 2, from + 1));
        }
        let counted = self.sentence.is(from, &["all"]) || owned;
        let place = from + u32::from(counted);
        match (self.cardinal(place), owned) {
            // "a woman and two of her sons"
            (Some(number), false)
                if self.sentence.is(place + 1, &["of"]) && self.sentence.is(place + 2, OWN) =>
            {
                Some((Article::Number, number, place + 3))
            }
            (Some(number), _) => Some((Article::Number, number, place + 1)),
            (None, true) => Some((Article::Definite, 1, place)),
            (None, false) => None,
        }
    }

    /// The value of an ordinal, from the second on.
    fn ordinal(&self, place: u32) -> Option<u32> {
        const ORDINALS: &[&str] =
            &["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let at = ORDINALS.iter().position(|word| self.sentence.is(place, &[word]))?;
        u32::try_from(at + 2).ok()
    }

    /// The value of a single number word, if it is small enough for a list.
    fn cardinal(&self, place: u32) -> Option<u32> {
        let token =
            self.sentence.at(place).filter(|token| self.sentence.document.token(*token).upos == Upos::Num)?;
        let value = number_in(self.sentence.document.word(token))?;
        (1..=999).find(|whole| (f64::from(*whole) - value).abs() < 0.01)
    }
}

/// The narrowest group that contains both.
pub(crate) fn common(one: &'static str, other: &'static str) -> &'static str {
    let mut here = one;
    while !group::contains(here, other) {
        match group::within(here) {
            Some(wider) => here = wider,
            None => return "people",
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_listed_individually_are_added_up() {
        for (text, expected) in [
            ("A man and his two sons were shot.", Some((3, LIST, "A man and his two sons"))),
            ("Two officers and a clerk were not hurt, nor was a nurse.", Some((1, ONE, "a nurse"))),
            ("The pilot and both passengers died.", Some((3, LIST, "The pilot and both passengers"))),
            (
                "A man, a woman and her two children died.",
                Some((4, LIST, "A man, a woman and her two children")),
            ),
            ("A 24-year-old man was stabbed.", Some((1, ONE, "A 24-year-old man"))),
            ("Two men and a woman were rescued.", Some((3, LIST, "Two men and a woman"))),
            ("A man and several others were hurt.", None),
            ("The blast killed a man and injured six others.", Some((1, ONE, "a man"))),
            ("A woman and her children were hurt.", None),
            ("They found a man and a woman dead.", Some((2, LIST, "a man and a woman"))),
            ("A woman and two of her sons were hurt.", Some((3, LIST, "A woman and two of her sons"))),
            ("Two of her sons were hurt.", None),
            ("Two people, a man and a woman, were hurt.", Some((2, LIST, "a man and a woman"))),
            ("The gunman was shot.", None),
            ("A third child has died.", Some((3, ORDINAL, "A third child"))),
            (
                "58 passengers and four crew members were on board.",
                Some((62, LIST, "58 passengers and four crew members")),
            ),
            ("Three people, including the gunman, died.", Some((1, ONE, "the gunman"))),
            ("A police spokesman said so.", Some((1, ONE, "A police spokesman"))),
            ("A family was rescued.", None),
            ("A bridge and a road were hit.", None),
            ("A man's car was hit.", None),
            (
                "Four passengers, two guards and a nurse died.",
                Some((7, LIST, "Four passengers, two guards and a nurse")),
            ),
            (
                "A mother, her son and her son's friend died.",
                Some((3, LIST, "A mother, her son and her son's friend")),
            ),
        ] {
            let document = Document::read(text);
            let found = find(&document);
            let found = found.last().map(|party| (party.size, party.rule, party.span.of(text)));
            assert_eq!(found, expected, "{text}");
        }
    }
}

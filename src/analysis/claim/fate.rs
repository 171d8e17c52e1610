//! What became of the one who bears a role in an incident: "the driver survived", "the pilot was among the dead".

use super::age::name_of;
use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context, role, state};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// What the predicate of such claims begins with; the role follows: "fate of the driver".
pub const FATE: &str = "fate of the ";

/// What becomes of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Dead at once or soon.
    Dead,
    /// Dead after a while: "died of his injuries".
    DeadLater,
    /// Hurt, and alive for now.
    Hurt,
    /// Told outright as having lived through it.
    Survived,
}

impl Fate {
    /// Its name, as a claim's value has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::DeadLater => "died later",
            Self::Hurt => "injured",
            Self::Survived => "survived",
        }
    }

    /// The fate of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Dead, Self::DeadLater, Self::Hurt, Self::Survived].into_iter().find(|fate| fate.name() == name)
    }
}

/// Finds the fates, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let singles = role::Singles::read(document);
    document
        .token_ids()
        .filter_map(|noun| {
            let (role, who) = bearer(document, noun, &singles)?;
            let (fate, words) = of(document, who)?;
            let span = who.cover(words);
            let chain = attributions.chain(span);
            Some(Claim {
                subject: who,
                value: Some(fate.name().into()),
                as_of: clocks.as_of(clause_of(document, noun), &chain),
                chain,
                ..Claim::at(ClaimKind::Status, &format!("{FATE}{role}"), span)
            })
        })
        .collect()
}

/// What somebody is singled out by, and the words for him: his role, of whoever did it one role whatever the word, his sort
/// where the report knows one of it, his full name.
fn bearer(document: &Document<'_>, noun: TokenId, singles: &role::Singles) -> Option<(String, Span)> {
    let span = document.token(noun).span;
    if document.token(noun).upos == Upos::Propn {
        let name = name_of(document, noun).filter(|name| name.end == span.end)?;
        return Some((document.words(name).split_whitespace().collect::<Vec<_>>().join(" "), name));
    }
    let sort = || singles.of(document, noun);
    of_role(document, noun).or_else(sort).map(|role| (role, span))
}

fn of_role(document: &Document<'_>, noun: TokenId) -> Option<String> {
    role::of(document, noun).or_else(|| {
        // The list of groups is asked last: it costs most.
        let suspect = || group::of_head(document, noun).is_some_and(|found| state::is_suspect(found.group));
        let singular = document.word(noun).eq_ignore_ascii_case(document.lemma(noun));
        let definite = before(document, noun).take(3).any(|word| word_is(document, word, &["the", "a"]));
        let other = || {
            before(document, noun)
                .take(3)
                .any(|word| word_is(document, word, &["other", "second", "another"]))
        };
        (singular && definite && !other() && suspect()).then(|| ATTACKER.to_owned())
    })
}

/// The role of whoever did it.
pub const ATTACKER: &str = "attacker";

/// Verbs and adjectives that tell a fate; of a verb, whether as its subject or as its patient.
const TOLD: &[(&str, Voice, Fate)] = &[
    ("survive", Voice::Active, Fate::Survived),
    ("escape", Voice::Active, Fate::Survived),
    ("unhurt", Voice::State, Fate::Survived),
    ("uninjured", Voice::State, Fate::Survived),
    ("unharmed", Voice::State, Fate::Survived),
    ("unscathed", Voice::State, Fate::Survived),
    ("arrest", Voice::Passive, Fate::Survived),
    ("detain", Voice::Passive, Fate::Survived),
    ("rescue", Voice::Passive, Fate::Survived),
    ("injure", Voice::Passive, Fate::Hurt),
    ("hurt", Voice::Passive, Fate::Hurt),
    ("shoot", Voice::Passive, Fate::Hurt),
    ("shot", Voice::Passive, Fate::Hurt),
    ("stab", Voice::Passive, Fate::Hurt),
    ("injured", Voice::State, Fate::Hurt),
    ("wounded", Voice::State, Fate::Hurt),
    ("wound", Voice::Passive, Fate::Hurt),
    ("hospitalise", Voice::Passive, Fate::Hurt),
    ("hospitalize", Voice::Passive, Fate::Hurt),
    ("die", Voice::Active, Fate::Dead),
    ("perish", Voice::Active, Fate::Dead),
    ("drown", Voice::Active, Fate::Dead),
    ("kill", Voice::Passive, Fate::Dead),
    ("dead", Voice::State, Fate::Dead),
];

#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Active,
    Passive,
    State,
}

/// How many words behind a noun its fate may stand.
const REACH: u32 = 12;

/// How many behind a clause with "who".
const REACH_OVER_CLAUSE: u32 = 24;

/// The fate told behind the words for somebody, and the words that tell it.
fn of(document: &Document<'_>, who: Span) -> Option<(Fate, Span)> {
    let noun = document.tokens_within(who).next_back()?;
    let end = document.sentence(document.sentence_of(noun)).end.0;
    let behind = || (noun.0 + 1..end.min(noun.0 + 1 + REACH)).map(TokenId);
    let is = |token: &TokenId, words: &[&str]| word_is(document, *token, words);
    let among = behind().take(3).find(|token| is(token, &["among"]));
    if let Some(dead) =
        among.and_then(|_| behind().take(6).find(|token| is(token, &["dead", "killed", "victims"])))
        && !behind().take(3).any(|token| is(&token, &["not", "n't"]))
    {
        return Some((Fate::Dead, document.token(dead).span));
    }
    let own = |token: TokenId| {
        document.subject_of(token).is_some_and(|subject| who.contains(document.token(subject).span))
    };
    let first = behind().find(|token| {
        let main = document.token(*token).upos == Upos::Verb || told(document, *token).is_some();
        main && (own(*token) || stands_alone(document, noun, *token))
    })?;
    // "A woman who was shot on the bridge has died": what she is the subject of.
    let clause = (first.0 + 1..end.min(noun.0 + 1 + REACH_OVER_CLAUSE)).map(TokenId);
    let relative = noun.0 + 1 < end && document.subject_of(first).is_some_and(|word| is(&word, &["who"]));
    let main = clause.into_iter().find(|token| relative && document.lemma(*token) == "die" && own(*token));
    fate_at(document, main.unwrap_or(first), end)
}

/// The fate a verb or an adjective tells of its subject.
fn fate_at(document: &Document<'_>, verb: TokenId, end: u32) -> Option<(Fate, Span)> {
    let is = |token: &TokenId, words: &[&str]| word_is(document, *token, words);
    let (_, voice, fate) = told(document, verb)?;
    let passive = document.is_passive(verb)
        || before(document, verb).take(2).any(|aux| is(&aux, &["was", "were", "been", "is", "are"]));
    let negated =
        before(document, verb).take(3).any(|word| is(&word, &["not", "n't", "never", "nearly", "almost"]));
    let fits = match voice {
        Voice::Active => !passive,
        Voice::Passive => passive,
        Voice::State => true,
    };
    let later = || {
        let mut around = (verb.0.saturating_sub(3)..end.min(verb.0 + 8)).map(TokenId);
        around.any(|word| {
            is(&word, &["later", "injuries", "wounds", "burns", "hospital", "since", "succumbed"])
        })
    };
    let perfect = || before(document, verb).take(2).any(|aux| is(&aux, &["has", "have", "had"]));
    let deadly = (verb.0 + 1..end.min(verb.0 + 4))
        .any(|place| word_is(document, TokenId(place), &["dead", "killed", "death"]))
        || before(document, verb).take(1).any(|word| is(&word, &["fatally", "mortally"]));
    let fate = if fate == Fate::Hurt && deadly { Fate::Dead } else { fate };
    let fate = if fate == Fate::Dead && (later() || document.lemma(verb) == "die" && perfect()) {
        Fate::DeadLater
    } else {
        fate
    };
    (fits && !negated).then(|| (fate, document.token(verb).span))
}

fn told(document: &Document<'_>, word: TokenId) -> Option<(&'static str, Voice, Fate)> {
    let (lemma, form) = (document.lemma(word), document.word(word));
    TOLD.iter().find(|(own, ..)| *own == lemma || own.eq_ignore_ascii_case(form)).copied()
}

/// Whether only light words, or an aside in commas, stand between a noun and a word.
fn stands_alone(document: &Document<'_>, noun: TokenId, word: TokenId) -> bool {
    let between: Vec<TokenId> = (noun.0 + 1..word.0).map(TokenId).collect();
    let light = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Aux | Upos::Adv | Upos::Pron)
            && !word_is(document, *token, &["whose", "her", "his", "their"])
    };
    let comma = |token: &TokenId| word_is(document, *token, &[","]);
    match between.split_first() {
        Some((mark, aside)) if comma(mark) => {
            let behind = aside.iter().position(comma).map_or(aside, |closing| &aside[closing + 1..]);
            behind.iter().all(light)
        }
        _ => between.iter().all(light),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fate_of_a_role_is_told_behind_it() {
        for (text, expected) in [
            ("The driver survived the crash.", Some(Fate::Survived)),
            ("The driver, a man of 58, was unhurt.", Some(Fate::Survived)),
            ("The pilot was among the dead.", Some(Fate::Dead)),
            ("The pilot was not among the dead.", None),
            ("The captain was killed.", Some(Fate::Dead)),
            ("The driver was shot in the arm.", Some(Fate::Hurt)),
            ("The driver was shot dead.", Some(Fate::Dead)),
            ("The driver was shot and killed.", Some(Fate::Dead)),
            ("The captain has died of his injuries.", Some(Fate::DeadLater)),
            ("The driver was slightly injured.", Some(Fate::Hurt)),
            ("The driver, who survived, was questioned.", Some(Fate::Survived)),
            ("The driver said two passengers died.", None),
            ("The driver killed a cyclist.", None),
            ("The driver, whose wife died, was questioned.", None),
            ("The driver was fined.", None),
            ("The driver nearly died.", None),
            ("A woman who was shot by a motorist on the bridge has died.", Some(Fate::DeadLater)),
            ("A deputy was shot.", Some(Fate::Hurt)),
            ("Dana Orr was shot in the leg.", Some(Fate::Hurt)),
            ("Dana Orr, 31, died at a hospital.", Some(Fate::DeadLater)),
            ("Dana Orr said two clerks died.", None),
        ] {
            let document = Document::read(text);
            let singles = role::Singles::read(&document);
            let found = document.token_ids().find_map(|noun| {
                let (_, who) = bearer(&document, noun, &singles)?;
                of(&document, who)
            });
            assert_eq!(found.map(|(fate, _)| fate), expected, "{text}");
        }
    }
}

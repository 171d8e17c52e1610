//! The as-of time of a statement: "by Monday evening", "so far", "officials said on Thursday", or else that of its passage,
//! or else that of the report.
//!
//! A report was written after the last moment it mentions, so if that moment is on the day of publication, it is the report's
//! clock unless a finer one is known.

use super::attribution::verb_cue;
use super::lexicon::WordClass;
use super::phrase::{after, before, clause_of, is_verb, word_is};
use super::{Context, Source};
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::language::{Document, Relation, SentenceId, TokenId, Upos, Xpos};
use crate::analysis::time::{Basis, PartOfDay, SharedWhen, TimeExpression, TimexType, When};
use crate::text::Span;

/// The clocks of one report.
pub(crate) struct Clocks<'a> {
    context: &'a Context<'a>,
    report: When,
}

impl<'a> Clocks<'a> {
    pub(crate) fn new(context: &'a Context<'a>) -> Self {
        Self { context, report: report_clock(context) }
    }

    /// The as-of time of a figure in a clause: its own, its speaker's, its passage's or the report's.
    pub(crate) fn as_of(&self, clause: TokenId, chain: &[Source]) -> SharedWhen {
        let stated = self
            .own(clause)
            .or_else(|| chain.iter().rev().find_map(|source| self.said_at(source)))
            .or_else(|| self.passage(clause).filter(|_| self.report.minute.is_none()));
        stated.filter(|stated| !self.report_is_finer(stated)).unwrap_or_else(|| self.report.clone()).into()
    }

    /// Whether a clock gives only the day of a report whose own clock is finer, which then covers statements of that day.
    fn report_is_finer(&self, stated: &When) -> bool {
        let plain = stated.part.is_none() && stated.minute.is_none();
        let fine = self.report.part.is_some() || self.report.minute.is_some();
        plain && fine && stated.single_day().is_some() && stated.single_day() == self.report.single_day()
    }

    /// When the event of a clause took place, if the clause says so.
    pub(crate) fn happened(&self, clause: TokenId) -> Option<When> {
        let own = |clause: TokenId| {
            self.of_clause(clause)
                .filter(|time| !self.bounds_a_count(time))
                .filter(|time| self.speech_before(time).is_none())
                .find_map(|time| time.when.clone())
        };
        own(clause)
            .or_else(|| self.main_verb(clause).and_then(own))
            .or_else(|| self.of_a_governor(clause))
            .or_else(|| self.long_ago(clause))
    }

    /// The verb that a participle belongs to: "In early May raiders struck the village, killing 15."
    fn main_verb(&self, clause: TokenId) -> Option<TokenId> {
        let document = self.context.document;
        let token = document.token(clause);
        let participle = token.xpos == Xpos::Vbg && token.relation == Relation::Advcl;
        let head = document.head(clause).filter(|_| participle)?;
        Some(clause_of(document, head))
    }

    /// "In March he was in a crash with a bus carrying 20 pupils": an inner clause is about the month given for the whole
    /// sentence.
    fn of_a_governor(&self, clause: TokenId) -> Option<When> {
        let written = self.report.first?;
        let document = self.context.document;
        let mut above = clause;
        for _ in 0..GOVERNORS {
            above = clause_of(document, document.head(above)?);
            let past = |time: &&TimeExpression| {
                let last = time.when.as_ref().and_then(|when| when.last);
                let coarse = time.when.as_ref().is_some_and(|when| when.single_day().is_none());
                coarse && last.is_some_and(|last| (written - last).num_days() > DAYS_OF_NEWS)
            };
            if let Some(time) = self.of_clause(above).find(past) {
                return time.when.clone();
            }
        }
        None
    }

    /// "In 1996 a quake set off a wave that killed 340": what follows a time long before the report is about that time.
    fn long_ago(&self, clause: TokenId) -> Option<When> {
        let written = self.report.first?;
        let document = self.context.document;
        let until = document.token(clause).span.start;
        let before = self.in_sentence(document.sentence_of(clause)).take_while(|time| time.span.end <= until);
        let last = before.last().filter(|time| !self.follows_since(time))?;
        let when = last.when.as_ref()?;
        ((written - when.last?).num_days() > DAYS_OF_A_STORY).then(|| when.clone())
    }

    /// Whether "since" precedes a time: the event began then and continues.
    fn follows_since(&self, time: &TimeExpression) -> bool {
        let text = self.context.document.source();
        let before = text.get(..time.span.start as usize).unwrap_or_default().trim_end();
        before.rsplit(char::is_whitespace).next().is_some_and(|word| word.eq_ignore_ascii_case("since"))
    }

    /// "by Monday", "as of noon", "so far on Friday": a clock of the clause's own.
    fn own(&self, clause: TokenId) -> Option<When> {
        self.of_clause(clause).find(|time| self.bounds_a_count(time)).and_then(|time| time.when.clone())
    }

    /// The time at which a speaker spoke.
    fn said_at(&self, source: &Source) -> Option<When> {
        let cue = self.context.document.token_at(source.cue.start)?;
        let sentence = self.context.document.sentence_of(cue);
        let beside = self.in_sentence(sentence).filter(|time| self.speech_before(time) == Some(cue));
        // "as Sunday's toll rose": the day of the event, not of the statement.
        let own = self.of_clause(cue).filter(|time| !self.is_possessive(time));
        let mut spoken = own.chain(beside).filter_map(|time| time.when.clone());
        spoken.find(|when| when.single_day().is_some())
    }

    fn is_possessive(&self, time: &TimeExpression) -> bool {
        let text = self.context.document.source();
        let following = text.get(time.span.end as usize..).unwrap_or_default();
        ["'s", "\u{2019}s"]
            .iter()
            .any(|mark| following.starts_with(mark) || time.span.of(text).ends_with(mark))
    }

    /// The verb of speech right before a time, which is then the time of the speech: "…, the mayor said late Wednesday".
    fn speech_before(&self, time: &TimeExpression) -> Option<TokenId> {
        let document = self.context.document;
        let light = |token: &TokenId| word_is(document, *token, &["on", "late", "early"]);
        let verb = before(document, document.token_at(time.span.start)?).find(|token| !light(token))?;
        (is_verb(document, verb) && verb_cue(document.lemma(verb)).is_some()).then_some(verb)
    }

    /// Calendar times that a clause governs directly.
    fn of_clause(&self, clause: TokenId) -> impl Iterator<Item = &'a TimeExpression> + '_ {
        let document = self.context.document;
        self.in_sentence(document.sentence_of(clause)).filter(move |time| {
            document
                .tokens_within(time.span)
                .find(|token| {
                    document.head(*token).is_none_or(|head| !time.span.contains(document.token(head).span))
                })
                .is_some_and(|top| clause_of(document, top) == clause)
        })
    }

    fn in_sentence(&self, sentence: SentenceId) -> impl Iterator<Item = &'a TimeExpression> + use<'a> {
        let span = self.context.document.sentence(sentence).span;
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.start < span.start);
        times[from..]
            .iter()
            .take_while(move |time| time.span.end <= span.end)
            .filter(|time| matches!(time.kind, TimexType::Date | TimexType::Time))
    }

    /// Whether a time bounds a count ("by", "as of", "until") rather than dating what is counted.
    fn bounds_a_count(&self, time: &TimeExpression) -> bool {
        let text = self.context.document.source();
        let before = text.get(..time.span.start as usize).unwrap_or_default().trim_end();
        let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let as_of = || before.to_ascii_lowercase().ends_with("as of");
        matches!(word, "by" | "By" | "until" | "Until") || word == "of" && before.len() < 4096 && as_of()
    }

    /// The finest clock of the sentence, or else of the two before it: a part of one day.
    fn passage(&self, clause: TokenId) -> Option<When> {
        let sentence = self.context.document.sentence_of(clause);
        let clock = |time: &TimeExpression| {
            let when = time.when.as_ref()?;
            let fine = when.single_day().is_some() && (when.part.is_some() || when.minute.is_some());
            let near = self.report.first.is_none() || when.first == self.report.first;
            (fine && near && self.is_factual(time)).then(|| when.clone().on_basis(Basis::Inherited))
        };
        (0..=2)
            .filter_map(|back| sentence.0.checked_sub(back))
            .find_map(|back| self.in_sentence(SentenceId(back)).filter_map(clock).last())
    }

    /// Whether a time is that of something past and not merely announced.
    fn is_factual(&self, time: &TimeExpression) -> bool {
        is_factual(self.context, time)
    }
}

/// The publication date, refined by the latest moment that the report mentions on that day.
fn report_clock(context: &Context<'_>) -> When {
    let Some(published) = context.published else { return When::unknown() };
    let Some(clock) = When::from_edtf(&published.edtf, None, Basis::Published) else {
        return When::unknown();
    };
    if clock.minute.is_some() {
        return clock;
    }
    let latest = context
        .times
        .iter()
        .filter(|time| is_factual(context, time))
        .filter_map(|time| time.when.as_ref())
        .filter(|when| when.single_day().is_some() && when.single_day() == clock.single_day())
        .filter_map(|when| when.part)
        .chain(clock.single_day().and_then(|day| after_dark(context, day)))
        .max();
    match (clock.single_day(), latest) {
        (Some(day), Some(part)) => When::part(day, part, Basis::Published),
        _ => clock,
    }
}

/// How many clauses above its own may give the month of a figure.
const GOVERNORS: usize = 2;

/// After how many days back the news of a report becomes background.
const DAYS_OF_NEWS: i64 = 10;

/// How many days before its report an event of the story may lie.
const DAYS_OF_A_STORY: i64 = 40;

/// Words for the evening that give no date: their day is that of the sentence or the one before.
const AFTER_DARK: &[&str] = &["after dark", "nightfall", "after dusk", "after sunset"];

/// Whether the report mentions the evening of a day in words without a date.
fn after_dark(context: &Context<'_>, day: chrono::NaiveDate) -> Option<PartOfDay> {
    let document = context.document;
    let sentences = document.sentences();
    let of_day = |place: usize| {
        let span = sentences[place].span;
        let from = context.times.partition_point(|time| time.span.start < span.start);
        let mut times = context.times[from..].iter().take_while(|time| time.span.end <= span.end);
        times.any(|time| time.when.as_ref().and_then(When::single_day) == Some(day))
    };
    let stated = (0..sentences.len()).any(|place| {
        let words = document.words(sentences[place].span);
        AFTER_DARK.iter().any(|evening| words.contains(evening))
            && (of_day(place) || place > 0 && of_day(place - 1))
    });
    stated.then_some(PartOfDay::Evening)
}

/// Whether the clause of a time is neither future nor hypothetical: none of its auxiliaries is modal.
fn is_factual(context: &Context<'_>, time: &TimeExpression) -> bool {
    let document = context.document;
    let Some(token) = document.token_at(time.span.start) else { return true };
    let clause = clause_of(document, token);
    let mut auxiliaries = document.children_by(clause, &[Relation::Aux]);
    !auxiliaries
        .any(|aux| word_is(document, aux, &["will", "would", "should", "shall", "may", "might", "'ll"]))
}

/// The place named with "in", "at" or "near" after a word of the same clause: the words of the name.
pub(crate) fn place_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    const PLACED: &[&str] = &["in", "at", "near", "outside", "across"];
    let clause = after(document, word).take_while(|token| {
        !matches!(document.token(*token).upos, Upos::Verb | Upos::Sconj)
            && !word_is(document, *token, &[";", "when", "as"])
    });
    let reach = clause.take(PLACE_REACH).collect::<Vec<_>>();
    let following = reach
        .iter()
        .enumerate()
        .filter(|(_, token)| word_is(document, **token, PLACED))
        .find_map(|(at, _)| name_from(document, &reach[at + 1..]));
    following.or_else(|| place_before(document, word))
}

/// The place named right after what is counted: "12 people in Haiti".
pub(crate) fn place_beside(document: &Document<'_>, noun: TokenId) -> Option<Span> {
    let words: Vec<TokenId> = after(document, noun).take(PLACE_REACH).collect();
    let (first, rest) = words.split_first()?;
    word_is(document, *first, &["in"]).then(|| name_from(document, rest)).flatten()
}

/// The name at the beginning of a run of words, after an article; of several adjacent names all of them. The name of a thing is none:
/// "at the Lind mill".
fn name_from(document: &Document<'_>, words: &[TokenId]) -> Option<Span> {
    static SITES: WordClass = WordClass::named("sites");
    static KINDS: WordClass = WordClass::named("kinds of place or organisation");
    static PARTS: WordClass = WordClass::named("parts of what is named");
    let is_site = |token: TokenId| {
        let word = document.word(token).to_lowercase();
        document.word(token) == word && SITES.has(&word) && !KINDS.has(&word) && !PARTS.has(&word)
    };
    let mut name: Option<Span> = None;
    for token in words {
        match document.token(*token).upos {
            Upos::Noun | Upos::Propn if name.is_some() && is_site(*token) => return None,
            Upos::Propn => {
                let span = document.token(*token).span;
                name = Some(name.map_or(span, |name| name.cover(span)));
            }
            Upos::Det if name.is_none() => {}
            Upos::Cconj if name.is_some() => {
                let next = words.iter().find(|word| word.0 > token.0);
                if next.is_none_or(|next| document.token(*next).upos != Upos::Propn) {
                    break;
                }
            }
            _ => break,
        }
    }
    // "in Sunday's fire" does not name a place.
    name.filter(|name| !calendar_word(&document.words(*name).to_lowercase()))
}

/// The place before a clause: "In Hask, six died", "in Hask, where six died".
fn place_before(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let sentence = document.sentence(document.sentence_of(word));
    let words: Vec<TokenId> = (sentence.first.0..word.0).map(TokenId).collect();
    let (first, rest) = words.split_first()?;
    let where_clause = words.iter().rposition(|token| word_is(document, *token, &["where"])).and_then(|at| {
        let comma = usize::from(at > 0 && word_is(document, words[at - 1], &[","]));
        let last = at.checked_sub(1 + comma)?;
        let is_name = |token: &&TokenId| document.token(**token).upos == Upos::Propn;
        let length = words[..=last].iter().rev().take_while(is_name).count();
        name_from(document, &words[last + 1 - length..=last])
    });
    let fronted = || {
        let name = name_from(document, rest).filter(|_| word_is(document, *first, &["in", "at", "near"]))?;
        let next = document.token_at(name.end)?;
        let clause_opens = matches!(document.token(next).upos, Upos::Det | Upos::Num | Upos::Pron);
        (clause_opens || word_is(document, next, &[","])).then_some(name)
    };
    // "police in Aldgate arrested"
    let beside = || {
        let is_name = |token: &&TokenId| document.token(**token).upos == Upos::Propn;
        let verbs = |token: &&TokenId| matches!(document.token(**token).upos, Upos::Aux | Upos::Adv);
        let skipped = words.iter().rev().take_while(verbs).count();
        let until = words.len() - skipped;
        let length = words[..until].iter().rev().take_while(is_name).count();
        let cue = words.get((until - length).checked_sub(1)?)?;
        word_is(document, *cue, &["in"]).then(|| name_from(document, &words[until - length..until])).flatten()
    };
    where_clause.or_else(beside).or_else(fronted)
}

/// How many words may be between a predicate and its place.
const PLACE_REACH: usize = 14;

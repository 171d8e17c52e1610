//! Dates of incidents, or of their beginning: an incident word and a date in the same clause.
//!
//! For momentary incidents any date counts, for lasting ones only the date of their beginning.

mod incident;

pub(crate) use incident::{incident_noun, incident_verb};
pub use incident::{incident_words, is_lasting};

use super::count::in_marks;
use super::lexicon::WordClass;
use super::phrase::{after, before, clause_of, next_is, previous_is, word_is};
use super::predicate::{self, Use};
use super::{Claim, ClaimKind, Extent, Reading, Status};
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::analysis::time::{Basis, TimeExpression, TimexType, When};
use incident::INCIDENTS;

/// Finds the dates of incidents, ordered by date expression.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let dated =
        reading.context.times.iter().filter(|time| matches!(time.kind, TimexType::Date | TimexType::Time));
    let claims = dated
        .filter_map(|time| {
            let when = time.when.as_ref().filter(|when| is_known_to_the_day(when))?;
            let (kind, word) = incident(document, time)?;
            let span = document.token(word).span.cover(time.span);
            let clause = clause_of(document, word);
            Some(Claim {
                subject: document.token(word).span,
                value: Some(when.edtf.clone()),
                when: Some(when.clone()),
                as_of: reading.clocks.as_of(clause, &[]),
                chain: reading.attributions.chain(span),
                quoted: in_marks(document, span),
                status: if is_announced(document, clause) { Status::Planned } else { Status::Asserted },
                // Somebody shot may be one of several: the hour is that of the shooting, the day may be that of another.
                extent: if is_shot(document, word) { Extent::Part } else { Extent::Whole },
                ..Claim::at(ClaimKind::Time, kind, span)
            })
        })
        .collect();
    joined(claims)
}

/// "at 10 p.m. on Thursday" is one time if both of its expressions belong to one word.
fn joined(claims: Vec<Claim>) -> Vec<Claim> {
    let mut joined: Vec<Claim> = Vec::new();
    for claim in claims {
        let day = |claim: &Claim| claim.when.as_ref().and_then(When::single_day);
        let clocked = |claim: &Claim| claim.when.as_ref().is_some_and(|when| when.minute.is_some());
        match joined.last_mut() {
            Some(last)
                if last.subject == claim.subject
                    && day(last) == day(&claim)
                    && clocked(last) != clocked(&claim) =>
            {
                let (span, chain) = (last.span.cover(claim.span), last.chain.clone());
                let finer = if clocked(last) { last.clone() } else { claim };
                *last = Claim { chain, span, ..finer };
            }
            _ => joined.push(claim),
        }
    }
    joined
}

/// Whether a date was read from the words themselves and is known to the day.
fn is_known_to_the_day(when: &When) -> bool {
    matches!(when.basis, Basis::Given | Basis::Explicit | Basis::Relative)
        && matches!((when.first, when.last), (Some(first), Some(last)) if (last - first).num_days() <= 3)
}

fn is_announced(document: &Document<'_>, clause: TokenId) -> bool {
    document
        .children_by(clause, &[Relation::Aux])
        .any(|aux| word_is(document, aux, &["will", "would", "should", "may", "might", "could"]))
}

/// Verbs by which a lasting incident begins.
const BEGIN: &[&str] = &["begin", "start", "erupt", "unleash", "ignite", "launch", "flare"];
/// Verbs of a momentary incident.
static HAPPEN: WordClass = WordClass::named("verbs of a momentary incident");
/// Verbs that date the beginning of a lasting incident, and a momentary one.
const OPENS: &[&str] = &["break", "happen", "occur"];
/// Verbs by which one state turns into another.
const BECOME: &[&str] = &["become", "turn", "grow", "get"];
/// Verbs by which one event leads to the next.
const LEAD: &[&str] = &["lead", "turn", "escalate", "descend", "spill", "degenerate"];

/// Things that go off harmlessly.
const WARNING: &[&str] = &["alarm", "siren", "phone", "clock"];

/// How many words may be between a date and its incident.
const REACH: usize = 12;

/// The incident that a date belongs to: its kind and the word for it.
fn incident(document: &Document<'_>, time: &TimeExpression) -> Option<(&'static str, TokenId)> {
    let first = document.tokens_within(time.span).next()?;
    let last = document.tokens_within(time.span).next_back()?;
    let clocked = time.kind == TimexType::Time;
    possessed(document, last)
        .or_else(|| incident_before(document, first, clocked))
        .or_else(|| incident_after(document, first, last))
}

/// "At 9:52 p.m. on Tuesday a fire broke out", "On Monday a lorry overturned": the first event after the time at the
/// beginning of a sentence.
fn incident_after(document: &Document<'_>, first: TokenId, last: TokenId) -> Option<(&'static str, TokenId)> {
    const OPENING: u32 = 8;
    let sentence = document.sentence(document.sentence_of(first));
    let light = |token: TokenId| {
        matches!(document.token(token).upos, Upos::Adp | Upos::Adv | Upos::Punct | Upos::Num | Upos::Det)
            || calendar_word(&document.word(token).to_lowercase())
            || word_is(document, token, &["a.m.", "p.m.", "am", "pm", "noon", "midnight", "local", "time"])
    };
    let opens = first.0 - sentence.first.0 <= OPENING && before(document, first).all(light);
    if !opens {
        return None;
    }
    for token in after(document, last).take(REACH).take_while(|token| !is_border(document, *token)) {
        if happens(document, token) {
            return begun(document, token);
        }
        let (lemma, upos) = (document.lemma(token), document.token(token).upos);
        if upos == Upos::Verb || upos != Upos::Noun && incident_verb(lemma).is_some() {
            return verb(document, token);
        }
    }
    None
}

/// "Saturday's derailment".
fn possessed(document: &Document<'_>, date: TokenId) -> Option<(&'static str, TokenId)> {
    let own = next_is(document, date, &["'s", "’s"]);
    let joined = document.word(date).ends_with("'s") || document.word(date).ends_with("’s");
    if !own && !joined {
        return None;
    }
    after(document, date).skip(usize::from(own)).take(4).find_map(|token| {
        let incident = INCIDENTS.nouns.get(document.lemma(token)).filter(|incident| !incident.lasting)?;
        Some((incident.kind, token))
    })
}

/// The nearest incident word before a date in its clause: "crashed on Monday", "the strike began on Thursday".
fn incident_before(document: &Document<'_>, date: TokenId, clocked: bool) -> Option<(&'static str, TokenId)> {
    // "shortly before noon": within the words of a clock time no clause begins.
    let beside = |token: &TokenId| {
        clocked
            && (document.token(*token).upos == Upos::Adv
                || word_is(document, *token, &["before", "after", "at"]))
    };
    let near = before(document, date)
        .take(REACH)
        .skip_while(beside)
        .take_while(|token| !is_border(document, *token));
    for token in near {
        let lemma = document.lemma(token);
        if happens(document, token) {
            return begun(document, token);
        }
        match document.token(token).upos {
            Upos::Verb => return verb(document, token),
            Upos::Adj => {
                let incident = INCIDENTS.adjectives.get(lemma);
                let becomes =
                    before(document, token).take(2).any(|verb| BECOME.contains(&document.lemma(verb)));
                if let Some(incident) = incident.filter(|_| becomes) {
                    return Some((incident.kind, token));
                }
            }
            Upos::Noun => {
                if let Some(found) = noun(document, token) {
                    let other = is_object_of(document, token, &COMES_AFTER)
                        || clocked && is_object_of(document, token, &ANSWER);
                    return (!other).then_some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// A word after which another clause begins.
fn is_border(document: &Document<'_>, token: TokenId) -> bool {
    word_is(
        document,
        token,
        &[";", ":", "“", "”", "that", "which", "who", "when", "as", "after", "before", "since", "but"],
    )
}

/// Whether a verb says that something happened or began.
fn happens(document: &Document<'_>, verb: TokenId) -> bool {
    let lemma = document.lemma(verb);
    BEGIN.contains(&lemma) || HAPPEN.has(lemma) || lemma == "break" && next_is(document, verb, &["out"])
}

/// Words that say an incident was not the first of its kind.
static AGAIN: WordClass = WordClass::named("words for a repeated incident");

/// "the strike … began": the incident is the subject of the verb.
fn begun(document: &Document<'_>, verb: TokenId) -> Option<(&'static str, TokenId)> {
    let lemma = document.lemma(verb);
    if let Some(found) = of_this(document, verb) {
        return Some(found);
    }
    let subject = document.subject_of(verb).into_iter().chain(before(document, verb).take(8));
    subject.into_iter().find_map(|noun| {
        let incident =
            INCIDENTS.nouns.get(document.lemma(noun)).filter(|_| document.token(noun).upos == Upos::Noun)?;
        let begins = BEGIN.contains(&lemma) || OPENS.contains(&lemma) || !incident.lasting;
        // "the crash inquiry began"
        let describes = document.token(noun).relation == Relation::Compound
            && after(document, noun).next().is_some_and(|next| {
                next < verb && matches!(document.token(next).upos, Upos::Noun | Upos::Propn)
            });
        (begins && !describes && !is_another(document, noun)).then_some((incident.kind, noun))
    })
}

/// "it happened shortly after noon", "the incident occurred at noon": the incident that the report opens with.
fn of_this(document: &Document<'_>, verb: TokenId) -> Option<(&'static str, TokenId)> {
    const THIS: &[&str] = &["it", "this", "incident", "attack"];
    let subject = document.subject_of(verb).filter(|subject| word_is(document, *subject, THIS))?;
    let happens = matches!(document.lemma(verb), "happen" | "occur" | "take");
    let opening = document.token_ids().take(OPENING_WORDS);
    let first =
        opening.take_while(|token| *token < subject).find_map(|token| match document.token(token).upos {
            Upos::Noun => incident_noun(document.lemma(token)),
            Upos::Verb if is_shot(document, token) => Some(SHOOTING),
            Upos::Verb => incident_verb(document.lemma(token)),
            _ => None,
        })?;
    happens.then_some((first, subject))
}

/// How many words form the opening of a report.
const OPENING_WORDS: usize = 80;

/// The kind of incident that "was shot" denotes.
const SHOOTING: &str = "shooting";

/// "was shot", "shot a clerk": not by the police.
fn is_shot(document: &Document<'_>, verb: TokenId) -> bool {
    static POLICE: WordClass = WordClass::named("police");
    let mut near = before(document, verb).take(5).chain(after(document, verb).take(6));
    let fired = || {
        document
            .subject_of(verb)
            .is_some_and(|noun| matches!(document.lemma(noun), "shot" | "round" | "gunshot"))
    };
    let heard =
        || document.object_of(verb).is_some_and(|noun| matches!(document.lemma(noun), "shot" | "gunshot"));
    let stated = match document.lemma(verb) {
        "shoot" => true,
        "hear" => heard(),
        "fire" | "ring" => fired(),
        _ => false,
    };
    stated && !near.any(|word| POLICE.has_word(document, word) || word_is(document, word, &["soldiers"]))
}

/// "walked out on Wednesday", "derailed on Saturday".
fn verb(document: &Document<'_>, verb: TokenId) -> Option<(&'static str, TokenId)> {
    let lemma = document.lemma(verb);
    if departs(document, verb) {
        return Some(("departure", verb));
    }
    if is_shot(document, verb) {
        return Some((SHOOTING, verb));
    }
    let warns = || before(document, verb).take(3).any(|noun| WARNING.contains(&document.lemma(noun)));
    let mut phrasal = INCIDENTS.phrasal.get(lemma).into_iter().flatten();
    if let Some((_, incident)) =
        phrasal.find(|(particle, _)| next_is(document, verb, &[particle]) && !warns())
    {
        return Some((incident.kind, verb));
    }
    let Some(incident) = INCIDENTS.verbs.get(lemma) else { return harming(document, verb) };
    (!incident.lasting).then_some((incident.kind, verb))
}

/// "the ferry left Tolm at 1 p.m.", "the flight took off at dawn".
fn departs(document: &Document<'_>, verb: TokenId) -> bool {
    static CRAFT: WordClass = WordClass::named("craft that departs");
    let leaves = match document.lemma(verb) {
        "leave" | "depart" => !document.is_passive(verb),
        "take" => next_is(document, verb, &["off"]),
        "set" => next_is(document, verb, &["sail"]),
        _ => false,
    };
    let craft = |noun: TokenId| CRAFT.has_lemma(document, noun);
    // "The ferry sank an hour after leaving Tolm at 1 p.m."
    let gerund = || {
        previous_is(document, verb, &["after", "before"])
            && document.tokens_in(document.sentence_of(verb)).any(craft)
    };
    leaves && (document.subject_of(verb).is_some_and(craft) || gerund())
}

/// "the blast that levelled a depot on Monday", "a crash killed six on Monday": an incident is dated by the harm it does.
fn harming(document: &Document<'_>, verb: TokenId) -> Option<(&'static str, TokenId)> {
    const HARM: &[&str] = &["killed", "injured", "destroyed", "damaged"];
    const STRIKES: &[&str] = &["shatter", "devastate", "engulf", "sweep", "claim", "leave"];
    let lemma = document.lemma(verb);
    let harms = predicate::lookup(Use::Patient, lemma).iter().any(|said| HARM.contains(&said.class));
    if document.is_passive(verb) || !harms && !STRIKES.contains(&lemma) {
        return None;
    }
    let subject = document.subject_of(verb)?;
    let relative = word_is(document, subject, &["that", "which"]);
    let noun = if relative { document.head(verb)? } else { subject };
    let incident = INCIDENTS.nouns.get(document.lemma(noun)).filter(|incident| !incident.lasting)?;
    Some((incident.kind, noun))
}

/// "the crash on Monday"; a lasting incident only after "led to": "led to riots on Tuesday".
fn noun(document: &Document<'_>, noun: TokenId) -> Option<(&'static str, TokenId)> {
    let incident = INCIDENTS.nouns.get(document.lemma(noun))?;
    let led = before(document, noun).take(4).any(|verb| LEAD.contains(&document.lemma(verb)));
    // "the avalanche risk on Monday"
    let describes = after(document, noun).next().is_some_and(|next| document.token(next).upos == Upos::Noun);
    ((!incident.lasting || led) && !describes && !is_another(document, noun)).then_some((incident.kind, noun))
}

fn is_another(document: &Document<'_>, noun: TokenId) -> bool {
    before(document, noun).take(2).any(|word| AGAIN.has_word(document, word))
}

/// Verbs of responding to a call: the hour is that of the response, the day that of the incident.
static ANSWER: WordClass = WordClass::named("verbs of responding to a call");

/// Verbs for later actions about an incident.
static COMES_AFTER: WordClass = WordClass::named("verbs of what follows an incident");

/// "were called to a shooting at 9:52 p.m.", "visited the wreck on Friday".
fn is_object_of(document: &Document<'_>, noun: TokenId, verbs: &WordClass) -> bool {
    before(document, noun).take(5).any(|verb| verbs.has_lemma(document, verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::{self, Publication};

    #[test]
    fn a_date_belongs_to_the_incident_of_its_clause() {
        let context =
            time::Context { published: Publication::from_edtf("2031-05-09"), ..time::Context::default() };
        for (text, expected) in [
            ("The lorry crashed on Monday.", Some("crash")),
            ("The blast that levelled a depot on Monday was heard in Leeds.", Some("explosion")),
            ("A crash killed six people on Monday.", Some("crash")),
            ("The explosion occurred shortly before noon.", Some("explosion")),
            ("The fire broke out shortly before midnight on Thursday.", Some("fire")),
            ("The collapse occurred before dawn on Thursday.", Some("collapse")),
            ("A bomb went off at 7 a.m. on Thursday.", Some("explosion")),
            ("The alarm went off at 7 a.m. on Thursday.", None),
            ("The ferry left Dunmore at 1 p.m. on Thursday.", Some("departure")),
            ("The minister left Dunmore at 1 p.m. on Thursday.", None),
            ("A gunman opened fire just before 9 p.m. on Thursday.", Some("shooting")),
            ("The shop opened just before 9 p.m. on Thursday.", None),
            ("At 9:52 p.m. on Tuesday a fire broke out in the kitchen.", Some("fire")),
            ("On Tuesday a lorry overturned in Leeds.", Some("crash")),
            ("On Tuesday the mayor visited the crash site.", None),
            ("At 9:52 p.m. police were called to a fire.", None),
            ("Police were called to a shooting at 9:52 p.m.", None),
            ("The ferry sank after leaving Dunmore at 1 p.m. on Thursday.", Some("departure")),
            ("A clerk was shot in Leeds late Thursday.", Some("shooting")),
            ("A man was shot by police on Thursday.", None),
            ("The shots were fired shortly after 6 p.m. on Thursday.", Some("shooting")),
            ("A clerk was shot in Leeds. It happened at about 4:15 p.m. on Thursday.", Some("shooting")),
            ("A clerk was shot in Leeds. It was warm on Thursday.", None),
            ("A fire occurred in the kitchen at 9:52 p.m. on Thursday.", Some("fire")),
            ("The crash prompted the minister to resign on Monday.", None),
            ("Six people were killed on Monday.", None),
            ("Rescuers reached the wreck on Monday.", None),
            ("The avalanche risk on Monday was high.", None),
            ("Election winner Dana Orr began talks on Monday.", None),
            ("A crash killed six people, the minister said on Monday.", None),
        ] {
            let document = Document::read(text);
            let times = time::tag(text, &context);
            let found = times.iter().find_map(|time| incident(&document, time));
            assert_eq!(found.map(|(kind, _)| kind), expected, "{text}");
        }
    }
}

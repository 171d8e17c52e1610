//! The words an event is shown by: agent, trigger, patient, in the reports' own words, at most sixty columns.
//!
//! Every telling proposes a title; the one that names most of who did what to whom, in the fewest words, is taken.

use unicode_width::UnicodeWidthStr;

use super::Context;
use super::telling::Telling;
use crate::analysis::event::{EventMention, Form, Modality, Participant, Role};
use crate::text::Span;

/// The widest a title may be, in columns.
pub const WIDTH: usize = 60;

/// The best title among an event's tellings, and the telling it is from.
pub fn best(context: &Context<'_>, tellings: &[&Telling<'_>]) -> (String, usize) {
    let proposals = tellings.iter().enumerate().map(|(place, telling)| (propose(context, telling), place));
    let better = |one: &(Proposal, usize), other: &(Proposal, usize)| {
        one.0.worth.cmp(&other.0.worth).then(other.1.cmp(&one.1))
    };
    proposals.max_by(better).map_or_else(Default::default, |(proposal, place)| (proposal.words, place))
}

struct Proposal {
    words: String,
    worth: u32,
}

fn propose(context: &Context<'_>, telling: &Telling<'_>) -> Proposal {
    let writer = Writer { context, telling, text: &context.reports[telling.report.index()].text };
    let mention = telling.mention;
    let (words, parts) = if mention.form == Form::Verb { writer.clause() } else { writer.noun() };
    let plain = u32::from(matches!(mention.modality, Modality::Asserted | Modality::Reported));
    let cut = u32::from(words.ends_with('…'));
    let short = u32::from(words.width() <= 45);
    Proposal { words: capitalised(&words), worth: parts * 8 + 4 * plain + short + 3 - 3 * cut }
}

struct Writer<'a> {
    context: &'a Context<'a>,
    telling: &'a Telling<'a>,
    text: &'a str,
}

impl Writer<'_> {
    fn mention(&self) -> &EventMention {
        self.telling.mention
    }

    fn first(&self, role: Role) -> Option<&Participant> {
        let named =
            |participant: &&Participant| participant.role == role && !self.name(participant).is_empty();
        self.mention().participants.iter().find(named)
    }

    /// What a participant is called: its words, or, for a pronoun, the actor's name; empty where nothing but a pronoun is known.
    fn name(&self, participant: &Participant) -> String {
        let words = tidy(participant.span.of(self.text));
        if !super::telling::is_pronoun(&words.to_lowercase()) {
            return words;
        }
        let analysis = &self.context.analyses[self.telling.report.index()];
        let actor = participant.actor.and_then(|actor| analysis.actors.actors.get(actor as usize));
        let name = actor.map(|actor| actor.name.to_string()).unwrap_or_default();
        if super::telling::is_pronoun(&name.to_lowercase()) { String::new() } else { name }
    }

    /// Those who take part in a role, as one phrase where they are named one after the other.
    fn together(&self, role: Role) -> Option<String> {
        let all: Vec<Span> = self
            .mention()
            .participants
            .iter()
            .filter(|part| part.role == role)
            .map(|part| part.span)
            .collect();
        let span = all.iter().copied().reduce(Span::cover)?;
        let one_by_one = all.windows(2).all(|pair| {
            let between = Span { start: pair[0].end, end: pair[1].start.max(pair[0].end) };
            matches!(between.of(self.text).trim(), "," | "and" | ", and" | "or")
        });
        let words = tidy(span.of(self.text));
        (all.len() > 1 && one_by_one && words.width() <= WIDTH / 2 + 15).then_some(words)
    }

    /// What those who take part in a role are called.
    fn named(&self, role: Role) -> Option<(String, Span)> {
        let first = self.first(role)?;
        Some((self.together(role).unwrap_or_else(|| self.name(first)), first.span))
    }

    /// A clause's title, and how many of agent and patient it names.
    fn clause(&self) -> (String, u32) {
        let (agent, patient) = (self.named(Role::Agent), self.named(Role::Patient));
        let core = tidy(self.mention().core.of(self.text));
        let trigger = self.mention().trigger;
        let passive = patient.as_ref().is_some_and(|(_, span)| span.end <= trigger.start);
        let (before, after) = if passive { (patient, None) } else { (agent, patient) };
        let parts = u32::from(before.is_some()) * 2 + u32::from(after.is_some());
        let words = |part: &Option<(String, Span)>| part.as_ref().map(|(words, _)| words.clone());
        let whole = [words(&before), Some(core.clone()), words(&after)];
        let without_patient = [words(&before), Some(core)];
        let fitting = [join(&whole), join(&without_patient)].into_iter();
        let fit = fitting.take(if before.is_some() { 2 } else { 1 }).find(|title| title.width() <= WIDTH);
        (fit.unwrap_or_else(|| cut(&join(&whole))), parts)
    }

    /// A noun's title: its phrase, or the clause that carries it.
    fn noun(&self) -> (String, u32) {
        let mention = self.mention();
        let phrase = without_article(&tidy(mention.core.of(self.text))).to_owned();
        let told = mention
            .participants
            .iter()
            .filter(|part| part.role != Role::Other && !self.name(part).is_empty());
        let parts = u32::try_from(told.count().min(2)).unwrap_or(0);
        let agent = self.first(Role::Agent).filter(|agent| agent.span.end <= mention.core.start);
        let carried =
            agent.map(|agent| join(&[Some(self.name(agent)), Some(tidy(mention.core.of(self.text)))]));
        let fit = carried.into_iter().chain([phrase.clone()]).find(|title| title.width() <= WIDTH);
        (fit.unwrap_or_else(|| cut(&phrase)), parts)
    }
}

fn join(words: &[Option<String>]) -> String {
    words.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// White space made single, quotation marks at the ends dropped.
fn tidy(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|mark: char| "\"“”‘«»,;:".contains(mark) || mark.is_whitespace()).to_owned()
}

fn without_article(words: &str) -> &str {
    [
        "the ", "a ", "an ", "The ", "A ", "An ", "their ", "his ", "her ", "its ", "Their ", "His ", "Her ",
        "Its ",
    ]
    .iter()
    .find_map(|article| words.strip_prefix(article))
    .unwrap_or(words)
}

/// As many whole words as fit, with a mark that more follow.
fn cut(words: &str) -> String {
    let mut title = String::new();
    for word in words.split(' ') {
        if title.width() + word.width() + 2 > WIDTH {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title.push('…');
    title
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

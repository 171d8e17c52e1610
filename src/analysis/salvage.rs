//! What can be saved of a report on which a reader panics: the results of the other readers, and a problem that says which reader
//! failed, why, and at which words.

use super::{Analysis, actor, find_claims, find_events, language, read, time};
use crate::text::fault::{self, Fault};
use crate::text::{Problem, Report};

/// How many bytes of a text are searched for the words at fault.
const SEARCHED: usize = 1 << 18;

/// How many characters of them are quoted at most.
const QUOTED: usize = 100;

/// In tests, words on which finding claims panics.
#[cfg(test)]
pub(crate) const PANIC: &str = "the unreadable words";

/// Analyses a report whose analysis panicked with `first`: each reader by itself, as far as it gets.
pub(super) fn analyse(report: &Report, first: &Fault) -> Analysis {
    let mut stages = Stages { lost: Vec::new() };
    let text = &*report.text;
    let context = time::Context::of(report);
    let (times, page) = stages.run("time expressions", || time::read(text, &context));
    let mut analysis = Analysis { times, ..Analysis::default() };
    if let Some(document) = stages.run("grammar", || Some(language::Document::read(text))) {
        analysis.actors = stages.run("actors", || actor::find(&document));
        analysis.events = stages
            .run("events", || find_events(report, &document, (&analysis.times, &page), &analysis.actors));
        let claims = stages.run("claims", || {
            find_claims(report, &document, &analysis.times, &analysis.actors, &analysis.events)
        });
        analysis.claims = claims.into();
    }
    let open = stages.run("open dates", || time::problems(text, &context, &analysis.times));
    let words = words_at_fault(report);
    let near = words.map(|words| format!(", near “{words}”")).unwrap_or_default();
    // If each reader succeeds by itself, the fault is in none of them.
    let lost = if stages.lost.is_empty() { vec![("parts", first.clone())] } else { stages.lost };
    let failures = lost.into_iter().map(|(what, fault)| {
        format!(
            "its {what} could not be read{near}: a fault of this program ({fault}); the rest of it was kept"
        )
    });
    let problem = |message| Problem { path: report.path.clone(), line: None, message };
    analysis.problems = failures.chain(open).map(problem).collect();
    analysis
}

/// Readers that are run one by one, and those that panicked.
struct Stages {
    lost: Vec<(&'static str, Fault)>,
}

impl Stages {
    fn run<T: Default>(&mut self, what: &'static str, reader: impl FnOnce() -> T) -> T {
        fault::contain(reader).unwrap_or_else(|fault| {
            self.lost.push((what, fault));
            T::default()
        })
    }
}

/// The first words of a report on which reading panics even if they are the whole text: a line, or better a part of one.
fn words_at_fault(report: &Report) -> Option<String> {
    let text = &report.text[..report.text.floor_char_boundary(SEARCHED)];
    let line = text.lines().find(|line| fails(report, line))?;
    let sentence =
        line.split_inclusive(['.', '!', '?']).find(|sentence| fails(report, sentence)).unwrap_or(line);
    let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut quoted: String = words.chars().take(QUOTED).collect();
    if quoted.len() < words.len() {
        quoted.push('…');
    }
    Some(quoted)
}

fn fails(report: &Report, text: &str) -> bool {
    let alone = Report { text: text.into(), ..report.clone() };
    !text.trim().is_empty() && fault::contain(|| read(&alone)).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ReportId;

    fn report(id: u32, text: &str) -> Report {
        Report { id: ReportId(id), path: format!("{id}.txt"), text: text.into(), ..Report::default() }
    }

    #[test]
    fn if_one_stage_panics_the_results_of_the_others_are_kept_and_the_place_is_reported() {
        let text = "The ferry Aurora sank off Portsea on 3 May 2021.\nHe spoke the unreadable words. Twelve drowned.";
        let saved = super::super::analyse(&report(0, text));
        assert!(saved.claims.is_empty());
        assert!(!saved.events.is_empty() && !saved.times.is_empty() && !saved.actors.mentions.is_empty());
        let [problem, ..] = &saved.problems[..] else { panic!("the fault is reported") };
        assert_eq!(problem.path, "0.txt");
        for part in ["its claims", "near “He spoke the unreadable words.”", "cannot be found"] {
            assert!(problem.message.contains(part), "{part}: {}", problem.message);
        }
    }

    #[test]
    fn a_fault_that_no_reader_shows_by_itself_is_reported_as_well() {
        let fault = Fault { message: "index out of bounds".into(), place: None };
        let saved = analyse(&report(0, "The ferry Aurora sank on 3 May 2021, police said."), &fault);
        assert!(!saved.events.is_empty());
        assert!(saved.problems.iter().any(|problem| problem.message.contains("index out of bounds")));
    }

    #[test]
    fn a_fault_in_one_report_does_not_affect_the_others() {
        let sound =
            "Twelve people drowned when the ferry Aurora sank off Portsea on 3 May 2021, police said.";
        let input = |texts: &[&str]| crate::timeline::Input {
            reports: (0..).zip(texts).map(|(id, text)| report(id, text)).collect(),
            ..Default::default()
        };
        let with =
            crate::timeline::build(input(&[sound, "A bank was robbed by the unreadable words in Leeds."]));
        let without = crate::timeline::build(input(&[sound]));
        assert_eq!(with.analyses[0].claims.len(), without.analyses[0].claims.len());
        assert!(with.events.iter().any(|event| event.title.contains("robbed")));
        assert_eq!(with.problems.iter().filter(|problem| problem.message.contains("fault")).count(), 1);
    }

    #[test]
    fn a_reader_that_panics_gives_nothing_and_is_named() {
        let mut stages = Stages { lost: Vec::new() };
        let none: Vec<u32> = stages.run("claims", || panic!("no words"));
        assert!(none.is_empty());
        assert_eq!(stages.run("events", || vec![1]), [1]);
        let [("claims", fault)] = &stages.lost[..] else { panic!("{:?}", stages.lost) };
        assert_eq!(fault.message, "no words");
    }
}

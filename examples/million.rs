//! Opens the interface on a timeline of a million actors and nothing else, to measure the cost of a keystroke in the search
//! in a real terminal.

use rashomon::analysis::actor::ActorKind;
use rashomon::store::Notebook;
use rashomon::text::{Report, ReportId};
use rashomon::timeline::{Actor, Timeline};
use rashomon::ui::{self, Settings};

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        return Err(std::io::Error::other("give a file of names, one a line"));
    };
    let code = ui::run(Settings::default(), move |news| match std::fs::read_to_string(&path) {
        Ok(names) => news.loaded(timeline(&names), Vec::new(), Notebook::default()),
        Err(error) => news.failed(&format!("{path}: {error}")),
    })?;
    std::process::exit(code);
}

/// A timeline of one report and of an actor for each line.
fn timeline(names: &str) -> Timeline {
    let actor = |name: &str| Actor {
        name: name.to_owned(),
        kind: ActorKind::Person,
        variants: Vec::new(),
        roles: Vec::new(),
        mentions: Vec::new(),
    };
    let report = Report { id: ReportId(0), text: "A list of names.".into(), ..Report::default() };
    Timeline {
        title: "Names".to_owned(),
        reports: vec![report],
        actors: names.lines().map(actor).collect(),
        ..Timeline::default()
    }
}

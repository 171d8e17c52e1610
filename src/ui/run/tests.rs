//! What becomes of the terminal, and of the program, when one of its threads breaks.

use std::sync::mpsc::RecvTimeoutError;

use portable_pty::CommandBuilder;

use super::work::serve;
use super::*;
use crate::ui::story;

#[path = "../../../tests/pty/mod.rs"]
mod pty;

/// Which thread of the child is to break.
const BREAKS: &str = "RASHOMON_TEST_BREAKS";

/// The program under test is this test binary itself, started again in a terminal to run this.
#[test]
#[ignore = "what the other tests run in their terminal"]
fn child() {
    let Ok(breaks) = std::env::var(BREAKS) else { return };
    let code = run(Settings::default(), move |news| {
        news.loaded(story::timeline(), story::disagreements(), Notebook::default());
        if breaks == "interface" {
            let _ = news.sender.send(Input::Crash("the interface broke"));
        } else {
            let slot = Arc::new(Slot::default());
            serve(slot.clone(), news.sender.clone(), "the work", |(): &mut (), (), _| panic!("it broke"));
            slot.put((), |(), ()| {});
        }
    });
    std::process::exit(code.unwrap_or(99));
}

fn with_broken(thread: &str) -> pty::Terminal {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test runs"));
    command.args(["--ignored", "--exact", "ui::run::tests::child", "--nocapture", "--test-threads=1"]);
    command.env(BREAKS, thread);
    pty::Terminal::open(command)
}

#[test]
fn a_panic_of_the_interface_restores_the_terminal_before_it_is_reported() {
    let mut terminal = with_broken("interface");
    terminal.wait_for("the interface broke");
    assert_ne!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_panic_of_a_worker_is_reported_on_the_screen_and_the_program_lives_on() {
    let mut terminal = with_broken("worker");
    terminal.wait_for("the work failed: it broke");
    terminal.wait("the explorer", |screen| screen.alternate_screen() && screen.hide_cursor());
    terminal.press("/lind");
    terminal.wait_for("/ lind");
    terminal.wait_for("found");
    terminal.press("\x1b");
    terminal.wait("the popup closed", |screen| !screen.contents().contains("/ lind"));
    assert!(!terminal.text().contains("panicked"), "{}", terminal.text());
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn after_a_panic_a_worker_starts_afresh_with_what_comes_next() {
    let (sender, inbox) = channel();
    let slot = Arc::new(Slot::default());
    serve(slot.clone(), sender, "counting", |count: &mut u32, piece: u32, send| {
        *count += 1;
        assert_ne!(piece, 13, "unlucky");
        send(News::Notice(format!("{piece} was number {count}")));
    });
    let answer = |piece| {
        slot.put(piece, |_, _| {});
        match inbox.recv_timeout(Duration::from_mins(1)) {
            Ok(Input::News(News::Notice(words))) => words,
            Ok(other) => panic!("{other:?}"),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => panic!("the worker is gone"),
        }
    };
    assert_eq!(answer(7), "7 was number 1");
    assert_eq!(answer(8), "8 was number 2");
    assert!(answer(13).starts_with("counting failed: "));
    assert_eq!(answer(9), "9 was number 1");
}

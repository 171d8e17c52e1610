//! The interface in a real terminal: what a newcomer sees, how it ends, and what reaches the terminal as bytes.
//!
//! The program under test is this test binary itself, started again in a pseudo-terminal to run the ignored test `child`.

mod story;

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rashomon::ui::{self, Settings};

/// What the child is to show.
const SHOW: &str = "RASHOMON_TEST_SHOW";

#[test]
#[ignore = "what the other tests run in their terminal"]
fn child() {
    let Ok(show) = std::env::var(SHOW) else { return };
    let code = ui::run(Settings::default(), move |desk| match show.as_str() {
        "story" => desk.loaded(story::timeline(), story::disagreements()),
        "hostile" => desk.loaded(hostile(), story::disagreements()),
        _ => panic!("the loader broke"),
    });
    std::process::exit(code.unwrap_or(99));
}

/// What no report may bring onto the terminal.
const EVIL: &str = "\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[2J\u{1b}[31m\u{202e}\u{2066}\0\u{9b}?1049l";

/// The story with texts that would take the terminal over, one of them a megabyte in one line.
fn hostile() -> rashomon::timeline::Timeline {
    let mut timeline = story::timeline();
    for report in &mut timeline.reports {
        report.text = format!("{}{EVIL}{}", report.text, "word ".repeat(200_000)).into();
        report.source = Some(format!("source{EVIL}"));
    }
    for event in &mut timeline.events {
        event.title.push_str(EVIL);
    }
    timeline
}

/// Its size.
const ROWS: NonZero<u16> = NonZero::new(40).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(120).unwrap();

/// A terminal with a program in it.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(mut command: CommandBuilder) -> Self {
        let (rows, cols) = (ROWS, COLUMNS);
        let size = PtySize { rows: rows.get(), cols: cols.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
        command.env("TERM", "xterm-256color");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, cols, 0)));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let (seen, raw) = (screen.clone(), bytes.clone());
        thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                raw.lock().unwrap().extend_from_slice(&chunk[..read]);
                seen.lock().unwrap().process(&chunk[..read]);
            }
        });
        let keys = pair.master.take_writer().expect("the terminal can be written to");
        Self { screen, bytes, keys, child, _master: pair.master }
    }

    fn show(what: &str) -> Self {
        Self::open(own_command(what))
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the program reads keys");
        self.keys.flush().expect("as above");
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until something holds of the screen; a minute is long enough for any machine.
    fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + Duration::from_mins(1);
        while !holds(self.screen.lock().unwrap().screen()) {
            assert!(Instant::now() < until, "never came: {what}\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("kill is there").success());
    }

    fn exit_code(&mut self) -> u32 {
        self.child.wait().expect("it ends").exit_code()
    }

    fn assert_given_back(&self) {
        self.wait("the terminal as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

fn own_command(show: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test runs"));
    command.args(["--ignored", "--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(SHOW, show);
    command
}

#[test]
fn a_newcomer_sees_the_contradiction_on_the_toll_and_one_key_shows_both_passages() {
    let mut terminal = Terminal::show("story");
    terminal.wait_for("✗ People killed: 9 (B) or at");
    terminal.wait_for("At least 14 people were killed");
    terminal.wait_for("Nine people died");
    terminal.press("\r");
    terminal.wait_for("rule count/disjoint");
    terminal.wait_for("as of Thu 14 Mar, evening");
    terminal.press("\x1b");
    terminal.wait_for("Timeline");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_terminal_is_given_back_on_every_signal_that_ends_it() {
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let mut terminal = Terminal::show("story");
        terminal.wait_for("Timeline");
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code, "{signal}");
        terminal.assert_given_back();
    }
}

#[test]
fn a_panic_of_the_loader_is_told_on_the_screen_and_the_program_lives_on() {
    let mut terminal = Terminal::show("nothing");
    terminal.wait_for("reading failed: the loader broke");
    terminal.press("?");
    terminal.wait_for("any key closes");
    terminal.press("x");
    terminal.wait("the keys closed", |screen| !screen.contents().contains("any key closes"));
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    assert!(!terminal.text().contains("panicked"));
}

#[test]
fn ctrl_z_hands_the_terminal_to_the_shell_and_fg_brings_the_picture_back() {
    let program = own_command("story");
    let words: Vec<String> =
        program.get_argv().iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut shell = CommandBuilder::new("bash");
    // Without line editing: readline turns bracketed paste on by itself at each prompt.
    shell.args(["--norc", "--noprofile", "--noediting", "-i"]);
    shell.env(SHOW, "story");
    shell.env("PS1", "ready> ");
    let mut terminal = Terminal::open(shell);
    terminal.wait_for("ready>");
    terminal.press(&format!("{}\r", words.join(" ")));
    terminal
        .wait("the explorer", |screen| screen.alternate_screen() && screen.contents().contains("Timeline"));
    terminal.press("\x1a");
    terminal.wait_for("Stopped");
    terminal.assert_given_back();
    terminal.press("fg\r");
    terminal.wait("the explorer again", |screen| {
        screen.alternate_screen() && screen.contents().contains("At least 14 people were killed")
    });
    terminal.press("q");
    terminal.assert_given_back();
    terminal.press("exit\r");
    terminal.exit_code();
}

#[test]
fn nothing_a_report_holds_reaches_the_terminal_as_a_command() {
    let mut terminal = Terminal::show("hostile");
    terminal.wait_for("People killed in the flood");
    for (keys, seen) in [("\r", "rule count/disjoint"), ("\x1b", "Timeline"), ("s", "Compare"), ("r", "Read")]
    {
        terminal.press(keys);
        terminal.wait_for(seen);
    }
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let bytes = terminal.bytes.lock().unwrap();
    let shown = String::from_utf8_lossy(&bytes);
    for evil in ["\u{1b}]52", "\u{1b}[2J\u{1b}[31m", "\u{202e}", "\u{2066}", "\0", "\u{9b}"] {
        assert!(!shown.contains(evil), "{evil:?} reached the terminal");
    }
}

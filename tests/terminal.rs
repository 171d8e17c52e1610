//! The interface in a real terminal: what a newcomer sees, how it ends, and what reaches the terminal as bytes.
//!
//! The program under test is this test binary itself, started again in a pseudo-terminal to run the ignored test `child`.

mod pty;
mod story;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rashomon::store::Notebook;
use rashomon::ui::{self, Settings};

use self::pty::Terminal;

/// Where the child stores notes.
const NOTES: &str = "RASHOMON_TEST_NOTES";

/// What the child is to show.
const SHOW: &str = "RASHOMON_TEST_SHOW";

#[test]
#[ignore = "what the other tests run in their terminal"]
fn child() {
    let Ok(show) = std::env::var(SHOW) else { return };
    let settings = Settings { ask_background: show == "asking", ..Settings::default() };
    let code = ui::run(settings, move |news| match show.as_str() {
        "story" | "asking" => news.loaded(story::timeline(), story::disagreements(), notebook()),
        "hostile" => news.loaded(hostile(), story::disagreements(), notebook()),
        _ => panic!("the loader broke"),
    });
    std::process::exit(code.unwrap_or(99));
}

/// The notebook of the file a test names.
fn notebook() -> Notebook {
    std::env::var(NOTES).map(|place| Notebook::open(Path::new(&place)).0).unwrap_or_default()
}

/// Sequences that no report may send to the terminal.
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

/// The program itself, with folders of its own for settings and notes.
fn program(arguments: &[&str], own: &Path) -> Terminal {
    Terminal::open(program_command(arguments, own))
}

fn program_command(arguments: &[&str], own: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(arguments);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, own);
    }
    command
}

fn show(what: &str) -> Terminal {
    Terminal::open(own_command(what))
}

fn own_command(show: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test runs"));
    command.args(["--ignored", "--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(SHOW, show);
    command
}

#[test]
fn a_newcomer_sees_the_contradiction_on_the_toll_and_one_key_shows_both_passages() {
    let mut terminal = show("story");
    terminal.wait_for("✗ People killed: 9 (B) vs at");
    terminal.wait_for("At least 14 people were killed");
    terminal.wait_for("Nine people died");
    terminal.press("\r");
    terminal.wait_for("rule count/disjoint");
    terminal.wait_for("Thu 14 Mar, evening");
    terminal.press("\x1b");
    terminal.wait_for("Timeline");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

/// Keys that a newcomer may need to come from the first screen to the toll.
const FEW_KEYS: usize = 6;

#[test]
fn a_newcomer_to_the_bundled_reports_is_led_to_the_contradiction_on_the_toll_in_few_keys() {
    let own = tempfile::tempdir().unwrap();
    let mut terminal = program(&[], own.path());
    terminal.wait_for("on this event");
    // Three contradictions are announced, the marks are on the timeline, and the last line says which keys to press next.
    for hint in ["contradictions", "✗", "New here?", "n next disagreement", "⏎ passages", "? all keys"] {
        terminal.wait_for(hint);
    }
    let is_toll = |text: &str| {
        let summary = text.lines().find(|line| line.trim_start().starts_with('✗'));
        summary.is_some_and(|line| line.contains("killed"))
    };
    let mut keys = 0;
    loop {
        terminal.press("\r");
        keys += 1;
        terminal.wait_for("rule ");
        if is_toll(&terminal.text()) {
            break;
        }
        // The way back and on is shown here too.
        terminal.wait_for("Esc back");
        terminal.press("\x1b");
        terminal.wait_for("on this event");
        terminal.press("n");
        keys += 2;
        assert!(keys < FEW_KEYS, "the toll is not among the first disagreements:\n{}", terminal.text());
        terminal.quiet();
    }
    // All passages, each with its report, who says so and as of when.
    for words in [
        "contradiction of quantity",
        "officially confirmed eight",
        "death of at least ten",
        "at least 18 members",
        "as of ",
    ] {
        terminal.wait_for(words);
    }
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn without_a_terminal_the_program_ends() {
    assert_eq!(pty::unplugged(own_command("story"), "✗ People killed: 9 (B) vs at"), 129);
}

#[test]
fn notes_written_by_another_program_are_shown_at_once_and_broken_ones_change_nothing() {
    let own = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let report = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    report("one.txt", "Ten people were killed in Norland on 5 May 2021, police said.");
    report("two.txt", "Twelve people were killed in Norland on 5 May 2021, the army said.");
    let mut terminal = program(&[&folder.path().display().to_string()], own.path());
    terminal.wait_for("Ten people were killed");
    terminal.press("i");
    terminal.wait_for("note on");
    terminal.press("Ask the police\x1b\rand the army\r");
    terminal.wait_for("✎ Ask the police and the army");
    let place = folder.path().join("rashomon-notes.toml");
    let until = Instant::now() + Duration::from_mins(1);
    let kept = loop {
        match std::fs::read_to_string(&place) {
            Ok(kept) if kept.contains("Ask the police") => break kept,
            _ if Instant::now() > until => panic!("it is never kept"),
            _ => thread::sleep(Duration::from_millis(5)),
        }
    };
    std::fs::write(&place, format!("{kept}star = \n")).unwrap();
    terminal.wait_for("not valid TOML");
    terminal.wait_for("✎ Ask the police and the army");
    std::fs::write(&place, kept.replace("the police", "the mayor")).unwrap();
    terminal.wait_for("✎ Ask the mayor and the army");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_storm_of_sizes_with_keys_in_between_ends_in_the_right_picture() {
    let mut terminal = show("story");
    terminal.wait_for("✗ People killed: 9 (B) vs at");
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |end: u16| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((state >> 33) % u64::from(end)).unwrap_or(0)
    };
    let keys = ["j", "k", "n", "s", "\x1b", "m", "r", "a", "d", "\t", "/", "x", "t", "?", "+", "G"];
    for _ in 0..200 {
        terminal.resize(below(501), below(201));
        terminal.press(keys[usize::from(below(16))]);
        thread::sleep(Duration::from_millis(2));
    }
    terminal.resize(120, 40);
    // Which view the storm ended in depends on which keys coincided with an Esc: back to the first.
    for _ in 0..4 {
        terminal.quiet();
        terminal.press("\x1b");
    }
    terminal.quiet();
    terminal.wait_for("rashomon");
    let after = terminal.text();
    terminal.press("\x0c");
    terminal.quiet();
    terminal.wait(&format!("the same picture redrawn:\n{after}\n"), |screen| screen.contents() == after);
    terminal.signal("TERM");
    assert_eq!(terminal.exit_code(), 143);
    terminal.assert_given_back();
}

#[test]
fn files_of_hostile_bytes_reach_the_terminal_as_text() {
    let own = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = b"Ten people were killed in Norland on Monday, police said. \xff\xfe\x80 ".to_vec();
    // A file with NUL in it is not read as text at all.
    bytes.extend(EVIL.replace('\0', "").as_bytes());
    bytes.extend(b"\x1b[31m\x1b]0;title\x07 ".repeat(50));
    bytes.extend("longline".repeat(130_000).bytes());
    std::fs::write(folder.path().join("one.txt"), &bytes).unwrap();
    let mut two = "Twelve people were killed in Norland on Monday, the army said. \u{202e}evil\u{2069} "
        .as_bytes()
        .to_vec();
    two.extend("\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627} end.".bytes());
    std::fs::write(folder.path().join("two.txt"), &two).unwrap();
    let mut terminal = program(&[&folder.path().display().to_string(), "--theme", "dark"], own.path());
    terminal.wait_for("2 reports");
    for (keys, seen) in [
        ("s", "Compare"),
        ("t", "full texts"),
        ("\x1b", "Timeline"),
        ("r", "Read"),
        (">", "Read"),
        ("!", "Problems"),
    ] {
        terminal.press(keys);
        terminal.wait_for(seen);
    }
    terminal.press("q");
    terminal.quiet();
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let bytes = terminal.bytes.lock().unwrap();
    let shown = std::str::from_utf8(&bytes).expect("only UTF-8 is written");
    for evil in ["\u{1b}]52", "\u{1b}]0;", "\u{202e}", "\u{2066}", "\u{2069}", "\0", "\u{9b}"] {
        assert!(!shown.contains(evil), "{evil:?} reached the terminal");
    }
    assert!(shown.contains("\u{5e9}"), "right-to-left letters are shown as they are");
}

#[test]
fn the_terminal_is_restored_on_every_signal_that_ends_it() {
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let mut terminal = show("story");
        terminal.wait_for("Timeline");
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code, "{signal}");
        terminal.assert_given_back();
    }
}

#[test]
fn a_panic_of_the_loader_is_shown_on_the_screen_and_the_program_lives_on() {
    let mut terminal = show("nothing");
    terminal.wait_for("reading failed: the loader broke");
    terminal.press("?");
    terminal.wait_for("Esc closes");
    terminal.press("\x1b");
    terminal.wait("the keys closed", |screen| !screen.contents().contains("Esc closes"));
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    assert!(!terminal.text().contains("panicked"));
}

#[test]
fn a_light_terminal_gets_the_light_theme_and_its_answer_is_not_taken_for_a_key() {
    let mut terminal = show("asking");
    terminal.wait_for("At least 14 people were killed");
    let asked = || terminal.bytes.lock().unwrap().windows(8).any(|bytes| bytes == b"\x1b]11;?\x1b\\");
    assert!(asked(), "the terminal is asked");
    let colours = |terminal: &Terminal| {
        let screen = terminal.screen.lock().unwrap();
        (0..120).filter_map(|x| Some(screen.screen().cell(0, x)?.fgcolor())).collect::<Vec<_>>()
    };
    let dark = colours(&terminal);
    terminal.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    let until = Instant::now() + Duration::from_mins(1);
    while colours(&terminal) == dark {
        assert!(Instant::now() < until, "the light theme never came");
        thread::sleep(Duration::from_millis(5));
    }
    assert!(!terminal.text().contains("without"), "no report is left out: {}", terminal.text());
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn notes_are_restored_after_quitting_with_those_written_in_the_meantime() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("notes.toml");
    let start = || {
        let mut command = own_command("story");
        command.env(NOTES, &place);
        Terminal::open(command)
    };
    let mut terminal = start();
    terminal.wait_for("✗ People killed: 9 (B) vs at");
    terminal.press("i");
    terminal.wait_for("note on");
    terminal.press("Ask the fire service\r*");
    terminal.wait_for("★ ✎ Ask the fire service");
    let until = Instant::now() + Duration::from_mins(1);
    while !std::fs::read_to_string(&place).is_ok_and(|kept| kept.contains("star = true")) {
        assert!(Instant::now() < until, "it is never kept");
        thread::sleep(Duration::from_millis(5));
    }
    let other = "\n[[event]]\nreport = \"north-wire.txt\"\nwords = \"Rain had fallen since Sunday\"\ntitle = \"It pours\"\n";
    let mine = std::fs::read_to_string(&place).unwrap();
    std::fs::write(&place, mine + other).unwrap();
    terminal.press("#fire\rq");
    assert_eq!(terminal.exit_code(), 0);
    let kept = std::fs::read_to_string(&place).unwrap();
    for words in ["Ask the fire service", "star = true", "\"fire\"", "It pours"] {
        assert!(kept.contains(words), "{words} is missing:\n{kept}");
    }
    let mut terminal = start();
    terminal.wait_for("★ #fire ✎ Ask the fire service");
    terminal.wait_for("It pours");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
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
fn nothing_in_a_report_reaches_the_terminal_as_a_command() {
    let mut terminal = show("hostile");
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

/// Two reports that disagree, in a folder of their own.
fn reports() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("post.txt", "A bus overturned near Kelm on 4 May 2021. Nine people were killed, police said.\n"),
        (
            "wire.txt",
            "Twelve people were killed when a bus overturned near Kelm on 4 May 2021, police said.\n",
        ),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn reports_through_a_pipe_open_the_explorer_with_keys_from_the_terminal() {
    let (own, folder) = (tempfile::tempdir().unwrap(), reports());
    let path = folder.path().join("post.txt");
    for arguments in ["", "-"] {
        let line = format!("cat '{}' | '{}' {arguments}", path.display(), env!("CARGO_BIN_EXE_rashomon"));
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &line]);
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, own.path());
        }
        let mut terminal = Terminal::open(command);
        terminal.wait_for("1 report");
        terminal.wait_for("Nine people were killed");
        terminal.press("w");
        terminal.wait_for("Lanes");
        terminal.press("q");
        assert_eq!(terminal.exit_code(), 0);
        terminal.assert_given_back();
    }
}

#[test]
fn a_terminal_that_places_no_cursor_gets_the_timeline_as_text() {
    let (own, folder) = (tempfile::tempdir().unwrap(), reports());
    let line = format!("TERM=dumb '{}' '{}'", env!("CARGO_BIN_EXE_rashomon"), folder.path().display());
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &line]);
    command.env("HOME", own.path());
    let mut terminal = Terminal::open(command);
    terminal.wait_for("REPORTED BY");
    assert_eq!(terminal.exit_code(), 0);
    let bytes = terminal.bytes.lock().unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("\u{1b}[?1049h"));
}

#[test]
fn a_terminal_without_colours_and_alternate_screen_is_asked_nothing_and_left_on_its_last_line() {
    let (own, folder) = (tempfile::tempdir().unwrap(), reports());
    let line = format!("TERM=vt100 '{}' '{}'", env!("CARGO_BIN_EXE_rashomon"), folder.path().display());
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &line]);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, own.path());
    }
    let mut terminal = Terminal::open(command);
    terminal.wait_for("overturned near Kelm");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let bytes = terminal.bytes.lock().unwrap();
    let bytes = String::from_utf8_lossy(&bytes);
    assert!(!bytes.contains("\u{1b}]11;?"), "a question");
    let is_code = |codes: &&str| codes.chars().all(|c| c.is_ascii_digit() || c == ';');
    let styles = bytes.split("\u{1b}[").filter_map(|part| Some(part.split_once('m')?.0)).filter(is_code);
    let colours: Vec<&str> =
        styles.filter(|codes| ["38;", "48;"].iter().any(|colour| codes.starts_with(colour))).collect();
    assert!(colours.is_empty(), "{colours:?}");
    let leaves = bytes.rfind("\u{1b}[?1049l").expect("it leaves the alternate screen");
    assert!(bytes[..leaves].ends_with("\u{1b}[999;1H\u{1b}[2K"), "{:?}", &bytes[leaves.saturating_sub(40)..]);
}

#[test]
fn a_person_narrows_looks_at_lanes_leaves_and_comes_back_to_the_same_place() {
    let (own, folder) = (tempfile::tempdir().unwrap(), reports());
    let path = folder.path().to_str().unwrap().to_owned();
    let mut terminal = program(&[&path], own.path());
    terminal.wait_for("overturned near Kelm");
    terminal.press("p2021-05\r");
    terminal.wait_for("May 2021 ✕");
    terminal.press("w");
    terminal.wait_for("Lanes");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = program(&[&path], own.path());
    terminal.wait_for("Lanes");
    terminal.wait_for("May 2021 ✕");
    terminal.press("xu");
    terminal.wait_for("nothing to undo");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = program(&["--fresh", &path], own.path());
    terminal.wait_for("Timeline");
    terminal.wait("no chip", |screen| !screen.contents().contains("May 2021 ✕"));
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
}

/// A folder of saved web pages that disagree.
fn pages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, outlet, headline, text) in [
        (
            "gazette.html",
            "Harbour Gazette",
            "Nine dead in bus crash near Kelm",
            "<p>A bus overturned near Kelm on 4 May 2021. Nine people were killed, police said.</p><p>The mayor, Ada \
             Lindqvist, visited the place on 5 May 2021.</p>",
        ),
        (
            "wire.html",
            "North Wire",
            "Bus crash near Kelm",
            "<p>Twelve people were killed when a bus overturned near Kelm on 4 May 2021, police said.</p><p>The driver was \
             arrested on 6 May 2021.</p>",
        ),
    ] {
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{headline}</title><meta \
             property=\"og:site_name\" content=\"{outlet}\"><meta property=\"article:published_time\" \
             content=\"2021-05-07T18:30:00+02:00\"></head><body><nav><a href=\"/\">Home</a></nav><article><h1>{headline}</h1>\
             {text}</article><footer>Imprint</footer></body></html>"
        );
        std::fs::write(folder.path().join(name), page).unwrap();
    }
    folder
}

#[test]
fn a_newcomer_finds_notes_filters_exports_and_comes_back_to_the_same_place() {
    let (own, folder) = (tempfile::tempdir().unwrap(), pages());
    let path = folder.path().to_str().unwrap().to_owned();
    let file = own.path().join("kelm.md");
    let mut terminal = program(&[&path], own.path());
    // The contradiction is announced, and the keys that lead to it are in the last line.
    for words in ["2 reports", "✗ 1 contradiction", "n next disagreement", "d all"] {
        terminal.wait_for(words);
    }
    terminal.press("d");
    terminal.wait_for("verdict:");
    terminal.wait_for("✗ People killed: 9 (A) vs 12 (B)");
    terminal.press("\r");
    for words in ["who says so", "Harbour Gazette", "North Wire", "conflicts", "Twelve people were killed"] {
        terminal.wait_for(words);
    }
    terminal.press("i");
    terminal.wait_for("note on");
    terminal.press("Ask the police\r");
    terminal.wait_for("✎ Ask the police");
    terminal.press("x");
    terminal.wait_for("Timeline");
    terminal.press("/");
    terminal.wait_for("Search");
    terminal.press("lindqvist");
    terminal.wait_for("▸ Ada Lindqvist");
    terminal.press("\r");
    terminal.wait_for("actor: Ada Lindqvist ✕");
    terminal.press("w");
    for words in ["Lanes · reports", "actor: Ada Lindqvist ✕", "visited the place"] {
        terminal.wait_for(words);
    }
    terminal.press("e");
    terminal.wait_for("export as");
    terminal.press(&format!("\x15{}\r", file.display()));
    terminal.wait_for("kelm.md");
    let until = Instant::now() + Duration::from_mins(1);
    let exported = loop {
        match std::fs::read_to_string(&file) {
            Ok(exported) if exported.contains("visited the place") => break exported,
            _ if Instant::now() > until => panic!("nothing is exported:\n{}", terminal.text()),
            _ => thread::sleep(Duration::from_millis(5)),
        }
    };
    assert!(!exported.contains("arrested"), "what the filter leaves out is not exported:\n{exported}");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let mut terminal = program(&[&path], own.path());
    for words in ["Lanes · reports", "actor: Ada Lindqvist ✕", "visited the place"] {
        terminal.wait_for(words);
    }
    // The note is there too, once the filter is taken away.
    terminal.press("x\x1b");
    terminal.wait("no chip", |screen| !screen.contents().contains("actor: Ada Lindqvist ✕"));
    terminal.press("d\r");
    terminal.wait_for("✎ Ask the police");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

/// A file with this many records.
fn records(folder: &Path, count: usize) -> String {
    let record = |number: usize| {
        let text = format!(
            "A bus overturned near Kelm on {} May 2021. Police said that {} people were killed and {} were injured when it \
             left the road at noon. The mayor, Ada Lindqvist, visited the place on the same day.",
            number % 28 + 1,
            number % 9 + 2,
            number % 40 + 3,
        );
        serde_json::json!({ "id": number, "text": text }).to_string() + "\n"
    };
    let path = folder.join("all.jsonl");
    std::fs::write(&path, (0..count).map(record).collect::<String>()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_explorer_fills_while_reports_come_in_and_keeps_what_is_selected() {
    let own = tempfile::tempdir().unwrap();
    let path = records(own.path(), 3000);
    let mut terminal = program(&["--no-cache", &path], own.path());
    terminal.wait("events while reports are analysed", |screen| {
        let shown = screen.contents();
        shown.contains("analysing") && shown.contains("overturned near Kelm")
    });
    terminal.press("w");
    terminal.wait_for("Lanes");
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_command_on_a_terminal_shows_its_progress_and_ctrl_c_keeps_what_was_done() {
    let own = tempfile::tempdir().unwrap();
    let (path, cache) = (records(own.path(), 3000), own.path().join("cache"));
    let output = own.path().join("out.json");
    let mut command = program_command(&["export", "--output", output.to_str().unwrap(), &path], own.path());
    command.env("RASHOMON_CACHE", &cache);
    let mut terminal = Terminal::open(command);
    terminal.wait("counts, rate and time left", |screen| {
        let shown = screen.contents();
        shown.contains("analysing ") && shown.contains(" of 3,000 reports · ") && shown.contains(" left")
    });
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    terminal.wait_for("interrupted while analysing reports");
    let shown = terminal.text();
    assert!(shown.contains("of 3,000 were analysed and are kept for the next run"), "{shown}");
    assert!(!shown.contains(" left"), "the line is taken away: {shown}");
    assert!(!output.exists());
    assert!(rashomon::store::cache::contents(&cache)[0].entries > 0);
}

#[test]
fn an_export_to_a_terminal_asks_before_it_overwrites_a_file() {
    let (own, folder) = (tempfile::tempdir().unwrap(), reports());
    let output = own.path().join("out.md");
    let [file, reports] = [output.to_str().unwrap(), folder.path().to_str().unwrap()];
    let arguments = ["export", "--quiet", "--format", "markdown", "--output", file, reports];
    let kept = "written by hand";
    for (answer, overwritten) in [("n\r", false), ("\r", false), ("y\r", true)] {
        std::fs::write(&output, kept).unwrap();
        let mut terminal = program(&arguments, own.path());
        terminal.wait_for("out.md");
        terminal.press(answer);
        let code = terminal.exit_code();
        let now = std::fs::read_to_string(&output).unwrap();
        assert_eq!(now != kept, overwritten, "{answer:?}: {}", terminal.text());
        assert_eq!(code == 0, overwritten, "{answer:?}: {}", terminal.text());
    }
}

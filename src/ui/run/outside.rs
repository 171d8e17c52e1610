//! What a person asks for beyond the screen: the editor, the browser, a file to export to.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::queue;

use super::Explorer;
use super::screen::restore;
use crate::export::Selection;
use crate::store::write_atomically;
use crate::text::ReportId;
use crate::ui::state::update::{Export, Message, News};

/// Programs that take the clipboard's new words from their input: the variable of the session they belong to, which is none on
/// macOS, their name and their arguments.
const CLIPBOARDS: &[(&str, &str, &[&str])] = &[
    ("", "pbcopy", &[]),
    ("WAYLAND_DISPLAY", "wl-copy", &[]),
    ("DISPLAY", "xclip", &["-selection", "clipboard"]),
    ("DISPLAY", "xsel", &["--clipboard", "--input"]),
];

/// Passes text to a program that runs on its own.
fn hand_over(program: &str, arguments: &[&str], words: &str) -> io::Result<()> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let words = words.to_owned();
    // It may be slow to read, or never end: neither may block the screen.
    thread::spawn(move || {
        let written = child.stdin.take().map(|mut to| to.write_all(words.as_bytes()));
        drop(written);
        child.wait()
    });
    Ok(())
}

/// Passes text to the clipboard program of this machine; none if the person is on another machine or there is no such program.
fn clipboard_program(words: &str) -> Option<&'static str> {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if ["SSH_CONNECTION", "SSH_TTY"].iter().any(set) {
        return None;
    }
    let here = |session: &&str| if session.is_empty() { cfg!(target_os = "macos") } else { set(session) };
    let mut programs = CLIPBOARDS.iter().filter(|(session, _, _)| here(session));
    let started = programs.find(|(_, program, arguments)| hand_over(program, arguments, words).is_ok());
    started.map(|(_, program, _)| *program)
}

impl Explorer {
    /// Hands the terminal to the editor and takes it back.
    pub(super) fn edit(&mut self, path: &str, line: usize) -> io::Result<()> {
        let editor =
            std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).unwrap_or_else(|_| "vi".to_owned());
        if !Path::new(path).is_file() {
            self.notice(format!("{path} is not a file that can be opened"));
            return Ok(());
        }
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        self.keys.pause();
        restore();
        let path = std::path::absolute(path)?;
        let mut command = Command::new(program);
        command.args(words).arg(format!("+{line}")).arg(path);
        // Where the reports come through standard input, the editor has its keys from the terminal itself.
        if let (false, Ok(terminal)) = (io::stdin().is_terminal(), File::open("/dev/tty")) {
            command.stdin(terminal);
        }
        let ended = command.status();
        self.screen.enter(self.app.mouse)?;
        self.keys.resume();
        if let Err(error) = ended {
            self.notice(format!("{program} did not start: {error}"));
        }
        Ok(())
    }

    /// Writes what passes the filter; a file that is there already is not overwritten before the person agrees.
    pub(super) fn export(&mut self, export: &Export) {
        let Export { path, format, overwrite, library, filter } = export;
        let place = Path::new(path);
        if place.is_file() && !overwrite {
            self.app.update(Message::News(News::FileExists(path.clone())));
            return;
        }
        let selection = Selection::new(&library.timeline, &library.disagreements, filter);
        let written = write_atomically(place, |to| format.write(to, &selection));
        match written {
            Ok(()) => self.notice(format!("written to {path} as {}", format.about)),
            Err(error) => self.notice(format!("{path}: {error}")),
        }
    }

    /// Puts words on the clipboard: by the terminal, which reaches a person over ssh too, and by the system's own program
    /// where the person sits at this machine, because not every terminal does as it is asked.
    pub(super) fn copy(&mut self, words: &str, report: ReportId) -> io::Result<()> {
        self.screen.write(|out| queue!(out, CopyToClipboard::to_clipboard_from(words)))?;
        // A terminal does not say whether it took the words; a program that was started has them.
        let how = match clipboard_program(words) {
            Some(program) => format!("copied with {program} and sent to the terminal"),
            None => "sent to the terminal (OSC 52), which may not take it".to_owned(),
        };
        self.notice(format!("passage of {report} {how}"));
        Ok(())
    }

    pub(super) fn browse(&mut self, url: &str) {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let mut command = Command::new(opener);
        match command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
            Ok(_) => self.notice(format!("opened {url}")),
            Err(error) => self.notice(format!("{opener} did not start: {error}")),
        }
    }
}

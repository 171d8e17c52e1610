//! A program in a pseudo-terminal, driven by keys and examined as a person would see it.

#![allow(dead_code, reason = "each of those that share it uses a part")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Its size.
const ROWS: NonZero<u16> = NonZero::new(40).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(120).unwrap();

fn start(mut command: CommandBuilder) -> (Box<dyn MasterPty + Send>, Box<dyn Child + Send + Sync>) {
    let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
    command.env("TERM", "xterm-256color");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let child = pair.slave.spawn_command(command).expect("the program starts");
    (pair.master, child)
}

/// Runs a program until some words are on its screen, then closes the terminal; returns the exit code.
pub fn unplugged(command: CommandBuilder, words: &str) -> u32 {
    let (master, mut child) = start(command);
    let mut screen = vt100::Parser::new(ROWS, COLUMNS, 0);
    let mut reader = master.try_clone_reader().expect("the terminal can be read");
    let mut chunk = [0; 8192];
    while !screen.screen().contents().contains(words) {
        let read = reader.read(&mut chunk).expect("the program writes");
        screen.process(&chunk[..read]);
    }
    drop((reader, master));
    let until = Instant::now() + Duration::from_mins(1);
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.exit_code();
        }
        if Instant::now() > until {
            let _ = child.kill();
            panic!("it runs on without a terminal");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// A terminal with a program in it.
pub struct Terminal {
    /// What a person sees.
    pub screen: Arc<Mutex<vt100::Parser>>,
    /// All that was written.
    pub bytes: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    /// The program.
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts a program in a terminal of its own.
    pub fn open(command: CommandBuilder) -> Self {
        let (master, child) = start(command);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(ROWS, COLUMNS, 0)));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let mut reader = master.try_clone_reader().expect("the terminal can be read");
        let (seen, raw) = (screen.clone(), bytes.clone());
        thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                raw.lock().unwrap().extend_from_slice(&chunk[..read]);
                seen.lock().unwrap().process(&chunk[..read]);
            }
        });
        let keys = master.take_writer().expect("the terminal can be written to");
        Self { screen, bytes, keys, child, master }
    }

    pub fn resize(&self, width: u16, height: u16) {
        let of = |size: u16| NonZero::new(size).unwrap_or(NonZero::<u16>::MIN);
        self.screen.lock().unwrap().screen_mut().set_size(of(height), of(width));
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal can be resized");
    }

    /// Waits until nothing has been written for a while.
    pub fn quiet(&self) {
        let mut seen = usize::MAX;
        while seen != self.bytes.lock().unwrap().len() {
            seen = self.bytes.lock().unwrap().len();
            thread::sleep(Duration::from_millis(300));
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the program reads keys");
        self.keys.flush().expect("as above");
    }

    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen satisfies a condition; a minute is long enough for any machine.
    pub fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + Duration::from_mins(1);
        while !holds(self.screen.lock().unwrap().screen()) {
            assert!(Instant::now() < until, "never came: {what}\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("kill is there").success());
    }

    pub fn exit_code(&mut self) -> u32 {
        self.child.wait().expect("it ends").exit_code()
    }

    pub fn assert_given_back(&self) {
        self.wait("the terminal as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

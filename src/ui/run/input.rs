//! What wakes the interface from outside: keys and the like from the terminal, and signals.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use std::{io, panic, process, thread};

use ratatui::crossterm::event::{self, Event};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::Input;
use super::screen::restore;

/// Signals become messages. If the main thread is stuck, the terminal is restored all the same.
pub fn watch_signals(sender: Sender<Input>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = sender.send(Input::Signal(signal)).is_ok();
            if matches!(signal, SIGTERM | SIGINT | SIGHUP) && heard {
                thread::sleep(Duration::from_secs(1));
                restore();
                process::exit(128 + signal);
            }
        }
    });
    Ok(())
}

/// The thread that reads keys, and how to pause it while another program uses the terminal.
#[derive(Default)]
pub struct Keys {
    held: AtomicBool,
    waiting: Mutex<bool>,
    turn: Condvar,
}

impl Keys {
    /// Waits until the reading thread has paused. A window-size signal wakes it from its read.
    pub fn pause(&self) {
        self.held.store(true, Ordering::SeqCst);
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..50 {
            if *waiting {
                return;
            }
            let _ = raise(SIGWINCH);
            waiting = self
                .turn
                .wait_timeout(waiting, Duration::from_millis(20))
                .map_or_else(|poisoned| poisoned.into_inner().0, |(waiting, _)| waiting);
        }
    }

    /// Resumes the reading thread.
    pub fn resume(&self) {
        self.held.store(false, Ordering::SeqCst);
        self.turn.notify_all();
    }

    /// Called by the reading thread after every read.
    fn yield_turn(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        while self.held.load(Ordering::SeqCst) {
            *waiting = true;
            self.turn.notify_all();
            waiting = self.turn.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting = false;
    }
}

/// Reads what the terminal sends, for as long as it is there.
pub fn watch_keys(keys: Arc<Keys>, sender: Sender<Input>) {
    thread::spawn(move || {
        loop {
            keys.yield_turn();
            let read = panic::catch_unwind(read_waiting);
            let input = match read {
                Ok(Ok(events)) => Input::Terminal(events),
                _ => Input::Gone,
            };
            let gone = matches!(input, Input::Gone);
            if sender.send(input).is_err() || gone {
                return;
            }
        }
    });
}

/// Waits for an event, then takes all that came with it.
fn read_waiting() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < 4096 && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}

//! The terminal: taken over, written to once a frame, and restored on every way out.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::{panic, thread};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::style::{ResetColor, force_color_output};
use ratatui::crossterm::terminal::{
    self, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use ratatui::crossterm::{cursor, event, execute, queue};
use ratatui::layout::{Rect, Size};

use crate::text::fault;

/// The terminal, with all that is written to it gathered into one write a frame.
pub struct Screen {
    /// Where frames are drawn.
    pub terminal: Terminal<CrosstermBackend<Gathered>>,
    /// What is to be written with the next flush.
    pub frame: Rc<RefCell<Vec<u8>>>,
}

/// Bytes on their way to the terminal; flushing waits for the end of the frame.
pub struct Gathered(Rc<RefCell<Vec<u8>>>);

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Press, drag and wheel in SGR coordinates; not every movement, which would wake the program for nothing.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

impl Screen {
    /// Takes the terminal over for the first time.
    pub fn open(mouse: bool) -> io::Result<Self> {
        force_color_output(true);
        let frame = Rc::new(RefCell::new(Vec::with_capacity(64 * 1024)));
        let terminal = Terminal::new(CrosstermBackend::new(Gathered(frame.clone())))?;
        let mut screen = Self { terminal, frame };
        screen.enter(mouse)?;
        Ok(screen)
    }

    /// Takes the terminal over, for the first time or again.
    pub fn enter(&mut self, mouse: bool) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.write(|out| {
            queue!(out, EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
            if mouse { out.write_all(MOUSE_ON) } else { Ok(()) }
        })?;
        self.forget()
    }

    /// Makes the next frame paint every cell. `Terminal::clear` would ask the terminal where its cursor is and wait for an
    /// answer that some never give; a resize to the same size does not.
    pub fn forget(&mut self) -> io::Result<()> {
        let Size { width, height } = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Has the mouse reported, or not.
    pub fn report_mouse(&mut self, on: bool) -> io::Result<()> {
        self.write(|out| out.write_all(if on { MOUSE_ON } else { MOUSE_OFF }))
    }

    /// Writes words outside a frame.
    pub fn write(&mut self, words: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        words(&mut self.frame.borrow_mut())?;
        self.flush()
    }

    /// Sends all that is gathered, in one write.
    pub fn flush(&mut self) -> io::Result<()> {
        let mut frame = self.frame.borrow_mut();
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()?;
        frame.clear();
        Ok(())
    }
}

/// Below the last line of any terminal: a cursor sent there is on the last line.
const BELOW: u16 = 998;

/// Restores the terminal; harmless when it already is. One without an alternate screen still shows the last frame: what comes
/// next is written below it. On the others the cursor returns to where it was.
pub fn restore() {
    let _ = terminal::disable_raw_mode();
    let mut out = io::stdout();
    let _ = out.write_all(MOUSE_OFF);
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        event::DisableBracketedPaste,
        ResetColor,
        cursor::MoveTo(0, BELOW),
        Clear(ClearType::CurrentLine),
        LeaveAlternateScreen,
        cursor::Show
    );
}

/// While it lives, a panic of this thread restores the terminal before it is reported, and one of another thread stays
/// quiet: the code that started the thread turns it into a message.
pub struct PanicGuard;

impl PanicGuard {
    /// Puts the hook in place.
    pub fn install() -> Self {
        let usual = panic::take_hook();
        let own = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == own {
                restore();
                usual(info);
            } else {
                fault::note(info);
            }
        }));
        Self
    }
}

impl Drop for PanicGuard {
    fn drop(&mut self) {
        if !thread::panicking() {
            let _ = panic::take_hook();
        }
    }
}

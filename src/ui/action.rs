//! What a person can ask for. Keys, the mouse and the palette all end here before anything is decided.

use super::search::Target;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the keymap's table says what each does")]
pub enum Action {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    NextPane,
    PreviousPane,
    NextDisagreement,
    PreviousDisagreement,
    NextOfActor,
    PreviousOfActor,
    NextPassage,
    PreviousPassage,
    NextTelling,
    PreviousTelling,
    Open,
    Add,
    Back,
    Undo,
    Unfold,
    ZoomIn,
    ZoomOut,
    ToggleReport(u8),
    Search(Target),
    NextTarget,
    Palette,
    Help,
    Explorer,
    Compare,
    Align,
    ReportBefore,
    ReportAfter,
    Read,
    Matrix,
    Actors,
    Disagreements,
    NextVerdict,
    NextAspect,
    Problems,
    Star,
    Tag,
    Note,
    OnlyOwn,
    Rename,
    Redate,
    Join,
    Part,
    Settle,
    Refute,
    Redo,
    Export,
    Copy,
    Edit,
    Browse,
    NextTheme,
    ToggleMouse,
    Redraw,
    Suspend,
    Quit,
    /// A character typed into a field.
    Type(char),
    /// An edit of the field.
    Rub(Rub),
    /// The cursor of the field moved.
    Move(Step),
    /// The mouse pressed at a column and row.
    Click(u16, u16),
    /// The mouse moved with its button down.
    Drag(u16, u16),
    /// The mouse released.
    Release,
    /// The wheel turned at a column and row, by lines downwards.
    Wheel(u16, u16, i8),
}

/// Where the cursor of a text field goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Step {
    Left,
    Right,
    Start,
    End,
}

/// What to take out of a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Rub {
    Letter,
    Word,
    All,
}

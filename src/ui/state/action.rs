//! What a person can ask for. Keys, the mouse and the palette all end here before anything is decided.

use crate::ui::screens::search::Target;

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
    NextInReport,
    PreviousInReport,
    Open,
    Add,
    Back,
    Undo,
    Unfold,
    ZoomIn,
    ZoomOut,
    Fit,
    PanLeft,
    PanRight,
    LaneKind,
    Strip,
    ToggleReport(u8),
    Search(Target),
    SearchAll,
    NextTarget,
    Palette,
    Help,
    Explorer,
    Lanes,
    Compare,
    Align,
    ReportBefore,
    ReportAfter,
    ReportsBefore,
    ReportsAfter,
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
    OnlySeen,
    Period,
    Words,
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
    Erase(Erase),
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

impl Action {
    /// The place in a list that it selects, of `last` places after the first and `page` seen at once; none if it does not go
    /// through lists.
    #[must_use]
    pub fn place(self, at: usize, page: usize, last: usize) -> Option<usize> {
        Some(match self {
            Self::Down | Self::Wheel(_, _, 0..) => (at + 1).min(last),
            Self::Up | Self::Wheel(_, _, ..0) => at.saturating_sub(1),
            Self::PageDown => (at + page).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::First => 0,
            Self::Last => last,
            _ => return None,
        })
    }
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
pub enum Erase {
    Letter,
    Word,
    All,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_gone_through_within_its_bounds() {
        for (action, at, expected) in [
            (Action::Down, 9, Some(9)),
            (Action::Down, 3, Some(4)),
            (Action::Wheel(0, 0, -1), 0, Some(0)),
            (Action::PageDown, 7, Some(9)),
            (Action::PageUp, 2, Some(0)),
            (Action::Last, 0, Some(9)),
            (Action::First, 9, Some(0)),
            (Action::Right, 4, None),
        ] {
            assert_eq!(action.place(at, 4, 9), expected, "{action:?} from {at}");
        }
    }
}

//! A time shared by many things of a report, stored once.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::When;

/// How many times a thread remembers, so that equal ones are shared: a report has few different ones.
const REMEMBERED: usize = 8;

thread_local! {
    /// The most recent times, the last used last.
    static LATEST: RefCell<Vec<Arc<When>>> = const { RefCell::new(Vec::new()) };
}

/// A time that is stored once for everything that has it; made with `into`.
#[derive(Clone, PartialEq, Eq)]
pub struct SharedWhen(Arc<When>);

impl From<When> for SharedWhen {
    fn from(when: When) -> Self {
        LATEST.with_borrow_mut(|latest| {
            let known = match latest.iter().position(|known| **known == when) {
                Some(at) => latest.remove(at),
                None => Arc::new(when),
            };
            if latest.len() == REMEMBERED {
                latest.remove(0);
            }
            latest.push(known.clone());
            Self(known)
        })
    }
}

impl Deref for SharedWhen {
    type Target = When;

    fn deref(&self) -> &When {
        &self.0
    }
}

impl std::fmt::Debug for SharedWhen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for SharedWhen {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for SharedWhen {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        When::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::Basis;

    fn day(day: u32) -> When {
        let edtf = format!("2031-05-{day:02}");
        When::from_edtf(&edtf, None, Basis::Explicit).expect("it is a date")
    }

    #[test]
    fn equal_times_are_held_once_and_others_stay_apart() {
        let all: Vec<SharedWhen> = (1..=28).chain(26..=28).map(|number| day(number).into()).collect();
        for (one, number) in all.iter().zip((1..=28).chain(26..=28)) {
            assert_eq!(**one, day(number));
        }
        for (at, again) in (25..28).zip(28..) {
            assert!(Arc::ptr_eq(&all[at].0, &all[again].0));
        }
        let written = postcard::to_allocvec(&all[3]).unwrap();
        assert_eq!(written, postcard::to_allocvec(&day(4)).unwrap());
        assert_eq!(postcard::from_bytes::<SharedWhen>(&written).unwrap(), all[3]);
    }
}

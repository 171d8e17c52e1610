//! The limits of reading one input. Every limit has a flag; what exceeds one is reported with the flag that raises it.

use std::time::Duration;

/// Bytes of a mebibyte.
pub const MIB: u64 = 1 << 20;

/// The limits of reading one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of one file that is not read line by line.
    pub file: u64,
    /// Bytes of one text: hundreds of pages, and seconds of analysis.
    pub text: u64,
    /// Bytes that one archive or compressed file may unpack to, everything in it together.
    pub unpacked: u64,
    /// How many times its packed size a member may unpack to, once it is larger than a mebibyte.
    pub ratio: u64,
    /// How deeply archives may be nested.
    pub archives: usize,
    /// How deeply the elements of a page may be nested.
    pub nesting: usize,
    /// Pages of a PDF.
    pub pages: u32,
    /// How long reading one file may take.
    pub time: Duration,
}

impl Bounds {
    /// How many times its text the markup of a page may be.
    const MARKUP: u64 = 16;

    /// Bytes of the markup of one page.
    #[must_use]
    pub fn markup(&self) -> u64 {
        self.text.saturating_mul(Self::MARKUP)
    }

    /// Whether a text is longer than allowed; then it is cut, and this says so.
    #[must_use]
    pub fn cut(&self, text: &mut String) -> Option<String> {
        let most = usize::try_from(self.text).unwrap_or(usize::MAX);
        (text.len() > most).then(|| {
            text.truncate(text.floor_char_boundary(most));
            format!(
                "its text is longer than {} MiB; the rest was cut off (--max-text allows more)",
                self.text / MIB
            )
        })
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            file: 128 * MIB,
            text: MIB,
            unpacked: 256 * MIB,
            ratio: 200,
            archives: 3,
            nesting: 500,
            pages: 1000,
            time: Duration::from_secs(10),
        }
    }
}

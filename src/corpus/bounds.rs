//! The limits of reading one input. Every limit has a flag; what exceeds one is reported with the flag that raises it.

use std::time::Duration;

/// Bytes of a mebibyte.
pub const MIB: u64 = 1 << 20;

/// The limits of reading one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of one file that is not read line by line.
    pub file: u64,
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

impl Default for Bounds {
    fn default() -> Self {
        Self {
            file: 128 * MIB,
            unpacked: 256 * MIB,
            ratio: 200,
            archives: 3,
            nesting: 500,
            pages: 1000,
            time: Duration::from_secs(10),
        }
    }
}

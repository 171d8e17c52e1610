//! Bytes in few bytes: deflate (RFC 1951), after the length of what was deflated.

use std::cell::RefCell;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// Bytes of the length.
const LENGTH: usize = 4;

/// How many times longer than its deflated form anything can be (RFC 1951: 258 bytes take two bits).
const MOST_TIMES: usize = 1032;

thread_local! {
    // Their tables are larger than most of what they are used for.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// Deflates some bytes; none if they are too many.
pub fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(bytes.len()).ok()?;
    let mut to = Vec::with_capacity(LENGTH + bytes.len() / 2 + 32);
    to.extend_from_slice(&length.to_le_bytes());
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        loop {
            let read = usize::try_from(deflate.total_in()).ok()?;
            match deflate.compress_vec(bytes.get(read..)?, &mut to, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(to),
                Status::Ok | Status::BufError => to.reserve(to.len()),
            }
        }
    })
}

/// The bytes that were deflated; none if these are not the result of [`deflate`].
pub fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = length(bytes)?;
    // Room for one more byte shows where there is too much.
    let (read, ended) = begin(bytes, length + 1)?;
    (ended && read.len() == length).then_some(read)
}

/// The first of the bytes that were deflated, at most so many.
pub fn beginning(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let most = length(bytes)?.min(most);
    begin(bytes, most).map(|(read, _)| read)
}

fn length(bytes: &[u8]) -> Option<usize> {
    let (length, body) = bytes.split_first_chunk::<LENGTH>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    (length <= body.len() * MOST_TIMES).then_some(length)
}

/// At most so many bytes, and whether that is all.
fn begin(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let mut to = Vec::with_capacity(most);
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        let status = inflate.decompress_vec(bytes.get(LENGTH..)?, &mut to, FlushDecompress::Finish);
        Some((to, status.ok()? == Status::StreamEnd))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deflated_comes_back_whole_or_from_its_beginning() {
        let noise: Vec<u8> =
            (0..1250_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for bytes in [&b""[..], b"a", b"the harbour, the harbour, the harbour", &noise, &vec![7; 100_000]] {
            let small = deflate(bytes).expect("it is short enough");
            assert_eq!(inflate(&small).as_deref(), Some(bytes));
            let first = bytes.len().min(10);
            assert_eq!(beginning(&small, 10).as_deref(), Some(&bytes[..first]));
        }
        assert!(deflate(&vec![7; 100_000]).is_some_and(|small| small.len() < 1000));
    }

    #[test]
    fn other_bytes_are_not_inflated() {
        let small = deflate(b"the harbour, the harbour, the harbour").expect("it is short");
        let mut longer = small.clone();
        longer[0] += 1;
        let mut vast = small.clone();
        vast[3] = 0x7f;
        for wrong in [
            &small[..small.len() - 1],
            &small[..4],
            &small[..2],
            &[],
            &longer,
            &vast,
            b"some text, not deflated",
        ] {
            assert_eq!(inflate(wrong), None, "{wrong:?}");
        }
    }
}

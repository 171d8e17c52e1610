//! The readers of formats, each selected by the bytes.

#![no_main]

#[path = "../whole_way.rs"]
mod whole_way;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| whole_way::formats(bytes));

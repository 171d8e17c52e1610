//! Reports all the way: bytes, corpus, analysis, timeline, disagreements, exports.

#![no_main]

#[path = "../whole_way.rs"]
mod whole_way;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| whole_way::reports(bytes));

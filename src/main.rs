//! The binary: parses, calls the library, turns errors into messages and exit codes.

fn main() {}

//! Arguments, subcommands, messages and exit codes.

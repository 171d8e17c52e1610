//! The binary: hands the arguments to the library and its exit code to the shell.

fn main() -> std::process::ExitCode {
    rashomon::cli::run(std::env::args_os())
}

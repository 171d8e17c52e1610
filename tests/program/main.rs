//! The program from outside: what it reads, what it writes, and how it ends. One binary, so that it links once.

mod cache;
mod cli;
mod corpus;
mod diff;
mod exchange;
mod export;
mod formats;
mod fuzzed;
mod hostile;
mod inputs;
mod malformed;
mod notes;
mod readers;
mod shell;
mod stories;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rashomon::corpus::{Corpus, Request};

/// A folder with these files, removed after the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder for the test"));
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("the file lies in the folder"))
                .expect("a subfolder");
            std::fs::write(path, bytes).expect("a file for the test");
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self) -> Corpus {
        read(&[self.path().to_path_buf()])
    }
}

fn read(paths: &[PathBuf]) -> Corpus {
    Corpus::read(&Request { paths: paths.to_vec(), ..Request::default() })
}

/// Whether a program is installed; says so if it is not, so that a skipped check is noticed.
fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = found.is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

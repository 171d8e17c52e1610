//! The cache of analyses: whatever happens to it, the result is that of a run without it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt;
use rashomon::analysis;
use rashomon::store::cache::{self, Cache, VARIABLE};

use super::Folder;
use super::hostile::{Random, corpus, mutated, texts};

fn program(cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments).env(VARIABLE, cache).stdin(Stdio::null());
    command
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
}

fn run(cache: &Path, arguments: &[&str]) -> Output {
    program(cache, arguments).output().expect("the program runs")
}

/// A file with this many records, and its path.
fn records(count: usize) -> (Folder, String) {
    let lines: String = texts()
        .iter()
        .cycle()
        .enumerate()
        .take(count)
        .map(|(number, text)| {
            let text = format!("{text} It was report number {number} on 4 May 2031.");
            serde_json::json!({ "id": number, "text": text }).to_string() + "\n"
        })
        .collect();
    let folder = Folder::with(&[("all.jsonl", lines.as_bytes())]);
    let path = folder.path().join("all.jsonl").to_str().expect("the path is UTF-8").to_owned();
    (folder, path)
}

/// Entries of this version.
fn entries(cache: &Path) -> usize {
    cache::contents(cache)[0].entries
}

#[test]
fn texts_of_the_repository_and_their_broken_versions_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<String> = texts().into_iter().step_by(6).collect();
    let mut random = Random(23);
    let broken: Vec<String> = texts.iter().map(|text| mutated(text, &mut random)).collect();
    let corpus = corpus(texts.into_iter().chain(broken));
    let fresh: Vec<String> = corpus
        .reports
        .iter()
        .map(|report| {
            let analysis = Cache::at(folder.path()).analyse(report);
            format!("{analysis:?}")
        })
        .collect();
    let cache = Cache::at(folder.path());
    for (report, fresh) in corpus.reports.iter().zip(&fresh) {
        assert!(format!("{:?}", cache.analyse(report)) == *fresh, "{}", report.path);
    }
    assert_eq!(cache.found(), corpus.reports.len(), "nothing is analysed a second time");
    let sample = &corpus.reports[corpus.reports.len() / 2];
    assert_eq!(format!("{:?}", analysis::analyse(sample)), fresh[corpus.reports.len() / 2]);
}

#[test]
fn one_changed_report_is_one_new_analysis() {
    let cache = tempfile::tempdir().unwrap();
    let folder = Folder::with(&[
        ("a.txt", b"A ferry sank off Portsea on 4 May 2021."),
        ("b.txt", b"Two people were saved by a fishing boat, police said."),
    ]);
    let path = folder.path().to_str().unwrap();
    let first = run(cache.path(), &["export", path]);
    assert_eq!(entries(cache.path()), 2);
    assert_eq!(run(cache.path(), &["export", path]).stdout, first.stdout);
    assert_eq!(entries(cache.path()), 2);
    std::fs::write(folder.path().join("b.txt"), "Three people were saved by a fishing boat, police said.")
        .unwrap();
    let changed = run(cache.path(), &["export", path]);
    assert_eq!(entries(cache.path()), 3);
    assert_eq!(changed.stdout, run(cache.path(), &["export", path, "--no-cache"]).stdout);
    assert_ne!(changed.stdout, first.stdout);
}

/// A folder whose reports are about two stories, with an added event and a correction.
fn two_stories() -> Folder {
    let scene = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scene");
    let read = |name: &str| std::fs::read(scene.join(name)).expect("the scene is there");
    let mut manifest = read("corpus.toml");
    manifest.extend_from_slice(
        b"\n[[event]]\ndate = \"2024-03-13\"\ntitle = \"The ferry leaves\"\nplace = \"Port Halden\"\n\
          report = \"harbour-gazette.txt\"\nquote = \"The ferry had left Port Halden at 11:30 p.m.\"\n",
    );
    let names = ["harbour-gazette.txt", "coast-radio.txt", "evening-courier.txt", "ministry.txt"];
    let scene = names.map(|name| (name, read(name)));
    let mut files: Vec<(&str, &[u8])> = scene.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    files.extend([
        ("corpus.toml", &manifest[..]),
        (
            "mill-a.txt",
            b"A blast at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said.",
        ),
        (
            "mill-b.txt",
            b"A blast at the Lindqvist mill in Ostwick killed eight workers on 4 May 2031, police said.",
        ),
    ]);
    Folder::with(&files)
}

/// The entries of one kind that is stored beside the analyses.
fn results(cache: &Path, kind: &str) -> Vec<PathBuf> {
    let inside = |folder: PathBuf| {
        let found = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        found.collect::<Vec<_>>()
    };
    let folders = inside(cache.join(kind)).into_iter().flat_map(inside);
    let mut found: Vec<PathBuf> = folders.flat_map(inside).collect();
    found.sort();
    found
}

#[test]
fn stored_stories_and_timelines_change_no_result() {
    let cache = tempfile::tempdir().unwrap();
    let folder = two_stories();
    let path = folder.path().to_str().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let same = |what: &str| {
        let whole = run(cache.path(), &["export", path, "--no-cache"]);
        for time in ["first", "second"] {
            assert!(run(cache.path(), &["export", path]).stdout == whole.stdout, "{what}, the {time} time");
        }
        whole.stdout
    };
    let count = || (results(cache.path(), "stories").len(), results(cache.path(), "timelines").len());
    let first = same("as it was");
    let (stories, timelines) = count();
    assert!(stories == 2 && timelines > 0, "{stories} {timelines}");

    write(
        "mill-b.txt",
        "A blast at the Lindqvist mill in Ostwick killed nine workers on 4 May 2031, police said.",
    );
    assert_ne!(same("with one changed report"), first);
    assert_eq!(count(), (stories + 1, 2 * timelines), "only its story is compared again");

    let quote = "[[event]]\nreport = \"mill-a.txt\"\nwords = \"killed 18 workers\"\ntrigger = \"killed\"\n";
    write("rashomon-notes.toml", &format!("{quote}when = \"2031-05-05\"\ntitle = \"The mill burns\"\n"));
    let corrected = same("with a correction");
    assert!(String::from_utf8_lossy(&corrected).contains("The mill burns"));
    assert_eq!(count().1, 2 * timelines, "a correction is made in what is known");

    write("rashomon-notes.toml", "[[report]]\nreport = \"mill-a.txt\"\nsource = \"Ostwick Post\"\n");
    assert!(String::from_utf8_lossy(&same("with another source")).contains("Ostwick Post"));
    std::fs::remove_file(folder.path().join("rashomon-notes.toml")).unwrap();

    for kind in ["stories", "timelines"] {
        for entry in results(cache.path(), kind) {
            let mut bytes = std::fs::read(&entry).unwrap();
            *bytes.last_mut().unwrap() ^= 1;
            std::fs::write(&entry, bytes).unwrap();
        }
        same(&format!("with damaged {kind}"));
    }
    assert!(run(cache.path(), &["cache", "clear"]).status.success());
    assert_eq!(count(), (0, 0));
}

#[test]
fn without_a_cache_nothing_is_kept() {
    let cache = tempfile::tempdir().unwrap();
    let output = run(cache.path(), &["timeline", "--no-cache"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

#[test]
fn the_cache_shows_its_contents_and_is_cleared() {
    let cache = tempfile::tempdir().unwrap();
    let text = |output: Output| String::from_utf8(output.stdout).expect("the program writes UTF-8");
    run(cache.path(), &["timeline"]);
    let status = text(run(cache.path(), &["cache", "status"]));
    assert!(status.contains(cache.path().to_str().unwrap()) && status.contains("3 analyses ("), "{status}");
    assert!(text(run(cache.path(), &["cache", "clear"])).contains("3 analyses ("));
    assert!(text(run(cache.path(), &["cache"])).contains("0 analyses (0 KiB) of this version"));
    assert!(text(run(Path::new(""), &["cache"])).contains("Nothing is kept"));
}

#[test]
fn two_instances_at_once_give_the_result_of_one() {
    let cache = tempfile::tempdir().unwrap();
    let (_folder, path) = records(60);
    let both = [(); 2].map(|()| start(program(cache.path(), &["export", &path])));
    let whole = run(cache.path(), &["export", &path, "--no-cache"]);
    for one in both {
        let output = one.wait_with_output().expect("the program ends");
        assert!(output.status.code() == Some(0) && output.stdout == whole.stdout);
    }
    assert_eq!(entries(cache.path()), 60);
}

#[cfg(unix)]
#[test]
fn fifty_kills_at_random_moments_leave_a_cache_that_is_right() {
    const ROUNDS: u64 = 5;
    let cache = tempfile::tempdir().unwrap();
    let (_folder, path) = records(80);
    let arguments = ["export", path.as_str()];
    let whole = run(cache.path(), &["export", &path, "--no-cache"]);
    assert_eq!(entries(cache.path()), 0);
    let mut cut_short = 0;
    for round in 0..ROUNDS {
        let mut random = Random(round);
        for _ in 0..50 / ROUNDS {
            let mut child = start(program(cache.path(), &arguments));
            thread::sleep(Duration::from_millis(random.next() % 250));
            child.kill().expect("it can be killed");
            let status = child.wait_with_output().expect("it ends").status;
            cut_short += usize::from(!status.success());
        }
        let after = run(cache.path(), &arguments);
        assert!(after.status.success() && after.stdout == whole.stdout, "round {round}");
        assert_eq!(entries(cache.path()), 80);
        cache::clear(cache.path()).expect("it can be cleared");
    }
    assert!(cut_short > 0, "some runs were killed before they ended");
}

#[cfg(unix)]
#[test]
fn a_full_disk_only_disables_the_cache() {
    let cache = tempfile::tempdir().unwrap();
    // With a limit of zero bytes per file every write fails as on a full disk.
    let mut command = Command::new("sh");
    let shell = "trap '' XFSZ; ulimit -f 0; exec \"$@\"";
    let binary = program(cache.path(), &[]);
    command.args(["-c", shell, "sh"]).arg(binary.get_program()).args(["export"]);
    let output = command.env(VARIABLE, cache.path()).output().expect("there is a shell");
    let whole = run(cache.path(), &["export", "--no-cache"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout == whole.stdout);
    assert_eq!(entries(cache.path()), 0);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_what_it_did_and_the_next_continues_from_there() {
    let cache = tempfile::tempdir().unwrap();
    let (_folder, path) = records(1500);
    let child = start(program(cache.path(), &["export", &path]));
    let enough = (0..3000).any(|_| {
        thread::sleep(Duration::from_millis(10));
        entries(cache.path()) > 5
    });
    assert!(enough, "reports are analysed");
    let interrupt = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status();
    assert!(interrupt.expect("there is a kill").success());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(130));
    let messages = String::from_utf8(output.stderr).expect("the program writes UTF-8");
    assert!(
        messages.contains("interrupted while analysing reports")
            && messages.contains("of 1,500 were analysed and are kept"),
        "{messages}"
    );
    assert!(output.stdout.is_empty());
    let kept = entries(cache.path());
    assert!(kept > 5 && kept < 1500, "{kept}");
}

#[test]
fn a_quiet_run_keeps_its_problems_to_itself() {
    let folder = Folder::with(&[("a.txt", b"The caf\xe9 was closed on 4 May 2021, officials said.")]);
    let path = folder.path().to_str().unwrap();
    assert!(!run(Path::new(""), &["timeline", path]).stderr.is_empty());
    assert!(run(Path::new(""), &["timeline", path, "--quiet"]).stderr.is_empty());
    assert!(
        !run(Path::new(""), &["timeline", "/nowhere/at/all", "--quiet"]).stderr.is_empty(),
        "failures are reported"
    );
}

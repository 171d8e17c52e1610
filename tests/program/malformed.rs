//! Inputs that are broken, cut short, endless or hostile: each is reported with its path or read as far as it can be, nothing
//! panics, and the good reports beside it are kept.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt as _;
use flate2::Compression;
use flate2::write::GzEncoder;
use rashomon::text::Problem;
use zip::write::SimpleFileOptions;

use super::Folder;

/// The outcome of an input.
#[derive(Clone, Copy, Debug)]
enum End {
    /// A problem with its path reports it, in these words among others; nothing is read from it.
    Reported(&'static str),
    /// The same, and what could be read is a report.
    Partly(&'static str),
    /// It is read; nothing is wrong with it that a reader would want to know.
    Read,
}
use End::{Partly, Read, Reported};

const GOOD: &str = "A ferry sank off Portsea on 4 May 2031. Three passengers drowned, police said.";

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("packed in memory");
    gzip.finish().expect("packed in memory")
}

/// Compressed repeatedly.
fn nested(times: usize, pack: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    (0..times).fold(GOOD.as_bytes().to_vec(), |bytes, _| pack(&bytes))
}

/// A table that can be read.
const TABLE: &[u8] = include_bytes!("../inputs/pandas.parquet");

/// The end of a Parquet file with columns in each other, each a group that claims one child.
fn nested_columns(depth: usize) -> Vec<u8> {
    // Field 2 of the footer in Thrift's compact protocol: a list of structures, its length in groups of seven bits.
    let length = [depth & 127 | 128, depth >> 7 & 127 | 128, depth >> 14];
    let length = length.map(|group| u8::try_from(group).expect("seven bits"));
    // Field 5 of each, a number: one child.
    let footer = [&[0x29, 0xfc][..], &length, &[0x55, 2, 0].repeat(depth), &[0]].concat();
    let size = u32::try_from(footer.len()).expect("small").to_le_bytes();
    [b"PAR1", &footer[..], &size, b"PAR1"].concat()
}

fn cut(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() * 2 / 3].to_vec()
}

/// Random bytes, the same each time.
fn garbled(head: &[u8]) -> Vec<u8> {
    let mut random = super::hostile::Random(17);
    head.iter().copied().chain((0..4000).map(|_| random.next().to_le_bytes()[3])).collect()
}

fn tarred(member: impl FnOnce(&mut tar::Builder<Vec<u8>>)) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    member(&mut tar);
    tar.into_inner().expect("an archive in memory")
}

fn link_to(target: &str) -> Vec<u8> {
    tarred(|tar| {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::Symlink);
        header.set_size(0);
        tar.append_link(&mut header, "link.txt", target).expect("a link");
    })
}

/// A document with entities that grow a thousandfold with each line.
fn entities(root: &str) -> Vec<u8> {
    let mut text = format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY e0 \"ha\">");
    for level in 1..9 {
        let _ = write!(text, "<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(1000));
    }
    let _ = write!(
        text,
        "]><{root}><channel><title>&e8;</title><item><title>&e8;</title></item></channel></{root}>"
    );
    text.into_bytes()
}

fn repeated(open: &str, times: usize, within: &str) -> Vec<u8> {
    format!("{}{within}", open.repeat(times)).into_bytes()
}

fn pages_in_a_circle() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>endobj\n\
      trailer<</Root 1 0 R/Size 3>>\n%%EOF"
        .to_vec()
}

#[rustfmt::skip]
fn inputs() -> Vec<(&'static str, Vec<u8>, End)> {
    let page = format!("<html><head><title>Ferry</title></head><body><article><p>{GOOD}</p><p>{GOOD}</p></article></body></html>");
    let warc = |length: &str| format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nWARC-Date: 2031-05-05T00:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {length}\r\n\r\n\
         HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}\r\n\r\n").into_bytes();
    let mail = "From: a@example.org\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n";
    let container = br#"<container><rootfiles><rootfile full-path="gone.opf"/></rootfiles></container>"#;
    vec![
        ("empty.html", Vec::new(), Reported("no text")),
        ("cut.html", cut(page.as_bytes()), Read),
        ("script.html", b"<html><script>while(true){}</script></html>".to_vec(), Reported("no text")),
        ("nul.html", garbled(b"<html><body>\0\0\0"), Partly("not UTF-8")),
        ("deep.html", repeated("<b>", 100_000, GOOD), Reported("")),
        ("attributes.html", format!("<html><body {}><p>{GOOD}</p>", "a=1 ".repeat(100_000)).into_bytes(), Reported("")),
        ("empty.pdf", b"%PDF-1.4\n%%EOF".to_vec(), Reported("")),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog".to_vec(), Reported("")),
        ("garbled.pdf", garbled(b"%PDF-1.5\n"), Reported("")),
        ("circle.pdf", pages_in_a_circle(), Reported("")),
        ("garbled.docx", garbled(b"PK\x03\x04"), Reported("")),
        ("cut.parquet", cut(TABLE), Reported("not a whole Parquet file")),
        ("garbled.parquet", garbled(b"PAR1"), Reported("not a whole Parquet file")),
        ("packed.parquet", include_bytes!("../inputs/zstd.parquet").to_vec(), Reported("compressed with ZSTD")),
        ("deep.parquet", nested_columns(40_000), Reported("--max-nesting")),
        ("empty.docx", zipped(&[("[Content_Types].xml", b"<Types/>")]), Reported("")),
        ("broken.docx", zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document><w:p><w:t>a</w:p>")]), Partly("it is damaged")),
        ("entities.docx", zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &entities("w:document"))]), Reported("")),
        ("empty.odt", zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), Reported("")),
        ("broken.odt", zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<office:text")]), Reported("")),
        ("empty.epub", zipped(&[("mimetype", b"application/epub+zip")]), Reported("")),
        ("broken.epub", zipped(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)]), Reported("")),
        ("cut.zip", cut(&zipped(&[("a.txt", GOOD.repeat(50).as_bytes())])), Reported("")),
        ("garbled.zip", garbled(b"PK\x03\x04"), Reported("")),
        ("empty.zip", zipped(&[]), Reported("")),
        ("bomb.zip", zipped(&[("a.txt", &vec![b'a'; 64 << 20])]), Reported("")),
        ("nested.zip", nested(9, |bytes| zipped(&[("inner.zip", bytes)])), Reported("other archives")),
        ("upwards.zip", zipped(&[("../../up.txt", GOOD.as_bytes())]), Reported("")),
        ("absolute.zip", zipped(&[("/etc/absolute.txt", GOOD.as_bytes())]), Read),
        ("cut.txt.gz", cut(&gzipped(GOOD.repeat(50).as_bytes())), Reported("")),
        ("garbled.gz", garbled(&[0x1f, 0x8b, 8]), Reported("")),
        ("bomb.gz", gzipped(&vec![b'a'; 64 << 20]), Reported("")),
        ("nested.gz", nested(9, gzipped), Reported("other archives")),
        ("cut.tar", cut(&tarred(|tar| {
            let mut header = tar::Header::new_gnu();
            header.set_size(4000);
            tar.append_data(&mut header, "a.txt", GOOD.repeat(60).as_bytes().take_to(4000)).expect("a member");
        })), Partly("it is damaged")),
        ("link.tar", link_to("/etc/passwd"), Reported("")),
        ("garbled.zst", garbled(&[0x28, 0xb5, 0x2f, 0xfd]), Reported("")),
        ("cut.zst", vec![0x28, 0xb5, 0x2f, 0xfd, 0x24], Reported("")),
        ("cut.warc", cut(&warc("400")), Reported("")),
        ("endless.warc", warc("99999999999999"), Reported("")),
        ("negative.warc", warc("-1"), Reported("")),
        ("garbled.warc.gz", gzipped(&garbled(b"WARC/1.0\r\n")), Reported("")),
        ("cut.json", b"[{\"text\": \"One.\"}, {\"text\": \"Tw".to_vec(), Partly("not valid JSON")),
        ("deep.json", repeated("[", 100_000, ""), Reported("")),
        ("number.json", b"42".to_vec(), Reported("")),
        ("numbers.json", b"[1, 2, 3]".to_vec(), Reported("")),
        ("none.json", b"[]".to_vec(), Reported("")),
        ("broken.jsonl", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\n".to_vec(), Partly("")),
        ("garbled.jsonl", garbled(b"{\"text\": \"One.\"}\n"), Partly("")),
        ("deep.jsonl", repeated("{\"a\":", 50_000, "\n"), Reported("")),
        ("surrogates.jsonl", b"{\"text\": \"\\ud800\\ud800\"}\n".to_vec(), Partly("")),
        ("quote.csv", b"title,text\nA,\"One ferry sank\nB,Two ferries sank\n".to_vec(), Partly("")),
        ("columns.csv", b"title,text\nA,One ferry sank\nB\n,,,,,\nC,Two ferries sank,x,y\n".to_vec(), Partly("")),
        ("garbled.csv", garbled(b"title,text\n"), Reported("")),
        ("cut.rss", b"<rss version=\"2.0\"><channel><title>T</title><item><title>A</title><desc".to_vec(), Reported("")),
        ("entities.rss", entities("rss"), Reported("")),
        ("none.atom", b"<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>".to_vec(), Reported("")),
        ("cut.eml", format!("{mail}--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nQSBmZXJ").into_bytes(), Reported("no text")),
        ("boundary.eml", format!("{mail}--y\r\n\r\n{GOOD}").into_bytes(), Reported("")),
        ("deep.eml", format!("{mail}{}", "--x\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n".repeat(5000)).into_bytes(), Reported("")),
        ("cut.rtf", b"{\\rtf1\\ansi A ferry sank off Portsea".to_vec(), Read),
        ("deep.rtf", repeated("{\\rtf1", 100_000, GOOD), Reported("")),
        ("binary.rtf", b"{\\rtf1\\ansi \\bin99999999999 A ferry sank.}".to_vec(), Reported("")),
        ("encoding.txt", b"A ferry sank off Ports\xff\xfe\xc3\x28 on 4 May 2031.".to_vec(), Partly("")),
        ("nul.txt", garbled(b"\0\0\0\0"), Reported("")),
        ("halved.txt", b"\xff\xfeA\0 \0f\0e\0r\0r\0y".to_vec(), Partly("")),
        ("line.txt", GOOD.repeat(20_000).into_bytes(), Read),
        ("controls.txt", format!("\u{1b}]0;title\u{7}\u{1b}[31m{GOOD}\u{9b}2J\u{202e}").into_bytes(), Read),
        ("open.md", format!("---\ntitle: [Ferry\n{GOOD}\n").into_bytes(), Read),
        ("garbled-log.txt", [b"2031-05-04 10:00:02 x\n".repeat(4), garbled(b"")].concat(), Reported("binary data")),
        ("yearless.log", b"May  4 10:00:02 pump: stopped\n".repeat(4), Partly("no year")),
        ("slides.json", br#"{"events": [{"start_date": {"year": "x"}}, {"start_date": {"month": 5}}]}"#.to_vec(), Reported("not a valid year")),
        ("slides-cut.json", br#"{"events": [{"start_date": {"year": 2031}, "text": {"headl"#.to_vec(), Reported("not valid JSON")),
        ("aliases.md", b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ntitle: *c\n---\nA ferry sank.\n".to_vec(), Read),
    ]
}

trait TakeTo {
    fn take_to(&self, end: usize) -> &[u8];
}

impl TakeTo for [u8] {
    fn take_to(&self, end: usize) -> &[u8] {
        &self[..end.min(self.len())]
    }
}

/// What is wrong with an input's outcome.
fn faults(name: &str, bytes: &[u8], end: End) -> Vec<String> {
    let folder = Folder::with(&[("good.txt", GOOD.as_bytes()), (name, bytes), ("zzz.txt", b"Nine drowned.")]);
    let corpus = folder.read();
    let mut faults = Vec::new();
    for good in ["good.txt", "zzz.txt"] {
        if !corpus.reports.iter().any(|report| report.path.ends_with(good)) {
            faults.push(format!("{name}: {good} is lost"));
        }
    }
    let is_of_input = |path: &str| path.contains(name);
    let reports = corpus.reports.iter().filter(|report| is_of_input(&report.path)).count();
    let read = reports + corpus.given.iter().filter(|event| is_of_input(&event.path)).count();
    let reported: Vec<&Problem> =
        corpus.problems.iter().filter(|problem| is_of_input(&problem.path)).collect();
    let messages: Vec<&str> = reported.iter().map(|problem| problem.message.as_str()).collect();
    let says = |words: &str| messages.iter().any(|message| message.contains(words));
    let expected = match end {
        Reported(words) => read == 0 && says(words),
        Partly(words) => read > 0 && says(words),
        Read => read > 0,
    };
    if !expected {
        faults.push(format!("{name}: {read} reports, reported {messages:?}, expected {end:?}"));
    }
    let mut all = corpus.problems.iter();
    if let Some(problem) =
        all.find(|problem| problem.message.len() < 10 || problem.message.chars().any(char::is_control))
    {
        faults.push(format!("{name}: a message nobody can read: {problem:?}"));
    }
    faults
}

#[test]
fn each_malformed_input_is_reported_and_the_others_are_read() {
    let inputs = inputs();
    assert!(inputs.len() >= 60);
    let faults: Vec<String> =
        inputs.iter().flat_map(|(name, bytes, end)| faults(name, bytes, *end)).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// From outside: the code of a run that names the input and a good report, and of one that names the input alone, and what standard
/// error says about it.
#[test]
fn each_malformed_input_has_its_exit_code_and_message() {
    let inputs = inputs();
    let files: Vec<(&str, &[u8])> = inputs.iter().map(|(name, bytes, _)| (*name, &bytes[..])).collect();
    let folder = Folder::with(
        &[&files[..], &[("good.txt", b"A warehouse burned down in Lindgate on 9 May 2031.")]].concat(),
    );
    let good = folder.path().join("good.txt");
    let run = |paths: &[&Path]| {
        let mut program = Command::cargo_bin("rashomon").expect("the program is built");
        program.arg("timeline").arg("--no-cache").args(paths).stdin(Stdio::null());
        program.output().expect("the program runs")
    };
    let faults = |(name, _, end): &(&str, Vec<u8>, End)| {
        let input = folder.path().join(name);
        let (both, alone) = (run(&[&input, &good]), run(&[&input]));
        let said = String::from_utf8_lossy(&both.stderr).into_owned();
        let (with_good, by_itself, told) = match end {
            // A table that cannot be decoded is reported, and does not count as a path from which nothing was read.
            Reported(words) => (4, 3, said.lines().any(|line| line.contains(name) && line.contains(words))),
            Partly(words) => (0, 0, said.lines().any(|line| line.contains(name) && line.contains(words))),
            Read => (0, 0, true),
        };
        let codes = (both.status.code(), alone.status.code());
        let is_kept = String::from_utf8_lossy(&both.stdout).contains("Lindgate");
        let sound = codes == (Some(with_good), Some(by_itself)) && told && is_kept;
        let is_safe = !said.contains('\u{1b}') && !said.contains("panicked");
        (!sound || !is_safe).then(|| format!("{name}: {codes:?}, kept {is_kept}, expected {end:?}: {said}"))
    };
    let faults: Vec<String> = inputs.iter().filter_map(faults).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[cfg(unix)]
#[test]
fn circular_links_and_unreadable_files_are_reported() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder =
        Folder::with(&[("good.txt", GOOD.as_bytes()), ("secret.txt", b"One."), ("a.txt/good.txt", b"Two.")]);
    symlink("self.txt", folder.path().join("self.txt")).expect("a link to itself");
    symlink("two.txt", folder.path().join("one.txt")).expect("a link");
    symlink("one.txt", folder.path().join("two.txt")).expect("a link back");
    let secret = folder.path().join("secret.txt");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o0)).expect("no permission");
    let corpus = folder.read();
    let is_read = |name: &str| corpus.reports.iter().any(|report| report.path.ends_with(name));
    let is_reported = |name: &str| corpus.problems.iter().any(|problem| problem.path.ends_with(name));
    assert!(is_read("/good.txt") && is_read("a.txt/good.txt"));
    for name in ["self.txt", "one.txt", "two.txt"] {
        assert!(is_reported(name) && !is_read(name), "{name}: {:?}", corpus.problems);
    }
    // A user who may read everything reads it.
    assert!(is_reported("secret.txt") != is_read("secret.txt"), "{:?}", corpus.problems);
}

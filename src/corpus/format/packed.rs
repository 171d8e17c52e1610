//! Compressed files and archives → their content, within the limits of unpacking.
//!
//! A member counts by the bytes it unpacks to, never by what its archive says. Links in archives are not followed, nothing is
//! written to the disk, and a member's name is only a name.

use std::io::{self, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::sniff::{self, sniff};
use super::{Format, Settings};
use crate::corpus::bounds::MIB;

/// How many members of an archive are examined.
const MEMBERS: usize = 100_000;

/// A file in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The address it was fetched from, if the archive says so.
    pub url: Option<String>,
}

/// The content of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// Members that are or contain reports.
    pub members: Vec<Member>,
    /// What could not be read as meant.
    pub remarks: Vec<String>,
}

/// An archive in memory.
pub type Zip = Archive;

/// A zip file whose parts are read within the limits.
pub struct Archive(ZipArchive<Cursor<Vec<u8>>>);

impl Archive {
    /// Opens a zip file.
    ///
    /// # Errors
    /// If it is not a zip file.
    pub fn open(bytes: Vec<u8>) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| error.to_string())
    }

    /// Whether it has a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// A part as text.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn text(&mut self, name: &str, settings: &Settings) -> Result<String, String> {
        let index = self.0.index_for_name(name).ok_or_else(|| format!("it has no part `{name}`"))?;
        let mut budget = Budget::of(settings);
        let bytes = self.part(index, &mut budget)?;
        let decoded = crate::corpus::decode::decode(bytes).map_err(|what| format!("`{name}` is {what}"))?;
        Ok(decoded.text)
    }

    fn part(&mut self, index: usize, budget: &mut Budget) -> Result<Vec<u8>, String> {
        let part = self.0.by_index(index).map_err(|error| error.to_string())?;
        if part.encrypted() {
            return Err("it is encrypted".to_owned());
        }
        let packed = part.compressed_size();
        budget.read(part, Some(packed))
    }
}

/// How much may still be unpacked.
#[derive(Clone, Copy, Debug)]
struct Budget {
    left: u64,
    ratio: u64,
}

impl Budget {
    fn of(settings: &Settings) -> Self {
        Self { left: settings.bounds.unpacked, ratio: settings.bounds.ratio }
    }

    /// Reads all of something, of which `packed` bytes are known.
    fn read(&mut self, from: impl Read, packed: Option<u64>) -> Result<Vec<u8>, String> {
        let by_ratio = packed.map_or(u64::MAX, |packed| (packed.saturating_mul(self.ratio)).max(MIB));
        let limit = self.left.min(by_ratio);
        let mut bytes = Vec::new();
        from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| why(&error))?;
        let length = bytes.len() as u64;
        if length > self.left {
            return Err("it unpacks to more than is allowed (--max-unpacked allows more)".to_owned());
        }
        if length > by_ratio {
            return Err(format!(
                "it unpacks to more than {} times its size (--max-ratio allows more)",
                self.ratio
            ));
        }
        self.left -= length;
        Ok(bytes)
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "it ends too early".to_owned(),
        _ => error.to_string(),
    }
}

/// The content of a compressed file or an archive. `name` is its own name, without the folders.
#[must_use]
pub fn unpack(format: Format, bytes: Vec<u8>, name: &str, settings: &Settings) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let result = match format {
        Format::Gzip => {
            let packed = bytes.len() as u64;
            let inner = Budget::of(settings).read(MultiGzDecoder::new(&bytes[..]), Some(packed));
            inner.map(|bytes| unpacked.members.push(inner_of(name, &[".gz", ".tgz"], bytes)))
        }
        Format::Zstd => {
            unzstd(&bytes, settings).map(|bytes| unpacked.members.push(inner_of(name, &[".zst"], bytes)))
        }
        Format::Tar => untar(&bytes, settings, &mut unpacked),
        _ => unzip(bytes, settings, &mut unpacked),
    };
    if let Err(reason) = result {
        unpacked.remarks.push(format!("it cannot be unpacked: {reason}; it was left out"));
    }
    unpacked
}

/// The one file in a compressed file: its name is that of the compressed one without the extension.
fn inner_of(name: &str, endings: &[&str], bytes: Vec<u8>) -> Member {
    let inner = endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let is_tar = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tgz"));
    let tar = if is_tar { ".tar" } else { "" };
    Member { name: format!("{inner}{tar}"), bytes, url: None }
}

fn unzstd(bytes: &[u8], settings: &Settings) -> Result<Vec<u8>, String> {
    let mut rest = bytes;
    let mut budget = Budget::of(settings);
    let mut all = Vec::new();
    // Files may be several frames in a row.
    while !rest.is_empty() {
        let before = rest.len();
        let decoder =
            ruzstd::decoding::StreamingDecoder::new(&mut rest).map_err(|error| error.to_string())?;
        let one = budget.read(decoder, Some(bytes.len() as u64))?;
        all.extend(one);
        if rest.len() == before {
            break;
        }
    }
    Ok(all)
}

/// Whether a member with this name and these first bytes is read.
fn is_read(name: &str, head: &[u8]) -> bool {
    let path = Path::new(name);
    let hidden = path.iter().any(|part| {
        let part = part.to_string_lossy();
        part.starts_with('.') || part == "__MACOSX" || part.ends_with("_files")
    });
    let known = path.extension().is_none() || sniff::by_name(path).is_some();
    !hidden && (known || sniff(head, Some(path)) != Format::Text)
}

fn unzip(bytes: Vec<u8>, settings: &Settings, unpacked: &mut Unpacked) -> Result<(), String> {
    let mut archive = Archive::open(bytes)?;
    let mut budget = Budget::of(settings);
    // A web archive packed as one file: its other parts are indexes.
    let web_archive = archive.has("datapackage.json")
        && archive.0.file_names().flatten().any(|name| name.starts_with("archive/"));
    let (mut skipped, count) = (0, archive.0.len());
    for index in 0..count.min(MEMBERS) {
        let name = match archive.0.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => String::new(),
        };
        if name.ends_with('/') || (web_archive && !name.starts_with("archive/")) {
            continue;
        }
        match archive.part(index, &mut budget) {
            Ok(bytes) if is_read(&name, &bytes[..bytes.len().min(sniff::HEAD)]) => {
                unpacked.members.push(Member { name, bytes, url: None });
            }
            Ok(_) => skipped += 1,
            Err(reason) => unpacked.remarks.push(format!("`{name}` in it cannot be unpacked: {reason}")),
        }
    }
    report_skipped(skipped, count, unpacked);
    Ok(())
}

fn untar(bytes: &[u8], settings: &Settings, unpacked: &mut Unpacked) -> Result<(), String> {
    let mut archive = tar::Archive::new(bytes);
    let mut budget = Budget::of(settings);
    let (mut skipped, mut count) = (0, 0);
    for entry in archive.entries().map_err(|error| why(&error))? {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                unpacked.remarks.push(format!("it is damaged ({}); the rest was left out", why(&error)));
                break;
            }
        };
        count += 1;
        if count > MEMBERS {
            break;
        }
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        match budget.read(entry, None) {
            Ok(bytes) if is_read(&name, &bytes[..bytes.len().min(sniff::HEAD)]) => {
                unpacked.members.push(Member { name, bytes, url: None });
            }
            Ok(_) => skipped += 1,
            Err(reason) => unpacked.remarks.push(format!("`{name}` in it cannot be unpacked: {reason}")),
        }
    }
    report_skipped(skipped, count, unpacked);
    Ok(())
}

fn report_skipped(skipped: usize, count: usize, unpacked: &mut Unpacked) {
    if skipped > 0 {
        unpacked.remarks.push(format!("{skipped} files in it of a kind that is not read were left out"));
    }
    if count > MEMBERS {
        unpacked.remarks.push(format!("it contains more than {MEMBERS} files; the rest was left out"));
    }
    if unpacked.members.is_empty() && unpacked.remarks.is_empty() {
        unpacked.remarks.push("it is empty".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_compressed_file_contains_one_named_like_it() {
        let unpacked = unpack(Format::Gzip, gzip(b"The ferry sank."), "a.txt.gz", &Settings::default());
        let expected = Member { name: "a.txt".to_owned(), bytes: b"The ferry sank.".to_vec(), url: None };
        assert_eq!(unpacked, Unpacked { members: vec![expected], remarks: vec![] });
    }

    #[test]
    fn a_bomb_is_stopped_by_its_ratio_and_by_its_size() {
        let bomb = gzip(&vec![0; 8 << 20]);
        let ratio = unpack(Format::Gzip, bomb.clone(), "a.gz", &Settings::default());
        assert!(ratio.members.is_empty() && ratio.remarks[0].contains("--max-ratio"), "{ratio:?}");
        let mut settings = Settings::default();
        settings.bounds.ratio = u64::MAX;
        settings.bounds.unpacked = MIB;
        let size = unpack(Format::Gzip, bomb, "a.gz", &settings);
        assert!(size.members.is_empty() && size.remarks[0].contains("--max-unpacked"), "{size:?}");
    }

    #[test]
    fn damaged_archives_are_reported() {
        let whole = gzip(&b"The ferry sank. ".repeat(100));
        for (format, bytes) in [
            (Format::Gzip, whole[..whole.len() / 2].to_vec()),
            (Format::Zip, b"PK\x03\x04nothing".to_vec()),
            (Format::Zstd, b"\x28\xb5\x2f\xfd\x00".to_vec()),
            (Format::Tar, vec![b'x'; 600]),
        ] {
            let unpacked = unpack(format, bytes, "a", &Settings::default());
            assert!(unpacked.members.is_empty() && !unpacked.remarks.is_empty(), "{format:?}");
        }
    }
}

//! Logs of programs: lines that begin with a day and a clock time, as lnav reads them. Each line is an event; lines without a time of
//! their own (the rest of a message, a stack trace) belong to the one before.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::{Captures, Regex};

use super::Found;
use crate::corpus::given::{TITLE, title};
use crate::corpus::{date, decode};
use crate::text::Given;

/// How many events of a file are read: a timeline with more is of no use to a reader.
pub const MOST_EVENTS: usize = 100_000;

/// How many bytes of a message are the note of its event.
const NOTE: usize = 2_000;

/// How many lines decide whether a text is a log, how many must begin with a time, and in what share (percent).
const EXAMINED: usize = 40;
const LEAST: usize = 3;
const SHARE: usize = 80;

/// In what share of its lines whole sentences make a text a chronicle rather than a log (percent).
const SENTENCES: usize = 50;

/// Words that sentences have and messages of programs mostly leave out.
const ARTICLES: &[&str] =
    &["the", "a", "an", "of", "its", "their", "his", "her", "was", "were", "had", "has"];

/// How lines begin: a name, the pattern, an example.
#[rustfmt::skip]
const STAMPS: &[(&str, &str, &str)] = &[
    ("ISO 8601", r"^\[?(?<y>[0-9]{4})[-/](?<mo>[0-9]{2})[-/](?<d>[0-9]{2})[T _](?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2})(?:[.,][0-9]+)? ?(?<z>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?\]?(?:[ \t|:,-]|$)", "2031-05-04T10:00:02.117+01:00 pump stopped"),
    ("syslog", r"^(?<mon>[A-Z][a-z]{2}) {1,2}(?<d>[0-9]{1,2}) (?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2}) ", "May  4 10:00:02 bridge pump[7]: stopped"),
    ("web server", r"^[^ ]+ [^ ]+ [^ ]+ \[(?<d>[0-9]{2})/(?<mon>[A-Z][a-z]{2})/(?<y>[0-9]{4}):(?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2}) (?<z>[+-][0-9]{4})\] ", "10.0.0.7 - - [04/May/2031:10:00:02 +0100] \"GET /pump HTTP/1.1\" 200 17"),
    ("ctime", r"^\[?[A-Z][a-z]{2} (?<mon>[A-Z][a-z]{2}) {1,2}(?<d>[0-9]{1,2}) (?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2})(?:\.[0-9]+)? (?<y>[0-9]{4})\]? ", "[Sun May 04 10:00:02.117 2031] [pump:error] stopped"),
    ("seconds since 1970", r"^(?<epoch>1[0-9]{9})(?:\.[0-9]+)? ", "1620122402.117 stopped"),
];

/// What may stand before the time: the priority and the version of RFC 5424.
const PRIORITY: &str = r"^<[0-9]{1,3}>(?:1 )?";

static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| STAMPS.iter().filter_map(|(_, pattern, _)| Regex::new(pattern).ok()).collect());
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PRIORITY).ok());

/// The time at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp<'l> {
    year: Option<i32>,
    month: u32,
    day: u32,
    /// `10:00:02`
    clock: &'l str,
    /// The zone as written; empty if none is.
    zone: &'l str,
}

/// What a line begins with, and its rest.
enum Beginning<'l> {
    Stamp(Stamp<'l>),
    /// EDTF already.
    Moment(String),
}

/// Whether the first lines of a text are those of a log.
#[must_use]
pub fn looks_like_log(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    // The last line of a head is probably cut.
    let is_whole = head.len() < super::HEAD / 2;
    let whole = text.rfind('\n').filter(|_| !is_whole).map_or(&*text, |end| &text[..end]);
    // Indented lines continue the message before: a stack trace.
    let is_own = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t']);
    let lines = || whole.lines().filter(is_own).take(EXAMINED);
    let first = lines().next().is_some_and(|line| beginning(line).is_some());
    if !first {
        return false;
    }
    let messages: Vec<&str> = lines().filter_map(|line| Some(beginning(line)?.1)).collect();
    let (all, stamped) = (lines().count(), messages.len());
    let sentences = messages.iter().filter(|message| is_sentence(message)).count();
    stamped >= LEAST && stamped * 100 >= all * SHARE && sentences * 100 < stamped * SENTENCES
}

/// Whether a message is a sentence as people write them: such a text is a chronicle, and is read as a report.
fn is_sentence(message: &str) -> bool {
    let message = message.trim().trim_start_matches(['|', ':', '-', '–', '—', ' ']);
    let words = || message.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    message.starts_with(|c: char| c.is_uppercase() || "\"“‘".contains(c))
        && message.ends_with(['.', '!', '?', '"', '”', '’'])
        && words().count() >= 4
        && words().filter(|word| ARTICLES.contains(word)).nth(1).is_some()
        && words().all(|word| !word.contains(['=', '/', '_', '[', '{']))
}

/// Reads a log. `year` is that of lines which give none.
#[must_use]
pub fn read(bytes: Vec<u8>, year: Option<i32>) -> Found {
    let mut found = Found::default();
    let text = match decode::decode(bytes) {
        Ok(decoded) => {
            found.remarks.extend(decoded.remark.map(|remark| (None, remark)));
            decoded.text
        }
        Err(what) => return Found::remark(format!("it is {what}, not text; it was left out")),
    };
    let mut without_year = None;
    for (line, number) in text.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let Some((beginning, rest)) = beginning(line) else {
            continued(&mut found.events, line);
            continue;
        };
        if found.events.len() == MOST_EVENTS {
            let message = format!("it has more than {MOST_EVENTS} lines with a time; the rest was left out");
            found.remarks.push((Some(number), message));
            break;
        }
        let date = match beginning {
            Beginning::Moment(edtf) => Some(edtf),
            Beginning::Stamp(stamp) => {
                if stamp.year.or(year).is_none() {
                    without_year.get_or_insert(number);
                }
                stamp.edtf(year)
            }
        };
        let (title, note) = split(rest);
        found.events.push(Given { line: number, title, date, note, ..Given::default() });
    }
    if let Some(line) = without_year {
        let message = "its lines give no year, and are without a date: give one with --published, or in the file's name \
                       (pump-2031-05-04.log)";
        found.remarks.push((Some(line), message.to_owned()));
    }
    found
}

/// A message as a title, and as a note what does not fit there.
fn split(message: &str) -> (Option<String>, Option<String>) {
    let message = message.trim().trim_start_matches([' ', '\t', '|', ':', '-', ',']);
    let note = (message.len() > TITLE).then(|| message[..message.floor_char_boundary(NOTE)].to_owned());
    (Some(if message.is_empty() { "(no message)".to_owned() } else { title(message) }), note)
}

/// Adds a line without a time to the note of the event before it.
fn continued(events: &mut [Given], line: &str) {
    let Some(event) = events.last_mut() else { return };
    let note = event.note.get_or_insert_default();
    if note.len() + line.len() < NOTE {
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(line.trim_end());
    }
}

/// The time that a line begins with, and what follows it.
fn beginning(line: &str) -> Option<(Beginning<'_>, &str)> {
    // A time is near the beginning of a line.
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let before = BEFORE.as_ref().and_then(|before| before.find(line)).map_or(0, |found| found.end());
    let line = &line[before..];
    let found = PATTERNS.iter().find_map(|pattern| pattern.captures(line))?;
    let rest = &line[found.get_match().end()..];
    if let Some(epoch) = found.name("epoch") {
        return Some((Beginning::Moment(date::epoch(epoch.as_str())?), rest));
    }
    Some((Beginning::Stamp(Stamp::of(&found)?), rest))
}

impl<'l> Stamp<'l> {
    fn of(found: &Captures<'l>) -> Option<Self> {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let part = |name: &str| found.name(name).map(|part| part.as_str());
        let (hour, second) = (found.name("h")?, found.name("s")?);
        let named = |month: &str| MONTHS.iter().zip(1..).find(|(name, _)| **name == month).map(|(_, at)| at);
        let month = match part("mon") {
            Some(name) => named(name)?,
            None => part("mo")?.parse().ok()?,
        };
        let within = |name: &str, most: u32| {
            part(name).and_then(|digits| digits.parse::<u32>().ok()).is_some_and(|number| number <= most)
        };
        let stamp = Self {
            year: part("y").and_then(|year| year.parse().ok()),
            month,
            day: part("d")?.parse().ok()?,
            clock: whole(found).get(hour.start()..second.end())?,
            zone: part("z").unwrap_or_default(),
        };
        // 2000 is a leap year: a day without a year may be 29 February.
        let is_day = NaiveDate::from_ymd_opt(stamp.year.unwrap_or(2000), stamp.month, stamp.day).is_some();
        (is_day && within("h", 23) && within("mi", 59) && within("s", 60)).then_some(stamp)
    }

    /// The moment as EDTF.
    fn edtf(&self, year: Option<i32>) -> Option<String> {
        let day = NaiveDate::from_ymd_opt(self.year.or(year)?, self.month, self.day)?;
        let zone = match self.zone {
            "Z" | "UTC" | "GMT" => "Z".to_owned(),
            zone if zone.len() == 5 => format!("{}:{}", &zone[..3], &zone[3..]),
            zone => zone.to_owned(),
        };
        // EDTF has no leap second.
        let clock = self.clock.replace(":60", ":59");
        Some(format!("{day}T{clock}{zone}"))
    }
}

/// The line that a pattern was found in, up to the end of what was found: patterns begin where the line does.
fn whole<'l>(found: &Captures<'l>) -> &'l str {
    found.get_match().as_str()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dates(text: &str, year: Option<i32>) -> Vec<String> {
        let found = read(text.as_bytes().to_vec(), year);
        found.events.into_iter().map(|event| event.date.unwrap_or_default()).collect()
    }

    #[test]
    fn each_way_of_writing_a_time_reads_its_example() {
        assert_eq!(PATTERNS.len(), STAMPS.len());
        for (name, _, example) in STAMPS {
            let found = read(example.as_bytes().to_vec(), Some(2031));
            let [event] = &found.events[..] else { panic!("{name}: {found:?}") };
            let date = event.date.as_deref().unwrap_or_default();
            assert!(
                date.starts_with("2031-05-04T10:00:02") || date == "2021-05-04T10:00:02Z",
                "{name}: {date}"
            );
            let title = event.title.as_deref().unwrap_or_default();
            assert!(title.contains("stopped") || title.contains("/pump"), "{name}: {title}");
            assert!(looks_like_log(format!("{example}\n").repeat(4).as_bytes()), "{name}");
        }
    }

    #[test]
    fn times_are_read_with_their_zone_and_as_local_without_one() {
        for (line, expected) in [
            ("2031-05-04 10:00:02,117 INFO pump: stopped", "2031-05-04T10:00:02"),
            ("[2031-05-04 10:00:02] stopped", "2031-05-04T10:00:02"),
            ("2031/05/04 10:00:02 [error] stopped", "2031-05-04T10:00:02"),
            ("2031-05-04T10:00:02Z stopped", "2031-05-04T10:00:02Z"),
            ("2031-05-04 10:00:02 +0530 stopped", "2031-05-04T10:00:02+05:30"),
            ("<34>1 2031-05-04T10:00:02.003Z bridge pump - - stopped", "2031-05-04T10:00:02Z"),
            ("May  4 10:00:60 bridge pump: stopped", "2031-05-04T10:00:59"),
            ("Feb 29 10:00:02 bridge pump: stopped", ""),
            ("2031-13-04 10:00:02 stopped", "none"),
            ("2031-05-04 25:00:02 stopped", "none"),
            ("2031-05-04 The pump stopped", "none"),
        ] {
            let read = dates(line, Some(2031));
            assert_eq!(read.first().map_or("none", |date| date), expected, "{line}");
        }
    }

    #[test]
    fn a_line_without_a_time_belongs_to_the_one_before() {
        let found = read(
            b"2031-05-04 10:00:02 stopped\n  at valve 3\n  at pump 1\n\n2031-05-04 10:00:05 started\n"
                .to_vec(),
            None,
        );
        let [one, two] = &found.events[..] else { panic!("{found:?}") };
        assert_eq!((one.line, one.title.as_deref()), (1, Some("stopped")));
        assert_eq!(one.note.as_deref(), Some("  at valve 3\n  at pump 1"));
        assert_eq!((two.line, two.note.as_deref()), (5, None));
    }

    #[test]
    fn lines_without_a_year_are_undated_and_reported_once() {
        let lines = "May  4 10:00:02 bridge pump: stopped\nMay  4 10:00:05 bridge pump: started\n";
        assert_eq!(dates(lines, Some(2031)), ["2031-05-04T10:00:02", "2031-05-04T10:00:05"]);
        let found = read(lines.as_bytes().to_vec(), None);
        assert!(found.events.iter().all(|event| event.date.is_none()));
        let [(Some(1), message)] = &found.remarks[..] else { panic!("{:?}", found.remarks) };
        assert!(message.contains("--published"), "{message}");
    }

    #[test]
    fn a_report_is_no_log() {
        let log = "2031-05-04 10:00:02 stopped\n".repeat(4);
        for (text, expected) in [
            (&*log, true),
            (&format!("{log}{log}a line\n"), true),
            (&format!("A report.\n{log}"), false),
            ("2031-05-04 10:00:02 stopped\n", false),
            ("10:05 The bridge is shut.\n10:20 It is open.\n10:40 It is shut again.\n10:50 Still.\n", false),
            (
                "2031-05-04 The ferry leaves.\n2031-05-05 It sinks.\n2031-05-06 It is found.\n2031-05-07 Rain.\n",
                false,
            ),
            (&format!("2031-05-04 10:00:02 stopped\n{}", "    at valve 3\n".repeat(9)).repeat(4), true),
            (&"2031-05-04 10:00:02 Connection from 10.0.0.7 closed.\n".repeat(4), true),
            (&"2031-05-04 10:00:02 The job_id=7 of the queue has failed.\n".repeat(4), true),
            (&"2031-05-04 10:00:02 A man was pulled out of the river by divers.\n".repeat(4), false),
            (
                &"2031-05-04 10:00:02 – “We heard a bang and then the sirens of the police.”\n".repeat(4),
                false,
            ),
            ("May 4 was wet.\nMay 5 was dry.\nMay 6 was wet.\nMay 7 was dry.\n", false),
            ("", false),
        ] {
            assert_eq!(looks_like_log(text.as_bytes()), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "([0-9:/T. <>\\[\\]-]{0,12}|May |1620122402 |\n|é|.){0,20}") {
            let _ = looks_like_log(text.as_bytes());
            let found = read(text.into_bytes(), Some(2031));
            prop_assert!(found.events.iter().all(|event| event.title.is_some() && event.line > 0));
        }
    }
}

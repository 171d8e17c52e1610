//! The day of publication that a text states in its first lines: "Posted: Sunday, January 15, 2017 11:02 PM",
//! "COOS FORD, April 2, 2016 (AWN) —", a line of nothing but a date.
//!
//! A date within a sentence or a headline does not count: it may be that of the story.

use chrono::NaiveTime;

use super::date;
use crate::text::byline::is_particle;
use crate::text::signature;

/// How many lines are the beginning of a text.
const LINES: usize = 5;

/// The length of a full day in EDTF, in bytes.
const DAY: usize = "2022-01-06".len();

/// How many bytes of a line may contain a dateline.
const DATELINE: usize = 110;

/// The longest line that gives a date, in bytes; a longer one is a paragraph.
const LONGEST: usize = 200;

/// The most words of a line that has only a date, a time and a name.
const WORDS: usize = 14;

/// Words that say that a date is that of publication.
const LABELS: &[&str] = &["posted", "published", "updated", "modified", "created", "date"];

/// Words that may be before them: "Last updated".
const OPENERS: &[&str] = &["last", "first", "originally"];

/// Of the labels, those of the version that is read.
const LATEST: &[&str] = &["updated"];

/// Those of the labels that are about the file and not the report: they count only if nothing else gives a day.
const OF_THE_FILE: &[&str] = &["modified"];

/// Reads the day, with the hour if one is given with it, as EDTF.
pub fn read(text: &str) -> Option<String> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    let is_latest =
        |line: &&str| line.len() <= LONGEST && label(line).is_some_and(|label| LATEST.contains(&&*label));
    let latest = lines().filter(is_latest).find_map(of_line);
    let of_the_file = |line: &&str| label(line).is_some_and(|label| OF_THE_FILE.contains(&&*label));
    latest
        .or_else(|| lines().filter(|line| !of_the_file(line)).find_map(of_line))
        .or_else(|| lines().find_map(of_line))
        .or_else(|| stated(text))
}

/// The date of a line that has nothing else, or of the dateline it begins with.
fn of_line(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return dateline(line);
    }
    if label(line).is_some() {
        return dated(line).map(|dated| dated.edtf);
    }
    dateline(line).or_else(|| alone(line)).or_else(|| minutes(line))
}

/// "Minutes of the meeting held on Monday 3 March 2031 at 7.00 pm in the Guildhall"
fn minutes(line: &str) -> Option<String> {
    const MOST_WORDS: usize = 30;
    let lower = line.to_lowercase();
    let of_meeting = lower.starts_with("minutes ") && lower.contains(" meeting")
        || lower.contains("meeting ") && (lower.contains(" held ") || lower.contains("minutes"));
    let sentence = line.ends_with('.') || line.split_whitespace().count() > MOST_WORDS;
    if !of_meeting || sentence {
        return None;
    }
    let dated = dated(line)?;
    let before = line.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
    let mut words = before
        .split_whitespace()
        .rev()
        .skip_while(|word| is_of_a_clock(word) && !word.eq_ignore_ascii_case("on"));
    let given = words.next().is_some_and(|word| {
        matches!(word.to_lowercase().as_str(), "on" | "of" | "for") || word.ends_with([',', ':'])
    });
    given.then_some(dated.edtf)
}

/// "COOS FORD, April 2, 2016 (AWN) — A man …"
fn dateline(line: &str) -> Option<String> {
    let mut end = DATELINE.min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let dash = ["—", "–", " -- ", " - ", "--"].iter().filter_map(|dash| line[..end].find(dash)).min()?;
    let dated = dated(&line[..dash])?;
    let place = dated.before.first().is_none_or(|word| is_capitals(word)) && are_names(&dated.before);
    let agency = dated.after.iter().all(|word| word.starts_with('(') || word.ends_with(')'));
    (place && agency).then_some(dated.edtf)
}

/// A line with only a date, and perhaps a weekday, a time, a place in capitals or an author.
fn alone(line: &str) -> Option<String> {
    if line.split_whitespace().count() > WORDS {
        return None;
    }
    let dated = dated(line)?;
    let written =
        dated.before.first().is_none_or(|word| word.eq_ignore_ascii_case("by") || is_capitals(word));
    (written && are_names(&dated.before) && dated.after.is_empty()).then_some(dated.edtf)
}

/// The label that says that a line gives the day of publication.
fn label(line: &str) -> Option<String> {
    let word = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let mut words = line.split_whitespace().map(word).skip_while(|word| OPENERS.contains(&&**word));
    words.next().filter(|word| LABELS.contains(&&**word))
}

/// A full date in a line and the words on either side; weekdays, hours and zones next to it are left out.
struct Dated<'l> {
    before: Vec<&'l str>,
    edtf: String,
    after: Vec<&'l str>,
}

fn dated(line: &str) -> Option<Dated<'_>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (at, length, day) = words.iter().enumerate().find_map(|(at, _)| {
        [3, 1].into_iter().find_map(|length| Some((at, length, day(words.get(at..at + length)?)?)))
    })?;
    let beside = |words: &[&'_ str]| words.iter().position(|word| clock(word).is_some());
    let (before, after) = (&words[..at], &words[at + length..]);
    let hour = [before, after].into_iter().find_map(|side| {
        let place = beside(side)?;
        with_half(clock(side[place])?, side.get(place + 1).copied().unwrap_or_default(), side[place])
    });
    let edtf = hour.map_or_else(|| day.clone(), |hour| format!("{day}T{}", hour.format("%H:%M:%S")));
    let plain = |words: &[&'_ str]| -> Vec<usize> {
        (0..words.len()).filter(|place| !is_of_a_clock(words[*place])).collect()
    };
    Some(Dated {
        before: plain(before).into_iter().map(|place| before[place]).collect(),
        edtf,
        after: plain(after).into_iter().map(|place| after[place]).collect(),
    })
}

/// The day given by three words or one in digits.
fn day(words: &[&str]) -> Option<String> {
    // Every day has a year: most words need not be compared with the formats.
    if !words.iter().any(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 4) {
        return None;
    }
    let trimmed: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .map(|word| if word.eq_ignore_ascii_case("sept") { "Sep".to_owned() } else { word.to_owned() })
        .collect();
    let text = trimmed.join(" ");
    let edtf = date::parse(&text).ok()?;
    (edtf.len() == DAY).then_some(edtf)
}

/// "11:02", "5:12PM": an hour and a minute.
fn clock(word: &str) -> Option<NaiveTime> {
    let (hour, rest) = word.trim_matches(['(', ')', ',']).split_once([':', '.'])?;
    let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let (hour, minutes) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute.len() == 2).then(|| NaiveTime::from_hms_opt(hour, minutes, 0)).flatten()
}

/// The time in the half of the day that the word itself or the next one gives.
fn with_half(time: NaiveTime, next: &str, word: &str) -> Option<NaiveTime> {
    use chrono::Timelike;
    let half = |text: &str| {
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
        match &*letters.to_ascii_lowercase() {
            "am" => Some(0),
            "pm" => Some(12),
            _ => None,
        }
    };
    match half(word).or_else(|| half(next)) {
        Some(half) if time.hour() <= 12 => NaiveTime::from_hms_opt(time.hour() % 12 + half, time.minute(), 0),
        Some(_) => None,
        None => Some(time),
    }
}

/// The day on which a text itself says that it was published: "Published October 4, 2014". A date elsewhere in its first lines may be
/// that of an update or of the story.
pub fn stated(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    lines.find_map(|line| day(&line[signature::find(line)?.date].split_whitespace().collect::<Vec<_>>()))
}

/// Whether a word only gives the weekday, the hour or its zone, or joins them.
fn is_of_a_clock(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "at", "on", "am", "pm", "a.m", "p.m", "edt", "est", "cdt", "cst", "mdt", "mst", "pdt", "pst", "gmt",
        "bst", "utc", "cet", "cest", "et", "ct", "mt", "pt", "|", "-", "–", "—", "•", "/", "local", "time",
    ];
    const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let bare = word.trim_matches([',', '.', ':', '(', ')']).to_lowercase();
    let weekday = bare.get(..3).is_some_and(|start| WEEKDAYS.contains(&start))
        && (bare.len() <= 5 || bare.ends_with("day"));
    bare.is_empty() || weekday || WORDS.contains(&&*bare) || clock(word).is_some()
}

/// Whether a word has letters and all of them are capitals; "A" begins a sentence.
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether no word begins with a small letter but the particles of names and what joins them: "by Jan de Wit and Ana Ruiz".
fn are_names(words: &[&str]) -> bool {
    let may_be_small = |word: &str| matches!(word, "by" | "and") || is_particle(word);
    words.iter().all(|word| !word.starts_with(char::is_lowercase) || may_be_small(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_give_the_day_of_publication() {
        for (text, expected) in [
            ("COOS FORD, Ore., April 2, 2016 (AWN) — A man was shot.", Some("2016-04-02")),
            ("April 4, 2016 — The man was named.", Some("2016-04-04")),
            ("KABUL, 12 March 2014 (Wire) - Floods have cut a road.", Some("2014-03-12")),
            ("Storm hits coast\n\nApril 3, 2016\n\nA storm hit the coast.", Some("2016-04-03")),
            ("Posted: Sunday, January 15, 2017 11:02 PM EST\nA fire broke out.", Some("2017-01-15T23:02:00")),
            ("Storm hits coast\nSept. 3, 2016 at 5:12 p.m.\nA storm hit.", Some("2016-09-03T17:12:00")),
            ("By Dana Orr, 10:14 AM, Fri June 3, 2016\nA storm hit.", Some("2016-06-03T10:14:00")),
            ("By Jan de Wit, Northern Courier, 15 May 2024\nA storm hit.", Some("2024-05-15")),
            ("By Ana Ruiz and Jo Lee, 14 May 2024\nA storm hit.", Some("2024-05-14")),
            ("By law and custom, 14 May 2024\nA storm hit.", None),
            ("Published May 1, 2016\nUpdated May 2, 2016\nA storm hit.", Some("2016-05-02")),
            (
                "Wed 10 Mar 2021 09.12 GMT\nLast modified on Thu 11 Mar 2021 10.00 GMT\nA storm hit.",
                Some("2021-03-10T09:12:00"),
            ),
            ("Last modified on 11 March 2021\nA storm hit.", Some("2021-03-11")),
            ("Last updated 2016-05-02 14:30\nA storm hit.", Some("2016-05-02T14:30:00")),
            ("Published: 6 January 2022\nA storm hit.", Some("2022-01-06")),
            (
                "DENBY TOWN COUNCIL\nMinutes of the meeting held on Monday 3 March 2031 at 7.00 pm in the Guildhall\n",
                Some("2031-03-03T19:00:00"),
            ),
            ("Parish council meeting held in the hall on 4 May 2019\nPresent: A. Moss", Some("2019-05-04")),
            ("Minutes of the meeting of 3 May 2019 were lost.\nA storm hit.", None),
            ("Last minutes of the crew on 3 May 2019\nA storm hit.", None),
            ("A storm hit the coast on April 2, 2016, and a man was killed.", None),
            ("The attack of 13 November 2015\nA storm hit the coast.", None),
            ("What happened on April 2, 2016 — and why", None),
            ("A law of April 2, 2016 - the first of its kind - was struck down.", None),
            ("COOS FORD (AWN) — A man was shot on April 2, 2016.", None),
            ("COOS FORD, April 2 (AWN) — A man was shot.", None),
            ("Updated figures show a rise.", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_text_may_say_itself_when_it_was_published() {
        for (text, expected) in [
            ("Published October 4 2014 At least 35 miners were rescued.", Some("2014-10-04")),
            ("Rescue at mine\n\n35 miners rescued AFP Saturday 20 Sep 2014 At least 35", Some("2014-09-20")),
            ("Published October 44 2014 At least 35 miners were rescued.", None),
            ("Updated May 2, 2016\nMiners were rescued.", None),
        ] {
            assert_eq!(stated(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_that_begins_with_a_label_gives_no_date() {
        let line = format!("Updated {} May 2, 2016", "rules ".repeat(100));
        assert_eq!(read(&line), None);
        assert_eq!(read("Updated May 2, 2016").as_deref(), Some("2016-05-02"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,120}") {
            let _ = read(&text);
            let _ = stated(&text);
        }
    }
}

//! Datelines: where and when an agency story was filed, before its first sentence; and the clock times that the entries of a live blog
//! or of minutes begin with.
//!
//! "PORTO ALTO, March 3 (Reuters) - Trains stopped." A dateline is not part of the sentence after it: if it were left in, the
//! place would become the subject. The forms are those of the AP, Reuters and AFP style books.

use super::sentence::OPENERS;

/// A longer text is not a dateline, in bytes.
const LONGEST: usize = 120;

/// Names of months as datelines write them, without the full stop.
const MONTHS: &[&str] = &[
    "January",
    "Jan",
    "February",
    "Feb",
    "March",
    "Mar",
    "April",
    "Apr",
    "May",
    "June",
    "Jun",
    "July",
    "Jul",
    "August",
    "Aug",
    "September",
    "Sept",
    "Sep",
    "October",
    "Oct",
    "November",
    "Nov",
    "December",
    "Dec",
];

/// The parts of a dateline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A word in capitals: "PORTO".
    Capitals,
    /// A word with a capital: "Ohio".
    Name,
    /// "March", "Jan."
    Month,
    /// "3", "2021"
    Number,
    /// "(Reuters)"
    Agency,
}

/// Where the dateline at the start of a paragraph, or the clock time of an entry, ends, in bytes; `None` where there is none.
pub(super) fn end(paragraph: &str) -> Option<usize> {
    clock_end(paragraph).or_else(|| dateline_end(paragraph))
}

/// Names of time zones that entries of live blogs have after their clock times.
const ZONES: &[&str] =
    &["GMT", "UTC", "BST", "CET", "CEST", "ET", "EST", "EDT", "PT", "PST", "PDT", "CST", "CDT", "IST", "MSK"];

/// Where the clock time at the head of an entry ends: "10:00 The chair opened the meeting", "**9.05pm** Police arrive". Left in the
/// sentence, it would become the subject.
fn clock_end(paragraph: &str) -> Option<usize> {
    let bare = paragraph.trim_start_matches(['[', '*', '(']);
    let enclosed = bare.len() < paragraph.len();
    let hour = bare.bytes().take_while(u8::is_ascii_digit).count();
    let minute =
        bare.get(hour + 1..hour + 3).filter(|minute| minute.bytes().all(|byte| byte.is_ascii_digit()))?;
    let dotted = bare.as_bytes().get(hour) == Some(&b'.');
    let is_clock = bare[..hour].parse::<u8>().is_ok_and(|hour| hour < 24)
        && minute < "60"
        && (dotted || bare.as_bytes().get(hour) == Some(&b':'));
    let after = bare.get(hour + 3..).filter(|_| is_clock)?;
    let half = ["a.m.", "p.m.", "am", "pm"].iter().find_map(|half| {
        let rest = after.strip_prefix(' ').unwrap_or(after);
        rest.get(..half.len()).filter(|own| own.eq_ignore_ascii_case(half)).map(|own| &rest[own.len()..])
    });
    // Prices and sections have dots as well.
    if dotted && !enclosed && half.is_none() {
        return None;
    }
    let rest = half.unwrap_or(after);
    let zone = ZONES.iter().find_map(|zone| rest.strip_prefix(' ')?.strip_prefix(zone)?.strip_prefix(' '));
    let rest = zone.unwrap_or(rest);
    let entry = rest.trim_start_matches([']', '*', ')', ':', '-', '–', '—', '|', ' ', '\t']);
    let is_apart = zone.is_some()
        || rest.starts_with(|first: char| !first.is_alphanumeric()) && entry.len() < rest.len();
    let begins = entry.starts_with(|first: char| first.is_uppercase() || "“\"‘".contains(first));
    let goes_on = entry.split_whitespace().nth(2).is_some();
    (is_apart && begins && goes_on)
        .then(|| paragraph.len() - entry.len())
        .map(|end| paragraph[..end].trim_end().len())
}

fn dateline_end(paragraph: &str) -> Option<usize> {
    let opener = paragraph.split(' ').next().is_some_and(|word| word != "The" && OPENERS.contains(&word));
    if opener {
        return None;
    }
    let mut parts = Vec::new();
    let mut place = 0;
    while place < LONGEST.min(paragraph.len()) {
        let rest = &paragraph[place..];
        if let Some(dash) = dash(rest) {
            let end = place + dash;
            let goes_on = paragraph[end..].split_whitespace().nth(2).is_some();
            return (goes_on && is_dateline(&parts)).then_some(end);
        }
        let (part, length) = part(rest)?;
        parts.push(part);
        place += length;
        place += paragraph[place..].len() - paragraph[place..].trim_start_matches([' ', ',', '\u{a0}']).len();
    }
    None
}

/// The length of the dash that closes a dateline, if there is one here.
fn dash(rest: &str) -> Option<usize> {
    const LONG: &[&str] = &["--", "—", "–"];
    let long = LONG.iter().find(|dash| rest.starts_with(**dash)).map(|dash| dash.len());
    long.or_else(|| rest.starts_with("- ").then_some(1))
}

/// The part of a dateline at this position, with its length in bytes.
fn part(rest: &str) -> Option<(Part, usize)> {
    if let Some(inner) = rest.strip_prefix('(') {
        let length = inner.find(')').filter(|length| (1..=40).contains(length))?;
        return Some((Part::Agency, length + 2));
    }
    let length = rest.find([' ', ',', '\u{a0}', '(', '—', '–', '\n']).unwrap_or(rest.len());
    let word = &rest[..length];
    let bare = word.trim_end_matches('.');
    let letters = || bare.chars().filter(|letter| letter.is_alphabetic());
    let clean = bare.chars().all(|letter| letter.is_alphanumeric() || "-'’./".contains(letter));
    let sort = if bare.is_empty() || !clean {
        return None;
    } else if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        (bare.len() <= 4).then_some(Part::Number)?
    } else if MONTHS.contains(&bare) {
        Part::Month
    } else if letters().all(char::is_uppercase) && letters().count() >= 2 {
        Part::Capitals
    } else {
        bare.starts_with(char::is_uppercase).then_some(Part::Name)?
    };
    Some((sort, length))
}

/// Whether the parts before a dash are those of a dateline: a place in capitals, or any place beside an agency or a date.
fn is_dateline(parts: &[Part]) -> bool {
    let count = |part| parts.iter().filter(|other| **other == part).count();
    let dated = parts
        .windows(2)
        .any(|pair| matches!(pair, [Part::Month, Part::Number] | [Part::Number, Part::Month]));
    let words = count(Part::Capitals) + count(Part::Name);
    let place = matches!(parts.first(), Some(Part::Capitals)) && count(Part::Name) <= 3;
    let named =
        matches!(parts.first(), Some(Part::Name)) && words <= 5 && (dated || count(Part::Agency) == 1);
    let only_agency = matches!(parts, [Part::Agency]);
    words <= 8 && count(Part::Agency) <= 1 && (place || named || only_agency)
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn a_dateline_ends_after_its_dash() {
        for (text, dateline) in [
            ("PORTO ALTO, March 3 (Reuters) - Trains stopped on Monday.", "PORTO ALTO, March 3 (Reuters) -"),
            ("MILLBROOK — A man died of his wounds.", "MILLBROOK —"),
            ("ELLSWORTH, Maine (AP) — Four people were hurt.", "ELLSWORTH, Maine (AP) —"),
            ("ST. AUBIN, Jan. 6 -- The ferry sank at dawn.", "ST. AUBIN, Jan. 6 --"),
            ("Lisbon, 4 May 2021 (Lusa) – The strike is over.", "Lisbon, 4 May 2021 (Lusa) –"),
            ("NEW YORK/LONDON (Reuters) - Shares fell on Friday.", "NEW YORK/LONDON (Reuters) -"),
            ("PORT-AU-PRINCE, Haiti— A bridge gave way overnight.", "PORT-AU-PRINCE, Haiti—"),
            ("(Reuters) - A bridge gave way overnight.", "(Reuters) -"),
        ] {
            assert_eq!(end(text).map(|end| &text[..end]), Some(dateline), "{text}");
        }
    }

    #[test]
    fn the_clock_time_of_an_entry_is_no_part_of_its_sentence() {
        for (text, clock) in [
            ("10:00 The chair opened the meeting.", "10:00"),
            ("9.05pm Police closed the bridge.", "9.05pm"),
            ("9:05 a.m.: Police closed the bridge.", "9:05 a.m.:"),
            ("[22:45] Police closed the bridge.", "[22:45]"),
            ("**16.10** Police closed the bridge.", "**16.10**"),
            ("16:10 GMT Police closed the bridge.", "16:10 GMT"),
            ("16:10 – “We ran,” she said.", "16:10 –"),
        ] {
            assert_eq!(end(text).map(|end| &text[..end]), Some(clock), "{text}");
        }
        for text in [
            "12.50 Soup of the day and bread.",
            "10:00 is when the doors open.",
            "25:10 Police closed the bridge.",
            "10:75 Police closed the bridge.",
            "10:00",
            "1998 Winter Games were held here.",
            "3:16pm",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }

    #[test]
    fn text_before_another_dash_is_not_a_dateline() {
        for text in [
            "The minister - a former miner - resigned on Friday.",
            "Maria Ode — the mayor — resigned on Friday.",
            "Police arrested two men – both from Lisbon – on Friday.",
            "COVID-19 cases rose in the north again.",
            "NATO troops will stay until May.",
            "Lisbon 2 - 1 Porto",
            "MILLBROOK —",
            "In May 2021 (a wet month) - nobody knows why - it stopped.",
            "",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }
}

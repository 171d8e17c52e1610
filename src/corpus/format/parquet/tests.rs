use super::super::Settings;
use super::*;

/// Files that `tests/inputs/make.py` makes.
fn file(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(name)).unwrap()
}

#[test]
fn what_is_cut_or_damaged_is_reported() {
    let whole = file("pandas.parquet");
    let found = read(whole[..whole.len() / 2].to_vec(), &Settings::default());
    let [(None, message)] = &found.remarks[..] else { panic!("{found:?}") };
    assert_eq!(message, "it is not a whole Parquet file (its end is missing or damaged); it was left out");
    // A flipped byte anywhere is answered, with what could be read; the library may panic, which its thread catches.
    for place in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x55;
        let bytes = damaged.clone();
        let result = std::panic::catch_unwind(move || read(bytes, &Settings::default()));
        let answered = |found: Found| found.documents.len() == 2 || !found.remarks.is_empty();
        assert!(result.is_err() || result.is_ok_and(answered), "{place}");
    }
}

#[test]
fn a_compression_that_is_not_read_is_named_with_its_column() {
    let found = read(file("zstd.parquet"), &Settings::default());
    let [(None, message)] = &found.remarks[..] else { panic!("{found:?}") };
    assert_eq!(
        message,
        "its column `title` is compressed with ZSTD, which is not read: save it with Snappy, or as CSV or JSON Lines; it was left out"
    );
}

#[test]
fn moments_are_in_utc_or_in_a_zone_that_is_not_named() {
    let moment = |nanoseconds, utc| Moment { nanoseconds, utc };
    for (moment, field, expected) in [
        (moment(false, true), Field::TimestampMillis(1_935_768_600_000), "2031-05-05T17:30:00Z"),
        (moment(false, false), Field::TimestampMicros(1_935_768_600_000_000), "2031-05-05T17:30:00"),
        (moment(true, true), Field::Long(1_935_768_600_000_000_000), "2031-05-05T17:30:00Z"),
        (moment(false, true), Field::Long(7), "7"),
        (moment(false, true), Field::Date(22_403), "2031-05-04"),
        (moment(false, true), Field::Bytes(b"text".to_vec().into()), "text"),
    ] {
        assert_eq!(moment.value(field.clone()), Value::String(expected.to_owned()), "{field:?}");
    }
}

#[test]
fn texts_of_a_run_that_unpacks_too_far_are_cut() {
    let mut settings = Settings::default();
    settings.bounds.unpacked = 800;
    let found = read(file("pandas.parquet"), &settings);
    let message = &found.remarks.last().unwrap().1;
    assert!(message.contains("--max-unpacked"), "{message}");
}

use proptest::prelude::*;

use super::*;

fn when(edtf: &str) -> When {
    When::from_edtf(edtf, None, Basis::Explicit).unwrap_or_else(|| panic!("{edtf} is EDTF"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn night(text: &str) -> When {
    When::part(day(text), PartOfDay::Night, Basis::Explicit)
}

#[test]
fn values_read_as_words_and_never_as_a_false_exact_date() {
    for (edtf, words, full) in [
        ("2022-01-05", "Wed 5 Jan", "Wed 5 Jan 2022"),
        ("2022-01", "January 2022", "January 2022"),
        ("2019", "2019", "2019"),
        ("2019~", "c. 2019", "c. 2019"),
        ("2019?", "perhaps 2019", "perhaps 2019"),
        ("199X", "1990s", "1990s"),
        ("19XX", "1900s", "1900s"),
        ("2022-21", "spring 2022", "spring 2022"),
        ("2022-34", "Q2 2022", "Q2 2022"),
        ("[2022-01-04,2022-01-05]", "4 or 5 Jan", "4 or 5 Jan 2022"),
        ("{2022-01-04,2022-01-05}", "4 and 5 Jan", "4 and 5 Jan 2022"),
        ("[2022-01-31,2022-02-01]", "31 Jan or 1 Feb", "31 Jan 2022 or 1 Feb 2022"),
        ("../2022-01-04", "before 5 Jan", "before 5 Jan 2022"),
        ("2022-01-05/..", "since 5 Jan", "since 5 Jan 2022"),
        ("2022-01-03/2022-01-09", "3–9 Jan", "3–9 Jan 2022"),
        ("2021-12-28/2022-01-03", "28 Dec 2021 – 3 Jan 2022", "28 Dec 2021 – 3 Jan 2022"),
        ("2019/2021", "2019–2021", "2019–2021"),
        ("XXXX-01-06", "6 Jan", "6 Jan"),
    ] {
        assert_eq!(when(edtf).in_words(), words, "{edtf}");
        assert_eq!(when(edtf).in_full(), full, "{edtf}");
    }
    assert_eq!(night("2022-01-05").in_words(), "Wed 5 Jan, night");
    assert_eq!(when("2022-01-05").at_minute(18 * 60 + 5).in_words(), "Wed 5 Jan, 18:05");
    assert_eq!(When::before(day("2022-01-05"), Basis::Relative).in_words(), "before 5 Jan");
    assert_eq!(When::unknown().in_words(), "undated");
}

#[test]
fn a_value_knows_the_days_it_may_mean() {
    for (edtf, first, last) in [
        ("2022-01-05", Some("2022-01-05"), Some("2022-01-05")),
        ("2022-02", Some("2022-02-01"), Some("2022-02-28")),
        ("2022-02~", Some("2022-01-01"), Some("2022-03-31")),
        ("2019~", Some("2018-01-01"), Some("2020-12-31")),
        ("2022-01-05~", Some("2022-01-02"), Some("2022-01-08")),
        ("199X", Some("1990-01-01"), Some("1999-12-31")),
        ("2022-01-05/..", Some("2022-01-05"), None),
        ("../2022-01-05", None, Some("2022-01-05")),
        ("XXXX-01-06", None, None),
        ("[2022-01-04,2022-01-05]", Some("2022-01-04"), Some("2022-01-05")),
    ] {
        let value = when(edtf);
        assert_eq!((value.first, value.last), (first.map(day), last.map(day)), "{edtf}");
    }
    for nonsense in ["", "2022-02-30", "last week", "2022-W01"] {
        assert_eq!(When::from_edtf(nonsense, None, Basis::Explicit), None, "{nonsense}");
    }
}

#[test]
fn relations_hold_only_where_no_reading_denies_them() {
    let (tuesday, wednesday, thursday) = (when("2022-01-04"), when("2022-01-05"), when("2022-01-06"));
    assert!(tuesday.certainly_before(&wednesday) && !wednesday.certainly_before(&tuesday));
    assert!(night("2022-01-05").may_overlap(&thursday), "a night ends on the next morning");
    assert!(night("2022-01-04").certainly_before(&night("2022-01-05")));
    let morning = When::part(day("2022-01-05"), PartOfDay::Morning, Basis::Explicit);
    assert!(morning.certainly_before(&night("2022-01-05")) && wednesday.contains(&morning));
    assert!(when("2022-01").contains(&wednesday) && !wednesday.contains(&when("2022-01")));
    assert!(when("2022-01").may_overlap(&wednesday));
    assert!(When::before(day("2022-01-05"), Basis::Relative).certainly_before(&wednesday));
    assert!(when("2022-01-05/..").may_overlap(&when("2031")));
    assert!(!When::unknown().disjoint(&wednesday) && !wednesday.contains(&When::unknown()));
    assert!(!when("XXXX-01-06").disjoint(&wednesday), "without a year nothing is certain");
}

#[test]
fn a_timeline_runs_from_early_to_late_with_the_undated_last() {
    let mut values = [
        When::unknown(),
        night("2022-01-05"),
        when("2022-01-06"),
        when("2022-01-05"),
        When::before(day("2022-01-05"), Basis::Relative),
        when("2022"),
        When::part(day("2022-01-05"), PartOfDay::Morning, Basis::Explicit),
        when("2022-01"),
    ];
    values.sort_by_key(When::order_key);
    let words: Vec<String> = values.iter().map(When::in_words).collect();
    let expected = [
        "2022",
        "January 2022",
        "before 5 Jan",
        "Wed 5 Jan",
        "Wed 5 Jan, morning",
        "Wed 5 Jan, night",
        "Thu 6 Jan",
        "undated",
    ];
    assert_eq!(words, expected);
}

#[test]
fn granularity_follows_the_stretch() {
    for (edtf, expected) in [
        ("2022-01-05", Granularity::Day),
        ("2022-01-03/2022-01-09", Granularity::Days),
        ("2022-02", Granularity::Month),
        ("2022-33", Granularity::Season),
        ("2022", Granularity::Year),
        ("199X", Granularity::Years),
        ("XXXX-01-06", Granularity::Open),
    ] {
        assert_eq!(when(edtf).granularity(), expected, "{edtf}");
    }
    assert_eq!(night("2022-01-05").granularity(), Granularity::PartOfDay);
    assert_eq!(When::unknown().granularity(), Granularity::Unknown);
}

fn any_when() -> impl Strategy<Value = When> {
    let date =
        (1i32..=9999, 1u32..=366).prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day));
    let part = prop_oneof![
        Just(None),
        Just(Some(PartOfDay::EarlyMorning)),
        Just(Some(PartOfDay::Afternoon)),
        Just(Some(PartOfDay::Night)),
    ];
    (date.clone(), date, part, 0u8..6).prop_map(|(a, b, part, form)| {
        let value = match form {
            0 => When::day(a, Basis::Explicit),
            1 => When::days(a, b, Basis::Explicit),
            2 => When::before(a, Basis::Explicit),
            3 => When::since(a, Basis::Explicit),
            4 => When::day(a, Basis::Explicit).at_minute(720),
            _ => When::unknown(),
        };
        When { part, ..value }
    })
}

proptest! {
    #[test]
    fn before_and_after_exclude_each_other(a in any_when(), b in any_when()) {
        prop_assert!(!(a.certainly_before(&b) && b.certainly_before(&a)));
        prop_assert_eq!(a.disjoint(&b), b.disjoint(&a));
        prop_assert!(!(a.contains(&b) && a.disjoint(&b)));
        if a.is_dated() {
            prop_assert!(a.contains(&a) && !a.certainly_before(&a));
        }
    }

    #[test]
    fn constructed_values_read_back_as_edtf(a in any_when()) {
        if !a.edtf.is_empty() {
            let back = When::from_edtf(&a.edtf, a.part, a.basis).expect("EDTF");
            prop_assert_eq!((back.first, back.last), (a.first, a.last));
        }
    }

    #[test]
    fn any_string_is_read_or_refused(text in "\\PC{0,24}") {
        if let Some(value) = When::from_edtf(&text, None, Basis::Explicit) {
            prop_assert!(!value.in_full().is_empty());
            prop_assert_eq!(value.order_key(), value.order_key());
        }
    }
}

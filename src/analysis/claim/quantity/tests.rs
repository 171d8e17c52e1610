//! Tests of quantities.

use super::*;
use proptest::prelude::*;

/// Text, low, high, floor, unit, rule, words; NaN stands for an open bound.
type Row = (&'static str, f64, f64, f64, &'static str, &'static str, &'static str);
const OPEN: f64 = f64::NAN;

const ROWS: &[Row] = &[
    ("Nurses counted 18 patients", 18.0, 18.0, OPEN, "", "number/bare", "18"),
    ("at least 18 miners died", 18.0, OPEN, OPEN, "", "hedge/at-least", "at least 18"),
    ("no fewer than six boats sank", 6.0, OPEN, OPEN, "", "hedge/at-least", "no fewer than six"),
    ("only eight of them", 8.0, 8.0, OPEN, "", "hedge/exact", "only eight"),
    ("over 2,000 fans", 2001.0, OPEN, OPEN, "", "hedge/over", "over 2,000"),
    ("more than a dozen goats", 13.0, OPEN, OPEN, "", "hedge/over", "more than a dozen"),
    ("nearly 50 houses", 45.0, 50.0, OPEN, "", "hedge/nearly", "nearly 50"),
    ("up to 300 jobs", OPEN, 300.0, OPEN, "", "hedge/up-to", "up to 300"),
    ("as many as 40 voters", OPEN, 40.0, OPEN, "", "hedge/up-to", "as many as 40"),
    ("fewer than ten cases", OPEN, 9.0, OPEN, "", "hedge/under", "fewer than ten"),
    ("about 200 marchers", 180.0, 220.0, OPEN, "", "hedge/about", "about 200"),
    ("some 40 passengers", 36.0, 44.0, OPEN, "", "hedge/about", "some 40"),
    ("a thousand or so people", 900.0, 1100.0, OPEN, "", "hedge/about", "a thousand or so"),
    ("fifty or more cars", 50.0, OPEN, OPEN, "", "hedge/at-least", "fifty or more"),
    ("between 20 and 30 cattle", 20.0, 30.0, OPEN, "", "number/range", "between 20 and 30"),
    ("nine or ten shots", 9.0, 10.0, OPEN, "", "number/range", "nine or ten"),
    ("a crowd of 200-250", 200.0, 250.0, OPEN, "", "number/range", "200-250"),
    ("2 to 3 million voters", 2e6, 3e6, OPEN, "", "number/range", "2 to 3 million"),
    ("12 or a million", 12.0, 1e6, OPEN, "", "number/range", "12 or a million"),
    ("a dozen shops", 12.0, 12.0, OPEN, "", "number/bare", "a dozen"),
    ("dozens of sailors", 24.0, 99.0, 12.0, "", "number/vague", "dozens of"),
    ("scores were hurt", 40.0, 199.0, 20.0, "", "number/vague", "scores"),
    ("several bridges", 3.0, 9.0, 2.0, "", "number/vague", "several"),
    ("a handful of ballots", 2.0, 9.0, 2.0, "", "number/vague", "a handful of"),
    ("tens of thousands of birds", 20000.0, 99999.0, 11000.0, "", "number/vague", "tens of thousands of"),
    ("at least several hundred tents", 300.0, OPEN, 200.0, "", "hedge/at-least", "at least several hundred"),
    ("no deaths were reported", 0.0, 0.0, OPEN, "", "number/none", "no"),
    ("no-one was hurt", 0.0, 0.0, OPEN, "", "number/none", "no-one"),
    (
        "two thousand five hundred troops",
        2500.0,
        2500.0,
        OPEN,
        "",
        "number/bare",
        "two thousand five hundred",
    ),
    ("a fine of $1.2 million", 1.2e6, 1.2e6, OPEN, "USD", "number/bare", "$1.2 million"),
    ("more than US$3bn", 3e9, OPEN, OPEN, "USD", "hedge/over", "more than US$3bn"),
    ("rose by 7.5 per cent", 7.5, 7.5, OPEN, "%", "number/bare", "7.5 per cent"),
    ("12 miles off the coast", 19312.128, 19312.128, OPEN, "m", "number/bare", "12 miles"),
    ("a magnitude 6.3 quake", 6.3, 6.3, OPEN, "magnitude", "number/bare", "magnitude 6.3"),
    ("with a magnitude of 6.3", 6.3, 6.3, OPEN, "magnitude", "number/bare", "magnitude of 6.3"),
    ("a magnitude-6.3 quake", 6.3, 6.3, OPEN, "magnitude", "number/bare", "magnitude-6.3"),
    ("a 6.3-magnitude quake", 6.3, 6.3, OPEN, "magnitude", "number/bare", "6.3-magnitude"),
    ("almost 4,000 hectares", 3.6e7, 4e7, OPEN, "m2", "hedge/nearly", "almost 4,000 hectares"),
    ("a three-day strike", 259_200.0, 259_200.0, OPEN, "s", "number/bare", "three-day"),
    ("the toll topped 1,000", 1001.0, OPEN, OPEN, "", "hedge/over", "topped 1,000"),
    ("the number of cases passed 500", 501.0, OPEN, OPEN, "", "hedge/over", "passed 500"),
    ("the bus passed 12 villages", 12.0, 12.0, OPEN, "", "number/bare", "12"),
    ("the vote fell short of 40", OPEN, 39.0, OPEN, "", "hedge/under", "fell short of 40"),
    ("a fleet of 100+ boats", 100.0, OPEN, OPEN, "", "hedge/at-least", "100+"),
    ("~40 tents", 36.0, 44.0, OPEN, "", "hedge/about", "~40"),
    ("one and a half thousand tents", 1500.0, 1500.0, OPEN, "", "number/bare", "one and a half thousand"),
    ("12 000 fans", 12_000.0, 12_000.0, OPEN, "", "number/bare", "12 000"),
    ("anywhere from 10 to 15 boats", 10.0, 15.0, OPEN, "", "number/range", "anywhere from 10 to 15"),
    ("From 10 to 15 boats sank", 10.0, 15.0, OPEN, "", "number/range", "10 to 15"),
    (
        "more than 100 but fewer than 150 goats",
        101.0,
        149.0,
        OPEN,
        "",
        "number/range",
        "more than 100 but fewer than 150",
    ),
    ("at least 10 and at most 20 goats", 10.0, 20.0, OPEN, "", "number/range", "at least 10 and at most 20"),
    ("damage of $1.8 bln", 1.8e9, 1.8e9, OPEN, "USD", "number/bare", "$1.8 bln"),
    ("a $20 T-shirt", 20.0, 20.0, OPEN, "USD", "number/bare", "$20"),
    ("a fine of $5 m", 5e6, 5e6, OPEN, "USD", "number/bare", "$5 m"),
    ("put at USD 34.6 million", 3.46e7, 3.46e7, OPEN, "USD", "number/bare", "USD 34.6 million"),
    ("put at 34.6 million USD", 3.46e7, 3.46e7, OPEN, "USD", "number/bare", "34.6 million USD"),
    ("a bribe of Rs 500 crore", 5e9, 5e9, OPEN, "INR", "number/bare", "Rs 500 crore"),
    ("a bribe of Rs. 500", 500.0, 500.0, OPEN, "INR", "number/bare", "Rs. 500"),
    ("a loan of KSh1,200", 1200.0, 1200.0, OPEN, "KES", "number/bare", "KSh1,200"),
    ("losses of 12 billion won", 1.2e10, 1.2e10, OPEN, "KRW", "number/bare", "12 billion won"),
    ("a grant of N45 billion", 4.5e10, 4.5e10, OPEN, "NGN", "number/bare", "N45 billion"),
    ("R1,500 a month", 1500.0, 1500.0, OPEN, "ZAR", "number/bare", "R1,500"),
    ("$2 million to $3 million", 2e6, 3e6, OPEN, "USD", "number/range", "$2 million to $3 million"),
    (
        "between $2 million and $3 million",
        2e6,
        3e6,
        OPEN,
        "USD",
        "number/range",
        "between $2 million and $3 million",
    ),
    ("a bill of $2-3 million", 2e6, 3e6, OPEN, "USD", "number/range", "$2-3 million"),
    ("between 20 km and 30 km", 20_000.0, 30_000.0, OPEN, "m", "number/range", "between 20 km and 30 km"),
    ("100 degrees Fahrenheit", 37.777_778, 37.777_778, OPEN, "°C", "number/bare", "100 degrees Fahrenheit"),
    ("two out of five houses", 40.0, 40.0, OPEN, "%", "share/ratio", "two out of five"),
    ("Nine in ten voters", 90.0, 90.0, OPEN, "%", "share/ratio", "Nine in ten"),
];

fn same(found: Option<f64>, expected: f64) -> bool {
    match found {
        None => expected.is_nan(),
        Some(value) => (value - expected).abs() < 1e-6 * expected.abs().max(1.0),
    }
}

#[test]
fn every_hedge_and_number_has_its_bounds() {
    for &(text, low, high, floor, unit, rule, words) in ROWS {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let quantity = &found[0];
        assert!(
            same(quantity.low, low) && same(quantity.high, high) && same(quantity.floor, floor),
            "{text}: {quantity:?}"
        );
        assert_eq!((&*quantity.unit, quantity.rule, quantity.span.of(text)), (unit, rule, words), "{text}");
    }
}

#[test]
fn numbers_that_count_nothing_give_no_quantity() {
    for text in [
        "a 34-year-old driver",
        "he is 61 years old",
        "the third goal",
        "a B52 bomber",
        "no longer open",
        "no doubt about it",
        "the man and the dog",
        "the N95 mask",
        "she won 54",
        "Formula One",
    ] {
        let found = find(text);
        let harmless = found.is_empty() || matches!(text, "Formula One" | "she won 54");
        assert!(harmless, "{text}: {found:?}");
    }
}

#[test]
fn a_share_of_a_counted_whole_is_a_number_of_its_own() {
    for (text, low, high, rule, words) in [
        ("more than half of the 40 passengers", 21.0, 40.0, share::OF, "more than half"),
        ("at least half of the 41 passengers", 21.0, 41.0, share::OF, "at least half"),
        ("fewer than half of the 40 passengers", 0.0, 19.0, share::OF, "fewer than half"),
        ("half the 40 passengers", 19.0, 21.0, share::OF, "half"),
        ("a third of the 30 seats", 9.0, 11.0, share::OF, "a third"),
        ("two-thirds of its 90 homes", 57.0, 63.0, share::OF, "two-thirds"),
        ("most of the 12 jurors", 7.0, 12.0, share::OF, "most"),
        ("all but two of the 14 miners", 12.0, 12.0, share::OF, "all but two"),
        ("twelve of the 40 passengers", 12.0, 12.0, "number/bare", "twelve"),
        ("twelve of 40 passengers", 12.0, 12.0, "number/bare", "twelve"),
    ] {
        let found = find(text);
        assert_eq!(found.len(), 2, "{text}: {found:?}");
        let part = &found[0];
        assert!(same(part.low, low) && same(part.high, high), "{text}: {part:?}");
        assert_eq!((part.rule, part.span.of(text), found[1].rule), (rule, words, share::WHOLE), "{text}");
    }
}

#[test]
fn what_is_not_a_share_of_a_number_is_not_read() {
    for text in [
        "members of the 40 families",
        "killed two in three days",
        "half an hour later 12 came",
        "a crowd of 40",
        "of the 12 killed two were children",
    ] {
        let shares = find(text).iter().filter(|one| one.rule.starts_with("share/")).count();
        assert_eq!(shares, 0, "{text}");
    }
}

#[test]
fn the_amount_of_a_change_is_not_a_figure() {
    for (text, values) in [
        ("the toll rose by 12 to 54", &[54.0][..]),
        ("shares fell by 3 percent to 80 pence", &[80.0]),
        ("rose by 12 in a week", &[12.0]),
        ("emissions fell by 20 to 30 percent", &[20.0]),
        ("killed by two to three shots", &[2.0]),
        ("five – ten of them badly", &[5.0, 10.0]),
        ("the toll rose 20 to 30 percent", &[20.0]),
    ] {
        let found: Vec<_> = find(text).iter().filter_map(|quantity| quantity.low).collect();
        assert_eq!(found, values, "{text}");
    }
}

#[test]
fn a_rise_from_one_figure_to_another_is_two_figures() {
    let text = "the toll rose from 3 to 5";
    let values: Vec<_> = find(text).iter().map(|quantity| quantity.low).collect();
    assert_eq!(values, [Some(3.0), Some(5.0)]);
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in "\\PC{0,80}") {
        let mut before = 0;
        for quantity in find(&text) {
            prop_assert!(quantity.span.start >= before && !quantity.span.of(&text).is_empty());
            before = quantity.span.end;
        }
    }

    #[test]
    fn numbers_and_hedges_in_any_order_keep_low_below_high(text in "((at least|dozens|between|and|12|3|or|to|million|no|-|%|\\$|half|a|two|,|hundred|about) ?){0,12}") {
        for quantity in find(&text) {
            let usual = quantity.usual();
            prop_assert!(usual.low <= usual.high, "{}: {:?}", text, quantity);
        }
    }
}

use super::*;

/// The day against which the examples of rules and tests are resolved: a Wednesday.
fn published() -> Context {
    Context::published_on("2021-03-10".parse().expect("a day"))
}

/// The text without its brackets, and the span that they mark.
fn unbracket(marked: &str) -> (String, Option<Span>) {
    let text = marked.replace(['[', ']'], "");
    let span = marked.find('[').zip(marked.find(']')).map(|(open, close)| Span::new(open, close - 1));
    (text, span)
}

/// Checks that the bracketed words are an expression of that value.
pub(super) fn check(marked: &str, value: &str) {
    let (text, span) = unbracket(marked);
    let found = tag(&text, &published());
    let at = found.iter().find(|expression| Some(expression.span) == span);
    assert_eq!(at.map(|expression| &*expression.value), Some(value), "{marked}\n{}", listing(&text, &found));
}

/// Checks the value of the expression in brackets in a text published on a day.
pub(super) fn check_on(published: &str, marked: &str, value: &str) {
    let (text, span) = unbracket(marked);
    let found = tag(&text, &Context::published_on(published.parse().unwrap()));
    let at = found.iter().find(|expression| Some(expression.span) == span);
    assert_eq!(at.map(|expression| &*expression.value), Some(value), "{marked}\n{}", listing(&text, &found));
}

/// Checks that a text contains no expression.
pub(super) fn check_none(text: &str) {
    let found = tag(text, &published());
    assert!(found.is_empty(), "{}", listing(text, &found));
}

fn listing(text: &str, found: &[TimeExpression]) -> String {
    let line =
        |found: &TimeExpression| format!("  {:?} {} by {:?}", found.span.of(text), found.value, found.rule);
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_reads_its_example() {
    let mut faults = Vec::new();
    for rule in rules::all() {
        let (text, span) = unbracket(rule.example);
        let found = tag(&text, &published());
        let right = match span {
            None => found.is_empty(),
            Some(span) => found
                .iter()
                .any(|found| found.span == span && found.rule == rule.name && &*found.value == rule.value),
        };
        if !right {
            faults.push(format!(
                "{}: {} = {}\n{}",
                rule.name,
                rule.example,
                rule.value,
                listing(&text, &found)
            ));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// The bundled reports, annotated by hand: every expression with its value, in the order of the text.
const BUNDLED: &[(&str, &[(&str, &str)])] = &[
    (
        include_str!("../../../seeds/000_ec41b109b2ab3423.txt"),
        &[
            ("Thursday", "2022-01-06"),
            ("Wednesday", "2022-01-05"),
            ("Thursday", "2022-01-06"),
            ("the three decades", "P30Y"),
            ("three years ago", "2019"),
            ("a few days", "PXD"),
            ("weeks", "PXW"),
            ("New Year's Day", "2022-01-01"),
            ("Wednesday", "2022-01-05"),
        ],
    ),
    (
        include_str!("../../../seeds/001_14209256aeec99c3.txt"),
        &[
            ("Thursday", "2022-01-06"),
            ("Thursday", "2022-01-06"),
            ("the night", "2022-01-05TNI"),
            ("late Wednesday", "2022-01-05"),
            ("Thursday", "2022-01-06"),
            ("the night", "2022-01-05TNI"),
            ("now", "PRESENT_REF"),
            ("Thursday morning", "2022-01-06TMO"),
            ("Wednesday night", "2022-01-05TNI"),
            ("then", "2022-01-05TNI"),
            ("years", "PXY"),
        ],
    ),
    (
        include_str!("../../../seeds/002_c7bacac9fa78d526.txt"),
        &[
            ("several days", "PXD"),
            ("January 6", "2022-01-06"),
            ("the night", "2022-01-05TNI"),
            ("the night", "2022-01-05TNI"),
            ("The day before", "2022-01-05"),
            ("Wednesday night", "2022-01-05TNI"),
            ("January 2", "2022-01-02"),
            ("Tuesday", "2022-01-04"),
            ("Wednesday", "2022-01-05"),
            ("six months", "P6M"),
            ("now", "PRESENT_REF"),
            ("now", "PRESENT_REF"),
            ("last night", "2022-01-05TNI"),
            ("Earlier", "PAST_REF"),
        ],
    ),
];

#[test]
fn the_bundled_reports_are_read_as_a_person_reads_them() {
    let context = Context::published_on("2022-01-06".parse().expect("a day"));
    for (text, expected) in BUNDLED {
        let found = tag(text, &context);
        let found: Vec<_> = found.iter().map(|found| (found.span.of(text), &*found.value)).collect();
        assert_eq!(found, *expected);
    }
}

#[test]
fn an_event_called_for_a_day_is_in_the_future() {
    check("The union has called a two-hour stoppage for [Friday].", "2021-03-12");
    check("A hearing was set for [Monday].", "2021-03-15");
    check("The mayor closed all schools for [Friday].", "2021-03-12");
    check("Snow is forecast for [Friday].", "2021-03-12");
    check("The figures for [Friday] were published.", "2021-03-05");
    check("The mayor called on residents to stay calm on [Friday].", "2021-03-05");
    check("The group was ordered to pay for [Friday]’s damage.", "2021-03-05");
    check("They apologised for [Friday].", "2021-03-05");
    check("She will be buried on [Friday].", "2021-03-12");
    check("The talks are expected to be held on [Friday].", "2021-03-12");
    check("She was buried on [Friday].", "2021-03-05");
    check("A plane will bring the injured home on [Friday].", "2021-03-12");
    check("The court is to rule on [Friday].", "2021-03-12");
    check("The storm is forecast to hit the coast on [Friday].", "2021-03-12");
    check("Workers plan to strike on [Friday].", "2021-03-12");
    check("A storm hit the coast on [Friday].", "2021-03-05");
    check("On [Friday] she broke the silence that will be remembered.", "2021-03-05");
    check("On [Friday] she will break the silence.", "2021-03-12");
    check_none("Two men in Father Christmas masks fled.");
}

#[test]
fn last_is_a_verb_after_a_modal_and_no_past() {
    for (marked, value) in [
        ("The truce will last [72 hours], the envoy said.", "PT72H"),
        ("The strike is to last [two weeks].", "P2W"),
        ("It did not last [three days].", "P3D"),
        ("Rents rose in [the last two weeks].", "P2W"),
        ("Rents rose in [last two weeks].", "P2W"),
    ] {
        check(marked, value);
    }
}

#[test]
fn a_past_deadline_looks_back() {
    check("Crews had rescued 60 people by [late Thursday].", "2021-03-04");
    check("Most of them fled by [Friday].", "2021-03-05");
    check("The quarry was used until [August].", "2020-08");
    check("They agreed to leave by [Friday].", "2021-03-12");
    check("The road was closed until [Friday].", "2021-03-12");
    check("The festival runs through [June].", "2021-06");
    check("Sales fell through [December].", "2020-12");
    check("She was told to pay by [Friday].", "2021-03-12");
    check("They must leave by [Friday].", "2021-03-12");
}

#[test]
fn dates_in_digits_follow_the_given_order() {
    let text = "The form of 3/4/21 was renewed on January 6.";
    for (order, value, edtf) in [
        (None, "2021-03-04", "2021-03-04"),
        (Some(DateOrder::DayFirst), "2021-04-03", "2021-04-03"),
        (Some(DateOrder::MonthFirst), "2021-03-04", "2021-03-04"),
    ] {
        let found = tag(text, &Context { order, ..published() });
        assert_eq!((&*found[0].value, found[0].edtf().as_deref()), (value, Some(edtf)), "{order:?}");
    }
    let found = tag("The form is of 3/4/21.", &published());
    assert_eq!(found[0].edtf().as_deref(), Some("[2021-03-04,2021-04-03]"), "nothing gives the order");
}

#[test]
fn earlier_and_later_in_a_stretch_denote_the_days_on_that_side() {
    for (text, value, edtf) in [
        ("It closed earlier this week.", "2021-W10", "2021-03-08/2021-03-09"),
        ("It closes later this week.", "2021-W10", "2021-03-11/2021-03-14"),
        ("It closed earlier this month.", "2021-03", "2021-03-01/2021-03-09"),
        ("It closed this week.", "2021-W10", "2021-03-08/2021-03-14"),
    ] {
        let found = tag(text, &published());
        assert_eq!((&*found[0].value, found[0].edtf().as_deref()), (value, Some(edtf)), "{text}");
    }
}

#[test]
fn clock_times_keep_their_offset_in_edtf() {
    for (text, edtf) in [
        ("It left on Tuesday at 18:00 UTC.", "2021-03-09T18:00:00Z"),
        ("It left on Tuesday at 9:30 a.m. EST.", "2021-03-09T09:30:00-05:00"),
        ("It left on Tuesday at 06:45 +06:00.", "2021-03-09T06:45:00+06:00"),
        ("It left on Tuesday at 7 a.m. local time.", "2021-03-09T07:00:00"),
        ("It left on Tuesday at 7 a.m. Lisbon time.", "2021-03-09T07:00:00Z"),
        ("It left on 14 July 2020 at 7 a.m. Lisbon time.", "2020-07-14T07:00:00+01:00"),
        ("It left on Tuesday at 7 a.m. Ruritania time.", "2021-03-09T07:00:00"),
        ("It left on Tuesday at 7 p.m. Eastern time.", "2021-03-09T19:00:00-05:00"),
    ] {
        let found = tag(text, &published());
        assert_eq!(found.last().and_then(TimeExpression::edtf).as_deref(), Some(edtf), "{text}");
    }
}

/// Words and numbers that look like times, each in a sentence where they are not.
const TRAPS: &[(&str, &str)] = &[
    ("may, the verb", "The court may rule, and he may appeal."),
    ("May, a name", "Theresa May resigned."),
    ("march, the verb", "They march on the palace; thousands March for peace."),
    ("second, the ordinal", "The second bridge fell, and a second man drowned."),
    ("second, in a row", "It is the second largest bank."),
    ("half of a match", "In the second half he scored; they led by a goal for the first half."),
    (
        "quarter of a match",
        "He ran for 90 yards in the third quarter and had a touchdown in the final quarter.",
    ),
    ("sat, the verb", "He sat. Sat at home, she waited."),
    ("sun, the star and the newspaper", "The sun shone. Sun damage is common. The Sun reported it."),
    ("mon and wed", "Mon amour, he sang. They wed in church."),
    ("an age", "The 81-year-old is 81 years old; Mary, 27, is not."),
    ("a type of aircraft", "The Boeing 747 landed beside a 737."),
    ("an amount of money", "It cost $2020, or 2,000 euros, or £1999."),
    ("a number of people", "Some 2,000 people and 1,950 dogs came."),
    ("a year in the name of an event", "Fans of the Tokyo 2020 Games and of Expo 2020 Dubai wept."),
    ("a telephone number", "Call 555-1984 or 020 7946 2019, or +44 1999 123456."),
    ("a score", "They won 3-2, then lost 10:30, and drew 2-2."),
    ("a flight", "Flight 1812 was late."),
    ("a law", "It breaks Resolution 1973 and Section 2000."),
];

#[test]
fn traps_are_not_time_expressions() {
    for (trap, text) in TRAPS {
        let found = tag(text, &published());
        assert!(found.is_empty(), "{trap}\n{}", listing(text, &found));
    }
}

/// The `value`s that TIMEX3 allows, checked by an independent parser.
fn is_timex_value(value: &str) -> bool {
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
    };
    let part = |text: &str| {
        if ["Q1", "Q2", "Q3", "Q4", "H1", "H2", "SP", "SU", "FA", "WI"].contains(&text) {
            return true;
        }
        let (head, tail) = text.split_once('-').unwrap_or((text, "01"));
        match head.strip_prefix('W') {
            Some(week) => digits(week, 2) && (tail == "01" || tail == "WE" || digits(tail, 1)),
            None => digits(head, 2) && digits(tail, 2),
        }
    };
    let date = |text: &str| {
        let text = text.strip_prefix("FY").or_else(|| text.strip_prefix("BC")).unwrap_or(text);
        match text.split_once('-') {
            Some((year, rest)) => digits(year, 4) && part(rest),
            None => (2..=4).any(|count| digits(text, count)),
        }
    };
    let clock = |text: &str| {
        let text = text.strip_suffix('Z').unwrap_or(text);
        let text = text.split_once(['+', '-']).map_or(text, |(time, _)| time);
        ["MO", "MI", "AF", "EV", "NI"].contains(&text)
            || text.split_once(':').is_some_and(|(hour, minute)| digits(hour, 2) && digits(minute, 2))
    };
    let amount = |text: &str| {
        let number = text.trim_end_matches(|letter: char| letter.is_ascii_uppercase() && letter != 'X');
        let unit = &text[number.len()..];
        let known = ["S", "M", "H", "D", "W", "WE", "M", "Q", "Y"].contains(&unit);
        known && (number == "X" || number.parse::<f64>().is_ok_and(|number| number >= 0.0))
    };
    match value {
        "PAST_REF" | "PRESENT_REF" | "FUTURE_REF" => true,
        _ if value.starts_with('P') => {
            let rest = &value[1..];
            amount(rest.strip_prefix('T').unwrap_or(rest))
        }
        _ => match value.split_once('T') {
            Some((day, time)) => date(day) && clock(time),
            // TIMEX3 has no value for two end points: they are written as in ISO 8601.
            None => value.split('/').count() <= 2 && value.split('/').all(date),
        },
    }
}

#[test]
fn the_reader_of_values_refuses_invalid_values() {
    for value in
        ["2021-03-10", "2021-W09", "2021-WI", "P2.5Y", "PTXM", "XXXX-WXX-5TNI", "2021-03-10T18:00Z", "199"]
    {
        assert!(is_timex_value(value), "{value}");
    }
    for value in ["", "P", "yesterday", "2021-3-1", "P-2Y", "2021-Q5", "2021-W1", "2021-03-10TXX", "PM6"] {
        assert!(!is_timex_value(value), "{value}");
    }
}

mod properties {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn any_context() -> impl Strategy<Value = Context> {
        let day = (1i32..=9999, 1u32..=366)
            .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).map(Publication::Day));
        let month = (1i32..=9999, 1u32..=12).prop_map(|(year, month)| Some(Publication::Month(year, month)));
        let year = (1i32..=9999).prop_map(|year| Some(Publication::Year(year)));
        let published = prop_oneof![6 => day, 1 => month, 1 => year, 1 => Just(None)];
        let order =
            proptest::sample::select(vec![None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)]);
        (published, order).prop_map(|(published, order)| Context { published, order })
    }

    /// Text made of the grammar's own words, so that rules meet in every order.
    fn any_text() -> impl Strategy<Value = String> {
        let pieces: Vec<String> = rules::all()
            .flat_map(|rule| unbracket(rule.example).0.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let glue = prop_oneof![Just(" "), Just("-"), Just(""), Just(", "), Just("\n\n"), Just("’")];
        let number = (0u64..100_000_000_000).prop_map(|number| number.to_string());
        let piece = prop_oneof![8 => proptest::sample::select(pieces), 2 => number, 1 => "\\PC{0,4}"];
        proptest::collection::vec((piece, glue), 0..24)
            .prop_map(|parts| parts.into_iter().map(|(piece, glue)| piece + glue).collect())
    }

    fn holds(text: &str, context: &Context) -> Result<(), TestCaseError> {
        let mut end = 0;
        let found = tag(text, context);
        prop_assert!(problems(text, context, &found).iter().all(|problem| !problem.is_empty()));
        for (index, expression) in found.iter().enumerate() {
            let range = expression.span.range();
            prop_assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()), "{range:?}");
            prop_assert!(range.start >= end, "expressions overlap");
            end = range.end;
            prop_assert!(is_timex_value(&expression.value), "{:?} in {text:?}", expression.value);
            if let Some(when) = &expression.when {
                let back = When::from_edtf(&when.edtf, None, when.basis);
                let days = back.map(|back| (back.first, back.last));
                prop_assert_eq!(days, Some((when.first, when.last)), "{:?}", &when.edtf);
            }
            if let Some(edtf) = expression.edtf() {
                prop_assert!(edtf_core::Edtf::parse(&edtf).is_ok(), "{edtf}");
            }
            if let Anchor::Expression(anchor) = expression.anchor {
                prop_assert!((anchor as usize) < index);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_string_is_tagged_within_its_bounds(text in "\\PC{0,200}", context in any_context()) {
            holds(&text, &context)?;
        }

        #[test]
        fn any_order_of_time_words_gives_values_that_read_back(text in any_text(), context in any_context()) {
            holds(&text, &context)?;
        }
    }
}

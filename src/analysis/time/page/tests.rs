use super::super::{Basis, Context, Publication, tag};
use super::Page;

fn context(published: &str) -> Context {
    Context { published: Publication::from_edtf(published), order: None }
}

/// The headings of a page in their words with what they mean: "19 March 2011 → 2011-03-19".
fn headings(text: &str, published: &str) -> Vec<String> {
    let page = Page::read(text, &context(published));
    let one = |heading: &super::Heading| {
        assert_eq!(heading.when.basis, Basis::Heading);
        let hour = heading.when.minute.map(|minute| format!("T{:02}:{:02}", minute / 60, minute % 60));
        format!("{} → {}{}", heading.span.of(text), heading.when.edtf, hour.unwrap_or_default())
    };
    page.headings().iter().map(one).collect()
}

#[test]
fn dates_that_recur_down_a_page_head_its_scenes() {
    for (text, expected) in [
        (
            "2019-04-02\nFloods hit Arden.\n2019-04-05\nThe river fell.\n",
            &["2019-04-02 → 2019-04-02", "2019-04-05 → 2019-04-05"][..],
        ),
        (
            "## 2 April 2019\n\nFloods hit Arden.\n\n## 5 April 2019\n\nThe river fell.\n",
            &["2 April 2019 → 2019-04-02", "5 April 2019 → 2019-04-05"],
        ),
        (
            "**Tuesday, April 2, 2019**\nFloods hit Arden.\n**Friday, April 5, 2019**\nThe river fell.\n",
            &["Tuesday, April 2, 2019 → 2019-04-02", "Friday, April 5, 2019 → 2019-04-05"],
        ),
        (
            "[2 Apr 2019] Floods hit Arden.\n[5 Apr 2019] The river fell again.\n",
            &["2 Apr 2019 → 2019-04-02", "5 Apr 2019 → 2019-04-05"],
        ),
        (
            "April 2: Floods hit Arden.\nApril 5: The river fell.\n",
            &["April 2 → 2019-04-02", "April 5 → 2019-04-05"],
        ),
        (
            "2.4.2019 – Floods hit Arden.\n5.4.2019 – The river fell.\n",
            &["2.4.2019 → 2019-04-02", "5.4.2019 → 2019-04-05"],
        ),
        (
            "10/3/2019: Floods hit Arden.\n11/3/2019: The river fell.\n2/4/2019: Homes dried.\n",
            &["10/3/2019 → 2019-03-10", "11/3/2019 → 2019-03-11", "2/4/2019 → 2019-04-02"],
        ),
        (
            "1 April Floods hit Arden.\n2 April The river rose.\n5 April The river fell.\n",
            &["1 April → 2019-04-01", "2 April → 2019-04-02", "5 April → 2019-04-05"],
        ),
        (
            "2017\n28 December: Floods hit Arden.\n2018\n3 January: The river fell.\n",
            &["2017 → 2017", "28 December → 2017-12-28", "2018 → 2018", "3 January → 2018-01-03"],
        ),
        (
            "28 December 2017\nFloods hit Arden.\n3 January\nThe river fell.\n",
            &["28 December 2017 → 2017-12-28", "3 January → 2018-01-03"],
        ),
        (
            "January 2018\nFloods hit Arden.\nMarch 2018\nThe river fell.\n",
            &["January 2018 → 2018-01", "March 2018 → 2018-03"],
        ),
        ("1987: Floods hit Arden.\n1993: The dam was built.\n", &["1987 → 1987", "1993 → 1993"]),
        (
            "Day 1 (2 April 2019)\nFloods hit Arden.\nDay 3\nThe river fell.\n",
            &["Day 1 (2 April 2019 → 2019-04-02", "Day 3 → 2019-04-04"],
        ),
        (
            "Monday\nFloods hit Arden.\nThursday\nThe river fell.\n",
            &["Monday → 2019-04-01", "Thursday → 2019-04-04"],
        ),
        (
            "2–3 April 2019\nFloods hit Arden.\n5 April 2019\nThe river fell.\n",
            &["2–3 April 2019 → 2019-04-02/2019-04-03", "5 April 2019 → 2019-04-05"],
        ),
    ] {
        assert_eq!(headings(text, "2019-04-06"), expected, "{text}");
    }
}

#[test]
fn clock_times_head_the_entries_of_a_live_blog_in_either_order() {
    for (text, expected) in [
        (
            "22:40 Police close the bridge.\n23:55 The bridge gives way.\n00:20 Divers arrive at the river.\n",
            &["22:40 → 2019-04-06T22:40", "23:55 → 2019-04-06T23:55", "00:20 → 2019-04-07T00:20"][..],
        ),
        (
            "00:20\nDivers arrive.\n\n23:55\nThe bridge gives way.\n\n22:40\nPolice close the bridge.\n",
            &["00:20 → 2019-04-06T00:20", "23:55 → 2019-04-05T23:55", "22:40 → 2019-04-05T22:40"],
        ),
        (
            "**16:10** Police close the bridge.\n**16:25** The bridge gives way.\n",
            &["16:10 → 2019-04-06T16:10", "16:25 → 2019-04-06T16:25"],
        ),
        (
            "9:05 a.m. Police close the bridge.\n9:40 a.m. It gives way.\n1:15 p.m. Divers arrive.\n",
            &["9:05 a.m. → 2019-04-06T09:05", "9:40 a.m. → 2019-04-06T09:40", "1:15 p.m. → 2019-04-06T13:15"],
        ),
        (
            "Update 7.30pm: Police close the bridge.\nUpdate 8.15pm: It gives way.\n",
            &["7.30pm → 2019-04-06T19:30", "8.15pm → 2019-04-06T20:15"],
        ),
        (
            "21.40\nThat is all.\n\n21:05 BST\nDivers arrive.\n\n20.10\nIt gives way.\n\n7.05pm\nPolice close it.\n",
            &[
                "21.40 → 2019-04-06T21:40",
                "21:05 BST → 2019-04-06T21:05",
                "20.10 → 2019-04-06T20:10",
                "7.05pm → 2019-04-06T19:05",
            ],
        ),
        (
            "[22:45] Police close the bridge.\n[22:58] The bridge gives way.\n",
            &["22:45 → 2019-04-06T22:45", "22:58 → 2019-04-06T22:58"],
        ),
        (
            "16:10 GMT\nPolice close the bridge.\n16:25 GMT\nThe bridge gives way.\n",
            &["16:10 GMT → 2019-04-06T16:10", "16:25 GMT → 2019-04-06T16:25"],
        ),
        (
            "Tue 2 Apr 22:45\nPolice close the bridge.\nWed 3 Apr 00:10\nThe bridge gives way.\n",
            &["Tue 2 Apr 22:45 → 2019-04-02T22:45", "Wed 3 Apr 00:10 → 2019-04-03T00:10"],
        ),
        (
            "2019-04-02 14:05:33 Police close the bridge.\n2019-04-02T14:06:10Z The bridge gives way.\n\
             2019-04-02 14:07:01,220 Divers arrive.\n",
            &[
                "2019-04-02 14:05:33 → 2019-04-02T14:05",
                "2019-04-02T14:06:10Z → 2019-04-02T14:06",
                "2019-04-02 14:07:01,220 → 2019-04-02T14:07",
            ],
        ),
        (
            "Tuesday 2 April 2019\n10:20 Police close the bridge.\n10:45 The bridge gives way.\n11:02 Divers come.\n",
            &[
                "Tuesday 2 April 2019 → 2019-04-02",
                "10:20 → 2019-04-02T10:20",
                "10:45 → 2019-04-02T10:45",
                "11:02 → 2019-04-02T11:02",
            ],
        ),
    ] {
        assert_eq!(headings(text, "2019-04-06"), expected, "{text}");
    }
}

#[test]
fn a_day_in_the_title_of_a_page_is_that_of_its_clock_times() {
    let entries =
        "10:00 The chair opened the meeting.\n10:20 The treasurer read the accounts.\n11:45 It closed.\n";
    let blog = "13:05\n\nThe crane fell.\n\n12:40\n\nPolice closed the quay.\n";
    for (text, day) in [
        (format!("Minutes of the meeting of 2 April 2019\n\n{entries}"), "2019-04-02"),
        (
            format!("Harbour Board\nMinutes, held on Tuesday 2 April 2019 at the town hall\n{entries}"),
            "2019-04-02",
        ),
        (format!("Date: 02/04/2019\nPresent: Orr, Calder\n{entries}"), "2019-04-06"),
        (format!("Date: 30/03/2019\nPresent: Orr, Calder\n{entries}"), "2019-03-30"),
        (format!("# Crane falls in Torre, 5 April: as it happened\n\n{blog}"), "2019-04-05"),
        (format!("Torre crane live – Friday April 5 2019\n\n{blog}"), "2019-04-05"),
        // What is remembered, what is announced, sentences, and two days say nothing.
        (format!("The flood of 2 April 1987 remembered: live\n\n{blog}"), "2019-04-06"),
        (format!("Countdown to 9 May 2019\n\n{blog}"), "2019-04-06"),
        (format!("The crane was set up on 2 April 2019.\n\n{blog}"), "2019-04-06"),
        (format!("From 2 April 2019 to 4 April 2019 in Torre\n\n{blog}"), "2019-04-06"),
        (format!("{blog}\nNext meeting: 2 April 2019\n"), "2019-04-06"),
    ] {
        let page = Page::read(&text, &context("2019-04-06"));
        let clocks: Vec<_> = page
            .headings()
            .iter()
            .filter(|heading| heading.when.minute.is_some())
            .map(|it| it.when.edtf.clone())
            .collect();
        assert!(clocks.len() >= 2 && clocks.iter().all(|edtf| *edtf == day), "{text}: {clocks:?}");
    }
}

#[test]
fn text_that_only_looks_like_dates_does_not_divide_a_page() {
    for text in [
        "1. Floods hit Arden.\n2. The river rose.\n3. The river fell.\n",
        "1.1 Scope of works\nText of it.\n1.2 Terms of use\nText of it.\n",
        "2:1 Arden beat Torre\n3:0 Torre beat Belm\n1:1 Belm and Arden drew\n",
        "21:19 Arden beat Torre\n25:23 Torre beat Belm\n21:12 Belm beat Arden\n19:21 Torre lost\n",
        "3/2/2019: Floods hit Arden.\n3/5/2019: The river fell.\n",
        "3-2 Arden\n2-1 Torre\n4-0 Belm\n",
        "12.50 Soup of the day\n14.20 Fish of the day\n16.80 Meat of the day\n",
        "Soup of the day\n12.50\nFish of the day\n14.20\nMeat of the day\n16.80\n",
        "$12.50 Soup of the day\n$14.20 Fish of the day\n",
        "April 2, 2019\n\nFloods hit Arden on Monday, and the river rose.\n",
        "Monday was quiet in Arden.\nTuesday brought rain to Arden.\n",
        "March 19, 2019, brought rain to Arden.\nApril 2, 2019, brought more of it.\n",
        "2018-19 season of Arden\nThey won.\n2017-18 season of Arden\nThey lost.\n",
        "2019 seats were empty in Arden.\n2018 seats were full in Torre.\n",
        "Updated April 2, 2019\nPublished April 1, 2019\nFloods hit Arden.\n",
        "Floods hit Arden in 2019.\nThe river fell in 2020.\n",
        "9:00 – 10:00 Prayers in the hall\n10:00 – 11:30 Talks in the hall\n11:30 – 12:00 Lunch\n",
        "May said so.\nMarch on the city went on.\n",
        "12 April Street was closed.\nThe police came.\n",
        "2019-04-02\n2019-04-03\n2019-04-04\n",
        "",
    ] {
        assert_eq!(headings(text, "2019-04-06"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn relative_expressions_count_from_the_clock_of_their_scene() {
    let text = "2 April 2011\nFloods hit Arden. Rain had begun yesterday.\n9 May 2012\nHomes were cleared today. \
                The dam had been checked last month, and again on 3 May.\n";
    let values: Vec<ecow::EcoString> =
        tag(text, &context("2019-04-06")).into_iter().map(|found| found.value).collect();
    let expected = ["2011-04-02", "2011-04-01", "2012-05-09", "2012-05-09", "2012-04", "2012-05-03"];
    assert_eq!(values.iter().map(|value| &**value).collect::<Vec<_>>(), expected);
}

proptest::proptest! {
    #[test]
    fn scenes_follow_one_another_and_hold_their_headings(
        lines in proptest::collection::vec("(2019-0[1-9]-1[0-9]|1[0-9]:[0-5][0-9]|[0-9]{1,2} April|May|20[01][0-9]|.{0,12})( –| text|:|)", 0..12)
    ) {
        let text = lines.join("\n");
        let page = Page::read(&text, &context("2019-04-06"));
        let mut end = 0;
        for heading in page.headings() {
            proptest::prop_assert!(end <= heading.scope.start);
            proptest::prop_assert!(heading.scope.contains(heading.span));
            proptest::prop_assert!(!heading.span.of(&text).is_empty());
            end = heading.scope.end;
        }
        proptest::prop_assert!(page.headings().is_empty() || end as usize == text.len());
    }
}

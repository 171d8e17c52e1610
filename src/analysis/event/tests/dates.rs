//! The dates of events in sentences of many kinds of news.

use chrono::NaiveDate;

use super::{all, with_trigger};
use crate::analysis::event::{Context, EventMention, find};
use crate::analysis::language::Document;
use crate::analysis::time::Basis;
use crate::analysis::{actor, time};
use crate::text::{Published, PublishedBasis};

#[test]
fn an_event_without_a_date_of_its_own_never_claims_one() {
    let basis = with_trigger("A warehouse burned down.", "burned", |mention| mention.when.basis);
    assert_eq!(basis, Some(Basis::Published));
}

#[test]
fn a_date_belongs_to_the_event_that_governs_it() {
    all(
        [
            ("The bridge collapsed on Tuesday.", "collapsed", 12),
            ("The strike, which began on Monday, ended on Wednesday.", "strike", 13),
            ("Workers walked out on Monday and returned on Wednesday.", "returned", 13),
            ("Workers walked out on Monday and returned on Wednesday.", "walked", 11),
            ("The minister resigned on Tuesday after a vote on Monday.", "resigned", 12),
            ("The minister resigned on Tuesday after a vote on Monday.", "vote", 11),
            ("The march, which began with a rally on Monday, turned violent on Tuesday.", "turned", 12),
        ],
        |(text, trigger, day)| {
            let day_of =
                |mention: &EventMention| (mention.when.single_day(), mention.when.basis <= Basis::Relative);
            with_trigger(text, trigger, day_of) == Some((NaiveDate::from_ymd_opt(2029, 6, *day), true))
        },
    );
}

#[test]
fn a_date_in_a_quotation_dates_its_content_and_not_the_speech() {
    let basis = |mention: &EventMention| mention.when.basis;
    let text = "“What happened on Tuesday shames the city,” Mayor Ines Duarte told reporters.";
    assert_eq!(with_trigger(text, "told", basis), Some(Basis::Published));
    let text = "On Tuesday Mayor Ines Duarte told reporters: “We will rebuild the bridge.”";
    assert_eq!(with_trigger(text, "told", basis), Some(Basis::Explicit));
}

#[test]
fn a_date_is_inherited_from_the_event_above() {
    let dated = |mention: &EventMention| (mention.when.basis, mention.when.single_day());
    let found = with_trigger("The bridge collapsed on Tuesday, killing two workers.", "killing", dated);
    assert_eq!(found, Some((Basis::Inherited, NaiveDate::from_ymd_opt(2029, 6, 12))));
}

#[test]
fn an_event_of_an_age_is_not_dated_by_its_report() {
    for (text, trigger, dated) in [
        ("Following independence, the general controlled the country.", "controlled", false),
        ("The singer performed since childhood.", "performed", false),
        ("Following the blast, police closed the road.", "closed", true),
        ("Following talks with the union, the firm raised wages.", "raised", true),
        ("After lunch, the ministers signed the treaty.", "signed", true),
    ] {
        let found = with_trigger(text, trigger, |mention| mention.when.is_dated());
        assert_eq!(found, Some(dated), "{text}");
    }
}

#[test]
fn a_clock_time_alone_takes_the_day_of_its_context() {
    let clock = Some(18 * 60 + 15);
    all(
        [
            ("The bridge collapsed at 6:15 p.m. on Tuesday.", "collapsed", 12, clock, Basis::Explicit),
            (
                "The bridge collapsed on Tuesday. Two cyclists fell at 6:15 p.m.",
                "fell",
                12,
                clock,
                Basis::Inherited,
            ),
            ("Two cyclists fell at 6:15 p.m. near the bridge.", "fell", 14, clock, Basis::Published),
        ],
        |(text, trigger, day, minute, basis)| {
            let time_of =
                |mention: &EventMention| (mention.when.single_day(), mention.when.minute, mention.when.basis);
            with_trigger(text, trigger, time_of)
                == Some((NaiveDate::from_ymd_opt(2029, 6, *day), *minute, *basis))
        },
    );
}

#[test]
fn an_hour_later_than_publication_is_of_the_day_before() {
    let day = |edtf: &str| {
        let published = Published { edtf: edtf.into(), basis: PublishedBasis::Argument };
        let text = "A ship hit a rock at 9:45 p.m.";
        let document = Document::read(text);
        let (times, page) =
            time::read(text, &published.day().map(time::Context::published_on).unwrap_or_default());
        let actors = actor::find(&document);
        let context = Context {
            document: &document,
            times: &times,
            page: &page,
            actors: &actors,
            published: Some(&published),
        };
        find(&context)[0].when.single_day().map(|day| day.to_string())
    };
    assert_eq!(day("2029-06-14T08:30:00").as_deref(), Some("2029-06-13"));
    assert_eq!(day("2029-06-14T23:30:00").as_deref(), Some("2029-06-14"));
    assert_eq!(day("2029-06-14").as_deref(), Some("2029-06-14"));
}

#[test]
fn an_event_before_a_dated_one_does_not_get_its_day() {
    let (none, day) = (None, |day| NaiveDate::from_ymd_opt(2029, 6, day));
    all(
        [
            ("The bridge collapsed on Tuesday after repeated warnings.", "warnings", (none, day(12))),
            ("The club was fined on Tuesday because of the riot.", "riot", (none, day(12))),
            ("The coach resigned before the team lost on Tuesday.", "resigned", (none, day(12))),
            ("The bridge collapsed on Tuesday, injuring two cyclists.", "injuring", (day(12), day(12))),
        ],
        |(text, trigger, expected)| {
            with_trigger(text, trigger, |mention| (mention.when.first, mention.when.last)) == Some(*expected)
        },
    );
}

#[test]
fn a_clause_with_when_has_the_date_before_it() {
    all(
        [
            ("It was the worst crash since 2019, when four people drowned.", "drowned", "2019"),
            ("The shop closed on Monday, when two masked men came and robbed it.", "came", "2029-06-11"),
            ("The shop closed on Monday when the owner died.", "closed", "2029-06-11"),
            ("The mill opened in 1998 and the baker was delighted when the dam broke.", "opened", "1998"),
        ],
        |(text, trigger, edtf)| {
            with_trigger(text, trigger, |mention| &*mention.when.edtf == *edtf) == Some(true)
        },
    );
}

#[test]
fn a_date_in_an_aside_stays_there() {
    all(
        [
            ("The court jailed the mayor, who governed the town in 2007.", "jailed", "2029-06-14"),
            ("The quake, which struck on Monday, killed five people.", "killed", "2029-06-11"),
            ("Police arrested a clerk who had been dismissed in January.", "arrested", "2029-06-14"),
            ("The bakery, which opened in 1950, burned down. Two cooks fled.", "fled", "2029-06-14"),
        ],
        |(text, trigger, edtf)| {
            with_trigger(text, trigger, |mention| &*mention.when.edtf == *edtf) == Some(true)
        },
    );
}

#[test]
fn past_and_planned_events_do_not_share_dates() {
    all(
        [
            ("The council will vote on Saturday. The mayor denied the report.", "denied", "2029-06-14"),
            ("The council will vote on Saturday. It will discuss the report.", "discuss", "2029-06-16"),
            ("The council voted on Tuesday. It will close two schools.", "close", "2029-06-14/.."),
            ("The council voted on Tuesday. It closed two schools.", "closed", "2029-06-12"),
        ],
        |(text, trigger, edtf)| {
            with_trigger(text, trigger, |mention| &*mention.when.edtf == *edtf) == Some(true)
        },
    );
}

#[test]
fn an_undated_event_lies_between_the_opening_and_the_publication() {
    let opening = "A ferry sank on Tuesday.\n\n";
    all(
        [
            ("A wave hit the vessel.", "hit", "2029-06-12/2029-06-14"),
            ("On Wednesday it was raised. \n\nA wave hit the vessel.", "hit", "2029-06-12/2029-06-14"),
            ("A wave hit the vessel at 9:40 p.m.", "hit", "2029-06-12"),
            ("The captain has been detained.", "detained", "2029-06-14"),
            ("Owners will inspect the vessel.", "inspect", "2029-06-14/.."),
            ("Twelve sailors were rescued.", "rescued", "2029-06-12/2029-06-14"),
            ("The captain was arrested on Wednesday in the sinking.", "sinking", "2029-06-12/2029-06-14"),
        ],
        |(text, trigger, edtf)| {
            let text = format!("{opening}{text}");
            with_trigger(&text, trigger, |mention| &*mention.when.edtf == *edtf) == Some(true)
        },
    );
}

#[test]
fn a_day_belongs_to_the_event_before_it() {
    all(
        [
            ("Kelso Corp. said Tuesday it will close its plant.", "said", "2029-06-12"),
            ("Kelso Corp. said Tuesday it will close its plant by August.", "close", "2029-06-14/2029-08-31"),
            ("The union announced another stoppage for 15 November.", "stoppage", "2029-11-15"),
            ("The union announced another stoppage for 15 November.", "announced", "2029-06-14"),
            ("They pay a premium over Monday's closing price.", "pay", "2029-06-14"),
            ("It was the only other murder since 2009.", "murder", "2029-06-14"),
            ("Nine pupils were hurt after a bus skidded on Monday.", "skidded", "2029-06-11"),
            ("Nine pupils were hurt on Monday after a bus skidded.", "skidded", "2029-06-11"),
            ("Nine pupils died after eating a meal on Tuesday.", "died", "2029-06-12"),
            ("The mayor resigned on Monday after a court convicted her.", "convicted", "../2029-06-11"),
            ("A man who escaped this week was killed on Tuesday.", "killed", "2029-06-12"),
            ("In March robbers stole a painting.", "stole", "2029-03"),
            ("Nine pupils were hurt after a crash Tuesday morning.", "hurt", "2029-06-12"),
            ("Nine pupils were hurt after a crash Tuesday morning.", "crash", "2029-06-12"),
            ("The bus crashed shortly after 6 p.m. Tuesday.", "crashed", "2029-06-12"),
            ("The bus crashed just before 3 a.m. Tuesday.", "crashed", "2029-06-12"),
            ("The shop has been shut since 6 p.m. Tuesday.", "shut", "2029-06-12/.."),
            ("A man was charged in Tuesday's deadly shooting.", "shooting", "2029-06-12"),
            ("Three guards have been killed this year.", "killed", "2029-01-01/.."),
            ("Three guards were killed this year.", "killed", "2029"),
            ("It was the fourth shooting this year.", "shooting", "2029-01-01/.."),
            ("A girl wounded Saturday in front of her home died early Monday.", "died", "2029-06-11"),
            ("A girl wounded Saturday in front of her home died early Monday.", "wounded", "2029-06-09"),
            ("Two clerks were hurt after a crash on Monday.", "crash", "2029-06-11"),
        ],
        |(text, trigger, edtf)| {
            with_trigger(text, trigger, |mention| &*mention.when.edtf == *edtf) == Some(true)
        },
    );
}

#[test]
fn before_dawn_is_a_part_of_its_day() {
    let when = with_trigger("The bridge fell before dawn on Tuesday.", "fell", |mention| {
        (mention.when.single_day(), mention.when.part)
    });
    let day = NaiveDate::from_ymd_opt(2029, 6, 12);
    assert_eq!(when, Some((day, Some(time::PartOfDay::EarlyMorning))));
}

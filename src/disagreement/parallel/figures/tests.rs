use super::super::super::two_reports::check;
use super::*;

/// Checks which figures two texts differ in; a sentence that both share makes them one story.
fn differ(one: &str, other: &str, expected: Option<&str>) {
    let shared = " Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday.";
    check("figures/", &[&format!("{one}{shared}"), &format!("{other}{shared}")], expected);
}

#[test]
fn figures_of_one_question_are_shown_where_they_exclude_each_other() {
    for (one, other, expected) in [
        (
            "The quarterly profit of Halden fell 35 percent.",
            "The profit of Halden fell by 30 percent in the quarter.",
            "35 percent (A) \u{b7} 30 percent (B)",
        ),
        (
            "Foreign ministers Petrenko and Marsh met for two days in Geneva.",
            "Petrenko and Marsh had met for three days.",
            "two days (A) \u{b7} three days (B)",
        ),
        (
            "The bridge over the Tolm cost 1.2 billion dollars, an audit says.",
            "An audit found that the Tolm bridge had cost 1.6 billion dollars.",
            "1.2 billion dollars (A) \u{b7} 1.6 billion dollars (B)",
        ),
        (
            "Internet traffic slowed after three submarine cables were damaged off Oru.",
            "Traffic slowed when four submarine cables off Oru were damaged.",
            "three submarine cables (A) \u{b7} four submarine cables (B)",
        ),
        // What both plan is one question, on whatever day it is to begin.
        (
            "Norland will impose tariffs of 15 percent on Belmark steel on 1 June 2031.",
            "Norland will impose tariffs of 25 percent on Belmark steel on 1 July 2031.",
            "15 percent (A) \u{b7} 25 percent (B)",
        ),
    ] {
        differ(one, other, Some(expected));
    }
}

#[test]
fn figures_that_can_both_hold_or_are_of_two_questions_are_not_set_against_each_other() {
    for (one, other) in [
        // In other units, rounded, or with a bound that holds.
        ("The plume over Thule rises 40 kilometres.", "The plume over Thule reaches 25 miles in height."),
        ("The profit of Halden fell 35 percent.", "The profit of Halden fell by more than 30 percent."),
        // Of other things, reached another way, of another day, of a part.
        ("Profit at Halden fell by 5 percent.", "Profit at Halden fell to 6 percent of sales."),
        ("The player completed 28 passes.", "The player completed 28 of 41 passes."),
        ("Shares in Halden fell 6 percent.", "Shares in Halden fell another 2 percent."),
        ("Profits at Halden rose 12 percent.", "Shares in Halden rose 3 percent."),
        ("Marku won 53 percent of the vote.", "Marku won 28 percent of the vote in the first round."),
        // The other report has the figure as well.
        (
            "The judge gave Orr six years in prison. Prosecutors had asked for nine years in prison.",
            "Orr was given six years in prison by the judge, and his lawyers said that six years was much.",
        ),
        (
            "Turnout was 52 percent in Egypt and 82 percent in India.",
            "In India turnout was 82 percent, in Egypt 52 percent.",
        ),
        // A year and an age are no counts.
        ("The firm was founded in 1998 by Mara Holt.", "Mara Holt founded the firm in 2001."),
    ] {
        differ(one, other, None);
    }
}

#[test]
fn the_reason_of_a_card_names_what_makes_it_one_question() {
    let shared = "Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday.";
    let texts = [
        &*format!("Foreign ministers Petrenko and Marsh met for two days in Geneva. {shared}"),
        &*format!("Petrenko and Marsh had met for three days. {shared}"),
    ];
    let found = super::super::super::two_reports::differences(&texts);
    let card = found.iter().find(|one| one.rule.starts_with("figures/")).expect("a card");
    assert!(card.why.contains("taken for one question ("), "{}", card.why);
}

#[test]
fn every_ground_has_a_weight_of_its_side() {
    let weights = Weights::learned();
    for (ground, weight) in GROUNDS.iter().zip(&weights.of_ground) {
        assert!(ground.side().allows(*weight), "{} {weight}", ground.name());
    }
    assert!(weights.of_ground.iter().any(|weight| *weight != 0.0));
}

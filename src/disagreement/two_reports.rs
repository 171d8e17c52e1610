//! Tests of rules, by what they show for a few short reports.

use std::sync::Arc;

use super::{Disagreement, find};
use crate::text::{Published, PublishedBasis, Report, ReportId};
use crate::timeline::{self, Input};

/// What both reports of a pair say, so that they belong to one story.
const SHARED: &str = " Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday.";

/// The differences of reports of 7 May 2031.
pub(super) fn differences(texts: &[&str]) -> Vec<Disagreement> {
    let report = |(place, text): (u32, &&str)| Report {
        id: ReportId(place),
        published: Some(Published { edtf: "2031-05-07".to_owned(), basis: PublishedBasis::Manifest }),
        text: Arc::from(*text),
        ..Report::default()
    };
    let reports = (0..).zip(texts).map(report).collect();
    find(&timeline::build(Input { reports, ..Input::default() }))
}

/// Asserts that a rule finds something in some reports, or that it does not.
pub(super) fn check(rule: &str, texts: &[&str], expected: Option<&str>) {
    let found = differences(texts).into_iter().map(|one| format!("{}: {}", one.rule, one.summary));
    let found: Vec<String> = found.collect();
    let of_rule = |words: &str| found.iter().any(|one| one.starts_with(rule) && one.contains(words));
    match expected {
        Some(words) => assert!(of_rule(words), "{rule} {texts:?}: {found:#?}"),
        None => assert!(!of_rule(""), "{rule} {texts:?}: {found:#?}"),
    }
}

#[test]
fn whose_forces_attacked_as_a_fact_and_with_a_hedge_is_shown() {
    let attack = "A strike on the Oru market on Tuesday killed nine people.";
    let fact =
        format!("A strike by Norwegian warplanes on the Oru market on Tuesday killed nine people. {attack}");
    let doubt = format!(
        "{attack} The strike is believed to have been carried out by Norwegian planes, residents said."
    );
    let open =
        format!("{attack} The raid was carried out by either Norwegian or Swedish planes, residents said.");
    let background = format!("{attack} Oru is regularly hit by Norwegian strikes.");
    for (rule, texts, expected) in [
        ("modality/forces:", [&*fact, &*doubt], Some("Norway")),
        ("modality/forces:", [&fact, &fact], None),
        ("modality/forces:", [&doubt, &doubt], None),
        ("modality/forces:", [&background, &doubt], None),
        (
            "modality/forces-in-itself",
            [&format!("{fact} {doubt}"), attack],
            Some("A on whether it was Norway"),
        ),
        ("modality/forces-in-itself", [&fact, &doubt], None),
        ("modality/either-party", [&doubt, &open], Some("either Norwegian or Swedish planes (B)")),
        ("modality/either-party", [&open, &open], None),
        ("modality/either-party", [&doubt, &fact], None),
    ] {
        check(rule, &texts, expected);
    }
}

#[test]
fn the_holders_of_a_place_are_shown_where_the_reports_name_them_differently() {
    let held = |by: &str| format!("Shells hit the {by}-held town of Oru on Tuesday and killed nine people.");
    for (one, other, expected) in [
        ("rebel", "opposition", Some("rebel (A) \u{b7} opposition (B)")),
        ("rebel", "rebel", None),
        ("rebel", "government", None),
    ] {
        check("labels/held-by", &[&held(one), &held(other)], expected);
    }
}

#[test]
fn people_counted_by_one_figure_are_shown_where_a_word_for_them_judges() {
    let killed = |number: &str, whom: &str| {
        format!("At least {number} {whom} were killed near Oru on Tuesday, the army said.{SHARED}")
    };
    for (one, other, expected) in [
        (("35", "militants"), ("35", "jihadists"), Some("militant (A) \u{b7} jihadist (B)")),
        (("35", "militants"), ("35", "militants"), None),
        (("35", "workers"), ("35", "villagers"), None),
        (("35", "militants"), ("40", "jihadists"), None),
    ] {
        check("labels/same-figure", &[&killed(one.0, one.1), &killed(other.0, other.1)], expected);
    }
}

#[test]
fn a_name_given_with_a_distancing_word_is_shown_against_one_given_plainly() {
    let with = |toll: &str, name: &str| {
        format!(
            "Shells killed {toll} people in Oru on Tuesday, {name} Oru Relief Committee said. Police in Oru counted the dead."
        )
    };
    for (one, other, expected) in [
        ("the so-called", "the", Some("with a distance (A) \u{b7} plainly (B)")),
        ("the", "the", None),
        ("the so-called", "the so-called", None),
    ] {
        check("labels/distant", &[&with("nine", one), &with("14", other)], expected);
    }
}

#[test]
fn unverified_claims_of_a_few_reports_are_shown_where_reports_disagree() {
    let nine = "Shells killed nine people in Oru on Tuesday.";
    let more = "Shells killed 14 people in Oru on Tuesday.";
    let doubted = format!("{more} The figures could not be independently verified.");
    for (texts, expected) in
        [([nine, &*doubted], Some("Only B reports")), ([&doubted, &doubted], None), ([nine, more], None)]
    {
        check("omission/not-verified", &texts, expected);
    }
}

#[test]
fn positions_include_the_speaker_where_one_quotation_has_two() {
    let said = |name: &str| {
        format!("“The flooded tunnels will remain closed until further notice,” {name} said on Tuesday.")
    };
    let texts = [said("Mayor Ann Tallis"), said("Governor Jon Orr")];
    let found = differences(&[&texts[0], &texts[1]]);
    let card = found.iter().find(|one| one.rule == "attribution/shared-words").expect("the two speakers");
    for (side, name) in card.positions.iter().zip(["Tallis", "Orr"]) {
        let words = side.passage.span.of(&texts[side.passage.report.index()]);
        assert!(words.contains("tunnels") && words.contains(name), "{words}");
    }
}

#[test]
fn all_of_a_group_are_compared_whether_counted_alone_or_among_others() {
    let among = "Shells hit a school in Oru on Tuesday and killed 36 people, including 15 children.";
    for (texts, expected) in [
        (["Shells hit a school in Oru on Tuesday and killed 22 children.", among], Some("15 (B) vs 22 (A)")),
        (["Shells hit a school in Oru on Tuesday and killed 15 children.", among], None),
    ] {
        check("counts/", &texts, expected);
    }
}

#[test]
fn others_injured_besides_the_dead_are_all_the_injured() {
    let hurt = |who: &str| format!("{who} in an attack on the Lindqvist market in Oru on Tuesday.{SHARED}");
    let first = hurt("More than ten people were injured");
    for (other, expected) in [
        ("One person was killed and six others injured", Some("6 (B) vs > 10 (A)")),
        ("Two people were killed and eleven others injured", None),
    ] {
        check("counts/", &[&first, &hurt(other)], expected);
    }
}

#[test]
fn a_party_that_denies_using_arms_contradicts_the_report_that_attributes_an_attack_to_it() {
    let attack = "Eleven children were killed on Tuesday in a barrel bomb attack carried out by government forces in Oru.";
    let denied = "Eleven children were killed on Tuesday in Oru. President Jon Arad and his government deny using barrel bombs.";
    for (texts, expected) in [
        ([attack, denied], Some("denied (B)")),
        ([attack, attack], None),
        ([denied, denied], None),
        (
            [
                "Eleven children were killed on Tuesday in a barrel bomb attack carried out by rebels in Oru.",
                denied,
            ],
            None,
        ),
    ] {
        check("denials/responsibility", &texts, expected);
    }
}

#[test]
fn details_of_sentences_with_one_content_are_shown_where_the_reports_disagree_on_something() {
    let dispute = [" Nine people died on the quay.", " Fourteen people died on the quay."];
    let robbed = |who: &str, place: &str| {
        format!("{who} stole diamonds from the Lindqvist jewellery shop {place} on Tuesday.")
    };
    let one = robbed("Four armed robbers", "on an old avenue in Oru");
    let other = robbed("Robbers in wigs", "near the opera in Oru");
    let with = |text: &str, at: usize| format!("{text}{}{SHARED}", dispute[at]);
    check("parallel/details", &[&with(&one, 0), &with(&other, 1)], Some("an old avenue"));
    check("parallel/details", &[&with(&one, 0), &with(&one, 1)], None);
    check("parallel/details", &[&with(&one, 0), &with(&other, 0)], None);
    // The third report agrees with the second.
    check(
        "parallel/details",
        &[&with(&one, 0), &with(&other, 1), &with(&other, 0)],
        Some("near the opera (B, C)"),
    );
}

#[test]
fn a_headline_that_its_text_does_not_support_is_shown() {
    let text = |headline: &str, number: &str| {
        format!(
            "{headline}\n\nA fire at a hotel in Oru killed {number} people on Tuesday, police said.{SHARED}"
        )
    };
    let other = "The Oru hotel fire on Tuesday was put out by noon.";
    for (headline, number, expected) in [
        ("Scores of people killed in Oru hotel fire", "29", Some("in the headline, 29 in the text")),
        ("Twelve people killed in Oru hotel fire", "nine", Some("12 in the headline, 9 in the text")),
        ("Nine people killed in Oru hotel fire", "nine", None),
        ("Dozens of people killed in Oru hotel fire", "at least 34", None),
    ] {
        check("internal/headline", &[&text(headline, number), &format!("{other}{SHARED}")], expected);
    }
}

/// Text between two figures of one report, so that they are not near each other.
const BETWEEN: &str = " Ambulances came from three towns, and the road to the coast was closed to all other traffic for the rest of \
    the day. Shops and offices stayed shut, and the council called off the concert that it had planned for the weekend in the old \
    harbour. The weather was calm and clear, and the ferries to the islands ran as they do in any other week of the year.";

#[test]
fn figures_of_two_sources_in_one_report_are_compared_with_reports_that_give_one_of_them() {
    let agency = "A raid on a school in Oru on Tuesday killed 22 children, the children's agency said.";
    let both = format!(
        "{agency}{BETWEEN} The Tallis Observatory put the toll of the raid at 36 dead, among them 15 children.{SHARED}"
    );
    let one = format!("{agency}{SHARED}");
    check("counts/two-sources", &[&one, &both], Some("15 (B) vs 22 (A, B)"));
    check("counts/two-sources", &[&one, &one], None);
}

#[test]
fn a_part_of_one_figure_is_not_a_part_of_another() {
    let eleven = "A raid on Oru on Tuesday killed at least 58 people, including 11 children, the Tallis Observatory said.";
    let both = format!(
        "{eleven}{BETWEEN} The National Council said the raid killed more than 100 people, including 25 children.{SHARED}"
    );
    check("counts/", &[&format!("{eleven}{SHARED}"), &both], Some("11 (A, B) vs 25 (B)"));
}

#[test]
fn a_question_that_one_report_leaves_open_is_shown_with_an_answer() {
    let fire = "A fire destroyed the Harlow mill in Oru on Tuesday.";
    for (rule, texts, expected) in [
        (
            "unknown/answered",
            [
                format!("{fire} It is unclear what caused the fire."),
                format!("{fire} The fire was caused by a gas leak."),
            ],
            Some("unknown (A)"),
        ),
        (
            "unknown/answered",
            [
                format!("{fire} The cause of the fire remains unknown."),
                format!("{fire} It may have been arson, an officer said."),
            ],
            Some("arson (B)"),
        ),
        ("unknown/answered", [format!("{fire} It is unclear what caused the fire."), fire.to_owned()], None),
        (
            "unknown/claimed",
            [
                format!("{fire} There was no immediate claim of responsibility for the attack."),
                format!("{fire} The Valley Front claimed responsibility for the attack."),
            ],
            Some("Valley Front"),
        ),
        (
            "unknown/claimed",
            [fire.to_owned(), format!("{fire} The Valley Front claimed responsibility for the attack.")],
            None,
        ),
    ] {
        let [one, other] = texts.map(|text| format!("{text}{SHARED}"));
        check(rule, &[&one, &other], expected);
    }
}

/// A report that a second paper shortened, and one by somebody else.
const WIRE: &str = "A blast at the Lindqvist market in Oru killed nine people on Tuesday, police said. Another forty people were \
    wounded, and three of them were flown to the hospital in Carrow. The blast tore the roof off the hall and broke windows in \
    the streets around it. Mayor Ann Tallis of Oru visited the Lindqvist market on Wednesday and asked for calm.";

#[test]
fn what_copies_of_one_report_say_alone_is_left_out_by_all_others() {
    let copy = format!("Market blast kills nine\n\n{WIRE}");
    let other = format!(
        "A blast at the Lindqvist market in Oru killed twelve people on Tuesday, a doctor said.{SHARED}"
    );
    for (texts, expected) in [
        (vec![WIRE, &other], Some("Only A counts people injured: 40")),
        (vec![WIRE, &*copy, &other], Some("Only A and B report: injured, 40")),
        (vec![WIRE, &*copy], None),
    ] {
        check("omission/casualties", &texts, expected);
    }
    let found = differences(&[WIRE, &copy, &other]);
    let omission = found.iter().find(|one| one.rule == "omission/casualties").expect("it is found");
    assert_eq!(omission.silent, [ReportId(2)]);
    assert!(
        omission.why.contains("2 reports, one origin: A and B have nearly the same text"),
        "{}",
        omission.why
    );
}

#[test]
fn those_who_take_part_are_counted_under_any_name_and_apart_from_those_who_guard() {
    for (one, other, expected) in [
        (
            "The union said 12,000 members took part in the Oru strike on Tuesday.",
            "The operator said 7,500 staff took part in the Oru strike on Tuesday.",
            Some("12,000 (A)"),
        ),
        (
            "Some 3,000 protesters gathered at the Oru palace on Tuesday.",
            "A crowd of 9,000 gathered at the Oru palace on Tuesday.",
            Some("9,000 (B)"),
        ),
        (
            "Some 3,000 protesters gathered at the Oru palace on Tuesday.",
            "Some 500 police officers gathered at the Oru palace on Tuesday.",
            None,
        ),
    ] {
        check("counts/", &[&format!("{one}{SHARED}"), &format!("{other}{SHARED}")], expected);
    }
}

#[test]
fn two_terms_of_one_convict_are_compared_whichever_words_report_them() {
    let jailed = "Pieter Dalen was jailed for six years on 6 May 2031.";
    let given = |years: &str, name: &str| format!("{name} was given a {years}-year sentence on 6 May 2031.");
    check("counts", &[jailed, &given("five", "Pieter Dalen")], Some("five-year (B) vs six years (A)"));
    check("counts", &[jailed, &given("six", "Pieter Dalen")], None);
    check("counts", &[jailed, &given("five", "Anna Reyes")], None);
}

#[test]
fn a_name_with_its_office_and_said_is_no_shared_origin() {
    for (one, other, expected) in [
        ("his lawyer, Ines Kok, said he was well.", "his lawyer, Ines Kok, said he would rest.", false),
        ("the water reached the upper floor.", "the water reached the upper floor.", true),
    ] {
        let texts = [
            format!("In Oru the trial of Pieter Dalen lasted nine weeks. Yesterday {one}"),
            format!("Pieter Dalen's trial lasted eleven weeks in Oru, while {other}"),
        ];
        let found = differences(&texts.each_ref().map(String::as_str));
        let named = found.iter().any(|one| one.why.contains("one origin"));
        assert!(!found.is_empty() && named == expected, "{one}: {found:#?}");
    }
}

//! Claims of whole sentences: what is counted, of whom, by which source, and what is not a claim.

use super::*;
use crate::analysis::{actor, event, time};

fn claims(text: &str) -> Vec<Claim> {
    let document = Document::read(text);
    let actors = actor::find(&document);
    let event_context = event::Context {
        document: &document,
        times: &[],
        page: &time::Page::default(),
        actors: &actors,
        published: None,
    };
    let events = event::find(&event_context);
    find(&Context { document: &document, times: &[], actors: &actors, events: &events, published: None })
}

fn figures(text: &str) -> Vec<Claim> {
    claims(text).into_iter().filter(|claim| claim.quantity.is_some()).collect()
}

#[test]
fn each_number_is_bound_to_its_own_predicate_and_people() {
    for (text, expected) in [
        ("At least 18 miners were killed.", &[("killed", 18.0, "miners")][..]),
        ("Eight policemen and soldiers were killed.", &[("killed", 8.0, "security forces")]),
        (
            "The blast killed two workers and injured seven.",
            &[("killed", 2.0, "workers"), ("injured", 7.0, "people")],
        ),
        (
            "Nine workers died and 21 were missing.",
            &[("killed", 9.0, "workers"), ("missing", 21.0, "people")],
        ),
        ("They reported the death of ten sailors.", &[("killed", 10.0, "sailors")]),
        (
            "Twelve passengers died and 30 were hurt.",
            &[("killed", 12.0, "passengers"), ("injured", 30.0, "people")],
        ),
        ("A bus fell into a ravine, killing 19 people.", &[("killed", 19.0, "people")]),
        ("The death toll rose to 71.", &[("killed", 71.0, "people")]),
        ("A triple homicide shook the town.", &[("killed", 3.0, "people")]),
        ("Six clerks were hit by stray bullets.", &[("shot", 6.0, "people")]),
        ("Four sailors were seized at gunpoint.", &[("kidnapped", 4.0, "sailors")]),
        (
            "Shots were fired in the 1100 block of Hill Street, and a man was wounded.",
            &[("injured", 1.0, "men")],
        ),
        ("No one else was hurt.", &[]),
        ("No injuries to children were reported.", &[("injured", 0.0, "children")]),
        ("Six miners between 39 and 60 were killed.", &[("killed", 6.0, "miners")]),
        ("The clerk was upset by the death of one of her four cats.", &[]),
        ("Orr was given a sentence of nine years.", &[("sentenced", 284_018_400.0, "")]),
        ("Orr is serving a sentence of nine years.", &[("sentenced", 284_018_400.0, "")]),
        ("Orr served a reduced sentence of nine years.", &[]),
        ("Two bodies had been counted twice.", &[]),
        ("A 40-car train left the tracks.", &[]),
        ("Over 2,000 protesters have been arrested.", &[("arrested", 2001.0, "protesters")]),
        ("Members of the jury heard 18 witnesses.", &[]),
        ("The city has 18 million inhabitants.", &[]),
        ("Dozens of soldiers advanced.", &[]),
        ("If 18 people were killed, we would know.", &[]),
        ("He was 18 when he left.", &[]),
    ] {
        let found: Vec<_> = figures(text)
            .iter()
            .map(|claim| {
                let low = claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or(f64::NAN);
                (claim.predicate.to_string(), low, claim.subject_group.unwrap_or_default())
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(class, low, group)| (class.as_str(), *low, *group)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_part_is_tied_to_its_whole() {
    for (text, part) in [
        ("At least 18 officers were killed, including two who were found decapitated.", true),
        ("Nine inmates were killed. Two were beheaded.", true),
        ("Nine inmates were killed. Two of the dead were women.", true),
        ("Nine inmates were killed. Two of the dead in Hask were women.", true),
        ("Twelve fans were injured, two of them badly injured.", true),
        ("Four workers died. Two of the workers killed were brothers.", true),
        ("Four workers died. Another two workers died on Friday.", true),
        ("Four workers died and six workers were injured.", false),
        ("The suspect has four prior arrests, police said.", true),
        ("Police made four arrests.", false),
    ] {
        let parts = figures(text).iter().filter(|claim| claim.extent == Extent::Part).count();
        assert_eq!(parts > 0, part, "{text}");
    }
}

#[test]
fn the_members_of_a_list_are_counted_each_by_its_own_number() {
    use Extent::{Part, Whole};
    type Figure<'a> = (&'a str, f64, &'a str, Extent);
    for (text, expected) in [
        (
            "At least 30 people were killed, including 25 children and 15 women.",
            &[
                ("killed", 30.0, "people", Whole),
                ("killed", 25.0, "children", Part),
                ("killed", 15.0, "women", Part),
            ] as &[Figure<'_>],
        ),
        (
            "Shelling killed 33 people including 11 children, six women and two nurses.",
            &[
                ("killed", 33.0, "people", Whole),
                ("killed", 11.0, "children", Part),
                ("killed", 6.0, "women", Part),
                ("killed", 2.0, "nurses", Part),
            ],
        ),
        (
            "Nine miners including a nurse and two guards were hurt.",
            &[
                ("injured", 9.0, "miners", Whole),
                ("injured", 1.0, "nurses", Part),
                ("injured", 2.0, "guards", Part),
            ],
        ),
        (
            "The flood left 40 people including 12 pupils dead.",
            &[("killed", 40.0, "people", Whole), ("killed", 12.0, "pupils", Part)],
        ),
        (
            "The dead included 14 women and nine children.",
            &[("killed", 14.0, "women", Part), ("killed", 9.0, "children", Part)],
        ),
        (
            "22 children were killed along with six teachers.",
            &[("killed", 22.0, "children", Whole), ("killed", 6.0, "teachers", Whole)],
        ),
        ("22 children sang along with six teachers.", &[]),
        (
            "One nurse was among those killed and 10 were wounded.",
            &[("killed", 1.0, "nurses", Part), ("injured", 10.0, "people", Whole)],
        ),
        ("There were seven children among the dead.", &[("killed", 7.0, "children", Part)]),
        ("There were seven children among the guests.", &[]),
        ("At least three of the killed were nurses.", &[("killed", 3.0, "nurses", Part)]),
        ("Five people received treatment after being injured.", &[("injured", 5.0, "people", Whole)]),
        ("Five people received treatment for their allergies.", &[]),
        ("The blast claimed the lives of 18 people.", &[("killed", 18.0, "people", Whole)]),
        ("Soldiers launched a counter-offensive killing 29 rebels.", &[("killed", 29.0, "militants", Whole)]),
        ("He lists 25 children and 15 women in his novels.", &[]),
        ("Among the dead were five children.", &[("killed", 5.0, "children", Part)]),
        ("Among the guests were five children.", &[]),
        (
            "The clinic gave a toll of 36 dead, among them 15 children and four teachers.",
            &[
                ("killed", 36.0, "people", Whole),
                ("killed", 15.0, "children", Part),
                ("killed", 4.0, "teachers", Part),
            ],
        ),
        (
            "Nine people including four guards died and 35 were hurt.",
            &[
                ("killed", 9.0, "people", Whole),
                ("killed", 4.0, "guards", Part),
                ("injured", 35.0, "people", Whole),
            ],
        ),
        (
            "Nine people were killed on Friday bringing the death toll to 40.",
            &[("killed", 9.0, "people", Part), ("killed", 40.0, "people", Whole)],
        ),
        (
            "The blast killed a child and injured 11 people.",
            &[("killed", 1.0, "children", Whole), ("injured", 11.0, "people", Whole)],
        ),
        ("Rebels executed 20 captured soldiers.", &[("killed", 20.0, "soldiers", Whole)]),
        ("Two of the dead were police officers.", &[("killed", 2.0, "police", Part)]),
    ] {
        let found: Vec<_> = figures(text)
            .iter()
            .map(|claim| {
                let low = claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or(f64::NAN);
                (claim.predicate.to_string(), low, claim.subject_group.unwrap_or_default(), claim.extent)
            })
            .collect();
        let found: Vec<Figure<'_>> =
            found.iter().map(|(class, low, group, extent)| (class.as_str(), *low, *group, *extent)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn the_place_of_a_figure_is_a_place_and_not_the_name_of_a_site() {
    for (text, expected) in [
        ("Six miners died at the Lind mill in Hask.", Some("Hask")),
        ("Six miners died at the Lind mill.", None),
        ("Six miners died in Hask.", Some("Hask")),
        ("Six miners died in Hask province.", Some("Hask")),
        ("Six miners died in Hask city on Monday.", Some("Hask")),
        ("Six miners died in the Hask district on Monday.", Some("Hask")),
    ] {
        let place = figures(text).first().and_then(|claim| claim.place).map(|place| place.of(text));
        assert_eq!(place, expected, "{text}");
    }
}

#[test]
fn a_figure_replaced_by_another_is_withdrawn() {
    for (text, withdrawn) in [
        ("Four people, not five as first reported, were killed.", Some(5.0)),
        ("The death toll rose from four to six.", Some(4.0)),
        ("Officials had initially said that four people were killed.", Some(4.0)),
        ("Four people were killed and five were injured.", None),
    ] {
        let found = figures(text)
            .into_iter()
            .find(|claim| claim.status == Status::Withdrawn)
            .and_then(|claim| claim.quantity.and_then(|quantity| quantity.low));
        assert_eq!(found, withdrawn, "{text}");
    }
}

#[test]
fn perpetrators_are_counted() {
    for (text, expected) in [
        ("Three masked men robbed a bank.", Some(3.0)),
        ("A bank was robbed. Two masked men came in at noon.", Some(2.0)),
        ("A clerk was shot at a bank. Video shows three men entering the bank.", Some(3.0)),
        ("Two gunmen fired at a crowd.", Some(2.0)),
        ("Detectives believe two gunmen fired at least 20 rounds from a car.", Some(2.0)),
        ("Police are looking for four suspects.", Some(4.0)),
        ("A lone gunman opened fire.", Some(1.0)),
        ("A lone terrorist set off a bomb.", Some(1.0)),
        ("A former clerk acting alone killed six people.", Some(1.0)),
        ("The sheriff believes that Orr acted alone.", Some(1.0)),
        ("A clerk was shot in Leeds. Orr was caught, and he was by himself.", Some(1.0)),
        ("Police do not know whether Orr acted alone.", None),
        ("A clerk was shot in Leeds. Two men walked past.", None),
        ("Two men opened a shop.", None),
        ("The mayor dined by himself.", None),
    ] {
        let claims = figures(text);
        let found = claims.iter().find(|claim| &*claim.predicate == "involved");
        assert_eq!(found.and_then(|claim| claim.quantity.as_ref()?.low), expected, "{text}");
    }
}

#[test]
fn the_chain_names_every_source_from_the_report_inwards() {
    for (text, chain) in [
        ("Six people were killed, police said.", &["police"][..]),
        ("According to the mayor, six people were killed.", &["the mayor"]),
        ("Six people were killed, according to the mayor.", &["the mayor"]),
        ("The ministry said that six people were killed.", &["The ministry"]),
        (
            "The newspaper quoted a nurse as saying that six people were killed.",
            &["The newspaper", "a nurse"],
        ),
        ("Six people were killed.", &[]),
        ("Six people were killed in a suspected gas attack.", &[]),
        ("A gas believed to be chlorine killed six people.", &[]),
        // Some outlets and archives leave the commas out.
        ("The raid wounded six people said the Observatory a local group.", &["the Observatory"]),
        (
            "The raid wounded six people said Omar Haddad head of the clinic.",
            &["Omar Haddad head of the clinic"],
        ),
        ("Six people were killed near a bridge an army source told the agency.", &["an army source"]),
        ("Six people were killed and the mayor told the council.", &[]),
        ("Six people were killed when the mayor said the word.", &[]),
    ] {
        let claims = figures(text);
        let found: Vec<_> = claims[0].chain.iter().map(|source| source.name.of(text)).collect();
        assert_eq!(found, chain, "{text}");
    }
}

#[test]
fn more_than_a_number_is_not_that_many_more() {
    for (text, expected) in [
        (
            "The police counted 40 dead. The clinic said more than 50 people were killed.",
            &[Extent::Whole, Extent::Whole][..],
        ),
        (
            "Nine people were hurt and more than 20 were hurt in a second blast.",
            &[Extent::Whole, Extent::Whole],
        ),
        (
            "One man was killed. Six civilians were among at least 22 people killed.",
            &[Extent::Whole, Extent::Whole, Extent::Whole],
        ),
        ("The road has seen 11 accidents in three years in which 60 people died.", &[Extent::Part]),
        ("Sixty people died in three hours of fighting.", &[Extent::Whole]),
        ("Seven days of air raids left 75 people dead.", &[Extent::Part]),
        ("Forty people were killed, including eleven children.", &[Extent::Whole, Extent::Part]),
        ("Forty people were killed. Six more people were killed on Friday.", &[Extent::Part, Extent::Part]),
        ("Forty people were hurt. Another 12 people were hurt on Friday.", &[Extent::Part, Extent::Part]),
    ] {
        let found: Vec<Extent> = figures(text).iter().map(|claim| claim.extent).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn claims_are_in_the_order_of_the_text() {
    let claims = claims(
        "Rioters burned a bank, police said. Six people were killed, two of them officers who were shot dead.",
    );
    assert!(claims.is_sorted_by_key(|claim| claim.span.start));
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn gives_claims_on_character_boundaries(text in "((killed|said|Six|people|were|“|”|,|\\.|by|of|quoted|including|not|é|the|police|Monday|prices|capital)[ ]?){0,30}") {
            for claim in claims(&text) {
                prop_assert!(text.get(claim.span.range()).is_some() && text.get(claim.subject.range()).is_some());
            }
        }
    }
}

#[test]
fn a_number_among_others_is_a_part_and_others_with_a_different_fate_are_a_whole() {
    for (text, predicate, low, extent) in [
        ("Nine people were killed. Among the victims were eight pupils.", "killed", 8.0, Extent::Part),
        (
            "Ten people were injured. One was killed and six others injured in the attack.",
            "injured",
            6.0,
            Extent::Whole,
        ),
        ("Ten people were injured. Six others were injured in Hask.", "injured", 6.0, Extent::Part),
    ] {
        let found = figures(text);
        let of = |claim: &&Claim| &*claim.predicate == predicate && claim.low() == Some(low);
        let figure = found.iter().find(of).unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(figure.extent, extent, "{text}");
    }
}

#[test]
fn the_subject_of_a_verb_that_gives_a_figure_is_its_source() {
    for (text, sources) in [
        ("The Tallis Observatory gave a toll of 36 dead.", 1),
        ("The ministry put the toll at 36 dead.", 1),
        ("The attack left a toll of 36 dead.", 0),
        ("Nurses gave blood, and 36 people were injured.", 0),
    ] {
        let found = figures(text);
        let figure = found.iter().find(|claim| claim.low() == Some(36.0));
        assert_eq!(figure.map(|claim| claim.chain.len()), Some(sources), "{text}: {found:?}");
    }
}

#[test]
fn a_participle_has_the_time_of_its_verb() {
    for (text, dated) in [
        ("On 3 May 2031 raiders struck the village, killing 15 people.", true),
        ("Raiders struck the village, killing 15 people.", false),
    ] {
        let report = crate::text::Report { text: text.into(), ..crate::text::Report::default() };
        let found = crate::analysis::analyse(&report).claims;
        let figure = found.iter().find(|claim| claim.low() == Some(15.0));
        assert_eq!(figure.map(|claim| claim.when.is_some()), Some(dated), "{text}: {found:?}");
    }
}

//! Sentences of many kinds of news, and the events in them.

use chrono::NaiveDate;

use super::*;
use crate::analysis::time::Basis;
use crate::analysis::{actor, time};
use crate::text::PublishedBasis;

/// Reads a text published on Thursday, 14 June 2029, and passes its mentions on.
fn read<T>(text: &str, see: impl FnOnce(&[EventMention]) -> T) -> T {
    let published = Published { edtf: "2029-06-14".into(), basis: PublishedBasis::Argument };
    let document = Document::read(text);
    let (times, page) =
        time::read(text, &published.day().map(time::Context::published_on).unwrap_or_default());
    let actors = actor::find(&document);
    see(&find(&Context {
        document: &document,
        times: &times,
        page: &page,
        actors: &actors,
        published: Some(&published),
    }))
}

/// Applies `see` to the mention with that trigger; none if the word is not a trigger.
fn with_trigger<T>(text: &str, trigger: &str, see: impl FnOnce(&EventMention) -> T) -> Option<T> {
    read(text, |mentions| mentions.iter().find(|mention| mention.trigger.of(text) == trigger).map(see))
}

fn triggers(text: &str) -> Vec<String> {
    read(text, |mentions| mentions.iter().map(|mention| mention.trigger.of(text).to_owned()).collect())
}

/// Checks every row of a table and names all that fail.
fn all<R: std::fmt::Debug>(rows: impl IntoIterator<Item = R>, holds: impl Fn(&R) -> bool) {
    let failed: Vec<R> = rows.into_iter().filter(|row| !holds(row)).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn verbs_and_event_nouns_are_triggers_states_and_things_are_not() {
    all(
        [
            ("Firefighters rescued two hikers from a ravine.", &["rescued"][..]),
            ("A strong earthquake shook the island on Monday.", &["earthquake", "shook"]),
            ("The court sentenced the banker to six years in prison.", &["sentenced"]),
            ("The village has three churches and a school.", &[]),
            ("She is the director of the museum.", &[]),
            ("The valley contains several small lakes.", &[]),
            ("The museum belongs to the city.", &[]),
            ("He owns a bakery in the old town.", &[]),
            ("Last updated at 14:00 GMT on 10 June 2013", &[]),
            ("The ministry published the list on 10 June 2013.", &["published"]),
        ],
        |(text, expected)| triggers(text) == *expected,
    );
}

#[test]
fn what_lists_leave_open_is_an_event_where_its_place_in_the_clause_makes_that_likely() {
    all(
        [
            ("The patient remained in critical condition on Friday.", "remained", true),
            ("Residents of the coastal towns felt the quake.", "felt", true),
            ("The champion retained his title by beating the challenger.", "retained", true),
            ("The company has offices in nine countries.", "offices", false),
            ("The minister is a lawyer from the south.", "lawyer", false),
            ("A red car stood beside the wooden bridge.", "bridge", false),
            ("If the dam stands, the valley will stay dry.", "stands", false),
            ("According to the mayor, the road was closed.", "According", false),
            ("The protest turned violent on Friday.", "violent", false),
            ("There were two guards at the gate on Friday.", "were", false),
            ("The police had no suspects on Friday.", "had", false),
        ],
        |(text, word, expected)| with_trigger(text, word, |_| ()).is_some() == *expected,
    );
}

#[test]
fn a_learned_event_says_how_likely_it_is_and_a_listed_one_does_not() {
    let likelihood = |text: &str, word: &str| with_trigger(text, word, |mention| mention.likelihood);
    let learned = likelihood("The patient remained in critical condition on Friday.", "remained");
    assert!(matches!(learned, Some(Some(60..=100))), "{learned:?}");
    assert_eq!(likelihood("The court sentenced the banker to six years in prison.", "sentenced"), Some(None));
}

#[test]
fn the_reasons_of_a_learned_event_are_features_with_weights_the_weightiest_first() {
    let text = "The patient remained in critical condition on Friday.";
    let report = crate::text::Report { text: text.into(), ..crate::text::Report::default() };
    let reasons = learning::reasons(&report, Span::new(12, 20));
    assert!(reasons.iter().any(|(name, weight)| name.starts_with("verb ") && *weight > 0.0), "{reasons:?}");
    assert!(reasons.windows(2).all(|pair| pair[0].1.abs() >= pair[1].1.abs()));
    assert_eq!(learning::reasons(&report, Span::new(0, 3)), []);
}

#[test]
fn a_verb_is_one_with_the_noun_or_adverb_it_says_little_without() {
    all(
        [
            ("Two masked men opened fire on the crowd.", "opened", "open fire", 1),
            ("Nine sailors lost their lives.", "lost", "lose life", 1),
            ("The ship ran aground.", "ran", "run aground", 1),
            ("Gunmen took six guards hostage.", "took", "take hostage", 1),
            ("The bank laid off 75 clerks.", "laid", "lay off", 1),
            ("Thieves broke into the vault.", "broke", "break into", 1),
            ("The clerk was taken into custody.", "taken", "take into custody", 1),
            ("The team lost the match.", "lost", "lose", 2),
            ("Firefighters fought the fire.", "fought", "fight", 2),
        ],
        |(text, trigger, lemma, count)| {
            triggers(text).len() == *count
                && with_trigger(text, trigger, |mention| &*mention.lemma == *lemma) == Some(true)
        },
    );
}

#[test]
fn a_light_verb_hands_the_event_to_its_noun() {
    all(
        [
            ("The minister made an announcement in parliament.", "announcement", "made"),
            ("Gunmen carried out an attack on the depot.", "attack", "carried"),
            ("The rivals held talks in Geneva.", "talks", "held"),
            ("Police conducted raids across the city.", "raids", "conducted"),
            ("Clashes erupted outside the stadium.", "Clashes", "erupted"),
            ("The election took place on Sunday.", "election", "took"),
        ],
        |(text, noun, verb)| {
            let words = triggers(text);
            words.iter().any(|word| word == noun) && words.iter().all(|word| word != verb)
        },
    );
}

#[test]
fn names_of_events_are_events_and_other_names_are_not() {
    all(
        [
            ("The actress will host the Academy Awards in March.", "Academy Awards", true),
            ("She won the 12th annual Harbour Cup in Bristol.", "Harbour Cup", true),
            ("He plays for Manchester United in England.", "Manchester United", false),
        ],
        |(text, name, expected)| triggers(text).iter().any(|word| word == name) == *expected,
    );
}

#[test]
fn suppositions_are_no_events() {
    let words = triggers("The talks will fail unless both sides agree.");
    assert!(words.iter().all(|word| word != "agree"), "{words:?}");
}

#[test]
fn who_does_what_to_whom() {
    use Role::{Agent, Patient};
    all(
        [
            ("Customs officers seized the shipment.", "seized", Agent, "Customs officers"),
            ("Customs officers seized the shipment.", "seized", Patient, "the shipment"),
            ("The shipment was seized by customs officers.", "seized", Agent, "customs officers"),
            ("The shipment was seized by customs officers.", "seized", Patient, "The shipment"),
            ("The pilots, who landed the plane safely, were praised.", "landed", Agent, "The pilots"),
            ("The evacuation of the village began at dawn.", "evacuation", Patient, "the village"),
            ("Rebels shelled and burned the village.", "shelled", Patient, "the village"),
            ("The firm lost € 300 million.", "lost", Patient, "€ 300 million"),
            ("Fans attacked and set fire to a bus.", "attacked", Patient, "a bus"),
            ("Drivers protested over a rise in fares.", "rise", Patient, "fares"),
        ],
        |(text, trigger, role, expected)| {
            let has = |mention: &EventMention| {
                let mut parts = mention.participants.iter().filter(|part| part.role == *role);
                parts.any(|part| part.span.of(text) == *expected)
            };
            with_trigger(text, trigger, has) == Some(true)
        },
    );
}

#[test]
fn a_speaker_after_a_clause_has_no_role_in_it() {
    all(
        [
            (
                "A man armed with a rifle opened fire at a school, wounding two pupils, the sheriff said.",
                "wounding",
            ),
            ("The ferry capsized on Friday, killing nine passengers, the coastguard said.", "killing"),
        ],
        |(text, trigger)| {
            let speaker = |mention: &EventMention| {
                let mut agents = mention.participants.iter().filter(|part| part.role == Role::Agent);
                agents.any(|part| ["the sheriff", "the coastguard"].contains(&part.span.of(text)))
            };
            with_trigger(text, trigger, speaker) == Some(false)
        },
    );
}

#[test]
fn the_stance_of_the_text() {
    use Modality::{Alleged, Asserted, Negated, Planned, Reported};
    all(
        [
            ("The ferry sank off the coast.", "sank", Asserted),
            ("Officials said the ferry sank off the coast.", "sank", Reported),
            ("The ferry sank off the coast, officials said.", "sank", Reported),
            ("The airline will cancel the route next year.", "cancel", Planned),
            ("The company plans to demolish the factory.", "demolish", Planned),
            ("The union did not accept the offer.", "accept", Negated),
            ("The mayor refused to resign.", "resign", Negated),
            ("No shots were fired.", "fired", Negated),
            ("The guards fired no shots.", "fired", Negated),
            ("The shots were fired.", "fired", Asserted),
            ("The driver allegedly attacked a guard.", "attacked", Alleged),
        ],
        |(text, trigger, expected)| {
            with_trigger(text, trigger, |mention| mention.modality) == Some(*expected)
        },
    );
}

#[test]
fn an_accusation_has_the_accused_as_agent_and_is_alleged() {
    all(
        [
            ("The clerk is accused of stabbing two travellers to death.", "stabbing", "The clerk", true),
            (
                "Six guards are under arrest on suspicion of helping the escape.",
                "helping",
                "Six guards",
                true,
            ),
            ("The firm paid two million euros for repairing the bridge.", "repairing", "The firm", false),
            ("A woman was charged with causing a crash.", "causing", "A woman", true),
            (
                "The court sentenced a nurse to life for murdering four patients.",
                "murdering",
                "a nurse",
                false,
            ),
            (
                "Police held the captain on suspicion of abandoning the ship.",
                "abandoning",
                "the captain",
                true,
            ),
        ],
        |(text, trigger, agent, alleged)| {
            let agent_of = |mention: &EventMention| {
                let agent = mention.participants.iter().find(|part| part.role == Role::Agent);
                (agent.map(|part| part.span.of(text).to_owned()), mention.modality == Modality::Alleged)
            };
            let (found, as_alleged) = with_trigger(text, trigger, agent_of).unwrap_or_default();
            found.is_some_and(|found| agent.ends_with(&found)) && as_alleged == *alleged
        },
    );
    let nobody = with_trigger("Engineers feared the risk of flooding.", "flooding", |mention| {
        mention.participants.iter().any(|part| part.role == Role::Agent)
    });
    assert_ne!(nobody, Some(true));
}

#[test]
fn a_verb_of_saying_with_a_thing_for_its_object_names_a_deed() {
    all(
        [
            ("The county declared a state of emergency.", "declared", Function::Event),
            ("The firm recalled 600 cars.", "recalled", Function::Event),
            ("The county declared that the bridge was safe.", "declared", Function::Reporting),
            ("The sailor recalled the storm.", "recalled", Function::Reporting),
        ],
        |(text, trigger, function)| {
            with_trigger(text, trigger, |mention| mention.function) == Some(*function)
        },
    );
}

#[test]
fn states_in_the_simple_present_are_usual() {
    all(
        [
            ("The firm employs 60 people.", "employs", true),
            ("The firm dismissed 60 people.", "dismissed", false),
            ("The firm has dismissed 60 people.", "dismissed", false),
            ("The firm is building a plant.", "building", false),
            ("Firm dismisses 60 people\n\nIt was a shock.", "dismisses", false),
        ],
        |(text, trigger, usual)| with_trigger(text, trigger, |mention| mention.usual) == Some(*usual),
    );
}

#[test]
fn a_verb_that_leads_to_an_event_is_in_its_words() {
    all(
        [
            ("Protesters tried to storm the palace.", "storm", "tried to storm"),
            ("The parade turned violent near the bridge.", "turned", "turned violent"),
            ("The bridge had been closed.", "closed", "had been closed"),
        ],
        |(text, trigger, core)| {
            with_trigger(text, trigger, |mention| mention.core.of(text).to_owned()).as_deref() == Some(core)
        },
    );
}

#[test]
fn what_has_no_date_of_its_own_never_claims_one() {
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
fn a_date_in_a_quotation_dates_what_is_said_and_not_who_says_it() {
    let basis = |mention: &EventMention| mention.when.basis;
    let text = "“What happened on Tuesday shames the city,” Mayor Ines Duarte told reporters.";
    assert_eq!(with_trigger(text, "told", basis), Some(Basis::Published));
    let text = "On Tuesday Mayor Ines Duarte told reporters: “We will rebuild the bridge.”";
    assert_eq!(with_trigger(text, "told", basis), Some(Basis::Explicit));
}

#[test]
fn a_date_is_inherited_from_what_an_event_belongs_to() {
    let dated = |mention: &EventMention| (mention.when.basis, mention.when.single_day());
    let found = with_trigger("The bridge collapsed on Tuesday, killing two workers.", "killing", dated);
    assert_eq!(found, Some((Basis::Inherited, NaiveDate::from_ymd_opt(2029, 6, 12))));
}

#[test]
fn a_clock_time_alone_takes_the_day_of_what_surrounds_it() {
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
fn what_came_before_a_dated_event_is_not_given_its_day() {
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
fn a_clause_with_when_has_the_date_it_goes_on_from() {
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
fn what_happened_and_what_lies_ahead_lend_each_other_no_date() {
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
fn what_nothing_near_dates_lies_between_the_opening_and_the_publication() {
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

/// The words of a mention's title that are required.
fn title(mention: &EventMention, text: &str) -> String {
    let needed = mention.wording.pieces.iter().filter(|piece| piece.rank == 0);
    needed.map(|piece| piece.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_title_is_a_clause_or_a_phrase_that_reads_on_its_own() {
    all(
        [
            ("Rescuers found two divers in a cave.", "found", "Rescuers found two divers"),
            ("The bridge was closed and inspected on Friday.", "inspected", "The bridge was inspected"),
            ("The senator refused to sign the bill.", "sign", "The senator refused to sign the bill"),
            ("Engineers were sent to inspect and repair the dam.", "repair", "Engineers to repair the dam"),
            (
                "The evacuation of the village began at dawn.",
                "evacuation",
                "The evacuation of the village began",
            ),
            (
                "The march became violent when fans chanting slogans attacked and set fire to shops.",
                "attacked",
                "fans chanting slogans attacked and set fire to shops",
            ),
            ("Mayor Ines Duarte opened the bridge.", "opened", "Mayor Ines Duarte opened the bridge"),
            ("Rebels shelled and burned the village.", "shelled", "Rebels shelled and burned the village"),
            ("The crowd marched and blocked the road.", "marched", "The crowd marched"),
            ("Vandals set fire to a bus.", "set", "Vandals set fire to a bus"),
            (
                "The mayor no longer accepted the result.",
                "accepted",
                "The mayor no longer accepted the result",
            ),
            ("The bishop called for restraint.", "called", "The bishop called for restraint"),
            ("The blast left two guards wounded.", "left", "The blast left two guards wounded"),
            ("The company said it would close two plants.", "close", "The company would close two plants"),
            ("The minister resigned after riots erupted.", "riots", "riots erupted"),
            (
                "In 1997 a blast at a refinery killed 60 people.",
                "killed",
                "a blast at a refinery killed 60 people",
            ),
            ("In 2014 a paint store burned down.", "burned", "a paint store burned down"),
            (
                "A ferry carrying 74 people capsized on Monday, the coast guard said.",
                "capsized",
                "A ferry capsized",
            ),
            ("Twelve children were unhurt and were picked up.", "picked", "Twelve children were picked up"),
            ("Up to nine inches of rain fell.", "fell", "Up to nine inches of rain fell"),
            ("Two men blew themselves up.", "blew", "Two men blew themselves up"),
            (
                "Nine boys and their coach were found alive.",
                "found",
                "Nine boys and their coach were found alive",
            ),
            ("The governor asked the ministry to send troops.", "send", "the ministry to send troops"),
            ("The mayor promised the union to resign.", "resign", "The mayor to resign"),
            ("Up to 2,400 jobs will be cut.", "cut", "Up to 2,400 jobs will be cut"),
            ("The plane came down in a field.", "came", "The plane came down in a field"),
            (
                "The plant released at least 40 tonnes of ash.",
                "released",
                "The plant released at least 40 tonnes of ash",
            ),
        ],
        |(text, trigger, expected)| {
            with_trigger(text, trigger, |mention| (title(mention, text), mention.wording.flaws.is_empty()))
                == Some(((*expected).to_owned(), true))
        },
    );
}

#[test]
fn words_that_do_not_read_on_their_own_are_no_title() {
    all(
        [
            ("They were released on Monday.", "released"),
            ("Two were later arrested.", "arrested"),
            ("Closely watching the talks, investors waited.", "talks"),
            ("The captain, whose ferry sank in 2015, fled.", "sank"),
        ],
        |(text, trigger)| {
            with_trigger(text, trigger, |mention| mention.wording.flaws.is_empty()) == Some(false)
        },
    );
}

#[test]
fn words_read_as_another_part_of_speech_are_still_events() {
    all(
        [
            ("The network has been disabled since Monday.", "disabled"),
            ("Police quelled the unrest.", "unrest"),
        ],
        |(text, trigger)| triggers(text).iter().any(|word| word == trigger),
    );
}

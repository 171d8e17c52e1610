//! Sentences of many kinds of news, and the events in them: triggers, participants and stance.

mod dates;
mod titles;

use super::*;
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
fn a_word_on_no_list_is_an_event_if_its_place_in_the_clause_makes_that_likely() {
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
fn a_noun_between_two_prepositions_can_be_one_with_them() {
    all(
        [
            ("Schools closed in response to the floods.", "response", false),
            ("The envoy spoke on behalf of the miners.", "behalf", false),
            ("The response to the floods was slow.", "response", true),
            ("Nurses marched in protest at the closure.", "protest", true),
        ],
        |(text, noun, expected)| triggers(text).iter().any(|word| word == noun) == *expected,
    );
}

#[test]
fn a_verb_can_say_only_that_one_thing_led_to_another() {
    all(
        [
            ("The tax sparked protests in the capital.", "sparked", Function::Cause),
            ("The quarrel led to a strike.", "led", Function::Cause),
            ("The captain led the strike.", "led", Function::Event),
            ("The riots were set off by a rise in prices.", "set", Function::Cause),
            ("The crew set off on Monday.", "set", Function::Event),
            ("The bank laid off 75 clerks.", "laid", Function::Event),
        ],
        |(text, trigger, expected)| {
            with_trigger(text, trigger, |mention| mention.function) == Some(*expected)
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
fn suppositions_are_not_events() {
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
            ("There were no reports of injuries.", "injuries", Negated),
            ("There were several reports of injuries.", "injuries", Asserted),
            ("There was no claim of responsibility for the attack.", "attack", Asserted),
            ("Police had no reports of any arrests.", "arrests", Negated),
            ("There was no sign of violence at the march.", "violence", Negated),
            ("Nobody was hurt in the blast.", "hurt", Negated),
            ("Nobody was hurt in the blast.", "blast", Asserted),
            ("The firm did not deny that it had sold the data.", "sold", Reported),
            ("The shots were fired.", "fired", Asserted),
            ("The driver allegedly attacked a guard.", "attacked", Alleged),
            ("The firm may close the mill and move the workers.", "move", Planned),
            ("The firm closed the mill and moved the workers.", "moved", Asserted),
            ("The firm did not close the mill and sack the workers.", "sack", Negated),
            ("The army is going to evacuate the valley.", "evacuate", Planned),
            ("The clubs were ready to sign the contract.", "sign", Planned),
            ("The army was able to evacuate the valley.", "evacuate", Asserted),
            ("The gang managed to escape.", "escape", Asserted),
            ("Please evacuate the building now.", "evacuate", Planned),
            ("Guards evacuated the building now.", "evacuated", Asserted),
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
fn a_verb_of_saying_with_a_thing_for_its_object_names_an_action() {
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
fn words_read_as_another_part_of_speech_are_still_events() {
    all(
        [
            ("The network has been disabled since Monday.", "disabled"),
            ("Police quelled the unrest.", "unrest"),
        ],
        |(text, trigger)| triggers(text).iter().any(|word| word == trigger),
    );
}

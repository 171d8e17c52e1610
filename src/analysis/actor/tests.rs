//! The actors found in sentences of many kinds of news.

use super::*;
use proptest::prelude::*;

/// An invented sentence, the names in it with their kinds, and the spellings that are one actor.
struct Fixture {
    sentence: &'static str,
    names: Vec<String>,
    one: Vec<(&'static str, &'static str)>,
}

fn fixtures() -> Vec<Fixture> {
    let lines =
        include_str!("fixtures.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let read = |line: &'static str| {
        let mut columns = line.split('\t');
        let sentence = columns.next().unwrap_or_default();
        let list = |column: Option<&'static str>| {
            column.unwrap_or_default().split("; ").filter(|entry| !entry.is_empty())
        };
        let names = list(columns.next()).map(str::to_owned).collect();
        let one = list(columns.next()).filter_map(|entry| entry.split_once(" = ")).collect();
        Fixture { sentence, names, one }
    };
    lines.map(read).collect()
}

fn letter(kind: ActorKind) -> char {
    match kind {
        ActorKind::Person => 'p',
        ActorKind::Organisation => 'o',
        ActorKind::State => 's',
        ActorKind::Place => 'l',
        ActorKind::Group => 'g',
    }
}

#[test]
fn every_actor_named_in_the_fixtures_is_found_and_nothing_else() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 150, "only {}", fixtures.len());
    let mut wrong = Vec::new();
    for Fixture { sentence, names, one } in &fixtures {
        let actors = find(&Document::read(sentence));
        let named = || actors.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        let found: Vec<String> = named()
            .map(|mention| {
                let kind = actors.actors[mention.actor as usize].kind;
                format!("{}/{}", mention.span.of(sentence), letter(kind))
            })
            .collect();
        if &found != names {
            wrong.push(format!("{sentence}\n    found {found:?}"));
        }
        let actor_of = |name: &str| {
            named().find(|mention| mention.span.of(sentence) == name).map(|mention| mention.actor)
        };
        for (left, right) in one {
            if actor_of(left).is_none() || actor_of(left) != actor_of(right) {
                wrong.push(format!("{sentence}\n    {left} and {right} are not one"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), fixtures.len(), wrong.join("\n"));
}

#[test]
fn every_piece_of_evidence_is_seen_in_its_example() {
    let mut unseen = Vec::new();
    for evidence in kind::EVIDENCE {
        let (sentence, name) = evidence.example;
        let names = recognise::names(&Document::read(sentence));
        let found = names.iter().find(|found| found.name == name);
        if !found.is_some_and(|found| kind::names(found.evidence).any(|seen| seen == evidence.name)) {
            let seen: Vec<_> = found.map(|found| kind::names(found.evidence).collect()).unwrap_or_default();
            unseen.push(format!("{}: {sentence} {seen:?}", evidence.name));
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

#[test]
fn groups_know_their_kind_their_owner_and_their_words() {
    for (sentence, words, group, owner) in [
        ("Kenyan troops crossed the border.", "Kenyan troops", Some("troops"), Some("Kenya")),
        (
            "Members of the security forces stood guard.",
            "Members of the security forces",
            Some("security forces"),
            None,
        ),
        ("Two policemen were hurt.", "Two policemen", Some("police"), None),
        ("The rioters burned two cars.", "The rioters", Some("protesters"), None),
        ("Norway's soldiers left.", "soldiers", Some("soldiers"), Some("Norway")),
        ("Hundreds of residents fled.", "Hundreds of residents", Some("residents"), None),
        ("Riot police cleared the square.", "Riot police", Some("riot police"), None),
    ] {
        let actors = find(&Document::read(sentence));
        let found = actors.mentions.iter().find(|mention| mention.span.of(sentence) == words);
        let actor = found.map(|mention| &actors.actors[mention.actor as usize]);
        let seen: Vec<_> = actors.mentions.iter().map(|mention| mention.span.of(sentence)).collect();
        assert_eq!(actor.and_then(|actor| actor.group), group, "{sentence} {seen:?}");
        let of = actor.and_then(|actor| actor.of).map(|of| &*actors.actors[of as usize].name);
        assert_eq!(of, owner, "{sentence}");
    }
}

#[test]
fn a_singular_noun_is_one_person_unless_it_names_many() {
    for (sentence, words, kind) in [
        ("The minister resigned.", "The minister", ActorKind::Person),
        ("The gunman fled.", "The gunman", ActorKind::Person),
        ("The army withdrew.", "The army", ActorKind::Group),
        ("The coast guard came.", "The coast guard", ActorKind::Group),
        ("The ferry capsized.", "The ferry", ActorKind::Group),
    ] {
        let actors = find(&Document::read(sentence));
        let found = actors.mentions.iter().find(|mention| mention.span.of(sentence) == words);
        let seen = found.map(|mention| actors.actors[mention.actor as usize].kind);
        assert_eq!(seen, Some(kind), "{sentence}");
    }
}

#[test]
fn counts_and_numbers_of_people_are_not_people() {
    for sentence in [
        "The number of dead rose to 14.",
        "The number of residents has doubled.",
        "The latest count was wrong.",
        "An earlier count had been higher.",
    ] {
        let actors = find(&Document::read(sentence));
        let found: Vec<&str> = actors.actors.iter().map(|actor| &*actor.name).collect();
        assert!(!found.iter().any(|name| name.contains("number") || name.contains("count")), "{found:?}");
    }
    for (sentence, kind) in [
        ("A number of residents fled.", ActorKind::Group),
        ("A crowd of protesters gathered.", ActorKind::Group),
        ("A member of the council resigned.", ActorKind::Person),
    ] {
        assert_eq!(find(&Document::read(sentence)).actors[0].kind, kind, "{sentence}");
    }
}

#[test]
fn a_role_that_somebody_takes_is_not_another_person() {
    for (sentence, words, expected) in [
        ("Gunmen took six guards hostage.", "hostage", false),
        ("Six guards were taken hostage.", "hostage", false),
        ("The hostage escaped.", "The hostage", true),
    ] {
        let actors = find(&Document::read(sentence));
        let found = actors.mentions.iter().any(|mention| mention.span.of(sentence) == words);
        assert_eq!(found, expected, "{sentence}");
    }
}

#[test]
fn father_and_son_named_in_one_report_stay_two() {
    let text = "Samuel Okoro won. His son, Samuel Okoro Jr., ran the campaign.";
    let actors = find(&Document::read(text));
    let names: Vec<&str> = actors.actors.iter().map(|actor| &*actor.name).collect();
    assert!(names.contains(&"Samuel Okoro") && names.contains(&"Samuel Okoro Jr."), "{names:?}");
}

#[test]
fn pronouns_and_descriptions_are_linked_only_where_sure() {
    for (text, words, actor) in [
        ("Fiona Quarles left. She was tired.", "She", Some("Fiona Quarles")),
        ("Fiona Quarles met Nina Holm. She was tired.", "She", None),
        ("Fiona Quarles met Adam Stone. He was tired.", "He", Some("Adam Stone")),
        ("The Ministry of Culture said it would close.", "it", Some("Ministry of Culture")),
        ("The Ministry of Culture closed. It rained.", "It", None),
        ("Coach Bill Harding resigned. The coach thanked his players.", "The coach", Some("Bill Harding")),
        (
            "The Kelso Security Organization (KSO), a military alliance, met. The alliance agreed.",
            "The alliance",
            Some("Kelso Security Organization"),
        ),
        (
            "The spokeswoman for the city police, Fiona Quarles, resigned.",
            "The spokeswoman",
            Some("Fiona Quarles"),
        ),
        ("Adam Stone, who lives nearby, ran.", "who", Some("Adam Stone")),
        ("A 19-year-old man was hurt.", "A 19-year-old man", Some("19-year-old man")),
        ("Police freed a 16-year-old girl.", "a 16-year-old girl", Some("16-year-old girl")),
    ] {
        let actors = find(&Document::read(text));
        let found = actors.mentions.iter().find(|mention| mention.span.of(text) == words);
        let name = found.map(|mention| &*actors.actors[mention.actor as usize].name);
        assert_eq!(name, actor, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_mentions_do_not_overlap(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn capitalised_text_is_read_the_same_way(
        words in prop::collection::vec(prop::sample::select(vec![
            "President", "the", "John", "Smith", ",", "of", "\"", "U.S.", "(", "UN", ")", "and", "said", "'s", "-", "34", "é", "Bank", "who", "he", ".", "\n\n",
        ]), 0..60),
    ) {
        holds(&words.join(" "));
        holds(&words.concat());
    }
}

/// What is true of the actors of any text.
fn holds(text: &str) {
    let actors = find(&Document::read(text));
    for pair in actors.mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} overlap in {text:?}");
    }
    for mention in &actors.mentions {
        assert!(
            text.get(mention.span.range()).is_some_and(|words| !words.is_empty()),
            "{mention:?} in {text:?}"
        );
        assert!((mention.actor as usize) < actors.actors.len());
    }
}

use super::*;

/// The scope of the first word of a text that is spelt like this.
fn scope(text: &str, word: &str) -> Scope {
    let document = Document::read(text);
    let token = document.token_ids().find(|token| document.word(*token) == word).expect("the word");
    of(&document, token)
}

#[test]
fn dependents_and_governors_of_a_word_set_its_polarity() {
    use Polarity::{Absent, Affirmed, Averted, Denied, Negated};
    for (text, word, expected) in [
        ("Police did not fire on the crowd.", "fire", Negated),
        ("Police fired on the crowd.", "fired", Affirmed),
        ("No shots were fired in the market.", "fired", Negated),
        ("Shots were fired in the market.", "fired", Affirmed),
        ("The firm denied that it had sold the data.", "sold", Denied),
        ("The firm confirmed that it had sold the data.", "sold", Affirmed),
        ("The mayor dismissed reports of a strike.", "strike", Denied),
        ("The mayor welcomed reports of a strike.", "strike", Affirmed),
        ("There was no evidence that the bridge collapsed.", "collapsed", Absent),
        ("There was strong evidence that the bridge collapsed.", "collapsed", Affirmed),
        ("There were no reports of injuries.", "injuries", Absent),
        ("There were several reports of injuries.", "injuries", Affirmed),
        ("There were no reports of injuries in the blast.", "injuries", Absent),
        ("There were no reports of injuries in the blast.", "blast", Affirmed),
        ("He denied any role in the attack.", "attack", Affirmed),
        ("There was no report of a death after the match.", "match", Affirmed),
        ("The team failed to win the match.", "win", Averted),
        ("The team managed to win the match.", "win", Affirmed),
        ("The team was unable to win the match.", "win", Averted),
        ("The team was able to win the match.", "win", Affirmed),
        ("Bell stopped Orr to keep the title.", "keep", Affirmed),
        ("Bell stopped Orr from keeping the title.", "keeping", Averted),
        ("The minister did not deny that he had lied.", "lied", Affirmed),
        ("He never paid the fine.", "paid", Negated),
        ("He always paid the fine.", "paid", Affirmed),
        ("The army rejected reports that it shelled the town.", "shelled", Denied),
        ("The army received reports that it shelled the town.", "shelled", Affirmed),
        ("Contrary to reports, the bridge did not collapse.", "collapse", Negated),
        ("According to reports, the bridge did collapse.", "collapse", Affirmed),
        ("The bank denied him access to the vault.", "access", Affirmed),
        ("The bank denied access to the vault.", "access", Denied),
        ("The suspect has not been arrested.", "arrested", Negated),
        ("The suspect has been arrested.", "arrested", Affirmed),
        ("The navy prevented pirates from attacking a ship flying a flag.", "attacking", Averted),
        ("The navy prevented pirates from attacking a ship flying a flag.", "flying", Affirmed),
        ("The company not only sold the ship but sank it.", "sold", Affirmed),
        ("Officials did not provide the cause of death.", "cause", Affirmed),
        ("Officials did not provide an explanation.", "explanation", Negated),
        ("The mayor did not attend the funeral.", "funeral", Affirmed),
        ("The army did not carry out the raid.", "raid", Negated),
        ("The mayor did not condemn his arrest.", "arrest", Affirmed),
    ] {
        assert_eq!(scope(text, word).polarity, expected, "{text}");
    }
}

#[test]
fn dependents_and_governors_of_a_word_set_its_stance() {
    use Stance::{Alleged, Fact, Feared, Likely, Planned, Possible, Supposed};
    for (text, word, expected) in [
        ("The court allegedly accepted the bribe.", "accepted", Alleged),
        ("The court accepted the bribe.", "accepted", Fact),
        ("He is accused of stabbing a neighbour.", "stabbing", Alleged),
        ("A suspected gas leak closed the school.", "leak", Alleged),
        ("A gas leak closed the school.", "leak", Fact),
        ("The plane may have crashed in the hills.", "crashed", Possible),
        ("The plane has crashed in the hills.", "crashed", Fact),
        ("The union plans to strike on Monday.", "strike", Planned),
        ("The council will close the library.", "close", Planned),
        ("The council has closed the library.", "closed", Fact),
        ("Hundreds are feared to have drowned.", "drowned", Feared),
        ("The council will discuss the strike.", "strike", Fact),
        ("The council will hold the vote.", "vote", Planned),
        ("If the dam breaks, the valley is lost.", "breaks", Supposed),
        ("The dam broke and the valley is lost.", "broke", Fact),
        ("The thief is believed to have fled abroad.", "fled", Likely),
        ("The thief is known to have fled abroad.", "fled", Fact),
    ] {
        assert_eq!(scope(text, word).stance, expected, "{text}");
    }
}

#[test]
fn the_word_that_reverses_the_polarity_is_kept() {
    let text = "The firm denied that it had sold the data.";
    assert_eq!(scope(text, "sold").mark.map(|mark| mark.of(text)), Some("denied"));
    assert_eq!(scope("The firm sold the data.", "sold").mark, None);
}

#[test]
fn every_row_of_the_list_is_read() {
    for fields in crate::analysis::claim::lexicon::entries(include_str!("../../../assets/lexicon/scope.txt"))
    {
        let [class, place, words] = fields[..] else { panic!("{fields:?}") };
        let effect = effect_named(class).expect(class);
        let place = place_named(place).expect(place);
        for word in words.split(", ") {
            assert!(MARKS[word].contains(&(place, effect)), "{class} {word}");
        }
    }
}

#[test]
fn words_have_a_negation_wherever_it_is() {
    for (words, expected) in [
        ("The harbour was not closed", true),
        ("Ministers didn’t sign", true),
        ("Nobody was hurt", true),
        ("No blockade, says union", true),
        ("Police cannot reach the site.", true),
        ("The union denied a blockade", false),
        ("A knot of people noted the note", false),
        ("", false),
    ] {
        assert_eq!(has_negation(words), expected, "{words}");
    }
}

//! Unrelated reports opened together stay unrelated, however similar they are: same kind of event, same day, same words.

use std::sync::Arc;

use rashomon::text::{Published, PublishedBasis, Report, ReportId};
use rashomon::timeline::{self, Input, Timeline};

/// Day of publication and text; the first two are about one story, the last two about another.
type Pair = [(&'static str, &'static str); 4];

fn pairs() -> [Pair; 4] {
    [
        // Two explosions on one day.
        [
            (
                "2032-03-09",
                "An explosion tore through the Karsk coal mine on Monday, killing 14 miners, the regional \
                 governor said. Rescue teams pulled 30 workers to safety and the search for six missing men \
                 went on through the night. Prosecutors opened a criminal investigation.",
            ),
            (
                "2032-03-10",
                "Fourteen miners died in Monday's explosion at the Karsk mine. Rescuers found the bodies of \
                 two more men on Tuesday. President Anton Veresov declared a day of mourning and visited the \
                 injured in hospital.",
            ),
            (
                "2032-03-09",
                "An explosion tore through a fireworks factory near Sanluria on Monday, killing 11 workers, \
                 firefighters said. Police arrested the owner and prosecutors opened an investigation. Rescue \
                 teams searched the ruins through the night.",
            ),
            (
                "2032-03-10",
                "Eleven people died in Monday's blast at a fireworks factory outside Sanluria. Prime Minister \
                 Lucia Ferrand declared three days of mourning and visited the families.",
            ),
        ],
        // Two elections on one Sunday.
        [
            (
                "2031-10-06",
                "Voters in Tessaly went to the polls on Sunday. The governing Liberal Union lost its \
                 majority, according to partial results, and Prime Minister Orla Quist conceded defeat. \
                 Opposition leader Henrik Dahl said he would begin talks to form a coalition.",
            ),
            (
                "2031-10-07",
                "Orla Quist resigned on Monday after her party lost Sunday's election in Tessaly. Henrik Dahl \
                 met the king and was asked to form a government.",
            ),
            (
                "2031-10-06",
                "Voters in Marovia went to the polls on Sunday. President Idris Bankole won a second term \
                 with 54 percent of the vote, the electoral commission said. His rival, Grace Otieno, \
                 rejected the result and called on supporters to protest.",
            ),
            (
                "2031-10-07",
                "Thousands protested in the Marovian capital on Monday after Grace Otieno rejected the result \
                 of Sunday's election. Police fired tear gas and arrested 40 people.",
            ),
        ],
        // Two sales of firms on one day.
        [
            (
                "2030-05-14",
                "Norvane Pharma agreed on Tuesday to buy the biotech firm Celadon for 3.2 billion dollars in \
                 cash. Shares in Celadon rose 40 percent. Norvane said it would cut 900 jobs and close a \
                 plant in Leeds.",
            ),
            (
                "2030-05-15",
                "Celadon's board approved the sale of the company to Norvane Pharma for 3.2 billion dollars. \
                 Unions condemned the plan to close the Leeds plant.",
            ),
            (
                "2030-05-14",
                "The shipbuilder Harkonsund agreed on Tuesday to sell its ferry division to the Dutch group \
                 Waalwerf for 700 million euros. Shares in Harkonsund fell 6 percent. The company said it \
                 would cut 300 jobs.",
            ),
            (
                "2030-05-15",
                "Waalwerf's board approved the purchase of Harkonsund's ferry division. Unions welcomed the \
                 deal.",
            ),
        ],
        // Two trials of one week.
        [
            (
                "2029-02-02",
                "A jury convicted former mayor Silvio Grant of bribery on Thursday after a six-week trial in \
                 Brackwater. Judge Imelda Cross will sentence him in March. His lawyers said they would \
                 appeal.",
            ),
            (
                "2029-02-03",
                "Silvio Grant was found guilty of taking bribes, a Brackwater court ruled on Thursday. \
                 Prosecutors asked for eight years in prison.",
            ),
            (
                "2029-02-02",
                "A jury convicted the banker Petra Nowicki of fraud on Thursday after a three-month trial in \
                 Gdania. Judge Marek Sobol will sentence her in March. Her lawyers said they would appeal.",
            ),
            (
                "2029-02-03",
                "Petra Nowicki was found guilty of fraud on Thursday. Prosecutors asked the court in Gdania \
                 for twelve years in prison.",
            ),
        ],
    ]
}

fn read(pair: &Pair) -> Timeline {
    let report = |(id, (day, text)): (u32, &(&str, &str))| Report {
        id: ReportId(id),
        path: format!("{id}.txt"),
        published: Some(Published { edtf: (*day).to_owned(), basis: PublishedBasis::Metadata }),
        text: Arc::from(*text),
        ..Report::default()
    };
    let reports = (0..).zip(pair).map(report).collect();
    timeline::build(Input { reports, ..Input::default() })
}

#[test]
fn no_event_is_merged_across_two_stories() {
    for pair in pairs() {
        let timeline = read(&pair);
        for event in &timeline.events {
            let stories = event.reported_by.iter().map(|report| report.0 / 2);
            let (first, last) = (stories.clone().min(), stories.max());
            assert_eq!(first, last, "{} is reported by {:?}", event.title, event.reported_by);
        }
    }
}

#[test]
fn each_of_two_stories_has_events_that_both_its_reports_mention() {
    let shared = |timeline: &Timeline, story: u32| {
        let of_both = [ReportId(2 * story), ReportId(2 * story + 1)];
        timeline.events.iter().any(|event| event.reported_by == of_both)
    };
    for pair in pairs() {
        let timeline = read(&pair);
        let found = [0, 1].map(|story| shared(&timeline, story));
        assert!(found.contains(&true), "{:?}", pair[0]);
    }
}

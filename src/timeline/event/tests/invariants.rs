//! What is true of the events of any corpus.

use super::*;

/// Whether a named rule speaks against an account in an event, or more speaks for the event it is in.
fn speaks_against(corpus: &Corpus, mention: (ReportId, u32), own: &Event, other: &Event) -> bool {
    let stories = Stories::default();
    let context = corpus.context(&stories);
    let table = account::Table::new(&context);
    let accounts = account::all(&table);
    let likeness = story::Likeness::of(&context);
    let place = |account: &Account<'_>| (account.report, account.index);
    let own_account = accounts.iter().find(|account| place(account) == mention).expect("it is an account");
    let others = |event: &Event| {
        let is_other =
            |other: &&Account<'_>| event.mentions.contains(&place(other)) && place(other) != mention;
        accounts.iter().filter(is_other).collect::<Vec<_>>()
    };
    let log_odds = |event: &Event| join::log_odds(own_account, &others(event), &likeness, Weights::learned());
    let against = others(other).iter().any(|other| {
        let mut against = false;
        score::weigh(own_account, other, &likeness, &mut |reason: Reason| {
            against |= reason.weight() < 0.0 || reason.rule.side == Side::Forbids;
        });
        against
    });
    against || log_odds(own) >= log_odds(other)
}

/// How two mentions of a corpus fit together.
fn fit_of(corpus: &Corpus, one: (ReportId, u32), other: (ReportId, u32)) -> score::Fit {
    let stories = Stories::default();
    let context = corpus.context(&stories);
    let table = account::Table::new(&context);
    let accounts = account::all(&table);
    let find = |place| accounts.iter().find(|account| (account.report, account.index) == place);
    let (one, other) = (find(one).expect("an account"), find(other).expect("an account"));
    score::fit(one, other, &story::Likeness::of(&context), Weights::learned())
}

fn sentences() -> impl Strategy<Value = Vec<Sentence>> {
    const NAMES: &[&str] = &["Norland", "Acme", "Perez", "soldiers", "miners", ""];
    const TRIGGERS: &[(&str, &str)] = &[
        ("deployed", "deploy"),
        ("sent", "send"),
        ("killed", "kill"),
        ("attacked", "attack"),
        ("met", "meet"),
    ];
    let one = (
        proptest::sample::select(NAMES),
        proptest::sample::select(TRIGGERS),
        proptest::sample::select(NAMES),
        proptest::option::of(1u32..5),
        any::<bool>(),
    );
    let sentence = one.prop_map(|(agent, (trigger, lemma), patient, day, planned)| Sentence {
        day,
        modality: if planned { Modality::Planned } else { Modality::Asserted },
        ..sentence(agent, trigger, lemma, patient)
    });
    proptest::collection::vec(sentence, 0..6)
}

proptest! {
    #[test]
    fn the_order_of_the_reports_changes_nothing(
        (given, shuffled) in proptest::collection::vec(sentences(), 1..6)
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle()))
    ) {
        let (one, other) = (corpus(&given), corpus(&shuffled));
        let (of_one, of_other) = (events(&one), events(&other));
        prop_assert_eq!(triggers(&one, &of_one), triggers(&other, &of_other));
        let titles = |events: &[Event]| events.iter().map(|event| event.title.clone()).collect::<Vec<_>>();
        prop_assert_eq!(titles(&of_one), titles(&of_other));
    }

    #[test]
    fn a_report_added_parts_an_event_only_for_a_reason_that_can_be_named(
        (given, more) in (proptest::collection::vec(sentences(), 1..5), sentences())
    ) {
        let before = corpus(&given);
        let all: Vec<_> = given.into_iter().chain([more]).collect();
        let after = corpus(&all);
        let grouped = events(&after);
        let event_of = |mention| grouped.iter().find(|event| event.mentions.contains(mention)).expect("it is in an event");
        for event in &events(&before) {
            for (place, one) in event.mentions.iter().enumerate() {
                for other in &event.mentions[..place] {
                    let (mine, yours) = (event_of(one), event_of(other));
                    let reason = mine.mentions == yours.mentions
                        || speaks_against(&after, *one, mine, yours)
                        || speaks_against(&after, *other, yours, mine)
                        // The names that both reports share are no longer as rare.
                        || fit_of(&after, *one, *other) < fit_of(&before, *one, *other);
                    prop_assert!(reason, "{:?} and {:?} of {:?}", one, other, all);
                }
            }
        }
    }

    #[test]
    fn every_mention_is_in_exactly_one_event(reports in proptest::collection::vec(sentences(), 0..6)) {
        let corpus = corpus(&reports);
        let mut mentions: Vec<_> = events(&corpus).into_iter().flat_map(|event| event.mentions).collect();
        let count = mentions.len();
        mentions.sort_unstable();
        mentions.dedup();
        prop_assert_eq!(mentions.len(), count);
        prop_assert_eq!(count, reports.iter().map(Vec::len).sum::<usize>());
    }

    #[test]
    fn titles_fit_their_column(reports in proptest::collection::vec(sentences(), 0..4)) {
        use unicode_width::UnicodeWidthStr;
        prop_assert!(events(&corpus(&reports)).iter().all(|event| event.title.width() <= title::WIDTH));
    }
}

//! Words that look like time expressions and are not: ages, newspapers, sayings.

use super::{TimeRule, trap};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    trap("age", "a|an|the? NUM - UNIT|UNITS - old|olds", "A 27-year-old nurse was honoured."),
    trap("age", "NUM UNIT|UNITS old", "She is 27 years old."),
    trap("age", "NUM UNITS of age", "Children under five years of age travel free."),
    trap("age", "a|an UNIT old", "The calf is a week old."),
    trap("age", "a|an|the? UNIT - old", "The week-old calf was weak."),
    trap("newspaper", "WEEKDAY times|telegraph|mirror|mail|herald|express|world|post|tribune", "He wrote for the Sunday Telegraph."),
    trap("newspaper", "daily|weekly mail|mirror|telegraph|express|star|news|beast|post|standard", "She told the Daily Mail everything."),
    trap("time signal", "the same time", "At the same time prices fell."),
    trap("of the day", "order|man|woman|person|word|player of the UNIT", "She was named player of the year."),
    trap("day to day", "UNIT - to - UNIT", "The day-to-day business went on."),
    trap("day by day", "UNIT by|in UNIT", "The queue grew day by day."),
    trap("agreement", "good friday agreement|accord|accords", "The Good Friday Agreement held."),
    trap("block of a street", "the? NUM block of", "The 1900 block of Elm Street was closed."),
    trap("street", "MONTH|WEEKDAY avenue|street|road|lane|drive|boulevard|square|court|way|ave|st|rd", "A fire broke out on May Avenue."),
    trap("march as a walk", "march on|for|of", "The March for Science drew a crowd."),
    trap("second as a place", "second to none", "Its service is second to none."),
    trap("half of a match", "NTH half of the game|match|final", "He scored in the second half of the match."),
    trap("sides of a split", "NUM - NUM UNIT|UNITS loss|win|defeat|victory|draw", "A 3-2 weekend win lifted them."),
    trap("prime time", "prime|half|full|part|long|real|first|one time|term", "She works part time."),
];

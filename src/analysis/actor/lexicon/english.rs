//! Words of general English that a capital does not make a name.

use super::Sorted;

/// English words with the word classes they can have; no pronouns, articles, conjunctions.
pub static ENGLISH_WORDS: Sorted = Sorted::new(include_str!("../../../../assets/lexicon/word-classes.txt"));

/// Whether a lower-case word is a common noun, verb, adjective or adverb of English, in one of its usual forms.
#[must_use]
pub fn is_english(lower: &str) -> bool {
    const ENDINGS: &[(&str, &str)] =
        &[("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", "")];
    const PLURALS: &[&str] = &["children", "men", "women", "people"];
    ENGLISH_WORDS.contains(lower)
        || PLURALS.contains(&lower)
        || ENDINGS.iter().any(|(ending, instead)| {
            let stem = lower.strip_suffix(ending).filter(|stem| stem.len() >= 3);
            stem.is_some_and(|stem| ENGLISH_WORDS.contains(&format!("{stem}{instead}")))
        })
}

/// Whether a lower-case word is in one of the closed classes of English: a pronoun, an article, a preposition.
#[must_use]
pub fn is_function_word(lower: &str) -> bool {
    FUNCTION_WORDS.contains(&lower)
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that open sentences.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "among", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "both", "but", "by", "can", "could", "despite", "did", "do", "does",
    "during", "each", "either", "every", "few", "for", "from", "had", "has", "have", "he", "her", "here",
    "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "many", "may", "me", "might",
    "mine", "more", "most", "must", "my", "neither", "no", "none", "nor", "not", "now", "of", "off", "on",
    "once", "one", "only", "or", "other", "our", "ours", "over", "per", "shall", "she", "should", "since",
    "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "though", "through", "to", "too", "two", "under", "until", "up", "upon", "us", "was", "we",
    "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "without", "would", "yet", "you", "your",
];

/// Whether a word is the name of a month or day: no other name continues over it.
#[must_use]
pub fn calendar_word(lower: &str) -> bool {
    const CALENDAR: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sept.",
        "sep.",
        "oct.",
        "nov.",
        "dec.",
        "sept",
        "a.m.",
        "p.m.",
        "gmt",
    ];
    CALENDAR.contains(&lower)
}

/// Whether a word is the adjective of a continent, a faith or a former state, which modifies and does not name an actor.
#[must_use]
pub fn adjective_of_many(lower: &str) -> bool {
    const ADJECTIVES: &[&str] = &[
        "asian",
        "european",
        "african",
        "soviet",
        "ex-soviet",
        "western",
        "eastern",
        "northern",
        "southern",
        "arab",
        "arabic",
        "muslim",
        "islamic",
        "islamist",
        "christian",
        "jewish",
        "catholic",
        "protestant",
        "orthodox",
        "sunni",
        "shiite",
        "shia",
        "hindu",
        "buddhist",
        "kurdish",
        "hispanic",
        "latino",
        "latin",
        "caribbean",
        "nordic",
        "scandinavian",
        "balkan",
        "baltic",
        "central",
        "democratic",
        "republican",
        "communist",
        "socialist",
        "nazi",
        "anglo",
        "caucasian",
        "mediterranean",
        "transatlantic",
        "international",
        "national",
        "federal",
        "tibetan",
        "chechen",
        "basque",
        "catalan",
        "scottish",
        "welsh",
        "english",
        "bavarian",
        "californian",
        "texan",
        "victorian",
        "olympic",
        "internet",
        "military",
        "foreign",
    ];
    ADJECTIVES.contains(&lower)
}

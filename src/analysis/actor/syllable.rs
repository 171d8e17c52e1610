//! Syllables as Chinese, Korean and Vietnamese names are romanised: an onset, vowels and at most a nasal, a liquid or a
//! stop (Hanyu Pinyin, Wade-Giles, the Revised Romanisation and McCune-Reischauer). They distinguish the second, lower-case half
//! of a given name from an English word after a hyphen ("Paris-based").

/// Whether two words joined by a hyphen, the second in lower case, are a given name of two syllables: "Ki-moon".
pub(super) fn is_given_name(first: &str, second: &str) -> bool {
    let opens = first.starts_with(char::is_uppercase);
    opens
        && second.starts_with(char::is_lowercase)
        && is_syllable(&first.to_lowercase())
        && !ENGLISH.contains(&second)
        && (is_syllable(second)
            || second.char_indices().any(|(at, _)| {
                at >= 1 && is_syllable(&second[..at]) && is_syllable(&second[at..]) && second.len() <= 5
            }))
}

/// Whether lower-case letters are two syllables: "jinping".
pub(super) fn is_two_syllables(word: &str) -> bool {
    const VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u', 'ü'];
    let parts = |at: usize| {
        let (first, second) = word.split_at(at);
        // A vowel right after the first syllable continues it: "wei" is one.
        first.contains(VOWELS) && !second.starts_with(VOWELS) && is_syllable(first) && is_syllable(second)
    };
    word.len() <= 12 && word.char_indices().skip(1).any(|(at, _)| parts(at))
}

/// Whether lower-case letters are one syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let Some(vowels) = word.find(|letter: char| "aeiouyüw".contains(letter)) else { return false };
    let (onset, rest) = word.split_at(vowels);
    // A "y" or "w" may begin the syllable: "Young", "Wen".
    let end = rest.find(|letter: char| !"aeiouyüw".contains(letter)).unwrap_or(rest.len());
    let coda = &rest[end..];
    ONSETS.contains(&onset) && rest[..end].chars().count() <= 4 && CODAS.contains(&coda)
}

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "f", "g", "gh", "h", "hs", "j", "k", "kh", "kk", "l", "m", "n", "ng", "nh", "p",
    "ph", "pp", "q", "r", "s", "sh", "ss", "t", "th", "tr", "ts", "tt", "tz", "v", "x", "z", "zh",
];

const CODAS: &[&str] = &["", "n", "ng", "nh", "k", "l", "m", "p", "t", "h", "r", "ck"];

/// English words that follow a hyphen and look like a syllable: "Hong Kong-run".
const ENGLISH: &[&str] = &[
    "run", "led", "made", "era", "wide", "like", "on", "to", "up", "off", "hit", "set", "man", "men", "day",
    "only",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_of_two_syllables_are_distinguished_from_english_words_after_a_hyphen() {
        for (first, second, expected) in [
            ("Ki", "moon", true),
            ("Ing", "wen", true),
            ("Jae", "in", true),
            ("Geun", "hye", true),
            ("Heung", "min", true),
            ("Ying", "jeou", true),
            ("Chan", "ocha", true),
            ("Kai", "shek", true),
            ("Paris", "based", false),
            ("Kong", "run", false),
            ("Moscow", "backed", false),
            ("Obama", "era", false),
            ("al", "Amin", false),
            ("", "", false),
        ] {
            assert_eq!(is_given_name(first, second), expected, "{first}-{second}");
        }
    }

    #[test]
    fn two_syllables_are_distinguished_from_one_and_from_longer_words() {
        for (word, expected) in [
            ("jinping", true),
            ("xiaobo", true),
            ("wei", false),
            ("merkel", true),
            ("schmidt", false),
            ("berlusconi", false),
            ("", false),
        ] {
            assert_eq!(is_two_syllables(word), expected, "{word}");
        }
    }
}

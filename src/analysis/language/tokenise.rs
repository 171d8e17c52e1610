//! Syntactic words as the English treebanks of Universal Dependencies split them: punctuation, hyphens, clitics, currency
//! signs, units and percent signs are separate; numbers, dates, addresses and abbreviations stay whole.
//!
//! Every token is a range of the text. One pass over the characters, no backtracking past a token.

use super::abbreviation;

/// A token's first byte and the byte after its last.
pub type Range = (usize, usize);

/// First parts that a hyphen does not split off (as in the treebanks).
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "de", "e", "ex", "extra", "inter", "mega", "micro", "mid", "mini",
    "multi", "neo", "non", "over", "pan", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "socio",
    "sub", "super", "trans", "ultra", "un", "under", "vice",
];

/// Words written together, with the length of their first part.
const JOINED: &[(&str, usize)] =
    &[("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3), ("gimme", 3), ("lemme", 3)];

/// Endings that are words of their own; the apostrophe may be curly or straight.
const CLITICS: &[&str] = &["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Words that begin with an apostrophe.
const APOSTROPHED: &[&str] = &["'em", "'til", "'cause", "'tis", "'twas", "'n", "'n'"];

/// The most parts a word is split into: `should` `n't` `'ve`, and one more.
const MOST_PARTS: usize = 4;

/// Units that are split off the number they follow.
const UNITS: &[&str] = &[
    "am", "b", "bn", "c", "cm", "f", "ft", "g", "gb", "ghz", "ha", "hz", "in", "k", "kb", "kg", "km", "kph",
    "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "mi", "ml", "mm", "mph", "mw", "oz", "pm", "pt", "sq",
    "tb", "tn", "trn", "x",
];

/// Splits one sentence of a text into tokens.
pub fn tokens(text: &str, sentence: std::ops::Range<usize>, out: &mut Vec<Range>) {
    let end = sentence.end;
    let mut here = sentence.start;
    while here < end {
        let rest = &text[here..end];
        let Some(offset) = rest.find(|letter: char| !is_blank(letter)) else { break };
        let start = here + offset;
        let stop = text[start..end].find(is_blank).map_or(end, |length| start + length);
        Chunk { text, start, end: stop, closes: text[stop..end].chars().all(is_blank) }.cut(out);
        here = stop;
    }
}

/// White space, and characters that are neither visible nor joining.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || (letter.is_control() && letter != '\u{7f}')
        || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Text without white space.
struct Chunk<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// Whether the sentence ends with it.
    closes: bool,
}

impl Chunk<'_> {
    fn cut(&self, out: &mut Vec<Range>) {
        if let Some((start, end)) = self.address() {
            Self { end: start, closes: false, ..*self }.cut_plain(out);
            out.push((start, end));
            Self { start: end, ..*self }.cut_plain(out);
        } else {
            self.cut_plain(out);
        }
    }

    /// The web or mail address in the chunk.
    fn address(&self) -> Option<Range> {
        let chunk = &self.text[self.start..self.end];
        let head = chunk.get(..chunk.len().min(400)).unwrap_or_default();
        if !head.contains("://") && !head.contains("www.") && !head.contains('@') {
            return None;
        }
        let start = chunk.find(char::is_alphanumeric)?;
        let body = chunk[start..].trim_end_matches(|letter: char| {
            matches!(
                letter,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '»'
            )
        });
        let is_web = body.contains("://") || body.starts_with("www.");
        let is_mail = || {
            body.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty()
                    && host.contains('.')
                    && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
            })
        };
        (is_web || is_mail()).then(|| (self.start + start, self.start + start + body.len()))
    }

    fn cut_plain(&self, out: &mut Vec<Range>) {
        let mut here = self.start;
        // Where the current word began.
        let mut open = self.start;
        while here < self.end {
            let letter = self.at(here);
            let after = here + letter.len_utf8();
            if self.continues(open, here, letter, after) {
                here = after;
                continue;
            }
            self.word(open, here, out);
            if here < after {
                let end = self.run(here, letter);
                if let Some(whole) = self.apostrophed(here) {
                    out.push((here, whole));
                    here = whole;
                } else {
                    out.push((here, end));
                    here = end;
                }
            }
            open = here;
        }
        self.word(open, self.end, out);
    }

    fn at(&self, place: usize) -> char {
        self.text[place..self.end].chars().next().unwrap_or(' ')
    }

    fn before(&self, open: usize, place: usize) -> char {
        self.text[open..place].chars().next_back().unwrap_or(' ')
    }

    /// Whether a character belongs to the word that began at `open`.
    fn continues(&self, open: usize, here: usize, letter: char, after: usize) -> bool {
        let (before, next) = (self.before(open, here), self.at(after));
        match letter {
            _ if letter.is_alphanumeric() || letter == '_' || joins(letter) => true,
            '.' => {
                (next.is_alphanumeric()
                    && (before.is_alphanumeric() || (next.is_ascii_digit() && open == here)))
                    || (before.is_alphanumeric() && next != '.' && self.keeps_stop(open, here))
            }
            '\'' | '’' => before.is_alphanumeric() && next.is_alphanumeric(),
            ',' | ':' | '/' => before.is_ascii_digit() && next.is_ascii_digit(),
            '-' | '\u{2010}' | '\u{2011}' => {
                before.is_alphanumeric() && next.is_alphanumeric() && self.keeps_hyphen(open, here, after)
            }
            '&' => before.is_uppercase() && next.is_uppercase(),
            '@' | '#' => open == here && next.is_alphabetic() && self.begins(here),
            '$' => here > open && before.is_ascii_uppercase() && here - open <= 3 && next.is_ascii_digit(),
            '+' => before.is_alphanumeric() && !next.is_alphanumeric() && here - open <= 8,
            _ => false,
        }
    }

    /// Whether only opening marks come before a position in the chunk.
    fn begins(&self, place: usize) -> bool {
        self.text[self.start..place].chars().all(|letter| !letter.is_alphanumeric())
    }

    /// Whether the full stop at `here` belongs to an abbreviation.
    fn keeps_stop(&self, open: usize, here: usize) -> bool {
        let word = &self.text[open..here];
        let word = word.rsplit(['-', '/']).next().unwrap_or(word);
        let ends = self.closes && !self.text[here + 1..self.end].contains(char::is_alphanumeric);
        match abbreviation::follow(word) {
            None => false,
            Some(_) if !ends => true,
            // At the end of a sentence an ordinary word that looks like an abbreviation is more likely than the abbreviation.
            Some(abbreviation::Follow::Name) => word != "I" && word.chars().count() == 1,
            Some(abbreviation::Follow::Number) => !matches!(word, "no" | "No" | "art" | "p" | "mar" | "sec"),
            Some(_) => true,
        }
    }

    /// Whether a hyphen joins: after a listed prefix, and in telephone and case numbers.
    fn keeps_hyphen(&self, open: usize, here: usize, after: usize) -> bool {
        let first = &self.text[open..here];
        if PREFIXES.iter().any(|prefix| first.eq_ignore_ascii_case(prefix)) {
            return true;
        }
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let window = &self.text.as_bytes()[after..self.end.min(after + 16)];
        let more = window.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
        let hyphens = memchr::memchr_iter(b'-', &window[..more]).count();
        first.len() <= 24 && digits(first) && (hyphens > 0 || first.contains('-')) && more > 0
    }

    /// The end of a run that is one token: `...`, `--`, `?!`, `''`, else the character alone with its modifiers.
    fn run(&self, here: usize, letter: char) -> usize {
        let same: fn(char, char) -> bool = match letter {
            '.' | '…' => |_, next| matches!(next, '.' | '…'),
            '!' | '?' => |_, next| matches!(next, '!' | '?'),
            '-' | '*' | '=' | '_' | '~' | '—' | '–' | '`' | '\'' => |first, next| first == next,
            _ => |_, next| joins(next),
        };
        let mut end = here + letter.len_utf8();
        while end < self.end && same(letter, self.at(end)) {
            end += self.at(end).len_utf8();
        }
        end
    }

    /// The end of a word that begins with an apostrophe: `'90s`, `'em`.
    fn apostrophed(&self, here: usize) -> Option<usize> {
        if !matches!(self.at(here), '\'' | '’') {
            return None;
        }
        let start = here + self.at(here).len_utf8();
        let rest = &self.text[start..self.end];
        let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..length];
        let year = word.strip_suffix('s').unwrap_or(word);
        let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let listed = APOSTROPHED.iter().any(|known| known[1..].eq_ignore_ascii_case(word));
        let clitic = here == self.start && CLITICS.iter().any(|known| known[1..].eq_ignore_ascii_case(word));
        (is_year || listed || clitic).then_some(start + length)
    }

    /// Emits a word, split into its parts.
    fn word(&self, start: usize, end: usize, out: &mut Vec<Range>) {
        if start >= end {
            return;
        }
        let mut cuts = [end; MOST_PARTS];
        let mut count = 1;
        while count < MOST_PARTS {
            let Some(cut) = inner_cut(&self.text[start..cuts[count - 1]]) else { break };
            cuts[count] = start + cut;
            count += 1;
        }
        let mut from = start;
        for &to in cuts[..count].iter().rev() {
            out.push((from, to));
            from = to;
        }
    }
}

/// Where a word splits in two, if it does.
fn inner_cut(word: &str) -> Option<usize> {
    if word.len() <= 6 {
        let joined = JOINED.iter().find(|(joined, _)| joined.eq_ignore_ascii_case(word));
        if let Some(&(_, cut)) = joined {
            return Some(cut);
        }
    }
    let currency = || word.get(..4.min(word.len()))?.find('$').map(|place| place + 1);
    clitic(word).or_else(|| unit(word)).or_else(currency).filter(|&cut| 0 < cut && cut < word.len())
}

fn clitic(word: &str) -> Option<usize> {
    let tail = word.char_indices().rev().take(4).find(|(_, letter)| matches!(letter, '\'' | '’'));
    let (place, apostrophe) = tail?;
    let rest = &word[place + apostrophe.len_utf8()..];
    if rest.eq_ignore_ascii_case("t") && place >= 2 && word[..place].ends_with(['n', 'N']) {
        return Some(place - 1);
    }
    CLITICS
        .iter()
        .any(|known| known.starts_with('\'') && known[1..].eq_ignore_ascii_case(rest))
        .then_some(place)
}

/// Where a unit begins that follows a number without a space.
fn unit(word: &str) -> Option<usize> {
    if !word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let number = word.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | ':'))?;
    let rest = word[number..].trim_end_matches('.');
    UNITS
        .iter()
        .any(|unit| unit.eq_ignore_ascii_case(rest) || matches!(rest, "a.m" | "p.m"))
        .then_some(number)
}

/// Characters that only modify the one before them.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, 0..text.len(), &mut found);
        found.into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn words_are_cut_as_the_treebanks_cut_them() {
        for (text, expected) in [
            ("The mayor didn't resign.", "The mayor did n't resign ."),
            ("“We’ll see,” she said.", "“ We ’ll see , ” she said ."),
            ("It cost $3.5m, or 12% more.", "It cost $ 3.5 m , or 12 % more ."),
            ("a three-year-old ex-officer", "a three - year - old ex-officer"),
            ("They cannot go at 5:30pm.", "They can not go at 5:30 pm ."),
            ("U.S. and U.K. officials met Gen. Lee.", "U.S. and U.K. officials met Gen. Lee ."),
            ("He left for the U.S.", "He left for the U.S."),
            ("the workers' union", "the workers ' union"),
            ("on 9/11, and/or later", "on 9/11 , and / or later"),
            ("See https://example.org/a-b?c=d.", "See https://example.org/a-b?c=d ."),
            ("mail press@example.org (today)", "mail press@example.org ( today )"),
            ("the '90s... Really?!", "the '90s ... Really ?!"),
            ("Barnes & Noble and AT&T", "Barnes & Noble and AT&T"),
            ("Call 555-123-4567 now", "Call 555-123-4567 now"),
            ("US$5 billion, 1,200 men", "US$ 5 billion , 1,200 men"),
            ("the 2010–2012 drought—the worst", "the 2010 – 2012 drought — the worst"),
            ("No. 5 said no.", "No. 5 said no ."),
            ("J. K. Rowling's book", "J. K. Rowling 's book"),
            ("10km north", "10 km north"),
            ("the 20th century", "the 20th century"),
        ] {
            assert_eq!(cut(text).join(" "), expected);
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_every_visible_character_once_and_in_order(text in "\\PC{0,80}") {
            let mut found = Vec::new();
            tokens(&text, 0..text.len(), &mut found);
            let mut end = 0;
            for (start, stop) in found {
                prop_assert!(end <= start && start < stop);
                prop_assert!(text[end..start].chars().all(is_blank));
                prop_assert!(text.is_char_boundary(stop));
                end = stop;
            }
            prop_assert!(text[end..].chars().all(is_blank));
        }
    }
}

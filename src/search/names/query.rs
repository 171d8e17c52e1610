//! A folded query compared with a name: whether its letters are all there, and the most the name can score.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::fold::Folded;

/// The bit of a folded letter; digits and signs share the six that are left.
pub fn bit(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << (26 + letter % 6),
    }
}

/// The bit of a pair of neighbouring letters.
pub fn pair(before: u8, letter: u8) -> u128 {
    1 << (u32::from(before).wrapping_mul(31).wrapping_add(u32::from(letter).wrapping_mul(17)) % 128)
}

/// What a letter loses of the matcher's score in a position one tier worse.
pub const TIER: u16 = 8;

/// A folded query, word by word.
pub struct Query {
    /// Its words.
    pub words: Vec<String>,
    /// The letters they require.
    pub needed: u32,
    masks: Vec<Masks>,
}

/// The parts of a word that are compared with the masks of a name.
struct Masks {
    first: u8,
    /// Each pair of neighbouring letters, and the second of them at the head of a word.
    steps: Vec<(u128, u32)>,
}

impl Query {
    /// Reads a query.
    pub fn new(query: &str) -> Self {
        let folded = Folded::of(query).letters;
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let needed = words.iter().flat_map(|word| word.bytes()).fold(0, |all, letter| all | bit(letter));
        let masks = words.iter().map(String::as_bytes).map(|word| Masks {
            first: word[0],
            steps: word.windows(2).map(|two| (pair(two[0], two[1]), bit(two[1]))).collect(),
        });
        let masks = masks.collect();
        Self { words, needed, masks }
    }

    /// The most a name can score: 31 for a first letter at the very beginning, 20 for each further one that follows its
    /// neighbour or begins a word, 4 more after a separator.
    fn most(&self) -> i64 {
        let word = |word: &String| {
            let separators = word.bytes().filter(|letter| !letter.is_ascii_alphanumeric()).count();
            let further = word.len().saturating_sub(1);
            31 + 20 * i64::try_from(further).unwrap_or(0) + 4 * i64::try_from(separators).unwrap_or(0)
        };
        self.words.iter().map(word).sum()
    }

    /// The most a name can score that loses this many points.
    pub fn bound(&self, lost: usize) -> i64 {
        self.most() - i64::try_from(lost).unwrap_or(i64::MAX)
    }

    /// One more than the largest loss that is distinguished: a name that loses more counts as losing this.
    pub fn losses(&self) -> usize {
        let tiers: usize = self.words.iter().map(|word| word.len() + 1).sum();
        (tiers + 2) * usize::from(TIER)
    }

    /// The minimum of tiers that a name loses: one if the first letter does not begin it, two if it begins no word either,
    /// one for each further letter that neither follows its neighbour nor begins a word.
    pub fn tiers_lost(&self, first: u8, heads: u32, pairs: u128) -> u8 {
        let mut lost = 0_u8;
        for word in &self.masks {
            let begins = word.first == first;
            let heads_word = heads & bit(word.first) != 0;
            lost = lost.saturating_add(u8::from(!begins) + u8::from(!begins && !heads_word));
            for (follows, head) in &word.steps {
                lost = lost.saturating_add(u8::from(pairs & follows == 0 && heads & head == 0));
            }
        }
        lost
    }

    /// The minimum of points that a matching name loses, however its letters are matched. What the masks say of
    /// the name as a whole is found here letter by letter, which costs less than a score.
    pub fn least_lost(&self, name: &[u8], losses: &mut Losses) -> usize {
        self.words.iter().map(|word| losses.least_lost(name, word.as_bytes())).sum()
    }

    /// The sum of the words' scores; none if one does not match.
    pub fn score(&self, matcher: &SkimMatcherV2, name: &str) -> Option<i64> {
        self.words.iter().try_fold(0, |sum, word| {
            matcher.fuzzy_match("a", "a");
            Some(sum + matcher.fuzzy_match(name, word)?)
        })
    }

    /// Whether the letters of every word occur in the name in their order.
    pub fn matches(&self, name: &[u8]) -> bool {
        self.words.iter().all(|word| {
            let mut letters = name.iter();
            word.bytes().all(|wanted| letters.any(|letter| *letter == wanted))
        })
    }
}

/// For each letter of a name, the minimum of points lost so far if the letters of the query end there.
#[derive(Default)]
pub struct Losses {
    before: Vec<u16>,
    now: Vec<u16>,
}

/// No match ends there. Twice this value still does not overflow.
const NEVER: u16 = u16::MAX / 2;

impl Losses {
    fn least_lost(&mut self, name: &[u8], word: &[u8]) -> usize {
        let is_head = |at: usize| at == 0 || !name[at - 1].is_ascii_alphanumeric();
        self.before.clear();
        self.before.extend(name.iter().enumerate().map(|(at, letter)| {
            match (Some(letter) == word.first(), at) {
                (false, _) => NEVER,
                (true, 0) => 0,
                (true, _) => TIER * (2 - u16::from(is_head(at))),
            }
        }));
        for letter in word.iter().skip(1) {
            self.now.clear();
            // The least lost up to a letter further back than the neighbour: one point more for each letter between
            // the first skipped one, whose price is in the tier, and the next match.
            let (mut least, mut neighbour) = (NEVER, NEVER);
            for (at, own) in name.iter().enumerate() {
                let ends = neighbour.min(least + if is_head(at) { 0 } else { TIER });
                self.now.push(if own == letter { ends.min(NEVER) } else { NEVER });
                least = (least + 1).min(neighbour).min(NEVER);
                neighbour = self.before[at];
            }
            std::mem::swap(&mut self.before, &mut self.now);
        }
        self.before.iter().copied().min().unwrap_or(0).into()
    }
}

//! Words next to a name that are no actor but describe one: the tag of party and state of a politician.

use super::fold::fold;
use super::lexicon;
use super::word::{Shape, Word};

/// Letters and short forms of parties in the tags of politicians, as newsrooms print them.
const PARTIES: &[&str] = &[
    "D", "R", "I", "L", "G", "Dem", "Dem.", "Rep", "Rep.", "Ind", "Ind.", "Lab", "Lab.", "Con", "Con.",
    "Lib", "Lib.", "LD", "LDem", "Lib Dem", "Cons",
];

/// Short forms of the states of the United States in the style of the Associated Press that are not regions of the gazetteer.
const STATES: &[&str] = &[
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la",
    "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "nc", "nd", "nh", "nj", "nm", "ny",
    "okla", "ore", "pa", "ri", "sc", "sd", "tenn", "tex", "va", "vt", "wash", "wis", "wva", "wyo", "dc",
    "az", "ca", "co", "ct", "fl", "ia", "id", "il", "in", "ks", "ma", "me", "mi", "mn", "ms", "mt", "ne",
    "nv", "oh", "ok", "or", "tn", "tx", "ut", "wa", "wi", "wv", "wy", "ak", "al", "ar", "hi",
];

/// Whether words are a tag of party and state: "D-Calif.", "R-Texas".
pub(super) fn is_tag(words: &[Word<'_>]) -> bool {
    let spelled = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let Some((party, state)) = spelled.split_once(['-', '‑', '–']) else { return false };
    let folded = fold(state);
    PARTIES.contains(&party)
        && (STATES.contains(&folded.replace(' ', "").as_str())
            || lexicon::REGIONS.contains(&folded)
            || lexicon::city(&folded).is_some())
}

/// Where the tag after a name begins and ends: ", D-Calif.", "(R-Texas)", "(Lab)".
pub(super) fn tag_after(words: &[Word<'_>], to: usize) -> Option<(usize, usize)> {
    let open = words.get(to)?;
    if !matches!(open.text, "," | "(") {
        return None;
    }
    let longest = words.len().min(to + 6);
    let tagged = (to + 2..=longest).find(|&end| is_tag(&words[to + 1..end]));
    let party = || {
        let word =
            words.get(to + 1).filter(|word| word.shape != Shape::Lower && PARTIES.contains(&word.text))?;
        let closed = open.text == "(" && words.get(to + 2).is_some_and(|close| close.text == ")");
        (closed && word.text.len() <= 4).then_some(to + 2)
    };
    tagged.or_else(party).map(|end| (to + 1, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::actor::word::Line;
    use crate::analysis::language::{Document, SentenceId};

    #[test]
    fn the_tag_of_party_and_state_is_an_attribute_and_other_brackets_are_not() {
        for (text, name_words, expected) in [
            ("Sen. Ann Quint, D-Calif., voted.", 3, Some("D-Calif.")),
            ("Ann Quint (R-Texas) voted.", 2, Some("R-Texas")),
            ("Ann Quint (Lab) voted.", 2, Some("Lab")),
            ("Ann Quint (34) voted.", 2, None),
            ("Ann Quint, a lawyer, voted.", 2, None),
            ("Ann Quint", 2, None),
        ] {
            let document = Document::read(text);
            let line = Line::read(&document, SentenceId(0));
            let tag = tag_after(&line.words, name_words);
            let words = tag.map(|(from, to)| document.words(line.span(from, to)));
            assert_eq!(words, expected, "{text}");
        }
    }
}

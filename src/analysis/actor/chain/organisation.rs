//! Names that mean one organisation: an acronym and the long name, a short form.

use std::collections::HashMap;

use super::{Group, NameMention, join};
use crate::analysis::actor::{ActorKind, lexicon};

/// "Southern Fishing Association (SFA)": the text says so explicitly.
pub(super) fn link_bracketed(groups: &mut [Group], mentions: &[NameMention]) {
    let mut of_mention = vec![None; mentions.len()];
    for (at, group) in groups.iter().enumerate() {
        for &mention in &group.mentions {
            of_mention[mention] = Some(at);
        }
    }
    for (place, mention) in mentions.iter().enumerate() {
        let Some(other) = mention.bracketed else { continue };
        let (Some(outer), Some(inner)) = (of_mention[place], of_mention[other]) else { continue };
        let (long, short) =
            if mention.name.len() >= mentions[other].name.len() { (place, other) } else { (other, place) };
        if abbreviates(&mentions[short].name, &mentions[long].name) {
            let (kept, gone) = if long == place { (outer, inner) } else { (inner, outer) };
            groups[kept].acronym = Some(mentions[short].name.clone());
            join(groups, kept, gone);
        }
    }
}

/// Whether capitals can abbreviate a long name: its initials, or letters in their order starting with the first one.
fn abbreviates(acronym: &str, long: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|letter| letter.is_alphabetic()).collect();
    if !(2..=8).contains(&letters.len()) || !letters.iter().all(|letter| letter.is_uppercase()) {
        return false;
    }
    let mut rest = long.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_uppercase);
    let in_order = letters.iter().all(|letter| rest.any(|other| other == *letter));
    let first = long.chars().find(|letter| letter.is_alphabetic());
    in_order && first.is_some_and(|first| first.to_uppercase().eq(letters[0].to_uppercase()))
}

/// An acronym that is the initials of only one long name of the report.
pub(super) fn link_acronyms(groups: &mut [Group]) {
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| !group.gone) {
        let words: Vec<&str> = group.key.split(' ').collect();
        if words.len() >= 2 {
            let all = |skip: bool| -> String {
                let kept = words.iter().filter(|word| !skip || !SMALL.contains(*word));
                kept.filter_map(|word| word.chars().next()).collect()
            };
            let (without, with) = (all(true), all(false));
            by_initials.entry(without.clone()).or_default().push(at);
            if with != without {
                by_initials.entry(with).or_default().push(at);
            }
        }
    }
    for short in 0..groups.len() {
        let group = &groups[short];
        let single = !group.key.contains(' ') && (2..=7).contains(&group.key.len());
        if group.gone
            || !single
            || group.country.is_some()
            || group.is_person() && group.decided().is_some_and(|(_, sure)| sure)
        {
            continue;
        }
        if let Some([long]) = by_initials.get(&group.key).map(Vec::as_slice) {
            join(groups, *long, short);
        }
    }
}

const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "to", "de"];

/// "Lehman" for "Lehman Brothers", "the Commission" for "European Commission".
pub(super) fn link_short_names(groups: &mut [Group], mentions: &[NameMention]) {
    let organisation = |group: &Group| matches!(group.decided(), Some((ActorKind::Organisation, _)));
    let mut by_edge: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| !group.gone && organisation(group)) {
        let words: Vec<&str> = group.key.split(' ').collect();
        if words.len() < 2 {
            continue;
        }
        // A school or court is not called just by its town: "Kelso High School", "Kelso".
        let by_town = ["education", "court", "police", "health"];
        let of_town = words
            .iter()
            .any(|word| lexicon::organisation_noun(word).is_some_and(|sort| by_town.contains(&sort)));
        for length in 1..words.len().min(5) {
            if length == 1 && of_town {
                continue;
            }
            by_edge.entry(words[..length].join(" ")).or_default().push(at);
        }
        let last = words[words.len() - 1];
        if lexicon::organisation_noun(last).is_some() || last.ends_with('s') {
            by_edge.entry(last.to_owned()).or_default().push(at);
        }
    }
    for short in 0..groups.len() {
        let group = &groups[short];
        let sure_other = matches!(group.decided(), Some((kind, true)) if kind != ActorKind::Organisation);
        // The United Nations are not a short form of their Children's Fund.
        let own =
            group.mentions.first().and_then(|first| lexicon::known_organisation(&mentions[*first].name));
        if group.gone || group.country.is_some() || sure_other || own.is_some() || group.key.len() < 3 {
            continue;
        }
        let Some(longer) = by_edge.get(&group.key) else { continue };
        let mut longer: Vec<usize> =
            longer.iter().copied().filter(|&at| at != short && !groups[at].gone).collect();
        longer.sort_unstable();
        longer.dedup();
        if let [only] = longer.as_slice() {
            join(groups, *only, short);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_abbreviate_a_long_name() {
        for (acronym, long, expected) in [
            ("SFA", "Southern Fishing Association", true),
            ("CDC", "Centers for Disease Control and Prevention", true),
            ("INTERPOL", "International Criminal Police Organization", true),
            ("BND", "Bundesnachrichtendienst", true),
            ("SFA", "Northern Fishing Association", false),
            ("Reuters", "Regional Union", false),
            ("A", "Association", false),
        ] {
            assert_eq!(abbreviates(acronym, long), expected, "{acronym} · {long}");
        }
    }
}

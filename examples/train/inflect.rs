//! The inflected forms of the verbs and nouns in `assets/lexicon`, by the rules of English spelling and a list of those
//! exceptions, so that the lemma table knows words that the treebanks happen not to have.

use std::collections::HashSet;

use anyhow::Result;
use rashomon::analysis::language::{Upos, Xpos};

use super::lists;

/// A form with its tags and its lemma.
#[derive(Clone, Debug)]
pub struct Inflected {
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub xpos: Xpos,
    /// Whether it is from a list and not a rule, which outweighs an annotator's slip.
    pub listed: bool,
}

/// The forms of all listed words.
pub fn all() -> Result<Vec<Inflected>> {
    let mut found = Vec::new();
    let mut irregular: HashSet<(Upos, String)> = HashSet::new();
    for line in lists::lines("irregular-forms.txt")? {
        let cells: Vec<&str> = line.split('\t').collect();
        let forms = |column: usize| cells.get(column).into_iter().flat_map(|cell| cell.split(','));
        let lemma = cells.get(1).copied().unwrap_or_default();
        let is_verb = cells[0] == "verb";
        let upos = if is_verb { Upos::Verb } else { Upos::Noun };
        irregular.insert((upos, lemma.to_owned()));
        let mut add =
            |form: &str, xpos, listed| found.push(Inflected { listed, ..inflected(form, lemma, upos, xpos) });
        if is_verb {
            forms(2).for_each(|form| add(form, Xpos::Vbd, true));
            forms(3).for_each(|form| add(form, Xpos::Vbn, true));
            add(&third_person(lemma), Xpos::Vbz, false);
            for form in &with_ending(lemma, "ing") {
                add(form, Xpos::Vbg, false);
            }
        } else {
            forms(2).for_each(|form| add(form, Xpos::Nns, true));
        }
    }
    for lemma in lemmas("event-verbs.txt")? {
        if lemma == "be" || lemma == "have" || irregular.contains(&(Upos::Verb, lemma.clone())) {
            continue;
        }
        let mut add = |form: &str, xpos| found.push(inflected(form, &lemma, Upos::Verb, xpos));
        add(&third_person(&lemma), Xpos::Vbz);
        for form in &with_ending(&lemma, "ing") {
            add(form, Xpos::Vbg);
        }
        for form in with_ending(&lemma, "ed") {
            add(&form, Xpos::Vbd);
            add(&form, Xpos::Vbn);
        }
    }
    for lemma in lemmas("event-nouns.txt")? {
        if !irregular.contains(&(Upos::Noun, lemma.clone())) {
            found.push(inflected(&lists::plural(&lemma), &lemma, Upos::Noun, Xpos::Nns));
        }
    }
    Ok(found)
}

fn inflected(form: &str, lemma: &str, upos: Upos, xpos: Xpos) -> Inflected {
    Inflected { form: form.to_owned(), lemma: lemma.to_owned(), upos, xpos, listed: false }
}

/// The listed words of one word.
fn lemmas(file: &str) -> Result<Vec<String>> {
    let words = lists::lines(file)?;
    let words = words.iter().filter_map(|line| line.split('\t').next());
    Ok(words
        .filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect())
}

fn third_person(lemma: &str) -> String {
    match lemma.strip_suffix('o') {
        Some(stem) if !ends_in_vowel(stem) => format!("{lemma}es"),
        _ => lists::plural(lemma),
    }
}

/// A verb with `ed` or `ing`; if the stress, which spelling does not show, decides on a double letter, both forms.
fn with_ending(lemma: &str, ending: &str) -> Vec<String> {
    let past = ending == "ed";
    if let Some(stem) = lemma.strip_suffix("ie").filter(|_| !past) {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        let mute = past || !stem.ends_with(['e', 'o', 'y']);
        return vec![if mute { format!("{stem}{ending}") } else { format!("{lemma}{ending}") }];
    }
    if let Some(stem) = lemma.strip_suffix('y').filter(|stem| past && !ends_in_vowel(stem)) {
        return vec![format!("{stem}ied")];
    }
    if lemma.ends_with('c') {
        return vec![format!("{lemma}k{ending}")];
    }
    let plain = format!("{lemma}{ending}");
    let letters: Vec<char> = lemma.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return vec![plain] };
    let is_vowel = |letter: char| "aeiou".contains(letter);
    let qu = letters.len() > 3 && before == 'u' && letters[letters.len() - 4] == 'q';
    let doubles = is_vowel(vowel) && (!is_vowel(before) || qu) && !is_vowel(last) && !"wxy".contains(last);
    if !doubles {
        return vec![plain];
    }
    let doubled = format!("{lemma}{last}{ending}");
    let syllables = letters.windows(2).filter(|pair| !is_vowel(pair[0]) && is_vowel(pair[1])).count()
        + usize::from(is_vowel(letters[0]));
    if syllables == 1 || qu { vec![doubled] } else { vec![plain, doubled] }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

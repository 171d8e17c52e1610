//! Names of one report that mean one actor: the same words, a family name, an acronym, a shorter form.
//!
//! Only what is certain within a report is linked here; across reports `timeline::actor` considers more.

use std::collections::HashMap;

use super::ActorKind;
use super::fold::{american, fold};
use super::kind;
use super::lexicon::{self, CountryForm, Gender};
use super::name::{self, GivenLikeness, PersonName, given_likeness};
use crate::text::Span;

/// A name at its position in the text.
#[derive(Clone, Debug)]
pub(super) struct NameMention {
    pub span: Span,
    /// The name with line breaks replaced by spaces.
    pub name: String,
    /// The evidence for its kind, as bits of [`kind::EVIDENCE`].
    pub evidence: u64,
    /// The country whose government it names.
    pub country: Option<lexicon::Country>,
    /// The roles that the words around it give.
    pub roles: Vec<Span>,
    /// The gender that its title implies.
    pub gender: Option<Gender>,
    /// The name in brackets right after it, by its index among the mentions: a long name and its acronym.
    pub bracketed: Option<usize>,
}

/// The mentions of one actor by name.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Indices among the name mentions, in order.
    pub mentions: Vec<usize>,
    pub name: String,
    pub kind: ActorKind,
    pub sure: bool,
    pub gender: Option<Gender>,
    pub acronym: Option<String>,
    /// The evidence of all its mentions.
    pub evidence: u64,
}

/// Groups the name mentions of a report into actors, by first mention. Names of things are left out.
pub(super) fn chains(mentions: &[NameMention]) -> Vec<Chain> {
    let mut groups = by_name(mentions);
    link(&mut groups, mentions);
    let mut chains: Vec<Chain> = groups.into_iter().filter_map(|group| group.settle(mentions)).collect();
    chains.sort_by_key(|chain| chain.mentions.first().copied());
    chains
}

/// Mentions with the same folded name.
#[derive(Debug)]
struct Group {
    key: String,
    mentions: Vec<usize>,
    evidence: u64,
    person: Option<PersonName>,
    gender: Option<Gender>,
    acronym: Option<String>,
    country: Option<lexicon::Country>,
    /// Whether it was merged into another group.
    gone: bool,
}

fn by_name(mentions: &[NameMention]) -> Vec<Group> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let key = key(mention);
        if key.is_empty() {
            continue;
        }
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push(Group::open(key, mention));
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.mentions.push(place);
        group.evidence |= mention.evidence;
        group.gender = group.gender.or(mention.gender);
    }
    groups
}

/// The key under which mentions count as the same without further evidence.
fn key(mention: &NameMention) -> String {
    if let Some(country) = mention.country {
        return format!("@{}", country.code);
    }
    let bare = without_article(&mention.name);
    match lexicon::known_organisation(&mention.name).or_else(|| lexicon::known_organisation(bare)) {
        Some(long) => words_key(long),
        None => words_key(bare),
    }
}

fn words_key(name: &str) -> String {
    fold(name).split(' ').map(american).collect::<Vec<_>>().join(" ")
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

impl Group {
    fn open(key: String, mention: &NameMention) -> Self {
        let person = mention.country.is_none().then(|| PersonName::parse(&mention.name));
        Self {
            key,
            mentions: Vec::new(),
            evidence: 0,
            person,
            gender: None,
            acronym: None,
            country: mention.country,
            gone: false,
        }
    }

    fn decided(&self) -> Option<(ActorKind, bool)> {
        if self.country.is_some() { Some((ActorKind::State, true)) } else { kind::decide(self.evidence) }
    }

    /// Whether it may be a person's name, given the evidence.
    fn may_be_person(&self) -> bool {
        !matches!(self.decided(), Some((ActorKind::Organisation | ActorKind::Place | ActorKind::State, true)))
    }

    fn is_person(&self) -> bool {
        matches!(self.decided(), Some((ActorKind::Person, _)))
    }

    /// Whether its words can be a person's full name without evidence: two to four that are not English words and not nouns
    /// for organisations or places.
    fn looks_like_person(&self) -> bool {
        let words: Vec<&str> = self.key.split(' ').collect();
        let other = |word: &&str| {
            lexicon::organisation_noun(word).is_some()
                || lexicon::place_noun(word).is_some()
                || lexicon::thing_noun(word)
        };
        self.may_be_person()
            && self.country.is_none()
            && (2..=5).contains(&words.len())
            && !words.iter().any(other)
            && words.iter().any(|word| !lexicon::is_english(word))
    }

    /// Whether its words are a given name and a family name, even if the family name is also a noun for a place: "Grace Field".
    fn reads_as_person(&self) -> bool {
        self.country.is_none()
            && self.key.split_once(' ').is_some_and(|(given, family)| {
                lexicon::GIVEN_NAMES.contains(given)
                    && lexicon::FAMILY_NAMES.contains(family)
                    && lexicon::organisation_noun(family).is_none()
                    && lexicon::city(&self.key).is_none()
            })
    }

    fn settle(self, mentions: &[NameMention]) -> Option<Chain> {
        if self.gone {
            return None;
        }
        let (kind, sure) = self.decided()?;
        let spelled = |place: &usize| mentions[*place].name.as_str();
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        let name = match (kind, self.country) {
            (ActorKind::State, Some(country)) => self
                .mentions
                .iter()
                .map(spelled)
                .find(|name| lexicon::country(name).is_some_and(|(_, form)| form == CountryForm::Name))
                .unwrap_or(country.name),
            _ => self.mentions.iter().map(spelled).max_by_key(|name| {
                (!shouted(name), name.split(' ').count(), std::cmp::Reverse(name.len()))
            })?,
        };
        let name = without_article(name).to_owned();
        let given = (kind == ActorKind::Person).then(|| {
            PersonName::parse(&name).given.first().and_then(|given| lexicon::gender_of_given_name(given))
        });
        Some(Chain {
            gender: self.gender.or(given.flatten()),
            mentions: self.mentions,
            name,
            kind,
            sure,
            acronym: self.acronym,
            evidence: self.evidence,
        })
    }
}

/// Links groups with different names.
fn link(groups: &mut [Group], mentions: &[NameMention]) {
    link_bracketed(groups, mentions);
    link_acronyms(groups);
    link_full_persons(groups);
    link_endings(groups);
    link_regnal(groups);
    link_family_names(groups, mentions);
    link_short_organisations(groups, mentions);
}

fn join(groups: &mut [Group], kept: usize, gone: usize) {
    if kept == gone || groups[kept].gone || groups[gone].gone {
        return;
    }
    let moved = std::mem::take(&mut groups[gone].mentions);
    groups[gone].gone = true;
    let evidence = groups[gone].evidence;
    let (gender, acronym) = (groups[gone].gender, groups[gone].acronym.take());
    let group = &mut groups[kept];
    group.mentions.extend(moved);
    group.mentions.sort_unstable();
    group.evidence |= evidence;
    group.gender = group.gender.or(gender);
    group.acronym = group.acronym.take().or(acronym);
}

/// "Southern Fishing Association (SFA)": the text says so explicitly.
fn link_bracketed(groups: &mut [Group], mentions: &[NameMention]) {
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
fn link_acronyms(groups: &mut [Group]) {
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

/// "Maurice Cheeks" and "Mo Cheeks": the same family name, and given names that are compatible.
fn link_full_persons(groups: &mut [Group]) {
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| !person.is_lone()) else { continue };
        if !group.gone && group.is_person() {
            by_family.entry(person.family.clone()).or_default().push(at);
        }
    }
    let mut families: Vec<Vec<usize>> = by_family.into_values().filter(|list| list.len() > 1).collect();
    families.sort_unstable();
    for family in families {
        for (place, &later) in family.iter().enumerate().skip(1).take(MAX_NAMESAKES) {
            let fits: Vec<usize> = family[..place]
                .iter()
                .copied()
                .filter(|&earlier| !groups[earlier].gone && fit(&groups[earlier], &groups[later]))
                .collect();
            if let [only] = fits.as_slice() {
                join(groups, *only, later);
            }
        }
    }
}

/// If more people than this share a family name, they are not compared with each other.
const MAX_NAMESAKES: usize = 50;

fn fit(one: &Group, other: &Group) -> bool {
    let (Some(left), Some(right)) = (&one.person, &other.person) else { return false };
    let (Some(first), Some(second)) = (left.given.first(), right.given.first()) else { return false };
    // A name in full both with "Jr." and without it in one report belongs to father and son.
    let generation = left.generation == right.generation;
    let middle = match (left.given.get(1), right.given.get(1)) {
        (Some(one), Some(other)) => given_likeness(one, other).is_some(),
        _ => true,
    };
    generation
        && middle
        && matches!(
            given_likeness(first, second),
            Some(
                GivenLikeness::Same
                    | GivenLikeness::ShortForm
                    | GivenLikeness::Initial
                    | GivenLikeness::Transliteration
            )
        )
}

/// "Garcia Marquez" for "Gabriel Garcia Marquez": two or more words that end the name of only one person of the report;
/// or a given name and a patronymic that begin it.
fn link_endings(groups: &mut [Group]) {
    let mut by_ending: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let words: Vec<&str> = group.key.split(' ').collect();
        if group.gone
            || group.person.is_none()
            || !group.may_be_person()
            || !(3..=MAX_PERSON).contains(&words.len())
        {
            continue;
        }
        for start in 1..words.len() - 1 {
            by_ending.entry(words[start..].join(" ")).or_default().push(at);
        }
        if name::is_patronymic(words[1]) {
            by_ending.entry(words[..2].join(" ")).or_default().push(at);
        }
    }
    for short in 0..groups.len() {
        let group = &groups[short];
        let Some([long]) = by_ending.get(&group.key).map(Vec::as_slice) else { continue };
        let person = group.is_person() || groups[*long].is_person();
        if !group.gone && person && group.may_be_person() && genders_fit(group, &groups[*long]) {
            join(groups, *long, short);
        }
    }
}

/// How many words a person's name has at most.
const MAX_PERSON: usize = 7;

/// "Elizabeth" for "Elizabeth II", "John Paul" for "John Paul II", where only one monarch or pope of that name is in the report.
fn link_regnal(groups: &mut [Group]) {
    let mut by_bare: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| person.generation.is_some()) else {
            continue;
        };
        let numbered = !matches!(person.generation, Some("junior" | "senior"));
        let regnal = person.is_lone()
            || numbered && person.given.len() == 1 && lexicon::gender_of_given_name(&person.family).is_some();
        if let (false, true, Some((bare, _))) = (group.gone, regnal, group.key.rsplit_once(' ')) {
            by_bare.entry(bare.to_owned()).or_default().push(at);
        }
    }
    for short in 0..groups.len() {
        if let Some([long]) = by_bare.get(&groups[short].key).map(Vec::as_slice)
            && groups[short].may_be_person()
        {
            join(groups, *long, short);
        }
    }
}

/// A lone name that is the family name (or else another name) of only one person of the report.
fn link_family_names(groups: &mut [Group], mentions: &[NameMention]) {
    let mut by_part: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let Some(person) = group.person.as_ref().filter(|person| !person.is_lone()) else { continue };
        if group.gone || !(group.is_person() || group.looks_like_person() || group.reads_as_person()) {
            continue;
        }
        for part in person.parts() {
            by_part.entry(part.to_owned()).or_default().push((at, part == person.family));
        }
    }
    for lone in 0..groups.len() {
        let group = &groups[lone];
        let Some(person) = group.person.as_ref().filter(|person| person.is_lone()) else { continue };
        if group.gone || !group.may_be_person() {
            continue;
        }
        let Some(bearers) = by_part.get(&person.family) else { continue };
        let fits = |family: bool| -> Vec<usize> {
            bearers
                .iter()
                .filter(|(at, is_family)| {
                    let full = &groups[*at];
                    let person = full.is_person() || group.is_person();
                    *is_family == family && !full.gone && person && genders_fit(group, full)
                })
                .map(|(at, _)| *at)
                .collect()
        };
        let families = fits(true);
        let bearers = if families.is_empty() { fits(false) } else { families };
        let bearer = match bearers.as_slice() {
            [only] => Some(*only),
            [] => None,
            many => {
                nearest_before(groups, many, group.mentions.first().copied().unwrap_or_default(), mentions)
            }
        };
        if let Some(bearer) = bearer {
            join(groups, bearer, lone);
        }
    }
}

fn genders_fit(one: &Group, other: &Group) -> bool {
    // "Moon" of "Moon Jae-in" is the family name: people with the given name Moon say nothing about it.
    let called = |group: &Group| {
        group.person.as_ref().filter(|person| person.is_lone()).map(|person| person.family.clone())
    };
    let called = called(one).or_else(|| called(other));
    let gender = |group: &Group| {
        let given = group.person.as_ref().and_then(|person| person.given.first());
        let given = given.filter(|given| Some(*given) != called.as_ref());
        group.gender.or_else(|| given.and_then(|given| lexicon::gender_of_given_name(given)))
    };
    !matches!((gender(one), gender(other)), (Some(left), Some(right)) if left != right)
}

/// Of several people with the name, the one named last before; readers resolve it that way too.
fn nearest_before(
    groups: &[Group],
    bearers: &[usize],
    first: usize,
    mentions: &[NameMention],
) -> Option<usize> {
    let last_before =
        |&bearer: &usize| groups[bearer].mentions.iter().copied().filter(|&mention| mention < first).max();
    let mut named: Vec<(usize, usize)> =
        bearers.iter().filter_map(|bearer| Some((last_before(bearer)?, *bearer))).collect();
    named.sort_unstable();
    match named.as_slice() {
        [] => None,
        [.., (before, _), (nearest, bearer)] => {
            // Two people of that name close together leave open which one is meant.
            let gap = mentions[*nearest].span.start.saturating_sub(mentions[*before].span.end);
            (gap > NEAR).then_some(*bearer)
        }
        [(_, bearer)] => Some(*bearer),
    }
}

/// If two namesakes are this many bytes apart or less, a lone name after them may mean either.
const NEAR: u32 = 200;

/// "Lehman" for "Lehman Brothers", "the Commission" for "European Commission".
fn link_short_organisations(groups: &mut [Group], mentions: &[NameMention]) {
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

//! Names in a document: found line by line, each with its evidence, titles and descriptions.

use super::attribute;
use super::chain::NameMention;
use super::fold::fold;
use super::headline;
use super::kind::{self, Sight};
use super::known::Known;
use super::lexicon::{self, Gender, TitleSort};
use super::span::{self, Found};
use super::word::{Line, Shape, Style, Word};
use crate::analysis::language::{Document, MentionClass, MentionForm, SentenceId, TokenId, Upos};
use crate::text::Span;
use crate::text::byline::is_particle;

/// All names of a document, by start; none overlap.
pub(super) fn names(document: &Document<'_>) -> Vec<NameMention> {
    let classes = Classes::read(document);
    let count = u32::try_from(document.sentences().len()).unwrap_or(u32::MAX);
    let lines: Vec<Line<'_>> = (0..count).map(|id| Line::read(document, SentenceId(id))).collect();
    let mut found: Vec<Vec<Found>> = Vec::with_capacity(lines.len());
    let mut known = Known::default();
    for line in &lines {
        let names = if line.style == Style::Plain { span::in_plain(line) } else { Vec::new() };
        for name in &names {
            let words = &line.words[name.from..name.to];
            if surname_known(line, name) {
                known.insert_person(words);
            }
            known.insert_ending(words);
            if words[0].opens {
                continue;
            }
            let person =
                name.role.is_some() || lexicon::GIVEN_NAMES.contains(&fold(line.words[name.from].text));
            known.insert(document.words(line.span(name.from, name.to)), person);
        }
        found.push(names);
    }
    let mut mentions = Vec::new();
    for (line, mut names) in lines.iter().zip(found) {
        match line.style {
            Style::Plain => headline::add_known(line, &known, &mut names),
            Style::Title | Style::Shouted => names = headline::read(line, &known),
        }
        read_line(document, &classes, line, &names, &mut mentions);
    }
    mentions
}

/// Whether a name is a person's full name by its own words: with a title, or a given name and further words that are not
/// nouns for organisations or places.
fn surname_known(line: &Line<'_>, name: &Found) -> bool {
    let words = &line.words[name.from..name.to];
    let other = |word: &Word<'_>| {
        let lower = word.text.to_lowercase();
        lexicon::organisation_noun(&lower).is_some() || matches!(word.text, "of" | "for" | "and" | "&")
    };
    let spelled = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let unknown = |word: &Word<'_>| {
        word.shape == Shape::Lower && is_particle(word.text)
            || word.shape == Shape::Capital && !lexicon::is_english(&word.text.to_lowercase())
    };
    (2..=6).contains(&words.len())
        && !words.iter().any(other)
        && lexicon::known_organisation(&spelled).is_none()
        && lexicon::country(&spelled).is_none()
        && lexicon::city(&fold(&spelled)).is_none()
        && lexicon::country(words[0].text).is_none()
        && (name.role.is_some() || span::is_given_name(words[0].text) || words.iter().all(unknown))
}

/// The class from the mention finder for each head word of a name.
struct Classes(Vec<Option<MentionClass>>);

impl Classes {
    fn read(document: &Document<'_>) -> Self {
        let mut classes = vec![None; document.tokens().len()];
        for mention in document.mentions().iter().filter(|mention| mention.form == MentionForm::Name) {
            if let Some(class) = classes.get_mut(mention.head.index()) {
                *class = Some(mention.class);
            }
        }
        Self(classes)
    }

    fn of(&self, token: TokenId) -> Option<MentionClass> {
        self.0.get(token.index()).copied().flatten()
    }
}

fn read_line(
    document: &Document<'_>,
    classes: &Classes,
    line: &Line<'_>,
    names: &[Found],
    mentions: &mut Vec<NameMention>,
) {
    let words = &line.words;
    for (place, name) in names.iter().enumerate() {
        let head = head_of(document, &words[name.from..name.to]);
        let title = name.role.filter(|&(from, to)| from < to);
        let span = line.span(name.from, name.to);
        let straight = one_line(document.words(span)).replace('’', "'");
        let folded = fold(&straight);
        let sight = Sight {
            name: &straight,
            folded: &folded,
            document,
            words,
            from: name.from,
            to: name.to,
            titled: title.is_some_and(|(from, to)| has_title(&words[from..to])),
            class: classes.of(head),
            head,
        };
        let bracketed = names.get(place + 1).filter(|next| {
            next.from == name.to + 1
                && words[name.to].text == "("
                && words.get(next.to).is_some_and(|close| close.text == ")")
        });
        let mut roles = Vec::new();
        roles.extend(title.and_then(|(from, to)| role_span(line, from, to)));
        if title.is_none() {
            roles.extend(title_before(line, name.from));
        }
        roles.extend(attribute::tag_after(words, name.to).map(|(from, to)| line.span(from, to)));
        let evidence = kind::seen(&sight);
        mentions.push(NameMention {
            span,
            name: one_line(document.words(span)),
            evidence,
            country: country(&sight),
            roles,
            gender: title.and_then(|(from, to)| gender(&words[from..to])),
            bracketed: bracketed.map(|_| mentions.len() + 1),
        });
    }
}

/// The country that a name means as a state: by its name, its government or the capital that acts for it.
fn country(sight: &Sight<'_, '_>) -> Option<lexicon::Country> {
    let words = &sight.words[sight.from..sight.to];
    if let Some(country) = kind::governed(words) {
        return Some(country);
    }
    let spelled: Vec<&str> = words.iter().map(|word| word.text).collect();
    match lexicon::country(&spelled.join(" ")) {
        Some((country, lexicon::CountryForm::Name)) if !sight.titled => Some(country),
        _ => kind::acting_seat(sight),
    }
}

/// The word of a name that governs the others: the one whose governor is outside.
fn head_of(document: &Document<'_>, words: &[Word<'_>]) -> TokenId {
    let (first, last) = (words[0].first, words[words.len() - 1].last);
    let inside = |token: TokenId| first <= token && token <= last;
    (first.0..=last.0)
        .map(TokenId)
        .find(|&token| document.head(token).is_none_or(|governor| !inside(governor)))
        .unwrap_or(last)
}

fn has_title(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|from| {
        (from + 1..=words.len()).any(|to| {
            let spelled: Vec<String> = words[from..to].iter().map(|word| word.text.to_lowercase()).collect();
            lexicon::title(&spelled.join(" ")).is_some()
        })
    })
}

fn gender(words: &[Word<'_>]) -> Option<Gender> {
    words.iter().find_map(|word| lexicon::title(&word.text.to_lowercase()).and_then(|title| title.gender))
}

/// A title as a role; a form of address is not one.
fn role_span(line: &Line<'_>, from: usize, to: usize) -> Option<Span> {
    let honorific = |word: &Word<'_>| {
        lexicon::title(&word.text.to_lowercase()).is_some_and(|title| title.sort == TitleSort::Honorific)
    };
    let last = (from..to).rev().find(|&at| !honorific(&line.words[at]))?;
    Some(line.span(from, last + 1))
}

/// A lower-case title right before a name, with its complement: "the rail union leader Fiona Quarles".
fn title_before(line: &Line<'_>, name: usize) -> Option<Span> {
    let words = &line.words;
    let lower = |from: usize| {
        words[from..name].iter().map(|word| word.text.to_lowercase()).collect::<Vec<_>>().join(" ")
    };
    let start = (name.saturating_sub(3)..name).find(|&from| {
        words[from..name].iter().all(|word| word.shape == Shape::Lower)
            && lexicon::title(&lower(from)).is_some()
    })?;
    let noun = |word: &Word<'_>| {
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj) && word.shape != Shape::Mark
    };
    let from = (0..start).rev().take_while(|&at| noun(&words[at])).last().unwrap_or(start);
    Some(line.span(from, name))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

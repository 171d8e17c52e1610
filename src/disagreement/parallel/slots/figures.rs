//! Figures of one noun or unit in sentences that share too little to say the same, but enough to be about the same thing:
//! "the panel deliberated for 40 hours" and "after 30 hours of deliberation".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::SideBySide;
use super::super::align::{Group, Sentence};
use super::answers::figures_of;
use super::{Answer, Question, Value};

/// How many figures of one noun or unit are compared; the first ones are taken.
const MOST_FIGURES: usize = 32;

/// The least weight of the words that two sentences share, numerals aside: about three words that are rare in the story.
const LEAST_SHARED: f32 = 12.0;

/// How many such figures a story shows, those whose sentences share most first.
pub(super) const MOST_CARDS: usize = 6;

/// How many times one figure may be another.
const MOST_APART: f64 = 3.0;

/// A figure with its sentence.
struct Figure {
    sentence: Arc<Sentence>,
    answer: Answer,
}

/// Figures that are about the same thing, with their sentences and the question they answer.
pub(super) fn about_the_same(beside: &SideBySide<'_, '_>) -> Vec<(Group, Question, Vec<Answer>)> {
    let mut figures: BTreeMap<Question, Vec<Figure>> = BTreeMap::new();
    let groups = beside.aligned.groups.iter().flat_map(|group| &group.sentences);
    for sentence in groups.chain(&beside.aligned.alone) {
        for (question, answer) in figures_of(beside.story, sentence.passage) {
            if !beside.story.is_claimed(answer.passage) {
                let known = figures.entry(question).or_default();
                if known.len() < MOST_FIGURES {
                    known.push(Figure { sentence: Arc::clone(sentence), answer });
                }
            }
        }
    }
    let mut found = Vec::new();
    for (question, figures) in figures {
        for members in joined(beside, &figures) {
            let mut sentences: Vec<Arc<Sentence>> =
                members.iter().map(|one| Arc::clone(&figures[*one].sentence)).collect();
            sentences.sort_by_key(|sentence| sentence.passage);
            sentences.dedup_by_key(|sentence| sentence.passage);
            let group = Group { weight: beside.aligned.shared(&sentences), sentences };
            let answers = members.iter().map(|one| figures[*one].answer.clone()).collect();
            found.push((group, question.clone(), answers));
        }
    }
    found
}

/// The figures joined with those of other reports whose sentences share most with theirs, the most alike first; for each
/// figure, its whole group.
fn joined(beside: &SideBySide<'_, '_>, figures: &[Figure]) -> Vec<BTreeSet<usize>> {
    let shared: Vec<Vec<f32>> =
        figures.iter().map(|one| figures.iter().map(|other| alike(beside, one, other)).collect()).collect();
    let mut pairs: Vec<(usize, usize)> = (0..figures.len())
        .flat_map(|one| (one + 1..figures.len()).map(move |other| (one, other)))
        .filter(|(one, other)| shared[*one][*other] >= LEAST_SHARED)
        .collect();
    pairs.sort_by(|a, b| shared[b.0][b.1].total_cmp(&shared[a.0][a.1]).then(a.cmp(b)));
    let mut of: Vec<usize> = (0..figures.len()).collect();
    let mut members: Vec<BTreeSet<usize>> = (0..figures.len()).map(|one| BTreeSet::from([one])).collect();
    for (one, other) in pairs {
        let (kept, moved) = (of[one].min(of[other]), of[one].max(of[other]));
        let fit = |a: &usize| members[moved].iter().all(|b| shared[*a][*b] >= LEAST_SHARED);
        if kept != moved && members[kept].iter().all(fit) {
            let moving = std::mem::take(&mut members[moved]);
            for member in &moving {
                of[*member] = kept;
            }
            members[kept].extend(moving);
        }
    }
    members.into_iter().filter(|members| members.len() > 1).collect()
}

/// How much the sentences of two figures share; nothing if they are from one report, or so different in size that they count
/// two things.
fn alike(beside: &SideBySide<'_, '_>, one: &Figure, other: &Figure) -> f32 {
    let number = |figure: &Figure| match &figure.answer.value {
        Value::Number(quantity) => quantity.low.or(quantity.high).filter(|number| *number > 0.0),
        _ => None,
    };
    let near = number(one).zip(number(other)).is_some_and(|(a, b)| a.max(b) <= MOST_APART * a.min(b));
    let other_report = one.answer.passage.report != other.answer.passage.report;
    if near && other_report { beside.aligned.shared_content(&one.sentence, &other.sentence) } else { 0.0 }
}

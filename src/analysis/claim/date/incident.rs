//! The kinds of incidents and the words for them: `assets/lexicon/incidents.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon;

/// The kind of incident that a noun denotes, by lemma.
pub(crate) fn incident_noun(lemma: &str) -> Option<&'static str> {
    INCIDENTS.nouns.get(lemma).map(|incident| incident.kind)
}

/// The kind of incident that a verb denotes, by lemma.
pub(crate) fn incident_verb(lemma: &str) -> Option<&'static str> {
    INCIDENTS.verbs.get(lemma).map(|incident| incident.kind)
}

/// The words for incidents, by lemma, each with its kind.
pub fn incident_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = [&INCIDENTS.verbs, &INCIDENTS.nouns, &INCIDENTS.adjectives];
    let stated = all.into_iter().flatten().map(|(word, incident)| (*word, incident.kind));
    stated.chain(INCIDENTS.others.iter().copied())
}

/// Whether incidents of a kind last for a while, so that their date is that of their beginning.
#[must_use]
pub fn is_lasting(kind: &str) -> bool {
    INCIDENTS.nouns.values().any(|incident| incident.kind == kind && incident.lasting)
}

#[derive(Clone, Copy)]
pub(super) struct Incident {
    pub(super) kind: &'static str,
    pub(super) lasting: bool,
}

#[derive(Default)]
pub(super) struct Incidents {
    pub(super) verbs: HashMap<&'static str, Incident>,
    /// Verbs that denote an incident only with the word after them, by lemma: "go" with "off".
    pub(super) phrasal: HashMap<&'static str, Vec<(&'static str, Incident)>>,
    pub(super) nouns: HashMap<&'static str, Incident>,
    pub(super) adjectives: HashMap<&'static str, Incident>,
    /// Words that occur in reports of a kind of incident without denoting one themselves.
    others: Vec<(&'static str, &'static str)>,
}

pub(super) static INCIDENTS: LazyLock<Incidents> = LazyLock::new(|| {
    let mut all = Incidents::default();
    for [kind, span, verbs, nouns, adjectives, others] in
        lexicon::rows(include_str!("../../../../assets/lexicon/incidents.txt"))
    {
        let incident = Incident { kind, lasting: span == "lasting" };
        all.others.extend(others.split(", ").filter(|word| *word != "-").map(|word| (word, kind)));
        for (list, words) in
            [(&mut all.verbs, verbs), (&mut all.nouns, nouns), (&mut all.adjectives, adjectives)]
        {
            let words = words.split(", ").filter(|word| *word != "-" && !word.contains(' '));
            list.extend(words.map(|word| (word, incident)));
        }
        for (verb, following) in verbs.split(", ").filter_map(|words| words.split_once(' ')) {
            all.phrasal.entry(verb).or_default().push((following, incident));
        }
    }
    all
});

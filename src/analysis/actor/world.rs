//! Names from the world's press, each with its variants in sentences: how many chains come out exactly right.

use super::*;
use std::collections::BTreeMap;

/// The spans and kinds of the actors that a line marks, by label, and its text without the marks.
fn read(marked: &str, kind: char) -> (String, BTreeMap<String, Vec<Span>>) {
    let (mut text, mut chains) = (String::new(), BTreeMap::<String, Vec<Span>>::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, rest_after) = after.split_once(']').unwrap_or((after, ""));
        let (label, name) = inside.split_once(':').unwrap_or(("", inside));
        let label = if label.is_empty() { kind.to_string() } else { label.to_owned() };
        let start = text.len();
        text.push_str(name);
        chains.entry(label).or_default().push(Span::new(start, text.len()));
        rest = rest_after;
    }
    text.push_str(rest);
    (text, chains)
}

fn letter(kind: ActorKind) -> char {
    match kind {
        ActorKind::Person => 'p',
        ActorKind::Organisation => 'o',
        ActorKind::State => 's',
        ActorKind::Place => 'l',
        ActorKind::Group => 'g',
    }
}

/// Every actor with a name: its kind and the spans of its names.
fn named_chains(actors: &Actors) -> Vec<(char, Vec<Span>)> {
    let names = |index: usize| {
        let of_actor =
            |mention: &&ActorMention| mention.actor as usize == index && mention.form == MentionForm::Name;
        actors.mentions.iter().filter(of_actor).map(|mention| mention.span).collect::<Vec<_>>()
    };
    let all = actors.actors.iter().enumerate().map(|(index, actor)| (letter(actor.kind), names(index)));
    all.filter(|(_, spans)| !spans.is_empty()).collect()
}

#[test]
fn the_names_of_the_worlds_press_come_out_as_whole_chains() {
    let lines: Vec<&str> = include_str!("../../../tests/names/world.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect();
    assert!(lines.len() >= 150, "only {}", lines.len());
    let (mut right, mut found, mut wanted) = (0_u32, 0_u32, 0_u32);
    let mut wrong = Vec::new();
    for line in lines {
        let (kind, marked) = line.split_once('\t').expect("a line has two columns");
        let (text, chains) = read(marked, kind.chars().next().unwrap_or('p'));
        let seen = named_chains(&find(&Document::read(&text)));
        let hit = |(label, spans): &(&String, &Vec<Span>)| {
            seen.iter().any(|(kind, names)| label.starts_with(*kind) && names == *spans)
        };
        let hits = u32::try_from(chains.iter().filter(hit).count()).unwrap_or_default();
        right += hits;
        found += u32::try_from(seen.len()).unwrap_or_default();
        wanted += u32::try_from(chains.len()).unwrap_or_default();
        if hits as usize != chains.len() || hits as usize != seen.len() {
            let names =
                |spans: &[Span]| spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>().join("=");
            let seen: Vec<_> = seen.iter().map(|(kind, spans)| format!("{kind}:{}", names(spans))).collect();
            wrong.push(format!("{marked}\n    {}", seen.join("; ")));
        }
    }
    let score = 200.0 * f64::from(right) / f64::from(found + wanted);
    assert!(
        score >= 95.0,
        "F1 {score:.1} ({right} right, {found} found, {wanted} wanted)\n{}",
        wrong.join("\n")
    );
}

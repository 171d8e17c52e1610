//! The best tree over a sentence from a score for every pair of words: each word's best governor where these already form
//! a tree, else the maximum spanning arborescence (Chu & Liu 1965, Edmonds 1967; McDonald et al. 2005) with one root.

/// Scores of governors: `at(word, governor)`, where governor 0 is the root and governor *k* the word *k* − 1.
pub struct Scores<'s> {
    /// One row a word, each `stride` long.
    pub cells: &'s mut [f32],
    /// Cells in a row; at least the number of words + 1.
    pub stride: usize,
    /// The number of words.
    pub words: usize,
}

impl Scores<'_> {
    fn row(&self, word: usize) -> &[f32] {
        &self.cells[word * self.stride..][..=self.words]
    }
}

/// Buffers that the search needs, kept between sentences.
#[derive(Debug, Default)]
pub struct Workspace {
    colour: Vec<u32>,
    component: Vec<usize>,
    edges: Vec<(f32, usize, usize)>,
    best: Vec<usize>,
}

/// Fills `governors` (one a word, 0 for the root, else word + 1).
pub fn best(mut scores: Scores<'_>, space: &mut Workspace, governors: &mut Vec<usize>) {
    governors.clear();
    governors.extend((0..scores.words).map(|word| greatest(scores.row(word), word + 1)));
    if scores.words == 0 || is_tree(governors, space) {
        return;
    }
    force_one_root(&mut scores, governors);
    if !is_tree(governors, space) {
        arborescence(&scores, space, governors);
    }
}

/// The index of the highest score, without the word itself.
fn greatest(row: &[f32], own: usize) -> usize {
    let mut place = usize::from(own == 0);
    for (candidate, score) in row.iter().enumerate() {
        if candidate != own && *score > row[place] {
            place = candidate;
        }
    }
    place
}

/// Whether there is one root and every word leads to it.
fn is_tree(governors: &[usize], space: &mut Workspace) -> bool {
    governors.iter().filter(|&&governor| governor == 0).count() == 1
        && first_cycle(governors, &mut space.colour).is_none()
}

/// A word on a cycle, if there is one.
fn first_cycle(governors: &[usize], colour: &mut Vec<u32>) -> Option<usize> {
    colour.clear();
    colour.resize(governors.len() + 1, 0);
    for (mark, word) in (1..).zip(0..governors.len()) {
        let mut here = word + 1;
        while here != 0 && colour[here] == 0 {
            colour[here] = mark;
            here = governors[here - 1];
        }
        if here != 0 && colour[here] == mark {
            return Some(here - 1);
        }
    }
    None
}

/// Leaves the root to the word that loses most without it, and finds the best governor for every other word.
fn force_one_root(scores: &mut Scores<'_>, governors: &mut [usize]) {
    let gain = |scores: &Scores<'_>, word: usize| {
        let row = scores.row(word);
        let other = (1..row.len()).filter(|&governor| governor != word + 1).map(|governor| row[governor]);
        row[0] - other.fold(f32::NEG_INFINITY, f32::max).max(-1e9)
    };
    let root = (0..scores.words)
        .max_by(|&one, &other| gain(scores, one).total_cmp(&gain(scores, other)))
        .unwrap_or_default();
    let (stride, words) = (scores.stride, scores.words);
    for (word, chosen) in governors.iter_mut().enumerate() {
        let row = &mut scores.cells[word * stride..][..=words];
        if word == root {
            row[1..].fill(-1e9);
        } else {
            row[0] = -1e9;
        }
        *chosen = if word == root { 0 } else { greatest(&row[1..], word) + 1 };
    }
}

/// Edmonds' algorithm by contraction: while the chosen governors contain a cycle, contract it to one node, whose incoming
/// edges count their gain over the edge they would break; then expand the cycles from the last contracted to the first.
fn arborescence(scores: &Scores<'_>, space: &mut Workspace, governors: &mut [usize]) {
    let nodes = scores.words + 1;
    let total = 2 * nodes;
    // Cell (to, from) of the contracted graph: weight, and the words that the edge really joins.
    space.edges.clear();
    space.edges.resize(total * total, (f32::NEG_INFINITY, 0, 0));
    for word in 0..scores.words {
        for (from, &score) in scores.row(word).iter().enumerate() {
            if from != word + 1 {
                space.edges[(word + 1) * total + from] = (score, from, word + 1);
            }
        }
    }
    space.component.clear();
    space.component.extend(0..total);
    space.best.clear();
    space.best.resize(total, usize::MAX);
    let mut alive: Vec<usize> = (0..nodes).collect();
    let mut melted: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut next = nodes;
    loop {
        for &to in alive.iter().filter(|&&to| to != 0) {
            let from = alive.iter().copied().filter(|&from| from != to).max_by(|&one, &other| {
                space.edges[to * total + one].0.total_cmp(&space.edges[to * total + other].0)
            });
            space.best[to] = from.unwrap_or(0);
        }
        let Some(cycle) = cycle_among(&alive, &space.best) else { break };
        melt(&mut space.edges, &space.best, &cycle, &alive, next, total);
        for &member in &cycle {
            space.component[member] = next;
        }
        alive.retain(|node| !cycle.contains(node));
        alive.push(next);
        melted.push((next, cycle));
        next += 1;
    }
    open(space, &alive, &melted, total, governors);
}

/// The members of a cycle of chosen edges, if there is one.
fn cycle_among(alive: &[usize], best: &[usize]) -> Option<Vec<usize>> {
    let mut mark = vec![0_usize; best.len()];
    for (place, &start) in alive.iter().enumerate() {
        let mut here = start;
        while here != 0 && mark[here] == 0 {
            mark[here] = place + 1;
            here = best[here];
        }
        if here != 0 && mark[here] == place + 1 {
            let mut cycle = vec![here];
            let mut member = best[here];
            while member != here {
                cycle.push(member);
                member = best[member];
            }
            return Some(cycle);
        }
    }
    None
}

/// Writes the edges into and out of the new node that represents a cycle.
fn melt(
    edges: &mut [(f32, usize, usize)],
    best: &[usize],
    cycle: &[usize],
    alive: &[usize],
    node: usize,
    total: usize,
) {
    for &outside in alive.iter().filter(|node| !cycle.contains(node)) {
        let (mut into, mut out) = ((f32::NEG_INFINITY, 0, 0), (f32::NEG_INFINITY, 0, 0));
        for &member in cycle {
            let inside = edges[member * total + best[member]].0;
            let (score, from, to) = edges[member * total + outside];
            if score - inside > into.0 {
                into = (score - inside, from, to);
            }
            let edge = edges[outside * total + member];
            if edge.0 > out.0 {
                out = edge;
            }
        }
        edges[node * total + outside] = into;
        edges[outside * total + node] = out;
    }
}

/// Writes the governors: every node keeps its chosen edge, and in a contracted cycle the member that the edge from outside
/// really enters gives up its own.
fn open(
    space: &Workspace,
    alive: &[usize],
    melted: &[(usize, Vec<usize>)],
    total: usize,
    governors: &mut [usize],
) {
    let mut entering: Vec<Option<(usize, usize)>> = vec![None; total];
    let chosen = |node: usize| {
        let (_, from, to) = space.edges[node * total + space.best[node]];
        (from, to)
    };
    for &node in alive.iter().filter(|&&node| node != 0) {
        entering[node] = Some(chosen(node));
    }
    for (node, cycle) in melted.iter().rev() {
        let Some((from, to)) = entering[*node] else { continue };
        let mut entered = to;
        while !cycle.contains(&entered) {
            entered = space.component[entered];
        }
        for &member in cycle {
            entering[member] = Some(if member == entered { (from, to) } else { chosen(member) });
        }
    }
    for (word, governor) in governors.iter_mut().enumerate() {
        if let Some((from, _)) = entering[word + 1] {
            *governor = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn solve(words: usize, cells: &[f32]) -> Vec<usize> {
        let mut governors = Vec::new();
        let mut cells = cells.to_vec();
        let scores = Scores { cells: &mut cells, stride: words + 1, words };
        best(scores, &mut Workspace::default(), &mut governors);
        governors
    }

    /// The best single-root tree by trying them all.
    fn by_trial(words: usize, cells: &[f32]) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut choice = vec![0_usize; words];
        'all: loop {
            let fits = choice.iter().enumerate().all(|(word, &governor)| governor != word + 1);
            if fits && is_tree(&choice, &mut Workspace::default()) {
                best = best.max(weight(&choice, cells));
            }
            for place in &mut choice {
                *place += 1;
                if *place <= words {
                    continue 'all;
                }
                *place = 0;
            }
            return best;
        }
    }

    fn weight(governors: &[usize], cells: &[f32]) -> f32 {
        let words = governors.len();
        governors.iter().enumerate().map(|(word, &governor)| cells[word * (words + 1) + governor]).sum()
    }

    /// Whether the best tree must keep the root that the reader chose: the search itself is exact below it.
    fn best_with_root(words: usize, cells: &[f32], root: usize) -> f32 {
        let mut cells = cells.to_vec();
        for word in 0..words {
            for governor in 0..=words {
                if (governor == 0) != (word == root) {
                    cells[word * (words + 1) + governor] = -1e6;
                }
            }
        }
        by_trial(words, &cells)
    }

    #[test]
    fn a_cycle_is_opened_where_it_costs_least() {
        // Words 1 and 2 want each other; the root may take either.
        let cells = [5.0, 0.0, 10.0, 4.0, 10.0, 0.0];
        assert_eq!(solve(2, &cells), [0, 1]);
    }

    proptest! {
        #[test]
        fn every_sentence_gets_a_tree_and_the_best_one_under_its_root(
            words in 1_usize..5,
            values in proptest::collection::vec(-9.0_f32..9.0, 30),
        ) {
            let cells = &values[..words * (words + 1)];
            let governors = solve(words, cells);
            prop_assert!(is_tree(&governors, &mut Workspace::default()));
            let root = governors.iter().position(|&governor| governor == 0).expect("a tree has a root");
            let found = weight(&governors, cells);
            prop_assert!(found + 1e-3 >= best_with_root(words, cells, root));
        }
    }
}

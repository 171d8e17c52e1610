//! Logistic regression with a penalty on squared weights and bounds on each, by projected Newton steps along one weight at a time
//! (coordinate descent as in Fan and others 2008, LIBLINEAR).

use std::collections::BTreeMap;

use rashomon::text::learned::Side;

/// The features of one example, and its label.
pub struct Example {
    /// Features by index, with their degree.
    pub features: Vec<(usize, f64)>,
    /// The label.
    pub holds: bool,
    /// How much it counts, 1 as a rule.
    pub weight: f64,
}

/// The bounds of a weight.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The minimum.
    pub least: f64,
    /// The maximum.
    pub most: f64,
}

impl From<Side> for Bounds {
    fn from(side: Side) -> Self {
        let (least, most) = match side {
            Side::For => (0.0, f64::MAX),
            Side::Against => (f64::MIN, 0.0),
            Side::Either => (f64::MIN, f64::MAX),
            // Nothing outweighs it, so that no weight is learned.
            Side::Forbids => (0.0, 0.0),
        };
        Self { least, most }
    }
}

/// Weights by the name of a feature.
pub struct Named {
    /// The value before any feature.
    pub start: f64,
    /// The weights, to two places; features with a weight of zero are left out.
    pub of: BTreeMap<String, f64>,
}

impl Named {
    /// The weights that fit examples best, of the features that at least so many of them have.
    pub fn fit(examples: &[(&[String], bool)], least: usize, penalty: f64) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for feature in examples.iter().flat_map(|(features, _)| *features) {
            *counts.entry(feature).or_default() += 1;
        }
        let frequent = counts.into_iter().filter(|&(_, count)| count >= least);
        let places: BTreeMap<&str, usize> =
            frequent.zip(0..).map(|((feature, _), place)| (feature, place)).collect();
        let example = |&(features, holds): &(&[String], bool)| {
            let known = features.iter().filter_map(|feature| places.get(&**feature));
            Example { features: known.map(|&place| (place, 1.0)).collect(), holds, weight: 1.0 }
        };
        let examples: Vec<Example> = examples.iter().map(example).collect();
        let free = vec![Bounds { least: f64::MIN, most: f64::MAX }; places.len()];
        let (start, weights) = fit(&examples.iter().collect::<Vec<_>>(), &free, penalty);
        let short = |weight: f64| (weight * 100.0).round() / 100.0;
        let of = places.into_iter().map(|(feature, place)| (feature.to_owned(), short(weights[place])));
        Self { start: short(start), of: of.filter(|&(_, weight)| weight != 0.0).collect() }
    }

    /// The log-odds of an example with these features.
    pub fn log_odds(&self, features: &[String]) -> f64 {
        self.start + features.iter().filter_map(|feature| self.of.get(feature)).sum::<f64>()
    }

    /// The weights a line each, the start first.
    pub fn lines(&self) -> String {
        let line = |(name, weight): (&str, f64)| format!("{name} {weight}\n");
        let of = self.of.iter().map(|(name, &weight)| (&**name, weight));
        std::iter::once(("start", self.start)).chain(of).map(line).collect()
    }
}

/// Rounds over all weights; the last change is far below the precision that is written.
const ROUNDS: usize = 200;

/// The start and the weights that fit best.
pub fn fit(examples: &[&Example], bounds: &[Bounds], penalty: f64) -> (f64, Vec<f64>) {
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); bounds.len()];
    for (row, example) in examples.iter().enumerate() {
        for &(place, degree) in &example.features {
            columns[place].push((row, degree));
        }
    }
    let everything: Vec<(usize, f64)> = (0..examples.len()).map(|row| (row, 1.0)).collect();
    let mut odds = vec![0.0; examples.len()];
    let mut start = 0.0;
    // A fixed weight counts from the start, whether an example has it or not.
    let mut weights: Vec<f64> =
        bounds.iter().map(|bounds| 0.0_f64.clamp(bounds.least, bounds.most)).collect();
    for (weight, column) in weights.iter().zip(&columns) {
        for &(row, degree) in column {
            odds[row] += weight * degree;
        }
    }
    for _ in 0..ROUNDS {
        start += step(examples, &mut odds, &everything, |gradient, curvature| -gradient / curvature);
        for (place, column) in columns.iter().enumerate() {
            let weight: f64 = weights[place];
            let Bounds { least, most } = bounds[place];
            weights[place] += step(examples, &mut odds, column, |gradient, curvature| {
                let change = -(gradient + penalty * weight) / (curvature + penalty);
                (weight + change).clamp(least, most) - weight
            });
        }
    }
    (start, weights)
}

/// Changes one weight, for which `column` gives the degrees by row, by `change` of gradient and curvature; returns the change.
fn step(
    examples: &[&Example],
    odds: &mut [f64],
    column: &[(usize, f64)],
    change: impl Fn(f64, f64) -> f64,
) -> f64 {
    let (mut gradient, mut curvature) = (0.0, f64::MIN_POSITIVE);
    for &(row, degree) in column {
        let likely = 1.0 / (1.0 + (-odds[row]).exp());
        let Example { holds, weight, .. } = examples[row];
        gradient += weight * degree * (likely - f64::from(u8::from(*holds)));
        curvature += weight * degree * degree * likely * (1.0 - likely);
    }
    let change = if column.is_empty() { 0.0 } else { change(gradient, curvature) };
    for &(row, degree) in column {
        odds[row] += change * degree;
    }
    change
}

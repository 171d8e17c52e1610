//! Tables of learned weights: a name and a weight a line, `#` opens a comment.

/// What a feature can be evidence for, whatever the data say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// For: its weight is not negative.
    For,
    /// Against: its weight is not positive.
    Against,
    /// For or against, as the annotated data say.
    Either,
    /// Against, and nothing outweighs it.
    Forbids,
}

impl Side {
    /// Whether a weight is one that such a feature may have.
    #[must_use]
    pub fn allows(self, weight: f32) -> bool {
        match self {
            Self::For => weight >= 0.0,
            Self::Against | Self::Forbids => weight <= 0.0,
            Self::Either => true,
        }
    }
}

/// The names and weights of a table, in its order. A name may contain spaces; a weight that is no number is zero.
pub fn weights(table: &str) -> impl Iterator<Item = (&str, f32)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.rsplit_once(' ')).map(|(name, weight)| (name, weight.parse().unwrap_or(0.0)))
}

/// The weight of a name in a table; zero for one that is not there.
#[must_use]
pub fn weight(table: &str, wanted: &str) -> f32 {
    weights(table).find(|(name, _)| *name == wanted).map_or(0.0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_found_by_its_name() {
        let table = "# a comment 3\nstart -2.5\nnoun is obj 0.25\n";
        for (name, expected) in [("start", -2.5), ("noun is obj", 0.25), ("noun", 0.0), ("# a comment", 0.0)]
        {
            assert!((weight(table, name) - expected).abs() < f32::EPSILON, "{name}");
        }
    }

    #[test]
    fn a_side_allows_weights_of_its_sign() {
        for (side, negative, positive) in [
            (Side::For, false, true),
            (Side::Against, true, false),
            (Side::Either, true, true),
            (Side::Forbids, true, false),
        ] {
            assert_eq!((side.allows(-1.0), side.allows(1.0)), (negative, positive), "{side:?}");
        }
    }
}

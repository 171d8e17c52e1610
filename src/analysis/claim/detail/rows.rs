//! What states a detail of a crime: a row each, with its examples.

use super::{is_by_perpetrator, is_of_victim};
use crate::analysis::claim::pattern::{Match, Row};
use crate::analysis::language::Document;

/// What a row states.
pub(in crate::analysis::claim) struct Stated {
    /// The kind of detail.
    pub kind: &'static str,
    /// What else must hold of the words.
    pub holds: fn(&Document<'_>, &Match) -> bool,
}

const fn stated(kind: &'static str) -> Stated {
    Stated { kind, holds: |_, _| true }
}

/// The rows.
pub(in crate::analysis::claim) const ROWS: &[Row<Stated>] = &[
    Row {
        name: "armed with",
        pattern: "{verbs before a weapon} ..6!,|;|and with MODIFIER* @WEAPON",
        means: stated("weapon"),
        examples: &[
            "A man [armed with a semi-automatic rifle] entered the school.",
            "He opened [fire with a pistol].",
            "He [shot the clerk with a hunting rifle].",
            "He fired 40 [shots in six minutes with two pistols].",
        ],
        never: &["Officers armed with a warrant searched a gun shop.", "Police found a rifle in the car."],
    },
    Row {
        name: "in hand",
        pattern: "wield|brandish MODIFIER* @WEAPON",
        means: stated("weapon"),
        examples: &["A woman [wielding a kitchen knife] was held."],
        never: &["The shop sells rifles and knives."],
    },
    Row {
        name: "used by a perpetrator",
        pattern: "use|carry|fire MODIFIER* @WEAPON",
        means: Stated { kind: "weapon", holds: is_by_perpetrator },
        examples: &[
            "The suspect [used a 9mm pistol].",
            "The gunman [fired an AR-15-type rifle] from an alley.",
            "The shooter [used his stepfather's revolver].",
        ],
        never: &["Police used a rifle."],
    },
    Row {
        name: "left at the scene",
        pattern: "@WEAPON was recovered|seized",
        means: stated("weapon"),
        examples: &["A .38-caliber [revolver was recovered] at the house."],
        never: &["A revolver was sold at the house."],
    },
    Row {
        name: "beside somebody",
        pattern: "@WEAPON beside|near|by him|her|his",
        means: stated("weapon"),
        examples: &["He was found with a [rifle beside him]."],
        never: &["He was found by a rifle range."],
    },
    Row {
        name: "in a vehicle",
        pattern: "{words of a flight}|SUSPECT ..9 in|into|on|inside|drive|steal DET|what|his|her|their* \
            ^ VEHICLE|COLOUR|ADJ|PROPN|NUM|-|door|colored|coloured* @VEHICLE !VEHICLE",
        means: stated("vehicle"),
        examples: &[
            "The robbers [fled in a silver BMW].",
            "Police are looking for two [men in a black Dodge] Charger.",
            "The gunman got [away in a white pickup truck].",
            "The [shooter drove a red car].",
            "[Gunmen on motorcycles] attacked a village.",
        ],
        never: &["The victim was found in a silver BMW.", "The mayor left the hall."],
    },
    Row {
        name: "hit in",
        pattern: "{words of a hit} ..6!,|;|and|before|after|himself|herself|itself|themselves \
            in|to the|his|her|left|right|upper|lower* @BODYPART !NOUN|of",
        means: Stated { kind: "wound", holds: is_of_victim },
        examples: &[
            "The clerk was [shot in the chest].",
            "A man was [stabbed twice in the neck].",
            "She was [shot once in the left shoulder].",
            "The clerk was [hit in the upper leg] by a bullet.",
            "He was treated for a [wound to the hand].",
        ],
        never: &[
            "The gunman was shot in the leg.",
            "He shot himself in the head.",
            "She was shot in the back yard.",
            "The clerk was shot in the town of Head.",
            "The clerk was shot in the back of the van.",
            "The team shot itself in the foot.",
        ],
    },
];

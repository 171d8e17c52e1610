//! Colours by role. A theme is a TOML file of roles; three are compiled in, a person's own reads the same way.
//!
//! Every distinction also has a glyph or a modifier, so that the monochrome theme loses none.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// The themes that come with the program, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    ("mono", include_str!("../../../assets/themes/mono.toml")),
];

/// How many hues distinguish reports; the next report starts again with the first.
pub const REPORT_HUES: usize = 6;

/// A style for every role on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, from = "Roles")]
pub struct Theme {
    /// Plain words.
    pub text: Style,
    /// Words that matter less.
    pub quiet: Style,
    /// Lines, borders, what is empty.
    pub faint: Style,
    /// The program's name, the pane in focus, keys.
    pub accent: Style,
    /// Headings.
    pub heading: Style,
    /// The selected row of the pane in focus.
    pub selected: Style,
    /// The selected row of other panes.
    pub marked: Style,
    /// `✗`.
    pub contradiction: Style,
    /// `≠`.
    pub difference: Style,
    /// `●`, agreement.
    pub shared: Style,
    /// A filter that can be removed.
    pub chip: Style,
    /// In prose: the passage that mentions the event.
    pub passage: Style,
    /// In prose: the word that names the event.
    pub trigger: Style,
    /// In prose: an actor of the event.
    pub actor: Style,
    /// In prose: a time expression.
    pub time: Style,
    /// In prose: what is disputed.
    pub disputed: Style,
    /// A search hit, a matched letter.
    pub hit: Style,
    /// What went wrong.
    pub problem: Style,
    /// What is said not to have happened; laid over the style it would have.
    pub denied: Style,
    /// What is alleged, planned or asked for; laid over the style it would have.
    pub unsure: Style,
    /// Badges, by report.
    pub reports: [Style; REPORT_HUES],
}

impl Theme {
    /// Reads a theme.
    ///
    /// # Errors
    /// If the file is no TOML, names an unknown role or colour, or misses a role.
    pub fn read(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// One of the themes that come with the program.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::read(source).expect("the built-in themes are read by a test"))
    }

    /// The style of a report's badge.
    #[must_use]
    pub fn report(&self, id: crate::text::ReportId) -> Style {
        self.reports[id.index() % REPORT_HUES]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    text: Look,
    quiet: Look,
    faint: Look,
    accent: Look,
    heading: Look,
    selected: Look,
    marked: Look,
    contradiction: Look,
    difference: Look,
    shared: Look,
    chip: Look,
    passage: Look,
    trigger: Look,
    actor: Look,
    time: Look,
    disputed: Look,
    hit: Look,
    problem: Look,
    // A theme written before there were these two reads all the same.
    #[serde(default = "denied")]
    denied: Look,
    #[serde(default = "unsure")]
    unsure: Look,
    reports: [Look; REPORT_HUES],
}

fn denied() -> Look {
    Look { with: vec![Effect::Strike], ..Look::default() }
}

fn unsure() -> Look {
    Look { with: vec![Effect::Italic], ..Look::default() }
}

impl From<Roles> for Theme {
    fn from(roles: Roles) -> Self {
        Self {
            text: roles.text.into(),
            quiet: roles.quiet.into(),
            faint: roles.faint.into(),
            accent: roles.accent.into(),
            heading: roles.heading.into(),
            selected: roles.selected.into(),
            marked: roles.marked.into(),
            contradiction: roles.contradiction.into(),
            difference: roles.difference.into(),
            shared: roles.shared.into(),
            chip: roles.chip.into(),
            passage: roles.passage.into(),
            trigger: roles.trigger.into(),
            actor: roles.actor.into(),
            time: roles.time.into(),
            disputed: roles.disputed.into(),
            hit: roles.hit.into(),
            problem: roles.problem.into(),
            denied: roles.denied.into(),
            unsure: roles.unsure.into(),
            reports: roles.reports.map(Into::into),
        }
    }
}

/// A role as the file writes it: colours by name, number or `#rrggbb`, and modifiers by name.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    fg: Option<Hue>,
    bg: Option<Hue>,
    with: Vec<Effect>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Hue(Color);

impl TryFrom<String> for Hue {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
            .map(Hue)
            .map_err(|_| format!("unknown colour `{name}`: use a name (red), a number (0-255) or #rrggbb"))
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Effect {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
    Strike,
}

impl From<Look> for Style {
    fn from(look: Look) -> Self {
        let effects = look.with.iter().fold(Modifier::empty(), |all, effect| {
            all | match effect {
                Effect::Bold => Modifier::BOLD,
                Effect::Dim => Modifier::DIM,
                Effect::Italic => Modifier::ITALIC,
                Effect::Underline => Modifier::UNDERLINED,
                Effect::Reverse => Modifier::REVERSED,
                Effect::Strike => Modifier::CROSSED_OUT,
            }
        });
        Self { fg: look.fg.map(|hue| hue.0), bg: look.bg.map(|hue| hue.0), ..Self::new() }
            .add_modifier(effects)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_are_complete() {
        for (name, source) in BUILT_IN {
            Theme::read(source).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn the_monochrome_theme_has_no_colour_and_loses_no_distinction() {
        let mono = Theme::built_in("mono").unwrap();
        for style in [mono.text, mono.selected, mono.contradiction, mono.disputed, mono.reports[3]] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        let prose = [mono.text, mono.passage, mono.trigger, mono.actor, mono.time, mono.disputed, mono.hit];
        for (at, one) in prose.iter().enumerate() {
            assert!(!prose[at + 1..].contains(one), "two roles of prose look the same: {one:?}");
        }
    }

    /// The red, green and blue of a colour as xterm shows it; none for the terminal's own.
    fn channels(color: Color) -> Option<[u8; 3]> {
        let Color::Indexed(at @ 16..) = color else { return None };
        if at >= 232 {
            return Some([8 + 10 * (at - 232); 3]);
        }
        let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
        let at = at - 16;
        Some([level(at / 36), level(at / 6 % 6), level(at % 6)])
    }

    /// The light of each channel, 0 to 1.
    fn linear(color: [u8; 3]) -> [f64; 3] {
        color.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn product(matrix: [[f64; 3]; 3], color: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(color).map(|(weight, channel)| weight * channel).sum())
    }

    /// The contrast of two colours, 1 to 21, as WCAG 2.2 computes it.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let luminance = |color: [u8; 3]| {
            let [red, green, blue] = linear(color);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_stand_out_from_what_is_behind_them() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        for (name, grounds) in [("dark", &[[0; 3], [30; 3]][..]), ("light", &[[255; 3]])] {
            let theme = Theme::built_in(name).unwrap();
            let marked = channels(theme.marked.bg.unwrap()).unwrap();
            let mut roles = vec![
                ("text", theme.text),
                ("quiet", theme.quiet),
                ("accent", theme.accent),
                ("heading", theme.heading),
                ("selected", theme.selected),
                ("contradiction", theme.contradiction),
                ("difference", theme.difference),
                ("shared", theme.shared),
                ("chip", theme.chip),
                ("passage", theme.passage),
                ("trigger", theme.trigger),
                ("actor", theme.actor),
                ("time", theme.time),
                ("disputed", theme.disputed),
                ("hit", theme.hit),
                ("problem", theme.problem),
                ("denied", theme.denied),
                ("unsure", theme.unsure),
            ];
            roles.extend(theme.reports.map(|style| ("reports", style)));
            for (role, style) in roles {
                let words = channels(style.fg.unwrap()).unwrap();
                let behind = match style.bg {
                    Some(own) => vec![channels(own).unwrap()],
                    None => grounds.iter().copied().chain([marked]).collect(),
                };
                for ground in behind {
                    let found = contrast(words, ground);
                    assert!(found >= 4.5, "{name}: {role} on {ground:?} has a contrast of {found:.2}");
                }
            }
        }
    }

    /// How colours are seen: by most people, and where one of the three kinds of cones is missing (Machado, Oliveira and
    /// Fernandes 2009, severity 1).
    const EYES: [(&str, [[f64; 3]; 3]); 4] = [
        ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// A colour in CIE L*a*b* under D65, in which distances are about as far as they look.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        const TO_XYZ: [[f64; 3]; 3] =
            [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
        let [x, y, z] = product(TO_XYZ, light.map(|channel| channel.clamp(0.0, 1.0)));
        let [x, y, z] = [x / 0.9505, y, z / 1.089]
            .map(|share: f64| if share > 0.008_856 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn how_reports_relate_is_distinct_in_colour_with_any_cones_missing() {
        for name in ["dark", "light"] {
            let theme = Theme::built_in(name).unwrap();
            let roles = [theme.contradiction, theme.difference, theme.shared];
            for (eyes, seen) in EYES {
                let seen =
                    roles.map(|style| lab(product(seen, linear(channels(style.fg.unwrap()).unwrap()))));
                for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                    let apart = seen[one].iter().zip(seen[other]).map(|(one, other)| (one - other).powi(2));
                    let apart = apart.sum::<f64>().sqrt();
                    assert!(apart >= 15.0, "{name}, {eyes}: {one} and {other} are {apart:.0} apart");
                }
            }
        }
    }

    #[test]
    fn a_theme_with_an_unknown_role_or_colour_says_which() {
        let dark = BUILT_IN[0].1;
        let wrong_role = dark.replace("quiet", "quite");
        assert!(Theme::read(&wrong_role).unwrap_err().to_string().contains("quite"));
        let wrong_colour = dark.replacen("fg = \"", "fg = \"no-", 1);
        assert!(Theme::read(&wrong_colour).unwrap_err().to_string().contains("unknown colour `no-"));
    }
}

//! A person's settings: keys by command name, the theme, the mouse. Read from one TOML file; flags go before it.
//!
//! ```toml
//! theme = "light"            # dark, light, mono, or the path of a theme file
//! mouse = false
//! [keys]
//! next-disagreement = "n f3"        
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::ui::state::app::Settings;
use crate::ui::state::keymap::{Keymap, KeymapError};
use crate::ui::widget::theme::{BUILT_IN, Theme};

/// The JSON Schema of the config file.
pub const JSON_SCHEMA: &str = include_str!("../../../assets/rashomon.config-1.schema.json");

/// The JSON Schema of a theme file.
pub const THEME_SCHEMA: &str = include_str!("../../../assets/rashomon.theme-1.schema.json");

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{}: {error}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: toml::de::Error,
    },
    /// Keys that cannot be.
    #[error("{}: {error}", path.display())]
    Keys {
        /// The file.
        path: PathBuf,
        /// Which.
        error: KeymapError,
    },
}

/// What determines the settings besides the file.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The config file; where none is given, the usual one if it is there.
    pub config: Option<PathBuf>,
    /// A theme by name or file.
    pub theme: Option<String>,
    /// Leave the mouse alone.
    pub no_mouse: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct File {
    theme: Option<String>,
    mouse: Option<bool>,
    keys: BTreeMap<String, String>,
}

impl Settings {
    /// The settings of a person: what was chosen now, else the config file, else what the environment says of colours.
    ///
    /// # Errors
    /// If a file that was named, or the usual config file, cannot be read as settings.
    pub fn choose(choice: &Choice) -> Result<Self, ConfigError> {
        let usual = usual_path().filter(|path| path.is_file());
        let path = choice.config.clone().or(usual);
        let file = path.as_deref().map(read::<File>).transpose()?.unwrap_or_default();
        let keymap = Keymap::read(&file.keys)
            .map_err(|error| ConfigError::Keys { path: path.unwrap_or_default(), error })?;
        let named = choice.theme.clone().or(file.theme);
        let named = named.or_else(|| default_theme(environment).map(str::to_owned));
        let ask_background = named.is_none() && terminal(environment) == Terminal::Modern;
        let theme = Some(theme(named.as_deref().unwrap_or("dark"))?);
        let no_mouse = choice.no_mouse || file.mouse == Some(false);
        Ok(Self { keymap, theme, no_mouse, session: None, ask_background })
    }
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where the config file is looked for where none is named: in the config folder that the environment names. None without one.
#[must_use]
pub fn usual_path() -> Option<PathBuf> {
    let home = environment("HOME").map(|home| Path::new(&home).join(".config"));
    let folder = environment("XDG_CONFIG_HOME").map(PathBuf::from).or(home)?;
    Some(folder.join("rashomon").join("config.toml"))
}

/// What a terminal can do, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Terminal {
    /// It has no colours.
    Plain,
    /// It has colours, but prints the questions that it does not understand.
    Simple,
    /// It has colours, and ignores what it does not understand.
    Modern,
}

/// Beginnings of the names, in TERM, of terminals that are not modern; from the terminfo database of ncurses.
const TERMINALS: &[(&str, Terminal)] = &[
    ("dumb", Terminal::Plain),
    ("vt1", Terminal::Plain),
    ("vt2", Terminal::Plain),
    ("vt3", Terminal::Plain),
    ("vt4", Terminal::Plain),
    ("vt5", Terminal::Plain),
    ("xterm-mono", Terminal::Plain),
    ("ansi-m", Terminal::Plain),
    ("ansi", Terminal::Simple),
    ("cons25", Terminal::Simple),
    ("linux", Terminal::Simple),
];

fn terminal(environment: impl Fn(&str) -> Option<String>) -> Terminal {
    let Some(name) = environment("TERM") else { return Terminal::Simple };
    let known = TERMINALS.iter().find(|(beginning, _)| name.starts_with(beginning));
    known.map_or(Terminal::Modern, |(_, terminal)| *terminal)
}

/// No colour where none is wanted or possible; else light or dark as the environment says of the terminal's colours, if it does.
fn default_theme(environment: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    if environment("NO_COLOR").is_some() || terminal(&environment) == Terminal::Plain {
        return Some("mono");
    }
    let colours = environment("COLORFGBG")?;
    match colours.rsplit(';').next()?.parse::<u8>() {
        Ok(7 | 15) => Some("light"),
        Ok(_) => Some("dark"),
        Err(_) => None,
    }
}

/// A theme by its name, or from a file.
fn theme(name: &str) -> Result<(String, Theme), ConfigError> {
    if let Some(theme) = Theme::built_in(name) {
        return Ok((name.to_owned(), theme));
    }
    let path = Path::new(name);
    if !path.exists() {
        let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        let why = format!("no such theme: the themes are {}, or the path of a theme file", known.join(", "));
        let error = std::io::Error::new(std::io::ErrorKind::NotFound, why);
        return Err(ConfigError::Unreadable { path: path.to_owned(), error });
    }
    Ok((name.to_owned(), read(path)?))
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::Unreadable { path: path.to_owned(), error })?;
    toml::from_str(&text).map_err(|error| ConfigError::Malformed { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(config: &str) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, config).unwrap();
        Settings::choose(&Choice { config: Some(path), ..Choice::default() })
    }

    #[test]
    fn the_file_sets_theme_mouse_and_keys() {
        let settings = chosen("theme = \"light\"\nmouse = false\n[keys]\nquit = \"Q\"\n").unwrap();
        assert!(settings.no_mouse);
        assert_eq!(settings.theme.unwrap().0, "light");
        assert_eq!(settings.keymap.hint(crate::ui::state::action::Action::Quit), "Q");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_file() {
        for (config, named) in [
            ("theme = \"neon\"", "the themes are dark, light, mono"),
            ("colour = 1", "colour"),
            ("[keys]\nquit = \"j\"", "`down` and `quit`"),
            ("[keys]\nqiut = \"q\"", "qiut"),
        ] {
            let error = chosen(config).unwrap_err().to_string();
            assert!(error.contains(named), "{config}: {error}");
        }
    }

    #[test]
    fn the_theme_without_colours_is_for_those_who_want_none_and_terminals_that_have_none() {
        let with = |pairs: &'static [(&str, &str)]| {
            default_theme(move |name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(with(&[("NO_COLOR", "1")]), Some("mono"));
        assert_eq!(with(&[("COLORFGBG", "0;15")]), Some("light"));
        assert_eq!(with(&[("COLORFGBG", "15;0")]), Some("dark"));
        assert_eq!(with(&[("COLORFGBG", "default")]), None);
        assert_eq!(with(&[("TERM", "vt100"), ("COLORFGBG", "0;15")]), Some("mono"));
        assert_eq!(with(&[("TERM", "vte-256color")]), None);
        assert_eq!(with(&[]), None);
    }
}

//! `rashomon config`: where a person's settings are, their values, whether they are valid, and a file to start with.

use std::io::{self, Write};
use std::path::PathBuf;

use super::exit::{Failure, Outcome};
use super::Run;
use crate::store;
use crate::text::visible;
use crate::ui::Settings;
use crate::ui::run::config::{Choice, JSON_SCHEMA, THEME_SCHEMA, usual_path};
use crate::ui::state::keymap::COMMANDS;

/// Arguments of `rashomon config`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

/// What is asked about the settings.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print where the config file is looked for
    Path,
    /// Print the settings in force, as a config file
    Show(Which),
    /// Say whether a config file and the theme it names can be used
    Check(Which),
    /// Write a config file in which every setting is explained and none is changed
    Init(Init),
    /// Print the JSON Schema of the config file, or of a theme file
    Schema(Schema),
}

#[derive(Debug, clap::Args)]
struct Schema {
    /// Of which file
    #[arg(value_enum, default_value_t)]
    of: Described,
}

/// The files with a schema.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Described {
    /// The config file
    #[default]
    Config,
    /// A theme
    Theme,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// The config file [default: the one that `rashomon config path` prints]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Init {
    /// The file to write [default: the one that `rashomon config path` prints]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        match &self.what {
            What::Path => writeln!(to, "{}", visible::line(&usual()?.display().to_string()))?,
            What::Show(which) => show(to, &settings(which)?)?,
            What::Check(which) => {
                settings(which)?;
                let path = which.file.clone().or_else(usual_path).filter(|path| path.is_file());
                let path = path.map_or_else(|| "no config file: the defaults hold".to_owned(), |path| {
                    format!("{}: in order", path.display())
                });
                writeln!(to, "{}", visible::line(&path))?;
            }
            What::Init(init) => write_template(to, init)?,
            What::Schema(schema) => to.write_all(schema.of.schema().as_bytes())?,
        }
        Ok(Outcome::Done)
    }
}

impl Described {
    fn schema(self) -> &'static str {
        match self {
            Self::Config => JSON_SCHEMA,
            Self::Theme => THEME_SCHEMA,
        }
    }
}

fn usual() -> Result<PathBuf, Failure> {
    let none = || Failure::Argument("neither XDG_CONFIG_HOME nor HOME is set: name a file".to_owned());
    usual_path().ok_or_else(none)
}

fn settings(which: &Which) -> Result<Settings, Failure> {
    let choice = Choice { config: which.file.clone(), ..Choice::default() };
    Settings::choose(&choice).map_err(|error| Failure::Argument(error.to_string()))
}

fn show(to: &mut dyn Write, settings: &Settings) -> io::Result<()> {
    let theme = settings.theme.as_ref().map_or("dark", |(name, _)| name);
    writeln!(to, "theme = {}", toml::Value::from(theme))?;
    writeln!(to, "mouse = {}", !settings.no_mouse)?;
    writeln!(to, "\n[keys]")?;
    for command in COMMANDS {
        let keys = settings.keymap.names(command).join(" ");
        writeln!(to, "{} = {}", command.name, toml::Value::from(keys))?;
    }
    Ok(())
}

fn write_template(to: &mut dyn Write, init: &Init) -> Result<(), Failure> {
    let path = init.file.clone().map_or_else(usual, Ok)?;
    if path.exists() && !init.force {
        let why = format!("{} exists; --force replaces it", path.display());
        return Err(Failure::Argument(why));
    }
    let unwritable = |error| Failure::File { path: path.clone(), error };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    store::write_atomically(&path, template).map_err(unwritable)?;
    writeln!(to, "{}", visible::line(&path.display().to_string()))?;
    Ok(())
}

/// A config file with every setting at its default, each commented out.
fn template(to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "# Settings of rashomon's explorer. Take the `#` off a line to change it.\n")?;
    writeln!(to, "# Colours: dark, light, mono, or the path of a theme file. Without this line, what the terminal says.")?;
    writeln!(to, "#theme = \"dark\"\n")?;
    writeln!(to, "# Whether the mouse selects and scrolls.\n#mouse = true\n")?;
    writeln!(to, "# Keys, separated by spaces: letters, or down, ctrl-p, shift-tab, f1. An empty text unbinds a command.")?;
    writeln!(to, "[keys]")?;
    for command in COMMANDS {
        let about = if command.about.is_empty() { String::new() } else { format!("  # {}", command.about) };
        writeln!(to, "#{} = {}{about}", command.name, toml::Value::from(command.keys))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_changes_nothing_and_each_of_its_lines_is_valid() {
        let mut text = Vec::new();
        template(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let uncommented: Vec<&str> = text
            .lines()
            .map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' ')).unwrap_or(line))
            .collect();
        for config in [&text, &uncommented.join("\n")] {
            std::fs::write(&path, config).unwrap();
            let choice = Choice { config: Some(path.clone()), theme: Some("dark".to_owned()), no_mouse: false };
            let settings = Settings::choose(&choice).unwrap();
            let mut shown = Vec::new();
            show(&mut shown, &settings).unwrap();
            let shown: toml::Table = String::from_utf8(shown).unwrap().parse().unwrap();
            assert_eq!(shown["mouse"].as_bool(), Some(true));
            for command in COMMANDS {
                assert_eq!(shown["keys"][command.name].as_str(), Some(command.keys), "{}", command.name);
            }
        }
    }
}

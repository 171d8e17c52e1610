//! Suggestions for a path that does not exist: a command, or a file with a similar name.

use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};

use crate::export::Format;

/// How similar two names must be for a suggestion, from 0 to 1, the value that clap uses for its own.
const ALIKE: f64 = 0.7;

/// What is wrong with paths that were given without a command, if one of them was meant as a command.
///
/// A path that exists is a path, whatever its name.
pub fn for_paths(paths: &[PathBuf], program: &clap::Command) -> Option<String> {
    let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    let missing = |path: &&PathBuf| **path != Path::new("-") && !path.exists();
    if let Some(name) =
        paths.iter().filter(missing).filter_map(|path| path.to_str()).find(|path| names.contains(path))
    {
        return Some(format!(
            "`{name}` is a command and comes first, its options after it: rashomon {name} [OPTIONS] [PATH]… \
             (--config, --theme and --no-mouse are for the explorer alone)"
        ));
    }
    let first = paths.first().filter(missing)?.to_str()?;
    let nearest = nearest(first, names.into_iter())?;
    Some(format!("there is no file and no command `{first}`; did you mean the command `{nearest}`?"))
}

/// The file in the folder of a missing path with the most similar name.
pub fn for_path(path: &Path) -> Option<PathBuf> {
    /// A folder with more files is not searched: nobody waits for a suggestion.
    const ENTRIES: usize = 10_000;
    let name = path.file_name()?.to_str()?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = std::fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?.take(ENTRIES).flatten();
    let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    nearest(name, names.iter().map(String::as_str)).map(|nearest| path.with_file_name(nearest))
}

/// The most similar name, in any case, if it is similar enough.
pub fn nearest_of_any_case<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let nearest = nearest(&name.to_lowercase(), lower.iter().map(String::as_str))?;
    lower.iter().position(|name| name == nearest).map(|place| names[place])
}

/// Says which command writes a format that another was asked for, if there is one.
pub fn for_format(error: &mut clap::Error) {
    let asked = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    if !asked(ContextKind::InvalidArg).starts_with("--format") {
        return;
    }
    let value = asked(ContextKind::InvalidValue);
    if let Some(format) = Format::named(value) {
        let tip = format!("{} is written by `rashomon export --format {value}`", format.about);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        error.remove(ContextKind::SuggestedValue);
    }
}

/// The most similar name, if it is similar enough.
fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let likeness = |other: &&'n str| strsim::jaro_winkler(name, other);
    let alike = names.map(|other| (likeness(&other), other)).filter(|(likeness, _)| *likeness > ALIKE);
    alike.max_by(|(one, a), (other, b)| one.total_cmp(other).then(b.cmp(a))).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_offered_for_a_mistyped_command_but_not_for_a_file() {
        let program = super::super::arguments();
        let hint = |paths: &[&str]| {
            for_paths(&paths.iter().map(PathBuf::from).collect::<Vec<_>>(), &program).unwrap_or_default()
        };
        assert!(hint(&["timelin"]).contains("`timeline`?"));
        assert!(hint(&["disagrements", "x"]).contains("`disagreements`?"));
        assert!(hint(&["timeline", "x"]).contains("comes first"));
        assert!(hint(&["/no/such/folder"]).is_empty());
        assert!(hint(&["-"]).is_empty());
        assert!(hint(&[]).is_empty());
        assert!(hint(&["src"]).is_empty(), "what exists is a path");
        assert!(hint(&["q7"]).is_empty(), "what is like nothing is no command");
    }

    #[test]
    fn the_intended_path_is_found_next_to_a_mistyped_one() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["harbour-news.txt", "weather.csv"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let hint = |name: &str| for_path(&folder.path().join(name));
        assert_eq!(hint("harbor-news.txt"), Some(folder.path().join("harbour-news.txt")));
        assert_eq!(hint("zzz"), None);
        assert_eq!(for_path(&folder.path().join("no/such.txt")), None);
    }

    #[test]
    fn a_name_is_found_in_any_case() {
        let names = ["Harbour Line", "Ministry of Transport"];
        assert_eq!(nearest_of_any_case("harbor line", &names), Some("Harbour Line"));
        assert_eq!(nearest_of_any_case("zzz", &names), None);
        assert_eq!(nearest_of_any_case("x", &[]), None);
    }
}

//! The guide: one longer page for each topic. The pages are the documentation of the modules below, `rashomon help TOPIC` prints
//! them, and the manual page includes them all.
//!
//! A topic is a Markdown file in this folder and its name in the list below.

mod markdown;

pub use markdown::{Block, Look, StyledText, blocks};

/// A page of the guide.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// The word that selects it.
    pub name: &'static str,
    /// The page, in Markdown; its first line is the title.
    pub text: &'static str,
}

impl Topic {
    /// The topic of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}

/// Declares the topics: each a module whose documentation is the page.
macro_rules! topics {
    ($($name:ident,)+) => {
        $(#[doc = include_str!(concat!(stringify!($name), ".md"))]
        pub mod $name {})+

        /// All pages, in a sensible reading order.
        pub const TOPICS: &[Topic] = &[$(
            Topic { name: stringify!($name), text: include_str!(concat!(stringify!($name), ".md")) },
        )+];
    };
}

topics! {
    inputs,
    dates,
    verdicts,
    explorer,
    keys,
    notes,
    exports,
    scripts,
    configuration,
    speed,
    limits,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_begins_with_a_title_of_its_own() {
        let mut titles: Vec<&str> = TOPICS.iter().map(Topic::title).collect();
        assert!(TOPICS.iter().all(|topic| topic.text.starts_with("# ") && topic.text.ends_with('\n')));
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), TOPICS.len());
    }

    #[test]
    fn every_page_is_listed() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide");
        let pages = std::fs::read_dir(folder).unwrap().flatten();
        let pages = pages.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
        assert_eq!(pages.count(), TOPICS.len());
    }

    #[test]
    fn a_page_that_names_another_names_one_that_exists() {
        for topic in TOPICS {
            for (at, words) in topic.text.match_indices("`rashomon help ") {
                let name = topic.text[at + words.len()..].split('`').next().unwrap_or_default();
                assert!(Topic::named(name).is_some(), "{} names {name}", topic.name);
            }
        }
    }
}

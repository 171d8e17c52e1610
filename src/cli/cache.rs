//! `rashomon cache`: what is stored from earlier runs.

use std::io::Write;

use super::Run;
use super::exit::{Failure, Outcome};
use super::progress::grouped;
use crate::store::cache::{self, Contents};
use crate::text::visible;

/// Arguments of `rashomon cache`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do
    #[arg(value_enum, default_value_t)]
    what: What,
}

/// What to do with the cache.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum What {
    /// Say where it is and what it holds
    #[default]
    Status,
    /// Remove all of it; the next run makes it again
    Clear,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let Some(folder) = cache::folder() else {
            writeln!(to, "Nothing is kept: there is no cache folder.")?;
            return Ok(Outcome::Done);
        };
        match self.what {
            What::Status => {
                let [own, others] = cache::contents(&folder);
                writeln!(to, "{}", visible::line(&folder.display().to_string()))?;
                writeln!(to, "{} of this version", says(own))?;
                writeln!(to, "{} of other versions", says(others))?;
            }
            What::Clear => {
                let [own, others] = cache::contents(&folder);
                cache::clear(&folder).map_err(|error| Failure::File { path: folder, error })?;
                let all = Contents { entries: own.entries + others.entries, bytes: own.bytes + others.bytes };
                writeln!(to, "{} removed", says(all))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// `1,234 analyses (5 MiB)`.
fn says(contents: Contents) -> String {
    let analyses = if contents.entries == 1 { "analysis" } else { "analyses" };
    let kibibytes = contents.bytes.div_ceil(1024);
    let size = if kibibytes < 1024 { format!("{kibibytes} KiB") } else { format!("{} MiB", kibibytes / 1024) };
    format!("{} {analyses} ({size})", grouped(contents.entries))
}

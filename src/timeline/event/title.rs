//! The words an event is shown by, in the reports' own words, at most sixty columns.
//!
//! Every account proposes what its grammar allows (`analysis::event::Wording`); the proposal that reads best on its own and says
//! most of who did what to whom, in the fewest words, wins.

use unicode_width::UnicodeWidthStr;

use super::Context;
use super::account::Account;
use crate::analysis::event::lexicon::{Part, lexicon};
use crate::analysis::event::{EventMention, Flaw, Form, Function, Modality, Piece, Shape};
use crate::analysis::legible;

/// The widest a title may be, in columns.
pub const WIDTH: usize = 60;
/// The width up to which a title may take optional parts.
const SHORT: usize = 46;

/// A title, with the reasons for and against it.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// The words.
    pub words: String,
    /// The index of the account it is from, among those given.
    pub from: usize,
    /// The reasons for and against it, with the weights by which titles are compared.
    pub grounds: Vec<(&'static str, i32)>,
    /// Why it cannot be read on its own; empty for most titles.
    pub flaws: Vec<Flaw>,
}

impl Title {
    /// The sum of its grounds.
    pub fn worth(&self) -> i32 {
        self.grounds.iter().map(|(_, weight)| weight).sum()
    }
}

/// The best title among those of an event's accounts.
pub fn best(context: &Context<'_>, accounts: &[&Account<'_>]) -> Title {
    let happened = accounts.iter().any(|account| is_fact(account.mention.modality));
    let proposals =
        accounts.iter().enumerate().map(|(from, account)| propose(context, account, happened, from));
    let better = |one: &Title, other: &Title| one.worth().cmp(&other.worth()).then(other.from.cmp(&one.from));
    proposals.max_by(better).unwrap_or_default()
}

/// Whether a report says that it happened.
fn is_fact(modality: Modality) -> bool {
    matches!(modality, Modality::Asserted | Modality::Reported | Modality::Alleged)
}

fn propose(context: &Context<'_>, account: &Account<'_>, happened: bool, from: usize) -> Title {
    let writer = Writer { context, account, text: &context.reports[account.report.index()].text };
    let mention = account.mention;
    let (words, whole) = writer.words();
    let mut grounds = vec![match mention.wording.shape {
        Shape::Clause => ("a clause with its subject", 30),
        Shape::Infinitive | Shape::Participle => ("a subject with a verb that has no tense", 20),
        Shape::Phrase => ("a noun", 16),
        Shape::Verb => ("a verb without a subject", 0),
    }];
    grounds.extend(mention.wording.flaws.iter().map(weight_of));
    let needed = mention.wording.pieces.iter().filter(|piece| piece.rank == 0).count();
    if mention.form == Form::Verb && needed > 2
        || mention.form != Form::Verb && mention.wording.pieces.len() > 1
    {
        grounds.push(("it has an object or a complement", 4));
    }
    if mention.wording.pieces.iter().any(|piece| piece.actor.is_some()) {
        grounds.push(("a name replaces a pronoun", -2));
    }
    if happened && !is_fact(mention.modality) {
        grounds.push(("it does not report as a fact what others do", -14));
    }
    if mention.modality == Modality::Alleged && happened {
        grounds.push(("it is only alleged", -2));
    }
    if mention.function != Function::Event || account.leads {
        grounds.push(("its verb only leads to another event", -6));
    }
    if mention.likelihood.is_some() {
        grounds.push(("its word is on no list of events", -6));
    }
    if !whole {
        grounds.push(("it had to be cut", -9));
    } else if words.width() <= SHORT {
        grounds.push(("it is short", 1));
    }
    let mut flaws = mention.wording.flaws.iter().collect::<Vec<_>>();
    if words.is_empty() {
        flaws.push(Flaw::Incomplete);
    }
    Title { words: capitalised(&words), from, grounds, flaws }
}

fn weight_of(flaw: Flaw) -> (&'static str, i32) {
    let weight = match flaw {
        Flaw::Bare => -12,
        Flaw::Pointing | Flaw::Incomplete => -14,
        Flaw::NoSubject | Flaw::Unsound => -18,
    };
    (flaw.says(), weight)
}

struct Writer<'a> {
    context: &'a Context<'a>,
    account: &'a Account<'a>,
    text: &'a str,
}

impl Writer<'_> {
    fn mention(&self) -> &EventMention {
        self.account.mention
    }

    /// The words, and whether all necessary parts are there.
    fn words(&self) -> (String, bool) {
        let pieces: Vec<Piece> = self.mention().wording.pieces.iter().collect();
        let ranks = || pieces.iter().map(|piece| piece.rank).filter(|rank| *rank > 0);
        let (next, highest) = (ranks().min().unwrap_or(0), ranks().max().unwrap_or(0));
        let said: Vec<String> = pieces.iter().map(|piece| self.piece(piece)).collect();
        let up_to = |rank: u8| {
            join(pieces.iter().zip(&said).filter(|(piece, _)| piece.rank <= rank).map(|(_, words)| &**words))
        };
        let least = up_to(0);
        // A verb alone says little, and so does a request or plan without its content: such a title may take the first optional part
        // that follows, although that makes it long.
        let bare =
            pieces.iter().filter(|piece| piece.rank == 0).count() < 3 && self.mention().form == Form::Verb;
        let leads = lexicon().is(&self.mention().lemma, Part::Planning);
        let widest = |rank: u8| if (bare || leads) && rank == next { WIDTH } else { SHORT };
        let chosen = (1..=highest).map(|rank| (rank, up_to(rank)));
        let fitting = chosen.take_while(|(rank, words)| words.width() <= widest(*rank)).last();
        match fitting {
            Some((_, words)) => (words, true),
            None if least.width() <= WIDTH => (least, true),
            None => {
                let bare = pieces.iter().filter(|piece| piece.rank == 0);
                let named =
                    bare.map(|piece| self.piece(&Piece { actor: piece.actor.or(piece.name), ..*piece }));
                let named = named.collect::<Vec<_>>();
                let named = join(named.iter().map(String::as_str));
                if named.width() <= WIDTH { (named, true) } else { (cut(&least), false) }
            }
        }
    }

    /// A piece's words, or the name that replaces them.
    fn piece(&self, piece: &Piece) -> String {
        let analysis = &self.context.analyses[self.account.report.index()];
        let actor = piece.actor.and_then(|actor| analysis.actors.actors.get(actor as usize));
        match actor {
            Some(actor) => tidy(&actor.name),
            None => tidy(&legible::words(piece.span.of(self.text))),
        }
    }
}

/// The words of the pieces that have any.
fn join<'w>(pieces: impl Iterator<Item = &'w str>) -> String {
    balanced(&pieces.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Collapses white space and drops stray marks at the ends.
fn tidy(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|mark: char| ",;:".contains(mark) || mark.is_whitespace()).to_owned()
}

/// The words without their quotation marks where these are unpaired or enclose everything.
fn balanced(words: &str) -> String {
    const OPEN: [char; 3] = ['“', '«', '‘'];
    const CLOSE: [char; 2] = ['”', '»'];
    let count = |marks: &[char]| words.chars().filter(|letter| marks.contains(letter)).count();
    let straight = words.matches('"').count();
    let paired = count(&OPEN[..2]) == count(&CLOSE) && straight.is_multiple_of(2);
    if paired {
        return words.to_owned();
    }
    words.chars().filter(|letter| !"“”«»\"".contains(*letter)).collect()
}

/// As many whole words as fit, with a mark that more follows. It ends before a name that does not fit whole, and not in words such
/// as "of the".
fn cut(words: &str) -> String {
    /// The least number of words: a longer name is cut as well.
    const LEAST: usize = 4;
    let words: Vec<&str> = words.split(' ').collect();
    let mut width = 0;
    let fits = |word: &&&str| {
        width += word.width() + 1;
        width < WIDTH
    };
    let fitting = words.iter().take_while(fits).count();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let ends_well = |count: &usize| {
        let (last, next) = (words[count - 1], words.get(*count));
        let within_name = is_capital(last) && next.is_some_and(|next| is_capital(next));
        !within_name && (is_capital(last) || last.len() > 3)
    };
    let count = (LEAST..=fitting).rev().find(ends_well).unwrap_or(fitting);
    format!("{}…", words[..count].join(" "))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_come_in_pairs_or_not_at_all() {
        for (given, expected) in [
            ("the “cold war” of the clubs", "the “cold war” of the clubs"),
            ("the “cold war of the clubs", "the cold war of the clubs"),
            ("a \"deal", "a deal"),
            ("the mayor’s office", "the mayor’s office"),
        ] {
            assert_eq!(balanced(given), expected);
        }
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let cut = cut(&"word ".repeat(40));
        assert!(cut.ends_with("word…") && cut.width() <= WIDTH, "{cut}");
    }

    #[test]
    fn a_long_title_is_cut_before_a_name_that_does_not_fit() {
        let start = "The structure that burned down was on the list of the";
        let title = cut(&format!("{start} Alaska Association for Historic Preservation in the north"));
        assert_eq!(title, "The structure that burned down was on the list…");
        let name = cut(&"Very Long Name ".repeat(9));
        assert!(name.ends_with("…") && name.width() > WIDTH / 2, "{name}");
    }
}

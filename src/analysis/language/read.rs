//! From a text to a [`Document`]: paragraphs, sentences, tokens, then the model over each sentence.

use std::cell::RefCell;

use super::mend;
use super::mention::{self, Node};
use super::model::feature::{Casing, list_key};
use super::model::{Model, Prediction, Scratch};
use super::sentence::{self, Piece};
use super::{
    Document, MentionForm, NounMention, Relation, SentenceSpan, Token, TokenId, Upos, Xpos, pretokenised,
    quotation, tokenise,
};
use crate::text::Span;

/// The most tokens read as one sentence; longer ones are cut. A sentence of news has 25, one in a hundred more than 60.
const LONGEST: usize = 160;
/// How many paragraphs from the top a headline may be.
const TOP: u32 = 3;
/// The most words in a headline.
const HEADLINE: u32 = 30;

/// Buffers that one thread needs, kept between documents.
#[derive(Debug, Default)]
struct Workspace {
    scratch: Scratch,
    ranges: Vec<tokenise::Range>,
    predictions: Vec<Prediction>,
    nodes: Vec<Node>,
    extents: Vec<(usize, usize)>,
    whole: Vec<(usize, usize)>,
}

thread_local! {
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl<'t> Document<'t> {
    /// Reads a text. Never fails: any string has a reading, and bad text costs accuracy, not time.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let mut document = Self { text, ..Self::default() };
        WORKSPACE.with_borrow_mut(|space| {
            let mut words = Vec::new();
            for piece in sentence::sentences(text) {
                document.read_sentence(&piece, space, &mut words);
            }
        });
        document.settle_names();
        document.mark_headlines();
        document.quotations = quotation::find(&document);
        document
    }

    fn read_sentence(&mut self, piece: &Piece, space: &mut Workspace, words: &mut Vec<&'t str>) {
        let mut ranges = std::mem::take(&mut space.ranges);
        ranges.clear();
        tokenise::tokens(self.text, piece.range.clone(), &mut ranges);
        let mut rest = ranges.as_slice();
        while !rest.is_empty() {
            let (part, after) = rest.split_at(best_cut(self.text, rest));
            words.clear();
            words.extend(part.iter().map(|&(start, end)| &self.text[start..end]));
            Model::shipped().read(words, &mut space.scratch, &mut space.predictions);
            mend::clauses(words, &mut space.predictions);
            self.push_sentence(part, words, piece.paragraph, !after.is_empty(), space);
            rest = after;
        }
        space.ranges = ranges;
    }

    fn push_sentence(
        &mut self,
        ranges: &[tokenise::Range],
        words: &[&str],
        paragraph: u32,
        cut: bool,
        space: &mut Workspace,
    ) {
        let first = index(self.tokens.len());
        let casing = Casing::of(words.iter().copied());
        for (place, ((&(start, end), word), prediction)) in
            ranges.iter().zip(words).zip(&space.predictions).enumerate()
        {
            let lemma_start = index(self.lemmas.len());
            pretokenised::append_lemma(Model::shipped(), word, prediction, casing, &mut self.lemmas);
            self.tokens.push(Token {
                span: Span::new(start, end),
                lemma: (lemma_start, index(self.lemmas.len())),
                upos: prediction.upos,
                xpos: prediction.xpos,
                head: TokenId(first + index(prediction.governor.checked_sub(1).unwrap_or(place))),
                relation: prediction.relation,
            });
        }
        let end = index(self.tokens.len());
        let span = self.tokens[first as usize].span.cover(self.tokens[end as usize - 1].span);
        self.sentences.push(SentenceSpan {
            span,
            first: TokenId(first),
            end: TokenId(end),
            paragraph,
            headline: false,
            cut,
        });
        self.push_mentions(first, space);
    }

    fn push_mentions(&mut self, first: u32, space: &mut Workspace) {
        space.nodes.clear();
        space.nodes.extend(pretokenised::nodes(&space.predictions));
        mention::extents(&space.nodes, &mut space.extents, &mut space.whole);
        let begin = self.mentions.len();
        for (place, prediction) in space.predictions.iter().enumerate() {
            let Some(class) = prediction.class else { continue };
            let (from, to) = space.extents[place];
            let token = |place: usize| &self.tokens[first as usize + place];
            self.mentions.push(NounMention {
                span: token(from).span.cover(token(to).span),
                head: TokenId(first + index(place)),
                class,
                form: form(token(place)),
            });
        }
        self.mentions[begin..]
            .sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    }

    /// Gives all mentions of one name the same class.
    fn settle_names(&mut self) {
        let mut named: Vec<TokenId> = (0..index(self.tokens.len())).map(TokenId).collect();
        for (place, token) in self.tokens.iter().enumerate() {
            if token.relation == Relation::Flat && token.head.index() < place {
                named[token.head.index()] = TokenId(index(place));
            }
        }
        let names = self.mentions.iter_mut().filter(|mention| mention.form == MentionForm::Name);
        mention::agree(names.map(|mention| {
            let word = self.tokens[named[mention.head.index()].index()].span.of(self.text);
            (list_key(word), &mut mention.class)
        }));
    }

    /// Marks the headlines: the first paragraphs, as long as each is one sentence without closing punctuation.
    fn mark_headlines(&mut self) {
        let paragraphs = self.sentences.last().map_or(0, |sentence| sentence.paragraph + 1);
        for place in 0..self.sentences.len() {
            let SentenceSpan { paragraph, first, end, .. } = self.sentences[place];
            let alone = self.sentences.get(place + 1).is_none_or(|next| next.paragraph != paragraph);
            let closed = self.tokens[end.index() - 1].xpos == Xpos::Stop
                || self.word(TokenId(end.0 - 1)).ends_with(['.', ':', ';']);
            if !alone
                || closed
                || paragraph >= TOP
                || paragraph + 1 == paragraphs
                || end.0 - first.0 > HEADLINE
            {
                break;
            }
            self.sentences[place].headline = true;
        }
    }
}

fn form(head: &Token) -> MentionForm {
    match (head.upos, head.xpos) {
        (Upos::Propn, _) | (_, Xpos::Nnp | Xpos::Nnps) => MentionForm::Name,
        (Upos::Pron, _) => MentionForm::Pronoun,
        _ => MentionForm::Nominal,
    }
}

/// How many of the tokens make a sentence: all, or those up to the best place to split.
fn best_cut(text: &str, ranges: &[tokenise::Range]) -> usize {
    if ranges.len() <= LONGEST {
        return ranges.len();
    }
    let strength = |place: usize| match &text[ranges[place].0..ranges[place].1] {
        "." | "!" | "?" | "…" | "..." => 5,
        ";" => 4,
        ":" | "—" | "–" | "--" | "|" => 3,
        ")" | "\"" | "”" => 2,
        "," => 1,
        _ => 0,
    };
    let best = (LONGEST / 4..LONGEST).max_by_key(|&place| (strength(place), place));
    best.map_or(LONGEST, |place| place + 1)
}

fn index(count: usize) -> u32 {
    u32::try_from(count).expect("a report has fewer than 2^32 bytes, so fewer tokens")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::language::MentionClass;
    use proptest::prelude::*;

    fn token(document: &Document<'_>, word: &str) -> TokenId {
        let place = document.tokens().iter().position(|token| token.span.of(document.text) == word);
        TokenId(index(place.unwrap_or_else(|| panic!("no token “{word}”"))))
    }

    #[test]
    fn subjects_and_objects_are_found() {
        for (text, verb, subject, object) in [
            ("The navy sank two boats on Friday.", "sank", "navy", Some("boats")),
            ("Four miners were rescued after the blast.", "rescued", "miners", None),
            ("The minister, who had arrived late, refused to answer questions.", "refused", "minister", None),
            (
                "Flooding destroyed hundreds of homes and closed the railway.",
                "destroyed",
                "Flooding",
                Some("hundreds"),
            ),
            ("Police arrested the leader of the union.", "arrested", "Police", Some("leader")),
        ] {
            let document = Document::read(text);
            let verb = token(&document, verb);
            let word = |id: Option<TokenId>| id.map(|id| document.word(id));
            assert_eq!(word(document.subject_of(verb)), Some(subject), "{text}");
            assert_eq!(word(document.object_of(verb)), object, "{text}");
        }
    }

    #[test]
    fn passives_are_distinguished_from_actives() {
        for (text, verb, passive) in [
            ("Four miners were rescued.", "rescued", true),
            ("The bridge was built by prisoners.", "built", true),
            ("Rescuers saved four miners.", "saved", false),
            ("The talks have ended.", "ended", false),
            ("Fighting erupted outside the gates.", "erupted", false),
        ] {
            let document = Document::read(text);
            assert_eq!(document.is_passive(token(&document, verb)), passive, "{text}");
        }
    }

    #[test]
    fn tags_and_lemmas_are_those_of_the_treebanks() {
        let document = Document::read("The striking nurses went home because their demands weren’t met.");
        let read = |word| {
            let id = token(&document, word);
            (document.token(id).upos, document.lemma(id))
        };
        assert_eq!(read("nurses"), (Upos::Noun, "nurse"));
        assert_eq!(read("went"), (Upos::Verb, "go"));
        assert_eq!(read("because"), (Upos::Sconj, "because"));
        assert_eq!(read("were"), (Upos::Aux, "be"));
        assert_eq!(read("n’t"), (Upos::Part, "not"));
        assert_eq!(read("met"), (Upos::Verb, "meet"));
    }

    #[test]
    fn verbs_and_nouns_have_the_lemma_a_dictionary_lists_them_under() {
        for (text, word, lemma) in [
            ("The army intervened on Sunday.", "intervened", "intervene"),
            ("Hundreds fled the fire.", "fled", "flee"),
            ("Prices rose again in March.", "rose", "rise"),
            ("The court convened at noon.", "convened", "convene"),
            ("Crews evacuated the hotel.", "evacuated", "evacuate"),
            ("The ferry capsized near the pier.", "capsized", "capsize"),
            ("Guards quelled the riot within an hour.", "quelled", "quell"),
            ("The bank rehired forty clerks.", "rehired", "rehire"),
            ("Two clubs withdrew from the league.", "withdrew", "withdraw"),
            ("He was overthrown by his generals.", "overthrown", "overthrow"),
            ("Rivers are overflowing their banks.", "overflowing", "overflow"),
            ("The firm opened a mill and hired welders.", "opened", "open"),
            ("She visited the camp.", "visited", "visit"),
            ("The jury acquitted the driver.", "acquitted", "acquit"),
            ("Wolves killed nine sheep.", "Wolves", "wolf"),
            ("The crises of the decade shook the bank.", "crises", "crisis"),
        ] {
            let document = Document::read(text);
            assert_eq!(document.lemma(token(&document, word)), lemma, "{text}");
        }
    }

    #[test]
    fn a_name_is_of_one_class_throughout_a_text() {
        let document = Document::read(
            "Marta Lindqvist, the mayor, met reporters on Monday. “Lindqvist lied to us,” said a nurse. \
             Lindqvist denied it. Later Lindqvist resigned.",
        );
        let classes: Vec<MentionClass> = document
            .mentions()
            .iter()
            .filter(|mention| mention.form == MentionForm::Name)
            .filter(|mention| document.words(mention.span).ends_with("Lindqvist"))
            .map(|mention| mention.class)
            .collect();
        assert!(classes.len() >= 3 && classes.windows(2).all(|pair| pair[0] == pair[1]), "{classes:?}");
    }

    #[test]
    fn names_of_people_and_places_are_mentions() {
        for (text, name, class) in [
            ("President Maria Lopez flew to Lisbon on Tuesday.", "Maria", MentionClass::Person),
            ("The storm hit the coast of Portugal.", "Portugal", MentionClass::Place),
            ("The United Nations condemned the attack.", "Nations", MentionClass::Organization),
            ("Yakutsk answered that it would wait.", "Yakutsk", MentionClass::Place),
        ] {
            let document = Document::read(text);
            let span = document.token(token(&document, name)).span;
            let classes: Vec<MentionClass> = document
                .mentions()
                .iter()
                .filter(|mention| mention.span.contains(span))
                .map(|mention| mention.class)
                .collect();
            assert!(classes.contains(&class), "{text}: {classes:?}");
        }
    }

    #[test]
    fn headlines_are_single_sentences_at_the_top() {
        let text = "Storm hits coast

By a reporter in the harbour

Thousands fled. The wind rose.

No end in sight";
        let flags: Vec<bool> =
            Document::read(text).sentences().iter().map(|sentence| sentence.headline).collect();
        assert_eq!(flags, [true, true, false, false, false]);
        assert!(!Document::read("Only one line").sentences()[0].headline);
    }

    #[test]
    fn a_sentence_of_ten_thousand_words_is_split_and_marked() {
        let text = "the boats sailed on, ".repeat(2_500);
        let document = Document::read(&text);
        assert!(document.sentences().len() > 60);
        assert!(document.sentences().iter().rev().skip(1).all(|sentence| sentence.cut));
        assert!(
            document.sentences().iter().all(|sentence| document.word(TokenId(sentence.end.0 - 1)) == ",")
        );
    }

    #[test]
    fn every_tree_has_one_root_and_reaches_every_token() {
        let text = "Who knows? STORM HITS COAST! the boats, the nets and\tthe men 3 (three) were lost -- all of them";
        let document = Document::read(text);
        for sentence in document.sentences() {
            let tokens = || (sentence.first.0..sentence.end.0).map(TokenId);
            assert_eq!(tokens().filter(|&token| document.token(token).relation == Relation::Root).count(), 1);
            for token in tokens() {
                let mut here = token;
                for _ in 0..=tokens().count() {
                    here = document.head(here).unwrap_or(here);
                }
                assert_eq!(document.token(here).relation, Relation::Root);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_string_is_read(text in "(\\PC|[ \n\t.“”\"'’-]|[a-zA-Z]{1,9} ){0,120}") {
            let document = Document::read(&text);
            let mut end = 0;
            for token in document.tokens() {
                prop_assert!(end <= token.span.start && !token.span.is_empty());
                prop_assert!(!token.span.of(&text).is_empty());
                end = token.span.end;
            }
            for mention in document.mentions() {
                prop_assert!(!mention.span.of(&text).is_empty());
            }
            for quotation in document.quotations() {
                prop_assert!(quotation.span.contains(quotation.inner) && !quotation.span.of(&text).is_empty());
            }
        }
    }
}

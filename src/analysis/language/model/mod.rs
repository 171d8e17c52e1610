//! The network that reads a sentence: words in; tags, tree and mention heads out.
//!
//! Hashed features of each word (`feature`) are summed into a vector; light recurrent layers (`encoder`) carry context
//! in both directions; small heads score tags, governors, relations and mention classes; `tree` picks the best tree.
//! Methods: simple recurrent units (Lei et al. 2018), biaffine attention for governors (Dozat & Manning 2017), one
//! encoder for all tasks (Søgaard & Goldberg 2016).

pub mod codes;
mod encoder;
pub mod feature;
pub mod format;
pub mod kernel;
pub mod packed;
pub mod table;
mod tree;
mod words;

use std::sync::OnceLock;

use super::{MentionClass, Relation, Upos, Xpos};
pub use codes::CODES;
pub use encoder::{Scratch, distance_bucket};
pub use feature::list_key as word_key;
use format::{ModelError, Sections};
use packed::Packed;

/// Numbers that fix the network's shape; a file of weights of another shape is refused.
pub mod shape {
    /// Length of a word's vector, and of each layer's output.
    pub const WIDTH: usize = 160;
    /// Units of one direction.
    pub const HALF: usize = WIDTH / 2;
    /// Recurrent layers.
    pub const LAYERS: usize = 4;
    /// The layer whose output the tags are read from; governors and mentions are read from the last.
    pub const TAG_LAYER: usize = 1;
    /// Three numbers a unit: candidate, forget gate, reset gate.
    pub const GATES: usize = 6 * HALF;
    /// Length of the vectors by which words and governors are matched, and of those for relations.
    pub const ARC: usize = 96;
    /// Tag scores: universal tags, then Penn tags, padded.
    pub const TAGS: usize = 80;
    /// Mention classes and none, padded.
    pub const CLASSES: usize = 16;
    /// Length of the vector from which the mention class is read.
    pub const MENTION: usize = 64;
    /// What is computed from the last layer: word, governor, relation of word, relation of governor, mention.
    pub const TOP: usize = 4 * ARC + MENTION;
    /// Relation scores, padded.
    pub const RELATIONS: usize = 64;
    /// Distances between word and governor that are distinguished.
    pub const DISTANCES: usize = 32;
}

/// The network's output for one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prediction {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Governor: 0 for the root, else its position in the sentence counted from 1.
    pub governor: usize,
    /// Relation to it.
    pub relation: Relation,
    /// The class of the mention it heads, if it heads one.
    pub class: Option<MentionClass>,
}

/// One recurrent layer's weights.
#[derive(Clone, Debug)]
struct Layer {
    /// `WIDTH` × `GATES`.
    input: Packed,
    /// Forget bias, reset bias, forget feedback, reset feedback: `WIDTH` each.
    gates: Vec<f32>,
}

/// The weights. Word vectors stay in the compiled bytes, one byte a number; the small rest is unpacked.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    /// The file's checksum, which identifies the model.
    id: u64,
    index: table::Table<'m>,
    /// Sets of lists by word.
    lists: table::Table<'m>,
    /// Codes of words.
    codes: codes::Codes<'m>,
    rows: &'m [[u8; shape::WIDTH]],
    scales: Vec<f32>,
    layers: Vec<Layer>,
    /// `WIDTH` × `TAGS`, and its bias.
    tags: (Packed, Vec<f32>),
    /// `WIDTH` × `TOP`, and its bias.
    top: (Packed, Vec<f32>),
    /// The root as a governor: its vector for matching, then for relations.
    root: Vec<f32>,
    /// `ARC` × `ARC`, word to governor.
    match_weights: Packed,
    /// How likely a vector is a governor at all.
    match_bias: Vec<f32>,
    /// Score of each distance.
    distance: Vec<f32>,
    /// `ARC` × `RELATIONS`, and its bias.
    relations: (Packed, Vec<f32>),
    /// `MENTION` × `CLASSES`, and its bias.
    classes: (Packed, Vec<f32>),
    lemmas: super::lemma::Lemmatiser<'m>,
}

impl Model<'static> {
    /// The weights that ship with the program, unpacked once.
    ///
    /// # Panics
    /// If the compiled bytes are damaged, which a test rules out.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        static BYTES: &[u8] = include_bytes!("../../../../assets/model/english.rshm");
        MODEL.get_or_init(|| Self::load(BYTES).expect("the shipped model is sound"))
    }
}

impl<'m> Model<'m> {
    /// Reads weights from the bytes of a file.
    ///
    /// # Errors
    /// If they are damaged or of another version.
    pub fn load(bytes: &'m [u8]) -> Result<Self, ModelError> {
        use shape::{ARC, CLASSES, DISTANCES, GATES, LAYERS, MENTION, RELATIONS, TAGS, TOP, WIDTH};
        let sections = Sections::open(bytes)?;
        let rows = sections.bytes("rows")?.as_chunks::<WIDTH>().0;
        let index = table::Table::load(sections.bytes("index")?, rows.len());
        let index = index.filter(|_| !rows.is_empty()).ok_or_else(|| ModelError::Section("index".into()))?;
        let with_bias = |name: &str, inner: usize, width: usize| {
            let bias = format!("{name}-bias");
            let weights = sections.floats(name, inner * width)?;
            Ok::<_, ModelError>((Packed::new(&weights, inner, width), sections.floats(&bias, width)?))
        };
        let layer = |place: usize| {
            let input = sections.floats(&format!("layer{place}"), WIDTH * GATES)?;
            Ok::<_, ModelError>(Layer {
                input: Packed::new(&input, WIDTH, GATES),
                gates: sections.floats(&format!("layer{place}-gates"), 4 * WIDTH)?,
            })
        };
        let lists = table::Table::load(sections.bytes("lists")?, feature::list::SETS)
            .ok_or_else(|| ModelError::Section("lists".into()))?;
        Ok(Self {
            id: sections.checksum(),
            index,
            lists,
            // A model that was trained without codes has none.
            codes: codes::Codes::load(sections.bytes("codes").unwrap_or_default())
                .ok_or_else(|| ModelError::Section("codes".into()))?,
            rows,
            scales: sections.floats("scales", rows.len())?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, _>>()?,
            tags: with_bias("tags", WIDTH, TAGS)?,
            top: with_bias("top", WIDTH, TOP)?,
            root: sections.floats("root", 2 * ARC)?,
            match_weights: Packed::new(&sections.floats("match", ARC * ARC)?, ARC, ARC),
            match_bias: sections.floats("match-bias", ARC)?,
            distance: sections.floats("distance", DISTANCES)?,
            relations: with_bias("relations", ARC, RELATIONS)?,
            classes: with_bias("classes", MENTION, CLASSES)?,
            lemmas: super::lemma::Lemmatiser::load(sections.bytes("lemmas")?)
                .ok_or_else(|| ModelError::Section("lemmas".into()))?,
        })
    }

    /// The codes of the word with a key.
    #[must_use]
    pub fn codes(&self, key: u64) -> Option<[u16; CODES]> {
        self.codes.find(key)
    }

    /// The lemmatiser.
    #[must_use]
    pub fn lemmatiser(&self) -> &super::lemma::Lemmatiser<'m> {
        &self.lemmas
    }
}

//! The roles of words around events, by the names that `assets/lexicon/event-roles.txt` uses.

/// Declares the roles of words around events, with the names the list uses.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// The role of a word around an event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Part { $($(#[$doc])* $name,)+ }

        impl Part {
            pub(super) const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name the list uses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            pub(super) fn named(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

parts! {
    /// Says that an event begins, continues or ends.
    Aspect = "aspect",
    /// Says that one thing led to another.
    Causing = "causing",
    /// Between two prepositions it is one with them: "in response to".
    InPreposition = "in-preposition",
    /// Says that someone says something.
    Reporting = "reporting",
    /// Says that someone says something, with distance.
    Alleging = "alleging",
    /// Its complement did not happen.
    Denying = "denying",
    /// Its complement is intended, asked for or due.
    Planning = "planning",
    /// A noun of that kind.
    PlanningNoun = "planning-noun",
    /// The infinitive after it lies ahead.
    Prospective = "prospective",
    /// Its object is the event.
    Light = "light",
    /// Says that its subject occurs.
    Occurrence = "happening",
    /// Describes a state.
    Stative = "stative",
    /// The word it modifies has not happened, or not yet.
    Modal = "modal",
    /// Marks distance from what is reported.
    Hedge = "hedge",
    /// Says that something did not happen.
    Negation = "negation",
    /// Introduces a supposition.
    Hypothetical = "hypothetical",
    /// A participle that is used as a preposition: "following".
    Prepositional = "prepositional",
    /// It leads to the event that the next verb names: "tried to".
    Leading = "leading",
    /// The last word of an event's name.
    NameLast = "last",
    /// Precedes an event's name.
    NameBefore = "before",
    /// A noun that names an event only incidentally.
    GeneralNoun = "general-noun",
    /// A verb that means nothing without an object.
    Transitive = "transitive",
    /// Its participle says what someone has, or what a toll reported elsewhere has become.
    Holding = "holding",
    /// Its complement is attempted.
    Attempting = "attempting",
    /// Names a thought or a statement that someone did something.
    AllegingNoun = "alleging-noun",
    /// Says that someone is thought to have done what follows its preposition.
    Accusing = "accusing",
    /// Has the same form in its past and its present.
    PastLikePresent = "past-like-present",
    /// Names an action and not speech if its object is a thing.
    Performing = "performing",
    /// Its subject is also the subject of its complement, even if another person is named.
    Promising = "promising",
    /// Distinguishes an event from another of its kind.
    Another = "another",
    /// Says where a verb of motion leads.
    Direction = "direction",
    /// A verb that mostly takes an object.
    Object = "object",
    /// So frequent in any news that two mentions with it are probably of two events.
    Common = "common",
}

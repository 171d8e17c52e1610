//! The words the exports use for the values of the core's enums. They are part of the contract: see the JSON Schema.

use crate::analysis::actor::ActorKind;
use crate::analysis::claim::{ClaimKind, Extent, Status};
use crate::analysis::event::{EventType, Modality, Role};
use crate::analysis::time::{Basis, PartOfDay, TimexType};
use crate::disagreement::{Aspect, Verdict};
use crate::text::PublishedBasis;

/// Declares, per enum, one function that names each of its values, and [`ALL`] with every name by function.
macro_rules! named {
    ($($(#[$doc:meta])* $function:ident($enum:ty) { $($variant:ident = $name:literal,)+ })+) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $function(value: $enum) -> &'static str {
            match value { $(<$enum>::$variant => $name,)+ }
        })+

        /// Every name of every enum, by the function that gives it.
        pub const ALL: &[(&str, &[&str])] =
            &[$((stringify!($function), &[$($name),+]),)+ ("event_type", EventType::NAMES)];
    };
}

/// The kind of an event.
#[must_use]
pub fn event_type(value: EventType) -> &'static str {
    value.as_str()
}

/// The verdict of a disagreement, in words for people; [`verdict`] is the key of the contract.
#[must_use]
pub fn verdict_in_words(value: Verdict) -> &'static str {
    match value {
        Verdict::Conditional => "possible conflict",
        other => verdict(other),
    }
}

named! {
    /// The evidence for a publication date.
    published_basis(PublishedBasis) {
        Manifest = "manifest",
        FrontMatter = "front-matter",
        Metadata = "metadata",
        FileName = "file-name",
        Argument = "argument",
        Notes = "notes",
    }

    /// TIMEX3 `type`.
    timex_type(TimexType) { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET", }

    /// A part of the day.
    part_of_day(PartOfDay) {
        EarlyMorning = "early-morning",
        Morning = "morning",
        Midday = "midday",
        Afternoon = "afternoon",
        Evening = "evening",
        Night = "night",
    }

    /// The evidence for a date.
    basis(Basis) {
        Given = "given",
        Explicit = "explicit",
        Relative = "relative",
        Heading = "heading",
        Inherited = "inherited",
        Published = "published",
        Unknown = "unknown",
    }

    /// The kind of an actor.
    actor_kind(ActorKind) {
        Person = "person",
        Organisation = "organisation",
        State = "state",
        Place = "place",
        Group = "group",
    }

    /// The role of an actor in an event.
    role(Role) { Agent = "agent", Patient = "patient", Other = "other", }

    /// How much of its subject a claim covers.
    extent(Extent) { Whole = "whole", Part = "part", }

    /// The stance of a report towards an event.
    modality(Modality) {
        Asserted = "asserted",
        Reported = "reported",
        Alleged = "alleged",
        Planned = "planned",
        Negated = "negated",
    }

    /// The kind of a claim.
    claim_kind(ClaimKind) {
        Count = "count",
        Amount = "amount",
        Duration = "duration",
        Time = "time",
        Place = "place",
        Cause = "cause",
        Label = "label",
        Status = "status",
    }

    /// The status of a claim.
    status(Status) {
        Asserted = "asserted",
        Confirmed = "confirmed",
        Alleged = "alleged",
        Planned = "planned",
        Denied = "denied",
        Withdrawn = "withdrawn",
        Unknown = "unknown",
    }

    /// The subject of a disagreement.
    aspect(Aspect) {
        Quantity = "quantity",
        Time = "time",
        Place = "place",
        Actor = "actor",
        Cause = "cause",
        Label = "label",
        Attribution = "attribution",
        Sequence = "sequence",
        Modality = "modality",
        Name = "name",
        Event = "event",
    }

    /// The verdict of a disagreement.
    verdict(Verdict) {
        Contradiction = "contradiction",
        Conditional = "conditional",
        Internal = "internal",
        Update = "update",
        External = "external",
        Attribution = "attribution",
        Framing = "framing",
        Compatible = "compatible",
        Omission = "omission",
        Name = "name",
    }
}

//! Counts and amounts: each number bound, through the tree, to what is counted and what is said of it.
//!
//! A number nothing of the predicate lexicon governs is no claim: "18 million inhabitants" is compared with nothing.

mod attack;
mod extent;
mod listed;
mod loose;
mod measure;
mod multiplier_nouns;
mod portion;
mod together;
mod told_with;
mod void;

use std::collections::HashMap;

use void::{is_block, is_capacity, is_double_count, is_found_again, is_future, negated, supposed};

use super::attribution::{Attributions, Stance, adverb_cue};
use super::clock::{Clocks, place_beside, place_of};
use super::party::{self, Party, common};
use super::phrase::{before, clause_of, word_is};
use super::predicate::{self, Counted, Use};
use super::quantity::share;
use super::shallow::{self, Said};
use super::{Claim, ClaimKind, Context, Course, Extent, Quantity, Status, quantity};
use super::{age, binding, course, date, withdrawn};
use ecow::EcoString;

use crate::analysis::actor::group;
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos, Xpos};
use crate::analysis::time::{TimeExpression, TimexType};
use crate::text::Span;

/// The rule of bodies found: more may be.
pub const BODIES: &str = "number/bodies";

/// Finds the counts of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let clocks = Clocks::new(context);
    let finder = Finder { context, document: context.document, attributions, clocks };
    let mut claims: Vec<Claim> = Vec::new();
    let mut parties = party::find(context.document).into_iter().peekable();
    let mut told: Option<(Party, std::ops::Range<usize>)> = None;
    for quantity in quantity::find(context.document.source()) {
        while let Some(party) = parties.next_if(|party| party.span.start <= quantity.span.start) {
            told = Some(finder.party(party, &mut claims));
        }
        let of_party =
            told.as_ref().filter(|(party, of)| party.span.overlaps(quantity.span) && !of.is_empty());
        if let Some((_, of)) = of_party {
            finder.members(&quantity, of.clone(), &mut claims);
        } else if !is_block(finder.document, &quantity)
            && !finder.is_calendar(&quantity)
            && !age::is_bare(finder.document, &quantity)
        {
            finder.figure(&quantity, &mut claims);
        }
    }
    for party in parties {
        finder.party(party, &mut claims);
    }
    claims.extend(finder.lone_attackers());
    claims.extend(finder.multiplier_nouns());
    leave_parts_to_their_whole(&mut claims);
    together::mark_addends(context.document, &mut claims);
    claims
}

/// Somebody told of without a numeral is all there are only where the report gives no other such figure.
fn leave_parts_to_their_whole(claims: &mut [Claim]) {
    let low = |claim: &Claim| claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let mut totals: HashMap<EcoString, (f64, usize)> = HashMap::new();
    for claim in claims.iter().filter(|claim| claim.status != Status::Withdrawn && low(claim) >= 1.0) {
        let (most, figures) = totals.entry(claim.predicate.clone()).or_default();
        *most = most.max(low(claim));
        *figures += 1;
    }
    for claim in claims {
        let Some(quantity) = claim.quantity.as_ref().filter(|quantity| party::is_rule(quantity.rule)) else {
            continue;
        };
        let (most, figures) = totals.get(&claim.predicate).copied().unwrap_or_default();
        if most > low(claim) || quantity.rule == party::ONE && figures > 1 {
            claim.extent = Extent::Part;
        }
    }
}

/// What a number counts, before anything is said of it.
struct CountedThing {
    /// The head of the phrase the number belongs to: the counted noun, or the number where it stands alone.
    pivot: TokenId,
    /// The noun that says who is counted; behind "of" in "dozens of sailors".
    noun: TokenId,
    /// Whether a definite whole stands behind "of": "two of the victims".
    of_whole: bool,
    /// The words next to the number.
    near: shallow::Counted,
    /// What sort of thing it is.
    sorts: Vec<Counted>,
    /// The group of people.
    group: Option<&'static str>,
}

struct Finder<'a> {
    context: &'a Context<'a>,
    document: &'a Document<'a>,
    attributions: &'a Attributions,
    clocks: Clocks<'a>,
}

impl Finder<'_> {
    /// The claims of one number.
    fn figure(&self, quantity: &Quantity, claims: &mut Vec<Claim>) {
        if let Some(withdrawn) = withdrawn::replaced(self.document, quantity, claims) {
            claims.push(withdrawn);
        } else if let Some(counted) =
            self.counted(quantity).filter(|counted| !self.is_of_a_name(quantity, counted))
        {
            let joint = self.with_companions(quantity, &counted);
            let quantity = joint.as_ref().unwrap_or(quantity);
            let earlier = claims.len();
            claims.extend(self.part_of_a_group(quantity, &counted, claims));
            if claims.len() == earlier {
                for said in self.bindings(quantity, &counted) {
                    let claim = self.claim(quantity, &counted, said, &claims[..earlier]);
                    claims.extend(claim);
                }
            }
            if quantity.rule == share::WHOLE {
                return;
            }
            if claims.len() == earlier {
                claims.extend(self.included(quantity, &counted, claims));
            }
            if claims.len() == earlier {
                claims.extend(self.accompanying(quantity, &counted, claims));
            }
            if claims.len() == earlier {
                claims.extend(self.unsaid_part(quantity, &counted, claims));
            }
            if claims.len() == earlier {
                claims.extend(self.same_figure(quantity, claims));
            }
            if claims.len() == earlier {
                claims.extend(self.attackers(quantity, &counted, claims));
            }
            if claims.len() == earlier {
                claims.extend(self.loot(quantity, &counted, claims));
            }
            if claims.len() == earlier && &*quantity.unit == "%" {
                claims.extend(self.vote_share(quantity));
            }
        }
    }

    /// The claims of people told without a plain numeral, and where they stand.
    fn party(&self, party: Party, claims: &mut Vec<Claim>) -> (Party, std::ops::Range<usize>) {
        let quantity = party.quantity();
        let counted = CountedThing {
            pivot: party.first_noun,
            noun: party.last_noun,
            of_whole: false,
            near: party.counted(),
            sorts: vec![Counted::People],
            group: Some(party.group),
        };
        let earlier = claims.len();
        let first = self.document.token_at(party.span.start);
        if first.is_some_and(|first| self.cue_of_list(first).is_some()) {
            self.included_party(&party, claims);
            return (party, earlier..earlier);
        }
        let near = first.map_or_else(Vec::new, |first| shallow::said(self.document, first, &counted.near));
        let said = match first.and_then(|first| self.named_as_dead(first)) {
            Some(said) => vec![said],
            None if near.is_empty() && party.is_alone() && !party.is_ordinal() => near,
            None => self.bindings(&quantity, &counted),
        };
        for said in said.into_iter().filter(|said| party::SAID.contains(&said.predicate.class)) {
            let claim = self.claim(&quantity, &counted, said, &claims[..earlier]);
            claims.extend(claim.map(|claim| party.as_told(claim)));
        }
        (party, earlier..claims.len())
    }

    /// "the dead were the driver and a guard": who stands behind is all of the dead.
    fn named_as_dead(&self, first: TokenId) -> Option<Said> {
        let document = self.document;
        let mut words = before(document, first);
        words.next().filter(|word| word_is(document, *word, &["were", "are", "was", "is"]))?;
        let dead =
            words.next().filter(|word| word_is(document, *word, &["dead", "victims", "victim", "killed"]))?;
        words.next().filter(|word| word_is(document, *word, &["the"]))?;
        predicate::class("killed").map(|predicate| Said { predicate, word: dead, held: false })
    }

    /// The numbers within a list of people are parts of it: the two children of "a woman and her two children".
    fn members(&self, quantity: &Quantity, of: std::ops::Range<usize>, claims: &mut Vec<Claim>) {
        let document = self.document;
        let Some(last) = document.tokens_within(quantity.span).next_back() else { return };
        let near = shallow::counted(document, last);
        for place in of {
            let whole = claims[place].clone();
            if quantity.span.contains(whole.span) || document.token(near.noun).span.end > whole.span.end {
                continue;
            }
            claims.push(Claim {
                subject: document.token(near.noun).span,
                subject_group: self.group_of(&near).or(whole.subject_group),
                quantity: Some(Box::new(Quantity { unit: "people".into(), ..quantity.clone() })),
                extent: Extent::Part,
                part_of: u32::try_from(place).ok(),
                course: Course::Stands,
                span: quantity.span.cover(document.token(near.noun).span),
                ..whole
            });
        }
    }

    /// Whether the number is part of a date, a clock time or an age; durations are numbers.
    fn is_calendar(&self, quantity: &Quantity) -> bool {
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.end <= quantity.span.start);
        // "120 kilometres an hour": the unit is none of the calendar's.
        let within = |time: &TimeExpression| {
            let unit = !quantity.unit.is_empty() && &*quantity.unit != "s";
            !(unit && time.span.start > quantity.span.start)
        };
        times[from..]
            .iter()
            .take_while(|time| time.span.start < quantity.span.end)
            .any(|time| time.kind != TimexType::Duration && within(time))
    }

    /// "The Orlan 42 was carrying 34 passengers", "Flight 417": a number that belongs to a name counts nothing.
    fn is_of_a_name(&self, quantity: &Quantity, counted: &CountedThing) -> bool {
        let document = self.document;
        let Some(first) = document.token_at(quantity.span.start) else { return false };
        let bare =
            quantity.rule == "number/bare" && quantity.span.contains(document.token(counted.near.noun).span);
        let digits = document.word(first).bytes().all(|byte| byte.is_ascii_digit());
        let mut words = before(document, first);
        let Some(name) = words.next().filter(|_| bare && digits) else { return false };
        let proper =
            document.token(name).upos == Upos::Propn && !calendar_word(&document.word(name).to_lowercase());
        let opened = words
            .find(|word| document.token(*word).upos != Upos::Propn)
            .is_some_and(|word| document.token(word).upos == Upos::Det);
        proper && opened
    }

    /// "Two of the four dead were women": of the whole of a share only its own noun phrase says anything, not the clause.
    fn is_said_of_the_whole(&self, quantity: &Quantity, counted: &CountedThing, said: &Said) -> bool {
        let document = self.document;
        let next = document.token_at(quantity.span.end).map_or(0, |token| token.0);
        quantity.rule != share::WHOLE || said.word.0 <= counted.noun.0.max(next)
    }

    /// The word the number hangs on the rest of the sentence by.
    fn top(&self, span: Span) -> Option<TokenId> {
        let outward = |token: &TokenId| {
            self.document.head(*token).is_none_or(|head| !span.contains(self.document.token(head).span))
        };
        let tokens: Vec<_> = self.document.tokens_within(span).filter(outward).collect();
        let numeric = |token: &&TokenId| {
            self.document.token(**token).upos == Upos::Num || self.document.token(**token).xpos == Xpos::Cd
        };
        let content = |token: &&TokenId| {
            !matches!(self.document.token(**token).upos, Upos::Adp | Upos::Adv | Upos::Punct)
        };
        tokens
            .iter()
            .rev()
            .find(numeric)
            .or_else(|| tokens.iter().rev().find(content))
            .or(tokens.last())
            .copied()
    }

    fn counted(&self, quantity: &Quantity) -> Option<CountedThing> {
        let document = self.document;
        let top = self.top(quantity.span)?;
        let last = document.tokens_within(quantity.span).next_back()?;
        let near = shallow::counted(document, last);
        let modifies = matches!(
            document.token(top).relation,
            Relation::Nummod | Relation::Det | Relation::Amod | Relation::Compound | Relation::NmodUnmarked
        );
        let pivot = if modifies { document.head(top)? } else { top };
        let group = self.group_of(&near);
        let sorts = self.sorts_of(quantity, near.noun, group);
        (!sorts.is_empty()).then_some(CountedThing {
            pivot,
            noun: near.noun,
            of_whole: near.of_whole && !portions_a_kind(document, near.noun),
            near,
            sorts,
            group,
        })
    }

    /// The group of the people counted, of both co-ordinated nouns together: "eight officers and soldiers".
    fn group_of(&self, counted: &shallow::Counted) -> Option<&'static str> {
        let group = |noun| {
            let word = self.document.lemma(noun);
            group::of_head(self.document, noun).or_else(|| group::lookup(word)).map(|found| found.group)
        };
        let own = group(counted.noun).or_else(|| group(self.affected_group(counted.noun)?))?;
        let other = counted.with.and_then(group);
        Some(other.map_or(own, |other| common(own, other)))
    }

    /// "No injuries to children", "deaths among migrants": whom what is counted befell.
    fn affected_group(&self, noun: TokenId) -> Option<TokenId> {
        let document = self.document;
        let end = document.sentence(document.sentence_of(noun)).end.0;
        let link = TokenId(noun.0 + 1);
        let befalls = !predicate::lookup(Use::Noun, document.lemma(noun)).is_empty()
            && link.0 < end
            && word_is(document, link, &["to", "among", "of"]);
        let mut behind = (link.0 + 1..end)
            .map(TokenId)
            .take(4)
            .skip_while(|token| matches!(document.token(*token).upos, Upos::Det | Upos::Adj | Upos::Num));
        behind.next().filter(|token| befalls && document.token(*token).upos == Upos::Noun)
    }

    fn sorts_of(&self, quantity: &Quantity, noun: TokenId, group: Option<&'static str>) -> Vec<Counted> {
        let document = self.document;
        if let Some(counted) = predicate::counted_by_unit(&quantity.unit) {
            return vec![counted];
        }
        if !quantity.unit.is_empty() {
            return Vec::new();
        }
        let bare = quantity.span.contains(document.token(noun).span);
        let pronoun = document.token(noun).upos == Upos::Pron;
        let lemma = document.lemma(noun);
        let person = group.is_some()
            || bare
            || pronoun
            || !predicate::lookup(Use::Noun, lemma).is_empty()
            || !predicate::lookup(Use::Adjective, lemma).is_empty()
            || word_is(document, noun, &["more", "killed", "wounded", "injured"])
            || self.is_person(noun);
        let mut sorts = predicate::counted_by_noun(lemma).to_vec();
        // A coach is a vehicle or a person.
        if person && (sorts.is_empty() || sorts == [Counted::Vehicles]) {
            sorts.push(Counted::People);
        }
        sorts
    }

    fn is_person(&self, noun: TokenId) -> bool {
        let span = self.document.token(noun).span;
        let mentions = self.document.mentions();
        let until = mentions.partition_point(|mention| mention.span.start <= span.start);
        mentions[..until]
            .iter()
            .rev()
            .take(6)
            .any(|mention| mention.head == noun && mention.class == MentionClass::Person)
            && date::incident_noun(self.document.lemma(noun)).is_none()
    }

    /// Everything the sentence says of what is counted.
    fn bindings(&self, quantity: &Quantity, counted: &CountedThing) -> Vec<Said> {
        let mut found = Vec::new();
        if let Some(first) = self.document.tokens_within(quantity.span).next() {
            let near = shallow::said(self.document, first, &counted.near);
            found.extend(near);
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        // "all 62 people aboard were killed": who was aboard is no fate.
        if found.iter().all(|said| said.predicate.class == "aboard") {
            found.extend(binding::of(self.document, counted.pivot, counted.noun));
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        if found.is_empty() {
            found.extend(self.told_with(quantity, counted));
        }
        if found.is_empty() {
            found.extend(self.measure(quantity, counted));
        }
        if found.is_empty() && counted.sorts.contains(&Counted::Duration) {
            found.extend(self.duration_of_noun(quantity));
        }
        if found.is_empty() && &*quantity.unit == "magnitude" {
            found.extend(self.main_shock(quantity));
        }
        found.retain(|said| counted.sorts.contains(&said.predicate.counted));
        // "shot dead", "stabbed to death": one fate, told with its means.
        if found.iter().any(|said| said.predicate.class == "killed") {
            found.retain(|said| !matches!(said.predicate.class, "shot" | "stabbed"));
        }
        // "freed 80 hostages", "killed two hostages": the noun says who they are, the verb what became of them.
        if found.iter().any(|said| said.predicate.class != "kidnapped") {
            found.retain(|said| {
                said.predicate.class != "kidnapped" || self.document.token(said.word).upos != Upos::Noun
            });
        }
        found.retain(|said| self.is_said_of_the_whole(quantity, counted, said));
        let mut seen = Vec::new();
        found.retain(|said| {
            let new = !seen.contains(&said.predicate.class);
            seen.push(said.predicate.class);
            new
        });
        found
    }

    /// The claim a binding makes, unless its clause only supposes or negates it.
    fn claim(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<Claim> {
        let document = self.document;
        let clause = clause_of(document, said.word);
        // What lasted is told apart by its noun: a siege of two days and a blackout of two hours are no two figures.
        let lasting = match said.predicate.class {
            "lasted" => Some(self.what_lasted(said.word)?.into()),
            "sentenced" => self.convict(said.word).map(Into::into),
            _ => None,
        };
        // "two men carried out the attack": nobody was aboard.
        let particle = document
            .token_at(document.token(said.word).span.end)
            .is_some_and(|next| word_is(document, next, &["out", "off", "away", "on"]));
        let able = said.predicate.class == "aboard"
            && (is_capacity(document, said.word) || particle && document.lemma(said.word) == "carry");
        let over = said.predicate.class == "missing" && is_found_again(document, said.word);
        // "no one else was hurt": besides those told of before.
        let behind = document.token_at(document.token(counted.near.noun).span.end);
        let else_none =
            quantity.rule == "number/none" && behind.is_some_and(|word| word_is(document, word, &["else"]));
        if able
            || over
            || else_none
            || is_double_count(document, said.word)
            || supposed(document, clause)
            || (negated(document, said.word) && quantity.rule != "number/none")
        {
            return None;
        }
        let words = document.token(said.word).span;
        let covering = self.attributions.covering(quantity.span);
        let chain: Vec<_> = covering.iter().map(|one| one.source).collect();
        let mut quantity = quantity.clone();
        if quantity.unit.is_empty() && said.predicate.counted == Counted::People {
            quantity.unit = "people".into();
        }
        // However many bodies are found, more may be.
        if said.predicate.class == "killed" && self.are_found_bodies(counted) {
            quantity.rule = BODIES;
        }
        let subject = self.subject_of(&quantity, counted);
        let extent = self.extent(&quantity, counted, said, earlier);
        let part_of = self.whole_of(&quantity, counted, said, earlier);
        let course = course::of(document, quantity.span);
        Some(Claim {
            kind: kind_of(said.predicate.counted),
            predicate: said.predicate.class.into(),
            subject,
            subject_group: counted
                .group
                .or_else(|| self.group_corrected(&quantity, counted, said, earlier))
                .or((said.predicate.counted == Counted::People).then_some("people")),
            value: lasting,
            event: self.event_of(said.word, clause),
            part_of,
            extent: if part_of.is_some() { Extent::Part } else { extent },
            course,
            // The date of a toll that rose is that of its rise.
            when: self.clocks.happened(clause).filter(|_| course == Course::Stands),
            place: place_beside(document, counted.noun).or_else(|| place_of(document, said.word)),
            as_of: self.clocks.as_of(clause, &chain),
            chain,
            quoted: in_marks(document, quantity.span),
            status: self.status(&quantity, clause, said, covering.iter().map(|one| one.stance)),
            span: quantity.span.cover(subject).cover(words),
            quantity: Some(Box::new(quantity)),
        })
    }

    /// "Eighteen bodies had been recovered", "the bodies of 18 people were found".
    fn are_found_bodies(&self, counted: &CountedThing) -> bool {
        const FIND: &[&str] = &["recover", "find", "pull", "retrieve", "identify", "discover", "locate"];
        let document = self.document;
        let body = |token: TokenId| matches!(document.lemma(token), "body" | "corpse" | "remains");
        let bodies = body(counted.noun) || before(document, counted.noun).take(4).any(body);
        let sentence = document.sentence_of(counted.noun);
        bodies && document.tokens_in(sentence).any(|token| FIND.contains(&document.lemma(token)))
    }

    /// Who was sentenced, by the last name: "jailed Dana Orr for nine years", "Dana Orr received a sentence of two years".
    fn convict(&self, word: TokenId) -> Option<String> {
        let document = self.document;
        let verb = clause_of(document, word);
        let receives = matches!(document.lemma(verb), "receive" | "get" | "serve" | "face" | "begin");
        let who = if document.is_passive(verb) || receives {
            document.subject_of(verb)
        } else {
            document.object_of(verb)
        }?;
        // "his deputy, Dana Orr,", "the former mayor Dana Orr"
        let end = document.sentence(document.sentence_of(who)).end.0;
        let is_name = |token: &TokenId| document.token(*token).upos == Upos::Propn;
        let who = (who.0..end.min(who.0 + 3)).map(TokenId).find(is_name)?;
        let span = document.token(who).span;
        let mentions = document.mentions();
        let until = mentions.partition_point(|mention| mention.span.start <= span.start);
        let name = mentions[..until].iter().rev().take(3).find(|mention| mention.span.contains(span));
        let words = name.map_or(span, |mention| mention.span);
        let last = document.tokens_within(words).rfind(|token| document.token(*token).upos == Upos::Propn)?;
        Some(deunicode::deunicode(document.word(last)).to_lowercase())
    }

    /// "an earlier version said three pupils were hurt; two were": the number set right counts whom the one taken back did.
    fn group_corrected(
        &self,
        quantity: &Quantity,
        counted: &CountedThing,
        said: Said,
        earlier: &[Claim],
    ) -> Option<&'static str> {
        const NEAR: u32 = 160;
        let alone = quantity.span.contains(self.document.token(counted.noun).span);
        let back = earlier.last().filter(|claim| {
            claim.status == Status::Withdrawn && claim.span.end + NEAR > quantity.span.start
        })?;
        (alone && *back.predicate == *said.predicate.class).then_some(back.subject_group).flatten()
    }

    /// The counted nouns with the words between them: "policemen and soldiers", "members of the security forces".
    fn subject_of(&self, quantity: &Quantity, counted: &CountedThing) -> Span {
        let document = self.document;
        let last = counted.near.with.unwrap_or(counted.noun);
        let end = document.token(last).span;
        if quantity.span.contains(end) {
            return end;
        }
        let inner = document.token_at(quantity.span.end).map_or(end, |first| document.token(first).span);
        if inner.start <= end.start { inner.cover(end) } else { end }
    }

    /// "The 331 injured will be paid": they are injured already.
    fn is_known_group(&self, quantity: &Quantity, said: Said) -> bool {
        let document = self.document;
        let definite = document
            .token_at(quantity.span.start)
            .and_then(|first| before(document, first).next())
            .is_some_and(|article| word_is(document, article, &["the"]));
        definite && document.token_at(quantity.span.end) == Some(said.word)
    }

    /// The event mention whose trigger is the word or its clause.
    fn event_of(&self, word: TokenId, clause: TokenId) -> Option<u32> {
        let events = self.context.events;
        [word, clause].into_iter().find_map(|token| {
            let span = self.document.token(token).span;
            let at = events.partition_point(|event| event.trigger.start < span.start);
            events.get(at).filter(|event| event.trigger.overlaps(span))?;
            u32::try_from(at).ok()
        })
    }

    fn status(
        &self,
        quantity: &Quantity,
        clause: TokenId,
        said: Said,
        stances: impl Iterator<Item = Stance>,
    ) -> Status {
        let document = self.document;
        if withdrawn::is_said_before(document, self.attributions, quantity, clause) {
            return Status::Withdrawn;
        }
        if !self.is_known_group(quantity, said)
            && (is_future(document, clause) || is_future(document, said.word))
        {
            return Status::Planned;
        }
        let adverbs = document
            .children_by(clause, &[Relation::Advmod])
            .chain(document.children_by(said.word, &[Relation::Advmod]))
            .filter_map(|adverb| adverb_cue(document.lemma(adverb)));
        let stances: Vec<_> = stances.chain(adverbs).collect();
        if said.held {
            Status::Alleged
        } else if stances.contains(&Stance::Deny) {
            Status::Denied
        } else if stances.contains(&Stance::Confirm) {
            Status::Confirmed
        } else if stances.iter().any(|stance| matches!(stance, Stance::Claim | Stance::Think)) {
            Status::Alleged
        } else {
            Status::Asserted
        }
    }
}

fn kind_of(counted: Counted) -> ClaimKind {
    match counted {
        Counted::Money
        | Counted::Percent
        | Counted::Area
        | Counted::Magnitude
        | Counted::Speed
        | Counted::Length => ClaimKind::Amount,
        Counted::Duration => ClaimKind::Duration,
        _ => ClaimKind::Count,
    }
}

/// "dozens of the country's soldiers" names a kind; "two of the soldiers" a part of those told.
fn portions_a_kind(document: &Document<'_>, whole: TokenId) -> bool {
    document.children_by(whole, &[Relation::NmodPoss]).next().is_some()
}

/// Whether a span stands within quotation marks around a word or phrase.
pub(crate) fn in_marks(document: &Document<'_>, span: Span) -> bool {
    let quotations = document.quotations();
    let until = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    quotations[..until].iter().rev().take(4).any(|quotation| quotation.inner.contains(span))
}

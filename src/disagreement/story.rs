//! Which reports tell one story: those that share names and lie close in time. Only within a story is anything compared.

use std::collections::{BTreeMap, HashMap};

use crate::analysis::actor::ActorKind;
use crate::text::ReportId;
use crate::timeline::{Actor, Timeline};

/// The story of each report, by its place in the corpus; stories are numbered by their first report.
#[derive(Clone, Debug)]
pub struct Stories {
    of: Vec<u32>,
}

/// How many reports each report of a name is compared with at most: cost stays linear for names that are everywhere.
const NEIGHBOURS: usize = 12;

/// How many days apart two reports of one story may be published.
const DAYS: i64 = 30;

/// What shared names must weigh together.
const ENOUGH: u32 = 4;

/// How many bytes of a report count as its lead.
const LEAD: u32 = 700;

impl Stories {
    /// Finds the stories.
    #[must_use]
    pub fn find(timeline: &Timeline) -> Self {
        let mut shared = HashMap::<(u32, u32), Shared>::new();
        for actor in timeline.actors.iter().filter(|actor| weight(actor) > 0) {
            let reports = reports_of(timeline, actor);
            for (place, &(report, lead)) in reports.iter().enumerate() {
                for &(other, other_lead) in reports[place + 1..].iter().take(NEIGHBOURS) {
                    let link = shared.entry((report, other)).or_default();
                    link.weight += weight(actor);
                    link.lead |= lead && other_lead;
                }
            }
        }
        let mut of: Vec<u32> = (0..u32::try_from(timeline.reports.len()).unwrap_or(u32::MAX)).collect();
        let mut links: Vec<_> = shared
            .into_iter()
            .filter(|(_, shared)| shared.weight >= ENOUGH && shared.lead)
            .map(|(pair, _)| pair)
            .filter(|&(one, other)| near_in_time(timeline, one, other))
            .collect();
        links.sort_unstable();
        for (one, other) in links {
            let (a, b) = (root(&mut of, one), root(&mut of, other));
            let (first, later) = (a.min(b), a.max(b));
            of[later as usize] = first;
        }
        let of =
            (0..u32::try_from(of.len()).unwrap_or(u32::MAX)).map(|report| root(&mut of, report)).collect();
        Self { of }
    }

    /// The reports of each story that has more than one, in order.
    #[must_use]
    pub fn shared(&self) -> Vec<Vec<ReportId>> {
        let mut stories: HashMap<u32, Vec<ReportId>> = HashMap::new();
        for (report, &story) in (0..).zip(&self.of) {
            stories.entry(story).or_default().push(ReportId(report));
        }
        let mut stories: Vec<_> = stories.into_values().filter(|reports| reports.len() > 1).collect();
        stories.sort();
        stories
    }
}

#[derive(Clone, Copy, Default)]
struct Shared {
    weight: u32,
    /// Whether a name stands in the lead of both.
    lead: bool,
}

/// What a shared name says for one story: a country or the press little, a group without a name nothing.
fn weight(actor: &Actor) -> u32 {
    match actor.kind {
        ActorKind::Person | ActorKind::Place => 2,
        ActorKind::Organisation | ActorKind::State => 1,
        ActorKind::Group => 0,
    }
}

/// The reports that name an actor, each with whether in its lead.
fn reports_of(timeline: &Timeline, actor: &Actor) -> Vec<(u32, bool)> {
    let mut reports = BTreeMap::new();
    for &(report, mention) in &actor.mentions {
        let mentions = &timeline.analyses[report.index()].actors.mentions;
        let lead = mentions.get(mention as usize).is_some_and(|mention| mention.span.start < LEAD);
        *reports.entry(report.0).or_insert(false) |= lead;
    }
    reports.into_iter().collect()
}

fn near_in_time(timeline: &Timeline, one: u32, other: u32) -> bool {
    let day = |report: u32| {
        timeline.reports[report as usize].published.as_ref().and_then(crate::text::Published::day)
    };
    match (day(one), day(other)) {
        (Some(a), Some(b)) => (a - b).num_days().abs() <= DAYS,
        _ => true,
    }
}

fn root(of: &mut [u32], report: u32) -> u32 {
    let mut here = report;
    while of[here as usize] != here {
        let above = of[of[here as usize] as usize];
        of[here as usize] = above;
        here = above;
    }
    here
}

//! Small corpora with the disagreements a careful reader finds in them (see `README.md` beside this file).

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rashomon::disagreement::{self, Aspect, Disagreement, Verdict};
use rashomon::text::{Published, PublishedBasis, Report, ReportId};
use rashomon::timeline::{self, Input, Timeline};

/// A corpus and its expected disagreements.
struct Fixture {
    name: String,
    reports: Vec<Report>,
    expected: Vec<Expected>,
    silent: bool,
}

/// A line below `=== expected`.
#[derive(Debug)]
struct Expected {
    must: bool,
    verdict: Verdict,
    aspect: Aspect,
    /// Report and words of each position.
    sides: Vec<(ReportId, String)>,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disagreements");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of fixtures")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Fixture {
    let text = fs::read_to_string(path).expect("a fixture is UTF-8");
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut fixture = Fixture { name, reports: Vec::new(), expected: Vec::new(), silent: false };
    for part in text.split("\n=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        if head == "expected" {
            for line in body.lines().filter(|line| !line.is_empty()) {
                match line {
                    "silent" => fixture.silent = true,
                    line => fixture.expected.push(expected(line)),
                }
            }
        } else {
            fixture.reports.push(report(head, body, fixture.reports.len()));
        }
    }
    fixture
}

fn report(head: &str, body: &str, place: usize) -> Report {
    let mut parts = head.splitn(3, ' ');
    let (_, published, source) = (parts.next(), parts.next().expect("a date"), parts.next());
    let edtf = if published.contains('T') { format!("{published}:00Z") } else { published.to_owned() };
    Report {
        id: ReportId(u32::try_from(place).expect("few reports")),
        source: source.map(str::to_owned),
        published: Some(Published { edtf, basis: PublishedBasis::Manifest }),
        text: Arc::from(body.trim_end()),
        ..Report::default()
    }
}

fn expected(line: &str) -> Expected {
    let must = !line.starts_with("may ");
    let line = line.trim_start_matches("may ");
    let mut words = line.splitn(3, ' ');
    let verdict = match words.next() {
        Some("contradiction") => Verdict::Contradiction,
        Some("conditional") => Verdict::Conditional,
        Some("update") => Verdict::Update,
        Some("compatible") => Verdict::Compatible,
        Some("internal") => Verdict::Internal,
        Some("framing") => Verdict::Framing,
        Some("attribution") => Verdict::Attribution,
        Some("omission") => Verdict::Omission,
        other => panic!("no such verdict: {other:?}"),
    };
    let aspect = match words.next() {
        Some("quantity") => Aspect::Quantity,
        Some("time") => Aspect::Time,
        Some("modality") => Aspect::Modality,
        Some("cause") => Aspect::Cause,
        Some("place") => Aspect::Place,
        Some("actor") => Aspect::Actor,
        Some("sequence") => Aspect::Sequence,
        Some("attribution") => Aspect::Attribution,
        Some("event") => Aspect::Event,
        Some("label") => Aspect::Label,
        other => panic!("no such aspect: {other:?}"),
    };
    let quoted: Vec<_> = words.next().unwrap_or_default().split('"').collect();
    let sides = quoted
        .chunks_exact(2)
        .map(|side| {
            let badge = side[0].trim().bytes().next().expect("a badge");
            (ReportId(u32::from(badge - b'A')), side[1].to_owned())
        })
        .collect();
    Expected { must, verdict, aspect, sides }
}

fn build(reports: Vec<Report>) -> Timeline {
    timeline::build(Input { reports, ..Input::default() })
}

/// Whether a disagreement is the expected one: every side has a position whose words overlap the expected words.
fn matches(timeline: &Timeline, expected: &Expected, found: &Disagreement) -> bool {
    let has = |(report, words): &(ReportId, String)| {
        let text = &timeline.reports[report.index()].text;
        found.positions.iter().any(|position| {
            position.passage.report == *report
                && text.match_indices(words.as_str()).any(|(at, _)| {
                    let span = rashomon::text::Span::new(at, at + words.len());
                    span.overlaps(position.passage.span)
                })
        })
    };
    found.verdict == expected.verdict && found.aspect == expected.aspect && expected.sides.iter().all(has)
}

fn is_grave(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Contradiction
            | Verdict::Conditional
            | Verdict::Internal
            | Verdict::Update
            | Verdict::External
    )
}

fn show(found: &Disagreement) -> String {
    format!("{:?} {:?} {} [{}]", found.verdict, found.aspect, found.summary, found.rule)
}

#[test]
fn every_corpus_shows_what_a_careful_reader_finds_and_nothing_more_serious() {
    let mut faults = Vec::new();
    for fixture in fixtures() {
        let timeline = build(fixture.reports);
        let found = disagreement::find(&timeline);
        for expected in fixture.expected.iter().filter(|expected| expected.must) {
            if !found.iter().any(|one| matches(&timeline, expected, one)) {
                faults.push(format!("{}: missing {expected:?}", fixture.name));
            }
        }
        for one in &found {
            let foreseen = fixture.expected.iter().any(|expected| matches(&timeline, expected, one));
            if !foreseen && (fixture.silent || is_grave(one.verdict)) {
                faults.push(format!("{}: unforeseen {}", fixture.name, show(one)));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_order_in_which_reports_load_changes_no_verdict() {
    for fixture in fixtures() {
        let mut reversed = fixture.reports.clone();
        reversed.reverse();
        for (place, report) in (0..).zip(&mut reversed) {
            report.id = ReportId(place);
        }
        let verdicts = |reports| {
            let mut verdicts: Vec<_> =
                disagreement::find(&build(reports)).iter().map(|one| (one.verdict, one.rule)).collect();
            verdicts.sort_unstable();
            verdicts
        };
        assert_eq!(verdicts(fixture.reports), verdicts(reversed), "{}", fixture.name);
    }
}

#[test]
fn corpora_of_different_stories_opened_together_say_nothing_of_each_other() {
    let all: Vec<_> = fixtures();
    for pair in all.windows(2) {
        let mut reports: Vec<Report> = pair.iter().flat_map(|fixture| fixture.reports.clone()).collect();
        for (place, report) in (0..).zip(&mut reports) {
            report.id = ReportId(place);
        }
        let border = pair[0].reports.len();
        for one in disagreement::find(&build(reports)) {
            let first =
                one.positions.iter().filter(|position| position.passage.report.index() < border).count();
            let across = first > 0 && first < one.positions.len();
            assert!(!across, "{} and {}: {}", pair[0].name, pair[1].name, show(&one));
        }
    }
}

use super::*;

/// The day against which the examples of rules and tests are resolved: a Wednesday.
fn published() -> Context {
    Context { published: "2021-03-10".parse().ok() }
}

/// The text without its brackets, and the span that they mark.
fn unbracket(marked: &str) -> (String, Option<Span>) {
    let text = marked.replace(['[', ']'], "");
    let span = marked.find('[').zip(marked.find(']')).map(|(open, close)| Span::new(open, close - 1));
    (text, span)
}

/// Checks that the bracketed words are an expression of that value.
pub(super) fn check(marked: &str, value: &str) {
    let (text, span) = unbracket(marked);
    let found = tag(&text, &published());
    let at = found.iter().find(|expression| Some(expression.span) == span);
    assert_eq!(at.map(|expression| &*expression.value), Some(value), "{marked}\n{}", listing(&text, &found));
}

/// Checks that a text holds no expression.
pub(super) fn check_none(text: &str) {
    let found = tag(text, &published());
    assert!(found.is_empty(), "{}", listing(text, &found));
}

fn listing(text: &str, found: &[TimeExpression]) -> String {
    let line =
        |found: &TimeExpression| format!("  {:?} {} by {:?}", found.span.of(text), found.value, found.rule);
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_reads_its_example() {
    let mut faults = Vec::new();
    for rule in rules::all() {
        let (text, span) = unbracket(rule.example);
        let found = tag(&text, &published());
        let right = match span {
            None => found.is_empty(),
            Some(span) => found
                .iter()
                .any(|found| found.span == span && found.rule == rule.name && &*found.value == rule.value),
        };
        if !right {
            faults.push(format!(
                "{}: {} = {}\n{}",
                rule.name,
                rule.example,
                rule.value,
                listing(&text, &found)
            ));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

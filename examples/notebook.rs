//! Writes a Jupyter notebook of some reports: a cell for each disagreement, with the words of every report and room for what was
//! found out, and a cell that puts the main events into a table of pandas.
//!
//! ```sh
//! cargo run --release --example notebook -- reports/ > reports.ipynb
//! ```

use std::fmt::Write;

use rashomon::{Event, Reading, visible};
use serde_json::{Value, json};

fn main() {
    let reading = rashomon::read(std::env::args_os().skip(1));
    for problem in &reading.timeline.problems {
        eprintln!("{}", visible::line(&problem.to_string()));
    }
    println!("{:#}", notebook(&reading));
}

/// The notebook, in version 4.5 of its format.
fn notebook(reading: &Reading) -> Value {
    let mut cells = vec![cell("markdown", "# Where the reports disagree")];
    cells.extend(disagreements(reading).iter().map(|text| cell("markdown", text)));
    cells.push(cell("code", &table(reading)));
    for (place, cell) in cells.iter_mut().enumerate() {
        cell["id"] = json!(format!("cell-{place}"));
    }
    json!({
        "cells": cells,
        "metadata": { "kernelspec": { "name": "python3", "display_name": "Python 3", "language": "python" } },
        "nbformat": 4,
        "nbformat_minor": 5,
    })
}

fn cell(kind: &str, source: &str) -> Value {
    let mut cell = json!({ "cell_type": kind, "metadata": {}, "source": source });
    if kind == "code" {
        cell["execution_count"] = Value::Null;
        cell["outputs"] = json!([]);
    }
    cell
}

/// Each disagreement as Markdown.
fn disagreements(reading: &Reading) -> Vec<String> {
    let timeline = &reading.timeline;
    let text = |one: &rashomon::Disagreement| {
        let mut text = format!("## {}\n\n", markdown(&one.summary));
        for position in &one.positions {
            let outlet = timeline.reports[position.passage.report.index()].name();
            let words = timeline.words(position.passage.report, position.passage.span);
            let _ = writeln!(text, "- **{}**: “{}”", markdown(outlet), markdown(words));
        }
        let verdict = json!(one.verdict);
        let verdict = verdict.as_str().unwrap_or_default();
        let _ = write!(text, "\n{verdict}: {}\n\nWhat we found out: …", markdown(&one.why));
        text
    };
    reading.disagreements.iter().map(text).collect()
}

/// Python that puts the main events into a table.
fn table(reading: &Reading) -> String {
    let events = reading.timeline.events.iter().filter(|event| event.salience >= Event::MAIN);
    let rows: Vec<Value> =
        events.map(|event| json!([event.when.in_full(), visible::line(&event.title)])).collect();
    // A list of lists of strings in JSON is one in Python as well.
    let rows = format!("{:#}", Value::from(rows));
    format!("import pandas as pd\n\npd.DataFrame({rows}, columns=[\"when\", \"event\"])")
}

/// A text on one line, in which nothing is markup.
fn markdown(text: &str) -> String {
    let mut plain = String::new();
    for letter in visible::line(text).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '$' | '|') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

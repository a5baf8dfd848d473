//! Real invitations with what a person sees in them, where they are at hand.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test may fail by panicking")]

use std::fs;
use std::path::PathBuf;

use redial::block::{Document, Format, InfoBlock, Provider, Row, recognise};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    folder.join("labels.json").exists().then_some(folder)
}

/// A body and how it is written.
fn body(folder: &std::path::Path, label: &Value) -> Option<(Format, String)> {
    let name = label["file"].as_str()?;
    let text = String::from_utf8_lossy(&fs::read(folder.join(name)).ok()?).into_owned();
    match label["kind"].as_str()? {
        "html" => Some((Format::Html, text)),
        "text" => Some((Format::Text, text)),
        _ => None,
    }
}

/// A separator as its character and count, else what a person reads; in plain text the whole line.
fn shown(document: &Document<'_>, body: &str, row: &Row) -> String {
    let first = row.text.chars().next().unwrap_or_default();
    let dense: String = row.text.chars().filter(|c| !c.is_whitespace()).collect();
    if matches!(first, '.' | '_') && dense.chars().all(|c| c == first) {
        return format!("{first}x{}", dense.len());
    }
    let _ = document;
    let _ = body;
    row.text.clone()
}

fn digits(number: &str) -> String {
    let cut = number.split([',', ';']).next().unwrap_or_default();
    let plus = if cut.trim_start().starts_with('+') { "+" } else { "" };
    format!("{plus}{}", cut.chars().filter(char::is_ascii_digit).collect::<String>())
}

fn said(block: &InfoBlock) -> Value {
    let phone = block.invitation.phone.as_ref();
    let numbers: Vec<String> = phone
        .map(|phone| phone.numbers.iter().map(|number| digits(&number.number)).collect())
        .unwrap_or_default();
    let locale = match block.locales.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        several => format!("mixed:{}", several.join(",")),
    };
    serde_json::json!({
        "provider": block.provider.name(), "layout": block.layout.name(), "locale": locale,
        "quoted": block.quoted, "complete": block.complete,
        "join_url": block.invitation.join_url.as_str(),
        "conference_id": phone.and_then(|phone| phone.conference_id.as_ref()).map(|id| id.as_str()),
        "numbers": numbers,
    })
}

#[test]
fn every_label_is_met() {
    let Some(folder) = folder() else {
        println!("skipped: every_label_is_met (no corpus of real invitations beside the project)");
        return;
    };
    let labels: Vec<Value> =
        serde_json::from_slice(&fs::read(folder.join("labels.json")).expect("labels")).expect("JSON");
    let mut wrong = Vec::new();
    for label in &labels {
        let name = label["file"].as_str().unwrap_or_default();
        let Some((format, text)) = body(&folder, label) else { continue };
        let document = Document::parse(format, &text);
        let found: Vec<InfoBlock> = recognise(&document, &[])
            .into_iter()
            .filter(|block| block.provider != Provider::Foreign)
            .collect();
        let expected = label["blocks"].as_array().expect("blocks");
        if found.len() != expected.len() {
            wrong.push(format!("{name}: {} blocks, not {}", found.len(), expected.len()));
            continue;
        }
        for (block, label) in found.iter().zip(expected) {
            let said = said(block);
            for (field, value) in said.as_object().expect("an object") {
                if *value != label[field] {
                    wrong.push(format!("{name}: {field} {value} is not {}", label[field]));
                }
            }
            let rows = document.rows().get(block.rows.clone()).expect("rows");
            for (field, row) in [("first_text", rows.first()), ("last_text", rows.last())] {
                let row = row.expect("a row");
                let wanted = label[field].as_str().unwrap_or_default();
                let line = text.get(row.span.clone()).unwrap_or_default().trim();
                let is = shown(&document, &text, row);
                let edge = if field == "first_text" { line.lines().next() } else { line.lines().last() };
                if wanted != is && Some(wanted) != edge.map(str::trim) {
                    wrong.push(format!("{name}: {field} {is:?} is not {wanted:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
